import regularisedBeta from '@stdlib/math-base-special-betainc'
import regularisedGamma from '@stdlib/math-base-special-gammainc'
import gammaLn from '@stdlib/math-base-special-gammaln'
import inverseBeta from '@stdlib/math-base-special-kernel-betaincinv'
import { normalQuantile } from '../normal.ts'
import { exp, log } from '../portable-math.ts'

/**
 * Special functions and the distributions made of them. The one door to the
 * `@stdlib` packages: nothing else imports them.
 *
 * They compute with their own logarithm and exponential, so the digits are the
 * same on every engine. Relative accuracy is 1e-12 or better unless said
 * otherwise. Arguments outside the domain throw a RangeError: no NaN is handed on.
 */

/** Natural logarithm of the gamma function of a positive number. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`the logarithm of gamma is asked at a positive number, not ${x}`)
  return gammaLn(x)
}

const factorials = Float64Array.from({ length: 256 }, (_, n) => gammaLn(n + 1))

/** Natural logarithm of n!, for a whole number from 0. */
export function logFactorial(n: number): number {
  if (n < 256 && n >= 0) return factorials[n] ?? wrongCount(n)
  return n >= 256 ? gammaLn(n + 1) : wrongCount(n)
}

/** Natural logarithm of the number of ways to choose `k` of `n`; minus infinity where there is none. */
export function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

/** Natural logarithm of the beta function of two positive numbers. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** Regularised lower incomplete gamma function P(a, x): the share of a gamma(a, 1) variable at or below x. */
export function gammaP(a: number, x: number): number {
  needs(a > 0 && x >= 0, `a positive shape and x from 0, not ${a} and ${x}`)
  if (x === 0 || x === Infinity) return x === 0 ? 0 : 1
  if (a <= 20) return regularisedGamma(x, a)
  return x < a ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), accurate where it is tiny. */
export function gammaQ(a: number, x: number): number {
  needs(a > 0 && x >= 0, `a positive shape and x from 0, not ${a} and ${x}`)
  if (x === 0 || x === Infinity) return x === 0 ? 1 : 0
  if (a <= 20) return regularisedGamma(x, a, true, true)
  return x < a ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
}

/*
 * For shapes above 20 the package's expansion for x near the shape is wrong (by
 * 1.7 % at a = 2000, x = 2000.5), so the series and the continued fraction are
 * summed here: a few times the square root of `a` terms at worst.
 */

/** P(a, x) for x < a, as its power series times the density. */
function gammaSeries(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k)
    sum += term
  }
  return Math.min(1, poissonDensity(a, x) * sum)
}

/** Q(a, x) for x >= a, as its continued fraction (Lentz's method) times the density. */
function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let k = 1; k < 10_000_000; k++) {
    const part = k * (a - k)
    b += 2
    d = 1 / (part * d + b)
    c = b + part / c
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return Math.min(1, poissonDensity(a, x) * a * value)
}

/**
 * x^a e^-x / gamma(a + 1) for a > 20 with its digits kept, which the difference
 * of logarithms loses (Loader 2000, "Fast and accurate computation of binomial
 * probabilities").
 */
function poissonDensity(a: number, x: number): number {
  const d = (x - a) / a
  let distance = d - log(x / a)
  if (Math.abs(d) < 0.3) {
    const s = d / (2 + d)
    let tail = 0
    for (let k = 25; k >= 3; k -= 2) tail = tail * s * s + 2 / k
    distance = s * d - s * s * s * tail
  }
  const inverse = 1 / (a * a)
  const stirling =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / a
  return exp(-a * distance - stirling) / Math.sqrt(2 * Math.PI * a)
}

/** Regularised incomplete beta function I_x(a, b): the share of a beta(a, b) variable at or below x. */
export function betaP(x: number, a: number, b: number): number {
  needs(a > 0 && b > 0 && x >= 0 && x <= 1, `x between 0 and 1 and positive a and b, not ${x}, ${a}, ${b}`)
  return regularisedBeta(x, a, b)
}

