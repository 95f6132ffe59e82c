import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { overviewWords } from './words.ts'

it('The overview of the room says the same in every language', () => {
  expect(checkDictionary(overviewWords)).toEqual([])
})
