import { useEffect, useRef, useState } from 'react'
import { useLanguage, useWords } from '../voice.tsx'
import { keepWords } from '../words/keep.ts'

/** What was typed, when, and into a form made from what (`seen`). Several of one name stand one after the other. */
type Kept = { at: string; seen: string; values: [name: string, value: string][] }

const PREFIX = 'tip-typed '
const TAB = 'tip-tab'
const RETRY_MS = 20_000

/**
 * Keeps what is typed into the form around it on this device, so that a dead connection loses
 * nothing, and offers it back when the form is opened again and still says something else. It goes
 * nowhere but to the address of the form, when the reader saves. Forgotten once the form was saved, and each
 * tab forgets its own alone: what was typed into the same form in another has not arrived.
 * signing out empties what the browser keeps of the site. Without scripts the form works as it stands.
 */
export default function KeepTyped({
  form,
  seen,
  back = false,
  saved = false,
}: {
  /** What tells the form from every other, and this reader’s from another’s on the same device. */
  form: string
  /** What the form was made from: another, where somebody has saved it since. */
  seen: string
  /** Whether the form comes back with what was typed, so that nothing is to be offered. */
  back?: boolean
  /** Whether all that was typed until the form was made has arrived: then none of that is kept, be there a form or not. */
  saved?: boolean
}) {
  const say = useWords(keepWords)
  const language = useLanguage()
  const here = useRef<HTMLDivElement>(null)
  const [offered, setOffered] = useState<Found | null>(null)
  const [away, setAway] = useState(false)

  useEffect(() => {
    const key = ownKey(form)
    const element = here.current?.closest('form')
    // The address that says so may be opened again later: what was typed since, into the form as it now is, has not arrived.
    const own = saved ? read(key) : null
    if (saved && (!element || own === null || own.seen !== seen || !differs(element, own))) forget(form)
    if (!element) return
    // A form that comes back with a fault shows what was typed already.
    if (!back) setOffered(allKept(form).find(({ kept }) => differs(element, kept)) ?? null)

    const keep = () => write(key, { at: new Date().toISOString(), seen, values: valuesOf(element) })
    let retry: ReturnType<typeof setTimeout> | null = null
    let native = false
    let sending = false
    // The button that was pressed says what is to be done, also when it is tried again.
    let pressed: HTMLElement | null = null
    /** Saves; a connection that is dead shows here, not in an error page in place of what was typed. */
    const save = async () => {
      if (sending) return
      sending = true
      if (retry !== null) clearTimeout(retry)
      try {
        const answer = await fetch(element.action, {
          method: 'POST',
          body: new URLSearchParams(
            [...new FormData(element, pressed)].map(([name, value]) => [name, String(value)]),
          ),
        })
        if (answer.redirected) {
          // Whose sign-in has ended is taken to another one: nothing was saved.
          if (!new URL(answer.url).pathname.endsWith('/account/sign-in')) forget(form)
          location.assign(answer.url)
          return
        }
        // What stands in the way is shown by the page of the answer. It is sent again with the same key, so nothing is made twice.
        native = true
        element.requestSubmit(pressed)
      } catch {
        setAway(true)
        retry = setTimeout(() => void save(), RETRY_MS)
      } finally {
        sending = false
      }
    }
    const onSubmit = (event: SubmitEvent) => {
      keep()
      if (native) return
      event.preventDefault()
      pressed = event.submitter instanceof HTMLElement ? event.submitter : null
      void save()
    }
    const onOnline = () => {
      if (retry !== null) void save()
    }
    element.addEventListener('input', keep)
    element.addEventListener('submit', onSubmit)
    addEventListener('online', onOnline)
    return () => {
      element.removeEventListener('input', keep)
      element.removeEventListener('submit', onSubmit)
      removeEventListener('online', onOnline)
      if (retry !== null) clearTimeout(retry)
    }
  }, [form, seen, back, saved])

  const putBack = () => {
    const element = here.current?.closest('form')
    if (!element || offered === null) return
    const left = new Map<string, string[]>()
    for (const [name, value] of offered.kept.values) left.set(name, [...(left.get(name) ?? []), value])
    for (const field of element.elements) {
      if (!isField(field)) continue
      const values = left.get(field.name) ?? []
      if (isTicked(field)) field.checked = values.includes(field.value)
      else field.value = values.shift() ?? field.value
    }
    // What another tab had kept is from now on what is typed in this one.
    remove(offered.key)
    write(ownKey(form), offered.kept)
    setOffered(null)
  }
  const drop = () => {
    if (offered !== null) remove(offered.key)
    setOffered(null)
  }

  return (
    <div ref={here} role="status">
      {away ? <p className="prose">{say('keep.away')}</p> : null}
      {offered === null ? null : (
        <div className="notice">
          <b className="notice-word">{say('keep.word')}</b>
          <span>
            {say('keep.offer', { moment: new Date(offered.kept.at).toLocaleString(language) })}{' '}
            {offered.kept.seen === seen ? '' : `${say('keep.since')} `}
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

/** What a reader types; what the page itself put there (keys, digests) is of its own moment. */
function isField(element: Element): element is Field {
  return (
    (element instanceof HTMLInputElement && element.type !== 'hidden') ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  )
}

function isTicked(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')
}

function valuesOf(form: HTMLFormElement): Kept['values'] {
  return [...form.elements].flatMap((field): Kept['values'] =>
    !isField(field) || (isTicked(field) && !field.checked) ? [] : [[field.name, field.value]],
  )
}

const differs = (form: HTMLFormElement, { values }: Kept) =>
  JSON.stringify(values) !== JSON.stringify(valuesOf(form))

/* A browser may refuse to keep anything; then the form is as it is without this. */

type Found = { key: string; kept: Kept }

/** Where this tab keeps what is typed into a form. */
const ownKey = (form: string) => `${PREFIX}${form}\n${tab()}`

let ownTab: string | null = null

/**
 * What tells this tab from the others of the same browser, for as long as it is open. It is handed from page to page
 * as each is left, and stands nowhere meanwhile: a tab that is doubled copies all that stands, and would be taken for the first.
 */
function tab(): string {
  if (ownTab !== null) return ownTab
  const left = handedOn()
  const own = left ?? String(Math.random()).slice(2)
  ownTab = own
  addEventListener('pagehide', () => handOn(own))
  // A page that comes back out of the browser's memory.
  addEventListener('pageshow', () => void handedOn())
  return own
}

function handedOn(): string | null {
  try {
    const left = sessionStorage.getItem(TAB)
    sessionStorage.removeItem(TAB)
    return left
  } catch {
    return null
  }
}

function handOn(own: string): void {
  try {
    sessionStorage.setItem(TAB, own)
  } catch {
    // Then the next page takes this tab for another, and offers what was kept all the same.
  }
}

/** All that is kept of a form, this tab’s own first, then the latest. */
function allKept(form: string): Found[] {
  const own = ownKey(form)
  const rank = ({ key, kept }: Found) => (key === own ? '~' : kept.at)
  return keysOf(form)
    .flatMap((key): Found[] => {
      const kept = read(key)
      return kept === null ? [] : [{ key, kept }]
    })
    .sort((one, other) => (rank(one) < rank(other) ? 1 : -1))
}

function keysOf(form: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${form}\n`))
  } catch {
    return []
  }
}

/** What this tab sent has arrived: it goes, and the very same wherever else it is kept. */
function forget(form: string): void {
  const own = read(ownKey(form))
  remove(ownKey(form))
  if (own === null) return
  for (const { key, kept } of allKept(form))
    if (JSON.stringify(kept.values) === JSON.stringify(own.values)) remove(key)
}

function read(key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(get(key) ?? 'null')
    return typeof kept === 'object' && kept !== null && 'at' in kept && 'values' in kept
      ? (kept as Kept)
      : null
  } catch {
    return null
  }
}

function write(key: string, kept: Kept): void {
  put(key, JSON.stringify(kept))
}

function get(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function put(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
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
