import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../house/house.ts'
import { monitoringApi } from './api.ts'
import type { MonitoringWiring } from './desk.ts'
import { MonitoringFault } from './faults.ts'
import { dialogueRoutes } from './routes/dialogues.tsx'
import { monitoringDoor } from './routes/door.tsx'
import { promiseRoutes } from './routes/promises.tsx'
import { reportRoutes } from './routes/reports.tsx'
import { resultRoutes } from './routes/results.tsx'
import { verificationRoutes } from './routes/verification.tsx'
import { workbookRoutes } from './routes/workbook.tsx'

/** Results, reports, verification, dialogues and checks of a compact: as pages, a file for each subject in `routes/`, and as JSON. */
export const monitoringRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    wiring: MonitoringWiring = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof MonitoringFault ? error.in(request.language) : error
    })

    const door = monitoringDoor(house, assets, wiring)
    for (const routes of [
      resultRoutes,
      promiseRoutes,
      reportRoutes,
      workbookRoutes,
      verificationRoutes,
      dialogueRoutes,
    ])
      await http.register(routes(door))
    await http.register(monitoringApi(house, wiring))
  }
