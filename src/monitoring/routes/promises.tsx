import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { confirmPromise, promiseChecksOf, promisesWaiting, recordPromise, scorecardOf } from '../checks.ts'
import { mayDo, viewOf } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { typedIn } from '../forms.ts'
import { PromisesPage } from '../pages/promises-page.tsx'
import { ScorecardPage } from '../pages/scorecard-page.tsx'
import { dayOverEverywhere } from '../periods.ts'
import type { Door } from './door.tsx'
import { ById, ByPromise, Form } from './shapes.ts'

/** What the two governments promised in words, and the questions auditors ask. */
export const promiseRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, wiring, on, reading, verifying, contextOf, send, inForce, isMember, acting } = door

    http.get(
      '/compacts/:id/scorecard',
      { config: reading, schema: { params: ById } },
      async (request, reply) => {
        const subject = await on(request)
        const { agreement } = await inForce(subject.id)
        return send(
          reply,
          <ScorecardPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            agreement={agreement}
            answers={
              await scorecardOf(
                db,
                subject.id,
                house.now(),
                (await wiring.contributionsWithEntries?.(db, subject.id)) ?? null,
                wiring.lastPayment,
              )
            }
            party={isMember(request, subject)}
          />,
        )
      },
    )

    const sendPromises = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Record<string, string> = {},
      errors: FieldError[] = [],
      { form = '', status = 422 } = {},
    ) => {
      const subject = await on(request)
      const { agreement } = await inForce(subject.id)
      if (errors.length > 0) reply.code(status)
      return send(
        reply,
        <PromisesPage
          context={contextOf(request)}
          view={await viewOf(house, request, subject)}
          agreement={agreement}
          checks={await promiseChecksOf(db, subject.id)}
          waiting={await promisesWaiting(db, subject.id)}
          over={dayOverEverywhere(house.now())}
          party={isMember(request, subject)}
          mayRecord={mayDo(request, 'verify results', subject)}
          today={today(house)}
          typed={typed}
          form={form}
          errors={errors}
        />,
      )
    }

    http.get(
      '/compacts/:id/promises',
      { config: reading, schema: { params: ById } },
      async (request, reply) => sendPromises(request, reply),
    )

    http.post(
      '/compacts/:id/promises',
      { config: verifying, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        const [kind = '', key = ''] = (typed.promise ?? '').split(':')
        const terms = {
          after: `/compacts/${id}/promises`,
          field: 'promise',
          again: (errors: FieldError[]) => sendPromises(request, reply, typed, errors),
        }
        return acting(request, reply, terms, async (trx, change) => {
          const known = (['benchmark', 'responsibility', 'sustainability'] as const).find(
            (each) => each === kind,
          )
          if (known === undefined) throw new MonitoringFault('promise unknown')
          await recordPromise(trx, change, {
            compact: id,
            kind: known,
            key,
            outcome: typed.met === 'yes' ? 'met' : typed.met === 'waived' ? 'waived' : 'not met',
            on: typed.day ?? '',
            evidence: (typed.evidence ?? '').trim() || null,
            comment: (typed.text ?? '').trim() || null,
          })
          return undefined
        })
      },
    )

    http.post(
      '/compacts/:id/promises/:check/confirmation',
      { config: verifying, schema: { params: ByPromise, body: Form } },
      async (request, reply) => {
        const { id, check } = request.params
        const terms = {
          after: `/compacts/${id}/promises`,
          field: check,
          again: (errors: FieldError[], status: number) =>
            sendPromises(request, reply, {}, errors, { form: check, status }),
        }
        return acting(request, reply, terms, async (trx, change) => {
          await confirmPromise(trx, change, { compact: id, check })
          return undefined
        })
      },
    )
  }
