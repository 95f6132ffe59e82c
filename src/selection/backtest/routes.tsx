import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { Unusable } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { listDatasets, listSeries, listSources } from '../../indicators/store.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { AskedFault, replicationsOf, seedOf } from '../robustness/asked.ts'
import { type TestedOutcome, Text } from '../schema.ts'
import { VersionFault } from '../versions/faults.ts'
import { documentOf, type KnownDocument, versionNumbers } from '../versions/store.ts'
import { trackAnswer } from './answer.ts'
import { trackCsv } from './csv.ts'
import { TrackFault } from './faults.ts'
import { TrackPage } from './pages/track-page.tsx'
import {
  horizonOf,
  type Job,
  outcomeAsked,
  resampleLimits,
  type TrackAsked,
  testableYears,
  trackRecordJob,
  usualReplicates,
  usualSeed,
} from './run.ts'
import { stepInWords } from './sentences.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
const Year = Type.Optional(Type.String({ maxLength: 12, description: 'A year of four digits' }))
const Query = Type.Object(
  {
    version: Type.Optional(
      Type.String({
        maxLength: 12,
        description: 'Number of the version; the newest that is not a draft without it',
      }),
    ),
    outcome: Type.Optional(Type.String({ maxLength: 80, description: 'Id of an outcome of the document' })),
    from: Year,
    to: Year,
    horizon: Type.Optional(Type.String({ maxLength: 12, description: 'Years, from 1 to 30' })),
    replicates: Type.Optional(
      Type.String({ maxLength: 40, description: 'Resamples, from 100 to 5000; 1000 without it' }),
    ),
    seed: Type.Optional(Type.String({ maxLength: 40, description: 'Seed of the resamples; 1 without it' })),
    wait: Type.Optional(
      Type.String({ maxLength: 4, description: 'Waits for the answer, 20 seconds at most' }),
    ),
    'weak-rows': Type.Optional(
      Type.Enum(['unknown', 'taken'], { description: 'How rows that rest on weak ground are read' }),
    ),
  },
  { additionalProperties: true },
)
const Waiting = Type.Object({
  sentence: Type.String(),
  done: Type.Number(),
  total: Type.Union([Type.Number(), Type.Null()]),
})

const open = { additionalProperties: true }
const Answer = Type.Object(
  {
    methodology: Type.Object({ id: Type.String(), version: Type.Integer(), title: Type.String() }),
    outcomes: Type.Array(Type.Object({ id: Type.String(), title: Text, horizon: Type.Integer() })),
    verdict: Type.Enum(['no outcome', 'nothing to judge', 'nothing known', 'places only', 'tested']),
    sentences: Type.Array(Type.String()),
  },
  {
    ...open,
    description: 'What could be tested in each year, and what came out, each figure with its interval',
  },
)

/** How long a page waits for an answer before it tells how far it is. */
const PATIENCE_MS = 900
/** And when it was asked to wait, for whoever has no scripts. */
const LONGER_MS = 20_000

