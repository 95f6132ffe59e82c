import { createElement } from 'react'
import { frontRoutes } from './front/routes.tsx'
import { builtAssets } from './house/assets.ts'
import type { Fault } from './house/errors.ts'
import { historyRoutes } from './house/history/routes.tsx'
import type { House } from './house/house.ts'
import { buildServer, type Door, type HttpServer } from './house/http.ts'
import { outboxRoutes } from './house/mail/routes.tsx'
import { metricsRoutes } from './house/metrics.ts'
import { poolOf } from './house/open-database.ts'
import { indicatorRoutes } from './indicators/routes.tsx'
import { accountRoutes } from './people/accounts/routes.tsx'
import { personOf } from './people/accounts/session.ts'
import { namesOf } from './people/organisations/people.ts'
import { organisationRoutes } from './people/organisations/routes.tsx'
import { ownDataRoutes } from './people/own-data/routes.tsx'
import { Refused } from './people/policy/guard.ts'
import { keptOf, RefusedPage } from './people/policy/refused-page.tsx'
import { protectedRoutes } from './people/protected/routes.tsx'
import { selectionRoutes } from './selection/routes.tsx'
import { ErrorPage } from './ui/error-page.tsx'
import { languages } from './ui/language.ts'
import { renderPage } from './ui/page.tsx'

/** The floor plan: one line per room. */
function doors(house: House, assets: Assets): Door[] {
  return [
    { at: '/', routes: frontRoutes(house, assets) },
    { at: '/', routes: indicatorRoutes(house, assets) },
    { at: '/', routes: selectionRoutes(house, assets) },
    { at: '/', routes: accountRoutes(house, assets) },
    { at: '/', routes: organisationRoutes(house, assets) },
    { at: '/', routes: protectedRoutes(house, assets) },
    { at: '/', routes: ownDataRoutes(house, assets) },
    { at: '/', routes: outboxRoutes(house, assets) },
    { at: '/', routes: historyRoutes(house, assets, namesOf) },
    { at: '/', routes: metricsRoutes(house, poolOf(house.db)) },
  ]
}

type Assets = { css: string[]; js: string[] }

export type Opening = {
  /** Folder of the built styles and scripts; `dist/client` unless told otherwise. */
  clientFolder?: string
}

/** The whole house behind one HTTP server, not yet listening. */
export async function openHouse(house: House, { clientFolder }: Opening = {}): Promise<HttpServer> {
  const assets = builtAssets(clientFolder)
  return buildServer(house, {
    ...(clientFolder === undefined ? {} : { clientFolder }),
    languages,
    personOf: (request) => personOf(house, request),
    doors: doors(house, assets),
    renderFault: (request, fault: Fault, requestId) =>
      fault instanceof Refused
        ? renderPage(
            createElement(RefusedPage, {
              refused: fault,
              kept: keptOf(request),
              requestId,
              language: request.language,
              path: request.url,
              assets,
            }),
          )
        : renderPage(
            createElement(ErrorPage, {
              status: fault.status,
              message: fault.status >= 500 ? null : fault.message,
              details: fault.details,
              requestId,
              language: request.language,
              path: request.url,
              assets,
            }),
          ),
  })
}
