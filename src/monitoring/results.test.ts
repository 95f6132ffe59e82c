import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { anAgreement, anIndicator } from './agreements.test-data.ts'
import { aCompactInForce, part } from './monitoring.test-data.ts'
import { resultsFrom, resultsOf, type ShownFigure } from './results.ts'
import type { KeptValue } from './store.ts'
import { dueUnder } from './terms.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
})
afterAll(() => house.close())

const told = (shown: ShownFigure | undefined) =>
  shown === undefined
    ? undefined
    : shown.kind === 'shown'
      ? shown.value
      : shown.kind === 'missing'
        ? shown.reason
        : shown.kind
const later = () => new Date('2027-04-01T00:00:00Z')

describe('The results of a compact', () => {
  it('are those that are published, added up by the rule, and say who is missing', async () => {
    const { id, report } = await aCompactInForce(house)
    await report('north', '2025-06-30', {
      identified: part({ total: '40', 'sex=girls': '22', 'sex=boys': '18' }),
    })
    await report(
      'south',
      '2025-06-30',
      { identified: part({ total: '50', 'sex=girls': '30', 'sex=boys': '20' }) },
      { publish: false },
    )
    const [indicator] = (await resultsOf(house.db, id, later())).indicators
    const [first] = indicator?.periods ?? []
    const [total] = first?.cells ?? []
    expect(told(total?.shown)).toBe('40')
    expect(total?.how).toMatchObject({
      rule: 'sum',
      counted: 1,
      of: 2,
      missing: [{ reporter: 'south', reason: 'not reported' }],
    })
    const [withAll] = (await resultsOf(house.db, id, later(), { unpublished: true })).indicators
    expect(told(withAll?.periods[0]?.cells[0]?.shown)).toBe('90')
    expect(withAll?.years[0]?.reached[0]).toMatchObject({ by: 'sum', periods: 1, of: 2 })
  })

  it('tell a change only from a whole year with every reporter in it', async () => {
    const { id, report } = await aCompactInForce(house)
    const typed = { identified: part({ total: '40', 'sex=girls': '22', 'sex=boys': '18' }) }
    const latest = async () => {
      const [indicator] = (await resultsOf(house.db, id, later())).indicators
      return [
        indicator?.latest?.of,
        indicator?.latest?.complete,
        told(indicator?.latest?.shown),
        indicator?.change?.change.value,
      ]
    }
    await report('north', '2025-06-30', typed)
    await report('south', '2025-06-30', typed)
    await report('north', '2025-12-31', typed)
    expect(await latest()).toEqual(['period', false, '40', undefined])
    await report('south', '2025-12-31', typed)
    expect(await latest()).toEqual(['year', true, '160', 120])
  })

  it('hold the latest figure against the last target, and say so only from one that is whole', async () => {
    const target = (year: string) => ({ year, cell: {}, value: '100', rationale: { en: 'Agreed' } })
    const { id, report } = await aCompactInForce(house, {
      indicators: [
        anIndicator({
          disaggregations: [],
          reporters: ['north'],
          targets: [target('y1'), target('y2')],
        }),
      ],
    })
    const held = async () => {
      const [indicator] = (await resultsOf(house.db, id, later())).indicators
      return [indicator?.latest?.of, told(indicator?.latest?.shown), indicator?.target, indicator?.reached]
    }
    const last = { year: 'y2', ends: '2026-12-31', value: '100', from: '', earlier: [] }
    expect(await held()).toEqual([undefined, undefined, last, null])
    await report('north', '2025-06-30', { identified: part({ total: '130' }) })
    // Half a year is not held against the target of a year, be it beyond it.
    expect(await held()).toEqual(['period', '130', last, null])
    await report('north', '2025-12-31', { identified: part({ total: '60' }) })
    expect(await held()).toEqual(['year', '190', last, true])
    for (const ends of ['2026-06-30', '2026-12-31'])
      await report('north', ends, { identified: part({ total: '40' }) })
    expect(await held()).toEqual(['year', '80', last, false])
  })

  it('say that a small count is short of a target without saying which it is', () => {
    const held = (value: string, direction: 'up' | 'down', target: string) => {
      const sheet = anIndicator({
        disaggregations: [],
        reporters: ['north'],
        frequency: 'yearly',
        direction,
        targets: [{ year: 'y1', cell: {}, value: target, rationale: { en: 'Agreed' } }],
      })
      const agreement = anAgreement({ indicators: [sheet] })
      const rows = [kept({ value, ends: '2025-12-31', begins: '2025-01-01' })]
      return resultsFrom('x', { version: 1, agreement }, rows, [], later()).indicators[0]?.reached
    }
    expect(['1', '5', '9'].map((value) => held(value, 'up', '10'))).toEqual([false, false, false])
    expect(['1', '5', '9'].map((value) => held(value, 'down', '9'))).toEqual([true, true, true])
    expect(['1', '5', '9'].map((value) => held(value, 'up', '5'))).toEqual([null, null, null])
  })

  it('are those of a moment', async () => {
    const { id, report } = await aCompactInForce(house)
    await report('north', '2025-06-30', {
      identified: part({ total: '40', 'sex=girls': '22', 'sex=boys': '18' }),
    })
    const before = await resultsOf(house.db, id, new Date('2027-02-01T00:00:00Z'))
    expect(told(before.indicators[0]?.periods[0]?.cells[0]?.shown)).toBe('nothing reported')
  })

  it('keep small counts back in every place: period, year, reporter and category', async () => {
    const { id, report } = await aCompactInForce(house)
    const typed = (total: string, girls: string, boys: string) => ({
      identified: part({ total, 'sex=girls': girls, 'sex=boys': boys }),
    })
    await report('north', '2025-06-30', typed('40', '37', '3'))
    await report('south', '2025-06-30', typed('60', '30', '30'))
    await report('north', '2025-12-31', typed('50', '25', '25'))
    await report('south', '2025-12-31', typed('4', '4', '0'))
    const results = await resultsOf(house.db, id, later())
    const text = JSON.stringify(results.indicators[0]?.periods)
    expect(text).not.toContain('"value":"3"')
    expect(text).not.toContain('"value":"4"')
    const [indicator] = results.indicators
    const by = (place: number, cell: number, party: string) =>
      told(indicator?.periods[place]?.cells[cell]?.reporters.find((each) => each.party === party)?.shown)
    expect(by(0, 2, 'north')).toBe('small')
    expect(by(0, 1, 'north')).toBe('hidden')
    expect(by(1, 0, 'south')).toBe('small')
    expect(by(1, 1, 'south')).toBe('hidden')
  })
})

