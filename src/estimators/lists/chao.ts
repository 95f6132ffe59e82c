import type { Estimate, Interval } from '../estimate.ts'
import type { Finding } from '../findings.ts'
import { casesOf, doubtsAbout, type OverlapTable, sizeOf } from './overlap-table.ts'
import { logNormalLimits } from './two-list.ts'

/**
 * A form of Chao's bound, by what stands before f1²/(2 f2).
 * - `unscaled`: 1, as published. A bound only where lists are many and find alike: with t equal lists it overshoots the
 *   people not seen by t/(t - 1), twice as many with two lists.
 * - `scaled`: (t - 1)/t, the bound for t lists that find equally many.
 * - `pairs`: the sum over pairs of lists of those on one alone times those on the other alone, divided by those on both
 *   and no other. It is below the truth however unequal the lists are and however people differ, as long as lists do not
 *   avoid one another's people: for each pair, by Cauchy and Schwarz, (Σ θ)² ≤ f0 Σ θ². With two lists it is the estimate
 *   of Lincoln and Petersen, with equal lists the scaled form. It is the bound “Mth” of Rivest and Baillargeon (2007),
 *   taken from singles and pairs directly.
 */
export type ChaoForm = 'unscaled' | 'scaled' | 'pairs'
export const chaoForms = ['unscaled', 'scaled', 'pairs'] as const

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
 * lists. In the form `pairs` it holds even if some people are harder to find than
 * others and some lists find more, so a model that answers less than it has missed
 * such differences; lists that avoid one another's people may break it.
 *
 * The estimate is the bias-corrected form as published, S + f1 (f1 - 1) / (2 (f2 + 1)),
 * unless another is asked for, and says what can be proved beside it; the diagnostics
 * hold every form, corrected and classic. Whoever claims “at least” takes `pairs`.
 * Limits are log-normal on the number not seen.
 *
 * Chao (1987), Biometrics 43:783–791; Chao (2005), Species richness estimation,
 * Encyclopedia of Statistical Sciences (variance of the corrected form); Rivest and
 * Baillargeon (2007), Biometrics 63:999–1006.
 */
export function chao(
  table: OverlapTable,
  { form = 'unscaled', levels = [0.95, 0.8] }: { form?: ChaoForm; levels?: readonly number[] } = {},
): Estimate<ChaoDiagnostics> {
  const method = form === 'unscaled' ? 'chao' : `chao-${form}`
  const cases = casesOf(table)
  const frequencies = frequenciesOf(table)
  const [ones = 0, twos = 0] = frequencies
  const warnings: Finding[] = doubtsAbout(table)
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
  const provable = pairsBound(table, cases, twos)
  const bounds = [
    chaoBound('unscaled', cases, ones, twos, 1),
    chaoBound('scaled', cases, ones, twos, (lists - 1) / lists),
    provable,
  ]
  const { corrected } = bounds.find((bound) => bound.form === form) as ChaoBound
  warnings.unshift(
    form === 'pairs'
      ? { code: 'lower-bound' }
      : { code: 'bound-not-proved', lists, provable: provable.corrected.estimate },
  )
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

/** The bound from singles and pairs of lists; corrected as the others are, by one person more on two lists. */
function pairsBound({ lists, counts }: OverlapTable, cases: number, twos: number): ChaoBound {
  const singles = lists.map((_, list) => counts[1 << list] as number)
  const ones = singles.reduce((sum, alone) => sum + alone, 0)
  // Twice the sum over pairs, as the square of the sum less the squares: exact in whole numbers.
  const products = (ones * ones - singles.reduce((sum, alone) => sum + alone * alone, 0)) / 2
  const over = (both: number) => ({
    estimate: cases + products / both,
    variance:
      products / both +
      singles.reduce((sum, alone) => sum + (alone * (ones - alone) * (ones - alone)) / (both * both), 0) +
      (twos * products * products) / (both * both * both * both),
  })
  return { form: 'pairs', corrected: over(twos + 1), classic: twos === 0 ? null : over(twos) }
}
