import type { Element } from './read.ts'

/*
 * The part of XPath 1.0 that the rules of the standard are written in, compiled once into functions.
 * What is not known here is refused when a rule is compiled, never passed over when it is asked.
 */

/** A value in a node set: an attribute or text with the element it belongs to. */
export type Leaf = { owner: Element; at: string; value: string }
export type Node = Element | Leaf
export type Value = Node[] | boolean | number | string

/** What a rule may look at beside its element: what stands for `$1`, and the parent of the context. */
export type Around = { value?: string; parent?: Element | null }
export type Expression = (node: Element, around: Around) => Value

export const isLeaf = (node: Node): node is Leaf => 'owner' in node

/** The string-value of a node. Text of an element comes before that of its children. */
export function textOf(node: Node): string {
  if (isLeaf(node)) return node.value
  if (node.children.length === 0) return node.text
  return node.text + node.children.map(textOf).join('')
}

const compiled = new Map<string, Expression>()

/** An expression ready to be asked; compiled when first met. */
export function xpath(text: string): Expression {
  let expression = compiled.get(text)
  if (!expression) {
    expression = new Parser(text).whole()
    compiled.set(text, expression)
  }
  return expression
}

/** The nodes of a path; throws where the expression is no path. */
export function nodesOf(path: string, node: Element, around: Around): Node[] {
  const value = xpath(path)(node, around)
  if (!Array.isArray(value)) throw new Error(`${path} gives no nodes`)
  return value
}

export function truth(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'string') return value !== ''
  return typeof value === 'boolean' ? value : value !== 0 && !Number.isNaN(value)
}

/** XPath’s number(): no exponent and no plus sign. */
export function numberOf(value: Value): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = Array.isArray(value) ? (value[0] === undefined ? '' : textOf(value[0])) : value
  return /^[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*$/.test(text) ? Number(text) : Number.NaN
}

/** Many rules ask the same element for its children by name: where there are many, they are kept sorted. */
const sorted = new WeakMap<Element, Map<string, Element[]>>()
/** Nobody writes into what an expression gives. */
const none: never[] = []

function childrenNamed(node: Element, name: string): Element[] {
  const { children } = node
  if (children.length === 0) return none
  if (children.length < 16) return children.filter((child) => child.name === name)
  let byName = sorted.get(node)
  if (!byName) {
    byName = new Map()
    for (const child of children) {
      const alike = byName.get(child.name)
      if (alike) alike.push(child)
      else byName.set(child.name, [child])
    }
    sorted.set(node, byName)
  }
  return byName.get(name) ?? none
}

/* ── comparing ────────────────────────────────────────────────────────────── */

type Compare = '=' | '!=' | '<' | '<=' | '>' | '>='

function holds(operator: Compare, left: Value, right: Value): boolean {
  if (Array.isArray(left)) {
    if (typeof right === 'boolean') return plainly(operator, left.length > 0, right)
    return left.some((node) => holds(operator, sameKind(textOf(node), right), right))
  }
  if (Array.isArray(right)) {
    if (typeof left === 'boolean') return plainly(operator, left, right.length > 0)
    return right.some((node) => plainly(operator, left, sameKind(textOf(node), left)))
  }
  return plainly(operator, left, right)
}

const sameKind = (text: string, other: Value): string | number =>
  typeof other === 'number' ? numberOf(text) : text

function plainly(operator: Compare, left: Exclude<Value, Node[]>, right: Exclude<Value, Node[]>): boolean {
  if (operator === '=' || operator === '!=') {
    const same =
      typeof left === 'boolean' || typeof right === 'boolean'
        ? truth(left) === truth(right)
        : typeof left === 'number' || typeof right === 'number'
          ? numberOf(left) === numberOf(right)
          : left === right
    return operator === '=' ? same : !same
  }
  const [a, b] = [numberOf(left), numberOf(right)]
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

/* ── compiling ────────────────────────────────────────────────────────────── */

type Step = (node: Element, around: Around) => Node[]

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|(\.\.|::|!=|<=|>=|[()[\]@,/=<>+*|-])|([A-Za-z_](?:[\w.-]|:(?!:))*))/y

type Token = { kind: 'number' | 'string' | 'sign' | 'name'; text: string }

function tokens(text: string): Token[] {
  const found: Token[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const at = tokenPattern.lastIndex
    const match = tokenPattern.exec(text)
    if (!match) throw new Error(`XPath “${text}” is not understood from “${text.slice(at)}”`)
    const [, number, single, double, sign, name] = match
    if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign })
    else if (name !== undefined) found.push({ kind: 'name', text: name })
    else found.push({ kind: 'string', text: single ?? double ?? '' })
  }
  return found
}

/* What rules ask most, an attribute against a word, is answered without making nodes of it. */
const attributes = new WeakMap<Expression, string>()
const literals = new WeakMap<Expression, string | number>()

