import { type Selectable, sql } from 'kysely'
import { allCountries, existsIn } from '../countries/registry.ts'
import type { Db } from '../house/database.ts'
import { NotFound } from '../house/errors.ts'
import type { Basis, Dataset, Fact, MissingReason, Observation, Series, Source } from './schema.ts'

export type ImportRunsTable = {
  id: string
  kind: 'pack' | 'file'
  file_name: string
  sha256: string
  bytes: number
  who: string
  started: Date
  finished: Date
  state: 'applied' | 'unchanged'
  counts: unknown
}

export type DefinitionsTable = {
  id: string
  kind: 'source' | 'series' | 'dataset'
  name: string
  definition: unknown
  run: string
  superseded_by: string | null
}

export type ObservationsTable = {
  id: string
  iso3: string
  year: number
  indicator: string
  value: number | null
  code: string | null
  missing: string | null
  standard_error: number | null
  published: string | null
  revised: string | null
  basis: string | null
  source: string
  note: string | null
  run: string
  superseded_by: string | null
}

export type FactsTable = {
  id: string
  dataset: string
  iso3: string
  fact_key: string
  from_day: string
  to_day: string
  when_said: string
  fields: unknown
  source: string
  evidence: string | null
  note: string | null
  run: string
  superseded_by: string | null
}

export type StagedObservationsTable = Omit<ObservationsTable, 'superseded_by'> & { line: number }

declare module '../house/database.ts' {
  interface Tables {
    import_runs: ImportRunsTable
    definitions: DefinitionsTable
    observations: ObservationsTable
    facts: FactsTable
    staged_observations: StagedObservationsTable
  }
}

export type ImportCounts = {
  added: number
  changed: number
  withdrawn: number
  unchanged: number
  /** Rows of the pack that stand back behind a user's own import. */
  keptOwn: number
  factsAdded: number
  factsChanged: number
  factsWithdrawn: number
}

export type ImportRun = {
  id: string
  kind: 'pack' | 'file'
  fileName: string
  sha256: string
  bytes: number
  who: string
  /** ISO 8601 moments. */
  started: string
  finished: string
  state: 'applied' | 'unchanged'
  counts: ImportCounts
}

// ---- sources, series, datasets

/** Every source the house has figures or facts of, by id. */
export async function listSources(db: Db): Promise<Source[]> {
  return (await definitions<Source>(db, 'source')).sort(byId)
}

/** One source. Throws NotFound. */
export async function findSource(db: Db, id: string): Promise<Source> {
  return findDefinition<Source>(db, 'source', id)
}

/** Every series the house has, by id. */
export async function listSeries(db: Db): Promise<Series[]> {
  return (await definitions<Series>(db, 'series')).sort(byId)
}

/** One series. Throws NotFound. */
export async function findSeries(db: Db, id: string): Promise<Series> {
  return findDefinition<Series>(db, 'series', id)
}

/** Every dataset of facts, with its editions, by id. */
export async function listDatasets(db: Db): Promise<Dataset[]> {
  return (await definitions<Dataset>(db, 'dataset')).sort(byId)
}

/** One dataset: what its lists are and how complete each is. Throws NotFound. */
export async function findDataset(db: Db, id: string): Promise<Dataset> {
  return findDefinition<Dataset>(db, 'dataset', id)
}

async function definitions<Kind>(db: Db, kind: DefinitionsTable['kind']): Promise<Kind[]> {
  const rows = await db
    .selectFrom('definitions')
    .select('definition')
    .where('kind', '=', kind)
    .where('superseded_by', 'is', null)
    .execute()
  return rows.map((row) => row.definition as Kind)
}

