import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { createElement, Fragment } from 'react'
import { Type } from 'typebox'
import { Fault } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { inLanguage } from '../desk.ts'
import { legislatureApi } from './api.ts'
import { asKnown } from './pages/frame.tsx'
import { LegislatorPage } from './pages/legislator-page.tsx'
import { LegislatorsPage } from './pages/legislators-page.tsx'
import { LegislaturePage } from './pages/legislature-page.tsx'
import { LegislaturesPage } from './pages/legislatures-page.tsx'
import { RepresentPage } from './pages/represent-page.tsx'
import type { LegislatorPanel } from './panels.ts'
import { seatsCsv } from './seats-csv.ts'
import {
  allPacks,
  legislatorOrNot,
  legislatorsNamed,
  lookUpIn,
  mapCards,
  ofCodes,
  packAsked,
  whoSits,
} from './store.ts'
import { vcardsOf } from './vcard.ts'

/** Who represents whom, for everybody. `panels` are what other parts show on the page of a legislator. */
export const legislatureRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    { panels = [] }: { panels?: readonly LegislatorPanel[] } = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const reading = { may: 'read what is public' } as const
    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    // Faults of this part are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })
    await http.register(legislatureApi(house))

    // What is typed stands in the address, so that an answer can be sent on; it says nothing of who asked.
    http.get(
      '/represent',
      {
        config: reading,
        schema: {
          querystring: Type.Object({
            code: Type.Optional(Type.String({ maxLength: 200 })),
            day: Type.Optional(Type.String({ maxLength: 40 })),
          }),
        },
      },
      async (request, reply) => {
        const { code, day: asked } = request.query
        const day = asked === undefined || asked === '' ? today(house) : asked
        const sessions = new Map(
          (await allPacks(db, ofCodes)).map(({ card }) => [card.session.id, card.session]),
        )
        const answered = code === undefined ? null : await lookUpIn(db, ofCodes, code, day)
        const page = (
          <RepresentPage
            context={contextOf(request)}
            typed={code ?? null}
            day={day}
            sessions={[...sessions.values()].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1))}
            answered={answered}
          />
        )
        return reply.code(answered?.result.fault ? 422 : 200).html(renderPage(page))
      },
    )

    http.get(
      '/legislatures',
      {
        config: reading,
        schema: { querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }) },
      },
      async (request, reply) => {
        const asked = (request.query.q ?? '').trim()
        return reply.html(
          renderPage(
            <LegislaturesPage
              context={contextOf(request)}
              packs={await allPacks(db)}
              maps={await mapCards(db)}
              asked={asked}
              found={asked === '' ? [] : await legislatorsNamed(db, asked)}
            />,
          ),
        )
      },
    )

    http.get(
      '/legislatures/:id',
      {
        config: { public: true, ...reading },
        schema: {
          params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
          querystring: Type.Object({ on: Type.Optional(Type.String({ maxLength: 40 })) }),
        },
      },
      async (request, reply) => {
        const { pack, days } = await packAsked(db, request.params.id, request.query.on)
        return reply.html(
          renderPage(<LegislaturePage context={contextOf(request)} pack={pack} days={days} />),
        )
      },
    )

    http.get(
      '/legislatures/:id/seats.csv',
      {
        config: reading,
        schema: {
          params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
          querystring: Type.Object({ on: Type.Optional(Type.String({ maxLength: 40 })) }),
        },
      },
      async (request, reply) => {
        const { pack } = await packAsked(db, request.params.id, request.query.on)
        return reply
          .type('text/csv; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${pack.card.legislature.id}-${pack.card.asOf}-seats.csv"`,
          )
          .send(seatsCsv(pack))
      },
    )

    http.get(
      '/legislators',
      {
        config: reading,
        schema: { querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }) },
      },
      async (request, reply) => {
        const asked = (request.query.q ?? '').trim()
        return reply.html(
          renderPage(
            <LegislatorsPage
              context={contextOf(request)}
              sitting={await whoSits(db)}
              asked={asked}
              found={asked === '' ? [] : await legislatorsNamed(db, asked)}
            />,
          ),
        )
      },
    )

    http.get(
      '/legislators/:key/offices.vcf',
      { config: reading, schema: { params: Type.Object({ key: Type.String({ maxLength: 100 }) }) } },
      async (request, reply) => {
        const legislator = await legislatorOrNot(db, request.params.key)
        return reply
          .type('text/vcard; charset=utf-8')
          .header('content-disposition', 'attachment; filename="offices.vcf"')
          .send(vcardsOf(legislator, request.language, (day) => asKnown(request.language, day)))
      },
    )

    http.get(
      '/legislators/:key',
      { config: reading, schema: { params: Type.Object({ key: Type.String({ maxLength: 100 }) }) } },
      async (request, reply) => {
        const legislator = await legislatorOrNot(db, request.params.key)
        const shown = await Promise.all(panels.map((panel) => panel({ house, request, legislator })))
        return reply.html(
          renderPage(
            <LegislatorPage
              context={contextOf(request)}
              legislator={legislator}
              panels={createElement(Fragment, null, ...shown)}
            />,
          ),
        )
      },
    )
  }
