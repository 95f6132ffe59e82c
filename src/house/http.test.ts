import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as ask, createServer } from 'node:http'
import { connect as openSocket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Type } from 'typebox'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { SignedIn } from '../people/policy/actions.ts'
import { bumpDataVersion } from './data-version.ts'
import { LARGEST_FILE } from './documents/uploads.ts'
import { Conflict, Fault } from './errors.ts'
import type { House } from './house.ts'
import { buildServer, type Door, type HttpServer, listen } from './http.ts'
import { openLog } from './log.ts'
import { connect } from './open-database.ts'

let house: TestHouse
let http: HttpServer
let rendered = 0
let finishSlowly: (() => void) | null = null
const lines: string[] = []

const toAll = { may: 'read what is public' } as const
const room: Door = {
  at: '/room',
  routes: async (door) => {
    door.get('/page', { config: { public: true, may: 'read what is public' } }, async (request, reply) => {
      rendered++
      return reply.html(
        `<p>${request.language} ${rendered}</p>${'<i>long enough to be packed</i>'.repeat(100)}`,
      )
    })
    door.get('/private', { config: toAll }, async (_request, reply) => reply.html('<p>yours</p>'))
    door.get('/refused', { config: toAll }, async () => {
      throw new Conflict('Not ready to sign', [
        { place: 'objectives', message: 'No baseline', remedy: 'Add one.' },
      ])
    })
    door.get('/broken', { config: toAll }, async () => {
      throw new Error('the secret inside')
    })
    door.get('/slow', { config: toAll }, async () => {
      await new Promise<void>((resolve) => {
        finishSlowly = resolve
      })
      return { slow: true }
    })
    door.get(
      '/:iso3/years',
      { config: toAll, schema: { params: Type.Object({ iso3: Type.String({ pattern: '^[A-Z]{3}$' }) }) } },
      async () => ({}),
    )
    door.post(
      '/form',
      {
        config: toAll,
        schema: { body: Type.Object({ points: Type.Integer(), names: Type.Array(Type.String()) }) },
      },
      async ({ body }) => body,
    )
  },
}
const api: Door = {
  at: '/api/v1/things',
  routes: async (door) => {
    door.post(
      '/sums',
      {
        config: toAll,
        schema: {
          hide: true,
          body: Type.Object({ minor: Type.Integer(), note: Type.Union([Type.String(), Type.Null()]) }),
          querystring: Type.Object({ year: Type.Integer() }),
        },
      },
      async ({ body, query }) => ({ ...body, ...query }),
    )
    const Tier = Type.Union([Type.Literal('1'), Type.Literal('2'), Type.Literal('2WL')])
    const query = Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      tier: Type.Optional(Tier),
    })
    door.get(
      '',
      {
        config: toAll,
        schema: { querystring: query, response: { 200: Type.Object({ limit: Type.Integer() }) } },
      },
      async (request) => ({
        limit: request.query.limit ?? 20,
      }),
    )
  },
}

const client = mkdtempSync(path.join(tmpdir(), 'tip-client-'))

function serverFor(of: House) {
  return buildServer(of, {
    doors: [room, api],
    languages: ['en', 'fr', 'es', 'pt'],
    renderFault: (request, fault, id) => `<h1>${fault.status} ${request.language}</h1>${fault.message} ${id}`,
    clientFolder: client,
  })
}

