import { expect, it } from 'vitest'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { faultWords } from './faults.ts'
import { pointsWords } from './points.ts'
import { words as stopWords } from './stops.ts'
import { words } from './words.ts'

it('Everything said of consultations is said in four languages', () => {
  expect(checkDictionary(faultWords, [])).toEqual([])
  expect(checkDictionary(stopWords, [])).toEqual([])
  expect(checkDictionary(words, ['fr:objection.title'])).toEqual([])
  expect(checkDictionary(pointsWords, [])).toEqual([])
})
