import { type House, today } from '../../house/house.ts'
import { type Band, bandsByPlace } from '../../house/small-counts/bands.ts'
import { speak } from '../../ui/language.ts'
import { type Campaign, wordsFor } from '../coalition/schema.ts'
import { listCampaigns } from '../coalition/store.ts'
import { seatOf } from '../legislatures/store.ts'
import { countView, publicCount } from '../signing/count-view.ts'
import { countedByDivision, talliesOf } from '../signing/settle.ts'
import type { LedgerEntry, LedgerPart } from './entry.ts'
import { words } from './words.ts'

/**
 * How many who count live where a legislator is sent from: their district where they hold one, else their state. Of
 * campaigns that were public, by the rule each counts by. Sums are of the moment: of an earlier day there are none.
 * Of a place with a few there is no line, as of one with none: beside the exact sum of the campaign it would tell of each.
 */
export const fromSignatures: LedgerPart = async ({ house, legislator, asOf, language }) => {
  if (asOf < today(house)) return []
  const say = speak(words, language)
  const lines: LedgerEntry[] = []
  for (const campaign of await listCampaigns(house.db)) {
    if (campaign.legislature === null) continue
    const seat = await seatOf(house.db, legislator.key, {
      legislature: campaign.legislature,
      day: campaign.asOf ?? asOf,
    })
    if (seat === null) continue
    const here = await countedIn(house, campaign, seat.division)
    if (here === null) continue
    lines.push({
      kind: 'signatures',
      on: asOf,
      campaign: {
        slug: campaign.slug,
        title: wordsFor(campaign.words, language, campaign.languages)?.words.title ?? campaign.slug,
      },
      ask: null,
      bill: null,
      text: say('signatures.some', { place: seat.place, count: here.atLeast }),
      count: here.atLeast,
      position: null,
      source: null,
      private: false,
    })
  }
  return lines
}

/** Signatures that count, of a district, or of a whole state; null where they are not told. */
async function countedIn(
  { db, settings: { fewestShown } }: Pick<House, 'db' | 'settings'>,
  { id, policy }: Campaign,
  division: string,
): Promise<Band | null> {
  const state = wholeState(division)
  if (state === null)
    return placeAmong(bandsByPlace(await countedByDivision(db, id, policy), fewestShown), division)
  const { states } = publicCount(countView(await talliesOf(db, id), policy), fewestShown)
  return placeAmong(states, state)
}

const placeAmong = (told: readonly ({ place: string } & Band)[], sought: string): Band | null =>
  told.find(({ place }) => place === sought) ?? null

/** The state a division is the whole of, as two capital letters; null for a part of one. */
const wholeState = (division: string): string | null =>
  /^ocd-division\/country:us\/(?:state|district|territory):([a-z]{2})$/.exec(division)?.[1]?.toUpperCase() ??
  null
