import { readFileSync } from 'node:fs'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { type AnyShape, activityShape, type Held, narratives, organisationShape } from './write-shapes.ts'
import { kinds } from './write-values.ts'

const schemas = sharedData('iati/schemas')
const xs = { xs: 'http://www.w3.org/2001/XMLSchema' }

/** An element as the schema, or our table, describes it: what may stand in it, in order. */
type Described = {
  attributes: Record<string, { need: boolean; type: string }>
  children: { name: string; need: boolean; many: boolean; inside: Described }[]
  text: string | null
}

describe('The table of shapes', () => {
  it.skipIf(schemas === null)('says of an activity what the schema 2.03 says, in its order', () => {
    const schema = openSchema('2.03', 'activities')
    expect(ours(activityShape)).toEqual(schema.element('iati-activity'))
  })

  it.skipIf(schemas === null)('says of an organisation what the schema 2.03 says, in its order', () => {
    const schema = openSchema('2.03', 'organisations')
    expect(ours(organisationShape)).toEqual(schema.element('iati-organisation'))
  })

  for (const version of ['2.01', '2.02']) {
    it.skipIf(schemas === null)(`has a place for everything in version ${version}`, () => {
      const known = new Set([...names(ours(activityShape)), ...names(ours(organisationShape))])
      const activities = names(openSchema(version, 'activities').element('iati-activity'))
      const organisations = names(openSchema(version, 'organisations').element('iati-organisation'))
      expect([...activities, ...organisations].filter((name) => !known.has(name))).toEqual([])
    })
  }
})

/* ── our table, described ─────────────────────────────────────────────────── */

function ours(shape: AnyShape): Described {
  const described: Described = { attributes: {}, children: [], text: null }
  for (const { at, name, need, many, held } of shape.fields) {
    if (at === 'attribute') described.attributes[name] = { need, type: xsdType(held) }
    if (at === 'text') described.text = xsdType(held)
    if (at === 'element') described.children.push({ name, need, many, inside: inside(held) })
  }
  return described
}

function inside(held: Held): Described {
  switch (held.by) {
    case 'shape':
      return ours(held.shape)
    case 'text':
      return { attributes: {}, children: [], text: xsdType(held) }
    case 'attribute':
      return {
        attributes: { [held.attribute]: { need: true, type: xsdType(held) } },
        children: [],
        text: null,
      }
    case 'narratives':
      return {
        attributes: {},
        children: [{ name: 'narrative', need: true, many: true, inside: inside(narratives.held) }],
        text: null,
      }
  }
}

function xsdType(held: Held): string {
  if (held.by !== 'text' && held.by !== 'attribute') throw new Error('not a single value')
  return kinds[held.lexical].xsd
}

function* names({ attributes, children }: Described, path = ''): Generator<string> {
  for (const name of Object.keys(attributes)) yield `${path}/@${name}`
  for (const { name, inside } of children) {
    yield `${path}/${name}`
    yield* names(inside, `${path}/${name}`)
  }
}

/* ── the published schema, described ──────────────────────────────────────── */

function openSchema(version: string, kind: 'activities' | 'organisations') {
  const [main, common] = [`iati-${kind}-schema.xsd`, 'iati-common.xsd'].map((file) =>
    XmlDocument.fromBuffer(readFileSync(`${schemas}/${version}/${file}`)),
  )
  const find = (xpath: string): XmlElement => {
    const found = main!.get(`/xs:schema/${xpath}`, xs) ?? common!.get(`/xs:schema/${xpath}`, xs)
    if (found === null) throw new Error(`The schema ${version} has no ${xpath}`)
    return found as XmlElement
  }
  const attribute = (node: XmlElement, name: string) => node.attr(name)?.value

  function element(name: string): Described {
    return describeElement(find(`xs:element[@name="${name}"]`))
  }

  function describeElement(node: XmlElement): Described {
    const reference = attribute(node, 'ref')
    if (reference !== undefined) return element(reference)
    const type = attribute(node, 'type')
    if (type?.startsWith('xsd:')) return { attributes: {}, children: [], text: type.slice(4) }
    const complex =
      type === undefined ? node.get('xs:complexType', xs) : find(`xs:complexType[@name="${type}"]`)
    // `organisation-identifier` has no type at all: any text.
    if (complex === null) return { attributes: {}, children: [], text: 'string' }
    return describeType(complex as XmlElement)
  }

  function describeType(complex: XmlElement): Described {
    const extension = complex.get('*/xs:extension', xs) as XmlElement | null
    const base = extension === null ? undefined : attribute(extension, 'base')
    const described: Described =
      base === undefined || base.startsWith('xsd:')
        ? { attributes: {}, children: [], text: base?.slice(4) ?? null }
        : describeType(find(`xs:complexType[@name="${base}"]`))
    const holder = extension ?? complex
    for (const node of holder.find('xs:attribute', xs) as XmlElement[]) {
      const reference = attribute(node, 'ref')
      const name = attribute(node, 'name') ?? reference!
      described.attributes[name] = {
        need: attribute(node, 'use') === 'required',
        type: name === 'xml:lang' ? 'language' : typeOf(node, reference),
      }
    }
    for (const node of holder.find('xs:sequence/xs:element | xs:choice/xs:element', xs) as XmlElement[]) {
      described.children.push({
        name: attribute(node, 'name') ?? attribute(node, 'ref')!,
        need: (attribute(node, 'minOccurs') ?? '1') !== '0',
        many: attribute(node, 'maxOccurs') === 'unbounded',
        inside: describeElement(node),
      })
    }
    return described
  }

  function typeOf(node: XmlElement, reference: string | undefined): string {
    const declared = reference === undefined ? node : find(`xs:attribute[@name="${reference}"]`)
    return attribute(declared, 'type')!.slice(4)
  }

  return { element }
}
