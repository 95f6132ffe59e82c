import type { Result } from '../schema.ts'
import { departures } from './departures.ts'
import type { Content, Declared, Signature, Signer, Undeclared } from './schema.ts'

/** What a decision lacks before it can go under review, each with the field of the form it is about. */
export type Gap =
  | { code: 'no title' | 'no summary' | 'no country'; field: string }
  | { code: 'no reason' | 'no justification'; field: string; unit: string }

/** Pure: page, API, command and store ask the same. */
export function gaps(result: Result, content: Content): Gap[] {
  const found: Gap[] = []
  if (content.title === '') found.push({ code: 'no title', field: 'title' })
  if (content.summary === '') found.push({ code: 'no summary', field: 'summary' })
  if (content.chosen.length === 0) found.push({ code: 'no country', field: 'add' })
  for (const { unit, reason } of content.chosen)
    if (reason === '') found.push({ code: 'no reason', field: `reason.${unit}`, unit })
  const justified = new Set(content.justifications.filter(({ text }) => text !== '').map(({ unit }) => unit))
  for (const { unit } of departures(result, content))
    if (!justified.has(unit)) found.push({ code: 'no justification', field: `why.${unit}`, unit })
  return found
}

export const isSame = (one: Signer, other: Signer): boolean =>
  one.role === other.role && one.organisation === other.organisation

/** Who must still sign a text. */
export function unsigned(
  signers: readonly Signer[],
  given: readonly Pick<Signature, 'role' | 'organisation' | 'hash'>[],
  hash: string | null,
): Signer[] {
  return signers.filter((signer) => !given.some((each) => each.hash === hash && isSame(each, signer)))
}

export type SigningRefusal = 'not asked for' | 'signed already' | 'own signature' | 'author alone'

/**
 * Why somebody may not sign for a role now; null when they may. One person signs once, whatever roles they hold, and
 * the author never alone.
 */
export function signingRefusal({
  signers,
  given,
  hash,
  author,
  person,
  as,
}: {
  signers: readonly Signer[]
  given: readonly Pick<Signature, 'role' | 'organisation' | 'hash' | 'person'>[]
  hash: string
  author: string
  person: string
  as: Signer
}): SigningRefusal | null {
  const current = given.filter((each) => each.hash === hash)
  if (!signers.some((each) => isSame(each, as))) return 'not asked for'
  if (current.some((each) => isSame(each, as))) return 'signed already'
  if (current.some((each) => each.person === person)) return 'own signature'
  if (signers.length === 1 && person === author) return 'author alone'
  return null
}

/** A declaration as a form sends it: one of two is chosen, and a conflict has its words; else what is wrong with it. */
export function declaredIn(choice: string, conflict: string): Declared | Undeclared {
  if (choice !== 'none' && choice !== 'conflict') return 'declaration needed'
  if (choice === 'none') return conflict === '' ? { none: true } : 'words beside none'
  if (conflict === '') return 'conflict unnamed'
  return conflict.length > 2000 ? 'conflict too long' : { none: false, conflict }
}
