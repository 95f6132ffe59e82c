import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { deliveriesEnded } from '../../house/mail/deliver.ts'
import { openMail } from '../../house/mail/mail.ts'
import { languages } from '../../ui/language.ts'
import { createAccount } from './account.ts'
import { cookieNames, cookiesTakenBack } from './auth.ts'
import { safeNext } from './next.ts'
import { passwordFault } from './passwords.ts'
import { accountRoutes } from './routes.tsx'
import { personOf } from './session.ts'
import { appCode, goodPassword, keptCookies, signInForTest } from './sign-in.test-data.ts'
import { words } from './words.ts'

let house: TestHouse
let http: HttpServer
let moment = new Date('2026-06-15T12:00:00Z')
let count = 0

const serve = (settings: Partial<TestHouse['settings']> = {}) => {
  const own = { ...house, settings: { ...house.settings, ...settings } }
  return buildServer(own, {
    languages,
    personOf: (request) => personOf(own, request),
    doors: [{ at: '/', routes: accountRoutes(own, { css: [], js: [] }) }],
    renderFault: (_request, fault) => `<p>${fault.message}</p>`,
    clientFolder: null,
  })
}

beforeAll(async () => {
  house = await openTestHouse()
  house.now = () => new Date(moment)
  http = await serve()
})
afterAll(async () => {
  await deliveriesEnded()
  await http.close()
  await house.close()
})

/** What browsers say of a form of the same site. */
const fromHere = { accept: 'text/html', 'sec-fetch-site': 'same-origin' }

/** A browser without scripts: keeps cookies, follows nothing by itself. */
function browser(server = http) {
  const jar: Record<string, string> = {}
  const keep = (headers: Record<string, unknown>) => {
    const set = [headers['set-cookie'] ?? []].flat() as string[]
    for (const each of set) {
      const name = each.split('=')[0]!
      const kept = keptCookies([each])
      if (name in kept) jar[name] = kept[name]!
      else delete jar[name]
    }
  }
  const cookie = () =>
    Object.entries(jar)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
  return {
    jar,
    get: async (url: string) => {
      const answer = await server.inject({ url, headers: { cookie: cookie(), accept: 'text/html' } })
      keep(answer.headers)
      return answer
    },
    post: async (url: string, fields: Record<string, string>) => {
      const answer = await server.inject({
        method: 'POST',
        url,
        headers: {
          cookie: cookie(),
          ...fromHere,
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
        },
        payload: new URLSearchParams(fields).toString(),
      })
      keep(answer.headers)
      return answer
    },
  }
}

async function anAccount(emailProven = true) {
  count += 1
  const email = `kofi${count}@example.org`
  const { id } = await createAccount(house, {
    email,
    name: 'Kofi Boateng',
    password: goodPassword,
    emailProven,
  })
  return { id, email, password: goodPassword }
}

async function signedIn() {
  const account = await anAccount()
  const visitor = browser()
  await visitor.post('/account/sign-in', account)
  return { ...account, ...visitor }
}

async function lastLink(to: string): Promise<string> {
  await deliveriesEnded()
  const rows = await house.db
    .selectFrom('mails')
    .selectAll()
    .where('sealed', 'is not', null)
    .orderBy('id')
    .execute()
  const mails = rows
    .map((row) => openMail(house, { id: row.id, sealed: row.sealed! }))
    .filter((mail) => mail.to === to)
  const link = /https?:\/\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? ''
  const { pathname, search } = new URL(link)
  return pathname + search
}

const tokenOf = (link: string) => new URLSearchParams(link.split('?')[1]).get('token')!

