import type { Language } from '../../ui/language.ts'

/*
 * A consultation: who is asked about one version of a methodology, with which share of the say, and what they answer.
 */

/** What a group stands for. The survivors’ group is always there. */
export const groupKinds = [
  'survivors',
  'ministry',
  'ngo',
  'researchers',
  'frontline',
  'business',
  'other',
] as const
export type GroupKind = (typeof groupKinds)[number]

export type Group = {
  key: string
  kind: GroupKind
  /** As it is called here; null for the name of its kind. */
  name: string | null
  /** Its share of the say, in whole percent; all of them sum to 100. */
  share: number
}

/** How weights are given: 100 points, comparing two at a time, or an order. */
export const ways = ['points', 'pairwise', 'order'] as const
export type Way = (typeof ways)[number]

/** Whether the say is about the groups of criteria at the top of the tree, or about each criterion that reads data. */
export const levels = ['groups', 'criteria'] as const
export type Level = (typeof levels)[number]

export const memberships = ['open', 'invited'] as const
export type Membership = (typeof memberships)[number]

/** Whether somebody may say of themselves that they belong to a group. Of survivors nobody does: they are given codes. */
export const mayChoose = (
  { membership }: { membership: Membership },
  { kind }: Pick<Group, 'kind'>,
): boolean => membership === 'open' && kind !== 'survivors'

/** Whether people of a group were given codes, or could say themselves that they belong to it. */
export const joinedBy = (
  round: Pick<RoundValues, 'membership' | 'groups'>,
  key: string,
): 'code' | 'own word' =>
  round.groups.some((group) => group.key === key && mayChoose(round, group)) ? 'own word' : 'code'

/** What is said of a consultation before it is announced. */
export type RoundValues = {
  methodology: string
  version: number
  question: string
  language: Language
  level: Level
  ways: Way[]
  membership: Membership
  groups: Group[]
  /** Fewest answers of a group of which anything is told. */
  fewest: number
  opens: Date
  closes: Date
}

export type Round = RoundValues & {
  id: string
  /** The document as it was when the round was planned. */
  document: string
  made: Date
  published: Date | null
  calledOff: Date | null
  calledOffWhy: string | null
  revision: number
}

export type State = 'draft' | 'announced' | 'open' | 'closed' | 'called off'

/** Where a round stands at a moment. Nothing has to run for it to open or close. */
export function stateOf(round: Pick<Round, 'published' | 'calledOff' | 'opens' | 'closes'>, at: Date): State {
  if (round.calledOff !== null) return 'called off'
  if (round.published === null) return 'draft'
  if (at < round.opens) return 'announced'
  return at < round.closes ? 'open' : 'closed'
}

/**
 * An answer as it was given. Points sum to 100. A place is 1 for what matters most, several may share one. A judgement
 * of `a b` is 1 when both matter alike, 2 to 9 when the first matters that many times as much, -2 to -9 when the second does.
 */
export type Given =
  | { way: 'points'; values: Record<string, number> }
  | { way: 'order'; values: Record<string, number> }
  | { way: 'pairwise'; values: Record<string, number> }

/** Points out of 100 by the id of what they are given to. */
export type Points = Record<string, number>

export const outcomes = ['taken up', 'partly', 'declined'] as const
export type Outcome = (typeof outcomes)[number]

/** Longest text that people write here, in characters. */
export const LONGEST = 2000
