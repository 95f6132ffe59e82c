import { Type } from 'typebox'

/** The key of a record in an address or an answer. */
export const Id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  description: 'UUID',
})

/** What kinds of organisations work here. */
export const organisationKinds = [
  'donor-government',
  'partner-government',
  'ngo',
  'union',
  'survivors-group',
  'research',
  'company',
  'coalition',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export function isOrganisationKind(text: string): text is OrganisationKind {
  return (organisationKinds as readonly string[]).includes(text)
}

/** An organisation as it stands. */
export type Organisation = {
  id: string
  kind: OrganisationKind
  name: string
  /** ISO alpha-3, or null for one that belongs to no single country, or whose country is not known. */
  country: string | null
  website: string | null
  /** Whether people who do not belong to it find it in the list. */
  listed: boolean
  /** Raised by each change: a form says which one it was made from. */
  version: number
  made: string
  ended: string | null
  endReason: string | null
}

/** What may be said of an organisation, by who makes or changes it. */
export type OrganisationValues = Pick<Organisation, 'kind' | 'name' | 'country' | 'website' | 'listed'>
