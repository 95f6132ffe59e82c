import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import { readMethodology } from '../methodology.ts'
import type { Criterion, Methodology } from '../schema.ts'
import { rulesAlone } from '../versions/save.ts'
import { alike, applyChoices, type Choices, own, pointsIn } from './choices.ts'

/*
 * What was moved, written into the text of the methodology: everything else, remarks included, stays as it was. What
 * comes out is read again and held against what was computed, so that the document saved is the one that was tried.
 */

type Path = (string | number)[]
/** One place of the document: another value, or none. */
type Edit = { path: Path; value: unknown } | { path: Path; remove: true }

export type Named = {
  /** Another name makes it a methodology of its own. */
  name?: string | undefined
  version?: number | undefined
  status?: Methodology['status'] | undefined
}

/**
 * The text of a methodology with these choices in it.
 *
 * @param text the document the choices were made on
 * @throws Unusable when the text or what comes of it is no methodology
 */
export function writtenInto(text: string, choices: Choices, { name, version, status }: Named = {}): string {
  const base = readMethodology(text, 'base.yaml')
  const wanted: Methodology = {
    ...applyChoices(base, choices),
    ...(name === undefined ? {} : { methodology: name }),
    ...(version === undefined ? {} : { version }),
    ...(status === undefined ? {} : { status }),
  }
  const edits = editsFor(base, choices, wanted)
  const near = spliced(text, edits)
  if (near !== null && says(near, wanted)) return near
  // A document laid out in a way of its own is written out anew; its remarks are kept.
  const document = parseDocument(text)
  for (const edit of edits)
    if ('value' in edit) document.setIn(edit.path, document.createNode(edit.value, { flow: true }))
  for (const edit of [...edits].reverse()) if ('remove' in edit) document.deleteIn(edit.path)
  const whole = document.toString({ lineWidth: 0 })
  readMethodology(whole, 'new.yaml')
  if (!says(whole, wanted)) throw new Error('The document that was written is not the one that was tried')
  return whole
}

/**
 * The document as it is taken along: saved nowhere, so under a name of its own that follows from its rules. It runs
 * wherever it is brought, and never meets a version that was used before with other rules.
 */
export function takenAlong(text: string, choices: Choices): { name: string; text: string } {
  const from = readMethodology(text, 'base.yaml')
  const draft = readMethodology(writtenInto(text, choices, { status: 'draft' }), 'draft.yaml')
  const stem = from.methodology.replace(/-moved-[0-9a-f]{8}$/, '').slice(0, 49)
  const name = `${stem}-moved-${rulesAlone(draft).slice(0, 8)}`
  const remark = `# Moved on a workbench from ${from.methodology}, version ${from.version}, and saved nowhere: ${name} is the name of these rules.\n`
  return { name, text: `${remark}${writtenInto(text, choices, { name, version: 1, status: 'draft' })}` }
}

function says(text: string, wanted: Methodology): boolean {
  const document = parseDocument(text)
  return document.errors.length === 0 && alike(document.toJS(), wanted)
}

/* ── what has to change ───────────────────────────────────────────────────── */

/** In the order of the document, removals of later parts after those of earlier ones. */
function editsFor(base: Methodology, choices: Choices, wanted: Methodology): Edit[] {
  const edits: Edit[] = []
  const set = (path: Path, from: unknown, to: unknown) => {
    if (alike(from, to)) return
    edits.push(to === undefined ? { path, remove: true } : { path, value: to })
  }
  set(['methodology'], base.methodology, wanted.methodology)
  set(['version'], base.version, wanted.version)
  set(['status'], base.status, wanted.status)
  set(['shortlist', 'size'], base.shortlist.size, wanted.shortlist.size)
  base.gates.forEach((gate, g) => {
    const to = wanted.gates[g] as Record<string, unknown>
    for (const [key, value] of Object.entries(gate)) set(['gates', g, key], value, to[key])
  })
  const walk = (criterion: Criterion, to: Criterion, path: Path) => {
    set([...path, 'aggregation'], criterion.aggregation, to.aggregation)
    const value = own(choices.values, criterion.id)
    if (value)
      for (const [key, numbers] of Object.entries(value))
        set([...path, 'value', key], (criterion.value as Record<string, unknown>)[key], numbers)
    set([...path, 'weights'], criterion.weights, to.weights)
    const points = criterion.children ? pointsIn(criterion, choices) : []
    criterion.children?.forEach((child, i) => {
      const kept = to.children?.find(({ id }) => id === child.id)
      const here = [...path, 'children', i]
      if (!kept) {
        if (points[i] === 0) edits.push({ path: here, remove: true })
        return
      }
      set([...here, 'weight'], child.weight, kept.weight)
      walk(child, kept, here)
    })
  }
  if (base.criteria && wanted.criteria) walk(base.criteria, wanted.criteria, ['criteria'])
  if (base.robustness) {
    const { weights, alternatives } = wanted.robustness ?? {}
    if (!wanted.robustness) edits.push({ path: ['robustness'], remove: true })
    else {
      set(['robustness', 'weights'], base.robustness.weights, weights)
      if (!alternatives) set(['robustness', 'alternatives'], base.robustness.alternatives, undefined)
      else
        base.robustness.alternatives?.forEach(({ id }, i) => {
          if (!alternatives.some((kept) => kept.id === id))
            edits.push({ path: ['robustness', 'alternatives', i], remove: true })
        })
    }
  }
  return edits
}

