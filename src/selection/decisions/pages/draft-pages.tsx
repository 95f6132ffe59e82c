import { roleName } from '../../../people/policy/words.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import {
  capital,
  formatDay,
  formatList,
  type Language,
  languageNames,
  languages,
  pathIn,
} from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Overtaken } from '../../../ui/overtaken.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { ranking } from '../../groups.ts'
import { unitName } from '../../sentences.ts'
import { departures, within } from '../departures.ts'
import { countriesBeside, listIn, readSize, type Sent, sentFrom, textIn } from '../forms.ts'
import type { Memo } from '../memo.ts'
import { assessedSentence, sayOf } from '../say.ts'
import { type Content, houseSigners, MOST_SIGNERS, organisationSigners } from '../schema.ts'
import { crumbsTo, listCrumb, pathOf } from './frame.tsx'
import { labelOf } from './typed.tsx'

const errorOf = (errors: readonly FieldError[], name: string) => {
  const message = errors.find(({ field }) => field === name)?.message
  return message === undefined ? {} : { error: message }
}

function Head({
  sent,
  errors,
  language,
  k,
}: {
  sent: Sent
  errors: FieldError[]
  language: Language
  k: number
}) {
  const say = sayOf(language)
  return (
    <>
      <TextField
        name="title"
        label={say('field.title')}
        hint={say('field.title hint')}
        value={textIn(sent, 'title')}
        {...errorOf(errors, 'title')}
      />
      <SelectField
        name="language"
        label={say('field.language')}
        value={textIn(sent, 'language')}
        options={languages.map((each) => ({ value: each, name: languageNames[each] }))}
        {...errorOf(errors, 'language')}
      />
      <TextField
        name="size"
        label={say('field.size')}
        hint={say('field.size hint', { k })}
        inputMode="numeric"
        value={textIn(sent, 'size')}
        {...errorOf(errors, 'size')}
      />
    </>
  )
}

