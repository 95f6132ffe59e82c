import type { ReactNode } from 'react'
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
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import type { Ask, Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import { OfficeLines } from '../../legislatures/pages/frame.tsx'
import {
  type Delegate,
  delegateRoles,
  type Meeting,
  type Note,
  type Point,
  pointKinds,
  pointStates,
  type Report,
} from '../schema.ts'
import { sayWhen } from '../when.ts'
import { words } from '../words/words.ts'
import { askTitle, legislatorPath, meetingsCrumbs, meetingsPath } from './frame.tsx'

/** One meeting: when and where, who goes, what came of it, what stays, what was noted. */
export function MeetingPage({
  context,
  campaign,
  meeting,
  asks,
  delegates,
  mayRead,
  report,
  points,
  notes,
  noteCount,
  held,
  sent = {},
  errors = [],
}: {
  context: PageContext
  campaign: Campaign
  meeting: Meeting
  asks: Ask[]
  delegates: Delegate[]
  /** Whether the reader may read names and notes. */
  mayRead: boolean
  report: Report | null
  points: Point[]
  /** Null for who may not read them. */
  notes: Note[] | null
  noteCount: number
  /** Whether its time has come. */
  held: boolean
  sent?: Sent
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say('one.title', { name: meeting.legislatorName })
  const here = (rest = '') => meetingsPath(language, campaign.slug, `/${meeting.id}${rest}`)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (field: string) => ({ name: field, value: textIn(sent, field), error: at(field) })
  const askNamed = (key: string) => {
    const ask = asks.find((each) => each.key === key)
    return ask === undefined ? key : askTitle(ask, language, campaign)
  }
  const form = (rest: string, children: ReactNode) => (
    <form className="form" method="post" action={here(rest)}>
      <OnceField />
      {children}
    </form>
  )
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      crumbs={[...meetingsCrumbs(language, campaign), { name: title }]}
      indexed={false}
    >
      <Opening title={title}>
        <div className="campaign-lead">
          <ErrorSummary errors={errors} />
          <Facts
            rows={[
              { name: say('one.when'), value: sayWhen(meeting, language) },
              { name: say('one.length'), value: say('one.minutes', { n: meeting.minutes }) },
              {
                name: say('book.where'),
                value:
                  meeting.office === null ? (
                    (meeting.place ?? say('one.no place'))
                  ) : (
                    <>
                      <OfficeLines office={meeting.office} language={language} />
                      <span className="note">
                        {say('office.as of', { day: formatDay(language, meeting.office.asOf) })}
                      </span>
                    </>
                  ),
              },
              {
                name: say('one.state'),
                value:
                  meeting.why === null
                    ? say(`state.${meeting.state}`)
                    : say('one.called off', { why: meeting.why }),
              },
              {
                name: say('book.asks'),
                value: meeting.asks.map(askNamed).join(' · '),
              },
            ]}
          />
          <Buttons>
            <ButtonLink first href={here('/kit')}>
              {say('one.kit')}
            </ButtonLink>
            <ButtonLink href={here('/meeting.ics')}>{say('one.calendar')}</ButtonLink>
            {meeting.state === 'booked' ? (
              <ButtonLink href={here('/change')}>{say('one.change')}</ButtonLink>
            ) : null}
          </Buttons>
          <p>
            <a href={legislatorPath(language, meeting.legislator)}>{say('one.legislator')}</a>
          </p>
        </div>
      </Opening>

      <Section id="who" title={say(held ? 'who.went' : 'who.title')} note={say('who.note')}>
        {delegates.length === 0 ? <p className="prose">{say('who.none')}</p> : null}
        <ul className="campaign-rows">
          {delegates.map(({ id, role, name }) => (
            <li key={id}>
              <p>
                {say(`role.${role}`)} · {name ?? say(mayRead ? 'who.erased' : 'who.hidden')}
              </p>
              {form(
                '/delegates/remove',
                <>
                  <input type="hidden" name="delegate" value={id} />
                  <Buttons>
                    <Button>{say('who.remove')}</Button>
                  </Buttons>
                </>,
              )}
            </li>
          ))}
        </ul>
        {form(
          '/delegates',
          <>
            <SelectField
              {...text('role')}
              label={say('who.role')}
              options={delegateRoles.map((role) => ({ value: role, name: say(`role.${role}`) }))}
            />
            <TextField {...text('name')} label={say('who.name')} autoComplete="off" />
            <Buttons>
              <Button>{say('who.add')}</Button>
            </Buttons>
          </>,
        )}
      </Section>

      <Section id="report" title={say('report.title')}>
        {report === null ? (
          <Sentence>{held ? say('points.none') : say('report.early')}</Sentence>
        ) : (
          <>
            <Facts
              rows={[
                { name: say('report.on'), value: formatDay(language, report.on) },
                { name: say('report.met'), value: say(`met.${report.met}`) },
                {
                  name: say('who.went'),
                  value: say('report.attended text', { n: report.attended }),
                },
                ...Object.entries(report.positions).map(([key, stands]) => ({
                  name: askNamed(key),
                  value: <strong>{say(`stands.${stands}`)}</strong>,
                })),
              ]}
            />
            {report.why === null ? null : (
              <p className="note">{say('report.corrected', { n: report.version - 1, why: report.why })}</p>
            )}
          </>
        )}
        {held && meeting.state !== 'called off' ? (
          <Buttons>
            <ButtonLink first={report === null} href={here('/report')}>
              {say(report === null ? 'report.write' : 'report.correct')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </Section>

      <Section id="points" title={say('points.title')} note={say('points.note')}>
        {points.length === 0 ? <p className="prose">{say('points.none')}</p> : null}
        <ul className="campaign-rows">
          {points.map((point) => (
            <li key={point.id}>
              <p>{say('points.line', { kind: say(`point.${point.kind}`), text: point.text })}</p>
              <p className="note">
                {[
                  point.ask === null ? null : askNamed(point.ask),
                  point.due === null ? null : say('points.until', { day: formatDay(language, point.due) }),
                  point.settledOn === null
                    ? say('settled.open')
                    : say('settled.on', {
                        state: say(`settled.${point.state}`),
                        day: formatDay(language, point.settledOn),
                      }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </p>
              {form(
                '/points/settle',
                <>
                  <input type="hidden" name="point" value={point.id} />
                  <Buttons>
                    {pointStates
                      .filter((state) => state !== point.state)
                      .map((state) => (
                        <Button key={state} name="state" value={state}>
                          {say('points.settle', { state: say(`settled.${state}`) })}
                        </Button>
                      ))}
                  </Buttons>
                </>,
              )}
            </li>
          ))}
        </ul>
        {meeting.state === 'called off'
          ? null
          : form(
              '/points',
              <>
                <SelectField
                  {...text('kind')}
                  label={say('points.kind')}
                  options={pointKinds
                    .filter((kind) => report !== null || kind === 'follow-up' || kind === 'thank-you')
                    .map((kind) => ({ value: kind, name: say(`point.${kind}`) }))}
                />
                <TextField {...text('text')} label={say('points.text')} rows={2} />
                <SelectField
                  {...text('ask')}
                  label={say('points.ask')}
                  options={[
                    { value: '', name: say('points.all asks') },
                    ...meeting.asks.map((key) => ({ value: key, name: askNamed(key) })),
                  ]}
                />
                <TextField {...text('due')} type="date" label={say('points.due')} optional />
                <Buttons>
                  <Button>{say('points.add')}</Button>
                </Buttons>
              </>,
            )}
      </Section>

      <Section id="notes" title={say('notes.title')} note={say('notes.note')}>
        <p className="prose">{say('notes.count', { n: noteCount })}</p>
        {notes === null ? null : (
          <ul className="campaign-rows">
            {notes.map((note) => (
              <li key={note.id}>
                {note.text.split('\n').map((line, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
                  <p key={place} className="prose">
                    {line}
                  </p>
                ))}
                <p className="note">{formatDay(language, note.made.slice(0, 10))}</p>
                {form(
                  '/notes/erase',
                  <>
                    <input type="hidden" name="note" value={note.id} />
                    <Buttons>
                      <Button>{say('notes.erase')}</Button>
                    </Buttons>
                  </>,
                )}
              </li>
            ))}
          </ul>
        )}
        {form(
          '/notes',
          <>
            <TextField {...text('note')} label={say('notes.text')} rows={4} />
            <Buttons>
              <Button>{say('notes.add')}</Button>
            </Buttons>
          </>,
        )}
      </Section>

      {meeting.state === 'booked' ? (
        <Section id="call-off" title={say('one.call off')}>
          {form(
            '/call-off',
            <>
              <TextField {...text('off')} label={say('one.why off')} rows={2} />
              <Buttons>
                <Button>{say('one.call off')}</Button>
              </Buttons>
            </>,
          )}
        </Section>
      ) : null}
    </Page>
  )
}
