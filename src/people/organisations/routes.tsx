import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { historyView } from '../../house/history/history-view.ts'
import { historySubject } from '../../house/history/kinds.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { House } from '../../house/house.ts'
import { takeAttempt } from '../../house/limits.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { Subject } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { organisationApi } from './api.ts'
import { organisationRecord } from './change.ts'
import { type CompactNames, namesOfScopes, noCompacts } from './compacts.ts'
import { cursorOf, readCursor } from './cursor.ts'
import {
  changeFor,
  errorsAtReason,
  errorsFrom,
  may,
  organisationFor,
  rolesToGive,
  rolesToInvite,
  seesMembers,
  seesUnlisted,
} from './desk.ts'
import { OrganisationFault } from './faults.ts'
import {
  readInvitation,
  readOrganisation,
  readOwnReason,
  readReason,
  readRole,
  type Typed,
  typedIn,
} from './forms.ts'
import { invitationLinkRoutes } from './invitation-link-routes.tsx'
import { findInvitation, invitationsTo, inviteIn, sendAgain, withdrawInvitation } from './invitations.ts'
import { mayRoutes } from './may-routes.tsx'
import {
  endMembership,
  endRole,
  findMember,
  giveRole,
  leaveOrganisation,
  membersOf,
  roleOf,
} from './memberships.ts'
import { type Assets, Form, pageContextOf, sayTo } from './page-door.ts'
import { InvitationsPage } from './pages/invitations-page.tsx'
import { MemberPage, MembersPage, memberCrumbs, memberName } from './pages/members-page.tsx'
import { OrganisationFormPage, typedFrom } from './pages/organisation-form-page.tsx'
import { OrganisationPage } from './pages/organisation-page.tsx'
import { OrganisationsPage } from './pages/organisations-page.tsx'
import { ReasonPage, type Taking } from './pages/reason-page.tsx'
import { counted, organisationPath, roleIn, scopeOptions } from './pages/view.ts'
import { namesOf } from './people.ts'
import { Id, type Organisation, organisationKinds } from './schema.ts'
import {
  changeOrganisation,
  countriesOfOrganisations,
  endOrganisation,
  findOrganisation,
  makeOrganisation,
  Overtaken,
  searchOrganisations,
} from './store.ts'

const ById = Type.Object({ id: Id })
const ByMember = Type.Object({ id: Id, membership: Id })
const ByGrant = Type.Object({ id: Id, membership: Id, grant: Id })
const ByInvitation = Type.Object({ id: Id, invitation: Id })
const Words = Type.Object({
  kind: Type.Optional(Type.String({ maxLength: 40 })),
  country: Type.Optional(Type.String({ maxLength: 40 })),
  after: Type.Optional(Type.String({ maxLength: 1000 })),
})

const PAGE = 50

/** What a request of this room is about: the organisation in its address. */
export function onOrganisation(request: FastifyRequest): Subject {
  const { id } = request.params as { id: string }
  return { kind: 'organisation', id }
}

/**
 * Organisations, who belongs to them, invitations, and what everybody may: as pages and as
 * JSON. `compacts` answers what is asked about compacts here; without it there are none.
 */
