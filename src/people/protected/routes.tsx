import { createHmac } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { actorOf } from '../../house/actor.ts'
import { field, isUuid } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { takeAttempt } from '../../house/limits.ts'
import { changeOnce } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { AccountContext } from '../accounts/pages/frame.tsx'
import { signInEnded } from '../accounts/session.ts'
import { changeBy, type Trx } from '../organisations/change.ts'
import { namesOf } from '../organisations/people.ts'
import type { Subject } from '../policy/actions.ts'
import { allow } from '../policy/policy.ts'
import { type Contact, keepContact, lookAtContact, looksAt, ownContact, removeContact } from './contact.ts'
import { readContact, readName, readReason } from './forms.ts'
import {
  candidatesFor,
  contactSubject,
  dismissGuardian,
  listGuardians,
  nameGuardian,
  whoNamed,
} from './guardians.ts'
import { ownNames, showAnotherName, showOwnName } from './names.ts'
import { ContactPage } from './pages/contact-page.tsx'
import { ReasonPage, ShownPage } from './pages/look-pages.tsx'
import { ProtectedPage, type ProtectedView } from './pages/protected-page.tsx'
import { sealedSince } from './vault.ts'
import { type Word, words } from './words.ts'

type Assets = { css: string[]; js: string[] }

/** Sent a second time within this, by a double click or a lost answer, it is the same look. */
const SAME_LOOK_MS = 60_000

const personOf = (request: FastifyRequest) => request.person?.id ?? ''

/** What a person decides about themself. */
const own = {
  may: 'name guardians',
  on: (request: FastifyRequest): Subject => ({ kind: 'person', id: personOf(request) }),
} as const
/** How to reach oneself. */
const ownContactData = {
  may: 'see contacts',
  on: (request: FastifyRequest): Subject => ({ kind: 'contact', person: personOf(request), guardians: [] }),
} as const

/** Sentences after a change, by what stands in the address. */
const doneWords: Readonly<Record<string, Word>> = {
  name: 'done.name',
  own: 'done.own',
  contact: 'done.contact',
  removed: 'done.removed',
  named: 'done.named',
  dismissed: 'done.dismissed',
}

/**
 * The door of what people keep from others. Pages only: what stands here is for eyes, one
 * person at a time, and is not to be fetched by programs.
 */
