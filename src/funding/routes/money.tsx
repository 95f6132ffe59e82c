import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isDay } from '../../compacts/forms/field.ts'
import { compactPath } from '../../compacts/pages/frame.tsx'
import { stepsOf } from '../../compacts/store.ts'
import { field } from '../../house/form-fields.ts'
import { today } from '../../house/house.ts'
import { linesBelowMoney } from '../below-money.ts'
import { ledgerCsv, ledgerJson } from '../csv.ts'
import { moneyView, withNames } from '../desk.ts'
import { initiativesOf, overBy } from '../initiatives.ts'
import { entriesOf, findEntry, openSumOf, sumOf } from '../ledger.ts'
import { exceptionsOf } from '../money-of.ts'
import { EntryPage, LedgerPage } from '../pages/ledger-page.tsx'
import { calendars, MoneyPage } from '../pages/money-page.tsx'
import { cursorIn, filterIn, ledgerFilters } from '../query.ts'
import { ratesInto } from '../rates.ts'
import { additionality, atRatesOfTheDay, byFiscalYear, readTotals } from '../totals.ts'
import type { Door } from './door.tsx'
import { ByEntry, ById, Query } from './shapes.ts'

const PAGE = 100

/** Plan beside ledger, the ledger and its files, and each entry. */
export const moneyRoutes =
  (door: Door): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, db, reading, contextOf, send } = door

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
        const { compact, standing } = view.compact
        const over = overBy(await stepsOf(db, id), standing.lastDay ?? compact.ends, at)
        const totals = await readTotals(db, id, agreement, at)
        return send(
          reply,
          <MoneyPage
            context={contextOf(request)}
            view={view}
            totals={totals}
            additional={additionality(agreement, totals)}
            fiscal={await byFiscalYear(db, id, begins, at)}
            calendar={calendar}
            ofTheDay={await atRatesOfTheDay(db, id, await ratesInto(db, id, currency), currency, at)}
            exceptions={await exceptionsOf(db, id, at)}
            below={await linesBelowMoney(db, id, agreement, at)}
            initiatives={await initiativesOf(db, id, agreement, at, over)}
            at={at}
          />,
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
        return send(
          reply,
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
        return send(
          reply,
          <EntryPage
            context={contextOf(request)}
            view={view}
            entry={{ ...entry, reversesNumber: original?.number ?? null }}
          />,
        )
      },
    )
  }
