import { type Static, Type } from 'typebox'

/*
 * What two governments agree, as one document: everything that may change by amendment only
 * stands here, everything that happens afterwards (reports, payments, determinations) in the
 * tables of its own room. So a version is one text with one hash, two versions can be laid
 * side by side, and what was signed can be read as it was signed.
 *
 * Elements follow 22 U.S.C. 7103a(d) (child protection compacts), 22 U.S.C. 7708(b) (MCC)
 * and ATEST (2014); the ten parts of an indicator sheet follow ADS 201.
 */

const strict = { additionalProperties: false } as const

/** A language of the text, as BCP 47: `en`, `fr`, `pt-BR`. */
export const LanguageTag = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })

/** The same words in each language of the compact. A language that is not there is not written yet. */
export const Text = Type.Record(LanguageTag, Type.String({ maxLength: 20_000 }), strict)
export type Text = Static<typeof Text>

/** What something is called within one compact; it stays the same in every version. */
export const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
/** A day, `YYYY-MM-DD`. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Currency = Type.String({ pattern: '^[A-Z]{3}$' })
const Address = Type.String({ pattern: '^https?://', maxLength: 500 })

/** Whole minor units of a currency (ISO 4217), so that sums are exact. */
export const Money = Type.Object(
  {
    minor: Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
    currency: Currency,
  },
  strict,
)
export type Money = Static<typeof Money>

const orNull = <Of extends Parameters<typeof Type.Union>[0][number]>(schema: Of) =>
  Type.Union([schema, Type.Null()])

/** The 3P, and what runs across them: partnership and data. */
export const components = ['prevention', 'protection', 'prosecution', 'partnership', 'data'] as const
export type Component = (typeof components)[number]

export const sides = ['donor', 'partner'] as const
export type Side = (typeof sides)[number]

/** What a party is in the compact. Survivors’ groups and civil society stand on neither government’s side. */
export const parts = [
  'government',
  'ministry',
  'agency',
  'implementer',
  'civil-society',
  'survivors',
  'other-donor',
] as const
export type Part = (typeof parts)[number]

export const Party = Type.Object(
  {
    key: Key,
    name: Text,
    part: Type.Enum([...parts]),
    /** Whose side it stands on; null for neither. */
    side: orNull(Type.Enum([...sides])),
    /** The organisation of this house that it is; null while it has none. */
    organisation: orNull(Uuid),
    /** Whether the compact is not signed without it. */
    signs: Type.Boolean(),
  },
  strict,
)
export type Party = Static<typeof Party>

/** Sections of a compact as the law names them, A to G. */
export const sections = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
export type SectionName = (typeof sections)[number]

export const Objective = Type.Object(
  {
    key: Key,
    component: Type.Enum([...components]),
    text: Text,
    /** Why what is done should lead to what is wanted. */
    theoryOfChange: Text,
  },
  strict,
)
export type Objective = Static<typeof Objective>

export const Responsibility = Type.Object(
  {
    key: Key,
    /** Null for one that serves all objectives. */
    objective: orNull(Key),
    side: Type.Enum(['donor', 'partner', 'both', 'civil-society']),
    /** Which party; null for the side as a whole. */
    party: orNull(Key),
    deliverable: Text,
    due: orNull(Day),
    /** What will show that it was met. */
    evidence: Text,
  },
  strict,
)
export type Responsibility = Static<typeof Responsibility>

export const instruments = ['grant', 'cooperative-agreement', 'contract', 'government-budget'] as const
export const Initiative = Type.Object(
  {
    key: Key,
    objectives: Type.Array(Key),
    title: Text,
    description: Text,
    /** Party that carries it out; null while it is not chosen. */
    implementer: orNull(Key),
    instrument: Type.Enum([...instruments]),
    sites: Text,
  },
  strict,
)
export type Initiative = Static<typeof Initiative>

/** A category within a disaggregation, as `girls` in `sex`. */
export const Disaggregation = Type.Object(
  {
    key: Key,
    name: Text,
    categories: Type.Array(Type.Object({ key: Key, name: Text }, strict)),
    /** Whether each counted thing falls into exactly one category, so that the parts must make the total. */
    exclusive: Type.Boolean(),
  },
  strict,
)
export type Disaggregation = Static<typeof Disaggregation>

