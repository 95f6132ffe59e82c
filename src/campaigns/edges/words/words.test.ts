import { expect, it } from 'vitest'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { words } from './words.ts'

it('is said in all four languages', () => {
  expect(checkDictionary(words, ['fr:column.code'])).toEqual([])
})
