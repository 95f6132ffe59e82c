import { decomposableGraphEstimate } from '../../src/estimators/bayes/decomposable.ts'
import { latentClassEstimate } from '../../src/estimators/bayes/latent-class.ts'
import { thresholdEstimate } from '../../src/estimators/bayes/threshold.ts'
import type { Estimate } from '../../src/estimators/estimate.ts'
import { bicEstimate } from '../../src/estimators/lists/bic-bootstrap.ts'
import { chao } from '../../src/estimators/lists/chao.ts'
import { stepwiseEstimate } from '../../src/estimators/lists/log-linear.ts'
import { readOverlapTable } from '../../src/estimators/lists/overlap-table.ts'
import { averagedEstimate } from '../../src/estimators/lists/specification.ts'
import { twoList } from '../../src/estimators/lists/two-list.ts'
import { estimateRds } from '../../src/estimators/network/rds.ts'
import { readTree } from '../../src/estimators/network/rds-data.ts'
import { finish } from '../../src/estimators/numeric/run.ts'
import { digestOfEverything } from '../../src/estimators/robustness/same-digits.test-data.ts'
import { surveyDesign } from '../../src/estimators/survey/design.ts'
import { surveyMean } from '../../src/estimators/survey/survey.ts'

/* Answers that are made on two engines and compared. Tables of our own, small enough to take no time. */

const { table } = readOverlapTable(
  ['police', 'shelters', 'hotline', 'labour', 'persons'],
  [
    [1, 0, 0, 0, 210],
    [0, 1, 0, 0, 143],
    [0, 0, 1, 0, 97],
    [0, 0, 0, 1, 61],
    [1, 1, 0, 0, 31],
    [1, 0, 1, 0, 17],
    [0, 1, 1, 0, 22],
    [0, 1, 0, 1, 5],
    [1, 0, 0, 1, 9],
    [1, 1, 1, 0, 6],
    [1, 1, 0, 1, 2],
  ],
)

/** Four seeds, each of whose respondents recruits two, three waves down. */
const tree = readTree(
  Array.from({ length: 60 }, (_, i) => ({
    id: String(i),
    recruiter: i < 4 ? 'seed' : String(Math.floor((i - 4) / 2)),
    degree: 2 + ((i * 7) % 23),
    outcome: i % 3 === 0 || i % 7 === 0 ? 1 : 0,
  })),
)

const answers: { [name: string]: () => Estimate | { status: 'ok'; digest: string } } = {
  'robustness runs': () => ({ status: 'ok', digest: digestOfEverything(1) }),
  'two lists': () => twoList({ first: 421, second: 948, both: 167 }),
  'the lower bound': () => chao(table),
  'stepwise choice': () => finish(stepwiseEstimate(table, { resamples: 60, seed: 7 })),
  'the best model': () => finish(bicEstimate(table, { resamples: 60, seed: 7 })),
  'the average over models': () => finish(averagedEstimate(table)),
  'decomposable graphs': () => finish(decomposableGraphEstimate(table)),
  'latent classes': () => finish(latentClassEstimate(table, { seed: 7 })),
  thresholding: () => finish(thresholdEstimate(table, { seed: 7, draws: 500 })),
  'a recruited sample': () =>
    finish(estimateRds(tree, { method: 'rds-ss', group: '1', population: 900, resamples: 60, seed: 7 })),
  'a survey': () => {
    const rows = Array.from({ length: 80 }, (_, i) => i)
    const design = surveyDesign(
      {
        weight: rows.map((i) => 10 + (i % 9)),
        clusters: rows.map((i) => i % 16),
        strata: rows.map((i) => i % 2),
      },
      rows.length,
    )
    return surveyMean(
      design,
      rows.map((i) => (i % 5 === 0 ? 1 : 0)),
    )
  },
}

export const names = Object.keys(answers)

/** One of them, made on this engine. */
export function answer(name: string): Estimate | { status: 'ok'; digest: string } {
  const make = answers[name]
  if (!make) throw new RangeError(`there is no answer called ${name}`)
  return make()
}
