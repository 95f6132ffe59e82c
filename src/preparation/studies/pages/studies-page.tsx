import { countryName } from '../../../countries/registry.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, SelectField } from '../../../ui/form.tsx'
import { capital, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { PageLinks, type PageOf } from '../../paging.tsx'
import { type Study, studyStates } from '../schema.ts'
import { words } from '../words/studies.ts'
import { prepareCrumb } from './frame.tsx'
import { codebookPath, studyPath } from './view.ts'

/** A study as a list shows it: only what its reader may know. */
export type StudyRow = { study: Study; sees: 'all' | 'title' }

/** Every study that the reader may know of. */
export function StudiesPage({
  context,
  found,
  asked,
  countries,
  mayPlan,
}: {
  context: PageContext
  found: PageOf<StudyRow>
  /** The country and state asked for; empty for all. */
  asked: { country: string; state: string }
  countries: string[]
  mayPlan: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const begin = pathIn(language, `/studies/new${asked.country === '' ? '' : `?country=${asked.country}`}`)
  return (
    <Page {...context} section="prepare" title={say('list.title')} crumbs={[prepareCrumb(language)]}>
      <Opening title={say('list.promise')}>
        <p className="prose">{say('list.note')}</p>
      </Opening>
      <Section wide>
        {found.all > 1 || asked.country !== '' || asked.state !== '' ? (
          <form className="form form-inline" method="get" action={pathIn(language, '/studies')}>
            <SelectField
              name="country"
              label={say('col.country')}
              value={asked.country}
              options={[
                { value: '', name: say('list.all') },
                ...countries
                  .map((iso3) => ({ value: iso3, name: countryName(iso3, language) }))
                  .sort((a, b) => a.name.localeCompare(b.name, language)),
              ]}
            />
            <SelectField
              name="state"
              label={say('col.state')}
              value={asked.state}
              options={[
                { value: '', name: say('list.all states') },
                ...studyStates.map((state) => ({
                  value: state,
                  name: capital(language, say(`state.${state}`)),
                })),
              ]}
            />
            <Buttons>
              <Button>{say('list.show')}</Button>
            </Buttons>
          </form>
        ) : null}
        {found.all === 0 ? (
          <Unknown next={say('list.next')}>
            {say(asked.country === '' && asked.state === '' ? 'list.none' : 'list.none such')}
          </Unknown>
        ) : (
          <DataTable
            caption={say('list.title')}
            captionHidden
            columns={[
              { key: 'study', head: say('col.study') },
              { key: 'country', head: say('col.country') },
              { key: 'state', head: say('col.state') },
              { key: 'method', head: say('col.method') },
              { key: 'definition', head: say('col.definition') },
            ]}
            rows={found.rows.map(({ study, sees }) => ({
              key: study.id,
              cells: {
                study: (
                  <a href={studyPath(language, study.id)} lang={study.facts.language}>
                    {study.facts.title}
                  </a>
                ),
                country: countryName(study.country, language),
                state: capital(
                  language,
                  study.confidential && study.state !== 'published'
                    ? `${say(`state.${study.state}`)} · ${say('confidential')}`
                    : say(`state.${study.state}`),
                ),
                method: sees === 'all' ? say(`method.${study.facts.method}`) : say('untold'),
                definition:
                  sees !== 'all' ? (
                    say('untold')
                  ) : study.codebook === null ? (
                    say('unsaid')
                  ) : (
                    <a href={codebookPath(language, study.codebook.codebook, study.codebook.version)}>
                      {say('one.version', { title: study.codebook.title, version: study.codebook.version })}
                    </a>
                  ),
              },
            }))}
          />
        )}
        <PageLinks of={found} path="/studies" query={asked} language={language} />
        <Buttons>
          {mayPlan ? (
            <ButtonLink href={begin} first>
              {say('list.begin')}
            </ButtonLink>
          ) : null}
          <ButtonLink href={pathIn(language, '/codebooks')}>{say('list.codebooks')}</ButtonLink>
        </Buttons>
      </Section>
    </Page>
  )
}
