import { DotRange } from '../../../ui/charts/dot-range.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { formatDay, formatList, formatNumber, type Language, pathIn } from '../../../ui/language.ts'
import { SourceMark } from '../../../ui/sources.tsx'
import { sourcesOf } from '../../groups.ts'
import { unitName } from '../../sentences.ts'
import type { Memo } from '../memo.ts'
import { methodWords, sayOf } from '../say.ts'

/**
 * How sure the ranking is of those chosen and left out: rank and sensitivity range beside the cut. Its figures stand in
 * the tables below it. Nothing where no range was drawn.
 */
export function RankPicture({ memo, language }: { memo: Memo; language: Language }) {
  const say = sayOf(language)
  const { decision, assessment } = memo
  const { size } = decision.content
  const drawn = memo.rows
    .flatMap((row) =>
      row.rank === null || row.rankRange === null
        ? []
        : [{ ...row, rank: row.rank, low: row.rankRange[0], high: row.rankRange[1] }],
    )
    .sort((a, b) => a.rank - b.rank)
  if (drawn.length === 0) return null
  const last = Math.max(size + 1, ...drawn.map(({ high }) => high))
  const crossing = drawn.filter(({ low, high }) => low <= size && high > size).length
  const without = memo.rows.filter(({ unit }) => !drawn.some((each) => each.unit === unit))
  return (
    <Finding
      title={say('picture.title', { crossing, of: drawn.length })}
      subtitle={
        <>
          {say('picture.subtitle', {
            runs: formatNumber(language, assessment.replicates),
            method: methodWords(language, memo),
            day: formatDay(language, assessment.asOf),
            size,
          })}
          <SourceMark id={sourcesOf(assessment.inputs)} />
        </>
      }
      caveat={
        without.length === 0
          ? undefined
          : say('picture.without', {
              names: formatList(
                language,
                without.map(({ unit }) => unitName(language, unit)),
              ),
            })
      }
      download={`/decisions/${decision.id}.csv`}
    >
      <DotRange
        caption={say('memo.list')}
        rowHead={say('label.country')}
        range="band"
        digits={0}
        panels={[
          {
            key: 'rank',
            name: say('label.rank'),
            domain: [1, last],
            ticks: [...new Set([1, size, last])],
            zero: size,
          },
        ]}
        rows={drawn.map((row) => ({
          key: row.unit,
          name: unitName(language, row.unit),
          href: pathIn(language, `/assessments/${assessment.id}/${row.unit}`),
          own: row.chosen,
          values: { rank: { value: row.rank, low: row.low, high: row.high } },
        }))}
      />
    </Finding>
  )
}
