import type { Element } from './read.ts'
import { codesOf, type RuleRow } from './tables.ts'
import { isLeaf, type Node, nodesOf, textOf, truth, xpath } from './xpath.ts'

/*
 * The rules of the standard: each asks something of every element of its context, and is broken there once,
 * however many nodes have a part in it. Rules speak of one activity or organisation at a time.
 */

/** A rule broken at an element: the nodes at fault, and what its sentence needs to name. */
export type Broken = { rule: RuleRow; element: Element; nodes: Node[]; values: Record<string, string> }

type Failure = { nodes?: Node[]; values?: Record<string, string> }

type Question = {
  rule: RuleRow
  element: Element
  parent: Element | null
  /** What the loop has come to, where the rule is in one. */
  value: string | null
  now: Date
}

type Rule = { row: RuleRow; contexts: Context[]; judge: (question: Question) => Failure | null }

/** Values that a loop goes through at most: vocabularies are few, and time must not grow with their square. */
const loopBound = 20

export class Rules {
  readonly #rules: Rule[]

  constructor(rows: RuleRow[]) {
    this.#rules = rows.map((row) => {
      const judge = judges[row.kind]
      if (!judge) throw new Error(`There is no rule of the kind ${row.kind}`)
      return { row, contexts: row.context.split(/\s+\|\s+/).map(contextOf), judge }
    })
  }

  judge(root: string, record: Element, now: Date, report: (broken: Broken) => void): void {
    const found = new Map<string, [Element, Element | null][]>()
    for (const { row, contexts, judge } of this.#rules)
      for (const context of contexts) {
        let places = found.get(context.text)
        if (!places) {
          places = placesOf(context, root, record)
          found.set(context.text, places)
        }
        for (const [element, parent] of places) {
          const ask = (value: string | null) => {
            const question: Question = { rule: row, element, parent, value, now }
            if (!applies(question)) return
            const failure = judge(question)
            if (failure)
              report({ rule: row, element, nodes: failure.nodes ?? [], values: failure.values ?? {} })
          }
          if (row.foreach === undefined) ask(null)
          else for (const value of valuesOf(nodesOf(row.foreach, element, { parent }))) ask(value)
        }
      }
  }
}

/** The different values of nodes, up to the bound of a loop. */
function valuesOf(nodes: Node[]): Set<string> {
  const values = new Set<string>()
  for (const node of nodes) {
    if (values.size >= loopBound) break
    values.add(textOf(node))
  }
  return values
}

/* ── where a rule asks ────────────────────────────────────────────────────── */

type Context = { text: string; anywhere: boolean; steps: { name: string; condition: string | null }[] }

function contextOf(text: string): Context {
  const anywhere = text.startsWith('//')
  const steps = [...text.matchAll(/\/?\/([^/[]+)(?:\[([^\]]*)\])?/g)].map(([, name, condition]) => ({
    name: name!.trim(),
    condition: condition ?? null,
  }))
  return { text, anywhere, steps }
}

/** Every element of the context with its parent (null where that is the outermost element). */
function placesOf(context: Context, root: string, record: Element): [Element, Element | null][] {
  const places: [Element, Element | null][] = []
  const descend = (element: Element, parent: Element | null, at: number) => {
    const { name, condition } = context.steps[at]!
    if (element.name !== name) return
    if (condition !== null && !truth(xpath(condition)(element, { parent }))) return
    if (at === context.steps.length - 1) places.push([element, parent])
    else for (const child of element.children) descend(child, element, at + 1)
  }
  if (!context.anywhere) {
    if (context.steps[0]!.name === root) descend(record, null, 1)
    return places
  }
  const { name: wanted } = context.steps[0]!
  const everywhere = (element: Element, parent: Element | null) => {
    if (element.name === wanted) descend(element, parent, 0)
    for (const child of element.children) everywhere(child, element)
  }
  everywhere(record, null)
  return places
}

/* ── what a rule looks at ─────────────────────────────────────────────────── */

function around({ parent, value }: Question, key: string, { subs }: RuleRow) {
  // A loop fills only the keys it names: what else holds “$1” is asked as it stands, as everybody asks it.
  return value !== null && subs?.includes(key) ? { parent, value } : { parent }
}

function asks(question: Question, key: 'condition' | 'if' | 'then'): boolean {
  const { rule, element } = question
  const value = xpath(rule[key]!)(element, around(question, key, rule))
  // What is asked for as nodes, and not as yes or no, the official validator takes as met: 3.7.1 is never broken.
  if (key === 'then' && Array.isArray(value)) return true
  return truth(value)
}

function pathNodes(question: Question, key: 'paths' | 'prefix' | 'excluded' = 'paths'): Node[] {
  const { rule, element } = question
  return (rule[key] ?? []).flatMap((path) => nodesOf(path, element, around(question, key, rule)))
}

function dateNodes(question: Question, key: 'less' | 'more' | 'date' | 'start' | 'end'): Node[] {
  const { rule, element } = question
  return nodesOf(rule[key]!, element, around(question, key, rule))
}

