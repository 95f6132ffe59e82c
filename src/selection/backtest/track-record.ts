import { type BackTest, backTest } from '../../estimators/backtest/back-test.ts'
import { type Case, eventsIn } from '../../estimators/backtest/cases.ts'
import type { Run } from '../../estimators/numeric/run.ts'
import { assess } from '../assess.ts'
import { leavesOf } from '../criteria.ts'
import { judgeGate } from '../gates.ts'
import { sourcesOf } from '../groups.ts'
import type { Inputs, Methodology, Result, TestedOutcome } from '../schema.ts'
import { countKey } from '../score.ts'
import {
  type Became,
  type Codes,
  eventOf,
  eventStop,
  type LeftOut,
  type Report,
  riseOf,
  riseStop,
  type YearStop,
} from './outcomes.ts'

/*
 * Would the method have worked? Its lists of earlier years, each made from what was known then, are
 * held against what became of those countries. Pure: what it looks at is handed in.
 */

/** What was known at the end of one year. */
export type YearKnown = {
  year: number
  /** As `asKnownThen` leaves them. */
  inputs: Inputs
  /** Output per head as known then, where known. */
  income: Readonly<Record<string, number | null>>
  /** Sources of that output. */
  incomeSources: string[]
  /** Series whose values of that year are taken from a later edition. */
  revised: string[]
}

/** What became known afterwards. */
export type Afterwards =
  | { kind: 'rise'; codes: Codes; reports: ReadonlyMap<number, Report>; sources: string[] }
  | {
      kind: 'event'
      /** unit → years of its events, rising */
      years: ReadonlyMap<string, readonly number[]>
      since: number
      /** Last year of which the record tells. */
      knownTo: number
      complete: boolean
      sources: string[]
    }

export type TrackOptions = {
  horizon: number
  seed: number
  replicates: number
  takeWeak: boolean
}

/** Fewer things that happened than this, and only places are shown. */
export const LEAST_EVENTS = 20

/** A gate that settles fewer than this share of the countries in some year has no history to be tested on. */
export const LEAST_SETTLED = 0.5

export const method = 'method'
export const baselines = ['random', 'tier', 'income'] as const
export type Baseline = (typeof baselines)[number]

export type YearCount = {
  year: number
  /** Why nothing of this year’s list can be tested; null when it can. */
  stop: YearStop | null
  /** Countries the method looked at. */
  judged: number
  /** Kept out by a gate that is tested. */
  out: number
  /** Neither passed nor failed. */
  unknown: number
  /** Passed, and without a score. */
  noScore: number
  /** On the list: passed, with a score. */
  listed: number
  /** On the list and no case, by reason. */
  leftOut: Partial<Record<LeftOut, number>>
  usable: number
  happened: number
}

/** Where something that happened stood in the last list made before it. */
export type EventPlace = {
  unit: string
  happened: number
  /** The year of the list; null when none of the tested years comes before. */
  list: number | null
  place: number | null
  of: number
  /** Why it has no place. */
  why: string | null
}

export type Verdict =
  /** The document names nothing to be measured by. */
  | 'no outcome'
  /** In none of the years could the method score anybody. */
  | 'nothing to judge'
  /** It could, and nothing that is known tells what became of them. */
  | 'nothing known'
  /** Too little happened for more than places. */
  | 'places only'
  | 'tested'

export type TrackRecord = {
  verdict: Verdict
  kind: Afterwards['kind']
  horizon: number
  takeWeak: boolean
  k: number
  /** First and last year with a case; null without one. */
  tested: { from: number; to: number } | null
  /** Gates that were left out of the test, with the year and share that decided. */
  dropped: { gate: string; year: number; settled: number }[]
  kept: string[]
  /** Criteria without a single value in any of the tested years. */
  silent: string[]
  /** Series nobody has brought, when the method could judge nobody. */
  missing: string[]
  revised: string[]
  /** Sources of what was known afterwards, and of all that the lists looked at. */
  sources: { outcome: string[]; lists: string[] }
  years: YearCount[]
  reports: Report[]
  cases: number
  happenings: number
  events: EventPlace[]
  result: BackTest | null
}

