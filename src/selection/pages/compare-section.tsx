import { DataTable } from '../../ui/data-table.tsx'
import { Button, TextField } from '../../ui/form.tsx'
import { pathIn } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import type { UnitResult } from '../schema.ts'
import { criterionTitle, gateSentence, gateTitle, unitName, whyMissing } from '../sentences.ts'
import { words } from '../words.ts'
import { UnitLink } from './standing-sections.tsx'
import { type AssessmentView, assessmentPath } from './view.ts'

export type Compared = { units: UnitResult[]; asked: string; unknown: string[]; tooMany: boolean }

/** Up to four countries side by side: gates, score, every criterion. */
export function CompareSection({ view, compared }: { view: AssessmentView; compared: Compared }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { language } = context
  const { units, asked, unknown, tooMany } = compared
  const columns = [
    { key: 'what', head: say('unit.criterion') },
    ...units.map(({ unit }) => ({ key: unit, head: unitName(language, unit) })),
  ]
  const row = (key: string, what: string, of: (unit: UnitResult) => React.ReactNode) => ({
    key,
    cells: { what, ...Object.fromEntries(units.map((unit) => [unit.unit, of(unit)])) },
  })
  const write = (value: number | null) =>
    value === null ? null : writeNumber(language, value, { digits: 1 })
  return (
    <Section id="comparison" title={say('compare.title')}>
      <form
        className="form form-inline"
        method="get"
        action={`${pathIn(language, assessmentPath(assessment.id))}#comparison`}
      >
        <TextField
          name="compare"
          label={say('compare.countries')}
          hint={say('compare.hint')}
          value={asked}
          error={
            unknown.length > 0 ? unknown.map((name) => say('compare.unknown', { name })).join(' ') : undefined
          }
        />
        <Button>{say('compare.apply')}</Button>
      </form>
      {tooMany ? <p className="note">{say('compare.too many')}</p> : null}
      {units.length > 0 ? (
        <DataTable
          caption={say('compare.title')}
          captionHidden
          columns={columns}
          rows={[
            row('standing', say('compare.standing'), (unit) => (
              <StatusMark
                status={
                  { in: 'passed' as const, out: 'failed' as const, unknown: 'unknown' as const }[
                    unit.standing
                  ]
                }
                word={say(`standing.${unit.standing}`)}
              >
                <UnitLink view={view} unit={unit.unit} />
              </StatusMark>
            )),
            row('rank', say('label.rank'), (unit) =>
              unit.rank === null
                ? unit.wouldRank === null
                  ? '–'
                  : `(${unit.wouldRank})`
                : unit.rankRange
                  ? `${unit.rank} (${unit.rankRange[0]}–${unit.rankRange[1]})`
                  : unit.rank,
            ),
            ...methodology.gates.map((gate) =>
              row(`gate-${gate.id}`, gateTitle(language, methodology, gate.id), (unit) => {
                const found = unit.gates.find((each) => each.gate === gate.id)!
                return <StatusMark status={found.outcome} word={gateSentence(language, gate, found)} />
              }),
            ),
            row('score', say('label.score'), (unit) =>
              unit.score === null
                ? whyMissing(language, unit.noScore ?? 'nothing known', methodology)
                : unit.scoreRange
                  ? `${write(unit.score)} (${write(unit.scoreRange[0])}–${write(unit.scoreRange[1])})`
                  : write(unit.score),
            ),
            ...(units[0]?.criteria ?? []).slice(1).map(({ id }) =>
              row(`criterion-${id}`, criterionTitle(language, methodology, id), (unit) => {
                const found = unit.criteria.find((each) => each.id === id)!
                return found.value === null
                  ? whyMissing(language, found.why ?? 'nothing known', methodology)
                  : write(found.value * 100)
              }),
            ),
          ]}
        />
      ) : null}
    </Section>
  )
}
