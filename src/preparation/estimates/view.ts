import type { Estimate, Interval, ModelTerms } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { Specification, SpecificationLabel } from '../../estimators/lists/specification.ts'
import { precisionOf, rounded } from '../rounding.ts'
import { chosenEstimate, type Kept } from './kept.ts'
import { oneOfEachLevel } from './one-interval.ts'
import { type ShownOverlaps, shownOverlaps } from './overlaps.ts'
import {
  handyStep,
  stepOfLists,
  type Told,
  type ToldCount,
  type ToldOfSample,
  toldCount,
  toldFacts,
  toldFinding,
  toldOfLists,
  toldOfSample,
} from './public.ts'

/** A figure no more precise than its interval allows; limits are rounded outwards. */
export type RoundedFigure = {
  value: number
  /** The step it is rounded to. */
  step: number
  intervals: (Omit<Interval, 'kind'> & { kind: Interval['kind'] | null })[]
}

/** What a figure is at most, at this level. */
export type UpperLimit = { value: number; step: number; level: number }

/** An estimate as a reader may see it. */
export type ShownEstimate = {
  method: string
  figure: RoundedFigure | null
  /** Of nobody found in a sample everybody is told the upper limit alone, and no figure. */
  atMost: UpperLimit | null
  /** There is a figure, and the public is not told it: it could tell of fewer than ten people. */
  keptBack: boolean
  /** Why there is no figure. */
  reason: Finding | null
  cases: ToldCount
  model: ModelTerms | null
  warnings: Finding[]
  seed: string | null
  generator: string | null
  resamples: number | null
  /** Of resampling: how many had no estimate. */
  failed: number | null
}

export type ShownSpecification = {
  rows: { label: SpecificationLabel; chosen: boolean; estimate: ShownEstimate }[]
  changed: { change: 'left-out' | 'merged'; lists: string[]; estimate: ShownEstimate }[]
  /** How far one person more or less moves the main method: rounded outwards, and its own estimate always within. */
  onePerson: { method: SpecificationLabel; step: number; low: number | null; high: number | null }
  consistency: { list: string; truth: ToldCount; estimate: ShownEstimate; holds: boolean | null }[]
  dependence: {
    lists: [string, string]
    overlap: ToldCount
    expected: number | null
    probability: number | null
    /** Kept back where it could be counted back to a few people. */
    odds: { estimate: number; low: number; high: number } | null
  }[]
  findings: Finding[]
  /** That methods differ by half or more, and that the figure in use is below the lower bound: told even where no number is. */
  disagree: boolean
  belowBound: boolean
  /** That a list does not come out of the others as it is known to be, whichever; null where none was held against them. */
  inconsistent: boolean | null
}

/** What a reader may see of an estimate that was computed. */
export type View = {
  /** Whether everything is shown: to who may run studies in the country. */
  whole: boolean
  /** How much of it is told: everything, the figure in use alone, or no figure. */
  told: Told
  chosen: ShownEstimate
  overlaps: ShownOverlaps | null
  specification: ShownSpecification | null
  /** Where it is of another design: every estimate that was kept. */
  estimates: { label: string; chosen: boolean; estimate: ShownEstimate; facts: [FactName, number][] }[]
  backEstimates: { group: string; truth: number; estimate: number | null }[]
}

/** Numbers of an estimator that a report names, where it gives them; the public has few of them (`toldFacts`). */
const factNames = [
  'respondents',
  'withOutcome',
  'population',
  'perThousand',
  'strata',
  'clusters',
  'degreesOfFreedom',
  'designEffect',
  'effectiveSize',
  'kish',
  'coefficientOfVariation',
  'meanDegree',
  'medianDegree',
  'zeroDegrees',
  'reports',
  'seeds',
  'waves',
  'sharedClusters',
  'correlation',
  'p',
] as const
export type FactName = (typeof factNames)[number]

/** What a reader may see: all of it, or what the public is told (`public.ts`). */
export function viewOf(kept: Extract<Kept, { source: 'computed' }>, { whole }: { whole: boolean }): View {
  const { result, overlapTable } = kept
  const chosen = chosenEstimate(result)
  if (chosen === null) throw new Error('what was kept has no estimate chosen')
  if (result.design !== 'lists') {
    const shown = (estimate: Estimate, own: boolean) =>
      whole ? wholeEstimate(estimate, -Infinity) : ofSample(estimate, toldOfSample(estimate, kept), own)
    return {
      whole,
      told: whole ? 'all' : shown(chosen, true).keptBack ? 'none' : 'figure',
      chosen: shown(chosen, true),
      overlaps: null,
      specification: null,
      estimates: result.estimates.map(({ label, estimate }, place) => ({
        label,
        chosen: place === result.chosen,
        estimate: shown(estimate, place === result.chosen),
        facts: factsOf(estimate, whole),
      })),
      backEstimates: result.design === 'nsum' ? backEstimatesOf(chosen, whole) : [],
    }
  }
  const { told, bound, both } = whole
    ? { told: 'all' as const, bound: true, both: null }
    : toldOfLists(result, overlapTable)
  const reader: ListsReader = { whole, told, bound, both }
  return {
    whole,
    told,
    chosen: ofLists(chosen, { ...reader, own: true }),
    overlaps: whole && overlapTable !== undefined ? shownOverlaps(overlapTable) : null,
    specification: specificationFor(result, reader),
    estimates: [],
    backEstimates: [],
  }
}

