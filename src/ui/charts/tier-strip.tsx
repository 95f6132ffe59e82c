import { DataTable } from '../data-table.tsx'
import { Key, type Tone } from '../finding.tsx'
import { useUiWords } from '../voice.tsx'
import { percent } from './scale.ts'

/** Tiers of the report, best first; `SC` is a special case, outside the order. */
export const tiers = ['1', '2', '2WL', '3'] as const
export type Tier = (typeof tiers)[number] | 'SC'

export type TierYear = {
  year: number
  /** null is "not known here": hatched. */
  tier: Tier | null
  /** Known by elimination only: dashed. */
  inferred?: boolean
  /** Known to be one of these: the hatch covers just their rows. */
  oneOf?: Tier[]
}

export type TierLine = { key: string; name: string; href?: string; years: TierYear[] }

export type TierEvent = { year: number; text: string }

type TierStripProps = {
  country: TierLine
  neighbours?: TierLine[]
  events?: TierEvent[]
  from: number
  to: number
  /** What 2024's dash or 2025's hatch means: a word at the right, below the strip. */
  remark?: string
}

const step = 25

/**
 * Tiers by report year. The country's own line steps by row, Tier 1 on top;
 * neighbours follow on the same years, lettered where there is room and stepped
 * on phones, so that no shade has to be told from another. Years without a known
 * rating are hatched, rated by elimination dashed.
 */
export function TierStrip({ country, neighbours = [], events = [], from, to, remark }: TierStripProps) {
  const say = useUiWords()
  const count = to - from + 1
  const left = (year: number) => percent((100 * (year - from)) / count)
  const middle = (year: number) => percent((100 * (year - from + 0.5)) / count)
  const width = percent(100 / count)
  const years = Array.from({ length: count }, (_, place) => from + place)
  const own = byYear(country.years)

  const title = (year: number, known: TierYear | undefined) =>
    say(known?.inferred ? 'tier.yearInferred' : 'tier.year', {
      year: String(year),
      tier: known?.tier ? say(`tier.${known.tier}`) : say('tier.unknown'),
    })

  return (
    <div className="tiers">
      <div className="tier-line tier-own">
        <ul className="tier-rows" aria-hidden="true">
          {tiers.map((tier) => (
            <li key={tier}>{say(`tier.${tier}`)}</li>
          ))}
        </ul>
        <svg
          className="chart"
          width="100%"
          height={28 + 4 * step + (events.length > 0 || remark ? 24 : 2)}
          role="img"
          aria-label={`${say('tier.strip', { country: country.name })}. ${years.map((year) => title(year, own.get(year))).join('; ')}`}
        >
          {years.map((year, place) => (
            <text
              key={year}
              x={middle(year)}
              y="14"
              textAnchor="middle"
              className={year % 5 === 0 || year === from ? 'axis-text' : 'axis-text only-wide tick-minor'}
            >
              {place === 0 ? year : `’${String(year).slice(2)}`}
            </text>
          ))}
          {[0, 1, 2, 3, 4].map((row) => (
            <line key={row} x1="0" x2="100%" y1={28 + row * step} y2={28 + row * step} className="grid" />
          ))}
          {years.map((year) => {
            const known = own.get(year)
            const [top, rows] = rowsOf(known)
            return (
              <g key={year}>
                <title>{title(year, known)}</title>
                <svg x={left(year)} y={28 + top * step} width={width} height={rows * step} aria-hidden="true">
                  <Cell known={known} height={rows * step} />
                </svg>
              </g>
            )
          })}
          {events.map((event) => {
            const row = rowsOf(own.get(event.year))
            const right = event.year - from > count / 2
            return (
              <g key={event.year + event.text}>
                <line
                  x1={middle(event.year)}
                  x2={middle(event.year)}
                  y1={28 + (row[0] + row[1]) * step}
                  y2={28 + 4 * step + 17}
                  className="axis"
                />
                <text
                  x={middle(event.year)}
                  dx={right ? -6 : 6}
                  y={28 + 4 * step + 16}
                  textAnchor={right ? 'end' : 'start'}
                  className="chart-text tier-event"
                >
                  {event.text}
                </text>
              </g>
            )
          })}
          {remark ? (
            <text
              x="100%"
              y={28 + 4 * step + 16}
              textAnchor="end"
              className="chart-text only-wide tier-remark"
            >
              {remark}
            </text>
          ) : null}
        </svg>
      </div>
      {remark ? <p className="note only-narrow tier-remark-note">{remark}</p> : null}
      {neighbours.length > 0 ? (
        <div className="tier-neighbours">
          {neighbours.map((line) => {
            const known = byYear(line.years)
            return (
              <div key={line.key} className="tier-line">
                <span className="tier-name">
                  {line.href ? <a href={line.href}>{line.name}</a> : line.name}
                </span>
                <Lettered
                  label={`${say('tier.strip', { country: line.name })}. ${years.map((year) => title(year, known.get(year))).join('; ')}`}
                  cells={years.map((year) => ({ x: left(year), width, known: known.get(year), key: year }))}
                />
                <Stepped
                  cells={years.map((year) => ({ x: left(year), width, known: known.get(year), key: year }))}
                />
              </div>
            )
          })}
        </div>
      ) : null}
      <Key
        items={[
          ...tiers.map((tier) => ({ tone: toneOf(tier), name: say(`tier.${tier}`) })),
          { tone: 'out' as const, name: say('tier.SC') },
          { tone: 'hatch' as const, name: say('tier.unknown') },
          ...(country.years.some(({ inferred }) => inferred)
            ? [{ tone: 'dashed' as const, name: say('tier.inferred') }]
            : []),
        ]}
      />
    </div>
  )
}

