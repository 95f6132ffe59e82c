import { type Kysely, sql } from 'kysely'

/**
 * Finds what a publisher withdrew later, and what stood there before, without reading all figures: a day before the
 * withdrawal still knows them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index observations_withdrawn on observations (indicator, iso3)
    where superseded_by is null and missing is not null and published is null and revised is not null`.execute(
    db,
  )
  await sql`create index observations_ended on observations (superseded_by, indicator, iso3, year)
    where superseded_by is not null`.execute(db)
}
