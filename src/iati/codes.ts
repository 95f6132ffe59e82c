import type { Element } from './read.ts'
import { type CodeRule, type CodeUse, codesOf } from './tables.ts'

/* Codes against their lists: which attribute or text, on which path, takes its codes from where. */

/** A code that is not on the list it must come from. */
export type WrongCode = { use: CodeUse; element: Element; at: string; value: string }

type Place = { below: Map<string, Place>; rules: CodeRule[] }

export class Codes {
  /** Places by the names of elements from the outermost. */
  readonly #top: Place = { below: new Map(), rules: [] }
  /**
   * What holds for an attribute wherever it stands: the language of a text. The official validator does not
   * ask it, so that here it is advice: capitals and regions are let pass, an unknown language is told.
   */
  readonly #everywhere: CodeUse[]

  constructor(rules: CodeRule[]) {
    this.#everywhere = rules.filter(
      (rule): rule is CodeRule & CodeUse => rule.path === '/' && rule.at === '@xml:lang' && 'list' in rule,
    )
    for (const rule of rules) {
      if (rule.path === '/') continue
      let place = this.#top
      for (const name of rule.path.slice(1).split('/')) {
        const below: Place = place.below.get(name) ?? { below: new Map(), rules: [] }
        place.below.set(name, below)
        place = below
      }
      place.rules.push(rule)
    }
  }

  /** Every wrong code of a record that stands directly under an outermost element of this name. */
  judge(root: string, record: Element, report: (wrong: WrongCode) => void): void {
    this.#walk(record, this.#top.below.get(root)?.below.get(record.name), report)
  }

  #walk(element: Element, place: Place | undefined, report: (wrong: WrongCode) => void): void {
    const language = element.attributes['xml:lang']
    if (language)
      for (const use of this.#everywhere)
        if (!codesOf(use.list)?.has(language.toLowerCase().split('-')[0]!))
          report({ use: { ...use, severity: 'advisory' }, element, at: '@xml:lang', value: language })
    if (place) for (const rule of place.rules) judgeOne(rule, element, report)
    for (const child of element.children) this.#walk(child, place?.below.get(child.name), report)
  }
}

function judgeOne(rule: CodeRule, element: Element, report: (wrong: WrongCode) => void): void {
  const { at } = rule
  const value = at === 'text()' ? element.text || undefined : element.attributes[at.slice(1)]
  if (value === undefined) return
  const use = listFor(rule, element)
  if (use === null) return
  const codes = codesOf(use.list)
  if (codes === null) throw new Error(`There is no code list ${use.list}`)
  if (!codes.has(value) || use.without?.includes(value)) report({ use, element, at, value })
}

/** Which list counts may hang on another attribute: the vocabulary the code is of. */
function listFor(rule: CodeRule, element: Element): CodeUse | null {
  if (!('when' in rule)) return rule
  const said = element.attributes[rule.by] || rule.unsaid
  return Object.hasOwn(rule.when, said) ? rule.when[said]! : null
}