type LineCell = { key: number; x: string; width: string; known: TierYear | undefined }

function Lettered({ cells, label }: { cells: LineCell[]; label: string }) {
  const say = useUiWords()
  const letters = (tier: Tier | null | undefined) =>
    tier === '2WL' ? say('tier.watchListLetters') : tier === 'SC' ? say('tier.specialLetters') : (tier ?? '')
  return (
    <svg className="chart only-wide" width="100%" height="20" role="img" aria-label={label}>
      {cells.map(({ key, x, width, known }) => (
        <svg key={key} x={x} width={width} height="20" aria-hidden="true">
          <Cell known={known} height={20} />
          <text
            x="50%"
            y="14"
            textAnchor="middle"
            className={`tier-letter on-${known?.inferred ? 'paper' : known?.tier ? toneOf(known.tier) : 'paper'}`}
          >
            {letters(known?.tier)}
          </text>
        </svg>
      ))}
    </svg>
  )
}

function Stepped({ cells }: { cells: LineCell[] }) {
  const small = 6
  return (
    <svg className="chart only-narrow" width="100%" height={4 * small + 2} aria-hidden="true">
      <line x1="0" x2="100%" y1={4 * small + 1} y2={4 * small + 1} className="grid" />
      {cells.map(({ key, x, width, known }) => {
        const [top, rows] = rowsOf(known)
        return (
          <svg key={key} x={x} y={top * small} width={width} height={rows * small} aria-hidden="true">
            <Cell known={known} height={rows * small} />
          </svg>
        )
      })}
    </svg>
  )
}

function Cell({ known, height }: { known: TierYear | undefined; height: number }) {
  const tone = known?.tier ? (known.inferred ? 'dashed' : toneOf(known.tier)) : 'hatch'
  return (
    <rect
      x="1"
      y="1.5"
      width="100%"
      height={Math.max(2, height - 3)}
      className={`tier-cell mark-${tone}`}
      {...(tone === 'hatch' ? { fill: 'url(#hatch)' } : {})}
    />
  )
}

function toneOf(tier: Tier): Tone {
  return ({ '1': 't1', '2': 't2', '2WL': 't3', '3': 't4', SC: 'out' } as const)[tier]
}

/** First row and number of rows a year covers. */
function rowsOf(known: TierYear | undefined): [number, number] {
  const place = (tier: Tier) => tiers.indexOf(tier as '1')
  if (known?.tier && known.tier !== 'SC') return [place(known.tier), 1]
  if (known?.oneOf && known.oneOf.length > 0) {
    const places = known.oneOf.map(place).filter((one) => one >= 0)
    if (places.length > 0) return [Math.min(...places), Math.max(...places) - Math.min(...places) + 1]
  }
  return [0, 4]
}

function byYear(years: TierYear[]): Map<number, TierYear> {
  return new Map(years.map((one) => [one.year, one]))
}

/** Every tier of a `TierStrip`, for the table below it. */
export function TierTable({
  caption,
  yearHead,
  country,
  neighbours = [],
  from,
  to,
}: TierStripProps & { caption: string; yearHead: string }) {
  const say = useUiWords()
  const lines = [country, ...neighbours].map((line) => ({ ...line, known: byYear(line.years) }))
  return (
    <DataTable
      caption={caption}
      tight
      columns={[{ key: 'year', head: yearHead }, ...lines.map(({ key, name }) => ({ key, head: name }))]}
      rows={Array.from({ length: to - from + 1 }, (_, place) => {
        const year = to - place
        return {
          key: String(year),
          cells: {
            year,
            ...Object.fromEntries(
              lines.map(({ key, known }) => {
                const one = known.get(year)
                const tier = one?.tier
                  ? say(`tier.${one.tier}`)
                  : (one?.oneOf?.map((possible) => say(`tier.${possible}`)).join(' / ') ??
                    say('tier.unknown'))
                return [key, one?.inferred ? `${tier} (${say('tier.inferred')})` : tier]
              }),
            ),
          },
        }
      })}
    />
  )
}
