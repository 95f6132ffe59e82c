import { sql } from 'kysely'
import type { Agreement } from '../compacts/agreement.ts'
import { partEndsOf } from '../compacts/part-ends.ts'
import { type InitiativeFacts, type InitiativeStanding, initiativeStandings } from './initiative-states.ts'
import { type Db, exact } from './ledger.ts'

/**
 * Where every initiative of a text stands on a day, from the awards and entries up to it.
 *
 * @param over the last day of the compact if it is past by then, or the day it was closed or terminated; else null
 */
export async function initiativesOf(
  db: Db,
  compact: string,
  agreement: Pick<Agreement, 'initiatives' | 'plan'>,
  on: string,
  over: string | null,
): Promise<InitiativeStanding[]> {
  const awards = await db
    .selectFrom('awards')
    .select(['initiative', 'begins', 'ends', 'ended_on', 'answered_at'])
    .where('compact_id', '=', compact)
    .where('state', '=', 'agreed')
    .execute()
  const { rows } = await sql<{
    line: string | null
    ofAward: string | null
    what: 'committed' | 'paid'
    minor: string
    first: string
  }>`
    select e.line, a.initiative as "ofAward",
      case when e.counts_as = 'commitment' then 'committed' else 'paid' end as what,
      sum(e.minor) as minor, min(e.date) as first
    from ledger_entries e left join awards a on a.compact_id = e.compact_id
      and a.key = coalesce(e.award, case when e.receiver like 'award:%' then substr(e.receiver, 7) end)
    where e.compact_id = ${compact} and e.date <= ${on} and not e.onward
      and e.counts_as in ('commitment', 'disbursement', 'expenditure', 'refund')
    group by 1, 2, 3`.execute(db)
  const facts: InitiativeFacts = {
    awards: awards.flatMap(({ answered_at, ended_on, ends, ...award }) => {
      // One that is written down after it began is told of from the day it began, as its entries are.
      const answered = answered_at?.toISOString().slice(0, 10) ?? award.begins
      const agreed = answered < award.begins ? answered : award.begins
      return agreed <= on
        ? [{ ...award, agreed, ends: ended_on !== null && ended_on <= on ? ended_on : ends }]
        : []
    }),
    moved: rows.map((row) => ({ ...row, minor: exact(row.minor) })),
    over,
    ended: new Map(
      (await partEndsOf(db, compact)).flatMap(({ what, key, on: last, at }) =>
        what === 'initiative' && at.slice(0, 10) <= on ? [[key, last] as const] : [],
      ),
    ),
  }
  return initiativeStandings(agreement, facts, on)
}

/** The day on which a compact was over by a day: that of its last step, else its last day where that is past. */
export function overBy(
  steps: readonly { to: string; at: string }[],
  lastDay: string | null,
  on: string,
): string | null {
  const last = steps.find(({ to, at }) => (to === 'closed' || to === 'terminated') && at.slice(0, 10) <= on)
  const step = last?.at.slice(0, 10) ?? null
  const past = lastDay !== null && lastDay < on ? lastDay : null
  return step !== null && past !== null ? (step < past ? step : past) : (step ?? past)
}
