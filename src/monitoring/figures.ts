import type { Agreement, Indicator } from '../compacts/agreement.ts'
import { sha256 } from '../house/history/event.ts'
import {
  type Aggregate,
  type AggregateNote,
  aggregate,
  type Contribution,
  type Deduplicated,
  deduplicationFault,
} from './aggregation.ts'
import { type CellKey, cellsOf, splitsOf } from './cells.ts'
import { sumOf } from './decimal.ts'
import { type Period, periodsUntil, reportersOf } from './periods.ts'
import type { MissingReason } from './reading.ts'
import type { KeptValue } from './store.ts'
import type { CountCell, Edition, Relation, Share } from './suppression.ts'
import { cover, type Terms, termsOn } from './terms.ts'

/*
 * The figures of an indicator before it is decided which may be shown: what reporters said, what they are
 * together, and what a year adds up to, with what holds between them.
 */

export type Raw = { value: string | null; low: string | null; high: string | null; level: number | null }

/** Why there is no figure of a year. */
export type YearNote = 'people recur'

export type Figure = {
  /** What it is made of, as one text: the same figure in another edition has the same. */
  node: string
  raw: Raw
  missing: MissingReason | 'not reported' | AggregateNote | YearNote | null
  /** What shares of people are made of, reporter by reporter: an outsider may know how many were counted. */
  shares: readonly Share[]
}

/** How many different people were counted, and of which values: it says nothing of any other. */
export type DeduplicationRow = Deduplicated & {
  indicator: string
  ends: string
  cell: CellKey
  at: string
  /** Ids of the values that were put together. */
  joined: readonly string[]
}

/** A value with the moments at which it began to be seen and ceased to hold. */
export type LoggedValue = KeptValue & { seen: string; unseen: string | null }

/** An indicator with the texts its periods go by. */
export type Asked = {
  sheet: Indicator
  agreement: Agreement
  terms: readonly Pick<Terms, 'from' | 'agreement' | 'ending'>[]
}

/** What one indicator’s figures are made of, and nothing else. */
export type IndicatorFacts = {
  asked: Asked
  log: readonly LoggedValue[]
  deduplications: readonly DeduplicationRow[]
}

/**
 * A period with who reports it, and whether it counts for its year: what a longer period holds counts once.
 */
export type Framed = Period & { reporters: string[]; counts: boolean }

export const EVERYBODY = '*'
const noRaw: Raw = { value: null, low: null, high: null, level: null }

export const figureName = (stretch: string, who: string, cell: CellKey) => `${stretch} ${who} ${cell}`
export const stretchOf = ({ begins, ends }: Pick<Period, 'begins' | 'ends'>) => `${begins}–${ends}`

/** Counts of a stretch that may be added to those of another. A single reporter needs no rule to be added up over the year. */
function addsUp({ measure, cumulative, aggregation }: Indicator, reporters: number): boolean {
  return (
    measure === 'number' &&
    !cumulative &&
    (aggregation === 'sum' || (aggregation === 'none' && reporters <= 1))
  )
}

/** Different people of one period may come again in the next: neither their sum nor the last of them is the year. */
function recur({ measure, cumulative, aggregation }: Indicator): boolean {
  return measure === 'number' && !cumulative && aggregation === 'unique-persons'
}

/**
 * The periods of an indicator, each by the text in force on its last day, and any other that was reported: an
 * amendment takes nothing back.
 */
export function frameOf(
  { sheet, agreement, terms }: Asked,
  values: readonly Pick<KeptValue, 'begins' | 'ends' | 'party' | 'value'>[],
): Framed[] {
  const found = new Map<string, Period & { reporters: Set<string>; given: boolean; planned: boolean }>()
  for (const each of terms) {
    const then = each.agreement.indicators.find(({ key }) => key === sheet.key)
    if (then === undefined) continue
    for (const period of periodsUntil(then, each.agreement.plan.years, each.ending ?? null))
      if (termsOn(terms, period.ends) === each)
        found.set(stretchOf(period), {
          ...period,
          reporters: new Set(reportersOf(then)),
          given: false,
          planned: true,
        })
  }
  for (const { begins, ends, party, value } of values) {
    const key = stretchOf({ begins, ends })
    const known = found.get(key) ?? {
      begins,
      ends,
      year: yearOf(agreement, { begins, ends }),
      reporters: new Set<string>(),
      given: false,
      planned: false,
    }
    found.set(key, known)
    known.reporters.add(party)
    if (value !== null) known.given = true
  }
  const all = [...found.values()].sort((a, b) =>
    a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : a.begins > b.begins ? -1 : 1,
  )
  const within = (inner: Period, outer: Period) =>
    inner !== outer && inner.begins >= outer.begins && inner.ends <= outer.ends
  return all.flatMap(({ reporters, given, planned, ...period }) => {
    const self = found.get(stretchOf(period)) as Period
    const parts = all.filter((other) => within(other, self) && other.given)
    // Asked for as a whole, and reported in parts before that.
    if (planned && !given && parts.length > 0 && cover(parts, period)) return []
    const counts = !all.some((other) => within(self, other) && other.given)
    return [{ ...period, reporters: [...reporters], counts }]
  })
}

