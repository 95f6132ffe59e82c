import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../actor.ts'
import {
  checkpointGone,
  knownCheckpoint,
  noteCheckpoint,
  noteNewestCheckpoint,
  noteRestoredCheckpoint,
} from '../backup/known-checkpoint.ts'
import type { ExitCode, Io } from '../command.ts'
import { Unusable, WrongUse } from '../errors.ts'
import type { House } from '../house.ts'
import { openKeys } from '../keys.ts'
import { transact } from '../transact.ts'
import { listCheckpoints } from './checkpoints.ts'
import { checkpointCommand, rotateKeysCommand, verifyHistoryCommand } from './commands.ts'
import { personalValue, readPersonal } from './personal-values.ts'
import { historyOf, recordEvent } from './record-event.ts'
import { type SealedColumn, sealedInHistory } from './rotate.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'tip-history-'))
let test: TestHouse
let house: House
beforeAll(async () => {
  test = await openTestHouse({ settings: { keys: path.join(folder, 'keys') } })
  house = { ...test, keys: openKeys(path.join(folder, 'keys')) }
})
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

type Command = (house: House, argv: string[], io: Io) => Promise<ExitCode>
async function run(command: Command, argv: string[] = [], language: Io['language'] = 'en') {
  const lines: string[] = []
  const status = await command(house, argv, { out: (line) => lines.push(line), err: () => {}, language })
  return { status, text: lines.join('\n') }
}
const write = (id: string, after: unknown) =>
  transact(house.db, (trx) =>
    recordEvent(trx, {
      record: { kind: 'fact', id },
      action: 'kept',
      before: null,
      after,
      actor: operator,
      at: house.now(),
    }),
  )

describe('tp admin verify-history', () => {
  it('says of an empty history that it is empty', async () => {
    const { status, text } = await run(verifyHistoryCommand)
    expect(status).toBe(0)
    expect(text).toContain('The history is empty.')
  })

  it('says how much there is, from when to when, what is anchored, and what it cannot prove', async () => {
    await write('a', 1)
    await write('b', 1)
    await run(checkpointCommand)
    await write('b', 2)
    const { status, text } = await run(verifyHistoryCommand)
    expect(status).toBe(0)
    expect(text).toContain(
      'Read 3 events of 2 records, from 2025-07-01T12:00:00.000Z to 2025-07-01T12:00:00.000Z.',
    )
    expect(text).toContain('cover 2 of them; the last is number 1')
    expect(text).toContain('1 event is not yet anchored')
    expect(text).toContain('Without a copy')
    expect(text).toContain('Everything that is there is as it was written.')
    expect((await run(verifyHistoryCommand, [], 'fr')).text).toContain(
      '3 événements lus de 2 enregistrements',
    )
  })

  it('ends with 1 and names record, event and reason when something was changed', async () => {
    await sql`alter table events disable trigger user`.execute(test.owner)
    await sql`update events set reason = 'forged' where record_id = 'a'`.execute(test.owner)
    const { status, text } = await run(verifyHistoryCommand)
    const json = await run(verifyHistoryCommand, ['--json'])
    await sql`update events set reason = null where record_id = 'a'`.execute(test.owner)
    await sql`alter table events enable trigger user`.execute(test.owner)
    expect(status).toBe(1)
    expect(text).toMatch(
      /1 fault:\n {2}fact a, event 1 \[event-changed\]: Its hash is [0-9a-f]{16}…, what it holds/,
    )
    expect(json.status).toBe(1)
    expect(JSON.parse(json.text)).toMatchObject({
      intact: false,
      faults: [{ kind: 'event-changed', record: { kind: 'fact', id: 'a' }, seq: 1, checkpoint: null }],
    })
  })

  it.each([
    [
      'as the API answers it',
      (copy: unknown[]) => JSON.stringify({ checkpoints: copy, next: null }, null, 2),
    ],
    ['as a list', (copy: unknown[]) => JSON.stringify(copy)],
    ['one on each line', (copy: unknown[]) => copy.map((each) => JSON.stringify(each)).join('\n')],
    [
      'several answers on lines',
      (copy: unknown[]) =>
        `${JSON.stringify({ checkpoints: copy })}\n${JSON.stringify({ checkpoints: [] })}\n`,
    ],
  ])('compares with a copy kept elsewhere, %s', async (_, written) => {
    const file = path.join(folder, 'copy.json')
    writeFileSync(file, written(await listCheckpoints(house.db, 0, 10)))
    const { status, text } = await run(verifyHistoryCommand, ['--against', file])
    expect(status).toBe(0)
    expect(text).toContain('The checkpoint of the copy was compared.')
  })

  it('refuses a file that is no copy, and options it does not have', async () => {
    const file = path.join(folder, 'other.json')
    writeFileSync(file, '{"checkpoints":[{"number":"1"}]}')
    await expect(run(verifyHistoryCommand, ['--against', file])).rejects.toThrow(Unusable)
    await expect(run(verifyHistoryCommand, ['--against', path.join(folder, 'none')])).rejects.toThrow(
      WrongUse,
    )
    await expect(run(verifyHistoryCommand, ['--again'])).rejects.toThrow(WrongUse)
  })
})

