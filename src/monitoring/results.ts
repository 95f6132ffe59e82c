import type { Kysely } from 'kysely'
import type { Agreement, Indicator, Text } from '../compacts/agreement.ts'
import { agreementInForce } from '../compacts/store.ts'
import {
  type Change,
  changeBetween,
  type EstimateWithDoubt,
  probabilityOfFall,
} from '../estimators/two-estimates.ts'
import type { Tables } from '../house/database.ts'
import type { Aggregate, AggregateNote } from './aggregation.ts'
import { type CellKey, cellKey, cellParts, TOTAL } from './cells.ts'
import { compareDecimals, isDecimal } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import {
  type Asked,
  type DeduplicationRow,
  EVERYBODY,
  editionsOf,
  type Figure,
  figureName,
  figuresOf,
  frameOf,
  type IndicatorFacts,
  type LoggedValue,
  type Made,
  type MadeCell,
  type MadeYear,
  madeBy,
  type Raw,
  stretchOf,
  type YearNote,
} from './figures.ts'
import { keptMasks, type Masks, masksIn } from './kept-masks.ts'
import type { Period } from './periods.ts'
import { isShareOfPeople, type MissingReason } from './reading.ts'
import { holding, type KeptValue, valueLogOf } from './store.ts'
import { atOnce, FEWEST_SHOWN, mayShowShare, suppressing, thresholdFrom } from './suppression.ts'
import { cover, endingOf, type LastPayment, type Terms, targetsFor, termsOf, yearInTexts } from './terms.ts'

export type { DeduplicationRow } from './figures.ts'

type Db = Kysely<Tables>

/** A figure as every outlet shows it: page, API, spreadsheet and IATI say the same. */
export type ShownFigure =
  | { kind: 'shown'; value: string; low: string | null; high: string | null; level: number | null }
  /** A count of people from 1 to just below: “fewer than 10”. */
  | { kind: 'small'; below: number }
  /** Kept back, so that a small count cannot be worked out. */
  | { kind: 'hidden' }
  | { kind: 'missing'; reason: MissingReason | 'not reported' | AggregateNote | YearNote }

/** What one reporter said. */
export type ReportedFigure = {
  party: string
  shown: ShownFigure
  why: string | null
  evidence: string | null
  /** How often it was corrected since it was verified. */
  corrections: number
  verifiedAt: string | null
  /** Whether it was verified within the organisation that reported it: no other of the compact could. */
  within: boolean
}

export type ResultCell = {
  cell: CellKey
  /** Category by disaggregation; `{}` for the total. */
  parts: Record<string, string>
  shown: ShownFigure
  /** How it came about: “sum of 3 of 4; 1 missing”. */
  how: Pick<Aggregate, 'rule' | 'counted' | 'of' | 'missing' | 'note'> & {
    /** Reporters whose values in it were verified within their own organisation. */
    within: string[]
  }
  reporters: ReportedFigure[]
}

export type ResultPeriod = Period & { cells: ResultCell[] }

/** What an earlier text promised: null where that text promised nothing for the cell; from the day on which it took effect. */
export type EarlierTarget = { value: string | null; from: string }

/**
 * What is promised for a year and cell, as it stood when the year ended, and what was before an amendment revised it,
 * oldest first.
 */
export type ResultTarget = {
  cell: CellKey
  parts: Record<string, string>
  value: string
  rationale: Text
  /** Day of the text that set it so; empty where that is not known. */
  from: string
  earlier: EarlierTarget[]
  /** What later texts say of it that took effect once its year was over, oldest first; left out where none did. */
  after?: EarlierTarget[]
}

/** A plan year: what was promised for it and what was reached, put together from its periods. */
export type ResultYear = {
  year: string
  begins: string
  ends: string
  targets: ResultTarget[]
  /** What earlier texts promised and that of the end of the year, or the present one, does not; the last value is null, from the day on which it was given up. */
  withdrawn: { cell: CellKey; parts: Record<string, string>; earlier: EarlierTarget[] }[]
  /** Published reason why there is no target; null where there is one, or none was given. */
  noTarget: Text | null
  reached: {
    cell: CellKey
    shown: ShownFigure
    /** Whether it is added up over the periods of the year, or taken from the last of them, or neither would be true. */
    by: 'sum' | 'last' | 'none'
    /** Periods with a value, of those of the year. */
    periods: number
    of: number
  }[]
}

