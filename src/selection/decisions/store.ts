import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { type PersonalReference, sha256 } from '../../house/history/event.ts'
import { readPersonal } from '../../house/history/personal-values.ts'
import type { Keys } from '../../house/keys.ts'
import { DecisionFault } from './faults.ts'
import {
  type Decision,
  type Declaration,
  type Declared,
  type Dissent,
  mostListed,
  type Said,
  type Signature,
} from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** One version of a decision. Throws Fault 404. */
export async function decisionOf(db: Db, id: string): Promise<Decision> {
  const row = await db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new DecisionFault('no decision')
  return decisionFrom(row)
}

/** Holds a version to the end of the transaction and reads it: two who change it at once take turns. Throws Fault 404. */
export async function lockDecision(trx: Db, id: string): Promise<Decision> {
  const row = await trx
    .selectFrom('decisions')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new DecisionFault('no decision')
  return decisionFrom(row)
}

export type DecisionsAsked = {
  /** Those not published too. */
  all: boolean
  /** Of one assessment only. */
  assessment?: string
  /** Those older than this one: `next` of the page before. */
  before?: string
  /** At most so many; every one without it. */
  limit?: number
}

/** Versions of decisions that `may` lets pass, the newest first; `next` is the last of them when there are older ones. */
export async function listDecisions(
  db: Db,
  { all, assessment, before, limit = Number.POSITIVE_INFINITY }: DecisionsAsked,
  may: (decision: Decision) => boolean = () => true,
): Promise<{ decisions: Decision[]; next: string | null }> {
  const found: Decision[] = []
  let from = before
  for (;;) {
    let query = db.selectFrom('decisions').selectAll()
    if (!all) query = query.where('state', '=', 'published')
    if (assessment !== undefined) query = query.where('assessment_id', '=', assessment)
    if (from !== undefined) query = query.where('id', '<', from)
    const rows = await query.orderBy('id', 'desc').limit(mostListed).execute()
    found.push(...rows.map(decisionFrom).filter(may))
    if (found.length > limit || rows.length < mostListed) break
    from = rows.at(-1)?.id
  }
  const decisions = found.slice(0, limit)
  return { decisions, next: found.length > limit ? (decisions.at(-1)?.id ?? null) : null }
}

/** The version that takes the place of one, when there is one that was not set aside. */
export async function successorOf(db: Db, id: string): Promise<Decision | null> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('supersedes', '=', id)
    .where('state', '!=', 'set aside')
    .executeTakeFirst()
  return row === undefined ? null : decisionFrom(row)
}

function decisionFrom(row: import('kysely').Selectable<Tables['decisions']>): Decision {
  return {
    id: row.id,
    version: row.version,
    supersedes: row.supersedes,
    why: row.why,
    assessment: row.assessment_id,
    state: row.state,
    revision: row.revision,
    content: row.content,
    signers: row.signers,
    text: row.text,
    hash: row.hash,
    made: row.made.toISOString(),
    madeBy: row.made_by,
    submitted: row.submitted?.toISOString() ?? null,
    signedOff: row.signed_off?.toISOString() ?? null,
    published: row.published?.toISOString() ?? null,
    keptWhy: row.kept_why,
    setAsideWhy: row.set_aside_why,
  }
}

const declaredFrom = (row: { no_conflict: boolean; conflict: string | null }): Declared =>
  row.no_conflict ? { none: true } : { none: false, conflict: row.conflict ?? '' }

const saidFrom = async (
  db: Db,
  keys: Keys,
  row: Pick<
    import('kysely').Selectable<Tables['decision_declarations']>,
    'id' | 'hash' | 'person_id' | 'name' | 'no_conflict' | 'conflict' | 'at'
  >,
): Promise<Said> => ({
  id: row.id,
  hash: row.hash,
  person: row.person_id,
  name: await readPersonal(db, keys, row.name),
  declared: declaredFrom(row),
  at: row.at.toISOString(),
  replaced: null,
})

/** Every signature that was given, those of earlier texts among them, the first first. Names of who was erased are null. */
export async function signaturesOf(db: Db, keys: Keys, id: string): Promise<Signature[]> {
  const rows = await db
    .selectFrom('decision_signatures')
    .selectAll()
    .where('decision_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      role: row.role,
      organisation: row.organisation_id,
      ...(await saidFrom(db, keys, row)),
    })),
  )
}

/** What was declared by the author and others who did not sign, the first first. */
export async function declarationsOf(db: Db, keys: Keys, id: string): Promise<Declaration[]> {
  const rows = await db
    .selectFrom('decision_declarations')
    .selectAll()
    .where('decision_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map(async (row) => ({ author: row.author, ...(await saidFrom(db, keys, row)) })))
}

/**
 * Every dissent as it was said, day by day. Those of one day stand in no order of time, or their places would tell
 * beside whose declaration one “as a member” came.
 */
export async function dissentsOf(db: Db, keys: Keys, id: string): Promise<Dissent[]> {
  const rows = await db.selectFrom('decision_dissents').selectAll().where('decision_id', '=', id).execute()
  const named = async (reference: PersonalReference): Promise<'erased' | { name: string }> => {
    const name = await readPersonal(db, keys, reference)
    return name === null ? 'erased' : { name }
  }
  const dissents = await Promise.all(
    rows.map(
      async (row): Promise<Dissent> => ({
        id: row.id,
        hash: row.hash,
        by: row.name === null ? 'a member' : await named(row.name),
        recordedBy: row.recorded_by === null ? null : await named(row.recorded_by),
        text: row.text,
        day: row.at.toISOString().slice(0, 10),
      }),
    ),
  )
  const place = ({ id: own, day, text }: Dissent) => `${day} ${sha256(text)} ${own}`
  return dissents.sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Names of organisations by their ids. */
export async function organisationNames(
  db: Db,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Organisations that may be asked to sign: those that are listed and have not ended. */
export async function organisationsToSign(db: Db): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('listed', '=', true)
    .where('ended', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
}
