import { country } from '../../countries/registry.ts'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { findSeries, observationsOf } from '../../indicators/store.ts'
import { codeName } from '../../selection/sentences.ts'
import type { Language } from '../../ui/language.ts'

/** The most ratings told on one page. */
const NEWEST = 5

/** What is told of a country in the kit: its newest ratings, those that were out on the day. */
export type Brief = { iso3: string; tiers: { year: number; tier: string; source: string }[] }

export async function briefOf(
  { db }: Pick<House, 'db'>,
  iso3: string,
  { day, language }: { day: string; language: Language },
): Promise<Brief | null> {
  if (country(iso3) === undefined) return null
  const [series, observations] = await Promise.all([
    findSeries(db, 'tip_tier').catch(noneKnown),
    observationsOf(db, { indicator: 'tip_tier', iso3 }),
  ])
  const days = series?.release.kind === 'table' ? series.release.days : {}
  const out = (year: number) => (days[String(year)]?.day ?? `${year}-12-31`) <= day
  return {
    iso3,
    tiers: observations
      .flatMap(({ year, code, source }) =>
        code === null || !out(year) ? [] : [{ year, tier: codeName(language, 'tip_tier', code), source }],
      )
      .toSorted((a, b) => b.year - a.year)
      .slice(0, NEWEST),
  }
}

/** A house without the reference pack has no ratings; any other failure is one. */
function noneKnown(error: unknown): null {
  if (error instanceof Fault && error.status === 404) return null
  throw error
}
