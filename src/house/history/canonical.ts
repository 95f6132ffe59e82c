import { Unusable } from '../errors.ts'

/** What a history can hold: JSON, nothing left out in silence. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The one text of a JSON value, as RFC 8785 (JSON Canonicalization Scheme) has it: no
 * blanks, names in the order of their UTF-16 code units, numbers and strings as
 * ECMAScript writes them. Two programs that hold the same value hash the same bytes.
 *
 * Stricter than `JSON.stringify`, which leaves out or rewrites what it cannot hold:
 * a history must not say less than was handed to it.
 *
 * Throws Unusable naming the place for undefined, functions, bigints, symbols, NaN and
 * infinities, halves of surrogate pairs, and objects that are not plain (a Date, a Map).
 */
export function canonicalJson(value: unknown, place = 'the value'): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return text(value, place)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw cannotHold(place, `the number ${value}`)
    // JSON.stringify writes minus zero as 0 and everything else as RFC 8785 asks.
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    // A loop by number meets the holes of a list, which `map` passes over.
    const items = Array.from({ length: value.length }, (_, i) => canonicalJson(value[i], `${place}[${i}]`))
    return `[${items.join(',')}]`
  }
  if (isPlain(value)) {
    if (Object.getOwnPropertySymbols(value).length > 0) throw cannotHold(place, 'a name that is a symbol')
    const members = Object.keys(value)
      .sort()
      .map((name) => `${text(name, place)}:${canonicalJson(value[name], `${place}.${name}`)}`)
    return `{${members.join(',')}}`
  }
  throw cannotHold(
    place,
    typeof value === 'object' ? `a ${value.constructor?.name ?? 'special object'}` : typeof value,
  )
}

/** The value of a canonical text, or undefined when it is not canonical JSON to the byte. */
export function readCanonical(written: string): Json | undefined {
  try {
    const value = JSON.parse(written) as Json
    return canonicalJson(value) === written ? value : undefined
  } catch {
    return undefined
  }
}

function text(value: string, place: string): string {
  if (/\p{Surrogate}/u.test(value)) throw cannotHold(place, 'half a character (a lone surrogate)')
  return JSON.stringify(value)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const above = Object.getPrototypeOf(value)
  return above === null || above === Object.prototype
}

function cannotHold(place: string, what: string): Unusable {
  return new Unusable('The history cannot hold this value', [
    {
      place,
      message: `It is ${what}, which JSON has no one way to write.`,
      remedy: 'Write null for what is not known.',
    },
  ])
}
