import { sql } from 'kysely'
import { Type } from 'typebox'
import { v7 } from 'uuid'
import { actorOf } from '../../src/house/actor.ts'
import { APPLICATION_ROLE, grantTo } from '../../src/house/grants.ts'
import { recordEvent } from '../../src/house/history/record-event.ts'
import type { House } from '../../src/house/house.ts'
import { buildServer, listen } from '../../src/house/http.ts'
import { openKeys, rememberKeys } from '../../src/house/keys.ts'
import { openLog } from '../../src/house/log.ts'
import { changeOnce, OnceHeaders, sendAnswer } from '../../src/house/once.ts'
import { migrate, openDatabase } from '../../src/house/open-database.ts'
import { readSettings } from '../../src/house/settings.ts'
import { stopOnSignal } from '../../src/house/stop-on-signal.ts'

// The house with one door, as a program of its own that a drill may kill: a record, its event and its key in one
// change, behind the real server, on the real database. Whoever comes is taken for an administrator.
const settings = readSettings()
const log = openLog(settings.logLevel)
const opened = await openDatabase(settings, log)
const { db, owner } = opened
const house: House = { db, settings, log, keys: openKeys(settings.keys, log), now: () => new Date() }
await migrate(owner)
await sql`create table if not exists drill_records (id uuid primary key, name text not null)`.execute(owner)
await grantTo(owner, APPLICATION_ROLE)
await rememberKeys(db, house.keys, house.now())

const administrator = {
  id: '0199a000-0000-7000-8000-000000000001',
  roles: [{ role: 'administrator' as const, organisation: null, scope: null }],
  secondFactor: true,
}

const http = await buildServer(house, {
  languages: ['en'],
  clientFolder: null,
  renderFault: (_, fault) => fault.message,
  personOf: async () => administrator,
  doors: [
    {
      at: '/',
      routes: async (http) => {
        http.post(
          '/api/v1/drill',
          {
            config: { may: 'make organisations' },
            schema: {
              headers: OnceHeaders,
              body: Type.Object({
                name: Type.String(),
                seconds: Type.Optional(Type.Number({ maximum: 10 })),
              }),
            },
          },
          async (request, reply) => {
            const { name, seconds = 0 } = request.body
            const answer = await changeOnce(house, request, {}, async (trx) => {
              const id = v7()
              await sql`insert into drill_records values (${id}, ${name})`.execute(trx)
              // A change that takes its time, for a drill that wants to meet it under way.
              if (seconds > 0) await sql`select pg_sleep(${seconds})`.execute(trx)
              await recordEvent(trx, {
                record: { kind: 'drill', id },
                action: 'made it',
                before: null,
                after: { name },
                actor: actorOf(request),
                at: house.now(),
              })
              return { status: 201, location: `/api/v1/drill/${id}`, body: { id, name } }
            })
            return sendAnswer(reply, answer)
          },
        )
      },
    },
  ],
})
stopOnSignal(async () => {
  await http.close()
  await opened.close()
}, house)
const address = await listen(http, settings)
process.stderr.write(`The house of the drill is at ${address}\n`)
