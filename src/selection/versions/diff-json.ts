import type { Language } from '../../ui/language.ts'
import { unitName } from '../sentences.ts'
import { sayChange, sayPlace, sayWhy, type Titles, verdict } from './diff-say.ts'
import type { Comparison } from './diff-years.ts'

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
  return {
    from: named(both.from),
    to: named(both.to),
    summary: verdict(language, comparison),
    rules: changes.rules.map((change) => ({
      sentence: sayChange(language, change, both, titles),
      ...change,
    })),
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
