import { percent } from '../../ui/charts/scale.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatList, formatNumber, type Language, type Say } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { pictureWords } from './words.ts'

type OverlapProps = {
  lists: readonly string[]
  /** By bit mask: bit i means “on list i”. Null: from 1 to 9, and not told. */
  counts: ArrayLike<number | null>
  /** Sizes of the lists, where they may be told. */
  sizes?: readonly (number | null)[]
  /** How many combinations are drawn; the table has all. */
  most?: number
}

type Combination = { history: number; count: number | null }

const COLUMN = 22
const ROW = 26
/** The most a hidden count can be. */
const MOST_HIDDEN = 9

/** Combinations somebody has, the largest first; those not told at the end. */
function combinationsOf(counts: ArrayLike<number | null>): Combination[] {
  const found: Combination[] = []
  for (let history = 1; history < counts.length; history++) {
    const count = counts[history] as number | null
    if (count !== 0) found.push({ history, count })
  }
  return found.sort((one, other) => (other.count ?? -1) - (one.count ?? -1) || one.history - other.history)
}

const onList = (history: number, list: number) => ((history >> list) & 1) === 1

/**
 * Who was found by whom: a row for each combination of lists, a dot for each list in it, and how many people have
 * exactly that combination. Counts that are not told are hatched as far as they can reach.
 */
export function OverlapPicture({ lists, counts, sizes, most = 24 }: OverlapProps) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  const all = combinationsOf(counts)
  const drawn = all.slice(0, most)
  const longest = Math.max(MOST_HIDDEN + 1, ...drawn.map(({ count }) => count ?? 0))
  const at = (count: number) => percent((100 * count) / longest)
  const width = COLUMN * lists.length
  const centre = (list: number) => COLUMN * list + COLUMN / 2
  const possible = counts.length - 1
  const notes = [
    ...(all.length > drawn.length ? [say('overlap.notShown', { count: all.length - drawn.length })] : []),
    ...(all.length < possible
      ? [
          say('overlap.empty', {
            empty: formatNumber(language, possible - all.length),
            possible: formatNumber(language, possible),
          }),
        ]
      : []),
  ]
  return (
    <div className="overlap">
      <div className="overlap-names" aria-hidden="true">
        <svg
          className="overlap-stems"
          width={width}
          height={ROW * lists.length}
          aria-hidden="true"
          focusable="false"
        >
          {lists.map((list, place) => (
            <line
              key={list}
              x1={centre(place)}
              x2={centre(place)}
              y1={ROW * place + 6}
              y2={ROW * lists.length}
              className="zero"
            />
          ))}
        </svg>
        {lists.map((list, place) => {
          const size = sizes?.[place]
          return (
            <p key={list} className={`overlap-name overlap-name-${place}`}>
              {size == null ? list : say('overlap.size', { list, count: formatNumber(language, size) })}
            </p>
          )
        })}
      </div>
      <table className="overlap-table">
        <caption className="hidden">{say('overlap.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{say('overlap.foundBy')}</span>
            </th>
            <th scope="col">
              <span className="hidden">{say('overlap.people')}</span>
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ history, count }) => {
            const inIt = lists.map((_, place) => place).filter((place) => onList(history, place))
            const first = inIt[0] as number
            const last = inIt.at(-1) as number
            return (
              <tr key={history}>
                <th scope="row">
                  <span className="hidden">{nameOf(history, lists, say, language)}</span>
                  <svg width={width} height={ROW} aria-hidden="true" focusable="false">
                    <line
                      x1={centre(first)}
                      x2={centre(last)}
                      y1={ROW / 2}
                      y2={ROW / 2}
                      className="overlap-join"
                    />
                    {lists.map((list, place) => (
                      <circle
                        key={list}
                        cx={centre(place)}
                        cy={ROW / 2}
                        r={onList(history, place) ? 6 : 2.5}
                        className={onList(history, place) ? 'overlap-on' : 'overlap-off'}
                      />
                    ))}
                  </svg>
                </th>
                <td className="overlap-count">
                  {count === null ? say('overlap.hidden') : formatNumber(language, count)}
                </td>
                <td className="overlap-bar" aria-hidden="true">
                  <svg className="chart" width="100%" height={ROW} aria-hidden="true" focusable="false">
                    {count === null ? (
                      <rect
                        x="0"
                        y="6"
                        width={at(MOST_HIDDEN)}
                        height={ROW - 12}
                        fill="url(#hatch)"
                        className="mark-hatch"
                      />
                    ) : (
                      <rect x="0" y="6" width={at(count)} height={ROW - 12} className="mark-t3" />
                    )}
                    <line x1="0" x2="0" y1="0" y2={ROW} className="axis" />
                  </svg>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {notes.length > 0 ? <p className="overlap-note">{notes.join(' ')}</p> : null}
    </div>
  )
}

/** A combination in words: the shelters alone, the police and the hotline. */
function nameOf(
  history: number,
  lists: readonly string[],
  say: Say<keyof typeof pictureWords.en>,
  language: Language,
): string {
  const names = lists.filter((_, place) => onList(history, place))
  return names.length === 1 ? say('overlap.only', { list: names[0] as string }) : formatList(language, names)
}

/** Every combination that somebody has, for the table below the picture. */
export function OverlapNumbers({ lists, counts }: OverlapProps) {
  const say = useWords(pictureWords)
  const language = useLanguage()
  return (
    <DataTable
      caption={say('overlap.caption')}
      tight
      columns={[
        { key: 'foundBy', head: say('overlap.foundBy') },
        { key: 'people', head: say('overlap.people'), number: true },
      ]}
      rows={combinationsOf(counts).map(({ history, count }) => ({
        key: String(history),
        cells: {
          foundBy: nameOf(history, lists, say, language),
          people: count === null ? say('overlap.hidden') : formatNumber(language, count),
        },
      }))}
    />
  )
}
