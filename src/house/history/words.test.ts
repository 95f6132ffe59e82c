import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { actionWords } from './action-words.ts'
import { recordKinds } from './kinds.ts'
import { words } from './words.ts'

it('The history says every sentence in four languages', () => {
  expect(checkDictionary(words, [])).toEqual([])
})

it('Every kind of record has a title in four languages', () => {
  for (const { title } of Object.values(recordKinds))
    expect(languages.filter((language) => !title[language])).toEqual([])
})

it('What events say was done is said in four languages, in English as it is kept', () => {
  expect(checkDictionary(actionWords, [])).toEqual([])
  for (const [action, said] of Object.entries(actionWords.en)) expect(said).toBe(action)
})