beforeAll(async () => {
  mkdirSync(path.join(client, 'assets'))
  writeFileSync(path.join(client, 'assets', 'client-abc123.js'), 'export {}')
  house = await openTestHouse({ log: openLog('info', (line) => lines.push(line)) })
  http = await serverFor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
  rmSync(client, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers })
const asPage = { accept: 'text/html,application/xhtml+xml' }

describe('The language of a page', () => {
  it.each([
    ['/room/page', 'en'],
    ['/fr/room/page', 'fr'],
    ['/es/room/page', 'es'],
    ['/pt/room/page', 'pt'],
  ])('of %s is %s', async (url, language) => {
    const answer = await get(url)
    expect(answer.body).toContain(`<p>${language} `)
    expect(answer.headers['content-language']).toBe(language)
  })

  it('is not read from longer words or from English', async () => {
    expect((await get('/french/room/page')).statusCode).toBe(404)
    expect((await get('/en/room/page')).statusCode).toBe(404)
  })
})

describe('A public page', () => {
  it('is made once for each version of the data', async () => {
    const first = await get('/room/page?made-once')
    const again = await get('/room/page?made-once')
    expect(again.body).toBe(first.body)
    expect(again.headers['content-type']).toBe(first.headers['content-type'])

    await bumpDataVersion(house.db)
    const later = await get('/room/page?made-once')
    expect(later.body).not.toBe(first.body)
    expect(later.headers.etag).not.toBe(first.headers.etag)
  })

  it('is not sent again to who has it, also when it left the memory', async () => {
    const { headers } = await get('/room/page?tag')
    expect(headers['cache-control']).toBe('public, no-cache')
    const again = await get('/room/page?tag', { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])

    const forgetful = await buildServer(house, {
      doors: [room],
      languages: ['en'],
      renderFault: () => '',
      clientFolder: null,
      cacheBytes: 0,
    })
    const tag = String((await forgetful.inject('/room/page')).headers.etag)
    const rare = await forgetful.inject({
      url: '/room/page',
      headers: { 'if-none-match': `"other", ${tag}` },
    })
    expect([rare.statusCode, rare.body]).toEqual([304, ''])
    await forgetful.close()
  })

  it('is packed for who can unpack it, the first time and from memory', async () => {
    const plain = (await get('/room/page?packed')).body
    for (const url of ['/room/page?packed', '/room/page?packed', '/room/page?unpacked-before']) {
      const answer = await get(url, { 'accept-encoding': 'gzip;q=0.5, br' })
      expect(answer.headers['content-encoding']).toBe('br')
      expect(answer.headers.vary).toContain('accept-encoding')
      if (url.endsWith('?packed')) expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(plain)
    }
  })

  it('has a day of its own, since pages speak of today', async () => {
    let now = new Date('2025-07-01T12:00:00Z')
    const ageing = await serverFor({ ...house, now: () => now })
    const today = await ageing.inject('/room/page')
    now = new Date('2025-07-02T12:00:00Z')
    expect((await ageing.inject('/room/page')).headers.etag).not.toBe(today.headers.etag)
    await ageing.close()
  })

  it('is told from a private one, which nobody in between may keep', async () => {
    const { headers } = await get('/room/private')
    expect(headers['cache-control']).toBe('private, no-cache')
    expect(headers.etag).toBeUndefined()
  })
})

describe('A fault', () => {
  it('is a problem document where a program asks', async () => {
    const answer = await get('/room/refused', { accept: 'application/json' })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.json()).toEqual({
      type: 'urn:tipping-point:problem:conflict',
      title: 'conflict',
      status: 409,
      detail: 'Not ready to sign',
      instance: '/room/refused',
      requestId: answer.headers['x-request-id'],
      details: [{ place: 'objectives', message: 'No baseline', remedy: 'Add one.' }],
    })
  })

  it('is a page in their language where a person asks', async () => {
    const answer = await get('/fr/room/refused', asPage)
    expect(answer.statusCode).toBe(409)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toBe(`<h1>409 fr</h1>Not ready to sign ${answer.headers['x-request-id']}`)
  })

  it('of ours says nothing of its inside, and is logged under the number shown', async () => {
    for (const accept of ['text/html', 'application/json']) {
      const answer = await get('/room/broken', { accept })
      expect(answer.statusCode).toBe(500)
      expect(answer.body).not.toMatch(/secret|at .*\.ts/)
      expect(answer.body).toContain(answer.headers['x-request-id'])
      const logged = lines
        .map((line) => JSON.parse(line))
        .filter((line) => line.requestId === answer.headers['x-request-id'])
      expect(logged).toContainEqual(
        expect.objectContaining({
          level: 'error',
          error: expect.objectContaining({ message: 'the secret inside' }),
        }),
      )
      expect(logged).toContainEqual(expect.objectContaining({ message: 'answered', status: 500 }))
    }
  })

  it('still answers when its page cannot be made', async () => {
    const clumsy = await buildServer(house, {
      doors: [room],
      languages: ['en'],
      clientFolder: null,
      renderFault: () => {
        throw new Error('clumsy')
      },
    })
    const answer = await clumsy.inject({ url: '/nowhere', headers: asPage })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    await clumsy.close()
  })

  const plain: [url: string, status: number][] = [
    ['/nowhere', 404],
    ['/api/v1/nowhere', 404],
    ['/room/Zed/years', 404],
    [`/room/${'x'.repeat(3000)}/years`, 404],
    ['/api/v1/things?limit=none', 400],
    ['/api/v1/things?limit=1&limit=2', 400],
    ['/api/v1/things?limit=101', 400],
    ['/api/v1/things?limt=10', 400],
    ['/api/v1/things?limit=%00', 400],
    ['/api/v1/things?limit=%E0%A4', 400],
    ['/api/v1/%E0%A4', 400],
    ['/fr/%', 400],
    ['/%', 400],
    ['/%ff', 400],
    [`/api/v1/things?limit=${'1'.repeat(5000)}`, 414],
  ]
  it.each(
    plain.map(([url, status]) => ({ url, status, name: url.slice(0, 40) })),
  )('for $name is plain: $status', async ({ url, status }) => {
    for (const headers of [asPage, { accept: 'application/json' }]) {
      const answer = await get(url, headers)
      expect(answer.statusCode).toBe(status)
      expect(answer.body).toContain(answer.headers['x-request-id'])
    }
  })

  it('in a question names the place and what is allowed', async () => {
    const answer = await get('/api/v1/things?limit=0&tier=5')
    expect(answer.json().details).toEqual([
      { place: 'limit', message: 'must be >= 1' },
      { place: 'tier', message: 'must be equal to one of the allowed values: 1, 2, 2WL' },
    ])
  })

  it('of a database that is away is a 503 that says when to come back', async () => {
    const away = { ...house, db: connect({ connectionString: 'postgres://tip@127.0.0.1:1/tip' }, house.log) }
    const homeless = await serverFor(away)
    const answer = await homeless.inject('/room/page')
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
    expect((await homeless.inject('/health/live')).statusCode).toBe(200)
    expect((await homeless.inject('/health/ready')).json()).toMatchObject({ status: 'not ready' })
    await homeless.close()
    await away.db.destroy()
  })
})

