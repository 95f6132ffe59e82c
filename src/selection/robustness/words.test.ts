import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { robustnessWords } from './words.ts'

it('How sure a result is, is said in four languages', () => {
  expect(checkDictionary(robustnessWords, [])).toEqual([])
})
