import { createHash, timingSafeEqual } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Subject } from '../people/policy/actions.ts'
import type { House } from './house.ts'
import { withoutData } from './jobs/boss.ts'
import { standingOfJobs } from './jobs/standing.ts'
import { refusals } from './limits.ts'
import { mailsByState } from './mail/deliver.ts'
import { isOwnMachine } from './own-machine.ts'

/** How a pool of connections stands; `pg.Pool` says it. */
export type PoolUse = { totalCount: number; idleCount: number; waitingCount: number }

type Metrics = {
  registry: Registry
  duration: Histogram<'method' | 'route' | 'status'>
  /** Asks the database anew, unless that was just done. */
  refresh: () => Promise<void>
}

const opened = new WeakMap<object, Metrics>()
const READ_AGAIN_MS = 5000

/**
 * What was asked, as counts and logs may hold it: the pattern of the route. The address
 * itself may name a person, hold a token or a search.
 */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
}

/** Counts an answer and notes it in the log: number, method, route, status, time. Nothing of whoever asked. */
export function answered(house: House, request: FastifyRequest, reply: FastifyReply): void {
  const ms = reply.elapsedTime
  const route = routeOf(request)
  const status = `${Math.floor(reply.statusCode / 100)}xx`
  metricsOf(house).duration.observe({ method: request.method, route, status }, ms / 1000)
  house.log.info('answered', {
    requestId: request.id,
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(ms * 10) / 10,
  })
}

/**
 * `/metrics` in the format of Prometheus, for whoever presents the token of the settings;
 * without one in the settings, for this machine alone.
 */
export const metricsRoutes =
  (house: House, pool: PoolUse | null = null): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { registry, refresh } = metricsOf(house)
    if (pool !== null) watchPool(registry, pool)
    const may = { may: 'read metrics', on: (request: FastifyRequest) => proofOf(house, request) } as const
    http.get('/metrics', { config: may, schema: { hide: true } }, async (_request, reply) => {
      await refresh()
      return reply.type(registry.contentType).send(await registry.metrics())
    })
  }

function proofOf(house: House, request: FastifyRequest): Subject {
  const { metricsToken } = house.settings
  if (metricsToken !== null) {
    const shown = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    return { kind: 'proof', of: 'token', given: shown !== undefined && sameSecret(shown, metricsToken) }
  }
  return { kind: 'proof', of: 'machine', given: isOwnMachine(house, request) }
}

// Digests are equally long, so the time of the comparison says nothing about either.
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

// ---- what is measured

function metricsOf(house: House): Metrics {
  const known = opened.get(house.db)
  if (known !== undefined) return known
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'tip_http_seconds',
    help: 'Time to answer, by the pattern of the route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  new Counter({
    name: 'tip_attempts_refused_total',
    help: 'Attempts refused because there were too many, by what was tried.',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [what, times] of refusals) this.inc({ what }, times)
    },
  })
  new Gauge({
    name: 'tip_home_free_bytes',
    help: 'Room left on the disk of the home.',
    registers: [registry],
    async collect() {
      const disk = await statfs(house.settings.home).catch(() => null)
      if (disk === null) this.remove()
      else this.set(disk.bavail * disk.bsize)
    },
  })
  const made = { registry, duration, refresh: watchDatabase(house, registry) }
  opened.set(house.db, made)
  return made
}

function watchPool(registry: Registry, pool: PoolUse): void {
  registry.removeSingleMetric('tip_pool_connections')
  new Gauge({
    name: 'tip_pool_connections',
    help: 'Connections of this process to the database; waiting are requests that want one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

/** What stands in the database is asked at most every few seconds, and left out when it does not answer. */
function watchDatabase(house: House, registry: Registry): () => Promise<void> {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const connections = gauge('tip_database_connections', 'Connections of all processes to the database.')
  const jobs = gauge('tip_jobs', 'Jobs by queue and state.', ['queue', 'state'])
  const oldest = gauge('tip_jobs_oldest_seconds', 'How long the oldest job has been due.', ['queue'])
  const mails = gauge('tip_mails', 'Mails by state.', ['state'])
  const unanchored = gauge('tip_history_unanchored', 'Events that no checkpoint covers yet.')
  const waiting = gauge(
    'tip_history_unanchored_seconds',
    'Age of the oldest event that no checkpoint covers.',
  )
  const checkpoint = gauge('tip_checkpoint_age_seconds', 'Age of the last checkpoint.')

  const ageOf = (moment: Date | string) =>
    Math.max(0, (house.now().getTime() - new Date(moment).getTime()) / 1000)
  const read = async () => {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from pg_stat_activity where datname = current_database()`.execute(house.db)
    connections.set(rows[0]?.open ?? 0)
    jobs.reset()
    oldest.reset()
    for (const { queue, oldest: since, ...counts } of await standingOfJobs(house.db)) {
      for (const [state, count] of Object.entries(counts)) jobs.set({ queue, state }, count)
      oldest.set({ queue }, since === null ? 0 : ageOf(since))
    }
    mails.reset()
    const states = await mailsByState(house)
    for (const state of ['queued', 'outbox', 'sent', 'failed']) mails.set({ state }, states[state] ?? 0)
    const open = await house.db
      .selectFrom('unanchored')
      .innerJoin('events', (on) =>
        on
          .onRef('events.record_kind', '=', 'unanchored.record_kind')
          .onRef('events.record_id', '=', 'unanchored.record_id')
          .onRef('events.seq', '=', 'unanchored.seq'),
      )
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('events.at').as('oldest')])
      .executeTakeFirstOrThrow()
    unanchored.set(open.count)
    waiting.set(open.oldest === null ? 0 : ageOf(open.oldest))
    const last = await house.db
      .selectFrom('checkpoints')
      .select('at')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last === undefined) checkpoint.remove()
    else checkpoint.set(ageOf(last.at))
  }

  const up = gauge('tip_database_up', 'Whether the database answers: 1 or 0.')
  const all = [connections, jobs, oldest, mails, unanchored, waiting, checkpoint]
  let lastRead = Number.NEGATIVE_INFINITY
  let reading: Promise<void> = Promise.resolve()
  return () => {
    if (performance.now() - lastRead < READ_AGAIN_MS) return reading
    lastRead = performance.now()
    reading = read().then(
      () => up.set(1),
      (error: unknown) => {
        house.log.warn('The database could not be measured', { error: withoutData(error) })
        up.set(0)
        // Old figures would look like new ones.
        for (const each of all) each.reset()
        for (const each of [connections, unanchored, waiting, checkpoint]) each.remove()
      },
    )
    return reading
  }
}
