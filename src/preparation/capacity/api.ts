import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import { countryIn, dayIn } from './desk.ts'
import { type CapacityFunction, functionOf, functions, institutionKinds, sides, tasks } from './schema.ts'
import { cellsOf, gapsOf, type Said } from './standing.ts'
import { mapOf } from './store.ts'

const Level = Type.Union([Type.Integer({ minimum: 0, maximum: 4 }), Type.Null()], {
  description:
    '0 not there, 1 on paper, 2 begun, 3 working, 4 lasting; null is not known, with why under `evidence`. Never 0 for what is not known',
})
const Text = Type.Union([Type.String(), Type.Null()])
const SaidAnswer = Type.Union(
  [
    Type.Object({
      level: Level,
      evidence: Type.String(),
      address: Text,
      year: Type.Union([Type.Integer(), Type.Null()]),
      round: Type.String(),
    }),
    Type.Null(),
  ],
  { description: 'The newest word of this side; null where it has said nothing yet' },
)
const MapAnswer = Type.Object({
  country: Type.String({ description: 'ISO 3166-1 alpha-3' }),
  on: Type.Union([Type.String(), Type.Null()], { description: 'Rounds up to this day; null for all' }),
  institutions: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      kind: Type.Enum([...institutionKinds]),
      level: Type.Enum(['national', 'subnational']),
      place: Text,
      tasks: Type.Array(Type.Enum([...tasks])),
      ended: Type.Union([Type.String(), Type.Null()], {
        description: 'Moment it ended; what was published of it stays. Null while it is there',
      }),
      endReason: Text,
      former: Type.Array(
        Type.Object({
          name: Type.String(),
          place: Text,
          until: Type.String({ description: 'Moment until which it was called so' }),
        }),
      ),
    }),
  ),
  cells: Type.Array(
    Type.Object({
      institution: Type.String(),
      function: Type.Enum([...functions]),
      task: Type.Enum([...tasks]),
      outside: SaidAnswer,
      self: SaidAnswer,
      apart: Type.Union([Type.Integer(), Type.Null()], {
        description: 'Levels the country puts itself above the outside; the two are never averaged',
      }),
    }),
  ),
  gaps: Type.Array(
    Type.Object({
      component: Type.Enum([...functions]),
      task: Type.Enum([...tasks]),
      institution: Text,
      why: Type.Array(Type.Enum(['low', 'apart', 'unknown', 'nobody'])),
      outside: Level,
      self: Level,
    }),
  ),
  rounds: Type.Array(
    Type.Object({
      id: Type.String(),
      side: Type.Enum([...sides]),
      day: Type.String(),
      by: Text,
      organisation: Text,
      note: Text,
      published: Text,
    }),
  ),
})

/** The published map of a country, for programs. */
export const capacityApi =
  ({ db }: Pick<House, 'db'>): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.get(
      '/api/v1/capacity/:iso3',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'What the institutions of a country can do, by its own word and from outside',
          params: Type.Object({ iso3: Type.String({ maxLength: 20 }) }),
          querystring: Type.Object({
            on: Type.Optional(
              Type.String({
                pattern: '^\\d{4}-\\d{2}-\\d{2}$',
                description: 'The map as it stood on this day',
              }),
            ),
          }),
          response: { 200: MapAnswer },
        },
      },
      async (request) => {
        const country = countryIn(request)
        const map = await mapOf(db, country, { on: dayIn(request.query.on) })
        return {
          country,
          on: map.on,
          institutions: map.institutions.map(
            ({ id, name, kind, level, place, tasks, ended, endReason, former }) => ({
              id,
              name,
              kind,
              level,
              place,
              tasks,
              ended,
              endReason,
              former: former.map(({ name, place, until }) => ({ name, place, until })),
            }),
          ),
          cells: cellsOf(map).map(({ institution, task, outside, self, apart }) => ({
            institution: institution.id,
            function: functionOf(task) satisfies CapacityFunction,
            task,
            outside: saidAnswer(outside),
            self: saidAnswer(self),
            apart,
          })),
          gaps: gapsOf(map).map(({ institution, ...gap }) => ({
            ...gap,
            institution: institution?.id ?? null,
          })),
          rounds: map.rounds.map(({ id, side, day, organisation, saidBy, note, closed }) => ({
            id,
            side,
            day,
            by: saidBy,
            organisation: organisation?.name ?? null,
            note,
            published: closed,
          })),
        }
      },
    )
  }

function saidAnswer(said: Said | null) {
  if (said === null) return null
  const { level, evidence, address, year, round } = said
  return { level, evidence, address, year, round: round.id }
}