type ListsReader = { whole: boolean; told: Told; bound: boolean; both: number | null }

export function roundedFigure(
  value: number,
  intervals: readonly (Omit<Interval, 'kind'> & { kind: Interval['kind'] | null })[],
  least = -Infinity,
  /** A step it is not to go below. */
  coarse = 0,
): RoundedFigure {
  const step = Math.max(precisionOf(value, intervals as readonly Interval[]), handyStep(coarse))
  return {
    value: rounded(value, step, 'nearest', least),
    step,
    intervals: intervals.map((each) => ({
      ...each,
      low: rounded(each.low, step, 'down', least),
      high: each.high === null ? null : rounded(each.high, step, 'up', least),
      ...(each.monteCarloError === undefined
        ? {}
        : {
            monteCarloError: {
              low: digits(each.monteCarloError.low, 2),
              high: digits(each.monteCarloError.high, 2),
            },
          }),
    })),
  }
}

function wholeEstimate(estimate: Estimate, least: number): ShownEstimate {
  const { method, cases, seed, generator, resamples, model } = estimate
  return {
    method,
    figure: estimate.status === 'ok' ? roundedFigure(estimate.estimate, estimate.intervals, least) : null,
    atMost: null,
    keptBack: false,
    reason: estimate.status === 'no-estimate' ? estimate.reason : null,
    cases: { kind: 'shown', value: cases },
    model: model === undefined ? null : { terms: model.terms, minusInfinity: model.minusInfinity },
    warnings: estimate.warnings,
    seed: seed ?? null,
    generator: generator ?? null,
    resamples: resamples ?? null,
    failed: failedOf(estimate),
  }
}

/** The same for everybody: figure and count as told, and of the rest what counts nobody. */
function toldEstimate(estimate: Estimate, figure: RoundedFigure | null, cases: ToldCount): ShownEstimate {
  const { model } = estimate
  const keptBack = figure === null && estimate.status === 'ok'
  return {
    ...wholeEstimate(estimate, -Infinity),
    figure,
    keptBack,
    reason: estimate.status === 'no-estimate' ? toldFinding(estimate.reason) : null,
    cases,
    // Pairs that nobody is on both of are counts; and where no figure is told, nothing of how it was come by.
    model: model === undefined || keptBack ? null : { terms: model.terms, minusInfinity: [] },
    warnings: keptBack ? [] : toldFindings(estimate.warnings),
    // How many resamples failed is reckoned from every count, by a seed that is told.
    failed: null,
  }
}

const toldFindings = (findings: readonly Finding[]): Finding[] =>
  findings.flatMap((finding) => toldFinding(finding) ?? [])

const withoutErrors = (figure: RoundedFigure): RoundedFigure => ({
  ...figure,
  intervals: figure.intervals.map(({ monteCarloError: _, ...each }) => each),
})

function ofSample(estimate: Estimate, told: ToldOfSample, own: boolean): ShownEstimate {
  const cases: ToldCount = own ? toldCount(estimate.cases, false) : { kind: 'hidden' }
  if (estimate.status !== 'ok' || told === null) return toldEstimate(estimate, null, cases)
  if ('atMost' in told)
    return { ...toldEstimate(estimate, null, cases), atMost: told.atMost, keptBack: false }
  const figure = withoutErrors(roundedFigure(estimate.estimate, estimate.intervals, -Infinity, told.step))
  return toldEstimate(estimate, figure, cases)
}

/** Of lists, the persons seen are certain, and no figure is below them; everybody has that of the one in use, `own`. */
function ofLists(
  estimate: Estimate,
  { whole, told, bound, both, own = false }: ListsReader & { own?: boolean },
): ShownEstimate {
  const { cases } = estimate
  if (whole) return wholeEstimate(estimate, cases)
  // Whether another method has an estimate at all can hang on whether anybody is in one of the combinations.
  if (!own) return { ...toldEstimate(estimate, null, { kind: 'hidden' }), model: null, ...nothingTold }
  const seen = toldCount(cases, false)
  const isBound = estimate.method.startsWith('chao')
  if (estimate.status !== 'ok' || told === 'none' || (isBound && !bound))
    return toldEstimate(estimate, null, seen)
  const figure = roundedFigure(
    estimate.estimate,
    oneOfEachLevel(estimate.intervals),
    seen.kind === 'between' ? seen.low : -Infinity,
    stepOfLists(estimate.estimate, both),
  )
  return toldEstimate(estimate, withoutErrors(figure), seen)
}

