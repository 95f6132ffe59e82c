/**
 * Tables that are only ever added to. The application's role may select and insert
 * there and nothing else (`grants.ts`); triggers refuse a change to everybody.
 */
export const appendOnlyTables = [
  'known_keys',
  'events',
  'personal_values',
  'checkpoints',
  'checkpoint_heads',
] as const

declare module '../database.ts' {
  interface Tables {
    events: {
      record_kind: string
      record_id: string
      seq: number
      /** How the hash was made; `event.ts` knows each. */
      format: number
      at: string
      action: string
      actor_person: string | null
      actor_as: string
      actor_via: string
      request_id: string | null
      reason: string | null
      /** Canonical JSON. */
      before: string | null
      after: string | null
      previous: string | null
      hash: string
    }
    chains: { record_kind: string; record_id: string }
    unanchored: { record_kind: string; record_id: string; seq: number }
    personal_values: { id: string; person_id: string; at: string; ciphertext: string }
    person_keys: { person_id: string; sealed: string | null; erased_at: Date | null }
    checkpoints: {
      number: number
      format: number
      at: string
      events: number
      records: number
      heads: string
      previous: string | null
      key_id: string
      hash: string
      signature: string
    }
    checkpoint_heads: {
      checkpoint: number
      record_kind: string
      record_id: string
      seq: number
      hash: string
    }
    checkpoint_turn: { only_row: number; taken: number }
  }
}
