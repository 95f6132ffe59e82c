import { bandOf } from '../../house/small-counts/bands.ts'
import { type Language, speak } from '../../ui/language.ts'
import { titleOf } from '../coalition/pages/frame.tsx'
import type { Campaign } from '../coalition/schema.ts'
import { listCampaigns } from '../coalition/store.ts'
import type { LedgerPart } from '../ledger/entry.ts'
import { words } from './words/words.ts'
import './tables.ts'

/** Cards that were handed over to a legislator: visit by visit, of campaigns that were public. Claims are not told here. */
export const fromPostcards: LedgerPart = async ({ house: { db, settings }, legislator, asOf, language }) => {
  const rows = await db
    .selectFrom('postcard_deliveries')
    .select(({ fn }) => ['act_id', 'campaign_id', 'office', 'on_day', fn.sum<string>('cards').as('cards')])
    .where('legislator', '=', legislator.key)
    .where('ended', 'is', null)
    .where('on_day', '<=', asOf)
    .groupBy(['act_id', 'campaign_id', 'office', 'on_day'])
    .orderBy('on_day')
    .orderBy('act_id')
    .execute()
  if (rows.length === 0) return []
  const campaigns = new Map((await listCampaigns(db)).map((campaign) => [campaign.id, campaign]))
  return rows.flatMap(({ campaign_id, office, on_day, cards }) => {
    const campaign = campaigns.get(campaign_id)
    return campaign === undefined
      ? []
      : [entryOf(campaign, { office, on: on_day, cards: Number(cards) }, settings.fewestShown, language)]
  })
}

function entryOf(
  campaign: Campaign,
  { office, on, cards }: { office: string; on: string; cards: number },
  fewest: number,
  language: Language,
) {
  const band = bandOf(cards, fewest)
  const say = speak(words, language)
  return {
    kind: 'cards' as const,
    on,
    campaign: { slug: campaign.slug, title: titleOf(campaign, language) },
    ask: null,
    bill: null,
    text:
      band === null
        ? say('ledger.few', { fewest, office })
        : say('ledger.cards', { cards: band.atLeast, office }),
    count: band?.atLeast ?? null,
    position: null,
    source: { name: campaign.organisation.name, address: null },
    private: false,
  }
}
