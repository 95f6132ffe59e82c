import { Button, ButtonLink, Buttons, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Typed } from '../forms.ts'
import { words } from '../words.ts'
import { Breakable } from './breakable.tsx'

/** A page that asks why, and the change it stands for: the same shape for all that is taken away in an organisation. */
export type Taking = {
  title: string
  text: string
  submit: string
  action: string
  back: string
  crumbs: { name: string; href?: string }[]
  /** Of the record as it was read, where it matters. */
  version?: number
  /** Whether it is one’s own, so that nobody has to say why. */
  own?: boolean
}

/** Something is taken away: what that means, and why it is done. */
export function ReasonPage({
  context,
  title,
  text,
  submit,
  action,
  back,
  crumbs,
  version,
  own = false,
  typed,
  errors,
}: Taking & { context: PageContext; typed: Typed; errors: FieldError[] }) {
  const say = speak(words, context.language)
  return (
    <Page {...context} title={title} indexed={false} crumbs={crumbs}>
      <Opening title={<Breakable text={title} />} />
      <Section wide>
        <form className="form" method="post" action={action}>
          <ErrorSummary errors={errors} />
          <OnceField />
          {version === undefined ? null : <input type="hidden" name="version" value={String(version)} />}
          <p className="prose">{text}</p>
          <TextField
            name="reason"
            rows={3}
            label={say('form.reason')}
            hint={say(own ? 'form.own reason hint' : 'form.reason hint')}
            optional={own}
            value={typed.reason}
            error={errors.find(({ field }) => field === 'reason')?.message}
          />
          <Buttons>
            <Button first>{submit}</Button>
            <ButtonLink href={back}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
