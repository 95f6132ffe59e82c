import { percent } from './scale.ts'

export type Term = {
  key: string
  name: string
  href?: string
  /** `YYYY-MM-DD`. */
  from: string
  to: string
  /** The end is contemplated, not confirmed: an outline. */
  open?: boolean
  /** It ended without what it was for: filled in part. */
  part?: boolean
  /** A span before or after whose day is not confirmed: hatched. */
  unsure?: { from: string; to: string }
  /** Set small behind the bar: "extended". */
  remark?: string
  /** At the right: the sum in the words of its source. */
  text?: string
}

/** Terms as bars between two days on one axis of years. */
export function Timeline({
  caption,
  terms,
  from,
  to,
}: {
  caption: string
  terms: Term[]
  from: number
  to: number
}) {
  const start = Date.UTC(from, 0, 1)
  const whole = Date.UTC(to, 0, 1) - start
  const at = (day: string) =>
    Math.min(100, Math.max(0, (100 * (Date.parse(`${day}T00:00:00Z`) - start)) / whole))
  const years = Array.from({ length: to - from + 1 }, (_, place) => from + place)
  // A phone has room for six.
  const every = Math.ceil(years.length / 6)
  const yearAt = (year: number) => percent((100 * (Date.UTC(year, 0, 1) - start)) / whole)
  const span = (one: { from: string; to: string }) => ({
    x: percent(at(one.from)),
    width: percent(Math.max(0.4, at(one.to) - at(one.from))),
  })
  return (
    <table className="terms">
      <caption className="hidden">{caption}</caption>
      <tbody>
        <tr>
          <td />
          <td className="terms-plot">
            <svg className="chart" width="100%" height="22" aria-hidden="true">
              {years.map((year, place) => (
                <text
                  key={year}
                  x={yearAt(year)}
                  y="13"
                  textAnchor="middle"
                  className={place % every === 0 ? 'axis-text' : 'axis-text only-wide'}
                >
                  {place === 0 ? year : `’${String(year).slice(2)}`}
                </text>
              ))}
            </svg>
          </td>
          <td />
        </tr>
        {terms.map((term) => (
          <tr key={term.key}>
            <th scope="row">{term.href ? <a href={term.href}>{term.name}</a> : term.name}</th>
            <td className="terms-plot">
              <span className="hidden">{`${term.from} – ${term.to}${term.remark ? `, ${term.remark}` : ''}`}</span>
              <svg className="chart" width="100%" height="36" aria-hidden="true">
                {years.map((year) => (
                  <line key={year} x1={yearAt(year)} x2={yearAt(year)} y1="0" y2="36" className="grid" />
                ))}
                {term.unsure ? (
                  <rect {...span(term.unsure)} y="12" height="12" fill="url(#hatch)" className="mark-hatch" />
                ) : null}
                <rect
                  {...span(term)}
                  y="12"
                  height="12"
                  className={term.open ? 'mark-dashed' : term.part ? 'mark-out' : 'mark-d1'}
                />
                {term.part && !term.open ? (
                  <rect {...span(term)} y="19" height="5" className="mark-d1" />
                ) : null}
                {term.remark ? (
                  <text x={percent(at(term.to))} dx="7" y="22" className="axis-text only-wide">
                    {term.remark}
                  </text>
                ) : null}
              </svg>
            </td>
            <td className="terms-text">{term.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
