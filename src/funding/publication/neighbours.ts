import type { Kysely } from 'kysely'
import type { Agreement } from '../../compacts/agreement.ts'
import type { Tables } from '../../house/database.ts'
import type { PublicObjection, PublicResults } from './snapshot.ts'

type Db = Kysely<Tables>

/** Published results on a day, as the room of monitoring gives them: aggregated, and small counts kept back. */
export async function readResults(
  _db: Db,
  _compact: string,
  _agreement: Agreement,
  _asOf: string,
): Promise<PublicResults> {
  return { actuals: [], changes: [] }
}

/** Objections and answers that are public on a day. */
export async function readObjections(_db: Db, _compact: string, _asOf: string): Promise<PublicObjection[]> {
  return []
}
