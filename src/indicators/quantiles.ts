/** Bounds of classes with about as many countries each: three numbers for four classes, rising. Fewer when values tie. */
export function quantileBounds(values: readonly number[], classes = 4): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const bounds: number[] = []
  for (let k = 1; k < classes; k++) {
    const place = ((sorted.length - 1) * k) / classes
    const low = sorted[Math.floor(place)]
    const high = sorted[Math.ceil(place)]
    if (low === undefined || high === undefined) continue
    const bound = low + (high - low) * (place - Math.floor(place))
    if (bounds.at(-1) !== bound) bounds.push(bound)
  }
  return bounds
}

/** Which class a value falls in, from 0: a value on a bound belongs to the class above it. */
export function classOf(value: number, bounds: readonly number[]): number {
  return bounds.filter((bound) => value >= bound).length
}
