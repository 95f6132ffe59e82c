import type { ReactNode } from 'react'
import { AsWritten } from '../../indicators/pages/as-written.tsx'
import type { Fact } from '../../indicators/schema.ts'
import { Figure } from '../../ui/figure.tsx'
import { formatDay, type Language, pathIn } from '../../ui/language.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { numberField, textField } from '../fact-fields.ts'
import { frontWords } from '../words.ts'
import { writeDollars } from './money.ts'

/** The compacts signed with the country, term by term; what is not stated is said to be so. */
export function Agreed({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { compacts, managed, name } = facts
  const source = compacts.dataset.source
  const stated = (fact: Fact, field: string): ReactNode =>
    textField(fact, field) === null ? (
      <StatusMark status="unknown" word={say('agreed.notStated')} />
    ) : (
      <AsWritten>{textField(fact, field) ?? ''}</AsWritten>
    )
  return (
    <Section title={say('agreed.title')} note={say('agreed.note')}>
      {managed.map((compact) => (
        <p key={compact.id}>
          <a href={pathIn(language, `/compacts/${compact.id}`)}>{compact.title ?? say('agreed.untitled')}</a>{' '}
          {compact.begins !== null && compact.ends !== null
            ? say('agreed.here', {
                begins: formatDay(language, compact.begins),
                ends: formatDay(language, compact.ends),
              })
            : say('agreed.soon')}
          {compact.example ? ` ${say('agreed.example')}` : null}
        </p>
      ))}
      {compacts.facts.length === 0 ? (
        <p>
          {say('agreed.none', { country: name })}
          <SourceMark id={source} />
        </p>
      ) : (
        compacts.facts.map((fact) => {
          const usd = numberField(fact, 'usFundingUsd')
          return (
            <Facts
              key={fact.key}
              rows={[
                {
                  name: say('compact.signed'),
                  value: (
                    <Figure
                      value={null}
                      text={signedOn(fact, language)}
                      source={fact.source}
                      from={fact.evidence}
                      note={fact.note}
                    />
                  ),
                },
                { name: say('compact.term'), value: stated(fact, 'term') },
                {
                  name: say('compact.us'),
                  value:
                    usd === null ? (
                      stated(fact, 'fundingNote')
                    ) : (
                      <>
                        <Figure
                          value={usd}
                          text={writeDollars(language, usd)}
                          source={fact.source}
                          from={fact.evidence}
                          year={textField(fact, 'signedYear')}
                        />
                        {textField(fact, 'fundingNote') ? ` “${textField(fact, 'fundingNote')}”` : ''}
                      </>
                    ),
                },
                { name: say('compact.own'), value: stated(fact, 'partnerContribution') },
                { name: say('compact.with'), value: stated(fact, 'implementers') },
                { name: say('compact.status'), value: stated(fact, 'status') },
                {
                  name: say('compact.baseline'),
                  value: <StatusMark status="unknown" word={say('compact.noBaseline')} />,
                },
              ]}
            />
          )
        })
      )}
    </Section>
  )
}

/** The day a compact was signed, or the time its source gives where the day is not known. */
export function signedOn(fact: Fact, language: Language): string {
  const day = textField(fact, 'signed')
  return day === null ? fact.when : formatDay(language, day)
}
