import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import type { Agreement } from '../compacts/agreement.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { aCompactInForce, type Scene, written } from './funding.test-data.ts'
import { boardOf } from './tranches.ts'

/*
 * What somebody tries who holds the everyday role of the database and speaks past the program.
 * What they can do all the same is said in docs/decisions/0010-the-ledger-in-the-database.md.
 */

let house: TestHouse
let scene: Scene
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
beforeEach(async () => {
  scene = await aCompactInForce(house)
  await written(house, scene, { amount: { minor: 90_000_000, currency: 'USD' } })
})
afterAll(() => house.close())

const as = (statement: RawBuilder<unknown>) => statement.execute(house.db)
const refused = (statement: RawBuilder<unknown>, code: string, why?: string) =>
  expect(as(statement)).rejects.toMatchObject({
    code,
    ...(why === undefined ? {} : { detail: expect.stringContaining(`"${why}"`) }),
  })
const at = '2025-07-01T12:00:00Z'

/** Puts a second version beside the first, with the hash of its text unless another is given. */
async function forge(change: (agreement: Agreement) => Agreement, hash?: string): Promise<string> {
  const { text } = await house.db
    .selectFrom('compact_versions')
    .select('text')
    .where('compact_id', '=', scene.compact)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
  const forged = canonicalJson(change(JSON.parse(text) as Agreement))
  const own = hash ?? createHash('sha256').update(forged).digest('hex')
  await as(sql`insert into compact_versions (compact_id, number, amendment, text, hash, frozen_at)
    values (${scene.compact}, 2, 1, ${forged}, ${own}, ${at})`)
  return own
}

const without = (agreement: Agreement): Agreement => ({
  ...agreement,
  tranches: agreement.tranches.map((tranche) => ({ ...tranche, conditions: [] })),
})

const sign = (party: string, organisation: string, person: string, hash: string, version = 2) =>
  sql`insert into compact_signatures (id, compact_id, version, party, organisation_id, person_id, hash, at)
    values (${uuid()}, ${scene.compact}, ${version}, ${party}, ${organisation}, ${person}, ${hash}, ${at})`

const takesEffect = (person: string) =>
  sql`insert into compact_version_ends (compact_id, number, what, on_day, at, by)
    values (${scene.compact}, 2, 'took effect', '2025-07-01', ${at}, ${person})`

const intoForce = () => sql`update compacts set in_force_version = 2 where id = ${scene.compact}`
const follow = () => sql`select fund_follow(${scene.compact}, 2)`

async function nothingIsLetGo() {
  const [first] = await boardOf(house.db, scene.compact, '2025-07-01')
  expect(first?.releasable.minor).toBe(0)
  expect(first?.conditions).toHaveLength(2)
}

