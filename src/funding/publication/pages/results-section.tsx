import { inBrackets, revisionText } from '../../../monitoring/target-text.ts'
import { words as ofResults } from '../../../monitoring/words/pages.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { formatDay, formatList, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { writeNumber } from '../../../ui/voice.tsx'
import type { PublicValue } from '../snapshot.ts'
import { isOutcome, isOver, type Outcome, objectiveSuspended, outcomes, tally } from '../story.ts'
import type { Word } from '../words/words.ts'
import { ChangePlot } from './change-plot.tsx'
import { dataHref, type Parts, partyName, Told, told } from './parts.tsx'

export function WhatHasChanged(parts: Parts & { today: string }) {
  const { snapshot, language, say, today } = parts
  const all = outcomes(snapshot)
  const found = all.filter(({ sheet }) => isOutcome(sheet))
  const shown = found.length > 0 ? found : all
  const { reached, ...counts } = tally(shown)
  return (
    <Finding
      title={
        snapshot.results.actuals.length === 0
          ? say(isOver(snapshot) ? 'changed.never' : 'changed.nothing')
          : reached === null
            ? say('changed.moved', counts)
            : say('changed.found', { ...counts, reached })
      }
      subtitle={<Rich say={say} word="changed.subtitle" parts={{ mark: <SourceMark id="results" /> }} />}
      table={<ResultsTable {...parts} all={all} />}
      download={dataHref(snapshot, 'results.csv', today)}
      links={[
        {
          name: say('changed.all results'),
          href: pathIn(language, `/compacts/${snapshot.compact.id}/results`),
        },
      ]}
    >
      <dl className="facts">
        {shown.map((outcome) => (
          <div key={outcome.sheet.key} id={`indicator-${outcome.sheet.key}`}>
            <dt>
              <b>
                <Told text={outcome.sheet.title} snapshot={snapshot} language={language} />
              </b>
              <br />
              <Told text={outcome.sheet.source} snapshot={snapshot} language={language} />
            </dt>
            <dd>
              <OutcomePlot outcome={outcome} />
              <OutcomeWords {...parts} outcome={outcome} />
            </dd>
          </div>
        ))}
      </dl>
    </Finding>
  )
}

function OutcomePlot({ outcome: { sheet, latest, target } }: { outcome: Outcome }) {
  const { baseline } = sheet
  const point = (of: { value: string | null; low: string | null; high: string | null }) =>
    of.value === null
      ? null
      : {
          value: Number(of.value),
          low: of.low === null ? null : Number(of.low),
          high: of.high === null ? null : Number(of.high),
        }
  return (
    <ChangePlot
      baseline={baseline !== null && 'value' in baseline ? point(baseline) : null}
      latest={latest === null ? null : point(latest)}
      target={target === null ? null : Number(target)}
    />
  )
}

const verdictWords: Record<NonNullable<Outcome['change']>['verdict'], Word> = {
  fell: 'changed.fell',
  rose: 'changed.rose',
  'no change detectable': 'changed.cannot',
  unchanged: 'changed.unchanged',
}

function verdict({ language, say }: Parts, { change }: Outcome): { word: string; by: string | null } {
  if (change === null) return { word: say('changed.not measured'), by: null }
  const write = (value: number) => writeNumber(language, Number(value.toPrecision(3)), { signed: true })
  return {
    word: say(verdictWords[change.verdict]),
    by: change.exact
      ? say('changed.by exact', { difference: write(change.value) })
      : say('changed.by', {
          difference: write(change.value),
          low: write(change.low),
          high: write(change.high),
          level: String(change.level),
        }),
  }
}

function valueIn({ language, say }: Parts, value: PublicValue | null): string {
  if (value === null) return say('changed.not known')
  if (value.shown === 'small') return say('changed.few', { count: value.below ?? 10 })
  if (value.shown === 'hidden') return say('changed.kept back')
  if (value.value === null) return say('changed.not known')
  const write = (decimal: string) => writeNumber(language, Number(decimal))
  return value.low === null || value.high === null
    ? write(value.value)
    : say('changed.interval', {
        value: write(value.value),
        low: write(value.low),
        high: write(value.high),
      })
}

/** That nobody but the organisation that reported it verified the latest figure, with a space after it; else nothing. */
function withinIn(parts: Parts, latest: Outcome['latest']): string {
  if (latest === null || latest.within.length === 0) return ''
  const names = latest.within.map((party) => partyName(parts, party))
  return `${parts.say('changed.within', { names: formatList(parts.language, names) })} `
}

function baselineIn(parts: Parts, { sheet }: Outcome): string {
  const { baseline } = sheet
  if (baseline === null || !('value' in baseline)) return parts.say('changed.not known')
  return valueIn(parts, { ...baseline, shown: 'shown', below: null, missing: null })
}

/** What was promised last, as it stood when its year ended, and how it was revised. */
function targetIn({ language, say }: Parts, { promised }: Outcome): string {
  if (promised === null) return say('changed.none')
  return `${writeNumber(language, Number(promised.value))}${inBrackets(revisionText(promised, language))}`
}

function OutcomeWords(parts: Parts & { outcome: Outcome }) {
  const { outcome, language, say, snapshot } = parts
  const { sheet, latest, change } = outcome
  const { baseline } = sheet
  const { word, by } = verdict(parts, outcome)
  const suspended = objectiveSuspended(snapshot, sheet.objective)
  return (
    <>
      {suspended === null ? null : (
        <p className="note">{say('suspended.objective', { day: formatDay(language, suspended) })}</p>
      )}
      {sheet.retired === undefined ? null : (
        <p className="note">
          {speak(ofResults, language)('results.retired', {
            day: formatDay(language, sheet.retired.from),
            reason: told(parts, sheet.retired.reason, ''),
          })}
        </p>
      )}
      <p>
        <b>{word}</b>
        {by === null ? null : ` ${by}`}
      </p>
      <p className="note">
        {baseline !== null && !('value' in baseline)
          ? say('changed.no baseline', {
              day: formatDay(language, baseline.due),
              reason: told(parts, baseline.reason, ''),
            })
          : latest === null
            ? null
            : say('changed.values', {
                baseline: baselineIn(parts, outcome),
                latest: valueIn(parts, latest),
                day: formatDay(language, latest.ends),
                target: targetIn(parts, outcome),
              })}{' '}
        {latest === null || latest.complete ? null : `${say('changed.part')} `}
        {withinIn(parts, latest)}
        {change?.probability == null
          ? null
          : say('changed.promised', {
              share: formatNumber(language, change.probability, { style: 'percent' }),
            })}
      </p>
    </>
  )
}

function ResultsTable(parts: Parts & { all: Outcome[] }) {
  const { all, say } = parts
  return (
    <DataTable
      caption={say('changed.table')}
      tight
      columns={[
        { key: 'indicator', head: say('changed.column indicator') },
        { key: 'baseline', head: say('changed.column baseline') },
        { key: 'latest', head: say('changed.column latest') },
        { key: 'target', head: say('changed.column target') },
        { key: 'change', head: say('changed.column change') },
      ]}
      rows={all.map((outcome) => {
        const { word, by } = verdict(parts, outcome)
        return {
          key: outcome.sheet.key,
          cells: {
            indicator: told(parts, outcome.sheet.title, outcome.sheet.key),
            baseline: baselineIn(parts, outcome),
            latest: [valueIn(parts, outcome.latest), withinIn(parts, outcome.latest)].join(' ').trim(),
            target: targetIn(parts, outcome),
            change: by === null ? word : `${word} ${by}`,
          },
        }
      })}
    />
  )
}
