import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregate, type Contribution, deduplicationFault } from './aggregation.ts'
import type { ReadValue } from './reading.ts'

const value = (over: Partial<ReadValue>): ReadValue => ({
  cell: 'total',
  value: null,
  low: null,
  high: null,
  level: null,
  numerator: null,
  denominator: null,
  missing: null,
  ...over,
})
const from = (reporter: string, over: Partial<ReadValue> | null, at: string | null = null): Contribution => ({
  reporter,
  value: over === null ? null : value(over),
  at,
})
const counting = { aggregation: 'sum', measure: 'number' } as const

describe('Several reporters become one value', () => {
  it('by the sum, which names who is missing and why', () => {
    const sum = aggregate(counting, [
      from('north', { value: '0.1' }),
      from('south', { value: '0.2' }),
      from('east', { missing: 'not collected' }),
      from('west', null),
    ])
    expect(sum).toMatchObject({ value: '0.3', counted: 2, of: 4, rule: 'sum' })
    expect(sum.missing).toEqual([
      { reporter: 'east', reason: 'not collected' },
      { reporter: 'west', reason: 'not reported' },
    ])
  })

  it('never by adding up percentages, ratios or answers', () => {
    for (const measure of ['percentage', 'ratio', 'yes-no'] as const)
      expect(
        aggregate({ aggregation: 'sum', measure }, [from('a', { value: '50' }), from('b', { value: '60' })]),
      ).toMatchObject({
        value: null,
        note: 'not to be summed',
      })
  })

  it('by the mean weighted with what each was measured on', () => {
    const rule = { aggregation: 'weighted-mean', measure: 'percentage' } as const
    const parts = [
      from('a', { value: '50', denominator: '300' }),
      from('b', { value: '10', denominator: '100' }),
    ]
    expect(aggregate(rule, parts).value).toBe('40')
    expect(aggregate(rule, [...parts, from('c', { value: '10' })])).toMatchObject({
      value: null,
      note: 'denominators needed',
    })
  })

  it('by the latest', () => {
    const rule = { aggregation: 'latest', measure: 'number' } as const
    expect(
      aggregate(rule, [from('a', { value: '5' }, '2025-07-02'), from('b', { value: '6' }, '2025-07-01')])
        .value,
    ).toBe('5')
  })

  it('as different people only with a figure of how many they are together', () => {
    const rule = { aggregation: 'unique-persons', measure: 'number' } as const
    const parts = [from('a', { value: '30' }), from('b', { value: '20' })]
    expect(aggregate(rule, parts)).toMatchObject({ value: null, note: 'de-duplication needed' })
    expect(aggregate(rule, parts, { value: '41', method: 'names matched' }).value).toBe('41')
    expect(deduplicationFault('29', ['30', '20'])).toEqual({ least: '30', most: '50' })
    expect(deduplicationFault('51', ['30', '20'])).toEqual({ least: '30', most: '50' })
    expect(deduplicationFault('30', ['30', '20'])).toBeNull()
  })

  it('not at all where there is no rule; a single reporter needs none', () => {
    const rule = { aggregation: 'none', measure: 'percentage' } as const
    expect(aggregate(rule, [from('a', { value: '1' }), from('b', { value: '2' })]).note).toBe('no rule')
    expect(aggregate(rule, [from('a', { value: '1' })]).value).toBe('1')
    expect(aggregate(rule, [from('a', null)]).note).toBe('nothing reported')
  })

  it('joins intervals by their squares, and not those of different levels', () => {
    const sum = aggregate(counting, [
      from('a', { value: '100', low: '70', high: '140', level: 95 }),
      from('b', { value: '50', low: '10', high: '80', level: 95 }),
      from('c', { value: '7' }),
    ])
    expect(sum).toMatchObject({ value: '157', low: '107', high: '207', level: 95 })
    const mixed = aggregate(counting, [
      from('a', { value: '100', low: '70', high: '140', level: 95 }),
      from('b', { value: '50', low: '10', high: '80', level: 90 }),
    ])
    expect(mixed).toMatchObject({ value: '150', low: null, note: 'levels differ' })
  })

  it('adds exactly, in any order, whatever the digits', () => {
    const part = fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat({ max: 999 }))
      .map(([a, b]) => `${a}.${String(b).padStart(3, '0')}`)
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 30 }), (parts) => {
        const sum = (given: string[]) =>
          aggregate(
            counting,
            given.map((each, place) => from(`r${place}`, { value: each })),
          ).value
        expect(sum(parts)).toBe(sum([...parts].reverse()))
        const thousandths = parts.reduce((total, each) => total + BigInt(each.replace('.', '')), 0n)
        expect(BigInt(Math.round(Number(sum(parts)) * 1000))).toBe(thousandths)
      }),
      { numRuns: 100 },
    )
  })
})
