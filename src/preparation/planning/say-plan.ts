import { formatNumber, type Language, type Say } from '../../ui/language.ts'
import type { Assumed, PlanAnswer, PlanQuantity } from './plan.ts'
import {
  designEffectIn,
  type FieldFault,
  type FieldName,
  fields,
  type QuestionName,
  questions,
} from './questions.ts'
import type { en } from './words/en.ts'

/** The words of the page, and of what is doubtful in a plan, in the one language the reader has. */
export type PlanWord = keyof typeof en | DoubtWord
export type DoubtWord = `doubt.${PlanFinding}`
export type SayPlan = Say<PlanWord>

/** What the estimators can find doubtful in a plan. */
export const planFindings = [
  'plan-passes-ends',
  'few-expected-cases',
  'few-clusters-planned',
  'plan-assumes-independence',
  'few-expected-in-overlap',
] as const
export type PlanFinding = (typeof planFindings)[number]

export const inPercent = (language: Language, value: number): string =>
  formatNumber(language, value, { style: 'percent', maximumSignificantDigits: value > 0.985 ? 4 : 3 })
export const inPoints = (language: Language, value: number): string =>
  formatNumber(language, value * 100, { maximumSignificantDigits: 3 })
export const inPeople = (language: Language, value: number): string =>
  formatNumber(language, value, { maximumFractionDigits: 0 })
const inDigits = (language: Language, value: number): string =>
  formatNumber(language, value, { maximumSignificantDigits: 3 })

/** The answer in sentences: the first one holds what was asked for, in `<b>`; the others what follows from it. */
export function sentencesOf(
  name: QuestionName,
  assumed: Assumed,
  answer: PlanAnswer,
  language: Language,
  say: SayPlan,
): string[] {
  const [row = {}] = answer.rows
  const people = (value: number | null | undefined) => inPeople(language, value ?? 0)
  const percent = (value: number | null | undefined) => inPercent(language, value ?? 0)
  const points = (value: number | null | undefined) => inPoints(language, value ?? 0)
  const values = {
    respondents: people(row.respondents ?? assumed.respondents),
    groups: assumed['with-comparison'] ? 'yes' : 'no',
    share: percent(assumed.share),
    second: percent(row.second ?? assumed.second),
    power: percent(row.power ?? assumed.power),
    level: percent(assumed.level),
    fall: percent(row.fall),
    halfWidth: points(row.halfWidth ?? assumed['half-width']),
    relative: percent(assumed['relative-half-width']),
  }
  switch (name) {
    case 'fall':
      return row.fall === null
        ? [say('answer.fall.none', values), say('answer.fall.none.more')]
        : [say('answer.fall', values), say('answer.fall.more', values)]
    case 'power':
      return [
        say('answer.power', values),
        say((row.power ?? 0) < 0.795 ? 'answer.power.low' : 'answer.power.enough'),
      ]
    case 'waves':
      return [say('answer.waves', values), ...whatItTakes()]
    case 'people':
      return [say('answer.people', values), ...whatItTakes()]
    case 'exactness':
      return [
        say('answer.exactness', values),
        say('answer.exactness.much', { ratio: percent((row.halfWidth ?? 0) / (assumed.share ?? 1)) }),
      ]
    case 'nsum': {
      const { population = 1, hidden = 0, degree = 0, transmission = 1 } = assumed
      const named = inDigits(language, (degree * transmission * hidden) / population)
      return [say('answer.nsum', values), say('answer.nsum.more', { named }), ...whatItTakes()]
    }
    case 'rds': {
      const at = (effect: number) =>
        people(answer.rows.find(({ designEffect }) => designEffect === effect)?.respondents)
      return [say('answer.rds', { least: at(2), most: at(10) }), say('answer.rds.more', { middle: at(4) })]
    }
    case 'lists':
      return [
        say('answer.lists', {
          seen: people(row.seen),
          inOverlap: people(row.inOverlap),
          low: people(row.low),
          high: people(row.high),
          level: values.level,
        }),
        say('answer.lists.more'),
      ]
  }

  function whatItTakes(): string[] {
    const size = assumed['cluster-size']
    const deff = designEffectIn(assumed) ?? 1
    return [
      ...(row.clusters === undefined || row.clusters === null || size === undefined
        ? []
        : [
            say('answer.clusters', {
              clusters: row.clusters,
              size: people(size),
              deff: inDigits(language, deff),
            }),
          ]),
      ...(assumed.response === undefined || assumed.response === 1
        ? []
        : [
            say('answer.approached', {
              response: percent(assumed.response),
              approached: people(row.approached),
            }),
          ]),
    ]
  }
}

