import { sortedQuantile } from '../numeric/quantiles.ts'
import { type Run, stream } from '../numeric/run.ts'
import { type Case, type Draws, eventsIn, inOrder, unitsOf } from './cases.ts'
import { concordance, type Hits, hitRate, hitsAt } from './discrimination.ts'
import { brier, calibration, type Forecast, forecasts } from './forecast.ts'

/**
 * A figure with its interval. The interval is null where too many resamples could
 * not be measured at all, as when all that happened, happened to very few units.
 */
export type Measured = { value: number; low: number | null; high: number | null }

/**
 * How many cases each measure rests on: pairs can be made only in years with one case of each
 * kind, and forecasts exist only for years with enough lists before them whose end was known.
 */
export type CasesOf = { concordance: number; hitRate: number; brier: number }

/** What is measured of one ranking on the cases it places. */
export type Measures = {
  cases: CasesOf
  /** Years for which a probability could have been told. */
  forecastYears: number[]
  concordance: Measured | null
  hitRate: Measured | null
  brier: Measured | null
}

/** A ranking beside a naive one, on the cases that both place. */
export type Compared = {
  baseline: string
  method: Measures
  naive: Measures
  /** Method less naive, of the same resamples. Better is above zero, for Brier below it. */
  difference: { concordance: Measured | null; hitRate: Measured | null; brier: Measured | null }
  /** Both foretell one and the same share for everybody of a year, so their errors cannot differ. */
  sameForecast: boolean
}

export type BackTest = {
  cases: number
  units: number
  /** Things that happened; one counts once however many lists it counts for. */
  events: number
  measures: Measures
  compared: Compared[]
  /** Concordance among those that another ranking places alike, such as countries of one tier; null when it was not asked for. */
  within: Measured | null
  years: {
    year: number
    cases: number
    happened: number
    places: number
    hits: Record<string, number | null>
    /** What each ranking’s measures rest on that year: the method’s alone, a naive one’s on the cases both place. */
    casesOf: Record<string, CasesOf>
  }[]
  calibration: { band: number; cases: number; forecast: number; observed: Measured }[]
  /** Years for which a probability could have been told. */
  forecastYears: number[]
  k: number
  horizon: number
  seed: number
  replicates: number
  level: number
}

export type BackTestOptions = {
  /** Name of the ranking that is tested, as in the scores of the cases. */
  method: string
  /** Names of the naive rankings beside it. */
  baselines: readonly string[]
  /** Name of a ranking: the method is also judged among those that it places alike. */
  within?: string
  /** Places of a list. */
  k: number
  /** Years until an outcome is known; forecasts learn only from lists that old. */
  horizon: number
  seed: number
  replicates: number
  level?: number
}

/** More resamples than this share without a figure, and there is no interval. */
const MOST_UNMEASURED = 0.05

/**
 * Compares what a ranking said in earlier years with what happened afterwards, beside
 * naive rankings of the same units: concordance within years, hit rate of the first k,
 * Brier score and calibration of forecasts learnt from earlier lists.
 *
 * Intervals: whole units with all their years are drawn with replacement and everything
 * but the forecasts is reckoned again (percentile block bootstrap; Cameron, Gelbach and
 * Miller 2008 on why whole groups). Drawing single cases would pretend that the years of
 * one country are separate news, and give intervals far too narrow. Forecasts stay as
 * they were told. With few units, or few to which it happened, these intervals are too
 * narrow as well: below 20 events a caller should show places alone.
 *
 * Holds for units that are about exchangeable. It says nothing of why something happened,
 * nor of what being chosen would have changed.
 *
 * @throws RangeError for no cases, or a list without places
 */
export function* backTest(cases: readonly Case[], options: BackTestOptions): Run<BackTest> {
  const { method, baselines, within, k, horizon, seed, replicates, level = 0.95 } = options
  const own = cases.filter(({ scores }) => scores[method] != null)
  if (own.length === 0) throw new RangeError('no case that the ranking places')
  const units = unitsOf(own)

  const alone = panel(own, method, k, horizon, units)
  const pairs = baselines.map((baseline) => {
    const both = own.filter(({ scores }) => scores[baseline] != null)
    return {
      baseline,
      // On the same cases as the method alone, what was reckoned of it is the same.
      method: both.length === own.length ? alone : panel(both, method, k, horizon, units),
      naive: panel(both, baseline, k, horizon, units),
    }
  })
  const alike = within === undefined ? null : strata(own, method, within, units)
  const everything = (draws: Draws) => {
    const ofAlone = figures(alone, draws)
    return {
      alone: ofAlone,
      within: alike === null ? null : concordance(alike, draws),
      pairs: pairs.map((pair) => ({
        method: pair.method === alone ? ofAlone : figures(pair.method, draws),
        naive: figures(pair.naive, draws),
      })),
      bands: new Map(calibration(alone.told, draws).map((band) => [band.band, band.observed])),
    }
  }

  const point = everything(null)
  const runs: ReturnType<typeof everything>[] = []
  for (let run = 0; run < replicates; run++) {
    runs.push(everything(drawUnits(units.length, seed, run)))
    yield { done: run + 1, total: replicates }
  }

  type All = typeof point
  const measured = (of: (all: All) => number | null | undefined): Measured | null => {
    const value = of(point)
    if (value === null || value === undefined) return null
    return { value, ...interval(runs.map(of), level) }
  }
  const measures = (counted: Panel, of: (all: All) => Figures): Measures => ({
    cases: casesOf(counted),
    forecastYears: forecastYears(counted),
    concordance: measured((all) => of(all).concordance),
    hitRate: measured((all) => of(all).hitRate),
    brier: measured((all) => of(all).brier),
  })
  // What only the order of adding up set apart is no difference.
  const less = (a: number | null, b: number | null) =>
    a === null || b === null ? null : Math.abs(a - b) < 1e-12 ? 0 : a - b

  return {
    cases: own.length,
    units: units.length,
    events: eventsIn(own),
    measures: measures(alone, (all) => all.alone),
    compared: pairs.map((pair, p) => {
      const difference = (of: keyof Figures) =>
        measured((all) => less(all.pairs[p]!.method[of], all.pairs[p]!.naive[of]))
      return {
        baseline: pair.baseline,
        method: measures(pair.method, (all) => all.pairs[p]!.method),
        naive: measures(pair.naive, (all) => all.pairs[p]!.naive),
        difference: {
          concordance: difference('concordance'),
          hitRate: difference('hitRate'),
          brier: difference('brier'),
        },
        sameForecast: sameForecast(pair.method.told, pair.naive.told),
      }
    }),
    within: measured((all) => all.within),
    years: byYear(hitsAt(alone.years, k), [
      { name: method, hits: hitsAt(alone.years, k) },
      // A naive ranking that cannot place everybody of a year is no comparison for that year.
      ...baselines.map((name) => ({ name, hits: hitsAt(inOrder(own, name), k) })),
    ]).map((year) => ({
      ...year,
      casesOf: Object.fromEntries([
        [method, casesOf(alone, year.year)],
        ...pairs.map(({ baseline, naive }) => [baseline, casesOf(naive, year.year)]),
      ]),
    })),
    calibration: calibration(alone.told).map(({ band, cases: inBand, forecast }) => ({
      band,
      cases: inBand,
      forecast,
      observed: measured((all) => all.bands.get(band))!,
    })),
    forecastYears: forecastYears(alone),
    k,
    horizon,
    seed,
    replicates,
    level,
  }
}

