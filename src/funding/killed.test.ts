import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { databaseOf } from '../../scripts/app-process.mjs'
import { chanceFrom, type Door, drill } from '../../scripts/durability.mjs'
import { builtProgram } from '../../test/support/app-program.ts'
import { verifyHistory } from '../house/history/verify.ts'
import { openKeys } from '../house/keys.ts'
import { silentLog } from '../house/log.ts'
import { connect } from '../house/open-database.ts'
import { ledgerFaults, untold } from './ledger.ts'

/* The drill of test/durability.test.ts with the money of a compact behind the door. */

// Seconds on a machine of its own; many starts on one that has much else to do.
vi.setConfig({ testTimeout: 240_000 })

let program: { file: string; remove(): void }
beforeAll(async () => {
  program = await builtProgram('src/funding/drill-house.test-data.ts')
})
afterAll(() => program?.remove())

const door: Door = {
  path: '/api/v1/drill',
  headers: {},
  body: (name) => ({ name }),
  records: 'select id::text, note as name from ledger_entries',
  halfDone: `
    select id::text, 'a draft that waits' as what from money_drafts where state <> 'approved'
    union all select id::text, 'a request that waits' from tranche_requests where state <> 'released'
    union all select id::text, 'an entry without its release' from ledger_entries
      where note not in (select note from tranche_requests)
    union all select 'sums', 'released is not committed' where
      (select coalesce(sum(minor), 0) from ledger_entries) <> (select coalesce(sum(minor), 0) from tranche_releases)
    union all select 'counter', 'entries are not counted' where exists (select from fund_compacts
      where entries <> (select count(*) from ledger_entries) or turnover <> (select coalesce(sum(minor), 0) from ledger_entries))
    union all select key, 'a key without its answer' from answered_once
      where status is null or not exists (select from ledger_entries where location = '/api/v1/drill/' || id)
    union all select id::text, 'an entry without its key' from ledger_entries
      where not exists (select from answered_once where location = '/api/v1/drill/' || id)`,
}

/** Holds the ledger against itself and against its history, and reads every chain; null when all agrees. */
async function whatIsWrong(home: string): Promise<string | null> {
  const running = databaseOf(home)
  if (running === null) return 'the database does not run'
  const { host, port } = running
  const connection = { host, port, user: 'tip', database: 'postgres', application_name: 'drill' }
  const db = connect(connection, silentLog, { connections: 1 })
  try {
    const { rows } = await sql<{ id: string }>`select compact_id as id from fund_compacts`.execute(db)
    const faults = [
      ...(rows.length === 1 ? [] : ['there is no compact']),
      ...(await ledgerFaults(db, rows[0]?.id ?? '')),
      ...(await untold(db, rows[0]?.id ?? '')),
    ]
    const history = await verifyHistory({ db, keys: openKeys(path.join(home, 'keys')) })
    if (!history.intact) faults.push(JSON.stringify(history.faults.slice(0, 3)))
    return faults.length === 0 ? null : faults.slice(0, 5).join('; ')
  } finally {
    await db.destroy()
  }
}

it('When application and database are killed amid approvals and releases, what was answered is there once, and ledger and history agree', async () => {
  const summary = await drill({
    program: [program.file],
    openDoor: async () => door,
    rounds: 2,
    interrupt: 0.5,
    writers: 8,
    chance: chanceFrom(7),
    between: [200, 800],
    verify: whatIsWrong,
  })
  const { acknowledged, results } = summary
  const { lost, halfDone, twice, repeatedWrongly, refused, brokenHistories } = summary
  expect(
    { lost, halfDone, twice, repeatedWrongly, refused, brokenHistories },
    JSON.stringify(results),
  ).toEqual({ lost: 0, halfDone: 0, twice: 0, repeatedWrongly: 0, refused: 0, brokenHistories: 0 })
  expect(acknowledged).toBeGreaterThan(0)
  expect(summary.good).toBe(true)
})
