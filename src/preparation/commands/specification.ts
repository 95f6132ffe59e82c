import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Specification, specificationTable } from '../../estimators/lists/specification.ts'
import { steer } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { projectRoot } from '../../house/settings.ts'
import { printable } from '../../indicators/wording.ts'
import { formatNumber, speak } from '../../ui/language.ts'
import { estimateJson } from '../estimate-json.ts'
import { isEnoughTogether, withoutCounts } from '../estimates/without-counts.ts'
import { withoutOtherResamples } from '../estimates/without-resamples.ts'
import { labelledEstimates } from '../labelled-estimates.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import { common, fileOf, readAsked, refuseAlone, wholeOf } from './asked.ts'
import { attended } from './long-run.ts'
import { overlapTableIn } from './mse.ts'
import { tellEstimate } from './print.ts'

/**
 * `tp prevalence specification TABLE.csv`: every estimator on one table, and what would change the answer. With `--keep`
 * as it is kept with a study, with `--with-table` and its table of overlaps.
 */
export async function specificationCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    boot: { type: 'string', default: '1000' },
    threads: { type: 'string' },
    keep: { type: 'boolean', default: false },
    'with-table': { type: 'boolean', default: false },
  })
  const file = fileOf(positionals)
  refuseAlone(given, ['with-table'], 'keep')
  const seed = wholeOf('--seed', values.seed, 0)
  const resamples = wholeOf('--boot', values.boot, 0, 1_000_000)
  const asked = values.threads === undefined ? null : wholeOf('--threads', values.threads, 1, 64)
  const { table, readingFindings } = await overlapTableIn(file, io)
  const { specificationOnThreads, threadsFor } = await import('./specification-threads.ts')
  const threads = threadsFor(asked)
  const all = await attended(file, io, (signal, onProgress) =>
    threads > 1
      ? specificationOnThreads(table, { seed, resamples, threads }, { signal, onProgress })
      : steer(specificationTable(table, { seed, resamples }), { signal, onProgress, slice: 200 }),
  )
  if (values.keep) {
    const withTable = values['with-table'] ? { lists: [...table.lists], counts: [...table.counts] } : null
    io.out(
      JSON.stringify(
        toKeep(all, { withTable, isEnough: isEnoughTogether({ counts: [...table.counts] }), file, seed }),
        null,
        2,
      ),
    )
  } else if (values.json)
    io.out(
      JSON.stringify(
        labelledEstimates(all).map(({ label, estimate, ...known }) => ({
          ...estimateJson(estimate, io.language, label),
          ...known,
        })),
        null,
        2,
      ),
    )
  else {
    if (table.lists.length === 2) io.out(speak(words, io.language)('specification.twoLists'))
    for (const { title, estimate } of titledEstimates(all, io)) tellEstimate(estimate, io, title)
    tellConsistency(all, io)
    // What only the table as a whole shows, such as methods far apart.
    for (const finding of [...readingFindings, ...all.findings])
      io.out(`– ${sayFinding(finding, io.language)}`)
  }
  return 0
}

/**
 * What `POST /api/v1/studies/{id}/estimates` takes of it, but for what only a person can say: which figure is the one
 * to be used, why, and what it is a figure of. Counts of the table are in it only together with the table.
 */
function toKeep(
  specification: Specification,
  {
    withTable,
    isEnough,
    file,
    seed,
  }: {
    withTable: { lists: string[]; counts: number[] } | null
    isEnough: boolean
    file: string
    seed: number
  },
) {
  const result = withoutOtherResamples({
    design: 'lists',
    specification,
    chosen: specification.main === 'bic' ? 'bic-3' : 'stepwise-0.02',
    why: '',
  })
  if (result.design !== 'lists') throw new RangeError('a specification is of lists')
  const generator = specification.rows.find(({ estimate }) => estimate.generator)?.estimate.generator
  return {
    result: {
      ...(withTable === null ? withoutCounts(result, isEnough) : result),
      chosen: null,
      why: null,
    },
    ...(withTable === null ? {} : { overlapTable: withTable }),
    provenance: {
      computedBy: 'command',
      version: ownVersion(),
      inputDigest: createHash('sha256').update(readFileSync(file)).digest('hex'),
      seed: String(seed),
      ...(generator === undefined ? {} : { generator }),
    },
  }
}

/** What is known and what would have been estimated, list by list; and what one person more or less does. */
function tellConsistency(
  { consistency, onePerson: { low, high } }: Specification,
  { language, out }: Io,
): void {
  const say = speak(words, language)
  const shown = (value: number) => formatNumber(language, Math.round(value))
  if (consistency.length > 0) out(say('specification.consistency'))
  for (const { list, truth, stepwise } of consistency) {
    const interval = stepwise.intervals.find(({ level }) => level === 0.95)
    const known = { list: printable(list), truth: shown(truth) }
    if (stepwise.status === 'no-estimate' || interval === undefined) {
      const reason = stepwise.status === 'ok' ? '–' : sayFinding(stepwise.reason, language)
      out(`  ${say('specification.consistency.none', { ...known, reason })}`)
      continue
    }
    const limits = { low: shown(interval.low), high: interval.high === null ? '–' : shown(interval.high) }
    out(
      `  ${say('specification.consistency.row', { ...known, estimate: shown(stepwise.estimate), ...limits })}`,
    )
  }
  if (low !== null && high !== null)
    out(say('specification.onePerson', { low: shown(low), high: shown(high) }))
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

function ownVersion(): string {
  const said = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
    version?: unknown
  }
  return String(said.version ?? '0')
}
