import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { changeBy } from '../compacts/change.ts'
import { commentOn } from '../compacts/comments.ts'
import { aCompact, anOrganisation, asPerson } from '../compacts/compacts.test-data.ts'
import { draftOf, saveDraftPart, startCompact } from '../compacts/store.ts'
import { aCompactInForce, written } from '../funding/funding.test-data.ts'
import { keepDocument } from '../house/documents/store.ts'
import type { Conflict } from '../house/errors.ts'
import { historyOf } from '../house/history/record-event.ts'
import { verifyHistory } from '../house/history/verify.ts'
import { transact } from '../house/transact.ts'
import { rowsOf } from './digests.test-data.ts'
import { removeExampleCompact, removeExamples } from './remove.ts'
import { markOrganisation, markPerson } from './tables.ts'

/*
 * Examples are begun among compacts that are real, use the same files and the same people, and are taken away again.
 * Whatever was done to them, every row of every table that is not theirs is as it was.
 */

let house: TestHouse
let beside: { real: string; inForce: string; organisation: string; person: string }

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-01T12:00:00Z') })
  const { id: real, people, donor } = await aCompact(house)
  const scene = await aCompactInForce(house)
  await written(house, scene)
  beside = { real, inForce: scene.compact, organisation: donor, person: people.donor }
  await write(real, { do: 'comment' })
  for (const file of [0, 1] as const) await write(real, { do: 'file', file })
})
afterAll(() => house.close())

type Deed = { do: 'comment' } | { do: 'file'; file: 0 | 1 | 2 } | { do: 'role' } | { do: 'invitation' }
const deed = fc.oneof(
  fc.record({ do: fc.constant('comment' as const) }),
  fc.record({ do: fc.constant('file' as const), file: fc.constantFrom(0 as const, 1 as const, 2 as const) }),
  fc.record({ do: fc.constant('role' as const) }),
  fc.record({ do: fc.constant('invitation' as const) }),
)

const by = () => changeBy(house, asPerson(beside.person), [beside.organisation])

async function write(compact: string, what: Deed): Promise<void> {
  const { organisation, person } = beside
  const scope = { scope_kind: 'compact' as const, scope_id: compact }
  const at = house.now()
  await transact(house.db, async (trx) => {
    if (what.do === 'comment')
      await commentOn(trx, by(), { compact, place: 'title', text: 'What does it mean?', blocking: false })
    else if (what.do === 'file')
      await keepDocument(
        trx,
        by(),
        { name: 'minutes.txt', bytes: Buffer.from(`Minutes of meeting ${what.file}\n`) },
        { compact, place: 'documents' },
      )
    else if (what.do === 'role')
      await trx
        .insertInto('role_grants')
        .values({
          id: v7(),
          person_id: v7(),
          role: 'reporter',
          organisation_id: organisation,
          ...scope,
          granted_at: at,
        })
        .execute()
    else
      await trx
        .insertInto('invitations')
        .values({
          id: v7(),
          email_mark: v7(),
          organisation_id: organisation,
          role: 'reporter',
          ...scope,
          language: 'en',
          invited_by: person,
          invited_as: 'person',
          made: at,
          expires: at,
        })
        .execute()
  })
}

const anExample = () =>
  transact(house.db, (trx) =>
    startCompact(trx, by(), {
      country: 'ZZE',
      languages: ['en'],
      currency: 'USD',
      example: true,
      party: { organisation: beside.organisation, side: 'donor', part: 'government' },
    }),
  )

