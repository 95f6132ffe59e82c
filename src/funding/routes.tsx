import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { instruments } from '../compacts/agreement.ts'
import { readAmount, showMoney } from '../compacts/forms/amounts.ts'
import { isDay } from '../compacts/forms/field.ts'
import { compactPath } from '../compacts/pages/frame.tsx'
import { compactSubject } from '../compacts/store.ts'
import { keepDocument } from '../house/documents/store.ts'
import { takeUploads, uploadErrors, uploadIn } from '../house/documents/uploads.ts'
import { Fault, NotFound } from '../house/errors.ts'
import { field, isUuid } from '../house/form-fields.ts'
import { type House, today } from '../house/house.ts'

import type { FieldError } from '../ui/form.tsx'
import { type Language, speak } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import { fundingApi } from './api.ts'
import { awardOf, awardsOf, recordAward } from './awards.ts'
import { compareImport, ledgerCsv, ledgerJson, readImport } from './csv.ts'
import { actionOf, compactIn, errorsIn, moneyChange, moneyView, withNames } from './desk.ts'
import { MoneyFault } from './faults.ts'
import {
  approveMoney,
  draftOf,
  draftsOf,
  type EntryValues,
  enterMoney,
  entriesOf,
  findEntry,
  openSumOf,
  refuseMoney,
  sumOf,
} from './ledger.ts'
import { packageOf, packagesOf, quarterAfter, quarterOf, sendPackage } from './packages.ts'
import { BoardPage, ConditionPage, TranchePage } from './pages/board-page.tsx'
import { DraftPage, EntryFormPage, ImportPage, type Typed, WaitingPage } from './pages/entry-form-page.tsx'
import { EntryPage, LedgerPage } from './pages/ledger-page.tsx'
import { calendars, MoneyPage } from './pages/money-page.tsx'
import { AwardPage, AwardsPage, PackagePage, PackagesPage, RatesPage } from './pages/more-pages.tsx'
import type { MoneyPageView } from './pages/parts.tsx'
import { cursorIn, filterIn, ledgerFilters } from './query.ts'
import { ratesInto, recordRate } from './rates.ts'
import { conditionActs, entryKinds } from './tables.ts'
import { additionality, atRatesOfTheDay, byFiscalYear, readTotals } from './totals.ts'
import { actOnCondition, askForRelease, boardOf, decideOnRelease, requestOf, trancheOf } from './tranches.ts'
import { words } from './words/words.ts'

type Assets = { css: string[]; js: string[] }

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const Id = Type.String({ pattern: uuid })
const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
const ById = Type.Object({ id: Id })
const ByEntry = Type.Object({ id: Id, entry: Id })
const ByDraft = Type.Object({ id: Id, draft: Id })
const ByTranche = Type.Object({ id: Id, tranche: Key })
const ByRequest = Type.Object({ id: Id, tranche: Key, request: Id })
const ByCondition = Type.Object({ id: Id, tranche: Key, condition: Key })
const ByPackage = Type.Object({ id: Id, package: Id })
const ByAward = Type.Object({ id: Id, award: Key })
const Form = Type.Record(Type.String(), Type.Unknown())
const Query = Type.Record(Type.String(), Type.Unknown())

const PAGE = 100
const entryFields = [
  'kind',
  'date',
  'contribution',
  'amount',
  'provider',
  'receiver',
  'line',
  'tranche',
  'award',
  'url',
  'note',
  'exception',
] as const

