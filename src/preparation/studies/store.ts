import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Subject } from '../../people/policy/actions.ts'
import { PAGE_ROWS, type PageOf, pageAt } from '../paging.tsx'
import type { Trx } from './change.ts'
import type { Codebook } from './codebook.ts'
import { StudyFault } from './faults.ts'
import { enteredBy } from './gaps.ts'
import type { CodebookRef, EnteredEstimate, Study, StudyState } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** The estimates of a study, told by the part of the room that keeps them. */
export type EstimatesOf = (db: Db, study: string) => Promise<readonly EnteredEstimate[]>
export const noEstimates: EstimatesOf = async () => []

/** What a right about a study is asked of: its country. Throws Fault 404. */
export async function studySubject(db: Db, id: string): Promise<Extract<Subject, { kind: 'country' }>> {
  const row = await db.selectFrom('studies').select('country').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new StudyFault('no study')
  return { kind: 'country', id: row.country }
}

/** One study as it is kept. Throws Fault 404. */
export async function studyOf(db: Db, id: string): Promise<Study> {
  const row = await studies(db).where('studies.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new StudyFault('no study')
  return studyFrom(row)
}

/** Studies, the newest first; those of a country only where it is named. Who may see which is for the asker to decide. */
export async function listStudies(
  db: Db,
  { country }: { country?: string | undefined } = {},
): Promise<Study[]> {
  let query = studies(db)
  if (country !== undefined) query = query.where('studies.country', '=', country)
  const rows = await query.orderBy('studies.id', 'desc').execute()
  return rows.map(studyFrom)
}

/** Countries that some study is of. */
export async function countriesOfStudies(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('studies').select('country').distinct().orderBy('country').execute()
  return rows.map(({ country }) => country)
}

export type StudiesAsked = {
  country?: string | undefined
  state?: StudyState | undefined
  /** Countries whose confidential studies may be known of. */
  confidentialOf: readonly string[]
  page: number
}

/** One page of the studies that may be known of, the newest first, and the countries those of all pages are of. */
export async function pageOfStudies(
  db: Db,
  { country, state, confidentialOf, page: asked }: StudiesAsked,
): Promise<PageOf<Study> & { countries: string[] }> {
  const known = (where: ExpressionBuilder<Tables, 'studies'>) =>
    where.or([
      where('studies.state', '=', 'published'),
      where('studies.confidential', '=', false),
      ...(confidentialOf.length === 0 ? [] : [where('studies.country', 'in', confidentialOf)]),
    ])
  const countries = await db
    .selectFrom('studies')
    .select('country')
    .distinct()
    .where(known)
    .orderBy('country')
    .execute()
  const wanted = (where: ExpressionBuilder<Tables, 'studies'>) =>
    where.and([
      known(where),
      ...(country === undefined ? [] : [where('studies.country', '=', country)]),
      ...(state === undefined ? [] : [where('studies.state', '=', state)]),
    ])
  const { count } = await db
    .selectFrom('studies')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where(wanted)
    .executeTakeFirstOrThrow()
  const all = Number(count)
  const { page, pages, offset } = pageAt(asked, all)
  const here = db
    .selectFrom('studies')
    .select('studies.id')
    .where(wanted)
    .orderBy('studies.id', 'desc')
    .limit(PAGE_ROWS)
    .offset(offset)
  const rows = await studies(db).where('studies.id', 'in', here).orderBy('studies.id', 'desc').execute()
  return { rows: rows.map(studyFrom), page, pages, all, countries: countries.map((each) => each.country) }
}

/** Who had the figures of a study in their hands, and so does not publish them. */
export async function whoEntered(db: Db, id: string, estimatesOf: EstimatesOf): Promise<string[]> {
  const { analysedBy } = await studyOf(db, id)
  return enteredBy({ analysedBy, estimates: await estimatesOf(db, id) })
}

/** Holds a study to the end of the transaction and reads it: two who change it at once take turns. Throws Fault 404. */
export async function lockStudy(trx: Trx, id: string): Promise<Study> {
  const held = await trx
    .selectFrom('studies')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (held === undefined) throw new StudyFault('no study')
  return studyOf(trx, id)
}

function studies(db: Db) {
  return db
    .selectFrom('studies')
    .leftJoin('codebook_versions', 'codebook_versions.id', 'studies.codebook_version_id')
    .leftJoin('organisations', 'organisations.id', 'studies.organisation_id')
    .selectAll('studies')
    .select([
      'codebook_versions.codebook_id',
      'codebook_versions.version',
      'codebook_versions.state as codebook_state',
      'codebook_versions.hash',
      'organisations.name as organisation_name',
      sql<string | null>`codebook_versions.text::jsonb ->> 'title'`.as('codebook_title'),
    ])
}
type StudyRow = Awaited<ReturnType<ReturnType<typeof studies>['execute']>>[number]

function studyFrom(row: StudyRow): Study {
  return {
    id: row.id,
    country: row.country,
    state: row.state,
    confidential: row.confidential,
    revision: row.revision,
    facts: row.facts,
    codebook:
      row.codebook_version_id === null || row.codebook_id === null || row.version === null
        ? null
        : {
            id: row.codebook_version_id,
            codebook: row.codebook_id,
            version: row.version,
            state: row.codebook_state ?? 'draft',
            hash: row.hash,
            title: row.codebook_title ?? '',
          },
    organisation:
      row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
    baselineOf: row.baseline_of,
    noEstimate: row.no_estimate,
    made: row.made.toISOString(),
    madeBy: row.made_by,
    analysedBy: row.analysed_by,
    published: row.published?.toISOString() ?? null,
    publishedBy: row.published_by,
    stoppedWhy: row.stopped_why,
  }
}

/** A version of a codebook with all it says. */
export type CodebookVersion = CodebookRef & {
  revision: number
  content: Codebook
  made: string
  frozen: string | null
}

/** A version of a codebook by its codebook and number. Throws Fault 404. */
export async function codebookVersionOf(db: Db, codebook: string, version: number): Promise<CodebookVersion> {
  const row = await db
    .selectFrom('codebook_versions')
    .selectAll()
    .where('codebook_id', '=', codebook)
    .where('version', '=', version)
    .executeTakeFirst()
  if (row === undefined) throw new StudyFault('no codebook')
  return versionFrom(row)
}

/** A version of a codebook by its own id, as studies and estimates name it; null when there is none. */
export async function codebookVersionById(db: Db, id: string): Promise<CodebookVersion | null> {
  const row = await db.selectFrom('codebook_versions').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : versionFrom(row)
}

/** All versions of a codebook, the newest first. Throws Fault 404 when there is none. */
export async function versionsOf(db: Db, codebook: string): Promise<CodebookVersion[]> {
  const rows = await db
    .selectFrom('codebook_versions')
    .selectAll()
    .where('codebook_id', '=', codebook)
    .orderBy('version', 'desc')
    .execute()
  if (rows.length === 0) throw new StudyFault('no codebook')
  return rows.map(versionFrom)
}

/** Versions of all codebooks, the newest codebook and version first; drafts only where they are asked for. */
export async function listCodebooks(db: Db, { drafts }: { drafts: boolean }): Promise<CodebookVersion[]> {
  let query = db.selectFrom('codebook_versions').selectAll()
  if (!drafts) query = query.where('state', '=', 'frozen')
  const rows = await query.orderBy('codebook_id', 'desc').orderBy('version', 'desc').execute()
  return rows.map(versionFrom)
}

export function versionFrom(row: Tables['codebook_versions']): CodebookVersion {
  // What stands here was checked before it was written, by this program.
  const content = JSON.parse(row.text) as Codebook
  return {
    id: row.id,
    codebook: row.codebook_id,
    version: row.version,
    state: row.state,
    hash: row.hash,
    title: content.title,
    revision: row.revision,
    content,
    made: row.made.toISOString(),
    frozen: row.frozen?.toISOString() ?? null,
  }
}
