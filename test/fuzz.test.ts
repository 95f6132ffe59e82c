import { randomUUID } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse } from '../src/app.ts'
import type { HttpServer } from '../src/house/http.ts'
import { openLog } from '../src/house/log.ts'
import { projectRoot } from '../src/house/settings.ts'
import { signInForTest } from '../src/people/accounts/sign-in.test-data.ts'
import { anOrganisation, aPerson, join, linkTo } from '../src/people/organisations/organisations.test-data.ts'
import { historicAssessment } from '../src/selection/run.ts'
import { withPack } from './support/furnishings.ts'
import { openTestHouse, type TestHouse } from './support/house.ts'

/*
 * Every route of the API, as the server itself describes it, and every form, as the pages
 * themselves show it, with values nobody means well by. The same seed asks the same things:
 *
 *   TIP_FUZZ_RUNS=20000 npm test -- test/fuzz.test.ts      more of them
 *   TIP_FUZZ_SEED=7 npm test -- test/fuzz.test.ts          other ones
 */
const seed = Number(process.env.TIP_FUZZ_SEED ?? 2014)
const runs = Number(process.env.TIP_FUZZ_RUNS ?? 300)
/** No answer after this long is a hang; nothing is said about speed. */
const DEADLINE_MS = 60_000

/* ---- hostile values */

