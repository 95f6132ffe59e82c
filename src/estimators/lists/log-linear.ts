import { type Estimate, type Interval, WrongData } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { sortedQuantile } from '../numeric/quantiles.ts'
import { levelsHeld, missedByOwnInterval, tooFewResamples } from '../numeric/resamples.ts'
import type { Run } from '../numeric/run.ts'
import { bcaIntervals, biasCorrection, widenedIntervals } from './bca.ts'
import { type Jackknife, jackknife, resampleTotals, type Selection } from './bootstrap.ts'
import {
  conditionalInterval,
  describeFit,
  doubtsAboutFit,
  fitModel,
  type LogLinearDiagnostics,
  withoutEstimate,
} from './model-fit.ts'
import { closureOf, independence, type Model, printModelByNames } from './notation.ts'
import { casesOf, doubtsAbout, listsOf, type OverlapTable, sizeOf } from './overlap-table.ts'
import { stepwiseChooser, USUAL_THRESHOLD } from './stepwise.ts'

/** Levels a report shows. */
export const USUAL_LEVELS = [0.8, 0.95]
export const USUAL_RESAMPLES = 1000
export const MOST_RESAMPLES = 1_000_000

/**
 * Size of a hidden population from overlapping lists, the lists taken as independent of each other.
 *
 * The simplest model, and seldom true: referrals between two organisations make it too low, work in
 * separate corners makes it too high. For comparison, and as the place where choosing begins.
 * Cormack (1989), Biometrics 45:395–413; Fienberg (1972), Biometrika 59:591–603.
 */
export function* independenceEstimate(
  table: OverlapTable,
  levels: readonly number[] = USUAL_LEVELS,
): Run<Estimate<LogLinearDiagnostics>> {
  yield { done: 0, total: 1 }
  return estimateOf('mse-independence', table, independence(table.lists.length), levels)
}

/**
 * The same from a model given beforehand. The interval holds for a model known before the table was seen;
 * it says nothing of the doubt about the model.
 */
export function* modelEstimate(
  table: OverlapTable,
  model: Model,
  levels: readonly number[] = USUAL_LEVELS,
): Run<Estimate<LogLinearDiagnostics>> {
  yield { done: 0, total: 1 }
  return estimateOf('mse-model', table, model, levels)
}

function estimateOf(
  method: string,
  table: OverlapTable,
  model: Model,
  levels: readonly number[],
): Estimate<LogLinearDiagnostics> {
  const warnings = doubtsAbout(table)
  const fit = fitModel(table, model)
  if ('reason' in fit) return noEstimate(method, table, fit.reason, warnings)
  return {
    method,
    cases: fit.cases,
    status: 'ok',
    estimate: fit.total,
    standardError: fit.standardError,
    intervals: levels.map((level) => conditionalInterval(fit, level)),
    model: fit.model,
    warnings: [...warnings, ...doubtsAboutFit(fit)],
    diagnostics: fit.diagnostics,
  }
}

function noEstimate<D>(
  method: string,
  table: OverlapTable,
  reason: Finding,
  warnings: Finding[],
): Estimate<D> {
  return {
    method,
    cases: casesOf(table),
    status: 'no-estimate',
    reason,
    intervals: [],
    warnings,
    diagnostics: {},
  }
}

/** How a bootstrap went: what is needed to repeat it, and to judge its limits. */
export type BootstrapDiagnostics = {
  /** In the order of the resamples; null where no estimate exists. */
  totals: (number | null)[]
  failed: number
  /** Null where all resamples lie on one side of the estimate. */
  z0: number | null
  /** Null where one person less leaves no estimate; 0 was used then. */
  acceleration: number | null
  /** Smallest and largest total with one person less; null where there is none. */
  onePersonLess: { low: number; high: number } | null
}

/** With fewer people than these on more than one list the BCa intervals are widened, and that is said. */
export const FEW_TOGETHER = 20

/** People on more than one list. */
function togetherIn({ counts }: OverlapTable): number {
  return counts.reduce((sum, count, history) => (sizeOf(history) > 1 ? sum + count : sum), 0)
}

