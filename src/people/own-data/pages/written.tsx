import type { ReactNode } from 'react'
import { Action, moment } from '../../../house/history/pages/parts.tsx'
import { type Language, speak } from '../../../ui/language.ts'
import { isRole } from '../../organisations/roles.ts'
import { roleName } from '../../policy/words.ts'
import { words as protectedWords } from '../../protected/words.ts'
import { words } from '../words.ts'

/** What a part of a record is called, in the reader’s language; as in the file where nobody has named it yet. */
export function fieldName(language: Language, field: string): string {
  const said = wordOf(words, `field.${field}`, language)
  return said ?? wordOf(protectedWords, `field.${field}`, language) ?? field
}

/** What stands there, as people read it; what only programs need as it is in the file. */
export function Written({
  language,
  field,
  value,
}: {
  language: Language
  field: string
  value: unknown
}): ReactNode {
  const say = speak(words, language)
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return say(value ? 'value.yes' : 'value.no')
  if (field === 'action' && typeof value === 'string') return <Action>{value}</Action>
  if (field === 'role' && typeof value === 'string' && isRole(value)) return roleName(value, language)
  if (field === 'yours' && Array.isArray(value))
    return value.map((each) => choice(language, String(each))).join(', ')
  if ((field === 'is' || field === 'withheld') && typeof value === 'string') return choice(language, value)
  if (field === 'organisation' && typeof value === 'object' && 'name' in value) return String(value.name)
  if (typeof value === 'object') return <code className="digest">{JSON.stringify(value)}</code>
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return moment(language, value)
  return <span className="digest">{String(value)}</span>
}

function choice(language: Language, value: string): string {
  return wordOf(words, `value.${value}`, language) ?? value
}

function wordOf(from: Record<Language, object>, key: string, language: Language): string | null {
  const said: unknown = Object.hasOwn(from[language], key) ? Reflect.get(from[language], key) : null
  return typeof said === 'string' ? said : null
}
