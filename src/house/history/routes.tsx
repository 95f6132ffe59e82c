import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { NotFound } from '../errors.ts'
import type { House } from '../house.ts'
import { CheckpointsAnswer, EventAnswer, EventsAnswer, KeysAnswer } from './answers.ts'
import { anchorOf, lastCheckpoint, listCheckpoints, proofIn, waitingEvents } from './checkpoints.ts'
import { isHash } from './event.ts'
import { eventViews, historyView, type NamesOf } from './history-view.ts'
import { eventPath, historySubject, type RecordBelongsTo } from './kinds.ts'
import { EventPage } from './pages/event-page.tsx'
import { HistoryPage } from './pages/history-page.tsx'
import { RecordHistoryPage } from './pages/record-history-page.tsx'
import { findEvent, historyOf } from './record-event.ts'

type Assets = { css: string[]; js: string[] }

const ByRecord = Type.Object({ kind: Type.String({ maxLength: 80 }), id: Type.String({ maxLength: 300 }) })
const ByHash = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) })
const Place = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })

/** The door of the history: a record's, one event's, and what outsiders need to hold us to both. */
export const historyRoutes =
  (
    house: House,
    assets: Assets,
    namesOf?: NamesOf,
    belongsTo: RecordBelongsTo = async () => null,
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    const contextOf = (request: FastifyRequest): PageContext => ({
      language: request.language,
      path: request.url,
      assets,
      sources: [],
    })
    // To passers-by who did something is a number: a name here is for those who work here.
    const namesFor = (request: FastifyRequest) => (request.person === null ? undefined : namesOf)
    const subjectOf = async (record: { kind: string; id: string }) => {
      return { ...historySubject(record), ...(await belongsTo(record)) }
    }
    // The policy is asked before the shape of an address is looked at: nothing may be taken for granted here.
    const ofRecord = (request: FastifyRequest) => {
      const { kind = '', id = '' } = request.params as Partial<Record<'kind' | 'id', string>>
      return subjectOf({ kind, id })
    }
    const ofEvent = async (request: FastifyRequest) => {
      const { hash = '' } = request.params as { hash?: string }
      const found = isHash(hash) ? await findEvent(db, hash) : null
      // What does not exist is nobody's secret.
      return found
        ? subjectOf(found.event.record)
        : { kind: 'history' as const, record: { kind: 'none', id: '' }, public: true }
    }
    const known = async (hash: string) => {
      const found = await findEvent(db, hash)
      if (!found) throw new NotFound('There is no event with this hash')
      return { ...found, anchor: await anchorOf(db, found.event.record, found.event.seq) }
    }

    http.get('/history', { config: { may: 'read what is public' } }, async (request, reply) => {
      const [last, waiting] = await Promise.all([lastCheckpoint(db), waitingEvents(db)])
      return reply.html(renderPage(<HistoryPage {...contextOf(request)} last={last} waiting={waiting} />))
    })

    http.get(
      '/history/event/:hash',
      { config: { may: 'read history', on: ofEvent }, schema: { params: ByHash } },
      async (request, reply) => {
        const { event, text, anchor } = await known(request.params.hash)
        const [view] = await eventViews(db, [event], namesFor(request))
        const address = `${house.settings.origin ?? `${request.protocol}://${request.host}`}${eventPath(event.hash)}`
        return reply.html(
          renderPage(
            <EventPage {...contextOf(request)} event={view!} text={text} anchor={anchor} address={address} />,
          ),
        )
      },
    )

    http.get(
      '/history/:kind/:id',
      {
        config: { may: 'read history', on: ofRecord },
        schema: { params: ByRecord, querystring: Type.Object({ before: Type.Optional(Place) }) },
      },
      async (request, reply) => {
        const { before } = request.query
        const view = await historyView(db, request.params, { before, limit: 20 }, namesFor(request))
        if (view.events.length === 0 && before === undefined) throw nothingOf(request.params)
        return reply.html(
          renderPage(<RecordHistoryPage {...contextOf(request)} view={view} first={before === undefined} />),
        )
      },
    )

    /* for programs */

    http.get(
      '/api/v1/history/checkpoints',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Signed checkpoints of the history, the oldest first: keep a copy',
          querystring: Type.Object({
            after: Type.Optional(Place),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
          }),
          response: { 200: CheckpointsAnswer },
        },
      },
      async ({ query: { after = 0, limit = 100 } }) => {
        const checkpoints = await listCheckpoints(db, after, limit)
        return {
          checkpoints,
          next: checkpoints.length === limit ? (checkpoints.at(-1)?.number ?? null) : null,
        }
      },
    )

    http.get(
      '/api/v1/history/keys',
      {
        config: { may: 'read what is public' },
        schema: { summary: 'Public keys the checkpoints are signed with', response: { 200: KeysAnswer } },
      },
      async () => ({ keys: house.keys.publicKeys() }),
    )

    http.get(
      '/api/v1/history/events/:hash',
      {
        config: { may: 'read history', on: ofEvent },
        schema: {
          summary: 'One event, the text that was hashed, and its way into a signed checkpoint',
          params: ByHash,
          response: { 200: EventAnswer },
        },
      },
      async ({ params }) => {
        const { event, text, anchor } = await known(params.hash)
        const proof = anchor ? await proofIn(db, event.record, anchor.checkpoint) : null
        return { event, text, anchor: anchor && proof ? { ...anchor, proof } : null }
      },
    )

    http.get(
      '/api/v1/history/:kind/:id',
      {
        config: { may: 'read history', on: ofRecord },
        schema: {
          summary: 'The history of a record, newest first',
          params: ByRecord,
          querystring: Type.Object({
            before: Type.Optional(Place),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          }),
          response: { 200: EventsAnswer },
        },
      },
      async ({ params, query: { before, limit = 50 } }) => {
        const events = await historyOf(db, params, { before, limit })
        if (events.length === 0 && before === undefined) throw nothingOf(params)
        return { events, next: events.length === limit ? (events.at(-1)?.seq ?? null) : null }
      },
    )
  }

function nothingOf({ kind, id }: { kind: string; id: string }): NotFound {
  return new NotFound(`Nothing is recorded of ${kind} ${id}`.slice(0, 200), [
    { message: 'It may be older than the history, or not exist.' },
  ])
}
