import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { libxml2Says } from './libxml2.test-data.ts'
import { type Element, RecordReader } from './read.ts'
import { type Breach, Schema, type SchemaWalk } from './schema.ts'
import { type Kind, schemaTable, type Version } from './tables.ts'

const shared = sharedData('iati')
const schemas = new Map<string, Schema>()

/** What our tables say of a text, as one line each. */
function weSay(text: string | Uint8Array, version: Version, kind: Kind): string[] {
  const key = version + kind
  const schema = schemas.get(key) ?? new Schema(schemaTable(version, kind))
  schemas.set(key, schema)
  const found: string[] = []
  const walk: SchemaWalk = schema.follow(({ kind, element, attribute, values }: Breach) => {
    // That the rest is not judged is our own addition.
    if (kind !== 'rest') found.push(`${element.line}: ${kind} ${attribute ?? ''} ${JSON.stringify(values)}`)
  })
  const reader = new RecordReader({
    onRoot: (root) => walk.begin(root),
    onRecord: (each) => walk.record(each),
  })
  reader.write(typeof text === 'string' ? new TextEncoder().encode(text) : text)
  reader.end()
  walk.end()
  return found
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.xml'))
    .sort()
}

describe.skipIf(!shared)('The schema tables', () => {
  it('are those that the importer makes from the published standard', async () => {
    const { iatiTables } = await import('../../scripts/iati-tables.mjs')
    const folder = path.resolve(import.meta.dirname, '../../data/iati')
    for (const [file, text] of Object.entries(iatiTables(shared!)))
      expect(readFileSync(path.join(folder, file), 'utf8') === text, `${file} is as made`).toBe(true)
  })

  it('judge the schema project’s own cases as libxml2 does, with as many breaches', () => {
    const folder = path.join(shared!, 'schema-tests')
    const apart: string[] = []
    for (const file of filesUnder(folder)) {
      const text = readFileSync(path.join(folder, file))
      const kind = file.startsWith('organisation') ? 'organisations' : 'activities'
      const ours = weSay(text, '2.03', kind)
      const theirs = libxml2Says(text, shared!, '2.03', kind)
      const shouldPass = file.includes('should-pass')
      if ((ours.length === 0) !== shouldPass || ours.length !== theirs?.length)
        apart.push(`${file}\n  we: ${ours.join('\n      ')}\n  libxml2: ${theirs?.join('\n      ')}`)
    }
    expect(apart).toEqual([])
  })

  it('judge a file with a few things changed as libxml2 does', () => {
    const examples = [
      ['2.03', 'activities', 'examples/activity-standard-example-annotated.xml'],
      ['2.03', 'organisations', 'examples/organisation-standard-example-annotated.xml'],
      ['2.01', 'activities', 'real/afdb-2.01-algeria-en-fr.xml'],
      ['2.02', 'organisations', 'validator-tests/iati-org-no-errors.xml'],
    ] as const
    const apart: string[] = []
    const verdicts = { right: 0, wrong: 0 }
    let seed = 20260101
    const chance = (below: number) => {
      // Mulberry32: the same changes every time.
      seed = (seed + 0x6d2b79f5) | 0
      let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed)
      bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
      return ((bits ^ (bits >>> 14)) >>> 0) % below
    }
    for (const [version, kind, file] of examples) {
      const original = treeOf(readFileSync(path.join(shared!, file)))
      for (let round = 0; round < 150; round += 1) {
        const tree = structuredClone(original)
        for (let i = chance(3); i >= 0; i -= 1) change(tree, chance)
        const text = textOf(tree)
        const ours = weSay(text, version, kind)
        const theirs = libxml2Says(text, shared!, version, kind)
        verdicts[ours.length === 0 ? 'right' : 'wrong'] += 1
        if (theirs === null || ours.length !== theirs.length)
          apart.push(
            `${file} ${round}\n  we: ${ours.join('\n      ')}\n  libxml2: ${theirs?.join('\n      ')}`,
          )
      }
    }
    expect(apart).toEqual([])
    expect(Math.min(verdicts.right, verdicts.wrong)).toBeGreaterThan(50)
  })

  it('judge single values as libxml2 does', () => {
    const apart: string[] = []
    for (const [type, values] of Object.entries(trickyValues))
      for (const value of values) {
        const text = withValue[type]!(value.replace(/[&<>"\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`))
        const ours = weSay(text, '2.03', 'activities')
        const theirs = libxml2Says(text, shared!, '2.03', 'activities')
        if (theirs === null || (ours.length === 0) !== (theirs.length === 0))
          apart.push(`${type} “${value}”: we ${ours}; libxml2 ${theirs}`)
      }
    expect(apart).toEqual([])
  })
})

/* ── files with something changed ─────────────────────────────────────────── */

function treeOf(text: Uint8Array): Element {
  const records: Element[] = []
  const reader = new RecordReader({ onRoot: () => {}, onRecord: (each) => records.push(each) })
  reader.write(text)
  reader.end()
  return { ...reader.root!, children: records }
}

const escaped = (text: string) => text.replace(/[&<>"\n]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function textOf({ name, attributes, children, text }: Element): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return `<${name}${given.join('')}>${escaped(text)}${children.map(textOf).join('')}</${name}>`
}

/** One change at a place found by chance: what a careless hand or a bad program would do. */
function change(root: Element, chance: (below: number) => number): void {
  const all: Element[] = []
  const collect = (element: Element) => {
    for (const child of element.children) {
      all.push(element)
      collect(child)
    }
  }
  collect(root)
  if (all.length === 0) return
  const parent = all[chance(all.length)]!
  const at = chance(parent.children.length)
  const child = parent.children[at]!
  const attributes = Object.keys(child.attributes)
  const attribute = attributes[chance(attributes.length || 1)]
  const anywhere = all[chance(all.length)]!
  switch (chance(14)) {
    case 0:
      parent.children.splice(at, 1)
      break
    case 1:
      parent.children.splice(at, 0, structuredClone(child))
      break
    case 2:
      parent.children.push(...parent.children.splice(at, 1))
      break
    case 3:
      if (!structuredContains(child, anywhere)) anywhere.children.push(structuredClone(child))
      break
    case 4:
      if (attribute) delete child.attributes[attribute]
      break
    case 5:
      if (attribute) child.attributes[attribute] = ['', '2020-02-30', '1.5', 'true', '-1', 'a b'][chance(6)]!
      break
    case 6:
      child.attributes[['new', 'xml:lang', 'xml:base', 'currency', 'value-date'][chance(5)]!] = [
        'en',
        'x y',
        '',
      ][chance(3)]!
      break
    case 7:
      child.name = ['narrative', 'title', 'unknown', 'value', 'constructor'][chance(5)]!
      break
    case 8:
      if (child.children.length === 0) child.text = ['', ' ', 'words', '12', '1e3'][chance(5)]!
      break
    case 9:
      parent.children.push(foreign([], {}))
      break
    case 10:
      parent.children.splice(at, 0, foreign([], {}))
      break
    case 11:
      parent.children.push(
        foreign([structuredClone(child)], { 'value-date': ['2020-01-01', 'soon'][chance(2)]! }),
      )
      break
    case 12:
      parent.children.push(
        foreign([plainElement('narrative', 'x'), plainElement('unheard-of', 'y')], { any: 'z' }),
      )
      break
    default:
      child.attributes['o:thing'] = '1'
      child.attributes['xmlns:o'] = 'urn:other'
  }
}

const plainElement = (name: string, text: string): Element => ({
  name,
  attributes: {},
  line: 0,
  children: [],
  text,
})

const foreign = (children: Element[], attributes: Record<string, string>): Element => ({
  name: 'o:other',
  attributes: { 'xmlns:o': 'urn:other', ...attributes },
  line: 0,
  children,
  text: 'said otherwise',
})

function structuredContains(element: Element, other: Element): boolean {
  return element === other || element.children.some((child) => structuredContains(child, other))
}

/* ── single values ────────────────────────────────────────────────────────── */

const activity = (attributes: string, parts: string) =>
  `<iati-activities version="2.03"><iati-activity${attributes}><iati-identifier>A-1-2</iati-identifier>
  <reporting-org ref="A-1" type="10"><narrative>A</narrative></reporting-org><title><narrative>T</narrative></title>
  <description><narrative>D</narrative></description><participating-org role="1" ref="A-1"/><activity-status code="2"/>
  <activity-date type="1" iso-date="2020-01-01"/>${parts}</iati-activity></iati-activities>`

/** A file that is right but for one value of a type. */
const withValue: Record<string, (value: string) => string> = {
  date: (value) => activity('', `<activity-date type="1" iso-date="${value}"/>`),
  dateTime: (value) => activity(` last-updated-datetime="${value}"`, ''),
  decimal: (value) => activity('', `<recipient-country code="AF" percentage="${value}"/>`),
  boolean: (value) => activity(` humanitarian="${value}"`, ''),
  int: (value) => activity(` hierarchy="${value}"`, ''),
  anyURI: (value) => activity(` linked-data-uri="${value}"`, ''),
  'xml:lang': (value) => activity(` xml:lang="${value}"`, ''),
  'xml:space': (value) => activity(` xml:space="${value}"`, ''),
  'xml:base': (value) => activity(` xml:base="${value}"`, ''),
  nonNegativeInteger: (value) =>
    activity('', `<location><administrative vocabulary="A4" code="AF" level="${value}"/></location>`),
  positiveInteger: (value) =>
    activity(
      '',
      `<result type="1"><title><narrative>T</narrative></title><indicator measure="1"><title><narrative>T</narrative></title><baseline year="${value}" value="1"/></indicator></result>`,
    ),
}

const trickyValues: Record<string, string[]> = {
  date: [
    '2020-01-01',
    ' 2020-01-01 ',
    '2020-1-1',
    '2020-02-30',
    '2020-02-29',
    '2021-02-29',
    '1900-02-29',
    '2000-02-29',
    '2020-13-01',
    '2020-00-01',
    '2020-01-00',
    '2020-04-31',
    '2020-01-01Z',
    '2020-01-01+01:00',
    '2020-01-01+14:00',
    '2020-01-01+14:01',
    '2020-01-01-13:59',
    '2020-01-01+24:00',
    '2020-01-01+1:00',
    '0000-01-01',
    '-0001-01-01',
    '12020-01-01',
    '02020-01-01',
    '20-01-01',
    '2020-01-01T00:00:00',
    '',
    ' ',
    '2020/01/01',
    '+2020-01-01',
    '2020-01-01z',
    '2020-01-01 Z',
    '99999999999-01-01',
  ],
  dateTime: [
    '2020-01-01T00:00:00',
    '2020-01-01T24:00:00',
    '2020-01-01T24:00:01',
    '2020-01-01T23:59:60',
    '2020-01-01T23:59:59.999999',
    '2020-01-01T23:59:59.',
    '2020-01-01T23:59',
    '2020-01-01 23:59:59',
    '2020-01-01T25:00:00',
    '2020-01-01T00:60:00',
    '2020-01-01T00:00:00Z',
    '2020-01-01T00:00:00+05:30',
    '2020-01-01T00:00:00+15:00',
    '2020-01-01',
    '',
    ' 2020-01-01T00:00:00 ',
    '2020-02-30T00:00:00',
    '2020-01-01t00:00:00',
    '2020-01-01T24:00:00.0',
    '2020-01-01T00:00:00.0000000000000000001',
    '2020-01-01T00:00:00.5Z',
  ],
  decimal: [
    '1',
    '-1',
    '+1',
    '1.5',
    '.5',
    '5.',
    '.',
    '',
    ' 1 ',
    '1,5',
    '1e5',
    'NaN',
    'INF',
    '00001',
    '-',
    '+',
    '1.2.3',
    '123456789012345678901234567890',
    '0.1234567890123456789012345678',
    '1 2',
    '100%',
  ],
  boolean: ['true', 'false', '0', '1', 'True', 'TRUE', ' 1 ', '', 'yes', '2', '01'],
  int: [
    '1',
    '-1',
    '+1',
    '0',
    '',
    ' 7 ',
    '1.0',
    '2147483647',
    '2147483648',
    '-2147483648',
    '-2147483649',
    '99999999999999999999',
    '1e3',
    '007',
    '-0',
  ],
  nonNegativeInteger: [
    '0',
    '-0',
    '1',
    '-1',
    '',
    '+3',
    '1.0',
    '123456789012345678901234',
    '123456789012345678901234567890',
  ],
  positiveInteger: ['0', '1', '-1', '2030', '+1'],
  anyURI: [
    '',
    'http://example.org',
    'http://example.org/a b',
    'example',
    'a:b',
    ':b',
    '1:b',
    'http://exa mple.org',
    'http://[::1]/',
    'http://[::1',
    'http://example.org:80/',
    'http://example.org:8o/',
    'http://example.org/%41',
    'http://example.org/%4',
    'http://example.org/%zz',
    '%',
    '//host/path',
    '///path',
    '/path',
    '?q',
    '#f',
    '#f#g',
    'a#b[c]',
    'a?b[c]',
    'a[b]',
    'http://example.org/{id}',
    'http://éxample.org/é',
    'mailto:a@b.org',
    'urn:x:y',
    'http:',
    'http:/',
    'http://',
    'http://user@host',
    'http://user@@host',
    'http://a:b:c',
    'a b',
    ' a ',
    'http://example.org/a|b',
    'a:b:c',
    './a:b',
    'http:example',
    'http://example.org//a',
    '//',
    '/',
    '//a:',
    'http://example.org?x=http://y',
    "it's",
    'a\\b',
    'a^b',
    '<a>',
    'C:\\docs\\a.pdf',
    'www.example.org:80',
    'N/A',
    'n.a.',
    'http//example.org',
    '-',
    '@',
    'a@b',
    'http://ex_ample.org',
    'http://example.org:',
    'http://example.org:99999999999',
    'a\nb',
    'http://[a]b/',
    'http://%41/',
  ],
  'xml:lang': [
    'en',
    'EN',
    'en-GB',
    '',
    ' en ',
    'english',
    'englishes',
    'e',
    'en_GB',
    'en-',
    '-en',
    'en-GB-oxendict',
    'x-klingon',
    'zh-Hans',
    '1',
    'en-1',
    'en gb',
    'en-123456789',
    'ß',
    'fr ',
    ' ',
  ],
  'xml:space': ['default', 'preserve', ' preserve', 'other', ''],
  'xml:base': ['http://a b', 'a', ''],
}
