import { ErrorSummary } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import Plan from '../../islands/plan.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import {
  type FieldName,
  type QuestionName,
  questionNames,
  questionOf,
  readTyped,
  type Typed,
} from '../questions.ts'
import { type SayPlan, sayFault } from '../say-plan.ts'
import { planWordsIn } from '../words.ts'

/** What a study could show, before anybody is asked. */
export function PlanPage({
  ask,
  sent,
  basis,
  ...context
}: PageContext & { ask: QuestionName; sent: Typed; basis: string }) {
  const { language } = context
  const words = planWordsIn(language)
  const say: SayPlan = speak({ en: words, fr: words, es: words, pt: words }, language)
  const question = questionOf(ask)
  const { typed: asTyped, faults } = readTyped(question, sent)
  const typed = inDecimals(asTyped, sent, language)
  const errors = Object.entries(faults ?? {}).map(([field, fault]) => ({
    field,
    message: sayFault(ask, field as FieldName, fault, language, say),
  }))
  return (
    <Page
      {...context}
      section="prepare"
      crumbs={[prepareCrumb(language), { name: say('page.title') }]}
      title={say('page.title')}
      description={say('page.description')}
    >
      <Opening title={say('page.question')} aside={say('page.aside')} />
      <ErrorSummary errors={errors} />
      <Section wide title={say('ask.title')}>
        <Questions ask={ask} say={say} language={language} />
      </Section>
      <Section>
        <Island of={Plan} name="preparation/plan" with={{ ask, typed, basis, words }} />
      </Section>
    </Page>
  )
}

/** What the form opens with, written with the decimal comma where the language has one. */
function inDecimals(typed: Typed, sent: Typed, language: PageContext['language']): Typed {
  if (language === 'en') return typed
  return Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [
      name,
      sent[name as FieldName] === undefined ? text.replace('.', ',') : text,
    ]),
  )
}

/** The questions that can be asked, as links. */
function Questions({
  ask,
  say,
  language,
}: {
  ask: QuestionName
  say: SayPlan
  language: PageContext['language']
}) {
  const groups = [
    { name: 'ask.of.change', asks: questionNames.filter((each) => questionOf(each).design === 'change') },
    { name: 'ask.of.survey', asks: questionNames.filter((each) => questionOf(each).design === 'survey') },
    {
      name: 'ask.of.hidden',
      asks: questionNames.filter((each) => !['change', 'survey'].includes(questionOf(each).design)),
    },
  ] as const
  return (
    <div className="columns columns-3">
      {groups.map(({ name, asks }) => (
        <div key={name}>
          <h3 className="plan-group">{say(name)}</h3>
          <ul className="plan-asks">
            {asks.map((each) => (
              <li key={each}>
                <a
                  href={pathIn(language, `/plan-a-study?ask=${each}`)}
                  aria-current={each === ask ? 'page' : undefined}
                >
                  {say(`ask.${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
