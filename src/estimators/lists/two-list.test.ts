import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimate.ts'
import { random } from '../random.ts'
import { chao } from './chao.ts'
import { type OverlapTable, overlapTable } from './overlap-table.ts'
import { twoList } from './two-list.ts'

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code)

describe('two lists', () => {
  it('gives no number where nobody is on both, but says what population is at least plausible', () => {
    const estimate = twoList({ first: 60, second: 50, both: 0 })
    expect(estimate).toMatchObject({ status: 'no-estimate', reason: { code: 'no-overlap' }, intervals: [] })
    const least = estimate.diagnostics.leastPlausible as number
    const nobody = (n: number) => {
      let p = 1
      for (let k = 0; k < 50; k++) p *= (n - 60 - k) / (n - k)
      return p
    }
    expect(nobody(least)).toBeGreaterThanOrEqual(0.025)
    expect(nobody(least - 1)).toBeLessThan(0.025)
  })

  it('shows no interval of width 0 where one list lies within the other', () => {
    const estimate = twoList({ first: 10, second: 25, both: 10 }, ['police', 'shelter'])
    expect(estimate).toMatchObject({ status: 'ok', estimate: 25, standardError: null, intervals: [] })
    expect(estimate.warnings).toContainEqual({ code: 'list-within-list', inner: 'police', outer: 'shelter' })
  })

  it('says that there is no upper limit, and that an overlap of two is small', () => {
    const estimate = twoList({ first: 60, second: 40, both: 2 })
    expect(codes(estimate.warnings)).toEqual(expect.arrayContaining(['no-upper-limit', 'overlap-small']))
    expect(codes(twoList({ first: 60, second: 40, both: 7 }).warnings)).not.toContain('overlap-small')
  })

  it('shows what false and missed matches would do, in the right direction', () => {
    const estimate = twoList({ first: 200, second: 150, both: 40 })
    if (estimate.status !== 'ok') throw new Error('an estimate exists')
    for (const { falseMatches, missedMatches } of estimate.diagnostics.linkage) {
      expect(falseMatches.estimate).toBeGreaterThan(estimate.estimate)
      expect(missedMatches.estimate).toBeLessThan(estimate.estimate)
    }
    const tight = twoList({ first: 12, second: 50, both: 11 })
    if (tight.status !== 'ok') throw new Error('an estimate exists')
    expect(tight.diagnostics.linkage.at(-1)?.missedMatches).toEqual({ overlap: 12, estimate: 50 })
  })

  it.each([
    [{ first: 10, second: 10, both: 11 }, 'both-above-list'],
    [{ first: -1, second: 10, both: 0 }, 'not-a-whole-count'],
    [{ first: 10.5, second: 10, both: 1 }, 'not-a-whole-count'],
    [{ first: Number.NaN, second: 10, both: 1 }, 'not-a-whole-count'],
  ])('refuses %j', (counts, code) => {
    expect(() => twoList(counts)).toThrow(WrongData)
    try {
      twoList(counts)
    } catch (error) {
      expect((error as WrongData).finding.code).toBe(code)
    }
  })

  it('keeps finite with lists of a thousand million', () => {
    const estimate = twoList({ first: 1e9, second: 1e9, both: 2e8 })
    if (estimate.status !== 'ok') throw new Error('an estimate exists')
    expect(estimate.estimate / 5e9).toBeCloseTo(1, 6)
    for (const { low, high } of estimate.intervals) {
      expect(low).toBeLessThan(estimate.estimate)
      expect(high).toBeGreaterThan(estimate.estimate)
    }
  })

  it.each([0, 1])('ends with lists of a thousand million of which %i is on both', (both) => {
    const estimate = twoList({ first: 1e9, second: 1e9, both })
    expect(estimate.status).toBe(both === 0 ? 'no-estimate' : 'ok')
    expect(estimate.diagnostics.leastPlausible).toBeNull()
  })

  it('takes no more people than a table may hold', () => {
    expect(() => twoList({ first: 1e12, second: 1e12, both: 1 })).toThrow('too-many')
  })

  it.each([
    [10, 10, 9],
    [3, 3, 1],
    [5, 3, 1],
    [2, 2, 1],
  ])('puts no hypergeometric limit below the number seen or past the estimate: %i, %i, %i', (a, b, both) => {
    const answer = twoList({ first: a, second: b, both })
    if (answer.status !== 'ok') throw new Error('an estimate exists')
    for (const { low, high } of answer.intervals) {
      expect(low).toBeGreaterThanOrEqual(answer.cases)
      expect(low).toBeLessThanOrEqual(answer.estimate)
      if (high !== null) expect(high).toBeGreaterThanOrEqual(answer.estimate)
    }
  })

  it('gives no figure where everybody is on both lists, as the table of lists gives none', () => {
    const estimate = twoList({ first: 5, second: 5, both: 5 })
    expect(estimate).toMatchObject({ status: 'no-estimate', cases: 5, reason: { code: 'all-overlap' } })
    expect(estimate.intervals).toEqual([])
    // One person on the one list alone is enough for a figure, with its doubts.
    expect(twoList({ first: 5, second: 6, both: 5 }).status).toBe('ok')
  })

  it('covers the truth about as often as it says, when the lists are independent', () => {
    const chance = random(20_240_501)
    let covered = 0
    const studies = 2000
    for (let study = 0; study < studies; study++) {
      const counts = { first: 0, second: 0, both: 0 }
      for (let person = 0; person < 600; person++) {
        const onFirst = chance.uniform() < 0.3
        const onSecond = chance.uniform() < 0.2
        if (onFirst) counts.first++
        if (onSecond) counts.second++
        if (onFirst && onSecond) counts.both++
      }
      const [interval] = twoList(counts).intervals
      if (interval && interval.low <= 600 && (interval.high ?? Infinity) >= 600) covered++
    }
    // Two standard errors of 2,000 studies are 1 point.
    expect(covered / studies).toBeGreaterThan(0.935)
    expect(covered / studies).toBeLessThan(0.97)
  })
})

