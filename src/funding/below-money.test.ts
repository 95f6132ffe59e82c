import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Agreement, Text } from '../compacts/agreement.ts'
import { agreementInForce } from '../compacts/store.ts'
import { MoneyFault } from './faults.ts'
import { aCompactInForce, bringIntoForce, type Scene, written } from './funding.test-data.ts'
import { moneyGaps } from './money-of.ts'
import { readSnapshot } from './publication/read.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

/** The text in force with the line `p1` at another amount, and the reason for it. */
async function lowered(scene: Scene, minor: number, belowMoney?: Text): Promise<Agreement> {
  const { agreement } = (await agreementInForce(house.db, scene.compact))!
  const lines = agreement.plan.lines.map((line) =>
    line.key === 'p1'
      ? { ...line, revised: { minor, currency: 'USD' }, ...(belowMoney && { belowMoney }) }
      : line,
  )
  return { ...agreement, plan: { ...agreement.plan, lines } }
}
const gaps = (scene: Scene, agreement: Agreement, step: 'frozen' | 'signed' | 'takes effect' | 'closing') =>
  moneyGaps(house.db, { compact: scene.compact, step, agreement, version: null })

describe('An amendment that plans less for a line than stands in it', () => {
  it('lacks a reason, with the amounts, before it is frozen, signed and takes effect', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { line: 'p1', amount: { minor: 50_000_000, currency: 'USD' } })
    const text = await lowered(scene, 49_999_999)
    for (const step of ['frozen', 'signed', 'takes effect'] as const)
      expect(await gaps(scene, text, step)).toEqual([
        {
          place: 'plan/lines/p1',
          section: 'E',
          code: 'line-below-money',
          values: { line: 'p1', amount: 49_999_999, money: 50_000_000, currency: 'USD' },
        },
      ])
    expect(await gaps(scene, text, 'closing')).toEqual([])
    expect(await gaps(scene, await lowered(scene, 50_000_000), 'frozen')).toEqual([])
    expect(await gaps(scene, await lowered(scene, 1, { en: ' ' }), 'frozen')).toHaveLength(1)
    expect(await gaps(scene, await lowered(scene, 1, { en: 'Floods' }), 'frozen')).toEqual([])
  })

  it('is refused by the database as well, and with a reason takes effect and is told of in public', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { amount: { minor: 50_000_000, currency: 'USD' } })
    const payment = { kind: 'disbursement', date: '2024-03-01', line: 'p1' } as const
    await written(house, scene, { ...payment, amount: { minor: 9_000_000, currency: 'USD' } })
    const first = bringIntoForce(house, scene.compact, await lowered(scene, 8_000_000), 2)
    const error = await first.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(MoneyFault)
    expect(error).toMatchObject({
      fault: 'in use',
      facts: { place: 'plan/lines/p1', why: 'line', minor: 9_000_000, currency: 'USD' },
    })
    const second = await lowered(scene, 8_000_000, { en: 'The shelter was cheaper' })
    await bringIntoForce(house, scene.compact, second, 3)
    const told = await readSnapshot(house.db, scene.compact, '2025-07-01')
    expect(told.money?.linesBelow).toEqual([
      {
        line: 'p1',
        money: { minor: 9_000_000, currency: 'USD' },
        planned: { minor: 8_000_000, currency: 'USD' },
        reason: { en: 'The shelter was cheaper' },
      },
    ])
  })
})
