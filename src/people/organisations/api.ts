import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type TObject, type TProperties, Type } from 'typebox'
import { country } from '../../countries/registry.ts'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { takeAttempt } from '../../house/limits.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { languages, speak } from '../../ui/language.ts'
import { actions, roles, type Subject } from '../policy/actions.ts'
import { type CompactNames, compactToRead } from './compacts.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { changeFor, organisationFor, rolesToGive, rolesToInvite, seesMembers, seesUnlisted } from './desk.ts'
import { readInvitation, readOrganisation, readOwnReason, readReason, readRole, usable } from './forms.ts'
import {
  findInvitation,
  type Invitation,
  invitationsTo,
  inviteIn,
  sendAgain,
  withdrawInvitation,
} from './invitations.ts'
import { whatSomebodyMay } from './may.ts'
import {
  endMembership,
  endRole,
  findMember,
  giveRole,
  leaveOrganisation,
  type Member,
  membersOf,
  roleOf,
} from './memberships.ts'
import { counted } from './pages/view.ts'
import { type Scope, scopeText } from './roles.ts'
import { Id, organisationKinds } from './schema.ts'
import {
  changeOrganisation,
  endOrganisation,
  findOrganisation,
  governmentsOf,
  makeOrganisation,
  type OrganisationCard,
  searchOrganisations,
} from './store.ts'
import { words } from './words.ts'

/* What is asked and answered, for the description of the API. Bodies hold what is named here and nothing else. */

const strict = { additionalProperties: false } as const
const Moment = Type.String({ description: 'ISO 8601 moment in UTC' })
const Iso3 = Type.Union([Type.String({ pattern: '^[A-Z]{3}$' }), Type.Null()], {
  description: 'ISO 3166-1 alpha-3; null for an organisation of no single country',
})
const Website = Type.Union([Type.String({ maxLength: 300 }), Type.Null()])
const Kind = Type.Enum([...organisationKinds])
const Name = Type.String({ minLength: 2, maxLength: 200 })
const Reason = Type.String({
  minLength: 3,
  maxLength: 1000,
  description: 'Why. It stays in the history for good: name nobody',
})
const Version = Type.Integer({
  minimum: 1,
  description: 'The version that was read; 409 when it is no longer the present one',
})
const ScopeShape = Type.Object({
  kind: Type.Enum(['country', 'compact']),
  id: Type.String({ maxLength: 80 }),
})
const HeldFor = Type.Union([ScopeShape, Type.Null()], {
  description:
    'The one compact (its id), or the one country (ISO 3166-1 alpha-3), it holds for; null for all',
})
const RoleName = Type.Enum([...roles])

const NewOrganisation = Type.Object(
  {
    kind: Kind,
    name: Name,
    country: Type.Optional(Iso3),
    website: Type.Optional(Website),
    listed: Type.Optional(
      Type.Boolean({ description: 'Whether everybody signed in finds it; true unless told otherwise' }),
    ),
  },
  strict,
)
const ChangedOrganisation = Type.Object(
  {
    version: Version,
    kind: Type.Optional(Kind),
    name: Type.Optional(Name),
    country: Type.Optional(Iso3),
    website: Type.Optional(Website),
    listed: Type.Optional(Type.Boolean()),
  },
  strict,
)
const EndedOrganisation = Type.Object({ version: Version, reason: Reason }, strict)
const WithReason = Type.Object({ reason: Reason }, strict)
const Leaving = Type.Object(
  {
    reason: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 1000,
        description: 'Why, if you care to say so: kept apart as your own, and gone when you are erased',
      }),
    ),
  },
  strict,
)
const AskedFor = Type.Optional(
  Type.Union([Type.Object({ ...ScopeShape.properties }, strict), Type.Null()], {
    description:
      'One compact the organisation takes part in (its id), or one country (ISO 3166-1 alpha-3); left out or null, the role holds for all. Representatives and members are so for all',
  }),
)
const NewRole = Type.Object({ role: Type.Enum([...rolesToGive]), scope: AskedFor }, strict)
const NewInvitation = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254 }),
    name: Type.Optional(Type.String({ maxLength: 120 })),
    role: Type.Enum([...rolesToInvite]),
    scope: AskedFor,
    language: Type.Optional(Type.Enum([...languages])),
  },
  strict,
)
const Empty = Type.Object({}, strict)

