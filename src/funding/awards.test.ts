import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { transact } from '../house/transact.ts'
import {
  type AwardValues,
  answerAward,
  awardOf,
  awardsNotAgreed,
  awardsOf,
  endAward,
  enterAward,
} from './awards.ts'
import { aCompactInForce, anAward, changeOf, type Scene, written } from './funding.test-data.ts'
import { readSnapshot } from './publication/read.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

const usd = (minor: number) => ({ minor, currency: 'USD' })
type By = readonly [person: string, organisation: string]
const enter = (scene: Scene, over: Partial<AwardValues>, by: By = [scene.officer, scene.donor]) =>
  transact(house.db, (trx) => enterAward(trx, changeOf(house, ...by), scene.compact, anAward(over)))
const answer = (
  scene: Scene,
  key: string,
  verdict: 'agreed' | 'refused' = 'agreed',
  by: By = [scene.approver, scene.donor],
  reason: string | null = null,
) =>
  transact(house.db, (trx) => answerAward(trx, changeOf(house, ...by), scene.compact, key, verdict, reason))
const record = async (scene: Scene, over: Partial<AwardValues>) => {
  await enter(scene, over)
  await answer(scene, over.key ?? 'award-1')
}

describe('An award', () => {
  it('is entered for who contributes, or who received the award above it, and for nobody else', async () => {
    const scene = await aCompactInForce(house)
    const trust = await aMember(house, scene.ngo)
    for (const by of [
      [scene.minister, scene.ministry],
      [trust, scene.ngo],
    ] as const)
      await expect(enter(scene, {}, by)).rejects.toMatchObject({
        fault: 'not a party',
        facts: { place: 'contribution', why: 'giver' },
      })
    await record(scene, { organisation: scene.ngo })
    await enter(scene, { key: 'sub-1', parent: 'award-1', minor: 1 }, [trust, scene.ngo])
    await answer(scene, 'sub-1')
    await expect(
      enter(scene, { key: 'sub-2', parent: 'sub-1', minor: 1 }, [trust, scene.ngo]),
    ).rejects.toMatchObject({ fault: 'not a party' })
  })

  it('is nothing until a second person agrees: not public, not named by money, not given out of', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { amount: usd(9_000_000) })
    await enter(scene, {})
    expect(await awardsOf(house.db, scene.compact)).toEqual([])
    expect((await readSnapshot(house.db, scene.compact, '2025-07-01')).money?.awards).toEqual([])
    const paid = {
      kind: 'disbursement',
      date: '2024-03-01',
      amount: usd(1),
      receiver: 'award:award-1',
    } as const
    await expect(written(house, scene, paid)).rejects.toMatchObject({ fault: 'unknown' })
    await expect(enter(scene, { key: 'sub-1', parent: 'award-1', minor: 1 })).rejects.toMatchObject({
      details: [{ place: 'parent' }],
    })
    await expect(answer(scene, 'award-1', 'agreed', [scene.officer, scene.donor])).rejects.toMatchObject({
      fault: 'four eyes',
    })
    await answer(scene, 'award-1')
    await expect(answer(scene, 'award-1', 'refused', undefined, 'Too late')).rejects.toMatchObject({
      fault: 'decided',
    })
    await written(house, scene, paid)
  })

  it('that is refused, with a reason, gives its room back; who entered it can withdraw it', async () => {
    const scene = await aCompactInForce(house)
    await enter(scene, { minor: 100_000_000 })
    await expect(enter(scene, { key: 'award-2', minor: 1 })).rejects.toMatchObject({
      details: [{ place: 'amount' }],
    })
    await expect(answer(scene, 'award-1', 'refused')).rejects.toMatchObject({ fault: 'reason missing' })
    await answer(scene, 'award-1', 'refused', [scene.officer, scene.donor], 'Entered twice')
    await record(scene, { key: 'award-2' })
    expect((await awardsNotAgreed(house.db, scene.compact)).map(({ state }) => state)).toEqual(['refused'])
  })

  it('is neither entered nor agreed to once the compact has ended', async () => {
    const scene = await aCompactInForce(house)
    await enter(scene, {})
    await house.owner
      .updateTable('compacts')
      .set({ state: 'terminated' })
      .where('id', '=', scene.compact)
      .execute()
    await expect(answer(scene, 'award-1')).rejects.toMatchObject({ fault: 'not in force' })
    await expect(enter(scene, { key: 'award-2' })).rejects.toMatchObject({ fault: 'not in force' })
    await answer(scene, 'award-1', 'refused', undefined, 'The compact is over')
  })

  it('has an instrument there is, and goes to nobody’s key in silence', async () => {
    const scene = await aCompactInForce(house)
    await expect(enter(scene, { instrument: 'gift' })).rejects.toMatchObject({
      status: 422,
      details: [{ place: 'instrument' }],
    })
  })

  it('is ended by who gives it, on a day that has come, with a reason: nothing is paid to it after that', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { amount: usd(9_000_000) })
    await record(scene, {})
    const paid = {
      kind: 'disbursement',
      date: '2024-03-01',
      amount: usd(400_000),
      receiver: 'award:award-1',
    } as const
    await written(house, scene, paid)
    const end = (day: string, reason: string, by: By = [scene.approver, scene.donor]) =>
      transact(house.db, (trx) =>
        endAward(trx, changeOf(house, ...by), scene.compact, 'award-1', day, reason),
      )
    await expect(end('2024-06-30', '')).rejects.toMatchObject({ fault: 'reason missing' })
    await expect(end('2026-06-30', 'Over')).rejects.toMatchObject({ facts: { why: 'future' } })
    await expect(end('2024-02-28', 'Over')).rejects.toMatchObject({ facts: { why: 'paid' } })
    await expect(end('2024-06-30', 'Over', [scene.minister, scene.ministry])).rejects.toMatchObject({
      fault: 'not a party',
    })
    await end('2024-06-30', 'The trust closed its shelters')
    await expect(end('2024-06-30', 'Again')).rejects.toMatchObject({ fault: 'decided' })
    await expect(written(house, scene, { ...paid, date: '2024-07-01' })).rejects.toMatchObject({
      fault: 'other award',
      facts: { why: 'ended' },
    })
    await written(house, scene, {
      kind: 'expenditure',
      date: '2024-07-01',
      amount: usd(400_000),
      provider: 'award:award-1',
      receiver: 'award:award-1',
    })
    // What it did not receive can be given to another.
    await record(scene, { key: 'award-2', minor: 99_600_000 })
    const told = (await readSnapshot(house.db, scene.compact, '2025-07-01')).money?.awards
    expect(told?.find(({ key }) => key === 'award-1')?.ends).toBe('2024-06-30')
  })

  it('is entered, decided and ended through the functions alone', async () => {
    const scene = await aCompactInForce(house)
    await record(scene, {})
    for (const statement of [
      sql`update awards set minor = minor + 1`,
      sql`insert into awards select * from awards`,
      sql`delete from awards`,
    ])
      await expect(statement.execute(house.db)).rejects.toMatchObject({ code: '42501' })
    await expect(
      sql`update awards set minor = 1 where compact_id = ${scene.compact}`.execute(house.owner),
    ).rejects.toThrow()
  })
})

