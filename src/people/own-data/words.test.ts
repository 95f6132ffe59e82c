import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { words } from './words.ts'

it('What is said of one’s own data is said in four languages', () => {
  expect(checkDictionary(words)).toEqual([])
})
