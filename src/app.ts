import type { FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { budgetRoutes } from './budget/routes.tsx'
import { campaignsForLine } from './campaigns/campaigns-for-line.ts'
import { organisationOfCampaign } from './campaigns/coalition/store.ts'
import { campaignRoutes } from './campaigns/routes.tsx'
import { compactApi } from './compacts/api.ts'
import { changeCompact } from './compacts/desk.ts'
import { compactNames } from './compacts/names.ts'
import { observedRoutes } from './compacts/observed/routes.tsx'
import { compactsOfDocuments } from './compacts/routes/of-documents.tsx'
import { compactRoutes } from './compacts/routes.tsx'
import { compactSubject } from './compacts/store.ts'
import { frontRoutes } from './front/routes.tsx'
import { lastPayment } from './funding/last-payment.ts'
import { publicCompactRoutes } from './funding/publication/routes.tsx'
import { fundingRoutes } from './funding/routes.tsx'
import { builtAssets } from './house/assets.ts'
import { documentRoutes } from './house/documents/routes.tsx'
import type { Fault } from './house/errors.ts'
import { isUuid } from './house/form-fields.ts'
import type { RecordBelongsTo } from './house/history/kinds.ts'
import { historyRoutes } from './house/history/routes.tsx'
import type { House } from './house/house.ts'
import { buildServer, type Door, type HttpServer } from './house/http.ts'
import { outboxRoutes } from './house/mail/routes.tsx'
import { metricsRoutes } from './house/metrics.ts'
import { poolOf } from './house/open-database.ts'
import { connectorRoutes } from './indicators/connectors/routes.tsx'
import { indicatorRoutes } from './indicators/routes.tsx'
import { monitoringRoutes } from './monitoring/routes.tsx'
import { accountRoutes } from './people/accounts/routes.tsx'
import { personOf } from './people/accounts/session.ts'
import { namesOf } from './people/organisations/people.ts'
import { organisationRoutes } from './people/organisations/routes.tsx'
import { ownDataRoutes } from './people/own-data/routes.tsx'
import type { SignedIn } from './people/policy/actions.ts'
import { Refused } from './people/policy/guard.ts'
import { keptOf, RefusedPage } from './people/policy/refused-page.tsx'
import { protectedRoutes } from './people/protected/routes.tsx'
import { countryOfRecord } from './preparation/country-of-record.ts'
import { preparationRoutes } from './preparation/routes.tsx'
import { trackRoutes } from './selection/backtest/routes.tsx'
import { consultationRoutes } from './selection/consultation/routes.tsx'
import { decisionRoutes } from './selection/decisions/routes.tsx'
import { robustnessRoutes } from './selection/robustness/routes.tsx'
import { selectionRoutes } from './selection/routes.tsx'
import { diffRoutes } from './selection/versions/diff-routes.tsx'
import { versionRoutes } from './selection/versions/routes.ts'
import { workbenchRoutes } from './selection/workbench/routes.tsx'
import { survivorRoutes } from './survivors/routes.tsx'
import { ErrorPage } from './ui/error-page.tsx'
import { languages } from './ui/language.ts'
import { renderPage } from './ui/page.tsx'
import { compactsOfCountries, compactWiring, contributionsWithEntries, stopsOfVersions } from './wiring.ts'

/** The floor plan: one line per room. */
function doors(house: House, assets: Assets): Door[] {
  return [
    { at: '/', routes: frontRoutes(house, assets) },
    { at: '/', routes: indicatorRoutes(house, assets) },
    { at: '/', routes: connectorRoutes(house, assets) },
    { at: '/', routes: selectionRoutes(house, assets) },
    { at: '/', routes: consultationRoutes(house, assets) },
    { at: '/', routes: decisionRoutes(house, assets, { compactsFor: compactsOfCountries(house) }) },
    { at: '/', routes: trackRoutes(house, assets) },
    { at: '/', routes: robustnessRoutes(house, assets) },
    { at: '/', routes: versionRoutes(house) },
    { at: '/', routes: workbenchRoutes(house, assets, { stops: stopsOfVersions(house) }) },
    { at: '/', routes: diffRoutes(house, assets) },
    { at: '/', routes: preparationRoutes(house, assets, { compacts: compactNames }) },
    { at: '/', routes: observedRoutes(house, assets) },
    { at: '/', routes: compactRoutes(house, assets, compactWiring, { plainPage: false }) },
    { at: '/', routes: compactApi(house, compactWiring) },
    { at: '/', routes: survivorRoutes(house, assets) },
    {
      at: '/',
      routes: documentRoutes(house, assets, {
        subjectOf: compactSubject,
        change: changeCompact,
        ...compactsOfDocuments,
      }),
    },
    { at: '/', routes: monitoringRoutes(house, assets, { contributionsWithEntries, lastPayment }) },
    { at: '/', routes: fundingRoutes(house, assets) },
    { at: '/', routes: publicCompactRoutes(house, assets, { publisher: house.settings.publisher }) },
    { at: '/', routes: budgetRoutes(house, assets, { campaignsFor: campaignsForLine(house) }) },
    { at: '/', routes: campaignRoutes(house, assets) },
    { at: '/', routes: accountRoutes(house, assets) },
    { at: '/', routes: organisationRoutes(house, assets, { compacts: compactNames }) },
    { at: '/', routes: protectedRoutes(house, assets) },
    { at: '/', routes: ownDataRoutes(house, assets) },
    { at: '/', routes: outboxRoutes(house, assets) },
    { at: '/', routes: historyRoutes(house, assets, namesOf, recordBelongsTo(house)) },
    { at: '/', routes: metricsRoutes(house, poolOf(house.db)) },
  ]
}

/**
 * Whose history a record is: that of a compact is read by its parties, that of a study, its estimates or a map of
 * capacity by who runs studies in the country. Who advised for survivors is not theirs to know.
 */
const recordBelongsTo =
  ({ db }: House): RecordBelongsTo =>
  async ({ kind, id }) => {
    if (kind === 'compact' && isUuid(id)) {
      const compact = await compactNames.subject(db, id)
      return compact === null ? null : { compact }
    }
    if (kind === 'campaign' && isUuid(id)) {
      const organisation = await organisationOfCampaign(db, id)
      return organisation === null ? null : { organisation }
    }
    const country = await countryOfRecord(db, { kind, id })
    return country === null ? null : { country }
  }

type Assets = { css: string[]; js: string[] }

export type Opening = {
  /** Folder of the built styles and scripts; `dist/client` unless told otherwise. */
  clientFolder?: string
  /** Who sent a request; by the cookie of their sign-in unless told otherwise. */
  personOf?: (request: FastifyRequest) => Promise<SignedIn | null>
}

/** The whole house behind one HTTP server, not yet listening. */
export async function openHouse(
  house: House,
  { clientFolder, personOf: given }: Opening = {},
): Promise<HttpServer> {
  const assets = builtAssets(clientFolder)
  return buildServer(house, {
    ...(clientFolder === undefined ? {} : { clientFolder }),
    languages,
    personOf: given ?? ((request) => personOf(house, request)),
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