const kept = (over: Partial<KeptValue>): KeptValue => ({
  id: '',
  report: '',
  party: 'north',
  indicator: 'identified',
  cell: 'total',
  begins: '2026-01-01',
  ends: '2026-12-31',
  version: 1,
  value: null,
  low: null,
  high: null,
  level: null,
  numerator: null,
  denominator: null,
  missing: null,
  why: null,
  evidence: null,
  comment: null,
  at: '2027-01-10T00:00:00.000Z',
  within: false,
  corrections: 0,
  publishedAt: '2027-01-11T00:00:00.000Z',
  ...over,
})

describe('A change from the baseline', () => {
  const survey = anIndicator({
    measure: 'percentage',
    estimated: true,
    countsPeople: true,
    aggregation: 'none',
    disaggregations: [],
    reporters: ['north'],
    frequency: 'baseline-and-endline',
    direction: 'down',
    definition: { en: 'Children 5–17 who…' },
    baseline: {
      value: '4.1',
      low: '2.8',
      high: '5.4',
      level: 95,
      date: '2024-11-30',
      method: { en: 'Cluster survey' },
      source: { en: 'University' },
      url: null,
      definition: { en: 'Children 5–17 who…' },
    },
    targets: [{ year: 'y2', cell: {}, value: '2', rationale: { en: 'Halved' } }],
  })
  const made = (endline: Partial<KeptValue>, over = {}) =>
    resultsFrom(
      'c',
      { version: 1, agreement: anAgreement({ indicators: [{ ...survey, ...over }] }) },
      // Of the people that were asked.
      [kept({ denominator: '1500', ...endline })],
      [],
      later(),
    ).indicators[0]

  it('says that none can be seen when the interval holds zero, and how likely the promise is', () => {
    const change = made({ value: '3.4', low: '2.2', high: '4.6', level: 95 })?.change
    expect(change?.change.verdict).toBe('no change detectable')
    expect(change?.promised?.change).toBe('-2.1')
    expect(change?.promised?.probability).toBeLessThan(0.1)
    expect(change?.sameDefinition).toBe(true)
  })

  it('says that it fell when the interval lies below zero', () => {
    expect(made({ value: '1.2', low: '0.7', high: '1.9', level: 95 })?.change?.change.verdict).toBe('fell')
  })

  it('warns where baseline and endline are worded differently', () => {
    const other = made(
      { value: '3.4', low: '2.2', high: '4.6', level: 95 },
      { definition: { en: 'Children 5–14 who…' } },
    )
    expect(other?.change?.sameDefinition).toBe(false)
  })

  it('keeps back a percentage of people where the numbers it is made of were left blank', async () => {
    for (const [aggregation, numbers, shown] of [
      ['weighted-mean', { denominator: '20' }, 'hidden'],
      ['none', {}, 'hidden'],
      ['weighted-mean', { numerator: '2', denominator: '20' }, 'hidden'],
      ['weighted-mean', { denominator: '400' }, '10'],
    ] as const) {
      const share = anIndicator({ measure: 'percentage', aggregation, disaggregations: [], baseline: null })
      const { id, report } = await aCompactInForce(house, { indicators: [share] })
      const typed = part({ total: '10' })
      await report('north', '2025-06-30', {
        identified: { ...typed, cells: { total: { value: '10', ...numbers } } },
      })
      const [indicator] = (await resultsOf(house.db, id, later())).indicators
      const [total] = indicator?.periods[0]?.cells ?? []
      // Both: what the reporter said, and what all of them come to.
      expect([told(total?.reporters[0]?.shown), told(total?.shown)]).toEqual([
        shown,
        aggregation === 'none' ? 'no rule' : shown,
      ])
    }
  })

  it('keeps back a percentage of few people', () => {
    const few = made({ value: '50', low: '20', high: '80', level: 95, numerator: '4', denominator: '8' })
    expect(few?.latest?.shown).toEqual({ kind: 'hidden' })
    expect(few?.change).toBeNull()
  })
})

