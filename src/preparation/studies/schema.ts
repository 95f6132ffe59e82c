import { type Static, Type } from 'typebox'

/*
 * What is said of a study of how many there are. Null is “not said”; nothing is guessed for it.
 */

const closed = { additionalProperties: false }
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const OneOf = <const T extends readonly string[]>(names: T) =>
  Type.Unsafe<T[number]>(Type.Union(names.map((name) => Type.Literal(name))))
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })

/** The states of a study, in the order of its life; a study may be stopped from any but the last. */
export const studySteps = ['planned', 'approved', 'in the field', 'analysed', 'published'] as const
export type StudyStep = (typeof studySteps)[number]
export const studyStates = [...studySteps, 'stopped'] as const
export type StudyState = (typeof studyStates)[number]

export const methods = [
  'lists',
  'survey',
  'time-location',
  'respondent-driven',
  'network-scale-up',
  'two-waves',
  'other',
] as const
export type Method = (typeof methods)[number]

export const units = ['person', 'household', 'family', 'enterprise', 'other'] as const
export const stocksAndFlows = ['stock', 'flow'] as const

/** Forms of exploitation, as the Palermo Protocol and the measures of the ILO name them. */
export const exploitations = [
  'forced labour',
  'debt bondage',
  'domestic servitude',
  'sexual exploitation',
  'child labour',
  'forced marriage',
  'forced begging',
  'forced criminality',
  'armed conflict',
  'removal of organs',
  'other',
] as const
export type Exploitation = (typeof exploitations)[number]

export const ethicsStates = ['not yet applied', 'applied', 'approved', 'refused'] as const

/** Languages a title may be in: those of the house, and others in which studies are often written. */
export const studyLanguages = [
  'en',
  'fr',
  'es',
  'pt',
  'am',
  'ar',
  'bn',
  'fil',
  'ha',
  'hi',
  'id',
  'km',
  'lo',
  'my',
  'ne',
  'ro',
  'ru',
  'rw',
  'sw',
  'th',
  'uk',
  'ur',
  'vi',
  'zh',
] as const

export const StudyFacts = Type.Object(
  {
    /** ISO 639 code of the language of title and question. */
    language: OneOf(studyLanguages),
    title: Words(300),
    question: Words(2000),
    method: OneOf(methods),
    /** The design in words. */
    design: OrNull(Words(4000)),
    /** How many are to be reached, and of what. */
    sample: Type.Object(
      { planned: OrNull(Type.Integer({ minimum: 1, maximum: 1e9 })), words: OrNull(Words(1000)) },
      closed,
    ),
    /** Who could be counted: in words, how many, and where that number is from. */
    base: Type.Object(
      {
        words: OrNull(Words(1000)),
        number: OrNull(Type.Integer({ minimum: 1, maximum: 1e11 })),
        unknownBecause: OrNull(Words(1000)),
        source: OrNull(Words(1000)),
      },
      closed,
    ),
    place: Type.Object({ wholeCountry: OrNull(Type.Boolean()), words: OrNull(Words(500)) }, closed),
    /** First and last day the figure is about. */
    period: Type.Object({ from: OrNull(Day), to: OrNull(Day) }, closed),
    /** First and last day of asking. */
    fieldwork: Type.Object({ from: OrNull(Day), to: OrNull(Day) }, closed),
    stockOrFlow: OrNull(OneOf(stocksAndFlows)),
    unit: OrNull(OneOf(units)),
    exploitation: Type.Array(OneOf(exploitations), { maxItems: exploitations.length, uniqueItems: true }),
    ethics: Type.Object(
      {
        state: OneOf(ethicsStates),
        body: OrNull(Words(300)),
        reference: OrNull(Words(200)),
        on: OrNull(Day),
      },
      closed,
    ),
    funders: Type.Array(Words(200), { maxItems: 30 }),
    /** Who answers for it, where that is no organisation of the house. */
    responsible: OrNull(Words(300)),
    /** What the figure cannot say. */
    limits: OrNull(Words(4000)),
    /** On what terms data are shared, and with whom. */
    terms: OrNull(Words(4000)),
    /** How those asked and those who ask are kept safe, and what survivors were asked. */
    safety: OrNull(Words(4000)),
  },
  closed,
)
export type StudyFacts = Static<typeof StudyFacts>

/** A version of a codebook as a study names it. */
export type CodebookRef = {
  id: string
  codebook: string
  version: number
  state: 'draft' | 'frozen'
  hash: string | null
  title: string
}

/** A study as it is kept. */
export type Study = {
  id: string
  /** ISO 3166-1 alpha-3. */
  country: string
  state: StudyState
  /** Whether even its title is kept back until it is published. */
  confidential: boolean
  revision: number
  facts: StudyFacts
  codebook: CodebookRef | null
  /** Who answers for it, where that is an organisation of the house. */
  organisation: { id: string; name: string } | null
  /** The compact it is the baseline of. */
  baselineOf: string | null
  /** Why there is no estimate, where there is none after the analysis. */
  noEstimate: string | null
  made: string
  madeBy: string | null
  analysedBy: string | null
  published: string | null
  publishedBy: string | null
  stoppedWhy: string | null
}

/** An estimate as a study asks for it: that there is one, who entered it, and whether everybody may read it. */
export type EnteredEstimate = {
  id: string
  enteredBy: string | null
  public: boolean
  /** Fitted again from the table kept with it, it gave another figure. */
  differs?: boolean
}
