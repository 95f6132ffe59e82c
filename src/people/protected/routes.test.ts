import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import { openLog } from '../../house/log.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { signInForTest } from '../accounts/sign-in.test-data.ts'
import { anOrganisation } from '../organisations/organisations.test-data.ts'
import { looksAt } from './contact.ts'
import { browsing, openDoorOf } from './door.test-data.ts'
import { protectedRoutes } from './routes.tsx'
import { words } from './words.ts'

let house: TestHouse
let http: HttpServer
const logged: string[] = []
let clock = new Date('2025-07-01T12:00:00Z')
beforeAll(async () => {
  house = await openTestHouse({ log: openLog('debug', (line) => logged.push(line)) })
  house.now = () => new Date(clock)
  http = await openDoorOf(house, [protectedRoutes(house, { css: [], js: [] })])
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const contact = { reach: 'Signal +233 20 555 0188', hours: 'after four', never: 'the word shelter', call: '' }

/** A person and a guardian of one organisation, both signed in with the second factor. */
async function two() {
  const organisation = await anOrganisation(house)
  const roles = [{ role: 'member', organisation } as const]
  const person = await signInForTest(house, { roles: [], name: 'Adwoa Boateng', secondFactor: true })
  const guardian = await signInForTest(house, { roles: [], name: 'Esi Owusu', secondFactor: true })
  for (const { person: id } of [person, guardian]) await signInForTest(house, { person: id, roles })
  return { organisation, person, guardian, hers: browsing(http, person), theirs: browsing(http, guardian) }
}

/** The same, with something written down and the guardian named. */
async function trusted() {
  const all = await two()
  expect((await all.hers.send('/protected/contact', contact)).headers.location).toBe(
    '/protected?done=contact',
  )
  const guardian = `${all.organisation} ${all.guardian.person}`
  expect((await all.hers.send('/protected/guardians', { guardian })).headers.location).toBe(
    '/protected?done=named',
  )
  return { ...all, at: `/protected/${all.person.person}` }
}

describe('My page', () => {
  it('says everything in four languages and offers a quick way out that is a plain link', async () => {
    const { hers } = await trusted()
    for (const language of languages) {
      const { statusCode, body } = await hers.get(pathIn(language, '/protected'))
      expect(statusCode).toBe(200)
      expect(faultsOf(body)).toEqual([])
      if (language !== 'en') expect(englishLeft(body, words)).toEqual([])
      expect(body).toContain('<a href="https://www.wikipedia.org/" rel="noreferrer">')
    }
  })

  it('is kept by no browser and no proxy, and says nothing in title and address', async () => {
    const { hers } = await trusted()
    for (const path of ['/protected', '/protected/contact']) {
      const { headers, body } = await hers.get(path)
      expect(headers['cache-control']).toBe('no-store')
      expect(`${path} ${/<title>(.*?)<\/title>/.exec(body)?.[1]}`).not.toMatch(/surviv|victim|risk/i)
    }
  })

  it('shows another name from then on, and goes back', async () => {
    const { hers, theirs, person } = await trusted()
    await hers.send('/protected/name', { alias: '  Blue   Heron ' })
    expect(textOf((await hers.get('/protected')).body)).toContain('Others see you as Blue Heron.')
    const seen = (await theirs.get(`/protected/${person.person}`)).body
    expect(seen).toContain('Blue Heron')
    expect(seen).not.toContain('Adwoa')
    await hers.send('/protected/name/back')
    expect(textOf((await hers.get('/protected')).body)).toContain('Others see your own name: Adwoa Boateng.')
  })

  it('keeps what was typed when it cannot be taken', async () => {
    const { hers } = await trusted()
    const { statusCode, body } = await hers.send('/protected/name', { alias: 'heron@example.org' })
    expect(statusCode).toBe(422)
    expect(body).toContain('value="heron@example.org"')
    expect(body).toContain('aria-describedby="alias-hint alias-error"')
    const long = await hers.send('/protected/contact', { ...contact, never: 'x'.repeat(241) })
    expect(long.statusCode).toBe(422)
    expect(long.body).toContain(contact.reach)
    expect(faultsOf(long.body)).toEqual([])
  })

  it('shows contact data to a sign-in with the second factor alone, and removes them without it', async () => {
    const { hers, person } = await trusted()
    expect((await hers.get('/protected/contact')).body).toContain('555 0188')
    const weak = browsing(http, await signInForTest(house, { person: person.person }))
    expect((await weak.get('/protected/contact')).statusCode).toBe(403)
    const page = (await weak.get('/protected')).body
    expect(page).not.toContain('555 0188')
    expect(page).toContain('/account/second-factor/set-up')
    await weak.send('/protected/contact/remove')
    expect((await hers.get('/protected/contact')).body).not.toContain('555 0188')
  })

  it('does not take a guardian who is not of one’s organisations, nor nonsense', async () => {
    const { hers, organisation } = await two()
    const stranger = (await signInForTest(house)).person
    for (const guardian of [`${organisation} ${stranger}`, 'x y', '']) {
      const { statusCode, body } = await hers.send('/protected/guardians', { guardian })
      expect(statusCode).toBe(422)
      expect(faultsOf(body)).toEqual([])
    }
  })

  it('is for who is signed in', async () => {
    expect((await http.inject('/protected')).statusCode).toBe(303)
  })
})

describe('A look', () => {
  it('shows nothing before a reason, then all of it, and stands on the page of the person', async () => {
    const { hers, theirs, at } = await trusted()
    const asked = await theirs.get(at)
    expect(asked.statusCode).toBe(200)
    expect(asked.body).not.toContain('555 0188')
    expect(faultsOf(asked.body)).toEqual([])
    const empty = await theirs.send(at, { reason: ' ' })
    expect([empty.statusCode, empty.body.includes('555 0188')]).toEqual([422, false])

    const shown = await theirs.send(at, { reason: 'Her train is late tonight' })
    expect(shown.statusCode).toBe(200)
    expect(shown.headers['cache-control']).toBe('no-store')
    expect(textOf(shown.body)).toContain(contact.reach)
    expect(faultsOf(shown.body)).toEqual([])

    const page = textOf((await hers.get('/protected')).body)
    expect(page).toContain('Esi Owusu')
    expect(page).toContain('Her train is late tonight')
  })

  it('leaves nothing of what was shown for a printer', async () => {
    const { theirs, at } = await trusted()
    const { body } = await theirs.send(at, { reason: 'Her train is late' })
    const printed = body.replace(/<div class="no-print">[\s\S]*?<\/dl><\/div>/, '')
    expect(body).toContain('555 0188')
    expect(printed).not.toContain('555 0188')
  })

  it('by a double click is one look; the same form later asks again', async () => {
    const { theirs, person, at } = await trusted()
    const form = { reason: 'Her train is late', once: randomUUID() }
    const twice = [await theirs.send(at, form), await theirs.send(at, form)]
    for (const { body } of twice) expect(body).toContain('555 0188')
    expect(await looksAt(house.db, house.keys, person.person)).toHaveLength(1)
    clock = new Date(clock.getTime() + 5 * 60_000)
    const later = await theirs.send(at, form)
    expect(later.headers.location).toBe(`${at}?again=1`)
    expect((await theirs.get(`${at}?again=1`)).body).not.toContain('555 0188')
  })

  it('is refused from the moment the guardian is dismissed', async () => {
    const { hers, theirs, at } = await trusted()
    const id = /name="guardianship" value="([^"]+)"/.exec((await hers.get('/protected')).body)?.[1] ?? ''
    await hers.send('/protected/guardians/dismiss', { guardianship: id })
    expect((await theirs.get(at)).statusCode).toBe(403)
    expect((await theirs.send(at, { reason: 'Her train is late' })).statusCode).toBe(403)
  })

  it('answers everybody else the same, whether or not there is such a person', async () => {
    const { at } = await trusted()
    const administrator = browsing(
      http,
      await signInForTest(house, { roles: [{ role: 'administrator' }], secondFactor: true }),
    )
    const answers = await Promise.all(
      [at, `/protected/${randomUUID()}`, '/protected/nobody'].map((path) => administrator.get(path)),
    )
    expect(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).toEqual(
      Array(3).fill(`403 ${answers[0]?.body}`),
    )
  })

  it('sends a person who follows the link to their own page there', async () => {
    const { hers, at } = await trusted()
    expect((await hers.get(at)).headers.location).toBe('/protected/contact')
  })
})

it('Nothing of all this stands in the log', () => {
  expect(logged.join('')).not.toMatch(/555 0188|Heron|Adwoa|train is late|shelter/)
})
