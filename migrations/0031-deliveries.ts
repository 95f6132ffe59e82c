import { type Kysely, sql } from 'kysely'

/**
 * Letters that were handed over. A delivery is a record of what somebody did and what came back, by office and channel;
 * what it says was so on its day. Which letters it held stands by the ids of their signatures, so that an erased
 * signer leaves a number and nothing else (src/campaigns/edges).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table deliveries (
    id uuid primary key,
    campaign_id uuid not null references campaigns (id),
    ask_id uuid not null references campaign_asks (id),
    ask_version_id uuid not null references campaign_ask_versions (id),
    channel text collate "C" not null check (channel in ('cwc', 'post', 'email', 'form', 'phone')),
    -- As it is addressed.
    office text not null,
    -- A seat of a legislature with who held it; null for an office of another kind.
    seat text collate "C",
    legislator text collate "C",
    -- As the Congress names the office in its messages.
    code text collate "C",
    -- How many were put up; how many of them left stands with the step.
    letters integer not null check (letters > 0),
    -- How many count for the ask on the day, erased ones and cards too, under the rule of the campaign.
    counted bigint not null check (counted >= 0),
    policy text collate "C" not null check (policy in ('strict', 'household')),
    counted_on text collate "C" not null check (counted_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    -- Who answers for the messages of a file, sealed: a name, an address and a number.
    sealed text,
    made timestamptz not null,
    made_by uuid
  )`.execute(db)
  await sql`create index deliveries_by_campaign on deliveries (campaign_id, id)`.execute(db)
  await sql`create index deliveries_by_legislator on deliveries (legislator) where legislator is not null`.execute(
    db,
  )
  await sql`create table delivery_letters (
    delivery_id uuid not null references deliveries (id),
    signature_id uuid not null references signatures (id),
    primary key (delivery_id, signature_id)
  )`.execute(db)
  await sql`create index delivery_letters_by_signature on delivery_letters (signature_id)`.execute(db)

  // What became of it, the newest last; a later line corrects an earlier one, which stays.
  await sql`create table delivery_states (
    id uuid primary key,
    delivery_id uuid not null references deliveries (id),
    state text collate "C" not null check (state in ('queued', 'sent', 'accepted', 'refused', 'unknown')),
    on_day text collate "C" not null check (on_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    why text,
    -- Letters in the files as it left, and how many counted for the ask then: some may be erased or taken back since.
    letters integer check (letters >= 0),
    counted bigint check (counted >= 0),
    at timestamptz not null,
    by_person uuid,
    check ((letters is null) = (counted is null)),
    check (state <> 'sent' or letters is not null),
    check (state not in ('refused', 'unknown') or why is not null)
  )`.execute(db)
  await sql`create index delivery_states_by_delivery on delivery_states (delivery_id, id)`.execute(db)
  for (const table of ['delivery_letters', 'delivery_states']) {
    await sql`create trigger ${sql.ref(`${table}_stay`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.ref(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  }
}
