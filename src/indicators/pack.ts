import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { v7 } from 'uuid'
import { allCountries } from '../countries/registry.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Db } from '../house/database.ts'
import { type FaultDetail, Unusable } from '../house/errors.ts'
import { transact } from '../house/transact.ts'
import { isDay, isYear } from './days.ts'
import { type Definition, readDefinition } from './definitions.ts'
import {
  BATCH,
  clearStaged,
  compare,
  compareFacts,
  type Incoming,
  type IncomingFact,
  recordRun,
  type SampleRow,
  stage,
  takeTurn,
  writeDefinitions,
  writeFacts,
  writeStaged,
} from './ingest.ts'
import { releaseDay } from './release.ts'
import { type Basis, bases, type Series } from './schema.ts'
import { type ImportCounts, packState } from './store.ts'

/** The pack as its folder has it, read and cross-checked but not yet in the database. */
export type Pack = {
  /** Hash over `pack.json`, which names the hash of every file. */
  sha256: string
  bytes: number
  definitions: Definition[]
  observations: Incoming[]
  facts: IncomingFact[]
}

type Manifest = { format: number; sources: Record<string, Record<string, { sha256: string; rows?: number }>> }

/** The folder of the reference pack in the project. */
export function packFolder(root: string): string {
  return path.join(root, 'data')
}

/** Hash of the pack on disk, without reading more than its list of contents. */
export function packHash(folder: string): string {
  return createHash('sha256').update(readManifestText(folder)).digest('hex')
}

function readManifestText(folder: string): string {
  const file = path.join(folder, 'pack.json')
  if (!existsSync(file)) {
    throw new Unusable('There is no reference pack here', [
      {
        place: file,
        message: 'The list of its contents is missing.',
        remedy: 'Take the folder data/ from the project again.',
      },
    ])
  }
  return readFileSync(file, 'utf8')
}

export type PackReading = {
  pack: Pack
  faults: FaultDetail[]
  /** What was looked at and found, one line each. */
  checked: string[]
}

/**
 * Reads a pack and checks it: hashes, codes of countries and series, years, ranges,
 * duplicates, release days, and that nobody is rated before existing. Faults are
 * answered, not thrown, so that all are seen at once; only a missing list is thrown.
 */
export function readPack(folder: string): PackReading {
  const manifestText = readManifestText(folder)
  const faults: FaultDetail[] = []
  const checked: string[] = []
  const pack: Pack = {
    sha256: createHash('sha256').update(manifestText).digest('hex'),
    bytes: 0,
    definitions: [],
    observations: [],
    facts: [],
  }
  let manifest: Manifest
  try {
    manifest = JSON.parse(manifestText) as Manifest
  } catch {
    throw new Unusable('The list of the pack’s contents is not JSON', [
      {
        place: path.join(folder, 'pack.json'),
        message: 'It cannot be read.',
        remedy: 'Take the folder data/ from the project again.',
      },
    ])
  }
  let files = 0
  for (const [source, contents] of Object.entries(manifest.sources)) {
    for (const [name, { sha256 }] of Object.entries(contents)) {
      const file = path.join(folder, source, name)
      files++
      if (!existsSync(file)) {
        faults.push({
          place: file,
          message: 'The file is missing.',
          remedy: 'Take the folder data/ from the project again.',
        })
        continue
      }
      pack.bytes += statSync(file).size
      if (createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256) {
        faults.push({
          place: file,
          message: 'The file is not the one the pack was made with: its hash differs.',
          remedy: 'Undo the change, or make the pack again with tp data make-pack.',
        })
      }
    }
    for (const found of readdirSync(path.join(folder, source))) {
      if (!(found in contents)) {
        faults.push({
          place: path.join(folder, source, found),
          message: 'The file is not on the list of the pack.',
          remedy: 'Remove it.',
        })
      }
    }
  }
  checked.push(`${files} files against their hashes`)

  const seriesById = new Map<string, Series>()
  for (const source of Object.keys(manifest.sources)) {
    const file = path.join(folder, source, 'source.yaml')
    if (!existsSync(file)) continue
    const definition = readDefinition(file, true)
    pack.definitions.push(definition)
    for (const series of definition.series) seriesById.set(series.id, series)
  }
  checked.push(`${pack.definitions.length} sources, ${seriesById.size} series and their release rules`)

  const codes = new Set(allCountries().map((country) => country.iso3))
  for (const definition of pack.definitions) {
    const folderOf = path.join(folder, Object.keys(manifest.sources)[pack.definitions.indexOf(definition)]!)
    readObservations(path.join(folderOf, 'observations.csv'), definition, seriesById, codes, pack, faults)
    readFacts(path.join(folderOf, 'facts.csv'), definition, codes, pack, faults)
  }
  checked.push(
    `${pack.observations.length} figures: country, year, value, range, release day, duplicates`,
    `${pack.facts.length} facts: country, time, dataset, duplicates`,
  )
  checkEditions(pack, folder, faults)
  checked.push('complete lists have as many entries as their source states')
  return { pack, faults, checked }
}