describe('The pages of accounts', () => {
  it.each(languages)('stand in %s as whole documents, not to be kept or indexed', async (language) => {
    const { cookie } = await signInForTest(house)
    const paths = [
      '',
      '/sign-in',
      '/confirm',
      '/second-factor/set-up',
      '/sign-ins',
      '/password',
      '/forgotten',
      '/forgotten?sent=1',
      '/email',
      '/reset?token=x',
      '/verify?token=x',
    ]
    for (const path of paths) {
      const url = `${language === 'en' ? '' : `/${language}`}/account${path}`
      const answer = await http.inject({ url, headers: { cookie, accept: 'text/html' } })
      expect([200, 410], url).toContain(answer.statusCode)
      expect(faultsOf(answer.body), url).toEqual([])
      if (language !== 'en') expect(englishLeft(answer.body, words), url).toEqual([])
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.body).toContain('<meta name="robots" content="noindex"/>')
    }
  })

  it('lead whoever is not signed in to the sign-in page, and nobody else’s account is shown', async () => {
    for (const path of ['/account', '/account/sign-ins', '/account/password', '/account/email']) {
      const answer = await browser().get(path)
      expect(answer.statusCode).toBe(303)
      expect(answer.headers.location).toBe(`/account/sign-in?next=${encodeURIComponent(path)}`)
    }
    expect((await browser().post('/account/sign-ins/end', { which: 'all' })).statusCode).toBe(401)
  })
})

describe('The form to sign in', () => {
  it('leads to where one wanted to go, in the own language', async () => {
    const { email, password } = await anAccount()
    const visitor = browser()

    const answer = await visitor.post('/fr/account/sign-in', {
      email,
      password,
      next: '/fr/organisations?a=b',
    })
    const plain = await browser().post('/fr/account/sign-in', { email, password })

    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/fr/organisations?a=b'])
    expect(plain.headers.location).toBe('/fr/account')
    expect(textOf((await visitor.get('/account')).body)).toContain('Kofi Boateng')
  })

  it('sets a cookie no script reads and no other site sends along; under https it is tied to the host', async () => {
    const { email, password } = await anAccount()
    const secure = await serve({ origin: 'https://tip.example.org' })

    const plain = await browser().post('/account/sign-in', { email, password })
    const https = await browser(secure).post('/account/sign-in', { email, password })

    const cookieOf = (answer: typeof plain) =>
      ([answer.headers['set-cookie']].flat() as string[]).find((each) => each.includes('session_token'))
    expect(cookieOf(plain)).toMatch(
      /^tip\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(cookieOf(https)).toMatch(
      /^__Host-tip\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(cookieOf(https)).not.toMatch(/domain/i)
    await secure.close()
  })

  it('answers word for word alike to a wrong password and an unknown address, and keeps the address typed', async () => {
    const { email } = await anAccount()
    const wrong = await browser().post('/account/sign-in', { email, password: 'not the password' })
    const unknown = await browser().post('/account/sign-in', {
      email: 'kofi0@example.org',
      password: 'not the password',
    })

    const shape = (text: string, typed: string) =>
      text.replaceAll(typed, '…').replace(/name="once" value="[^"]+"/g, '')
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
    expect(shape(unknown.body, 'kofi0@example.org')).toBe(shape(wrong.body, email))
    const same = (headers: object) => Object.keys(headers).sort()
    expect(same(unknown.headers)).toEqual(same(wrong.headers))
    expect(wrong.body).toContain(`value="${email}"`)
    expect(wrong.body).toContain('aria-describedby="email-error"')
    expect(wrong.body).not.toContain('not the password')
  })

  it('asks for what is missing', async () => {
    const answer = await browser().post('/account/sign-in', {})
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#email"')
    expect(answer.body).toContain('href="#password"')
  })

  it('refuses what another site sends', async () => {
    const { email, password } = await anAccount()
    const answer = await http.inject({
      method: 'POST',
      url: '/account/sign-in',
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email, password }).toString(),
    })
    expect(answer.statusCode).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('says no for a while after ten wrong passwords, whether or not there is such an account', async () => {
    const { email } = await anAccount()
    for (const who of [email, 'stranger@example.org']) {
      for (let tries = 0; tries < 10; tries++)
        await browser().post('/account/sign-in', { email: who, password: 'wrong' })
      const answer = await browser().post('/account/sign-in', { email: who, password: goodPassword })
      expect(answer.statusCode).toBe(429)
    }
  })
})

describe('Where to go afterwards', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/%2f%2fevil.example',
    '%2f%2fevil.example',
    '/%5cevil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e%2e//evil.example',
    '/\u2028/evil.example',
    '/%',
    '',
    `/${'a'.repeat(3000)}`,
  ])('is never another site: %j', async (next) => {
    expect(safeNext(next, '/account')).toBe('/account')
  })

  it.each([
    '/account',
    '/countries/GHA?year=2013#top',
    '/fr/organisations',
    '/search?q=a%20b',
  ])('is a page of this house: %s', (next) => {
    expect(safeNext(next)).toBe(next)
  })

  it('is not taken from a list, and foreign places do not reach the page', async () => {
    const { email, password } = await anAccount()
    const page = await browser().get('/account/sign-in?next=//evil.example&next=/a')
    const answer = await browser().post('/account/sign-in', { email, password, next: '//evil.example' })

    expect(page.body).not.toContain('evil.example" ')
    expect(page.body).not.toContain('name="next"')
    expect(answer.headers.location).toBe('/account')
  })
})

