import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FieldError } from '../../ui/form.tsx'
import { renderPage } from '../../ui/page.tsx'
import { moneyView } from '../desk.ts'
import type { Typed } from '../pages/entry-form-page.tsx'
import { RatesPage } from '../pages/more-pages.tsx'
import { ratesInto, recordRate } from '../rates.ts'
import type { Door } from './door.tsx'
import { ById, Form } from './shapes.ts'

/** Dated rates between currencies. */
export const rateRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, reading, entering, contextOf, typedIn, acting } = door

    const sendRates = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const view = await moneyView(db, request)
      const rates = await ratesInto(db, view.agreement.plan.currency)
      return reply.html(
        renderPage(
          <RatesPage context={contextOf(request)} view={view} rates={rates} typed={typed} errors={errors} />,
        ),
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
        const fields = ['base', 'rate', 'date', 'until', 'source']
        const typed = typedIn(request, fields)
        const { agreement } = await moneyView(db, request)
        const terms = {
          action: 'enter money' as const,
          fields,
          field: 'base',
          after: `/compacts/${id}/rates`,
          again: (errors: FieldError[]) => sendRates(request, reply, typed, errors),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await recordRate(trx, change, {
            base: (typed.base ?? '').toUpperCase(),
            quote: agreement.plan.currency,
            date: typed.date ?? '',
            until: typed.until || (typed.date ?? ''),
            rate: (typed.rate ?? '').replace(',', '.'),
            source: typed.source ?? '',
          })
          return undefined
        })
      },
    )
  }
