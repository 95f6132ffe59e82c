import { graphPosterior } from '../src/estimators/bayes/graph-posterior.ts'
import { openLatentClassSampler, USUAL_PRIOR } from '../src/estimators/bayes/latent-class-sampler.ts'
import { thresholdEstimate } from '../src/estimators/bayes/threshold.ts'
import { overlapTable } from '../src/estimators/lists/overlap-table.ts'
import { finish, stream } from '../src/estimators/numeric/run.ts'
import { yardstick } from './yardstick.ts'

/** New Orleans, five lists, 185 persons (Bales, Murphy and Silverman 2020), by bit mask. */
const NEW_ORLEANS: Record<number, number> = {
  1: 25,
  2: 24,
  4: 70,
  8: 33,
  16: 21,
  10: 2,
  9: 2,
  5: 1,
  3: 1,
  12: 1,
  18: 1,
  6: 2,
  7: 1,
  11: 1,
}

/** Seconds of the reference packages: 822 graphs × 60,000 numbers, 110,000 passes (CPU), one thresholding (elapsed). */
const reference = { graphs: 3.3, passes: 1.6, threshold: 8.1 }

/** The Bayesian methods on five lists, beside the CPU seconds and the memory of the references. */
export function benchBayes(print: (line: string) => void): void {
  const stick = yardstick()
  const counts = Array.from({ length: 32 }, (_, history) => NEW_ORLEANS[history] ?? 0)
  const table = overlapTable(['A', 'BEFG', 'C', 'D', 'H'], counts)

  const before = process.memoryUsage().rss
  const graphs = cpuSeconds(3, () => {
    finish(graphPosterior(table, { maxMissing: 60_000, tolerance: 0, mostPoints: 0 }))
  })
  const grown = Math.max(0, process.memoryUsage().rss - before) / 1e6
  print(
    `decomposable graphs: 822 graphs × 60,000 numbers: ${said(graphs, stick, reference.graphs)}; memory ${grown.toFixed(0)} MB more (reference 882 MB)`,
  )

  const passes = cpuSeconds(3, () => {
    const sampler = openLatentClassSampler(table, USUAL_PRIOR, { unseenPerSeen: 3 }, stream(1, 0))
    for (let pass = 0; pass < 110_000; pass++) sampler.step()
  })
  print(`latent classes: 110,000 passes, five lists: ${said(passes, stick, reference.passes)}`)

  const threshold = cpuSeconds(3, () => {
    finish(thresholdEstimate(table))
  })
  print(
    `thresholding: two models, four chains of 2,500 draws: ${said(threshold, stick, reference.threshold)}`,
  )
}

/** The least of a few runs: the rest measures the neighbours. */
function cpuSeconds(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1e6
  })
  return Math.min(...times)
}

function said(seconds: number, stick: number, theirs: number): string {
  return `${seconds.toFixed(2)} s of CPU = ${((1000 * seconds) / stick).toFixed(0)} yardsticks, ${(theirs / seconds).toFixed(1)} times less than the ${theirs} s of the reference`
}
