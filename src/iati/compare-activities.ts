import type { Activity, Organisation } from './model.ts'
import {
  type AnyShape,
  activityShape,
  narratives as narrativesPlace,
  organisationShape,
  type Place,
  type Same,
} from './write-shapes.ts'
import { type Lexical, trimmed } from './write-values.ts'

/** One thing that differs between two versions of a record. */
export interface Difference {
  /**
   * Where, in the words of the file: `transaction[@ref="T1"][transaction-type="3"]/value`. Items of a
   * list are named by what tells them apart, not by their number; alike ones are numbered besides.
   */
  path: string
  kind: 'added' | 'changed' | 'withdrawn'
  /** The value, or the whole object, of the first version; absent where it was added. */
  before?: unknown
  /** The same of the second version; absent where it was withdrawn. */
  after?: unknown
}

/**
 * What differs between two versions of an activity, in reading order: what we hold and what a file says.
 *
 * What means the same is the same: `100` and `100.00`, a text in the default language whether it names
 * it or not, what the standard takes for granted whether written or not, another order of a list. An
 * item counts as the same where its telling fields agree (a transaction by type, reference and date; a
 * target by place and cell), so that a corrected amount is one change and not two strange payments.
 */
export function compareActivities(before: Activity, after: Activity): Difference[] {
  return compareRecords(activityShape, before, after)
}

/** The same for two versions of an organisation. */
export function compareOrganisations(before: Organisation, after: Organisation): Difference[] {
  return compareRecords(organisationShape, before, after)
}

function compareRecords(
  shape: AnyShape,
  before: Activity | Organisation,
  after: Activity | Organisation,
): Difference[] {
  const comparison = new Comparison({ defaults: before }, { defaults: after })
  comparison.objects(shape, before, after, '')
  return comparison.differences
}

type Defaults = { language?: string | undefined; defaultCurrency?: string | undefined }

/** One of the two versions: what holds in it where an item says nothing. */
type Version = { defaults: Defaults }

/** An item of a list, what it comes to, and whether its fellow in the other version has been found. */
type Item = { value: unknown; index: number; whole: string; fellow: Item | null }

class Comparison {
  readonly differences: Difference[] = []
  readonly #before: Version
  readonly #after: Version

  constructor(before: Version, after: Version) {
    this.#before = before
    this.#after = after
  }

  objects(shape: AnyShape, before: object, after: object, path: string): void {
    for (const place of shape.fields) {
      const at =
        place.at === 'text' ? path : join(path, place.at === 'attribute' ? `@${place.name}` : place.name)
      const [one, other] = [field(before, place.key), field(after, place.key)]
      if (place.many) this.#lists(place, asList(one), asList(other), at)
      else if (place.held.by === 'narratives') this.#narratives(one, other, at)
      else if (place.held.by === 'shape' && one !== undefined && other !== undefined) {
        this.objects(place.held.shape, one as object, other as object, at) // a shape holds objects
      } else this.#values(place, one, other, at)
    }
  }

