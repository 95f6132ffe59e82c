import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { connectorWords } from './words.ts'

it('Fetched figures are told of in four languages', () => {
  expect(checkDictionary(connectorWords, [])).toEqual([])
})
