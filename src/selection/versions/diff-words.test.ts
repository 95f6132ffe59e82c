import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { diffWords } from './diff-words.ts'

it('What changed between two versions is said in four languages', () => {
  expect(checkDictionary(diffWords, ['es:setting.false'])).toEqual([])
})