export const protectedRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house

    http.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })

    const contextOf = (request: FastifyRequest): AccountContext => ({
      language: request.language,
      // Of a page that was sent a form, the languages lead to the page it stands on.
      path: (request.url.split('?')[0] ?? '').replace(
        /^\/protected\/(name(\/back)?|guardians(\/dismiss)?|contact\/remove)$/,
        '/protected',
      ),
      assets,
    })
    const sayFor = (request: FastifyRequest) => speak(words, request.language)
    const show = (reply: FastifyReply, page: ReactElement, status = 200) =>
      reply.code(status).html(renderPage(page))

    /** A change by the person, once for its key. Of what was sent only a keyed digest is kept: a number could be guessed. */
    const change = (
      request: FastifyRequest,
      sent: unknown,
      work: (trx: Trx, by: ReturnType<typeof changeBy>) => Promise<unknown>,
    ) => {
      const content = createHmac('sha256', keys.secret('sent to protected pages'))
        .update(JSON.stringify([request.url, sent]))
        .digest('base64url')
      return changeOnce(house, request, { content }, async (trx) => ({
        status: 303,
        body: (await work(trx, changeBy(house, actorOf(request)))) ?? null,
      }))
    }

    const viewFor = async (request: FastifyRequest): Promise<ProtectedView> => {
      const person = personOf(request)
      const names = await ownNames(db, keys, person)
      if (names === null) throw signInEnded()
      return {
        names,
        contactSince: await sealedSince(db, person, 'contact'),
        mayOpen: allow(request.person, 'see contacts', ownContactData.on(request)).allowed,
        guardians: await listGuardians(db, person),
        candidates: await candidatesFor(db, person),
        looks: await looksAt(db, keys, person),
        namedBy: await whoNamed(db, person),
      }
    }

    http.get('/protected', { config: own }, async (request, reply) => {
      const asked = field(request.query, 'done')
      const word = Object.hasOwn(doneWords, asked) ? doneWords[asked] : undefined
      const done = word === undefined ? null : sayFor(request)(word)
      return show(
        reply,
        <ProtectedPage context={contextOf(request)} view={await viewFor(request)} done={done} />,
      )
    })

    const again = async (request: FastifyRequest, reply: FastifyReply, errors: FieldError[], typed = '') =>
      show(
        reply,
        <ProtectedPage
          context={contextOf(request)}
          view={await viewFor(request)}
          errors={errors}
          typed={typed}
        />,
        422,
      )

    http.post('/protected/name', { config: own }, async (request, reply) => {
      const say = sayFor(request)
      const person = personOf(request)
      const read = readName(request.body, say)
      if ('errors' in read) return again(request, reply, read.errors, field(request.body, 'alias'))
      const names = await ownNames(db, keys, person)
      // The own name as another one is the way back; the shown one is no change.
      if (names?.own === read.value) {
        await change(request, read.value, (trx, by) => showOwnName(trx, by, person))
        return seeOther(reply, request, '/protected?done=own')
      }
      await change(request, read.value, (trx, by) => showAnotherName(trx, by, person, read.value))
      return seeOther(reply, request, '/protected?done=name')
    })

    http.post('/protected/name/back', { config: own }, async (request, reply) => {
      await change(request, null, (trx, by) => showOwnName(trx, by, personOf(request)))
      return seeOther(reply, request, '/protected?done=own')
    })

    http.get('/protected/contact', { config: ownContactData }, async (request, reply) =>
      show(
        reply,
        <ContactPage context={contextOf(request)} contact={await ownContact(db, keys, personOf(request))} />,
      ),
    )

    http.post('/protected/contact', { config: ownContactData }, async (request, reply) => {
      const read = readContact(request.body, sayFor(request))
      if ('errors' in read)
        return show(
          reply,
          <ContactPage context={contextOf(request)} contact={read.typed} errors={read.errors} />,
          422,
        )
      await change(request, read.value, (trx, by) => keepContact(trx, by, personOf(request), read.value))
      return seeOther(reply, request, '/protected?done=contact')
    })

    // Without the second factor too: what somebody wants gone must not wait for a lost telephone.
    http.post('/protected/contact/remove', { config: own }, async (request, reply) => {
      await change(request, null, (trx, by) => removeContact(trx, by, personOf(request)))
      return seeOther(reply, request, '/protected?done=removed')
    })

    http.post('/protected/guardians', { config: own }, async (request, reply) => {
      const say = sayFor(request)
      const [organisation = '', guardian = ''] = field(request.body, 'guardian').split(' ')
      if (!isUuid(organisation) || !isUuid(guardian))
        return again(request, reply, [{ field: 'guardian', message: say('fault.guardian') }])
      const { body } = await change(request, { organisation, guardian }, (trx, by) =>
        nameGuardian(trx, by, personOf(request), { guardian, organisation }),
      )
      if (body !== true)
        return again(request, reply, [{ field: 'guardian', message: say('fault.guardian gone') }])
      return seeOther(reply, request, '/protected?done=named')
    })

    http.post('/protected/guardians/dismiss', { config: own }, async (request, reply) => {
      const id = field(request.body, 'guardianship')
      if (isUuid(id)) await change(request, id, (trx, by) => dismissGuardian(trx, by, personOf(request), id))
      return seeOther(reply, request, '/protected?done=dismissed')
    })

    /* for guardians */

    const asGuardian = {
      may: 'see contacts',
      on: async (request: FastifyRequest): Promise<Subject> => {
        const { person = '' } = request.params as { person?: string }
        // Whether somebody has this id is told to nobody who was not named.
        return isUuid(person) ? contactSubject(db, person) : { kind: 'contact', person: '', guardians: [] }
      },
    } as const

    const named = async (request: FastifyRequest) => {
      const { person = '' } = request.params as { person?: string }
      const name = (await namesOf(db, [person])).get(person) ?? sayFor(request)('someone')
      return { person, name, anything: (await sealedSince(db, person, 'contact')) !== null }
    }

    http.get('/protected/:person', { config: asGuardian }, async (request, reply) => {
      const about = await named(request)
      if (about.person === personOf(request)) return seeOther(reply, request, '/protected/contact')
      const shown = field(request.query, 'again') !== ''
      return show(reply, <ReasonPage context={contextOf(request)} {...about} again={shown} />)
    })

    http.post('/protected/:person', { config: asGuardian }, async (request, reply) => {
      const about = await named(request)
      const { person, name } = about
      if (person === personOf(request)) return seeOther(reply, request, '/protected/contact')
      const read = readReason(request.body, sayFor(request))
      if ('errors' in read)
        return show(
          reply,
          <ReasonPage
            context={contextOf(request)}
            {...about}
            typed={field(request.body, 'reason')}
            errors={read.errors}
          />,
          422,
        )
      await takeAttempt(house, { what: 'look', who: personOf(request) })
      let seen: Contact | null = null
      const { repeated, body } = await change(request, read.value, async (trx, by) => {
        seen = await lookAtContact(trx, by, request.person, person, read.value)
        return { at: by.at.toISOString() }
      })
      const at = atOf(body)
      if (repeated) {
        const since = await sealedSince(db, person, 'contact')
        // What was written since that look has not been looked at: it takes a reason of its own.
        const isOther = since === null || since.getTime() > Date.parse(at)
        if (isOther || house.now().getTime() - Date.parse(at) > SAME_LOOK_MS)
          return seeOther(reply, request, `/protected/${person}?again=1`)
        seen = await ownContact(db, keys, person)
      }
      // Recorded and committed by now.
      if (seen === null)
        return show(reply, <ReasonPage context={contextOf(request)} {...about} anything={false} />)
      return show(reply, <ShownPage context={contextOf(request)} name={name} contact={seen} at={at} />)
    })
  }

function atOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'at' in body ? String(body.at) : ''
}
