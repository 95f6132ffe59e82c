import { bicEstimate } from '../src/estimators/lists/bic-bootstrap.ts'
import { scoreModels } from '../src/estimators/lists/information.ts'
import { stepwiseEstimate } from '../src/estimators/lists/log-linear.ts'
import { overlapTable } from '../src/estimators/lists/overlap-table.ts'
import { finish } from '../src/estimators/numeric/run.ts'
import { benchBayes } from './prevalence-bayes.ts'
import { benchNetwork } from './prevalence-network.ts'
import { benchThreads } from './prevalence-threads.ts'
import { yardstick } from './yardstick.ts'

/** The United Kingdom 2013, six lists, 2,744 persons (Home Office 2014; Silverman 2014), by bit mask. */
const UNITED_KINGDOM: Record<number, number> = {
  1: 54,
  2: 463,
  4: 907,
  8: 695,
  16: 316,
  32: 57,
  3: 15,
  5: 19,
  9: 3,
  6: 56,
  10: 19,
  18: 1,
  34: 3,
  12: 69,
  20: 10,
  36: 31,
  24: 8,
  40: 6,
  48: 1,
  7: 1,
  11: 1,
  14: 4,
  38: 3,
  44: 1,
  15: 1,
}

/** Rome, four reporting centres, 1,896 persons (Abeni and others 1994), by bit mask. */
const ROME: Record<number, number> = {
  7: 3,
  11: 1,
  3: 33,
  5: 20,
  9: 6,
  1: 403,
  14: 3,
  6: 35,
  10: 10,
  2: 545,
  12: 11,
  4: 621,
  8: 205,
}

/** The Netherlands, five lists, 8,234 persons (Silverman 2020, Table 2, two lists merged), by bit mask. */
const NETHERLANDS: Record<number, number> = {
  1: 756,
  2: 1299,
  4: 4466,
  8: 650,
  16: 632,
  3: 1,
  5: 81,
  9: 5,
  17: 73,
  6: 44,
  18: 4,
  12: 82,
  20: 125,
  24: 2,
  13: 2,
  21: 11,
  28: 1,
}

/** Estimators of prevalence: seconds of the processor for a whole run, as yardsticks, and beside the reference's. */
export async function benchPrevalence(print: (line: string) => void): Promise<void> {
  const stick = yardstick()
  /** @param reference - seconds of the processor that the reference took @param goal - how many times less is wanted */
  const trial = (name: string, reference: number, goal: number, run: () => unknown) => {
    const seconds = Math.min(...Array.from({ length: 6 }, () => processorSeconds(run)))
    const times = reference / seconds
    print(
      `${name}: ${seconds.toFixed(3)} s of CPU = ${((1000 * seconds) / stick).toFixed(0)} yardsticks, ${times.toFixed(0)} times less than the ${reference} s of the reference; goal ${goal} times ${times >= goal ? 'reached' : 'NOT reached'}`,
    )
  }

  const kingdom = table(6, UNITED_KINGDOM)
  trial('stepwise, six lists, 1,000 BCa resamples', 240, 200, () =>
    finish(stepwiseEstimate(kingdom, { resamples: 1000 })),
  )
  const rome = table(4, ROME)
  trial('BIC over 113 models, four lists, 1,000 resamples', 101, 200, () =>
    finish(bicEstimate(rome, { order: 3, nTop: Infinity, resamples: 1000 })),
  )
  const netherlands = table(5, NETHERLANDS)
  trial('all 6,212 models of five lists', 14.6, 200, () => finish(scoreModels(netherlands, 3)))

  benchBayes(print)
  benchNetwork(print)
  await benchThreads(kingdom, print)
}

function table(lists: number, persons: Record<number, number>) {
  const names = Array.from({ length: lists }, (_, k) => String.fromCharCode(65 + k))
  return overlapTable(
    names,
    Array.from({ length: 2 ** lists }, (_, history) => persons[history] ?? 0),
  )
}

function processorSeconds(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}