/** The upper share 1 - I_x(a, b), accurate where it is tiny. */
export function betaQ(x: number, a: number, b: number): number {
  needs(a > 0 && b > 0 && x >= 0 && x <= 1, `x between 0 and 1 and positive a and b, not ${x}, ${a}, ${b}`)
  return regularisedBeta(x, a, b, true, true)
}

/** The x below which a share `p` of a beta(a, b) variable lies. */
export function betaQuantile(p: number, a: number, b: number): number {
  needs(a > 0 && b > 0, `positive a and b, not ${a} and ${b}`)
  needsShare(p)
  if (p === 0 || p === 1) return p
  return inverseBeta(a, b, p, 1 - p)[0] as number
}

/** P(X <= count) of a Poisson variable. */
export function poissonAtMost(count: number, mean: number): number {
  needs(mean >= 0, `a mean from 0, not ${mean}`)
  if (count < 0) return 0
  return mean === 0 ? 1 : gammaQ(Math.floor(count) + 1, mean)
}

/** P(X >= count) of a Poisson variable, accurate where it is tiny. */
export function poissonAtLeast(count: number, mean: number): number {
  needs(mean >= 0, `a mean from 0, not ${mean}`)
  const least = Math.ceil(count)
  if (least <= 0) return 1
  return mean === 0 ? 0 : gammaP(least, mean)
}

/** P(X <= count) of a binomial variable of `n` trials. */
export function binomialAtMost(count: number, n: number, probability: number): number {
  const k = Math.floor(count)
  if (k < 0) return 0
  return k >= n ? 1 : betaQ(probability, k + 1, n - k)
}

/** P(X >= count) of a binomial variable of `n` trials. */
export function binomialAtLeast(count: number, n: number, probability: number): number {
  const k = Math.ceil(count)
  if (k <= 0) return 1
  return k > n ? 0 : betaP(probability, k, n - k + 1)
}

