import type { Language } from '../../ui/language.ts'

/** A text in every language of the house; a pack says what it says in all of them. */
export type Text = Record<Language, string>

/** Where facts come from, as a pack names it. */
export type PackSource = {
  name: string
  /** Repository, commit and path, or address; as exact as it is known. */
  from: string
  licence: string
}

/** What is known to be wrong with a pack or a map, said wherever it touches an answer. */
export type KnownFault = {
  id: string
  says: Text
  /** Which answers it touches: all, those over several districts, or those of these states. */
  touches: 'all' | 'split' | { states: string[] }
}

export type Chamber = {
  id: string
  name: Text
  /** How many seats it has, voting or not. */
  seats: number
  /** How many of them vote on the floor. */
  voting: number
  /** How it decides, in words. */
  rule: Text
}

/** A state of a bill and where it may go from there. */
export type BillState = {
  name: Text
  next: string[]
  /** How it ends, where nothing follows; absent while it lives. */
  end?: 'law' | 'failed'
  /** By what rule it does not die with its session; absent where it does. */
  outlives?: Outlives
}

/** How long somebody may still decide on a bill when the session that passed it is over. */
export type Outlives = {
  /** Days that the rule gives; null where it sets no end. */
  days: number | null
  /** Whether Sundays are among them. */
  sundays: boolean
  /** What the rule says, and what follows when the days are over. */
  rule: Text
  /** Where the rule stands. */
  source: string
}

/** What one legislature was on one day. */
export type PackCard = {
  format: 1
  legislature: {
    /** `us-congress`, `us-fl-legislature` … */
    id: string
    name: Text
    /** ISO 3166-1 alpha-3. */
    country: string
    /** OCD division of the whole. */
    division: string
  }
  /** The day the pack speaks of. */
  asOf: string
  /** Why that day, where its source does not say it. */
  asOfNote?: string
  session: { id: string; name: Text; firstDay: string; lastDay: string }
  /** Whether a seat without a holder is vacant (`complete`) or only not known (`partial`). */
  holders: 'complete' | 'partial'
  chambers: Chamber[]
  titles: Record<string, Text>
  /** What speaks against a seat that is only claimed, by the key that holders name. */
  notes: Record<string, Text>
  billStates: { first: string; states: Record<string, BillState> }
  sources: PackSource[]
  knownFaults: KnownFault[]
  files: Record<string, { sha256: string; rows: number }>
}

/** A place in a chamber, with who is sent to it: `us-congress/senate/ocd-division/country:us/state:nj/2`. */
export type Seat = {
  seat: string
  chamber: string
  /** OCD division it stands for. */
  division: string
  /** Class of a senator; null elsewhere. */
  class: string | null
  /** Key among the titles of the pack. */
  title: string
  voting: boolean
}

/**
 * Who holds a seat. `from` is the first day of the term, `to` the day it ends, which is the first day
 * of the next; null where the source does not say. `claimed`: the source names the person for this
 * seat, and something speaks against it; such a line fills no seat.
 */
export type Holder = {
  seat: string
  /** `bioguide-S000522` or `ocd-person-…`: the same person in every pack. */
  person: string
  name: string
  first: string
  last: string
  party: string
  from: string | null
  to: string | null
  standing: 'held' | 'claimed'
  /** Key among the notes of the pack; null where there is none. */
  note: string | null
}

export const contactKinds = ['phone', 'web', 'form', 'email', 'twitter'] as const
/** A way to reach somebody, as it was on the day of the pack. */
export type Contact = { person: string; kind: (typeof contactKinds)[number]; value: string }

/** A room where somebody can be met, as it was on the day of the pack. */
export type Office = {
  office: string
  person: string
  kind: 'capitol' | 'district'
  building: string | null
  address: string | null
  suite: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  phone: string | null
}

export type Committee = { committee: string; chamber: string; name: string; parent: string | null }
export type CommitteeMember = {
  committee: string
  person: string
  title: string | null
  side: string | null
  rank: number | null
}
export type Division = { division: string; name: string }

/** One legislature on one day, whole. */
export type Pack = {
  card: PackCard
  /** Hash over `pack.json`, which names the hash of every file. */
  sha256: string
  seats: Seat[]
  holders: Holder[]
  contacts: Contact[]
  offices: Office[]
  committees: Committee[]
  members: CommitteeMember[]
  divisions: Division[]
}

/** What a postal map is: areas to divisions, for the days its lines held. */
export type MapCard = {
  format: 1
  id: string
  legislature: string
  name: Text
  /** First and last day its lines decided who represents whom. */
  from: string
  through: string
  /** What an area is: a ZCTA is not a ZIP. */
  scheme: 'zcta'
  sources: PackSource[]
  knownFaults: KnownFault[]
  /** Codes of some territory that the map does not hold, by their beginning. */
  gaps: { prefixes: string[]; division: string; says: Text }[]
  files: Record<string, { sha256: string; rows: number }>
}

export type PostalMap = { card: MapCard; sha256: string; areas: ReadonlyMap<string, readonly string[]> }

export const bioguideOf = (person: string): string | null =>
  person.startsWith('bioguide-') ? person.slice('bioguide-'.length) : null
