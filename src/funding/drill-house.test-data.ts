import { sql } from 'kysely'
import { Type } from 'typebox'
import { APPLICATION_ROLE, grantTo } from '../house/grants.ts'
import type { House } from '../house/house.ts'
import { buildServer, listen } from '../house/http.ts'
import { openKeys, rememberKeys } from '../house/keys.ts'
import { openLog } from '../house/log.ts'
import { changeOnce, OnceHeaders, sendAnswer } from '../house/once.ts'
import { migrate, openDatabase } from '../house/open-database.ts'
import { readSettings } from '../house/settings.ts'
import { stopOnSignal } from '../house/stop-on-signal.ts'
import { transact } from '../house/transact.ts'
import { aCompactInForce, anEntry, changeOf, type Scene } from './funding.test-data.ts'
import { approveMoney, enterMoney } from './ledger.ts'
import { actOnCondition, askForRelease, decideOnRelease } from './tranches.ts'

// A house with one compact and one door, as a program of its own that a drill may kill: a commitment that is entered and
// approved, and a release of as much that is asked for and let go, with their events and key in one change. Whoever comes
// is taken for an administrator; behind the money stand the officer and the approver of the donor.
const settings = readSettings()
const log = openLog(settings.logLevel)
const opened = await openDatabase(settings, log)
const { db, owner } = opened
const house: House = { db, settings, log, keys: openKeys(settings.keys, log), now: () => new Date() }
await migrate(owner)
await sql`create table if not exists drill_scene (scene jsonb not null)`.execute(owner)
await grantTo(owner, APPLICATION_ROLE)
await rememberKeys(db, house.keys, house.now())
const scene = await theScene()

async function theScene(): Promise<Scene> {
  const { rows } = await sql<{ scene: Scene }>`select scene from drill_scene`.execute(owner)
  if (rows[0] !== undefined) return rows[0].scene
  const made = await aCompactInForce({ ...house, owner })
  for (const condition of ['law', 'audit'])
    await transact(db, (trx) =>
      actOnCondition(trx, changeOf(house, made.verifier, made.donor), made.compact, {
        tranche: 't1',
        condition,
        act: condition === 'law' ? 'not applicable' : 'waived',
        reason: 'A drill',
        until: null,
        document: null,
        url: null,
        capacity: null,
      }),
    )
  await sql`insert into drill_scene values (${JSON.stringify(made)})`.execute(owner)
  return made
}

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
            schema: { headers: OnceHeaders, body: Type.Object({ name: Type.String() }) },
          },
          async (request, reply) => {
            const { name } = request.body
            const { compact, donor } = scene
            const officer = changeOf(house, scene.officer, donor)
            const approver = changeOf(house, scene.approver, donor)
            const answer = await changeOnce(house, request, {}, async (trx) => {
              const amount = { minor: 1, currency: 'USD' }
              const draft = await enterMoney(trx, officer, compact, anEntry({ amount, note: name }))
              const { entry } = await approveMoney(trx, approver, compact, draft, null)
              const asked = { tranche: 't1', minor: 1, note: name, exception: null }
              const due = await askForRelease(trx, officer, compact, asked)
              await decideOnRelease(trx, approver, compact, due, 'released', 'A drill')
              return { status: 201, location: `/api/v1/drill/${entry}`, body: { id: entry, name } }
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
