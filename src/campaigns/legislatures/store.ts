import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { languages } from '../../ui/language.ts'
import { type Answered, answered } from './answer.ts'
import { LegislatureFault } from './faults.ts'
import { packOfDay, placeOf } from './look-up.ts'
import { placeIn } from './places.ts'
import {
  bioguideOf,
  type Contact,
  type Holder,
  type Office,
  type Pack,
  type PackCard,
  type PostalMap,
  type Seat,
  type Text,
} from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/*
 * What has been read is kept in memory by its hash: the same hash is the same pack, in whatever
 * database it lies. Only which packs there are is asked each time.
 */
const packsRead = new Map<string, Pack>()
const mapsRead = new Map<string, PostalMap>()
const MOST_KEPT = 40

function keep<Each>(kept: Map<string, Each>, key: string, each: Each): Each {
  kept.set(key, each)
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
  return each
}

type PackName = { id: string; sha256: string; card: Pick<PackCard, 'asOf' | 'session'> }

async function packNames(db: Db, legislature?: string): Promise<(PackName & { legislature: string })[]> {
  let query = db
    .selectFrom('legislature_packs')
    .select(['id', 'sha256', 'as_of', 'first_day', 'last_day', 'legislature'])
    .orderBy('legislature')
    .orderBy('as_of', 'desc')
  if (legislature !== undefined) query = query.where('legislature', '=', legislature)
  return (await query.execute()).map(({ id, sha256, as_of, first_day, last_day, legislature }) => ({
    id,
    sha256,
    legislature,
    card: {
      asOf: as_of,
      session: { id: '', name: { en: '', fr: '', es: '', pt: '' }, firstDay: first_day, lastDay: last_day },
    },
  }))
}

