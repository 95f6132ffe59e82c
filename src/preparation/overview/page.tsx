import { countryName } from '../../countries/registry.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Doors, Section } from '../../ui/section.tsx'
import { writeNumber } from '../../ui/voice.tsx'
import { planDesigns } from '../planning/plan.ts'
import type { OverviewFacts } from './facts.ts'
import { overviewWords } from './words.ts'

/** The way into the room: what it is for, its doors with what stands behind each, and what is on record by country. */
export function OverviewPage({ facts, ...context }: PageContext & { facts: OverviewFacts }) {
  const { language } = context
  const say = speak(overviewWords, language)
  const link = (path: string) => pathIn(language, path)
  const collator = new Intl.Collator(language)
  const kept = (name: 'studies' | 'codebooks' | 'estimates' | 'capacity', count: number) => ({
    name: say(name),
    question: say(`${name}.question`),
    count: count === 0 ? say('none') : writeNumber(language, count),
    holds: say(`${name}.holds`, { count }),
    href: link(`/${name}`),
  })
  return (
    <Page {...context} title={say('title')} description={say('promise')} section="prepare">
      <Opening title={say('promise')}>
        <p className="lead">{say('lead')}</p>
      </Opening>
      <Section wide title={say('doors.title')}>
        <Doors
          doors={[
            {
              name: say('plan'),
              question: say('plan.question'),
              count: writeNumber(language, planDesigns.length),
              holds: say('plan.holds'),
              href: link('/plan-a-study'),
            },
            {
              name: say('workbench'),
              question: say('workbench.question'),
              count: writeNumber(language, 0),
              holds: say('workbench.holds'),
              href: link('/workbench'),
            },
            kept('studies', facts.studies),
            kept('codebooks', facts.codebooks),
            kept('estimates', facts.estimates),
            kept('capacity', facts.mapped),
          ]}
        />
      </Section>
      <Section title={say('country.title')} note={say('country.note')}>
        {facts.countries.length === 0 ? (
          <p className="prose">{say('country.none')}</p>
        ) : (
          <DataTable
            caption={say('country.title')}
            captionHidden
            columns={[
              { key: 'name', head: say('country.name') },
              { key: 'studies', head: say('country.studies'), number: true },
              { key: 'estimates', head: say('country.estimates'), number: true },
              { key: 'capacity', head: say('country.capacity') },
            ]}
            rows={facts.countries
              .map((each) => ({ ...each, name: countryName(each.iso3, language) }))
              .sort((a, b) => collator.compare(a.name, b.name))
              .map(({ iso3, name, studies, estimates, round }) => ({
                key: iso3,
                cells: {
                  name: <a href={link(`/countries/${iso3}`)}>{name}</a>,
                  studies: <a href={link(`/studies?country=${iso3}`)}>{writeNumber(language, studies)}</a>,
                  estimates: writeNumber(language, estimates),
                  capacity:
                    round === null ? (
                      say('country.notMapped')
                    ) : (
                      <a href={link(`/capacity/${iso3}`)}>{formatDay(language, round)}</a>
                    ),
                },
              }))}
          />
        )}
      </Section>
      <Section title={say('rules.title')}>
        <ul className="prose">
          {(['definition', 'doubt', 'records', 'modelled'] as const).map((rule) => (
            <li key={rule}>{say(`rules.${rule}`)}</li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
