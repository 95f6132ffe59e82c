import { type Static, Type } from 'typebox'
import type { Role } from '../../people/policy/actions.ts'
import { type Language, languages } from '../../ui/language.ts'

/*
 * A decision on countries: a shortlist composed from a kept assessment, each country with its reason, each departure
 * from the ranking with its justification. Pure shapes; nothing here reads or writes.
 */

export const states = ['draft', 'in review', 'signed off', 'published', 'kept', 'set aside'] as const
export type DecisionState = (typeof states)[number]

const strict = { additionalProperties: false }

/** What the author writes, and what is signed. */
export const Content = Type.Object(
  {
    /** The language it is written in; nobody translates what was signed. */
    language: Type.Unsafe<Language>(Type.Enum([...languages])),
    title: Type.String({ maxLength: 200 }),
    /** Words first: what was chosen, and why. */
    summary: Type.String({ maxLength: 4000 }),
    /** How many of the ranking count as “within”: departures are reckoned against it. */
    size: Type.Integer({ minimum: 1, maximum: 200 }),
    chosen: Type.Array(
      Type.Object(
        { unit: Type.String({ pattern: '^[A-Z]{3}$' }), reason: Type.String({ maxLength: 2000 }) },
        strict,
      ),
      { maxItems: 200 },
    ),
    /** Why the ranking was departed from, for one country each. */
    justifications: Type.Array(
      Type.Object(
        { unit: Type.String({ pattern: '^[A-Z]{3}$' }), text: Type.String({ maxLength: 2000 }) },
        strict,
      ),
      { maxItems: 400 },
    ),
  },
  strict,
)
export type Content = Static<typeof Content>

/** A role that must sign, in the house or in one organisation. */
export type Signer = { role: Role; organisation: string | null }

/** Roles that may be asked to sign, held in the house. */
export const houseSigners = ['analyst', 'researcher', 'auditor', 'administrator'] as const satisfies Role[]
/** … and in an organisation, which is then named. */
export const organisationSigners = [
  'representative',
  'member',
  'survivor adviser',
  'compact manager',
  'signatory',
  'campaigner',
] as const satisfies Role[]

/** How many different roles a decision can ask for. */
export const MOST_SIGNERS = 6

/** How many decisions a page or an answer names at once. */
export const mostListed = 200

/** One version of a decision as it is kept. */
export type Decision = {
  id: string
  version: number
  supersedes: string | null
  /** Why there is another version; null for the first. */
  why: string | null
  assessment: string
  state: DecisionState
  revision: number
  content: Content
  signers: Signer[]
  /** Canonical JSON of all that is signed, fixed while it is under review and for good when it is signed off. */
  text: string | null
  /** SHA-256 of the text. */
  hash: string | null
  made: string
  madeBy: string
  submitted: string | null
  signedOff: string | null
  published: string | null
  keptWhy: string | null
  setAsideWhy: string | null
}

/** That there is no conflict of interest, or what it is: said by somebody, never assumed. */
export type Declared = { none: true } | { none: false; conflict: string }

/** Why what a form says of a conflict of interest is no declaration. */
export type Undeclared = 'declaration needed' | 'conflict unnamed' | 'words beside none' | 'conflict too long'

/** What somebody said on a conflict of interest, with or without signing. */
export type Said = {
  id: string
  /** The text it was said on. */
  hash: string
  person: string
  /** Of the account; null when who said it has been erased. */
  name: string | null
  declared: Declared
  at: string
  /** The day on which the same person declared anew; null where this still holds. */
  replaced: string | null
}
export type Signature = Signer & Said
/** What somebody declared who did not sign: the author, or another who took part. */
export type Declaration = Said & { author: boolean }

/** In whose name a dissent is recorded: nobody’s, one’s own, or that of somebody who has no account here. */
export type Dissenting = 'a member' | 'own name' | { name: string }
/** A dissent, kept as it was said. */
export type Dissent = {
  id: string
  /** The text it was said on. */
  hash: string
  /** `a member` asked not to be named; `erased` was named once. */
  by: 'a member' | 'erased' | { name: string }
  /** Whose account recorded it, where that is another than who disagrees. */
  recordedBy: 'erased' | { name: string } | null
  text: string
  /** The day: the moment is not kept. */
  day: string
}
