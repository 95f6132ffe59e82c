import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { backTest, drawUnits, interval } from './back-test.ts'
import { type Case, eventsIn, inOrder } from './cases.ts'
import { concordance, hitRate, hitsAt } from './discrimination.ts'
import { brier, calibration, forecasts, rising } from './forecast.ts'

/** Cases of one year from scores and whether it happened: `['A', 3, true]`. */
const year = (
  when: number,
  rows: (readonly [unit: string, score: number | null, happened: boolean])[],
): Case[] =>
  rows.map(([unit, score, happened]) => ({
    unit,
    year: when,
    happened: happened ? when + 2 : null,
    scores: { method: score, lots: 0 },
  }))

/** Like cases in large numbers: `many(33, 1, false)`. */
const many = (n: number, score: number, happened: boolean, mark = '') =>
  Array.from({ length: n }, (_, i) => [`${mark}${score}${happened}${i}`, score, happened] as const)

const auc = (cases: Case[]) => concordance(inOrder(cases, 'method'))

describe('The chance that a list puts the right one first', () => {
  it('is the area Hanley and McNeil (1982) print for 109 CT images: 0.893', () => {
    const normal = [33, 6, 6, 11, 2]
    const abnormal = [3, 2, 2, 11, 33]
    const cases = year(2010, [
      ...normal.flatMap((n, i) => many(n, i + 1, false)),
      ...abnormal.flatMap((n, i) => many(n, i + 1, true)),
    ])
    expect(auc(cases)).toBeCloseTo(0.893, 3)
  })

  it('counts half of a tie: 3½ of 4 pairs', () => {
    expect(
      auc(
        year(2010, [
          ['A', 3, true],
          ['B', 2, false],
          ['C', 2, true],
          ['D', 1, false],
        ]),
      ),
    ).toBe(0.875)
  })

  it('is 1 for a perfect list, 0 for one upside down, ½ where all are alike, and nothing where nothing differs', () => {
    const rows = [
      ['A', 2, true],
      ['B', 1, false],
    ] as const
    expect(auc(year(2010, [...rows]))).toBe(1)
    expect(
      auc(
        year(
          2010,
          rows.map(([unit, score, happened]) => [unit, -score, happened] as const),
        ),
      ),
    ).toBe(0)
    expect(
      auc(
        year(
          2010,
          rows.map(([unit, , happened]) => [unit, 7, happened] as const),
        ),
      ),
    ).toBe(0.5)
    expect(auc(year(2010, [['A', 2, true]]))).toBeNull()
    expect(auc([])).toBeNull()
  })

  it('makes pairs within a year, so that a year in which all scored more is no merit', () => {
    const early = year(2008, [
      ['A', 1, true],
      ['B', 2, false],
    ])
    const late = year(2009, [
      ['A', 5, true],
      ['B', 4, false],
    ])
    expect(auc([...early, ...late])).toBe(0.5)
    const raised = late.map((one) => ({ ...one, scores: { method: one.scores.method! + 100 } }))
    expect(auc([...early, ...raised])).toBe(0.5)
  })

  it('leaves out who has no score, and refuses one that is no number', () => {
    const cases = year(2010, [
      ['A', 2, true],
      ['B', 1, false],
      ['C', null, true],
    ])
    expect(auc(cases)).toBe(1)
    expect(() => auc(year(2010, [['A', Number.NaN, true]]))).toThrow(TypeError)
  })

  it('depends on the order alone, and turns over with it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 2, maxLength: 30 }),
        (rows) => {
          const cases = (of: (score: number) => number) =>
            year(
              2010,
              rows.map(([score, happened], i) => [`U${i}`, of(score), happened] as const),
            )
          const plain = auc(cases((score) => score))
          expect(auc(cases((score) => 3 * score ** 3 - 7))).toBe(plain)
          const turned = auc(cases((score) => -score))
          if (plain !== null) expect(turned).toBeCloseTo(1 - plain, 12)
        },
      ),
    )
  })
})

