import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { isUuid } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { acceptancesOf } from '../acceptance.ts'
import { parts, sides } from '../agreement.ts'
import { idIn, mayDo } from '../desk.ts'
import { nothingReturned } from '../pages/action-form.tsx'
import { needsOf } from '../pages/needed.tsx'
import { errorsAt, typedOf } from '../pages/sent.ts'
import { TakingPartPage } from '../pages/taking-part-page.tsx'
import { admitParty, endParty, partiesOf } from '../store.ts'
import { actWords } from '../words/acts.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, Form } from './shapes.ts'

/** Which organisations take part. */
export const partyRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, contextOf, send, viewFor, organisationOptions, acting, reasonErrors, reading, managing } =
      door

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
          needs={needsOf(request.person, 'manage a compact', subject)}
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
        const act = speak(actWords, request.language)
        const other = (typed.other ?? '').trim()
        const chosen = isUuid(typed.organisation) ? typed.organisation : null
        const found = chosen === null && other !== '' ? await organisationsCalled(db, other) : []
        const organisation = chosen ?? (found.length === 1 ? (found[0] ?? null) : null)
        if (chosen !== null && other !== '') errors.push({ field: 'other', message: act('admit.both') })
        else if (organisation === null && other !== '')
          errors.push({
            field: 'other',
            message: act(found.length === 0 ? 'admit.not found' : 'admit.several'),
          })
        else if (organisation === null) errors.push({ field: 'organisation', message: say('fault.choose') })
        if (part === undefined) errors.push({ field: 'part', message: say('fault.choose') })
        if (errors.length > 0 || part === undefined || organisation === null)
          return sendParties(request, reply, { form, typed, errors })
        return acting(
          request,
          reply,
          (trx, change) => admitParty(trx, change, { compact: id, organisation, part, side }),
          '/parties',
          (error) =>
            sendParties(request, reply, {
              form,
              typed,
              errors: errorsAt(error, chosen === null ? 'other' : 'organisation', request.language),
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

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** Organisations by the address of their page here, their id, or their exact name: listed or not. */
async function organisationsCalled(db: Kysely<Tables>, said: string): Promise<string[]> {
  const id = ID.exec(said)?.[0]
  const rows = await db
    .selectFrom('organisations')
    .select('id')
    .where('ended', 'is', null)
    .where(id === undefined ? sql<boolean>`lower(name) = lower(${said})` : sql<boolean>`id = ${id}`)
    .limit(2)
    .execute()
  return rows.map((row) => row.id)
}
