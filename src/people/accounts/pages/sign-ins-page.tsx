import { Button, Buttons } from '../../../ui/form.tsx'
import { type Language, locales, speak } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import type { ListedSignIn } from '../changes.ts'
import { partsOfDevice } from '../device.ts'
import { words } from '../words.ts'
import { SendForm } from './fields.tsx'
import { type AccountContext, AccountFrame } from './frame.tsx'

/** Where one is signed in, and how to end each, all others, or all. */
export function SignInsPage({
  context,
  signIns,
  done,
}: {
  context: AccountContext
  signIns: ListedSignIn[]
  done: string | null
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <AccountFrame context={context} title={say('sign-ins.title')} done={done}>
      <Section wide>
        <p className="prose">{say('sign-ins.text')}</p>
        {signIns.map((each) => {
          const device = deviceIn(language, each.device)
          const began = momentIn(language, each.began)
          const factor = say(each.secondFactor ? 'sign-ins.passed' : 'sign-ins.not passed')
          return (
            <div className="finding" key={each.id}>
              <h2>{each.own ? `${device} (${say('sign-ins.own')})` : device}</h2>
              <p className="finding-subtitle">
                {say('sign-ins.line', { began, seen: momentIn(language, each.seen), factor })}
              </p>
              <SendForm to="/account/sign-ins/end" hidden={{ which: each.id }}>
                <Buttons>
                  <button
                    type="submit"
                    className="button"
                    aria-label={say('sign-ins.end one', { device, began })}
                  >
                    {say('sign-ins.end')}
                  </button>
                </Buttons>
              </SendForm>
            </div>
          )
        })}
        {signIns.length > 1 ? (
          <SendForm to="/account/sign-ins/end" hidden={{ which: 'others' }}>
            <Buttons>
              <Button first>{say('sign-ins.others')}</Button>
            </Buttons>
          </SendForm>
        ) : null}
        <SendForm to="/account/sign-ins/end" hidden={{ which: 'all' }}>
          <Buttons>
            <Button>{say('sign-ins.all')}</Button>
          </Buttons>
        </SendForm>
      </Section>
    </AccountFrame>
  )
}

function deviceIn(language: Language, device: string | null): string {
  const say = speak(words, language)
  const { browser, system } = partsOfDevice(device)
  if (browser !== null && system !== null) return say('device.both', { browser, system })
  return browser ?? system ?? say('device.unknown')
}

/** Day and minute, in UTC, and said so. */
function momentIn(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}
