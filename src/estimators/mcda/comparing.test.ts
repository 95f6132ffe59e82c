import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { electreOne, electreTwo } from './electre.ts'
import { ornessOf, owa } from './owa.ts'
import { degreeOf, type Preference, promethee } from './promethee.ts'
import type { McdaTable } from './table.ts'
import { topsis } from './topsis.ts'

const roy = { concordance: [0.65, 0.5, 0.35], discordance: [0.65, 0.35] } as const
const share = fc.double({ min: 0, max: 1, noNaN: true })
const tables = fc
  .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 1, max: 4 }))
  .chain(([units, criteria]) =>
    fc.record({
      columns: fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: units, maxLength: units }), {
        minLength: criteria,
        maxLength: criteria,
      }),
      weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: criteria, maxLength: criteria }),
    }),
  )

describe('An ordered weighted average', () => {
  const values = [0.2, 0.9, 0.5]
  it.each([
    [0, 0.2],
    [1, 0.9],
  ])('with orness %d is one part alone: %d', (orness, wanted) => {
    expect(owa(values, [1, 1, 1], orness)).toBe(wanted)
  })

  it('with orness one half is the weighted mean', () => {
    expect(owa(values, [5, 3, 2], 0.5)).toBeCloseTo(0.2 * 0.5 + 0.9 * 0.3 + 0.5 * 0.2, 12)
  })

  it('with a quantifier of r² gives the best third of three equal parts a ninth of the say', () => {
    expect(owa(values, [1, 1, 1], 1 / 3)).toBeCloseTo((0.9 + 3 * 0.5 + 5 * 0.2) / 9, 12)
  })

  it('has the orness it was asked for, nearly so with few parts', () => {
    // What the part at each place adds when it rises from nothing to one while those above it have one already.
    const sums = Array.from({ length: 200 }, (_, k) =>
      owa(
        Array.from({ length: 200 }, (_, i) => (i <= k ? 1 : 0)),
        new Array(200).fill(1),
        0.3,
      ),
    ) as number[]
    expect(ornessOf(sums.map((sum, k) => sum - (sums[k - 1] ?? 0)))).toBeCloseTo(0.3, 2)
  })

  it('rises with orness and stays between worst and best', () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 6 }), share, share, (parts, a, b) => {
        const of = (orness: number) =>
          owa(
            parts,
            parts.map((_, k) => k + 1),
            orness,
          )!
        const [low, high] = [of(Math.min(a, b)), of(Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high + 1e-12)
        expect(low).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-12)
        expect(high).toBeLessThanOrEqual(Math.max(...parts) + 1e-12)
      }),
      { numRuns: 100 },
    )
  })

  it('leaves out what is not known or has no weight, and refuses an orness beyond 1', () => {
    expect(owa([null, 0.4, 0.9], [1, 1, 0], 0.2)).toBeCloseTo(0.4, 12)
    expect(owa([null, 0.4], [1, 0], 0.2)).toBeNull()
    expect(() => owa([1], [1], 1.1)).toThrow(/orness is 1.1/)
  })
})

describe('TOPSIS', () => {
  it('gives 1 to who is best on all and 0 to who is worst on all', () => {
    const { closeness } = topsis(
      {
        columns: [
          [9, 5, 1],
          [1, 2, 3],
        ],
        weights: [1, 1],
        directions: [1, -1],
      },
      { scale: 'vector' },
    )
    expect(closeness).toEqual([1, expect.closeTo(0.5, 1), 0])
  })

  it('lets the coming of a third turn the order of two: what breaks it', () => {
    const two = (extra: number[][]) => ({
      columns: [
        [8, 4, ...extra.map(([a]) => a!)],
        [2, 5, ...extra.map(([, b]) => b!)],
      ],
      weights: [1, 1],
    })
    const alone = topsis(two([]), { scale: 'min-max' }).closeness as number[]
    const after = topsis(
      two([
        [0, 0],
        [4, 30],
      ]),
      { scale: 'min-max' },
    ).closeness as number[]
    expect(alone[0]).toBeCloseTo(alone[1]!, 12)
    expect(after[0]).toBeGreaterThan(after[1]! + 0.1)
  })
})

