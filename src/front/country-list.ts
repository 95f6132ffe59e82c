import type { RegionCode } from '../countries/regions.ts'
import { allCountries, countryName, knownNames, plain, region } from '../countries/registry.ts'
import { type House, today } from '../house/house.ts'
import type { Observation } from '../indicators/schema.ts'
import { figureIn, vintage } from '../indicators/store.ts'
import type { UnitResult } from '../selection/schema.ts'
import type { Language } from '../ui/language.ts'
import { allPlaced, type Standings, unitIn } from './standings.ts'

/** One line of the list of countries. */
export type CountryRow = {
  iso3: string
  iso2: string | null
  name: string
  region: RegionCode | null
  regionName: string
  subregionName: string
  /** The newest rating held, of whatever report. */
  tier: Observation | null
  /** By methodology. */
  standings: Record<string, UnitResult | null>
}

/** Every country that a rating, a governance figure or a population is held of, by name. */
export async function countryRows(
  house: House,
  standings: Standings,
  language: Language,
): Promise<CountryRow[]> {
  const indicators = ['tip_tier', 'wgi_rule_of_law', 'population']
  const known = await vintage(house.db, { indicators, asOf: today(house) })
  const spokenOf = new Set(indicators.flatMap((id) => Object.keys(known.entries[id] ?? {})))
  const collator = new Intl.Collator(language)
  return allCountries()
    .filter(({ iso3, until }) => until === null && spokenOf.has(iso3))
    .map(({ iso3, iso2 }) => {
      const place = region(iso3, language)
      return {
        iso3,
        iso2,
        name: countryName(iso3, language),
        region: place?.region ?? null,
        regionName: place?.name ?? '',
        subregionName: place?.subregionName ?? '',
        tier: figureIn(known, 'tip_tier', iso3).observation,
        standings: Object.fromEntries(
          allPlaced(standings).map((placed) => [placed.methodology.methodology, unitIn(placed, iso3)]),
        ),
      }
    })
    .sort((a, b) => collator.compare(a.name, b.name))
}

/** Whether a text is part of a name the country is or was known by, or its code; accents and case do not matter. */
export function isCalled(iso3: string, text: string): boolean {
  const wanted = plain(text)
  if (wanted === '') return true
  if (wanted === iso3.toLowerCase()) return true
  return knownNames(iso3).some((name) => plain(name).includes(wanted))
}