describe('The second factor by forms', () => {
  it('is set up with picture and key, shows the recovery codes once, and is asked for at the next sign-in', async () => {
    const { email, password, get, post } = await signedIn()

    expect((await post('/account/second-factor/begin', { password: 'not it' })).statusCode).toBe(401)
    expect((await post('/account/second-factor/begin', { password })).headers.location).toBe(
      '/account/second-factor/set-up',
    )
    const page = await get('/account/second-factor/set-up')
    expect(faultsOf(page.body)).toEqual([])
    expect(page.body).toMatch(/<svg[^>]*role="img"/)
    const key = /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.body)![1]!
    const wrong = await post('/account/second-factor/set-up', { code: '123' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain(key)
    const codes = await post('/account/second-factor/set-up', { code: appCode(key) })
    expect(codes.statusCode).toBe(200)
    const recovery = [...codes.body.matchAll(/<code>([a-z0-9-]{19})<\/code>/g)].map(([, code]) => code!)
    expect(recovery).toHaveLength(10)
    expect((await get('/account/second-factor/set-up')).body).not.toContain(recovery[0])

    const visitor = browser()
    const first = await visitor.post('/account/sign-in', { email, password, next: '/organisations' })
    expect(first.headers.location).toBe('/account/second-factor?next=%2Forganisations')
    expect((await visitor.get('/account')).statusCode).toBe(303)
    expect((await visitor.get('/account/second-factor?next=%2Forganisations')).body).toContain(
      'value="/organisations"',
    )
    const no = await visitor.post('/account/second-factor', { code: '000000', next: '/organisations' })
    expect(no.statusCode).toBe(401)
    expect(no.body).not.toContain('000000')
    const yes = await visitor.post('/account/second-factor', {
      code: appCode(key, 1),
      next: '/organisations',
    })
    expect(yes.headers.location).toBe('/organisations')
    expect(textOf((await visitor.get('/account')).body)).toContain('This sign-in passed it.')
    expect(Object.keys(visitor.jar)).toEqual(['tip.session_token', 'tip.known'])

    const other = browser()
    await other.post('/account/sign-in', { email, password })
    expect((await other.post('/account/second-factor', { code: recovery[0]! })).headers.location).toBe(
      '/account',
    )
  })

  it('leads back to the start when there was no first step', async () => {
    expect((await browser().get('/account/second-factor')).headers.location).toBe('/account/sign-in')
    expect((await browser().post('/account/second-factor', { code: '123456' })).headers.location).toBe(
      '/account/sign-in?note=again',
    )
  })
})

describe('A second factor passed more than a day ago', () => {
  it('is passed again on the spot, from the account', async () => {
    const { cookie, person } = await signInForTest(house)
    await house.db
      .updateTable('accounts_user')
      .set({ two_factor_enabled: true })
      .where('id', '=', person)
      .execute()

    const page = await http.inject({ url: '/account', headers: { cookie } })
    const confirm = await http.inject({ url: '/account/confirm', headers: { cookie } })

    expect(page.body).toContain('href="/account/confirm"')
    expect(confirm.body).toContain('id="code"')
  })

  it('counts again once the code was given, and the way leads back to where one was', async () => {
    const start = moment
    const { id, password, get, post, jar } = await signedIn()
    await post('/account/second-factor/begin', { password })
    const page = await get('/account/second-factor/set-up')
    const key = /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.body)![1]!
    await post('/account/second-factor/set-up', { code: appCode(key) })
    const asker = () =>
      personOf(house, {
        headers: { cookie: `tip.session_token=${jar['tip.session_token']}` },
        raw: {},
      } as Parameters<typeof personOf>[1])
    try {
      for (let hours = 7; hours < 28; hours += 7) {
        moment = new Date(start.getTime() + hours * 3_600_000)
        await get('/account')
      }
      moment = new Date(start.getTime() + 25 * 3_600_000)
      expect(await asker()).toMatchObject({ id, hasSecondFactor: true, secondFactor: false })
      expect((await post('/account/confirm', { password, next: '/organisations' })).statusCode).toBe(422)
      const next = '/organisations?a=b'
      const confirm = await get(`/account/confirm?next=${encodeURIComponent(next)}`)
      expect(confirm.body).toContain('value="/organisations?a=b"')
      const proved = await post('/account/confirm', { password, code: appCode(key, 1), next })
      expect(proved.headers.location).toBe(next)
      expect(await asker()).toMatchObject({ id, hasSecondFactor: true, secondFactor: true })
    } finally {
      moment = start
    }
  })
})