export const organisationRoutes =
  (
    house: House,
    assets: Assets,
    { compacts = noCompacts }: { compacts?: CompactNames } = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof OrganisationFault ? error.in(request.language) : error
    })

    const contextOf = pageContextOf(assets)

    /* organisations */

    http.get(
      '/organisations',
      { config: { may: 'see organisations' }, schema: { querystring: Words } },
      async (request, reply) => {
        const kind = organisationKinds.find((each) => each === request.query.kind)
        const asked = { kind: kind ?? '', country: request.query.country ?? '' }
        const found = await searchOrganisations(db, {
          kind,
          country: asked.country || undefined,
          sees: seesUnlisted(request.person),
          after: readCursor(request.query.after),
          limit: PAGE + 1,
        })
        const cards = found.slice(0, PAGE)
        const last = cards.at(-1)
        const next =
          found.length > PAGE && last !== undefined
            ? pathIn(
                request.language,
                `/organisations?${new URLSearchParams({ ...asked, after: cursorOf(last) })}`,
              )
            : null
        return reply.html(
          renderPage(
            <OrganisationsPage
              context={contextOf(request)}
              rows={cards.map((card) => ({
                card,
                members: counted(card, seesMembers(request.person, card.id)),
              }))}
              asked={asked}
              countries={await countriesOfOrganisations(db)}
              next={next}
              mayMake={allow(request.person, 'make organisations', { kind: 'house' }).allowed}
            />,
          ),
        )
      },
    )

    const sendForm = (
      request: FastifyRequest,
      reply: FastifyReply,
      organisation: Organisation | null,
      typed: Typed,
      errors: FieldError[] = [],
      overtaken = false,
    ) => {
      if (overtaken) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <OrganisationFormPage
            context={contextOf(request)}
            organisation={organisation}
            typed={typed}
            errors={errors}
            overtaken={overtaken}
          />,
        ),
      )
    }
    const formFields = ['name', 'kind', 'country', 'website', 'listed']

    http.get('/organisations/new', { config: { may: 'make organisations' } }, async (request, reply) =>
      sendForm(request, reply, null, { listed: 'yes' }),
    )

    http.post(
      '/organisations',
      { config: { may: 'make organisations' }, schema: { body: Form } },
      async (request, reply) => {
        const typed = typedIn(request.body)
        const read = readOrganisation(typed, sayTo(request))
        if ('errors' in read) return sendForm(request, reply, null, typed, read.errors)
        try {
          const { location } = await changeFor(house, request, async (trx, change) => {
            const id = await makeOrganisation(trx, change, read.values)
            return { status: 303, location: `/organisations/${id}` }
          })
          return seeOther(reply, request, location ?? '/organisations')
        } catch (error) {
          return sendForm(request, reply, null, typed, errorsFrom(error, formFields, request.language))
        }
      },
    )

    http.get(
      '/organisations/:id',
      { config: { may: 'see organisations', on: onOrganisation }, schema: { params: ById } },
      async (request, reply) => {
        const organisation = await organisationFor(house, request.person, request.params.id)
        const { id } = organisation
        const sees = seesMembers(request.person, id)
        const members = sees ? await membersOf(db, id) : null
        const invites = may(request.person, 'invite members', id)
        const record = organisationRecord(id)
        const history = allow(request.person, 'read history', historySubject(record)).allowed ? (
          <HistorySection view={await historyView(db, record, { limit: 5 }, namesOf)} />
        ) : null
        return reply.html(
          renderPage(
            <OrganisationPage
              context={contextOf(request)}
              view={{
                organisation,
                members: counted(organisation, sees),
                sees,
                represented: members === null ? null : members.some(isRepresentative),
                may: {
                  members: sees,
                  invite: invites,
                  change: may(request.person, 'change an organisation', id),
                  leave: members?.some(({ person }) => person === request.person?.id) ?? false,
                },
                history,
              }}
            />,
          ),
        )
      },
    )

    const changing = { may: 'change an organisation', on: onOrganisation } as const

    http.get(
      '/organisations/:id/edit',
      { config: changing, schema: { params: ById } },
      async (request, reply) => {
        const organisation = await findOrganisation(db, request.params.id)
        return sendForm(request, reply, organisation, typedFrom(organisation))
      },
    )

    http.post(
      '/organisations/:id/edit',
      { config: changing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        const read = readOrganisation(typed, sayTo(request))
        if ('errors' in read) {
          // The version stays the one that was read: looking at one’s own mistakes is not looking at theirs.
          const shown = { ...(await findOrganisation(db, id)), version: versionIn(typed) }
          return sendForm(request, reply, shown, typed, read.errors)
        }
        try {
          await changeFor(house, request, async (trx, change) => {
            await changeOrganisation(
              trx,
              change,
              id,
              versionIn(typed),
              read.values,
              seesUnlisted(request.person),
            )
            return { status: 303 }
          })
          return seeOther(reply, request, `/organisations/${id}`)
        } catch (error) {
          if (error instanceof Overtaken) return sendForm(request, reply, error.now, typed, [], true)
          const errors = errorsFrom(error, formFields, request.language)
          const shown = { ...(await findOrganisation(db, id)), version: versionIn(typed) }
          return sendForm(request, reply, shown, typed, errors)
        }
      },
    )

    const sendEnd = async (
      request: FastifyRequest,
      reply: FastifyReply,
      id: string,
      typed: Typed,
      errors: FieldError[] = [],
      status = 422,
    ) => {
      const say = sayTo(request)
      const { language } = request
      const organisation = await findOrganisation(db, id)
      if (errors.length > 0) reply.code(status)
      return reply.html(
        renderPage(
          <ReasonPage
            context={contextOf(request)}
            title={say('end.title', { name: organisation.name })}
            text={say('end.text', { count: organisation.members })}
            submit={say('end.submit')}
            action={organisationPath(language, id, '/end')}
            back={organisationPath(language, id)}
            crumbs={[
              { name: say('list.title'), href: pathIn(language, '/organisations') },
              { name: organisation.name, href: organisationPath(language, id) },
              { name: say('one.end') },
            ]}
            version={typed.version === undefined ? organisation.version : versionIn(typed)}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/organisations/:id/end',
      { config: changing, schema: { params: ById } },
      async (request, reply) => sendEnd(request, reply, request.params.id, {}),
    )

    http.post(
      '/organisations/:id/end',
      { config: changing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        const read = readReason(typed, sayTo(request))
        if ('errors' in read) return sendEnd(request, reply, id, typed, read.errors)
        try {
          await changeFor(house, request, async (trx, change) => {
            await endOrganisation(trx, change, id, versionIn(typed), read.values.reason)
            return { status: 303 }
          })
        } catch (error) {
          // Who is told that it changed meanwhile, and by what name it goes now, may send the same again.
          const errors: FieldError[] =
            error instanceof Overtaken
              ? [{ field: 'reason', message: sayTo(request)('end.overtaken') }]
              : errorsAtReason(error, request.language)
          return sendEnd(request, reply, id, { reason: read.values.reason }, errors, 409)
        }
        return seeOther(reply, request, '/organisations')
      },
    )

    /* members */

    http.get(
      '/organisations/:id/members',
      { config: { may: 'see members', on: onOrganisation }, schema: { params: ById } },
      async (request, reply) => {
        const organisation = await findOrganisation(db, request.params.id)
        const members = await membersOf(db, organisation.id)
        const roles = members.flatMap((member) => member.roles)
        return reply.html(
          renderPage(
            <MembersPage
              context={contextOf(request)}
              organisation={organisation}
              members={members}
              compacts={await namesOfScopes(db, compacts, roles, request.language)}
              reader={request.person?.id ?? null}
              mayChange={
                organisation.ended === null && may(request.person, 'end memberships', organisation.id)
              }
            />,
          ),
        )
      },
    )

    const ending = { may: 'end memberships', on: onOrganisation } as const
    const inviting = { may: 'invite members', on: onOrganisation } as const
    const giving = { may: 'give roles in an organisation', on: onOrganisation } as const

    /** What a role in an organisation can be given for, to choose from. */
    const scopesIn = async (request: FastifyRequest, organisation: string) =>
      scopeOptions(request.language, sayTo(request), await compacts.of(db, organisation, request.language))

    const sendMember = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { id, membership }: { id: string; membership: string },
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const member = await findMember(db, id, membership)
      return reply.html(
        renderPage(
          <MemberPage
            context={contextOf(request)}
            organisation={await findOrganisation(db, id)}
            member={member}
            compacts={await namesOfScopes(db, compacts, member.roles, request.language)}
            isReader={member.person === request.person?.id}
            roles={rolesToGive}
            scopes={await scopesIn(request, id)}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/organisations/:id/members/:membership',
      { config: ending, schema: { params: ByMember } },
      async (request, reply) => sendMember(request, reply, request.params),
    )

    http.post(
      '/organisations/:id/members/:membership/roles',
      { config: giving, schema: { params: ByMember, body: Form } },
      async (request, reply) => {
        const { id, membership } = request.params
        const typed = typedIn(request.body)
        const read = readRole(typed, rolesToGive, sayTo(request))
        if ('errors' in read) return sendMember(request, reply, request.params, typed, read.errors)
        try {
          await changeFor(house, request, async (trx, change) => {
            const { person } = await findMember(trx, id, membership)
            await giveRole(trx, change, { person, organisation: id, ...read.values }, { compacts })
            return { status: 303 }
          })
          return seeOther(reply, request, `/organisations/${id}/members/${membership}`)
        } catch (error) {
          return sendMember(
            request,
            reply,
            request.params,
            typed,
            errorsFrom(error, ['role', 'scope'], request.language),
          )
        }
      },
    )

    const sendTaking = (
      request: FastifyRequest,
      reply: FastifyReply,
      taking: Taking,
      typed: Typed,
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      return reply.html(
        renderPage(<ReasonPage context={contextOf(request)} {...taking} typed={typed} errors={errors} />),
      )
    }

    const endingMember = async (
      request: FastifyRequest,
      { id, membership }: { id: string; membership: string },
    ): Promise<Taking> => {
      const say = sayTo(request)
      const { language } = request
      const organisation = await findOrganisation(db, id)
      const name = memberName(say, await findMember(db, id, membership))
      const back = organisationPath(language, id, `/members/${membership}`)
      return {
        title: say('member.title', { name, organisation: organisation.name }),
        text: say('member.end text'),
        submit: say('member.end submit'),
        action: `${back}/end`,
        back,
        crumbs: memberCrumbs(language, say, organisation, name),
      }
    }

    http.get(
      '/organisations/:id/members/:membership/end',
      { config: ending, schema: { params: ByMember } },
      async (request, reply) => sendTaking(request, reply, await endingMember(request, request.params), {}),
    )

    http.post(
      '/organisations/:id/members/:membership/end',
      { config: ending, schema: { params: ByMember, body: Form } },
      async (request, reply) => {
        const { id, membership } = request.params
        const typed = typedIn(request.body)
        const read = readReason(typed, sayTo(request))
        if ('errors' in read)
          return sendTaking(request, reply, await endingMember(request, request.params), typed, read.errors)
        try {
          await changeFor(house, request, async (trx, change) => {
            await endMembership(trx, change, { organisation: id, membership, ...read.values })
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsAtReason(error, request.language)
          return sendTaking(request, reply, await endingMember(request, request.params), typed, errors)
        }
        return seeOther(reply, request, `/organisations/${id}/members`)
      },
    )

    const takingRole = async (
      request: FastifyRequest,
      { id, membership, grant }: { id: string; membership: string; grant: string },
    ): Promise<Taking> => {
      const say = sayTo(request)
      const { language } = request
      const organisation = await findOrganisation(db, id)
      const member = await findMember(db, id, membership)
      const held = roleOf(member, grant)
      const names = await namesOfScopes(db, compacts, [held], language)
      const back = organisationPath(language, id, `/members/${membership}`)
      return {
        title: say('member.title', { name: memberName(say, member), organisation: organisation.name }),
        text: roleIn(language, say, held.role, held.scope, names),
        submit: say('member.take submit'),
        action: `${back}/roles/${grant}/end`,
        back,
        crumbs: memberCrumbs(language, say, organisation, memberName(say, member)),
      }
    }

    http.get(
      '/organisations/:id/members/:membership/roles/:grant/end',
      { config: giving, schema: { params: ByGrant } },
      async (request, reply) => sendTaking(request, reply, await takingRole(request, request.params), {}),
    )

    http.post(
      '/organisations/:id/members/:membership/roles/:grant/end',
      { config: giving, schema: { params: ByGrant, body: Form } },
      async (request, reply) => {
        const { id, membership, grant } = request.params
        const typed = typedIn(request.body)
        const read = readReason(typed, sayTo(request))
        if ('errors' in read)
          return sendTaking(request, reply, await takingRole(request, request.params), typed, read.errors)
        try {
          await changeFor(house, request, async (trx, change) => {
            const held = roleOf(await findMember(trx, id, membership), grant)
            await endRole(trx, change, held, read.values.reason)
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsAtReason(error, request.language)
          return sendTaking(request, reply, await takingRole(request, request.params), typed, errors)
        }
        return seeOther(reply, request, `/organisations/${id}/members/${membership}`)
      },
    )

    /* leaving */

    const leaving = { may: 'leave an organisation', on: onOrganisation } as const
    const leavingPage = async (request: FastifyRequest, id: string): Promise<Taking> => {
      const say = sayTo(request)
      const organisation = await findOrganisation(db, id)
      return {
        title: say('leave.title', { name: organisation.name }),
        text: say('leave.text'),
        submit: say('leave.submit'),
        action: organisationPath(request.language, id, '/leave'),
        back: organisationPath(request.language, id),
        crumbs: memberCrumbs(request.language, say, organisation, say('one.leave')),
        own: true,
      }
    }

    http.get(
      '/organisations/:id/leave',
      { config: leaving, schema: { params: ById } },
      async (request, reply) => sendTaking(request, reply, await leavingPage(request, request.params.id), {}),
    )

    http.post(
      '/organisations/:id/leave',
      { config: leaving, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        const read = readOwnReason(typed, sayTo(request))
        if ('errors' in read)
          return sendTaking(request, reply, await leavingPage(request, id), typed, read.errors)
        try {
          await changeFor(house, request, async (trx, change) => {
            await leaveOrganisation(trx, change, { organisation: id, ...read.values })
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsAtReason(error, request.language)
          return sendTaking(request, reply, await leavingPage(request, id), typed, errors)
        }
        return seeOther(reply, request, '/account/may')
      },
    )

    /* invitations */

    const sendInvitations = async (
      request: FastifyRequest,
      reply: FastifyReply,
      id: string,
      { typed = {}, errors = [], sent = false }: { typed?: Typed; errors?: FieldError[]; sent?: boolean },
    ) => {
      if (errors.length > 0) reply.code(422)
      const invitations = await invitationsTo(house, id)
      return reply.html(
        renderPage(
          <InvitationsPage
            context={contextOf(request)}
            organisation={await findOrganisation(db, id)}
            invitations={invitations}
            compacts={await namesOfScopes(db, compacts, invitations, request.language)}
            roles={rolesToInvite}
            scopes={await scopesIn(request, id)}
            represented={(await membersOf(db, id)).some(isRepresentative)}
            sent={sent}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/organisations/:id/invitations',
      {
        config: inviting,
        schema: {
          params: ById,
          querystring: Type.Object({ sent: Type.Optional(Type.String({ maxLength: 5 })) }),
        },
      },
      async (request, reply) =>
        sendInvitations(request, reply, request.params.id, { sent: request.query.sent === 'yes' }),
    )

    http.post(
      '/organisations/:id/invitations',
      { config: inviting, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        const read = readInvitation(typed, rolesToInvite, request.language, sayTo(request))
        if ('errors' in read) return sendInvitations(request, reply, id, { typed, errors: read.errors })
        await takeAttempt(house, { what: 'invitation', who: request.person?.id ?? '' })
        try {
          await changeFor(house, request, async (trx, { actor }) => {
            await inviteIn(trx, house, { ...read.values, organisation: id, by: actor }, compacts)
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsFrom(error, ['email', 'role', 'scope'], request.language)
          return sendInvitations(request, reply, id, { typed, errors })
        }
        deliverSoon(house)
        return seeOther(reply, request, `/organisations/${id}/invitations?sent=yes`)
      },
    )

    http.post(
      '/organisations/:id/invitations/:invitation/again',
      { config: inviting, schema: { params: ByInvitation, body: Form } },
      async (request, reply) => {
        const { id, invitation } = request.params
        await takeAttempt(house, { what: 'invitation', who: request.person?.id ?? '' })
        await findInvitation(house, id, invitation)
        await changeFor(house, request, async (trx, { actor }) => {
          await sendAgain(trx, house, { by: actor }, invitation, compacts)
          return { status: 303 }
        })
        deliverSoon(house)
        return seeOther(reply, request, `/organisations/${id}/invitations?sent=yes`)
      },
    )

    const withdrawing = async (
      request: FastifyRequest,
      { id, invitation }: { id: string; invitation: string },
    ): Promise<Taking> => {
      const say = sayTo(request)
      const { email, organisation } = await findInvitation(house, id, invitation)
      const back = organisationPath(request.language, id, '/invitations')
      return {
        title: say('invite.withdraw title', { email: email ?? say('invite.forgotten') }),
        text: say('invite.withdraw text'),
        submit: say('invite.withdraw submit'),
        action: `${back}/${invitation}/withdraw`,
        back,
        crumbs: [
          { name: say('list.title'), href: pathIn(request.language, '/organisations') },
          { name: organisation?.name ?? '', href: organisationPath(request.language, id) },
          { name: say('one.invitations link'), href: back },
        ],
      }
    }

    http.get(
      '/organisations/:id/invitations/:invitation/withdraw',
      { config: inviting, schema: { params: ByInvitation } },
      async (request, reply) => sendTaking(request, reply, await withdrawing(request, request.params), {}),
    )

    http.post(
      '/organisations/:id/invitations/:invitation/withdraw',
      { config: inviting, schema: { params: ByInvitation, body: Form } },
      async (request, reply) => {
        const { id, invitation } = request.params
        const typed = typedIn(request.body)
        const read = readReason(typed, sayTo(request))
        if ('errors' in read)
          return sendTaking(request, reply, await withdrawing(request, request.params), typed, read.errors)
        await findInvitation(house, id, invitation)
        try {
          await changeFor(house, request, async (trx, change) => {
            await withdrawInvitation(trx, house, change, invitation, read.values.reason)
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsAtReason(error, request.language)
          return sendTaking(request, reply, await withdrawing(request, request.params), typed, errors, 409)
        }
        return seeOther(reply, request, `/organisations/${id}/invitations`)
      },
    )

    await http.register(invitationLinkRoutes(house, assets, compacts))
    await http.register(mayRoutes(house, assets, compacts))
    await http.register(organisationApi(house, compacts))
  }

function isRepresentative({ roles }: { roles: { role: string; scope: unknown }[] }): boolean {
  return roles.some(({ role, scope }) => role === 'representative' && scope === null)
}

function versionIn(typed: Typed): number {
  const version = Number(typed.version)
  return Number.isSafeInteger(version) ? version : 0
}
