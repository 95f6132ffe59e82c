import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../actor.ts'
import type { Db } from '../database.ts'
import { Conflict, Unusable } from '../errors.ts'
import { transact } from '../transact.ts'
import { eventHash, type RecordName } from './event.ts'
import { erasePerson, personalValue, readPersonal } from './personal-values.ts'
import { type Change, findEvent, historyOf, recordEvent } from './record-event.ts'
import { appendOnlyTables } from './tables.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const aRecord = (kind = 'organisation'): RecordName => ({ kind, id: randomUUID() })
const aChange = (change: Partial<Change> & Pick<Change, 'record'>): Change => ({
  action: 'renamed',
  before: { name: 'Old' },
  after: { name: 'New' },
  actor: operator,
  at: house.now(),
  ...change,
})
const record = (change: Partial<Change> & Pick<Change, 'record'>, db: Db = house.db) =>
  transact(db, (trx) => recordEvent(trx, aChange(change)))

describe('The history of a record', () => {
  it('says who, when, what, why and from which request', async () => {
    const organisation = aRecord()
    const person = randomUUID()
    const { seq, hash } = await record({
      record: organisation,
      reason: 'Merged with its sister',
      actor: { person, as: 'person', via: 'page', requestId: 'r-1' },
    })
    expect(seq).toBe(1)
    expect(await historyOf(house.db, organisation)).toEqual([
      {
        record: organisation,
        seq: 1,
        at: '2025-07-01T12:00:00.000Z',
        action: 'renamed',
        actor: { person, as: 'person', via: 'page' },
        requestId: 'r-1',
        reason: 'Merged with its sister',
        before: { name: 'Old' },
        after: { name: 'New' },
        previous: null,
        hash,
      },
    ])
    expect((await findEvent(house.db, hash))?.event.record).toEqual(organisation)
    expect(await findEvent(house.db, '0'.repeat(64))).toBeNull()
  })

  it('is a chain: each event carries the hash of the one before, and its own can be worked out from what is kept', async () => {
    const chained = aRecord()
    for (let n = 0; n < 3; n++) await record({ record: chained, after: { n, text: 'é\u0000\n“”' } })
    const events = await historyOf(house.db, chained)
    expect(events.map(({ seq }) => seq)).toEqual([3, 2, 1])
    expect(events.map(({ previous }) => previous)).toEqual([events[1]?.hash, events[2]?.hash, null])
    const rows = await house.db.selectFrom('events').selectAll().where('record_id', '=', chained.id).execute()
    for (const { hash, ...rest } of rows) expect(eventHash(rest)).toBe(hash)
    expect((await historyOf(house.db, chained, { before: 3, limit: 1 })).map(({ seq }) => seq)).toEqual([2])
  })

  it('is not begun when the change it belongs to fails', async () => {
    const failed = aRecord()
    await transact(house.db, async (trx) => {
      await recordEvent(trx, aChange({ record: failed }))
      throw new Conflict('The change itself was refused')
    }).catch(() => {})
    expect(await historyOf(house.db, failed)).toEqual([])
  })

  it('refuses what it could not keep as it is', async () => {
    await expect(record({ record: aRecord(), after: { ended: undefined } })).rejects.toThrow(Unusable)
    await expect(record({ record: aRecord(), after: { at: new Date() } })).rejects.toThrow(Unusable)
    await expect(
      record({ record: aRecord(), after: { name: { personal: randomUUID(), digest: 'd' } } }),
    ).rejects.toThrow('not kept')
  })
})

