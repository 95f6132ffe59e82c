import type { Estimate, Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { type Run, stream } from '../numeric/run.ts'
import { log } from '../portable-math.ts'
import { jackknife, type Selection } from './bootstrap.ts'
import { existenceCheck } from './existence.ts'
import { fitter } from './fit.ts'
import {
  type BestModelDiagnostics,
  bestModel,
  ranked,
  type ScoredModel,
  type ScoredModels,
  saturatedLogLikelihood,
  scoreModels,
} from './information.ts'
import {
  type BootstrapDiagnostics,
  bootstrapIntervals,
  lacksALevel,
  USUAL_LEVELS,
  USUAL_RESAMPLES,
} from './log-linear.ts'
import { casesOf, doubtsAbout, type OverlapTable, sizeOf, withoutEmptyLists } from './overlap-table.ts'
import { drawTable } from './resample.ts'

export type BicSettings = {
  /** How many lists a term may join. */
  order?: number
  /** How many of the best models the resamples choose among. */
  nTop?: number
  /** 0 for none: then only the conditional intervals, which are too narrow. */
  resamples?: number
  seed?: number | bigint
  levels?: readonly number[]
}

export type BicDiagnostics = BestModelDiagnostics & {
  bootstrap: (BootstrapDiagnostics & { nTop: number; byTop: ByTop[] }) | null
}

/** The intervals when only the first so many models are let into the choice: they should stop changing. */
export type ByTop = { nTop: number; failed: number; intervals: Interval[] }

/** Few enough to be quick, many enough to have settled in the published examples (Silverman, Chan and Vincent 2024). */
export function usualTop(lists: number): number {
  return lists <= 3 ? Infinity : lists === 4 ? 20 : 100
}

/**
 * Size of a hidden population from the model with the smallest BIC among all hierarchical ones up to an
 * order, with intervals from resamples in which the choice is made again among the `nTop` best models.
 *
 * The default for up to five lists (six in pairs). The interval is given as a function of `nTop`, so that
 * one can see whether letting in more models would still change it.
 * Silverman, Chan and Vincent (2024), Journal of the Royal Statistical Society A 187.
 */
export function* bicEstimate(
  given: OverlapTable,
  {
    order = given.lists.length <= 5 ? 3 : 2,
    nTop = usualTop(given.lists.length),
    resamples = USUAL_RESAMPLES,
    seed = 1,
    levels = USUAL_LEVELS,
  }: BicSettings = {},
): Run<Estimate<BicDiagnostics>> {
  const table = withoutEmptyLists(given)
  const lists = table.lists.length
  const none = (reason: Finding): Estimate<BicDiagnostics> => ({
    method: 'mse-bic',
    cases: casesOf(table),
    status: 'no-estimate',
    reason,
    intervals: [],
    diagnostics: {},
    warnings: doubtsAbout(given),
  })
  if (lists < 2) return none({ code: 'too-few', what: 'lists', is: lists, least: 2 })
  const all = yield* scoreModels(table, order)
  if ('code' in all) return none(all)
  const best = bestModel(all, 'bic', levels, given)
  if (best.status === 'no-estimate') return best
  if (resamples === 0) return { ...best, diagnostics: { ...best.diagnostics, bootstrap: null } }

  const { totals, failed, tops } = yield* resampleChoices(all, { nTop, resamples, seed })
  const byTop: ByTop[] = []
  let last: ReturnType<typeof bootstrapIntervals> | undefined
  for (const [k, top] of tops.entries()) {
    const less = yield* jackknife(table.counts, bicSelection(all, top))
    const resampled = { totals: totals[k] as Float64Array, failed: failed[k] as number }
    last = bootstrapIntervals(table, best.estimate, resampled, less, levels, seed)
    byTop.push({ nTop: top, failed: resampled.failed, intervals: last.intervals })
  }
  if (!last) return none({ code: 'no-model-has-estimate', models: all.steps.length })
  const repeated = last.intervals
  return {
    ...best,
    intervals: [...repeated, ...best.intervals],
    warnings: [
      ...best.warnings.filter(({ code }) => code !== 'choice-not-repeated' || lacksALevel(repeated, levels)),
      ...last.warnings,
      ...stillChanging(byTop),
    ],
    diagnostics: {
      ...best.diagnostics,
      bootstrap: { ...last.bootstrap, nTop: tops.at(-1) as number, byTop },
    },
    seed: String(seed),
    generator: 'xoshiro256**',
    resamples,
  }
}

/** Totals by the number of models let in: `totals[k][b]` is that of resample b among the first `tops[k]`. */
export type Choices = { tops: number[]; totals: Float64Array[]; failed: number[] }

/** Draws resamples and chooses in each among the best models, for several numbers of them at once. */
export function* resampleChoices(
  all: ScoredModels,
  {
    nTop,
    resamples,
    seed,
    first = 0,
  }: { nTop: number; resamples: number; seed: number | bigint; first?: number },
): Run<Choices> {
  const tops = topsUpTo(Math.min(nTop, all.models.length))
  const totals = tops.map(() => new Float64Array(resamples))
  const { choose, chosen } = chooser(all, tops)
  const persons = casesOf(all.table)
  const drawn = new Float64Array(all.table.counts.length)
  for (let b = 0; b < resamples; b++) {
    choose(drawTable(persons, all.table.counts, stream(seed, first + b), drawn))
    for (let k = 0; k < tops.length; k++) (totals[k] as Float64Array)[b] = chosen[k] as number
    yield { done: b + 1, total: resamples }
  }
  return {
    tops,
    totals,
    failed: totals.map((values) => values.reduce((n, v) => n + (v === Infinity ? 1 : 0), 0)),
  }
}

/** The way from a table to the total of its best model among the first `nTop`. */
export function bicSelection(all: ScoredModels, nTop: number): Selection {
  const { choose, chosen } = chooser(all, [nTop])
  return (counts) => {
    choose(counts)
    return chosen[0] === Infinity ? null : (chosen[0] as number)
  }
}

/** 1, 2, 5, 10, 20, 50 … and the number itself. */
export function topsUpTo(most: number): number[] {
  const tops: number[] = []
  for (let power = 1; power < most; power *= 10)
    for (const step of [1, 2, 5]) if (step * power < most) tops.push(step * power)
  return most > 0 ? [...tops, most] : []
}

/**
 * Finds the model with the smallest BIC among the first `tops[k]`, for every k in one pass.
 *
 * Exact, yet most models need no fit: no likelihood exceeds that of a model with more terms, so once the
 * larger one is fitted, or even from the table itself, one knows the least BIC a model can have; if that is
 * above the best so far among those ranked before it, it can be chosen for no number of models.
 */
function chooser(all: ScoredModels, tops: readonly number[]) {
  const size = all.table.counts.length
  const candidates = ranked(all.models, 'bic').slice(0, tops.at(-1) ?? 0)
  const terms = candidates.map(({ model }) => Int32Array.from(model))
  const starts = candidates.map(({ place }) => all.alphas.subarray(place * size, (place + 1) * size))
  const masks = interactionMasks(candidates, all.table.lists.length)
  const parameters = Int32Array.from(candidates, (candidate) => candidate.parameters)

  const fit = fitter(all.table.lists.length)
  const check = existenceCheck(all.table.lists.length)
  const fittedMasks = new Float64Array(candidates.length)
  const fittedLikelihoods = new Float64Array(candidates.length)
  const chosen = new Float64Array(tops.length)

  function choose(counts: ArrayLike<number>): void {
    fit.take(counts)
    const logCases = log(fit.margins[0] as number)
    const saturated = saturatedLogLikelihood(fit.counts)
    let best = Infinity
    let total = Infinity
    let fitted = 0
    let at = 0
    for (let r = 0; r < candidates.length; r++) {
      const penalty = (parameters[r] as number) * logCases
      const mask = masks[r] as number
      // The likelihood this model would need to be better than the best so far.
      const needed = (penalty - best) / 2
      let possible = saturated >= needed
      for (let k = 0; possible && k < fitted; k++)
        possible = (mask & ~(fittedMasks[k] as number)) !== 0 || (fittedLikelihoods[k] as number) >= needed
      if (possible && check(terms[r] as Int32Array, fit.counts, fit.margins) === 0) {
        if (fit.fit(terms[r] as Int32Array, starts[r]) || fit.fit(terms[r] as Int32Array)) {
          fittedMasks[fitted] = mask
          fittedLikelihoods[fitted++] = fit.logLikelihood
          const bic = penalty - 2 * fit.logLikelihood
          if (bic < best) {
            best = bic
            total = (fit.margins[0] as number) + fit.unseen
          }
        }
      }
      if (r + 1 === tops[at]) chosen[at++] = total
    }
    for (; at < tops.length; at++) chosen[at] = total
  }
  return { choose, chosen }
}

/** The interactions of each model as bits: one model is part of another if its bits are. */
function interactionMasks(models: readonly ScoredModel[], lists: number): Int32Array {
  const bits = new Map<number, number>()
  return Int32Array.from(models, ({ model }) => {
    let mask = 0
    for (const term of model) {
      if (sizeOf(term) < 2) continue
      if (!bits.has(term)) bits.set(term, bits.size)
      mask |= 1 << (bits.get(term) as number)
    }
    if (bits.size > 31) throw new RangeError(`${lists} lists have more interactions than bits`)
    return mask
  })
}

/** Whether the last step of letting in more models moved a limit of the widest level by more than a tenth. */
function stillChanging(byTop: readonly ByTop[]): Finding[] {
  const widest = (row: ByTop | undefined) =>
    row?.intervals.reduce<Interval | undefined>((a, b) => (a && a.level >= b.level ? a : b), undefined)
  const now = widest(byTop.at(-1))
  const before = widest(byTop.at(-2))
  if (!now || !before) return []
  const moved = (a: number | null, b: number | null) =>
    a === null || b === null ? a !== b : Math.abs(a - b) > 0.1 * Math.max(a, b)
  return moved(now.low, before.low) || moved(now.high, before.high)
    ? [
        {
          code: 'depends-on-models-tried',
          level: now.level,
          low: [before.low, now.low],
          high: [before.high, now.high],
        },
      ]
    : []
}
