import { between, type Language } from '../../ui/language.ts'
import { type Assumed, commandOf, type PlanAnswer } from './plan.ts'
import { type QuestionName, questionOf } from './questions.ts'
import { figureOf, labelOf, type SayPlan, sentencesOf, withoutTags } from './say-plan.ts'

const methods = {
  survey: 'survey',
  change: 'two-waves',
  nsum: 'network-scale-up',
  rds: 'respondent-driven',
  lists: 'lists',
} as const

/** The form of a new study, with what the plan says of it filled in. */
export function studyAddress(
  ask: QuestionName,
  assumed: Assumed,
  answer: PlanAnswer,
  language: Language,
  say: SayPlan,
): string {
  const question = questionOf(ask)
  const sentences = sentencesOf(ask, assumed, answer, language, say).map(withoutTags)
  const people = plannedPeople(ask, assumed, answer)
  const assumptions = question.fields
    .filter((name) => assumed[name] !== undefined || name === 'with-comparison')
    .map(
      (name) =>
        `${labelOf(ask, name, say)}${between(language, ':')}${figureOf(name, assumed, language, say)}`,
    )
  const query = new URLSearchParams({
    method: methods[question.design],
    ...(people === null ? {} : { samplePlanned: String(people) }),
    sampleWords: sentences.join(' '),
    design: [...assumptions, `tp prevalence ${commandOf(question.design, assumed)}`].join('\n'),
  })
  return `/studies/new?${query}`
}

/** How many are to answer; lists ask nobody, and recruitment is planned at a design effect of 4. */
export function plannedPeople(ask: QuestionName, assumed: Assumed, { rows }: PlanAnswer): number | null {
  if (ask === 'lists') return null
  if (ask === 'rds') return rows.find(({ designEffect }) => designEffect === 4)?.respondents ?? null
  return rows[0]?.respondents ?? assumed.respondents ?? null
}
