import type { ReactNode } from 'react'
import { useUiWords } from './voice.tsx'

export type Status = 'passed' | 'failed' | 'unknown' | 'waived' | 'not applicable' | 'not due'

/**
 * A state as shape and word. The word is the state's own ("Passed") or what is
 * so ("Tier 2", "Not listed"); the shape then says whether that passes.
 */
export function StatusMark({
  status,
  word,
  children,
}: {
  status: Status
  /** What is so; the name of the status when not given. */
  word?: ReactNode
  /** Reason and source, below the word. */
  children?: ReactNode
}) {
  const say = useUiWords()
  return (
    <span className="status">
      <StatusShape status={status} label={word === undefined ? null : say(`status.${status}`)} />
      <span className="status-word">{word ?? say(`status.${status}`)}</span>
      {children ? <span className="status-reason">{children}</span> : null}
    </span>
  )
}

/** The shape alone, where the word stands beside it already. */
export function StatusShape({ status, label }: { status: Status; label: string | null }) {
  const shape = { className: 'status-shape', width: 18, height: 18, viewBox: '0 0 18 18' }
  return label === null ? (
    <svg {...shape} aria-hidden="true">
      {shapes[status]}
    </svg>
  ) : (
    <svg {...shape} role="img" aria-label={label}>
      {shapes[status]}
    </svg>
  )
}

const shapes: Record<Status, ReactNode> = {
  passed: (
    <>
      <circle cx="9" cy="9" r="8" className="status-full" />
      <path d="M5.2 9.4l2.6 2.6 5-5.4" className="status-stroke-on" />
    </>
  ),
  failed: (
    <>
      <circle cx="9" cy="9" r="7.2" className="status-ring" />
      <path d="M6.3 6.3l5.4 5.4M11.7 6.3l-5.4 5.4" className="status-stroke" />
    </>
  ),
  unknown: <circle cx="9" cy="9" r="7.4" className="status-quiet" fill="url(#hatch)" />,
  waived: (
    <>
      <circle cx="9" cy="9" r="7.2" className="status-ring" />
      <path d="M9 1.8a7.2 7.2 0 0 0 0 14.4z" className="status-full" />
    </>
  ),
  'not applicable': (
    <>
      <circle cx="9" cy="9" r="7.4" className="status-dashed" />
      <path d="M6 9h6" className="status-stroke-quiet" />
    </>
  ),
  'not due': (
    <>
      <circle cx="9" cy="9" r="7.4" className="status-dashed" />
      <path d="M6 9h6" className="status-stroke-quiet" />
    </>
  ),
}