describe('What is sensitive', () => {
  const places = ['/account/password', '/account/email']

  it('asks for the password again when the sign-in is older than a quarter of an hour', async () => {
    const start = moment
    const { password, get, post } = await signedIn()
    try {
      moment = new Date(start.getTime() + 16 * 60_000)
      for (const place of places) {
        const where = `/account/confirm?next=${encodeURIComponent(place)}`
        expect((await get(place)).headers.location).toBe(where)
        expect((await post(place, {})).headers.location).toBe(where)
      }
      expect((await post('/account/second-factor/remove', { password })).headers.location).toContain(
        '/account/confirm',
      )
      expect((await post('/account/second-factor/recovery-codes', {})).headers.location).toContain(
        '/account/confirm',
      )

      expect(
        (await post('/account/confirm', { password: 'not it', next: '/account/email' })).statusCode,
      ).toBe(401)
      const proved = await post('/account/confirm', { password, next: '/account/email' })
      expect(proved.headers.location).toBe('/account/email')
      expect((await get('/account/email')).statusCode).toBe(200)
    } finally {
      moment = start
    }
  })

  it('keeps a new address that was typed, in no address of a page, until the form is there again', async () => {
    const start = moment
    const { password, get, post } = await signedIn()
    const other = await signedIn()
    try {
      moment = new Date(start.getTime() + 16 * 60_000)
      const asked = await post('/account/email', { email: 'Typed@example.org' })
      const location = String(asked.headers.location)
      expect(decodeURIComponent(location)).not.toMatch(/typed/i)
      const next = new URLSearchParams(location.split('?')[1]).get('next')!
      expect((await post('/account/confirm', { password: 'not it', next })).body).toContain(
        `name="next" value="${next}"`,
      )
      const proved = await post('/account/confirm', { password, next })
      expect((await get(String(proved.headers.location))).body).toContain('value="typed@example.org"')

      await other.post('/account/confirm', { password })
      const foreign = await other.get(next)
      expect([foreign.statusCode, foreign.body.includes('typed@')]).toEqual([200, false])
      expect((await get('/account/email?kept=nonsense')).statusCode).toBe(200)
    } finally {
      moment = start
    }
  })
})

