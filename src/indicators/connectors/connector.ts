import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../../house/actor.ts'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Db, Tables } from '../../house/database.ts'
import { transact } from '../../house/transact.ts'
import {
  clearStaged,
  compare,
  type Incoming,
  recordRun,
  stage,
  takeTurn,
  writeDefinitions,
  writeStaged,
} from '../ingest.ts'
import { releaseDay } from '../release.ts'
import type { Observation, Series, Source } from '../schema.ts'
import { listSeries, observationsOf } from '../store.ts'
import type { Door } from './door.ts'
import { ConnectorFault } from './faults.ts'

/*
 * Figures fetched from their publisher, in four steps that each connector takes alike:
 * fetch → parse → diff → confirm. Only the last one writes. A person starts each of them.
 */

export type Asked = {
  /** What is asked for, in the connector’s own names. */
  items: string[]
  /** First and last year, both inclusive. */
  from: number
  to: number
}

/** One question with the pages of its answer, as they came. */
export type Answer = { item: string; role: 'value' | 'standard error'; code: string; pages: string[] }

export type Fetched = { asked: Asked; answers: Answer[]; sha256: string; bytes: number }

/** A figure as answered: `value` null where the publisher names country and year without a value. */
export type FetchedFigure = {
  iso3: string
  year: number
  value: number | null
  standardError: number | null
  note: string | null
}

export type Parsed = {
  series: { series: Series; source: Source; code: string; figures: FetchedFigure[] }[]
  /** Names of what is no country here: regions, groups, the world. */
  leftOut: string[]
  rejected: { place: string; reason: string }[]
  /** Estimates whose standard error was asked for and not given. */
  withoutError: number
  /** `YYYY-MM-DD` on which the publisher last changed its data; null when it does not say. */
  lastUpdated: string | null
}

/** What the house has of series; a connector finds its own among them. */
export type Known = { series: ReadonlyMap<string, Series> }

export type Connector = {
  id: 'world-bank' | 'wgi'
  /** What can be asked for by name; a world-bank code may also be any other. */
  offers: { item: string; series: string; code: string }[]
  /** @throws ConnectorFault for what cannot be asked */
  check(asked: Asked, thisYear: number): void
  /** @throws ConnectorFault when nothing usable comes back */
  fetch(asked: Asked, door: Door): Promise<Fetched>
  /** Pure. @throws ConnectorFault when the answer contradicts itself */
  parse(fetched: Fetched, known: Known): Parsed
}

/** Most indicators that are asked for at once. */
export const mostItems = 12
/** First year for which anything is asked. */
export const firstYear = 1960

/** Throws ConnectorFault where years or the number of items cannot be. */
export function checkAsked(asked: Asked, thisYear: number, known: string[]): void {
  const { items, from, to } = asked
  if (items.length === 0) throw new ConnectorFault('nothing asked', { known: known.join(', ') }, 'indicator')
  if (items.length > mostItems) throw new ConnectorFault('too many', { most: String(mostItems) }, 'indicator')
  const fits = (year: number) => Number.isInteger(year) && year >= firstYear && year <= thisYear
  if (!fits(from) || !fits(to) || from > to)
    throw new ConnectorFault(
      'years',
      { from: shown(from), to: shown(to), least: String(firstYear), most: String(thisYear) },
      'from',
    )
}

function shown(year: number): string {
  return Number.isNaN(year) ? '?' : String(year)
}

/** All answers as one, with the digest that tells them apart from any other. */
export function sealed(asked: Asked, answers: Answer[]): Fetched {
  const hash = createHash('sha256')
  let bytes = 0
  for (const { code, pages } of answers)
    for (const page of pages) {
      hash.update(`${code}\n${page}\n`)
      bytes += Buffer.byteLength(page)
    }
  return { asked, answers, sha256: hash.digest('hex'), bytes }
}

/* ── diff ─────────────────────────────────────────────────────────────────── */

export type Told = { value: number | null; standardError: number | null }
export type Difference = {
  series: string
  iso3: string
  year: number
  change: 'added' | 'changed' | 'withdrawn'
  before: Told | null
  after: Told | null
  /** The value is the one before with digits that had been rounded away. */
  onlyRounding: boolean
}

