import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../actor.ts'
import { temporaryKeys } from '../keys.ts'
import { transact } from '../transact.ts'
import { anchorOf, type Checkpoint, listCheckpoints, makeCheckpoint, proofIn } from './checkpoints.ts'
import { eventHash, type RecordName } from './event.ts'
import { leafOf, rootFromProof } from './head-tree.ts'
import { erasePerson, personalValue } from './personal-values.ts'
import { historyOf, recordEvent } from './record-event.ts'
import { appendOnlyTables } from './tables.ts'
import { type HistoryFault, verifyHistory } from './verify.ts'

/*
 * A small history with everything in it: records with one and with many events, personal
 * values, three checkpoints, and events that none covers yet. What is done to it is done
 * as the owner of the tables with the triggers switched off, as an intruder with the
 * password of the owner would; and put right again.
 */

let house: TestHouse
let erased: string
const long: RecordName = { kind: 'organisation', id: 'long' }
const early: RecordName = { kind: 'assessment', id: 'early' }
const late: RecordName = { kind: 'fact', id: 'late' }

beforeAll(async () => {
  house = await openTestHouse()
  erased = randomUUID()
  const write = (record: RecordName, after: unknown, reason: string | null = null) =>
    transact(house.db, (trx) =>
      recordEvent(trx, {
        record,
        action: 'kept',
        before: null,
        after,
        reason,
        actor: operator,
        at: house.now(),
      }),
    )
  const personal = (plain: string) =>
    transact(house.db, (trx) => personalValue(trx, house.keys, erased, plain))

  await write(early, { n: 1 })
  await write(long, { name: 'One', contact: await personal('Ana') })
  await makeCheckpoint(house)
  await write(long, { name: 'Two', list: [{ contact: await personal('Ana Lucía') }] }, 'It has a new name')
  await write(long, { name: 'Three' })
  await makeCheckpoint(house)
  await write(long, { name: 'Four' })
  await makeCheckpoint(house)
  await write(long, { name: 'Five' })
  await write(late, { n: 1 })
  await write(late, null)
  for (const table of appendOnlyTables)
    await sql`alter table ${sql.id(table)} disable trigger user`.execute(house.owner)
})
afterAll(() => house.close())

const verify = () => verifyHistory(house)
const short = ({ kind, record, seq, checkpoint }: HistoryFault) =>
  [kind, record?.id, seq, checkpoint === null ? null : `checkpoint ${checkpoint}`]
    .filter((part) => part !== null && part !== undefined)
    .join(' ')

describe('A history that nobody touched', () => {
  it('is intact, and says how much of it is anchored and what time it covers', async () => {
    const report = await verify()
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({
      intact: true,
      events: 8,
      records: 3,
      personalValues: 2,
      checkpoints: 3,
      anchored: 5,
      notYetAnchored: 3,
      from: '2025-07-01T12:00:00.000Z',
      to: '2025-07-01T12:00:00.000Z',
      lastCheckpoint: { number: 3 },
      against: null,
    })
  })

  it('stays intact when a person is erased', async () => {
    await transact(house.db, (trx) => erasePerson(trx, erased))
    expect((await verify()).intact).toBe(true)
  })

  it('has for every anchored event a proof that leads to a signed checkpoint', async () => {
    for (const { seq } of (await historyOf(house.db, long)).slice(1)) {
      const anchor = await anchorOf(house.db, long, seq)
      expect(anchor?.head.seq).toBeGreaterThanOrEqual(seq)
      const { head, checkpoint } = anchor!
      const { index, size, hashes } = await proofIn(house.db, long, checkpoint)
      const leaf = leafOf({ record_kind: long.kind, record_id: long.id, ...head })
      expect(rootFromProof(leaf, index, size, hashes)).toBe(checkpoint.heads)
    }
    expect(await anchorOf(house.db, { kind: 'none', id: 'x' }, 1)).toBeNull()
  })
})

// ---- one byte

const keysOfTables = {
  events: ['record_kind', 'record_id', 'seq'],
  personal_values: ['id'],
  checkpoints: ['number'],
  checkpoint_heads: ['checkpoint', 'record_kind', 'record_id'],
} as const
type Table = keyof typeof keysOfTables
type Row = Record<string, string | number | null>