/** Baseline against the latest total. */
export type ResultChange = {
  from: string
  to: string
  change: Change
  /** Whether the baseline was measured under a definition worded as the indicator’s is. */
  sameDefinition: boolean
  /** The change the last target promises, and the probability that at least that much happened; null where both are counted in full. */
  promised: { change: string; probability: number | null } | null
}

/** Why nothing is said of a change, where there is a baseline and a latest value. */
export type NoChange =
  /** Reporters or periods are missing. */
  | 'incomplete'
  /** One of the two is not shown. */
  | 'kept back'
  /** An estimate without an interval cannot be told from chance. */
  | 'interval missing'
  /** Different people of a part of a year say nothing of the year. */
  | 'people recur'

type Baseline = NonNullable<Indicator['baseline']>
type Measured = Extract<Baseline, { value: string }>

/**
 * The reference sheet as every outlet may carry it: what was measured as baseline stands beside it, where few people
 * are kept back.
 */
export type PublicSheet = Omit<Indicator, 'baseline'> & {
  baseline: Exclude<Baseline, Measured> | Omit<Measured, 'value' | 'low' | 'high' | 'level'> | null
}

export type IndicatorResult = {
  sheet: PublicSheet
  baseline:
    | { kind: 'measured'; shown: ShownFigure; date: string }
    | { kind: 'pending'; reason: Text; due: string }
    | { kind: 'none' }
  periods: ResultPeriod[]
  years: ResultYear[]
  /**
   * The last figure to hold against the baseline: of a whole year where periods are added up, else of a
   * period. Incomplete while reporters or periods of it are missing. Null while there is nothing.
   */
  latest: {
    ends: string
    shown: ShownFigure
    of: 'year' | 'period'
    complete: boolean
    /** Reporters whose values in it were verified within their own organisation. */
    within: string[]
  } | null
  /** The last total that was promised, as it stood when its year ended, and the last day of that year. */
  target: ({ year: string; ends: string } & Pick<ResultTarget, 'value' | 'from' | 'earlier' | 'after'>) | null
  /**
   * Whether the latest figure is at that target or beyond it. Null where that cannot be told: without a target, without a
   * figure, or from one in which reporters or periods are missing or which is kept back.
   */
  reached: boolean | null
  change: ResultChange | null
  /** Why there is none although something was measured twice; null where there is one, or nothing to lay beside each other. */
  noChange: NoChange | null
}

export type Results = {
  compact: string
  /** Version of the agreement that targets and sheets are taken from. */
  version: number
  /** Moment the results are of. */
  at: string
  /** Counts of people below this are not shown. */
  threshold: number
  languages: string[]
  title: Text
  parties: { key: string; name: Text }[]
  indicators: IndicatorResult[]
}

export type ResultsOptions = {
  /** Counts of people below this are not shown; from ten on. */
  threshold?: number
  /** For parties: also what is verified and not published yet. */
  unpublished?: boolean
  /** Whoever keeps the ledger: a short last period in which money was paid is asked for. */
  paid?: LastPayment | undefined
}

/** A text in force, with those before it where there are any. */
export type InForce = { version: number; agreement: Agreement; terms?: readonly Terms[] }

/**
 * Targets, baselines and what was reached, put together by the declared rules and with small
 * counts of people kept back already: what every outlet shows, and nothing else. Throws
 * Conflict for a compact that is not in force.
 */
export async function resultsOf(
  db: Db,
  compact: string,
  at: Date,
  options: ResultsOptions = {},
): Promise<Results> {
  const inForce = await agreementInForce(db, compact)
  if (inForce === null) throw new MonitoringFault('not in force')
  return resultsUnder(db, compact, inForce, at, options)
}

/** The same under a text of one’s own choice: that of an earlier day. */
export async function resultsUnder(
  db: Db,
  compact: string,
  inForce: { version: number; agreement: Agreement },
  at: Date,
  { threshold = FEWEST_SHOWN, unpublished = false, paid }: ResultsOptions = {},
): Promise<Results> {
  // What a compact is cut to by its last day is so from the moment at which that was agreed.
  const ending = await endingOf(db, compact, { at, paid })
  const terms = (await termsOf(db, compact))
    .filter(({ version }) => version <= inForce.version)
    .map(({ ending: _, ...each }): Terms => (ending === null ? each : { ...each, ending }))
  // All that ever came out, later than that moment too: what is kept back does not depend on when somebody asks.
  const log = await valueLogOf(db, compact, { unpublished })
  const deduplications = await deduplicationsOf(db, compact)
  const masks = new Map<string, Masks>()
  for (const facts of factsOf({ ...inForce, terms }, log, deduplications))
    if (countsPeople(facts.asked.sheet))
      masks.set(facts.asked.sheet.key, await keptMasks(facts, thresholdFrom(threshold)))
  const moment = at.toISOString()
  return put(compact, { ...inForce, terms }, holding(log, moment), madeBy(deduplications, moment), {
    at,
    threshold: thresholdFrom(threshold),
    masks,
  })
}

