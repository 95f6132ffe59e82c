import type { Agreement, Indicator, PlanYear } from '../compacts/agreement.ts'

/** A stretch of days, the last included. Days have no hour and no zone. */
export type Period = { begins: string; ends: string /** Plan year it lies in. */; year: string }

const monthsOf = { quarterly: 3, 'half-yearly': 6, yearly: 12, 'baseline-and-endline': 12 } as const

/**
 * The periods of an indicator over the plan: each plan year cut into quarters or halves from its
 * own first day, the last part ending with the year. Baseline and endline: only the last year,
 * for the baseline stands in the agreement.
 */
export function periodsOf({ frequency }: Pick<Indicator, 'frequency'>, years: readonly PlanYear[]): Period[] {
  const inOrder = [...years].sort((a, b) => (a.begins < b.begins ? -1 : 1))
  const asked = frequency === 'baseline-and-endline' ? inOrder.slice(-1) : inOrder
  return asked.flatMap((year) => partsOf(year, monthsOf[frequency]))
}

function partsOf({ key, begins, ends }: PlanYear, months: number): Period[] {
  const parts: Period[] = []
  for (let part = 0; ; part++) {
    const first = addMonths(begins, part * months)
    if (first > ends) return parts
    const last = addDays(addMonths(begins, (part + 1) * months), -1)
    parts.push({ begins: first, ends: last < ends ? last : ends, year: key })
  }
}

/** Days that a period cut short has at least for something to be reported of it. */
export const LEAST_DAYS = 30

/** How a compact ended before its plan did. */
export type Ending = {
  /** Its last day. */
  day: string
  /** The last day, up to that one, on which money was paid; null where none was, or nobody asked the ledger. */
  paid?: string | null
  /** Whether it was terminated: from then on nothing is reported, and the period that runs is asked of nobody. */
  terminated?: boolean
}

/**
 * Periods of an indicator as a compact has them that ended so: the one in which its last day lies ends on it, unless it would be
 * shorter than LEAST_DAYS and no money was paid in it; later ones there are none. What has been retired by then is not asked for.
 */
export function periodsUntil(
  indicator: Pick<Indicator, 'frequency' | 'retired'>,
  years: readonly PlanYear[],
  ending: Ending | null,
): Period[] {
  return periodsOf(indicator, years)
    .flatMap((period) => {
      if (ending === null || period.ends <= ending.day) return [period]
      const isLong = addDays(period.begins, LEAST_DAYS - 1) <= ending.day
      const isPaid = ending.paid != null && period.begins <= ending.paid
      return (isLong || isPaid) && ending.terminated !== true ? [{ ...period, ends: ending.day }] : []
    })
    .filter(({ ends }) => indicator.retired === undefined || ends < indicator.retired.from)
}

/** One thing that somebody reports: an indicator for a period. */
export type Due = Period & {
  indicator: string
  /** The party that reports it; null when the agreement names none. */
  party: string | null
  /** Last day on which it is in time. */
  due: string
}

/**
 * All that is ever due under an agreement, in the order of the days on which it falls due; under one that ended early,
 * as its last day cuts it.
 */
export function everythingDue(
  { indicators, plan }: Pick<Agreement, 'indicators' | 'plan'>,
  ending: Ending | null = null,
): Due[] {
  return indicators
    .flatMap((indicator) => {
      const reporters = reportersOf(indicator)
      return periodsUntil(indicator, plan.years, ending).flatMap((period) =>
        (reporters.length > 0 ? reporters : [null]).map((party) => ({
          ...period,
          indicator: indicator.key,
          party,
          due: addDays(period.ends, indicator.dueAfterDays),
        })),
      )
    })
    .sort((a, b) => compare(a.due, b.due) || compare(a.ends, b.ends) || compare(a.indicator, b.indicator))
}

/** Who reports an indicator: those named, else who answers for it. */
export function reportersOf({
  reporters,
  responsible,
}: Pick<Indicator, 'reporters' | 'responsible'>): string[] {
  if (reporters.length > 0) return [...new Set(reporters)]
  return responsible === null ? [] : [responsible]
}

/** One report: all that one party owes for periods that end on the same day. */
export type Round = { party: string; ends: string; due: string; items: Due[] }

/** What is due, put together into one report for each party and last day. Its own day is the first of its items’. */
export function roundsOf(due: readonly Due[]): Round[] {
  const rounds = new Map<string, Round>()
  for (const item of due) {
    if (item.party === null) continue
    const key = `${item.ends} ${item.party}`
    const known = rounds.get(key)
    if (known === undefined)
      rounds.set(key, {
        party: item.party,
        ends: item.ends,
        due: item.due,
        items: [item],
      })
    else {
      known.items.push(item)
      if (item.due < known.due) known.due = item.due
    }
  }
  return [...rounds.values()].sort((a, b) => compare(a.ends, b.ends) || compare(a.party, b.party))
}

/**
 * The last day that is over everywhere on earth: nobody is late while it is still that day
 * somewhere (UTC−12).
 */
export function dayOverEverywhere(now: Date): string {
  return addDays(new Date(now.getTime() - 12 * HOUR).toISOString().slice(0, 10), -1)
}

/** The last day that is over somewhere on earth (UTC+14): from then on a period may be reported. */
export function dayOverSomewhere(now: Date): string {
  return addDays(new Date(now.getTime() + 14 * HOUR).toISOString().slice(0, 10), -1)
}

/** First day of what a report is about. */
export const beginOf = (items: readonly Due[]) =>
  items.reduce((first, { begins }) => (begins < first ? begins : first), items[0]?.begins ?? '')

export type Standing = 'not begun' | 'not yet' | 'open' | 'overdue'

/** How a report that has not been sent stands: its period has not begun anywhere, its period still runs, it can be sent, or its day is over everywhere. */
export function standingOf(
  { begins, ends, due }: { begins?: string; ends: string; due: string },
  now: Date,
): Standing {
  if (due <= dayOverEverywhere(now)) return 'overdue'
  if (begins !== undefined && begins > addDays(dayOverSomewhere(now), 1)) return 'not begun'
  return ends <= dayOverSomewhere(now) ? 'open' : 'not yet'
}

const HOUR = 60 * 60 * 1000

export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}

/** The same date some months on; the last of the month where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10)
}

export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
