import { type Static, type TSchema, Type } from 'typebox'

/*
 * The shape of a methodology document, and of what one run of it yields.
 * The JSON Schema published at methodologies/methodology.schema.json is written from here.
 */

const strict = { additionalProperties: false }
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 64 })
const SeriesId = Type.String({ minLength: 1, maxLength: 120 })

/** Text in English, and where known in the other languages of the house. */
export const Text = Type.Object(
  {
    en: Type.String({ minLength: 1 }),
    fr: Type.Optional(Type.String()),
    es: Type.Optional(Type.String()),
    pt: Type.Optional(Type.String()),
  },
  strict,
)
export type Text = Static<typeof Text>

/** How a raw value becomes a desirability between 0 and 1, needing no other unit's value. */
export const FixedValue = Type.Union([
  Type.Object({ goalposts: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }) }, strict),
  Type.Object({ trapezoid: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }) }, strict),
  Type.Object({ threshold: Type.Number(), better: Type.Optional(Type.Enum(['above', 'below'])) }, strict),
  Type.Object(
    { points: Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), { minItems: 2 }) },
    strict,
  ),
  Type.Object({ codes: Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: 1 })) }, strict),
])
/** … or one that looks at all units: a ranking then depends on who else is in the list. */
export const RelativeValue = Type.Object(
  {
    relative: Type.Enum(['min-max', 'percentile']),
    better: Type.Optional(Type.Enum(['high', 'low'])),
  },
  strict,
)
export const ValueRule = Type.Union([FixedValue, RelativeValue])
export type ValueRule = Static<typeof ValueRule>

/** Rules that look at one unit alone, so that nobody else's coming or going changes its score. */
export const OwnAggregation = Type.Union([
  Type.Enum(['arithmetic', 'geometric', 'harmonic']),
  Type.Object({ power: Type.Number() }, strict),
  /** Ordered weighted average by its orness: 0 the worst part alone, 0.5 the mean, 1 the best part alone. */
  Type.Object({ owa: Type.Number({ minimum: 0, maximum: 1 }) }, strict),
])
export type OwnAggregation = Static<typeof OwnAggregation>

const Threshold = Type.Number({ minimum: 0, maximum: 1 })
/** Rules that compare all units with each other. They can only stand at the top; thresholds are desirabilities, 0 to 1. */
export const RelativeAggregation = Type.Union([
  Type.Object({ topsis: Type.Enum(['vector', 'min-max']) }, strict),
  Type.Object(
    {
      promethee: Type.Object(
        {
          shape: Type.Enum(['usual', 'u', 'v', 'level', 'v-with-indifference', 'gaussian']),
          /** Differences up to this do not count. */
          indifference: Type.Optional(Threshold),
          /** Differences from this on count in full. */
          preference: Type.Optional(Threshold),
          /** Where the Gaussian shape bends. */
          spread: Type.Optional(Threshold),
        },
        strict,
      ),
    },
    strict,
  ),
  Type.Object(
    {
      /** ELECTRE II: shares of the weight that must agree (three, falling), worst disagreement borne (two, falling). */
      electre: Type.Object(
        {
          concordance: Type.Array(Threshold, { minItems: 3, maxItems: 3 }),
          discordance: Type.Array(Threshold, { minItems: 2, maxItems: 2 }),
        },
        strict,
      ),
    },
    strict,
  ),
])
export type RelativeAggregation = Static<typeof RelativeAggregation>

export const AggregationRule = Type.Union([OwnAggregation, RelativeAggregation])
export type AggregationRule = Static<typeof AggregationRule>

/** Where a group's weights come from, when not from points beside each child. */
export const WeightRule = Type.Union([
  /** The same for each; or found in the data of those judged (`score.ts`). */
  Type.Enum(['equal', 'critic', 'entropy']),
  Type.Object(
    {
      /** Every pair of children once: `more` matters `times` as much as `less` (1 to 9). */
      ahp: Type.Array(
        Type.Object(
          { more: Id, less: Id, times: Type.Number({ minimum: 1, maximum: 9 }), reason: Type.Optional(Text) },
          strict,
        ),
        { minItems: 1 },
      ),
      by: Type.Optional(Type.Enum(['eigenvector', 'geometric mean'])),
    },
    strict,
  ),
  /** What going from worst to best is worth beside the most wanted such step, which has 100 points. */
  Type.Object({ swing: Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: 100 })) }, strict),
])
export type WeightRule = Static<typeof WeightRule>

