import { compileMessage } from '@lingui/message-utils/compileMessage'
import { type Dictionary, languages } from './language.ts'

/**
 * Everything wrong with a room's dictionary, one line per place: a sentence that
 * is missing, empty, identical to English without being allowed to, that names
 * other placeholders or tags than English does, that does not parse, or that has
 * a straight apostrophe (ICU MessageFormat reads it as a quote and eats it).
 *
 * `allowedIdentical` lists `language:key` for words that are rightly the same
 * ("fr:nav.menu"); a bare `key` allows it in every language. An entry that
 * allows what is not identical is itself a fault, so that the list stays true.
 * Sentences without letters ("{low}–{high}") are the same everywhere.
 */
export function checkDictionary<Key extends string>(
  dictionary: Dictionary<Key>,
  allowedIdentical: readonly string[] = [],
): string[] {
  const faults: string[] = []
  const used = new Set<string>()
  const english = dictionary.en as Record<string, string>

  for (const language of languages) {
    const words = dictionary[language] as Record<string, string | undefined>
    for (const key of Object.keys(words)) {
      if (!(key in english)) faults.push(`${language}:${key} is not among the English keys`)
    }
    for (const [key, original] of Object.entries(english)) {
      const place = `${language}:${key}`
      const sentence = words[key]
      if (sentence === undefined) {
        faults.push(`${place} is missing`)
        continue
      }
      if (sentence.trim() === '') faults.push(`${place} is empty`)
      if (sentence.includes("'")) faults.push(`${place} has a straight apostrophe; write ’`)
      const slots = slotsOf(sentence)
      if (slots === null) {
        faults.push(`${place} is not a message: “${sentence}”`)
        continue
      }
      if (language === 'en') continue
      const wanted = slotsOf(original) ?? []
      if (slots.join() !== wanted.join()) {
        faults.push(`${place} has the slots ${list(slots)}, English has ${list(wanted)}`)
      }
      if (sentence === original && /\p{L}/u.test(original.replace(/\{[^}]*\}|<[^>]*>/g, ''))) {
        const allowed = [place, key].find((entry) => allowedIdentical.includes(entry))
        if (allowed) used.add(allowed)
        else faults.push(`${place} is the same as English: “${sentence}”`)
      }
    }
  }
  for (const entry of allowedIdentical) {
    if (!used.has(entry)) faults.push(`${entry} is allowed to equal English and does not`)
  }
  return faults
}

/** Names of placeholders (with their kind) and tags of a message, sorted; null when it does not parse. */
function slotsOf(message: string): string[] | null {
  const found = new Set<string>()
  try {
    const tokens = compileMessage(message)
    // The compiler answers a message it cannot read with the message itself.
    if (message.includes('{') && tokens.length === 1 && tokens[0] === message) return null
    collect(tokens, found)
  } catch {
    return null
  }
  for (const [, tag] of message.matchAll(/<(\w+)\s*\/?>/g)) found.add(`<${tag}>`)
  return [...found].sort()
}

function collect(tokens: unknown, found: Set<string>): void {
  if (!Array.isArray(tokens)) return
  for (const token of tokens) {
    if (!Array.isArray(token)) continue
    const [name, kind, cases] = token as [string, string | undefined, unknown]
    found.add(kind ? `${name} (${kind})` : name)
    if (cases && typeof cases === 'object') for (const branch of Object.values(cases)) collect(branch, found)
  }
}

const list = (slots: string[]) => (slots.length === 0 ? 'none' : slots.join(', '))
