import { allCriteria } from '../criteria.ts'
import type { Methodology } from '../schema.ts'
import type { Choices } from './choices.ts'
import { type CodesOfGates, readChoices, written } from './read-choices.ts'

/*
 * A whole workbench in the fragment of its address: `v1.` and a line of letters. The fragment is not sent to the
 * server; whoever is given the link sees the same. It may come from anybody, so it is read strictly.
 */

/** Longest link that is read, in characters: everything of the largest methodology moved is a fraction of it. */
export const longestLink = 12_000

export type ReadLink =
  | { kind: 'none' }
  | { kind: 'opened'; choices: Choices }
  /** Made with another methodology or version: what of it fits, and what does not. */
  | {
      kind: 'other'
      methodology: string
      version: number
      choices: Choices
      /** Parts that this methodology has, though not in the form sent. */
      dropped: string[]
      /** How many names it does not have. They are counted and never shown: anybody can write a link. */
      strangers: number
    }
  | { kind: 'refused'; why: 'too long' | 'another edition' | 'not a link' }

/** The fragment for these choices, without `#`. */
export function linkOf(
  { methodology, version }: Pick<Methodology, 'methodology' | 'version'>,
  choices: Choices,
): string {
  return `v1.${toLetters(JSON.stringify([methodology, version, written(choices)]))}`
}

/** Reads a fragment, with or without `#`. Never throws, whatever stands in it. */
export function readLink(fragment: string, methodology: Methodology, codes: CodesOfGates): ReadLink {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment
  const edition = /^v(\d{1,6})\./.exec(text)
  // Links to a part of the page are no choices.
  if (!edition) return { kind: 'none' }
  if (text.length > longestLink) return { kind: 'refused', why: 'too long' }
  if (edition[1] !== '1') return { kind: 'refused', why: 'another edition' }
  const broken: ReadLink = { kind: 'refused', why: 'not a link' }
  const json = fromLetters(text.slice(3))
  if (json === null) return broken
  const sent = parsed(json)
  if (!Array.isArray(sent) || sent.length !== 3) return broken
  const [id, version, chosen] = sent as unknown[]
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]{0,63}$/.test(id)) return broken
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 1e6) return broken
  const read = readChoices(chosen, methodology, codes)
  if (read.kind === 'refused') return broken
  const { choices, dropped } = read
  if (id === methodology.methodology && version === methodology.version && dropped.length === 0)
    return { kind: 'opened', choices }
  const own = new Set([...methodology.gates, ...allCriteria(methodology.criteria)].map((each) => each.id))
  return {
    kind: 'other',
    methodology: id,
    version,
    choices,
    dropped: [...new Set(dropped.filter((name) => own.has(name)))],
    strangers: new Set(dropped.filter((name) => !own.has(name))).size,
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** Text as letters that an address can carry as they are (base64url of UTF-8). */
function toLetters(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromLetters(letters: string): string | null {
  if (!/^[A-Za-z0-9_-]+$/.test(letters)) return null
  try {
    const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (char) => char.charCodeAt(0)),
    )
  } catch {
    return null
  }
}
