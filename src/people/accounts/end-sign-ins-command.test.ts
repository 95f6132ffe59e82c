import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { endSignInsCommand } from './end-sign-ins-command.ts'
import { personOf } from './session.ts'
import { signInForTest } from './sign-in.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const told: string[] = []
const io = { out: (line: string) => told.push(line), err: () => {}, language: 'en' } as const
const isSignedIn = async (cookie: string) =>
  (await personOf(house, { headers: { cookie }, raw: {} } as Parameters<typeof personOf>[1])) !== null

describe('tp admin end-sign-ins', () => {
  it('signs one person out at once and says why in their history', async () => {
    const ama = await signInForTest(house)
    const kofi = await signInForTest(house)
    expect(await isSignedIn(ama.cookie)).toBe(true)
    expect(await endSignInsCommand(house, [ama.email, '--reason', 'a stolen phone'], io)).toBe(0)
    expect([await isSignedIn(ama.cookie), await isSignedIn(kofi.cookie)]).toEqual([false, true])
    const [last] = await historyOf(house.db, { kind: 'person', id: ama.person }, { limit: 1 })
    expect(last).toMatchObject({
      action: 'ended sign-ins',
      reason: 'a stolen phone',
      actor: { as: 'operator' },
    })
  })

  it('signs everybody out', async () => {
    const people = [await signInForTest(house), await signInForTest(house)]
    await endSignInsCommand(house, ['--everybody', '--reason', 'keys were seen elsewhere', '--json'], io)
    for (const { cookie } of people) expect(await isSignedIn(cookie)).toBe(false)
    expect(JSON.parse(told.at(-1) ?? '').ended).toBeGreaterThanOrEqual(2)
  })

  it.each([
    [['nobody@example.org', '--reason', 'x'], 'Nobody has an account'],
    [['ama@example.org'], 'Why?'],
    [['--everybody', 'ama@example.org', '--reason', 'x'], 'Whose sign-ins?'],
    [['--all', '--reason', 'x'], 'Unknown option'],
  ])('refuses %j', async (argv, message) => {
    await expect(endSignInsCommand(house, argv, io)).rejects.toThrow(message)
  })
})
