import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../house/house.ts'
import type { CompactNames } from '../people/organisations/compacts.ts'
import { capacityRoutes } from './capacity/routes.tsx'
import { EstimatesOfStudy } from './estimates/pages/lists.tsx'
import { estimateRoutes } from './estimates/routes.tsx'
import { enteredEstimates, estimatesOfStudy } from './estimates/store.ts'
import { overviewRoutes } from './overview/routes.tsx'
import { planningRoutes } from './planning/routes.tsx'
import { mayRun } from './studies/desk.ts'
import { studyRoutes } from './studies/routes.tsx'
import { workbenchRoutes } from './workbench/routes.tsx'

/** What the room asks of rooms that lean on it, handed in by whoever opens the house. */
export type AroundPreparation = { compacts?: CompactNames }

type Part = (
  house: House,
  assets: { css: string[]; js: string[] },
  around: AroundPreparation,
) => FastifyPluginAsyncTypebox

/** Studies do not lean on their estimates: who keeps those says here which there are, and shows them. */
const studiesWithEstimates: Part = (house, assets, { compacts }) =>
  studyRoutes(house, assets, {
    ...(compacts === undefined ? {} : { compacts }),
    estimatesOf: enteredEstimates,
    estimatesPanel: async ({ person, language }, { id, country, state }) => {
      const runs = mayRun(person, country)
      return (
        <EstimatesOfStudy
          cards={await estimatesOfStudy(house.db, id, { all: runs })}
          study={id}
          language={language}
          mayRun={runs}
          state={state}
        />
      )
    },
  })

/** What is measured before anything is promised: a line for each part of the room. */
const parts: Part[] = [
  overviewRoutes,
  studiesWithEstimates,
  planningRoutes,
  capacityRoutes,
  estimateRoutes,
  workbenchRoutes,
]

/** The door to the room: studies, estimates, the map of capacity, planning and the workbench. */
export const preparationRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    around: AroundPreparation = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    for (const routes of parts) await http.register(routes(house, assets, around))
  }
