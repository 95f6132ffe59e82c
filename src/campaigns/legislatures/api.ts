import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { type House, today } from '../../house/house.ts'
import { answerOf } from './answer.ts'
import { candidate } from './look-up.ts'
import { placeIn } from './places.ts'
import { contactKinds } from './schema.ts'
import { allPacks, legislatorOrNot, lookUpIn, mapCards, ofCodes, packAsked } from './store.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Text = OrNull(Type.String())
const Day = Type.String({ description: 'YYYY-MM-DD' })
const Source = Type.Object({ name: Type.String(), from: Type.String(), licence: Type.String() })
const Fault = Type.Object({ id: Type.String(), says: Type.String() })
const Session = Type.Object({ id: Type.String(), name: Type.String(), firstDay: Day, lastDay: Day })

const LookUpAnswer = Type.Object({
  code: Type.String({ description: 'as it was typed' }),
  repaired: Type.Optional(Type.String({ description: 'the five digits it was read as, where they differ' })),
  certainty: Type.Enum(['certain', 'split', 'unknown'], {
    description: 'split: the area lies in several districts, and nothing here decides between them',
  }),
  map: OrNull(Type.String({ description: 'the map it was read from' })),
  mapFacts: OrNull(
    Type.Object({
      name: Type.String(),
      from: Day,
      through: Day,
      sources: Type.Array(Source),
      faults: Type.Array(Fault, { description: 'known faults that touch this answer' }),
    }),
  ),
  candidates: Type.Array(
    Type.Object({
      chamber: Type.String(),
      division: Type.String({ description: 'Open Civic Data division' }),
      place: Type.String(),
      seat: Type.String(),
      title: Type.String(),
      person: OrNull(Type.String({ description: 'key of /legislators/{key}' })),
      bioguide: Text,
      name: Text,
      party: Text,
      voting: Type.Boolean({ description: 'false for delegates and the Resident Commissioner' }),
      vacant: Type.Boolean(),
      holder: Type.Enum(['known', 'vacant', 'not known'], {
        description: 'not known is never vacant: the pack does not speak of that day',
      }),
    }),
  ),
  error: Type.Optional(Type.Object({ kind: Type.String(), message: Type.String(), remedy: Type.String() })),
  why: Type.String(),
  decidedBy: Type.Optional(Type.String({ description: 'what would settle a split area' })),
  asOf: Day,
  pack: OrNull(
    Type.Object({
      legislature: Type.String(),
      asOf: Day,
      session: Type.String(),
      sources: Type.Array(Source),
    }),
  ),
})

const PackAnswer = Type.Object({
  legislature: Type.String(),
  name: Type.String(),
  country: Type.String({ description: 'ISO 3166-1 alpha-3' }),
  division: Type.String(),
  asOf: Day,
  session: Session,
  holders: Type.Enum(['complete', 'partial'], {
    description: 'complete: a seat without a holder is vacant; partial: it is only not known',
  }),
  seats: Type.Integer(),
  held: Type.Integer(),
  sha256: Type.String(),
  sources: Type.Array(Source),
  knownFaults: Type.Array(Fault),
})

