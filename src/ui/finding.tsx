import type { ReactNode } from 'react'
import { useUiWords } from './voice.tsx'

/**
 * A finding: the sentence, what is plotted (unit, year, source mark), the chart,
 * and the foot with its caveat and the ways on. `table` is opened in place and
 * holds every number drawn; `links` follow after download and method.
 */
export function Finding({
  id,
  title,
  level = 3,
  large = false,
  subtitle,
  keys,
  children,
  caveat,
  table,
  download,
  method,
  links = [],
}: {
  id?: string
  title: ReactNode
  /** 2 when the finding heads its own section. */
  level?: 2 | 3
  /** Sentence in the size of a section title (maps on the first page). */
  large?: boolean
  subtitle?: ReactNode
  /** Key to the marks, above the chart: `<Key …/>`. */
  keys?: ReactNode
  children: ReactNode
  caveat?: ReactNode
  table?: ReactNode
  /** Address of the CSV. */
  download?: string | undefined
  /** Address of the method page. */
  method?: string | undefined
  links?: { name: string; href: string }[]
}) {
  const say = useUiWords()
  const Title = level === 2 ? 'h2' : 'h3'
  const actions = [
    ...(download ? [{ name: say('finding.download'), href: download }] : []),
    ...(method ? [{ name: say('finding.method'), href: method }] : []),
    ...links,
  ]
  return (
    <div className={large ? 'finding finding-large' : 'finding'} id={id}>
      <Title>{title}</Title>
      {subtitle ? <p className="finding-subtitle">{subtitle}</p> : null}
      {keys}
      <div className="finding-chart">{children}</div>
      {caveat || table || actions.length > 0 ? (
        <div className="finding-foot">
          <div className="finding-caveat">{caveat}</div>
          {table ? (
            <details>
              <summary>{say('finding.table')}</summary>
              {table}
            </details>
          ) : null}
          {actions.length > 0 ? (
            <div className="finding-actions">
              {actions.map(({ name, href }) => (
                <a key={href} href={href}>
                  {name}
                </a>
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

/** How a swatch in a key, a bar or a country is filled. `hatch` is for what is not known, and nothing else. */
export type Tone =
  | 'd1'
  | 'd2'
  | 'd3'
  | 't1'
  | 't2'
  | 't3'
  | 't4'
  | 'peer'
  | 'out'
  | 'none'
  | 'dashed'
  | 'hatch'

/** A key to the marks of a chart. */
export function Key({ items }: { items: { tone: Tone; name: ReactNode }[] }) {
  return (
    <ul className="key">
      {items.map(({ tone, name }) => (
        <li key={tone}>
          <Swatch tone={tone} />
          <span>{name}</span>
        </li>
      ))}
    </ul>
  )
}

export function Swatch({ tone }: { tone: Tone }) {
  return (
    <svg className="swatch" width="18" height="11" aria-hidden="true" focusable="false">
      <rect
        x="0.5"
        y="0.5"
        width="17"
        height="10"
        className={`mark mark-${tone}`}
        {...(tone === 'hatch' ? { fill: 'url(#hatch)' } : {})}
      />
    </svg>
  )
}
