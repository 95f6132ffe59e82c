import { createHmac } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import { historyView } from '../../house/history/history-view.ts'
import type { House } from '../../house/house.ts'
import { changeOnce } from '../../house/once.ts'
import { seeOther } from '../../house/see-other.ts'
import { FEWEST_SHOWN } from '../../house/small-counts/suppression.ts'
import { changeWhileAllowed } from '../../people/organisations/held-roles.ts'
import type { Action } from '../../people/policy/actions.ts'
import { allow } from '../../people/policy/policy.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { textIn as inLanguage } from '../sentences.ts'
import { documentOf, methodologyIds, versionNumbers } from '../versions/store.ts'
import { askedAbout, pointsWritten, waysFor } from './asked.ts'
import type { Change, Trx } from './change.ts'
import { ConsultationFault } from './faults.ts'
import {
  listIn,
  namesAWay,
  planSent,
  readAnswer,
  readPlan,
  type Sent,
  sentFrom,
  sentIn,
  textIn,
  typedLines,
  unseen,
  type Weighed,
  wayIn,
} from './forms.ts'
import { ResultsShape, RoundShape, resultsCsv, resultsJson, roundJson } from './out.ts'
import { resultsOf } from './outcome.ts'
import { AnswerPage, type AnswerView, ClosedPage, PaperPage } from './pages/answer-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { AnnouncedPage, PlanPage, SetAsidePage } from './pages/plan-page.tsx'
import { ResultsPage } from './pages/results-page.tsx'
import { CodesPage, RoundPage } from './pages/round-page.tsx'
import { outcomes, type Round, stateOf, type Way } from './schema.ts'
import {
  allRounds,
  announceRound,
  answerObjection,
  answerOnPaper,
  answerRound,
  assertOpen,
  callOffRound,
  changeRound,
  codesOf,
  joinRound,
  MOST_CODES,
  makeCodes,
  methodologyOf,
  objectionsAfter,
  objectTo,
  ownAnswer,
  ownGroup,
  ownObjections,
  planRound,
  roundOf,
  roundRecord,
  setAside,
  takeBackObjection,
} from './store.ts'
import { goneSince, rankingsFor } from './view.ts'
import { words } from './words/words.ts'

const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })
const ByObjection = Type.Object({
  id: Type.String({ maxLength: 36 }),
  objection: Type.String({ maxLength: 36 }),
})

const toAll = { may: 'read what is public' } as const
const holding = { may: 'hold consultations' } as const
const takingPart = { may: 'take part in a consultation' } as const
/** Forms with words in them say themselves what of it cannot be seen: they come back with all that was typed. */
const typing = { looksAtCharacters: true } as const
const answeringFor = { ...takingPart, ...typing }
const typingIn = { ...holding, ...typing }
/** Whoever may publish a version is who owes survivors an answer. */
const answering = { may: 'save methodologies', ...typing } as const

