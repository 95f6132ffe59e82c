import { type CodeFault, type Repair, readCode } from './codes.ts'
import {
  bioguideOf,
  type Holder,
  type KnownFault,
  type Pack,
  type PostalMap,
  type Seat,
  type Text,
} from './schema.ts'

/** One seat that stands for an area, and what is known of who holds it. */
export type Candidate = {
  seat: Seat
  /** OCD division in words, as the pack has it. */
  place: string
  person: string | null
  bioguide: string | null
  name: string | null
  party: string | null
  /** True only where the pack knows every holder of its day and names none here. */
  vacant: boolean
  /** Why no name is told although the seat may well be held. */
  notKnown: null | 'began-later' | 'term-ended' | 'partial'
}

/** Why an answer is as it is, one reason each; said by `sayLookUp` in the reader's language. */
export type Why =
  | { kind: 'one-district' }
  | { kind: 'several-districts'; districts: number }
  | { kind: 'several-states'; states: number }
  | { kind: 'repaired'; repair: Repair }
  | { kind: 'vacant' | 'partial' | 'no-senators'; division: string }
  | { kind: 'began-later' | 'term-ended'; division: string; name: string; day: string }
  | { kind: 'after-pack'; asOf: string }
  | { kind: 'no-vote'; division: string; title: string }

/** What keeps a code from being answered. */
export type LookUpFault =
  | CodeFault
  | { kind: 'day'; typed: string }
  | { kind: 'no-legislature'; known: string[] }
  | { kind: 'no-pack'; sessions: { id: string; firstDay: string; lastDay: string }[] }
  | { kind: 'no-map' }
  | { kind: 'not-in-map'; gap: { division: string; holder: string | null; says: Text } | null }

export type LookUp = {
  /** As it was typed. */
  typed: string
  /** The five digits that were looked up; null where none could be made of it. */
  code: string | null
  repaired: boolean
  certainty: 'certain' | 'split' | 'unknown'
  candidates: Candidate[]
  why: Why[]
  /** Faults of map and pack that touch this answer. */
  faults: KnownFault[]
  fault: LookUpFault | null
  /** The day asked about. */
  asOf: string
}

/**
 * Who represents an area on a day: every seat whose division the map puts in it, with its holder.
 *
 * Pure: the same pack, map and code give the same answer. Never resolves an area over several districts,
 * and never makes a vacancy of what is only not known. A holder is told where the term began on or
 * before the day and had not ended by it; of days after that of the pack it is told as known then.
 */
export function lookUp(
  pack: Pack,
  map: PostalMap | null,
  typed: string,
  asOf: string = pack.card.asOf,
): LookUp {
  const read = readCode(typed)
  const none = (fault: LookUpFault): LookUp => ({
    typed,
    code: 'code' in read ? read.code : null,
    repaired: 'code' in read && read.code !== typed,
    certainty: 'unknown',
    candidates: [],
    why: 'code' in read ? read.repairs.map((repair) => ({ kind: 'repaired', repair })) : [],
    faults: [],
    fault,
    asOf,
  })
  // Where there is no map, no code is right or wrong.
  if (map === null) return none({ kind: 'no-map' })
  if ('fault' in read) return none(read.fault)
  const divisions = map.areas.get(read.code)
  if (divisions === undefined) {
    const gap = map.card.gaps.find(({ prefixes }) => prefixes.some((each) => read.code.startsWith(each)))
    if (gap === undefined) return none({ kind: 'not-in-map', gap: null })
    const seat = indexOf(pack).seats.get(gap.division)?.[0]
    const holder = seat === undefined ? null : candidate(pack, seat, asOf).name
    return none({
      kind: 'not-in-map',
      gap: { division: gap.division, holder, says: gap.says },
    })
  }

  const wholes = [...new Set(divisions.map(wholeOf))]
  // A seat is asked for by its district, or by the state the district lies in.
  const seats = pack.seats.filter(({ division }) => divisions.includes(division) || wholes.includes(division))
  const candidates = seats.map((seat) => candidate(pack, seat, asOf))
  const split = divisions.length > 1
  const why: Why[] = read.repairs.map((repair) => ({ kind: 'repaired', repair }))
  if (wholes.length > 1) why.push({ kind: 'several-states', states: wholes.length })
  else if (split) why.push({ kind: 'several-districts', districts: divisions.length })
  else why.push({ kind: 'one-district' })
  for (const each of candidates) {
    if (each.vacant) why.push({ kind: 'vacant', division: each.seat.division })
    if (each.notKnown === 'partial') why.push({ kind: 'partial', division: each.seat.division })
    if (each.notKnown === 'began-later' || each.notKnown === 'term-ended') {
      const known = heldBy(pack, each.seat)
      const day = each.notKnown === 'began-later' ? known?.from : known?.to
      if (known && day) why.push({ kind: each.notKnown, division: each.seat.division, name: known.name, day })
    }
    if (!each.seat.voting) why.push({ kind: 'no-vote', division: each.seat.division, title: each.seat.title })
  }
  for (const whole of wholes)
    if (!seats.some(({ division, class: senate }) => division === whole && senate !== null))
      if (pack.seats.some(({ class: senate }) => senate !== null))
        why.push({ kind: 'no-senators', division: divisions.find((each) => wholeOf(each) === whole)! })
  if (asOf > pack.card.asOf) why.push({ kind: 'after-pack', asOf: pack.card.asOf })
  return {
    typed,
    code: read.code,
    repaired: read.code !== typed,
    certainty: split ? 'split' : 'certain',
    candidates,
    why,
    faults: [...map.card.knownFaults, ...pack.card.knownFaults].filter(({ touches }) =>
      touches === 'all'
        ? true
        : touches === 'split'
          ? split
          : wholes.some((whole) => touches.states.includes(whole)),
    ),
    fault: null,
    asOf,
  }
}