/** Where a criterion's raw value is read. */
export const Reading = Type.Union([
  Type.Object(
    {
      series: SeriesId,
      /** `newest`: the newest value known on the day; `change`: newest less the value `years` before. */
      take: Type.Optional(Type.Enum(['newest', 'change'])),
      years: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
      /** Codes as numbers, for a change between codes. */
      steps: Type.Optional(Type.Record(Type.String(), Type.Number())),
      /** A value older than this many years at the day asked about counts as missing. */
      maxAgeYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    },
    strict,
  ),
  Type.Object(
    {
      /** The number of facts of a dataset known on the day; none known is unknown, not zero. */
      count: SeriesId,
      where: Type.Optional(
        Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
      ),
    },
    strict,
  ),
])
export type Reading = Static<typeof Reading>

export type Criterion = {
  id: string
  title: Text
  /** Points among its siblings; the points of one group sum to 100. Left out when the group has `weights:`. */
  weight?: number
  reason?: Text
  /** Said when the series is not what the method's authors meant, with what it stands in for. */
  standsInFor?: Text
  proxy?: boolean
  read?: Reading
  value?: ValueRule
  weights?: WeightRule
  aggregation?: AggregationRule
  /** What to do when a child has no value: spread its weight over the rest, or give no total. */
  missing?: 'renormalise' | 'no total'
  children?: Criterion[]
}
export const Criterion = Type.Cyclic(
  {
    Criterion: Type.Object(
      {
        id: Id,
        title: Text,
        weight: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
        reason: Type.Optional(Text),
        standsInFor: Type.Optional(Text),
        proxy: Type.Optional(Type.Boolean()),
        read: Type.Optional(Reading),
        value: Type.Optional(ValueRule),
        weights: Type.Optional(WeightRule),
        aggregation: Type.Optional(AggregationRule),
        missing: Type.Optional(Type.Enum(['renormalise', 'no total'])),
        children: Type.Optional(Type.Array(Type.Ref('Criterion'), { minItems: 1 })),
      },
      strict,
    ),
  },
  'Criterion',
)

/** A gate: passed, failed or unknown. */
export const Gate = Type.Union([
  Type.Object(
    {
      id: Id,
      title: Text,
      reason: Type.Optional(Text),
      standsInFor: Type.Optional(Text),
      /** The newest value of a series known on the day must be one of these codes, or within bounds. */
      series: SeriesId,
      oneOf: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
      atLeast: Type.Optional(Type.Number()),
      atMost: Type.Optional(Type.Number()),
      maxAgeYears: Type.Optional(Type.Integer({ minimum: 0 })),
    },
    strict,
  ),
  Type.Object(
    {
      id: Id,
      title: Text,
      reason: Type.Optional(Text),
      standsInFor: Type.Optional(Text),
      /** A list issued from time to time: the newest one known on the day decides. */
      list: SeriesId,
      must: Type.Enum(['be absent', 'be listed']),
    },
    strict,
  ),
  Type.Object(
    {
      id: Id,
      title: Text,
      reason: Type.Optional(Text),
      standsInFor: Type.Optional(Text),
      /** Dated evidence of a status: counts when dated within so many months of the day, or when its period covers the day. */
      status: SeriesId,
      withinMonths: Type.Integer({ minimum: 0, maximum: 600 }),
      passes: Type.Array(Type.String(), { minItems: 1 }),
      fails: Type.Array(Type.String(), { minItems: 1 }),
      /** Statuses that are an answer of their own: neither pass nor fail until somebody decides. */
      undecided: Type.Optional(Type.Array(Type.String())),
    },
    strict,
  ),
])
export type Gate = Static<typeof Gate>

