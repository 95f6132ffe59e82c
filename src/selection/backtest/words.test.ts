import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { words } from './words.ts'

it('The track record says every sentence in four languages', () => {
  expect(checkDictionary(words, ['panel.concordance'])).toEqual([])
})
