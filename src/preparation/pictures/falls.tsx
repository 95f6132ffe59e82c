import { percent } from '../../ui/charts/scale.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber } from '../../ui/language.ts'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { networkWords } from './network-words.ts'

/** How likely the true figure fell by at least `by` of the first one. */
export type Fall = { by: number; probability: number }

const height = 150
const top = 14

/** Columns from zero, one for each size of the fall; the fall that was promised is named. */
export function Falls({ falls, target }: { falls: readonly Fall[]; target: number | null }) {
  const say = useWords(networkWords)
  const share = useShare()
  const width = 100 / Math.max(1, falls.length)
  const y = (value: number) => top + height * (1 - value)
  const promised = falls.findIndex(({ by }) => by === target)
  return (
    <>
      <svg
        className="chart"
        width="100%"
        height={top + height + 40}
        role="img"
        aria-label={say('falls.label')}
      >
        {[0.5, 1].map((tick) => (
          <line key={tick} x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="grid" />
        ))}
        {falls.map(({ by, probability }, place) => (
          <g key={by}>
            <rect
              x={percent(width * (place + 0.15))}
              width={percent(width * 0.7)}
              y={y(probability)}
              height={Math.max(0.5, height * probability)}
              className={place === promised ? 'mark-t4' : 'mark-t2'}
            />
            <text
              x={percent(width * (place + 0.5))}
              y={y(probability) - 4}
              textAnchor="middle"
              className={place === promised ? 'chart-strong' : 'axis-text'}
            >
              {shareOfChance(probability, share)}
            </text>
            <text
              x={percent(width * (place + 0.5))}
              y={top + height + 17}
              textAnchor="middle"
              className="axis-text"
            >
              {share(by)}
            </text>
          </g>
        ))}
        <line x1="0" x2="100%" y1={y(0)} y2={y(0)} className="axis" />
        {promised >= 0 && target !== null ? (
          <text
            x={percent(width * (promised + 0.5))}
            y={top + height + 34}
            textAnchor={promised > falls.length / 2 ? 'end' : promised === 0 ? 'start' : 'middle'}
            className="chart-accent"
          >
            {say('falls.target', { fall: share(target) })}
          </text>
        ) : null}
      </svg>
      <p className="axis-note">{say('falls.axis')}</p>
    </>
  )
}

function useShare(): (value: number) => string {
  const language = useLanguage()
  return (value) => formatNumber(language, value, { style: 'percent', maximumFractionDigits: 0 })
}

/** A probability is never said to be 0 or 1. */
function shareOfChance(probability: number, share: (value: number) => string): string {
  if (probability < 0.005) return `< ${share(0.01)}`
  if (probability > 0.995) return `> ${share(0.99)}`
  return share(probability)
}

/** The same in numbers. */
export function FallsTable({ falls }: { falls: readonly Fall[] }) {
  const say = useWords(networkWords)
  const share = useShare()
  return (
    <DataTable
      caption={say('falls.table')}
      tight
      columns={[
        { key: 'fall', head: say('falls.fall'), number: true },
        { key: 'probability', head: say('falls.probability'), number: true },
      ]}
      rows={falls.map(({ by, probability }) => ({
        key: String(by),
        cells: { fall: share(by), probability: shareOfChance(probability, share) },
      }))}
    />
  )
}
