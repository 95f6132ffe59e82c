import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { bicCoverage } from '../src/estimators/lists/bic-coverage.ts'
import { type Coverage, stepwiseCoverage } from '../src/estimators/lists/coverage.ts'
import { independenceEstimate, stepwiseEstimate } from '../src/estimators/lists/log-linear.ts'
import { fitModel, type ModelFit } from '../src/estimators/lists/model-fit.ts'
import { closureOf, independence, readModel } from '../src/estimators/lists/notation.ts'
import { type OverlapTable, overlapTable, readOverlapTable } from '../src/estimators/lists/overlap-table.ts'
import { twoList } from '../src/estimators/lists/two-list.ts'
import { type MadeUpSurvey, nsumCoverage } from '../src/estimators/network/nsum-coverage.ts'
import { type MadeUp, rdsCoverage } from '../src/estimators/network/rds-coverage.ts'
import { finish, stream } from '../src/estimators/numeric/run.ts'
import { surveyCoverage } from '../src/estimators/survey/coverage.ts'
import { projectRoot } from '../src/house/settings.ts'
import { bayesPopulations, benchBayesCoverage } from './bayes-coverage.ts'

/** How much is simulated; what is left out is as the tables of docs/methods say. */
export type Simulated = { studies?: number; resamples?: number; seed: number }
type Print = (line: string) => void
type CoverageTable = {
  title: string
  heading: string
  /** Each row by a name of its own, so that one can be asked for. */
  rows: { name: string; print: (asked: Simulated, print: Print) => void }[]
}

/** A dash where no study had an interval. */
const percent = (share: number, digits = 0) => (Number.isFinite(share) ? (100 * share).toFixed(digits) : '–')
const whole = (value: number) => Math.round(value).toLocaleString('en')

