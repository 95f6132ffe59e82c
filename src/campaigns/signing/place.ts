import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Campaign } from '../coalition/schema.ts'
import { lookUpIn } from '../legislatures/store.ts'
import type { Place } from './submit.ts'

/**
 * Where a postal code is represented on the day of a campaign, as far as its map says so for certain: the district where
 * there is one, the state where all candidates share it. A split area has no district here; it is not guessed.
 */
export async function placeOfCode(
  db: Kysely<Tables>,
  { legislature, asOf }: Pick<Campaign, 'legislature' | 'asOf'>,
  { country, postalCode }: { country: string; postalCode: string },
  today: string,
): Promise<Place> {
  const nowhere = { region: null, division: null }
  if (legislature === null || country !== 'USA') return nowhere
  const { result } = await lookUpIn(db, legislature, postalCode, asOf ?? today)
  if (result.fault !== null) return nowhere
  const divisions = [...new Set(result.candidates.map(({ seat }) => seat.division))]
  const states = [...new Set(divisions.flatMap((division) => stateIn(division) ?? []))]
  const [state = null] = states
  const districts = divisions.filter((division) => /\/(cd|sldl|sldu):/.test(division))
  return {
    region: states.length === 1 ? state : null,
    division: districts.length === 1 && result.certainty === 'certain' ? (districts[0] ?? null) : null,
  }
}

/** The state, district or territory of an OCD division, as two capital letters. */
const stateIn = (division: string): string | null =>
  /\/(?:state|district|territory):([a-z]{2})(?:\/|$)/.exec(division)?.[1]?.toUpperCase() ?? null
