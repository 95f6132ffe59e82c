import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { House } from '../house/house.ts'
import type { HttpServer } from '../house/http.ts'
import { deliveriesEnded } from '../house/mail/deliver.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import type { SignedIn } from '../people/policy/actions.ts'
import { removeMailsTo } from './mails.ts'
import { type Player, type Scene, setScene } from './scene.ts'
import { setUpSecondFactor } from './second-factor.ts'
import { type Chapter, walk } from './walk.ts'

/*
 * The worked example is not put into tables: it is lived through, by the same requests that pages and scripts
 * send, each by somebody who may send it. What a room refuses is refused here too, and stops the load.
 */

/** Opens the whole house in process, with another way of knowing who sent a request. */
export type OpenServer = (
  house: House,
  opening?: { personOf: (request: FastifyRequest) => Promise<SignedIn | null> },
) => Promise<HttpServer>

export type Answer = { status: number; body: unknown }

/** What the walk is given: a clock that it moves, and people who send requests. */
export type Stage = {
  scene: Scene
  /** Moves the clock of the example to ten in the morning of a day, never back. */
  on: (day: string) => void
  /** Sends one request; throws DemoFault when the answer has another status than one of those expected. */
  send: (
    step: string,
    who: Player,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    expected?: readonly number[],
  ) => Promise<unknown>
  /** Reads what a page or file holds, as a browser gets it. */
  get: (step: string, who: Player, path: string) => Promise<Buffer>
  /** Sends a form of a page, with a file or without; answers where it led to, or the page that came. */
  form: (
    step: string,
    who: Player,
    path: string,
    fields: Record<string, string | readonly string[]>,
    file?: { name: string; type: string; bytes: Buffer },
    expected?: readonly number[],
  ) => Promise<{ location: string; body: string }>
}

/** A step of the example that was not answered as it should have been. */
export class DemoFault extends Error {
  readonly step: string
  readonly status: number
  constructor(step: string, status: number, told: string) {
    super(`The example stopped at “${step}”: ${status} ${told}`)
    this.name = 'DemoFault'
    this.step = step
    this.status = status
  }
}

export type Loaded = {
  compact: string
  until: Chapter
  /** Of every account of the example; kept nowhere. */
  password: string
  people: {
    email: string
    organisation: string
    roles: readonly string[]
    /** For an authenticator app; null when no second factor was set up. */
    key: string | null
  }[]
  /** Requests that were sent. */
  requests: number
}

export type Loading = {
  until?: Chapter
  /** Told when a chapter is over. */
  tell?: (chapter: Chapter) => void
  /** Told at the beginning of each day of the example: the day, and how many requests were sent. */
  progress?: (day: string, requests: number) => void
  /** False leaves the accounts without a second factor. */
  secondFactors?: boolean
}

/**
 * Lives through the example until a chapter of it. The clock of the rooms is the example’s own meanwhile: events
 * of the compact carry its dates, while accounts and organisations are made now.
 *
 * Throws DemoFault. What was done until then stays, each step whole; `removeExamples` takes it away.
 */
