/** How a group came together over a text. */
export const ways = ['meeting', 'several-meetings', 'online', 'in-writing'] as const
export type Way = (typeof ways)[number]

/** As whom somebody speaks: for the group alone, under another name chosen for this, or under the name they show here. */
export const speakers = ['group', 'alias', 'name'] as const
export type Speaker = (typeof speakers)[number]

/** What was done about an objection. */
export const outcomes = ['accepted', 'partly', 'declined'] as const
export type Outcome = (typeof outcomes)[number]

/** That a group reviewed a text. */
export type Review = {
  id: string
  amendment: number
  /** Revision of the draft that was read. */
  revision: number
  /** SHA-256 of the text that was read. */
  hash: string
  organisation: { id: string; name: string }
  /** The day it was held, `YYYY-MM-DD`. */
  heldOn: string
  how: Way
  /** As whom it is shown: the alias or name; null for the group alone, or who has been erased. */
  by: string | null
  at: string
}

export type Answer = {
  id: string
  outcome: Outcome
  text: string
  organisation: { id: string; name: string }
  at: string
}

/** What a group objects to in a text, and what was answered, the latest first. */
export type Objection = {
  id: string
  amendment: number
  revision: number
  /** Path in the document, such as `objectives/lake-fishing`. */
  place: string
  text: string
  /** What should stand there in its place; null where it was not said. */
  instead: string | null
  /** Whether everybody may read it, once the compact is public. */
  public: boolean
  organisation: { id: string; name: string }
  by: string | null
  at: string
  withdrawn: string | null
  answers: Answer[]
}
