import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { anOrganisation } from '../../people/organisations/organisations.test-data.ts'
import { changeBy } from '../change.ts'
import {
  addAsk,
  beginCampaign,
  type CampaignValues,
  moveCampaign,
  nameEndorser,
  writeConsentText,
} from './life.ts'
import type { AskContent, AskTarget, Campaign, CampaignState, ConsentPurpose, Endorsement } from './schema.ts'
import { campaignOf } from './store.ts'

/** What is said of a campaign on H.R. 2283 in the summer of 2014, unless told otherwise. */
export function campaignValues(over: Partial<CampaignValues> = {}): CampaignValues {
  return {
    slug: `recess-${randomUUID().slice(0, 8)}`,
    languages: ['en', 'es'],
    words: {
      en: {
        title: 'Ask your representative to cosponsor H.R. 2283',
        story:
          'Twenty million people are held in slavery.\nThe bill makes the report that names it stronger.',
      },
    },
    legislature: 'us-congress',
    asOf: '2014-08-31',
    policy: 'strict',
    goal: 50_000,
    opens: null,
    closes: null,
    ...over,
  }
}

export type AskToAdd = { key: string; target: AskTarget; content: AskContent }

/** An ask to cosponsor H.R. 2283, unless told otherwise. */
export function anAsk(over: Partial<AskToAdd> = {}): AskToAdd {
  return {
    key: 'cosponsor-hr2283',
    target: { kind: 'bill', bill: 'us-113-hr-2283', wanted: 'cosponsor' },
    content: {
      words: {
        en: { title: 'Cosponsor H.R. 2283', text: 'It asks for a bureau that reports without fear.' },
      },
      official: {
        language: 'en',
        text: 'Please cosponsor H.R. 2283, the Human Trafficking Prioritization Act.',
      },
    },
    ...over,
  }
}

export const anEndorsement = (over: Partial<Endorsement> = {}): Endorsement => ({
  state: 'endorsed',
  on: '2014-08-01',
  proofAddress: 'https://example.org/letter.pdf',
  proofLetter: null,
  ownWord: false,
  why: null,
  ...over,
})

/** A campaign with one ask, live unless told otherwise; the organisation that leads it is made where none is named. */
export async function aCampaign(
  house: TestHouse,
  {
    organisation,
    state = 'live',
    asks = [anAsk()],
    ...over
  }: { organisation?: string; state?: CampaignState; asks?: AskToAdd[] } & Partial<CampaignValues> = {},
): Promise<Campaign> {
  const change = changeBy(house, operator)
  const leads = organisation ?? (await anOrganisation(house, { kind: 'coalition', country: 'USA' }))
  return transact(house.db, async (trx) => {
    const id = await beginCampaign(trx, change, leads, campaignValues(over))
    for (const ask of asks) await addAsk(trx, change, id, ask)
    const way: Record<CampaignState, CampaignState[]> = {
      draft: [],
      live: ['live'],
      paused: ['live', 'paused'],
      won: ['live', 'won'],
      lost: ['live', 'lost'],
      closed: ['live', 'closed'],
      archived: ['live', 'closed', 'archived'],
    }
    let revision = 1
    for (const to of way[state])
      await moveCampaign(trx, change, {
        id,
        revision: revision++,
        to,
        why: `It is ${to} now.`,
        language: 'en',
      })
    return campaignOf(trx, id)
  })
}

/** An organisation known by name that endorses a campaign; answers the id of the endorser. */
export async function anEndorser(
  house: TestHouse,
  campaign: string,
  {
    name = 'Bakers for Freedom',
    organisation = null,
    ...over
  }: { name?: string; organisation?: string | null } & Partial<Endorsement> = {},
): Promise<string> {
  return transact(house.db, (trx) =>
    nameEndorser(
      trx,
      changeBy(house, operator),
      campaign,
      organisation === null
        ? { organisation, name, website: null }
        : { organisation, name: null, website: null },
      anEndorsement(over),
    ),
  )
}

/** What the leading organisation asks consent for; answers the id of the version. */
export async function aConsentText(
  house: TestHouse,
  { id, organisation }: Pick<Campaign, 'id' | 'organisation'>,
  {
    purpose = 'updates of this campaign',
    text = 'You may write to me about this campaign.',
    endorser,
    partner = organisation.id,
  }: { purpose?: ConsentPurpose; text?: string; endorser?: string; partner?: string } = {},
): Promise<string> {
  return transact(house.db, (trx) =>
    writeConsentText(trx, changeBy(house, operator), id, {
      party:
        endorser === undefined ? { organisation: partner, endorser: null } : { organisation: null, endorser },
      purpose,
      words: { en: text },
    }),
  )
}
