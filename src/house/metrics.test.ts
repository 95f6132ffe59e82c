import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { guard } from '../people/policy/guard.ts'
import { operator } from './actor.ts'
import { Fault } from './errors.ts'
import { APPLICATION_ROLE } from './grants.ts'
import { recordEvent } from './history/record-event.ts'
import type { House } from './house.ts'
import { jobsSchema } from './jobs/boss.ts'
import { houseJobs } from './jobs/house-jobs.ts'
import { prepareJobs } from './jobs/prepare.ts'
import { refusals, takeAttempt } from './limits.ts'
import { openLog } from './log.ts'
import { answered, metricsRoutes, type PoolUse } from './metrics.ts'
import { connect } from './open-database.ts'
import { transact } from './transact.ts'

let house: TestHouse
const lines: string[] = []
const log = openLog('debug', (line) => lines.push(line))
const token = 'a-token-for-the-tests-only'
const pool: PoolUse = { totalCount: 5, idleCount: 2, waitingCount: 1 }

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-01-01T12:00:00Z'), log })
  await prepareJobs(house.owner, APPLICATION_ROLE, houseJobs())
})
afterAll(async () => {
  await sql`drop schema ${sql.id(await jobsSchema(house.owner))} cascade`.execute(house.owner)
  await house.close()
})

/** The little of a server that metrics need: the policy before, the count after. */
async function serve(settings: Partial<House['settings']> = {}, db = house.db): Promise<FastifyInstance> {
  const here: House = { ...house, db, settings: { ...house.settings, ...settings } }
  const http = Fastify({ logger: false })
  http.decorateRequest('person', null)
  http.addHook('preValidation', (request) => guard(request))
  http.addHook('onResponse', async (request, reply) => answered(here, request, reply))
  http.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Fault ? error.status : 500).send(),
  )
  http.get('/countries/:code', { config: { may: 'read what is public' } }, async () => 'a page')
  http.post('/account/:token', { config: { may: 'sign in' } }, async () => {
    throw new Error('Key (email)=(ama@example.org) already exists')
  })
  await http.register(metricsRoutes(here, pool))
  return http
}
const bearer = (shown: string) => ({ authorization: `Bearer ${shown}` })

describe('Who may read the metrics', () => {
  it('is whoever presents the token, and nobody else, from wherever they come', async () => {
    const http = await serve({ metricsToken: token })
    const ask = (headers: Record<string, string>) => http.inject({ url: '/metrics', headers })
    expect((await ask(bearer(token))).statusCode).toBe(200)
    expect((await ask(bearer(`${token}x`))).statusCode).toBe(403)
    expect((await ask({ authorization: token })).statusCode).toBe(403)
    expect((await ask({})).statusCode).toBe(403)
  })

  it('is this machine alone when no token is set', async () => {
    const http = await serve({ metricsToken: null })
    const ask = (remoteAddress: string, headers: Record<string, string> = {}) =>
      http.inject({ url: '/metrics', remoteAddress, headers: { host: 'localhost:3000', ...headers } })
    expect((await ask('127.0.0.1')).statusCode).toBe(200)
    expect((await ask('::1')).statusCode).toBe(200)
    expect((await ask('192.0.2.1')).statusCode).toBe(403)
  })

  it('is nobody when no token is set and anything speaks of a proxy on this machine', async () => {
    const ask = async (settings: Partial<House['settings']>, headers: Record<string, string> = {}) =>
      (
        await (
          await serve({ metricsToken: null, ...settings })
        ).inject({
          url: '/metrics',
          remoteAddress: '127.0.0.1',
          headers: { host: 'localhost', ...headers },
        })
      ).statusCode
    expect(await ask({ trustedProxies: ['127.0.0.1'] })).toBe(403)
    expect(await ask({ origin: 'https://tip.example.org' })).toBe(403)
    expect(await ask({}, { 'x-forwarded-for': '192.0.2.1' })).toBe(403)
    expect(await ask({}, { 'x-real-ip': '192.0.2.1' })).toBe(403)
    expect(await ask({}, { host: 'tip.example.org' })).toBe(403)
  })
})