describe('A preference', () => {
  it.each<[Preference, [number, number][]]>([
    [{ shape: 'usual' }, [[0.01, 1]]],
    [
      { shape: 'u', indifference: 0.2 },
      [
        [0.2, 0],
        [0.21, 1],
      ],
    ],
    [
      { shape: 'v', preference: 0.4 },
      [
        [0.1, 0.25],
        [0.5, 1],
      ],
    ],
    [
      { shape: 'level', indifference: 0.1, preference: 0.3 },
      [
        [0.1, 0],
        [0.3, 0.5],
        [0.31, 1],
      ],
    ],
    [
      { shape: 'v-with-indifference', indifference: 0.1, preference: 0.3 },
      [
        [0.1, 0],
        [0.2, 0.5],
        [0.3, 1],
      ],
    ],
    [
      { shape: 'gaussian', spread: 0.2 },
      [
        [0.2, 1 - Math.exp(-0.5)],
        [0.4, 1 - Math.exp(-2)],
      ],
    ],
  ])('of shape %j is as Brans and Vincke drew it', (preference, points) => {
    const degree = degreeOf(preference)
    for (const [d, wanted] of points) expect(degree(d)).toBeCloseTo(wanted, 9)
  })

  it.each<Preference>([
    { shape: 'v', preference: 0 },
    { shape: 'level', indifference: 0.3, preference: 0.3 },
    { shape: 'gaussian', spread: -1 },
    { shape: 'u', indifference: Number.NaN },
  ])('that cannot be is refused: %j', (preference) => {
    expect(() => promethee({ columns: [[1, 2]], weights: [1] }, preference)).toThrow(RangeError)
  })
})

describe('PROMETHEE II', () => {
  it('gives flows that sum to nothing, and the same to whoever is alike', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const twins = { ...table, columns: table.columns.map((column) => [...column, column[0]!]) }
        const net = promethee(twins, { shape: 'v', preference: 3 }).net as number[]
        expect(net.reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(0, 10)
        expect(net[net.length - 1]).toBeCloseTo(net[0]!, 12)
      }),
      { numRuns: 50 },
    )
  })

  it('takes a difference of rounding for none, and shares the rank', () => {
    const { net, ranks } = promethee({ columns: [[0.1 + 0.2, 0.3, 0.9]], weights: [1] }, { shape: 'usual' })
    expect(net).toEqual([-0.5, -0.5, 1])
    expect(ranks).toEqual([2, 2, 1])
  })
})

