import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readAmount } from '../../compacts/forms/amounts.ts'
import { NotFound } from '../../house/errors.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { moneyView, withNames } from '../desk.ts'
import { amountFault } from '../forms.ts'
import { TranchePage } from '../pages/board-page.tsx'
import type { Typed } from '../pages/entry-form-page.tsx'
import { askForRelease, decideOnRelease, namedInPublic, requestOf, trancheOf } from '../tranches.ts'
import type { Door } from './door.tsx'
import { ByRequest, ByTranche, Form } from './shapes.ts'

/** A tranche is asked for by one person and let go by another. */
export const trancheRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, reading, entering, releasing, contextOf, send, typedIn, acting } = door

    const sendTranche = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const { id, tranche: key } = request.params as { id: string; tranche: string }
      const tranche = await trancheOf(db, id, key, today(house))
      const view = await withNames(
        db,
        await moneyView(db, request),
        [
          tranche.request?.by ?? null,
          ...tranche.releases.map(({ by }) => by),
          ...tranche.conditions.flatMap(({ acts }) => acts.map(({ by }) => by)),
        ],
        [
          ...tranche.releases.map(({ by }) => by),
          ...tranche.conditions.flatMap(({ acts }) => namedInPublic(acts)),
        ],
      )
      return send(
        reply,
        <TranchePage
          context={contextOf(request)}
          view={view}
          tranche={tranche}
          own={tranche.request !== null && tranche.request.by === request.person?.id}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/tranches/:tranche',
      { config: reading, schema: { params: ByTranche } },
      async (request, reply) => sendTranche(request, reply),
    )

    http.post(
      '/compacts/:id/tranches/:tranche/requests',
      { config: entering, schema: { params: ByTranche, body: Form } },
      async (request, reply) => {
        const { id, tranche } = request.params
        const { language } = request
        const fields = ['amount', 'note', 'exception']
        const typed = typedIn(request, fields)
        const again = (errors: FieldError[], status = 422) =>
          sendTranche(request, reply, typed, errors, status)
        const { amount } = await trancheOf(db, id, tranche, today(house))
        const read = readAmount(typed.amount ?? '', amount.currency, language)
        if ('fault' in read)
          return again([{ field: 'amount', message: amountFault(amount.currency, language) }])
        const terms = {
          action: 'enter money' as const,
          fields,
          field: 'amount',
          after: `/compacts/${id}/tranches/${tranche}`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          await askForRelease(trx, change, id, {
            tranche,
            minor: read.minor,
            note: typed.note ?? '',
            exception: typed.exception || null,
          })
          return undefined
        })
      },
    )

    http.post(
      '/compacts/:id/tranches/:tranche/requests/:request',
      { config: releasing, schema: { params: ByRequest, body: Form } },
      async (request, reply) => {
        const { id, tranche, request: asked } = request.params
        const typed = typedIn(request, ['reason', 'verdict'])
        const { tranche: of } = await requestOf(db, id, asked)
        if (of !== tranche) throw new NotFound('This tranche has no such request')
        const terms = {
          action: 'release money' as const,
          fields: ['reason'],
          field: 'reason',
          after: `/compacts/${id}/tranches/${tranche}`,
          again: (errors: FieldError[], status: number) => sendTranche(request, reply, typed, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          const verdict = typed.verdict === 'released' ? 'released' : 'refused'
          await decideOnRelease(trx, change, id, asked, verdict, typed.reason || null)
          return undefined
        })
      },
    )
  }
