import type { Estimate } from '../../estimators/estimate.ts'
import type { Specification } from '../../estimators/lists/specification.ts'
import { histogramOf } from '../../estimators/numeric/histogram.ts'
import type { KeptResult } from './kept.ts'

/**
 * The result as it is sent: totals of single resamples go, which the seed repeats. Of the chosen estimate stays how often
 * which came out, in forty steps at most, so that it can be drawn.
 */
export function withoutOtherResamples(result: KeptResult): KeptResult {
  const lighter = (estimate: Estimate): Estimate => {
    const { bootstrap } = estimate.diagnostics
    if (typeof bootstrap !== 'object' || bootstrap === null || !('totals' in bootstrap)) return estimate
    const { totals: _, ...rest } = bootstrap
    return { ...estimate, diagnostics: { ...estimate.diagnostics, bootstrap: rest } } as Estimate
  }
  const counted = (estimate: Estimate): Estimate => {
    const { totals } = (estimate.diagnostics.bootstrap ?? {}) as { totals?: ArrayLike<number | null> }
    if (totals === undefined) return estimate
    // Through JSON a resample without an estimate is null.
    const histogram = histogramOf(Array.from(totals, (total) => total ?? Number.NaN))
    const { diagnostics, ...rest } = lighter(estimate)
    return {
      ...rest,
      diagnostics: { ...diagnostics, bootstrap: { ...(diagnostics.bootstrap as object), histogram } },
    } as Estimate
  }
  if (result.design !== 'lists')
    return {
      ...result,
      estimates: result.estimates.map((each, place) => ({
        ...each,
        estimate: (place === result.chosen ? counted : lighter)(each.estimate),
      })),
    }
  const { specification, chosen } = result
  const changed = (rows: Specification['leftOut']) =>
    rows.map((row) => ({ ...row, estimate: lighter(row.estimate) }))
  return {
    ...result,
    specification: {
      ...specification,
      rows: specification.rows.map((row) => ({
        ...row,
        estimate: (row.label === chosen ? counted : lighter)(row.estimate),
      })),
      leftOut: changed(specification.leftOut),
      merged: changed(specification.merged),
    },
  }
}
