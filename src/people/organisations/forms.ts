import { country } from '../../countries/registry.ts'
import { Unusable } from '../../house/errors.ts'
import { hasControls, isUuid, oneLine } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, languages, type Say } from '../../ui/language.ts'
import { isSignInAddress } from '../accounts/account.ts'
import { isReadableName, looksLikeLink } from '../names.ts'
import type { Role } from '../policy/actions.ts'
import { normalEmail } from './people.ts'
import { isRole, type Scope } from './roles.ts'
import { isOrganisationKind, type OrganisationValues } from './schema.ts'
import type { Word } from './words/en.ts'

/** What was typed, by the names of the fields; what cannot be read as text is not there. */
export type Typed = Record<string, string>

/** Read, or what is wrong with each field: never both. */
export type Read<Values> = { values: Values } | { errors: FieldError[] }

/** The fields of a form as text. */
export function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

/** What is said of an organisation, from a form or the API. */
export function readOrganisation(typed: Typed, say: Say<Word>): Read<OrganisationValues> {
  const errors: FieldError[] = []
  const wrong = (field: string, word: Word) => errors.push({ field, message: say(word) })
  const name = oneLine(typed.name ?? '')
  if (name.length < 2 || name.length > 200 || !isReadableName(name)) wrong('name', 'fault.name')
  const kind = typed.kind ?? ''
  if (!isOrganisationKind(kind)) wrong('kind', 'fault.kind')
  const iso3 = typed.country?.trim() ?? ''
  if (iso3 !== '' && !country(iso3)) wrong('country', 'fault.country')
  const website = typed.website?.trim() ?? ''
  if (website !== '' && !isWebsite(website)) wrong('website', 'fault.website')
  const listed = typed.listed ?? ''
  if (listed !== 'yes' && listed !== 'no') wrong('listed', 'fault.listed')
  if (errors.length > 0 || !isOrganisationKind(kind)) return { errors }
  return { values: { kind, name, country: iso3 || null, website: website || null, listed: listed === 'yes' } }
}

/** Why somebody goes, if they care to say so. */
export function readOwnReason(typed: Typed, say: Say<Word>): Read<{ reason: string | null }> {
  return (typed.reason ?? '').trim() === '' ? { values: { reason: null } } : readReason(typed, say)
}

/** Why something is taken away. */
export function readReason(typed: Typed, say: Say<Word>): Read<{ reason: string }> {
  const reason = typed.reason?.trim() ?? ''
  if (reason.length < 3 || reason.length > 1000 || hasControls(reason.replace(/\s/g, ' ')))
    return { errors: [{ field: 'reason', message: say('fault.reason') }] }
  return { values: { reason } }
}

export type InvitationValues = {
  email: string
  name: string | null
  role: Role
  scope: Scope | null
  language: Language
}

/** Who is asked in and as what; `among` are the roles that may be chosen here. */
export function readInvitation(
  typed: Typed,
  among: readonly Role[],
  otherwise: Language,
  say: Say<Word>,
): Read<InvitationValues> {
  const errors: FieldError[] = []
  const email = normalEmail(typed.email ?? '')
  if (!isSignInAddress(email)) errors.push({ field: 'email', message: say('fault.email') })
  // One that cannot be read is refused as such: taken for none, a letter would go out that greets nobody.
  const name = oneLine(typed.name ?? '')
  if (name !== '' && !isPersonName(name)) errors.push({ field: 'name', message: say('fault.person name') })
  const as = readRole(typed, among, say)
  if ('errors' in as) errors.push(...as.errors)
  if (errors.length > 0 || 'errors' in as) return { errors }
  const language = languages.find((each) => each === typed.language) ?? otherwise
  return { values: { email, name: name || null, ...as.values, language } }
}

/** Whether a text can be the name of a person here, also at the beginning of a letter. */
export function isPersonName(name: string): boolean {
  return name.length <= 120 && isReadableName(name) && !looksLikeLink(name)
}

/** A role, of those that may be chosen here, and what it is for, if not for all. */
export function readRole(
  typed: Typed,
  among: readonly Role[],
  say: Say<Word>,
): Read<{ role: Role; scope: Scope | null }> {
  const role = typed.role ?? ''
  const errors: FieldError[] = []
  if (!isRole(role) || !among.includes(role)) errors.push({ field: 'role', message: say('fault.role') })
  const scope = readScope(typed.scope ?? '')
  if (scope === undefined) errors.push({ field: 'scope', message: say('fault.scope') })
  if (errors.length > 0 || !isRole(role) || scope === undefined) return { errors }
  return { values: { role, scope } }
}

/** What `scopeText` has written; null for nothing, undefined for what cannot be one. */
function readScope(text: string): Scope | null | undefined {
  const [kind, id = '', ...more] = text.trim().split(' ')
  if (kind === '') return null
  if (more.length > 0) return undefined
  if (kind === 'compact') return isUuid(id.toLowerCase()) ? { kind, id: id.toLowerCase() } : undefined
  if (kind !== 'country') return undefined
  const iso3 = country(id)?.iso3
  return iso3 === undefined ? undefined : { kind, id: iso3 }
}

/** The values, or the faults of the form thrown as one: for the API and commands. */
export function usable<Values>(read: Read<Values>): Values {
  if ('values' in read) return read.values
  throw new Unusable(
    'What was sent cannot be used as it is',
    read.errors.map(({ field, message }) => ({ place: field, message })),
  )
}

function isWebsite(text: string): boolean {
  if (text.length > 300 || hasControls(text) || /\s/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  return (
    ['https:', 'http:'].includes(protocol) && username === '' && password === '' && hostname.includes('.')
  )
}
