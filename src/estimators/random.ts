import { normalQuantile } from './normal.ts'

/** A source of repeatable chance: the same seed gives the same draws on every engine. */
export type Random = {
  /** Name to record beside the seed. */
  readonly generator: 'xoshiro256**'
  readonly seed: string
  /** Whole number from 0 to 2^32 - 1. */
  uint32(): number
  /** At or above 0 and below 1, on a grid of 2^-53. */
  uniform(): number
  /** Whole number from 0 to `n` - 1, without bias. */
  below(n: number): number
  /** Normal draw by the inverse of the distribution function: one draw of chance per value. */
  normal(mean?: number, standardDeviation?: number): number
}

/**
 * Opens the stream of chance that belongs to a seed.
 *
 * Generator xoshiro256** (Blackman and Vigna 2021, ACM TOMS 47:36), its four
 * words filled from the seed by splitmix64 (Steele, Lea and Flood 2014), as its
 * authors advise. Words are kept as pairs of 32 bits, so no BigInt slows a draw.
 *
 * @throws RangeError when the seed is not a whole number from 0 to 2^64 - 1.
 */
export function random(seed: number | bigint): Random {
  const whole = typeof seed === 'bigint' || Number.isSafeInteger(seed) ? BigInt(seed) : -1n
  if (whole < 0n || whole >= 1n << 64n)
    throw new RangeError(`a seed is a whole number from 0 to 2^64 - 1, not ${seed}`)
  return fromWords(splitmix64(whole, 4), String(whole))
}

/** The first `count` outputs of splitmix64 from a seed. */
export function splitmix64(seed: bigint, count: number): bigint[] {
  const mask = (1n << 64n) - 1n
  let state = seed & mask
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask
    return z ^ (z >> 31n)
  })
}

/** The generator from a state of four 64-bit words, not all zero. */
export function fromWords(words: readonly bigint[], seed = `state ${words.join(',')}`): Random {
  if (words.length !== 4 || words.every((word) => word === 0n))
    throw new RangeError('the state is four 64-bit words, not all of them zero')
  // s[2k] holds the high half of word k, s[2k + 1] the low half.
  const s = new Int32Array(8)
  words.forEach((word, k) => {
    s[2 * k] = Number(BigInt.asIntN(32, word >> 32n))
    s[2 * k + 1] = Number(BigInt.asIntN(32, word))
  })
  let high = 0
  let low = 0

  function next(): void {
    const s1h = s[2] as number
    const s1l = s[3] as number
    // result = rotateLeft(s1 · 5, 7) · 9, products as shift and add
    let rl = ((s1l << 2) >>> 0) + (s1l >>> 0)
    let rh = (((s1h << 2) | (s1l >>> 30)) + s1h + (rl > 0xffffffff ? 1 : 0)) | 0
    rl |= 0
    const th = (rh << 7) | (rl >>> 25)
    const tl = (rl << 7) | (rh >>> 25)
    rl = ((tl << 3) >>> 0) + (tl >>> 0)
    rh = (((th << 3) | (tl >>> 29)) + th + (rl > 0xffffffff ? 1 : 0)) | 0
    high = rh
    low = rl | 0

    const shiftedHigh = (s1h << 17) | (s1l >>> 15)
    const shiftedLow = s1l << 17
    s[4] = (s[4] as number) ^ (s[0] as number)
    s[5] = (s[5] as number) ^ (s[1] as number)
    s[6] = (s[6] as number) ^ s1h
    s[7] = (s[7] as number) ^ s1l
    s[2] = s1h ^ (s[4] as number)
    s[3] = s1l ^ (s[5] as number)
    s[0] = (s[0] as number) ^ (s[6] as number)
    s[1] = (s[1] as number) ^ (s[7] as number)
    s[4] = (s[4] as number) ^ shiftedHigh
    s[5] = (s[5] as number) ^ shiftedLow
    // rotateLeft(s3, 45): 45 = 32 + 13, so the halves change places first
    const h = s[7] as number
    const l = s[6] as number
    s[6] = (h << 13) | (l >>> 19)
    s[7] = (l << 13) | (h >>> 19)
  }

  function uniform(): number {
    next()
    return ((high >>> 0) * 2097152 + (low >>> 11)) * 1.1102230246251565e-16
  }

  return {
    generator: 'xoshiro256**',
    seed,
    uint32() {
      next()
      return high >>> 0
    },
    uniform,
    below(n) {
      if (!Number.isInteger(n) || n < 1 || n > 2 ** 32)
        throw new RangeError(`a draw is below a whole number from 1 to 2^32, not ${n}`)
      const limit = 2 ** 32 - (2 ** 32 % n)
      let draw: number
      do {
        next()
        draw = high >>> 0
      } while (draw >= limit)
      return draw % n
    },
    normal(mean = 0, standardDeviation = 1) {
      next()
      // Centre of one of 2^52 equal cells: never 0 or 1, and symmetric about one half.
      const p = ((high >>> 0) * 1048576 + (low >>> 12) + 0.5) * 2.220446049250313e-16
      return mean + standardDeviation * normalQuantile(p)
    },
  }
}
