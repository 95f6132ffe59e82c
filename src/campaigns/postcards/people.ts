import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { OptionGroup } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import type { Campaign } from '../coalition/schema.ts'
import { placeIn } from '../legislatures/places.ts'
import { packFor } from '../legislatures/store.ts'

type Asked = Pick<Campaign, 'legislature' | 'asOf'>

/** Those who hold a seat of the legislature a campaign asks, on its day, as a choice by chamber; empty where it asks none. */
export async function holdersIn(
  db: Kysely<Tables>,
  { legislature, asOf }: Asked,
  { language, today }: { language: Language; today: string },
): Promise<OptionGroup[]> {
  const day = asOf ?? today
  const pack = legislature === null ? null : await packFor(db, legislature, day)
  if (pack === null) return []
  const seats = new Map(pack.seats.map((seat) => [seat.seat, seat]))
  return pack.card.chambers.map(({ id, name }) => ({
    name: name[language],
    options: pack.holders
      .flatMap((holder) => {
        const seat = seats.get(holder.seat)
        if (seat === undefined || seat.chamber !== id || !holdsOn(holder, day)) return []
        return [{ value: holder.person, name: `${placeIn(pack, seat.division, language)}: ${holder.name}` }]
      })
      .toSorted((a, b) => a.name.localeCompare(b.name, language, { numeric: true })),
  }))
}

/** Where a legislator was sent from on the day of a campaign; null for one who holds no seat of it then. */
export async function placeOfLegislator(
  db: Kysely<Tables>,
  { legislature, asOf }: Asked,
  key: string,
  today: string,
): Promise<{ region: string | null; division: string | null; name: string } | null> {
  const day = asOf ?? today
  const pack = legislature === null ? null : await packFor(db, legislature, day)
  const holder = pack?.holders.find((each) => each.person === key && holdsOn(each, day))
  const seat = pack?.seats.find((each) => each.seat === holder?.seat)
  if (holder === undefined || seat === undefined) return null
  const [, state] = /\/(?:state|district|territory):([a-z]{2})(?:\/|$)/.exec(seat.division) ?? []
  return {
    region: state?.toUpperCase() ?? null,
    // A senator stands for the state: a card to one says nothing of a district.
    division: /\/(cd|sldl|sldu):/.test(seat.division) ? seat.division : null,
    name: holder.name,
  }
}

const holdsOn = (
  { standing, from, to }: { standing: string; from: string | null; to: string | null },
  day: string,
): boolean => standing === 'held' && (from === null || from <= day) && (to === null || to > day)