describe('An example that is taken away', () => {
  it('leaves every row of everything else as it was, whatever was done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 8 }), fc.boolean(), async (deeds, first) => {
        const before = await rowsOf(house.owner)
        const [one, other] = [await anExample(), await anExample()]
        for (const [place, each] of deeds.entries()) await write(place % 3 === 0 ? other : one, each)
        const [gone, stays] = first ? [one, other] : [other, one]
        await removeExampleCompact(house, gone)
        const row = await house.db.selectFrom('compacts').select('id').where('id', '=', stays).execute()
        expect(row).toHaveLength(1)
        await removeExampleCompact(house, stays)
        expect(await rowsOf(house.owner)).toEqual(before)
      }),
      { numRuns: 8, seed: 18 },
    )
    expect((await verifyHistory(house)).faults).toEqual([])
  })

  it('says in its history that it was, by whom and when, and cannot be taken away twice', async () => {
    const id = await anExample()
    await removeExampleCompact(house, id)
    const events = await historyOf(house.db, { kind: 'compact', id })
    expect(events.filter(({ action }) => action === 'took the example away')).toMatchObject([
      {
        actor: { as: 'operator', via: 'command' },
        at: house.now().toISOString(),
        before: { state: 'concept' },
      },
    ])
    await expect(removeExampleCompact(house, id)).rejects.toMatchObject({ status: 404 })
  })
})

describe('A compact that somebody began by hand with an account of an example', () => {
  it('is named, and goes with the accounts only when that is asked for', async () => {
    const mark = v7()
    const [organisation, person] = [await anOrganisation(house, 'donor-government'), v7()]
    await transact(house.db, (trx) => markOrganisation(trx, mark, organisation))
    await house.owner.insertInto('people').values({ id: person, created: house.now(), ended: null }).execute()
    await transact(house.db, (trx) => markPerson(trx, mark, person))
    const begin = (at: Date) =>
      transact(house.db, async (trx) => {
        const change = { ...changeBy(house, asPerson(person), [organisation]), at }
        const party = { organisation, side: 'donor', part: 'government' } as const
        const languages = ['en']
        return startCompact(trx, change, { country: 'ZZE', languages, currency: 'USD', example: true, party })
      })
    const loaded = await begin(new Date('2020-12-01T10:00:00Z'))
    const own = await begin(house.now())
    const draft = await draftOf(house.db, own)
    await transact(house.db, (trx) =>
      saveDraftPart(trx, changeBy(house, asPerson(person), [organisation]), {
        compact: own,
        part: 'title',
        base: draft?.revision ?? 0,
        value: { en: 'My trial' },
      }),
    )
    const before = await rowsOf(house.owner)
    const refused = await removeExamples(house).catch((error: unknown) => error)
    expect(refused).toMatchObject({ status: 409, details: [{ place: `/compacts/${own}` }] })
    const { details } = refused as Conflict
    expect(details[0]?.message).toContain('“My trial”')
    expect(details[0]?.remedy).toContain(own)
    expect(await rowsOf(house.owner)).toEqual(before)

    const { compacts } = await removeExamples(house, { all: true })
    expect(compacts).toEqual([loaded, own])
    await expect(removeExamples(house)).rejects.toMatchObject({ status: 404 })
  })
})

describe('The function of the owner that deletes an example', () => {
  it('knows every table whose rows name a compact, or hang on a row that does', async () => {
    const { rows } = await sql<{ table: string; known: boolean }>`
      with recursive hang as (
        select a.attrelid as id from pg_attribute a join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema() and c.relkind = 'r' and a.attname = 'compact_id' and not a.attisdropped
        union select f.conrelid from pg_constraint f join hang on hang.id = f.confrelid where f.contype = 'f'
      )
      select c.relname as table, pg_get_functiondef('example_remove_compact'::regproc) ~ ('delete from ' || c.relname || '\\s') as known
      from hang join pg_class c on c.oid = hang.id order by 1`.execute(house.owner)
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter(({ known }) => !known)).toEqual([])
  })
})