function applies(question: Question): boolean {
  const { rule } = question
  if (rule.condition !== undefined && !asks(question, 'condition')) return false
  if (rule.idCondition === undefined) return true
  const values = pathNodes(question).map(textOf)
  if (rule.idCondition === 'NOT_EXISTING_ORG_ID') return !values.some((value) => isKnownOrganisation(value))
  if (rule.idCondition === 'NOT_EXISTING_ORG_ID_PREFIX')
    return !values.some((value) => beginsWithKnownOrganisation(value))
  throw new Error(`The condition ${rule.idCondition} is not known`)
}

/** The lists of organisations that the standard itself keeps; the registry’s list is not among its files. */
const organisationLists = ['IATIOrganisationIdentifier', 'OrganisationIdentifier']

const isKnownOrganisation = (id: string) => organisationLists.some((list) => codesOf(list)?.has(id))

/** Identifiers are parts joined by hyphens: only what ends before one can be an organisation’s. */
function beginsWithKnownOrganisation(id: string): boolean {
  const parts = id.slice(0, 200).split('-')
  return parts.some((_, count) => count > 0 && isKnownOrganisation(parts.slice(0, count).join('-')))
}

/** Codes of agencies are short: every beginning that could be one is looked up. */
function beginsWithAgency(id: string): boolean {
  const codes = codesOf('OrganisationRegistrationAgency')
  for (let length = 1; length <= Math.min(id.length, 40); length += 1)
    if (codes?.has(id.slice(0, length))) return true
  return false
}

/* ── the kinds of rules ───────────────────────────────────────────────────── */

const judges: Record<string, (question: Question) => Failure | null> = {
  atleast_one: (question) => (pathNodes(question).length > 0 ? null : {}),

  no_more_than_one: (question) => {
    const nodes = pathNodes(question)
    return nodes.length > 1 ? { nodes: nodes.slice(1) } : null
  },

  one_or_all: oneOrAll,

  only_one_of: (question) => {
    const excluded = pathNodes(question, 'excluded')
    const nodes = pathNodes(question)
    const right = excluded.length > 0 ? nodes.length === 0 : nodes.length === 1
    return right ? null : { nodes }
  },

  dependent: (question) => {
    const { rule, element, parent } = question
    const there = (rule.paths ?? []).filter((path) => nodesOf(path, element, { parent }).length > 0)
    return there.length === 0 || there.length === rule.paths!.length ? null : { nodes: pathNodes(question) }
  },

  sum: (question) => {
    const nodes = pathNodes(question)
    if (nodes.length === 0) return null
    const sum = nodes.reduce((total, node) => total + Number(textOf(node)), 0)
    // A sum of decimals in binary may be off in its last digits.
    return Math.abs(sum - question.rule.sum!) < 1e-9 ? null : { nodes, values: { value: String(sum) } }
  },

  strict_sum: (question) => {
    const nodes = pathNodes(question)
    if (nodes.length === 0) return null
    const sum = exactSum(nodes.map(textOf))
    return sum === null || sum === String(question.rule.sum) ? null : { nodes, values: { value: sum } }
  },

  unique: (question) => {
    const seen = new Set<string>()
    const again = pathNodes(question).filter((node) => {
      const text = textOf(node)
      return seen.has(text) || !seen.add(text)
    })
    return again.length > 0 ? { nodes: again } : null
  },

  startswith: (question) => {
    const { rule, element, parent } = question
    const nodes = pathNodes(question)
    if (rule.prefix?.[0] === 'ORG-ID-PREFIX') {
      const wrong = nodes.filter((node) => !beginsWithAgency(textOf(node)))
      return wrong.length > 0 ? { nodes: wrong } : null
    }
    const prefixes = rule.prefix ? pathNodes(question, 'prefix') : nodesOf(rule.start!, element, { parent })
    const starts = prefixes.map((node) => textOf(node) + (rule.separator ?? ''))
    const wrong = nodes.filter((node) => !starts.some((start) => textOf(node).startsWith(start)))
    if (wrong.length === 0) return null
    return { nodes: wrong, values: { prefix: prefixes[0] === undefined ? '' : textOf(prefixes[0]) } }
  },

  no_spaces: (question) => {
    const wrong = pathNodes(question).filter((node) => /^\s|\s$/.test(textOf(node)))
    return wrong.length > 0 ? { nodes: wrong } : null
  },

  regex_matches: (question) => {
    const pattern = new RegExp(question.rule.regex!)
    // Nothing is no wrong identifier: that it is missing is said elsewhere.
    const wrong = pathNodes(question).filter((node) => textOf(node) !== '' && !pattern.test(textOf(node)))
    return wrong.length > 0 ? { nodes: wrong } : null
  },

  regex_no_matches: (question) => {
    const pattern = new RegExp(question.rule.regex!)
    const wrong = pathNodes(question).filter((node) => pattern.test(textOf(node)))
    return wrong.length > 0 ? { nodes: wrong } : null
  },

  range: (question) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = question.rule
    const wrong = pathNodes(question).filter((node) => {
      const number = Number(textOf(node))
      return number < min || number > max
    })
    return wrong.length > 0 ? { nodes: wrong } : null
  },

  if_then: (question) =>
    !asks(question, 'if') || asks(question, 'then') ? null : { nodes: pathNodes(question) },

  date_order: (question) => {
    const { rule, now } = question
    const earlier = dated(dateNodes(question, 'less'))
    const later = rule.more === 'NOW' ? null : dated(dateNodes(question, 'more'))
    const limit =
      later === null
        ? now.getTime()
        : later.reduce((least, { moment }) => Math.min(least, moment), Number.POSITIVE_INFINITY)
    const wrong = earlier.filter(({ moment }) => moment > limit)
    if (wrong.length === 0) return null
    const other = later?.find(({ moment }) => moment === limit)
    return {
      nodes: wrong.map(({ node }) => node),
      values: { other: other === undefined ? '' : textOf(other.node) },
    }
  },

  date_now: (question) => {
    const wrong = dated(dateNodes(question, 'date')).filter(({ moment }) => moment > question.now.getTime())
    return wrong.length > 0 ? { nodes: wrong.map(({ node }) => node) } : null
  },

  time_limit: (question) => {
    const starts = dateNodes(question, 'start')
    const ends = dateNodes(question, 'end')
    for (const [at, start] of starts.entries()) {
      const end = ends[at]
      if (end === undefined) break
      const [from, to] = [momentOf(textOf(start)), momentOf(textOf(end))]
      if (from !== null && to !== null && to > aYearAfter(from))
        return { nodes: [start], values: { start: textOf(start), end: textOf(end) } }
    }
    return null
  },

  between_dates: (question) => {
    const [start] = dateNodes(question, 'start')
    const [end] = dateNodes(question, 'end')
    if (start === undefined || end === undefined) return null
    const [from, to] = [momentOf(textOf(start)), momentOf(textOf(end))]
    if (from === null || to === null) return null
    const wrong = dated(dateNodes(question, 'date')).filter(({ moment }) => moment < from || moment > to)
    if (wrong.length === 0) return null
    return {
      nodes: wrong.map(({ node }) => node),
      values: { start: textOf(start), end: textOf(end) },
    }
  },
}

