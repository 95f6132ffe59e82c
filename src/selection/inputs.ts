import { allCountries, existsIn } from '../countries/registry.ts'
import type { Db } from '../house/database.ts'
import { Unusable } from '../house/errors.ts'
import type { Dataset, Fact, Observation } from '../indicators/schema.ts'
import {
  factsOf,
  listDatasets,
  listSeries,
  observationsOf,
  type Vintage,
  vintage,
  withdrawnAfter,
} from '../indicators/store.ts'
import { leavesOf, seriesRead } from './criteria.ts'
import { unknownNames } from './methodology.ts'
import type { Cell, Inputs, ListIssue, Methodology, Reading, StatusEvidence } from './schema.ts'
import { countKey, earlierKey } from './score.ts'

/**
 * Gathers all that a methodology looks at, as known on a day (`YYYY-MM-DD`).
 * Nothing released after that day is among the series and lists; dated evidence of a
 * status may be newer, because it says what was so on the day.
 *
 * @throws Unusable when the methodology names a series or dataset nobody has defined
 */
export async function gatherInputs(db: Db, methodology: Methodology, asOf: string): Promise<Inputs> {
  // One snapshot: an import that commits in between must not give a state that never was.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((snapshot) => gather(snapshot, methodology, asOf))
}

async function gather(db: Db, methodology: Methodology, asOf: string): Promise<Inputs> {
  const series = await listSeries(db)
  const datasets = await listDatasets(db)
  const brought = Object.keys(methodology.bring ?? {})
  const names = new Set([...series.map(({ id }) => id), ...datasets.map(({ id }) => id), ...brought])
  const unknown = unknownNames(methodology, names)
  if (unknown.length > 0)
    throw new Unusable(`${methodology.methodology} asks for what is not known here`, unknown)

  const defined = new Set(series.map(({ id }) => id))
  const wanted = seriesRead(methodology)
  const present = wanted.filter((name) => defined.has(name))
  const universe = await universeOf(db, methodology, asOf)
  const known = await vintage(db, { indicators: present, asOf, iso3: universe.units })

  return {
    asOf,
    units: universe.units,
    lacking: universe.lacking,
    universeIssue: universe.issue,
    newest: Object.fromEntries(present.map((name) => [name, cellsOf(known, name, universe.units)])),
    earlier: await earlierValues(db, methodology, known, universe.units),
    statuses: await statusesOf(db, methodology, universe.units),
    lists: await listsOf(db, methodology, datasets, asOf),
    counts: await countsOf(db, methodology, datasets, asOf, universe.units),
    absentSeries: wanted.filter(
      (name) =>
        !defined.has(name) ||
        !universe.units.some((unit) => known.entries[name]?.[unit]?.observation != null),
    ),
    proposals: await proposalsOf(db, methodology),
  }
}

/* ── who is judged ────────────────────────────────────────────────────────── */

type Universe = { units: string[]; lacking: Inputs['lacking']; issue: Inputs['universeIssue'] }

async function universeOf(db: Db, methodology: Methodology, asOf: string): Promise<Universe> {
  const rule = methodology.universe
  if (!rule) {
    const year = Number(asOf.slice(0, 4))
    return {
      units: allCountries()
        .map(({ iso3 }) => iso3)
        .filter((iso3) => existsIn(iso3, year))
        .sort(),
      lacking: [],
      issue: null,
    }
  }
  const all = await observationsOf(db, { indicator: rule.ratedBy })
  const known = all.filter(({ published }) => published !== null && published <= asOf)
  if (known.length === 0) return { units: [], lacking: [], issue: null }
  const year = Math.max(...known.map((observation) => observation.year))
  const rated = known.filter((observation) => observation.year === year && isKnown(observation))
  const excepted = rule.except ?? []
  const left = new Set(excepted.map(({ unit }) => unit))
  const units = rated.map(({ iso3 }) => iso3)
  return {
    units: units.filter((unit) => !left.has(unit)).sort(),
    lacking: lackingOf(all, units, year),
    issue: {
      year,
      published: rated[0]?.published ?? null,
      excepted: excepted.filter(({ unit }) => units.includes(unit)),
    },
  }
}

/** Places with a value in another issue and none in this one, that existed in its year. */
function lackingOf(all: Observation[], rated: string[], year: number): Inputs['lacking'] {
  const here = new Set(rated)
  const places = new Map<string, Observation[]>()
  for (const observation of all)
    if (!here.has(observation.iso3) && isKnown(observation) && existsIn(observation.iso3, year))
      places.set(observation.iso3, [...(places.get(observation.iso3) ?? []), observation])
  return [...places].sort().map(([unit, observations]) => ({
    unit,
    before: observations.filter((o) => o.year < year).at(-1)?.code ?? null,
    after: observations.find((o) => o.year > year)?.code ?? null,
  }))
}

function isKnown({ value, code }: Observation): boolean {
  return value !== null || code !== null
}

/* ── values ───────────────────────────────────────────────────────────────── */

function cellsOf(known: Vintage, series: string, units: string[]): Record<string, Cell> {
  return Object.fromEntries(
    units.map((unit) => {
      const entry = known.entries[series]?.[unit]
      return [
        unit,
        entry?.observation ? cellOf(entry.observation) : emptyCell(entry?.missing ?? 'not published'),
      ]
    }),
  )
}