/** An old-fashioned card: so many indicators better than the peers' median, with hurdles. */
export const Scorecard = Type.Object(
  {
    peers: Type.Object(
      {
        series: SeriesId,
        title: Text,
        /** Upper bounds of the groups but the last, in the unit of the series; a unit above the last bound is no candidate. */
        groups: Type.Array(Type.Object({ id: Id, title: Text, upTo: Type.Number() }, strict), {
          minItems: 1,
        }),
      },
      strict,
    ),
    baskets: Type.Array(
      Type.Object(
        {
          id: Id,
          title: Text,
          indicators: Type.Array(
            Type.Object(
              {
                id: Id,
                title: Text,
                series: SeriesId,
                better: Type.Enum(['higher', 'lower']),
                beat: Type.Union([
                  Type.Literal('median'),
                  Type.Object({ value: Type.Number() }, strict),
                  Type.Object({ lowerOfMedianAnd: Type.Number() }, strict),
                ]),
              },
              strict,
            ),
            { minItems: 1 },
          ),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    passAtLeast: Type.Integer({ minimum: 1 }),
    /** Every hurdle must be passed; a hurdle is passed when any one of its indicators is. */
    hurdles: Type.Array(Type.Object({ id: Id, title: Text, anyOf: Type.Array(Id, { minItems: 1 }) }, strict)),
    /** How an indicator without data counts: as not passed (the rule assumed of the publisher) or as unknown. */
    withoutData: Type.Enum(['not passed', 'unknown']),
  },
  strict,
)
export type Scorecard = Static<typeof Scorecard>

/** What of a document is doubted when its result is tried again and again; no part of the rules themselves. */
const Doubted = { reason: Text }
export const Robustness = Type.Object(
  {
    /** Runs of the whole: each draws everything that is doubted at once. */
    replications: Type.Integer({ minimum: 100, maximum: 100000 }),
    /** Published standard errors, drawn anew for criteria and for gates with bounds. */
    measurement: Type.Optional(
      Type.Object(
        {
          ...Doubted,
          /** Errors that hang together, by the source they come from; errors of series not named here are drawn as independent. */
          sameSource: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  series: Type.Array(SeriesId, { minItems: 1 }),
                  /** Correlation of the errors of two units in one series. */
                  acrossUnits: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
                  /** Correlation of the errors of one unit in two of the series. The two together are at most 1. */
                  acrossSeries: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
                  ...Doubted,
                },
                strict,
              ),
              { minItems: 1 },
            ),
          ),
        },
        strict,
      ),
    ),
    /** A missing value is drawn from the known values of others, in place of the document’s own rule for what is missing. */
    imputation: Type.Optional(
      Type.Object({ from: Type.Enum(['everybody', 'same region']), ...Doubted }, strict),
    ),
    weights: Type.Optional(
      Type.Union([
        /** Drawn around the document’s weights in every group; the larger, the closer to them. */
        Type.Object({ concentration: Type.Number({ minimum: 1, maximum: 10000 }), ...Doubted }, strict),
        /** Points of 100 between which a weight may lie; a sibling that is not named may have any share. */
        Type.Object(
          {
            bounds: Type.Record(
              Id,
              Type.Array(Type.Number({ minimum: 0, maximum: 100 }), { minItems: 2, maxItems: 2 }),
              { minProperties: 1 },
            ),
            ...Doubted,
          },
          strict,
        ),
        /** By group, its parts from the weightiest to the least: every weighting of that order is as likely. */
        Type.Object(
          { order: Type.Record(Id, Type.Array(Id, { minItems: 2 }), { minProperties: 1 }), ...Doubted },
          strict,
        ),
      ]),
    ),
    /** Other ways that somebody could defend: each run takes one choice of each. */
    alternatives: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Id,
            title: Text,
            ...Doubted,
            choices: Type.Array(
              Type.Object(
                {
                  id: Id,
                  title: Text,
                  /** group → rule */
                  aggregation: Type.Optional(Type.Record(Id, AggregationRule, { minProperties: 1 })),
                  /** criterion → value function */
                  value: Type.Optional(Type.Record(Id, ValueRule, { minProperties: 1 })),
                  /** group → what to do where a part is missing */
                  missing: Type.Optional(
                    Type.Record(Id, Type.Enum(['renormalise', 'no total']), { minProperties: 1 }),
                  ),
                },
                strict,
              ),
              { minItems: 2 },
            ),
          },
          strict,
        ),
        { minItems: 1 },
      ),
    ),
  },
  strict,
)
export type Robustness = Static<typeof Robustness>