type Row = Record<string, string>

function rowsOf(file: string): Row[] {
  if (!existsSync(file)) return []
  return Papa.parse<Row>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data
}

function readObservations(
  file: string,
  definition: Definition,
  seriesById: Map<string, Series>,
  codes: Set<string>,
  pack: Pack,
  faults: FaultDetail[],
): void {
  const seen = new Set<string>()
  const read = (row: Row, line: number): string | null => {
    const series = seriesById.get(row.indicator!)
    if (!series) return `“${row.indicator}” is no series of the pack.`
    if (!codes.has(row.iso3!)) return `“${row.iso3}” is no country code.`
    const year = Number(row.year)
    if (!isYear(row.year!)) return `“${row.year}” is no year.`
    const key = `${row.indicator} ${row.iso3} ${year}`
    if (seen.has(key)) return `${key} appears twice.`
    seen.add(key)
    const value = series.kind === 'number' ? Number(row.value) : null
    if (series.kind === 'code' && !series.codes?.includes(row.value!)) {
      return `“${row.value}” is no code of ${series.id}.`
    }
    if (value !== null && (row.value === '' || !Number.isFinite(value))) return `“${row.value}” is no number.`
    if (value !== null && outside(series, value)) return `${row.value} is outside the range of ${series.id}.`
    const published = releaseDay(series.release, year)
    if (published === null) return `The release day of ${year} is not in the table of ${series.id}.`
    const standardError = row.standard_error ? Number(row.standard_error) : null
    if (standardError !== null && !(standardError >= 0))
      return `“${row.standard_error}” is no standard error.`
    if (row.basis && !(bases as readonly string[]).includes(row.basis)) return `“${row.basis}” is no basis.`
    pack.observations.push({
      line,
      iso3: row.iso3!,
      year,
      indicator: row.indicator!,
      value,
      code: series.kind === 'code' ? row.value! : null,
      missing: null,
      standardError,
      published,
      revised: series.revised ?? definition.source.revised,
      source: definition.source.id,
      basis: (row.basis || null) as Basis | null,
      note: row.note || null,
    })
    return null
  }
  report(file, read, faults)
}

/** Reads every row and keeps what is wrong with it, by line. */
function report(file: string, read: (row: Row, line: number) => string | null, faults: FaultDetail[]): void {
  for (const [place, row] of rowsOf(file).entries()) {
    const message = read(row, place + 2)
    if (message !== null) {
      faults.push({
        place: `${file}:${place + 2}`,
        message,
        remedy: 'Make the pack again from corrected tables.',
      })
    }
  }
}

/** Whether a value cannot be right for the series. */
export function outside(series: Series, value: number): boolean {
  if (!series.range) return false
  const { min, max } = series.range
  return (min !== null && value < min) || (max !== null && value > max)
}

function readFacts(
  file: string,
  definition: Definition,
  codes: Set<string>,
  pack: Pack,
  faults: FaultDetail[],
): void {
  const seen = new Set<string>()
  const read = (row: Row): string | null => {
    if (!definition.datasets.some((dataset) => dataset.id === row.dataset)) {
      return `“${row.dataset}” is no dataset of this source.`
    }
    if (!codes.has(row.iso3!)) return `“${row.iso3}” is no country code.`
    if (!isDay(row.from!) || !isDay(row.to!) || row.from! > row.to!)
      return 'The time is not two days in order.'
    const key = `${row.dataset} ${row.iso3} ${row.key}`
    if (seen.has(key)) return `${key} appears twice.`
    seen.add(key)
    let fields: IncomingFact['fields']
    try {
      fields = JSON.parse(row.fields!) as IncomingFact['fields']
    } catch {
      return 'The fields are not JSON.'
    }
    pack.facts.push({
      dataset: row.dataset!,
      iso3: row.iso3!,
      key: row.key!,
      from: row.from!,
      to: row.to!,
      when: row.when!,
      fields,
      source: definition.source.id,
      evidence: row.evidence || null,
      note: row.note || null,
    })
    return null
  }
  report(file, read, faults)
}

