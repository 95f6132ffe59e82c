import type { NearMiss, RobustnessNote, SensitivityRange } from '../../estimators/robustness/model.ts'
import type { IdleChoice } from '../../estimators/robustness/sobol.ts'
import { between, formatList, formatNumber, type Language, type Say, speak } from '../../ui/language.ts'
import { figuresOf, leavesOf } from '../criteria.ts'
import { inPercent } from '../percent.ts'
import type { Methodology, Robustness } from '../schema.ts'
import { criterionTitle, gateTitle, textIn, unitName } from '../sentences.ts'
import type { WhyNot } from './model.ts'
import { type Flip, type Influence, mattersMost, type Report, type ReportUnit, sureness } from './report.ts'
import { robustnessWords } from './words.ts'

/*
 * How sure a result is, in sentences. Page, command and API say the same words, because they ask here.
 */

export type RobustnessKey = keyof (typeof robustnessWords)['en']

export function sayRobustness(language: Language): Say<RobustnessKey> {
  return speak(robustnessWords, language)
}

/** A share of runs as people read it; ends are words, so that 99.7 % is not written as all. */
export function shareIn(language: Language, share: number | null): string {
  const say = sayRobustness(language)
  if (share === null) return say('share.unknown')
  if (share >= 1) return say('share.always')
  if (share <= 0) return say('share.never')
  if (share > 0.99) return say('share.over')
  if (share < 0.01) return say('share.under')
  return inPercent(language, share)
}

/** The same inside a sentence that needs a number. */
export function percentIn(language: Language, share: number): string {
  return inPercent(language, share)
}