/**
 * BCa intervals from resamples in which the whole way was repeated, and what is doubtful about them.
 * Serves every selection: stepwise here, the choice by BIC among the best models elsewhere. Levels for which
 * the resamples are too few have no interval.
 *
 * @param estimate - the total from the table itself
 */
export function bootstrapIntervals(
  table: OverlapTable,
  estimate: number,
  { totals, failed }: { totals: Float64Array; failed: number },
  less: Jackknife,
  levels: readonly number[],
  seed: number | bigint,
): { intervals: Interval[]; warnings: Finding[]; bootstrap: BootstrapDiagnostics } {
  const z0 = biasCorrection(estimate, totals)
  const held = levelsHeld(totals.length, levels)
  const bca = bcaIntervals({ estimate, totals, acceleration: less.acceleration ?? 0, z0 }, held, seed)
  const together = togetherIn(table)
  const widened = bca !== null && together < FEW_TOGETHER ? widenedIntervals(bca, totals) : []
  // The published ones first, as others print them; `toTell` of estimate.ts takes the wider where there are any.
  const intervals = [...(bca ?? percentileIntervals(totals, held)), ...widened]
  const warnings = tooFewResamples(totals.length, levels)
  if (widened.length > 0) warnings.push({ code: 'few-together', is: together, least: FEW_TOGETHER })
  if (failed > 0) warnings.push({ code: 'resamples-unbounded', failed, of: totals.length })
  if (!bca)
    warnings.push({ code: 'resamples-one-sided', below: z0 > 0 ? totals.length : 0, of: totals.length })
  warnings.push(...missedByOwnInterval(estimate, bca ?? intervals))
  for (const { level, lowAtMost, highAtLeast } of widened.length > 0 ? widened : intervals) {
    if (lowAtMost) warnings.push({ code: 'limit-on-last-resample', level, side: 'low' })
    if (highAtLeast) warnings.push({ code: 'limit-on-last-resample', level, side: 'high' })
  }
  if (less.acceleration === null) {
    const gone = less.without.filter(({ total }) => total === null)
    warnings.push({
      code: 'one-less-leaves-none',
      histories: gone.map(({ history }) => listsOf(history, table.lists)),
    })
  }
  const range = less.low === null || less.high === null ? null : { low: less.low, high: less.high }
  if (range && Math.max(estimate - range.low, range.high - estimate) > 0.1 * estimate)
    warnings.push({ code: 'one-less-moves-total', ...range })
  return {
    intervals,
    warnings,
    bootstrap: {
      totals: Array.from(totals, (total) => (Number.isFinite(total) ? total : null)),
      failed,
      z0: Number.isFinite(z0) ? z0 : null,
      acceleration: less.acceleration,
      onePersonLess: range,
    },
  }
}

/** Whether some level has none of these intervals. */
export const lacksALevel = (intervals: readonly Interval[], levels: readonly number[]) =>
  levels.some((level) => !intervals.some((interval) => interval.level === level))

function percentileIntervals(totals: Float64Array, levels: readonly number[]): Interval[] {
  const finite = totals.filter((total) => Number.isFinite(total)).sort()
  if (finite.length < totals.length || finite.length === 0) return []
  return levels.map((level) => ({
    level,
    low: sortedQuantile(finite, (1 - level) / 2, 8),
    high: sortedQuantile(finite, (1 + level) / 2, 8),
    kind: 'percentile',
  }))
}

export type StepwiseSettings = {
  /** A pair is added while its overlap has a Poisson p-value below this. */
  threshold?: number
  /** 0 for none: then only the conditional intervals, which are too narrow. */
  resamples?: number
  seed?: number | bigint
  levels?: readonly number[]
}

export type StepwiseDiagnostics = LogLinearDiagnostics & {
  threshold: number
  /** The pairs added, in order, each with the p-value of its overlap at that moment. */
  steps: { lists: string[]; probability: number }[]
  bootstrap: BootstrapDiagnostics | null
}

/**
 * Size of a hidden population from overlapping lists, with dependences between pairs of lists chosen step
 * by step, and intervals that take the choosing into account.
 *
 * Holds when the population is closed, persons are matched without error, and dependences between more
 * than two lists and lasting differences in who can be found at all are small. Made for sparse tables and
 * for six to ten lists, where not all models can be tried. Chan, Silverman and Vincent (2021).
 *
 * The BCa intervals come first; the conditional ones, which take the model as known, are there to show how
 * much the choosing adds.
 */
