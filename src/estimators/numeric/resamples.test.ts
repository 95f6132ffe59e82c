import { describe, expect, it } from 'vitest'
import { bicEstimate } from '../lists/bic-bootstrap.ts'
import { stepwiseEstimate } from '../lists/log-linear.ts'
import { overlapTable } from '../lists/overlap-table.ts'
import { estimateNsum } from '../network/nsum.ts'
import { readNsum } from '../network/nsum-data.ts'
import { estimateRds } from '../network/rds.ts'
import { readTree } from '../network/rds-data.ts'
import { leastResamples } from './resamples.ts'
import { finish } from './run.ts'

const korea = overlapTable(['A', 'B', 'C'], [0, 5, 5, 54, 41, 6, 0, 12])
const survey = readNsum(
  {
    groups: ['V1', 'V2', 'hidden'],
    rows: Array.from({ length: 60 }, (_, i) => [1 + (i % 3), i % 4, i % 5 === 0 ? 1 : 0]),
  },
  {
    hidden: 'hidden',
    known: [
      { group: 'V1', size: 100 },
      { group: 'V2', size: 200 },
    ],
    population: 10_000,
  },
)
const tree = readTree(
  Array.from({ length: 60 }, (_, i) => ({
    id: String(i),
    recruiter: i < 4 ? '' : String(i - 4),
    degree: 5 + (i % 7),
    outcome: i % 3 === 0 ? 'y' : 'n',
  })),
)

describe('A bootstrap interval', () => {
  it('needs so many resamples that one lies beyond each limit, and 20 at least', () => {
    expect([0.5, 0.8, 0.9, 0.95, 0.99].map(leastResamples)).toEqual([20, 20, 20, 40, 200])
  })

  it.each([
    ['stepwise', (resamples: number) => finish(stepwiseEstimate(korea, { resamples }))],
    ['bic', (resamples: number) => finish(bicEstimate(korea, { resamples }))],
    ['nsum', (resamples: number) => finish(estimateNsum(survey, { method: 'nsum-mle', resamples }))],
    ['rds', (resamples: number) => finish(estimateRds(tree, { method: 'rds-i', group: 'y', resamples }))],
  ] as const)('is not given from fewer, and that is said: %s', (method, from) => {
    const levels = (resamples: number) => {
      const answer = from(resamples)
      expect(answer.status).toBe('ok')
      return {
        given: answer.intervals.filter(({ kind }) => kind !== 'conditional').map(({ level }) => level),
        said: answer.warnings.filter(({ code }) => code === 'interval-needs-resamples'),
        alone: answer.warnings.some(({ code }) => code === 'choice-not-repeated'),
      }
    }
    const few = (level: number, is: number, least: number) => ({
      code: 'interval-needs-resamples',
      level,
      is,
      least,
    })
    expect(levels(1)).toMatchObject({ given: [], said: [few(0.8, 1, 20), few(0.95, 1, 40)] })
    expect(levels(39)).toMatchObject({ given: [0.8], said: [few(0.95, 39, 40)] })
    expect(levels(40)).toMatchObject({ given: [0.8, 0.95], said: [] })
    // Where only intervals stand that take the model as known, they are said to; where none stand, that is said.
    const lists = method === 'stepwise' || method === 'bic'
    expect(levels(0).said).toEqual(lists ? [] : [few(0.8, 0, 20), few(0.95, 0, 40)])
    if (lists) {
      expect(levels(0).alone).toBe(true)
      expect(levels(39).alone).toBe(true)
      expect(levels(40).alone).toBe(false)
    }
  })
})
