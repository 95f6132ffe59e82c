import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { historyOf } from '../house/history/record-event.ts'
import { transact } from '../house/transact.ts'
import { aCompactInForce, anAgreement, changeOf, type Scene, written } from './funding.test-data.ts'
import { moneyOf } from './money-of.ts'
import {
  answerRate,
  type DatedRate,
  enterRate,
  type RateValues,
  rateOn,
  ratesInto,
  worthOf,
} from './rates.ts'
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
  const enter = (
    scene: Scene,
    over: Partial<RateValues> = {},
    by = changeOf(house, scene.officer, scene.donor),
  ) => {
    const { id: _, at: __, ...values } = rate()
    return transact(house.db, (trx) =>
      enterRate(trx, by, scene.compact, { ...values, reason: null, ...over }),
    )
  }
  const answer = (
    scene: Scene,
    id: string,
    verdict: 'agreed' | 'refused' = 'agreed',
    by = changeOf(house, scene.minister, scene.ministry),
  ) =>
    transact(house.db, (trx) =>
      answerRate(
        trx,
        by,
        scene.compact,
        id,
        verdict,
        verdict === 'refused' ? 'Not what was published' : null,
      ),
    )
  const held = (scene: Scene) => ratesInto(house.db, scene.compact, 'USD')

  it('are entered with day and source, and refused without, each field named', async () => {
    const scene = await aCompactInForce(house)
    const error = await enter(scene, { base: 'XXQ', until: '2023-01-01', rate: '-1', source: ' ' }).catch(
      (thrown) => thrown,
    )
    expect(error).toMatchObject({ fault: 'wrong rate', status: 422 })
    expect(error.details.map(({ place }: { place: string }) => place)).toEqual([
      'base',
      'until',
      'rate',
      'source',
    ])
    for (const over of [
      { rate: '999999999999.999999' },
      { rate: '0.000000001' },
      { rate: '0' },
      { date: '2020-01-01', until: '2030-12-31' },
      { date: '0001-01-01', until: '0001-01-02' },
      { date: '2025-07-05', until: '2025-07-05' },
      { date: '2024-02-30' },
      { base: 'USD' },
    ])
      await expect(enter(scene, over), JSON.stringify(over)).rejects.toMatchObject({ status: 422 })
  })

  it('hold once another party agrees, never by whoever entered them or a colleague', async () => {
    const scene = await aCompactInForce(house)
    const id = await enter(scene)
    expect(await held(scene)).toEqual([])
    for (const person of [scene.officer, scene.approver])
      await expect(answer(scene, id, 'agreed', changeOf(house, person, scene.donor))).rejects.toMatchObject({
        fault: 'four eyes',
        status: 403,
      })
    await answer(scene, id)
    expect((await held(scene)).map(({ rate: value }) => value)).toEqual(['0.0755'])
    await expect(answer(scene, id)).rejects.toMatchObject({ fault: 'decided' })
    const actions = (await historyOf(house.db, { kind: 'compact', id: scene.compact })).map(
      ({ action }) => action,
    )
    expect(actions).toEqual(expect.arrayContaining(['recorded a rate', 'agreed to a rate']))
  })

  it('are not entered or agreed to by who is no party, nor by raw SQL', async () => {
    const [scene, other] = [await aCompactInForce(house), await aCompactInForce(house)]
    const stranger = changeOf(house, other.minister, other.ministry)
    await expect(enter(scene, {}, stranger)).rejects.toMatchObject({ fault: 'not a party' })
    const id = await enter(scene)
    await expect(answer(scene, id, 'agreed', stranger)).rejects.toMatchObject({ fault: 'not a party' })
    await expect(
      house.db
        .insertInto('exchange_rate_answers')
        .values({
          rate_id: id,
          compact_id: scene.compact,
          verdict: 'agreed',
          by: scene.approver,
          answered_for: scene.donor,
          at: house.now(),
        })
        .execute(),
    ).rejects.toMatchObject({ code: 'TPF01' })
    await expect(house.db.updateTable('exchange_rates').set({ rate: '1' }).execute()).rejects.toThrow()
  })

  it('change nothing in another compact', async () => {
    const [scene, other] = [await aCompactInForce(house), await aCompactInForce(house)]
    await answer(scene, await enter(scene))
    expect(await held(other)).toEqual([])
    await expect(answer(other, (await enter(scene, { reason: 'Misprint' })) ?? '')).rejects.toMatchObject({
      status: 404,
    })
  })

  it('take the place of one agreed to only with a reason, once agreed to as well', async () => {
    const scene = await aCompactInForce(house)
    await answer(scene, await enter(scene))
    const june = { date: '2024-06-01', until: '2024-06-30', rate: '0.07' }
    await expect(enter(scene, june)).rejects.toMatchObject({ details: [{ place: 'reason' }] })
    const id = await enter(scene, { ...june, reason: 'The bank corrected it on 3 July' })
    expect(rateOn(await held(scene), 'GHS', '2024-06-15')?.rate).toBe('0.0755')
    await answer(scene, id)
    const rates = await held(scene)
    expect(rateOn(rates, 'GHS', '2024-06-15')?.rate).toBe('0.07')
    expect(rateOn(rates, 'GHS', '2024-07-01')?.rate).toBe('0.0755')
    await answer(scene, await enter(scene, { rate: '9', reason: 'A trial' }), 'refused')
    expect(await held(scene)).toHaveLength(2)
  })

  it('of a compact that has ended stay as they are', async () => {
    const scene = await aCompactInForce(house)
    await answer(scene, await enter(scene))
    const waiting = await enter(scene, { rate: '0.09', reason: 'Late' })
    await house.owner
      .updateTable('compacts')
      .set({ state: 'closed' })
      .where('id', '=', scene.compact)
      .execute()
    await expect(answer(scene, waiting)).rejects.toMatchObject({ fault: 'not in force' })
    await expect(enter(scene, { reason: 'Later' })).rejects.toMatchObject({ fault: 'not in force' })
    expect((await held(scene)).map(({ rate: value }) => value)).toEqual(['0.0755'])
  })

  it('that make a sum too large give no total, and break nothing', () => {
    const sum = worthOf(
      [{ minor: 90_071_992_547_409, currency: 'GHS', date: '2024-05-05' }],
      [rate({ rate: '100000000' })],
      'USD',
    )
    expect(sum).toEqual({ total: null, missing: [] })
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
