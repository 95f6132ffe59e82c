import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { speaksAsGroup } from '../../compacts/as-group.ts'
import { keepDocument } from '../../house/documents/store.ts'
import { uploadErrors, uploadIn } from '../../house/documents/uploads.ts'
import { NotFound } from '../../house/errors.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { actionOf, moneyView, withNames } from '../desk.ts'
import { BoardPage, ConditionPage } from '../pages/board-page.tsx'
import type { Typed } from '../pages/entry-form-page.tsx'
import { conditionActs } from '../tables.ts'
import { actOnCondition, boardOf, namedInPublic, trancheOf } from '../tranches.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ByCondition, ById, Form } from './shapes.ts'

/** The board of conditions, and each with its evidence and findings. */
export const conditionRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, reading, inside, contextOf, send, typedIn, acting } = door

    http.get(
      '/compacts/:id/conditions',
      { config: reading, schema: { params: ById } },
      async (request, reply) => {
        const board = await boardOf(db, request.params.id, today(house))
        const acts = board.flatMap(({ conditions }) => conditions.flatMap((each) => each.acts))
        const view = await withNames(
          db,
          await moneyView(db, request),
          acts.map(({ by }) => by),
          [...namedInPublic(acts), ...board.flatMap(({ decisions }) => decisions.map(({ by }) => by))],
        )
        return reply.html(renderPage(<BoardPage context={contextOf(request)} view={view} board={board} />))
      },
    )

    const conditionAt = async (request: FastifyRequest) => {
      const { id, tranche, condition } = request.params as { id: string; tranche: string; condition: string }
      const found = (await trancheOf(db, id, tranche, today(house))).conditions.find(
        (each) => each.tranche === tranche && each.key === condition,
      )
      if (found === undefined) throw new NotFound('This tranche has no such condition')
      return found
    }
    const sendCondition = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const condition = await conditionAt(request)
      const view = await withNames(
        db,
        await moneyView(db, request),
        condition.acts.flatMap(({ by }) => by ?? []),
        namedInPublic(condition.acts),
      )
      return send(
        reply,
        <ConditionPage
          context={contextOf(request)}
          view={view}
          condition={condition}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/conditions/:tranche/:condition',
      { config: reading, schema: { params: ByCondition } },
      async (request, reply) => sendCondition(request, reply),
    )

    http.post(
      '/compacts/:id/conditions/:tranche/:condition',
      { config: inside, schema: { params: ByCondition, body: Form } },
      async (request, reply) => {
        const { id, tranche, condition } = request.params
        const { language } = request
        const fields = ['act', 'reason', 'url', 'until', 'capacity']
        const typed = typedIn(request, fields)
        const act = conditionActs.find((each) => each === typed.act)
        const say = speak(words, language)
        const faults = uploadErrors(request.body, 'file', language)
        if (act === undefined) faults.push({ field: 'act', message: say('form.fault choose') })
        if (typed.url && !/^https?:\/\/\S+$/.test(typed.url))
          faults.push({ field: 'url', message: say('form.fault url') })
        const again = (errors: FieldError[], status = 422) =>
          sendCondition(request, reply, typed, errors, status)
        if (act === undefined || faults.length > 0) return again(faults)
        const { content } = await conditionAt(request)
        const terms = {
          action: actionOf(act),
          preferred: await organisationOfParty(id, act === 'evidence' ? content.from : content.verifier),
          fields: [...fields, 'file'],
          field: 'act',
          after: `/compacts/${id}/conditions/${tranche}/${condition}`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          const upload = uploadIn(request.body, 'file')
          const organisation = change.standsFor[0] ?? null
          const place = `conditions/${tranche}/${condition}`
          const asGroup = act === 'evidence' && (await speaksAsGroup(trx, change, id, organisation))
          const kept =
            upload === null
              ? null
              : await keepDocument(trx, change, upload, { compact: id, place, organisation, asGroup })
          await actOnCondition(trx, change, id, {
            tranche,
            condition,
            act,
            reason: typed.reason || null,
            until: typed.until || null,
            document: kept?.hash ?? null,
            url: typed.url || null,
            capacity: typed.capacity || null,
          })
          return undefined
        })
      },
    )

    const organisationOfParty = async (compact: string, key: string): Promise<string | null> => {
      const row = await db
        .selectFrom('fund_parties')
        .select('organisation_id')
        .where('compact_id', '=', compact)
        .where('key', '=', key)
        .executeTakeFirst()
      return row?.organisation_id ?? null
    }
  }
