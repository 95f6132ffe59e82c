import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../actor.ts'
import type { Tables } from '../database.ts'
import { Conflict, Fault, NotFound, Unusable } from '../errors.ts'
import { recordAsGroup } from '../history/as-group.ts'
import { recordEvent } from '../history/record-event.ts'
import './tables.ts'
import type { Transaction } from 'kysely'
import { documentEndings, documentKind, typeOf } from './types.ts'
import { LARGEST_FILE, Upload } from './uploads.ts'

type Db = Kysely<Tables>
type Trx = Transaction<Tables>

/** Who changes something, and when; `changeBy` of any room makes one. */
export type DocumentChange = { actor: Actor; at: Date }

/** Where a file is used, and who brought it. */
export type Use = {
  compact: string
  /** What it stands behind, as a path: `documents`, `results/2027-q1/jobs`, `conditions/law`. */
  place: string
  /** Whether everybody may read it, once the compact is public. */
  public?: boolean
  organisation?: string | null
  /** Brought by somebody who must not be named: then it is their organisation’s alone. */
  asGroup?: boolean
}

/** A file where it is used. */
export type KeptDocument = {
  /** Of the use. */
  id: string
  hash: string
  place: string
  name: string
  type: string
  size: number
  public: boolean
  by: string | null
  organisation: string | null
  at: Date
  /** When its bytes were taken out, and why. */
  removed: { at: Date; reason: string } | null
}

/**
 * Keeps a file for a place in a compact, once: the same bytes again at the same place make
 * nothing new. Answers the hash it is cited by. Size and type are checked here whatever the
 * door did.
 *
 * Throws Fault 422 for a file that is empty, too large or of a kind that is not kept; 409 for
 * one whose bytes were taken out before.
 */
export async function keepDocument(
  trx: Trx,
  change: DocumentChange,
  file: Upload | { name: string; bytes: Buffer },
  use: Use,
): Promise<{ hash: string }> {
  const upload = file instanceof Upload ? file : await Upload.of(file.name, file.bytes)
  const kind = upload.fault === null ? await documentKind(upload.bytes, upload.name) : null
  if (kind === null || upload.bytes.length > LARGEST_FILE) throw notKept(upload)
  const { hash, bytes } = upload
  await trx
    .insertInto('documents')
    .values({
      hash,
      type: typeOf(kind),
      size: bytes.length,
      bytes,
      kept: change.at,
      removed: null,
      removed_by: null,
      removal_reason: null,
    })
    .onConflict((row) => row.column('hash').doNothing())
    .execute()
  const { removed } = await trx
    .selectFrom('documents')
    .select('removed')
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow()
  if (removed !== null) {
    throw new Conflict('This file was taken out before and is not kept again', [
      { place: 'file', message: 'Its bytes were removed for a reason.', remedy: 'Bring another file.' },
    ])
  }
  await addUse(trx, change, hash, upload.name, use)
  return { hash }
}

/**
 * Uses a file at another place of a compact that has it already. Whoever knows a hash alone
 * gets no file by it: it must stand in this very compact.
 *
 * Throws NotFound.
 */
export async function useDocument(trx: Trx, change: DocumentChange, hash: string, use: Use): Promise<void> {
  const known = (await documentsOf(trx, use.compact)).find((each) => each.hash === hash)
  if (known === undefined) throw noDocument()
  await addUse(trx, change, hash, known.name, use)
}