/** Puts the lists of the years against what became of those on them. */
export function* trackRecord(
  methodology: Methodology,
  outcome: TestedOutcome,
  known: readonly YearKnown[],
  afterwards: Afterwards,
  options: TrackOptions,
): Run<TrackRecord> {
  const { horizon, takeWeak } = options
  const k = methodology.shortlist.size
  const stops = known.map(({ year }) => stopOf(outcome, afterwards, year, horizon, takeWeak))
  const scoring = known.map(({ inputs }) => scoresAnybody(methodology, inputs))
  const candidates = known.filter((_, i) => stops[i] === null && scoring[i])
  const dropped = gatesWithoutHistory(methodology, candidates)
  const gone = new Set(dropped.map(({ gate }) => gate))
  const tested: Methodology = { ...methodology, gates: methodology.gates.filter(({ id }) => !gone.has(id)) }

  const years: YearCount[] = []
  const cases: Case[] = []
  const lists = new Map<number, Result>()
  for (const [i, each] of known.entries()) {
    const result = assess(tested, each.inputs, { seed: 1, replicates: 0, shortlistSize: k })
    lists.set(each.year, result)
    const count: YearCount = {
      year: each.year,
      stop: stops[i]!,
      judged: result.units.length,
      out: result.units.filter(({ standing }) => standing === 'out').length,
      unknown: result.units.filter(({ standing }) => standing === 'unknown').length,
      noScore: result.units.filter(({ standing, score }) => standing === 'in' && score === null).length,
      listed: 0,
      leftOut: {},
      usable: 0,
      happened: 0,
    }
    years.push(count)
    for (const { unit, standing, score } of result.units) {
      if (standing !== 'in' || score === null) continue
      count.listed += 1
      if (count.stop !== null) continue
      const became = becameOf(outcome, afterwards, unit, each.year, horizon, takeWeak)
      if ('leftOut' in became) {
        count.leftOut[became.leftOut] = (count.leftOut[became.leftOut] ?? 0) + 1
        continue
      }
      count.usable += 1
      if (became.happened !== null) count.happened += 1
      cases.push({
        unit,
        year: each.year,
        happened: became.happened,
        scores: {
          [method]: score,
          random: 0,
          tier: levelOf(outcome, afterwards, each, unit),
          income: each.income[unit] ?? null,
        },
      })
    }
    yield { done: i + 1, total: known.length + options.replicates }
  }

  const withCases = years.filter(({ usable }) => usable > 0).map(({ year }) => year)
  const happenings = eventsIn(cases)
  const events = happenings < LEAST_EVENTS ? placesOf(afterwards, cases, lists, withCases, horizon) : []
  const enough = happenings >= LEAST_EVENTS && cases.some(({ happened }) => happened === null)
  const result = enough
    ? yield* backTest(cases, {
        method,
        baselines: [...baselines],
        within: 'tier',
        k,
        horizon,
        seed: options.seed,
        replicates: options.replicates,
      })
    : null

  const last = known.at(-1)
  const verdict: Verdict = !scoring.includes(true)
    ? 'nothing to judge'
    : cases.length === 0
      ? 'nothing known'
      : result === null
        ? 'places only'
        : 'tested'
  const inTest = known.filter(({ year }) => withCases.includes(year))
  return {
    verdict,
    kind: afterwards.kind,
    horizon,
    takeWeak,
    k,
    tested: withCases.length > 0 ? { from: withCases[0]!, to: withCases.at(-1)! } : null,
    dropped,
    kept: tested.gates.map(({ id }) => id),
    silent: silentCriteria(methodology, inTest),
    missing: verdict === 'nothing to judge' && last ? [...last.inputs.absentSeries].sort() : [],
    revised: [...new Set(inTest.flatMap(({ revised }) => revised))].sort(),
    sources: {
      outcome: afterwards.sources,
      lists: [
        ...new Set(inTest.flatMap(({ inputs, incomeSources }) => [...sourcesOf(inputs), ...incomeSources])),
      ].sort(),
    },
    years,
    reports: afterwards.kind === 'rise' ? [...afterwards.reports.values()] : [],
    cases: cases.length,
    happenings,
    events,
    result,
  }
}

/** Why nothing of a year’s list can be tested; null when it can. */
export function stopOf(
  outcome: TestedOutcome,
  afterwards: Afterwards,
  year: number,
  horizon: number,
  takeWeak: boolean,
): YearStop | null {
  if (afterwards.kind === 'event') return eventStop(afterwards.since, afterwards.knownTo, year, horizon)
  return 'rise' in outcome ? riseStop(afterwards.reports, year, outcome, horizon, takeWeak) : null
}

