import type { TestHouse } from '../../test/support/house.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import { languages } from '../ui/language.ts'
import { fundingRoutes } from './routes.tsx'

/** The doors of money, before which anybody is who the header `x-person` says, with the roles that person holds. */
export function openMoney(house: TestHouse): Promise<HttpServer> {
  return buildServer(house, {
    languages,
    doors: [{ at: '/', routes: fundingRoutes(house, { css: [], js: [] }) }],
    personOf: async ({ headers }) => {
      const id = String(headers['x-person'])
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: true,
        hasSecondFactor: true,
      }
    },
    renderFault: (_request, fault) => fault.message,
    clientFolder: null,
  })
}
