import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Language } from '../../ui/language.ts'

/** What keeps a version of a methodology from being published: an objection without an answer, a review not held. */
export type Stop = {
  /** What is so and what to do about it, in the four languages. */
  message: Record<Language, string>
  remedy: Record<Language, string>
  /** Page on which it is settled, without language; null where there is none. */
  path: string | null
}

/** Asked of other parts before a version is published: what stands in the way of this methodology. */
export type PublishingStops = (db: Kysely<Tables>, methodology: string) => Promise<Stop[]>

/** All that stands in the way, in the order in which the parts were handed in (`src/wiring.ts`). */
export async function publishingStops(
  db: Kysely<Tables>,
  methodology: string,
  questions: readonly PublishingStops[],
): Promise<Stop[]> {
  const stops: Stop[] = []
  for (const question of questions) stops.push(...(await question(db, methodology)))
  return stops
}
