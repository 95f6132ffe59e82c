import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { ReactNode } from 'react'
import { Type } from 'typebox'
import { country } from '../../countries/registry.ts'
import type { Tables } from '../../house/database.ts'
import { Fault } from '../../house/errors.ts'
import { historyView } from '../../house/history/history-view.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { type CompactNames, compactToRead, noCompacts } from '../../people/organisations/compacts.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { studyApi } from './api.ts'
import { studyRecord } from './change.ts'
import { codebookRoutes } from './codebook-routes.tsx'
import {
  anywhere,
  changeFor,
  countryOn,
  errorsFrom,
  idIn,
  inLanguage,
  mayRun,
  mayRunAnywhere,
  sees,
  studiesFor,
  studyOn,
} from './desk.ts'
import { StudyFault } from './faults.ts'
import { readReason, readStudy, type Sent, sentFrom, sentIn, studyFields, textIn } from './forms.ts'
import { gaps, nextStep } from './gaps.ts'
import {
  changeStudy,
  moveStudy,
  planStudy,
  publishStudy,
  StudyOvertaken,
  type StudyValues,
  stopStudy,
} from './life.ts'
import { StudiesPage } from './pages/studies-page.tsx'
import { StopPage, StudyFormPage, WhichCountryPage } from './pages/study-form-page.tsx'
import { StudyPage, StudyTitlePage } from './pages/study-page.tsx'
import { revisionIn } from './revision.ts'
import type { Study } from './schema.ts'
import { type EstimatesOf, listCodebooks, noEstimates, studyOf } from './store.ts'
import { words } from './words/studies.ts'

/** What studies ask of other parts of the house. */
export type AroundStudies = {
  /** Which estimates a study has, and who entered them. */
  estimatesOf?: EstimatesOf
  /** The estimates of a study on its page, for somebody who reads all of it. */
  estimatesPanel?: (request: FastifyRequest, study: Study) => Promise<ReactNode>
  /** What is asked about compacts; without it none can be named. */
  compacts?: CompactNames
}

const ById = Type.Object({ id: Type.String({ maxLength: 60 }) })
/** Fields of a new study may stand in the address: a plan that was made elsewhere brings them. */
const Asked = Type.Record(Type.String(), Type.Unknown())
const Form = Type.Record(Type.String(), Type.Unknown())