/** Said once for the whole record, or in each part that it concerns. */
function oneOrAll({ rule, element, parent }: Question): Failure | null {
  if (nodesOf(rule.one!, element, { parent }).length > 0) return null
  const lacking: Element[] = []
  const look = (from: Element, concerns: (part: Element) => boolean, has: (part: Element) => boolean) => {
    for (const child of from.children) {
      if (concerns(child) && !has(child)) lacking.push(child)
      look(child, concerns, has)
    }
  }
  if (rule.all === 'lang')
    look(
      element,
      ({ name }) => name === 'narrative',
      ({ attributes }) => attributes['xml:lang'] !== undefined,
    )
  else if (rule.all === 'currency')
    look(
      element,
      ({ name }) => name === 'value' || name === 'forecast' || name === 'loan-status',
      ({ attributes }) => attributes.currency !== undefined,
    )
  else if (rule.all === 'sector') {
    for (const child of element.children)
      if (child.name === 'transaction' && !child.children.some(({ name }) => name === 'sector'))
        lacking.push(child)
  } else throw new Error(`What all must have, ${rule.all}, is not known`)
  return lacking.length > 0 ? { nodes: lacking } : null
}

/* ── figures and dates ────────────────────────────────────────────────────── */

/** The exact sum of decimals, without zeros at its end; null where one of them is no decimal. */
function exactSum(texts: string[]): string | null {
  const parts = texts.map((text) => /^\s*([+-]?)(\d{0,100})(?:\.(\d{0,100}))?\s*$/.exec(text))
  let scale = 0
  for (const part of parts) {
    if (part === null || (part[2] === '' && !part[3])) return null
    scale = Math.max(scale, part[3]?.length ?? 0)
  }
  let sum = 0n
  for (const part of parts) {
    const size = BigInt(part![2]! + (part![3] ?? '').padEnd(scale, '0') || '0')
    sum += part![1] === '-' ? -size : size
  }
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const rest = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${sum < 0n ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`
}

const dated = (nodes: Node[]) =>
  nodes.flatMap((node) => {
    const moment = momentOf(textOf(node))
    return moment === null ? [] : [{ node, moment }]
  })

/** Milliseconds since 1970 of a date or time of XML Schema; UTC where no zone is said, null where it is none. */
function momentOf(text: string): number | null {
  const parts =
    /^\s*(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))?\s*$/.exec(text)
  if (!parts) return null
  const [, year, month, day, hours = 0, minutes = 0, seconds = 0, sign, zoneHours, zoneMinutes] = parts
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hours),
    Number(minutes),
    Number(seconds),
  )
  if (sign === undefined) return local
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  return sign === '+' ? local - offset : local + offset
}

function aYearAfter(moment: number): number {
  const date = new Date(moment)
  return date.setUTCFullYear(date.getUTCFullYear() + 1)
}

/** The element a node is or belongs to, and where in it. */
export const placeOf = (node: Node): { element: Element; at: string | null } =>
  isLeaf(node) ? { element: node.owner, at: node.at } : { element: node, at: null }
