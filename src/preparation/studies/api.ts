import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { House } from '../../house/house.ts'
import type { Asker } from '../../people/policy/actions.ts'
import { Codebook } from './codebook.ts'
import { versionIn } from './codebook-routes.tsx'
import { idIn, mayRun, mayRunAnywhere, sees, studiesFor } from './desk.ts'
import { StudyFault } from './faults.ts'
import { type Study, StudyFacts, studyStates } from './schema.ts'
import { codebookVersionOf, type EstimatesOf, studyOf } from './store.ts'

/* What is answered, for the description of the API. */

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Moment = Type.String({ description: 'ISO 8601 moment in UTC' })

const StudyAnswer = Type.Object({
  id: Type.String(),
  country: Type.String({ description: 'ISO 3166-1 alpha-3' }),
  state: Type.Enum([...studyStates]),
  title: Type.String(),
  language: Type.String({ description: 'ISO 639 code of title and question' }),
  confidential: Type.Boolean(),
  whole: OrNull(
    Type.Object(
      {
        revision: Type.Integer(),
        facts: StudyFacts,
        codebook: OrNull(
          Type.Object({
            id: Type.String(),
            codebook: Type.String(),
            version: Type.Integer(),
            state: Type.String(),
            hash: OrNull(Type.String({ description: 'SHA-256 of its canonical JSON' })),
            title: Type.String(),
          }),
        ),
        organisation: OrNull(Type.Object({ id: Type.String(), name: Type.String() })),
        baselineOf: OrNull(Type.String({ description: 'id of a compact' })),
        noEstimate: OrNull(Type.String({ description: 'why there is no estimate' })),
        estimates: Type.Array(Type.String({ description: 'ids: /api/v1/estimates/{id}' })),
        published: OrNull(Moment),
        stoppedWhy: OrNull(Type.String()),
      },
      { description: 'null where only title and state are told until it is published' },
    ),
  ),
})
const StudiesAnswer = Type.Object({
  studies: Type.Array(StudyAnswer, { description: 'a hundred at most' }),
  all: Type.Integer({ description: 'how many there are' }),
  next: OrNull(Type.Integer({ description: 'for `page`; null on the last one' })),
})
const CodebookAnswer = Type.Object({
  id: Type.String({ description: 'of this version: estimates name it' }),
  codebook: Type.String(),
  version: Type.Integer(),
  state: Type.String({ description: 'draft or frozen' }),
  hash: OrNull(
    Type.String({ description: 'SHA-256 of `content` as canonical JSON (RFC 8785); null for a draft' }),
  ),
  made: Moment,
  frozen: OrNull(Moment),
  content: Codebook,
})

/** The same as the pages, for programs. */
export const studyApi =
  ({ db }: Pick<House, 'db'>, { estimatesOf }: { estimatesOf: EstimatesOf }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const answer = async (person: Asker, study: Study, seen: 'all' | 'title') => ({
      id: study.id,
      country: study.country,
      state: study.state,
      title: study.facts.title,
      language: study.facts.language,
      confidential: study.confidential,
      whole:
        seen === 'title'
          ? null
          : {
              revision: study.revision,
              facts: study.facts,
              codebook: study.codebook,
              organisation: study.organisation,
              baselineOf: study.baselineOf,
              noEstimate: study.noEstimate,
              estimates: (await estimatesOf(db, study.id))
                .filter((each) => each.public || mayRun(person, study.country))
                .map(({ id }) => id),
              published: study.published,
              stoppedWhy: study.stoppedWhy,
            },
    })

    http.get(
      '/api/v1/studies',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Studies of how many there are; published ones whole, others by title and state',
          querystring: Type.Object({
            country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' })),
            state: Type.Optional(Type.Enum([...studyStates])),
            page: Type.Optional(
              Type.String({ pattern: '^[1-9]\\d{0,5}$', description: 'from 1; a hundred on each' }),
            ),
          }),
          response: { 200: StudiesAnswer },
        },
      },
      async ({ person, query }) => {
        const { rows, page, pages, all } = await studiesFor(db, person, query)
        const known = rows.flatMap((study) => {
          const seen = sees(person, study)
          return seen === null ? [] : [{ study, seen }]
        })
        return {
          studies: await Promise.all(known.map(({ study, seen }) => answer(person, study, seen))),
          all,
          next: page < pages ? page + 1 : null,
        }
      },
    )

    http.get(
      '/api/v1/studies/:id',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'One study',
          params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
          response: { 200: StudyAnswer },
        },
      },
      async ({ person, params }) => {
        const study = await studyOf(db, idIn(params))
        const seen = sees(person, study)
        if (seen === null) throw new StudyFault('no study')
        return answer(person, study, seen)
      },
    )

    http.get(
      '/api/v1/codebooks/:id/:version',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'One version of a codebook: who is counted, by which signs and rules',
          params: Type.Object({ id: Type.String({ maxLength: 60 }), version: Type.String({ maxLength: 9 }) }),
          response: { 200: CodebookAnswer },
        },
      },
      async ({ person, params }) => {
        const { id, codebook, version, state, hash, made, frozen, content } = await codebookVersionOf(
          db,
          ...versionIn(params),
        )
        if (state === 'draft' && !mayRunAnywhere(person)) throw new StudyFault('no codebook')
        return { id, codebook, version, state, hash, made, frozen, content }
      },
    )
  }
