import type { Estimate, Interval, ModelTerms } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { SpecificationLabel } from '../../estimators/lists/specification.ts'
import { FEWEST_SHOWN, type Shown } from '../../house/small-counts/suppression.ts'
import { precisionOf, rounded } from '../rounding.ts'
import { chosenEstimate, type Kept, type KeptOverlapTable } from './kept.ts'
import { type ShownOverlaps, shownOverlaps } from './overlaps.ts'

/** A figure no more precise than its interval allows; limits are rounded outwards. */
export type RoundedFigure = {
  value: number
  /** The step it is rounded to. */
  step: number
  intervals: (Omit<Interval, 'kind'> & { kind: Interval['kind'] | null })[]
}

/** An estimate as a reader may see it. */
export type ShownEstimate = {
  method: string
  figure: RoundedFigure | null
  /** Why there is no figure. */
  reason: Finding | null
  cases: Shown
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
  onePerson: { low: number | null; high: number | null }
  consistency: { list: string; truth: Shown; estimate: ShownEstimate; holds: boolean | null }[]
  dependence: {
    lists: [string, string]
    overlap: Shown
    expected: number | null
    probability: number | null
    /** Kept back where it could be counted back to a few people. */
    odds: { estimate: number; low: number; high: number } | null
  }[]
  findings: Finding[]
}

/** What a reader may see of an estimate that was computed. */
export type View = {
  /** Whether everything is shown: to who may run studies in the country. */
  whole: boolean
  chosen: ShownEstimate
  overlaps: ShownOverlaps | null
  specification: ShownSpecification | null
  /** Where it is of another design: every estimate that was kept. */
  estimates: { label: string; chosen: boolean; estimate: ShownEstimate; facts: [FactName, number][] }[]
  backEstimates: { group: string; truth: number; estimate: number | null }[]
}

/** Findings that tell which counts are zero, or how many persons have a history: said where the whole table is. */
const tellingCounts: ReadonlySet<Finding['code']> = new Set([
  'empty-list',
  'no-overlap',
  'all-overlap',
  'list-within-list',
  'one-less-leaves-none',
  'inconsistent-list',
  'unseen-row-left-out',
])

/** Numbers of an estimator that a report names, where it gives them; those that count people are kept back when small. */
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
const countsPeople: ReadonlySet<string> = new Set(['respondents', 'withOutcome', 'zeroDegrees', 'reports'])

/** What a reader may see: all of it, or, for the public, small counts kept back and figures no more exact than they are. */
export function viewOf(kept: Extract<Kept, { source: 'computed' }>, { whole }: { whole: boolean }): View {
  const { result, overlapTable } = kept
  const overlaps = overlapTable === undefined ? null : shownOverlaps(overlapTable, { all: whole })
  const reader: Reader = { whole, overlaps, counted: result.design === 'lists' }
  const chosen = chosenEstimate(result)
  if (chosen === null) throw new Error('what was kept has no estimate chosen')
  const shown = (estimate: Estimate) => shownEstimate(estimate, reader)
  return {
    whole,
    chosen: shown(chosen),
    overlaps,
    specification: result.design === 'lists' ? specificationFor(result, reader, overlapTable) : null,
    estimates:
      result.design === 'lists'
        ? []
        : result.estimates.map(({ label, estimate }, place) => ({
            label,
            chosen: place === result.chosen,
            estimate: shown(estimate),
            facts: factsOf(estimate, whole),
          })),
    backEstimates: result.design === 'nsum' ? backEstimatesOf(chosen) : [],
  }
}

type Reader = { whole: boolean; overlaps: ShownOverlaps | null; counted: boolean }

/** A count of people by itself, for who is asked. */
export function shownCount(count: number, whole: boolean): Shown {
  return !whole && count > 0 && count < FEWEST_SHOWN
    ? { kind: 'small', below: FEWEST_SHOWN }
    : { kind: 'shown', value: count }
}

