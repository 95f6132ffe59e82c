import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { House } from '../house/house.ts'
import type { HttpServer } from '../house/http.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import type { SignedIn } from '../people/policy/actions.ts'
import { type Player, type Scene, setScene } from './scene.ts'
import { type Chapter, walk } from './walk.ts'

/*
 * The worked example is not put into tables: it is lived through, by the same requests that pages and scripts
 * send, each by somebody who may send it. What a room refuses is refused here too, and stops the load.
 */

/** Opens the whole house in process, with another way of knowing who sent a request. */
export type OpenServer = (
  house: House,
  opening: { personOf: (request: FastifyRequest) => Promise<SignedIn | null> },
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
  people: { email: string; organisation: string; roles: readonly string[] }[]
  /** Requests that were sent. */
  requests: number
}

/**
 * Lives through the example until a chapter of it. The clock of the rooms is the example’s own meanwhile: events
 * of the compact carry its dates, while accounts and organisations are made now. Throws DemoFault; what was done
 * until then stays.
 */
export async function loadExample(
  house: House,
  openServer: OpenServer,
  { until = 'closed', tell = () => {} }: { until?: Chapter; tell?: (chapter: Chapter) => void } = {},
): Promise<Loaded> {
  const password = randomBytes(18).toString('base64url')
  const scene = await setScene(house, password)
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
  const stage: Stage = {
    scene,
    on: (day) => {
      const next = new Date(`${day}T10:00:00Z`)
      // Later on the same day is where the clock stands already.
      if (clock.toISOString().startsWith(day)) return
      if (next < clock) throw new Error(`The example goes back in time, to ${day}`)
      clock = next
    },
    send: async (step, who, method, path, body, expected = [200, 201, 204]) => {
      requests++
      clock = new Date(clock.getTime() + 60_000)
      const answer = await http.inject({
        method,
        url: path,
        headers: {
          [header]: `${secret} ${scene.people[who].id}`,
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        },
        ...(body === undefined ? {} : { payload: body }),
      })
      if (!expected.includes(answer.statusCode))
        throw new DemoFault(step, answer.statusCode, answer.body.slice(0, 2000))
      return answer.body === '' ? null : answer.json()
    },
  }
  try {
    const compact = await walk(stage, until, tell)
    const people = Object.values(scene.people).map(({ email, organisation, roles }) => ({
      email,
      organisation,
      roles,
    }))
    return { compact, until, password, people, requests }
  } finally {
    await http.close()
  }
}
