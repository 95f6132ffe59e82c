import type { Estimate } from '../../estimators/estimate.ts'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { specificationRow } from '../../estimators/lists/specification.ts'
import { type Run, steer } from '../../estimators/numeric/run.ts'
import { chosenEstimate, type Kept, type KeptComputed } from './kept.ts'

/** What came of fitting an estimate again from the table of overlaps kept with it. */
export type CheckOutcome =
  | { found: 'same' | 'differs'; kept: number | null; here: number | null }
  /** It would have taken too long beside other work; the command can do it. */
  | { found: 'too long'; kept: number | null; here: null }

/** Milliseconds spent on fitting an estimate again while somebody waits. */
export const LONGEST_CHECK_MS = 12_000

/** Two fits of one table by one method differ in the last digits at most. */
const CLOSE = 1e-9

/**
 * Fits the chosen estimate again, without resampling: what is compared is the figure. Null where no table of
 * overlaps was kept, or the estimate is no such estimate.
 */
export async function computedAgain(kept: Kept, longest = LONGEST_CHECK_MS): Promise<CheckOutcome | null> {
  if (kept.source !== 'computed' || kept.overlapTable === undefined || kept.result.design !== 'lists')
    return null
  const before = chosenEstimate(kept.result)
  const said = before?.status === 'ok' ? before.estimate : null
  try {
    const again = await steer(chosenAgain(kept), { signal: AbortSignal.timeout(longest), slice: 20 })
    const here = again.status === 'ok' ? again.estimate : null
    const same =
      said === null || here === null
        ? said === here
        : Math.abs(said - here) <= CLOSE * Math.max(1, Math.abs(said))
    return { found: same ? 'same' : 'differs', kept: said, here }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return { found: 'too long', kept: said, here: null }
    throw error
  }
}

function* chosenAgain({ result, overlapTable: given }: KeptComputed): Run<Estimate> {
  if (result.design !== 'lists' || given === undefined) throw new Error('no table of overlaps was kept')
  const table = overlapTable(given.lists, given.counts)
  const { chosen } = result
  const before = chosenEstimate(result)
  // Posteriors by simulation are repeated by their seed; the others use none for their figure.
  const seed = Number(before?.seed ?? 1)
  return yield* specificationRow(chosen, table, 0, Number.isSafeInteger(seed) && seed >= 0 ? seed : 1)
}
