import { useEffect, useRef, useState } from 'react'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { keepWords } from '../words/keep.ts'

type Kept = { at: string; values: Record<string, string> }

const PREFIX = 'tip-draft '
const RETRY_MS = 20_000

/**
 * Keeps what is typed into the form around it on this device, for when the connection is gone, and offers
 * it back. It goes nowhere but to the address of the form, when the reader sends it. Forgotten
 * once the form was saved; signing out empties what the browser keeps of the site. Without
 * scripts the form works as it stands.
 */
export default function KeepDraft({ form, saved }: { form: string; saved: boolean }) {
  const say = useWords(keepWords)
  const language = useLanguage()
  const here = useRef<HTMLDivElement>(null)
  const [offered, setOffered] = useState<Kept | null>(null)
  const [away, setAway] = useState(false)

  useEffect(() => {
    const key = PREFIX + form
    if (saved) remove(key)
    // A report that was sent has no form any more.
    const element = here.current?.closest('form')
    if (!element) return
    if (!saved) setOffered(read(key))

    const keep = () => write(key, { at: new Date().toISOString(), values: valuesOf(element) })
    let retry: ReturnType<typeof setInterval> | null = null
    const onSubmit = (event: SubmitEvent) => {
      keep()
      if (navigator.onLine) return
      // Without a connection the browser would show its own error page in place of what was typed.
      event.preventDefault()
      setAway(true)
      const by = event.submitter instanceof HTMLElement ? event.submitter : null
      retry ??= setInterval(() => {
        if (!navigator.onLine) return
        if (retry !== null) clearInterval(retry)
        element.requestSubmit(by)
      }, RETRY_MS)
    }
    element.addEventListener('input', keep)
    element.addEventListener('submit', onSubmit)
    return () => {
      element.removeEventListener('input', keep)
      element.removeEventListener('submit', onSubmit)
      if (retry !== null) clearInterval(retry)
    }
  }, [form, saved])

  const putBack = () => {
    const element = here.current?.closest('form')
    if (!element || offered === null) return
    for (const field of element.elements)
      if (isField(field) && offered.values[field.name] !== undefined)
        field.value = offered.values[field.name] ?? ''
    setOffered(null)
  }
  const drop = () => {
    remove(PREFIX + form)
    setOffered(null)
  }

  return (
    <div ref={here} role="status">
      {away ? <p className="prose">{say('keep.away')}</p> : null}
      {offered === null ? null : (
        <div className="notice">
          <b className="notice-word">{say('keep.word')}</b>
          <span>
            {say('keep.offer', { moment: new Date(offered.at).toLocaleString(language) })}{' '}
            <button type="button" className="button" onClick={putBack}>
              {say('keep.back')}
            </button>{' '}
            <button type="button" className="button" onClick={drop}>
              {say('keep.drop')}
            </button>
          </span>
        </div>
      )}
    </div>
  )
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What a reader types; what the page itself put there (keys, revisions) is of its own moment. */
function isField(element: Element): element is Field {
  return (
    (element instanceof HTMLInputElement && element.type !== 'hidden') ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  )
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...form.elements].filter(isField).map(({ name, value }) => [name, value]))
}

/* A browser may refuse to keep anything; then the form is as it is without this. */

function read(key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return typeof kept === 'object' && kept !== null && 'at' in kept && 'values' in kept
      ? (kept as Kept)
      : null
  } catch {
    return null
  }
}

function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Full, or forbidden.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Forbidden: then nothing was kept either.
  }
}
