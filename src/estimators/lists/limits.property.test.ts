import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { finish } from '../numeric/run.ts'
import { chao } from './chao.ts'
import { independenceEstimate, modelEstimate } from './log-linear.ts'
import { overlapTable } from './overlap-table.ts'
import { profileEstimate } from './profile.ts'
import { averagedEstimate } from './specification.ts'
import { twoList } from './two-list.ts'

/** Rounding in the last digits is no fault. */
const slack = 1e-9

function expectLimitsAround(answer: Estimate): void {
  if (answer.status !== 'ok') return
  const { cases, estimate } = answer
  expect(estimate).toBeGreaterThanOrEqual(cases * (1 - slack))
  for (const { low, high, kind, level } of answer.intervals) {
    const place = `${kind} at ${level}: ${low} to ${high} around ${estimate}, ${cases} seen`
    expect(low, place).toBeGreaterThanOrEqual(cases * (1 - slack))
    expect(low, place).toBeLessThanOrEqual(estimate * (1 + slack))
    if (high !== null) expect(high, place).toBeGreaterThanOrEqual(estimate * (1 - slack))
  }
}

describe('Limits by formula lie at or above the number seen and hold the estimate', () => {
  const counts = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 }))
    .map(([a, b, both]) => ({ first: a + both, second: b + both, both }))

  it('for two lists', () => {
    fc.assert(
      fc.property(counts, (each) => expectLimitsAround(twoList(each))),
      { numRuns: 500 },
    )
  })

  const few = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }))
  const tables = fc
    .array(few, { minLength: 7, maxLength: 7 })
    .filter((cells) => cells.some((count) => count > 0))
    .map((cells) => overlapTable(['A', 'B', 'C'], [0, ...cells]))

  it.each<[string, (table: ReturnType<typeof overlapTable>) => Estimate]>([
    ['the lower bound', (table) => chao(table)],
    ['independence', (table) => finish(independenceEstimate(table))],
    ['a model of pairs', (table) => finish(modelEstimate(table, [3, 5]))],
    ['the profile of a model', (table) => finish(profileEstimate(table, [3]))],
    ['the average of models', (table) => finish(averagedEstimate(table))],
  ])('for %s', (_, method) => {
    fc.assert(
      fc.property(tables, (table) => expectLimitsAround(method(table))),
      { numRuns: 150 },
    )
  })
})
