import { randomUUID } from 'node:crypto'
import { connect as openSocket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allowedLicences, dependencyFaults, isAllowed } from '../scripts/dependencies.mjs'
import { openHouse } from '../src/app.ts'
import { loadBills } from '../src/campaigns/bills/load.ts'
import { aCampaign } from '../src/campaigns/coalition/coalition.test-data.ts'
import { loadLegislatures } from '../src/campaigns/legislatures/load.ts'
import { bumpDataVersion } from '../src/house/data-version.ts'
import { type HttpServer, listen } from '../src/house/http.ts'
import { openLog } from '../src/house/log.ts'
import { openMail } from '../src/house/mail/mail.ts'
import { createAccount } from '../src/people/accounts/account.ts'
import {
  appCode,
  goodPassword,
  keptCookies,
  signInForTest,
  type TestSignIn,
} from '../src/people/accounts/sign-in.test-data.ts'
import { anOrganisation, aPerson, join, linkTo } from '../src/people/organisations/organisations.test-data.ts'
import { aClosedRound } from '../src/selection/consultation/consultation.test-data.ts'
import { aDecision, someContent } from '../src/selection/decisions/decisions.test-data.ts'
import { historicAssessment } from '../src/selection/run.ts'
import { withPack } from './support/furnishings.ts'
import { openTestHouse, type TestHouse } from './support/house.ts'

/*
 * What OWASP ASVS asks and no test of a single room shows. docs/security.md leads from each
 * requirement here, or to the test of the room.
 */

let house: TestHouse
let http: HttpServer
/** The same house as the world sees it: by https, behind a proxy. */
let served: HttpServer
let port: number
let administrator: TestSignIn
let representative: TestSignIn
let organisation: string
let other: string
const lines: string[] = []

const origin = 'https://tip.example.org'
const PROXY = '10.1.2.3'

beforeAll(async () => {
  house = await openTestHouse({
    now: new Date('2026-06-15T12:00:00Z'),
    log: openLog('debug', (line) => lines.push(line)),
    furnished: withPack,
  })
  organisation = await anOrganisation(house)
  other = await anOrganisation(house)
  administrator = await signInForTest(house, { roles: [{ role: 'administrator' }], secondFactor: true })
  representative = await signInForTest(house, {
    roles: [{ role: 'representative', organisation }],
    secondFactor: true,
  })
  http = await openHouse(house)
  served = await openHouse({ ...house, settings: { ...house.settings, origin, trustedProxies: [PROXY] } })
  port = Number(new URL(await listen(http, { port: 0, host: '127.0.0.1' })).port)
})
afterAll(async () => {
  await http.close()
  await served.close()
  await house.close()
})

const form = 'application/x-www-form-urlencoded'

/** One request as a browser sends it from a page of the house. */
function ask(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  {
    as,
    fields,
    json,
    server = http,
    headers = {},
    remoteAddress = '192.0.2.7',
  }: {
    as?: { cookie: string } | undefined
    fields?: Record<string, string>
    json?: object
    server?: HttpServer
    headers?: Record<string, string>
    remoteAddress?: string
  } = {},
) {
  return server.inject({
    method,
    url,
    remoteAddress,
    headers: {
      accept: url.startsWith('/api/') ? 'application/json' : 'text/html',
      'sec-fetch-site': 'same-origin',
      ...(as === undefined ? {} : { cookie: as.cookie }),
      ...(fields === undefined ? {} : { 'content-type': form }),
      ...(json === undefined ? {} : { 'idempotency-key': randomUUID() }),
      ...headers,
    },
    ...(fields === undefined
      ? {}
      : { payload: new URLSearchParams({ once: randomUUID(), ...fields }).toString() }),
    ...(json === undefined ? {} : { payload: json }),
  })
}

