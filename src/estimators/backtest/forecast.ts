import { type Case, type Draws, inOrder, type Listed, unitsOf, weightOf } from './cases.ts'

/** A probability as it could have been told on the day, beside what became of it. */
export type Forecast = Listed & { band: number; probability: number }

/** In how many equal parts a list is cut. */
export const BANDS = 5

/** Fewest earlier cases that a probability is learnt from. */
export const LEAST_EARLIER = 50

/**
 * Turns places into probabilities, with nothing but what was known on the day.
 *
 * A year’s list is cut into fifths. The probability of a fifth is the share to which it
 * happened among the same fifth of earlier lists, those whose whole horizon was over by
 * then. The rule was fixed beforehand: a better place may not have the smaller
 * probability, so fifths that fall are pooled (isotonic regression by pooling adjacent
 * violators, Ayer and others 1955). A ranking that is upside down is thus not helped by
 * its own mistakes: its forecasts become one flat share.
 *
 * A year with fewer than 50 earlier cases gets no forecast.
 */
export function forecasts(
  cases: readonly Case[],
  ranking: string,
  horizon: number,
  units: readonly string[] = unitsOf(cases),
): Forecast[] {
  const placed = inOrder(cases, ranking, units).map(({ year, groups }) => ({ year, banded: bandsOf(groups) }))
  return placed.flatMap(({ year, banded }) => {
    const earlier = placed
      .filter((before) => before.year + horizon <= year)
      .flatMap((before) => before.banded)
    if (earlier.length < LEAST_EARLIER) return []
    const learnt = rising(
      Array.from({ length: BANDS }, (_, band) => {
        const own = earlier.filter((one) => one.band === band)
        return { cases: own.length, happened: own.filter(({ happened }) => happened).length }
      }),
    )
    return banded.map((one) => ({ ...one, probability: learnt[one.band]! }))
  })
}

/** The fifth of each case, 0 for the last: by the middle of the places its equals share. */
function bandsOf(groups: readonly Listed[][]): (Listed & { band: number })[] {
  const all = groups.reduce((sum, group) => sum + group.length, 0)
  let above = 0
  return groups.flatMap((group) => {
    const middle = above + group.length / 2
    above += group.length
    const band = Math.min(BANDS - 1, Math.floor(BANDS * (1 - middle / all)))
    return group.map((one) => ({ ...one, band }))
  })
}

/**
 * Shares that never fall from one band to the next, nearest to the observed ones.
 * A band nobody stood in takes the share of the band below it, else above it.
 */
export function rising(bands: readonly { cases: number; happened: number }[]): number[] {
  const pools: { cases: number; happened: number; bands: number[] }[] = []
  bands.forEach(({ cases, happened }, band) => {
    if (cases === 0) return
    pools.push({ cases, happened, bands: [band] })
    for (;;) {
      const last = pools.at(-1)
      const before = pools.at(-2)
      if (!last || !before || before.happened * last.cases <= last.happened * before.cases) break
      before.cases += last.cases
      before.happened += last.happened
      before.bands.push(...last.bands)
      pools.pop()
    }
  })
  const shares: (number | null)[] = bands.map(() => null)
  for (const pool of pools) for (const band of pool.bands) shares[band] = pool.happened / pool.cases
  const first = shares.find((share) => share !== null) ?? 0
  let last = first
  return shares.map((share) => {
    last = share ?? last
    return last
  })
}

/** Mean squared distance of forecast and outcome (Brier 1950): 0 is perfect. Null without forecasts. */
export function brier(all: readonly Forecast[], draws: Draws = null): number | null {
  let weights = 0
  let sum = 0
  for (const one of all) {
    const weight = weightOf(one, draws)
    weights += weight
    sum += weight * (one.probability - (one.happened ? 1 : 0)) ** 2
  }
  return weights === 0 ? null : sum / weights
}

export type Band = { band: number; cases: number; happened: number; forecast: number; observed: number }

/** By fifth of the list: what was forecast on average, and to what share it happened. */
export function calibration(all: readonly Forecast[], draws: Draws = null): Band[] {
  const bands = new Map<number, { cases: number; happened: number; sum: number }>()
  for (const one of all) {
    const weight = weightOf(one, draws)
    const own = bands.get(one.band) ?? { cases: 0, happened: 0, sum: 0 }
    bands.set(one.band, own)
    own.cases += weight
    own.sum += weight * one.probability
    if (one.happened) own.happened += weight
  }
  return [...bands]
    .filter(([, { cases }]) => cases > 0)
    .sort(([a], [b]) => b - a)
    .map(([band, { cases, happened, sum }]) => ({
      band,
      cases,
      happened,
      forecast: sum / cases,
      observed: happened / cases,
    }))
}