/** How many different people were reached, as often as somebody said so and another party confirmed it, oldest first. */
export async function deduplicationsOf(db: Db, compact: string): Promise<DeduplicationRow[]> {
  const rows = await db
    .selectFrom('result_deduplications as count')
    .innerJoin('deduplication_confirmations as word', 'word.deduplication_id', 'count.id')
    .select(['indicator', 'ends', 'cell', 'value', 'joined', 'method', 'word.at'])
    .where('count.compact_id', '=', compact)
    .orderBy('count.id')
    .execute()
  return rows.map(({ indicator, ends, cell, value, joined, method, at: moment }) => ({
    indicator,
    ends,
    cell,
    value,
    joined: JSON.parse(joined) as string[],
    method,
    at: moment.toISOString(),
  }))
}

/** The same from rows, all at once. */
export function resultsFrom(
  compact: string,
  inForce: InForce,
  values: readonly KeptValue[],
  deduplications: readonly DeduplicationRow[],
  at: Date,
  threshold = FEWEST_SHOWN,
): Results {
  const log = values.map((value) => ({ ...value, seen: value.publishedAt ?? value.at, unseen: null }))
  const moment = at.toISOString()
  const masks = new Map(
    factsOf(inForce, log, deduplications).map(({ asked, log: own, deduplications: counted }) => [
      asked.sheet.key,
      masksIn(atOnce(suppressing(editionsOf(asked, own, counted), thresholdFrom(threshold)))),
    ]),
  )
  return put(compact, inForce, holding(log, moment), madeBy(deduplications, moment), {
    at,
    threshold,
    masks,
  })
}

function factsOf(
  { agreement, terms }: InForce,
  log: readonly LoggedValue[],
  deduplications: readonly DeduplicationRow[],
): IndicatorFacts[] {
  return agreement.indicators.map((sheet) => ({
    asked: { sheet, agreement, terms: termsWith(agreement, terms) },
    log: log.filter(({ indicator }) => indicator === sheet.key),
    deduplications: deduplications.filter(({ indicator }) => indicator === sheet.key),
  }))
}

const termsWith = (agreement: Agreement, terms: InForce['terms']) =>
  terms === undefined || terms.length === 0 ? [{ from: '', agreement }] : terms

const countsPeople = ({ countsPeople: people, measure }: Pick<Indicator, 'countsPeople' | 'measure'>) =>
  people && measure === 'number'

type Settled = { at: Date; threshold: number; masks: ReadonlyMap<string, Masks> }

function put(
  compact: string,
  { version, agreement, terms }: InForce,
  values: readonly KeptValue[],
  deduplications: readonly DeduplicationRow[],
  { at, threshold, masks }: Settled,
): Results {
  return {
    compact,
    version,
    at: at.toISOString(),
    threshold,
    languages: agreement.languages,
    title: agreement.title,
    parties: agreement.parties.map(({ key, name }) => ({ key, name })),
    indicators: agreement.indicators.map((sheet) =>
      resultOf(
        { sheet, agreement, terms: termsWith(agreement, terms) },
        values.filter(({ indicator }) => indicator === sheet.key),
        deduplications.filter(({ indicator }) => indicator === sheet.key),
        masks.get(sheet.key) ?? new Map(),
        threshold,
      ),
    ),
  }
}

