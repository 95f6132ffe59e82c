import { ButtonLink, Buttons, TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Side } from '../agreement.ts'
import type { ClosingAsked } from '../closing.ts'
import { actWords } from '../words/acts.ts'
import { words } from '../words/words.ts'
import { ActionForm, type Returned } from './action-form.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

/** What is thought over on a page of its own before it is done. */
export const graveSteps = ['closing', 'closed', 'terminated', 'resume', 'publish'] as const
export type GraveStep = (typeof graveSteps)[number]

/** A step that cannot be taken back, or moves both sides: what it means, why it is taken, and the button that takes it. */
export function ConfirmPage({
  context,
  view,
  step,
  early,
  asked,
  own,
  today,
  returned,
}: {
  context: PageContext
  view: CompactView
  step: GraveStep
  /** Whether it would be closed before its term has run out, which both sides must want. */
  early: boolean
  /** An early closing that waits for an answer. */
  asked: ClosingAsked | null
  /** The side the reader acts for; null for neither, or both. */
  own: Side | null
  today: string
  returned: Returned
}) {
  const { language } = context
  const say = speak(words, language)
  const act = speak(actWords, language)
  const { compact } = view
  const steps = compactPath(language, compact.id, '/steps')
  const ends = compact.ends
  const answers = step === 'closing' && asked !== null && asked.side !== own
  const title =
    step === 'resume' ? act('do.resume') : step === 'publish' ? say('publish.title') : say(`steps.to ${step}`)
  const submit =
    step === 'publish'
      ? say('publish.submit')
      : step !== 'closing'
        ? act(`do.${step}`)
        : answers
          ? act('do.agree closing')
          : early
            ? act('do.ask closing')
            : say('steps.to closing')
  const day = (value: string | null) => (value === null ? '–' : formatDay(language, value))
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={title}
      crumbs={[{ name: say('steps.title'), href: steps }, { name: title }]}
    >
      <Section wide>
        <p className="prose">
          {step === 'publish' ? `${say('publish.note')} ` : ''}
          {act(`confirm.${step} text`)}
        </p>
        {step === 'closing' && early ? (
          <p className="prose">{act('confirm.closing early', { day: day(ends) })}</p>
        ) : null}
        {answers ? (
          <p className="prose">
            {act('confirm.closing agree', {
              side: asked.side === null ? '–' : say(`side.${asked.side}`),
              day: day(asked.lastDay),
            })}
            <span className="block note">{asked.reason}</span>
          </p>
        ) : null}
        <ActionForm
          name={step}
          action={`${steps}/take/${step}`}
          submit={submit}
          reason
          first
          returned={returned}
        >
          {(typed, errorOf, field) =>
            step === 'closing' && early ? (
              <TextField
                name={field('on')}
                type="date"
                label={act('confirm.last day')}
                hint={act('confirm.last day hint', { from: day(today), to: day(ends) })}
                value={typed.on ?? asked?.lastDay ?? ''}
                error={errorOf('on')}
              />
            ) : null
          }
        </ActionForm>
        <Buttons>
          <ButtonLink href={steps}>{say('form.back')}</ButtonLink>
        </Buttons>
      </Section>
    </CompactFrame>
  )
}