/** A number as it was written, so that no digit is invented: `12`, `0.125`, `-3`. */
export const Decimal = Type.String({ pattern: '^-?\\d{1,15}(\\.\\d{1,9})?$' })

export const frequencies = ['quarterly', 'half-yearly', 'yearly', 'baseline-and-endline'] as const
export const levels = ['process', 'output', 'outcome', 'impact'] as const
export const measures = ['number', 'percentage', 'ratio', 'yes-no'] as const
export const aggregations = ['sum', 'weighted-mean', 'latest', 'unique-persons', 'none'] as const

/** What was so before: an estimate with its doubt, or why there is none yet. */
export const Baseline = Type.Union([
  Type.Object(
    {
      value: Decimal,
      /** Interval; both null for a full count, which then says so in `method`. */
      low: orNull(Decimal),
      high: orNull(Decimal),
      /** Confidence of the interval in per cent, such as 95. */
      level: orNull(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 100 })),
      date: Day,
      method: Text,
      source: Text,
      url: orNull(Address),
      /** Numbered definition it was measured under, to be held against that of the endline. */
      definition: Text,
    },
    strict,
  ),
  Type.Object({ reason: Text, due: Day }, strict),
])
export type Baseline = Static<typeof Baseline>

/** What is promised for a period; a cell of a disaggregation, or the total where `cell` is empty. */
export const Target = Type.Object(
  {
    /** Plan year, by key. */
    year: Key,
    /** Category per disaggregation, `{ sex: 'girls' }`; `{}` is the total. */
    cell: Type.Record(Key, Key, strict),
    value: Decimal,
    rationale: Text,
  },
  strict,
)
export type Target = Static<typeof Target>

/** An indicator reference sheet. */
export const Indicator = Type.Object(
  {
    key: Key,
    objective: Key,
    /** 1: its code in a list others use, and its title. */
    code: orNull(
      Type.Object(
        { vocabulary: Type.String({ maxLength: 80 }), code: Type.String({ maxLength: 80 }) },
        strict,
      ),
    ),
    title: Text,
    /** 2 */
    definition: Text,
    /** 3 */
    unit: Text,
    measure: Type.Enum([...measures]),
    formula: Text,
    /** 4 */
    disaggregations: Type.Array(Disaggregation),
    /** 5 */
    source: Text,
    /** 6: the party that answers for it, and those that report it. */
    responsible: orNull(Key),
    reporters: Type.Array(Key),
    /** 7 */
    frequency: Type.Enum([...frequencies]),
    /** Days after the end of a period by which it is reported. */
    dueAfterDays: Type.Integer({ minimum: 0, maximum: 366 }),
    /** 8: null while nobody has thought of it; that keeps the compact from being signed. */
    baseline: orNull(Baseline),
    /** 9 */
    targets: Type.Array(Target),
    /** Published reason why a year has no target. */
    noTarget: Type.Array(Type.Object({ year: Key, reason: Text }, strict)),
    /** 10 */
    limits: Text,
    level: Type.Enum([...levels]),
    direction: Type.Enum(['up', 'down']),
    /** Whether a value holds all since the beginning, and so never falls without a correction. */
    cumulative: Type.Boolean(),
    /** How values of several reporters become one. Percentages are never summed. */
    aggregation: Type.Enum([...aggregations]),
    /** Whether it counts people, so that small counts are not shown. */
    countsPeople: Type.Boolean(),
    /** Whether values are estimates from a sample, which carry an interval. */
    estimated: Type.Boolean(),
    /** Since an amendment: no period that ends on or after this day is asked for. What was reported stays. Left out while in use. */
    retired: Type.Optional(Type.Object({ from: Day, reason: Text }, strict)),
  },
  strict,
)
export type Indicator = Static<typeof Indicator>

/** A year of the compact; no longer than one year, so that it can stand in a budget (IATI 2.03). */
export const PlanYear = Type.Object({ key: Key, begins: Day, ends: Day }, strict)
export type PlanYear = Static<typeof PlanYear>

