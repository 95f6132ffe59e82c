import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { changeCompact } from '../compacts/desk.ts'
import { agreementInForce } from '../compacts/store.ts'
import type { House } from '../house/house.ts'
import { OnceHeaders, sendAnswer } from '../house/once.ts'
import { assertAsked, textFor } from './asked.ts'
import {
  confirmDeduplication,
  confirmPromise,
  countsWaiting,
  promiseChecksOf,
  promisesWaiting,
  recordDeduplication,
  recordPromise,
  scorecardOf,
} from './checks.ts'
import { askCorrection, correctionsOf, decideCorrection } from './corrections.ts'
import { type MonitoringWiring, onCompact, seesReport } from './desk.ts'
import { DataValueSet, Dhis2Mapping, readDataValues } from './dhis2.ts'
import { dialoguesOf } from './dialogues.ts'
import { MonitoringFault } from './faults.ts'
import { diffOf } from './file-diff.ts'
import { faultAt } from './forms.ts'
import { beginOf, dayOverEverywhere, roundsOf, standingOf } from './periods.ts'
import { promisedIn } from './promised.ts'
import { FaultsRemain } from './readable.ts'
import { TypedPart } from './reading.ts'
import { type Saved, saveReport, submitReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import {
  draftsOf,
  findReport,
  type ReportKey,
  reportAt,
  reportsOf,
  stepsOf,
  valueHistoryOf,
} from './store.ts'
import { outcomes, type PromiseKind } from './tables.ts'
import { dueUnder, termsOf } from './terms.ts'
import { publishReport, returnReport, verifyReport } from './verifying.ts'

/* What scripts ask and send; bodies hold what is named here and nothing else. */

const strict = { additionalProperties: false } as const
const Nothing = Type.Object({}, strict)
const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'UUID' })
const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$', description: 'Key in the agreement' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Last day of the period' })
const ById = Type.Object({ id: Id })
const ByReport = Type.Object({ id: Id, ends: Day, party: Key })
const ByCorrection = Type.Object({ id: Id, ends: Day, party: Key, correction: Id })
const ByPromise = Type.Object({ id: Id, check: Id })
const ByIndicator = Type.Object({ id: Id, indicator: Key })
const ByCount = Type.Object({ id: Id, indicator: Key, count: Id })
const promiseKinds = ['benchmark', 'responsibility', 'sustainability'] as const satisfies PromiseKind[]
const Reason = Type.String({ maxLength: 2000 })
const Parts = Type.Record(
  Key,
  Type.Object(
    {
      base: Type.Integer({
        minimum: 0,
        description: 'Revision the part was made from; 0 where nothing was saved',
      }),
      typed: TypedPart,
    },
    strict,
  ),
)

