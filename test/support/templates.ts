import { createHash } from 'node:crypto'
import pg from 'pg'

/** What the names of this run’s template databases begin with: on a server of `DATABASE_URL` other runs have theirs. */
export const templatesOf = (testHome: string): string =>
  `tip_template_${createHash('sha256').update(testHome).digest('hex').slice(0, 12)}_`

/** Takes the templates of this run from a server that stays. */
export async function dropTemplates(testHome: string, connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [templatesOf(testHome)],
    )
    for (const { datname } of rows)
      await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`)
  } finally {
    await client.end()
  }
}
