import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Agreement,
  type Condition,
  components,
  emptyAgreement,
  type Plan,
  type PlanLine,
  type Tranche,
} from './agreement.ts'
import { divideHalfEven, readExact, writeExact } from './exact.ts'
import { amountsTooLarge, beyondYearBefore, convert, planSums, shares, unconditional } from './plan.ts'

const currencies = ['USD', 'XOF', 'KWD'] as const
const parties: Agreement['parties'] = [
  { key: 'us', name: {}, part: 'government', side: 'donor', organisation: null, signs: true },
  { key: 'gh', name: {}, part: 'government', side: 'partner', organisation: null, signs: true },
  { key: 'kw', name: {}, part: 'other-donor', side: null, organisation: null, signs: false },
]
const contribution = (key: string, party: string, currency: string) => ({
  key,
  party,
  kind: 'cash' as const,
  what: {},
  valuation: {},
  amount: { minor: 0, currency },
  before: null,
})
const rate = (from: string, value: string, date = '2025-01-02') => ({
  from,
  to: 'USD',
  date,
  rate: value,
  source: 'Central bank',
})
function aPlan(
  lines: PlanLine[],
  rates: Plan['rates'] = [rate('XOF', '0.001649'), rate('KWD', '3.2467532')],
): Plan {
  return {
    ...emptyAgreement('GHA', ['en'], 'USD').plan,
    contributions: [
      contribution('USD', 'us', 'USD'),
      contribution('XOF', 'gh', 'XOF'),
      contribution('KWD', 'kw', 'KWD'),
    ],
    lines,
    rates,
  }
}
const aLine = fc
  .record({
    component: fc.constantFrom(...components),
    initiative: fc.constantFrom('boats', 'schools', null),
    year: fc.constantFrom('y1', 'y2', 'y3', 'y4'),
    currency: fc.constantFrom(...currencies),
    minor: fc.integer({ min: 0, max: 999_999_999 }),
    revised: fc.option(fc.integer({ min: 0, max: 999_999_999 }), { nil: null }),
  })
  .map(
    ({ currency, minor, revised, ...rest }): PlanLine => ({
      ...rest,
      key: 'l',
      contribution: currency,
      original: { minor, currency },
      revised: revised === null ? null : { minor: revised, currency },
      note: {},
    }),
  )

describe('What is paid without conditions', () => {
  const usd = (minor: number) => ({ minor, currency: 'USD' })
  const condition = (kind: 'initial' | 'ongoing', holds: number | null) =>
    ({ kind, holds: holds === null ? null : usd(holds) }) as Condition
  const tranche = (planned: string, minor: number, ...conditions: Condition[]) =>
    ({ key: planned, contribution: 'grant', planned, amount: usd(minor), conditions }) as Tranche
  const free = (...tranches: Tranche[]) =>
    unconditional({ tranches }, { key: 'grant', amount: usd(1000) }).minor

  it('is what stands in no tranche, and what of a tranche is beyond what its conditions hold', () => {
    expect(free()).toBe(1000)
    expect(free(tranche('2026', 400, condition('initial', null)))).toBe(600)
    expect(free(tranche('2026', 400, condition('initial', 1)))).toBe(999)
    expect(free(tranche('2026', 1000, condition('initial', 600), condition('initial', 500)))).toBe(0)
    expect(free({ ...tranche('2026', 400, condition('initial', null)), contribution: 'other' })).toBe(1000)
  })

  it('is not what an ongoing condition of an earlier tranche holds', () => {
    const [first, second] = [tranche('2026', 400, condition('ongoing', null)), tranche('2027', 600)]
    expect(free(second, first)).toBe(0)
    expect(free(tranche('2026', 400, condition('initial', null)), second)).toBe(600)
  })
})

