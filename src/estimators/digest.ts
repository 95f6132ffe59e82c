/** What `canonical` can write: JSON, with undefined members left out as JSON does. */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

/**
 * One text for one result: JSON without blanks, keys in code-unit order, every
 * number rounded to 12 significant digits, minus zero as zero.
 *
 * Twelve digits leave room for the last bits in which two correct computations
 * may differ; `portable-math.ts` sees to it that ours do not even differ there,
 * since a difference of one bit still flips a rounding now and then.
 *
 * @throws TypeError for NaN, infinities and anything JSON cannot hold; the
 * message names the place.
 */
export function canonical(value: Canonical, place = 'the value'): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw new TypeError(`${place} is ${value}; a result holds finite numbers or null`)
    return value === 0 ? '0' : String(Number(value.toPrecision(12)))
  }
  if (isList(value)) return `[${value.map((item, i) => canonical(item, `${place}[${i}]`)).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.keys(value)
      .sort()
      .flatMap((key) => {
        const member = value[key]
        return member === undefined ? [] : [`${JSON.stringify(key)}:${canonical(member, `${place}.${key}`)}`]
      })
    return `{${members.join(',')}}`
  }
  throw new TypeError(`${place} is a ${typeof value}, which JSON cannot hold`)
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value)
}

/** Hash of a result: SHA-256 of its canonical text, in hexadecimal. */
export function digest(value: Canonical): string {
  return sha256hex(canonical(value))
}

/**
 * SHA-256 of a text in UTF-8, in hexadecimal (FIPS 180-4).
 *
 * Written out because the browser's own answers only by promise and only on
 * secure origins, and Node's is not in the browser; a pure rule needs one that
 * answers at once in both.
 */
export function sha256hex(text: string): string {
  return sha256ofBytes(new TextEncoder().encode(text))
}

/** SHA-256 of bytes, such as those of a file, in hexadecimal. */
export function sha256ofBytes(bytes: Uint8Array): string {
  const blocks = ((bytes.length + 8) >> 6) + 1
  const padded = new Uint8Array(blocks * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const data = new DataView(padded.buffer)
  data.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000))
  data.setUint32(padded.length - 4, bytes.length << 3)

  const state = new Uint32Array(initialState)
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < padded.length; offset += 64) {
    for (let t = 0; t < 16; t++) schedule[t] = data.getUint32(offset + 4 * t)
    for (let t = 16; t < 64; t++) {
      const early = schedule[t - 15] as number
      const late = schedule[t - 2] as number
      const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      schedule[t] = (schedule[t - 16] as number) + s0 + (schedule[t - 7] as number) + s1
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const choice = (e & f) ^ (~e & g)
      const first = (h + s1 + choice + (roundConstants[t] as number) + (schedule[t] as number)) | 0
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + s0 + majority) | 0
    }
    const round = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (round[i] as number)
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** First 32 bits of the fractional parts of a root of the first primes, found exactly in whole numbers. */
function rootBits(count: number, degree: 2n | 3n): number[] {
  const bits: number[] = []
  for (let candidate = 2n; bits.length < count; candidate++) {
    let prime = true
    for (let factor = 2n; factor * factor <= candidate; factor++) if (candidate % factor === 0n) prime = false
    if (!prime) continue
    // The greatest r with r^degree <= prime · 2^(32·degree) is the root times 2^32.
    const target = candidate << (32n * degree)
    let low = 0n
    let high = candidate << 32n
    while (low < high) {
      const middle = (low + high + 1n) >> 1n
      if (middle ** degree <= target) low = middle
      else high = middle - 1n
    }
    bits.push(Number(low & 0xffffffffn))
  }
  return bits
}

const initialState = rootBits(8, 2n)
const roundConstants = Uint32Array.from(rootBits(64, 3n))
