import { hasControls, oneLine } from '../../house/form-fields.ts'
import { isDay } from '../../indicators/days.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Say } from '../../ui/language.ts'
import { listIn, type Sent, textIn } from '../desk.ts'
import { positions } from '../ledger/entry.ts'
import type { Machine } from './pages/frame.tsx'
import type { BillEntry, BillSource, EntryContent, Who } from './schema.ts'
import type { Word } from './words.ts'

/** Facts that people enter by hand. */
export const enteredKinds = ['cosponsor', 'sponsor', 'action', 'position'] as const
export const typedKinds = [...enteredKinds, 'dispute'] as const
export type TypedKind = (typeof typedKinds)[number]
export const enteredKind = (text: string): (typeof enteredKinds)[number] | null =>
  enteredKinds.find((each) => each === text) ?? null
export const typedKind = (text: string): TypedKind | null => typedKinds.find((each) => each === text) ?? null

export const factFields = [
  'who',
  'joined',
  'withdrawn',
  'original',
  'on',
  'by',
  'chamber',
  'text',
  'status',
  'stands',
  'ground',
  'source',
  'address',
  'why',
  'fact',
] as const
type Field = Exclude<(typeof factFields)[number], 'fact'>

/** Whom a text names: one person, several who could be meant, or nobody by that number. */
export type FoundWho = { who: Who } | { several: string[] } | { nobody: true }

export type ReadFact = { content: EntryContent; source: BillSource; why: string; takeBack: boolean }

/** A fact as it was typed, or what is wrong with each field. */
export async function readFact(
  kind: TypedKind,
  sent: Sent,
  {
    say,
    today,
    machine,
    chambers,
    correcting,
    whoIs,
  }: {
    say: Say<Word>
    today: string
    machine: Machine
    /** Ids of chambers, and `executive`. */
    chambers: readonly string[]
    correcting: boolean
    whoIs: (text: string) => Promise<FoundWho>
  },
): Promise<{ fact: ReadFact; errors: [] } | { fact: null; errors: FieldError[] }> {
  const errors: FieldError[] = []
  const wrong = (field: Field, key: Word, values: Record<string, string | number> = {}) =>
    errors.push({ field, message: say(key, { field: labelOf(say, kind, field), ...values }) })
  const line = (field: Field, { needed = true, most = 300 } = {}): string => {
    const text = oneLine(textIn(sent, field))
    if (text === '' && needed) wrong(field, 'wrong.missing')
    if (text.length > most) wrong(field, 'wrong.long', { most })
    return text
  }
  const day = (field: Field, { needed = false } = {}): string | null => {
    const text = textIn(sent, field).trim()
    if (text === '') {
      if (needed) wrong(field, 'wrong.missing')
      return null
    }
    if (!isDay(text)) wrong(field, 'wrong.day')
    else if (text > today) wrong(field, 'wrong.future')
    return text
  }
  const choice = <Each extends string>(field: Field, among: readonly Each[]): Each => {
    const found = among.find((each) => each === textIn(sent, field))
    if (found === undefined) wrong(field, 'wrong.choice')
    return found ?? (among[0] as Each)
  }
  const person = async (): Promise<Who> => {
    const text = line('who', { most: 120 })
    const nobody: Who = { person: null, name: text, party: null, state: null, district: null }
    if (text === '') return nobody
    const found = await whoIs(text)
    if ('who' in found) return found.who
    if ('several' in found) wrong('who', 'wrong.several', { names: found.several.join('; ') })
    else wrong('who', 'wrong.nobody')
    return nobody
  }

  const takeBack = correcting && listIn(sent, 'back').includes('yes')
  let content: EntryContent
  if (kind === 'cosponsor') {
    const who = await person()
    const [joined, withdrawn] = [day('joined'), day('withdrawn')]
    if (joined !== null && withdrawn !== null && withdrawn < joined) wrong('withdrawn', 'wrong.order')
    const original = choice('original', ['unknown', 'yes', 'no'] as const)
    content = {
      kind,
      who,
      joined,
      original: original === 'unknown' ? null : original === 'yes',
      withdrawn,
    }
  } else if (kind === 'sponsor') content = { kind, who: await person(), on: day('on') }
  else if (kind === 'action') {
    const on = day('on')
    content = {
      kind,
      on,
      by: on === null ? day('by', { needed: true }) : null,
      chamber: choice('chamber', chambers),
      text: line('text', { most: 2000 }),
      status: textIn(sent, 'status') === '' ? null : choice('status', Object.keys(machine?.states ?? {})),
      note: null,
    }
  } else if (kind === 'dispute')
    // What it is about is filled in by who asked.
    content = { kind, of: '', version: '', text: line('text', { most: 2000 }) }
  else
    content = {
      kind,
      who: await person(),
      on: day('on', { needed: true }) ?? today,
      stands: choice('stands', positions),
      ground: choice('ground', ['letter', 'statement'] as const),
      text: line('text', { most: 2000 }),
    }
  const name = line('source')
  const address = textIn(sent, 'address').trim()
  if (
    address !== '' &&
    (!/^https?:\/\/[^\s/]+/.test(address) || hasControls(address) || address.length > 500)
  )
    wrong('address', 'wrong.address')
  const why = correcting ? line('why', { most: 500 }) : ''
  // What is taken back needs its reason alone: what stands in the other fields is what was wrong.
  const counted = takeBack ? errors.filter(({ field }) => field === 'why') : errors
  if (counted.length > 0) return { fact: null, errors: counted }
  return {
    fact: { content, source: { name, address: address === '' ? null : address }, why, takeBack },
    errors: [],
  }
}

/** The label of a field, which for some differs by kind. */
export const labelOf = (say: Say<Word>, kind: TypedKind, field: Field): string =>
  field !== 'text'
    ? say(`field.${field}`)
    : kind === 'position'
      ? say('field.said')
      : say(kind === 'dispute' ? 'field.disputed' : 'field.text')

/** What stands in the fields of an entry that is to be corrected. */
export function sentFromEntry({ content, source }: BillEntry): Sent {
  const whoText = (who: Who) => who.person?.replace(/^bioguide-/, '') ?? who.name
  const common = { source: source.name, address: source.address ?? '' }
  switch (content.kind) {
    case 'cosponsor':
      return {
        ...common,
        who: whoText(content.who),
        joined: content.joined ?? '',
        withdrawn: content.withdrawn ?? '',
        original: content.original === null ? 'unknown' : content.original ? 'yes' : 'no',
      }
    case 'sponsor':
      return { ...common, who: whoText(content.who), on: content.on ?? '' }
    case 'action':
      return {
        ...common,
        on: content.on ?? '',
        by: content.by ?? '',
        chamber: content.chamber,
        text: content.text,
        status: content.status ?? '',
      }
    case 'position':
      return {
        ...common,
        who: whoText(content.who),
        on: content.on,
        stands: content.stands,
        ground: content.ground,
        text: content.text,
      }
    case 'dispute':
      return { ...common, text: content.text }
    default:
      return common
  }
}
