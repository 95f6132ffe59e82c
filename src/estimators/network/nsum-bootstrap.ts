import { type Run, stream } from '../numeric/run.ts'

/**
 * Draws sampling units anew, with replacement within strata, and hands on the sums of what they hold.
 *
 * As many units as there are where respondents themselves were drawn; where units were given, one fewer in each
 * stratum, weighted up (Rao and Wu 1988, JASA 83:231-241), since few units drawn in full would show too little
 * spread. A stratum of one unit is drawn as it is, and adds no spread.
 *
 * @param strata - for each stratum the sums of each of its units, unit by unit, `width` numbers each
 * @param how - `from`: number of the first stream of chance, so that two samples of one run do not share theirs
 * @param read - must not keep the sums: the next ones come in the same place
 */
export function* resampleUnits(
  strata: readonly Float64Array[],
  width: number,
  how: { resamples: number; seed: number | bigint; oneFewer: boolean; from?: number },
  read: (sums: Float64Array, b: number) => void,
): Run<void> {
  const sums = new Float64Array(width)
  const { resamples, seed, oneFewer, from = 0 } = how
  for (let b = 0; b < resamples; b++) {
    const chance = stream(seed, from + b)
    sums.fill(0)
    for (const units of strata) {
      const count = units.length / width
      const draws = oneFewer && count > 1 ? count - 1 : count
      const scale = count / draws
      for (let draw = 0; draw < draws; draw++) {
        const at = chance.below(count) * width
        for (let j = 0; j < width; j++) sums[j]! += scale * units[at + j]!
      }
    }
    read(sums, b)
    yield { done: b + 1, total: resamples }
  }
}

/** The sums of several columns over the respondents of each unit, unit by unit, for each stratum. */
export function unitSums(strata: readonly Int32Array[][], columns: readonly Float64Array[]): Float64Array[] {
  return strata.map((units) => {
    const sums = new Float64Array(units.length * columns.length)
    units.forEach((members, u) => {
      for (const i of members)
        columns.forEach((column, j) => {
          sums[u * columns.length + j]! += column[i]!
        })
    })
    return sums
  })
}