/**
 * What can be observed afterwards of whoever was chosen: a back-test compares a ranking with it.
 * It is no rule: an outcome added later leaves what the method does as it was.
 */
export const TestedOutcome = Type.Union([
  Type.Object(
    {
      id: Id,
      title: Text,
      reason: Type.Optional(Text),
      /** A unit counts when its code stands at least one step above that of the day in so many issues running. */
      rise: Type.Object(
        {
          series: SeriesId,
          /** Codes from the lowest to the highest; one that is not among them is no rank. */
          order: Type.Array(Type.String(), { minItems: 2 }),
          held: Type.Integer({ minimum: 1, maximum: 10 }),
        },
        strict,
      ),
      /** Years after the day within which all of it has to be seen. */
      horizon: Type.Integer({ minimum: 1, maximum: 30 }),
    },
    strict,
  ),
  Type.Object(
    {
      id: Id,
      title: Text,
      reason: Type.Optional(Text),
      /** A unit counts when the dataset has a fact of it that begins in a later year. */
      event: Type.Object(
        {
          dataset: SeriesId,
          /** First year in which one could have happened at all. */
          since: Type.Integer({ minimum: 1900, maximum: 2200 }),
        },
        strict,
      ),
      horizon: Type.Integer({ minimum: 1, maximum: 30 }),
    },
    strict,
  ),
])
export type TestedOutcome = Static<typeof TestedOutcome>

export const Methodology = Type.Object(
  {
    methodology: Id,
    version: Type.Integer({ minimum: 1 }),
    title: Text,
    question: Text,
    origin: Text,
    status: Type.Enum(['draft', 'published', 'historical']),
    universe: Type.Optional(
      Type.Object(
        {
          /** Every country with a value of this series in its newest issue known on the day. */
          ratedBy: SeriesId,
          except: Type.Optional(
            Type.Array(Type.Object({ unit: Type.String(), reason: Text }, strict), { minItems: 1 }),
          ),
        },
        strict,
      ),
    ),
    gates: Type.Array(Gate),
    criteria: Type.Optional(Type.Unsafe<Criterion>(Criterion as TSchema)),
    scorecard: Type.Optional(Scorecard),
    /** Another way to put the same factors together, shown beside the score. */
    beside: Type.Optional(Type.Object({ aggregation: AggregationRule, reason: Text }, strict)),
    doubt: Type.Optional(
      Type.Object(
        {
          /** Which published errors are drawn in the sensitivity runs. */
          measurement: Type.Boolean(),
          replicates: Type.Integer({ minimum: 100, maximum: 100000 }),
          reason: Text,
        },
        strict,
      ),
    ),
    robustness: Type.Optional(Robustness),
    shortlist: Type.Object(
      { size: Type.Integer({ minimum: 1 }), presets: Type.Array(Type.Integer({ minimum: 1 })), reason: Text },
      strict,
    ),
    /** What counts as having tipped: something that can be observed. */
    tip: Text,
    /** What the method’s own track record is measured by (`tp select backtest`). */
    outcomes: Type.Optional(Type.Array(TestedOutcome, { minItems: 1 })),
    /** What is this document's own choice and not its origin's. */
    choices: Type.Array(Text),
    /** Series the reference pack does not carry, with where a user gets them. */
    bring: Type.Optional(Type.Record(SeriesId, Text)),
    /** Rules on time: what counts as known on a day. */
    timing: Text,
    /** Named proposals to lay beside the result (a dataset of facts), with who proposed. */
    proposals: Type.Optional(Type.Object({ dataset: SeriesId, title: Text }, strict)),
  },
  strict,
)
export type Methodology = Static<typeof Methodology>

/* ── what goes in ─────────────────────────────────────────────────────────── */

/** One value as known on the day, with everything needed to open it. */
export type Cell = {
  value: number | null
  code: string | null
  /** Why there is no value, when there is none. */
  missing: string | null
  year: number | null
  published: string | null
  revised: string | null
  standardError: number | null
  source: string | null
  /** On what the value rests where it was not simply read: `by elimination`, `one transcription`, … */
  basis: string | null
  note: string | null
}

export type StatusEvidence = {
  status: string
  from: string
  to: string
  when: string
  source: string
  evidence: string | null
  note: string | null
}

