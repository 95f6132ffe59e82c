import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Fault } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import { guardedCsvLine } from '../../indicators/csv-text.ts'
import { dayAsked } from '../bills/day.ts'
import { inLanguage } from '../desk.ts'
import type { LegislatorPanel } from '../legislatures/panels.ts'
import { type Legislator, legislatorOrNot } from '../legislatures/store.ts'
import { entryKinds, type LedgerEntry, type LedgerPart, positionGrounds, positions } from './entry.ts'
import { dataOf, type Ledger, type LedgerData, ledgerOf } from './ledger.ts'
import { LedgerPanel } from './ledger-panel.tsx'

/** The ledger on the page of a legislator. */
export const ledgerPanel =
  (parts: readonly LedgerPart[]): LegislatorPanel =>
  async ({ house, request, legislator }) => {
    const { language } = request
    const ledger = await ledgerFor(parts, house, request, legislator, today(house))
    return <LedgerPanel ledger={ledger} legislator={legislator.key} language={language} />
  }

const ledgerFor = (
  parts: readonly LedgerPart[],
  house: House,
  { person, language }: FastifyRequest,
  legislator: Legislator,
  asOf: string,
): Promise<Ledger> => ledgerOf(parts, { house, legislator, asOf, reader: person, language })

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Text = OrNull(Type.String())
const Stands = Type.Enum([...positions])
const Ground = Type.Enum([...positionGrounds])
const entry = {
  kind: Type.Enum([...entryKinds]),
  event: Type.Optional(
    Type.String({ description: 'id of what happened, the same wherever it is told; absent of a sum' }),
  ),
  on: OrNull(Type.String({ description: 'YYYY-MM-DD; null: not known' })),
  bill: Text,
  text: Type.String(),
  count: OrNull(Type.Integer({ description: 'null where it is no number, or too few people to be told' })),
  position: OrNull(Type.Object({ stands: Stands, ground: Ground })),
  source: OrNull(Type.Object({ name: Type.String(), address: Text })),
  private: Type.Boolean(),
}
const Entry = Type.Object(entry)
const Act = Type.Object({
  ...entry,
  asked: Type.Array(Type.Object({ campaign: Type.String(), ask: Type.String() }), {
    description: 'campaigns whose asks it answers; empty where none asks about the bill',
  }),
})
const LedgerAnswer = Type.Object({
  legislator: Type.Object({ key: Type.String(), name: Type.String() }),
  asOf: Type.String(),
  campaigns: Type.Array(
    Type.Object({
      slug: Type.String(),
      title: Type.String(),
      asOf: OrNull(Type.String({ description: 'the day the campaign speaks of; null is today' })),
      entries: Type.Array(Entry),
      asks: Type.Array(
        Type.Object({
          key: Type.String(),
          title: Type.String(),
          kind: Type.String(),
          bill: Text,
          wanted: Text,
          positions: Type.Array(Type.Object({ on: Type.String(), stands: Stands, ground: Ground }), {
            description: 'over time; only what a dated source shows',
          }),
          entries: Type.Array(Entry),
          acts: Type.Array(Type.String(), { description: 'events among the acts that answer this ask' }),
          notKnown: OrNull(
            Type.String({ description: 'what of the answer is not known: then an absence is no “no”' }),
          ),
        }),
      ),
    }),
  ),
  acts: Type.Array(Act, { description: 'what bills show of them, each once' }),
})

/** The ledger as a table and as data. What is private is in it for those who may read it, and for nobody else. */
export const ledgerRoutes =
  (house: House, parts: readonly LedgerPart[]): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const reading = { may: 'read what is public' } as const
    const params = Type.Object({ key: Type.String({ maxLength: 100 }) })
    const querystring = Type.Object({ on: Type.Optional(Type.String({ maxLength: 40 })) })
    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })

    const answer = async (
      request: FastifyRequest & { params: { key: string }; query: { on?: string } },
      reply: FastifyReply,
    ) => {
      const legislator = await legislatorOrNot(db, request.params.key)
      const asOf = dayAsked(request.query.on, today(house))
      const ledger = await ledgerFor(parts, house, request, legislator, asOf)
      // What one reader may see, another may not.
      if (request.person !== null) reply.header('cache-control', 'no-store')
      return { legislator: { key: legislator.key, name: legislator.name }, ...dataOf(ledger) }
    }

    http.get(
      '/legislators/:key/ledger.json',
      { config: reading, schema: { params, querystring } },
      async (request, reply) => answer(request, reply),
    )

    http.get(
      '/api/v1/legislators/:key/ledger',
      {
        config: reading,
        schema: {
          summary: 'What a legislator heard and answered, put together from the records',
          params,
          querystring,
          response: { 200: LedgerAnswer },
        },
      },
      async (request, reply) => answer(request, reply),
    )

    http.get(
      '/legislators/:key/ledger.csv',
      { config: reading, schema: { params, querystring } },
      async (request, reply) => {
        const ledger = await answer(request, reply)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="ledger.csv"')
          .send(ledgerCsv(ledger))
      },
    )
  }

/**
 * One row for each line, what happened to a bill once with all campaigns that ask about it, and one for each ask of which
 * nothing is recorded, or not all is known: that too is said.
 */
export function ledgerCsv({
  legislator,
  campaigns,
  acts,
}: LedgerData & { legislator: { key: string; name: string } }): string {
  const rows: (string | number | null)[][] = [
    [
      'legislator',
      'name',
      'event',
      'campaigns',
      'asks',
      'bill',
      'kind',
      'day',
      'count',
      'stands',
      'ground',
      'text',
      'source',
      'source_address',
      'private',
    ],
  ]
  type Asked = { campaign: string; ask: string | null }[]
  const add = (asked: Asked, bill: string | null, entry: LedgerEntry | null, told: string | null = null) =>
    rows.push([
      legislator.key,
      legislator.name,
      entry?.event ?? null,
      [...new Set(asked.map(({ campaign }) => campaign))].join('; '),
      asked.flatMap(({ campaign, ask }) => (ask === null ? [] : [`${campaign}/${ask}`])).join('; '),
      entry?.bill ?? bill,
      entry?.kind ?? null,
      entry?.on ?? null,
      entry?.count ?? null,
      entry?.position?.stands ?? null,
      entry?.position?.ground ?? null,
      entry?.text ?? told,
      entry?.source?.name ?? null,
      entry?.source?.address ?? null,
      entry === null ? null : entry.private ? 'yes' : 'no',
    ])
  for (const { slug, entries, asks } of campaigns) {
    for (const entry of entries) add([{ campaign: slug, ask: null }], null, entry)
    for (const ask of asks) {
      const asked = [{ campaign: slug, ask: ask.key }]
      if (ask.entries.length + ask.acts.length === 0 || ask.notKnown !== null)
        add(asked, ask.bill, null, ask.notKnown)
      for (const entry of ask.entries) add(asked, ask.bill, entry)
    }
  }
  for (const act of acts) add(act.asked, null, act)
  return rows.map(guardedCsvLine).join('')
}
