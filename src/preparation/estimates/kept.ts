import { type Static, Type } from 'typebox'
import type { Estimate } from '../../estimators/estimate.ts'
import { SPECIFICATIONS, type Specification } from '../../estimators/lists/specification.ts'

/*
 * What is kept of an estimate: the shape in which the browser saves it, the API takes it and the store holds it.
 * Never a record of a person: results, and the table of overlaps only where whoever saves chose so.
 */

const closed = { additionalProperties: false }
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const OneOf = <const T extends readonly string[]>(names: T) =>
  Type.Unsafe<T[number]>(Type.Union(names.map((name) => Type.Literal(name))))

/** A day of the calendar; whether there is such a day is checked beside the schema. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hexadecimal' })

/** A code with its values, as `estimators/findings.ts` names them; what it says is tried out before it is kept. */
const FindingShape = Type.Object({ code: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) })

export const intervalKinds = [
  'log-normal',
  'hypergeometric',
  'conditional',
  'profile',
  'bca',
  'widened',
  'percentile',
  'normal',
  'logit',
  'beta',
  'exact',
  'log',
  'credible',
] as const

const Level = Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 })

const IntervalShape = Type.Object(
  {
    level: Level,
    low: Type.Number(),
    high: OrNull(Type.Number()),
    kind: OneOf(intervalKinds),
    lowAtMost: Type.Optional(Type.Literal(true)),
    highAtLeast: Type.Optional(Type.Literal(true)),
    monteCarloError: Type.Optional(
      Type.Object({ low: OrNull(Type.Number()), high: OrNull(Type.Number()) }, closed),
    ),
  },
  closed,
)

const Terms = Type.Array(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10 }), { maxItems: 1100 })
const common = {
  method: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
  cases: Type.Number({ minimum: 0 }),
  warnings: Type.Array(FindingShape, { maxItems: 500 }),
  seed: Type.Optional(Type.String({ maxLength: 60 })),
  generator: Type.Optional(Type.String({ maxLength: 100 })),
  resamples: Type.Optional(Type.Integer({ minimum: 0 })),
  model: Type.Optional(Type.Object({ terms: Terms, minusInfinity: Terms }, closed)),
  diagnostics: Type.Record(Type.String(), Type.Unknown()),
}

/** `Estimate` of `estimators/estimate.ts` as JSON. */
export const EstimateShape = Type.Unsafe<Estimate>(
  Type.Union([
    Type.Object(
      {
        ...common,
        status: Type.Literal('ok'),
        estimate: Type.Number(),
        standardError: Type.Optional(OrNull(Type.Number({ minimum: 0 }))),
        intervals: Type.Array(IntervalShape, { maxItems: 20 }),
      },
      closed,
    ),
    Type.Object(
      {
        ...common,
        status: Type.Literal('no-estimate'),
        reason: FindingShape,
        intervals: Type.Array(IntervalShape, { maxItems: 0 }),
      },
      closed,
    ),
  ]),
)

const ListName = Type.String({ minLength: 1, maxLength: 200 })
const Pair = Type.Array(ListName, { minItems: 2, maxItems: 2 })
const ChangedShape = Type.Object(
  {
    change: OneOf(['left-out', 'merged']),
    lists: Type.Array(ListName, { minItems: 1, maxItems: 2 }),
    estimate: EstimateShape,
  },
  closed,
)

