import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { NotFound } from '../../house/errors.ts'
import { factsOf } from '../../indicators/store.ts'
import { type ObservedCompact, observedFrom } from './statements.ts'

/**
 * Every real compact of the public record, the oldest first; of one country when it is named.
 * They come with the reference pack and change with it.
 */
export async function observedCompacts(db: Kysely<Tables>, iso3?: string): Promise<ObservedCompact[]> {
  const where = iso3 === undefined ? {} : { iso3 }
  const [compacts, statements] = await Promise.all([
    factsOf(db, { dataset: 'compact', ...where }),
    factsOf(db, { dataset: 'compact_statement', ...where }),
  ])
  return observedFrom(compacts, statements)
}

/** One of them. Throws NotFound. */
export async function observedCompact(db: Kysely<Tables>, id: string): Promise<ObservedCompact> {
  const found = (await observedCompacts(db)).find((each) => each.id === id)
  if (found === undefined) {
    throw new NotFound('There is no such compact in the public record', [
      { message: 'Seven are known, the last of December 2022.', remedy: 'See /compacts/observed.' },
    ])
  }
  return found
}
