/** What a person may be, in the house as a whole or in one organisation. */
export const roles = [
  'administrator',
  'analyst',
  'auditor',
  'representative',
  'member',
  'compact manager',
  'signatory',
  'finance officer',
  'finance approver',
  'verifier',
  'reporter',
  'survivor adviser',
  'researcher',
  'campaigner',
] as const
export type Role = (typeof roles)[number]

/** Roles that are held in one organisation; the others are held in the house. */
export const organisationRoles: readonly Role[] = [
  'representative',
  'member',
  'compact manager',
  'signatory',
  'finance officer',
  'finance approver',
  'verifier',
  'reporter',
  'survivor adviser',
  'campaigner',
]

/** Everything that anybody may or may not do here. A route names one, a page explains it, a job asks it again. */
export const actions = [
  'read what is public',
  'sign in',
  'accept an invitation',
  'manage own account',
  'export or erase own data',
  'record facts',
  'run assessments',
  'save methodologies',
  'compose decisions',
  'read a decision',
  'take part in a decision',
  'sign a decision',
  'publish decisions',
  'import figures',
  'read history',
  'see organisations',
  'see members',
  'make organisations',
  'change an organisation',
  'invite members',
  'end memberships',
  'leave an organisation',
  'give roles',
  'give roles in an organisation',
  'see people',
  'name guardians',
  'see contacts',
  'read the outbox',
  'watch the house',
  'read metrics',
  'run the house',
  'record observed compacts',
  'start a compact',
  'read a compact',
  'read a draft',
  'draft a compact',
  'comment on a compact',
  'manage a compact',
  'sign a compact',
  'review a compact',
  'answer objections',
  'keep documents',
  'report results',
  'verify results',
  'enter money',
  'approve money',
  'release money',
  'decide on conditions',
  'waive conditions',
  'run studies',
  'publish studies',
  'assess capacity',
  'record budget figures',
  'take part in a campaign',
  'run campaigns',
  'correct bills',
  'see supporters',
  'check cards',
  'record meetings',
  'read campaign notes',
  'hold consultations',
  'take part in a consultation',
] as const
export type Action = (typeof actions)[number]

/** A role as somebody holds it. Without an organisation it is held in the house; without a scope it holds everywhere. */
export type HeldRole = {
  role: Role
  organisation: string | null
  scope: { kind: 'country' | 'compact'; id: string } | null
}

/** A person whose sign-in was checked with this request. */
export type SignedIn = {
  id: string
  roles: HeldRole[]
  /** Whether this very sign-in passed the second factor, within the last day. */
  secondFactor: boolean
  /** Whether the account has one; what is not said counts as no. */
  hasSecondFactor?: boolean
}

/** Who asks: a person signed in, nobody known, or whoever has the shell of the machine. */
export type Asker = SignedIn | null | 'operator'

/** What an action is about. */
export type Subject =
  | { kind: 'house' }
  | { kind: 'person'; id: string }
  | { kind: 'organisation'; id: string }
  | {
      kind: 'country'
      id: string
      /** Organisations that are its government, where that matters. */
      governments?: readonly string[]
    }
  | CompactSubject
  /** A decision on countries, with who must sign it. */
  | { kind: 'decision'; id: string; signers: readonly { role: Role; organisation: string | null }[] }
  /** The history of a record: public or not, of a person, of an organisation, of a compact with its parties, or of none. */
  | {
      kind: 'history'
      record: { kind: string; id: string }
      public: boolean
      compact?: CompactSubject
      /** The country a study or map of capacity is of. */
      country?: string
      /** The organisation that leads a campaign: it is a record of its own. */
      organisation?: string
    }
  /** Contact data kept apart, and who the person named to see it. */
  | { kind: 'contact'; person: string; guardians: string[] }
  /** What is given to whoever proves it in another way: a token, or standing at the machine itself. */
  | { kind: 'proof'; of: 'token' | 'machine'; given: boolean }

/** An organisation that takes part in a compact. */
export type CompactParty = {
  organisation: string
  /** Whose side it stands on; null for neither. */
  side: 'donor' | 'partner' | null
  /** What it is there: `government`, `implementer`, `survivors` and so on. */
  part: string
}

/** A compact as the policy sees it: whether everybody may read it, and who its parties are. */
export type CompactSubject = {
  kind: 'compact'
  id: string
  /** ISO alpha-3 of the partner country. */
  country: string
  public: boolean
  parties: readonly CompactParty[]
}
