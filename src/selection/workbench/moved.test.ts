import { describe, expect, it } from 'vitest'
import { movedBetween, type Standing } from './moved.ts'

/** `A B C` in order; `-X` is out, `?X` cannot be judged. */
const list = (text: string): Standing[] => {
  let rank = 0
  return text.split(' ').map((name) => {
    const standing = name.startsWith('-') ? 'out' : name.startsWith('?') ? 'unknown' : 'in'
    return {
      unit: name.replace(/^[-?]/, ''),
      standing,
      rank: standing === 'in' ? ++rank : null,
      score: standing === 'in' ? 100 - rank : null,
    }
  })
}
const between = (from: string, to: string, size = 2, sizeNow = size) =>
  movedBetween({ units: list(from), shortlist: size }, { units: list(to), shortlist: sizeNow })

describe('What changed between two rankings', () => {
  it('is nothing when every place, standing and list is the same', () => {
    expect(between('A B C -D', 'A B C -D')).toMatchObject({
      same: true,
      scoresDiffer: false,
      moved: 0,
      of: 3,
    })
  })

  it('is who came onto the list and who left it, and who is first', () => {
    expect(between('A B C D', 'C A B D')).toMatchObject({
      same: false,
      entered: ['C'],
      left: ['B'],
      first: { from: 'A', to: 'C' },
      moved: 3,
      climbs: { unit: 'C', from: 3, to: 1 },
      falls: { unit: 'A', from: 1, to: 2 },
    })
  })

  it('is who passes the gates now and who no longer does, be they on the list or not', () => {
    expect(between('A B -C ?D', '-A B C ?D', 1)).toMatchObject({
      nowIn: ['C'],
      noLonger: ['A'],
      entered: ['B'],
    })
    expect(between('A -B', 'A ?B', 1).same).toBe(false)
  })

  it('is a longer list alone when nobody moved', () => {
    expect(between('A B C', 'A B C', 1, 2)).toMatchObject({
      same: false,
      moved: 0,
      entered: ['B'],
      sizes: { from: 1, to: 2 },
    })
  })

  it('tells of equal ranks at the edge of a list that all of them are on it', () => {
    const tied = list('A B C').map((unit) => (unit.unit === 'C' ? { ...unit, rank: 2 } : unit))
    const now = movedBetween({ units: list('A B C'), shortlist: 2 }, { units: tied, shortlist: 2 })
    expect(now.entered).toEqual(['C'])
    expect(now.left).toEqual([])
  })
})
