import type { Element } from './read.ts'
import { isOfType } from './simple-types.ts'
import type { Particle, SchemaTable } from './tables.ts'

/*
 * Judges elements by the tables made from the published schemas. It finds what libxml2 finds and no more:
 * an element in the wrong place is told once, and what follows it under the same parent is not judged,
 * because there every sentence would only repeat the first.
 */

/** One breach: what kind, where, and the names and values that its sentence needs. */
export type Breach = {
  kind:
    | 'unexpected'
    | 'unexpected-last'
    | 'missing'
    | 'text'
    | 'elements'
    | 'attribute-missing'
    | 'attribute-unknown'
    | 'attribute-value'
    | 'value'
    | 'prefix'
    | 'root'
    | 'rest'
  element: Element
  attribute?: string
  values: Record<string, string>
}

type Type = {
  attributes: Map<string, { type: string; must: boolean }>
  must: string[]
  foreign: boolean
  any: boolean
  simple: string | null
  particles: Particle[]
}

/** Prefixes in force; null while none was declared. */
type Scope = ReadonlyMap<string, string> | null

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance'
const xmlAttributes = ['xml:lang', 'xml:space', 'xml:base', 'xml:id']
const instanceAttributes = ['schemaLocation', 'noNamespaceSchemaLocation', 'type', 'nil']

export class Schema {
  readonly #types: Type[]
  readonly #elements: Map<string, number>
  readonly #attributes: Map<string, string>
  readonly root: string

  constructor(table: SchemaTable) {
    this.root = table.root
    this.#elements = new Map(Object.entries(table.elements))
    this.#attributes = new Map(Object.entries(table.attributes))
    this.#types = table.types.map((type) => {
      const any = 'any' in type
      const attributes = new Map(
        Object.entries(any ? {} : (type.a ?? {})).map(([name, rule]) => [
          name,
          { type: rule.replace('!', ''), must: rule.endsWith('!') },
        ]),
      )
      return {
        attributes,
        must: [...attributes].filter(([, { must }]) => must).map(([name]) => name),
        foreign: any || type.x === 1,
        any,
        simple: !any && 's' in type ? type.s : null,
        particles: !any && 'c' in type ? type.c : [],
      }
    })
  }

  /** Follows one file: its outermost element, then each record, then the end. */
  follow(report: (breach: Breach) => void): SchemaWalk {
    return new SchemaWalk(
      { types: this.#types, elements: this.#elements, attributes: this.#attributes },
      report,
    )
  }
}

type Compiled = { types: Type[]; elements: Map<string, number>; attributes: Map<string, string> }

/** The place reached in a parent’s content: which particle, and how often it was met. */
type Place = { at: number; met: number }

export class SchemaWalk {
  readonly #schema: Compiled
  readonly #report: (breach: Breach) => void
  #root: Element | null = null
  #type: Type | null = null
  #scope: Scope = null
  #place: Place = { at: 0, met: 0 }
  /** A child of the root stood where none may: nothing after it is judged, which is said once. */
  #broken: 'no' | 'yes' | 'said' = 'no'
  readonly #undeclared = new Set<string>()

  constructor(schema: Compiled, report: (breach: Breach) => void) {
    this.#schema = schema
    this.#report = report
  }

  begin(root: Element): void {
    this.#root = root
    this.#scope = scopeOf(root, null)
    const foreign = this.#isForeign(root, this.#scope)
    const type = foreign ? undefined : this.#schema.elements.get(root.name)
    if (type === undefined) {
      this.#report({ kind: 'root', element: root, values: { name: root.name } })
      this.#broken = 'said'
      return
    }
    this.#type = this.#schema.types[type]!
    this.#judgeAttributes(root, this.#type, this.#scope)
  }

