import { countryName } from '../../../countries/registry.ts'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { In, Paragraphs, titleOf } from '../../coalition/pages/frame.tsx'
import { type Ask, type Campaign, wordsFor } from '../../coalition/schema.ts'
import { OfficeLines } from '../../legislatures/pages/frame.tsx'
import type { Term } from '../../legislatures/store.ts'
import type { Brief } from '../brief.ts'
import { type DelegateRole, type Meeting, positions } from '../schema.ts'
import { sayWhen } from '../when.ts'
import { words } from '../words/words.ts'
import { askTitle, meetingsCrumbs, meetingsPath } from './frame.tsx'

/** What a delegation takes along, to read and to print: the ask, the story, a brief of a country, who does what. */
export function KitPage({
  context,
  campaign,
  meeting,
  asks,
  term,
  roles,
  known,
  brief,
}: {
  context: PageContext
  campaign: Campaign
  meeting: Meeting
  asks: Ask[]
  /** The seat they hold on the day of the campaign; null where it is not known. */
  term: Pick<Term, 'party' | 'place'> | null
  roles: DelegateRole[]
  /** What is known of them on the bill of an ask, and what is not, by the key of the ask. */
  known: ReadonlyMap<string, readonly string[]>
  brief: Brief | null
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say('kit.title', { name: meeting.legislatorName })
  const story = wordsFor(campaign.words, language, campaign.languages)
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      crumbs={[
        ...meetingsCrumbs(language, campaign),
        {
          name: say('one.title', { name: meeting.legislatorName }),
          href: meetingsPath(language, campaign.slug, `/${meeting.id}`),
        },
        { name: title },
      ]}
      indexed={false}
    >
      <Opening title={title} about={[{ name: say('one.when'), value: sayWhen(meeting, language) }]}>
        <p className="prose no-print">{say('kit.print')}</p>
      </Opening>
      <Section title={say('kit.who they are')}>
        <Sentence>
          {[meeting.legislatorName, term?.place, term?.party].filter((part) => part).join(' · ')}
        </Sentence>
        {meeting.office === null ? (
          <p className="prose">{meeting.place ?? say('one.no place')}</p>
        ) : (
          <>
            <OfficeLines office={meeting.office} language={language} />
            <p className="note">{say('office.as of', { day: formatDay(language, meeting.office.asOf) })}</p>
          </>
        )}
      </Section>
      <Section title={say('kit.ask')} note={titleOf(campaign, language)}>
        {asks.map((ask) => {
          const told = wordsFor(ask.words, language, campaign.languages)
          return (
            <div key={ask.key}>
              <h3>{askTitle(ask, language, campaign)}</h3>
              {told === null ? null : (
                <>
                  <In tongue={told.language} page={language}>
                    <Paragraphs text={told.words.text} />
                  </In>
                  {told.language === language ? null : <p className="note">{say('kit.language missing')}</p>}
                </>
              )}
              {(known.get(ask.key) ?? []).length === 0 ? null : (
                <>
                  <p className="note">{say('kit.known')}</p>
                  <ul className="prose">
                    {known.get(ask.key)?.map((line) => (
                      <li key={line}>{line}</li>
                    ))}
                  </ul>
                </>
              )}
              {ask.official === null ? null : (
                <>
                  <p className="note">{say('kit.official')}</p>
                  <blockquote>
                    <Paragraphs
                      text={ask.official.text}
                      lang={ask.official.language === language ? undefined : ask.official.language}
                    />
                  </blockquote>
                </>
              )}
            </div>
          )
        })}
      </Section>
      <Section title={say('kit.story')} note={say('kit.story note')}>
        {story === null ? (
          <Unknown>{say('kit.language missing')}</Unknown>
        ) : (
          <Paragraphs
            text={story.words.story}
            lang={story.language === language ? undefined : story.language}
          />
        )}
      </Section>
      {brief === null ? null : (
        <Section title={say('kit.brief', { country: countryName(brief.iso3, language) })}>
          {brief.tiers.length === 0 ? (
            <Unknown>{say('kit.tier none', { country: countryName(brief.iso3, language) })}</Unknown>
          ) : (
            <>
              <p className="prose">{say('kit.tier text')}</p>
              <ul className="prose">
                {brief.tiers.map(({ year, tier, source }) => (
                  <li key={year}>
                    {say('kit.tier', { year: String(year), tier })}
                    <SourceMark id={source} />
                  </li>
                ))}
              </ul>
            </>
          )}
          <p>
            <a href={pathIn(language, `/countries/${brief.iso3}`)}>
              {say('kit.country', { country: countryName(brief.iso3, language) })}
            </a>
          </p>
        </Section>
      )}
      <Section title={say('kit.parts')}>
        <Facts
          rows={(['leader', 'story-teller', 'note-taker'] as const).map((role) => ({
            name: `${say(`role.${role}`)}${roles.includes(role) ? ' ✓' : ''}`,
            value: say(`kit.${role}`),
          }))}
        />
      </Section>
      <Section title={say('kit.answers')} note={say('kit.tick')}>
        <Facts
          rows={asks.map((ask) => ({
            name: askTitle(ask, language, campaign),
            value: positions.map((each) => `☐ ${say(`stands.${each}`)}`).join('  '),
          }))}
        />
      </Section>
    </Page>
  )
}
