import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { aCompactInForce } from '../funding.test-data.ts'
import { readSnapshot } from './read.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

it('A suspension is told as it stood on each day, and a day before the first step as one before all', async () => {
  const own = await aCompactInForce(house)
  await house.owner
    .insertInto('compact_steps')
    .values({
      compact_id: own.compact,
      seq: 1,
      to_state: 'in force',
      at: new Date('2024-01-01T08:00:00Z'),
      details: '{}',
    })
    .execute()
  const suspension = uuid()
  await house.owner
    .insertInto('compact_suspensions')
    .values({
      id: suspension,
      compact_id: own.compact,
      whole: false,
      elements: JSON.stringify(['lake-fishing']),
      ground: 'responsibilities',
      reason: 'No inspector came',
      side: 'donor',
      began: new Date('2025-06-01T08:00:00Z'),
      ended: new Date('2025-06-20T08:00:00Z'),
      end_reason: 'They came',
    })
    .execute()
  await house.owner
    .insertInto('compact_corrections')
    .values({
      id: uuid(),
      suspension_id: suspension,
      position: 1,
      text: 'Forty inspectors posted',
      brought: new Date('2025-06-09T08:00:00Z'),
      evidence: 'https://example.org/list',
      corrected: new Date('2025-06-10T08:00:00Z'),
    })
    .execute()
  const on = async (day: string) =>
    (await readSnapshot(house.db, own.compact, day)).suspensions.map(({ began, ended, corrections }) => [
      began,
      ended,
      corrections[0]?.corrected,
    ])
  expect(await on('2025-05-31')).toEqual([])
  expect(await on('2025-06-09')).toEqual([['2025-06-01', null, null]])
  expect(await on('2025-06-10')).toEqual([['2025-06-01', null, '2025-06-10']])
  expect(await on('2025-06-20')).toEqual([['2025-06-01', '2025-06-20', '2025-06-10']])
  const before = await readSnapshot(house.db, own.compact, '2019-01-01')
  expect([before.compact.state, before.compact.begins, before.steps]).toEqual([null, null, []])
})
