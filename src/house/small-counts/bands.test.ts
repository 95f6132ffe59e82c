import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandOf, bandsByPlace } from './bands.ts'

describe('A number of people of a place', () => {
  it('is told as the band it lies in, and not at all below the fewest', () => {
    expect([0, 9, 10, 19, 20].map((n) => bandOf(n))).toEqual([
      null,
      null,
      { atLeast: 10, atMost: 19 },
      { atLeast: 10, atMost: 19 },
      { atLeast: 20, atMost: 29 },
    ])
    expect(bandOf(45, 20)).toEqual({ atLeast: 40, atMost: 59 })
  })

  it('is kept back where the total less what is told would show a few elsewhere', () => {
    // 20 in Florida and one in Georgia: Florida alone would show that somebody is elsewhere.
    expect(
      bandsByPlace([
        ['FL', 20],
        ['GA', 1],
      ]),
    ).toEqual([])
    expect(
      bandsByPlace([
        ['FL', 20],
        [null, 1],
      ]),
    ).toEqual([])
    expect(
      bandsByPlace([
        ['FL', 30],
        ['TX', 12],
        ['GA', 1],
      ]).map(({ place }) => place),
    ).toEqual(['FL'])
    expect(
      bandsByPlace([
        ['FL', 30],
        ['TX', 12],
      ]).map(({ place }) => place),
    ).toEqual(['FL', 'TX'])
  })
})

describe('Whoever reads an exact total beside the bands', () => {
  const places = ['A', 'B', 'C', 'D', 'E']
  // A band of three: the rule knows no other numbers than multiples of the fewest.
  const fewest = 3
  const tell = (counts: readonly number[]) =>
    bandsByPlace(
      counts.map((n, i) => [places[i] as string, n]),
      fewest,
    )

  /** Every way to put so many people into so many places. */
  function* worlds(total: number, left = places.length): Generator<number[]> {
    if (left === 1) yield [total]
    else
      for (let n = 0; n <= total; n++) for (const others of worlds(total - n, left - 1)) yield [n, ...others]
  }

  it('cannot tell of any place with a few that anybody is there, while three places are not named', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }), (some) => {
        const counts = [...some, 0, 0]
        const total = counts.reduce((sum, n) => sum + n, 0)
        const told = tell(counts)
        if (told.length > places.length - 3) return
        const same = [...worlds(total)].filter(
          (world) => JSON.stringify(tell(world)) === JSON.stringify(told),
        )
        counts.forEach((n, i) => {
          if (n === 0 || n >= fewest) return
          expect(
            same.some((world) => world[i] === 0),
            `${counts} told as ${JSON.stringify(told)}`,
          ).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })
})
