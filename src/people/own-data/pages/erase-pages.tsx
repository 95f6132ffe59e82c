import { Button, ButtonLink, Buttons, type FieldError, TextField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Section } from '../../../ui/section.tsx'
import { PasswordField, SendForm } from '../../accounts/pages/fields.tsx'
import { type AccountContext, AccountFrame } from '../../accounts/pages/frame.tsx'
import { words } from '../words.ts'

const goes = ['account', 'protected', 'mails', 'rights', 'key'] as const
const stays = ['history', 'signed', 'words', 'copies', 'backups'] as const

/** Before somebody leaves for good: what goes, what stays and why, and that it is really them. */
export function ErasePage({
  context,
  blocked = [],
  typed,
  errors = [],
}: {
  context: AccountContext
  /** Why they cannot go yet, and what to do about it. */
  blocked?: string[]
  typed?: string
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <AccountFrame context={context} title={say('erase.title')}>
      {blocked.length === 0 ? null : (
        <Section>
          <div role="alert">
            <Notice word={say('erase.blocked')}>{blocked.join(' ')}</Notice>
          </div>
        </Section>
      )}
      <Section title={say('erase.goes')}>
        <ul className="prose">
          {goes.map((part) => (
            <li key={part}>{say(`erase.goes.${part}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say('erase.stays')}>
        <ul className="prose">
          {stays.map((part) => (
            <li key={part}>{say(`erase.stays.${part}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say('data.erase')}>
        <p className="prose">
          <strong>{say('erase.no way back')}</strong>{' '}
          <a href={pathIn(language, '/account/data')}>{say('erase.take first')}</a>
        </p>
        <SendForm to="/account/data/erase" once errors={errors}>
          <PasswordField name="password" label={say('erase.password')} errors={errors} now />
          <TextField
            name="word"
            label={say('erase.word', { word: say('erase.the word') })}
            value={typed}
            error={errors.find(({ field }) => field === 'word')?.message}
            autoComplete="off"
          />
          <Buttons>
            <Button first>{say('erase.button')}</Button>
            <ButtonLink href={pathIn(language, '/account/data')}>{say('erase.back')}</ButtonLink>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** Read by somebody without an account. */
export function GonePage({ context }: { context: AccountContext }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('done.title')} inside={false}>
      <Section>
        <p className="prose">{say('done.text')}</p>
        <p className="prose">{say('done.history')}</p>
        <p className="prose">
          <a href={pathIn(context.language, '/')}>{say('done.home')}</a>
        </p>
      </Section>
    </AccountFrame>
  )
}