const bomb = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`)

const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff y',
  '\u202egnp.exe\u202c',
  'z\u0351\u0364\u0325'.repeat(60),
  '\ufeff\u200b\u2060',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👧'.repeat(50),
  'ﷺ'.repeat(200),
  'İıſK',
  "' or '1'='1",
  "'; drop table events; --",
  "\\'; select pg_sleep(30); --",
  '%_%\\',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a template of somebody else would read
  '$1 $$ {{7*7}} ${7*7} #{7*7} <%= 7*7 %>',
  '<script>tipFuzz()</script>',
  '"><img src=x onerror=tipFuzz()>',
  "'onmouseover='tipFuzz()",
  '</title></textarea></style><svg/onload=tipFuzz()>',
  'javascript:tipFuzz()',
  '=cmd|"/c calc"!A1',
  '+1+1',
  '@SUM(1)',
  '\t=1',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'file:///etc/passwd',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  'a\r\nset-cookie: a=b\r\n\r\n<html>',
  'a@b.example\r\nbcc: c@d.example',
  '-1',
  '0',
  '-0',
  '1e309',
  '9007199254740993',
  '99999999999999999999999999999999',
  '2147483648',
  'NaN',
  'Infinity',
  '0x10',
  '1_000',
  '١٢٣',
  '1,5',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '2014-02-30',
  '2014-13-01',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '-000001-01-01',
  '2014-06-20T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{00000000-0000-0000-0000-000000000000}',
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '%2e%2e%2f',
  'a'.repeat(300),
  'a'.repeat(5_000),
  '9'.repeat(400),
  '(a+)+$'.repeat(20),
  'a'.repeat(5000) + '@'.repeat(5000),
]
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
)
/** A value of any type where one of some type is asked for. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: text },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      -0,
      2 ** 53 + 2,
      -(2 ** 63),
      1e308,
      [],
      {},
      [[]],
      [null],
      ['a', 'b'],
      { length: 3 },
      { toString: 'no', valueOf: 1 },
      JSON.parse('{"__proto__":{"role":"administrator"},"constructor":{"prototype":{"x":1}}}'),
      bomb(200),
      Array.from({ length: 2000 }, (_, each) => each),
    ),
  },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }).map((each): unknown => JSON.parse(each)) },
)
const strangeNames = [
  '__proto__',
  'constructor',
  'id',
  'role',
  'roles',
  'made',
  'ended',
  'person',
  'person_id',
  'admin',
  'once',
  '',
  'a[b]',
  'a.b',
]

/* ---- what is asked */

type Target = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As in the table of routes: `/organisations/:id`. */
  url: string
  api: boolean
  /** Names of what stands behind the question mark. */
  query: string[]
  /** For the API: what its body should be. */
  body: Schema | null
  /** For a form: what a page puts into it. */
  fields: Record<string, string>
}
type Schema = {
  type?: string | string[]
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  pattern?: string
  minimum?: number
}
type Asked = {
  method: Target['method']
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
}

const who = ['an administrator', 'a representative', 'a visitor'] as const
type Who = (typeof who)[number]

let house: TestHouse
let http: HttpServer
const errors: string[] = []
/** Ids of what is there, by the name of the parameter they stand for. */
const known = new Map<string, string[]>()
let organisation: string | undefined

beforeAll(async () => {
  house = await openTestHouse({
    now: new Date('2026-06-15T12:00:00Z'),
    log: openLog('error', (line) => errors.push(line)),
    furnished: withPack,
  })
  const assessment = await historicAssessment(house)
  const event = await house.db.selectFrom('events').select('hash').limit(1).executeTakeFirstOrThrow()
  http = await openHouse(house)
  await fill()
  known.set('hash', [event.hash])
  known.set('iso3', ['GHA', 'gha'])
  known.set('unit', ['GHA', 'PER'])
  known.set('kind', ['organisation', 'person', 'assessment', 'installation'])
  known.set('table', ['countries.csv', 'sources.csv'])
  known.set('assessments', [assessment.id])
  known.set('methodologies', ['atest-2014'])
  known.set('indicators', await definedAs('series'))
  known.set('sources', await definedAs('source'))
  known.set('id', [...(known.get('organisations') ?? []), assessment.id, 'this'])
})
afterAll(async () => {
  await http.close()
  await house.close()
})

/** An organisation with a member and an invitation: made again when what was asked has ended it. */
async function fill(): Promise<void> {
  const there = await house.db
    .selectFrom('organisations')
    .innerJoin('memberships', 'memberships.organisation_id', 'organisations.id')
    .select('organisations.id')
    .where('organisations.id', '=', organisation ?? randomUUID())
    .where('organisations.ended', 'is', null)
    .where('memberships.ended', 'is', null)
    .where('memberships.id', '=', known.get('membership')?.[0] ?? randomUUID())
    .executeTakeFirst()
  if (there !== undefined) return
  organisation = await anOrganisation(house)
  const person = await aPerson(house)
  await join(house, person.id, organisation, 'representative')
  const one = await house.db
    .selectFrom('memberships')
    .innerJoin('role_grants', 'role_grants.person_id', 'memberships.person_id')
    .select(['memberships.id as membership', 'role_grants.id as grant'])
    .where('memberships.person_id', '=', person.id)
    .executeTakeFirstOrThrow()
  known.set('organisations', [organisation])
  known.set('membership', [one.membership])
  known.set('grant', [one.grant])
  known.set('person', [person.id])
  const { cookie } = await signInForTest(house, { roles: [{ role: 'administrator' }], secondFactor: true })
  const email = `${randomUUID()}@example.org`
  const invited = await http.inject({
    method: 'POST',
    url: `/api/v1/organisations/${organisation}/invitations`,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': randomUUID() },
    payload: { email, role: 'member' },
  })
  known.set('invitation', [invited.json<{ id: string }>().id])
  known.set('token', [(await linkTo(house, email)).split('/').at(-1) ?? ''])
}

async function definedAs(kind: 'series' | 'source'): Promise<string[]> {
  const rows = await house.db
    .selectFrom('definitions')
    .select('name')
    .where('kind', '=', kind)
    .limit(3)
    .execute()
  return rows.map(({ name }) => name)
}

/* ---- who asks: anew whenever something may have ended what they had */

const cookies = new Map<Who, string>()
async function cookieOf(one: Who): Promise<string | undefined> {
  if (one === 'a visitor') return undefined
  const had = cookies.get(one)
  if (had !== undefined) return had
  await fill()
  const roles =
    one === 'an administrator'
      ? [{ role: 'administrator' as const }, { role: 'analyst' as const }]
      : [{ role: 'representative' as const, organisation: organisation ?? null }]
  const { cookie } = await signInForTest(house, { roles, secondFactor: true })
  cookies.set(one, cookie)
  return cookie
}

/* ---- requests */

/** What is there under a name in an address; an id is one of the room that the address leads to. */
function knownAt(url: string, name: string): string[] {
  const room = /\/(organisations|assessments|methodologies|indicators|sources)\/:id/.exec(url)?.[1]
  return (name === 'id' ? known.get(room ?? 'id') : known.get(name)) ?? [organisation ?? 'none']
}

const pathValue = (url: string, name: string) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...knownAt(url, name)) },
    { weight: 2, arbitrary: text.map(inAddress) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%zz', '%ff', '%00', '%ED%A0%80', '..%2f..%2f', '..', 'a'.repeat(5000)),
    },
  )

function given(headers: { [name: string]: string | readonly string[] | undefined }): Asked['headers'] {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

/** As a client would write it that cannot write lone surrogates either. */
function inAddress(value: string): string {
  return encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8'))
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

const headersOf = (api: boolean) =>
  fc.record(
    {
      accept: fc.constantFrom('text/html', 'application/json', '*/*', 'text/html;q=0.1, */*', 'nonsense'),
      'accept-encoding': fc.constantFrom('br', 'gzip;q=0, br;q=0.0', '*', 'a'.repeat(500)),
      'if-none-match': fc.constantFrom('*', 'W/""', '"\u00ff"', 'a,'.repeat(200)),
      'user-agent': fc.constantFrom('', 'Mozilla/5.0'.repeat(200), '<script>tipFuzz()</script>'),
      'x-forwarded-for': fc.constantFrom('10.0.0.1', ',,,', 'x'.repeat(3000), '::ffff:999.1.1.1'),
      'x-request-id': fc.constantFrom('mine', '"><script>tipFuzz()</script>'),
      'content-language': fc.constantFrom('xx'),
      ...(api
        ? {
            'idempotency-key': fc.oneof(
              fc.uuid(),
              fc.constantFrom('', 'a', '"', '\u00e9'.repeat(20), 'a'.repeat(200)),
            ),
          }
        : {}),
    },
    { requiredKeys: [] },
  )

const queryOf = ({ query, api }: Target) => {
  const strange = ['q', 'after', 'next', '__proto__', 'a[b]']
  // A name the API does not know is refused at once, so it comes rarely.
  const name = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...(query.length > 0 ? query : strange)) },
    { weight: api ? 1 : 4, arbitrary: fc.constantFrom(...strange) },
  )
  return fc
    .array(fc.tuple(name, text), { minLength: 1, maxLength: 4 })
    .map((pairs) => pairs.map(([one, value]) => `${inAddress(one)}=${inAddress(value)}`).join('&'))
}

/** What the description asks for, so that it is not always the shape that is refused. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(fitting))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object')
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, fitting(each)]),
      ),
    )
  if (type === 'array') return fc.array(fitting(schema.items ?? {}), { maxLength: 3 })
  if (type === 'integer' || type === 'number') return fc.constantFrom<unknown>(1, 2, 2 ** 31, 2 ** 53)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (schema.pattern === '^[A-Z]{3}$') return fc.constantFrom('GHA', 'PER', 'ZZZ')
  if (schema.pattern !== undefined) return fc.constantFrom(organisation ?? 'none', randomUUID())
  return fc.oneof(fc.constantFrom('Free Hands', 'a reason good enough', 'ama@example.org'), text)
}

/** What fits, with some of it replaced and something added. */
function spoilt(base: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      base,
      fc.array(fc.tuple(fc.nat(), anything), { maxLength: 3 }),
      fc.option(fc.tuple(fc.constantFrom(...strangeNames), anything)),
    )
    .map(([value, changes, added]) => {
      if (typeof value !== 'object' || value === null) return value
      const names = Object.keys(value)
      const into = new Map(Object.entries(value))
      for (const [which, other] of changes) {
        const name = names[which % Math.max(1, names.length)]
        if (name !== undefined) into.set(name, other)
      }
      if (added !== null) into.set(...added)
      return into
    })
}

/** JSON in which a name such as `__proto__` is a name like any other. */
function json(value: unknown): string {
  if (!(value instanceof Map)) return JSON.stringify(value) ?? 'null'
  return `{${[...value].map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each) ?? 'null'}`).join(',')}}`
}

