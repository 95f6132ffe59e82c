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
import {
  type Aggregate,
  type AggregateNote,
  aggregate,
  type Contribution,
  type Deduplicated,
} from './aggregation.ts'
import { type CellKey, cellKey, cellParts, cellsOf, splitsOf, TOTAL } from './cells.ts'
import { sumOf } from './decimal.ts'
import { MonitoringFault } from './faults.ts'
import { type Period, periodsOf, reportersOf } from './periods.ts'
import type { MissingReason } from './reading.ts'
import { type KeptValue, valuesOf } from './store.ts'
import {
  type CountCell,
  FEWEST_SHOWN,
  mayShowShare,
  type Relation,
  type Shown,
  suppress,
} from './suppression.ts'

type Db = Kysely<Tables>

/** A figure as every outlet shows it: page, API, spreadsheet and IATI say the same. */
export type ShownFigure =
  | { kind: 'shown'; value: string; low: string | null; high: string | null; level: number | null }
  /** A count of people from 1 to just below: “fewer than 10”. */
  | { kind: 'small'; below: number }
  /** Kept back, so that a small count cannot be worked out. */
  | { kind: 'hidden' }
  | { kind: 'missing'; reason: MissingReason | 'not reported' | AggregateNote }

/** What one reporter said. */
export type ReportedFigure = {
  party: string
  shown: ShownFigure
  why: string | null
  evidence: string | null
  /** How often it was corrected since it was verified. */
  corrections: number
  verifiedAt: string | null
}

export type ResultCell = {
  cell: CellKey
  /** Category by disaggregation; `{}` for the total. */
  parts: Record<string, string>
  shown: ShownFigure
  /** How it came about: “sum of 3 of 4; 1 missing”. */
  how: Pick<Aggregate, 'rule' | 'counted' | 'of' | 'missing' | 'note'>
  reporters: ReportedFigure[]
}

export type ResultPeriod = Period & { cells: ResultCell[] }

/** A plan year: what was promised for it and what was reached, put together from its periods. */
export type ResultYear = {
  year: string
  begins: string
  ends: string
  targets: { cell: CellKey; parts: Record<string, string>; value: string; rationale: Text }[]
  /** Published reason why there is no target; null where there is one, or none was given. */
  noTarget: Text | null
  reached: {
    cell: CellKey
    shown: ShownFigure
    /** Whether it is added up over the periods of the year, or taken from the last of them. */
    by: 'sum' | 'last'
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

export type IndicatorResult = {
  sheet: Indicator
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
  latest: { ends: string; shown: ShownFigure; of: 'year' | 'period'; complete: boolean } | null
  change: ResultChange | null
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
  threshold?: number
  /** For parties: also what is verified and not published yet. */
  unpublished?: boolean
}

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
  const values = (await valuesOf(db, compact, { at })).filter(
    ({ publishedAt }) =>
      options.unpublished === true || (publishedAt !== null && publishedAt <= at.toISOString()),
  )
  const deduplications = await deduplicationsOf(db, compact, at)
  return resultsFrom(compact, inForce, values, deduplications, at, options.threshold ?? FEWEST_SHOWN)
}

export type DeduplicationRow = Deduplicated & { indicator: string; ends: string; cell: CellKey; at: string }

/** How many different people were reached, by whoever found out last. */
export async function deduplicationsOf(db: Db, compact: string, at?: Date): Promise<DeduplicationRow[]> {
  let query = db
    .selectFrom('result_deduplications')
    .distinctOn(['indicator', 'ends', 'cell'])
    .selectAll()
    .where('compact_id', '=', compact)
  if (at !== undefined) query = query.where('at', '<=', at)
  const rows = await query
    .orderBy('indicator')
    .orderBy('ends')
    .orderBy('cell')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ indicator, ends, cell, value, method, at: moment }) => ({
    indicator,
    ends,
    cell,
    value,
    method,
    at: moment.toISOString(),
  }))
}

/** The same from rows: pure. */
export function resultsFrom(
  compact: string,
  { version, agreement }: { version: number; agreement: Agreement },
  values: readonly KeptValue[],
  deduplications: readonly DeduplicationRow[],
  at: Date,
  threshold = FEWEST_SHOWN,
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
        sheet,
        agreement,
        values.filter(({ indicator }) => indicator === sheet.key),
        deduplications.filter(({ indicator }) => indicator === sheet.key),
        threshold,
      ),
    ),
  }
}

