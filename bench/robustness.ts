import type { RobustnessModel } from '../src/estimators/robustness/model.ts'
import { aLargeModel } from '../src/estimators/robustness/models.test-data.ts'
import { robustnessNow } from '../src/estimators/robustness/robustness.ts'
import { yardstick } from './yardstick.ts'

const goals = { first: 300, all: 3000 }

/**
 * How sure a ranking of 190 countries by 20 criteria is: errors, gaps, weights, a gate and a question of method drawn
 * together 10,000 times on one thread. The first pass is cold: nothing of it has run in this process before. Goals: 500 runs
 * to look at within 300 ms, all within 3 s. Judged by processor time: by the clock a busy machine measures the neighbours.
 */
export async function benchRobustness(print: (line: string) => void): Promise<void> {
  const stick = yardstick()
  const model = aLargeModel(190, 20)
  print('robustness: 190 units × 20 criteria, 10,000 runs, all sources (MADE UP data)')
  pass('cold', model)
  pass('warm', model)
  pass('cold, plain means', { ...model, tree: { ...model.tree, aggregation: 'arithmetic' } })

  function pass(name: string, asked: RobustnessModel): void {
    const spent = process.cpuUsage()
    const cpu = () => {
      const { user, system } = process.cpuUsage(spent)
      return (user + system) / 1000
    }
    const begun = performance.now()
    const first = { clock: 0, cpu: 0 }
    const result = robustnessNow(asked, {
      seed: 1,
      replications: 10_000,
      onPicture: () => {
        first.clock = performance.now() - begun
        first.cpu = cpu()
      },
    })
    const all = { clock: performance.now() - begun, cpu: cpu() }
    if (result.units.every(({ rankRange }) => rankRange === null)) throw new Error('nothing was ranked')
    const reached = first.cpu <= goals.first && all.cpu <= goals.all ? 'reached' : 'NOT reached'
    print(
      `robustness ${name}: first 500 in ${first.cpu.toFixed(0)} ms of CPU (${first.clock.toFixed(0)} ms by the clock), all in ${all.cpu.toFixed(0)} ms of CPU (${all.clock.toFixed(0)}) = ${(all.cpu / stick).toFixed(0)} yardsticks; goals ${goals.first} and ${goals.all} ms of CPU ${reached}`,
    )
  }
}
