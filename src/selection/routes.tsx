import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { findCountry, regionNamesIn } from '../countries/registry.ts'
import { actorOf } from '../house/actor.ts'
import { NotFound } from '../house/errors.ts'
import { historyView } from '../house/history/history-view.ts'
import { type House, today } from '../house/house.ts'
import { projectRoot } from '../house/settings.ts'
import { listDatasets, listSeries, listSources } from '../indicators/store.ts'
import type { Action, Subject } from '../people/policy/actions.ts'
import { allow, type Decision } from '../people/policy/policy.ts'
import { type Explained, explain } from '../people/policy/words.ts'
import { pathIn } from '../ui/language.ts'
import { renderPage } from '../ui/page.tsx'
import type { PageContext } from '../ui/page-context.ts'
import {
  AssessmentAnswer,
  AssessmentsAnswer,
  ExplanationAnswer,
  MethodologiesAnswer,
  MethodologyAnswer,
} from './answers.ts'
import { viewOf } from './assessment-view.ts'
import { resultCsv } from './csv.ts'
import { dayOf } from './day-asked.ts'
import { explanation } from './explanation.ts'
import { AssessmentPage } from './pages/assessment-page.tsx'
import { AssessmentsPage } from './pages/assessments-page.tsx'
import type { Compared } from './pages/compare-section.tsx'
import { MemoPage } from './pages/memo-page.tsx'
import { MethodologiesPage, MethodologyPage } from './pages/methodology-page.tsx'
import type { Filter } from './pages/ranking-section.tsx'
import type { RecordState } from './pages/record-form.tsx'
import { UnitPage } from './pages/unit-page.tsx'
import { readRecorded, recordableGate, recordFact } from './record.ts'
import { makeAssessment } from './run.ts'
import type { Methodology } from './schema.ts'
import { sayIn, summary } from './sentences.ts'
import { type Assessment, findAssessment, listAssessments, methodologyText } from './store.ts'
import { VersionFault } from './versions/faults.ts'
import { documentOf, methodologyIds } from './versions/store.ts'

type Assets = { css: string[]; js: string[] }

const ById = Type.Object({ id: Type.String({ maxLength: 80 }) })
const Version = Type.Integer({ minimum: 1, maximum: 2_000_000_000 })
/** Which version; without it the newest that is not a draft. */
const OfVersion = Type.Object({ version: Type.Optional(Version) }, { additionalProperties: true })
const ByUnit = Type.Object({ id: Type.String({ maxLength: 80 }), unit: Type.String({ maxLength: 80 }) })
const Asked = Type.Object(
  {
    region: Type.Optional(Type.Enum(['', ...regionNamesIn('en').map(({ code }) => code)])),
    q: Type.Optional(Type.String({ maxLength: 60 })),
    compare: Type.Optional(Type.String({ maxLength: 200 })),
    sort: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: true },
)

const toAll = { may: 'read what is public' } as const

/** What the policy says of whoever sent a request; for a role held for some countries that is enough to be shown a form. */
function decisionOn(request: FastifyRequest, action: Action): Explained & { allowed: boolean } {
  const { person, language } = request
  const scope = person?.roles.find((held) => held.scope?.kind === 'country')?.scope
  const decision = firstYes([
    allow(person, action, { kind: 'house' }),
    ...(scope ? [allow(person, action, { kind: 'country', id: scope.id })] : []),
  ])
  return { allowed: decision.allowed, ...explain(action, decision, language) }
}

function firstYes(decisions: [Decision, ...Decision[]]): Decision {
  return decisions.find(({ allowed }) => allowed) ?? decisions[0]
}

/** The country a form speaks of. */
function countryOf({ body }: FastifyRequest): Subject {
  const unit = typeof body === 'object' && body !== null && 'unit' in body ? body.unit : undefined
  return typeof unit === 'string' ? { kind: 'country', id: unit } : { kind: 'house' }
}

