import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike = ['fr:task.coordination', 'fr:task.awareness']

it('The capacity map says every sentence in four languages', () => {
  expect(checkDictionary(words, alike)).toEqual([])
})
