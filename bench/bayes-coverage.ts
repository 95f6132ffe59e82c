import { decomposableGraphEstimate } from '../src/estimators/bayes/decomposable.ts'
import { latentClassEstimate } from '../src/estimators/bayes/latent-class.ts'
import { thresholdEstimate } from '../src/estimators/bayes/threshold.ts'
import { overlapTable } from '../src/estimators/lists/overlap-table.ts'
import { drawTable } from '../src/estimators/lists/resample.ts'
import { finish, stream } from '../src/estimators/numeric/run.ts'

/** Parts of a made-up population: so many persons with these chances of being on each of four lists. */
type Part = { persons: number; chances: number[]; together?: { lists: [number, number]; odds: number } }

const POPULATIONS: { name: string; parts: Part[] }[] = [
  { name: 'independent lists', parts: [{ persons: 2000, chances: [0.1, 0.15, 0.08, 0.12] }] },
  {
    name: 'two lists refer to each other (odds ratio 6)',
    parts: [{ persons: 2000, chances: [0.1, 0.15, 0.08, 0.12], together: { lists: [0, 1], odds: 6 } }],
  },
  {
    name: 'one in four is found more easily',
    parts: [
      { persons: 500, chances: [0.45, 0.5, 0.4, 0.4] },
      { persons: 1500, chances: [0.08, 0.1, 0.07, 0.1] },
    ],
  },
]

/** Expected persons by history; two lists that belong together are tilted, their own totals left about as they were. */
function expected(parts: readonly Part[]): Float64Array {
  const cells = new Float64Array(16)
  for (const { persons, chances, together } of parts) {
    const own = Float64Array.from({ length: 16 }, (_, history) =>
      chances.reduce((p, chance, j) => p * ((history >> j) & 1 ? chance : 1 - chance), 1),
    )
    if (together) {
      const [i, j] = together.lists
      for (let h = 0; h < 16; h++)
        if ((h >> i) & 1 && (h >> j) & 1) own[h] = (own[h] as number) * together.odds
    }
    const whole = own.reduce((a, b) => a + b, 0)
    own.forEach((share, h) => {
      cells[h] = (cells[h] as number) + (persons * share) / whole
    })
  }
  return cells
}

/** The made-up populations, one row of each method for each. */
export const bayesPopulations = POPULATIONS.map(({ name }) => name)

/**
 * How often the 95 % limits of the Bayesian methods hold the true number of made-up populations, how far
 * the estimates are off, and how often no figure is given. Printed as the table of docs/methods.
 */
export function benchBayesCoverage(
  population: string,
  { studies, seed }: { studies: number; seed: number },
  print: (line: string) => void,
): void {
  const methods = {
    dga: (table: ReturnType<typeof overlapTable>, _: number) => finish(decomposableGraphEstimate(table)),
    'latent class': (table: ReturnType<typeof overlapTable>, run: number) =>
      finish(latentClassEstimate(table, { seed: run, iterations: 8000, burnIn: 1000 })),
    threshold: (table: ReturnType<typeof overlapTable>, run: number) =>
      finish(thresholdEstimate(table, { seed: run, draws: 500 })),
  }
  for (const { name, parts } of POPULATIONS.filter((one) => one.name === population)) {
    const people = parts.reduce((sum, { persons }) => sum + persons, 0)
    const cells = expected(parts)
    for (const [method, estimate] of Object.entries(methods)) {
      let held = 0
      let below = 0
      let given = 0
      const ratios: number[] = []
      for (let run = 0; run < studies; run++) {
        const counts = new Float64Array(16)
        drawTable(people, cells, stream(seed, run), counts)
        const answer = estimate(overlapTable(['A', 'B', 'C', 'D'], counts), run + 1)
        if (answer.status !== 'ok') continue
        const wide = answer.intervals.find(({ level }) => level === 0.95)
        given += 1
        ratios.push(answer.estimate / people)
        if (wide?.high != null && wide.high < people) below += 1
        else if (wide && wide.low <= people) held += 1
      }
      ratios.sort((a, b) => a - b)
      const shown = (value: string) => (given === 0 ? '–' : value)
      print(
        `| ${name} | ${method} | ${shown(((100 * held) / given).toFixed(0))} % | ${shown(((100 * below) / given).toFixed(0))} % | ${shown((ratios[Math.floor(given / 2)] ?? 0).toFixed(2))} | ${studies - given} of ${studies} |`,
      )
    }
  }
}