describe('Hits among the first k', () => {
  const cases = year(2010, [
    ['A', 9, true],
    ['B', 5, true],
    ['C', 5, false],
    ['D', 5, false],
    ['E', 1, true],
  ])

  it('share the last places among equals: 1 + 1/3 with two places, 1 + 2/3 with three', () => {
    const hits = (k: number) => hitsAt(inOrder(cases, 'method'), k)[0]!
    expect(hits(1)).toEqual({ year: 2010, cases: 5, happened: 3, places: 1, hits: 1 })
    expect(hits(2).hits).toBeCloseTo(4 / 3, 12)
    expect(hits(3).hits).toBeCloseTo(5 / 3, 12)
    expect(hits(9)).toMatchObject({ places: 5, hits: 3 })
  })

  it('are the share of all where lots are drawn', () => {
    expect(hitRate(hitsAt(inOrder(cases, 'lots'), 2))).toBeCloseTo(3 / 5, 12)
  })

  it('are refused for a list without places', () => {
    expect(() => hitsAt(inOrder(cases, 'method'), 0)).toThrow(RangeError)
    expect(hitRate([])).toBeNull()
  })
})

describe('Forecasts', () => {
  it('never fall with a better place: shares 1/4, 3/4, 2/4, 4/4 become 1/4, 5/8, 5/8, 1', () => {
    const bands = [1, 3, 2, 4].map((happened) => ({ cases: 4, happened }))
    expect(rising(bands)).toEqual([0.25, 0.625, 0.625, 1])
    expect(rising(bands.toReversed())).toEqual([0.625, 0.625, 0.625, 0.625])
    expect(
      rising([
        { cases: 0, happened: 0 },
        { cases: 2, happened: 1 },
        { cases: 0, happened: 0 },
      ]),
    ).toEqual([0.5, 0.5, 0.5])
  })

  /** Sixty units; the best fifth is sure to rise in even years. */
  const list = (when: number, turn = 1) =>
    year(
      when,
      Array.from({ length: 60 }, (_, i) => [`U${i}`, turn * i, i >= 48 && when % 2 === 0] as const),
    )

  it('are learnt from lists whose end was known by then, and from no later one', () => {
    const cases = [...list(2000), ...list(2005), ...list(2006)]
    const told = forecasts(cases, 'method', 5)
    expect([...new Set(told.map(({ of }) => of.year))]).toEqual([2005, 2006])
    // By 2006 two lists were over: 2000 (all twelve) and not yet 2005.
    expect(told.filter(({ of }) => of.unit === 'U59').map(({ probability }) => probability)).toEqual([1, 1])
    expect(told.filter(({ of }) => of.unit === 'U0').map(({ probability }) => probability)).toEqual([0, 0])

    const otherwise = cases.map((one) => (one.year > 2000 ? { ...one, happened: one.year + 1 } : one))
    expect(forecasts(otherwise, 'method', 5).map(({ probability }) => probability)).toEqual(
      told.map(({ probability }) => probability),
    )
  })

  it('are not told from fewer than fifty cases', () => {
    const few = list(2000).slice(0, 49)
    expect(forecasts([...few, ...list(2006)], 'method', 5)).toEqual([])
  })

  it('of a list upside down are one flat share, so that it is not helped by its own mistakes', () => {
    const told = forecasts([...list(2000, -1), ...list(2006, -1)], 'method', 5)
    expect(new Set(told.map(({ probability }) => probability))).toEqual(new Set([12 / 60]))
  })

  it('are held against what came: 0.9 and 0.8 that came, 0.3 and 0.5 that did not, score 0.0975', () => {
    const [a, b, c, d] = inOrder(
      year(2010, [
        ['A', 4, true],
        ['B', 3, true],
        ['C', 2, false],
        ['D', 1, false],
      ]),
      'method',
    ).flatMap(({ groups }) => groups.flat())
    const told = [
      { ...a!, band: 4, probability: 0.9 },
      { ...b!, band: 4, probability: 0.8 },
      { ...c!, band: 0, probability: 0.3 },
      { ...d!, band: 0, probability: 0.5 },
    ]
    // (0.01 + 0.04 + 0.09 + 0.25) / 4
    expect(brier(told)).toBeCloseTo(0.0975, 12)
    expect(brier([])).toBeNull()
    const [best, last] = calibration(told)
    expect(best).toMatchObject({ band: 4, cases: 2, happened: 2, observed: 1 })
    expect(best!.forecast).toBeCloseTo(0.85, 12)
    expect(last).toMatchObject({ band: 0, cases: 2, observed: 0 })
  })
})

