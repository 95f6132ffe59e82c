import { expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages: codes, signs, and shared spellings. */
const alike = ['fr:label.sources', 'fr:about.version', 'fr:unit.points']

it('The selection room says every sentence in four languages', () => {
  expect(checkDictionary(words, alike)).toEqual([])
})
