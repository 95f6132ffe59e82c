/**
 * The Sobol’ sequence: points that fill a cube more evenly than chance does, so that averages settle sooner.
 *
 * Built by the recurrence of Sobol’ (1967) in the Gray-code order of Antonov and Saleev (1979), on the primitive polynomials
 * and first direction numbers of Joe and Kuo (2008), SIAM J. Sci. Comput. 30:2635–2654, up to 64 dimensions. With a seed
 * each dimension is shifted bit by bit at random (a digital shift): evenness stays, and no point lies at zero.
 */
export function sobolSequence(dimensions: number, shifts: Uint32Array = new Uint32Array(dimensions)) {
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= mostDimensions))
    throw new RangeError(`a Sobol’ sequence has 1 to ${mostDimensions} dimensions here, not ${dimensions}`)
  const directions = Array.from({ length: dimensions }, (_, d) => directionNumbers(d))
  const state = new Int32Array(dimensions)
  let index = 0

  /** Writes the next point, each coordinate at or above 0 and below 1, on a grid of 2^-32. */
  function next(into: Float64Array): void {
    for (let d = 0; d < dimensions; d++)
      into[d] = (((state[d] as number) ^ (shifts[d] as number)) >>> 0) * 2.3283064365386963e-10
    // The place of the lowest zero bit of the index says which direction is turned.
    const bit = 31 - Math.clz32(~index & (index + 1))
    for (let d = 0; d < dimensions; d++) state[d] = (state[d] as number) ^ (directions[d]?.[bit] as number)
    index++
  }
  return { next }
}

export const mostDimensions = 64

/** Directions of one dimension, 32 of them, as bits from the top. */
function directionNumbers(dimension: number): Int32Array {
  const directions = new Int32Array(32)
  if (dimension === 0) {
    for (let k = 0; k < 32; k++) directions[k] = 1 << (31 - k)
    return directions
  }
  const [polynomial = 0, ...first] = joeKuo[dimension - 1] as readonly number[]
  const degree = first.length
  for (let k = 0; k < 32; k++) {
    if (k < degree) {
      directions[k] = (first[k] as number) << (31 - k)
      continue
    }
    const before = directions[k - degree] as number
    let direction = before ^ (before >>> degree)
    for (let step = 1; step < degree; step++)
      if ((polynomial >>> (degree - 1 - step)) & 1) direction ^= directions[k - step] as number
    directions[k] = direction
  }
  return directions
}

/** Joe and Kuo’s numbers from the second dimension on: the inner coefficients of the polynomial as bits, then m1, m2, … */
const joeKuo: readonly (readonly number[])[] = [
  [0, 1],
  [1, 1, 3],
  [1, 1, 3, 1],
  [2, 1, 1, 1],
  [1, 1, 1, 3, 3],
  [4, 1, 3, 5, 13],
  [2, 1, 1, 5, 5, 17],
  [4, 1, 1, 5, 5, 5],
  [7, 1, 1, 7, 11, 19],
  [11, 1, 1, 5, 1, 1],
  [13, 1, 1, 1, 3, 11],
  [14, 1, 3, 5, 5, 31],
  [1, 1, 3, 3, 9, 7, 49],
  [13, 1, 1, 1, 15, 21, 21],
  [16, 1, 3, 1, 13, 27, 49],
  [19, 1, 1, 1, 15, 7, 5],
  [22, 1, 3, 1, 15, 13, 25],
  [25, 1, 1, 5, 5, 19, 61],
  [1, 1, 3, 7, 11, 23, 15, 103],
  [4, 1, 3, 7, 13, 13, 15, 69],
  [7, 1, 1, 3, 13, 7, 35, 63],
  [8, 1, 3, 5, 9, 1, 25, 53],
  [14, 1, 3, 1, 13, 9, 35, 107],
  [19, 1, 3, 1, 5, 27, 61, 31],
  [21, 1, 1, 5, 11, 19, 41, 61],
  [28, 1, 3, 5, 3, 3, 13, 69],
  [31, 1, 1, 7, 13, 1, 19, 1],
  [32, 1, 3, 7, 5, 13, 19, 59],
  [37, 1, 1, 3, 9, 25, 29, 41],
  [41, 1, 3, 5, 13, 23, 1, 55],
  [42, 1, 3, 7, 3, 13, 59, 17],
  [50, 1, 3, 1, 3, 5, 53, 69],
  [55, 1, 1, 5, 5, 23, 33, 13],
  [56, 1, 1, 7, 7, 1, 61, 123],
  [59, 1, 1, 7, 9, 13, 61, 49],
  [62, 1, 3, 3, 5, 3, 55, 33],
  [14, 1, 3, 1, 15, 31, 13, 49, 245],
  [21, 1, 3, 5, 15, 31, 59, 63, 97],
  [22, 1, 3, 1, 11, 11, 11, 77, 249],
  [38, 1, 3, 1, 11, 27, 43, 71, 9],
  [47, 1, 1, 7, 15, 21, 11, 81, 45],
  [49, 1, 3, 7, 3, 25, 31, 65, 79],
  [50, 1, 3, 1, 1, 19, 11, 3, 205],
  [52, 1, 1, 5, 9, 19, 21, 29, 157],
  [56, 1, 3, 7, 11, 1, 33, 89, 185],
  [67, 1, 3, 3, 3, 15, 9, 79, 71],
  [70, 1, 3, 7, 11, 15, 39, 119, 27],
  [84, 1, 1, 3, 1, 11, 31, 97, 225],
  [97, 1, 1, 1, 3, 23, 43, 57, 177],
  [103, 1, 3, 7, 7, 17, 17, 37, 71],
  [115, 1, 3, 1, 5, 27, 63, 123, 213],
  [122, 1, 1, 3, 5, 11, 43, 53, 133],
  [8, 1, 3, 5, 5, 29, 17, 47, 173, 479],
  [13, 1, 3, 3, 11, 3, 1, 109, 9, 69],
  [16, 1, 1, 1, 5, 17, 39, 23, 5, 343],
  [22, 1, 3, 1, 5, 25, 15, 31, 103, 499],
  [25, 1, 1, 1, 11, 11, 17, 63, 105, 183],
  [44, 1, 1, 5, 11, 9, 29, 97, 231, 363],
  [47, 1, 1, 5, 15, 19, 45, 41, 7, 383],
  [52, 1, 3, 7, 7, 31, 19, 83, 137, 221],
  [55, 1, 1, 1, 3, 23, 15, 111, 223, 83],
  [59, 1, 1, 5, 13, 31, 15, 55, 25, 161],
  [62, 1, 1, 3, 13, 25, 47, 39, 87, 257],
]