/** What a fetched series would change of the figures the house has, and how many are the same. Pure. */
export function differences(
  series: string,
  current: readonly Observation[],
  figures: readonly FetchedFigure[],
): { differences: Difference[]; unchanged: number; blank: number } {
  const here = new Map(current.map((each) => [`${each.iso3} ${each.year}`, each]))
  const found: Difference[] = []
  let [unchanged, blank] = [0, 0]
  for (const { iso3, year, value, standardError } of figures) {
    const known = here.get(`${iso3} ${year}`)
    const before =
      known && known.value !== null ? { value: known.value, standardError: known.standardError } : null
    if (value === null) {
      blank++
      if (before !== null)
        found.push({ series, iso3, year, change: 'withdrawn', before, after: null, onlyRounding: false })
      continue
    }
    const after = { value, standardError }
    if (before === null)
      found.push({ series, iso3, year, change: 'added', before, after, onlyRounding: false })
    else if (before.value === value && before.standardError === standardError) unchanged++
    else
      found.push({
        series,
        iso3,
        year,
        change: 'changed',
        before,
        after,
        onlyRounding:
          roundsTo(value, before.value) &&
          (before.standardError === null) === (standardError === null) &&
          (standardError === null || roundsTo(standardError, before.standardError!)),
      })
  }
  return { differences: found, unchanged, blank }
}

function roundsTo(value: number, rounded: number): boolean {
  const text = String(rounded)
  if (text.includes('e')) return value === rounded
  const decimals = text.split('.')[1]?.length ?? 0
  return Math.abs(value - rounded) <= 0.5 * 10 ** -decimals * (1 + 1e-9)
}

export type Report = {
  connector: Connector['id']
  codes: string[]
  sha256: string
  bytes: number
  lastUpdated: string | null
  figures: number
  countries: number
  blank: number
  leftOut: string[]
  rejected: Parsed['rejected']
  withoutError: number
  added: number
  changed: number
  withdrawn: number
  unchanged: number
  onlyRounding: number
  /** Figures of the same series for years that were not asked for, read from other editions. */
  otherEditions: number
  newSeries: string[]
  sample: Difference[]
}

/** Rows of each kind that are shown. */
const sampleSize = 8

/** The state of the house, and what the fetched figures would change of it. Nothing is written. */
export async function compareFetched(
  db: Db | Transaction<Tables>,
  connector: Connector,
  fetched: Fetched,
): Promise<{ report: Report; parsed: Parsed; current: Map<string, Observation[]> }> {
  const known = { series: new Map((await listSeries(db)).map((each) => [each.id, each])) }
  const parsed = connector.parse(fetched, known)
  const current = new Map<string, Observation[]>()
  const all: Difference[] = []
  let [unchanged, blank, otherEditions] = [0, 0, 0]
  const { from, to } = fetched.asked
  for (const { series, figures } of parsed.series) {
    const whole = await observationsOf(db, { indicator: series.id })
    const own = whole.filter(({ year }) => year >= from && year <= to)
    if (figures.length > 0)
      otherEditions += whole.filter(
        ({ year, value, revised }) =>
          (year < from || year > to) && value !== null && revised !== parsed.lastUpdated,
      ).length
    current.set(series.id, own)
    const found = differences(series.id, own, figures)
    all.push(...found.differences)
    unchanged += found.unchanged
    blank += found.blank
  }
  const of = (change: Difference['change']) => all.filter((each) => each.change === change)
  const figures = parsed.series.flatMap((each) => each.figures).filter(({ value }) => value !== null)
  const report: Report = {
    connector: connector.id,
    codes: fetched.answers.map(({ code }) => code),
    sha256: fetched.sha256,
    bytes: fetched.bytes,
    lastUpdated: parsed.lastUpdated,
    figures: figures.length,
    countries: new Set(figures.map(({ iso3 }) => iso3)).size,
    blank,
    leftOut: parsed.leftOut,
    rejected: parsed.rejected,
    withoutError: parsed.withoutError,
    added: of('added').length,
    changed: of('changed').length,
    withdrawn: of('withdrawn').length,
    unchanged,
    onlyRounding: all.filter(({ onlyRounding }) => onlyRounding).length,
    otherEditions,
    newSeries: parsed.series.map(({ series }) => series.id).filter((id) => !known.series.has(id)),
    sample: (['changed', 'withdrawn', 'added'] as const).flatMap((change) => of(change).slice(0, sampleSize)),
  }
  return { report, parsed, current }
}

/* ── confirm ──────────────────────────────────────────────────────────────── */

export type Confirmed = { report: Report; state: 'written' | 'unchanged' }

/**
 * Makes fetched figures current, all or nothing. A figure with the value and error the house has stays as
 * it is, with the edition it was first read in; another one supersedes it and keeps the day on which the
 * year became known. One that the publisher now gives without a value leaves a mark in its place.
 *
 * @throws ConnectorFault `rejected` while rows are rejected and nobody said that they may be left out
 */
