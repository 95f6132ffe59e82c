import type { Estimate } from '../../estimators/estimate.ts'
import type { Head } from './head.ts'
import type { Quantity } from './kept.ts'

/** Whether the figure is a bound from below and no estimate of all of them. */
export const isLowerBound = ({ figure }: Head): boolean => figure.method?.startsWith('chao') === true

/** Whether the figure is by how much something changed, and not how many there are. */
export const isChange = ({ figure }: Head): boolean => figure.method?.startsWith('change-') === true

/** What a method gives: a share of people, or how many there are. A method that is not here may give either. */
const measures: [start: string, quantity: Quantity][] = [
  ['survey-mean', 'share'],
  ['survey-total', 'people'],
  ['rds-', 'share'],
  ['time-location', 'share'],
  ['nsum-', 'people'],
  ['mse-', 'people'],
  ['chao', 'people'],
  ['two-list', 'people'],
  ['change-two-waves', 'share'],
  ['change-did', 'share'],
  ['change-synthetic', 'share'],
]

/** The mean of answers other than yes and no is neither a share nor a number of people, and has no count of them. */
const isOfOtherAnswers = ({ diagnostics: { withOutcome, first, second } }: Estimate): boolean =>
  [
    withOutcome,
    ...[first, second].map((wave) => (wave as { withOutcome?: unknown } | null)?.withOutcome),
  ].includes(null)

/** Whether a figure can be of such a quantity, going by the method that made it. */
export function isMeasuredIn(estimate: Estimate, quantity: Quantity): boolean {
  const given = measures.find(([start]) => estimate.method.startsWith(start))?.[1]
  if (given === undefined) return true
  return given === quantity && !(given === 'share' && estimate.status === 'ok' && isOfOtherAnswers(estimate))
}
