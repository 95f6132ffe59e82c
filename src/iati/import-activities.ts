import type { Activity, Organisation } from './model.ts'
import type { Element } from './read.ts'
import {
  type AnyShape,
  activityShape,
  type Held,
  narratives,
  organisationShape,
  type Place,
} from './write-shapes.ts'
import { kinds, type Lexical, trimmed } from './write-values.ts'

/**
 * Takes an activity or organisation of a file of version 2.01, 2.02 or 2.03 into the model.
 *
 * Nothing is lost in silence: whatever does not arrive in the model is a note with its line, its
 * place and what to do. The rules are few:
 *
 * - A day, number, flag or address that is none is left out, never guessed. Where the standard
 *   demands it, the element that holds it means nothing without it and is left out as a whole.
 * - A code or text that the standard demands and the file lacks is empty in the model, a list that
 *   lacks its one item is an empty list; the writer refuses both until they are filled.
 * - What is empty in the file is absent in the model.
 *
 * Whether codes are on their lists and the rules of the standard are kept is the checker's to say.
 */

export type NoteKind =
  /** An element or attribute that the standard does not know. */
  | 'unknown'
  /** An element or attribute of another namespace than the standard's. */
  | 'foreign'
  /** A second one of what there can be only one of. */
  | 'repeated'
  /** Text where the standard has none. */
  | 'stray-text'
  /** Nothing where something was announced. */
  | 'empty'
  /** The standard demands it. */
  | 'missing'
  /** A value that is not of the kind it should be; it is not in the model. */
  | 'unreadable'
  /** A value that was understood though it is not written as it should be. */
  | 'untidy'
  /** An element left out because a part of it that the standard demands cannot be read. */
  | 'left-out'

export interface ImportNote {
  /** In the file, from 1. */
  line: number
  /** Where in the record: `transaction[3]/value/@value-date`. */
  path: string
  kind: NoteKind
  /** A sentence in English, to be read after the path: what was found and what to do. */
  message: string
  /** The text that was found, where there is one, shortened. */
  found?: string
  /** The kind of value it should have been. */
  expected?: Lexical
}

/** The activity an `iati-activity` element describes. */
export function activityFrom(element: Element): { activity: Activity; notes: ImportNote[] } {
  const { record, notes } = recordFrom(activityShape, element)
  return { activity: record as Activity, notes } // the shape has the fields of an activity, see `Fields`
}

/** The organisation an `iati-organisation` element describes. */
export function organisationFrom(element: Element): { organisation: Organisation; notes: ImportNote[] } {
  const { record, notes } = recordFrom(organisationShape, element)
  return { organisation: record as Organisation, notes } // the shape has the fields of an organisation
}

function recordFrom(shape: AnyShape, element: Element): { record: unknown; notes: ImportNote[] } {
  const reading = new RecordReading()
  // Directly under a record the standard demands only codes, texts and lists: it is never left out.
  const record = reading.object(shape, element, '')
  return { record, notes: reading.notes.sort((a, b) => a.line - b.line) }
}

type Fields = Record<string, unknown>

class RecordReading {
  readonly notes: ImportNote[] = []
  /** The measure of the indicator that is being read. */
  #measure: string | undefined

  /** The object an element holds; undefined when a part that it means nothing without cannot be read. */
  object(shape: AnyShape, element: Element, path: string): Fields | undefined {
    const { line } = element
    if (element.name === 'indicator') this.#measure = element.attributes.measure
    this.#noteUnknown(shape, element, path)

    const object: Fields = {}
    for (const place of shape.fields) {
      const value =
        place.at === 'attribute'
          ? this.#attribute(place, element, path)
          : place.at === 'text'
            ? this.#ownText(place, element, path)
            : this.#children(place, element, path)
      if (value !== undefined) object[place.key] = value
      else if (place.need) return undefined
    }
    if (['baseline', 'target', 'actual'].includes(element.name)) this.#noteWords(object.value, line, path)
    return object
  }

