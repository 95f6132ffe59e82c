import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { instruments } from '../../compacts/agreement.ts'
import { readAmount } from '../../compacts/forms/amounts.ts'
import type { FieldError } from '../../ui/form.tsx'
import { renderPage } from '../../ui/page.tsx'
import { awardOf, awardsOf, recordAward } from '../awards.ts'
import { compactIn, moneyView } from '../desk.ts'
import { amountFault } from '../forms.ts'
import type { Typed } from '../pages/entry-form-page.tsx'
import { AwardPage, AwardsPage } from '../pages/more-pages.tsx'
import type { Door } from './door.tsx'
import { ByAward, ById, Form } from './shapes.ts'

/** Grants and sub-awards. */
export const awardRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, reading, entering, contextOf, send, typedIn, acting } = door

    const sendAwards = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return send(
        reply,
        <AwardsPage
          context={contextOf(request)}
          view={await moneyView(db, request)}
          awards={await awardsOf(db, compactIn(request))}
          instruments={instruments}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get('/compacts/:id/awards', { config: reading, schema: { params: ById } }, (request, reply) =>
      sendAwards(request, reply),
    )

    http.post(
      '/compacts/:id/awards',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const { language } = request
        const fields = [
          'key',
          'number',
          'title',
          'recipient',
          'contribution',
          'parent',
          'initiative',
          'instrument',
          'amount',
          'begins',
          'ends',
        ]
        const typed = typedIn(request, fields)
        const { agreement } = await moneyView(db, request)
        const of = agreement.plan.contributions.find(({ key }) => key === typed.contribution)
        const currency = of?.amount.currency ?? agreement.plan.currency
        const read = readAmount(typed.amount ?? '', currency, language)
        const again = (errors: FieldError[]) => sendAwards(request, reply, typed, errors)
        if ('fault' in read) return again([{ field: 'amount', message: amountFault(currency, language) }])
        const terms = {
          action: 'enter money' as const,
          fields,
          field: 'key',
          after: `/compacts/${id}/awards/${typed.key}`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          await recordAward(trx, change, id, {
            key: typed.key ?? '',
            number: typed.number ?? '',
            title: typed.title ?? '',
            recipient: typed.recipient ?? '',
            contribution: typed.contribution ?? '',
            parent: typed.parent || null,
            initiative: agreement.initiatives.some(({ key }) => key === typed.initiative)
              ? (typed.initiative ?? null)
              : null,
            organisation: null,
            instrument: instruments.find((each) => each === typed.instrument) ?? 'grant',
            minor: read.minor,
            currency,
            begins: typed.begins ?? '',
            ends: typed.ends ?? '',
          })
          return undefined
        })
      },
    )

    http.get(
      '/compacts/:id/awards/:award',
      { config: reading, schema: { params: ByAward } },
      async (request, reply) =>
        reply.html(
          renderPage(
            <AwardPage
              context={contextOf(request)}
              view={await moneyView(db, request)}
              award={await awardOf(db, request.params.id, request.params.award)}
            />,
          ),
        ),
    )
  }
