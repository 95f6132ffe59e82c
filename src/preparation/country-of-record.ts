import type { Kysely } from 'kysely'
import { country } from '../countries/registry.ts'
import type { Tables } from '../house/database.ts'
import { isUuid } from '../house/form-fields.ts'
import './estimates/tables.ts'
import './studies/tables.ts'

/** The country that a study, an estimate or a map of capacity is of, ISO 3166-1 alpha-3; null for any other record. */
export async function countryOfRecord(
  db: Kysely<Tables>,
  { kind, id }: { kind: string; id: string },
): Promise<string | null> {
  if (kind === 'capacity-map') return country(id)?.iso3 ?? null
  if (!isUuid(id)) return null
  if (kind === 'study')
    return (await studies(db).where('studies.id', '=', id).executeTakeFirst())?.country ?? null
  if (kind !== 'estimate') return null
  const row = await studies(db)
    .innerJoin('estimates', 'estimates.study_id', 'studies.id')
    .where('estimates.id', '=', id)
    .executeTakeFirst()
  return row?.country ?? null
}

const studies = (db: Kysely<Tables>) => db.selectFrom('studies').select('studies.country')