async function packNamed(db: Db, { id, sha256 }: { id: string; sha256: string }): Promise<Pack> {
  const known = packsRead.get(sha256)
  if (known) return known
  const { card, contents } = await db
    .selectFrom('legislature_packs')
    .select(['card', 'contents'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return keep(packsRead, sha256, { card, sha256, ...contents })
}

/** The legislature in which a postal code of the United States is looked up. */
export const ofCodes = 'us-congress'

/** Every pack there is, of one legislature or of all; the newest day of each first. */
export async function allPacks(db: Db, legislature?: string): Promise<Pack[]> {
  const packs: Pack[] = []
  for (const each of await packNames(db, legislature)) packs.push(await packNamed(db, each))
  return packs
}

/** The pack of a legislature that speaks of a day; null where no session there is holds that day. */
export async function packFor(db: Db, legislature: string, day: string): Promise<Pack | null> {
  const named = packOfDay(await packNames(db, legislature), day)
  return named === null ? null : packNamed(db, named)
}

/** The postal map whose lines decided on a day; null where there is none. */
export async function mapFor(db: Db, legislature: string, day: string): Promise<PostalMap | null> {
  const named = await db
    .selectFrom('postal_maps')
    .select(['id', 'sha256'])
    .where('legislature', '=', legislature)
    .where('first_day', '<=', day)
    .where('last_day', '>=', day)
    .orderBy('first_day', 'desc')
    .executeTakeFirst()
  if (named === undefined) return null
  const known = mapsRead.get(named.sha256)
  if (known) return known
  const { card, divisions, codes } = await db
    .selectFrom('postal_maps')
    .select(['card', 'divisions', 'codes'])
    .where('id', '=', named.id)
    .executeTakeFirstOrThrow()
  const areas = new Map(Object.entries(codes).map(([code, at]) => [code, divisions[at] ?? []]))
  return keep(mapsRead, named.sha256, { card, sha256: named.sha256, areas })
}

/** Every map there is, without its areas. */
export async function mapCards(db: Db): Promise<PostalMap['card'][]> {
  const rows = await db.selectFrom('postal_maps').select('card').orderBy('first_day').execute()
  return rows.map(({ card }) => card)
}

/**
 * What answers for one legislature on one day, read once: a function from a code to its answer that
 * asks nothing more. For who looks up many codes in a row; hold it for minutes, not for days.
 */
export async function lookUpsFor(
  db: Db,
  legislature: string,
  asOf: string,
): Promise<(code: string) => Answered> {
  const packs = await allPacks(db)
  const cards = packs.map(({ card }) => card)
  const pack = packOfDay(
    packs.filter(({ card }) => card.legislature.id === legislature),
    asOf,
  )
  const map = pack === null ? null : await mapFor(db, legislature, asOf)
  return (code) => answered({ cards, pack, map }, legislature, code, asOf)
}

/** How long another process may go on answering from a pack that was replaced. */
const ANSWERS_FOR_MS = 10_000
type Ready = { until: number; generation: number; look: (code: string) => Answered }
const ready = new WeakMap<Db, Map<string, Ready>>()
let generation = 0

/** Packs were written here: what was made ready from them before is not used again. */
export function packsChanged(): void {
  generation++
}

/**
 * Who represents a postal code on a day, as `lookUp` answers it, with the pack and the map it was made
 * from. Cheap when asked often: what answers is made ready once and held for seconds.
 */
export async function lookUpIn(db: Db, legislature: string, code: string, asOf: string): Promise<Answered> {
  const held = ready.get(db) ?? new Map<string, Ready>()
  ready.set(db, held)
  const key = `${legislature} ${asOf}`
  const known = held.get(key)
  if (known && known.generation === generation && known.until > performance.now()) return known.look(code)
  const began = generation
  const look = await lookUpsFor(db, legislature, asOf)
  const answer = look(code)
  // A day that no pack speaks of is asked again: the packs may only be on their way.
  if (answer.pack !== null) {
    if (held.size > MOST_KEPT) held.clear()
    held.set(key, { until: performance.now() + ANSWERS_FOR_MS, generation: began, look })
  }
  return answer
}

/** A term of a legislator as one pack has it. */
export type Term = Holder & {
  legislature: string
  legislatureName: PackCard['legislature']['name']
  session: PackCard['session']
  /** The day of the pack. */
  asOf: string
  chamber: string
  division: string
  /** As the pack has it, in English. */
  place: string
  /** The same in every language. */
  places: Text
  /** What speaks against a seat that is only claimed. */
  doubt: Text | null
  title: PackCard['titles'][string] | null
  titleKey: string
  class: string | null
  voting: boolean
}

export type Legislator = {
  key: string
  bioguide: string | null
  name: string
  party: string
  /** The newest pack first. */
  terms: Term[]
  offices: (Office & { asOf: string })[]
  contacts: (Contact & { asOf: string })[]
  committees: { asOf: string; committee: string; name: string; within: string | null; title: string | null }[]
}

/** Somebody who holds or held a seat, from all packs that know them; null where none does. */
export async function legislator(db: Db, key: string): Promise<Legislator | null> {
  const packs = (await allPacks(db)).sort((a, b) => (a.card.asOf < b.card.asOf ? 1 : -1))
  const terms = packs.flatMap((pack) => termsIn(pack, key))
  const newest = terms[0]
  if (newest === undefined) return null
  return {
    key,
    bioguide: bioguideOf(key),
    name: newest.name,
    party: newest.party,
    terms,
    offices: packs.flatMap(({ card, offices }) =>
      offices.filter(({ person }) => person === key).map((each) => ({ ...each, asOf: card.asOf })),
    ),
    contacts: packs.flatMap(({ card, contacts }) =>
      contacts.filter(({ person }) => person === key).map((each) => ({ ...each, asOf: card.asOf })),
    ),
    committees: packs.flatMap(({ card, committees, members }) =>
      members
        .filter(({ person }) => person === key)
        .map(({ committee, title }) => {
          const its = committees.find((each) => each.committee === committee)
          const parent = committees.find((each) => each.committee === its?.parent)
          return {
            asOf: card.asOf,
            committee,
            name: its?.name ?? committee,
            within: parent?.name ?? null,
            title,
          }
        }),
    ),
  }
}

function termsIn(pack: Pack, key: string): Term[] {
  return pack.holders
    .filter(({ person }) => person === key)
    .flatMap((holder) => {
      const seat = pack.seats.find((each) => each.seat === holder.seat)
      return seat === undefined ? [] : [termOf(pack, holder, seat)]
    })
}

const termOf = (pack: Pack, holder: Holder, seat: Seat): Term => ({
  ...holder,
  legislature: pack.card.legislature.id,
  legislatureName: pack.card.legislature.name,
  session: pack.card.session,
  asOf: pack.card.asOf,
  chamber: seat.chamber,
  division: seat.division,
  place: placeOf(pack, seat.division),
  places: Object.fromEntries(
    languages.map((language) => [language, placeIn(pack, seat.division, language)]),
  ) as Text,
  doubt: holder.note === null ? null : (pack.card.notes[holder.note] ?? null),
  title: pack.card.titles[seat.title] ?? null,
  titleKey: seat.title,
  class: seat.class,
  voting: seat.voting,
})

/** The same, or a fault that says what to do. */
export async function legislatorOrNot(db: Db, key: string): Promise<Legislator> {
  const found = await legislator(db, key)
  if (found === null) throw new LegislatureFault('no legislator')
  return found
}

/** The pack of a legislature for a day that somebody named, or the newest. Throws LegislatureFault where there is none. */
export async function packAsked(
  db: Db,
  legislature: string,
  on: string | undefined,
): Promise<{ pack: Pack; days: string[] }> {
  const packs = await allPacks(db, legislature)
  const days = packs.map(({ card }) => card.asOf)
  const [newest] = packs
  if (newest === undefined) throw new LegislatureFault('no legislature')
  const pack = on === undefined || on === '' ? newest : packs.find(({ card }) => card.asOf === on)
  if (pack === undefined) throw new LegislatureFault('no such day', days)
  return { pack, days }
}

/**
 * The seat somebody holds in a legislature on a day, as far as the pack of that day knows; null where
 * it names none. A seat that is only claimed is none.
 */
export async function seatOf(
  db: Db,
  key: string,
  { legislature, day }: { legislature: string; day: string },
): Promise<(Seat & { place: string; party: string; name: string }) | null> {
  const pack = await packFor(db, legislature, day)
  const term = pack === null ? undefined : termsIn(pack, key).find(({ standing }) => standing === 'held')
  if (term === undefined || pack === null) return null
  if ((term.from !== null && term.from > day) || (term.to !== null && term.to <= day)) return null
  const seat = pack.seats.find((each) => each.seat === term.seat)!
  return { ...seat, place: term.place, party: term.party, name: term.name }
}

/**
 * Offices where somebody can be met, as dated: those of the pack of that day, and `known` false where
 * that pack has no office of anybody, so that none found says nothing of the person.
 */
export async function officesOf(
  db: Db,
  key: string,
  { legislature, day }: { legislature: string; day: string },
): Promise<{ asOf: string | null; known: boolean; offices: Office[] }> {
  const pack = await packFor(db, legislature, day)
  if (pack === null) return { asOf: null, known: false, offices: [] }
  return {
    asOf: pack.card.asOf,
    known: pack.offices.length > 0,
    offices: pack.offices.filter(({ person }) => person === key),
  }
}

/** Who holds a seat in the newest pack of each legislature, by place and name. */
export async function whoSits(db: Db): Promise<{ pack: Pack; terms: Term[] }[]> {
  const newest = new Map<string, Pack>()
  for (const pack of await allPacks(db))
    if (!newest.has(pack.card.legislature.id)) newest.set(pack.card.legislature.id, pack)
  return [...newest.values()].map((pack) => {
    const seats = new Map(pack.seats.map((seat) => [seat.seat, seat]))
    const terms = pack.holders.flatMap((holder) => {
      const seat = seats.get(holder.seat)
      return seat === undefined || holder.standing !== 'held' ? [] : [termOf(pack, holder, seat)]
    })
    return {
      pack,
      terms: terms.sort(
        (a, b) =>
          a.place.localeCompare(b.place, 'en', { numeric: true }) || a.name.localeCompare(b.name, 'en'),
      ),
    }
  })
}

/** People whose name holds all the words, in any pack; for a search by name. The newest pack speaks. */
export async function legislatorsNamed(db: Db, words: string, most = 50): Promise<Term[]> {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const asked = fold(words).split(/\s+/).filter(Boolean)
  if (asked.length === 0) return []
  const found = new Map<string, Term>()
  for (const pack of (await allPacks(db)).sort((a, b) => (a.card.asOf < b.card.asOf ? 1 : -1)))
    for (const holder of pack.holders) {
      if (found.has(holder.person) || found.size >= most) continue
      if (!asked.every((word) => fold(holder.name).includes(word))) continue
      const term = termsIn(pack, holder.person)[0]
      if (term) found.set(holder.person, term)
    }
  return [...found.values()]
}
