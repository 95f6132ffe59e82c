import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

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

/** Notes a checkpoint as the newest there is. Call it when one was made. */
export function noteCheckpoint(
  keysFolder: string,
  { number, hash, at }: { number: number; hash: string; at: string },
): void {
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
