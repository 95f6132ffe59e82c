import { once } from 'node:events'
import { constants, createWriteStream, type WriteStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { codeOf, countryName, findCountry } from '../countries/registry.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Db } from '../house/database.ts'
import { type FaultDetail, Unusable, WrongUse } from '../house/errors.ts'
import { transact } from '../house/transact.ts'
import { readCsv } from './csv-file.ts'
import { guardedCsvLine } from './csv-text.ts'
import { earliestYear, isDay, isYear, latestYear } from './days.ts'
import type { Definition } from './definitions.ts'
import {
  BATCH,
  clearStaged,
  compare,
  countGone,
  duplicates,
  type Incoming,
  type Reach,
  recordRun,
  type SampleRow,
  stage,
  takeTurn,
  writeDefinitions,
  writeStaged,
} from './ingest.ts'
import { outside } from './pack.ts'
import { releaseDay } from './release.ts'
import { type Basis, bases, type MissingReason, missingReasons, type Series, type Source } from './schema.ts'
import { type ImportCounts, listSeries, listSources } from './store.ts'
import { type Cell, type Limits, type TableRow, usualLimits } from './table.ts'
import { counted, fileTrouble } from './wording.ts'
import { readXlsx } from './xlsx-file.ts'

export type ImportOptions = {
  /** Write; otherwise only compare. */
  apply: boolean
  /** The file is the whole of its series: what it lacks is withdrawn. */
  complete?: boolean
  /** Write the good rows although others were rejected; not of a complete file. */
  skipRejected?: boolean
  decimal?: 'point' | 'comma'
  encoding?: 'utf-8' | 'windows-1252'
  /** The series of a table of countries by years. */
  indicator?: string
  /** Columns of a wide table that are not series. */
  ignore?: string[]
  /** Publisher and title of a source of one's own; allows series nobody knows yet. */
  newSource?: { publisher: string; title: string }
  sheet?: string
  /** Where rejected rows go; `<file>.rejected.csv` unless told. */
  rejectedFile?: string
  who: string
  now?: () => Date
  /** Definitions of sources that are not in the pack. */
  presets: Definition[]
  limits?: Partial<Limits>
  onProgress?: (rows: number) => void
}

export type Rejection = { line: number; reason: string }

export type ImportReport = {
  state: 'compared' | 'applied' | 'unchanged' | 'refused'
  file: string
  sha256: string
  bytes: number
  /** Figures read and fit to be taken. */
  figures: number
  /** Empty cells, left out: an empty cell is no figure. */
  blank: number
  counts: ImportCounts
  sample: SampleRow[]
  /** Current figures of the same series that the file does not have; they stay unless the file is said to be complete. */
  notInFile: number
  rejected: number
  rejectedFile: string | null
  firstRejected: Rejection[]
  /** Series that the house did not have before. */
  newSeries: string[]
  /** What one should know of the terms of a source. */
  warnings: string[]
}

/**
 * Compares a file of figures (long or wide CSV, XLSX) with what the house has and, when
 * told to apply, makes it current: all of it or nothing. A changed figure supersedes, it
 * is not overwritten. Rejected rows are written to a file with line and reason; as long
 * as there are any, nothing is applied unless `skipRejected` says so.
 *
 * Throws Unusable with place and remedy for a file that cannot be read, series or columns
 * nobody knows, and figures given twice; Fault 503 when the database is lost (nothing was
 * written then).
 */
export async function importFile(db: Db, file: string, options: ImportOptions): Promise<ImportReport> {
  const limits = { ...usualLimits, ...options.limits }
  const now = options.now ?? (() => new Date())
  const bytes = await sizeOf(file, limits)
  const rejectedFile = options.rejectedFile ?? `${file}.rejected.csv`
  await spareOwnFile(file, rejectedFile)
  const started = now()
  try {
    return await transact(db, async (trx) => {
      // The file sets how long this takes, not the house's limits for a page: neither
      // a long statement nor a long wait for a slow disk between two may end it.
      await sql`set local statement_timeout = 0`.execute(trx)
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
      const run = v7({ msecs: started.getTime() })
      const knowledge = await gatherKnowledge(trx, options)
      const rejects = new Rejects(rejectedFile, options.rejectedFile !== undefined)
      const reader = new FigureReader(path.basename(file), !isWorkbook(file), knowledge, options)
      let sha256: string
      let read = 0
      const rows = isWorkbook(file)
        ? readXlsx(file, { limits, ...(options.sheet ? { sheet: options.sheet } : {}) })
        : readCsv(file, { limits, ...(options.encoding ? { encoding: options.encoding } : {}) })
      try {
        let waiting: Incoming[] = []
        for (;;) {
          const step = await rows.next()
          if (step.done) {
            sha256 = step.value
            break
          }
          for (const row of step.value) {
            for (const outcome of reader.read(row)) {
              if ('reason' in outcome) await rejects.add(row, outcome.reason, reader.headings)
              else waiting.push(outcome)
            }
            if (waiting.length >= BATCH) {
              await stage(trx, run, waiting)
              read += waiting.length
              options.onProgress?.(read)
              waiting = []
            }
          }
        }
        await stage(trx, run, waiting)
        read += waiting.length
        reader.finish()
      } finally {
        // A reader that is left half-way would keep its file open.
        await rows.return('')
        await rejects.close()
      }

      const twice = await duplicates(trx, run)
      if (twice.length > 0) {
        throw new Unusable(
          'The file gives figures more than once',
          twice.map((each) => ({
            place: `${file}:${each.lines.join(', ')}`,
            message: `${each.indicator} of ${countryName(each.iso3, 'en')} in ${each.year} is on ${each.lines.length} lines.`,
            remedy: 'Keep the right one.',
          })),
        )
      }

      // Of a file that is the whole of its series a rejected row would count as withdrawn.
      const refused = rejects.count > 0 && (!options.skipRejected || options.complete === true)
      const applies = options.apply && !refused
      if (applies) await takeTurn(trx)
      const reach: Reach = options.complete ? 'series' : 'nothing'
      const { sample, ...figures } = await compare(trx, run, reach)
      const notInFile = options.complete ? 0 : await countGone(trx, run, 'series')
      const counts: ImportCounts = { ...figures, factsAdded: 0, factsChanged: 0, factsWithdrawn: 0 }
      const anything = counts.added + counts.changed + counts.withdrawn > 0
      const report: ImportReport = {
        state: refused ? 'refused' : !applies ? 'compared' : anything ? 'applied' : 'unchanged',
        file,
        sha256,
        bytes,
        figures: read,
        blank: reader.blank,
        counts,
        sample,
        notInFile,
        rejected: rejects.count,
        rejectedFile: rejects.count > 0 ? rejects.file : null,
        firstRejected: rejects.first,
        newSeries: [...reader.used].filter((id) => !knowledge.inHouse.has(id)).sort(),
        warnings: reader.warnings(),
      }
      if (!applies) throw new OnlyCompared(report)
      await recordRun(
        trx,
        {
          id: run,
          kind: 'file',
          fileName: path.basename(file),
          sha256,
          bytes,
          who: options.who,
          started,
          finished: now(),
          counts,
        },
        anything,
      )
      const defined = await writeDefinitions(trx, run, reader.newDefinitions())
      if (anything) {
        const why = `Withdrawn: the complete file ${path.basename(file)} of ${started.toISOString().slice(0, 10)} does not have it`
        await writeStaged(trx, run, reach, why)
      }
      await clearStaged(trx, run)
      await bumpDataVersion(trx)
      if (anything || defined === 0) return report
      await trx.updateTable('import_runs').set({ state: 'applied' }).where('id', '=', run).execute()
      return { ...report, state: 'applied' }
    })
  } catch (error) {
    // Comparing ends by undoing: nothing that was put aside stays.
    if (error instanceof OnlyCompared) return error.report
    throw error
  }
}

class OnlyCompared extends Error {
  readonly report: ImportReport
  constructor(report: ImportReport) {
    super('compared only')
    this.report = report
  }
}

function isWorkbook(file: string): boolean {
  return /\.(xlsx|xlsm)$/i.test(file)
}

async function sizeOf(file: string, limits: Limits): Promise<number> {
  const unusable = (message: string, remedy: string) =>
    new Unusable('The file cannot be imported', [{ place: file, message, remedy }])
  let found: Awaited<ReturnType<typeof stat>>
  try {
    found = await stat(file)
    // A folder that may be looked into may hold a file that may not be read.
    await access(file, constants.R_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EACCES' || code === 'EPERM')
      throw unusable(fileTrouble(error, 'read'), 'Give yourself the right to read it.')
    throw unusable('There is no such file.', 'Check the name and the folder.')
  }
  if (found.isDirectory()) throw unusable('It is a folder.', 'Name a CSV or XLSX file in it.')
  if (!found.isFile()) throw unusable('It is no ordinary file.', 'Save it as a CSV or XLSX file first.')
  if (found.size === 0) throw unusable('It is empty.', 'Export it again.')
  if (/\.(xls|ods|numbers)$/i.test(file))
    throw unusable('This kind of workbook cannot be read.', 'Save it as .xlsx or CSV.')
  if (found.size > limits.maxBytes) throw unusable(`It is larger than ${limits.maxBytes} bytes.`, 'Split it.')
  return found.size
}

/** Refuses a place for the rejected rows that is the file they come from, by whatever name. */
async function spareOwnFile(file: string, rejectedFile: string): Promise<void> {
  const identity = async (name: string) => {
    try {
      const { dev, ino } = await stat(name, { bigint: true })
      return `${dev} ${ino}`
    } catch {
      // What is not there cannot be the same file.
      return null
    }
  }
  const [one, other] = [await identity(file), await identity(rejectedFile)]
  if (one === null || one !== other) return
  throw new Unusable('The rejected rows have no place', [
    {
      place: rejectedFile,
      message: 'This is the file that is imported; it would be overwritten.',
      remedy: 'Name another place with --rejected FILE.',
    },
  ])
}

/** Rejected rows on their way to a file, opened when there is a first one. */
class Rejects {
  readonly file: string
  count = 0
  readonly first: Rejection[] = []
  private stream: WriteStream | null = null
  private failed: Error | null = null
  private readonly named: boolean

  /** `named`: the user chose the place, so a file that is there is his. The usual place is ours. */
  constructor(file: string, named: boolean) {
    this.file = file
    this.named = named
  }

  async add(row: TableRow, reason: string, headings: string[]): Promise<void> {
    this.count++
    if (this.first.length < 20) this.first.push({ line: row.line, reason })
    if (this.stream === null) {
      this.stream = createWriteStream(this.file, { flags: this.named ? 'wx' : 'w' })
      this.stream.on('error', (error) => {
        this.failed = error
      })
      this.stream.write(guardedCsvLine(['line', 'reason', ...headings]))
    }
    const cells = row.cells.map((cell) => (typeof cell === 'object' ? '' : String(cell)))
    if (!this.stream.write(guardedCsvLine([String(row.line), reason, ...cells]))) {
      await this.room()
    }
    this.check()
  }

  private async room(): Promise<void> {
    const waiting = new AbortController()
    const stream = this.stream!
    if (stream.errored) return
    try {
      await Promise.race([
        once(stream, 'drain', { signal: waiting.signal }),
        once(stream, 'close', { signal: waiting.signal }),
      ])
    } catch (error) {
      this.failed ??= error as Error
    } finally {
      waiting.abort()
    }
  }

  async close(): Promise<void> {
    const stream = this.stream
    if (stream === null) return
    stream.end()
    await finished(stream).catch((error: Error) => {
      this.failed ??= error
    })
    this.check()
  }

  private check(): void {
    if (!this.failed) return
    const code = 'code' in this.failed ? String(this.failed.code) : ''
    throw new Unusable('The rejected rows could not be written; nothing was imported', [
      {
        place: this.file,
        message: code === 'EEXIST' ? 'There is a file already.' : fileTrouble(this.failed, 'written'),
        remedy:
          code === 'EEXIST'
            ? 'Name a place where there is none with --rejected FILE, or remove that file.'
            : code === 'ENOSPC'
              ? 'Make room, or name another place with --rejected FILE.'
              : 'Name another place with --rejected FILE.',
      },
    ])
  }
}

// ---- what a row means

type Knowledge = {
  series: Map<string, Series>
  sources: Map<string, Source>
  inHouse: Set<string>
  presets: Definition[]
}

async function gatherKnowledge(db: Db, options: ImportOptions): Promise<Knowledge> {
  const [series, sources] = [await listSeries(db), await listSources(db)]
  const inHouse = new Set(series.map((each) => each.id))
  const known: Knowledge = {
    series: new Map(options.presets.flatMap((preset) => preset.series).map((each) => [each.id, each])),
    sources: new Map(options.presets.map((preset) => [preset.source.id, preset.source])),
    inHouse,
    presets: options.presets,
  }
  for (const each of series) known.series.set(each.id, each)
  for (const each of sources) known.sources.set(each.id, each)
  return known
}

const columnNames: Record<string, string[]> = {
  code: ['iso3', 'iso_3', 'iso3c', 'country_code', 'countrycode', 'code', 'iso', 'economy'],
  country: ['country', 'country_name', 'countryname', 'name', 'country_or_territory'],
  year: ['year', 'time', 'reference_year'],
  indicator: ['indicator', 'indicator_code', 'series', 'series_code'],
  value: ['value', 'obs_value'],
  standardError: ['standard_error', 'standarderror', 'std_error', 'stderr', 'se'],
  unit: ['unit'],
  source: ['source'],
  note: ['note', 'notes'],
  published: ['published'],
  missing: ['missing'],
  basis: ['basis'],
}
// Columns that publishers' tables have beside the figures.
const passedOver = new Set([
  'indicator_name',
  'series_name',
  'iso2',
  'region',
  'income_group',
  'revised',
  'time_code',
  '',
])

/** Marks that publishers write where they have no figure. */
const blanks = new Set(['', '..', 'na', 'n/a', 'n.a.', '-', '–', '—', '…', '...'])

type Shape =
  | { kind: 'long' }
  | { kind: 'indicators'; columns: { at: number; id: string }[] }
  | { kind: 'years'; columns: { at: number; year: number }[] }

/** The unit of a series whose file did not say. */
const unitNotStated = 'not stated'

function sameUnit(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  return plain(one) === plain(other)
}

/** How many spellings of countries are remembered, and how many unknown ones get suggestions. */
const MOST_NAMES = 100_000
const MOST_SUGGESTIONS = 200

type Outcome = Incoming | { reason: string }

/** Reads the head of a table, then turns its rows into figures or reasons. */
class FigureReader {
  headings: string[] = []
  blank = 0
  readonly used = new Set<string>()
  private readonly file: string
  private readonly wholeRows: boolean
  private readonly known: Knowledge
  private readonly options: ImportOptions
  private at: Record<string, number> = {}
  private shape: Shape | null = null
  private rowsSeen = 0
  private readonly countries = new Map<string, string | null>()
  private readonly unknowns = new Map<string, string>()
  private readonly made = new Map<string, Series>()

  /** `wholeRows`: a row writes out all its cells, also empty ones, as in CSV; in a workbook it ends with its last. */
  constructor(file: string, wholeRows: boolean, known: Knowledge, options: ImportOptions) {
    this.file = file
    this.wholeRows = wholeRows
    this.known = known
    this.options = options
  }

  read(row: TableRow): Outcome[] {
    if (this.shape === null) {
      this.tryHeadings(row)
      return []
    }
    this.rowsSeen++
    if (row.fault) return [{ reason: row.fault }]
    const extra = row.cells.slice(this.headings.length).filter((cell) => cell !== '')
    const named = this.headings.findLastIndex((heading) => heading !== '') + 1
    const short = this.wholeRows && row.cells.length < named
    if (extra.length > 0 || short) {
      const counts = `the row has ${counted(row.cells.length, 'cell')}, the head has ${this.headings.length}`
      return [
        {
          reason: short
            ? `${counts}: write empty cells too, with their separators, or export the file again if it was cut short`
            : counts,
        },
      ]
    }
    const place = this.country(row)
    if (typeof place !== 'string') return [place]
    if (this.shape.kind === 'long') return this.longRow(row, place)
    return this.wideRow(row, place, this.shape)
  }

  /** To be asked after the last row: a file without a head or without rows is no table of figures. */
  finish(): void {
    if (this.shape === null) throw this.noTable()
    if (this.rowsSeen === 0) {
      throw new Unusable('The file has no rows of figures', [
        { place: this.file, message: 'There is only a head.', remedy: 'Export it again with its rows.' },
      ])
    }
  }

  warnings(): string[] {
    return this.known.presets
      .filter((preset) => preset.termsWarning && preset.series.some((series) => this.used.has(series.id)))
      .map((preset) => `${preset.source.title}: ${preset.termsWarning}`)
  }

  /** Sources and series that the file brings into use and the house does not have yet. */
  newDefinitions(): { kind: 'source' | 'series'; definition: Source | Series }[] {
    const fresh = [...this.used].filter((id) => !this.known.inHouse.has(id) || this.made.has(id))
    const series = fresh.map((id) => this.made.get(id) ?? this.known.series.get(id)!)
    const sources = new Set(series.map((each) => each.source))
    return [
      ...[...sources].map((id) => ({
        kind: 'source' as const,
        definition: this.known.sources.get(id) ?? this.ownSource(),
      })),
      ...series.map((definition) => ({ kind: 'series' as const, definition })),
    ]
  }

  // -- the head

  private tryHeadings(row: TableRow): void {
    const headings = row.cells.map((cell) => (typeof cell === 'object' ? '' : String(cell).trim()))
    const names = headings.map((heading) => heading.toLowerCase().replace(/[\s-]+/g, '_'))
    const at: Record<string, number> = {}
    for (const [column, spellings] of Object.entries(columnNames)) {
      const places = names.flatMap((name, place) => (spellings.includes(name) ? [place] : []))
      if (places[0] !== undefined) at[column] = places[0]
    }
    // Some publishers put a few lines of title above the head.
    if (at.code === undefined && at.country === undefined) {
      if (++this.rowsSeen > 10) throw this.noTable()
      return
    }
    this.rowsSeen = 0
    const repeated = names.find((name, place) => name !== '' && names.indexOf(name) !== place)
    if (repeated !== undefined)
      throw this.head(row, `The column “${repeated}” appears twice.`, 'Remove or rename one of them.')
    this.at = at
    this.headings = headings
    this.shape = this.shapeOf(names, row)
  }

  private shapeOf(names: string[], row: TableRow): Shape {
    const claimed = new Set(Object.values(this.at))
    const ignored = new Set((this.options.ignore ?? []).map((name) => name.toLowerCase()))
    const others = names.flatMap((name, place) => {
      const heading = this.headings[place]!
      if (claimed.has(place) || passedOver.has(name)) return []
      if (ignored.has(name) || ignored.has(heading.toLowerCase())) return []
      return [{ at: place, heading }]
    })
    if (this.at.value !== undefined) {
      if (this.at.year === undefined)
        throw this.head(row, 'There is no column “year”.', 'Add it: four digits, e.g. 2013.')
      if (this.at.indicator === undefined && !this.options.indicator) {
        throw this.head(
          row,
          'There is no column “indicator”.',
          'Add it, or name the series of the whole file with --indicator.',
        )
      }
      if (this.options.indicator) this.series(this.options.indicator, '')
      return { kind: 'long' }
    }
    const yearIn = (heading: string) => /^(\d{4})(?: \[YR\d{4}\])?$/.exec(heading)?.[1]
    const years = others.flatMap(({ at, heading }) => {
      const year = yearIn(heading)
      return year === undefined ? [] : [{ at, year: Number(year) }]
    })
    if (years.length > 0 && this.at.year === undefined) {
      if (this.at.indicator === undefined && !this.options.indicator) {
        throw this.head(
          row,
          'The columns are years, but nothing says of which series.',
          'Name it with --indicator.',
        )
      }
      for (const { heading } of others) {
        const year = yearIn(heading)
        if (year !== undefined && isYear(year)) continue
        const shown = `The column “${heading.slice(0, 80)}”`
        throw this.head(
          row,
          year === undefined
            ? `${shown} is no year, although others are.`
            : `${shown} is not between ${earliestYear} and ${latestYear}.`,
          'Correct it, or leave the column out with --ignore and its name.',
        )
      }
      if (this.options.indicator) this.series(this.options.indicator, '')
      return { kind: 'years', columns: years }
    }
    if (this.at.year === undefined) {
      throw this.head(
        row,
        'There is neither a column “year” nor one column per year.',
        'Add the year: four digits, e.g. 2013.',
      )
    }
    const columns = others.map(({ at, heading }) => ({ at, id: heading }))
    if (columns.length === 0)
      throw this.head(row, 'There is no column of figures.', 'Add one per series, named by the series.')
    for (const { id } of columns) this.series(id, ' If the column is no series, add --ignore with its name.')
    return { kind: 'indicators', columns }
  }

  private noTable(): Unusable {
    return new Unusable('This is not a table of figures by country', [
      {
        place: this.file,
        message: 'No column named iso3 or country was found in the first rows.',
        remedy:
          'Name the columns in the first row: iso3,year,indicator,value (see docs/methods/importing.md).',
      },
    ])
  }

  private head(row: TableRow, message: string, remedy: string): Unusable {
    return new Unusable('The columns cannot be understood', [
      { place: `${this.file}:${row.line}`, message, remedy },
    ])
  }

  // -- rows

  private country(row: TableRow): string | { reason: string } {
    const texts = [this.at.code, this.at.country]
      .flatMap((place) => (place === undefined ? [] : [row.cells[place] ?? '']))
      .map((cell) => (typeof cell === 'object' ? '' : String(cell).trim()))
    const named = texts.filter((text) => text !== '')
    if (named.length === 0) return { reason: 'no country' }
    const found = named.flatMap((text) => {
      const iso3 = this.lookUp(text)
      return iso3 === null ? [] : [{ text, iso3 }]
    })
    const [one, other] = found
    if (one && other && one.iso3 !== other.iso3) {
      const says = ({ text, iso3 }: typeof one) => `“${text.slice(0, 80)}” is ${countryName(iso3, 'en')}`
      return { reason: `${says(one)} and ${says(other)}: correct the code or the name` }
    }
    if (one) return one.iso3
    return { reason: this.unknown(named.at(-1)!) }
  }

  private lookUp(text: string): string | null {
    const known = this.countries.get(text)
    if (known !== undefined) return known
    const iso3 = codeOf(text)
    if (this.countries.size < MOST_NAMES) this.countries.set(text, iso3)
    return iso3
  }

  /** Why a name is no country; looking for near names takes a while, so only the first few get them. */
  private unknown(text: string): string {
    const said = this.unknowns.get(text)
    if (said !== undefined) return said
    const short = `unknown country “${text.slice(0, 80)}”`
    if (this.unknowns.size >= MOST_SUGGESTIONS) return short
    const found = findCountry(text)
    const nearest = 'suggestions' in found ? found.suggestions : []
    const reason = nearest.length > 0 ? `${short}; did you mean ${nearest.join(', ')}?` : short
    this.unknowns.set(text, reason)
    return reason
  }

  private longRow(row: TableRow, iso3: string): Outcome[] {
    const id = this.options.indicator ?? this.text(row, 'indicator')
    if (id === '') return [{ reason: 'no indicator' }]
    const series = this.series(id, '', row.line)
    const year = this.year(this.cell(row, 'year'))
    if (typeof year === 'object') return [year]
    return this.figure(row, iso3, year, series, this.cell(row, 'value'), {
      standardError: this.cell(row, 'standardError'),
      missing: this.text(row, 'missing'),
      published: this.text(row, 'published'),
      basis: this.text(row, 'basis'),
      note: this.text(row, 'note'),
      source: this.text(row, 'source'),
    })
  }

  private wideRow(row: TableRow, iso3: string, shape: Exclude<Shape, { kind: 'long' }>): Outcome[] {
    const extras = {
      note: this.text(row, 'note'),
      source: this.text(row, 'source'),
      published: this.text(row, 'published'),
    }
    if (shape.kind === 'years') {
      const id = this.options.indicator ?? this.text(row, 'indicator')
      if (id === '') return [{ reason: 'no indicator' }]
      const series = this.series(id, '', row.line)
      return shape.columns.flatMap(({ at, year }) =>
        this.figure(row, iso3, year, series, row.cells[at] ?? '', extras),
      )
    }
    const year = this.year(this.cell(row, 'year'))
    if (typeof year === 'object') return [year]
    return shape.columns.flatMap(({ at, id }) =>
      this.figure(row, iso3, year, this.series(id, ''), row.cells[at] ?? '', extras),
    )
  }

  private cell(row: TableRow, column: string): Cell {
    const place = this.at[column]
    return place === undefined ? '' : (row.cells[place] ?? '')
  }

  private text(row: TableRow, column: string): string {
    const cell = this.cell(row, column)
    return typeof cell === 'object' ? '' : String(cell).trim()
  }

  private year(cell: Cell): number | { reason: string } {
    if (typeof cell === 'object') return { reason: cell.fault }
    const text = String(cell).trim()
    if (!/^\d{4}$/.test(text)) {
      const reason = `year “${text.slice(0, 40)}” is not four digits`
      return {
        reason: looksLikeDay(text)
          ? `${reason}: the cell looks like a date; write the year alone, e.g. 2013, in a cell without a date format`
          : reason,
      }
    }
    if (!isYear(text)) return { reason: `year ${text} is not between ${earliestYear} and ${latestYear}` }
    return Number(text)
  }

  private series(id: string, hint: string, line = 1): Series {
    const known = this.made.get(id) ?? this.known.series.get(id)
    if (known) {
      this.used.add(id)
      return known
    }
    if (this.options.newSource && /^[a-z0-9][a-z0-9_-]{0,79}$/.test(id)) {
      const series = this.ownSeries(id)
      this.made.set(id, series)
      this.used.add(id)
      return series
    }
    throw new Unusable('The file has a series that nobody knows', [
      {
        place: `${this.file}:${line}`,
        message: `“${id.slice(0, 80)}” is no known series${this.nearSeries(id)}.`,
        remedy: this.options.newSource
          ? 'Name a series with small letters, digits, - and _ only.'
          : `Correct the name, or bring it as a series of your own with --new-source "Publisher: Title".${hint}`,
      },
    ])
  }

  private nearSeries(id: string): string {
    const words = id
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2)
    const near = [...this.known.series.keys()]
      .filter((each) => words.some((word) => each.includes(word)))
      .slice(0, 4)
    return near.length > 0 ? `; near it are ${near.join(', ')}` : ''
  }

  /**
   * Why a number is in another unit than its series: it is neither converted nor taken
   * as it stands. A series of the user's own whose unit nobody has stated takes this one.
   */
  private foreignUnit(series: Series, unit: string): string | null {
    if (unit === '') return null
    const { id, unit: own, unitSpellings = [] } = this.made.get(series.id) ?? series
    if ([...Object.values(own), ...unitSpellings].some((each) => sameUnit(each, unit))) return null
    if (own.en === unitNotStated) {
      this.made.set(id, { ...series, unit: { en: unit } })
      return null
    }
    return `unit “${unit.slice(0, 40)}” is not that of the series, “${own.en}”: convert the figures, or bring them as a series of their own`
  }

  private ownSource(): Source {
    const { publisher, title } = this.options.newSource!
    return {
      id: `own-${
        title
          .toLowerCase()
          .normalize('NFD')
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '')
          .slice(0, 60) || 'source'
      }`,
      publisher,
      title,
      url: null,
      licence: 'not stated',
      attribution: null,
      retrieved: null,
      revised: null,
      coverage: '',
      gaps: '',
      inPack: false,
    }
  }

  private ownSeries(id: string): Series {
    return {
      id,
      source: this.ownSource().id,
      title: { en: id },
      unit: { en: unitNotStated },
      kind: 'number',
      codes: null,
      direction: 0,
      range: null,
      release: {
        kind: 'offset',
        years: 1,
        monthDay: '12-31',
        basis: 'No release day was given: a year’s figure is taken as known from the end of the next year.',
      },
      revised: null,
      note: null,
    }
  }

  private figure(
    row: TableRow,
    iso3: string,
    year: number,
    series: Series,
    cell: Cell,
    extras: {
      standardError?: Cell
      missing?: string
      published?: string
      basis?: string
      note?: string
      source?: string
    },
  ): Outcome[] {
    const reject = (reason: string): Outcome[] => [{ reason: `${reason} (${series.id} ${year})` }]
    if (typeof cell === 'object') return reject(cell.fault)
    const text = typeof cell === 'number' ? '' : cell.trim()
    let value: number | null = null
    let code: string | null = null
    let missing: MissingReason | null = null
    // A code may itself be spelled like a blank; only what is no code of the series is one.
    if (typeof cell !== 'number' && blanks.has(text.toLowerCase()) && !series.codes?.includes(text)) {
      if (!extras.missing) {
        this.blank++
        return []
      }
      if (!(missingReasons as readonly string[]).includes(extras.missing)) {
        return reject(`missing “${extras.missing.slice(0, 40)}” is none of ${missingReasons.join(', ')}`)
      }
      missing = extras.missing as MissingReason
    } else if (series.kind === 'code') {
      code = typeof cell === 'number' ? String(cell) : text
      if (!series.codes?.includes(code))
        return reject(`“${code.slice(0, 40)}” is none of ${series.codes?.join(', ')}`)
    } else {
      const number = readNumber(cell, this.options.decimal ?? 'point')
      if (typeof number === 'object') return reject(number.reason)
      if (outside(series, number))
        return reject(
          `${number} cannot be right: the series goes from ${series.range?.min ?? '−∞'} to ${series.range?.max ?? '∞'}`,
        )
      value = number
    }
    if (value !== null) {
      const reason = this.foreignUnit(series, this.text(row, 'unit'))
      if (reason !== null) return reject(reason)
    }
    let standardError: number | null = null
    const error = extras.standardError ?? ''
    if (typeof error === 'number' || typeof error === 'object' || !blanks.has(error.trim().toLowerCase())) {
      const number = readNumber(error, this.options.decimal ?? 'point')
      if (typeof number === 'object') return reject(`standard error: ${number.reason}`)
      if (number < 0) return reject('the standard error is negative')
      standardError = number
    }
    if (extras.published && !isDay(extras.published))
      return reject(`published “${extras.published.slice(0, 40)}” is no day (YYYY-MM-DD)`)
    if (extras.basis && !(bases as readonly string[]).includes(extras.basis)) {
      return reject(`basis “${extras.basis.slice(0, 40)}” is none of ${bases.join(', ')}`)
    }
    const published = extras.published || releaseDay(series.release, year)
    if (published === null) {
      return reject(
        `it is not known when the figures of ${year} came out: give the day in a column “published”`,
      )
    }
    const said = extras.source && !this.known.sources.has(extras.source) ? `Source: ${extras.source}` : null
    return [
      {
        line: row.line,
        iso3,
        year,
        indicator: series.id,
        value,
        code,
        missing,
        standardError,
        published,
        revised: series.revised ?? this.known.sources.get(series.source)?.revised ?? null,
        basis: (extras.basis || ownBasis(this.known.sources.get(series.source))) as Basis | null,
        source: extras.source && this.known.sources.has(extras.source) ? extras.source : series.source,
        note: [extras.note, said].filter(Boolean).join('; ') || null,
      },
    ]
  }
}

/** A day as written, or as a workbook counts it: days since 1900, five digits from 1927 to 2173. */
function looksLikeDay(text: string): boolean {
  return /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.*|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})|[1-9]\d{4}(\.\d+)?)$/.test(
    text,
  )
}

