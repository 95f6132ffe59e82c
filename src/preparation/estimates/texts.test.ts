import { describe, expect, it } from 'vitest'
import { readKept } from './check.ts'
import { fromLists, fromPublication, fromSurvey } from './estimates.test-data.ts'
import { EstimateFault } from './faults.ts'
import { fieldNames, readPublicationForm, readReason, type Typed, typedFrom } from './forms.ts'
import { textsIn } from './texts.ts'

const faults = (sent: unknown) => {
  const read = readKept(sent)
  return 'faults' in read ? read.faults.map(({ place, code }) => `${place}: ${code}`) : []
}
const ofForm = (over: Typed) => {
  const read = readPublicationForm({ ...typedFrom(fromPublication()), ...over }, 'en', 2026)
  return 'errors' in read ? read.errors.map(({ field, message }) => `${field}: ${message.slice(0, 30)}`) : []
}

describe('A text that goes with an estimate', () => {
  it('holds nothing that cannot be seen, in any field of the form', () => {
    const written = fieldNames.filter((name) => name !== 'reason')
    for (const hidden of ['a \u202E b', 'a \u200B b', 'a\u2060b'])
      for (const name of written)
        expect(
          ofForm({ [name]: hidden }).map((told) => told.split(':')[0]),
          `${name} ${hidden}`,
        ).toContain(name)
    expect(readReason({ reason: 'a \u202E b' })).toEqual({ wrong: 'w.hidden' })
  })

  it('holds nothing that cannot be seen where a program sends it', () => {
    expect(faults(fromPublication({ definition: 'Adults \u200B in debt' }))).toEqual(['definition: hidden'])
  })

  it('points to no person: beside the field of the form, at its place for a program', () => {
    const text = 'Kofi Mensah, born 12 March 1999, phone +233 24 123 4567, was found twice'
    expect(ofForm({ method: text })).toEqual(['method: This looks like a telephone nu'])
    expect(faults(fromSurvey({ frame: 'ask jane@police.example.org' }))).toEqual(['frame: points e-mail'])
    expect(readReason({ reason: text })).toEqual({ wrong: 'w.points phone' })
    const kept = fromLists()
    if (kept.result.design !== 'lists') throw new Error('lists are wanted')
    kept.result.why = 'Victim Kofi Mensah was found twice'
    kept.result.specification.lists[0] = 'Kofi Mensah, born 12 March 1999'
    expect(faults({ ...kept, overlapTable: undefined })).toEqual(
      expect.arrayContaining(['result/why: points name', 'result/specification/lists/0: points birth-date']),
    )
  })

  it('is every text that stands in a report', () => {
    const places = (kept: Parameters<typeof textsIn>[0]) => textsIn(kept).map(({ place }) => place)
    expect(places(fromPublication())).toEqual(
      expect.arrayContaining(['publication/citation', 'publication/method', 'publication/lists/2']),
    )
    expect(places(fromSurvey())).toEqual(
      expect.arrayContaining(['result/settings/cluster', 'result/estimates/0/label']),
    )
  })

  it('of our own examples passes', () => {
    for (const kept of [fromLists(), fromSurvey(), fromPublication()]) expect(faults(kept)).toEqual([])
  })
})

it('A fault of a codebook or a correction names its field', () => {
  for (const [fault, place] of [
    ['no codebook', 'codebook'],
    ['codebook draft', 'codebook'],
    ['replaced', 'replaces'],
  ] as const)
    expect(new EstimateFault(fault).details).toMatchObject([{ place }])
})

describe('The form', () => {
  it('takes no year to come, and says what a year is', () => {
    expect(ofForm({ year: '2027' })).toEqual(['year: Write the year it was publishe'])
    expect(ofForm({ year: '3000' })).toEqual(['year: Write the year it was publishe'])
    expect(ofForm({ year: '2026' })).toEqual([])
  })

  it('takes names of lists by lines or semicolons, and says that one is too few', () => {
    expect(ofForm({ lists: 'A' })).toEqual(['lists: Name two lists at least and 20'])
    const read = readPublicationForm({ ...typedFrom(fromPublication()), lists: 'A\r\nB' }, 'en', 2026)
    expect('values' in read && read.values.publication.lists).toEqual(['A', 'B'])
  })
})