function yearOf({ plan }: Agreement, { begins, ends }: { begins: string; ends: string }): string {
  const holds = (year: { begins: string; ends: string }) => year.begins <= ends && ends <= year.ends
  const whole = plan.years.find((year) => year.begins <= begins && ends <= year.ends)
  return (whole ?? plan.years.find(holds))?.key ?? ''
}

/** What a reporter’s share is made of; nothing where there is none. */
function sharesIn(value: Contribution['value']): Share[] {
  if (value === null || value.value === null) return []
  const { numerator, denominator } = value
  return [{ value: value.value, numerator, denominator }]
}

export type MadeCell = {
  cell: CellKey
  name: string
  together: Aggregate
  several: boolean
  of: (party: string) => KeptValue | null
}
export type MadePeriod = { period: Framed; cells: MadeCell[] }
export type MadeYear = {
  key: string
  begins: string
  ends: string
  /** How many of its periods count. */
  of: number
  cells: { cell: CellKey; name: string | null; by: 'sum' | 'last' | 'none'; periods: number }[]
}
export type Made = {
  figures: Map<string, Figure>
  relations: Relation[]
  periods: MadePeriod[]
  years: MadeYear[]
}

/** Figures by name, for all years or some of them. */
export function figuresOf(
  { sheet, agreement }: Asked,
  frame: readonly Framed[],
  values: readonly KeptValue[],
  deduplications: readonly DeduplicationRow[],
  only: ReadonlySet<string> | null = null,
): Made {
  const cells = cellsOf(sheet)
  const splits = splitsOf(sheet)
  const figures = new Map<string, Figure>()
  const relations: Relation[] = []
  const nodeOf = (name: string) => figures.get(name)?.node ?? `nothing at ${name}`
  const hasValue = (name: string) => figures.get(name)?.raw.value != null
  const split = (stretch: string, who: string) => {
    for (const { whole, parts, exclusive } of splits)
      relations.push({
        whole: nodeOf(figureName(stretch, who, whole)),
        parts: parts.map((part) => nodeOf(figureName(stretch, who, part))),
        overlapping: !exclusive,
      })
  }
  const held = new Map(values.map((value) => [`${stretchOf(value)} ${value.party} ${value.cell}`, value]))
  const inFrame = frame.filter(({ year }) => only === null || only.has(year))

  const periods = inFrame.map((period): MadePeriod => {
    const stretch = stretchOf(period)
    const { reporters } = period
    const several = reporters.length > 1
    const made = cells.map((cell): MadeCell => {
      const of = (party: string) => held.get(`${stretch} ${party} ${cell}`) ?? null
      const contributions = reporters.map((reporter): Contribution => {
        const value = of(reporter)
        return { reporter, value, at: value?.at ?? null }
      })
      const given = contributions.flatMap(({ reporter, value }) =>
        value?.value == null ? [] : [{ reporter, node: `${stretch} ${reporter} ${cell} = ${value.value}` }],
      )
      const deduplicated =
        deduplications.findLast(
          (each) => each.ends === period.ends && each.cell === cell && joinsExactly(each, reporters.map(of)),
        ) ?? null
      const together = aggregate(sheet, contributions, deduplicated)
      const name = figureName(stretch, EVERYBODY, cell)
      const newest =
        sheet.aggregation === 'latest' && together.value !== null
          ? contributions.findLast(({ value }) => value?.value === together.value)
          : undefined
      const [alone] = given
      const own = `${stretch} ${EVERYBODY} ${cell}`
      const node =
        together.value === null
          ? `nothing at ${name}`
          : newest !== undefined
            ? (given.find(({ reporter }) => reporter === newest.reporter)?.node ?? own)
            : given.length === 1 && alone !== undefined && (!several || sheet.aggregation === 'sum')
              ? alone.node
              : short(
                  sheet.aggregation === 'sum'
                    ? `${own} [${given.map((each) => each.node)}]`
                    : `${own} = ${together.value}`,
                )
      figures.set(name, {
        node,
        raw: together,
        missing:
          together.value === null ? (aloneMissing(contributions) ?? together.note ?? 'not reported') : null,
        shares: contributions.flatMap(({ value }) => sharesIn(value)),
      })
      if (several) {
        for (const { reporter, value } of contributions)
          figures.set(figureName(stretch, reporter, cell), {
            node:
              given.find((each) => each.reporter === reporter)?.node ?? `nothing of ${reporter} at ${name}`,
            raw: value ?? noRaw,
            missing: value === null ? 'not reported' : value.missing,
            shares: sharesIn(value),
          })
        if (
          together.value !== null &&
          (sheet.aggregation === 'sum' || sheet.aggregation === 'unique-persons')
        )
          relations.push({
            whole: node,
            parts: given.map((each) => each.node),
            overlapping: sheet.aggregation === 'unique-persons',
          })
      }
      return { cell, name, together, several, of }
    })
    split(stretch, EVERYBODY)
    if (several) for (const reporter of reporters) split(stretch, reporter)
    return { period, cells: made }
  })

  const years = agreement.plan.years
    .filter(({ key }) => only === null || only.has(key))
    .map((year): MadeYear => {
      const inYear = periods.filter(({ period }) => period.year === year.key && period.counts)
      const most = Math.max(0, ...inYear.map(({ period }) => period.reporters.length))
      const several = inYear.length > 1
      const adds = several && addsUp(sheet, most)
      const none = several && recur(sheet)
      const made = cells.map((cell): MadeYear['cells'][number] => {
        const names = inYear.map(({ period }) => figureName(stretchOf(period), EVERYBODY, cell))
        const given = names.filter(hasValue)
        const [first] = given
        if (none || (adds && first !== undefined)) {
          const name = figureName(year.key, 'year', cell)
          const parts = given.map(nodeOf)
          const sum = (): Raw => ({
            ...noRaw,
            value: sumOf(given.flatMap((each) => figures.get(each)?.raw.value ?? [])),
          })
          figures.set(name, {
            node: none
              ? `no year ${name}`
              : parts.length === 1
                ? (parts[0] ?? name)
                : short(`${name} [${parts}]`),
            raw: none
              ? noRaw
              : given.length === 1 && first !== undefined
                ? (figures.get(first)?.raw ?? noRaw)
                : sum(),
            missing: !none ? null : given.length > 0 ? 'people recur' : 'not reported',
            shares: [],
          })
          if (adds && parts.length > 1) relations.push({ whole: nodeOf(name), parts })
          return { cell, name, by: none ? 'none' : 'sum', periods: given.length }
        }
        return { cell, name: given.at(-1) ?? null, by: adds ? 'sum' : 'last', periods: given.length }
      })
      if (adds) split(year.key, 'year')
      return { key: year.key, begins: year.begins, ends: year.ends, of: inYear.length, cells: made }
    })
  return { figures, relations, periods, years }
}