describe('A text without the conditions', () => {
  it('is not followed beside the one that was signed', async () => {
    await forge(without)
    await refused(intoForce(), 'TPF29', 'version')
    await refused(follow(), 'TPF29', 'version')
    await refused(takesEffect(scene.officer), 'TPF29', 'missing')
    await nothingIsLetGo()
  })

  it('is not followed under the hash of another', async () => {
    const { hash } = await house.db
      .selectFrom('compact_versions')
      .select('hash')
      .where('compact_id', '=', scene.compact)
      .executeTakeFirstOrThrow()
    await forge(without, hash)
    await refused(sign('donor', scene.donor, scene.officer, hash), 'TPF29', 'hash')
    await refused(takesEffect(scene.officer), 'TPF29', 'hash')
    await nothingIsLetGo()
  })

  it('is signed by people who may sign for a party that signs, and not by one for both sides', async () => {
    const hash = await forge(without)
    await refused(sign('donor', scene.donor, uuid(), hash), 'TPF30')
    await refused(sign('donor', scene.donor, scene.minister, hash), 'TPF30')
    await refused(sign('donor', scene.donor, await aMember(house, scene.donor, []), hash), 'TPF30')
    await refused(sign('ngo', scene.ngo, await aMember(house, scene.ngo), hash), 'TPF03')
    await refused(sign('donor', scene.ngo, await aMember(house, scene.ngo), hash), 'TPF03')
    await refused(sign('donor', scene.donor, scene.officer, 'f'.repeat(64)), 'TPF29', 'hash')
    await refused(sign('donor', scene.donor, scene.officer, hash, 1), 'TPF29', 'version')
    const both = await aMember(house, scene.donor)
    await aMember(house, scene.ministry, undefined, both)
    await as(sign('donor', scene.donor, both, hash))
    await refused(sign('ministry', scene.ministry, both, hash), 'TPF29', 'person')
    // One side alone brings nothing into effect.
    await refused(takesEffect(scene.officer), 'TPF29', 'missing')
    await nothingIsLetGo()
  })

  it('is signed by both governments on record, whoever it names', async () => {
    const hash = await forge((agreement) => ({ ...without(agreement), parties: [] }))
    await refused(takesEffect(scene.officer), 'TPF29', 'missing')
    await as(sign('donor', scene.donor, scene.officer, hash))
    await refused(takesEffect(scene.officer), 'TPF29', 'missing')
    scene = await aCompactInForce(house)
    await forge((agreement) => ({
      ...without(agreement),
      parties: agreement.parties.map((party) =>
        party.key === 'donor' ? { ...party, organisation: scene.ngo } : party,
      ),
    }))
    await refused(takesEffect(scene.officer), 'TPF29', 'party')
  })

  it('is brought into effect by who leads the compact, on a day since the signatures', async () => {
    const hash = await forge(without)
    await as(sign('donor', scene.donor, scene.officer, hash))
    await as(sign('ministry', scene.ministry, scene.minister, hash))
    await refused(takesEffect(uuid()), 'TPF30')
    await refused(takesEffect(await aMember(house, scene.ngo)), 'TPF30')
    await refused(
      sql`insert into compact_version_ends (compact_id, number, what, on_day, at, by)
        values (${scene.compact}, 2, 'took effect', '2025-06-30', ${at}, ${scene.officer})`,
      'TPF06',
    )
    await refused(follow(), 'TPF29', 'version')
    // Who names the real signatories of both sides gets through: their names stand in tables nobody can change.
    await as(takesEffect(scene.officer))
    await as(intoForce())
    await as(follow())
  })
})

describe('Where a compact stands', () => {
  const set = (what: RawBuilder<unknown>) => sql`update compacts set ${what} where id = ${scene.compact}`

  it('is not moved past its steps, nor its term past its text', async () => {
    await refused(set(sql`ends_on = '2099-12-31'`), 'TPF29', 'term')
    await refused(set(sql`began_on = '2020-01-01'`), 'TPF29', 'term')
    await refused(set(sql`in_force_version = null`), 'TPF29', 'version')
    await refused(set(sql`state = 'concept'`), 'TPF29', 'state')
    await refused(set(sql`state = 'extended'`), 'TPF29', 'state')
    await refused(set(sql`closes_on = '2025-12-31'`), 'TPF29', 'term')
    await refused(set(sql`state = 'closing'`), 'TPF29', 'term')
    await as(set(sql`state = 'closing', closes_on = '2025-12-31'`))
    await refused(set(sql`closes_on = '2026-12-31'`), 'TPF29', 'term')
    await refused(set(sql`state = 'in force'`), 'TPF29', 'term')
    await refused(set(sql`state = 'closed', closes_on = null`), 'TPF29', 'term')
    await as(set(sql`state = 'in force', closes_on = null`))
    await as(set(sql`state = 'terminated'`))
    await refused(set(sql`state = 'in force'`), 'TPF29', 'state')
    await refused(set(sql`state = 'closing'`), 'TPF29', 'state')
    await refused(
      sql`insert into compacts (id, kind, country, example, state, in_force_version, made)
        values (${uuid()}, 'managed', 'GHA', false, 'in force', 1, ${at})`,
      'TPF29',
      'state',
    )
  })

  it('stays suspended until all is corrected and who leads the compact says so', async () => {
    const suspension = uuid()
    await as(sql`insert into compact_suspensions (id, compact_id, whole, elements, ground, reason, began)
      values (${suspension}, ${scene.compact}, true, '[]', 'security', 'War', ${at})`)
    await as(set(sql`state = 'suspended'`))
    await refused(set(sql`state = 'in force'`), 'TPF29', 'state')
    const end = (person: string) =>
      sql`update compact_suspensions set ended = ${at}, ended_by = ${person} where id = ${suspension}`
    await refused(end(scene.officer), 'TPF29', 'correction')
    await as(sql`insert into compact_corrections (id, suspension_id, position, text)
      values (${uuid()}, ${suspension}, 1, 'Peace')`)
    await refused(end(scene.officer), 'TPF29', 'correction')
    await house.owner
      .updateTable('compact_corrections')
      .set({ brought: house.now(), evidence: 'Peace', corrected: house.now() })
      .where('suspension_id', '=', suspension)
      .execute()
    await refused(end(uuid()), 'TPF30')
    await as(end(scene.officer))
    await as(set(sql`state = 'in force'`))
  })
})

