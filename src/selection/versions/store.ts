import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { type Document, methodologyNamed, parsed, shippedMethodologies } from '../catalogue.ts'
import { nearest } from '../methodology.ts'
import '../store.ts'
import { VersionFault } from './faults.ts'

declare module '../../house/database.ts' {
  interface Tables {
    methodology_documents: {
      methodology: string
      version: number
      text: string
      rules_digest: string
      reason: string
      base_methodology: string
      base_version: number
      made: Date
      made_by: string | null
    }
  }
}

type Db = Kysely<Tables>

export type MethodologyVersion = { methodology: string; version: number }

/** A version that was saved here, without its text. */
export type OwnVersion = MethodologyVersion & {
  reason: string
  /** What it was made from. */
  base: MethodologyVersion
  /** ISO 8601 moment at which it was saved. */
  made: string
  /** Id of the person who saved it; null when it was done by command. */
  madeBy: string | null
}

/**
 * A document with what is known of where it comes from. Saved here: `own`. Known only because an assessment was made
 * with it: `used` is when that was first so (ISO 8601); whether it came as a file or with another edition of this
 * program was not written down.
 */
export type KnownDocument = Document & { own: OwnVersion | null; used: string | null }

/** Versions saved here, the newest first; of one methodology when it is named. */
export async function ownVersions(db: Db, methodology?: string): Promise<OwnVersion[]> {
  let query = db
    .selectFrom('methodology_documents')
    .select(['methodology', 'version', 'reason', 'base_methodology', 'base_version', 'made', 'made_by'])
  if (methodology !== undefined) query = query.where('methodology', '=', methodology)
  const rows = await query.orderBy('made', 'desc').orderBy('methodology').orderBy('version', 'desc').execute()
  return rows.map(ownOf)
}

/** Address of the text of one version, without language. */
export const versionTextPath = ({ methodology, version }: MethodologyVersion): string =>
  `/methodologies/${encodeURIComponent(methodology)}/versions/${version}.yaml`

/** Names of all methodologies there are: those this program ships first, then those begun here. */
export async function methodologyIds(db: Db): Promise<string[]> {
  const shipped = shippedMethodologies().map(({ methodology }) => methodology.methodology)
  const rows = await db
    .selectFrom('methodology_documents')
    .select('methodology')
    .distinct()
    .orderBy('methodology')
    .execute()
  return [...new Set([...shipped, ...rows.map(({ methodology }) => methodology)])]
}

/**
 * Numbers of all versions of a methodology of which the text is known, the lowest first: shipped, saved here, or used
 * here once, from a file or with another edition of this program.
 */
export async function versionNumbers(db: Db, methodology: string): Promise<number[]> {
  const [own, used] = await Promise.all([
    db.selectFrom('methodology_documents').select('version').where('methodology', '=', methodology).execute(),
    db.selectFrom('methodology_versions').select('version').where('methodology', '=', methodology).execute(),
  ])
  const shipped = shippedMethodologies().flatMap(({ methodology: { methodology: id, version } }) =>
    id === methodology ? [version] : [],
  )
  return [...new Set([...own, ...used].map(({ version }) => version).concat(shipped))].sort((a, b) => a - b)
}

/**
 * One methodology as document, be it shipped or saved here. Without a version: the newest that is not a draft, or the
 * newest draft where there is nothing else.
 *
 * @throws VersionFault 404 naming what there is
 */
export async function documentOf(db: Db, id: string, version?: number): Promise<KnownDocument> {
  if (version !== undefined) {
    const found = await oneVersion(db, id, version)
    if (found !== null) return found
  }
  const numbers = await versionNumbers(db, id)
  if (numbers.length === 0) {
    const known = await methodologyIds(db)
    const near = nearest(id.slice(0, 80), known)
    throw new VersionFault(near.length > 0 ? 'no methodology, near' : 'no methodology', {
      id: id.slice(0, 80),
      known: known.join(', '),
      near: near.join(' / '),
    })
  }
  if (version !== undefined)
    throw new VersionFault('no version', { id, version: String(version), known: numbers.join(', ') })
  const newestFirst = numbers.reverse()
  for (const number of newestFirst) {
    const found = await oneVersion(db, id, number)
    if (found !== null && found.methodology.status !== 'draft') return found
  }
  return (await oneVersion(db, id, newestFirst[0] as number)) as KnownDocument
}

/**
 * What a command names: a file, a methodology by its id, or one version of it as `atest-2014:1`.
 *
 * @throws VersionFault 404; Unusable for a file that is no methodology
 */
export async function documentNamed(db: Db, name: string): Promise<Document> {
  if (/\.ya?ml$/i.test(name) || name.includes('/') || name.includes('\\')) return methodologyNamed(name)
  const [, id = name, version] = /^(.+):([1-9]\d{0,8})$/.exec(name) ?? []
  return documentOf(db, id, version === undefined ? undefined : Number(version))
}

/** The version with the highest number, draft or not. Throws VersionFault 404. */
export async function newestDocument(db: Db, id: string): Promise<KnownDocument> {
  return documentOf(db, id, (await versionNumbers(db, id)).at(-1))
}

/**
 * The newest version that stands here to be built on, shipped or saved; the newest that was used where there is no
 * such. What was run from somebody's own file keeps nobody from saving its rules with a reason.
 */
export async function newestKept(db: Db, id: string): Promise<KnownDocument> {
  const newestFirst = (await versionNumbers(db, id)).reverse()
  for (const number of newestFirst) {
    const found = await oneVersion(db, id, number)
    if (found !== null && found.used === null) return found
  }
  return documentOf(db, id, newestFirst[0])
}

/** What an assessment was made with is looked for last: there the first wording is kept, here the better one. */
async function oneVersion(db: Db, id: string, version: number): Promise<KnownDocument | null> {
  const row = await db
    .selectFrom('methodology_documents')
    .selectAll()
    .where('methodology', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  const file = `${id}-${version}.yaml`
  if (row) return { methodology: parsed(row.text, file), text: row.text, file, own: ownOf(row), used: null }
  const shipped = shippedMethodologies().find(
    ({ methodology }) => methodology.methodology === id && methodology.version === version,
  )
  if (shipped) return { ...shipped, own: null, used: null }
  const used = await db
    .selectFrom('methodology_versions')
    .select(['text', 'first_used'])
    .where('methodology', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return used
    ? {
        methodology: parsed(used.text, file),
        text: used.text,
        file,
        own: null,
        used: used.first_used.toISOString(),
      }
    : null
}

function ownOf(row: Omit<Tables['methodology_documents'], 'text' | 'rules_digest'>): OwnVersion {
  return {
    methodology: row.methodology,
    version: row.version,
    reason: row.reason,
    base: { methodology: row.base_methodology, version: row.base_version },
    made: row.made.toISOString(),
    madeBy: row.made_by,
  }
}
