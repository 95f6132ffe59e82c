import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { pageFrom, pageIn } from '../paging.tsx'
import { changeFor, mayRun, sees, studyOn } from '../studies/desk.ts'
import { studyOf } from '../studies/store.ts'
import { readKept } from './check.ts'
import { countryOf as countryNamed } from './countries.ts'
import { EstimateFault, unusable } from './faults.ts'
import { cardJson, estimateJson } from './json.ts'
import { designs, quantities } from './kept.ts'
import { computedAgain } from './recompute.ts'
import { estimateFor } from './routes-desk.ts'
import { EVERY, estimatesOfStudy, keepEstimate, publishedEstimates } from './store.ts'
import { isYear, textCode } from './texts.ts'

const strict = { additionalProperties: false } as const
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'UUID' })
const ById = Type.Object({ id: Uuid })

/** A specification of ten lists with the resamples of one estimate is below a megabyte. */
export const MOST_BYTES = 4 * 1024 * 1024

const NewEstimate = Type.Object(
  {
    kept: Type.Unsafe<unknown>({
      type: 'object',
      description:
        'What is kept: `source` is `computed` (with `result`, `provenance` and, if you choose so, `overlapTable`) or ' +
        `\`publication\` (with \`publication\`); both say what the figure is a figure of. Designs: ${designs.join(', ')}. ` +
        `Quantities: ${quantities.join(', ')}. The shape is described in docs/methods/estimates-kept.md.`,
    }),
    replaces: Type.Optional(
      Type.Unsafe<string>({ ...Uuid, description: 'The estimate that this one corrects' }),
    ),
    reason: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 2000,
        description: 'Why it is corrected; needed with `replaces`',
      }),
    ),
  },
  strict,
)

/** The same as the pages, for programs: /api/v1/estimates and /api/v1/studies/{id}/estimates. */
export const estimateApi =
  (house: House): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const open = { may: 'read what is public' } as const
    http.setErrorHandler((error, request) => {
      throw error instanceof EstimateFault ? error.in(request.language) : error
    })

    http.get(
      '/api/v1/estimates',
      {
        config: open,
        schema: {
          summary: 'Published estimates',
          tags: ['studies'],
          querystring: Type.Object({
            country: Type.Optional(Type.String({ maxLength: 3, description: 'ISO 3166-1 alpha-3' })),
            measured: Type.Optional(Type.Enum(['measured', 'modelled'])),
            page: Type.Optional(
              Type.String({ pattern: '^[1-9]\\d{0,5}$', description: 'From 1; a hundred on each' }),
            ),
          }),
        },
      },
      async (request) => {
        const country = countryNamed(request.query.country)
        const { measured, page: asked } = request.query
        const found = await publishedEstimates(db, {
          limit: EVERY,
          ...(country === null ? {} : { country }),
        })
        const {
          rows: cards,
          page,
          pages,
          all,
        } = pageFrom(
          found.filter(({ head }) => measured === undefined || head.measured === measured),
          pageIn(asked),
        )
        return {
          all,
          /** For `page`; null on the last one. */
          next: page < pages ? page + 1 : null,
          measured: cards.filter(({ head }) => head.measured === 'measured').map(cardJson),
          modelled: cards.filter(({ head }) => head.measured === 'modelled').map(cardJson),
        }
      },
    )

    http.get(
      '/api/v1/estimates/:id',
      {
        config: open,
        schema: {
          summary: 'One estimate with its intervals and everything behind it',
          description:
            'Everybody is told counts of people as the ten they lie in (`between`), below ten not at all (`hidden`), figures ' +
            'to whole tens, and no figure that could tell of fewer than ten people (`kept-back`). Who may run studies in ' +
            'the country also gets `whole`: exactly what was kept.',
          tags: ['studies'],
          params: ById,
        },
      },
      async (request) => {
        const { row, whole } = await estimateFor(db, request, request.params.id)
        return estimateJson(row, { whole })
      },
    )

    http.get(
      '/api/v1/studies/:id/estimates',
      {
        config: open,
        schema: { summary: 'Estimates of a study', tags: ['studies'], params: ById },
      },
      async (request) => {
        const subject = await studyOn(house)(request)
        const all = subject.kind === 'country' && mayRun(request.person, subject.id)
        const study = await studyOf(db, request.params.id)
        if (sees(request.person, study) === null) throw new EstimateFault('no study')
        return { estimates: (await estimatesOfStudy(db, request.params.id, { all })).map(cardJson) }
      },
    )

    http.post(
      '/api/v1/studies/:id/estimates',
      {
        config: { may: 'run studies', on: studyOn(house) },
        bodyLimit: MOST_BYTES,
        schema: {
          summary: 'Keep an estimate with a study',
          description:
            'Computed in a browser or by command, or taken from a publication. Never a record of a person. Where the ' +
            'table of overlaps is kept, the chosen estimate is fitted again here, and the answer says whether it is the same.',
          tags: ['studies'],
          params: ById,
          headers: OnceHeaders,
          body: NewEstimate,
        },
      },
      async (request, reply) => {
        const { kept: sent, replaces, reason } = request.body
        const read = readKept(sent)
        if ('faults' in read) throw unusable(read.faults, request.language)
        if ((replaces === undefined) !== (reason === undefined))
          throw unusable(
            [{ place: replaces === undefined ? 'replaces' : 'reason', code: 'shape' }],
            request.language,
          )
        if (
          read.kept.source === 'publication' &&
          !isYear(read.kept.publication.year, house.now().getUTCFullYear())
        )
          throw unusable([{ place: 'publication/year', code: 'year' }], request.language)
        const inReason = reason === undefined ? null : textCode(reason)
        if (inReason !== null) throw unusable([{ place: 'reason', code: inReason }], request.language)
        const check = await computedAgain(read.kept)
        const correction = replaces === undefined || reason === undefined ? null : { replaces, reason }
        const answer = await changeFor(house, request, async (trx, change) => {
          const id = await keepEstimate(trx, change, {
            study: request.params.id,
            kept: read.kept,
            correction,
            check,
          })
          return {
            status: 201,
            location: `/api/v1/estimates/${id}`,
            body: { id, page: `/estimates/${id}`, computedAgain: check },
          }
        })
        return sendAnswer(reply, answer)
      },
    )
  }