const ofCount = (over: Parameters<typeof anIndicator>[0], values: KeptValue[], inForce = {}) =>
  resultsFrom(
    'c',
    {
      version: 1,
      agreement: anAgreement({
        indicators: [anIndicator({ disaggregations: [], targets: [], ...over })],
      }),
      ...inForce,
    },
    values,
    [],
    later(),
  ).indicators[0]
const half = (ends: '06-30' | '12-31', value: string, over: Partial<KeptValue> = {}) =>
  kept({ begins: ends === '06-30' ? '2025-01-01' : '2025-07-01', ends: `2025-${ends}`, value, ...over })

describe('No change is told', () => {
  const estimate = {
    estimated: true,
    measure: 'percentage',
    countsPeople: false,
    aggregation: 'weighted-mean',
  } as const
  const baseline = { ...anIndicator().baseline, value: '5', low: '4', high: '6', level: 95 } as NonNullable<
    ReturnType<typeof anIndicator>['baseline']
  >

  it('from surveys whose interval is not known, as where their levels differ', () => {
    const values = [
      kept({
        party: 'north',
        value: '3',
        low: '2.5',
        high: '3.5',
        level: 95,
        denominator: '500',
        numerator: '15',
      }),
      kept({
        party: 'south',
        value: '4',
        low: '3.5',
        high: '4.5',
        level: 90,
        denominator: '500',
        numerator: '20',
      }),
    ]
    const found = ofCount({ ...estimate, baseline, frequency: 'yearly' }, values)
    expect(found?.latest).toMatchObject({ complete: true, shown: { value: '3.5', low: null } })
    expect([found?.change, found?.noChange]).toEqual([null, 'interval missing'])
  })

  it('from different people of half a year, who may come again in the other', () => {
    const found = ofCount({ aggregation: 'unique-persons', reporters: ['north'] }, [
      half('06-30', '100'),
      half('12-31', '20'),
    ])
    expect(found?.years[0]?.reached[0]).toMatchObject({ by: 'none', shown: { reason: 'people recur' } })
    expect([found?.change, found?.noChange]).toEqual([null, 'people recur'])
  })

  it('from half a year of a single reporter’s counts: its periods are added up', () => {
    const found = ofCount({ aggregation: 'none', reporters: ['north'] }, [
      half('06-30', '100'),
      half('12-31', '20'),
    ])
    expect(told(found?.years[0]?.reached[0]?.shown)).toBe('120')
    expect(found?.change?.change).toMatchObject({ value: 80, verdict: 'rose' })
  })
})

