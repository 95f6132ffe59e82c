import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { positions } from '../ledger/entry.ts'
import { faultWords } from './faults.ts'
import { castings, relations, unknowns, voteWays } from './schema.ts'
import { words } from './words.ts'

it('Every sentence on bills is there in every language', () => {
  expect(checkDictionary(words)).toEqual([])
  expect(checkDictionary(faultWords)).toEqual([])
})

it('Every relation, vote, position and unknown has its words', () => {
  const keys = [
    ...relations.map((each) => `related.${each}`),
    ...unknowns.map((each) => `unknown.${each}`),
    ...voteWays.map((each) => `votes.${each}`),
    ...castings.map((each) => `cast.${each}`),
    ...positions.map((each) => `stands.${each}`),
  ]
  expect(keys.filter((key) => !Object.hasOwn(words.en, key))).toEqual([])
})