const nothingTold = { keptBack: true, reason: null, warnings: [] }

function failedOf({ diagnostics }: Estimate): number | null {
  const { bootstrap } = diagnostics
  if (typeof bootstrap !== 'object' || bootstrap === null) return null
  const failed: unknown = Reflect.get(bootstrap, 'failed')
  return typeof failed === 'number' ? failed : null
}

/** Null limits where with one person more or less there may be no estimate. */
function onePersonOf(
  { main, onePerson, rows: kept }: Specification,
  rows: ShownSpecification['rows'],
): ShownSpecification['onePerson'] {
  const method = methodOf(main)
  const own = kept.find(({ label }) => label === method)?.estimate
  const figures = rows.flatMap((row) => (row.label === method || row.chosen ? row : []))
  const figure = (figures.find(({ label }) => label === method) ?? figures[0])?.estimate.figure ?? null
  const { low, high } = onePerson
  if (figure === null || low === null || high === null) return { method, step: 1, low: null, high: null }
  const itself = own?.status === 'ok' ? [own.estimate] : []
  return {
    method,
    step: figure.step,
    low: rounded(Math.min(low, ...itself), figure.step, 'down'),
    high: rounded(Math.max(high, ...itself), figure.step, 'up'),
  }
}

const methodOf = (main: Specification['main']) => (main === 'bic' ? 'bic-3' : 'stepwise-0.02')

function specificationFor(
  { specification, chosen }: Extract<Extract<Kept, { source: 'computed' }>['result'], { design: 'lists' }>,
  reader: ListsReader,
): ShownSpecification {
  const { whole } = reader
  const rows = specification.rows.map(({ label, estimate }) => ({
    label,
    chosen: label === chosen,
    estimate: ofLists(estimate, { ...reader, own: label === chosen }),
  }))
  const has = (code: Finding['code'], label?: string) =>
    specification.findings.some(
      (finding) => finding.code === code && (label === undefined || Reflect.get(finding, 'label') === label),
    )
  const isHeld = specification.consistency.length > 0 && reader.told !== 'none'
  const said = {
    disagree: has('methods-disagree'),
    belowBound: has('below-lower-bound', chosen),
    inconsistent: isHeld ? has('inconsistent-list') : null,
  }
  // Each of these is reckoned from a part of the table: together they would give it back, and with a second table of the
  // same study its difference. They are for who may run studies.
  if (!whole)
    return {
      ...said,
      rows,
      changed: [],
      onePerson: { method: methodOf(specification.main), step: 1, low: null, high: null },
      consistency: [],
      dependence: [],
      findings: toldFindings(specification.findings),
    }
  const partly = (estimate: Estimate) => ofLists(estimate, reader)
  const count = (value: number): ToldCount => ({ kind: 'shown', value })
  return {
    ...said,
    rows,
    changed: [...specification.leftOut, ...specification.merged].map(({ change, lists, estimate }) => ({
      change,
      lists,
      estimate: partly(estimate),
    })),
    onePerson: onePersonOf(specification, rows),
    consistency: specification.consistency.map(({ list, truth, stepwise, holds }) => ({
      list,
      truth: count(truth),
      estimate: partly(stepwise),
      holds,
    })),
    dependence: specification.dependence.map(({ lists, overlap, expected, probability, oddsRatio }) => ({
      lists,
      overlap: count(overlap),
      expected: digits(expected, 4),
      probability: digits(probability, 2),
      odds:
        oddsRatio === null
          ? null
          : {
              estimate: digits(oddsRatio.estimate, 2),
              low: digits(oddsRatio.low, 2),
              high: digits(oddsRatio.high, 2),
            },
    })),
    findings: specification.findings,
  }
}

function digits(value: number, significant: number): number
function digits(value: number | null, significant: number): number | null
function digits(value: number | null, significant: number): number | null {
  return value === null ? null : Number(value.toPrecision(significant))
}

function factsOf({ diagnostics }: Estimate, whole: boolean): [FactName, number][] {
  return factNames.flatMap((name): [FactName, number][] => {
    const value: unknown = diagnostics[name]
    return typeof value === 'number' && (whole || toldFacts.has(name)) ? [[name, value]] : []
  })
}

/** Known groups of a network scale-up, estimated as if they were not known; the public has their two digits. */
function backEstimatesOf({ diagnostics }: Estimate, whole: boolean): View['backEstimates'] {
  const { backEstimates } = diagnostics
  if (!Array.isArray(backEstimates)) return []
  return backEstimates.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return []
    const { group, truth, known, size, estimate } = each as Record<string, unknown>
    const real = [truth, known, size].find((value) => typeof value === 'number')
    if (typeof group !== 'string' || typeof real !== 'number') return []
    return [
      {
        group,
        truth: real,
        estimate: typeof estimate === 'number' ? digits(estimate, whole ? 15 : 2) : null,
      },
    ]
  })
}
