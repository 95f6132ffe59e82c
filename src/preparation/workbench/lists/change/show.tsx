import type { Estimate } from '../../../../estimators/estimate.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { formatNumber, type Language } from '../../../../ui/language.ts'
import { Rich } from '../../../../ui/rich.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import { Falls, FallsTable } from '../../../pictures/falls.tsx'
import { sayFinding } from '../../../say-finding.ts'
import {
  DotPicture,
  Doubts,
  dotOf,
  figuresOf,
  InNumbers,
  InWords,
  intervalAt,
  Limits,
  NoEstimate,
  Picture,
  percent,
  Sentences,
  strong,
  untagged,
} from '../../network/parts.tsx'
import { LinkedInWords } from '../show.tsx'
import { listsWords } from '../words.ts'
import { type TableOfLists, type TwoListsResult, type Wave, waves } from './settings.ts'

type Found = Extract<TwoListsResult['change'], { status: 'ok' }>

/** How two totals from lists differ: in words, then in pictures each with its numbers. */
export function ShowTwoLists({ result }: { result: TwoListsResult }) {
  const say = useWords(listsWords)
  const { change } = result
  const totals = waves.flatMap((wave) => {
    const { name, estimate } = result[wave]
    return estimate === null ? [] : [{ name: say(`two.${wave}.named`, { name }), estimate }]
  })
  const difference: Estimate | null =
    change.status === 'ok'
      ? {
          ...(change as Extract<Estimate, { status: 'ok' }>),
          estimate: change.diagnostics.difference.estimate,
          intervals: change.diagnostics.difference.intervals,
        }
      : null
  return (
    <>
      <InWords>
        {change.status === 'ok' ? (
          <InShort change={change} difference={difference} result={result} />
        ) : (
          <NoEstimate reason={change.reason} />
        )}
        <p className="prose">{say('two.why')}</p>
        <p className="prose">{say('two.kept')}</p>
      </InWords>
      <Doubts findings={change.warnings} />
      {waves.map((wave) => (
        <OfTable key={wave} wave={wave} of={result[wave]} />
      ))}
      {totals.length === 0 ? null : <Totals totals={totals} />}
      {change.status === 'ok' ? <Ratio change={change} /> : null}
      {change.status === 'ok' ? <ByHowMuch change={change} target={result.target} /> : null}
      <InNumbers>
        <Limits
          kind="amount"
          caption={say('two.ratio.caption')}
          estimates={[{ name: say('two.ratio'), estimate: change as Estimate }]}
        />
        <Limits
          kind="people"
          caption={say('two.totals.caption')}
          estimates={[
            ...totals,
            ...(difference === null ? [] : [{ name: say('two.difference'), estimate: difference }]),
          ]}
        />
      </InNumbers>
    </>
  )
}

