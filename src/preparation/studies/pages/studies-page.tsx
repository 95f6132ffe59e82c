import { countryName } from '../../../countries/registry.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, SelectField } from '../../../ui/form.tsx'
import { capital, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { Study } from '../schema.ts'
import { words } from '../words/studies.ts'
import { prepareCrumb } from './frame.tsx'
import { codebookPath, studyPath } from './view.ts'

/** A study as a list shows it: only what its reader may know. */
export type StudyRow = { study: Study; sees: 'all' | 'title' }

/** Every study that the reader may know of. */
export function StudiesPage({
  context,
  rows,
  asked,
  countries,
  mayPlan,
}: {
  context: PageContext
  rows: StudyRow[]
  /** The country asked for; empty for all. */
  asked: string
  countries: string[]
  mayPlan: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const begin = pathIn(language, `/studies/new${asked === '' ? '' : `?country=${asked}`}`)
  return (
    <Page {...context} section="prepare" title={say('list.title')} crumbs={[prepareCrumb(language)]}>
      <Opening title={say('list.promise')}>
        <p className="prose">{say('list.note')}</p>
      </Opening>
      <Section wide>
        {countries.length > 1 || asked !== '' ? (
          <form className="form form-inline" method="get" action={pathIn(language, '/studies')}>
            <SelectField
              name="country"
              label={say('col.country')}
              value={asked}
              options={[
                { value: '', name: say('list.all') },
                ...countries
                  .map((iso3) => ({ value: iso3, name: countryName(iso3, language) }))
                  .sort((a, b) => a.name.localeCompare(b.name, language)),
              ]}
            />
            <Buttons>
              <Button>{say('list.show')}</Button>
            </Buttons>
          </form>
        ) : null}
        {rows.length === 0 ? (
          <Unknown next={say('list.next')}>{say('list.none')}</Unknown>
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
            rows={rows.map(({ study, sees }) => ({
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
