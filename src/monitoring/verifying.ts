import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Change, Trx } from '../compacts/change.ts'
import { findCompact, partiesOf, versionOf } from '../compacts/store.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import { assertReported, emptyPart } from './asked.ts'
import { MonitoringFault } from './faults.ts'
import { assertNotAboveLater, assertReadable, rowOf } from './readable.ts'
import { lockReport, step } from './report-step.ts'
import type { Report, ReportKey } from './store.ts'

type Db = Kysely<Tables>

/** Gives a report back to who sent it. Throws Conflict unless it waits, 422 without a reason. */
export async function returnReport(trx: Trx, change: Change, key: ReportKey, reason: string): Promise<void> {
  await assertReported(trx, key.compact)
  const report = await lockReport(trx, key)
  if (report.state !== 'submitted') throw new MonitoringFault('not submitted')
  if (reason.trim() === '') throw new MonitoringFault('reason needed')
  await step(trx, change, report, 'returned', { reason: reason.trim(), action: 'returned a report' })
}

/** Everybody who typed or sent something of a report. */
export async function writersOf(db: Db, report: string): Promise<Set<string>> {
  const typed = await db
    .selectFrom('result_drafts')
    .select('by_person')
    .distinct()
    .where('report_id', '=', report)
    .execute()
  const sent = await db
    .selectFrom('result_steps')
    .select('by_person')
    .distinct()
    .where('report_id', '=', report)
    .where('to_state', 'in', ['draft', 'submitted'])
    .execute()
  return new Set([...typed, ...sent].flatMap(({ by_person }) => by_person ?? []))
}

/** For whom somebody verifies, and whether it is the organisation that reported: then it is said beside the figure. */
export type VerifiedFor = { organisation: string | null; within: boolean }

/**
 * For whom somebody verifies what an organisation reported. Another than that one, wherever the compact has one that
 * may: who belongs to it, be it as a member alone, verifies for nobody else. Throws Refused while there is another.
 */
export async function verifierFor(
  trx: Trx,
  { actor: { person }, at, standsFor }: Change,
  report: Report,
): Promise<VerifiedFor> {
  const other = standsFor.find((each) => each !== report.organisation)
  const others = await asOwn(trx, report, { person, standsFor, at })
  if (others === null && other !== undefined) return { organisation: other, within: false }
  if (others !== null && others.length > 0)
    throw new MonitoringFault('own organisation', { party: report.party, names: others.join(', ') })
  return {
    organisation: standsFor.includes(report.organisation) ? report.organisation : (other ?? null),
    within: true,
  }
}

/**
 * Of somebody who belongs to the organisation that reported, the names of others that could verify it; null for whoever
 * belongs to another.
 */
export async function asOwn(
  db: Db,
  report: Report,
  { person, standsFor, at }: { person: string | null; standsFor: readonly string[]; at: Date },
): Promise<string[] | null> {
  const isOwn =
    standsFor.length === 0 ||
    standsFor.includes(report.organisation) ||
    (await membersOf(db, [report.organisation])).has(person ?? '')
  return isOwn ? othersWhoVerify(db, report, person, at) : null
}

/** Names of the parties, other than who reports, that have somebody who could verify a report. */
async function othersWhoVerify(db: Db, report: Report, but: string | null, at: Date): Promise<string[]> {
  const { country } = await findCompact(db, report.compact)
  const parties = (await partiesOf(db, report.compact)).filter(
    ({ organisation }) => organisation !== report.organisation,
  )
  if (parties.length === 0) return []
  const held = await db
    .selectFrom('role_grants')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.person_id', '=', 'role_grants.person_id')
        .onRef('memberships.organisation_id', '=', 'role_grants.organisation_id'),
    )
    .innerJoin('organisations', 'organisations.id', 'role_grants.organisation_id')
    .select(['role_grants.person_id', 'role_grants.organisation_id', 'scope_kind', 'scope_id'])
    .where('role', '=', 'verifier')
    .where(
      'role_grants.organisation_id',
      'in',
      parties.map(({ organisation }) => organisation),
    )
    .where('role_grants.ended_at', 'is', null)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', at)]))
    .where('memberships.ended', 'is', null)
    .where('organisations.ended', 'is', null)
    .execute()
  const barred = new Set([
    ...(await writersOf(db, report.id)),
    ...(await membersOf(db, [report.organisation])),
    ...(but === null ? [] : [but]),
  ])
  const able = held.filter(
    ({ person_id, scope_kind, scope_id }) =>
      !barred.has(person_id) &&
      (scope_kind === null || scope_id === (scope_kind === 'compact' ? report.compact : country)),
  )
  return parties
    .filter(({ organisation }) => able.some((each) => each.organisation_id === organisation))
    .map(({ name }) => name)
}

/** Who belongs to one of some organisations. */
export async function membersOf(db: Db, organisations: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('organisation_id', 'in', organisations)
    .where('ended', 'is', null)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

/**
 * Verifies a report: its values are written for good and the report is locked. Throws Refused for
 * anybody who had a hand in it, and for who belongs to the organisation that reported while another may verify; FaultsRemain where a value no longer fits what was verified meanwhile.
 */
export async function verifyReport(trx: Trx, change: Change, key: ReportKey): Promise<void> {
  await assertReported(trx, key.compact)
  const report = await lockReport(trx, key)
  if (report.state !== 'submitted') throw new MonitoringFault('not submitted')
  const { person } = change.actor
  if (person === null || (await writersOf(trx, report.id)).has(person))
    throw new MonitoringFault('own report')
  const { organisation, within } = await verifierFor(trx, change, report)
  // It was sent under a version, and is judged by the same one.
  const { agreement } = await versionOf(trx, report.compact, report.version)
  const { asked, typed, read } = await assertReadable(trx, report, agreement)
  for (const [indicator, { sheet, due }] of asked.indicators) {
    const part = typed.get(indicator) ?? emptyPart
    const values = read.get(indicator)?.values ?? []
    await assertNotAboveLater(trx, report, sheet, values)
    for (const value of values)
      await trx
        .insertInto('result_values')
        .values({
          id: v7(),
          report_id: report.id,
          compact_id: report.compact,
          party: report.party,
          indicator,
          begins: due.begins,
          ends: due.ends,
          version: report.version,
          ...rowOf(value, part),
          at: change.at,
          by_person: person,
          by_organisation: organisation,
          within,
          corrects: null,
          correction_id: null,
        })
        .execute()
  }
  await step(trx, change, report, 'verified', { action: 'verified a report' })
}

/** Shows a verified report to everybody who may read the compact, also once that is over. Throws Conflict unless it is verified. */
export async function publishReport(trx: Trx, change: Change, key: ReportKey): Promise<void> {
  const report = await lockReport(trx, key)
  if (report.state !== 'verified') throw new MonitoringFault('not verified')
  await step(trx, change, report, 'published', { action: 'published a report' })
  await bumpDataVersion(trx)
}
