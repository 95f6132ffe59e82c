import { Button, Buttons, TextField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Section } from '../../../ui/section.tsx'
import { words } from '../words.ts'
import { CodeField, PasswordField, SendForm } from './fields.tsx'
import { type AccountContext, AccountFrame, type FormState, untouched } from './frame.tsx'

const errorOf = ({ errors }: FormState, name: string) => errors.find(({ field }) => field === name)?.message

/** Address and password. */
export function SignInPage({
  context,
  next,
  state = untouched,
  note = null,
  already = null,
}: {
  context: AccountContext
  next: string | null
  state?: FormState
  /** Something to know before: what was done, or why one is here again. */
  note?: string | null
  /** The name of who is signed in already. */
  already?: string | null
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <AccountFrame context={context} title={say('sign-in.title')} inside={false}>
      <Section>
        {note ? <Notice word={say('say.note')}>{note}</Notice> : null}
        {already ? (
          <p className="prose">
            {say('sign-in.already', { name: already })}{' '}
            <a href={pathIn(language, '/account')}>{say('account.title')}</a>
          </p>
        ) : null}
        <p className="prose">{say('sign-in.text')}</p>
        <SendForm to="/account/sign-in" errors={state.errors} hidden={{ next }}>
          <TextField
            name="email"
            type="email"
            label={say('sign-in.email')}
            value={state.values.email}
            error={errorOf(state, 'email')}
            autoComplete="username"
          />
          <PasswordField name="password" label={say('sign-in.password')} errors={state.errors} now />
          <Buttons>
            <Button first>{say('sign-in.button')}</Button>
          </Buttons>
          <p>
            <a href={pathIn(language, '/account/forgotten')}>{say('sign-in.forgotten')}</a>
          </p>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** The code after the password. */
export function SecondFactorPage({
  context,
  next,
  state = untouched,
}: {
  context: AccountContext
  next: string | null
  state?: FormState
}) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('factor.title')} inside={false}>
      <Section>
        <p className="prose">{say('factor.text')}</p>
        <SendForm to="/account/second-factor" errors={state.errors} hidden={{ next }} once>
          <CodeField label={say('factor.code')} hint={say('factor.code hint')} errors={state.errors} />
          <Buttons>
            <Button first>{say('factor.button')}</Button>
          </Buttons>
        </SendForm>
        <p className="prose">{say('factor.lost')}</p>
      </Section>
    </AccountFrame>
  )
}

/** Proving again that it is still the same person. */
export function ConfirmPage({
  context,
  next,
  email,
  hasSecondFactor,
  state = untouched,
}: {
  context: AccountContext
  next: string | null
  email: string
  hasSecondFactor: boolean
  state?: FormState
}) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('confirm.title')}>
      <Section>
        <p className="prose">{say('confirm.text')}</p>
        <SendForm to="/account/confirm" errors={state.errors} hidden={{ next }} once>
          <input type="hidden" name="username" value={email} autoComplete="username" />
          <PasswordField name="password" label={say('sign-in.password')} errors={state.errors} now />
          {hasSecondFactor ? (
            <CodeField label={say('factor.code')} hint={say('factor.code hint')} errors={state.errors} />
          ) : null}
          <Buttons>
            <Button first>{say('confirm.button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}
