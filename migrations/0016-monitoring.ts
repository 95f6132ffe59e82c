import { type Kysely, sql } from 'kysely'

/**
 * Monitoring: reports with their drafts, steps and values, corrections, counts of different
 * people, dialogues, data quality checks, and what became of promises.
 *
 * Days are texts `YYYY-MM-DD`, numbers texts as they were written. Indicators, parties, years
 * and cells are keys of the agreement, which keep their meaning through all its versions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table result_reports (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    party text collate "C" not null,
    organisation_id uuid not null references organisations (id),
    ends text collate "C" not null,
    version integer not null check (version > 0),
    state text collate "C" not null check (state in ('draft', 'submitted', 'returned', 'verified', 'published')),
    made timestamptz not null,
    made_by uuid,
    published_at timestamptz,
    unique (compact_id, party, ends)
  )`.execute(db)

  await sql`create table result_drafts (
    report_id uuid not null references result_reports (id),
    indicator text collate "C" not null,
    revision integer not null check (revision > 0),
    version integer not null,
    typed text not null,
    at timestamptz not null,
    by_person uuid,
    primary key (report_id, indicator, revision)
  )`.execute(db)

  await sql`create table result_steps (
    report_id uuid not null references result_reports (id),
    seq integer not null check (seq > 0),
    from_state text collate "C",
    to_state text collate "C" not null,
    version integer not null,
    at timestamptz not null,
    by_person uuid,
    reason text,
    primary key (report_id, seq)
  )`.execute(db)

  await sql`create table result_values (
    id uuid primary key,
    report_id uuid not null references result_reports (id),
    compact_id uuid not null references compacts (id),
    party text collate "C" not null,
    indicator text collate "C" not null,
    cell text collate "C" not null,
    begins text collate "C" not null,
    ends text collate "C" not null,
    version integer not null,
    value text collate "C",
    low text collate "C",
    high text collate "C",
    level double precision,
    numerator text collate "C",
    denominator text collate "C",
    missing text collate "C" check (missing in ('not collected', 'not applicable', 'pending', 'withheld')),
    why text,
    evidence text collate "C",
    comment text,
    at timestamptz not null,
    by_person uuid,
    by_organisation uuid references organisations (id),
    within boolean not null,
    corrects uuid references result_values (id),
    correction_id uuid,
    check ((value is null) = (missing is not null)),
    check ((low is null) = (high is null)),
    check ((corrects is null) = (correction_id is null))
  )`.execute(db)
  // A value has one first row, and each row at most one that follows it.
  await sql`create unique index result_values_begin_once on result_values (report_id, indicator, cell)
    where corrects is null`.execute(db)
  await sql`create unique index result_values_follow_once on result_values (corrects)
    where corrects is not null`.execute(db)
  await sql`create index result_values_of_indicator on result_values (compact_id, indicator, ends)`.execute(
    db,
  )

  await sql`create table result_corrections (
    id uuid primary key,
    report_id uuid not null references result_reports (id),
    indicator text collate "C" not null,
    typed text not null,
    reason text not null,
    asked_at timestamptz not null,
    asked_by uuid,
    decided_at timestamptz,
    decided_by uuid,
    decision text collate "C" check (decision in ('agreed', 'refused')),
    decision_reason text,
    check ((decided_at is null) = (decision is null))
  )`.execute(db)
  // Two that correct the same at once would undo each other: one is decided before another is asked for.
  await sql`create unique index result_corrections_one_open on result_corrections (report_id, indicator)
    where decided_at is null`.execute(db)

  await sql`create table result_deduplications (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    indicator text collate "C" not null,
    ends text collate "C" not null,
    cell text collate "C" not null,
    value text collate "C" not null,
    joined text collate "C" not null,
    method text not null,
    at timestamptz not null,
    by_person uuid,
    by_organisation uuid not null references organisations (id)
  )`.execute(db)
  await sql`create index result_deduplications_of on result_deduplications (compact_id, indicator, ends)`.execute(
    db,
  )

  await sql`create table dialogues (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    held_on text collate "C" not null,
    made timestamptz not null,
    made_by uuid,
    indicators text,
    fixed_at timestamptz,
    fixed_by uuid,
    pack text,
    pack_hash text collate "C",
    frozen_at timestamptz,
    frozen_by uuid,
    held_at timestamptz,
    held_by uuid,
    check ((indicators is null) = (fixed_at is null)),
    check ((pack is null) = (pack_hash is null) and (pack is null) = (frozen_at is null)),
    check (frozen_at is null or fixed_at is not null),
    check (held_at is null or frozen_at is not null)
  )`.execute(db)
  await sql`create index dialogues_of_compact on dialogues (compact_id, held_on)`.execute(db)
  await sql`create table dialogue_points (
    id uuid primary key,
    dialogue_id uuid not null references dialogues (id),
    indicator text collate "C",
    said text not null,
    decision text,
    at timestamptz not null,
    by_person uuid
  )`.execute(db)
  await sql`create index dialogue_points_of on dialogue_points (dialogue_id)`.execute(db)
  await sql`create table dialogue_actions (
    id uuid primary key,
    dialogue_id uuid not null references dialogues (id),
    text text not null,
    party text collate "C" not null,
    due text collate "C" not null,
    at timestamptz not null,
    by_person uuid,
    done_on text collate "C",
    done_at timestamptz,
    done_by uuid,
    done_note text,
    check ((done_on is null) = (done_at is null))
  )`.execute(db)
  await sql`create index dialogue_actions_of on dialogue_actions (dialogue_id)`.execute(db)

  await sql`create table data_quality_checks (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    indicator text collate "C" not null,
    party text collate "C",
    on_day text collate "C" not null,
    standards text not null,
    follow_up text,
    at timestamptz not null,
    by_person uuid
  )`.execute(db)
  await sql`create index data_quality_checks_of on data_quality_checks (compact_id, indicator)`.execute(db)

  await sql`create table promise_checks (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    kind text collate "C" not null check (kind in ('benchmark', 'responsibility', 'sustainability')),
    key text collate "C" not null,
    outcome text collate "C" not null check (outcome in ('met', 'not met', 'waived')),
    on_day text collate "C" not null,
    evidence text collate "C",
    comment text,
    at timestamptz not null,
    by_person uuid,
    by_organisation uuid not null references organisations (id),
    check (outcome <> 'met' or evidence is not null),
    check (outcome = 'met' or comment is not null),
    check (outcome <> 'waived' or kind = 'responsibility')
  )`.execute(db)
  await sql`create index promise_checks_of on promise_checks (compact_id, kind, key)`.execute(db)

  // Of both it takes the word of another party before they count.
  for (const [table, column, of] of [
    ['deduplication_confirmations', 'deduplication_id', 'result_deduplications'],
    ['promise_confirmations', 'promise_id', 'promise_checks'],
  ] as const) {
    await sql`create table ${sql.id(table)} (
      ${sql.id(column)} uuid primary key references ${sql.id(of)} (id),
      compact_id uuid not null references compacts (id),
      at timestamptz not null,
      by_person uuid not null,
      by_organisation uuid not null references organisations (id)
    )`.execute(db)
    await sql`create function ${sql.id(`${table}_by_another`)}() returns trigger language plpgsql
      set search_path from current as ${sql.raw(`$$
      begin
        if not exists (select 1 from ${of} where id = new.${column} and compact_id = new.compact_id
            and by_person is distinct from new.by_person and by_organisation <> new.by_organisation) then
          raise exception 'what one party says, another confirms' using errcode = 'check_violation';
        end if;
        return new;
      end $$`)}`.execute(db)
    await sql`create trigger ${sql.id(`${table}_by_another`)} before insert on ${sql.id(table)}
      for each row execute function ${sql.id(`${table}_by_another`)}()`.execute(db)
  }

  const addedToOnly = [
    'result_drafts',
    'result_steps',
    'result_values',
    'result_deduplications',
    'dialogue_points',
    'data_quality_checks',
    'promise_checks',
    'deduplication_confirmations',
    'promise_confirmations',
  ]
  const notDeleted = ['result_reports', 'result_corrections', 'dialogues', 'dialogue_actions']
  for (const table of addedToOnly)
    await sql`create trigger ${sql.id(`${table}_are_not_changed`)} before update or delete on ${sql.id(table)}
      for each row execute function refuse_change()`.execute(db)
  for (const table of notDeleted)
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.id(table)}
      for each row execute function refuse_change()`.execute(db)
  for (const table of [...addedToOnly, ...notDeleted])
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.id(table)}
      for each statement execute function refuse_change()`.execute(db)

  // A verified report is locked: only publishing follows, and nothing follows that.
  await sql`create trigger result_reports_lock before update on result_reports for each row
    when (old.state = 'published' or (old.state = 'verified' and new.state <> 'published')
      or new.id <> old.id or new.compact_id <> old.compact_id or new.party <> old.party or new.ends <> old.ends
      or new.organisation_id <> old.organisation_id or new.version < old.version)
    execute function refuse_change()`.execute(db)
  await sql`create trigger result_corrections_decide_once before update on result_corrections for each row
    when (old.decided_at is not null or new.id <> old.id or new.report_id <> old.report_id
      or new.indicator <> old.indicator or new.typed <> old.typed or new.reason <> old.reason
      or new.asked_at <> old.asked_at)
    execute function refuse_change()`.execute(db)
  // What was fixed before a dialogue, and what was laid on its table, is not rewritten after it.
  await sql`create trigger dialogues_stay_fixed before update on dialogues for each row
    when (new.id <> old.id or new.compact_id <> old.compact_id
      or (old.fixed_at is not null and (new.indicators <> old.indicators or new.held_on <> old.held_on
        or new.fixed_at <> old.fixed_at))
      or (old.frozen_at is not null and (new.pack <> old.pack or new.pack_hash <> old.pack_hash
        or new.frozen_at <> old.frozen_at))
      or old.held_at is not null)
    execute function refuse_change()`.execute(db)
  await sql`create trigger dialogue_actions_are_done_once before update on dialogue_actions for each row
    when (old.done_at is not null or new.id <> old.id or new.dialogue_id <> old.dialogue_id
      or new.text <> old.text or new.party <> old.party or new.due <> old.due)
    execute function refuse_change()`.execute(db)
}
