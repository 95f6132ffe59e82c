import { moment } from '../../../house/history/pages/parts.tsx'
import { Button, ButtonLink, Buttons, type FieldError, TextField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Facts, Section } from '../../../ui/section.tsx'
import { SendForm } from '../../accounts/pages/fields.tsx'
import type { AccountContext } from '../../accounts/pages/frame.tsx'
import { words as accountWords } from '../../accounts/words.ts'
import { type Contact, contactFieldNames } from '../contact.ts'
import { LONGEST_REASON } from '../forms.ts'
import { words } from '../words.ts'
import { ProtectedFrame } from './frame.tsx'

type Drawn = { context: AccountContext; name: string }

/** Before a guardian sees anything: why. */
export function ReasonPage({
  context,
  name,
  person,
  anything,
  again = false,
  typed,
  errors = [],
}: Drawn & {
  person: string
  /** Whether there is something to be seen. */
  anything: boolean
  /** Whether it was shown for this very form before. */
  again?: boolean
  typed?: string
  errors?: FieldError[]
}) {
  const say = speak(words, context.language)
  return (
    <ProtectedFrame context={context} title={say('look.title', { name })}>
      <Section>
        {again ? (
          <Notice word={speak(accountWords, context.language)('say.note')}>{say('look.again')}</Notice>
        ) : null}
        {anything ? (
          <>
            <p className="prose">{say('look.text', { name })}</p>
            <SendForm to={`/protected/${person}`} once errors={errors}>
              <TextField
                name="reason"
                rows={3}
                label={say('look.reason')}
                hint={say('look.reason hint', { most: LONGEST_REASON })}
                value={typed}
                error={errors[0]?.message}
                autoComplete="off"
              />
              <Buttons>
                <Button first>{say('look.button')}</Button>
                <ButtonLink href={pathIn(context.language, '/protected')}>{say('contact.back')}</ButtonLink>
              </Buttons>
            </SendForm>
          </>
        ) : (
          <p className="prose">{say('look.nothing', { name })}</p>
        )}
      </Section>
    </ProtectedFrame>
  )
}

/** What a guardian is shown, once. */
export function ShownPage({ context, name, contact, at }: Drawn & { contact: Contact; at: string }) {
  const say = speak(words, context.language)
  return (
    <ProtectedFrame context={context} title={say('look.title', { name })}>
      <Section>
        <p className="prose">{say('look.recorded', { at: moment(context.language, at), name })}</p>
        <p className="prose">{say('look.once')}</p>
        <p className="only-print">{say('look.paper')}</p>
        <div className="no-print">
          <Facts
            rows={contactFieldNames.map((field) => ({
              name: say(`field.${field}`),
              value: contact[field] ? (
                <span className="digest">{contact[field]}</span>
              ) : (
                <span className="missing">{say('look.blank')}</span>
              ),
            }))}
          />
        </div>
      </Section>
    </ProtectedFrame>
  )
}
