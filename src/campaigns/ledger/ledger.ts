import { billOrNull } from '../bills/store.ts'
import type { Ask, BillWant } from '../coalition/schema.ts'
import { wordsFor } from '../coalition/schema.ts'
import { asksOf, listCampaigns } from '../coalition/store.ts'
import { seatOf } from '../legislatures/store.ts'
import type { LedgerEntry, LedgerPart, OfLedger, Position, PositionGround } from './entry.ts'
import { whetherJoined } from './from-bills.ts'

/** Where somebody stands on an ask from a day on, and what shows it. */
export type Stand = { on: string; stands: Position; ground: PositionGround }

export type LedgerAsk = {
  key: string
  title: string
  kind: Ask['kind']
  bill: string | null
  /** What the ask wants of a bill; null where it is about none. */
  wanted: BillWant | null
  /** Positions on the ask over time, the oldest first: only what a dated source shows. */
  positions: Stand[]
  /** By day, the newest first; what has no day at the end. */
  entries: LedgerEntry[]
  /** What of the answer is not known, in the reader’s language: that nothing stands here is then no “no”. Else null. */
  notKnown: string | null
}

export type LedgerCampaign = {
  slug: string
  title: string
  /** The day it speaks of; null is today. */
  asOf: string | null
  /** What belongs to the campaign as a whole. */
  entries: LedgerEntry[]
  asks: LedgerAsk[]
}

export type Ledger = {
  asOf: string
  campaigns: LedgerCampaign[]
  /** What belongs to no campaign that is told: votes and cosponsorship of bills that nobody asks for here. */
  others: LedgerEntry[]
}

/**
 * What a legislator heard and answered up to a day, put together from the parts of the room at the moment it is asked.
 * A campaign stands in it when it was public and asks the legislature in which they held a seat on its day, or when
 * something of it is known of them. `parts` make the lines; none of them is kept.
 */
export async function ledgerOf(parts: readonly LedgerPart[], of: OfLedger): Promise<Ledger> {
  const shown = await listCampaigns(of.house.db)
  const known = new Set(shown.map(({ slug }) => slug))
  const entries = (await Promise.all(parts.map((part) => part(of))))
    .flat()
    .filter(({ on }) => on === null || on <= of.asOf)
    // What belongs to a campaign that was never public is told nowhere, whatever a part hands in.
    .filter(({ campaign }) => campaign === null || known.has(campaign.slug))
  const told = new Set<LedgerEntry>()
  const campaigns: LedgerCampaign[] = []
  for (const campaign of shown) {
    const own = entries.filter((entry) => entry.campaign?.slug === campaign.slug)
    const day = campaign.asOf ?? of.asOf
    const seat =
      campaign.legislature === null
        ? null
        : await seatOf(of.house.db, of.legislator.key, { legislature: campaign.legislature, day })
    if (own.length === 0 && seat === null) continue
    const asks: LedgerAsk[] = []
    for (const ask of await asksOf(of.house.db, campaign.id, { ended: true })) {
      const target = ask.target
      const bill = target.kind === 'bill' ? target.bill : null
      const its = entries.filter(
        (entry) =>
          (entry.campaign?.slug === campaign.slug && entry.ask === ask.key) ||
          (entry.campaign === null && bill !== null && entry.bill === bill),
      )
      if (its.length === 0 && !(await isAsked(of, ask, seat?.chamber ?? null))) continue
      for (const entry of its) told.add(entry)
      const wanted = target.kind === 'bill' ? target.wanted : null
      asks.push({
        key: ask.key,
        title: wordsFor(ask.words, of.language, campaign.languages)?.words.title ?? ask.key,
        kind: ask.kind,
        bill,
        wanted,
        positions: positionsIn(its, wanted),
        entries: newestFirst(its),
        notKnown: await whetherJoined(of, target, its),
      })
    }
    const whole = own.filter((entry) => entry.ask === null)
    // A line that names an ask that is no more is told with the campaign rather than lost.
    const lost = own.filter((entry) => entry.ask !== null && !told.has(entry))
    for (const entry of [...whole, ...lost]) told.add(entry)
    if (asks.length + whole.length + lost.length > 0)
      campaigns.push({
        slug: campaign.slug,
        asOf: campaign.asOf,
        title: wordsFor(campaign.words, of.language, campaign.languages)?.words.title ?? campaign.slug,
        entries: newestFirst([...whole, ...lost]),
        asks,
      })
  }
  return { asOf: of.asOf, campaigns, others: newestFirst(entries.filter((entry) => !told.has(entry))) }
}

/** Whether somebody of a chamber is asked at all: only a member of the chamber of a bill can cosponsor it. */
async function isAsked({ house }: OfLedger, { target }: Ask, chamber: string | null): Promise<boolean> {
  if (chamber === null || target.kind === 'letter' || target.kind === 'country choice') return false
  if (target.kind !== 'bill' || target.wanted !== 'cosponsor') return true
  const bill = await billOrNull(house.db, target.bill)
  return bill === null || bill.chamber === chamber
}

/** Positions over time. Where the ask is to vote against a bill, who is for the bill is against the ask. */
export function positionsIn(entries: readonly LedgerEntry[], wanted: BillWant | null): Stand[] {
  return entries
    .flatMap(({ on, position, campaign }): Stand[] => {
      if (on === null || position === null) return []
      // What a campaign wrote down is about its ask; what a bill shows is about the bill.
      const turned = wanted === 'vote against' && campaign === null
      return [{ on, stands: turned ? opposite[position.stands] : position.stands, ground: position.ground }]
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

const opposite: Record<Position, Position> = {
  champion: 'against',
  support: 'against',
  lean: 'lean against',
  neutral: 'neutral',
  'lean against': 'lean',
  against: 'support',
  unknown: 'unknown',
}

/** An act on a bill, once, with every ask of a campaign that it answers. */
export type Act = LedgerEntry & { asked: { campaign: string; ask: string }[] }

/** The ledger as data: what happened stands in it once, however many campaigns ask about it. */
export type LedgerData = {
  asOf: string
  campaigns: (Omit<LedgerCampaign, 'asks'> & {
    /** `acts`: events among the acts below that answer this ask. */
    asks: (LedgerAsk & { acts: string[] })[]
  })[]
  acts: Act[]
}

export function dataOf({ asOf, campaigns, others }: Ledger): LedgerData {
  const acts = new Map<LedgerEntry, Act>(others.map((entry) => [entry, { ...entry, asked: [] }]))
  const told = campaigns.map(({ asks, ...campaign }) => ({
    ...campaign,
    asks: asks.map((ask) => {
      // What belongs to no campaign is an act on a bill.
      const its = ask.entries.filter((entry) => entry.campaign === null)
      for (const entry of its) {
        const act = acts.get(entry) ?? { ...entry, asked: [] }
        act.asked.push({ campaign: campaign.slug, ask: ask.key })
        acts.set(entry, act)
      }
      return {
        ...ask,
        entries: ask.entries.filter((entry) => entry.campaign !== null),
        acts: its.flatMap(({ event }) => event ?? []),
      }
    }),
  }))
  const ordered = newestFirst([...acts.keys()]).flatMap((entry) => acts.get(entry) ?? [])
  return { asOf, campaigns: told, acts: ordered }
}

const newestFirst = (entries: readonly LedgerEntry[]): LedgerEntry[] =>
  entries.toSorted((a, b) => ((a.on ?? '') < (b.on ?? '') ? 1 : (a.on ?? '') > (b.on ?? '') ? -1 : 0))
