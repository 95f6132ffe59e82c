import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, TextField } from '../../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { writeNumber } from '../../../ui/voice.tsx'
import type { MapCard, Pack } from '../schema.ts'
import type { Term } from '../store.ts'
import { pageWords } from '../words/pages.ts'
import { KnownFaults, legislaturePath } from './frame.tsx'
import { Found } from './legislators-page.tsx'

/** Every legislature and map there is, and a search by name. */
export function LegislaturesPage({
  context,
  packs,
  maps,
  asked,
  found,
}: {
  context: PageContext
  packs: Pack[]
  maps: MapCard[]
  asked: string
  found: Term[]
}) {
  const { language } = context
  const say = speak(pageWords, language)
  const ids = [...new Set(packs.map(({ card }) => card.legislature.id))]
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('list.title')}
      description={say('list.note')}
      crumbs={[{ name: say('list.title') }]}
      alternates={[{ type: 'application/json', href: '/api/v1/legislatures' }]}
      indexed={asked === ''}
    >
      <Opening title={say('list.promise')}>
        <p className="prose">{say('list.note')}</p>
        <p>
          <a href={pathIn(language, '/represent')}>{say('find.promise')}</a>
          {' · '}
          <a href={pathIn(language, '/legislators')}>{say('people.title')}</a>
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
      {packs.length === 0 ? (
        <Section wide>
          <Unknown next={say('list.noneNext')}>{say('list.none')}</Unknown>
        </Section>
      ) : null}
      {ids.map((id) => {
        const own = packs.filter(({ card }) => card.legislature.id === id)
        const name = own[0]!.card.legislature.name[language]
        return (
          <Section key={id} title={name}>
            <DataTable
              caption={name}
              captionHidden
              columns={[
                { key: 'day', head: say('list.day') },
                { key: 'session', head: say('list.session') },
                { key: 'seats', head: say('list.seats'), number: true },
                { key: 'held', head: say('list.held'), number: true },
              ]}
              rows={own.map(({ card, seats, holders }) => ({
                key: card.asOf,
                cells: {
                  day: (
                    <a href={legislaturePath(language, id, card.asOf)}>{formatDay(language, card.asOf)}</a>
                  ),
                  session: card.session.name[language],
                  seats: writeNumber(language, seats.length),
                  held: writeNumber(language, holders.filter(({ standing }) => standing === 'held').length),
                },
              }))}
            />
          </Section>
        )
      })}
      {maps.map((map) => (
        <Section key={map.id} title={say('list.maps')} note={map.id}>
          <p className="prose">
            {say('result.mapHeld', {
              name: map.name[language],
              from: formatDay(language, map.from),
              through: formatDay(language, map.through),
            })}
          </p>
          <KnownFaults faults={map.knownFaults} language={language} apart />
        </Section>
      ))}
    </Page>
  )
}