describe('A form that was sent twice', () => {
  const fresh = 'seven boats beneath a bridge'
  const codesOn = (body: string) =>
    [...body.matchAll(/<code>([a-z0-9-]{19})<\/code>/g)].map(([, code]) => code!)

  /** Both clicks of a double click: with the same cookies, at once or the second after the first has answered. */
  async function twice(
    visitor: ReturnType<typeof browser>,
    url: string,
    fields: Record<string, string>,
    atOnce: boolean,
  ) {
    const sent = { ...fields, once: randomUUID() }
    if (atOnce) return Promise.all([visitor.post(url, sent), visitor.post(url, sent)])
    const before = { ...visitor.jar }
    const first = await visitor.post(url, sent)
    for (const name of Object.keys(visitor.jar)) delete visitor.jar[name]
    Object.assign(visitor.jar, before)
    return [first, await visitor.post(url, sent)] as const
  }

  const events = async (person: string, action: string) =>
    (await historyOf(house.db, { kind: 'person', id: person })).filter((each) => each.action === action)
      .length

  async function begun() {
    const account = await signedIn()
    await account.post('/account/second-factor/begin', { password: account.password })
    const page = await account.get('/account/second-factor/set-up')
    return { ...account, key: /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.body)![1]! }
  }

  async function withFactor() {
    const account = await begun()
    const made = await account.post('/account/second-factor/set-up', { code: appCode(account.key) })
    expect(made.statusCode).toBe(200)
    return account
  }

  describe.each([
    ['at the same moment', true],
    ['after the answer was lost', false],
  ])('%s', (_, atOnce) => {
    it('shows the same recovery codes when the second factor is set up, and they work', async () => {
      const account = await begun()
      const [one, two] = await twice(
        account,
        '/account/second-factor/set-up',
        { code: appCode(account.key) },
        atOnce,
      )

      expect([one.statusCode, two.statusCode]).toEqual([200, 200])
      expect(codesOn(one.body)).toHaveLength(10)
      expect(codesOn(two.body)).toEqual(codesOn(one.body))
      expect(await events(account.id, 'set up the second factor')).toBe(1)
      if (!atOnce) expect((await account.get('/account')).statusCode).toBe(200)
      const visitor = browser()
      await visitor.post('/account/sign-in', { email: account.email, password: account.password })
      const code = codesOn(two.body)[0]!
      expect((await visitor.post('/account/second-factor', { code })).headers.location).toBe('/account')
    })

    it('makes one set of new recovery codes', async () => {
      const account = await withFactor()
      const [one, two] = await twice(account, '/account/second-factor/recovery-codes', {}, atOnce)

      expect(codesOn(one.body)).toHaveLength(10)
      expect(codesOn(two.body)).toEqual(codesOn(one.body))
      expect(await events(account.id, 'made new recovery codes')).toBe(1)
      const [three] = await twice(account, '/account/second-factor/recovery-codes', {}, atOnce)
      expect(codesOn(three.body)).not.toEqual(codesOn(one.body))
    })

    it('says both times that the second factor is removed', async () => {
      const account = await withFactor()
      const answers = await twice(
        account,
        '/account/second-factor/remove',
        { password: account.password },
        atOnce,
      )

      expect(answers.map(({ headers }) => headers.location)).toEqual(
        Array(2).fill('/account?done=factor-removed'),
      )
      expect(await events(account.id, 'removed the second factor')).toBe(1)
    })

    it('says both times that the password is changed', async () => {
      const account = await signedIn()
      const fields = { current: account.password, password: fresh, again: fresh }
      const answers = await twice(account, '/account/password', fields, atOnce)

      expect(answers.map(({ headers }) => headers.location)).toEqual(Array(2).fill('/account?done=password'))
      expect(await events(account.id, 'changed the password')).toBe(1)
    })

    it('says both times that a new password is set, an address proved, an address changed', async () => {
      const account = await anAccount(false)
      await browser().post('/account/sign-in', account)
      const proof = { token: tokenOf(await lastLink(account.email)) }
      const proved = await twice(browser(), '/account/verify', proof, atOnce)
      expect(proved.map(({ headers }) => headers.location)).toEqual(
        Array(2).fill('/account/sign-in?note=proved'),
      )
      expect((await browser().post('/account/verify', { ...proof, once: randomUUID() })).statusCode).toBe(410)

      await browser().post('/account/forgotten', { email: account.email })
      const reset = { token: tokenOf(await lastLink(account.email)), password: fresh, again: fresh }
      const set = await twice(browser(), '/account/reset', reset, atOnce)
      expect(set.map(({ headers }) => headers.location)).toEqual(
        Array(2).fill('/account/sign-in?note=password-set'),
      )
      expect((await browser().post('/account/reset', { ...reset, once: randomUUID() })).statusCode).toBe(410)

      const visitor = browser()
      await visitor.post('/account/sign-in', { email: account.email, password: fresh })
      const to = `new-${account.email}`
      await visitor.post('/account/email', { email: to })
      const change = { token: tokenOf(await lastLink(to)) }
      const changed = await twice(visitor, '/account/email/confirm', change, atOnce)
      expect(changed.map(({ headers }) => headers.location)).toEqual(Array(2).fill('/account?done=address'))
    })

    it('lets in by the second step', async () => {
      const account = await withFactor()
      const visitor = browser()
      await visitor.post('/account/sign-in', { email: account.email, password: account.password })
      const step = { code: appCode(account.key, 1), next: '/organisations' }
      const passed = await twice(visitor, '/account/second-factor', step, atOnce)
      expect(passed.map(({ headers }) => headers.location)).toEqual(Array(2).fill('/organisations'))
      expect((await visitor.get('/account')).statusCode).toBe(200)
    })

    // An account of its own: an app shows a new code each half a minute, and one that was used is not taken again.
    it('proves that it is still the same person', async () => {
      const account = await withFactor()
      const proof = { password: account.password, code: appCode(account.key, 1), next: '/organisations' }
      const proved = await twice(account, '/account/confirm', proof, atOnce)
      expect(proved.map(({ headers }) => headers.location)).toEqual(Array(2).fill('/organisations'))
      expect((await account.get('/account')).statusCode).toBe(200)
    })
  })

  it('is followed by nobody who has the old cookie alone', async () => {
    const account = await signedIn()
    const stolen = { ...account.jar }
    const fields = { current: account.password, password: fresh, again: fresh }
    await account.post('/account/password', { ...fields, once: randomUUID() })
    const thief = browser()
    Object.assign(thief.jar, stolen)

    expect((await thief.get('/account')).statusCode).toBe(303)
    expect((await thief.post('/account/password', { ...fields, once: randomUUID() })).statusCode).toBe(401)
    expect((await thief.post('/account/password', fields)).statusCode).toBe(401)
    expect((await account.get('/account')).statusCode).toBe(200)
  })

  it('holds a key where the key is read, and nowhere else', async () => {
    const account = await signedIn()
    const holds = async (path: string) => (await account.get(path)).body.includes('name="once"')
    expect(await holds('/account/password')).toBe(true)
    expect(await holds('/account/confirm')).toBe(true)
    for (const path of [
      '/account',
      '/account/email',
      '/account/sign-ins',
      '/account/forgotten',
      '/account/sign-in',
    ])
      expect(await holds(path), path).toBe(false)
  })
})

