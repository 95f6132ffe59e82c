/*
 * Makes `data/iati` from the published IATI standard: schemas 2.01 to 2.03, code lists, the rules on
 * codes and the standard ruleset, in a compact format of our own. The same input gives the same bytes.
 *
 *   node scripts/iati-tables.mjs [FOLDER]     FOLDER holds schemas/, codelists/, ruleset/
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { SaxesParser } from 'saxes'

const root = path.resolve(import.meta.dirname, '..')
export const versions = ['2.01', '2.02', '2.03']
/** Lists short enough that a remedy can name their codes. */
const namedUpTo = 20

/** Every table by its file name, as text. */
export function iatiTables(from) {
  const read = (...parts) => readFileSync(path.join(from, ...parts), 'utf8')
  const tables = {}
  for (const version of versions)
    for (const kind of ['activities', 'organisations'])
      tables[`schema-${version}-${kind}.json`] = written(
        schemaTable(version, kind, (file) => read('schemas', version, file)),
      )
  const lists = JSON.parse(read('codelists', 'codelists.json'))
  tables['codelists.json'] = written(listTable(lists))
  tables['code-rules.json'] = written(
    codeRules(JSON.parse(read('codelists', 'codelist_rules-2.03.json')), lists),
  )
  tables['rules.json'] = written(rules(JSON.parse(read('ruleset', 'standard.json'))))
  return tables
}

/** JSON with one line for each entry of the outer two levels: small, and a change can be read. */
function written(value) {
  const inner = (part) =>
    Array.isArray(part)
      ? `[\n${part.map((each) => JSON.stringify(each)).join(',\n')}\n]`
      : typeof part === 'object' && part !== null
        ? `{\n${Object.entries(part)
            .map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(each)}`)
            .join(',\n')}\n}`
        : JSON.stringify(part)
  return `{\n${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}: ${inner(part)}`)
    .join(',\n')}\n}\n`
}

/* ── schemas ──────────────────────────────────────────────────────────────── */

function xmlTree(text) {
  const parser = new SaxesParser()
  const open = [{ name: '', attributes: {}, children: [] }]
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name: name.replace(/^.*:/, ''), attributes, children: [] }
    open.at(-1).children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return open[0].children[0]
}

const simpleTypes = [
  'string',
  'anyURI',
  'decimal',
  'date',
  'dateTime',
  'boolean',
  'int',
  'nonNegativeInteger',
  'positiveInteger',
  'NMTOKEN',
]

/**
 * One schema as a table of types. A type is `{ a, x, s }` with simple content or `{ a, x, c }` with
 * elements: `a` attributes (`!` marks a required one), `x` other namespaces’ attributes may come too,
 * `c` the elements in their order as [name, type, least, most], `*` any element of another namespace,
 * most −1 without bound. `{ any }` may hold anything. A construct beyond these stops the making: the checker would not know it.
 */
function schemaTable(version, kind, read) {
  const files = ['iati-common.xsd', `iati-${kind}-schema.xsd`].map((file) => xmlTree(read(file)))
  const named = { element: new Map(), complexType: new Map(), attribute: new Map() }
  for (const file of files)
    for (const child of file.children) {
      if (['annotation', 'include', 'import'].includes(child.name)) continue
      if (!named[child.name]) throw new Error(`${kind} ${version}: unknown ${child.name}`)
      named[child.name].set(child.attributes.name, child)
    }
  const xmlAttributes = xmlTree(read('xml.xsd'))
    .children.filter(({ name }) => name === 'attribute')
    .map(({ attributes }) => attributes.name)
  if (String(xmlAttributes) !== 'lang,space,base,id') throw new Error(`xml.xsd has ${xmlAttributes}`)

  const types = []
  const seen = new Map()
  const keep = (type) => {
    const text = JSON.stringify(type)
    if (!seen.has(text)) {
      seen.set(text, types.length)
      types.push(type)
    }
    return seen.get(text)
  }
  const simple = (name) => {
    const bare = name?.replace(/^xsd?:/, '')
    if (!simpleTypes.includes(bare)) throw new Error(`${kind} ${version}: unknown simple type ${name}`)
    return bare
  }
  const parts = (element) => element.children.filter(({ name }) => name !== 'annotation')
  const typeOfElement = (element) => {
    const { type } = element.attributes
    const [inner, ...more] = parts(element)
    if (more.length > 0) throw new Error(`${element.attributes.name}: more than a type`)
    if (inner) return complex(inner)
    if (type === undefined) return keep({ any: 1 })
    const declared = named.complexType.get(type)
    return declared ? complex(declared) : keep({ s: simple(type) })
  }
  const globals = new Map()
  const global = (name) => {
    if (!globals.has(name)) {
      const element = named.element.get(name)
      if (!element) throw new Error(`no element ${name}`)
      globals.set(name, typeOfElement(element))
    }
    return globals.get(name)
  }
  const attributeOf = (element) => {
    const { ref, name, type, use } = element.attributes
    const must = use === 'required' ? '!' : ''
    if (ref?.startsWith('xml:')) return [ref, ref + must]
    if (ref) return [ref, simple(named.attribute.get(ref).attributes.type) + must]
    // An attribute that says no type may hold anything.
    if (type === undefined && parts(element).length === 0) return [name, `string${must}`]
    return [name, simple(type) + must]
  }
  const particles = (sequence) => {
    if (sequence.attributes.minOccurs || sequence.attributes.maxOccurs) throw new Error('a repeated sequence')
    return parts(sequence).map((each) => {
      const { name, ref, minOccurs = '1', maxOccurs = '1', namespace, processContents } = each.attributes
      const most = maxOccurs === 'unbounded' ? -1 : Number(maxOccurs)
      if (each.name === 'any') {
        if (namespace !== '##other' || processContents !== 'lax') throw new Error(`any ${namespace}`)
        return ['*', 0, Number(minOccurs), most]
      }
      if (each.name !== 'element') throw new Error(`${kind} ${version}: ${each.name} in a sequence`)
      return [ref ?? name, ref ? global(ref) : typeOfElement(each), Number(minOccurs), most]
    })
  }
  const described = (element) => {
    const type = { a: {}, x: 0, c: [] }
    for (const part of parts(element)) {
      if (part.name === 'sequence') type.c.push(...particles(part))
      else if (part.name === 'attribute') {
        const [name, rule] = attributeOf(part)
        type.a[name] = rule
      } else if (part.name === 'anyAttribute') type.x = 1
      else if (part.name === 'simpleContent' || part.name === 'complexContent') {
        const [extension, ...more] = parts(part)
        if (extension.name !== 'extension' || more.length > 0) throw new Error(`${part.name}: no extension`)
        const own = described(extension)
        const { base } = extension.attributes
        if (part.name === 'simpleContent') {
          delete own.c
          own.s = simple(base)
          return own
        }
        const under = described(named.complexType.get(base))
        return { a: { ...under.a, ...own.a }, x: under.x | own.x, c: [...under.c, ...own.c] }
      } else throw new Error(`${kind} ${version}: unknown ${part.name}`)
    }
    return type
  }
  const complex = (element) => {
    if (element.attributes.mixed || element.attributes.abstract) throw new Error('mixed or abstract')
    return keep(described(element))
  }

  const elements = Object.fromEntries([...named.element.keys()].sort().map((name) => [name, global(name)]))
  const attributes = Object.fromEntries(
    [...named.attribute].sort().map(
      ([
        name,
        {
          attributes: { type },
        },
      ]) => [name, simple(type)],
    ),
  )
  return { version, root: `iati-${kind}`, elements, attributes, types }
}

