import { describe, expect, it } from 'vitest'
import { SPECIFICATIONS } from '../estimators/lists/specification.ts'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { findingWords, words } from './words.ts'

/** Words of the field that are rightly the same in two languages. */
const alike = ['fr:kind.log-normal', 'kind.logit', 'fr:kind.exact']

describe('The words of the estimates', () => {
  it('name methods, intervals and plans in four languages', () => {
    expect(checkDictionary(words, alike)).toEqual([])
  })

  it('say every finding in four languages', () => {
    expect(checkDictionary(findingWords, [])).toEqual([])
  })

  it('title every row of the table of methods', () => {
    for (const label of SPECIFICATIONS) expect(words.en).toHaveProperty([`specification.${label}`])
  })
})
