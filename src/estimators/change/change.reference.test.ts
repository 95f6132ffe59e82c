import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { finish } from '../numeric/run.ts'
import { surveyDesign } from '../survey/design.ts'
import { columnsOf, golden } from '../survey/survey-file.test-data.ts'
import { changeOfTwoWaves } from './change.ts'
import { differenceInDifferences } from './did.ts'

type Contrast = { est: number; se: number }
type Reference = {
  cells: { cell: string; p: number; se: number }[]
  vcov: number[][]
  changeTreated: Contrast
  changeControl: Contrast
  did: Contrast
  svyglmIdentity: { est: number[]; se: number[]; t: number[]; p: number[]; df: number }
}
const reference = golden<{ twoWave: Reference }>('survey')?.twoWave ?? null
const file = columnsOf('survey_two_wave_sim.csv') ?? {}
const weight = (file.weight ?? []).map(Number)
const answers = (file.y ?? []).map(Number)
const design = reference ? surveyDesign({ weight, clusters: file.cluster ?? [] }, weight.length) : null

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}
const near = (value: number | null | undefined, expected: number | undefined) =>
  expect(Math.abs((value ?? Number.NaN) / (expected ?? Number.NaN) - 1)).toBeLessThan(1e-6)

describe.skipIf(reference === null)('A change agrees with the reference package', () => {
  it.each([
    ['1', 'changeTreated', 1],
    ['0', 'changeControl', 0],
  ] as const)('between two waves that share clusters, in arm %s', (arm, which, place) => {
    if (!design || !reference) return
    const change = ok(
      changeOfTwoWaves(design, answers, {
        wave: file.wave ?? [],
        from: '0',
        to: '1',
        domain: (row) => file.arm?.[row] === arm,
      }),
    )
    near(change.estimate, reference[which].est)
    near(change.standardError, reference[which].se)
    near(change.diagnostics.first.estimate, reference.cells[place]?.p)
    near(change.diagnostics.first.standardError, reference.cells[place]?.se)
    near(change.diagnostics.second.standardError, reference.cells[place + 2]?.se)
    near(change.diagnostics.covariance, reference.vcov[place]?.[place + 2])
    expect(change.diagnostics.sharedClusters).toBe(20)
    // Forgetting the shared clusters is not the same.
    expect(change.diagnostics.standardErrorIfIndependent).toBeGreaterThan(1.2 * reference[which].se)
  })

  it('between two groups and two waves', () => {
    if (!design || !reference) return
    const run = differenceInDifferences(design, answers, {
      group: file.arm ?? [],
      treated: '1',
      period: file.wave ?? [],
      before: ['0'],
      after: ['1'],
      resamples: 999,
    })
    const did = ok(finish(run))
    near(did.estimate, reference.did.est)
    near(did.standardError, reference.did.se)
    near(did.diagnostics.t, reference.svyglmIdentity.t[3])
    near(did.diagnostics.p, reference.svyglmIdentity.p[3])
    expect(did.diagnostics.degreesOfFreedom).toBe(reference.svyglmIdentity.df)
    // No reference here: with 20 clusters on each side the wild bootstrap agrees roughly with t.
    const { wild } = did.diagnostics
    expect(wild?.p).toBeGreaterThan(0.0009)
    expect(wild?.p).toBeLessThan(0.01)
    expect(Math.abs((wild?.low ?? 0) - (did.intervals[0]?.low ?? 1))).toBeLessThan(0.01)
  })
})