describe('The sums of a plan', () => {
  it('agree in every direction to the cent, over 1,000 lines in three currencies', () => {
    fc.assert(
      fc.property(
        fc.array(aLine, { minLength: 1000, maxLength: 1000 }),
        fc.constantFrom('original' as const, 'current' as const),
        (lines, column) => {
          const sums = planSums(aPlan(lines), { parties, column })
          const directions = [
            sums.byComponent,
            sums.byInitiative,
            sums.byYear,
            sums.byContribution,
            sums.byParty,
            sums.bySide,
          ]
          const crossed = [sums.byComponentAndYear, sums.byInitiativeAndYear, sums.byPartyAndYear].map(
            (each) => [...each.values()].flatMap((row) => [...row.values()]),
          )
          for (const parts of [...directions.map((each) => [...each.values()]), ...crossed]) {
            for (const { currency, minor } of sums.all.amounts) {
              const added = parts.reduce(
                (sum, part) => sum + (part.amounts.find((each) => each.currency === currency)?.minor ?? 0),
                0,
              )
              expect(added).toBe(minor)
            }
            expect(parts.reduce((sum, part) => sum + (part.total?.minor ?? Number.NaN), 0)).toBe(
              sums.all.total?.minor,
            )
          }
          // Each line is rounded by half a cent at most.
          expect(Math.abs(sums.roundingDifference ?? Number.NaN)).toBeLessThanOrEqual(lines.length / 2)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('name each pair that has no rate, and give no total that would leave it out', () => {
    const line = (contribution: string, minor: number): PlanLine => ({
      key: contribution.toLowerCase(),
      component: 'data',
      initiative: null,
      year: 'y1',
      contribution,
      original: { minor, currency: contribution },
      revised: null,
      note: {},
    })
    const sums = planSums(aPlan([line('USD', 100), line('XOF', 7), line('KWD', 1000)], [rate('KWD', '3.25')]))
    expect(sums.missing).toEqual([{ from: 'XOF', to: 'USD' }])
    expect(sums.all.total).toBeNull()
    expect(sums.roundingDifference).toBeNull()
    expect(sums.all.amounts).toEqual([
      { minor: 1000, currency: 'KWD' },
      { minor: 100, currency: 'USD' },
      { minor: 7, currency: 'XOF' },
    ])
    // Where no such line stands, there is a total: 1.000 dinar at 3.25.
    expect(sums.byContribution.get('KWD')?.total).toEqual({ minor: 325, currency: 'USD' })
  })

  it('use the newest rate of the pair, and never one turned round', () => {
    const newest = [rate('XOF', '0.0016'), rate('XOF', '0.0017', '2025-06-01')]
    const turned = [{ ...rate('USD', '600'), to: 'XOF' }]
    const line: PlanLine = {
      key: 'a',
      component: 'data',
      initiative: null,
      year: 'y1',
      contribution: 'XOF',
      original: { minor: 1000, currency: 'XOF' },
      revised: null,
      note: {},
    }
    expect(planSums(aPlan([line], newest)).all.total).toEqual({ minor: 170, currency: 'USD' })
    expect(planSums(aPlan([line], turned)).all.total).toBeNull()
  })

  it('show what rounding each line makes out', () => {
    // Three lines of half a cent each: each is rounded to the even cent, 0; at once it is 1.5 cents, to 2.
    const half = (key: string): PlanLine => ({
      key,
      component: 'data',
      initiative: null,
      year: 'y1',
      contribution: 'XOF',
      original: { minor: 1, currency: 'XOF' },
      revised: null,
      note: {},
    })
    const sums = planSums(aPlan([half('a'), half('b'), half('c')], [rate('XOF', '0.005')]))
    expect(sums.all.total?.minor).toBe(0)
    expect(sums.roundingDifference).toBe(-2)
  })

  it('cannot be asked of amounts beyond exact numbers, which are told beforehand', () => {
    const large = aPlan([])
    large.contributions.push({
      ...contribution('a', 'us', 'USD'),
      amount: { minor: 2 ** 53, currency: 'USD' },
    })
    expect(amountsTooLarge(large)).toBe(true)
    expect(amountsTooLarge(aPlan([]))).toBe(false)
  })
})

describe('Shares', () => {
  it('come to exactly 100 per cent, whatever the amounts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10 ** 9), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 2 }),
        (amounts, places) => {
          const found = shares(amounts, places)
          const scale = 10 ** places
          const all = found?.reduce((sum, share) => sum + Math.round(share * scale), 0) ?? null
          expect(all).toBe(amounts.every((amount) => amount === 0) ? null : 100 * scale)
        },
      ),
      { numRuns: 200, examples: [[[0, 0], 1]] },
    )
  })

  it('of three equal parts give what is over to the first', () => {
    expect(shares([1, 1, 1])).toEqual([33.4, 33.3, 33.3])
  })
})

describe('Exact numbers', () => {
  it('are written as they were read, without what says nothing', () => {
    for (const [text, short] of [
      ['12.50', '12.5'],
      ['-0.010', '-0.01'],
      ['-0', '0'],
      ['100', '100'],
    ] as const)
      expect(writeExact(readExact(text) ?? { digits: 9n, places: 0 })).toBe(short)
    expect(readExact('1e3')).toBeNull()
  })

  it('are rounded half to even, below zero too', () => {
    expect([5n, 15n, 25n, -5n, -15n, 14n, -16n].map((each) => divideHalfEven(each, 10n))).toEqual([
      0n,
      2n,
      2n,
      0n,
      -2n,
      1n,
      -2n,
    ])
  })

  it('change the currency with its own minor unit', () => {
    expect(convert({ minor: 1, currency: 'XOF' }, rate('XOF', '0.0016'))).toEqual({
      minor: 0,
      currency: 'USD',
    })
    expect(convert({ minor: 1_000, currency: 'KWD' }, rate('KWD', '3.25'))).toEqual({
      minor: 325,
      currency: 'USD',
    })
  })
})

it('What a partner brings counts as additional beyond what it spent in a year before, over all years', () => {
  const before = { year: 2024, amount: { minor: 100_00, currency: 'XOF' }, source: {} }
  const brings = { ...contribution('g', 'gh', 'XOF'), amount: { minor: 500_00, currency: 'XOF' } }
  expect(beyondYearBefore({ ...brings, before }, 4)).toEqual({ minor: 100_00, currency: 'XOF' })
  expect(beyondYearBefore(brings, 4)).toBeNull()
})
