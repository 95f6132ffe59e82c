import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Tables } from '../database.ts'
import '../history/tables.ts'

/*
 * The newest checkpoint of the history, noted beside the keys: whoever puts an older database in the place of a
 * newer one, by a restore or by stealth, is told how much of the history is gone.
 */

const FILE = 'newest-checkpoint.json'

export const KnownCheckpoint = Type.Union([
  Type.Null(),
  Type.Object({ number: Type.Integer({ minimum: 1 }), hash: Type.String(), at: Type.String() }),
])
export type KnownCheckpoint = Static<typeof KnownCheckpoint>

type Noted = { number: number; hash: string; at: string }

/**
 * Notes a checkpoint as the newest there is. A note of a later one, or of another one with that number, stays: it is
 * what an emptied or older database is known by.
 */
export function noteCheckpoint(keysFolder: string, checkpoint: Noted): void {
  const known = knownCheckpoint(keysFolder)
  if (known === null || known.number < checkpoint.number) write(keysFolder, checkpoint)
}

/**
 * Notes a checkpoint that was just made in `db`, unless the one that is known is gone from there: the note is then
 * the only thing that still says so.
 */
export async function noteNewestCheckpoint(
  db: Kysely<Tables>,
  keysFolder: string,
  made: Noted,
): Promise<void> {
  if ((await checkpointGone(db, keysFolder)) === null) noteCheckpoint(keysFolder, made)
}

/** Takes what a restore brought back as the newest there is, however much was known before. */
export function noteRestoredCheckpoint(keysFolder: string, held: Noted | null): void {
  if (held === null) rmSync(path.join(keysFolder, FILE), { force: true })
  else write(keysFolder, held)
}

export type CheckpointGone = {
  known: Noted
  /** What the database has instead: another one of that number, else its newest, which is earlier; null for none. */
  found: Noted | null
}

/**
 * Whether the checkpoint noted beside the keys is no longer in the database: it was emptied, or an older one or
 * another stands in its place. Null when it is there, or none was noted.
 */
export async function checkpointGone(db: Kysely<Tables>, keysFolder: string): Promise<CheckpointGone | null> {
  const known = knownCheckpoint(keysFolder)
  if (known === null) return null
  const found = await db
    .selectFrom('checkpoints')
    .select(['number', 'hash', 'at'])
    .where('number', '<=', known.number)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found?.number === known.number && found.hash === known.hash ? null : { known, found: found ?? null }
}

function write(keysFolder: string, { number, hash, at }: Noted): void {
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  const file = path.join(keysFolder, FILE)
  const draft = `${file}.${process.pid}`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, `${JSON.stringify({ number, hash, at })}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}

/** The checkpoint noted beside the keys; null when none is, or the note cannot be read. */
export function knownCheckpoint(keysFolder: string): KnownCheckpoint {
  try {
    const said: unknown = JSON.parse(readFileSync(path.join(keysFolder, FILE), 'utf8'))
    return Value.Check(KnownCheckpoint, said) && said !== null
      ? { number: said.number, hash: said.hash, at: said.at }
      : null
  } catch {
    return null
  }
}
