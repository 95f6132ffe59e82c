import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUuid } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { acceptancesOf } from '../acceptance.ts'
import { parts, sides } from '../agreement.ts'
import { idIn, mayDo } from '../desk.ts'
import { nothingReturned } from '../pages/action-form.tsx'
import { errorsAt, typedOf } from '../pages/sent.ts'
import { TakingPartPage } from '../pages/taking-part-page.tsx'
import { admitParty, endParty, partiesOf } from '../store.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, Form } from './shapes.ts'

/** Which organisations take part. */
export const partyRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const {
      db,
      contextOf,
      send,
      viewFor,
      draftCrumbs,
      organisationOptions,
      acting,
      reasonErrors,
      reading,
      managing,
    } = door

    async function sendParties(request: FastifyRequest, reply: FastifyReply, returned = nothingReturned) {
      const { id, view, subject } = await viewFor(request)
      if (returned.errors.length > 0) reply.code(422)
      const parties = await partiesOf(db, id)
      const mayManage = mayDo(request.person, 'manage a compact', subject)
      return send(
        reply,
        <TakingPartPage
          context={contextOf(request, `/compacts/${id}/parties`)}
          view={view}
          parties={parties}
          accepted={await acceptancesOf(db, id)}
          organisations={
            mayManage
              ? (await organisationOptions(request)).filter(
                  ({ value }) => !parties.some(({ organisation }) => organisation === value),
                )
              : []
          }
          mayManage={mayManage}
          crumbs={draftCrumbs(request, id, speak(words, request.language)('taking part.title'))}
          returned={returned}
        />,
      )
    }

    http.get('/compacts/:id/parties', { config: reading, schema: { params: ById } }, async (request, reply) =>
      sendParties(request, reply),
    )
    http.post(
      '/compacts/:id/parties',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const say = speak(words, request.language)
        const part = parts.find((each) => each === typed.part)
        const side = sides.find((each) => each === typed.side) ?? null
        const errors: FieldError[] = []
        if (!isUuid(typed.organisation)) errors.push({ field: 'organisation', message: say('fault.choose') })
        if (part === undefined) errors.push({ field: 'part', message: say('fault.choose') })
        if (errors.length > 0 || part === undefined)
          return sendParties(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) =>
            admitParty(trx, change, { compact: id, organisation: typed.organisation ?? '', part, side }),
          '/parties',
          (error) =>
            sendParties(request, reply, {
              form,
              typed,
              errors: errorsAt(error, 'organisation', request.language),
            }),
        )
      },
    )
    http.post(
      '/compacts/:id/parties/end',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { form, typed } = typedOf(request.body)
        const id = idIn(request.params)
        const errors = reasonErrors(request, typed)
        if (!isUuid(typed.organisation))
          errors.unshift({ field: 'organisation', message: speak(words, request.language)('fault.choose') })
        if (errors.length > 0) return sendParties(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) =>
            endParty(trx, change, {
              compact: id,
              organisation: typed.organisation ?? '',
              reason: typed.reason ?? '',
            }),
          '/parties',
          (error) =>
            sendParties(request, reply, {
              form,
              typed,
              errors: errorsAt(error, 'organisation', request.language),
            }),
        )
      },
    )
  }
