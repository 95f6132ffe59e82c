import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { takeUploads } from '../house/documents/uploads.ts'
import type { House } from '../house/house.ts'
import { fundingApi } from './api.ts'
import { MoneyFault } from './faults.ts'
import { awardRoutes } from './routes/awards.tsx'
import { conditionRoutes } from './routes/conditions.tsx'
import { fundingDoor } from './routes/door.tsx'
import { enteringRoutes } from './routes/entering.tsx'
import { importRoutes } from './routes/import.tsx'
import { moneyRoutes } from './routes/money.tsx'
import { packageRoutes } from './routes/packages.tsx'
import { rateRoutes } from './routes/rates.tsx'
import { trancheRoutes } from './routes/tranches.tsx'

/**
 * Money of a compact: plan beside ledger, conditions, releases, entries and their approval. Pages, a
 * file for each subject in `routes/`, and the API.
 */
export const fundingRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    await takeUploads(http)

    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof MoneyFault ? error.in(request.language) : error
    })

    const door = fundingDoor(house, assets)
    for (const routes of [
      moneyRoutes,
      enteringRoutes,
      importRoutes,
      conditionRoutes,
      trancheRoutes,
      packageRoutes,
      awardRoutes,
      rateRoutes,
    ])
      await http.register(routes(door))
    await http.register(fundingApi(house))
  }
