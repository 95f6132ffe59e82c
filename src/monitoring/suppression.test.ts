import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atOnce,
  type CountCell,
  type Edition,
  mayShowShare,
  type Relation,
  type Shown,
  suppress,
  suppressBelow,
  suppressing,
  thresholdFrom,
} from './suppression.ts'

const cells = (values: Record<string, number | null>): CountCell[] =>
  Object.entries(values).map(([id, value]) => ({ id, value }))
const told = (shown: Map<string, Shown>) =>
  Object.fromEntries([...shown].map(([id, each]) => [id, each.kind === 'shown' ? each.value : each.kind]))

describe('Small counts of people', () => {
  it('are told as fewer than ten', () => {
    expect(told(suppress(cells({ a: 0, b: 1, c: 9, d: 10, e: null }), []))).toEqual({
      a: 0,
      b: 'small',
      c: 'small',
      d: 10,
      e: 'missing',
    })
  })

  it('cannot be worked out from the total and the rest: a second figure is kept back', () => {
    const split = [{ whole: 'total', parts: ['girls', 'boys', 'other'] }]
    expect(told(suppress(cells({ total: 60, girls: 36, boys: 20, other: 4 }), split))).toEqual({
      total: 60,
      girls: 36,
      boys: 'hidden',
      other: 'small',
    })
  })

  it('give up the total where only zeros stand beside them', () => {
    const split = [{ whole: 'total', parts: ['girls', 'boys'] }]
    expect(told(suppress(cells({ total: 4, girls: 4, boys: 0 }), split))).toEqual({
      total: 'small',
      girls: 'hidden',
      boys: 'hidden',
    })
    expect(told(suppress(cells({ total: 18, girls: 9, boys: 9 }), split))).toEqual({
      total: 'hidden',
      girls: 'small',
      boys: 'small',
    })
  })

  it('cannot be worked out from the difference between reporters', () => {
    const shown = told(
      suppress(cells({ all: 50, north: 30, south: 16, east: 4 }), [
        { whole: 'all', parts: ['north', 'south', 'east'] },
      ]),
    )
    expect(shown.east).toBe('small')
    expect([shown.all, shown.north, shown.south].filter((each) => each === 'hidden')).toHaveLength(1)
  })

  it('that were not reported, and would be what is left, are protected as well', () => {
    const split = [{ whole: 'total', parts: ['girls', 'boys'] }]
    expect(told(suppress(cells({ total: 30, girls: 26, boys: null }), split))).toEqual({
      total: 30,
      girls: 'hidden',
      boys: 'missing',
    })
    expect(told(suppress(cells({ total: 30, girls: 12, boys: null }), split)).girls).toBe(12)
  })

  it('leave alone what is nobody’s secret', () => {
    const split = [{ whole: 'total', parts: ['girls', 'boys'] }]
    expect(told(suppress(cells({ total: 40, girls: 40, boys: 0 }), split))).toEqual({
      total: 40,
      girls: 40,
      boys: 0,
    })
  })

  it('have a threshold that can be raised and not lowered', () => {
    expect(thresholdFrom(null)).toBe(10)
    expect(thresholdFrom(20)).toBe(20)
    expect(() => thresholdFrom(9)).toThrow('always kept back')
    expect(() => suppress([], [], 5)).toThrow('always kept back')
    expect(told(suppress(cells({ a: 15 }), [], 20))).toEqual({ a: 'small' })
  })

  it('do not come back through the rise of a cumulative count', () => {
    const shown = suppress(cells({ p1: 50, p2: 53, p3: 61, p4: 61, p5: 70 }), [], 10, [
      ['p1', 'p2', 'p3', 'p4', 'p5'],
    ])
    expect(told(shown)).toEqual({ p1: 50, p2: 'hidden', p3: 61, p4: 61, p5: 'hidden' })
  })

  it('do not come back through a percentage', () => {
    const may = (value: string, numerator: string | null, denominator: string | null) =>
      mayShowShare({ value, numerator, denominator }, { percent: true })
    expect(may('4', '4', '100')).toBe(false)
    expect(may('96', '96', '100')).toBe(false)
    expect(may('42.9', '3', '7')).toBe(false)
    expect(may('0', '0', '100')).toBe(true)
    expect(may('40', '40', '100')).toBe(true)
  })

  it('do not come back through a percentage whose numbers were left blank', () => {
    const may = (value: string, denominator: string | null, percent = true) =>
      mayShowShare({ value, numerator: null, denominator }, { percent })
    // Of how many is not known: two of twenty look the same as two thousand of twenty thousand.
    expect(may('10', null)).toBe(false)
    expect(mayShowShare({ value: '10', numerator: '500', denominator: null }, { percent: true })).toBe(false)
    expect(may('10', '20')).toBe(false)
    expect(may('90', '20')).toBe(false)
    expect(may('10', '200')).toBe(true)
    expect(may('0.1', '200', false)).toBe(true)
    expect(may('0.1', '20', false)).toBe(false)
    // Nine of 187 are rounded to five per cent as well.
    expect(may('5', '187')).toBe(false)
    expect(may('5.35', '187')).toBe(true)
    expect(may('0', '1000')).toBe(false)
  })

  /*
   * The attacker: somebody who sees all that is shown, knows every sum, knows how figures are kept
   * back, and tries out every table of whole numbers that would have looked the same.
   */
  it('stay as open as the threshold says to whoever tries out every possible table', () => {
    const threshold = 4
    const most = 16
    const relations: Relation[] = [
      { whole: 'all', parts: ['north', 'south'] },
      { whole: 'all girls', parts: ['north girls', 'south girls'] },
      { whole: 'all boys', parts: ['north boys', 'south boys'] },
      ...['all', 'north', 'south'].map((of) => ({ whole: of, parts: [`${of} girls`, `${of} boys`] })),
    ]
    const tableOf = (ng: number, nb: number, sg: number, sb: number): Record<string, number> => ({
      'north girls': ng,
      'north boys': nb,
      'south girls': sg,
      'south boys': sb,
      north: ng + nb,
      south: sg + sb,
      'all girls': ng + sg,
      'all boys': nb + sb,
      all: ng + nb + sg + sb,
    })
    const ids = Object.keys(tableOf(0, 0, 0, 0))
    const count = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 9 }))
    fc.assert(
      fc.property(count, count, count, count, (ng, nb, sg, sb) => {
        const truth = tableOf(ng, nb, sg, sb)
        const shown = suppressBelow(cells(truth), relations, threshold)
        const secret = ids.filter((id) => (truth[id] ?? 0) > 0 && (truth[id] ?? 0) < threshold)
        for (const id of secret) expect(shown.get(id)?.kind).not.toBe('shown')
        const possible = new Map(secret.map((id) => [id, new Set<number>()]))
        const looksTheSame = (id: string, value: number) => {
          const seen = shown.get(id)
          if (seen?.kind === 'shown') return seen.value === value
          if (seen?.kind === 'small') return value > 0 && value < threshold
          return true
        }
        if (secret.length > 0)
          for (let a = 0; a <= most; a++) {
            if (!looksTheSame('north girls', a)) continue
            for (let b = 0; b <= most; b++) {
              if (!looksTheSame('north boys', b) || !looksTheSame('north', a + b)) continue
              for (let c = 0; c <= most; c++) {
                if (!looksTheSame('south girls', c) || !looksTheSame('all girls', a + c)) continue
                for (let d = 0; d <= most; d++) {
                  const table = tableOf(a, b, c, d)
                  if (!ids.every((id) => looksTheSame(id, table[id] ?? 0))) continue
                  for (const [id, values] of possible) values.add(table[id] ?? 0)
                }
              }
            }
          }
        for (const [id, values] of possible)
          for (let value = 1; value < threshold; value++)
            expect(
              values.has(value),
              `${id} = ${truth[id]} in ${JSON.stringify(truth)}, shown ${JSON.stringify(told(shown))}: ${value} is ruled out`,
            ).toBe(true)
      }),
      { numRuns: 120 },
    )
  })

  it('are settled for a table of a real size in good time, and keep most of it', () => {
    const reporters = Array.from({ length: 8 }, (_, place) => `r${place}`)
    const categories = Array.from({ length: 6 }, (_, place) => `c${place}`)
    const values: Record<string, number> = { all: 0 }
    reporters.forEach((reporter, r) => {
      categories.forEach((category, c) => {
        const value = (r * 37 + c * 11 + 3) % 90
        values[`${reporter} ${category}`] = value
        for (const whole of ['all', reporter, `all ${category}`]) values[whole] = (values[whole] ?? 0) + value
      })
    })
    const relations: Relation[] = [
      { whole: 'all', parts: reporters },
      ...categories.map((category) => ({
        whole: `all ${category}`,
        parts: reporters.map((each) => `${each} ${category}`),
      })),
      ...['all', ...reporters].map((of) => ({ whole: of, parts: categories.map((each) => `${of} ${each}`) })),
    ]
    const shown = [...suppress(cells(values), relations).values()]
    expect(shown.filter(({ kind }) => kind === 'shown').length).toBeGreaterThan(shown.length / 2)
  })
})

