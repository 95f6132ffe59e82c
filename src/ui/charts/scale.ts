/** A place along an axis, in per cent of its width. `edge` keeps marks at the ends whole. */
export function along(domain: readonly [number, number], edge = 2): (value: number) => string {
  const [low, high] = domain
  const width = high - low || 1
  return (value) => {
    const share = Math.min(1, Math.max(0, (value - low) / width))
    return percent(edge + share * (100 - 2 * edge))
  }
}

/** A per cent as SVG reads it, with no more digits than can be seen. */
export function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`
}
