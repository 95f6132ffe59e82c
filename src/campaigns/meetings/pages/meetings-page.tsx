import {
  Button,
  ButtonLink,
  Buttons,
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
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { manageCrumbs } from '../../coalition/pages/frame.tsx'
import type { Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import type { Call } from '../outreach.ts'
import type { Meeting } from '../schema.ts'
import { sayWhen } from '../when.ts'
import type { Found } from '../whom.ts'
import { words } from '../words/words.ts'
import { meetingsCrumbs, meetingsPath, placeLine, WhomList } from './frame.tsx'

/** The meetings and calls of a campaign, for those who record them. */
export function MeetingsPage({
  context,
  campaign,
  meetings,
  calls,
  callers,
  errors = [],
}: {
  context: PageContext
  campaign: Campaign
  meetings: Meeting[]
  calls: (Call & { name: string })[]
  /** Calls that people without an account told of. */
  callers: number
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (rest = '') => meetingsPath(language, campaign.slug, rest)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('list.title')}
      crumbs={[...manageCrumbs(language, campaign), { name: say('list.title') }]}
      indexed={false}
    >
      <Opening title={say('list.title')}>
        <div className="campaign-lead">
          <p className="prose">{say('list.note')}</p>
          <Buttons>
            <ButtonLink first href={at('/new')}>
              {say('list.book')}
            </ButtonLink>
          </Buttons>
        </div>
      </Opening>
      <ErrorSummary errors={errors} />
      <Section id="meetings" title={say('list.meetings')}>
        {meetings.length === 0 ? (
          <Sentence>{say('list.none')}</Sentence>
        ) : (
          <ul className="campaign-rows">
            {meetings.map((meeting) => (
              <li key={meeting.id}>
                <h3>
                  <a href={at(`/${meeting.id}`)}>{meeting.legislatorName}</a>
                </h3>
                <p className="note">
                  {sayWhen(meeting, language)} · {placeLine(meeting) ?? say('one.no place')} ·{' '}
                  {say(`state.${meeting.state}`)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="calls" title={say('list.calls')} note={say('call.callers', { n: callers })}>
        <Buttons>
          <ButtonLink href={at('/new?for=call')}>{say('call.title')}</ButtonLink>
        </Buttons>
        {calls.length === 0 ? (
          <p className="prose">{say('call.none')}</p>
        ) : (
          <ul className="campaign-rows">
            {calls.map((call) => (
              <li key={call.id}>
                <p>
                  {formatDay(language, call.on)} ·{' '}
                  {say('call.line', { name: call.name, outcome: say(`call.${call.outcome}`) })}
                </p>
                {call.endedWhy === null ? (
                  <form className="form" method="post" action={at('/calls/back')}>
                    <OnceField />
                    <input type="hidden" name="call" value={call.id} />
                    <TextField
                      name={`back-${call.id}`}
                      label={say('call.why')}
                      error={errors.find(({ field }) => field === `back-${call.id}`)?.message}
                    />
                    <Buttons>
                      <Button>{say('call.back')}</Button>
                    </Buttons>
                  </form>
                ) : (
                  <p className="note">{say('call.taken back', { why: call.endedWhy })}</p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}

/** Finding whom to meet or who was called. */
export function FindPage({
  context,
  campaign,
  typed,
  found,
  purpose,
}: {
  context: PageContext
  campaign: Campaign
  typed: string
  found: Found | null
  purpose: 'meeting' | 'call'
}) {
  const { language } = context
  const say = speak(words, language)
  const title = purpose === 'call' ? say('call.legislator') : say('find.title')
  const here = meetingsPath(language, campaign.slug, '/new')
  const hrefOf = (key: string) =>
    `${here}?legislator=${encodeURIComponent(key)}${purpose === 'call' ? '&for=call' : ''}`
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      crumbs={[...meetingsCrumbs(language, campaign), { name: title }]}
      indexed={false}
    >
      <Opening title={title}>
        {campaign.asOf === null ? null : (
          <p className="prose">{say('find.day', { day: formatDay(language, campaign.asOf) })}</p>
        )}
      </Opening>
      <Section wide>
        {campaign.legislature === null ? (
          <Unknown>{say('find.no legislature')}</Unknown>
        ) : (
          <form className="form" method="get" action={here}>
            {purpose === 'call' ? <input type="hidden" name="for" value="call" /> : null}
            <TextField name="find" label={say('find.field')} hint={say('find.hint')} value={typed} exact />
            <Buttons>
              <Button first>{say('find.go')}</Button>
            </Buttons>
          </form>
        )}
      </Section>
      {found === null ? null : (
        <Section id="found" title={say('find.found')}>
          {found.people.length === 0 ? (
            <Unknown next={say('find.none next')}>{say('find.none')}</Unknown>
          ) : (
            <>
              {found.split ? <Sentence>{say('find.split')}</Sentence> : null}
              <WhomList people={found.people} word="find.choose" hrefOf={hrefOf} language={language} />
            </>
          )}
        </Section>
      )}
    </Page>
  )
}

/** Recording a call that somebody of the organisation made. */
export function CallPage({
  context,
  campaign,
  legislator,
  asks,
  outcomes,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  legislator: { key: string; name: string }
  asks: { value: string; name: string }[]
  outcomes: { value: string; name: string }[]
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('call.title')}
      crumbs={[...meetingsCrumbs(language, campaign), { name: say('call.title') }]}
      indexed={false}
    >
      <Opening title={say('call.title')}>
        <p className="prose">{legislator.name}</p>
      </Opening>
      <Section wide>
        <form className="form" method="post" action={meetingsPath(language, campaign.slug, '/calls')}>
          <OnceField />
          <ErrorSummary errors={errors} />
          <input type="hidden" name="legislator" value={legislator.key} />
          <TextField
            name="on"
            type="date"
            label={say('call.on')}
            value={textIn(sent, 'on')}
            error={at('on')}
          />
          <SelectField
            name="outcome"
            label={say('call.outcome')}
            options={outcomes}
            value={textIn(sent, 'outcome')}
            error={at('outcome')}
          />
          <SelectField
            name="ask"
            label={say('points.ask')}
            options={[{ value: '', name: say('points.all asks') }, ...asks]}
            value={textIn(sent, 'ask')}
            error={at('ask')}
          />
          <Buttons>
            <Button first>{say('call.keep')}</Button>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
