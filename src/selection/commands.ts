import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { country, findCountry } from '../countries/registry.ts'
import { operator } from '../house/actor.ts'
import type { ExitCode, Io } from '../house/command.ts'
import { NotFound, WrongUse } from '../house/errors.ts'
import { type House, today } from '../house/house.ts'
import { listSeries, listSources } from '../indicators/store.ts'
import { formatDay, formatList, formatNumber } from '../ui/language.ts'
import { assess, defaultOptions } from './assess.ts'
import { backtestCommand, backtestUsage } from './backtest/command.ts'
import { type Document, readTextFile } from './catalogue.ts'
import { consultationCommand } from './consultation/commands.ts'
import { dayOf } from './day-asked.ts'
import { decisionCommand } from './decisions/commands.ts'
import { explanation } from './explanation.ts'
import { excluded, proposalsIn, ranking, sourcesOf, unjudged } from './groups.ts'
import { memoHtml } from './memo.tsx'
import { readMethodology } from './methodology.ts'
import { readRecorded, recordableGate, recordFact } from './record.ts'
import { robustnessCommand, robustnessUsage } from './robustness/commands.ts'
import { notesInWords } from './rule-words.ts'
import { type Asked, makeAssessment } from './run.ts'
import type { Inputs, Result, UnitResult } from './schema.ts'
import {
  codeName,
  criterionTitle,
  gateSentence,
  gateTitle,
  headline,
  lackingSentence,
  revisedSentences,
  sayIn,
  summary,
  textIn,
  unitName,
  whyMissing,
} from './sentences.ts'
import {
  type Assessment,
  findAssessment,
  inputsDigest,
  listAssessments,
  methodologyText,
  resultDigest,
} from './store.ts'
import { readUnits } from './units-csv.ts'
import { diffCommand, diffUsage } from './versions/commands.ts'
import { documentNamed, documentOf, methodologyIds } from './versions/store.ts'

const usage = `tp select run      --methodology M [--as-of DATE | --year Y] [--data FILE.csv]
tp select explain  COUNTRY --methodology M [--as-of DATE | --year Y] [--data FILE.csv]
tp select memo     --methodology M [--as-of DATE | --year Y] [--out FILE.html]
tp select record   COUNTRY --methodology M --status S --from DAY --to DAY --evidence TEXT [--said-by OFFICE]
tp select check    ASSESSMENT       makes a kept assessment again and compares
tp select assessment ASSESSMENT     tells a kept assessment, made again from what it looked at
tp select consultation list|show|results|export  who was asked, with which share, what came of it
tp select decision list|show|export what was chosen, why, who disagreed, who signed
${robustnessUsage}
${diffUsage}
${backtestUsage}
tp select list

  M is a name (tp select list), one version of it (tipping-point:1) or a YAML file. DATE is YYYY-MM-DD; --year Y means 31 December of Y.
  OFFICE is who says so, when it is not the evidence itself: an office or a paper, not a person’s name; it is public.
  --seed S  --replicates N  --shortlist K  --json  --lang en|fr|es|pt`

/** `tp select …`: the selection room by command. */
export async function selectCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv
  switch (verb) {
    case 'run':
      return run(house, rest, io)
    case 'explain':
      return explain(house, rest, io)
    case 'memo':
      return memo(house, rest, io)
    case 'record':
      return record(house, rest, io)
    case 'check':
      return check(house, rest, io)
    case 'assessment':
      return assessment(house, rest, io)
    case 'consultation':
      return consultationCommand(house, rest, io)
    case 'decision':
      return decisionCommand(house, rest, io)
    case 'list':
      return list(house, rest, io)
    case 'robustness':
      return robustnessCommand(house, rest, io)
    case 'backtest':
      return backtestCommand(house, rest, io)
    case 'diff':
      return diffCommand(house, rest, io)
    case undefined:
    case 'help':
    case '--help':
      io.out(usage)
      return verb === undefined ? 2 : 0
    default:
      throw new WrongUse(`“tp select ${verb}” is not a command`, [
        {
          message: 'Known are run, robustness, explain, memo, record, check, diff, backtest and list.',
          remedy: 'See `tp select help`.',
        },
      ])
  }
}

/* ── what was asked ───────────────────────────────────────────────────────── */

