import { countryName } from '../../countries/registry.ts'
import type { Finding } from '../../estimators/findings.ts'
import { SPECIFICATIONS } from '../../estimators/lists/specification-labels.ts'
import { printable } from '../../indicators/wording.ts'
import { formatDay, formatNumber, type Language, speak } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import { isChange } from './figure-kinds.ts'
import { type ChartRow, forestRows } from './forest.ts'
import { headOf, yearOf } from './head.ts'
import { sayOthers } from './of-study.ts'
import { type PictureBlock, recruitmentBlocks, resampledBlocks, truthBlocks } from './report-pictures.ts'
import {
  figureOf,
  isInPoints,
  mainInterval,
  sayAnswer,
  sayAtMost,
  sayCount,
  sayFigure,
  sayKind,
  sayLevel,
  sayLists,
  sayNumber,
  sayPart,
  sayPeriod,
  sayPlace,
  sayPoints,
  takesModelAsKnown,
} from './say.ts'
import { sayChance } from './say-chance.ts'
import { sayLabelled, saySettings } from './say-settings.ts'
import type { EstimateRow } from './store.ts'
import { supposedBlocks } from './supposed.ts'
import { type ShownEstimate, type View, viewOf } from './view.ts'
import { estimateWords } from './words.ts'

/** What a report is made of, on its page as on paper: words first, then figures. */
export type Block =
  | PictureBlock
  | { is: 'verdict' | 'sentence' | 'note'; text: string }
  /** Something that is not known, and why. */
  | { is: 'unknown'; text: string }
  | { is: 'list'; items: string[] }
  | { is: 'facts'; rows: [string, string][] }
  | { is: 'table'; caption: string; heads: readonly string[]; right: readonly number[]; rows: string[][] }
  /** Drawn on the page; on paper the table that follows says the same. */
  | { is: 'forest'; caption: string; rows: ChartRow[] }
  /** Who was found by whom, drawn on the page; counts below ten that are not told are null. */
  | { is: 'overlaps'; lists: string[]; counts: (number | null)[]; sizes: (number | null)[] }

export type ReportSection = { id: string; title: string; blocks: Block[] }

export type Mark = { word: string; text: string; link?: { name: string; href: string } }

export type Report = {
  title: string
  study: string
  marks: Mark[]
  sections: ReportSection[]
}

/**
 * All that a report of an estimate says, for who may see the whole of it or for the public, whose small counts are
 * kept back. Every point a trustworthy report has is a section; where a design or a publication has nothing of the
 * kind, it says so.
 */
export function reportOf(row: EstimateRow, language: Language, { whole }: { whole: boolean }): Report {
  const say = speak(estimateWords, language)
  const head = headOf(row.kept)
  const country = countryName(row.country, language)
  const year = yearOf(head)
  const view = row.kept.source === 'computed' ? viewOf(row.kept, { whole }) : null
  const on: On = { row, head, view, language, whole }
  return {
    title: year === null ? say('title.no year', { country }) : say('title', { country, year: String(year) }),
    study: printable(row.of.facts.title),
    marks: marksOf(on),
    sections: [
      { id: 'answer', title: say('s.answer'), blocks: answerBlocks(on) },
      { id: 'who', title: say('s.who'), blocks: whoBlocks(on) },
      { id: 'method', title: say('s.method'), blocks: methodBlocks(on) },
      { id: 'seen', title: say('s.seen'), blocks: seenBlocks(on) },
      { id: 'estimate', title: say('s.estimate'), blocks: estimateBlocks(on) },
      { id: 'model', title: say('s.model'), blocks: modelBlocks(on) },
      { id: 'methods', title: say('s.side'), blocks: sideBlocks(on) },
      { id: 'change', title: say('s.change'), blocks: changeBlocks(on) },
      { id: 'consistency', title: say('s.consistency'), blocks: consistencyBlocks(on) },
      { id: 'doubts', title: say('s.doubts'), blocks: doubtBlocks(on) },
      { id: 'chance', title: say('s.chance'), blocks: chanceBlocks(on) },
      { id: 'made', title: say('s.made'), blocks: madeBlocks(on) },
      { id: 'trend', title: say('s.trend'), blocks: trendBlocks(on) },
      { id: 'safety', title: say('s.safety'), blocks: safetyBlocks(on) },
      { id: 'kept', title: say('s.kept'), blocks: keptBlocks(on) },
    ],
  }
}

