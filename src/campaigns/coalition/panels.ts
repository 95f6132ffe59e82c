import type { FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import type { House } from '../../house/house.ts'
import type { Action } from '../../people/policy/actions.ts'
import type { Language } from '../../ui/language.ts'
import type { Ask, Campaign } from './schema.ts'

/*
 * What other parts of the room put on the pages of a campaign. A campaign leans on none of them: they are handed in
 * (`routes.tsx` of the room), so that each can be read, and taken out, alone.
 */

/** The campaign a page is about, who asks for it, and the asks that have not ended. */
export type OfCampaign = {
  house: House
  request: FastifyRequest
  campaign: Campaign
  asks: Ask[]
  /** Whether people can take part today. */
  open: boolean
}

/** A section of the public page, with its heading (`Section`); null where there is nothing to show. */
export type CampaignPanel = (of: OfCampaign) => Promise<ReactNode>

/** A way to take part, as a door on the public page and in the frame; null where the campaign has none of it. */
export type WayToTakePart = (of: OfCampaign) => {
  /** In the language of the request: what somebody does, and what becomes of it. */
  name: string
  text: string
  /** Without language: `/campaigns/{slug}/sign`. */
  path: string
} | null

/** A part of the console: told only to who may. */
export type ConsolePanel = {
  /** Asked of the organisation that leads the campaign. */
  may: Action
  show: CampaignPanel
}

/** What is told of a campaign in figures: on the list, in the frame, as JSON and CSV. Totals only, never of a place. */
export type CampaignFigures = {
  /** Signatures that count under the policy of the campaign. */
  counted: number
  /** Cards that somebody checked, apart. */
  cards?: number
}
export type FiguresOf = (house: House, campaign: Campaign) => Promise<Partial<CampaignFigures>>

/** Doors that the list of campaigns may name; those that stand open are handed in. */
export const roomDoors = ['represent', 'legislatures', 'bills', 'two-cents', 'budget', 'mine'] as const
export type RoomDoor = (typeof roomDoors)[number]

export type AroundCampaigns = {
  /** The first leads: it is what most people do. */
  ways?: readonly WayToTakePart[]
  /** Sections of the public page, in this order, after the story and before the asks. */
  counts?: readonly CampaignPanel[]
  /** Sections after the asks. */
  panels?: readonly CampaignPanel[]
  console?: readonly ConsolePanel[]
  figures?: readonly FiguresOf[]
  /** Other doors of the room, on the page that lists campaigns. */
  doors?: readonly RoomDoor[]
  /** Legislatures that a campaign may ask, for the choice in its form. */
  legislatures?: (house: House, language: Language) => Promise<{ value: string; name: string }[]>
  /** Bills, and lines of the budget, that an ask may be about, for the choice in its form; without them the key is typed. */
  bills?: (house: House) => Promise<{ value: string; name: string }[]>
  lines?: (house: House) => Promise<{ value: string; name: string }[]>
  /** Whether a legislature is known as of a day; told to who runs a campaign where it is not. */
  knownOn?: (house: House, legislature: string, day: string) => Promise<boolean>
  /**
   * A bill, a line of the budget or a country by name, with where it is read and how it stood on the day of the campaign
   * (null: today); null where it is not known here.
   */
  nameTarget?: (
    house: House,
    target: Ask['target'],
    language: Language,
    asOf: string | null,
  ) => Promise<{ name: string; path: string | null; stood?: string } | null>
}
