import { estimateFigure } from '../../preparation/estimates/pages/lists.tsx'
import { sayMethod, sayPart, sayPeriod, sayPlace } from '../../preparation/estimates/say.ts'
import type { EstimateCard } from '../../preparation/estimates/store.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { pathIn } from '../../ui/language.ts'
import { Columns, Section } from '../../ui/section.tsx'
import { Unknown, UnknownBar } from '../../ui/unknown.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { type CountryFacts, nationalEstimates } from '../country-facts.ts'
import { severalSentence } from '../in-short.ts'
import { frontWords } from '../words.ts'

/**
 * How many people: what was measured, each figure with its definition, apart from what was modelled, and never drawn
 * as a trend. Where nothing was measured it says so, and names a regional model as no substitute.
 */
export function HowMany({ facts }: { facts: Pick<CountryFacts, 'estimates' | 'region' | 'name'> }) {
  const say = useWords(frontWords)
  const { estimates, name } = facts
  const several = severalSentence(useLanguage(), nationalEstimates(facts))
  const region = facts.region?.subregionName ?? name
  return (
    <Section title={say('people.title')} note={say('people.note')} id="people">
      {estimates.measured.length === 0 ? (
        <Columns count={2}>
          <div>
            <h3>{say('people.measured')}</h3>
            <Unknown>{say('people.none')}</Unknown>
            <UnknownBar label={say('people.axis')} />
          </div>
          <div>
            <h3>{say('people.missingTitle')}</h3>
            <p>{say('people.missing')}</p>
            <p className="note">{say('people.modelled', { region })}</p>
          </div>
        </Columns>
      ) : (
        <>
          <h3>{say('people.measured')}</h3>
          <Listed cards={estimates.measured} country={name} />
          {several === null ? null : <p className="note">{several}</p>}
          <p className="note">{say('people.trend')}</p>
        </>
      )}
      {estimates.modelled.length === 0 ? (
        estimates.measured.length === 0 ? null : (
          <p className="note">{say('people.modelled', { region })}</p>
        )
      ) : (
        <>
          <h3>{say('people.modelledHere')}</h3>
          <Listed cards={estimates.modelled} country={name} />
        </>
      )}
    </Section>
  )
}

function Listed({ cards, country }: { cards: readonly EstimateCard[]; country: string }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  return (
    <DataTable
      caption={say('people.listed', { country })}
      captionHidden
      columns={[
        { key: 'figure', head: say('people.figure') },
        { key: 'definition', head: say('people.definition') },
        { key: 'when', head: say('people.when') },
        { key: 'how', head: say('people.how') },
      ]}
      rows={cards.map((card) => {
        const { head } = card
        const part = sayPart(head, language)
        return {
          key: card.id,
          cells: {
            figure: <a href={pathIn(language, `/estimates/${card.id}`)}>{estimateFigure(card, language)}</a>,
            definition: head.definition,
            when: [sayPeriod(head, language), sayPlace(head, card.country, language), part]
              .filter((each) => each !== null)
              .join(' · '),
            how:
              head.figure.method === null
                ? (head.publication?.method ?? '')
                : sayMethod(head.figure.method, language),
          },
        }
      })}
    />
  )
}
