import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../../house/actor.ts'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { sendMail } from '../../house/mail/mail.ts'
import { transact } from '../../house/transact.ts'
import { formatDay, type Language, languages, speak } from '../../ui/language.ts'
import { isSignInAddress } from '../accounts/account.ts'
import { publicAddress } from '../accounts/links.ts'
import type { Role } from '../policy/actions.ts'
import { type Change, changeBy, organisationRecord, type Trx, tell } from './change.ts'
import {
  assertReachesCompact,
  type CompactNames,
  namesOfScopes,
  noCompacts,
  reachesCompact,
} from './compacts.ts'
import { OrganisationFault } from './faults.ts'
import {
  assertRoleCanStand,
  beginMembership,
  giveRole,
  grantsOf,
  takeAdministratorsTurn,
} from './memberships.ts'
import { roleIn } from './pages/view.ts'
import { namesOf, normalEmail } from './people.ts'
import { mayInvite } from './powers.ts'
import { isRole, mayBeForOne, rolesOf, type Scope, scopeFrom } from './roles.ts'
import { findOrganisation, holdOrganisation, lockOrganisation } from './store.ts'
import { words } from './words.ts'

type Db = Kysely<Tables>

/** Who is asked in, to what, and by whom. */
export type Asking = {
  email: string
  /** How to address them, if it is known. */
  name?: string | null | undefined
  organisation: string | null
  role: Role
  scope: Scope | null
  by: Actor
  /** The language of the mail and of the page the link leads to; English unless told otherwise. */
  language?: Language | undefined
  /** Whether the link is also shown elsewhere, on a console: then using it proves no address. */
  printed?: boolean | undefined
}

export type Invited = { id: string; link: string; expires: Date }

/** What an open invitation holds of the person it is for; sealed in the database. */
type Sealed = { email: string; name: string | null }

/** Where an invitation stands. `inviter gone`: whoever invited may no longer do so. */
export type InvitationState =
  | 'open'
  | 'accepted'
  | 'withdrawn'
  | 'expired'
  | 'replaced'
  | 'inviter gone'
  | 'organisation ended'

export type Invitation = {
  id: string
  state: InvitationState
  /** Null once it is closed: what is no longer needed is not kept. */
  email: string | null
  name: string | null
  organisation: { id: string; name: string } | null
  role: Role
  scope: Scope | null
  language: Language
  invitedBy: { id: string | null; name: string | null }
  made: string
  expires: string
  /** Whether somebody used it as if they were new, and the address had an account: to others it is used up. */
  claimed: boolean
  acceptedBy: string | null
  /** Whether the link it was found by reached nobody but the mailbox. */
  byMailOnly: boolean
}

const hour = 60 * 60 * 1000
/** An invitation to the whole house is open for a day, any other for a week. */
export const openFor = (role: Role): number => (role === 'administrator' ? 24 * hour : 7 * 24 * hour)

/** Asks somebody in, in a transaction of its own, and sends the mail. */
export async function invite(
  house: House,
  asking: Asking,
  compacts: CompactNames = noCompacts,
): Promise<Invited> {
  const invited = await transact(house.db, (trx) => inviteIn(trx, house, asking, compacts))
  deliverSoon(house)
  return invited
}

/**
 * Asks somebody in, within a transaction; call `deliverSoon(house)` after it. Says nothing
 * of whether the address has an account. Throws Conflict when the same invitation is open,
 * Unusable when the address cannot be one, or the role cannot be held as asked (`giveRole`).
 */
export async function inviteIn(
  trx: Trx,
  house: House,
  asking: Asking,
  compacts: CompactNames = noCompacts,
): Promise<Invited> {
  const change = changeBy(house, asking.by)
  const email = normalEmail(asking.email)
  if (!isSignInAddress(email)) throw new OrganisationFault('no address')
  assertRoleCanStand(asking)
  if (asking.organisation !== null) await lockOrganisation(trx, asking.organisation)
  await assertReachesCompact(trx, compacts, asking)
  await assertNotAskedYet(trx, house, asking, email)

  const id = v7()
  const expires = new Date(change.at.getTime() + openFor(asking.role))
  const language = asking.language ?? 'en'
  const sealed: Sealed = { email, name: asking.name?.trim() || null }
  await trx
    .insertInto('invitations')
    .values({
      id,
      sealed: house.keys.seal(Buffer.from(JSON.stringify(sealed), 'utf8'), CONTEXT),
      email_mark: markOf(house.keys, email),
      organisation_id: asking.organisation,
      role: asking.role,
      scope_kind: asking.scope?.kind ?? null,
      scope_id: asking.scope?.id ?? null,
      language,
      invited_by: asking.by.person,
      invited_as: asking.by.as,
      made: change.at,
      expires,
    })
    .execute()
  const link = await newLink(trx, house, change, { id, language }, asking)
  const invitation = (await invitationsWhere(trx, house, change.at, { id }))[0]!
  await post(trx, house, invitation, link, compacts)
  await tell(trx, change, {
    record: recordOf(invitation),
    action: 'invited somebody',
    before: null,
    // Neither name nor address: whoever never accepts has asked for no trace of theirs here.
    after: { invitation: id, role: asking.role, scope: asking.scope, expires: expires.toISOString() },
  })
  return { id, link, expires }
}