  #attribute(place: Place, element: Element, path: string): unknown {
    const raw = element.attributes[place.name]
    const at = join(path, `@${place.name}`)
    if (raw !== undefined && trimmed(raw) !== '') return this.#atom(place, raw, element.line, at)
    if (raw !== undefined) {
      this.#note('empty', element.line, at, 'is empty; give it a value or take it out')
    } else if (place.need) {
      this.#note('missing', element.line, at, 'is missing, and the standard demands it; add it')
    }
    return place.need ? nothing(place) : undefined
  }

  #ownText(place: Place, element: Element, path: string): unknown {
    if (trimmed(element.text) !== '') return this.#atom(place, element.text, element.line, path)
    this.#note('empty', element.line, path, 'is empty; give it a text or take it out')
    return undefined
  }

  #children(place: Place, element: Element, path: string): unknown {
    const all = element.children.filter(({ name }) => name === place.name)
    if (place.many) {
      const values = all.flatMap((child, index) => {
        const value = this.#child(place, child, join(path, `${place.name}[${index + 1}]`))
        return value === undefined ? [] : [value]
      })
      if (values.length > 0) return values
      if (place.need && all.length === 0) this.#noteMissing(place, element, path)
      return place.need ? [] : undefined
    }

    const [first, ...more] = all
    for (const [index, child] of more.entries()) {
      const at = join(path, `${place.name}[${index + 2}]`)
      this.#note('repeated', child.line, at, 'is one too many and was left out; keep only one')
    }
    const value = first === undefined ? undefined : this.#child(place, first, join(path, place.name))
    if (first === undefined && place.need) this.#noteMissing(place, element, path)
    return value === undefined && place.need ? nothing(place) : value
  }

  /** What one element holds, or undefined after a note. */
  #child({ held }: Place, element: Element, path: string): unknown {
    if (held.by === 'shape') {
      const object = this.object(held.shape, element, path)
      // A single value with its attributes has been noted where it was read.
      const single = held.shape.fields.some(({ at }) => at === 'text')
      if (object === undefined && !single) {
        const message = 'was left out, because a part of it that the standard demands cannot be read'
        this.#note('left-out', element.line, path, `${message}; correct that part`)
      }
      return object
    }
    // A value that stands alone is read as the only field of an object, so that all else is noted.
    const alone = this.object(aloneShape(held), element, path)?.alone
    return alone === '' || (Array.isArray(alone) && alone.length === 0) ? undefined : alone
  }

  #atom({ held }: Place, raw: string, line: number, path: string): unknown {
    if (held.by !== 'text') return undefined
    const { value, remark } = kinds[held.lexical].read(raw)
    if (remark !== undefined) {
      const kind = value === undefined ? 'unreadable' : 'untidy'
      this.#note(kind, line, path, remark, { found: short(trimmed(raw)), expected: held.lexical })
    }
    return value
  }

  #noteUnknown(shape: AnyShape, element: Element, path: string): void {
    const known = (at: Place['at'], name: string) =>
      shape.fields.some((place) => place.at === at && place.name === name)
    const note = (line: number, name: string, at: string) => {
      const foreign = name.includes(':') && !name.startsWith('xml:')
      if (foreign) this.#note('foreign', line, at, 'is not of the standard and was left out')
      else this.#note('unknown', line, at, 'is not known to the standard here and was left out; take it out')
    }

    for (const name of Object.keys(element.attributes)) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue
      if (!known('attribute', name)) note(element.line, name, join(path, `@${name}`))
    }
    for (const { name, line } of element.children) {
      if (!known('element', name)) note(line, name, join(path, name))
    }
    const text = trimmed(element.text)
    if (text !== '' && !known('text', '')) {
      const message = `The text “${short(text)}” stands where the standard has none and was left out`
      const remedy = known('element', 'narrative') ? '; put it into a narrative' : '; take it out'
      this.#note('stray-text', element.line, path, message + remedy, { found: short(text) })
    }
  }

  #noteMissing(place: Place, element: Element, path: string): void {
    const at = join(path, place.name)
    this.#note('missing', element.line, at, 'is missing, and the standard demands it; add it')
  }

  #noteWords(value: unknown, line: number, path: string): void {
    if (typeof value !== 'string' || this.#measure === '5' || /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return
    const message = `“${short(value)}” is no number; write digits, or give the indicator measure 5 (qualitative)`
    this.#note('untidy', line, `${path}/@value`, message, { found: short(value), expected: 'decimal' })
  }

  #note(
    kind: NoteKind,
    line: number,
    path: string,
    message: string,
    more: Pick<ImportNote, 'found' | 'expected'> = {},
  ): void {
    this.notes.push({ line, path: path === '' ? '.' : path, kind, message, ...more })
  }
}

/** What stands in the model for what the standard demands and the file lacks; undefined if nothing can. */
function nothing({ held, many }: Place): unknown {
  if (many || held.by === 'narratives') return []
  if (held.by !== 'shape') return empties.has(held.lexical) ? '' : undefined
  const object: Fields = {}
  for (const place of held.shape.fields) {
    if (!place.need) continue
    const value = nothing(place)
    if (value === undefined) return undefined
    object[place.key] = value
  }
  return object
}
const empties = new Set<Lexical>(['text', 'code'])

function aloneShape(held: Exclude<Held, { by: 'shape' }>): AnyShape {
  const alone = { key: 'alone', need: true, many: false }
  switch (held.by) {
    case 'attribute': {
      const { attribute, lexical } = held
      return shapeOf({ ...alone, at: 'attribute', name: attribute, held: { by: 'text', lexical } })
    }
    case 'text':
      return shapeOf({ ...alone, at: 'text', name: '', held })
    case 'narratives':
      return shapeOf({ ...narratives, key: 'alone' })
  }
}

function shapeOf(field: AnyShape['fields'][number]): AnyShape {
  return { fields: [field], same: [] }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
