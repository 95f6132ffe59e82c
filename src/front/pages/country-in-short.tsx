import { Figure } from '../../ui/figure.tsx'
import { formatNumber, type Language, pathIn } from '../../ui/language.ts'
import { Sentence } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { type CountryFacts, nationalEstimates } from '../country-facts.ts'
import { textField } from '../fact-fields.ts'
import { measuredSentence, standingSentence, tierSentence } from '../in-short.ts'
import { frontWords } from '../words.ts'
import { writeDollars } from './money.ts'
import { sourcesOfStanding } from './sources-of-standing.ts'

/** Beside the name: region, people and income, and the compact if there is one. */
export function About({ facts, compact = true }: { facts: CountryFacts; compact?: boolean }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { region, compacts } = facts
  const people = facts.population.observation
  const income = facts.income.observation
  return (
    <>
      {region ? `${region.subregionName}. ` : ''}
      {people?.value == null ? (
        say('about.noPeople')
      ) : (
        <Figure
          value={people.value}
          text={say('about.people', {
            count: writePeople(language, people.value),
            size: people.value >= 1_000_000 ? 'millions' : 'below',
          })}
          year={people.year}
          revised={people.revised}
          source={people.source}
          note={people.note}
        />
      )}
      {'. '}
      {income?.value == null ? (
        say('about.noIncome')
      ) : (
        <Figure
          value={income.value}
          text={say('about.income', {
            sum: writeDollars(language, Math.round(income.value / 10) * 10),
            year: String(income.year),
          })}
          year={income.year}
          revised={income.revised}
          source={income.source}
          note={income.note}
        />
      )}
      {'. '}
      {compact && compacts.facts.length > 0 ? (
        <>
          {say('about.compact', { year: textField(compacts.facts[0]!, 'signedYear') ?? '' })}
          <SourceMark id={compacts.facts[0]!.source} />
        </>
      ) : null}
    </>
  )
}

function writePeople(language: Language, people: number): string {
  return people >= 1_000_000
    ? formatNumber(language, people, {
        notation: 'compact',
        compactDisplay: 'long',
        maximumFractionDigits: 1,
      })
    : formatNumber(language, people)
}

/** Three sentences by fixed rules; the last one says what is not known. */
export function InShort({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, name } = facts
  const { current } = facts.standings
  const estimates = nationalEstimates(facts)
  const measured = measuredSentence(language, estimates)
  return (
    <>
      <Sentence>
        {tierSentence(language, facts)}
        <SourceMark id="us-tip-report" />
      </Sentence>
      <Sentence>
        {standingSentence(language, current, iso3, name)}
        <SourceMark id={sourcesOfStanding(current, iso3)} />
      </Sentence>
      {measured === null ? (
        <Unknown next={say('short.unknownNext')}>{say('short.unknown', { country: name })}</Unknown>
      ) : (
        <Sentence>
          {measured} <a href={pathIn(language, `/estimates/${estimates[0]?.id}`)}>{say('people.report')}</a>
        </Sentence>
      )}
    </>
  )
}
