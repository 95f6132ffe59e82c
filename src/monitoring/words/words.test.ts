import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { readingFaults } from '../reading.ts'
import { faultWords } from './faults.ts'
import { words } from './pages.ts'
import { readingWords } from './reading.ts'

/** Words that are rightly the same in two languages. */
const alike = [
  'fr:nav.dialogues',
  'cell.total',
  'fr:sheet.code',
  'fr:score.question',
  'fr:correct.list',
  'fr:dialogue.action',
  'es:shown.no',
  'es:score.no',
]

it('Monitoring says every sentence in four languages', () => {
  expect(checkDictionary(words, alike)).toEqual([])
  expect(checkDictionary(faultWords, [])).toEqual([])
  expect(checkDictionary(readingWords, [])).toEqual([])
})

it('Every fault of what is typed has its words', () => {
  expect(readingFaults.filter((code) => !Object.hasOwn(readingWords.en, code))).toEqual([])
})
