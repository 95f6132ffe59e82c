import type { Kysely } from 'kysely'
import type { Agreement, Indicator } from '../compacts/agreement.ts'
import { closingDayIn, isOver } from '../compacts/steps.ts'
import { agreementInForce, stepsOf } from '../compacts/store.ts'
import type { Tables } from '../house/database.ts'
import { type CellKey, cellKey } from './cells.ts'
import { addDays, type Due, type Ending, everythingDue } from './periods.ts'

type Db = Kysely<Tables>

/** A text and the first day it was in force. */
export type Terms = {
  from: string
  version: number
  agreement: Agreement
  /** How a compact ended early that is closing, closed or terminated. */
  ending?: Ending
}

/** Every text that was ever in force, the one of today last. Empty before entry into force. */
export async function termsOf(
  db: Db,
  compact: string,
  { upTo, paid }: { /** A day, for what was known on it. */ upTo?: string; paid?: LastPayment } = {},
): Promise<Terms[]> {
  let query = db
    .selectFrom('compact_version_ends as end')
    .innerJoin('compact_versions as version', (join) =>
      join.onRef('version.compact_id', '=', 'end.compact_id').onRef('version.number', '=', 'end.number'),
    )
    .select(['version.number', 'version.text', 'end.on_day'])
    .where('end.compact_id', '=', compact)
    .where('end.what', '=', 'took effect')
  if (upTo !== undefined) query = query.where('end.on_day', '<=', upTo)
  const rows = await query.orderBy('version.number').execute()
  const steps = (await stepsOf(db, compact)).filter(({ at }) => upTo === undefined || at.slice(0, 10) <= upTo)
  const ending = await withPayment(db, compact, endingIn(steps), paid)
  const terms = rows.map(
    ({ number, text, on_day }): Terms => ({
      from: on_day ?? '',
      version: number,
      agreement: JSON.parse(text) as Agreement,
      ...(ending === null ? {} : { ending }),
    }),
  )
  if (terms.length > 0) return terms
  const inForce = await agreementInForce(db, compact)
  return inForce === null ? [] : [{ from: '', ...inForce, ...(ending === null ? {} : { ending }) }]
}

/**
 * The last day up to a day on which money of a compact was paid; null where there is none. Handed in by whoever keeps the ledger,
 * since funding leans on this room.
 */
export type LastPayment = (db: Db, compact: string, upTo: string) => Promise<string | null>

/** How a compact ended early; at a moment, by the steps taken until then. Null where it goes on. */
export async function endingOf(
  db: Db,
  compact: string,
  { at, paid }: { at?: Date; paid?: LastPayment | undefined } = {},
): Promise<Ending | null> {
  const moment = at?.toISOString()
  const steps = (await stepsOf(db, compact)).filter((step) => moment === undefined || step.at <= moment)
  return withPayment(db, compact, endingIn(steps), paid)
}

/** Of one that is terminated nothing is reported, whatever was paid. */
const withPayment = async (db: Db, compact: string, ending: Ending | null, paid?: LastPayment) =>
  ending === null || paid === undefined || ending.terminated === true
    ? ending
    : { ...ending, paid: await paid(db, compact, ending.day) }

type Stepped = Parameters<typeof closingDayIn>[0][number] & { at: string }

/** A closing names its last day; that of a compact that is terminated is the day on which it was. */
function endingIn(steps: readonly Stepped[]): Ending | null {
  const day = closingDayIn(steps)
  if (day !== null) return { day }
  const last = steps.at(-1)
  if (last?.to !== 'terminated') return null
  const step = steps.find(({ to }) => isOver(to)) ?? last
  // Where it was closing by then, nothing was asked for after the day on which it was to close.
  const closing = closingDayIn(steps.slice(0, steps.indexOf(step)))
  const terminated = step.at.slice(0, 10)
  return { day: closing !== null && closing < terminated ? closing : terminated, terminated: true }
}

/** The text in force on a day; the first one for days before it: its term may begin before its signatures. */
export function termsOn<Of extends Pick<Terms, 'from'>>(terms: readonly Of[], day: string): Of | null {
  return terms.findLast(({ from }) => from <= day) ?? terms[0] ?? null
}

/** A year of the plan and an indicator as one text has them, and the first day of that text. */
export type YearInText = { from: string; ends: string; sheet: Indicator }

/**
 * A year and an indicator by every text that has both, oldest first, and the place among them of the one by which the year is
 * judged: that in force when the year ended; while it runs, the last. What an amendment says of a year that was over when it
 * took effect does not change what was owed. The place is −1 where no text has both.
 */
export function yearInTexts(
  terms: readonly Pick<Terms, 'from' | 'agreement'>[],
  of: { indicator: string; year: string },
): { texts: YearInText[]; place: number; judging: YearInText | null } {
  const texts = terms.flatMap(({ from, agreement: { indicators, plan } }) => {
    const sheet = indicators.find(({ key }) => key === of.indicator)
    const ends = plan.years.find(({ key }) => key === of.year)?.ends
    return sheet === undefined || ends === undefined ? [] : [{ from, ends, sheet }]
  })
  const settled = texts.findIndex(({ ends }, place) => ends < (texts[place + 1]?.from ?? ''))
  const place = settled >= 0 ? settled : texts.length - 1
  return { texts, place, judging: texts[place] ?? null }
}

/** What a text promised for a year; nothing is owed for one by whose end nobody is asked for the indicator any more. */
export const targetsFor = ({ sheet: { targets, retired }, ends }: YearInText, year: string) =>
  retired !== undefined && retired.from <= ends ? [] : targets.filter((target) => target.year === year)

/** The target of a cell by which a year is judged, whatever a later text says of it; null where there is none. */
export function judgingTarget(
  terms: readonly Pick<Terms, 'from' | 'agreement'>[],
  { indicator, year, cell }: { indicator: string; year: string; cell: CellKey },
): string | null {
  const { judging } = yearInTexts(terms, { indicator, year })
  const targets = judging === null ? [] : targetsFor(judging, year)
  return targets.find((each) => cellKey(each.cell) === cell)?.value ?? null
}

type Dated = Pick<Terms, 'from' | 'agreement' | 'ending'>

/**
 * All that is ever due, each period by the text in force on its last day: who reports, what, and until when. An
 * amendment asks nobody for what was over before it. Where a compact is closed early its last day ends the period that runs;
 * where it is terminated, nothing is due of that one.
 */
export function dueUnder(terms: readonly Dated[]): Due[] {
  return terms
    .flatMap((each) =>
      everythingDue(each.agreement, each.ending ?? null).filter(({ ends }) => termsOn(terms, ends) === each),
    )
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : 0))
}

/** Whether stretches follow each other without a gap from one day to another. */
export function cover(
  parts: readonly { begins: string; ends: string }[],
  whole: { begins: string; ends: string },
): boolean {
  let next = whole.begins
  for (const { begins, ends } of [...parts].sort((a, b) => (a.begins < b.begins ? -1 : 1))) {
    if (begins !== next) return false
    next = addDays(ends, 1)
  }
  return next === addDays(whole.ends, 1)
}
