import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type House, today } from '../../house/house.ts'
import type { Language } from '../../ui/language.ts'
import { dayAsked } from './day.ts'
import { type Bill, castings, entriesOf, relations, voteWays } from './schema.ts'
import { actionsUntil, cosponsorsOn, standingOn } from './standing.ts'
import { billOf, listBills, machineFor } from './store.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Text = OrNull(Type.String())
const Count = Type.Integer()
const Who = Type.Object({
  person: OrNull(Type.String({ description: 'key of /legislators/{key}; null where no pack knows them' })),
  name: Type.String(),
  party: Text,
  state: Text,
  district: Text,
})
const Source = Type.Object({ name: Type.String(), address: Text })

const BillAnswer = Type.Object({
  id: Type.String(),
  legislature: Type.String(),
  session: Type.Object({ id: Type.String(), firstDay: Type.String(), lastDay: Type.String() }),
  chamber: Type.String(),
  type: Type.String(),
  number: Type.Integer(),
  printed: Type.String(),
  language: Type.String(),
  title: Type.String(),
  asOf: Type.String({ description: 'YYYY-MM-DD: the day the answer speaks of' }),
  state: OrNull(Type.String({ description: 'of the state machine of the legislature; null: not known' })),
  end: OrNull(
    Type.Enum(['law', 'failed', 'dead'], { description: 'dead: it ended with its session; null: it lives' }),
  ),
  endedOn: Text,
  awaits: OrNull(
    Type.Object(
      {
        rule: Type.String(),
        source: Type.String(),
        until: OrNull(
          Type.String({ description: 'last of its days from the end of the session; null: it sets none' }),
        ),
        over: Type.Boolean({ description: 'those days are over, and what came of it is not known' }),
      },
      { description: 'by what rule it may still be decided on though its session is over' },
    ),
  ),
  successors: Type.Array(Type.String()),
  cosponsors: Type.Object({
    count: OrNull(Type.Integer({ description: 'known by name, withdrawn left out; null: nothing is known' })),
    countIncludingWithdrawn: OrNull(Count),
    printed: OrNull(Type.Integer({ description: 'as a source prints it, without names' })),
    difference: OrNull(Type.Integer({ description: 'printed less named: names that are not known' })),
  }),
})

const WholeBill = Type.Object({
  ...BillAnswer.properties,
  officialTitle: Text,
  summary: Type.Array(Type.String()),
  contains: Type.Array(Type.String()),
  law: OrNull(Type.Object({ name: Type.String(), statutes: Text })),
  sponsors: Type.Array(Type.Object({ who: Who, source: Source })),
  actions: Type.Array(
    Type.Object({
      on: Text,
      by: OrNull(Type.String({ description: 'a day on or before which it happened' })),
      chamber: Type.String(),
      text: Type.String(),
      status: Text,
      note: Text,
      source: Source,
    }),
  ),
  gaps: Type.Array(Type.Object({ before: Text, after: Type.String(), on: Type.String() }), {
    description: 'steps that must have been between two states, and are not known',
  }),
  names: Type.Array(
    Type.Object({
      who: Who,
      joined: Text,
      original: OrNull(Type.Boolean()),
      withdrawn: Text,
      source: Source,
    }),
    { description: 'cosponsors known by name, those who withdrew included' },
  ),
  votes: Type.Array(
    Type.Object({
      on: Type.String(),
      chamber: Type.String(),
      question: Type.String(),
      onPassage: Type.Boolean(),
      how: Type.Enum([...voteWays]),
      passed: OrNull(Type.Boolean()),
      yeas: OrNull(Count),
      nays: OrNull(Count),
      cast: Type.Array(Type.Object({ who: Who, vote: Type.Enum([...castings]) })),
      source: Source,
    }),
  ),
  related: Type.Array(
    Type.Object({ bill: Type.String(), relation: Type.Enum([...relations]), source: Source }),
  ),
  unknown: Type.Array(Type.String(), { description: 'what the sources leave open' }),
  disputes: Type.Array(
    Type.Object({
      of: Type.String({ description: 'key of the fact it is about' }),
      text: Type.String(),
      organisation: OrNull(Type.String({ description: 'id of the organisation that says so' })),
      on: Type.String(),
      source: Source,
    }),
    { description: 'what organisations hold against facts; it changes no state' },
  ),
})

