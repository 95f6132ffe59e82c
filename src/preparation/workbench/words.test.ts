import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { listsWords } from './lists/words.ts'
import { workbenchWords } from './words.ts'

describe('The words of the workbench', () => {
  it('stand in four languages', () => {
    expect(checkDictionary(workbenchWords, ['download.more'])).toEqual([])
  })

  it('stand in four languages for lists', () => {
    expect(checkDictionary(listsWords, ['es:consistency.no'])).toEqual([])
  })
})
