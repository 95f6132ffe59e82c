import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { compactSubject } from '../../compacts/store.ts'
import { keepDocument } from '../../house/documents/store.ts'
import { uploadErrors, uploadIn } from '../../house/documents/uploads.ts'
import { field, isUuid } from '../../house/form-fields.ts'
import { today } from '../../house/house.ts'
import type { FieldError } from '../../ui/form.tsx'
import { renderPage } from '../../ui/page.tsx'
import { compactIn, moneyView, organisationsOf, withNames } from '../desk.ts'
import { assertForeseen } from '../foreseen.ts'
import { entryFields, readEntry } from '../forms.ts'
import {
  approveMoney,
  approversOf,
  draftOf,
  draftsOf,
  enterMoney,
  findEntry,
  refuseMoney,
} from '../ledger.ts'
import { DraftPage, EntryFormPage, type Typed, WaitingPage } from '../pages/entry-form-page.tsx'
import type { Door } from './door.tsx'
import { ByDraft, ById, Form, Query } from './shapes.ts'

/** An entry is typed by one person and approved or refused by another. */
export const enteringRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, inside, entering, contextOf, send, typedIn, acting } = door

    const sendEntryForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const reverses = typed.reverses ?? ''
      const reversed = isUuid(reverses) ? await findEntry(db, compactIn(request), reverses) : null
      return send(
        reply,
        <EntryFormPage
          context={contextOf(request)}
          view={await moneyView(db, request)}
          typed={typed}
          errors={errors}
          reversed={reversed}
        />,
      )
    }

    http.get(
      '/compacts/:id/ledger/new',
      { config: entering, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const asked = Object.fromEntries(
          [...entryFields, 'reverses'].map((name) => [name, field(request.query, name)]),
        )
        return sendEntryForm(request, reply, { ...asked, date: asked.date || today(house) })
      },
    )

    http.post(
      '/compacts/:id/ledger/new',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const { language } = request
        const typed = typedIn(request, [...entryFields, 'reverses'])
        const read = readEntry(typed, await moneyView(db, request), language)
        const faults = [
          ...('errors' in read ? read.errors : []),
          ...uploadErrors(request.body, 'file', language),
        ]
        const again = (errors: FieldError[]) => sendEntryForm(request, reply, typed, errors)
        if ('errors' in read || faults.length > 0) return again(faults)
        const terms = {
          action: 'enter money' as const,
          fields: [...entryFields, 'file'],
          field: typed.reverses ? 'date' : 'amount',
          after: `/compacts/${id}/ledger/waiting`,
          again,
        }
        return acting(request, reply, terms, async (trx, change) => {
          await assertForeseen(trx, id, read.values, change.standsFor[0] ?? null)
          const upload = uploadIn(request.body, 'file')
          const organisation = change.standsFor[0] ?? null
          const kept =
            upload === null
              ? null
              : await keepDocument(trx, change, upload, { compact: id, place: 'ledger', organisation })
          await enterMoney(trx, change, id, { ...read.values, document: kept?.hash ?? null })
          return undefined
        })
      },
    )

    http.get(
      '/compacts/:id/ledger/waiting',
      { config: inside, schema: { params: ById } },
      async (request, reply) => {
        const drafts = await draftsOf(db, request.params.id)
        const view = await withNames(
          db,
          await moneyView(db, request),
          drafts.map(({ entered_by }) => entered_by),
        )
        return reply.html(
          renderPage(
            <WaitingPage
              context={contextOf(request)}
              view={view}
              drafts={drafts}
              approvers={await approversOf(db, request.params.id, drafts)}
            />,
          ),
        )
      },
    )

    const sendDraft = async (
      request: FastifyRequest,
      reply: FastifyReply,
      draft: string,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const row = await draftOf(db, compactIn(request), draft)
      const view = await withNames(db, await moneyView(db, request), [row.entered_by])
      const approvers = (await approversOf(db, row.compact_id, [row])).get(row.id) ?? []
      const subject = await compactSubject(db, row.compact_id)
      const mine = organisationsOf(request.person, 'approve money', subject)
      return send(
        reply,
        <DraftPage
          context={contextOf(request)}
          view={view}
          draft={row}
          own={row.entered_by === request.person?.id}
          approvers={approvers}
          approves={approvers.length === 0 || approvers.some((each) => mine.includes(each))}
          typed={typed}
          errors={errors}
        />,
      )
    }

    /** The organisation somebody decides for who could for several: the one whose money it is. */
    const approverFor = async (request: FastifyRequest, row: { id: string; compact_id: string }) => {
      const subject = await compactSubject(db, row.compact_id)
      const whose = (await approversOf(db, row.compact_id, [row])).get(row.id) ?? []
      return (
        organisationsOf(request.person, 'approve money', subject).find((own) => whose.includes(own)) ?? null
      )
    }

    http.get(
      '/compacts/:id/ledger/waiting/:draft',
      { config: inside, schema: { params: ByDraft } },
      async (request, reply) => sendDraft(request, reply, request.params.draft),
    )

    http.post(
      '/compacts/:id/ledger/waiting/:draft',
      { config: inside, schema: { params: ByDraft, body: Form } },
      async (request, reply) => {
        const { id, draft } = request.params
        const typed = typedIn(request, ['reason', 'verdict'])
        const row = await draftOf(db, id, draft)
        const own = row.entered_by === request.person?.id
        const terms = {
          // Withdrawing what one entered oneself is part of entering; all else is the approver’s.
          action: own && typed.verdict === 'refused' ? ('enter money' as const) : ('approve money' as const),
          preferred: await approverFor(request, row),
          fields: ['reason'],
          field: 'reason',
          after: `/compacts/${id}/ledger/waiting`,
          again: (errors: FieldError[], status: number) =>
            sendDraft(request, reply, draft, typed, errors, status),
        }
        return acting(request, reply, terms, async (trx, change) => {
          if (typed.verdict === 'approved') {
            const { entry } = await approveMoney(trx, change, id, draft, typed.reason || null)
            return `/compacts/${id}/ledger/entries/${entry}`
          }
          await refuseMoney(trx, change, id, draft, typed.reason ?? '')
          return undefined
        })
      },
    )
  }