/** Bills, for programs. */
export const billApi =
  (house: Pick<House, 'db' | 'now'>): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const reading = { may: 'read what is public' } as const
    const OnDay = Type.Object({ on: Type.Optional(Type.String({ maxLength: 40 })) })

    http.get(
      '/api/v1/bills',
      {
        config: reading,
        schema: {
          summary: 'Bills there are, with their state on a day',
          querystring: OnDay,
          response: { 200: Type.Object({ bills: Type.Array(BillAnswer) }) },
        },
      },
      async ({ query, language }) => {
        const day = dayAsked(query.on, today(house))
        return {
          bills: await Promise.all((await listBills(db)).map((bill) => headOf(bill, day, language))),
        }
      },
    )

    http.get(
      '/api/v1/bills/:id',
      {
        config: reading,
        schema: {
          summary: 'One bill on a day: its steps, who stands behind it, what is not known',
          params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
          querystring: OnDay,
          response: { 200: WholeBill },
        },
      },
      async ({ params, query, language }) => {
        const bill = await billOf(db, params.id)
        const day = dayAsked(query.on, today(house))
        const { gaps } = await standing(bill, day)
        const { named, withdrawn } = cosponsorsOn(bill, day)
        const { officialTitle, summary, contains, law } = bill
        return {
          ...(await headOf(bill, day, language)),
          officialTitle,
          summary,
          contains,
          law,
          sponsors: entriesOf(bill, 'sponsor').map(({ content: { who }, source }) => ({ who, source })),
          actions: actionsUntil(bill, day).map(({ content: { kind: _, ...action }, source }) => ({
            ...action,
            source,
          })),
          gaps,
          names: [...named, ...withdrawn].map(({ content: { kind: _, ...each }, source }) => ({
            ...each,
            withdrawn: each.withdrawn !== null && each.withdrawn <= day ? each.withdrawn : null,
            source,
          })),
          votes: entriesOf(bill, 'vote')
            .filter(({ content }) => content.on <= day)
            .map(({ content: { kind: _, ...vote }, source }) => ({ ...vote, source })),
          related: entriesOf(bill, 'related').map(({ content: { kind: _, ...each }, source }) => ({
            ...each,
            source,
          })),
          unknown: entriesOf(bill, 'unknown').map(({ content }) => content.about),
          disputes: entriesOf(bill, 'dispute').map(({ content, organisation, at, source }) => ({
            of: content.of,
            text: content.text,
            organisation,
            on: at.slice(0, 10),
            source,
          })),
        }
      },
    )

    async function standing(bill: Bill, day: string) {
      return standingOn(bill, await machineFor(db, bill.legislature, bill.session.id), day)
    }

    async function headOf(bill: Bill, day: string, spoken: Language) {
      const { state, end, endedOn, awaits, successors } = await standing(bill, day)
      const { count, countIncludingWithdrawn, printed, difference, unknown } = cosponsorsOn(bill, day)
      const { id, legislature, session, chamber, type, number, language, title } = bill
      return {
        id,
        legislature,
        session,
        chamber,
        type,
        number,
        printed: bill.printed,
        language,
        title,
        asOf: day,
        state,
        end,
        endedOn,
        awaits:
          awaits === null
            ? null
            : {
                rule: awaits.rule[spoken],
                source: awaits.source,
                until: awaits.until,
                over: awaits.over,
              },
        successors,
        cosponsors: {
          count: unknown ? null : count,
          countIncludingWithdrawn: unknown ? null : countIncludingWithdrawn,
          printed: printed?.content.total ?? null,
          difference,
        },
      }
    }
  }
