import { percent } from '../../ui/charts/scale.ts'
import { ticks } from '../../ui/charts/ticks.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatNumber } from '../../ui/language.ts'
import { useLanguage, useUiWords, useWords, writeNumber } from '../../ui/voice.tsx'
import { networkWords } from './network-words.ts'

/** How the estimate moved while respondents came in. */
export type Convergence = {
  /** From the first, the first two … usable respondents, in order of wave; a share from 0 to 1. */
  cumulative: readonly number[]
  byWave: readonly { wave: number; respondents: number; estimate: number | null }[]
}

const height = 190
const top = 12
/** Over how many of the last respondents the estimate should lie still (`rds-diagnostics.ts`). */
const lastOnes = 50
const still = 0.02

/** The estimate from the first respondents on: a line that lies still at its end has forgotten where it began. */
export function ConvergencePlot({ cumulative, byWave }: Convergence) {
  const say = useWords(networkWords)
  const language = useLanguage()
  const share = (value: number) =>
    formatNumber(language, value, { style: 'percent', maximumFractionDigits: 1 })
  const count = cumulative.length
  const final = cumulative.at(-1) ?? 0
  const settled = cumulative.slice(Math.min(20, Math.floor(count / 4)))
  const highest = Math.max(...settled, final + still)
  const axis = ticks([0, Math.min(1, highest * 1.08)], 4)
  const most = Math.max(axis.at(-1) ?? 0, Math.min(1, highest * 1.08))
  const x = (place: number) => percent((100 * place) / Math.max(1, count - 1))
  const y = (value: number) => top + height * (1 - value / most)
  const last = Math.min(lastOnes, Math.floor(count / 2))
  const lately = cumulative.slice(-last)
  const points = cumulative
    .map((value, place) => `${round(place / Math.max(1, count - 1))},${round(1 - value / most)}`)
    .join(' ')
  const ends = waveEnds(byWave, count)
  return (
    <>
      <svg
        className="chart"
        width="100%"
        height={top + height + 24}
        role="img"
        aria-label={say('converge.label', {
          final: share(final),
          last,
          low: share(Math.min(...lately)),
          high: share(Math.max(...lately)),
        })}
      >
        <rect
          x="0"
          width="100%"
          y={y(Math.min(most, final + still))}
          height={y(Math.max(0, final - still)) - y(Math.min(most, final + still))}
          className="converge-band"
        />
        {ends.map((end) => (
          <line key={end} x1={x(end)} x2={x(end)} y1={top} y2={top + height} className="grid" />
        ))}
        {axis.map((tick) => (
          <line
            key={tick}
            x1="0"
            x2="100%"
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? 'axis' : 'grid'}
          />
        ))}
        <svg
          aria-hidden="true"
          x="0"
          y={top}
          width="100%"
          height={height}
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
        >
          <polyline points={points} className="converge-line" vectorEffect="non-scaling-stroke" />
        </svg>
        {axis.map((tick) => (
          <text key={tick} x="0" y={y(tick) - 4} className="axis-text chart-halo">
            {share(tick)}
          </text>
        ))}
        <text
          x="100%"
          y={Math.max(12, y(final + still) - 5)}
          textAnchor="end"
          className="chart-accent chart-halo"
        >
          {share(final)}
        </text>
        <text
          x="100%"
          y={y(Math.max(0, final - still)) + 15}
          textAnchor="end"
          className="axis-text chart-halo"
        >
          {say('converge.band')}
        </text>
        {xTicks(count).map((tick, place, all) => (
          <text
            key={tick}
            x={x(tick - 1)}
            y={top + height + 17}
            textAnchor={place === 0 ? 'start' : place === all.length - 1 ? 'end' : 'middle'}
            className="axis-text"
          >
            {writeNumber(language, tick)}
          </text>
        ))}
      </svg>
      <p className="axis-note">
        {say('converge.axis')} {cumulative.some((value) => value > most) ? say('converge.clipped') : null}
      </p>
    </>
  )
}

function round(value: number): number {
  return Number(value.toFixed(4))
}

/** The first, the last, and round numbers between them that stand clear of both. */
function xTicks(count: number): number[] {
  if (count < 3) return count === 0 ? [] : [1, count].slice(0, count)
  return [1, ...ticks([0, count], 4).filter((tick) => tick > count * 0.08 && tick < count * 0.9), count]
}

/** After how many usable respondents each wave but the last ends; those that would touch are left out. */
function waveEnds(byWave: Convergence['byWave'], count: number): number[] {
  const all = byWave.reduce((sum, { respondents }) => sum + respondents, 0)
  const ends: number[] = []
  let sum = 0
  for (const { respondents } of byWave.slice(0, -1)) {
    sum += respondents
    const at = Math.round((sum / Math.max(1, all)) * count) - 1
    if (at - (ends.at(-1) ?? 0) >= count * 0.01) ends.push(at)
  }
  return ends
}

/** The same by wave, in numbers. */
export function ConvergenceTable({ byWave }: Pick<Convergence, 'byWave'>) {
  const say = useWords(networkWords)
  const ui = useUiWords()
  const language = useLanguage()
  return (
    <DataTable
      caption={say('converge.table')}
      tight
      columns={[
        { key: 'wave', head: say('converge.wave'), number: true },
        { key: 'people', head: say('converge.people'), number: true },
        { key: 'estimate', head: say('converge.estimate'), number: true },
      ]}
      rows={byWave.map(({ wave, respondents, estimate }) => ({
        key: String(wave),
        cells: {
          wave: writeNumber(language, wave),
          people: writeNumber(language, respondents),
          estimate:
            estimate === null
              ? ui('figure.notKnown')
              : formatNumber(language, estimate, { style: 'percent', maximumFractionDigits: 1 }),
        },
      }))}
    />
  )
}
