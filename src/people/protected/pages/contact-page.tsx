import { Button, ButtonLink, Buttons, type FieldError, TextField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { SendForm } from '../../accounts/pages/fields.tsx'
import type { AccountContext } from '../../accounts/pages/frame.tsx'
import { type Contact, contactFieldNames } from '../contact.ts'
import { words } from '../words.ts'
import { ProtectedFrame } from './frame.tsx'

/** How to reach oneself: written and read by the person alone. */
export function ContactPage({
  context,
  contact,
  errors = [],
}: {
  context: AccountContext
  /** What is kept, or what was typed; null for nothing yet. */
  contact: Contact | null
  errors?: FieldError[]
}) {
  const say = speak(words, context.language)
  return (
    <ProtectedFrame context={context} title={say('contact.page')}>
      <Section title={say('contact.not')}>
        <p className="prose">{say('contact.not text')}</p>
      </Section>
      <Section title={say('contact.title')}>
        <p className="only-print">{say('look.paper')}</p>
        <SendForm to="/protected/contact" once errors={errors}>
          {contactFieldNames.map((name) => (
            <TextField
              key={name}
              name={name}
              label={say(`field.${name}`)}
              hint={say(`field.${name}.hint`)}
              optional
              value={contact?.[name]}
              error={errors.find(({ field }) => field === name)?.message}
              autoComplete="off"
            />
          ))}
          <Buttons>
            <Button first>{say('contact.button')}</Button>
            <ButtonLink href={pathIn(context.language, '/protected')}>{say('contact.back')}</ButtonLink>
          </Buttons>
        </SendForm>
      </Section>
    </ProtectedFrame>
  )
}
