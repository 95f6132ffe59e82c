import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { House } from '../house/house.ts'
import { billRoutes } from './bills/routes.tsx'
import type { AroundCampaigns } from './coalition/panels.ts'
import { coalitionRoutes } from './coalition/routes.tsx'
import { deliveriesDoor, deliveryPanel, fromDeliveries } from './edges/around.tsx'
import { osdiRoutes } from './edges/osdi-routes.ts'
import { deliveryRoutes } from './edges/routes.tsx'
import type { LedgerPart } from './ledger/entry.ts'
import { fromBills } from './ledger/from-bills.ts'
import { fromMeetings } from './ledger/from-meetings.ts'
import { fromSignatures } from './ledger/from-signatures.ts'
import { ledgerPanel, ledgerRoutes } from './ledger/routes.tsx'
import type { LegislatorPanel } from './legislatures/panels.ts'
import { legislatureRoutes } from './legislatures/routes.tsx'
import { allPacks, packFor } from './legislatures/store.ts'
import { meetingsPanel, wayToReach } from './meetings/around.tsx'
import { reachRoutes } from './meetings/reach-routes.tsx'
import { meetingRoutes } from './meetings/routes.tsx'
import { billsToAsk, linesToAsk, nameTarget } from './name-target.ts'
import { cardFigures, cardsConsole, cardsPanel, wayToCollect } from './postcards/around.tsx'
import { fromPostcards } from './postcards/in-ledger.ts'
import { manageCardRoutes } from './postcards/manage-routes.tsx'
import { postcardRoutes } from './postcards/routes.tsx'
import { bulkPanel, countedFigures, countPanel, wayToSign } from './signing/around.tsx'
import { bulkRoutes } from './signing/bulk-routes.tsx'
import { signingRoutes } from './signing/routes.tsx'

type Part = (house: House, assets: { css: string[]; js: string[] }) => FastifyPluginAsyncTypebox

/** What parts of the room put on the pages of a campaign, each its own lines; what they are stands in `panels.ts`. */
const aroundCampaigns = {
  // The first is what most people do.
  ways: [wayToSign, wayToCollect, wayToReach],
  counts: [countPanel, cardsPanel],
  panels: [deliveryPanel],
  console: [bulkPanel, cardsConsole, deliveriesDoor, meetingsPanel],
  figures: [countedFigures, cardFigures],
  doors: ['represent', 'legislatures', 'bills', 'two-cents', 'budget', 'mine'],
  nameTarget,
  bills: billsToAsk,
  lines: linesToAsk,
  knownOn: async ({ db }, legislature, day) => (await packFor(db, legislature, day)) !== null,
  legislatures: async ({ db }, language) => {
    const named = (await allPacks(db)).map(({ card: { legislature } }) => ({
      value: legislature.id,
      name: legislature.name[language],
    }))
    return [...new Map(named.map((each) => [each.value, each])).values()]
  },
} satisfies AroundCampaigns

const campaigns: Part = (house, assets) => coalitionRoutes(house, assets, aroundCampaigns)

/** What parts of the room know of a legislator: lines of one ledger, told by day. */
export const ledgerParts: LedgerPart[] = [
  fromSignatures,
  fromDeliveries,
  fromBills,
  fromMeetings,
  fromPostcards,
]

/** What parts of the room show on the page of a legislator, in this order. */
const legislatorPanels: LegislatorPanel[] = [ledgerPanel(ledgerParts)]

const ledger: Part = (house) => ledgerRoutes(house, ledgerParts)

const legislatures: Part = (house, assets) => legislatureRoutes(house, assets, { panels: legislatorPanels })

/** Who represents whom, what is asked of them, and what they answered: a line for each part of the room. */
const parts: Part[] = [
  signingRoutes,
  bulkRoutes,
  postcardRoutes,
  manageCardRoutes,
  deliveryRoutes,
  osdiRoutes,
  campaigns,
  legislatures,
  billRoutes,
  ledger,
  meetingRoutes,
  reachRoutes,
]

/** The door to the room: legislatures, bills, campaigns and all that people do in them. */
export const campaignRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    for (const routes of parts) await http.register(routes(house, assets))
  }