/* One figure before it is decided whether it is shown. */
type Raw = { value: string | null; low: string | null; high: string | null; level: number | null }
type Figure = {
  id: string
  raw: Raw
  missing: MissingReason | 'not reported' | AggregateNote | null
  share: { numerator: string | null; denominator: string | null } | null
}

const EVERYBODY = '*'
const idOf = (stretch: string, who: string, cell: CellKey) => `${stretch} ${who} ${cell}`

function resultOf(
  sheet: Indicator,
  agreement: Agreement,
  values: readonly KeptValue[],
  deduplications: readonly DeduplicationRow[],
  threshold: number,
): IndicatorResult {
  const cells = cellsOf(sheet)
  const figures = new Map<string, Figure>()
  const relations: Relation[] = []
  const keep = (figure: Figure) => figures.set(figure.id, figure)
  const splits = splitsOf(sheet).filter(({ exclusive }) => exclusive)
  const split = (stretch: string, who: string) => {
    for (const { whole, parts } of splits)
      relations.push({
        whole: idOf(stretch, who, whole),
        parts: parts.map((part) => idOf(stretch, who, part)),
      })
  }

  // Periods of the plan, and any that was reported before an amendment moved the plan.
  const planned = periodsOf(sheet, agreement.plan.years)
  const strays = [...new Set(values.map(({ ends }) => ends))]
    .filter((ends) => !planned.some((period) => period.ends === ends))
    .map((ends) => ({ begins: values.find((each) => each.ends === ends)?.begins ?? ends, ends, year: '' }))
  const periods = [...planned, ...strays].sort((a, b) => (a.ends < b.ends ? -1 : 1))

  const made = periods.map((period) => {
    const here = values.filter(({ ends }) => ends === period.ends)
    const reporters = [...new Set([...reportersOf(sheet), ...here.map(({ party }) => party)])]
    const several = reporters.length > 1
    const inCells = cells.map((cell) => {
      const of = (party: string) => here.find((value) => value.party === party && value.cell === cell) ?? null
      const contributions = reporters.map((reporter): Contribution => {
        const value = of(reporter)
        return { reporter, value, at: value?.at ?? null }
      })
      const deduplicated =
        deduplications.find((each) => each.ends === period.ends && each.cell === cell) ?? null
      const together = aggregate(sheet, contributions, deduplicated)
      keep({
        id: idOf(period.ends, EVERYBODY, cell),
        raw: together,
        missing:
          together.value === null ? (aloneMissing(contributions) ?? together.note ?? 'not reported') : null,
        share: shareOf(
          sheet,
          here.filter((value) => value.cell === cell),
        ),
      })
      if (several)
        for (const { reporter, value } of contributions)
          keep({
            id: idOf(period.ends, reporter, cell),
            raw: value ?? { value: null, low: null, high: null, level: null },
            missing: value === null ? 'not reported' : value.missing,
            share: value,
          })
      if (several && together.value !== null && sheet.aggregation === 'sum')
        relations.push({
          whole: idOf(period.ends, EVERYBODY, cell),
          parts: contributions
            .filter(({ value }) => value?.value != null)
            .map(({ reporter }) => idOf(period.ends, reporter, cell)),
        })
      if (several && together.value !== null && sheet.aggregation === 'latest') {
        const newest = contributions.find(({ value }) => value?.value === together.value)
        if (newest !== undefined)
          relations.push({
            whole: idOf(period.ends, EVERYBODY, cell),
            parts: [idOf(period.ends, newest.reporter, cell)],
          })
      }
      return { cell, together, reporters, of, several }
    })
    split(period.ends, EVERYBODY)
    if (several) for (const reporter of reporters) split(period.ends, reporter)
    return { period, inCells }
  })

  const everybody = [EVERYBODY, ...new Set(made.flatMap(({ inCells }) => inCells[0]?.reporters ?? []))]
  const series = sheet.cumulative
    ? everybody.flatMap((who) => cells.map((cell) => periods.map(({ ends }) => idOf(ends, who, cell))))
    : []
  const summed = sheet.measure === 'number' && !sheet.cumulative && sheet.aggregation === 'sum'
  const yearParts = agreement.plan.years.map((year) => {
    const inYear = periods.filter((period) => period.year === year.key)
    const byCell = cells.map((cell) => {
      const ids = inYear.map(({ ends }) => idOf(ends, EVERYBODY, cell))
      const given = ids.filter((id) => figures.get(id)?.raw.value != null)
      const id = idOf(year.key, 'year', cell)
      const adds = summed && inYear.length > 1
      if (adds && given.length > 0) {
        keep({
          id,
          raw: {
            value: sumOf(given.flatMap((each) => figures.get(each)?.raw.value ?? [])),
            low: null,
            high: null,
            level: null,
          },
          missing: null,
          share: null,
        })
        relations.push({ whole: id, parts: given })
      }
      return {
        cell,
        id: adds ? id : (given.at(-1) ?? null),
        by: adds ? ('sum' as const) : ('last' as const),
        periods: given.length,
      }
    })
    if (summed && inYear.length > 1) split(year.key, 'year')
    return { year, inYear, byCell }
  })

  const shown = shownFigures(sheet, figures, relations, series, threshold)
  const figureOf = (id: string | null): ShownFigure =>
    (id === null ? undefined : shown.get(id)) ?? { kind: 'missing', reason: 'not reported' }

  const result = made.map(
    ({ period, inCells }): ResultPeriod => ({
      ...period,
      cells: inCells.map(({ cell, together, reporters, of, several }) => ({
        cell,
        parts: cellParts(cell),
        shown: figureOf(idOf(period.ends, EVERYBODY, cell)),
        how: {
          rule: together.rule,
          counted: together.counted,
          of: together.of,
          missing: together.missing,
          note: together.note,
        },
        reporters: reporters.map((party): ReportedFigure => {
          const value = of(party)
          return {
            party,
            shown: figureOf(idOf(period.ends, several ? party : EVERYBODY, cell)),
            why: value?.why ?? null,
            evidence: value?.evidence ?? null,
            corrections: value?.corrections ?? 0,
            verifiedAt: value?.at ?? null,
          }
        }),
      })),
    }),
  )
  const latest = latestOf(
    result,
    yearParts.map(({ year, byCell }) => ({
      ends: year.ends,
      key: year.key,
      total: byCell.find(({ cell }) => cell === TOTAL),
    })),
    figureOf,
  )
  const baseline = baselineOf(sheet, threshold)
  return {
    sheet,
    baseline,
    periods: result,
    years: yearParts.map(({ year, inYear, byCell }) => ({
      year: year.key,
      begins: year.begins,
      ends: year.ends,
      targets: sheet.targets
        .filter((target) => target.year === year.key)
        .map(({ cell, value, rationale }) => ({ cell: cellKey(cell), parts: cell, value, rationale })),
      noTarget: sheet.noTarget.find((each) => each.year === year.key)?.reason ?? null,
      reached: byCell.map(({ cell, id, by, periods: count }) => ({
        cell,
        shown: figureOf(id),
        by,
        periods: count,
        of: inYear.length,
      })),
    })),
    latest,
    change: latest?.complete !== true ? null : changeOf(sheet, baseline, latest, agreement),
  }
}

