import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { verifyHistory } from '../house/history/verify.ts'
import type { HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { openMoney } from './doors.test-data.ts'
import { aCompactInForce, anEntry, changeOf, type Scene, written } from './funding.test-data.ts'
import { balancesOn, enterMoney, entriesOf, ledgerFaults, untold } from './ledger.ts'
import { packageOf, sendPackage } from './packages.ts'
import { actOnCondition, boardOf } from './tranches.ts'

/*
 * The connection is killed in the middle of an approval and of a release, sent to the real door, at each table the
 * change writes: after the row of the ledger and before its event, after the event and before the answer that is kept
 * for whoever sends it again. A lock holds it there until the database ends it.
 */

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
  http = await openMoney(house)
  // The last thing a change writes is its answer, into a row it made at its beginning: a lock on that table would hold it there.
  const schema = sql.id(house.schema)
  await sql`create table kept_answer (held integer)`.execute(house.owner)
  await sql`create function hold_kept_answer() returns trigger language plpgsql security definer
    set search_path = ${schema} as $$
    begin lock table kept_answer in row exclusive mode; return new; end $$`.execute(house.owner)
  await sql`create trigger held before update on answered_once for each row execute function hold_kept_answer()`.execute(
    house.owner,
  )
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const usd = (minor: number) => ({ minor, currency: 'USD' })

type Sent = { statusCode: number; json(): Record<string, string> }

/**
 * Sends it, kills its connection where it is about to write to a table, and looks at what is left, as somebody would
 * whose program had died with it. The door that lives on tries again by itself: its answer is the one that is given.
 */
async function killedAt(table: string, send: () => PromiseLike<Sent>, look: () => Promise<void>) {
  let answer: Promise<Sent> | undefined
  await house.owner.transaction().execute(async (trx) => {
    await sql`lock table ${sql.table(table)} in share mode`.execute(trx)
    answer = Promise.resolve(send())
    for (let tries = 0; ; tries++) {
      const { rows } = await sql<{ killed: boolean }>`
        select pg_terminate_backend(l.pid) as killed from pg_locks l
        where not l.granted and l.relation = ${`${house.schema}.${table}`}::regclass`.execute(trx)
      if (rows.some(({ killed }) => killed)) break
      if (tries > 500) throw new Error(`nothing was written to ${table}`)
      await sleep(10)
    }
    await look()
  })
  const told = await answer
  expect(told?.statusCode).toBe(200)
  // Sent once more by somebody who has not got the answer.
  expect((await send()).json()).toEqual(told?.json())
  return told?.json()
}

/** All that the database holds of the money of a compact. */
const wholeOf = async ({ compact }: Scene) => ({
  entries: await entriesOf(house.db, compact),
  balances: await balancesOn(house.db, compact, '2025-07-01'),
  board: await boardOf(house.db, compact, '2025-07-01'),
  drafts: await house.db.selectFrom('money_drafts').selectAll().where('compact_id', '=', compact).execute(),
  packages: await house.db
    .selectFrom('disbursement_packages')
    .selectAll()
    .where('compact_id', '=', compact)
    .execute(),
  counters: await house.db
    .selectFrom('fund_compacts')
    .selectAll()
    .where('compact_id', '=', compact)
    .execute(),
  events: await house.db.selectFrom('events').selectAll().where('record_id', '=', compact).execute(),
})

async function isSound({ compact }: Scene) {
  expect(await ledgerFaults(house.db, compact)).toEqual([])
  expect(await untold(house.db, compact)).toEqual([])
  expect((await verifyHistory(house)).faults).toEqual([])
}

describe('An approval that is cut off', () => {
  it.each([
    'fund_compacts',
    'ledger_entries',
    'ledger_postings',
    'ledger_days',
    'money_drafts',
    'events',
    'kept_answer',
  ])('before it wrote %s leaves nothing, and sent again is made once', async (table) => {
    const scene = await aCompactInForce(house)
    const draft = await transact(house.db, (trx) =>
      enterMoney(
        trx,
        changeOf(house, scene.officer, scene.donor),
        scene.compact,
        anEntry({ amount: usd(5) }),
      ),
    )
    const key = randomUUID()
    const send = () =>
      http.inject({
        method: 'POST',
        url: `/api/v1/compacts/${scene.compact}/ledger/drafts/${draft}/decision`,
        headers: { 'x-person': scene.approver, 'idempotency-key': `"${key}"` },
        payload: { verdict: 'approved' },
      })
    const before = await wholeOf(scene)
    const told = await killedAt(table, send, async () => {
      expect(await wholeOf(scene)).toEqual(before)
      await isSound(scene)
    })
    expect((await entriesOf(house.db, scene.compact)).map(({ id }) => id)).toEqual([told?.entry])
    await isSound(scene)
  })
})

describe('A release that is cut off', () => {
  it.each([
    'fund_compacts',
    'tranche_requests',
    'disbursement_packages',
    'tranche_releases',
    'events',
    'kept_answer',
  ])('before it wrote %s leaves nothing, and sent again is made once', async (table) => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { amount: usd(90_000_000) })
    for (const condition of ['law', 'audit'])
      await transact(house.db, (trx) =>
        actOnCondition(trx, changeOf(house, scene.verifier, scene.donor), scene.compact, {
          tranche: 't1',
          condition,
          act: 'waived',
          reason: 'Floods',
          until: null,
          document: null,
          url: null,
          capacity: null,
        }),
      )
    const sent = await transact(house.db, (trx) =>
      sendPackage(trx, changeOf(house, scene.officer, scene.donor), scene.compact, {
        quarter: '2025-Q4',
        tranche: 't1',
        minor: 7,
        progress: 'The shelters were built and opened',
        forecast: [],
        exception: null,
      }),
    )
    const { request_id } = await packageOf(house.db, scene.compact, sent)
    const key = randomUUID()
    const send = () =>
      http.inject({
        method: 'POST',
        url: `/api/v1/compacts/${scene.compact}/tranches/t1/requests/${request_id}/decision`,
        headers: { 'x-person': scene.approver, 'idempotency-key': `"${key}"` },
        payload: { verdict: 'released' },
      })
    const before = await wholeOf(scene)
    const told = await killedAt(table, send, async () => {
      expect(await wholeOf(scene)).toEqual(before)
      await isSound(scene)
    })
    const [board] = await boardOf(house.db, scene.compact, '2025-07-01')
    expect(board?.releases.map(({ id, minor }) => [id, minor])).toEqual([[told?.release, 7]])
    expect(await packageOf(house.db, scene.compact, sent)).toMatchObject({ answer: 'released' })
    await isSound(scene)
  })
})
