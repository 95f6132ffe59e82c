import type { Language } from '../../ui/language.ts'
import { type Assumed, commandOf, type PlanAnswer } from './plan.ts'
import { type QuestionName, questionOf } from './questions.ts'
import { type SayPlan, sentencesOf, withoutTags } from './say-plan.ts'

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
  const { design } = questionOf(ask)
  const [sentence = ''] = sentencesOf(ask, assumed, answer, language, say)
  const people = plannedPeople(ask, assumed, answer)
  const query = new URLSearchParams({
    method: methods[design],
    ...(people === null ? {} : { samplePlanned: String(people) }),
    sampleWords: say('study.sample', {
      sentence: `${withoutTags(sentence)} (tp prevalence ${commandOf(design, assumed)})`,
    }),
  })
  return `/studies/new?${query}`
}

/** How many are to answer; lists ask nobody, and recruitment is planned at a design effect of 4. */
export function plannedPeople(ask: QuestionName, assumed: Assumed, { rows }: PlanAnswer): number | null {
  if (ask === 'lists') return null
  if (ask === 'rds') return rows.find(({ designEffect }) => designEffect === 4)?.respondents ?? null
  return rows[0]?.respondents ?? assumed.respondents ?? null
}
