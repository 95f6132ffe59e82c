import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import { Type } from 'typebox'
import { actorOf } from './actor.ts'
import type { Db, Tables } from './database.ts'
import { Fault } from './errors.ts'
import type { House } from './house.ts'
import type { Keys } from './keys.ts'
import { transact } from './transact.ts'

declare module './database.ts' {
  interface Tables {
    answered_once: {
      who: string
      place: string
      key: string
      content_digest: string
      status: number | null
      location: string | null
      body: string | null
      at: Date
    }
  }
}

/*
 * A double click, or sending again after an answer was lost, makes one record. Forms hold
 * the key in a hidden field (`OnceField`), clients of the API send `Idempotency-Key`, as in
 * draft-ietf-httpapi-idempotency-key-header-07: without it 400, used for something else 422.
 * Where the draft would answer 409 while the first sending is still at work, the second
 * waits for it and gets its answer.
 */

/** What a change answers, and what is kept of it for those who send the same again. */
export type Answer = {
  status: number
  location: string | null
  /** As JSON; null for none. It lies in the database for days, sealed when keys are given: no secrets all the same. */
  body: unknown
}

export type OnceKey = {
  /** What the sender calls this one sending. */
  key: string
  /** Who sends: the id of a person, or of whoever else; keys of one are unknown to another. */
  who: string
  /** Which door it came to, such as `POST /organisations`. */
  place: string
  /** All that was sent and makes a difference, without passwords: its digest is kept. */
  content: unknown
  at: Date
  /** What seals the body of the answer; without them it is kept as it is. */
  keys?: Pick<Keys, 'seal' | 'open'>
}

/** How long keys are remembered. */
export const DAYS_REMEMBERED = 7

/**
 * `work` once for a key, inside the transaction of the change: whoever comes second waits
 * for the first and gets its answer, `repeated`. When `work` fails nothing is left, and the
 * form may be sent again, corrected or not, with the same key or another.
 *
 * Throws Fault 422 `key-used` when the key came with something else before.
 */
export async function once(
  trx: Kysely<Tables>,
  { key, who, place, content, at, keys }: OnceKey,
  work: () => Promise<Partial<Answer> & { status: number }>,
): Promise<Answer & { repeated: boolean }> {
  if (!trx.isTransaction) throw new Error('once() belongs into the transaction of the change')
  const content_digest = digestOf(content)
  // Twice at most unless the key is forgotten at this very moment.
  for (let tries = 0; tries < 5; tries++) {
    // A competitor with the same key holds this statement until it has committed or gone.
    const { numInsertedOrUpdatedRows: begun } = await trx
      .insertInto('answered_once')
      .values({ who, place, key, content_digest, status: null, location: null, body: null, at })
      .onConflict((row) => row.columns(['who', 'place', 'key']).doNothing())
      .executeTakeFirstOrThrow()
    if (begun === 1n) {
      const { status, location = null, body = null } = await work()
      const text = JSON.stringify(body)
      await trx
        .updateTable('answered_once')
        .set({ status, location, body: body === null ? null : sealed(text, place, keys) })
        .where((row) => row.and({ who, place, key }))
        .execute()
      // As the second will read it.
      return { status, location, body: JSON.parse(text), repeated: false }
    }
    const known = await trx
      .selectFrom('answered_once')
      .select(['content_digest', 'status', 'location', 'body'])
      .where((row) => row.and({ who, place, key }))
      .executeTakeFirst()
    if (known === undefined) continue
    if (known.content_digest !== content_digest) throw keyUsed()
    if (known.status === null) throw new Error('once() was called inside its own work, with the same key')
    const { status, location, body } = known
    return { status, location, body: body === null ? null : opened(body, place, keys), repeated: true }
  }
  throw new Error('A key was forgotten again and again while it was looked for')
}

/**
 * One change through the web: a transaction, and the key of the request. Sent by whoever is
 * signed in, and the content is all of the request, its place the route, unless told otherwise; leave passwords out of it.
 * `at` is the moment that is kept with it: what must not tell when it came hands in a coarser one.
 */
export function changeOnce(
  { db, now, keys }: Pick<House, 'db' | 'now' | 'keys'>,
  request: FastifyRequest,
  {
    who = actorOf(request).person ?? 'visitor',
    content = contentOf(request),
    place = `${request.method} ${request.routeOptions.url ?? ''}`,
    at = now(),
  }: { who?: string; content?: unknown; place?: string; at?: Date },
  work: (trx: Transaction<Tables>) => Promise<Partial<Answer> & { status: number }>,
): Promise<Answer & { repeated: boolean }> {
  const key = onceOf(request)
  return surely(() =>
    transact(db, (trx) => once(trx, { key, who, place, content, at, keys }, () => work(trx))),
  )
}

/**
 * Tries again when the connection was lost, even while the change was being confirmed: what
 * has a key is not made twice. So a database that changes over leaves nobody in doubt.
 */
