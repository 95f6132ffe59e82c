import { expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { faultWords } from './fault-words.ts'

it('What stands in the way is said in four languages', () => {
  expect(checkDictionary(faultWords)).toEqual([])
})
