import { assertSeen, isHidden } from '../../house/characters.ts'
import type { Language } from '../../ui/language.ts'
import type { Sent } from '../desk.ts'
import { seenIn } from './signer.ts'

/**
 * What was sent, with the fields that a person types as they can be read, and those of them that held what cannot be seen.
 * Marks of direction that a keyboard left are no fault. Throws Unusable where anything else of the form holds such a
 * character. For routes that look at characters themselves.
 */
export function readable<Field extends string>(
  sent: Sent,
  fields: readonly Field[],
  language: Language,
): { sent: Sent; unseen: Field[] } {
  const read: Record<string, string | readonly string[]> = {}
  const unseen: Field[] = []
  for (const [name, value] of Object.entries(sent)) {
    const field = fields.find((each) => each === name)
    if (typeof value !== 'string' || field === undefined) {
      assertSeen({ [name]: value }, language)
      read[name] = value
      continue
    }
    const text = seenIn(value)
    if (isHidden(text)) unseen.push(field)
    read[name] = [...text].filter((letter) => !isHidden(letter)).join('')
  }
  return { sent: read, unseen }
}
