import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { agreementInForce } from '../../compacts/store.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import {
  confirmDeduplication,
  countsWaiting,
  type Judged,
  qualityChecksOf,
  recordDeduplication,
  recordQualityCheck,
  type Standard,
  standards,
} from '../checks.ts'
import { mayDo, viewOf } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { typedIn } from '../forms.ts'
import { ResultsPage } from '../pages/results-page.tsx'
import { SheetPage } from '../pages/sheet-page.tsx'
import { resultsOf } from '../results.ts'
import type { Door } from './door.tsx'
import { ByCount, ById, ByIndicator, Form } from './shapes.ts'

/** Results for everybody, the sheet of one indicator, and what a verifier writes beside it. */
export const resultRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, wiring, on, reading, verifying, contextOf, send, isMember, acting } = door

    http.get(
      '/compacts/:id/results',
      { config: reading, schema: { params: ById } },
      async (request, reply) => {
        const { id } = request.params
        const subject = await on(request)
        const party = isMember(request, subject)
        const results =
          (await agreementInForce(db, id)) === null
            ? null
            : await resultsOf(db, id, house.now(), {
                unpublished: party,
                threshold: house.settings.fewestShown,
                paid: wiring.lastPayment,
              })
        return send(
          reply,
          <ResultsPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            results={results}
            party={party}
          />,
        )
      },
    )

    const sendSheet = async (
      request: FastifyRequest,
      reply: FastifyReply,
      indicator: string,
      returned = { form: '', typed: {} as Record<string, string>, errors: [] as FieldError[] },
      status = 422,
    ) => {
      const subject = await on(request)
      const party = isMember(request, subject)
      const results = await resultsOf(db, subject.id, house.now(), {
        unpublished: party,
        threshold: house.settings.fewestShown,
        paid: wiring.lastPayment,
      })
      const mayVerify = mayDo(request, 'verify results', subject)
      const result = results.indicators.find(({ sheet }) => sheet.key === indicator)
      if (result === undefined) throw new MonitoringFault('promise unknown')
      if (returned.errors.length > 0) reply.code(status)
      return send(
        reply,
        <SheetPage
          context={contextOf(request)}
          view={await viewOf(house, request, subject)}
          results={results}
          result={result}
          quality={(await qualityChecksOf(db, subject.id)).filter((each) => each.indicator === indicator)}
          counted={mayVerify ? await countsWaiting(db, subject.id, indicator) : []}
          party={party}
          mayVerify={mayVerify}
          returned={returned}
          today={today(house)}
        />,
      )
    }

    http.get(
      '/compacts/:id/results/:indicator',
      { config: reading, schema: { params: ByIndicator } },
      async (request, reply) => sendSheet(request, reply, request.params.indicator),
    )

    http.post(
      '/compacts/:id/results/:indicator/people',
      { config: verifying, schema: { params: ByIndicator, body: Form } },
      async (request, reply) => {
        const { id, indicator } = request.params
        const typed = typedIn(request.body)
        const terms = {
          after: `/compacts/${id}/results/${indicator}`,
          field: 'value',
          again: (errors: FieldError[]) =>
            sendSheet(request, reply, indicator, { form: 'people', typed, errors }),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await recordDeduplication(trx, change, {
            compact: id,
            indicator,
            ends: typed.ends ?? '',
            cell: typed.cell ?? 'total',
            typed: typed.value ?? '',
            method: typed.text ?? '',
          })
          return undefined
        })
      },
    )

    http.post(
      '/compacts/:id/results/:indicator/people/:count/confirmation',
      { config: verifying, schema: { params: ByCount, body: Form } },
      async (request, reply) => {
        const { id, indicator, count } = request.params
        const terms = {
          after: `/compacts/${id}/results/${indicator}`,
          field: count,
          again: (errors: FieldError[], status: number) =>
            sendSheet(request, reply, indicator, { form: count, typed: {}, errors }, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await confirmDeduplication(trx, change, { compact: id, count, indicator })
          return undefined
        })
      },
    )

    http.post(
      '/compacts/:id/results/:indicator/quality',
      { config: verifying, schema: { params: ByIndicator, body: Form } },
      async (request, reply) => {
        const { id, indicator } = request.params
        const typed = typedIn(request.body)
        const judged = (standard: Standard): Judged => ({
          answer: (['yes', 'partly', 'no'] as const).find((each) => each === typed[standard]) ?? 'no',
          comment: (typed[`${standard}-comment`] ?? '').trim().slice(0, 2000),
        })
        const terms = {
          after: `/compacts/${id}/results/${indicator}`,
          field: 'text',
          again: (errors: FieldError[]) =>
            sendSheet(request, reply, indicator, { form: 'quality', typed, errors }),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await recordQualityCheck(trx, change, {
            compact: id,
            indicator,
            party: typed.party || null,
            on: typed.day ?? '',
            standards: Object.fromEntries(standards.map((each) => [each, judged(each)])) as Record<
              Standard,
              Judged
            >,
            followUp: typed.text ?? null,
          })
          return undefined
        })
      },
    )
  }