it('Money is traced from the compact to the award, to the sub-award, to its entries', async () => {
  const scene = await aCompactInForce(house)
  await record(scene, {})
  await record(scene, { key: 'sub-1', number: 'S-1', parent: 'award-1', minor: 400_000 })
  await written(house, scene, { amount: usd(1_000_000), award: 'award-1', receiver: 'award:award-1' })
  const paid = { kind: 'disbursement', date: '2024-03-01' } as const
  await written(house, scene, { ...paid, amount: usd(900_000), receiver: 'award:award-1', award: 'award-1' })
  await written(house, scene, {
    ...paid,
    amount: usd(300_000),
    provider: 'award:award-1',
    receiver: 'award:sub-1',
  })
  await written(house, scene, {
    kind: 'expenditure',
    date: '2024-04-01',
    amount: usd(250_000),
    provider: 'award:sub-1',
    receiver: 'award:sub-1',
  })
  expect(await awardOf(house.db, scene.compact, 'award-1')).toMatchObject({
    received: 900_000,
    passedOn: 300_000,
    spent: 0,
    subAwards: [{ key: 'sub-1', received: 300_000, passedOn: 0, spent: 250_000 }],
  })
})

it('Sub-awards never come to more than their award, also when two are recorded at once', async () => {
  const scene = await aCompactInForce(house)
  await record(scene, {})
  const both = await Promise.allSettled([
    enter(scene, { key: 'sub-1', parent: 'award-1', minor: 600_000 }),
    enter(scene, { key: 'sub-2', parent: 'award-1', minor: 600_000 }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('Awards never come to more than their contribution, nor run on beyond the award they are given out of', async () => {
  const scene = await aCompactInForce(house)
  const refused = (over: Partial<AwardValues>, place: string) =>
    expect(enter(scene, over)).rejects.toMatchObject({ fault: expect.any(String), details: [{ place }] })
  await refused({ minor: 100_000_001 }, 'amount')
  await record(scene, { minor: 60_000_000 })
  await refused({ key: 'award-2', minor: 40_000_001 }, 'amount')
  await record(scene, { key: 'award-2', minor: 40_000_000 })
  await refused(
    { key: 'sub-1', parent: 'award-1', minor: 1, begins: '2030-01-01', ends: '2031-12-31' },
    'begins',
  )
  await refused({ key: 'sub-1', parent: 'award-1', minor: 1, begins: '2023-12-31' }, 'begins')
  await refused({ key: 'sub-1', parent: 'award-1', minor: 1, ends: '2023-12-31' }, 'ends')
  await refused({ key: 'sub-1', parent: 'award-1', minor: 0 }, 'amount')
  await refused({ key: 'Sub 1', parent: 'award-1', minor: 1 }, 'key')
  await refused({ key: 'award-1', minor: 1 }, 'key')
})

it('An award ends by the last day of the compact, also one that was agreed on while it waited', async () => {
  const scene = await aCompactInForce(house)
  const beyond = { fault: 'outside term', facts: { place: 'ends' } }
  await expect(enter(scene, { ends: '2028-01-01' })).rejects.toMatchObject(beyond)
  await enter(scene, {})
  await house.owner
    .updateTable('compacts')
    .set({ state: 'closing', closes_on: '2024-06-30' })
    .where('id', '=', scene.compact)
    .execute()
  await expect(answer(scene, 'award-1')).rejects.toMatchObject(beyond)
  await expect(enter(scene, { key: 'award-2' })).rejects.toMatchObject(beyond)
  await enter(scene, { key: 'award-2', ends: '2024-06-30' })
  await answer(scene, 'award-2')
})

it('An award receives money of its own contribution, from the award above it, and no more than it comes to', async () => {
  const scene = await aCompactInForce(house)
  await record(scene, {})
  await record(scene, { key: 'award-2' })
  await record(scene, { key: 'sub-2', parent: 'award-2', minor: 500_000 })
  await written(house, scene, { amount: usd(9_000_000) })
  await written(house, scene, {
    amount: { minor: 700_000, currency: 'GHS' },
    contribution: 'staff',
    provider: 'ministry',
  })
  const paid = { kind: 'disbursement', date: '2024-03-01', receiver: 'award:award-1' } as const
  await expect(
    written(house, scene, {
      ...paid,
      amount: { minor: 700_000, currency: 'GHS' },
      contribution: 'staff',
      provider: 'ministry',
    }),
  ).rejects.toMatchObject({ fault: 'other award', facts: { place: 'receiver', key: 'award-1' } })
  await written(house, scene, { ...paid, amount: usd(900_000) })
  await expect(written(house, scene, { ...paid, amount: usd(100_001) })).rejects.toMatchObject({
    fault: 'over award',
    facts: { key: 'award-1', minor: 100_000 },
  })
  await expect(
    written(house, scene, { ...paid, provider: 'award:award-1', receiver: 'award:sub-2', amount: usd(1) }),
  ).rejects.toMatchObject({ fault: 'other award', facts: { why: 'parent' } })
  // What was given back can be paid again.
  await written(house, scene, {
    ...paid,
    kind: 'refund',
    provider: 'award:award-1',
    receiver: 'donor',
    amount: usd(400_000),
  })
  await written(house, scene, { ...paid, amount: usd(500_000), date: '2024-04-01' })
  expect(await awardOf(house.db, scene.compact, 'award-1')).toMatchObject({ received: 1_000_000 })
})
