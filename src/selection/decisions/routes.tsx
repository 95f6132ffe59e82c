import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isUuid, oneLine } from '../../house/form-fields.ts'
import { historyView } from '../../house/history/history-view.ts'
import { historySubject } from '../../house/history/kinds.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { House } from '../../house/house.ts'
import { seeOther } from '../../house/see-other.ts'
import { listSources } from '../../indicators/store.ts'
import { namesOf } from '../../people/organisations/people.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { pathIn } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { parsed } from '../catalogue.ts'
import { unseen } from '../consultation/forms.ts'
import { textIn as wordsIn } from '../sentences.ts'
import { type Assessment, findAssessment, methodologyText } from '../store.ts'
import { departures, within } from './departures.ts'
import {
  changeDecisionFor,
  decisionOn,
  doingOf,
  errorsFrom,
  heldSigners,
  idIn,
  mayCompose,
  mayRead,
  onceOfNobody,
  revisionIn,
} from './desk.ts'
import { DecisionFault } from './faults.ts'
import {
  longText,
  readContent,
  readDissenting,
  readSigners,
  readSize,
  type Sent,
  sentFrom,
  sentIn,
  signerKey,
  textIn,
} from './forms.ts'
import { declaredIn, signingRefusal } from './gaps.ts'
import { cardOf, DecisionAnswer, DecisionsAnswer, memoJson } from './json.ts'
import {
  beginDecision,
  beginNextVersion,
  changeDecision,
  DecisionOvertaken,
  decisionRecord,
  declare,
  dissent,
  GapsRemain,
  keepDecision,
  publishDecision,
  returnToDraft,
  setAside,
  signDecision,
  submitDecision,
} from './life.ts'
import { decisionPath, type Memo } from './memo.ts'
import { BeginPage, EditPage } from './pages/draft-pages.tsx'
import { DecisionsPage, type Listed } from './pages/list-page.tsx'
import { type CompactsOf, DecisionPage } from './pages/memo-page.tsx'
import {
  NextVersionPage,
  OverPage,
  PublishPage,
  ReasonPage,
  ReviewPage,
  SignPage,
  type StepView,
  SubmitPage,
} from './pages/step-pages.tsx'
import { typedLines } from './pages/typed.tsx'
import { memoPdf } from './paper.ts'
import { memoOf } from './read-memo.ts'
import { marksOf, sayOf } from './say.ts'
import { type Content, type Decision, mostListed } from './schema.ts'
import { decisionOf, listDecisions, organisationsToSign, successorOf } from './store.ts'
import { countriesCsv, memoWorkbook } from './tables-out.ts'

/** What other rooms show beside a decision, handed in by whoever opens the house. */
export type AroundDecisions = {
  /** Compacts with these countries that whoever asks may read. */
  compactsFor?: (request: FastifyRequest, units: readonly string[]) => Promise<CompactsOf>
}

const ById = Type.Object({ id: Type.String({ maxLength: 60 }) })
const Form = Type.Record(Type.String(), Type.Unknown())
const Paged = {
  before: Type.Optional(Type.String({ maxLength: 40, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostListed })),
}
/** Where a page of the list begins. Throws Fault 404 for what is no id. */
const pageAsked = ({ before = '', limit = mostListed }: { before?: string; limit?: number }) => {
  if (before !== '' && !isUuid(before)) throw new DecisionFault('no decision')
  return { limit, ...(before === '' ? {} : { before }) }
}
const OfAssessment = Type.Object({ assessment: Type.Optional(Type.String({ maxLength: 80 })) })

