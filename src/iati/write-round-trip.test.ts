import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { compareActivities } from './compare-activities.ts'
import { activityFrom, organisationFrom } from './import-activities.ts'
import type { Activity, Organisation } from './model.ts'
import { type Element, readActivities } from './read.ts'
import { writeActivities, writeOrganisations } from './write.ts'
import {
  type AnyShape,
  activityShape,
  type Held,
  narratives,
  organisationShape,
  type Place,
  type Shape,
} from './write-shapes.ts'
import type { Lexical } from './write-values.ts'

const schemas = sharedData('iati/schemas/2.03')
const examples = sharedData('iati/examples')
const real = sharedData('iati/real')
const options = { generated: new Date('2026-03-01T09:30:00Z'), language: 'en', currency: 'USD' }

describe('Any activity the model can hold', () => {
  it.skipIf(schemas === null)(
    'is written as a file the schema accepts, and reads back as itself',
    async () => {
      const accept = schemaOf('activities')
      await fc.assert(
        fc.asyncProperty(anActivity, async (activity) => {
          const file = await textOf(writeActivities([activity], options))
          accept(file)
          const [element] = await recordsIn(file)
          const back = activityFrom(element!)
          expect(back.notes.filter(({ kind }) => kind !== 'untidy')).toEqual([])
          expect(back.activity).toEqual(withDefaults(activity))
        }),
        { numRuns: 100 },
      )
    },
  )

  it('differs in nothing from itself, in whatever order its lists stand', () => {
    fc.assert(
      fc.property(anActivity, (activity) => {
        expect(compareActivities(activity, reversed(activity))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('differs from another by something that stands in one of them', () => {
    fc.assert(
      fc.property(anActivity, anActivity, (one, other) => {
        const there = compareActivities(one, other)
        const back = compareActivities(other, one)
        expect(there.length === 0).toBe(back.length === 0)
        for (const { kind, before, after } of there) {
          expect([before !== undefined, after !== undefined]).toEqual([
            kind !== 'added',
            kind !== 'withdrawn',
          ])
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('Any organisation the model can hold', () => {
  it.skipIf(schemas === null)(
    'is written as a file the schema accepts, and reads back as itself',
    async () => {
      const accept = schemaOf('organisations')
      await fc.assert(
        fc.asyncProperty(anOrganisation, async (organisation) => {
          const file = await textOf(writeOrganisations([organisation], options))
          accept(file)
          const [element] = await recordsIn(file)
          const back = organisationFrom(element!)
          expect(back.notes).toEqual([])
          expect(back.organisation).toEqual(withDefaults(organisation))
        }),
        { numRuns: 60 },
      )
    },
  )
})

describe('Published files', () => {
  it.skipIf(examples === null)(
    'come through reading and writing with nothing lost: the annotated examples',
    async () => {
      const [element] = await recordsIn(
        readFileSync(`${examples}/activity-standard-example-annotated.xml`, 'utf8'),
      )
      const { activity, notes } = activityFrom(element!)
      expect(notes).toEqual([])
      const [again] = await recordsIn(await textOf(writeActivities([activity], options)))
      expect(flat(again!)).toEqual(flat(element!))

      const [organisation] = await recordsIn(
        readFileSync(`${examples}/organisation-standard-example-annotated.xml`, 'utf8'),
      )
      const read = organisationFrom(organisation!)
      expect(read.notes).toEqual([])
      const [second] = await recordsIn(await textOf(writeOrganisations([read.organisation], options)))
      expect(flat(second!)).toEqual(flat(organisation!))
    },
  )

  it.skipIf(real === null || schemas === null)('of donors are valid 2.03 when written again', async () => {
    const accept = schemaOf('activities')
    for (const file of ['afdb-2.01-algeria-en-fr.xml', 'sida-2.03-laos.xml']) {
      for (const element of await recordsIn(readFileSync(`${real}/${file}`, 'utf8'))) {
        const { activity } = activityFrom(element)
        const again = await textOf(writeActivities([activity], options))
        accept(again)
        const [back] = await recordsIn(again)
        expect(compareActivities(activity, activityFrom(back!).activity)).toEqual([])
      }
    }
  })
})

/* ── files ────────────────────────────────────────────────────────────────── */

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

async function recordsIn(file: string): Promise<Element[]> {
  const records: Element[] = []
  for await (const record of readActivities(Buffer.from(file))) records.push(record)
  return records
}

function schemaOf(kind: 'activities' | 'organisations'): (file: string) => void {
  xmlRegisterFsInputProviders()
  const url = `${schemas}/iati-${kind}-schema.xsd`
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(url), { url }))
  return (file) => {
    const document = XmlDocument.fromBuffer(Buffer.from(file))
    try {
      validator.validate(document)
    } finally {
      document.dispose()
    }
  }
}

/** Every element and attribute with its value, as lines, true for 1 as XML Schema has it. */
function flat(element: Element, path = ''): string[] {
  const at = `${path}/${element.name}`
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => `${at}/@${name}=${value === 'true' ? '1' : value === 'false' ? '0' : value}`)
    .sort()
  const text = element.text.trim() === '' ? [] : [`${at}=${element.text.trim()}`]
  return [...attributes, ...text, ...element.children.flatMap((child) => flat(child, at))]
}

/* ── any record at all, from the table of shapes ──────────────────────────── */

const signs = fc.constantFrom(...'aB0é<>&"\'\n\r\t 😀ع字-', ']]>', '\u00A0', '\u2028', '\uFFFD', '&#10;')
const words = fc.string({ unit: signs, minLength: 1, maxLength: 8 }).map((text) => `${text}x`)
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
const lexicals = {
  text: words.map((text) => text.replace(/^[\t\n\r ]+/, '')),
  code: words,
  day: days.map((moment) => moment.slice(0, 10)),
  moment: days,
  decimal: fc
    .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.constantFrom('', '.5', '.00', '.12345678'))
    .map(([whole, fraction]) => `${whole}${fraction}`),
  flag: fc.boolean(),
  whole: fc.integer(),
  positive: fc.integer({ min: 1, max: 9999 }),
  natural: fc.nat(),
  address: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      'www.afdb.org',
      'mailto:a@example.org',
      'http:www.example.org/a',
      '/é?q=a&b=c#d',
      'urn:x:1',
    ),
  ),
  language: fc.constantFrom('en', 'fr', 'pt-BR'),
  token: fc.constantFrom('activity-status', 'x.1:y_z'),
} satisfies Record<Lexical, fc.Arbitrary<unknown>>

const anActivity = anyRecord(activityShape)
const anOrganisation = anyRecord(organisationShape)

function anyRecord<T>(shape: Shape<T>): fc.Arbitrary<T> {
  return anyOf(shape).map((record) => record as T) // a shape has exactly the fields of its type, see `Fields`
}

function withDefaults<R extends Activity | Organisation>(record: R): R {
  const { language = options.language, defaultCurrency = options.currency } = record
  return { ...record, language, defaultCurrency }
}

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed).reverse() as T // a list again, of the same items
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reversed(inner)])) as T // same fields
}

function anyOf(shape: AnyShape): fc.Arbitrary<Record<string, unknown>> {
  const model = Object.fromEntries(shape.fields.map((place) => [place.key, anyIn(place)]))
  const requiredKeys = shape.fields.filter(({ need }) => need).map(({ key }) => key)
  // Half the optional fields of a record, so that both being there and not is met.
  return fc.record(model, { requiredKeys })
}

function anyIn({ held, many }: Place): fc.Arbitrary<unknown> {
  const one = anyHeld(held)
  // An optional list that is empty reads back as no list, which means the same: so never empty here.
  return many ? fc.array(one, { minLength: 1, maxLength: 2 }) : one
}

function anyHeld(held: Held): fc.Arbitrary<unknown> {
  switch (held.by) {
    case 'shape':
      return anyOf(held.shape)
    case 'narratives':
      return anyIn(narratives)
    default:
      return lexicals[held.lexical]
  }
}
