import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { actWords } from './acts.ts'
import { riskWords } from './risks.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike: string[] = []

it('The room of compacts says every sentence in four languages', () => {
  expect(checkDictionary(words, alike)).toEqual([])
})

it('What the acts of a compact need and mean is told in four languages', () => {
  expect(checkDictionary(actWords, alike)).toEqual([])
})

it('How a risk stands is told in four languages', () => {
  expect(checkDictionary(riskWords, alike)).toEqual([])
})