describe('the lower bound', () => {
  it('has the same digits in every engine: products of a fraction, no powers', () => {
    // 3 on one list and 10 on both: the fourth power of 0.3 is not the same number everywhere.
    const { bounds } = chao(overlapTable(['A', 'B'], [0, 2, 1, 10])).diagnostics
    const ratio = 3 / 10
    const square = ratio * ratio
    expect(bounds?.find(({ form }) => form === 'unscaled')?.classic?.variance).toBe(
      10 * (square / 2 + square * ratio + (square * square) / 4),
    )
  })

  it('is the estimate of two lists of equal size in its scaled classic form', () => {
    const bound = chao(overlapTable(['A', 'B'], [0, 60, 60, 40]), { form: 'scaled' })
    if (bound.status !== 'ok') throw new Error('a bound exists')
    expect(bound.diagnostics.bounds[1]?.classic?.estimate).toBe((100 * 100) / 40 - 0)
    expect(codes(bound.warnings)).toContain('bound-not-proved')
  })

  it('is the estimate of Lincoln and Petersen for any two lists, taken in pairs', () => {
    const bound = chao(overlapTable(['A', 'B'], [0, 90, 20, 10]), { form: 'pairs' })
    if (bound.status !== 'ok') throw new Error('a bound exists')
    expect(bound.diagnostics.bounds[2]?.classic?.estimate).toBe((100 * 30) / 10)
    expect(bound.warnings[0]).toEqual({ code: 'lower-bound' })
  })

  it('is the scaled form for lists of one size, taken in pairs', () => {
    const bound = chao(overlapTable(['A', 'B', 'C'], [0, 40, 40, 7, 40, 9, 5, 3]), { form: 'pairs' })
    if (bound.status !== 'ok') throw new Error('a bound exists')
    const [, scaled, pairs] = bound.diagnostics.bounds
    expect(pairs?.classic?.estimate).toBeCloseTo(scaled?.classic?.estimate ?? 0, 9)
  })

  it('says of the published form what can be proved with these lists', () => {
    const table = overlapTable(['A', 'B'], [0, 38, 28, 12])
    const [published, provable] = [chao(table), chao(table, { form: 'pairs' })]
    if (published.status !== 'ok' || provable.status !== 'ok') throw new Error('both exist')
    expect(published.estimate).toBeGreaterThan(1.3 * provable.estimate)
    expect(published.warnings[0]).toEqual({
      code: 'bound-not-proved',
      lists: 2,
      provable: provable.estimate,
    })
  })

  /** Lists that find each of `people` on their own, some people `easier` times as easily as the others. */
  function found(people: number, chances: readonly number[], easier: number, seed: number): OverlapTable {
    const draw = random(seed)
    const counts = Array.from({ length: 2 ** chances.length }, () => 0)
    for (let person = 0; person < people; person++) {
      const odds = person % 2 === 0 ? easier : 1
      let history = 0
      chances.forEach((chance, list) => {
        if (draw.uniform() < (chance * odds) / (1 + chance * (odds - 1))) history |= 1 << list
      })
      if (history > 0) counts[history] = (counts[history] as number) + 1
    }
    return overlapTable(
      chances.map((_, list) => 'ABCDEF'[list] as string),
      counts,
    )
  }

  it.each([
    ['two lists', [0.2, 0.2], 1],
    ['two lists, one much longer', [0.4, 0.05], 1],
    ['three lists', [0.2, 0.2, 0.2], 1],
    ['four lists of four lengths', [0.3, 0.15, 0.08, 0.04], 1],
    ['six lists', [0.2, 0.2, 0.2, 0.2, 0.2, 0.2], 1],
    ['three lists, and people who differ', [0.1, 0.1, 0.1], 4],
    ['four lists of four lengths, and people who differ', [0.3, 0.15, 0.08, 0.04], 3],
  ] as const)('stays below the truth of %s, but for chance', (_, chances, easier) => {
    const [worlds, truth] = [120, 2_000]
    let [above, surely] = [0, 0]
    for (let world = 0; world < worlds; world++) {
      const bound = chao(found(truth, chances, easier, 1_000 + world), { form: 'pairs' })
      if (bound.status !== 'ok') throw new Error('a bound exists')
      if (bound.estimate > truth) above += 1
      if ((bound.intervals[0]?.low ?? 0) > truth) surely += 1
    }
    // Where people are alike it is the truth but for chance, above it in half; the lower limit in one of forty.
    expect(above / worlds).toBeLessThan(0.65)
    expect(surely / worlds).toBeLessThan(0.08)
    if (easier > 1) expect(above / worlds).toBeLessThan(0.1)
  })

  it('needs somebody on more than one list', () => {
    expect(chao(overlapTable(['A', 'B', 'C'], [0, 5, 6, 0, 7, 0, 0, 0]))).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'no-overlap' },
    })
    const threes = chao(overlapTable(['A', 'B', 'C'], [0, 5, 6, 0, 7, 0, 0, 3]))
    expect(threes.status).toBe('ok')
    expect(codes(threes.warnings)).toContain('nobody-on-two')
  })

  it('claims no certainty where everybody is on every list', () => {
    const bound = chao(overlapTable(['A', 'B'], [0, 0, 0, 9]))
    expect(bound).toMatchObject({ status: 'ok', estimate: 9, intervals: [], standardError: null })
  })
})