  record(record: Element): void {
    if (this.#broken === 'yes') {
      this.#report({ kind: 'rest', element: record, values: { name: this.#root!.name } })
      this.#broken = 'said'
    }
    if (this.#broken !== 'no') return
    if (!this.#judgeChild(record, this.#type!, this.#place, this.#scope)) this.#broken = 'yes'
  }

  end(): void {
    if (this.#type === null) return
    this.#judgeText(this.#root!, this.#type)
    if (this.#broken === 'no') this.#judgeEnd(this.#root!, this.#type, this.#place)
  }

  /** `inner` are the prefixes in force within the element. */
  #judge(element: Element, type: Type, inner: Scope): void {
    this.#judgeAttributes(element, type, inner)
    if (type.any) {
      for (const child of element.children) this.#judgeFree(child, scopeOf(child, inner))
      return
    }
    if (type.simple !== null) {
      const [child] = element.children
      if (child)
        this.#report({ kind: 'elements', element: child, values: { name: child.name, parent: element.name } })
      else if (type.simple !== 'string' && !isOfType(type.simple, element.text))
        this.#report({
          kind: 'value',
          element,
          values: { name: element.name, value: element.text, type: type.simple },
        })
      return
    }
    const place: Place = { at: 0, met: 0 }
    for (const child of element.children) {
      if (this.#judgeChild(child, type, place, inner)) continue
      this.#judgeText(element, type)
      return
    }
    this.#judgeText(element, type)
    this.#judgeEnd(element, type, place)
  }

  /** Whether the child may stand here; if so, what it holds is judged as well. */
  #judgeChild(child: Element, parent: Type, place: Place, scope: Scope): boolean {
    const inner = scopeOf(child, scope)
    const foreign = this.#isForeign(child, inner)
    const { particles } = parent
    const { at: beforeAt, met: beforeMet } = place
    // libxml2 lets an element that may repeat come again after elements of other namespaces, where the schema
    // puts those last; publishers’ files have always been judged so.
    if (particles[place.at]?.[0] === '*' && place.at > 0) {
      const [name, , least, most] = particles[place.at - 1]!
      if (most < 0 && name === child.name && !foreign) {
        place.at -= 1
        place.met = least
      }
    }
    for (; place.at < particles.length; place.at += 1, place.met = 0) {
      const [name, type, least, most] = particles[place.at]!
      if ((name === '*' ? foreign : !foreign && name === child.name) && (most < 0 || place.met < most)) {
        place.met += 1
        if (name === '*') this.#judgeFree(child, inner)
        else this.#judge(child, this.#schema.types[type]!, inner)
        return true
      }
      if (place.met < least) break
    }
    const expected = this.#expected(particles, { at: beforeAt, met: beforeMet })
    this.#report({
      kind: expected === '' ? 'unexpected-last' : 'unexpected',
      element: child,
      values: { name: child.name, expected },
    })
    return false
  }

  #judgeText(element: Element, type: Type): void {
    if (element.text === '' || type.any || type.simple !== null || !/[^ \t\r\n]/.test(element.text)) return
    this.#report({ kind: 'text', element, values: { name: element.name, value: element.text.trim() } })
  }

  #judgeEnd(element: Element, type: Type, place: Place): void {
    for (; place.at < type.particles.length; place.at += 1, place.met = 0) {
      const [name, , least] = type.particles[place.at]!
      if (place.met < least) {
        this.#report({ kind: 'missing', element, values: { name: element.name, expected: name } })
        return
      }
    }
  }

  /** Elements of other namespaces, and all within them, may be anything; what is known is judged all the same. */
  #judgeFree(element: Element, inner: Scope): void {
    const foreign = this.#isForeign(element, inner)
    const known = foreign ? undefined : this.#schema.elements.get(element.name)
    if (known !== undefined) this.#judge(element, this.#schema.types[known]!, inner)
    else {
      this.#judgeAttributes(element, anything, inner)
      for (const child of element.children) this.#judgeFree(child, scopeOf(child, inner))
    }
  }

  #judgeAttributes(element: Element, type: Type, scope: Scope): void {
    const { attributes } = element
    for (const name in attributes) {
      const value = attributes[name]!
      const known = type.attributes.get(name)?.type
      if (known === 'string' || (known === undefined && isDeclaration(name))) continue
      const declared = known ?? this.#freeAttribute(element, name, type, scope)
      if (declared === null)
        this.#report({
          kind: 'attribute-unknown',
          element,
          attribute: name,
          values: { name: element.name, attribute: name },
        })
      else if (declared !== 'string' && !isOfType(declared, value))
        this.#report({
          kind: 'attribute-value',
          element,
          attribute: name,
          values: { name: element.name, attribute: name, value, type: declared.replace('xml:', '') },
        })
    }
    for (const name of type.must)
      if (attributes[name] === undefined)
        this.#report({ kind: 'attribute-missing', element, values: { name: element.name, attribute: name } })
  }

  /** The type of an attribute that the element does not name; null when it may not stand there. */
  #freeAttribute(element: Element, name: string, type: Type, scope: Scope): string | null {
    const colon = name.indexOf(':')
    if (colon < 0) return type.any ? (this.#schema.attributes.get(name) ?? 'string') : null
    const prefix = name.slice(0, colon)
    const uri = namespaceOf(prefix, scope)
    if (uri === null) this.#tellUndeclared(prefix, element)
    if (uri === instanceNamespace && instanceAttributes.includes(name.slice(colon + 1))) return 'string'
    if (!type.foreign && uri !== null) return null
    return xmlAttributes.includes(name) ? name : 'string'
  }

  /**
   * Of a namespace, which the elements of IATI are not. A prefix that nobody declared is told once and then
   * taken for what its writer meant.
   */
  #isForeign(element: Element, scope: Scope): boolean {
    const { name } = element
    const colon = name.indexOf(':')
    if (colon < 0) return scope !== null && namespaceOf('', scope) !== null
    const prefix = name.slice(0, colon)
    if (namespaceOf(prefix, scope) === null) this.#tellUndeclared(prefix, element)
    return true
  }

  #tellUndeclared(prefix: string, element: Element): void {
    if (this.#undeclared.has(prefix)) return
    this.#undeclared.add(prefix)
    this.#report({ kind: 'prefix', element, values: { prefix } })
  }

  #expected(particles: Particle[], { at, met }: Place): string {
    const names: string[] = []
    for (let i = at; i < particles.length; i += 1) {
      const [name, , least, most] = particles[i]!
      if (name !== '*' && (i > at || most < 0 || met < most)) names.push(name)
      if (i === at ? met < least : least > 0) break
    }
    return names.length > 6 ? `${names.slice(0, 6).join(', ')} …` : names.join(', ')
  }
}

const anything: Type = {
  attributes: new Map(),
  must: [],
  foreign: true,
  any: true,
  simple: null,
  particles: [],
}

/** Whether an attribute declares a prefix, or the namespace of names without one. */
const isDeclaration = (name: string) => name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')

function scopeOf({ attributes }: Element, outer: Scope): Scope {
  let inner: Map<string, string> | null = null
  for (const name in attributes) {
    if (!isDeclaration(name)) continue
    inner ??= new Map(outer ?? [])
    inner.set(name.slice(6), attributes[name]!)
  }
  return inner ?? outer
}

function namespaceOf(prefix: string, scope: Scope): string | null {
  if (prefix === 'xml') return xmlNamespace
  return scope?.get(prefix) || null
}