describe('ELECTRE', () => {
  it('I: nobody in the kernel outranks another of it, and everybody outside is outranked from inside', () => {
    let looked = 0
    fc.assert(
      fc.property(tables, share, share, (table, concordance, discordance) => {
        const { outranks, kernel, findings } = electreOne(table, { concordance, discordance })
        expect(kernel).toContain(true)
        if (findings.some(({ code }) => code === 'cycle')) return
        looked++
        kernel.forEach((inside, b) => {
          const fromInside = kernel.some((other, a) => other && outranks[a]![b])
          expect(fromInside).toBe(!inside)
        })
      }),
      { numRuns: 200 },
    )
    expect(looked).toBeGreaterThan(20)
  })

  it('II: takes a circle for one, names it and lets it share a place', () => {
    // Each beats the next on two criteria of three; the fourth is worse than all.
    const { ranks, findings } = electreTwo(
      {
        columns: [
          [3, 2, 1, 0],
          [1, 3, 2, 0],
          [2, 1, 3, 0],
        ],
        weights: [1, 1, 1],
      },
      { concordance: [0.6, 0.5, 0.4], discordance: [1, 0.5] },
    )
    expect(ranks).toEqual([1, 1, 1, 4])
    expect(findings).toEqual([{ code: 'cycle', units: [0, 1, 2] }])
  })

  it('II: breaks a tie by the weak relation', () => {
    // On 55 of 100 the first is better, on 45 the second by far: too far for a strong relation, not for a weak one.
    const table = {
      columns: [
        [10, 9],
        [0, 6],
        [10, 0],
      ],
      weights: [55, 45, 0],
    }
    const { strong, weak, ranks } = electreTwo(table, { concordance: [0.9, 0.8, 0.5], discordance: [1, 0.2] })
    expect([strong[0]![1], weak[0]![1], weak[1]![0]]).toEqual([false, true, false])
    expect(ranks).toEqual([1, 2])
  })

  it('II: puts first whoever is best on all, and last whoever is worst on all', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const columns = table.columns.map((column) => [9, ...column, -1])
        const { ranks } = electreTwo({ ...table, columns }, roy)
        expect(ranks[0]).toBe(1)
        expect(Math.max(...(ranks as number[]))).toBe(ranks[ranks.length - 1])
      }),
      { numRuns: 50 },
    )
  })

  it('refuses thresholds that do not fall', () => {
    expect(() =>
      electreTwo({ columns: [[1, 2]], weights: [1] }, { ...roy, concordance: [0.5, 0.6, 0.4] }),
    ).toThrow(/fall/)
    expect(() => electreOne({ columns: [[1, 2]], weights: [1] }, { concordance: 2, discordance: 0 })).toThrow(
      RangeError,
    )
  })
})

describe('Whatever is odd has a name, and nothing is NaN', () => {
  const methods: [
    string,
    (table: McdaTable) => { ranks: (number | null)[]; findings: { code: string }[] },
  ][] = [
    ['topsis vector', (table) => topsis(table, { scale: 'vector' })],
    ['topsis min-max', (table) => topsis(table, { scale: 'min-max' })],
    ['promethee', (table) => promethee(table, { shape: 'usual' })],
    ['electre', (table) => electreTwo(table, roy)],
  ]
  it.each(methods)('%s', (_, method) => {
    const codes = (table: McdaTable) => method(table).findings.map(({ code }) => code)
    expect(
      codes({
        columns: [
          [1, 2, 3],
          [5, 5, 5],
        ],
        weights: [1, 1],
      }),
    ).toEqual(['constant-column'])
    expect(
      codes({
        columns: [
          [1, 2, 3],
          [5, 6, 4],
        ],
        weights: [1, 0],
      }),
    ).toEqual(['zero-weight'])
    expect(method({ columns: [[1, 2]], weights: [0] })).toMatchObject({ ranks: [null, null] })
    expect(codes({ columns: [[1, 2]], weights: [0] })).toContain('all-weights-zero')
    expect(method({ columns: [[7], [1]], weights: [1, 1] })).toMatchObject({
      ranks: [null],
      findings: [{ code: 'one-unit' }],
    })
    expect(codes({ columns: [], weights: [] })).toContain('no-unit')
    expect(
      method({
        columns: [
          [1, null, 3],
          [1, 2, 0],
        ],
        weights: [1, 1],
      }),
    ).toMatchObject({
      ranks: [expect.any(Number), null, expect.any(Number)],
      findings: expect.arrayContaining([{ code: 'incomplete-units', units: [1] }]),
    })
    expect(() => method({ columns: [[1, Number.NaN]], weights: [1] })).toThrow(
      /unit 2 has NaN on criterion 1/,
    )
    expect(() => method({ columns: [[1, 2]], weights: [-1] })).toThrow(/weight of criterion 1 is -1/)
  })

  it('TOPSIS has no distance where all are alike, and says so', () => {
    const { closeness, findings } = topsis(
      {
        columns: [
          [2, 2],
          [0, 0],
        ],
        weights: [1, 1],
      },
      { scale: 'vector' },
    )
    expect(closeness).toEqual([null, null])
    expect(findings).toContainEqual({ code: 'all-alike' })
  })
})
