import { Button, Buttons } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import type { Account } from '../account.ts'
import type { SignIn } from '../session.ts'
import { words } from '../words.ts'
import { SendForm } from './fields.tsx'
import { type AccountContext, AccountFrame } from './frame.tsx'

/** One's own account: who one is here, how one gets in, and where everything else about oneself stands. */
export function AccountPage({
  context,
  account,
  signIn,
  done,
}: {
  context: AccountContext
  account: Account
  signIn: SignIn
  done: string | null
}) {
  const say = speak(words, context.language)
  const link = (path: string, name: string) => <a href={pathIn(context.language, path)}>{name}</a>
  return (
    <AccountFrame context={context} title={say('account.title')} done={done}>
      <Section title={say('account.who')}>
        <Facts
          rows={[
            { name: say('account.name'), value: account.name },
            {
              name: say('account.email'),
              value: `${account.email} (${say(account.emailProven ? 'account.proven' : 'account.unproven')})`,
            },
            {
              name: say('account.second factor'),
              value: say(account.hasSecondFactor ? 'account.factor on' : 'account.factor off'),
            },
          ]}
        />
        <p className="prose">
          {account.hasSecondFactor
            ? `${say(signIn.secondFactor ? 'account.factor used' : 'account.factor not used')} ${say('account.codes left', { count: account.recoveryCodesLeft ?? 0 })}`
            : say('account.factor why')}
        </p>
        {account.hasSecondFactor && !signIn.secondFactor ? (
          <p className="prose">{link('/account/confirm', say('account.pass factor'))}</p>
        ) : null}
      </Section>
      <Section title={say('account.keys')}>
        <ul className="prose">
          <li>
            {link(
              '/account/second-factor/set-up',
              say(account.hasSecondFactor ? 'account.look after factor' : 'account.set up factor'),
            )}
          </li>
          <li>{link('/account/sign-ins', say('account.sign-ins'))}</li>
          <li>{link('/account/password', say('account.change password'))}</li>
          <li>{link('/account/email', say('account.change email'))}</li>
        </ul>
      </Section>
      <Section title={say('account.rest')}>
        <ul className="prose">
          <li>{link('/account/may', say('account.may'))}</li>
          <li>{link('/protected', say('account.protected'))}</li>
          <li>{link('/account/data', say('account.data'))}</li>
          <li>{link('/organisations', say('account.organisations'))}</li>
          <li>{link(`/history/person/${account.id}`, say('account.history'))}</li>
        </ul>
        <SendForm to="/account/sign-out">
          <Buttons>
            <Button>{say('account.sign out')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}