describe('A back-test', () => {
  /** Countries that keep what they are over the years: scores and outcomes of one are alike. */
  const world = (seed: number, countries: number, years: number): Case[] => {
    const chance = random(seed)
    return Array.from({ length: countries }, (_, c) => {
      const kind = chance.normal()
      const rises = 0.5 * kind + 0.9 * chance.normal() > 0.6
      return Array.from({ length: years }, (_, y): Case => {
        // What becomes of a country is nearly the same for all its years.
        const happened = chance.uniform() < 0.05 ? !rises : rises
        return {
          unit: `C${c}`,
          year: 2000 + y,
          happened: happened ? 2000 + y + 3 : null,
          scores: { method: kind, lots: 0 },
        }
      })
    }).flat()
  }
  const options = { method: 'method', baselines: ['lots'], k: 9, horizon: 3, seed: 1, replicates: 60 }
  const limitsOf = (cases: Case[], replicates: number) =>
    finish(backTest(cases, { ...options, baselines: [], replicates })).measures.concordance!

  it('has intervals that hold the truth about as often as they say; drawing single years does not', () => {
    const large = world(99, 6000, 2)
    const truth = auc(large)!
    let byCountry = 0
    let byCase = 0
    const worlds = 60
    for (let seed = 1; seed <= worlds; seed++) {
      const cases = world(seed, 100, 4)
      const apart = cases.map((one) => ({ ...one, unit: `${one.unit} ${one.year}` }))
      const whole = limitsOf(cases, 100)
      const single = limitsOf(apart, 100)
      if (whole.low! <= truth && truth <= whole.high!) byCountry += 1
      if (single.low! <= truth && truth <= single.high!) byCase += 1
    }
    // In 300 such worlds: 93 % with 60 countries and 95 % with 150, against 62 % and 57 % by single years.
    expect(byCountry / worlds).toBeGreaterThan(0.88)
    expect(byCase / worlds).toBeLessThan(0.8)
  })

  it('gives the same to the last digit with the same seed, and other limits with another', () => {
    const cases = world(5, 60, 6)
    const first = finish(backTest(cases, options))
    expect(finish(backTest(cases, options))).toEqual(first)
    const other = finish(backTest(cases, { ...options, seed: 2 }))
    expect(other.measures.concordance!.value).toBe(first.measures.concordance!.value)
    expect(other.measures.concordance!.low).not.toBe(first.measures.concordance!.low)
  })

  it('compares on the cases both can place, with the same resamples', () => {
    const cases = world(5, 60, 6).map((one, i) => ({
      ...one,
      scores: { ...one.scores, lots: i % 3 === 0 ? null : 0, same: one.scores.method! * 2 },
    }))
    const { compared } = finish(backTest(cases, { ...options, baselines: ['lots', 'same'] }))
    expect(compared[0]!.method.cases.hitRate).toBe(240)
    expect(compared[0]!.naive.concordance).toEqual({ value: 0.5, low: 0.5, high: 0.5 })
    expect(compared[1]!.difference.concordance).toEqual({ value: 0, low: 0, high: 0 })
  })

  it('counts for each measure the cases it rests on: those of years with pairs, and of years with forecasts', () => {
    // Sixty cases a year; a horizon of three years, so that only 2003 and 2004 have a list behind them.
    const list = [2000, 2001, 2003, 2004].flatMap((when) =>
      Array.from({ length: 60 }, (_, i): Case => {
        const happened = when !== 2001 && i % 4 === 0 ? when + 1 : null
        return {
          unit: `U${i}`,
          year: when,
          happened,
          scores: { method: i, lots: 0, late: when > 2000 ? -i : null },
        }
      }),
    )
    const { compared, measures, years } = finish(
      backTest(list, { ...options, baselines: ['lots', 'late'], replicates: 0 }),
    )
    expect(measures).toMatchObject({
      cases: { concordance: 180, hitRate: 240, brier: 120 },
      forecastYears: [2003, 2004],
    })
    for (const { cases, forecastYears } of [compared[1]!.method, compared[1]!.naive])
      expect([cases, forecastYears]).toEqual([{ concordance: 120, hitRate: 180, brier: 60 }, [2004]])
    expect(years.find(({ year }) => year === 2003)!.casesOf).toMatchObject({
      method: { brier: 60 },
      late: { hitRate: 60, brier: 0 },
    })
  })

  it('knows forecasts that cannot differ: a list upside down and lots both foretell one share for everybody', () => {
    const list = (turn: number) =>
      [2000, 2006].flatMap((when) =>
        Array.from(
          { length: 60 },
          (_, i): Case => ({
            unit: `U${i}`,
            year: when,
            happened: i >= 48 ? when + 1 : null,
            scores: { method: turn * i, lots: 0 },
          }),
        ),
      )
    const same = (turn: number) =>
      finish(backTest(list(turn), { ...options, replicates: 0 })).compared.map(
        ({ sameForecast }) => sameForecast,
      )
    expect(same(-1)).toEqual([true])
    expect(same(1)).toEqual([false])
    expect(finish(backTest(list(-1).slice(0, 60), { ...options, replicates: 0 })).compared[0]).toMatchObject({
      sameForecast: false,
      method: { cases: { brier: 0 }, forecastYears: [] },
    })
  })

  it('can be asked among those that another ranking places alike', () => {
    // Between levels the method is right, within them it is wrong.
    const rows = [
      ['A', 4, true, 2],
      ['B', 5, false, 2],
      ['C', 1, true, 1],
      ['D', 2, false, 1],
    ] as const
    const cases = rows.map(([unit, score, happened, level]) => ({
      unit,
      year: 2000,
      happened: happened ? 2001 : null,
      scores: { method: score, level },
    }))
    const { within, measures } = finish(
      backTest(cases, { ...options, baselines: [], within: 'level', replicates: 0 }),
    )
    expect(measures.concordance!.value).toBe(0.25)
    expect(within!.value).toBe(0)
  })

  it('counts a thing that happened once, however many lists came before it', () => {
    const cases = [2001, 2002, 2003].map((when) => ({
      unit: 'A',
      year: when,
      happened: 2004,
      scores: { method: 1 },
    }))
    expect(eventsIn(cases)).toBe(1)
  })

  it('gives no interval where too many resamples have nothing to measure', () => {
    expect(
      interval([...Array.from({ length: 94 }, () => 1), ...Array.from({ length: 6 }, () => null)], 0.95),
    ).toEqual({
      low: null,
      high: null,
    })
    expect(interval([1, 2, 3], 0.95)).toEqual({ low: null, high: null })
    expect(
      interval(
        Array.from({ length: 101 }, (_, i) => i),
        0.9,
      ),
    ).toEqual({ low: 5, high: 95 })
  })

  it('draws as many units as there are', () => {
    const drawn = drawUnits(20, 1, 0)
    expect(drawn.reduce((sum, n) => sum + n, 0)).toBe(20)
    expect(drawn).not.toEqual(drawUnits(20, 1, 1))
  })

  it('refuses to test nothing', () => {
    expect(() => finish(backTest([], options))).toThrow(RangeError)
  })
})
