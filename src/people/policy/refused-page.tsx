import { Button, Buttons } from '../../ui/form.tsx'
import { pathIn } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { type Assets, Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { useLanguage, useUiWords, useWords } from '../../ui/voice.tsx'
import type { Refused } from './guard.ts'
import { policyWords } from './words.ts'

/** A form that was sent and refused: where to, and what was typed. */
export type Kept = { action: string; fields: [name: string, value: string][] }

/** Somebody may not: which thing, why, what to do about it, and what they had typed, ready to be sent again. */
export function RefusedPage({
  refused,
  kept,
  requestId,
  language,
  path,
  assets,
}: {
  refused: Refused
  kept: Kept | null
  requestId: string
  language: 'en' | 'fr' | 'es' | 'pt'
  path: string
  assets: Assets
}) {
  return (
    <Page title={String(refused.status)} language={language} path={path} assets={assets} indexed={false}>
      <RefusedBody refused={refused} kept={kept} requestId={requestId} path={path} />
    </Page>
  )
}

function RefusedBody({
  refused,
  kept,
  requestId,
  path,
}: {
  refused: Refused
  kept: Kept | null
  requestId: string
  path: string
}) {
  const say = useWords(policyWords)
  const sayUi = useUiWords()
  const language = useLanguage()
  const { because } = refused.decision
  const [detail] = refused.details
  return (
    <>
      <Opening title={say('refused.title')} />
      <Section
        title={sayUi('error.status', { status: String(refused.status) })}
        note={sayUi('error.request', { id: requestId })}
      >
        <p className="sentence">{refused.message}</p>
        <p className="prose">
          {detail?.message} {detail?.remedy}
        </p>
        <ul className="facts">
          {because.why === 'not signed in' ? (
            <li>
              <a
                href={`${pathIn(language, '/account/sign-in')}?next=${encodeURIComponent(kept === null ? path : '/account')}`}
              >
                {say('refused.signIn')}
              </a>
            </li>
          ) : null}
          {because.why === 'second factor' ? (
            <li>
              <a href={pathIn(language, '/account/second-factor/set-up')}>{say('refused.secondFactor')}</a>
            </li>
          ) : null}
          {because.why === 'second factor anew' ? (
            <li>
              <a
                href={`${pathIn(language, '/account/confirm')}?next=${encodeURIComponent(kept === null ? path : '/account')}`}
              >
                {say('refused.again factor')}
              </a>
            </li>
          ) : null}
          {because.why === 'not signed in' ? null : (
            <li>
              <a href={pathIn(language, '/account/may')}>{say('refused.may')}</a>
            </li>
          )}
          <li>
            <a href={pathIn(language, '/')}>{sayUi('error.home')}</a>
          </li>
        </ul>
        {kept === null ? null : (
          <form className="form" method="post" action={kept.action}>
            <p className="note">
              {say(because.why === 'not signed in' ? 'refused.kept' : 'refused.kept plain')}
            </p>
            {kept.fields.map(([name, value], index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a form may repeat a name with the same value
              <input key={index} type="hidden" name={name} value={value} />
            ))}
            <Buttons>
              <Button first>{say('refused.again')}</Button>
            </Buttons>
          </form>
        )}
      </Section>
    </>
  )
}

/** What a refused form held, without what must not stand on a page; null where there is nothing to keep. */
export function keptOf(request: { method: string; originalUrl: string; body: unknown }): Kept | null {
  const { method, body } = request
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null
  const fields = Object.entries(body).flatMap(([name, value]): [string, string][] =>
    [value].flat().flatMap((each) => (typeof each === 'string' ? [[name, each]] : [])),
  )
  // A secret is typed again, never written into a page.
  if (fields.some(([name]) => /password|code|token|key/i.test(name))) return null
  const length = fields.reduce((sum, [, value]) => sum + value.length, 0)
  return fields.length === 0 || length > 100_000 ? null : { action: request.originalUrl, fields }
}
