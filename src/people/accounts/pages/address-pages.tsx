import { Button, Buttons, TextField } from '../../../ui/form.tsx'
import { speak } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { words } from '../words.ts'
import { SendForm } from './fields.tsx'
import { type AccountContext, AccountFrame, type FormState, untouched } from './frame.tsx'

/** Asking for another address. */
export function AddressPage({
  context,
  email,
  state = untouched,
}: {
  context: AccountContext
  email: string
  state?: FormState
}) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('email.title')}>
      <Section>
        <p className="prose">{say('email.now', { email })}</p>
        <p className="prose">{say('email.text')}</p>
        <SendForm to="/account/email" errors={state.errors}>
          <TextField
            name="email"
            type="email"
            label={say('email.new')}
            value={state.values.email}
            error={state.errors.find(({ field }) => field === 'email')?.message}
            autoComplete="email"
          />
          <Buttons>
            <Button first>{say('email.button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** Where a link in a mail leads: opening it changes nothing, the button does. */
export function LinkPage({
  context,
  what,
  token,
}: {
  context: AccountContext
  what: 'verify' | 'email.confirm'
  token: string
}) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say(`${what}.title`)} inside={what !== 'verify'}>
      <Section>
        <p className="prose">{say(`${what}.text`)}</p>
        <SendForm
          to={what === 'verify' ? '/account/verify' : '/account/email/confirm'}
          hidden={{ token }}
          once
        >
          <Buttons>
            <Button first>{say(`${what}.button`)}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}