/** Legislatures, maps and legislators, for programs. */
export const legislatureApi =
  (house: Pick<House, 'db' | 'now'>): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const reading = { may: 'read what is public' } as const

    http.get(
      '/api/v1/lookup',
      {
        config: reading,
        schema: {
          summary: 'Who represents a postal code on a day, with how sure that is',
          querystring: Type.Object({
            code: Type.String({ maxLength: 200 }),
            asOf: Type.Optional(
              Type.String({ maxLength: 40, description: 'YYYY-MM-DD; today where not given' }),
            ),
            legislature: Type.Optional(Type.String({ maxLength: 60 })),
          }),
          response: { 200: LookUpAnswer },
        },
      },
      async ({ query, language }) =>
        answerOf(
          await lookUpIn(db, query.legislature ?? ofCodes, query.code, query.asOf ?? today(house)),
          language,
        ),
    )

    http.get(
      '/api/v1/legislatures',
      {
        config: reading,
        schema: {
          summary: 'Packs of legislatures and postal maps there are',
          response: {
            200: Type.Object({
              packs: Type.Array(PackAnswer),
              maps: Type.Array(
                Type.Object({
                  id: Type.String(),
                  legislature: Type.String(),
                  name: Type.String(),
                  from: Day,
                  through: Day,
                  sources: Type.Array(Source),
                  knownFaults: Type.Array(Fault),
                }),
              ),
            }),
          },
        },
      },
      async ({ language }) => ({
        packs: (await allPacks(db)).map((pack) => packHead(pack, language)),
        maps: (await mapCards(db)).map(({ id, legislature, name, from, through, sources, knownFaults }) => ({
          id,
          legislature,
          name: name[language],
          from,
          through,
          sources,
          knownFaults: knownFaults.map((each) => ({ id: each.id, says: each.says[language] })),
        })),
      }),
    )

    http.get(
      '/api/v1/legislatures/:id',
      {
        config: reading,
        schema: {
          summary: 'One legislature on the day of a pack, with every seat',
          params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
          querystring: Type.Object({ on: Type.Optional(Type.String({ maxLength: 40 })) }),
          response: {
            200: Type.Object({
              ...PackAnswer.properties,
              chambers: Type.Array(
                Type.Object({
                  id: Type.String(),
                  name: Type.String(),
                  seats: Type.Integer(),
                  voting: Type.Integer(),
                  rule: Type.String(),
                }),
              ),
              billStates: Type.Object({
                first: Type.String(),
                states: Type.Array(
                  Type.Object({
                    id: Type.String(),
                    name: Type.String(),
                    next: Type.Array(Type.String()),
                    end: OrNull(Type.Enum(['law', 'failed'])),
                    outlives: OrNull(
                      Type.Object(
                        {
                          days: OrNull(Type.Integer()),
                          sundays: Type.Boolean(),
                          rule: Type.String(),
                          source: Type.String(),
                        },
                        { description: 'by what rule it does not die with its session' },
                      ),
                    ),
                  }),
                ),
              }),
              places: Type.Array(
                Type.Object({
                  seat: Type.String(),
                  chamber: Type.String(),
                  division: Type.String(),
                  place: Type.String(),
                  class: Text,
                  title: Type.String(),
                  voting: Type.Boolean(),
                  vacant: Type.Boolean(),
                  person: Text,
                  name: Text,
                  party: Text,
                }),
              ),
            }),
          },
        },
      },
      async ({ params, query, language }) => {
        const { pack } = await packAsked(db, params.id, query.on)
        const { card } = pack
        return {
          ...packHead(pack, language),
          chambers: card.chambers.map(({ id, name, seats, voting, rule }) => ({
            id,
            name: name[language],
            seats,
            voting,
            rule: rule[language],
          })),
          billStates: {
            first: card.billStates.first,
            states: Object.entries(card.billStates.states).map(([id, { name, next, end, outlives }]) => ({
              id,
              name: name[language],
              next,
              end: end ?? null,
              outlives: outlives === undefined ? null : { ...outlives, rule: outlives.rule[language] },
            })),
          },
          places: pack.seats.map((seat) => {
            const { person, name, party, vacant } = candidate(pack, seat, card.asOf)
            return {
              seat: seat.seat,
              chamber: seat.chamber,
              division: seat.division,
              place: placeIn(pack, seat.division, language),
              class: seat.class,
              title: card.titles[seat.title]?.[language] ?? seat.title,
              voting: seat.voting,
              vacant,
              person,
              name,
              party,
            }
          }),
        }
      },
    )

    http.get(
      '/api/v1/legislators/:key',
      {
        config: reading,
        schema: {
          summary: 'Somebody who holds or held a seat, from all packs that know them',
          params: Type.Object({ key: Type.String({ maxLength: 100 }) }),
          response: {
            200: Type.Object({
              key: Type.String(),
              bioguide: Text,
              name: Type.String(),
              party: Type.String(),
              terms: Type.Array(
                Type.Object({
                  legislature: Type.String(),
                  session: Session,
                  asOf: Day,
                  seat: Type.String(),
                  chamber: Type.String(),
                  division: Type.String(),
                  place: Type.String(),
                  title: Type.String(),
                  voting: Type.Boolean(),
                  party: Type.String(),
                  from: Text,
                  to: Text,
                  standing: Type.Enum(['held', 'claimed'], {
                    description: 'claimed: the source names the person, and something speaks against it',
                  }),
                  note: Text,
                }),
              ),
              offices: Type.Array(
                Type.Object({
                  office: Type.String(),
                  kind: Type.Enum(['capitol', 'district']),
                  building: Text,
                  address: Text,
                  suite: Text,
                  city: Text,
                  state: Text,
                  postalCode: Text,
                  phone: Text,
                  asOf: Day,
                }),
              ),
              contacts: Type.Array(
                Type.Object({ kind: Type.Enum([...contactKinds]), value: Type.String(), asOf: Day }),
              ),
              committees: Type.Array(
                Type.Object({
                  committee: Type.String(),
                  name: Type.String(),
                  within: Text,
                  title: Text,
                  asOf: Day,
                }),
              ),
            }),
          },
        },
      },
      async ({ params, language }) => {
        const { terms, offices, contacts, ...person } = await legislatorOrNot(db, params.key)
        return {
          ...person,
          terms: terms.map((term) => ({
            ...term,
            session: { ...term.session, name: term.session.name[language] },
            title: term.title?.[language] ?? term.titleKey,
            place: term.places[language],
            note: term.doubt?.[language] ?? null,
          })),
          offices: offices.map(({ person: _, ...office }) => office),
          contacts: contacts.map(({ kind, value, asOf }) => ({ kind, value, asOf })),
        }
      },
    )
  }

type PackOf = Awaited<ReturnType<typeof allPacks>>[number]

function packHead({ card, sha256, seats, holders }: PackOf, language: 'en' | 'fr' | 'es' | 'pt') {
  return {
    legislature: card.legislature.id,
    name: card.legislature.name[language],
    country: card.legislature.country,
    division: card.legislature.division,
    asOf: card.asOf,
    session: { ...card.session, name: card.session.name[language] },
    holders: card.holders,
    seats: seats.length,
    held: holders.filter(({ standing }) => standing === 'held').length,
    sha256,
    sources: card.sources,
    knownFaults: card.knownFaults.map(({ id, says }) => ({ id, says: says[language] })),
  }
}
