import { recruited } from '../../../estimators/network/rds-coverage.ts'
import { stream } from '../../../estimators/numeric/run.ts'
import type { Random } from '../../../estimators/random.ts'

/*
 * Samples made up on the spot, with a seed: nobody stands behind them, and the truth they were drawn from is known, so
 * that whoever tries a method sees what it makes of it.
 */

/** Made when first asked for: the page asks each time it is drawn. */
function once<T>(make: () => T): () => T {
  let made: { it: T } | null = null
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

/** 1,200 people, of whom one in five answers 1; they know each other unevenly. A few hundred of them, from eight seeds. */
export const madeUpRecruitment = once((): string => {
  const chance = stream(20, 1)
  const rows = recruited(
    {
      people: 1200,
      share: 0.2,
      meanDegree: 9,
      activity: 1.6,
      mixing: 0.35,
      sample: 900,
      seeds: 8,
      coupons: 3,
    },
    stream(20, 0),
  )
  // Not every coupon comes back; whom it would have brought, and whom they, is not there.
  const came = new Set<string>()
  const sample = rows.filter(({ id, recruiter }, place) => {
    const comes = recruiter === '' ? place < 8 : came.has(recruiter ?? '') && chance.uniform() < 0.72
    if (comes) came.add(id)
    return comes
  })
  return csv(
    ['id', 'recruiter', 'network_size', 'answer'],
    sample.map(({ id, recruiter, degree, outcome }) => [id, recruiter || 'seed', degree, outcome]),
  )
})

export const madeUpRecruitmentTruth = { share: 0.2, people: 1200 }

const groups = [
  { group: 'teachers', size: 9000 },
  { group: 'nurses', size: 5200 },
  { group: 'bus drivers', size: 2100 },
  { group: 'births this year', size: 14500 },
  { group: 'deaths this year', size: 7600 },
  { group: 'weddings this year', size: 6100 },
  { group: 'prisoners', size: 1900 },
]
export const madeUpScaleUpTruth = { population: 1_000_000, hidden: 6000, transmission: 0.6 }

/**
 * 400 people asked how many they know of eight groups. Six of ten acquaintances of a hidden person know; and prisoners are
 * known unevenly and too seldom, as happens with groups that one does not speak of.
 */
export const madeUpScaleUp = once((): { answers: string; sizes: string } => {
  const chance = stream(21, 0)
  const { population, hidden, transmission } = madeUpScaleUpTruth
  const rows = Array.from({ length: 400 }, () => {
    const knows = 290 * Math.exp(chance.normal(0, 0.6))
    const known = groups.map(({ group, size }) => {
      const told = group === 'prisoners' ? 0.45 : 1
      return poisson((knows * size * told * Math.exp(chance.normal(-0.08, 0.4))) / population, chance)
    })
    return [...known, poisson((knows * hidden * transmission) / population, chance)]
  })
  return {
    answers: csv([...groups.map(({ group }) => group), 'in forced labour'], rows),
    sizes: csv(
      ['group', 'size'],
      groups.map(({ group, size }) => [group, size]),
    ),
  }
})

/** Sixty people of the hidden group, who say how many know of them: six of ten of those they know. */
export const madeUpMembers = once((): string => {
  const chance = stream(24, 0)
  const { transmission } = madeUpScaleUpTruth
  return csv(
    ['knowers'],
    Array.from({ length: 60 }, () => [poisson(290 * Math.exp(chance.normal(0, 0.6)) * transmission, chance)]),
  )
})

export const madeUpWavesTruth = { first: 0.12, second: 0.08 }

/** Forty villages in two regions, visited twice, thirty people each time; women asked apart from men. */
export const madeUpWaves = once((): string => {
  return csv(['wave', ...surveyHeading], madeUpRows())
})

/** The second of the two visits by itself. */
export const madeUpSurvey = once((): string => {
  const second = madeUpRows().filter(([wave]) => wave === 2026)
  return csv(
    surveyHeading,
    second.map(([, ...cells]) => cells),
  )
})

const surveyHeading = ['sex', 'region', 'village', 'weight', 'forced_labour']

function madeUpRows(): (string | number)[][] {
  const chance = stream(22, 0)
  const rows: (string | number)[][] = []
  for (let village = 1; village <= 40; village++) {
    const region = village <= 16 ? 'north' : 'south'
    const own = chance.normal(0, 0.5)
    for (const wave of [2024, 2026])
      for (let person = 0; person < 30; person++) {
        const woman = chance.uniform() < 0.5
        const base = wave === 2024 ? madeUpWavesTruth.first : madeUpWavesTruth.second
        const odds = (base / (1 - base)) * Math.exp(own - 0.11 + (woman ? 0.25 : -0.25))
        const yes = chance.uniform() < odds / (1 + odds) ? 1 : 0
        rows.push([wave, woman ? 'woman' : 'man', region, `v${village}`, region === 'north' ? 52.5 : 31, yes])
      }
  }
  return rows
}

type Venues = { sample: string; share: number }

/**
 * 1,500 people who come to a market at sixty times, some once, some almost always; those who come often are more likely
 * to be in forced labour. Thirty of the times were drawn, and up to fourteen people asked at each.
 */
const venues = once((): Venues => {
  const chance = stream(23, 0)
  const all = Array.from({ length: 1500 }, () => {
    const visits = Math.min(40, 1 + Math.floor(-4 * Math.log(1 - chance.uniform())))
    return { visits, yes: chance.uniform() < (visits > 6 ? 0.3 : 0.1) ? 1 : 0 }
  })
  const rows: (string | number)[][] = []
  for (let time = 1; time <= 30; time++) {
    const there = all.filter(({ visits }) => chance.uniform() < visits / 60)
    const met = there
      .map((person) => ({ person, at: chance.uniform() }))
      .sort((one, other) => one.at - other.at)
      .slice(0, 14)
    for (const { person } of met) rows.push([`t${time}`, 0.5, there.length, person.visits, person.yes])
  }
  return {
    sample: csv(['event', 'chance', 'counted', 'visits', 'forced_labour'], rows),
    share: all.filter(({ yes }) => yes === 1).length / all.length,
  }
})
export const madeUpVenues = () => venues().sample
export const madeUpVenuesTruth = () => ({ share: venues().share })

function csv(heading: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `${[heading, ...rows].map((cells) => cells.join(',')).join('\n')}\n`
}

function poisson(mean: number, chance: Random): number {
  let count = -1
  for (let time = 0; time < mean; count++) time -= Math.log(1 - chance.uniform())
  return count
}
