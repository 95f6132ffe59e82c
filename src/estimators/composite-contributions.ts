import { transform } from './aggregate.ts'
import { type Column, numberList } from './columns.ts'
import { power } from './portable-math.ts'

/**
 * What each child gave a node, unit by unit. `weights` are the effective ones:
 * brought to a sum of one over the children that are there. `points` sum to the
 * node's value less `reference`: under an arithmetic mean the reference is 0 and
 * a child's points are weight × value; under the other means it is the best
 * mark, and points are what each child costs the unit against full marks (the
 * bent scale of the mean shared out in proportion). Under Copeland there are
 * none.
 */
export type NodeContributions = {
  reference: number | null
  children: { id: string; weights: (number | null)[]; points: (number | null)[] }[]
}

/**
 * Shares a weighted mean out among the children it was made of.
 *
 * `p` is the exponent of the mean, `present` how much of the weight each unit
 * has (0 where too little is known), `column` the node's values.
 */
export function contribute(
  p: number,
  children: readonly { id: string; column: Column }[],
  weights: Float64Array,
  present: Float64Array,
  column: Column,
  reference: number | null,
): NodeContributions {
  const size = column.length
  // Under a bent mean, the node's distance from the reference is shared out in
  // proportion to each child's on the bent scale: exact, and it sums.
  const bentReference = reference === null || reference <= 0 ? Number.NaN : transform(reference, p)
  return {
    reference,
    children: children.map((child, j) => {
      const weight = weights[j] as number
      const whole = p === 1 ? wholePoints(child.column, weight, present, column) : null
      if (whole !== null) return { id: child.id, ...whole }
      const shares: (number | null)[] = numberList(size)
      const points: (number | null)[] = numberList(size)
      for (let i = 0; i < size; i++) {
        const x = child.column[i] as number
        const value = column[i] as number
        const total = present[i] as number
        const share = weight / total
        if (Number.isNaN(x) || total === 0) {
          shares[i] = null
          points[i] = null
        } else {
          shares[i] = share
          if (Number.isNaN(value)) points[i] = null
          else if (p === 1) points[i] = share * x
          else points[i] = lost(p, share, x, value, reference as number, bentReference)
        }
      }
      return { id: child.id, weights: shares, points }
    }),
  }
}

/** The usual case, an arithmetic mean with nothing missing, without a question per unit. */
function wholePoints(
  child: Column,
  weight: number,
  present: Float64Array,
  column: Column,
): { weights: number[]; points: number[] } | null {
  const size = column.length
  const total = present[0] as number
  const share = weight / total
  if (!(total > 0)) return null
  const points = numberList(size)
  for (let i = 0; i < size; i++) {
    const x = child[i] as number
    if (present[i] !== total || Number.isNaN(x) || Number.isNaN(column[i] as number)) return null
    points[i] = share * x
  }
  return { weights: numberList(size).fill(share), points }
}

function lost(
  p: number,
  share: number,
  x: number,
  value: number,
  reference: number,
  bentReference: number,
): number | null {
  if (Number.isNaN(bentReference)) return null
  // A zero takes everything, and several zeros cannot be told apart: no sharing out.
  if (value === 0 && p <= 0) return null
  if (share === 0) return 0
  const distance = transform(value, p) - bentReference
  const own = share * (transform(x, p) - bentReference)
  if (Math.abs(distance) <= 1e-12 * Math.max(1, Math.abs(bentReference))) {
    // At the reference itself the bend is flat: the slope of the mean there.
    const slope = p === 0 ? reference : power(reference, 1 - p) / p
    return Number.isFinite(own * slope) ? own * slope : null
  }
  const points = (own * (value - reference)) / distance
  return Number.isFinite(points) ? points : null
}
