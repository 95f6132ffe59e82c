import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { changeBy } from '../compacts/change.ts'
import { Unusable } from '../house/errors.ts'
import { transact } from '../house/transact.ts'
import { asPerson } from '../people/organisations/organisations.test-data.ts'
import { aCompactInForce, anAgreement, written } from './funding.test-data.ts'
import { moneyOf } from './money-of.ts'
import { type DatedRate, rateOn, ratesInto, recordRate, worthOf } from './rates.ts'
import {
  additionality,
  atRatesOfTheDay,
  byFiscalYear,
  columns,
  fiscalYearOf,
  readTotals,
  together,
} from './totals.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

const rate = (over: Partial<DatedRate> = {}): DatedRate => ({
  id: 'r',
  base: 'GHS',
  quote: 'USD',
  date: '2024-01-01',
  until: '2024-12-31',
  rate: '0.0755',
  source: 'Bank of Ghana',
  at: '2024-12-31T00:00:00.000Z',
  ...over,
})

describe('An amount in another currency', () => {
  it('is converted at the rate of its own day, rounded once, half to the even cent', () => {
    const at = (minor: number) =>
      worthOf([{ minor, currency: 'GHS', date: '2024-05-05' }], [rate({ rate: '0.5' })], 'USD').total?.minor
    expect([1, 3, 5, -1, -3, 100].map(at)).toEqual([0, 2, 2, 0, -2, 50])
  })

  it('knows currencies without cents and with thousandths', () => {
    const francs = [rate({ base: 'XOF', rate: '0.0016' }), rate({ base: 'KWD', rate: '3.25' })]
    const worth = (minor: number, currency: string) =>
      worthOf([{ minor, currency, date: '2024-05-05' }], francs, 'USD').total
    expect(worth(1_000_000, 'XOF')).toEqual({ minor: 160_000, currency: 'USD' })
    expect(worth(1_000, 'KWD')).toEqual({ minor: 325, currency: 'USD' })
  })

  it('of a day without a rate is named, and no total is given', () => {
    const amounts = [
      { minor: 100, currency: 'GHS', date: '2025-01-01' },
      { minor: 100, currency: 'GHS', date: '2025-01-01' },
      { minor: 100, currency: 'EUR', date: '2024-02-01' },
      { minor: 100, currency: 'USD', date: '2025-01-01' },
    ]
    expect(worthOf(amounts, [rate()], 'USD')).toEqual({
      total: null,
      missing: [
        { base: 'EUR', date: '2024-02-01' },
        { base: 'GHS', date: '2025-01-01' },
      ],
    })
  })

  it('adds up over 1,000 lines and three currencies to the sum of its parts, whatever their order', () => {
    const rates = [rate(), rate({ base: 'XOF', rate: '0.00163' })]
    const lines = Array.from({ length: 1000 }, (_, index) => ({
      minor: (index * 7919) % 100_003,
      currency: ['USD', 'GHS', 'XOF'][index % 3]!,
      date: `2024-0${1 + (index % 9)}-15`,
    }))
    const sum = (list: typeof lines) => worthOf(list, rates, 'USD').total?.minor ?? Number.NaN
    const parts = lines.reduce((total, line) => total + sum([line]), 0)
    expect(sum(lines)).toBe(parts)
    expect(sum([...lines].reverse())).toBe(parts)
    expect(sum(lines.slice(0, 500)) + sum(lines.slice(500))).toBe(parts)
  })
})

describe('Rates', () => {
  const record = (over: Partial<DatedRate>) =>
    transact(house.db, (trx) => {
      const { id: _, at: __, ...values } = rate(over)
      return recordRate(trx, changeBy(house, asPerson('019f9c00-0000-7000-8000-000000000001')), values)
    })

  it('are recorded with day and source, and refused without, each field named', async () => {
    await record({})
    const error = await record({ base: 'XXQ', until: '2023-01-01', rate: '-1', source: ' ' }).catch((e) => e)
    expect(error).toBeInstanceOf(Unusable)
    expect((error as Unusable).details.map(({ place }) => place)).toEqual(['base', 'until', 'rate', 'source'])
  })

  it('are corrected by a later record, and none is changed', async () => {
    await record({ date: '2024-06-01', until: '2024-06-30', rate: '0.07' })
    const rates = await ratesInto(house.db, 'USD')
    expect(rateOn(rates, 'GHS', '2024-06-15')?.rate).toBe('0.07')
    expect(rateOn(rates, 'GHS', '2024-07-01')?.rate).toBe('0.0755')
    await expect(house.db.updateTable('exchange_rates').set({ rate: '1' }).execute()).rejects.toThrow()
  })
})

