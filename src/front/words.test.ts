import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { frontWords } from './words.ts'

describe('The words of the pages of several rooms', () => {
  it('are said in four languages, with the same slots', () => {
    expect(checkDictionary(frontWords, [])).toEqual([])
  })
})
