import type { Kysely } from 'kysely'
import type { Tables } from '../database.ts'
import type { Json } from './canonical.ts'
import { type HistoryEvent, isPersonalReference, type RecordName } from './event.ts'
import { erasedAmong } from './personal-values.ts'
import { type HistoryPage, historyOf } from './record-event.ts'

/** The names these people go by here; who has none is not among them. Asked of the room that keeps people. */
export type NamesOf = (db: Kysely<Tables>, ids: string[]) => Promise<Map<string, string>>

export type Who =
  | { as: 'person'; id: string; name: string | null; erased: boolean }
  | { as: 'operator' }
  | { as: 'system' }

/** A part of a record that an event changed. */
export type FieldChange = { field: string; before: Shown; after: Shown }

/** A value as a page shows it. */
export type Shown = { is: 'absent' } | { is: 'apart' } | { is: 'text'; text: string; cut: boolean }

export type EventView = HistoryEvent & { who: Who; changes: FieldChange[] }

export type HistoryView = {
  record: RecordName
  /** Newest first. */
  events: EventView[]
  /** Whether there are older ones than the last shown. */
  more: boolean
}

/** A part of a record's history as a page shows it. */
export async function historyView(
  db: Kysely<Tables>,
  record: RecordName,
  { before, limit = 20 }: HistoryPage = {},
  namesOf?: NamesOf,
): Promise<HistoryView> {
  const events = await historyOf(db, record, { before, limit: limit + 1 })
  return {
    record,
    events: await eventViews(db, events.slice(0, limit), namesOf),
    more: events.length > limit,
  }
}

/** Events with the names of those who acted, as far as they may still be named. */
export async function eventViews(
  db: Kysely<Tables>,
  events: HistoryEvent[],
  namesOf?: NamesOf,
): Promise<EventView[]> {
  const people = [...new Set(events.flatMap(({ actor }) => actor.person ?? []))]
  const [erased, names] = await Promise.all([
    erasedAmong(db, people),
    namesOf?.(db, people) ?? new Map<string, string>(),
  ])
  return events.map((event) => ({
    ...event,
    who: whoOf(event, erased, names),
    changes: changesOf(event.before, event.after),
  }))
}

function whoOf({ actor }: HistoryEvent, erased: Set<string>, names: Map<string, string>): Who {
  if (actor.as !== 'person' || actor.person === null)
    return { as: actor.as === 'operator' ? 'operator' : 'system' }
  const isErased = erased.has(actor.person)
  return {
    as: 'person',
    id: actor.person,
    name: isErased ? null : (names.get(actor.person) ?? null),
    erased: isErased,
  }
}

const LONGEST = 400

/** The parts of a record that differ, each by the way to it: `scope.id`, `members[2].role`. */
export function changesOf(before: Json, after: Json): FieldChange[] {
  const was = partsOf(before)
  const is = partsOf(after)
  const fields = [...new Set([...was.keys(), ...is.keys()])]
  return fields
    .map((field) => ({ field, before: shown(was.get(field)), after: shown(is.get(field)) }))
    .filter(({ field }) => JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field)))
}

function partsOf(value: Json, way = ''): Map<string, Json> {
  if (value === null && way === '') return new Map()
  const single =
    typeof value !== 'object' ||
    value === null ||
    isPersonalReference(value) ||
    Object.keys(value).length === 0
  if (single) return new Map([[way, value]])
  const members: [string, Json][] = Array.isArray(value)
    ? value.map((item: Json, i) => [`${way}[${i + 1}]`, item])
    : Object.entries(value as { [name: string]: Json }).map(([name, member]) => [
        way === '' ? name : `${way}.${name}`,
        member,
      ])
  return new Map(members.flatMap(([name, member]) => [...partsOf(member, name)]))
}

function shown(value: Json | undefined): Shown {
  if (value === undefined || value === null) return { is: 'absent' }
  if (isPersonalReference(value)) return { is: 'apart' }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST
    ? { is: 'text', text: text.slice(0, LONGEST), cut: true }
    : { is: 'text', text, cut: false }
}
