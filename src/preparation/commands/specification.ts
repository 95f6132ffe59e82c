import { type Specification, specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { speak } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import { common, fileOf, readAsked, wholeOf, within } from './asked.ts'
import { overlapTableIn } from './mse.ts'
import { estimateJson, tellEstimate } from './print.ts'

/** `tp prevalence specification TABLE.csv`: every estimator on one table, and what would change the answer. */
export async function specificationCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, { ...common, boot: { type: 'string', default: '1000' } })
  const file = fileOf(positionals)
  const seed = wholeOf('--seed', values.seed, 0)
  const resamples = wholeOf('--boot', values.boot, 0, 1_000_000)
  const { table } = overlapTableIn(file, io)
  const all = within(file, io.language, () => finish(specificationTable(table, { seed, resamples })))
  if (values.json)
    io.out(
      JSON.stringify(
        labelledEstimates(all).map(({ label, estimate }) => estimateJson(estimate, io.language, label)),
        null,
        2,
      ),
    )
  else {
    for (const { title, estimate } of titledEstimates(all, io)) tellEstimate(estimate, io, title)
    // What only the table as a whole shows, such as methods far apart.
    for (const finding of all.findings) io.out(`– ${sayFinding(finding, io.language)}`)
  }
  return 0
}

/** One list: the table itself, then the main method with a list left out, and with two taken as one. Labels are stable. */
function labelledEstimates({ rows, leftOut, merged }: Specification) {
  return [
    ...rows.map(({ label, estimate }) => ({ label: label as string, estimate })),
    ...leftOut.map(({ lists, estimate }) => ({ label: `without ${lists.join(', ')}`, estimate })),
    ...merged.map(({ lists, estimate }) => ({ label: `${lists.join(' + ')} as one list`, estimate })),
  ]
}

/** The same list in the reader's words. */
function titledEstimates({ rows, leftOut, merged }: Specification, { language }: Io) {
  const say = speak(words, language)
  return [
    ...rows.map(({ label, estimate }) => ({
      title: say(`specification.${label}` as keyof typeof en),
      estimate,
    })),
    ...leftOut.map(({ lists, estimate }) => ({
      title: say('specification.left-out', { lists: lists.join(', ') }),
      estimate,
    })),
    ...merged.map(({ lists, estimate }) => ({
      title: say('specification.merged', { lists: lists.join(' + ') }),
      estimate,
    })),
  ]
}
