import type { CountingPolicy } from '../coalition/schema.ts'

/** How letters were handed over. */
export const deliveryChannels = ['cwc', 'post', 'email', 'form', 'phone'] as const
export type DeliveryChannel = (typeof deliveryChannels)[number]

/** What is known of it: nothing here says that anybody read a letter. */
export const deliveryStates = ['queued', 'sent', 'accepted', 'refused', 'unknown'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What may follow. Refused letters are free for another delivery, so nothing follows that. */
export const nextStates: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  queued: ['sent', 'refused', 'unknown'],
  sent: ['accepted', 'refused', 'unknown'],
  accepted: ['refused', 'unknown'],
  refused: [],
  unknown: ['sent', 'accepted', 'refused'],
}

/** Whom an ask is handed to: a seat with who held it on the day of the campaign, or an office by its name. */
export type Recipient = {
  /** Seat id, or `office` where it is none. */
  key: string
  office: string
  seat: string | null
  legislator: string | null
  /** Office code of the Congress; null where messages cannot be sent there as a file. */
  code: string | null
  vacant: boolean
}

export type DeliveryStep = {
  state: DeliveryState
  /** YYYY-MM-DD */
  on: string
  why: string | null
  at: string
  /** What was in the files as it left: letters, and how many counted for the ask; null for other steps. */
  held: { letters: number; counted: number } | null
}

export type Delivery = {
  id: string
  campaign: string
  ask: { id: string; key: string; versionId: string }
  channel: DeliveryChannel
  office: string
  seat: string | null
  legislator: string | null
  code: string | null
  /** How many letters were put up. */
  letters: number
  /** How many counted for the ask on the day it was put up, under the rule of the campaign. */
  counted: number
  policy: CountingPolicy
  /** YYYY-MM-DD */
  countedOn: string
  /** The oldest first; the last is how it stands. */
  steps: DeliveryStep[]
  now: DeliveryStep
}

/**
 * What is told of a delivery as of a day: its files as it left, which may hold fewer letters than were put up. `null`
 * where nothing left by then.
 */
export function leftBy(
  { steps, letters, counted }: Pick<Delivery, 'steps' | 'letters' | 'counted'>,
  day: string,
): { letters: number; counted: number } | null {
  const by = steps.filter(({ on }) => on <= day)
  if (by.at(-1) === undefined || by.at(-1)?.state === 'queued') return null
  return by.findLast(({ held }) => held !== null)?.held ?? { letters, counted }
}

/** Who answers for the messages of a file; needed by the format, sealed here. */
export type Agent = { name: string; email: string; phone: string }
