import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { databaseOf } from '../../../scripts/app-process.mjs'
import { chanceFrom, type Door, drill } from '../../../scripts/durability.mjs'
import { builtProgram } from '../../../test/support/app-program.ts'
import { silentLog } from '../../house/log.ts'
import { connect } from '../../house/open-database.ts'
import { recount, settle, talliesOf } from './settle.ts'

/* The drill of test/durability.test.ts with a letter that people sign behind the door. */

vi.setConfig({ testTimeout: 240_000 })

let program: { file: string; remove(): void }
beforeAll(async () => {
  program = await builtProgram('src/campaigns/signing/drill-house.test-data.ts')
})
afterAll(() => program?.remove())

const door: Door = {
  path: '/api/v1/drill',
  headers: {},
  body: (name) => ({ name }),
  records: "select id::text, language as name from signatures where state = 'validated'",
  halfDone: `
    select 'mails', 'a signature without its letter' as what where
      (select count(*) from signatures) <> (select count(*) from mails)
    union all select id::text, 'confirmed, and not on record' from signatures where state = 'validated'
      and not exists (select from signature_changes where signature_id = signatures.id)`,
}

/** Counts again from the rows; null when the tallies agree and every confirmed signature counts. */
async function whatIsWrong(home: string): Promise<string | null> {
  const running = databaseOf(home)
  if (running === null) return 'the database does not run'
  const { host, port } = running
  const db = connect(
    { host, port, user: 'tip', database: 'postgres', application_name: 'drill' },
    silentLog,
    { connections: 1 },
  )
  try {
    const { rows } = await sql<{ id: string }>`select id from campaigns`.execute(db)
    const [campaign] = rows
    if (campaign === undefined || rows.length > 1) return 'there is not one campaign'
    await settle(db, campaign.id, { most: Number.MAX_SAFE_INTEGER, wait: true })
    const { differences } = await recount(db, campaign.id)
    if (differences.length > 0) return JSON.stringify(differences.slice(0, 3))
    const { tallies } = await talliesOf(db, campaign.id)
    const counted = tallies.filter(({ strict }) => strict === 'counts').reduce((sum, { n }) => sum + n, 0)
    const { rows: confirmed } = await sql<{ n: number }>`
      select count(*)::int as n from signatures where state = 'validated'`.execute(db)
    return counted === confirmed[0]?.n ? null : `${counted} count of ${confirmed[0]?.n} confirmed`
  } finally {
    await db.destroy()
  }
}

it('When application and database are killed amid signing, every confirmed signature is there once, with its letter, and counts', async () => {
  const summary = await drill({
    program: [program.file],
    openDoor: async () => door,
    rounds: 2,
    interrupt: 0.5,
    writers: 12,
    chance: chanceFrom(11),
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
