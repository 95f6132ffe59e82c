import { type Kysely, sql } from 'kysely'

/**
 * Only the owner of a table may count it for the planner, and an import that has just
 * brought a hundred thousand rows must not wait for the server to do it by itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function refresh_statistics() returns void language plpgsql
    security definer set search_path from current as $$
    begin
      analyze staged_observations;
      analyze observations;
      analyze import_runs;
    end
  $$`.execute(db)
}
