import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { today } from '../../house/house.ts'
import { OnceHeaders, sendAnswer } from '../../house/once.ts'
import { assertAllowed } from '../../people/policy/guard.ts'
import { changeCompact } from '../desk.ts'
import { gapsOf, matterOf } from '../facts.ts'
import { CompactFault } from '../faults.ts'
import { steps } from '../gap-codes.ts'
import { sayGap } from '../pages/gaps.tsx'
import { type PlanSums, planSums, type Sum } from '../plan.ts'
import { compactSubject, draftOf, findCompact, presentText, saveDraftPart } from '../store.ts'
import type { ApiDoor } from './door.ts'
import { ById, ByPart, DraftAnswer, GapAnswer, PlanAnswer, strict } from './shapes.ts'

/** The draft, what is lacking in it, and what its plan comes to. */
export const draftApi =
  (door: ApiDoor): FastifyPluginAsyncTypebox =>
  async (http) => {
    const { house, wiring, db, on } = door

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
        // The document names its own places.
        config: { may: 'draft a compact', on, looksAtCharacters: true },
        schema: {
          summary:
            'Saves one part of the draft. 409 when somebody saved this part since `base`: the answer holds both texts',
          headers: OnceHeaders,
          params: ByPart,
          body: Type.Object(
            {
              base: Type.Integer({ minimum: 0, description: 'Revision the text was made from' }),
              // What was written before a part could hold anything has nothing to send for it.
              value: Type.Optional(
                Type.Unknown({
                  description: 'The part whole; its form is that of /api/v1/compacts/agreement.schema.json',
                }),
              ),
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
