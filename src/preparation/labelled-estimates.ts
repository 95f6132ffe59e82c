import type { Estimate } from '../estimators/estimate.ts'
import type { Specification } from '../estimators/lists/specification.ts'

/**
 * A table of specifications as one array: the table itself, then the main method with a list left out, and with two
 * taken as one; last each list as the population, estimated from the others, with its known size as `truth`. Labels
 * are stable: the command prints them, and the workbench hands them out.
 */
export function labelledEstimates({
  rows,
  leftOut,
  merged,
  consistency,
}: Specification): { label: string; estimate: Estimate; truth?: number }[] {
  return [
    ...rows.map(({ label, estimate }) => ({ label: label as string, estimate })),
    ...leftOut.map(({ lists, estimate }) => ({ label: `without ${lists.join(', ')}`, estimate })),
    ...merged.map(({ lists, estimate }) => ({ label: `${lists.join(' + ')} as one list`, estimate })),
    ...consistency.map(({ list, truth, stepwise }) => ({
      label: `${list} as the population`,
      estimate: stepwise,
      truth,
    })),
  ]
}
