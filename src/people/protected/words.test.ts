import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { words } from './words.ts'

it('What is said to people at risk is said in four languages', () => {
  expect(checkDictionary(words)).toEqual([])
})

it('No sentence calls anybody a victim or a survivor', () => {
  const said = Object.values(words).flatMap((language) => Object.values(language))
  expect(
    said.filter((sentence) => /victim|survivor|v[ií]ctima|surviv|sobreviv|vítima/i.test(sentence)),
  ).toEqual([])
})
