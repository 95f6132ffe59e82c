import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { finish, stream } from '../numeric/run.ts'
import { chiSquareAtLeast } from '../numeric/special.ts'
import { bicEstimate } from './bic-bootstrap.ts'
import { independenceEstimate, modelEstimate, stepwiseEstimate } from './log-linear.ts'
import { overlapTable } from './overlap-table.ts'
import { profileEstimate } from './profile.ts'

const ABC = ['A', 'B', 'C']
/** The Korean table of three lists: 123 persons, far from independent. */
const korea = overlapTable(ABC, [0, 5, 5, 54, 41, 6, 0, 12])
const about = (answer: Estimate) =>
  answer.warnings.filter(({ code }) => code === 'model-does-not-fit' || code === 'fit-not-judged')

describe('A model that does not fit its table', () => {
  it('is said not to, with the deviance, its degrees of freedom and p', () => {
    const answer = finish(independenceEstimate(korea))
    if (answer.status !== 'ok') return expect.unreachable()
    const { deviance } = answer.diagnostics
    expect(deviance).toBeCloseTo(138.6, 1)
    expect(about(answer)).toEqual([
      {
        code: 'model-does-not-fit',
        model: '[A,B,C]',
        deviance,
        degreesOfFreedom: 3,
        p: chiSquareAtLeast(deviance, 3),
      },
    ])
    expect(about(finish(profileEstimate(korea, [1, 2, 4])))).toHaveLength(1)
    // The steps go on until pairs are no surprise; with a threshold of 0 none is taken.
    expect(about(finish(stepwiseEstimate(korea, { threshold: 0, resamples: 0 })))).toHaveLength(1)
  })

  it('is said of a given model, and nothing of one that fits', () => {
    const made = overlapTable(ABC, [0, 100, 80, 300, 40, 10, 8, 30])
    expect(about(finish(modelEstimate(made, [3, 4])))).toEqual([])
    expect(about(finish(modelEstimate(made, [5, 2])))).toHaveLength(1)
    expect(about(finish(bicEstimate(made, { resamples: 0 })))).toEqual([])
  })

  it('is not claimed where most means are below 1: a chi-square says nothing there', () => {
    const lists = ['A', 'B', 'C', 'D', 'E']
    const counts = new Float64Array(32)
    for (const k of lists.keys()) counts[1 << k] = 30
    counts[3] = 1
    counts[31] = 4
    const sparse = overlapTable(lists, counts)
    const answer = finish(independenceEstimate(sparse))
    if (answer.status !== 'ok') return expect.unreachable()
    expect(chiSquareAtLeast(answer.diagnostics.deviance, 25)).toBeLessThan(0.01)
    expect(about(answer)).toMatchObject([{ code: 'fit-not-judged', model: '[A,B,C,D,E]', of: 31 }])
  })

  it('is claimed of a true model about as seldom as p says', () => {
    const shares = [0.3, 0.2, 0.25, 0.15]
    const names = ['A', 'B', 'C', 'D']
    let claimed = 0
    const studies = 400
    for (let study = 0; study < studies; study++) {
      const chance = stream(20_261_122, study)
      const counts = new Float64Array(16)
      for (let person = 0; person < 300; person++) {
        let history = 0
        for (const [k, share] of shares.entries()) if (chance.uniform() < share) history |= 1 << k
        counts[history] = (counts[history] as number) + 1
      }
      const answer = finish(independenceEstimate(overlapTable(names, counts)))
      if (about(answer).some(({ code }) => code === 'model-does-not-fit')) claimed++
    }
    expect(claimed / studies).toBeLessThan(0.03)
  })
})