type On = {
  row: EstimateRow
  head: ReturnType<typeof headOf>
  view: View | null
  language: Language
  whole: boolean
}

function marksOf({ row, head, language, whole }: On): Mark[] {
  const say = speak(estimateWords, language)
  const marks: Mark[] = []
  if (row.differs) marks.push({ word: say('mark.differs'), text: say('mark.differs text') })
  const beside = { kept: row.kept, codebook: row.codebook, study: row.of }
  const reason = head.otherBecause ?? null
  for (const [which, word] of [
    ['of study', 'mark.other'],
    ['beyond sample', 'mark.beyond'],
  ] as const) {
    const differences = sayOthers(beside, language, which).join(' ')
    if (differences !== '')
      marks.push({
        word: say(word),
        text:
          reason === null
            ? say('mark.other bare', { differences })
            : say('mark.other text', { differences, reason: ended(printable(reason).trim()) }),
      })
  }
  if (head.publication !== null)
    marks.push({
      word: say('mark.publication'),
      text: say('mark.publication text', {
        citation: printable(head.publication.citation),
        page: printable(head.publication.page),
      }),
    })
  if (head.measured === 'modelled')
    marks.push({ word: say('mark.modelled'), text: say('mark.modelled text') })
  // Of a correction that waits to be published, or never was, only who may read it is told.
  const newer = whole ? row.replacedBy : row.replacedInPublic
  if (newer !== null)
    marks.push({
      word: say('mark.replaced'),
      text: say('mark.replaced text', { link: '' }).trim(),
      link: { name: say('mark.newer'), href: `/estimates/${newer}` },
    })
  const earlier = whole ? row.replaces : row.replacesInPublic
  if (row.replaces !== null)
    marks.push({
      word: say('mark.correction'),
      text: say('mark.correction text', { reason: printable(row.reason ?? '') }),
      ...(earlier === null ? {} : { link: { name: say('mark.earlier'), href: `/estimates/${earlier}` } }),
    })
  if (!row.public) marks.push({ word: say('mark.private'), text: say('mark.private text') })
  return marks
}

function answerBlocks(on: On): Block[] {
  const { row, head, view, language } = on
  const say = speak(estimateWords, language)
  const figure = view === null ? figureOf(head) : view.chosen.figure
  const answer = sayAnswer(figure, head, language)
  const blocks: Block[] = []
  const atMost = view?.chosen.atMost ?? null
  if (answer !== null) blocks.push({ is: 'verdict', text: answer })
  else if (atMost !== null) blocks.push({ is: 'verdict', text: sayAtMost(atMost, head, language) })
  else blocks.push({ is: 'verdict', text: say('answer.none') }, ...noFigure(on))
  // Without an end of its own, a definition is closed as a sentence.
  const definition = printable(head.definition).trim()
  blocks.push({ is: 'sentence', text: say('answer.counted', { definition: ended(definition) }) })
  if (head.figure.method?.startsWith('chao')) blocks.push({ is: 'sentence', text: say('answer.bound') })
  blocks.push({
    is: 'facts',
    rows: [
      [say('f.place'), sayPlace(head, row.country, language)],
      ...periodRows(head, language),
      [say('f.stockOrFlow'), head.stockOrFlow === null ? say('not stated') : say(head.stockOrFlow)],
      [say('f.measured'), say(head.measured)],
    ],
  })
  if (!head.place.wholeCountry && head.place.words !== null)
    blocks.push({ is: 'note', text: say('answer.not national', { place: printable(head.place.words) }) })
  return blocks
}

/** The period of a figure; of a change those of both waves. */
function periodRows(head: On['head'], language: Language): [string, string][] {
  const say = speak(estimateWords, language)
  const period = sayPeriod(head, language)
  if (!isChange(head)) return [[say('f.period'), period]]
  const { from: periodFrom, to: periodTo } = head.firstWave ?? { from: null, to: null }
  return [
    [say('f.first wave'), sayPeriod({ periodFrom, periodTo }, language)],
    [say('f.second wave'), period],
  ]
}

/** Why there is no figure, or why it is not told. */
function noFigure({ head, view, language }: On): Block[] {
  if (view?.chosen.keptBack) return [{ is: 'unknown', text: speak(estimateWords, language)('back.figure') }]
  const reason = view === null ? head.figure.reason : view.chosen.reason
  return reason === null ? [] : [{ is: 'unknown', text: sayFinding(reason, language) }]
}

