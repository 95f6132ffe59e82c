/**
 * A tranche is cancelled, or put off until a day, as a condition is waived: by a signatory of the donor’s side, with a
 * reason that is public. Both are only added to. What was released before stays released, and can be paid or taken back.
 */
export function trancheFunctions(schema: string): string[] {
  const path = `security definer set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  const statements = [
    // Whether nothing more of a tranche is let go on a day: 'cancelled' from then on, 'deferred' until the day that was said last.
    `create function fund_stopped(p_compact uuid, p_tranche text, p_day text) returns text language sql stable ${path} as $$
      select case
        when exists (select 1 from tranche_decisions where compact_id = p_compact and tranche = p_tranche and act = 'cancelled')
          then 'cancelled'
        when (select d.until from tranche_decisions d where d.compact_id = p_compact and d.tranche = p_tranche
          and d.act = 'deferred' order by d.number desc limit 1) > p_day then 'deferred' end
    $$`,

    `create function fund_assert_not_stopped(p_compact uuid, p_tranche text, p_day text) returns void
      language plpgsql ${path} as $$
    declare why text := fund_stopped(p_compact, p_tranche, p_day);
    begin
      if why is null then return; end if;
      perform fund_refuse('TPF34', 'nothing of this tranche is let go', jsonb_build_object('place', 'tranches/' || p_tranche,
        'why', why, 'ends', (select d.until from tranche_decisions d where d.compact_id = p_compact and d.tranche = p_tranche
          and why = 'deferred' and d.act = why order by d.number desc limit 1)));
    end $$`,

    `create function tranche_act(p_id uuid, p_compact uuid, p_tranche text, p_act text, p_by uuid, p_for uuid,
        p_at timestamptz, p_details jsonb) returns integer language plpgsql ${path} as $$
    declare f fund_compacts; c compacts; t fund_tranches; released bigint; until_day text := p_details->>'until'; place text;
    begin
      f := fund_hold(p_compact);
      p_at := fund_moment(p_compact, p_at);
      place := 'tranches/' || coalesce(p_tranche, '');
      perform fund_assert_party(p_compact, p_by, p_for, 'donor', array['signatory'], p_at);
      select * into t from fund_tranches where compact_id = p_compact and key = p_tranche and ended_version is null for update;
      if t.key is null then
        perform fund_refuse('TPF08', 'there is no such tranche', jsonb_build_object('place', 'tranche', 'key', p_tranche));
      end if;
      select * into c from compacts where id = p_compact;
      if c.state in ('closed', 'terminated') then
        perform fund_refuse('TPF04', 'the compact has ended', jsonb_build_object('place', 'compact', 'state', c.state));
      end if;
      if coalesce(p_act, '') not in ('cancelled', 'deferred') then
        perform fund_refuse('TPF08', 'there is no such decision', jsonb_build_object('place', 'act', 'key', p_act));
      end if;
      if fund_stopped(p_compact, p_tranche, '9999-12-31') = 'cancelled' then
        perform fund_assert_not_stopped(p_compact, p_tranche, '9999-12-31');
      end if;
      select coalesce(sum(minor), 0) into released from tranche_releases where compact_id = p_compact and tranche = p_tranche;
      if released >= t.minor then
        perform fund_refuse('TPF34', 'all of it is released', jsonb_build_object('place', place, 'why', 'whole'));
      end if;
      if p_act = 'cancelled' and exists (select 1 from tranche_requests where compact_id = p_compact and tranche = p_tranche
          and state = 'open') then
        perform fund_refuse('TPF34', 'a request for this tranche is open', jsonb_build_object('place', place, 'why', 'open'));
      end if;
      if p_act = 'deferred' then
        perform fund_assert_day(until_day, 'until');
        if until_day <= to_char(p_at at time zone 'UTC', 'YYYY-MM-DD') then
          perform fund_refuse('TPF06', 'a deferral ends on a day to come', jsonb_build_object('place', 'until', 'why', 'deferral'));
        end if;
        if until_day > least(c.ends_on, c.closes_on) then
          perform fund_refuse('TPF07', 'it is put off beyond the compact', jsonb_build_object('place', 'until',
            'begins', c.began_on, 'ends', least(c.ends_on, c.closes_on)));
        end if;
      end if;
      if length(trim(coalesce(p_details->>'reason', ''))) < 3 then
        perform fund_refuse('TPF15', 'this needs a reason', jsonb_build_object('place', 'reason'));
      end if;
      update fund_compacts set acts = acts + 1 where compact_id = p_compact returning * into f;
      insert into tranche_decisions (id, compact_id, number, tranche, act, until, freed_minor, currency, reason, capacity,
          version, by, by_for, at)
        values (p_id, p_compact, f.acts, p_tranche, p_act, case when p_act = 'deferred' then until_day end,
          case when p_act = 'cancelled' then t.minor - released end, t.currency, trim(p_details->>'reason'),
          nullif(trim(p_details->>'capacity'), ''), f.version, p_by, p_for, p_at);
      return f.acts;
    end $$`,
  ]
  const names = [
    'fund_stopped(uuid, text, text)',
    'fund_assert_not_stopped(uuid, text, text)',
    'tranche_act(uuid, uuid, text, text, uuid, uuid, timestamptz, jsonb)',
  ]
  return [...statements, ...names.map((name) => `revoke execute on function ${name} from public`)]
}
