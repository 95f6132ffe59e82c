import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Campaign } from '../coalition/schema.ts'
import type { Contact } from '../legislatures/schema.ts'
import { legislator, legislatorsNamed, lookUpIn, officesOf, packFor } from '../legislatures/store.ts'
import type { DatedOffice } from './schema.ts'

/** Somebody who can be reached, as known on the day of the campaign. */
export type Whom = { key: string; name: string; place: string }

export type Found = { people: Whom[]; split: boolean }

/** The day a campaign looks people up: the one it speaks of, or today. */
export const dayOf = ({ asOf }: Pick<Campaign, 'asOf'>, today: string): string => asOf ?? today

/** Who represents a place, by its code, or whoever has the words in their name. */
export async function findWhom(
  db: Kysely<Tables>,
  { legislature, day }: { legislature: string | null; day: string },
  typed: string,
): Promise<Found> {
  if (typed === '' || legislature === null) return { people: [], split: false }
  if (/\d/.test(typed)) {
    const { result } = await lookUpIn(db, legislature, typed, day)
    return {
      people: result.candidates.flatMap(({ person, name, place }) =>
        person === null || name === null ? [] : [{ key: person, name, place }],
      ),
      split: result.certainty === 'split',
    }
  }
  const people = (await legislatorsNamed(db, typed))
    .filter((term) => term.legislature === legislature)
    .map(({ person, name, place }) => ({ key: person, name, place }))
  return { people, split: false }
}

/** What is known of where and how somebody can be reached on a day, and of which pack it is. */
export type Reach = {
  /** The day of the pack; null where no pack speaks of that day. */
  asOf: string | null
  /** Whether that pack has offices of anybody: where it has none, none found says nothing of the person. */
  officesKnown: boolean
  offices: DatedOffice[]
  contacts: Contact[]
}

export async function reachOf(
  db: Kysely<Tables>,
  key: string,
  { legislature, day }: { legislature: string | null; day: string },
): Promise<Reach> {
  if (legislature === null) return { asOf: null, officesKnown: false, offices: [], contacts: [] }
  const [{ asOf, known, offices }, pack] = await Promise.all([
    officesOf(db, key, { legislature, day }),
    packFor(db, legislature, day),
  ])
  return {
    asOf,
    officesKnown: known,
    offices: asOf === null ? [] : offices.map((office) => ({ ...office, asOf })),
    contacts: pack?.contacts.filter(({ person }) => person === key) ?? [],
  }
}

/** Their name, from any pack; null for somebody no pack knows. */
export async function nameOf(db: Kysely<Tables>, key: string): Promise<string | null> {
  return (await legislator(db, key))?.name ?? null
}
