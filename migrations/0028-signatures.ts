import { type Kysely, sql } from 'kysely'

/**
 * Signatures of letters and petitions. Who signed stands sealed in a row of its own signature, so that it can be erased
 * alone; what is compared are digests (src/campaigns/signing/signer-keys.ts). Whether a signature counts is decided from
 * the rows by one rule, in turns (src/campaigns/signing/settle.ts), and added up in tallies that a recount must agree with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table signatures (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    -- The very text that was signed.
    ask_version_id uuid not null references campaign_ask_versions (id),
    state text collate "C" not null check (state in ('pending', 'validated', 'invalidated')),
    reason text collate "C" check (reason in ('bounced', 'fraud', 'bulk', 'withdrawn')),
    channel text collate "C" not null check (channel in ('web', 'paper', 'osdi')),
    language text collate "C" not null,
    -- Where the signer is represented, as far as the postal code tells: not who it is.
    region text collate "C",
    division text collate "C",
    -- How much of the text is the signer's own, in percent; null where the campaign asks for none.
    own_words smallint check (own_words between 0 and 100),
    sealed text,
    email_key text collate "C",
    person_key text collate "C",
    postal_key text collate "C",
    domain_key text collate "C",
    network_key text collate "C",
    token_digest text collate "C" unique,
    -- Of all that was typed: the same form sent twice is one signature, another with its key is refused.
    sent_digest text collate "C",
    submitted_at timestamptz not null,
    confirmed_at timestamptz,
    erased_at timestamptz,
    counts_strict boolean not null default false,
    counts_household boolean not null default false,
    -- Under what it stands in the tallies; null until it was taken up.
    tallied text collate "C",
    -- How it was judged: for its letter and for the count of people, by both rules.
    judged text collate "C",
    -- As it was judged when its person was erased, or when what was remembered of the erased went: it stays so.
    fixed text collate "C",
    settled boolean not null default false,
    check ((state = 'invalidated') = (reason is not null)),
    check (state <> 'validated' or confirmed_at is not null),
    check (erased_at is null or (sealed is null and email_key is null and person_key is null and postal_key is null
      and domain_key is null and network_key is null and token_digest is null and sent_digest is null))
  )`.execute(db)
  await sql`create index signatures_unsettled on signatures (campaign_id, id) where not settled`.execute(db)
  await sql`create index signatures_by_email on signatures (email_key, campaign_id) where email_key is not null`.execute(
    db,
  )
  await sql`create index signatures_by_person on signatures (campaign_id, person_key) where person_key is not null`.execute(
    db,
  )
  await sql`create index signatures_by_campaign on signatures (campaign_id, submitted_at, id)`.execute(db)

  // What became of a signature after it was sent. Who did it stands there as an id; never who signed.
  await sql`create table signature_changes (
    id bigint generated always as identity primary key,
    signature_id uuid not null references signatures (id),
    at timestamptz not null default clock_timestamp(),
    state text collate "C" not null,
    reason text collate "C",
    erased boolean not null,
    act_id uuid
  )`.execute(db)
  await sql`create index signature_changes_by_signature on signature_changes (signature_id, id)`.execute(db)
  await sql`create trigger signature_changes_stay before update or delete on signature_changes
    for each row execute function refuse_change()`.execute(db)
  await sql`create trigger signature_changes_are_not_emptied before truncate on signature_changes
    for each statement execute function refuse_change()`.execute(db)

  // Whoever changes a signature by whatever statement: it is judged again, and the change is on record.
  await sql`create function signature_changed() returns trigger language plpgsql as $$
  begin
    if (new.state, new.reason, new.confirmed_at, new.email_key, new.person_key, new.postal_key, new.division, new.region)
      is distinct from
      (old.state, old.reason, old.confirmed_at, old.email_key, old.person_key, old.postal_key, old.division, old.region)
    then new.settled := false; end if;
    if (new.state, new.reason, new.erased_at) is distinct from (old.state, old.reason, old.erased_at) then
      insert into signature_changes (signature_id, state, reason, erased, act_id)
      values (new.id, new.state, new.reason, new.erased_at is not null,
        nullif(current_setting('tip.act', true), '')::uuid);
    end if;
    return new;
  end $$`.execute(db)
  await sql`create trigger signatures_change before update on signatures
    for each row execute function signature_changed()`.execute(db)
  await sql`create trigger signatures_stay before delete on signatures
    for each row execute function refuse_change()`.execute(db)

  // How many of a campaign are not judged yet, always by the index of those: statistics from before a large batch was
  // judged make the planner read a million rows to find none.
  await sql`create function signatures_waiting(campaign uuid) returns bigint language sql stable
    set enable_seqscan = off set enable_bitmapscan = off
    as $$ select count(*) from signatures where campaign_id = campaign and not settled $$`.execute(db)

  // What a signer agreed to, organisation by organisation; the text is the version that was shown.
  await sql`create table signature_consents (
    signature_id uuid not null references signatures (id),
    text_id uuid not null references campaign_consent_texts (id),
    given timestamptz not null,
    withdrawn timestamptz,
    primary key (signature_id, text_id)
  )`.execute(db)
  await sql`create index signature_consents_by_text on signature_consents (text_id)`.execute(db)

  // One turn a campaign: whoever holds it adds to its tallies.
  await sql`create table signature_turns (
    campaign_id uuid primary key references campaigns (id)
  )`.execute(db)
  await sql`create table signature_tallies (
    campaign_id uuid not null references campaigns (id),
    bucket text collate "C" not null,
    region text collate "C" not null,
    division text collate "C" not null,
    n bigint not null check (n >= 0),
    primary key (campaign_id, bucket, region, division)
  )`.execute(db)

  // What is left of those who were erased, so that nobody counts twice by signing again: digests under a secret of the
  // campaign alone, with nothing that leads to a signature. Destroyed, secret and all, once the campaign is over.
  await sql`create table signature_secrets (
    campaign_id uuid primary key references campaigns (id),
    secret text collate "C",
    destroyed timestamptz,
    check ((secret is null) = (destroyed is not null))
  )`.execute(db)
  await sql`create table signatures_remembered (
    campaign_id uuid not null references campaigns (id),
    digest text collate "C" not null,
    -- How many counted, by each rule.
    strict integer not null check (strict >= 0),
    household integer not null check (household >= 0),
    primary key (campaign_id, digest)
  )`.execute(db)

  // When an address was last asked to confirm in a campaign: once an hour, whoever types it.
  await sql`create table signature_letters (
    campaign_id uuid not null references campaigns (id),
    email_key text collate "C" not null,
    at timestamptz not null,
    primary key (campaign_id, email_key)
  )`.execute(db)
  await sql`create index signature_letters_by_time on signature_letters (at)`.execute(db)

  // The link a person asked for to see all of theirs; the address is known by its digest alone.
  await sql`create table supporter_links (
    token_digest text collate "C" primary key,
    email_key text collate "C" not null,
    made_at timestamptz not null,
    until timestamptz not null
  )`.execute(db)

  // Signatures taken back together, and what made somebody choose them; undone as a whole.
  await sql`create table signature_acts (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    reason text collate "C" not null check (reason in ('bounced', 'fraud', 'bulk')),
    why text not null,
    conditions jsonb not null,
    expected bigint not null,
    made timestamptz not null,
    made_by uuid,
    undone timestamptz,
    undone_by uuid,
    undone_why text,
    check ((undone is null) = (undone_why is null))
  )`.execute(db)
  await sql`create table signature_act_rows (
    act_id uuid not null references signature_acts (id),
    signature_id uuid not null references signatures (id),
    was_state text collate "C" not null,
    was_reason text collate "C",
    primary key (act_id, signature_id)
  )`.execute(db)
}
