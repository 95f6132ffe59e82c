import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { country as countryNamed } from '../../countries/registry.ts'
import { historyView } from '../../house/history/history-view.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, pathIn, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { pageFrom, pageIn } from '../paging.tsx'
import { changeFor, idIn, studyOn } from '../studies/desk.ts'
import { studyOf } from '../studies/store.ts'
import { estimateApi } from './api.ts'
import { compare, earlierFirst } from './compare.ts'
import { EstimateFault } from './faults.ts'
import { readPublicationForm, readReason, type Typed, typedFrom } from './forms.ts'
import type { Kept } from './kept.ts'
import { sayOthers } from './of-study.ts'
import { ComparePage } from './pages/compare-page.tsx'
import { EstimatePage } from './pages/estimate-page.tsx'
import { EstimatesPage } from './pages/lists.tsx'
import { PublicationFormPage } from './pages/publication-form-page.tsx'
import { reportPdf } from './paper.ts'
import { reportOf } from './report.ts'
import { estimateFor, estimateIdIn, estimateOn } from './routes-desk.ts'
import {
  besideStudy,
  choosableEstimates,
  EVERY,
  estimateRecord,
  findEstimate,
  frozenCodebooks,
  keepEstimate,
  publishEstimate,
  publishedEstimates,
} from './store.ts'
import { estimateWords } from './words.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
const Form = Type.Record(Type.String(), Type.Unknown())

function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