const rowsOf = async (table: Table) =>
  (await sql<Row>`select * from ${sql.id(table)}`.execute(house.owner)).rows
const isRow = (table: Table, row: Row) =>
  sql.join(
    keysOfTables[table].map((column) => sql`${sql.id(column)} = ${row[column]}`),
    sql` and `,
  )
async function replace(table: Table, row: Row, by: Row): Promise<void> {
  await house.owner.transaction().execute(async (trx) => {
    await sql`delete from ${sql.id(table)} where ${isRow(table, row)}`.execute(trx)
    await sql`insert into ${sql.id(table)} (${sql.join(Object.keys(by).map((name) => sql.id(name)))})
      values (${sql.join(Object.values(by))})`.execute(trx)
  })
}

describe('One byte changed', () => {
  it('anywhere in the history is found, and where it is', async () => {
    const all: Record<Table, Row[]> = {
      events: await rowsOf('events'),
      personal_values: await rowsOf('personal_values'),
      checkpoints: await rowsOf('checkpoints'),
      checkpoint_heads: await rowsOf('checkpoint_heads'),
    }
    const tampering = fc.constantFrom(...(Object.keys(all) as Table[])).chain((table) =>
      fc.record({
        table: fc.constant(table),
        row: fc.constantFrom(...all[table]),
        column: fc.constantFrom(...Object.keys(all[table][0] ?? {})),
        position: fc.nat(),
        letter: fc.constantFrom(...'aZ0 9"{}ë._-\n'),
        lost: fc.constantFrom('changed', 'left out', 'added'),
      }),
    )
    await fc.assert(
      fc.asyncProperty(tampering, async ({ table, row, column, position, letter, lost }) => {
        const was = row[column]
        const now = changed(was ?? null, position, letter, lost)
        fc.pre(now !== was)
        const tampered = { ...row, [column]: now }
        try {
          await replace(table, row, tampered)
        } catch (error) {
          // The tables themselves refuse it: a place that is taken, a number below one.
          expect((error as { code?: string }).code).toMatch(/^23(505|514)$/)
          return
        }
        const report = await verify()
        await replace(table, tampered, row)
        expect(report.intact).toBe(false)
        expect(report.faults.some((fault) => names(fault, table, row, tampered))).toBe(true)
      }),
      { numRuns: 250 },
    )
    expect((await verify()).faults).toEqual([])
  }, 180_000)
})

function changed(
  was: string | number | null,
  position: number,
  letter: string,
  how: string,
): string | number {
  if (was === null) return letter
  if (typeof was === 'number') return was + 1 + (position % 3)
  const at = position % (was.length + (how === 'added' ? 1 : 0) || 1)
  return was.slice(0, at) + (how === 'left out' ? '' : letter) + was.slice(at + (how === 'added' ? 0 : 1))
}

/** Whether a fault names the place: the record and event, or the checkpoint, as it was or as it was made. */
function names(fault: HistoryFault, table: Table, ...rows: Row[]): boolean {
  return rows.some((row) => {
    if (table === 'personal_values') return fault.message.includes(String(row.id))
    if (table === 'checkpoints') return fault.checkpoint === row.number
    if (table === 'checkpoint_heads' && fault.checkpoint === row.checkpoint) return true
    return (
      fault.record?.kind === row.record_kind && fault.record?.id === row.record_id && fault.seq === row.seq
    )
  })
}

// ---- more than a byte

/** Does something as the owner, verifies, and puts everything back. */
async function faultsAfter(tables: readonly (Table | 'unanchored')[], work: () => Promise<unknown>) {
  const kept = await Promise.all(
    tables.map(async (table) => (await sql<Row>`select * from ${sql.id(table)}`.execute(house.owner)).rows),
  )
  await work()
  const report = await verify()
  for (const [i, table] of tables.entries()) {
    await sql`delete from ${sql.id(table)}`.execute(house.owner)
    for (const row of kept[i] ?? [])
      await sql`insert into ${sql.id(table)} (${sql.join(Object.keys(row).map((name) => sql.id(name)))})
        values (${sql.join(Object.values(row))})`.execute(house.owner)
  }
  expect((await verify()).faults).toEqual([])
  return report.faults.map(short)
}
const owner = () => house.owner
const drop = (seqs: number[], id = 'long') =>
  sql`delete from events where record_id = ${id} and seq in (${sql.join(seqs)})`.execute(owner())