type Sent = { type: string | null; payload: string | Buffer | null }

const brokenJson = fc.constantFrom(
  '',
  '{',
  '[]',
  'null',
  '"a"',
  '12',
  '{"a":1,"a":2}',
  '{"__proto__":1}',
  '{"a":"\\ud800"}',
  '\ufeff{}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"a":1e400,"b":-1e400}`,
  'NaN',
)
const otherBodies: fc.Arbitrary<Sent> = fc.oneof(
  fc.record({ type: fc.constant('application/json'), payload: brokenJson }),
  fc.record({
    type: fc.constantFrom(
      'text/plain',
      'application/xml',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded; charset=nonsense',
      'nonsense',
      'application/',
      ';',
    ),
    payload: fc.constantFrom<string | Buffer>(
      'a=b',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      Buffer.from([0xff, 0xfe, 0x00, 0x80]),
      'a'.repeat(2_000_000),
    ),
  }),
  fc.record({
    type: fc.constant('application/x-www-form-urlencoded'),
    payload: fc.constantFrom<string | Buffer>(
      '',
      '%',
      '%zz=%zz',
      '&&&==&',
      'a=%ff%fe',
      Buffer.from([0x61, 0x3d, 0xff, 0x00]),
      'a=1&'.repeat(3_000),
      `a=${'b'.repeat(1_100_000)}`,
    ),
  }),
  fc.constant<Sent>({ type: null, payload: null }),
)