class Parser {
  readonly #text: string
  readonly #tokens: Token[]
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokens(text)
  }

  whole(): Expression {
    const expression = this.#or()
    if (this.#at < this.#tokens.length) this.#fail()
    return expression
  }

  #fail(): never {
    throw new Error(`XPath “${this.#text}” is not understood at token ${this.#at + 1}`)
  }

  #next(text: string, kind: Token['kind'] = 'sign'): boolean {
    const token = this.#tokens[this.#at]
    if (token?.text !== text || token.kind !== kind) return false
    this.#at += 1
    return true
  }

  #or(): Expression {
    let left = this.#and()
    while (this.#next('or', 'name')) {
      const [a, b] = [left, this.#and()]
      left = (node, around) => truth(a(node, around)) || truth(b(node, around))
    }
    return left
  }

  #and(): Expression {
    let left = this.#comparison()
    while (this.#next('and', 'name')) {
      const [a, b] = [left, this.#comparison()]
      left = (node, around) => truth(a(node, around)) && truth(b(node, around))
    }
    return left
  }

  #comparison(): Expression {
    let left = this.#sum()
    for (;;) {
      const operator = (['=', '!=', '<=', '>=', '<', '>'] as const).find((sign) => this.#next(sign))
      if (!operator) return left
      const [a, b] = [left, this.#sum()]
      const [name, literal] = [attributes.get(a), literals.get(b)]
      if (name !== undefined && literal !== undefined && operator === '=') {
        left =
          typeof literal === 'string'
            ? (node) => node.attributes[name] === literal
            : (node) => numberOf(node.attributes[name] ?? '') === literal
        continue
      }
      left = (node, around) => holds(operator, a(node, around), b(node, around))
    }
  }

  #sum(): Expression {
    let left = this.#primary()
    for (;;) {
      const sign = this.#next('+') ? 1 : this.#next('-') ? -1 : 0
      if (sign === 0) return left
      const [a, b] = [left, this.#primary()]
      left = (node, around) => numberOf(a(node, around)) + sign * numberOf(b(node, around))
    }
  }

  #primary(): Expression {
    const token = this.#tokens[this.#at]
    if (token === undefined) this.#fail()
    if (token.kind === 'number') {
      this.#at += 1
      const number = Number(token.text)
      const expression = () => number
      literals.set(expression, number)
      return expression
    }
    if (token.kind === 'string') {
      this.#at += 1
      const { text } = token
      // The place that a loop fills; never put into the text of an expression, where it could change it.
      if (text === '$1') return (_, { value }) => value ?? text
      const expression = () => text
      literals.set(expression, text)
      return expression
    }
    if (this.#next('(')) {
      const inner = this.#or()
      if (!this.#next(')')) this.#fail()
      return inner
    }
    if (token.kind === 'name' && token.text !== 'text' && this.#tokens[this.#at + 1]?.text === '(')
      return this.#function()
    return this.#path()
  }

  #function(): Expression {
    const name = this.#tokens[this.#at]!.text
    this.#at += 2
    const argument = this.#or()
    if (!this.#next(')')) this.#fail()
    if (name === 'not') {
      const attribute = attributes.get(argument)
      if (attribute !== undefined) return (node) => node.attributes[attribute] === undefined
      return (node, around) => !truth(argument(node, around))
    }
    if (name === 'number') return (node, around) => numberOf(argument(node, around))
    if (name === 'count')
      return (node, around) => {
        const value = argument(node, around)
        if (!Array.isArray(value)) throw new Error(`“${this.#text}” counts what is no set of nodes`)
        return value.length
      }
    throw new Error(`XPath “${this.#text}” uses the function ${name}, which is not known`)
  }

  #path(): Expression {
    const steps: Step[] = []
    do steps.push(this.#step(steps.length === 0))
    while (this.#next('/'))
    if (steps.length === 1) return steps[0]!
    return (node, around) => {
      let nodes: Node[] = [node]
      for (const step of steps) {
        const reached: Node[] = []
        for (const from of nodes) if (!isLeaf(from)) for (const to of step(from, around)) reached.push(to)
        nodes = reached
      }
      return nodes
    }
  }

  #step(first: boolean): Step {
    if (this.#next('..')) {
      // Elements do not know their parents; the context’s own is handed in.
      if (!first || this.#depth > 0) this.#fail()
      return (_, { parent }) => (parent ? [parent] : [])
    }
    if (this.#next('@')) {
      const name = this.#name()
      const at = `@${name}`
      const step = this.#filtered((node) => {
        const value = node.attributes[name]
        return value === undefined ? none : [{ owner: node, at, value }]
      })
      attributes.set(step, name)
      return step
    }
    const name = this.#name()
    if (name === 'text' && this.#next('(')) {
      if (!this.#next(')')) this.#fail()
      return (node) => (node.text === '' ? none : [{ owner: node, at: 'text()', value: node.text }])
    }
    return this.#filtered((node) => childrenNamed(node, name))
  }

  #filtered(step: Step): Step {
    const conditions: Expression[] = []
    while (this.#next('[')) {
      this.#depth += 1
      conditions.push(this.#or())
      this.#depth -= 1
      if (!this.#next(']')) this.#fail()
    }
    if (conditions.length === 0) return step
    return (node, around) => {
      let nodes = step(node, around)
      for (const condition of conditions) {
        const position = literals.get(condition)
        if (typeof position === 'number') {
          nodes = nodes.slice(position - 1, position)
          continue
        }
        nodes = nodes.filter((each, at) => {
          if (isLeaf(each)) throw new Error(`“${this.#text}” puts a condition on an attribute`)
          const value = condition(each, around)
          return typeof value === 'number' ? value === at + 1 : truth(value)
        })
      }
      return nodes
    }
  }

  #name(): string {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'name') this.#fail()
    this.#at += 1
    return token.text
  }
}
