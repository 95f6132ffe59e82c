import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type TObject, type TProperties, Type } from 'typebox'
import { actorOf } from '../house/actor.ts'
import { Fault, WrongUse } from '../house/errors.ts'
import { isUuid } from '../house/form-fields.ts'
import { type House, today } from '../house/house.ts'
import { changeOnce, OnceHeaders, sendAnswer } from '../house/once.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import type { Asker, Subject } from '../people/policy/actions.ts'
import { assertAllowed } from '../people/policy/guard.ts'
import { allow } from '../people/policy/policy.ts'
import type { Language } from '../ui/language.ts'
import { Agreement, agreementParts, Money, parts, sides, Text } from './agreement.ts'
import { changeBy } from './change.ts'
import { isTooDeep } from './check.ts'
import { answerComment, closeComment, commentOn, commentsOf, LONGEST_COMMENT } from './comments.ts'
import { changeCompact, compactOn, idIn, mayDo } from './desk.ts'
import { compareAgreements } from './diff.ts'
import type { CompactWiring } from './effects.ts'
import { gapsOf, matterOf } from './facts.ts'
import { CompactFault, GapsRemain, PartOvertaken } from './faults.ts'
import { type Gap, steps } from './gap-codes.ts'
import {
  correctCondition,
  lessonsOf,
  makePublic,
  recordLesson,
  reinstate,
  suspend,
  suspensionsOf,
  takeEffect,
  takeStep,
} from './life.ts'
import { sayGap } from './pages/gaps.tsx'
import { type PlanSums, planSums, type Sum } from './plan.ts'
import {
  amendmentsOf,
  freezeDraft,
  openAmendment,
  reopenDraft,
  signaturesOf,
  signingOf,
  signVersion,
  withdrawAmendment,
} from './signing.ts'
import { nextStates } from './steps.ts'
import {
  admitParty,
  compactSubject,
  draftOf,
  endParty,
  findCompact,
  partiesOf,
  presentText,
  saveDraftPart,
  searchCompacts,
  startCompact,
  stepsOf,
  type VersionCard,
  versionOf,
  versionsOf,
} from './store.ts'
import { compactStates, grounds } from './tables.ts'

/* What is asked and answered, for the description of the API. Bodies hold what is named here and nothing else. */

const strict = { additionalProperties: false } as const
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'UUID' })
const Moment = Type.String({ description: 'ISO 8601 moment in UTC' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
const Hash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 of the canonical JSON (RFC 8785) of the text, in hexadecimal',
})
const orNull = <Of extends Parameters<typeof Type.Union>[0][number]>(schema: Of) =>
  Type.Union([schema, Type.Null()])
const Reason = Type.String({
  minLength: 3,
  maxLength: 2000,
  description: 'Why. It stays in the history for good, and others read it',
})
const State = Type.Enum([...compactStates])
const Part = Type.Enum([...parts])
const SideOrNone = orNull(Type.Enum([...sides]))
const Number1 = Type.Integer({ minimum: 1 })

