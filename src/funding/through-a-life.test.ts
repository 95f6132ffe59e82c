import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { changeBy } from '../compacts/change.ts'
import { aCompactInForce, asPerson } from '../compacts/compacts.test-data.ts'
import { suspend, takeStep } from '../compacts/life.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import { fundingEffect } from './follow.ts'
import { approveMoney, type EntryValues, enterMoney } from './ledger.ts'
import { moneyGaps } from './money-of.ts'
import { boardOf } from './tranches.ts'

/* A compact that is drafted, signed and brought into force in its own room; money follows it. */

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-01-01T12:00:00Z') })
})
afterAll(() => house.close())

const wiring = { effects: [fundingEffect], moreGaps: [moneyGaps] }
type Started = Awaited<ReturnType<typeof aCompactInForce>>

const write = async ({ id, by, donor }: Started, over: Partial<EntryValues> = {}) => {
  const values: EntryValues = {
    kind: 'commitment',
    date: '2026-01-01',
    amount: { minor: 100_000_00, currency: 'USD' },
    contribution: 'us-grant',
    line: null,
    tranche: null,
    award: null,
    provider: 'usa',
    receiver: 'free-hands',
    document: null,
    url: null,
    note: null,
    reverses: null,
    exception: null,
    ...over,
  }
  const draft = await transact(house.db, (trx) => enterMoney(trx, by('donor'), id, values))
  const second = changeBy(house, asPerson(await aMember(house, donor)), [donor])
  return transact(house.db, (trx) => approveMoney(trx, second, id, draft, null))
}

describe('The money of a compact', () => {
  it('is there from the moment its text takes effect, and not before', async () => {
    const started = await aCompactInForce(house, {}, wiring)
    expect((await boardOf(house.db, started.id, '2026-01-01')).map(({ key }) => key)).toEqual([
      'first',
      'second',
    ])
    expect(await write(started)).toMatchObject({ number: 1 })
  })

  it('stands still while the compact is suspended, as a whole or in part', async () => {
    const started = await aCompactInForce(house, {}, wiring)
    await transact(house.db, (trx) =>
      suspend(trx, started.by('donor'), {
        compact: started.id,
        elements: ['safe-boats'],
        ground: 'responsibilities',
        reason: 'Boats are not inspected',
        conditions: ['Boats are inspected'],
      }),
    )
    await expect(write(started)).rejects.toMatchObject({ fault: 'suspended' })
    await expect(write(started)).rejects.toBeInstanceOf(MoneyFault)
  })

  it('is settled before the compact is closed', async () => {
    const started = await aCompactInForce(house, {}, wiring)
    const draft = await transact(house.db, (trx) =>
      enterMoney(trx, started.by('donor'), started.id, {
        kind: 'pledge',
        date: '2026-01-01',
        amount: { minor: 1, currency: 'USD' },
        contribution: 'us-grant',
        line: null,
        tranche: null,
        award: null,
        provider: 'usa',
        receiver: 'ghana',
        document: null,
        url: null,
        note: null,
        reverses: null,
        exception: null,
      }),
    )
    expect(draft).toBeTruthy()
    const step = (to: 'closing' | 'closed', who: 'donor' | 'partner') =>
      transact(house.db, (trx) =>
        takeStep(trx, started.by(who), wiring, {
          compact: started.id,
          to,
          reason: 'The work was done sooner',
          lastDay: to === 'closing' ? house.now().toISOString().slice(0, 10) : null,
        }),
      )
    await step('closing', 'donor')
    await step('closing', 'partner')
    const refused = await step('closed', 'donor').catch((error: unknown) => error)
    expect(refused).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ code: 'money-undecided' })]),
    })
  })
})
