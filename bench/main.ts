import { benchCampaigns } from './campaigns.ts'
import { benchCoverage } from './coverage.ts'
import { benchEngine } from './engine.ts'
import { benchIati } from './iati.ts'
import { benchPrevalence } from './prevalence.ts'
import { benchRobustness } from './robustness.ts'
import { benchSmallCounts } from './small-counts.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const [what, ...asked] = process.argv.slice(2)

/**
 * `npm run bench`: speeds as ratios to a yardstick measured in the same run. Never an assertion.
 * `npm run bench -- coverage …`: how often intervals hold the truth ({@link benchCoverage}).
 */
if (what === 'coverage') {
  try {
    benchCoverage(asked, print)
  } catch (error) {
    // What was asked wrongly is said in a line.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
} else if (what !== undefined) {
  process.stderr.write(`There is no bench ${what}; npm run bench, or npm run bench -- coverage\n`)
  process.exitCode = 1
} else {
  await benchEngine(print)
  await benchIati(print)
  await benchSmallCounts(print)
  await benchPrevalence(print)
  await benchRobustness(print)
  await benchCampaigns(print)
}