/** What a party brings. */
export const Contribution = Type.Object(
  {
    key: Key,
    party: Key,
    kind: Type.Enum(['cash', 'in-kind']),
    what: Text,
    /** How goods, staff or premises were valued; empty for cash. */
    valuation: Text,
    amount: Money,
    /** What the party itself spent for the purpose in a year before, so that more can be told from instead (22 U.S.C. 7708). */
    before: orNull(
      Type.Object(
        { year: Type.Integer({ minimum: 1990, maximum: 2100 }), amount: Money, source: Text },
        strict,
      ),
    ),
    /** Why what no condition of a tranche holds is paid without any; left out where there is no reason, or nothing of the kind. */
    unconditional: Type.Optional(Text),
  },
  strict,
)
export type Contribution = Static<typeof Contribution>

/** component × initiative × year × contribution. */
export const PlanLine = Type.Object(
  {
    key: Key,
    component: Type.Enum([...components]),
    initiative: orNull(Key),
    year: Key,
    contribution: Key,
    /** As first signed; in the currency of its contribution. */
    original: Money,
    /** As amended; null where it never was. */
    revised: orNull(Money),
    note: Text,
    /** Why an amendment plans less for it than stands in it already; left out where there is no reason, or nothing of the kind. */
    belowMoney: Type.Optional(Text),
  },
  strict,
)
export type PlanLine = Static<typeof PlanLine>

/** How many `to` one `from` is, on a day, by whom. Used for the plan’s totals in its own currency. */
export const Rate = Type.Object(
  {
    from: Currency,
    to: Currency,
    date: Day,
    rate: Decimal,
    source: Type.String({ minLength: 1, maxLength: 500 }),
  },
  strict,
)
export type Rate = Static<typeof Rate>

export const Plan = Type.Object(
  {
    /** Currency in which totals over all lines are given. */
    currency: Currency,
    years: Type.Array(PlanYear),
    /** First day of each side’s own fiscal year, `MM-DD`. */
    fiscalYears: Type.Object(
      {
        donor: Type.String({ pattern: '^\\d{2}-\\d{2}$' }),
        partner: Type.String({ pattern: '^\\d{2}-\\d{2}$' }),
      },
      strict,
    ),
    contributions: Type.Array(Contribution),
    lines: Type.Array(PlanLine),
    rates: Type.Array(Rate),
    /** How it is carried out, and who looks after it. */
    mechanisms: Text,
    oversight: Text,
  },
  strict,
)
export type Plan = Static<typeof Plan>

/** What must hold before money moves. */
export const Condition = Type.Object(
  {
    key: Key,
    /** Initial: before the first release of the tranche only. Ongoing: before every release of this and later tranches. */
    kind: Type.Enum(['initial', 'ongoing']),
    type: Type.Enum(['policy', 'performance', 'fiduciary']),
    text: Text,
    /** Benchmark it rests on. */
    benchmark: orNull(Key),
    evidence: Text,
    /** Party that brings the evidence, and party that judges it. */
    from: Key,
    verifier: Key,
    due: orNull(Day),
    /** Part of the tranche it holds; null for the whole. */
    holds: orNull(Money),
  },
  strict,
)
export type Condition = Static<typeof Condition>

export const Tranche = Type.Object(
  {
    key: Key,
    title: Text,
    /** What is released comes out of this contribution. */
    contribution: Key,
    amount: Money,
    planned: Day,
    conditions: Type.Array(Condition),
  },
  strict,
)
export type Tranche = Static<typeof Tranche>

/** What must hold before the compact enters into force: what, who brings it about, and what shows it. */
export const EntryCondition = Type.Object({ key: Key, text: Text, party: Key, evidence: Text }, strict)
export type EntryCondition = Static<typeof EntryCondition>

export const Benchmark = Type.Object(
  {
    key: Key,
    objective: Key,
    text: Text,
    by: Day,
    /** Indicator and the value that meets it; null for a milestone that is reached or not. */
    measured: orNull(Type.Object({ indicator: Key, value: Decimal }, strict)),
  },
  strict,
)
export type Benchmark = Static<typeof Benchmark>

export const SustainabilityMeasure = Type.Object(
  { key: Key, text: Text, party: Key, by: Day, evidence: Text },
  strict,
)
export type SustainabilityMeasure = Static<typeof SustainabilityMeasure>

export const Risk = Type.Object(
  {
    key: Key,
    text: Text,
    /** 1 rare … 5 almost certain; 1 slight … 5 severe. */
    likelihood: Type.Integer({ minimum: 1, maximum: 5 }),
    effect: Type.Integer({ minimum: 1, maximum: 5 }),
    owner: orNull(Key),
    response: Text,
  },
  strict,
)
export type Risk = Static<typeof Risk>

