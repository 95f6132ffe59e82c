import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import { type House, today } from '../../house/house.ts'
import { changeOnce, sendAnswer } from '../../house/once.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, pathIn, typeset } from '../../ui/language.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import { listSeries, listSources } from '../store.ts'
import { type Asked, type Connector, compareFetched, confirmWithin, type Report } from './connector.ts'
import { type DoorOptions, openDoor } from './door.ts'
import { ConnectorFault } from './faults.ts'
import { type Chosen, ConnectPage, type ConnectView } from './pages/connect-page.tsx'
import { sayOf } from './say.ts'
import { wgi } from './wgi.ts'
import { worldBank } from './world-bank.ts'

const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Form = Type.Object(
  {
    series: Text(40),
    code: Text(80),
    from: Text(10),
    to: Text(10),
    answer: Text(80),
    skip: Text(10),
  },
  { additionalProperties: true },
)
const may = { may: 'import figures' } as const

/** The first year asked for unless told otherwise. */
const usualFrom = '2000'

/** Asking the World Bank from a page: whoever may import figures asks, looks, and confirms. */
export const connectorRoutes =
  (house: House, assets: Assets, door: DoorOptions = {}): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    http.get(
      '/sources/connect',
      {
        config: may,
        schema: {
          querystring: Type.Object(
            { done: Type.Optional(Type.Enum(['written', 'unchanged'])) },
            { additionalProperties: true },
          ),
        },
      },
      (request, reply) => send(request, reply, { state: request.query.done ?? 'shown' }),
    )

    http.post('/sources/connect', { config: may, schema: { body: Form } }, async (request, reply) => {
      const chosen = chosenIn(request.body)
      try {
        const { connector, fetched } = await fetchChosen(chosen)
        const { report } = await compareFetched(db, connector, fetched)
        return await send(request, reply, { chosen, report })
      } catch (error) {
        return sendFault(request, reply, chosen, error)
      }
    })

    http.post('/sources/connect/confirm', { config: may, schema: { body: Form } }, async (request, reply) => {
      const chosen = chosenIn(request.body)
      try {
        const { connector, fetched } = await fetchChosen(chosen)
        if (fetched.sha256 !== request.body.answer) {
          const { report } = await compareFetched(db, connector, fetched)
          reply.code(409)
          return await send(request, reply, { chosen, report, state: 'other' })
        }
        const answer = await changeOnce(house, request, {}, async (trx) => {
          const { state } = await confirmWithin(trx, connector, fetched, {
            // The history says who; the list of imports is public.
            who: 'a page',
            actor: actorOf(request),
            now: house.now,
            skipRejected: request.body.skip === 'yes',
          })
          return {
            status: 303,
            location: pathIn(request.language, `/sources/connect?done=${state}`),
          }
        })
        return await sendAnswer(reply, answer)
      } catch (error) {
        return sendFault(request, reply, chosen, error)
      }
    })

    async function fetchChosen(chosen: Chosen) {
      const connector: Connector = chosen.code === '' && chosen.series === wgi.id ? wgi : worldBank
      const thisYear = Number(today(house).slice(0, 4))
      const asked: Asked = {
        items: itemsOf(connector, chosen),
        from: yearOf(chosen.from),
        to: yearOf(chosen.to),
      }
      connector.check(asked, thisYear)
      return { connector, fetched: await inTurn(() => connector.fetch(asked, openDoor(door))) }
    }

    // The publisher is asked by one at a time, also when somebody clicks twice.
    let last: Promise<unknown> = Promise.resolve()
    function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
      const own = last.then(work)
      last = own.catch(() => null)
      return own
    }

    function sendFault(request: FastifyRequest, reply: FastifyReply, chosen: Chosen, error: unknown) {
      if (!(error instanceof ConnectorFault)) throw error
      const { status, details } = error.in(request.language)
      const field = fieldOf(error, chosen)
      const errors = details.map(({ message, remedy }) => ({
        field,
        message: remedy === undefined ? message : `${message} ${remedy}`,
      }))
      reply.code(status)
      return send(request, reply, { chosen, errors })
    }

    async function send(
      request: FastifyRequest,
      reply: FastifyReply,
      {
        chosen = usual(),
        report = null,
        errors = [],
        state = 'shown',
      }: { chosen?: Chosen; report?: Report | null; errors?: FieldError[]; state?: ConnectView['state'] },
    ) {
      const { language } = request
      const view: ConnectView = {
        context: { language, path: request.url, assets, sources: await listSources(db) },
        chosen,
        options: await optionsIn(language),
        errors,
        report,
        state,
      }
      return reply.html(renderPage(<ConnectPage view={view} />))
    }

    async function optionsIn(language: Language) {
      const titles = new Map((await listSeries(db)).map(({ id, title }) => [id, title]))
      return [
        { value: wgi.id, name: sayOf(language)('option.wgi') },
        ...worldBank.offers.map(({ series, code }) => {
          const title = titles.get(series)
          const name = title === undefined ? series : typeset(language, title[language] ?? title.en)
          return { value: code, name: `${name} (${code})` }
        }),
      ]
    }

    function usual(): Chosen {
      return { series: wgi.id, code: '', from: usualFrom, to: today(house).slice(0, 4) }
    }
  }

/** What was sent, and nothing added: who names no figures asks for none. */
function chosenIn(body: Partial<Record<keyof Chosen, string>>): Chosen {
  const text = (name: keyof Chosen) => body[name]?.trim() ?? ''
  return { series: text('series'), code: text('code'), from: text('from'), to: text('to') }
}

function itemsOf(connector: Connector, { series, code }: Chosen): string[] {
  if (code !== '') return [code]
  return connector === wgi ? wgi.offers.map(({ item }) => item) : series === '' ? [] : [series]
}

function yearOf(text: string): number {
  return /^\d{4}$/.test(text) ? Number(text) : Number.NaN
}

/** Beside which field a fault is said: what was asked for, unless it is the years. */
function fieldOf({ fault }: ConnectorFault, { code }: Chosen): string {
  if (fault === 'years') return 'from'
  return code === '' ? 'series' : 'code'
}