async function surely<Result>(change: () => Promise<Result>): Promise<Result> {
  for (const pause of [100, 400, 1500]) {
    try {
      return await change()
    } catch (error) {
      if (!(error instanceof Fault && error.kind === 'connection-lost')) throw error
      await sleep(pause)
    }
  }
  return change()
}

/** Sends a kept answer; a repeated one says so. */
export function sendAnswer(reply: FastifyReply, answer: Answer & { repeated: boolean }): FastifyReply {
  reply.code(answer.status)
  if (answer.repeated) reply.header('idempotent-replayed', 'true')
  if (answer.location !== null) reply.header('location', answer.location)
  return reply.send(answer.body ?? undefined)
}

/**
 * The key of a request: the header of the API, or the hidden field of a form.
 *
 * Throws Fault 400 when there is none, or it cannot be one.
 */
export function onceOf(request: Pick<FastifyRequest, 'headers' | 'body' | 'url'>): string {
  const header = request.headers['idempotency-key']
  const sent = header ?? fieldOf(request.body)
  if (sent === undefined || sent === '') throw keyMissing(request.url.startsWith('/api/'))
  // The draft writes a structured field: a text in quotation marks. Most clients send it bare.
  const key = typeof sent === 'string' ? sent.trim().replace(/^"(.*)"$/, '$1') : ''
  if (!/^[\w.:~+/=-]{8,128}$/.test(key)) throw keyUnusable()
  return key
}

/** For the schema of a write route: the header stands in the description of the API, `onceOf` asks for it. */
export const OnceHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description:
        'Required: a fresh UUID for each new record, the same again when a request is repeated because its answer was lost. ' +
        `It is remembered for ${DAYS_REMEMBERED} days.`,
    }),
  ),
})

/** Forgets what was answered before a moment; answers how many. A job of the house, once a day. */
export async function forgetOnce(db: Db, before: Date): Promise<number> {
  let forgotten = 0
  for (;;) {
    // A few thousand at a time, so that nobody waits long behind it.
    const gone = await transact(db, async (trx) => {
      const old = await trx
        .selectFrom('answered_once')
        .select(['who', 'place', 'key'])
        .where('at', '<', before)
        .orderBy('at')
        .limit(2000)
        .execute()
      if (old.length === 0) return 0
      const { numDeletedRows } = await trx
        .deleteFrom('answered_once')
        .where('at', '<', before)
        .where((row) =>
          row(
            row.refTuple('who', 'place', 'key'),
            'in',
            old.map(({ who, place, key }) => row.tuple(who, place, key)),
          ),
        )
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    })
    forgotten += gone
    if (gone === 0) return forgotten
  }
}

/** Forgets what was answered to one person: part of erasing them. */
export async function forgetOnceOf(trx: Kysely<Tables>, who: string): Promise<void> {
  await trx.deleteFrom('answered_once').where('who', '=', who).execute()
}

function contentOf({ params, query, body }: FastifyRequest): unknown {
  const sent = typeof body === 'object' && body !== null ? { ...body, once: undefined } : body
  return { params, query, body: sent }
}

function fieldOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'once' in body ? body.once : undefined
}

/** The same for the same content, in whatever order its names stand. */
function digestOf(content: unknown): string {
  const ordered = JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256')
    .update(ordered ?? 'nothing')
    .digest('hex')
}

function sealed(text: string, place: string, keys: OnceKey['keys']): string {
  return keys === undefined ? text : keys.seal(Buffer.from(text, 'utf8'), contextOf(place))
}

function opened(kept: string, place: string, keys: OnceKey['keys']): unknown {
  const text = keys === undefined ? kept : keys.open(kept, contextOf(place)).toString('utf8')
  return JSON.parse(text)
}

const contextOf = (place: string) => `answered_once ${place}`

function keyMissing(api: boolean): Fault {
  return new Fault(400, 'key-missing', 'What was sent has no key by which it could be recognised', [
    api
      ? {
          place: 'Idempotency-Key',
          message: 'Without it, sending again after a lost answer would make a second record.',
          remedy:
            'Send the header Idempotency-Key with a fresh UUID for each new record, and the same one when you repeat a request.',
        }
      : {
          place: 'once',
          message: 'Without it, a double click would make a second record.',
          remedy: 'Open the page with the form again and send it from there.',
        },
  ])
}

function keyUnusable(): Fault {
  return new Fault(400, 'key-unusable', 'The key of what was sent cannot be used', [
    {
      place: 'Idempotency-Key',
      message: 'It is one text of 8 to 128 letters, digits and the characters . : ~ + / = _ -',
      remedy: 'Send a fresh UUID, such as 7c9e6679-7425-40de-944b-e07fc1f90ae7.',
    },
  ])
}

function keyUsed(): Fault {
  return new Fault(422, 'key-used', 'Something else was sent with this key before', [
    {
      place: 'Idempotency-Key',
      message: 'A key stands for one sending; what came first was recorded, this was not.',
      remedy: 'Look at what was recorded. To send something new, open the form again or use a fresh key.',
    },
  ])
}
