import type { Dependence } from '../../estimators/lists/sensitivity.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { pictureWords } from './words.ts'

const SIZE = 40
const SMALLEST = 3
const LARGEST = 17
/** From here on a mark grows no more: eight times as often, or an eighth. */
const FURTHEST = 3

/** How many times as often people are on both lists as if all lists were independent. */
function ratioOf({ overlap, expected }: Dependence): number | null {
  return expected === null || expected === 0 ? null : overlap / expected
}

/**
 * Each two lists: a filled mark where they find the same people, an open one where they find different people, larger
 * the further from independence. The number stands in it or below.
 */
export function DependencePicture({
  lists,
  dependence,
}: {
  lists: readonly string[]
  dependence: readonly Dependence[]
}) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const between = new Map(dependence.map((each) => [each.lists.join('\n'), each]))
  const caption = say('dependence.caption')
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="table-frame" aria-label={caption} tabIndex={0}>
        <table className="dependence">
          <caption className="hidden">{caption}</caption>
          <thead>
            <tr>
              <td />
              {lists.slice(0, -1).map((list, place) => (
                <th key={list} scope="col">
                  <span aria-hidden="true">{place + 1}</span>
                  <span className="hidden">{list}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lists.map((list, row) => (
              <tr key={list}>
                <th scope="row">
                  <span className="dependence-number" aria-hidden="true">
                    {row + 1}
                  </span>
                  {list}
                </th>
                {lists.slice(0, row).map((other) => {
                  const pair = between.get(`${other}\n${list}`)
                  return (
                    <td key={other}>
                      <Cell ratio={pair === undefined ? null : ratioOf(pair)} first={other} second={list} />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="key">
        <li>
          <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
            <circle cx="9" cy="5.5" r="4.5" className="dependence-same" />
          </svg>
          <span>{say('dependence.key.same')}</span>
        </li>
        <li>
          <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
            <circle cx="9" cy="5.5" r="4.5" className="dependence-other" />
          </svg>
          <span>{say('dependence.key.other')}</span>
        </li>
      </ul>
      <p className="overlap-note">{say('dependence.key.size')}</p>
    </>
  )

  function Cell({ ratio, first, second }: { ratio: number | null; first: string; second: string }) {
    const words =
      ratio === null
        ? say('dependence.cell.unknown', { first, second })
        : say('dependence.cell.more', { first, second, ratio: ratioWritten(ratio) })
    const far = ratio === null ? 0 : Math.min(FURTHEST, Math.abs(Math.log2(Math.max(ratio, 2 ** -FURTHEST))))
    return (
      <>
        <span className="hidden">{words}</span>
        <svg width={SIZE} height={SIZE} aria-hidden="true" focusable="false">
          {ratio === null ? (
            <rect
              x="8"
              y="8"
              width={SIZE - 16}
              height={SIZE - 16}
              fill="url(#hatch)"
              className="mark-hatch"
            />
          ) : (
            <circle
              cx={SIZE / 2}
              cy={SIZE / 2}
              r={SMALLEST + ((LARGEST - SMALLEST) * far) / FURTHEST}
              className={ratio >= 1 ? 'dependence-same' : 'dependence-other'}
            />
          )}
        </svg>
        <span className="dependence-ratio" aria-hidden="true">
          {ratio === null ? '–' : ratioWritten(ratio)}
        </span>
      </>
    )
  }

  function ratioWritten(ratio: number): string {
    return formatNumber(language, ratio, { maximumSignificantDigits: 2 })
  }
}

/** The same as numbers, with what is free of any model: the odds ratio among people on other lists. */
export function DependenceNumbers({ dependence }: { dependence: readonly Dependence[] }) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const written = (value: number) => formatNumber(language, value, { maximumSignificantDigits: 3 })
  return (
    <DataTable
      caption={say('dependence.caption')}
      tight
      columns={[
        { key: 'pair', head: say('dependence.pair') },
        { key: 'overlap', head: say('dependence.overlap'), number: true },
        { key: 'expected', head: say('dependence.expected'), number: true },
        { key: 'odds', head: say('dependence.odds'), number: true },
      ]}
      rows={dependence.map(({ lists, overlap, expected, oddsRatio }) => ({
        key: lists.join('\n'),
        cells: {
          pair: lists.join(' × '),
          overlap: formatNumber(language, overlap),
          expected: expected === null ? say('dependence.unknown') : written(expected),
          odds:
            oddsRatio === null
              ? say('dependence.unknown')
              : `${written(oddsRatio.estimate)} (${say('forest.range', {
                  low: written(oddsRatio.low),
                  high: written(oddsRatio.high),
                })})`,
        },
      }))}
    />
  )
}
