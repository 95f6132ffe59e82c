import { hasControls, oneLine } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import { formatNumber, type Language, speak } from '../../ui/language.ts'
import { type Sent, textIn } from '../desk.ts'
import { faultsOf, type Signer } from '../signing/signer.ts'
import { type Advocate, type BatchNotes, cardsIn, dayIn, MOST_CARDS } from './schema.ts'
import { words } from './words/words.ts'

/** The most characters of a place, of who counted, of an office and of a receipt. */
export const LONGEST = 200

const nobody: Signer = {
  title: null,
  name: 'A',
  email: null,
  country: 'USA',
  postalCode: '0',
  street: null,
  words: null,
}

const wrongEmail = (email: string) =>
  faultsOf({ ...nobody, email }, { emailNeeded: true }).some(({ field }) => field === 'email')

/** Whether a name can be kept and printed: of a person, without addresses, and nothing a spreadsheet would compute. */
export const goodName = (name: string): boolean =>
  !hasControls(name) &&
  !faultsOf({ ...nobody, name }, { emailNeeded: false }).some(({ field }) => field === 'name')

export function readEmail(sent: Sent, language: Language): { email: string; errors: FieldError[] } {
  const email = textIn(sent, 'email').trim()
  return {
    email,
    errors: wrongEmail(email) ? [{ field: 'email', message: speak(words, language)('fault.email') }] : [],
  }
}

/** A promise as it was typed. */
export function readPledge(
  sent: Sent,
  language: Language,
): { advocate: Advocate; cards: number; errors: FieldError[] } {
  const say = speak(words, language)
  const name = oneLine(textIn(sent, 'name'))
  const { email, errors: wrong } = readEmail(sent, language)
  const cards = cardsIn(textIn(sent, 'cards'))
  const errors: FieldError[] = []
  if (cards === null)
    errors.push({
      field: 'cards',
      message: say('fault.cards', { least: 1, most: formatNumber(language, MOST_CARDS) }),
    })
  if (name === '') errors.push({ field: 'name', message: say('fault.name-missing') })
  else if (!goodName(name)) errors.push({ field: 'name', message: say('fault.name') })
  return { advocate: { name, email }, cards: cards ?? 0, errors: [...errors, ...wrong] }
}

/** A batch as it was typed. */
export function readBatch(
  sent: Sent,
  { language, today }: { language: Language; today: string },
): { collectedOn: string; cards: number; notes: BatchNotes; errors: FieldError[] } {
  const say = speak(words, language)
  const errors: FieldError[] = []
  const collectedOn = dayIn(textIn(sent, 'on').trim())
  if (collectedOn === null || collectedOn > today || collectedOn < '2000-01-01')
    errors.push({ field: 'on', message: say('fault.on') })
  const cards = cardsIn(textIn(sent, 'cards'))
  if (cards === null)
    errors.push({
      field: 'cards',
      message: say('fault.cards', { least: 1, most: formatNumber(language, MOST_CARDS) }),
    })
  const line = (field: 'place' | 'countedBy') => {
    const text = oneLine(textIn(sent, field))
    if (text === '' || text.length > LONGEST || hasControls(text))
      errors.push({ field, message: say(`fault.${field}`, { most: LONGEST }) })
    return text
  }
  const notes = { place: line('place'), countedBy: line('countedBy') }
  return { collectedOn: collectedOn ?? '', cards: cards ?? 0, notes, errors }
}
