import type { Static } from 'typebox'
import type { Fact, Observation } from '../indicators/schema.ts'
import { isLowerBound } from '../preparation/estimates/figure-kinds.ts'
import { figureOf as estimateOf } from '../preparation/estimates/say.ts'
import type { EstimateCard } from '../preparation/estimates/store.ts'
import { codeName, sayIn } from '../selection/sentences.ts'
import { type Language, speak } from '../ui/language.ts'
import { type CountryFacts, nationalEstimates } from './country-facts.ts'
import type { CountryRow } from './country-list.ts'
import { governanceShown } from './fact-fields.ts'
import { measuredSentence, standingSentence, tierSentence } from './in-short.ts'
import type {
  CountryAnswer,
  CountryCard,
  FactAnswer,
  FigureAnswer,
  PrevalenceAnswer,
  StandingAnswer,
} from './schema.ts'
import { allPlaced, type Standings, unitIn } from './standings.ts'
import { frontWords } from './words.ts'

/** A line of the list of countries as the API answers it. */
export function cardOf(row: CountryRow, standings: Standings): Static<typeof CountryCard> {
  const { tier } = row
  return {
    iso3: row.iso3,
    iso2: row.iso2,
    name: row.name,
    region: row.region,
    regionName: row.regionName,
    subregionName: row.subregionName,
    tier:
      tier?.code == null
        ? null
        : { code: tier.code, year: tier.year, basis: tier.basis, source: tier.source },
    standings: standingsFor(row.iso3, standings),
  }
}

function standingsFor(iso3: string, standings: Standings): Static<typeof StandingAnswer>[] {
  return allPlaced(standings).map((placed) => {
    const unit = unitIn(placed, iso3)
    const { assessment } = placed
    return {
      methodology: assessment.methodology,
      version: assessment.version,
      assessment: assessment.id,
      asOf: assessment.asOf,
      standing: unit === null ? 'not judged' : assessment.result.cannotJudge ? 'unknown' : unit.standing,
      score: unit?.score ?? null,
      rank: unit?.rank ?? null,
      wouldRank: unit?.wouldRank ?? null,
      rankRange: unit?.rankRange ?? null,
    }
  })
}

/** Everything on a country’s page, for machines. */
export function countryAnswer(facts: CountryFacts, language: Language): Static<typeof CountryAnswer> {
  const { iso3, name, governance } = facts
  const say = speak(frontWords, language)
  const measured = measuredSentence(language, nationalEstimates(facts))
  const figureOrNull = (observation: Observation | null) => (observation ? figureOf(observation) : null)
  return {
    iso3,
    name,
    region: facts.region,
    inShort: [
      tierSentence(language, facts),
      standingSentence(language, facts.standings.current, iso3, name),
      measured ?? say('short.unknown', { country: name }),
    ],
    tiers: facts.tiers.map(figureOf),
    governance: governanceShown.flatMap((id) => {
      const observation = governance.entries[id]?.[iso3]?.observation
      return observation ? [figureOf(observation)] : []
    }),
    population: figureOrNull(facts.population.observation),
    gdpPerCapita: figureOrNull(facts.income.observation),
    prevalence: facts.estimates.measured.length === 0 ? null : facts.estimates.measured.map(prevalenceOf),
    standings: standingsFor(iso3, facts.standings),
    compacts: facts.compacts.facts.map(factOf),
    goods: facts.goods.facts.map(factOf),
    grants: facts.grants.facts.map(factOf),
  }
}

function figureOf(observation: Observation): Static<typeof FigureAnswer> {
  const { indicator, year, value, code, missing, standardError, published, revised, basis, source, note } =
    observation
  return { indicator, year, value, code, missing, standardError, published, revised, basis, source, note }
}

function prevalenceOf({ id, head }: EstimateCard): Static<typeof PrevalenceAnswer> {
  const { quantity, unit, definition, periodFrom, periodTo, place } = head
  const figure = estimateOf(head)
  return {
    address: `/estimates/${id}`,
    quantity,
    unit,
    estimate: figure?.value ?? null,
    lowerBound: isLowerBound(head),
    intervals: (figure?.intervals ?? []).map(({ level, low, high, kind }) => ({ level, low, high, kind })),
    method: head.figure.method ?? head.publication?.method ?? null,
    definition,
    periodFrom,
    periodTo,
    wholeCountry: place.wholeCountry,
    place: place.words,
  }
}

function factOf(fact: Fact): Static<typeof FactAnswer> {
  const { dataset, iso3, key, from, to, when, fields, source, evidence, note } = fact
  return { dataset, iso3, key, from, to, when, fields, source, evidence, note }
}

/** The columns of `/data/countries.csv`, with what each holds. */
export const countryColumns = [
  { name: 'iso3', type: 'string', description: 'ISO 3166-1 alpha-3; XKX for Kosovo' },
  { name: 'name', type: 'string', description: 'Short common name in English' },
  { name: 'region', type: 'string', description: 'UN M49 region' },
  { name: 'subregion', type: 'string', description: 'UN M49 sub-region' },
  { name: 'tier', type: 'string', description: 'Newest tier held; empty is not known' },
  { name: 'tier_year', type: 'integer', description: 'Year of that report' },
  {
    name: 'tier_basis',
    type: 'string',
    description: 'On what the rating rests where it was not simply read',
  },
  { name: 'tier_words', type: 'string', description: 'The tier in words' },
  { name: 'tipping_point_standing', type: 'string', description: 'in, out, cannot be judged, or not judged' },
  { name: 'tipping_point_score', type: 'number', description: '0 to 100' },
  { name: 'tipping_point_rank', type: 'integer', description: 'Place among those that are in' },
  { name: 'atest_2014_standing', type: 'string', description: 'in, out, cannot be judged, or not judged' },
  { name: 'atest_2014_score', type: 'number', description: '0 to 100' },
  { name: 'atest_2014_rank', type: 'integer', description: 'Place among those that are in' },
] as const

/** One line of `/data/countries.csv`, in the order of its columns. */
export function countryCells(row: CountryRow): (string | number | null)[] {
  const standing = (methodology: string) => {
    const unit = row.standings[methodology] ?? null
    return [
      unit === null ? 'not judged' : sayIn('en')(`standing.${unit.standing}`),
      unit?.score ?? null,
      unit?.rank ?? null,
    ]
  }
  return [
    row.iso3,
    row.name,
    row.regionName,
    row.subregionName,
    row.tier?.code ?? null,
    row.tier?.code == null ? null : row.tier.year,
    row.tier?.basis ?? null,
    row.tier?.code == null ? null : codeName('en', 'tip_tier', row.tier.code),
    ...standing('tipping-point'),
    ...standing('atest-2014'),
  ]
}