describe('A second factor set up on another page meanwhile', () => {
  it('is said to be set up, instead of calling the right password wrong', async () => {
    const { email, password, get, post } = await signedIn()
    await post('/account/second-factor/begin', { password })
    const page = await get('/account/second-factor/set-up')
    const key = /<code>([A-Z2-7 ]{32,})<\/code>/.exec(page.body)![1]!
    expect((await post('/account/second-factor/set-up', { code: appCode(key) })).statusCode).toBe(200)

    const answer = await post('/account/second-factor/begin', { password })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account/second-factor/set-up'])
    expect(textOf((await get('/account/second-factor/set-up')).body)).toContain('The second factor is set up')

    expect((await post('/account/second-factor/remove', { password: 'not it' })).statusCode).toBe(401)
    expect((await post('/account/second-factor/remove', { password })).statusCode).toBe(303)
    const again = await post('/account/second-factor/remove', { password })
    expect([again.statusCode, again.headers.location]).toEqual([303, '/account/second-factor/set-up'])
    expect((await browser().post('/account/sign-in', { email, password })).headers.location).toBe('/account')
  })
})

describe('A new password', () => {
  const fresh = 'seven boats beneath a bridge'

  it('by the old one: each fault beside its field, nothing typed comes back', async () => {
    const { password, email, get, post } = await signedIn()

    const short = await post('/account/password', { current: password, password: 'short', again: 'short' })
    const other = await post('/account/password', { current: password, password: fresh, again: 'another' })
    const wrong = await post('/account/password', { current: 'not it', password: fresh, again: fresh })
    const done = await post('/account/password', { current: password, password: fresh, again: fresh })

    expect([short.statusCode, other.statusCode, wrong.statusCode]).toEqual([422, 422, 401])
    expect(short.body).toContain('id="password-error"')
    expect(other.body).toContain('id="again-error"')
    expect(wrong.body).toContain('id="current-error"')
    for (const { body } of [short, other, wrong]) expect(body).not.toContain(fresh)
    expect(done.headers.location).toBe('/account?done=password')
    expect(textOf((await get('/account?done=password')).body)).toContain('Your password is changed')
    expect((await browser().post('/account/sign-in', { email, password: fresh })).statusCode).toBe(303)
  })

  it('by mail: the link leads to a page with a button, and looking at it uses nothing up', async () => {
    const { email } = await anAccount()
    const sent = await browser().post('/account/forgotten', { email })
    const unknown = await browser().post('/account/forgotten', { email: 'nobody@example.org' })
    expect([sent.statusCode, sent.headers.location, sent.body]).toEqual([
      unknown.statusCode,
      unknown.headers.location,
      unknown.body,
    ])
    const link = await lastLink(email)
    for (let looks = 0; looks < 3; looks++) expect((await browser().get(link)).statusCode).toBe(200)

    const faulty = await browser().post('/account/reset', {
      token: tokenOf(link),
      password: 'short',
      again: 'short',
    })
    expect(faulty.statusCode).toBe(422)
    const set = await browser().post('/account/reset', {
      token: tokenOf(link),
      password: fresh,
      again: fresh,
    })
    expect(set.headers.location).toBe('/account/sign-in?note=password-set')
    expect((await browser().get(link)).statusCode).toBe(410)
    expect((await browser().post('/account/sign-in', { email, password: fresh })).statusCode).toBe(303)
  })

  it.each([
    ['short', 'too short'],
    ['x'.repeat(129), 'too long'],
    ['aaaaaaaaaaaaaa', 'too plain'],
    ['abcdefghijklmno', 'too plain'],
    ['123456789012', 'too plain'],
    ['Password123456', 'too common'],
    ['passwordpassword', 'too common'],
    ['kofi.boateng1', 'own words'],
    ['tippingpoint1', 'own words'],
    [goodPassword, null],
    ['ÄÖ ümläut çédille', null],
    ['kofi walks to the market on sunday', null],
  ])('such as %j is %s', (password, fault) => {
    expect(passwordFault(password, ['Kofi Boateng', 'kofi.boateng@example.org'])).toBe(fault)
  })
})