describe('The metrics', () => {
  it('count answers by the pattern of the route, never by address', async () => {
    const http = await serve({ metricsToken: token })
    await http.inject('/countries/GHA?q=ama@example.org')
    await http.inject('/no/such/ama@example.org')
    const { body, headers } = await http.inject({ url: '/metrics', headers: bearer(token) })
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toContain('tip_http_seconds_count{method="GET",route="/countries/:code",status="2xx"} 1')
    expect(body).toContain('route="none",status="4xx"')
    expect(body).not.toMatch(/GHA|example\.org/)
  })

  it('say how database, pool, jobs, mails and history stand', async () => {
    const change = {
      record: { kind: 'organisation', id: 'o1' },
      action: 'made',
      before: null,
      after: {},
      actor: operator,
      at: new Date('2026-01-01T11:50:00Z'),
    }
    await transact(house.db, (trx) => recordEvent(trx, change))
    // They are counted for the whole process, which other files of the tests share.
    refusals.clear()
    for (let tries = 0; tries < 4; tries++)
      await takeAttempt(house, { what: 'password-reset', who: 'x' }).catch(() => {})
    const fresh = connect(house.connection, log, { schema: house.schema })
    const { body } = await (await serve({ metricsToken: token }, fresh)).inject({
      url: '/metrics',
      headers: bearer(token),
    })
    await fresh.destroy()
    expect(body).toContain('tip_database_up 1')
    expect(body).toContain('tip_history_unanchored 1')
    expect(body).toContain('tip_history_unanchored_seconds 600')
    expect(body).toContain('tip_jobs{queue="checkpoint-history-v1",state="failed"} 0')
    expect(body).toContain('tip_mails{state="queued"} 0')
    expect(body).toContain('tip_pool_connections{state="waiting"} 1')
    expect(body).toContain('tip_attempts_refused_total{what="password-reset"} 1')
    expect(body).toMatch(/tip_home_free_bytes \d/)
    expect(body).toMatch(/process_resident_memory_bytes \d/)
    expect(body).not.toMatch(/tip_checkpoint_age_seconds \d/)
  })

  it('are still answered when the database is not, without old figures', async () => {
    const away = connect({ host: '/nowhere', port: 1, user: 'x', database: 'x', application_name: 'x' }, log)
    const http = await serve({ metricsToken: token }, away)
    const { statusCode, body } = await http.inject({ url: '/metrics', headers: bearer(token) })
    await away.destroy()
    expect(statusCode).toBe(200)
    expect(body).toContain('tip_database_up 0')
    expect(body).not.toMatch(/^tip_(jobs|mails|history_unanchored)\b.* \d/m)
  })
})

describe('The log of answers', () => {
  it('holds number, method, route, status and time, and nothing of address, search, form or headers', async () => {
    lines.length = 0
    const http = await serve()
    const secret = 'f3c1d6a09b7e4f5c8d2a1b0c9e8f7a6b5c4d3e2f'
    await http.inject({
      method: 'POST',
      url: `/account/${secret}?email=ama%40example.org&next=kofi@example.org`,
      headers: { ...bearer(secret), cookie: `session=${secret}`, 'user-agent': 'esi@example.org' },
      payload: { email: 'yaa@example.org', password: secret },
    })
    const said = lines.map((line) => JSON.parse(line))
    expect(said).toEqual([
      {
        time: expect.any(String),
        level: 'info',
        message: 'answered',
        requestId: expect.any(String),
        method: 'POST',
        route: '/account/:token',
        status: 500,
        ms: expect.any(Number),
      },
    ])
    expect(lines.join('')).not.toMatch(/example|f3c1d6/)
  })
})
