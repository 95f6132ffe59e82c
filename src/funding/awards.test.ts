import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { transact } from '../house/transact.ts'
import { type AwardValues, awardOf, recordAward } from './awards.ts'
import { aCompactInForce, changeOf, type Scene, written } from './funding.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

const record = (scene: Scene, over: Partial<AwardValues>) =>
  transact(house.db, (trx) =>
    recordAward(trx, changeOf(house, scene.officer, scene.donor), scene.compact, {
      key: 'award-1',
      number: 'A-1',
      title: 'Shelters',
      parent: null,
      contribution: 'grant',
      initiative: 'shelters',
      recipient: 'Free Hands',
      organisation: null,
      instrument: 'grant',
      minor: 1_000_000,
      currency: 'USD',
      begins: '2024-01-01',
      ends: '2024-12-31',
      ...over,
    }),
  )

it('Money is traced from the compact to the award, to the sub-award, to its entries', async () => {
  const scene = await aCompactInForce(house)
  await record(scene, {})
  await record(scene, { key: 'sub-1', number: 'S-1', parent: 'award-1', minor: 400_000 })
  const usd = (minor: number) => ({ minor, currency: 'USD' })
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
    record(scene, { key: 'sub-1', parent: 'award-1', minor: 600_000 }),
    record(scene, { key: 'sub-2', parent: 'award-1', minor: 600_000 }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('Awards never come to more than their contribution, nor run on beyond the award they are given out of', async () => {
  const scene = await aCompactInForce(house)
  const refused = (over: Partial<AwardValues>, place: string) =>
    expect(record(scene, over)).rejects.toMatchObject({ status: 422, details: [{ place }] })
  await refused({ minor: 100_000_001 }, 'amount')
  await record(scene, { minor: 60_000_000 })
  await refused({ key: 'award-2', minor: 40_000_001 }, 'amount')
  await record(scene, { key: 'award-2', minor: 40_000_000 })
  await refused(
    { key: 'sub-1', parent: 'award-1', minor: 1, begins: '2030-01-01', ends: '2031-12-31' },
    'begins',
  )
  await refused({ key: 'sub-1', parent: 'award-1', minor: 1, begins: '2023-12-31' }, 'begins')
})

it('An award receives money of its own contribution, from the award above it, and no more than it comes to', async () => {
  const scene = await aCompactInForce(house)
  await record(scene, {})
  await record(scene, { key: 'award-2' })
  await record(scene, { key: 'sub-2', parent: 'award-2', minor: 500_000 })
  const usd = (minor: number) => ({ minor, currency: 'USD' })
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
