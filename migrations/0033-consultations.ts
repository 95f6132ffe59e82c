import { type Kysely, sql } from 'kysely'

/**
 * Consultations about a version of a methodology: who is asked, with which share, from when to when, and what they
 * answered. What was announced stands: the database refuses to change shares and moments.
 *
 * Nobody reads answers before the close. The everyday role has no right on the tables of members, codes, answers and
 * objections; it calls functions of the owner, and these give somebody their own by a mark that only the keys of the
 * house can make, and everybody’s after the moment of closing. What was answered lies sealed under those keys besides.
 * There is no id of a person in any of these tables (src/selection/consultation).
 *
 * The history names people, and says when. So that it leads to no row of these, their ids are random and stand in no
 * event, and they keep the day alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table consultations (
    id uuid primary key,
    methodology text collate "C" not null,
    version integer not null check (version > 0),
    -- The document as it was when the round was made: the round stays about it.
    document text not null,
    question text not null check (question <> ''),
    language text collate "C" not null,
    -- Whether points go to the groups of criteria or to each criterion.
    level text collate "C" not null check (level in ('groups', 'criteria')),
    ways jsonb not null,
    membership text collate "C" not null check (membership in ('open', 'invited')),
    groups jsonb not null,
    -- Fewest answers of a group of which anything is told.
    fewest integer not null check (fewest >= 10),
    opens timestamptz not null,
    closes timestamptz not null,
    made timestamptz not null,
    published timestamptz,
    called_off timestamptz,
    called_off_why text,
    revision integer not null default 1,
    check (closes > opens),
    check (published is null or published < opens),
    check ((called_off is null) = (called_off_why is null)),
    check (called_off is null or (published is not null and called_off < closes))
  )`.execute(db)
  await sql`create index consultations_by_methodology on consultations (methodology, closes)`.execute(db)

  // Who joined as what. The mark of a member is another than that of an answer: neither leads to the other.
  await sql`create table consultation_members (
    consultation_id uuid not null references consultations (id),
    mark text collate "C" not null,
    group_key text collate "C" not null,
    joined timestamptz not null,
    primary key (consultation_id, mark)
  )`.execute(db)

  await sql`create table consultation_codes (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    group_key text collate "C" not null,
    digest text collate "C" not null,
    made timestamptz not null,
    used timestamptz,
    on_paper boolean,
    unique (consultation_id, digest),
    check ((used is null) = (on_paper is null))
  )`.execute(db)

  await sql`create table consultation_answers (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    mark text collate "C" not null,
    -- A change is a further row; the last one counts.
    seq integer not null check (seq > 0),
    group_key text collate "C" not null,
    sealed text not null,
    comment text,
    paper boolean not null,
    -- The day it was given.
    at timestamptz not null,
    unique (consultation_id, mark, seq)
  )`.execute(db)

  await sql`create table consultation_objections (
    id uuid primary key,
    consultation_id uuid not null references consultations (id),
    mark text collate "C" not null,
    criterion text collate "C" not null,
    sealed text not null,
    public boolean not null,
    at timestamptz not null,
    withdrawn timestamptz
  )`.execute(db)
  await sql`create index consultation_objections_by_round on consultation_objections (consultation_id, id)`.execute(
    db,
  )

  await sql`create table consultation_objection_answers (
    id uuid primary key,
    objection_id uuid not null references consultation_objections (id),
    consultation_id uuid not null references consultations (id),
    outcome text collate "C" not null check (outcome in ('taken up', 'partly', 'declined')),
    text text not null check (text <> ''),
    at timestamptz not null
  )`.execute(db)
  await sql`create index consultation_objection_answers_by_round on consultation_objection_answers (consultation_id)`.execute(
    db,
  )
  await sql`create trigger consultation_objection_answers_stay before update or delete on consultation_objection_answers
    for each row execute function refuse_change()`.execute(db)

  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  for (const statement of functions(rows[0]?.schema ?? 'public')) await sql.raw(statement).execute(db)
  await sql`create trigger consultations_stay before update or delete on consultations
    for each row execute function consultation_stays()`.execute(db)
}

function functions(schema: string): string[] {
  const path = `security definer set search_path = "${schema.replaceAll('"', '""')}", pg_temp`
  const statements = [
    // Announced, a round is as it was said: it can be called off, and nothing else.
    `create function consultation_stays() returns trigger language plpgsql as $$
    declare total numeric; survivors boolean;
    begin
      if tg_op = 'DELETE' then
        if old.published is not null then
          raise exception using errcode = 'TPV04', message = 'this consultation was announced and stays';
        end if;
        return old;
      end if;
      if old.published is not null and
        (to_jsonb(new) - array['called_off', 'called_off_why', 'revision']) is distinct from
        (to_jsonb(old) - array['called_off', 'called_off_why', 'revision']) then
        raise exception using errcode = 'TPV04', message = 'this consultation was announced and stays';
      end if;
      if old.called_off is not null and new.called_off is distinct from old.called_off then
        raise exception using errcode = 'TPV04', message = 'this consultation was called off';
      end if;
      if old.published is null and new.published is not null then
        select sum((g->>'share')::numeric), coalesce(bool_or(g->>'kind' = 'survivors' and (g->>'share')::numeric > 0), false)
          into total, survivors from jsonb_array_elements(new.groups) g;
        if total is distinct from 100 or not survivors then
          raise exception using errcode = 'TPV05', message = 'shares sum to 100, and survivors have one of them';
        end if;
      end if;
      return new;
    end $$`,

    // The moment it is. Only a test house is told.
    `create function consultation_moment(p_at timestamptz) returns timestamptz language sql stable ${path} as $$
      select case when exists (select 1 from test_clock) then p_at else clock_timestamp() end
    $$`,

    // The round, held, while it is open.
    `create function consultation_hold(p_consultation uuid, p_at timestamptz) returns void language plpgsql ${path} as $$
    declare c consultations; here timestamptz;
    begin
      select * into c from consultations where id = p_consultation for update;
      here := consultation_moment(p_at);
      if c.id is null or c.published is null or c.called_off is not null or here < c.opens or here >= c.closes then
        raise exception using errcode = 'TPV01', message = 'this consultation is not open';
      end if;
    end $$`,

    `create function consultation_closed(p_consultation uuid, p_at timestamptz) returns void language plpgsql ${path} as $$
    begin
      if not exists (select 1 from consultations where id = p_consultation and published is not null
          and called_off is null and closes <= consultation_moment(p_at)) then
        raise exception using errcode = 'TPV02', message = 'this consultation is not over';
      end if;
    end $$`,

    // The day of a moment: all that is kept of when somebody did something here.
    `create function consultation_day(p_at timestamptz) returns timestamptz language sql immutable as $$
      select date_trunc('day', p_at, 'UTC')
    $$`,

    `create function consultation_asks(p_consultation uuid, p_group text) returns void language plpgsql ${path} as $$
    begin
      if not exists (select 1 from consultations c, jsonb_array_elements(c.groups) g
          where c.id = p_consultation and g->>'key' = p_group and (g->>'share')::numeric > 0) then
        raise exception using errcode = 'TPV03', message = 'this group is not asked';
      end if;
    end $$`,

    `create function consultation_join(p_consultation uuid, p_mark text, p_group text, p_at timestamptz)
      returns void language plpgsql ${path} as $$
    begin
      perform consultation_asks(p_consultation, p_group);
      insert into consultation_members values (p_consultation, p_mark, p_group, consultation_day(p_at));
    end $$`,

    `create function consultation_own_group(p_consultation uuid, p_mark text)
      returns table (group_key text, joined timestamptz) language sql stable ${path} as $$
      select m.group_key, m.joined from consultation_members m
        where m.consultation_id = p_consultation and m.mark = p_mark
    $$`,

    `create function consultation_codes_make(p_consultation uuid, p_group text, p_digests text[], p_at timestamptz)
      returns void language plpgsql ${path} as $$
    begin
      perform consultation_asks(p_consultation, p_group);
      insert into consultation_codes
        select gen_random_uuid(), p_consultation, p_group, digest, p_at, null, null from unnest(p_digests) digest;
    end $$`,

    // Uses a code up. Answers its group, and whether it had been used before; nothing for a code that is none.
    `create function consultation_code_use(p_consultation uuid, p_digest text, p_paper boolean, p_at timestamptz)
      returns table (id uuid, group_key text, gone boolean) language plpgsql ${path} as $$
    declare code consultation_codes;
    begin
      select * into code from consultation_codes c
        where c.consultation_id = p_consultation and c.digest = p_digest for update;
      if code.id is null then return; end if;
      if code.used is null then
        update consultation_codes c set used = consultation_day(p_at), on_paper = p_paper where c.id = code.id;
      end if;
      return query select code.id, code.group_key, code.used is not null;
    end $$`,

    `create function consultation_codes_of(p_consultation uuid)
      returns table (group_key text, made integer, used integer) language sql stable ${path} as $$
      select c.group_key, count(*)::integer, count(c.used)::integer from consultation_codes c
        where c.consultation_id = p_consultation group by c.group_key
    $$`,

    // Answers which version of the answer it is. On paper there is one and no other.
    `create function consultation_answer(p_id uuid, p_consultation uuid, p_mark text, p_group text, p_sealed text,
      p_comment text, p_paper boolean, p_at timestamptz) returns integer language plpgsql ${path} as $$
    declare n integer;
    begin
      perform consultation_hold(p_consultation, p_at);
      perform consultation_asks(p_consultation, p_group);
      select coalesce(max(seq), 0) + 1 into n from consultation_answers where consultation_id = p_consultation and mark = p_mark;
      if n > 1 and (p_paper or exists (select 1 from consultation_answers
          where consultation_id = p_consultation and mark = p_mark and (paper or group_key <> p_group))) then
        raise exception using errcode = 'TPV06', message = 'this was answered already';
      end if;
      insert into consultation_answers values (p_id, p_consultation, p_mark, n, p_group, p_sealed, p_comment, p_paper,
        consultation_day(p_at));
      return n;
    end $$`,

    `create function consultation_own_answers(p_consultation uuid, p_mark text)
      returns table (id uuid, seq integer, group_key text, sealed text, comment text, at timestamptz)
      language sql stable ${path} as $$
      select a.id, a.seq, a.group_key, a.sealed, a.comment, a.at from consultation_answers a
        where a.consultation_id = p_consultation and a.mark = p_mark order by a.seq
    $$`,

    // Everybody’s last answer, once the round is over; in an order that says nothing of who or when. What it is bound to
    // opens its seal, and stands nowhere else.
    `create function consultation_answers_after(p_consultation uuid, p_at timestamptz)
      returns table (bound uuid, group_key text, sealed text, comment text, paper boolean)
      language plpgsql stable ${path} as $$
    begin
      perform consultation_closed(p_consultation, p_at);
      return query select a.id, a.group_key, a.sealed, a.comment, a.paper from consultation_answers a
        where a.consultation_id = p_consultation and a.seq = (select max(b.seq) from consultation_answers b
          where b.consultation_id = a.consultation_id and b.mark = a.mark)
        order by md5(a.mark), a.mark;
    end $$`,

    `create function consultation_object(p_id uuid, p_consultation uuid, p_mark text, p_criterion text, p_sealed text,
      p_public boolean, p_at timestamptz) returns void language plpgsql ${path} as $$
    begin
      perform consultation_hold(p_consultation, p_at);
      insert into consultation_objections values (p_id, p_consultation, p_mark, p_criterion, p_sealed, p_public,
        consultation_day(p_at), null);
    end $$`,

    `create function consultation_own_objections(p_consultation uuid, p_mark text)
      returns table (id uuid, criterion text, sealed text, public boolean, at timestamptz, withdrawn timestamptz)
      language sql stable ${path} as $$
      select o.id, o.criterion, o.sealed, o.public, o.at, o.withdrawn from consultation_objections o
        where o.consultation_id = p_consultation and o.mark = p_mark order by o.at, o.id
    $$`,

    `create function consultation_withdraw(p_id uuid, p_mark text, p_at timestamptz) returns boolean language plpgsql ${path} as $$
    declare round uuid;
    begin
      select consultation_id into round from consultation_objections where id = p_id and mark = p_mark and withdrawn is null;
      if round is null then return false; end if;
      -- When the round is over it may have been read, and is owed an answer.
      perform consultation_hold(round, p_at);
      update consultation_objections set withdrawn = consultation_day(p_at) where id = p_id and withdrawn is null;
      return found;
    end $$`,

    // Objections, once the round is over or was called off: either way they are owed an answer.
    `create function consultation_objections_after(p_consultation uuid, p_at timestamptz)
      returns table (bound uuid, criterion text, sealed text, public boolean)
      language plpgsql stable ${path} as $$
    begin
      if not exists (select 1 from consultations c where c.id = p_consultation and c.called_off is not null) then
        perform consultation_closed(p_consultation, p_at);
      end if;
      return query select o.id, o.criterion, o.sealed, o.public from consultation_objections o
        where o.consultation_id = p_consultation and o.withdrawn is null order by o.criterion, md5(o.id::text);
    end $$`,

    // Somebody is erased. In an open round what they answered and objected goes. When it is over nothing leads to them any
    // more and their comment is gone; the points stay, for two results that differ would give away what the one between
    // them said. Objections that may have been read stay too, as their group’s.
    `create function consultation_forget(p_consultation uuid, p_member text, p_answers text, p_objections text,
      p_at timestamptz) returns void language plpgsql ${path} as $$
    declare over boolean; off boolean;
    begin
      select closes <= consultation_moment(p_at), called_off is not null into over, off
        from consultations where id = p_consultation for update;
      if over and not off then
        delete from consultation_answers a where a.consultation_id = p_consultation and a.mark = p_answers
          and a.seq < (select max(b.seq) from consultation_answers b
            where b.consultation_id = p_consultation and b.mark = p_answers);
        update consultation_answers set mark = 'erased ' || id::text, comment = null
          where consultation_id = p_consultation and mark = p_answers;
      else
        delete from consultation_answers where consultation_id = p_consultation and mark = p_answers;
      end if;
      if over or off then
        update consultation_objections set mark = 'erased ' || id::text
          where consultation_id = p_consultation and mark = p_objections;
      else
        delete from consultation_objections where consultation_id = p_consultation and mark = p_objections;
      end if;
      delete from consultation_members where consultation_id = p_consultation and mark = p_member;
    end $$`,
  ]
  const names = statements.map((statement) => statement.split(/create function |\(/, 2)[1] ?? '')
  return [...statements, ...names.map((name) => `revoke execute on function ${name} from public`)]
}