/** The selection room's door: methodologies, assessments, why a country is where it is. */
export const selectionRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house

    const contextOf = async (request: FastifyRequest): Promise<PageContext> => ({
      language: request.language,
      path: request.url,
      assets,
      sources: await listSources(db),
    })
    const viewFor = async (request: FastifyRequest, assessment: Assessment) =>
      viewOf(db, assessment, await contextOf(request))

    http.setErrorHandler((error, request) => {
      throw error instanceof VersionFault ? error.in(request.language) : error
    })

    /** Shipped and begun here, each in the version that is answered when none is named. */
    const allDocuments = async () =>
      Promise.all((await methodologyIds(db)).map((methodology) => documentOf(db, methodology)))

    /* methodologies */

    http.get(
      '/methodologies',
      { config: { public: true, may: 'read what is public' } },
      async (request, reply) => {
        const kept = await listAssessments(db)
        const documents = (await allDocuments()).map(({ methodology }) => ({
          methodology,
          latest: kept.find((card) => card.methodology === methodology.methodology) ?? null,
        }))
        return reply.html(
          renderPage(<MethodologiesPage context={await contextOf(request)} documents={documents} />),
        )
      },
    )

    http.get(
      '/methodologies/methodology.schema.json',
      { config: { public: true, may: 'read what is public' } },
      async (_request, reply) =>
        reply
          .type('application/schema+json; charset=utf-8')
          .send(readFileSync(path.join(projectRoot(), 'methodologies', 'methodology.schema.json'), 'utf8')),
    )

    http.get(
      '/methodologies/:id.yaml',
      { config: { public: true, may: 'read what is public' }, schema: { params: ById } },
      async ({ params }, reply) =>
        reply.type('application/yaml; charset=utf-8').send((await documentOf(db, params.id)).text),
    )

    http.get(
      '/methodologies/:id',
      { config: toAll, schema: { params: ById, querystring: OfVersion } },
      async (request, reply) => {
        const { methodology } = await documentOf(db, request.params.id, request.query.version)
        const [series, datasets, assessments] = await Promise.all([
          listSeries(db),
          listDatasets(db),
          listAssessments(db, methodology.methodology),
        ])
        const view = {
          context: await contextOf(request),
          methodology,
          assessments,
          titles: new Map([...series, ...datasets].map(({ id, title }) => [id, title])),
          today: today(house),
          history: await historyView(db, { kind: 'methodology', id: methodology.methodology }, { limit: 5 }),
          may: decisionOn(request, 'run assessments'),
        }
        return reply.html(renderPage(<MethodologyPage view={view} />))
      },
    )

    http.post(
      '/methodologies/:id/assess',
      {
        config: { may: 'run assessments' },
        schema: {
          params: ById,
          body: Type.Object(
            { 'as-of': Type.String({ maxLength: 40 }), version: Type.Optional(Version) },
            { additionalProperties: true },
          ),
        },
      },
      async (request, reply) => {
        const asOf = dayOf(request.body['as-of'].trim(), house)
        const made = await makeAssessment(
          house,
          await documentOf(db, request.params.id, request.body.version),
          { asOf },
          actorOf(request),
        )
        return reply.redirect(pathIn(request.language, `/assessments/${made.id}`), 303)
      },
    )

    /* assessments */

    http.get(
      '/assessments',
      { config: { public: true, may: 'read what is public' } },
      async (request, reply) =>
        reply.html(
          renderPage(
            <AssessmentsPage context={await contextOf(request)} cards={await listAssessments(db)} />,
          ),
        ),
    )

    http.get(
      '/assessments/:id.csv',
      { config: { public: true, may: 'read what is public' }, schema: { params: ById } },
      async ({ params }, reply) => {
        const assessment = await findAssessment(db, params.id)
        const { methodology } = await viewOf(db, assessment, {
          language: 'en',
          path: '',
          assets,
          sources: [],
        })
        return reply
          .type('text/csv; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${assessment.methodology}-${assessment.asOf}.csv"`,
          )
          .send(resultCsv(methodology, assessment.result))
      },
    )

    // Whether something may be sent depends on who asks, so this page is not kept for everybody.
    http.get(
      '/assessments/:id',
      { config: toAll, schema: { params: ById, querystring: Asked } },
      async (request, reply) => {
        const assessment = await findAssessment(db, request.params.id)
        const record: RecordState = { may: decisionOn(request, 'record facts'), values: {}, errors: [] }
        return sendAssessment(request, reply, assessment, request.query, record)
      },
    )

    http.get(
      '/assessments/:id/memo',
      { config: { public: true, may: 'read what is public' }, schema: { params: ById } },
      async (request, reply) => {
        const assessment = await findAssessment(db, request.params.id)
        return reply.html(renderPage(<MemoPage view={await viewFor(request, assessment)} />))
      },
    )

    http.get(
      '/assessments/:id/:unit',
      { config: { public: true, may: 'read what is public' }, schema: { params: ByUnit } },
      async (request, reply) => {
        const { id, unit } = request.params
        const assessment = await findAssessment(db, id)
        const code = unitAsked(unit, assessment)
        if (code !== unit) return reply.redirect(pathIn(request.language, `/assessments/${id}/${code}`), 302)
        const view = await viewFor(request, assessment)
        const told = explanation(
          request.language,
          view.methodology,
          assessment.inputs,
          assessment.result,
          code,
        )
        return reply.html(renderPage(<UnitPage view={view} told={told} />))
      },
    )

    http.post(
      '/assessments/:id/facts',
      {
        config: { may: 'record facts', on: countryOf },
        schema: { params: ById, body: Type.Record(Type.String(), Type.Unknown()) },
      },
      async (request, reply) => {
        const assessment = await findAssessment(db, request.params.id)
        const text = await methodologyText(db, assessment.methodology, assessment.version)
        const view = await viewFor(request, assessment)
        const gate = recordableGate(view.methodology)
        if (!gate) throw new NotFound('This methodology asks for no fact that can be recorded here')
        const values = Object.fromEntries(
          Object.entries(request.body).map(([name, value]) => [name, String(value)]),
        )
        const open = assessment.result.units
          .filter(({ standing }) => standing === 'unknown')
          .map(({ unit }) => unit)
        // Who says so is asked for by command alone: the event says who sent this.
        const sent = { ...values, 'said-by': '' }
        const read = readRecorded(gate, open, sent, today(house), sayIn(request.language))
        if ('errors' in read) {
          reply.code(422)
          return sendAssessment(
            request,
            reply,
            assessment,
            {},
            {
              may: decisionOn(request, 'record facts'),
              values,
              errors: read.errors,
            },
          )
        }
        await recordFact(db, read.fact, house.now(), actorOf(request))
        const { asOf, seed, replicates, shortlistSize } = assessment
        const again = await makeAssessment(
          house,
          { methodology: view.methodology, text, file: `${assessment.methodology}.yaml` },
          { asOf, seed, replicates, shortlistSize },
          actorOf(request),
        )
        return reply.redirect(pathIn(request.language, `/assessments/${again.id}`), 303)
      },
    )

    async function sendAssessment(
      request: FastifyRequest,
      reply: FastifyReply,
      assessment: Assessment,
      query: { region?: string; q?: string; compare?: string },
      record: RecordState,
    ) {
      const view = await viewFor(request, assessment)
      const filter: Filter = { region: query.region ?? '', q: (query.q ?? '').trim() }
      return reply.html(
        renderPage(
          <AssessmentPage
            view={view}
            filter={filter}
            compared={comparedIn(assessment, query.compare ?? '')}
            record={record}
            history={await historyView(db, { kind: 'assessment', id: assessment.id }, { limit: 5 })}
          />,
        ),
      )
    }

    /* API */

    http.get(
      '/api/v1/methodologies',
      {
        config: { public: true, may: 'read what is public' },
        schema: {
          summary: 'The methodologies there are, shipped or saved here',
          response: { 200: MethodologiesAnswer },
        },
      },
      async () => ({
        methodologies: (await allDocuments()).map(({ methodology }) => cardOf(methodology)),
      }),
    )

    http.get(
      '/api/v1/methodologies/:id',
      {
        config: { public: true, may: 'read what is public' },
        schema: {
          summary: 'One methodology, as data and as its text',
          description: 'Without a version: the newest that is not a draft.',
          params: ById,
          querystring: OfVersion,
          response: { 200: MethodologyAnswer },
        },
      },
      async ({ params, query }) => {
        const { methodology, text } = await documentOf(db, params.id, query.version)
        return { ...cardOf(methodology), document: methodology, text }
      },
    )

    http.get(
      '/api/v1/assessments',
      {
        config: { public: true, may: 'read what is public' },
        schema: {
          summary: 'Kept assessments, the newest first',
          response: { 200: AssessmentsAnswer },
          querystring: Type.Object({ methodology: Type.Optional(Type.String({ maxLength: 80 })) }),
        },
      },
      async ({ query }) => ({ assessments: await listAssessments(db, query.methodology) }),
    )

    http.get(
      '/api/v1/assessments/:id',
      {
        config: { public: true, may: 'read what is public' },
        schema: {
          summary: 'One assessment with everything it looked at',
          params: ById,
          response: { 200: AssessmentAnswer },
        },
      },
      async (request) => {
        const assessment = await findAssessment(db, request.params.id)
        const view = await viewFor(request, assessment)
        return {
          ...assessment,
          summary: summary(request.language, assessment.result),
          methodologyDocument: view.methodology,
        }
      },
    )

    http.get(
      '/api/v1/assessments/:id/:unit',
      {
        config: { public: true, may: 'read what is public' },
        schema: {
          summary: 'Why one country stands where it stands',
          params: ByUnit,
          response: { 200: ExplanationAnswer },
        },
      },
      async (request) => {
        const assessment = await findAssessment(db, request.params.id)
        const { methodology } = await viewFor(request, assessment)
        const code = unitAsked(request.params.unit, assessment)
        return explanation(request.language, methodology, assessment.inputs, assessment.result, code)
      },
    )
  }

function cardOf(methodology: Methodology) {
  const { methodology: id, version, title, question, status } = methodology
  return { id, version, title, question, status }
}

/** The unit an address means: its code, a name or another spelling. Throws NotFound with suggestions. */
function unitAsked(text: string, { result }: Assessment): string {
  if (result.units.some(({ unit }) => unit === text)) return text
  const found = findCountry(text)
  if ('iso3' in found) return found.iso3
  throw new NotFound(`“${text}” is not the name of a country`, [
    {
      message: 'It is in no list of names here.',
      ...(found.suggestions.length > 0 ? { remedy: `Did you mean ${found.suggestions.join(' or ')}?` } : {}),
    },
  ])
}

function comparedIn({ result }: Assessment, asked: string): Compared {
  const names = asked
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const units = new Map(result.units.map((unit) => [unit.unit, unit]))
  const unknown: string[] = []
  const found = names.flatMap((name) => {
    const match = findCountry(name)
    const unit = units.get('iso3' in match ? match.iso3 : name)
    if (!unit) unknown.push(name)
    return unit ? [unit] : []
  })
  const once = [...new Set(found)]
  return { units: once.slice(0, 4), asked, unknown, tooMany: once.length > 4 }
}
