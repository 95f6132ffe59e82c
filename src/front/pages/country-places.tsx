import { sayIn, textIn } from '../../selection/sentences.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Figure } from '../../ui/figure.tsx'
import { capital, formatDay, pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { allPlaced, unitIn } from '../standings.ts'
import { frontWords } from '../words.ts'
import { sourcesOfStanding } from './sources-of-standing.ts'

/** Where each methodology places the country, with the range of its score and rank. */
export function Places({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  return (
    <Section title={say('places.title')} note={say('places.note')}>
      <DataTable
        caption={say('places.title')}
        captionHidden
        columns={[
          { key: 'method', head: say('places.method') },
          { key: 'asOf', head: say('places.asOf') },
          { key: 'standing', head: say('places.standing') },
          { key: 'score', head: say('list.score'), unit: say('list.of100'), number: true },
          { key: 'ranks', head: say('places.rank'), unit: say('list.range'), number: true },
        ]}
        rows={allPlaced(facts.standings).map((placed) => {
          const { methodology, assessment } = placed
          const unit = unitIn(placed, facts.iso3)
          const cannot = assessment.result.cannotJudge
          const status: 'passed' | 'failed' | 'unknown' =
            unit === null || cannot || unit.standing === 'unknown'
              ? 'unknown'
              : unit.standing === 'in'
                ? 'passed'
                : 'failed'
          return {
            key: methodology.methodology,
            cells: {
              method: (
                <a href={pathIn(language, `/methodologies/${methodology.methodology}`)}>
                  {textIn(language, methodology.title)}
                </a>
              ),
              asOf: (
                <a href={pathIn(language, `/assessments/${assessment.id}`)}>
                  {formatDay(language, assessment.asOf)}
                </a>
              ),
              standing: (
                <StatusMark
                  status={status}
                  word={
                    <a href={pathIn(language, `/assessments/${assessment.id}/${facts.iso3}`)}>
                      {unit === null
                        ? say('gates.notJudged')
                        : capital(
                            language,
                            sayIn(language)(`standing.${cannot ? 'unknown' : unit.standing}`),
                          )}
                    </a>
                  }
                >
                  {cannot
                    ? sayIn(language)('summary.cannot', { n: cannot.missing.length, of: cannot.of })
                    : null}
                </StatusMark>
              ),
              score:
                unit?.score == null ? (
                  <span className="missing">–</span>
                ) : (
                  <Figure
                    value={unit.score}
                    digits={1}
                    interval={
                      unit.scoreRange
                        ? {
                            low: unit.scoreRange[0],
                            high: unit.scoreRange[1],
                            kind: 'sensitivity',
                            level: 90,
                          }
                        : null
                    }
                    quiet
                    source={sourcesOfStanding(placed, facts.iso3)[0]!}
                    madeBy={say('places.madeBy', {
                      method: methodology.methodology,
                      version: methodology.version,
                      seed: String(assessment.seed),
                      runs: writeNumber(language, assessment.replicates),
                    })}
                  />
                ),
              ranks:
                unit?.rank == null ? (
                  <span className="missing">–</span>
                ) : (
                  `${unit.rank}${unit.rankRange ? ` (${unit.rankRange.join('–')})` : ''}`
                ),
            },
          }
        })}
      />
    </Section>
  )
}
