import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { indicatorWords } from './words.ts'

describe('The words of the pages of figures and sources', () => {
  it('are said in four languages, with the same slots', () => {
    expect(checkDictionary(indicatorWords, ['fr:sources.title', 'fr:sources.source'])).toEqual([])
  })
})
