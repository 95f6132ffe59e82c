import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readAmount } from '../../compacts/forms/amounts.ts'
import { NotFound } from '../../house/errors.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { moneyView, withNames } from '../desk.ts'
import { amountFault } from '../forms.ts'
import { TranchePage } from '../pages/board-page.tsx'
import type { Typed } from '../pages/entry-form-page.tsx'
import { trancheActs } from '../tables.ts'
import {
  askForRelease,
  decideOnRelease,
  decideOnTranche,
  namedInPublic,
  requestOf,
  trancheOf,
} from '../tranches.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ByRequest, ByTranche, Form } from './shapes.ts'

/** A tranche is asked for by one person and let go by another. */
export const trancheRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, reading, entering, releasing, waiving, contextOf, send, typedIn, acting } = door

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
          ...tranche.decisions.map(({ by }) => by),
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
      '/compacts/:id/tranches/:tranche/decisions',
      { config: waiving, schema: { params: ByTranche, body: Form } },
      async (request, reply) => {
        const { id, tranche } = request.params
        const fields = ['act', 'until', 'capacity']
        const typed = typedIn(request, [...fields, 'why'])
        const again = (errors: FieldError[], status = 422) =>
          sendTranche(request, reply, typed, errors, status)
        const act = trancheActs.find((each) => each === typed.act)
        if (act === undefined)
          return again([{ field: 'act', message: speak(words, request.language)('form.fault choose') }])
        const terms = {
          action: 'waive conditions' as const,
          fields,
          field: 'why',
          after: `/compacts/${id}/tranches/${tranche}`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          await decideOnTranche(trx, change, id, {
            tranche,
            act,
            until: act === 'deferred' ? typed.until || null : null,
            reason: typed.why || null,
            capacity: typed.capacity || null,
          })
          return undefined
        })
      },
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
