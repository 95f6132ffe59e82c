import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { historyOf } from '../../house/history/record-event.ts'
import type { HttpServer } from '../../house/http.ts'
import { languages, pathIn } from '../../ui/language.ts'
import type { PasswordHashing } from '../accounts/passwords.ts'
import { signInForTest } from '../accounts/sign-in.test-data.ts'
import { anOrganisation } from '../organisations/organisations.test-data.ts'
import { browsing, openDoorOf } from '../protected/door.test-data.ts'
import { protectedRoutes } from '../protected/routes.tsx'
import { ownDataRoutes } from './routes.tsx'
import { OwnDataDocument } from './schema.ts'
import { words } from './words.ts'

let house: TestHouse
let http: HttpServer
let clock = new Date('2025-07-01T12:00:00Z')
// Real hashing is slow on purpose, and tested with the accounts.
const hashing: PasswordHashing = {
  hash: async (password) => password,
  verify: async ({ password }) => password === 'the right one',
}
beforeAll(async () => {
  const keys = mkdtempSync(path.join(tmpdir(), 'tip-erased-'))
  house = await openTestHouse({ settings: { keys } })
  house.now = () => new Date(clock)
  const assets = { css: [], js: [] }
  http = await openDoorOf(house, [ownDataRoutes(house, assets, hashing), protectedRoutes(house, assets)])
})
afterAll(async () => {
  await http.close()
  await house.close()
})

async function somebody(options: Parameters<typeof signInForTest>[1] = {}) {
  const signIn = await signInForTest(house, { secondFactor: true, name: 'Adwoa Boateng', ...options })
  return { ...signIn, hers: browsing(http, signIn) }
}

