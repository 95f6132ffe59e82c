import type { ReactNode } from 'react'
import { useUiWords } from './voice.tsx'

/**
 * A section of a page: a question at the left, its answer at the right.
 * `wide` gives the answer the whole width (rankings, maps). Without a title the
 * answer's own finding is the heading.
 */
export function Section({
  id,
  title,
  note,
  wide = false,
  children,
}: {
  id?: string
  title?: ReactNode
  note?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  return (
    <section className={wide || !title ? 'section' : 'section section-sided'} id={id}>
      {title ? (
        <div className="section-head">
          <h2>{title}</h2>
          {note ? <p className="section-note">{note}</p> : null}
        </div>
      ) : null}
      <div className="section-body">{children}</div>
    </section>
  )
}

/** A sentence of "in short": where the page speaks. */
export function Sentence({ children }: { children: ReactNode }) {
  return <p className="sentence">{children}</p>
}

/** The sentence that sums up an assessment, larger. `<strong>` inside it is set in the accent. */
export function Verdict({ children }: { children: ReactNode }) {
  return <p className="verdict">{children}</p>
}

/** Two or three columns side by side that stack on phones; `list` is a chart with a 330 px list beside it. */
export function Columns({ count, children }: { count: 2 | 3 | 'list'; children: ReactNode }) {
  return <div className={`columns columns-${count}`}>{children}</div>
}

/** Rows of a word and its answer. */
export function Facts({ rows }: { rows: { name: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Links to the sections of a long page. */
export function OnThisPage({ links }: { links: { name: string; href: string }[] }) {
  const title = useUiWords()('page.onThisPage')
  return (
    <nav className="on-page" aria-label={title}>
      <ul>
        <li>
          <b>{title}</b>
        </li>
        {links.map(({ name, href }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The doors of the cycle: what stands behind each, "none yet" included. A door without `href` is not open yet. */
export function Doors({
  doors,
}: {
  doors: { name: string; question: ReactNode; holds: ReactNode; count: ReactNode; href?: string | null }[]
}) {
  return (
    <ol className="doors">
      {doors.map(({ name, question, holds, count, href }) => (
        <li key={name} className={href ? 'open' : undefined}>
          <h3>{href ? <a href={href}>{name}</a> : name}</h3>
          <p>{question}</p>
          <p className="holds">
            <b>{count}</b>
            {holds}
          </p>
        </li>
      ))}
    </ol>
  )
}
