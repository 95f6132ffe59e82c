import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { namesOf } from '../../people/organisations/people.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { idIn, mayDo } from '../desk.ts'
import { CompactFault } from '../faults.ts'
import { nothingReturned, type Returned } from '../pages/action-form.tsx'
import { RisksPage } from '../pages/risks-page.tsx'
import { errorsAt, typedOf } from '../pages/sent.ts'
import { lookAtRisk, risksOf } from '../risks.ts'
import { isOver } from '../steps.ts'
import { agreementInForce } from '../store.ts'
import { riskStates } from '../tables.ts'
import { riskWords } from '../words/risks.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, ByTranche, Form } from './shapes.ts'

/** Risks while the compact runs. */
export const riskRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, contextOf, send, viewFor, readsDraft, organisationNames, acting, readingPublic, writing } =
      door

    async function sendRisks(
      request: FastifyRequest,
      reply: FastifyReply,
      returned: Returned = nothingReturned,
    ) {
      const { id, view, subject, compact } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(422)
      const risks = await risksOf(db, id)
      const looks = risks.flatMap((each) => each.looks)
      // Everybody reads for which organisation somebody looked; who it was, the parties.
      const named = readsDraft(request, subject) ? looks.flatMap(({ by }) => by ?? []) : []
      return send(
        reply,
        <RisksPage
          context={contextOf(request, `/compacts/${id}/risks`)}
          view={view}
          agreement={(await agreementInForce(db, id))?.agreement ?? null}
          risks={risks}
          people={await namesOf(db, [...new Set(named)])}
          organisations={await organisationNames(looks.map(({ organisation }) => organisation))}
          mayLook={mayDo(request.person, 'draft a compact', subject) && !isOver(compact.state)}
          returned={returned}
        />,
      )
    }

    http.get(
      '/compacts/:id/risks',
      { config: readingPublic, schema: { params: ById } },
      async (request, reply) => sendRisks(request, reply),
    )

    http.post(
      '/compacts/:id/risks/:key',
      { config: writing, schema: { params: ByTranche, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const { key } = request.params
        const state = riskStates.find((each) => each === typed.state)
        const fifth = (value: string | undefined) => (/^[1-5]$/.test(value ?? '') ? Number(value) : null)
        const [likelihood, effect] = [fifth(typed.likelihood), fifth(typed.effect)]
        const tell = speak(riskWords, request.language)
        const errors: FieldError[] = []
        if (state === undefined)
          errors.push({ field: 'state', message: speak(words, request.language)('fault.choose') })
        if (likelihood === null) errors.push({ field: 'likelihood', message: tell('whole') })
        if (effect === null) errors.push({ field: 'effect', message: tell('whole') })
        if ((typed.note ?? '').trim().length < 3)
          errors.push({ field: 'note', message: speak(words, request.language)('fault.reason') })
        if (errors.length > 0 || state === undefined || likelihood === null || effect === null)
          return sendRisks(request, reply, { form, typed, errors })
        if (!(await risksOf(db, id)).some(({ risk }) => risk.key === key))
          throw new CompactFault('no element', { place: key })
        return acting(
          request,
          reply,
          (trx, change) =>
            lookAtRisk(trx, change, {
              ...{ compact: id, risk: key, state, likelihood, effect, note: typed.note ?? '' },
            }),
          `/risks#${key}`,
          (error) =>
            sendRisks(request, reply, { form, typed, errors: errorsAt(error, 'note', request.language) }),
        )
      },
    )
  }