describe('Addresses by forms', () => {
  it('are shown to be one’s own by a link and a button', async () => {
    const { email, password } = await anAccount(false)
    expect((await browser().post('/account/sign-in', { email, password })).statusCode).toBe(403)
    const link = await lastLink(email)
    expect((await browser().get(link)).statusCode).toBe(200)
    expect((await browser().get(link)).statusCode).toBe(200)

    const done = await browser().post('/account/verify', { token: tokenOf(link) })

    expect(done.headers.location).toBe('/account/sign-in?note=proved')
    expect((await browser().post('/account/verify', { token: tokenOf(link) })).statusCode).toBe(410)
    expect((await browser().post('/account/sign-in', { email, password })).statusCode).toBe(303)
  })

  it('are changed by a link and a button at the new one', async () => {
    const { get, post, email } = await signedIn()
    const to = `new-${email}`
    expect((await post('/account/email', { email: 'nonsense' })).statusCode).toBe(422)
    expect((await post('/account/email', { email })).statusCode).toBe(422)
    expect(textOf((await post('/account/email', { email: to })).body)).toContain(to)

    const link = await lastLink(to)
    expect((await get(link)).statusCode).toBe(200)
    expect(textOf((await get('/account')).body)).toContain(` ${email} `)
    const done = await post('/account/email/confirm', { token: tokenOf(link) })

    expect(done.headers.location).toBe('/account?done=address')
    expect(textOf((await get('/account')).body)).toContain(to)
  })
})

