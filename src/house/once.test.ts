import fc from 'fast-check'
import Fastify, { type FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { Fault } from './errors.ts'
import { grantTo, roleOf } from './grants.ts'
import { changeOnce, forgetOnce, forgetOnceOf, type OnceKey, once, onceOf, sendAnswer } from './once.ts'
import { transact } from './transact.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await sql`create table letters (number integer generated always as identity, text text not null)`.execute(
    house.owner,
  )
  await grantTo(house.owner, await roleOf(house.db))
})
afterAll(() => house.close())

let count = 0
const aKey = (): OnceKey => ({
  key: `a-key-of-this-test-${++count}`,
  who: 'ama',
  place: 'POST /letters',
  content: { text: 'Dear minister' },
  at: house.now(),
})
const write = async (trx: Parameters<typeof once>[0], text: string) => {
  const { rows } = await sql<{
    number: number
  }>`insert into letters (text) values (${text}) returning number`.execute(trx)
  return { status: 303, location: `/letters/${rows[0]?.number}` }
}
const send = (key: OnceKey, text = key.key) =>
  transact(house.db, (trx) => once(trx, key, () => write(trx, text)))
const written = async (text: string) =>
  (await sql`select number from letters where text = ${text}`.execute(house.db)).rows.length
const faultOf = async (work: Promise<unknown>) => {
  const fault = await work.catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(Fault)
  return fault as Fault
}

