import { assertSeen, isHidden } from '../../house/characters.ts'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, languages, type Say, speak } from '../../ui/language.ts'
import {
  type Given,
  type Group,
  groupKinds,
  LONGEST,
  levels,
  memberships,
  type Round,
  type RoundValues,
  type Way,
  ways,
} from './schema.ts'
import type { Comment } from './store.ts'
import { pairKey, pairsOf } from './weigh.ts'
import { words } from './words/words.ts'

type Words = Say<keyof (typeof words)['en']>

/** What was sent, by the names of the fields; what is ticked several times stands in a list. */
export type Sent = Readonly<Record<string, string | readonly string[]>>

export function sentIn(body: unknown): Sent {
  if (typeof body !== 'object' || body === null) return {}
  const sent: Record<string, string | readonly string[]> = Object.create(null)
  for (const [name, value] of Object.entries<unknown>({ ...body })) {
    if (typeof value === 'string') sent[name] = value
    else if (Array.isArray(value))
      sent[name] = value.filter((each): each is string => typeof each === 'string')
  }
  return sent
}

export const textIn = (sent: Sent, name: string): string => {
  const value = sent[name]
  return typeof value === 'string' ? value : ''
}

export const listIn = (sent: Sent, name: string): readonly string[] => {
  const value = sent[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

const oneOf = <Each extends string>(all: readonly Each[], sent: string): Each | undefined =>
  all.find((each) => each === sent)

/* ---- answers */

/** What is weighed, by its name in the reader’s language. */
export type Weighed = { id: string; name: string; about?: string | undefined }

export const pointsField = (id: string) => `points.${id}`
export const placeField = (id: string) => `place.${id}`
export const pairField = (first: string, second: string) => `pair.${first}.${second}`

/** How a judgement is written in a form, from the second mattering nine times as much to the first. */
export const judgements: readonly number[] = [9, 8, 7, 6, 5, 4, 3, 2, 1, -2, -3, -4, -5, -6, -7, -8, -9]

/** Whether a form names a way that is asked: of another nothing is read. */
export const namesAWay = (sent: Sent, asked: readonly Way[]): boolean =>
  asked.some((way) => way === textIn(sent, 'way'))

/** The way a form is shown by: the one it names, or the first of those that are asked. */
export function wayIn(sent: Sent, asked: readonly Way[]): Way {
  const way = oneOf(ways, textIn(sent, 'way'))
  return way !== undefined && asked.includes(way) ? way : (asked[0] ?? 'points')
}

/** Most of them that a message names. */
const MOST_PLACES = 3

/**
 * What texts hold that prints nothing or turns the direction of what stands around it, field by field, with what stands
 * before it: nobody finds such a character by looking. In any other field it is nobody’s slip, and is refused.
 */
export function unseen(sent: Sent, fields: readonly string[], language: Language): FieldError[] {
  const say = speak(words, language)
  assertSeen(Object.fromEntries(Object.entries(sent).filter(([name]) => !fields.includes(name))), language)
  return fields.flatMap((field) => {
    const text = textIn(sent, field)
    if (!isHidden(text)) return []
    const places: string[] = []
    let before = ''
    for (const character of text) {
      if (!isHidden(character)) {
        before += character
        continue
      }
      const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      const words = before.trim().split(/\s+/).slice(-3).join(' ').slice(-40)
      places.push(
        words === '' ? say('error.unseen first', { code }) : say('error.unseen after', { code, text: words }),
      )
    }
    const named = [...new Set(places)].slice(0, MOST_PLACES)
    return [{ field, message: say('error.unseen', { places: named.join('; ') }) }]
  })
}

/** Reads an answer; or says, field by field, what is missing, and for points by how many. */
export function readAnswer(
  sent: Sent,
  way: Way,
  weighed: readonly Weighed[],
  say: Words,
): { given: Given; comment: Comment | null } | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const values: Record<string, number> = {}
  if (way === 'points') readPoints()
  else if (way === 'order') readOrder()
  else readPairs()
  const text = textIn(sent, 'comment').trim()
  if (text.length > LONGEST)
    errors.push({
      field: 'comment',
      message: say('error.comment', { most: String(LONGEST), count: String(text.length) }),
    })
  if (errors.length > 0) return { errors }
  const shown = listIn(sent, 'shown').includes('yes')
  return { given: { way, values }, comment: text === '' ? null : { text, shown } }

  function readPoints(): void {
    for (const { id, name } of weighed) {
      const typed = textIn(sent, pointsField(id)).trim()
      // Left empty is none: what people leave out they give nothing to.
      const value = typed === '' ? 0 : /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
      if (!(value <= 100)) errors.push({ field: pointsField(id), message: say('error.whole', { name }) })
      values[id] = value
    }
    if (errors.length > 0) return
    const sum = Object.values(values).reduce((total, value) => total + value, 0)
    const field = pointsField(weighed[0]?.id ?? '')
    if (sum < 100)
      errors.push({ field, message: say('error.points left', { left: 100 - sum, sum: String(sum) }) })
    if (sum > 100)
      errors.push({ field, message: say('error.points over', { over: sum - 100, sum: String(sum) }) })
  }

  function readOrder(): void {
    for (const { id, name } of weighed) {
      const typed = textIn(sent, placeField(id)).trim()
      const value = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
      if (value < 1 || value > weighed.length)
        errors.push({
          field: placeField(id),
          message: say('error.place', { name, count: String(weighed.length) }),
        })
      values[id] = value
    }
  }

  function readPairs(): void {
    const names = new Map(weighed.map(({ id, name }) => [id, name]))
    for (const [first, second] of pairsOf(weighed.map(({ id }) => id))) {
      const value = Number(textIn(sent, pairField(first, second)) || Number.NaN)
      if (!judgements.includes(value))
        errors.push({
          field: pairField(first, second),
          message: say('error.pair', { first: names.get(first) ?? '', second: names.get(second) ?? '' }),
        })
      values[pairKey(first, second)] = value
    }
  }
}

/** A kept answer as its form would send it. */
export function sentFrom(given: Given, comment: Comment | null): Sent {
  const name = (key: string) => {
    if (given.way === 'points') return pointsField(key)
    if (given.way === 'order') return placeField(key)
    const [first = '', second = ''] = key.split(' ')
    return pairField(first, second)
  }
  return {
    way: given.way,
    ...Object.fromEntries(Object.entries(given.values).map(([key, value]) => [name(key), String(value)])),
    comment: comment?.text ?? '',
    ...(comment?.shown ? { shown: 'yes' } : {}),
  }
}

/** All that somebody typed into an answer, as lines to be copied; whatever it was, none of it is judged here. */
export function typedLines(sent: Sent, weighed: readonly Weighed[], say: Words): string {
  const names = new Map(weighed.map(({ id, name }) => [id, name]))
  const lines = Object.entries(sent).flatMap(([name, value]) => {
    const typed = typeof value === 'string' ? value.trim() : value.join(', ')
    const [what = '', ...ids] = name.split('.')
    if (typed === '' || !['points', 'place', 'pair'].includes(what)) return []
    return [`${ids.map((id) => names.get(id) ?? id).join(' / ')}: ${typed}`]
  })
  const words = (['comment', 'reason'] as const).flatMap((name) => {
    const typed = textIn(sent, name).trim()
    return typed === ''
      ? []
      : [`${say(name === 'comment' ? 'answer.comment' : 'objection.reason')}: ${typed}`]
  })
  const criterion = textIn(sent, 'criterion')
  const about =
    criterion === '' ? [] : [`${say('objection.criterion')}: ${names.get(criterion) ?? criterion}`]
  return [...lines, ...about, ...words].join('\n')
}

/* ---- plans */

export const shareField = (key: string) => `share.${key}`

/** A moment as a form holds it: to the minute, UTC. */
export const momentText = (at: Date) => at.toISOString().slice(0, 16)

function momentIn(text: string): Date | null {
  const sent = text.trim().replace(' ', 'T')
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(sent)) return null
  const at = new Date(`${sent}:00Z`)
  // The 31st of a month without one would be the first of the next.
  return Number.isNaN(at.getTime()) || momentText(at) !== sent ? null : at
}

