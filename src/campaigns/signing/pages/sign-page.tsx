import { Fragment } from 'react'
import { allCountries, countryName } from '../../../countries/registry.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { campaignCrumbs, campaignPath, In, Paragraphs, titleOf } from '../../coalition/pages/frame.tsx'
import type { Ask, Campaign, ConsentText } from '../../coalition/schema.ts'
import { listIn, type Sent, textIn } from '../../desk.ts'
import type { Linked, Waiting } from '../confirm.ts'
import { words } from '../words/words.ts'

/** An ask whose text is handed over, and so can be signed. */
export type Letter = Ask & { official: NonNullable<Ask['official']> }

export const lettersAmong = (asks: readonly Ask[]): Letter[] =>
  asks.filter((ask): ask is Letter => ask.official !== null)

/** The form that is signed: the letter first, then who signs, then what else they agree to. */
export function SignPage({
  context,
  campaign,
  letters,
  consents,
  country,
  sent,
  errors,
  late,
}: {
  context: PageContext
  campaign: Campaign
  letters: Letter[]
  consents: ConsentText[]
  /** The country chosen to begin with, ISO 3166-1 alpha-3. */
  country: string
  sent: Sent
  errors: FieldError[]
  /** Seconds to wait, where too many signed just now. */
  late: number | null
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (field: string) => ({ name: field, value: textIn(sent, field), error: at(field) })
  const [first] = letters
  return (
    <Page
      {...context}
      section="campaigns"
      title={`${say('form.title')}: ${titleOf(campaign, language)}`}
      crumbs={[...campaignCrumbs(language, campaign), { name: say('form.title') }]}
      indexed={false}
    >
      <Opening title={say('form.title')}>
        <p className="lead">{titleOf(campaign, language)}</p>
      </Opening>
      {late === null ? null : (
        <Notice word={say('form.title')}>{say('fault.too-many', { seconds: late })}</Notice>
      )}
      <form method="post" action={campaignPath(language, campaign.slug, '/sign')}>
        <OnceField />
        <ErrorSummary errors={errors} />
        <Section title={say('form.letter')}>
          {letters.map(({ key, versionId }) => (
            <input key={key} type="hidden" name={`version-${key}`} value={versionId} />
          ))}
          {letters.length === 1 && first !== undefined ? (
            <>
              <input type="hidden" name="letter" value={first.key} />
              <Text letter={first} language={language} />
            </>
          ) : (
            <>
              <ChoiceField
                name="letter"
                label={say('form.which')}
                options={letters.map(({ key, words: told, official }) => ({
                  value: key,
                  name: told[language]?.title ?? told[official.language]?.title ?? key,
                }))}
                chosen={[textIn(sent, 'letter') || (first?.key ?? '')]}
                error={at('letter')}
              />
              {letters.map((letter) => (
                <Fragment key={letter.key}>
                  <h3>{letter.words[language]?.title ?? letter.key}</h3>
                  <Text letter={letter} language={language} />
                </Fragment>
              ))}
            </>
          )}
          <div className="form letter-words">
            <TextField
              {...text('words')}
              label={say('field.words')}
              hint={say('field.words hint')}
              rows={5}
              optional
            />
          </div>
        </Section>
        <Section title={say('form.you')} note={say('form.you note')}>
          <div className="form">
            <TextField
              {...text('title')}
              label={say('field.title')}
              hint={say('field.title hint')}
              autoComplete="honorific-prefix"
              optional
            />
            <TextField {...text('name')} label={say('field.name')} autoComplete="name" required />
            <TextField
              {...text('email')}
              label={say('field.email')}
              hint={say('field.email hint')}
              type="email"
              autoComplete="email"
              required
              exact
            />
            <TextField
              {...text('postalCode')}
              label={say('field.postalCode')}
              hint={say('field.postalCode hint')}
              autoComplete="postal-code"
              exact
            />
            <SelectField
              name="country"
              label={say('field.country')}
              value={textIn(sent, 'country') || country}
              error={at('country')}
              options={countriesIn(language)}
            />
            <TextField
              {...text('street')}
              label={say('field.street')}
              hint={say('field.street hint')}
              autoComplete="street-address"
              optional
            />
          </div>
        </Section>
        {consents.length === 0 ? null : (
          <Section title={say('form.consents')} note={say('form.consents note')}>
            <ChoiceField
              name="consents"
              kind="checkbox"
              label={say('form.consents')}
              options={consents.flatMap(({ id, party, words: told }) =>
                told === null
                  ? []
                  : [{ value: id, name: `${party.name}: ${told[language] ?? Object.values(told)[0]}` }],
              )}
              chosen={[...listIn(sent, 'consents')]}
            />
          </Section>
        )}
        <Section>
          <Buttons>
            <Button first>{say('form.send')}</Button>
            <ButtonLink href={campaignPath(language, campaign.slug)}>{say('confirm.campaign')}</ButtonLink>
          </Buttons>
        </Section>
      </form>
    </Page>
  )
}

function Text({ letter, language }: { letter: Letter; language: Language }) {
  return (
    <blockquote className="letter">
      <In tongue={letter.official.language} page={language}>
        <Paragraphs text={letter.official.text} />
      </In>
    </blockquote>
  )
}

const countriesIn = (language: Language) =>
  allCountries()
    .map(({ iso3 }) => ({ value: iso3, name: countryName(iso3, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))

/** A page that says one thing, with ways on from there. */
export function SayingPage({
  context,
  title,
  text,
  also,
  ways,
}: {
  context: PageContext
  title: string
  text: string
  also?: string
  ways: { name: string; path: string }[]
}) {
  const { language } = context
  return (
    <Page {...context} section="campaigns" title={title} indexed={false}>
      <Opening title={title} />
      <Section>
        <p className="prose">{text}</p>
        {also === undefined ? null : <p className="prose">{also}</p>}
        <Buttons>
          {ways.map(({ name, path }) => (
            <ButtonLink key={path} href={pathIn(language, path)}>
              {name}
            </ButtonLink>
          ))}
        </Buttons>
      </Section>
    </Page>
  )
}

/** What a mailed link leads to. Nothing happens by opening it: programs that read mail open every link. */
export function ConfirmPage({
  context,
  campaign,
  linked,
  waiting,
  again,
  late,
  action,
}: {
  context: PageContext
  campaign: Campaign
  linked: Exclude<Linked, { is: 'unknown' }>
  /** What else can be confirmed by this link, each with the name of its letter. */
  waiting: (Waiting & { letter: string })[]
  /** Whether it does not count, since a signature of the address counted and was erased. */
  again: boolean
  /** Whether the campaign takes no more confirmations. */
  late: boolean
  action: string
}) {
  const { language } = context
  const say = speak(words, language)
  const named = { campaign: titleOf(campaign, language), name: linked.name }
  const day = formatDay(language, linked.submittedAt.toISOString().slice(0, 10))
  const title = linked.is === 'confirmed' ? say('confirm.done') : say('confirm.title')
  return (
    <Page {...context} section="campaigns" title={title} indexed={false}>
      <Opening title={title} />
      <Section>
        {linked.is === 'pending' && !late ? (
          <form className="form" method="post" action={action}>
            <OnceField />
            <p className="sentence">{say('confirm.ask', { ...named, day })}</p>
            <Buttons>
              <Button first>{say('confirm.button')}</Button>
            </Buttons>
          </form>
        ) : (
          <p className="sentence">
            {say(
              linked.is === 'confirmed'
                ? 'confirm.done text'
                : linked.is === 'invalidated'
                  ? 'confirm.back'
                  : 'confirm.late',
              named,
            )}
          </p>
        )}
        {again ? <p className="prose">{say('confirm.counted before')}</p> : null}
        <Buttons>
          <ButtonLink href={campaignPath(language, campaign.slug)}>{say('confirm.campaign')}</ButtonLink>
          <ButtonLink href={pathIn(language, '/campaigns/mine')}>{say('own.door')}</ButtonLink>
        </Buttons>
      </Section>
      {waiting.length === 0 || late ? null : (
        <Section id="waiting" title={say('confirm.waiting')} note={say('confirm.waiting note')}>
          {waiting.map(({ id, name, letter, submittedAt }) => (
            <form key={id} className="form" method="post" action={action}>
              <OnceField />
              <input type="hidden" name="signature" value={id} />
              <p className="prose">
                {say('confirm.one', {
                  name,
                  letter,
                  day: formatDay(language, submittedAt.toISOString().slice(0, 10)),
                })}
              </p>
              <Buttons>
                <Button>{say('confirm.button')}</Button>
              </Buttons>
            </form>
          ))}
        </Section>
      )}
    </Page>
  )
}