/** Decisions on countries: the list, the memo of each, and the steps from draft to published. */
export const decisionRoutes =
  (
    house: House,
    assets: { css: string[]; js: string[] },
    { compactsFor = async () => new Map() }: AroundDecisions = {},
  ): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = decisionOn(house)
    const reading = { may: 'read what is public' } as const
    const composing = { may: 'compose decisions' } as const
    const composingOne = { may: 'compose decisions', on } as const
    const takingPart = { may: 'take part in a decision', on } as const
    const signing = { may: 'sign a decision', on } as const
    const publishing = { may: 'publish decisions', on } as const
    /** Forms with words in them say themselves what of it cannot be seen: they come back with all that was typed. */
    const typing = { looksAtCharacters: true } as const
    const holdsWords = /^(title|summary|(reason|why)\.[A-Z]{3})$/
    const wordFields = (sent: Sent) => Object.keys(sent).filter((name) => holdsWords.test(name))

    // Faults of this part are thrown in English and said in the language of the address.
    http.setErrorHandler((error, request) => {
      throw error instanceof DecisionFault ? error.in(request.language) : error
    })

    const contextOf = async ({ language, url }: FastifyRequest): Promise<PageContext> => ({
      language,
      path: url,
      assets,
      sources: await listSources(db),
    })

    /** The memo of an address, for whoever may read it; for any other it is not there. */
    const memoFor = async (request: FastifyRequest): Promise<Memo> => {
      const decision = await decisionOf(db, idIn(request.params))
      if (!mayRead(request.person, decision)) throw new DecisionFault('no decision')
      return memoOf(house, decision)
    }
    /** Which other versions the reader may know of. */
    const visibleTo = async ({ person }: FastifyRequest, memo: Memo) => {
      const known = new Set<string>()
      const after = await successorOf(db, memo.decision.id)
      const before = memo.before === null ? null : await decisionOf(db, memo.before.id)
      for (const each of [after, before]) if (each !== null && mayRead(person, each)) known.add(each.id)
      return (other: Pick<Decision, 'id'>) => known.has(other.id)
    }

    /* the list */

    http.get(
      '/decisions',
      { config: reading, schema: { querystring: Type.Object({ ...OfAssessment.properties, ...Paged }) } },
      async (request, reply) => {
        const { person, language, query } = request
        const asked = query.assessment ?? ''
        const { decisions: wanted, next } = await listDecisions(
          db,
          { all: true, ...pageAsked(query), ...(asked === '' ? {} : { assessment: asked }) },
          (each) => mayRead(person, each),
        )
        const known = new Map<string, Assessment>()
        const listed = async (decision: Decision): Promise<Listed> => {
          const assessment = known.get(decision.assessment) ?? (await findAssessment(db, decision.assessment))
          known.set(decision.assessment, assessment)
          return {
            decision,
            departures: departures(assessment.result, decision.content).length,
            asOf: assessment.asOf,
          }
        }
        const rows: Listed[] = []
        for (const each of wanted) rows.push(await listed(each))
        const from = asked === '' ? null : await assessmentAsked(request)
        const seesMore = rows.some(({ decision }) => decision.state !== 'published')
        return reply.html(
          renderPage(
            <DecisionsPage
              context={await contextOf(request)}
              published={rows.filter(({ decision }) => decision.state === 'published')}
              others={seesMore ? rows.filter(({ decision }) => decision.state !== 'published') : null}
              assessment={from === null ? null : { id: from.id, title: await titleOf(from, language) }}
              mayCompose={mayCompose(person)}
              limit={query.limit ?? mostListed}
              older={next}
              first={(query.before ?? '') === ''}
            />,
          ),
        )
      },
    )

    const titleOf = async (
      { methodology, version }: Assessment,
      language: FastifyRequest['language'],
    ): Promise<string> => {
      const document = parsed(await methodologyText(db, methodology, version), `${methodology}.yaml`)
      return wordsIn(language, document.title)
    }

    /* beginning */

    const sendBegin = async (
      request: FastifyRequest,
      reply: FastifyReply,
      assessment: Assessment,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      if (errors.length > 0) reply.code(422)
      const { id, asOf, shortlistSize } = assessment
      return reply.html(
        renderPage(
          <BeginPage
            context={await contextOf(request)}
            assessment={{ id, asOf, shortlistSize, title: await titleOf(assessment, request.language) }}
            sent={sent}
            errors={errors}
            organisations={await organisationsToSign(db)}
          />,
        ),
      )
    }
    const assessmentAsked = async ({ query }: FastifyRequest): Promise<Assessment> => {
      const { assessment = '' } = query as { assessment?: string }
      const row = await db
        .selectFrom('assessments')
        .select('id')
        .where('id', '=', assessment)
        .executeTakeFirst()
      if (row === undefined) throw new DecisionFault('no assessment', { id: assessment.slice(0, 40) })
      return findAssessment(db, assessment)
    }

    http.get(
      '/decisions/new',
      { config: composing, schema: { querystring: OfAssessment } },
      async (request, reply) => {
        const assessment = await assessmentAsked(request)
        return sendBegin(request, reply, assessment, {
          size: String(assessment.shortlistSize),
          language: request.language,
        })
      },
    )

    http.post(
      '/decisions',
      { config: { ...composing, ...typing }, schema: { querystring: OfAssessment, body: Form } },
      async (request, reply) => {
        const assessment = await assessmentAsked(request)
        const sent = sentIn(request.body)
        const say = sayOf(request.language)
        const wrong: FieldError[] = []
        const size = readSize(sent, say, wrong)
        // The list begins with those that rank within: what is chosen otherwise is for its author to say, with reasons.
        const first = size > 0 ? within(assessment.result, size).map(({ unit }) => unit) : []
        const read = readContent({ ...sent, take: first, summary: '', add: '' }, request.language)
        const hidden = unseen(sent, ['title'], request.language)
        if (read.values === null || hidden.length > 0)
          return sendBegin(request, reply, assessment, sent, [...hidden, ...read.errors])
        const content: Content = read.values
        try {
          const { location } = await changeDecisionFor(house, request, async (trx, change) => {
            const begun = { assessment: assessment.id, content, signers: readSigners(sent) }
            const id = await beginDecision(trx, change, begun)
            return { status: 303, location: decisionPath(id, '/edit') }
          })
          return seeOther(reply, request, location ?? '/decisions')
        } catch (error) {
          return sendBegin(request, reply, assessment, sent, errorsFrom(error, ['signers'], request.language))
        }
      },
    )

    /* the memo, and the same as data */

    http.get('/decisions/:id', { config: reading, schema: { params: ById } }, async (request, reply) => {
      const { person } = request
      const memo = await memoFor(request)
      const record = decisionRecord(memo.decision.id)
      const history = allow(person, 'read history', historySubject(record)).allowed
        ? await historyView(db, record, { limit: 5 }, namesOf)
        : null
      return reply.html(
        renderPage(
          <DecisionPage
            context={await contextOf(request)}
            memo={memo}
            doing={doingOf(person, memo.decision)}
            visible={await visibleTo(request, memo)}
            compacts={
              await compactsFor(
                request,
                memo.decision.content.chosen.map(({ unit }) => unit),
              )
            }
            history={history === null ? null : <HistorySection view={history} />}
          />,
        ),
      )
    })

    const named = ({ id, version }: Decision, ending: string) =>
      `attachment; filename="decision-${id.slice(0, 8)}-v${version}.${ending}"`

    http.get('/decisions/:id.csv', { config: reading, schema: { params: ById } }, async (request, reply) => {
      const memo = await memoFor(request)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', named(memo.decision, 'csv'))
        .send(countriesCsv(memo))
    })

    http.get('/decisions/:id.xlsx', { config: reading, schema: { params: ById } }, async (request, reply) => {
      const memo = await memoFor(request)
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', named(memo.decision, 'xlsx'))
        .send(await memoWorkbook(memo))
    })

    http.get('/decisions/:id.pdf', { config: reading, schema: { params: ById } }, async (request, reply) => {
      const { language } = request
      const memo = await memoFor(request)
      const marks = marksOf(memo, language, await visibleTo(request, memo))
      const { pdf, standard } = await memoPdf(memo, {
        language,
        instead: pathIn(language, decisionPath(memo.decision.id)),
        marks,
      })
      return reply
        .type('application/pdf')
        .header('content-disposition', named(memo.decision, 'pdf').replace('attachment', 'inline'))
        .header('x-pdf-standard', standard)
        .send(pdf)
    })

    http.get(
      '/api/v1/decisions',
      {
        config: { public: true, may: 'read what is public' },
        schema: {
          summary: 'Published decisions on countries, the newest first',
          querystring: Type.Object(Paged),
          response: { 200: DecisionsAnswer },
        },
      },
      async ({ query }) => {
        const { decisions, next } = await listDecisions(db, { all: false, ...pageAsked(query) })
        return { decisions: decisions.map((decision) => cardOf({ decision })), next }
      },
    )

    http.get(
      '/api/v1/decisions/:id',
      {
        config: reading,
        schema: {
          summary: 'One decision with every country, departure, dissent, conflict and signature',
          params: ById,
          response: { 200: DecisionAnswer },
        },
      },
      async (request) => memoJson(await memoFor(request)),
    )

    const viewFor = async (
      request: FastifyRequest,
      memo: Memo,
      sent: Sent,
      errors: FieldError[] = [],
      notice?: string,
    ): Promise<StepView> => {
      const { person } = request
      const own = person === null ? undefined : (await namesOf(db, [person.id])).get(person.id)
      return { context: await contextOf(request), memo, sent, errors, own: own ?? '–', notice }
    }

    const noticeOf = (error: DecisionFault, { language }: FastifyRequest) =>
      error
        .in(language)
        .details.flatMap(({ message, remedy }) => [message, remedy ?? []].flat())
        .map((each) => each.replace(/[^.]$/, '$&.'))
        .join(' ')
    /** A form that is sent too late for its step and has words in it: nobody types them twice. */
    const isOver = (error: unknown): error is DecisionFault =>
      error instanceof DecisionFault && ['not now', 'superseded already'].includes(error.fault)
    const sendOver = async (request: FastifyRequest, reply: FastifyReply, error: DecisionFault) => {
      const sent = sentIn(request.body)
      if (typedLines(request.language, sent) === '') throw error
      const view = await viewFor(request, await memoFor(request), sent, [], noticeOf(error, request))
      return reply.code(409).html(renderPage(<OverPage view={view} />))
    }

    /* the draft */

    const sendEdit = async (
      request: FastifyRequest,
      reply: FastifyReply,
      decision: Decision,
      sent: Sent,
      { errors = [], overtakenBy = null }: { errors?: FieldError[]; overtakenBy?: Content | null } = {},
    ) => {
      if (overtakenBy !== null) reply.code(409)
      else if (errors.length > 0) reply.code(422)
      return reply.html(
        renderPage(
          <EditPage
            context={await contextOf(request)}
            memo={await memoOf(house, decision)}
            sent={sent}
            errors={errors}
            overtakenBy={overtakenBy}
          />,
        ),
      )
    }

    http.get(
      '/decisions/:id/edit',
      { config: composingOne, schema: { params: ById } },
      async (request, reply) => {
        const decision = await decisionOf(db, idIn(request.params))
        if (decision.state !== 'draft') throw new DecisionFault('not now', { state: decision.state })
        return sendEdit(request, reply, decision, sentFrom(decision.content))
      },
    )

    http.post(
      '/decisions/:id/edit',
      { config: { ...composingOne, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const sent = sentIn(request.body)
        const revision = revisionIn(request.body)
        const { values, errors } = readContent(sent, request.language)
        const hidden = unseen(sent, wordFields(sent), request.language)
        if (values === null || hidden.length > 0) {
          const decision = await decisionOf(db, id)
          // The revision stays the one that was read: looking at one’s own mistakes is not looking at theirs.
          return sendEdit(request, reply, { ...decision, revision }, sent, { errors: [...hidden, ...errors] })
        }
        try {
          await changeDecisionFor(house, request, async (trx, change) => {
            await changeDecision(trx, change, { id, revision, content: values })
            return { status: 303 }
          })
        } catch (error) {
          if (isOver(error)) return sendOver(request, reply, error)
          if (!(error instanceof DecisionOvertaken)) throw error
          return sendEdit(request, reply, error.now, sent, { overtakenBy: error.now.content })
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    /* steps */

    /** A step whose page is one form: asked, sent, sent back where something in it is wrong. */
    const step = (
      name: 'submit' | 'return' | 'aside' | 'publish' | 'next',
      config: typeof composingOne | typeof publishing,
      states: readonly Decision['state'][],
      draw: (view: StepView) => React.ReactElement,
    ) =>
      http.get(`/decisions/:id/${name}`, { config, schema: { params: ById } }, async (request, reply) => {
        const memo = await memoFor(request)
        const { state } = memo.decision
        if (!states.includes(state)) throw new DecisionFault('not now', { state })
        return reply.html(renderPage(draw(await viewFor(request, memo, {}))))
      })

    type Draw = (view: StepView) => React.ReactElement
    const sendErrors = async (
      request: FastifyRequest,
      reply: FastifyReply,
      errors: FieldError[],
      draw: Draw,
    ) => {
      const view = await viewFor(request, await memoFor(request), sentIn(request.body), errors)
      return reply.code(422).html(renderPage(draw(view)))
    }
    /** A step that was not taken: its form again with what was typed, and what is wrong at its field or above. */
    const sendBack = async (
      request: FastifyRequest,
      reply: FastifyReply,
      error: unknown,
      fields: readonly string[],
      draw: Draw,
    ) => {
      if (isOver(error)) return sendOver(request, reply, error)
      if (!(error instanceof DecisionOvertaken))
        return sendErrors(request, reply, errorsFrom(error, fields, request.language), draw)
      const sent = sentIn(request.body)
      const view = await viewFor(request, await memoFor(request), sent, [], noticeOf(error, request))
      return reply.code(409).html(renderPage(draw(view)))
    }
    const unseenOf = ({ body, language }: FastifyRequest, ...fields: string[]) =>
      unseen(sentIn(body), fields, language)

    const declaredOf = (body: unknown) => {
      const sent = sentIn(body)
      return declaredIn(textIn(sent, 'declared'), longText(textIn(sent, 'conflict')))
    }
    /** The fields of a declaration. */
    const declaring = ['name', 'declared', 'conflict']
    const reasonOf = (body: unknown) => oneLine(textIn(sentIn(body), 'reason'))

    const drawSubmit = (view: StepView) => <SubmitPage view={view} />
    step('submit', composingOne, ['draft'], drawSubmit)
    http.post(
      '/decisions/:id/submit',
      { config: { ...composingOne, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'conflict')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawSubmit)
        try {
          await changeDecisionFor(house, request, async (trx, change) => {
            const revision = revisionIn(request.body)
            await submitDecision(trx, change, { id, revision, declared: declaredOf(request.body) })
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof GapsRemain) {
            const view = await viewFor(request, await memoFor(request), sentIn(request.body))
            return reply.code(409).html(renderPage(drawSubmit(view)))
          }
          return sendBack(request, reply, error, declaring, drawSubmit)
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    const drawReturn = (view: StepView) => <ReasonPage view={view} step="return" />
    step('return', composingOne, ['in review'], drawReturn)
    http.post(
      '/decisions/:id/return',
      { config: { ...composingOne, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'reason')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawReturn)
        try {
          await changeDecisionFor(house, request, async (trx, change) => {
            const revision = revisionIn(request.body)
            await returnToDraft(trx, change, { id, revision, reason: reasonOf(request.body) })
            return { status: 303 }
          })
        } catch (error) {
          return sendBack(request, reply, error, ['reason'], drawReturn)
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    const drawAside = (view: StepView) => <ReasonPage view={view} step="aside" />
    step('aside', composingOne, ['draft', 'in review'], drawAside)
    http.post(
      '/decisions/:id/aside',
      { config: { ...composingOne, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'reason')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawAside)
        try {
          await changeDecisionFor(house, request, async (trx, change) => {
            const revision = revisionIn(request.body)
            await setAside(trx, change, { id, revision, reason: reasonOf(request.body) })
            return { status: 303 }
          })
        } catch (error) {
          return sendBack(request, reply, error, ['reason'], drawAside)
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    const drawReview =
      (form: 'dissent' | 'declare' | null, moved = false) =>
      (view: StepView) => <ReviewPage view={view} form={form} moved={moved} />
    /** The text that was read, where the form says it. */
    const hashIn = (sent: Sent) => textIn(sent, 'hash') || undefined
    const sendBackReview = async (
      request: FastifyRequest,
      reply: FastifyReply,
      error: unknown,
      form: 'dissent' | 'declare',
      fields: readonly string[],
    ) => {
      if (!(error instanceof DecisionOvertaken))
        return sendBack(request, reply, error, fields, drawReview(form))
      const view = await viewFor(request, await memoFor(request), sentIn(request.body))
      return reply.code(409).html(renderPage(drawReview(form, true)(view)))
    }
    http.get(
      '/decisions/:id/review',
      { config: takingPart, schema: { params: ById } },
      async (request, reply) => {
        const memo = await memoFor(request)
        const { state } = memo.decision
        if (state === 'draft' || state === 'set aside') throw new DecisionFault('not now', { state })
        return reply.html(renderPage(drawReview(null)(await viewFor(request, memo, {}))))
      },
    )
    http.post(
      '/decisions/:id/dissent',
      { config: { ...takingPart, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'text', 'dissenter')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawReview('dissent'))
        const sent = sentIn(request.body)
        const read = readDissenting(sent, sayOf(request.language))
        if (read.by === null) {
          return sendErrors(request, reply, read.errors, drawReview('dissent'))
        }
        const { by } = read
        try {
          await changeDecisionFor(
            house,
            request,
            async (trx, change) => {
              await dissent(trx, change, { id, by, text: longText(textIn(sent, 'text')), hash: hashIn(sent) })
              return { status: 303 }
            },
            by === 'a member' ? onceOfNobody(house, request) : undefined,
          )
        } catch (error) {
          // The name of an account has no field of its own: it is chosen.
          if (error instanceof DecisionFault && error.fault === 'name needed') {
            const errors = errorsFrom(error, ['name'], request.language)
            const here = errors.map(({ message }) => ({ field: 'by', message }))
            return sendErrors(request, reply, here, drawReview('dissent'))
          }
          return sendBackReview(request, reply, error, 'dissent', ['text'])
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )
    http.post(
      '/decisions/:id/declare',
      { config: { ...takingPart, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'conflict')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawReview('declare'))
        try {
          await changeDecisionFor(house, request, async (trx, change) => {
            const hash = hashIn(sentIn(request.body))
            await declare(trx, change, { id, declared: declaredOf(request.body), hash })
            return { status: 303 }
          })
        } catch (error) {
          return sendBackReview(request, reply, error, 'declare', declaring)
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    const drawSign =
      ({ person }: FastifyRequest, moved = false) =>
      (view: StepView) => {
        const { decision, signatures } = view.memo
        const roles = heldSigners(person, decision.signers).filter(
          (as) =>
            person !== null &&
            decision.hash !== null &&
            signingRefusal({
              signers: decision.signers,
              given: signatures,
              hash: decision.hash,
              author: decision.madeBy,
              person: person.id,
              as,
            }) === null,
        )
        return <SignPage view={view} roles={roles} moved={moved} />
      }
    http.get('/decisions/:id/sign', { config: signing, schema: { params: ById } }, async (request, reply) => {
      const memo = await memoFor(request)
      const { state } = memo.decision
      if (state !== 'in review') throw new DecisionFault('not now', { state })
      return reply.html(renderPage(drawSign(request)(await viewFor(request, memo, {}))))
    })
    http.post(
      '/decisions/:id/sign',
      { config: { ...signing, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'conflict')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawSign(request))
        const sent = sentIn(request.body)
        try {
          await changeDecisionFor(house, request, async (trx, change, asker) => {
            const { signers } = await decisionOf(trx, id)
            const as = heldSigners(asker, signers).find((each) => signerKey(each) === textIn(sent, 'as'))
            if (as === undefined) throw new DecisionFault('not asked for')
            const hash = textIn(sent, 'hash')
            await signDecision(trx, change, { id, hash, as, declared: declaredOf(request.body) })
            return { status: 303 }
          })
        } catch (error) {
          if (error instanceof DecisionOvertaken) {
            const view = await viewFor(request, await memoFor(request), sent)
            return reply.code(409).html(renderPage(drawSign(request, true)(view)))
          }
          return sendBack(request, reply, error, ['as', ...declaring], drawSign(request))
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    const drawPublish = (view: StepView) => <PublishPage view={view} />
    step('publish', publishing, ['signed off', 'kept'], drawPublish)
    http.post(
      '/decisions/:id/publish',
      { config: publishing, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        await changeDecisionFor(house, request, async (trx, change) => {
          await publishDecision(trx, change, { id, revision: revisionIn(request.body) })
          return { status: 303 }
        })
        return seeOther(reply, request, decisionPath(id))
      },
    )
    http.post(
      '/decisions/:id/keep',
      { config: { ...publishing, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'reason')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawPublish)
        try {
          await changeDecisionFor(house, request, async (trx, change) => {
            const revision = revisionIn(request.body)
            await keepDecision(trx, change, { id, revision, reason: reasonOf(request.body) })
            return { status: 303 }
          })
        } catch (error) {
          return sendBack(request, reply, error, ['reason'], drawPublish)
        }
        return seeOther(reply, request, decisionPath(id))
      },
    )

    const drawNext = (view: StepView) => <NextVersionPage view={view} />
    step('next', composingOne, ['signed off', 'published', 'kept'], drawNext)
    http.post(
      '/decisions/:id/next',
      { config: { ...composingOne, ...typing }, schema: { params: ById, body: Form } },
      async (request, reply) => {
        const id = idIn(request.params)
        const hidden = unseenOf(request, 'reason')
        if (hidden.length > 0) return sendErrors(request, reply, hidden, drawNext)
        const asked = textIn(sentIn(request.body), 'assessment').trim()
        try {
          const { location } = await changeDecisionFor(house, request, async (trx, change) => {
            const why = reasonOf(request.body)
            const next = await beginNextVersion(trx, change, {
              id,
              why,
              assessment: asked === '' ? undefined : asked,
            })
            return { status: 303, location: decisionPath(next, '/edit') }
          })
          return seeOther(reply, request, location ?? decisionPath(id))
        } catch (error) {
          return sendBack(request, reply, error, ['reason', 'assessment'], drawNext)
        }
      },
    )
  }
