import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { faultsOf, textOf } from '../../test/support/page-checks.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { asking } from '../people/organisations/organisations.test-data.ts'
import { languages } from '../ui/language.ts'
import { aCompactInForce, type Scene, written } from './funding.test-data.ts'
import { publicCompactRoutes } from './publication/routes.tsx'
import { fundingRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer
let scene: Scene
const reason = 'Floods: the schools come first'

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
  const assets = { css: [], js: [] }
  http = await buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: fundingRoutes(house, assets) },
      { at: '/', routes: publicCompactRoutes(house, assets) },
    ],
    personOf: async () => null,
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
    clientFolder: null,
  })
  scene = await aCompactInForce(house)
  await written(house, scene, {
    date: '2024-02-01',
    line: 'p1',
    amount: { minor: 50_000_000, currency: 'USD' },
  })
  await written(house, scene, {
    kind: 'disbursement',
    date: '2025-02-01',
    line: 'p2',
    amount: { minor: 6_000_000, currency: 'USD' },
    exception: reason,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('More paid for a line than is committed to it, as an exception', () => {
  const get = async (path: string) => (await asking(http, null).get(`/compacts/${scene.compact}${path}`)).body

  it('is told of on the page of money, with rule, amount, reason, entry and line', async () => {
    const body = await get('/money')
    expect(faultsOf(body)).toEqual([])
    expect(textOf(body)).toContain('Limits that were passed')
    expect(textOf(body)).toContain(
      `More paid than committed for the line, by USD 60,000.00: ${reason} Entry 2`,
    )
    // Not on a day before the money went.
    expect(textOf(await get('/money?at=2025-01-01'))).not.toContain('Limits that were passed')
  })

  it('is marked in the ledger, its files and in what is published', async () => {
    for (const file of ['/ledger.csv', '/data/ledger.csv', '/ledger.json'])
      expect(await get(file), file).toContain('paid over committed for line')
    expect(textOf(await get('/ledger'))).toContain('Exception')
    const body = await get('')
    expect(textOf(body)).toContain('More paid than committed for the line: USD 60,000.00')
  })
})