describe('An amendment', () => {
  const halves = [half('06-30', '100'), half('12-31', '20')]
  const now: Parameters<typeof anIndicator>[0] = { frequency: 'yearly', reporters: ['south'] }
  const before = anAgreement({ indicators: [anIndicator({ disaggregations: [], reporters: ['north'] })] })

  it('leaves the years before it as they were reported', () => {
    const found = ofCount({ frequency: 'yearly', reporters: ['north'] }, halves)
    expect(told(found?.years[0]?.reached[0]?.shown)).toBe('120')
    expect(found?.latest).toMatchObject({ of: 'year', complete: true })
  })

  it('asks a new reporter for nothing that was over before it', () => {
    const agreement = anAgreement({ indicators: [anIndicator({ disaggregations: [], targets: [], ...now })] })
    const terms = [
      { from: '2025-01-01', version: 1, agreement: before },
      { from: '2026-02-01', version: 2, agreement },
    ]
    const found = ofCount(now, halves, { terms })
    expect(found?.periods.map(({ ends, cells }) => [ends, cells[0]?.how.counted, cells[0]?.how.of])).toEqual([
      ['2025-06-30', 1, 1],
      ['2025-12-31', 1, 1],
      ['2026-12-31', 0, 1],
    ])
    expect(found?.latest?.complete).toBe(true)
    expect(dueUnder(terms).map(({ party, ends }) => `${party} ${ends}`)).toEqual([
      'north 2025-06-30',
      'north 2025-12-31',
      'south 2026-12-31',
    ])
  })
})

describe('A baseline of few people', () => {
  it('stands nowhere in what is answered', () => {
    const baseline = { ...anIndicator().baseline, value: '7' } as NonNullable<
      ReturnType<typeof anIndicator>['baseline']
    >
    const found = ofCount({ baseline }, [half('06-30', '100')])
    expect(found?.baseline).toMatchObject({ shown: { kind: 'small' } })
    expect(found?.sheet.baseline).not.toHaveProperty('value')
  })
})

describe('Small counts over a long programme', () => {
  it('are settled in good time even where nearly all are small and cumulative', () => {
    const reporters = ['a', 'b', 'c', 'd']
    const years = Array.from({ length: 5 }, (_, place) => ({
      key: `y${place}`,
      begins: `${2025 + place}-01-01`,
      ends: `${2025 + place}-12-31`,
    }))
    const agreement = anAgreement({
      indicators: [anIndicator({ cumulative: true, reporters, frequency: 'quarterly' })],
      plan: { ...anAgreement().plan, years },
    })
    const ends = years.flatMap(({ key }) =>
      ['03-31', '06-30', '09-30', '12-31'].map((day) => `${2025 + Number(key.slice(1))}-${day}`),
    )
    const values = ends.flatMap((day, at) =>
      reporters.flatMap((party, r) => {
        const girls = Math.floor(at / 2) + r
        const boys = Math.floor(at / 5)
        return [
          kept({ party, ends: day, cell: 'total', value: String(girls + boys) }),
          kept({ party, ends: day, cell: 'sex=girls', value: String(girls) }),
          kept({ party, ends: day, cell: 'sex=boys', value: String(boys) }),
        ]
      }),
    )
    const results = resultsFrom('c', { version: 1, agreement }, values, [], later())
    const shown = results.indicators[0]?.periods.flatMap(({ cells }) => cells.map((cell) => cell.shown)) ?? []
    for (const each of shown)
      if (each.kind === 'shown') expect(Number(each.value) === 0 || Number(each.value) >= 10).toBe(true)
  })
})