/** Sends an open or expired invitation again; the link before dies, and the time begins anew. */
export async function sendAgain(
  trx: Trx,
  house: House,
  asking: Pick<Asking, 'by' | 'printed'>,
  id: string,
  compacts: CompactNames = noCompacts,
): Promise<Invited> {
  const change = changeBy(house, asking.by)
  const invitation = await holdInvitation(trx, house, change, id)
  if (!['open', 'expired', 'inviter gone'].includes(invitation.state) || invitation.email === null)
    throw closed(invitation)
  const expires = new Date(change.at.getTime() + openFor(invitation.role))
  await trx
    .updateTable('invitation_links')
    .set({ replaced: change.at })
    .where('invitation_id', '=', id)
    .where('replaced', 'is', null)
    .execute()
  await trx
    .updateTable('invitations')
    .set({ expires, claimed: null, invited_by: asking.by.person, invited_as: asking.by.as })
    .where('id', '=', id)
    .execute()
  const link = await newLink(trx, house, change, invitation, asking)
  await post(trx, house, { ...invitation, expires: expires.toISOString() }, link, compacts)
  await tell(trx, change, {
    record: recordOf(invitation),
    action: 'sent an invitation again',
    before: { invitation: id, expires: invitation.expires },
    after: { invitation: id, expires: expires.toISOString() },
  })
  return { id, link, expires }
}

/** Takes an invitation back; its link says so from then on. */
export async function withdrawInvitation(
  trx: Trx,
  house: House,
  change: Change,
  id: string,
  reason: string,
): Promise<void> {
  const invitation = await holdInvitation(trx, house, change, id)
  if (invitation.state === 'accepted' || invitation.state === 'withdrawn') throw closed(invitation)
  await trx
    .updateTable('invitations')
    .set({ withdrawn: change.at, withdrawn_by: change.actor.person, end_reason: reason, sealed: null })
    .where('id', '=', id)
    .execute()
  await tell(trx, change, {
    record: recordOf(invitation),
    action: 'withdrew an invitation',
    before: { invitation: id, role: invitation.role, scope: invitation.scope },
    after: null,
    reason,
  })
}

/**
 * Notes that an invitation was used by somebody who is not signed in, to an address that
 * has an account. It stays open for the owner of that account, and looks used to all
 * others: as it would if the account had been made just now.
 */
export async function claimInvitation(trx: Trx, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('invitations')
    .set({ claimed: at })
    .where('id', '=', id)
    .where('claimed', 'is', null)
    .execute()
}

/** Lets the person in as the invitation says. Throws Conflict when it is no longer open, or they invited themselves. */
export async function acceptInvitation(
  trx: Trx,
  house: House,
  change: Change,
  id: string,
  person: string,
  compacts: CompactNames = noCompacts,
): Promise<void> {
  // The organisation before the invitation: whoever invited cannot be shown out between the question and the answer.
  await holdOrganisationOf(trx, id)
  const invitation = await holdInvitation(trx, house, change, id)
  if (invitation.state === 'accepted' && invitation.acceptedBy === person) return
  if (invitation.state !== 'open') throw closed(invitation)
  const { role, scope, invitedBy } = invitation
  const organisation = invitation.organisation?.id ?? null
  if (invitedBy.id === person) throw new OrganisationFault('own invitation')
  await trx
    .updateTable('invitations')
    .set({ accepted: change.at, accepted_by: person, sealed: null })
    .where('id', '=', id)
    .execute()
  if (organisation !== null) {
    await beginMembership(trx, change, { organisation, person, by: invitedBy.id })
  }
  // Being a member follows from the membership; only what goes beyond is a role of its own.
  if (role === 'member' || (organisation !== null && scope !== null && !mayBeForOne(role))) return
  // The organisation may have left the compact since; they belong to it all the same.
  if (!(await reachesCompact(trx, compacts, { organisation, scope }))) return
  const held = await grantsOf(trx, person)
  const has = held.some(
    (grant) =>
      grant.role === role &&
      grant.organisation === organisation &&
      grant.scope?.kind === scope?.kind &&
      grant.scope?.id === scope?.id,
  )
  if (!has) await giveRole(trx, change, { person, role, organisation, scope }, { by: invitedBy.id, compacts })
}

