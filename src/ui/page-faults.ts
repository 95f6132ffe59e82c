import { createContext } from 'react'

/** What is wrong with one answer: the id of its field and what to do. */
export type FieldError = { field: string; message: string }

/**
 * What the forms of one page found wrong. A page walks from top to bottom, so that what a form far
 * down says is known only once the page was drawn: it is drawn a second time then, with all of it
 * under its main heading (`renderPage`).
 */
export class PageFaults {
  readonly #found = new Map<string, FieldError>()
  /** Whether the page has a main heading under which they can stand. */
  headed = false

  /** What an earlier drawing found; empty in the first. */
  readonly known: readonly FieldError[]
  /** Those of which no field is on the page: the form says them itself, so that the link leads there. */
  readonly homeless: ReadonlySet<string>

  constructor(known: readonly FieldError[] = [], homeless: ReadonlySet<string> = new Set()) {
    this.known = known
    this.homeless = homeless
  }

  find(errors: readonly FieldError[]): void {
    for (const error of errors) this.#found.set(`${error.field} ${error.message}`, error)
  }

  /** For the second drawing; null where nothing is wrong, or there is no heading to stand under. */
  settled(html: string): PageFaults | null {
    const known = [...this.#found.values()]
    if (known.length === 0 || !this.headed) return null
    const homeless = known
      .map(({ field }) => field)
      .filter((field) => !html.includes(` id="${escaped(field)}"`))
    return new PageFaults(known, new Set(homeless))
  }
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#x27;')

/** Null where a part is drawn by itself: a form then says at its own top what is wrong. */
export const PageFaultsContext = createContext<PageFaults | null>(null)