function resultOf(
  asked: Asked,
  values: readonly KeptValue[],
  deduplications: readonly DeduplicationRow[],
  masks: Masks,
  threshold: number,
): IndicatorResult {
  const { sheet } = asked
  const made = figuresOf(asked, frameOf(asked, values), values, deduplications)
  const figureOf = (name: string | null): ShownFigure => {
    const figure = name === null ? undefined : made.figures.get(name)
    return figure === undefined
      ? { kind: 'missing', reason: 'not reported' }
      : shownFigure(sheet, figure, masks, threshold)
  }
  const periods = made.periods.map(({ period: { reporters, counts: _, ...period }, cells }): ResultPeriod => {
    const stretch = stretchOf(period)
    return {
      ...period,
      cells: cells.map(({ cell, name, together, several, of }) => ({
        cell,
        parts: cellParts(cell),
        shown: figureOf(name),
        how: {
          rule: together.rule,
          counted: together.counted,
          of: together.of,
          missing: together.missing,
          note: together.note,
          within: withinOf(reporters, of),
        },
        reporters: reporters.map((party): ReportedFigure => {
          const value = of(party)
          return {
            party,
            shown: figureOf(figureName(stretch, several ? party : EVERYBODY, cell)),
            why: value?.why ?? null,
            evidence: value?.evidence ?? null,
            corrections: value?.corrections ?? 0,
            verifiedAt: value?.at ?? null,
            within: value?.within ?? false,
          }
        }),
      })),
    }
  })
  const latest = latestOf(made, figureOf, {
    counted: sheet.measure === 'number' && !sheet.cumulative,
    last: asked.terms.at(-1)?.ending?.day ?? null,
    retired: sheet.retired !== undefined,
  })
  const baseline = baselineOf(sheet, threshold)
  const target = lastTargetOf(asked)
  const told = changeOf(sheet, baseline, latest, target)
  return {
    sheet: publicSheet(sheet),
    baseline,
    periods,
    years: made.years.map(({ key, begins, ends, of, cells }) => ({
      year: key,
      begins,
      ends,
      ...targetsOf(asked, key),
      reached: cells.map(({ cell, name, by, periods: count }) => ({
        cell,
        shown: figureOf(name),
        by,
        periods: count,
        of,
      })),
    })),
    latest: latest && {
      ends: latest.ends,
      shown: latest.shown,
      of: latest.of,
      complete: latest.complete,
      within: latest.within,
    },
    target,
    // The way that was promised is that of the text by which the year is judged, too.
    reached: reachedOf(
      (target === null ? null : yearOf(asked, target.year).judging?.sheet) ?? sheet,
      target,
      latest,
    ),
    change: typeof told === 'string' ? null : told,
    noChange: typeof told === 'string' ? told : null,
  }
}

function publicSheet({ baseline, ...sheet }: Indicator): PublicSheet {
  if (baseline === null || !('value' in baseline)) return { ...sheet, baseline }
  const { value: _, low: __, high: ___, level: ____, ...told } = baseline
  return { ...sheet, baseline: told }
}

/** Of which reporters a value was verified by nobody but their own organisation. */
const withinOf = (reporters: readonly string[], of: MadeCell['of']): string[] =>
  reporters.filter((party) => {
    const value = of(party)
    return value !== null && value.value !== null && value.within
  })

type Latest = NonNullable<IndicatorResult['latest']> & { partOfYear: boolean }

/** The last total that is whole; while none is, the last there is. */
function latestOf(
  { periods, years }: Pick<Made, 'periods' | 'years'>,
  figureOf: (name: string | null) => ShownFigure,
  /** Whether it is a count of a stretch of time, the last day of a compact that ended early, and whether it is asked for no more. */
  { counted, last, retired }: { counted: boolean; last: string | null; retired: boolean },
): Latest | null {
  const totalOf = (year: MadeYear) => year.cells.find(({ cell }) => cell === TOTAL)
  const counting = periods.filter(({ period }) => period.counts)
  /** A year of which the end is asked of nobody: the compact was over before, or the indicator no longer in use. */
  const short = new Set(
    years.flatMap(({ key, begins, ends }) => {
      const inYear = counting.flatMap(({ period }) => (period.year === key ? [period] : []))
      return (last !== null && ends > last) || (retired && !cover(inYear, { begins, ends })) ? [key] : []
    }),
  )
  const totals = counting.map(({ period: { ends, year, reporters }, cells }) => {
    const total = cells.find(({ cell }) => cell === TOTAL)
    return {
      ends,
      year,
      shown: figureOf(total?.name ?? null),
      // Of a year that was cut short a count is no count of that year.
      whole: total?.together.missing.length === 0 && !(counted && short.has(year)),
      within: total === undefined ? [] : withinOf(reporters, total.of),
    }
  })
  const isWhole = (each: (typeof totals)[number]) => each.whole && each.shown.kind !== 'missing'
  const newest = totals.findLast(({ shown }) => shown.kind !== 'missing')
  if (years.some((year) => totalOf(year)?.by === 'sum')) {
    const whole = years.findLast(({ key }) => {
      const inYear = totals.filter(({ year }) => year === key)
      return inYear.length > 0 && inYear.every(isWhole) && !short.has(key)
    })
    const total = whole === undefined ? undefined : totalOf(whole)
    if (whole !== undefined && total !== undefined) {
      const within = totals.flatMap((each) => (each.year === whole.key ? each.within : []))
      return {
        ends: whole.ends,
        shown: figureOf(total.name),
        of: 'year',
        complete: true,
        within: [...new Set(within)],
        partOfYear: false,
      }
    }
    return newest === undefined
      ? null
      : {
          ends: newest.ends,
          shown: newest.shown,
          of: 'period',
          complete: false,
          within: newest.within,
          partOfYear: false,
        }
  }
  const whole = totals.findLast(isWhole)
  const found = whole ?? newest
  if (found === undefined) return null
  const partOfYear = years.some((year) => year.key === found.year && totalOf(year)?.by === 'none')
  return {
    ends: found.ends,
    shown: found.shown,
    of: 'period',
    complete: whole !== undefined && !partOfYear,
    within: found.within,
    partOfYear,
  }
}

