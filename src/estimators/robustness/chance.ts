import { exp, log } from '../portable-math.ts'
import { splitmix64 } from '../random.ts'

/**
 * A quick stream of chance for millions of draws: a run over 190 countries and 20 criteria asks for 38 million of them.
 *
 * Generator xoshiro128** (Blackman and Vigna 2021, ACM TOMS 47:36); normal draws by the ziggurat of 256 layers
 * (Marsaglia and Tsang 2000, J. Stat. Softw. 5:8), layer and place taken from different bits of a word. A normal draw lies
 * on a grid of 2^-23 of its layer, far finer than any published error. Same draws on every engine: whole numbers, IEEE
 * products, and `portable-math` in the few draws that need a logarithm.
 */
export type Chance = {
  /** At or above 0 and below 1, on a grid of 2^-53. */
  uniform(): number
  /** Whole number from 0 to `n` - 1; `n` far below 2^32, so that the bias (n / 2^32) is nothing. */
  below(n: number): number
  normal(): number
  /** Writes `count` standard normal draws from the start of `into`. */
  fillNormal(into: Float64Array, count: number): void
}

/**
 * Opens the stream that belongs to a seed and the number of a source: what one source draws does not depend on whether
 * another is asked.
 *
 * @throws RangeError when the seed is not a whole number from 0 to 2^64 - 1.
 */
export function openChance(seed: number | bigint, source = 0): Chance {
  const whole = typeof seed === 'bigint' || Number.isSafeInteger(seed) ? BigInt(seed) : -1n
  if (whole < 0n || whole >= 1n << 64n)
    throw new RangeError(`a seed is a whole number from 0 to 2^64 - 1, not ${seed}`)
  const [mixed = 0n] = splitmix64(whole, 1)
  // Hashed twice, so that neighbouring sources do not begin one step apart.
  const [start = 0n] = splitmix64((mixed + BigInt(source)) & ((1n << 64n) - 1n), 1)
  const words = splitmix64(start, 2)
  return chanceFrom(words.flatMap((word) => [Number(word >> 32n), Number(word & 0xffffffffn)]))
}

/** The stream from a state of four 32-bit words, not all zero. */
export function chanceFrom(words: readonly number[]): Chance & { uint32(): number } {
  if (words.length !== 4 || words.every((word) => word === 0))
    throw new RangeError('the state is four 32-bit words, not all of them zero')
  const state = Int32Array.from(words, (word) => word | 0)

  function next(): number {
    const s1 = state[1] as number
    const five = Math.imul(s1, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9)
    let s2 = (state[2] as number) ^ (state[0] as number)
    let s3 = (state[3] as number) ^ s1
    state[1] = s1 ^ s2
    state[0] = (state[0] as number) ^ s3
    s2 ^= s1 << 9
    s3 = (s3 << 11) | (s3 >>> 21)
    state[2] = s2
    state[3] = s3
    return result
  }

  function uniform(): number {
    return ((next() >>> 0) * 2097152 + (next() >>> 11)) * 1.1102230246251565e-16
  }

  /** The rest of the ziggurat: the tail, and the slivers between the layers and the curve. */
  function outside(first: number): number {
    let word = first
    for (;;) {
      const layer = word & 255
      const place = word >> 8
      if (layer === 0) {
        // The tail beyond r: Marsaglia (1964).
        for (;;) {
          const x = -log(1 - uniform()) / start
          const y = -log(1 - uniform())
          if (y + y >= x * x) return place < 0 ? -(start + x) : start + x
        }
      }
      const x = place * (widths[layer] as number)
      const low = heights[layer] as number
      const high = heights[layer + 1] as number
      if (low + uniform() * (high - low) < exp(-0.5 * x * x)) return x
      word = next()
      const again = word >> 8
      if ((again < 0 ? -again : again) < (limits[word & 255] as number))
        return again * (widths[word & 255] as number)
    }
  }

  return {
    uint32: () => next() >>> 0,
    uniform,
    below: (n) => Math.floor((next() >>> 0) * 2.3283064365386963e-10 * n),
    normal() {
      const word = next()
      const layer = word & 255
      const place = word >> 8
      return (place < 0 ? -place : place) < (limits[layer] as number)
        ? place * (widths[layer] as number)
        : outside(word)
    },
    fillNormal(into, count) {
      // The generator once more with its state in variables: this loop is most of a run.
      let s0 = state[0] as number
      let s1 = state[1] as number
      let s2 = state[2] as number
      let s3 = state[3] as number
      for (let k = 0; k < count; k++) {
        const five = Math.imul(s1, 5)
        const word = Math.imul((five << 7) | (five >>> 25), 9)
        const shifted = s1 << 9
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 11) | (s3 >>> 21)
        const layer = word & 255
        const place = word >> 8
        if ((place < 0 ? -place : place) < (limits[layer] as number)) {
          into[k] = place * (widths[layer] as number)
          continue
        }
        state[0] = s0
        state[1] = s1
        state[2] = s2
        state[3] = s3
        into[k] = outside(word)
        s0 = state[0] as number
        s1 = state[1] as number
        s2 = state[2] as number
        s3 = state[3] as number
      }
      state[0] = s0
      state[1] = s1
      state[2] = s2
      state[3] = s3
    },
  }
}

/* Layers of equal area under exp(-x²/2): where the tail begins, and the area, for 256 of them. */
const start = 3.654152885361009
const area = 0.004928673233974658
const { limits, widths, heights } = layers()

function layers() {
  const edges = new Float64Array(257)
  const height = (x: number) => exp(-0.5 * x * x)
  edges[0] = area / height(start)
  edges[1] = start
  for (let k = 2; k < 256; k++) {
    const before = edges[k - 1] as number
    edges[k] = Math.sqrt(-2 * log(area / before + height(before)))
  }
  // edges[256] = 0: the top layer ends at the peak.
  const size = 8388608 // 2^23: a place has 24 bits, one of them the sign
  return {
    limits: Int32Array.from({ length: 256 }, (_, k) =>
      Math.floor(((edges[k + 1] as number) / (edges[k] as number)) * size),
    ),
    widths: Float64Array.from({ length: 256 }, (_, k) => (edges[k] as number) / size),
    /** Of the curve over each edge: layer k lies between heights k and k + 1. */
    heights: Float64Array.from(edges, height),
  }
}
