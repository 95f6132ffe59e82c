import { createHash } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Tables } from '../database.ts'
import { canonicalJson, type Json } from './canonical.ts'
import './tables.ts'

/** What an event is about: `{ kind: 'organisation', id: … }`. */
export type RecordName = { kind: string; id: string }

/** One change of one record, as it is kept. */
export type HistoryEvent = {
  record: RecordName
  /** Its place in the record's history: 1, 2, 3 … */
  seq: number
  /** ISO 8601 moment in UTC, to the millisecond. */
  at: string
  action: string
  actor: Pick<Actor, 'person' | 'as' | 'via'>
  requestId: string | null
  reason: string | null
  /** The record before and after; null when there was, or is, none. */
  before: Json
  after: Json
  /** Hash of the event before this one; null for the first. */
  previous: string | null
  hash: string
}

/** Newest way of making the hash. A further one is added beside it, never put in its place. */
export const FORMAT = 1

/** Lasting reference to a personal value that is kept apart, as it stands in `before` and `after`. */
export type PersonalReference = { personal: string; digest: string }

/**
 * The bytes that are hashed for an event: canonical JSON of all that is kept of it, the
 * hash of the event before it among them. `before` and `after` are canonical already.
 * docs/methods/history.md says the same for those who write it again elsewhere.
 */
export function eventText(row: Omit<Tables['events'], 'hash'>): string {
  const actor = canonicalJson({ as: row.actor_as, person: row.actor_person, via: row.actor_via })
  const record = canonicalJson({ id: row.record_id, kind: row.record_kind })
  const members: [string, string][] = [
    ['action', canonicalJson(row.action)],
    ['actor', actor],
    ['after', row.after ?? 'null'],
    ['at', canonicalJson(row.at)],
    ['before', row.before ?? 'null'],
    ['format', canonicalJson(row.format)],
    ['previous', canonicalJson(row.previous)],
    ['reason', canonicalJson(row.reason)],
    ['record', record],
    ['request', canonicalJson(row.request_id)],
    ['seq', canonicalJson(row.seq)],
  ]
  return `{${members.map(([name, text]) => `"${name}":${text}`).join(',')}}`
}

/** SHA-256 of the text of an event, in hexadecimal. */
export function eventHash(row: Omit<Tables['events'], 'hash'>): string {
  return sha256(eventText(row))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

/** An event as its row holds it. */
export function eventOf(row: Tables['events']): HistoryEvent {
  return {
    record: { kind: row.record_kind, id: row.record_id },
    seq: row.seq,
    at: row.at,
    action: row.action,
    actor: {
      person: row.actor_person,
      as: row.actor_as as Actor['as'],
      via: row.actor_via as Actor['via'],
    },
    requestId: row.request_id,
    reason: row.reason,
    before: row.before === null ? null : (JSON.parse(row.before) as Json),
    after: row.after === null ? null : (JSON.parse(row.after) as Json),
    previous: row.previous,
    hash: row.hash,
  }
}

export function isPersonalReference(value: unknown): value is PersonalReference {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { personal, digest, ...more } = value as Record<string, unknown>
  return typeof personal === 'string' && typeof digest === 'string' && Object.keys(more).length === 0
}

/** Every reference to a personal value inside a value, however deep. */
export function personalReferences(value: Json | undefined): PersonalReference[] {
  if (typeof value !== 'object' || value === null) return []
  if (isPersonalReference(value)) return [value]
  return (Array.isArray(value) ? value : Object.values(value)).flatMap((part) =>
    personalReferences(part as Json),
  )
}
