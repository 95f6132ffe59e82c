import { Type } from 'typebox'

/* What the API answers, for its description and for writing it out. */

const open = { additionalProperties: true }

export const RobustnessAnswer = Type.Object(
  {
    assessment: Type.Union([Type.String(), Type.Null()]),
    label: Type.Literal('sensitivity range', {
      description: 'What the ranges are; none of them is a confidence interval',
    }),
    replications: Type.Integer(),
    seed: Type.Integer(),
    sentences: Type.Array(Type.String(), {
      description: 'What a reader takes away, in the language of the address',
    }),
  },
  {
    ...open,
    description:
      'How sure a result is. `why` says why runs cannot be made, with what is known of the gates; else `units`, `nearMisses`, `influence`, `reversals` and `flips` are there',
  },
)

export const RunsUnderWay = Type.Object({
  share: Type.Number({ minimum: 0, maximum: 1, description: 'How much of the runs is done' }),
  queued: Type.Boolean({ description: 'Others were asked for before' }),
})