const flags = {
  methodology: { type: 'string', short: 'm' },
  data: { type: 'string' },
  'as-of': { type: 'string' },
  year: { type: 'string' },
  seed: { type: 'string' },
  replicates: { type: 'string' },
  shortlist: { type: 'string' },
  out: { type: 'string' },
  status: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  evidence: { type: 'string' },
  'said-by': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

function read(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true })
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { message: 'The command was put together wrongly.', remedy: 'See `tp select help`.' },
    ])
  }
}

type Flags = ReturnType<typeof read>['values']

async function documentAsked({ db }: Pick<House, 'db'>, values: Flags): Promise<Document> {
  if (values.methodology === undefined)
    throw new WrongUse('Which methodology?', [
      {
        place: '--methodology',
        message: 'It was not said.',
        remedy: 'Add for example --methodology atest-2014; `tp select list` names all.',
      },
    ])
  return documentNamed(db, values.methodology)
}

function askedOf(house: House, values: Flags): Asked {
  if (values['as-of'] !== undefined && values.year !== undefined)
    throw new WrongUse('--as-of and --year both name a day', [
      { message: 'Only one of them can be followed.', remedy: 'Leave one out.' },
    ])
  const asOf = values.year !== undefined ? `${yearOf(values.year)}-12-31` : values['as-of']
  const asked: Asked = {}
  if (asOf !== undefined) asked.asOf = dayOf(asOf, house)
  if (values.seed !== undefined) asked.seed = wholeOf('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER)
  if (values.replicates !== undefined)
    asked.replicates = wholeOf('--replicates', values.replicates, 0, 100_000)
  if (values.shortlist !== undefined) asked.shortlistSize = wholeOf('--shortlist', values.shortlist, 1, 1000)
  return asked
}

function yearOf(text: string): string {
  if (/^\d{4}$/.test(text)) return text
  throw new WrongUse(`“${text}” is not a year`, [
    { place: '--year', message: 'A year has four digits.', remedy: 'For example --year 2013.' },
  ])
}

function wholeOf(flag: string, text: string, least: number, most: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new WrongUse(`“${text.slice(0, 40)}” will not do for ${flag}`, [
    { place: flag, message: `A whole number from ${least} to ${most} is needed.` },
  ])
}

type Made = {
  document: Document
  inputs: Inputs
  result: Result
  kept: Assessment | null
  file: string | null
}

async function make(house: House, values: Flags): Promise<Made> {
  const document = await documentAsked(house, values)
  const asked = askedOf(house, values)
  if (values.data === undefined) {
    const kept = await makeAssessment(house, document, asked, operator)
    return { document, inputs: kept.inputs, result: kept.result, kept, file: null }
  }
  const { methodology } = document
  const file = path.basename(values.data)
  const inputs = readUnits(readTextFile(values.data), file, methodology)
  const result = assess(methodology, inputs, { ...defaultOptions(methodology, null), ...asked })
  return { document, inputs, result, kept: null, file }
}

/* ── run ──────────────────────────────────────────────────────────────────── */

async function run(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv)
  if (positionals.length > 0)
    throw new WrongUse(`“${positionals[0]}” has no place here`, [
      { message: '`tp select run` takes options only.', remedy: 'See `tp select help`.' },
    ])
  const made = await make(house, values)
  if (values.json) io.out(JSON.stringify(asJson(made), null, 2))
  else await print(house, made, io)
  return 0
}

function asJson({ document, inputs, result, kept }: Made) {
  const { methodology } = document
  return {
    assessment: kept?.id ?? null,
    methodology: { id: methodology.methodology, version: methodology.version, title: methodology.title.en },
    asOf: result.asOf,
    seed: result.seed,
    replicates: result.replicates,
    resultDigest: kept?.resultDigest ?? resultDigest(result),
    summary: summary('en', result),
    counts: result.counts,
    cannotJudge: result.cannotJudge,
    funnel: result.funnel,
    shortlistSize: result.shortlistSize,
    universe: inputs.universeIssue,
    lacking: inputs.lacking,
    drawnCriteria: result.drawnCriteria,
    sources: sourcesOf(inputs),
    units: result.units.map((unit) => ({
      name: unitName('en', unit.unit),
      sentence: headline('en', methodology, result, unit),
      ...unit,
    })),
  }
}

