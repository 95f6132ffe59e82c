import { type TObject, type TSchema, Type } from 'typebox'
import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { fieldName } from './pages/written.tsx'
import { sections } from './schema.ts'
import { words } from './words.ts'

it('What is said of one’s own data is said in four languages', () => {
  expect(checkDictionary(words, ['es:value.no'])).toEqual([])
})

it('Every part of what is held has a name that people read', () => {
  const records = Object.values(sections).flatMap(recordsIn)
  const names = new Set(records.flatMap(({ properties }) => Object.keys(properties)))
  expect(names.size).toBeGreaterThan(50)
  for (const language of languages)
    expect([...names].filter((name) => fieldName(language, name) === name)).toEqual([])
})

/** The records a part is made of, by itself, in a list or as one of several. */
function recordsIn(shape: TSchema): TObject[] {
  if (Type.IsObject(shape)) return [shape]
  if (Type.IsArray(shape)) return recordsIn(shape.items)
  return Type.IsUnion(shape) ? shape.anyOf.flatMap(recordsIn) : []
}
