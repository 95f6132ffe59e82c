/**
 * Rates between currencies hold for the compact they were entered for, once another party of it has agreed to them,
 * and none is entered or agreed to any more when it has ended: what its money came to then stays as it was said.
 */
export function rateChecks(schema: string): string[] {
  const path = `security definer set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  return [
    // Whoever writes about the rates of a compact has it, and what became of it.
    `create function rate_hold(p_compact uuid) returns void language plpgsql ${path} as $$
    declare c compacts;
    begin
      select * into c from compacts where id = p_compact for share;
      if c.id is null or c.state in ('closed', 'terminated') then
        perform fund_refuse('TPF04', 'the compact has ended', jsonb_build_object('place', 'compact', 'state', c.state));
      end if;
    end $$`,

    `create function rate_check() returns trigger language plpgsql ${path} as $$
    begin
      perform rate_hold(new.compact_id);
      new.at := fund_moment(new.compact_id, new.at);
      perform fund_assert_party(new.compact_id, new."by", new.entered_for, null, array['finance officer'], new.at);
      return new;
    end $$`,
    `create trigger exchange_rates_are_checked before insert on exchange_rates for each row execute function rate_check()`,

    // Refused it may be by whoever decides on money, and by who entered it.
    `create function rate_check_answer() returns trigger language plpgsql ${path} as $$
    declare r exchange_rates;
    begin
      select * into r from exchange_rates where id = new.rate_id;
      if r.id is null or r.compact_id <> new.compact_id then
        perform fund_refuse('TPF08', 'there is no such rate', jsonb_build_object('place', 'rate', 'key', new.rate_id));
      end if;
      perform rate_hold(new.compact_id);
      new.at := fund_moment(new.compact_id, new.at);
      perform fund_assert_party(new.compact_id, new."by", new.answered_for, null,
        array[case when new.verdict = 'refused' and new."by" = r."by" then 'finance officer' else 'finance approver' end], new.at);
      if new.verdict = 'agreed' and (new."by" = r."by" or new.answered_for = r.entered_for) then
        perform fund_refuse('TPF01', 'another party agrees to a rate', jsonb_build_object('place', 'verdict', 'why', 'rate'));
      end if;
      if exists (select 1 from exchange_rate_answers where rate_id = new.rate_id) then
        perform fund_refuse('TPF18', 'this was decided on before', jsonb_build_object('place', 'verdict'));
      end if;
      return new;
    end $$`,
    `create trigger exchange_rate_answers_are_checked before insert on exchange_rate_answers for each row
      execute function rate_check_answer()`,
  ]
}