describe('A compact that is real', () => {
  it('is not taken away by the command, nor by the function of the owner', async () => {
    for (const id of [beside.real, beside.inForce]) {
      const before = await rowsOf(house.owner)
      await expect(removeExampleCompact(house, id)).rejects.toMatchObject({ status: 409 })
      await expect(sql`select example_remove_compact(${id}::uuid)`.execute(house.db)).rejects.toMatchObject({
        code: '23001',
      })
      expect(await rowsOf(house.owner)).toEqual(before)
    }
  })

  it('never becomes an example, and an example never becomes real', async () => {
    const example = await anExample()
    for (const db of [house.db, house.owner]) {
      for (const change of [
        sql`update compacts set example = true where id = ${beside.real}::uuid`,
        sql`update compacts set example = true, country = 'ZZE' where id = ${beside.real}::uuid`,
        sql`update compacts set example = false, country = 'GHA' where id = ${example}::uuid`,
        sql`update compacts set made_by = ${v7()}::uuid where id = ${beside.real}::uuid`,
      ])
        await expect(change.execute(db)).rejects.toMatchObject({ code: '23001' })
      for (const [country, mark] of [
        ['GHA', true],
        ['ZZE', false],
      ] as const)
        await expect(
          sql`insert into compacts (id, kind, country, example, state, made)
            values (${v7()}::uuid, 'managed', ${country}, ${mark}, 'concept', now())`.execute(db),
        ).rejects.toMatchObject({ code: '23514' })
    }
    await removeExampleCompact(house, example)
  })

  it('loses no row while an example goes, though the setting of the removal is forged', async () => {
    const example = await anExample()
    await write(example, { do: 'comment' })
    const forged = (db: TestHouse['db'], going: string, table: string, compact: string) =>
      db.transaction().execute(async (trx) => {
        await sql`select set_config('tip.example_going', ${going}, true)`.execute(trx)
        await sql`delete from ${sql.table(table)} where compact_id = ${compact}::uuid`.execute(trx)
      })
    // As the everyday role even what belongs to the example stays; as the owner nothing else goes with it.
    await expect(forged(house.db, `compact ${example}`, 'compact_comments', example)).rejects.toMatchObject({
      code: '23001',
    })
    for (const going of [
      `compact ${example}`,
      `compact ${beside.real}`,
      `organisation ${beside.organisation}`,
    ])
      await expect(forged(house.owner, going, 'compact_comments', beside.real)).rejects.toMatchObject({
        code: '23001',
      })
    await expect(
      forged(house.owner, `compact ${beside.inForce}`, 'ledger_postings', beside.inForce),
    ).rejects.toMatchObject({ code: '23001' })
    await removeExampleCompact(house, example)
  })
})

describe('The mark of an example', () => {
  it('is put on an organisation that nobody belongs to, and on no other', async () => {
    const mark = v7()
    await expect(
      transact(house.db, (trx) => markOrganisation(trx, mark, beside.organisation)),
    ).rejects.toMatchObject({ code: '23001' })
    const fresh = await anOrganisation(house)
    await transact(house.db, (trx) => markOrganisation(trx, mark, fresh))
    await expect(transact(house.db, (trx) => markOrganisation(trx, v7(), fresh))).rejects.toMatchObject({
      code: '23001',
    })
    await expect(
      sql`select example_remove_organisation(${beside.organisation}::uuid)`.execute(house.db),
    ).rejects.toMatchObject({ code: '23001' })
  })

  it('is put on nobody who belongs anywhere or has done anything', async () => {
    const person = v7()
    await house.owner.insertInto('people').values({ id: person, created: house.now(), ended: null }).execute()
    await house.owner
      .insertInto('memberships')
      .values({ id: v7(), organisation_id: beside.organisation, person_id: person, began: house.now() })
      .execute()
    await expect(transact(house.db, (trx) => markPerson(trx, v7(), person))).rejects.toMatchObject({
      code: '23001',
    })
  })

  it('lets no role take an example away that could not delete a compact itself', async () => {
    const example = await anExample()
    const role = `tip_reader_${v7().replaceAll('-', '')}`
    await sql`create role ${sql.id(role)}`.execute(house.owner)
    try {
      await sql`grant usage on schema ${sql.id(house.schema)} to ${sql.id(role)}`.execute(house.owner)
      await house.owner.connection().execute(async (db) => {
        await sql`set session authorization ${sql.id(role)}`.execute(db)
        try {
          await expect(
            sql`select example_remove_compact(${example}::uuid)`.execute(db),
          ).rejects.toMatchObject({ code: '42501' })
        } finally {
          await sql`reset session authorization`.execute(db)
        }
      })
    } finally {
      await sql`revoke usage on schema ${sql.id(house.schema)} from ${sql.id(role)}`.execute(house.owner)
      await sql`drop role ${sql.id(role)}`.execute(house.owner)
      await removeExampleCompact(house, example)
    }
  })
})
