import { AsWritten } from '../../indicators/pages/as-written.tsx'
import { weakness } from '../../selection/explanation.ts'
import type { Gate, GateResult } from '../../selection/schema.ts'
import { codeName, gateSentence, sayIn, textIn } from '../../selection/sentences.ts'
import { Gates } from '../../ui/gate-row.tsx'
import { capital, formatDay, type Language } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { unitIn } from '../standings.ts'
import { frontWords } from '../words.ts'

/** What each gate of the historic and of the current method found. */
export function GatesPassed({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, standings } = facts
  const shown = [standings.historic, standings.current]
  const dates = shown.map((placed) => ({ placed, key: placed.methodology.methodology }))
  const gates = new Map<string, Gate>()
  for (const { methodology } of shown)
    for (const gate of methodology.gates) {
      const known = gates.get(readOf(gate))
      if (!known) gates.set(readOf(gate), gate)
    }
  return (
    <Section title={say('gates.title')} note={say('gates.note')}>
      <Gates
        caption={say('gates.title')}
        asked={standings.current.methodology.methodology}
        dates={dates.map(({ placed, key }) => ({
          key,
          name: say('gates.date', {
            method: textIn(language, placed.methodology.title),
            day: formatDay(language, placed.assessment.asOf),
          }),
        }))}
        gates={[...gates].map(([read, gate]) => ({
          key: read,
          name: textIn(language, gate.title),
          rule: '',
          cells: Object.fromEntries(
            dates.map(({ placed, key }) => {
              const own = placed.methodology.gates.find((each) => readOf(each) === read)
              if (!own)
                return [
                  key,
                  {
                    status: 'not applicable' as const,
                    word: say('gates.notAsked'),
                    reason: say('gates.notAskedWhy'),
                  },
                ]
              const unit = unitIn(placed, iso3)
              const result = unit?.gates.find(({ gate: id }) => id === own.id)
              if (!result)
                return [
                  key,
                  {
                    status: 'unknown' as const,
                    word: say('gates.notJudged'),
                    reason: say('gates.notJudgedWhy'),
                  },
                ]
              return [key, cellOf(language, own, result)]
            }),
          ),
        }))}
        together={Object.fromEntries(
          dates.map(({ placed, key }) => {
            const unit = unitIn(placed, iso3)
            return [
              key,
              unit === null
                ? say('gates.notJudged')
                : unit.rank !== null
                  ? say('gates.in', { rank: unit.rank, of: placed.assessment.result.counts.in })
                  : unit.wouldRank !== null
                    ? say('gates.would', { rank: unit.wouldRank })
                    : capital(language, sayIn(language)(`standing.${unit.standing}`)),
            ]
          }),
        )}
      />
    </Section>
  )
}

/** What a gate reads: gates of two methods that read the same thing are one row. */
function readOf(gate: Gate): string {
  return 'series' in gate ? gate.series : 'status' in gate ? gate.status : gate.list
}

function cellOf(language: Language, gate: Gate, result: GateResult) {
  const said = gateSentence(language, gate, result)
  const found =
    result.found === null ? null : capital(language, codeName(language, readOf(gate), result.found))
  return {
    status: result.outcome,
    word: found ?? sayIn(language)(`outcome.${result.outcome}`),
    reason: (
      <>
        {said}
        {result.source ? <SourceMark id={result.source} /> : null}
        {result.weakness ? ` ${weakness(language, result.weakness)}` : null}
        {result.evidence ? (
          <>
            {' '}
            <AsWritten>{result.evidence}</AsWritten>
          </>
        ) : null}
      </>
    ),
  }
}