/* ── code lists and what uses them ────────────────────────────────────────── */

function listTable(lists) {
  const sorted = Object.entries(lists).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    lists: Object.fromEntries(sorted.map(([name, { items }]) => [name, items.map(({ code }) => code)])),
    names: Object.fromEntries(
      sorted
        .filter(([, { items }]) => items.length <= namedUpTo)
        .map(([name, { items }]) => [
          name,
          items.map((item) => (item.fr ? [item.name ?? '', item.fr] : [item.name ?? ''])),
        ]),
    ),
  }
}

function codeRules(published, lists) {
  const found = []
  const rule = ({ id, severity, codelist, allowedCodes }) => {
    const allowed = new Set(allowedCodes)
    const listed = lists[codelist]?.items.map(({ code }) => code)
    if (!listed) throw new Error(`no code list ${codelist}`)
    if (allowedCodes.some((code) => !listed.includes(code)))
      throw new Error(`${id}: a code is not on its list`)
    const without = listed.filter((code) => !allowed.has(code))
    return { id, severity, list: codelist, ...(without.length > 0 ? { without } : {}) }
  }
  for (const [place, attributes] of Object.entries(published))
    for (const [name, given] of Object.entries(attributes)) {
      const at = name === 'text()' ? name : `@${name}`
      if (!given.conditions) found.push({ path: place, at, ...rule(given) })
      else {
        const { mapping, linkedAttribute, defaultLink } = given.conditions
        const when = Object.fromEntries(Object.entries(mapping).map(([code, each]) => [code, rule(each)]))
        found.push({ path: place, at, by: linkedAttribute, unsaid: defaultLink, when })
      }
    }
  return { rules: found }
}

/* ── the standard ruleset ─────────────────────────────────────────────────── */

/** One line for each case; a loop’s cases carry `foreach` and `subs`. Texts are ours, by kind, elsewhere. */
function rules(published) {
  const found = []
  const add = (context, kind, { ruleInfo, ...parameters }, loop) => {
    const { id, severity, category } = ruleInfo
    found.push({ id, severity, category, context, kind, ...loop, ...parameters })
  }
  for (const [context, kinds] of Object.entries(published))
    for (const [kind, { cases }] of Object.entries(kinds))
      for (const each of cases) {
        if (kind !== 'loop') add(context, kind, each)
        else
          for (const [inner, { cases: innerCases }] of Object.entries(each.do))
            for (const innerCase of innerCases)
              add(context, inner, innerCase, { foreach: each.foreach, subs: each.subs })
      }
  return { rules: found }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const from = path.resolve(process.argv[2] ?? path.join(root, '../shared/data/iati'))
  const to = path.join(root, 'data/iati')
  mkdirSync(to, { recursive: true })
  const tables = iatiTables(from)
  for (const [file, text] of Object.entries(tables)) writeFileSync(path.join(to, file), text)
  console.log(`${Object.keys(tables).length} tables, ${Object.values(tables).join('').length} characters`)
}