/** The invitation behind a link, whatever became of it. Throws NotFound for a link that never was. */
export async function invitationBehind(house: House, token: string, db: Db = house.db): Promise<Invitation> {
  const link = await db
    .selectFrom('invitation_links')
    .selectAll()
    .where('token_digest', '=', digestOf(token))
    .executeTakeFirst()
  const [invitation] = link ? await invitationsWhere(db, house, house.now(), { id: link.invitation_id }) : []
  if (link === undefined || invitation === undefined) throw new OrganisationFault('no invitation')
  const over = invitation.state === 'accepted' || invitation.state === 'withdrawn'
  return {
    ...invitation,
    byMailOnly: link.by_mail_only,
    ...(link.replaced !== null && !over ? { state: 'replaced' as const, email: null, name: null } : {}),
  }
}

/** Invitations to an organisation (or, with null, to the house) that were not accepted, the newest first. */
export async function invitationsTo(house: House, organisation: string | null): Promise<Invitation[]> {
  return (await invitationsWhere(house.db, house, house.now(), { organisation })).filter(
    ({ state }) => state !== 'accepted',
  )
}

/** Forgets addresses and names of invitations that ran out a month ago; answers how many. A daily job. */
export async function forgetInvitations(house: House): Promise<number> {
  const { numUpdatedRows } = await house.db
    .updateTable('invitations')
    .set({ sealed: null })
    .where('sealed', 'is not', null)
    .where('expires', '<', new Date(house.now().getTime() - 30 * 24 * hour))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

function closed({ state }: Invitation): OrganisationFault {
  return new OrganisationFault('invitation closed', { state })
}

async function holdOrganisationOf(trx: Trx, invitation: string): Promise<void> {
  const row = await trx
    .selectFrom('invitations')
    .select('organisation_id')
    .where('id', '=', invitation)
    .executeTakeFirst()
  if (row === undefined) return
  if (row.organisation_id === null) await takeAdministratorsTurn(trx)
  else await holdOrganisation(trx, row.organisation_id)
}

async function holdInvitation(trx: Trx, house: House, change: Change, id: string): Promise<Invitation> {
  await trx.selectFrom('invitations').select('id').where('id', '=', id).forUpdate().execute()
  const [invitation] = await invitationsWhere(trx, house, change.at, { id })
  if (invitation === undefined) throw new OrganisationFault('no invitation')
  return invitation
}

async function invitationsWhere(
  db: Db,
  house: Pick<House, 'keys'>,
  at: Date,
  which: { id: string } | { organisation: string | null },
): Promise<Invitation[]> {
  let query = db
    .selectFrom('invitations')
    .leftJoin('organisations', 'organisations.id', 'invitations.organisation_id')
    .selectAll('invitations')
    .select(['organisations.name as organisation_name', 'organisations.ended as organisation_ended'])
  if ('id' in which) query = query.where('invitations.id', '=', which.id)
  else if (which.organisation === null) query = query.where('organisation_id', 'is', null)
  else query = query.where('organisation_id', '=', which.organisation)
  const rows = await query
    .orderBy('invitations.made', 'desc')
    .orderBy('invitations.id', 'desc')
    .limit(500)
    .execute()
  const names = await namesOf(
    db,
    rows.flatMap(({ invited_by }) => invited_by ?? []),
  )
  const found: Invitation[] = []
  for (const row of rows) {
    if (!isRole(row.role)) continue
    const state = await stateOf(db, row, row.role, at)
    const open = state === 'open' || state === 'expired' || state === 'inviter gone'
    const held: Sealed =
      row.sealed === null || !open
        ? { email: '', name: null }
        : JSON.parse(house.keys.open(row.sealed, CONTEXT).toString('utf8'))
    found.push({
      id: row.id,
      state,
      email: held.email || null,
      name: held.name,
      organisation:
        row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
      role: row.role,
      scope: scopeFrom(row.scope_kind, row.scope_id),
      language: languages.find((each) => each === row.language) ?? 'en',
      invitedBy: {
        id: row.invited_by,
        name: row.invited_by === null ? null : (names.get(row.invited_by) ?? null),
      },
      made: row.made.toISOString(),
      expires: row.expires.toISOString(),
      claimed: row.claimed !== null,
      acceptedBy: row.accepted_by,
      byMailOnly: true,
    })
  }
  return found
}

async function stateOf(
  db: Db,
  row: Tables['invitations'] & { organisation_ended: Date | null },
  role: Role,
  at: Date,
): Promise<InvitationState> {
  if (row.accepted !== null) return 'accepted'
  if (row.withdrawn !== null) return 'withdrawn'
  if (row.organisation_ended !== null) return 'organisation ended'
  if (row.expires <= at) return 'expired'
  if (row.invited_by === null) return 'open'
  // Whoever has lost the power to invite does not go on inviting through letters on their way.
  const roles = await rolesOf(db, row.invited_by, at)
  const inviter = { id: row.invited_by, roles, secondFactor: true, hasSecondFactor: true }
  const post = { role, organisation: row.organisation_id, scope: scopeFrom(row.scope_kind, row.scope_id) }
  return mayInvite(inviter, post) ? 'open' : 'inviter gone'
}

async function assertNotAskedYet(trx: Trx, house: House, asking: Asking, email: string): Promise<void> {
  const open = await trx
    .selectFrom('invitations')
    .select(['organisation_id', 'role', 'scope_kind', 'scope_id'])
    .where('email_mark', '=', markOf(house.keys, email))
    .where('accepted', 'is', null)
    .where('withdrawn', 'is', null)
    .where('expires', '>', house.now())
    .execute()
  const same = open.some(
    (row) =>
      row.organisation_id === asking.organisation &&
      row.role === asking.role &&
      row.scope_kind === (asking.scope?.kind ?? null) &&
      row.scope_id === (asking.scope?.id ?? null),
  )
  if (same) throw new OrganisationFault('asked already')
}

async function newLink(
  trx: Trx,
  house: Pick<House, 'settings'>,
  { at }: Change,
  { id, language }: { id: string; language: Language },
  { printed = false }: Pick<Asking, 'printed'>,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await trx
    .insertInto('invitation_links')
    .values({ token_digest: digestOf(token), invitation_id: id, made: at, by_mail_only: !printed })
    .execute()
  return publicAddress(house, language, `/invitations/${token}`)
}

async function post(
  trx: Trx,
  house: House,
  invitation: Invitation,
  link: string,
  compacts: CompactNames,
): Promise<void> {
  const { email, name, language, role, scope, organisation, invitedBy, expires } = invitation
  if (email === null) return
  const say = speak(words, language)
  const inviter = invitedBy.name ?? say('mail.the house')
  const names = await namesOfScopes(trx, compacts, [invitation], language)
  const asRole = roleIn(language, say, role, scope, names)
  const lines = [
    name === null ? say('mail.greeting') : say('mail.greeting to', { name }),
    organisation === null
      ? say('mail.to the house', { inviter, role: asRole })
      : say('mail.to organisation', { inviter, role: asRole, organisation: organisation.name }),
    say('mail.open the link'),
    link,
    say('mail.until', { day: formatDay(language, expires.slice(0, 10)), time: expires.slice(11, 16) }),
    say('mail.not expected'),
  ]
  const subject =
    organisation === null
      ? say('mail.subject house')
      : say('mail.subject organisation', { organisation: organisation.name })
  await sendMail(
    { ...house, db: trx },
    { to: email, subject, text: `${lines.join('\n\n')}\n`, kind: 'invitation' },
  )
}

function recordOf({ id, organisation }: Pick<Invitation, 'id' | 'organisation'>) {
  return organisation === null ? { kind: 'invitation', id } : organisationRecord(organisation.id)
}

const CONTEXT = 'invitation'

function digestOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

/** By which doubles are found without the address being readable. */
export function markOf(keys: House['keys'], email: string): string {
  return createHmac('sha256', keys.secret('invitation addresses'))
    .update(normalEmail(email))
    .digest('base64url')
}

/** An invitation as it is found anew, for pages. Throws NotFound when it is not one to this organisation. */
export async function findInvitation(house: House, organisation: string, id: string): Promise<Invitation> {
  const [found] = await invitationsWhere(house.db, house, house.now(), { id })
  if (found === undefined || found.organisation?.id !== organisation)
    throw new OrganisationFault('no invitation')
  await findOrganisation(house.db, organisation)
  return found
}
