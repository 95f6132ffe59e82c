import { encode } from 'uqr'
import { Button, ButtonLink, Buttons } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { words } from '../words.ts'
import { CodeField, PasswordField, SendForm } from './fields.tsx'
import { type AccountContext, AccountFrame, type FormState, untouched } from './frame.tsx'

type Drawn = { context: AccountContext; state?: FormState }

/** Before it is set up: why, and the password to begin with. */
export function BeginPage({ context, state = untouched, done }: Drawn & { done: string | null }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('setup.title')} done={done}>
      <Section>
        <p className="prose">{say('setup.why')}</p>
        <p className="prose">{say('setup.begin')}</p>
        <SendForm to="/account/second-factor/begin" errors={state.errors}>
          <PasswordField name="password" label={say('sign-in.password')} errors={state.errors} now />
          <Buttons>
            <Button first>{say('setup.begin button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** The key for the app, as a picture and in letters, and the code that confirms it. */
export function KeyPage({
  context,
  waiting,
  state = untouched,
}: Drawn & { waiting: { uri: string; key: string } }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('setup.title')}>
      <Section title={say('setup.step one')}>
        <QrCode text={waiting.uri} label={say('setup.picture')} />
        <p className="prose">{say('setup.key')}</p>
        <p>
          <code>{waiting.key}</code>
        </p>
      </Section>
      <Section title={say('setup.step two')}>
        <SendForm to="/account/second-factor/set-up" errors={state.errors} once>
          <CodeField label={say('factor.code')} errors={state.errors} digits />
          <Buttons>
            <Button first>{say('setup.button')}</Button>
          </Buttons>
        </SendForm>
        <p className="prose">
          <a href={pathIn(context.language, '/account/second-factor/set-up?again=1')}>{say('setup.again')}</a>
        </p>
      </Section>
    </AccountFrame>
  )
}

/** The recovery codes, this once. */
export function RecoveryCodesPage({ context, codes }: Drawn & { codes: readonly string[] }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('setup.on.title')}>
      <Section title={say('setup.codes.title')}>
        <p className="prose">{say('setup.codes.text')}</p>
        <ol className="prose">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Buttons>
          <ButtonLink href={pathIn(context.language, '/account')} first>
            {say('setup.codes.go')}
          </ButtonLink>
        </Buttons>
      </Section>
    </AccountFrame>
  )
}

/** Once it is set up: new recovery codes, and taking it off. */
export function FactorPage({ context, left, state = untouched }: Drawn & { left: number }) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={say('setup.on.title')}>
      <Section title={say('setup.new codes')}>
        <p className="prose">
          {say('account.codes left', { count: left })} {say('setup.new codes text')}
        </p>
        <SendForm to="/account/second-factor/recovery-codes" once>
          <Buttons>
            <Button>{say('setup.new codes button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
      <Section title={say('setup.remove')}>
        <p className="prose">{say('setup.remove text')}</p>
        <SendForm to="/account/second-factor/remove" errors={state.errors} once>
          <PasswordField name="password" label={say('sign-in.password')} errors={state.errors} now />
          <Buttons>
            <Button>{say('setup.remove button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

/** Black on white in every scheme of colours: cameras want it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 4, ecc: 'M' })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      width="240"
      height="240"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