/* ── into the text ────────────────────────────────────────────────────────── */

type Splice = { from: number; to: number; text: string }

/** The edits as replacements of single places; null where the document is laid out too unlike the shipped ones. */
function spliced(text: string, edits: readonly Edit[]): string | null {
  const document = parseDocument(text)
  const splices: Splice[] = []
  for (const edit of edits) {
    const splice =
      'value' in edit ? placed(text, document, edit.path, edit.value) : taken(text, document, edit.path)
    if (splice === null) return null
    splices.push(splice)
  }
  let result = text
  for (const { from, to, text: put } of splices.sort((a, b) => b.from - a.from || b.to - a.to))
    result = result.slice(0, from) + put + result.slice(to)
  return result
}

function placed(text: string, document: Document.Parsed, path: Path, value: unknown): Splice | null {
  const node = document.getIn(path, true)
  if (isNode(node) && node.range) {
    // A block over several lines has no single place.
    if (isCollection(node) && !node.flow) return null
    return { from: node.range[0], to: node.range[1], text: flowOf(value) }
  }
  return added(text, document, path, value)
}

/** A key that was not there goes right behind the name of its part. */
function added(text: string, document: Document.Parsed, path: Path, value: unknown): Splice | null {
  const parent = document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return null
  const id = parent.items.find((pair) => keyOf(pair) === 'id')
  if (!id || !isScalar(id.value) || !id.value.range || !isNode(id.key) || !id.key.range) return null
  const at = id.value.range[1]
  const line = `${path.at(-1)}: ${flowOf(value)}`
  if (parent.flow) return { from: at, to: at, text: `, ${line}` }
  const indent = id.key.range[0] - (text.lastIndexOf('\n', id.key.range[0] - 1) + 1)
  return { from: at, to: at, text: `\n${' '.repeat(indent)}${line}` }
}

/** A key with its line, or an item of a list with all its lines. */
function taken(text: string, document: Document.Parsed, path: Path): Splice | null {
  const parent = document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  if (isSeq(parent) && typeof last === 'number' && !parent.flow) {
    const item = parent.items[last] as Node | undefined
    const next = parent.items[last + 1] as Node | undefined
    if (!item?.range || !parent.range) return null
    const from = startOfLine(text, item.range[0])
    const to = next?.range ? startOfLine(text, next.range[0]) : item.range[1]
    return text.slice(from, item.range[0]).trim() === '-' ? { from, to, text: '' } : null
  }
  if (!isMap(parent) || parent.flow) return null
  const pair = parent.items.find((each) => keyOf(each) === last)
  if (!pair || !isNode(pair.key) || !pair.key.range || !isScalar(pair.value) || !pair.value.range) return null
  const from = startOfLine(text, pair.key.range[0])
  const end = text.indexOf('\n', pair.value.range[1])
  if (text.slice(from, pair.key.range[0]).trim() !== '') return null
  return { from, to: end === -1 ? text.length : end + 1, text: '' }
}

const startOfLine = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key)
}

/** A value on one line: `[1, 2]`, `{ '2WL': 0.4 }`. */
function flowOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowOf).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${quoted(key)}: ${flowOf(each)}`)
      .join(', ')} }`
  return typeof value === 'string' ? quoted(value) : String(value)
}

/** Words stand as they are; what could be read as a number or sign is put in quotes. */
function quoted(text: string): string {
  return /^[a-z][a-z0-9 _-]*$/i.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`
}
