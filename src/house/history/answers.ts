import { Type } from 'typebox'

/* What the API answers, for its description and for writing it out. */

const Hash = Type.String({ description: 'SHA-256, hexadecimal' })
const OrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

const Event = Type.Object({
  record: Type.Object({ kind: Type.String(), id: Type.String() }),
  seq: Type.Integer({ minimum: 1, description: 'Place in the history of its record' }),
  at: Type.String({ description: 'ISO 8601 moment' }),
  action: Type.String(),
  actor: Type.Object({
    person: OrNull('Id of the person; null for operator and program'),
    as: Type.String({ description: 'person, operator or system' }),
    via: Type.String({ description: 'page, api, command or job' }),
  }),
  requestId: OrNull('Number of the request, as in x-request-id'),
  reason: OrNull('Why, in the words of who did it'),
  before: Type.Unknown({
    description: 'The record before; { personal, digest } stands for a personal value',
  }),
  after: Type.Unknown({ description: 'The record after' }),
  previous: OrNull('Hash of the event before it'),
  hash: Hash,
})

const Checkpoint = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  format: Type.Integer(),
  at: Type.String({ description: 'ISO 8601 moment' }),
  events: Type.Integer({ description: 'Events that no earlier checkpoint covers' }),
  records: Type.Integer({ description: 'Records those events belong to' }),
  heads: Type.String({
    description: 'Root of the Merkle tree (RFC 6962) of the last events of these records',
  }),
  previous: OrNull('Hash of the checkpoint before it'),
  key: Type.String({ description: 'Id of the key it is signed with' }),
  hash: Hash,
  signature: Type.String({ description: 'Ed25519 over the hashed bytes, base64url' }),
})

export const CheckpointsAnswer = Type.Object({
  checkpoints: Type.Array(Checkpoint),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'What to give as “after” for the rest' }),
})

export const KeysAnswer = Type.Object({
  keys: Type.Array(
    Type.Object({
      keyId: Type.String({ description: 'First 16 digits of the SHA-256 of the key in DER' }),
      publicKey: Type.String({ description: 'SPKI PEM' }),
    }),
  ),
})

export const EventsAnswer = Type.Object({
  events: Type.Array(Event),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'What to give as “before” for the rest' }),
})

export const EventAnswer = Type.Object({
  event: Event,
  text: Type.String({ description: 'What was hashed, in UTF-8' }),
  anchor: Type.Union([
    Type.Null(),
    Type.Object({
      checkpoint: Checkpoint,
      head: Type.Object({ seq: Type.Integer(), hash: Hash }),
      proof: Type.Object({
        index: Type.Integer({ description: 'Place of the head among the leaves, from 0' }),
        size: Type.Integer({ description: 'Number of leaves' }),
        hashes: Type.Array(Hash, { description: 'From the leaf upwards' }),
      }),
    }),
  ]),
})
