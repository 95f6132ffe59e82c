import { expect, it } from 'vitest'
import { random } from '../random.ts'
import { rankScores } from '../ranks.ts'
import { aLeaf, aModel, noDoubt } from './models.test-data.ts'
import { robustnessNow } from './robustness.ts'

/*
 * Worlds in which the truth is known: what is seen is the truth with the published error, and nothing else is wrong. The
 * long form of the table is in docs/methods/robustness.md.
 */
it('In made worlds the range of scores holds the truth in nine of ten, and P(shortlist) forecasts better than the list', () => {
  const worlds = 60
  const units = Array.from({ length: 20 }, (_, i) => `U${i}`)
  let within = 0
  const brier = { chance: 0, list: 0 }
  for (let world = 0; world < worlds; world++) {
    const chance = random(1000 + world)
    const truth = units.map(() => chance.uniform())
    const seen = truth.map((x) => chance.normal(x, 0.1))
    const ranks = rankScores(truth)
    const leaf = aLeaf('x', seen, { value: { kind: 'given' }, standardErrors: units.map(() => 0.1) })
    const model = aModel({ units, leaves: [leaf], shortlist: 5, doubt: { ...noDoubt, measurement: true } })
    const result = robustnessNow(model, { seed: world, replications: 200, confidenceRuns: 0 })
    result.units.forEach(({ scoreRange, pShortlist, shortlisted }, i) => {
      const [low, high] = scoreRange as [number, number]
      if (low <= 100 * truth[i]! && 100 * truth[i]! <= high) within++
      const came = ranks[i]! <= 5 ? 1 : 0
      brier.chance += (pShortlist! - came) ** 2
      brier.list += ((shortlisted ? 1 : 0) - came) ** 2
    })
  }
  // Two and a half standard errors of a share of 1,200.
  expect(Math.abs(within / (20 * worlds) - 0.9)).toBeLessThan(0.022)
  expect(brier.chance).toBeLessThan(0.8 * brier.list)
})
