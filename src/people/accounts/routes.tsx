import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { Fault } from '../../house/errors.ts'
import { field, isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { deliverSoon } from '../../house/mail/deliver.ts'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { normalEmail } from '../organisations/people.ts'
import type { Subject } from '../policy/actions.ts'
import { findAccount, isSignInAddress } from './account.ts'
import { cookiesTakenBack } from './auth.ts'
import { callerOf } from './caller.ts'
import {
  askForNewAddress,
  askForNewPassword,
  beginSecondFactor,
  changeAddress,
  changePassword,
  codesMadeBy,
  confirmSecondFactor,
  endSignIns,
  linkUsedHere,
  listSignIns,
  personOfReset,
  proveAddress,
  removeSecondFactor,
  renewRecoveryCodes,
  setNewPassword,
  waitingKey,
} from './changes.ts'
import { isGood } from './links.ts'
import { safeNext } from './next.ts'
import { AccountPage } from './pages/account-page.tsx'
import { AddressPage, LinkPage } from './pages/address-pages.tsx'
import { type AccountContext, type FormState, MessagePage } from './pages/frame.tsx'
import { ForgottenPage, PasswordPage, ResetPage } from './pages/password-pages.tsx'
import { BeginPage, FactorPage, KeyPage, RecoveryCodesPage } from './pages/second-factor-pages.tsx'
import { ConfirmPage, SecondFactorPage, SignInPage } from './pages/sign-in-pages.tsx'
import { SignInsPage } from './pages/sign-ins-page.tsx'
import { passwordFault } from './passwords.ts'
import { begunBefore } from './repeats.ts'
import { lookAgain, type SignIn, signInEnded, signInOf } from './session.ts'
import { challenged, passSecondFactor, proveAgain, signIn } from './sign-in.ts'
import { passwordFaultIn } from './wording.ts'
import { words } from './words.ts'

type Assets = { css: string[]; js: string[] }

/** For anyone; whoever is signed in may sign in again. */
const anyone = { may: 'sign in' } as const
/** For the person themself. */
const own = {
  may: 'manage own account',
  on: (request: FastifyRequest): Subject => ({ kind: 'person', id: request.person?.id ?? '' }),
} as const

/** The door of accounts: signing in, and everything a person does with their own account. */
export const accountRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    // What stands on these pages is for one pair of eyes.
    http.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })

    const contextOf = (request: FastifyRequest): AccountContext => ({
      language: request.language,
      // Without its query: that may hold the secret of a link, which need not stand in other links of the page.
      path: request.url.split('?')[0] ?? '/account',
      assets,
    })
    const sayFor = (request: FastifyRequest) => speak(words, request.language)
    const show = (reply: FastifyReply, page: ReactElement, status = 200) =>
      reply.code(status).html(renderPage(page))
    const keep = (reply: FastifyReply, cookies: readonly string[]) => {
      if (cookies.length > 0) reply.header('set-cookie', [...cookies])
    }
    const forget = (reply: FastifyReply) => keep(reply, cookiesTakenBack(house, 'sign-in'))

    /* signing in */

    http.get('/account/sign-in', { config: anyone }, async (request, reply) => {
      const here = await signInOf(house, request)
      return show(
        reply,
        <SignInPage
          context={contextOf(request)}
          next={nextOf(request.query)}
          already={here?.name ?? null}
          note={sayOne(request, 'note', {
            out: 'sign-in.out',
            'password-set': 'sign-in.password set',
            proved: 'sign-in.proved',
            again: 'sign-in.begin again',
          })}
        />,
      )
    })

    http.post('/account/sign-in', { config: anyone }, async (request, reply) => {
      const say = sayFor(request)
      const next = nextOf(request.body)
      const email = field(request.body, 'email')
      const password = field(request.body, 'password')
      const again = (errors: FieldError[], status: number) =>
        show(
          reply,
          <SignInPage context={contextOf(request)} next={next} state={{ values: { email }, errors }} />,
          status,
        )
      const empty = emptyFields(request, { email, password })
      if (empty.length > 0) return again(empty, 422)

      const came = await signIn(house, callerOf(house, request), { email, password })
      if (came.to === 'refused') return again([{ field: 'email', message: say('sign-in.refused') }], 401)
      if (came.to === 'unproven') {
        deliverSoon(house)
        return show(
          reply,
          <MessagePage
            context={contextOf(request)}
            title={say('sign-in.unproven.title')}
            text={say('sign-in.unproven.text')}
          />,
          403,
        )
      }
      keep(reply, came.cookies)
      if (came.to === 'second factor')
        return seeOther(reply, request, withNext('/account/second-factor', next))
      return reply.redirect(safeNext(next, pathIn(request.language, '/account')), 303)
    })

    http.get('/account/second-factor', { config: anyone }, async (request, reply) => {
      if ((await challenged(house, callerOf(house, request))) === null)
        return seeOther(reply, request, withNext('/account/sign-in', nextOf(request.query)))
      return show(reply, <SecondFactorPage context={contextOf(request)} next={nextOf(request.query)} />)
    })

    http.post('/account/second-factor', { config: anyone }, async (request, reply) => {
      const say = sayFor(request)
      const next = nextOf(request.body)
      const code = field(request.body, 'code')
      const again = (message: string, status: number) =>
        show(
          reply,
          <SecondFactorPage
            context={contextOf(request)}
            next={next}
            state={{ values: {}, errors: [{ field: 'code', message }] }}
          />,
          status,
        )
      if (code.trim() === '') return again(missing(request, 'code'), 422)

      const caller = callerOf(house, request)
      const came = await passSecondFactor(house, caller, { code })
      if (came.to === 'wrong code' || came.to === 'begin again') {
        const begun = await begunBefore(house, caller)
        if (begun !== null) {
          keep(reply, [begun.cookie])
          return reply.redirect(safeNext(next, pathIn(request.language, '/account')), 303)
        }
      }
      if (came.to === 'wrong code') return again(say('factor.wrong'), 401)
      if (came.to === 'locked') return again(say('factor.locked'), 429)
      if (came.to === 'begin again') {
        forget(reply)
        return seeOther(reply, request, withNext('/account/sign-in?note=again', next))
      }
      keep(reply, came.cookies)
      if (came.recoveryCode) deliverSoon(house)
      return reply.redirect(safeNext(next, pathIn(request.language, '/account')), 303)
    })

    // Whoever is not signed in (any more) is signed out by this all the same.
    http.post('/account/sign-out', { config: anyone }, async (request, reply) => {
      const here = await signInOf(house, request)
      if (here !== null) await endSignIns(house, callerOf(house, request), here, { id: here.id })
      forget(reply)
      // What a report kept in the browser against a lost line goes too: the next person at it is somebody else.
      reply.header('clear-site-data', '"cache", "storage"')
      return seeOther(reply, request, '/account/sign-in?note=out')
    })

    /* proving again that it is the same person */

    http.get('/account/confirm', { config: own }, async (request, reply) => {
      const here = await mine(request)
      return show(
        reply,
        <ConfirmPage
          context={contextOf(request)}
          next={nextOf(request.query)}
          email={here.email}
          hasSecondFactor={here.hasSecondFactor}
        />,
      )
    })

    http.post('/account/confirm', { config: own }, async (request, reply) => {
      const say = sayFor(request)
      const here = await mine(request)
      const next = nextOf(request.body)
      const goOn = () => reply.redirect(safeNext(next, pathIn(request.language, '/account')), 303)
      if (isRepeated(reply, here)) return goOn()
      const password = field(request.body, 'password')
      const code = field(request.body, 'code')
      const again = (errors: FieldError[], status: number) =>
        show(
          reply,
          <ConfirmPage
            context={contextOf(request)}
            next={next}
            email={here.email}
            hasSecondFactor={here.hasSecondFactor}
            state={{ values: {}, errors }}
          />,
          status,
        )
      const empty = emptyFields(request, here.hasSecondFactor ? { password, code } : { password })
      if (empty.length > 0) return again(empty, 422)

      const came = await proveAgain(house, callerOf(house, request), { email: here.email, password, code })
      if (came.to !== 'proved' && isRepeated(reply, await lookAgain(house, request))) return goOn()
      if (came.to === 'wrong password')
        return again([{ field: 'password', message: say('confirm.wrong') }], 401)
      if (came.to === 'wrong code') return again([{ field: 'code', message: say('factor.wrong') }], 401)
      if (came.to === 'locked') return again([{ field: 'code', message: say('factor.locked') }], 429)
      keep(reply, came.cookies)
      deliverSoon(house)
      return goOn()
    })

    /* the account */

    http.get('/account', { config: own }, async (request, reply) => {
      const here = await mine(request)
      const account = await findAccount(house.db, here.person)
      if (account === null) throw signInEnded()
      const done = sayOne(request, 'done', {
        password: 'password.done',
        address: 'email.done',
        'factor-removed': 'setup.removed',
      })
      return show(
        reply,
        <AccountPage context={contextOf(request)} account={account} signIn={here} done={done} />,
      )
    })

    /* the second factor */

    const showSetUp = async (
      request: FastifyRequest,
      reply: FastifyReply,
      state?: FormState,
      status = 200,
    ) => {
      const here = await mine(request)
      const context = contextOf(request)
      const given = state === undefined ? {} : { state }
      if (here.hasSecondFactor) {
        const account = await findAccount(house.db, here.person)
        return show(
          reply,
          <FactorPage context={context} left={account?.recoveryCodesLeft ?? 0} {...given} />,
          status,
        )
      }
      // A key that waits is shown to a fresh sign-in only: whoever finds an old one open must give the password first.
      const again = field(request.query, 'again') !== ''
      const waiting = here.fresh && !again ? await waitingKey(house, here) : null
      return waiting === null
        ? show(reply, <BeginPage context={context} done={null} {...given} />, status)
        : show(reply, <KeyPage context={context} waiting={waiting} {...given} />, status)
    }

    http.get('/account/second-factor/set-up', { config: own }, async (request, reply) =>
      showSetUp(request, reply),
    )

    http.post('/account/second-factor/begin', { config: own }, async (request, reply) => {
      const say = sayFor(request)
      const here = await mine(request)
      const there = '/account/second-factor/set-up'
      // Set up meanwhile on another page: that one says what there is to do.
      if (here.hasSecondFactor) return seeOther(reply, request, there)
      if (!here.fresh) return toConfirm(request, reply, there)
      const password = field(request.body, 'password')
      const again = (message: string, status: number) => {
        const state = { values: {}, errors: [{ field: 'password', message }] }
        return show(reply, <BeginPage context={contextOf(request)} done={null} state={state} />, status)
      }
      if (password === '') return again(missing(request, 'password'), 422)
      const { came } = await beginSecondFactor(house, callerOf(house, request), here, { password })
      return came === 'wrong' ? again(say('confirm.wrong'), 401) : seeOther(reply, request, there)
    })

    http.post('/account/second-factor/set-up', { config: own }, async (request, reply) => {
      const here = await mine(request)
      const caller = callerOf(house, request)
      // Set up already, by this very form or on another page: its codes, or what there is to do now.
      const asItIs = async (now: SignIn) => {
        isRepeated(reply, now)
        const codes = now.fresh ? await codesMadeBy(house, caller, now) : null
        return codes === null
          ? seeOther(reply, request, '/account/second-factor/set-up')
          : show(reply, <RecoveryCodesPage context={contextOf(request)} codes={codes} />)
      }
      if (here.hasSecondFactor && here.secondFactor) return asItIs(here)
      if (!here.fresh || here.hasSecondFactor)
        return toConfirm(request, reply, '/account/second-factor/set-up')
      const code = field(request.body, 'code')
      const done = await confirmSecondFactor(house, caller, here, { code })
      if (done.came !== 'made') {
        const now = await lookAgain(house, request)
        if (now === null) throw signInEnded()
        if (now.hasSecondFactor && now.secondFactor) return asItIs(now)
        const message = code.trim() === '' ? missing(request, 'code') : sayFor(request)('factor.wrong')
        return showSetUp(request, reply, { values: {}, errors: [{ field: 'code', message }] }, 422)
      }
      keep(reply, done.cookies)
      deliverSoon(house)
      // Shown in the answer itself: on a page to be asked for they could be asked for again.
      return show(reply, <RecoveryCodesPage context={contextOf(request)} codes={done.codes} />)
    })

    http.post('/account/second-factor/recovery-codes', { config: own }, async (request, reply) => {
      const here = await mine(request)
      if (!here.fresh || !here.hasSecondFactor)
        return toConfirm(request, reply, '/account/second-factor/set-up')
      const codes = await renewRecoveryCodes(house, callerOf(house, request), here)
      deliverSoon(house)
      return show(reply, <RecoveryCodesPage context={contextOf(request)} codes={codes} />)
    })

    http.post('/account/second-factor/remove', { config: own }, async (request, reply) => {
      const here = await mine(request)
      const removed = () => seeOther(reply, request, '/account?done=factor-removed')
      if (isRepeated(reply, here)) return removed()
      if (!here.fresh) return toConfirm(request, reply, '/account/second-factor/set-up')
      if (!here.hasSecondFactor) return seeOther(reply, request, '/account/second-factor/set-up')
      const password = field(request.body, 'password')
      const again = (message: string, status: number) =>
        showSetUp(request, reply, { values: {}, errors: [{ field: 'password', message }] }, status)
      if (password === '') return again(missing(request, 'password'), 422)
      const done = await removeSecondFactor(house, callerOf(house, request), here, { password })
      if (done.came === 'wrong') return again(sayFor(request)('confirm.wrong'), 401)
      if (done.came === 'otherwise') {
        if (isRepeated(reply, await lookAgain(house, request))) return removed()
        return seeOther(reply, request, '/account/second-factor/set-up')
      }
      keep(reply, done.cookies)
      deliverSoon(house)
      return removed()
    })

    /* sign-ins */

    http.get('/account/sign-ins', { config: own }, async (request, reply) => {
      const here = await mine(request)
      const signIns = await listSignIns(house, here)
      const ended = field(request.query, 'ended')
      const done = /^\d{1,4}$/.test(ended)
        ? sayFor(request)('sign-ins.ended', { count: Number(ended) })
        : null
      return show(reply, <SignInsPage context={contextOf(request)} signIns={signIns} done={done} />)
    })

    http.post('/account/sign-ins/end', { config: own }, async (request, reply) => {
      const here = await mine(request)
      const which = field(request.body, 'which')
      if (which !== 'others' && which !== 'all' && !isUuid(which)) {
        throw new Fault(422, 'unusable', 'Which sign-in?', [
          {
            place: 'which',
            message: 'It is all, others, or the id of one.',
            remedy: 'Use the buttons of the page.',
          },
        ])
      }
      const asked = which === 'others' || which === 'all' ? which : { id: which }
      const ended = await endSignIns(house, callerOf(house, request), here, asked)
      if (which === 'all' || which === here.id) {
        forget(reply)
        return seeOther(reply, request, '/account/sign-in?note=out')
      }
      return seeOther(reply, request, `/account/sign-ins?ended=${ended}`)
    })

    /* the password */

    http.get('/account/password', { config: own }, async (request, reply) => {
      const here = await mine(request)
      if (!here.fresh) return toConfirm(request, reply, '/account/password')
      return show(reply, <PasswordPage context={contextOf(request)} email={here.email} />)
    })

    http.post('/account/password', { config: own }, async (request, reply) => {
      const say = sayFor(request)
      const here = await mine(request)
      const changed = () => seeOther(reply, request, '/account?done=password')
      if (isRepeated(reply, here)) return changed()
      if (!here.fresh) return toConfirm(request, reply, '/account/password')
      const current = field(request.body, 'current')
      const password = field(request.body, 'password')
      const again = (errors: FieldError[], status = 422) =>
        show(
          reply,
          <PasswordPage context={contextOf(request)} email={here.email} state={{ values: {}, errors }} />,
          status,
        )
      const errors = [
        ...emptyFields(request, { current }),
        ...newPasswordErrors(request, [here.name, here.email]),
      ]
      if (errors.length > 0) return again(errors)
      const done = await changePassword(house, callerOf(house, request), here, { current, password })
      if (done.came === 'otherwise') {
        if (isRepeated(reply, await lookAgain(house, request))) return changed()
        throw signInEnded()
      }
      if (done.came === 'wrong') return again([{ field: 'current', message: say('fault.current') }], 401)
      keep(reply, done.cookies)
      deliverSoon(house)
      return changed()
    })

    http.get('/account/forgotten', { config: anyone }, async (request, reply) =>
      field(request.query, 'sent') === ''
        ? show(reply, <ForgottenPage context={contextOf(request)} />)
        : show(
            reply,
            <MessagePage
              context={contextOf(request)}
              title={sayFor(request)('forgotten.sent.title')}
              text={sayFor(request)('forgotten.sent.text')}
            />,
          ),
    )

    http.post('/account/forgotten', { config: anyone }, async (request, reply) => {
      const email = field(request.body, 'email')
      if (!isSignInAddress(email)) {
        const state = {
          values: { email },
          errors: [{ field: 'email', message: sayFor(request)('fault.email') }],
        }
        return show(reply, <ForgottenPage context={contextOf(request)} state={state} />, 422)
      }
      await askForNewPassword(house, callerOf(house, request), { email })
      deliverSoon(house)
      return seeOther(reply, request, '/account/forgotten?sent=1')
    })

    http.get('/account/reset', { config: anyone }, async (request, reply) => {
      const token = field(request.query, 'token')
      if ((await personOfReset(house, token)) === null) return showGone(request, reply, 'reset.gone text')
      return show(reply, <ResetPage context={contextOf(request)} token={token} />)
    })

    http.post('/account/reset', { config: anyone }, async (request, reply) => {
      const token = field(request.body, 'token')
      const caller = callerOf(house, request)
      const isSet = () => seeOther(reply, request, '/account/sign-in?note=password-set')
      const person = await personOfReset(house, token)
      if (person === null)
        return (await linkUsedHere(house, caller, token))
          ? isSet()
          : showGone(request, reply, 'reset.gone text')
      const errors = newPasswordErrors(request, [person.name, person.email])
      if (errors.length > 0)
        return show(
          reply,
          <ResetPage context={contextOf(request)} token={token} state={{ values: {}, errors }} />,
          422,
        )
      const password = field(request.body, 'password')
      const done = await setNewPassword(house, caller, { token, password })
      if (!done && !(await linkUsedHere(house, caller, token)))
        return showGone(request, reply, 'reset.gone text')
      forget(reply)
      deliverSoon(house)
      return isSet()
    })

    /* the address */

    http.get('/account/verify', { config: anyone }, async (request, reply) => {
      const token = field(request.query, 'token')
      if (!(await isGood(house.db, 'prove-address', token)))
        return showGone(request, reply, 'verify.gone text')
      return show(reply, <LinkPage context={contextOf(request)} what="verify" token={token} />)
    })

    http.post('/account/verify', { config: anyone }, async (request, reply) => {
      const caller = callerOf(house, request)
      const token = field(request.body, 'token')
      const done = await proveAddress(house, caller, token)
      if (!done && !(await linkUsedHere(house, caller, token)))
        return showGone(request, reply, 'verify.gone text')
      return seeOther(reply, request, '/account/sign-in?note=proved')
    })

    http.get('/account/email', { config: own }, async (request, reply) => {
      const here = await mine(request)
      if (!here.fresh) return toConfirm(request, reply, '/account/email')
      const kept = addressKept(house, here, field(request.query, 'kept'))
      const given = kept === null ? {} : { state: { values: { email: kept }, errors: [] } }
      return show(reply, <AddressPage context={contextOf(request)} email={here.email} {...given} />)
    })

    http.post('/account/email', { config: own }, async (request, reply) => {
      const say = sayFor(request)
      const here = await mine(request)
      const email = field(request.body, 'email')
      if (!here.fresh) {
        const kept = isSignInAddress(email) ? `?kept=${keepAddress(house, here, email)}` : ''
        return toConfirm(request, reply, `/account/email${kept}`)
      }
      const same = normalEmail(email) === here.email
      if (same || !isSignInAddress(email)) {
        const message = say(same ? 'fault.same email' : 'fault.email')
        const state = { values: { email }, errors: [{ field: 'email', message }] }
        return show(reply, <AddressPage context={contextOf(request)} email={here.email} state={state} />, 422)
      }
      await askForNewAddress(house, callerOf(house, request), here, { email })
      deliverSoon(house)
      return show(
        reply,
        <MessagePage
          context={contextOf(request)}
          title={say('email.sent.title')}
          text={say('email.sent.text', { email: normalEmail(email) })}
          inside
        />,
      )
    })

    http.get('/account/email/confirm', { config: own }, async (request, reply) => {
      const token = field(request.query, 'token')
      if (!(await isGood(house.db, 'change-address', token)))
        return showGone(request, reply, 'email.gone text')
      return show(reply, <LinkPage context={contextOf(request)} what="email.confirm" token={token} />)
    })

    http.post('/account/email/confirm', { config: own }, async (request, reply) => {
      const here = await mine(request)
      const caller = callerOf(house, request)
      const token = field(request.body, 'token')
      const done = await changeAddress(house, caller, here, token)
      if (!done && !(await linkUsedHere(house, caller, token)))
        return showGone(request, reply, 'email.gone text')
      deliverSoon(house)
      return seeOther(reply, request, '/account?done=address')
    })

    /* what several of them need */

    async function mine(request: FastifyRequest): Promise<SignIn> {
      const here = await signInOf(house, request)
      if (here === null) throw signInEnded()
      return here
    }

    /** Whether this very form was sent before and did what it asks for; then its cookie is answered again. */
    function isRepeated(reply: FastifyReply, here: SignIn | null): boolean {
      if (here?.repeated === undefined) return false
      keep(reply, [here.repeated])
      return true
    }

    function toConfirm(request: FastifyRequest, reply: FastifyReply, back: string) {
      return seeOther(reply, request, withNext('/account/confirm', pathIn(request.language, back)))
    }

    function showGone(
      request: FastifyRequest,
      reply: FastifyReply,
      text: 'reset.gone text' | 'verify.gone text' | 'email.gone text',
    ) {
      const say = sayFor(request)
      const where = {
        'reset.gone text': '/account/forgotten',
        'verify.gone text': '/account/sign-in',
        'email.gone text': '/account/email',
      }
      const name = {
        'reset.gone text': 'forgotten.title',
        'verify.gone text': 'sign-in.title',
        'email.gone text': 'email.title',
      } as const
      return show(
        reply,
        <MessagePage
          context={contextOf(request)}
          title={say('reset.gone')}
          text={say(text)}
          link={{ name: say(name[text]), href: pathIn(request.language, where[text]) }}
        />,
        410,
      )
    }

    /** One of a few sentences, chosen by a parameter; anything else says nothing. */
    function sayOne(
      request: FastifyRequest,
      parameter: string,
      sentences: Record<string, Parameters<ReturnType<typeof sayFor>>[0]>,
    ): string | null {
      const asked = field(request.query, parameter)
      const word = Object.hasOwn(sentences, asked) ? sentences[asked] : undefined
      return word === undefined ? null : sayFor(request)(word)
    }

    function newPasswordErrors(request: FastifyRequest, ownWords: readonly string[]): FieldError[] {
      const password = field(request.body, 'password')
      const fault = passwordFault(password, ownWords)
      if (fault !== null) return [{ field: 'password', message: passwordFaultIn(request.language, fault) }]
      if (field(request.body, 'again') === password) return []
      return [{ field: 'again', message: sayFor(request)('fault.different') }]
    }
  }

