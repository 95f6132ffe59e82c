import { describe, expect, it } from 'vitest'
import { SPECIFICATIONS } from '../estimators/lists/specification.ts'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { estimateWords } from './estimates/words.ts'
import { networkWords } from './pictures/network-words.ts'
import { findingWords, words } from './words.ts'
import { pathWords } from './workbench/network/network-words.ts'
import { workbenchWords } from './workbench/words.ts'

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

  it('say a wave in one way in Spanish, of a survey as of recruitment', () => {
    const said = [words, findingWords, networkWords, pathWords, workbenchWords, estimateWords].flatMap(
      ({ es }) => Object.values(es).filter((text) => /(?<!\p{L})(olas?|oleadas?)(?!\p{L})/iu.test(text)),
    )
    expect(said).toEqual([])
  })
})
