import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { faultWords } from './faults.ts'
import { words } from './words.ts'

it('says everything in four languages', () => {
  expect(checkDictionary(words)).toEqual([])
  expect(checkDictionary(faultWords)).toEqual([])
})
