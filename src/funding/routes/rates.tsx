import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../house/errors.ts'
import type { FieldError } from '../../ui/form.tsx'
import { compactIn, moneyView, withNames } from '../desk.ts'
import type { Typed } from '../pages/entry-form-page.tsx'
import { RatePage, RatesPage } from '../pages/rates-page.tsx'
import { answerRate, enterRate, rateOf, ratesOf } from '../rates.ts'
import type { Door } from './door.tsx'
import { ById, ByRate, Form } from './shapes.ts'

/** Dated rates between currencies: entered by one party of the compact, agreed to by another. */
export const rateRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, reading, inside, entering, contextOf, send, typedIn, acting } = door
    const isOver = (state: string) => state === 'closed' || state === 'terminated'

    const sendRates = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const view = await moneyView(db, request)
      return send(
        reply,
        <RatesPage
          context={contextOf(request)}
          view={view}
          rates={await ratesOf(db, compactIn(request))}
          ended={isOver(view.compact.compact.state)}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get('/compacts/:id/rates', { config: reading, schema: { params: ById } }, (request, reply) =>
      sendRates(request, reply),
    )

    http.post(
      '/compacts/:id/rates',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const fields = ['base', 'rate', 'date', 'until', 'source', 'reason']
        const typed = typedIn(request, fields)
        const { agreement } = await moneyView(db, request)
        const terms = {
          action: 'enter money' as const,
          fields,
          field: 'base',
          after: `/compacts/${id}/rates`,
          again: (errors: FieldError[], status: number) => sendRates(request, reply, typed, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await enterRate(trx, change, id, {
            base: (typed.base ?? '').toUpperCase(),
            quote: agreement.plan.currency,
            date: typed.date ?? '',
            until: typed.until || (typed.date ?? ''),
            rate: (typed.rate ?? '').replace(',', '.'),
            source: typed.source ?? '',
            reason: typed.reason || null,
          })
          return undefined
        })
      },
    )

    const sendRate = async (
      request: FastifyRequest,
      reply: FastifyReply,
      rate: string,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const row = (await ratesOf(db, compactIn(request), rate))[0]
      if (row === undefined) throw new NotFound('There is no such rate')
      const view = await withNames(db, await moneyView(db, request), [row.by, row.answered_by])
      return send(
        reply,
        <RatePage
          context={contextOf(request)}
          view={view}
          rate={row}
          own={row.by === request.person?.id}
          ended={isOver(view.compact.compact.state)}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/rates/:rate',
      { config: inside, schema: { params: ByRate } },
      async (request, reply) => sendRate(request, reply, request.params.rate),
    )

    http.post(
      '/compacts/:id/rates/:rate',
      { config: inside, schema: { params: ByRate, body: Form } },
      async (request, reply) => {
        const { id, rate } = request.params
        const typed = typedIn(request, ['reason', 'verdict'])
        const own = (await rateOf(db, id, rate)).by === request.person?.id
        const verdict = typed.verdict === 'agreed' ? ('agreed' as const) : ('refused' as const)
        const terms = {
          // Withdrawing what one entered oneself is part of entering; all else is the approver’s.
          action: own && verdict === 'refused' ? ('enter money' as const) : ('approve money' as const),
          fields: ['reason'],
          field: 'reason',
          after: `/compacts/${id}/rates`,
          again: (errors: FieldError[], status: number) =>
            sendRate(request, reply, rate, typed, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await answerRate(trx, change, id, rate, verdict, typed.reason || null)
          return undefined
        })
      },
    )
  }
