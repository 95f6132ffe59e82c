import { describe, expect, it } from 'vitest'
import { finish } from '../numeric/run.ts'
import { type MadeUpSurvey, nsumCoverage } from './nsum-coverage.ts'

const made: MadeUpSurvey = {
  respondents: 200,
  population: 1_000_000,
  hidden: 6000,
  known: [2000, 5000, 8000, 12_000, 20_000],
  degree: { median: 250, sigma: 0.6 },
  barriers: 0,
  transmission: 1,
}
const how = { studies: 60, resamples: 200, seed: 20261122 }

describe('Intervals of scale-up from made-up surveys', () => {
  it('hold the truth with and without barriers, where the formula misses it with them', () => {
    for (const barriers of [0, 3]) {
      const [mle, pimle] = finish(nsumCoverage({ ...made, barriers }, how))
      expect(Math.abs(mle!.meanEstimate / made.hidden - 1)).toBeLessThan(0.06)
      // Shares of degrees that are themselves reckoned from a dozen people lean upwards.
      expect(pimle!.meanEstimate / made.hidden - 1).toBeGreaterThan(0.1)
      expect(mle!.covered).toBeGreaterThan(0.85)
      if (barriers > 0) expect(mle!.coveredByFormula).toBeLessThan(0.8)
    }
  })

  it('miss it where members are not known as such, unless that is allowed for', () => {
    const shy = { ...made, transmission: 0.5 }
    const [plain] = finish(nsumCoverage(shy, how))
    expect(plain!.covered).toBe(0)
    const [adjusted] = finish(nsumCoverage(shy, { ...how, factors: { transmission: 0.5 } }))
    expect(adjusted!.covered).toBeGreaterThan(0.85)
  })
})
