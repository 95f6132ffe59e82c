/** The steps of a composite index, in the order they are taken. */
export const stages = ['denominate', 'screen', 'impute', 'treat', 'normalise', 'aggregate'] as const
export type Stage = (typeof stages)[number]

/** Everything unusual that can happen on the way to a score; each has a name. */
export type OutcomeKind =
  /** A step was asked for and changed nothing (only when the step is not strict). */
  | 'no-effect'
  | 'no-units'
  | 'single-unit'
  | 'indicator-not-used'
  /** The denominator is missing or zero for these units. */
  | 'denominator-unusable'
  | 'unit-screened-out'
  | 'all-missing-column'
  | 'all-missing-group'
  /** Imputation was asked for, and these units still have no value. */
  | 'not-imputed'
  /** All units have one and the same value, so a scale that is drawn from the data does not exist. */
  | 'constant-column'
  /** The test for outliers still fails after the treatment. */
  | 'still-skewed'
  /** The reference unit or target gives no scale. */
  | 'no-scale'
  /** A computation left the range of numbers. */
  | 'out-of-range'
  | 'zero-weight'
  | 'all-weights-zero'
  | 'missing-children'
  | 'negative-under-mean'
  | 'zero-under-mean'
  /** Fewer than two units to compare by majority. */
  | 'nothing-to-compare'
  | 'not-ranked'

/** One unusual thing that happened: where, to whom, what it means, and what can be done. */
export type Outcome = {
  kind: OutcomeKind
  stage: Stage
  indicator?: string
  node?: string
  group?: string
  units?: string[]
  message: string
  remedy: string
}

/** Thrown when a step that was asked for would change nothing: a choice that decides nothing misleads. */
export class NoEffect extends Error {
  readonly stage: Stage
  readonly remedy: string

  constructor(stage: Stage, message: string, remedy: string) {
    super(`${message} ${remedy}`)
    this.name = 'NoEffect'
    this.stage = stage
    this.remedy = remedy
  }
}

/** Names as read in a sentence; long lists are cut, the full one is in the outcome's `units`. */
export function inWords(names: readonly string[]): string {
  if (names.length > 6) return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}
