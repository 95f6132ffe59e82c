import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { actorOf } from '../../house/actor.ts'
import { field } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { takeAttempt } from '../../house/limits.ts'
import { once, onceOf } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { transact } from '../../house/transact.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { cookiesTakenBack } from '../accounts/auth.ts'
import type { AccountContext } from '../accounts/pages/frame.tsx'
import { argon2, type PasswordHashing } from '../accounts/passwords.ts'
import { confirmPath } from '../accounts/routes.tsx'
import { type SignIn, signInEnded, signInOf } from '../accounts/session.ts'
import { changeBy, personRecord, tell } from '../organisations/change.ts'
import { OrganisationFault } from '../organisations/faults.ts'
import type { Subject } from '../policy/actions.ts'
import { Refused } from '../policy/guard.ts'
import { eraseForGood, hasErased } from './erase.ts'
import { gatherOwnData } from './export.ts'
import { DataPage, ReadPage } from './pages/data-pages.tsx'
import { ErasePage, GonePage } from './pages/erase-pages.tsx'
import { words } from './words.ts'

type Assets = { css: string[]; js: string[] }

const own = {
  may: 'export or erase own data',
  on: (request: FastifyRequest): Subject => ({ kind: 'person', id: request.person?.id ?? '' }),
} as const

/** The door of one's own data: what is held, taking it along, and leaving for good. */
export const ownDataRoutes =
  (house: House, assets: Assets, hashing: PasswordHashing = argon2): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })

    const contextOf = (request: FastifyRequest): AccountContext => ({
      language: request.language,
      path: (request.url.split('?')[0] ?? '/account/data').replace(/\/export$/, ''),
      assets,
    })
    const show = (reply: FastifyReply, page: ReactElement, status = 200) =>
      reply.code(status).html(renderPage(page))
    /** What holds everything about somebody, or ends it, needs a sign-in of the last minutes. */
    const toConfirm = (request: FastifyRequest, reply: FastifyReply, back: string) =>
      seeOther(reply, request, confirmPath(pathIn(request.language, back)))

    const mine = async (request: FastifyRequest): Promise<SignIn> => {
      const here = await signInOf(house, request)
      if (here === null) throw signInEnded()
      return here
    }
    const gather = (here: SignIn) =>
      transact(house.db, (trx) =>
        gatherOwnData(trx, house.keys, here.person, { at: house.now(), withContact: here.secondFactor }),
      )

    http.get('/account/data', { config: own }, async (request, reply) =>
      show(reply, <DataPage context={contextOf(request)} data={await gather(await mine(request))} />),
    )

    http.get('/account/data/read', { config: own }, async (request, reply) => {
      const here = await mine(request)
      if (!here.fresh) return toConfirm(request, reply, '/account/data/read')
      await takeAttempt(house, { what: 'export', who: here.person })
      return show(reply, <ReadPage context={contextOf(request)} data={await gather(here)} />)
    })

    http.post('/account/data/export', { config: own }, async (request, reply) => {
      const here = await mine(request)
      if (!here.fresh) return toConfirm(request, reply, '/account/data')
      await takeAttempt(house, { what: 'export', who: here.person })
      const key = onceOf(request)
      const { person } = here
      // Noted before it is handed out, and part of what is handed out; once, however often it was clicked.
      const data = await transact(house.db, async (trx) => {
        const sent = { key, who: person, place: 'POST /account/data/export', content: null, at: house.now() }
        await once(trx, sent, async () => {
          await tell(trx, changeBy(house, actorOf(request)), {
            record: personRecord(person),
            action: 'took out everything held',
            before: null,
            after: null,
          })
          return { status: 200 }
        })
        return gatherOwnData(trx, house.keys, here.person, {
          at: house.now(),
          withContact: here.secondFactor,
        })
      })
      return reply
        .header('content-disposition', 'attachment; filename="own-data.json"')
        .type('application/json; charset=utf-8')
        .send(`${JSON.stringify(data, null, 2)}\n`)
    })

    http.get('/account/data/erase', { config: own }, async (request, reply) => {
      const here = await mine(request)
      if (!here.fresh) return toConfirm(request, reply, '/account/data/erase')
      return show(reply, <ErasePage context={contextOf(request)} />)
    })

    /** What is said when it is done: also to a second click, which comes from nobody any more. */
    const leave = (request: FastifyRequest, reply: FastifyReply) => {
      reply.header('set-cookie', cookiesTakenBack(house, 'account'))
      reply.header('clear-site-data', '"cache", "storage"')
      return seeOther(reply, request, '/account/data/gone')
    }
    const toldDone = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const sending = field(request.body, 'once')
      if (error instanceof Refused && error.status === 401 && (await hasErased(house.db, sending)))
        return leave(request, reply)
      throw error
    }

    http.post('/account/data/erase', { config: own, errorHandler: toldDone }, async (request, reply) => {
      const say = speak(words, request.language)
      const sending = onceOf(request)
      const here = await signInOf(house, request)
      // It went between the policy’s look and this one.
      if (here === null && (await hasErased(house.db, sending))) return leave(request, reply)
      if (here === null) throw signInEnded()
      if (!here.fresh) return toConfirm(request, reply, '/account/data/erase')
      const typed = field(request.body, 'word').trim()
      const password = field(request.body, 'password')
      const again = (errors: FieldError[], status: number) =>
        show(reply, <ErasePage context={contextOf(request)} typed={typed} errors={errors} />, status)

      const word = say('erase.the word')
      const errors: FieldError[] = [
        ...(password === '' ? [{ field: 'password', message: say('fault.empty') }] : []),
        ...(typed.toLowerCase() === word ? [] : [{ field: 'word', message: say('fault.word', { word }) }]),
      ]
      if (errors.length > 0) return again(errors, 422)
      if (!(await isPasswordOf(here.person, password))) {
        // With the account went the password.
        if (await hasErased(house.db, sending)) return leave(request, reply)
        return again([{ field: 'password', message: say('fault.password') }], 401)
      }

      try {
        await eraseForGood(house, here.person, { actor: actorOf(request), sending })
      } catch (error) {
        // The last representative, the last administrator: said on the page, with what to do.
        if (!(error instanceof OrganisationFault)) throw error
        const told = error.in(request.language)
        const blocked = [
          told.message,
          ...told.details.flatMap(({ message, remedy }) => [message, remedy ?? '']),
        ]
        return show(
          reply,
          <ErasePage context={contextOf(request)} blocked={blocked.map(asSentence)} typed={typed} />,
          told.status,
        )
      }
      return leave(request, reply)
    })

    http.get('/account/data/gone', { config: { may: 'sign in' } }, async (request, reply) =>
      show(reply, <GonePage context={contextOf(request)} />),
    )

    async function isPasswordOf(person: string, password: string): Promise<boolean> {
      await takeAttempt(house, { what: 'password-change', who: person })
      const row = await house.db
        .selectFrom('accounts_account')
        .select('password')
        .where('user_id', '=', person)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst()
      return row?.password ? hashing.verify({ hash: row.password, password }) : false
    }
  }

function asSentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`
}