export async function loadExample(
  house: House,
  openServer: OpenServer,
  { until = 'closed', tell = () => {}, progress = () => {}, secondFactors = true }: Loading = {},
): Promise<Loaded> {
  const password = randomBytes(18).toString('base64url')
  const scene = await setScene(house, password)
  const keys = secondFactors ? await setUpSecondFactors(house, openServer, scene, password) : new Map()
  let clock = new Date('2020-12-01T10:00:00Z')
  const walking: House = { ...house, now: () => new Date(clock) }
  // Nobody outside this process can send with it: the server does not listen, and the name and value are of this load.
  const header = `x-example-${randomBytes(8).toString('hex')}`
  const secret = randomBytes(24).toString('base64url')
  const known = new Set(Object.values(scene.people).map(({ id }) => id))
  const http = await openServer(walking, {
    personOf: async ({ headers }) => {
      const [given, id = ''] = String(headers[header] ?? '').split(' ')
      if (given !== secret || !known.has(id)) return null
      return {
        id,
        roles: await rolesOf(house.db, id, walking.now()),
        secondFactor: true,
        hasSecondFactor: true,
      }
    },
  })
  let requests = 0
  const ask = async (
    step: string,
    who: Player,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    expected: readonly number[],
    headers: Record<string, string> = {},
    payload?: object | string | Buffer,
  ) => {
    requests++
    clock = new Date(clock.getTime() + 60_000)
    const answer = await http.inject({
      method,
      url: path,
      headers: { [header]: `${secret} ${scene.people[who].id}`, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    if (!expected.includes(answer.statusCode))
      throw new DemoFault(step, answer.statusCode, readable(answer.body))
    return answer
  }
  const stage: Stage = {
    scene,
    on: (day) => {
      const next = new Date(`${day}T10:00:00Z`)
      // Later on the same day is where the clock stands already.
      if (clock.toISOString().startsWith(day)) return
      if (next < clock) throw new Error(`The example goes back in time, to ${day}`)
      clock = next
      progress(day, requests)
    },
    send: async (step, who, method, path, body, expected = [200, 201, 204]) => {
      const json = method === 'GET' ? {} : { 'idempotency-key': randomUUID() }
      const answer = await ask(step, who, method, path, expected, json, body)
      return answer.body === '' ? null : answer.json()
    },
    get: async (step, who, path) => (await ask(step, who, 'GET', path, [200])).rawPayload,
    form: async (step, who, path, fields, file, expected = [303]) => {
      // One of its own for each form, as each page has.
      const once = randomUUID()
      const pairs = [['once', once] as const, ...pairsOf(fields)]
      const { type, body } = file === undefined ? urlEncoded(pairs) : multipart(pairs, file)
      // The API knows a sending by a header, a page by a field.
      const key: Record<string, string> = path.startsWith('/api/') ? { 'idempotency-key': once } : {}
      const answer = await ask(step, who, 'POST', path, expected, { 'content-type': type, ...key }, body)
      return { location: String(answer.headers.location ?? ''), body: answer.body }
    },
  }
  try {
    const compact = await walk(stage, until, tell)
    const people = Object.values(scene.people).map(({ email, organisation, roles }) => ({
      email,
      organisation,
      roles,
      key: keys.get(email) ?? null,
    }))
    return { compact, until, password, people, requests }
  } finally {
    await http.close()
  }
}

/** Of everybody in the scene, by the pages; answers the keys for their apps by address. Letters about it are not kept. */
async function setUpSecondFactors(
  house: House,
  openServer: OpenServer,
  { people }: Scene,
  password: string,
): Promise<Map<string, string>> {
  // Their addresses are nobody’s: what is written to them goes nowhere.
  const log = { ...house.log, warn: () => {} }
  const http = await openServer({ ...house, log, settings: { ...house.settings, smtp: null } })
  const all = Object.values(people)
  const keys = new Map<string, string>()
  try {
    // Not all at once: each hashes a password twice.
    for (let first = 0; first < all.length; first += 5)
      await Promise.all(
        all.slice(first, first + 5).map(async ({ email }) => {
          keys.set(email, await setUpSecondFactor(http, { email, password }))
        }),
      )
    await deliveriesEnded()
  } finally {
    await http.close()
  }
  await removeMailsTo(
    house,
    all.map(({ email }) => email),
  )
  return keys
}

type Pairs = readonly (readonly [string, string])[]

const pairsOf = (fields: Record<string, string | readonly string[]>): Pairs =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const))

function urlEncoded(pairs: Pairs): { type: string; body: string } {
  const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]))
  return { type: 'application/x-www-form-urlencoded', body: body.toString() }
}

/** A form with a file, as browsers write it (RFC 7578). */
function multipart(pairs: Pairs, file: { name: string; type: string; bytes: Buffer }) {
  const boundary = `----example${randomBytes(12).toString('hex')}`
  const field = ([name, value]: readonly [string, string]) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const body = Buffer.concat([
    Buffer.from(pairs.map(field).join('')),
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`,
    ),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { type: `multipart/form-data; boundary=${boundary}`, body }
}

/** What an answer says, a page without its tags, short enough for a screen. */
const readable = (body: string) =>
  (body.startsWith('{') ? body : body.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .slice(0, 2000)
