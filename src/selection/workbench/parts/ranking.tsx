import { formatList } from '../../../ui/language.ts'
import { useLanguage, useWords, writeNumber } from '../../../ui/voice.tsx'
import { inPercent } from '../../percent.ts'
import type { Tried } from '../compute.ts'
import type { Standing } from '../moved.ts'
import { benchWords } from '../words.ts'

/** Range of places and how often on the list, by unit. */
export type Ranges = Record<string, { low: number; high: number; often: number | null }>

/** The ranking as moved beside the saved one: place, place as saved, move, both scores, range of places. */
export function BenchRanking({
  tried,
  saved,
  savedShortlist,
  nameOf,
  hrefOf,
  ranges,
  waiting,
}: {
  tried: Tried
  saved: readonly Standing[]
  savedShortlist: number
  nameOf: (unit: string) => string
  hrefOf: (unit: string) => string
  /** Null while they are not known. */
  ranges: Ranges | null
  /** Whether they are on their way. */
  waiting: boolean
}) {
  const say = useWords(benchWords)
  const language = useLanguage()
  const before = new Map(saved.map((unit) => [unit.unit, unit]))
  const ranked = tried.units
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank! - b.rank! || (a.unit < b.unit ? -1 : 1))
  const now = new Set(ranked.map(({ unit }) => unit))
  const gone = saved.flatMap(({ unit, rank }) => (rank !== null && !now.has(unit) ? [unit] : []))
  const one = (value: number) => writeNumber(language, value, { digits: 1 })
  const percent = (share: number) => inPercent(language, share)
  const unknown = waiting ? '…' : '–'
  if (ranked.length === 0) return <p className="prose">{say('ranking.none')}</p>
  const last = ranked.findLast(({ rank }) => rank! <= tried.shortlist)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className="table-frame" aria-label={say('ranking.caption')} tabIndex={0}>
        <table className="table bench-ranking">
          <caption className="hidden">{say('ranking.caption')}</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                {say('ranking.now')}
              </th>
              <th scope="col">{say('ranking.country')}</th>
              <th scope="col">{say('ranking.move')}</th>
              <th scope="col" className="number">
                {say('ranking.saved')}
              </th>
              <th scope="col" className="number">
                {say('ranking.score')}
              </th>
              <th scope="col" className="number">
                {say('ranking.score saved')}
              </th>
              <th scope="col" className="number">
                {say('ranking.range')}
              </th>
              <th scope="col" className="number">
                {say('ranking.often')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ranked.map((unit) => {
              const was = before.get(unit.unit)
              const range = ranges?.[unit.unit]
              const listed = was?.rank != null && was.rank <= savedShortlist
              return (
                <tr
                  key={unit.unit}
                  className={unit === last ? 'cut' : undefined}
                  data-listed={unit.rank! <= tried.shortlist !== listed ? 'changed' : undefined}
                >
                  <td className="number">{unit.rank}</td>
                  <th scope="row">
                    <a href={hrefOf(unit.unit)}>{nameOf(unit.unit)}</a>
                  </th>
                  <td>
                    <Move from={was?.rank ?? null} to={unit.rank!} />
                  </td>
                  <td className="number">{was?.rank ?? '–'}</td>
                  <td className="number">{one(unit.score!)}</td>
                  <td className="number">{was?.score == null ? '–' : one(was.score)}</td>
                  <td className="number">
                    {range ? (range.low === range.high ? range.low : `${range.low}–${range.high}`) : unknown}
                  </td>
                  <td className="number">
                    {range ? (range.often === null ? '–' : percent(range.often)) : unknown}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {gone.length > 0 ? (
        <p className="note">{say('ranking.gone', { names: formatList(language, gone.map(nameOf)) })}</p>
      ) : null}
    </>
  )
}

/** Up, down or the same, by sign, word and colour. */
function Move({ from, to }: { from: number | null; to: number }) {
  const say = useWords(benchWords)
  if (from === null) return <span className="bench-up">{say('ranking.new')}</span>
  if (from === to)
    return (
      <span className="bench-stays">
        <span aria-hidden="true">=</span>
        <span className="hidden">{say('ranking.stays')}</span>
      </span>
    )
  const n = Math.abs(from - to)
  return (
    <span className={from > to ? 'bench-up' : 'bench-down'}>
      <span aria-hidden="true">
        {from > to ? '▲' : '▼'} {n}
      </span>
      <span className="hidden">{say(from > to ? 'ranking.up' : 'ranking.down', { n })}</span>
    </span>
  )
}
