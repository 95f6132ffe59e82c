import { benchEngine } from './engine.ts'
import { benchIati } from './iati.ts'
import { benchPrevalence } from './prevalence.ts'
import { benchSmallCounts } from './small-counts.ts'

/** `npm run bench`: speeds as ratios to a yardstick measured in the same run. Never an assertion. */
await benchEngine((line) => process.stdout.write(`${line}\n`))
await benchIati((line) => process.stdout.write(`${line}\n`))
await benchSmallCounts((line) => process.stdout.write(`${line}\n`))
await benchPrevalence((line) => process.stdout.write(`${line}\n`))
