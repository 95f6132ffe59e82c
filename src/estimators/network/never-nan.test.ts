import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimate.ts'
import { finish, stream } from '../numeric/run.ts'
import { estimateNsum } from './nsum.ts'
import { readNsum } from './nsum-data.ts'
import { estimateRds } from './rds.ts'
import { readTree } from './rds-data.ts'

/** Every number within, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('Whatever the data', () => {
  it('a recruited sample gives shares between 0 and 1, or a reason', () => {
    let estimates = 0
    let reasons = 0
    for (let trial = 0; trial < 60; trial++) {
      const chance = stream(99, trial)
      const size = 1 + chance.below(25)
      const groups = 1 + chance.below(4)
      const branching = 1 + chance.below(6)
      const rows = Array.from({ length: size }, (_, i) => ({
        id: `${i + 1}`,
        recruiter: i === 0 || chance.below(branching) === 0 ? '' : `${1 + chance.below(i)}`,
        degree: ['', '0', '1', '2', '2.5', '9', '400', '1e7'][chance.below(8)]!,
        outcome: chance.below(12) === 0 ? 'NA' : `${chance.below(groups)}`,
      }))
      const tree = readTree(rows, {
        degreeZero: trial % 2 === 0 ? 'as-one' : 'leave-out',
        seeds: trial % 3 === 0 ? 'left-out' : 'counted',
      })
      for (const method of ['rds-i', 'rds-ii', 'rds-ss'] as const)
        for (const population of [null, size, size + 0.5, 10 * size, 1e9]) {
          const group = tree.groups[0] ?? '0'
          const answer = finish(estimateRds(tree, { method, group, population, resamples: 20, seed: trial }))
          expect(numbersIn(answer).filter((number) => !Number.isFinite(number))).toEqual([])
          if (answer.status === 'ok') {
            estimates++
            for (const share of [
              answer.estimate,
              ...answer.intervals.flatMap(({ low, high }) => [low, high ?? 0]),
            ])
              expect(share >= 0 && share <= 1 + 1e-12).toBe(true)
          } else reasons++
        }
    }
    expect(estimates).toBeGreaterThan(100)
    expect(reasons).toBeGreaterThan(100)
  })

  it('a scale-up survey gives a number of people, or a reason', () => {
    let estimates = 0
    let reasons = 0
    for (let trial = 0; trial < 120; trial++) {
      const chance = stream(98, trial)
      const groups = ['hidden', 'a', 'b', 'c'].slice(0, 2 + chance.below(3))
      const most = 1 + chance.below(5)
      const rows = Array.from({ length: chance.below(12) }, () =>
        groups.map(() => (chance.below(15) === 0 ? null : chance.below(most))),
      )
      const answers = {
        groups,
        rows,
        ...(trial % 2 === 0 && { weights: rows.map(() => chance.below(5)) }),
        ...(trial % 3 === 0 && { clusters: rows.map(() => `v${chance.below(3)}`) }),
        ...(trial % 5 === 0 && { strata: rows.map(() => `s${chance.below(2)}`) }),
      }
      const known = groups.slice(1).map((group) => ({ group, size: 1 + chance.below(900) }))
      for (const method of ['nsum-mle', 'nsum-pimle'] as const) {
        const survey = readNsum(answers, { hidden: 'hidden', known, population: 1000 })
        const answer = finish(estimateNsum(survey, { method, resamples: 30, seed: trial }))
        expect(numbersIn(answer).filter((number) => !Number.isFinite(number))).toEqual([])
        if (answer.status === 'ok') estimates++
        else reasons++
      }
    }
    expect(estimates).toBeGreaterThan(80)
    expect(reasons).toBeGreaterThan(20)
  })

  it('what is not understood is refused as wrong data, never by accident', () => {
    for (const rows of [
      [{ id: '1', recruiter: '2', degree: 1, outcome: 1 }],
      [{ id: '1', recruiter: '', degree: 'x', outcome: 1 }],
    ])
      expect(() => readTree(rows)).toThrow(WrongData)
  })
})
