import { describe, expect, it } from 'vitest'
import { finish, stream } from '../numeric/run.ts'
import { type MadeUp, rdsCoverage, recruited } from './rds-coverage.ts'
import { readTree } from './rds-data.ts'

const made: MadeUp = {
  people: 1000,
  share: 0.2,
  meanDegree: 8,
  activity: 1.8,
  mixing: 0.6,
  sample: 250,
  seeds: 8,
  coupons: 2,
}

describe('Intervals from made-up populations', () => {
  it('hold the truth where people live in towns with few ties between, if trees are drawn anew', () => {
    const rows = finish(
      rdsCoverage(
        { ...made, towns: { number: 5, mixing: 0.05 } },
        { studies: 30, resamples: 100, seed: 20261122 },
      ),
    )
    const of = (estimator: string, bootstrap: string) =>
      rows.find((row) => row.estimator === estimator && row.bootstrap === bootstrap)!
    expect(of('rds-ss', 'tree').covered).toBeGreaterThan(0.9)
    expect(of('rds-ii', 'tree').covered).toBeGreaterThan(0.9)
    // A quarter of the population is in the sample: SS allows for it, RDS-II comes out too low.
    expect(Math.abs(of('rds-ss', 'tree').meanEstimate - 0.2)).toBeLessThan(0.012)
    expect(of('rds-ii', 'tree').meanEstimate).toBeLessThan(of('rds-ss', 'tree').meanEstimate)
    // What is alike within trees for other reasons than the answer is lost to the other two.
    expect(of('rds-ii', 'tree').meanWidth).toBeGreaterThan(1.3 * of('rds-ii', 'chain').meanWidth)
  })

  it('come from samples that are as they were asked to be', () => {
    const tree = readTree(recruited({ ...made, seedsInGroup: true }, stream(1, 0)), { coupons: 2 })
    expect(tree.ids).toHaveLength(250)
    expect(tree.findings).toEqual([])
    expect([...tree.seeds.slice(0, 8)].every((seed) => tree.groups[tree.group[seed]!] === '1')).toBe(true)
    const members = tree.group.filter((group) => group === 1).length / 250
    // People with more acquaintances are reached more often.
    expect(members).toBeGreaterThan(0.2)
  })
})