async function findDefinition<Kind>(db: Db, kind: DefinitionsTable['kind'], name: string): Promise<Kind> {
  const row = await db
    .selectFrom('definitions')
    .select('definition')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('superseded_by', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound(`There is no ${kind} “${name.slice(0, 80)}”`)
  return row.definition as Kind
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

// ---- observations

export type ObservationQuery = {
  indicator: string
  iso3?: string
  /** First and last year, both inclusive. */
  years?: [number, number]
}

/** The current figures of one series, by country and year. What was superseded is not among them. */
export async function observationsOf(
  db: Db,
  { indicator, iso3, years }: ObservationQuery,
): Promise<Observation[]> {
  let query = db
    .selectFrom('observations')
    .selectAll()
    .where('indicator', '=', indicator)
    .where('superseded_by', 'is', null)
  if (iso3 !== undefined) query = query.where('iso3', '=', iso3)
  if (years !== undefined) query = query.where('year', '>=', years[0]).where('year', '<=', years[1])
  return (await query.orderBy('iso3').orderBy('year').execute()).map(toObservation)
}

/** A row as the rest of the house knows it. */
export function toObservation(row: Selectable<ObservationsTable>): Observation {
  return {
    id: row.id,
    iso3: row.iso3,
    year: row.year,
    indicator: row.indicator,
    value: row.value,
    code: row.code,
    missing: row.missing as MissingReason | null,
    standardError: row.standard_error,
    published: row.published,
    revised: row.revised,
    source: row.source,
    basis: row.basis as Basis | null,
    note: row.note,
    run: row.run,
  }
}

/** One place of a vintage: the newest figure known on the day, or why there is none. */
export type VintageEntry =
  | { observation: Observation; missing: MissingReason | null }
  | { observation: null; missing: MissingReason }

/** What was known on a day (`YYYY-MM-DD`), by indicator and country. */
export type Vintage = {
  asOf: string
  entries: Record<string, Record<string, VintageEntry>>
}

export type VintageQuery = {
  indicators: string[]
  /** The day asked about, `YYYY-MM-DD`; a figure released on that day is known. */
  asOf: string
  /** Only these countries; without it every country that any of the series speaks of. */
  iso3?: string[]
}

/**
 * For every series and country the newest figure whose release day (by table or rule)
 * is not after `asOf`. Where there is none, the reason: `not yet released` when a
 * figure exists that came out later, `not applicable` when the country did not exist
 * in that year, `not yet imported` when the house has no such series, `not published`
 * otherwise. A figure that is itself recorded as missing carries its own reason.
 *
 * A figure that its publisher withdrew after `asOf` is still the newest of that day.
 *
 * A figure without a known release day is in no vintage. Countries that the series
 * do not speak of at all are absent from the answer, unless asked for by `iso3`.
 */
export async function vintage(db: Db, { indicators, asOf, iso3 }: VintageQuery): Promise<Vintage> {
  const wanted = [...new Set(indicators)]
  const known = new Set(
    (
      await db
        .selectFrom('definitions')
        .select('name')
        .where('kind', '=', 'series')
        .where('superseded_by', 'is', null)
        .where('name', 'in', wanted.length > 0 ? wanted : [''])
        .execute()
    ).map((row) => row.name),
  )
  const places = iso3 ?? allCountries().map((country) => country.iso3)
  // One probe of the index per series and country: a few thousand, each for its newest row.
  const { rows } = await sql<
    Selectable<ObservationsTable> & { wanted_indicator: string; wanted_iso3: string }
  >`
    select i.indicator as wanted_indicator, c.iso3 as wanted_iso3, o.*
    from unnest(${wanted}::text[]) as i(indicator)
    cross join unnest(${places}::text[]) as c(iso3)
    left join lateral (
      select * from observations n
      where n.indicator = i.indicator and n.iso3 = c.iso3 and n.superseded_by is null and n.published <= ${asOf}
      order by n.year desc limit 1
    ) o on true`.execute(db)
  const laterKeys = await releasedLater(
    db,
    rows.filter((row) => row.id === null),
    asOf,
  )

  const withdrawn = new Map<string, Observation>()
  for (const figure of await withdrawnAfter(db, { indicators: wanted, asOf, iso3: places })) {
    const key = `${figure.indicator} ${figure.iso3}`
    if (figure.year > (withdrawn.get(key)?.year ?? Number.NEGATIVE_INFINITY)) withdrawn.set(key, figure)
  }

  const year = Number(asOf.slice(0, 4))
  const entries: Vintage['entries'] = {}
  const spokenOf = new Set(iso3)
  for (const indicator of wanted) entries[indicator] = {}
  for (const row of rows) {
    const place = entries[row.wanted_indicator]!
    const later = laterKeys.has(`${row.wanted_indicator} ${row.wanted_iso3}`)
    const gone = withdrawn.get(`${row.wanted_indicator} ${row.wanted_iso3}`)
    if (row.id !== null || later || gone) spokenOf.add(row.wanted_iso3)
    if (gone && (row.id === null || gone.year > row.year)) {
      place[row.wanted_iso3] = { observation: gone, missing: gone.missing }
    } else if (row.id !== null) {
      const observation = toObservation(row)
      place[row.wanted_iso3] = { observation, missing: observation.missing }
    } else {
      place[row.wanted_iso3] = {
        observation: null,
        missing: !known.has(row.wanted_indicator)
          ? 'not yet imported'
          : !existsIn(row.wanted_iso3, year)
            ? 'not applicable'
            : later
              ? 'not yet released'
              : 'not published',
      }
    }
  }
  for (const place of Object.values(entries)) {
    for (const code of Object.keys(place)) if (!spokenOf.has(code)) delete place[code]
  }
  return { asOf, entries }
}

/**
 * Figures that were known on a day and that their publisher withdrew after it: what stood where there is now a mark
 * with the day of the withdrawal. Figures that somebody here withdrew have no such day and are not among them.
 */
export async function withdrawnAfter(
  db: Db,
  { indicators, asOf, iso3 }: { indicators: string[]; asOf: string; iso3: string[] },
): Promise<Observation[]> {
  const { rows } = await sql<Selectable<ObservationsTable>>`
    select n.* from observations m
    join observations n
      on n.superseded_by = m.run and n.indicator = m.indicator and n.iso3 = m.iso3 and n.year = m.year
    where m.indicator = any(${indicators}::text[]) and m.iso3 = any(${iso3}::text[]) and m.superseded_by is null
      and m.missing is not null and m.published is null and m.revised is not null
      and length(m.revised) = 10 and m.revised collate "C" > ${asOf}
      and n.published <= ${asOf}`.execute(db)
  return rows.map(toObservation)
}

/** Of these series and countries, those of which a figure came out after the day. */
async function releasedLater(
  db: Db,
  pairs: { wanted_indicator: string; wanted_iso3: string }[],
  asOf: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ indicator: string; iso3: string }>`
    select p.indicator, p.iso3
    from unnest(
      ${pairs.map((pair) => pair.wanted_indicator)}::text[], ${pairs.map((pair) => pair.wanted_iso3)}::text[]
    ) as p(indicator, iso3)
    cross join lateral (
      select n.year from observations n
      where n.indicator = p.indicator and n.iso3 = p.iso3 and n.superseded_by is null and n.published > ${asOf}
      order by n.year desc limit 1
    ) o`.execute(db)
  return new Set(rows.map((row) => `${row.indicator} ${row.iso3}`))
}

/** One entry of a vintage; a series or country that was not asked for is `not yet imported`. */
export function figureIn(given: Vintage, indicator: string, iso3: string): VintageEntry {
  return given.entries[indicator]?.[iso3] ?? { observation: null, missing: 'not yet imported' }
}

export type Coverage = {
  indicator: string
  observations: number
  countries: number
  firstYear: number | null
  lastYear: number | null
  /** Figures per year, ascending. */
  years: { year: number; observations: number }[]
  /** Countries with at least one figure. */
  iso3: string[]
}

/** How far a series reaches: countries, years, figures per year. Empty for a series without figures. */
export async function coverage(db: Db, indicator: string): Promise<Coverage> {
  const rows = await db
    .selectFrom('observations')
    .select(['iso3', 'year'])
    .where('indicator', '=', indicator)
    .where('superseded_by', 'is', null)
    .where('missing', 'is', null)
    .execute()
  const perYear = new Map<number, number>()
  for (const { year } of rows) perYear.set(year, (perYear.get(year) ?? 0) + 1)
  const years = [...perYear]
    .map(([year, observations]) => ({ year, observations }))
    .sort((a, b) => a.year - b.year)
  const iso3 = [...new Set(rows.map((row) => row.iso3))].sort()
  return {
    indicator,
    observations: rows.length,
    countries: iso3.length,
    firstYear: years[0]?.year ?? null,
    lastYear: years.at(-1)?.year ?? null,
    years,
    iso3,
  }
}

// ---- facts

export type FactQuery = {
  dataset: string
  iso3?: string
  /** Only facts whose time covers this day (`YYYY-MM-DD`). */
  on?: string
}

/** Current facts of a dataset, by country, time and key. */
export async function factsOf(db: Db, { dataset, iso3, on }: FactQuery): Promise<Fact[]> {
  let query = db
    .selectFrom('facts')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('superseded_by', 'is', null)
  if (iso3 !== undefined) query = query.where('iso3', '=', iso3)
  if (on !== undefined) query = query.where('from_day', '<=', on).where('to_day', '>=', on)
  const rows = await query.orderBy('iso3').orderBy('from_day').orderBy('fact_key').execute()
  return rows.map((row) => ({
    id: row.id,
    dataset: row.dataset,
    iso3: row.iso3,
    key: row.fact_key,
    from: row.from_day,
    to: row.to_day,
    when: row.when_said,
    fields: row.fields as Fact['fields'],
    source: row.source,
    evidence: row.evidence,
    note: row.note,
    run: row.run,
  }))
}

// ---- runs and versions

/** Every import, newest first: which file, its hash, who, when, what it changed. */
export async function importRuns(db: Db): Promise<ImportRun[]> {
  return (
    await db.selectFrom('import_runs').selectAll().orderBy('finished', 'desc').orderBy('id', 'desc').execute()
  ).map(toRun)
}

function toRun(row: Selectable<ImportRunsTable>): ImportRun {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    who: row.who,
    started: row.started.toISOString(),
    finished: row.finished.toISOString(),
    state: row.state,
    counts: row.counts as ImportCounts,
  }
}

/** The reference pack as it was last read: its run, or null when it never was. */
export async function packState(db: Db): Promise<{ loaded: ImportRun | null }> {
  const row = await db
    .selectFrom('import_runs')
    .selectAll()
    .where('kind', '=', 'pack')
    .orderBy('finished', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { loaded: row ? toRun(row) : null }
}