/** `Specification` of `estimators/lists/specification.ts` as JSON. */
export const SpecificationShape = Type.Unsafe<Specification>(
  Type.Object(
    {
      lists: Type.Array(ListName, { minItems: 2, maxItems: 10, uniqueItems: true }),
      cases: Type.Number({ minimum: 0 }),
      main: OneOf(['bic', 'stepwise']),
      rows: Type.Array(Type.Object({ label: OneOf(SPECIFICATIONS), estimate: EstimateShape }, closed), {
        minItems: 1,
        maxItems: SPECIFICATIONS.length,
      }),
      leftOut: Type.Array(ChangedShape, { maxItems: 10 }),
      merged: Type.Array(ChangedShape, { maxItems: 45 }),
      onePerson: Type.Object(
        {
          low: OrNull(Type.Number()),
          high: OrNull(Type.Number()),
          changes: Type.Array(
            Type.Object(
              {
                lists: Type.Array(ListName, { maxItems: 10 }),
                change: Type.Union([Type.Literal(1), Type.Literal(-1)]),
                total: OrNull(Type.Number()),
              },
              closed,
            ),
            { maxItems: 2100 },
          ),
        },
        closed,
      ),
      consistency: Type.Array(
        Type.Object(
          {
            list: ListName,
            truth: Type.Number({ minimum: 0 }),
            seen: Type.Number({ minimum: 0 }),
            usableLists: Type.Integer({ minimum: 0 }),
            independence: EstimateShape,
            stepwise: EstimateShape,
            holds: OrNull(Type.Boolean()),
          },
          closed,
        ),
        { maxItems: 10 },
      ),
      dependence: Type.Array(
        Type.Object(
          {
            lists: Pair,
            overlap: Type.Number({ minimum: 0 }),
            expected: OrNull(Type.Number()),
            probability: OrNull(Type.Number()),
            oddsRatio: OrNull(
              Type.Object(
                {
                  estimate: Type.Number(),
                  low: Type.Number(),
                  high: Type.Number(),
                  among: Type.Number({ minimum: 0 }),
                },
                closed,
              ),
            ),
          },
          closed,
        ),
        { maxItems: 45 },
      ),
      range: OrNull(Type.Object({ low: Type.Number(), high: Type.Number() }, closed)),
      findings: Type.Array(FindingShape, { maxItems: 500 }),
    },
    closed,
  ),
)

/** Designs other than overlapping lists. */
export const otherDesigns = ['rds', 'nsum', 'survey', 'time-location', 'two-waves'] as const
export const designs = ['lists', ...otherDesigns] as const
export type Design = (typeof designs)[number]

const Why = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'why this estimate and not another of those beside it',
})

/** A result as the estimators gave it, and which of its figures is the one to be used, and why. */
export const KeptResult = Type.Union([
  Type.Object(
    {
      design: Type.Literal('lists'),
      specification: SpecificationShape,
      /** A label among the rows of the specification. */
      chosen: OneOf(SPECIFICATIONS),
      why: Why,
      /** Where the table of overlaps stays away: whether at least ten people stand on more than one list. */
      enoughTogether: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  Type.Object(
    {
      design: OneOf(otherDesigns),
      /** What was asked, by name, as the command would be given it: population, groups, sizes, resamples, seed … */
      settings: Type.Record(
        Type.String({ maxLength: 60 }),
        Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean(), Type.Null()]),
      ),
      estimates: Type.Array(
        Type.Object(
          { label: Type.String({ minLength: 1, maxLength: 200 }), estimate: EstimateShape },
          closed,
        ),
        { minItems: 1, maxItems: 60 },
      ),
      /** Place in `estimates`, from 0. */
      chosen: Type.Integer({ minimum: 0 }),
      why: Why,
    },
    closed,
  ),
])
export type KeptResult = Static<typeof KeptResult>

/** Kept only where whoever saves it chose so. Bit i of a place in `counts` means “on list i”; `counts[0]` is 0. */
export const KeptOverlapTable = Type.Object(
  {
    lists: Type.Array(ListName, { minItems: 2, maxItems: 10, uniqueItems: true }),
    counts: Type.Array(Type.Integer({ minimum: 0, maximum: 1e12 }), { minItems: 4, maxItems: 1024 }),
  },
  closed,
)
export type KeptOverlapTable = Static<typeof KeptOverlapTable>

export const Provenance = Type.Object(
  {
    computedBy: OneOf(['browser', 'command', 'server']),
    /** Of this software, such as `0.4.0`. */
    version: Text(60),
    /** SHA-256 of the file that was read, or of the table’s canonical JSON where it was typed in. */
    inputDigest: Sha256,
    seed: Type.Optional(Type.String({ maxLength: 60 })),
    generator: Type.Optional(Type.String({ maxLength: 100 })),
  },
  closed,
)
export type Provenance = Static<typeof Provenance>

export const quantities = ['people', 'per-1000', 'share'] as const
export type Quantity = (typeof quantities)[number]

/** Where the people counted are looked for. */
export const Base = Type.Object(
  {
    /** Such as “adults aged 18 to 64 living in households”. */
    words: Text(1000),
    number: OrNull(Type.Number({ minimum: 0 })),
    /** Why the number is not known; null where it is. */
    unknownBecause: OrNull(Text(1000)),
    source: OrNull(Text(1000)),
  },
  closed,
)

