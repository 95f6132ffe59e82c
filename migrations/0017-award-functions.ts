/**
 * Awards are entered for who gives them (the party of the contribution, or who received the award above), hold once a
 * second person agreed, as an entry does, and can be ended with a reason. Nothing of them is changed or deleted.
 */
export function awardFunctions(schema: string): string[] {
  const path = `security definer set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  const statements = [
    `create function award_received(p_compact uuid, p_key text) returns numeric language sql stable ${path} as $$
      select coalesce(sum(minor), 0) from ledger_entries where compact_id = p_compact
        and ((counts_as = 'disbursement' and receiver = 'award:' || p_key) or (counts_as = 'refund' and provider = 'award:' || p_key))
    $$`,

    // What was given out of the same contribution, or the same award: of one that ended, what it received.
    `create function award_given(p_compact uuid, p_contribution text, p_parent text) returns numeric language sql stable ${path} as $$
      select coalesce(sum(case when ended_on is null then minor else greatest(0, award_received(compact_id, key)) end), 0)
      from awards where compact_id = p_compact and contribution = p_contribution and parent is not distinct from p_parent
        and state <> 'refused'
    $$`,

    // Whoever gives an award: who contributes, or who received the award it is given out of.
    `create function award_assert_giver(p_compact uuid, p_contribution text, p_parent text, p_for uuid) returns void
      language plpgsql ${path} as $$
    begin
      if not exists (select 1 from fund_contributions k, fund_standing(p_compact, k.party) x (organisation)
            where k.compact_id = p_compact and k.key = p_contribution and x.organisation = p_for)
          and not exists (select 1 from awards where compact_id = p_compact and key = p_parent and organisation_id = p_for) then
        perform fund_refuse('TPF03', 'another party gives this award', jsonb_build_object('place', 'contribution', 'why', 'giver'));
      end if;
    end $$`,

    // Nothing is paid to it after the last day of the compact, so it ends by then.
    `create function award_assert_term(a awards) returns void language plpgsql ${path} as $$
    declare c compacts;
    begin
      select * into c from compacts where id = a.compact_id;
      if a.ends > least(c.ends_on, c.closes_on) then
        perform fund_refuse('TPF07', 'it runs beyond the compact', jsonb_build_object('place', 'ends', 'begins', c.began_on,
          'ends', least(c.ends_on, c.closes_on)));
      end if;
    end $$`,

    `create function award_enter(p_id uuid, p_compact uuid, p_award jsonb, p_by uuid, p_for uuid, p_at timestamptz) returns void
      language plpgsql ${path} as $$
    declare f fund_compacts; a awards; k fund_contributions; o awards; room numeric;
    begin
      f := fund_hold(p_compact);
      p_at := fund_moment(p_compact, p_at);
      perform fund_assert_party(p_compact, p_by, p_for, null, array['finance officer'], p_at);
      if exists (select 1 from compacts where id = p_compact and state in ('closed', 'terminated')) then
        perform fund_refuse('TPF04', 'the compact has ended', jsonb_build_object('place', 'compact', 'state', 'closed'));
      end if;
      a := jsonb_populate_record(null::awards, p_award);
      a.id := p_id; a.compact_id := p_compact; a."by" := p_by; a.entered_for := p_for; a.at := p_at; a.state := 'entered';
      a.answered_by := null; a.answered_for := null; a.answered_at := null; a.answer_reason := null;
      a.ended_on := null; a.ended_by := null; a.ended_for := null; a.ended_at := null; a.end_reason := null;
      if coalesce(a.instrument, '') not in ('grant', 'cooperative-agreement', 'contract', 'government-budget') then
        perform fund_refuse('TPF08', 'there is no such instrument', jsonb_build_object('place', 'instrument', 'key', a.instrument));
      end if;
      select * into k from fund_contributions where compact_id = p_compact and key = a.contribution and ended_version is null for update;
      if k.key is null then
        perform fund_refuse('TPF08', 'there is no such contribution', jsonb_build_object('place', 'contribution', 'key', a.contribution));
      end if;
      if a.currency is distinct from k.currency then
        perform fund_refuse('TPF09', 'the contribution has another currency', jsonb_build_object('place', 'amount', 'currency', k.currency));
      end if;
      perform award_assert_giver(p_compact, a.contribution, a.parent, p_for);
      if a.organisation_id is not null and not exists (select 1 from fund_parties where compact_id = p_compact
          and organisation_id = a.organisation_id and ended_version is null) then
        perform fund_refuse('TPF08', 'the recipient is no party', jsonb_build_object('place', 'organisation', 'key', a.organisation_id));
      end if;
      perform fund_assert_day(a.begins, 'begins');
      perform fund_assert_day(a.ends, 'ends');
      if a.ends < a.begins then
        perform fund_refuse('TPF06', 'the last day is not before the first', jsonb_build_object('place', 'ends', 'why', 'last'));
      end if;
      if exists (select 1 from compact_part_ends e where e.compact_id = p_compact and e.on_day < a.ends
          and ((e.what = 'contribution' and e.key = a.contribution) or (e.what = 'initiative' and e.key = a.initiative))) then
        perform fund_refuse('TPF35', 'it runs beyond the end of its part', (select jsonb_build_object('place', 'ends', 'why', e.what,
          'key', e.key, 'ends', e.on_day) from compact_part_ends e where e.compact_id = p_compact and e.on_day < a.ends
          and ((e.what = 'contribution' and e.key = a.contribution) or (e.what = 'initiative' and e.key = a.initiative))
          order by e.on_day limit 1));
      end if;
      if coalesce(a.minor, 0) <= 0 then
        perform fund_refuse('TPF20', 'an amount is more than nothing', jsonb_build_object('place', 'amount'));
      end if;
      if a.parent is not null then
        select * into o from awards where compact_id = p_compact and key = a.parent and contribution = a.contribution
          and state = 'agreed' and ended_on is null;
        if o.id is null then
          perform fund_refuse('TPF08', 'there is no such award', jsonb_build_object('place', 'parent', 'key', a.parent));
        end if;
        if a.begins < o.begins or a.ends > o.ends then
          perform fund_refuse('TPF07', 'it runs beyond its award', jsonb_build_object('place', 'begins', 'begins', o.begins, 'ends', o.ends));
        end if;
      end if;
      perform award_assert_term(a);
      room := coalesce(o.minor, k.minor) - award_given(p_compact, a.contribution, a.parent);
      if a.minor > room then
        perform fund_refuse('TPF28', 'more would be given than there is', jsonb_build_object('place', 'amount',
          'minor', greatest(0, room), 'currency', k.currency, 'key', coalesce(a.parent, a.contribution)));
      end if;
      insert into awards select (a).*;
    end $$`,

    `create function award_decide(p_award uuid, p_verdict text, p_by uuid, p_for uuid, p_reason text, p_at timestamptz) returns void
      language plpgsql ${path} as $$
    declare f fund_compacts; a awards;
    begin
      select * into a from awards where id = p_award;
      if a.id is null or coalesce(p_verdict, '') not in ('agreed', 'refused') then
        perform fund_refuse('TPF08', 'there is no such award or decision', jsonb_build_object('place', 'verdict', 'key', p_verdict));
      end if;
      f := fund_hold(a.compact_id);
      select * into a from awards where id = p_award for update;
      if a.state <> 'entered' then
        perform fund_refuse('TPF18', 'this was decided on before', jsonb_build_object('place', 'verdict'));
      end if;
      p_at := fund_moment(a.compact_id, p_at);
      -- Whoever entered it can withdraw it.
      perform fund_assert_party(a.compact_id, p_by, p_for, null,
        array[case when p_by = a."by" and p_verdict = 'refused' then 'finance officer' else 'finance approver' end], p_at);
      if p_verdict = 'agreed' and exists (select 1 from compacts where id = a.compact_id and state in ('closed', 'terminated')) then
        perform fund_refuse('TPF04', 'the compact has ended', jsonb_build_object('place', 'compact', 'state', 'closed'));
      end if;
      if p_verdict = 'agreed' then
        perform award_assert_giver(a.compact_id, a.contribution, a.parent, p_for);
        if p_for = a.organisation_id then
          perform fund_refuse('TPF03', 'who receives an award does not agree to it', jsonb_build_object('place', 'verdict',
            'why', 'recipient'));
        end if;
        perform award_assert_term(a);
      end if;
      if p_verdict = 'agreed' and p_by = a."by" then
        perform fund_refuse('TPF01', 'who enters does not agree', jsonb_build_object('place', 'verdict', 'why', 'entry'));
      end if;
      if p_verdict = 'refused' and length(trim(coalesce(p_reason, ''))) < 3 then
        perform fund_refuse('TPF15', 'a refusal needs a reason', jsonb_build_object('place', 'reason'));
      end if;
      update awards set state = p_verdict, answered_by = p_by, answered_for = p_for, answered_at = p_at,
        answer_reason = nullif(trim(p_reason), '') where id = p_award;
    end $$`,

    // From the day after, nothing more is committed or paid to it; what it received goes on being accounted for.
    `create function award_end(p_award uuid, p_on text, p_by uuid, p_for uuid, p_reason text, p_at timestamptz) returns void
      language plpgsql ${path} as $$
    declare f fund_compacts; a awards;
    begin
      select * into a from awards where id = p_award;
      if a.id is null then
        perform fund_refuse('TPF08', 'there is no such award', jsonb_build_object('place', 'award', 'key', p_award));
      end if;
      f := fund_hold(a.compact_id);
      select * into a from awards where id = p_award for update;
      if a.state <> 'agreed' or a.ended_on is not null then
        perform fund_refuse('TPF18', 'this has ended before', jsonb_build_object('place', 'ended'));
      end if;
      p_at := fund_moment(a.compact_id, p_at);
      perform fund_assert_party(a.compact_id, p_by, p_for, null, array['finance approver'], p_at);
      perform award_assert_giver(a.compact_id, a.contribution, a.parent, p_for);
      perform fund_assert_day(p_on, 'ended');
      if p_on > fund_latest_day(p_at) then
        perform fund_refuse('TPF06', 'the day has not come yet', jsonb_build_object('place', 'ended', 'why', 'future'));
      end if;
      if exists (select 1 from ledger_entries where compact_id = a.compact_id and counts_as in ('commitment', 'disbursement')
          and (award = a.key or receiver = 'award:' || a.key) and date > p_on) then
        perform fund_refuse('TPF06', 'it was paid after that', jsonb_build_object('place', 'ended', 'why', 'paid'));
      end if;
      if length(trim(coalesce(p_reason, ''))) < 3 then
        perform fund_refuse('TPF15', 'an end needs a reason', jsonb_build_object('place', 'reason'));
      end if;
      update awards set ended_on = p_on, ended_by = p_by, ended_for = p_for, ended_at = p_at, end_reason = trim(p_reason)
        where id = p_award;
    end $$`,
  ]
  const names = [
    'award_received(uuid, text)',
    'award_given(uuid, text, text)',
    'award_assert_giver(uuid, text, text, uuid)',
    'award_assert_term(awards)',
    'award_enter(uuid, uuid, jsonb, uuid, uuid, timestamptz)',
    'award_decide(uuid, text, uuid, uuid, text, timestamptz)',
    'award_end(uuid, text, uuid, uuid, text, timestamptz)',
  ]
  return [...statements, ...names.map((name) => `revoke execute on function ${name} from public`)]
}
