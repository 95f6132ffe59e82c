import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { type OverlapTable, readOverlapTable } from '../lists/overlap-table.ts'
import { finish } from '../numeric/run.ts'
import { latentClassEstimate } from './latent-class.ts'

type Golden = { ess: number; mean: number; quantiles: Record<string, number> }
const path = sharedData('prevalence/golden.json')
const golden: Record<string, { lcmcr?: Golden }> = path ? JSON.parse(readFileSync(path, 'utf8')).mse : {}

function tableOf(name: string): OverlapTable {
  const [heading = [], ...rows] = readFileSync(sharedData(`prevalence/${name}.csv`) as string, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', '').split(','))
  return readOverlapTable(heading, rows).table
}

describe.skipIf(path === null)('The latent class sampler, beside the reference package', () => {
  // UKdat (0.3 million passes) stands in docs/methods/latent-class.md.
  const tables = Object.entries(golden).flatMap(([name, { lcmcr }]) =>
    lcmcr && lcmcr.ess > 200 && name !== 'UKdat' ? [[name, lcmcr] as const] : [],
  )

  it('is compared where the reference itself has more than 200 independent draws', () =>
    expect(tables.map(([name]) => name)).toEqual([
      'Artificial_3',
      'Korea',
      'HIV',
      'Australia',
      'NewOrl_5',
      'Western',
    ]))

  it.each(tables)('agrees on the quantiles of %s within 15 %', (name, expected) => {
    const answer = finish(latentClassEstimate(tableOf(name), { seed: 1, iterations: 8000, burnIn: 1000 }))
    if (answer.status !== 'ok') return expect.unreachable(JSON.stringify(answer.reason))
    const { quantiles, rHat, ess } = answer.diagnostics
    expect(rHat).toBeLessThan(1.05)
    expect(ess).toBeGreaterThan(400)
    for (const { share, value } of quantiles) {
      // The reference lets at most about twenty unseen persons stand for each seen one, which cuts Australia's tail.
      if (name === 'Australia' && share > 0.75) continue
      expect(Math.abs(value / (expected.quantiles[share] as number) - 1), String(share)).toBeLessThan(0.15)
    }
  })

  it('gives no figure for the five Dutch lists, on which the reference has 48,000 or 142,000 by its seed', () => {
    const answer = finish(latentClassEstimate(tableOf('Ned_5'), { iterations: 3000, burnIn: 1000 }))
    if (answer.status !== 'no-estimate' || answer.reason.code !== 'chains-not-converged')
      return expect.unreachable(JSON.stringify(answer))
    expect(answer.reason.rHat).toBeGreaterThan(1.3)
    expect(answer.reason.apart).toBeGreaterThan(2)
    expect(answer).not.toHaveProperty('estimate')
    // No total in any guise: neither in the reason nor among the diagnostics.
    expect(JSON.stringify(answer)).not.toMatch(/[mM]edian/)
  })
})