export function rangeIn(language: Language, range: SensitivityRange | null, digits = 0): string {
  if (range === null) return sayRobustness(language)('share.unknown')
  const write = (value: number) =>
    formatNumber(language, value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const [low, high] = range
  return low === high ? write(low) : sayRobustness(language)('range', { low: write(low), high: write(high) })
}

export function sourceTitle(language: Language, declared: Robustness, source: string): string {
  const say = sayRobustness(language)
  if (source === 'measurement' || source === 'imputation' || source === 'weights')
    return say(`source.${source}`)
  const alternative = declared.alternatives?.find(({ id }) => id === source)
  return alternative ? say('source.alternative', { title: textIn(language, alternative.title) }) : source
}

/** The few sentences that a reader takes away, most important first. */
export function findings(
  language: Language,
  declared: Robustness,
  report: Report,
  { plain = true }: { plain?: boolean } = {},
): string[] {
  const say = sayRobustness(language)
  const { on, stay, unsure, outside, ifKnown, first } = sureness(report)
  const names = (units: ReportUnit[], most = 8) => someNames(language, units, most)
  const sentences: string[] = []
  if (on.length === 0) sentences.push(say('verdict.none'))
  else
    sentences.push(
      say(plain ? 'verdict.stay plain' : 'verdict.stay', {
        k: on.length,
        n: stay.length,
        runs: formatNumber(language, report.replications),
      }),
    )
  if (stay.length > 0) sentences.push(say('verdict.sure', { names: names(stay, 20) }))
  if (unsure.length > 0) sentences.push(say('verdict.unsure', { names: names(unsure, 20) }))
  if (outside.length > 0) sentences.push(say('verdict.outside', { names: names(outside) }))
  if (first)
    sentences.push(
      say('verdict.first', {
        name: unitName(language, first.unit),
        share: percentIn(language, first.acceptability[0]!),
      }),
    )
  const most = mattersMost(report)
  if (most)
    sentences.push(
      say('verdict.matters', {
        what: sourceTitle(language, declared, most.source),
        share: percentIn(language, bounded(most.total.value)),
        low: percentIn(language, bounded(most.total.low)),
        high: percentIn(language, bounded(most.total.high)),
      }),
    )
  const unknown = report.units.filter(({ standing }) => standing === 'unknown').length
  if (unknown > 0)
    sentences.push(
      say('verdict.unknown', {
        n: unknown,
        m: ifKnown.length,
        list: ifKnown.length === 0 ? '.' : `${between(language, ':')}${names(ifKnown)}.`,
      }),
    )
  return sentences
}

/** An index as a share: chance can carry it a little beyond none and all. */
export function bounded(index: number): number {
  return Math.min(1, Math.max(0, index))
}

function someNames(language: Language, units: ReportUnit[], most: number): string {
  const say = sayRobustness(language)
  const shown = units.slice(0, most).map(({ unit }) => unitName(language, unit))
  const more = units.length - shown.length
  return formatList(language, more > 0 ? [...shown, say('names.more', { n: more })] : shown)
}

export function nearMissSentence(language: Language, methodology: Methodology, miss: NearMiss): string {
  const say = sayRobustness(language)
  const name = unitName(language, miss.unit)
  if (miss.kind === 'shortlist')
    return say(miss.shortlisted ? 'near.on' : 'near.off', {
      name,
      share: percentIn(language, miss.pShortlist),
    })
  return say(miss.outcome === 'passed' ? 'near.gate passed' : 'near.gate failed', {
    name,
    gate: gateTitle(language, methodology, miss.gate),
    share: percentIn(language, miss.pPasses),
  })
}

/** A note of the runs as a sentence. */
export function noteSentence(language: Language, methodology: Methodology, note: RobustnessNote): string {
  const say = sayRobustness(language)
  const leaf = (id: string) => criterionTitle(language, methodology, id)
  switch (note.kind) {
    case 'nothing to draw':
      return say('note.nothing to draw', { source: say(`doubt.${note.source}`) })
    case 'constant leaf':
      return say('note.constant leaf', { leaf: leaf(note.leaf) })
    case 'nobody ranked':
      return say('note.nobody ranked')
    case 'still missing':
      return say('note.still missing', { leaf: leaf(note.leaf), n: note.units })
    case 'score ranges thinned':
      return say('note.score ranges thinned', { runs: formatNumber(language, note.runs) })
    case 'negative under this mean':
      return say('note.negative under this mean', { leaf: leaf(note.node) })
    case 'weights walked':
      return say('note.weights walked', { leaf: leaf(note.group) })
  }
}

/** What a change is of, in words. */
export function flipTitle(language: Language, methodology: Methodology, flip: Flip): string {
  const say = sayRobustness(language)
  const what =
    flip.kind === 'weight' || flip.kind === 'value'
      ? criterionTitle(language, methodology, flip.what)
      : gateTitle(language, methodology, flip.what)
  return say(`flip.${flip.kind}`, { what })
}

/** Its two ends as people read them: weights in per cent, the rest in the unit of the series. */
export function flipEnds(language: Language, { kind, from, to }: Flip): { from: string; to: string } {
  if (from === null || to === null) return { from: '', to: '' }
  const write = (value: number, digits: number) =>
    kind === 'weight'
      ? inPercent(language, value, digits - 3)
      : formatNumber(language, value, { maximumSignificantDigits: digits }).replace('-', '−')
  // Two ends that look alike say nothing: more digits, and where even these are alike, the side of it.
  const beside = (at: number, digits: number) =>
    sayRobustness(language)(to < at ? 'flip.just below' : 'flip.just above', { at: write(at, digits) })
  // What flips it just beyond a round number is not that number.
  const round = Number(to.toPrecision(4))
  const off = Math.abs(to - round)
  const hair = off > 0 && off <= 1e-6 * Math.max(1, Math.abs(to))
  for (const digits of [4, 6, 8])
    if (write(from, digits) !== write(to, digits))
      return { from: write(from, digits), to: hair ? beside(round, digits) : write(to, digits) }
  return { from: write(from, 4), to: beside(from, 4) }
}

/** How large it is beside the published error, where there is one. */
export function flipSize(language: Language, { inErrors }: Flip): string {
  if (inErrors === null) return ''
  return sayRobustness(language)('flip.in errors', {
    size: formatNumber(language, inErrors, { maximumFractionDigits: 1, minimumFractionDigits: 1 }),
  })
}

/** Choices that change less than one might think, each in a sentence. */
export function idleSentences(language: Language, declared: Robustness, idle: IdleChoice[]): string[] {
  const say = sayRobustness(language)
  return idle.flatMap(({ alternative, choice, changes }) => {
    const of = declared.alternatives?.find(({ id }) => id === alternative)
    const made = of?.choices.find(({ id }) => id === choice)
    if (!of || !made) return []
    const values = { choice: textIn(language, made.title), title: textIn(language, of.title) }
    return [say(changes === 'nothing' ? 'matters.idle nothing' : 'matters.idle scores only', values)]
  })
}

/** Below this share of all movement, whom a choice brings onto the list or off it is told beside it. */
const littleMovement = 0.05

/** Choices with little share in how far places move that decide who is there at all, each in a sentence. */
export function reachSentences(language: Language, declared: Robustness, { influence }: Report): string[] {
  const say = sayRobustness(language)
  const names = (units: string[]) => {
    const shown = units.slice(0, 8).map((unit) => unitName(language, unit))
    const more = units.length - shown.length
    return formatList(language, more > 0 ? [...shown, say('names.more', { n: more })] : shown)
  }
  return (influence?.reach ?? []).flatMap(({ alternative, choice, onto, off, placed, unplaced }) => {
    const of = declared.alternatives?.find(({ id }) => id === alternative)
    const made = of?.choices.find(({ id }) => id === choice)
    const total = influence?.sources.find(({ source }) => source === alternative)?.total.value ?? 0
    if (!of || !made || total >= littleMovement) return []
    const parts = [
      ...(placed.length > 0 ? [say('reach.placed', { names: names(placed) })] : []),
      ...(unplaced.length > 0 ? [say('reach.unplaced', { names: names(unplaced) })] : []),
      ...(onto.length > 0 ? [say('reach.onto', { names: names(onto) })] : []),
      ...(off.length > 0 ? [say('reach.off', { names: names(off) })] : []),
    ]
    return [
      say('matters.reach', {
        choice: textIn(language, made.title),
        title: textIn(language, of.title),
        parts: parts.join('; '),
      }),
    ]
  })
}

/** A share of all movement; what is there and rounds to none is not written as none. */
export function movementIn(
  language: Language,
  { total, noEffect }: Pick<Influence, 'total' | 'noEffect'>,
): string {
  const share = bounded(total.value)
  return !noEffect && share < 0.01 ? sayRobustness(language)('share.under') : percentIn(language, share)
}

/** Why nothing can be tried again, in one sentence. */
export function whyNotSentence(language: Language, methodology: Methodology, why: WhyNot): string {
  const say = sayRobustness(language)
  if (why.kind === 'scorecard') return say('why.scorecard')
  if (why.kind === 'cannot judge') return say('why.cannot judge', { n: why.missing.length })
  return say('why.rule', { group: criterionTitle(language, methodology, why.group) })
}

export type DoubtRow = { name: string; lines: string[]; drawn: boolean }

/** What was doubted and what was not, with the document’s own reasons. */
export function doubtRows(
  language: Language,
  methodology: Methodology,
  declared: Robustness,
  drawn: Report['drawn'],
): DoubtRow[] {
  const say = sayRobustness(language)
  const title = (id: string) => criterionTitle(language, methodology, id)
  const names = (ids: string[], name: (id: string) => string = title) =>
    ids.length === 0
      ? say('doubt.nothing')
      : say('doubt.drawn', { names: formatList(language, ids.map(name)) })
  const rows: DoubtRow[] = []
  const { measurement, imputation, weights, alternatives } = declared
  rows.push(
    measurement
      ? {
          name: say('doubt.measurement'),
          lines: [
            textIn(language, measurement.reason),
            names([...drawn.leaves, ...drawn.gates], (id) =>
              drawn.gates.includes(id) ? gateTitle(language, methodology, id) : title(id),
            ),
            ...errorSentences(measurement.sameSource ?? []),
          ],
          drawn: drawn.leaves.length + drawn.gates.length > 0,
        }
      : { name: say('doubt.measurement'), lines: [say('doubt.not measurement')], drawn: false },
    imputation
      ? {
          name: say('doubt.imputation'),
          lines: [
            textIn(language, imputation.reason),
            say(`doubt.from ${imputation.from}`),
            names(drawn.imputed),
          ],
          drawn: drawn.imputed.length > 0,
        }
      : { name: say('doubt.imputation'), lines: [say('doubt.not imputation')], drawn: false },
    weights
      ? {
          name: say('doubt.weights'),
          lines: [textIn(language, weights.reason), weightsSentence(weights)],
          drawn: drawn.groups.length > 0,
        }
      : { name: say('doubt.weights'), lines: [say('doubt.not weights')], drawn: false },
  )
  if (!alternatives)
    rows.push({ name: say('doubt.alternatives'), lines: [say('doubt.not alternatives')], drawn: false })
  for (const alternative of alternatives ?? [])
    rows.push({
      name: textIn(language, alternative.title),
      lines: [
        textIn(language, alternative.reason),
        say('doubt.choices', {
          choices: formatList(
            language,
            alternative.choices.map((choice) => textIn(language, choice.title)),
          ),
        }),
      ],
      drawn: drawn.alternatives.includes(alternative.id),
    })
  return rows

  /** How errors hang together, and where no error is drawn at all. */
  function errorSentences(sources: NonNullable<NonNullable<Robustness['measurement']>['sameSource']>) {
    const leaves = leavesOf(methodology.criteria)
    const namesOf = (found: typeof leaves) =>
      formatList(
        language,
        found.map(({ id }) => title(id)),
      )
    const sentences = sources.flatMap(({ series, acrossUnits = 0, acrossSeries = 0, reason }) => {
      const read = namesOf(leaves.filter((leaf) => series.includes(figuresOf(leaf) ?? '')))
      const value = (correlation: number) => ({ names: read, value: formatNumber(language, correlation) })
      return [
        ...(acrossUnits > 0 ? [say('doubt.across units', value(acrossUnits))] : []),
        ...(acrossSeries > 0 ? [say('doubt.across series', value(acrossSeries))] : []),
        textIn(language, reason),
      ]
    })
    const named = sources.flatMap(({ series }) => series)
    const alone = leaves.some(({ id, ...leaf }) => {
      const series = figuresOf({ id, ...leaf })
      return drawn.leaves.includes(id) && series !== null && !named.includes(series)
    })
    if (sources.length === 0 && drawn.leaves.length + drawn.gates.length > 0)
      sentences.push(say('doubt.independent'))
    else if (alone) sentences.push(say('doubt.independent rest'))
    const changes = leaves.filter(
      ({ read }) => read && 'series' in read && read.take === 'change' && read.steps === undefined,
    )
    if (changes.length > 0) sentences.push(say('doubt.changes', { names: namesOf(changes) }))
    return sentences
  }

  function weightsSentence(given: NonNullable<Robustness['weights']>): string {
    if ('concentration' in given)
      return say('doubt.concentration', { value: formatNumber(language, given.concentration) })
    if ('order' in given) return say('doubt.order')
    return say('doubt.bounds', {
      bounds: formatList(
        language,
        Object.entries(given.bounds).map(([id, [low, high]]) =>
          say('doubt.bound', {
            name: title(id),
            low: formatNumber(language, low!),
            high: formatNumber(language, high!),
          }),
        ),
      ),
    })
  }
}
