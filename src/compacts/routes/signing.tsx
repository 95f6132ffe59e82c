import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../house/house.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { speak } from '../../ui/language.ts'
import { actsFor, idIn, mayDo } from '../desk.ts'
import { gapsOf } from '../facts.ts'
import type { Step } from '../gap-codes.ts'
import { nothingReturned } from '../pages/action-form.tsx'
import { typedOf } from '../pages/sent.ts'
import { type Signing, SigningPage } from '../pages/signing-page.tsx'
import { organisationsIn } from '../print/leaves.ts'
import { freezeDraft, reopenDraft, signingOf, signVersion } from '../signing.ts'
import { draftOf, frozenVersionOf } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, Form } from './shapes.ts'

/** Freezing, opening again and signing. */
export const signingRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const {
      house,
      db,
      wiring,
      on,
      contextOf,
      send,
      viewFor,
      organisationNames,
      acting,
      reasonErrors,
      stepErrors,
      reading,
      managing,
    } = door

    async function sendSigning(request: FastifyRequest, reply: FastifyReply, returned = nothingReturned) {
      const { id, view, subject } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(409)
      const draft = await draftOf(db, id)
      const frozen = await frozenVersionOf(db, id)
      const who = await signingOf(db, id)
      const names = await namesOf(
        db,
        who.flatMap(({ signature }) => signature?.person ?? []),
      )
      const organisations = await organisationNames([
        ...who.map(({ organisation }) => organisation),
        ...(frozen === null ? [] : organisationsIn(frozen.agreement)),
      ])
      const mine = mayDo(request.person, 'sign a compact', subject)
        ? actsFor(request.person, 'sign a compact', subject)
        : []
      const signing: Signing[] = who.map(({ party, organisation, signature }) => ({
        party,
        organisation,
        organisationName: organisations.get(organisation) ?? '–',
        signature,
        by: signature === null ? null : (names.get(signature.person) ?? null),
        mine: signature === null && mine.includes(organisation),
      }))
      const gapsAt = (step: Step) => gapsOf(db, wiring, { compact: id, step, today: today(house) })
      return send(
        reply,
        <SigningPage
          context={contextOf(request, `/compacts/${id}/signing`)}
          view={view}
          draft={draft}
          frozen={frozen}
          signing={signing}
          freezing={draft?.state === 'open' ? await gapsAt('frozen') : null}
          signingGaps={
            frozen === null ? [] : (await gapsAt('signed')).filter(({ code }) => code !== 'signature-missing')
          }
          organisations={organisations}
          may={{ manage: mayDo(request.person, 'manage a compact', subject) }}
          returned={returned}
        />,
      )
    }

    http.get('/compacts/:id/signing', { config: reading, schema: { params: ById } }, async (request, reply) =>
      sendSigning(request, reply),
    )
    http.post(
      '/compacts/:id/signing/freeze',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        return acting(
          request,
          reply,
          (trx, change) =>
            freezeDraft(trx, change, wiring, { compact: id, revision: Number(typed.revision ?? Number.NaN) }),
          '/signing',
          async (error) =>
            sendSigning(request, reply, {
              form,
              typed,
              errors: await stepErrors(request, error, 'revision'),
            }),
        )
      },
    )
    http.post(
      '/compacts/:id/signing/reopen',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const errors = reasonErrors(request, typed)
        if (errors.length > 0) return sendSigning(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) => reopenDraft(trx, change, { compact: id, reason: typed.reason ?? '' }),
          '/draft',
          async (error) =>
            sendSigning(request, reply, { form, typed, errors: await stepErrors(request, error, 'reason') }),
        )
      },
    )
    http.post(
      '/compacts/:id/signing',
      { config: { may: 'sign a compact', on }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const capacity = (typed.capacity ?? '').replace(/\s+/g, ' ').trim()
        if (capacity.length > 200)
          return sendSigning(request, reply, {
            form,
            typed,
            errors: [
              { field: 'capacity', message: speak(words, request.language)('signing.capacity fault') },
            ],
          })
        return acting(
          request,
          reply,
          (trx, change) =>
            signVersion(trx, change, wiring, {
              compact: id,
              party: typed.party ?? '',
              hash: typed.hash ?? '',
              capacity: capacity === '' ? null : capacity,
            }),
          '/signing',
          async (error) =>
            sendSigning(request, reply, {
              form,
              typed,
              errors: await stepErrors(request, error, 'capacity'),
            }),
        )
      },
    )
  }
