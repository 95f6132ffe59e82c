import { type TSchema, Type } from 'typebox'
import { unitName } from '../sentences.ts'
import { commandsOf, earlierText, type Memo, signingOf } from './memo.ts'
import type { Declaration, Declared, Dissent, Said } from './schema.ts'

/* What the API and `tp select decision show --json` answer. */

const open = { additionalProperties: true }
const Nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()])
const Range = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })

export const DecisionCard = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  state: Type.String({ description: 'draft, in review, signed off, published, kept or set aside' }),
  title: Type.String(),
  language: Type.String({ description: 'The language it is written in' }),
  assessment: Type.String(),
  chosen: Type.Array(Type.String(), { description: 'ISO 3166-1 alpha-3' }),
  supersedes: Nullable(Type.String()),
  published: Nullable(Type.String()),
})
export const DecisionsAnswer = Type.Object({
  decisions: Type.Array(DecisionCard),
  next: Nullable(Type.String({ description: 'Asks for older ones as `before`; null at the end' })),
})
export const DecisionAnswer = Type.Object(
  {
    ...DecisionCard.properties,
    why: Nullable(Type.String({ description: 'Why there is another version' })),
    summary: Type.String(),
    size: Type.Integer({ description: 'How many of the ranking count as within' }),
    assessmentOf: Type.Object(
      {
        id: Type.String(),
        methodology: Type.String(),
        version: Type.Integer(),
        asOf: Type.String(),
        seed: Type.Integer(),
        replicates: Type.Integer(),
        shortlistSize: Type.Integer(),
        resultDigest: Type.String(),
      },
      open,
    ),
    countries: Type.Array(
      Type.Object(
        {
          unit: Type.String(),
          name: Type.String(),
          chosen: Type.Boolean(),
          departure: Nullable(Type.String()),
          standing: Type.String(),
          rank: Nullable(Type.Integer()),
          rankRange: Nullable(Range),
          score: Nullable(Type.Number()),
          scoreRange: Nullable(Range),
          reason: Type.String(),
          justification: Type.String(),
        },
        open,
      ),
      { description: 'Those chosen, then those left out though they rank within' },
    ),
    dissent: Type.Array(Type.Object({}, open), {
      description:
        'By whom, recorded by whom where that is another, on which text (SHA-256); days alone, in no order within one',
    }),
    conflicts: Type.Array(Type.Object({}, open), {
      description:
        'What the author and others declared who did not sign; signers declare with their signature. `replaced`: the day on which the same person declared anew',
    }),
    signing: Type.Array(Type.Object({}, open), { description: 'Who must sign, and who has' }),
    sources: Type.Array(Type.Object({}, open), { description: 'What the figures rest on' }),
    hash: Nullable(Type.String({ description: 'SHA-256 of the text that is signed' })),
    text: Nullable(Type.String({ description: 'The text that is signed: canonical JSON' })),
    commands: Type.Record(Type.String(), Type.String()),
  },
  open,
)

export const cardOf = ({ decision }: Pick<Memo, 'decision'>) => ({
  id: decision.id,
  version: decision.version,
  state: decision.state,
  title: decision.content.title,
  language: decision.content.language,
  assessment: decision.assessment,
  chosen: decision.content.chosen.map(({ unit }) => unit),
  supersedes: decision.supersedes,
  published: decision.published,
})

const declared = (each: Declared) => (each.none ? 'none declared' : each.conflict)
const named = (by: Dissent['by']) => (typeof by === 'string' ? by : by.name)
/** Days alone: moments would lead from one who dissents as “a member” to what they did by name a minute later. */
const dayIn = ({ at }: Said) => at.slice(0, 10)
const dissentIn = (memo: Memo) => (each: Dissent) => ({
  by: named(each.by),
  recordedBy: each.recordedBy === null ? null : named(each.recordedBy),
  text: each.text,
  day: each.day,
  onText: each.hash,
  earlierText: earlierText(memo, each) !== null,
})
const declarationIn = (memo: Memo) => (each: Declaration) => ({
  author: each.author,
  name: each.name,
  conflict: declared(each.declared),
  day: dayIn(each),
  onText: each.hash,
  earlierText: earlierText(memo, each) !== null,
  replaced: each.replaced,
})

/** A memo as JSON. */
export function memoJson(memo: Memo) {
  const { decision, assessment } = memo
  return {
    ...cardOf(memo),
    why: decision.why,
    summary: decision.content.summary,
    size: decision.content.size,
    assessmentOf: {
      id: assessment.id,
      methodology: assessment.methodology,
      version: assessment.version,
      asOf: assessment.asOf,
      seed: assessment.seed,
      replicates: assessment.replicates,
      shortlistSize: assessment.shortlistSize,
      resultDigest: assessment.resultDigest,
    },
    countries: memo.rows.map((row) => ({ name: unitName('en', row.unit), ...row })),
    dissent: memo.dissents.map(dissentIn(memo)),
    conflicts: memo.declarations.map(declarationIn(memo)),
    signing: signingOf(memo).map(({ signer, signature }) => ({
      role: signer.role,
      organisation:
        signer.organisation === null ? null : (memo.organisations.get(signer.organisation) ?? null),
      signed: signature === null ? null : dayIn(signature),
      name: signature?.name ?? null,
      conflict: signature === null ? null : declared(signature.declared),
      replaced: signature?.replaced ?? null,
    })),
    sources: memo.sources,
    hash: decision.hash,
    text: decision.text,
    commands: commandsOf(memo),
  }
}
