import { WrongData } from '../estimate.ts'
import { listsOf, sizeOf } from './overlap-table.ts'

/**
 * A hierarchical log-linear model: the sets of lists that have a parameter, as bit masks, without the
 * empty set (the intercept, always there). With a set all its subsets are in the model. Sorted by size,
 * then by mask, so that equal models are equal arrays.
 */
export type Model = readonly number[]

const byOrder = (a: number, b: number) => sizeOf(a) - sizeOf(b) || a - b

/** The smallest hierarchical model with these terms. */
export function closureOf(terms: Iterable<number>): Model {
  const closed = new Set<number>()
  for (const term of terms) for (let part = term; part > 0; part = (part - 1) & term) closed.add(part)
  return [...closed].sort(byOrder)
}

/** Every list by itself: the lists are taken to be independent. */
export function independence(lists: number): Model {
  return Array.from({ length: lists }, (_, k) => 1 << k)
}

/** The terms that no other term contains; the others follow from them. Largest first, then by their lists. */
export function maximalTerms(model: Model): number[] {
  const maximal = model.filter((term) => !model.some((other) => other !== term && (other & term) === term))
  const digits = (term: number) =>
    positions(term)
      .map((k) => String.fromCharCode(48 + k))
      .join('')
  return maximal.sort((a, b) => sizeOf(b) - sizeOf(a) || (digits(a) < digits(b) ? -1 : 1))
}

/** How many lists the largest term joins. */
export function orderOf(model: Model): number {
  return model.length === 0 ? 0 : sizeOf(model.at(-1) as number)
}

/**
 * A model in the usual short form, `[12,13,4]`: its maximal terms, lists counted from 1.
 * The tenth of ten lists is written 0, as on a keyboard.
 */
export function printModel(model: Model): string {
  return `[${maximalTerms(model)
    .map((term) =>
      positions(term)
        .map((k) => (k + 1) % 10)
        .join(''),
    )
    .join(',')}]`
}

/** A model by the names of its lists, `[LA:NG,LA:PF,GO]`. */
export function printModelByNames(model: Model, lists: readonly string[]): string {
  return `[${maximalTerms(model)
    .map((term) => listsOf(term, lists).join(':'))
    .join(',')}]`
}

/** The maximal terms of a model as sets of names. */
export function namedTerms(terms: readonly number[], lists: readonly string[]): string[][] {
  return terms.map((term) => listsOf(term, lists))
}

/**
 * Reads `[12,13,4]` or `[LA:NG,LA:PF,GO]`; the brackets may be missing. Lower terms are implied.
 *
 * @throws WrongData when a part names no list, or a list is in no term
 */
export function readModel(text: string, lists: readonly string[]): Model {
  const inner = text.trim().replace(/^\[(.*)\]$/s, '$1')
  const model = closureOf(inner.split(',').map((part) => readTerm(part.trim(), lists, text)))
  lists.forEach((list, k) => {
    if (!model.includes(1 << k)) throw new WrongData({ code: 'list-not-in-model', list, text })
  })
  return model
}

/** Names first: a list may be called “1”. */
function readTerm(part: string, lists: readonly string[], text: string): number {
  const whole = lists.indexOf(part)
  if (whole >= 0) return 1 << whole
  const notRead = (at: string) => new WrongData({ code: 'model-not-read', text, at })
  if (part === '') throw notRead(part)

  const byName = part.includes(':')
  let term = 0
  for (const piece of byName ? part.split(':') : part) {
    const k = byName ? lists.indexOf(piece.trim()) : '1234567890'.indexOf(piece)
    if (k < 0 || k >= lists.length || (term >> k) & 1) throw notRead(part)
    term |= 1 << k
  }
  return term
}

function positions(term: number): number[] {
  return Array.from({ length: 32 - Math.clz32(term) }, (_, k) => k).filter((k) => (term >> k) & 1)
}