describe('Something sent twice', () => {
  it('makes one record, and the second gets the answer of the first', async () => {
    const key = aKey()
    const first = await send(key)
    const second = await send(key)
    expect(await written(key.key)).toBe(1)
    expect(first).toMatchObject({ status: 303, repeated: false })
    expect(second).toEqual({ ...first, repeated: true })
  })

  it('by a double click waits for the first, then gets its answer', async () => {
    const key = aKey()
    const { opened, open } = gate()
    const begun = gate()
    const first = transact(house.db, (trx) =>
      once(trx, key, async () => {
        begun.open()
        await opened
        return write(trx, key.key)
      }),
    )
    await begun.opened
    const second = send(key)
    await someoneWaits()
    open()
    const answers = await Promise.all([first, second])
    expect(answers.map(({ repeated }) => repeated)).toEqual([false, true])
    expect(answers[1].location).toBe(answers[0].location)
    expect(await written(key.key)).toBe(1)
  })

  it('while the first fails is done by the second', async () => {
    const key = aKey()
    const { opened, open } = gate()
    const begun = gate()
    const first = transact(house.db, (trx) =>
      once(trx, key, async () => {
        await write(trx, key.key)
        begun.open()
        await opened
        throw new Fault(409, 'conflict', 'Not now')
      }),
    )
    await begun.opened
    const second = send(key)
    await someoneWaits()
    open()
    expect((await faultOf(first)).message).toBe('Not now')
    expect(await second).toMatchObject({ repeated: false })
    expect(await written(key.key)).toBe(1)
  })

  it('makes one record under serializable isolation too', async () => {
    const key = aKey()
    const serializable = () =>
      transact(house.db, async (trx) => {
        await sql`set transaction isolation level serializable`.execute(trx)
        return once(trx, key, () => write(trx, key.key))
      })
    const answers = await Promise.all([serializable(), serializable(), serializable()])
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    expect(await written(key.key)).toBe(1)
  })

  it('with the same key for something else is refused, and changes nothing', async () => {
    const key = aKey()
    await send(key)
    const fault = await faultOf(send({ ...key, content: { text: 'Dear president' } }))
    expect(fault).toMatchObject({ status: 422, kind: 'key-used' })
    expect(await written(key.key)).toBe(1)
  })

  it('is the same in whatever order its fields stand', async () => {
    const key = aKey()
    await send({ ...key, content: { a: 1, b: { c: [1, 2], d: null } } })
    expect(await send({ ...key, content: { b: { d: null, c: [1, 2] }, a: 1 } })).toMatchObject({
      repeated: true,
    })
    await faultOf(send({ ...key, content: { a: 1, b: { c: [2, 1], d: null } } }))
  })

  it('leaves nothing when it fails, so that it can be corrected and sent with the same key', async () => {
    const key = aKey()
    const failing = transact(house.db, (trx) =>
      once(trx, key, async () => {
        await write(trx, key.key)
        throw new Fault(422, 'unusable', 'The name is missing')
      }),
    )
    await faultOf(failing)
    expect(await written(key.key)).toBe(0)
    expect(await send({ ...key, content: { text: 'corrected' } })).toMatchObject({ repeated: false })
    expect(await written(key.key)).toBe(1)
  })

  it('by different persons, or at different doors, is not the same', async () => {
    const key = aKey()
    await send(key)
    await send({ ...key, who: 'kofi', content: { text: 'mine' } })
    await send({ ...key, place: 'POST /postcards' })
    expect(await written(key.key)).toBe(3)
  })

  it('answers with the same words, whatever they were made of', async () => {
    const key = aKey()
    const answer = () =>
      transact(house.db, (trx) =>
        once(trx, key, async () => ({
          status: 201,
          body: { made: new Date(0), list: [1, undefined], 'ü”': '’' },
        })),
      )
    const first = await answer()
    expect(first.body).toEqual({ made: '1970-01-01T00:00:00.000Z', list: [1, null], 'ü”': '’' })
    expect(await answer()).toEqual({ ...first, repeated: true })
  })

  it('makes one record however many are sent, at once or one after the other, failing or not', async () => {
    // Each sending begins after so many have been answered, and may fail inside its work.
    const sending = fc.record({ after: fc.nat({ max: 5 }), fails: fc.boolean(), pause: fc.nat({ max: 3 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(sending, { minLength: 2, maxLength: 8 }), async (sendings) => {
        const key = aKey()
        let answered = 0
        const results = sendings.map(async ({ after, fails, pause }, place) => {
          for (let waits = 0; answered < Math.min(after, place) && waits < 200; waits++) await turn()
          const result = await transact(house.db, (trx) =>
            once(trx, key, async () => {
              const made = await write(trx, key.key)
              for (let turns = 0; turns < pause; turns++) await sql`select 1`.execute(trx)
              if (fails) throw new Fault(409, 'conflict', 'It failed')
              return made
            }),
          ).catch((error: unknown) => {
            if (error instanceof Fault && error.kind === 'conflict') return null
            throw error
          })
          answered++
          return result
        })
        const answers = (await Promise.all(results)).filter((answer) => answer !== null)
        const firsts = answers.filter(({ repeated }) => !repeated)
        const anyCanSucceed = sendings.some(({ fails }) => !fails)
        expect(await written(key.key)).toBe(anyCanSucceed ? 1 : 0)
        expect(firsts.length).toBe(anyCanSucceed ? 1 : 0)
        expect(new Set(answers.map(({ location }) => location)).size).toBe(firsts.length)
      }),
      { numRuns: 40 },
    )
  })

  it('is not taken outside a transaction', async () => {
    await expect(once(house.db, aKey(), async () => ({ status: 200 }))).rejects.toThrow('transaction')
  })
})

describe('What was answered', () => {
  it('is forgotten after a while, and not before', async () => {
    const old = { ...aKey(), at: new Date('2025-06-01T00:00:00Z') }
    const young = { ...aKey(), at: new Date('2025-06-20T00:00:00Z') }
    await send(old)
    await send(young)
    expect(await forgetOnce(house.db, new Date('2025-06-10T00:00:00Z'))).toBe(1)
    expect(await forgetOnce(house.db, new Date('2025-06-10T00:00:00Z'))).toBe(0)
    expect([(await send(old)).repeated, (await send(young)).repeated]).toEqual([false, true])
  })

  it('to one person can be forgotten alone', async () => {
    const key = { ...aKey(), who: 'yaw' }
    await send(key)
    await send({ ...key, who: 'esi' })
    await transact(house.db, (trx) => forgetOnceOf(trx, 'yaw'))
    expect([(await send(key)).repeated, (await send({ ...key, who: 'esi' })).repeated]).toEqual([false, true])
  })
})

describe('The key of a request', () => {
  const request = (headers: Record<string, string>, body?: unknown, url = '/api/v1/letters') =>
    ({ headers, body, url }) as Pick<FastifyRequest, 'headers' | 'body' | 'url'>
  const kindOf = (...parts: Parameters<typeof request>) => {
    try {
      return onceOf(request(...parts))
    } catch (error) {
      return error instanceof Fault ? `${error.status} ${error.kind}` : error
    }
  }

  it('is the header of the API, bare or in quotation marks, or the hidden field of a form', () => {
    expect(kindOf({ 'idempotency-key': 'e1c9d3f0-aaaa' })).toBe('e1c9d3f0-aaaa')
    expect(kindOf({ 'idempotency-key': '"e1c9d3f0-aaaa"' })).toBe('e1c9d3f0-aaaa')
    expect(kindOf({}, { once: 'e1c9d3f0-bbbb' }, '/letters')).toBe('e1c9d3f0-bbbb')
  })

  it('must be there, and the fault says how to send it', () => {
    expect([kindOf({}), kindOf({}, {}, '/letters'), kindOf({ 'idempotency-key': '' })]).toEqual(
      Array(3).fill('400 key-missing'),
    )
    expect(() => onceOf(request({}))).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ place: 'Idempotency-Key' })] }),
    )
    expect(() => onceOf(request({}, {}, '/letters'))).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ place: 'once' })] }),
    )
  })

  it.each([
    'short',
    'x'.repeat(129),
    'two words here',
    'one-key-here, another-key',
    'with\u0000zero-inside',
    'é-è-à-ü-ö-ä-ñ',
  ])('is not %j', (key) => {
    expect(kindOf({}, { once: key }, '/letters')).toBe('400 key-unusable')
  })

  it('is one, not a list', () => {
    expect(kindOf({}, { once: ['e1c9d3f0-aaaa', 'e1c9d3f0-bbbb'] }, '/letters')).toBe('400 key-unusable')
  })
})

