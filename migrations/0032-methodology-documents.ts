import { type Kysely, sql } from 'kysely'

/**
 * Versions of methodologies that were saved here, each a whole document with the reason for it and what it was made
 * from. Written once: an assessment, a consultation or a back-test that names a version always finds the same text.
 *
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table methodology_documents (
    methodology text collate "C" not null check (methodology ~ '^[a-z][a-z0-9-]*$' and length(methodology) <= 64),
    version integer not null check (version >= 1),
    text text not null check (length(text) between 1 and 1000000),
    -- Of the rules without their number and the words: what is the same is not saved twice.
    rules_digest text not null,
    reason text not null check (length(reason) between 1 and 2000),
    base_methodology text collate "C" not null,
    base_version integer not null,
    made timestamptz not null,
    made_by uuid,
    primary key (methodology, version)
  )`.execute(db)
  await sql`create trigger methodology_documents_are_kept before update or delete on methodology_documents
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger methodology_documents_are_not_emptied before truncate on methodology_documents
    for each statement execute function refuse_change()`.execute(db)
}
