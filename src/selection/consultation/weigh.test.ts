import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedMethodology } from '../catalogue.ts'
import { allCriteria, sharesOf } from '../criteria.ts'
import type { Criterion } from '../schema.ts'
import { askedAbout, pointsWritten, waysFor, withPoints } from './asked.ts'
import { levels } from './schema.ts'
import { comparedPoints, orderPoints, pairKey, pairsOf } from './weigh.ts'

const rounded = (points: Record<string, number>) =>
  Object.values(points).map((value) => Number(value.toFixed(4)))

describe('An order', () => {
  it('gives the centroid weights that are published for two to five things', () => {
    const order = (count: number) =>
      rounded(
        orderPoints(
          Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, i + 1])),
          Array.from({ length: count }, (_, i) => `c${i}`),
        ),
      )
    // Barron and Barrett 1996, table of rank-order centroid weights.
    expect(order(2)).toEqual([75, 25])
    expect(order(3)).toEqual([61.1111, 27.7778, 11.1111])
    expect(order(4)).toEqual([52.0833, 27.0833, 14.5833, 6.25])
    expect(order(5)).toEqual([45.6667, 25.6667, 15.6667, 9, 4])
  })

  it('lets things share a place, and all on one place weigh alike', () => {
    expect(rounded(orderPoints({ a: 1, b: 2, c: 2 }, ['a', 'b', 'c']))).toEqual([61.1111, 19.4444, 19.4444])
    expect(rounded(orderPoints({ a: 7, b: 7, c: 7 }, ['a', 'b', 'c']))).toEqual([33.3333, 33.3333, 33.3333])
  })

  it('always comes to 100 points, more for what stands further ahead', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 8 }), (places) => {
        const ids = places.map((_, i) => `c${i}`)
        const given = Object.fromEntries(ids.map((id, i) => [id, places[i]!]))
        const points = orderPoints(given, ids)
        expect(Object.values(points).reduce((a, b) => a + b)).toBeCloseTo(100, 9)
        for (const [a, b] of pairsOf(ids))
          expect(Math.sign(points[a]! - points[b]!) + 0).toBe(Math.sign(given[b]! - given[a]!) + 0)
      }),
      { numRuns: 50 },
    )
  })
})

describe('Comparing two at a time', () => {
  const ids = ['a', 'b', 'c']
  const judged = (ab: number, ac: number, bc: number) => ({
    [pairKey('a', 'b')]: ab,
    [pairKey('a', 'c')]: ac,
    [pairKey('b', 'c')]: bc,
  })

  it('gives back the weights that judgements without contradiction were made from', () => {
    const { points, ratio, consistent, again } = comparedPoints(judged(2, 6, 3), ids)
    expect(rounded(points)).toEqual([60, 30, 10])
    expect(ratio).toBeCloseTo(0, 9)
    expect(consistent).toBe(true)
    expect(again).toBeNull()
  })

  it('reads a judgement below zero as the second mattering more', () => {
    const turned = comparedPoints(judged(-2, -6, -3), ids).points
    expect(turned.c! / turned.a!).toBeCloseTo(6, 9)
    expect(turned.b! / turned.a!).toBeCloseTo(2, 9)
  })

  it('names a pair to look at again where judgements go round in a circle', () => {
    const { ratio, consistent, again } = comparedPoints(judged(5, -5, 5), ids)
    expect(ratio).toBeGreaterThan(0.1)
    expect(consistent).toBe(false)
    expect(again).not.toBeNull()
    // Mended as it says, the three agree.
    const { first, second, rest } = again!
    const mended = { ...judged(5, -5, 5), [pairKey(first, second)]: rest < 1 ? -1 / rest : rest }
    expect(comparedPoints(mended, ids).ratio).toBeCloseTo(0, 6)
  })
})

describe('What is asked about', () => {
  it('are the parts at the top or all criteria, and comparing is for seven at most', () => {
    const { methodology } = shippedMethodology('tipping-point')
    expect(askedAbout(methodology, 'groups').map(({ id }) => id)).toEqual([
      'will',
      'gap',
      'burden',
      'leverage',
    ])
    expect(askedAbout(methodology, 'criteria').length).toBeGreaterThan(7)
    expect([1, 2, 7, 8].map((count) => waysFor(count).includes('pairwise'))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(waysFor(1)).toEqual([])
  })

  it.each(levels)('written back with its own points is the document as it was, by %s', (level) => {
    for (const id of ['tipping-point', 'atest-2014']) {
      const { methodology } = shippedMethodology(id)
      const points = pointsWritten(methodology, level)
      expect(Object.values(points).reduce((a, b) => a + b)).toBeCloseTo(100, 9)
      const again = withPoints(methodology, level, points)
      const shares = (root: Criterion | undefined) => allCriteria(root).flatMap(sharesOf)
      const was = shares(methodology.criteria)
      shares(again.criteria).forEach((share, place) => {
        expect(share).toBeCloseTo(was[place]!, 9)
      })
    }
  })

  it('weighs a group by its criteria together; one without points weighs nothing and keeps its inside', () => {
    const { methodology } = shippedMethodology('tipping-point')
    const points = Object.fromEntries(
      askedAbout(methodology, 'criteria').map(({ id }) => [
        id,
        id === 'courts' ? 60 : id === 'goods' ? 40 : 0,
      ]),
    )
    const { criteria } = withPoints(methodology, 'criteria', points)
    expect(criteria!.children!.map(({ weight }) => weight)).toEqual([0, 60, 40, 0])
    expect(sharesOf(criteria!.children![0]!)).toEqual(sharesOf(methodology.criteria!.children![0]!))
  })
})
