import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../../ui/form.tsx'
import { speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { Ask, Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import { type Meeting, metWith, positions } from '../schema.ts'
import { words } from '../words/words.ts'
import { askTitle, meetingsCrumbs, meetingsPath } from './frame.tsx'

/** What came of a meeting: who was there, and where they stand on each ask. */
export function ReportPage({
  context,
  campaign,
  meeting,
  asks,
  version,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  meeting: Meeting
  asks: Ask[]
  /** Of the report that is corrected; 0 for the first. */
  version: number
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say(version === 0 ? 'report.write' : 'report.correct')
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (field: string) => ({ name: field, value: textIn(sent, field), error: at(field) })
  const here = meetingsPath(language, campaign.slug, `/${meeting.id}`)
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      crumbs={[
        ...meetingsCrumbs(language, campaign),
        { name: say('one.title', { name: meeting.legislatorName }), href: here },
        { name: title },
      ]}
      indexed={false}
    >
      <Opening title={title}>
        <p className="prose">{say('report.note')}</p>
      </Opening>
      <Section wide>
        <form className="form" method="post" action={`${here}/report`}>
          <OnceField />
          <ErrorSummary errors={errors} />
          <input type="hidden" name="version" value={version} />
          <TextField {...text('on')} type="date" label={say('report.on')} required />
          <SelectField
            {...text('met')}
            label={say('report.met')}
            options={metWith.map((each) => ({ value: each, name: say(`met.${each}`) }))}
          />
          <TextField
            {...text('attended')}
            label={say('report.attended')}
            inputMode="numeric"
            exact
            required
          />
          {meeting.asks.map((key) => {
            const ask = asks.find((each) => each.key === key)
            return (
              <SelectField
                key={key}
                {...text(`stands-${key}`)}
                label={say('report.stands', {
                  ask: ask === undefined ? key : askTitle(ask, language, campaign),
                })}
                options={positions.map((each) => ({ value: each, name: say(`stands.${each}`) }))}
              />
            )
          })}
          {version === 0 ? null : <TextField {...text('why')} label={say('report.why')} rows={2} required />}
          <Buttons>
            <Button first>{say('report.keep')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