function shownFigure(
  sheet: Indicator,
  { node, raw, missing, shares }: Figure,
  masks: Masks,
  threshold: number,
): ShownFigure {
  if (raw.value === null) return { kind: 'missing', reason: missing ?? 'not reported' }
  if (countsPeople(sheet)) {
    // What nobody has decided on is not shown.
    const mask = masks.get(node) ?? 'hidden'
    if (mask === 'small') return { kind: 'small', below: threshold }
    if (mask !== 'shown') return { kind: 'hidden' }
  } else if (
    isShareOfPeople(sheet) &&
    shares.some((share) => !mayShowShare(share, { percent: sheet.measure === 'percentage', threshold }))
  )
    return { kind: 'hidden' }
  const { value, low, high, level } = raw
  return { kind: 'shown', value, low, high, level }
}

const numberOf = (decimal: string | null) => (decimal === null ? null : Number(decimal))

function baselineOf(sheet: Indicator, threshold: number): IndicatorResult['baseline'] {
  const { baseline } = sheet
  if (baseline === null) return { kind: 'none' }
  if (!('value' in baseline)) return { kind: 'pending', reason: baseline.reason, due: baseline.due }
  const value = Number(baseline.value)
  const isSmall = countsPeople(sheet) && value > 0 && value < threshold
  const { low, high, level } = baseline
  return {
    kind: 'measured',
    date: baseline.date,
    shown: isSmall
      ? { kind: 'small', below: threshold }
      : { kind: 'shown', value: baseline.value, low, high, level },
  }
}

// A text that had no such indicator or year promised nothing, and gave nothing up.
const yearOf = ({ sheet, terms }: Asked, year: string) => yearInTexts(terms, { indicator: sheet.key, year })

/** The targets of a year: what holds for it, with what was before and what was said once it was over, and what was given up. */
function targetsOf(asked: Asked, year: string): Pick<ResultYear, 'targets' | 'withdrawn' | 'noTarget'> {
  const { texts, judging, place } = yearOf(asked, year)
  const logOf = (cell: CellKey) => {
    const log = texts.map((text, at) => {
      const { from } = text
      const value = targetsFor(text, year).find((each) => cellKey(each.cell) === cell)?.value ?? null
      return { value, from, at }
    })
    return log.filter(({ value }, at) => value !== log[at - 1]?.value)
  }
  const told = ({ value, from }: EarlierTarget): EarlierTarget => ({ value, from })
  const present = judging === null ? [] : targetsFor(judging, year)
  const known = new Map(
    texts
      .slice(0, place + 1)
      .flatMap((text) => targetsFor(text, year).map(({ cell }) => [cellKey(cell), cell] as const)),
  )
  return {
    targets: present.map(({ cell: parts, value, rationale }): ResultTarget => {
      const cell = cellKey(parts)
      const log = logOf(cell)
      const until = log.filter(({ at }) => at <= place)
      const after = log.filter(({ at }) => at > place).map(told)
      return {
        cell,
        parts,
        value,
        rationale,
        from: until.at(-1)?.from ?? '',
        earlier: until.slice(0, -1).map(told),
        ...(after.length === 0 ? {} : { after }),
      }
    }),
    withdrawn: [...known].flatMap(([cell, parts]) =>
      present.some((each) => cellKey(each.cell) === cell)
        ? []
        : [
            {
              cell,
              parts,
              earlier: logOf(cell)
                .filter(({ at }) => at <= place)
                .map(told),
            },
          ],
    ),
    noTarget: (judging?.sheet ?? asked.sheet).noTarget.find((each) => each.year === year)?.reason ?? null,
  }
}