describe('A door that records once', () => {
  let breakAt: number | null = null
  const breakConnection = async (trx: Parameters<typeof once>[0], moment: number) => {
    if (breakAt !== moment) return
    breakAt = null
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(house.owner)
  }
  const server = () => {
    const http = Fastify()
    http.decorateRequest('person', null)
    http.setErrorHandler((error, _request, reply) =>
      reply.code(error instanceof Fault ? error.status : 500).send({ message: String(error) }),
    )
    http.post<{ Params: { to: string }; Body: { text: string } }>(
      '/api/v1/letters/:to',
      async (request, reply) =>
        sendAnswer(
          reply,
          await changeOnce(house, request, {}, async (trx) => {
            await breakConnection(trx, 0)
            const { location } = await write(trx, request.body.text)
            await breakConnection(trx, 1)
            return { status: 201, location, body: { to: request.params.to } }
          }),
        ),
    )
    return http
  }
  const post = (http: ReturnType<typeof server>, to: string, text: string, key: string) =>
    http.inject({
      method: 'POST',
      url: `/api/v1/letters/${to}`,
      headers: { 'idempotency-key': key },
      payload: { text },
    })

  it('gives the same answer to a second sending, says that it is one, and keeps it sealed', async () => {
    const http = server()
    const first = await post(http, 'minister', 'door one', 'door-key-1')
    const second = await post(http, 'minister', 'door one', 'door-key-1')
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json()).toEqual(first.json())
    expect(second.headers.location).toBe(first.headers.location)
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([
      undefined,
      'true',
    ])
    expect(await written('door one')).toBe(1)
    const { rows } = await sql<{
      body: string
    }>`select body from answered_once where key = 'door-key-1'`.execute(house.owner)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.body).not.toContain('minister')
    await http.close()
  })

  it('takes the address for a part of what was sent', async () => {
    const http = server()
    await post(http, 'minister', 'door two', 'door-key-2')
    expect((await post(http, 'president', 'door two', 'door-key-2')).statusCode).toBe(422)
    await http.close()
  })

  it.each([
    ['before it was written', 0],
    ['after it was written, before it was confirmed', 1],
  ])('still answers, with one record, when the connection is lost %s', async (_, moment) => {
    const http = server()
    breakAt = moment
    const answer = await post(http, 'minister', `lost ${moment}`, `door-key-lost-${moment}`)
    expect(breakAt).toBeNull()
    expect(answer.statusCode).toBe(201)
    expect(await written(`lost ${moment}`)).toBe(1)
    await http.close()
  })

  it('makes one record of many at the same moment', async () => {
    const http = server()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(http, 'minister', 'door three', 'door-key-3')),
    )
    expect(new Set(answers.map(({ statusCode, headers }) => `${statusCode} ${headers.location}`)).size).toBe(
      1,
    )
    expect(await written('door three')).toBe(1)
    await http.close()
  })
})

/** Until a transaction stands behind another one in this schema. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      waiting: number
    }>`select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock'
       and query like '%answered_once%'`.execute(house.db)
    if ((rows[0]?.waiting ?? 0) > 0) return
    await turn()
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
