import { allCountries, existsIn } from '../countries/registry.ts'
import type { Db } from '../house/database.ts'
import type { MissingReason, Observation, Series, Source } from './schema.ts'
import { type Coverage, coverage, findSeries, findSource, observationsOf } from './store.ts'

/** Everything a page says of one series. */
export type IndicatorFacts = {
  series: Series
  source: Source
  coverage: Coverage
  /** The year with the newest figures of at least half as many countries as the fullest year has. */
  year: number | null
  /** Its figures, by country. */
  figures: Observation[]
  /** Countries with a figure in some year and none in that one, with the reason. */
  gaps: { iso3: string; missing: MissingReason; last: number | null }[]
  /** Countries without any figure. */
  never: string[]
}

/** Gathers one series. Throws NotFound. */
export async function indicatorFacts(db: Db, id: string): Promise<IndicatorFacts> {
  const series = await findSeries(db, id)
  const [source, reach] = await Promise.all([findSource(db, series.source), coverage(db, id)])
  const year = yearShown(reach)
  const all = year === null ? [] : await observationsOf(db, { indicator: id, years: [year, year] })
  const figures = all.filter(({ missing }) => missing === null)
  const here = new Set(figures.map(({ iso3 }) => iso3))
  const reasons = new Map(all.map((one) => [one.iso3, one.missing]))
  const last = year === null ? new Map<string, number>() : await lastYears(db, id)
  const gaps = reach.iso3
    .filter((iso3) => !here.has(iso3))
    .map((iso3) => ({
      iso3,
      missing: reasons.get(iso3) ?? (existsIn(iso3, year ?? 0) ? 'not published' : 'not applicable'),
      last: last.get(iso3) ?? null,
    }))
  const spokenOf = new Set(reach.iso3)
  const never = allCountries()
    .filter(({ iso3, until }) => until === null && !spokenOf.has(iso3))
    .map(({ iso3 }) => iso3)
  return { series, source, coverage: reach, year, figures, gaps, never }
}

/** The newest year that is not just beginning to fill up. */
function yearShown({ years }: Coverage): number | null {
  const fullest = Math.max(0, ...years.map(({ observations }) => observations))
  return years.filter(({ observations }) => observations * 2 >= fullest).at(-1)?.year ?? null
}

async function lastYears(db: Db, indicator: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('observations')
    .select((row) => ['iso3', row.fn.max('year').as('last')])
    .where('indicator', '=', indicator)
    .where('superseded_by', 'is', null)
    .where('missing', 'is', null)
    .groupBy('iso3')
    .execute()
  return new Map(rows.map(({ iso3, last }) => [iso3, Number(last)]))
}