export type ListIssue = {
  dataset: string
  year: number
  /** `complete`, `probably complete`, or `partial`: only the first two make absence mean anything. */
  completeness: 'complete' | 'probably complete' | 'partial'
  basis: string
  published: string
  /** Last day on which it is the newest list, as far as is known; a later one is not held. */
  until: string
  source: string
  units: string[]
}

/** All that one run looks at: nothing is read beside it. */
export type Inputs = {
  asOf: string | null
  units: string[]
  /** Places the universe's series knows from other years, without a value in the issue that is used. */
  lacking: { unit: string; before: string | null; after: string | null }[]
  universeIssue: { year: number; published: string | null; excepted: { unit: string; reason: Text }[] } | null
  /** series → unit → newest value known on the day */
  newest: Record<string, Record<string, Cell>>
  /** series@-years → unit → the value that many years before the newest */
  earlier: Record<string, Record<string, Cell>>
  /** dataset → unit → evidence */
  statuses: Record<string, Record<string, StatusEvidence[]>>
  /** dataset → newest list known on the day, or null */
  lists: Record<string, ListIssue | null>
  /** count key → unit → number of facts, with the issue's year and source */
  counts: Record<string, Record<string, Cell>>
  /** Series named by the methodology that nobody has brought. */
  absentSeries: string[]
  proposals: { unit: string; proposal: string; source: string }[]
}

/* ── what comes out ───────────────────────────────────────────────────────── */

export type Outcome = 'passed' | 'failed' | 'unknown'

/** Why a gate came out as it did: a key that pages turn into a sentence. */
export type GateReason =
  | 'value passes'
  | 'value fails'
  | 'no value'
  | 'value too old'
  | 'listed'
  | 'not listed'
  | 'list incomplete'
  | 'no list'
  | 'list superseded'
  | 'status passes'
  | 'status fails'
  | 'status undecided'
  | 'evidence too far'
  | 'evidence disagrees'
  | 'closed later'
  | 'no evidence'

export type GateResult = {
  gate: string
  outcome: Outcome
  reason: GateReason
  /** What was found: the code, the number, the status. */
  found: string | number | null
  /** What was asked for. */
  asked: string
  year: number | null
  published: string | null
  revised: string | null
  /** The time the evidence speaks of, as its source words it. */
  when: string | null
  source: string | null
  evidence: string | null
  note: string | null
  /** Set when the value rests on weak ground: `by elimination`, `one transcription`, … */
  weakness: string | null
}

export type CriterionResult = {
  id: string
  /** Desirability 0..1, or null with the reason. */
  value: number | null
  why: string | null
  /** Share of the parent's weight it carries here, after spreading what is missing. */
  share: number
  /** Points of the total's 100 this part accounts for (arithmetic at every level above), else null. */
  points: number | null
  cell: Cell | null
}

export type UnitResult = {
  unit: string
  standing: 'in' | 'out' | 'unknown'
  gates: GateResult[]
  /** 0..100, or null with the reason why there is no total. */
  score: number | null
  noScore: string | null
  beside: number | null
  rank: number | null
  /** For those that one unknown keeps out: the rank they would take among those that pass. */
  wouldRank: number | null
  /** 90 % sensitivity range of score and rank over the runs. */
  scoreRange: [number, number] | null
  rankRange: [number, number] | null
  /** Share of runs in which it was among the first k. */
  inShortlist: number | null
  criteria: CriterionResult[]
  scorecard: ScorecardUnit | null
}

export type ScorecardUnit = {
  group: string | null
  passed: number
  unknown: number
  indicators: { id: string; outcome: Outcome; value: number | null; threshold: number | null }[]
  hurdles: { id: string; outcome: Outcome }[]
}

export type Result = {
  methodology: string
  version: number
  asOf: string | null
  seed: number
  replicates: number
  shortlistSize: number
  counts: { in: number; out: number; unknown: number; of: number }
  /** How many are left after each gate, in order. */
  funnel: { gate: string; passed: number; failed: number; unknown: number }[]
  /** Set when the methodology cannot be judged at all on this data. */
  cannotJudge: { missing: string[]; of: number } | null
  units: UnitResult[]
  /** Runs drew on these criteria only; the others have no published error. */
  drawnCriteria: string[]
  notes: { kind: string; values: Record<string, string | number> }[]
}
