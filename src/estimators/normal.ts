import { exp, log } from './portable-math.ts'

/**
 * The value below which a share `p` of a standard normal population lies.
 *
 * Rational approximations good to about 16 digits over the whole open interval;
 * the same bits on every engine. Minus and plus infinity at 0 and 1.
 *
 * Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37:477–484.
 *
 * @throws RangeError when `p` is not between 0 and 1.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies between 0 and 1, not ${p}`)
  if (p === 0) return -Infinity
  if (p === 1) return Infinity

  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * horner(centreTop, r)) / horner(centreBottom, r)
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const size =
    r <= 5
      ? horner(shoulderTop, r - 1.6) / horner(shoulderBottom, r - 1.6)
      : horner(tailTop, r - 5) / horner(tailBottom, r - 5)
  return q < 0 ? -size : size
}

/**
 * Share of a standard normal population below `x`, with full relative accuracy
 * in the lower tail.
 *
 * Cody (1969), Mathematics of Computation 23:631–637, and Laplace's continued
 * fraction far out; the argument is split in sixteenths so that exp(-x²/2) keeps
 * its digits.
 *
 * @throws RangeError when `x` is not a number.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('the normal distribution has no share below NaN')
  const y = Math.abs(x)
  if (y <= 0.67448975) {
    const z = y > 1e-17 ? x * x : 0
    let top = (cdfCentreTop[4] as number) * z
    let bottom = z
    for (let i = 0; i < 3; i++) {
      top = (top + (cdfCentreTop[i] as number)) * z
      bottom = (bottom + (cdfCentreBottom[i] as number)) * z
    }
    return 0.5 + (x * (top + (cdfCentreTop[3] as number))) / (bottom + (cdfCentreBottom[3] as number))
  }

  let ratio: number
  if (y <= 5.656854249492381) {
    let top = (cdfShoulderTop[8] as number) * y
    let bottom = y
    for (let i = 0; i < 7; i++) {
      top = (top + (cdfShoulderTop[i] as number)) * y
      bottom = (bottom + (cdfShoulderBottom[i] as number)) * y
    }
    ratio = (top + (cdfShoulderTop[7] as number)) / (bottom + (cdfShoulderBottom[7] as number))
  } else {
    if (y > 38.6) return x < 0 ? 0 : 1
    // Laplace's continued fraction of the tail; from here on 40 steps give every digit.
    let below = y
    for (let step = 40; step > 0; step--) below = y + step / below
    ratio = 0.3989422804014327 / below
  }
  const coarse = Math.trunc(y * 16) / 16
  const fine = (y - coarse) * (y + coarse)
  const tail = exp(-coarse * coarse * 0.5) * exp(-fine * 0.5) * ratio
  return x < 0 ? tail : 1 - tail
}

/** Polynomial with its coefficients from the highest power down. */
function horner(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

const centreTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
]
const centreBottom = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
]
const shoulderTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
]
const shoulderBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
]
const tailTop = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
]
const tailBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
]

const cdfCentreTop = [
  2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745,
]
const cdfCentreBottom = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673]
const cdfShoulderTop = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
]
const cdfShoulderBottom = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
]