describe('Small counts in one edition after the other', () => {
  const split = (whole: string, parts: string[]) => ({ whole, parts })
  const inTurn = (...editions: Edition[]) => told(atOnce(suppressing(editions, 10)))

  it('do not come back by taking an earlier total from a later one', () => {
    const first = { cells: cells({ north: 30 }), relations: [], series: [] }
    const shown = inTurn(
      first,
      { cells: cells({ both: 34, south: 4 }), relations: [split('both', ['north', 'south'])], series: [] },
      {
        cells: cells({ all: 84, east: 50 }),
        relations: [split('all', ['north', 'south', 'east'])],
        series: [],
      },
    )
    // What was shown is known: hiding it afterwards would protect nobody.
    expect(shown).toMatchObject({ north: 30, south: 'small', both: 'hidden' })
    expect([shown.all, shown.east].filter((each) => each === 'hidden')).toHaveLength(1)
  })

  it('are told the same of an edition whatever came after it', () => {
    const first = {
      cells: cells({ t: 60, a: 36, b: 20, c: 4 }),
      relations: [split('t', ['a', 'b', 'c'])],
      series: [],
    }
    const second = { cells: cells({ u: 64, d: 4 }), relations: [split('u', ['t', 'd'])], series: [] }
    expect(inTurn(first, second)).toMatchObject(inTurn(first))
  })

  it('do not come back through a total of different people, or of categories that overlap', () => {
    const shown = told(
      suppress(cells({ together: 39, north: 30, south: 9 }), [
        { whole: 'together', parts: ['north', 'south'], overlapping: true },
      ]),
    )
    expect(shown.south).not.toBe(9)
    expect([shown.together, shown.north]).toContain('hidden')
  })

  it('are kept back all alike when working it out would take too long', () => {
    const edition = {
      cells: cells({ t: 60, a: 36, b: 20, c: 4 }),
      relations: [split('t', ['a', 'b', 'c'])],
      series: [],
    }
    expect(told(atOnce(suppressing([edition], 10, 1)))).toEqual({
      t: 'hidden',
      a: 'hidden',
      b: 'hidden',
      c: 'hidden',
    })
  })
})