/** Whether a compact has a file, so that what is written may cite it. */
export async function hasDocument(db: Db, compact: string, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('document_uses')
    .select('id')
    .where('compact_id', '=', compact)
    .where('hash', '=', hash)
    .where('ended', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

async function addUse(trx: Trx, change: DocumentChange, hash: string, name: string, use: Use): Promise<void> {
  const shown = use.public ?? false
  const row = await trx
    .insertInto('document_uses')
    .values({
      id: v7(),
      hash,
      compact_id: use.compact,
      place: use.place,
      name,
      public: shown,
      by_person: use.asGroup === true ? null : change.actor.person,
      by_organisation: use.organisation ?? null,
      at: change.at,
      ended: null,
      ended_by: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['hash', 'compact_id', 'place']).where('ended', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return
  // The name stays out of the history: it may be that of a person.
  const event = {
    record: { kind: 'compact', id: use.compact },
    action: 'kept a document',
    before: null,
    after: { document: hash, place: use.place, public: shown },
    actor: change.actor,
    at: change.at,
  }
  if (use.asGroup === true) await recordAsGroup(trx, event, { id: row.id })
  else await recordEvent(trx, event)
}

/** From now on everybody may read a file at a place, as far as they may read the compact. There is no way back. */
export async function publishDocument(trx: Trx, change: DocumentChange, compact: string, id: string) {
  const row = await trx
    .updateTable('document_uses')
    .set({ public: true })
    .where('id', '=', id)
    .where('compact_id', '=', compact)
    .where('ended', 'is', null)
    .where('public', '=', false)
    .returning(['hash', 'place'])
    .executeTakeFirst()
  if (row === undefined) return
  await tellOf(trx, change, compact, 'published a document', row)
}

/** Ends the use of a file at a place. It stays where else it is used. */
export async function endDocumentUse(trx: Trx, change: DocumentChange, compact: string, id: string) {
  const row = await trx
    .updateTable('document_uses')
    .set({ ended: change.at, ended_by: change.actor.person })
    .where('id', '=', id)
    .where('compact_id', '=', compact)
    .where('ended', 'is', null)
    .returning(['hash', 'place'])
    .executeTakeFirst()
  if (row === undefined) throw noDocument()
  await tellOf(trx, change, compact, 'ended the use of a document', row)
}

async function tellOf(
  trx: Trx,
  { actor, at }: DocumentChange,
  compact: string,
  action: string,
  { hash, place }: { hash: string; place: string },
) {
  const record = { kind: 'compact', id: compact }
  await recordEvent(trx, { record, action, before: null, after: { document: hash, place }, actor, at })
}

/**
 * Takes the bytes of a file out for good, in every compact that uses it: for one that names a
 * person who was harmed, or that nobody had the right to bring. Backups keep it until they are
 * too old to be kept.
 */
export async function removeDocument(trx: Trx, change: DocumentChange, hash: string, reason: string) {
  const row = await trx
    .updateTable('documents')
    .set({ bytes: null, removed: change.at, removed_by: change.actor.person, removal_reason: reason })
    .where('hash', '=', hash)
    .where('removed', 'is', null)
    .returning('hash')
    .executeTakeFirst()
  if (row === undefined) throw noDocument()
  const uses = await usesOf(trx, hash)
  for (const compact of [...new Set(uses.map((use) => use.compact))].sort())
    await recordEvent(trx, {
      record: { kind: 'compact', id: compact },
      action: 'removed a document',
      before: null,
      after: { document: hash },
      reason,
      actor: change.actor,
      at: change.at,
    })
}

const shownColumns = [
  'document_uses.id',
  'document_uses.hash',
  'place',
  'name',
  'type',
  'size',
  'public',
  'by_person',
  'by_organisation',
  'document_uses.at',
  'removed',
  'removal_reason',
] as const

/** Files of a compact, or of one place in it, the oldest first. Not their bytes. */
export async function documentsOf(db: Db, compact: string, place?: string): Promise<KeptDocument[]> {
  let asked = db
    .selectFrom('document_uses')
    .innerJoin('documents', 'documents.hash', 'document_uses.hash')
    .select(shownColumns)
    .where('compact_id', '=', compact)
    .where('ended', 'is', null)
  if (place !== undefined) asked = asked.where('place', '=', place)
  const rows = await asked.orderBy('document_uses.at').orderBy('document_uses.id').execute()
  return rows.map(({ by_person, by_organisation, removed, removal_reason, ...row }) => ({
    ...row,
    by: by_person,
    organisation: by_organisation,
    removed: removed === null ? null : { at: removed, reason: removal_reason ?? '' },
  }))
}

/** Where a file is used now. */
export async function usesOf(
  db: Db,
  hash: string,
): Promise<{ compact: string; name: string; public: boolean }[]> {
  const rows = await db
    .selectFrom('document_uses')
    .select(['compact_id', 'name', 'public'])
    .where('hash', '=', hash)
    .where('ended', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ compact_id, ...use }) => ({ compact: compact_id, ...use }))
}

/** The bytes of a file. Throws NotFound, or Fault 410 when they were taken out. */
export async function bytesOf(db: Db, hash: string): Promise<{ type: string; bytes: Buffer }> {
  const row = await db
    .selectFrom('documents')
    .select(['type', 'bytes'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (row === undefined) throw noDocument()
  if (row.bytes === null) {
    throw new Fault(410, 'removed', 'This file was taken out', [
      { message: 'Its bytes are gone; that it was here, and why it went, stands in the history.' },
    ])
  }
  return { type: row.type, bytes: row.bytes }
}

export function noDocument(): NotFound {
  return new NotFound('There is no such document', [
    { message: 'It is used nowhere that you may read.', remedy: 'Look it up where you found it cited.' },
  ])
}

function notKept({ name, fault }: Upload): Unusable {
  const message = {
    empty: 'It has no content.',
    'too large': 'It has more than 10 MB.',
    type: `What is in it is none of ${documentEndings.join(', ')}, or its name ends in another way.`,
  }[fault ?? 'type']
  return new Unusable(`The file ${name} cannot be kept`, [
    { place: 'file', message, remedy: 'Bring it as a PDF, a picture, a text, a workbook or a CSV file.' },
  ])
}
