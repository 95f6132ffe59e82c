import { type Kysely, sql } from 'kysely'

/**
 * An invented example can be taken away wholly, and nothing else can
 * (docs/decisions/0011-an-example-can-be-taken-away.md).
 *
 * A mark says that a row was made for an example. It is put on while nothing hangs on the row, and never changed; an
 * organisation that something real leans on may lose it, and is as real as others from then on.
 * Two functions of the owner delete what belongs to a marked compact or organisation; the triggers that keep every
 * other row let through what those two are deleting at that moment, and look at each row themselves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Which load of an example a row was made for; all of one load have one.
  await sql`alter table organisations add column example uuid`.execute(db)
  await sql`alter table people add column example uuid`.execute(db)
  await sql`create index organisations_of_examples on organisations (example) where example is not null`.execute(
    db,
  )
  await sql`create index people_of_examples on people (example) where example is not null`.execute(db)

  // A compact is an example from its first moment or never: one that is real must not become one that can be deleted.
  await sql`alter table compacts add constraint compacts_invented_of_no_country
    check (example = (country = 'ZZE'))`.execute(db)
  await sql`create trigger compacts_stay_what_they_are before update on compacts for each row
    when (new.id <> old.id or new.example <> old.example or new.kind <> old.kind or new.country <> old.country
      or new.made_by is distinct from old.made_by)
    execute function refuse_change()`.execute(db)
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  for (const statement of exampleFunctions(rows[0]?.schema ?? 'public')) await sql.raw(statement).execute(db)
  await sql`create trigger organisations_are_marked_at_once before update on organisations for each row
    when (new.example is distinct from old.example and new.example is not null)
    execute function example_mark_of_organisation()`.execute(db)
  await sql`create trigger people_are_marked_at_once before update on people for each row
    when (new.example is distinct from old.example)
    execute function example_mark_of_person()`.execute(db)
}

/** Tables whose rows name their compact, in the order in which they can be deleted: who refers before whom they refer to. */
const ofCompact = [
  'result_values',
  'deduplication_confirmations',
  'result_deduplications',
  'result_reports',
  'dialogues',
  'data_quality_checks',
  'promise_confirmations',
  'promise_checks',
  'survivor_objections',
  'survivor_reviews',
  'compact_comments',
  'compact_suspensions',
  'compact_lessons',
  'compact_part_ends',
  'compact_risk_looks',
  'ledger_exceptions',
  'ledger_postings',
  'ledger_days',
  'ledger_entries',
  'money_drafts',
  'tranche_releases',
  'tranche_decisions',
  'disbursement_packages',
  'tranche_requests',
  'condition_determinations',
  'awards',
  'exchange_rate_answers',
  'exchange_rates',
  'fund_conditions',
  'fund_tranches',
  'fund_lines',
  'fund_contributions',
  'fund_parties',
  'fund_compacts',
  'compact_signatures',
  'compact_version_ends',
  'compact_versions',
  'compact_revisions',
  'compact_drafts',
  'compact_steps',
  'compact_parties',
] as const

/** Tables whose rows hang on a row of one of those: table, column, and whose. */
const hanging = [
  ['result_drafts', 'report_id', 'result_reports'],
  ['result_steps', 'report_id', 'result_reports'],
  ['result_corrections', 'report_id', 'result_reports'],
  ['dialogue_points', 'dialogue_id', 'dialogues'],
  ['dialogue_actions', 'dialogue_id', 'dialogues'],
  ['survivor_answers', 'objection_id', 'survivor_objections'],
  ['compact_answers', 'comment_id', 'compact_comments'],
  ['compact_corrections', 'suspension_id', 'compact_suspensions'],
] as const