describe('A database that was emptied or is older than the keys know', () => {
  const known = () => knownCheckpoint(house.settings.keys)!
  const remembering = async (note: ReturnType<typeof known>, work: () => Promise<void>) => {
    const before = knownCheckpoint(house.settings.keys)
    noteRestoredCheckpoint(house.settings.keys, note)
    try {
      await work()
    } finally {
      noteRestoredCheckpoint(house.settings.keys, before)
    }
  }

  it('is noticed: verify-history says so and ends with 1', async () => {
    expect(await checkpointGone(house.db, house.settings.keys)).toBeNull()
    await remembering({ ...known(), number: 9 }, async () => {
      expect(await checkpointGone(house.db, house.settings.keys)).toMatchObject({
        known: { number: 9 },
        found: { number: 1 },
      })
      const { status, text } = await run(verifyHistoryCommand)
      expect([status, text]).toEqual([1, expect.stringMatching(/cut off: checkpoint 9 .* ends with 1/)])
      const json = await run(verifyHistoryCommand, ['--json'])
      expect([json.status, JSON.parse(json.text).checkpointGone.known.number]).toEqual([1, 9])
      expect((await run(verifyHistoryCommand, [], 'pt')).text).toContain('O histórico foi cortado')
    })
    await remembering({ ...known(), hash: 'f'.repeat(64) }, async () => {
      const { status, text } = await run(verifyHistoryCommand)
      expect([status, text]).toEqual([1, expect.stringContaining('another history: checkpoint 1')])
    })
    const empty = await openTestHouse()
    const { status, text } = await run(() =>
      verifyHistoryCommand({ ...house, db: empty.db }, [], { out: () => {}, err: () => {}, language: 'en' }),
    )
    expect([status, text]).toEqual([1, ''])
    await empty.close()
  })

  it('does not take the note of it away by going on', async () => {
    await remembering({ ...known(), number: 9 }, async () => {
      noteCheckpoint(house.settings.keys, { ...known(), number: 3 })
      expect(known().number).toBe(9)
      // Nor when it has got further than what is gone.
      await noteNewestCheckpoint(house.db, house.settings.keys, { ...known(), number: 12 })
      expect(known().number).toBe(9)
    })
    await noteNewestCheckpoint(house.db, house.settings.keys, { ...known(), number: 2 })
    expect(known().number).toBe(2)
    noteRestoredCheckpoint(house.settings.keys, (await listCheckpoints(house.db, 0, 1))[0]!)
  })
})

describe('tp admin checkpoint', () => {
  it('signs what is new, and says when nothing is', async () => {
    await write('c', 1)
    expect((await run(checkpointCommand)).text).toMatch(
      /^Checkpoint 2 covers 2 new events of 2 records\. Its hash is [0-9a-f]{64}\.$/,
    )
    expect((await run(checkpointCommand)).text).toBe('Nothing has happened since the last checkpoint.')
    expect((await run(checkpointCommand, ['--json'])).text).toContain('"checkpoint": null')
    expect(knownCheckpoint(house.settings.keys)?.number).toBe(2)
  })
})

describe('tp admin rotate-keys', () => {
  it('seals everything again under a new key, leaves all readable, and is written in the history', async () => {
    const people = Array.from({ length: 450 }, (_, n) => `person-${String(n).padStart(4, '0')}`)
    const references = await transact(house.db, async (trx) => {
      const kept = []
      for (const person of people)
        kept.push(await personalValue(trx, house.keys, person, `name of ${person}`))
      return kept
    })
    const before = house.keys.ids()

    const { status, text } = await run(rotateKeysCommand)

    const now = house.keys.ids()
    expect(status).toBe(0)
    expect(text).toContain('person_keys.sealed: 450 rows sealed again')
    expect(text).toContain(`derived from the first master key (${before.master[0]})`)
    expect(text).toContain('tp admin end-sign-ins --everybody')
    expect(text).toContain('tp admin remove-second-factor')
    expect(now.master).toHaveLength(before.master.length + 1)
    expect(now.signing).toHaveLength(before.signing.length + 1)
    const { rows } = await sql<{
      key: string
    }>`select distinct split_part(sealed, '.', 2) as key from person_keys`.execute(house.db)
    expect(rows).toEqual([{ key: now.master.at(-1) }])
    for (const [n, reference] of references.entries())
      expect(await readPersonal(house.db, house.keys, reference)).toBe(`name of ${people[n]}`)
    expect((await historyOf(house.db, { kind: 'installation', id: 'keys' }))[0]?.after).toEqual({
      master: now.master.at(-1),
      signing: now.signing.at(-1),
    })
    await run(checkpointCommand)
    expect((await run(verifyHistoryCommand)).status).toBe(0)
  })

  it('goes on where it was interrupted, without adding another key', async () => {
    const keys = house.keys.ids()
    const { status, text } = await run(rotateKeysCommand, ['--continue', '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(text)).toEqual({
      done: true,
      master: keys.master.at(-1),
      signing: keys.signing.at(-1),
      sealed: { 'person_keys.sealed': 0 },
      left: { 'person_keys.sealed': 0 },
    })
  })

  it('names the row that cannot be opened', async () => {
    await sql`insert into person_keys (person_id, sealed) values ('broken', 'v1.nonsense')`.execute(house.db)
    const fault = await run(rotateKeysCommand, ['--continue']).catch((error: unknown) => error)
    expect(fault).toMatchObject({ details: [{ place: 'person_keys.sealed of person_id broken' }] })
    await sql`delete from person_keys where person_id = 'broken'`.execute(house.db)
  })

  it('finds the sealed columns of other rooms when they are named', async () => {
    const other: SealedColumn = { ...sealedInHistory[0]!, column: 'sealed' }
    const lines: string[] = []
    await rotateKeysCommand(house, [], { out: (line) => lines.push(line), err: () => {}, language: 'en' }, [
      other,
    ])
    expect(lines.filter((line) => line.includes('person_keys.sealed'))).not.toEqual([])
  })
})