const jsonBody = (schema: Schema): fc.Arbitrary<Sent> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: spoilt(fitting(schema)).map((value) => ({ type: 'application/json', payload: json(value) })),
    },
    {
      weight: 1,
      arbitrary: anything.map((value) => ({ type: 'application/json', payload: json(value) })),
    },
    { weight: 1, arbitrary: otherBodies },
  )

const formBody = (fields: Record<string, string>): fc.Arbitrary<Sent> => {
  const base = { ...fields, once: randomUUID() }
  const whole = fc
    .tuple(spoilt(fc.constant(base)), fc.boolean(), fc.uuid())
    .map(([value, twice, once]): [string, unknown][] => {
      const pairs = value instanceof Map ? [...value] : []
      const fresh = pairs.map(([name, each]): [string, unknown] => [
        name,
        name === 'once' && each === base.once ? once : each,
      ])
      return twice ? [...fresh, ...fresh.slice(0, 1)] : fresh
    })
  return fc.oneof(
    {
      weight: 5,
      arbitrary: whole.map((pairs) => ({
        type: 'application/x-www-form-urlencoded',
        payload: pairs.map(([name, each]) => `${inAddress(name)}=${inAddress(asText(each))}`).join('&'),
      })),
    },
    // A form sent as JSON may hold what no form could.
    {
      weight: 2,
      arbitrary: whole.map((pairs) => ({ type: 'application/json', payload: json(new Map(pairs)) })),
    },
    { weight: 1, arbitrary: otherBodies },
  )
}

function requestsTo(target: Target): fc.Arbitrary<Asked> {
  const names = [...target.url.matchAll(/:([a-zA-Z0-9]+)/g)].map((match) => match[1] ?? '')
  const body: fc.Arbitrary<Sent> =
    target.method === 'GET'
      ? fc.constant({ type: null, payload: null })
      : target.api
        ? jsonBody(target.body ?? {})
        : formBody(target.fields)
  return fc
    .record({
      language: fc.constantFrom('', '', '', '/fr', '/es', '/pt', '/xx'),
      parts: fc.tuple(...names.map((name) => pathValue(target.url, name))),
      query: fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        { weight: target.method === 'GET' ? 6 : 1, arbitrary: queryOf(target) },
      ),
      headers: headersOf(target.api),
      body,
    })
    .map(({ language, parts, query, headers, body: { type, payload } }): Asked => {
      const path = names.reduce((url, name, at) => url.replace(`:${name}`, parts[at] ?? ''), target.url)
      return {
        method: target.method,
        url: `${target.api ? '' : language}${path}${query === '' ? '' : `?${query}`}`,
        headers: { ...given(headers), ...(type === null ? {} : { 'content-type': type }) },
        ...(payload === null ? {} : { payload }),
      }
    })
}

/* ---- answers */

type Answer = Awaited<ReturnType<typeof send>>

async function send(asked: Asked, cookie: string | undefined) {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), DEADLINE_MS)
  try {
    return await http.inject({
      method: asked.method,
      url: asked.url,
      remoteAddress: '192.0.2.7',
      signal: late.signal,
      headers: {
        ...asked.headers,
        ...(cookie === undefined ? {} : { cookie }),
        'sec-fetch-site': 'same-origin',
      },
      ...(asked.payload === undefined ? {} : { payload: asked.payload }),
    })
  } finally {
    clearTimeout(timer)
  }
}

function unpacked({ headers, rawPayload, body }: Answer): string {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(rawPayload).toString()
  if (headers['content-encoding'] === 'gzip') return gunzipSync(rawPayload).toString()
  return body
}