export const documentKinds = [
  'national-plan',
  'recommendation',
  'agreement',
  'study',
  'budget',
  'evaluation',
  'audit',
  'other',
] as const
export const DocumentLink = Type.Object(
  {
    key: Key,
    kind: Type.Enum([...documentKinds]),
    title: Text,
    date: orNull(Day),
    /** Where it stands, or the hash of a file kept here; one of the two. */
    url: orNull(Address),
    file: orNull(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  strict,
)
export type DocumentLink = Static<typeof DocumentLink>

export const Agreement = Type.Object(
  {
    format: Type.Literal(1),
    /** The first is the one that pages fall back on. */
    languages: Type.Array(LanguageTag, { minItems: 1, maxItems: 2 }),
    country: Type.String({ pattern: '^[A-Z]{3}$' }),
    title: Text,
    scope: Type.Object({ who: Type.Enum(['children', 'all']), forms: Text, regions: Text }, strict),
    parties: Type.Array(Party),
    legalBasis: Text,
    /** Years from entry into force; 3 to 5 at signing. Extensions move `ends` by amendment. */
    term: Type.Object(
      { years: orNull(Type.Integer({ minimum: 1, maximum: 20 })), begins: orNull(Day), ends: orNull(Day) },
      strict,
    ),
    /** The assessment that chose the country, or the published reason why none did. */
    chosenBy: orNull(
      Type.Union([
        Type.Object({ assessment: Type.String({ minLength: 8, maxLength: 64 }) }, strict),
        Type.Object({ reason: Text }, strict),
      ]),
    ),
    sections: Type.Record(Type.Enum([...sections]), Text, strict),
    objectives: Type.Array(Objective),
    responsibilities: Type.Array(Responsibility),
    initiatives: Type.Array(Initiative),
    indicators: Type.Array(Indicator),
    benchmarks: Type.Array(Benchmark),
    plan: Plan,
    tranches: Type.Array(Tranche),
    /** Conditions to entry into force. Left out by texts older than this part: none. */
    entry: Type.Optional(Type.Array(EntryCondition)),
    sustainability: Type.Array(SustainabilityMeasure),
    risks: Type.Array(Risk),
    documents: Type.Array(DocumentLink),
  },
  strict,
)
export type Agreement = Static<typeof Agreement>

/** Parts that are drafted, commented and saved on their own: two people in different parts never wait for each other. */
export const agreementParts = [
  'title',
  'scope',
  'parties',
  'legalBasis',
  'term',
  'chosenBy',
  'sections',
  'objectives',
  'responsibilities',
  'initiatives',
  'indicators',
  'benchmarks',
  'plan',
  'tranches',
  'entry',
  'sustainability',
  'risks',
  'documents',
] as const satisfies readonly (keyof Agreement)[]
export type AgreementPart = (typeof agreementParts)[number]

/** A draft in which nothing is written yet. */
export function emptyAgreement(country: string, languages: string[], currency: string): Agreement {
  const nothing = {}
  return {
    format: 1,
    languages,
    country,
    title: nothing,
    scope: { who: 'all', forms: nothing, regions: nothing },
    parties: [],
    legalBasis: nothing,
    term: { years: null, begins: null, ends: null },
    chosenBy: null,
    sections: { A: {}, B: {}, C: {}, D: {}, E: {}, F: {}, G: {} },
    objectives: [],
    responsibilities: [],
    initiatives: [],
    indicators: [],
    benchmarks: [],
    plan: {
      currency,
      years: [],
      fiscalYears: { donor: '10-01', partner: '01-01' },
      contributions: [],
      lines: [],
      rates: [],
      mechanisms: nothing,
      oversight: nothing,
    },
    tranches: [],
    entry: [],
    sustainability: [],
    risks: [],
    documents: [],
  }
}

/** Conditions to entry into force; a text that is older than this part has none. */
export const entryConditions = ({ entry }: Pick<Agreement, 'entry'>): readonly EntryCondition[] => entry ?? []

/** A text in the language asked for, else in the first language of the compact that has it; null where none has. */
export function inLanguage(text: Text, wanted: string, languages: readonly string[]): string | null {
  for (const language of [wanted, ...languages, ...Object.keys(text)]) {
    const words = text[language]?.trim()
    if (words !== undefined && words !== '') return words
  }
  return null
}
