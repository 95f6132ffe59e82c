import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { agreementInForce } from '../compacts/store.ts'
import type { Db } from '../house/database.ts'
import { ledgerCsv } from './csv.ts'
import { initiativesOf } from './initiatives.ts'
import { balancesOn, entriesOf, ledgerFaults, sumOf } from './ledger.ts'

/*
 * How a large ledger does, as ratios to the bare query measured in the same run. The entries are
 * laid down by the owner of the tables: through the functions they would take as long as so many
 * people need to approve them. Afterwards the ledger is held against itself like any other.
 */

/**
 * Fills the ledger of a compact with so many entries: a commitment, and payments out of it day by
 * day. `owner` owns the tables; `compact` is in force with a contribution `grant` of the party
 * `donor`, a line `p1` and a receiver `ngo`, large enough to hold them.
 */
export async function fillLedger(owner: Db, compact: string, entries: number): Promise<void> {
  const people = [uuid(), uuid(), uuid()] as const
  await owner.transaction().execute(async (trx) => {
    await sql`insert into money_drafts (id, compact_id, kind, date, minor, currency, contribution, line, provider, receiver,
        entered_by, entered_for, entered_at, state, decided_by, decided_for, decided_at)
      select gen_random_uuid(), ${compact}::uuid, case when n = 1 then 'commitment' else 'disbursement' end,
        to_char(date '2024-01-01' + (n % 500), 'YYYY-MM-DD'), case when n = 1 then ${entries}::bigint * 10 else 10 end, 'USD',
        'grant', 'p1', 'donor', 'ngo', ${people[0]}::uuid, ${people[2]}::uuid, now(), 'approved', ${people[1]}::uuid,
        ${people[2]}::uuid, now()
      from generate_series(1, ${entries}::integer) n`.execute(trx)
    await sql`insert into ledger_entries (id, compact_id, number, kind, counts_as, onward, date, minor, currency, contribution,
        line, provider, receiver, draft_id, entered_by, entered_for, entered_at, approved_by, approved_for, approved_at)
      select gen_random_uuid(), compact_id, row_number() over (order by kind, date, id), kind, kind, false,
        case when kind = 'commitment' then '2024-01-01' else date end, minor, currency, contribution, line, provider, receiver,
        id, entered_by, entered_for, entered_at, decided_by, decided_for, decided_at
      from money_drafts where compact_id = ${compact} and entered_by = ${people[0]}`.execute(trx)
    for (const [position, sign] of [
      [1, -1],
      [2, 1],
    ] as const)
      await sql`insert into ledger_postings (entry_id, position, compact_id, contribution, stage, holder, minor, currency)
        select id, ${position}::integer, compact_id, contribution,
          case when kind = 'commitment' then ${sign < 0 ? 'plan' : 'committed'} else ${sign < 0 ? 'committed' : 'held'} end,
          case when kind = 'commitment' or ${sign}::integer < 0 then '' else receiver end, ${sign}::integer * minor, currency
        from ledger_entries where compact_id = ${compact} and entered_by = ${people[0]}`.execute(trx)
    await sql`insert into ledger_days (compact_id, contribution, stage, holder, date, minor)
      select p.compact_id, p.contribution, p.stage, p.holder, e.date, sum(p.minor)
      from ledger_postings p join ledger_entries e on e.id = p.entry_id
      where p.compact_id = ${compact} group by 1, 2, 3, 4, 5`.execute(trx)
    await sql`update fund_compacts set entries = ${entries} where compact_id = ${compact}`.execute(trx)
  })
  await sql`vacuum analyze ledger_entries, ledger_postings, ledger_days`.execute(owner)
}

/**
 * Measures pages and export of a ledger that is there. `page` answers the text of an address.
 * Prints each as milliseconds and as a ratio to reading the same entries by one bare query.
 */
export async function benchLedger(
  db: Db,
  owner: Db,
  compact: string,
  page: (address: string) => Promise<string>,
  print: (line: string) => void,
): Promise<void> {
  const all = await sumOf(db, compact)
  const count = all.reduce((sum, { entries }) => sum + Number(entries), 0)
  const bare = await median(async () => {
    await sql`select * from ledger_entries where compact_id = ${compact} order by date, number`.execute(db)
  })
  const hundred = await median(async () => {
    await sql`select * from ledger_entries where compact_id = ${compact} order by date, number limit 100`.execute(
      db,
    )
  })
  print(
    `funding: ${count} entries; the bare query of all takes ${bare.toFixed(1)} ms, of the first hundred ${hundred.toFixed(1)} ms`,
  )
  const report = async (name: string, against: number, work: () => Promise<unknown>) => {
    const ms = await median(work)
    print(`funding ${name}: ${ms.toFixed(1)} ms = ${(ms / against).toFixed(2)} bare queries`)
  }
  await report('export as CSV', bare, async () => {
    let bytes = 0
    for await (const part of ledgerCsv(db, compact)) bytes += part.length
    return bytes
  })
  await report('first hundred entries', hundred, () => entriesOf(db, compact, {}, { limit: 100 }))
  await report('balances on a day', bare, () => balancesOn(db, compact, '2025-01-31'))
  // What every approval asks of the line it names, before it is written; only the owner may call it by itself.
  await report('how a line stands', bare, () =>
    sql`select * from fund_line_stands(${compact}, 'grant', 'p1')`.execute(owner),
  )
  // Of another contribution of the same compact: what it takes to pass by the large one.
  await report('how a line of another contribution stands', bare, () =>
    sql`select * from fund_line_stands(${compact}, 'staff', 's1')`.execute(owner),
  )
  await report('initiatives', bare, async () => {
    const found = await agreementInForce(db, compact)
    return found && initiativesOf(db, compact, found.agreement, '2025-07-01', null)
  })
  await report('ledger page', bare, () => page(`/compacts/${compact}/ledger`))
  await report('ledger page, deep', bare, () =>
    page(`/compacts/${compact}/ledger?after=2025-03-01.${Math.floor(count / 2)}`),
  )
  await report('money page', bare, () => page(`/compacts/${compact}/money`))
  const faults = await ledgerFaults(db, compact)
  print(
    `funding: the ledger ${faults.length === 0 ? 'agrees with itself' : `has ${faults.length} faults: ${faults[0]}`}`,
  )
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)[2] ?? 0
}
