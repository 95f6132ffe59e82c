import { sql } from 'kysely'
import { Type } from 'typebox'
import { APPLICATION_ROLE, grantTo } from '../../house/grants.ts'
import type { House } from '../../house/house.ts'
import { buildServer, listen } from '../../house/http.ts'
import { openKeys, rememberKeys } from '../../house/keys.ts'
import { openLog } from '../../house/log.ts'
import { OnceHeaders, onceOf } from '../../house/once.ts'
import { migrate, openDatabase } from '../../house/open-database.ts'
import { readSettings } from '../../house/settings.ts'
import { stopOnSignal } from '../../house/stop-on-signal.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { settle } from './settle.ts'
import { aSubmission } from './signing.test-data.ts'
import { submitSignature } from './submit.ts'

// A house with one campaign and one door, as a program of its own that a drill may kill: a signature that is sent and
// confirmed before the answer goes out. What the drill looks for stands in the language of the signature.
const settings = readSettings()
const log = openLog(settings.logLevel)
const opened = await openDatabase(settings, log)
const { db, owner } = opened
const house: House = { db, settings, log, keys: openKeys(settings.keys, log), now: () => new Date() }
await migrate(owner)
await grantTo(owner, APPLICATION_ROLE)
await rememberKeys(db, house.keys, house.now())
// A house of tests is a house with more around it; what making a campaign needs of it is here.
const asTest = { ...house, owner } as Parameters<typeof aCampaign>[0]
const [known] = await db.selectFrom('campaigns').select('id').execute()
const campaign = known?.id ?? (await aCampaign(asTest)).id

const http = await buildServer(house, {
  languages: ['en'],
  clientFolder: null,
  renderFault: (_, fault) => fault.message,
  personOf: async () => null,
  doors: [
    {
      at: '/',
      routes: async (http) => {
        http.post(
          '/api/v1/drill',
          {
            config: { may: 'take part in a campaign' },
            schema: { headers: OnceHeaders, body: Type.Object({ name: Type.String() }) },
          },
          async (request, reply) => {
            const { name } = request.body
            const submission = await aSubmission(asTest, campaign, {
              language: name,
              // What is sent again is the same, as a browser sends it.
              signer: { name, email: `${name.replace(/[^a-z0-9]+/gi, '-')}@example.org` },
              onceKey: onceOf(request),
            })
            const { id, new: isNew } = await submitSignature(house, submission, () => ({
              subject: 'Confirm',
              text: 'A link',
            }))
            // The link in the mail, pressed by whoever got it: also after the first answer was lost.
            await sql`update signatures set state = 'validated', confirmed_at = now()
              where id = ${id} and state = 'pending'`.execute(db)
            await settle(db, campaign, { most: 50 })
            if (!isNew) reply.header('idempotent-replayed', 'true')
            return reply.code(201).header('location', `/api/v1/drill/${id}`).send({ id, name })
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
