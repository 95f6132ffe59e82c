import { Type } from 'typebox'

const text = Type.String({ minLength: 1, maxLength: 2000 })
const Text = Type.Object({ en: text, fr: text, es: text, pt: text })
const Id = Type.String({ pattern: '^[a-z0-9-]{1,60}$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Count = Type.Integer({ minimum: 0 })
const division = '^ocd-division/country:[a-z]{2}(/[a-z_]+:[a-z0-9._~-]+)*$'

const Files = Type.Record(
  Type.String(),
  Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }), rows: Count }),
)
const Sources = Type.Array(Type.Object({ name: text, from: text, licence: text }), { minItems: 1 })
const KnownFaults = Type.Array(
  Type.Object({
    id: Id,
    says: Text,
    touches: Type.Union([
      Type.Literal('all'),
      Type.Literal('split'),
      Type.Object({ states: Type.Array(Type.String()) }),
    ]),
  }),
)

/** What `pack.json` may say; the shape of `PackCard`. */
export const PackCardShape = Type.Object({
  format: Type.Literal(1),
  legislature: Type.Object({
    id: Id,
    name: Text,
    country: Type.String({ pattern: '^[A-Z]{3}$' }),
    division: Type.String({ pattern: division }),
  }),
  asOf: Day,
  asOfNote: Type.Optional(text),
  session: Type.Object({ id: Id, name: Text, firstDay: Day, lastDay: Day }),
  holders: Type.Union([Type.Literal('complete'), Type.Literal('partial')]),
  chambers: Type.Array(Type.Object({ id: Id, name: Text, seats: Count, voting: Count, rule: Text }), {
    minItems: 1,
  }),
  titles: Type.Record(Type.String(), Text),
  notes: Type.Record(Type.String(), Text),
  billStates: Type.Object({
    first: Type.String(),
    states: Type.Record(
      Type.String(),
      Type.Object({
        name: Text,
        next: Type.Array(Type.String()),
        end: Type.Optional(Type.Union([Type.Literal('law'), Type.Literal('failed')])),
        outlives: Type.Optional(
          Type.Object({
            days: Type.Union([Type.Integer({ minimum: 1, maximum: 3660 }), Type.Null()]),
            sundays: Type.Boolean(),
            rule: Text,
            source: text,
          }),
        ),
      }),
    ),
  }),
  sources: Sources,
  knownFaults: KnownFaults,
  files: Files,
})

/** What `map.json` may say; the shape of `MapCard`. */
export const MapCardShape = Type.Object({
  format: Type.Literal(1),
  id: Id,
  legislature: Id,
  name: Text,
  from: Day,
  through: Day,
  scheme: Type.Literal('zcta'),
  sources: Sources,
  knownFaults: KnownFaults,
  gaps: Type.Array(
    Type.Object({
      prefixes: Type.Array(Type.String({ pattern: '^\\d{1,5}$' }), { minItems: 1 }),
      division: Type.String({ pattern: division }),
      says: Text,
    }),
  ),
  files: Files,
})