/** Money of a compact: plan beside ledger, conditions, releases, entries and their approval; pages and API. */
export const fundingRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    await takeUploads(http)

    // Faults of this room are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof MoneyFault ? error.in(request.language) : error
    })

    const on = (request: FastifyRequest) => compactSubject(db, compactIn(request))
    const reading = { may: 'read a compact', on } as const
    const inside = { may: 'read a draft', on } as const
    const entering = { may: 'enter money', on } as const
    const contextOf = (request: FastifyRequest): PageContext => ({
      language: request.language,
      path: request.url,
      assets,
      sources: [],
    })
    const go = (reply: FastifyReply, { language }: FastifyRequest, id: string, rest: string) =>
      reply.redirect(compactPath(language, id, rest), 303)
    const typedIn = (request: FastifyRequest, names: readonly string[]): Typed =>
      Object.fromEntries(names.map((name) => [name, field(request.body, name).trim()]))

    /* the money page and the ledger */

    http.get(
      '/compacts/:id/money',
      { config: reading, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const view = await moneyView(db, request)
        const { id } = request.params
        const { agreement } = view
        const now = today(house)
        const asked = field(request.query, 'at')
        const at = isDay(asked) && asked <= now ? asked : now
        const calendar = calendars.find((each) => each === field(request.query, 'calendar')) ?? 'compact'
        const { fiscalYears, currency } = agreement.plan
        const begins =
          calendar === 'compact'
            ? (view.compact.compact.begins ?? agreement.plan.years[0]?.begins ?? '2000-01-01').slice(5)
            : fiscalYears[calendar]
        const totals = await readTotals(db, id, agreement, at)
        return reply.html(
          renderPage(
            <MoneyPage
              context={contextOf(request)}
              view={view}
              totals={totals}
              additional={additionality(agreement, totals)}
              fiscal={await byFiscalYear(db, id, begins, at)}
              calendar={calendar}
              ofTheDay={await atRatesOfTheDay(db, id, await ratesInto(db, currency), currency, at)}
              at={at}
            />,
          ),
        )
      },
    )

    http.get(
      '/compacts/:id/ledger',
      { config: reading, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const view = await moneyView(db, request)
        const { id } = request.params
        const { filter, query } = filterIn(request.query)
        const after = cursorIn(field(request.query, 'after'))
        // A commitment and its payment are not added to one another.
        const mixed = filter.column === undefined && filter.kind === undefined
        const entries = await entriesOf(db, id, filter, { after, limit: PAGE + 1 })
        const page = entries.slice(0, PAGE)
        const last = page.at(-1)
        const next = new URLSearchParams(query)
        if (last !== undefined) next.set('after', `${last.date}.${last.number}`)
        return reply.html(
          renderPage(
            <LedgerPage
              context={contextOf(request)}
              view={view}
              entries={page}
              filter={filter}
              before={
                after === null
                  ? []
                  : mixed
                    ? (await openSumOf(db, id, filter, after)).open
                    : await sumOf(db, id, filter, after)
              }
              all={await sumOf(db, id, filter)}
              open={mixed ? await openSumOf(db, id, filter) : null}
              next={entries.length > PAGE ? compactPath(request.language, id, `/ledger?${next}`) : null}
              query={query}
            />,
          ),
        )
      },
    )

    for (const [ending, type, write] of [
      ['csv', 'text/csv; charset=utf-8', ledgerCsv],
      ['json', 'application/json; charset=utf-8', ledgerJson],
    ] as const)
      for (const at of [`/compacts/:id/ledger.${ending}`, `/api/v1/compacts/:id/ledger.${ending}`])
        http.get(
          at,
          {
            config: reading,
            schema: {
              summary: `The whole ledger of a compact as ${ending.toUpperCase()}`,
              params: ById,
              querystring: Type.Object(ledgerFilters),
            },
          },
          async (request, reply) => {
            const { id } = request.params
            const { filter } = filterIn(request.query)
            return reply
              .type(type)
              .header('content-disposition', `attachment; filename="ledger-${id}.${ending}"`)
              .send(Readable.from(write(db, id, filter)))
          },
        )

    http.get(
      '/compacts/:id/ledger/entries/:entry',
      { config: reading, schema: { params: ByEntry } },
      async (request, reply) => {
        const { id } = request.params
        const entry = await findEntry(db, id, request.params.entry)
        const original = entry.reverses === null ? null : await findEntry(db, id, entry.reverses)
        const view = await withNames(db, await moneyView(db, request), [entry.entered_by, entry.approved_by])
        return reply.html(
          renderPage(
            <EntryPage
              context={contextOf(request)}
              view={view}
              entry={{ ...entry, reversesNumber: original?.number ?? null }}
            />,
          ),
        )
      },
    )

    /* entering */

    const sendEntryForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const reverses = typed.reverses ?? ''
      const reversed = isUuid(reverses) ? await findEntry(db, compactIn(request), reverses) : null
      return reply.html(
        renderPage(
          <EntryFormPage
            context={contextOf(request)}
            view={await moneyView(db, request)}
            typed={typed}
            errors={errors}
            reversed={reversed}
          />,
        ),
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
        const view = await moneyView(db, request)
        const read = readEntry(typed, view, language)
        const errors = [
          ...('errors' in read ? read.errors : []),
          ...uploadErrors(request.body, 'file', language),
        ]
        if ('errors' in read || errors.length > 0) return sendEntryForm(request, reply, typed, errors)
        try {
          await moneyChange(house, request, 'enter money', async (trx, change) => {
            const upload = uploadIn(request.body, 'file')
            const organisation = change.standsFor[0] ?? null
            const kept =
              upload === null
                ? null
                : await keepDocument(trx, change, upload, { compact: id, place: 'ledger', organisation })
            const draft = await enterMoney(trx, change, id, {
              ...read.values,
              document: kept?.hash ?? null,
            })
            return { status: 303, body: { draft } }
          })
        } catch (error) {
          return sendEntryForm(
            request,
            reply,
            typed,
            errorsIn(error, [...entryFields, 'file'], typed.reverses ? 'date' : 'amount', language),
          )
        }
        return go(reply, request, id, '/ledger/waiting')
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
          renderPage(<WaitingPage context={contextOf(request)} view={view} drafts={drafts} />),
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
      return reply.html(
        renderPage(
          <DraftPage
            context={contextOf(request)}
            view={view}
            draft={row}
            own={row.entered_by === request.person?.id}
            typed={typed}
            errors={errors}
          />,
        ),
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
        // Withdrawing what one entered oneself is part of entering; all else is the approver’s.
        const action = own && typed.verdict === 'refused' ? 'enter money' : 'approve money'
        try {
          const { body } = await moneyChange(house, request, action, async (trx, change) => {
            if (typed.verdict === 'approved') {
              const { entry } = await approveMoney(trx, change, id, draft, typed.reason || null)
              return { status: 303, body: { entry } }
            }
            await refuseMoney(trx, change, id, draft, typed.reason ?? '')
            return { status: 303, body: { entry: null } }
          })
          const { entry } = body as { entry: string | null }
          return go(reply, request, id, entry === null ? '/ledger/waiting' : `/ledger/entries/${entry}`)
        } catch (error) {
          const errors = errorsIn(error, ['reason'], 'reason', request.language)
          return sendDraft(request, reply, draft, typed, errors, error instanceof Fault ? error.status : 422)
        }
      },
    )

    /* entries out of a file */

    const sendImport = async (
      request: FastifyRequest,
      reply: FastifyReply,
      text: string,
      plan: Parameters<typeof ImportPage>[0]['plan'],
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <ImportPage
            context={contextOf(request)}
            view={await moneyView(db, request)}
            text={text}
            plan={plan}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/ledger/import',
      { config: entering, schema: { params: ById } },
      async (request, reply) => sendImport(request, reply, '', null),
    )

    http.post(
      '/compacts/:id/ledger/import',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const { id } = request.params
        const { language } = request
        const say = speak(words, language)
        const upload = uploadIn(request.body, 'file')
        const text = upload === null ? field(request.body, 'text') : textOf(upload.bytes)
        if (text === null)
          return sendImport(request, reply, '', null, [{ field: 'file', message: say('import.file fault') }])
        if (text.trim() === '')
          return sendImport(request, reply, '', null, [{ field: 'file', message: say('import.none fault') }])
        const plan = await compareImport(db, id, readImport(text))
        const wrong = plan.faults.length > 0 || plan.rows.some(({ is }) => is === 'wrong')
        if (field(request.body, 'step') !== 'enter' || wrong) return sendImport(request, reply, text, plan)
        try {
          await moneyChange(house, request, 'enter money', async (trx, change) => {
            // Looked at anew: what somebody entered since is there already.
            const now = await compareImport(trx, id, readImport(text))
            for (const row of now.rows)
              if (row.is === 'new' && row.values !== null)
                await enterMoney(trx, change, id, row.values).catch((error: unknown) => {
                  throw atLine(error, row.line)
                })
            return { status: 303 }
          })
        } catch (error) {
          return sendImport(request, reply, text, plan, errorsIn(error, [], 'text', language))
        }
        return go(reply, request, id, '/ledger/waiting')
      },
    )

    /* conditions and tranches */

    http.get(
      '/compacts/:id/conditions',
      { config: reading, schema: { params: ById } },
      async (request, reply) =>
        reply.html(
          renderPage(
            <BoardPage
              context={contextOf(request)}
              view={await moneyView(db, request)}
              board={await boardOf(db, request.params.id, today(house))}
            />,
          ),
        ),
    )

    const conditionAt = async (request: FastifyRequest) => {
      const { id, tranche, condition } = request.params as { id: string; tranche: string; condition: string }
      const found = (await trancheOf(db, id, tranche, today(house))).conditions.find(
        (each) => each.tranche === tranche && each.key === condition,
      )
      if (found === undefined) throw new NotFound('This tranche has no such condition')
      return found
    }
    const sendCondition = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const condition = await conditionAt(request)
      const public_ = condition.acts.filter(({ act }) => act === 'waived' || act === 'deferred')
      const view = await withNames(
        db,
        await moneyView(db, request),
        condition.acts.map(({ by }) => by),
        public_.map(({ by }) => by),
      )
      return reply.html(
        renderPage(
          <ConditionPage
            context={contextOf(request)}
            view={view}
            condition={condition}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/conditions/:tranche/:condition',
      { config: reading, schema: { params: ByCondition } },
      async (request, reply) => sendCondition(request, reply),
    )

    http.post(
      '/compacts/:id/conditions/:tranche/:condition',
      { config: inside, schema: { params: ByCondition, body: Form } },
      async (request, reply) => {
        const { id, tranche, condition } = request.params
        const { language } = request
        const fields = ['act', 'reason', 'url', 'until', 'capacity']
        const typed = typedIn(request, fields)
        const act = conditionActs.find((each) => each === typed.act)
        const say = speak(words, language)
        const errors = uploadErrors(request.body, 'file', language)
        if (act === undefined) errors.push({ field: 'act', message: say('form.fault choose') })
        if (typed.url && !/^https?:\/\/\S+$/.test(typed.url))
          errors.push({ field: 'url', message: say('form.fault url') })
        if (act === undefined || errors.length > 0) return sendCondition(request, reply, typed, errors)
        const { content } = await conditionAt(request)
        const judge = await organisationOfParty(id, act === 'evidence' ? content.from : content.verifier)
        try {
          await moneyChange(
            house,
            request,
            actionOf(act),
            async (trx, change) => {
              const upload = uploadIn(request.body, 'file')
              const organisation = change.standsFor[0] ?? null
              const place = `conditions/${tranche}/${condition}`
              const kept =
                upload === null
                  ? null
                  : await keepDocument(trx, change, upload, { compact: id, place, organisation })
              await actOnCondition(trx, change, id, {
                tranche,
                condition,
                act,
                reason: typed.reason || null,
                until: typed.until || null,
                document: kept?.hash ?? null,
                url: typed.url || null,
                capacity: typed.capacity || null,
              })
              return { status: 303 }
            },
            { preferred: judge },
          )
        } catch (error) {
          const wrong = errorsIn(error, [...fields, 'file'], 'act', language)
          return sendCondition(request, reply, typed, wrong, error instanceof Fault ? error.status : 422)
        }
        return go(reply, request, id, `/conditions/${tranche}/${condition}`)
      },
    )

    const organisationOfParty = async (compact: string, key: string): Promise<string | null> => {
      const row = await db
        .selectFrom('fund_parties')
        .select('organisation_id')
        .where('compact_id', '=', compact)
        .where('key', '=', key)
        .executeTakeFirst()
      return row?.organisation_id ?? null
    }

    const sendTranche = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
      status = 422,
    ) => {
      if (errors.length > 0) reply.code(status)
      const { id, tranche: key } = request.params as { id: string; tranche: string }
      const tranche = await trancheOf(db, id, key, today(house))
      const view = await withNames(
        db,
        await moneyView(db, request),
        [tranche.request?.by ?? null, ...tranche.releases.map(({ by }) => by)],
        tranche.releases.map(({ by }) => by),
      )
      return reply.html(
        renderPage(
          <TranchePage
            context={contextOf(request)}
            view={view}
            tranche={tranche}
            own={tranche.request !== null && tranche.request.by === request.person?.id}
            typed={typed}
            errors={errors}
          />,
        ),
      )
    }

    http.get(
      '/compacts/:id/tranches/:tranche',
      { config: reading, schema: { params: ByTranche } },
      async (request, reply) => sendTranche(request, reply),
    )

    http.post(
      '/compacts/:id/tranches/:tranche/requests',
      { config: entering, schema: { params: ByTranche, body: Form } },
      async (request, reply) => {
        const { id, tranche } = request.params
        const { language } = request
        const fields = ['amount', 'note', 'exception']
        const typed = typedIn(request, fields)
        const { amount } = await trancheOf(db, id, tranche, today(house))
        const read = readAmount(typed.amount ?? '', amount.currency, language)
        if ('fault' in read)
          return sendTranche(request, reply, typed, [
            { field: 'amount', message: amountFault(amount.currency, language) },
          ])
        try {
          await moneyChange(house, request, 'enter money', async (trx, change) => {
            await askForRelease(trx, change, id, {
              tranche,
              minor: read.minor,
              note: typed.note ?? '',
              exception: typed.exception || null,
            })
            return { status: 303 }
          })
        } catch (error) {
          const wrong = errorsIn(error, fields, 'amount', language)
          return sendTranche(request, reply, typed, wrong, error instanceof Fault ? error.status : 422)
        }
        return go(reply, request, id, `/tranches/${tranche}`)
      },
    )

    http.post(
      '/compacts/:id/tranches/:tranche/requests/:request',
      { config: { may: 'release money', on }, schema: { params: ByRequest, body: Form } },
      async (request, reply) => {
        const { id, tranche, request: asked } = request.params
        const typed = typedIn(request, ['reason', 'verdict'])
        const { tranche: of } = await requestOf(db, id, asked)
        if (of !== tranche) throw new NotFound('This tranche has no such request')
        try {
          await moneyChange(house, request, 'release money', async (trx, change) => {
            const verdict = typed.verdict === 'released' ? 'released' : 'refused'
            await decideOnRelease(trx, change, id, asked, verdict, typed.reason || null)
            return { status: 303 }
          })
        } catch (error) {
          const wrong = errorsIn(error, ['reason'], 'reason', request.language)
          return sendTranche(request, reply, typed, wrong, error instanceof Fault ? error.status : 422)
        }
        return go(reply, request, id, `/tranches/${tranche}`)
      },
    )

    /* packages */

    const sendPackages = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <PackagesPage
            context={contextOf(request)}
            view={await moneyView(db, request)}
            packages={await packagesOf(db, compactIn(request))}
            quarter={quarterAfter(quarterOf(today(house)))}
            typed={typed}
            errors={errors}
          />,
        ),
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
        const errors: FieldError[] = []
        if (of === undefined) errors.push({ field: 'tranche', message: say('form.fault choose') })
        if ('fault' in read || read.minor <= 0)
          errors.push({ field: 'amount', message: amountFault(currency, language) })
        if (forecast === null) errors.push({ field: 'forecast', message: say('form.fault forecast') })
        if ('fault' in read || of === undefined || forecast === null || errors.length > 0)
          return sendPackages(request, reply, typed, errors)
        try {
          const { body } = await moneyChange(house, request, 'enter money', async (trx, change) => {
            const sent = await sendPackage(trx, change, id, {
              quarter: typed.quarter ?? '',
              tranche: of.key,
              minor: read.minor,
              progress: typed.progress ?? '',
              forecast,
              exception: typed.exception || null,
            })
            return { status: 303, body: { sent } }
          })
          const { sent } = body as { sent: string }
          return go(reply, request, id, `/packages/${sent}`)
        } catch (error) {
          return sendPackages(request, reply, typed, errorsIn(error, fields, 'amount', language))
        }
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

    /* awards */

    const sendAwards = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <AwardsPage
            context={contextOf(request)}
            view={await moneyView(db, request)}
            awards={await awardsOf(db, compactIn(request))}
            instruments={instruments}
            typed={typed}
            errors={errors}
          />,
        ),
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
        if ('fault' in read)
          return sendAwards(request, reply, typed, [
            { field: 'amount', message: amountFault(currency, language) },
          ])
        try {
          await moneyChange(house, request, 'enter money', async (trx, change) => {
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
            return { status: 303 }
          })
        } catch (error) {
          return sendAwards(request, reply, typed, errorsIn(error, fields, 'key', language))
        }
        return go(reply, request, id, `/awards/${typed.key}`)
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

    /* rates */

    const sendRates = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const view = await moneyView(db, request)
      const rates = await ratesInto(db, view.agreement.plan.currency)
      return reply.html(
        renderPage(
          <RatesPage context={contextOf(request)} view={view} rates={rates} typed={typed} errors={errors} />,
        ),
      )
    }

    http.get('/compacts/:id/rates', { config: reading, schema: { params: ById } }, (request, reply) =>
      sendRates(request, reply),
    )

    http.post(
      '/compacts/:id/rates',
      { config: entering, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const fields = ['base', 'rate', 'date', 'until', 'source']
        const typed = typedIn(request, fields)
        const { agreement } = await moneyView(db, request)
        try {
          await moneyChange(house, request, 'enter money', async (trx, change) => {
            await recordRate(trx, change, {
              base: (typed.base ?? '').toUpperCase(),
              quote: agreement.plan.currency,
              date: typed.date ?? '',
              until: typed.until || (typed.date ?? ''),
              rate: (typed.rate ?? '').replace(',', '.'),
              source: typed.source ?? '',
            })
            return { status: 303 }
          })
        } catch (error) {
          return sendRates(request, reply, typed, errorsIn(error, fields, 'base', request.language))
        }
        return go(reply, request, request.params.id, '/rates')
      },
    )

    await http.register(fundingApi(house))
  }