  #values(place: Place, one: unknown, other: unknown, path: string): void {
    if (canonical(place, one, this.#before) === canonical(place, other, this.#after)) return
    const before = one ?? assumed(place, this.#before)
    const after = other ?? assumed(place, this.#after)
    if (before === undefined) this.differences.push({ path, kind: 'added', after })
    else if (after === undefined) this.differences.push({ path, kind: 'withdrawn', before })
    else this.differences.push({ path, kind: 'changed', before, after })
  }

  #narratives(one: unknown, other: unknown, path: string): void {
    const at = join(path, narrativesPlace.name)
    this.#lists(narrativesPlace, asList(one), asList(other), at)
  }

  #lists(place: Place, before: unknown[], after: unknown[], path: string): void {
    if (before.length === 0 && after.length === 0) return
    const ours = items(place, before, this.#before)
    const theirs = items(place, after, this.#after)
    const ways = place.held.by === 'shape' ? place.held.shape.same : []
    pair(ours, theirs, ({ whole }) => whole)
    for (const way of ways) {
      const key = (version: Version) => (item: Item) => telling(place, way, item.value, version)
      pair(ours, theirs, key(this.#before), key(this.#after))
    }
    if (ours.every(settled) && theirs.every(settled)) return

    const oursNamed = names(place, ours, this.#before)
    const theirsNamed = names(place, theirs, this.#after)
    let shown = 0
    const showWithdrawnUpTo = (index: number) => {
      for (; shown < index; shown += 1) {
        const item = ours[shown]!
        if (item.fellow !== null) continue
        this.differences.push({ path: path + oursNamed[shown]!, kind: 'withdrawn', before: item.value })
      }
    }
    for (const [index, item] of theirs.entries()) {
      const fellow = item.fellow
      if (fellow === null) {
        this.differences.push({ path: path + theirsNamed[index]!, kind: 'added', after: item.value })
        continue
      }
      showWithdrawnUpTo(fellow.index)
      if (fellow.whole === item.whole || place.held.by !== 'shape') continue
      const at = path + oursNamed[fellow.index]!
      this.objects(place.held.shape, fellow.value as object, item.value as object, at) // a shape holds objects
    }
    showWithdrawnUpTo(ours.length)
  }
}

function items(place: Place, values: unknown[], version: Version): Item[] {
  return values.map((value, index) => ({
    value,
    index,
    whole: canonicalItem(place, value, version),
    fellow: null,
  }))
}

const settled = ({ fellow, whole }: Item): boolean => fellow !== null && fellow.whole === whole

/** Finds fellows among the items that have none yet: those of the same key, the first with the first. */
function pair(
  ours: Item[],
  theirs: Item[],
  keyOfOurs: (item: Item) => string | null,
  keyOfTheirs: (item: Item) => string | null = keyOfOurs,
): void {
  const waiting = new Map<string, Item[]>()
  for (const item of ours) {
    const key = item.fellow === null ? keyOfOurs(item) : null
    if (key === null) continue
    const others = waiting.get(key)
    if (others === undefined) waiting.set(key, [item])
    else others.push(item)
  }
  // Taken from the end, so that taking the first is not moving all the others.
  for (const others of waiting.values()) others.reverse()
  for (const item of theirs) {
    const key = item.fellow === null ? keyOfTheirs(item) : null
    const fellow = key === null ? undefined : waiting.get(key)?.pop()
    if (fellow === undefined) continue
    item.fellow = fellow
    fellow.fellow = item
  }
}

/* ── what a value comes to ────────────────────────────────────────────────── */

/** One text for all ways to say the same thing; empty for nothing. */
function canonical(place: Place, value: unknown, version: Version): string {
  if (place.many) {
    return asList(value)
      .map((item) => canonicalItem(place, item, version))
      .sort()
      .join('\u0001')
  }
  const given = value ?? assumed(place, version)
  return given === undefined ? '' : canonicalItem(place, given, version)
}

function canonicalItem(place: Place, value: unknown, version: Version): string {
  const { held } = place
  switch (held.by) {
    case 'shape':
      return JSON.stringify(
        held.shape.fields.map((inner) => canonical(inner, field(value as object, inner.key), version)),
      )
    case 'narratives':
      return canonical(narrativesPlace, value, version)
    case 'attribute':
    case 'text':
      return canonicalAtom(place.inherits === 'language' ? 'language' : held.lexical, value)
  }
}

function canonicalAtom(lexical: Lexical, value: unknown): string {
  const text = String(value)
  switch (lexical) {
    case 'decimal': {
      const short = text.replace(/^(-?)0+(?=\d)/, '$1')
      const plain = short.includes('.') ? short.replace(/\.?0+$/, '') : short
      return plain === '-0' ? '0' : plain
    }
    case 'language':
      return text.toLowerCase()
    case 'moment':
      // Without a zone nobody knows which moment it is: then only the same letters are the same.
      return /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? String(Date.parse(text)) : text
    case 'text':
      return trimmed(text)
    default:
      return text
  }
}

/** What holds where a value is absent. */
function assumed(place: Place, version: Version): string | boolean | undefined {
  if (place.absent !== undefined) return place.absent
  return place.inherits === undefined ? undefined : version.defaults[place.inherits]
}

/* ── which item it is ─────────────────────────────────────────────────────── */

function telling(place: Place, way: Same<string>, value: unknown, version: Version): string | null {
  if (place.held.by !== 'shape') return null
  const inner = placesOf(place.held.shape, way)
  const parts = inner.map((each) => canonical(each, field(value as object, each.key), version))
  return way.having && parts[0] === '' ? null : JSON.stringify(parts)
}

function placesOf(shape: AnyShape, way: Same<string>): AnyShape['fields'] {
  return way.by.map((key) => shape.fields.find((each) => each.key === key)!)
}

/** How the items of a list are called in a path. */
function names(place: Place, list: Item[], version: Version): string[] {
  if (place.held.by !== 'shape') return list.map(({ value }) => `[.=${quoted(words(place, value, version))}]`)
  const { shape } = place.held
  const plain = list.map(({ value }) => nameOf(shape, value as object, version))
  const count = new Map<string, number>()
  for (const name of plain) count.set(name, (count.get(name) ?? 0) + 1)
  const seen = new Map<string, number>()
  return plain.map((name) => {
    if (count.get(name) === 1 && (name !== '' || list.length === 1)) return name
    seen.set(name, (seen.get(name) ?? 0) + 1)
    return `${name}[${seen.get(name)}]`
  })
}

function nameOf(shape: AnyShape, value: object, version: Version): string {
  return tellingFields(shape, value, version)
    .map(({ place, text }) => {
      const name = place.at === 'attribute' ? `@${place.name}` : place.name || '.'
      return `[${name}=${quoted(text)}]`
    })
    .join('')
}

function tellingFields(shape: AnyShape, value: object, version: Version): { place: Place; text: string }[] {
  for (const way of shape.same) {
    const fields = placesOf(shape, way).map((place) => ({
      place,
      text: words(place, field(value, place.key), version),
    }))
    if (way.having && fields[0]!.text === '') continue
    return fields.filter(({ text }) => text !== '')
  }
  return []
}

/** A value in a few words. */
function words(place: Place, value: unknown, version: Version): string {
  if (place.many && Array.isArray(value)) {
    // Of one text in several languages the first will do to tell it by.
    const some = place.name === narrativesPlace.name ? value.slice(0, 1) : value
    return some.map((item) => words({ ...place, many: false }, item, version)).join('; ')
  }
  const given = value ?? assumed(place, version)
  if (given === undefined) return ''
  switch (place.held.by) {
    case 'narratives':
      return words(narrativesPlace, given, version)
    case 'shape': {
      const { shape } = place.held
      const own = shape.fields.find(({ at }) => at === 'text')
      if (own !== undefined) return String(field(given as object, own.key))
      const fields = tellingFields(shape, given as object, version)
      return fields.map(({ text }) => text).join(' ')
    }
    case 'attribute':
    case 'text':
      return String(given)
  }
}

function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return `"${short.replace(/\s+/g, ' ').replaceAll('"', '”')}"`
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function field(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key] // any object may be asked for any field
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`
}
