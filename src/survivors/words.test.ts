import { expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { words } from './words.ts'

it('Reviews of survivors’ advisers say every sentence in four languages', () => {
  expect(checkDictionary(words, [])).toEqual([])
})
