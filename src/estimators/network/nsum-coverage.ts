import { normalQuantile } from '../normal.ts'
import { finish, type Run, stream } from '../numeric/run.ts'
import type { Random } from '../random.ts'
import { estimateNsum, type NsumOptions } from './nsum.ts'
import { readNsum } from './nsum-data.ts'

/** A made-up survey: answers are Poisson around degree × size / population × barrier × transmission. */
export type MadeUpSurvey = {
  respondents: number
  population: number
  hidden: number
  known: readonly number[]
  /** Of the log-normal degrees: median, and standard deviation of the logarithm. */
  degree: { median: number; sigma: number }
  /** Squared coefficient of variation of how much nearer than others a respondent is to a group; 0: no barriers. */
  barriers: number
  transmission: number
}

export type NsumCoverage = {
  method: NsumOptions['method']
  meanEstimate: number
  /** Share of 95 % percentile intervals that held the truth. */
  covered: number
  /** The same of estimate plus and minus 1.96 errors by formula; null for PIMLE, which has none. */
  coveredByFormula: number | null
}

/** Simulation: how often do the intervals of scale-up hold the size of the hidden group? */
export function* nsumCoverage(
  made: MadeUpSurvey,
  how: { studies: number; resamples: number; seed: number; factors?: NsumOptions['factors'] },
): Run<NsumCoverage[]> {
  const groups = ['hidden', ...made.known.map((_, k) => `known ${k + 1}`)]
  const known = made.known.map((size, k) => ({ group: groups[k + 1]!, size }))
  const z = normalQuantile(0.975)
  const rows = (['nsum-mle', 'nsum-pimle'] as const).map((method) => ({
    method,
    sum: 0,
    covered: 0,
    byFormula: 0,
  }))
  for (let study = 0; study < how.studies; study++) {
    const answers = { groups, rows: answersOf(made, stream(how.seed, study)) }
    const survey = readNsum(answers, { hidden: 'hidden', known, population: made.population })
    for (const row of rows) {
      const { resamples, factors = {} } = how
      const seed = BigInt(how.seed) * 1_000_003n + BigInt(study)
      const answer = finish(
        estimateNsum(survey, { method: row.method, resamples, seed, levels: [0.95], factors }),
      )
      if (answer.status !== 'ok') continue
      const { estimate, intervals, diagnostics } = answer
      const [interval] = intervals
      row.sum += estimate
      if (interval && interval.low <= made.hidden && made.hidden <= interval.high!) row.covered++
      const { formulaError } = diagnostics
      if (formulaError !== null && Math.abs(estimate - made.hidden) <= z * formulaError) row.byFormula++
    }
    yield { done: study + 1, total: how.studies }
  }
  return rows.map(({ method, sum, covered, byFormula }) => ({
    method,
    meanEstimate: sum / how.studies,
    covered: covered / how.studies,
    coveredByFormula: method === 'nsum-mle' ? byFormula / how.studies : null,
  }))
}

function answersOf(made: MadeUpSurvey, chance: Random): number[][] {
  const { respondents, population, hidden, known, degree, barriers, transmission } = made
  // Log-normal with mean 1: some are near to a group, most are not.
  const sigma = Math.sqrt(Math.log(1 + barriers))
  const nearness = () => (barriers === 0 ? 1 : Math.exp(chance.normal(-(sigma ** 2) / 2, sigma)))
  return Array.from({ length: respondents }, () => {
    const knows = degree.median * Math.exp(chance.normal(0, degree.sigma))
    return [hidden * transmission, ...known].map((size) =>
      poisson((knows * size * nearness()) / population, chance),
    )
  })
}

/** Arrivals within one unit of time; exact, and quick for the small means of such answers. */
function poisson(mean: number, chance: Random): number {
  let count = -1
  for (let time = 0; time < mean; count++) time -= Math.log(1 - chance.uniform())
  return count
}
