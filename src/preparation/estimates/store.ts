import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { sha256hex } from '../../estimators/digest.ts'
import type { Actor } from '../../house/actor.ts'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Tables } from '../../house/database.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { EnteredEstimate, StudyFacts, StudyState } from '../studies/schema.ts'
import { EstimateFault } from './faults.ts'
import { HEAD_RULE, type Head, headOf, type StoredHead, yearOf } from './head.ts'
import type { Kept } from './kept.ts'
import { type BesideStudy, otherThanStudy } from './of-study.ts'
import type { CheckOutcome } from './recompute.ts'
import './tables.ts'
import '../studies/tables.ts'

type Db = Kysely<Tables>
type Trx = Transaction<Tables>

/** Who changes something here, and when. */
export type Change = { actor: Actor; at: Date }

/** The version of a codebook by which people were counted, as a report names it. */
export type CodebookName = { codebook: string; version: number; hash: string | null; title: string | null }

/** What a report says of the study an estimate belongs to. */
export type StudyOfEstimate = {
  id: string
  country: string
  state: StudyState
  facts: StudyFacts
  /** The version of a codebook by which the study counts; null where it names none. */
  codebook: CodebookName | null
}

/** An estimate as it is listed. */
export type EstimateCard = {
  id: string
  study: string
  country: string
  head: Head
  codebook: CodebookName | null
  /** Whether everybody may read it. */
  public: boolean
  replaces: string | null
  replacedBy: string | null
  /** The newest estimate everybody may read among all that replaced it, one after another. */
  replacedInPublic: string | null
  /** The newest estimate everybody may read among all it replaces, one after another. */
  replacesInPublic: string | null
  /** Fitted again from its table when it was kept, it gave another figure. */
  differs: boolean
  /** Why it replaces another. */
  reason: string | null
  made: string
  enteredBy: string | null
  /** When it became public; null where it is not. */
  published: string | null
}

/** An estimate with all that was kept of it. */
export type EstimateRow = EstimateCard & {
  kept: Kept
  hash: string
  of: StudyOfEstimate
  check: (CheckOutcome & { at: string }) | null
}

export const estimateRecord = (id: string) => ({ kind: 'estimate', id })

function cards(db: Db) {
  return (
    db
      .selectFrom('estimates')
      .innerJoin('studies', 'studies.id', 'estimates.study_id')
      .leftJoin('codebook_versions', 'codebook_versions.id', 'estimates.codebook_version_id')
      .leftJoin('estimate_publications', 'estimate_publications.estimate_id', 'estimates.id')
      .leftJoin('estimates as newer', 'newer.replaces', 'estimates.id')
      .select((is) =>
        is
          .selectFrom('estimate_checks')
          .select('estimate_checks.outcome')
          .whereRef('estimate_checks.estimate_id', '=', 'estimates.id')
          .orderBy('estimate_checks.id', 'desc')
          .limit(1)
          .as('last_check'),
      )
      // What is kept is never changed, so a head that was written by another rule is made anew wherever it is read.
      .select(
        sql<string | null>`case when coalesce(estimates.head ->> 'rule', '') <> ${String(HEAD_RULE)}
        then estimates.text end`.as('text_of_old_head'),
      )
      .select([
        'estimates.id',
        'estimates.study_id',
        'estimates.head',
        'estimates.hash',
        'estimates.came_after',
        'estimates.replaces',
        'estimates.reason',
        'estimates.made',
        'estimates.made_by',
        'newer.id as replaced_by',
        'estimate_publications.at as published_at',
        'studies.country',
        'studies.state',
        'studies.published as study_published',
        'codebook_versions.codebook_id',
        'codebook_versions.version as codebook_version',
        'codebook_versions.hash as codebook_hash',
        'codebook_versions.text as codebook_text',
      ])
  )
}

type CardRow = Awaited<ReturnType<ReturnType<typeof cards>['executeTakeFirstOrThrow']>>

/** Which estimate follows and precedes each of a study, and which of them everybody may read if the study is. */
type Chains = { after: Map<string, string>; before: Map<string, string>; out: Set<string> }