/** The target of the total for the last year that has one. */
function lastTargetOf(asked: Asked): IndicatorResult['target'] {
  const years = [...asked.agreement.plan.years].sort((a, b) => (a.ends < b.ends ? -1 : 1))
  for (const { key: year, ends: last } of years.reverse()) {
    const ends = yearOf(asked, year).judging?.ends ?? last
    const target = targetsOf(asked, year).targets.find(({ cell }) => cell === TOTAL)
    if (target === undefined) continue
    const { value, from, earlier, after } = target
    return { year, ends, value, from, earlier, ...(after === undefined ? {} : { after }) }
  }
  return null
}

function reachedOf(
  { direction }: Indicator,
  target: IndicatorResult['target'],
  latest: Latest | null,
): boolean | null {
  if (target === null || latest === null || !latest.complete || !isDecimal(target.value)) return null
  const { shown } = latest
  if (shown.kind !== 'shown' && shown.kind !== 'small') return null
  // What is said of a small count holds for every number it may be, and tells nobody which it is.
  const may = shown.kind === 'shown' ? [shown.value] : ['1', String(shown.below - 1)]
  const answers = may.map((value) => {
    const compared = compareDecimals(value, target.value)
    return direction === 'up' ? compared >= 0 : compared <= 0
  })
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null
}

/** Baseline to latest, where both are whole, shown and of a measure that can fall and rise; else why nothing is said. */
function changeOf(
  sheet: Indicator,
  baseline: IndicatorResult['baseline'],
  latest: Latest | null,
  target: IndicatorResult['target'],
): ResultChange | NoChange | null {
  if (baseline.kind !== 'measured' || latest === null || latest.shown.kind === 'missing') return null
  if (sheet.measure === 'yes-no' || sheet.baseline === null || !('value' in sheet.baseline)) return null
  if (latest.partOfYear) return 'people recur'
  if (!latest.complete) return 'incomplete'
  if (baseline.shown.kind !== 'shown' || latest.shown.kind !== 'shown') return 'kept back'
  const before = estimateOf(baseline.shown)
  const after = estimateOf(latest.shown)
  if (before === null || after === null) return 'interval missing'
  // A full count is exact; an estimate is not, whether or not its interval is known.
  if (sheet.estimated && (before.low === null || after.low === null)) return 'interval missing'
  const change = changeBetween(before, after)
  const promised = target === null ? null : Number(target.value) - before.value
  return {
    from: baseline.date,
    to: latest.ends,
    change,
    sameDefinition: sameText(sheet.baseline.definition, sheet.definition),
    promised:
      promised === null
        ? null
        : {
            change: String(Number(promised.toPrecision(12))),
            probability: change.exact
              ? null
              : promised < 0
                ? probabilityOfFall(before, after, -promised)
                : probabilityOfFall(after, before, promised),
          },
  }
}

/** A figure as an estimate; null when its interval is not one, which entry does not let through. */
function estimateOf({ value, low, high, level }: Raw): EstimateWithDoubt | null {
  const estimate = { value: Number(value), low: numberOf(low), high: numberOf(high), level }
  if (estimate.low === null || estimate.high === null || level === null)
    return { ...estimate, low: null, high: null, level: null }
  return estimate.low <= estimate.value && estimate.value <= estimate.high ? estimate : null
}

/** Whether two texts say the same in every language they share; spaces, case and the last stop say nothing. */
function sameText(one: Text, other: Text): boolean {
  const plain = (text: string | undefined) =>
    text?.normalize('NFC').replace(/\s+/gu, ' ').trim().replace(/\.$/u, '').toLowerCase()
  const shared = Object.keys(one).filter((language) => other[language] !== undefined)
  return shared.length > 0 && shared.every((language) => plain(one[language]) === plain(other[language]))
}