function checkEditions(pack: Pack, folder: string, faults: FaultDetail[]): void {
  const lists = pack.definitions
    .flatMap((definition) => definition.datasets)
    .filter((each) => each.id === 'cspa_list')
  for (const edition of lists.flatMap((list) => list.editions)) {
    const found = pack.facts.filter((fact) => fact.dataset === 'cspa_list' && fact.key === edition.key).length
    if (edition.completeness === 'complete' && edition.size !== found) {
      faults.push({
        place: path.join(folder, 'us-cspa', 'facts.csv'),
        message: `The list of ${edition.key} has ${found} entries, its source states ${edition.size}.`,
        remedy: 'Compare with the source.',
      })
    }
  }
}

export type ReloadReport = ImportCounts & {
  /** `current` when the database already had exactly this pack. */
  state: 'applied' | 'unchanged' | 'current'
  sample: SampleRow[]
}

/** What is being done and how far it is, in rows. */
export type Progress = (step: 'reading' | 'comparing' | 'writing', done: number, of: number) => void

export type ReloadOptions = {
  who?: string
  now?: () => Date
  onProgress?: Progress
  /** Compare row by row even when the pack's hash is the one last loaded. */
  always?: boolean
}

/**
 * Brings the reference pack of a folder into the database: added, changed and
 * withdrawn rows, all or nothing. A user's own imports stay in front of it. Reading
 * the same pack again changes nothing; two processes take turns and the second
 * finds the work done.
 *
 * Throws Unusable with every fault when the pack does not pass its check.
 */
export async function reloadPack(db: Db, folder: string, options: ReloadOptions = {}): Promise<ReloadReport> {
  const { who = 'the house', now = () => new Date(), onProgress = () => {}, always = false } = options
  const none = {
    added: 0,
    changed: 0,
    withdrawn: 0,
    unchanged: 0,
    keptOwn: 0,
    factsAdded: 0,
    factsChanged: 0,
    factsWithdrawn: 0,
  }
  if (!always && (await packState(db)).loaded?.sha256 === packHash(folder))
    return { ...none, state: 'current', sample: [] }

  onProgress('reading', 0, 1)
  const { pack, faults } = readPack(folder)
  if (faults.length > 0) throw new Unusable('The reference pack does not pass its check', faults.slice(0, 20))
  const started = now()
  return transact(db, async (trx) => {
    await takeTurn(trx)
    if (!always && (await packState(trx)).loaded?.sha256 === pack.sha256) {
      return { ...none, state: 'current' as const, sample: [] }
    }
    const run = v7({ msecs: started.getTime() })
    for (let at = 0; at < pack.observations.length; at += BATCH) {
      onProgress('comparing', at, pack.observations.length)
      await stage(trx, run, pack.observations.slice(at, at + BATCH))
    }
    const difference = await compare(trx, run, 'pack')
    const facts = await compareFacts(trx, pack.facts)
    const { sample, ...figures } = difference
    const counts: ImportCounts = {
      ...figures,
      factsAdded: facts.added.length,
      factsChanged: facts.changed.length,
      factsWithdrawn: facts.withdrawn.length,
    }
    const { unchanged, keptOwn, ...changes } = counts
    let anything = Object.values(changes).some((count) => count > 0)
    onProgress('writing', 0, counts.added + counts.changed)
    const record = {
      id: run,
      kind: 'pack' as const,
      fileName: 'data/pack.json',
      sha256: pack.sha256,
      bytes: pack.bytes,
      who,
      started,
      counts,
    }
    await recordRun(trx, { ...record, finished: now() }, anything)
    const defined = await writeDefinitions(
      trx,
      run,
      pack.definitions.flatMap(({ source, series, datasets }) => [
        { kind: 'source' as const, definition: source },
        ...series.map((definition) => ({ kind: 'series' as const, definition })),
        ...datasets.map((definition) => ({ kind: 'dataset' as const, definition })),
      ]),
    )
    anything ||= defined > 0
    if (anything) {
      await trx.updateTable('import_runs').set({ state: 'applied' }).where('id', '=', run).execute()
      await writeStaged(trx, run, 'pack')
      await writeFacts(trx, run, facts)
    }
    await clearStaged(trx, run)
    await bumpDataVersion(trx)
    onProgress('writing', 1, 1)
    return { ...counts, state: anything ? ('applied' as const) : ('unchanged' as const), sample }
  })
}