/** The registry of studies and their codebooks, as pages and as JSON. */
export const studyRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    { estimatesOf = noEstimates, estimatesPanel, compacts = noCompacts }: AroundStudies = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = studyOn(house)
    const contextOf = ({ language, url }: FastifyRequest): PageContext => ({
      language,
      path: url,
      assets,
      sources: [],
    })
    const sayTo = ({ language }: FastifyRequest) => speak(words, language)

    // Faults of this part are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof Fault ? inLanguage(error, request.language) : error
    })
    await http.register(studyApi(house, { estimatesOf }))
    await http.register(codebookRoutes(house, assets))

    http.get(
      '/studies',
      {
        config: { may: 'read what is public' },
        schema: {
          querystring: Type.Object({
            country: Type.Optional(Type.String({ maxLength: 40 })),
            state: Type.Optional(Type.String({ maxLength: 40 })),
            page: Type.Optional(Type.String({ maxLength: 10 })),
          }),
        },
      },
      async (request, reply) => {
        const { person, query } = request
        const asked = country(query.country ?? '')?.iso3
        const { country: _named, ...more } = query
        const found = await studiesFor(db, person, {
          ...more,
          ...(asked === undefined ? {} : { country: asked }),
        })
        return reply.html(
          renderPage(
            <StudiesPage
              context={contextOf(request)}
              found={{
                ...found,
                rows: found.rows.flatMap((study) => {
                  const seen = sees(person, study)
                  return seen === null ? [] : [{ study, sees: seen }]
                }),
              }}
              asked={{ country: asked ?? '', state: found.state ?? '' }}
              countries={found.countries}
              mayPlan={asked === undefined ? mayRunAnywhere(person) : mayRun(person, asked)}
            />,
          ),
        )
      },
    )

    /* the form */

    const sendForm = async (
      request: FastifyRequest,
      reply: FastifyReply,
      iso3: string,
      study: Study | null,
      sent: Sent,
      { errors = [], overtakenBy = null }: { errors?: FieldError[]; overtakenBy?: Study | null } = {},
    ) => {
      if (overtakenBy !== null) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <StudyFormPage
            context={contextOf(request)}
            country={iso3}
            study={study}
            sent={sent}
            errors={errors}
            overtakenBy={overtakenBy}
            codebooks={await listCodebooks(db, { drafts: true })}
            organisations={await organisationsToName(db, study)}
          />,
        ),
      )
    }

    /** What was typed, read; the compact it names must be one of the country that the person may read. */
    const valuesIn = async (
      request: FastifyRequest,
      iso3: string,
      sent: Sent,
      before: string | null,
    ): Promise<{ values: StudyValues | null; errors: FieldError[] }> => {
      const say = sayTo(request)
      const read = readStudy(sent, say)
      const named = read.values?.baselineOf ?? null
      // What stood there already may stay, be it that its compact was an example and has been taken away.
      if (read.values === null || named === null || named === before) return read
      const compact = await compactToRead(db, compacts, request.person, named)
      if (compact?.country === iso3) return read
      const message = say('wrong.compact', { field: say('field.baselineOf') })
      return { values: null, errors: [{ field: 'baselineOf', message }] }
    }

    http.get(
      '/studies/new',
      { config: { may: 'run studies', on: countryOn }, schema: { querystring: Asked } },
      async (request, reply) => {
        const sent = sentIn(request.query)
        const named = country(textIn(sent, 'country'))?.iso3
        if (named !== undefined)
          return sendForm(request, reply, named, null, { language: request.language, ...sent })
        const scoped = anywhere(request.person)
        return reply.html(
          renderPage(
            <WhichCountryPage
              context={contextOf(request)}
              countries={scoped.kind === 'country' ? countriesHeld(request) : null}
              sent={sent}
            />,
          ),
        )
      },
    )

    http.post(
      '/studies',
      {
        config: { may: 'run studies', on: countryOn },
        schema: {
          body: Form,
          querystring: Type.Object({ country: Type.Optional(Type.String({ maxLength: 40 })) }),
        },
      },
      async (request, reply) => {
        const iso3 = country(request.query.country ?? '')?.iso3
        const sent = sentIn(request.body)
        if (iso3 === undefined) {
          reply.code(422)
          return reply.html(
            renderPage(
              <WhichCountryPage
                context={contextOf(request)}
                countries={countriesHeld(request)}
                sent={sent}
              />,
            ),
          )
        }
        const { values, errors } = await valuesIn(request, iso3, sent, null)
        if (values === null) return sendForm(request, reply, iso3, null, sent, { errors })
        try {
          const { location } = await changeFor(house, request, async (trx, change) => {
            const id = await planStudy(trx, change, iso3, values)
            return { status: 303, location: `/studies/${id}` }
          })
          return seeOther(reply, request, location ?? '/studies')
        } catch (error) {
          return sendForm(request, reply, iso3, null, sent, {
            errors: errorsFrom(error, studyFields, request.language),
          })
        }
      },
    )

    const running = { may: 'run studies', on } as const

    http.get('/studies/:id/change', { config: running, schema: { params: ById } }, async (request, reply) => {
      const study = await studyOf(db, idIn(request.params))
      if (study.state === 'stopped') throw new StudyFault('stopped already')
      return sendForm(request, reply, study.country, study, sentFrom(study))
    })

    http.post(
      '/studies/:id/change',
      { config: running, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const study = await studyOf(db, id)
        const sent = sentIn(request.body)
        const revision = revisionIn(request.body)
        // The revision stays the one that was read: looking at one’s own mistakes is not looking at theirs.
        const shown = { ...study, revision }
        const { values, errors } = await valuesIn(request, study.country, sent, study.baselineOf)
        const reason = study.state === 'published' ? readReason(sent, 'reason', sayTo(request)) : null
        const wrong = [...errors, ...(reason?.errors ?? [])]
        if (values === null || wrong.length > 0)
          return sendForm(request, reply, study.country, shown, sent, { errors: wrong })
        try {
          await changeFor(house, request, async (trx, change) => {
            await changeStudy(trx, change, { id, revision, values, reason: reason?.values ?? null })
            return { status: 303 }
          })
          return seeOther(reply, request, `/studies/${id}`)
        } catch (error) {
          if (error instanceof StudyOvertaken)
            return sendForm(request, reply, study.country, study, sent, { overtakenBy: error.now })
          return sendForm(request, reply, study.country, shown, sent, {
            errors: errorsFrom(error, [...studyFields, 'reason'], request.language),
          })
        }
      },
    )

    /* the page, and the steps on it */

    const sendStudy = async (
      request: FastifyRequest,
      reply: FastifyReply,
      study: Study,
      returned?: { noEstimate: string; errors: FieldError[] },
    ) => {
      const { person, language } = request
      const context = contextOf(request)
      const estimates = await estimatesOf(db, study.id)
      const runs = mayRun(person, study.country)
      const subject = { kind: 'country', id: study.country } as const
      const next = nextStep(study.state)
      const record = studyRecord(study.id)
      if (returned !== undefined) reply.code(422)
      return reply.html(
        renderPage(
          <StudyPage
            context={context}
            study={study}
            estimates={{
              count: estimates.length,
              panel: (await estimatesPanel?.(request, study)) ?? null,
            }}
            compact={await compactNamed(request, study.baselineOf)}
            doing={
              runs
                ? {
                    gaps: next === null ? [] : gaps({ ...study, estimates }, next, person?.id ?? null),
                    mayPublish: allow(person, 'publish studies', subject).allowed,
                    ...(returned === undefined ? {} : { returned }),
                  }
                : null
            }
            history={
              runs ? <HistorySection view={await historyView(db, record, { limit: 5 }, namesOf)} /> : null
            }
          />,
        ),
      )

      async function compactNamed(asked: FastifyRequest, id: string | null) {
        if (id === null || (await compactToRead(db, compacts, asked.person, id)) === null) return null
        return (await compacts.named(db, [id], language))[0] ?? null
      }
    }

    http.get(
      '/studies/:id',
      { config: { may: 'read what is public' }, schema: { params: ById } },
      async (request, reply) => {
        const study = await studyOf(db, idIn(request.params))
        const seen = sees(request.person, study)
        if (seen === null) throw new StudyFault('no study')
        if (seen === 'all') return sendStudy(request, reply, study)
        return reply.html(renderPage(<StudyTitlePage context={contextOf(request)} study={study} />))
      },
    )

    http.post(
      '/studies/:id/step',
      { config: running, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const sent = sentIn(request.body)
        const to = (['approved', 'in the field', 'analysed'] as const).find(
          (each) => each === textIn(sent, 'to'),
        )
        const study = await studyOf(db, id)
        if (to === undefined) throw new StudyFault('not now', { state: study.state })
        const why = textIn(sent, 'noEstimate').trim()
        const reason = why === '' ? null : readReason(sent, 'noEstimate', sayTo(request))
        if (reason !== null && reason.values === null)
          return sendStudy(request, reply, study, { noEstimate: why, errors: reason.errors })
        const revision = revisionIn(request.body)
        try {
          await changeFor(house, request, async (trx, change) => {
            await moveStudy(
              trx,
              change,
              { id, revision, to, noEstimate: reason?.values ?? null },
              estimatesOf,
            )
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof StudyOvertaken) throw error
          const errors = errorsFrom(error, ['noEstimate'], request.language)
          return sendStudy(request, reply, study, { noEstimate: why, errors })
        }
        return seeOther(reply, request, `/studies/${id}`)
      },
    )

    http.post(
      '/studies/:id/publish',
      { config: { may: 'publish studies', on }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const revision = revisionIn(request.body)
        await changeFor(house, request, async (trx, change) => {
          await publishStudy(trx, change, { id, revision }, estimatesOf)
          return { status: 303 }
        })
        return seeOther(reply, request, `/studies/${id}`)
      },
    )

    const sendStop = (
      request: FastifyRequest,
      reply: FastifyReply,
      study: Study,
      sent: Sent = {},
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(<StopPage context={contextOf(request)} study={study} sent={sent} errors={errors} />),
      )
    }

    http.get('/studies/:id/stop', { config: running, schema: { params: ById } }, async (request, reply) =>
      sendStop(request, reply, await studyOf(db, idIn(request.params))),
    )

    http.post(
      '/studies/:id/stop',
      { config: running, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const sent = sentIn(request.body)
        const { values: reason, errors } = readReason(sent, 'reason', sayTo(request))
        if (reason === null) return sendStop(request, reply, await studyOf(db, id), sent, errors)
        const revision = revisionIn(request.body)
        await changeFor(house, request, async (trx, change) => {
          await stopStudy(trx, change, { id, revision, reason })
          return { status: 303 }
        })
        return seeOther(reply, request, `/studies/${id}`)
      },
    )
  }

/** Countries that somebody’s role holds for; null for all. */
function countriesHeld({ person }: FastifyRequest): string[] | null {
  if (anywhere(person).kind !== 'country') return null
  return (
    person?.roles.flatMap(({ role, organisation, scope }) =>
      organisation === null && (role === 'researcher' || role === 'analyst') && scope?.kind === 'country'
        ? [scope.id]
        : [],
    ) ?? []
  )
}

/** Organisations that may be named as responsible: those that are listed, and the one that stands there already. */
async function organisationsToName(
  db: Kysely<Tables>,
  study: Study | null,
): Promise<{ id: string; name: string }[]> {
  const listed = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('listed', '=', true)
    .where('ended', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
  const named = study?.organisation ?? null
  return named === null || listed.some(({ id }) => id === named.id) ? listed : [named, ...listed]
}