/**
 * A number as written in a cell: digits with one decimal mark and perhaps an exponent.
 * Nothing is guessed: thousands marks, percent signs, formulas and other texts come back
 * as a reason with a remedy.
 */
export function readNumber(cell: Cell, decimal: 'point' | 'comma'): number | { reason: string } {
  if (typeof cell === 'object') return { reason: cell.fault }
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? cell : { reason: `${cell} is no finite number` }
  const text = cell.trim()
  const shown = `“${text.slice(0, 40)}”`
  if (/^[=@]/.test(text)) return { reason: `${shown} is a formula, not a number: paste it as a value` }
  const plain = decimal === 'comma' ? text.replace(',', '.') : text
  if (decimal === 'comma' && text.includes('.')) {
    return {
      reason: `${shown} has a point although the decimal mark is a comma: write it without thousands marks`,
    }
  }
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(plain)) {
    const number = Number(plain)
    return Number.isFinite(number) ? number : { reason: `${shown} is too large for a number` }
  }
  if (/^[+-]?(nan|inf|infinity)$/i.test(text)) return { reason: `${shown} is no number` }
  if (/^[+-]?\d{1,3}([,.\u00a0\u202f' ’]\d{3})+([.,]\d+)?$/.test(text) && !/^[+-]?\d+,\d+$/.test(text)) {
    return { reason: `${shown} has thousands marks: write it without them` }
  }
  if (/^[+-]?\d+,\d+$/.test(text)) {
    return {
      reason: `${shown} has a comma: if it is the decimal mark add --decimal comma, if it marks thousands remove it`,
    }
  }
  if (/%$/.test(text)) return { reason: `${shown} has a percent sign: write the number alone` }
  return { reason: `${shown} is no number` }
}

/** `Publisher: Title` as two parts. Throws WrongUse when it is not. */
export function parseNewSource(text: string): { publisher: string; title: string } {
  const parts = /^([^:]+):\s*(.+)$/.exec(text.trim())
  if (!parts) {
    throw new WrongUse('The new source is not understood', [
      {
        place: '--new-source',
        message: `“${text.slice(0, 80)}” has no colon.`,
        remedy: 'Write it as "Publisher: Title".',
      } satisfies FaultDetail,
    ])
  }
  return { publisher: parts[1]!.trim(), title: parts[2]!.trim() }
}

/** A figure that a user brings for a series of the pack is marked wherever it is shown. */
function ownBasis(source: Source | undefined): Basis | null {
  return source?.inPack === true ? 'imported here' : null
}
