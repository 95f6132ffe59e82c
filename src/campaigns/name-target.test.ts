import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { shippedBills } from './bills/bills.test-data.ts'
import { billsToAsk, linesToAsk, nameTarget } from './name-target.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await shippedBills(house)
})
afterAll(() => house.close())

it('What a campaign asks about is named as people know it, with its page; what is not known here is not', async () => {
  const bill = (id: string, asOf: string | null = null) =>
    nameTarget(house, { kind: 'bill', bill: id, wanted: 'cosponsor' }, 'en', asOf)
  expect(await bill('us-113-hr-2283')).toMatchObject({
    name: 'H.R. 2283 (113), Human Trafficking Prioritization Act',
    path: '/bills/us-113-hr-2283',
  })
  // A campaign of a day of the past reads where the bill stood then, and that it was too late to join it there.
  expect(await bill('us-113-hr-2283', '2014-08-31')).toMatchObject({
    path: '/bills/us-113-hr-2283?on=2014-08-31',
    stood: expect.stringMatching(/^On 31 August 2014: passed by the House\. It has left the chamber/),
  })
  expect((await bill('us-113-hr-2283', '2014-01-31'))?.stood).toBe(
    'On 31 January 2014: referred to committee.',
  )
  expect(await bill('us-113-hr-9999')).toBeNull()
  const line = (key: string) =>
    nameTarget(house, { kind: 'budget line', line: key, fiscalYear: 2015, usdMillions: null }, 'en', null)
  expect(await line('hhs-otip')).toMatchObject({ path: '/budget/lines/hhs-otip' })
  expect(await line('nothing-such')).toBeNull()
  // Whatever can be chosen is known.
  for (const { value, name } of await billsToAsk(house)) expect(await bill(value)).toMatchObject({ name })
  for (const { value, name } of await linesToAsk(house)) expect(await line(value)).toMatchObject({ name })
})
