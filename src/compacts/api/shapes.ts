import { Type } from 'typebox'
import { Agreement, agreementParts, Money, parts, sides, Text } from '../agreement.ts'
import { LONGEST_COMMENT } from '../comments.ts'
import { compactStates, endingParts, grounds } from '../tables.ts'

/* What is asked and answered, for the description of the API. Bodies hold what is named here and nothing else. */

export const strict = { additionalProperties: false } as const
export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'UUID',
})
export const Moment = Type.String({ description: 'ISO 8601 moment in UTC' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
export const Hash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 of the canonical JSON (RFC 8785) of the text, in hexadecimal',
})
export const orNull = <Of extends Parameters<typeof Type.Union>[0][number]>(schema: Of) =>
  Type.Union([schema, Type.Null()])
export const Reason = Type.String({
  minLength: 3,
  maxLength: 2000,
  description: 'Why. It stays in the history for good, and others read it',
})
export const State = Type.Enum([...compactStates])
export const Part = Type.Enum([...parts])
export const SideOrNone = orNull(Type.Enum([...sides]))
export const Number1 = Type.Integer({ minimum: 1 })

export const CompactAnswer = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['managed', 'observed']),
  country: Type.String({ description: 'ISO 3166-1 alpha-3' }),
  example: Type.Boolean({ description: 'An invented one, for trying things out' }),
  state: State,
  inForceVersion: orNull(Type.Integer()),
  begins: orNull(Type.String({ description: 'First day of the term' })),
  ends: orNull(Type.String({ description: 'Last day of the term as it stands now' })),
  made: Moment,
  publicFrom: orNull(Moment),
})
export const CompactsAnswer = Type.Object({
  compacts: Type.Array(CompactAnswer),
  next: orNull(Type.String({ description: 'For `after` of the next page' })),
})
export const PartyAnswer = Type.Object({
  organisation: Type.String(),
  name: Type.String(),
  side: SideOrNone,
  part: Part,
  began: Moment,
  ending: orNull(
    Type.Object(
      { side: Type.Enum([...sides]), reason: Type.String(), at: Moment },
      { description: 'One side has asked to end its part; the other has not agreed yet' },
    ),
  ),
})
export const WholeAnswer = Type.Object({
  ...CompactAnswer.properties,
  parties: Type.Array(PartyAnswer),
  next: Type.Array(Type.Object({ to: State, way: Type.String(), reason: Type.Boolean() }), {
    description: 'Where it can go from here, and in which way',
  }),
  agreement: orNull(Agreement),
})
export const DraftAnswer = Type.Object({
  amendment: Type.Integer({ description: '0 is the first text' }),
  revision: Type.Integer(),
  baseVersion: orNull(Type.Integer()),
  state: Type.String(),
  reason: orNull(Type.String()),
  saved: Type.Record(Type.String(), Type.Integer(), {
    description: 'Revision in which each part was saved last',
  }),
  agreement: Agreement,
})
export const GapAnswer = Type.Object({
  place: Type.String({ description: 'Path in the document' }),
  section: orNull(Type.String({ description: 'A to G of 22 U.S.C. 7103a(d)' })),
  code: Type.String(),
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  message: Type.String(),
})
export const VersionAnswer = Type.Object({
  number: Type.Integer(),
  amendment: Type.Integer(),
  hash: Hash,
  frozenAt: Moment,
  takenEffect: orNull(Type.String({ description: 'Day on which it took effect' })),
  end: orNull(Type.String({ description: 'reopened, withdrawn or took effect; null while it waits' })),
  endedAt: orNull(Moment),
  endReason: orNull(Type.String()),
  signatures: Type.Integer(),
})
export const WholeVersionAnswer = Type.Object({
  ...VersionAnswer.properties,
  text: Type.String({ description: 'Canonical JSON, byte for byte as it was hashed and signed' }),
  agreement: Agreement,
})
export const ChangeAnswer = Type.Object({
  place: Type.String(),
  section: orNull(Type.String()),
  what: Type.Enum(['added', 'removed', 'moved', 'text', 'value']),
  language: Type.Optional(Type.String()),
  pieces: Type.Optional(Type.Array(Type.Object({ text: Type.String(), in: Type.String() }))),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
  from: Type.Optional(Type.Integer()),
  to: Type.Optional(Type.Integer()),
})
export const CommentAnswer = Type.Object({
  id: Type.String(),
  place: Type.String(),
  amendment: Type.Integer(),
  text: Type.String(),
  blocking: Type.Boolean(),
  by: orNull(Type.String()),
  organisation: orNull(Type.String()),
  at: Moment,
  closed: orNull(Moment),
  settled: orNull(Type.String()),
  answers: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      by: orNull(Type.String()),
      organisation: orNull(Type.String()),
      at: Moment,
    }),
  ),
})
export const SignatureAnswer = Type.Object({
  version: Type.Integer(),
  party: Type.String(),
  organisation: Type.String(),
  person: orNull(Type.String({ description: 'Null for those who may not read the draft' })),
  capacity: orNull(Type.String()),
  hash: Hash,
  at: Moment,
  void: Type.Boolean({ description: 'Whether it counts no longer, since the text was opened again' }),
})
export const StepAnswer = Type.Object({
  seq: Type.Integer(),
  from: orNull(State),
  to: State,
  at: Moment,
  reason: orNull(Type.String()),
  details: Type.Record(Type.String(), Type.Unknown()),
})
export const SuspensionAnswer = Type.Object({
  id: Type.String(),
  whole: Type.Boolean(),
  elements: Type.Array(Type.String()),
  ground: Type.Enum([...grounds]),
  reason: Type.String(),
  side: SideOrNone,
  began: Moment,
  ended: orNull(Moment),
  endReason: orNull(Type.String()),
  conditions: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      evidence: orNull(Type.String()),
      brought: orNull(Moment),
      corrected: orNull(Moment),
    }),
  ),
})
export const PartEndAnswer = Type.Object({
  what: Type.Enum([...endingParts]),
  key: Type.String(),
  on: Type.String(),
  reason: Type.String(),
  side: SideOrNone,
  at: Moment,
})
export const LessonAnswer = Type.Object({
  id: Type.String(),
  about: orNull(Type.String()),
  text: Text,
  at: Moment,
})
export const SumAnswer = Type.Object({
  lines: Type.Integer(),
  amounts: Type.Array(Money),
  total: orNull(Money),
})
export const Sums = Type.Array(Type.Object({ key: orNull(Type.String()), sum: SumAnswer }))
export const PlanAnswer = Type.Object({
  currency: Type.String(),
  column: Type.Enum(['original', 'current']),
  all: SumAnswer,
  byComponent: Sums,
  byInitiative: Sums,
  byYear: Sums,
  byContribution: Sums,
  byParty: Sums,
  bySide: Sums,
  rates: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      date: Type.String(),
      rate: Type.String(),
      source: Type.String(),
    }),
  ),
  missing: Type.Array(Type.Object({ from: Type.String(), to: Type.String() }), {
    description: 'Pairs without a rate; totals that need one are null',
  }),
  roundingDifference: orNull(
    Type.Integer({
      description: 'Sum of the lines, each rounded once, less the total converted at once; minor units',
    }),
  ),
})

export const ById = Type.Object({ id: Type.String() })
export const ByVersion = Type.Object({ id: Type.String(), number: Number1 })
export const ByPart = Type.Object({ id: Type.String(), part: Type.Enum([...agreementParts]) })
export const ByComment = Type.Object({ id: Type.String(), comment: Uuid })
export const ByParty = Type.Object({ id: Type.String(), organisation: Uuid })
export const BySuspension = Type.Object({ id: Type.String(), suspension: Uuid })
export const ByCondition = Type.Object({ id: Type.String(), suspension: Uuid, condition: Uuid })
export const ListOf = <Of extends Parameters<typeof Type.Array>[0]>(name: string, of: Of) =>
  Type.Object({ [name]: Type.Array(of) })

export const Said = Type.String({ minLength: 3, maxLength: LONGEST_COMMENT })
export const Made = Type.Object({ id: Type.String() })
export const WithReason = Type.Object({ reason: Reason }, strict)