/** Corrections and what they correct, of one study, of one country or of all. */
async function chainsIn(db: Db, { study, country }: { study?: string; country?: string }): Promise<Chains> {
  let query = db
    .selectFrom('estimates')
    .innerJoin('estimates as older', 'older.id', 'estimates.replaces')
    .leftJoin('estimate_publications', 'estimate_publications.estimate_id', 'estimates.id')
    .leftJoin('estimate_publications as older_publications', 'older_publications.estimate_id', 'older.id')
    .select([
      'estimates.id',
      'older.id as older',
      'estimates.came_after',
      'estimate_publications.at as published_at',
      'older.came_after as older_came_after',
      'older_publications.at as older_published_at',
    ])
  if (study !== undefined) query = query.where('estimates.study_id', '=', study)
  if (country !== undefined)
    query = query
      .innerJoin('studies', 'studies.id', 'estimates.study_id')
      .where('studies.country', '=', country)
  const rows = await query.execute()
  return {
    after: new Map(rows.map(({ id, older }) => [older, id])),
    before: new Map(rows.map(({ id, older }) => [id, older])),
    out: new Set(
      rows.flatMap((row) => [
        ...(!row.came_after || row.published_at !== null ? [row.id] : []),
        ...(!row.older_came_after || row.older_published_at !== null ? [row.older] : []),
      ]),
    ),
  }
}

/** The last, or with `first` the first, that everybody may read of those that follow one another; null for none. */
function outAlong(from: string, next: Map<string, string>, out: Set<string>, first = false): string | null {
  let found: string | null = null
  for (let id = next.get(from); id !== undefined; id = next.get(id)) {
    if (out.has(id)) found = id
    if (found !== null && first) return found
  }
  return found
}

function cardFrom(row: CardRow, { after, before, out }: Chains): EstimateCard {
  const published = publishedAt(row)
  const isOpen = row.state === 'published'
  return {
    id: row.id,
    study: row.study_id,
    country: row.country,
    head: headIn(row),
    codebook:
      row.codebook_id === null || row.codebook_version === null
        ? null
        : {
            codebook: row.codebook_id,
            version: row.codebook_version,
            hash: row.codebook_hash,
            title: titleIn(row.codebook_text),
          },
    public: published !== null,
    replaces: row.replaces,
    replacedBy: row.replaced_by,
    replacedInPublic: isOpen ? outAlong(row.id, after, out) : null,
    replacesInPublic: isOpen ? outAlong(row.id, before, out, true) : null,
    differs: differs(row),
    reason: row.reason,
    made: row.made.toISOString(),
    enteredBy: row.made_by,
    published: published?.toISOString() ?? null,
  }
}

function headIn({ head, text_of_old_head: text }: CardRow): Head {
  if (text !== null) return headOf(JSON.parse(text) as Kept)
  const { rule: _, ...now } = head
  return now
}

/** What came with the study is public with it; what came later is once another person has published it too. */
function publishedAt({ state, study_published, came_after, published_at }: CardRow): Date | null {
  if (state !== 'published') return null
  return came_after ? published_at : study_published
}

const differs = ({ last_check: check }: CardRow) => check?.found === 'differs'

function titleIn(text: string | null): string | null {
  if (text === null) return null
  const { title } = JSON.parse(text) as { title?: unknown }
  return typeof title === 'string' ? title : null
}

