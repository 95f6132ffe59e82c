import type { ReactNode } from 'react'
import { Swatch } from './finding.tsx'
import { useLanguage, useUiWords, writeNumber } from './voice.tsx'

/**
 * In, out and unknown as one bar true to their shares, then each with its count
 * and what it means. Unknown is hatched and stands apart: it is not a no.
 */
export function OutcomeBar({
  passed,
  failed,
  unknown,
  reasons = {},
}: {
  passed: number
  failed: number
  unknown: number
  /** What each means here, below its count; may hold links and source marks. */
  reasons?: { passed?: ReactNode; failed?: ReactNode; unknown?: ReactNode }
}) {
  const say = useUiWords()
  const language = useLanguage()
  const total = passed + failed + unknown
  const share = (count: number) => (total === 0 ? 0 : (100 * count) / total)
  const parts = [
    { key: 'in', count: passed, tone: 'd1', reason: reasons.passed },
    { key: 'out', count: failed, tone: 'out', reason: reasons.failed },
    { key: 'unknown', count: unknown, tone: 'hatch', reason: reasons.unknown },
  ] as const
  let from = 0
  return (
    <div className="outcome">
      <svg
        className="chart outcome-bar"
        width="100%"
        height="30"
        role="img"
        aria-label={say('outcome.label', { passed, failed, unknown, total })}
      >
        {parts.map(({ key, count, tone }) => {
          const x = from
          from += share(count)
          return count === 0 ? null : (
            <svg
              key={key}
              aria-hidden="true"
              x={`${x}%`}
              width={`${share(count)}%`}
              height="30"
              overflow="visible"
            >
              <rect
                x="1"
                y="1"
                width="100%"
                height="28"
                className={`mark mark-${tone}`}
                {...(tone === 'hatch' ? { fill: 'url(#hatch)' } : {})}
              />
            </svg>
          )
        })}
      </svg>
      <ul className="outcome-key">
        {parts.map(({ key, count, tone, reason }) => (
          <li key={key}>
            <b>
              <Swatch tone={tone} /> {say(`outcome.${key}`, { count: writeNumber(language, count) })}
            </b>
            {reason ? <span>{reason}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