describe('Something taken away', () => {
  it('from the beginning or the middle of a history is missed', async () => {
    expect(await faultsAfter(['events'], () => drop([2]))).toEqual(['event-missing long 2'])
    expect(await faultsAfter(['events'], () => drop([2, 3]))).toEqual([
      'head-differs long 3 checkpoint 2',
      'event-missing long 2',
    ])
    expect(await faultsAfter(['events'], () => drop([1], 'late'))).toEqual([
      'event-missing late 1',
      'event-cut-off late 1',
    ])
  })

  it('from the end is missed: by the checkpoint that covers it, by the list when none does', async () => {
    expect(await faultsAfter(['events'], () => drop([4, 5]))).toContain('head-differs long 4 checkpoint 3')
    expect(await faultsAfter(['events'], () => drop([5]))).toEqual(['event-cut-off long 5'])
  })

  it('wholly, the record with all its events, is missed', async () => {
    expect(await faultsAfter(['events'], () => drop([1], 'early'))).toEqual([
      'head-differs early 1 checkpoint 1',
    ])
    expect(await faultsAfter(['events'], () => drop([1, 2], 'late'))).toEqual([
      'event-cut-off late 1',
      'event-cut-off late 2',
    ])
  })

  it.each([1, 2])('as checkpoint %i is missed by the next', async (number) => {
    const faults = await faultsAfter(['checkpoints'], () =>
      sql`delete from checkpoints where number = ${number}`.execute(owner()),
    )
    expect(faults).toEqual([`checkpoint-missing checkpoint ${number}`, `heads-alone checkpoint ${number}`])
  })

  it('as the last checkpoint is missed by what it covered, which is then neither anchored nor listed', async () => {
    const last = Math.max(...(await rowsOf('checkpoints')).map(({ number }) => Number(number)))
    const faults = await faultsAfter(['checkpoints', 'checkpoint_heads'], async () => {
      await sql`delete from checkpoints where number = ${last}`.execute(owner())
      await sql`delete from checkpoint_heads where checkpoint = ${last}`.execute(owner())
    })
    expect(faults[0]).toMatch(/^not-listed /)
  })

  it('as one covered head is missed by its checkpoint', async () => {
    const faults = await faultsAfter(['checkpoint_heads'], () =>
      sql`delete from checkpoint_heads where checkpoint = 1 and record_id = 'early'`.execute(owner()),
    )
    expect(faults).toEqual(['checkpoint-heads checkpoint 1', 'not-listed early 1'])
  })

  it('from the list of what is not yet anchored is seen', async () => {
    const faults = await faultsAfter(['unanchored'], () =>
      sql`delete from unanchored where record_id = 'late' and seq = 1`.execute(owner()),
    )
    expect(faults).toEqual(['not-listed late 1'])
  })

  it('as a personal value that an event refers to is missed', async () => {
    const faults = await faultsAfter(['personal_values'], () =>
      sql`delete from personal_values`.execute(owner()),
    )
    expect(faults).toEqual(['personal-missing long 1', 'personal-missing long 2'])
  })
})

describe('A text that says the same in other bytes', () => {
  const write = (id: string, text: string) =>
    faultsAfter(['events'], async () => {
      const { hash, ...row } = await house.owner
        .selectFrom('events')
        .selectAll()
        .where('record_id', '=', id)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      const forged = { ...row, after: text }
      await house.owner
        .updateTable('events')
        .set({ after: text, hash: eventHash(forged) })
        .where('hash', '=', hash)
        .execute()
    })

  it('is seen where a record that ended is told from one that never was, and by the form of the rest', async () => {
    expect(await write('late', 'null')).toEqual(['event-unreadable late 2'])
    expect(await write('late', '{"b":1,"a":2}')).toEqual(['event-unreadable late 2'])
    expect(await write('late', '1,"at":"other"')).toContain('event-unreadable late 2')
  })
})