/** The door of consultations: planning, announcing, joining, answering, and what came of it. */
export const consultationRoutes =
  (house: House, assets: { css: string[]; js: string[] }): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db, keys } = house

    http.setErrorHandler((error, request) => {
      throw error instanceof ConsultationFault ? error.in(request.language) : error
    })

    const contextOf = (request: FastifyRequest): PageContext => ({
      language: request.language,
      path: request.url.replace(/^\/(fr|es|pt)(?=\/|$)/, ''),
      assets,
      sources: [],
    })
    const may = ({ person }: FastifyRequest, action: Action) =>
      allow(person, action, { kind: 'house' }).allowed
    const changeOf = (request: FastifyRequest): Change => ({ actor: actorOf(request), at: house.now(), keys })

    /** A plan is shown to those who hold consultations, and to nobody else. */
    const found = async (request: FastifyRequest): Promise<Round> => {
      const round = await roundOf(db, (request.params as { id: string }).id)
      if (round.published === null && !may(request, 'hold consultations'))
        throw new ConsultationFault('no round')
      return round
    }
    const weighedIn = (round: Round, language: Language): Weighed[] =>
      askedAbout(methodologyOf(round), round.level).map(({ id, title, reason }) => ({
        id,
        name: inLanguage(language, title),
        ...(reason === undefined ? {} : { about: inLanguage(language, reason) }),
      }))
    const send = (
      reply: FastifyReply,
      page: React.ReactElement,
      errors: readonly FieldError[] = [],
      status = errors.length > 0 ? 422 : 200,
    ) => reply.code(status).header('cache-control', 'no-store').html(renderPage(page))

    /** A fault that names a field of the form, as an error of that form; any other is thrown on. */
    const errorsFrom = (error: unknown, fields: readonly string[], language: Language): FieldError[] => {
      const fault = error instanceof ConsultationFault ? error.in(language) : error
      if (!(fault instanceof Fault)) throw error
      const errors = fault.details.flatMap(({ place, message, remedy }) =>
        place !== undefined && fields.includes(place)
          ? [{ field: place, message: [message, remedy].filter(Boolean).join('. ') }]
          : [],
      )
      if (errors.length === 0) throw error
      return errors
    }

    /** One change by who holds consultations, while they still may. */
    const hold = (
      request: FastifyRequest,
      work: (trx: Trx, change: Change) => Promise<{ status: number; location?: string }>,
    ) => changeWhileAllowed(house, request, (trx) => work(trx, changeOf(request)))

    /**
     * One change by who takes part. What was sent is remembered by a digest under the keys of the house: from a plain one
     * the few answers there can be could be tried out. Nor is it told at which door: one of them is for survivors alone.
     */
    const takePart = (request: FastifyRequest, work: (trx: Trx, change: Change) => Promise<void>) => {
      const sent = { ...sentIn(request.body), once: '' }
      const content = createHmac('sha256', keys.secret('consultations'))
        .update(JSON.stringify([request.params, sent]))
        .digest('base64url')
      const place = 'POST /consultations/:id/part'
      return changeOnce(house, request, { content, place }, async (trx) => {
        await work(trx, changeOf(request))
        return { status: 303 }
      })
    }

    /* ---- all of them */

    http.get('/consultations', { config: toAll }, async (request, reply) => {
      const mayHold = may(request, 'hold consultations')
      const rounds = (await allRounds(db))
        .filter(({ published }) => mayHold || published !== null)
        .map((round) => ({ round, methodology: methodologyOf(round) }))
      return send(
        reply,
        <ListPage context={contextOf(request)} rounds={rounds} at={house.now()} mayHold={mayHold} />,
      )
    })

    /* ---- planning */

    const documents = async (language: Language): Promise<{ value: string; name: string }[]> => {
      const say = speak(words, language)
      const all: { value: string; name: string }[] = []
      for (const id of await methodologyIds(db))
        for (const version of (await versionNumbers(db, id)).reverse()) {
          const { methodology } = await documentOf(db, id, version)
          const counts = [askedAbout(methodology, 'groups'), askedAbout(methodology, 'criteria')]
          if (counts.every((each) => waysFor(each.length).length === 0)) continue
          all.push({
            value: `${id} ${version}`,
            name: say('about', { title: inLanguage(language, methodology.title), version: String(version) }),
          })
        }
      return all
    }
    const showPlan = async (
      request: FastifyRequest,
      reply: FastifyReply,
      round: string | null,
      sent: Sent,
      errors: FieldError[] = [],
      overtakenBy: Sent | null = null,
    ) =>
      send(
        reply,
        <PlanPage
          context={contextOf(request)}
          round={round}
          documents={await documents(request.language)}
          sent={sent}
          errors={errors}
          overtakenBy={overtakenBy}
        />,
        errors,
        overtakenBy === null ? undefined : 409,
      )
    /** Whoever was changing a plan as somebody else announced it gets back all they typed. */
    const givePlanBack = async (request: FastifyRequest, reply: FastifyReply, id: string, sent: Sent) => {
      const round = await roundOf(db, id)
      return send(
        reply,
        <AnnouncedPage
          context={contextOf(request)}
          round={round}
          methodology={methodologyOf(round)}
          at={house.now()}
          documents={await documents(request.language)}
          sent={sent}
        />,
        [],
        409,
      )
    }
    const planFields = ['level', 'ways', 'fewest', 'question', 'share.survivors', 'opens', 'closes']

    const readPlanSent = ({ language }: FastifyRequest, sent: Sent) => {
      const errors = unseen(sent, ['question', 'other'], language)
      return errors.length > 0 ? { errors } : readPlan(sent, speak(words, language))
    }

    http.get('/consultations/new', { config: holding }, async (request, reply) => {
      const asked = sentIn(request.query)
      const sent = {
        level: 'groups',
        ways: ['points'],
        membership: 'invited',
        fewest: String(FEWEST_SHOWN),
        methodology: textIn(asked, 'methodology'),
      }
      return showPlan(request, reply, null, sent)
    })

    http.post('/consultations', { config: typingIn }, async (request, reply) => {
      const sent = sentIn(request.body)
      const read = readPlanSent(request, sent)
      if ('errors' in read) return showPlan(request, reply, null, sent, read.errors)
      try {
        const { location } = await hold(request, async (trx, change) => ({
          status: 303,
          location: `/consultations/${await planRound(trx, change, read.values)}`,
        }))
        return seeOther(reply, request, location ?? '/consultations')
      } catch (error) {
        return showPlan(request, reply, null, sent, errorsFrom(error, planFields, request.language))
      }
    })

    http.get(
      '/consultations/:id/plan',
      { config: holding, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        if (round.published !== null) throw new ConsultationFault('announced already')
        return showPlan(request, reply, round.id, planSent(round))
      },
    )

    http.post(
      '/consultations/:id/plan',
      { config: typingIn, schema: { params: ById } },
      async (request, reply) => {
        const { id, published } = await found(request)
        const sent = sentIn(request.body)
        const read = readPlanSent(request, sent)
        if ('errors' in read)
          return published === null
            ? showPlan(request, reply, id, sent, read.errors)
            : givePlanBack(request, reply, id, sent)
        try {
          await hold(request, async (trx, change) => {
            await changeRound(trx, change, id, revisionIn(sent), read.values)
            return { status: 303 }
          })
          return seeOther(reply, request, `/consultations/${id}`)
        } catch (error) {
          if (error instanceof ConsultationFault && error.fault === 'overtaken') {
            // What is sent again from here is sent by who has seen what now stands.
            const now = await roundOf(db, id)
            const again = { ...sent, revision: String(now.revision) }
            return showPlan(request, reply, id, again, [], planSent(now))
          }
          if (error instanceof ConsultationFault && error.fault === 'announced already')
            return givePlanBack(request, reply, id, sent)
          return showPlan(request, reply, id, sent, errorsFrom(error, planFields, request.language))
        }
      },
    )

    http.get(
      '/consultations/:id/set-aside',
      { config: holding, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        if (round.published !== null) throw new ConsultationFault('announced already')
        return send(
          reply,
          <SetAsidePage context={contextOf(request)} round={round} methodology={methodologyOf(round)} />,
        )
      },
    )

    http.post(
      '/consultations/:id/set-aside',
      { config: holding, schema: { params: ById } },
      async (request, reply) => {
        const { id } = await found(request)
        await hold(request, async (trx, change) => {
          await setAside(trx, change, id, revisionIn(sentIn(request.body)))
          return { status: 303 }
        })
        return seeOther(reply, request, '/consultations')
      },
    )

    /* ---- one of them */

    const showRound = async (
      request: FastifyRequest,
      reply: FastifyReply,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const round = await found(request)
      const { person } = request
      const mayHold = may(request, 'hold consultations')
      const own = person === null ? null : await ownAnswer(db, keys, round.id, person.id)
      return send(
        reply,
        <RoundPage
          context={contextOf(request)}
          round={round}
          methodology={methodologyOf(round)}
          at={house.now()}
          reader={{
            signedIn: person !== null,
            group: person === null ? null : await ownGroup(db, keys, round, person.id),
            answered: own?.at ?? null,
            mayHold,
            mayAnswer: may(request, 'save methodologies'),
          }}
          codes={mayHold ? await codesOf(db, round.id) : new Map()}
          objections={round.calledOff === null ? [] : await objectionsAfter(db, keys, round.id, house.now())}
          history={await historyView(db, roundRecord(round.id), { limit: 5 })}
          sent={sent}
          errors={errors}
        />,
        errors,
      )
    }

    http.get('/consultations/:id', { config: toAll, schema: { params: ById } }, (request, reply) => {
      const code = textIn(sentIn(request.query), 'code').slice(0, 40)
      return showRound(request, reply, { code })
    })

    http.post(
      '/consultations/:id/announce',
      { config: holding, schema: { params: ById } },
      async (request, reply) => {
        const { id } = await found(request)
        const sent = sentIn(request.body)
        try {
          await hold(request, async (trx, change) => {
            await announceRound(trx, change, id, revisionIn(sent))
            return { status: 303 }
          })
        } catch (error) {
          return showRound(request, reply, sent, errorsFrom(error, ['opens'], request.language))
        }
        return seeOther(reply, request, `/consultations/${id}`)
      },
    )

    http.post(
      '/consultations/:id/call-off',
      { config: typingIn, schema: { params: ById } },
      async (request, reply) => {
        const { id } = await found(request)
        const sent = sentIn(request.body)
        const hidden = unseen(sent, ['reason'], request.language)
        if (hidden.length > 0) return showRound(request, reply, sent, hidden)
        try {
          await hold(request, async (trx, change) => {
            await callOffRound(trx, change, id, textIn(sent, 'reason'))
            return { status: 303 }
          })
        } catch (error) {
          return showRound(request, reply, sent, errorsFrom(error, ['reason'], request.language))
        }
        return seeOther(reply, request, `/consultations/${id}`)
      },
    )

    http.post(
      '/consultations/:id/codes',
      { config: holding, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        const sent = sentIn(request.body)
        const typed = textIn(sent, 'count').trim()
        const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
        if (count < 1 || count > MOST_CODES) {
          const message = speak(words, request.language)('manage.count wrong', { most: String(MOST_CODES) })
          return showRound(request, reply, sent, [{ field: 'count', message }])
        }
        const key = textIn(sent, 'for')
        // They are shown and not kept: who sends the same again is told that they were shown.
        let codes: string[] | null = null
        await hold(request, async (trx, change) => {
          codes = await makeCodes(trx, change, round.id, key, count)
          return { status: 200 }
        })
        const group = round.groups.find((each) => each.key === key)
        if (group === undefined) throw new ConsultationFault('unknown group')
        return send(
          reply,
          <CodesPage
            context={contextOf(request)}
            round={round}
            methodology={methodologyOf(round)}
            at={house.now()}
            group={group}
            codes={codes}
            origin={`${request.protocol}://${request.host}`}
          />,
        )
      },
    )

    http.post(
      '/consultations/:id/join',
      { config: takingPart, schema: { params: ById } },
      async (request, reply) => {
        const { id, membership } = await found(request)
        const sent = sentIn(request.body)
        // A form with a field for a code asks for one; by invitation there is no other.
        const byCode = sent.code !== undefined || (membership === 'invited' && sent.group === undefined)
        const by = byCode ? { code: textIn(sent, 'code') } : { group: textIn(sent, 'group') }
        try {
          await takePart(request, async (trx, change) => {
            await joinRound(trx, change, id, by)
          })
        } catch (error) {
          return showRound(request, reply, sent, errorsFrom(error, ['group', 'code'], request.language))
        }
        return seeOther(reply, request, `/consultations/${id}`)
      },
    )

    /* ---- answering */

    const viewOf = (
      request: FastifyRequest,
      round: Round,
      way: Way,
      sent: Sent,
      errors: FieldError[],
    ): AnswerView => ({
      context: contextOf(request),
      round,
      methodology: methodologyOf(round),
      at: house.now(),
      weighed: weighedIn(round, request.language),
      way,
      sent,
      errors,
    })
    const showAnswer = async (
      request: FastifyRequest,
      reply: FastifyReply,
      round: Round,
      asked: Sent,
      errors: FieldError[] = [],
    ) => {
      const person = personIn(request)
      const group = await ownGroup(db, keys, round, person)
      if (group === null) throw new ConsultationFault('not a member')
      const own = await ownAnswer(db, keys, round.id, person)
      const first = own !== null && textIn(asked, 'way') === '' ? own.given.way : wayIn(asked, round.ways)
      const before = own !== null && own.given.way === first ? sentFrom(own.given, own.comment) : {}
      return send(
        reply,
        <AnswerPage
          view={viewOf(request, round, first, { ...before, ...asked }, errors)}
          reader={person}
          group={group}
          own={own}
          objections={group.kind === 'survivors' ? await ownObjections(db, keys, round.id, person) : []}
          kept={textIn(sentIn(request.query), 'kept') !== ''}
        />,
        errors,
      )
    }
    /** Reads an answer that was sent; or says what of it cannot be read. */
    const readSent = (request: FastifyRequest, round: Round, sent: Sent) => {
      const { language } = request
      const errors = unseen(sent, ['comment'], language)
      if (!namesAWay(sent, round.ways))
        errors.push(...errorsFrom(new ConsultationFault('unknown way'), ['way'], language))
      if (errors.length > 0) return { errors }
      return readAnswer(sent, wayIn(sent, round.ways), weighedIn(round, language), speak(words, language))
    }
    /** Whoever was typing when it closed, or was called off, gets back all they typed. */
    const giveBack = async (request: FastifyRequest, reply: FastifyReply) => {
      // As it is now: it may have ended since it was looked at.
      const round = await found(request)
      const paper = textIn(sentIn(request.body), 'code') !== ''
      const own = paper ? null : await ownAnswer(db, keys, round.id, personIn(request))
      const say = speak(words, request.language)
      return send(
        reply,
        <ClosedPage
          context={contextOf(request)}
          round={round}
          methodology={methodologyOf(round)}
          at={house.now()}
          typed={typedLines(sentIn(request.body), weighedIn(round, request.language), say)}
          answered={paper ? null : own !== null}
        />,
        [],
        409,
      )
    }
    const isOver = (round: Round) => ['closed', 'called off'].includes(stateOf(round, house.now()))
    const saysOver = (error: unknown) =>
      error instanceof ConsultationFault && ['closed', 'called off'].includes(error.fault)

    http.get(
      '/consultations/:id/answer',
      { config: takingPart, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        assertOpen(round, house.now())
        const way = textIn(sentIn(request.query), 'way')
        return showAnswer(request, reply, round, way === '' ? {} : { way })
      },
    )

    http.post(
      '/consultations/:id/answer',
      { config: answeringFor, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        if (isOver(round)) return giveBack(request, reply)
        assertOpen(round, house.now())
        const sent = sentIn(request.body)
        const way = wayIn(sent, round.ways)
        const read = readSent(request, round, sent)
        if ('errors' in read)
          return showAnswer(request, reply, round, { shown: '', ...sent, way }, read.errors)
        try {
          await takePart(request, (trx, change) =>
            answerRound(trx, change, round.id, read.given, read.comment),
          )
        } catch (error) {
          if (saysOver(error)) return giveBack(request, reply)
          throw error
        }
        return seeOther(reply, request, `/consultations/${round.id}/answer?kept=1`)
      },
    )

    /** Back to objections, with the answer above them by the way it was being given: by another nothing typed is offered. */
    const besideAnswer = (round: Round, sent: Sent) =>
      `/consultations/${round.id}/answer${namesAWay(sent, round.ways) ? `?way=${textIn(sent, 'way')}` : ''}#objections`

    http.post(
      '/consultations/:id/answer/objections',
      { config: answeringFor, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        if (isOver(round)) return giveBack(request, reply)
        const sent = sentIn(request.body)
        const hidden = unseen(sent, ['reason'], request.language)
        if (hidden.length > 0) return showAnswer(request, reply, round, sent, hidden)
        try {
          await takePart(request, (trx, change) =>
            objectTo(trx, change, round.id, {
              criterion: textIn(sent, 'criterion'),
              reason: textIn(sent, 'reason'),
              public: listIn(sent, 'public').includes('yes'),
            }),
          )
        } catch (error) {
          if (saysOver(error)) return giveBack(request, reply)
          const errors = errorsFrom(error, ['criterion', 'reason'], request.language)
          return showAnswer(request, reply, round, sent, errors)
        }
        return seeOther(reply, request, besideAnswer(round, sent))
      },
    )

    http.post(
      '/consultations/:id/answer/objections/:objection/take-back',
      { config: takingPart, schema: { params: ByObjection } },
      async (request, reply) => {
        const round = await found(request)
        await takePart(request, (trx, change) =>
          takeBackObjection(trx, change, round.id, request.params.objection),
        )
        return seeOther(reply, request, besideAnswer(round, sentIn(request.body)))
      },
    )

    /* ---- on paper */

    const showPaper = (
      request: FastifyRequest,
      reply: FastifyReply,
      round: Round,
      sent: Sent,
      errors: FieldError[] = [],
    ) =>
      send(
        reply,
        <PaperPage
          view={viewOf(request, round, wayIn(sent, round.ways), sent, errors)}
          kept={textIn(sentIn(request.query), 'kept') !== ''}
        />,
        errors,
      )

    http.get(
      '/consultations/:id/paper',
      { config: holding, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        assertOpen(round, house.now())
        return showPaper(request, reply, round, { way: textIn(sentIn(request.query), 'way') })
      },
    )

    http.post(
      '/consultations/:id/paper',
      { config: typingIn, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        if (isOver(round)) return giveBack(request, reply)
        assertOpen(round, house.now())
        const sent = sentIn(request.body)
        const way = wayIn(sent, round.ways)
        const read = readSent(request, round, sent)
        if ('errors' in read) return showPaper(request, reply, round, sent, read.errors)
        try {
          await takePart(request, (trx, change) =>
            answerOnPaper(trx, change, round.id, textIn(sent, 'code'), read.given, read.comment),
          )
        } catch (error) {
          if (saysOver(error)) return giveBack(request, reply)
          return showPaper(request, reply, round, sent, errorsFrom(error, ['code'], request.language))
        }
        return seeOther(reply, request, `/consultations/${round.id}/paper?kept=1&way=${way}`)
      },
    )

    /* ---- what came of it */

    const showResults = async (
      request: FastifyRequest,
      reply: FastifyReply,
      sent: Sent,
      errors: FieldError[] = [],
    ) => {
      const round = await found(request)
      const methodology = methodologyOf(round)
      const { kept, ...results } = await resultsOf(db, keys, round, house.now())
      const weighed = weighedIn(round, request.language)
      const mayHold = may(request, 'hold consultations')
      return send(
        reply,
        <ResultsPage
          view={{
            context: contextOf(request),
            round,
            methodology,
            weighed,
            written: pointsWritten(methodology, round.level),
            results,
            kept: mayHold ? kept : [],
            rankings: await rankingsFor(db, round, methodology, results),
            objections: await objectionsAfter(db, keys, round.id, house.now()),
            gone: await goneSince(
              db,
              round,
              weighed.map(({ id }) => id),
              results,
            ),
            mayHold,
            mayAnswer: may(request, 'save methodologies'),
            sent,
            errors,
          }}
        />,
        errors,
      )
    }

    http.get('/consultations/:id/results', { config: toAll, schema: { params: ById } }, (request, reply) =>
      showResults(request, reply, {}),
    )

    http.post(
      '/consultations/:id/results/objections/:objection',
      { config: answering, schema: { params: ByObjection } },
      async (request, reply) => {
        const round = await found(request)
        const { objection } = request.params
        const sent = sentIn(request.body)
        const outcome = outcomes.find((each) => each === textIn(sent, `outcome.${objection}`))
        const show = round.calledOff === null ? showResults : showRound
        const hidden = unseen(sent, [`text.${objection}`], request.language)
        if (hidden.length > 0) return show(request, reply, { ...sent, objection }, hidden)
        try {
          if (outcome === undefined) throw new ConsultationFault('no outcome')
          await changeWhileAllowed(house, request, async (trx) => {
            const text = textIn(sent, `text.${objection}`)
            await answerObjection(trx, changeOf(request), round.id, { objection, outcome, text })
            return { status: 303 }
          })
        } catch (error) {
          const errors = errorsFrom(error, ['reason', 'outcome'], request.language)
          const here = errors.map(({ field, message }) => ({
            field: `${field === 'outcome' ? 'outcome' : 'text'}.${objection}`,
            message,
          }))
          return show(request, reply, { ...sent, objection }, here)
        }
        const all = await objectionsAfter(db, keys, round.id, house.now())
        const place = all.findIndex(({ id }) => id === objection) + 1
        const rest = round.calledOff === null ? '/results' : ''
        return seeOther(reply, request, `/consultations/${round.id}${rest}#objection-${place}`)
      },
    )

    http.get(
      '/consultations/:id/results.csv',
      { config: toAll, schema: { params: ById } },
      async (request, reply) => {
        const round = await found(request)
        const { kept: _, ...results } = await resultsOf(db, keys, round, house.now())
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="consultation-${round.id}.csv"`)
          .send(resultsCsv(round, pointsWritten(methodologyOf(round), round.level), results))
      },
    )

    /* ---- API */

    http.get(
      '/api/v1/consultations',
      {
        config: toAll,
        schema: {
          summary: 'Consultations that were announced, the last to close first',
          response: { 200: Type.Object({ consultations: Type.Array(RoundShape) }) },
        },
      },
      async () => ({
        consultations: (await allRounds(db))
          .filter(({ published }) => published !== null)
          .map((round) => roundJson(round, house.now())),
      }),
    )

    http.get(
      '/api/v1/consultations/:id',
      {
        config: toAll,
        schema: {
          summary: 'One consultation: who is asked, with which share, until when',
          params: ById,
          response: { 200: RoundShape },
        },
      },
      async (request) => roundJson(await found(request), house.now()),
    )

    http.get(
      '/api/v1/consultations/:id/results',
      {
        config: toAll,
        schema: {
          summary: 'What came of a consultation, once it is over; nothing of groups with too few answers',
          params: ById,
          response: { 200: ResultsShape },
        },
      },
      async (request) => {
        const round = await found(request)
        const { kept: _, ...results } = await resultsOf(db, keys, round, house.now())
        return resultsJson(round, house.now(), pointsWritten(methodologyOf(round), round.level), results)
      },
    )
  }

/** The revision a form was made from; none that there is when it does not say. */
function revisionIn(sent: Sent): number {
  const text = textIn(sent, 'revision')
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

function personIn({ person }: FastifyRequest): string {
  if (person === null) throw new ConsultationFault('not a member')
  return person.id
}
