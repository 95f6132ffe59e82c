import { finish, type Run, stream } from '../numeric/run.ts'
import type { Random } from '../random.ts'
import { type RdsBootstrap, resample } from './rds-bootstrap.ts'
import { type Respondent, readTree } from './rds-data.ts'
import { percentileIntervals } from './resampled.ts'
import { type Shares, salganikHeckathorn, successiveSampling, volzHeckathorn } from './shares.ts'
import { type Tally, tallyOf } from './tally.ts'

/** A made-up population in which everybody is acquainted with some, and a sample recruited in it. */
export type MadeUp = {
  people: number
  /** Share of people in the group asked for. */
  share: number
  meanDegree: number
  /** Mean degree in the group over that of the others, roughly. */
  activity: number
  /** Chance that a meeting between groups becomes a tie, where one within a group always does. */
  mixing: number
  /** Towns between which few ties lead; the group lives rather in the first of them. None by default. */
  towns?: { number: number; mixing: number }
  sample: number
  seeds: number
  coupons: number
  /** Seeds are of the group asked for only; else in proportion to degree. */
  seedsInGroup?: boolean
}

export type RdsCoverage = {
  estimator: 'rds-i' | 'rds-ii' | 'rds-ss'
  bootstrap: RdsBootstrap
  meanEstimate: number
  /** Standard deviation of the estimate over samples: what a standard error should be. */
  spread: number
  /** Share of samples whose 95 % percentile interval held the truth. */
  covered: number
  meanWidth: number
  of: number
}

/**
 * Simulation: how often do the intervals hold the share they are about? A new population and a new sample for
 * each study; people recruit at random among acquaintances not yet interviewed, up to as many as coupons.
 */
export function* rdsCoverage(
  made: MadeUp,
  { studies, resamples, seed }: { studies: number; resamples: number; seed: number },
): Run<RdsCoverage[]> {
  const estimators: Record<RdsCoverage['estimator'], (tally: Tally) => Shares> = {
    'rds-i': salganikHeckathorn,
    'rds-ii': volzHeckathorn,
    'rds-ss': (tally) => successiveSampling(tally, made.people),
  }
  const kinds: RdsBootstrap[] = ['chain', 'population', 'tree']
  const rows = Object.keys(estimators).flatMap((estimator) =>
    kinds.map((bootstrap) => ({
      estimator: estimator as RdsCoverage['estimator'],
      bootstrap,
      estimates: [] as number[],
      widths: 0,
      covered: 0,
    })),
  )
  const truth = Math.round(made.people * made.share) / made.people
  for (let study = 0; study < studies; study++) {
    const tree = readTree(recruited(made, stream(seed, study)))
    const own = tallyOf(tree)
    for (const bootstrap of kinds) {
      const about = rows.filter((row) => row.bootstrap === bootstrap)
      const values = about.map((): number[] => [])
      finish(
        resample(
          tree,
          { bootstrap, resamples, seed: BigInt(seed) * 1_000_003n + BigInt(study), population: made.people },
          (drawn) => {
            about.forEach(({ estimator }, i) => {
              const shares = estimators[estimator](drawn)
              if (shares !== null) values[i]!.push(shares[1]!)
            })
          },
        ),
      )
      about.forEach((row, i) => {
        const estimate = estimators[row.estimator](own)?.[1]
        const [interval] = percentileIntervals(Float64Array.from(values[i]!), [0.95])
        if (estimate === undefined || interval === undefined) return
        row.estimates.push(estimate)
        row.widths += interval.high! - interval.low
        if (interval.low <= truth && truth <= interval.high!) row.covered++
      })
      yield { done: study, total: studies }
    }
  }
  return rows.map(({ estimator, bootstrap, estimates, widths, covered }) => {
    const of = estimates.length
    const mean = estimates.reduce((sum, value) => sum + value, 0) / of
    const squares = estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return {
      estimator,
      bootstrap,
      meanEstimate: mean,
      spread: Math.sqrt(squares / (of - 1)),
      covered: covered / of,
      meanWidth: widths / of,
      of,
    }
  })
}

/** A sample recruited in a population made up for it; people of the group asked for answer 1, others 0. */
export function recruited(made: MadeUp, chance: Random): Respondent[] {
  const inGroup = Math.round(made.people * made.share)
  const ties = tiesOf(made, inGroup, chance)
  const rows: Respondent[] = []
  const met = new Set<number>()
  const waiting: number[] = []
  const meet = (person: number, recruiter: string) => {
    met.add(person)
    waiting.push(person)
    rows.push({
      id: `p${person}`,
      recruiter,
      degree: ties[person]!.length,
      outcome: person < inGroup ? 1 : 0,
    })
  }
  const byDegree = ties.flatMap((others, person) => others.map(() => person))
  const newSeed = () => {
    for (;;) {
      const person = byDegree[chance.below(byDegree.length)]!
      if (!met.has(person) && (made.seedsInGroup !== true || person < inGroup || met.size > made.seeds))
        return meet(person, '')
    }
  }
  while (rows.length < made.seeds) newSeed()
  for (let next = 0; rows.length < made.sample; next++) {
    if (next === waiting.length) newSeed()
    const recruiter = waiting[next]!
    const left = ties[recruiter]!.filter((person) => !met.has(person))
    for (let coupon = 0; coupon < made.coupons && left.length > 0 && rows.length < made.sample; coupon++) {
      const at = chance.below(left.length)
      meet(left[at]!, `p${recruiter}`)
      left.splice(at, 1)
    }
  }
  return rows
}

function tiesOf(made: MadeUp, inGroup: number, chance: Random): number[][] {
  const { people, meanDegree, activity, mixing, towns = { number: 1, mixing: 1 } } = made
  const town = Int32Array.from({ length: people }, (_, person) => {
    const place = chance.uniform()
    return Math.floor((person < inGroup ? place * place : place) * towns.number)
  })
  // Sociability is uneven within groups too: log-normal, so that some know several times as many as others.
  const sociability = Float64Array.from(
    { length: people },
    (_, person) => Math.exp(0.5 * chance.normal()) * (person < inGroup ? activity : 1),
  )
  const upTo = new Float64Array(people)
  let sum = 0
  sociability.forEach((amount, person) => {
    sum += amount
    upTo[person] = sum
  })
  const somebody = () => {
    const target = chance.uniform() * sum
    let low = 0
    let high = people - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! > target) high = middle
      else low = middle + 1
    }
    return low
  }
  const ties = Array.from({ length: people }, () => new Set<number>())
  const meet = (a: number, b: number) => {
    if (a === b || ties[a]!.has(b)) return false
    if (a < inGroup !== b < inGroup && chance.uniform() > mixing) return false
    if (town[a] !== town[b] && chance.uniform() > towns.mixing) return false
    ties[a]!.add(b)
    ties[b]!.add(a)
    return true
  }
  for (let tie = 0; tie < (people * meanDegree) / 2; ) if (meet(somebody(), somebody())) tie++
  for (let person = 0; person < people; person++) while (ties[person]!.size === 0) meet(person, somebody())
  return ties.map((others) => [...others])
}
