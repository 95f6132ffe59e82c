import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import type { Tables } from '../../house/database.ts'
import { oneLine } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { addressOf, takeAttempt } from '../../house/limits.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { changeOnce } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { createAccount } from '../accounts/account.ts'
import { callerOf } from '../accounts/caller.ts'
import { argon2, passwordFault } from '../accounts/passwords.ts'
import { askForProof } from '../accounts/sign-in.ts'
import { passwordFaultIn } from '../accounts/wording.ts'
import { changeBy } from './change.ts'
import { type CompactNames, namesOfScopes } from './compacts.ts'
import { OrganisationFault } from './faults.ts'
import { isPersonName, type Typed, typedIn } from './forms.ts'
import { acceptInvitation, claimInvitation, type Invitation, invitationBehind } from './invitations.ts'
import { type Assets, Form, pageContextOf } from './page-door.ts'
import { type Guest, InvitationPage, InvitationSentPage } from './pages/invitation-page.tsx'
import { words } from './words.ts'

const ByToken = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) })

/** The link in the mail: who invites to what, and accepting it, with an account or a new one. */
export const invitationLinkRoutes =
  (house: House, assets: Assets, compacts: CompactNames): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const contextOf = pageContextOf(assets)

    const accepting = { may: 'accept an invitation' } as const

    // Within a transaction it reads through that: a second connection may never come while the first is held.
    const guestOf = async (
      request: FastifyRequest,
      invitation: Invitation,
      within: Kysely<Tables> = db,
    ): Promise<Guest> => {
      const { person } = request
      if (person === null) return 'nobody'
      if (invitation.acceptedBy === person.id) return 'has accepted'
      const row = await within
        .selectFrom('accounts_user')
        .select(['email', 'email_verified'])
        .where('id', '=', person.id)
        .executeTakeFirst()
      if (row === undefined || row.email !== invitation.email) return 'somebody else'
      return row.email_verified ? 'the one invited' : 'unproven'
    }
    const sendInvitation = async (
      request: FastifyRequest,
      reply: FastifyReply,
      token: string,
      found: Invitation,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      const guest = await guestOf(request, found)
      const used = found.claimed && (guest === 'nobody' || guest === 'somebody else')
      const invitation: Invitation = used ? { ...found, state: 'accepted', email: null, name: null } : found
      if (errors.length > 0) reply.code(422)
      else if (invitation.state !== 'open' && guest !== 'has accepted') reply.code(410)
      return hushed(reply).html(
        renderPage(
          <InvitationPage
            context={contextOf(request)}
            token={token}
            invitation={invitation}
            compacts={await namesOfScopes(db, compacts, [invitation], request.language)}
            guest={guest}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/invitations/:token',
      { config: accepting, schema: { params: ByToken } },
      async (request, reply) => {
        const { token } = request.params
        return sendInvitation(request, reply, token, await invitationBehind(house, token))
      },
    )

    http.get(
      '/invitations/:token/next',
      { config: accepting, schema: { params: ByToken } },
      async (request, reply) => {
        await invitationBehind(house, request.params.token)
        return hushed(reply).html(
          renderPage(<InvitationSentPage context={contextOf(request)} token={request.params.token} />),
        )
      },
    )

    http.post(
      '/invitations/:token',
      { config: accepting, schema: { params: ByToken, body: Form } },
      async (request, reply) => {
        const { token } = request.params
        const here = addressOf(request, house.settings.trustedProxies)
        await takeAttempt(house, { what: 'sign-up', who: here, by: 'address' })
        const invitation = await invitationBehind(house, token)
        const who = `invitation ${invitation.id}`

        if (request.person !== null) {
          const { person } = request
          await changeOnce(house, request, { who, content: { invitation: invitation.id } }, async (trx) => {
            const guest = await guestOf(request, invitation, trx)
            // Signed in with another address, or with one not shown to be theirs, nobody takes up what is not for them.
            if (guest !== 'the one invited' && guest !== 'has accepted')
              throw new OrganisationFault('not the one invited')
            const change = changeBy(house, actorOf(request))
            await acceptInvitation(trx, house, change, invitation.id, person.id, compacts)
            return { status: 303 }
          })
          return seeOther(hushed(reply), request, `/invitations/${token}`)
        }

        const typed = typedIn(request.body)
        const { email } = invitation
        if (invitation.state !== 'open' || invitation.claimed || email === null) {
          // The second of two clicks comes here after the first has used the invitation up.
          if (invitation.state === 'accepted' || invitation.claimed)
            return seeOther(hushed(reply), request, `/invitations/${token}/next`)
          return sendInvitation(request, reply, token, invitation, typed)
        }
        const name = oneLine(typed.name ?? '')
        const password = typed.password ?? ''
        const errors = newAccountErrors(request.language, { name, email, password })
        if (errors.length > 0) return sendInvitation(request, reply, token, invitation, { name }, errors)

        await changeOnce(house, request, { who, content: { name } }, async (trx) => {
          const known = await trx
            .selectFrom('accounts_user')
            .select('id')
            .where('email', '=', email)
            .executeTakeFirst()
          if (known !== undefined) {
            // As much work as making one, and the same answer: nothing tells that there was an account.
            await argon2.hash(password)
            await claimInvitation(trx, invitation.id, house.now())
            return { status: 303 }
          }
          const actor = { ...actorOf(request), as: 'person' as const }
          const account = await createAccount(
            { ...house, db: trx },
            { email, name, password, emailProven: invitation.byMailOnly },
            { actor },
          )
          const change = changeBy(house, { ...actor, person: account.id })
          await acceptInvitation(trx, house, change, invitation.id, account.id, compacts)
          if (!invitation.byMailOnly) await askForProof(trx, house, callerOf(house, request), email)
          return { status: 303 }
        })
        deliverSoon(house)
        return seeOther(hushed(reply), request, `/invitations/${token}/next`)
      },
    )
  }

/** What carries a token is kept by nobody; that no other site hears of it is so on every page. */
function hushed(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}

function newAccountErrors(
  language: Language,
  { name, email, password }: { name: string; email: string; password: string },
): FieldError[] {
  const say = speak(words, language)
  const fault = passwordFault(password, [name, email])
  return [
    ...(!isPersonName(name) ? [{ field: 'name', message: say('fault.person name') }] : []),
    ...(fault === null ? [] : [{ field: 'password', message: passwordFaultIn(language, fault) }]),
  ]
}
