import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { Fault, type FaultDetail, WrongUse } from '../house/errors.ts'
import type { House } from '../house/house.ts'
import { projectRoot } from '../house/settings.ts'
import { connectCommand, connectUsage } from './connectors/commands.ts'
import { readPresets } from './definitions.ts'
import { type ImportReport, importFile, parseNewSource } from './import-file.ts'
import type { SampleRow } from './ingest.ts'
import { makePack } from './make-pack.ts'
import { packFolder, packHash, readPack, reloadPack } from './pack.ts'
import { importRuns, listDatasets, listSeries, listSources, packState } from './store.ts'
import { asSentence, counted, printable } from './wording.ts'

/** Where a command speaks: results to `out`, progress and faults to `err`; one line a call, without its end. */
export type CommandIo = { out: (line: string) => void; err: (line: string) => void }

export const dataUsage = `tp data import FILE   compare a CSV or XLSX file with the data; --yes writes it
   --yes                 write what the comparison shows
   --complete            the file is the whole of its series: withdraw what it lacks
   --skip-rejected       write the good rows although others were rejected
   --rejected FILE       where rejected rows go (FILE.rejected.csv)
   --decimal comma       numbers are written 1,5
   --encoding windows-1252
   --indicator ID        the series of a file that does not name it
   --ignore A,B          columns of a wide file that are not series
   --new-source "Publisher: Title"   bring series of your own
   --sheet NAME          sheet of a workbook (the first)
${connectUsage}
tp data list          sources, series, the pack, recent imports
tp data check         check the files of the reference pack
tp data reload        read the reference pack again and say what changed
tp data make-pack DIR make the reference pack from a folder of reference tables
   --to FOLDER           where to (data/)
All take --json.`

type Values = Record<string, string | boolean | undefined>

/**
 * `tp data …`. Answers the exit code: 0 done, 1 faults were found (and nothing was
 * written), 2 wrongly used. Faults name place and remedy on `err`; with `--json` they
 * are also one object on `out`.
 */
export async function dataCommand(house: House, argv: string[], io: CommandIo): Promise<0 | 1 | 2> {
  const json = argv.includes('--json')
  if (argv[0] === 'help' || argv.includes('--help')) {
    io.out(dataUsage)
    return 0
  }
  try {
    if (argv[0] === 'connect') return await connectCommand(house, argv.slice(1), io)
    const { verb, values, rest } = readArguments(argv)
    if (verb === 'import') return await importCommand(house, rest, values, io)
    if (verb === 'list') return await listCommand(house, json, io)
    if (verb === 'check') return await checkCommand(house, json, io)
    if (verb === 'reload') return await reloadCommand(house, json, io)
    return makePackCommand(rest, values, io)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (json) {
      io.out(JSON.stringify({ fault: { kind: error.kind, message: error.message, details: error.details } }))
    }
    io.err(printable(error.message))
    for (const detail of error.details)
      io.err(detail.message === dataUsage ? dataUsage : `  ${printable(told(detail))}`)
    return error instanceof WrongUse ? 2 : 1
  }
}

/** The word that a verb takes, and its options beside --json. */
const taken = {
  import: {
    word: 'one file',
    options: [
      'yes',
      'complete',
      'skip-rejected',
      'rejected',
      'decimal',
      'encoding',
      'indicator',
      'ignore',
      'new-source',
      'sheet',
    ],
  },
  list: { word: null, options: [] },
  check: { word: null, options: [] },
  reload: { word: null, options: [] },
  'make-pack': { word: 'one folder', options: ['to'] },
} satisfies Record<string, { word: string | null; options: string[] }>

type Verb = keyof typeof taken
const verbs = Object.keys(taken) as Verb[]

