import type { Ask, Campaign, CampaignState } from './schema.ts'

/** Where a campaign may go from where it stands; nothing leads back to a draft, and nothing out of the archive. */
const next: Record<CampaignState, readonly CampaignState[]> = {
  draft: ['live', 'archived'],
  live: ['paused', 'won', 'lost', 'closed'],
  paused: ['live', 'won', 'lost', 'closed'],
  won: ['archived'],
  lost: ['archived'],
  // How it came out is often known after the last day.
  closed: ['won', 'lost', 'archived'],
  archived: [],
}

export const nextStates = (state: CampaignState): readonly CampaignState[] => next[state]

/** Whether it is over, however it ended: nobody takes part any more, and personal data have six months. */
export const isOver = (state: CampaignState): boolean => ['won', 'lost', 'closed', 'archived'].includes(state)

/** Whether everybody may read it: it went live at some time. */
export const isPublic = ({ publicSince }: Pick<Campaign, 'publicSince'>): boolean => publicSince !== null

/** Why nobody can take part on a day; null where people can. */
export function whyClosed(
  { state, opens, closes }: Pick<Campaign, 'state' | 'opens' | 'closes'>,
  today: string,
): 'draft' | 'paused' | 'over' | 'not yet' | 'past' | null {
  if (state === 'draft') return 'draft'
  if (state === 'paused') return 'paused'
  if (isOver(state)) return 'over'
  if (opens !== null && today < opens) return 'not yet'
  return closes !== null && today > closes ? 'past' : null
}

/** Whether people can take part on a day. */
export const isOpen = (campaign: Pick<Campaign, 'state' | 'opens' | 'closes'>, today: string): boolean =>
  whyClosed(campaign, today) === null

export const gapCodes = ['no words', 'no ask', 'no official text', 'closes before today'] as const
export type Gap = { code: (typeof gapCodes)[number]; ask: string | null }

/** What a campaign lacks before people can take part. A declared language without words is no gap: pages say so. */
export function gaps(campaign: Campaign, asks: readonly Ask[], today: string): Gap[] {
  const lacking: Gap[] = []
  const [first] = campaign.languages
  if (first === undefined || campaign.words[first] === undefined)
    lacking.push({ code: 'no words', ask: null })
  const open = asks.filter(({ ended }) => ended === null)
  if (open.length === 0) lacking.push({ code: 'no ask', ask: null })
  for (const { kind, official, key } of open)
    if (kind === 'letter' && official === null) lacking.push({ code: 'no official text', ask: key })
  if (campaign.closes !== null && campaign.closes < today)
    lacking.push({ code: 'closes before today', ask: null })
  return lacking
}
