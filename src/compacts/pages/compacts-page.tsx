import { countryName } from '../../countries/registry.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, SelectField } from '../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { CompactRow } from '../store.ts'
import { compactStates } from '../tables.ts'
import { actWords } from '../words/acts.ts'
import { words } from '../words/words.ts'
import { compactName, compactPath } from './frame.tsx'
import { Needed, type Needs } from './needed.tsx'

/** Every compact the reader may find: those that are managed here, and the public record of others. */
export function CompactsPage({
  context,
  rows,
  observed,
  asked,
  countries,
  next,
  mayStart,
  needsToStart,
}: {
  context: PageContext
  /** Each with its title, and the day it entered into force. */
  rows: { compact: CompactRow; title: string | null; since: string | undefined }[]
  /** Compacts of the public record, each with the day of signature as its source has it. */
  observed: { id: string; country: string; signed: string | null }[]
  asked: { kind: string; country: string; state: string }
  countries: string[]
  /** Address of the page after this one. */
  next: string | null
  mayStart: boolean
  /** What the reader lacks to start one; null where nothing. */
  needsToStart: Needs | null
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page {...context} section="compacts" title={say('list.title')} indexed={false}>
      <Opening title={say('list.opening')} aside={say('list.text')} />
      <Section wide>
        <form className="form form-inline" method="get" action={pathIn(language, '/compacts')}>
          <SelectField
            name="kind"
            label={say('list.kind')}
            value={asked.kind}
            options={[
              { value: '', name: say('list.any') },
              { value: 'managed', name: say('kind.managed') },
              { value: 'observed', name: say('kind.observed') },
            ]}
          />
          <SelectField
            name="country"
            label={say('about.country')}
            value={asked.country}
            options={[
              { value: '', name: say('list.any') },
              ...countries
                .map((iso3) => ({ value: iso3, name: countryName(iso3, language) }))
                .sort((a, b) => a.name.localeCompare(b.name, language)),
            ]}
          />
          <SelectField
            name="state"
            label={say('about.state')}
            value={asked.state}
            options={[
              { value: '', name: say('list.any') },
              ...compactStates.map((state) => ({ value: state, name: say(`state.${state}`) })),
            ]}
          />
          <Buttons>
            <Button>{say('list.filter')}</Button>
          </Buttons>
        </form>
        {rows.length + observed.length === 0 ? (
          <p className="prose">{say('list.none')}</p>
        ) : (
          <DataTable
            caption={say('list.title')}
            captionHidden
            columns={[
              { key: 'name', head: say('list.compact') },
              { key: 'country', head: say('about.country') },
              { key: 'kind', head: say('list.kind') },
              { key: 'state', head: say('about.state') },
              { key: 'since', head: say('about.in force') },
              { key: 'ends', head: speak(actWords, language)('about.term') },
            ]}
            rows={[
              ...rows.map(({ compact, title, since }) => ({
                key: compact.id,
                cells: {
                  name: (
                    <>
                      <a href={compactPath(language, compact.id)}>
                        {compactName({ compact, title }, language)}
                      </a>
                      {compact.example ? <span className="block note">{say('example.word')}</span> : null}
                    </>
                  ),
                  country: countryName(compact.country, language),
                  kind: say(`kind.${compact.kind}`),
                  state: compact.kind === 'observed' ? '–' : say(`state.${compact.state}`),
                  since: since === undefined ? '–' : formatDay(language, since),
                  ends:
                    compact.ends === null
                      ? '–'
                      : `${compact.begins === null ? '' : formatDay(language, compact.begins)} – ${formatDay(language, compact.ends)}`,
                },
              })),
              ...observed.map(({ id, country, signed }) => ({
                key: id,
                cells: {
                  name: (
                    <a href={pathIn(language, `/compacts/observed/${id}`)}>
                      {say('compact.untitled', { country: countryName(country, language) })}
                    </a>
                  ),
                  country: countryName(country, language),
                  kind: say('kind.observed'),
                  state:
                    signed === null
                      ? '–'
                      : say('list.signed', {
                          day: /^\d{4}(-\d\d){0,2}$/.test(signed) ? formatDay(language, signed) : signed,
                        }),
                  since: '–',
                  ends: '–',
                },
              })),
            ]}
          />
        )}
        {next === null ? null : (
          <p className="prose">
            <a href={next}>{say('list.next')}</a>
          </p>
        )}
        {needsToStart === null ? null : (
          <Needed needs={needsToStart} sentence={speak(actWords, language)('needs.start')} />
        )}
        {mayStart ? (
          <Buttons>
            <ButtonLink first href={pathIn(language, '/compacts/start')}>
              {say('start.title')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </Section>
    </Page>
  )
}