function exampleFunctions(schema: string): string[] {
  const fixed = `set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  const path = `security definer ${fixed}`
  const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
  return [
    `create function example_mark_of_organisation() returns trigger language plpgsql ${fixed} as $$
    begin
      if old.example is not null or old.ended is not null
          or exists (select 1 from memberships where organisation_id = old.id)
          or exists (select 1 from role_grants where organisation_id = old.id)
          or exists (select 1 from invitations where organisation_id = old.id)
          or exists (select 1 from compact_parties where organisation_id = old.id) then
        raise exception 'an organisation is made for an example, it does not become one' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`,

    `create function example_mark_of_person() returns trigger language plpgsql ${fixed} as $$
    begin
      if old.example is not null or old.ended is not null
          or exists (select 1 from memberships where person_id = old.id)
          or exists (select 1 from role_grants where person_id = old.id)
          or exists (select 1 from accounts_session where user_id = old.id)
          or exists (select 1 from events where actor_person = old.id::text and record_id <> old.id::text) then
        raise exception 'a person is made for an example, they do not become one' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`,

    // Whether a row belongs to what is going: “compact” or “organisation” and its id.
    `create function example_owns(p_table text, p_row jsonb, p_going text) returns boolean language plpgsql stable as $$
    declare what text := split_part(p_going, ' ', 1); it uuid := split_part(p_going, ' ', 2)::uuid;
    begin
      if what = 'compact' then
        if not exists (select 1 from compacts where id = it and example) then return false; end if;
        if p_table = 'compacts' then return (p_row->>'id')::uuid = it; end if;
        if p_table in (${list(ofCompact)}, 'document_uses') then return (p_row->>'compact_id')::uuid = it; end if;
        if p_table in ('role_grants', 'invitations') then
          return p_row->>'scope_kind' = 'compact' and p_row->>'scope_id' = it::text;
        end if;
        if p_table = 'invitation_links' then
          return exists (select 1 from invitations where id = (p_row->>'invitation_id')::uuid
            and scope_kind = 'compact' and scope_id = it::text);
        end if;
        if p_table = 'documents' then
          return not exists (select 1 from document_uses where hash = p_row->>'hash');
        end if;
${hanging
  .map(
    ([table, column, of]) =>
      `        if p_table = '${table}' then
          return exists (select 1 from ${of} where id = (p_row->>'${column}')::uuid and compact_id = it);
        end if;`,
  )
  .join('\n')}
        return false;
      end if;
      if what <> 'organisation' or not exists (select 1 from organisations where id = it and example is not null) then
        return false;
      end if;
      if p_table = 'organisations' then return (p_row->>'id')::uuid = it; end if;
      if p_table in ('memberships', 'role_grants', 'invitations') then
        return (p_row->>'organisation_id')::uuid = it;
      end if;
      if p_table = 'invitation_links' then
        return exists (select 1 from invitations where id = (p_row->>'invitation_id')::uuid and organisation_id = it);
      end if;
      return false;
    end $$`,

    // A setting alone opens nothing: the row is deleted as the owner, who is not the everyday role, and it belongs.
    `create or replace function refuse_change() returns trigger language plpgsql as $$
    declare going text;
    begin
      if tg_op = 'DELETE' then
        going := current_setting('tip.example_going', true);
        if going <> '' and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
          if tg_table_name = 'documents' then
            if example_owns('documents', jsonb_build_object('hash', old.hash), going) then return old; end if;
          elsif example_owns(tg_table_name, to_jsonb(old), going) then
            return old;
          end if;
        end if;
      end if;
      raise exception '% is written once and cannot be changed', tg_table_name using errcode = 'restrict_violation';
    end $$`,

    // Everybody in the database may call a function; who could not delete a compact himself is turned away here.
    `create function example_assert_caller() returns void language plpgsql ${path} as $$
    begin
      if not has_table_privilege(session_user, to_regclass('compacts'), 'delete') then
        raise exception 'this role takes no example away' using errcode = 'insufficient_privilege';
      end if;
    end $$`,

    // Deletes a compact that is marked as an example, with everything that was written about it but its history.
    `create function example_remove_compact(p_compact uuid) returns void language plpgsql ${path} as $$
    declare marked boolean; hashes text[];
    begin
      perform example_assert_caller();
      select example into marked from compacts where id = p_compact for update;
      if marked is distinct from true then
        raise exception 'this compact is no example' using errcode = 'restrict_violation';
      end if;
      perform set_config('tip.example_going', 'compact ' || p_compact, true);
${hanging
  .map(
    ([table, column, of]) =>
      `      delete from ${table} where ${column} in (select id from ${of} where compact_id = p_compact);`,
  )
  .join('\n')}
${ofCompact.map((table) => `      delete from ${table} where compact_id = p_compact;`).join('\n')}
      -- Whoever uses one of these files elsewhere at this moment is waited for. One that was taken out stays, as a hash.
      select coalesce(array_agg(hash), '{}') into hashes from (
        select d.hash from documents d
        where d.hash in (select u.hash from document_uses u where u.compact_id = p_compact) and d.removed is null
        order by d.hash for update) held;
      delete from document_uses where compact_id = p_compact;
      delete from documents d where d.hash = any (hashes)
        and not exists (select 1 from document_uses u where u.hash = d.hash);
      delete from invitation_links where invitation_id in (
        select id from invitations where scope_kind = 'compact' and scope_id = p_compact::text);
      delete from invitations where scope_kind = 'compact' and scope_id = p_compact::text;
      delete from role_grants where scope_kind = 'compact' and scope_id = p_compact::text;
      delete from compacts where id = p_compact;
      perform set_config('tip.example_going', '', true);
    end $$`,

    // Deletes an organisation that was made for an example; false, and nothing, when something else refers to it.
    `create function example_remove_organisation(p_organisation uuid) returns boolean language plpgsql ${path} as $$
    declare mark uuid;
    begin
      perform example_assert_caller();
      select example into mark from organisations where id = p_organisation for update;
      if mark is null then
        raise exception 'this organisation was made for no example' using errcode = 'restrict_violation';
      end if;
      if exists (select 1 from fund_parties where organisation_id = p_organisation)
          or exists (select 1 from awards where organisation_id = p_organisation)
          or exists (select 1 from document_uses where by_organisation = p_organisation)
          or exists (select 1 from money_drafts where p_organisation in (entered_for, decided_for)) then
        return false;
      end if;
      begin
        perform set_config('tip.example_going', 'organisation ' || p_organisation, true);
        delete from invitation_links where invitation_id in (
          select id from invitations where organisation_id = p_organisation);
        delete from invitations where organisation_id = p_organisation;
        delete from role_grants where organisation_id = p_organisation;
        delete from memberships where organisation_id = p_organisation;
        delete from guardianships where organisation_id = p_organisation;
        delete from organisations where id = p_organisation;
        perform set_config('tip.example_going', '', true);
        return true;
      exception when foreign_key_violation then
        return false;
      end;
    end $$`,
    'revoke execute on function example_assert_caller() from public',
  ]
}
