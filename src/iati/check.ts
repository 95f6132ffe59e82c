import { Codes } from './codes.ts'
import { type Element, piecesOf, RecordReader, UnreadableXml, type XmlSource } from './read.ts'
import { type Broken, placeOf, Rules } from './rules.ts'
import { type Breach, Schema, type SchemaWalk } from './schema.ts'
import {
  codeRules,
  isVersion,
  type Kind,
  kinds,
  namesOf,
  type RuleRow,
  rules,
  type Severity,
  schemaTable,
  type Version,
} from './tables.ts'
import { say, type Tongue, type WordKey } from './words.ts'
import { textOf } from './xpath.ts'

/**
 * Something a file breaks. `id` is the official one: 0.x for what makes a file invalid, 1 to 8, 11, 12 and
 * above 100 for the standard ruleset, 9.x for code lists. `path` is the place as XPath would name it.
 */
export type Finding = {
  id: string
  severity: Severity
  line: number
  path: string
  message: string
  remedy: string
  /** The name of its sentence and what fills it: `describe` says it in another language. */
  kind: WordKey
  values: Record<string, string>
}

export type Checked = {
  /** False where there is a critical finding, and only there. */
  valid: boolean
  /** As the file says it; null where it says none. */
  version: string | null
  kind: Kind | null
  /** The first findings, in the order of the file, as many as were asked for. */
  errors: Finding[]
  /** How many there are, kept or not. */
  counts: Record<Severity, number>
  byId: Record<string, number>
  /** Findings that were counted and not kept. */
  left: number
  /** Activities or organisations that were judged. */
  records: number
}

export type CheckOptions = {
  /** Findings kept; all are counted. */
  keep?: number
  tongue?: Tongue
  /** The moment that dates in the future are measured by. */
  now?: Date
}

/** The judges are made once and asked for every file. */
const schemas = new Map<string, Schema>()
let codes: Codes | null = null
let ruleset: Rules | null = null

function schemaFor(version: Version, kind: Kind): Schema {
  const key = `${version} ${kind}`
  const known = schemas.get(key) ?? new Schema(schemaTable(version, kind))
  schemas.set(key, known)
  return known
}

/**
 * Judges an IATI file against its schema (2.01, 2.02, 2.03), the code lists and the standard ruleset.
 *
 * The file is read as a stream, one activity in memory at a time. What is not XML, not IATI or of another
 * version gets that one finding. Never throws for what is in the file; throws what the source throws.
 *
 * Two rules ask whether an organisation’s identifier begins with a registered agency’s code (1.14.8, 1.18.8):
 * here the standard’s own lists answer, not the live registry.
 */
export async function checkIati(source: XmlSource, options: CheckOptions = {}): Promise<Checked> {
  const check = new Check(options)
  for await (const piece of piecesOf(source)) {
    check.write(piece)
    if (check.ended) break
  }
  return check.end()
}

/** A finding in another language. */
export function describe(finding: Finding, tongue: Tongue): { message: string; remedy: string } {
  return {
    message: say(tongue, finding.kind, finding.values),
    remedy: say(tongue, `${finding.kind} remedy` as WordKey, finding.values),
  }
}

type Place = { element: Element; at?: string | null }

class Check {
  readonly #options: Required<CheckOptions>
  readonly #result: Checked
  readonly #reader: RecordReader
  #root: Element | null = null
  #walk: SchemaWalk | null = null
  #record: Element | null = null
  #recordPath = ''
  #parents: Map<Element, Element> | null = null
  readonly #numbers = new WeakMap<Element, Map<Element, string>>()
  readonly #seen = new Map<string, number>()
  readonly #identifiers = new Map<string, number>()
  /** Nothing more is read: the rest of the file changes nothing. */
  ended = false

