import { allCountries, countryName } from '../../../countries/registry.ts'
import {
  Button,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Ask, Campaign } from '../../coalition/schema.ts'
import { listIn, type Sent, textIn } from '../../desk.ts'
import { ELSEWHERE } from '../forms.ts'
import type { Meeting } from '../schema.ts'
import { zonesFor } from '../when.ts'
import type { Reach } from '../whom.ts'
import { words } from '../words/words.ts'
import { askTitle, meetingsCrumbs, meetingsPath, NoOffice, officeLine } from './frame.tsx'

/** Booking a meeting, or changing what was agreed: where, when, what is asked. */
export function MeetingFormPage({
  context,
  campaign,
  legislator,
  meeting,
  reach,
  asks,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  legislator: { key: string; name: string }
  /** The one that is changed; null for a new one. */
  meeting: Meeting | null
  reach: Reach
  asks: Ask[]
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { name } = legislator
  const title = say(meeting === null ? 'book.title' : 'book.change', { name })
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (field: string) => ({ name: field, value: textIn(sent, field), error: at(field) })
  const zones = zonesFor(campaign.legislature)
  const option = (zone: string) => ({ value: zone, name: zone.replaceAll('_', ' ') })
  const here = meetingsPath(language, campaign.slug, meeting === null ? '' : `/${meeting.id}/change`)
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      crumbs={[...meetingsCrumbs(language, campaign), { name: title }]}
      indexed={false}
    >
      <Opening title={title} />
      {reach.offices.length === 0 ? (
        <Section id="no-office">
          <NoOffice reach={reach} name={name} language={language} />
        </Section>
      ) : null}
      <Section wide>
        <form className="form" method="post" action={here}>
          <OnceField />
          <ErrorSummary errors={errors} />
          <input type="hidden" name="legislator" value={legislator.key} />
          {meeting === null ? null : <input type="hidden" name="revision" value={meeting.revision} />}
          {reach.offices.length === 0 ? (
            <input type="hidden" name="office" value={ELSEWHERE} />
          ) : (
            <ChoiceField
              name="office"
              label={say('book.where')}
              {...(reach.asOf === null
                ? {}
                : { hint: say('office.as of', { day: formatDay(language, reach.asOf) }) })}
              options={[
                ...reach.offices.map((office) => ({
                  value: office.office,
                  name: `${say(`book.${office.kind}`)}: ${officeLine(office)}${office.phone === null ? '' : ` · ${office.phone}`}`,
                })),
                { value: ELSEWHERE, name: say('book.elsewhere') },
              ]}
              chosen={[textIn(sent, 'office') || (reach.offices[0]?.office ?? ELSEWHERE)]}
              error={at('office')}
            />
          )}
          <TextField
            {...text('place')}
            label={say(reach.offices.length === 0 ? 'book.place only' : 'book.place')}
            hint={say('book.place hint')}
            optional
          />
          <TextField {...text('day')} type="date" label={say('book.day')} required />
          <TextField {...text('time')} label={say('book.time')} hint={say('book.time hint')} exact required />
          <SelectField
            {...text('zone')}
            label={say('book.zone')}
            options={
              zones.first.length === 0
                ? zones.others.map(option)
                : [
                    { name: say('book.zones'), options: zones.first.map(option) },
                    { name: say('book.other zones'), options: zones.others.map(option) },
                  ]
            }
          />
          <TextField {...text('minutes')} label={say('book.minutes')} inputMode="numeric" exact required />
          <ChoiceField
            name="asks"
            kind="checkbox"
            label={say('book.asks')}
            options={asks.map((ask) => ({ value: ask.key, name: askTitle(ask, language, campaign) }))}
            chosen={[...listIn(sent, 'asks')]}
            error={at('asks')}
          />
          <SelectField
            {...text('country')}
            label={say('book.country')}
            optional
            options={[
              { value: '', name: say('book.no country') },
              ...allCountries()
                .filter(({ until }) => until === null)
                .map(({ iso3 }) => ({ value: iso3, name: countryName(iso3, language) }))
                .sort((a, b) => a.name.localeCompare(b.name, language)),
            ]}
          />
          <Buttons>
            <Button first>{say(meeting === null ? 'book.keep' : 'book.keep change')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
