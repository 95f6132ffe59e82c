import { describe, expect, it } from 'vitest'
import { edgeOf, type Histogram, histogramOf } from './histogram.ts'

const all = ({ counts, beyond }: Histogram) => counts.reduce((sum, count) => sum + count, beyond)

describe('A histogram of values', () => {
  it('counts every value once, in at most forty round steps', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 300 + 0.37 * i)
    const histogram = histogramOf(values) as Histogram
    expect(histogram.counts.length).toBeLessThanOrEqual(40)
    expect(all(histogram)).toBe(1000)
    expect(histogram.step).toBe(10)
    expect(histogram.from).toBe(300)
    expect(histogram.counts[1]).toBe(values.filter((value) => value >= 310 && value < 320).length)
  })

  it('does not press all values together because a few run far away, and says how many do', () => {
    const histogram = histogramOf([...Array.from({ length: 990 }, (_, i) => i), ...Array(10).fill(1e9)])
    expect(histogram?.counts.length).toBeGreaterThan(20)
    expect(histogram?.beyond).toBeGreaterThanOrEqual(10)
    expect(histogram?.beyond).toBeLessThan(20)
  })

  it('holds for shares, for values below zero, and for values that are all the same', () => {
    const shares = histogramOf([0.1, 0.12, 0.125, 0.18, 0.21]) as Histogram
    expect(all(shares)).toBe(5)
    expect(edgeOf(shares, shares.counts.length)).toBeGreaterThan(0.18)
    const changes = histogramOf([-5, -4, 0, 3]) as Histogram
    expect(changes.from).toBeLessThanOrEqual(-5)
    expect(all(changes)).toBe(4)
    expect(histogramOf([7, 7, 7])?.counts).toEqual([3])
    expect(histogramOf([0, 0])?.counts).toEqual([2])
  })

  it('leaves out what is not a number, and is none of fewer than two', () => {
    expect(histogramOf([1, Number.POSITIVE_INFINITY])).toBeNull()
    expect(all(histogramOf([1, 2, Number.NaN, Number.POSITIVE_INFINITY]) as Histogram)).toBe(2)
  })
})