  constructor({ keep = 1000, tongue = 'en', now = new Date() }: CheckOptions) {
    this.#options = { keep, tongue, now }
    this.#result = emptyResult()
    this.#reader = new RecordReader({
      onRoot: (root) => this.#takeRoot(root),
      onRecord: (record) => this.#takeRecord(record),
    })
  }

  write(piece: Uint8Array): void {
    if (!this.ended) this.#guarded(() => this.#reader.write(piece))
  }

  end(): Checked {
    if (!this.ended)
      this.#guarded(() => {
        this.#reader.end()
        if (this.ended) return
        this.#record = null
        this.#walk?.end()
      })
    // As they come, they are sorted by what was judged first: schema, codes, rules.
    this.#result.errors.sort((a, b) => a.line - b.line)
    this.#result.valid = this.#result.counts.critical === 0
    return this.#result
  }

  /** Bytes that are no XML get that one finding: what was said of the part before them is taken back. */
  #guarded(read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof UnreadableXml)) throw error
      if (this.ended) return
      this.ended = true
      const { version, kind } = this.#result
      Object.assign(this.#result, emptyResult(), { version, kind })
      this.#add('0.1.1', 'critical', `xml.${error.fault}`, { detail: short(error.detail) }, error.line, '/')
    }
  }

  #takeRoot(root: Element): void {
    this.#root = root
    const { name } = root
    const path = `/${name}`
    if (!Object.hasOwn(kinds, name)) {
      this.ended = true
      this.#add('0.2.1', 'critical', 'not iati', { name: short(name) }, root.line, path)
      return
    }
    const kind = kinds[name as keyof typeof kinds]
    const { version } = root.attributes
    this.#result.kind = kind
    this.#result.version = version ?? null
    if (!isVersion(version)) {
      this.ended = true
      const key = version === undefined ? 'version missing' : 'version unsupported'
      this.#add('0.6.1', 'critical', key, { version: short(version ?? '') }, root.line, `${path}/@version`)
      return
    }
    this.#walk = schemaFor(version, kind).follow((breach) => this.#takeBreach(breach))
    this.#walk.begin(root)
  }

  #takeRecord(record: Element): void {
    if (this.ended) return
    const number = (this.#seen.get(record.name) ?? 0) + 1
    this.#seen.set(record.name, number)
    this.#record = record
    this.#recordPath = `/${this.#root!.name}/${record.name}[${number}]`
    this.#parents = null
    this.#walk!.record(record)
    // What stands there in another namespace is nobody’s to judge.
    if (!record.name.includes(':')) this.#judgeIdentifier(record)
    if (record.name !== 'iati-activity' && record.name !== 'iati-organisation') return
    this.#result.records += 1
    codes ??= new Codes(codeRules())
    ruleset ??= new Rules(rules())
    codes.judge(this.#root!.name, record, ({ use, element, at, value }) => {
      const listed = namesOf(use.list)?.filter(({ code }) => !use.without?.includes(code))
      const values: Record<string, string> = {
        value: short(value),
        list: use.list,
        attribute: at,
        name: element.name,
      }
      if (listed)
        values.codes = listed.map(({ code, en }) => (en === '' ? code : `${code} (${en})`)).join(', ')
      this.#tell(use.id, use.severity, listed ? 'code short' : 'code', values, { element, at })
    })
    ruleset.judge(this.#root!.name, record, this.#options.now, (broken) => this.#takeBroken(broken))
  }

  #takeBreach({ kind, element, attribute, values }: Breach): void {
    const said: Record<string, string> = {}
    for (const [key, value] of Object.entries(values)) said[key] = short(value)
    if (values.type !== undefined) said.form = `form.${values.type}`
    const at = attribute === undefined ? null : `@${attribute}`
    this.#tell('0.3.1', 'critical', `schema.${kind}`, said, { element, at })
  }

  /** Each record has an identifier of its own: 1.1.2. That it is not empty is left to the ruleset. */
  #judgeIdentifier(record: Element): void {
    const expected = this.#result.kind === 'activities' ? 'iati-identifier' : 'organisation-identifier'
    const identifier = record.children.find(({ name }) => name === expected)
    if (!identifier) {
      this.#tell(
        '1.1.2',
        'error',
        'identifier missing',
        { name: this.#root!.name, expected },
        { element: record },
      )
      return
    }
    const text = textOf(identifier)
    // Nobody’s identifier is longer, and a hostile file’s shall not stay in memory.
    const value = text.length > 500 ? text.slice(0, 500) : text
    const before = this.#identifiers.get(value)
    if (before === undefined) this.#identifiers.set(value, identifier.line)
    else
      this.#tell(
        '1.1.2',
        'error',
        'identifier twice',
        { value: short(value), line: String(before) },
        { element: identifier },
      )
  }

  #takeBroken({ rule, element, nodes, values }: Broken): void {
    const [first] = nodes
    const kind = sentenceOf(rule)
    const said: Record<string, string> = {
      name: element.name,
      id: rule.id,
      value: first === undefined ? '' : short(textOf(first)),
      min: String(rule.min ?? ''),
      max: String(rule.max ?? ''),
      sum: String(rule.sum ?? ''),
      paths: (rule.paths ?? []).join(', '),
    }
    for (const [key, value] of Object.entries(values)) said[key] = short(value)
    const what = shareOf[rule.id]
    if (what) said.what = `what.${what}`
    this.#tell(rule.id, rule.severity, kind, said, first === undefined ? { element } : placeOf(first))
  }

  #tell(id: string, severity: Severity, kind: WordKey, values: Record<string, string>, place: Place): void {
    const kept = this.#result.errors.length < this.#options.keep
    this.#add(id, severity, kind, values, place.element.line, kept ? this.#pathOf(place) : '')
  }

  #add(
    id: string,
    severity: Severity,
    kind: WordKey,
    values: Record<string, string>,
    line: number,
    path: string,
  ): void {
    const { errors, counts, byId } = this.#result
    counts[severity] += 1
    byId[id] = (byId[id] ?? 0) + 1
    if (errors.length >= this.#options.keep) {
      this.#result.left += 1
      return
    }
    const finding: Finding = { id, severity, line, path, message: '', remedy: '', kind, values }
    errors.push(Object.assign(finding, describe(finding, this.#options.tongue)))
  }

  /** Elements do not know their parents; they are looked up once for a record in which something was found. */
  #pathOf({ element, at }: Place): string {
    const end = at ? `/${at}` : ''
    const record = this.#record
    if (record === null || element === this.#root) return `/${this.#root!.name}${end}`
    if (this.#parents === null) {
      this.#parents = new Map()
      keepParents(record, this.#parents)
    }
    let path = ''
    for (let each: Element = element; each !== record; ) {
      const parent = this.#parents.get(each)
      if (!parent) return `/${this.#root!.name}${end}`
      path = `/${each.name}${this.#numberOf(each, parent)}${path}`
      each = parent
    }
    return this.#recordPath + path + end
  }

  #numberOf(element: Element, parent: Element): string {
    let numbers = this.#numbers.get(parent)
    if (!numbers) {
      numbers = numbersIn(parent)
      this.#numbers.set(parent, numbers)
    }
    return numbers.get(element) ?? ''
  }
}

/** `[2]` for the second of several children of one name, nothing for the only one. */
function numbersIn(parent: Element): Map<Element, string> {
  const alike = new Map<string, Element[]>()
  for (const child of parent.children) {
    const others = alike.get(child.name)
    if (others) others.push(child)
    else alike.set(child.name, [child])
  }
  const texts = new Map<Element, string>()
  for (const group of alike.values())
    if (group.length > 1) for (const [at, child] of group.entries()) texts.set(child, `[${at + 1}]`)
  return texts
}

function keepParents(element: Element, parents: Map<Element, Element>): void {
  for (const child of element.children) {
    parents.set(child, element)
    keepParents(child, parents)
  }
}

function emptyResult(): Checked {
  return {
    valid: false,
    version: null,
    kind: null,
    errors: [],
    counts: { critical: 0, error: 0, warning: 0, advisory: 0 },
    byId: {},
    left: 0,
    records: 0,
  }
}

/** A value as a sentence can carry it: on one line, and no longer than it helps. */
function short(text: string): string {
  const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text
  return shown.replace(/\p{Cc}+/gu, ' ')
}

/* ── which sentence says a broken rule ────────────────────────────────────── */

/** What the shares are of, for the rules on percentages. */
const shareOf: Record<string, string> = {
  '2.1.1': 'sectors',
  '2.1.2': 'sectors',
  '2.1.4': 'sectors',
  '3.1.1': 'countries',
  '3.1.2': 'countries',
  '3.1.4': 'countries',
  '3.4.1': 'regions',
  '3.4.2': 'places',
  '3.4.4': 'regions',
  '7.9.1': 'budget items',
  '7.9.2': 'budget items',
  '7.9.4': 'budget items',
}

/** Rules whose kind alone does not tell in plain words what is wrong. */
const sentences: Record<string, WordKey> = {
  '1.1.3': 'rule.identifiers alike',
  '1.14.8': 'rule.agency',
  '1.18.8': 'rule.agency',
  '2.1.1': 'rule.shares missing',
  '2.1.4': 'rule.single share',
  '2.2.1': 'rule.own code',
  '3.1.1': 'rule.shares missing',
  '3.1.4': 'rule.single share',
  '3.4.1': 'rule.shares missing',
  '3.4.4': 'rule.single share',
  '3.6.2': 'rule.place twice',
  '3.7.1': 'rule.place missing',
  '3.7.2': 'rule.place missing',
  '4.3.1': 'rule.narrative',
  '4.4.1': 'rule.narrative',
  '6.2.2': 'rule.sector missing',
  '6.6.2': 'rule.sector twice',
  '6.8.1': 'rule.nameless',
  '6.9.1': 'rule.nameless',
  '6.9.2': 'rule.nameless',
  '6.10.1': 'rule.nameless',
  '6.11.1': 'rule.start',
  '6.13.1': 'rule.own code',
  '6.14.1': 'rule.significance',
  '7.9.1': 'rule.shares missing',
  '7.9.4': 'rule.single share',
  '8.8.1': 'rule.no value',
  '8.8.2': 'rule.not a number',
  '8.8.3': 'rule.quality',
  '8.9.1': 'rule.no value',
  '8.9.2': 'rule.not a number',
  '8.9.3': 'rule.quality',
  '8.10.1': 'rule.no value',
  '8.10.2': 'rule.not a number',
  '8.10.3': 'rule.quality',
  '8.11.1': 'rule.reference twice',
  '102.1.1': 'rule.no DAC sector',
  '107.1.1': 'rule.no DAC aid type',
  '107.1.2': 'rule.aid type twice',
  '107.2.1': 'rule.no DAC aid type',
  '107.2.2': 'rule.aid type twice',
}

const sentencesOfKinds: Record<string, WordKey> = {
  startswith: 'rule.prefix',
  no_spaces: 'rule.spaces',
  strict_sum: 'rule.shares sum',
  time_limit: 'rule.period long',
  between_dates: 'rule.between',
  range: 'rule.range',
  date_now: 'rule.updated',
  atleast_one: 'rule.atleast_one',
  no_more_than_one: 'rule.no_more_than_one',
  one_or_all: 'rule.one_or_all',
  only_one_of: 'rule.only_one_of',
  dependent: 'rule.dependent',
  sum: 'rule.sum',
  unique: 'rule.unique',
  regex_matches: 'rule.regex_matches',
  regex_no_matches: 'rule.regex_matches',
  if_then: 'rule.if_then',
}

/** The sentence for a broken rule: by its id where the standard’s formula would tell nobody anything. */
export function sentenceOf(rule: RuleRow): WordKey {
  const own = sentences[rule.id]
  if (own) return own
  if (rule.kind === 'date_order') return rule.more === 'NOW' ? 'rule.future' : 'rule.order'
  if (rule.kind === 'regex_matches' && rule.regex?.includes('\\/\\&\\|\\?')) return 'rule.signs'
  if (rule.kind === 'one_or_all') {
    if (rule.all === 'lang') return 'rule.language'
    if (rule.all === 'currency') return 'rule.currency'
    if (rule.all === 'sector') return 'rule.sector somewhere'
  }
  return sentencesOfKinds[rule.kind] ?? 'rule.if_then'
}