const CompactAnswer = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['managed', 'observed']),
  country: Type.String({ description: 'ISO 3166-1 alpha-3' }),
  example: Type.Boolean({ description: 'An invented one, for trying things out' }),
  state: State,
  inForceVersion: orNull(Type.Integer()),
  begins: orNull(Type.String({ description: 'Day of entry into force' })),
  ends: orNull(Type.String({ description: 'Last day of the term as it stands now' })),
  made: Moment,
  publicFrom: orNull(Moment),
})
const CompactsAnswer = Type.Object({
  compacts: Type.Array(CompactAnswer),
  next: orNull(Type.String({ description: 'For `after` of the next page' })),
})
const PartyAnswer = Type.Object({
  organisation: Type.String(),
  name: Type.String(),
  side: SideOrNone,
  part: Part,
  began: Moment,
})
const WholeAnswer = Type.Object({
  ...CompactAnswer.properties,
  parties: Type.Array(PartyAnswer),
  next: Type.Array(Type.Object({ to: State, way: Type.String(), reason: Type.Boolean() }), {
    description: 'Where it can go from here, and in which way',
  }),
  agreement: orNull(Agreement),
})
const DraftAnswer = Type.Object({
  amendment: Type.Integer({ description: '0 is the first text' }),
  revision: Type.Integer(),
  baseVersion: orNull(Type.Integer()),
  state: Type.String(),
  reason: orNull(Type.String()),
  saved: Type.Record(Type.String(), Type.Integer(), {
    description: 'Revision in which each part was saved last',
  }),
  agreement: Agreement,
})
const GapAnswer = Type.Object({
  place: Type.String({ description: 'Path in the document' }),
  section: orNull(Type.String({ description: 'A to G of 22 U.S.C. 7103a(d)' })),
  code: Type.String(),
  values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  message: Type.String(),
})
const VersionAnswer = Type.Object({
  number: Type.Integer(),
  amendment: Type.Integer(),
  hash: Hash,
  frozenAt: Moment,
  takenEffect: orNull(Type.String({ description: 'Day on which it took effect' })),
  end: orNull(Type.String({ description: 'reopened, withdrawn or took effect; null while it waits' })),
  endedAt: orNull(Moment),
  endReason: orNull(Type.String()),
  signatures: Type.Integer(),
})
const WholeVersionAnswer = Type.Object({
  ...VersionAnswer.properties,
  text: Type.String({ description: 'Canonical JSON, byte for byte as it was hashed and signed' }),
  agreement: Agreement,
})
const ChangeAnswer = Type.Object({
  place: Type.String(),
  section: orNull(Type.String()),
  what: Type.Enum(['added', 'removed', 'moved', 'text', 'value']),
  language: Type.Optional(Type.String()),
  pieces: Type.Optional(Type.Array(Type.Object({ text: Type.String(), in: Type.String() }))),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
  from: Type.Optional(Type.Integer()),
  to: Type.Optional(Type.Integer()),
})
const CommentAnswer = Type.Object({
  id: Type.String(),
  place: Type.String(),
  amendment: Type.Integer(),
  text: Type.String(),
  blocking: Type.Boolean(),
  by: orNull(Type.String()),
  organisation: orNull(Type.String()),
  at: Moment,
  closed: orNull(Moment),
  settled: orNull(Type.String()),
  answers: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      by: orNull(Type.String()),
      organisation: orNull(Type.String()),
      at: Moment,
    }),
  ),
})
const SignatureAnswer = Type.Object({
  version: Type.Integer(),
  party: Type.String(),
  organisation: Type.String(),
  person: orNull(Type.String({ description: 'Null for those who may not read the draft' })),
  capacity: orNull(Type.String()),
  hash: Hash,
  at: Moment,
  void: Type.Boolean({ description: 'Whether it counts no longer, since the text was opened again' }),
})
const StepAnswer = Type.Object({
  seq: Type.Integer(),
  from: orNull(State),
  to: State,
  at: Moment,
  reason: orNull(Type.String()),
  details: Type.Record(Type.String(), Type.Unknown()),
})
const SuspensionAnswer = Type.Object({
  id: Type.String(),
  whole: Type.Boolean(),
  elements: Type.Array(Type.String()),
  ground: Type.Enum([...grounds]),
  reason: Type.String(),
  began: Moment,
  ended: orNull(Moment),
  endReason: orNull(Type.String()),
  conditions: Type.Array(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      corrected: orNull(Moment),
      evidence: orNull(Type.String()),
    }),
  ),
})
const LessonAnswer = Type.Object({
  id: Type.String(),
  about: orNull(Type.String()),
  text: Text,
  at: Moment,
})
const SumAnswer = Type.Object({
  lines: Type.Integer(),
  amounts: Type.Array(Money),
  total: orNull(Money),
})
const Sums = Type.Array(Type.Object({ key: orNull(Type.String()), sum: SumAnswer }))
const PlanAnswer = Type.Object({
  currency: Type.String(),
  column: Type.Enum(['original', 'current']),
  all: SumAnswer,
  byComponent: Sums,
  byInitiative: Sums,
  byYear: Sums,
  byContribution: Sums,
  byParty: Sums,
  bySide: Sums,
  rates: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      date: Type.String(),
      rate: Type.String(),
      source: Type.String(),
    }),
  ),
  missing: Type.Array(Type.Object({ from: Type.String(), to: Type.String() }), {
    description: 'Pairs without a rate; totals that need one are null',
  }),
  roundingDifference: orNull(
    Type.Integer({
      description: 'Sum of the lines, each rounded once, less the total converted at once; minor units',
    }),
  ),
})

