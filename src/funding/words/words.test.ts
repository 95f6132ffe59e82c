import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { faultWords } from '../fault-words.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike = [
  'fr:contribution',
  'fr:tranche',
  'fr:component.protection',
  'fr:award.initiative',
  'fr:award.instrument',
  'fr:rate.source',
  'fr:initiatives.title',
]

it('The room of money says every sentence in four languages', () => {
  expect(checkDictionary(words, alike)).toEqual([])
})

it('What stands in the way of money is said in four languages', () => {
  expect(checkDictionary(faultWords)).toEqual([])
})
