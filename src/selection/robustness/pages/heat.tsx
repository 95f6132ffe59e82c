import { percent } from '../../../ui/charts/scale.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { useLanguage, useWords, writeNumber } from '../../../ui/voice.tsx'
import { unitName } from '../../sentences.ts'
import type { ReportUnit } from '../report.ts'
import { robustnessWords } from '../words.ts'

type HeatProps = { units: ReportUnit[]; columns: number }

/**
 * Share of the runs with each place: a row for each country, a column for each place, the last for all places after
 * it. What is drawn is in the table below, digit by digit.
 */
export function Heat({ units, columns }: HeatProps) {
  const say = useWords(robustnessWords)
  const language = useLanguage()
  const width = 100 / columns
  return (
    <table className="heat">
      <caption className="hidden">{say('heat.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{say('label.country')}</span>
          </th>
          <th scope="col">
            <span className="hidden">{say('label.place')}</span>
            <svg className="chart" width="100%" height="20" aria-hidden="true">
              {Array.from({ length: columns }, (_, place) => place + 1).map((place) => (
                <text
                  key={place}
                  x={percent((place - 0.5) * width)}
                  y="14"
                  textAnchor="middle"
                  className={place === 1 || place % 5 === 0 ? 'axis-text' : 'axis-text only-wide'}
                >
                  {place === columns ? `${place}+` : place}
                </text>
              ))}
            </svg>
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unit}>
            <th scope="row">{unitName(language, unit.unit)}</th>
            <td>
              <span className="hidden">
                {placesOf(unit, columns)
                  .map((share, place) => ({ place: place + 1, share }))
                  .filter(({ share }) => share >= 0.05)
                  .map(
                    ({ place, share }) => `${place}: ${writeNumber(language, 100 * share, { digits: 0 })} %`,
                  )
                  .join(', ')}
              </span>
              <svg className="chart" width="100%" height="24" aria-hidden="true">
                {placesOf(unit, columns).map((share, place) =>
                  share <= 0 ? null : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a cell is
                    <g key={place}>
                      <rect
                        x={percent(place * width)}
                        width={percent(width)}
                        y="1"
                        height="22"
                        className={`heat-${step(share)}`}
                      />
                      {share >= 0.095 ? (
                        <text
                          x={percent((place + 0.5) * width)}
                          y="16"
                          textAnchor="middle"
                          className={`heat-text heat-text-${step(share)} only-wide`}
                        >
                          {Math.round(100 * share)}
                        </text>
                      ) : null}
                    </g>
                  ),
                )}
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Every number of the picture. */
export function HeatTable({ units, columns }: HeatProps) {
  const say = useWords(robustnessWords)
  const language = useLanguage()
  const places = Array.from({ length: columns }, (_, place) => place + 1)
  return (
    <DataTable
      caption={say('heat.caption')}
      tight
      columns={[
        { key: 'name', head: say('label.country') },
        ...places.map((place) => ({
          key: String(place),
          head: place === columns ? say('heat.beyond', { from: place }) : String(place),
          number: true,
        })),
      ]}
      rows={units.map((unit) => ({
        key: unit.unit,
        cells: {
          name: unitName(language, unit.unit),
          ...Object.fromEntries(
            placesOf(unit, columns).map((share, place) => [
              String(place + 1),
              share === 0 ? '' : writeNumber(language, 100 * share, { digits: 1 }),
            ]),
          ),
        },
      }))}
    />
  )
}

/** Shares by place; the last column holds all places from it on. */
export function placesOf({ acceptability }: ReportUnit, columns: number): number[] {
  const shares = Array.from({ length: columns }, () => 0)
  acceptability.forEach((share, place) => {
    shares[Math.min(place, columns - 1)]! += share
  })
  return shares
}

/** Five steps of one colour, by what can be told apart. */
function step(share: number): 1 | 2 | 3 | 4 | 5 {
  if (share < 0.05) return 1
  if (share < 0.1) return 2
  if (share < 0.25) return 3
  return share < 0.5 ? 4 : 5
}
