import { type Kysely, sql } from 'kysely'
import { awardFunctions } from './0017-award-functions.ts'
import { fundingFunctions } from './0017-funding-functions.ts'
import { rateChecks } from './0017-rate-checks.ts'
import { signingChecks } from './0017-signing-checks.ts'
import { trancheFunctions } from './0017-tranche-functions.ts'

/**
 * Money of a compact: what the agreement in force plans, what was written down about it, what
 * was decided about its conditions, and what was let go.
 *
 * Who may write is decided here and nowhere else: the everyday role reads these tables and
 * calls the functions of the owner (docs/decisions/0010-the-ledger-in-the-database.md).
 * Columns that name people hold ids without a foreign key: they outlive the person’s own row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The one row that all who write about the money of a compact hold, so that they take turns. Its turnover is what all
  // entries come to without their signs, which stays below 2^53: so any sum of any of them can be held exactly.
  await sql`create table fund_compacts (
    compact_id uuid primary key references compacts (id),
    version integer not null,
    currency text collate "C" not null,
    entries integer not null,
    acts integer not null,
    turnover bigint not null default 0
  )`.execute(db)

  await sql`create table fund_parties (
    compact_id uuid not null references fund_compacts (compact_id),
    key text collate "C" not null,
    organisation_id uuid,
    side text collate "C",
    part text collate "C" not null,
    content jsonb not null,
    version integer not null,
    ended_version integer,
    primary key (compact_id, key)
  )`.execute(db)
  await sql`create table fund_contributions (
    compact_id uuid not null references fund_compacts (compact_id),
    key text collate "C" not null,
    party text collate "C" not null,
    kind text collate "C" not null check (kind in ('cash', 'in-kind')),
    minor bigint not null,
    currency text collate "C" not null,
    content jsonb not null,
    version integer not null,
    ended_version integer,
    primary key (compact_id, key)
  )`.execute(db)
  await sql`create table fund_lines (
    compact_id uuid not null references fund_compacts (compact_id),
    key text collate "C" not null,
    contribution text collate "C" not null,
    component text collate "C" not null,
    initiative text collate "C",
    objectives jsonb not null,
    year text collate "C" not null,
    original_minor bigint not null,
    minor bigint not null,
    currency text collate "C" not null,
    content jsonb not null,
    version integer not null,
    ended_version integer,
    primary key (compact_id, key)
  )`.execute(db)
  await sql`create table fund_tranches (
    compact_id uuid not null references fund_compacts (compact_id),
    key text collate "C" not null,
    contribution text collate "C" not null,
    minor bigint not null,
    currency text collate "C" not null,
    planned text collate "C" not null,
    content jsonb not null,
    version integer not null,
    ended_version integer,
    primary key (compact_id, key)
  )`.execute(db)
  // What was decided about other words does not count: since holds the act after which the words stood as they are.
  await sql`create table fund_conditions (
    compact_id uuid not null references fund_compacts (compact_id),
    tranche text collate "C" not null,
    key text collate "C" not null,
    kind text collate "C" not null check (kind in ('initial', 'ongoing')),
    verifier text collate "C" not null,
    holds_minor bigint,
    since integer not null,
    content jsonb not null,
    version integer not null,
    ended_version integer,
    primary key (compact_id, tranche, key)
  )`.execute(db)

  await sql`create table awards (
    id uuid primary key,
    compact_id uuid not null references fund_compacts (compact_id),
    key text collate "C" not null check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    number text not null,
    title text not null,
    parent text collate "C",
    contribution text collate "C" not null,
    initiative text collate "C",
    recipient text not null,
    organisation_id uuid,
    instrument text collate "C" not null check (instrument in ('grant', 'cooperative-agreement', 'contract',
      'government-budget')),
    minor bigint not null check (minor > 0),
    currency text collate "C" not null,
    begins text collate "C" not null,
    ends text collate "C" not null,
    by uuid not null,
    entered_for uuid not null,
    at timestamptz not null,
    state text collate "C" not null check (state in ('entered', 'agreed', 'refused')),
    answered_by uuid check (state <> 'agreed' or answered_by <> by),
    answered_for uuid,
    answered_at timestamptz,
    answer_reason text,
    ended_on text collate "C",
    ended_by uuid,
    ended_for uuid,
    ended_at timestamptz,
    end_reason text,
    unique (compact_id, key),
    foreign key (compact_id, parent) references awards (compact_id, key)
  )`.execute(db)

  await sql`create table money_drafts (
    id uuid primary key,
    compact_id uuid not null references fund_compacts (compact_id),
    kind text collate "C" not null check (kind in ('pledge', 'commitment', 'disbursement', 'expenditure', 'refund',
      'reversal')),
    date text collate "C" not null check (date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    minor bigint not null,
    currency text collate "C" not null,
    contribution text collate "C" not null,
    line text collate "C",
    tranche text collate "C",
    award text collate "C",
    provider text collate "C" not null,
    receiver text collate "C" not null,
    document text collate "C",
    url text check (url ~ '^https?://'),
    note text,
    reverses uuid,
    exception text,
    -- The file it was read from, where it was: a kept document.
    import text collate "C",
    entered_by uuid not null,
    entered_for uuid not null,
    entered_at timestamptz not null,
    state text collate "C" not null check (state in ('entered', 'approved', 'refused')),
    decided_by uuid,
    decided_for uuid,
    decided_at timestamptz,
    reason text,
    entry_id uuid,
    written timestamptz not null default clock_timestamp()
  )`.execute(db)
  await sql`create index money_drafts_by_compact on money_drafts (compact_id, state, entered_at)`.execute(db)

  await sql`create table ledger_entries (
    id uuid primary key,
    compact_id uuid not null references fund_compacts (compact_id),
    number integer not null,
    kind text collate "C" not null,
    counts_as text collate "C" not null,
    onward boolean not null,
    date text collate "C" not null,
    minor bigint not null check (minor between -9007199254740991 and 9007199254740991),
    currency text collate "C" not null,
    contribution text collate "C" not null,
    line text collate "C",
    tranche text collate "C",
    award text collate "C",
    provider text collate "C" not null,
    receiver text collate "C" not null,
    document text collate "C",
    url text,
    note text,
    reverses uuid references ledger_entries (id),
    draft_id uuid not null unique references money_drafts (id),
    entered_by uuid not null,
    entered_for uuid not null,
    entered_at timestamptz not null,
    approved_by uuid not null check (approved_by <> entered_by),
    approved_for uuid not null,
    approved_at timestamptz not null,
    written timestamptz not null default clock_timestamp(),
    unique (compact_id, number),
    unique (reverses)
  )`.execute(db)
  await sql`create index ledger_entries_by_date on ledger_entries (compact_id, date, number)`.execute(db)
  // What stands in a line is added up before every approval: out of the index alone, of one contribution alone.
  await sql`create index ledger_entries_by_line on ledger_entries (compact_id, contribution, line)
    include (counts_as, onward, minor)`.execute(db)
  await sql`create index ledger_entries_by_tranche on ledger_entries (compact_id, tranche)
    where tranche is not null`.execute(db)

  // An account is a contribution at a stage and, while somebody holds the money, with whom.
  await sql`create table ledger_postings (
    entry_id uuid not null references ledger_entries (id),
    position integer not null,
    compact_id uuid not null,
    contribution text collate "C" not null,
    stage text collate "C" not null check (stage in ('promise', 'pledged', 'plan', 'committed', 'held', 'spent')),
    holder text collate "C" not null,
    minor bigint not null,
    currency text collate "C" not null,
    primary key (entry_id, position),
    check ((stage = 'held') = (holder <> ''))
  )`.execute(db)
  await sql`create index ledger_postings_by_account
    on ledger_postings (compact_id, contribution, stage, holder)`.execute(db)

  // Sums of postings by account and day, kept by the same function: a balance on any date without reading them all.
  await sql`create table ledger_days (
    compact_id uuid not null,
    contribution text collate "C" not null,
    stage text collate "C" not null,
    holder text collate "C" not null,
    date text collate "C" not null,
    minor bigint not null,
    primary key (compact_id, contribution, stage, holder, date)
  )`.execute(db)

  await sql`create table ledger_exceptions (
    id uuid primary key,
    compact_id uuid not null references fund_compacts (compact_id),
    rule text collate "C" not null,
    entry_id uuid references ledger_entries (id),
    release_id uuid,
    over_minor bigint not null,
    currency text collate "C" not null,
    reason text not null,
    asked_by uuid not null,
    agreed_by uuid not null check (agreed_by <> asked_by),
    at timestamptz not null
  )`.execute(db)
  await sql`create index ledger_exceptions_by_compact on ledger_exceptions (compact_id)`.execute(db)

  await sql`create table condition_determinations (
    id uuid primary key,
    compact_id uuid not null,
    number integer not null,
    tranche text collate "C" not null,
    condition text collate "C" not null,
    act text collate "C" not null check (act in ('evidence', 'satisfied', 'not satisfied', 'not applicable', 'deferred',
      'waived')),
    reason text,
    until text collate "C",
    document text collate "C",
    url text check (url ~ '^https?://'),
    capacity text,
    version integer not null,
    by uuid not null,
    by_for uuid not null,
    at timestamptz not null,
    written timestamptz not null default clock_timestamp(),
    unique (compact_id, number),
    foreign key (compact_id, tranche, condition) references fund_conditions (compact_id, tranche, key)
  )`.execute(db)
  await sql`create index condition_determinations_by_condition
    on condition_determinations (compact_id, tranche, condition, number)`.execute(db)

  await sql`create table disbursement_packages (
    id uuid primary key,
    compact_id uuid not null references fund_compacts (compact_id),
    quarter text collate "C" not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
    tranche text collate "C" not null,
    minor bigint not null check (minor > 0),
    currency text collate "C" not null,
    progress text not null,
    forecast jsonb not null,
    board jsonb not null,
    sent_by uuid not null,
    sent_for uuid not null,
    sent_at timestamptz not null,
    request_id uuid not null unique,
    answered_by uuid,
    answered_for uuid,
    answered_at timestamptz,
    answer text collate "C" check (answer in ('released', 'refused')),
    letter text
  )`.execute(db)
  await sql`create index disbursement_packages_by_compact on disbursement_packages (compact_id, quarter)`.execute(
    db,
  )

  await sql`create table tranche_requests (
    id uuid primary key,
    compact_id uuid not null,
    tranche text collate "C" not null,
    minor bigint not null check (minor <> 0),
    note text not null,
    exception text,
    asked_by uuid not null,
    asked_for uuid not null,
    asked_at timestamptz not null,
    state text collate "C" not null check (state in ('open', 'released', 'refused')),
    decided_by uuid,
    decided_for uuid,
    decided_at timestamptz,
    reason text,
    foreign key (compact_id, tranche) references fund_tranches (compact_id, key)
  )`.execute(db)
  await sql`create unique index tranche_requests_one_at_a_time on tranche_requests (compact_id, tranche)
    where state = 'open'`.execute(db)

  // A tranche that is cancelled stays so; of several deferrals the last holds.
  await sql`create table tranche_decisions (
    id uuid primary key,
    compact_id uuid not null,
    number integer not null,
    tranche text collate "C" not null,
    act text collate "C" not null check (act in ('cancelled', 'deferred')),
    until text collate "C" check ((act = 'deferred') = (until is not null)),
    -- What was not released of it on the day it was cancelled, and never will be.
    freed_minor bigint check (freed_minor > 0 and (act = 'cancelled') = (freed_minor is not null)),
    currency text collate "C" not null,
    reason text not null,
    capacity text,
    version integer not null,
    by uuid not null,
    by_for uuid not null,
    at timestamptz not null,
    written timestamptz not null default clock_timestamp(),
    unique (compact_id, number),
    foreign key (compact_id, tranche) references fund_tranches (compact_id, key)
  )`.execute(db)
  await sql`create unique index tranche_decisions_cancelled_once on tranche_decisions (compact_id, tranche)
    where act = 'cancelled'`.execute(db)
  await sql`create index tranche_decisions_by_tranche on tranche_decisions (compact_id, tranche, number)`.execute(
    db,
  )

  // Below nothing: what was released and never paid is taken back, so that a compact can be closed.
  await sql`create table tranche_releases (
    id uuid primary key,
    compact_id uuid not null,
    number integer not null,
    tranche text collate "C" not null,
    minor bigint not null check (minor <> 0),
    currency text collate "C" not null,
    request_id uuid not null unique references tranche_requests (id),
    version integer not null,
    asked_by uuid not null,
    released_by uuid not null check (released_by <> asked_by),
    released_for uuid not null,
    at timestamptz not null,
    reason text,
    written timestamptz not null default clock_timestamp(),
    unique (compact_id, number),
    foreign key (compact_id, tranche) references fund_tranches (compact_id, key)
  )`.execute(db)
  await sql`create index tranche_releases_by_tranche on tranche_releases (compact_id, tranche)`.execute(db)

  // Bounds that no honest rate meets: the money of a compact, converted, can still be added up exactly.
  await sql`create table exchange_rates (
    id uuid primary key,
    compact_id uuid not null references compacts (id),
    base text collate "C" not null check (base ~ '^[A-Z]{3}$'),
    quote text collate "C" not null check (quote ~ '^[A-Z]{3}$' and quote <> base),
    date text collate "C" not null check (date ~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$'),
    until text collate "C" not null check (until >= date and until::date - date::date <= 366),
    rate text collate "C" not null check (rate ~ '^[0-9]{1,9}([.][0-9]{1,12})?$'
      and rate::numeric between 0.00000001 and 100000000),
    source text not null check (length(source) between 3 and 500),
    reason text,
    by uuid not null,
    entered_for uuid not null,
    at timestamptz not null
  )`.execute(db)
  await sql`create index exchange_rates_by_day on exchange_rates (compact_id, base, quote, date)`.execute(db)
  // A rate holds once another party has agreed to it; where two cover a day, the one agreed to last.
  await sql`create table exchange_rate_answers (
    rate_id uuid primary key references exchange_rates (id),
    compact_id uuid not null references compacts (id),
    verdict text collate "C" not null check (verdict in ('agreed', 'refused')),
    reason text check (verdict = 'agreed' or length(reason) > 2),
    by uuid not null,
    answered_for uuid not null,
    at timestamptz not null
  )`.execute(db)
  await sql`create index exchange_rate_answers_by_compact on exchange_rate_answers (compact_id)`.execute(db)

  // While a row stands here, what is written may carry another moment than that of the database. Only the owner can
  // put one, and nothing but the house of a test does.
  await sql`create table test_clock (why text not null)`.execute(db)

  const keptAsWritten = [
    'ledger_entries',
    'ledger_postings',
    'ledger_exceptions',
    'condition_determinations',
    'tranche_decisions',
    'tranche_releases',
    'exchange_rates',
    'exchange_rate_answers',
  ]
  for (const table of keptAsWritten)
    await sql`create trigger ${sql.id(`${table}_are_kept`)} before update or delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
  const notDeleted = [
    'fund_compacts',
    'fund_parties',
    'fund_contributions',
    'fund_lines',
    'fund_tranches',
    'fund_conditions',
    'money_drafts',
    'tranche_requests',
    'disbursement_packages',
    'ledger_days',
    'awards',
  ]
  for (const table of notDeleted)
    await sql`create trigger ${sql.id(`${table}_are_not_deleted`)} before delete on ${sql.table(table)}
      for each row execute function refuse_change()`.execute(db)
  for (const table of [...keptAsWritten, ...notDeleted])
    await sql`create trigger ${sql.id(`${table}_are_not_emptied`)} before truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db)
  // What was entered is what is decided on, and it is decided once.
  await sql`create trigger money_drafts_are_decided_once before update on money_drafts for each row
    when (old.state <> 'entered' or new.id <> old.id or new.minor <> old.minor or new.entered_by <> old.entered_by
      or new.kind <> old.kind or new.date <> old.date or new.contribution <> old.contribution
      or new.provider <> old.provider or new.receiver <> old.receiver)
    execute function refuse_change()`.execute(db)
  await sql`create trigger awards_are_decided_and_ended_once before update on awards for each row
    when (old.state = 'refused' or old.ended_on is not null or (old.state = 'agreed' and new.ended_on is null)
      or new.id <> old.id or new.key <> old.key or new.minor <> old.minor or new.by <> old.by or new.currency <> old.currency
      or new.contribution <> old.contribution or new.recipient <> old.recipient or new.begins <> old.begins or new.ends <> old.ends)
    execute function refuse_change()`.execute(db)
  await sql`create trigger tranche_requests_are_decided_once before update on tranche_requests for each row
    when (old.state <> 'open' or new.id <> old.id or new.minor <> old.minor or new.asked_by <> old.asked_by
      or new.tranche <> old.tranche)
    execute function refuse_change()`.execute(db)

  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  const schema = rows[0]?.schema ?? 'public'
  for (const statement of [
    ...fundingFunctions(schema),
    ...trancheFunctions(schema),
    ...awardFunctions(schema),
    ...signingChecks(schema),
    ...rateChecks(schema),
  ])
    await sql.raw(statement).execute(db)
}
