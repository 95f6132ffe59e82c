import { expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { castings } from '../bills/schema.ts'
import { entryKinds, positionGrounds, positions } from './entry.ts'
import { words } from './words.ts'

it('Every sentence of the ledger is there in every language', () => {
  expect(checkDictionary(words)).toEqual([])
  const keys = [
    ...entryKinds.map((each) => `kind.${each}`),
    ...positions.map((each) => `stands.${each}`),
    ...positionGrounds.map((each) => `ground.${each}`),
    ...castings.map((each) => `vote.${each}`),
  ]
  expect(keys.filter((key) => !Object.hasOwn(words.en, key))).toEqual([])
})
