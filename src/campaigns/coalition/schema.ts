import type { Language } from '../../ui/language.ts'

/*
 * A campaign of a coalition, as it is kept. Null is “not said”; a language without words stays without.
 */

export const campaignStates = ['draft', 'live', 'paused', 'won', 'lost', 'closed', 'archived'] as const
export type CampaignState = (typeof campaignStates)[number]

/**
 * How signatures are counted. `strict`: a person once, whatever they use. `household`: two who share an address of mail
 * count both when their names differ and their postal codes agree.
 */
export const countingPolicies = ['strict', 'household'] as const
export type CountingPolicy = (typeof countingPolicies)[number]

/** What a campaign says of itself in one language. */
export type CampaignWords = { title: string; story: string }

export type CampaignFacts = {
  /** The languages it speaks to people in, the first being that of its own record. */
  languages: Language[]
  /** What is written so far; a declared language may still be missing. */
  words: Partial<Record<Language, CampaignWords>>
}

export type Campaign = {
  id: string
  slug: string
  /** The organisation that leads the coalition. */
  organisation: { id: string; name: string }
  state: CampaignState
  /** Raised by each change: a form says which one it was made from. */
  revision: number
  languages: Language[]
  words: CampaignFacts['words']
  /** A legislature pack by its id, such as `us-congress`; null where no legislature is asked. */
  legislature: string | null
  /** The day it speaks of, YYYY-MM-DD; null is today. */
  asOf: string | null
  policy: CountingPolicy
  goal: number | null
  /** First and last day on which people may take part. */
  opens: string | null
  closes: string | null
  /** When it first went live, ISO 8601; null for one that nobody but its makers reads. */
  publicSince: string | null
  /** When it was won, lost or closed, ISO 8601. */
  ended: string | null
  made: string
}

/** A change of state as everybody reads it, or of what a public campaign says: then the state is the same after it. */
export type CampaignStep = {
  id: string
  before: CampaignState
  after: CampaignState
  /** YYYY-MM-DD */
  on: string
  why: string
  language: Language
  at: string
}

export const askKinds = ['bill', 'letter', 'budget line', 'country choice'] as const
export type AskKind = (typeof askKinds)[number]

export const billWants = ['cosponsor', 'vote for', 'vote against'] as const
export type BillWant = (typeof billWants)[number]

/** What is asked, of whom. */
export type AskTarget =
  /** `bill` is the id of a bill, as `us-113-hr-2283`. */
  | { kind: 'bill'; bill: string; wanted: BillWant }
  /** A letter to an office, whoever holds it. */
  | { kind: 'letter'; office: string; address: string | null }
  /** `line` is the key of a line of the budget, as `hhs-otip`. */
  | { kind: 'budget line'; line: string; fiscalYear: number; usdMillions: number | null }
  /** ISO 3166-1 alpha-3. */
  | { kind: 'country choice'; countries: string[] }

/** An ask in one language: what it is called, and what people are told of it. */
export type AskWords = { title: string; text: string }

export type AskContent = {
  words: Partial<Record<Language, AskWords>>
  /** The text that is handed over, in the language in which it is; null where nothing is handed over. */
  official: { language: Language; text: string } | null
}

export type Ask = AskContent & {
  id: string
  campaign: string
  /** Within the campaign, as `cosponsor-hr2283`. */
  key: string
  kind: AskKind
  target: AskTarget
  /** The newest version of its words: what people sign names it. */
  versionId: string
  version: number
  made: string
  ended: string | null
  endedWhy: string | null
}

export const endorsementStates = ['invited', 'endorsed', 'withdrawn'] as const
export type EndorsementState = (typeof endorsementStates)[number]

export type Endorsement = {
  state: EndorsementState
  /** YYYY-MM-DD */
  on: string
  proofAddress: string | null
  proofLetter: string | null
  /** Whether the organisation said it here itself, by somebody who stands for it. */
  ownWord: boolean
  why: string | null
}

export type Endorser = {
  id: string
  campaign: string
  /** Of the house, or null for one known by name alone. */
  organisation: string | null
  name: string
  website: string | null
  /** As it stands now, and all that was before, the oldest first. */
  now: Endorsement
  steps: Endorsement[]
}

/** What a partner may ask people to agree to. */
export const consentPurposes = [
  'updates of this campaign',
  'news of the organisation',
  'calls',
  'text messages',
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export type ConsentText = {
  /** Of this very version: a consent that somebody gave names it. */
  id: string
  campaign: string
  /** Who asks: an organisation of the house, or an endorser known by name. */
  party: { organisation: string | null; endorser: string | null; name: string }
  purpose: ConsentPurpose
  version: number
  /** By language; null where from this version on it is no longer asked. */
  words: Partial<Record<Language, string>> | null
  made: string
}

/** The words of a reader’s language, or else of the first declared one that has any; null where there are none. */
export function wordsFor<Words>(
  words: Partial<Record<Language, Words>>,
  language: Language,
  declared: readonly Language[] = [],
): { language: Language; words: Words } | null {
  for (const each of [language, ...declared, ...(Object.keys(words) as Language[])]) {
    const found = words[each]
    if (found !== undefined) return { language: each, words: found }
  }
  return null
}