function cellOf(observation: Observation): Cell {
  const { value, code, missing, year, published, revised, standardError, source, basis, note } = observation
  return { value, code, missing, year, published, revised, standardError, source, basis, note }
}

function emptyCell(missing: string): Cell {
  return {
    value: null,
    code: null,
    missing,
    year: null,
    published: null,
    revised: null,
    standardError: null,
    source: null,
    basis: null,
    note: null,
  }
}

async function earlierValues(db: Db, methodology: Methodology, known: Vintage, units: string[]) {
  const earlier: Inputs['earlier'] = {}
  for (const { read } of leavesOf(methodology.criteria)) {
    if (!read || !('series' in read) || read.take !== 'change') continue
    const current = await observationsOf(db, { indicator: read.series })
    const withdrawn = await withdrawnAfter(db, { indicators: [read.series], asOf: known.asOf, iso3: units })
    const all = new Map([...current, ...withdrawn].map((o) => [`${o.iso3} ${o.year}`, o] as const))
    const cells: Record<string, Cell> = {}
    for (const unit of units) {
      const newest = known.entries[read.series]?.[unit]?.observation
      const before = newest ? all.get(`${unit} ${newest.year - read.years!}`) : undefined
      if (before && before.published !== null && before.published <= known.asOf) cells[unit] = cellOf(before)
    }
    earlier[earlierKey(read.series, read.years!)] = cells
  }
  return earlier
}

/* ── facts ────────────────────────────────────────────────────────────────── */

async function statusesOf(db: Db, methodology: Methodology, units: string[]): Promise<Inputs['statuses']> {
  const wanted = new Set(units)
  const statuses: Inputs['statuses'] = {}
  for (const gate of methodology.gates) {
    if (!('status' in gate)) continue
    const byUnit: Record<string, StatusEvidence[]> = {}
    for (const fact of await factsOf(db, { dataset: gate.status })) {
      if (!wanted.has(fact.iso3)) continue
      const { iso3, fields, from, to, when, source, evidence, note } = fact
      const statements = byUnit[iso3] ?? []
      byUnit[iso3] = statements
      statements.push({ status: String(fields.status), from, to, when, source, evidence, note })
    }
    statuses[gate.status] = byUnit
  }
  return statuses
}

async function listsOf(db: Db, methodology: Methodology, datasets: Dataset[], asOf: string) {
  const lists: Inputs['lists'] = {}
  for (const gate of methodology.gates) {
    if (!('list' in gate)) continue
    const dataset = datasets.find(({ id }) => id === gate.list)
    const edition = newestEdition(dataset, asOf)
    if (!dataset || !edition) {
      lists[gate.list] = null
      continue
    }
    const facts = await factsOf(db, { dataset: gate.list })
    const issue: ListIssue = {
      dataset: gate.list,
      year: Number(edition.key),
      completeness: edition.completeness,
      basis: edition.note ?? '',
      published: edition.from,
      until: edition.to,
      source: dataset.source,
      units: facts
        .filter(({ key }) => key === edition.key)
        .map(({ iso3 }) => iso3)
        .sort(),
    }
    lists[gate.list] = issue
  }
  return lists
}

async function countsOf(
  db: Db,
  methodology: Methodology,
  datasets: Dataset[],
  asOf: string,
  units: string[],
) {
  const counts: Inputs['counts'] = {}
  for (const { read } of leavesOf(methodology.criteria)) {
    if (!read || !('count' in read)) continue
    const dataset = datasets.find(({ id }) => id === read.count)
    const edition = newestEdition(dataset, asOf)
    const facts = (await factsOf(db, { dataset: read.count })).filter(
      (fact) => fact.from <= asOf && fits(fact, read),
    )
    const byUnit = new Map<string, Fact[]>()
    for (const fact of facts) byUnit.set(fact.iso3, [...(byUnit.get(fact.iso3) ?? []), fact])
    counts[countKey(read)] = Object.fromEntries(
      units.map((unit) => {
        const own = byUnit.get(unit)
        if (!own) return [unit, emptyCell(facts.length === 0 && dataset ? 'not yet released' : 'none known')]
        return [
          unit,
          {
            ...emptyCell(''),
            missing: null,
            value: own.length,
            year: Number((edition?.key ?? own[0]!.from).slice(0, 4)) || null,
            published: edition?.from ?? null,
            source: own[0]!.source,
            note: edition?.note ?? null,
          },
        ]
      }),
    )
  }
  return counts
}

function fits(fact: Fact, read: Extract<Reading, { count: string }>): boolean {
  return Object.entries(read.where ?? {}).every(([field, value]) => fact.fields[field] === value)
}

function newestEdition(dataset: Dataset | undefined, asOf: string) {
  return dataset?.editions
    .filter(({ from }) => from <= asOf)
    .sort((a, b) => a.from.localeCompare(b.from))
    .at(-1)
}

async function proposalsOf(db: Db, methodology: Methodology): Promise<Inputs['proposals']> {
  if (!methodology.proposals) return []
  const facts = await factsOf(db, { dataset: methodology.proposals.dataset })
  return facts.map(({ iso3, key, source }) => ({ unit: iso3, proposal: key, source }))
}
