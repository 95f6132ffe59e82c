import { Button, Buttons, TextField } from '../../../ui/form.tsx'
import { speak } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { shortest } from '../passwords.ts'
import { words } from '../words.ts'
import { PasswordField, SendForm } from './fields.tsx'
import { type AccountContext, AccountFrame, type FormState, untouched } from './frame.tsx'

type Drawn = { context: AccountContext; state?: FormState }

/** A new password in place of the one in use. */
export function PasswordPage({ context, email, state = untouched }: Drawn & { email: string }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('password.title')}>
      <Section>
        <p className="prose">{say('password.note')}</p>
        <SendForm to="/account/password" errors={state.errors} once>
          <input type="hidden" name="username" value={email} autoComplete="username" />
          <PasswordField name="current" label={say('password.current')} errors={state.errors} now />
          <NewPassword context={context} state={state} />
          <Buttons>
            <Button first>{say('password.button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** Asking for a link when the password is not known. */
export function ForgottenPage({ context, state = untouched }: Drawn) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('forgotten.title')} inside={false}>
      <Section>
        <p className="prose">{say('forgotten.text')}</p>
        <SendForm to="/account/forgotten" errors={state.errors}>
          <TextField
            name="email"
            type="email"
            label={say('sign-in.email')}
            value={state.values.email}
            error={state.errors.find(({ field }) => field === 'email')?.message}
            autoComplete="username"
          />
          <Buttons>
            <Button first>{say('forgotten.button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** A new password by a link that came by mail. */
export function ResetPage({ context, token, state = untouched }: Drawn & { token: string }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('reset.title')} inside={false}>
      <Section>
        <p className="prose">{say('reset.text')}</p>
        <SendForm to="/account/reset" errors={state.errors} hidden={{ token }} once>
          <NewPassword context={context} state={state} />
          <Buttons>
            <Button first>{say('reset.button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

function NewPassword({ context, state = untouched }: Drawn) {
  const say = speak(words, context.language)
  return (
    <>
      <PasswordField
        name="password"
        label={say('password.new')}
        hint={say('password.hint', { shortest })}
        errors={state.errors}
        now={false}
      />
      <PasswordField name="again" label={say('password.again')} errors={state.errors} now={false} />
    </>
  )
}
