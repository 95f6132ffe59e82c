import { Type } from 'typebox'
import { Text } from './schema.ts'

/* What the API answers, for its description and for writing it out. */

const open = { additionalProperties: true }
const Count = Type.Integer({ minimum: 0 })
const Counts = Type.Object({ in: Count, out: Count, unknown: Count, of: Count })
const Digest = Type.String({ description: 'SHA-256, hexadecimal' })

export const MethodologyCard = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  title: Text,
  question: Text,
  status: Type.String({ description: 'draft, published or historical' }),
})
export const MethodologiesAnswer = Type.Object({ methodologies: Type.Array(MethodologyCard) })
export const MethodologyAnswer = Type.Object({
  ...MethodologyCard.properties,
  document: Type.Object({}, { ...open, description: 'The document, as methodology.schema.json has it' }),
  text: Type.String({ description: 'The same as its YAML text' }),
})

const card = {
  id: Type.String({ description: 'Made from the document, the inputs and the result' }),
  methodology: Type.String(),
  version: Type.Integer(),
  asOf: Type.String({ description: 'YYYY-MM-DD: nothing released later was looked at' }),
  seed: Type.Integer(),
  replicates: Type.Integer({ description: 'Runs of the sensitivity ranges' }),
  shortlistSize: Type.Integer(),
  inputsDigest: Digest,
  resultDigest: Digest,
  made: Type.String({ description: 'ISO 8601 moment at which it was first made' }),
}
export const AssessmentsAnswer = Type.Object({
  assessments: Type.Array(Type.Object({ ...card, counts: Counts })),
})
export const AssessmentAnswer = Type.Object({
  ...card,
  summary: Type.String(),
  methodologyDocument: Type.Object({}, { ...open, description: 'The document it was made by' }),
  inputs: Type.Object(
    {},
    {
      ...open,
      description: 'Everything the run looked at, each value with year, release, edition, error and source',
    },
  ),
  result: Type.Object(
    { counts: Counts, seed: Type.Integer(), replicates: Type.Integer(), shortlistSize: Type.Integer() },
    { ...open, description: 'Standing, gates, score, ranks, ranges and criteria of every unit' },
  ),
})
export const ExplanationAnswer = Type.Object(
  {
    unit: Type.String(),
    name: Type.String(),
    standing: Type.String({ description: 'in, out, unknown or not judged' }),
    headline: Type.String(),
    gates: Type.Array(Type.Object({}, open)),
    criteria: Type.Array(Type.Object({}, open)),
    lines: Type.Array(Type.String()),
  },
  {
    description:
      'Why one country stands where it stands, as data and as sentences in the language of the address',
  },
)