describe('My data', () => {
  it('stand on one page in four languages', async () => {
    const { hers } = await somebody()
    for (const language of languages)
      for (const page of [
        '/account/data',
        '/account/data/read',
        '/account/data/erase',
        '/account/data/gone',
      ]) {
        const { statusCode, body, headers } = await hers.get(pathIn(language, page))
        expect([page, statusCode, headers['cache-control']]).toEqual([page, 200, 'no-store'])
        expect(faultsOf(body)).toEqual([])
        if (language !== 'en') expect(englishLeft(body, words)).toEqual([])
      }
  })

  it('are asked for by forms that hold the key of one sending', async () => {
    const { hers } = await somebody()
    for (const page of ['/account/data', '/account/data/erase'])
      expect((await hers.get(page)).body).toMatch(
        /<form[^>]*method="post"[^>]*>.*?name="once" value="[0-9a-f-]{36}"/s,
      )
  })

  it('are read in the reader’s words, and not in those of the file', async () => {
    const organisation = await anOrganisation(house)
    const { hers } = await somebody({ roles: [{ role: 'representative', organisation }] })
    const page = textOf((await hers.get('/fr/account/data/read')).body)
    for (const said of ['Nom que voient les autres', 'Dernier usage', 'représentant', 'oui'])
      expect(page.toLowerCase()).toContain(said.toLowerCase())
    expect(page).not.toMatch(/nameOthersSee|lastSeen|representative/)
  })

  it('come as a file, and that they were taken is in the history before', async () => {
    const { hers, person, email } = await somebody()
    const { statusCode, headers, body } = await hers.send('/account/data/export')
    expect(statusCode).toBe(200)
    expect(headers['content-disposition']).toBe('attachment; filename="own-data.json"')
    const data = JSON.parse(body)
    expect(Value.Check(OwnDataDocument, data)).toBe(true)
    expect(data.account.email).toBe(email)
    expect(data.events.at(-1).action).toBe('took out everything held')
    expect((await historyOf(house.db, { kind: 'person', id: person }))[0]?.action).toBe(
      'took out everything held',
    )
  })

  it('are noted as taken once, however often the same form was sent', async () => {
    const { hers, person } = await somebody()
    const form = { once: randomUUID() }
    const answers = await Promise.all([1, 2].map(() => hers.send('/account/data/export', form)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const events = await historyOf(house.db, { kind: 'person', id: person })
    expect(events.filter(({ action }) => action === 'took out everything held')).toHaveLength(1)
  })

  it('leave out how to reach somebody without the second factor, and say so', async () => {
    const { hers, person } = await somebody()
    await hers.send('/protected/contact', { reach: '+233 20 555 0188' })
    expect((await hers.get('/account/data/read')).body).toContain('555 0188')
    const weak = browsing(http, await signInForTest(house, { person }))
    const page = (await weak.get('/account/data/read')).body
    expect(page).not.toContain('555 0188')
    expect(textOf(page)).toContain(words.en['data.contact withheld'])
    expect((await weak.send('/account/data/export')).body).not.toContain('555 0188')
  })

  it('ask for a fresh sign-in before they are handed out or erased', async () => {
    const { hers } = await somebody()
    clock = new Date(clock.getTime() + 20 * 60_000)
    const answers = [
      await hers.get('/account/data/read'),
      await hers.send('/account/data/export'),
      await hers.get('/account/data/erase'),
      await hers.send('/account/data/erase', { password: 'the right one', word: 'erase' }),
    ]
    for (const { statusCode, headers } of answers) {
      expect(statusCode).toBe(303)
      expect(headers.location).toMatch(/^\/account\/confirm\?next=%2Faccount%2Fdata/)
    }
  })

  it('are nobody else’s', async () => {
    for (const page of ['/account/data', '/account/data/read', '/account/data/erase'])
      expect((await http.inject(page)).headers.location).toMatch(/^\/account\/sign-in/)
  })
})

describe('Leaving for good', () => {
  it('asks for the password and a word, and keeps the word that was typed', async () => {
    const { hers, person } = await somebody()
    const empty = await hers.send('/account/data/erase', { word: 'gone' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('value="gone"')
    expect(faultsOf(empty.body)).toEqual([])
    const wrong = await hers.send('/account/data/erase', { word: 'erase', password: 'a wrong one' })
    expect(wrong.statusCode).toBe(401)
    expect((await historyOf(house.db, { kind: 'person', id: person }))[0]?.action).toBe('made the account')
  })

  it('signs out, says that it is done, and leaves no way in', async () => {
    const { hers, person } = await somebody()
    const answer = await hers.send('/fr/account/data/erase', { word: 'Effacer', password: 'the right one' })
    expect(answer.headers.location).toBe('/fr/account/data/gone')
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await hers.get('/account/data')).statusCode).toBe(303)
    expect((await http.inject('/fr/account/data/gone')).body).toContain(words.fr['done.title'])
    const [erased] = await historyOf(house.db, { kind: 'person', id: person })
    expect(erased).toMatchObject({ action: 'erased', actor: { person, as: 'person', via: 'page' } })
  })

  it('by a double click is done once, and both clicks are told that it is done', async () => {
    const { hers, person } = await somebody()
    const form = { word: 'erase', password: 'the right one', once: randomUUID() }
    const answers = await Promise.all([1, 2].map(() => hers.send('/account/data/erase', form)))
    for (const { statusCode, headers } of answers)
      expect([statusCode, headers.location]).toEqual([303, '/account/data/gone'])
    const events = await historyOf(house.db, { kind: 'person', id: person })
    expect(events.filter(({ action }) => action === 'erased')).toHaveLength(1)
  })

  it('is told to a click that comes when the account has gone, and to no other form', async () => {
    const { hers } = await somebody()
    const form = { word: 'erase', password: 'the right one', once: randomUUID() }
    await hers.send('/account/data/erase', form)
    const late = await hers.send('/pt/account/data/erase', form)
    expect([late.statusCode, late.headers.location]).toEqual([303, '/pt/account/data/gone'])
    expect(String(late.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await hers.send('/account/data/erase', { ...form, once: randomUUID() })).statusCode).toBe(401)
    expect((await hers.send('/account/data/export', { once: form.once })).statusCode).toBe(401)
    const bare = {
      method: 'POST',
      url: '/account/data/erase',
      headers: { 'sec-fetch-site': 'same-origin' },
    } as const
    expect((await http.inject(bare)).statusCode).toBe(401)
  })

  it('keeps the key of the form without who sent it', async () => {
    const { hers, person } = await somebody()
    const once = randomUUID()
    await hers.send('/account/data/erase', { word: 'erase', password: 'the right one', once })
    const kept = await house.db.selectFrom('answered_once').selectAll().where('key', '=', once).execute()
    expect(kept).toMatchObject([{ who: 'somebody erased', body: null, location: null }])
    expect(JSON.stringify(kept)).not.toContain(person)
  })

  it('tells the last representative in their language what to do first', async () => {
    const organisation = await anOrganisation(house)
    const { hers } = await somebody({ roles: [{ role: 'representative', organisation }] })
    const answer = await hers.send('/es/account/data/erase', { word: 'borrar', password: 'the right one' })
    expect(answer.statusCode).toBe(409)
    expect(textOf(answer.body)).toContain(words.es['erase.blocked'])
    expect(faultsOf(answer.body)).toEqual([])
    expect((await hers.get('/account/data')).statusCode).toBe(200)
  })
})
