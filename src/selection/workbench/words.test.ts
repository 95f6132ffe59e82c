import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { benchWords } from './words.ts'

it('The workbench says every sentence in four languages', () => {
  expect(checkDictionary(benchWords, [])).toEqual([])
})
