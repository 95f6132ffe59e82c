import type { Estimate, Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { casesOf, doubtsAbout, type OverlapTable, sizeOf } from './overlap-table.ts'
import { logNormalLimits } from './two-list.ts'

/**
 * A form of Chao's bound.
 * - `unscaled`: as usual with many lists.
 * - `scaled`: times (t - 1)/t, the exact bound for t lists that find alike; lower, and the safer claim with few lists.
 */
export type ChaoForm = 'unscaled' | 'scaled'

/** One form of the bound. `classic`: null where nobody is on exactly two lists. */
export type ChaoBound = {
  form: ChaoForm
  corrected: { estimate: number; variance: number }
  classic: { estimate: number; variance: number } | null
}

export type ChaoDiagnostics = {
  /** Persons on exactly 1, 2, …, t lists. */
  frequencies: number[]
  form: ChaoForm
  bounds: ChaoBound[]
}

/**
 * Chao's lower bound from how many persons are on exactly one and exactly two
 * lists. It holds even if some people are harder to find than others, so a model
 * that answers less than it has missed such differences; lists that depend on
 * each other may break it.
 *
 * The estimate is the bias-corrected form S + f1 (f1 - 1) / (2 (f2 + 1)), unscaled
 * unless asked otherwise; the diagnostics hold the classic form
 * S + f1² / (2 f2) and the one scaled by (t - 1)/t as well. Limits are log-normal
 * on the number not seen.
 *
 * Chao (1987), Biometrics 43:783–791; Chao (2005), Species richness estimation,
 * Encyclopedia of Statistical Sciences (variance of the corrected form).
 */
export function chao(
  table: OverlapTable,
  { form = 'unscaled', levels = [0.95, 0.8] }: { form?: ChaoForm; levels?: readonly number[] } = {},
): Estimate<ChaoDiagnostics> {
  const method = form === 'scaled' ? 'chao-scaled' : 'chao'
  const cases = casesOf(table)
  const frequencies = frequenciesOf(table)
  const [ones = 0, twos = 0] = frequencies
  const warnings: Finding[] = [{ code: 'lower-bound' }, ...doubtsAbout(table)]
  const none = (reason: Finding): Estimate<ChaoDiagnostics> => ({
    status: 'no-estimate',
    method,
    cases,
    reason,
    intervals: [],
    diagnostics: { frequencies, form },
    warnings,
  })
  if (ones === cases) return none({ code: 'no-overlap' })

  const lists = table.lists.length
  const bounds = [
    chaoBound('unscaled', cases, ones, twos, 1),
    chaoBound('scaled', cases, ones, twos, (lists - 1) / lists),
  ]
  const { corrected } = bounds.find((bound) => bound.form === form) as ChaoBound
  const intervals: Interval[] = []
  // One person on one list gives a correction of 0 and so a bound that is the number seen.
  if (corrected.estimate > cases && corrected.variance > 0)
    for (const level of levels)
      intervals.push({
        level,
        ...logNormalLimits(corrected.estimate, corrected.variance, cases, level),
        kind: 'log-normal',
      })
  else warnings.push({ code: 'interval-without-width', kind: 'log-normal' })
  if (twos === 0) warnings.push({ code: 'nobody-on-two', ones })
  return {
    status: 'ok',
    method,
    cases,
    estimate: corrected.estimate,
    standardError: intervals.length > 0 ? Math.sqrt(corrected.variance) : null,
    intervals,
    diagnostics: { frequencies, form, bounds },
    warnings,
  }
}

/** How many persons are on exactly 1, 2, …, t lists. */
export function frequenciesOf({ lists, counts }: OverlapTable): number[] {
  const frequencies = lists.map(() => 0)
  for (let history = 1; history < counts.length; history++)
    frequencies[sizeOf(history) - 1] =
      (frequencies[sizeOf(history) - 1] as number) + (counts[history] as number)
  return frequencies
}

/** @param k - 1, or (t - 1)/t for the scaled form */
function chaoBound(form: ChaoForm, cases: number, f1: number, f2: number, k: number): ChaoBound {
  const twos = f2 + 1
  const singles = f1 * (f1 - 1)
  const added = (k * singles) / (2 * twos)
  const estimate = cases + added
  let variance =
    added +
    (k * k * f1 * (2 * f1 - 1) * (2 * f1 - 1)) / (4 * twos * twos) +
    (k * k * f2 * singles * singles) / (4 * twos * twos * twos * twos)
  // Without anybody on two lists the last term gives way to another (Chao 2005).
  if (f2 === 0) variance -= (k * k * f1 * f1 * f1 * f1) / (4 * estimate)
  const ratio = f1 / f2
  // Products, not powers: engines round the power of a fraction differently, and browser and command shall agree.
  const square = ratio * ratio
  const classic =
    f2 === 0
      ? null
      : {
          estimate: cases + (k * f1 * f1) / (2 * f2),
          variance: f2 * ((k / 2) * square + k * k * square * ratio + (k * k * square * square) / 4),
        }
  return { form, corrected: { estimate, variance }, classic }
}
