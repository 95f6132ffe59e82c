import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Counted, resultsFrom, spreadOf } from './results.ts'
import type { Group, Points } from './schema.ts'

const ids = ['will', 'gap', 'burden']
const written: Points = { will: 50, gap: 30, burden: 20 }
const group = (key: string, share: number): Group => ({ key, kind: 'other', name: key, share })
const groups = [group('survivors', 50), group('ministry', 30), group('ngo', 20)]
const FEWEST = 10

const answers = (of: string, count: number, [will, gap, burden]: readonly number[], paper = 0): Counted[] =>
  Array.from({ length: count }, (_, n) => ({
    group: of,
    points: { will: will ?? 0, gap: gap ?? 0, burden: burden ?? 0 },
    paper: n < paper,
    comment: null,
  }))
const told = (given: Counted[]) => resultsFrom(groups, FEWEST, ids, written, given)

describe('The results of a consultation', () => {
  it('are those of all groups by the shares that were fixed, however many answered in each', () => {
    const results = told([
      ...answers('survivors', 10, [80, 10, 10]),
      ...answers('ministry', 400, [0, 100, 0]),
      ...answers('ngo', 10, [0, 0, 100]),
    ])
    expect(results.complete).toBe(true)
    expect(results.readings).toEqual([{ kind: 'all', points: { will: 40, gap: 35, burden: 25 } }])
    expect(results.without[0]).toEqual({ key: 'survivors', points: { will: 0, gap: 60, burden: 40 } })
  })

  it('tell how far people of a group are apart, and what the groups are farthest apart about', () => {
    expect(spreadOf([0, 10, 20, 30, 90])).toEqual({ mean: 30, low: 10, median: 20, high: 30 })
    expect(spreadOf([0, 10])).toEqual({ mean: 5, low: 2.5, median: 5, high: 7.5 })
    const { apart } = told([
      ...answers('survivors', 10, [70, 20, 10]),
      ...answers('ministry', 10, [10, 30, 60]),
      ...answers('ngo', 10, [30, 30, 40]),
    ])
    expect(apart).toEqual({
      id: 'will',
      most: { key: 'survivors', mean: 70 },
      least: { key: 'ministry', mean: 10 },
    })
  })

  it('without a group are not complete, and give two readings of its share in place of spreading it in silence', () => {
    const results = told([
      ...answers('survivors', 10, [80, 10, 10]),
      ...answers('ministry', 9, [0, 100, 0]),
      ...answers('ngo', 10, [0, 0, 100]),
    ])
    expect(results.complete).toBe(false)
    expect(results.groups[1]).toEqual({ key: 'ministry', share: 30, shown: false })
    const [scaled, asWritten] = results.readings
    expect(scaled?.kind).toBe('scaled')
    expect(scaled?.points.will).toBeCloseTo((80 * 50) / 70, 9)
    expect(asWritten?.kind).toBe('as written')
    expect(asWritten?.points).toEqual({ will: 55, gap: 14, burden: 31 })
  })

  it('give no reading at all where no group has answers enough', () => {
    expect(told(answers('survivors', 9, [80, 10, 10]))).toMatchObject({
      complete: false,
      readings: [],
      without: [],
    })
  })

  const onPaper = (count: number, paper: number) => {
    const [first] = told(answers('survivors', count, [1, 1, 1], paper)).groups
    return first?.shown ? first.onPaper : 'nothing'
  }

  it('tell how many came on paper only where those are not few', () => {
    expect([onPaper(10, 0), onPaper(10, 10), onPaper(20, 10)]).toEqual([0, 10, 10])
    expect([onPaper(11, 1), onPaper(19, 9)]).toEqual([null, null])
  })

  it('tell nothing of a group where whoever typed the answers from paper could tell what a few others said', () => {
    // Nine of ten came on paper: ten times the mean less those nine is what the tenth said.
    expect([onPaper(10, 9), onPaper(10, 1), onPaper(25, 16)]).toEqual(['nothing', 'nothing', 'nothing'])
    expect(onPaper(26, 16)).toBe(16)
  })

  it('are the same to the letter whatever a group with too few answers said, and however few they were', () => {
    const anAnswer = (keys: string[]) =>
      fc.record({
        group: fc.constantFrom(...keys),
        points: fc
          .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
          .map(([a, b]) => ({ will: Math.min(a, b), gap: Math.abs(a - b), burden: 100 - Math.max(a, b) })),
        paper: fc.boolean(),
        comment: fc.option(fc.string()),
      })
    const few = fc.array(anAnswer(['ministry']), { maxLength: FEWEST - 1 })
    const fewToo = fc.array(anAnswer(['ngo']), { maxLength: FEWEST - 1 })
    const others = fc.array(anAnswer(['survivors', 'ngo']), { maxLength: 40 })
    fc.assert(
      fc.property(others, few, few, fewToo, (seen, one, other, third) => {
        expect(JSON.stringify(told([...seen, ...one]))).toBe(JSON.stringify(told([...seen, ...other])))
        // Two groups at once: what is hidden of one does not come back by way of the other.
        const alone = seen.filter((answer) => answer.group === 'survivors')
        expect(JSON.stringify(told([...alone, ...one, ...third]))).toBe(JSON.stringify(told(alone)))
      }),
      { numRuns: 100 },
    )
  })
})