const ended = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`)

function whoBlocks({ row, head, language }: On): Block[] {
  const say = speak(estimateWords, language)
  const orNot = (text: string | null) => (text === null ? say('not stated') : printable(text))
  const { populationBase: base } = head
  const number = base.number === null ? null : formatNumber(language, base.number)
  const part = sayPart(head, language)
  return [
    {
      is: 'facts',
      rows: [
        [say('f.definition'), printable(head.definition)],
        [
          say('f.codebook'),
          row.codebook === null
            ? say('f.codebook none', { why: printable(head.codebookNotStated ?? '') }).trim()
            : say('f.codebook version', {
                title: printable(row.codebook.title ?? say('not stated')),
                version: row.codebook.version,
              }),
        ],
        ...(row.codebook?.hash ? [[say('f.hash'), row.codebook.hash] as [string, string]] : []),
        [say('f.unit'), head.unit === 'person' ? say('unit.person') : printable(head.unit)],
        [say('f.stockOrFlow'), head.stockOrFlow === null ? say('not stated') : say(head.stockOrFlow)],
        ...periodRows(head, language),
        [
          say('f.months'),
          head.referenceMonths === null ? say('not stated') : formatNumber(language, head.referenceMonths),
        ],
        [say('f.base'), printable(base.words)],
        [
          say('f.base number'),
          number === null
            ? say('base.unknown', { why: printable(base.unknownBecause ?? '') })
            : base.source === null
              ? number
              : say('base.source', { number, source: printable(base.source) }),
        ],
        [say('f.frame'), orNot(head.frame)],
        [say('f.place'), sayPlace(head, row.country, language)],
        ...(part === null ? [] : [[say('f.part'), part] as [string, string]]),
      ],
    },
  ]
}

function methodBlocks({ row, head, language }: On): Block[] {
  const say = speak(estimateWords, language)
  const { kept } = row
  const design: [string, string] = [
    say('f.design'),
    head.design === null ? say('not stated') : say(`design.${head.design}`),
  ]
  if (kept.source === 'publication')
    return [
      {
        is: 'facts',
        rows: [
          design,
          [say('f.method'), printable(kept.publication.method)],
          ...(head.lists === null
            ? []
            : [[say('f.lists'), sayLists(head.lists, language)] as [string, string]]),
          [say('f.why'), say('not in publication')],
        ],
      },
    ]
  const { result } = kept
  const settings = result.design === 'lists' ? '' : saySettings(result.settings, language)
  return [
    {
      is: 'facts',
      rows: [
        design,
        [say('f.method'), nameOfChosen(kept, language)],
        [say('f.why'), printable(result.why)],
        ...(head.lists === null
          ? []
          : [[say('f.lists'), sayLists(head.lists, language)] as [string, string]]),
        ...(settings === '' ? [] : [[say('f.settings'), settings] as [string, string]]),
      ],
    },
  ]
}

function nameOfChosen(
  kept: Extract<EstimateRow['kept'], { source: 'computed' }>,
  language: Language,
): string {
  const { result } = kept
  if (result.design === 'lists') return labelName(result.chosen, language)
  const chosen = result.estimates[result.chosen]
  return chosen === undefined ? '' : sayLabelled(chosen.label, chosen.estimate.method, language)
}

const labelName = (label: string, language: Language) =>
  speak(words, language)(`specification.${label}` as keyof typeof en)

function seenBlocks({ row, head, view, language, whole }: On): Block[] {
  const say = speak(estimateWords, language)
  const hasTable = row.kept.source === 'computed' && row.kept.overlapTable !== undefined
  const isLists = head.design === 'lists'
  if (view === null) {
    const { cases } = head.figure
    return [
      cases === null
        ? { is: 'unknown', text: say('seen.not said') }
        : {
            is: 'sentence',
            text: say(isLists ? 'seen.known' : 'seen.respondents', {
              count:
                whole || cases === 0 || cases >= 10 ? formatNumber(language, cases) : say('count.hidden'),
            }),
          },
    ]
  }
  const blocks: Block[] = [
    {
      is: 'sentence',
      text: say(isLists ? 'seen.known' : 'seen.respondents', {
        count: sayCount(view.chosen.cases, language),
      }),
    },
  ]
  if (!whole) blocks.push({ is: 'note', text: say('seen.suppressed') })
  const { overlaps } = view
  if (overlaps === null) {
    if (isLists) blocks.push({ is: 'unknown', text: say(hasTable ? 'back.part' : 'seen.no table') })
    return blocks
  }
  if (whole)
    blocks.push({
      is: 'overlaps',
      lists: overlaps.lists.map((list) => printable(list)),
      counts: [0, ...overlaps.cells.map(({ count }) => (count.kind === 'shown' ? count.value : null))],
      sizes: overlaps.pairs.map((row, at) => {
        const size = row[at]
        return size?.kind === 'shown' ? size.value : null
      }),
    })
  const filled = overlaps.cells.filter(({ count }) => count.kind !== 'shown' || count.value > 0)
  blocks.push(
    ...(whole ? [{ is: 'note', text: say('seen.whole') } as const] : []),
    {
      is: 'table',
      caption: say('seen.table'),
      heads: [say('seen.on'), say('seen.count')],
      right: [1],
      rows: filled.map(({ lists, count }) => [sayLists(lists, language), sayCount(count, language)]),
    },
    ...(filled.length < overlaps.cells.length ? [{ is: 'note', text: say('seen.zeroes') } as const] : []),
    ...(whole
      ? [
          {
            is: 'table',
            caption: say('seen.pairs'),
            heads: [say('seen.list'), ...overlaps.lists.map((list) => printable(list))],
            right: overlaps.lists.map((_, at) => at + 1),
            rows: overlaps.lists.map((list, i) => [
              printable(list),
              ...(overlaps.pairs[i] ?? []).map((count) => sayCount(count, language)),
            ]),
          } as const,
        ]
      : []),
  )
  return blocks
}

function estimateBlocks(on: On): Block[] {
  const { head, view, language } = on
  const say = speak(estimateWords, language)
  const figure = view === null ? figureOf(head) : view.chosen.figure
  const atMost = view?.chosen.atMost ?? null
  if (atMost !== null) return [{ is: 'sentence', text: sayAtMost(atMost, head, language) }]
  if (figure === null)
    return [
      ...noFigure(on),
      ...(view?.chosen.keptBack ? [] : [{ is: 'unknown', text: say('answer.none') } as const]),
    ]
  const number = numberIn(head.figure.method, figure.step, { head, language })
  const rows = [...figure.intervals]
    .sort((a, b) => a.level - b.level)
    .map(({ level, low, high, kind, lowAtMost, highAtLeast, monteCarloError: error }) => [
      sayLevel(level, language),
      lowAtMost ? say('i.at most', { value: number(low) }) : number(low),
      high === null ? say('i.none') : highAtLeast ? say('i.at least', { value: number(high) }) : number(high),
      sayKind(kind, language),
      error === undefined
        ? '–'
        : say('i.plus minus', {
            low: sayChance(error.low, head, language),
            high: sayChance(error.high, head, language),
          }),
    ])
  const blocks: Block[] = [
    { is: 'sentence', text: sayAnswer(figure, head, language) ?? '' },
    ...(rows.length === 0
      ? []
      : [
          {
            is: 'table',
            caption: say('i.caption'),
            heads: [say('i.level'), say('i.low'), say('i.high'), say('i.kind'), say('i.error')],
            right: [1, 2],
            rows,
          } as const,
        ]),
  ]
  for (const level of [0.8, 0.95])
    if (!figure.intervals.some((each) => Math.abs(each.level - level) < 1e-9))
      blocks.push({ is: 'note', text: say('i.missing', { level: sayLevel(level, language) }) })
  blocks.push({ is: 'note', text: say('i.rounded') })
  const everybody = view?.whole === true ? figureOf(head) : null
  if (everybody !== null && everybody.value !== figure.value)
    blocks.push({
      is: 'note',
      text: say('i.everybody', {
        value: numberIn(head.figure.method, everybody.step, { head, language })(everybody.value),
      }),
    })
  if (head.design === 'lists') {
    const bound = view?.specification?.rows.find(({ label }) => label === 'chao')?.estimate.figure
    blocks.push(
      bound
        ? {
            is: 'sentence',
            text: say('bound', { value: sayFigure(bound.value, bound.step, head, language) }),
          }
        : { is: 'note', text: say(view !== null && view.told !== 'all' ? 'back.part' : 'bound.none') },
    )
  }
  return blocks
}

function modelBlocks({ head, view, language }: On): Block[] {
  const say = speak(estimateWords, language)
  if (view === null) return [{ is: 'unknown', text: say('not in publication') }]
  if (head.design !== 'lists' || view.specification === null)
    return [{ is: 'note', text: say('not of design') }]
  const { model, figure, reason, keptBack } = view.chosen
  if (keptBack) return [{ is: 'note', text: say('back.part') }]
  const blocks: Block[] = []
  const joined = model?.terms.filter((term) => term.length > 1) ?? []
  if (model === null) blocks.push({ is: 'sentence', text: say('m.none') })
  else if (joined.length === 0) blocks.push({ is: 'sentence', text: say('m.independent') })
  else
    blocks.push({
      is: 'sentence',
      text: say('m.terms', { terms: joined.map((term) => sayTerm(term)).join(', ') }),
    })
  const times = (value: number) => formatNumber(language, value, { maximumSignificantDigits: 2 })
  const inModel = (lists: readonly string[]) =>
    model !== null && joined.some((term) => lists.every((list) => term.includes(list)))
  for (const { lists, odds } of view.specification.dependence)
    if (odds !== null && inModel(lists))
      blocks.push({
        is: 'sentence',
        text: say(odds.estimate >= 1 ? 'm.odds more' : 'm.odds less', {
          one: printable(lists[0]),
          other: printable(lists[1]),
          times: times(odds.estimate),
          low: times(odds.low),
          high: times(odds.high),
        }),
      })
  if (model !== null && model.minusInfinity.length > 0)
    blocks.push({
      is: 'sentence',
      text: say('m.never', { pairs: model.minusInfinity.map((term) => sayTerm(term)).join(', ') }),
    })
  if (figure === null && reason !== null)
    blocks.push({ is: 'unknown', text: say('m.failed', { reason: sayFinding(reason, language) }) })
  else if (figure !== null)
    blocks.push({ is: 'note', text: say(model === null ? 'm.not tested' : 'm.exists') })
  if (view.told !== 'all') blocks.push({ is: 'note', text: say('back.part') })
  else if (view.specification.dependence.length === 0)
    blocks.push({ is: 'unknown', text: say('m.dependence none') })
  else
    blocks.push({
      is: 'table',
      caption: say('m.dependence'),
      heads: [say('m.pair'), say('m.both'), say('m.expected'), say('m.ratio')],
      right: [1, 2],
      rows: view.specification.dependence.map(({ lists, overlap, expected, odds }) => [
        sayTerm(lists),
        sayCount(overlap, language),
        expected === null ? '–' : times(expected),
        odds === null ? '–' : `${times(odds.estimate)} (${times(odds.low)}–${times(odds.high)})`,
      ]),
    })
  return blocks
}

const sayTerm = (lists: readonly string[]) => lists.map((list) => printable(list)).join(' × ')

/** Writes numbers of one estimate; those of a change of a share in points. */
function numberIn(method: string | null, step: number, { head, language }: Pick<On, 'head' | 'language'>) {
  return (value: number) =>
    isInPoints(method, head.quantity)
      ? sayPoints(value, step, language)
      : sayNumber(value, step, head.quantity, language)
}

/** One estimate as cells of a table: figure, limits of 95 %, or the reason why there is none. */
function cellsOf(estimate: ShownEstimate, on: Pick<On, 'head' | 'language'>): [string, string] {
  const { head, language } = on
  const say = speak(estimateWords, language)
  const { figure, atMost, reason, keptBack } = estimate
  if (keptBack) return [say('count.hidden'), '–']
  if (atMost !== null) {
    const value = sayNumber(atMost.value, atMost.step, head.quantity, language)
    return [say('side.at most', { value }), '–']
  }
  if (figure === null)
    return [say('side.why not', { reason: reason === null ? '' : sayFinding(reason, language) }).trim(), '–']
  const number = numberIn(estimate.method, figure.step, on)
  const interval = mainInterval(figure.intervals)
  if (interval === null) return [number(figure.value), '–']
  const limits = `${number(interval.low)} – ${interval.high === null ? say('i.none') : number(interval.high)}`
  // A limit that is not of 95 per cent, or takes the model as known, never stands as if it were like the others.
  const apart = [
    ...(Math.abs(interval.level - 0.95) < 1e-9 ? [] : [sayLevel(interval.level, language)]),
    ...(takesModelAsKnown(interval) ? [say('i.conditional')] : []),
  ]
  return [number(figure.value), apart.length === 0 ? limits : `${limits} (${apart.join(', ')})`]
}

function sideBlocks({ row, head, view, language, whole }: On): Block[] {
  const say = speak(estimateWords, language)
  if (view === null) return [{ is: 'unknown', text: say('not in publication') }]
  const named = (name: string, chosen: boolean) => (chosen ? say('side.chosen', { method: name }) : name)
  const heads = [say('side.method'), say('side.estimate'), say('side.interval')]
  if (view.specification !== null) {
    const { rows } = view.specification
    const lacking = SPECIFICATIONS.filter((label) => rows.every((row) => row.label !== label)).map((label) =>
      labelName(label, language),
    )
    // Methods that contradict each other must be known even where their numbers are not told.
    if (view.told !== 'all')
      return [
        ...(view.specification.disagree ? [{ is: 'sentence', text: say('back.disagree') } as const] : []),
        ...(view.specification.belowBound
          ? [{ is: 'sentence', text: say('back.below bound') } as const]
          : []),
        {
          is: 'list',
          items: rows.map(({ label, chosen }) => named(labelName(label, language), chosen)),
        },
        ...lacking.map((name): Block => ({ is: 'note', text: say('side.lacking', { method: name }) })),
        { is: 'note', text: say('back.part') },
      ]
    const totals = rows.flatMap(({ label, estimate }) =>
      estimate.figure === null || label === 'chao' ? [] : [estimate.figure],
    )
    const [low, high] = [
      totals.reduce<(typeof totals)[number] | null>(
        (a, b) => (a === null || b.value < a.value ? b : a),
        null,
      ),
      totals.reduce<(typeof totals)[number] | null>(
        (a, b) => (a === null || b.value > a.value ? b : a),
        null,
      ),
    ]
    return [
      ...(low === null || high === null
        ? []
        : [
            {
              is: 'sentence',
              text: say('side.spread', {
                low: sayNumber(low.value, low.step, head.quantity, language),
                high: sayNumber(high.value, high.step, head.quantity, language),
              }),
            } as const,
          ]),
      {
        is: 'forest',
        caption: say('side.caption'),
        rows: forestRows(
          rows.map(({ label, chosen, estimate }) => ({
            key: label,
            name: labelName(label, language),
            own: chosen,
            estimate,
          })),
          language,
        ),
      },
      {
        is: 'table',
        caption: say('side.caption'),
        heads,
        right: [1, 2],
        rows: [
          ...rows.map(({ label, chosen, estimate }) => [
            named(labelName(label, language), chosen),
            ...cellsOf(estimate, { head, language }),
          ]),
          ...lacking.map((name) => [name, say('side.not kept'), '–']),
        ],
      },
    ]
  }
  const chosen = view.estimates.find((each) => each.chosen)
  return [
    {
      is: 'table',
      caption: say('side.other'),
      heads,
      right: [1, 2],
      rows: view.estimates.map(({ label, chosen: own, estimate }) => [
        named(sayLabelled(label, estimate.method, language), own),
        ...cellsOf(estimate, { head, language }),
      ]),
    },
    ...recruitmentBlocks(row.kept, { whole, language }),
    ...truthBlocks(view.backEstimates, language),
    ...(view.backEstimates.length === 0
      ? []
      : [
          {
            is: 'table',
            caption: say('side.back'),
            heads: [say('side.group'), say('side.truth'), say('side.estimate')],
            right: [1, 2],
            rows: view.backEstimates.map(({ group, truth, estimate }) => [
              printable(group),
              formatNumber(language, truth),
              estimate === null ? '–' : formatNumber(language, estimate, { maximumSignificantDigits: 3 }),
            ]),
          } as const,
        ]),
    ...(chosen === undefined || chosen.facts.length === 0
      ? []
      : [
          {
            is: 'table',
            caption: say('side.facts'),
            heads: [say('side.what'), say('side.value')],
            right: [1],
            rows: chosen.facts.map(([name, value]) => [
              say(`n.${name}`),
              formatNumber(language, value, { maximumSignificantDigits: 4 }),
            ]),
          } as const,
        ]),
  ]
}

function changeBlocks({ row, head, view, language }: On): Block[] {
  const say = speak(estimateWords, language)
  const blocks: Block[] = []
  const said = row.kept.wouldChange ?? null
  if (said !== null) blocks.push({ is: 'facts', rows: [[say('c.said'), printable(said)]] })
  if (view === null) return blocks.length > 0 ? blocks : [{ is: 'unknown', text: say('not in publication') }]
  const specification = view.specification
  if (specification === null) {
    const supposed = supposedBlocks({ kept: row.kept, head, view, language })
    if (supposed.length > 0) return [...blocks, ...supposed]
    if (!view.whole) return [...blocks, { is: 'note', text: say('back.data') }]
    return blocks.length > 0 ? blocks : [{ is: 'note', text: say('x.none kept') }]
  }
  if (view.told !== 'all') return [...blocks, { is: 'note', text: say('back.part') }]
  const { method, step, low, high } = specification.onePerson
  const number = (value: number) => sayNumber(value, step, head.quantity, language)
  blocks.push({
    is: 'sentence',
    text:
      low === null || high === null
        ? say('c.one none')
        : say('c.one', { method: labelName(method, language), low: number(low), high: number(high) }),
  })
  const lists = head.lists?.length ?? 0
  const wanted = lists > 2 ? lists + (lists * (lists - 1)) / 2 : 0
  if (specification.changed.length < wanted)
    blocks.push({
      is: 'unknown',
      text: say('c.not done', { wanted, kept: specification.changed.length }),
    })
  if (specification.changed.length > 0)
    blocks.push({
      is: 'table',
      caption: say('c.caption'),
      heads: [say('c.change'), say('side.estimate'), say('side.interval')],
      right: [1, 2],
      rows: specification.changed.map(({ change, lists, estimate }) => [
        change === 'left-out'
          ? say('c.out', { lists: lists.map((list) => printable(list)).join(', ') })
          : say('c.merged', { lists: lists.map((list) => printable(list)).join(' + ') }),
        ...cellsOf(estimate, { head, language }),
      ]),
    })
  return blocks
}

function consistencyBlocks({ head, view, language }: On): Block[] {
  const say = speak(estimateWords, language)
  if (view === null) return [{ is: 'unknown', text: say('not in publication') }]
  if (view.specification === null) return [{ is: 'note', text: say('not of design') }]
  if (view.told !== 'all') return [{ is: 'note', text: say('back.part') }]
  const [wanted, kept] = [head.lists?.length ?? 0, view.specification.consistency.length]
  const lacking: Block[] = kept < wanted ? [{ is: 'unknown', text: say('k.not done', { wanted, kept }) }] : []
  if (kept === 0) return lacking
  return [
    ...lacking,
    {
      is: 'table',
      caption: say('k.caption'),
      heads: [
        say('seen.list'),
        say('side.truth'),
        say('side.estimate'),
        say('side.interval'),
        say('k.holds'),
      ],
      right: [1, 2, 3],
      rows: view.specification.consistency.map(({ list, truth, estimate, holds }) => [
        printable(list),
        sayCount(truth, language),
        ...cellsOf(estimate, { head, language }),
        holds === null ? say('k.unknown') : say(holds ? 'yes' : 'no'),
      ]),
    },
  ]
}

function doubtBlocks({ view, language }: On): Block[] {
  const say = speak(estimateWords, language)
  if (view === null) return [{ is: 'unknown', text: say('not in publication') }]
  const findings: Finding[] = [...view.chosen.warnings, ...(view.specification?.findings ?? [])]
  const items = [...new Set(findings.map((finding) => sayFinding(finding, language)))]
  if (view.whole)
    return [items.length === 0 ? { is: 'sentence', text: say('d.none') } : { is: 'list', items }]
  const { disagree, belowBound, inconsistent } = view.specification ?? {}
  const told = [
    ...(disagree ? [say('back.disagree')] : []),
    ...(belowBound ? [say('back.below bound')] : []),
    ...(inconsistent ? [say('back.inconsistent')] : []),
    ...items,
  ]
  // Which doubts there are beside these hangs on single people, so nobody else is told whether there are any.
  if (told.length === 0) return [{ is: 'sentence', text: say('d.none told') }]
  return [
    { is: 'list', items: told },
    { is: 'note', text: say('d.some kept') },
  ]
}

function chanceBlocks({ row, head, view, language, whole }: On): Block[] {
  const say = speak(estimateWords, language)
  if (view === null) return [{ is: 'unknown', text: say('not in publication') }]
  const { resamples, seed, generator, failed } = view.chosen
  if (seed === null && (resamples === null || resamples === 0))
    return [{ is: 'sentence', text: say('b.none') }]
  return [
    {
      is: 'facts',
      rows: [
        [say('b.resamples'), resamples === null ? '–' : formatNumber(language, resamples)],
        [say('b.seed'), seed === null ? '–' : printable(seed)],
        [say('b.generator'), generator === null ? '–' : printable(generator)],
        ...(view.whole
          ? [
              [
                say('b.failed'),
                failed === null ? say('b.failed unknown') : formatNumber(language, failed),
              ] as [string, string],
            ]
          : []),
      ],
    },
    ...resampledBlocks(row.kept, { head, whole, language }),
  ]
}

function madeBlocks({ row, language, whole }: On): Block[] {
  const say = speak(estimateWords, language)
  const { kept } = row
  if (kept.source === 'publication') {
    const { citation, page, year, address } = kept.publication
    return [
      {
        is: 'facts',
        rows: [
          [say('pub.citation'), printable(citation)],
          [say('pub.page'), printable(page)],
          [say('pub.year'), String(year)],
          [say('pub.address'), address === null ? say('not stated') : printable(address)],
          [say('p.kept'), row.hash],
        ],
      },
    ]
  }
  const { computedBy, version, inputDigest } = kept.provenance
  const check = row.check
  return [
    {
      is: check?.found === 'differs' ? 'unknown' : 'sentence',
      text:
        check === null
          ? say(kept.result.design === 'lists' ? 'check.none' : 'check.other')
          : say(`check.${check.found}`),
    },
    {
      is: 'facts',
      rows: [
        [say('p.by'), say(`by.${computedBy}`)],
        [say('p.version'), printable(version)],
        // By trying tables one could be found that has these digests.
        ...(whole
          ? ([
              [say('p.input'), inputDigest],
              [say('p.kept'), row.hash],
            ] as [string, string][])
          : []),
      ],
    },
  ]
}

function trendBlocks({ row, head, view, language }: On): Block[] {
  const say = speak(estimateWords, language)
  if (head.design !== 'two-waves' || row.kept.source !== 'computed' || row.kept.result.design === 'lists')
    return [{ is: 'sentence', text: say('t.none') }]
  const chosen = row.kept.result.estimates[row.kept.result.chosen]?.estimate
  const found: unknown = chosen?.diagnostics.minimumDetectable
  const { difference, power } = (typeof found === 'object' && found !== null ? found : {}) as Record<
    string,
    unknown
  >
  return [
    { is: 'sentence', text: say('t.waves') },
    typeof difference === 'number' && typeof power === 'number' && view?.told !== 'none'
      ? {
          is: 'sentence',
          text: say('t.mde', {
            power: sayLevel(power, language),
            difference:
              head.quantity === 'share'
                ? sayPoints(Number(difference.toPrecision(2)), 0.0001, language)
                : sayNumber(Number(difference.toPrecision(2)), 0.0001, head.quantity, language),
          }),
        }
      : { is: 'unknown', text: say('t.no mde') },
  ]
}

function safetyBlocks({ row, language }: On): Block[] {
  const say = speak(estimateWords, language)
  const { ethics, safety, limits } = row.of.facts
  const approval = [say(`e.${ethics.state}`), ethics.body, ethics.reference]
    .flatMap((each) => (each === null ? [] : [printable(each)]))
    .concat(ethics.on === null ? [] : [formatDay(language, ethics.on)])
    .join(', ')
  return [
    { is: 'sentence', text: say('e.small') },
    {
      is: 'facts',
      rows: [
        [say('e.ethics'), approval],
        [say('e.survivors'), safety === null ? say('not stated') : printable(safety)],
        [say('e.limits'), limits === null ? say('not stated') : printable(limits)],
      ],
    },
  ]
}

function keptBlocks({ row, language }: On): Block[] {
  const say = speak(estimateWords, language)
  return [
    {
      is: 'facts',
      rows: [
        [say('h.kept'), formatDay(language, row.made.slice(0, 10))],
        [
          say('h.public'),
          row.published === null ? say('no') : formatDay(language, row.published.slice(0, 10)),
        ],
        ...(row.reason === null ? [] : [[say('mark.correction'), printable(row.reason)] as [string, string]]),
      ],
    },
  ]
}