/** Refuses what the verb would pass over: whoever wrote it meant something by it. */
function refuseWhatIsNotTaken(verb: Verb, values: Values, rest: string[]): void {
  const { word, options }: { word: string | null; options: string[] } = taken[verb]
  const extra = [
    ...(word === null ? rest.map((each) => `“${each}”`) : []),
    ...Object.keys(values)
      .filter((name) => name !== 'json' && !options.includes(name))
      .map((name) => `--${name}`),
  ]
  if (extra.length === 0) return
  const takes =
    word === null
      ? 'no words and no options but --json'
      : `${[word, ...options.map((name) => `--${name}`)].join(', ')} and --json`
  throw new WrongUse(`tp data ${verb} does not take ${extra.join(', ')}`, [
    { message: `tp data ${verb} takes ${takes}.` },
  ])
}

function readArguments(argv: string[]): { verb: Verb; values: Values; rest: string[] } {
  let parsed: { values: Values; positionals: string[] }
  try {
    parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      strict: true,
      options: {
        json: { type: 'boolean' },
        yes: { type: 'boolean' },
        complete: { type: 'boolean' },
        'skip-rejected': { type: 'boolean' },
        rejected: { type: 'string' },
        decimal: { type: 'string' },
        encoding: { type: 'string' },
        indicator: { type: 'string' },
        ignore: { type: 'string' },
        'new-source': { type: 'string' },
        sheet: { type: 'string' },
        to: { type: 'string' },
      },
    })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : 'The command is not understood', [
      { message: dataUsage },
    ])
  }
  const [verb, ...rest] = parsed.positionals
  const known = verbs.find((each) => each === verb)
  if (!known)
    throw new WrongUse(
      verb === undefined ? 'What should be done with the data?' : `There is no tp data ${verb}`,
      [{ message: dataUsage }],
    )
  refuseWhatIsNotTaken(known, parsed.values, rest)
  return { verb: known, values: parsed.values, rest }
}

