import { isDay } from '../compacts/day.ts'
import { field, hasControls, oneLine } from '../house/form-fields.ts'
import { isReadableName, looksLikeLink } from '../people/names.ts'
import type { FieldError } from '../ui/form.tsx'
import type { Say } from '../ui/language.ts'
import { type Outcome, outcomes, speakers, type Way, ways } from './schema.ts'
import type { SpeakingAs } from './store.ts'
import type { Word } from './words.ts'

export const LONGEST_TEXT = 4000
const LONGEST_ALIAS = 80

export type Read<Value> = { value: Value } | { errors: FieldError[] }

export type ObjectionValues = {
  place: string
  text: string
  instead: string | null
  public: boolean
} & SpeakingAs

/** An objection, from a form or the API. */
export function readObjection(sent: unknown, say: Say<Word>): Read<ObjectionValues> {
  const errors: FieldError[] = []
  const text = textIn(sent, 'text', say, errors)
  const wish = field(sent, 'instead').trim()
  const instead = wish === '' ? null : textIn(sent, 'instead', say, errors)
  const shown = field(sent, 'public')
  if (shown !== 'yes' && shown !== 'no') errors.push({ field: 'public', message: say('fault.choose') })
  const as = speakingAs(sent, say, errors)
  if (errors.length > 0) return { errors }
  return { value: { place: field(sent, 'place').trim(), text, instead, public: shown === 'yes', ...as } }
}

/** That a review was held; `today` is the last day it can have been. */
export function readReview(
  sent: unknown,
  today: string,
  say: Say<Word>,
): Read<{ base: number; heldOn: string; how: Way } & SpeakingAs> {
  const errors: FieldError[] = []
  const heldOn = field(sent, 'heldOn').trim()
  if (!isDay(heldOn) || heldOn > today || heldOn < '1990')
    errors.push({ field: 'heldOn', message: say('fault.day') })
  const how = ways.find((each) => each === field(sent, 'how'))
  if (how === undefined) errors.push({ field: 'how', message: say('fault.choose') })
  const as = speakingAs(sent, say, errors)
  if (errors.length > 0 || how === undefined) return { errors }
  // What is no number is no revision that could have been read.
  const base = /^\d{1,9}$/.test(field(sent, 'base')) ? Number(field(sent, 'base')) : -1
  return { value: { base, heldOn, how, ...as } }
}

/** An answer to an objection. */
export function readAnswer(sent: unknown, say: Say<Word>): Read<{ outcome: Outcome; text: string }> {
  const errors: FieldError[] = []
  const outcome = outcomes.find((each) => each === field(sent, 'outcome'))
  if (outcome === undefined) errors.push({ field: 'outcome', message: say('fault.choose') })
  const text = textIn(sent, 'text', say, errors)
  if (errors.length > 0 || outcome === undefined) return { errors }
  return { value: { outcome, text } }
}

function textIn(sent: unknown, name: string, say: Say<Word>, errors: FieldError[]): string {
  const text = field(sent, name).normalize('NFC').replace(/\r\n?/g, '\n').trim()
  const length = [...text].length
  if (length < 3 || length > LONGEST_TEXT)
    errors.push({ field: name, message: say('fault.text', { most: LONGEST_TEXT }) })
  else if (hasControls(text.replace(/[\n\t]/g, ' ')))
    errors.push({ field: name, message: say('fault.characters') })
  return text
}

function speakingAs(sent: unknown, say: Say<Word>, errors: FieldError[]): SpeakingAs {
  const as = speakers.find((each) => each === field(sent, 'as'))
  if (as === undefined) errors.push({ field: 'as', message: say('fault.choose') })
  const alias = oneLine(field(sent, 'alias'))
  if (as !== 'alias') return { as: as ?? 'group', alias: null }
  if (alias === '' || [...alias].length > LONGEST_ALIAS || looksLikeLink(alias) || !isReadableName(alias))
    errors.push({ field: 'alias', message: say('fault.alias') })
  return { as, alias }
}