export async function confirmFetched(
  db: Db,
  connector: Connector,
  fetched: Fetched,
  by: { who: string; actor: Actor; now: () => Date; skipRejected?: boolean },
): Promise<Confirmed> {
  return transact(db, (trx) => confirmWithin(trx, connector, fetched, by))
}

/** The same inside a transaction that is open. */
export async function confirmWithin(
  trx: Transaction<Tables>,
  connector: Connector,
  fetched: Fetched,
  { who, actor, now, skipRejected = false }: Parameters<typeof confirmFetched>[3],
): Promise<Confirmed> {
  const started = now()
  await takeTurn(trx)
  const { report, parsed, current } = await compareFetched(trx, connector, fetched)
  if (report.rejected.length > 0 && !skipRejected)
    throw new ConnectorFault('rejected', { n: report.rejected.length }, report.rejected[0]!.place)
  const rows = incoming(parsed, current)
  if (rows.length === 0) return { report, state: 'unchanged' }

  const run = v7({ msecs: started.getTime() })
  await stage(trx, run, rows)
  const { added, changed } = await compare(trx, run, 'nothing', 0)
  const written = added + changed
  if (written !== rows.length) throw new Error(`${written} of ${rows.length} fetched figures would change`)
  const { from, to } = fetched.asked
  await recordRun(
    trx,
    {
      id: run,
      kind: 'file',
      fileName: `api.worldbank.org ${report.codes.join(' ')} ${from}–${to}`.slice(0, 300),
      sha256: fetched.sha256,
      bytes: fetched.bytes,
      who,
      started,
      finished: now(),
      counts: {
        added: report.added,
        changed: report.changed,
        withdrawn: report.withdrawn,
        unchanged: report.unchanged,
        keptOwn: 0,
        factsAdded: 0,
        factsChanged: 0,
        factsWithdrawn: 0,
      },
    },
    true,
    actor,
  )
  const sources = new Map(parsed.series.map(({ source }) => [source.id, source]))
  await writeDefinitions(trx, run, [
    ...[...sources.values()].map((definition) => ({ kind: 'source' as const, definition })),
    ...parsed.series
      .filter(({ series }) => report.newSeries.includes(series.id))
      .map(({ series }) => ({ kind: 'series' as const, definition: series })),
  ])
  await writeStaged(trx, run, 'nothing')
  await clearStaged(trx, run)
  await bumpDataVersion(trx)
  return { report, state: 'written' }
}

/** Only what differs: the same figure again is not written. */
function incoming(parsed: Parsed, current: Map<string, Observation[]>): Incoming[] {
  const rows: Incoming[] = []
  for (const { series, source, code, figures } of parsed.series) {
    const own = current.get(series.id) ?? []
    const here = new Map(own.map((each) => [`${each.iso3} ${each.year}`, each]))
    const fetched = new Map(figures.map((each) => [`${each.iso3} ${each.year}`, each]))
    for (const { iso3, year, change, after } of differences(series.id, own, figures).differences) {
      const known = here.get(`${iso3} ${year}`)
      const note = fetched.get(`${iso3} ${year}`)?.note ?? null
      const gone = change === 'withdrawn'
      rows.push({
        line: rows.length + 1,
        iso3,
        year,
        indicator: series.id,
        value: after?.value ?? null,
        code: null,
        missing: gone ? 'not published' : null,
        standardError: after?.standardError ?? null,
        // A mark stands in no vintage, so that the value of the year before is used from the day of this edition on.
        // Days before it keep what they knew (`withdrawnAfter`).
        published: gone ? null : firstKnown(series, year, known, parsed.lastUpdated),
        revised: parsed.lastUpdated,
        basis: null,
        source: source.id,
        note: [
          gone
            ? `Withdrawn: the World Bank answers ${code} without a value`
            : `From the World Bank’s API, ${code}`,
          note,
        ]
          .filter((part) => part !== null)
          .join('; '),
      })
    }
  }
  return rows
}

/** The day a year’s figure first became known: as kept; else by the rule of the series, and no later than the edition it stands in. */
function firstKnown(
  series: Series,
  year: number,
  known: Observation | undefined,
  lastUpdated: string | null,
): string | null {
  if (known?.published) return known.published
  const rule = releaseDay(series.release, year)
  if (rule === null || lastUpdated === null) return rule ?? lastUpdated
  return rule < lastUpdated ? rule : lastUpdated
}
