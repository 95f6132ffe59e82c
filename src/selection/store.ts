import path from 'node:path'
import { sql } from 'kysely'
import { type Canonical, digest, sha256hex } from '../estimators/digest.ts'
import type { Actor } from '../house/actor.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Db, Tables } from '../house/database.ts'
import { Conflict, NotFound } from '../house/errors.ts'
import { recordEvent } from '../house/history/record-event.ts'
import { transact } from '../house/transact.ts'
import type { Inputs, Methodology, Result } from './schema.ts'

declare module '../house/database.ts' {
  interface Tables {
    methodology_versions: {
      methodology: string
      version: number
      digest: string
      text: string
      first_used: Date
    }
    assessments: {
      id: string
      methodology: string
      version: number
      as_of: string
      seed: number
      replicates: number
      shortlist_size: number
      inputs_digest: string
      result_digest: string
      inputs: unknown
      result: unknown
      made: Date
    }
  }
}

/** A kept assessment: what was asked, all it looked at, and what came out. */
export type Assessment = {
  id: string
  methodology: string
  version: number
  asOf: string
  seed: number
  replicates: number
  shortlistSize: number
  inputsDigest: string
  resultDigest: string
  inputs: Inputs
  result: Result
  /** ISO 8601 moment at which it was first made. */
  made: string
}

export type AssessmentCard = Omit<Assessment, 'inputs' | 'result'> & { counts: Result['counts'] }

/** Digest of a result: equal wherever the same inputs, document and seed are run. */
export function resultDigest(result: Result): string {
  return digest(result as unknown as Canonical)
}

/** Digest of all that a run looks at. */
export function inputsDigest(inputs: Inputs): string {
  return digest(inputs as unknown as Canonical)
}

/**
 * Digest of what a methodology does: its words aside, so that a better translation
 * is not another method. What is shown to people stays the text an assessment kept.
 */
export function rulesDigest(methodology: Methodology): string {
  // What is tried afterwards, to see how sure a result is, and what it is measured by in later years, change nothing about how it came about.
  const { robustness: _, outcomes: __, ...rules } = methodology
  return digest(withoutWords(rules) as Canonical)
}

/** Everything of a document but its texts (objects of sentences by language). */
function withoutWords(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutWords).filter((item) => item !== undefined)
  if (typeof part !== 'object' || part === null) return part
  if ('en' in part && typeof part.en === 'string') return undefined
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => {
      const kept = withoutWords(value)
      return kept === undefined ? [] : [[name, kept]]
    }),
  )
}

/**
 * Keeps an assessment with everything it looked at. The same run made again is the
 * same assessment: it is found, not written twice.
 *
 * @throws Conflict when this version of the methodology was used before with other rules
 */