/** One estimate with all that was kept of it. Throws NotFound. */
export async function findEstimate(db: Db, id: string): Promise<EstimateRow> {
  const row = await cards(db)
    .select(['estimates.text', 'studies.facts', 'studies.codebook_version_id as study_codebook'])
    .where('estimates.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new EstimateFault('no estimate')
  const check = await db
    .selectFrom('estimate_checks')
    .select(['at', 'outcome'])
    .where('estimate_id', '=', id)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return {
    ...cardFrom(row, await chainsIn(db, { study: row.study_id })),
    kept: JSON.parse(row.text) as Kept,
    hash: row.hash,
    of: {
      id: row.study_id,
      country: row.country,
      state: row.state,
      facts: row.facts,
      codebook: await codebookNamed(db, row.study_codebook),
    },
    check: check === undefined ? null : { ...check.outcome, at: check.at.toISOString() },
  }
}

async function codebookNamed(db: Db, version: string | null): Promise<CodebookName | null> {
  if (version === null) return null
  const row = await db
    .selectFrom('codebook_versions')
    .select(['codebook_id', 'version', 'hash', 'text'])
    .where('id', '=', version)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { codebook: row.codebook_id, version: row.version, hash: row.hash, title: titleIn(row.text) }
}

/** What is handed over beside what its study says. Throws NotFound without such a study. */
export async function besideStudy(db: Db, study: string, kept: Kept): Promise<BesideStudy> {
  const row = await db
    .selectFrom('studies')
    .select(['country', 'facts', 'codebook_version_id'])
    .where('id', '=', study)
    .executeTakeFirst()
  if (row === undefined) throw new EstimateFault('no study')
  const { country, facts } = row
  return {
    kept,
    codebook: await codebookNamed(db, kept.codebook),
    study: { country, facts, codebook: await codebookNamed(db, row.codebook_version_id) },
  }
}

/** Estimates of a study, oldest first, those that were replaced among them; `all` for who may run studies there. */
export async function estimatesOfStudy(
  db: Db,
  study: string,
  { all }: { all: boolean },
): Promise<EstimateCard[]> {
  const rows = await cards(db).where('estimates.study_id', '=', study).orderBy('estimates.id').execute()
  const chains = await chainsIn(db, { study })
  return rows.map((row) => cardFrom(row, chains)).filter((card) => all || card.public)
}

/** The estimates of a study that stand, and who entered each: what its next step and its publication ask. */
export async function enteredEstimates(db: Db, study: string): Promise<EnteredEstimate[]> {
  const rows = await cards(db).where('estimates.study_id', '=', study).where('newer.id', 'is', null).execute()
  return rows.map((row) => ({
    id: row.id,
    enteredBy: row.made_by,
    public: publishedAt(row) !== null,
    differs: differs(row),
  }))
}

/** More than any list here will have; its pages are cut from the whole. */
export const EVERY = 100_000

/** Published estimates that stand, newest first by what they are about; of one country where it is named. */
export async function publishedEstimates(
  db: Db,
  { country, limit = 500 }: { country?: string; limit?: number } = {},
): Promise<EstimateCard[]> {
  let query = cards(db).where('studies.state', '=', 'published')
  if (country !== undefined) query = query.where('studies.country', '=', country)
  const rows = await query
    .orderBy('estimates.id', 'desc')
    .limit(2 * limit)
    .execute()
  const chains = await chainsIn(db, country === undefined ? {} : { country })
  // One that is replaced stands until a later one is public too; those between may never have been.
  return rows
    .map((row) => cardFrom(row, chains))
    .filter((card) => card.public && card.replacedInPublic === null)
    .sort((a, b) => (yearOf(b.head) ?? 0) - (yearOf(a.head) ?? 0))
    .slice(0, limit)
}

/** What two estimates may be chosen from: the public ones that stand, and those named already. */
export async function choosableEstimates(
  db: Db,
  named: readonly (EstimateCard | null)[],
): Promise<EstimateCard[]> {
  const known = await publishedEstimates(db)
  const more = named.flatMap((card) =>
    card === null || known.some(({ id }) => id === card.id) ? [] : [card],
  )
  return [...more.filter((card, at) => more.findIndex(({ id }) => id === card.id) === at), ...known]
}

/** Versions of codebooks by which people may be counted. */
export async function frozenCodebooks(
  db: Db,
): Promise<{ id: string; title: string | null; version: number }[]> {
  const rows = await db
    .selectFrom('codebook_versions')
    .select(['id', 'text', 'version'])
    .where('state', '=', 'frozen')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ id, text, version }) => ({ id, version, title: titleIn(text) }))
}

export type ToKeep = {
  study: string
  kept: Kept
  /** The estimate that this one corrects, and why. */
  correction: { replaces: string; reason: string } | null
  check: CheckOutcome | null
}

/**
 * Keeps an estimate with its study; answers its id.
 *
 * Throws NotFound without such a study or codebook version, and Conflict when the study was stopped, the version is
 * a draft still, or the estimate to be corrected is of another study or was corrected already. Throws Unusable when it
 * is about something else than its study and says no reason.
 */
