import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Agreement } from '../../compacts/agreement.ts'
import { versionOf } from '../../compacts/store.ts'
import type { CompactSubject } from '../../people/policy/actions.ts'
import { standsFor } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Language } from '../../ui/language.ts'
import { type Asked, askedOfSent, assertAsked } from '../asked.ts'
import { viewOf } from '../desk.ts'
import { MonitoringFault } from '../faults.ts'
import { partIn } from '../forms.ts'
import { textIn } from '../pages/parts.tsx'
import { type Changed, ReportPage } from '../pages/report-page.tsx'
import type { TypedPart } from '../reading.ts'
import { type PartConflict, writable } from '../reporting.ts'
import { draftsOf, findReport, type Report, type ReportKey, stepsOf, valuesBefore } from '../store.ts'
import { termsOf } from '../terms.ts'
import type { Door } from './door.tsx'

export type Returned = {
  typed?: Record<string, string>
  conflicts?: PartConflict[]
  errors?: FieldError[]
  fileErrors?: FieldError[]
  saved?: boolean
  status?: number
}

/** The screen of one reporter and period, as its own form and the workbook show it. */
export function reportScreen({ house, db, wiring, on, contextOf, send, inForceFor }: Door) {
  /** The screen of one reporter and period; what was typed stands in it again. */
  const sendReport = async (
    request: FastifyRequest,
    reply: FastifyReply,
    key: ReportKey,
    returned: Returned = {},
  ) => {
    const subject = await on(request)
    const { version, agreement } = await inForceFor(key)
    assertOwn(request, subject, agreement, key.party)
    const report = await findReport(db, key)
    const asked = await askedIn(agreement, key, report)
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
    return send(
      reply,
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
          terms: await termsOf(db, key.compact),
          changed: await changedFor(report, asked, version, agreement, request.language),
          conflicts: returned.conflicts ?? [],
          errors: returned.errors ?? [],
          saved: returned.saved ?? false,
          fileErrors: returned.fileErrors ?? [],
        }}
      />,
    )
  }

  /** What the report is about; one that was sent is read whatever is asked for now. */
  const askedIn = async (agreement: Agreement, key: ReportKey, report: Report | null): Promise<Asked> =>
    (report !== null && !writable(report.state) ? await askedOfSent(db, key, agreement) : null) ??
    (await assertAsked(db, key, agreement, house.now(), wiring.lastPayment))

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
    if (report === null || report.version === version || !writable(report.state)) return null
    const old = await versionOf(db, report.compact, report.version)
    const before = await askedOfSent(db, report, old.agreement)
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

  const askedFor = async (request: FastifyRequest, key: ReportKey) => {
    const subject = await on(request)
    const { version, agreement } = await inForceFor(key)
    assertOwn(request, subject, agreement, key.party)
    const report = await findReport(db, key)
    const asked = await askedIn(agreement, key, report)
    return {
      subject,
      version,
      agreement,
      asked,
      drafts: report === null ? new Map() : await draftsOf(db, report.id),
    }
  }

  return { sendReport, askedFor }
}
