import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, SelectField } from '../../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { organisationKinds } from '../schema.ts'
import type { OrganisationCard } from '../store.ts'
import { words } from '../words.ts'
import { type Counted, countIn, countryIn, organisationPath } from './view.ts'

/** Every organisation the reader may find, by kind and country. */
export function OrganisationsPage({
  context,
  rows,
  asked,
  countries,
  next,
  mayMake,
}: {
  context: PageContext
  rows: { card: OrganisationCard; members: Counted }[]
  asked: { kind: string; country: string }
  countries: string[]
  /** Address of the page after this one. */
  next: string | null
  mayMake: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const filtered = asked.kind !== '' || asked.country !== ''
  return (
    <Page {...context} title={say('list.title')} indexed={false}>
      <Opening title={say('list.opening')} aside={say('list.text')} />
      <Section wide>
        <form className="form form-inline" method="get" action={pathIn(language, '/organisations')}>
          <SelectField
            name="kind"
            label={say('list.kind')}
            value={asked.kind}
            options={[
              { value: '', name: say('list.any') },
              ...organisationKinds.map((kind) => ({ value: kind, name: say(`kind.${kind}`) })),
            ]}
          />
          <SelectField
            name="country"
            label={say('list.country')}
            value={asked.country}
            options={[
              { value: '', name: say('list.any') },
              ...countries
                .map((iso3) => ({ value: iso3, name: countryIn(language, say, iso3) }))
                .sort((a, b) => a.name.localeCompare(b.name, language)),
            ]}
          />
          <Buttons>
            <Button>{say('list.filter')}</Button>
          </Buttons>
        </form>
        {rows.length === 0 ? (
          <p className="prose">{say(filtered ? 'list.none of these' : 'list.none')}</p>
        ) : (
          <DataTable
            caption={say('list.title')}
            captionHidden
            columns={[
              { key: 'name', head: say('list.name') },
              { key: 'kind', head: say('list.kind') },
              { key: 'country', head: say('list.country') },
              { key: 'members', head: say('list.members') },
              { key: 'since', head: say('one.since') },
            ]}
            rows={rows.map(({ card, members }) => ({
              key: card.id,
              cells: {
                name: <a href={organisationPath(language, card.id)}>{card.name}</a>,
                kind: say(`kind.${card.kind}`),
                country: countryIn(language, say, card.country),
                members: countIn(say, members),
                since: formatDay(language, card.made.slice(0, 10)),
              },
            }))}
          />
        )}
        {next === null ? null : (
          <p className="prose">
            <a href={next}>{say('list.next')}</a>
          </p>
        )}
        {mayMake ? (
          <Buttons>
            <ButtonLink first href={pathIn(language, '/organisations/new')}>
              {say('list.new')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </Section>
    </Page>
  )
}