const ById = Type.Object({ id: Type.String() })
const ByVersion = Type.Object({ id: Type.String(), number: Number1 })
const ByPart = Type.Object({ id: Type.String(), part: Type.Enum([...agreementParts]) })
const ByComment = Type.Object({ id: Type.String(), comment: Uuid })
const ByParty = Type.Object({ id: Type.String(), organisation: Uuid })
const BySuspension = Type.Object({ id: Type.String(), suspension: Uuid })
const ByCondition = Type.Object({ id: Type.String(), suspension: Uuid, condition: Uuid })
const ListOf = <Of extends Parameters<typeof Type.Array>[0]>(name: string, of: Of) =>
  Type.Object({ [name]: Type.Array(of) })

/** The same as the pages, for programs: /api/v1/compacts. */
export const compactApi =
  (house: House, wiring: CompactWiring): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = compactOn(house)
    const seesDraft = async (request: FastifyRequest) =>
      mayDo(request.person, 'read a draft', await compactSubject(db, idIn(request.params)))

    // A field that is not taken is a fault of the sender, who must learn of it; it is not left out in silence.
    http.addHook('preValidation', async (request) => refuseUnknownFields(request))
    http.setErrorHandler((error, request) => {
      throw toldIn(error, request.language)
    })

    /* compacts */

    http.get(
      '/api/v1/compacts',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Compacts you may read, by country',
          querystring: Type.Object({
            country: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
            kind: Type.Optional(Type.Enum(['managed', 'observed'])),
            after: Type.Optional(Type.String({ maxLength: 40, description: '`next` of the page before' })),
            limit: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 200, description: '50 unless told otherwise' }),
            ),
          }),
          response: { 200: CompactsAnswer },
        },
      },
      async ({ person, query }) => {
        const limit = query.limit ?? 50
        if (query.after !== undefined && !isUuid(query.after))
          throw new WrongUse('This is not where a page ended', [
            {
              place: 'after',
              message: 'It was not given by an answer of this list.',
              remedy: 'Take it from “next”.',
            },
          ])
        const found = await searchCompacts(db, { ...query, sees: seesCompacts(person), limit: limit + 1 })
        const compacts = found.slice(0, limit)
        return { compacts, next: found.length > limit ? (compacts.at(-1)?.id ?? null) : null }
      },
    )

    http.post(
      '/api/v1/compacts',
      {
        config: { may: 'start a compact', on: organisationAsked },
        schema: {
          summary: 'Starts a compact, for an organisation whose compact manager you are',
          headers: OnceHeaders,
          body: Type.Object(
            {
              country: Type.String({ pattern: '^[A-Z]{3}$' }),
              languages: Type.Array(Type.String({ maxLength: 35 }), { minItems: 1, maxItems: 2 }),
              currency: Type.String({ pattern: '^[A-Z]{3}$' }),
              example: Type.Optional(Type.Boolean()),
              party: Type.Object({ organisation: Uuid, side: Type.Enum([...sides]), part: Part }, strict),
            },
            strict,
          ),
          response: { 201: CompactAnswer },
        },
      },
      async (request, reply) => {
        const { body, language } = request
        const actor = actorOf(request)
        const answer = await changeOnce(house, request, { who: actor.person ?? request.ip }, async (trx) => {
          const asker = request.person && {
            ...request.person,
            roles: await rolesOf(trx, request.person.id, house.now()),
          }
          assertAllowed(asker, 'start a compact', organisationAsked(request), language)
          const change = changeBy(house, actor, [body.party.organisation])
          const id = await startCompact(trx, change, { ...body, example: body.example ?? false })
          return {
            status: 201,
            location: `/api/v1/compacts/${id}`,
            body: await findCompact(trx, id),
          }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'One compact: its parties, where it can go, and the text in force',
          params: ById,
          response: { 200: WholeAnswer },
        },
      },
      async (request) => {
        const id = idIn(request.params)
        const row = await findCompact(db, id)
        // What is not in force yet is a draft, for those who may read one.
        const readable = row.inForceVersion !== null || (await seesDraft(request))
        return {
          ...row,
          parties: await partiesOf(db, id),
          next: nextStates(row.state).map(({ to, way, reason }) => ({ to, way, reason })),
          agreement: readable ? await presentText(db, id) : null,
        }
      },
    )

    http.get(
      '/api/v1/compacts/agreement.schema.json',
      {
        config: { may: 'read what is public' },
        schema: { summary: 'The document of an agreement, as JSON Schema 2020-12' },
      },
      async () => ({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: 'Agreement',
        ...Agreement,
      }),
    )

    /* the draft */

    http.get(
      '/api/v1/compacts/:id/draft',
      {
        config: { may: 'read a draft', on },
        schema: {
          summary: 'The text that is drafted or frozen now',
          params: ById,
          response: { 200: DraftAnswer },
        },
      },
      async ({ params }) => {
        const draft = await draftOf(db, params.id)
        if (draft === null) throw new CompactFault('no draft')
        return draft
      },
    )

    http.put(
      '/api/v1/compacts/:id/draft/:part',
      {
        config: { may: 'draft a compact', on },
        schema: {
          summary:
            'Saves one part of the draft. 409 when somebody saved this part since `base`: the answer holds both texts',
          headers: OnceHeaders,
          params: ByPart,
          body: Type.Object(
            {
              base: Type.Integer({ minimum: 0, description: 'Revision the text was made from' }),
              value: Type.Unknown({
                description: 'The part whole; its form is that of /api/v1/compacts/agreement.schema.json',
              }),
            },
            strict,
          ),
          response: { 200: Type.Object({ revision: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const { params, body } = request
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await saveDraftPart(trx, change, {
            compact: params.id,
            part: params.part,
            base: body.base,
            value: body.value,
          }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/gaps',
      {
        config: { may: 'read a draft', on },
        schema: {
          summary: 'What is lacking before a step; the step takes the same rule',
          params: ById,
          querystring: Type.Object({ step: Type.Enum([...steps]) }),
          response: { 200: Type.Object({ step: Type.String(), gaps: Type.Array(GapAnswer) }) },
        },
      },
      async ({ params, query, language }) => {
        const asked = { compact: params.id, step: query.step, today: today(house) }
        const { agreement } = await matterOf(db, params.id, asked.today)
        const gaps = await gapsOf(db, wiring, asked)
        return {
          step: query.step,
          gaps: gaps.map((gap) => ({ ...gap, message: sayGap(gap, agreement, language) })),
        }
      },
    )

    http.get(
      '/api/v1/compacts/:id/plan',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'What the plan in force comes to, in every direction',
          params: ById,
          querystring: Type.Object({
            column: Type.Optional(Type.Enum(['original', 'current'])),
            of: Type.Optional(Type.Enum(['in force', 'draft'])),
          }),
          response: { 200: PlanAnswer },
        },
      },
      async (request) => {
        const { params, query, language, person } = request
        const row = await findCompact(db, params.id)
        const ofDraft = query.of === 'draft' || row.inForceVersion === null
        if (ofDraft) assertAllowed(person, 'read a draft', await compactSubject(db, params.id), language)
        const text = ofDraft
          ? ((await draftOf(db, params.id))?.agreement ?? null)
          : await presentText(db, params.id)
        if (text === null) throw new CompactFault('no draft')
        const { parties } = text
        return planAnswer(planSums(text.plan, { parties, column: query.column ?? 'current' }))
      },
    )

    /* versions */

    const versionsFor = async (request: FastifyRequest): Promise<VersionCard[]> => {
      const all = await versionsOf(db, idIn(request.params))
      return (await seesDraft(request)) ? all : all.filter(({ takenEffect: day }) => day !== null)
    }

    http.get(
      '/api/v1/compacts/:id/versions',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Versions that took effect; for those who may read drafts, all that were ever frozen',
          params: ById,
          response: { 200: ListOf('versions', VersionAnswer) },
        },
      },
      async (request) => ({ versions: await versionsFor(request) }),
    )

    http.get(
      '/api/v1/compacts/:id/versions/:number',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'One version, as it was signed',
          params: ByVersion,
          response: { 200: WholeVersionAnswer },
        },
      },
      async (request) => {
        const { id, number } = request.params
        const card = (await versionsFor(request)).find((each) => each.number === number)
        if (card === undefined) throw new CompactFault('no version', { version: number })
        const { text, agreement } = await versionOf(db, id, number)
        return { ...card, text, agreement }
      },
    )

    http.get(
      '/api/v1/compacts/:id/compare',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'What one version changes in another; `draft` is the text that is drafted now',
          params: ById,
          querystring: Type.Object({
            from: Type.Union([Number1, Type.Literal('draft')]),
            to: Type.Union([Number1, Type.Literal('draft')]),
          }),
          response: { 200: ListOf('changes', ChangeAnswer) },
        },
      },
      async (request) => {
        const { params, query } = request
        const readable = await versionsFor(request)
        const textOf = async (which: number | 'draft') => {
          if (which === 'draft') {
            assertAllowed(
              request.person,
              'read a draft',
              await compactSubject(db, params.id),
              request.language,
            )
            const draft = await draftOf(db, params.id)
            if (draft === null) throw new CompactFault('no draft')
            return draft.agreement
          }
          if (!readable.some(({ number }) => number === which))
            throw new CompactFault('no version', { version: which })
          return (await versionOf(db, params.id, which)).agreement
        }
        return { changes: compareAgreements(await textOf(query.from), await textOf(query.to)) }
      },
    )

    /* comments */

    http.get(
      '/api/v1/compacts/:id/comments',
      {
        config: { may: 'read a draft', on },
        schema: {
          summary: 'What was said about the draft, with the answers',
          params: ById,
          querystring: Type.Object({
            place: Type.Optional(
              Type.String({ maxLength: 300, description: 'A path, with all that stands below it' }),
            ),
            open: Type.Optional(Type.Boolean()),
          }),
          response: { 200: ListOf('comments', CommentAnswer) },
        },
      },
      async ({ params, query }) => ({ comments: await commentsOf(db, params.id, query) }),
    )

    const Said = Type.String({ minLength: 3, maxLength: LONGEST_COMMENT })
    const Made = Type.Object({ id: Type.String() })

    http.post(
      '/api/v1/compacts/:id/comments',
      {
        config: { may: 'comment on a compact', on },
        schema: {
          summary: 'Comments on one place of the text; a blocking one keeps it from being signed',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              place: Type.String({ maxLength: 300, description: 'Such as objectives/lake-fishing/text' }),
              text: Said,
              blocking: Type.Optional(Type.Boolean()),
            },
            strict,
          ),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const { params, body } = request
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await commentOn(trx, change, {
            compact: params.id,
            place: body.place,
            text: body.text,
            blocking: body.blocking ?? false,
          }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/comments/:comment/answers',
      {
        config: { may: 'comment on a compact', on },
        schema: {
          summary: 'Answers a comment',
          headers: OnceHeaders,
          params: ByComment,
          body: Type.Object({ text: Said }, strict),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const { id: compact, comment } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await answerComment(trx, change, { compact, comment, text: request.body.text }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/comments/:comment/close',
      {
        config: { may: 'comment on a compact', on },
        schema: {
          summary: 'Closes a comment; one that blocks is closed by the organisation that wrote it',
          headers: OnceHeaders,
          params: ByComment,
          body: Type.Object({ settled: Said }, strict),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, comment } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await closeComment(trx, change, { compact, comment, settled: request.body.settled })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    /* freezing and signing */

    http.post(
      '/api/v1/compacts/:id/freeze',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary:
            'Freezes the draft as the next version, for signature; 409 names everything that is lacking',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            { revision: Type.Integer({ minimum: 0, description: 'The revision that was read' }) },
            strict,
          ),
          response: { 201: Type.Object({ number: Type.Integer(), hash: Hash }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          const frozen = await freezeDraft(trx, change, wiring, { compact, ...request.body })
          const location = `/api/v1/compacts/${compact}/versions/${frozen.number}`
          return { status: 201, location, body: frozen }
        })
        return sendAnswer(reply, answer)
      },
    )

    const WithReason = Type.Object({ reason: Reason }, strict)

    http.post(
      '/api/v1/compacts/:id/reopen',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Opens the frozen text again; signatures given so far count no longer, on record',
          headers: OnceHeaders,
          params: ById,
          body: WithReason,
          response: { 200: Type.Object({ voided: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await reopenDraft(trx, change, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/signatures',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Signatures that were given, and of whom one is waited for',
          params: ById,
          response: {
            200: Type.Object({
              signatures: Type.Array(SignatureAnswer),
              waiting: Type.Array(Type.Object({ party: Type.String(), organisation: Type.String() })),
            }),
          },
        },
      },
      async (request) => {
        const { id } = request.params
        const sees = await seesDraft(request)
        const readable = new Set((await versionsFor(request)).map(({ number }) => number))
        const given = await signaturesOf(db, id)
        return {
          signatures: given
            .filter(({ version }) => readable.has(version))
            .map((each) => ({ ...each, person: sees ? each.person : null })),
          waiting: sees
            ? (await signingOf(db, id))
                .filter(({ signature }) => signature === null)
                .map(({ party, organisation }) => ({ party, organisation }))
            : [],
        }
      },
    )

    http.post(
      '/api/v1/compacts/:id/signatures',
      {
        config: { may: 'sign a compact', on },
        schema: {
          summary: 'Signs the frozen text for one party; the last signature makes the compact signed',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              party: Type.String({ maxLength: 40, description: 'Key of the party in the text' }),
              hash: Hash,
              capacity: Type.Optional(
                Type.String({ minLength: 2, maxLength: 200, description: 'As what: “Minister of Justice”' }),
              ),
            },
            strict,
          ),
          response: { 201: Type.Object({ version: Type.Integer(), signed: Type.Boolean() }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await signVersion(trx, change, wiring, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    /* steps */

    http.get(
      '/api/v1/compacts/:id/steps',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Every step the compact took, oldest first',
          params: ById,
          response: { 200: ListOf('steps', StepAnswer) },
        },
      },
      async ({ params }) => ({ steps: await stepsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/steps',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Takes the compact to another state; 409 names everything that is lacking',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              to: State,
              reason: Type.Optional(Reason),
              on: Type.Optional(Day),
            },
            strict,
          ),
          response: { 200: CompactAnswer },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const { to, reason = null, on: day } = request.body
        const answer = await changeCompact(house, request, async (trx, change) => {
          // Entry into force is a step to those who take it, and has a day.
          if (to === 'in force' && day !== undefined)
            await takeEffect(trx, change, wiring, { compact, on: day })
          else await takeStep(trx, change, wiring, { compact, to, reason })
          return { status: 200, body: await findCompact(trx, compact) }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/effect',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary:
            'Brings the signed text into effect on a day: the first into force, an amendment in its place',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object({ on: Day }, strict),
          response: { 200: Type.Object({ version: Type.Integer(), state: State }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await takeEffect(trx, change, wiring, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/publication',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Lets everybody read that there is this compact, before it is in force',
          headers: OnceHeaders,
          params: ById,
          body: Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()]),
          response: { 200: CompactAnswer },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await makePublic(trx, change, { compact })
          return { status: 200, body: await findCompact(trx, compact) }
        })
        return sendAnswer(reply, answer)
      },
    )

    /* amendments */

    http.get(
      '/api/v1/compacts/:id/amendments',
      {
        config: { may: 'read a draft', on },
        schema: {
          summary: 'Every amendment there was, and what became of it',
          params: ById,
          response: {
            200: ListOf(
              'amendments',
              Type.Object({
                amendment: Type.Integer(),
                baseVersion: orNull(Type.Integer()),
                state: Type.String(),
                reason: orNull(Type.String()),
                made: Moment,
              }),
            ),
          },
        },
      },
      async ({ params }) => ({ amendments: await amendmentsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/amendments',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Opens an amendment: a draft of what is in force',
          headers: OnceHeaders,
          params: ById,
          body: WithReason,
          response: { 201: Type.Object({ amendment: Type.Integer() }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          location: `/api/v1/compacts/${compact}/draft`,
          body: await openAmendment(trx, change, { compact, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/amendments/withdraw',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Withdraws the amendment that is open or frozen',
          headers: OnceHeaders,
          params: ById,
          body: WithReason,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await withdrawAmendment(trx, change, { compact, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    /* suspensions, lessons */

    http.get(
      '/api/v1/compacts/:id/suspensions',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'Every suspension there was, with what must be corrected',
          params: ById,
          response: { 200: ListOf('suspensions', SuspensionAnswer) },
        },
      },
      async ({ params }) => ({ suspensions: await suspensionsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/suspensions',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Suspends the compact in whole or in part, and says what must be corrected',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              elements: Type.Optional(
                Type.Array(Type.String({ maxLength: 40 }), {
                  minItems: 1,
                  maxItems: 200,
                  description: 'Keys of objectives and initiatives; left out, the whole is suspended',
                }),
              ),
              ground: Type.Enum([...grounds]),
              reason: Reason,
              conditions: Type.Array(Reason, { minItems: 1, maxItems: 50 }),
            },
            strict,
          ),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const { elements, ...rest } = request.body
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await suspend(trx, change, { compact, elements: elements ?? 'all', ...rest }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/suspensions/:suspension/conditions/:condition',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Records that a condition of a suspension is corrected',
          headers: OnceHeaders,
          params: ByCondition,
          body: Type.Object({ evidence: Reason }, strict),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, suspension, condition } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await correctCondition(trx, change, { compact, suspension, condition, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/suspensions/:suspension/end',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Ends a suspension, once every condition of it is corrected',
          headers: OnceHeaders,
          params: BySuspension,
          body: WithReason,
          response: { 200: Type.Object({ state: State }) },
        },
      },
      async (request, reply) => {
        const { id: compact, suspension } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 200,
          body: await reinstate(trx, change, wiring, { compact, suspension, ...request.body }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/lessons',
      {
        config: { may: 'read a compact', on },
        schema: {
          summary: 'What was learned',
          params: ById,
          response: { 200: ListOf('lessons', LessonAnswer) },
        },
      },
      async ({ params }) => ({ lessons: await lessonsOf(db, params.id) }),
    )

    http.post(
      '/api/v1/compacts/:id/lessons',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Records a lesson; a compact is closed with at least one',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object(
            {
              about: Type.Optional(
                orNull(Type.String({ maxLength: 40, description: 'Key of the element it is about' })),
              ),
              text: Text,
            },
            strict,
          ),
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const { text } = request.body
        // A null in a body arrives here as an empty text.
        const about = request.body.about || null
        const answer = await changeCompact(house, request, async (trx, change) => ({
          status: 201,
          body: await recordLesson(trx, change, { compact, about, text }),
        }))
        return sendAnswer(reply, answer)
      },
    )

    /* parties */

    http.post(
      '/api/v1/compacts/:id/parties',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Lets an organisation take part; its members may then read the draft',
          headers: OnceHeaders,
          params: ById,
          body: Type.Object({ organisation: Uuid, side: SideOrNone, part: Part }, strict),
          response: { 201: Type.Object({ parties: Type.Array(PartyAnswer) }) },
        },
      },
      async (request, reply) => {
        const compact = request.params.id
        const answer = await changeCompact(house, request, async (trx, change) => {
          await admitParty(trx, change, { compact, ...request.body })
          return { status: 201, body: { parties: await partiesOf(trx, compact) } }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/parties/:organisation/end',
      {
        config: { may: 'manage a compact', on },
        schema: {
          summary: 'Ends that an organisation takes part; what it signed stays signed',
          headers: OnceHeaders,
          params: ByParty,
          body: WithReason,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id: compact, organisation } = request.params
        const answer = await changeCompact(house, request, async (trx, change) => {
          await endParty(trx, change, { compact, organisation, ...request.body })
          return { status: 204 }
        })
        return sendAnswer(reply, answer)
      },
    )
  }

/** Which compacts somebody finds that are not public: all, or those their organisations take part in. */
export function seesCompacts(asker: Asker): 'all' | string[] {
  const everything: Subject = { kind: 'compact', id: '', country: '', public: false, parties: [] }
  if (allow(asker, 'read a compact', everything).allowed) return 'all'
  if (asker === null || asker === 'operator') return []
  return [...new Set(asker.roles.flatMap(({ organisation }) => organisation ?? []))]
}

function organisationAsked({ body }: FastifyRequest): Subject {
  const party = (body as { party?: { organisation?: unknown } } | null)?.party
  return isUuid(party?.organisation) ? { kind: 'organisation', id: party.organisation } : { kind: 'house' }
}

/** A fault of this room in the reader’s language; of two texts that met, both are told. */
function toldIn(error: unknown, language: Language): unknown {
  if (error instanceof PartOvertaken) {
    const told = error.in(language)
    for (const [name, text] of Object.entries(error.texts))
      told.details.push({ place: `texts/${name}`, message: JSON.stringify(text) ?? 'null' })
    return told
  }
  if (error instanceof GapsRemain)
    return new GapsRemain(error.gaps, language, (gap: Gap) => sayGap(gap, null, language))
  return error instanceof CompactFault ? error.in(language) : error
}

function planAnswer(sums: PlanSums) {
  const rows = (map: ReadonlyMap<string | null, Sum>) => [...map].map(([key, sum]) => ({ key, sum }))
  return {
    currency: sums.currency,
    column: sums.column,
    all: sums.all,
    byComponent: rows(sums.byComponent),
    byInitiative: rows(sums.byInitiative),
    byYear: rows(sums.byYear),
    byContribution: rows(sums.byContribution),
    byParty: rows(sums.byParty),
    bySide: rows(sums.bySide),
    rates: sums.used,
    missing: sums.missing,
    roundingDifference: sums.roundingDifference,
  }
}

function refuseUnknownFields(request: FastifyRequest): void {
  const { body } = request
  const shape = (request.routeOptions.schema as { body?: TObject<TProperties> } | undefined)?.body
  // Before anything goes down into it by calls of its own.
  if (isTooDeep(body, 24))
    throw new Fault(422, 'unusable', 'What was sent cannot be used as it is', [
      { message: 'It is nested too deeply.', remedy: 'Send what the description of the API names.' },
    ])
  if (typeof body !== 'object' || body === null || !shape?.properties) return
  const known = Object.keys(shape.properties)
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Fault(
    422,
    'unusable',
    'What was sent cannot be used as it is',
    unknown.map((name) => ({
      place: name.slice(0, 80),
      message: 'There is no field of this name here, or it is not set this way.',
      remedy: `Known are ${known.join(', ')}.`,
    })),
  )
}