/** Share of Student's t with `df` degrees of freedom (not necessarily whole) at or below `t`. */
export function tCdf(t: number, df: number): number {
  needs(df > 0 && !Number.isNaN(t), `positive degrees of freedom and a number, not ${df} and ${t}`)
  const square = t * t
  if (square === Infinity) return t < 0 ? 0 : 1
  // Asked on the side where the argument of the beta function keeps its digits.
  const tail =
    square < df
      ? 0.5 * betaQ(square / (df + square), 0.5, df / 2)
      : 0.5 * betaP(df / (df + square), df / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/** The t below which a share `p` of Student's t lies. Plus and minus infinity at 1 and 0; df may be Infinity. */
export function tQuantile(p: number, df: number): number {
  needs(df > 0, `positive degrees of freedom, not ${df}`)
  needsShare(p)
  if (df === Infinity) return normalQuantile(p)
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  if (p === 0.5) return 0
  const tail = Math.min(p, 1 - p)
  const [x, y] = inverseBeta(df / 2, 0.5, 2 * tail, 1 - 2 * tail) as [number, number]
  const t = Math.sqrt((df * y) / x)
  return p < 0.5 ? -t : t
}

/** P(X >= x) of chi-square with `df` degrees of freedom. */
export function chiSquareAtLeast(x: number, df: number): number {
  return gammaQ(df / 2, Math.max(0, x) / 2)
}

/** The x below which a share `p` of chi-square with `df` degrees of freedom lies. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2)
}

/** The x below which a share `p` of a gamma variable of this shape and rate 1 lies. */
export function gammaQuantile(p: number, shape: number): number {
  needs(shape > 0, `a positive shape, not ${shape}`)
  needsShare(p)
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity

  // Start: Wilson and Hilferty (1931) in the middle, the leading term of the series near zero.
  const ninth = 1 / (9 * shape)
  const cube = 1 - ninth + normalQuantile(p) * Math.sqrt(ninth)
  let x = cube > 0 ? shape * cube * cube * cube : 0
  const small = exp((log(p) + logGamma(shape + 1)) / shape)
  if (!(x > 0) || small < 0.1 * shape) x = small
  if (x === 0) return 0

  // Newton's steps, kept inside a bracket that shrinks with each of them.
  let low = 0
  let high = Infinity
  for (let step = 0; step < 200; step++) {
    const excess = p < 0.5 ? gammaP(shape, x) - p : 1 - p - gammaQ(shape, x)
    if (excess === 0) return x
    if (excess > 0) high = x
    else low = x
    const density = exp((shape - 1) * log(x) - x - logGamma(shape))
    let next = x - excess / density
    if (!(next > low && next < high)) next = high === Infinity ? 2 * x : low === 0 ? x / 2 : (low + high) / 2
    if (Math.abs(next - x) <= 4e-16 * x) return next
    x = next
  }
  return x
}

/** P(X >= x) of Fisher's F with the two degrees of freedom. */
export function fAtLeast(x: number, df1: number, df2: number): number {
  needs(df1 > 0 && df2 > 0, `positive degrees of freedom, not ${df1} and ${df2}`)
  if (!(x > 0)) return 1
  const product = df1 * x
  return product > df2
    ? betaP(df2 / (df2 + product), df2 / 2, df1 / 2)
    : betaQ(product / (df2 + product), df1 / 2, df2 / 2)
}

/** The x below which a share `p` of Fisher's F lies. */
export function fQuantile(p: number, df1: number, df2: number): number {
  needs(df1 > 0 && df2 > 0, `positive degrees of freedom, not ${df1} and ${df2}`)
  needsShare(p)
  if (p === 0 || p === 1) return p === 0 ? 0 : Infinity
  const [x, y] = inverseBeta(df1 / 2, df2 / 2, p, 1 - p) as [number, number]
  return (df2 * x) / (df1 * y)
}

/**
 * The smallest count k with P(X <= k) >= p, X being the marked among `drawn`
 * taken without replacement from `marked` and `unmarked`.
 *
 * Summed outwards from the likeliest count, so neither factorials nor their
 * rounding come in; work grows with the spread of X, not with its range. As in
 * the usual statistics software p is lowered by 1000 units of rounding first, so
 * that a sum that ought to equal p counts as reaching it.
 */
export function hypergeometricQuantile(p: number, marked: number, unmarked: number, drawn: number): number {
  for (const n of [marked, unmarked, drawn]) if (!Number.isInteger(n) || n < 0) wrongCount(n)
  needs(drawn <= marked + unmarked, `no more drawn (${drawn}) than there are (${marked + unmarked})`)
  needsShare(p)
  const least = Math.max(0, drawn - unmarked)
  const most = Math.min(drawn, marked)
  if (p === 0) return least
  if (p === 1) return most

  const mode = Math.min(
    most,
    Math.max(least, Math.floor(((drawn + 1) * (marked + 1)) / (marked + unmarked + 2))),
  )
  /** P(X = k + 1) / P(X = k) */
  const up = (k: number) => ((marked - k) * (drawn - k)) / ((k + 1) * (unmarked - drawn + k + 1))
  let weight = 1
  let first = mode
  let below = 0
  while (first > least && weight > 1e-30) {
    weight /= up(first - 1)
    below += weight
    first -= 1
  }
  const firstWeight = weight
  let above = 0
  weight = 1
  for (let k = mode; k < most && weight > 1e-30; k++) {
    weight *= up(k)
    above += weight
  }
  const target = p * (1 - 1000 * Number.EPSILON) * (below + 1 + above)
  let sum = firstWeight
  weight = firstWeight
  let k = first
  while (sum < target && k < most) {
    weight *= up(k)
    sum += weight
    k += 1
  }
  return k
}

function needs(holds: boolean, what: string): asserts holds {
  if (!holds) throw new RangeError(`asked for ${what}`)
}

function needsShare(p: number): void {
  needs(p >= 0 && p <= 1, `a probability between 0 and 1, not ${p}`)
}

function wrongCount(n: number): never {
  throw new RangeError(`a count is a whole number from 0, not ${n}`)
}