function readEntry(
  typed: Typed,
  { agreement }: Pick<MoneyPageView, 'agreement'>,
  language: Language,
): { values: EntryValues } | { errors: FieldError[] } {
  const say = speak(words, language)
  const errors: FieldError[] = []
  const wrong = (name: string, message: string) => errors.push({ field: name, message })
  const orNull = (name: string) => typed[name] || null
  const reverses = isUuid(typed.reverses) ? typed.reverses : null
  const kind = reverses === null ? entryKinds.find((each) => each === typed.kind) : 'reversal'
  if (kind === undefined || (kind === 'reversal') !== (reverses !== null))
    wrong('kind', say('form.fault choose'))
  if (!isDay(typed.date ?? '')) wrong('date', say('form.fault day'))
  const of = agreement.plan.contributions.find(({ key }) => key === typed.contribution)
  let minor = 0
  if (reverses === null) {
    for (const name of ['contribution', 'provider', 'receiver'])
      if (!typed[name]) wrong(name, say('form.fault choose'))
    const read = readAmount(typed.amount ?? '', of?.amount.currency ?? agreement.plan.currency, language)
    if ('fault' in read)
      wrong('amount', amountFault(of?.amount.currency ?? agreement.plan.currency, language))
    else minor = read.minor
  }
  if (typed.url && !/^https?:\/\/\S+$/.test(typed.url)) wrong('url', say('form.fault url'))
  for (const name of ['note', 'exception'])
    if ((typed[name] ?? '').length > 2000) wrong(name, say('form.fault long', { most: 2000 }))
  if (errors.length > 0 || kind === undefined) return { errors }
  return {
    values: {
      kind,
      date: typed.date ?? '',
      amount: { minor, currency: of?.amount.currency ?? agreement.plan.currency },
      contribution: typed.contribution ?? '',
      line: orNull('line'),
      tranche: orNull('tranche'),
      award: orNull('award'),
      provider: typed.provider ?? '',
      receiver: typed.receiver ?? '',
      document: null,
      url: orNull('url'),
      note: orNull('note'),
      reverses,
      exception: orNull('exception'),
    },
  }
}

function amountFault(currency: string, language: Language): string {
  const example = showMoney({ minor: 120_050, currency }, language)
  return speak(words, language)('form.fault amount', { example })
}

/** One quarter a line with its amount; null where a line is something else. */
function readForecast(
  text: string,
  currency: string,
  language: Language,
): { quarter: string; minor: number }[] | null {
  const lines = text.split('\n').map((line) => line.trim())
  const rows: { quarter: string; minor: number }[] = []
  for (const line of lines.filter((each) => each !== '')) {
    const found = /^(\d{4}-Q[1-4])\s+(.+)$/.exec(line)
    const read = found === null ? null : readAmount(found[2] ?? '', currency, language)
    if (found === null || read === null || 'fault' in read) return null
    rows.push({ quarter: found[1] ?? '', minor: read.minor })
  }
  return rows
}

/** A file as text; null when it is none in UTF-8. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A refusal with the line of the file it came from. */
function atLine(error: unknown, line: number): unknown {
  if (!(error instanceof MoneyFault)) return error
  return new MoneyFault(error.fault, error.status, {
    ...error.facts,
    place: `${line}: ${error.facts.place ?? ''}`,
  })
}
