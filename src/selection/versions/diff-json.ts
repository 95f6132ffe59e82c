import { Type } from 'typebox'
import type { Language } from '../../ui/language.ts'
import { Text } from '../schema.ts'
import { unitName } from '../sentences.ts'
import type { RuleChange } from './diff.ts'
import { sayChange, sayPlace, sayWhy, type Titles, verdict } from './diff-say.ts'
import type { Comparison } from './diff-years.ts'

const open = { additionalProperties: true }
const Count = Type.Integer({ minimum: 0 })
const Named = Type.Object({
  methodology: Type.String(),
  version: Type.Integer(),
  title: Text,
  status: Type.String({ description: 'draft, published or historical' }),
})
const Change = Type.Object({ sentence: Type.String(), kind: Type.String() }, open)
const Side = Type.Object({
  counts: Type.Object({ in: Count, out: Count, unknown: Count, of: Count }),
  cannotJudge: Type.Unknown({ description: 'Series that are missing, or null' }),
  shortlistSize: Count,
  shortlist: Type.Array(Type.String(), { description: 'ISO 3166-1 alpha-3, by rank' }),
})

/** What the API answers, for its description and for writing it out. */
export const ComparisonAnswer = Type.Object({
  from: Named,
  to: Named,
  summary: Type.String(),
  rules: Type.Array(Change, { description: 'Rules that differ' }),
  aside: Type.Array(Change, { description: 'What differs and judges nobody' }),
  texts: Type.Integer({ description: 'Titles, reasons and other texts that differ' }),
  years: Type.Array(
    Type.Object({
      asOf: Type.String({ description: 'YYYY-MM-DD: nothing released later was looked at' }),
      issue: Type.Unknown({ description: 'Year of the ratings that say who is judged, of each' }),
      from: Side,
      to: Side,
      onBoth: Count,
      tau: Type.Unknown({ description: 'Kendall’s τ-b of the ranks of all that pass under both, or null' }),
      rankedByBoth: Count,
      moves: Type.Array(
        Type.Object({ unit: Type.String(), name: Type.String(), sentence: Type.String() }, open),
      ),
    }),
  ),
  lines: Type.Object({}, { ...open, description: 'The two texts line by line' }),
})

/** A comparison for programs: what the page says, with the sentences beside the data. */
export function comparisonJson(language: Language, comparison: Comparison, titles: Titles) {
  const { from, to, changes, text, years } = comparison
  const both = { from: from.methodology, to: to.methodology }
  const named = ({ methodology, version, title, status }: (typeof both)['from']) => ({
    methodology,
    version,
    title,
    status,
  })
  const said = (change: RuleChange) => ({ sentence: sayChange(language, change, both, titles), ...change })
  return {
    from: named(both.from),
    to: named(both.to),
    summary: verdict(language, comparison),
    rules: changes.rules.map(said),
    aside: changes.aside.map(said),
    texts: changes.texts,
    years: years.map(({ moves, ...year }) => ({
      ...year,
      moves: moves.map((move) => ({
        unit: move.unit,
        name: unitName(language, move.unit),
        sentence: `${sayPlace(language, move.from)} → ${sayPlace(language, move.to)} (${sayWhy(language, move, both)})`,
        from: move.from,
        to: move.to,
        why: move.why,
      })),
    })),
    lines: text,
  }
}
