/*
 * What may write about money: functions of the owner. Each takes its locks in one order,
 * the compact and then its money, so that two who write about one compact take turns and
 * never wait for each other in a circle. What they refuse has an SQLSTATE of its own,
 * TPF01 and so on (src/funding/faults.ts says each in four languages), and as DETAIL the
 * place and figures as JSON.
 *
 * `search_path` is fixed to the schema of this house, with temporary tables last: nobody can
 * put a table of the same name before the real one.
 */

/** Most that one entry comes to, in minor units; and what a number holds exactly, in JSON and on pages. */
const MOST = '100000000000000'
const EXACT = '9007199254740991'

/** Statements that make the functions in a schema. The names and arguments stand in `callable` too. */
export function fundingFunctions(schema: string): string[] {
  // What only reads is everybody’s to call, with the rights of who calls.
  const own = `set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  const path = `security definer ${own}`
  const statements = [
    `create function fund_refuse(code text, what text, detail jsonb) returns void language plpgsql ${path} as $$
    begin
      raise exception using errcode = code, message = what, detail = detail::text;
    end $$`,

    // The compact and its money, held; refuses when the plan is not the one in force.
    `create function fund_hold(p_compact uuid) returns fund_compacts language plpgsql ${path} as $$
    declare c compacts; f fund_compacts;
    begin
      select * into c from compacts where id = p_compact for share;
      if c.id is null then
        perform fund_refuse('TPF08', 'there is no such compact', jsonb_build_object('place', 'compact', 'key', p_compact));
      end if;
      select * into f from fund_compacts where compact_id = p_compact for update;
      if f.compact_id is null or f.version is distinct from c.in_force_version then
        perform fund_refuse('TPF04', 'no agreement is in force whose money could be written about',
          jsonb_build_object('place', 'compact', 'state', c.state));
      end if;
      return f;
    end $$`,

    `create function fund_assert_party(p_compact uuid, p_by uuid, p_for uuid, p_side text, p_roles text[], p_at timestamptz)
      returns void language plpgsql ${path} as $$
    begin
      if p_by is null or p_for is null then
        perform fund_refuse('TPF02', 'nobody stands behind this', jsonb_build_object('place', 'person'));
      end if;
      if not exists (select 1 from compact_parties where compact_id = p_compact and organisation_id = p_for
          and ended is null and (p_side is null or side = p_side)) then
        perform fund_refuse('TPF03', 'the organisation is not a party that may do this',
          jsonb_build_object('place', 'organisation', 'side', p_side));
      end if;
      if not person_may(p_by, p_for, p_roles, p_compact, p_at) then
        perform fund_refuse('TPF30', 'the person may not do this for the organisation', jsonb_build_object('place', 'person'));
      end if;
    end $$`,

    // Suspended as a whole or in the part a line belongs to, on a day or now. Without a line the part cannot be told.
    `create function fund_assert_not_suspended(p_compact uuid, p_contribution text, p_line text, p_date text)
      returns void language plpgsql ${path} as $$
    declare s record; l fund_lines; touched boolean;
    begin
      if exists (select 1 from compacts where id = p_compact and state = 'suspended') then
        perform fund_refuse('TPF05', 'the compact is suspended', jsonb_build_object('place', 'compact'));
      end if;
      if p_line is not null then
        select * into l from fund_lines where compact_id = p_compact and key = p_line;
      end if;
      for s in select * from compact_suspensions where compact_id = p_compact and (ended is null
        or (to_char(began at time zone 'UTC', 'YYYY-MM-DD') <= p_date
          and to_char(ended at time zone 'UTC', 'YYYY-MM-DD') > p_date)) loop
        if s.whole then
          perform fund_refuse('TPF05', 'the compact is suspended', jsonb_build_object('place', 'compact',
            'since', to_char(s.began at time zone 'UTC', 'YYYY-MM-DD')));
        end if;
        if p_line is not null then
          touched := s.elements ? coalesce(l.initiative, '')
            or exists (select 1 from jsonb_array_elements_text(l.objectives) o where s.elements ? o);
        else
          -- Money of a contribution of which a part is suspended says what it is for.
          select coalesce(bool_or(s.elements ? coalesce(x.initiative, '')
            or exists (select 1 from jsonb_array_elements_text(x.objectives) o where s.elements ? o)), false) into touched
            from fund_lines x where x.compact_id = p_compact and x.contribution = p_contribution and x.ended_version is null;
        end if;
        if touched then
          perform fund_refuse('TPF05', 'this part of the compact is suspended', jsonb_build_object('place',
            case when p_line is null then 'line' else 'lines/' || p_line end, 'part', true,
            'since', to_char(s.began at time zone 'UTC', 'YYYY-MM-DD')));
        end if;
      end loop;
    end $$`,

    // No more money for an initiative or out of a contribution after the day on which it was ended early. Both the line and
    // the award say what it is for. What names neither with an initiative, in a contribution of which a part has ended, says
    // what it is for; a release cannot, so of it only the contribution is asked.
    `create function fund_assert_contribution_open(p_compact uuid, p_contribution text, p_date text) returns void
      language plpgsql ${path} as $$
    declare last_day text;
    begin
      select on_day into last_day from compact_part_ends where compact_id = p_compact and what = 'contribution'
        and key = p_contribution and on_day < p_date;
      if found then
        perform fund_refuse('TPF35', 'the contribution has ended', jsonb_build_object('place', 'contribution', 'why', 'contribution',
          'key', p_contribution, 'ends', last_day));
      end if;
    end $$`,

    `create function fund_assert_part_open(p_compact uuid, p_contribution text, p_line text, p_award text, p_date text)
      returns void language plpgsql ${path} as $$
    declare last_day text; i text; at text;
    begin
      perform fund_assert_contribution_open(p_compact, p_contribution, p_date);
      select e.on_day, e.key, x.place into last_day, i, at from (
          select 'line' as place, initiative from fund_lines where compact_id = p_compact and key = p_line
          union all select 'award', initiative from awards where compact_id = p_compact and key = p_award) x
        join compact_part_ends e on e.compact_id = p_compact and e.what = 'initiative' and e.key = x.initiative
          and e.on_day < p_date order by x.place desc limit 1;
      if found then
        perform fund_refuse('TPF35', 'the initiative has ended', jsonb_build_object('place', at, 'why', 'initiative', 'key', i,
          'ends', last_day));
      end if;
      if p_line is null and not exists (select 1 from awards where compact_id = p_compact and key = p_award
          and initiative is not null) then
        select e.on_day, e.key into last_day, i from compact_part_ends e join fund_lines l on l.compact_id = e.compact_id
          and l.initiative = e.key where e.compact_id = p_compact and e.what = 'initiative' and e.on_day < p_date
          and l.contribution = p_contribution order by e.on_day, e.key limit 1;
        if found then
          perform fund_refuse('TPF35', 'a part has ended', jsonb_build_object('place', 'line', 'why', 'line', 'key', i,
            'ends', last_day));
        end if;
      end if;
    end $$`,

    // What of a text would take away or change what money or a decision stands on: the rule by which an amendment is
    // refused, asked before it is frozen and signed and again when it takes effect. What was cancelled, waived or found
    // stays in the text, under its key, so that it stays public and keeps holding what it holds.
    `create function fund_in_use(p_compact uuid, p_text jsonb)
      returns table (place text, why text, minor numeric, currency text) language sql stable ${own} as $$
      with contributions as (select x->>'key' as key, (x->'amount'->>'minor')::numeric as minor, x->'amount'->>'currency' as currency
          from jsonb_array_elements(p_text->'plan'->'contributions') x),
        lines as (select x->>'key' as key, x->>'contribution' as contribution from jsonb_array_elements(p_text->'plan'->'lines') x),
        tranches as (select x->>'key' as key, x->>'contribution' as contribution, (x->'amount'->>'minor')::numeric as minor,
            x->'amount'->>'currency' as currency, x->>'planned' as planned from jsonb_array_elements(p_text->'tranches') x),
        conditions as (select x->>'key' as tranche, y->>'key' as key, y->>'kind' as kind
          from jsonb_array_elements(p_text->'tranches') x, jsonb_array_elements(x->'conditions') y),
        stands as (select t.*, coalesce((select sum(r.minor) from tranche_releases r
            where r.compact_id = t.compact_id and r.tranche = t.key), 0) as released,
          exists (select 1 from tranche_decisions d where d.compact_id = t.compact_id and d.tranche = t.key
            and d.act = 'cancelled') as cancelled,
          exists (select 1 from tranche_decisions d where d.compact_id = t.compact_id and d.tranche = t.key)
            or exists (select 1 from condition_determinations d where d.compact_id = t.compact_id and d.tranche = t.key)
            or exists (select 1 from tranche_releases r where r.compact_id = t.compact_id and r.tranche = t.key)
            or exists (select 1 from ledger_entries e where e.compact_id = t.compact_id and e.tranche = t.key) as used
          from fund_tranches t where t.compact_id = p_compact)
      select 'plan/contributions/' || k.key, 'currency', null::numeric, null::text
        from fund_contributions k join contributions x on x.key = k.key where k.compact_id = p_compact and k.currency <> x.currency
          and (exists (select 1 from ledger_entries e where e.compact_id = p_compact and e.contribution = k.key)
            or exists (select 1 from tranche_releases r join fund_tranches t on t.compact_id = r.compact_id and t.key = r.tranche
              where r.compact_id = p_compact and t.contribution = k.key))
      union all select 'plan/contributions/' || x.key, 'amount', s.minor, x.currency
        from contributions x join (select d.contribution, -sum(d.minor) as minor from ledger_days d
            where d.compact_id = p_compact and d.stage = 'plan' group by d.contribution) s on s.contribution = x.key
        where s.minor > x.minor and not exists (select 1 from ledger_exceptions e join ledger_entries n on n.id = e.entry_id
          where e.compact_id = p_compact and e.rule = 'over planned' and n.contribution = x.key)
      union all select 'plan/contributions/' || k.key, 'removed', null, null
        from fund_contributions k where k.compact_id = p_compact and k.ended_version is null
          and not exists (select 1 from contributions x where x.key = k.key)
          and exists (select 1 from ledger_entries e where e.compact_id = p_compact and e.contribution = k.key)
      union all select 'plan/lines/' || l.key, 'contribution', null, null
        from fund_lines l join lines x on x.key = l.key where l.compact_id = p_compact and l.contribution <> x.contribution
          and exists (select 1 from ledger_entries e where e.compact_id = p_compact and e.line = l.key)
      union all select 'plan/lines/' || l.key, 'removed', null, null
        from fund_lines l where l.compact_id = p_compact and l.ended_version is null
          and not exists (select 1 from lines x where x.key = l.key)
          and exists (select 1 from ledger_entries e where e.compact_id = p_compact and e.line = l.key)
      union all select 'tranches/' || t.key, 'amount', t.released, x.currency
        from stands t join tranches x on x.key = t.key where t.released > x.minor
      union all select 'tranches/' || t.key, 'source', null, null
        from stands t join tranches x on x.key = t.key where t.used and t.contribution <> x.contribution
      -- One that is cancelled can be lowered to what was released, and is nothing but that for ever.
      union all select 'tranches/' || t.key, 'cancelled', t.released, t.currency
        from stands t join tranches x on x.key = t.key where t.cancelled and x.minor > t.minor
      union all select 'tranches/' || x.key, 'nothing', null, null
        from stands t join tranches x on x.key = t.key where x.minor <= 0 and not t.cancelled and t.minor > 0
      -- What holds the payments after its own goes on standing before them.
      union all select distinct 'tranches/' || t.key, 'order', null::numeric, null::text
        from stands t join tranches x on x.key = t.key
          join fund_conditions c on c.compact_id = p_compact and c.tranche = t.key and c.kind = 'ongoing' and c.ended_version is null
          join stands u on u.contribution = t.contribution and (u.planned, u.key) > (t.planned, t.key) and u.ended_version is null
          join tranches y on y.key = u.key
        where t.used and t.ended_version is null and (y.planned collate "C", y.key collate "C") < (x.planned, x.key)
      union all select 'tranches/' || t.key, 'removed', null, null
        from stands t where t.used and t.ended_version is null and not exists (select 1 from tranches x where x.key = t.key)
      union all select 'tranches/' || c.tranche || '/conditions/' || c.key, case when x.key is null then 'removed' else 'kind' end, null, null
        from fund_conditions c left join conditions x on x.tranche = c.tranche and x.key = c.key
        where c.compact_id = p_compact and c.ended_version is null and (x.key is null or x.kind <> c.kind)
          and exists (select 1 from tranches y where y.key = c.tranche)
          and exists (select 1 from condition_determinations d where d.compact_id = p_compact and d.tranche = c.tranche
            and d.condition = c.key)
    $$`,

    // Plan, tranches and conditions as the text of the version says, read from that text and from nowhere else.
    `create function fund_follow(p_compact uuid, p_version integer) returns void language plpgsql ${path} as $$
    declare a jsonb; f fund_compacts; x jsonb; y jsonb; used text; place text; wanted bigint; old fund_conditions; kept record;
    begin
      perform 1 from compacts where id = p_compact for share;
      if not exists (select 1 from compact_version_ends where compact_id = p_compact and number = p_version
          and what = 'took effect') then
        perform fund_refuse('TPF29', 'that text has not taken effect', jsonb_build_object('place', 'version', 'why', 'version'));
      end if;
      perform compact_assert_signed(p_compact, p_version, (select x.version from fund_compacts x where x.compact_id = p_compact));
      select v.text::jsonb into a from compact_versions v where v.compact_id = p_compact and v.number = p_version;
      if a is null then
        perform fund_refuse('TPF08', 'there is no such version', jsonb_build_object('place', 'version', 'key', p_version));
      end if;
      insert into fund_compacts (compact_id, version, currency, entries, acts)
        values (p_compact, p_version, a->'plan'->>'currency', 0, 0)
        on conflict (compact_id) do update set version = excluded.version, currency = excluded.currency
          where fund_compacts.version <= excluded.version
        returning * into f;
      if f.compact_id is null then
        perform fund_refuse('TPF04', 'a later version is followed already', jsonb_build_object('place', 'version', 'state', ''));
      end if;

      select * into kept from fund_in_use(p_compact, a) limit 1;
      if found then
        perform fund_refuse('TPF17', 'money or a decision stands on what the text would change', jsonb_strip_nulls(jsonb_build_object(
          'place', kept.place, 'why', kept.why, 'minor', kept.minor, 'currency', kept.currency)));
      end if;

      for x in select * from jsonb_array_elements(a->'parties') loop
        insert into fund_parties values (p_compact, x->>'key', (x->>'organisation')::uuid, x->>'side', x->>'part', x, p_version, null)
          on conflict (compact_id, key) do update set organisation_id = excluded.organisation_id, side = excluded.side,
            part = excluded.part, content = excluded.content, version = excluded.version, ended_version = null;
      end loop;
      for x in select * from jsonb_array_elements(a->'plan'->'contributions') loop
        insert into fund_contributions values (p_compact, x->>'key', x->>'party', x->>'kind', (x->'amount'->>'minor')::bigint,
            x->'amount'->>'currency', x, p_version, null)
          on conflict (compact_id, key) do update set party = excluded.party, kind = excluded.kind, minor = excluded.minor,
            currency = excluded.currency, content = excluded.content, version = excluded.version, ended_version = null;
      end loop;
      for x in select * from jsonb_array_elements(a->'plan'->'lines') loop
        insert into fund_lines values (p_compact, x->>'key', x->>'contribution', x->>'component', x->>'initiative',
            coalesce((select i->'objectives' from jsonb_array_elements(a->'initiatives') i where i->>'key' = x->>'initiative'), '[]'),
            x->>'year', (x->'original'->>'minor')::bigint,
            coalesce((x->'revised'->>'minor')::bigint, (x->'original'->>'minor')::bigint), x->'original'->>'currency', x, p_version, null)
          on conflict (compact_id, key) do update set contribution = excluded.contribution, component = excluded.component,
            initiative = excluded.initiative, objectives = excluded.objectives, year = excluded.year,
            original_minor = excluded.original_minor, minor = excluded.minor, currency = excluded.currency,
            content = excluded.content, version = excluded.version, ended_version = null;
      end loop;
      -- Less than stands in a line already is planned for it only where the text that is signed says why.
      select l.key, greatest(s.committed, s.paid), l.currency into used, wanted, place from fund_lines l join (
          select e.line, e.contribution, coalesce(sum(e.minor) filter (where e.counts_as = 'commitment'), 0)::bigint as committed,
            coalesce(sum(e.minor) filter (where not e.onward and e.counts_as in ('disbursement', 'expenditure', 'refund')), 0)::bigint
              as paid
          from ledger_entries e where e.compact_id = p_compact and e.line is not null group by e.line, e.contribution) s
        on s.line = l.key and s.contribution = l.contribution
        where l.compact_id = p_compact and l.version = p_version and greatest(s.committed, s.paid) > l.minor
          and not exists (select 1 from jsonb_each_text(coalesce(l.content->'belowMoney', '{}')) t where trim(t.value) <> '')
        order by l.key limit 1;
      if found then
        perform fund_refuse('TPF17', 'more stands in the line than would be planned', jsonb_build_object(
          'place', 'plan/lines/' || used, 'why', 'line', 'minor', wanted, 'currency', place));
      end if;
      for x in select * from jsonb_array_elements(a->'tranches') loop
        insert into fund_tranches values (p_compact, x->>'key', x->>'contribution', (x->'amount'->>'minor')::bigint,
            x->'amount'->>'currency', x->>'planned', x, p_version, null)
          on conflict (compact_id, key) do update set contribution = excluded.contribution, minor = excluded.minor,
            currency = excluded.currency, planned = excluded.planned, content = excluded.content,
            version = excluded.version, ended_version = null;
        for y in select * from jsonb_array_elements(x->'conditions') loop
          select * into old from fund_conditions
            where compact_id = p_compact and tranche = x->>'key' and key = y->>'key';
          insert into fund_conditions values (p_compact, x->>'key', y->>'key', y->>'kind', y->>'verifier',
              (y->'holds'->>'minor')::bigint, f.acts, y, p_version, null)
            on conflict (compact_id, tranche, key) do update set kind = excluded.kind, verifier = excluded.verifier,
              holds_minor = excluded.holds_minor, content = excluded.content, version = excluded.version, ended_version = null,
              -- A day that was moved changes nothing about what was found.
              since = case when old.content - 'due' - 'holds' = y - 'due' - 'holds' then old.since else excluded.since end;
        end loop;
      end loop;

      -- What the text no longer has.
      update fund_parties set ended_version = p_version where compact_id = p_compact and version < p_version and ended_version is null;
      update fund_contributions set ended_version = p_version where compact_id = p_compact and version < p_version and ended_version is null;
      update fund_lines set ended_version = p_version where compact_id = p_compact and version < p_version and ended_version is null;
      update fund_conditions set ended_version = p_version where compact_id = p_compact and version < p_version and ended_version is null;
      update fund_tranches set ended_version = p_version where compact_id = p_compact and version < p_version and ended_version is null;
    end $$`,

    // Number of the act after which decisions about a condition count: an ongoing one is looked at anew for each release.
    `create function fund_round_begins(p_compact uuid, p_tranche text, p_condition text) returns integer
      language sql stable ${path} as $$
      select greatest(c.since, case when c.kind = 'initial' then 0 else coalesce((
        select max(r.number) from tranche_releases r
        join fund_tranches t on t.compact_id = r.compact_id and t.key = r.tranche
        where r.compact_id = c.compact_id and r.minor > 0 and t.contribution = o.contribution
          and (t.planned, t.key) >= (o.planned, o.key)), 0) end)
      from fund_conditions c join fund_tranches o on o.compact_id = c.compact_id and o.key = c.tranche
      where c.compact_id = p_compact and c.tranche = p_tranche and c.key = p_condition
    $$`,

    // Every condition that a release of a tranche has to pass, with its state and what it holds (null: the whole).
    `create function fund_conditions_of(p_compact uuid, p_tranche text)
      returns table (tranche text, condition text, state text, act uuid, open boolean, holds bigint)
      language sql stable ${path} as $$
      with t as (select * from fund_tranches where compact_id = p_compact and key = p_tranche)
      select c.tranche, c.key, coalesce(d.act, 'none'), d.id,
        coalesce(d.act, 'none') not in ('satisfied', 'not applicable', 'waived')
          -- An initial condition stands before the first release and not before the next, as long as something is released
          -- and nothing was said about it since that keeps it back.
          and not (c.kind = 'initial' and c.holds_minor is null and d.act is null
            and (select coalesce(sum(r.minor), 0) from tranche_releases r where r.compact_id = p_compact
              and r.tranche = p_tranche) > 0)
          -- Once its tranche is cancelled it holds nothing of that, and an ongoing one the payments after it.
          and not (exists (select 1 from tranche_decisions x where x.compact_id = p_compact
              and x.tranche = c.tranche and x.act = 'cancelled')
            and (c.kind = 'initial' or not exists (select 1 from fund_tranches n where n.compact_id = p_compact
              and n.contribution = o.contribution and n.ended_version is null and (n.planned, n.key) > (o.planned, o.key)
              and n.minor > (select coalesce(sum(r.minor), 0) from tranche_releases r where r.compact_id = p_compact
                and r.tranche = n.key)
              and not exists (select 1 from tranche_decisions y where y.compact_id = p_compact and y.tranche = n.key
                and y.act = 'cancelled')))),
        c.holds_minor
      from t join fund_conditions c on c.compact_id = t.compact_id and c.ended_version is null
      join fund_tranches o on o.compact_id = c.compact_id and o.key = c.tranche and o.ended_version is null
      left join lateral (
        select x.act, x.id from condition_determinations x
        where x.compact_id = c.compact_id and x.tranche = c.tranche and x.condition = c.key and x.act <> 'evidence'
          and x.number > fund_round_begins(c.compact_id, c.tranche, c.key)
        order by x.number desc limit 1) d on true
      where c.tranche = t.key
        -- An ongoing one goes on holding the tranches after its own.
        or (c.kind = 'ongoing' and o.contribution = t.contribution and (o.planned, o.key) < (t.planned, t.key))
      order by o.planned, o.key, c.key
    $$`,

    `create function fund_releasable(p_compact uuid, p_tranche text) returns bigint language sql stable ${path} as $$
      select case when t.ended_version is not null
          or exists (select 1 from tranche_decisions d where d.compact_id = p_compact and d.tranche = p_tranche
            and d.act = 'cancelled')
          or exists (select 1 from fund_conditions_of(p_compact, p_tranche) where open and holds is null) then 0
        else greatest(0, t.minor
          - coalesce((select sum(holds) from fund_conditions_of(p_compact, p_tranche) where open), 0)
          - coalesce((select sum(minor) from tranche_releases r where r.compact_id = p_compact and r.tranche = p_tranche), 0)) end::bigint
      from fund_tranches t where t.compact_id = p_compact and t.key = p_tranche
    $$`,

    // Whether what an organisation brings can show that a condition holds: it is the one that the agreement names, or,
    // where that one is no party here, any other than the one that judges.
    `create function fund_is_evidence(p_compact uuid, p_from text, p_verifier text, p_by_for uuid) returns boolean
      language sql stable ${own} as $$
      select case when exists (select 1 from fund_parties f join compact_parties c on c.compact_id = f.compact_id
            and c.organisation_id = f.organisation_id and c.ended is null where f.compact_id = p_compact and f.key = p_from)
        then exists (select 1 from fund_parties f where f.compact_id = p_compact and f.key = p_from and f.organisation_id = p_by_for)
        else not exists (select 1 from fund_parties f where f.compact_id = p_compact and f.key = p_verifier
          and f.organisation_id = p_by_for) end
    $$`,

    // Everything that is written about a condition: evidence, a finding, a deferral, a waiver. To say that one does not
    // apply lets money go on somebody's word as a waiver does, so it is asked of the same people in the same way.
    `create function condition_act(p_id uuid, p_compact uuid, p_tranche text, p_condition text, p_act text,
        p_by uuid, p_for uuid, p_at timestamptz, p_details jsonb) returns integer language plpgsql ${path} as $$
    declare f fund_compacts; c fund_conditions; judge uuid; brings uuid; begun integer; place text; today text;
      lets_go constant boolean := coalesce(p_act in ('waived', 'not applicable'), false);
    begin
      f := fund_hold(p_compact);
      p_at := fund_moment(p_compact, p_at);
      place := 'tranches/' || coalesce(p_tranche, '') || '/conditions/' || coalesce(p_condition, '');
      -- A day to come is one that has not come everywhere.
      today := fund_earliest_day(p_at);
      perform fund_assert_party(p_compact, p_by, p_for, case when lets_go then 'donor' end,
        array[case when p_act = 'evidence' then 'member' when lets_go then 'signatory' else 'verifier' end], p_at);
      select * into c from fund_conditions where compact_id = p_compact and tranche = p_tranche and key = p_condition
        and ended_version is null;
      if c.key is null then
        perform fund_refuse('TPF08', 'there is no such condition', jsonb_build_object('place', place, 'key', p_condition));
      end if;
      if exists (select 1 from compacts where id = p_compact and state in ('closed', 'terminated')) then
        perform fund_refuse('TPF04', 'the compact has ended', jsonb_build_object('place', 'compact', 'state', 'closed'));
      end if;
      begun := fund_round_begins(p_compact, p_tranche, p_condition);
      if p_act in ('satisfied', 'not satisfied', 'deferred') then
        select organisation_id into judge from fund_parties where compact_id = p_compact and key = c.verifier;
        select organisation_id into brings from fund_parties where compact_id = p_compact and key = c.content->>'from';
        -- Where the agreement names nobody else, nobody can judge: a colleague of who brings the evidence is not another.
        if judge is null or judge <> p_for or judge = brings then
          perform fund_refuse('TPF03', 'another party judges this condition', jsonb_build_object('place', 'organisation',
            'party', c.verifier));
        end if;
      end if;
      if p_act = 'evidence' then
        if coalesce(p_details->>'document', p_details->>'url') is null then
          perform fund_refuse('TPF16', 'evidence is a document or an address', jsonb_build_object('place', 'document'));
        end if;
      elsif p_act in ('satisfied', 'not satisfied') then
        if exists (select 1 from condition_determinations d where d.compact_id = p_compact and d.tranche = p_tranche
            and d.condition = p_condition and d.act = 'evidence' and d.number > begun and d.by = p_by) then
          perform fund_refuse('TPF01', 'who brought the evidence does not judge it', jsonb_build_object('place', place, 'why', 'evidence'));
        end if;
        if p_act = 'satisfied' and not exists (select 1 from condition_determinations d where d.compact_id = p_compact
            and d.tranche = p_tranche and d.condition = p_condition and d.act = 'evidence' and d.number > begun
            and fund_is_evidence(p_compact, c.content->>'from', c.verifier, d.by_for)) then
          perform fund_refuse('TPF16', 'nothing shows that it holds', jsonb_build_object('place', place, 'why', 'judged',
            'party', coalesce((select o.name from organisations o where o.id = brings), 'none')));
        end if;
      elsif p_act = 'deferred' then
        if coalesce(p_details->>'until', '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or (p_details->>'until') <= today then
          perform fund_refuse('TPF06', 'a deferral ends on a day to come', jsonb_build_object('place', 'until', 'why', 'deferral'));
        end if;
        begin
          perform (p_details->>'until')::date;
        exception when others then
          perform fund_refuse('TPF06', 'there is no such day', jsonb_build_object('place', 'until', 'why', 'day'));
        end;
      elsif not lets_go then
        perform fund_refuse('TPF08', 'there is no such decision', jsonb_build_object('place', 'act', 'key', p_act));
      end if;
      if p_act not in ('evidence', 'satisfied') and length(trim(coalesce(p_details->>'reason', ''))) < 3 then
        perform fund_refuse('TPF15', 'this needs a reason', jsonb_build_object('place', 'reason'));
      end if;
      update fund_compacts set acts = acts + 1 where compact_id = p_compact returning * into f;
      insert into condition_determinations (id, compact_id, number, tranche, condition, act, reason, until, document, url,
          capacity, version, by, by_for, at)
        values (p_id, p_compact, f.acts, p_tranche, p_condition, p_act, nullif(trim(p_details->>'reason'), ''),
          case when p_act = 'deferred' then p_details->>'until' end, p_details->>'document', p_details->>'url',
          p_details->>'capacity', f.version, p_by, p_for, p_at);
      return f.acts;
    end $$`,

    `create function tranche_ask(p_id uuid, p_compact uuid, p_tranche text, p_minor bigint, p_note text, p_exception text,
        p_by uuid, p_for uuid, p_at timestamptz) returns void language plpgsql ${path} as $$
    declare f fund_compacts; t fund_tranches; released bigint;
    begin
      f := fund_hold(p_compact);
      p_at := fund_moment(p_compact, p_at);
      perform fund_assert_party(p_compact, p_by, p_for, null, array['finance officer'], p_at);
      select * into t from fund_tranches where compact_id = p_compact and key = p_tranche and ended_version is null for update;
      if t.key is null then
        perform fund_refuse('TPF08', 'there is no such tranche', jsonb_build_object('place', 'tranche', 'key', p_tranche));
      end if;
      select coalesce(sum(minor), 0) into released from tranche_releases where compact_id = p_compact and tranche = p_tranche;
      if coalesce(p_minor, 0) = 0 then
        perform fund_refuse('TPF20', 'an amount is more than nothing', jsonb_build_object('place', 'amount'));
      end if;
      if p_minor < 0 and -p_minor > released - fund_paid(p_compact, p_tranche) then
        perform fund_refuse('TPF22', 'less of the tranche is released and not paid', jsonb_build_object('place', 'amount',
          'minor', released - fund_paid(p_compact, p_tranche), 'currency', t.currency));
      end if;
      if p_minor > 0 and fund_stopped(p_compact, p_tranche, '9999-12-31') = 'cancelled' then
        perform fund_assert_not_stopped(p_compact, p_tranche, '9999-12-31');
      end if;
      if p_minor > t.minor - released then
        perform fund_refuse('TPF22', 'the tranche holds less than that', jsonb_build_object('place', 'amount',
          'minor', t.minor - released, 'currency', t.currency));
      end if;
      if length(trim(coalesce(p_note, ''))) < 3 then
        perform fund_refuse('TPF15', 'a request says what it is for', jsonb_build_object('place', 'note'));
      end if;
      if exists (select 1 from tranche_requests where compact_id = p_compact and tranche = p_tranche and state = 'open') then
        perform fund_refuse('TPF18', 'a request for this tranche is open', jsonb_build_object('place', 'tranche', 'why', 'open'));
      end if;
      insert into tranche_requests (id, compact_id, tranche, minor, note, exception, asked_by, asked_for, asked_at, state)
        values (p_id, p_compact, p_tranche, p_minor, trim(p_note), nullif(trim(p_exception), ''), p_by, p_for, p_at, 'open');
    end $$`,

    // A package is answered by the decision on the request it came with, and by nothing else.
    `create function package_answer(p_request uuid) returns void language sql ${path} as $$
      update disbursement_packages p set answer = q.state, answered_by = q.decided_by, answered_for = q.decided_for,
        answered_at = q.decided_at, letter = q.reason
        from tranche_requests q where q.id = p_request and p.request_id = q.id
    $$`,

    // What is sent is what was asked for; what was sent stays as it was, and its answer is that of the request, whoever writes.
    `create function package_check() returns trigger language plpgsql ${path} as $$
    declare q tranche_requests; bare disbursement_packages := new;
    begin
      select * into q from tranche_requests where id = new.request_id;
      if tg_op = 'INSERT' then
        if q.state is distinct from 'open' or new.answer is not null or new.answered_by is not null or new.answered_for is not null
            or new.answered_at is not null or new.letter is not null
            or (new.compact_id, new.tranche, new.minor, new.sent_by, new.sent_for, new.sent_at)
              is distinct from (q.compact_id, q.tranche, q.minor, q.asked_by, q.asked_for, q.asked_at)
            or new.currency is distinct from (select currency from fund_tranches t
              where t.compact_id = new.compact_id and t.key = new.tranche) then
          raise exception 'a package is sent with the request it says' using errcode = 'restrict_violation';
        end if;
        return new;
      end if;
      bare.answer := null; bare.answered_by := null; bare.answered_for := null; bare.answered_at := null; bare.letter := null;
      if old.answer is not null or bare is distinct from old or q.state = 'open'
          or (new.answer, new.answered_by, new.answered_for, new.answered_at, new.letter)
            is distinct from (q.state, q.decided_by, q.decided_for, q.decided_at, q.reason) then
        raise exception 'disbursement_packages is written once and cannot be changed' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$`,
    `create trigger disbursement_packages_stay_as_sent before insert or update on disbursement_packages for each row
      execute function package_check()`,

    // The one way in which money of a tranche is let go.
    `create function tranche_decide(p_request uuid, p_release uuid, p_verdict text, p_by uuid, p_for uuid, p_reason text,
        p_at timestamptz) returns integer language plpgsql ${path} as $$
    declare f fund_compacts; q tranche_requests; t fund_tranches; may bigint; committed bigint; released bigint; state_now text;
    begin
      select * into q from tranche_requests where id = p_request;
      if q.id is null then
        perform fund_refuse('TPF08', 'there is no such request', jsonb_build_object('place', 'request', 'key', p_request));
      end if;
      f := fund_hold(q.compact_id);
      select * into q from tranche_requests where id = p_request for update;
      select * into t from fund_tranches where compact_id = q.compact_id and key = q.tranche for update;
      if q.state <> 'open' then
        perform fund_refuse('TPF18', 'this request was decided on before', jsonb_build_object('place', 'request', 'state', q.state));
      end if;
      -- Said first: whoever asks, also without a person behind it, learns that conditions are open.
      if p_verdict = 'released' and q.minor > fund_releasable(q.compact_id, q.tranche)
          and exists (select 1 from fund_conditions_of(q.compact_id, q.tranche) where open) then
        perform fund_refuse('TPF13', 'conditions are open', jsonb_build_object('place', 'tranches/' || q.tranche,
          'minor', fund_releasable(q.compact_id, q.tranche), 'currency', t.currency, 'conditions',
          (select jsonb_agg(x.tranche || '/' || x.condition) from fund_conditions_of(q.compact_id, q.tranche) x where x.open)));
      end if;
      p_at := fund_moment(q.compact_id, p_at);
      perform fund_assert_party(q.compact_id, p_by, p_for, 'donor', array['finance approver'], p_at);
      if p_by = q.asked_by then
        perform fund_refuse('TPF01', 'who asks for money does not let it go', jsonb_build_object('place', 'person', 'why', 'release'));
      end if;
      if p_verdict = 'refused' then
        if length(trim(coalesce(p_reason, ''))) < 3 then
          perform fund_refuse('TPF15', 'a refusal needs a reason', jsonb_build_object('place', 'reason'));
        end if;
        update tranche_requests set state = 'refused', decided_by = p_by, decided_for = p_for, decided_at = p_at,
          reason = trim(p_reason) where id = p_request;
        perform package_answer(p_request);
        return null;
      end if;
      if p_verdict is distinct from 'released' then
        perform fund_refuse('TPF08', 'there is no such decision', jsonb_build_object('place', 'verdict', 'key', p_verdict));
      end if;
      if q.minor < 0 then
        -- Taking back what nobody has been paid needs two people and nothing else.
        select coalesce(sum(minor), 0) - fund_paid(q.compact_id, q.tranche) into may from tranche_releases
          where compact_id = q.compact_id and tranche = q.tranche;
        if -q.minor > may then
          perform fund_refuse('TPF22', 'less of the tranche is released and not paid', jsonb_build_object('place', 'amount',
            'minor', may, 'currency', t.currency));
        end if;
        update fund_compacts set acts = acts + 1 where compact_id = q.compact_id returning * into f;
        update tranche_requests set state = 'released', decided_by = p_by, decided_for = p_for, decided_at = p_at,
          reason = nullif(trim(p_reason), '') where id = p_request;
        perform package_answer(p_request);
        insert into tranche_releases (id, compact_id, number, tranche, minor, currency, request_id, version, asked_by,
            released_by, released_for, at, reason)
          values (p_release, q.compact_id, f.acts, q.tranche, q.minor, t.currency, q.id, f.version, q.asked_by, p_by, p_for,
            p_at, coalesce(nullif(trim(p_reason), ''), q.note));
        return f.acts;
      end if;
      select state into state_now from compacts where id = q.compact_id;
      perform fund_assert_not_suspended(q.compact_id, t.contribution, null, to_char(p_at at time zone 'UTC', 'YYYY-MM-DD'));
      if state_now not in ('in force', 'extended', 'closing') or t.ended_version is not null then
        perform fund_refuse('TPF04', 'the compact is not in force', jsonb_build_object('place', 'compact', 'state', state_now));
      end if;
      -- After the last day it cannot be paid any more, unless that day is moved: whoever lets it go says why.
      if length(trim(coalesce(p_reason, ''))) < 3 and exists (select 1 from compacts where id = q.compact_id
          and least(ends_on, closes_on) < fund_earliest_day(p_at)) then
        perform fund_refuse('TPF15', 'a release after the term needs a reason', jsonb_build_object('place', 'reason', 'why', 'late'));
      end if;
      -- Its last day is a day of it until it is over everywhere.
      perform fund_assert_contribution_open(q.compact_id, t.contribution, fund_earliest_day(p_at));
      -- Put off until a day, it is let go from that day on, as pages say it: by the day in Greenwich.
      perform fund_assert_not_stopped(q.compact_id, q.tranche, to_char(p_at at time zone 'UTC', 'YYYY-MM-DD'));
      may := fund_releasable(q.compact_id, q.tranche);
      if q.minor > may then
        perform fund_refuse('TPF22', 'the tranche holds less than that', jsonb_build_object('place', 'amount', 'minor', may,
          'currency', t.currency));
      end if;
      select -coalesce(sum(minor), 0) into committed from ledger_days
        where compact_id = q.compact_id and contribution = t.contribution and stage = 'plan';
      select coalesce(sum(r.minor), 0) into released from tranche_releases r
        join fund_tranches x on x.compact_id = r.compact_id and x.key = r.tranche
        where r.compact_id = q.compact_id and x.contribution = t.contribution;
      if released + q.minor > committed and q.exception is null then
        perform fund_refuse('TPF11', 'more would be released than is committed', jsonb_build_object('place', 'amount',
          'minor', greatest(0, committed - released), 'currency', t.currency));
      end if;
      update fund_compacts set acts = acts + 1 where compact_id = q.compact_id returning * into f;
      update tranche_requests set state = 'released', decided_by = p_by, decided_for = p_for, decided_at = p_at,
        reason = nullif(trim(p_reason), '') where id = p_request;
      perform package_answer(p_request);
      insert into tranche_releases (id, compact_id, number, tranche, minor, currency, request_id, version, asked_by,
          released_by, released_for, at, reason)
        values (p_release, q.compact_id, f.acts, q.tranche, q.minor, t.currency, q.id, f.version, q.asked_by, p_by, p_for, p_at,
          nullif(trim(p_reason), ''));
      if released + q.minor > committed then
        insert into ledger_exceptions values (gen_random_uuid(), q.compact_id, 'released over committed', null, p_release,
          released + q.minor - committed, t.currency, q.exception, q.asked_by, p_by, p_at);
      end if;
      return f.acts;
    end $$`,

    // What somebody wants to have written; nothing is money yet.
    `create function money_enter(p_id uuid, p_compact uuid, p_entry jsonb, p_by uuid, p_for uuid, p_at timestamptz)
      returns void language plpgsql ${path} as $$
    declare f fund_compacts; e ledger_entries; d money_drafts; room numeric;
    begin
      f := fund_hold(p_compact);
      p_at := fund_moment(p_compact, p_at);
      perform fund_assert_party(p_compact, p_by, p_for, null, array['finance officer'], p_at);
      d.id := p_id; d.compact_id := p_compact; d.kind := p_entry->>'kind'; d.date := p_entry->>'date';
      d.minor := (p_entry->>'minor')::bigint; d.currency := p_entry->>'currency'; d.contribution := p_entry->>'contribution';
      d.line := p_entry->>'line'; d.tranche := p_entry->>'tranche'; d.award := p_entry->>'award';
      d.provider := p_entry->>'provider'; d.receiver := p_entry->>'receiver'; d.document := p_entry->>'document';
      d.url := p_entry->>'url'; d.note := nullif(trim(p_entry->>'note'), ''); d.exception := nullif(trim(p_entry->>'exception'), '');
      d.reverses := (p_entry->>'reverses')::uuid; d.import := p_entry->>'import';
      d.entered_by := p_by; d.entered_for := p_for; d.entered_at := p_at; d.state := 'entered'; d.written := clock_timestamp();
      perform fund_assert_day(d.date, 'date');
      if abs(coalesce(d.minor, 0)) > ${MOST} then
        perform fund_refuse('TPF32', 'an entry is smaller', jsonb_build_object('place', 'amount', 'why', 'entry',
          'minor', ${MOST}, 'currency', d.currency));
      end if;
      if d.kind = 'reversal' then
        select * into e from ledger_entries where id = d.reverses and compact_id = p_compact;
        if e.id is null then
          perform fund_refuse('TPF08', 'there is no such entry', jsonb_build_object('place', 'reverses', 'key', d.reverses));
        end if;
        d.minor := -e.minor; d.currency := e.currency; d.contribution := e.contribution; d.line := e.line;
        d.tranche := e.tranche; d.award := e.award; d.provider := e.provider; d.receiver := e.receiver;
        if d.note is null then
          perform fund_refuse('TPF15', 'a reversal says why', jsonb_build_object('place', 'note'));
        end if;
      elsif d.reverses is not null then
        perform fund_refuse('TPF08', 'only a reversal reverses', jsonb_build_object('place', 'reverses', 'key', d.reverses));
      end if;
      -- A payment already waiting for approval counts: the same one is not entered twice.
      if d.kind in ('disbursement', 'expenditure') and d.tranche is not null then
        select fund_unpaid(p_compact, d.tranche, d.date) - coalesce((select sum(minor) from money_drafts where compact_id = p_compact and tranche = d.tranche
              and state = 'entered' and kind in ('disbursement', 'expenditure')), 0) into room;
        if d.minor > room and d.exception is null then
          perform fund_refuse('TPF12', 'more would be paid than was released', jsonb_build_object('place', 'amount',
            'minor', greatest(0, room), 'currency', d.currency, 'tranche', d.tranche));
        end if;
      end if;
      insert into money_drafts values (d.*);
    end $$`,

    // Paid out of a tranche: money that came back is not paid again without another release.
    `create function fund_paid(p_compact uuid, p_tranche text) returns bigint language sql stable ${path} as $$
      select coalesce(sum(minor), 0)::bigint from ledger_entries
      where compact_id = p_compact and tranche = p_tranche and not onward and counts_as in ('disbursement', 'expenditure')
    $$`,

    // The day it still is somewhere at a moment, where it comes last.
    `create function fund_earliest_day(p_at timestamptz) returns text language sql stable ${path} as $$
      select to_char((p_at at time zone 'UTC') - interval '12 hours', 'YYYY-MM-DD')
    $$`,

    // Lowest from a day on of what of a tranche is released and not paid: a release counts from its own day, taken where
    // days come last, so that it never counts before it was decided anywhere.
    `create function fund_unpaid(p_compact uuid, p_tranche text, p_date text) returns bigint language sql stable ${path} as $$
      select (min(balance) filter (where until is null or until > p_date))::bigint from (
        select sum(minor) over (order by day) as balance, lead(day) over (order by day) as until from (
          select day, sum(minor) as minor from (
            select fund_earliest_day(at) collate "C" as day, minor from tranche_releases
              where compact_id = p_compact and tranche = p_tranche
            union all select date collate "C", -minor from ledger_entries where compact_id = p_compact and tranche = p_tranche
              and not onward and counts_as in ('disbursement', 'expenditure')
            union all select p_date collate "C", 0) moved group by day) days) balances
    $$`,

    `create function fund_assert_holder(p_compact uuid, p_contribution text, p_holder text, p_place text) returns void
      language plpgsql ${path} as $$
    declare aw awards;
    begin
      if p_holder like 'award:%' then
        select * into aw from awards where compact_id = p_compact and key = substr(p_holder, 7);
        if aw.contribution = p_contribution and aw.state = 'agreed' then return; end if;
        if aw.state = 'agreed' then
          perform fund_refuse('TPF31', 'the award is of another contribution', jsonb_build_object('place', p_place,
            'why', 'contribution', 'key', aw.key));
        end if;
      elsif exists (select 1 from fund_parties where compact_id = p_compact and key = p_holder and ended_version is null) then
        return;
      end if;
      perform fund_refuse('TPF08', 'neither a party nor an award is called that', jsonb_build_object('place', p_place, 'key', p_holder));
    end $$`,

    // A day there is, within times that any page can show.
    `create function fund_assert_day(p_day text, p_place text) returns void language plpgsql ${path} as $$
    begin
      if coalesce(p_day, '') !~ '^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$' then
        perform fund_refuse('TPF06', 'there is no such day', jsonb_build_object('place', p_place, 'why', 'day'));
      end if;
      begin
        perform p_day::date;
      exception when others then
        perform fund_refuse('TPF06', 'there is no such day', jsonb_build_object('place', p_place, 'why', 'day'));
      end;
    end $$`,

    // Whose money a holder’s is: the organisation of the party, or that of the award. Where none of it is a party here, who
    // gave the award answers for it, and for a party a government of its side.
    `create function fund_standing(p_compact uuid, p_holder text) returns setof uuid language plpgsql stable ${own} as $$
    declare h text := p_holder; o uuid; s text; above text;
    begin
      loop
        o := null;
        if h like 'award:%' then
          select a.organisation_id, coalesce('award:' || a.parent, k.party) into o, above from awards a
            join fund_contributions k on k.compact_id = a.compact_id and k.key = a.contribution
            where a.compact_id = p_compact and a.key = substr(h, 7);
        else
          select x.organisation_id, x.side, null into o, s, above from fund_parties x where x.compact_id = p_compact and x.key = h;
        end if;
        if not found then return; end if;
        if exists (select 1 from compact_parties where compact_id = p_compact and organisation_id = o and ended is null) then
          return next o;
          return;
        end if;
        exit when above is null;
        h := above;
      end loop;
      return query select x.organisation_id from compact_parties x where x.compact_id = p_compact and x.ended is null
        and x.side is not null and x.part in ('government', 'ministry', 'agency') and (s is null or x.side = s);
    end $$`,

    // The organisations of which one has entered or approves an entry: that of who gives the money, and of what comes back
    // that of who takes it too. A reversal counts as what it reverses.
    `create function fund_behind(p_compact uuid, p_counts_as text, p_provider text, p_receiver text) returns setof uuid
      language sql stable ${own} as $$
      select fund_standing(p_compact, p_provider)
      union select fund_standing(p_compact, p_receiver) where p_counts_as = 'refund'
    $$`,

    // Lowest balance of an account from a day on.
    `create function fund_lowest(p_compact uuid, p_contribution text, p_stage text, p_holder text, p_date text) returns bigint
      language sql stable ${path} as $$
      select coalesce(min(balance) filter (where until is null or until > p_date), 0)::bigint from (
        select sum(minor) over (order by date) as balance, lead(date) over (order by date) as until from ledger_days
        where compact_id = p_compact and contribution = p_contribution and stage = p_stage and holder = p_holder) x
    $$`,

    // What stands in a line as its entries say: committed, paid out of the contribution, and how much more is paid for the
    // lines of the contribution than is committed to each of them and to none. What names no line may stand for any.
    // Planned for the contribution that is asked for: one plan for all of them would read every entry of every compact.
    `create function fund_line_stands(p_compact uuid, p_contribution text, p_line text)
      returns table (committed numeric, paid numeric, uncovered numeric)
      language plpgsql stable ${path} set plan_cache_mode = force_custom_plan as $$
    begin
      return query with lines as (
        select x.line, coalesce(sum(x.minor) filter (where x.counts_as = 'commitment'), 0) as committed,
          coalesce(sum(x.minor) filter (where not x.onward and x.counts_as in ('disbursement', 'expenditure', 'refund')), 0) as paid
        from ledger_entries x where x.compact_id = p_compact and x.contribution = p_contribution group by x.line)
      select coalesce(sum(x.committed) filter (where x.line = p_line), 0), coalesce(sum(x.paid) filter (where x.line = p_line), 0),
        coalesce(sum(greatest(0, x.paid - x.committed)) filter (where x.line is not null), 0)
          - coalesce(sum(x.committed) filter (where x.line is null), 0)
      from lines x;
    end $$`,

    // Decides on a draft; approved, it becomes an entry with its postings, or the whole is refused.
    `create function money_decide(p_draft uuid, p_entry uuid, p_verdict text, p_by uuid, p_for uuid, p_reason text,
        p_at timestamptz) returns integer language plpgsql ${path} as $$
    declare
      f fund_compacts; d money_drafts; c compacts; k fund_contributions; l fund_lines; t fund_tranches; e ledger_entries;
      is_direct boolean := false; is_onward boolean := false; counted text; value bigint; low bigint; room bigint;
      moves jsonb := '[]'; m jsonb; broken jsonb := '[]'; n integer := 0; loss text; today text; aw awards; far numeric; s record; more bigint; out bigint;
    begin
      select * into d from money_drafts where id = p_draft;
      if d.id is null then
        perform fund_refuse('TPF08', 'there is no such draft', jsonb_build_object('place', 'draft', 'key', p_draft));
      end if;
      f := fund_hold(d.compact_id);
      select * into c from compacts where id = d.compact_id;
      select * into d from money_drafts where id = p_draft for update;
      if d.state <> 'entered' then
        perform fund_refuse('TPF18', 'this was decided on before', jsonb_build_object('place', 'draft', 'state', d.state));
      end if;
      p_at := fund_moment(d.compact_id, p_at);
      -- Whoever entered it can withdraw it.
      perform fund_assert_party(d.compact_id, p_by, p_for, null,
        array[case when p_by = d.entered_by and p_verdict = 'refused' then 'finance officer' else 'finance approver' end], p_at);
      if p_by = d.entered_by and p_verdict <> 'refused' then
        perform fund_refuse('TPF01', 'who enters does not approve', jsonb_build_object('place', 'person', 'why', 'entry'));
      end if;
      if p_verdict = 'refused' then
        if length(trim(coalesce(p_reason, ''))) < 3 then
          perform fund_refuse('TPF15', 'a refusal needs a reason', jsonb_build_object('place', 'reason'));
        end if;
        update money_drafts set state = 'refused', decided_by = p_by, decided_for = p_for, decided_at = p_at,
          reason = trim(p_reason) where id = p_draft;
        return null;
      end if;
      if p_verdict is distinct from 'approved' then
        perform fund_refuse('TPF08', 'there is no such decision', jsonb_build_object('place', 'verdict', 'key', p_verdict));
      end if;

      -- What it names.
      today := fund_latest_day(p_at);
      select * into k from fund_contributions where compact_id = d.compact_id and key = d.contribution
        and (ended_version is null or d.kind in ('refund', 'reversal')) for update;
      if k.key is null then
        perform fund_refuse('TPF08', 'there is no such contribution', jsonb_build_object('place', 'contribution', 'key', d.contribution));
      end if;
      if d.currency <> k.currency then
        perform fund_refuse('TPF09', 'the contribution has another currency', jsonb_build_object('place', 'currency',
          'currency', k.currency));
      end if;
      if d.line is not null then
        select * into l from fund_lines where compact_id = d.compact_id and key = d.line and contribution = d.contribution
          and (ended_version is null or d.kind in ('refund', 'reversal'));
        if l.key is null then
          perform fund_refuse('TPF08', 'the contribution has no such line', jsonb_build_object('place', 'line', 'key', d.line));
        end if;
      end if;
      if d.tranche is not null then
        select * into t from fund_tranches where compact_id = d.compact_id and key = d.tranche and contribution = d.contribution
          and (ended_version is null or d.kind in ('refund', 'reversal')) for update;
        if t.key is null then
          perform fund_refuse('TPF08', 'the contribution has no such tranche', jsonb_build_object('place', 'tranche', 'key', d.tranche));
        end if;
      end if;
      if d.award is not null then
        select * into aw from awards where compact_id = d.compact_id and key = d.award and contribution = d.contribution
          and state = 'agreed';
        if aw.id is null then
          perform fund_refuse('TPF08', 'the contribution has no such award', jsonb_build_object('place', 'award', 'key', d.award));
        end if;
      end if;
      perform fund_assert_holder(d.compact_id, d.contribution, d.provider, 'provider');
      perform fund_assert_holder(d.compact_id, d.contribution, d.receiver, 'receiver');
      if d.kind in ('commitment', 'disbursement') and exists (select 1 from awards where compact_id = d.compact_id
          and (key = d.award or 'award:' || key = d.receiver) and ended_on < d.date) then
        perform fund_refuse('TPF31', 'the award has ended', jsonb_build_object('place', 'receiver', 'why', 'ended',
          'key', coalesce(d.award, substr(d.receiver, 7))));
      end if;
      -- From award to award money goes down to a sub-award, and what is given back goes up.
      if d.provider like 'award:%' and d.receiver like 'award:%' and d.kind in ('disbursement', 'refund') and not exists (
          select 1 from awards where compact_id = d.compact_id
            and key = substr(case when d.kind = 'refund' then d.provider else d.receiver end, 7)
            and parent = substr(case when d.kind = 'refund' then d.receiver else d.provider end, 7)) then
        perform fund_refuse('TPF31', 'it is no sub-award of that award', jsonb_build_object('place', 'receiver', 'why', 'parent',
          'key', substr(d.receiver, 7)));
      end if;

      -- When.
      perform fund_assert_day(d.date, 'date');
      if d.date > today then
        perform fund_refuse('TPF06', 'the day has not come yet', jsonb_build_object('place', 'date', 'why', 'future'));
      end if;
      if (d.kind <> 'pledge' and (c.began_on is null or d.date < c.began_on))
          or (d.kind not in ('refund', 'reversal') and d.date > least(c.ends_on, c.closes_on)) then
        perform fund_refuse('TPF07', 'the day is outside the compact', jsonb_build_object('place', 'date',
          'begins', c.began_on, 'ends', least(c.ends_on, c.closes_on)));
      end if;

      if d.kind = 'pledge' and d.date < to_char(c.began_on::date - interval '10 years', 'YYYY-MM-DD') then
        perform fund_refuse('TPF06', 'a pledge is not that much older', jsonb_build_object('place', 'date', 'why', 'old'));
      end if;

      -- What it does.
      value := d.minor; counted := d.kind;
      if d.kind = 'reversal' then
        select * into e from ledger_entries where id = d.reverses for update;
        if e.kind = 'reversal' then
          perform fund_refuse('TPF19', 'a reversal is not reversed', jsonb_build_object('place', 'reverses', 'why', 'reversal'));
        end if;
        if exists (select 1 from ledger_entries where reverses = d.reverses) then
          perform fund_refuse('TPF19', 'it was reversed before', jsonb_build_object('place', 'reverses', 'why', 'before'));
        end if;
        if d.date < e.date then
          perform fund_refuse('TPF06', 'a reversal is not older than what it reverses', jsonb_build_object('place', 'date', 'why', 'order'));
        end if;
        counted := e.counts_as; is_onward := e.onward;
        select jsonb_agg(jsonb_build_object('stage', stage, 'holder', holder, 'minor', -minor) order by position) into moves
          from ledger_postings where entry_id = e.id;
      else
        if value = 0 or (value < 0 and d.kind not in ('pledge', 'commitment')) then
          perform fund_refuse('TPF20', 'an amount is more than nothing', jsonb_build_object('place', 'amount'));
        end if;
        if value < 0 and d.note is null then
          perform fund_refuse('TPF15', 'less than before needs a reason', jsonb_build_object('place', 'note'));
        end if;
        if d.kind in ('pledge', 'commitment') then
          if d.provider <> k.party then
            perform fund_refuse('TPF25', 'only who contributes can promise it', jsonb_build_object('place', 'provider', 'party', k.party));
          end if;
          moves := case when d.kind = 'pledge' then jsonb_build_array(
              jsonb_build_object('stage', 'promise', 'holder', '', 'minor', -value),
              jsonb_build_object('stage', 'pledged', 'holder', '', 'minor', value))
            else jsonb_build_array(
              jsonb_build_object('stage', 'plan', 'holder', '', 'minor', -value),
              jsonb_build_object('stage', 'committed', 'holder', '', 'minor', value)) end;
        elsif d.kind = 'disbursement' then
          if d.receiver = d.provider then
            perform fund_refuse('TPF25', 'who pays is not who is paid', jsonb_build_object('place', 'receiver', 'party', k.party));
          end if;
          is_onward := d.provider <> k.party;
          moves := jsonb_build_array(
            case when is_onward then jsonb_build_object('stage', 'held', 'holder', d.provider, 'minor', -value)
              else jsonb_build_object('stage', 'committed', 'holder', '', 'minor', -value) end,
            jsonb_build_object('stage', 'held', 'holder', d.receiver, 'minor', value));
        elsif d.kind = 'expenditure' then
          is_direct := d.provider = k.party;
          moves := jsonb_build_array(
            case when is_direct then jsonb_build_object('stage', 'committed', 'holder', '', 'minor', -value)
              else jsonb_build_object('stage', 'held', 'holder', d.provider, 'minor', -value) end,
            jsonb_build_object('stage', 'spent', 'holder', '', 'minor', value));
          is_onward := not is_direct;
        else
          is_onward := d.receiver <> k.party;
          moves := jsonb_build_array(
            jsonb_build_object('stage', 'held', 'holder', d.provider, 'minor', -value),
            case when is_onward then jsonb_build_object('stage', 'held', 'holder', d.receiver, 'minor', value)
              else jsonb_build_object('stage', 'committed', 'holder', '', 'minor', value) end);
          value := -value;
        end if;
      end if;

      -- Whose money it is.
      if not exists (select 1 from fund_behind(d.compact_id, counted, d.provider, d.receiver) x (organisation)
          where x.organisation in (d.entered_for, p_for)) then
        perform fund_refuse('TPF03', 'another party writes about this money', jsonb_build_object('place', 'organisation',
          'why', case when counted = 'refund' then 'back' when counted = 'expenditure' then 'spent' else 'given' end,
          'party', (select string_agg(o.name, ', ' order by o.name) from fund_behind(d.compact_id, counted, d.provider, d.receiver)
            x (organisation) join organisations o on o.id = x.organisation)));
      end if;

      -- Whether the compact lets money move.
      if d.kind not in ('refund', 'reversal', 'pledge') and not (d.kind = 'expenditure' and is_onward) then
        perform fund_assert_not_suspended(d.compact_id, d.contribution, d.line, d.date);
        if c.state not in ('in force', 'extended', 'closing') then
          perform fund_refuse('TPF04', 'the compact is not in force', jsonb_build_object('place', 'compact', 'state', c.state));
        end if;
      elsif c.state = 'closed' or (c.state = 'terminated' and d.kind = 'pledge') then
        perform fund_refuse('TPF04', 'the compact has ended', jsonb_build_object('place', 'compact', 'state', c.state));
      end if;

      -- What is lowered, given back or accounted for goes on after the end of a part. Taking that back gives it money again,
      -- unless what is taken back was written for a day since.
      if value > 0 and d.kind <> 'refund' and not (counted = 'expenditure' and is_onward) then
        for s in select a.key, a.initiative from (values (d.award), (case when d.receiver like 'award:%' then substr(d.receiver, 7) end))
            named (key) left join awards a on a.compact_id = d.compact_id and a.key = named.key loop
          if d.kind <> 'reversal' or not exists (select 1 from compact_part_ends x where x.compact_id = d.compact_id
              and x.on_day < e.date and x.key in (d.contribution, l.initiative, s.initiative)) then
            perform fund_assert_part_open(d.compact_id, d.contribution, d.line, coalesce(s.key, d.award,
              case when d.receiver like 'award:%' then substr(d.receiver, 7) end), d.date);
          end if;
          if d.kind in ('commitment', 'disbursement', 'expenditure') and s.initiative <> l.initiative then
            perform fund_refuse('TPF31', 'the line is of another initiative', jsonb_build_object('place', 'line',
              'why', 'initiative', 'key', s.key));
          end if;
        end loop;
      end if;

      -- Out of a contribution that is paid in tranches, no more goes another way than stands outside them.
      if counted in ('disbursement', 'expenditure') and not is_onward and d.kind <> 'reversal' then
        if d.tranche is null then
          select k.minor - coalesce(sum(x.minor), 0) into room from fund_tranches x
            where x.compact_id = d.compact_id and x.contribution = d.contribution and x.ended_version is null;
          if room < k.minor then
            select room - coalesce(sum(x.minor), 0) into room from ledger_entries x where x.compact_id = d.compact_id
              and x.contribution = d.contribution and x.tranche is null and not x.onward
              and x.counts_as in ('disbursement', 'expenditure');
            if value > room then
              perform fund_refuse('TPF21', 'this contribution is paid in tranches', jsonb_build_object('place', 'tranche',
                'minor', greatest(0, room), 'currency', d.currency));
            end if;
          end if;
        else
          room := fund_unpaid(d.compact_id, d.tranche, d.date);
          if value > room then
            -- No reason gets money past a condition, nor before the day on which the last of them was closed.
            if d.exception is null or fund_stopped(d.compact_id, d.tranche, least(d.date, to_char(p_at at time zone 'UTC', 'YYYY-MM-DD'))) is not null or fund_releasable(d.compact_id, d.tranche) < value + fund_paid(d.compact_id, d.tranche)
                - (select coalesce(sum(x.minor), 0) from tranche_releases x where x.compact_id = d.compact_id and x.tranche = d.tranche)
                or exists (select 1 from fund_conditions_of(d.compact_id, d.tranche) x
                  join condition_determinations y on y.id = x.act where fund_earliest_day(y.at) > d.date) then
              perform fund_refuse('TPF12', 'more would be paid than was released', jsonb_build_object('place', 'amount',
                'minor', greatest(0, room), 'currency', d.currency, 'tranche', d.tranche));
            end if;
            broken := broken || jsonb_build_object('rule', 'paid over released', 'over', least(value, value - room));
          end if;
        end if;
      elsif d.tranche is not null and counted in ('pledge', 'commitment') then
        perform fund_refuse('TPF21', 'a promise is not paid in tranches', jsonb_build_object('place', 'tranche', 'minor', 0,
          'currency', d.currency));
      end if;

      -- The entry, its postings, and what they make of the accounts.
      -- Whatever entries are added up, on whatever page, the sum can be held exactly: all of them together can, without signs.
      if abs(value) > ${MOST} or f.turnover > ${EXACT} - abs(value) then
        perform fund_refuse('TPF32', 'the ledger holds no more', jsonb_build_object('place', 'amount', 'why',
          case when abs(value) > ${MOST} then 'entry' else 'ledger' end,
          'minor', least(${MOST}, ${EXACT} - f.turnover), 'currency', d.currency));
      end if;
      update fund_compacts set entries = entries + 1, turnover = turnover + abs(value) where compact_id = d.compact_id
        returning * into f;
      insert into ledger_entries (id, compact_id, number, kind, counts_as, onward, date, minor, currency, contribution, line,
          tranche, award, provider, receiver, document, url, note, reverses, draft_id, entered_by, entered_for, entered_at,
          approved_by, approved_for, approved_at)
        values (p_entry, d.compact_id, f.entries, d.kind, counted, is_onward, d.date, value, d.currency, d.contribution, d.line,
          d.tranche, d.award, d.provider, d.receiver, d.document, d.url, d.note, d.reverses, d.id, d.entered_by, d.entered_for,
          d.entered_at, p_by, p_for, p_at);
      for m in select * from jsonb_array_elements(moves) loop
        n := n + 1;
        insert into ledger_postings values (p_entry, n, d.compact_id, d.contribution, m->>'stage', m->>'holder',
          (m->>'minor')::bigint, d.currency);
        insert into ledger_days as x values (d.compact_id, d.contribution, m->>'stage', m->>'holder', d.date, (m->>'minor')::bigint)
          on conflict (compact_id, contribution, stage, holder, date) do update set minor = x.minor + excluded.minor;
      end loop;
      if (select coalesce(sum(minor), 0) <> 0 or count(*) < 2 from ledger_postings where entry_id = p_entry) then
        perform fund_refuse('TPF26', 'the entry does not sum to nothing', jsonb_build_object('place', 'entry'));
      end if;

      for m in select * from jsonb_array_elements(moves) loop
        if m->>'stage' = 'promise' and (m->>'minor')::bigint < 0 then
          select 10 * k.minor::numeric + fund_lowest(d.compact_id, d.contribution, 'promise', '', d.date) into far;
          if far < 0 then
            perform fund_refuse('TPF32', 'more is pledged than a contribution bears', jsonb_build_object('place', 'amount',
              'why', 'pledge', 'minor', greatest(0, far - (m->>'minor')::bigint), 'currency', d.currency));
          end if;
        elsif m->>'stage' = 'plan' and (m->>'minor')::bigint < 0 then
          select k.minor + fund_lowest(d.compact_id, d.contribution, 'plan', '', d.date) into low;
          if low < -k.minor and d.exception is not null then
            perform fund_refuse('TPF32', 'no reason goes that far', jsonb_build_object('place', 'amount', 'why', 'exception',
              'minor', greatest(0, low + k.minor - (m->>'minor')::bigint), 'currency', d.currency));
          end if;
          if low < 0 then
            if d.exception is null then
              perform fund_refuse('TPF10', 'more would be committed than is planned', jsonb_build_object('place', 'amount',
                'minor', greatest(0, low - (m->>'minor')::bigint), 'currency', d.currency));
            end if;
            broken := broken || jsonb_build_object('rule', 'over planned', 'over', least(-low, -(m->>'minor')::bigint));
          end if;
        elsif m->>'stage' in ('pledged', 'committed', 'held', 'spent') and (m->>'minor')::bigint < 0 then
          low := fund_lowest(d.compact_id, d.contribution, m->>'stage', m->>'holder', d.date);
          if low < 0 then
            loss := case m->>'stage' when 'committed' then 'TPF11' else 'TPF14' end;
            if d.exception is null or not ((m->>'stage' = 'committed' and d.kind in ('disbursement', 'expenditure'))
                or (m->>'stage' = 'held' and d.kind = 'expenditure')) then
              perform fund_refuse(loss, 'the account would fall below nothing', jsonb_build_object('place',
                case when d.kind = 'reversal' then 'reverses' else 'amount' end, 'stage', m->>'stage', 'holder', m->>'holder',
                'kind', d.kind, 'minor', greatest(0, low - (m->>'minor')::bigint), 'currency', d.currency));
            end if;
            if m->>'stage' = 'committed' and low < -k.minor then
              perform fund_refuse('TPF32', 'no reason goes that far', jsonb_build_object('place', 'amount', 'why', 'exception',
                'minor', greatest(0, low + k.minor - (m->>'minor')::bigint), 'currency', d.currency));
            end if;
            if m->>'stage' = 'held' then
              -- Who spends ahead of what came says so itself, and nobody spends what nobody has promised.
              if not exists (select 1 from fund_standing(d.compact_id, d.provider) x (organisation)
                  where x.organisation = d.entered_for) then
                perform fund_refuse('TPF03', 'another party spends this', jsonb_build_object('place', 'provider', 'why', 'holder'));
              end if;
              select min(x.balance) into far from (
                select -sum(sum(minor)) over (order by date) as balance, lead(date) over (order by date) as until from ledger_days
                where compact_id = d.compact_id and contribution = d.contribution and stage in ('plan', 'spent') group by date) x
                where x.until is null or x.until > d.date;
              if far < 0 then
                perform fund_refuse('TPF32', 'more would be spent than is committed', jsonb_build_object('place', 'amount',
                  'why', 'spent', 'minor', greatest(0, far + value), 'currency', d.currency));
              end if;
            end if;
            broken := broken || jsonb_build_object('rule', case m->>'stage' when 'committed' then 'paid over committed'
              else 'spent over held' end, 'over', least(-low, -(m->>'minor')::bigint));
          end if;
        end if;
      end loop;
      -- An award receives what it comes to, less what it gave back, and no more.
      for m in select * from jsonb_array_elements(moves) loop
        if m->>'stage' = 'held' and m->>'holder' like 'award:%' and (m->>'minor')::bigint > 0 then
          select * into aw from awards where compact_id = d.compact_id and key = substr(m->>'holder', 7);
          select coalesce(sum(x.minor), 0) into low from ledger_entries x where x.compact_id = d.compact_id
            and ((x.counts_as = 'disbursement' and x.receiver = m->>'holder') or (x.counts_as = 'refund' and x.provider = m->>'holder'));
          if low > aw.minor then
            perform fund_refuse('TPF28', 'more would be paid than was awarded', jsonb_build_object('place',
              case when d.kind = 'reversal' then 'reverses' else 'amount' end,
              'minor', greatest(0, aw.minor - low + (m->>'minor')::bigint), 'currency', aw.currency, 'key', aw.key));
          end if;
        end if;
      end loop;
      -- A line of the plan gets what is planned for it and what was committed to it, or a reason says why.
      more := case when counted = 'commitment' then value else 0 end;
      out := case when not is_onward and counted in ('disbursement', 'expenditure', 'refund') then value else 0 end;
      if more <> 0 or (out > 0 and d.line is not null) then
        select * into s from fund_line_stands(d.compact_id, d.contribution, d.line);
        for m in select jsonb_build_object('rule', x.rule, 'over', least(x.over, x.added), 'why', x.why) from (values
            ('over planned for line', 'committed', s.committed - l.minor, greatest(0, more)),
            ('paid over planned for line', 'paid', s.paid - l.minor, greatest(0, out)),
            ('paid over committed for line', 'uncovered',
              case when out > 0 then least(s.uncovered, s.paid - s.committed) else s.uncovered end, greatest(0, out, -more))
            ) x (rule, why, over, added) where x.over > 0 and x.added > 0 loop
          if d.exception is null then
            perform fund_refuse('TPF33', 'more than the line of the plan holds', jsonb_build_object('place',
              case when d.kind = 'reversal' then 'reverses' else 'amount' end, 'why', case when d.line is null then 'whole' else m->>'why' end, 'key', coalesce(d.line, ''),
              'minor', greatest(0, abs(value) - (m->>'over')::numeric), 'currency', d.currency));
          end if;
          broken := broken || (m - 'why');
        end loop;
      end if;
      -- What was promised to be let go stays promised.
      if counted = 'commitment' and value < 0 then
        select -coalesce(sum(minor), 0) into room from ledger_days where compact_id = d.compact_id
          and contribution = d.contribution and stage = 'plan';
        select room - coalesce(sum(r.minor), 0) into low from tranche_releases r
          join fund_tranches x on x.compact_id = r.compact_id and x.key = r.tranche
          where r.compact_id = d.compact_id and x.contribution = d.contribution;
        -- What was released beyond the commitments with a reason stays as it was agreed to, and no further.
        if low + coalesce((select sum(x.over_minor) from ledger_exceptions x join tranche_releases r on r.id = x.release_id
            join fund_tranches y on y.compact_id = r.compact_id and y.key = r.tranche
            where x.compact_id = d.compact_id and x.rule = 'released over committed'
              and y.contribution = d.contribution), 0) < 0 then
          perform fund_refuse('TPF11', 'more is released than would be committed', jsonb_build_object('place',
            case when d.kind = 'reversal' then 'reverses' else 'amount' end, 'kind', d.kind, 'stage', 'committed', 'holder', '',
            'minor', greatest(0, low - value), 'currency', d.currency));
        end if;
      end if;
      for m in select * from jsonb_array_elements(broken) loop
        insert into ledger_exceptions values (gen_random_uuid(), d.compact_id, m->>'rule', p_entry, null, (m->>'over')::bigint,
          d.currency, d.exception, d.entered_by, p_by, p_at);
      end loop;
      update money_drafts set state = 'approved', decided_by = p_by, decided_for = p_for, decided_at = p_at,
        reason = nullif(trim(p_reason), ''), entry_id = p_entry where id = p_draft;
      return f.entries;
    end $$`,
  ]
  const names = [
    'fund_refuse(text, text, jsonb)',
    'fund_hold(uuid)',
    'fund_assert_party(uuid, uuid, uuid, text, text[], timestamptz)',
    'fund_assert_not_suspended(uuid, text, text, text)',
    'fund_assert_contribution_open(uuid, text, text)',
    'fund_assert_part_open(uuid, text, text, text, text)',
    'fund_follow(uuid, integer)',
    'fund_conditions_of(uuid, text)',
    'fund_round_begins(uuid, text, text)',
    'fund_releasable(uuid, text)',
    'condition_act(uuid, uuid, text, text, text, uuid, uuid, timestamptz, jsonb)',
    'tranche_ask(uuid, uuid, text, bigint, text, text, uuid, uuid, timestamptz)',
    'package_answer(uuid)',
    'package_check()',
    'tranche_decide(uuid, uuid, text, uuid, uuid, text, timestamptz)',
    'money_enter(uuid, uuid, jsonb, uuid, uuid, timestamptz)',
    'fund_paid(uuid, text)',
    'fund_unpaid(uuid, text, text)',
    'fund_earliest_day(timestamptz)',
    'fund_assert_day(text, text)',
    'fund_assert_holder(uuid, text, text, text)',
    'fund_lowest(uuid, text, text, text, text)',
    'fund_line_stands(uuid, text, text)',
    'money_decide(uuid, uuid, text, uuid, uuid, text, timestamptz)',
  ]
  // A function is everybody’s to call unless that is taken back; grants.ts gives it to the everyday role.
  return [...statements, ...names.map((name) => `revoke execute on function ${name} from public`)]
}
