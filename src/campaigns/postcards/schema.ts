/*
 * Cards on paper: promised → collected → checked → delivered. What an advocate says was collected is a claim; what
 * somebody of the coalition counted is what progress shows.
 */

/** How many cards somebody promises unless they say otherwise. */
export const CHALLENGE = 100
export const MOST_CARDS = 100_000

export const checkedHows = ['cards in hand', 'photograph', 'typed list'] as const
/** What the number of a batch was checked by. */
export type CheckedHow = (typeof checkedHows)[number]

export const deliveredHows = ['in person', 'post', 'courier'] as const
export type DeliveredHow = (typeof deliveredHows)[number]

export const photoTypes = ['image/png', 'image/jpeg'] as const
export type PhotoType = (typeof photoTypes)[number]

export const batchStates = ['collected', 'checked', 'delivered', 'withdrawn'] as const
export type BatchState = (typeof batchStates)[number]

/** Who promised, as it is sealed with the pledge. */
export type Advocate = { name: string; email: string }

/** What is sealed with a batch: a place may be somebody’s home. */
export type BatchNotes = { place: string; countedBy: string }

export type Check = {
  cards: number
  how: CheckedHow
  /** To whose office all of them are addressed; null where they are for several, or it is not known. */
  legislator: string | null
  region: string | null
  division: string | null
  why: string | null
  at: Date
}

export type Batch = {
  id: string
  campaign: string
  pledge: string
  askVersion: string
  /** 1, 2 … of its pledge. */
  number: number
  /** YYYY-MM-DD */
  collectedOn: string
  /** As the advocate says. */
  claimed: number
  notes: BatchNotes | null
  enteredAt: Date
  withdrawn: boolean
  /** The oldest first; the newest stands. */
  checks: Check[]
  /** Lines typed and not yet compared with the cards. */
  lines: number
  /** People of its list who were found on the cards. */
  listed: number
  delivered: number
  /** Whether a photograph waits with it. */
  photo: boolean
}

/** What stands of the checks; null before the first. */
export const checkOf = ({ checks }: Pick<Batch, 'checks'>): Check | null => checks.at(-1) ?? null

export function stateOf(batch: Batch): BatchState {
  if (batch.withdrawn) return 'withdrawn'
  const check = checkOf(batch)
  if (check === null) return 'collected'
  return check.cards > 0 && batch.delivered >= check.cards ? 'delivered' : 'checked'
}

/** Cards that were checked and not handed over yet. */
export const remaining = (batch: Batch): number =>
  batch.withdrawn ? 0 : Math.max(0, (checkOf(batch)?.cards ?? 0) - batch.delivered)

/** The country whose legislature a campaign asks, to begin with in forms; empty where it asks none. ISO 3166-1 alpha-3. */
export const countryOf = ({ legislature }: { legislature: string | null }): string =>
  legislature?.startsWith('us-') === true ? 'USA' : ''

/** What is written on the parcel of a batch: the beginning of its id. */
export const markOf = ({ id }: Pick<Batch, 'id'>): string => id.slice(0, 8)

/** A day as it is kept, or null for what is none, such as 31 February. */
export function dayIn(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const moment = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text ? null : text
}

/** A number of cards from 1 on (from 0 where none is an answer), or null. */
export function cardsIn(text: string, least: 0 | 1 = 1): number | null {
  const digits = text.normalize('NFKC').trim()
  if (!/^\d{1,6}$/.test(digits)) return null
  const cards = Number(digits)
  return cards < least || cards > MOST_CARDS ? null : cards
}
