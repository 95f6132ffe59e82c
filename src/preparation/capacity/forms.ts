import { hasControls, isUuid, oneLine } from '../../house/form-fields.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Say } from '../../ui/language.ts'
import { pointerIn } from '../identifying-text.ts'
import type { Voices } from './desk.ts'
import { isDay } from './reading.ts'
import { type InstitutionValues, institutionKinds, tasks } from './schema.ts'
import type { RoundValues } from './store.ts'
import type { Word } from './words/en.ts'

/** What was typed, by the names of the fields; boxes that were ticked stand under `tasks` with spaces between. */
export type Typed = Record<string, string>

export type Read<Values> = { values: Values } | { errors: FieldError[] }

/** The fields of a form as text; a name that came several times as its values with spaces between. */
export function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return [[name, value]]
      if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
        return [[name, value.join(' ')]]
      return []
    }),
  )
}

export function readInstitution(typed: Typed, say: Say<Word>): Read<InstitutionValues> {
  const errors: FieldError[] = []
  const wrong = (field: string, word: Word) => errors.push({ field, message: say(word) })
  const name = oneLine(typed.name ?? '')
  if (!isShortText(name, 2, 200)) wrong('name', 'error.name')
  const kind = institutionKinds.find((each) => each === typed.kind)
  if (kind === undefined) wrong('kind', 'error.kind')
  const level = (['national', 'subnational'] as const).find((each) => each === typed.level)
  if (level === undefined) wrong('level', 'error.reach')
  const place = oneLine(typed.place ?? '')
  if (level === 'subnational' && !isShortText(place, 2, 120)) wrong('place', 'error.place')
  // What was typed is not dropped in silence.
  if (level === 'national' && place !== '') wrong('place', 'error.no place')
  const sent = (typed.tasks ?? '').split(' ')
  const own = tasks.filter((task) => sent.includes(task))
  if (own.length === 0) wrong('tasks', 'error.tasks')
  errors.push(...pointersIn({ name, place }, say))
  if (errors.length > 0 || kind === undefined || level === undefined) return { errors }
  return { values: { name, kind, level, place: level === 'national' ? null : place, tasks: own } }
}

/** Why something ends or is dropped. */
export function readReason(typed: Typed, say: Say<Word>): Read<{ reason: string }> {
  const reason = (typed.reason ?? '').normalize('NFC').trim()
  if (reason.length < 3 || reason.length > 1000 || hasControls(reason.replace(/\s/g, ' ')))
    return { errors: [{ field: 'reason', message: say('error.reason') }] }
  const errors = pointersIn({ reason }, say)
  return errors.length > 0 ? { errors } : { values: { reason } }
}

/** The version or revision a form was made from; null for what cannot be one. */
export function versionIn(typed: Typed): number | null {
  return /^\d{1,9}$/.test(typed.version ?? '') ? Number(typed.version) : null
}

/** What a new round is, by whose word: `outside`, `self`, or the id of a government the person speaks for. */
export function readRound(typed: Typed, voices: Voices, today: string, say: Say<Word>): Read<RoundValues> {
  const errors: FieldError[] = []
  const wrong = (field: string, word: Word) => errors.push({ field, message: say(word) })
  const by = typed.by ?? ''
  const government = isUuid(by) && voices.governments.includes(by) ? by : null
  const named = voices.house && (by === 'outside' || by === 'self')
  if (government === null && !named) wrong('by', 'error.by')
  const saidBy = oneLine(typed.saidBy ?? '')
  if (government === null && !isShortText(saidBy, 3, 300)) wrong('saidBy', 'error.said by')
  const day = (typed.day ?? '').trim()
  if (!isDay(day) || day < '1990-01-01' || day > today) wrong('day', 'error.day')
  const note = (typed.note ?? '').normalize('NFC').trim()
  if (note.length > 2000 || hasControls(note.replace(/\s/g, ' '))) wrong('note', 'error.note')
  errors.push(...pointersIn({ saidBy, note }, say))
  if (errors.length > 0) return { errors }
  return {
    values: {
      side: by === 'outside' ? 'outside' : 'self',
      day,
      organisation: government,
      saidBy: government === null ? saidBy : null,
      note: note || null,
    },
  }
}

/** Texts that point to a person, beside their fields: everybody will read them. */
function pointersIn(texts: Record<string, string>, say: Say<Word>): FieldError[] {
  return Object.entries(texts).flatMap(([field, text]) => {
    const pointer = pointerIn(text)
    return pointer === null
      ? []
      : [{ field, message: say('cell.identifying', { what: say(`identifying.${pointer}`) }) }]
  })
}

function isShortText(text: string, least: number, most: number): boolean {
  return text.length >= least && text.length <= most && !hasControls(text) && /\p{L}/u.test(text)
}
