import type { ReactNode } from 'react'
import { PageFaultsHere } from './form.tsx'

/**
 * The opening of a page. `promise` (the default) is a sentence or question,
 * `home` the sentence of the first page, `name` the name of a country.
 * `aside` stands beside it, `about` is a row of facts below it. What the forms of the page found wrong stands
 * right under it.
 */
export function Opening({
  title,
  kind = 'promise',
  aside,
  about,
  children,
}: {
  title: ReactNode
  kind?: 'promise' | 'home' | 'name'
  aside?: ReactNode
  about?: { name: string; value: ReactNode }[]
  children?: ReactNode
}) {
  const long = kind === 'name' && typeof title === 'string' && (title.length > 14 || /\S{11}/.test(title))
  return (
    <div className={`opening opening-${kind}${aside ? ' opening-with-aside' : ''}`}>
      <div>
        <h1 className={long ? 'long-name' : undefined}>{title}</h1>
        <PageFaultsHere />
        {about ? (
          <dl className="about">
            {about.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        {children}
      </div>
      {aside ? <div className="opening-aside">{aside}</div> : null}
    </div>
  )
}
