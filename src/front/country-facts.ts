import type { ObservedCompact } from '../compacts/observed/statements.ts'
import { observedCompacts } from '../compacts/observed/store.ts'
import { titleOf } from '../compacts/pages/frame.tsx'
import { agreementInForce, searchCompacts } from '../compacts/store.ts'
import { subregions } from '../countries/regions.ts'
import { countryName, region } from '../countries/registry.ts'
import type { Db } from '../house/database.ts'
import { type House, today } from '../house/house.ts'
import type { Dataset, Fact, Observation, Series } from '../indicators/schema.ts'
import {
  factsOf,
  figureIn,
  findDataset,
  findSeries,
  observationsOf,
  type Vintage,
  type VintageEntry,
  vintage,
} from '../indicators/store.ts'
import { isChange, isLowerBound } from '../preparation/estimates/figure-kinds.ts'
import { yearOf } from '../preparation/estimates/head.ts'
import { reachesOnlySome } from '../preparation/estimates/of-study.ts'
import { type EstimateCard, publishedEstimates } from '../preparation/estimates/store.ts'
import type { Language } from '../ui/language.ts'
import { governanceShown } from './fact-fields.ts'
import { standingsOf } from './find-standings.ts'
import type { Standings } from './standings.ts'

/** A compact managed here, as far as the page of its country tells of it. */
export type CompactHere = {
  id: string
  /** In the language of the reader or the first it is written in; null while it has none. */
  title: string | null
  example: boolean
  /** Days of entry into force and of the end of the term, `YYYY-MM-DD`. */
  begins: string | null
  ends: string | null
}

/** Everything the house holds on one country, from every room that holds something. */
export type CountryFacts = {
  iso3: string
  name: string
  region: { code: string; name: string; subregion: string; subregionName: string } | null
  /** First and newest report year of the tiers held for anybody. */
  reports: { first: number; last: number; lastDay: string | null }
  tiers: Observation[]
  /** The countries of the same UN sub-region nearest in population, with their tiers, by name. */
  neighbours: { iso3: string; name: string; tiers: Observation[] }[]
  governance: { series: Series[]; entries: Vintage['entries'] }
  population: VintageEntry
  income: VintageEntry
  compacts: { dataset: Dataset; facts: Fact[] }
  /** The same compacts, statement by statement, with what contradicts. */
  observed: ObservedCompact[]
  /** Those that are managed here and that anybody may read. */
  managed: CompactHere[]
  goods: { dataset: Dataset; facts: Fact[] }
  grants: { dataset: Dataset; facts: Fact[] }
  standings: Standings
  /**
   * Published estimates of how many, newest first; measured and modelled ones are never mixed. None that its own table
   * contradicts, and no change, which is not how many there are.
   */
  estimates: { measured: EstimateCard[]; modelled: EstimateCard[] }
}

const mostNeighbours = 8