/** Would this methodology have worked? As page, CSV and JSON. */
export const trackRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    http.setErrorHandler((error, request) => {
      throw error instanceof VersionFault || error instanceof TrackFault || error instanceof AskedFault
        ? error.in(request.language)
        : error
    })

    const asDocument = (id: string, { version = '' }: Static<typeof Query>) =>
      documentOf(db, id, version.trim() === '' ? undefined : versionIn(version.trim()))

    const contextOf = async (request: FastifyRequest): Promise<PageContext> => ({
      language: request.language,
      path: request.url,
      assets,
      sources: await listSources(db),
    })

    // How far it is differs from one look to the next, so this page is not kept for everybody.
    http.get(
      '/methodologies/:id/track-record',
      { config: { may: 'read what is public' }, schema: { params: ById, querystring: Query } },
      async (request, reply) => {
        const document = await asDocument(request.params.id, request.query)
        const outcome = outcomeAsked(document, request.query.outcome)
        const reckoned = await reckonedFor(document, outcome, request.query).catch((error: unknown) => {
          if (error instanceof TrackFault) return error.in(request.language)
          throw error
        })
        // What cannot be asked comes back with the form, its words in it, and the years that can.
        const fault = reckoned instanceof TrackFault ? reckoned : null
        const { asked, job } = reckoned instanceof TrackFault ? unasked : reckoned
        if (fault) reply.code(fault.status)
        const [series, datasets] = await Promise.all([listSeries(db), listDatasets(db)])
        reply.header('cache-control', 'no-store')
        return reply.html(
          renderPage(
            <TrackPage
              view={{
                context: await contextOf(request),
                methodology: document.methodology,
                versions: await versionNumbers(db, document.methodology.methodology),
                outcome,
                asked,
                query: queryOf(request.query),
                titles: new Map([...series, ...datasets].map(({ id, title }) => [id, title])),
                state: job === null ? null : job.done === null ? job : { tracked: job.done },
                wrong:
                  fault === null || outcome === null
                    ? null
                    : {
                        field: fault.unasked.field,
                        message: fault.line,
                        typed: request.query,
                        testable: await testableYears(house, outcome, {}),
                      },
              }}
            />,
          ),
        )
      },
    )

    async function reckonedFor(
      document: KnownDocument,
      outcome: TestedOutcome | null,
      query: Static<typeof Query>,
    ): Promise<{ asked: TrackAsked; job: Job | null }> {
      const asked = readQuery(query)
      if (outcome === null) return { asked, job: null }
      const job = await trackRecordJob(house, document, outcome, asked)
      await soon(job, query.wait ? LONGER_MS : PATIENCE_MS)
      return { asked, job }
    }

    http.get(
      '/methodologies/:id/track-record/progress',
      {
        config: { may: 'read what is public' },
        schema: {
          params: ById,
          querystring: Query,
          response: { 200: Type.Object({ there: Type.Boolean() }), 202: Waiting },
        },
      },
      async ({ params, query, language }, reply) => {
        reply.header('cache-control', 'no-store')
        const document = await asDocument(params.id, query)
        const outcome = outcomeAsked(document, query.outcome)
        const job = outcome && (await trackRecordJob(house, document, outcome, readQuery(query)))
        if (job === null || job.done !== null || job.failed) return reply.send({ there: true })
        return reply.code(202).send(stepInWords(language, job.step, job.waiting))
      },
    )

    http.get(
      '/methodologies/:id/track-record.csv',
      { config: { may: 'read what is public' }, schema: { params: ById, querystring: Query } },
      async ({ params, query }, reply) => {
        const document = await asDocument(params.id, query)
        const outcome = outcomeAsked(document, query.outcome)
        if (outcome === null)
          throw new Unusable(`${params.id} names nothing that could be observed afterwards`, [
            { place: 'outcomes', message: 'It cannot be tested.', remedy: 'Add an “outcomes:” block to it.' },
          ])
        const { record } = await (await trackRecordJob(house, document, outcome, readQuery(query))).promise
        return reply
          .type('text/csv; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${params.id}-${document.methodology.version}-${outcome.id}.csv"`,
          )
          .send(trackCsv(record))
      },
    )

    http.get(
      '/api/v1/methodologies/:id/track-record',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Would the methodology have worked? Its lists of earlier years against what happened',
          params: ById,
          querystring: Query,
          response: { 200: Answer },
        },
      },
      async ({ params, query, language }) => {
        const document = await asDocument(params.id, query)
        const outcome = outcomeAsked(document, query.outcome)
        if (outcome === null) return trackAnswer(language, document, null)
        const job = await trackRecordJob(house, document, outcome, readQuery(query))
        return trackAnswer(language, document, await job.promise)
      },
    )
  }

const unasked: { asked: TrackAsked; job: Job | null } = { asked: {}, job: null }

/** Waits a moment; what fails in that moment is told. */
async function soon({ promise }: Job, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  try {
    await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function versionIn(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Unusable(`“${text}” is not a version`, [
    { place: 'version', message: 'A version is a whole number from 1.', remedy: 'For example 1.' },
  ])
}

function readQuery(query: Static<typeof Query>): TrackAsked {
  const asked: TrackAsked = {}
  for (const name of ['from', 'to'] as const) {
    const text = (query[name] ?? '').trim()
    if (text === '') continue
    if (!/^\d{4}$/.test(text)) throw new TrackFault({ fault: 'no year', field: name, said: text })
    asked[name] = Number(text)
  }
  const horizon = (query.horizon ?? '').trim()
  if (horizon !== '') asked.horizon = horizonOf(horizon)
  if (query.seed) asked.seed = seedOf(query.seed, usualSeed, 'seed')
  if (query.replicates)
    asked.replicates = replicationsOf(query.replicates, usualReplicates, resampleLimits.page, 'replicates')
  if (query['weak-rows'] === 'taken') asked.takeWeak = true
  return asked
}

/** What was asked for, as it follows an address; nothing when nothing was. */
function queryOf(query: Static<typeof Query>): string {
  const known = new URLSearchParams()
  for (const name of [
    'version',
    'outcome',
    'from',
    'to',
    'horizon',
    'replicates',
    'seed',
    'weak-rows',
  ] as const)
    if (query[name]) known.set(name, query[name])
  const text = known.toString()
  return text === '' ? '' : `?${text}`
}