export async function keepEstimate(
  trx: Trx,
  { actor, at }: Change,
  { study: studyId, kept, correction, check }: ToKeep,
): Promise<string> {
  const study = await trx
    .selectFrom('studies')
    .select(['id', 'state'])
    .where('id', '=', studyId)
    .forUpdate()
    .executeTakeFirst()
  if (study === undefined) throw new EstimateFault('no study')
  if (study.state === 'stopped') throw new EstimateFault('stopped')
  if (kept.codebook !== null) {
    const version = await trx
      .selectFrom('codebook_versions')
      .select('state')
      .where('id', '=', kept.codebook)
      .executeTakeFirst()
    if (version === undefined) throw new EstimateFault('no codebook')
    if (version.state !== 'frozen') throw new EstimateFault('codebook draft')
  }
  const beside = await besideStudy(trx, studyId, kept)
  if (kept.otherBecause == null && otherThanStudy(beside).length > 0)
    throw new EstimateFault('other than study', 'en', beside)
  if (correction !== null) {
    const before = await trx
      .selectFrom('estimates')
      .leftJoin('estimates as newer', 'newer.replaces', 'estimates.id')
      .select(['estimates.study_id', 'newer.id as newer'])
      .where('estimates.id', '=', correction.replaces)
      .executeTakeFirst()
    if (before === undefined || before.study_id !== studyId) throw new EstimateFault('no estimate')
    if (before.newer !== null) throw new EstimateFault('replaced')
  }
  const id = v7()
  const text = JSON.stringify(kept)
  const hash = sha256hex(text)
  const head: StoredHead = { ...headOf(kept), rule: HEAD_RULE }
  await trx
    .insertInto('estimates')
    .values({
      id,
      study_id: studyId,
      source: kept.source,
      text,
      hash,
      head: JSON.stringify(head),
      codebook_version_id: kept.codebook,
      came_after: study.state === 'published',
      replaces: correction?.replaces ?? null,
      reason: correction?.reason ?? null,
      made: at,
      made_by: actor.person,
    })
    .execute()
  // Whoever has the study open to take its next step has not seen this figure: they are told that it was changed.
  if (study.state !== 'published')
    await trx
      .updateTable('studies')
      .set((is) => ({ revision: is('revision', '+', 1) }))
      .where('id', '=', studyId)
      .execute()
  if (check !== null)
    await trx
      .insertInto('estimate_checks')
      .values({ id: v7(), estimate_id: id, at, outcome: JSON.stringify(check) })
      .execute()
  await recordEvent(trx, {
    actor,
    at,
    record: estimateRecord(id),
    action: correction === null ? 'kept an estimate' : 'corrected an estimate',
    before: correction === null ? null : { estimate: correction.replaces },
    after: { study: studyId, source: kept.source, quantity: kept.quantity, hash },
    ...(correction === null ? {} : { reason: correction.reason }),
  })
  return id
}

/**
 * Publishes an estimate that came when its study was published already.
 *
 * Throws Conflict when the study is not published, the estimate is public already or replaced, its table gives another
 * figure, or who publishes it is who entered it: two pairs of eyes see what everybody will.
 */
export async function publishEstimate(trx: Trx, { actor, at }: Change, id: string): Promise<void> {
  const found = await trx.selectFrom('estimates').select('study_id').where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new EstimateFault('no estimate')
  await trx.selectFrom('studies').select('id').where('id', '=', found.study_id).forUpdate().execute()
  const row = await cards(trx).where('estimates.id', '=', id).executeTakeFirstOrThrow()
  if (row.state !== 'published') throw new EstimateFault('study not published')
  if (publishedAt(row) !== null) throw new EstimateFault('public')
  if (row.replaced_by !== null) throw new EstimateFault('replaced')
  if (differs(row)) throw new EstimateFault('differs')
  if (row.made_by !== null && row.made_by === actor.person) throw new EstimateFault('own')
  await trx
    .insertInto('estimate_publications')
    .values({ estimate_id: id, at, by_person: actor.person })
    .execute()
  await bumpDataVersion(trx)
  await recordEvent(trx, {
    actor,
    at,
    record: estimateRecord(id),
    action: 'published an estimate',
    before: null,
    after: { study: found.study_id },
  })
}
