import type { Language } from '../../ui/language.ts'
import type { Position } from '../ledger/entry.ts'

/*
 * A bill, and what is known of it. Everything that happens to a bill is an entry of its own with its source: entries are
 * added, and corrected by a further one, never written over. Null is “not known”.
 */

/** Whoever a source names: with a key where the packs of legislatures know the person, else by name alone. */
export type Who = {
  person: string | null
  name: string
  party: string | null
  /** Postal abbreviation, as sources print it. */
  state: string | null
  district: string | null
}

export const relations = [
  /** The same bill in the other chamber. */
  'companion',
  /** The bill that took this one up in a later session. */
  'reintroduced',
  /** The bill of an earlier session that this one takes up. */
  'predecessor',
  /** The bill that became law with the subject of this one in it. */
  'subject enacted in',
  'holds the subject of',
] as const
export type Relation = (typeof relations)[number]

/** Things a source leaves open, said as such. */
export const unknowns = ['sponsor', 'cosponsors', 'introduced', 'votes'] as const
export const voteWays = ['recorded', 'voice', 'unanimous consent'] as const
export const castings = ['yea', 'nay', 'present', 'not voting'] as const
export type Casting = (typeof castings)[number]

export type EntryContent =
  | {
      kind: 'action'
      /** The day, where it is known. */
      on: string | null
      /** Where the day is not known: a day on or before which it happened. */
      by: string | null
      /** A chamber of the legislature, or `executive`. */
      chamber: string
      text: string
      /** The state of the bill from then on; null for a step that leaves the state as it is. */
      status: string | null
      note: string | null
    }
  | { kind: 'sponsor'; who: Who; on: string | null }
  | {
      kind: 'cosponsor'
      who: Who
      joined: string | null
      /** Whether from the first day; null where the source does not say. */
      original: boolean | null
      withdrawn: string | null
    }
  /** A number of cosponsors as a source prints it, without their names. */
  | {
      kind: 'cosponsors printed'
      total: number
      /** By party as printed; null where it is not printed. */
      parties: Record<string, number> | null
      /** The day it speaks of. */
      on: string | null
    }
  | {
      kind: 'vote'
      on: string
      chamber: string
      question: string
      /** Whether it is on the bill itself: then it shows where somebody stands. */
      onPassage: boolean
      how: (typeof voteWays)[number]
      passed: boolean | null
      yeas: number | null
      nays: number | null
      /** Of whom it is known; never filled from the sums. */
      cast: { who: Who; vote: Casting }[]
    }
  | { kind: 'related'; bill: string; relation: Relation }
  /** Where a legislator stands on the bill, by a letter or statement of that day. */
  | {
      kind: 'position'
      who: Who
      on: string
      stands: Position
      ground: 'letter' | 'statement'
      text: string
    }
  | { kind: 'unknown'; about: (typeof unknowns)[number]; text: string }
  /** What an organisation holds against an entry that is not its own. It stands beside it and changes nothing. */
  | {
      kind: 'dispute'
      /** Key of the entry it is about, and the version that was read. */
      of: string
      version: string
      text: string
    }

export const entryKinds = [
  'action',
  'sponsor',
  'cosponsor',
  'cosponsors printed',
  'vote',
  'related',
  'position',
  'unknown',
  'dispute',
] as const
export type BillEntryKind = EntryContent['kind']

export type BillSource = { name: string; address: string | null }

/** An entry as it stands: the newest version under its key. */
export type BillEntry<Content extends EntryContent = EntryContent> = {
  id: string
  /** Within the bill: the same thing told by two sources has one key. */
  key: string
  content: Content
  source: BillSource
  origin: 'shipped' | 'import' | 'typed'
  /** Organisation for which somebody typed or corrected it; null for files. */
  organisation: string | null
  /** Why it was corrected; null for a first version. */
  why: string | null
  at: string
}

export type Session = { id: string; firstDay: string; lastDay: string }

/** What a bill is, apart from what happens to it. */
export type BillHead = {
  /** `us-113-hr-2283`: country, session, type, number. */
  id: string
  legislature: string
  session: Session
  /** Where it was introduced. */
  chamber: string
  type: string
  number: number
  /** As it is cited: `H.R. 2283`. */
  printed: string
  /** Of its title and text. */
  language: Language
  title: string
  officialTitle: string | null
  summary: string[]
  contains: string[]
  law: { name: string; statutes: string | null } | null
}

export type Bill = BillHead & { entries: BillEntry[] }

/** Entries of one kind. */
export const entriesOf = <Kind extends BillEntryKind>(
  bill: Pick<Bill, 'entries'>,
  kind: Kind,
): BillEntry<Extract<EntryContent, { kind: Kind }>>[] =>
  bill.entries.filter((entry): entry is BillEntry<Extract<EntryContent, { kind: Kind }>> => {
    return entry.content.kind === kind
  })
