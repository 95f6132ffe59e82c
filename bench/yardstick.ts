/**
 * A fixed piece of arithmetic by which speeds on different machines are told
 * apart: fits a Poisson loglinear model of 255 cells and 37 parameters by
 * iteratively reweighted least squares (Cholesky on typed arrays, nine
 * iterations). Its problem never changes.
 *
 * Each fit is timed by itself and the quickest tenth counts, as for what is
 * compared with it: on a busy machine the rest measures the neighbours.
 *
 * @returns milliseconds per fit
 */
export function yardstick(fits = 200): number {
  const problem = aProblem()
  for (let i = 0; i < 50; i++) fitOnce(problem)
  const times = Float64Array.from({ length: fits }, () => {
    const start = performance.now()
    fitOnce(problem)
    return performance.now() - start
  }).sort()
  return times[Math.floor(fits / 10)] as number
}

type Problem = { design: Float64Array; counts: Float64Array }

const cells = 255
const parameters = 37
const iterations = 9

/** All 255 overlaps of eight lists: an intercept, eight main effects, 28 pairs. */
function aProblem(): Problem {
  const design = new Float64Array(cells * parameters)
  const counts = new Float64Array(cells)
  let chance = 20140228
  for (let cell = 0; cell < cells; cell++) {
    const overlap = cell + 1
    const row = cell * parameters
    design[row] = 1
    let column = 1
    for (let a = 0; a < 8; a++) design[row + column++] = (overlap >> a) & 1
    for (let a = 0; a < 8; a++)
      for (let b = a + 1; b < 8; b++) design[row + column++] = (overlap >> a) & (overlap >> b) & 1
    chance = (Math.imul(chance, 1664525) + 1013904223) | 0
    counts[cell] = (chance >>> 28) + 1
  }
  return { design, counts }
}

function fitOnce({ design, counts }: Problem): Float64Array {
  const beta = new Float64Array(parameters)
  const information = new Float64Array(parameters * parameters)
  const score = new Float64Array(parameters)
  for (let cell = 0; cell < cells; cell++) beta[0] = (beta[0] as number) + (counts[cell] as number) / cells
  beta[0] = Math.log(beta[0] as number)
  for (let iteration = 0; iteration < iterations; iteration++) {
    information.fill(0)
    score.fill(0)
    for (let cell = 0; cell < cells; cell++) {
      const row = cell * parameters
      let eta = 0
      for (let j = 0; j < parameters; j++) eta += (design[row + j] as number) * (beta[j] as number)
      const mu = Math.exp(eta)
      const residual = (counts[cell] as number) - mu
      for (let j = 0; j < parameters; j++) {
        const x = design[row + j] as number
        score[j] = (score[j] as number) + x * residual
        const weighted = x * mu
        for (let k = 0; k <= j; k++)
          information[j * parameters + k] =
            (information[j * parameters + k] as number) + weighted * (design[row + k] as number)
      }
    }
    solve(information, score)
    for (let j = 0; j < parameters; j++) beta[j] = (beta[j] as number) + (score[j] as number)
  }
  return beta
}

/** Solves in place by Cholesky; the lower triangle of the matrix is overwritten by its factor. */
function solve(matrix: Float64Array, right: Float64Array): void {
  const n = right.length
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j] as number
      for (let k = 0; k < j; k++) sum -= (matrix[i * n + k] as number) * (matrix[j * n + k] as number)
      matrix[i * n + j] = i === j ? Math.sqrt(sum) : sum / (matrix[j * n + j] as number)
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = right[i] as number
    for (let k = 0; k < i; k++) sum -= (matrix[i * n + k] as number) * (right[k] as number)
    right[i] = sum / (matrix[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i] as number
    for (let k = i + 1; k < n; k++) sum -= (matrix[k * n + i] as number) * (right[k] as number)
    right[i] = sum / (matrix[i * n + i] as number)
  }
}
