import type { Estimate } from '../../../estimators/estimate.ts'
import type { Finding as Doubt } from '../../../estimators/findings.ts'
import type { Dependence } from '../../../estimators/lists/sensitivity.ts'
import type { Specification } from '../../../estimators/lists/specification.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { formatNumber } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section, Sentence } from '../../../ui/section.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import { DependenceNumbers, DependencePicture } from '../../pictures/dependence.tsx'
import {
  DistributionNumbers,
  DistributionPicture,
  drawnIn,
  resampledOf,
} from '../../pictures/distribution.tsx'
import { ForestKey, forestGroups, SpecificationForest, SpecificationNumbers } from '../../pictures/forest.tsx'
import { OverlapNumbers, OverlapPicture } from '../../pictures/overlap.tsx'
import { shownFigure, shownInterval, takesModelAsKnown } from '../../pictures/shown.ts'
import { pictureWords } from '../../pictures/words.ts'
import { sayFinding } from '../../say-finding.ts'
import { words } from '../../words.ts'
import { type Linked, type ListsResult, restsOnPrior } from './settings.ts'
import { listsWords } from './words.ts'

/** What the lists say: in words, then in pictures each with its numbers. */
export function Show({ result, chosen }: { result: ListsResult; chosen: string | null }) {
  const say = useWords(listsWords)
  const sayMethod = useWords(words)
  const sayPicture = useWords(pictureWords)
  const language = useLanguage()
  const { specification, table, linked, reading } = result
  const row = specification.rows.find(({ label }) => label === chosen) ?? specification.rows[0]
  /** To three digits, outwards: what is said of a range never leaves out a part of it. */
  const least = (value: number) =>
    formatNumber(language, value, { maximumSignificantDigits: 3, roundingMode: 'floor' })
  const most = (value: number) =>
    formatNumber(language, value, { maximumSignificantDigits: 3, roundingMode: 'ceil' })
  const exactly = (value: number) => formatNumber(language, value)
  const resampled = row === undefined ? null : resampledOf(row.estimate)
  const { cases, range, onePerson, consistency, dependence } = specification
  const totals = specification.rows.filter(
    ({ label, estimate }) => label !== 'chao' && estimate.status === 'ok',
  ).length
  const strongest = strongestPair(dependence)
  const alone = table.counts.reduce((sum, count, history) => sum + (isOne(history) ? count : 0), 0)
  const sizes = table.lists.map((_, list) =>
    table.counts.reduce((sum, count, history) => sum + ((history >> list) & 1 ? count : 0), 0),
  )
  const below = specification.findings.filter(({ code }) => code === 'below-lower-bound')
  // What is said of other methods in the same words is counted, not said again.
  const doubts = uniqueDoubts([
    ...reading,
    ...(row?.estimate.warnings ?? []),
    ...specification.findings.filter(
      (finding) => finding.code !== 'below-lower-bound' || finding.label === row?.label,
    ),
  ])
  const others = below.filter((finding) => !doubts.includes(finding)).length
  return (
    <>
      <Section title={say('show.title')}>
        <Sentence>{say('show.seen', { lists: exactly(table.lists.length), cases: exactly(cases) })}</Sentence>
        {row === undefined ? null : (
          <Sentence>
            <Chosen
              estimate={row.estimate}
              method={sayMethod(`specification.${row.label}`)}
              bound={row.label === 'chao'}
            />
            {row.estimate.status === 'ok' && restsOnPrior(row.label, specification)
              ? ` ${say('show.prior')}`
              : ''}
          </Sentence>
        )}
        <Sentence>
          {range === null
            ? say('show.noTotal')
            : least(range.low) === most(range.high)
              ? say('show.range.same', { count: totals, total: least(range.low) })
              : say('show.range', { count: totals, low: least(range.low), high: most(range.high) })}{' '}
          {onePerson.low === null || onePerson.high === null
            ? say('show.onePerson.none')
            : say('show.onePerson', {
                method: sayMethod(`method.mse-${specification.main}`),
                low: least(onePerson.low),
                high: most(onePerson.high),
              })}
        </Sentence>
      </Section>
      {linked === null ? null : (
        <Section title={say('show.linked')}>
          <LinkedInWords linked={linked} />
        </Section>
      )}
      <Section title={say('show.doubts')}>
        {doubts.length + others === 0 ? (
          <p className="prose">{say('show.noDoubts')}</p>
        ) : (
          <ul className="workbench-doubts">
            {doubts.map((doubt) => (
              <li key={JSON.stringify(doubt)}>{sayFinding(doubt, language)}</li>
            ))}
            {others === 0 ? null : <li>{say('show.below', { count: others, of: totals })}</li>}
          </ul>
        )}
      </Section>
      <Section wide>
        <Finding
          level={2}
          title={say('overlap.title', {
            share: formatNumber(language, alone / cases, { style: 'percent', maximumFractionDigits: 0 }),
          })}
          subtitle={say('overlap.subtitle')}
          table={<OverlapNumbers lists={table.lists} counts={table.counts} />}
        >
          <OverlapPicture lists={table.lists} counts={table.counts} sizes={sizes} />
        </Finding>
      </Section>
      <Section wide>
        <Finding
          level={2}
          title={
            range === null
              ? say('forest.title.none')
              : least(range.low) === most(range.high)
                ? say('forest.title.same', { total: least(range.low) })
                : say('forest.title', { low: least(range.low), high: most(range.high) })
          }
          subtitle={say('forest.subtitle', {
            main: sayMethod(`method.mse-${specification.main}`),
          })}
          keys={<ForestKey groups={forestGroups(specification, sayMethod, sayPicture)} />}
          caveat={say('forest.caveat')}
          table={<SpecificationNumbers specification={specification} chosen={row?.label ?? null} />}
        >
          <SpecificationForest specification={specification} chosen={row?.label ?? null} />
        </Finding>
      </Section>
      {row?.estimate.status === 'ok' && resampled !== null ? (
        <Section wide>
          <Finding
            level={2}
            title={say('distribution.title')}
            subtitle={say('distribution.subtitle', {
              method: sayMethod(`specification.${row.label}`),
              count: exactly(drawnIn(resampled)),
            })}
            table={<DistributionNumbers histogram={resampled} of="people" />}
          >
            <DistributionPicture
              histogram={resampled}
              estimate={{
                value: row.estimate.estimate,
                text: shownFigure(row.estimate, language).estimate,
              }}
              of="people"
            />
          </Finding>
        </Section>
      ) : null}
      {table.lists.length > 2 ? (
        <Section wide>
          <Finding
            level={2}
            title={
              strongest === null
                ? say('dependence.title.none')
                : say('dependence.title', {
                    first: strongest.lists[0],
                    second: strongest.lists[1],
                    ratio: formatNumber(language, strongest.ratio, { maximumSignificantDigits: 2 }),
                  })
            }
            subtitle={say('dependence.subtitle')}
            table={<DependenceNumbers dependence={dependence} />}
          >
            <DependencePicture lists={table.lists} dependence={dependence} />
          </Finding>
        </Section>
      ) : null}
      {consistency.length > 2 ? (
        <Section wide>
          <Finding
            level={2}
            title={say('consistency.title', {
              right: exactly(consistency.filter(({ holds }) => holds).length),
              of: exactly(consistency.length),
            })}
            subtitle={say('consistency.subtitle')}
          >
            <Consistency rows={consistency} />
          </Finding>
        </Section>
      ) : null}
    </>
  )
}

