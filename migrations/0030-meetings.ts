import { type Kysely, sql } from 'kysely'

/**
 * Meetings with legislators, calls to their offices and posts that name them. Who goes to a meeting and what was noted in
 * confidence stand sealed in rows of their own, so that they can be erased and the meeting stays.
 *
 * Columns that name people of the house hold ids without a foreign key: they outlive the person's own row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table campaign_meetings (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    -- Key of the legislator, the same in every pack; the name as the pack of the day had it.
    legislator text collate "C" not null,
    legislator_name text not null,
    -- Keys of the asks that are raised.
    asks jsonb not null,
    -- Country of the brief in the kit.
    country text collate "C" check (country ~ '^[A-Z]{3}$'),
    -- The office with the day of the pack it is known from; null where none is known or another place was agreed.
    office jsonb,
    place text,
    starts timestamptz not null,
    minutes integer not null check (minutes between 5 and 480),
    zone text collate "C" not null,
    state text collate "C" not null check (state in ('booked', 'held', 'called off')),
    why text,
    revision integer not null check (revision > 0),
    made timestamptz not null,
    made_by uuid,
    check (office is null or place is null),
    check ((state = 'called off') = (why is not null))
  )`.execute(db)
  await sql`create index campaign_meetings_by_campaign on campaign_meetings (campaign_id, starts)`.execute(db)
  await sql`create index campaign_meetings_by_legislator on campaign_meetings (legislator, starts)`.execute(
    db,
  )

  await sql`create table campaign_meeting_delegates (
    id uuid primary key,
    meeting_id uuid not null references campaign_meetings (id),
    role text collate "C" not null check (role in ('leader', 'note-taker', 'story-teller', 'other')),
    -- Who it is; null once erased.
    sealed text,
    made timestamptz not null
  )`.execute(db)
  await sql`create index campaign_meeting_delegates_by_meeting on campaign_meeting_delegates (meeting_id, id)`.execute(
    db,
  )

  // What came of a meeting; a correction is a further version.
  await sql`create table campaign_meeting_reports (
    id uuid primary key,
    meeting_id uuid not null references campaign_meetings (id),
    version integer not null check (version > 0),
    content jsonb not null,
    why text,
    made timestamptz not null,
    made_by uuid,
    unique (meeting_id, version),
    check ((version = 1) = (why is null))
  )`.execute(db)
  await sql`create trigger campaign_meeting_reports_stay before update or delete on campaign_meeting_reports
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger campaign_meeting_reports_are_not_emptied before truncate on campaign_meeting_reports
    for each statement execute function refuse_change()`.execute(db)

  // What they promised, what they asked, what is left to do.
  await sql`create table campaign_meeting_points (
    id uuid primary key,
    meeting_id uuid not null references campaign_meetings (id),
    kind text collate "C" not null check (kind in ('commitment', 'question', 'follow-up', 'thank-you')),
    ask_key text collate "C",
    text text not null,
    due text collate "C" check (due ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    state text collate "C" not null check (state in ('open', 'done', 'not done')),
    settled_on text collate "C" check (settled_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    made timestamptz not null,
    made_by uuid,
    check ((state = 'open') = (settled_on is null))
  )`.execute(db)
  await sql`create index campaign_meeting_points_by_meeting on campaign_meeting_points (meeting_id, id)`.execute(
    db,
  )

  await sql`create table campaign_meeting_notes (
    id uuid primary key,
    meeting_id uuid not null references campaign_meetings (id),
    -- What was noted; null once erased.
    sealed text,
    made timestamptz not null,
    made_by uuid
  )`.execute(db)
  await sql`create index campaign_meeting_notes_by_meeting on campaign_meeting_notes (meeting_id, id)`.execute(
    db,
  )

  // Calls to an office: by the organisation itself, or as callers say who have no account. Nobody's name, nobody's number.
  await sql`create table campaign_calls (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    legislator text collate "C" not null,
    ask_key text collate "C",
    on_day text collate "C" not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    outcome text collate "C" not null check (outcome in ('unavailable', 'voicemail', 'contact', 'skip')),
    said_by text collate "C" not null check (said_by in ('organisation', 'caller')),
    made timestamptz not null,
    made_by uuid,
    ended timestamptz,
    ended_why text,
    check ((ended is null) = (ended_why is null)),
    check (said_by = 'organisation' or made_by is null)
  )`.execute(db)
  await sql`create index campaign_calls_by_legislator on campaign_calls (legislator, campaign_id, on_day)`.execute(
    db,
  )

  // A message that was opened to be posted; posted only where the person says so.
  await sql`create table campaign_posts (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    legislator text collate "C" not null,
    ask_key text collate "C",
    network text collate "C" not null,
    -- The name there and the day of the pack it is known from.
    handle text not null,
    handle_as_of text collate "C" not null check (handle_as_of ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    opened_on text collate "C" not null check (opened_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    posted_on text collate "C" check (posted_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    -- It leads to a person: erased by them, and six months after the campaign.
    address text,
    ended timestamptz,
    ended_why text,
    check (address is null or posted_on is not null),
    check ((ended is null) = (ended_why is null))
  )`.execute(db)
  await sql`create index campaign_posts_by_legislator on campaign_posts (legislator, campaign_id, opened_on)`.execute(
    db,
  )
}
