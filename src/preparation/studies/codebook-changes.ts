import type { Codebook, Condition } from './codebook.ts'

/** What differs between two versions of a codebook, found by comparing them: what is said of it may say less. */
export type CodebookChange =
  | { what: 'sign added' | 'sign left out' | 'asked anew' | 'other domain'; code: string }
  | { what: 'definition' | 'unit' | 'rules' | 'otherwise' }

/** Every difference that may change who is counted, in the order of the codebook. */
export function codebookChanges(before: Codebook, after: Codebook): CodebookChange[] {
  const old = new Map(before.indicators.map((each) => [each.code, each]))
  const now = new Set(after.indicators.map(({ code }) => code))
  const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  return [
    ...(before.definition === after.definition ? [] : [{ what: 'definition' as const }]),
    ...(before.unit === after.unit ? [] : [{ what: 'unit' as const }]),
    ...after.indicators.flatMap(({ code, question, domain }): CodebookChange[] => {
      const known = old.get(code)
      if (known === undefined) return [{ what: 'sign added', code }]
      return [
        ...(known.question === question ? [] : [{ what: 'asked anew' as const, code }]),
        ...(known.domain === domain ? [] : [{ what: 'other domain' as const, code }]),
      ]
    }),
    ...before.indicators.flatMap(({ code }): CodebookChange[] =>
      now.has(code) ? [] : [{ what: 'sign left out', code }],
    ),
    ...(differ(before.rules, after.rules) ? [{ what: 'rules' as const }] : []),
    ...(differ(before.otherwise, after.otherwise) ? [{ what: 'otherwise' as const }] : []),
  ]
}

/** Signs that no rule looks at: they are asked for and count for nothing. */
export function unusedSigns({ indicators, rules }: Codebook): string[] {
  const used = new Set(rules.flatMap(({ when }) => usedIn(when)))
  return indicators
    .filter(({ code, domain }) => !used.has(code) && !used.has(`domain ${domain}`))
    .map(({ code }) => code)
}

function usedIn(condition: Condition): string[] {
  if ('indicator' in condition) return [condition.indicator]
  if ('not' in condition) return usedIn(condition.not)
  if ('all' in condition) return condition.all.flatMap(usedIn)
  if ('any' in condition) return condition.any.flatMap(usedIn)
  return Array.isArray(condition.of) ? condition.of : [`domain ${condition.of}`]
}
