import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import type { Contact } from '../schema.ts'
import type { Legislator, Term } from '../store.ts'
import { pageWords } from '../words/pages.ts'
import { asKnown, legislaturePath, OfficeLines, telephone } from './frame.tsx'

/** Somebody who holds or held a seat: what the packs know, and what other parts of the room have to tell. */
export function LegislatorPage({
  context,
  legislator,
  panels,
}: {
  context: PageContext
  legislator: Legislator
  /** Sections that other parts show; each with its heading. */
  panels: ReactNode
}) {
  const { language } = context
  const say = speak(pageWords, language)
  const newest = legislator.terms[0]!
  const days = (of: { asOf: string }[]) => [...new Set(of.map(({ asOf }) => asOf))]
  return (
    <Page
      {...context}
      section="campaigns"
      title={legislator.name}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/legislatures') },
        {
          name: newest.legislatureName[language],
          href: legislaturePath(language, newest.legislature, newest.asOf),
        },
        { name: legislator.name },
      ]}
      alternates={[{ type: 'application/json', href: `/api/v1/legislators/${legislator.key}` }]}
    >
      <Opening
        kind="name"
        title={legislator.name}
        about={[
          {
            name: newest.title?.[language] ?? newest.titleKey,
            value:
              newest.standing === 'claimed'
                ? `${newest.places[language]} (${say('who.doubt')})`
                : newest.places[language],
          },
          { name: say('one.party'), value: newest.party },
          { name: newest.session.name[language], value: asKnown(language, newest.asOf) },
        ]}
      />
      {panels}
      <Section title={say('who.terms')} note={say('who.termsNote')} id="terms">
        <DataTable
          caption={say('who.terms')}
          captionHidden
          columns={[
            { key: 'session', head: say('list.session') },
            { key: 'seat', head: say('one.place') },
            { key: 'party', head: say('one.party') },
            { key: 'term', head: say('who.term') },
          ]}
          rows={legislator.terms.map((term) => ({
            key: `${term.seat} ${term.asOf}`,
            cells: {
              session: (
                <a href={legislaturePath(language, term.legislature, term.asOf)}>
                  {term.session.name[language]}
                </a>
              ),
              seat: seatCell(term, language),
              party: term.party,
              term: (
                <>
                  {daysOf(term, language)}
                  <span className="note"> {asKnown(language, term.asOf)}</span>
                </>
              ),
            },
          }))}
        />
      </Section>
      <Section title={say('who.offices')} note={say('who.officesNote')} id="offices">
        {[...new Set(legislator.terms.map(({ asOf }) => asOf))].map((asOf) => {
          const offices = legislator.offices.filter((each) => each.asOf === asOf)
          return (
            <div key={asOf} className="office-day">
              <h3>{asKnown(language, asOf)}</h3>
              {offices.length === 0 ? (
                <p className="note">{say('card.noOffices')}</p>
              ) : (
                <ul className="offices">
                  {offices.map((office) => (
                    <li key={office.office}>
                      <OfficeLines office={office} language={language} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )
        })}
      </Section>
      <Section title={say('who.contacts')} note={say('who.contactsNote')} id="contacts">
        {legislator.contacts.length === 0 ? <p className="prose">{say('who.none')}</p> : null}
        {days(legislator.contacts).map((asOf) => (
          <div key={asOf} className="office-day">
            <h3>{asKnown(language, asOf)}</h3>
            <Facts
              rows={legislator.contacts
                .filter((each) => each.asOf === asOf)
                .map((each) => ({ name: say(`contact.${each.kind}`), value: contactOf(each) }))}
            />
          </div>
        ))}
      </Section>
      {legislator.committees.length === 0 ? null : (
        <Section title={say('who.committees')} note={say('one.committeesNote')} id="committees">
          {days(legislator.committees).map((asOf) => (
            <div key={asOf} className="office-day">
              <h3>{asKnown(language, asOf)}</h3>
              <ul className="prose">
                {legislator.committees
                  .filter((each) => each.asOf === asOf)
                  .map(({ committee, name, within, title }) => (
                    <li key={committee}>
                      {[name, within, title].filter((part) => part !== null).join(' · ')}
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </Section>
      )}
      <Section wide>
        <p>
          <a href={pathIn(language, `/legislators/${legislator.key}/offices.vcf`)}>{say('who.vcard')}</a>
          {' · '}
          <a href={`/api/v1/legislators/${legislator.key}`}>{say('who.data')}</a>
        </p>
      </Section>
    </Page>
  )
}

function seatCell(term: Term, language: Language): ReactNode {
  const say = speak(pageWords, language)
  const told = [
    `${term.title?.[language] ?? term.titleKey}, ${term.places[language]}`,
    ...(term.voting ? [] : [say('card.noVote')]),
    ...(term.standing === 'claimed' ? [say('who.doubt')] : []),
  ].join(' · ')
  return term.doubt === null ? (
    told
  ) : (
    <>
      {told} <span className="note">{term.doubt[language]}</span>
    </>
  )
}

function daysOf({ from, to }: Term, language: Language): string {
  const say = speak(pageWords, language)
  if (from === null) return say('who.noDay')
  if (to === null) return say('who.from', { from: formatDay(language, from) })
  return say('who.fromTo', { from: formatDay(language, from), to: formatDay(language, to) })
}

/** A way to reach somebody. A handle is text: whose it is today nobody here knows. */
function contactOf({ kind, value }: Contact): ReactNode {
  if (kind === 'phone') return <a href={telephone(value)}>{value}</a>
  if (kind === 'twitter') return `@${value}`
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>
  return /^https?:\/\//.test(value) ? (
    <a href={value} rel="noreferrer nofollow">
      {value}
    </a>
  ) : (
    value
  )
}
