import type { Db } from '../../house/database.ts'
import { Unusable } from '../../house/errors.ts'
import { isLaterRevision } from '../../indicators/release.ts'
import {
  factsOf,
  listDatasets,
  listSeries,
  listSources,
  observationsOf,
  vintage,
} from '../../indicators/store.ts'
import { gatherInputs } from '../inputs.ts'
import { nearest } from '../methodology.ts'
import type { Inputs, Methodology, TestedOutcome } from '../schema.ts'
import { asKnownThen } from './known-then.ts'
import type { Placed, Report } from './outcomes.ts'
import type { Afterwards, YearKnown } from './track-record.ts'

/** The series of output per head by which the naive ranking by income goes. */
export const incomeSeries = 'gdp_per_capita_current_usd'

/** Bases of a row that was not simply read off its report. */
const weakBases = new Set(['by elimination', 'one transcription', 'inferred', 'conflicting copies'])

/**
 * What became known of the countries afterwards, as far as the house knows it on `today`.
 *
 * @throws Unusable when the outcome names a series or dataset nobody has defined
 */
export async function gatherAfterwards(db: Db, outcome: TestedOutcome, today: string): Promise<Afterwards> {
  return 'rise' in outcome
    ? risesKnown(db, outcome.rise.series, today)
    : eventsKnown(db, outcome.event.dataset, outcome.event.since, today)
}

async function risesKnown(db: Db, series: string, today: string): Promise<Afterwards> {
  const names = (await listSeries(db)).map(({ id }) => id)
  if (!names.includes(series)) throw unknownName(series, names)
  const codes = new Map<string, Map<number, Placed>>()
  const reports = new Map<number, Report>()
  const sources = new Set<string>()
  for (const { iso3, year, code, published, basis, source } of await observationsOf(db, {
    indicator: series,
  })) {
    if (code === null || published === null || published > today) continue
    sources.add(source)
    const weak = basis !== null && weakBases.has(basis) ? basis : null
    const own = codes.get(iso3) ?? new Map<number, Placed>()
    codes.set(iso3, own)
    own.set(year, { code, weak })
    const report = reports.get(year) ?? { year, published, rows: 0, weak: 0, codes: [] }
    reports.set(year, report)
    report.rows += 1
    if (!report.codes.includes(code)) report.codes.push(code)
    if (weak !== null) report.weak += 1
  }
  return {
    kind: 'rise',
    codes,
    reports: new Map([...reports].sort(([a], [b]) => a - b)),
    sources: [...sources].sort(),
  }
}

async function eventsKnown(db: Db, name: string, since: number, today: string): Promise<Afterwards> {
  const datasets = await listDatasets(db)
  const dataset = datasets.find(({ id }) => id === name)
  if (!dataset)
    throw unknownName(
      name,
      datasets.map(({ id }) => id),
    )
  const years = new Map<string, number[]>()
  for (const { iso3, from } of await factsOf(db, { dataset: name })) {
    if (from > today) continue
    years.set(
      iso3,
      [...(years.get(iso3) ?? []), Number(from.slice(0, 4))].sort((a, b) => a - b),
    )
  }
  const source = (await listSources(db)).find(({ id }) => id === dataset.source)
  const newest = [...dataset.editions].sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  // A year is known when the record was looked at after its end; without a day of that, up to the last event.
  const looked = source?.retrieved ?? null
  const knownTo =
    looked === null
      ? Math.max(since - 1, ...[...years.values()].flat())
      : Number((looked < today ? looked : today).slice(0, 4)) - 1
  return {
    kind: 'event',
    years,
    since,
    knownTo,
    complete: newest !== undefined && newest.completeness !== 'partial',
    sources: [dataset.source],
  }
}

function unknownName(name: string, known: string[]): Unusable {
  const near = nearest(name, known)
  return new Unusable(`The outcome asks for “${name}”, which is not known here`, [
    {
      place: 'outcomes',
      message: `“${name}” is no series or dataset of this house.`,
      remedy:
        near.length > 0
          ? `Did you mean ${near.join(' or ')}?`
          : '`tp data list` names all; or import it first.',
    },
  ])
}

/** All that was known at the end of a year, and nothing that came out later. */
export async function gatherYear(db: Db, methodology: Methodology, year: number): Promise<YearKnown> {
  const asOf = `${year}-12-31`
  const inputs = asKnownThen(await gatherInputs(db, methodology, asOf))
  const known = await vintage(db, { indicators: [incomeSeries], asOf, iso3: inputs.units })
  const income = Object.fromEntries(
    inputs.units.map((unit) => [unit, known.entries[incomeSeries]?.[unit]?.observation?.value ?? null]),
  )
  const incomeSources = inputs.units.flatMap(
    (unit) => known.entries[incomeSeries]?.[unit]?.observation?.source ?? [],
  )
  return {
    year,
    inputs,
    income,
    incomeSources: [...new Set(incomeSources)].sort(),
    revised: revisedSeries(inputs, asOf),
  }
}

function revisedSeries({ newest, earlier }: Inputs, asOf: string): string[] {
  return Object.entries({ ...newest, ...earlier })
    .filter(([, byUnit]) => Object.values(byUnit).some((cell) => isLaterRevision(cell, asOf)))
    .map(([name]) => name.split('@')[0]!)
}
