import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { HttpServer } from '../house/http.ts'
import { aPerson, join, openDoor } from '../people/organisations/organisations.test-data.ts'
import { anAgreement, both } from './agreement.test-data.ts'
import { agreementParts } from './agreement.ts'
import { compactApi } from './api.ts'
import { anOrganisation } from './compacts.test-data.ts'
import { alone } from './effects.ts'

let house: TestHouse
let http: HttpServer
beforeAll(async () => {
  house = await openTestHouse()
  http = await openDoor(house, { besides: [compactApi(house, alone)] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

/** Two governments with a manager and a signatory each, an implementer, and a stranger. */
async function twoGovernments() {
  const donor = await anOrganisation(house, 'donor-government')
  const partner = await anOrganisation(house, 'partner-government')
  const implementer = await anOrganisation(house, 'ngo')
  const survivors = await anOrganisation(house, 'survivors-group')
  const person = async (organisation: string, role: 'compact manager' | 'signatory' | 'member') => {
    const { id } = await aPerson(house)
    await join(house, id, organisation, role)
    return id
  }
  return {
    organisations: { donor, partner, implementer, survivors },
    american: await person(donor, 'compact manager'),
    ambassador: await person(donor, 'signatory'),
    ghanaian: await person(partner, 'compact manager'),
    minister: await person(partner, 'signatory'),
    worker: await person(implementer, 'compact manager'),
    stranger: (await aPerson(house)).id,
  }
}
type People = Awaited<ReturnType<typeof twoGovernments>>

const send = async (
  person: string | null,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
  key: string = randomUUID(),
) => {
  const answer = await http.inject({
    method,
    url: `/api/v1/compacts${path}`,
    headers: {
      ...(person === null ? {} : { 'x-person': person }),
      ...(method === 'GET' ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? null : answer.json(),
  }
}

async function started({ american, organisations: { donor, partner, implementer, survivors } }: People) {
  const made = await send(american, 'POST', '', {
    country: 'GHA',
    languages: ['en', 'fr'],
    currency: 'USD',
    party: { organisation: donor, side: 'donor', part: 'government' },
  })
  expect(made.status).toBe(201)
  const path = `/${made.body.id}`
  for (const party of [
    { organisation: partner, side: 'partner', part: 'government' },
    { organisation: implementer, side: null, part: 'implementer' },
    { organisation: survivors, side: null, part: 'survivors' },
  ])
    expect((await send(american, 'POST', `${path}/parties`, party)).status).toBe(201)
  return path
}

async function written(people: People, path: string) {
  const agreement = anAgreement(people.organisations)
  let base = 0
  for (const part of agreementParts) {
    const saved = await send(people.ghanaian, 'PUT', `${path}/draft/${part}`, {
      base,
      value: agreement[part],
    })
    expect(saved.status).toBe(200)
    base = saved.body.revision
  }
  return { agreement, revision: base }
}

let asked: People | undefined

describe('The API of compacts', () => {
  it('takes one from the first idea to an amendment, as both sides', async () => {
    const people = await twoGovernments()
    const { american, ambassador, ghanaian, minister, stranger } = people
    const path = await started(people)
    const { agreement, revision } = await written(people, path)
    expect((await send(ghanaian, 'GET', `${path}/draft`)).body.agreement).toEqual(agreement)
    expect((await send(american, 'GET', `${path}/gaps?step=frozen`)).body).toEqual({
      step: 'frozen',
      gaps: [],
    })
    expect((await send(american, 'POST', `${path}/steps`, { to: 'proposed' })).status).toBe(200)
    // Who proposes is not who answers.
    expect((await send(american, 'POST', `${path}/steps`, { to: 'negotiating' })).status).toBe(403)
    expect((await send(ghanaian, 'POST', `${path}/steps`, { to: 'negotiating' })).status).toBe(200)
    const frozen = await send(american, 'POST', `${path}/freeze`, { revision })
    expect(frozen).toMatchObject({ status: 201, body: { number: 1 } })
    const { hash } = frozen.body
    // A manager who is no signatory does not sign.
    expect((await send(american, 'POST', `${path}/signatures`, { party: 'usa', hash })).status).toBe(403)
    const capacity = 'Ambassador'
    expect(
      (await send(ambassador, 'POST', `${path}/signatures`, { party: 'usa', hash, capacity })).body,
    ).toEqual({
      version: 1,
      signed: false,
    })
    // Nobody outside sees that there is a text, let alone who has signed.
    for (const below of ['', '/draft', '/versions', '/signatures', '/comments', '/compare?from=1&to=1'])
      expect((await send(stranger, 'GET', `${path}${below}`)).status).toBe(403)
    expect((await send(minister, 'POST', `${path}/signatures`, { party: 'ghana', hash })).body).toEqual({
      version: 1,
      signed: true,
    })
    expect((await send(american, 'POST', `${path}/effect`, { on: '2025-07-01' })).body).toEqual({
      version: 1,
      state: 'in force',
    })
    // From now on everybody reads what was agreed, though not who signed in person.
    const open = await send(null, 'GET', path)
    expect(open.body).toMatchObject({ state: 'in force', agreement, ends: '2029-12-31' })
    const version = await send(null, 'GET', `${path}/versions/1`)
    expect(JSON.parse(version.body.text)).toEqual(agreement)
    expect(version.body.agreement).toEqual(agreement)
    const signatures = (await send(null, 'GET', `${path}/signatures`)).body.signatures
    expect(signatures).toMatchObject([{ party: 'usa', person: null, capacity }, { party: 'ghana' }])
    expect((await send(minister, 'GET', `${path}/signatures`)).body.signatures).toMatchObject([
      { person: ambassador },
      { person: minister },
    ])
    const plan = (await send(null, 'GET', `${path}/plan`)).body
    expect(plan).toMatchObject({
      all: { lines: 8, total: { minor: 400_000_00 + 19_340_00, currency: 'USD' } },
      missing: [],
      roundingDifference: 0,
    })

    await send(ghanaian, 'POST', `${path}/amendments`, { reason: 'A better title' })
    await send(ghanaian, 'PUT', `${path}/draft/title`, { base: 0, value: both('A better title') })
    const compared = await send(american, 'GET', `${path}/compare?from=1&to=draft`)
    expect(compared.body.changes).toMatchObject([
      { place: 'title', what: 'text', language: 'en' },
      { place: 'title', what: 'text', language: 'fr' },
    ])
    expect((await send(null, 'GET', `${path}/compare?from=1&to=draft`)).status).toBe(401)
    expect((await send(null, 'GET', `${path}/versions`)).body.versions).toHaveLength(1)
    expect((await send(null, 'GET', `${path}/steps`)).body.steps.map(({ to }: { to: string }) => to)).toEqual(
      ['concept', 'proposed', 'negotiating', 'signed', 'in force'],
    )
  })

  it('answers a repeated sending as the first, and makes nothing twice', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    const key = randomUUID()
    const comment = { place: 'sections/A', text: 'What of the girls?', blocking: true }
    const first = await send(people.ghanaian, 'POST', `${path}/comments`, comment, key)
    const second = await send(people.ghanaian, 'POST', `${path}/comments`, comment, key)
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotent-replayed']).toBe('true')
    // Who neither governs nor signs nor speaks for survivors is heard, and holds nothing up.
    expect((await send(people.worker, 'POST', `${path}/comments`, comment)).body.blocking).toBe(false)
    const { comments } = (await send(people.american, 'GET', `${path}/comments?place=sections`)).body
    expect(comments).toMatchObject([
      { blocking: true, organisation: people.organisations.partner },
      { blocking: false, organisation: people.organisations.implementer },
    ])
    const answered = await send(people.american, 'POST', `${path}/comments/${first.body.id}/answers`, {
      text: 'See the indicator',
    })
    expect(answered.status).toBe(201)
    const close = (who: string) =>
      send(who, 'POST', `${path}/comments/${first.body.id}/close`, { settled: 'Seen' })
    expect((await close(people.american)).status).toBe(403)
    expect((await close(people.ghanaian)).status).toBe(204)
  })

  it('tells both texts to whoever saves a part that was saved meanwhile', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    await send(people.american, 'PUT', `${path}/draft/title`, { base: 0, value: { en: 'Lake' } })
    const late = await send(people.ghanaian, 'PUT', `${path}/draft/title`, {
      base: 0,
      value: { en: 'Volta' },
    })
    expect(late.status).toBe(409)
    const told = Object.fromEntries(
      late.body.details.map(({ place, message }: { place: string; message: string }) => [place, message]),
    )
    expect(JSON.parse(told['texts/now'])).toEqual({ en: 'Lake' })
    expect(JSON.parse(told['texts/sent'])).toEqual({ en: 'Volta' })
  })

  it('names every gap in words, in the language that is asked for', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    const refused = await send(people.american, 'POST', `${path}/steps`, { to: 'proposed' })
    expect(refused.status).toBe(409)
    expect(refused.body.details.map(({ place }: { place?: string }) => place)).toEqual([
      undefined,
      'title',
      'scope/forms',
    ])
    const { gaps } = (await send(people.american, 'GET', `${path}/gaps?step=signed`)).body
    expect(gaps.length).toBeGreaterThan(20)
    for (const { message, code } of gaps) {
      expect(message).not.toContain(code)
      expect(message.length).toBeGreaterThan(8)
    }
  })

  it.each([
    ['GET', '/not-an-id', undefined, 404],
    ['GET', `/${randomUUID()}`, undefined, 404],
    ['GET', `/${randomUUID()}/draft`, undefined, 404],
    ['GET', '?after=x', undefined, 400],
    ['GET', '?limit=1000000', undefined, 400],
    ['GET', '?sort=name', undefined, 400],
    ['POST', '', { country: 'Ghana' }, 403],
    ['POST', '', null, 403],
  ] as const)('%s %s with %j is answered %i', async (method, path, body, status) => {
    asked ??= await twoGovernments()
    expect((await send(asked.american, method, path, body ?? undefined)).status).toBe(status)
  })

  it('refuses what it does not take by place, and never with a fault of its own', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    const { american, organisations } = people
    const party = { organisation: organisations.donor, side: 'donor', part: 'government' }
    const tries: ['POST' | 'PUT', string, object, number][] = [
      ['POST', '', { country: 'ZZZ', languages: ['en'], currency: 'USD', party }, 422],
      ['POST', '', { country: 'GHA', languages: ['en', 'en'], currency: 'USD', party }, 422],
      ['POST', '', { country: 'GHA', languages: ['en'], currency: 'USD', party, state: 'signed' }, 422],
      ['PUT', `${path}/draft/title`, { base: 0, value: 'Lake' }, 422],
      ['PUT', `${path}/draft/title`, { base: 7, value: { en: 'Lake' } }, 422],
      ['PUT', `${path}/draft/title`, { base: 0 }, 422],
      ['PUT', `${path}/draft/title`, { base: 0, value: { en: 'a\u0000' } }, 422],
      ['PUT', `${path}/draft/nothing`, { base: 0, value: {} }, 404],
      ['POST', `${path}/steps`, { to: 'in force', on: '2025-07-01' }, 409],
      ['POST', `${path}/steps`, { to: 'terminated' }, 422],
      ['POST', `${path}/effect`, { on: '2025-07-01' }, 409],
      ['POST', `${path}/signatures`, { party: 'usa', hash: 'f'.repeat(64) }, 403],
      ['POST', `${path}/amendments`, { reason: 'Too early' }, 409],
      ['POST', `${path}/comments`, { place: 'constructor/prototype', text: 'What?' }, 422],
      ['POST', `${path}/suspensions`, { ground: 'other', reason: 'Too early', conditions: ['None'] }, 409],
      ['POST', `${path}/parties`, { organisation: randomUUID(), side: null, part: 'agency' }, 404],
      ['POST', `${path}/lessons`, { text: { en: 'Too early' } }, 409],
    ]
    const answered: typeof tries = []
    for (const [method, to, body] of tries) {
      const answer = await send(american, method, to, body)
      answered.push([method, to, body, answer.status])
      expect(answer.body.details.length).toBeGreaterThan(0)
    }
    expect(answered).toEqual(tries)
  })

  it('takes no text that would read one way here and another where it is signed, and names its place', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    const { american, ambassador } = people
    const turned = 'Trial \u202Etcapmoc'
    const tries: ['POST' | 'PUT', string, object, string][] = [
      ['PUT', '/draft/title', { base: 0, value: { en: turned } }, 'title/en'],
      ['PUT', '/draft/sections', { base: 0, value: { A: { fr: `Le \uFEFFlac` } } }, 'sections/A/fr'],
      ['POST', '/comments', { place: 'title', text: turned }, 'text'],
      ['POST', '/steps', { to: 'proposed', reason: turned }, 'reason'],
      [
        'POST',
        '/signatures',
        { party: 'usa', hash: 'f'.repeat(64), capacity: 'Ambassador \u202E<b>' },
        'capacity',
      ],
      [
        'POST',
        '/suspensions',
        { ground: 'other', reason: 'Why', conditions: ['Done', turned] },
        'conditions.1',
      ],
    ]
    for (const [method, to, body, place] of tries) {
      const answer = await send(to === '/signatures' ? ambassador : american, method, `${path}${to}`, body)
      const places = answer.body.details.map((each: { place?: string }) => each.place)
      expect([to, answer.status, places.includes(place), places]).toEqual([to, 422, true, places])
    }
    expect(JSON.stringify((await send(american, 'GET', `${path}/draft`)).body)).not.toContain('\u202E')
  })

  it('refuses what is nested without end', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    const answer = await http.inject({
      method: 'PUT',
      url: `/api/v1/compacts${path}/draft/title`,
      headers: {
        'x-person': people.american,
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      },
      payload: `{"base":0,"value":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    })
    expect(answer.statusCode).toBe(422)
  })

  it('lets only a second factor manage and sign', async () => {
    const people = await twoGovernments()
    const path = await started(people)
    const { status } = await send(`${people.american} password-only`, 'POST', `${path}/steps`, {
      to: 'proposed',
    })
    expect(status).toBe(403)
  })

  it('lists what somebody may read, page by page', async () => {
    const people = await twoGovernments()
    const paths = [await started(people), await started(people), await started(people)]
    const seen: string[] = []
    for (let after = ''; ; ) {
      const page = (await send(people.american, 'GET', `?limit=1${after}`)).body
      seen.push(...page.compacts.map(({ id }: { id: string }) => `/${id}`))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    const own = seen.filter((path) => paths.includes(path))
    expect(own.sort()).toEqual([...paths].sort())
    expect(new Set(seen).size).toBe(seen.length)
    const asStranger = (await send(people.stranger, 'GET', '?limit=200')).body.compacts
    expect(asStranger.some(({ id }: { id: string }) => paths.includes(`/${id}`))).toBe(false)
  })
})

it('The shape of an agreement is published as JSON Schema', async () => {
  const { body } = await send(null, 'GET', '/agreement.schema.json')
  expect(Object.keys(body.properties)).toEqual(expect.arrayContaining([...agreementParts]))
})
