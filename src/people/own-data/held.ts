import type { Section } from './schema.ts'

/**
 * Where the database holds something of a person: the columns with their id (or, where it
 * says so, found by their address), and the part of the export it stands in.
 *
 * A test holds this list and the next against the tables there are: one that is in neither,
 * or a column that holds people's ids and is not named here, fails it.
 */
export const heldIn: Record<string, { columns: readonly string[]; section: Section }> = {
  people: { columns: ['id'], section: 'person' },
  accounts_user: { columns: ['id'], section: 'account' },
  accounts_account: { columns: ['user_id', 'account_id'], section: 'account' },
  accounts_two_factor: { columns: ['user_id'], section: 'account' },
  accounts_session: { columns: ['user_id'], section: 'signIns' },
  accounts_verification: { columns: ['value'], section: 'linksWaiting' },
  memberships: { columns: ['person_id', 'began_by', 'ended_by'], section: 'memberships' },
  role_grants: { columns: ['person_id', 'granted_by', 'ended_by'], section: 'roles' },
  // Those to the person are found by the digest of their address.
  invitations: { columns: ['invited_by', 'accepted_by', 'withdrawn_by'], section: 'invitations' },
  protected_values: { columns: ['person_id'], section: 'contact' },
  guardianships: { columns: ['person_id', 'guardian_id'], section: 'guardians' },
  // Found by opening them.
  mails: { columns: [], section: 'mails' },
  answered_once: { columns: ['who'], section: 'sentForms' },
  // Comments and answers a person wrote for a group are found by the events of it.
  survivor_reviews: { columns: ['person_id'], section: 'saidForGroup' },
  survivor_objections: { columns: ['person_id', 'withdrawn_by'], section: 'saidForGroup' },
  // Also where `before` or `after` names the person.
  events: { columns: ['actor_person', 'record_id', 'before', 'after'], section: 'events' },
  personal_values: { columns: ['person_id'], section: 'personalValues' },
}

const inCompact =
  'a record of the parties of a compact, kept as it was written; what the person did stands in the events'

/** Tables that hold people's ids and are not exported, and why. */
export const notExported: Record<string, string> = {
  accounts_used_codes: 'digests of codes of the last minutes; they say nothing of the person',
  person_keys: 'the key itself: what it opens is exported as personalValues',
  organisations: 'who made or ended an organisation stands in the events',
  chains: 'names records whose events are exported',
  unanchored: 'names events, which are exported',
  checkpoint_heads: 'names events, which are exported',
  // An agreement, its reports and its money are records of governments: who did what stands in the events as well.
  compacts: inCompact,
  compact_parties: inCompact,
  compact_drafts: inCompact,
  compact_revisions: inCompact,
  compact_versions: inCompact,
  compact_version_ends: inCompact,
  compact_signatures: inCompact,
  compact_steps: inCompact,
  compact_comments: inCompact,
  compact_answers: inCompact,
  compact_suspensions: inCompact,
  compact_corrections: inCompact,
  compact_lessons: inCompact,
  compact_part_ends: inCompact,
  compact_risk_looks: inCompact,
  estimates: 'results of studies, kept as they were handed over; who entered one stands in the events',
  estimate_checks: 'figures fitted again; of no person',
  estimate_publications: 'who published an estimate stands in the events',
  capacity_institutions: 'institutions of countries; who recorded one stands in the events',
  capacity_institution_names: 'what institutions were called; who renamed one stands in the events',
  capacity_rounds: 'what was said of institutions; who wrote and published it stands in the events',
  documents: 'files behind compacts; who brought one stands in the events',
  document_uses: 'where a file is used; who said so stands in the events',
  result_reports: inCompact,
  result_drafts: inCompact,
  result_steps: inCompact,
  result_values: inCompact,
  result_deduplications: inCompact,
  result_corrections: inCompact,
  dialogues: inCompact,
  dialogue_actions: inCompact,
  dialogue_points: inCompact,
  data_quality_checks: inCompact,
  promise_checks: inCompact,
  deduplication_confirmations: inCompact,
  promise_confirmations: inCompact,
  money_drafts: inCompact,
  ledger_entries: inCompact,
  ledger_exceptions: inCompact,
  condition_determinations: inCompact,
  tranche_decisions: inCompact,
  tranche_requests: inCompact,
  tranche_releases: inCompact,
  disbursement_packages: inCompact,
  exchange_rates: inCompact,
  exchange_rate_answers: inCompact,
  awards: inCompact,
  survivor_answers: 'answers of a party; who gave one stands in the events',
  codebooks: 'definitions; who began one stands in the events',
  codebook_versions: 'definitions; who wrote or froze one stands in the events',
  studies: 'records of studies; who planned, changed or published one stands in the events',
}

/** Tables with nothing of anybody who has an account here, and what they hold instead. */
export const ofNobody: Record<string, string> = {
  definitions: 'what is measured',
  facts: 'what is known of countries, and where it is written; who recorded it stands in the events',
  observations: 'figures of countries',
  staged_observations: 'figures on their way in',
  import_runs:
    'files that were read, and which user of the machine read them by command; who sent a form stands in the events',
  methodology_versions: 'methods',
  assessments: 'results of methods; who had them made stands in the events',
  capacity_readings: 'what institutions can do; who wrote it stands in the events',
  fund_compacts: 'which version the money follows',
  fund_parties: 'organisations of a compact',
  fund_contributions: 'what parties bring',
  fund_lines: 'the plan',
  fund_tranches: 'the plan',
  fund_conditions: 'the plan',
  ledger_postings: 'the amounts of entries',
  ledger_days: 'sums of amounts by day',
  migrations: 'which tables there are',
  test_clock: 'whether a test tells the time',
  data_version: 'a number',
  known_keys: 'which keys the database was used with',
  checkpoints: 'sums over the history',
  checkpoint_turn: 'a turn to wait for',
  administrators_turn: 'a turn to wait for',
  invitation_links: 'digests of links; the invitations are exported',
  attempts: 'digests under a key of the house that run out within a day',
}
