import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { type Change, changeBy } from '../compacts/change.ts'
import { closingDayOf } from '../compacts/closing.ts'
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

const write = async ({ id, by, donor }: Started, over: Partial<EntryValues> = {}, at = house.now()) => {
  const then = (change: Change): Change => ({ ...change, at })
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
  const draft = await transact(house.db, (trx) => enterMoney(trx, then(by('donor')), id, values))
  const second = changeBy(house, asPerson(await aMember(house, donor)), [donor])
  return transact(house.db, (trx) => approveMoney(trx, then(second), id, draft, null))
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

  it('moves until the last day that both agreed on, and on again when they go on', async () => {
    const started = await aCompactInForce(house, {}, wiring)
    const later = new Date('2026-06-01T12:00:00Z')
    const step = (to: 'closing' | 'in force', who: 'donor' | 'partner') =>
      transact(house.db, (trx) =>
        takeStep(trx, started.by(who), wiring, {
          compact: started.id,
          to,
          reason: 'The work was done sooner',
          lastDay: to === 'closing' ? '2026-03-31' : null,
        }),
      )
    const kept = async () =>
      (
        await house.db
          .selectFrom('compacts')
          .select('closes_on')
          .where('id', '=', started.id)
          .executeTakeFirstOrThrow()
      ).closes_on
    await step('closing', 'donor')
    expect(await kept()).toBeNull()
    await step('closing', 'partner')
    expect(await kept()).toBe('2026-03-31')
    expect(await kept()).toBe(await closingDayOf(house.db, started.id))
    const payment = {
      kind: 'disbursement',
      amount: { minor: 1, currency: 'USD' },
      tranche: 'first',
      receiver: 'free-hands',
    } as const
    for (const kind of ['pledge', 'commitment'] as const)
      await expect(write(started, { kind, date: '2026-04-01' }, later)).rejects.toMatchObject({
        fault: 'outside term',
        facts: { place: 'date', ends: '2026-03-31' },
      })
    await expect(
      write(started, { ...payment, exception: 'Late', date: '2026-04-01' }, later),
    ).rejects.toMatchObject({ fault: 'outside term' })
    await write(started, { date: '2026-03-31' }, later)
    await step('in force', 'donor')
    expect(await kept()).toBeNull()
    await write(started, { kind: 'pledge', date: '2026-04-01' }, later)
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
