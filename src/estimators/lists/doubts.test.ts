import { describe, expect, it } from 'vitest'
import { decomposableGraphEstimate } from '../bayes/decomposable.ts'
import { latentClassEstimate } from '../bayes/latent-class.ts'
import { thresholdEstimate } from '../bayes/threshold.ts'
import type { Estimate } from '../estimate.ts'
import { finish } from '../numeric/run.ts'
import { bicEstimate } from './bic-bootstrap.ts'
import { chao } from './chao.ts'
import { independenceEstimate, modelEstimate, stepwiseEstimate } from './log-linear.ts'
import { doubtsAbout, type OverlapTable, overlapTable } from './overlap-table.ts'
import { profileEstimate } from './profile.ts'
import { averagedEstimate } from './specification.ts'

const methods: Record<string, (table: OverlapTable) => Estimate> = {
  independence: (table) => finish(independenceEstimate(table)),
  model: (table) => finish(modelEstimate(table, [3])),
  profile: (table) => finish(profileEstimate(table, [3])),
  stepwise: (table) => finish(stepwiseEstimate(table, { resamples: 0 })),
  bic: (table) => finish(bicEstimate(table, { resamples: 0 })),
  average: (table) => finish(averagedEstimate(table)),
  chao,
  dga: (table) => finish(decomposableGraphEstimate(table)),
  latentClass: (table) => finish(latentClassEstimate(table, { iterations: 1000, burnIn: 0 })),
  threshold: (table) => finish(thresholdEstimate(table)),
}

const ABC = ['A', 'B', 'C']
const tables = {
  'empty-list': overlapTable(ABC, [0, 20, 15, 9, 0, 0, 0, 0]),
  'list-within-list': overlapTable(ABC, [0, 20, 0, 9, 12, 5, 0, 4]),
  'all-overlap': overlapTable(ABC, [0, 0, 0, 0, 0, 0, 0, 9]),
  'no-overlap': overlapTable(ABC, [0, 9, 8, 0, 7, 0, 0, 0]),
}

describe.each(Object.entries(tables))('A table with %s', (code, table) => {
  it('has this doubt', () => expect(doubtsAbout(table).map((finding) => finding.code)).toContain(code))

  it.each(Object.entries(methods))('has it said once beside the answer of %s', (_, method) => {
    const { warnings } = method(table)
    for (const doubt of doubtsAbout(table))
      expect(warnings.filter((warning) => JSON.stringify(warning) === JSON.stringify(doubt))).toHaveLength(1)
  })
})

describe('A model that uses up all that a table says', () => {
  it('is said to be one when it is the only one averaged', () => {
    const { warnings } = methods.average!(overlapTable(['A', 'B'], [0, 20, 15, 9]))
    expect(warnings).toContainEqual({ code: 'nothing-left-to-test', model: '[A,B]' })
  })
})