type YearTotal = { ends: string; key: string; total: { id: string | null; by: 'sum' | 'last' } | undefined }

/** The last total that is whole; while none is, the last there is. */
function latestOf(
  periods: readonly ResultPeriod[],
  years: readonly YearTotal[],
  figureOf: (id: string | null) => ShownFigure,
): IndicatorResult['latest'] {
  const totals = periods.map(({ ends, year, cells }) => {
    const total = cells.find(({ cell }) => cell === TOTAL)
    return { ends, year, shown: total?.shown ?? figureOf(null), whole: total?.how.missing.length === 0 }
  })
  const last = totals.findLast(({ shown }) => shown.kind !== 'missing')
  if (years.some(({ total }) => total?.by === 'sum')) {
    const whole = years.findLast(({ key }) => {
      const inYear = totals.filter(({ year }) => year === key)
      return inYear.length > 0 && inYear.every((each) => each.whole && each.shown.kind !== 'missing')
    })
    if (whole?.total !== undefined)
      return { ends: whole.ends, shown: figureOf(whole.total.id), of: 'year', complete: true }
    return last === undefined ? null : { ends: last.ends, shown: last.shown, of: 'period', complete: false }
  }
  const whole = totals.findLast((each) => each.whole && each.shown.kind !== 'missing')
  const found = whole ?? last
  return found === undefined
    ? null
    : { ends: found.ends, shown: found.shown, of: 'period', complete: whole !== undefined }
}

