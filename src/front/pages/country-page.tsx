import { ObservedPanel } from '../../compacts/observed/pages/observed-panel.tsx'
import { textIn } from '../../selection/sentences.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { numberField, textField } from '../fact-fields.ts'
import { grantsByYear } from '../grants.ts'
import { standingSentence, tierSentence } from '../in-short.ts'
import { frontWords } from '../words.ts'
import { Agreed, signedOn } from './country-compacts.tsx'
import { Downloads } from './country-downloads.tsx'
import { GatesPassed } from './country-gates.tsx'
import { Goods } from './country-goods.tsx'
import { Governance } from './country-governance.tsx'
import { Grants } from './country-grants.tsx'
import { About, InShort } from './country-in-short.tsx'
import { HowMany } from './country-people.tsx'
import { Places } from './country-places.tsx'
import { Tiers } from './country-tiers.tsx'
import { writeDollars } from './money.ts'
import { sourcesOfGates } from './sources-of-standing.ts'

/** Everything the house holds on one country, and what it does not know. */
export function CountryPage({ facts, ...context }: PageContext & { facts: CountryFacts }) {
  const { language } = context
  const say = speak(frontWords, language)
  const { iso3, name } = facts
  return (
    <Page
      {...context}
      title={name}
      section="countries"
      description={tierSentence(language, facts)}
      crumbs={[{ name: say('countries.title'), href: pathIn(language, '/countries') }, { name }]}
      alternates={[{ type: 'application/json', href: `/api/v1/countries/${iso3}` }]}
      sourcesNote={say('country.sourcesNote')}
      foot={
        <>
          {name} · {iso3} · <a href={pathIn(language, `/countries/${iso3}?brief`)}>{say('country.brief')}</a>
        </>
      }
    >
      <Opening kind="name" title={name} aside={<About facts={facts} />} />
      <Section
        title={say('short.title')}
        note={
          <>
            {say('short.note')}{' '}
            <a className="no-print" href={pathIn(language, `/countries/${iso3}?brief`)}>
              {say('country.brief')}
            </a>
          </>
        }
      >
        <InShort facts={facts} />
      </Section>
      <Tiers facts={facts} />
      <GatesPassed facts={facts} />
      <Places facts={facts} />
      <Governance facts={facts} />
      <HowMany facts={facts} />
      <Agreed facts={facts} />
      <ObservedPanel compacts={facts.observed} />
      <Grants facts={facts} />
      <Goods facts={facts} />
      <Downloads iso3={iso3} />
    </Page>
  )
}

/** One page for paper: the sentences, the gates and the sums, nothing that needs a screen. */
export function CountryBrief({ facts, ...context }: PageContext & { facts: CountryFacts }) {
  const { language } = context
  const say = speak(frontWords, language)
  const { iso3, name } = facts
  const years = grantsByYear(facts.grants.facts, 2002, 2014)
  return (
    <Page
      {...context}
      // The full entries, with addresses and days, stand on the page of the country.
      sources={context.sources.map((source) => ({
        ...source,
        // What only repeats publisher, title and licence is said once.
        attribution: source.attribution?.startsWith(source.publisher) ? null : source.attribution,
        licence: source.licence.replace(/ \(.*\)$/, ''),
        url: null,
        retrieved: null,
        revised: null,
      }))}
      foot={`${name} · ${iso3}`}
      sourcesNote={say('brief.sources', { address: `/countries/${iso3}` })}
      title={say('brief.title', { country: name })}
      section="countries"
      crumbs={[
        { name: say('countries.title'), href: pathIn(language, '/countries') },
        { name, href: pathIn(language, `/countries/${iso3}`) },
        { name: say('country.brief') },
      ]}
      indexed={false}
    >
      <Opening kind="promise" title={say('brief.title', { country: name })} />
      <Section>
        <DataTable
          caption={say('brief.title', { country: name })}
          captionHidden
          tight
          columns={[
            { key: 'name', head: say('brief.asked') },
            { key: 'value', head: say('brief.known') },
          ]}
          rows={[
            { name: say('brief.about'), value: <About facts={facts} compact={false} /> },
            {
              name: say('brief.tiers'),
              value: (
                <>
                  {tierSentence(language, facts)}
                  <SourceMark id="us-tip-report" />
                </>
              ),
            },
            ...[facts.standings.current, facts.standings.historic].map((placed) => ({
              name: say('gates.date', {
                method: textIn(language, placed.methodology.title),
                day: formatDay(language, placed.assessment.asOf),
              }),
              value: (
                <>
                  {standingSentence(language, placed, iso3, name, true)}
                  <SourceMark id={sourcesOfGates(placed, iso3)} />
                </>
              ),
            })),
            {
              name: say('people.title'),
              value: <StatusMark status="unknown" word={say('people.none')} />,
            },
            ...facts.compacts.facts.map((fact) => ({
              name: say('brief.compact', { when: signedOn(fact, language) }),
              value: (
                <>
                  {textField(fact, 'term') ?? say('notStated')};{' '}
                  {numberField(fact, 'usFundingUsd') === null
                    ? say('notStated')
                    : writeDollars(language, numberField(fact, 'usFundingUsd')!)}{' '}
                  “{textField(fact, 'fundingNote') ?? say('notStated')}”
                  <SourceMark id={fact.source} />
                </>
              ),
            })),
            {
              name: say('brief.goods'),
              value: (
                <>
                  {facts.goods.facts.length === 0
                    ? say('goods.none', { year: facts.goods.dataset.editions.at(-1)?.key ?? '' })
                    : facts.goods.facts.map((fact) => textField(fact, 'good')).join(', ')}
                  <SourceMark id={facts.goods.dataset.source} />
                </>
              ),
            },
            {
              name: say('brief.grants'),
              value: (
                <>
                  {facts.grants.facts.length === 0
                    ? say('grants.none', { first: '2002', last: '2014' })
                    : say('grants.finding', {
                        sum: writeDollars(
                          language,
                          years.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
                        ),
                        count: facts.grants.facts.length,
                        unstated: years.reduce((sum, { unstated }) => sum + unstated, 0),
                        first: '2002',
                        last: '2014',
                      })}
                  <SourceMark id={facts.grants.dataset.source} />
                </>
              ),
            },
          ].map((cells) => ({ key: cells.name, cells }))}
        />
      </Section>
    </Page>
  )
}