/** What of an answer nobody should ever see; nothing when all is well. */
function faultsOf(answer: Answer, api: boolean): string[] {
  const { statusCode, headers } = answer
  const body = unpacked(answer)
  const type = String(headers['content-type'] ?? '')
  const faults: string[] = []
  if (statusCode >= 500) faults.push(`it broke: ${statusCode}`)
  const inside =
    /node_modules|\n\s+at .+:\d+:\d+|syntax error at or near|violates .* constraint|duplicate key value|invalid input syntax|does not exist at character|(?<!<title>)Error: |\.tsx?:\d+/.exec(
      body,
    )?.[0]
  if (inside !== undefined) faults.push(`it shows its inside: ${inside}`)
  if (body.includes(projectRoot())) faults.push('it shows where it lies')
  if (/root:x:0:/.test(body)) faults.push('it shows a file')
  for (const name of ['x-content-type-options', 'content-security-policy', 'x-request-id'])
    if (headers[name] === undefined) faults.push(`it lacks ${name}`)
  if (type.includes('text/html') && statusCode !== 304) {
    if (/<script>tipFuzz|<img src=x onerror|<svg\/onload/.test(body)) faults.push('it repeats HTML as HTML')
    if (/(?:href|action|src)="\s*(?:javascript:|(?:https?:)?\/\/evil)/.test(body))
      faults.push('it links to what was sent')
    if (!/^<!doctype html>/i.test(body) || !body.trimEnd().endsWith('</html>'))
      faults.push('it is no whole page')
  }
  const { location } = headers
  if (location !== undefined && !/^\/(?![/\\])/.test(String(location)))
    faults.push(`it leads elsewhere: ${location}`)
  if (body.length > 0 && type === '') faults.push('it does not say what it is')
  if (api && statusCode >= 400) {
    if (!type.startsWith('application/problem+json')) faults.push(`its fault is ${type}`)
    else {
      const problem = JSON.parse(body) as Record<string, unknown>
      if (typeof problem.detail !== 'string' || problem.detail === '') faults.push('its fault says nothing')
      if (problem.requestId !== headers['x-request-id']) faults.push('its fault has no number')
    }
  }
  if (!api && statusCode >= 400 && !/text\/html|problem\+json/.test(type))
    faults.push(`its fault is ${type || 'nothing'}`)
  return faults
}

async function ask(target: Target, asked: Asked, one: Who): Promise<string[]> {
  const cookie = await cookieOf(one)
  const told = () =>
    `${one}: ${asked.method} ${asked.url.slice(0, 300)} ${JSON.stringify(asked.headers).slice(0, 200)} ${String(asked.payload ?? '').slice(0, 600)}`
  errors.length = 0
  try {
    const answer = await send(asked, cookie)
    const accepted = target.method !== 'GET' && answer.statusCode < 400
    // It may have ended their sign-in, their role, or their organisation.
    if (accepted || target.url.startsWith('/account')) cookies.clear()
    return faultsOf(answer, target.api).map(
      (fault) => `${fault}\n  ${told()}\n  ${errors.join('').slice(0, 1200)}`,
    )
  } catch (error) {
    return [`no answer: ${String(error)}\n  ${told()}`]
  }
}

/** Asks all of them as everybody in turn; answers what went wrong, each kind of fault of a route once. */
async function askAll(targets: Target[], times: number): Promise<string[]> {
  const wrong = new Map<string, string>()
  for (const [place, target] of targets.entries()) {
    const requests = fc.sample(requestsTo(target), { seed: seed + place, numRuns: times })
    for (const [turn, asked] of requests.entries()) {
      // The limits are shown elsewhere; here every request shall get past them.
      await house.owner.deleteFrom('attempts').execute()
      // Every fifth is a visitor: most doors are closed to them.
      const one = (turn + place) % 5 === 4 ? 'a visitor' : (who[(turn + place) % 2] ?? 'a visitor')
      for (const fault of await ask(target, asked, one)) {
        const kind = `${target.method} ${target.url} ${fault.split('\n')[0]}`
        if (!wrong.has(kind)) wrong.set(kind, `${target.method} ${target.url}: ${fault}`)
      }
    }
  }
  return [...wrong.values()]
}

/* ---- where they come from */

type Described = {
  paths: Record<
    string,
    Record<string, { parameters?: { name: string; in: string }[]; requestBody?: unknown }>
  >
}

async function apiTargets(): Promise<Target[]> {
  const described = (await http.inject('/api/v1/openapi.json')).json<Described>()
  return Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const content = (requestBody as { content?: Record<string, { schema?: Schema }> } | undefined)?.content
      return {
        method: method.toUpperCase() as Target['method'],
        url: path.replace(/\{([^}]+)\}/g, ':$1'),
        api: true,
        query: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        body: content?.['application/json']?.schema ?? null,
        fields: {},
      }
    }),
  )
}