/** A sentence as it is read, without its tags. */
export const withoutTags = (sentence: string): string => sentence.replace(/<\/?\w+>/g, '')

/** What is doubtful in a plan, as the command says it. */
export function doubtsOf({ findings }: PlanAnswer, language: Language, say: SayPlan): string[] {
  const said = findings.flatMap(({ code, ...values }) =>
    isPlanFinding(code)
      ? [
          say(
            `doubt.${code}`,
            Object.fromEntries(
              Object.entries(values).map(([name, value]) => [name, doubted(name, value, language)]),
            ),
          ),
        ]
      : [],
  )
  return [...new Set(said)]
}

/** As the command writes them: a share in per cent, half a width in points, a word as the sentence chooses by it. */
function doubted(name: string, value: unknown, language: Language): string {
  if (typeof value === 'string') return value
  const digits = { maximumSignificantDigits: 2 }
  if (name === 'share') return formatNumber(language, Number(value), { style: 'percent', ...digits })
  if (name === 'halfWidth') return formatNumber(language, Number(value) * 100, digits)
  return inDigits(language, Number(value))
}

const isPlanFinding = (code: string): code is PlanFinding => planFindings.some((each) => each === code)

/** What a field is called under this question. */
export function labelOf(question: QuestionName, name: FieldName, say: SayPlan): string {
  const { design } = questions[question]
  if (question === 'fall' && name === 'share') return say('field.share.fall')
  if (design === 'change' && name === 'share') return say('field.share.fall')
  if (design === 'change' && name === 'respondents') return say('field.respondents.change')
  if (design === 'change' && name === 'level') return say('field.level.change')
  if (design === 'lists' && name === 'population') return say('field.population.lists')
  return say(`field.${name}`)
}

export function hintOf(question: QuestionName, name: FieldName, say: SayPlan): string | undefined {
  const { design } = questions[question]
  if (name === 'power' || name === 'level') return undefined
  if (name === 'respondents' && design !== 'change') return undefined
  if (name === 'population')
    return design === 'lists'
      ? say('field.population.lists.hint')
      : design === 'nsum'
        ? undefined
        : say('field.population.hint')
  return say(`field.${name}.hint`)
}

/** What is wrong with a field, and what it takes. */
export function sayFault(
  question: QuestionName,
  name: FieldName,
  fault: FieldFault,
  language: Language,
  say: SayPlan,
): string {
  const label = labelOf(question, name, say)
  if (fault.kind !== 'range') return say(`fault.${fault.kind}`, { label })
  const bound = (value: number) => formatNumber(language, value, { maximumSignificantDigits: 12 })
  return say('fault.range', { label, least: bound(fault.least), most: bound(fault.most) })
}

/** An assumption as it went into the plan, in the unit it was typed in. */
export function figureOf(name: FieldName, assumed: Assumed, language: Language, say: SayPlan): string {
  if (name === 'with-comparison') return say(assumed[name] ? 'option.yes' : 'option.no')
  const value = assumed[name]
  if (value === undefined) return say('assumed.none')
  if (typeof value !== 'number') return value.map((one) => inPercent(language, one)).join(' · ')
  return inKind(fields[name].kind, value, language)
}

function inKind(kind: string, value: number, language: Language): string {
  if (kind === 'points') return inPoints(language, value)
  if (kind === 'people') return inPeople(language, value)
  return kind === 'number' ? inDigits(language, value) : inPercent(language, value)
}

/** How a place along the curve, and what is read there, is written. */
export function writeAlong(name: FieldName, value: number, language: Language): string {
  return inKind(fields[name].kind, value, language)
}

export function writeRead(quantity: PlanQuantity, value: number, language: Language): string {
  if (quantity === 'fall' || quantity === 'power') return inPercent(language, value)
  return quantity === 'halfWidth' ? inPoints(language, value) : inPeople(language, value)
}