describe('Totals of plan and ledger', () => {
  it('stand side by side, sum in every direction, and are those of the entries', async () => {
    const scene = await aCompactInForce(house)
    const usd = (minor: number) => ({ minor, currency: 'USD' })
    await written(house, scene, { kind: 'pledge', date: '2023-11-30' })
    await written(house, scene, { line: 'p1' })
    await written(house, scene, {
      kind: 'disbursement',
      line: 'p1',
      amount: usd(10_000_000),
      date: '2024-03-01',
    })
    await written(house, scene, {
      kind: 'expenditure',
      line: 'p1',
      amount: usd(4_000_000),
      date: '2024-11-01',
      provider: 'ngo',
    })
    await written(house, scene, {
      kind: 'refund',
      line: 'p1',
      amount: usd(1_000_000),
      date: '2025-02-01',
      provider: 'ngo',
      receiver: 'donor',
    })
    await written(house, scene, {
      line: 's1',
      contribution: 'staff',
      provider: 'ministry',
      receiver: 'ministry',
      amount: { minor: 5_000_000, currency: 'GHS' },
    })
    const agreement = anAgreement()
    const totals = await readTotals(house.db, scene.compact, agreement, '2025-07-01')
    expect(totals.missing).toEqual([{ from: 'GHS', to: 'USD' }])
    const grant = totals.lines.filter(({ contribution }) => contribution === 'grant')
    expect(
      Object.fromEntries(columns.map((column) => [column, together(grant, column, 'USD').total?.minor])),
    ).toEqual({
      original: 100_000_000,
      planned: 100_000_000,
      pledged: 50_000_000,
      committed: 50_000_000,
      disbursed: 9_000_000,
      spent: 4_000_000,
    })
    expect(together(totals.lines, 'committed', 'USD')).toEqual({
      amounts: [
        { minor: 5_000_000, currency: 'GHS' },
        { minor: 50_000_000, currency: 'USD' },
      ],
      total: null,
    })
    // Nothing was paid in cedis, so nothing is missing from what was paid.
    expect(together(totals.lines, 'disbursed', 'USD').total).toEqual(usd(9_000_000))
    const whole = await moneyOf(house.db, scene.compact, '2025-07-01')
    expect(whole?.entries).toHaveLength(6)
    expect(whole?.postings.reduce((sum, { minor }) => sum + minor, 0)).toBe(0)

    const before = await readTotals(house.db, scene.compact, agreement, '2024-12-31')
    expect(together(before.lines, 'disbursed', 'USD').total?.minor).toBe(10_000_000)

    const years = await byFiscalYear(house.db, scene.compact, '10-01', '2025-07-01')
    expect(years.filter(({ column }) => column === 'disbursed')).toEqual([
      { begins: '2023-10-01', column: 'disbursed', currency: 'USD', minor: 10_000_000 },
      { begins: '2024-10-01', column: 'disbursed', currency: 'USD', minor: -1_000_000 },
    ])
    const worth = await atRatesOfTheDay(house.db, scene.compact, [], 'USD', '2025-07-01')
    expect(worth.committed).toEqual({ total: null, missing: [{ base: 'GHS', date: '2024-02-01' }] })
    expect(worth.disbursed.total?.minor).toBe(9_000_000)

    expect(additionality(agreement, totals)).toMatchObject([
      { contribution: 'staff', committed: { minor: 5_000_000 }, beyondPerYear: { minor: 70_000_000 } },
    ])
  })

  it('know fiscal years that begin on any day', () => {
    expect(fiscalYearOf('2025-09-30', '10-01')).toBe('2024-10-01')
    expect(fiscalYearOf('2025-10-01', '10-01')).toBe('2025-10-01')
    expect(fiscalYearOf('2025-01-01', '01-01')).toBe('2025-01-01')
  })
})
