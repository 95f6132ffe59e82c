import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankScores } from './ranks.ts'

describe('Places', () => {
  it('are shared by equals, and the next stay empty', () => {
    expect(rankScores([10, 30, 30, 20])).toEqual([4, 1, 1, 3])
    expect(rankScores([10, 30, 30, 20], { descending: false })).toEqual([1, 3, 3, 2])
  })

  it('are not given to what is not known', () => {
    expect(rankScores([null, 2, null, 3])).toEqual([null, 2, null, 1])
    expect(rankScores([])).toEqual([])
  })

  it('are shared across rounding noise', () => {
    expect(rankScores([3.4, 3.4000000000000004, 3.3])).toEqual([1, 1, 3])
    expect(rankScores([3.4, 3.4000000000000004], { tolerance: 0 })).toEqual([2, 1])
  })

  it('measure a tie from the best of the set, so that small steps do not chain', () => {
    expect(rankScores([3, 2.2, 1.4, 0.6], { tolerance: 1 })).toEqual([1, 1, 3, 3])
  })

  it('do not depend on the order in which units are listed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (scores, tolerance) => {
          const backwards = rankScores(scores.slice().reverse(), { tolerance })
          expect(backwards.reverse()).toEqual(rankScores(scores, { tolerance }))
        },
      ),
    )
  })

  it('stay when scores go through a rising curve', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), (scores) => {
        expect(rankScores(scores.map((x) => x ** 3 + x))).toEqual(rankScores(scores))
      }),
    )
  })

  it('are refused for what is no score', () => {
    expect(() => rankScores([1, Number.NaN])).toThrow(/score 2 is NaN/)
    expect(() => rankScores([1], { tolerance: -1 })).toThrow(RangeError)
  })
})
