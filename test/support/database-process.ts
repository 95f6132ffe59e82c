import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { Fault } from '../../src/house/errors.ts'
import { openLog } from '../../src/house/log.ts'
import { migrate, openDatabase } from '../../src/house/open-database.ts'
import { stopOnSignal } from '../../src/house/stop-on-signal.ts'

// A program of its own that opens the database of a home, for tests of what several programs do to one another.
// It answers each line it is sent with one line.
const home = process.argv[2] ?? ''
const log = openLog('debug')
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const database = await openDatabase({ home, databaseUrl: null, adminDatabaseUrl: null }, log)
  await migrate(database.owner)
  // Two programs that make the same table at once: the catalogue refuses one of them, and it is there.
  await sql`create table if not exists notes (number integer primary key)`
    .execute(database.owner)
    .catch((error) => {
      if (error.code !== '23505' && error.code !== '42P07') throw error
    })
  stopOnSignal(database.close, { log })
  say('ready')
  let number = 0
  for await (const order of createInterface(process.stdin)) {
    if (order === 'close') {
      await database.close()
      say('closed')
      process.exit(0)
    }
    // Each number is said only after the database has acknowledged it.
    while (order === 'write on') {
      await sql`insert into notes values (${++number})`.execute(database.owner)
      say(number)
    }
  }
} catch (error) {
  say(
    error instanceof Fault
      ? { kind: error.kind, message: error.message, details: error.details }
      : String(error),
  )
  process.exit(1)
}