describe('Sign-ins by forms', () => {
  it('are listed in words and ended by their buttons', async () => {
    const { get, post, email, password } = await signedIn()
    const other = browser()
    await other.post('/account/sign-in', { email, password })
    const page = await get('/account/sign-ins')
    expect(faultsOf(page.body)).toEqual([])
    expect(textOf(page.body)).toContain('Chrome on Windows')
    expect(page.body).not.toContain('127.0.0.1')

    expect((await post('/account/sign-ins/end', { which: 'nonsense' })).statusCode).toBe(422)
    expect((await post('/account/sign-ins/end', { which: 'others' })).headers.location).toBe(
      '/account/sign-ins?ended=1',
    )
    expect((await other.get('/account')).statusCode).toBe(303)
    expect((await post('/account/sign-ins/end', { which: 'all' })).headers.location).toBe(
      '/account/sign-in?note=out',
    )
    expect((await get('/account')).statusCode).toBe(303)
  })

  it('end with signing out, also when it happens twice', async () => {
    const { jar, get, post } = await signedIn()
    const before = { ...jar }

    expect((await post('/account/sign-out', {})).headers.location).toBe('/account/sign-in?note=out')
    expect(Object.keys(jar)).toEqual(['tip.known'])
    Object.assign(jar, before)
    expect((await get('/account')).statusCode).toBe(303)
    expect((await post('/account/sign-out', {})).statusCode).toBe(303)
  })
})

describe('Cookies taken back', () => {
  it('are those of the sign-in when one signs out, and all of them when the account goes', () => {
    const names = (of: 'sign-in' | 'account') =>
      Object.keys(cookieNames(house)).filter((name) =>
        cookiesTakenBack(house, of).some((each) =>
          each.startsWith(
            `${cookieNames(house)[name as 'known']}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`,
          ),
        ),
      )
    expect(names('sign-in')).toEqual(['session', 'challenge'])
    expect(names('account')).toEqual(['session', 'challenge', 'known'])
  })
})

describe('Hostile values', () => {
  const values = [
    '',
    ' ',
    '\u0000',
    '\uD800',
    "' or 1=1 --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    'x'.repeat(20_000),
    '{"$ne":null}',
    '💥',
  ]
  const posts = [
    'sign-in',
    'second-factor',
    'confirm',
    'password',
    'forgotten',
    'reset',
    'verify',
    'email',
    'email/confirm',
    'sign-ins/end',
    'second-factor/begin',
    'second-factor/set-up',
    'second-factor/remove',
  ]

  it.each(posts)('never break /account/%s, and come back to the page as text', async (path) => {
    const { cookie } = await signInForTest(house)
    for (const value of values) {
      const fields = ['email', 'password', 'again', 'current', 'code', 'token', 'which', 'next']
      const payload = new URLSearchParams(fields.map((name) => [name, value])).toString()
      const headers = { cookie, ...fromHere, 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await http.inject({ method: 'POST', url: `/account/${path}`, headers, payload })
      expect(answer.statusCode, `${path} with ${value.slice(0, 30)}`).toBeLessThan(500)
      expect(answer.body).not.toContain('<script>alert')
    }
    for (const body of ['null', '[]', '{"email":{"a":1},"password":[1]}', '"text"']) {
      const headers = { cookie, ...fromHere, 'content-type': 'application/json' }
      const answer = await http.inject({ method: 'POST', url: `/account/${path}`, headers, payload: body })
      expect(answer.statusCode, `${path} with ${body}`).toBeLessThan(500)
    }
    expect(
      (await http.inject({ method: 'POST', url: `/account/${path}`, headers: { cookie, ...fromHere } }))
        .statusCode,
    ).toBeLessThan(500)
  })

  it('never break a page that is asked with them', async () => {
    const { cookie } = await signInForTest(house)
    for (const path of [
      'reset',
      'verify',
      'email/confirm',
      'sign-in',
      'second-factor',
      'sign-ins',
      'forgotten',
    ]) {
      for (const value of values) {
        const query = ['token', 'next', 'note', 'done', 'ended']
          .map((name) => `${name}=${encodeURIComponent(value.replace('\uD800', '').slice(0, 500))}`)
          .join('&')
        const answer = await http.inject({ url: `/account/${path}?${query}`, headers: { cookie } })
        expect(answer.statusCode, `${path} with ${value.slice(0, 30)}`).toBeLessThan(500)
      }
    }
  })
})
