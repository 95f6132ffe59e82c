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