/** How rows of one table became people, and what is doubtful about its own total. */
function OfTable({ wave, of: { name, linked, reading, estimate } }: { wave: Wave; of: TableOfLists }) {
  const say = useWords(listsWords)
  const language = useLanguage()
  const doubts = [...reading, ...(estimate?.warnings ?? [])]
  if (linked === null && doubts.length === 0) return null
  return (
    <Section title={say(`two.${wave}.named`, { name })}>
      {linked === null ? null : <LinkedInWords linked={linked} />}
      {doubts.length === 0 ? null : (
        <ul className="workbench-doubts">
          {doubts.map((doubt) => (
            <li key={JSON.stringify(doubt)}>{sayFinding(doubt, language)}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function InShort({
  change,
  difference,
  result,
}: {
  change: Found
  difference: Estimate | null
  result: TwoListsResult
}) {
  const say = useWords(listsWords)
  const language = useLanguage()
  const { diagnostics } = change
  const total = (wave: 'first' | 'second') => {
    const { estimate } = result[wave]
    return estimate?.status === 'ok' ? figuresOf(language, estimate, 'people')(estimate.estimate) : '–'
  }
  const write = figuresOf(language, change as Estimate, 'amount')
  const interval = intervalAt(change as Estimate, 0.95)
  const said = {
    from: untagged(result.first.name),
    to: untagged(result.second.name),
    first: total('first'),
    second: total('second'),
    ratio: write(change.estimate),
  }
  const verdicts = {
    fell: 'two.says.fell',
    rose: 'two.says.rose',
    'no change detectable': 'two.says.none',
  } as const
  const people = difference === null ? null : intervalAt(difference, 0.95)
  const writePeople = difference === null ? null : figuresOf(language, difference, 'people')
  const signed = (value: number, to?: 'down' | 'up') =>
    `${value > 0 ? '+' : ''}${(writePeople?.(value, to) ?? '').replace('-', '−')}`
  const { target } = diagnostics
  return (
    <Sentences>
      {[
        interval === null ? (
          <Rich key="says" say={say} word="two.says.bare" values={said} parts={strong} />
        ) : interval.high === null ? (
          <Rich
            key="says"
            say={say}
            word="two.says.open"
            values={{ ...said, low: write(interval.low, 'down') }}
            parts={strong}
          />
        ) : (
          <Rich
            key="says"
            say={say}
            word={verdicts[diagnostics.verdict]}
            values={{ ...said, low: write(interval.low, 'down'), high: write(interval.high, 'up') }}
            parts={strong}
          />
        ),
        people?.high == null
          ? null
          : say('two.people', {
              people: signed(diagnostics.difference.estimate),
              low: signed(people.low, 'down'),
              high: signed(people.high, 'up'),
            }),
        target === null
          ? null
          : say(`two.target.${target.verdict}`, {
              fall: percent(language, target.fall, 0),
              probability: chance(language, target.probability),
            }),
        say('two.drawn', {
          first: formatNumber(language, diagnostics.first.resamples),
          second: formatNumber(language, diagnostics.second.resamples),
        }),
      ]}
    </Sentences>
  )
}

/** A probability in per cent that is never said to be 0 or 1. */
function chance(language: Language, probability: number): string {
  if (probability < 0.005) return `< ${percent(language, 0.01, 0)}`
  if (probability > 0.995) return `> ${percent(language, 0.99, 0)}`
  return percent(language, probability, 0)
}

/** The total of each table, with its own limits. */
function Totals({ totals }: { totals: { name: string; estimate: Estimate }[] }) {
  const say = useWords(listsWords)
  const language = useLanguage()
  const rows = totals.map(
    ({ name, estimate }, place): RangeRow => ({
      key: String(place),
      name,
      own: place === 1,
      values: { people: dotOf(language, estimate, 'amount') },
    }),
  )
  const most = Math.max(...rows.flatMap(({ values: { people } }) => [people?.value ?? 0, people?.high ?? 0]))
  return (
    <DotPicture
      title={say('two.totals')}
      caption={say('two.totals.subtitle')}
      rowHead={say('two.table')}
      panels={[{ key: 'people', name: say('two.people.head'), domain: [0, most * 1.08 || 1] }]}
      rows={rows}
      digits={0}
    />
  )
}

/** The second total over the first, beside no change. */
function Ratio({ change }: { change: Found }) {
  const say = useWords(listsWords)
  const language = useLanguage()
  const figure = dotOf(language, change as Estimate, 'amount')
  const most = Math.max(1, figure.value ?? 0, figure.high ?? 0)
  return (
    <DotPicture
      title={say('two.ratio.title', {
        ratio: figuresOf(language, change as Estimate, 'amount')(change.estimate),
      })}
      caption={say('two.ratio.subtitle')}
      rowHead={say('two.ratio')}
      panels={[{ key: 'ratio', name: say('two.ratio'), domain: [0, most * 1.08], zero: 1 }]}
      rows={[{ key: 'ratio', name: say('two.ratio'), own: true, values: { ratio: figure } }]}
      digits={2}
    />
  )
}

function ByHowMuch({ change, target }: { change: Found; target: number | null }) {
  const say = useWords(listsWords)
  const language = useLanguage()
  const promised = change.diagnostics.target
  const falls = [
    ...change.diagnostics.falls.filter(({ by }) => by !== promised?.fall),
    ...(promised === null ? [] : [{ by: promised.fall, probability: promised.probability }]),
  ].sort((one, other) => one.by - other.by)
  const told = falls.find(({ by }) => by === (target ?? 0.25)) ?? falls[0]
  if (told === undefined) return null
  return (
    <Picture
      title={say('two.falls', {
        fall: percent(language, told.by, 0),
        probability: chance(language, told.probability),
      })}
      subtitle={say('two.falls.subtitle')}
      table={<FallsTable falls={falls} />}
    >
      <Falls falls={falls} target={target} />
    </Picture>
  )
}
