import type { ReactNode } from 'react'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import type { OrganisationCard } from '../store.ts'
import { words } from '../words.ts'
import { Breakable } from './breakable.tsx'
import { type Counted, countryIn, organisationPath } from './view.ts'

export type OrganisationView = {
  organisation: OrganisationCard
  members: Counted
  sees: boolean
  /** Whether somebody represents it; null where the reader may not know. */
  represented: boolean | null
  may: { members: boolean; invite: boolean; change: boolean; leave: boolean }
  history: ReactNode
}

/** What an organisation is, who belongs to it as far as the reader may know, and what they can do about it. */
export function OrganisationPage({ context, view }: { context: PageContext; view: OrganisationView }) {
  const { language } = context
  const say = speak(words, language)
  const { organisation, members, may, represented, sees } = view
  const to = (rest: string) => organisationPath(language, organisation.id, rest)
  const acts = [
    may.members ? { href: to('/members'), name: say('one.members link') } : null,
    may.invite ? { href: to('/invitations'), name: say('one.invitations link') } : null,
    may.change ? { href: to('/edit'), name: say('one.edit') } : null,
    may.leave ? { href: to('/leave'), name: say('one.leave') } : null,
    may.change ? { href: to('/end'), name: say('one.end') } : null,
  ].filter((act) => act !== null)
  return (
    <Page
      {...context}
      title={organisation.name}
      indexed={false}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/organisations') },
        { name: organisation.name },
      ]}
    >
      <Opening
        kind="name"
        title={<Breakable text={organisation.name} />}
        about={[
          { name: say('one.kind'), value: say(`kind.${organisation.kind}`) },
          { name: say('one.country'), value: countryIn(language, say, organisation.country) },
          { name: say('one.since'), value: formatDay(language, organisation.made.slice(0, 10)) },
        ]}
      >
        {organisation.ended === null ? null : (
          <Notice word={say('one.ended')}>
            {say('one.ended on', { day: formatDay(language, organisation.ended.slice(0, 10)) })}
          </Notice>
        )}
        {organisation.listed ? null : <Notice word={say('one.unlisted word')}>{say('one.unlisted')}</Notice>}
      </Opening>
      <Section title={say('one.people')}>
        <Sentence>
          {'count' in members
            ? say('one.people count', members)
            : say('one.people few', { count: members.fewerThan })}
        </Sentence>
        {represented === false ? <p className="prose">{say('one.no representative')}</p> : null}
        {sees ? null : <p className="note">{say('one.people hidden')}</p>}
        {organisation.website === null ? null : (
          <Facts
            rows={[
              {
                name: say('one.website'),
                value: (
                  <a href={organisation.website} rel="noreferrer nofollow">
                    <Breakable text={organisation.website} />
                  </a>
                ),
              },
            ]}
          />
        )}
      </Section>
      {acts.length === 0 || organisation.ended !== null ? null : (
        <Section title={say('one.acts')}>
          <ul className="prose">
            {acts.map(({ href, name }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {view.history}
    </Page>
  )
}
