import { allCountries, countryName, EXAMPLE_COUNTRY } from '../../countries/registry.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  type Option,
  SelectField,
  TextField,
} from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { sides } from '../agreement.ts'
import type { Typed } from '../forms/field.ts'
import { actWords } from '../words/acts.ts'
import { words } from '../words/words.ts'
import { languageName } from './controls.tsx'

/** Languages a compact is usually written in; any other tag may be typed through the API. */
export const usualLanguages = [
  'en',
  'fr',
  'es',
  'pt',
  'am',
  'ar',
  'bn',
  'fa',
  'fil',
  'hi',
  'id',
  'km',
  'lo',
  'mn',
  'my',
  'ne',
  'ru',
  'sw',
  'th',
  'uk',
  'ur',
  'vi',
] as const

/** The form that begins a compact. */
export function StartPage({
  context,
  organisations,
  typed,
  errors,
}: {
  context: PageContext
  organisations: Option[]
  typed: Typed
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const tongues = usualLanguages
    .map((tag) => ({ value: tag, name: languageName(tag, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
  const choose = { value: '', name: say('form.choose') }
  return (
    <Page
      {...context}
      section="compacts"
      title={say('start.title')}
      indexed={false}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/compacts') },
        { name: say('start.title') },
      ]}
    >
      <Opening title={say('start.title')} aside={say('start.text')} />
      <Section wide>
        <form className="form" method="post" action={pathIn(language, '/compacts/start')}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <SelectField
            name="organisation"
            label={say('start.organisation')}
            value={typed.organisation}
            error={errorOf('organisation')}
            options={[choose, ...organisations]}
          />
          <ChoiceField
            name="side"
            label={say('field.party side')}
            error={errorOf('side')}
            chosen={[typed.side ?? '']}
            options={sides.map((side) => ({ value: side, name: say(`side.${side}`) }))}
          />
          <SelectField
            name="part"
            label={say('start.part')}
            value={typed.part ?? 'government'}
            error={errorOf('part')}
            options={(['government', 'ministry', 'agency'] as const).map((part) => ({
              value: part,
              name: say(`part.${part}`),
            }))}
          />
          <ChoiceField
            name="example"
            kind="checkbox"
            label={say('start.example')}
            chosen={[typed.example ?? '']}
            options={[{ value: 'yes', name: say('start.example yes') }]}
          />
          <SelectField
            name="country"
            label={say('start.country')}
            hint={speak(actWords, language)('start.country hint', {
              country: countryName(EXAMPLE_COUNTRY, language),
            })}
            value={typed.country}
            error={errorOf('country')}
            options={[
              choose,
              ...allCountries()
                .map(({ iso3 }) => ({ value: iso3, name: countryName(iso3, language) }))
                .sort((a, b) => a.name.localeCompare(b.name, language)),
            ]}
          />
          <SelectField
            name="first"
            label={say('start.first language')}
            value={typed.first ?? 'en'}
            error={errorOf('first')}
            options={tongues}
          />
          <SelectField
            name="second"
            label={say('start.second language')}
            hint={say('start.language hint')}
            optional
            value={typed.second}
            error={errorOf('second')}
            options={[{ value: '', name: say('start.no second language') }, ...tongues]}
          />
          <TextField
            name="currency"
            label={say('field.plan currency')}
            hint={say('hint.currency')}
            value={typed.currency ?? 'USD'}
            error={errorOf('currency')}
          />
          <Buttons>
            <Button first>{say('start.submit')}</Button>
            <ButtonLink href={pathIn(language, '/compacts')}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
