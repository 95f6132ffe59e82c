import { field, hasControls, oneLine } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Say } from '../../ui/language.ts'
import { isReadableName, looksLikeLink } from '../names.ts'
import { type Contact, type ContactField, contactFieldNames, contactFields } from './contact.ts'
import { LONGEST_NAME } from './names.ts'
import type { Word } from './words.ts'

type Read<Value> = { value: Value } | { errors: FieldError[] }

export const LONGEST_REASON = 300

/** Another name to be shown. */
export function readName(sent: unknown, say: Say<Word>): Read<string> {
  const name = oneLine(field(sent, 'alias'))
  // Taken for an address or a link it would be followed, and might be one.
  if (name === '' || [...name].length > LONGEST_NAME || looksLikeLink(name) || !isReadableName(name))
    return { errors: [{ field: 'alias', message: say('fault.name', { most: LONGEST_NAME }) }] }
  return { value: name }
}

/** How somebody can be reached; what was typed comes back as it was. */
export function readContact(sent: unknown, say: Say<Word>): Read<Contact> & { typed: Contact } {
  const typed = Object.fromEntries(contactFieldNames.map((name) => [name, field(sent, name)])) as Contact
  const contact = Object.fromEntries(contactFieldNames.map((name) => [name, oneLine(typed[name])])) as Contact
  const errors = contactFieldNames.flatMap((name) => wrongIn(name, contact[name], say))
  if (errors.length === 0 && contactFieldNames.every((name) => contact[name] === ''))
    errors.push({ field: 'reach', message: say('fault.empty') })
  return errors.length > 0 ? { errors, typed } : { value: contact, typed }
}

function wrongIn(name: ContactField, text: string, say: Say<Word>): FieldError[] {
  const most = contactFields[name]
  if (hasControls(text)) return [{ field: name, message: say('fault.characters') }]
  return [...text].length > most ? [{ field: name, message: say('fault.long', { most }) }] : []
}

/** Why somebody looks. */
export function readReason(sent: unknown, say: Say<Word>): Read<string> {
  const reason = oneLine(field(sent, 'reason'))
  const length = [...reason].length
  if (length < 3 || length > LONGEST_REASON || hasControls(reason))
    return { errors: [{ field: 'reason', message: say('fault.reason', { most: LONGEST_REASON }) }] }
  return { value: reason }
}