describe('Writers at the same time', () => {
  it('never wait on one another when their records are different', async () => {
    const [one, other] = [aRecord(), aRecord()]
    let finish = () => {}
    const open = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begun = () => {}
    const written = new Promise<void>((resolve) => {
      begun = resolve
    })
    const first = house.db.transaction().execute(async (trx) => {
      await recordEvent(trx, aChange({ record: one }))
      begun()
      await open
    })
    await written
    // The first is still open. Had the second to wait, the database would refuse it at once.
    await house.db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = '10ms'`.execute(trx)
      await recordEvent(trx, aChange({ record: other }))
    })
    finish()
    await first
    expect(await historyOf(house.db, other)).toHaveLength(1)
    expect(await historyOf(house.db, one)).toHaveLength(1)
  })

  it('all get in, in order and at the first try, when they change the same record', async () => {
    const shared = aRecord()
    let tries = 0
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        transact(house.db, (trx) => {
          tries++
          return recordEvent(trx, aChange({ record: shared, after: { n } }))
        }),
      ),
    )
    const events = (await historyOf(house.db, shared)).reverse()
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
    expect(events.map(({ previous }) => previous)).toEqual([
      null,
      ...events.slice(0, -1).map(({ hash }) => hash),
    ])
    expect(new Set(events.map(({ after }) => JSON.stringify(after))).size).toBe(40)
    expect(tries).toBe(40)
  })

  it('are not lost when they hold the same records in opposite orders', async () => {
    const [one, other] = [aRecord(), aRecord()]
    await Promise.all(
      [
        [one, other],
        [other, one],
      ].map((both) =>
        transact(house.db, async (trx) => {
          for (const each of both) {
            await recordEvent(trx, aChange({ record: each }))
            await sql`select pg_sleep(0.05)`.execute(trx)
          }
        }),
      ),
    )
    expect(await historyOf(house.db, one)).toHaveLength(2)
    expect(await historyOf(house.db, other)).toHaveLength(2)
  })
})

describe('A history', () => {
  const attempts = appendOnlyTables.flatMap((table) => [
    [
      table,
      'update',
      sql`update ${sql.id(table)} set ${sql.id(columnOf(table))} = ${sql.id(columnOf(table))}`,
    ] as const,
    [table, 'delete', sql`delete from ${sql.id(table)}`] as const,
    [table, 'truncate', sql`truncate ${sql.id(table)}`] as const,
  ])
  beforeAll(async () => {
    const keys = house.keys
    await transact(house.db, (trx) => personalValue(trx, keys, randomUUID(), 'Ana'))
    await record({ record: aRecord() })
    await house.db
      .insertInto('known_keys')
      .values({ key_id: 'a', use: 'master', first_used: house.now() })
      .execute()
    await house.db
      .insertInto('checkpoints')
      .values({
        number: 1,
        format: 1,
        at: '',
        events: 0,
        records: 0,
        heads: '',
        previous: null,
        key_id: '',
        hash: '',
        signature: '',
      })
      .execute()
    await house.db
      .insertInto('checkpoint_heads')
      .values({ checkpoint: 1, record_kind: 'a', record_id: 'b', seq: 1, hash: '' })
      .execute()
  })

  it.each(
    attempts,
  )('%s refuses %s, to the role of the application and to the owner', async (_table, _verb, attempt) => {
    await expect(attempt.execute(house.db)).rejects.toMatchObject({ code: '42501' })
    await expect(attempt.execute(house.owner)).rejects.toMatchObject({ code: '23001' })
  })
})

function columnOf(table: string): string {
  return { known_keys: 'use', events: 'reason', personal_values: 'at', checkpoints: 'at' }[table] ?? 'hash'
}

describe('A personal value', () => {
  const keep = (person: string, plain: string) =>
    transact(house.db, (trx) => personalValue(trx, house.keys, person, plain))

  it('stands beside the history as ciphertext and is read through its reference', async () => {
    const person = randomUUID()
    const reference = await keep(person, 'Ana Lucía')
    const account = { kind: 'person', id: person }
    await record({ record: account, before: null, after: { name: reference } })
    const kept = JSON.stringify([
      await house.db.selectFrom('personal_values').selectAll().where('person_id', '=', person).execute(),
      await historyOf(house.db, account),
    ])
    expect(kept).not.toContain('Ana Luc')
    expect(await readPersonal(house.db, house.keys, reference)).toBe('Ana Lucía')
  })

  it('cannot be read again after its person was erased, and no other is taken', async () => {
    const [erased, other] = [randomUUID(), randomUUID()]
    const references = await Promise.all([keep(erased, 'one'), keep(erased, 'two'), keep(other, 'three')])
    await transact(house.db, (trx) => erasePerson(trx, erased))
    const read = await Promise.all(references.map((each) => readPersonal(house.db, house.keys, each)))
    expect(read).toEqual([null, null, 'three'])
    await expect(keep(erased, 'four')).rejects.toThrow(Conflict)
    await transact(house.db, (trx) => erasePerson(trx, erased))
  })

  it('is kept under one key of the person, however many are kept at once', async () => {
    const person = randomUUID()
    const references = await Promise.all(['a', 'b', 'c', 'd'].map((plain) => keep(person, plain)))
    expect(await Promise.all(references.map((each) => readPersonal(house.db, house.keys, each)))).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
  })

  it('of somebody never known cannot be kept once that person was erased', async () => {
    const person = randomUUID()
    await transact(house.db, (trx) => erasePerson(trx, person))
    await expect(keep(person, 'a')).rejects.toThrow(Conflict)
  })
})