/** Gathers what is known of a country today. The code must be one of the registry's. */
export async function countryFacts(house: House, iso3: string, language: Language): Promise<CountryFacts> {
  const { db } = house
  const day = today(house)
  const place = region(iso3, language)
  const members = place
    ? (subregions.find(({ code }) => code === place.subregion)?.members.split(' ') ?? [])
    : []
  const [standings, known, tierSeries, series, compacts, observed, managed, goods, grants, estimates] =
    await Promise.all([
      standingsOf(house),
      vintage(db, {
        indicators: [...governanceShown, 'population', 'gdp_per_capita_current_usd', 'tip_tier'],
        asOf: day,
        iso3: [...new Set([iso3, ...members])],
      }),
      findSeries(db, 'tip_tier'),
      Promise.all(governanceShown.map((id) => findSeries(db, id))),
      held(house, 'compact', iso3),
      observedCompacts(db, iso3),
      managedIn(db, iso3, language),
      held(house, 'listed_good', iso3),
      held(house, 'us_tip_grant', iso3),
      publishedEstimates(db, { country: iso3 }),
    ])
  const near = nearestInPopulation(known, iso3, members)
  const [tiers, ...others] = await Promise.all(
    [iso3, ...near].map((code) => observationsOf(db, { indicator: 'tip_tier', iso3: code })),
  )
  const howMany = estimates.filter(({ head, differs }) => !differs && !isChange(head))
  const collator = new Intl.Collator(language)
  const days = tierSeries.release.kind === 'table' ? tierSeries.release.days : {}
  const released = Object.keys(days)
    .filter((year) => days[year]!.day <= day)
    .map(Number)
    .sort((a, b) => a - b)
  const last = released.at(-1) ?? Number(day.slice(0, 4))
  return {
    iso3,
    name: countryName(iso3, language),
    region: place
      ? {
          code: place.region,
          name: place.name,
          subregion: place.subregion,
          subregionName: place.subregionName,
        }
      : null,
    reports: { first: released[0] ?? last, last, lastDay: days[String(last)]?.day ?? null },
    tiers: (tiers ?? []).filter(({ year }) => year <= last),
    neighbours: near
      .map((code, index) => ({
        iso3: code,
        name: countryName(code, language),
        tiers: (others[index] ?? []).filter(({ year }) => year <= last),
      }))
      .sort((a, b) => collator.compare(a.name, b.name)),
    governance: { series, entries: known.entries },
    population: figureIn(known, 'population', iso3),
    income: figureIn(known, 'gdp_per_capita_current_usd', iso3),
    compacts,
    observed,
    managed,
    goods,
    grants,
    standings,
    estimates: {
      measured: howMany.filter(({ head }) => head.measured === 'measured'),
      modelled: howMany.filter(({ head }) => head.measured !== 'measured'),
    },
  }
}

async function held(
  { db }: House,
  dataset: string,
  iso3: string,
): Promise<{ dataset: Dataset; facts: Fact[] }> {
  const [described, facts] = await Promise.all([findDataset(db, dataset), factsOf(db, { dataset, iso3 })])
  return { dataset: described, facts }
}

/** Those of the sub-region that are rated, nearest in population first; by code where population is not known. */
function nearestInPopulation(known: Vintage, iso3: string, members: string[]): string[] {
  const people = (code: string) => figureIn(known, 'population', code).observation?.value ?? null
  const own = people(iso3)
  const far = (code: string) => {
    const other = people(code)
    return own === null || other === null || own <= 0 || other <= 0
      ? Number.POSITIVE_INFINITY
      : Math.abs(Math.log(other / own))
  }
  return members
    .filter((code) => code !== iso3 && figureIn(known, 'tip_tier', code).observation !== null)
    .map((code) => ({ code, distance: far(code) }))
    .sort((a, b) => (a.distance === b.distance ? (a.code < b.code ? -1 : 1) : a.distance - b.distance))
    .slice(0, mostNeighbours)
    .map(({ code }) => code)
}

async function managedIn(db: Db, iso3: string, language: Language): Promise<CompactHere[]> {
  const found = await searchCompacts(db, { sees: [], country: iso3, kind: 'managed', limit: 50 })
  return Promise.all(
    found.map(async ({ id, example, begins, ends }) => ({
      id,
      title: titleOf((await agreementInForce(db, id))?.agreement ?? null, language),
      example,
      begins,
      ends,
    })),
  )
}

/**
 * The measured figures of how many people there are in the whole country: of the newest year of which there is one, those
 * that are estimates before those that are lower bounds. Of households, of a part of the people or the places, and what
 * is a change is no such figure.
 */
export function nationalEstimates({ estimates }: Pick<CountryFacts, 'estimates'>): EstimateCard[] {
  const national = estimates.measured.filter(
    ({ head }) =>
      head.place.wholeCountry &&
      head.disaggregation.length === 0 &&
      head.unit === 'person' &&
      !reachesOnlySome(head.design) &&
      head.ownPopulation === undefined &&
      head.figure.value !== null,
  )
  const [newest] = national
  if (newest === undefined) return []
  const year = yearOf(newest.head)
  const current = national.filter(({ head }) => yearOf(head) === year)
  const isBound = ({ head }: EstimateCard) => isLowerBound(head)
  return [...current.filter((card) => !isBound(card)), ...current.filter(isBound)]
}