/** The method’s lists of each year, cut into those whom another ranking places alike. */
function strata(cases: readonly Case[], method: string, by: string, units: readonly string[]) {
  const levels = new Set(cases.flatMap(({ scores }) => scores[by] ?? []))
  return [...levels]
    .sort((a, b) => a - b)
    .flatMap((level) =>
      inOrder(
        cases.filter(({ scores }) => scores[by] === level),
        method,
        units,
      ),
    )
}

type Panel = { years: ReturnType<typeof inOrder>; told: Forecast[]; k: number }
type Figures = { concordance: number | null; hitRate: number | null; brier: number | null }

function panel(
  cases: readonly Case[],
  ranking: string,
  k: number,
  horizon: number,
  units: readonly string[],
): Panel {
  return {
    years: inOrder(cases, ranking, units),
    told: forecasts(cases, ranking, horizon, units),
    k,
  }
}

function figures({ years, told, k }: Panel, draws: Draws): Figures {
  return {
    concordance: concordance(years, draws),
    hitRate: hitRate(hitsAt(years, k, draws)),
    brier: brier(told, draws),
  }
}

/** What the measures of a panel rest on, in all years or in one. */
function casesOf({ years, told }: Panel, only?: number): CasesOf {
  const counted = years
    .filter(({ year }) => only === undefined || year === only)
    .map(({ groups }) => {
      const all = groups.flat()
      const happened = all.filter((one) => one.happened).length
      return { all: all.length, paired: happened > 0 && happened < all.length ? all.length : 0 }
    })
  return {
    concordance: counted.reduce((sum, { paired }) => sum + paired, 0),
    hitRate: counted.reduce((sum, { all }) => sum + all, 0),
    brier: told.filter(({ of }) => only === undefined || of.year === only).length,
  }
}

function forecastYears({ told }: Panel): number[] {
  return [...new Set(told.map(({ of }) => of.year))].sort((a, b) => a - b)
}

/** Whether all that both rankings foretell for a year is one share; false without forecasts. */
function sameForecast(...both: Forecast[][]): boolean {
  const told = both.flat()
  const firsts = new Map<number, number>()
  for (const { of, probability } of told) if (!firsts.has(of.year)) firsts.set(of.year, probability)
  return (
    told.length > 0 &&
    told.every(({ of, probability }) => Math.abs(probability - firsts.get(of.year)!) < 1e-12)
  )
}

/** As many units as there are, drawn with replacement: how often each came. */
export function drawUnits(units: number, seed: number, run: number): Uint16Array {
  const chance = stream(seed, run)
  const drawn = new Uint16Array(units)
  for (let i = 0; i < units; i++) drawn[chance.below(units)]! += 1
  return drawn
}

/** The middle of what the resamples gave; null where too many of them gave nothing, or there are too few. */
export function interval(
  values: readonly (number | null | undefined)[],
  level: number,
): { low: number | null; high: number | null } {
  const known = Float64Array.from(values.filter((value) => value != null)).sort()
  if (known.length < 40 || known.length < values.length * (1 - MOST_UNMEASURED))
    return { low: null, high: null }
  return {
    low: sortedQuantile(known, (1 - level) / 2, 7),
    high: sortedQuantile(known, (1 + level) / 2, 7),
  }
}

function byYear(
  own: Hits[],
  all: { name: string; hits: Hits[] }[],
): Omit<BackTest['years'][number], 'casesOf'>[] {
  return own.map(({ year, cases, happened, places }) => ({
    year,
    cases,
    happened,
    places,
    hits: Object.fromEntries(
      all.map(({ name, hits }) => {
        const same = hits.find((other) => other.year === year)
        return [name, same && same.cases === cases ? same.hits : null]
      }),
    ),
  }))
}
