import { expect, it } from 'vitest'
import { words as mailWords } from '../../house/mail/words.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { words } from './words.ts'

it('Accounts say every sentence in four languages', () => {
  expect(checkDictionary(words, ['fr:account.organisations'])).toEqual([])
})

it('Pages and mails speak of an installation, not of a house that a newcomer might take for a shelter', () => {
  const sentences = [words, mailWords].flatMap((each) =>
    languages.flatMap((one) => Object.values<string>(each[one])),
  )
  expect(sentences.filter((sentence) => /\b(house|maison|casa)\b/i.test(sentence))).toEqual([])
})