/** Bytes on the wire, and what comes back until the server hangs up. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (data) => {
      text += data
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

describe('Every answer, good or bad,', () => {
  it('carries the headers that keep browsers from being used against us', async () => {
    const assessment = (await historicAssessment(house)).id
    const style = /href="(\/assets\/[^"]+\.css)"/.exec((await ask('GET', '/')).body)?.[1]
    const answers = {
      page: await ask('GET', '/'),
      'not changed': await ask('GET', '/', { headers: { 'if-none-match': '*' } }),
      json: await ask('GET', '/api/v1/countries'),
      table: await ask('GET', '/data/countries.csv'),
      document: await ask('GET', '/methodologies/atest-2014.yaml'),
      private: await ask('GET', '/account', { as: administrator }),
      'led to sign in': await ask('GET', '/account'),
      'led elsewhere here': await ask('GET', `/assessments/${assessment}/gha`),
      'not signed in': await ask('GET', '/api/v1/organisations'),
      refused: await ask('GET', '/organisations/new', { as: representative }),
      'not there': await ask('GET', '/nowhere'),
      'not there for programs': await ask('GET', '/api/v1/nowhere'),
      'from another site': await ask('POST', '/account/sign-in', {
        fields: {},
        headers: { 'sec-fetch-site': 'cross-site' },
      }),
      'cannot be read': await ask('GET', '/%zz'),
      'zero in the address': await ask('GET', '/countries/%00'),
      'too long': await ask('GET', `/countries/${'a'.repeat(5000)}`),
      'too large': await ask('POST', '/account/sign-in', { fields: { email: 'a'.repeat(1_100_000) } }),
      'of no type we read': await http.inject({
        method: 'POST',
        url: '/account/sign-in',
        headers: { 'content-type': 'text/xml', 'sec-fetch-site': 'same-origin' },
        payload: '<a/>',
      }),
      unusable: await ask('POST', '/account/sign-in', { fields: {} }),
      asset: style === undefined ? undefined : await ask('GET', style),
      'asset not there': await ask('GET', '/assets/nothing.js'),
      health: await ask('GET', '/health/live'),
      'the description of the API': await ask('GET', '/api/v1/openapi.json'),
    }
    for (const [what, answer] of Object.entries(answers)) {
      if (answer === undefined) continue
      const { headers } = answer
      const policy = String(headers['content-security-policy'])
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ])
        expect(policy, what).toContain(part)
      expect(policy, what).not.toContain('unsafe')
      expect(headers, what).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security'], what).toMatch(/max-age=31536000; includeSubDomains/)
      expect(headers['access-control-allow-origin'], what).toBeUndefined()
      expect(headers['x-powered-by'] ?? headers.server, what).toBeUndefined()
      if (answer.body !== '') expect(String(headers['content-type']), what).toMatch(/^[a-z]+\/[a-z+-]+/)
    }
    const { statusCode: kinds } = answers['too long']
    expect([kinds, answers['too large'].statusCode, answers['of no type we read'].statusCode]).toEqual([
      414, 413, 415,
    ])
  })

  it('for one person alone is kept by no browser and by nobody in between', async () => {
    for (const path of ['/account', '/account/sign-ins', '/protected', '/organisations', '/account/may']) {
      const { statusCode, headers } = await ask('GET', path, { as: administrator })
      expect(statusCode, path).toBe(200)
      expect(headers['cache-control'], path).toMatch(/no-store|private, no-cache/)
      expect(headers.etag, path).toBeUndefined()
    }
  })
})

describe('A whole journey of signing in, by https,', () => {
  const email = `esi-${randomUUID()}@example.org`
  const name = 'Esi Adomako Quartey'
  const jar: Record<string, string> = {}
  const seen = new Map<string, string>()
  const told: string[] = []

  async function go(method: 'GET' | 'POST', url: string, fields?: Record<string, string>) {
    const cookie = Object.entries(jar)
      .map(([one, value]) => `${one}=${value}`)
      .join('; ')
    const answer = await ask(method, url, {
      server: served,
      headers: { cookie },
      ...(fields === undefined ? {} : { fields }),
    })
    const set = [answer.headers['set-cookie'] ?? []].flat()
    told.push(...set)
    for (const each of set) {
      const [one = ''] = each.split('=')
      delete jar[one]
      Object.assign(jar, keptCookies([each]))
    }
    return answer
  }
  const session = () => jar['__Host-tip.session_token']

  it('changes the token at each step up, and takes none that was planted before', async () => {
    await createAccount(house, { email, name, password: goodPassword, emailProven: true })
    lines.length = 0
    const somebody = await signInForTest(house)
    jar['__Host-tip.session_token'] = somebody.cookie.slice(somebody.cookie.indexOf('=') + 1)
    const planted = session()

    await go('POST', '/account/sign-in', { email, password: goodPassword })
    seen.set('after the password', session() ?? '')
    await go('POST', '/account/second-factor/begin', { password: goodPassword })
    const key =
      /<code>([A-Z2-7 ]{32,})<\/code>/.exec((await go('GET', '/account/second-factor/set-up')).body)?.[1] ??
      ''
    const shown = await go('POST', '/account/second-factor/set-up', { code: appCode(key) })
    seen.set('after the second factor was set up', session() ?? '')
    await go('POST', '/account/sign-out')
    const out = session()
    const first = await go('POST', '/account/sign-in', { email, password: goodPassword })
    const between = session()
    const code = appCode(key, 1)
    await go('POST', '/account/second-factor', { code })
    seen.set('after the second factor', session() ?? '')

    expect(shown.statusCode).toBe(200)
    expect(first.headers.location).toBe('/account/second-factor')
    expect([out, between]).toEqual([undefined, undefined])
    expect([...seen.values()].every((token) => token.length > 40)).toBe(true)
    expect(new Set([planted, ...seen.values()]).size).toBe(seen.size + 1)
    const mails = (await house.db.selectFrom('mails').selectAll().execute()).flatMap((row) =>
      row.sealed === null ? [] : [openMail(house, { id: row.id, sealed: row.sealed })],
    )
    expect(mails.some((mail) => mail.to === email)).toBe(true)

    const secrets = [
      email,
      name,
      'Quartey',
      goodPassword,
      key,
      key.replaceAll(' ', ''),
      code,
      ...seen.values(),
    ]
    const log = lines.join('')
    expect(log).toContain('answered')
    for (const secret of secrets) expect(log.includes(secret), `the log holds ${secret}`).toBe(false)
  })

  it('leaves only cookies tied to this host, that no script reads and no other site sends along', () => {
    expect(told.length).toBeGreaterThan(4)
    for (const each of told) {
      expect(each).toMatch(/^__Host-tip\.[a-z_]+=/)
      expect(each).toMatch(/; Path=\/(;|$)/)
      expect(each).toMatch(/; HttpOnly/)
      expect(each).toMatch(/; Secure/)
      expect(each).toMatch(/; SameSite=(Lax|Strict)/)
      expect(each).not.toMatch(/domain=/i)
      expect(each.length).toBeLessThan(4096)
    }
  })
})

describe('An address given by a stranger', () => {
  const elsewhere = [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:a',
  ]

  it('is followed by no route, whoever asks and whatever it is called', async () => {
    const wrong: string[] = []
    const walker = await signInForTest(house, {
      roles: [{ role: 'representative', organisation }],
      secondFactor: true,
    })
    for (const { method, url } of http.routeTable) {
      if (!['GET', 'POST'].includes(method) || url.startsWith('/assets/')) continue
      const path = url.replace(':id', organisation).replace(/:[a-zA-Z0-9]+/g, 'none')
      for (const [at, bad] of elsewhere.entries()) {
        const names = { next: bad, back: bad, to: bad, redirect: bad, url: bad, return: bad }
        const answer = await ask(method as 'GET', `${path}?${new URLSearchParams(names)}`, {
          as: at % 2 === 0 || url === '/account/sign-out' ? undefined : walker,
          ...(method === 'POST' ? { fields: names } : {}),
        })
        const { location } = answer.headers
        if (location !== undefined && !/^\/(?![/\\])/.test(String(location)))
          wrong.push(`${method} ${path}: ${location}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('as the path itself leads nowhere else', async () => {
    for (const path of [
      '//evil.example/account',
      '/fr//evil.example/account',
      '/\\evil.example',
      '/fr/\\evil.example',
    ]) {
      const { headers } = await ask('GET', path)
      expect(String(headers.location ?? '/'), path).toMatch(/^\/(?![/\\])/)
    }
  })

  it('as the name of the host gets into no link of a mail', async () => {
    const { email } = await aPerson(house)
    await ask('POST', '/account/forgotten', {
      server: served,
      fields: { email },
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    const rows = await house.db.selectFrom('mails').selectAll().execute()
    const mail = rows
      .flatMap((row) => (row.sealed === null ? [] : [openMail(house, { id: row.id, sealed: row.sealed })]))
      .find(({ to }) => to === email)
    expect(mail?.text).toContain(`${origin}/account/reset?token=`)
    expect(JSON.stringify(mail)).not.toContain('evil.example')
  })
})

describe('A path that climbs', () => {
  const climbs = [
    '../../../package.json',
    '..%2f..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '..%5c..%5cpackage.json',
    '....//....//package.json',
    '%252e%252e%252fpackage.json',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'package.json%00.csv',
    '.env',
    '.vite/manifest.json',
  ]

  it.each([
    '/assets/',
    '/data/',
    '/methodologies/',
    '/sources/',
    '/history/event/',
  ])('reads nothing beside %s', async (folder) => {
    for (const climb of climbs) {
      // As bytes on the wire: a client library would tidy it first.
      const answer = await raw(`GET ${folder}${climb} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
      expect(answer, climb).toMatch(/^HTTP\/1.1 4\d\d/)
      expect(answer, climb).not.toMatch(/"dependencies"|root:x:|DATABASE_URL/)
    }
  })

  it('and a folder lists nothing', async () => {
    for (const path of ['/assets', '/assets/', '/data/', '/.git/config', '/package.json', '/src/app.ts'])
      expect([403, 404], path).toContain((await ask('GET', path)).statusCode)
  })
})

describe('What nobody may set', () => {
  type Body = { additionalProperties?: unknown; type?: unknown; anyOf?: Body[] }
  const isClosed = ({ anyOf, type, additionalProperties }: Body): boolean =>
    anyOf?.every(isClosed) ?? (type === 'null' || (type === 'object' && additionalProperties === false))

  it('is refused by every write of the API: its body holds what is named and nothing else', async () => {
    const { paths } = (await ask('GET', '/api/v1/openapi.json')).json() as {
      paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Body }> } }>>
    }
    const writes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== 'get')
        .map(([method, { requestBody }]) => ({
          route: `${method} ${path}`,
          schema: requestBody?.content['application/json']?.schema,
        })),
    )
    // A file comes in parts; `house/documents` refuses a part that is not named, and tests it.
    const inParts = ['post /api/v1/compacts/{id}/documents']
    // What another system sends is of its own standard, whose reader takes what it knows by name and nothing else.
    const ofAnotherStandard = ['post /api/v1/osdi/{slug}/imports']
    expect(writes.length).toBeGreaterThan(8)
    expect(
      writes.filter(
        ({ route, schema }) =>
          !inParts.includes(route) &&
          !ofAnotherStandard.includes(route) &&
          (schema === undefined || !isClosed(schema)),
      ),
    ).toEqual([])
  })

  it('is passed over by forms: made, ended, version and id stay ours', async () => {
    const name = `Sly ${randomUUID()}`
    const id = randomUUID()
    const made = await ask('POST', '/organisations', {
      as: administrator,
      fields: {
        kind: 'ngo',
        name,
        country: '',
        website: '',
        listed: 'yes',
        id,
        version: '7',
        made: '2001-01-01',
        ended: '2001-01-01',
        role: 'administrator',
        __proto__x: '1',
      },
    })
    expect(made.statusCode).toBe(303)
    const row = await house.db
      .selectFrom('organisations')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    expect(row.id).not.toBe(id)
    expect(row).toMatchObject({ version: 1, ended: null })
    expect(JSON.stringify(row)).not.toContain('2001-01-01')
  })

  it('is passed over when an invitation is taken up: role and organisation are those of the invitation', async () => {
    const email = `kwesi-${randomUUID()}@example.org`
    const invited = await ask('POST', `/api/v1/organisations/${organisation}/invitations`, {
      as: representative,
      json: { email, role: 'member' },
    })
    expect(invited.statusCode).toBeLessThan(300)
    const taken = await ask('POST', await linkTo(house, email), {
      fields: {
        name: 'Kwesi',
        password: goodPassword,
        again: goodPassword,
        role: 'administrator',
        organisation: other,
        organisation_id: other,
        email: 'other@example.org',
        email_verified: 'true',
      },
    })
    expect(taken.statusCode).toBe(303)
    const user = await house.db
      .selectFrom('accounts_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const grants = await house.db
      .selectFrom('role_grants')
      .select(['role', 'organisation_id'])
      .where('person_id', '=', user.id)
      .execute()
    const memberships = await house.db
      .selectFrom('memberships')
      .select('organisation_id')
      .where('person_id', '=', user.id)
      .execute()
    expect(memberships).toEqual([{ organisation_id: organisation }])
    expect(grants.filter(({ role }) => role !== 'member')).toEqual([])
  })

  it('cannot come by the prototype of an object', async () => {
    for (const payload of [
      '{"__proto__":{"role":"administrator"}}',
      '{"constructor":{"prototype":{"x":1}}}',
    ]) {
      const answer = await http.inject({
        method: 'POST',
        url: '/api/v1/organisations',
        headers: {
          'content-type': 'application/json',
          cookie: administrator.cookie,
          'sec-fetch-site': 'same-origin',
          'idempotency-key': randomUUID(),
        },
        payload,
      })
      expect(answer.statusCode).toBe(400)
    }
    expect(Object.hasOwn(Object.prototype, 'role') || Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })
})

describe('What belongs to others', () => {
  it('is not reached by its id through one’s own organisation', async () => {
    const victim = await aPerson(house)
    await join(house, victim.id, other, 'representative')
    const { membership, grant } = await house.db
      .selectFrom('memberships')
      .innerJoin('role_grants', 'role_grants.person_id', 'memberships.person_id')
      .select(['memberships.id as membership', 'role_grants.id as grant'])
      .where('memberships.person_id', '=', victim.id)
      .where('role_grants.role', '=', 'representative')
      .executeTakeFirstOrThrow()
    const invited = await ask('POST', `/api/v1/organisations/${other}/invitations`, {
      as: administrator,
      json: { email: 'third@example.org', role: 'member' },
    })
    const { id: invitation } = invited.json() as { id: string }
    const tables = ['memberships', 'role_grants', 'invitations', 'organisations'] as const
    const kept = () =>
      Promise.all(tables.map((table) => house.owner.selectFrom(table).selectAll().orderBy('id').execute()))
    const before = await kept()

    const routes = http.routeTable.filter(
      ({ method, url }) => /:(membership|grant|invitation)/.test(url) && method !== 'HEAD',
    )
    expect(routes.length).toBeGreaterThan(10)
    for (const { method, url } of routes) {
      for (const home of [organisation, other]) {
        const path = url
          .replace(':id', home)
          .replace(':membership', membership)
          .replace(':grant', grant)
          .replace(':invitation', invitation)
        const sent = { reason: 'because I say so', role: 'representative' }
        const answer = await ask(method as 'GET', path, {
          as: representative,
          ...(method === 'GET' ? {} : url.startsWith('/api/') ? { json: sent } : { fields: sent }),
        })
        expect([403, 404, 422], `${method} ${path}`).toContain(answer.statusCode)
        expect(answer.body, `${method} ${path}`).not.toContain('third@example.org')
      }
    }
    expect(await kept()).toEqual(before)
  })

  it('a sign-in of somebody else is not ended by its id, nor shown', async () => {
    const { id } = await house.db
      .selectFrom('accounts_session')
      .select('id')
      .where('user_id', '=', administrator.person)
      .executeTakeFirstOrThrow()
    const answer = await ask('POST', '/account/sign-ins/end', { as: representative, fields: { which: id } })
    expect(answer.statusCode).toBeLessThan(500)
    expect((await ask('GET', '/account', { as: administrator })).statusCode).toBe(200)
    expect((await ask('GET', '/account/sign-ins', { as: representative })).body).not.toContain(id)
  })

  it('the contact and the history of somebody else answer as if they were not there', async () => {
    for (const path of [`/protected/${administrator.person}`, `/history/person/${administrator.person}`]) {
      const known = await ask('GET', path, { as: representative })
      const unknown = await ask('GET', path.replace(administrator.person, randomUUID()), {
        as: representative,
      })
      expect([403, 404], path).toContain(known.statusCode)
      expect(unknown.statusCode, path).toBe(known.statusCode)
    }
  })
})

describe('Tables that are taken away', () => {
  it('hold no cell that a spreadsheet would run', async () => {
    const bad = ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1']
    // As if a source, or whoever reads one in, meant us ill.
    for (const [at, text] of bad.entries()) {
      await sql`update definitions set definition = definition || ${JSON.stringify({ title: text, publisher: text })}::jsonb
          where id in (select id from definitions where kind = 'source' order by id offset ${at} limit 1)`.execute(
        house.owner,
      )
      await sql`update observations set note = ${text}
          where id in (select id from observations where iso3 = 'GHA' order by id offset ${at} limit 1)`.execute(
        house.owner,
      )
      await sql`update facts set note = ${text}, evidence = ${text}
          where id in (select id from facts order by id offset ${at} limit 1)`.execute(house.owner)
    }
    await house.owner.transaction().execute((trx) => bumpDataVersion(trx))
    const tables = new Set(
      http.routeTable
        // Those of a compact are held to it where there is one: funding/routes and publication/outlets.
        // So are the names of who handed letters over, which need a campaign, a delivery and the second factor.
        .filter(
          ({ url }) =>
            url.endsWith('.csv') && !url.includes('/compacts/:id/') && !url.includes('/manage/deliveries/'),
        )
        .map(({ url }) => url.split('?')[0] ?? ''),
    )
    const { resources } = (await ask('GET', '/data/datapackage.json')).json() as {
      resources: { path: string }[]
    }
    for (const each of resources) tables.add(new URL(each.path, 'http://house/data/').pathname)
    const assessment = (await historicAssessment(house)).id
    await loadLegislatures(house)
    await loadBills(house)
    const { slug } = await aCampaign(house, { words: { en: { title: '=1+1', story: '@SUM(A1)' } } })
    const chosen = [{ unit: 'GHA', reason: '=1+1' }]
    const justifications = ['BEN', 'TGO'].map((unit) => ({ unit, text: '@SUM(A1)' }))
    const { decision } = await aDecision(house, {
      state: 'published',
      content: someContent({ chosen, justifications }),
    })
    const consultation = await aClosedRound(house)
    let cells = 0
    for (const table of tables) {
      // A table of all figures is not made at once: one country is asked for.
      const url =
        table
          .replace('/legislatures/:id', '/legislatures/us-congress')
          .replace(':key', 'bioguide-S000522')
          .replace(':slug', slug)
          .replace('/decisions/:id', `/decisions/${decision.id}`)
          .replace('/consultations/:id', `/consultations/${consultation}`)
          .replace('/methodologies/:id', '/methodologies/atest-2014')
          .replace(':id', assessment)
          .replace(':iso3', 'GHA') + (table.endsWith('observations.csv') ? '?iso3=GHA' : '')
      const answer = await ask('GET', url)
      expect(answer.statusCode, url).toBe(200)
      expect(answer.headers['content-type'], url).toBe('text/csv; charset=utf-8')
      expect(answer.headers['content-disposition'], url).toMatch(/^attachment; filename="[\w.-]+"$/)
      const running = cellsOf(answer.body).filter(
        (cell) => /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(cell),
      )
      expect(running.slice(0, 3), url).toEqual([])
      cells += cellsOf(answer.body).length
    }
    expect(tables.size).toBeGreaterThan(5)
    expect(cells).toBeGreaterThan(1000)
    expect((await ask('GET', '/data/sources.csv')).body).toContain("'=1+1")
  })
})

describe('Limits', () => {
  const forgotten = (server: HttpServer, remoteAddress: string, forwarded: string) =>
    ask('POST', '/account/forgotten', {
      server,
      remoteAddress,
      fields: { email: `${randomUUID()}@example.org` },
      headers: { 'x-forwarded-for': forwarded, forwarded: `for=${forwarded}`, 'x-real-ip': forwarded },
    })

  it('count by the address that was seen, whatever a stranger says it is', async () => {
    for (let times = 0; times < 20; times++)
      expect((await forgotten(served, '198.51.100.9', `203.0.113.${times}`)).statusCode).toBe(303)
    const refused = await forgotten(served, '198.51.100.9', '203.0.113.200')
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('believe the proxy of the settings, and only the last address it saw', async () => {
    for (let times = 0; times < 21; times++)
      expect((await forgotten(served, PROXY, `198.51.100.9, 203.0.113.${times}`)).statusCode).toBe(303)
    for (let times = 0; times < 20; times++) await forgotten(served, PROXY, `203.0.113.${times}, 192.0.2.200`)
    expect((await forgotten(served, PROXY, '1.1.1.1, 192.0.2.200')).statusCode).toBe(429)
  })
})

describe('Bytes on the wire', () => {
  const head = 'host: a\r\nconnection: close\r\n'

  it.each([
    ['TRACE', `TRACE / HTTP/1.1\r\n${head}x-secret: echo-me\r\n\r\n`],
    ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${head}\r\n`],
    ['a method nobody knows', `TAKE / HTTP/1.1\r\n${head}\r\n`],
    ['a method no route takes', `DELETE /countries HTTP/1.1\r\n${head}sec-fetch-site: none\r\n\r\n`],
    [
      'two lengths',
      `POST /account/sign-in HTTP/1.1\r\n${head}content-length: 3\r\ncontent-length: 4\r\n\r\na=b`,
    ],
    [
      'a length and chunks',
      `POST /account/sign-in HTTP/1.1\r\n${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
    ],
    ['a broken chunk', `POST /account/sign-in HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\nzz\r\n`],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['a line end in a header', `GET / HTTP/1.1\r\n${head}x: a\nb: c\r\n\r\n`],
    ['a zero in a header', `GET / HTTP/1.1\r\n${head}x: a\u0000b\r\n\r\n`],
    ['another version', `GET / HTTP/9.9\r\n${head}\r\n`],
  ])('with %s are refused, and repeat nothing', async (_, bytes) => {
    const answer = await raw(bytes)
    // Node hangs up on a CONNECT that nobody waits for.
    expect(answer).toMatch(/^(HTTP\/1.1 4\d\d|$)/)
    expect(answer).not.toMatch(/echo-me|# HELP|HTTP\/1.1 200/)
    expect((await ask('GET', '/health/live')).statusCode).toBe(200)
  })

  it('that spell a form of endless fields are refused before they are gathered', async () => {
    // Gathered into a list that is copied for each, a mebibyte of these would hold the program up for hours.
    const answer = await http.inject({
      method: 'POST',
      url: '/account/sign-in',
      headers: { 'content-type': form, 'sec-fetch-site': 'same-origin' },
      payload: 'a&'.repeat(4_000),
    })
    expect(answer.statusCode).toBe(413)
  })

  it('that come too slowly end by themselves', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = http.server
    // A whole request may take as long as the largest file takes on a bad line; a head, or silence, may not.
    for (const [limit, most] of [
      [headersTimeout, 60_000],
      [requestTimeout, 600_000],
      [keepAliveTimeout, 120_000],
      [timeout, 120_000],
    ] as const) {
      expect(limit).toBeGreaterThan(0)
      expect(limit).toBeLessThanOrEqual(most)
    }
  })
})

describe('What it is built with', () => {
  it('is named in docs/dependencies.md, each with a purpose and a licence somebody looked at', () => {
    expect(dependencyFaults()).toEqual([])
  })

  it('is checked for licences, choices and joint ones included', () => {
    expect(allowedLicences).toContain('MIT')
    expect(isAllowed('(MIT OR GPL-3.0-or-later)')).toBe(true)
    expect(isAllowed('(MIT AND Zlib)')).toBe(true)
    expect(isAllowed('(MIT AND GPL-3.0-only)')).toBe(false)
    expect(isAllowed('AGPL-3.0-only')).toBe(false)
    expect(isAllowed(null)).toBe(false)
  })
})

/** Every cell of a CSV text, quotes taken off. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^",\n]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}
