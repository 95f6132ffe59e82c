import type { TestedOutcome } from '../schema.ts'

/*
 * What became of a unit after a list was made. Three answers: it happened, it did not, or
 * that cannot be said, with the reason. Never is a missing report read as “did not”.
 */

export type RiseRule = Extract<TestedOutcome, { rise: unknown }>
export type EventRule = Extract<TestedOutcome, { event: unknown }>

/** A code of one report, and on what it rests where it was not simply read. */
export type Placed = { code: string; weak: string | null }
/** unit → year of the report → its code */
export type Codes = ReadonlyMap<string, ReadonlyMap<number, Placed>>

/** Why a unit of a list is no case of the test. */
export type LeftOut =
  /** Already at the highest code: nothing left to rise to. */
  | 'at the top'
  /** Not ranked in the report of the list: a special case, or no row. */
  | 'no rank'
  /** Its code in the report of the list rests on weak ground. */
  | 'start weak'
  /** What became of it hangs on a row that rests on weak ground. */
  | 'horizon weak'
  /** What became of it hangs on a report without a row of it. */
  | 'report missing'
  /** It had happened before the list was made. */
  | 'happened before'
  /** The record is not complete enough for absence to mean that it did not happen. */
  | 'record partial'

export const leftOutReasons: readonly LeftOut[] = [
  'at the top',
  'no rank',
  'start weak',
  'horizon weak',
  'report missing',
  'happened before',
  'record partial',
]

/** Reasons that lie in what is known of the time after the list: the case is censored. The others are exclusions. */
export const censoring: ReadonlySet<LeftOut> = new Set<LeftOut>(['report missing', 'record partial'])

export type Became = { happened: number | null } | { leftOut: LeftOut }

/**
 * Whether a unit rose and held: so many reports running, all within the horizon, stand at
 * least one step above the report of the list. A report that does not rank it (a special
 * case) breaks the run. Rows missing or weak are taken as unknown; the answer is given
 * only where every way of filling them leads to it.
 *
 * @param takeWeak reads weak rows as they stand
 */
export function riseOf(
  codes: ReadonlyMap<number, Placed>,
  from: number,
  { rise: { order, held } }: Pick<RiseRule, 'rise'>,
  horizon: number,
  takeWeak = false,
): Became {
  const start = codes.get(from)
  const level = start ? order.indexOf(start.code) : -1
  if (!start || level < 0) return { leftOut: 'no rank' }
  if (level === order.length - 1) return { leftOut: 'at the top' }
  if (start.weak !== null && !takeWeak) return { leftOut: 'start weak' }

  const seen = Array.from({ length: horizon }, (_, i) => {
    const report = codes.get(from + 1 + i)
    if (!report) return 'missing'
    if (report.weak !== null && !takeWeak) return 'weak'
    return order.indexOf(report.code) > level ? 'above' : 'not above'
  })
  const runs = Array.from({ length: Math.max(0, horizon - held + 1) }, (_, i) => seen.slice(i, i + held))
  const sure = runs.findIndex((run) => run.every((one) => one === 'above'))
  if (sure >= 0) return { happened: from + 1 + sure }
  const open = runs.filter((run) => run.every((one) => one !== 'not above'))
  if (open.length === 0) return { happened: null }
  return { leftOut: open.some((run) => run.includes('missing')) ? 'report missing' : 'horizon weak' }
}

/**
 * Whether a unit’s event came within the horizon.
 *
 * @param years the years of its events, rising
 * @param complete whether the record is complete enough for absence to mean something
 */
export function eventOf(years: readonly number[], from: number, horizon: number, complete: boolean): Became {
  if (years.some((year) => year <= from)) return { leftOut: 'happened before' }
  const first = years.find((year) => year <= from + horizon)
  if (first !== undefined) return { happened: first }
  return complete ? { happened: null } : { leftOut: 'record partial' }
}

/** A report of the series by which a rise is told: how many it ranks, and how many rows rest on weak ground. */
export type Report = { year: number; published: string; rows: number; weak: number; codes: string[] }

/** A report of which more than this share rests on weak ground tells no rise. */
export const MOST_WEAK = 0.25

/**
 * Whether enough of a report was simply read. Where the good tiers of a report come from one
 * copy and the bad ones from the publisher, leaving out single weak rows would leave out those
 * that rose: so the whole report is set aside.
 */
export function isFirm({ rows, weak }: Report): boolean {
  return rows > 0 && weak / rows <= MOST_WEAK
}

/** Why nothing at all of a year’s list can be tested. */
export type YearStop =
  /** Its horizon is not over, or a report of it is not there. */
  | { kind: 'open'; reports: number[] }
  /** A report within its horizon rests too much on weak ground. */
  | { kind: 'weak reports'; reports: number[] }
  /** Steps of the scale were not in use yet: a rise by one of them cannot be told. */
  | { kind: 'other scale'; reports: number[] }
  /** It could not have happened in the whole of the horizon. */
  | { kind: 'before'; since: number }

/** What stops a year’s list from being tested by a rise; null when nothing does. */
export function riseStop(
  reports: ReadonlyMap<number, Report>,
  year: number,
  { rise: { order } }: Pick<RiseRule, 'rise'>,
  horizon: number,
  takeWeak = false,
): YearStop | null {
  const wanted = Array.from({ length: horizon }, (_, i) => year + 1 + i)
  const absent = wanted.filter((each) => !reports.has(each))
  if (absent.length > 0) return { kind: 'open', reports: absent }
  const lacks = (each: number) => !order.every((code) => reports.get(each)?.codes.includes(code))
  const other = [year, ...wanted].filter(lacks)
  if (other.length > 0) return { kind: 'other scale', reports: other }
  const weak = takeWeak ? [] : wanted.filter((each) => !isFirm(reports.get(each)!))
  return weak.length > 0 ? { kind: 'weak reports', reports: weak } : null
}

/** What stops a year’s list from being tested by an event; null when nothing does. */
export function eventStop(since: number, knownTo: number, year: number, horizon: number): YearStop | null {
  if (year + 1 < since) return { kind: 'before', since }
  return year + horizon > knownTo ? { kind: 'open', reports: [knownTo + 1] } : null
}