function text(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

function oneOf<Choice extends string>(
  values: Values,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const given = text(values, name)
  if (given === undefined) return undefined
  const found = choices.find((choice) => choice === given)
  if (!found)
    throw new WrongUse(`--${name} ${given} is not understood`, [
      { place: `--${name}`, message: `It is one of ${choices.join(', ')}.` },
    ])
  return found
}

async function importCommand(house: House, rest: string[], values: Values, io: CommandIo): Promise<0 | 1> {
  const [file] = rest
  if (file === undefined || rest.length > 1) {
    throw new WrongUse('tp data import takes one file', [
      { message: 'Quote a name with spaces.', remedy: 'Example: tp data import figures.csv' },
    ])
  }
  const decimal = oneOf(values, 'decimal', ['point', 'comma'])
  const encoding = oneOf(values, 'encoding', ['utf-8', 'windows-1252'])
  const newSource = text(values, 'new-source')
  const [indicator, sheet, rejectedFile] = [
    text(values, 'indicator'),
    text(values, 'sheet'),
    text(values, 'rejected'),
  ]
  const report = await importFile(house.db, file, {
    apply: values.yes === true,
    complete: values.complete === true,
    skipRejected: values['skip-rejected'] === true,
    ignore:
      text(values, 'ignore')
        ?.split(',')
        .map((name) => name.trim()) ?? [],
    who: whoAsks(),
    now: house.now,
    presets: readPresets(projectRoot()),
    onProgress: (rows) => {
      if (rows % 100_000 === 0) io.err(`${rows} figures read`)
    },
    ...(decimal ? { decimal } : {}),
    ...(encoding ? { encoding } : {}),
    ...(indicator ? { indicator } : {}),
    ...(sheet ? { sheet } : {}),
    ...(rejectedFile ? { rejectedFile } : {}),
    ...(newSource ? { newSource: parseNewSource(newSource) } : {}),
  })
  if (values.json) io.out(JSON.stringify(report))
  else for (const line of importLines(report, values.complete === true)) io.out(printable(line))
  if (report.rejected > 0) {
    for (const { line, reason } of report.firstRejected) io.err(printable(`${file}:${line}: ${reason}`))
    if (report.rejected > report.firstRejected.length)
      io.err(`… ${report.rejected - report.firstRejected.length} more`)
    return 1
  }
  return 0
}

const noUndo =
  'Written. There is no undo: the former values come back by importing them again, those of the pack from its own files (docs/methods/importing.md).'

function importLines(report: ImportReport, complete: boolean): string[] {
  const { counts } = report
  const lines = [
    `${counted(report.figures, 'figure')}: ${counts.added} added, ${counts.changed} changed, ${counts.withdrawn} withdrawn, ${counts.unchanged} unchanged`,
    ...report.sample.map(sampleLine),
  ]
  if (report.blank > 0) {
    const were = report.blank === 1 ? 'was' : 'were'
    lines.push(`${counted(report.blank, 'empty cell')} ${were} left out: an empty cell is no figure.`)
  }
  if (report.newSeries.length > 0) lines.push(`New series: ${report.newSeries.join(', ')}`)
  if (report.notInFile > 0) {
    lines.push(
      report.notInFile === 1
        ? '1 current figure of these series is not in the file; it stays (--complete withdraws it).'
        : `${report.notInFile} current figures of these series are not in the file; they stay (--complete withdraws them).`,
    )
  }
  for (const warning of report.warnings) lines.push(`Terms: ${warning}`)
  if (report.rejected > 0)
    lines.push(
      `${report.rejected === 1 ? '1 row was rejected; it is' : `${report.rejected} rows were rejected; they are`} in ${report.rejectedFile} with line and reason.`,
    )
  if (report.state === 'refused')
    lines.push(
      complete
        ? 'Nothing was written. Correct the rejected rows: a file said to be complete must be read whole.'
        : 'Nothing was written. Correct the rejected rows, or add --skip-rejected --yes to write the others.',
    )
  if (report.state === 'compared')
    lines.push('This was a comparison: nothing was written. Add --yes to write it.')
  if (report.state === 'applied') lines.push(noUndo)
  if (report.state === 'unchanged') lines.push('Everything was there already; nothing changed.')
  return lines
}

function sampleLine(row: SampleRow): string {
  const values =
    row.change === 'added'
      ? row.after
      : row.change === 'withdrawn'
        ? row.before
        : `${row.before} → ${row.after}`
  return `  ${row.change}: ${row.indicator} ${row.iso3} ${row.year}  ${values}`
}

async function listCommand(house: House, json: boolean, io: CommandIo): Promise<0> {
  const [sources, series, datasets, runs, { loaded }] = [
    await listSources(house.db),
    await listSeries(house.db),
    await listDatasets(house.db),
    await importRuns(house.db),
    await packState(house.db),
  ]
  const presets = readPresets(projectRoot()).filter(
    (preset) => !sources.some((source) => source.id === preset.source.id),
  )
  if (json) {
    const bringYourOwn = presets.map(({ source, series: each, termsWarning }) => ({
      source,
      series: each.map(({ id }) => id),
      termsWarning,
    }))
    io.out(
      JSON.stringify({ pack: loaded, sources, series, datasets, bringYourOwn, imports: runs.slice(0, 20) }),
    )
    return 0
  }
  io.out(
    loaded
      ? `Reference pack, read ${loaded.finished.slice(0, 10)}, ${loaded.sha256.slice(0, 12)}`
      : 'The reference pack has not been read yet (tp data reload).',
  )
  for (const source of sources) {
    io.out('')
    io.out(
      printable(
        `${source.id}  ${source.title} – ${source.publisher}${source.inPack ? '' : ' (your own copy)'}`,
      ),
    )
    io.out(printable(`  ${source.licence}. ${source.coverage}`))
    for (const each of series.filter(({ source: from }) => from === source.id))
      io.out(printable(`  ${each.id}  ${each.title.en} (${each.unit.en})`))
    for (const each of datasets.filter(({ source: from }) => from === source.id))
      io.out(printable(`  ${each.id}  ${each.title.en} (facts)`))
  }
  if (presets.length > 0) {
    io.out('')
    io.out('Not in the pack: bring your own copy with tp data import')
    for (const { source, series: each, termsWarning } of presets) {
      io.out(`  ${source.id}  ${source.title} – ${source.publisher}: ${each.map(({ id }) => id).join(', ')}`)
      if (termsWarning) io.out(`    ${termsWarning}`)
    }
  }
  if (runs.length > 0) {
    io.out('')
    io.out('Imports, newest first')
    for (const run of runs.slice(0, 10)) {
      io.out(
        printable(
          `  ${run.finished.slice(0, 16).replace('T', ' ')}  ${run.fileName}  ${run.sha256.slice(0, 12)}  by ${run.who}: ${run.counts.added} added, ${run.counts.changed} changed, ${run.counts.withdrawn} withdrawn`,
        ),
      )
    }
  }
  return 0
}

async function checkCommand(house: House, json: boolean, io: CommandIo): Promise<0 | 1> {
  const folder = packFolder(projectRoot())
  const { pack, faults, checked } = readPack(folder)
  const inDatabase = (await packState(house.db)).loaded?.sha256 === pack.sha256
  if (json) io.out(JSON.stringify({ sha256: pack.sha256, inDatabase, checked, faults }))
  else {
    for (const line of checked) io.out(`checked: ${line}`)
    io.out(
      inDatabase
        ? 'This pack is the one in the database.'
        : 'The database has another pack, or none (tp data reload).',
    )
    io.out(faults.length === 0 ? 'No faults found.' : `${counted(faults.length, 'fault')} found.`)
  }
  for (const fault of faults) io.err(printable(told(fault)))
  return faults.length === 0 ? 0 : 1
}

async function reloadCommand(house: House, json: boolean, io: CommandIo): Promise<0> {
  const folder = packFolder(projectRoot())
  let said = ''
  const report = await reloadPack(house.db, folder, {
    who: whoAsks(),
    now: house.now,
    always: true,
    onProgress: (step) => {
      if (step !== said) io.err(`${step} the reference pack`)
      said = step
    },
  })
  if (json) io.out(JSON.stringify({ ...report, sha256: packHash(folder) }))
  else {
    io.out(
      `Figures: ${report.added} added, ${report.changed} changed, ${report.withdrawn} withdrawn, ${report.unchanged} unchanged`,
    )
    io.out(
      `Facts: ${report.factsAdded} added, ${report.factsChanged} changed, ${report.factsWithdrawn} withdrawn`,
    )
    if (report.keptOwn > 0)
      io.out(
        report.keptOwn === 1
          ? '1 figure of the pack stands back behind your own imports.'
          : `${report.keptOwn} figures of the pack stand back behind your own imports.`,
      )
    for (const row of report.sample) io.out(printable(sampleLine(row)))
  }
  return 0
}

function makePackCommand(rest: string[], values: Values, io: CommandIo): 0 {
  const [from] = rest
  if (from === undefined || rest.length > 1)
    throw new WrongUse('tp data make-pack takes one folder', [
      { message: 'Example: tp data make-pack ../shared/data/reference' },
    ])
  const report = makePack(from, text(values, 'to') ?? packFolder(projectRoot()))
  if (values.json) io.out(JSON.stringify(report))
  else
    for (const each of report)
      io.out(`${each.source}: ${counted(each.observations, 'figure')}, ${counted(each.facts, 'fact')}`)
  return 0
}

function whoAsks(): string {
  try {
    return userInfo().username
  } catch {
    // A user id without an entry in the system's list has no name.
    return `user ${process.getuid?.() ?? '?'}`
  }
}

/** Place, what is so and what to do, as sentences one after the other. */
function told({ place, message, remedy }: FaultDetail): string {
  return `${place ? `${place}: ` : ''}${remedy ? `${asSentence(message)} ${remedy}` : message}`
}
