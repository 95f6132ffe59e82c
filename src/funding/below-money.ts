import { sql } from 'kysely'
import type { Agreement, Money, Text } from '../compacts/agreement.ts'
import type { Gap } from '../compacts/gap-codes.ts'
import { currentAmount } from '../compacts/plan.ts'
import { type Db, exact } from './ledger.ts'

/** A line of the plan for which less is planned than is committed or paid already. */
export type LineBelow = {
  line: string
  /** The greater of what is committed to it and what is paid for it. */
  money: Money
  planned: Money
  /** Why, as the text says; empty where it does not. */
  reason: Text
}

/** The lines of a text that would hold less than their money, by the sums that the ledger itself holds entries to. */
export async function linesBelowMoney(
  db: Db,
  compact: string,
  { plan }: Pick<Agreement, 'plan'>,
  to = '9999-12-31',
): Promise<LineBelow[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .select(['line', 'contribution', 'counts_as'])
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', compact)
    .where('line', 'is not', null)
    .where('onward', '=', false)
    .where('counts_as', 'in', ['commitment', 'disbursement', 'expenditure', 'refund'])
    .where('date', '<=', to)
    .groupBy(['line', 'contribution', 'counts_as'])
    .execute()
  return plan.lines.flatMap((line) => {
    const own = rows.filter((row) => row.line === line.key && row.contribution === line.contribution)
    const sum = (committed: boolean) =>
      own
        .filter(({ counts_as }) => (counts_as === 'commitment') === committed)
        .reduce((all, { minor }) => all + exact(minor), 0)
    const money = Math.max(sum(true), sum(false))
    const planned = currentAmount(line)
    if (money <= planned.minor) return []
    return [{ line: line.key, money: { ...planned, minor: money }, planned, reason: line.belowMoney ?? {} }]
  })
}

/** What an amendment would lower below its money without saying why in every language of the text. */
export async function belowMoneyGaps(db: Db, compact: string, agreement: Agreement): Promise<Gap[]> {
  return (await linesBelowMoney(db, compact, agreement)).flatMap(({ line, money, planned, reason }) =>
    agreement.languages.every((language) => (reason[language] ?? '').trim() !== '')
      ? []
      : [
          {
            place: `plan/lines/${line}`,
            section: 'E' as const,
            code: 'line-below-money' as const,
            values: { line, amount: planned.minor, money: money.minor, currency: planned.currency },
          },
        ],
  )
}

/**
 * What a text would take away or change that money or a decision stands on: by the rule by which the database refuses
 * it when it takes effect. Lines that are gone or moved are told of by the rules of the text. Nothing where none is in force yet.
 */
export async function inUseGaps(db: Db, compact: string, agreement: Agreement): Promise<Gap[]> {
  const { rows } = await sql<{ place: string; why: string; minor: string | null; currency: string | null }>`
    select place, why, minor, currency from fund_in_use(${compact}, ${JSON.stringify({
      plan: agreement.plan,
      tranches: agreement.tranches,
    })}::jsonb)
    where place not like 'plan/lines/%'`.execute(db)
  return rows.map(({ place, why, minor, currency }) => ({
    place,
    section: 'E',
    code: 'in-use',
    values: { element: place, why, amount: exact(minor ?? 0), currency: currency ?? '' },
  }))
}
