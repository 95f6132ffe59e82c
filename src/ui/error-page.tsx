import type { FaultDetail } from '../house/errors.ts'
import type { Language } from './language.ts'
import { pathIn } from './language.ts'
import { Opening } from './opening.tsx'
import { type Assets, Page } from './page.tsx'
import { Section } from './section.tsx'
import { useLanguage, useUiWords } from './voice.tsx'

/**
 * A page for when there is none: what is so (`message`), each place with its
 * remedy, what to do next, and the number of the request for whoever runs the
 * site. Status 400, 403, 404, 409, 422 and 429 have words of their own, all others those of 500.
 */
export function ErrorPage({
  status,
  message,
  details = [],
  requestId,
  language,
  path,
  assets,
}: {
  status: number
  /** Left out for 500: what broke inside is for the log. */
  message?: string | null
  details?: FaultDetail[]
  requestId: string
  language: Language
  path: string
  assets: Assets
}) {
  return (
    <Page title={String(status)} language={language} path={path} assets={assets} indexed={false}>
      <ErrorBody status={status} message={message ?? null} details={details} requestId={requestId} />
    </Page>
  )
}

const spoken = [400, 403, 404, 409, 422, 429] as const

function ErrorBody({
  status,
  message,
  details,
  requestId,
}: {
  status: number
  message: string | null
  details: FaultDetail[]
  requestId: string
}) {
  const say = useUiWords()
  const language = useLanguage()
  // What the message says already is not said again.
  const places = details.filter(({ place, message: what, remedy }) => place || remedy || what !== message)
  const kind = spoken.find((one) => one === status) ?? 500
  return (
    <>
      <Opening title={say(`error.${kind}.title`)} />
      <Section
        title={say('error.status', { status: String(status) })}
        note={say('error.request', { id: requestId })}
      >
        {message ? <p className="sentence">{message}</p> : null}
        {places.length > 0 ? (
          <ul className="facts fault-list">
            {places.map(({ place, message: what, remedy }) => (
              <li key={(place ?? '') + what}>
                {place ? <b>{place}</b> : null} {what === message ? null : what}{' '}
                {remedy ? <span className="note">{remedy}</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
        <p className="prose">{say(`error.${kind}.next`)}</p>
        <p>
          <a href={pathIn(language, '/')}>{say('error.home')}</a>
        </p>
      </Section>
    </>
  )
}
