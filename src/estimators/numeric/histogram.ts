/**
 * How often which value came out: `counts[i]` of them lie from `from + i·step` up to the next edge, `beyond` above the
 * last. Plain JSON, and light enough to be kept where a thousand values are not.
 */
export type Histogram = { from: number; step: number; counts: number[]; beyond: number }

/** Larger ones are neither drawn nor kept. */
export const MOST_BINS = 40

/**
 * Counts values by steps of 1, 2, 2.5 or 5 and their tens, at most `most` of them. A few values that run far away would
 * press all others into one step: what lies more than a twelfth of the rest beyond 98 per cent of them is only counted.
 * Values that are not finite are left out; null where fewer than two are left.
 */
export function histogramOf(values: ArrayLike<number>, most = MOST_BINS): Histogram | null {
  const sorted = Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort((one, other) => one - other)
  const low = sorted[0]
  const high = sorted.at(-1)
  if (low === undefined || high === undefined || sorted.length < 2) return null
  const usual = sorted[Math.floor(0.98 * (sorted.length - 1))] as number
  const top = usual > low ? Math.min(high, usual + (usual - low) / 12) : low
  const step = roundStep((top - low) / (most - 1)) || roundStep(Math.abs(low) / 1000) || 1
  const first = Math.floor(low / step)
  const counts = new Array<number>(Math.floor(top / step) - first + 1).fill(0)
  let beyond = 0
  for (const value of sorted) {
    const bin = Math.floor(value / step) - first
    if (bin < counts.length) counts[bin] = (counts[bin] as number) + 1
    else beyond += 1
  }
  return { from: exact(first * step), step, counts, beyond }
}

/** Where a step begins, without the dust of multiplying decimals. */
export const edgeOf = ({ from, step }: Histogram, bin: number) => exact(from + bin * step)

const exact = (value: number) => Number(value.toPrecision(12))

function roundStep(step: number): number {
  if (!(step > 0)) return 0
  const unit = 10 ** Math.floor(Math.log10(step) + 1e-12)
  const times = [1, 2, 2.5, 5].find((each) => each * unit >= step * (1 - 1e-9)) ?? 10
  return Number((times * unit).toPrecision(2))
}
