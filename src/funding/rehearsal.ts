import { type Kysely, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Change, Trx } from '../compacts/change.ts'
import type { Tables } from '../house/database.ts'
import { transact } from '../house/transact.ts'
import type { ImportPlan, ImportRow } from './csv.ts'
import { MoneyFault, refusing } from './faults.ts'
import { assertForeseen } from './foreseen.ts'
import { personBehind, placeDraft } from './ledger.ts'

/** Thrown to take everything back; carries what was found. */
class TakenBack extends Error {
  readonly rows: ImportRow[]

  constructor(rows: ImportRow[]) {
    super('a rehearsal is taken back')
    this.rows = rows
  }
}

/**
 * Enters the rows of a file one after the other, then lets each be approved by somebody who may, and takes all of
 * it back: so that the look says of each line what entering and approving would say. What refuses a row at once
 * makes it wrong; what only an approval would be refused for stands beside it, since something may come before.
 */
export async function rehearsed(
  db: Kysely<Tables>,
  change: Change,
  compact: string,
  plan: ImportPlan,
  all: boolean,
): Promise<ImportPlan> {
  const isEntered = ({ is, values }: ImportRow) => values !== null && (is === 'new' || (is === 'same' && all))
  if (!plan.rows.some(isEntered)) return plan
  try {
    return await transact(db, async (trx) => {
      const drafts = new Map<ImportRow, string>()
      const refused = new Map<ImportRow, MoneyFault>()
      for (const row of plan.rows.filter(isEntered)) {
        const { values } = row
        if (values === null) continue
        const fault = await tried(trx, async () => {
          await assertForeseen(trx, compact, values, personBehind(change).for)
          drafts.set(row, await placeDraft(trx, change, compact, values))
        })
        if (fault !== null) refused.set(row, fault)
      }
      const approvers = await approversOf(trx, compact, change)
      const later = new Map<ImportRow, MoneyFault>()
      for (const [row, draft] of drafts) {
        if (refused.has(row)) continue
        const fault = await approved(trx, draft, approvers, change.at)
        if (fault !== null) later.set(row, fault)
      }
      throw new TakenBack(
        plan.rows.map((row) => {
          const [now, then] = [refused.get(row), later.get(row)]
          if (now !== undefined) return { ...row, is: 'wrong', refused: now }
          return then === undefined ? row : { ...row, later: then }
        }),
      )
    })
  } catch (error) {
    if (error instanceof TakenBack) return { ...plan, rows: error.rows }
    throw error
  }
}

/** The fault of some work, which is then as if it had never been; null where there is none. */
async function tried(trx: Trx, work: () => Promise<unknown>): Promise<MoneyFault | null> {
  await sql`savepoint rehearsed_row`.execute(trx)
  try {
    await work()
    await sql`release savepoint rehearsed_row`.execute(trx)
    return null
  } catch (error) {
    if (!(error instanceof MoneyFault)) throw error
    await sql`rollback to savepoint rehearsed_row`.execute(trx)
    return error
  }
}

type Approver = { person: string; organisation: string }

/** Who may approve for a party, and is not who enters. */
async function approversOf(trx: Trx, compact: string, change: Change): Promise<Approver[]> {
  const { rows } = await sql<Approver>`select
      g.person_id as person, g.organisation_id as organisation
    from role_grants g join compact_parties p on p.organisation_id = g.organisation_id
    where p.compact_id = ${compact} and p.ended is null and g.role = 'finance approver' and g.ended_at is null
      and g.person_id is distinct from ${personBehind(change).by}::uuid
    order by g.organisation_id, g.person_id
    limit 50`.execute(trx)
  return rows
}

/** What refuses the approval whoever gives it; null where somebody could, or where it is only a question of who. */
async function approved(
  trx: Trx,
  draft: string,
  approvers: readonly Approver[],
  at: Date,
): Promise<MoneyFault | null> {
  for (const { person, organisation } of approvers) {
    const fault = await tried(trx, () =>
      refusing(() =>
        sql`select money_decide(${draft}, ${uuid()}, 'approved', ${person}, ${organisation}, null, ${at})`.execute(
          trx,
        ),
      ),
    )
    if (fault === null) return null
    if (fault.status !== 403) return fault
  }
  return null
}
