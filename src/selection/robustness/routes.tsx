import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import { listSources } from '../../indicators/store.ts'
import { renderPage } from '../../ui/page.tsx'
import { viewOf } from '../assessment-view.ts'
import { findAssessment } from '../store.ts'
import { RobustnessAnswer, RunsUnderWay } from './answers.ts'
import { AskedFault, replicationsOf, runLimits, seedOf } from './asked.ts'
import { computeRuns } from './compute.ts'
import { robustnessCsv } from './csv.ts'
import { withDoubt } from './declared.ts'
import { RunsDesk } from './desk.ts'
import { robustnessJson } from './json.ts'
import { RobustnessPage, type RobustnessView } from './pages/robustness-page.tsx'
import { StoppedPage, WaitingPage } from './pages/waiting-page.tsx'
import { WhyNotPage } from './pages/why-not-page.tsx'
import { keyOf, type RunsTask, taskOf } from './task.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
const Query = Type.Object(
  {
    replications: Type.Optional(Type.String({ maxLength: 40 })),
    seed: Type.Optional(Type.String({ maxLength: 40 })),
    wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  },
  // A link is passed on with marks that others add to it.
  { additionalProperties: true },
)
const Stop = Type.Object(
  {
    ticket: Type.String({ maxLength: 80 }),
    replications: Type.Optional(Type.String({ maxLength: 40 })),
    seed: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: true },
)
type Query = { replications?: string; seed?: string; wait?: number }

/** Seconds a page waits before it says how far the runs are, and seconds it waits when asked to. */
const patience = { first: 1, again: 15, download: 20 }

/** The door to how sure an assessment is. Answers depend on the question alone, and are kept in memory. */
export const robustnessRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    http.setErrorHandler((error, request) => {
      throw error instanceof AskedFault ? error.in(request.language) : error
    })
    const desk = new RunsDesk<RunsTask>(computeRuns)
    http.addHook('onClose', async () => desk.close())

    /** An assessment, what is doubted of it, and what was asked. */
    async function questionOf(request: FastifyRequest, id: string, query: Query) {
      const assessment = await findAssessment(db, id)
      const view = await viewOf(db, assessment, {
        language: request.language,
        path: request.url,
        assets,
        sources: await listSources(db),
      })
      const { methodology, declared } = withDoubt(view.methodology)
      const { robustness } = methodology
      const asked = {
        replications: replicationsOf(
          query.replications,
          robustness.replications,
          runLimits.page,
          'replications',
        ),
        seed: seedOf(query.seed, assessment.seed, 'seed'),
      }
      const shown: RobustnessView = {
        ...view,
        methodology,
        declared: robustness,
        asked,
        limits: runLimits.page,
      }
      return { shown, asked, question: taskOf(methodology, declared, assessment, asked), robustness }
    }

    const ask = async (id: string, of: Awaited<ReturnType<typeof questionOf>>, seconds: number) =>
      'why' in of.question
        ? of.question
        : desk.ask(keyOf(id, of.robustness, of.asked), of.question.task, seconds * 1000)

    http.get(
      '/assessments/:id/robustness',
      { config: { may: 'read what is public' }, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const { id } = request.params
        const of = await questionOf(request, id, request.query)
        const answer = await ask(id, of, request.query.wait ?? patience.first)
        if ('why' in answer) return reply.html(renderPage(<WhyNotPage view={of.shown} why={answer.why} />))
        if ('report' in answer)
          return reply.html(renderPage(<RobustnessPage view={of.shown} report={answer.report} />))
        reply.header('cache-control', 'no-store')
        return reply.html(renderPage(<WaitingPage view={of.shown} job={answer.job} waits={patience.again} />))
      },
    )

    // Nothing is written: runs that were begun for readers are given up.
    http.post(
      '/assessments/:id/robustness/stop',
      { config: { may: 'read what is public' }, schema: { params: ById, body: Stop } },
      async (request, reply) => {
        const { ticket, replications, seed } = request.body
        const { shown } = await questionOf(request, request.params.id, {
          ...(replications === undefined ? {} : { replications }),
          ...(seed === undefined ? {} : { seed }),
        })
        desk.stop(ticket)
        return reply.html(renderPage(<StoppedPage view={shown} />))
      },
    )

    http.get(
      '/assessments/:id/robustness.csv',
      { config: { may: 'read what is public' }, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const { id } = request.params
        const of = await questionOf(request, id, request.query)
        const answer = await ask(id, of, request.query.wait ?? patience.download)
        const name = `${of.shown.assessment.methodology}-${of.shown.assessment.asOf}-robustness.csv`
        if ('job' in answer)
          return reply
            .code(202)
            .header('retry-after', '5')
            .type('text/plain; charset=utf-8')
            .send('The runs are not there yet. Ask again.\n')
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .send(robustnessCsv(of.shown.methodology, of.shown.assessment.inputs, answer))
      },
    )

    http.get(
      '/api/v1/assessments/:id/robustness',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'How sure an assessment is: sensitivity ranges of places, near misses, what matters most',
          params: ById,
          querystring: Query,
          response: { 200: RobustnessAnswer, 202: RunsUnderWay },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const of = await questionOf(request, id, request.query)
        const answer = await ask(id, of, request.query.wait ?? patience.download)
        if ('job' in answer) {
          reply.code(202).header('retry-after', '2').header('cache-control', 'no-store')
          return { share: answer.job.share, queued: answer.job.queued }
        }
        const { assessment, methodology, context } = of.shown
        return robustnessJson(context.language, methodology, assessment.inputs, answer, {
          assessment: assessment.id,
          ...of.asked,
        })
      },
    )
  }