function becameOf(
  outcome: TestedOutcome,
  afterwards: Afterwards,
  unit: string,
  year: number,
  horizon: number,
  takeWeak: boolean,
): Became {
  if (afterwards.kind === 'rise')
    return 'rise' in outcome
      ? riseOf(afterwards.codes.get(unit) ?? new Map(), year, outcome, horizon, takeWeak)
      : { leftOut: 'no rank' }
  return eventOf(afterwards.years.get(unit) ?? [], year, horizon, afterwards.complete)
}

function scoresAnybody(methodology: Methodology, inputs: Inputs): boolean {
  const all = { ...methodology, gates: [] }
  return assess(all, inputs, {
    seed: 1,
    replicates: 0,
    shortlistSize: methodology.shortlist.size,
  }).units.some(({ score, standing }) => score !== null && standing === 'in')
}

/**
 * Gates that cannot be asked in every one of the years: where one settles fewer than half of the
 * countries, the list of that year would be one of those somebody happened to write about. Such a
 * gate is left out of all years, so that each year tests the same rule.
 */
export function gatesWithoutHistory(
  methodology: Methodology,
  known: readonly YearKnown[],
): TrackRecord['dropped'] {
  return methodology.gates.flatMap((gate) => {
    const worst = known
      .filter(({ inputs }) => inputs.units.length > 0)
      .map(({ year, inputs }) => {
        const settled = inputs.units.filter((unit) => judgeGate(gate, unit, inputs).outcome !== 'unknown')
        return { gate: gate.id, year, settled: settled.length / inputs.units.length }
      })
      .sort((a, b) => a.settled - b.settled || a.year - b.year)[0]
    return worst && worst.settled < LEAST_SETTLED ? [worst] : []
  })
}

/**
 * The naive ranking by tier: whoever stands lowest has the most room to rise, and comes first.
 * Where the outcome is no rise, the tier the method’s own universe was rated by is taken.
 */
function levelOf(
  outcome: TestedOutcome,
  afterwards: Afterwards,
  { year, inputs }: YearKnown,
  unit: string,
): number | null {
  if (afterwards.kind === 'rise' && 'rise' in outcome) {
    const code = afterwards.codes.get(unit)?.get(year)?.code
    const level = code === undefined ? -1 : outcome.rise.order.indexOf(code)
    return level < 0 ? null : -level
  }
  const code = inputs.newest.tip_tier?.[unit]?.code
  const level = ['3', '2WL', '2', '1'].indexOf(code ?? '')
  return level < 0 ? null : -level
}

function silentCriteria(methodology: Methodology, known: readonly YearKnown[]): string[] {
  if (known.length === 0) return []
  const heard = new Set<string>()
  for (const { inputs } of known)
    for (const { id, read } of leavesOf(methodology.criteria)) {
      if (!read || heard.has(id)) continue
      const cells = 'series' in read ? inputs.newest[read.series] : inputs.counts[countKey(read)]
      if (Object.values(cells ?? {}).some(({ value, code }) => value !== null || code !== null)) heard.add(id)
    }
  return leavesOf(methodology.criteria)
    .filter(({ id }) => !heard.has(id))
    .map(({ id }) => id)
}

function placesOf(
  afterwards: Afterwards,
  cases: readonly Case[],
  lists: ReadonlyMap<number, Result>,
  tested: readonly number[],
  horizon: number,
): EventPlace[] {
  const happened = new Map<string, { unit: string; year: number }>()
  for (const { unit, happened: year } of cases)
    if (year !== null) happened.set(`${unit} ${year}`, { unit, year })
  // An event of somebody who was on no list is told too: that the method had no place for it is part of the answer.
  if (afterwards.kind === 'event')
    for (const [unit, years] of afterwards.years)
      for (const year of years) happened.set(`${unit} ${year}`, { unit, year })
  return [...happened.values()]
    .sort((a, b) => a.year - b.year || (a.unit < b.unit ? -1 : 1))
    .map(({ unit, year }): EventPlace => {
      const list = tested.filter((each) => each < year && each + horizon >= year).at(-1)
      const result = list === undefined ? undefined : lists.get(list)
      if (list === undefined || !result)
        return { unit, happened: year, list: null, place: null, of: 0, why: 'no list' }
      const of = result.units.filter(({ rank }) => rank !== null).length
      const own = result.units.find((each) => each.unit === unit)
      const place = own?.rank ?? null
      const why =
        place !== null
          ? null
          : !own
            ? 'not judged'
            : own.standing === 'out'
              ? (own.gates.find(({ outcome: found }) => found === 'failed')?.gate ?? 'out')
              : own.standing === 'unknown'
                ? 'unknown'
                : 'no score'
      return { unit, happened: year, list, place, of, why }
    })
}
