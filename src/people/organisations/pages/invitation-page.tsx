import { Button, ButtonLink, Buttons, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { PasswordField } from '../../accounts/pages/fields.tsx'
import { roleName } from '../../policy/words.ts'
import type { Typed } from '../forms.ts'
import type { Invitation } from '../invitations.ts'
import { words } from '../words.ts'
import { Breakable } from './breakable.tsx'
import { organisationPath, scopeIn } from './view.ts'

/** Who opens the link, as far as this invitation goes. */
export type Guest = 'nobody' | 'the one invited' | 'unproven' | 'somebody else' | 'has accepted'

/** What a link of an invitation shows: who asks whom to what, and how to accept; or plainly why it is over. */
export function InvitationPage({
  context,
  token,
  invitation,
  compacts,
  guest,
  typed,
  errors,
}: {
  context: PageContext
  token: string
  invitation: Invitation
  /** The name of the compact that the role is for, if it is for one. */
  compacts: ReadonlyMap<string, string>
  guest: Guest
  typed: Typed
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const here = `/invitations/${token}`
  const signIn = `${pathIn(language, '/account/sign-in')}?next=${encodeURIComponent(pathIn(language, here))}`
  const { state, organisation, role, scope, email, expires } = invitation

  if (guest === 'has accepted')
    return (
      <Page {...context} title={say('invitation.title')} indexed={false}>
        <Opening title={say('invitation.is yours')}>
          <p className="prose">{say('invitation.is yours text')}</p>
          <Buttons>
            {organisation === null ? null : (
              <ButtonLink first href={organisationPath(language, organisation.id)}>
                {organisation.name}
              </ButtonLink>
            )}
            <ButtonLink href={pathIn(language, '/account/may')}>{say('invitation.may')}</ButtonLink>
          </Buttons>
        </Opening>
      </Page>
    )
  if (state !== 'open')
    return (
      <Page {...context} title={say('invitation.title')} indexed={false}>
        <Opening title={say(`invitation.is ${state}`)}>
          <p className="prose">
            {say(
              state === 'accepted'
                ? 'invitation.is accepted text'
                : state === 'replaced'
                  ? 'invitation.is replaced text'
                  : 'invitation.ask again',
            )}
          </p>
          {state === 'accepted' ? (
            <Buttons>
              <ButtonLink href={signIn}>{say('invitation.sign in')}</ButtonLink>
            </Buttons>
          ) : null}
        </Opening>
      </Page>
    )

  const inviter = invitation.invitedBy.name ?? say('invitation.the house')
  const named = { inviter, role: roleName(role, language) }
  return (
    <Page {...context} title={say('invitation.title')} indexed={false}>
      <Opening
        title={
          organisation === null
            ? say('invitation.to the house', named)
            : say('invitation.to organisation', { ...named, organisation: organisation.name })
        }
      >
        <p className="prose">
          {scope === null ? '' : `${say('invitation.scope', { place: scopeIn(language, scope, compacts) })} `}
          <Breakable
            text={say('invitation.for', {
              email: email ?? '',
              day: formatDay(language, expires.slice(0, 10)),
              time: expires.slice(11, 16),
            })}
          />
        </p>
      </Opening>
      {guest === 'somebody else' ? (
        <Section title={say('invitation.other')}>
          <p className="prose">{say('invitation.other text')}</p>
          <Buttons>
            <ButtonLink href={pathIn(language, '/account')}>{say('invitation.account')}</ButtonLink>
          </Buttons>
        </Section>
      ) : null}
      {guest === 'unproven' ? (
        <Section title={say('invitation.known')}>
          <p className="prose">{say('invitation.unproven')}</p>
          <Buttons>
            <ButtonLink href={pathIn(language, '/account')}>{say('invitation.account')}</ButtonLink>
          </Buttons>
        </Section>
      ) : null}
      {guest === 'the one invited' ? (
        <Section title={say('invitation.join')}>
          <form className="form" method="post" action={pathIn(language, here)}>
            <OnceField />
            <p className="prose">{say('invitation.join text')}</p>
            <Buttons>
              <Button first>{say('invitation.join')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {guest === 'nobody' ? (
        <>
          <Section title={say('invitation.new')} note={say('invitation.new text')}>
            <form className="form" method="post" action={pathIn(language, here)}>
              <ErrorSummary errors={errors} />
              <OnceField />
              {/* Password managers keep the password with the address it belongs to. */}
              <input type="hidden" name="username" autoComplete="username" value={email ?? ''} readOnly />
              <TextField
                name="name"
                label={say('invitation.name')}
                hint={say('invitation.name hint')}
                value={typed.name ?? invitation.name ?? ''}
                error={errors.find(({ field }) => field === 'name')?.message}
                autoComplete="name"
              />
              <PasswordField
                name="password"
                now={false}
                label={say('invitation.password')}
                hint={say('invitation.password hint')}
                errors={errors}
              />
              <Buttons>
                <Button first>{say('invitation.submit')}</Button>
              </Buttons>
            </form>
          </Section>
          <Section title={say('invitation.known')}>
            <p className="prose">{say('invitation.known text')}</p>
            <Buttons>
              <ButtonLink href={signIn}>{say('invitation.sign in')}</ButtonLink>
            </Buttons>
          </Section>
        </>
      ) : null}
    </Page>
  )
}

/** The same answer whether or not there was an account with the address already. */
export function InvitationSentPage({ context, token }: { context: PageContext; token: string }) {
  const { language } = context
  const say = speak(words, language)
  const next = encodeURIComponent(pathIn(language, `/invitations/${token}`))
  return (
    <Page {...context} title={say('invitation.title')} indexed={false}>
      <Opening title={say('invitation.next')}>
        <p className="prose">{say('invitation.next text')}</p>
        <Buttons>
          <ButtonLink first href={`${pathIn(language, '/account/sign-in')}?next=${next}`}>
            {say('invitation.sign in')}
          </ButtonLink>
        </Buttons>
      </Opening>
    </Page>
  )
}
