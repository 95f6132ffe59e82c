import { Type } from 'typebox'

/** The shapes of the API’s answers on countries. */

const nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(type: T) =>
  Type.Union([type, Type.Null()])

export const TierAnswer = Type.Object(
  {
    code: Type.String({ description: '1, 2, 2WL, 3 or SC (special case, not ranked).' }),
    year: Type.Integer({ description: 'Year of the report.' }),
    basis: nullable(
      Type.String({
        description: 'Set when the rating was not simply read off the report: on what it rests.',
      }),
    ),
    source: Type.String(),
  },
  { title: 'Tier' },
)

export const StandingAnswer = Type.Object({
  methodology: Type.String(),
  version: Type.Integer(),
  assessment: Type.String({ description: 'Id, for /api/v1/assessments/{id}.' }),
  asOf: Type.String({ format: 'date' }),
  standing: Type.Enum(['in', 'out', 'unknown', 'not judged']),
  score: nullable(Type.Number({ description: '0 to 100.' })),
  rank: nullable(Type.Number()),
  wouldRank: nullable(
    Type.Number({ description: 'The rank if the one fact that is missing were confirmed.' }),
  ),
  rankRange: Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.Null()], {
    description: '90 % sensitivity range over the runs.',
  }),
})

export const CountryCard = Type.Object({
  iso3: Type.String(),
  iso2: nullable(Type.String()),
  name: Type.String(),
  region: nullable(Type.String({ description: 'UN M49 code of the region.' })),
  regionName: Type.String(),
  subregionName: Type.String(),
  tier: Type.Union([TierAnswer, Type.Null()], { description: 'The newest rating held; null is not known.' }),
  standings: Type.Array(StandingAnswer),
})

export const CountriesAnswer = Type.Object({
  count: Type.Integer(),
  countries: Type.Array(CountryCard),
})

export const FigureAnswer = Type.Object({
  indicator: Type.String(),
  year: Type.Integer(),
  value: nullable(Type.Number()),
  code: nullable(Type.String()),
  missing: nullable(Type.String({ description: 'Why there is no value; never zero, never no.' })),
  standardError: nullable(Type.Number()),
  published: nullable(Type.String()),
  revised: nullable(Type.String()),
  basis: nullable(Type.String()),
  source: Type.String(),
  note: nullable(Type.String()),
})

export const FactAnswer = Type.Object({
  dataset: Type.String(),
  iso3: Type.String(),
  key: Type.String(),
  from: Type.String(),
  to: Type.String(),
  when: Type.String(),
  fields: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
  source: Type.String(),
  evidence: nullable(Type.String()),
  note: nullable(Type.String()),
})

/** A measured estimate as the page of its country lists it; the whole of it stands at `address`. */
export const PrevalenceAnswer = Type.Object({
  address: Type.String(),
  quantity: Type.String({ description: 'people, per-1000 or share' }),
  unit: Type.String(),
  estimate: Type.Union([Type.Number(), Type.Null()], { description: 'No more exact than its interval' }),
  lowerBound: Type.Boolean({ description: 'True: at least so many' }),
  intervals: Type.Array(
    Type.Object({
      level: Type.Number(),
      low: Type.Number(),
      high: Type.Union([Type.Number(), Type.Null()], { description: 'Null: no upper limit' }),
      kind: Type.Union([Type.String(), Type.Null()], { description: 'Null: not said how it was made' }),
    }),
  ),
  method: Type.Union([Type.String(), Type.Null()]),
  definition: Type.String(),
  periodFrom: Type.Union([Type.String(), Type.Null()]),
  periodTo: Type.Union([Type.String(), Type.Null()]),
  wholeCountry: Type.Boolean(),
  place: Type.Union([Type.String(), Type.Null()]),
})

export const CountryAnswer = Type.Object({
  iso3: Type.String(),
  name: Type.String(),
  region: Type.Union([
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      subregion: Type.String(),
      subregionName: Type.String(),
    }),
    Type.Null(),
  ]),
  inShort: Type.Array(Type.String(), { description: 'The sentences of the page, by fixed rules.' }),
  tiers: Type.Array(FigureAnswer),
  governance: Type.Array(FigureAnswer),
  population: Type.Union([FigureAnswer, Type.Null()]),
  gdpPerCapita: Type.Union([FigureAnswer, Type.Null()]),
  prevalence: Type.Union([
    Type.Null({ description: 'Nothing measured is published here.' }),
    Type.Array(PrevalenceAnswer, { description: 'Measured and published estimates, newest first; no trend' }),
  ]),
  standings: Type.Array(StandingAnswer),
  compacts: Type.Array(FactAnswer),
  goods: Type.Array(FactAnswer),
  grants: Type.Array(FactAnswer),
})
