import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { createElement, Fragment, type ReactNode } from 'react'
import { countryName } from '../../countries/registry.ts'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import type { Asker } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { Language } from '../../ui/language.ts'
import { organisationsWhere } from '../desk.ts'
import type { NamedAsk, Way } from './pages/campaign-page.tsx'
import type { AroundCampaigns, CampaignFigures, CampaignPanel, OfCampaign } from './panels.ts'
import type { Ask, Campaign } from './schema.ts'
import { isOpen, isPublic } from './states.ts'
import { asksOf, askVersionsOf, endorsersOf } from './store.ts'

export const todayOf = (house: Pick<House, 'now'>): string => house.now().toISOString().slice(0, 10)

/** Whether somebody may run a campaign: a campaigner or representative of the organisation that leads it. */
export const mayRun = (asker: Asker, { organisation }: Pick<Campaign, 'organisation'>): boolean =>
  allow(asker, 'run campaigns', { kind: 'organisation', id: organisation.id }).allowed

/**
 * Whether a campaign is there for somebody: for everybody once it has been live; before, for who runs it, and for who
 * runs campaigns of an organisation named as endorsing it, which has its text of consent to write.
 */
export async function isThereFor(db: Kysely<Tables>, asker: Asker, campaign: Campaign): Promise<boolean> {
  if (isPublic(campaign) || mayRun(asker, campaign)) return true
  const own = organisationsWhere(asker, 'run campaigns')
  if (own.length === 0) return false
  return (await endorsersOf(db, campaign.id)).some(
    ({ organisation }) => organisation !== null && own.includes(organisation),
  )
}

/** What panels are given of a campaign. */
export async function ofCampaign(
  house: House,
  request: FastifyRequest,
  campaign: Campaign,
): Promise<OfCampaign> {
  return {
    house,
    request,
    campaign,
    asks: await asksOf(house.db, campaign.id),
    open: isOpen(campaign, todayOf(house)),
  }
}

/** Panels one after another; null where none has anything to show. */
export async function shown(panels: readonly CampaignPanel[] = [], of: OfCampaign): Promise<ReactNode> {
  const all = await Promise.all(panels.map((panel) => panel(of)))
  return all.every((each) => each === null)
    ? null
    : all.map((each, place) => createElement(Fragment, { key: place }, each))
}

export function waysOf({ ways = [] }: AroundCampaigns, of: OfCampaign): Way[] {
  return ways.flatMap((way) => way(of) ?? [])
}

/** What is told of a campaign in figures, put together from the parts that count. */
export async function figuresOf(
  { figures = [] }: AroundCampaigns,
  house: House,
  campaign: Campaign,
): Promise<Partial<CampaignFigures>> {
  const all = await Promise.all(figures.map((each) => each(house, campaign)))
  return Object.assign({}, ...all)
}

/** What an ask is about by name, with where each is read. */
export async function targetsOf(
  { nameTarget }: AroundCampaigns,
  house: House,
  target: Ask['target'],
  language: Language,
  asOf: string | null,
): Promise<NamedAsk['targets']> {
  if (target.kind === 'letter') return [{ name: target.office, path: null }]
  if (target.kind === 'country choice')
    return target.countries.map((iso3) => ({
      name: countryName(iso3, language),
      path: `/countries/${iso3}`,
    }))
  const known = await nameTarget?.(house, target, language, asOf)
  return [known ?? { name: target.kind === 'bill' ? target.bill : target.line, path: null }]
}

/** Asks with the names of what they are about, and the words each had before. */
export async function namedAsks(
  around: AroundCampaigns,
  house: House,
  campaign: Campaign,
  language: Language,
): Promise<NamedAsk[]> {
  const asks = await asksOf(house.db, campaign.id, { ended: true })
  return Promise.all(
    asks.map(async (ask) => ({
      ask,
      targets: await targetsOf(around, house, ask.target, language, campaign.asOf),
      versions: ask.version === 1 ? [] : sincePublic(await askVersionsOf(house.db, ask.id)),
    })),
  )
}

/** Versions that everybody could read: a reason is given from then on. What a draft said before belongs to those who wrote it. */
function sincePublic<Version extends { why: string | null }>(versions: readonly Version[]): Version[] {
  const since = versions.slice(
    Math.max(
      versions.findLastIndex(({ why }) => why === null),
      0,
    ),
  )
  return since.length > 1 ? since : []
}