describe('A plain form', () => {
  const post = (headers: Record<string, string>, payload = 'points=3&names=a&names=b') =>
    http.inject({
      method: 'POST',
      url: '/room/form',
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('is read, with repeated names as a list', async () => {
    expect((await post({})).json()).toEqual({ points: 3, names: ['a', 'b'] })
    expect((await post({ 'sec-fetch-site': 'same-origin' }, 'points=3&names=a')).json()).toEqual({
      points: 3,
      names: ['a'],
    })
  })

  it('that does not fit is a 422 naming the field', async () => {
    const answer = await post({ accept: 'application/json' }, 'points=three')
    expect(answer.statusCode).toBe(422)
    expect(
      answer
        .json()
        .details.map((detail: { place: string }) => detail.place)
        .sort(),
    ).toEqual(['names', 'points'])
  })

  it('that holds what cannot be seen, or turns the words around it, is a 422 naming the field', async () => {
    for (const hidden of ['\u202E', '\u2066', '\uFEFF', '\u0007', '\uE000', '\u0000']) {
      const answer = await post(
        { accept: 'application/json' },
        `points=3&names=a&names=${encodeURIComponent(`Capt${hidden}ain`)}`,
      )
      expect(answer.statusCode).toBe(422)
      expect(answer.json().details.map(({ place }: { place: string }) => place)).toEqual(['names.1'])
    }
    const lines = encodeURIComponent('One\r\n\ttwo, می‌خواهم, \u200Eשלום 👩‍👧')
    expect((await post({}, `points=3&names=a&names=${lines}`)).statusCode).toBe(200)
  })

  it('from another site is refused', async () => {
    expect((await post({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await post({ origin: 'https://elsewhere.example' })).statusCode).toBe(403)
    expect((await post({ origin: 'http://localhost:80', host: 'localhost:80' })).statusCode).toBe(403)
    expect((await post({ origin: 'http://localhost:3000', host: 'localhost:3000' })).statusCode).toBe(200)
  })

  it('with a cookie must say where it comes from, as every browser does', async () => {
    expect((await post({ cookie: 'a=b' })).statusCode).toBe(403)
    expect((await post({ cookie: 'a=b', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  })
})

describe('Who may', () => {
  const analyst: SignedIn = {
    id: 'somebody',
    roles: [{ role: 'analyst', organisation: null, scope: null }],
    secondFactor: false,
    hasSecondFactor: false,
  }
  let guarded: HttpServer
  beforeAll(async () => {
    guarded = await buildServer(house, {
      doors: [
        {
          at: '/',
          routes: async (door) => {
            door.get('/cases', { config: { may: 'record facts' } }, async () => ({ open: true }))
            door.post('/cases', { config: { may: 'make organisations' } }, async () => ({ open: true }))
            door.get('/seen', { config: { may: 'read what is public', public: true } }, async (request) => ({
              person: request.person,
            }))
          },
        },
      ],
      languages: ['en', 'fr', 'es', 'pt'],
      personOf: async (request) => (request.headers.cookie === 'analyst' ? analyst : null),
      renderFault: (_request, fault) => fault.message,
      clientFolder: null,
    })
  })
  afterAll(() => guarded.close())

  it('is asked of every route: one that does not say is not opened', async () => {
    const silent: Door = { at: '/', routes: async (door) => void door.get('/silent', async () => 'hello') }
    await expect(
      buildServer(house, { doors: [silent], languages: ['en'], renderFault: () => '', clientFolder: null }),
    ).rejects.toThrow('/silent does not say what it lets somebody do')
  })

  it('sends who follows a link without being signed in to the sign-in, and back again', async () => {
    const answer = await guarded.inject({ url: '/fr/cases?x=1', headers: asPage })
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      '/fr/account/sign-in?next=%2Ffr%2Fcases%3Fx%3D1',
    ])
  })

  it('answers programs with 401 and the reason, and with 403 who is known and may not', async () => {
    const headers = { accept: 'application/json' }
    expect((await guarded.inject({ url: '/cases', headers })).json()).toMatchObject({
      status: 401,
      details: [{ message: 'You are not signed in.', remedy: 'Sign in and try again.' }],
    })
    const refused = await guarded.inject({
      method: 'POST',
      url: '/cases',
      headers: { ...headers, cookie: 'analyst', 'sec-fetch-site': 'same-origin' },
    })
    expect(refused.json()).toMatchObject({ status: 403, detail: 'You may not add an organisation.' })
    expect((await guarded.inject({ url: '/cases', headers: { cookie: 'analyst' } })).json()).toEqual({
      open: true,
    })
  })

  it('does not look for anybody where the answer is the same for all', async () => {
    expect((await guarded.inject({ url: '/seen', headers: { cookie: 'analyst' } })).json()).toEqual({
      person: null,
    })
  })
})

describe('Safety', () => {
  it('lets nothing in from elsewhere and nothing inline', async () => {
    for (const url of ['/room/page', '/nowhere', '/api/v1/things']) {
      const policy = String((await get(url)).headers['content-security-policy'])
      expect(policy.split(';').sort()).toEqual([
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
      ])
    }
  })

  it('keeps assets for ever, since their names change with them, and nothing beside them', async () => {
    const asset = await get('/assets/client-abc123.js')
    expect([asset.statusCode, asset.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ])
    for (const url of [
      '/assets/none.js',
      '/assets/../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/',
    ]) {
      expect((await get(url)).statusCode).toBeGreaterThanOrEqual(400)
    }
  })
})

describe('The description of the API', () => {
  it('is OpenAPI 3.1 with plain enums and without pages', async () => {
    const document = (await get('/api/v1/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(['/api/v1/things'])
    const parameters: { name: string; schema: unknown }[] = document.paths['/api/v1/things'].get.parameters
    expect(parameters.find(({ name }) => name === 'tier')?.schema).toEqual({
      type: 'string',
      enum: ['1', '2', '2WL'],
    })
  })
})

describe('Health', () => {
  it('is ready when the database answers and the tables are up to date', async () => {
    expect((await get('/health/ready')).json()).toEqual({ status: 'ready' })
  })
})

describe('A port', () => {
  afterEach(() => finishSlowly?.())

  it('that is taken is named, with another to try', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const server = await serverFor(house)
    const fault = await listen(server, { port, host: '127.0.0.1' }).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(Fault)
    expect(String(fault)).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(JSON.stringify(fault)).toContain('PORT=')
    await server.close()
    other.close()
  })

  it('is closed only after running requests are answered', async () => {
    const server = await serverFor(house)
    const address = await listen(server, { port: 0, host: '127.0.0.1' })
    const answer = new Promise<string>((resolve, reject) => {
      ask(`${address}/room/slow`, (response) => {
        let body = ''
        response.on('data', (bytes) => {
          body += bytes
        })
        response.on('end', () => resolve(body))
      })
        .on('error', reject)
        .end()
    })
    await expect.poll(() => finishSlowly).not.toBeNull()
    const closing = server.close()
    finishSlowly?.()
    expect(JSON.parse(await answer)).toEqual({ slow: true })
    await closing
  })

  it('guesses no number out of JSON, where numbers are numbers, and reads those of the address', async () => {
    const server = await serverFor(house)
    const send = (body: object) =>
      server.inject({ method: 'POST', url: '/api/v1/things/sums?year=2026', payload: body })
    expect((await send({ minor: 12, note: null })).json()).toEqual({ minor: 12, note: null, year: 2026 })
    for (const minor of [true, '12', '', null, [12], 1.5]) {
      const answer = await send({ minor, note: null })
      expect([minor, answer.statusCode]).toEqual([minor, 422])
    }
    expect((await send({ minor: 12, note: 0 })).statusCode).toBe(422)
    expect((await send({ minor: 12, note: '' })).json().note).toBe('')
  })

  it('gives the largest file the time a line of 256 kbit/s needs, and a head that trickles a minute', async () => {
    const { server } = await serverFor(house)
    const needed = (LARGEST_FILE * 8 * 1000) / 256_000
    expect(server.requestTimeout).toBeGreaterThan(needed)
    expect(server.headersTimeout).toBeLessThanOrEqual(60_000)
    expect(server.timeout).toBeLessThanOrEqual(120_000)
  })

  it('answers bytes that are no request, and headers without end, without falling over', async () => {
    const server = await serverFor(house)
    const address = new URL(await listen(server, { port: 0, host: '127.0.0.1' }))
    for (const bytes of [
      'nonsense\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
    ]) {
      const reply = await new Promise<string>((resolve, reject) => {
        const socket = openSocket(Number(address.port), address.hostname, () => socket.write(bytes))
        let text = ''
        socket.on('data', (data) => {
          text += data
        })
        socket.on('close', () => resolve(text))
        socket.on('error', reject)
      })
      expect(reply).toMatch(/^HTTP\/1.1 4\d\d/)
    }
    expect((await server.inject('/health/live')).statusCode).toBe(200)
    await server.close()
  })
})