/** Why a single reporter has no value; with several the sentence names each. */
function aloneMissing(contributions: readonly Contribution[]): MissingReason | 'not reported' | null {
  const [only] = contributions
  return contributions.length === 1 && only !== undefined ? (only.value?.missing ?? 'not reported') : null
}

/** What a share is made of, all reporters together: an outsider may know how many were counted. */
function shareOf(sheet: Indicator, values: readonly KeptValue[]): Figure['share'] {
  if (sheet.measure === 'number') return null
  const few = values.find(
    ({ numerator, denominator }) =>
      !mayShowShare({ numerator: numberOf(numerator), denominator: numberOf(denominator) }),
  )
  return few ?? null
}

function shownFigures(
  sheet: Indicator,
  figures: ReadonlyMap<string, Figure>,
  relations: readonly Relation[],
  series: readonly (readonly string[])[],
  threshold: number,
): Map<string, ShownFigure> {
  const all = [...figures.values()]
  const counts = sheet.countsPeople && sheet.measure === 'number'
  const cells: CountCell[] = counts ? all.map(({ id, raw }) => ({ id, value: numberOf(raw.value) })) : []
  const masks = counts ? suppress(cells, relations, threshold, series) : new Map<string, Shown>()
  return new Map(
    all.map(({ id, raw, missing, share }): [string, ShownFigure] => {
      if (raw.value === null) return [id, { kind: 'missing', reason: missing ?? 'not reported' }]
      const mask = masks.get(id)
      if (mask?.kind === 'small') return [id, mask]
      if (mask?.kind === 'hidden') return [id, mask]
      const ofPeople = sheet.countsPeople && !counts && share !== null
      if (
        ofPeople &&
        !mayShowShare(
          { numerator: numberOf(share.numerator), denominator: numberOf(share.denominator) },
          threshold,
        )
      )
        return [id, { kind: 'hidden' }]
      const { value, low, high, level } = raw
      return [id, { kind: 'shown', value, low, high, level }]
    }),
  )
}

const numberOf = (decimal: string | null) => (decimal === null ? null : Number(decimal))

function baselineOf(sheet: Indicator, threshold: number): IndicatorResult['baseline'] {
  const { baseline } = sheet
  if (baseline === null) return { kind: 'none' }
  if (!('value' in baseline)) return { kind: 'pending', reason: baseline.reason, due: baseline.due }
  const value = Number(baseline.value)
  const isSmall = sheet.countsPeople && sheet.measure === 'number' && value > 0 && value < threshold
  const { low, high, level } = baseline
  return {
    kind: 'measured',
    date: baseline.date,
    shown: isSmall
      ? { kind: 'small', below: threshold }
      : { kind: 'shown', value: baseline.value, low, high, level },
  }
}

/** Baseline to latest, where both are shown and the measure is one that can fall and rise. */
function changeOf(
  sheet: Indicator,
  baseline: IndicatorResult['baseline'],
  latest: NonNullable<IndicatorResult['latest']>,
  { plan }: Agreement,
): ResultChange | null {
  if (baseline.kind !== 'measured' || baseline.shown.kind !== 'shown' || latest.shown.kind !== 'shown')
    return null
  if (sheet.measure === 'yes-no' || sheet.baseline === null || !('value' in sheet.baseline)) return null
  const before = estimateOf(baseline.shown)
  const after = estimateOf(latest.shown)
  if (before === null || after === null) return null
  const years = [...plan.years].sort((a, b) => (a.ends < b.ends ? -1 : 1)).map(({ key }) => key)
  const targets = sheet.targets
    .filter(({ cell }) => Object.keys(cell).length === 0)
    .sort((a, b) => years.indexOf(a.year) - years.indexOf(b.year))
  const target = targets.at(-1)
  const change = changeBetween(before, after)
  const promised = target === undefined ? null : Number(target.value) - before.value
  return {
    from: baseline.date,
    to: latest.ends,
    change,
    sameDefinition: sameText(sheet.baseline.definition, sheet.definition),
    promised:
      promised === null || target === undefined
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

function sameText(one: Text, other: Text): boolean {
  const shared = Object.keys(one).filter((language) => other[language] !== undefined)
  return shared.length > 0 && shared.every((language) => one[language]?.trim() === other[language]?.trim())
}
