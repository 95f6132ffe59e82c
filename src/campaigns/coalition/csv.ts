import { guardedCsvLine } from '../../indicators/csv-text.ts'
import type { CampaignFigures } from './panels.ts'
import type { Ask, Campaign, CampaignStep, ConsentText, Endorser } from './schema.ts'
import { isPublic } from './states.ts'

type Cells = (string | number | null)[]

/** Campaigns as CSV: one row each, nothing of people. */
export function campaignsCsv(rows: { campaign: Campaign; figures: Partial<CampaignFigures> }[]): string {
  const head = [
    'slug',
    'title',
    'language',
    'organisation',
    'state',
    'legislature',
    'as_of',
    'policy',
    'goal',
    'opens',
    'closes',
    'public_since',
    'ended',
    'counted',
  ]
  const lines = rows.map(({ campaign, figures }): Cells => {
    const [first] = campaign.languages
    return [
      campaign.slug,
      first === undefined ? null : (campaign.words[first]?.title ?? null),
      first ?? null,
      campaign.organisation.name,
      campaign.state,
      campaign.legislature,
      campaign.asOf,
      campaign.policy,
      campaign.goal,
      campaign.opens,
      campaign.closes,
      campaign.publicSince,
      campaign.ended,
      figures.counted ?? null,
    ]
  })
  return [head, ...lines].map(guardedCsvLine).join('')
}

/** One campaign as CSV: a row for each thing that is said of it, in the order of its page. */
export function campaignCsv({
  campaign,
  figures,
  asks,
  endorsers,
  consents,
  steps,
}: {
  campaign: Campaign
  figures: Partial<CampaignFigures>
  asks: Ask[]
  endorsers: Endorser[]
  consents: ConsentText[]
  steps: CampaignStep[]
}): string {
  const rows: Cells[] = [['part', 'key', 'name', 'language', 'day', 'value']]
  const add = (...cells: Cells) => rows.push(cells)
  const { slug } = campaign
  add('campaign', slug, 'organisation', null, null, campaign.organisation.name)
  for (const name of ['state', 'legislature', 'asOf', 'policy', 'goal', 'opens', 'closes'] as const)
    add('campaign', slug, name, null, null, campaign[name])
  for (const language of campaign.languages)
    for (const name of ['title', 'story'] as const)
      add('campaign', slug, name, language, null, campaign.words[language]?.[name] ?? null)
  for (const [name, value] of Object.entries(figures)) add('figure', slug, name, null, null, value ?? null)
  for (const ask of asks) {
    add('ask', ask.key, 'target', null, ask.made.slice(0, 10), JSON.stringify(ask.target))
    for (const [language, words] of Object.entries(ask.words))
      for (const name of ['title', 'text'] as const) add('ask', ask.key, name, language, null, words[name])
    if (ask.official !== null)
      add('ask', ask.key, 'official text', ask.official.language, null, ask.official.text)
    if (ask.ended !== null) add('ask', ask.key, 'ended', null, ask.ended.slice(0, 10), ask.endedWhy)
  }
  for (const { id, name, now } of endorsers)
    if (!isPublic(campaign) || now.state !== 'invited')
      add(
        'endorser',
        id,
        now.state,
        null,
        now.on,
        [name, now.proofAddress ?? now.proofLetter ?? (now.ownWord ? 'its own word' : null)]
          .filter(Boolean)
          .join(' · '),
      )
  for (const { id, party, purpose, words } of consents)
    for (const [language, text] of Object.entries(words ?? {}))
      add('consent', id, `${party.name}: ${purpose}`, language, null, text)
  for (const { id, after, on, why, language } of steps) add('step', id, after, language, on, why)
  return rows.map(guardedCsvLine).join('')
}
