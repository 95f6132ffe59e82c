import { allCountries } from '../../../countries/registry.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, SelectField } from '../../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import { functionOf, tasks } from '../schema.ts'
import type { mappedCountries } from '../store.ts'
import { words } from '../words.ts'
import { LevelTable, StepShapes } from './matrix.tsx'
import { capacityPath, placeOf } from './parts.tsx'

/** Countries with a map, and what is asked and meant in every one of them. */
export function CapacityListPage({
  context,
  rows,
}: {
  context: PageContext
  rows: Awaited<ReturnType<typeof mappedCountries>>
}) {
  const { language } = context
  const say = speak(words, language)
  const day = (text: string | null) => (text === null ? say('list.never') : formatDay(language, text))
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, language)
  return (
    <Page
      {...context}
      title={say('list.title')}
      section="prepare"
      crumbs={[prepareCrumb(language), { name: say('list.title') }]}
    >
      <StepShapes />
      <Opening title={say('list.opening')} aside={say('list.text')} />
      <Section title={say('list.countries')}>
        {rows.length === 0 ? (
          <Unknown next={say('list.none next')}>{say('list.none')}</Unknown>
        ) : (
          <DataTable
            caption={say('list.countries')}
            captionHidden
            columns={[
              { key: 'country', head: say('list.country') },
              { key: 'institutions', head: say('list.institutions'), number: true },
              { key: 'outside', head: say('list.outside') },
              { key: 'self', head: say('list.self') },
            ]}
            rows={rows
              .map((row) => ({ ...row, name: placeOf(row.country, language) }))
              .sort(byName)
              .map(({ country, name, institutions, outside, self }) => ({
                key: country,
                cells: {
                  country: <a href={capacityPath(language, country)}>{name}</a>,
                  institutions,
                  outside: day(outside),
                  self: day(self),
                },
              }))}
          />
        )}
        <form className="form form-inline" method="get" action={pathIn(language, '/capacity')}>
          <SelectField
            name="country"
            label={say('list.open')}
            options={[
              { value: '', name: say('list.choose') },
              ...allCountries()
                .map(({ iso3 }) => ({ value: iso3, name: placeOf(iso3, language) }))
                .sort(byName),
            ]}
          />
          <Buttons>
            <Button>{say('list.go')}</Button>
          </Buttons>
        </form>
      </Section>
      <Section id="levels" title={say('list.levels')}>
        <LevelTable />
      </Section>
      <Section id="tasks" title={say('list.tasks')} note={say('list.tasks note', { count: tasks.length })}>
        <DataTable
          caption={say('list.tasks')}
          captionHidden
          columns={[
            { key: 'task', head: say('list.task') },
            { key: 'function', head: say('file.function') },
            { key: 'about', head: say('list.means') },
          ]}
          rows={tasks.map((task) => ({
            key: task,
            cells: {
              task: say(`task.${task}`),
              function: say(`function.${functionOf(task)}`),
              about: say(`about.${task}`),
            },
          }))}
        />
      </Section>
    </Page>
  )
}
