import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { finish } from '../numeric/run.ts'
import { independence, readModel } from './notation.ts'
import { overlapTable, readOverlapTable } from './overlap-table.ts'
import { profileEstimate } from './profile.ts'

/** Rcapture 1.4-4, closedpCI.t and closedpMS. */
const file = sharedData('prevalence/golden.json')

type Limits = { abundance: number; infCL: number; supCL: number | string; infoCI: number }
type Golden = {
  mse: Record<
    string,
    {
      input: { columns: string[]; rows: number[][] }
      rcaptureAndClosedForms: {
        profileCIMt: Limits[]
        profileCIbestBIC?: { model: string; res: Limits[] }
        profileCIbestAIC?: { model: string; res: Limits[] }
      }
    }
  >
}

const golden = file === null ? null : (JSON.parse(readFileSync(file, 'utf8')) as Golden)
const near = (is: number | null | undefined, expected: number) =>
  expect(Math.abs((is ?? Number.NaN) - expected), `${is} for ${expected}`).toBeLessThanOrEqual(
    1e-3 * expected,
  )

describe.skipIf(golden === null)('profile limits, beside Rcapture', () => {
  it.each(Object.entries(golden?.mse ?? {}))('%s', (_, { input, rcaptureAndClosedForms: r }) => {
    const { table } = readOverlapTable(input.columns, input.rows)
    const lists = table.lists.length
    const rows = [
      { model: independence(lists), limits: r.profileCIMt[0] },
      ...[r.profileCIbestBIC, r.profileCIbestAIC].flatMap((one) =>
        one ? [{ model: readModel(one.model, table.lists), limits: one.res[0] }] : [],
      ),
    ]
    for (const { model, limits } of rows) {
      if (!limits) throw new Error('limits are there')
      const estimate = finish(profileEstimate(table, model, [0.95]))
      if (limits.abundance > 1e9) {
        // Its total of five billions of millions: no estimate exists.
        expect(estimate.status).toBe('no-estimate')
        continue
      }
      if (estimate.status !== 'ok') throw new Error('an estimate exists')
      near(estimate.estimate, limits.abundance)
      near(estimate.intervals[0]?.low, limits.infCL)
      if (typeof limits.supCL === 'number') near(estimate.intervals[0]?.high, limits.supCL)
      // Where it stops searching at three times the estimate, the limit is beyond.
      else
        expect(estimate.intervals[0]?.high ?? Infinity).toBeGreaterThan(Number(limits.supCL.replace('>', '')))
    }
  })

  it('gives both totals, named', () => {
    const { input } = golden?.mse.UKdat as Golden['mse'][string]
    const { table } = readOverlapTable(input.columns, input.rows)
    const estimate = finish(profileEstimate(table, independence(6)))
    if (estimate.status !== 'ok') throw new Error('an estimate exists')
    expect(estimate.diagnostics.multinomialTotal).toBeCloseTo(12208.57, 1)
    expect(estimate.diagnostics.poissonTotal).toBeGreaterThan(estimate.diagnostics.multinomialTotal)
  })
})

describe('profile limits', () => {
  it('lie above the number seen and enclose the estimate, however small the overlap', () => {
    for (const counts of [
      [0, 1, 6, 20],
      [0, 60, 70, 1],
      [0, 3, 2, 1],
    ]) {
      const estimate = finish(profileEstimate(overlapTable(['A', 'B'], counts), independence(2)))
      if (estimate.status !== 'ok') throw new Error('an estimate exists')
      for (const { low, high } of estimate.intervals) {
        expect(low).toBeGreaterThanOrEqual(estimate.cases)
        expect(low).toBeLessThanOrEqual(estimate.estimate)
        expect(high).toBeGreaterThan(estimate.estimate)
        expect(Number.isFinite(high)).toBe(true)
      }
    }
  })

  it('are refused with the estimate itself', () => {
    const none = finish(profileEstimate(overlapTable(['A', 'B'], [0, 5, 7, 0]), independence(2)))
    expect(none).toMatchObject({ status: 'no-estimate', intervals: [] })
  })
})