describe('Who writes about money', () => {
  const enter = (person: string, organisation: string, moment: string) =>
    sql`select money_enter(${uuid()}, ${scene.compact}, ${JSON.stringify({
      kind: 'pledge',
      date: '2024-02-01',
      minor: 1,
      currency: 'USD',
      contribution: 'grant',
      provider: 'donor',
      receiver: 'ngo',
    })}::jsonb, ${person}, ${organisation}, ${moment})`

  it('is somebody who is there, belongs to the organisation and holds the role in it now', async () => {
    await refused(enter(uuid(), scene.donor, at), 'TPF30')
    await refused(enter(scene.minister, scene.donor, at), 'TPF30')
    await refused(enter(await aMember(house, scene.donor, ['finance approver']), scene.donor, at), 'TPF30')
    const gone = await aMember(house, scene.donor)
    await as(enter(gone, scene.donor, at))
    await house.owner
      .updateTable('memberships')
      .set({ ended: house.now() })
      .where('person_id', '=', gone)
      .execute()
    await refused(enter(gone, scene.donor, at), 'TPF30')
    const erased = await aMember(house, scene.donor)
    await house.owner.updateTable('people').set({ ended: house.now() }).where('id', '=', erased).execute()
    await refused(enter(erased, scene.donor, at), 'TPF30')
  })

  it('and so is who asks for a release, lets it go, approves, brings evidence, judges and waives', async () => {
    const request = uuid()
    const draft = uuid()
    const member = await aMember(house, scene.donor, [])
    const ask = (person: string) =>
      sql`select tranche_ask(${request}, ${scene.compact}, 't1', 1000, 'Due', null, ${person}, ${scene.donor}, ${at})`
    const act = (what: string, person: string) =>
      sql`select condition_act(${uuid()}, ${scene.compact}, 't1', 'law', ${what}, ${person}, ${scene.donor}, ${at},
        '{"reason": "Seen", "url": "https://example.org/e", "until": "2026-01-01"}'::jsonb)`
    await refused(ask(member), 'TPF30')
    await as(ask(scene.officer))
    await refused(act('evidence', uuid()), 'TPF30')
    for (const what of ['satisfied', 'not satisfied', 'not applicable', 'deferred', 'waived'])
      await refused(act(what, member), 'TPF30')
    await as(act('waived', scene.verifier))
    const release = (person: string) =>
      sql`select tranche_decide(${request}, ${uuid()}, 'released', ${person}, ${scene.donor}, null, ${at})`
    await refused(release(uuid()), 'TPF30')
    await refused(release(member), 'TPF30')
    await as(sql`select money_enter(${draft}, ${scene.compact}, '{"kind": "pledge", "date": "2024-02-01", "minor": 1,
      "currency": "USD", "contribution": "grant", "provider": "donor", "receiver": "ngo"}'::jsonb, ${scene.officer}, ${scene.donor}, ${at})`)
    await refused(
      sql`select money_decide(${draft}, ${uuid()}, 'approved', ${member}, ${scene.donor}, null, ${at})`,
      'TPF30',
    )
  })

  it('writes now: not after the clock of the database, and no more than minutes before it', async () => {
    await refused(sql`insert into test_clock values ('mine')`, '42501')
    await refused(sql`delete from test_clock`, '42501')
    await sql`delete from test_clock`.execute(house.owner)
    try {
      const moment = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
      for (const away of [-3600, 3600, 400 * 86_400])
        await refused(enter(scene.officer, scene.donor, moment(away)), 'TPF27')
      await refused(
        sql`select condition_act(${uuid()}, ${scene.compact}, 't1', 'law', 'waived', ${scene.verifier}, ${scene.donor},
          '2099-01-01', '{"reason": "Seen"}'::jsonb)`,
        'TPF27',
      )
      await as(enter(scene.officer, scene.donor, moment(-30)))
      await as(enter(scene.officer, scene.donor, moment(30)))
      const { rows } = await sql<{ late: number }>`select count(*)::integer as late from money_drafts
        where compact_id = ${scene.compact} and entered_at > clock_timestamp()`.execute(house.db)
      expect(rows).toEqual([{ late: 0 }])
    } finally {
      await sql`insert into test_clock values ('a test house has a clock of its own')`.execute(house.owner)
    }
  })
})
