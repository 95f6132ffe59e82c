import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { faultCodes } from './check.ts'
import { said } from './words/said.ts'
import { estimateWords } from './words.ts'

it('The report of an estimate says the same in every language', () => {
  expect(
    checkDictionary(estimateWords, ['fr:f.codebook version', 'fr:pub.citation', 'es:by.sector', 'es:no']),
  ).toEqual([])
})

it('has a sentence for every fault of what is handed over', () => {
  expect(faultCodes.filter((code) => !(`w.${code}` in said))).toEqual([])
})
