import { sql } from 'kysely'
import { Type } from 'typebox'
import { temporaryKeys } from '../keys.ts'
import { silentLog } from '../log.ts'
import { connect } from '../open-database.ts'
import { readSettings } from '../settings.ts'
import { defineJob } from './job.ts'
import { startJobs } from './start.ts'

/** A job that notes who began and who ended it, in a table of the test. */
export const noteDown = defineJob({
  may: 'read what is public',
  name: 'note-down',
  data: Type.Object({ number: Type.Integer(), forMs: Type.Integer() }),
  within: 4,
  retryAfter: 1,
  run: async ({ db }, { number, forMs }, _actor, { signal }) => {
    const who = process.pid
    await sql`insert into notes (number, who, what) values (${number}, ${who}, 'began')`.execute(db)
    await new Promise((resolve) => setTimeout(resolve, forMs))
    if (signal.aborted) return
    await sql`insert into notes (number, who, what) values (${number}, ${who}, 'ended')`.execute(db)
  },
})

// As a program of its own: a worker on the database of a test, until it is killed.
const given = process.argv[2]
if (process.argv[1]?.endsWith('worker-program.test-data.js') && given !== undefined) {
  const { connection, schema } = JSON.parse(given)
  const db = connect(connection, silentLog, { schema, connections: 4 })
  const settings = readSettings({})
  const house = { db, settings, log: silentLog, keys: temporaryKeys(), now: () => new Date() }
  const jobs = await startJobs(house, [noteDown], { lookEvery: 50 })
  process.on('SIGTERM', () => {
    void jobs
      .stop({ deadline: 100 })
      .then(() => db.destroy())
      .then(() => process.exit(0))
  })
  process.stdout.write('ready\n')
}