/** A decision is begun from a kept assessment. */
export function BeginPage({
  context,
  assessment,
  sent,
  errors,
  organisations,
}: {
  context: PageContext
  assessment: { id: string; title: string; asOf: string; shortlistSize: number }
  sent: Sent
  errors: FieldError[]
  organisations: { id: string; name: string }[]
}) {
  const { language } = context
  const say = sayOf(language)
  const role = (each: (typeof houseSigners)[number] | (typeof organisationSigners)[number]) => ({
    value: each,
    name: capital(language, roleName(each, language)),
  })
  const back = pathIn(language, `/decisions?assessment=${assessment.id}`)
  return (
    <Page
      {...context}
      section="assessments"
      title={say('form.new title')}
      indexed={false}
      crumbs={[listCrumb(language), { name: say('form.new title') }]}
    >
      <Opening
        title={say('form.new title')}
        about={[
          {
            name: say('field.assessment'),
            value: (
              <a href={pathIn(language, `/assessments/${assessment.id}`)}>
                {assessment.title}, {formatDay(language, assessment.asOf)}
              </a>
            ),
          },
        ]}
      >
        <p className="prose">{say('form.new text')}</p>
      </Opening>
      <Section wide>
        <form
          className="form"
          method="post"
          action={pathIn(language, `/decisions?assessment=${encodeURIComponent(assessment.id)}`)}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          <Head sent={sent} errors={errors} language={language} k={assessment.shortlistSize} />
          <fieldset
            className={errors.some(({ field }) => field === 'signers') ? 'field field-wrong' : 'field'}
            id="signers"
            aria-describedby="signers-hint"
          >
            <legend>{say('field.signers')}</legend>
            <p className="hint" id="signers-hint">
              {say('field.signers hint')}
            </p>
            {errors
              .filter(({ field }) => field === 'signers')
              .map(({ message }) => (
                <p key={message} className="error">
                  {message}
                </p>
              ))}
            {Array.from({ length: MOST_SIGNERS }, (_, at) => at + 1).map((n) => (
              <div key={n} className="decision-pair">
                <SelectField
                  name={`role${n}`}
                  label={say('field.role n', { n })}
                  value={textIn(sent, `role${n}`)}
                  options={[
                    { value: '', name: say('field.nobody') },
                    ...houseSigners.map(role),
                    ...organisationSigners.map(role),
                  ]}
                />
                <SelectField
                  name={`organisation${n}`}
                  label={say('field.organisation n', { n })}
                  value={textIn(sent, `organisation${n}`)}
                  options={[
                    { value: '', name: say('field.house') },
                    ...organisations.map(({ id, name }) => ({ value: id, name })),
                  ]}
                />
              </div>
            ))}
          </fieldset>
          <Buttons>
            <Button first>{say('form.begin')}</Button>
            <ButtonLink href={back}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

/** The draft: words, countries with reasons, justifications of the departures of the list as it is shown. */
export function EditPage({
  context,
  memo,
  sent,
  errors,
  overtakenBy = null,
}: {
  context: PageContext
  memo: Memo
  sent: Sent
  errors: FieldError[]
  /** What somebody else saved meanwhile. */
  overtakenBy?: Content | null
}) {
  const { language } = context
  const say = sayOf(language)
  const { decision, assessment } = memo
  const { result } = assessment
  const taken = listIn(sent, 'take')
  const shown = [...new Set([...taken, ...Object.keys(sent).flatMap(unitOfReason)])].filter((unit) =>
    /^[A-Z]{3}$/.test(unit),
  )
  // Of the list as it is typed, not as it was saved: that may be somebody else’s.
  const departing = departures(result, {
    size: readSize(sent, say, []) || decision.content.size,
    chosen: taken.map((unit) => ({ unit, reason: '' })),
  })
  // A field that is not drawn is not sent again: whatever was typed has one.
  const besides = Object.keys(sent)
    .flatMap((name) =>
      /^why\.[A-Z]{3}$/.test(name) && textIn(sent, name).trim() !== '' ? [name.slice(4)] : [],
    )
    .filter((unit) => !departing.some((each) => each.unit === unit))
  const common = (name: string, label: string) => ({
    name,
    label,
    value: textIn(sent, name),
    ...errorOf(errors, name),
  })
  return (
    <Page
      {...context}
      section="assessments"
      title={say('form.edit title')}
      indexed={false}
      crumbs={[...crumbsTo(language, memo), { name: say('form.edit title') }]}
    >
      <Opening title={say('form.edit title')} />
      {overtakenBy === null ? null : <DraftOvertaken now={overtakenBy} sent={sent} language={language} />}
      <form className="form-sections" method="post" action={pathOf(language, decision.id, '/edit')}>
        <Section wide>
          <div className="form">
            <ErrorSummary errors={errors} />
            <OnceField />
            <input type="hidden" name="revision" value={String(decision.revision)} />
            <Head sent={sent} errors={errors} language={language} k={assessment.shortlistSize} />
            <TextField
              {...common('summary', say('field.summary'))}
              hint={`${say('field.summary hint')} ${say('field.needed')}`}
              rows={6}
            />
          </div>
        </Section>
        <Section title={say('field.countries')} note={say('field.countries note')}>
          <div className="form">
            {shown.map((unit) => {
              const name = unitName(language, unit)
              const row = memo.rows.find((each) => each.unit === unit)
              return (
                <fieldset key={unit} className="decision-country field">
                  <legend>{name}</legend>
                  {row === undefined ? null : <p className="hint">{assessedSentence(language, memo, row)}</p>}
                  <label className="choice">
                    <input type="checkbox" name="take" value={unit} defaultChecked={taken.includes(unit)} />
                    {say('field.take', { country: name })}
                  </label>
                  <TextField
                    {...common(`reason.${unit}`, say('field.reason of', { country: name }))}
                    hint={say('field.needed')}
                    rows={3}
                  />
                </fieldset>
              )
            })}
            <SelectField
              {...common('add', say('field.add'))}
              hint={say('field.add hint')}
              optional
              options={[{ value: '', name: say('field.nothing') }, ...groupsOf()]}
            />
          </div>
        </Section>
        <Section title={say('field.why')} note={say('field.why note')}>
          <div className="form">
            {departing.length === 0 ? <p className="prose">{say('field.no departures')}</p> : null}
            {departing.map(({ unit, kind }) => (
              <TextField
                key={unit}
                {...common(
                  `why.${unit}`,
                  say('field.why of', { country: unitName(language, unit), kind: say(`kind.${kind}`) }),
                )}
                hint={say('field.needed')}
                rows={3}
              />
            ))}
            {besides.map((unit) => (
              <TextField
                key={unit}
                {...common(
                  `why.${unit}`,
                  say('field.justification of', { country: unitName(language, unit) }),
                )}
                hint={say('field.why besides')}
                optional
                rows={3}
              />
            ))}
            <Buttons>
              <Button first>{say('form.save')}</Button>
              <ButtonLink href={pathOf(language, decision.id)}>{say('form.back')}</ButtonLink>
            </Buttons>
          </div>
        </Section>
      </form>
    </Page>
  )

  function groupsOf() {
    const option = (unit: string) => ({ value: unit, name: unitName(language, unit) })
    const byName = (units: string[]) =>
      units
        .filter((unit) => !shown.includes(unit))
        .map(option)
        .sort((a, b) => a.name.localeCompare(b.name, language))
    const first = new Set(within(result, decision.content.size).map(({ unit }) => unit))
    const ranked = ranking(result).map(({ unit }) => unit)
    const standing = (which: 'out' | 'unknown') =>
      result.units.filter((unit) => unit.standing === which).map(({ unit }) => unit)
    return [
      {
        name: say('group.within'),
        options: [...first].filter((unit) => !shown.includes(unit)).map(option),
      },
      {
        name: say('group.outside'),
        options: ranked.filter((unit) => !first.has(unit) && !shown.includes(unit)).map(option),
      },
      { name: say('group.unknown'), options: byName(standing('unknown')) },
      { name: say('group.out'), options: byName(standing('out')) },
      {
        name: say('group.not assessed'),
        options: byName(countriesBeside(result.units.map(({ unit }) => unit))),
      },
    ].filter(({ options }) => options.length > 0)
  }
}

const unitOfReason = (name: string): string[] => (name.startsWith('reason.') ? [name.slice(7)] : [])

/** What somebody else saved beside what was typed, where the two differ. */
function DraftOvertaken({ now, sent, language }: { now: Content; sent: Sent; language: Language }) {
  const say = sayOf(language)
  const there = sentFrom(now)
  const fields = [...new Set([...Object.keys(there), ...Object.keys(sent)])].filter((name) =>
    /^(title|summary|size|language|take|reason\.[A-Z]{3}|why\.[A-Z]{3})$/.test(name),
  )
  const shown = (from: Sent, name: string) => {
    const texts = listIn(from, name)
    if (name === 'take')
      return formatList(
        language,
        texts.map((unit) => unitName(language, unit)),
      )
    if (name === 'language') return languageNames[languages.find((each) => each === texts[0]) ?? language]
    return texts.join(', ').replace(/\s+/g, ' ').trim()
  }
  const differing = fields.filter((name) => shown(there, name) !== shown(sent, name))
  const label = (name: string): string =>
    labelOf(language, name) ?? (name === 'size' || name === 'language' ? say(`field.${name}`) : name)
  return (
    <Overtaken
      say={say}
      rows={differing.map((name) => ({
        key: name,
        label: label(name),
        now: shown(there, name),
        yours: shown(sent, name),
      }))}
    />
  )
}
