import type { Finding } from './findings.ts'

/**
 * How an interval was made; two kinds are never compared as if they were one.
 * - `log-normal`: on the number not seen, after a log transformation of it.
 * - `hypergeometric`: from quantiles of the overlap of two lists.
 * - `conditional`: as if the chosen model had been known beforehand; too narrow whenever it was chosen from the data.
 * - `profile`: from the profile likelihood of one given model; conditional on it as well.
 * - `bca`: bias-corrected and accelerated bootstrap, the model chosen anew in each resample.
 * - `widened`: that, widened to hold the plain quantiles of the same resamples too.
 * - `percentile`: quantiles of a bootstrap.
 * - `normal`: estimate plus and minus a multiple of its standard error.
 * - `logit`, `beta`, `exact`: of a share.
 * - `log`: of a ratio.
 * - `credible`: quantiles of a posterior.
 */
export type IntervalKind =
  | 'log-normal'
  | 'hypergeometric'
  | 'conditional'
  | 'profile'
  | 'bca'
  | 'widened'
  | 'percentile'
  | 'normal'
  | 'logit'
  | 'beta'
  | 'exact'
  | 'log'
  | 'credible'

export type Interval = {
  /** For example 0.95. */
  level: number
  low: number
  /** Null: there is no upper limit. */
  high: number | null
  kind: IntervalKind
  /** The limit stands on the smallest (largest) of the resamples: the true limit is there or below (above). */
  lowAtMost?: true
  highAtLeast?: true
  /** Standard deviation of each limit over repeated runs of the same simulation. */
  monteCarloError?: { low: number | null; high: number | null }
}

/** Of several intervals of one level the one to tell: that which was widened because the other holds the truth too seldom. */
export function toTell<Of extends { level: number; kind?: IntervalKind | null }>(
  intervals: readonly Of[],
  level: number,
): Of | undefined {
  const of = intervals.filter((each) => Math.abs(each.level - level) < 1e-9)
  return of.find(({ kind }) => kind === 'widened') ?? of[0]
}

/** A log-linear model in words: its maximal terms, each a set of lists, and the parameters that go to minus infinity. */
export type ModelTerms = { terms: string[][]; minusInfinity: string[][] }

type Common = {
  /** Stable name of the method, such as `mse-stepwise`. */
  method: string
  /** How many persons (or respondents) were observed. */
  cases: number
  warnings: Finding[]
  /** Where chance was used: what repeats it. */
  seed?: string
  generator?: string
  resamples?: number
}

/** An estimate, or the reason why there is none: never a number from a fit that does not exist. */
export type Estimate<Diagnostics = Record<string, unknown>> =
  | (Common & {
      status: 'ok'
      estimate: number
      standardError?: number | null
      intervals: Interval[]
      model?: ModelTerms
      diagnostics: Diagnostics
    })
  | (Common & {
      status: 'no-estimate'
      reason: Finding
      intervals: []
      model?: ModelTerms
      diagnostics: Partial<Diagnostics>
    })

/** Data that cannot be what they are said to be. `finding` names the place; nothing was computed. */
export class WrongData extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(JSON.stringify(finding))
    this.name = 'WrongData'
    this.finding = finding
  }
}