export function* stepwiseEstimate(
  table: OverlapTable,
  {
    threshold = USUAL_THRESHOLD,
    resamples = USUAL_RESAMPLES,
    seed = 1,
    levels = USUAL_LEVELS,
  }: StepwiseSettings = {},
): Run<Estimate<StepwiseDiagnostics>> {
  const method = 'mse-stepwise'
  const lists = table.lists.length
  const warnings = doubtsAbout(table)
  checkSetting('threshold', threshold, 0, 1)
  checkSetting('resamples', resamples, 0, MOST_RESAMPLES, true)
  for (const level of levels) checkSetting('level', level, 0.01, 0.9999)
  yield { done: 0, total: resamples + 1 }
  if (lists < 2)
    return noEstimate(method, table, { code: 'too-few', what: 'lists', is: lists, least: 2 }, warnings)
  const { choose, fit } = stepwiseChooser(lists, threshold)
  const choice = choose(table.counts)
  if (!('terms' in choice)) return noEstimate(method, table, whyNoChoice(choice, table), warnings)

  const chosen = describeFit(fit, table, choice.terms)
  warnings.push(...doubtsAboutFit(chosen))
  const conditional = levels.map((level) => conditionalInterval(chosen, level))
  const steps = choice.steps.map(({ pair, probability }) => ({
    lists: listsOf(pair, table.lists),
    probability,
  }))
  const common = {
    method,
    cases: chosen.cases,
    status: 'ok' as const,
    estimate: chosen.total,
    standardError: chosen.standardError,
    model: chosen.model,
  }
  const diagnostics = { ...chosen.diagnostics, threshold, steps, bootstrap: null }
  if (resamples === 0)
    return {
      ...common,
      intervals: conditional,
      warnings: [...warnings, { code: 'choice-not-repeated' }],
      diagnostics,
    }

  const resampled = yield* resampleTotals(table.counts, stepwiseSelection(table, threshold), {
    resamples,
    seed,
  })
  const less = yield* jackknife(table.counts, stepwiseSelection(table, threshold))
  const bca = bootstrapIntervals(table, chosen.total, resampled, less, levels, seed)
  return {
    ...common,
    intervals: [...bca.intervals, ...conditional],
    warnings: [
      ...warnings,
      ...bca.warnings,
      ...(lacksALevel(bca.intervals, levels) ? [{ code: 'choice-not-repeated' as const }] : []),
    ],
    diagnostics: { ...diagnostics, bootstrap: bca.bootstrap },
    seed: String(seed),
    generator: 'xoshiro256**',
    resamples,
  }
}

/** @throws WrongData when a setting is not a number between the two (or not whole, where it must be) */
export function checkSetting(setting: string, is: number, least: number, most: number, whole = false): void {
  if (!(is >= least && is <= most) || (whole && !Number.isInteger(is)))
    throw new WrongData({ code: 'setting-out-of-range', setting, is, least, most })
}

function whyNoChoice(
  choice: { existence: 0 | 1 | 2 | 3 } | { notConverged: number[] },
  table: OverlapTable,
): Finding {
  const model = 'existence' in choice ? independence(table.lists.length) : closureOf(choice.notConverged)
  return 'existence' in choice && choice.existence !== 0
    ? withoutEstimate(model, table, choice.existence)
    : { code: 'fit-not-converged', model: printModelByNames(model, table.lists) }
}

/** The stepwise way from a table of so many lists to its total, for {@link resampleTotals}. */
export function stepwiseSelection(table: OverlapTable, threshold = USUAL_THRESHOLD): Selection {
  const { choose, fit } = stepwiseChooser(table.lists.length, threshold)
  // Every resample begins from the fit of independence to the table itself, which saves a step or two.
  let start: Float64Array | undefined
  fit.take(table.counts)
  if ('terms' in choose(table.counts) && fit.fit(independence(table.lists.length)))
    start = Float64Array.from(fit.alpha)
  return (counts) => ('terms' in choose(counts, start) ? (fit.margins[0] as number) + fit.unseen : null)
}
