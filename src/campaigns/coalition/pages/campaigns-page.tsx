import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { capital, formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { CampaignFigures, RoomDoor } from '../panels.ts'
import { type Campaign, wordsFor } from '../schema.ts'
import { words } from '../words/words.ts'
import { campaignPath, inTongue, linesOf, termOf, titleOf } from './frame.tsx'

/** A campaign in a list, with what is told of it in figures. */
export type CampaignRow = {
  campaign: Campaign
  open: boolean
  /** Whether the reader runs it. */
  runs: boolean
  figures: Partial<CampaignFigures>
}

/** Every campaign that the reader may know of. */
export function CampaignsPage({
  context,
  rows,
  mayBegin,
  doors,
}: {
  context: PageContext
  rows: CampaignRow[]
  mayBegin: boolean
  doors: readonly RoomDoor[]
}) {
  const { language } = context
  const say = speak(words, language)
  const begun = rows.filter(({ campaign }) => campaign.publicSince !== null)
  const groups = [
    { title: say('list.open'), rows: begun.filter(({ open }) => open) },
    { title: say('list.past'), rows: begun.filter(({ open }) => !open) },
    { title: say('list.yours'), rows: rows.filter(({ campaign }) => campaign.publicSince === null) },
  ].filter((group) => group.rows.length > 0)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('room')}
      description={say('list.note')}
      alternates={[
        { type: 'application/json', href: '/api/v1/campaigns' },
        { type: 'text/csv', href: '/campaigns/campaigns.csv' },
      ]}
    >
      <Opening title={say('list.promise')}>
        <p className="prose">{say('list.note')}</p>
      </Opening>
      {groups.length === 0 ? (
        <Section wide>
          <Unknown next={say('list.none next')}>{say('list.none')}</Unknown>
        </Section>
      ) : null}
      {groups.map((group) => (
        <Section key={group.title} title={group.title}>
          <ul className="campaign-rows">
            {group.rows.map((row) => (
              <Row key={row.campaign.id} context={context} {...row} />
            ))}
          </ul>
        </Section>
      ))}
      {doors.length === 0 ? null : (
        <Section title={say('list.more')}>
          <ul className="campaign-ways">
            {doors.map((door) => (
              <li key={door}>
                <a href={pathIn(language, door === 'mine' ? '/campaigns/mine' : `/${door}`)}>
                  {say(`door.${door}`)}
                </a>
                <p>{say(`door.${door} text`)}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {mayBegin ? (
        <Section wide>
          <Buttons>
            <ButtonLink href={pathIn(language, '/campaigns/new')}>{say('list.begin')}</ButtonLink>
          </Buttons>
        </Section>
      ) : null}
    </Page>
  )
}

function Row({ context: { language }, campaign, runs, figures }: CampaignRow & { context: PageContext }) {
  const say = speak(words, language)
  const told = wordsFor(campaign.words, language, campaign.languages)
  const [first] = linesOf(told?.words.story ?? '')
  const rest = runs && campaign.publicSince === null ? '/manage' : ''
  const day = campaign.asOf === null ? null : formatDay(language, campaign.asOf)
  return (
    <li>
      <h3 {...(told === null ? {} : inTongue(told.language, language))}>
        <a href={campaignPath(language, campaign.slug, rest)}>{titleOf(campaign, language)}</a>
      </h3>
      {first === undefined || told === null ? null : (
        <p className="prose" {...inTongue(told.language, language)}>
          {first}
        </p>
      )}
      <p className="note">
        {[
          say('list.led', { name: campaign.organisation.name }),
          capital(language, say(`state.${campaign.state}`)),
          termOf(campaign, language),
        ].join(' · ')}
      </p>
      {day === null ? null : <p className="note">{say('one.speaks of', { day })}</p>}
      {figures.counted === undefined ? null : (
        <p className="campaign-count">{say('list.counted', { count: figures.counted })}</p>
      )}
    </li>
  )
}
