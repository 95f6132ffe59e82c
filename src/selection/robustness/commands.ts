import path from 'node:path'
import { parseArgs } from 'node:util'
import { findCountry } from '../../countries/registry.ts'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { NotFound, WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { between, capital, formatDay, formatNumber } from '../../ui/language.ts'
import { assess, defaultOptions } from '../assess.ts'
import { parsed, readTextFile } from '../catalogue.ts'
import { dayOf } from '../day-asked.ts'
import { makeAssessment } from '../run.ts'
import type { Inputs, Methodology, Result, Robustness } from '../schema.ts'
import { gateTitle, sayIn, textIn, unitName } from '../sentences.ts'
import { findAssessment, methodologyText } from '../store.ts'
import { readUnits } from '../units-csv.ts'
import { documentNamed } from '../versions/store.ts'
import { replicationsOf, runLimits, seedOf } from './asked.ts'
import { computeRuns } from './compute.ts'
import { withDoubt } from './declared.ts'
import { robustnessJson } from './json.ts'
import { gateCounts, type WhyNot } from './model.ts'
import { byPlace, nearShortlist, type Report, type ReportUnit, withoutEffect } from './report.ts'
import {
  bounded,
  doubtRows,
  findings,
  flipEnds,
  flipSize,
  flipTitle,
  idleSentences,
  movementIn,
  nearMissSentence,
  noteSentence,
  percentIn,
  rangeIn,
  reachSentences,
  sayRobustness,
  shareIn,
  sourceTitle,
  whyNotSentence,
} from './say.ts'
import { taskOf } from './task.ts'

export const robustnessUsage = `tp select robustness --methodology M | --assessment ID  [--as-of DATE | --year Y] [--data FILE.csv]
                   [--replications N] [--sobol] [--unit COUNTRY]   how sure is it, and what would flip it`

const flags = {
  methodology: { type: 'string', short: 'm' },
  assessment: { type: 'string' },
  data: { type: 'string' },
  'as-of': { type: 'string' },
  year: { type: 'string' },
  shortlist: { type: 'string' },
  replications: { type: 'string' },
  seed: { type: 'string' },
  unit: { type: 'string' },
  sobol: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: false }).values
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp select help`.' },
    ])
  }
}
type Flags = ReturnType<typeof read>

/** `tp select robustness`: how sure a result is, in the same words as its page. */
export async function robustnessCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const values = read(argv)
  const made = await madeOf(house, values)
  const { methodology, declared } = withDoubt(made.methodology)
  const asked = {
    replications: replicationsOf(
      values.replications,
      methodology.robustness.replications,
      runLimits.command,
      '--replications',
    ),
    seed: seedOf(values.seed, made.result.seed, '--seed'),
    finer: values.sobol,
    ...(values.unit === undefined ? {} : { units: [unitNamed(values.unit, made)] }),
  }
  const question = taskOf(methodology, declared, made, asked)
  const answer =
    'why' in question
      ? question
      : {
          report: await computeRuns(question.task, {
            signal: new AbortController().signal,
            onShare: tellNowAndThen(io),
          }),
        }
  if (values.json) {
    const { replications, seed } = asked
    io.out(
      JSON.stringify(
        robustnessJson(io.language, methodology, made.inputs, answer, {
          assessment: made.id,
          replications,
          seed,
        }),
        null,
        2,
      ),
    )
    return 0
  }
  const head = { made, methodology, runs: asked.replications, seed: asked.seed }
  if ('why' in answer) printWhyNot(io, head, answer.why)
  else print(io, head, answer.report, { unit: asked.units?.[0] ?? null, sobol: values.sobol })
  return 0
}

/** A percentage on the second channel now and then, so that long runs are not silent. */
function tellNowAndThen(io: Io): (share: number) => void {
  let told = performance.now()
  return (share) => {
    if (performance.now() - told < 2000) return
    told = performance.now()
    io.err(percentIn(io.language, share))
  }
}

/* ── what it is about ─────────────────────────────────────────────────────── */

type Made = {
  methodology: Methodology
  inputs: Inputs
  result: Result
  id: string | null
  file: string | null
}

async function madeOf(house: House, values: Flags): Promise<Made> {
  if ((values.assessment === undefined) === (values.methodology === undefined))
    throw new WrongUse('How sure is what?', [
      {
        place: '--assessment',
        message:
          values.assessment === undefined
            ? 'Neither an assessment nor a methodology was named.'
            : 'Both an assessment and a methodology were named.',
        remedy: 'Name one of the two: `tp select list` has them all.',
      },
    ])
  if (values.assessment !== undefined) {
    for (const other of ['as-of', 'year', 'data', 'shortlist'] as const)
      if (values[other] !== undefined)
        throw new WrongUse(`--${other} has no place beside --assessment`, [
          { place: `--${other}`, message: 'A kept assessment has its own.', remedy: 'Leave it out.' },
        ])
    const kept = await findAssessment(house.db, values.assessment)
    const text = await methodologyText(house.db, kept.methodology, kept.version)
    return {
      methodology: parsed(text, `${kept.methodology}.yaml`),
      inputs: kept.inputs,
      result: kept.result,
      id: kept.id,
      file: null,
    }
  }
  const document = await documentNamed(house.db, values.methodology!)
  const { methodology } = document
  const size = values.shortlist === undefined ? {} : { shortlistSize: shortlistOf(values.shortlist) }
  if (values.data !== undefined) {
    const file = path.basename(values.data)
    const inputs = readUnits(readTextFile(values.data), file, methodology)
    const result = assess(methodology, inputs, { ...defaultOptions(methodology, null), ...size })
    return { methodology, inputs, result, id: null, file }
  }
  if (values['as-of'] !== undefined && values.year !== undefined)
    throw new WrongUse('--as-of and --year both name a day', [
      { message: 'Only one of them can be followed.', remedy: 'Leave one out.' },
    ])
  const day = values.year === undefined ? values['as-of'] : `${values.year}-12-31`
  const kept = await makeAssessment(
    house,
    document,
    { ...(day === undefined ? {} : { asOf: dayOf(day, house) }), ...size },
    operator,
  )
  return { methodology, inputs: kept.inputs, result: kept.result, id: kept.id, file: null }
}

function shortlistOf(text: string): number {
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (size >= 1 && size <= 1000) return size
  throw new WrongUse(`“${text.slice(0, 40)}” will not do for --shortlist`, [
    { place: '--shortlist', message: 'A whole number from 1 to 1000 is needed.' },
  ])
}

function unitNamed(text: string, { inputs, file }: Made): string {
  const same = inputs.units.find((unit) => unit.toLowerCase() === text.toLowerCase())
  if (same !== undefined) return same
  const found = file === null ? findCountry(text) : { suggestions: inputs.units.slice(0, 5) }
  if ('iso3' in found && inputs.units.includes(found.iso3)) return found.iso3
  throw new NotFound(`“${text.slice(0, 80)}” is not among those judged here`, [
    {
      place: '--unit',
      message: `${inputs.units.length} are.`,
      ...('suggestions' in found && found.suggestions.length > 0
        ? { remedy: `Did you mean ${found.suggestions.join(' or ')}?` }
        : {}),
    },
  ])
}

/* ── what is printed ──────────────────────────────────────────────────────── */

type Head = { made: Made; methodology: Methodology & { robustness: Robustness }; runs: number; seed: number }

function printHead(io: Io, { made, methodology, runs, seed }: Head): void {
  const { language } = io
  const say = sayRobustness(language)
  const byline = {
    title: textIn(language, methodology.title),
    version: methodology.version,
    seed: String(seed),
    runs: formatNumber(language, runs),
  }
  io.out(
    made.file === null
      ? say('cli.byline', { ...byline, day: formatDay(language, made.result.asOf ?? '') })
      : say('cli.byline own data', { ...byline, file: made.file }),
  )
  io.out('')
}

function printWhyNot(io: Io, head: Head, why: WhyNot): void {
  const { language } = io
  const say = sayRobustness(language)
  printHead(io, head)
  io.out(whyNotSentence(language, head.methodology, why))
  if (head.methodology.gates.length === 0) io.out(say('why.no gates'))
  for (const { gate, passed, failed, unknown, open } of gateCounts(head.methodology, head.made.inputs))
    io.out(
      `  ${say('why.gate row', { gate: gateTitle(language, head.methodology, gate), passed, failed, unknown, open })}`,
    )
}

function print(io: Io, head: Head, report: Report, asked: { unit: string | null; sobol: boolean }): void {
  const { language } = io
  const { methodology, made } = head
  const declared = methodology.robustness
  const say = sayRobustness(language)
  printHead(io, head)
  for (const sentence of findings(language, declared, report)) io.out(sentence)

  if (asked.unit !== null) {
    io.out('')
    printUnit(report.units.find(({ unit }) => unit === asked.unit)!)
  }

  const near = nearShortlist(report)
  const named = report.units.find(({ unit }) => unit === asked.unit)
  const shown = [...new Set([...near, ...(named ? [named] : [])])].sort(byPlace)
  if (shown.length > 0) {
    io.out('')
    table(
      io,
      [
        say('label.place'),
        say('label.country'),
        say('notice.word'),
        say('label.expected'),
        say('label.in', { k: report.shortlist }),
        say('label.passes'),
      ],
      shown.map((unit) => [
        unit.rank === null ? '–' : String(unit.rank),
        unitName(language, unit.unit),
        rangeIn(language, unit.rankRange),
        unit.expectedRank === null ? '–' : digits(unit.expectedRank, 1),
        shareIn(language, unit.pShortlist),
        shareIn(language, unit.pPasses),
      ]),
      [0, 2, 3, 4, 5],
    )
    const rest = report.units.filter(({ standing }) => standing === 'in').length
    const more = rest - shown.filter(({ standing }) => standing === 'in').length
    if (more > 0) io.out(`  ${say('cli.more', { n: more })}`)
  }

  if (report.nearMisses.length > 0) {
    io.out('')
    io.out(say('near.title'))
    for (const miss of report.nearMisses) io.out(`  ${nearMissSentence(language, methodology, miss)}`)
  }

  const sources = report.influence?.sources ?? []
  if (sources.length > 1) {
    io.out('')
    io.out(say('matters.title'))
    const end = (value: number) => percentIn(language, bounded(value))
    const cell = ({ value, low, high }: { value: number; low: number; high: number }, said = end(value)) =>
      asked.sobol ? `${said} (${say('range', { low: end(low), high: end(high) })})` : said
    table(
      io,
      [say('label.source'), say('label.alone'), say('label.together')],
      [...sources]
        .sort((a, b) => b.total.value - a.total.value)
        .map(({ source, first, total, noEffect }) => [
          capital(language, sourceTitle(language, declared, source)),
          cell(first),
          cell(total, movementIn(language, { total, noEffect })),
        ]),
      [1, 2],
    )
    for (const sentence of reachSentences(language, declared, report)) io.out(`  ${sentence}`)
    for (const sentence of idleSentences(language, declared, report.influence?.idle ?? []))
      io.out(`  ${sentence}`)
    for (const { source } of withoutEffect(report))
      io.out(`  ${say('matters.no effect', { names: sourceTitle(language, declared, source) })}`)
  }

  const flips = report.flips.filter(({ unit }) => asked.unit === null || unit === asked.unit)
  if (flips.length > 0) {
    io.out('')
    io.out(say('flip.title'))
    for (const { unit, shortlisted, ways } of flips) {
      const name = unitName(language, unit)
      if (ways.length === 0) io.out(`  ${name}${between(language, ':')}${say('flip.none')}`)
      for (const way of ways) {
        const { from, to } = flipEnds(language, way)
        io.out(
          `  ${name}${between(language, ':')}${[
            from === ''
              ? flipTitle(language, methodology, way)
              : `${flipTitle(language, methodology, way)} ${from} → ${to}`,
            flipSize(language, way),
            say(shortlisted ? 'flip.off' : 'flip.on'),
          ]
            .filter((part) => part !== '')
            .join(', ')}`,
        )
      }
    }
  }

  io.out('')
  io.out(say('doubt.title'))
  if (!report.declared) io.out(`  ${say('doubt.not declared')}`)
  for (const { name, lines } of doubtRows(language, methodology, declared, report.drawn))
    io.out(`  ${name}${between(language, ':')}${lines.join(' ')}`)
  io.out(`  ${say('doubt.always')}`)
  for (const note of report.notes) io.out(`  ${noteSentence(language, methodology, note)}`)
  io.out('')
  io.out(`${say('notice.word')}${between(language, ':')}${say('notice.text')}`)
  if (made.id !== null) io.out(say('cli.kept', { id: made.id }))

  function printUnit(unit: ReportUnit) {
    const name = unitName(language, unit.unit)
    if (unit.rank === null)
      return io.out(
        say('cli.unit unranked', {
          name,
          standing: sayIn(language)(
            unit.standing === 'in' ? 'why.nothing known' : `standing.${unit.standing}`,
          ),
        }),
      )
    io.out(
      say(unit.shortlisted ? 'cli.unit on' : 'cli.unit off', {
        name,
        place: unit.rank,
        share: percentIn(language, unit.pShortlist ?? 0),
      }),
    )
  }
  function digits(value: number, count: number): string {
    return formatNumber(language, value, { minimumFractionDigits: count, maximumFractionDigits: count })
  }
}

/** Columns padded to their widest entry; those named are set right. */
function table(io: Io, head: string[], rows: string[][], right: number[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)))
  for (const row of [head, ...rows])
    io.out(
      `  ${row
        .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd()}`,
    )
}
