import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, TextField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { Pack } from '../schema.ts'
import type { Term } from '../store.ts'
import { pageWords } from '../words/pages.ts'
import { asKnown, legislatorPath, legislaturePath } from './frame.tsx'

/** Everybody who holds a seat in the newest pack of each legislature, and a search over all packs. */
export function LegislatorsPage({
  context,
  sitting,
  asked,
  found,
}: {
  context: PageContext
  sitting: { pack: Pack; terms: Term[] }[]
  asked: string
  found: Term[]
}) {
  const { language } = context
  const say = speak(pageWords, language)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('people.title')}
      description={say('people.note')}
      crumbs={[
        { name: say('list.title'), href: pathIn(language, '/legislatures') },
        { name: say('people.title') },
      ]}
      indexed={asked === ''}
    >
      <Opening title={say('people.promise')}>
        <p className="prose">{say('people.note')}</p>
        <p>
          <a href={pathIn(language, '/represent')}>{say('find.promise')}</a>
        </p>
      </Opening>
      <Section title={say('search.title')}>
        <form className="form form-inline" method="get">
          <TextField name="q" label={say('search.label')} value={asked} type="search" exact />
          <Buttons>
            <Button>{say('search.ask')}</Button>
          </Buttons>
        </form>
        {asked === '' ? null : found.length === 0 ? (
          <p className="prose">{say('search.none')}</p>
        ) : (
          <Found found={found} language={language} />
        )}
      </Section>
      {sitting.length === 0 ? (
        <Section wide>
          <Unknown next={say('list.noneNext')}>{say('list.none')}</Unknown>
        </Section>
      ) : null}
      {sitting.map(({ pack: { card }, terms }) => (
        <Section
          key={card.legislature.id}
          title={card.legislature.name[language]}
          note={asKnown(language, card.asOf)}
        >
          <p className="prose">
            <a href={legislaturePath(language, card.legislature.id, card.asOf)}>
              {card.session.name[language]}
            </a>
          </p>
          <details>
            <summary>{say('people.held', { count: terms.length })}</summary>
            <DataTable
              caption={card.legislature.name[language]}
              captionHidden
              tight
              columns={[
                { key: 'place', head: say('one.place') },
                { key: 'name', head: say('people.name') },
                { key: 'title', head: say('people.as') },
                { key: 'party', head: say('one.party') },
              ]}
              rows={terms.map((term) => ({
                key: `${term.seat} ${term.person}`,
                cells: {
                  place: term.places[language],
                  name: <a href={legislatorPath(language, term.person)}>{term.name}</a>,
                  title: term.title?.[language] ?? term.titleKey,
                  party: term.party,
                },
              }))}
            />
          </details>
        </Section>
      ))}
    </Page>
  )
}

/** People found by name, each with the seat the newest pack has them in. */
export function Found({ found, language }: { found: Term[]; language: PageContext['language'] }) {
  return (
    <ul className="prose">
      {found.map((term) => (
        <li key={term.person}>
          <a href={legislatorPath(language, term.person)}>{term.name}</a>
          {`, ${term.title?.[language] ?? term.titleKey}, ${term.places[language]}, ${term.session.name[language]}`}
        </li>
      ))}
    </ul>
  )
}