function Chosen({ estimate, method, bound }: { estimate: Estimate; method: string; bound: boolean }) {
  const say = useWords(listsWords)
  const language = useLanguage()
  if (estimate.status !== 'ok')
    return <>{say('show.none', { method, reason: sayFinding(estimate.reason, language) })}</>
  const { low, high, level, estimate: figure } = shownFigure(estimate, language)
  const interval = shownInterval(estimate)
  const word = bound
    ? 'show.bound'
    : low === null
      ? 'show.chosen.point'
      : high === null
        ? 'show.chosen.open'
        : interval !== null && takesModelAsKnown(interval)
          ? 'show.chosen.conditional'
          : 'show.chosen'
  const values = { method, estimate: figure, low: low ?? '', high: high ?? '', level: level ?? '' }
  return <Rich say={say} word={word} values={values} parts={{ b: (text) => <strong>{text}</strong> }} />
}

/** How rows became people. */
export function LinkedInWords({ linked }: { linked: Linked }) {
  const say = useWords(listsWords)
  const language = useLanguage()
  const { rows, people, withoutCode, again, onNoList, alike } = linked
  const told = [
    say('linked.people', { rows: formatNumber(language, rows), people: formatNumber(language, people) }),
    ...(withoutCode > 0 ? [say('linked.withoutCode', { count: withoutCode })] : []),
    ...(again > 0 ? [say('linked.again', { count: again })] : []),
    ...(onNoList > 0 ? [say('linked.onNoList', { count: onNoList })] : []),
    ...(alike > 0 ? [say('linked.alike', { count: alike })] : []),
  ]
  return (
    <ul className="workbench-doubts">
      {told.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function Consistency({ rows }: { rows: Specification['consistency'] }) {
  const say = useWords(listsWords)
  const sayPicture = useWords(pictureWords)
  const language = useLanguage()
  return (
    <DataTable
      caption={say('consistency.subtitle')}
      captionHidden
      columns={[
        { key: 'list', head: say('consistency.list') },
        { key: 'truth', head: say('consistency.truth'), number: true },
        { key: 'estimate', head: say('consistency.estimate') },
        { key: 'holds', head: say('consistency.holds') },
      ]}
      rows={rows.map(({ list, truth, stepwise, holds }) => ({
        key: list,
        cells: {
          list,
          truth: formatNumber(language, truth),
          estimate: told(stepwise),
          holds: say(holds === null ? 'consistency.unknown' : holds ? 'consistency.yes' : 'consistency.no'),
        },
      }))}
    />
  )

  function told(estimate: Estimate): string {
    if (estimate.status !== 'ok') return sayFinding(estimate.reason, language)
    const shown = shownFigure(estimate, language)
    if (shown.low === null || shownInterval(estimate) === null) return shown.estimate
    const range =
      shown.high === null
        ? sayPicture('forest.from', { low: shown.low })
        : sayPicture('forest.range', { low: shown.low, high: shown.high })
    return `${shown.estimate} (${range})`
  }
}

const isOne = (history: number) => history !== 0 && (history & (history - 1)) === 0

/** The two lists that share people most beyond chance, where that is more than chance; null where there are none. */
function strongestPair(dependence: readonly Dependence[]) {
  const pairs = dependence.flatMap(({ lists, overlap, expected, probability }) =>
    expected !== null && expected > 0 && overlap > expected && probability !== null && probability < 0.01
      ? [{ lists, ratio: overlap / expected }]
      : [],
  )
  return pairs.sort((one, other) => other.ratio - one.ratio)[0] ?? null
}

function uniqueDoubts(doubts: readonly Doubt[]): Doubt[] {
  return [...new Map(doubts.map((doubt) => [JSON.stringify(doubt), doubt])).values()]
}