/** Long names are told apart by their digest. */
const short = (node: string) => (node.length <= 120 ? node : `${node.slice(0, 50)}#${sha256(node)}`)

/** Why a single reporter has no value; with several the sentence names each. */
function aloneMissing(contributions: readonly Contribution[]): MissingReason | 'not reported' | null {
  const [only] = contributions
  return contributions.length === 1 && only !== undefined ? (only.value?.missing ?? 'not reported') : null
}

/**
 * One edition after the other, as what was reported came out: each holds the figures that changed, by what they are made
 * of. Whoever kept an earlier one can lay it beside the present one.
 */
export function* editionsOf(
  asked: Asked,
  log: readonly LoggedValue[],
  deduplications: readonly DeduplicationRow[],
): Generator<Edition> {
  const moments = [...new Set([...log.map(({ seen }) => seen), ...deduplications.map(({ at }) => at)])].sort()
  const cells = cellsOf(asked.sheet)
  const present = new Map<string, string>()
  let before = ''
  for (const moment of moments) {
    const values = log.filter(({ seen, unseen }) => seen <= moment && (unseen === null || unseen > moment))
    const counted = madeBy(deduplications, moment)
    const frame = frameOf(asked, values)
    const changed = new Set([
      ...log.filter(({ seen }) => seen > before && seen <= moment).map(({ ends }) => ends),
      ...deduplications.filter(({ at }) => at > before && at <= moment).map(({ ends }) => ends),
    ])
    before = moment
    const years = new Set(frame.filter(({ ends }) => changed.has(ends)).map(({ year }) => year))
    const { figures, relations } = figuresOf(asked, frame, values, counted, years)
    for (const [name, { node, raw }] of figures) if (raw.value !== null) present.set(name, node)
    const everybody = [EVERYBODY, ...new Set(frame.flatMap(({ reporters }) => reporters))]
    yield {
      cells: [...figures.values()].map(
        ({ node, raw }): CountCell => ({ id: node, value: raw.value === null ? null : Number(raw.value) }),
      ),
      relations,
      series: asked.sheet.cumulative
        ? everybody.flatMap((who) =>
            cells.map((cell) =>
              frame.flatMap((period) => present.get(figureName(stretchOf(period), who, cell)) ?? []),
            ),
          )
        : [],
    }
  }
}

/** Counts of different people that were made by a moment, the last one last. */
export function madeBy(rows: readonly DeduplicationRow[], moment: string): DeduplicationRow[] {
  return rows.filter(({ at }) => at <= moment).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/**
 * Whether the values of a cell are those that were counted, all of them and no other: of who reported later, and of a value
 * that was corrected since, a count of different people knows nothing. Nor is one taken that no such people could make.
 */
function joinsExactly(
  { value, joined }: DeduplicationRow,
  values: readonly (Pick<KeptValue, 'id' | 'value'> | null)[],
): boolean {
  const given = values.flatMap((each) => (each?.value == null ? [] : [{ id: each.id, value: each.value }]))
  return (
    given.length === joined.length &&
    given.every(({ id }) => joined.includes(id)) &&
    deduplicationFault(
      value,
      given.map((each) => each.value),
    ) === null
  )
}
