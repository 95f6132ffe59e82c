import { minorPlaces } from '../../../compacts/currency.ts'
import { words as compactWords } from '../../../compacts/words/words.ts'
import { percent } from '../../../ui/charts/scale.ts'
import { useLanguage, useWords, writeNumber } from '../../../ui/voice.tsx'
import type { Snapshot, Stage } from '../snapshot.ts'
import { asWhole, componentsOf, moneyIn, yearOf } from '../story.ts'
import { words } from '../words/words.ts'

/** Whether the chart counts in millions or thousands: the larger of what leaves no bar without a digit. */
export function unitOf(snapshot: Snapshot): { name: 'millions' | 'thousands'; size: number } {
  const whole = moneyIn(snapshot, 'planned').total
  const major = whole === null ? 0 : whole.minor / 10 ** minorPlaces(whole.currency)
  return major >= 1_000_000 ? { name: 'millions', size: 1_000_000 } : { name: 'thousands', size: 1_000 }
}

/**
 * Plan as an outline, committed within it, paid out within that: by component and year on one scale.
 * Drawn twice, wide and narrow; for those who do not see it the table beside it says the same.
 */
export function MoneyChart({ snapshot }: { snapshot: Snapshot }) {
  const say = useWords(words)
  const sayCompact = useWords(compactWords)
  const language = useLanguage()
  const { agreement } = snapshot
  if (agreement === null) return null
  const { size } = unitOf(snapshot)
  const scale = 10 ** minorPlaces(agreement.plan.currency)
  const years = agreement.plan.years
  const now = yearOf(agreement, snapshot.asOf)
  const value = (stage: Stage, component: ReturnType<typeof componentsOf>[number], year?: string) =>
    (moneyIn(snapshot, stage, year === undefined ? { component } : { component, year }).total?.minor ?? 0) /
    scale /
    size
  const write = (number: number) => writeNumber(language, number, { digits: 1 })
  const whole = asWhole(snapshot, 'committed')
  // Nothing is known of a component's share in what is committed for all: that is not nothing.
  const writeOf = (stage: Stage, number: number, component: ReturnType<typeof componentsOf>[number]) =>
    stage === 'committed' && whole !== null && component !== null ? '–' : write(number)
  const nameOf = (component: ReturnType<typeof componentsOf>[number]) =>
    component === null ? say('money.no component') : sayCompact(`component.${component}`)
  const rows = componentsOf(snapshot)
    .map((component) => ({
      component,
      name: nameOf(component),
      total: {
        planned: value('planned', component),
        committed: value('committed', component),
        disbursed: value('disbursed', component),
      },
      years: years.map(({ key }) => ({
        key,
        planned: value('planned', component, key),
        committed: value('committed', component, key),
        disbursed: value('disbursed', component, key),
      })),
    }))
    // Promises that named no line have a row in the table, and nothing to draw.
    .filter(({ component, total }) => component !== null || total.committed + total.disbursed !== 0)
  // Whatever is largest fits: a bar that ran over its row would be read in that above.
  const most = Math.max(
    0.001,
    ...rows.flatMap((row) => row.years.flatMap((y) => [y.planned, y.committed, y.disbursed])),
  )
  const all = (stage: Stage, year?: string) =>
    (moneyIn(snapshot, stage, year === undefined ? {} : { year }).total?.minor ?? 0) / scale / size
  const yearName = (place: number, key: string) =>
    say(key === now?.key ? 'money.year now' : 'money.year', { number: place + 1 })

  // Wide: names, years, three sums.
  const row = 66
  const top = 34
  const tall = 44
  const left = 18
  const wide = 54 / Math.max(1, years.length)
  const place = (at: number) => left + at * wide
  const height = top + rows.length * row + 40
  const ends = [83, 92, 100] as const
  const columns = ['planned', 'committed', 'disbursed'] as const
  return (
    <>
      <svg className="chart only-wide" width="100%" height={height} aria-hidden="true">
        {years.map((year, at) =>
          year.key === now?.key ? (
            <rect
              key={year.key}
              x={percent(place(at))}
              y="0"
              width={percent(wide)}
              height={height}
              fill="var(--tint)"
            />
          ) : null,
        )}
        {years.map((year, at) => (
          <text
            key={year.key}
            x={percent(place(at) + wide / 2)}
            y="16"
            textAnchor="middle"
            className={year.key === now?.key ? 'chart-strong' : 'axis-text'}
          >
            {yearName(at, year.key)}
          </text>
        ))}
        {columns.map((stage, at) => (
          <text key={stage} x={percent(ends[at] ?? 100)} y="16" textAnchor="end" className="axis-text">
            {say(`money.column ${stage}`)}
          </text>
        ))}
        <line x1="0" x2="100%" y1="26" y2="26" className="zero" />
        {rows.map((each, at) => {
          const floor = top + at * row + tall + 10
          return (
            <g key={each.name}>
              <text x="0" y={floor} className="chart-strong">
                {each.name}
              </text>
              {each.years.map((year, nth) => (
                <Bars
                  key={year.key}
                  year={year}
                  x={place(nth) + wide * 0.18}
                  width={wide * 0.4}
                  floor={floor}
                  tall={tall}
                  most={most}
                  text={year.planned === 0 ? '' : write(year.planned)}
                />
              ))}
              {columns.map((stage, nth) => (
                <text
                  key={stage}
                  x={percent(ends[nth] ?? 100)}
                  y={floor}
                  textAnchor="end"
                  className={stage === 'disbursed' ? 'chart-strong' : 'chart-text'}
                >
                  {writeOf(stage, each.total[stage], each.component)}
                </text>
              ))}
              <line x1="0" x2="100%" y1={floor + 8} y2={floor + 8} className="grid" />
            </g>
          )
        })}
        <line x1="0" x2="100%" y1={height - 34} y2={height - 34} className="axis" />
        <text x="0" y={height - 10} className="chart-strong">
          {say('money.all')}
        </text>
        {years.map((year, at) => (
          <text
            key={year.key}
            x={percent(place(at) + wide / 2)}
            y={height - 10}
            textAnchor="middle"
            className="chart-text"
          >
            {say('money.of', {
              disbursed: write(all('disbursed', year.key)),
              planned: write(all('planned', year.key)),
            })}
          </text>
        ))}
        {columns.map((stage, at) => (
          <text
            key={stage}
            x={percent(ends[at] ?? 100)}
            y={height - 10}
            textAnchor="end"
            className="chart-strong"
          >
            {write(all(stage))}
          </text>
        ))}
      </svg>
      <div className="only-narrow">
        {rows.map((each) => (
          <div key={each.name}>
            <p>
              <b>{each.name}</b>
            </p>
            <p className="note">
              {say('money.narrow', {
                disbursed: write(each.total.disbursed),
                committed: writeOf('committed', each.total.committed, each.component),
                planned: write(each.total.planned),
              })}
            </p>
            <svg className="chart" width="100%" height="86" aria-hidden="true">
              {each.years.map((year, at) => {
                const step = 100 / years.length
                return (
                  <g key={year.key}>
                    {year.key === now?.key ? (
                      <rect
                        x={percent(at * step)}
                        y="0"
                        width={percent(step)}
                        height="86"
                        fill="var(--tint)"
                      />
                    ) : null}
                    <Bars
                      year={year}
                      x={at * step + step * 0.16}
                      width={step * 0.44}
                      floor={60}
                      tall={tall}
                      most={most}
                      text={year.planned === 0 ? '' : write(year.planned)}
                    />
                    <text x={percent(at * step + step / 2)} y="78" textAnchor="middle" className="axis-text">
                      {at + 1}
                    </text>
                  </g>
                )
              })}
            </svg>
          </div>
        ))}
      </div>
    </>
  )
}

function Bars({
  year,
  x,
  width,
  floor,
  tall,
  most,
  text,
}: {
  year: { planned: number; committed: number; disbursed: number }
  x: number
  width: number
  floor: number
  tall: number
  most: number
  text: string
}) {
  const up = (value: number) => Math.max(0, Math.round(((tall * value) / most) * 10) / 10)
  const bar = (value: number, inset: number, className: string) =>
    value > 0 ? (
      <rect
        x={percent(x + width * inset)}
        y={floor - up(value)}
        width={percent(width * (1 - 2 * inset))}
        height={up(value)}
        className={className}
      />
    ) : null
  return (
    <>
      {bar(year.planned, 0, 'mark-out')}
      {bar(year.committed, 0, 'mark-t1')}
      {bar(year.disbursed, 0.24, 'mark-d1')}
      <line x1={percent(x)} x2={percent(x + width)} y1={floor} y2={floor} className="axis" />
      <text
        x={percent(x + width)}
        dx="4"
        y={Math.min(floor, floor - up(Math.max(year.planned, year.committed)) + 9)}
        className="axis-text"
      >
        {text}
      </text>
    </>
  )
}