/** A published table of overlaps, from the shared reference data; null where it is not there. */
function published(name: string): OverlapTable | null {
  const root = process.env.TIP_SHARED ?? path.resolve(projectRoot(), '../shared')
  const file = path.join(root, 'data/prevalence', `${name}.csv`)
  if (!existsSync(file)) return null
  const [heading = [], ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
  return readOverlapTable(heading, rows).table
}

/** The row of a published table of which the truth is a model fitted to it. */
function fromPublished(
  name: string,
  truthOf: (table: OverlapTable) => ModelFit | null,
  print: (table: OverlapTable, truth: ModelFit, asked: Simulated) => string,
) {
  return {
    name,
    print: (asked: Simulated, out: Print) => {
      const table = published(name)
      if (table === null)
        return out(`| ${name} | SKIPPED: its table is not beside this project (TIP_SHARED) |`)
      const truth = truthOf(table)
      out(truth === null ? `| ${name} | no estimate |` : `| ${name} ${print(table, truth, asked)}`)
    },
  }
}

const fitted = (table: OverlapTable, pairs: readonly number[]) => {
  const truth = fitModel(table, closureOf([...independence(table.lists.length), ...pairs]))
  return 'reason' in truth ? null : truth
}

/** The stepwise model of the table. */
function chosenStepwise(table: OverlapTable): ModelFit | null {
  const chosen = finish(stepwiseEstimate(table, { resamples: 0 }))
  if (chosen.status !== 'ok') return null
  const pairs = chosen.diagnostics.steps.map(({ lists }) =>
    lists.reduce((mask, list) => mask | (1 << table.lists.indexOf(list)), 0),
  )
  return fitted(table, pairs)
}

/** The model of all pairs of lists. */
const allPairs = ({ lists }: OverlapTable) =>
  lists.flatMap((_, i) => lists.slice(i + 1).map((_, k) => (1 << i) | (1 << (i + 1 + k))))

const pairsIn = ({ terms }: ModelFit) =>
  terms.filter((term) => [...term.toString(2)].filter((bit) => bit === '1').length === 2)

function stepwiseRow(table: OverlapTable, truth: ModelFit, asked: Simulated, usual: number): string {
  const { studies: simulations = usual, resamples = 1000, seed } = asked
  const { coverage } = finish(stepwiseCoverage(truth, table, { simulations, resamples, seed }))
  const at = (kind: Coverage['kind'], level: number) =>
    coverage.find((each) => each.kind === kind && each.level === level)
  const shown = (kind: Coverage['kind'], level: number) => {
    const found = at(kind, level)
    return found === undefined ? '–' : percent(found.covered, 1)
  }
  const told = at('told', 0.95)
  const beyond = told ? `(${percent(told.below, 1)}, ${percent(told.above, 1)})` : '–'
  const cells = [pairsIn(truth).length, whole(truth.total), shown('told', 0.95), beyond, shown('told', 0.8)]
  const beside = [
    shown('bca', 0.95),
    shown('bca', 0.8),
    shown('conditional', 0.95),
    shown('conditional', 0.8),
  ]
  return `| ${[...cells, ...beside].join(' | ')} |`
}

const stepwiseHeading =
  '| truth | pairs | persons | first 95 % | (too low, too high) | first 80 % | BCa 95 % | BCa 80 % | conditional 95 % | conditional 80 % |'

const rdsBase: MadeUp = {
  people: 5000,
  share: 0.2,
  meanDegree: 8,
  activity: 1.8,
  mixing: 0.3,
  sample: 500,
  seeds: 10,
  coupons: 2,
}

const rdsRow = (name: string, changed: Partial<MadeUp>) => ({
  name,
  print: ({ studies = 200, resamples = 300, seed }: Simulated, print: Print) => {
    const rows = finish(rdsCoverage({ ...rdsBase, ...changed }, { studies, resamples, seed }))
    const held = (estimator: string, bootstrap: string) =>
      `${percent(rows.find((row) => row.estimator === estimator && row.bootstrap === bootstrap)?.covered ?? 0)} %`
    const mean = (estimator: string) =>
      (rows.find((row) => row.estimator === estimator)?.meanEstimate ?? 0).toFixed(3)
    print(
      `| ${[
        name,
        mean('rds-i'),
        held('rds-i', 'tree'),
        mean('rds-ii'),
        held('rds-ii', 'tree'),
        held('rds-ii', 'chain'),
        mean('rds-ss'),
        held('rds-ss', 'population'),
        held('rds-ss', 'tree'),
        held('rds-ss', 'chain'),
      ].join(' | ')} |`,
    )
  },
})

const nsumBase: MadeUpSurvey = {
  respondents: 300,
  population: 1_000_000,
  hidden: 6000,
  known: [2000, 5000, 8000, 12_000, 20_000],
  degree: { median: 250, sigma: 0.6 },
  barriers: 0,
  transmission: 1,
}

const nsumRow = (name: string, changed: Partial<MadeUpSurvey>, factors = {}) => ({
  name,
  print: ({ studies = 500, resamples = 300, seed }: Simulated, print: Print) => {
    const [mle, pimle] = finish(
      nsumCoverage({ ...nsumBase, ...changed }, { studies, resamples, seed, factors }),
    )
    if (!mle || !pimle) return
    print(
      `| ${name} | ${whole(mle.meanEstimate)} | ${percent(mle.covered)} % | ${percent(mle.coveredByFormula ?? 0)} % | ${whole(pimle.meanEstimate)} | ${percent(pimle.covered)} % |`,
    )
  },
})

const surveyRow = (clusters: number, size: number, a: number, b: number) => ({
  name: `${clusters} × ${size}, ${percent(a / (a + b))} %`,
  print: ({ studies: worlds = 4000, seed }: Simulated, print: Print) => {
    const held = surveyCoverage({ clusters, size, a, b }, { worlds, seed })
    const shares = [held.logit, held.beta, held.forgotten].map((share) => `${percent(share, 1)} %`)
    print(
      `| ${clusters} × ${size} | ${percent(a / (a + b))} % | ${(1 / (a + b + 1)).toFixed(2)} | ${shares.join(' | ')} |`,
    )
  },
})

/** Independent lists by chance, one person after the other. */
function drawn(people: number, shares: readonly number[], seed: number, study: number): OverlapTable {
  const chance = stream(seed, study)
  const counts = new Float64Array(2 ** shares.length)
  for (let person = 0; person < people; person++) {
    let history = 0
    for (const [k, share] of shares.entries()) if (chance.uniform() < share) history |= 1 << k
    counts[history] = (counts[history] as number) + (history === 0 ? 0 : 1)
  }
  return overlapTable(
    shares.map((_, k) => String.fromCharCode(65 + k)),
    counts,
  )
}

const accusedRow = (people: number, shares: readonly number[]) => ({
  name: `${people}, ${shares.join(' ')}`,
  print: ({ studies = 2000, seed }: Simulated, print: Print) => {
    let accused = 0
    for (let study = 0; study < studies; study++) {
      const { warnings } = finish(independenceEstimate(drawn(people, shares, seed, study)))
      if (warnings.some(({ code }) => code === 'model-does-not-fit')) accused++
    }
    print(`| ${whole(people)} | ${shares.join(', ')} | ${percent(accused / studies, 1)} % |`)
  },
})

/** The tables of docs/methods that say how often intervals hold the truth, each by the name it is asked for. */
export const coverageTables: Record<string, CoverageTable> = {
  stepwise: {
    title: 'Stepwise choice of pairs (mse-sparse.md): the stepwise model of each table is the truth',
    heading: stepwiseHeading,
    rows: [
      'UKdat',
      'Ned_5',
      'Australia',
      'HIV',
      'Western',
      'NewOrl_5',
      'Korea',
      'UKdat_5',
      'Ned',
      'NewOrl',
    ].map((name) =>
      fromPublished(name, chosenStepwise, (table, truth, asked) => stepwiseRow(table, truth, asked, 500)),
    ),
  },
  'stepwise-all-pairs': {
    title: 'The same with a harder truth: the model of all pairs',
    heading: stepwiseHeading,
    rows: ['UKdat', 'Ned_5', 'HIV'].map((name) =>
      fromPublished(
        name,
        (table) => fitted(table, allPairs(table)),
        (table, truth, asked) => stepwiseRow(table, truth, asked, 300),
      ),
    ),
  },
  bic: {
    title: 'Choice by BIC (mse-information.md)',
    heading:
      '| truth | model | persons | BCa 95 % | (too low, too high) | BCa 80 % | conditional 95 % | conditional 80 % |',
    rows: (
      [
        ['Australia', '[12,23,24]', 20],
        ['HIV', '[12,3,4]', 20],
        ['Kosovo', '[123,14,34]', 20],
        ['Korea', '[12,23]', 8],
      ] as const
    ).map(([name, model, nTop]) =>
      fromPublished(
        name,
        (table) => {
          const truth = fitModel(table, readModel(model, table.lists))
          return 'reason' in truth ? null : truth
        },
        (table, truth, { studies: simulations = 300, resamples = 500, seed }) => {
          const { tallies } = bicCoverage(truth, table, { simulations, resamples, seed, nTop })
          const held = (label: string) => {
            const tally = tallies.find((each) => each.label === label)
            return tally ? percent(tally.held / tally.of, 1) : '–'
          }
          const wide = tallies.find(({ label }) => label === 'bca 0.95')
          const beyond = wide
            ? `(${percent(wide.below / wide.of, 1)}, ${percent(wide.above / wide.of, 1)})`
            : '–'
          return `| ${model} | ${whole(truth.total)} | ${held('bca 0.95')} | ${beyond} | ${held('bca 0.8')} | ${held('conditional 0.95')} | ${held('conditional 0.8')} |`
        },
      ),
    ),
  },
  bayes: {
    title: 'Bayesian methods (mse-bayes.md, latent-class.md)',
    heading:
      '| population | method | 95 % limits hold it | lie wholly below | median estimate / truth | no figure |',
    rows: bayesPopulations.map((name) => ({
      name,
      print: ({ studies = 100, seed }, print) => benchBayesCoverage(name, { studies, seed }, print),
    })),
  },
  rds: {
    title: 'Respondent-driven samples (rds.md), 95 %',
    heading: '| | RDS-I mean | tree | RDS-II mean | tree | chain | SS mean | population | tree | chain |',
    rows: [
      rdsRow('1,000 people: half interviewed', { people: 1000 }),
      rdsRow('5,000 people', {}),
      rdsRow('2,000 people, 200 interviewed, 6 seeds', { people: 2000, sample: 200, seeds: 6 }),
      rdsRow('5,000 people, one meeting of twenty', { mixing: 0.05 }),
      rdsRow('3,000 people in towns', { people: 3000, towns: { number: 10, mixing: 0.01 } }),
      rdsRow('1,000 people in towns, half interviewed', { people: 1000, towns: { number: 5, mixing: 0.01 } }),
      rdsRow('3,000 people, all seeds members', { people: 3000, seedsInGroup: true }),
      rdsRow('5,000 people, one coupon', { coupons: 1 }),
    ],
  },
  nsum: {
    title: 'Network scale-up (nsum.md), 95 %',
    heading: '| | MLE: mean | bootstrap holds | formula holds | PIMLE: mean | bootstrap holds |',
    rows: [
      nsumRow('no barriers', {}),
      nsumRow('barriers 1', { barriers: 1 }),
      nsumRow('barriers 3', { barriers: 3 }),
      nsumRow('barriers 10', { barriers: 10 }),
      nsumRow('barriers 3, 60 respondents', { barriers: 3, respondents: 60 }),
      nsumRow('500 hidden', { hidden: 500 }),
      nsumRow('half of the ties unknown (τ = 0.5)', { transmission: 0.5 }),
      nsumRow('the same, τ given', { transmission: 0.5 }, { transmission: 0.5 }),
    ],
  },
  survey: {
    title: 'Shares from clusters (survey.md), 95 %',
    heading: '| clusters × people | share | alike within (ρ) | logit | beta | clusters forgotten |',
    rows: [
      surveyRow(40, 15, 1, 9),
      surveyRow(15, 20, 1, 9),
      surveyRow(60, 15, 1, 32),
      surveyRow(20, 15, 1, 49),
      surveyRow(8, 25, 1, 4),
    ],
  },
  'two-lists': {
    title: 'Two lists (two-list.md): the log-normal interval, 95 %',
    heading: '| people | chances of being on each list | holds the truth |',
    rows: [
      {
        name: '600, 0.3 0.2',
        print: ({ studies = 2000, seed }, print) => {
          let held = 0
          for (let study = 0; study < studies; study++) {
            const { counts } = drawn(600, [0.3, 0.2], seed, study)
            const [first = 0, second = 0, both = 0] = [counts[1], counts[2], counts[3]]
            const { intervals } = twoList({ first: first + both, second: second + both, both })
            const wide = intervals.find(({ kind, level }) => kind === 'log-normal' && level === 0.95)
            if (wide && wide.low <= 600 && 600 <= (wide.high ?? Infinity)) held++
          }
          print(`| 600 | 0.3, 0.2 | ${percent(held / studies, 1)} % |`)
        },
      },
    ],
  },
  fit: {
    title: 'How often a true model is said not to fit (mse-loglinear.md)',
    heading: '| people | chances of being on each list | said not to fit |',
    rows: [
      accusedRow(100, [0.3, 0.2, 0.25]),
      accusedRow(300, [0.3, 0.2, 0.25, 0.15]),
      accusedRow(300, [0.2, 0.15, 0.1, 0.1]),
      accusedRow(300, [0.3, 0.2, 0.25, 0.15, 0.2]),
      accusedRow(1000, [0.3, 0.2, 0.25, 0.15, 0.2]),
    ],
  },
}

/**
 * `npm run bench -- coverage [table [row]] [--studies N] [--resamples N] [--seed N]`: how often intervals hold the truth
 * of made-up populations, as docs/methods prints it. All tables take hours; without names they are all printed.
 *
 * @throws Error where no table or row has such a name, with those there are
 */
export function benchCoverage(argv: readonly string[], print: Print): void {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      studies: { type: 'string' },
      resamples: { type: 'string' },
      seed: { type: 'string', default: '20261122' },
    },
  })
  const [name, ...rest] = positionals
  const row = rest.join(' ')
  const number = (flag: string, text: string) => {
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${flag} ${text} is not a whole number from 1`)
    return Number(text)
  }
  const asked: Simulated = {
    seed: number('seed', values.seed),
    ...(values.studies === undefined ? {} : { studies: number('studies', values.studies) }),
    ...(values.resamples === undefined ? {} : { resamples: number('resamples', values.resamples) }),
  }
  const tables = name === undefined ? Object.keys(coverageTables) : [name]
  for (const each of tables) {
    const table = coverageTables[each]
    if (!table)
      throw new Error(
        `There is no coverage table ${each}; there are ${Object.keys(coverageTables).join(', ')}`,
      )
    const rows = row === '' ? table.rows : table.rows.filter((one) => one.name === row)
    if (rows.length === 0)
      throw new Error(`${each} has no row ${row}; it has: ${table.rows.map((one) => one.name).join('; ')}`)
    const settings = Object.entries(asked).map(([setting, value]) => `${setting} ${value}`)
    print(`\n${table.title} (${settings.join(', ')})\n`)
    print(table.heading)
    print(`|${'---|'.repeat(table.heading.split('|').length - 2)}`)
    for (const one of rows) one.print(asked, print)
  }
}
