import { Type } from 'typebox'

/** The shapes of the API’s answers on figures, statements and where they come from. */

const TextOrNull = Type.Union([Type.String(), Type.Null()])
const NumberOrNull = Type.Union([Type.Number(), Type.Null()])

const Words = Type.Object({
  en: Type.String(),
  fr: Type.Optional(Type.String()),
  es: Type.Optional(Type.String()),
  pt: Type.Optional(Type.String()),
})

export const ObservationAnswer = Type.Object({
  indicator: Type.String(),
  iso3: Type.String(),
  year: Type.Integer({ description: 'The year it describes.' }),
  value: Type.Union([Type.Number(), Type.Null()], { description: 'null is not known, never zero.' }),
  code: TextOrNull,
  missing: TextOrNull,
  standardError: NumberOrNull,
  published: TextOrNull,
  revised: TextOrNull,
  basis: TextOrNull,
  source: Type.String(),
  note: TextOrNull,
})

export const ObservationsAnswer = Type.Object({
  observations: Type.Array(ObservationAnswer),
  next: Type.Union([Type.String(), Type.Null()], {
    description: 'Hand it back as `cursor` to go on; null at the end.',
  }),
})

export const FactsAnswer = Type.Object({
  facts: Type.Array(
    Type.Object({
      dataset: Type.String(),
      iso3: Type.String(),
      key: Type.String(),
      from: Type.String(),
      to: Type.String({ description: '9999-12-31 is open.' }),
      when: Type.String(),
      fields: Type.Record(
        Type.String(),
        Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
      ),
      source: Type.String(),
      evidence: TextOrNull,
      note: TextOrNull,
    }),
  ),
})

export const SourceAnswer = Type.Object({
  id: Type.String(),
  publisher: Type.String(),
  title: Type.String(),
  url: TextOrNull,
  licence: Type.String(),
  attribution: TextOrNull,
  retrieved: TextOrNull,
  revised: TextOrNull,
  coverage: Type.String(),
  gaps: Type.String(),
  inPack: Type.Boolean(),
})
export const SourcesAnswer = Type.Object({ sources: Type.Array(SourceAnswer) })

export const IndicatorAnswer = Type.Object({
  id: Type.String(),
  source: Type.String(),
  title: Words,
  unit: Words,
  kind: Type.String(),
  codes: Type.Union([Type.Array(Type.String()), Type.Null()]),
  direction: Type.Integer({ description: '1: more is better, -1: less is better, 0: neither by itself.' }),
  range: Type.Union([Type.Object({ min: NumberOrNull, max: NumberOrNull }), Type.Null()]),
  release: Type.Object(
    {
      kind: Type.String(),
      basis: Type.String(),
      years: Type.Optional(Type.Integer()),
      monthDay: Type.Optional(Type.String()),
      days: Type.Optional(
        Type.Record(Type.String(), Type.Object({ day: Type.String(), certainty: Type.String() })),
      ),
    },
    { description: 'When a year’s figure first became known: a table of days, or a rule.' },
  ),
  revised: TextOrNull,
  note: Type.Union([Words, Type.Null()]),
  coverage: Type.Object({
    observations: Type.Integer(),
    countries: Type.Integer(),
    firstYear: NumberOrNull,
    lastYear: NumberOrNull,
    years: Type.Array(Type.Object({ year: Type.Integer(), observations: Type.Integer() })),
  }),
})
export const IndicatorsAnswer = Type.Object({ indicators: Type.Array(IndicatorAnswer) })
