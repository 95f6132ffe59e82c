import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type FaultDetail, Unusable } from '../../house/errors.ts'
import { isDay } from '../../indicators/days.ts'
import { positions } from '../ledger/entry.ts'
import type { PackCard } from '../legislatures/schema.ts'
import {
  type BillHead,
  type BillSource,
  castings,
  type EntryContent,
  relations,
  unknowns,
  voteWays,
} from './schema.ts'
import { standingOn } from './standing.ts'

/** The folder of the bills that are shipped. */
export const billsFolder = (root: string): string => join(root, 'data', 'bills')

/** An entry as a file or an import brings it. */
export type ReadEntry = { key: string; content: EntryContent; source: BillSource }
export type ReadBill = {
  /** Null where the source says only a part of a bill, as a page of cosponsors does. */
  head: BillHead | null
  id: string
  entries: ReadEntry[]
}

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Text = Type.String({ minLength: 1, maxLength: 4000 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)+$', maxLength: 60 })
const Count = Type.Integer({ minimum: 0 })
const WhoShape = Type.Object({
  person: OrNull(Type.String({ pattern: '^(bioguide-[A-Z]\\d{6}|ocd-person-[0-9a-f-]{36})$' })),
  name: Text,
  party: OrNull(Text),
  state: OrNull(Text),
  district: OrNull(Text),
})
const kind = <Kind extends string>(name: Kind) => Type.Literal(name)
/** What an entry may say, by its kind; the shape of `EntryContent`. */
export const ContentShape = Type.Union([
  Type.Object({
    kind: kind('action'),
    on: OrNull(Day),
    by: OrNull(Day),
    chamber: Text,
    text: Text,
    status: OrNull(Text),
    note: OrNull(Text),
  }),
  Type.Object({ kind: kind('sponsor'), who: WhoShape, on: OrNull(Day) }),
  Type.Object({
    kind: kind('cosponsor'),
    who: WhoShape,
    joined: OrNull(Day),
    original: OrNull(Type.Boolean()),
    withdrawn: OrNull(Day),
  }),
  Type.Object({
    kind: kind('cosponsors printed'),
    total: Count,
    parties: OrNull(Type.Record(Type.String(), Count)),
    on: OrNull(Day),
  }),
  Type.Object({
    kind: kind('vote'),
    on: Day,
    chamber: Text,
    question: Text,
    onPassage: Type.Boolean(),
    how: Type.Enum([...voteWays]),
    passed: OrNull(Type.Boolean()),
    yeas: OrNull(Count),
    nays: OrNull(Count),
    cast: Type.Array(Type.Object({ who: WhoShape, vote: Type.Enum([...castings]) })),
  }),
  Type.Object({ kind: kind('related'), bill: Id, relation: Type.Enum([...relations]) }),
  Type.Object({
    kind: kind('position'),
    who: WhoShape,
    on: Day,
    stands: Type.Enum([...positions]),
    ground: Type.Enum(['letter', 'statement']),
    text: Text,
  }),
  Type.Object({ kind: kind('unknown'), about: Type.Enum([...unknowns]), text: Text }),
])
const FileShape = Type.Object({
  format: Type.Literal(1),
  id: Id,
  legislature: Text,
  session: Type.Object({ id: Text, firstDay: Day, lastDay: Day }),
  chamber: Text,
  type: Text,
  number: Type.Integer({ minimum: 1 }),
  printed: Text,
  language: Type.Enum(['en', 'fr', 'es', 'pt']),
  title: Text,
  officialTitle: OrNull(Text),
  summary: Type.Array(Text),
  contains: Type.Array(Text),
  law: OrNull(Type.Object({ name: Text, statutes: OrNull(Text) })),
  sources: Type.Record(
    Type.String(),
    Type.Object({ name: Text, address: OrNull(Type.String({ pattern: '^https?://' })) }),
  ),
  entries: Type.Array(Type.Unknown()),
})

/**
 * Reads a bill in our own format (docs/bill-files.md) from its text. `machine` is that of its legislature; null where
 * there is none, and then no state is checked. Throws Unusable with every fault.
 */
export function readBillText(
  text: string,
  place: string,
  machine: PackCard['billStates'] | null,
): ReadBill & { head: BillHead } {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Unusable('The file of a bill is not JSON', [{ place, message: 'It cannot be read as JSON.' }])
  }
  const faults: FaultDetail[] = shapeFaults(FileShape, read, place)
  if (faults.length > 0) throw new Unusable('The file of a bill has faults', faults)
  const file = read as {
    sources: Record<string, BillSource>
    entries: Record<string, unknown>[]
  } & BillHead & { format: 1 }
  const { format: _, sources, entries: rows, ...head } = file
  const entries: ReadEntry[] = []
  const keys = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const at = `${place} entries[${index}]`
    const { key, source, ...content } = row
    const named = typeof source === 'string' ? sources[source] : undefined
    if (typeof key !== 'string' || key === '' || keys.has(key))
      faults.push({ place: at, message: 'Its key is missing or stands there twice.' })
    else keys.add(key)
    if (named === undefined)
      faults.push({ place: at, message: 'Its source is not among the sources of the file.' })
    const wrong = contentFaults(content, at)
    faults.push(...wrong)
    if (wrong.length === 0 && named !== undefined && typeof key === 'string')
      entries.push({ key, content: content as EntryContent, source: named })
  }
  if (faults.length === 0 && machine !== null)
    faults.push(...stateFaults(entries, head.session, machine, place))
  if (faults.length > 0) throw new Unusable('The file of a bill has faults', faults)
  return { id: head.id, head, entries }
}

