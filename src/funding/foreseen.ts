import { sql } from 'kysely'
import { suspensionsOf } from '../compacts/life.ts'
import { agreementInForce } from '../compacts/store.ts'
import { MoneyFault } from './faults.ts'
import { type Db, type EntryValues, exact } from './ledger.ts'
import './tables.ts'

/**
 * Throws what an approval would be refused for, as far as that is known when money is entered: a part that
 * is suspended, a payment that names no tranche, or that comes before what it is paid out of was committed.
 * Whoever enters it can mend it; who approves can only refuse. The approval asks all of it again, and more.
 *
 * A commitment that waits for its own approval counts as made: both may be entered in one go. `by` is the organisation
 * it is entered for.
 */
export async function assertForeseen(
  db: Db,
  compact: string,
  values: EntryValues,
  by: string | null,
): Promise<void> {
  const { kind, date, contribution, tranche, provider, amount, exception } = values
  if (kind !== 'commitment' && kind !== 'disbursement' && kind !== 'expenditure') return
  const found = await agreementInForce(db, compact)
  const of = found?.agreement.plan.contributions.find(({ key }) => key === contribution)
  // What is not in the agreement is refused by name elsewhere.
  if (found === null || of === undefined) return
  const isOnward = kind !== 'commitment' && provider !== of.party
  if (kind === 'expenditure' && isOnward) return assertSpender(db, compact, values, by)
  await assertNotSuspended(db, compact, values)
  if (kind === 'commitment' || isOnward) return
  const inTranches = found.agreement.tranches.filter((each) => each.contribution === contribution)
  if (tranche === null && inTranches.length > 0) {
    const { paid } = await db
      .selectFrom('ledger_entries')
      .select(({ fn }) => fn.sum<string>('minor').as('paid'))
      .where('compact_id', '=', compact)
      .where('contribution', '=', contribution)
      .where('tranche', 'is', null)
      .where('onward', '=', false)
      .where('counts_as', 'in', ['disbursement', 'expenditure'])
      .executeTakeFirstOrThrow()
    const outside = inTranches.reduce((left, each) => left - each.amount.minor, of.amount.minor)
    const room = outside - exact(paid ?? '0')
    if (amount.minor > room)
      throw new MoneyFault('tranche needed', 409, {
        place: 'tranche',
        minor: Math.max(0, room),
        currency: amount.currency,
      })
  }
  if (exception !== null) return
  const { rows } = await sql<{ free: string }>`select
    (select coalesce(min(balance) filter (where until is null or until > ${date}), 0) from (
      select sum(minor) over (order by date) as balance, lead(date) over (order by date) as until from ledger_days
      where compact_id = ${compact} and contribution = ${contribution} and stage = 'committed' and holder = '') x)
    + coalesce((select sum(minor) from money_drafts where compact_id = ${compact} and contribution = ${contribution}
      and kind = 'commitment' and state = 'entered' and date <= ${date}), 0) as free`.execute(db)
  const free = exact(rows[0]?.free ?? '0')
  if (amount.minor > free)
    throw new MoneyFault('over committed', 409, {
      place: 'amount',
      minor: Math.max(0, free),
      currency: amount.currency,
    })
}

/** What is spent ahead of payment is entered by who spends it: with a reason, and more than they hold. */
async function assertSpender(
  db: Db,
  compact: string,
  { date, amount, contribution, provider, exception }: EntryValues,
  by: string | null,
): Promise<void> {
  if (exception === null) return
  const { rows } = await sql<{ held: string; own: boolean }>`select
    (select coalesce(min(balance) filter (where until is null or until > ${date}), 0) from (
      select sum(minor) over (order by date) as balance, lead(date) over (order by date) as until from ledger_days
      where compact_id = ${compact} and contribution = ${contribution} and stage = 'held' and holder = ${provider}) x) as held,
    ${by}::uuid in (select fund_standing(${compact}, ${provider})) as own`.execute(db)
  if (rows[0]?.own !== true && amount.minor > exact(rows[0]?.held ?? '0'))
    throw new MoneyFault('not a party', 403, { place: 'provider', why: 'holder' })
}

async function assertNotSuspended(
  db: Db,
  compact: string,
  { line, contribution, date }: EntryValues,
): Promise<void> {
  const during = (await suspensionsOf(db, compact)).filter(
    ({ began, ended }) => ended === null || (began.slice(0, 10) <= date && ended.slice(0, 10) > date),
  )
  if (during.length === 0) return
  const lines = await db
    .selectFrom('fund_lines')
    .select(['key', 'initiative', 'objectives'])
    .where('compact_id', '=', compact)
    .where('contribution', '=', contribution)
    .where('ended_version', 'is', null)
    .execute()
  // Money of a contribution of which a part is suspended says what it is for.
  const asked = line === null ? lines : lines.filter(({ key }) => key === line)
  for (const { whole, elements, began } of during) {
    const since = began.slice(0, 10)
    if (whole) throw new MoneyFault('suspended', 409, { place: 'compact', since })
    const touches = asked.some(({ initiative, objectives }) =>
      [...(initiative === null ? [] : [initiative]), ...objectives].some((key) => elements.includes(key)),
    )
    if (touches) throw new MoneyFault('suspended', 409, { place: 'line', part: true, since })
  }
}