/** Estimates kept: their reports as page and paper, comparison, and what is taken down from a publication. */
export const estimateRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const open = { may: 'read what is public' } as const
    const running = { may: 'run studies', on: studyOn(house), looksAtCharacters: true } as const
    const correcting = { may: 'run studies', on: estimateOn(db), looksAtCharacters: true } as const

    const thisYear = () => house.now().getUTCFullYear()

    http.setErrorHandler((error, request) => {
      throw error instanceof EstimateFault ? error.in(request.language) : error
    })
    await http.register(estimateApi(house))

    const contextOf = (request: FastifyRequest, at = request.url): PageContext => ({
      language: request.language,
      path: at,
      assets,
      sources: [],
    })

    http.get(
      '/estimates',
      {
        config: open,
        schema: {
          querystring: Type.Object({
            country: Type.Optional(Type.String({ maxLength: 40 })),
            measured: Type.Optional(Type.String({ maxLength: 20 })),
            page: Type.Optional(Type.String({ maxLength: 10 })),
          }),
        },
      },
      async (request, reply) => {
        const country = countryNamed(request.query.country ?? '')?.iso3 ?? ''
        const { measured: sent, page } = request.query
        const measured = sent === 'measured' || sent === 'modelled' ? sent : ''
        const all = await publishedEstimates(db, { limit: EVERY })
        const cards = all.filter(
          (card) =>
            (country === '' || card.country === country) &&
            (measured === '' || card.head.measured === measured),
        )
        return reply.html(
          renderPage(
            <EstimatesPage
              context={contextOf(request)}
              found={pageFrom(cards, pageIn(page))}
              asked={{ country, measured }}
              countries={[...new Set(all.map((card) => card.country))]}
            />,
          ),
        )
      },
    )

    http.get(
      '/estimates/compare',
      {
        config: open,
        schema: {
          querystring: Type.Object({
            first: Type.Optional(Type.String({ maxLength: 80 })),
            second: Type.Optional(Type.String({ maxLength: 80 })),
          }),
        },
      },
      async (request, reply) => {
        const { first = '', second = '' } = request.query
        const find = async (id: string) =>
          id === '' ? null : (await estimateFor(db, request, estimateIdIn({ id }))).row
        const [one, two] = [await find(first), await find(second)]
        const cards = await choosableEstimates(db, [one, two])
        const pair = one === null || two === null ? null : earlierFirst(one, two)
        return reply.html(
          renderPage(
            <ComparePage
              context={contextOf(request)}
              cards={cards}
              asked={pair === null ? { first, second } : { first: pair[0].id, second: pair[1].id }}
              compared={
                pair === null
                  ? null
                  : { first: pair[0], second: pair[1], comparison: compare(...pair, request.language) }
              }
            />,
          ),
        )
      },
    )

    http.get('/estimates/:id', { config: open, schema: { params: ById } }, async (request, reply) => {
      const { row, whole } = await estimateFor(db, request, estimateIdIn(request.params))
      const { person } = request
      const mayPublish = allow(person, 'publish studies', { kind: 'country', id: row.country }).allowed
      const waits = row.of.state === 'published' && !row.public && row.replacedBy === null
      return reply.html(
        renderPage(
          <EstimatePage
            context={contextOf(request)}
            card={row}
            report={reportOf(row, request.language, { whole })}
            acts={{
              correct: whole && row.replacedBy === null,
              publish: !waits || !mayPublish ? 'no' : row.enteredBy === person?.id ? 'own' : 'may',
            }}
            history={
              whole ? (
                <HistorySection view={await historyView(db, estimateRecord(row.id), { limit: 5 }, namesOf)} />
              ) : null
            }
          />,
        ),
      )
    })

    http.get(
      '/estimates/:id/report.pdf',
      { config: open, schema: { params: ById } },
      async (request, reply) => {
        const { row, whole } = await estimateFor(db, request, estimateIdIn(request.params))
        const pdf = await reportPdf(reportOf(row, request.language, { whole }), {
          // A digest of counts would tell whether a guess of them is right.
          hash: whole || row.kept.source === 'publication' ? row.hash : null,
          whole,
          language: request.language,
          instead: pathIn(request.language, `/estimates/${row.id}`),
        })
        return reply
          .type('application/pdf')
          .header(
            'content-disposition',
            `inline; filename="estimate-${row.country}-${row.id}${whole ? '-whole' : ''}.pdf"`,
          )
          .send(pdf)
      },
    )

    async function sendForm(
      request: FastifyRequest,
      reply: FastifyReply,
      {
        study,
        correcting,
        typed,
        errors,
      }: { study: string; correcting: string | null; typed: Typed; errors: readonly FieldError[] },
    ) {
      const { facts } = await studyOf(db, study)
      const say = speak(estimateWords, request.language)
      const codebooks = (await frozenCodebooks(db)).map(({ id, title, version }) => ({
        value: id,
        name: say('f.codebook version', { title: title ?? '–', version }),
      }))
      const at =
        correcting === null ? `/studies/${study}/estimates/new` : `/estimates/${correcting}/correction`
      return reply
        .code(errors.length > 0 ? 422 : 200)
        .html(
          renderPage(
            <PublicationFormPage
              context={contextOf(
                request,
                request.method === 'GET' ? request.url : pathIn(request.language, at),
              )}
              study={{ id: study, title: facts.title }}
              correcting={correcting}
              codebooks={codebooks}
              typed={typed}
              errors={errors}
            />,
          ),
        )
    }

    http.get('/studies/:id/estimates/new', { config: running, schema: { params: ById } }, (request, reply) =>
      sendForm(request, reply, {
        study: idIn(request.params),
        correcting: null,
        typed: { unit: 'person' },
        errors: [],
      }),
    )

    http.post(
      '/studies/:id/estimates',
      { config: running, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const study = idIn(request.params)
        const typed = typedIn(request.body)
        const read = readPublicationForm(typed, request.language, thisYear())
        if ('errors' in read)
          return sendForm(request, reply, { study, correcting: null, typed, errors: read.errors })
        const unreasoned = await withoutReason(study, read.values, request.language)
        if (unreasoned.length > 0)
          return sendForm(request, reply, { study, correcting: null, typed, errors: unreasoned })
        const { location } = await changeFor(house, request, async (trx, change) => {
          const id = await keepEstimate(trx, change, {
            study,
            kept: read.values,
            correction: null,
            check: null,
          })
          return { status: 303, location: `/estimates/${id}` }
        })
        return seeOther(reply, request, location ?? `/studies/${study}`)
      },
    )

    /** What an estimate says otherwise than its study, without saying why: told before anything is kept. */
    async function withoutReason(study: string, kept: Kept, language: Language): Promise<FieldError[]> {
      if (kept.otherBecause != null) return []
      const others = sayOthers(await besideStudy(db, study, kept), language)
      if (others.length === 0) return []
      const remedy = speak(estimateWords, language)('fault.other than study.remedy')
      return [{ field: 'otherBecause', message: [...others, remedy].join(' ') }]
    }

    /** The published estimate to be corrected: the door has let who asks run studies there. A computed one is computed again instead. */
    async function toCorrect(request: FastifyRequest) {
      const row = await findEstimate(db, estimateIdIn(request.params))
      if (row.kept.source !== 'publication') throw new EstimateFault('computed')
      return { ...row, kept: row.kept }
    }

    http.get(
      '/estimates/:id/correction',
      { config: correcting, schema: { params: ById } },
      async (request, reply) => {
        const row = await toCorrect(request)
        return sendForm(request, reply, {
          study: row.study,
          correcting: row.id,
          typed: typedFrom(row.kept),
          errors: [],
        })
      },
    )

    http.post(
      '/estimates/:id/correction',
      { config: correcting, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const row = await toCorrect(request)
        const typed = typedIn(request.body)
        const read = readPublicationForm(typed, request.language, thisYear())
        const why = readReason(typed)
        const say = speak(estimateWords, request.language)
        const errors = [
          ...('wrong' in why ? [{ field: 'reason', message: say(why.wrong) }] : []),
          ...('errors' in read ? read.errors : await withoutReason(row.study, read.values, request.language)),
        ]
        if ('wrong' in why || 'errors' in read || errors.length > 0)
          return sendForm(request, reply, { study: row.study, correcting: row.id, typed, errors })
        const { location } = await changeFor(house, request, async (trx, change) => {
          const id = await keepEstimate(trx, change, {
            study: row.study,
            kept: read.values,
            correction: { replaces: row.id, reason: why.reason },
            check: null,
          })
          return { status: 303, location: `/estimates/${id}` }
        })
        return seeOther(reply, request, location ?? `/estimates/${row.id}`)
      },
    )

    http.post(
      '/estimates/:id/publication',
      { config: { may: 'publish studies', on: estimateOn(db) }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = estimateIdIn(request.params)
        await changeFor(house, request, async (trx, change) => {
          await publishEstimate(trx, change, id)
          return { status: 303, location: `/estimates/${id}` }
        })
        return seeOther(reply, request, `/estimates/${id}`)
      },
    )
  }
