import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readAmount } from '../../compacts/forms/amounts.ts'
import { isOver } from '../../compacts/steps.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { compactIn, moneyView, withNames } from '../desk.ts'
import { amountFault, readForecast } from '../forms.ts'
import { packageOf, packagesOf, quarterAfter, quarterOf, sendPackage } from '../packages.ts'
import type { Typed } from '../pages/entry-form-page.tsx'
import { PackagePage, PackagesPage } from '../pages/more-pages.tsx'
import { boardOf } from '../tranches.ts'
import { words } from '../words/words.ts'
import type { Door } from './door.tsx'
import { ById, ByPackage, Form } from './shapes.ts'

/** The disbursement package of a quarter: asked, reviewed, answered. */
export const packageRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, inside, entering, contextOf, send, typedIn, acting } = door

    const sendPackages = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const view = await moneyView(db, request)
      const board = await boardOf(db, compactIn(request), today(house))
      return send(
        reply,
        <PackagesPage
          context={contextOf(request)}
          view={view}
          open={
            isOver(view.compact.compact.state)
              ? null
              : board
                  .filter(({ state }) => state !== 'released' && state !== 'cancelled')
                  .map(({ key }) => key)
          }
          packages={await packagesOf(db, compactIn(request))}
          quarter={quarterAfter(quarterOf(today(house)))}
          typed={typed}
          errors={errors}
        />,
      )
    }

    http.get('/compacts/:id/packages', { config: inside, schema: { params: ById } }, (request, reply) =>
      sendPackages(request, reply),
    )

    http.post(
      '/compacts/:id/packages',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const { language } = request
        const fields = ['quarter', 'tranche', 'amount', 'progress', 'forecast', 'exception']
        const typed = typedIn(request, fields)
        const { agreement } = await moneyView(db, request)
        const say = speak(words, language)
        const of = agreement.tranches.find(({ key }) => key === typed.tranche)
        const currency = of?.amount.currency ?? agreement.plan.currency
        const read = readAmount(typed.amount ?? '', currency, language)
        const forecast = readForecast(typed.forecast ?? '', currency, language)
        const faults: FieldError[] = []
        if (of === undefined) faults.push({ field: 'tranche', message: say('form.fault choose') })
        if ('fault' in read || read.minor <= 0)
          faults.push({ field: 'amount', message: amountFault(currency, language) })
        if (forecast === null) faults.push({ field: 'forecast', message: say('form.fault forecast') })
        const again = (errors: FieldError[]) => sendPackages(request, reply, typed, errors)
        if ('fault' in read || of === undefined || forecast === null || faults.length > 0)
          return again(faults)
        const terms = {
          action: 'enter money' as const,
          fields,
          field: 'amount',
          after: `/compacts/${id}/packages`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          const sent = await sendPackage(trx, change, id, {
            quarter: typed.quarter ?? '',
            tranche: of.key,
            minor: read.minor,
            progress: typed.progress ?? '',
            forecast,
            exception: typed.exception || null,
          })
          return `/compacts/${id}/packages/${sent}`
        })
      },
    )

    http.get(
      '/compacts/:id/packages/:package',
      { config: inside, schema: { params: ByPackage } },
      async (request, reply) => {
        const sent = await packageOf(db, request.params.id, request.params.package)
        const view = await withNames(db, await moneyView(db, request), [sent.sent_by, sent.answered_by])
        return reply.html(renderPage(<PackagePage context={contextOf(request)} view={view} sent={sent} />))
      },
    )
  }
