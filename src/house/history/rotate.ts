import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database.ts'
import { Fault } from '../errors.ts'
import type { Keys } from '../keys.ts'
import { transact } from '../transact.ts'
import { sealContext } from './personal-values.ts'

/**
 * A column that holds what `keys.seal` made. Every room with one names it, so that a
 * rotation finds it: in `sealedColumns` of `tp-admin.ts`.
 */
export type SealedColumn = {
  table: string
  /** The columns that name a row. */
  key: readonly string[]
  column: string
  /** What the text was bound to when it was sealed, from the key of its row. */
  context: (key: Record<string, string>) => string
}

/** The sealed columns of the history itself. */
export const sealedInHistory: SealedColumn[] = [
  {
    table: 'person_keys',
    key: ['person_id'],
    column: 'sealed',
    context: ({ person_id = '' }) => sealContext(person_id),
  },
]

const BATCH = 200

/**
 * Seals a column again under the newest master key, a batch at a time, each in a
 * transaction of its own. What is under that key already is passed over, so that it may
 * be interrupted and repeated. Answers how many rows were sealed again.
 *
 * A row that somebody else changes meanwhile is left as they made it.
 */
export async function sealAgain(db: Kysely<Tables>, keys: Keys, where: SealedColumn): Promise<number> {
  let sealed = 0
  let after: Record<string, string> | undefined
  const { table, key, column } = where
  const names = sql.join(key.map((name) => sql.ref(name)))
  for (;;) {
    const current = `v1.${keys.ids().master.at(-1)}.`
    const { rows } = await sql<Record<string, string>>`
      select ${sql.join(key.map((name) => sql`${sql.ref(name)}::text as ${sql.id(name)}`))}, ${sql.ref(column)} as sealed_text
      from ${sql.table(table)}
      where ${sql.ref(column)} is not null and left(${sql.ref(column)}, ${current.length}) <> ${current}
      ${after ? sql`and (${names}) > (${sql.join(key.map((name) => after?.[name]))})` : sql``}
      order by ${names} limit ${BATCH}`.execute(db)
    const again = rows.map((row) => ({ row, text: sealedAgain(keys, where, row) }))
    sealed += await transact(db, async (trx) => {
      let changed = 0
      for (const { row, text } of again) {
        const { numAffectedRows } = await sql`
          update ${sql.table(table)} set ${sql.ref(column)} = ${text}
          where ${sql.join(
            key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
            sql` and `,
          )} and ${sql.ref(column)} = ${row.sealed_text}`.execute(trx)
        changed += Number(numAffectedRows ?? 0)
      }
      return changed
    })
    if (rows.length < BATCH) return sealed
    after = rows.at(-1)
  }
}

/** How many rows of a column are still under an older key. */
export async function sealedBefore(db: Kysely<Tables>, keys: Keys, where: SealedColumn): Promise<number> {
  const current = `v1.${keys.ids().master.at(-1)}.`
  const column = sql.ref(where.column)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(where.table)}
    where ${column} is not null and left(${column}, ${current.length}) <> ${current}`.execute(db)
  return rows[0]?.count ?? 0
}

function sealedAgain(keys: Keys, where: SealedColumn, row: Record<string, string>): string {
  const context = where.context(row)
  try {
    return keys.seal(keys.open(row.sealed_text ?? '', context), context)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const named = where.key.map((name) => `${name} ${row[name]}`).join(', ')
    throw new Fault(500, 'sealed', 'Something that was sealed cannot be sealed again', [
      {
        place: `${where.table}.${where.column} of ${named}`,
        message: error.details[0]?.message ?? error.message,
      },
    ])
  }
}
