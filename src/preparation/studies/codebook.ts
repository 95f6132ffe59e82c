import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { units } from './schema.ts'

/*
 * A codebook: which signs are asked for, and which of them together make somebody one who is counted.
 *
 * A rule gives a label when its condition holds; the first rule that holds decides, and where none does the label of
 * `otherwise` stands. A condition is one of
 *
 *   { "atLeast": 2, "of": "means" }            two or more indicators of a domain
 *   { "atLeast": 1, "of": ["m1", "m4"] }       … of those named
 *   { "indicator": "a1" }                      this one
 *   { "all": [ … ] }  { "any": [ … ] }  { "not": … }
 */

const closed = { additionalProperties: false }

/** The elements of the Palermo Protocol; what belongs to none of them is `other`. */
export const domains = ['act', 'means', 'purpose', 'other'] as const
export type Domain = (typeof domains)[number]

const Code = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9._-]{0,39}$' })

export type Condition =
  | { atLeast: number; of: Domain | string[] }
  | { indicator: string }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

const OneOf = <const T extends readonly string[]>(names: T) =>
  Type.Unsafe<T[number]>(Type.Union(names.map((name) => Type.Literal(name))))

const Label = Type.Object({ code: Code, name: Type.String({ minLength: 1, maxLength: 200 }) }, closed)

/** How deep conditions may stand in one another: nobody can follow more. */
export const DEEPEST = 6

export const Codebook = Type.Object(
  {
    /** ISO 639 code. */
    language: Type.String({ pattern: '^[a-z]{2,3}$' }),
    title: Type.String({ minLength: 1, maxLength: 300 }),
    /** The statistical definition in words, as it stands beside a figure. */
    definition: Type.String({ minLength: 1, maxLength: 4000 }),
    unit: OneOf(units),
    /** Where indicators or rules are taken from. */
    source: Type.Union([Type.String({ minLength: 1, maxLength: 1000 }), Type.Null()]),
    indicators: Type.Array(
      Type.Object(
        {
          code: Code,
          /** The question or sign. */
          question: Type.String({ minLength: 1, maxLength: 1000 }),
          domain: OneOf(domains),
        },
        closed,
      ),
      { maxItems: 300 },
    ),
    rules: Type.Array(
      Type.Object(
        { label: Label, when: Type.Unsafe<Condition>(Type.Object({}, { additionalProperties: true })) },
        closed,
      ),
      {
        maxItems: 50,
      },
    ),
    otherwise: Label,
    /** What changed from the version before, and why; null for the first. */
    changes: Type.Union([Type.String({ minLength: 1, maxLength: 4000 }), Type.Null()]),
  },
  closed,
)
export type Codebook = Static<typeof Codebook>
export type Indicator = Codebook['indicators'][number]
export type Label = Static<typeof Label>

export const codebookProblems = [
  'not a codebook',
  'no indicators',
  'no rules',
  'code twice',
  'not a condition',
  'too deep',
  'empty group',
  'unknown indicator',
  'more than there are',
  'named twice in one',
  'never decides',
  'label with two names',
  'no changes said',
] as const
/** Something that keeps a codebook from being frozen: where it stands, and what it is about. */
export type CodebookProblem = { code: (typeof codebookProblems)[number]; place: string; about: string }

/** What is wrong with a codebook; empty when it can be frozen as version `version`. */
export function checkCodebook(codebook: Codebook, version: number): CodebookProblem[] {
  const problems: CodebookProblem[] = []
  const found = (code: CodebookProblem['code'], place: string, about = '') =>
    problems.push({ code, place, about })
  if (!Value.Check(Codebook, codebook)) {
    for (const { instancePath } of Value.Errors(Codebook as TSchema, codebook).slice(0, 5))
      found('not a codebook', instancePath || '/', instancePath.split('/').join(' ').trim())
    return problems
  }
  const { indicators, rules, otherwise } = codebook
  if (indicators.length === 0) found('no indicators', 'indicators')
  if (rules.length === 0) found('no rules', 'rules')
  for (const code of repeated(indicators.map((each) => each.code))) found('code twice', 'indicators', code)
  rules.forEach(({ when, label }, place) => {
    for (const problem of conditionProblems(when, indicators))
      found(problem.code, 'rules', `${place + 1} (${label.code})${problem.about && `: ${problem.about}`}`)
  })
  const seen = new Set<string>()
  rules.forEach(({ when, label }, place) => {
    const condition = JSON.stringify(when)
    if (seen.has(condition)) found('never decides', 'rules', `${place + 1} (${label.code})`)
    seen.add(condition)
  })
  const names = new Map<string, string>()
  for (const { code, name } of [...rules.map(({ label }) => label), otherwise]) {
    if (names.has(code) && names.get(code) !== name) found('label with two names', 'rules', code)
    names.set(code, name)
  }
  if (version > 1 && codebook.changes === null) found('no changes said', 'changes')
  return problems
}

type ConditionProblem = Pick<CodebookProblem, 'code' | 'about'>

