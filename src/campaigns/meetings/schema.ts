import { type Position, positions } from '../ledger/entry.ts'
import type { Office } from '../legislatures/schema.ts'

/*
 * Meetings with legislators, calls to their offices, posts that name them. Null is “not said”.
 */

export const meetingStates = ['booked', 'held', 'called off'] as const
export type MeetingState = (typeof meetingStates)[number]

/** What somebody does in a meeting. Who it is stands apart, for few. */
export const delegateRoles = ['leader', 'note-taker', 'story-teller', 'other'] as const
export type DelegateRole = (typeof delegateRoles)[number]

/** Who of the other side was there. */
export const metWith = ['member', 'staff', 'both'] as const
export type MetWith = (typeof metWith)[number]

export { type Position, positions }

/** What stays of a meeting: theirs, theirs, ours, ours. */
export const pointKinds = ['commitment', 'question', 'follow-up', 'thank-you'] as const
export type PointKind = (typeof pointKinds)[number]

export const pointStates = ['open', 'done', 'not done'] as const
export type PointState = (typeof pointStates)[number]

/** What became of a call. `skip`: nobody called. */
export const callOutcomes = ['contact', 'voicemail', 'unavailable', 'skip'] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** An office, and the day of the pack it is known from. */
export type DatedOffice = Office & { asOf: string }

export type Meeting = {
  id: string
  campaign: string
  legislator: string
  legislatorName: string
  /** Keys of the asks that are raised, in the order of the campaign. */
  asks: string[]
  /** ISO 3166-1 alpha-3 of the country brief; null for none. */
  country: string | null
  office: DatedOffice | null
  /** Where else, in words; null where it is the office, or not agreed. */
  place: string | null
  /** ISO 8601, UTC. */
  starts: string
  minutes: number
  /** IANA name of the time zone in which it was agreed. */
  zone: string
  state: MeetingState
  /** Why it was called off. */
  why: string | null
  revision: number
}

export type Delegate = { id: string; role: DelegateRole; name: string | null }

export type ReportContent = {
  /** YYYY-MM-DD, where the office stands. */
  on: string
  met: MetWith
  /** How many of the delegation were there. */
  attended: number
  /** Where they stand on each ask that was raised. */
  positions: Record<string, Position>
}
export type Report = ReportContent & { id: string; version: number; why: string | null; made: string }

export type Point = {
  id: string
  kind: PointKind
  ask: string | null
  text: string
  due: string | null
  state: PointState
  settledOn: string | null
  made: string
}

export type Note = { id: string; text: string; made: string; by: string | null }
