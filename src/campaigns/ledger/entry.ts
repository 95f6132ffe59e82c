import type { House } from '../../house/house.ts'
import type { Asker } from '../../people/policy/actions.ts'
import type { Language } from '../../ui/language.ts'
import type { Legislator } from '../legislatures/store.ts'

/*
 * A line of the ledger of a legislator: what they heard, and what they answered. Nothing is kept as such: each part of
 * the room makes its lines from its own rows whenever somebody asks, and the ledger only puts them side by side.
 */

export const entryKinds = [
  /** What they heard. */
  'signatures',
  'cards',
  'letters',
  'call',
  'post',
  'meeting',
  /** What they answered. */
  'position',
  'commitment',
  'sponsor',
  'cosponsor',
  'vote',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** Where somebody stands on an ask: the words of a report-back. */
export const positions = [
  'champion',
  'support',
  'lean',
  'neutral',
  'lean against',
  'against',
  'unknown',
] as const
export type Position = (typeof positions)[number]

/** What shows a position: nothing else does. */
export const positionGrounds = ['report-back', 'vote', 'cosponsorship', 'letter', 'statement'] as const
export type PositionGround = (typeof positionGrounds)[number]

export type LedgerEntry = {
  kind: EntryKind
  /** What happened, by its id: the same in every language and in every campaign that asks for it. Absent of a sum. */
  event?: string
  /** YYYY-MM-DD; null where the day is not known. Of a sum: the day up to which it counts. */
  on: string | null
  /** Whose campaign it belongs to; null for what belongs to none, as a vote. */
  campaign: { slug: string; title: string } | null
  /** Key of the ask within the campaign; null where it belongs to none or to all of them. */
  ask: string | null
  /** Bill it is about, as `us-113-hr-2283`; null where it is about none. */
  bill: string | null
  /** What happened, in the reader’s language: one sentence, without the day. */
  text: string
  /**
   * How many: of what people did the lower end of the band it lies in (house/small-counts/bands.ts), of what the
   * organisation did the number. Null where it is no number, or fewer than may be told; `text` says which.
   */
  count: number | null
  /** Where they stand from that day on, and what shows it; only on what shows a position. */
  position: { stands: Position; ground: PositionGround } | null
  /** Where it was read, or whose record it is. */
  source: { name: string; address: string | null } | null
  /**
   * Whether it is only for who may `read campaign notes` of the organisation that leads. A part gives such a line only
   * to a reader who may; the mark is for the page, which says so beside it.
   */
  private: boolean
}

/** Whose ledger it is, for whom, and up to which day. */
export type OfLedger = {
  house: Pick<House, 'db' | 'keys' | 'now' | 'settings'>
  legislator: Legislator
  /** YYYY-MM-DD: nothing later is told. */
  asOf: string
  /** Who reads, for what is private; null for everybody. */
  reader: Asker
  language: Language
}

/** What a part of the room knows of a legislator. Of campaigns that were never public nothing is told. */
export type LedgerPart = (of: OfLedger) => Promise<LedgerEntry[]>
