import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../house/house.ts'
import { capacityRoutes } from './capacity/routes.tsx'
import { estimateRoutes } from './estimates/routes.tsx'
import { planningRoutes } from './planning/routes.tsx'
import { studyRoutes } from './studies/routes.tsx'

type Part = (house: House, assets: { css: string[]; js: string[] }) => FastifyPluginAsyncTypebox

/** What is measured before anything is promised: a line for each part of the room. */
const parts: Part[] = [studyRoutes, planningRoutes, capacityRoutes, estimateRoutes]

/** The door to the room: studies, estimates, the map of capacity, planning and the workbench. */
export const preparationRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    for (const routes of parts) await http.register(routes(house, assets))
  }