const OrganisationAnswer = Type.Object({
  id: Type.String(),
  kind: Kind,
  name: Type.String(),
  country: Iso3,
  website: Website,
  listed: Type.Boolean(),
  version: Type.Integer(),
  made: Moment,
  ended: Type.Union([Moment, Type.Null()]),
  members: Type.Object(
    { count: Type.Optional(Type.Integer()), fewerThan: Type.Optional(Type.Integer()) },
    { description: 'How many belong to it. Small numbers of a survivors’ group are told as “fewer than”' },
  ),
})
const OrganisationsAnswer = Type.Object({
  organisations: Type.Array(OrganisationAnswer),
  next: Type.Union([Type.String(), Type.Null()], { description: 'For `after` of the next page' }),
})
const MembershipsAnswer = Type.Object({
  memberships: Type.Array(
    Type.Object({
      id: Type.String(),
      person: Type.String(),
      name: Type.Union([Type.String(), Type.Null()], { description: 'Null when the person was erased' }),
      began: Moment,
      roles: Type.Array(Type.Object({ id: Type.String(), role: RoleName, scope: HeldFor })),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
})
const InvitationAnswer = Type.Object({
  id: Type.String(),
  state: Type.String({ description: 'open, withdrawn, expired, inviter gone or organisation ended' }),
  email: Type.Union([Type.String(), Type.Null()], { description: 'Null once it is no longer kept' }),
  role: RoleName,
  scope: HeldFor,
  made: Moment,
  expires: Moment,
})
const InvitationsAnswer = Type.Object({
  invitations: Type.Array(InvitationAnswer),
  next: Type.Union([Type.String(), Type.Null()]),
})
const InvitedAnswer = Type.Object({ id: Type.String(), expires: Moment })
const MeAnswer = Type.Object({
  person: Type.Union([Type.String(), Type.Null()]),
  secondFactor: Type.Boolean({ description: 'Whether this sign-in passed the second factor' }),
  roles: Type.Array(
    Type.Object({
      role: RoleName,
      organisation: Type.Union([Type.String(), Type.Null()]),
      scope: Type.Union([ScopeShape, Type.Null()]),
    }),
  ),
  about: Type.Object({ kind: Type.String(), id: Type.Optional(Type.String()) }),
  may: Type.Array(
    Type.Object({
      action: Type.Enum([...actions]),
      allowed: Type.Boolean(),
      sentence: Type.String(),
      because: Type.String(),
      remedy: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

const ById = Type.Object({ id: Id })
const ByMembership = Type.Object({ id: Id, membership: Id })
const ByGrant = Type.Object({ id: Id, membership: Id, grant: Id })
const ByInvitation = Type.Object({ id: Id, invitation: Id })
const paging = {
  after: Type.Optional(Type.String({ maxLength: 1000, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 unless told otherwise' })),
}

const on = ({ params }: FastifyRequest): Subject => ({
  kind: 'organisation',
  id: (params as { id: string }).id,
})

/** The same as the pages, for programs: /api/v1/organisations and /api/v1/me. */
export const organisationApi =
  (house: House, compacts: CompactNames): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    // A field that is not taken is a fault of the sender, who must learn of it; it is not left out in silence.
    http.addHook('preValidation', async (request) => refuseUnknownFields(request))

    http.get(
      '/api/v1/me',
      {
        config: { may: 'read what is public' },
        schema: {
          summary:
            'What you may do, and why not: every action, on the installation or on what is asked about',
          querystring: Type.Object({
            organisation: Type.Optional(Id),
            country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
            compact: Type.Optional(Id),
          }),
          response: { 200: MeAnswer },
        },
      },
      async ({ person, language, query }) => {
        const about = await subjectAsked(db, query, (id) => compactToRead(db, compacts, person, id))
        return {
          person: person?.id ?? null,
          secondFactor: person?.secondFactor ?? false,
          roles: person?.roles ?? [],
          about: 'id' in about ? { kind: about.kind, id: about.id } : { kind: about.kind },
          may: whatSomebodyMay(person, about, language),
        }
      },
    )

    http.get(
      '/api/v1/organisations',
      {
        config: { may: 'see organisations' },
        schema: {
          summary: 'Organisations you may find, by name',
          querystring: Type.Object({
            kind: Type.Optional(Kind),
            country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
            ...paging,
          }),
          response: { 200: OrganisationsAnswer },
        },
      },
      async ({ person, query }) => {
        const limit = query.limit ?? 50
        const found = await searchOrganisations(db, {
          kind: query.kind,
          country: query.country,
          sees: seesUnlisted(person),
          after: readCursor(query.after),
          limit: limit + 1,
        })
        const cards = found.slice(0, limit)
        const last = cards.at(-1)
        return {
          organisations: cards.map((card) => organisationAnswer(card, seesMembers(person, card.id))),
          next: found.length > limit && last !== undefined ? cursorOf(last) : null,
        }
      },
    )

    http.post(
      '/api/v1/organisations',
      {
        config: { may: 'make organisations' },
        schema: {
          summary: 'Makes an organisation',
          headers: OnceHeaders,
          body: NewOrganisation,
          response: { 201: OrganisationAnswer },
        },
      },
      async (request, reply) => {
        const values = valuesFrom(request, { country: null, website: null, listed: true, ...request.body })
        const answer = await changeFor(house, request, async (trx, change) => {
          const id = await makeOrganisation(trx, change, values)
          const made = organisationAnswer(await findOrganisation(trx, id), true)
          return { status: 201, location: `/api/v1/organisations/${id}`, body: made }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/organisations/:id',
      {
        config: { may: 'see organisations', on },
        schema: { summary: 'One organisation', params: ById, response: { 200: OrganisationAnswer } },
      },
      async (request) => {
        const card = await organisationFor(house, request.person, request.params.id)
        return organisationAnswer(card, seesMembers(request.person, card.id))
      },
    )

    http.patch(
      '/api/v1/organisations/:id',
      {
        config: { may: 'change an organisation', on },
        schema: {
          summary: 'Changes what is said of an organisation; what is left out stays',
          headers: OnceHeaders,
          params: ById,
          body: ChangedOrganisation,
          response: { 200: OrganisationAnswer },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { version, ...sent } = request.body
        const answer = await changeFor(house, request, async (trx, change) => {
          const now = await findOrganisation(trx, id)
          await changeOrganisation(
            trx,
            change,
            id,
            version,
            valuesFrom(request, { ...now, ...sent }),
            seesUnlisted(request.person),
          )
          return { status: 200, body: organisationAnswer(await findOrganisation(trx, id), true) }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/organisations/:id/end',
      {
        config: { may: 'change an organisation', on },
        schema: {
          summary: 'Ends an organisation, with all memberships and open invitations',
          headers: OnceHeaders,
          params: ById,
          body: EndedOrganisation,
          response: { 200: OrganisationAnswer },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { reason } = reasonFrom(request)
        const answer = await changeFor(house, request, async (trx, change) => {
          await endOrganisation(trx, change, id, request.body.version, reason)
          return { status: 200, body: organisationAnswer(await findOrganisation(trx, id), true) }
        })
        return sendAnswer(reply, answer)
      },
    )

    /* memberships and roles */

    http.get(
      '/api/v1/organisations/:id/memberships',
      {
        config: { may: 'see members', on },
        schema: {
          summary: 'Who belongs to an organisation',
          params: ById,
          querystring: Type.Object(paging),
          response: { 200: MembershipsAnswer },
        },
      },
      async ({ params, query }) => {
        await findOrganisation(db, params.id)
        const { part, next } = pageOf(await membersOf(db, params.id), query)
        return { memberships: part.map(memberAnswer), next }
      },
    )

    http.post(
      '/api/v1/organisations/:id/memberships/:membership/end',
      {
        config: { may: 'end memberships', on },
        schema: {
          summary: 'Ends a membership and its roles; access ends at once, signatures stay',
          headers: OnceHeaders,
          params: ByMembership,
          body: WithReason,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, membership } = request.params
        const { reason } = reasonFrom(request)
        const answer = await changeFor(house, request, async (trx, change) => {
          await endMembership(trx, change, { organisation: id, membership, reason })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/organisations/:id/leave',
      {
        config: { may: 'leave an organisation', on },
        schema: {
          summary: 'Ends your own membership',
          headers: OnceHeaders,
          params: ById,
          body: Leaving,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { reason } = usable(readOwnReason(request.body, speak(words, request.language)))
        const answer = await changeFor(house, request, async (trx, change) => {
          await leaveOrganisation(trx, change, { organisation: id, reason })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/organisations/:id/memberships/:membership/roles',
      {
        config: { may: 'give roles in an organisation', on },
        schema: {
          summary: 'Gives a member a role',
          headers: OnceHeaders,
          params: ByMembership,
          body: NewRole,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, membership } = request.params
        const given = usable(
          readRole(
            { role: request.body.role, scope: scopeIn(request.body) },
            rolesToGive,
            speak(words, request.language),
          ),
        )
        const answer = await changeFor(house, request, async (trx, change) => {
          const { person } = await findMember(trx, id, membership)
          await giveRole(trx, change, { person, organisation: id, ...given }, { compacts })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/organisations/:id/memberships/:membership/roles/:grant/end',
      {
        config: { may: 'give roles in an organisation', on },
        schema: {
          summary: 'Takes a role away from a member',
          headers: OnceHeaders,
          params: ByGrant,
          body: WithReason,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, membership, grant } = request.params
        const { reason } = reasonFrom(request)
        const answer = await changeFor(house, request, async (trx, change) => {
          const held = roleOf(await findMember(trx, id, membership), grant)
          await endRole(trx, change, held, reason)
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    /* invitations */

    http.get(
      '/api/v1/organisations/:id/invitations',
      {
        config: { may: 'invite members', on },
        schema: {
          summary: 'Invitations that were not accepted',
          params: ById,
          querystring: Type.Object(paging),
          response: { 200: InvitationsAnswer },
        },
      },
      async ({ params, query }) => {
        await findOrganisation(db, params.id)
        const { part, next } = pageOf(await invitationsTo(house, params.id), query)
        return { invitations: part.map(invitationAnswer), next }
      },
    )

    http.post(
      '/api/v1/organisations/:id/invitations',
      {
        config: { may: 'invite members', on },
        schema: {
          summary: 'Invites somebody by e-mail. Says nothing of whether the address has an account',
          headers: OnceHeaders,
          params: ById,
          body: NewInvitation,
          response: { 201: InvitedAnswer },
        },
      },
      async (request, reply) => {
        const { email, name = '', role, language = request.language } = request.body
        const values = usable(
          readInvitation(
            { email, name, role, language, scope: scopeIn(request.body) },
            rolesToInvite,
            request.language,
            speak(words, request.language),
          ),
        )
        await takeAttempt(house, { what: 'invitation', who: request.person?.id ?? '' })
        const answer = await changeFor(house, request, async (trx, { actor }) => {
          const asking = { ...values, organisation: request.params.id, by: actor }
          const { id, expires } = await inviteIn(trx, house, asking, compacts)
          return { status: 201, body: { id, expires: expires.toISOString() } }
        })
        deliverSoon(house)
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/organisations/:id/invitations/:invitation/again',
      {
        config: { may: 'invite members', on },
        schema: {
          summary: 'Sends an invitation again; the link before it stops working',
          headers: OnceHeaders,
          params: ByInvitation,
          body: Type.Optional(Type.Union([Empty, Type.Null()])),
          response: { 200: InvitedAnswer },
        },
      },
      async (request, reply) => {
        const { id, invitation } = request.params
        await takeAttempt(house, { what: 'invitation', who: request.person?.id ?? '' })
        await findInvitation(house, id, invitation)
        const answer = await changeFor(house, request, async (trx, { actor }) => {
          const sent = await sendAgain(trx, house, { by: actor }, invitation, compacts)
          return { status: 200, body: { id: sent.id, expires: sent.expires.toISOString() } }
        })
        deliverSoon(house)
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/organisations/:id/invitations/:invitation/withdraw',
      {
        config: { may: 'invite members', on },
        schema: {
          summary: 'Withdraws an invitation',
          headers: OnceHeaders,
          params: ByInvitation,
          body: WithReason,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, invitation } = request.params
        const { reason } = reasonFrom(request)
        await findInvitation(house, id, invitation)
        const answer = await changeFor(house, request, async (trx, change) => {
          await withdrawInvitation(trx, house, change, invitation, reason)
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )
  }

/** What is asked about. Whether there is such an organisation or compact is not told: the policy answers the same. */
async function subjectAsked(
  db: House['db'],
  { organisation, country: iso3, compact }: { organisation?: string; country?: string; compact?: string },
  readable: (compact: string) => Promise<Subject | null>,
): Promise<Subject> {
  if (organisation !== undefined) return { kind: 'organisation', id: organisation.toLowerCase() }
  if (iso3 !== undefined && country(iso3))
    return { kind: 'country', id: iso3, governments: await governmentsOf(db, iso3) }
  if (compact !== undefined) {
    const id = compact.toLowerCase()
    return (await readable(id)) ?? { kind: 'compact', id, country: '', public: false, parties: [] }
  }
  return { kind: 'house' }
}

type Sent = {
  kind: string
  name: string
  country: string | null
  website: string | null
  listed: boolean
}

function valuesFrom(request: FastifyRequest, { kind, name, country: iso3, website, listed }: Sent) {
  const typed = { kind, name, country: iso3 ?? '', website: website ?? '', listed: listed ? 'yes' : 'no' }
  return usable(readOrganisation(typed, speak(words, request.language)))
}

function reasonFrom(request: FastifyRequest): { reason: string } {
  const { reason } = request.body as { reason: string }
  return usable(readReason({ reason }, speak(words, request.language)))
}

function organisationAnswer(card: OrganisationCard, sees: boolean) {
  const { id, kind, name, country: iso3, website, listed, version, made, ended } = card
  return {
    id,
    kind,
    name,
    country: iso3,
    website,
    listed,
    version,
    made,
    ended,
    members: counted(card, sees),
  }
}

function memberAnswer({ id, person, name, began, roles: held }: Member) {
  return {
    id,
    person,
    name,
    began,
    roles: held.map(({ id: grant, role, scope }) => ({ id: grant, role, scope })),
  }
}

function invitationAnswer({ id, state, email, role, scope, made, expires }: Invitation) {
  return { id, state, email, role, scope, made, expires }
}

/** What a role is asked for, as a form would send it. */
const scopeIn = ({ scope }: { scope?: Scope | null }): string => (scope ? scopeText(scope) : '')

/** A part of a list that is read whole: lists of one organisation are short. */
function pageOf<Item extends { id: string }>(
  items: Item[],
  { after, limit = 50 }: { after?: string; limit?: number },
): { part: Item[]; next: string | null } {
  const from = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1
  if (after !== undefined && from === 0) return { part: [], next: null }
  const part = items.slice(from, from + limit)
  return { part, next: from + limit < items.length ? (part.at(-1)?.id ?? null) : null }
}

function refuseUnknownFields(request: FastifyRequest): void {
  const { body } = request
  const shape = (request.routeOptions.schema as { body?: TObject<TProperties> } | undefined)?.body
  if (typeof body !== 'object' || body === null || !shape?.properties) return
  const known = Object.keys(shape.properties)
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Fault(
    422,
    'unusable',
    'What was sent cannot be used as it is',
    unknown.map((name) => ({
      place: name.slice(0, 80),
      message: 'There is no field of this name here, or it is not set this way.',
      remedy: `Known are ${known.join(', ')}.`,
    })),
  )
}
