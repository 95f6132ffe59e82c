import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  described,
  ErrorSummary,
  type FieldError,
  Frame,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatList, type Language, languageNames, languages, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Overtaken } from '../../../ui/overtaken.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { TypedText } from '../../../ui/typed-text.tsx'
import type { Methodology } from '../../schema.ts'
import { listIn, type Sent, shareField, textIn } from '../forms.ts'
import { groupKinds, levels, memberships, type Round, stateOf, ways } from '../schema.ts'
import { words } from '../words/words.ts'
import { RoundFrame, roundPath } from './frame.tsx'

/** The plan of a consultation: a new one, or one that has not been announced. */
export function PlanPage({
  context,
  round,
  documents,
  sent,
  errors,
  overtakenBy = null,
}: {
  context: PageContext
  /** Its id, where there is one already. */
  round: string | null
  /** Versions of methodologies with criteria: `id version`, and how they are called. */
  documents: { value: string; name: string }[]
  sent: Sent
  errors: FieldError[]
  /** What somebody else kept meanwhile. */
  overtakenBy?: Sent | null
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say(round === null ? 'form.title' : 'form.title edit')
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const moment = (name: 'opens' | 'closes') => {
    const field = {
      name,
      label: say(`form.${name}`),
      hint: say('form.moment hint'),
      error: errorOf(name),
    }
    return (
      <Frame {...field}>
        <input
          type="datetime-local"
          id={name}
          name={name}
          defaultValue={textIn(sent, name)}
          aria-describedby={described(field)}
          aria-invalid={field.error ? true : undefined}
        />
      </Frame>
    )
  }
  return (
    <Page
      {...context}
      section="methodologies"
      title={title}
      crumbs={[{ name: say('list.crumb'), href: pathIn(language, '/consultations') }, { name: title }]}
      indexed={false}
    >
      <Opening title={title}>
        <p className="prose">{say('list.lead')}</p>
      </Opening>
      {overtakenBy === null ? null : (
        <PlanOvertaken now={overtakenBy} sent={sent} documents={documents} language={language} />
      )}
      <Section>
        <form
          className="form"
          method="post"
          action={pathIn(language, round === null ? '/consultations' : `/consultations/${round}/plan`)}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          <input type="hidden" name="revision" value={textIn(sent, 'revision')} />
          <SelectField
            name="methodology"
            label={say('form.methodology')}
            error={errorOf('methodology')}
            value={textIn(sent, 'methodology')}
            options={documents}
          />
          <TextField
            name="question"
            label={say('form.question')}
            hint={say('form.question hint')}
            error={errorOf('question')}
            value={textIn(sent, 'question')}
            rows={2}
          />
          <SelectField
            name="language"
            label={say('form.language')}
            error={errorOf('language')}
            value={textIn(sent, 'language') || language}
            options={languages.map((each) => ({ value: each, name: languageNames[each] }))}
          />
          <ChoiceField
            name="level"
            label={say('form.level')}
            error={errorOf('level')}
            options={levels.map((each) => ({ value: each, name: say(`level.${each}`) }))}
            chosen={[textIn(sent, 'level')]}
          />
          <ChoiceField
            name="ways"
            kind="checkbox"
            label={say('form.ways')}
            hint={say('form.ways hint')}
            error={errorOf('ways')}
            options={ways.map((each) => ({ value: each, name: say(`way.${each}`) }))}
            chosen={[...listIn(sent, 'ways')]}
          />
          <fieldset className="field">
            <legend>{say('form.shares')}</legend>
            <p className="hint">{say('form.shares hint')}</p>
            <div className="form">
              {groupKinds.map((kind) => (
                <TextField
                  key={kind}
                  name={shareField(kind)}
                  label={say(`kind.${kind}`)}
                  error={errorOf(shareField(kind))}
                  value={textIn(sent, shareField(kind))}
                  inputMode="numeric"
                  autoComplete="off"
                />
              ))}
              <TextField
                name="other"
                label={say('form.other')}
                error={errorOf('other')}
                value={textIn(sent, 'other')}
                optional
              />
            </div>
          </fieldset>
          <ChoiceField
            name="membership"
            label={say('form.membership')}
            error={errorOf('membership')}
            options={memberships.map((each) => ({ value: each, name: say(`membership.${each}`) }))}
            chosen={[textIn(sent, 'membership')]}
          />
          <TextField
            name="fewest"
            label={say('form.fewest')}
            hint={say('groups.fewest', { fewest: textIn(sent, 'fewest') || '10' })}
            error={errorOf('fewest')}
            value={textIn(sent, 'fewest')}
            inputMode="numeric"
          />
          {moment('opens')}
          {moment('closes')}
          <Buttons>
            <Button first>{say('form.send')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

type PlanRow = { label: string; of: (from: Sent) => string }

/** What a plan holds, field by field, as people read it. */
function rowsOfPlan(documents: readonly { value: string; name: string }[], language: Language): PlanRow[] {
  const say = speak(words, language)
  const named = (value: string, all: readonly string[], name: (of: never) => string) =>
    all.includes(value) ? name(value as never) : value
  const plain = (from: Sent, name: string) => textIn(from, name).replace(/\s+/g, ' ').trim()
  const moment = (from: Sent, name: string) => plain(from, name).replace('T', ' ')
  const one = (name: 'level' | 'membership', all: readonly string[]) => ({
    label: say(`form.${name}`),
    of: (from: Sent) => named(plain(from, name), all, (value) => say(`${name}.${value}`)),
  })
  return [
    {
      label: say('form.methodology'),
      of: (from) => {
        const value = plain(from, 'methodology')
        return documents.find((each) => each.value === value)?.name ?? value
      },
    },
    { label: say('form.question'), of: (from) => plain(from, 'question') },
    {
      label: say('form.language'),
      of: (from) => named(plain(from, 'language'), languages, (value) => languageNames[value as Language]),
    },
    one('level', levels),
    {
      label: say('form.ways'),
      of: (from) =>
        formatList(
          language,
          ways.filter((way) => listIn(from, 'ways').includes(way)).map((way) => say(`way.${way}`)),
        ),
    },
    ...groupKinds.map((kind) => ({
      label: say(`kind.${kind}`),
      // Left empty is none.
      of: (from: Sent) => plain(from, shareField(kind)) || '0',
    })),
    { label: say('form.other'), of: (from) => plain(from, 'other') },
    one('membership', memberships),
    { label: say('form.fewest'), of: (from) => plain(from, 'fewest') },
    { label: say('form.opens'), of: (from) => moment(from, 'opens') },
    { label: say('form.closes'), of: (from) => moment(from, 'closes') },
  ]
}

/** What somebody else kept beside what was typed, where the two differ. */
function PlanOvertaken({
  now,
  sent,
  documents,
  language,
}: {
  now: Sent
  sent: Sent
  documents: { value: string; name: string }[]
  language: Language
}) {
  const say = speak(words, language)
  const differing = rowsOfPlan(documents, language).filter(({ of }) => of(now) !== of(sent))
  return (
    <Overtaken
      say={say}
      rows={differing.map(({ label, of }) => ({ key: label, label, now: of(now), yours: of(sent) }))}
    />
  )
}

/** What whoever was changing a plan as somebody else announced it is told, with all they typed. */
export function AnnouncedPage({
  context,
  round,
  methodology,
  at,
  documents,
  sent,
}: {
  context: PageContext
  round: Round
  methodology: Methodology
  at: Date
  documents: { value: string; name: string }[]
  sent: Sent
}) {
  const { language } = context
  const say = speak(words, language)
  const typed = rowsOfPlan(documents, language).flatMap(({ label, of }) => {
    const value = of(sent)
    // No share is how a group is left out.
    if (value === '' || value === '0') return []
    return [`${label}${label.endsWith('?') ? '' : ':'} ${value}`]
  })
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say('announced.title')}
      rest=""
      state={say(`state.${stateOf(round, at)}`)}
    >
      <Section>
        <Sentence>{say('announced.text')}</Sentence>
        <TypedText label={say('closed.label')} typed={typed.join('\n')} />
        <p className="prose">
          <a href={roundPath(language, round.id)}>{say('back.round')}</a>
        </p>
      </Section>
    </RoundFrame>
  )
}

/** Asks whether a plan is to be set aside. */
export function SetAsidePage({
  context,
  round,
  methodology,
}: {
  context: PageContext
  round: Round
  methodology: Methodology
}) {
  const { language } = context
  const say = speak(words, language)
  const here = roundPath(language, round.id)
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say('aside.title')}
      rest="/set-aside"
      state={say('state.draft')}
    >
      <Section>
        <form className="form" method="post" action={`${here}/set-aside`}>
          <OnceField />
          <input type="hidden" name="revision" value={String(round.revision)} />
          <p className="prose">{say('aside.ask')}</p>
          <Buttons>
            <Button first>{say('aside.send')}</Button>
            <ButtonLink href={here}>{say('back.round')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </RoundFrame>
  )
}
