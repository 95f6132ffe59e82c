/**
 * Swing weights: what going from the worst to the best of one criterion is worth, beside the most wanted such step, which
 * has 100 points. Unlike points for “importance”, it asks about the ranges that are really there, so it has to be asked
 * again when a range changes.
 *
 * von Winterfeldt and Edwards (1986), *Decision Analysis and Behavioral Research*, Cambridge University Press.
 *
 * @param points by criterion, 0 to 100
 * @returns weights that sum to one, by criterion
 * @throws RangeError when points lie outside 0 to 100 or none has 100
 */
export function swingWeights(points: Record<string, number>): Record<string, number> {
  const entries = Object.entries(points)
  for (const [id, given] of entries)
    if (!(given >= 0 && given <= 100))
      throw new RangeError(`the step of ${id} has ${given} points; they lie between 0 and 100`)
  const most = entries.reduce((top, [, given]) => Math.max(top, given), 0)
  if (most !== 100)
    throw new RangeError(
      `the most wanted step has ${most} points; it has 100, and the others are measured by it`,
    )
  const total = entries.reduce((sum, [, given]) => sum + given, 0)
  return Object.fromEntries(entries.map(([id, given]) => [id, given / total]))
}
