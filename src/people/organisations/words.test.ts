import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike = ['fr:kind.coalition', 'fr:list.title', 'fr:one.invitations link', 'fr:invitation.title']

it('The room of organisations says every sentence in four languages', () => {
  expect(checkDictionary(words, alike)).toEqual([])
})
