import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isDay } from '../compacts/forms/field.ts'
import { agreementInForce, compactSubject } from '../compacts/store.ts'
import { hasDocument } from '../house/documents/store.ts'
import { NotFound, Unusable } from '../house/errors.ts'
import { type House, today } from '../house/house.ts'
import { OnceHeaders, sendAnswer } from '../house/once.ts'
import { namesOf } from '../people/organisations/people.ts'
import { allow } from '../people/policy/policy.ts'
import { awardAnswer, awardOf, awardsNotAgreed, awardsOf, awardTerms } from './awards.ts'
import { entryAnswer } from './csv.ts'
import { actionOf, compactIn, moneyChange, organisationsOf } from './desk.ts'
import { MoneyFault } from './faults.ts'
import {
  approveMoney,
  approversOf,
  draftOf,
  draftsOf,
  enterMoney,
  entriesOf,
  findEntry,
  refuseMoney,
  sumOf,
} from './ledger.ts'
import { moneyOf } from './money-of.ts'
import { cursorIn, filterIn, ledgerFilters } from './query.ts'
import { answerRate, enterRate, rateOf, ratesOf } from './rates.ts'
import { conditionActs, entryKinds, isNamed, trancheActs } from './tables.ts'
import { readTotals } from './totals.ts'
import {
  actOnCondition,
  askForRelease,
  boardOf,
  decideOnRelease,
  decideOnTranche,
  namedInPublic,
  requestOf,
} from './tranches.ts'

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const Id = Type.String({ pattern: uuid })
const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const orNull = (schema: ReturnType<typeof Type.String>) => Type.Optional(Type.Union([Type.Null(), schema]))
const Sentence = Type.String({ maxLength: 5000 })
const strict = { additionalProperties: false } as const
const Money = Type.Object(
  {
    minor: Type.Integer({
      description: 'Whole minor units of the currency',
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
    }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  strict,
)
const LedgerQuery = Type.Object({
  ...ledgerFilters,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  after: Type.Optional(Type.String({ maxLength: 30, description: 'The `next` of the page before' })),
})
const ById = Type.Object({ id: Id })

const DraftBody = Type.Object(
  {
    kind: Type.Enum([...entryKinds]),
    date: Day,
    value: Type.Optional(Money),
    contribution: orNull(Key),
    line: orNull(Key),
    tranche: orNull(Key),
    award: orNull(Key),
    provider: orNull(
      Type.String({ maxLength: 60, description: 'Key of a party, or award: and the key of an award' }),
    ),
    receiver: orNull(Type.String({ maxLength: 60 })),
    document: orNull(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    url: orNull(Type.String({ pattern: '^https?://\\S+$', maxLength: 500 })),
    note: orNull(Type.String({ maxLength: 2000 })),
    reverses: orNull(Id),
    exception: orNull(Type.String({ maxLength: 2000 })),
  },
  strict,
)
const RateBody = Type.Object(
  {
    base: Type.String({ pattern: '^[A-Z]{3}$' }),
    quote: Type.String({ pattern: '^[A-Z]{3}$', description: 'The currency of the plan, for its totals' }),
    date: Day,
    until: Day,
    rate: Type.String({ maxLength: 30, description: 'How many of `quote` one of `base` is, such as 0.0952' }),
    source: Type.String({ maxLength: 500 }),
    reason: orNull(Type.String({ maxLength: 2000, description: 'Why one agreed to before is replaced' })),
  },
  strict,
)
const Verdict = Type.Object({ verdict: Type.Enum(['approved', 'refused']), reason: orNull(Sentence) }, strict)
const ActBody = Type.Object(
  {
    act: Type.Enum([...conditionActs]),
    reason: orNull(Sentence),
    until: orNull(Day),
    document: orNull(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    url: orNull(Type.String({ pattern: '^https?://\\S+$', maxLength: 500 })),
    capacity: orNull(Type.String({ maxLength: 200 })),
  },
  strict,
)

/** Looks whether days are days of the calendar: a pattern takes 2024-02-30 as well. Throws MoneyFault. */
function assertDays(days: Record<string, string | null | undefined>): void {
  const wrong = Object.entries(days).filter(([, day]) => day !== null && day !== undefined && !isDay(day))
  const [first, ...more] = wrong.map(([place]) => ({ place, why: 'day' }))
  if (first !== undefined) throw new MoneyFault('wrong day', 422, { ...first, more })
}

/** Money of a compact as JSON. What the pages refuse is refused here, by the same functions. */
export const fundingApi =
  (house: House): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = (request: FastifyRequest) => compactSubject(db, compactIn(request))
    const reading = { may: 'read a compact', on } as const
    const inside = { may: 'read a draft', on } as const
    const entering = { may: 'enter money', on } as const

    const assertKept = async (compact: string, document: string | null | undefined) => {
      if (!document || (await hasDocument(db, compact, document))) return
      throw new Unusable('This document is not kept for the compact', [
        {
          place: 'document',
          message: 'A hash alone opens nothing.',
          remedy: `Bring the file with POST /api/v1/compacts/${compact}/documents first.`,
        },
      ])
    }

    http.get(
      '/api/v1/compacts/:id/money',
      {
        config: reading,
        schema: {
          summary: 'Plan and ledger of a compact side by side, by line of the plan, up to a day',
          params: ById,
          querystring: Type.Object({ at: Type.Optional(Day) }),
        },
      },
      async (request) => {
        const { id } = request.params
        assertDays({ at: request.query.at })
        const found = await agreementInForce(db, id)
        if (found === null) throw new NotFound('No agreement of this compact is in force')
        const now = today(house)
        const at = request.query.at !== undefined && request.query.at < now ? request.query.at : now
        return { compact: id, version: found.version, at, ...(await readTotals(db, id, found.agreement, at)) }
      },
    )

    http.get(
      '/api/v1/compacts/:id/money/whole',
      {
        config: inside,
        schema: { summary: 'Everything about the money of a compact, for its parties', params: ById },
      },
      async (request) => {
        const whole = await db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute((trx) => moneyOf(trx, request.params.id, today(house)))
        if (whole === null) throw new NotFound('No agreement of this compact is in force')
        return whole
      },
    )

    http.get(
      '/api/v1/compacts/:id/ledger',
      {
        config: reading,
        schema: {
          summary: 'Entries of the ledger in the order of their days, with what they come to',
          params: ById,
          querystring: LedgerQuery,
        },
      },
      async (request) => {
        const { id } = request.params
        const { limit = 100, after: place = '' } = request.query
        assertDays({ from: request.query.from, to: request.query.to })
        const { filter } = filterIn(request.query)
        const after = cursorIn(place)
        const entries = await entriesOf(db, id, filter, { after, limit: limit + 1 })
        const page = entries.slice(0, limit)
        const last = page.at(-1)
        return {
          entries: page.map(entryAnswer),
          sums: await sumOf(db, id, filter),
          next: entries.length > limit && last !== undefined ? `${last.date}.${last.number}` : null,
        }
      },
    )

    http.get(
      '/api/v1/compacts/:id/ledger/entries/:entry',
      {
        config: reading,
        schema: {
          summary: 'One entry with its postings and exceptions',
          params: Type.Object({ id: Id, entry: Id }),
        },
      },
      async (request) => {
        const { id, entry } = request.params
        const found = await findEntry(db, id, entry)
        return {
          ...entryAnswer({
            ...found,
            component: null,
            year: null,
            passed: found.exceptions.map(({ rule }) => rule).join('; ') || null,
          }),
          reversedBy: found.reversedBy,
          postings: found.postings.map(({ stage, holder, minor, currency, contribution }) => ({
            contribution,
            stage,
            holder: holder || null,
            minor,
            currency,
          })),
          exceptions: found.exceptions.map(({ rule, over_minor, currency, reason }) => ({
            rule,
            over: { minor: over_minor, currency },
            reason,
          })),
        }
      },
    )

    http.get(
      '/api/v1/compacts/:id/ledger/drafts',
      { config: inside, schema: { summary: 'What waits for a second person', params: ById } },
      async (request) => {
        const drafts = await draftsOf(db, request.params.id)
        const approvers = await approversOf(db, request.params.id, drafts)
        // Organisations of which one has to approve it; null where any party’s approver may.
        return { drafts: drafts.map((each) => ({ ...each, approvers: approvers.get(each.id) ?? null })) }
      },
    )

    http.post(
      '/api/v1/compacts/:id/ledger/drafts',
      {
        config: entering,
        schema: {
          summary: 'Enters money; it is in the ledger once somebody else approves it',
          headers: OnceHeaders,
          params: ById,
          body: DraftBody,
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { body } = request
        assertDays({ date: body.date })
        await assertKept(id, body.document)
        const answer = await moneyChange(house, request, 'enter money', async (trx, change) => {
          const draft = await enterMoney(trx, change, id, {
            kind: body.kind,
            date: body.date,
            amount: body.value ?? { minor: 0, currency: '' },
            contribution: body.contribution ?? '',
            line: body.line ?? null,
            tranche: body.tranche ?? null,
            award: body.award ?? null,
            provider: body.provider ?? '',
            receiver: body.receiver ?? '',
            document: body.document ?? null,
            url: body.url ?? null,
            note: body.note ?? null,
            reverses: body.reverses ?? null,
            exception: body.exception ?? null,
          })
          return { status: 201, body: { draft } }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/ledger/drafts/:draft/decision',
      {
        config: inside,
        schema: {
          summary: 'Approves or refuses what somebody else entered',
          headers: OnceHeaders,
          params: Type.Object({ id: Id, draft: Id }),
          body: Verdict,
        },
      },
      async (request, reply) => {
        const { id, draft } = request.params
        const { verdict, reason } = request.body
        const row = await draftOf(db, id, draft)
        const own = row.entered_by === request.person?.id
        const action = own && verdict === 'refused' ? 'enter money' : 'approve money'
        const whose = (await approversOf(db, id, [row])).get(row.id) ?? []
        const mine = organisationsOf(request.person, 'approve money', await on(request))
        const preferred = mine.find((each) => whose.includes(each)) ?? null
        const answer = await moneyChange(
          house,
          request,
          action,
          async (trx, change) => {
            if (verdict === 'approved')
              return { status: 200, body: await approveMoney(trx, change, id, draft, reason ?? null) }
            await refuseMoney(trx, change, id, draft, reason ?? '')
            return { status: 200, body: { entry: null } }
          },
          { preferred },
        )
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/rates',
      {
        config: reading,
        schema: {
          summary: 'Rates between currencies; those not agreed to are for the parties',
          params: ById,
        },
      },
      async (request) => {
        const { id } = request.params
        const member = allow(request.person, 'read a draft', await on(request)).allowed
        const rows = await ratesOf(db, id)
        return {
          rates: rows
            .filter(({ verdict }) => member || verdict === 'agreed')
            .map(
              ({
                by: _,
                answered_by: __,
                entered_for,
                answered_for,
                answered_at,
                answer_reason,
                ...rate
              }) => ({
                ...rate,
                enteredFor: entered_for,
                answeredFor: answered_for,
                answeredAt: answered_at,
                answerReason: answer_reason,
              }),
            ),
        }
      },
    )

    http.post(
      '/api/v1/compacts/:id/rates',
      {
        config: entering,
        schema: {
          summary: 'Enters a rate; it holds once another party agrees to it',
          headers: OnceHeaders,
          params: ById,
          body: RateBody,
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { reason, ...rate } = request.body
        const answer = await moneyChange(house, request, 'enter money', async (trx, change) => ({
          status: 201,
          body: { rate: await enterRate(trx, change, id, { ...rate, reason: reason ?? null }) },
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/rates/:rate/answer',
      {
        config: inside,
        schema: {
          summary: 'Agrees to a rate that another party entered, or refuses it',
          headers: OnceHeaders,
          params: Type.Object({ id: Id, rate: Id }),
          body: Type.Object({ verdict: Type.Enum(['agreed', 'refused']), reason: orNull(Sentence) }, strict),
        },
      },
      async (request, reply) => {
        const { id, rate } = request.params
        const { verdict, reason } = request.body
        const own = (await rateOf(db, id, rate)).by === request.person?.id
        const action = own && verdict === 'refused' ? 'enter money' : 'approve money'
        const answer = await moneyChange(house, request, action, async (trx, change) => {
          await answerRate(trx, change, id, rate, verdict, reason ?? null)
          return { status: 200, body: { verdict } }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.get(
      '/api/v1/compacts/:id/awards',
      {
        config: reading,
        schema: {
          summary: 'Awards with their sub-awards under them, and what each received, passed on and spent',
          description:
            'For the parties also those that wait for a second person, or were refused: `waiting`.',
          params: ById,
        },
      },
      async (request) => {
        const { id } = request.params
        const member = allow(request.person, 'read a draft', await on(request)).allowed
        return {
          awards: (await awardsOf(db, id)).map(awardAnswer),
          ...(member ? { waiting: (await awardsNotAgreed(db, id)).map(awardTerms) } : {}),
        }
      },
    )

    http.get(
      '/api/v1/compacts/:id/awards/:award',
      {
        config: reading,
        schema: {
          summary: 'One award with what is under it',
          params: Type.Object({ id: Id, award: Key }),
        },
      },
      async ({ params }) => awardAnswer(await awardOf(db, params.id, params.award)),
    )

    http.get(
      '/api/v1/compacts/:id/conditions',
      {
        config: reading,
        schema: {
          summary: 'Tranches with their conditions, releases and what can be released',
          params: ById,
        },
      },
      async (request) => {
        const board = await boardOf(db, request.params.id, today(house))
        const written = board.flatMap(({ conditions }) => conditions.flatMap(({ acts }) => acts))
        const deciders = board.flatMap(({ decisions }) => decisions.map(({ by }) => by))
        const names = await namesOf(db, [...new Set([...namedInPublic(written), ...deciders])])
        return {
          tranches: board.map(
            ({ request: asked, releases, conditions, decisions, content: _, ...tranche }) => ({
              ...tranche,
              // So does who cancels a tranche or puts it off.
              decisions: decisions.map(({ by, ...each }) => ({ ...each, name: names.get(by) ?? null })),
              open: asked === null ? null : { id: asked.id, minor: asked.minor, at: asked.at },
              releases: releases.map(({ by: _by, askedBy: _asked, ...release }) => release),
              conditions: conditions.map(({ acts, ...condition }) => ({
                ...condition,
                // Who lets a condition go or puts it off answers for it by name.
                acts: acts.map(({ by, ...act }) => ({
                  ...act,
                  name: by !== null && isNamed(act.act) ? (names.get(by) ?? null) : null,
                })),
              })),
            }),
          ),
        }
      },
    )

    http.post(
      '/api/v1/compacts/:id/conditions/:tranche/:condition',
      {
        config: inside,
        schema: {
          summary: 'Writes evidence, a finding, a deferral or a waiver about a condition',
          headers: OnceHeaders,
          params: Type.Object({ id: Id, tranche: Key, condition: Key }),
          body: ActBody,
        },
      },
      async (request, reply) => {
        const { id, tranche, condition } = request.params
        const { act, reason, until, document, url, capacity } = request.body
        assertDays({ until })
        await assertKept(id, document)
        const row = await db
          .selectFrom('fund_conditions')
          .innerJoin('fund_parties', (join) =>
            join
              .onRef('fund_parties.compact_id', '=', 'fund_conditions.compact_id')
              .onRef('fund_parties.key', '=', 'fund_conditions.verifier'),
          )
          .select('fund_parties.organisation_id')
          .where('fund_conditions.compact_id', '=', id)
          .where('fund_conditions.tranche', '=', tranche)
          .where('fund_conditions.key', '=', condition)
          .executeTakeFirst()
        const answer = await moneyChange(
          house,
          request,
          actionOf(act),
          async (trx, change) => ({
            status: 201,
            body: {
              act: await actOnCondition(trx, change, id, {
                tranche,
                condition,
                act,
                reason: reason ?? null,
                until: until ?? null,
                document: document ?? null,
                url: url ?? null,
                capacity: capacity ?? null,
              }),
            },
          }),
          { preferred: act === 'evidence' ? null : (row?.organisation_id ?? null) },
        )
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/tranches/:tranche/decisions',
      {
        config: { may: 'waive conditions', on },
        schema: {
          summary:
            'Cancels what of a tranche is not released, or puts it off until a day; public, with name and reason',
          headers: OnceHeaders,
          params: Type.Object({ id: Id, tranche: Key }),
          body: Type.Object(
            {
              act: Type.Enum([...trancheActs]),
              until: orNull(Day),
              reason: Sentence,
              capacity: orNull(Type.String({ maxLength: 200 })),
            },
            strict,
          ),
        },
      },
      async (request, reply) => {
        const { id, tranche } = request.params
        const { act, until, reason, capacity } = request.body
        assertDays({ until })
        const answer = await moneyChange(house, request, 'waive conditions', async (trx, change) => ({
          status: 201,
          body: {
            decision: await decideOnTranche(trx, change, id, {
              tranche,
              act,
              until: until ?? null,
              reason,
              capacity: capacity ?? null,
            }),
          },
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/tranches/:tranche/requests',
      {
        config: entering,
        schema: {
          summary: 'Asks for money of a tranche to be let go',
          headers: OnceHeaders,
          params: Type.Object({ id: Id, tranche: Key }),
          body: Type.Object(
            {
              minor: Type.Integer({
                minimum: Number.MIN_SAFE_INTEGER,
                maximum: Number.MAX_SAFE_INTEGER,
                description:
                  'Whole minor units of the tranche’s currency; below nothing to take back what was never paid',
              }),
              note: Sentence,
              exception: orNull(Type.String({ maxLength: 2000 })),
            },
            strict,
          ),
        },
      },
      async (request, reply) => {
        const { id, tranche } = request.params
        const { minor, note, exception } = request.body
        const answer = await moneyChange(house, request, 'enter money', async (trx, change) => ({
          status: 201,
          body: {
            request: await askForRelease(trx, change, id, {
              tranche,
              minor,
              note,
              exception: exception ?? null,
            }),
          },
        }))
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      '/api/v1/compacts/:id/tranches/:tranche/requests/:request/decision',
      {
        config: { may: 'release money', on },
        schema: {
          summary: 'Lets money of a tranche go, or refuses to; impossible while a condition holds it',
          headers: OnceHeaders,
          params: Type.Object({ id: Id, tranche: Key, request: Id }),
          body: Type.Object(
            { verdict: Type.Enum(['released', 'refused']), reason: orNull(Sentence) },
            strict,
          ),
        },
      },
      async (request, reply) => {
        const { id, tranche, request: asked } = request.params
        const { verdict, reason } = request.body
        if ((await requestOf(db, id, asked)).tranche !== tranche)
          throw new NotFound('This tranche has no such request')
        const answer = await moneyChange(house, request, 'release money', async (trx, change) => ({
          status: 200,
          body: await decideOnRelease(trx, change, id, asked, verdict, reason ?? null),
        }))
        return sendAnswer(reply, answer)
      },
    )
  }
