import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Agreement } from '../compacts/agreement.ts'
import { agreementInForce, versionOf } from '../compacts/store.ts'
import { takeUploads, uploadErrors, uploadIn } from '../house/documents/uploads.ts'
import { type House, today } from '../house/house.ts'
import { seeOther } from '../house/see-other.ts'
import type { CompactSubject } from '../people/policy/actions.ts'
import { standsFor } from '../people/policy/policy.ts'
import type { FieldError } from '../ui/form.tsx'
import type { Language } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { monitoringApi } from './api.ts'
import { type Asked, askedOf, readParts } from './asked.ts'
import {
  type Judged,
  promiseChecksOf,
  qualityChecksOf,
  recordDeduplication,
  recordPromise,
  recordQualityCheck,
  type Standard,
  scorecardOf,
  standards,
} from './checks.ts'
import { askCorrection, correctionsOf, decideCorrection, typedFromValues } from './corrections.ts'
import { changeFor, errorsFrom, type MonitoringWiring, mayDo, onCompact, seesReport, viewOf } from './desk.ts'
import {
  addAction,
  closeDialogue,
  dialoguesOf,
  findDialogue,
  finishAction,
  fixIndicators,
  freezeData,
  planDialogue,
  recordPoint,
} from './dialogues.ts'
import { MonitoringFault } from './faults.ts'
import { diffOf } from './file-diff.ts'
import { faultAt, partIn, partsIn, typedIn } from './forms.ts'
import { CorrectPage } from './pages/correct-page.tsx'
import { DialoguePage, DialoguesPage } from './pages/dialogues-page.tsx'
import { DiffPage } from './pages/diff-page.tsx'
import { textIn } from './pages/parts.tsx'
import { PromisesPage } from './pages/promises-page.tsx'
import { type Changed, ReportPage } from './pages/report-page.tsx'
import { ReportsPage } from './pages/reports-page.tsx'
import { ResultsPage } from './pages/results-page.tsx'
import { ScorecardPage } from './pages/scorecard-page.tsx'
import { SheetPage } from './pages/sheet-page.tsx'
import { VerifyPage } from './pages/verify-page.tsx'
import { dayOverEverywhere } from './periods.ts'
import { FaultsRemain } from './readable.ts'
import { parsedParts, type TypedPart } from './reading.ts'
import { type PartConflict, type Saved, saveReport, submitReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import {
  draftsOf,
  findReport,
  type Report,
  type ReportKey,
  reportAt,
  reportsOf,
  stepsOf,
  valuesBefore,
  valuesOf,
} from './store.ts'
import { publishReport, returnReport, verifyReport } from './verifying.ts'
import { readWorkbook, writeWorkbook } from './workbook.ts'

type Assets = { css: string[]; js: string[] }

export const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
export const KeyOf = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
export const DayOf = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const ById = Type.Object({ id: Id })
const ByIndicator = Type.Object({ id: Id, indicator: KeyOf })
const ByReport = Type.Object({ id: Id, ends: DayOf, party: KeyOf })
const ByReportIndicator = Type.Object({ id: Id, ends: DayOf, party: KeyOf, indicator: KeyOf })
const ByCorrection = Type.Object({ id: Id, ends: DayOf, party: KeyOf, correction: Id })
const ByDialogue = Type.Object({ id: Id, dialogue: Id })
const ByAction = Type.Object({ id: Id, dialogue: Id, action: Id })
const Form = Type.Record(Type.String(), Type.Unknown())

/** Results, reports, verification, dialogues and checks of a compact: as pages and as JSON. */
export const monitoringRoutes =
  (house: House, assets: Assets, wiring: MonitoringWiring = {}): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = onCompact(house)

    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof MonitoringFault ? error.in(request.language) : error
    })

    const contextOf = (request: FastifyRequest): PageContext => ({
      language: request.language,
      path: request.url,
      assets,
      sources: [],
    })
    const inForce = async (id: string) => {
      const found = await agreementInForce(db, id)
      if (found === null) throw new MonitoringFault('not in force')
      return found
    }
    const isMember = (request: FastifyRequest, subject: CompactSubject) =>
      mayDo(request, 'read a draft', subject)

    /* results */

    const reading = { may: 'read a compact', on } as const

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
            : await resultsOf(db, id, house.now(), { unpublished: party })
        return reply.html(
          renderPage(
            <ResultsPage
              context={contextOf(request)}
              view={await viewOf(house, request, subject)}
              results={results}
              party={party}
            />,
          ),
        )
      },
    )

    const sendSheet = async (
      request: FastifyRequest,
      reply: FastifyReply,
      indicator: string,
      returned = { form: '', typed: {} as Record<string, string>, errors: [] as FieldError[] },
    ) => {
      const subject = await on(request)
      const party = isMember(request, subject)
      const results = await resultsOf(db, subject.id, house.now(), { unpublished: party })
      const result = results.indicators.find(({ sheet }) => sheet.key === indicator)
      if (result === undefined) throw new MonitoringFault('promise unknown')
      if (returned.errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <SheetPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            results={results}
            result={result}
            quality={(await qualityChecksOf(db, subject.id)).filter((each) => each.indicator === indicator)}
            party={party}
            mayVerify={mayDo(request, 'verify results', subject)}
            returned={returned}
            today={today(house)}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/results/:indicator',
      { config: reading, schema: { params: ByIndicator } },
      async (request, reply) => sendSheet(request, reply, request.params.indicator),
    )

    const verifying = { may: 'verify results', on } as const

    http.post(
      '/compacts/:id/results/:indicator/people',
      { config: verifying, schema: { params: ByIndicator, body: Form } },
      async (request, reply) => {
        const { id, indicator } = request.params
        const typed = typedIn(request.body)
        try {
          await changeFor(house, request, async (trx, change) => {
            await recordDeduplication(trx, change, {
              compact: id,
              indicator,
              ends: typed.ends ?? '',
              cell: typed.cell ?? 'total',
              typed: typed.value ?? '',
              method: typed.text ?? '',
            })
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsFrom(error, request.language, 'value')
          return sendSheet(request, reply, indicator, { form: 'people', typed, errors })
        }
        return seeOther(reply, request, `/compacts/${id}/results/${indicator}`)
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
        try {
          await changeFor(house, request, async (trx, change) => {
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
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsFrom(error, request.language, 'text')
          return sendSheet(request, reply, indicator, { form: 'quality', typed, errors })
        }
        return seeOther(reply, request, `/compacts/${id}/results/${indicator}`)
      },
    )

    http.get(
      '/compacts/:id/scorecard',
      { config: reading, schema: { params: ById } },
      async (request, reply) => {
        const subject = await on(request)
        const { agreement } = await inForce(subject.id)
        return reply.html(
          renderPage(
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
                )
              }
              party={isMember(request, subject)}
            />,
          ),
        )
      },
    )

    const sendPromises = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Record<string, string> = {},
      errors: FieldError[] = [],
    ) => {
      const subject = await on(request)
      const { agreement } = await inForce(subject.id)
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <PromisesPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            agreement={agreement}
            checks={await promiseChecksOf(db, subject.id)}
            over={dayOverEverywhere(house.now())}
            party={isMember(request, subject)}
            mayRecord={mayDo(request, 'verify results', subject)}
            today={today(house)}
            typed={typed}
            errors={errors}
          />,
        ),
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
        try {
          await changeFor(house, request, async (trx, change) => {
            const known = (['benchmark', 'responsibility', 'sustainability'] as const).find(
              (each) => each === kind,
            )
            if (known === undefined) throw new MonitoringFault('promise unknown')
            await recordPromise(trx, change, {
              compact: id,
              kind: known,
              key,
              met: typed.met === 'yes',
              on: typed.day ?? '',
              evidence: (typed.evidence ?? '').trim() || null,
              comment: (typed.text ?? '').trim() || null,
            })
            return { status: 303 }
          })
        } catch (error) {
          return sendPromises(request, reply, typed, errorsFrom(error, request.language, 'promise'))
        }
        return seeOther(reply, request, `/compacts/${id}/promises`)
      },
    )

    /* reports */

    const members = { may: 'read a draft', on } as const
    const reporting = { may: 'report results', on } as const

    http.get(
      '/compacts/:id/reports',
      { config: members, schema: { params: ById } },
      async (request, reply) => {
        const subject = await on(request)
        const { agreement } = await inForce(subject.id)
        const own = standsFor(request.person, 'reporter', subject)
        return reply.html(
          renderPage(
            <ReportsPage
              context={contextOf(request)}
              view={await viewOf(house, request, subject)}
              agreement={agreement}
              reports={await reportsOf(db, subject.id)}
              now={house.now()}
              mayReport={agreement.parties.flatMap(({ key, organisation }) =>
                organisation !== null && own.includes(organisation) ? [key] : [],
              )}
              mayVerify={mayDo(request, 'verify results', subject)}
            />,
          ),
        )
      },
    )

    type Returned = {
      typed?: Record<string, string>
      conflicts?: PartConflict[]
      errors?: FieldError[]
      fileErrors?: FieldError[]
      saved?: boolean
      status?: number
    }

    const keyOf = ({ id, ends, party }: { id: string; ends: string; party: string }): ReportKey => ({
      compact: id,
      ends,
      party,
    })

    /** The screen of one reporter and period; what was typed stands in it again. */
    const sendReport = async (
      request: FastifyRequest,
      reply: FastifyReply,
      key: ReportKey,
      returned: Returned = {},
    ) => {
      const subject = await on(request)
      const { version, agreement } = await inForce(key.compact)
      assertOwn(request, subject, agreement, key.party)
      const asked = askedOf(agreement, key.party, key.ends)
      if (asked === null) throw new MonitoringFault('nothing due', { ends: key.ends })
      const report = await findReport(db, key)
      const drafts = report === null ? new Map() : await draftsOf(db, report.id)
      const typed = returned.typed
      const parts = new Map(
        [...asked.indicators.values()].map(({ sheet }): [string, { typed: TypedPart; revision: number }] => {
          const draft = drafts.get(sheet.key)
          const sent = typed?.[`revision.${sheet.key}`] === undefined ? null : partIn(typed, sheet)
          const conflict = returned.conflicts?.find(({ indicator }) => indicator === sheet.key)
          // After a conflict the form is made from what stands now: sending it again is a decision.
          const revision = conflict?.revision ?? draft?.revision ?? 0
          return [sheet.key, { typed: sent ?? draft?.typed ?? { cells: {} }, revision }]
        }),
      )
      reply.code(returned.status ?? 200)
      return reply.html(
        renderPage(
          <ReportPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            data={{
              reader: request.person?.id ?? '',
              party: key.party,
              ends: key.ends,
              agreement,
              version,
              asked,
              report,
              steps: report === null ? [] : await stepsOf(db, report.id),
              parts,
              before: await valuesBefore(db, key),
              changed: await changedFor(report, asked, version, agreement, request.language),
              conflicts: returned.conflicts ?? [],
              errors: returned.errors ?? [],
              saved: returned.saved ?? false,
              fileErrors: returned.fileErrors ?? [],
            }}
          />,
        ),
      )
    }

    const assertOwn = (
      request: FastifyRequest,
      subject: CompactSubject,
      agreement: Agreement,
      party: string,
    ) => {
      const organisation = agreement.parties.find(({ key }) => key === party)?.organisation ?? null
      if (organisation === null) throw new MonitoringFault('party without organisation', { party })
      if (!standsFor(request.person, 'reporter', subject).includes(organisation))
        throw new MonitoringFault('not your report', { party })
    }

    /** What an amendment changed for a report that was begun before it took effect. */
    const changedFor = async (
      report: Report | null,
      asked: Asked,
      version: number,
      agreement: Agreement,
      language: Language,
    ): Promise<Changed | null> => {
      if (
        report === null ||
        report.version === version ||
        (report.state !== 'draft' && report.state !== 'returned')
      )
        return null
      const old = await versionOf(db, report.compact, report.version)
      const before = askedOf(old.agreement, report.party, report.ends)
      const title = (key: string) => {
        const sheet = asked.indicators.get(key)?.sheet ?? before?.indicators.get(key)?.sheet
        return sheet === undefined ? key : textIn(sheet.title, language, agreement.languages, key)
      }
      const then = before?.indicators ?? new Map()
      return {
        made: report.version,
        now: version,
        added: [...asked.indicators.keys()].filter((key) => !then.has(key)).map(title),
        gone: [...then.keys()].filter((key) => !asked.indicators.has(key)).map(title),
        changed: [...asked.indicators]
          .filter(([key, { sheet }]) => {
            const earlier = then.get(key)?.sheet
            return earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(sheet)
          })
          .map(([key]) => title(key)),
      }
    }

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
        const { agreement } = await inForce(key.compact)
        const asked = askedOf(agreement, key.party, key.ends)
        const sheets = asked === null ? [] : [...asked.indicators.values()].map(({ sheet }) => sheet)
        const parts = partsIn(typed, sheets)
        const { body } = await changeFor(house, request, async (trx, change) => ({
          status: 200,
          body: await saveReport(trx, change, key, parts),
        }))
        const { conflicts } = body as Saved
        if (conflicts.length > 0) return sendReport(request, reply, key, { typed, conflicts, status: 409 })
        const path = `/compacts/${key.compact}/report/${key.ends}/${key.party}`
        if (typed.act !== 'send') return seeOther(reply, request, `${path}?saved=yes`)
        // What was typed is kept by now, whatever sending meets.
        const version = Number(typed.version ?? 0)
        try {
          await changeFor(house, withKey(request, 'send'), async (trx, change) => {
            await submitReport(trx, change, key, { version })
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof FaultsRemain) {
            const errors = error.parts.flatMap(({ indicator, faults }) =>
              faults.map((fault) => faultAt(indicator, fault, request.language)),
            )
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

    /* workbook */

    const askedFor = async (request: FastifyRequest, key: ReportKey) => {
      const subject = await on(request)
      const { version, agreement } = await inForce(key.compact)
      assertOwn(request, subject, agreement, key.party)
      const asked = askedOf(agreement, key.party, key.ends)
      if (asked === null) throw new MonitoringFault('nothing due', { ends: key.ends })
      const report = await findReport(db, key)
      return {
        subject,
        version,
        agreement,
        asked,
        drafts: report === null ? new Map() : await draftsOf(db, report.id),
      }
    }

    http.get(
      '/compacts/:id/report/:ends/:party/workbook.xlsx',
      { config: reporting, schema: { params: ByReport } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const { version, agreement, asked, drafts } = await askedFor(request, key)
        const before = await valuesBefore(db, key)
        const bytes = await writeWorkbook(
          { key, agreement, version, asked, drafts, before },
          request.language,
        )
        return reply
          .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
          .header('content-disposition', `attachment; filename="report-${key.party}-${key.ends}.xlsx"`)
          .send(bytes)
      },
    )

    await http.register(async (files) => {
      await takeUploads(files)
      files.post(
        '/compacts/:id/report/:ends/:party/workbook',
        { config: reporting, schema: { params: ByReport, body: Form } },
        async (request, reply) => {
          const key = keyOf(request.params as { id: string; ends: string; party: string })
          const wrong = uploadErrors(request.body, 'file', request.language, { required: true })
          const upload = uploadIn(request.body, 'file')
          if (wrong.length > 0 || upload === null)
            return sendReport(request, reply, key, { fileErrors: wrong, status: 422 })
          const { subject, version, agreement, asked, drafts } = await askedFor(request, key)
          try {
            const { values, refused, madeUnder } = await readWorkbook(upload.bytes, key, asked)
            return await reply.html(
              renderPage(
                <DiffPage
                  context={contextOf(request)}
                  view={await viewOf(house, request, subject)}
                  agreement={agreement}
                  asked={asked}
                  version={version}
                  diff={diffOf(asked, drafts, values, refused, madeUnder)}
                />,
              ),
            )
          } catch (error) {
            return sendReport(request, reply, key, {
              fileErrors: errorsFrom(error, request.language, 'file'),
              status: 422,
            })
          }
        },
      )
    })

    http.post(
      '/compacts/:id/report/:ends/:party/take',
      { config: reporting, schema: { params: ByReport, body: Form } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const parts = parsedParts(typedIn(request.body).parts ?? '')
        if (parts === null) throw new MonitoringFault('file unreadable', { why: 'JSON' })
        const { body } = await changeFor(house, request, async (trx, change) => ({
          status: 200,
          body: await saveReport(trx, change, key, parts),
        }))
        const { conflicts } = body as Saved
        if (conflicts.length > 0) return sendReport(request, reply, key, { conflicts, status: 409 })
        return seeOther(reply, request, `/compacts/${key.compact}/report/${key.ends}/${key.party}?saved=yes`)
      },
    )

    /* verification and corrections */

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
      const version = waits ? (await inForce(key.compact)).version : report.version
      const { agreement } = await versionOf(db, key.compact, version)
      const asked = askedOf(agreement, key.party, key.ends)
      if (asked === null) throw new MonitoringFault('nothing due', { ends: key.ends })
      const typed = new Map(
        [...(await draftsOf(db, report.id))].map(([indicator, part]) => [indicator, part.typed]),
      )
      const before = await valuesBefore(db, key)
      const own = standsFor(request.person, 'reporter', subject).includes(report.organisation)
      if (errors.length > 0) reply.code(status)
      return reply.html(
        renderPage(
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
              corrections: await correctionsOf(db, report.id),
              may: { verify: mayDo(request, 'verify results', subject), report: own },
              form,
              errors,
            }}
          />,
        ),
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
        try {
          await changeFor(house, request, async (trx, change) => {
            if (typed.act === 'verify') await verifyReport(trx, change, key)
            else if (typed.act === 'publish') await publishReport(trx, change, key)
            else await returnReport(trx, change, key, typed.reason ?? '')
            return { status: 303 }
          })
        } catch (error) {
          const status = error instanceof MonitoringFault ? error.status : 422
          const errors =
            error instanceof FaultsRemain
              ? error.parts.flatMap(({ indicator, faults }) =>
                  faults.map((fault) => ({
                    ...faultAt(indicator, fault, request.language),
                    field: 'reason',
                  })),
                )
              : errorsFrom(error, request.language, 'reason')
          return sendVerify(request, reply, key, 'decide', errors, status)
        }
        return seeOther(reply, request, `/compacts/${key.compact}/verify/${key.ends}/${key.party}`)
      },
    )

    http.post(
      '/compacts/:id/verify/:ends/:party/corrections/:correction',
      { config: verifying, schema: { params: ByCorrection, body: Form } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const { correction } = request.params
        const typed = typedIn(request.body)
        try {
          await changeFor(house, request, async (trx, change) => {
            await decideCorrection(trx, change, key, {
              correction,
              agree: typed.act === 'agree',
              reason: typed.reason ?? '',
            })
            return { status: 303 }
          })
        } catch (error) {
          const status = error instanceof MonitoringFault ? error.status : 422
          return sendVerify(
            request,
            reply,
            key,
            correction,
            errorsFrom(error, request.language, 'reason'),
            status,
          )
        }
        return seeOther(reply, request, `/compacts/${key.compact}/verify/${key.ends}/${key.party}`)
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
      return reply.html(
        renderPage(
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
        ),
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
        try {
          await changeFor(house, request, async (trx, change) => {
            await askCorrection(trx, change, key, {
              indicator,
              typed: partIn(typed, sheet),
              reason: typed.reason ?? '',
            })
            return { status: 303 }
          })
        } catch (error) {
          const errors =
            error instanceof FaultsRemain
              ? error.parts.flatMap(({ faults }) =>
                  faults.map((fault) => faultAt(indicator, fault, request.language)),
                )
              : errorsFrom(error, request.language, 'reason').map((each) =>
                  each.field.startsWith('total.') ? { ...each, field: `${indicator}.${each.field}` } : each,
                )
          return sendCorrect(request, reply, key, indicator, { typed, errors })
        }
        return seeOther(reply, request, `/compacts/${key.compact}/verify/${key.ends}/${key.party}`)
      },
    )

    /* dialogues */

    const managing = { may: 'manage a compact', on } as const

    const sendDialogues = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Record<string, string> = {},
      errors: FieldError[] = [],
    ) => {
      const subject = await on(request)
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <DialoguesPage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            dialogues={await dialoguesOf(db, subject.id)}
            mayManage={mayDo(request, 'manage a compact', subject)}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/dialogues',
      { config: members, schema: { params: ById } },
      async (request, reply) => sendDialogues(request, reply),
    )

    http.post(
      '/compacts/:id/dialogues',
      { config: managing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const typed = typedIn(request.body)
        try {
          const { location } = await changeFor(house, request, async (trx, change) => {
            const dialogue = await planDialogue(trx, change, { compact: id, heldOn: typed.day ?? '' })
            return { status: 303, location: `/compacts/${id}/dialogues/${dialogue}` }
          })
          return seeOther(reply, request, location ?? `/compacts/${id}/dialogues`)
        } catch (error) {
          return sendDialogues(request, reply, typed, errorsFrom(error, request.language, 'day'))
        }
      },
    )

    const sendDialogue = async (
      request: FastifyRequest,
      reply: FastifyReply,
      dialogue: string,
      returned = { form: '', typed: {} as Record<string, string>, errors: [] as FieldError[] },
    ) => {
      const subject = await on(request)
      const { agreement } = await inForce(subject.id)
      if (returned.errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <DialoguePage
            context={contextOf(request)}
            view={await viewOf(house, request, subject)}
            dialogue={await findDialogue(db, subject.id, dialogue)}
            agreement={agreement}
            mayManage={mayDo(request, 'manage a compact', subject)}
            today={today(house)}
            {...returned}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/dialogues/:dialogue',
      { config: members, schema: { params: ByDialogue } },
      async (request, reply) => sendDialogue(request, reply, request.params.dialogue),
    )

    type DialogueWork = (
      trx: Parameters<typeof recordPoint>[0],
      change: Parameters<typeof recordPoint>[1],
      asked: { compact: string; dialogue: string; typed: Record<string, string>; chosen: string[] },
    ) => Promise<unknown>
    const dialogueWork: Record<string, DialogueWork> = {
      fix: (trx, change, { compact, dialogue, chosen }) =>
        fixIndicators(trx, change, { compact, dialogue, indicators: chosen }),
      freeze: (trx, change, { compact, dialogue }) => freezeData(trx, change, { compact, dialogue }),
      points: (trx, change, { compact, dialogue, typed }) =>
        recordPoint(trx, change, {
          compact,
          dialogue,
          indicator: typed.indicator || null,
          said: (typed.text ?? '').slice(0, 8000),
          decision: (typed.decision ?? '').slice(0, 8000),
        }),
      actions: (trx, change, { compact, dialogue, typed }) =>
        addAction(trx, change, {
          compact,
          dialogue,
          text: (typed.text ?? '').slice(0, 2000),
          party: typed.party ?? '',
          due: typed.day ?? '',
        }),
      close: (trx, change, { compact, dialogue }) => closeDialogue(trx, change, { compact, dialogue }),
    }
    for (const [form, work] of Object.entries(dialogueWork))
      http.post(
        `/compacts/:id/dialogues/:dialogue/${form}`,
        { config: managing, schema: { params: ByDialogue, body: Form } },
        async (request, reply) => {
          const { id, dialogue } = request.params as { id: string; dialogue: string }
          const typed = typedIn(request.body)
          const { indicators } = request.body as { indicators?: unknown }
          const chosen = [indicators].flat().filter((each) => typeof each === 'string')
          try {
            await changeFor(house, request, async (trx, change) => {
              await work(trx, change, { compact: id, dialogue, typed, chosen })
              return { status: 303 }
            })
          } catch (error) {
            const errors = errorsFrom(error, request.language, form === 'fix' ? 'indicators' : 'text')
            return sendDialogue(request, reply, dialogue, { form, typed, errors })
          }
          return seeOther(reply, request, `/compacts/${id}/dialogues/${dialogue}`)
        },
      )

    http.post(
      '/compacts/:id/dialogues/:dialogue/actions/:action/done',
      { config: managing, schema: { params: ByAction, body: Form } },
      async (request, reply) => {
        const { id, dialogue, action } = request.params
        const typed = typedIn(request.body)
        try {
          await changeFor(house, request, async (trx, change) => {
            await finishAction(trx, change, {
              compact: id,
              dialogue,
              action,
              doneOn: typed.day ?? '',
              note: (typed.note ?? '').slice(0, 2000),
            })
            return { status: 303 }
          })
        } catch (error) {
          return sendDialogue(request, reply, dialogue, {
            form: action,
            typed,
            errors: errorsFrom(error, request.language, 'day'),
          })
        }
        return seeOther(reply, request, `/compacts/${id}/dialogues/${dialogue}`)
      },
    )

    await http.register(monitoringApi(house, wiring))
  }
