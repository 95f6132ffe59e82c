import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { type OverlapTable, readOverlapTable } from '../lists/overlap-table.ts'
import { finish } from '../numeric/run.ts'
import { thresholdEstimate } from './threshold.ts'

type Golden = {
  popest: number
  quantiles: Record<string, number>
  retained: string | string[]
  thresholdStatistics: Record<string, number>
}
type Orders = { maxorder2: Golden; maxorder3?: Golden }
const path = sharedData('prevalence/golden.json')
const golden: Record<string, { bayesThreshold?: Orders }> = path
  ? JSON.parse(readFileSync(path, 'utf8')).mse
  : {}

function tableOf(name: string): OverlapTable {
  const [heading = [], ...rows] = readFileSync(sharedData(`prevalence/${name}.csv`) as string, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', '').split(','))
  return readOverlapTable(heading, rows).table
}

describe.skipIf(path === null)('Bayesian thresholding, beside the reference package', () => {
  const cases = Object.entries(golden).flatMap(([name, { bayesThreshold }]) =>
    bayesThreshold
      ? [[name, 2, bayesThreshold.maxorder2] as const, [name, 3, bayesThreshold.maxorder3] as const]
      : [],
  )

  it('is compared on seven tables', () => expect(cases).toHaveLength(14))

  // The reference is one chain of 10,000 draws by Metropolis steps: its own limits are good to some 5 %.
  it.each(cases.filter(([, , expected]) => expected))('agrees on %s, order %i', (name, order, expected) => {
    if (!expected) return expect.unreachable()
    const answer = finish(thresholdEstimate(tableOf(name), { order, draws: 1000 }))
    if (answer.status !== 'ok') return expect.unreachable(JSON.stringify(answer.reason))
    const { tested, quantiles, rHat, ess } = answer.diagnostics
    expect(
      tested
        .filter(({ kept }) => kept)
        .map(({ lists }) => lists.join(':'))
        .sort(),
    ).toEqual([expected.retained].flat().sort())
    for (const { lists, statistic } of tested.filter(({ lists }) => lists.length === 2)) {
      const theirs = expected.thresholdStatistics[lists.join(':')] as number
      expect(Math.abs(statistic - theirs), lists.join(':')).toBeLessThan(0.3 + 0.2 * theirs)
    }
    for (const { share, value } of quantiles) {
      const theirs = expected.quantiles[`${share * 100}%`]
      if (theirs !== undefined) expect(Math.abs(value / theirs - 1), String(share)).toBeLessThan(0.05)
    }
    expect(rHat).toBeLessThan(1.02)
    expect(ess).toBeGreaterThan(1000)
  })

  it('keeps triples of Kosovo as the documentation of the reference shows', () => {
    const pairs = finish(thresholdEstimate(tableOf('Kosovo'), { draws: 1000 }))
    const triples = finish(thresholdEstimate(tableOf('Kosovo'), { order: 3, draws: 1000 }))
    if (pairs.status !== 'ok' || triples.status !== 'ok') return expect.unreachable()
    expect(Math.abs(pairs.estimate / 13971 - 1)).toBeLessThan(0.03)
    expect(Math.abs(triples.estimate / 11800 - 1)).toBeLessThan(0.03)
    const kept = triples.diagnostics.tested.filter(({ lists, kept }) => lists.length === 3 && kept)
    expect(kept.map(({ lists }) => lists.join(':'))).toEqual(['EXH:ABA:OSCE', 'EXH:OSCE:HRW'])
  })
})
