/**
 * Logarithm, exponential and power built from IEEE 754 additions, multiplications
 * and divisions alone.
 *
 * ECMAScript fixes the result of those and of `Math.sqrt` to the last bit, and
 * leaves `Math.log`, `Math.exp` and `Math.pow` to each engine. A result whose
 * hash is published must not depend on whose engine computed it, so the
 * estimators use these. Accurate to about one unit in the last place
 * (`power` loses a little more as |p · ln x| grows).
 */

const view = new Float64Array(1)
const words = new Uint32Array(view.buffer)
/** Index of the word that holds sign and exponent: 1 on little-endian machines. */
const TOP = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

// ln 2 in two parts; the first ends in enough zero bits for k·LN2_HIGH to be exact.
const LN2_HIGH = 6.931471803691238e-1
const LN2_LOW = 1.9082149292705877e-10

/** Natural logarithm. -Infinity at zero, NaN below it. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN
  if (x === Infinity) return x

  let exponent = 0
  let scaled = x
  if (x < 2.2250738585072014e-308) {
    scaled = x * 18014398509481984 // 2^54, out of the subnormals
    exponent = -54
  }
  view[0] = scaled
  const top = words[TOP] as number
  exponent += (top >>> 20) - 1023
  words[TOP] = (top & 0xfffff) | 0x3ff00000
  let mantissa = view[0] as number
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent += 1
  }

  // ln(1 + f) = 2 artanh(s) with s = f / (2 + f); the series in s² is short since s² < 0.03.
  const f = mantissa - 1
  const s = f / (2 + f)
  const z = s * s
  const tail =
    z *
    (2 / 3 +
      z *
        (2 / 5 +
          z *
            (2 / 7 +
              z *
                (2 / 9 +
                  z *
                    (2 / 11 +
                      z *
                        (2 / 13 +
                          z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21 + z * (2 / 23)))))))))))
  return exponent * LN2_HIGH - (s * (f - tail) - exponent * LN2_LOW - f)
}

/** e to the x. Infinity above 709.79, zero below -745.2. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019412) return 0

  const k = Math.round(x / Math.LN2)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let series = 1 / 6227020800
  series = series * r + 1 / 479001600
  series = series * r + 1 / 39916800
  series = series * r + 1 / 3628800
  series = series * r + 1 / 362880
  series = series * r + 1 / 40320
  series = series * r + 1 / 5040
  series = series * r + 1 / 720
  series = series * r + 1 / 120
  series = series * r + 1 / 24
  series = series * r + 1 / 6
  series = series * r + 1 / 2
  const value = 1 + (r + r * r * series)
  if (k > 1022) return value * powerOfTwo(k - 1) * 2
  if (k < -1021) return value * powerOfTwo(k + 64) * 5.421010862427522e-20 // 2^-64
  return value * powerOfTwo(k)
}

/** x to the p for positive x; zero and below are the caller's to judge. */
export function power(x: number, p: number): number {
  if (p === 0) return 1
  if (p === 1) return x
  if (p === -1) return 1 / x
  if (p === 2) return x * x
  if (p === 0.5) return Math.sqrt(x)
  return exp(p * log(x))
}

function powerOfTwo(k: number): number {
  view[0] = 1
  words[TOP] = (k + 1023) << 20
  return view[0] as number
}
