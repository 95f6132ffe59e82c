import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { languages } from '../ui/language.ts'
import { reserved } from './coalition/forms.ts'
import { campaignRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer
beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: campaignRoutes(house, { css: [], js: [] }) }],
    renderFault: (_request, fault) => fault.message,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

it('No campaign can be called what the room itself is called by', () => {
  const own = http.routeTable.flatMap(({ url }) => url.match(/^\/campaigns\/([a-z0-9-]+)(\/|$)/)?.[1] ?? [])
  expect(own).toContain('new')
  expect([...new Set(own)].filter((name) => !reserved.includes(name))).toEqual([])
})
