import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { aPerson, asking, give } from '../../people/organisations/organisations.test-data.ts'
import { rolesOf } from '../../people/organisations/roles.ts'
import { languages } from '../../ui/language.ts'
import { fromPublication } from '../estimates/estimates.test-data.ts'
import { preparationRoutes } from '../routes.tsx'
import { sentFromCodebook } from './forms.ts'
import { aCodebook } from './studies.test-data.ts'

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: preparationRoutes(house, { css: [], js: [] }) }],
    personOf: async ({ headers }) => {
      const id = headers['x-person']
      if (typeof id !== 'string') return null
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: true,
        hasSecondFactor: true,
      }
    },
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

it('A study goes from a question to a published estimate through its pages, with two people', async () => {
  const [researcher, other] = await Promise.all(
    ['Rita', 'Otto'].map(async (name) => {
      const { id } = await aPerson(house, { name })
      await give(house, id, 'researcher')
      return asking(http, id)
    }),
  )
  if (researcher === undefined || other === undefined) throw new Error('two people are needed')
  const visitor = asking(http, null)
  const sent = async (path: string, values: Record<string, string>, by = researcher) => {
    const answer = await by.send(path, values)
    expect(answer.statusCode, `${path}: ${textOf(answer.body).slice(0, 400)}`).toBe(303)
    return String(answer.headers.location)
  }

  const codebook = await sent('/codebooks', sentFromCodebook(aCodebook()) as Record<string, string>)
  await sent(`${codebook}/freeze`, { revision: '1' })
  const { id: version } = (await visitor.get(`/api/v1${codebook}`)).json()

  const begun = { language: 'en', title: 'Lake lists', question: 'How many on the lake?', method: 'lists' }
  const study = await sent('/studies?country=GHA', begun)
  const said = {
    ...begun,
    confidential: 'no',
    codebook: version,
    unit: 'person',
    stockOrFlow: 'flow',
    base: 'adults living on the lake',
    baseUnknown: 'never counted',
    place: 'parts',
    placeWords: 'four districts',
    ethics: 'approved',
    ethicsBody: 'University board',
    ethicsReference: 'EB-14',
    ethicsOn: '2025-01-10',
    periodFrom: '2024-01-01',
    periodTo: '2024-12-31',
    fieldworkFrom: '2025-02-01',
    limits: 'Nobody knows who is on no list.',
    terms: 'Tables on request.',
  }
  await sent(`${study}/change`, { ...said, revision: '1' })
  await sent(`${study}/step`, { to: 'approved', revision: '2' })
  await sent(`${study}/step`, { to: 'in the field', revision: '3' })
  expect((await researcher.send(`${study}/step`, { to: 'analysed', revision: '4' })).statusCode).toBe(422)

  const kept = await researcher.api('POST', `/api/v1${study}/estimates`, { kept: fromPublication() })
  expect(kept.statusCode, kept.body).toBe(201)
  const estimate = `/estimates/${kept.json().id}`
  expect((await visitor.get(estimate)).statusCode).toBe(404)
  // Who had it open before the estimate was there is asked to look again.
  expect((await researcher.send(`${study}/step`, { to: 'analysed', revision: '4' })).statusCode).toBe(409)
  await sent(`${study}/step`, { to: 'analysed', revision: '5' })
  expect((await researcher.send(`${study}/publish`, { revision: '6' })).statusCode).toBe(403)
  await sent(`${study}/publish`, { revision: '6' }, other)

  expect((await visitor.get(estimate)).statusCode).toBe(200)
  const page = await visitor.get(study)
  expect(page.body).toContain(`href="${estimate}"`)
  expect((await visitor.get(`/api/v1${study}`)).json().whole.estimates).toEqual([kept.json().id])
  // What is entered afterwards is not even counted before another person has published it.
  const later = await researcher.api('POST', `/api/v1${study}/estimates`, { kept: fromPublication() })
  expect((await visitor.get(`/api/v1${study}`)).json().whole.estimates).toEqual([kept.json().id])
  expect((await researcher.get(`/api/v1${study}`)).json().whole.estimates).toContain(later.json().id)
})