/** The state, district or territory of a division, which has the senators: everything before `/cd:`. */
export const wholeOf = (division: string): string => division.replace(/\/(cd|sldl|sldu):[^/]+$/, '')

export const placeOf = (pack: Pack, division: string): string =>
  indexOf(pack).places.get(division) ?? division

/** Whoever the pack says holds the seat on its day. */
export const heldBy = (pack: Pack, { seat }: Pick<Seat, 'seat'>): Holder | undefined =>
  indexOf(pack).held.get(seat)

type Index = { seats: Map<string, Seat[]>; places: Map<string, string>; held: Map<string, Holder> }
const indexes = new WeakMap<Pack, Index>()

function indexOf(pack: Pack): Index {
  const known = indexes.get(pack)
  if (known) return known
  const seats = new Map<string, Seat[]>()
  for (const seat of pack.seats) seats.set(seat.division, [...(seats.get(seat.division) ?? []), seat])
  const index = {
    seats,
    places: new Map(pack.divisions.map(({ division, name }) => [division, name])),
    held: new Map(
      pack.holders.filter(({ standing }) => standing === 'held').map((each) => [each.seat, each]),
    ),
  }
  indexes.set(pack, index)
  return index
}

/** A seat and who holds it on a day, as far as the pack knows. */
export function candidate(pack: Pack, seat: Seat, asOf: string): Candidate {
  const holder = heldBy(pack, seat)
  const place = placeOf(pack, seat.division)
  const without = { seat, place, person: null, bioguide: null, name: null, party: null }
  if (holder === undefined) {
    // Empty on the day of the pack says nothing of the days before.
    const vacant = pack.card.holders === 'complete' && asOf >= pack.card.asOf
    return { ...without, vacant, notKnown: vacant ? null : 'partial' }
  }
  if (holder.from !== null && holder.from > asOf)
    return { ...without, vacant: false, notKnown: 'began-later' }
  if (holder.to !== null && holder.to <= asOf) return { ...without, vacant: false, notKnown: 'term-ended' }
  return {
    seat,
    place,
    person: holder.person,
    bioguide: bioguideOf(holder.person),
    name: holder.name,
    party: holder.party,
    vacant: false,
    notKnown: null,
  }
}

/** The pack that speaks of a day: of its session, the newest up to that day, or else the first after it. */
export function packOfDay<Each extends { card: Pick<Pack['card'], 'session' | 'asOf'> }>(
  packs: readonly Each[],
  day: string,
): Each | null {
  const ofSession = packs
    .filter(({ card }) => card.session.firstDay <= day && day <= card.session.lastDay)
    .sort((a, b) => (a.card.asOf < b.card.asOf ? -1 : 1))
  return ofSession.findLast(({ card }) => card.asOf <= day) ?? ofSession[0] ?? null
}

/** The map whose lines held on a day. */
export const mapOfDay = <Each extends { card: Pick<PostalMap['card'], 'from' | 'through' | 'legislature'> }>(
  maps: readonly Each[],
  legislature: string,
  day: string,
): Each | null =>
  maps
    .filter(({ card }) => card.legislature === legislature && card.from <= day && day <= card.through)
    // Where the days of two overlap, the later lines are the ones.
    .sort((a, b) => (a.card.from < b.card.from ? 1 : -1))[0] ?? null
