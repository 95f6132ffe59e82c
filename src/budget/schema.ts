import type { Text } from '../indicators/schema.ts'

/*
 * Money against trafficking as a government plans, grants and spends it, and what its campaigners ask. Null is “not known”.
 */

/**
 * What a figure of a budget is about. Figures of different tracks are never added and never compared as if one were
 * part of another: what may be appropriated, what is, what is promised to somebody, and what is paid.
 */
export const tracks = ['authorisation', 'appropriation', 'obligation', 'outlay', 'use', 'claim'] as const
export type Track = (typeof tracks)[number]

/** The stages of a year, in the order in which they come, by track. */
export const stagesOf = {
  authorisation: ['bill_would_authorize', 'authorized'],
  appropriation: [
    'advocacy_ask_omb',
    'presidents_request',
    'advocacy_ask_congress',
    'house',
    'senate',
    'conference',
    'enacted',
    'continuing_resolution',
    'rescinded',
  ],
  obligation: ['obligated'],
  outlay: ['outlaid'],
  use: ['spent_as'],
  claim: ['claimed'],
} as const satisfies Record<Track, readonly string[]>
export type Stage = (typeof stagesOf)[Track][number]
export const stages: readonly Stage[] = tracks.flatMap((track) => [...stagesOf[track]])

/** The rungs that are drawn also where nothing is known of them: a year without them is not a year without money. */
export const alwaysAsked: readonly Stage[] = [
  'advocacy_ask_omb',
  'presidents_request',
  'advocacy_ask_congress',
  'house',
  'senate',
  'enacted',
  'obligated',
  'outlaid',
]

export const trackOf = (stage: Stage): Track =>
  tracks.find((track) => stagesOf[track].some((each) => each === stage)) ?? 'claim'

export const factKinds = ['appropriation', 'authorization', 'breakdown', 'total'] as const
export type FactKind = (typeof factKinds)[number]

/** How sure a figure is: as printed, about, worked out from others, or with its year or column inferred. */
export const sureties = ['printed', 'approximate', 'derived', 'inferred'] as const
export type Surety = (typeof sureties)[number]

/** What stands in the cell: an amount in whole cents, or what was printed instead of one. */
export type Value = { is: 'amount'; minor: number } | { is: 'tbd' | 'n/a' | 'language' }

/** One figure of one line, year and stage, with where it was read. */
export type Fact = {
  /** Null for one of the shipped pack. */
  id: string | null
  line: string
  agency: string
  program: string
  fiscalYear: number
  /** Last fiscal year for which the same was printed; the same as `fiscalYear` for one. */
  through: number
  stage: Stage
  value: Value
  kind: FactKind
  sure: Surety
  note: string | null
  /** Id of a source of the pack, or words that name one. */
  source: string
  /** When it was entered here, ISO 8601; null for the pack. */
  entered: string | null
  /** What it took the place of, the newest first. */
  earlier: Fact[]
}

/** Millions of dollars in whole cents. */
export type Cents = number

/** A source as the card names it. */
export type BudgetSource = {
  id: string
  publisher: string
  title: string
  url: string | null
  licence: string
  /** Day, month or year on which it said so; null where it bears none. */
  said: string | null
  coverage: string
  gaps: string
}

/** A sum in a year: what traffickers make, or what is spent against them. */
export type Sum = {
  id: string
  name: Text
  /** The year it speaks of. */
  of: number
  /** The year whose prices it is in, and why that is thought. */
  prices: number
  pricesBecause: Text
  minor: Cents
  sure: Surety
  coverage: Text
  source: string
}
export type Profits = Sum & {
  /** Day or month on which it was published. */
  published: string
  /** Only figures of one series can be told as growth. */
  series: string
}
export type Spending = Sum & { note: Text | null }

/** A ratio somebody said, and what it rests on. */
export type Saying = {
  id: string
  by: string
  /** Day, month or year. */
  on: string
  ratio: number
  /** Ids of the sums it rests on. */
  estimate: string
  spending: string
  why: Text
  source: string
}

/** Which lines are the parts of which, at which stage of each. */
export type Parts = { whole: string; stage: Stage; parts: string[]; partStage: Stage }

/** An index of prices by year. */
export type Deflator = { source: string; name: Text; index: ReadonlyMap<number, number> }

export type BudgetPack = {
  /** The country whose budget it is, ISO 3166-1 alpha-3. */
  donor: string
  currency: string
  /** What is asked of each dollar that traffickers make, in cents. */
  cents: number
  asOf: string
  sources: BudgetSource[]
  profits: Profits[]
  spending: Spending[]
  sayings: Saying[]
  parts: Parts[]
  deflator: Deflator
  facts: Fact[]
}