export const dimensions = ['sex', 'age', 'form', 'nationality', 'sector', 'other'] as const

/** What a figure is a figure of; nothing here is guessed, null is “not stated”. */
const meaning = {
  quantity: OneOf(quantities),
  /** A frozen version of a codebook of this house. */
  codebook: OrNull(Uuid),
  /** Why there is no codebook version; null where there is one. */
  codebookNotStated: OrNull(Text(1000)),
  /** The statistical definition in words, as it stands beside the figure. */
  definition: Text(2000),
  /** `person`, `household` … */
  unit: Text(60),
  stockOrFlow: OrNull(OneOf(['stock', 'flow'])),
  periodFrom: OrNull(Day),
  periodTo: OrNull(Day),
  /** Of a change, when the wave before was; the period is that of the second. Not stated where it is missing. */
  firstWave: Type.Optional(OrNull(Type.Object({ from: OrNull(Day), to: OrNull(Day) }, closed))),
  /** Months the question looks back on. */
  referenceMonths: OrNull(Type.Integer({ minimum: 1, maximum: 1200 })),
  populationBase: Base,
  /** List or map from which people were drawn; of lists, who keeps them. */
  frame: OrNull(Text(1000)),
  /** Of the whole country, or of the places named. */
  place: Type.Object({ wholeCountry: Type.Boolean(), words: OrNull(Text(500)) }, closed),
  /** Empty: of everybody in the base. */
  disaggregation: Type.Array(Type.Object({ by: OneOf(dimensions), group: Text(200) }, closed), {
    maxItems: 10,
  }),
  /** Modelled: carried over from other places or years rather than observed here. Never mixed with what is measured. */
  measured: OneOf(['measured', 'modelled']),
  /** What would change the answer, in the words of who computed it. */
  wouldChange: Type.Optional(OrNull(Text(4000))),
  /** Why it is about something else than its study: needed wherever it is, and shown beside the figure. */
  otherBecause: Type.Optional(OrNull(Text(2000))),
}

/** An estimate computed by our own estimators. */
export const KeptComputed = Type.Object(
  {
    source: Type.Literal('computed'),
    ...meaning,
    result: KeptResult,
    overlapTable: Type.Optional(KeptOverlapTable),
    provenance: Provenance,
  },
  closed,
)

/** An interval as a publication prints it; its kind is often not said. */
export const PublishedInterval = Type.Object(
  { level: Level, low: Type.Number(), high: OrNull(Type.Number()), kind: OrNull(OneOf(intervalKinds)) },
  closed,
)

/** An estimate taken from a publication, marked so wherever it stands. */
export const KeptFromPublication = Type.Object(
  {
    source: Type.Literal('publication'),
    ...meaning,
    publication: Type.Object(
      {
        citation: Text(1000),
        address: OrNull(Type.String({ pattern: '^https?://', maxLength: 1000 })),
        /** Where in it the figure stands: page, table or paragraph. */
        page: Text(100),
        year: Type.Integer({ minimum: 1800, maximum: 2200 }),
        /** How it was estimated, in words. */
        method: Text(1000),
        design: OrNull(OneOf(designs)),
        estimate: Type.Number({ minimum: 0 }),
        intervals: Type.Array(PublishedInterval, { maxItems: 5 }),
        /** Persons observed; null where it does not say. */
        cases: OrNull(Type.Integer({ minimum: 0 })),
        /** Names of the lists, where it comes from lists and it says. */
        lists: OrNull(Type.Array(ListName, { minItems: 2, maxItems: 20 })),
      },
      closed,
    ),
  },
  closed,
)

/** What is handed over to be kept with a study. */
export const Kept = Type.Union([KeptComputed, KeptFromPublication])
export type Kept = Static<typeof Kept>
export type KeptComputed = Static<typeof KeptComputed>
export type KeptFromPublication = Static<typeof KeptFromPublication>
export type PublishedInterval = Static<typeof PublishedInterval>

/** The figure that is the one to be used, of those beside it. */
export function chosenEstimate(result: KeptResult): Estimate | null {
  if (result.design === 'lists')
    return result.specification.rows.find(({ label }) => label === result.chosen)?.estimate ?? null
  return result.estimates[result.chosen]?.estimate ?? null
}
