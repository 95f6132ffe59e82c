import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { pageWords } from './words/pages.ts'
import { legislatureWords } from './words.ts'

it('Every sentence is there in every language', () => {
  expect(checkDictionary(legislatureWords)).toEqual([])
  expect(checkDictionary(pageWords)).toEqual([])
})
