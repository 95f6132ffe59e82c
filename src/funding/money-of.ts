import type { MoreGaps } from '../compacts/effects.ts'
import type { Gap } from '../compacts/gap-codes.ts'
import { type AwardMoney, awardsOf } from './awards.ts'
import { belowMoneyGaps, inUseGaps } from './below-money.ts'
import { type Balance, balancesOn, type Db, type Entry, entriesOf } from './ledger.ts'
import { type BoardTranche, boardOf } from './tranches.ts'
import './tables.ts'

/** Everything about the money of a compact at one moment. */
export type MoneyWhole = {
  compact: string
  /** Version of the agreement that was followed, and the currency of its plan. */
  version: number
  currency: string
  /** Day up to which entries are in it. */
  at: string
  contributions: Followed<'fund_contributions'>[]
  lines: Followed<'fund_lines'>[]
  tranches: BoardTranche[]
  entries: Entry[]
  postings: { entry: string; stage: string; contribution: string; holder: string; minor: number }[]
  balances: Balance[]
  exceptions: Awaited<ReturnType<typeof exceptionsOf>>
  awards: AwardMoney[]
}
type Followed<Table extends 'fund_contributions' | 'fund_lines'> = Omit<
  Awaited<ReturnType<typeof followed<Table>>>[number],
  'compact_id'
>

/**
 * The money of a compact, whole: what is planned, every entry dated up to a day with its postings,
 * tranches with their conditions and releases, exceptions, awards. Read it inside one transaction
 * (`repeatable read`) for one moment. Null before an agreement is in force.
 */
export async function moneyOf(db: Db, compact: string, at: string): Promise<MoneyWhole | null> {
  const fund = await db
    .selectFrom('fund_compacts')
    .selectAll()
    .where('compact_id', '=', compact)
    .executeTakeFirst()
  if (fund === undefined) return null
  const postings = await db
    .selectFrom('ledger_postings')
    .innerJoin('ledger_entries', 'ledger_entries.id', 'ledger_postings.entry_id')
    .select([
      'ledger_postings.entry_id as entry',
      'ledger_postings.stage',
      'ledger_postings.contribution',
      'ledger_postings.holder',
      'ledger_postings.minor',
    ])
    .where('ledger_postings.compact_id', '=', compact)
    .where('ledger_entries.date', '<=', at)
    .orderBy('ledger_entries.number')
    .orderBy('ledger_postings.position')
    .execute()
  return {
    compact,
    version: fund.version,
    currency: fund.currency,
    at,
    contributions: await followed(db, 'fund_contributions', compact),
    lines: await followed(db, 'fund_lines', compact),
    tranches: await boardOf(db, compact, at),
    entries: await entriesOf(db, compact, { to: at }),
    postings,
    balances: await balancesOn(db, compact, at),
    exceptions: await exceptionsOf(db, compact),
    awards: await awardsOf(db, compact),
  }
}

function followed<Table extends 'fund_contributions' | 'fund_lines'>(db: Db, table: Table, compact: string) {
  return db
    .selectFrom(table as 'fund_lines')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('key')
    .execute()
}

/** Limits that were passed by entries up to a day and by releases, with the reason and the two who stand behind it; the newest first. */
export function exceptionsOf(db: Db, compact: string, to = '9999-12-31') {
  return db
    .selectFrom('ledger_exceptions')
    .leftJoin('ledger_entries', 'ledger_entries.id', 'ledger_exceptions.entry_id')
    .selectAll('ledger_exceptions')
    .select(['ledger_entries.number as entry_number', 'ledger_entries.line as entry_line'])
    .where('ledger_exceptions.compact_id', '=', compact)
    .where((where) =>
      where.or([where('ledger_entries.date', 'is', null), where('ledger_entries.date', '<=', to)]),
    )
    .orderBy('ledger_exceptions.at', 'desc')
    .execute()
}

/**
 * What of the money has to be settled before a compact is closed: releases not yet paid, entries not yet decided on;
 * and before an amendment is frozen, signed and takes effect, each line that it lowers below its money without a reason,
 * and whatever it would take away that money or a decision stands on.
 */
export const moneyGaps: MoreGaps = async (db, { compact, step, agreement }) => {
  if (step === 'frozen' || step === 'signed' || step === 'takes effect')
    return [...(await belowMoneyGaps(db, compact, agreement)), ...(await inUseGaps(db, compact, agreement))]
  if (step !== 'closed') return []
  const gaps: Gap[] = []
  for (const { key, unpaid } of await boardOf(db, compact, '9999-12-31'))
    if (unpaid.minor > 0)
      gaps.push({
        place: `tranches/${key}`,
        section: 'E',
        code: 'release-unpaid',
        values: { tranche: key, amount: unpaid.minor, currency: unpaid.currency },
      })
  const { count } = await db
    .selectFrom('money_drafts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('compact_id', '=', compact)
    .where('state', '=', 'entered')
    .executeTakeFirstOrThrow()
  const { open } = await db
    .selectFrom('tranche_requests')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('compact_id', '=', compact)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  if (Number(count) + Number(open) > 0)
    gaps.push({
      place: 'money',
      section: null,
      code: 'money-undecided',
      values: { count: Number(count) + Number(open) },
    })
  return gaps
}
