import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../../people/organisations/change.ts'
import { giveRole } from '../../people/organisations/memberships.ts'
import { aPerson, asking } from '../../people/organisations/organisations.test-data.ts'
import { rolesOf } from '../../people/organisations/roles.ts'
import { languages } from '../../ui/language.ts'
import { gaps } from '../studies/gaps.ts'
import { studyOf } from '../studies/store.ts'
import { aKeptCodebook, aStudy } from '../studies/studies.test-data.ts'
import { anEstimate, fromLists, fromPublication, published } from './estimates.test-data.ts'
import { chosenEstimate, type KeptComputed } from './kept.ts'
import { estimateRoutes } from './routes.tsx'
import { enteredEstimates, findEstimate } from './store.ts'

let house: TestHouse
let http: HttpServer
let rita: string
let otto: string
let codebook: { codebook: string; version: string }

beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: estimateRoutes(house, { css: [], js: [] }) }],
    personOf: async ({ headers }) => {
      const id = String(headers['x-person'] ?? '')
      if (!id) return null
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: true,
        hasSecondFactor: true,
      }
    },
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
    clientFolder: null,
  })
  const researcher = async () => {
    const { id } = await aPerson(house)
    await transact(house.db, (trx) =>
      giveRole(trx, changeBy(house, operator), {
        person: id,
        role: 'researcher',
        organisation: null,
        scope: null,
      }),
    )
    return id
  }
  rita = await researcher()
  otto = await researcher()
  codebook = await aKeptCodebook(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)
const keep = async (study: string, kept: unknown, more: object = {}): Promise<string> => {
  const answer = await as(rita).api('POST', `/api/v1/studies/${study}/estimates`, { kept, ...more })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id
}

/** A sound estimate but for its figure, which its table does not give. */
function forged(): KeptComputed {
  const kept = fromLists()
  const chosen = chosenEstimate(kept.result)
  if (chosen?.status !== 'ok') throw new Error('an estimate is wanted')
  chosen.estimate += 10
  return kept
}

describe('An estimate that is not what its table gives', () => {
  it('keeps its study from being published until it is corrected', async () => {
    const study = await aStudy(house)
    const id = await keep(study, forged())
    const lacking = async () =>
      gaps(
        { ...(await studyOf(house.db, study)), estimates: await enteredEstimates(house.db, study) },
        'published',
        otto,
      ).map(({ code }) => code)
    expect(await lacking()).toContain('estimate differs')
    await keep(study, fromLists(), { replaces: id, reason: 'The figure was of another table.' })
    expect(await lacking()).not.toContain('estimate differs')
  })

  it('is not published by itself either, and says so before its figure wherever it stands', async () => {
    const study = await aStudy(house)
    await published(house, study, codebook.version)
    const id = await keep(study, forged())
    expect((await as(otto).send(`/estimates/${id}/publication`)).statusCode).toBe(409)
    const page = textOf((await as(otto).get(`/estimates/${id}`)).body)
    expect(page.indexOf('Do not use it')).toBeGreaterThan(-1)
    expect(page.indexOf('Do not use it')).toBeLessThan(page.indexOf('The estimate is'))
    const beside = textOf((await as(otto).get(`/estimates/compare?first=${id}`)).body)
    expect(beside).not.toContain('These two')
    expect((await as(otto).api('GET', `/api/v1/estimates/${id}`)).json()).toMatchObject({ differs: true })
  })
})

describe('A correction that waits for a second person', () => {
  it('is told of to nobody who may not read it', async () => {
    const study = await aStudy(house)
    const first = await anEstimate(house, study, fromPublication(), { by: rita })
    await published(house, study, codebook.version)
    const second = await keep(study, fromPublication({}, { estimate: 12000 }), {
      replaces: first,
      reason: 'A row was read twice.',
    })
    expect(await findEstimate(house.db, first)).toMatchObject({ replacedInPublic: false })
    const json = async (person: string | null) =>
      (await as(person).api('GET', `/api/v1/estimates/${first}`)).json().replacedBy
    expect(await json(null)).toBeNull()
    expect(await json(otto)).toBe(second)
    const page = async () => (await as(null).get(`/estimates/${first}`)).body
    expect(await page()).not.toContain(second)
    await as(otto).send(`/estimates/${second}/publication`)
    expect(await json(null)).toBe(second)
    expect(await page()).toContain(second)
  })
})
