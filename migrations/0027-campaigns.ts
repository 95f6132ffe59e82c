import { type Kysely, sql } from 'kysely'

/**
 * Campaigns of a coalition: an organisation of the house leads, others endorse. What was said to people while they
 * signed stays as it was said: texts of asks and of consent are versions that are only ever added.
 *
 * Columns that name people hold ids without a foreign key: they outlive the person's own row when it is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table campaigns (
    id uuid primary key,
    slug text collate "C" not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60),
    -- The organisation that leads the coalition.
    organisation_id uuid not null references organisations (id),
    state text collate "C" not null
      check (state in ('draft', 'live', 'paused', 'won', 'lost', 'closed', 'archived')),
    revision integer not null check (revision > 0),
    -- Words in the languages it declares, and where in a reader's own they are missing.
    facts jsonb not null,
    -- Whose members are asked; null for a campaign that asks no legislature.
    legislature text collate "C",
    -- The day it speaks of; null is today.
    as_of text collate "C" check (as_of ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    policy text collate "C" not null check (policy in ('strict', 'household')),
    goal integer check (goal > 0),
    opens text collate "C" check (opens ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    closes text collate "C" check (closes ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    -- When it first went live: from then on everybody reads it. Null for one that never has.
    public_since timestamptz,
    -- When it ended, won, lost or closed: from then on personal data have six months.
    ended timestamptz,
    made timestamptz not null,
    made_by uuid,
    check (closes >= opens),
    check (state = 'draft' or state = 'archived' or public_since is not null)
  )`.execute(db)
  await sql`create index campaigns_by_organisation on campaigns (organisation_id, id)`.execute(db)

  // Each change of state, and of what a public campaign says, with its day and why: public, and never rewritten.
  await sql`create table campaign_steps (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    before text collate "C" not null,
    -- The same as before where its words were changed.
    after text collate "C" not null,
    on_day text collate "C" not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    why text not null,
    language text collate "C" not null,
    at timestamptz not null,
    by_person uuid
  )`.execute(db)
  await sql`create index campaign_steps_by_campaign on campaign_steps (campaign_id, id)`.execute(db)

  await sql`create table campaign_asks (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    key text collate "C" not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) between 2 and 60),
    kind text collate "C" not null check (kind in ('bill', 'letter', 'budget line', 'country choice')),
    -- What is asked, of whom: a bill, an office, a line of the budget, countries.
    target jsonb not null,
    made timestamptz not null,
    made_by uuid,
    ended timestamptz,
    ended_why text,
    unique (campaign_id, key),
    check ((ended is null) = (ended_why is null))
  )`.execute(db)

  await sql`create table campaign_ask_versions (
    id uuid primary key,
    ask_id uuid not null references campaign_asks (id),
    version integer not null check (version > 0),
    content jsonb not null,
    why text,
    made timestamptz not null,
    made_by uuid,
    unique (ask_id, version)
  )`.execute(db)

  // An organisation of the house, or one that is known by name alone.
  await sql`create table campaign_endorsers (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    organisation_id uuid references organisations (id),
    name text,
    website text,
    made timestamptz not null,
    made_by uuid,
    unique (campaign_id, organisation_id),
    check ((organisation_id is null) <> (name is null))
  )`.execute(db)
  await sql`create index campaign_endorsers_by_organisation on campaign_endorsers (organisation_id)`.execute(
    db,
  )

  await sql`create table campaign_endorsements (
    id uuid primary key,
    endorser_id uuid not null references campaign_endorsers (id),
    state text collate "C" not null check (state in ('invited', 'endorsed', 'withdrawn')),
    on_day text collate "C" not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    -- What shows it: the address of a document, or a letter in words.
    proof_address text,
    proof_letter text,
    -- Or its own word, given here by somebody who stands for it: from then on nobody else speaks for it.
    own_word boolean not null default false,
    why text,
    at timestamptz not null,
    by_person uuid,
    check (state <> 'endorsed' or own_word or proof_address is not null or proof_letter is not null)
  )`.execute(db)
  await sql`create index campaign_endorsements_by_endorser on campaign_endorsements (endorser_id, id)`.execute(
    db,
  )

  // What a partner asks consent for, in its own words; the newest version is asked, the others stay readable.
  await sql`create table campaign_consent_texts (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    organisation_id uuid references organisations (id),
    endorser_id uuid references campaign_endorsers (id),
    purpose text collate "C" not null
      check (purpose in ('updates of this campaign', 'news of the organisation', 'calls', 'text messages')),
    version integer not null check (version > 0),
    -- By language; null where from this version on it is no longer asked.
    words jsonb,
    made timestamptz not null,
    made_by uuid,
    check ((organisation_id is null) <> (endorser_id is null)),
    unique (campaign_id, organisation_id, purpose, version),
    unique (campaign_id, endorser_id, purpose, version)
  )`.execute(db)

  for (const table of [
    'campaign_steps',
    'campaign_ask_versions',
    'campaign_endorsements',
    'campaign_consent_texts',
  ]) {
    await sql`create trigger ${sql.id(`${table}_stay`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
}