/** Reads a plan; what the database has to be asked for is left to the store. */
export function readPlan(sent: Sent, say: Words): { values: RoundValues } | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const wrong = (field: string, message: string) => errors.push({ field, message })
  const [methodology = '', version = ''] = textIn(sent, 'methodology').split(' ')
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(methodology) || !/^[1-9]\d{0,8}$/.test(version))
    wrong('methodology', say('form.choose'))
  const language = oneOf<Language>(languages, textIn(sent, 'language'))
  if (language === undefined) wrong('language', say('form.choose'))
  const level = oneOf(levels, textIn(sent, 'level'))
  if (level === undefined) wrong('level', say('form.choose'))
  const membership = oneOf(memberships, textIn(sent, 'membership'))
  if (membership === undefined) wrong('membership', say('form.choose'))
  const opens = momentIn(textIn(sent, 'opens'))
  if (opens === null) wrong('opens', say('form.moment wrong'))
  const closes = momentIn(textIn(sent, 'closes'))
  if (closes === null) wrong('closes', say('form.moment wrong'))
  const other = textIn(sent, 'other').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 80)
  const groups = groupKinds.map((kind): Group => {
    const typed = textIn(sent, shareField(kind)).trim()
    const share = typed === '' ? 0 : /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
    if (!(share <= 100)) wrong(shareField(kind), say('error.whole', { name: say(`kind.${kind}`) }))
    if (kind === 'other' && share > 0 && other === '') wrong('other', say('form.other missing'))
    return { key: kind, kind, name: kind === 'other' && other !== '' ? other : null, share }
  })
  if (
    errors.length > 0 ||
    language === undefined ||
    level === undefined ||
    membership === undefined ||
    opens === null ||
    closes === null
  )
    return { errors }
  const fewest = textIn(sent, 'fewest').trim()
  return {
    values: {
      methodology,
      version: Number(version),
      question: textIn(sent, 'question').normalize('NFC').replace(/\s+/g, ' ').trim(),
      language,
      level,
      ways: ways.filter((way) => listIn(sent, 'ways').includes(way)),
      membership,
      groups,
      fewest: /^\d{1,6}$/.test(fewest) ? Number(fewest) : 0,
      opens,
      closes,
    },
  }
}

/** A plan as its form would send it. */
export function planSent(round: Round): Sent {
  return {
    methodology: `${round.methodology} ${round.version}`,
    question: round.question,
    language: round.language,
    level: round.level,
    ways: round.ways,
    membership: round.membership,
    fewest: String(round.fewest),
    opens: momentText(round.opens),
    closes: momentText(round.closes),
    revision: String(round.revision),
    other: round.groups.find(({ kind }) => kind === 'other')?.name ?? '',
    ...Object.fromEntries(round.groups.map(({ key, share }) => [shareField(key), String(share)])),
  }
}
