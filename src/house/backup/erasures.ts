import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import { Unusable } from '../errors.ts'

/*
 * Who was erased is noted beside the keys, outside every backup of the database: a backup made before would bring
 * the person back. A line is the person's id, which is a random number and says nothing of anybody.
 */

const FILE = 'erased'
const PERSON_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Notes that a person was erased, on the disk before it returns. Call it before the erasure is confirmed: a note
 * without an erasure erases somebody who asked for it, an erasure without a note can be undone by a restore.
 * Noting somebody twice is harmless.
 */
export function noteErasure(keysFolder: string, personId: string): void {
  if (!PERSON_ID.test(personId)) throw new Error('That is not the id of a person')
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  const file = openSync(path.join(keysFolder, FILE), 'a', 0o600)
  try {
    // One write of one short line: two processes that note at once do not mix theirs.
    writeSync(file, `${personId.toLowerCase()}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The ids of everybody noted as erased, each once. */
export function erasedPeople(keysFolder: string): string[] {
  const file = path.join(keysFolder, FILE)
  if (!existsSync(file)) return []
  return readErased(readFileSync(file, 'utf8'), file)
}

/** The ids in the text of such a file. Throws Unusable for a line that is none: a person may hide behind it. */
export function readErased(text: string, place: string): string[] {
  const ids = new Set<string>()
  for (const [index, line] of text.split('\n').entries()) {
    const id = line.trim().toLowerCase()
    if (id === '') continue
    if (!PERSON_ID.test(id))
      throw new Unusable('The list of people erased is damaged', [
        {
          place: `${place}, line ${index + 1}`,
          message: 'It is not the id of a person.',
          remedy: 'Put the file back from the newest backup of the keys.',
        },
      ])
    ids.add(id)
  }
  return [...ids]
}

/**
 * Erases again whoever was noted as erased and is in the tables; answers how many these were. `erase` does
 * everything an erasure does, and is called for those alone who still have an account or a key of their own.
 */
export async function reapplyErasures(
  trx: Transaction<Tables>,
  keysFolder: string,
  erase: (trx: Transaction<Tables>, personId: string) => Promise<void>,
): Promise<number> {
  let count = 0
  for (const personId of erasedPeople(keysFolder)) {
    const { rows } = await sql`
      select 1 from accounts_user where id = ${personId}::uuid
      union all select 1 from person_keys where person_id = ${personId} and sealed is not null`.execute(trx)
    if (rows.length === 0) continue
    await erase(trx, personId)
    count++
  }
  return count
}