async function print(house: House, made: Made, io: Io): Promise<void> {
  const { document, inputs, result, kept, file } = made
  const { methodology } = document
  const { language } = io
  const say = sayIn(language)
  const n = (value: number, digits = 0) =>
    formatNumber(language, value, { minimumFractionDigits: digits, maximumFractionDigits: digits })

  io.out(
    file === null
      ? say('cli.byline', {
          title: textIn(language, methodology.title),
          version: methodology.version,
          day: formatDay(language, result.asOf ?? ''),
          seed: String(result.seed),
          runs: n(result.replicates),
        })
      : say('cli.byline own data', {
          title: textIn(language, methodology.title),
          version: methodology.version,
          file,
        }),
  )
  io.out('')
  io.out(summary(language, result))

  if (result.cannotJudge) {
    io.out('')
    for (const series of result.cannotJudge.missing) {
      const where = methodology.bring?.[series]
      io.out(`  ${where ? say('cli.bring', { series, where: textIn(language, where) }) : series}`)
    }
  }

  if (result.funnel.length > 0) {
    io.out('')
    table(
      io,
      [say('label.gate'), say('label.passed'), say('label.failed'), say('label.unknown')],
      result.funnel.map((step) => [
        gateTitle(language, methodology, step.gate),
        n(step.passed),
        n(step.failed),
        n(step.unknown),
      ]),
      [1, 2, 3],
    )
  }

  const ranked = ranking(result)
  if (ranked.length > 0) {
    const leaves = (ranked[0]?.criteria ?? []).filter(({ id }) => depthOf(methodology.criteria, id) === 1)
    io.out('')
    io.out(say('section.ranking'))
    table(
      io,
      [
        say('label.rank'),
        say('label.country'),
        say('label.score'),
        say('label.range'),
        say('label.rank range'),
        ...leaves.map(({ id }) => criterionTitle(language, methodology, id)),
      ],
      ranked.map((unit) => [
        unit.rank === null ? '–' : String(unit.rank),
        unitName(language, unit.unit),
        unit.score === null ? whyMissing(language, unit.noScore ?? '', methodology) : n(unit.score, 1),
        unit.scoreRange ? `${n(unit.scoreRange[0], 1)}–${n(unit.scoreRange[1], 1)}` : '',
        unit.rankRange ? `${unit.rankRange[0]}–${unit.rankRange[1]}` : '',
        ...leaves.map(({ id }) => {
          const value = unit.criteria.find((criterion) => criterion.id === id)?.value
          return value == null ? '–' : n(value * 100)
        }),
      ]),
      [0, 2, 3, 4, ...leaves.map((_, i) => i + 5)],
    )
    io.out(say('cli.ties'))
    for (const sentence of notesInWords(language, methodology, result)) io.out(sentence)
  }

  printGroups(say('section.out'), excluded(result))
  printGroups(say('section.unknown'), unjudged(result), true)

  const proposed = proposalsIn(methodology, inputs, result)
  if (proposed.length > 0) {
    io.out('')
    io.out(say('section.proposals'))
    for (const { unit, result: found } of proposed)
      io.out(
        `  ${found ? headline(language, methodology, result, found) : say('headline.not in universe', { country: unitName(language, unit), why: say('universe.no rating', { year: String(inputs.universeIssue?.year ?? '') }) })}`,
      )
  }

  if (methodology.universe && inputs.universeIssue) {
    io.out('')
    io.out(say('section.lacking'))
    io.out(`  ${lackingSentence(language, inputs, methodology.universe.ratedBy)}`)
    if (inputs.universeIssue.excepted.length > 0)
      io.out(
        `  ${say('excepted', {
          names: formatList(
            language,
            inputs.universeIssue.excepted.map(
              ({ unit, reason }) => `${unitName(language, unit)} (${textIn(language, reason)})`,
            ),
          ),
        })}`,
      )
  }
  if (methodology.gates.some((gate) => 'status' in gate) && result.counts.unknown > 0)
    io.out(`  ${say('incomplete list')}`)

  if (file === null) {
    const titles = new Map((await listSeries(house.db)).map(({ id, title }) => [id, title]))
    const notes = revisedSentences(language, inputs, (series) =>
      textIn(language, titles.get(series) ?? { en: series }),
    )
    if (notes.length > 0) io.out('')
    for (const note of notes) io.out(note)
    const cards = new Map((await listSources(house.db)).map((source) => [source.id, source]))
    if (sourcesOf(inputs).length > 0) io.out(`\n${say('label.sources')}`)
    for (const id of sourcesOf(inputs)) {
      const card = cards.get(id)
      io.out(`  ${id}: ${card ? `${card.publisher}, ${card.title}. ${card.licence}.` : id}`)
    }
  }
  io.out('')
  io.out(
    kept === null
      ? say('cli.own note')
      : say('cli.kept', { id: kept.id, digest: kept.resultDigest.slice(0, 16) }),
  )

  function printGroups(title: string, groups: ReturnType<typeof excluded>, would = false) {
    if (groups.length === 0) return
    io.out('')
    io.out(title)
    for (const group of groups) {
      const gate = methodology.gates.find(({ id }) => id === group.gate)!
      const series = 'series' in gate ? gate.series : 'list' in gate ? gate.list : gate.status
      const what = group.found === null ? say('outcome.unknown') : codeName(language, series, group.found)
      const reason =
        would && group.units[0]
          ? gateSentence(language, gate, group.units[0].gates.find(({ gate: id }) => id === group.gate)!)
          : ''
      io.out(`  ${textIn(language, gate.title)} – ${group.units.length}: ${would ? reason : what}`)
      io.out(
        `    ${formatList(
          language,
          group.units.map((unit) => name(unit, would)),
        )}`,
      )
    }
  }
  function name(unit: UnitResult, would: boolean): string {
    const plain = unitName(language, unit.unit)
    return would && unit.wouldRank !== null ? `${plain} (${unit.wouldRank})` : plain
  }
}

