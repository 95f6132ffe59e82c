import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { changeCompact } from '../../compacts/desk.ts'
import { takeUploads, uploadErrors, uploadIn } from '../../house/documents/uploads.ts'
import { seeOther } from '../../house/see-other.ts'
import { renderPage } from '../../ui/page.tsx'
import { errorsFrom, viewOf } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { diffOf } from '../file-diff.ts'
import { typedIn } from '../forms.ts'
import { DiffPage } from '../pages/diff-page.tsx'
import { parsedParts } from '../reading.ts'
import { type Saved, saveReport } from '../reporting.ts'
import { valuesBefore } from '../store.ts'
import { termsOf } from '../terms.ts'
import { readWorkbook, writeWorkbook } from '../workbook.ts'
import type { Door } from './door.tsx'
import { reportScreen } from './report-screen.tsx'
import { ByReport, Form, keyOf } from './shapes.ts'

/** One workbook for a report: out, back with what it would change, and taken. */
export const workbookRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, wiring, db, reporting, contextOf } = door

    const { sendReport, askedFor } = reportScreen(door)

    http.get(
      '/compacts/:id/report/:ends/:party/workbook.xlsx',
      { config: reporting, schema: { params: ByReport } },
      async (request, reply) => {
        const key = keyOf(request.params)
        const { version, agreement, asked, drafts } = await askedFor(request, key)
        const before = await valuesBefore(db, key)
        const bytes = await writeWorkbook(
          { key, agreement, version, asked, drafts, before, terms: await termsOf(db, key.compact) },
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
        const { body } = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await saveReport(trx, change, key, parts, wiring.lastPayment),
        }))
        const { conflicts } = body as Saved
        if (conflicts.length > 0) return sendReport(request, reply, key, { conflicts, status: 409 })
        return seeOther(reply, request, `/compacts/${key.compact}/report/${key.ends}/${key.party}?saved=yes`)
      },
    )
  }
