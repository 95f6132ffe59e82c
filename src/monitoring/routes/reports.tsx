import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { changeCompact } from '../../compacts/desk.ts'
import { seeOther } from '../../house/see-other.ts'
import { standsFor } from '../../people/policy/policy.ts'
import { askedNow } from '../asked.ts'
import { errorsFrom, mayDo, viewOf } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { faultsAt, partsIn, typedIn } from '../forms.ts'
import { ReportsPage } from '../pages/reports-page.tsx'
import { FaultsRemain } from '../readable.ts'
import { type Saved, saveReport, submitReport } from '../reporting.ts'
import { reportsOf } from '../store.ts'
import { termsOf } from '../terms.ts'
import type { Door } from './door.tsx'
import { reportScreen } from './report-screen.tsx'
import { ById, ByReport, Form, keyOf } from './shapes.ts'

/** What is due from whom, and the form in which it is reported. */
export const reportRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, wiring, on, members, reporting, contextOf, send, inForce, inForceFor } = door

    const paid = wiring.lastPayment

    http.get(
      '/compacts/:id/reports',
      { config: members, schema: { params: ById } },
      async (request, reply) => {
        const subject = await on(request)
        const { agreement } = await inForce(subject.id)
        const own = standsFor(request.person, 'reporter', subject)
        return send(
          reply,
          <ReportsPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            agreement={agreement}
            terms={await termsOf(db, subject.id, paid === undefined ? {} : { paid })}
            reports={await reportsOf(db, subject.id)}
            now={house.now()}
            mayReport={agreement.parties.flatMap(({ key, organisation }) =>
              organisation !== null && own.includes(organisation) ? [key] : [],
            )}
            mayVerify={mayDo(request, 'verify results', subject)}
          />,
        )
      },
    )

    const { sendReport } = reportScreen(door)

    http.get(
      '/compacts/:id/report/:ends/:party',
      {
        config: reporting,
        schema: {
          params: ByReport,
          querystring: Type.Object({ saved: Type.Optional(Type.String({ maxLength: 5 })) }),
        },
      },
      async (request, reply) =>
        sendReport(request, reply, keyOf(request.params), { saved: request.query.saved !== undefined }),
    )

    http.post(
      '/compacts/:id/report/:ends/:party',
      { config: reporting, schema: { params: ByReport, body: Form } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const typed = typedIn(request.body)
        const { agreement } = await inForceFor(key)
        const asked = await askedNow(db, key, agreement, paid)
        const sheets = asked === null ? [] : [...asked.indicators.values()].map(({ sheet }) => sheet)
        const parts = partsIn(typed, sheets)
        const { body } = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await saveReport(trx, change, key, parts, paid),
        }))
        const { conflicts } = body as Saved
        if (conflicts.length > 0) return sendReport(request, reply, key, { typed, conflicts, status: 409 })
        const path = `/compacts/${key.compact}/report/${key.ends}/${key.party}`
        if (typed.act !== 'send') return seeOther(reply, request, `${path}?saved=yes`)
        // What was typed is kept by now, whatever sending meets.
        const version = Number(typed.version ?? 0)
        try {
          await changeCompact(house, withKey(request, 'send'), async (trx, change) => {
            await submitReport(trx, change, key, { version }, paid)
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof FaultsRemain) {
            const errors = faultsAt(error, request.language)
            return sendReport(request, reply, key, { errors, status: 422 })
          }
          return sendReport(request, reply, key, {
            errors: errorsFrom(error, request.language, 'report'),
            status: error instanceof MonitoringFault ? error.status : 409,
          })
        }
        return seeOther(reply, request, `${path}?saved=yes`)
      },
    )

    /** Saving and sending are two changes of one request, each done once. */
    const withKey = (request: FastifyRequest, what: string): FastifyRequest => {
      const body = request.body as Record<string, unknown>
      request.body = { ...body, once: `${String(body.once ?? '')}:${what}` }
      return request
    }
  }
