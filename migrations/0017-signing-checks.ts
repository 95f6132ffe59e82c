/*
 * What the money of a compact rests on: who signed which text, that it took effect, where the
 * compact stands, and that it is not suspended. The everyday role writes these in tables of the
 * compacts; triggers look at each statement before it counts, with the same refusals as the
 * functions of money (0017-funding-functions.ts). The owner is not asked: it could take them away.
 */

/** Statements that make the checks in a schema, after `fund_refuse` is there. */
export function signingChecks(schema: string): string[] {
  const fixed = `set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  const path = `security definer ${fixed}`
  const statements = [
    // Whether the statement is the owner’s: asked where it is made, so not as the owner.
    `create function by_owner() returns boolean language sql stable ${fixed} as $$
      select pg_has_role(current_user, relowner, 'usage') from pg_class where oid = to_regclass('compacts')
    $$`,

    // The moment something is written, never after that of the database and a few minutes before it at most. An
    // invented example is lived through with a clock of its own, and so is what a test house is told.
    `create function fund_moment(p_compact uuid, p_at timestamptz) returns timestamptz language plpgsql ${path} as $$
    declare here timestamptz := clock_timestamp();
    begin
      if p_at is not null and (exists (select 1 from test_clock) or exists (select 1 from compacts where id = p_compact and example)) then
        return p_at;
      end if;
      if p_at is null or p_at > here + interval '5 minutes' or p_at < here - interval '10 minutes' then
        perform fund_refuse('TPF27', 'the moment is not now', jsonb_build_object('place', 'at'));
      end if;
      return least(p_at, here);
    end $$`,

    // The day that has come somewhere by a moment, where it comes first.
    `create function fund_latest_day(p_at timestamptz) returns text language sql stable ${path} as $$
      select to_char((p_at at time zone 'UTC') + interval '14 hours', 'YYYY-MM-DD')
    $$`,

    // Whether somebody is there, belongs to an organisation, and holds one of some roles in it for this compact.
    `create function person_may(p_person uuid, p_organisation uuid, p_roles text[], p_compact uuid, p_at timestamptz)
      returns boolean language sql stable ${path} as $$
      select exists (select 1 from people where id = p_person and ended is null)
        and exists (select 1 from memberships m join organisations o on o.id = m.organisation_id
          where m.person_id = p_person and m.organisation_id = p_organisation and m.ended is null and o.ended is null)
        and ('member' = any(p_roles) or exists (select 1 from role_grants g join compacts c on c.id = p_compact
          where g.person_id = p_person and g.organisation_id = p_organisation and g.role = any(p_roles)
            and g.ended_at is null and (g.until is null or g.until > p_at)
            and (g.scope_kind is null or (g.scope_kind = 'compact' and g.scope_id = c.id::text)
              or (g.scope_kind = 'country' and g.scope_id = c.country))))
    $$`,

    `create function is_government(p_side text, p_part text) returns boolean language sql immutable ${path} as $$
      select p_side is not null and p_part in ('government', 'ministry', 'agency')
    $$`,

    // Whether somebody leads the compact for a government that is a party of it, on a side if one is named.
    `create function leads_compact(p_person uuid, p_compact uuid, p_side text, p_at timestamptz) returns boolean
      language sql stable ${path} as $$
      select exists (select 1 from compact_parties where compact_id = p_compact and ended is null and is_government(side, part)
        and (p_side is null or side = p_side)
        and person_may(p_person, organisation_id, array['compact manager'], p_compact, p_at))
    $$`,

    // The text is the one that was hashed; whoever signs by it, or by the text it takes the place of, has signed that
    // hash, nobody for both sides, and each side through a government on record. Refuses when anything lacks.
    `create function compact_assert_signed(p_compact uuid, p_version integer, p_before integer) returns void
      language plpgsql ${path} as $$
    declare v compact_versions; a jsonb; b jsonb; lacking text;
    begin
      select * into v from compact_versions where compact_id = p_compact and number = p_version;
      if v.number is null then
        perform fund_refuse('TPF08', 'there is no such version', jsonb_build_object('place', 'version', 'key', p_version));
      end if;
      if v.hash is distinct from encode(sha256(convert_to(v.text, 'UTF8')), 'hex') then
        perform fund_refuse('TPF29', 'the text is not the one of its hash', jsonb_build_object('place', 'version', 'why', 'hash'));
      end if;
      a := v.text::jsonb;
      select x.text::jsonb into b from compact_versions x where x.compact_id = p_compact and x.number = p_before;
      select string_agg(p->>'key', ', ') into lacking from jsonb_array_elements(a->'parties') p
        where (p->>'signs')::boolean and not exists (select 1 from compact_parties c where c.compact_id = p_compact and c.ended is null
          and c.organisation_id::text = p->>'organisation' and c.side is not distinct from p->>'side');
      if lacking is not null then
        perform fund_refuse('TPF29', 'the text names who is no party of that side', jsonb_build_object('place', 'parties',
          'why', 'party', 'party', lacking));
      end if;
      -- Whom an amendment leaves out agrees to it as long as it is a party.
      select string_agg(o.name, ', ') into lacking from organisations o where o.id in (
          select (p->>'organisation')::uuid from jsonb_array_elements(a->'parties') p where (p->>'signs')::boolean
          union select c.organisation_id from jsonb_array_elements(coalesce(b->'parties', '[]')) p join compact_parties c
            on c.compact_id = p_compact and c.ended is null and c.organisation_id::text = p->>'organisation'
            where (p->>'signs')::boolean)
        and not exists (select 1 from compact_signatures s where s.compact_id = p_compact and s.version = p_version
          and s.organisation_id = o.id and s.hash = v.hash);
      if lacking is not null then
        perform fund_refuse('TPF29', 'not all have signed', jsonb_build_object('place', 'signatures', 'why', 'missing', 'party', lacking));
      end if;
      select string_agg(sides.side, ', ') into lacking from (values ('donor'), ('partner')) sides (side)
        where not exists (select 1 from compact_signatures s join compact_parties c on c.compact_id = s.compact_id
          and c.organisation_id = s.organisation_id and c.ended is null
          where s.compact_id = p_compact and s.version = p_version and s.hash = v.hash and c.side = sides.side
            and is_government(c.side, c.part));
      if lacking is not null then
        perform fund_refuse('TPF29', 'no government of a side has signed', jsonb_build_object('place', 'signatures',
          'why', 'side', 'party', lacking));
      end if;
      if exists (select 1 from compact_signatures s join compact_parties c on c.compact_id = s.compact_id
          and c.organisation_id = s.organisation_id and c.ended is null
          where s.compact_id = p_compact and s.version = p_version group by s.person_id having count(distinct c.side) > 1) then
        perform fund_refuse('TPF29', 'one person has signed for both sides', jsonb_build_object('place', 'signatures', 'why', 'person'));
      end if;
    end $$`,

    `create function compact_check_signature() returns trigger language plpgsql ${path} as $$
    declare v compact_versions; c compacts; p jsonb;
    begin
      select * into c from compacts where id = new.compact_id for share;
      new.at := fund_moment(new.compact_id, new.at);
      select * into v from compact_versions where compact_id = new.compact_id and number = new.version;
      if v.number is null or exists (select 1 from compact_version_ends where compact_id = new.compact_id and number = new.version) then
        perform fund_refuse('TPF29', 'there is no such text to be signed', jsonb_build_object('place', 'version', 'why', 'version'));
      end if;
      if new.hash is distinct from v.hash or v.hash is distinct from encode(sha256(convert_to(v.text, 'UTF8')), 'hex') then
        perform fund_refuse('TPF29', 'another text is signed', jsonb_build_object('place', 'hash', 'why', 'hash'));
      end if;
      -- The text that is signed names the side; for whom it leaves out, that of the record is enough.
      select x into p from compact_versions y, jsonb_array_elements(y.text::jsonb->'parties') x
        where y.compact_id = new.compact_id and y.number in (v.number, c.in_force_version) and (x->>'signs')::boolean
          and x->>'key' = new.party and x->>'organisation' = new.organisation_id::text
        order by y.number desc limit 1;
      if p is null or not exists (select 1 from compact_parties where compact_id = new.compact_id and ended is null
          and organisation_id = new.organisation_id and side is not distinct from p->>'side') then
        perform fund_refuse('TPF03', 'the organisation does not sign this', jsonb_build_object('place', 'organisation'));
      end if;
      if not person_may(new.person_id, new.organisation_id, array['signatory'], new.compact_id, new.at) then
        perform fund_refuse('TPF30', 'who signs has no right to', jsonb_build_object('place', 'person'));
      end if;
      if exists (select 1 from compact_signatures s join compact_parties o on o.compact_id = s.compact_id
          and o.organisation_id = s.organisation_id join compact_parties own on own.compact_id = s.compact_id
          and own.organisation_id = new.organisation_id and own.ended is null
          where s.compact_id = new.compact_id and s.version = new.version and s.person_id = new.person_id and o.side <> own.side) then
        perform fund_refuse('TPF29', 'one person signs for one side', jsonb_build_object('place', 'signatures', 'why', 'person'));
      end if;
      return new;
    end $$`,

    `create function compact_check_end() returns trigger language plpgsql ${path} as $$
    declare c compacts; signed text;
    begin
      select * into c from compacts where id = new.compact_id for share;
      new.at := fund_moment(new.compact_id, new.at);
      if new.what <> 'took effect' then return new; end if;
      if c.kind is distinct from 'managed' or new.number <= coalesce(c.in_force_version, 0)
          or exists (select 1 from compact_versions where compact_id = new.compact_id and number > new.number) then
        perform fund_refuse('TPF29', 'an older text does not take effect', jsonb_build_object('place', 'version', 'why', 'version'));
      end if;
      perform compact_assert_signed(new.compact_id, new.number, c.in_force_version);
      select to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD') into signed from compact_signatures
        where compact_id = new.compact_id and version = new.number;
      if new.on_day is null or new.on_day < signed
          or new.on_day > fund_latest_day(new.at) then
        perform fund_refuse('TPF06', 'it takes effect between signature and today', jsonb_build_object('place', 'on', 'why', 'day'));
      end if;
      if not leads_compact(new."by", new.compact_id, null, new.at) then
        perform fund_refuse('TPF30', 'who brings it into effect does not lead it', jsonb_build_object('place', 'person'));
      end if;
      return new;
    end $$`,

    `create function compact_check_beginning() returns trigger language plpgsql ${path} as $$
    begin
      if new.in_force_version is not null or (new.kind = 'managed'
          and (new.state <> 'concept' or new.began_on is not null or new.ends_on is not null)) then
        perform fund_refuse('TPF29', 'a compact begins as a concept', jsonb_build_object('place', 'compact', 'why', 'state'));
      end if;
      return new;
    end $$`,

    // Where a compact stands and until when decides whether money moves.
    `create function compact_check_move() returns trigger language plpgsql ${path} as $$
    declare enters boolean := new.in_force_version is distinct from old.in_force_version; fits boolean; t jsonb;
    begin
      if new.kind <> 'managed' then
        if enters then
          perform fund_refuse('TPF29', 'nothing is signed here', jsonb_build_object('place', 'version', 'why', 'version'));
        end if;
        return new;
      end if;
      if enters and (new.in_force_version is null or new.in_force_version <= coalesce(old.in_force_version, 0)
          or not exists (select 1 from compact_version_ends where compact_id = new.id and number = new.in_force_version
            and what = 'took effect')) then
        perform fund_refuse('TPF29', 'that text has not taken effect', jsonb_build_object('place', 'version', 'why', 'version'));
      end if;
      if (new.began_on is distinct from old.began_on and (not enters or old.began_on is not null))
          or (new.ends_on is distinct from old.ends_on and not enters) then
        perform fund_refuse('TPF29', 'the term is that of what took effect', jsonb_build_object('place', 'term', 'why', 'term'));
      end if;
      if new.ends_on is distinct from old.ends_on then
        select v.text::jsonb->'term' into t from compact_versions v where v.compact_id = new.id and v.number = new.in_force_version;
        if new.ends_on > greatest(t->>'ends', to_char(new.began_on::date
            + make_interval(years => coalesce((t->>'years')::integer, 0)), 'YYYY-MM-DD')) then
          perform fund_refuse('TPF29', 'the term is that of what took effect', jsonb_build_object('place', 'term', 'why', 'term'));
        end if;
      end if;
      fits := new.state = old.state or case
          when old.state in ('closed', 'terminated') then false
          when new.state in ('in force', 'extended') then new.in_force_version is not null
            and (enters or old.state in ('suspended', 'closing'))
            and not exists (select 1 from compact_suspensions where compact_id = new.id and whole and ended is null)
          when new.state = 'closing' then old.state in ('in force', 'extended', 'suspended')
          when new.state = 'closed' then old.state = 'closing'
          when new.state in ('suspended', 'terminated') then true
          else new.in_force_version is null end;
      if not fits then
        perform fund_refuse('TPF29', 'no step leads there', jsonb_build_object('place', 'compact', 'why', 'state'));
      end if;
      -- The last day is agreed on by the step into closing, and goes with the step back.
      if (new.closes_on is distinct from old.closes_on and new.state in (old.state, 'closed', 'terminated'))
          or (new.state = 'closing' and old.state <> 'closing' and new.closes_on is null)
          or (new.state not in ('closing', 'closed', 'terminated') and new.closes_on is not null) then
        perform fund_refuse('TPF29', 'the last day is that of the step', jsonb_build_object('place', 'term', 'why', 'term'));
      end if;
      return new;
    end $$`,

    `create function compact_check_suspension() returns trigger language plpgsql ${path} as $$
    begin
      if new.ended is null then return new; end if;
      new.ended := fund_moment(new.compact_id, new.ended);
      if not exists (select 1 from compact_corrections where suspension_id = new.id)
          or exists (select 1 from compact_corrections where suspension_id = new.id and corrected is null) then
        perform fund_refuse('TPF29', 'something is not corrected', jsonb_build_object('place', 'suspensions', 'why', 'correction'));
      end if;
      if not leads_compact(new.ended_by, new.compact_id, new.side, new.ended) then
        perform fund_refuse('TPF30', 'who ends a suspension does not lead the compact', jsonb_build_object('place', 'person'));
      end if;
      return new;
    end $$`,
  ]
  const names = [
    'fund_moment(uuid, timestamptz)',
    'fund_latest_day(timestamptz)',
    'person_may(uuid, uuid, text[], uuid, timestamptz)',
    'is_government(text, text)',
    'leads_compact(uuid, uuid, text, timestamptz)',
    'compact_assert_signed(uuid, integer, integer)',
    'compact_check_signature()',
    'compact_check_end()',
    'compact_check_beginning()',
    'compact_check_move()',
    'compact_check_suspension()',
  ]
  const triggers = [
    ['compact_signatures', 'are_those_of_signatories', 'insert', 'compact_check_signature'],
    ['compact_version_ends', 'are_signed_before_they_take_effect', 'insert', 'compact_check_end'],
    ['compacts', 'begin_as_concepts', 'insert', 'compact_check_beginning'],
    ['compacts', 'stand_where_steps_led', 'update', 'compact_check_move'],
    ['compact_suspensions', 'end_when_corrected', 'insert or update', 'compact_check_suspension'],
  ] as const
  return [
    ...statements,
    ...names.map((name) => `revoke execute on function ${name} from public`),
    ...triggers.map(
      ([table, name, when, check]) => `create trigger ${table}_${name} before ${when} on ${table} for each row
        when (not by_owner()) execute function ${check}()`,
    ),
  ]
}
