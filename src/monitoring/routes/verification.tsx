import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { versionOf } from '../../compacts/store.ts'
import { standsFor } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { askedOfSent, readParts } from '../asked.ts'
import { askCorrection, correctionsOf, decideCorrection, typedFromValues } from '../corrections.ts'
import { errorsFrom, mayDo, seesReport, viewOf } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { faultsAt, partIn, typedIn } from '../forms.ts'
import { CorrectPage } from '../pages/correct-page.tsx'
import { VerifyPage } from '../pages/verify-page.tsx'
import { FaultsRemain } from '../readable.ts'
import { draftsOf, type ReportKey, reportAt, stepsOf, valuesBefore, valuesOf } from '../store.ts'
import { termsOf } from '../terms.ts'
import { asOwn, publishReport, returnReport, verifyReport } from '../verifying.ts'
import type { Door } from './door.tsx'
import { ByCorrection, ByReport, ByReportIndicator, Form, keyOf } from './shapes.ts'

/** A report is verified, returned or published by another; a correction is asked for and decided. */
export const verificationRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, on, members, reporting, verifying, contextOf, send, inForceFor, acting } = door

    const sendVerify = async (
      request: FastifyRequest,
      reply: FastifyReply,
      key: ReportKey,
      form = '',
      errors: FieldError[] = [],
      status = 422,
    ) => {
      const subject = await on(request)
      const report = await reportAt(db, key)
      if (!seesReport(request, subject, report.organisation))
        throw new MonitoringFault('not your report', { party: key.party })
      const waits = report.state === 'draft' || report.state === 'returned'
      const version = waits ? (await inForceFor(key)).version : report.version
      const { agreement } = await versionOf(db, key.compact, version)
      const asked = await askedOfSent(db, key, agreement)
      if (asked === null) throw new MonitoringFault('nothing due', { ends: key.ends })
      const typed = new Map(
        [...(await draftsOf(db, report.id))].map(([indicator, part]) => [indicator, part.typed]),
      )
      const before = await valuesBefore(db, key)
      const mayVerify = mayDo(request, 'verify results', subject)
      const others = !mayVerify
        ? null
        : await asOwn(db, report, {
            person: request.person?.id ?? null,
            standsFor: standsFor(request.person, 'verifier', subject),
            at: house.now(),
          })
      const own = standsFor(request.person, 'reporter', subject).includes(report.organisation)
      if (errors.length > 0) reply.code(status)
      return send(
        reply,
        <VerifyPage
          context={contextOf(request)}
          view={await viewOf(house, request, subject)}
          data={{
            agreement,
            asked,
            report,
            steps: await stepsOf(db, report.id),
            typed,
            read: readParts(asked, typed, before),
            kept: (await valuesOf(db, key.compact, { party: key.party })).filter(
              (each) => each.report === report.id,
            ),
            before,
            terms: await termsOf(db, key.compact),
            corrections: await correctionsOf(db, report.id),
            may: { verify: mayVerify, report: own, others },
            form,
            errors,
          }}
        />,
      )
    }

    http.get(
      '/compacts/:id/verify/:ends/:party',
      { config: members, schema: { params: ByReport } },
      async (request, reply) => sendVerify(request, reply, keyOf(request.params)),
    )

    http.post(
      '/compacts/:id/verify/:ends/:party',
      { config: verifying, schema: { params: ByReport, body: Form } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const typed = typedIn(request.body)
        const terms = {
          after: `/compacts/${key.compact}/verify/${key.ends}/${key.party}`,
          field: 'reason',
          told: (error: unknown) =>
            error instanceof FaultsRemain
              ? faultsAt(error, request.language).map((each) => ({ ...each, field: 'reason' }))
              : null,
          again: (errors: FieldError[], status: number) =>
            sendVerify(request, reply, key, 'decide', errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          if (typed.act === 'verify') await verifyReport(trx, change, key)
          else if (typed.act === 'publish') await publishReport(trx, change, key)
          else await returnReport(trx, change, key, typed.reason ?? '')
          return undefined
        })
      },
    )

    http.post(
      '/compacts/:id/verify/:ends/:party/corrections/:correction',
      { config: verifying, schema: { params: ByCorrection, body: Form } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const { correction } = request.params
        const typed = typedIn(request.body)
        const terms = {
          after: `/compacts/${key.compact}/verify/${key.ends}/${key.party}`,
          field: 'reason',
          again: (errors: FieldError[], status: number) =>
            sendVerify(request, reply, key, correction, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          const agree = typed.act === 'agree'
          await decideCorrection(trx, change, key, { correction, agree, reason: typed.reason ?? '' })
          return undefined
        })
      },
    )

    const sendCorrect = async (
      request: FastifyRequest,
      reply: FastifyReply,
      key: ReportKey,
      indicator: string,
      sent: { typed: Record<string, string>; errors: FieldError[] } | null,
    ) => {
      const subject = await on(request)
      const report = await reportAt(db, key)
      if (!seesReport(request, subject, report.organisation))
        throw new MonitoringFault('not your report', { party: key.party })
      const { agreement } = await versionOf(db, key.compact, report.version)
      const sheet = agreement.indicators.find((each) => each.key === indicator)
      if (sheet === undefined) throw new MonitoringFault('indicator unknown', { indicator })
      const kept = (await valuesOf(db, key.compact, { indicator, party: key.party })).filter(
        (each) => each.report === report.id,
      )
      if (kept.length === 0) throw new MonitoringFault('not verified')
      if (sent !== null) reply.code(422)
      return send(
        reply,
        <CorrectPage
          context={contextOf(request)}
          view={await viewOf(house, request, subject)}
          agreement={agreement}
          sheet={sheet}
          report={report}
          typed={sent === null ? typedFromValues(kept) : partIn(sent.typed, sheet)}
          reason={sent?.typed.reason ?? ''}
          errors={sent?.errors ?? []}
        />,
      )
    }

    http.get(
      '/compacts/:id/report/:ends/:party/correct/:indicator',
      { config: members, schema: { params: ByReportIndicator } },
      async (request, reply) =>
        sendCorrect(request, reply, keyOf(request.params), request.params.indicator, null),
    )

    http.post(
      '/compacts/:id/report/:ends/:party/correct/:indicator',
      { config: reporting, schema: { params: ByReportIndicator, body: Form } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const { indicator } = request.params
        const typed = typedIn(request.body)
        const report = await reportAt(db, key)
        const { agreement } = await versionOf(db, key.compact, report.version)
        const sheet = agreement.indicators.find((each) => each.key === indicator)
        if (sheet === undefined) throw new MonitoringFault('indicator unknown', { indicator })
        const terms = {
          after: `/compacts/${key.compact}/verify/${key.ends}/${key.party}`,
          field: 'reason',
          told: (error: unknown) =>
            error instanceof FaultsRemain
              ? faultsAt(error, request.language)
              : errorsFrom(error, request.language, 'reason').map((each) =>
                  each.field.startsWith('total.') ? { ...each, field: `${indicator}.${each.field}` } : each,
                ),
          again: (errors: FieldError[]) => sendCorrect(request, reply, key, indicator, { typed, errors }),
        }
        return acting(request, reply, terms, async (trx, change) => {
          const reason = typed.reason ?? ''
          await askCorrection(trx, change, key, { indicator, typed: partIn(typed, sheet), reason })
          return undefined
        })
      },
    )
  }
