import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../test/support/house.ts'
import type { Agreement } from '../compacts/agreement.ts'
import { type Change, changeBy, type Trx } from '../compacts/change.ts'
import { aCompact, asPerson } from '../compacts/compacts.test-data.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { sha256 } from '../house/history/event.ts'
import { transact } from '../house/transact.ts'
import { anAgreement } from './agreements.test-data.ts'
import { confirmDeduplication, recordDeduplication } from './checks.ts'
import type { TypedPart } from './reading.ts'
import { saveReport, submitReport } from './reporting.ts'
import type { ReportKey } from './store.ts'
import { publishReport, verifyReport } from './verifying.ts'
import './tables.ts'

/**
 * As the owner writes a version and lets it take effect, without the steps that lead there: they are the compacts’ own and
 * tested there.
 */
export const putInForce = (house: TestHouse, compact: string, agreement: Agreement): Promise<number> =>
  transact(house.owner, (trx) => putInForceIn(trx, house, compact, agreement))

/** The same in a transaction that is under way: the compact is held to its end, as when a text takes effect. */
export async function putInForceIn(
  trx: Trx,
  house: TestHouse,
  compact: string,
  agreement: Agreement,
): Promise<number> {
  const text = canonicalJson(agreement)
  await trx.selectFrom('compacts').select('id').where('id', '=', compact).forUpdate().execute()
  const { last } = await trx
    .selectFrom('compact_versions')
    .select((select) => select.fn.max('number').as('last'))
    .where('compact_id', '=', compact)
    .executeTakeFirstOrThrow()
  const number = (last ?? 0) + 1
  await trx
    .insertInto('compact_versions')
    .values({
      compact_id: compact,
      number,
      amendment: number - 1,
      text,
      hash: sha256(text),
      frozen_at: house.now(),
      frozen_by: null,
    })
    .execute()
  await trx
    .updateTable('compacts')
    .set({ state: 'in force', in_force_version: number, began_on: '2025-01-01' })
    .where('id', '=', compact)
    .execute()
  return number
}

/** A compact in force with two reporters: the implementer is “north”, the partner government “south”. */
export async function aCompactInForce(house: TestHouse, over: Partial<Agreement> = {}) {
  const made = await aCompact(house)
  const base = anAgreement(over)
  const agreement: Agreement = {
    ...base,
    parties: base.parties.map((party) => ({
      ...party,
      organisation:
        { ministry: made.partner, north: made.implementer, south: made.partner }[party.key] ??
        party.organisation,
    })),
  }
  const version = await putInForce(house, made.id, agreement)
  const reporter = randomUUID()
  const southern = randomUUID()
  const verifier = randomUUID()
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  const changeAs =
    (person: string, organisations: string[]) =>
    (day?: string): Change => ({
      ...changeBy(house, asPerson(person), organisations),
      ...(day === undefined ? {} : { at: at(day) }),
    })
  const people = {
    north: changeAs(reporter, [made.implementer]),
    south: changeAs(southern, [made.partner]),
    verifier: changeAs(verifier, [made.donor]),
    /** Of another party than the verifier. */
    confirmer: changeAs(randomUUID(), [made.partner]),
  }
  const key = (party: 'north' | 'south' = 'north', ends = '2025-06-30'): ReportKey => ({
    compact: made.id,
    party,
    ends,
  })
  const write = <Result>(
    work: Parameters<typeof transact<import('../house/database.ts').Tables, Result>>[1],
  ) => transact(house.db, work)

  /** Types, sends, verifies and, unless told otherwise, publishes a report. */
  const report = async (
    party: 'north' | 'south',
    ends: string,
    parts: Record<string, TypedPart>,
    { publish = true, version: of = version } = {},
  ) => {
    const day = '2027-03-01'
    await write((trx) => saveReport(trx, people[party](day), key(party, ends), fresh(parts)))
    await write((trx) => submitReport(trx, people[party](day), key(party, ends), { version: of }))
    await write((trx) => verifyReport(trx, people.verifier(day), key(party, ends)))
    if (publish) await write((trx) => publishReport(trx, people.verifier(day), key(party, ends)))
  }
  /** Records how many different people there were, and has another party confirm it. */
  const counted = async (asked: Parameters<typeof recordDeduplication>[2], by = people.verifier()) => {
    const count = await write((trx) => recordDeduplication(trx, by, asked))
    await write((trx) => confirmDeduplication(trx, people.confirmer(), { compact: made.id, count }))
    return count
  }
  return {
    ...made,
    counted,
    agreement,
    version,
    people,
    persons: { reporter, southern, verifier },
    key,
    write,
    report,
  }
}

/** Parts as a form sends them that was made before anything was typed. */
export const fresh = (parts: Record<string, TypedPart>) =>
  Object.fromEntries(Object.entries(parts).map(([indicator, typed]) => [indicator, { base: 0, typed }]))

/** A part with a total and categories, with evidence. */
export const part = (values: Record<string, string>, over: Partial<TypedPart> = {}): TypedPart => ({
  cells: Object.fromEntries(Object.entries(values).map(([cell, value]) => [cell, { value }])),
  evidence: 'https://example.org/evidence',
  ...over,
})
