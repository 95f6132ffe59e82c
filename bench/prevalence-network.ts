import { estimateNsum } from '../src/estimators/network/nsum.ts'
import { readNsum } from '../src/estimators/network/nsum-data.ts'
import { type RdsBootstrap, resample } from '../src/estimators/network/rds-bootstrap.ts'
import { recruited } from '../src/estimators/network/rds-coverage.ts'
import { readTree } from '../src/estimators/network/rds-data.ts'
import { salganikHeckathorn, successiveSampling, volzHeckathorn } from '../src/estimators/network/shares.ts'
import type { Tally } from '../src/estimators/network/tally.ts'
import { finish, stream } from '../src/estimators/numeric/run.ts'
import { yardstick } from './yardstick.ts'

/** CPU seconds of the package RDS 0.9-10 for its four bootstraps of 500 resamples, 500 respondents. */
const reference = 31

/** Resampling of recruited samples and of scale-up surveys, on made-up data of the size of the reference's. */
export function benchNetwork(print: (line: string) => void): void {
  const stick = yardstick()
  const made = { people: 1000, share: 0.2, meanDegree: 8, activity: 1.8, mixing: 0.3, seeds: 10, coupons: 2 }
  const tree = readTree(recruited({ ...made, sample: 500 }, stream(1, 0)))
  const four: [RdsBootstrap, (tally: Tally) => unknown][] = [
    ['chain', salganikHeckathorn],
    ['chain', volzHeckathorn],
    ['population', (tally) => successiveSampling(tally, 1000)],
    ['tree', volzHeckathorn],
  ]
  const bootstraps = cpuSeconds(() => {
    for (const [bootstrap, estimator] of four)
      finish(resample(tree, { bootstrap, resamples: 500, seed: 1, population: 1000 }, estimator))
  })
  print(
    `recruited sample: four bootstraps of 500, 500 respondents: ${millis(bootstraps)} of CPU = ${sticks(bootstraps, stick)}, ${Math.round(reference / bootstraps)} times less than the ${reference} s of the reference`,
  )

  const chance = stream(2, 0)
  const groups = ['hidden', ...Array.from({ length: 20 }, (_, k) => `known ${k}`)]
  const rows = Array.from({ length: 500 }, () => groups.map(() => chance.below(12)))
  const known = groups.slice(1).map((group) => ({ group, size: 20_000 }))
  const survey = readNsum({ groups, rows }, { hidden: 'hidden', known, population: 2_000_000 })
  const scaleUp = cpuSeconds(() => {
    finish(estimateNsum(survey, { method: 'nsum-mle', resamples: 2000 }))
  })
  print(
    `scale-up: 2,000 resamples of 500 respondents, 20 known groups, all checks: ${millis(scaleUp)} of CPU = ${sticks(scaleUp, stick)}`,
  )
}

/** The least of five runs, after one to warm up: the rest measures the neighbours. */
function cpuSeconds(work: () => void): number {
  work()
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1e6
  })
  return Math.min(...times)
}

const millis = (seconds: number) => `${(1000 * seconds).toFixed(0)} ms`
const sticks = (seconds: number, stick: number) => `${((1000 * seconds) / stick).toFixed(0)} yardsticks`
