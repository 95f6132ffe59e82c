import type { ReactNode } from 'react'

/**
 * A sentence about what is not known, in the size and voice of what is, with
 * the hatch in the margin. `next` says what is missing and what to do.
 */
export function Unknown({ children, next }: { children: ReactNode; next?: ReactNode }) {
  return (
    <p className="sentence unknown">
      {children}
      {next ? <span className="unknown-next">{next}</span> : null}
    </p>
  )
}

/** The place on an axis where a measured value would stand: anywhere on it. */
export function UnknownBar({ label, from = '0' }: { label: string; from?: string }) {
  return (
    <svg className="chart" width="100%" height="64" role="img" aria-label={label}>
      <rect x="0" y="1" width="100%" height="24" fill="url(#hatch)" className="mark mark-hatch" />
      <line x1="0" x2="100%" y1="34" y2="34" className="axis" />
      {['0%', '25%', '50%', '75%', '100%'].map((x) => (
        <line key={x} x1={x} x2={x} y1="34" y2="38" className="axis" />
      ))}
      <text x="0" y="56" className="axis-text">
        {from}
      </text>
      <text x="100%" y="56" textAnchor="end" className="axis-text">
        {label}
      </text>
    </svg>
  )
}
