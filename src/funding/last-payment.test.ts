import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aCompactInForce, written } from './funding.test-data.ts'
import { lastPayment } from './last-payment.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

it('The last payment up to a day is one that stands, and neither a promise nor what was taken back', async () => {
  const scene = await aCompactInForce(house)
  const last = (upTo: string) => lastPayment(house.db, scene.compact, upTo)
  const payment = { kind: 'disbursement', line: 'p1', amount: { minor: 1_000, currency: 'USD' } } as const
  await written(house, scene, { amount: { minor: 50_000_000, currency: 'USD' } })
  expect(await last('2025-07-01')).toBeNull()
  await written(house, scene, { ...payment, date: '2024-03-01' })
  const wrong = await written(house, scene, { ...payment, date: '2024-04-10' })
  expect([await last('2024-04-09'), await last('2024-04-10')]).toEqual(['2024-03-01', '2024-04-10'])
  await written(house, scene, { kind: 'reversal', reverses: wrong, date: '2024-04-12', note: 'Never left' })
  expect(await last('2025-07-01')).toBe('2024-03-01')
  expect(await lastPayment(house.db, scene.donor, '2025-07-01')).toBeNull()
})
