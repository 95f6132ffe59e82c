import { logFactorial } from '../numeric/special.ts'
import { exp, log } from '../portable-math.ts'
import type { Random } from '../random.ts'

/** Draws from the distributions that a Gibbs sampler needs, from one source of chance. */
export type Draws = ReturnType<typeof drawsFrom>

/**
 * Opens them. Each takes a handful of uniform draws, however large its numbers:
 * gamma by Marsaglia and Tsang (2000, ACM TOMS 26:363), beta by Cheng (1978, CACM 21:317, algorithm BB),
 * binomial and Poisson by inversion below a mean of ten and by Hörmann's transformed rejection above
 * (1993, J. Stat. Comput. Simul. 46:101 and Insurance: Math. Econ. 12:39).
 */
export function drawsFrom(chance: Pick<Random, 'uniform' | 'normal'>) {
  const { uniform, normal } = chance

  /** Logarithm of a uniform draw above 0 and up to 1. */
  const logUniform = () => log(1 - uniform())

  function gamma(shape: number): number {
    return shape < 1 ? exp(logGammaDraw(shape)) : gammaFromOne(shape)
  }

  /** Logarithm of a gamma draw: a tiny shape gives draws too small to stand as numbers themselves. */
  function logGammaDraw(shape: number): number {
    return shape < 1 ? log(gammaFromOne(shape + 1)) + logUniform() / shape : log(gammaFromOne(shape))
  }

  function gammaFromOne(shape: number): number {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      const u = 1 - uniform()
      const square = x * x
      if (u < 1 - 0.0331 * square * square) return d * v
      if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v
    }
  }

  /** A share between 0 and 1, for two shapes from 1. */
  function beta(first: number, second: number): number {
    if (first === 1) return second === 1 ? uniform() : lessOne(-logUniform() / second)
    if (second === 1) return exp(logUniform() / first)
    const a = Math.min(first, second)
    const b = Math.max(first, second)
    const sum = a + b
    const slope = Math.sqrt((sum - 2) / (2 * a * b - sum))
    const pull = a + 1 / slope
    for (;;) {
      const u = uniform()
      if (u === 0) continue
      const v = slope * log(u / (1 - u))
      const w = a * exp(v)
      const z = u * u * (1 - uniform())
      const r = pull * v - 1.3862943611198906
      const s = a + r - w
      if (s + 2.60943791243 < 5 * z) {
        const t = log(z)
        if (s < t && r + sum * log(sum / (b + w)) < t) continue
      }
      return a === first ? w / (b + w) : b / (b + w)
    }
  }

  function binomial(n: number, probability: number): number {
    if (n === 0 || probability <= 0) return 0
    if (probability >= 1) return n
    if (probability > 0.5) return n - binomialBelowHalf(n, 1 - probability)
    return binomialBelowHalf(n, probability)
  }

  function binomialBelowHalf(n: number, p: number): number {
    const mean = n * p
    // Less likely than the grain of a uniform draw.
    if (mean < 1e-17) return 0
    const q = 1 - p
    const odds = p / q
    if (mean < 10) {
      const logQ = p < 1e-4 ? -p * (1 + p * (0.5 + p * (1 / 3 + p / 4))) : log(q)
      for (;;) {
        let left = uniform()
        let term = exp(n * logQ)
        for (let k = 0; k <= n && k < 200; k++) {
          if (left < term) return k
          left -= term
          term *= (odds * (n - k)) / (k + 1)
        }
      }
    }
    const spread = Math.sqrt(mean * q)
    const b = 1.15 + 2.53 * spread
    const a = -0.0873 + 0.0248 * b + 0.01 * p
    const centre = mean + 0.5
    const inner = 0.92 - 4.2 / b
    const alpha = (2.83 + 5.1 / b) * spread
    const mode = Math.floor((n + 1) * p)
    for (;;) {
      const u = uniform() - 0.5
      const v = 1 - uniform()
      const edge = 0.5 - Math.abs(u)
      const k = Math.floor(((2 * a) / edge + b) * u + centre)
      if (k < 0 || k > n) continue
      if (edge >= 0.07 && v <= inner) return k
      const bound =
        logFactorial(mode) +
        logFactorial(n - mode) -
        logFactorial(k) -
        logFactorial(n - k) +
        (k - mode) * log(odds)
      if (log((v * alpha) / (a / (edge * edge) + b)) <= bound) return k
    }
  }

  function poisson(mean: number): number {
    if (mean < 1e-17) return 0
    if (mean < 10) {
      for (;;) {
        let left = uniform()
        let term = exp(-mean)
        for (let k = 0; k < 200; k++) {
          if (left < term) return k
          left -= term
          term *= mean / (k + 1)
        }
      }
    }
    const b = 0.931 + 2.53 * Math.sqrt(mean)
    const a = -0.059 + 0.02483 * b
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    const inner = 0.9277 - 3.6224 / (b - 2)
    for (;;) {
      const u = uniform() - 0.5
      const v = 1 - uniform()
      const edge = 0.5 - Math.abs(u)
      const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43)
      if (edge >= 0.07 && v <= inner) return k
      if (k < 0 || (edge < 0.013 && v > edge)) continue
      if (log((v * inverseAlpha) / (a / (edge * edge) + b)) <= k * log(mean) - mean - logFactorial(k))
        return k
    }
  }

  return { uniform, normal, logUniform, gamma, logGamma: logGammaDraw, beta, binomial, poisson }
}

/** 1 - exp(-x), accurate for small x. */
function lessOne(x: number): number {
  return x < 1e-4 ? x * (1 - x * (0.5 - x / 6)) : 1 - exp(-x)
}
