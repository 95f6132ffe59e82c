import { Button, Buttons, SelectField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Told } from '../may.ts'
import { words } from '../words.ts'
import { countryOptions } from './view.ts'

/** Every action as a sentence: yes or no, why, and what can be done about a no. */
export function MayPage({
  context,
  told,
  roles,
  signedIn,
  about,
  asked,
  organisations,
  compacts,
}: {
  context: PageContext
  told: Told[]
  /** The roles held, in words. */
  roles: string[]
  signedIn: boolean
  /** What it is asked about, in words. */
  about: string
  asked: { organisation: string; country: string; compact: string }
  organisations: { id: string; name: string }[]
  /** Those that the organisations of the reader take part in. */
  compacts: { id: string; name: string }[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page {...context} title={say('may.title')} indexed={false}>
      <Opening
        title={say('may.title')}
        aside={signedIn ? say('may.text') : `${say('may.text')} ${say('may.signed out')}`}
        about={[{ name: say('may.about'), value: about }]}
      />
      <Section title={say('may.about')}>
        <form className="form form-inline" method="get" action={pathIn(language, '/account/may')}>
          {organisations.length === 0 ? null : (
            <SelectField
              name="organisation"
              label={say('may.organisation')}
              value={asked.organisation}
              options={[
                { value: '', name: '–' },
                ...organisations.map(({ id, name }) => ({ value: id, name })),
              ]}
            />
          )}
          <SelectField
            name="country"
            label={say('may.country')}
            value={asked.country}
            options={countryOptions(language, '–')}
          />
          {compacts.length === 0 ? null : (
            <SelectField
              name="compact"
              label={say('may.compact')}
              value={asked.compact}
              options={[{ value: '', name: '–' }, ...compacts.map(({ id, name }) => ({ value: id, name }))]}
            />
          )}
          <Buttons>
            <Button>{say('may.ask')}</Button>
          </Buttons>
        </form>
      </Section>
      {signedIn ? (
        <Section title={say('may.roles')}>
          {roles.length === 0 ? (
            <p className="prose">{say('may.no roles')}</p>
          ) : (
            <ul className="prose">
              {roles.map((role) => (
                <li key={role}>{role}</li>
              ))}
            </ul>
          )}
        </Section>
      ) : null}
      <Section title={say('may.yes')} id="yes">
        <Answers told={told.filter(({ allowed }) => allowed)} none={say('may.none')} />
      </Section>
      <Section title={say('may.no')} id="no">
        <Answers told={told.filter(({ allowed }) => !allowed)} none={say('may.none')} />
      </Section>
    </Page>
  )
}

function Answers({ told, none }: { told: Told[]; none: string }) {
  if (told.length === 0) return <p className="prose">{none}</p>
  return (
    <ul className="prose">
      {told.map(({ action, sentence, because, remedy }) => (
        <li key={action}>
          <b>{sentence}</b> {because}
          {remedy === null ? null : ` ${remedy}`}
        </li>
      ))}
    </ul>
  )
}
