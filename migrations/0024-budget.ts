import { type Kysely, sql } from 'kysely'

/**
 * Figures of budgets that were entered here: one line, programme, fiscal year and step each, with where it was read.
 * A later one takes the place of an earlier; none is ever rewritten. Those of the shipped pack stand in data/budget/.
 *
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table budget_facts (
    id uuid primary key,
    taking_id uuid not null,
    line text collate "C" not null check (line ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(line) <= 60),
    agency text not null,
    program text not null,
    fiscal_year integer not null check (fiscal_year between 1900 and 2099),
    through integer not null check (through between fiscal_year and fiscal_year + 20),
    stage text collate "C" not null,
    value_is text collate "C" not null check (value_is in ('amount', 'tbd', 'n/a', 'language')),
    -- Whole cents.
    minor bigint check (minor >= 0),
    currency text collate "C" not null,
    kind text collate "C" not null check (kind in ('appropriation', 'authorization', 'breakdown', 'total')),
    sure text collate "C" not null check (sure in ('printed', 'approximate', 'derived', 'inferred')),
    note text,
    source text not null,
    made timestamptz not null,
    made_by uuid,
    -- In whose name it was entered, where that was an organisation.
    organisation_id uuid references organisations (id),
    check ((value_is = 'amount') = (minor is not null))
  )`.execute(db)
  await sql`create index budget_facts_by_line on budget_facts (line, id)`.execute(db)
  await sql`create trigger budget_facts_stay before update or delete on budget_facts
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger budget_facts_are_not_emptied before truncate on budget_facts
    for each statement execute function refuse_change()`.execute(db)
}
