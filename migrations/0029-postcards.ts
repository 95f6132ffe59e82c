import { type Kysely, sql } from 'kysely'

/**
 * Cards on paper. What an advocate says was collected, what a member of the coalition counted, and what was handed over
 * are three things and stand in three tables: a later one never writes over an earlier. Who pledged and who is on a
 * list stand sealed in rows of their own, so that each can be erased (src/campaigns/postcards).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table postcard_pledges (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    language text collate "C" not null,
    cards integer not null check (cards between 1 and 100000),
    sealed text,
    email_key text collate "C",
    made_at timestamptz not null,
    confirmed_at timestamptz,
    withdrawn_at timestamptz,
    erased_at timestamptz,
    check (erased_at is null or (sealed is null and email_key is null))
  )`.execute(db)
  await sql`create unique index postcard_pledges_by_email on postcard_pledges (campaign_id, email_key)
    where email_key is not null`.execute(db)
  await sql`create index postcard_pledges_by_campaign on postcard_pledges (campaign_id, id)`.execute(db)

  // Links that were mailed, by their digests; one who lost theirs asks for another.
  await sql`create table postcard_links (
    token_digest text collate "C" primary key,
    pledge_id uuid not null references postcard_pledges (id),
    made_at timestamptz not null,
    until timestamptz not null,
    -- What was typed with it, until the pledge is confirmed: anybody can type an address, and each link confirms its own.
    cards integer check (cards between 1 and 100000),
    language text collate "C",
    sealed text,
    check ((sealed is null) = (cards is null) and (sealed is null) = (language is null))
  )`.execute(db)
  await sql`create index postcard_links_by_pledge on postcard_links (pledge_id)`.execute(db)

  // What an advocate says: so many cards on such a day. Where, and who counted, stand sealed.
  await sql`create table postcard_batches (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    pledge_id uuid not null references postcard_pledges (id),
    ask_version_id uuid not null references campaign_ask_versions (id),
    number integer not null check (number > 0),
    collected_on text collate "C" not null check (collected_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    cards integer not null check (cards between 1 and 100000),
    sealed text,
    entered_at timestamptz not null,
    withdrawn_at timestamptz,
    unique (pledge_id, number)
  )`.execute(db)
  await sql`create index postcard_batches_by_campaign on postcard_batches (campaign_id, id)`.execute(db)

  // A typed list waits here until somebody compared it with the cards; then its people are signatures, or forgotten.
  await sql`create table postcard_lines (
    id uuid primary key,
    batch_id uuid not null references postcard_batches (id),
    number integer not null check (number > 0),
    sealed text not null,
    unique (batch_id, number)
  )`.execute(db)

  // A photograph of the cards, until they are counted: there are names on it.
  await sql`create table postcard_photos (
    batch_id uuid primary key references postcard_batches (id),
    type text collate "C" not null check (type in ('image/png', 'image/jpeg')),
    sealed text not null,
    sent_at timestamptz not null
  )`.execute(db)

  // Which signatures came with which batch.
  await sql`create table postcard_signatures (
    signature_id uuid primary key references signatures (id),
    batch_id uuid not null references postcard_batches (id)
  )`.execute(db)
  await sql`create index postcard_signatures_by_batch on postcard_signatures (batch_id)`.execute(db)

  // What somebody of the coalition counted. The newest stands; earlier ones stay.
  await sql`create table postcard_checks (
    id uuid primary key,
    batch_id uuid not null references postcard_batches (id),
    cards integer not null check (cards between 0 and 100000),
    how text collate "C" not null check (how in ('cards in hand', 'photograph', 'typed list')),
    -- To whose office they are addressed, where all of them are for one.
    legislator text collate "C",
    region text collate "C",
    division text collate "C",
    why text,
    at timestamptz not null,
    by_person uuid
  )`.execute(db)
  await sql`create index postcard_checks_by_batch on postcard_checks (batch_id, id)`.execute(db)
  await sql`create trigger postcard_checks_stay before update or delete on postcard_checks
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger postcard_checks_are_not_emptied before truncate on postcard_checks
    for each statement execute function refuse_change()`.execute(db)

  // Cards of a batch that were handed over to an office.
  await sql`create table postcard_deliveries (
    id uuid primary key,
    -- One visit or parcel may carry cards of several batches.
    act_id uuid not null,
    campaign_id uuid not null references campaigns (id),
    batch_id uuid not null references postcard_batches (id),
    legislator text collate "C",
    office text not null,
    on_day text collate "C" not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    how text collate "C" not null check (how in ('in person', 'post', 'courier')),
    receipt text,
    cards integer not null check (cards between 1 and 100000),
    at timestamptz not null,
    by_person uuid,
    ended timestamptz,
    ended_by uuid,
    ended_why text,
    check ((ended is null) = (ended_why is null))
  )`.execute(db)
  await sql`create index postcard_deliveries_by_campaign on postcard_deliveries (campaign_id, id)`.execute(db)
  await sql`create index postcard_deliveries_by_batch on postcard_deliveries (batch_id)`.execute(db)
  await sql`create index postcard_deliveries_by_legislator on postcard_deliveries (legislator) where legislator is not null`.execute(
    db,
  )
}