/** What is wrong with the content of one entry: its shape, and days that cannot be. */
export function contentFaults(content: unknown, place: string): FaultDetail[] {
  const asked = (content as { kind?: unknown } | null)?.kind
  const shape = ContentShape.anyOf.find(({ properties }) => properties.kind.const === asked)
  if (shape === undefined) return [{ place, message: 'Its kind is not one there is.' }]
  const faults = shapeFaults(shape, content, place)
  if (faults.length > 0) return faults
  const entry = content as EntryContent
  const days =
    entry.kind === 'cosponsor'
      ? [entry.joined, entry.withdrawn]
      : entry.kind === 'action'
        ? [entry.on, entry.by]
        : 'on' in entry
          ? [entry.on]
          : []
  for (const day of days)
    if (day !== null && !isDay(day)) faults.push({ place, message: `${day} is no day of the calendar.` })
  if (
    entry.kind === 'cosponsor' &&
    entry.joined !== null &&
    entry.withdrawn !== null &&
    entry.withdrawn < entry.joined
  )
    faults.push({ place, message: 'It was withdrawn before it was given.' })
  return faults
}

function shapeFaults(shape: TSchema, value: unknown, place: string): FaultDetail[] {
  return [...Value.Errors(shape, value)]
    .slice(0, 20)
    .map((error) => ({ place: `${place}${error.instancePath}`, message: error.message }))
}

/** States that the legislature does not have, or that cannot follow from the one before. */
export function stateFaults(
  entries: readonly ReadEntry[],
  session: BillHead['session'],
  machine: PackCard['billStates'],
  place: string,
): FaultDetail[] {
  const unknown = entries.flatMap(({ key, content }) =>
    content.kind === 'action' && content.status !== null && machine.states[content.status] === undefined
      ? [{ place: `${place} ${key}`, message: `${content.status} is no state of a bill there.` }]
      : [],
  )
  if (unknown.length > 0) return unknown
  const bill = {
    session,
    entries: entries.map(({ key, content, source }) => ({
      id: key,
      key,
      content,
      source,
      origin: 'shipped' as const,
      organisation: null,
      why: null,
      at: '',
    })),
  }
  return standingOn(bill, machine, '9999-12-31').faults.map(({ before, after, entry }) => ({
    place: `${place} ${entry}`,
    message: `${after} cannot follow ${before}.`,
  }))
}

/** Every shipped bill with the hash of its file. */
export function readShipped(
  folder: string,
  machineOf: (legislature: string) => PackCard['billStates'] | null,
): (ReadBill & { head: BillHead; sha256: string })[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const legislature = String((JSON.parse(text) as { legislature?: unknown }).legislature)
      return {
        ...readBillText(text, name, machineOf(legislature)),
        sha256: createHash('sha256').update(text).digest('hex'),
      }
    })
}
