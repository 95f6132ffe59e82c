import { moment } from '../../../house/history/pages/parts.tsx'
import { Button, ButtonLink, Buttons, type FieldError, SelectField, TextField } from '../../../ui/form.tsx'
import { formatDay, pathIn, type Say, speak } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Facts, Section } from '../../../ui/section.tsx'
import { SendForm } from '../../accounts/pages/fields.tsx'
import type { AccountContext } from '../../accounts/pages/frame.tsx'
import type { Look } from '../contact.ts'
import type { Candidate, Guardian } from '../guardians.ts'
import { LONGEST_NAME, type OwnNames } from '../names.ts'
import { type Word, words } from '../words.ts'
import { ProtectedFrame } from './frame.tsx'

export type ProtectedView = {
  names: OwnNames
  /** When how to reach them was last written; null when nothing is. */
  contactSince: Date | null
  /** Whether this sign-in may open it. */
  mayOpen: boolean
  guardians: Guardian[]
  candidates: Candidate[]
  looks: Look[]
  namedBy: { person: string; name: string | null }[]
}

type Drawn = {
  context: AccountContext
  view: ProtectedView
  done?: string | null
  /** What was typed as another name, when the form is drawn again. */
  typed?: string
  errors?: FieldError[]
}

/** What a person keeps from others, and whom they trust with it. */
export function ProtectedPage({ context, view, done = null, typed, errors = [] }: Drawn) {
  const say = speak(words, context.language)
  return (
    <ProtectedFrame context={context} title={say('page.title')} done={done}>
      <Section>
        <p className="prose">{say('page.text')}</p>
      </Section>
      <NameSection view={view} say={say} typed={typed} errors={errors} />
      <ContactSection context={context} view={view} say={say} />
      <GuardiansSection context={context} view={view} say={say} errors={errors} />
      <LooksSection context={context} view={view} say={say} />
      {view.namedBy.length === 0 ? null : (
        <Section title={say('for.title')}>
          <p className="prose">{say('for.text')}</p>
          <ul className="prose">
            {view.namedBy.map(({ person, name }) => (
              <li key={person}>
                <a href={pathIn(context.language, `/protected/${person}`)}>{name ?? say('someone')}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </ProtectedFrame>
  )
}

type Part = Pick<Drawn, 'view'> & { say: Say<Word> }

function NameSection({
  view: { names },
  say,
  typed,
  errors,
}: Part & { typed: string | undefined; errors: FieldError[] }) {
  const wrong = errors.filter(({ field }) => field === 'alias')
  return (
    <Section title={say('name.title')}>
      <p className="prose">
        {names.own === null
          ? say('name.own', { shown: names.shown })
          : say('name.other', { shown: names.shown, own: names.own })}
      </p>
      <SendForm to="/protected/name" once errors={wrong}>
        <TextField
          name="alias"
          label={say('name.field')}
          hint={say('name.hint', { most: LONGEST_NAME })}
          value={typed}
          error={wrong[0]?.message}
          autoComplete="off"
        />
        <Buttons>
          <Button first>{say('name.button')}</Button>
        </Buttons>
      </SendForm>
      {names.own === null ? null : (
        <SendForm to="/protected/name/back" once>
          <Buttons>
            <Button>{say('name.back')}</Button>
          </Buttons>
        </SendForm>
      )}
      <p className="note">{say('name.known')}</p>
    </Section>
  )
}

function ContactSection({ context, view, say }: Part & { context: AccountContext }) {
  const { language } = context
  const { contactSince, mayOpen } = view
  return (
    <Section title={say('contact.title')}>
      <p className="prose">{say('contact.text')}</p>
      <p className="prose">
        {contactSince === null
          ? say('contact.none')
          : say('contact.kept', { day: formatDay(language, contactSince.toISOString().slice(0, 10)) })}
      </p>
      {mayOpen ? (
        <Buttons>
          <ButtonLink href={pathIn(language, '/protected/contact')} first>
            {say(contactSince === null ? 'contact.write' : 'contact.open')}
          </ButtonLink>
        </Buttons>
      ) : (
        <p className="prose">
          {say('contact.factor')}{' '}
          <a href={pathIn(language, '/account/second-factor/set-up')}>{say('contact.factor link')}</a>
        </p>
      )}
      {contactSince === null ? null : (
        <SendForm to="/protected/contact/remove" once>
          <Buttons>
            <Button>{say('contact.remove')}</Button>
          </Buttons>
        </SendForm>
      )}
    </Section>
  )
}

function GuardiansSection({
  context: { language },
  view: { guardians, candidates },
  say,
  errors,
}: Part & { context: AccountContext; errors: FieldError[] }) {
  const wrong = errors.filter(({ field }) => field === 'guardian')
  return (
    <Section title={say('guardians.title')}>
      <p className="prose">{say('guardians.text')}</p>
      {guardians.length === 0 ? (
        <p className="prose">{say('guardians.none')}</p>
      ) : (
        <Facts
          rows={guardians.map(({ id, name, organisation, since, sees }) => ({
            name: name ?? say('someone'),
            value: (
              <>
                {sees ? organisation : say('guardians.left', { organisation })},{' '}
                {say('guardians.since', { day: formatDay(language, since.toISOString().slice(0, 10)) })}
                <SendForm to="/protected/guardians/dismiss" once hidden={{ guardianship: id }}>
                  <Button>
                    <Rich
                      say={say}
                      word="guardians.dismiss"
                      values={{ name: name ?? say('someone') }}
                      parts={{ hidden: (text) => <span className="hidden">{text}</span> }}
                    />
                  </Button>
                </SendForm>
              </>
            ),
          }))}
        />
      )}
      {candidates.length === 0 ? (
        <p className="note">{say('guardians.nobody')}</p>
      ) : (
        <SendForm to="/protected/guardians" once errors={wrong}>
          <SelectField
            name="guardian"
            label={say('guardians.choose')}
            hint={say('guardians.choose hint')}
            error={wrong[0]?.message}
            options={[
              { value: '', name: say('guardians.nobody yet') },
              ...candidates.map(({ person, name, organisation }) => ({
                value: `${organisation.id} ${person}`,
                name: say('guardians.option', { name, organisation: organisation.name }),
              })),
            ]}
          />
          <Buttons>
            <Button>{say('guardians.button')}</Button>
          </Buttons>
        </SendForm>
      )}
    </Section>
  )
}

function LooksSection({ context: { language }, view: { looks }, say }: Part & { context: AccountContext }) {
  return (
    <Section title={say('looks.title')}>
      <p className="prose">{say('looks.text')}</p>
      {looks.length === 0 ? (
        <p className="prose">{say('looks.none')}</p>
      ) : (
        <ul className="prose">
          {looks.map(({ seq, at, person, name, reason }) => (
            <li key={seq}>
              {name ?? say(person === null ? 'looks.operator' : 'looks.erased')},{' '}
              <time dateTime={at}>{moment(language, at)}</time>: {reason ?? '–'}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