function depthOf(criterion: Document['methodology']['criteria'], id: string, depth = 0): number {
  if (!criterion) return -1
  if (criterion.id === id) return depth
  for (const child of criterion.children ?? []) {
    const found = depthOf(child, id, depth + 1)
    if (found >= 0) return found
  }
  return -1
}

/** Columns padded to their widest entry; those named are set right. */
function table(io: Io, head: string[], rows: string[][], right: number[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  io.out(`  ${line(head)}`)
  for (const row of rows) io.out(`  ${line(row)}`)
}

/* ── explain, memo, list ──────────────────────────────────────────────────── */

async function explain(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv)
  const [asked, ...more] = positionals
  if (asked === undefined || more.length > 0)
    throw new WrongUse('Explain which country?', [
      {
        message: 'One country is needed.',
        remedy: 'For example: tp select explain ARM --methodology atest-2014 --as-of 2014-02-28',
      },
    ])
  const made = await make(house, values)
  const unit = unitNamed(asked, made.inputs, made.file)
  const told = explanation(io.language, made.document.methodology, made.inputs, made.result, unit)
  if (values.json) io.out(JSON.stringify({ assessment: made.kept?.id ?? null, ...told }, null, 2))
  else for (const line of told.lines) io.out(line)
  return 0
}

function unitNamed(text: string, inputs: Inputs, file: string | null): string {
  if (inputs.units.includes(text)) return text
  if (file !== null) {
    const same = inputs.units.find((unit) => unit.toLowerCase() === text.toLowerCase())
    if (same !== undefined) return same
    throw new NotFound(`“${text.slice(0, 80)}” is not a unit of ${file}`, [
      { message: `It has ${inputs.units.length}, among them ${inputs.units.slice(0, 5).join(', ')}.` },
    ])
  }
  return countryNamed(text)
}

function countryNamed(text: string): string {
  if (country(text.toUpperCase())) return text.toUpperCase()
  const found = findCountry(text)
  if ('iso3' in found) return found.iso3
  throw new NotFound(`“${text.slice(0, 80)}” is not the name of a country`, [
    {
      message: 'It is in no list of names here.',
      ...(found.suggestions.length > 0 ? { remedy: `Did you mean ${found.suggestions.join(' or ')}?` } : {}),
    },
  ])
}

/** Keeps a fact the house lacks, with its source: the next run looks at it. */
async function record(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv)
  const [asked, ...more] = positionals
  if (asked === undefined || more.length > 0)
    throw new WrongUse('Record a fact on which country?', [
      { message: 'One country is needed.', remedy: 'See `tp select help`.' },
    ])
  const { methodology } = await documentAsked(house, values)
  const gate = recordableGate(methodology)
  if (!gate)
    throw new WrongUse(`${methodology.methodology} asks for no fact that can be recorded`, [
      {
        place: '--methodology',
        message: 'None of its gates reads dated evidence.',
        remedy: 'Use tp data import for figures.',
      },
    ])
  const unit = countryNamed(asked)
  const given = readRecorded(
    gate,
    [unit],
    {
      unit,
      status: values.status ?? '',
      from: values.from ?? '',
      to: values.to ?? '',
      evidence: values.evidence ?? '',
      'said-by': values['said-by'] ?? '',
    },
    today(house),
    sayIn(io.language),
  )
  if ('errors' in given)
    throw new WrongUse(
      'The fact cannot be recorded as it is',
      given.errors.map(({ field, message }) => ({
        place: `--${field}`,
        message,
        ...(field === 'status'
          ? {
              remedy: `Statuses are ${[...gate.passes, ...gate.fails, ...(gate.undecided ?? [])].join(', ')}.`,
            }
          : {}),
      })),
    )
  await recordFact(house.db, given.fact, house.now(), operator)
  if (values.json) io.out(JSON.stringify(given.fact, null, 2))
  else
    io.out(sayIn(io.language)('cli.recorded', { country: unitName(io.language, unit), dataset: gate.status }))
  return 0
}

