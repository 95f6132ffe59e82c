import { country, countryName } from '../countries/registry.ts'
import { isLaterRevision } from '../indicators/release.ts'
import {
  capital,
  formatDay,
  formatList,
  formatNumber,
  type Language,
  type Say,
  speak,
  typeset,
} from '../ui/language.ts'
import { gateName } from './criteria.ts'
import type { Cell, Gate, GateResult, Inputs, Methodology, Result, Text, UnitResult } from './schema.ts'
import { words } from './words.ts'

/*
 * Results as sentences. Page, command and API say the same words, because they ask here.
 */

type Key = keyof (typeof words)['en']

/** A text of a methodology in the reader's language, else in English. */
export function textIn(language: Language, text: Text): string {
  return typeset(language, text[language] ?? text.en)
}

/** How a unit is called: a country by its name, anything else as it stands. */
export function unitName(language: Language, unit: string): string {
  return country(unit) ? countryName(unit, language) : unit
}

export function sayIn(language: Language): Say<Key> {
  return speak(words, language)
}

/** A code as people read it: “Tier 2 Watch List” for 2WL. An unknown one stays as it is. */
export function codeName(language: Language, series: string, code: string | number): string {
  const key = `code.${series}.${code}`
  if (isKey(key)) return sayIn(language)(key)
  return typeof code === 'number' ? formatNumber(language, code, { maximumFractionDigits: 2 }) : code
}

/** Why a value is missing, in words. */
export function whyMissing(language: Language, why: string, methodology: Methodology): string {
  const say = sayIn(language)
  if (why.startsWith('missing: ')) {
    const what = why
      .slice('missing: '.length)
      .split(', ')
      .map((id) => criterionTitle(language, methodology, id))
    return say('why.missing', { what: formatList(language, what) })
  }
  const key = `why.${why}`
  return isKey(key) ? say(key) : why
}

/** What one gate found, as a sentence that can stand alone. */
export function gateSentence(language: Language, gate: Gate, result: GateResult): string {
  const say = sayIn(language)
  const name = gateName(gate)
  const found = result.found === null ? '' : capital(language, codeName(language, name, result.found))
  const asked =
    'series' in gate && gate.oneOf
      ? formatOr(
          language,
          gate.oneOf.map((code) => codeName(language, name, code)),
        )
      : result.asked
  const when = dayIn(language, result.when ?? (result.year === null ? '' : String(result.year)))
  const key: Key =
    result.reason === 'not listed' && result.weakness !== null
      ? 'gate.not listed probably'
      : `gate.${result.reason}`
  return say(key, { found, asked, when })
}

/** In, out or unknown, and why, in one or two sentences. */
export function headline(
  language: Language,
  methodology: Methodology,
  result: Result,
  unit: UnitResult,
): string {
  const say = sayIn(language)
  const country = unitName(language, unit.unit)
  const points = (value: number) =>
    formatNumber(language, value, { maximumFractionDigits: 1, minimumFractionDigits: 1 })

  if (unit.standing === 'in') {
    if (unit.score === null || unit.rank === null)
      return say('headline.in no score', {
        country,
        why: whyMissing(language, unit.noScore ?? 'nothing known', methodology),
      })
    const first = say('headline.in', {
      country,
      rank: unit.rank,
      // Who passes every gate and has no total is not ranked.
      of: result.units.filter(({ rank }) => rank !== null).length,
      score: points(unit.score),
    })
    if (!unit.rankRange) return first
    const [low, high] = unit.rankRange
    return `${first} ${say('headline.range', { runs: formatNumber(language, result.replicates), low, high })}`
  }
  if (result.cannotJudge) return `${country}: ${summary(language, result)}`
  const wanted = unit.standing === 'out' ? 'failed' : 'unknown'
  const deciding = unit.gates.find(({ outcome }) => outcome === wanted)
  if (!deciding) return say(`standing.${unit.standing}`)
  const gate = methodology.gates.find(({ id }) => id === deciding.gate)!
  const first = say(`headline.${unit.standing}`, { country, gate: textIn(language, gate.title) })
  const second = gateSentence(language, gate, deciding)
  const third =
    unit.wouldRank === null
      ? ''
      : ` ${say('headline.would', { rank: unit.wouldRank, of: result.counts.in + 1 })}`
  return `${first} ${second}${third}`
}

/** How many are in, out and unknown; or that nothing can be judged. */
export function summary(language: Language, result: Result): string {
  const say = sayIn(language)
  if (result.cannotJudge)
    return say('summary.cannot', { n: result.cannotJudge.missing.length, of: result.cannotJudge.of })
  const { counts } = result
  const n = (value: number) => formatNumber(language, value)
  const counted = result.asOf === null ? 'summary units' : 'summary'
  return say(counted, {
    of: n(counts.of),
    in: n(counts.in),
    out: n(counts.out),
    unknown: n(counts.unknown),
  })
}

/** Names the places that the ratings know from other years and not from the one used. */
export function lackingSentence(language: Language, inputs: Inputs, series: string): string {
  const say = sayIn(language)
  const year = inputs.universeIssue ? String(inputs.universeIssue.year) : ''
  if (inputs.lacking.length === 0) return say('lacking.none', { year })
  const names = inputs.lacking.map(({ unit, before, after }) => {
    const values = {
      place: unitName(language, unit),
      before: before === null ? '' : codeName(language, series, before),
      after: after === null ? '' : codeName(language, series, after),
    }
    if (before !== null && after !== null) return say('lacking.before after', values)
    if (before !== null) return say('lacking.before', values)
    return after !== null ? say('lacking.after', values) : values.place
  })
  return say('lacking.sentence', { n: inputs.lacking.length, year, names: formatList(language, names) })
}

/** Which series are shown in a later revision than the day asked about. */
export function revisedSentences(
  language: Language,
  inputs: Inputs,
  title: (series: string) => string,
): string[] {
  if (inputs.asOf === null) return []
  const say = sayIn(language)
  const byEdition = new Map<string, Set<string>>()
  for (const [series, cells] of Object.entries(inputs.newest))
    for (const cell of Object.values(cells) as Cell[])
      if (cell.revised !== null && isLaterRevision(cell, inputs.asOf))
        byEdition.set(cell.revised, (byEdition.get(cell.revised) ?? new Set()).add(series))
  return [...byEdition].sort().map(([revised, series]) =>
    say('revised note', {
      revised: formatDay(language, revised),
      day: formatDay(language, inputs.asOf!),
      series: formatList(language, [...series].map(title)),
    }),
  )
}

export function criterionTitle(language: Language, methodology: Methodology, id: string): string {
  const find = (criterion: Methodology['criteria']): string | null => {
    if (!criterion) return null
    if (criterion.id === id) return textIn(language, criterion.title)
    for (const child of criterion.children ?? []) {
      const found = find(child)
      if (found !== null) return found
    }
    return null
  }
  return find(methodology.criteria) ?? id
}

export function gateTitle(language: Language, methodology: Methodology, id: string): string {
  const gate = methodology.gates.find((gate) => gate.id === id)
  return gate ? textIn(language, gate.title) : id
}

/** A time as its source words it; a plain day or month in the reader's way. */
export function dayIn(language: Language, when: string): string {
  return /^\d{4}-\d{2}(-\d{2})?$/.test(when) ? formatDay(language, when) : when
}

function formatOr(language: Language, items: string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(items)
}

function isKey(key: string): key is Key {
  return key in words.en
}