const pages = () =>
  http.routeTable.filter(
    ({ method, url }) => method === 'GET' && !url.startsWith('/api/') && !url.endsWith('*'),
  )

/** Every form of every page, by the route it goes to, with what stands in its fields. */
async function formTargets(): Promise<Target[]> {
  const found = new Map<string, Record<string, string>>()
  const routes = http.routeTable.filter(({ method, url }) => method === 'POST' && !url.startsWith('/api/'))
  for (const one of who) {
    for (const { url } of pages()) {
      const names = [...url.matchAll(/:([a-zA-Z0-9]+)/g)].map((match) => match[1] ?? '')
      {
        const path = names.reduce(
          (left, name) => left.replace(`:${name}`, knownAt(url, name)[0] ?? 'none'),
          url,
        )
        const cookie = await cookieOf(one)
        const { body } = await http.inject({
          url: path,
          remoteAddress: '192.0.2.7',
          headers: { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) },
        })
        for (const [, action, inside = ''] of body.matchAll(
          /<form\b(?=[^>]*method="post")[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g,
        )) {
          const target = routes.find((route) =>
            fits(route.url, new URL(action ?? '', `http://house${path}`).pathname),
          )
          if (target !== undefined) found.set(target.url, { ...found.get(target.url), ...fieldsOf(inside) })
        }
      }
    }
  }
  // A form nobody could be led to is asked all the same, with the names that forms here have.
  const all = Object.assign({}, ...found.values()) as Record<string, string>
  return routes.map(({ url }) => ({
    method: 'POST',
    url,
    api: false,
    query: ['next', 'token', 'note'],
    body: null,
    fields: found.get(url) ?? all,
  }))
}

function fits(route: string, path: string): boolean {
  return new RegExp(`^${route.replaceAll('.', '\\.').replace(/:[a-zA-Z0-9]+/g, '[^/]+')}$`).test(path)
}

function fieldsOf(inside: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    if (name !== undefined) fields[name] ??= /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? 'some words of a form'
  }
  for (const [, name, options] of inside.matchAll(
    /<select\b[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const values = [...(options ?? '').matchAll(/value="([^"]+)"/g)].map((match) => match[1] ?? '')
    if (name !== undefined && values[0] !== undefined) fields[name] = values[0]
  }
  if ('email' in fields) fields.email = `${randomUUID()}@example.org`
  return fields
}

describe(`Hostile values (TIP_FUZZ_SEED=${seed}, TIP_FUZZ_RUNS=${runs})`, () => {
  const times = (targets: Target[], share: number) =>
    Math.max(3, Math.round((runs * share) / Math.max(1, targets.length)))
  const long = Math.max(120_000, runs * 300)

  it(
    'never break a route of the API',
    async () => {
      const targets = await apiTargets()
      expect(targets.length).toBeGreaterThan(25)
      expect(targets.filter(({ body }) => body !== null).length).toBeGreaterThan(8)
      expect(await askAll(targets, times(targets, 0.4))).toEqual([])
    },
    long,
  )

  it(
    'never break a form',
    async () => {
      const targets = await formTargets()
      expect(targets.length).toBeGreaterThan(25)
      expect(targets.filter(({ fields }) => 'once' in fields || 'password' in fields).length).toBeGreaterThan(
        10,
      )
      expect(await askAll(targets, times(targets, 0.4))).toEqual([])
    },
    long,
  )

  it(
    'never break a page or a download',
    async () => {
      const targets = pages().map(
        ({ url }): Target => ({
          method: 'GET',
          url,
          api: false,
          query: ['region', 'q', 'compare', 'sort', 'year', 'indicator', 'country', 'kind', 'token', 'next'],
          body: null,
          fields: {},
        }),
      )
      expect(targets.length).toBeGreaterThan(40)
      expect(await askAll(targets, times(targets, 0.2))).toEqual([])
    },
    long,
  )
})