describe('A history made anew by somebody who knows how', () => {
  /** Writes another reason into an event and makes every later hash of its record again. */
  const rewrite = async (record: RecordName, from: number) => {
    const rows = await house.owner
      .selectFrom('events')
      .selectAll()
      .where('record_id', '=', record.id)
      .orderBy('seq')
      .execute()
    let previous: string | null = null
    for (const { hash, ...row } of rows) {
      const again = { ...row, previous, reason: row.seq === from ? 'forged' : row.reason }
      previous = eventHash(again)
      await house.owner
        .updateTable('events')
        .set({ ...again, hash: previous })
        .where('record_id', '=', record.id)
        .where('seq', '=', row.seq)
        .execute()
    }
  }

  it('is found by the checkpoints, at the first event they knew otherwise', async () => {
    const faults = await faultsAfter(['events'], () => rewrite(long, 2))
    expect(faults[0]).toBe('head-differs long 3 checkpoint 2')
  })

  it('is found by the signatures when the checkpoints are made anew as well', async () => {
    const other = { ...house, db: house.owner, keys: temporaryKeys() }
    const faults = await faultsAfter(
      ['events', 'checkpoints', 'checkpoint_heads', 'unanchored'],
      async () => {
        await rewrite(long, 2)
        await sql`delete from checkpoints`.execute(owner())
        await sql`delete from checkpoint_heads`.execute(owner())
        await sql`delete from unanchored`.execute(owner())
        await sql`insert into unanchored select record_kind, record_id, seq from events`.execute(owner())
        await makeCheckpoint(other)
      },
    )
    expect(faults).toEqual(['checkpoint-signature checkpoint 1'])
  })

  it('is found by a copy kept elsewhere when everything since was cut off with every trace', async () => {
    const copy = await listCheckpoints(house.db, 0, 100)
    let report: Awaited<ReturnType<typeof verify>> | undefined
    const silent = await faultsAfter(
      ['events', 'checkpoints', 'checkpoint_heads', 'unanchored'],
      async () => {
        await sql`delete from unanchored`.execute(owner())
        await sql`delete from checkpoints where number > 1`.execute(owner())
        await sql`delete from checkpoint_heads where checkpoint > 1`.execute(owner())
        await sql`delete from events where not (record_id in ('early', 'long') and seq = 1)`.execute(owner())
        report = await verifyHistory(house, { against: copy })
      },
    )
    expect(silent).toEqual([])
    expect(report?.faults.map(short)).toEqual(
      copy.slice(1).map(({ number }) => `copy-missing checkpoint ${number}`),
    )
  })
})

describe('A copy of the checkpoints', () => {
  it('that fits is counted, and one that does not prove itself is told from a forged database', async () => {
    const copy = await listCheckpoints(house.db, 0, 100)
    expect(await verifyHistory(house, { against: copy })).toMatchObject({
      intact: true,
      against: copy.length,
    })
    const forged = copy.map((each): Checkpoint => (each.number === 2 ? { ...each, events: 99 } : each))
    const { faults } = await verifyHistory(house, { against: forged })
    expect(faults.map(short)).toEqual(['copy-unproven checkpoint 2', 'copy-unproven checkpoint 2'])
  })
})

it('A history is intact at every moment while others write and anchor', async () => {
  const busy = await openTestHouse()
  const writing = Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      transact(busy.db, (trx) =>
        recordEvent(trx, {
          record: { kind: 'fact', id: String(n % 3) },
          action: 'kept',
          before: null,
          after: n,
          actor: operator,
          at: busy.now(),
        }),
      ),
    ),
  )
  const anchoring = Promise.all([makeCheckpoint(busy), makeCheckpoint(busy), makeCheckpoint(busy)])
  const reports = [await verifyHistory(busy), await verifyHistory(busy), await verifyHistory(busy)]
  await Promise.all([writing, anchoring])
  expect([...reports, await verifyHistory(busy)].flatMap(({ faults }) => faults)).toEqual([])
  await busy.close()
})
