import { expect, it } from 'vitest'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { faultWords } from './faults.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike = [
  'col.version',
  'memo.method value',
  'memo.version',
  'memo.justification',
  'field.why',
  'label.sources',
]
  .map((key) => `fr:${key}`)
  .concat('es:label.no')

it('Decisions are said in four languages', () => {
  expect(checkDictionary(faultWords)).toEqual([])
  expect(checkDictionary(words, alike)).toEqual([])
})