/** Where somebody proves again that it is them, and from there to `next`, a path of this house. */
export function confirmPath(next: string): string {
  return withNext('/account/confirm', next)
}

function withNext(path: string, next: string | null): string {
  if (next === null) return path
  return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`
}

/* An address typed before the way led over proving who one is: sealed, since what stands in addresses of pages is kept in many places. */

function keepAddress({ keys }: Pick<House, 'keys'>, { person }: SignIn, email: string): string {
  return encodeURIComponent(keys.seal(Buffer.from(normalEmail(email), 'utf8'), `kept address ${person}`))
}

function addressKept({ keys }: Pick<House, 'keys'>, { person }: SignIn, kept: string): string | null {
  if (kept === '') return null
  try {
    return keys.open(kept, `kept address ${person}`).toString('utf8')
  } catch {
    return null
  }
}

function nextOf(sent: unknown): string | null {
  return safeNext(field(sent, 'next'), '') || null
}

const labels = {
  email: 'sign-in.email',
  password: 'sign-in.password',
  current: 'password.current',
  code: 'factor.code',
} as const

/** What is said beside a field that was left empty. */
function missing({ language }: FastifyRequest, name: keyof typeof labels): string {
  const say = speak(words, language)
  return say('fault.empty', { field: say(labels[name]) })
}

function emptyFields(
  request: FastifyRequest,
  fields: { [name in keyof typeof labels]?: string },
): FieldError[] {
  return (Object.keys(fields) as (keyof typeof labels)[])
    .filter((name) => fields[name]?.trim() === '')
    .map((name) => ({ field: name, message: missing(request, name) }))
}
