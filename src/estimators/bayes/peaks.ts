/** A peak of a distribution: its highest place and the share of the whole between the valleys beside it. */
export type Peak = { place: number; share: number }

/** A peak counts from this share of the whole. */
const LEAST_SHARE = 0.05
/** The valley between two peaks must be below this part of the lower one. */
const VALLEY = 0.75

/**
 * The separate peaks of a smooth distribution given place by place, in the order of the places. One
 * number with one interval describes a distribution with one peak; with two it stands between two stories.
 */
export function peaksOf(masses: ArrayLike<number>): Peak[] {
  type Hill = { place: number; height: number; valleyAfter: number; low: number }
  const hills: Hill[] = []
  let rising = true
  for (let k = 0; k < masses.length; k++) {
    const mass = masses[k] as number
    const hill = hills.at(-1)
    if (hill === undefined || (!rising && mass > hill.low)) {
      hills.push({ place: k, height: mass, valleyAfter: k, low: mass })
      rising = true
    } else if (rising && mass >= hill.height)
      Object.assign(hill, { place: k, height: mass, valleyAfter: k, low: mass })
    else if (mass <= hill.low) {
      rising = false
      hill.low = mass
      hill.valleyAfter = k
    }
  }

  // The shallowest valleys are filled first, until all that are left divide.
  for (;;) {
    let worst = -1
    let shallowest = VALLEY
    for (let i = 0; i + 1 < hills.length; i++) {
      const [left, right] = [hills[i] as Hill, hills[i + 1] as Hill]
      const depth = left.low / Math.min(left.height, right.height)
      if (depth > shallowest) [worst, shallowest] = [i, depth]
    }
    if (worst < 0) break
    const [left, right] = hills.slice(worst, worst + 2) as [Hill, Hill]
    const higher = left.height >= right.height ? left : right
    hills.splice(worst, 2, { ...right, place: higher.place, height: higher.height })
  }

  let from = 0
  return hills
    .map(({ place, valleyAfter }, i) => {
      const to = i + 1 < hills.length ? valleyAfter : masses.length
      let share = 0
      for (let k = from; k < to; k++) share += masses[k] as number
      from = to
      return { place, share }
    })
    .filter(({ share }) => share >= LEAST_SHARE)
}
