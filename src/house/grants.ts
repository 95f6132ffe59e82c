import { sql } from 'kysely'
import type { Db } from './database.ts'
import { appendOnlyTables } from './history/tables.ts'
import { transact } from './transact.ts'

/*
 * What the role may do under which pages, API, commands and jobs reach the database.
 * It owns nothing: what is written once it can only add to, whatever statement slips in.
 */

/** The everyday role of the embedded database; an external one has that of `DATABASE_URL`. */
export const APPLICATION_ROLE = 'tip_application'

/** Tables that are added to and never changed. Triggers say so to the owner as well. */
export const appendOnly: readonly string[] = [
  'assessments',
  'methodology_versions',
  'methodology_documents',
  'decision_signatures',
  'decision_declarations',
  'decision_dissents',
  'exchange_rates',
  'exchange_rate_answers',
  'compact_revisions',
  'compact_versions',
  'compact_version_ends',
  'compact_signatures',
  'compact_steps',
  'compact_answers',
  'compact_lessons',
  'compact_part_ends',
  'compact_risk_looks',
  'result_drafts',
  'result_steps',
  'result_values',
  'result_deduplications',
  'dialogue_points',
  'data_quality_checks',
  'promise_checks',
  'deduplication_confirmations',
  'promise_confirmations',
  'estimates',
  'estimate_publications',
  'estimate_checks',
  'bill_entries',
  'budget_facts',
  'campaign_steps',
  'campaign_ask_versions',
  'campaign_endorsements',
  'campaign_consent_texts',
  'campaign_meeting_reports',
  'signature_changes',
  'signature_act_rows',
  'postcard_checks',
  'delivery_letters',
  'delivery_states',
  'consultation_objection_answers',
  ...appendOnlyTables,
]

/** Tables that only the owner writes. */
export const readOnly: readonly string[] = ['migrations', 'test_clock']

/**
 * Tables that the role reads, and writes by calling functions of the owner alone: they check
 * under locks what no right on a table can say (docs/decisions/0010-the-ledger-in-the-database.md).
 */
export const throughFunctionsOnly: readonly string[] = [
  'fund_compacts',
  'fund_parties',
  'fund_contributions',
  'fund_lines',
  'fund_tranches',
  'fund_conditions',
  'money_drafts',
  'ledger_entries',
  'ledger_postings',
  'ledger_days',
  'ledger_exceptions',
  'condition_determinations',
  'tranche_decisions',
  'tranche_requests',
  'tranche_releases',
  'awards',
]

/** Functions of the owner that the role may call; all others of the house are its own alone. */
export const callable: readonly string[] = [
  'fund_follow',
  'fund_conditions_of',
  'fund_round_begins',
  'fund_releasable',
  'fund_paid',
  'money_enter',
  'money_decide',
  'condition_act',
  'tranche_act',
  'tranche_ask',
  'tranche_decide',
  'award_given',
  'award_enter',
  'award_decide',
  'award_end',
  'consultation_join',
  'consultation_own_group',
  'consultation_codes_make',
  'consultation_code_use',
  'consultation_codes_of',
  'consultation_answer',
  'consultation_own_answers',
  'consultation_answers_after',
  'consultation_object',
  'consultation_own_objections',
  'consultation_withdraw',
  'consultation_objections_after',
  'consultation_forget',
]

/** Tables of which the role sees nothing: functions of the owner give out what may be seen, and when. */
export const unseen: readonly string[] = [
  'consultation_members',
  'consultation_codes',
  'consultation_answers',
  'consultation_objections',
]

/** Makes the everyday role of a database that is ours alone; another process may have been first. */
export async function makeApplicationRole(owner: Db): Promise<void> {
  const { rows } = await sql`select 1 from pg_roles where rolname = ${APPLICATION_ROLE}`.execute(owner)
  if (rows.length > 0) return
  try {
    await sql`create role ${sql.id(APPLICATION_ROLE)} login`.execute(owner)
    // A temporary table hides the real one of its name: whoever could make one could write history into nothing.
    const { rows: here } = await sql<{ database: string }>`select current_database() as database`.execute(
      owner,
    )
    await sql`revoke temporary on database ${sql.id(here[0]?.database ?? 'postgres')} from public`.execute(
      owner,
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== '42710' && code !== '23505') throw error
  }
}

type Right = 'select' | 'insert' | 'update' | 'delete'
const rights: readonly Right[] = ['select', 'insert', 'update', 'delete']

/** What the everyday role may do with a table. */
export function rightsOn(table: string): readonly Right[] {
  if (unseen.includes(table)) return []
  if (readOnly.includes(table) || throughFunctionsOnly.includes(table)) return ['select']
  return appendOnly.includes(table) ? ['select', 'insert'] : rights
}

/**
 * Gives a role its rights on every table of the house and takes what goes beyond them.
 * What is right already is left alone, so that processes that start together do not
 * queue. A role that owns the tables is left as it is: it cannot be kept from its own.
 */
export async function grantTo(owner: Db, role: string): Promise<void> {
  await transact(owner, async (trx) => {
    const { rows: held } = await sql<{ table: string; may: Right[]; owned: boolean }>`
      select c.relname as table,
        array_remove(array[
          case when has_table_privilege(${role}, c.oid, 'select') then 'select' end,
          case when has_table_privilege(${role}, c.oid, 'insert') then 'insert' end,
          case when has_table_privilege(${role}, c.oid, 'update') then 'update' end,
          case when has_table_privilege(${role}, c.oid, 'delete') then 'delete' end
        ], null) as may,
        pg_get_userbyid(c.relowner) = ${role} as owned
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind in ('r', 'p')
      order by c.relname`.execute(trx)
    const wrong = held.filter(
      ({ table, may, owned }) => !owned && [...may].sort().join() !== [...rightsOn(table)].sort().join(),
    )
    const { rows: closed } = await sql<{ call: string }>`
      select p.oid::regprocedure::text as call from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = current_schema() and p.proname = any(${callable})
        and not has_function_privilege(${role}, p.oid, 'execute')
      order by 1`.execute(trx)
    if (wrong.length === 0 && closed.length === 0) return
    // Two that grant on the same table at once would fail each other; they take turns as migrations do.
    await sql`select name from migrations where name = 'turn' for update`.execute(trx)
    await sql`grant usage on schema ${sql.id(await schemaOf(trx))} to ${sql.id(role)}`.execute(trx)
    for (const { table } of wrong) {
      await sql`revoke all on ${sql.table(table)} from ${sql.id(role)}`.execute(trx)
      if (rightsOn(table).length === 0) continue
      await sql`grant ${sql.raw(rightsOn(table).join(', '))} on ${sql.table(table)} to ${sql.id(role)}`.execute(
        trx,
      )
    }
    for (const { call } of closed)
      await sql`grant execute on function ${sql.raw(call)} to ${sql.id(role)}`.execute(trx)
  })
}

async function schemaOf(db: Db): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  return rows[0]?.schema ?? 'public'
}

/** Whether the role of a connection owns the tables. */
export async function ownsTables(db: Db): Promise<boolean> {
  const { rows } = await sql<{ owned: boolean }>`
    select pg_has_role(c.relowner, 'usage') as owned from pg_class c
    where c.oid = to_regclass('migrations')`.execute(db)
  return rows[0]?.owned ?? true
}

/** The role of a connection. */
export async function roleOf(db: Db): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db)
  return rows[0]?.role ?? ''
}