export function roundedFigure(
  value: number,
  intervals: readonly (Omit<Interval, 'kind'> & { kind: Interval['kind'] | null })[],
  least = -Infinity,
): RoundedFigure {
  const step = precisionOf(value, intervals as readonly Interval[])
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

function shownEstimate(estimate: Estimate, { whole, overlaps, counted }: Reader): ShownEstimate {
  const { method, cases, seed, generator, resamples, model } = estimate
  // Of lists, the persons seen are certain; a sample says nothing of the kind. A number that is kept back is no floor.
  const isShown = whole || overlaps === null || overlaps.total.kind === 'shown'
  const least = counted && isShown ? cases : -Infinity
  return {
    method,
    figure: estimate.status === 'ok' ? roundedFigure(estimate.estimate, estimate.intervals, least) : null,
    reason: estimate.status === 'no-estimate' ? estimate.reason : null,
    cases: whole ? { kind: 'shown', value: cases } : (overlaps?.total ?? shownCount(cases, whole)),
    model:
      model === undefined
        ? null
        : { terms: model.terms, minusInfinity: neverTogether(model, whole, overlaps) },
    warnings: findingsFor(estimate.warnings, whole, overlaps),
    seed: seed ?? null,
    generator: generator ?? null,
    resamples: resamples ?? null,
    failed: failedOf(estimate),
  }
}

/** Pairs that nobody is on both of, unless that zero is one of the counts kept back. */
function neverTogether(
  { minusInfinity }: ModelTerms,
  whole: boolean,
  overlaps: ShownOverlaps | null,
): ModelTerms['minusInfinity'] {
  return whole || overlaps?.whole ? minusInfinity : []
}

function findingsFor(
  findings: readonly Finding[],
  whole: boolean,
  overlaps: ShownOverlaps | null,
): Finding[] {
  if (whole || overlaps?.whole) return [...findings]
  return findings.filter(({ code }) => !tellingCounts.has(code))
}

function failedOf({ diagnostics }: Estimate): number | null {
  const { bootstrap } = diagnostics
  if (typeof bootstrap !== 'object' || bootstrap === null) return null
  const failed: unknown = Reflect.get(bootstrap, 'failed')
  return typeof failed === 'number' ? failed : null
}

function specificationFor(
  { specification, chosen }: Extract<Extract<Kept, { source: 'computed' }>['result'], { design: 'lists' }>,
  reader: Reader,
  table: KeptOverlapTable | undefined,
): ShownSpecification {
  const { whole, overlaps } = reader
  const sizeOf = (list: string, size: number): Shown => {
    const at = overlaps?.lists.indexOf(list) ?? -1
    return overlaps?.pairs[at]?.[at] ?? shownCount(size, whole)
  }
  const overlapOf = ([one, other]: readonly [string, string], both: number): Shown =>
    overlaps?.pairs[overlaps.lists.indexOf(one)]?.[overlaps.lists.indexOf(other)] ?? shownCount(both, whole)
  // How many are seen without a list gives back how many only that list has seen.
  const partly = (estimate: Estimate): ShownEstimate => {
    const shown = shownEstimate(estimate, { ...reader, counted: whole })
    return whole
      ? { ...shown, cases: { kind: 'shown', value: estimate.cases } }
      : { ...shown, cases: { kind: 'hidden' } }
  }
  return {
    rows: specification.rows.map(({ label, estimate }) => ({
      label,
      chosen: label === chosen,
      estimate: shownEstimate(estimate, reader),
    })),
    changed: [...specification.leftOut, ...specification.merged].map(({ change, lists, estimate }) => ({
      change,
      lists,
      estimate: partly(estimate),
    })),
    onePerson: {
      low: digits(specification.onePerson.low, whole ? 6 : 2),
      high: digits(specification.onePerson.high, whole ? 6 : 2),
    },
    consistency: specification.consistency.map(({ list, truth, stepwise, holds }) => ({
      list,
      truth: sizeOf(list, truth),
      estimate: partly(stepwise),
      holds,
    })),
    dependence: specification.dependence.map(({ lists, overlap, expected, probability, oddsRatio }) => {
      const shown = overlapOf(lists, overlap)
      const safe =
        whole || (shown.kind === 'shown' && (table === undefined ? true : overlaps?.whole === true))
      return {
        lists,
        overlap: shown,
        expected: digits(expected, whole ? 4 : 2),
        probability: digits(probability, 2),
        odds:
          oddsRatio === null || !safe
            ? null
            : {
                estimate: digits(oddsRatio.estimate, 2),
                low: digits(oddsRatio.low, 2),
                high: digits(oddsRatio.high, 2),
              },
      }
    }),
    findings: findingsFor(specification.findings, whole, overlaps),
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
    if (typeof value !== 'number') return []
    const small = countsPeople.has(name) && value > 0 && value < FEWEST_SHOWN
    return small && !whole ? [] : [[name, value]]
  })
}

/** Known groups of a network scale-up, estimated as if they were not known. */
function backEstimatesOf({ diagnostics }: Estimate): View['backEstimates'] {
  const { backEstimates } = diagnostics
  if (!Array.isArray(backEstimates)) return []
  return backEstimates.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return []
    const { group, truth, known, size, estimate } = each as Record<string, unknown>
    const real = [truth, known, size].find((value) => typeof value === 'number')
    if (typeof group !== 'string' || typeof real !== 'number') return []
    return [{ group, truth: real, estimate: typeof estimate === 'number' ? estimate : null }]
  })
}