export async function keepAssessment(
  db: Db,
  made: {
    methodology: Methodology
    text: string
    /** Where the document was read; it is named when the document cannot be used. */
    file?: string
    inputs: Inputs
    result: Result
    now: Date
    actor: Actor
  },
): Promise<Assessment> {
  const { methodology, text, inputs, result } = made
  const asOf = inputs.asOf
  if (asOf === null) throw new Conflict('An assessment of somebody’s own table is not kept')
  const ofRules = rulesDigest(methodology)
  const ofInputs = inputsDigest(inputs)
  const ofResult = resultDigest(result)
  const id = sha256hex([ofRules, ofInputs, ofResult].join('\n')).slice(0, 20)

  const known = await db.selectFrom('assessments').select('id').where('id', '=', id).executeTakeFirst()
  if (known) return findAssessment(db, id)

  await transact(db, async (trx) => {
    const first = await trx
      .insertInto('methodology_versions')
      .values({
        methodology: methodology.methodology,
        version: methodology.version,
        digest: ofRules,
        text,
        first_used: made.now,
      })
      .onConflict((row) => row.columns(['methodology', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst()
    const { digest: kept } = await trx
      .selectFrom('methodology_versions')
      .select('digest')
      .where('methodology', '=', methodology.methodology)
      .where('version', '=', methodology.version)
      .executeTakeFirstOrThrow()
    if (kept !== ofRules)
      throw new Conflict(
        `${methodology.methodology} version ${methodology.version} was used before with other rules`,
        [
          {
            place: path.basename(made.file ?? `${methodology.methodology}.yaml`),
            message: 'Assessments were made with a document of this name and version that judged otherwise.',
            remedy:
              'Give it a name of its own in “methodology:”, or a number in “version:” that was not used; of what comes with this program, from 101 on. So the earlier assessments keep their meaning.',
          },
        ],
      )
    const row = await trx
      .insertInto('assessments')
      .values({
        id,
        methodology: methodology.methodology,
        version: methodology.version,
        as_of: asOf,
        seed: result.seed,
        replicates: result.replicates,
        shortlist_size: result.shortlistSize,
        inputs_digest: ofInputs,
        result_digest: ofResult,
        inputs: JSON.stringify(inputs),
        result: JSON.stringify(result),
        made: made.now,
      })
      .onConflict((row) => row.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    const { version } = methodology
    const change = { before: null, actor: made.actor, at: made.now }
    if (first)
      await recordEvent(trx, {
        ...change,
        record: { kind: 'methodology', id: methodology.methodology },
        action: 'first used a version',
        after: { version, rules: ofRules },
      })
    await recordEvent(trx, {
      ...change,
      record: { kind: 'assessment', id },
      action: 'made',
      after: { methodology: methodology.methodology, version, asOf, inputs: ofInputs, result: ofResult },
    })
    await bumpDataVersion(trx)
  })
  return findAssessment(db, id)
}

/** One kept assessment. Throws NotFound. */
export async function findAssessment(db: Db, id: string): Promise<Assessment> {
  const row = await db.selectFrom('assessments').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound(`There is no assessment ${id}`)
  return {
    ...card(row),
    inputs: row.inputs as Inputs,
    result: row.result as Result,
  }
}

/** Digest of the rules a used version has, or null when it was never used. */
export async function usedRules(db: Db, methodology: string, version: number): Promise<string | null> {
  const row = await db
    .selectFrom('methodology_versions')
    .select('digest')
    .where('methodology', '=', methodology)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.digest ?? null
}

/** The text a kept assessment's methodology had. Throws NotFound. */
export async function methodologyText(db: Db, methodology: string, version: number): Promise<string> {
  const row = await db
    .selectFrom('methodology_versions')
    .select('text')
    .where('methodology', '=', methodology)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw new NotFound(`There is no version ${version} of ${methodology}`)
  return row.text
}

/** Kept assessments, the newest first; of one methodology when it is named. */
export async function listAssessments(db: Db, methodology?: string): Promise<AssessmentCard[]> {
  let query = db
    .selectFrom('assessments')
    .select([
      'id',
      'methodology',
      'version',
      'as_of',
      'seed',
      'replicates',
      'shortlist_size',
      'inputs_digest',
      'result_digest',
      'made',
    ])
    .select(sql<Result['counts']>`result->'counts'`.as('counts'))
  if (methodology !== undefined) query = query.where('methodology', '=', methodology)
  const rows = await query.orderBy('made', 'desc').orderBy('id').limit(500).execute()
  return rows.map((row) => ({ ...card(row), counts: row.counts }))
}

type Row = Omit<Tables['assessments'], 'inputs' | 'result'>

function card(row: Row): Omit<Assessment, 'inputs' | 'result'> {
  return {
    id: row.id,
    methodology: row.methodology,
    version: row.version,
    asOf: row.as_of,
    seed: row.seed,
    replicates: row.replicates,
    shortlistSize: row.shortlist_size,
    inputsDigest: row.inputs_digest,
    resultDigest: row.result_digest,
    made: row.made.toISOString(),
  }
}