/** Results, scorecard and reports as JSON, under `/api/v1/compacts/:id`. */
export const monitoringApi =
  (house: House, wiring: MonitoringWiring = {}): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { db } = house
    const on = onCompact(house)
    const paid = wiring.lastPayment
    const at = '/api/v1/compacts/:id'
    const report = `${at}/reports/:ends/:party`
    const reading = { may: 'read a compact', on } as const
    const members = { may: 'read a draft', on } as const
    const reporting = { may: 'report results', on } as const
    const verifying = { may: 'verify results', on } as const
    const keyOf = ({ id, ends, party }: { id: string; ends: string; party: string }): ReportKey => ({
      compact: id,
      party,
      ends,
    })

    /** Each fault that keeps a report from being sent, as a place, a message and nothing guessed. */
    const told = async <Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> => {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof FaultsRemain)) throw error
        const details = error.parts.flatMap(({ indicator, faults }) =>
          faults.map((fault) => {
            const { field, message } = faultAt(indicator, fault, request.language)
            return { place: field, message }
          }),
        )
        throw new FaultsRemain(error.parts, details)
      }
    }

    http.get(
      `${at}/results`,
      {
        config: reading,
        schema: {
          params: ById,
          description: 'Targets, baselines and published values; small counts of people are kept back.',
        },
      },
      async (request) =>
        resultsOf(db, request.params.id, house.now(), {
          threshold: house.settings.fewestShown,
          paid: wiring.lastPayment,
        }),
    )

    http.get(`${at}/scorecard`, { config: reading, schema: { params: ById } }, async (request) => ({
      answers: await scorecardOf(
        db,
        request.params.id,
        house.now(),
        (await wiring.contributionsWithEntries?.(db, request.params.id)) ?? null,
        wiring.lastPayment,
      ),
    }))

    http.get(
      `${at}/promises`,
      {
        config: reading,
        schema: {
          params: ById,
          description:
            'Benchmarks, responsibilities and measures that shall last: what became of each by the word of two parties, and what one party alone has said.',
        },
      },
      async (request) => {
        const { id } = request.params
        const found = await agreementInForce(db, id)
        if (found === null) throw new MonitoringFault('not in force')
        const checks = await promiseChecksOf(db, id)
        const waiting = await promisesWaiting(db, id)
        const over = dayOverEverywhere(house.now())
        return {
          version: found.version,
          promises: promiseKinds.flatMap((kind) =>
            promisedIn(found.agreement)[kind].map(({ key, text, party, by }) => {
              const isIts = (each: { kind: PromiseKind; key: string }) =>
                each.kind === kind && each.key === key
              const standing = checks.find(isIts) ?? null
              return {
                kind,
                key,
                text,
                party,
                by,
                state: standing?.outcome ?? (by !== null && by <= over ? 'overdue' : 'open'),
                standing,
                waiting: waiting.find(isIts) ?? null,
              }
            }),
          ),
        }
      },
    )

    http.post(
      `${at}/promises`,
      {
        config: verifying,
        schema: {
          params: ById,
          headers: OnceHeaders,
          body: Type.Object(
            {
              kind: Type.Enum([...promiseKinds]),
              key: Key,
              outcome: Type.Enum([...outcomes]),
              on: Type.String({
                pattern: '^\\d{4}-\\d{2}-\\d{2}$',
                description: 'Since when, or as of which day',
              }),
              evidence: Type.Optional(
                Type.String({
                  maxLength: 500,
                  description: 'Address, or hash of a kept file; for what was met',
                }),
              ),
              comment: Type.Optional(Reason),
            },
            strict,
          ),
          description:
            'Says what became of a promise. That it was met, or is waived, counts once another party has confirmed it.',
        },
      },
      async (request, reply) => {
        const { evidence = '', comment = '', ...said } = request.body
        return sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => ({
            status: 201,
            body: {
              check: await recordPromise(trx, change, {
                compact: request.params.id,
                ...said,
                evidence: evidence.trim() || null,
                comment: comment.trim() || null,
              }),
            },
          })),
        )
      },
    )

    http.post(
      `${at}/promises/:check/confirmation`,
      { config: verifying, schema: { params: ByPromise, headers: OnceHeaders, body: Nothing } },
      async (request, reply) => {
        const { id, check } = request.params
        return sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => {
            await confirmPromise(trx, change, { compact: id, check })
            return { status: 200, body: { confirmed: true } }
          }),
        )
      },
    )

    http.get(
      `${at}/results/:indicator/people`,
      {
        config: verifying,
        schema: {
          params: ByIndicator,
          description: 'Counts of different people that wait for another party; they may be small.',
        },
      },
      async (request) => ({
        waiting: await countsWaiting(db, request.params.id, request.params.indicator),
      }),
    )

    http.post(
      `${at}/results/:indicator/people`,
      {
        config: verifying,
        schema: {
          params: ByIndicator,
          headers: OnceHeaders,
          body: Type.Object(
            {
              ends: Day,
              cell: Type.String({
                maxLength: 200,
                description: 'Cell as in the results; `total` for the whole',
              }),
              value: Type.String({ maxLength: 40 }),
              method: Reason,
            },
            strict,
          ),
          description:
            'Says how many different people several reporters reached together. It counts once another party has confirmed it.',
        },
      },
      async (request, reply) => {
        const { id, indicator } = request.params
        const { value, ...counted } = request.body
        return sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => ({
            status: 201,
            body: {
              count: await recordDeduplication(trx, change, {
                compact: id,
                indicator,
                typed: value,
                ...counted,
              }),
            },
          })),
        )
      },
    )

    http.post(
      `${at}/results/:indicator/people/:count/confirmation`,
      { config: verifying, schema: { params: ByCount, headers: OnceHeaders, body: Nothing } },
      async (request, reply) => {
        const { id, indicator, count } = request.params
        return sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => {
            await confirmDeduplication(trx, change, { compact: id, count, indicator })
            return { status: 200, body: { confirmed: true } }
          }),
        )
      },
    )

    http.get(`${at}/dialogues`, { config: members, schema: { params: ById } }, async (request) => ({
      dialogues: await dialoguesOf(db, request.params.id),
    }))

    http.get(`${at}/reports`, { config: members, schema: { params: ById } }, async (request) => {
      const { id } = request.params
      const found = await agreementInForce(db, id)
      if (found === null) throw new MonitoringFault('not in force')
      const reports = await reportsOf(db, id)
      return {
        version: found.version,
        reports: roundsOf(dueUnder(await termsOf(db, id, paid === undefined ? {} : { paid }))).map(
          ({ party, ends, due, items }) => {
            const state = reports.find((each) => each.party === party && each.ends === ends)?.state ?? null
            const isOwed = state === null || state === 'draft' || state === 'returned'
            return {
              party,
              ends,
              due,
              indicators: items.map(({ indicator }) => indicator),
              state,
              // How what is owed stands; nothing that was sent is overdue.
              standing: isOwed
                ? standingOf({ begins: beginOf(items), ends, due }, house.now())
                : ('sent' as const),
            }
          },
        ),
      }
    })

    http.get(report, { config: members, schema: { params: ByReport } }, async (request) => {
      const key = keyOf(request.params)
      const found = await reportAt(db, key)
      if (!seesReport(request, await on(request), found.organisation))
        throw new MonitoringFault('not your report', { party: key.party })
      return {
        report: found,
        steps: (await stepsOf(db, found.id)).map(({ by: _, ...step }) => step),
        parts: Object.fromEntries(
          [...(await draftsOf(db, found.id))].map(([indicator, { revision, typed }]) => [
            indicator,
            { revision, typed },
          ]),
        ),
        values: await valueHistoryOf(db, found.id),
        corrections: (await correctionsOf(db, found.id)).map(
          ({ askedBy: _, decidedBy: __, ...each }) => each,
        ),
      }
    })

    http.put(
      report,
      {
        config: reporting,
        schema: {
          params: ByReport,
          headers: OnceHeaders,
          body: Type.Object({ parts: Parts }, strict),
          description:
            'Saves a draft part by part. 409 with both texts for parts that were changed meanwhile; the others are saved.',
        },
      },
      async (request, reply) => {
        const key = keyOf(request.params)
        const answer = await changeCompact(house, request, async (trx, change) => {
          const saved: Saved = await saveReport(trx, change, key, request.body.parts, paid)
          const conflicts = saved.conflicts.map(({ by: _, ...conflict }) => conflict)
          return { status: conflicts.length > 0 ? 409 : 200, body: { ...saved, conflicts } }
        })
        return sendAnswer(reply, answer)
      },
    )

    http.post(
      `${report}/submission`,
      {
        config: reporting,
        schema: {
          params: ByReport,
          headers: OnceHeaders,
          body: Type.Object(
            { version: Type.Integer({ minimum: 1, description: 'Version of the agreement that was read' }) },
            strict,
          ),
        },
      },
      async (request, reply) =>
        sendAnswer(
          reply,
          await told(request, () =>
            changeCompact(house, request, async (trx, change) => {
              await submitReport(trx, change, keyOf(request.params), request.body, paid)
              return { status: 200, body: { state: 'submitted' } }
            }),
          ),
        ),
    )

    http.post(
      `${report}/verification`,
      { config: verifying, schema: { params: ByReport, headers: OnceHeaders, body: Nothing } },
      async (request, reply) =>
        sendAnswer(
          reply,
          await told(request, () =>
            changeCompact(house, request, async (trx, change) => {
              await verifyReport(trx, change, keyOf(request.params))
              return { status: 200, body: { state: 'verified' } }
            }),
          ),
        ),
    )

    http.post(
      `${report}/return`,
      {
        config: verifying,
        schema: { params: ByReport, headers: OnceHeaders, body: Type.Object({ reason: Reason }, strict) },
      },
      async (request, reply) =>
        sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => {
            await returnReport(trx, change, keyOf(request.params), request.body.reason)
            return { status: 200, body: { state: 'returned' } }
          }),
        ),
    )

    http.post(
      `${report}/publication`,
      { config: verifying, schema: { params: ByReport, headers: OnceHeaders, body: Nothing } },
      async (request, reply) =>
        sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => {
            await publishReport(trx, change, keyOf(request.params))
            return { status: 200, body: { state: 'published' } }
          }),
        ),
    )

    http.post(
      `${report}/corrections`,
      {
        config: reporting,
        schema: {
          params: ByReport,
          headers: OnceHeaders,
          body: Type.Object({ indicator: Key, typed: TypedPart, reason: Reason }, strict),
        },
      },
      async (request, reply) =>
        sendAnswer(
          reply,
          await told(request, () =>
            changeCompact(house, request, async (trx, change) => ({
              status: 201,
              body: { correction: await askCorrection(trx, change, keyOf(request.params), request.body) },
            })),
          ),
        ),
    )

    http.post(
      `${report}/corrections/:correction/decision`,
      {
        config: verifying,
        schema: {
          params: ByCorrection,
          headers: OnceHeaders,
          body: Type.Object({ agree: Type.Boolean(), reason: Type.Optional(Reason) }, strict),
        },
      },
      async (request, reply) => {
        const { agree, reason = '' } = request.body
        const { correction } = request.params
        return sendAnswer(
          reply,
          await changeCompact(house, request, async (trx, change) => {
            await decideCorrection(trx, change, keyOf(request.params), { correction, agree, reason })
            return { status: 200, body: { decision: agree ? 'agreed' : 'refused' } }
          }),
        )
      },
    )

    http.post(
      `${report}/dhis2`,
      {
        config: reporting,
        schema: {
          params: ByReport,
          headers: OnceHeaders,
          body: Type.Object(
            {
              dataValueSet: DataValueSet,
              mapping: Dhis2Mapping,
              confirm: Type.Boolean({
                description: 'False shows what would change; true takes it into the draft',
              }),
            },
            strict,
          ),
          description:
            'A data value set of DHIS2 into the draft, by a mapping of its codes. Rows that belong nowhere are listed.',
        },
      },
      async (request, reply) => {
        const key = keyOf(request.params)
        const { dataValueSet, mapping, confirm } = request.body
        const answer = await changeCompact(house, request, async (trx, change) => {
          const found = await textFor(trx, key, paid)
          if (found === null) throw new MonitoringFault('nothing due', { ends: key.ends })
          const asked = await assertAsked(trx, key, found.agreement, change.at, paid)
          const own = found.agreement.parties.find((each) => each.key === key.party)?.organisation ?? ''
          if (own === null || !change.standsFor.includes(own))
            throw new MonitoringFault('not your report', { party: key.party })
          const present = await findReport(trx, key)
          const drafts = present === null ? new Map() : await draftsOf(trx, present.id)
          const { values, refused } = readDataValues(dataValueSet, mapping, asked)
          const { parts, ...diff } = diffOf(asked, drafts, values, refused, null)
          const saved = confirm ? await saveReport(trx, change, key, parts, paid) : null
          return { status: 200, body: { ...diff, saved: saved?.saved ?? null } }
        })
        return sendAnswer(reply, answer)
      },
    )
  }
