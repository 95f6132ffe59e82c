import type { ReactNode } from 'react'
import { type Status, StatusShape } from '../../ui/status-mark.tsx'

/** One for each condition of a payment, under each other. */
export function ConditionRows({ children }: { children: ReactNode }) {
  return <ul className="conditions">{children}</ul>
}

/**
 * A condition as the board and the public page show it alike: its mark and number, what is promised and
 * why it stands as it does, and beside that the state in a word, its day, and what it holds.
 */
export function ConditionRow({
  id,
  number,
  status,
  state,
  notes,
  text,
  children,
}: {
  id?: string | undefined
  /** Payment and condition: `2.1`. */
  number: string
  status: Status
  /** The state in a word. */
  state: string
  /** Under the word, each on a line of its own. */
  notes: readonly string[]
  text: ReactNode
  /** Why, and what else there is to say. */
  children?: ReactNode
}) {
  return (
    <li id={id}>
      <StatusShape status={status} label={null} />
      <span className="condition-number">{number}</span>
      <div>
        {text}
        {children}
      </div>
      <div className="condition-standing">
        <b>{state}</b>
        {notes.map((note) => (
          <p key={note} className="note">
            {note}
          </p>
        ))}
      </div>
    </li>
  )
}