/** What is wrong with a condition, from whatever was typed as one. */
function conditionProblems(
  condition: unknown,
  indicators: readonly Indicator[],
  depth = 1,
): ConditionProblem[] {
  if (depth > DEEPEST) return [{ code: 'too deep', about: String(DEEPEST) }]
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition))
    return [notOne(condition)]
  const keys = Object.keys(condition).sort().join(' ')
  const part = (key: string): unknown => Reflect.get(condition, key)
  const known = (code: unknown) => indicators.some((each) => each.code === code)
  switch (keys) {
    case 'indicator':
      return known(part('indicator')) ? [] : [{ code: 'unknown indicator', about: String(part('indicator')) }]
    case 'not':
      return conditionProblems(part('not'), indicators, depth + 1)
    case 'all':
    case 'any': {
      const group = part(keys)
      if (!Array.isArray(group)) return [notOne(condition)]
      if (group.length === 0) return [{ code: 'empty group', about: keys }]
      return group.flatMap((each) => conditionProblems(each, indicators, depth + 1))
    }
    case 'atLeast of': {
      const least = part('atLeast')
      const of = part('of')
      if (typeof least !== 'number' || !Number.isInteger(least) || least < 1) return [notOne(condition)]
      if (Array.isArray(of)) {
        const strangers = of.filter((code) => !known(code))
        if (strangers.length > 0)
          return strangers.map((code) => ({ code: 'unknown indicator', about: String(code) }))
        const twice = repeated(of.map(String))
        if (twice.length > 0) return twice.map((code) => ({ code: 'named twice in one', about: code }))
        return least > of.length ? [{ code: 'more than there are', about: `${least} > ${of.length}` }] : []
      }
      if (!domains.some((domain) => domain === of)) return [notOne(condition)]
      const there = indicators.filter(({ domain }) => domain === of).length
      return least > there ? [{ code: 'more than there are', about: `${of}: ${least} > ${there}` }] : []
    }
    default:
      return [notOne(condition)]
  }
}

const notOne = (condition: unknown): ConditionProblem => ({
  code: 'not a condition',
  about: (JSON.stringify(condition) ?? 'undefined').slice(0, 120),
})

function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, place) => texts.indexOf(text) !== place))]
}

/** What was answered: yes, no, or null where there is no answer. An indicator that is not here was answered with no. */
export type Answers = ReadonlyMap<string, boolean | null>

/** Whether a condition holds; null where it hangs on an answer that is missing (Kleene’s three values). */
export function holds(
  condition: Condition,
  indicators: readonly Indicator[],
  answers: Answers,
): boolean | null {
  const answer = (code: string) => (answers.has(code) ? (answers.get(code) ?? null) : false)
  if ('indicator' in condition) return answer(condition.indicator)
  if ('not' in condition) {
    const inner = holds(condition.not, indicators, answers)
    return inner === null ? null : !inner
  }
  if ('all' in condition) {
    const parts = condition.all.map((each) => holds(each, indicators, answers))
    return parts.includes(false) ? false : parts.includes(null) ? null : true
  }
  if ('any' in condition) {
    const parts = condition.any.map((each) => holds(each, indicators, answers))
    return parts.includes(true) ? true : parts.includes(null) ? null : false
  }
  const { yes, missing } = counted(condition, indicators, answers)
  if (yes.length >= condition.atLeast) return true
  return yes.length + missing.length >= condition.atLeast ? null : false
}

/** The indicators a count looks at that were answered with yes, and those without an answer. */
export function counted(
  { of }: { of: Domain | string[] },
  indicators: readonly Indicator[],
  answers: Answers,
): { yes: string[]; missing: string[] } {
  const codes = Array.isArray(of)
    ? of
    : indicators.filter(({ domain }) => domain === of).map(({ code }) => code)
  return {
    yes: codes.filter((code) => answers.get(code) === true),
    missing: codes.filter((code) => answers.has(code) && answers.get(code) === null),
  }
}

export type Judgement = {
  /** Null: it hangs on answers that are missing. */
  label: Label | null
  /** Place of the rule that decided, or that could not be decided; null where none held. */
  rule: number | null
  /** Every rule up to there, and whether it held. */
  tried: { rule: number; holds: boolean | null }[]
}

/**
 * The label that the rules give to these answers, and which rule gave it. Where a rule hangs on a missing answer there
 * is no label, unless every label that is still possible is the same one.
 */
export function judge({ indicators, rules, otherwise }: Codebook, answers: Answers): Judgement {
  const tried: Judgement['tried'] = []
  const possible: { label: Label; rule: number | null }[] = []
  for (const [rule, { label, when }] of rules.entries()) {
    const result = holds(when, indicators, answers)
    tried.push({ rule, holds: result })
    if (result !== false) possible.push({ label, rule })
    if (result === true) break
  }
  if (tried.at(-1)?.holds !== true) possible.push({ label: otherwise, rule: null })
  const [first] = possible
  const alike = new Set(possible.map(({ label }) => label.code)).size === 1
  return { label: alike && first ? first.label : null, rule: first?.rule ?? null, tried }
}