async function memo(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv)
  const made = await make(house, values)
  if (made.kept === null)
    throw new WrongUse('A memo is written on a kept assessment', [
      { place: '--data', message: 'A table of your own is not kept.', remedy: 'Leave --data out.' },
    ])
  if (values.json) {
    io.out(JSON.stringify(asJson(made), null, 2))
    return 0
  }
  const html = await memoHtml(house, io.language, made.kept)
  if (values.out === undefined) {
    io.out(html)
    return 0
  }
  try {
    writeFileSync(values.out, html, { flag: 'wx' })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new WrongUse(`${values.out} cannot be written`, [
      {
        place: '--out',
        message: (error as Error).message,
        remedy: taken ? 'It is there already: choose another name.' : 'Choose a folder you may write in.',
      },
    ])
  }
  io.err(values.out)
  return 0
}

/** Makes a kept assessment again from what it looked at, and compares the digests. */
async function check(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv)
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0)
    throw new WrongUse('Check which assessment?', [
      { message: 'One id is needed.', remedy: '`tp select list` names them.' },
    ])
  const kept = await findAssessment(house.db, id)
  const text = await methodologyText(house.db, kept.methodology, kept.version)
  const again = resultDigest(assess(readMethodology(text, `${kept.methodology}.yaml`), kept.inputs, kept))
  // What pages show is the result that was kept, not its digest: it has to be the same three times.
  const same =
    again === kept.resultDigest &&
    resultDigest(kept.result) === kept.resultDigest &&
    inputsDigest(kept.inputs) === kept.inputsDigest
  if (values.json) io.out(JSON.stringify({ assessment: id, kept: kept.resultDigest, again, same }, null, 2))
  else
    io.out(
      same
        ? sayIn(io.language)('cli.check same', { digest: again })
        : sayIn(io.language)('cli.check other', { digest: again, kept: kept.resultDigest }),
    )
  return same ? 0 : 1
}

/** Tells a kept assessment as `run` does, made again from what it looked at; 1 when another result comes out. */
async function assessment(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv)
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0)
    throw new WrongUse('Tell which assessment?', [
      { message: 'One id is needed.', remedy: '`tp select list` names them.' },
    ])
  const kept = await findAssessment(house.db, id)
  const text = await methodologyText(house.db, kept.methodology, kept.version)
  const file = `${kept.methodology}.yaml`
  const methodology = readMethodology(text, file)
  const result = assess(methodology, kept.inputs, kept)
  const made: Made = { document: { methodology, text, file }, inputs: kept.inputs, result, kept, file: null }
  const same = resultDigest(result) === kept.resultDigest
  if (values.json) io.out(JSON.stringify({ ...asJson(made), same }, null, 2))
  else await print(house, made, io)
  if (!same)
    io.err(sayIn(io.language)('cli.check other', { digest: resultDigest(result), kept: kept.resultDigest }))
  return same ? 0 : 1
}

async function list(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv)
  const documents = await Promise.all((await methodologyIds(house.db)).map((id) => documentOf(house.db, id)))
  const kept = await listAssessments(house.db)
  if (values.json) {
    io.out(
      JSON.stringify(
        {
          methodologies: documents.map(({ methodology }) => ({
            id: methodology.methodology,
            version: methodology.version,
            status: methodology.status,
            title: methodology.title,
            question: methodology.question,
          })),
          assessments: kept,
        },
        null,
        2,
      ),
    )
    return 0
  }
  const { language } = io
  for (const { methodology } of documents)
    io.out(`${methodology.methodology}  v${methodology.version}  ${textIn(language, methodology.question)}`)
  if (kept.length > 0) io.out('')
  for (const card of kept)
    io.out(
      `${card.id}  ${card.methodology} v${card.version}  ${card.asOf}  ${card.counts.in}/${card.counts.out}/${card.counts.unknown}`,
    )
  return 0
}
