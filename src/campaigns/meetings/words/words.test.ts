import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { faultNames } from '../faults.ts'
import {
  callOutcomes,
  delegateRoles,
  meetingStates,
  metWith,
  pointKinds,
  pointStates,
  positions,
} from '../schema.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike = ['fr:one.minutes', 'fr:notes.text', 'es:stands.neutral']

describe('The words of meetings, calls and posts', () => {
  it('say everything in four languages', () => {
    expect(checkDictionary(words, alike)).toEqual([])
  })

  it('name every state, part, position, kind, outcome and fault', () => {
    const keys = [
      ...meetingStates.map((each) => `state.${each}`),
      ...delegateRoles.map((each) => `role.${each}`),
      ...metWith.map((each) => `met.${each}`),
      ...positions.map((each) => `stands.${each}`),
      ...pointKinds.map((each) => `point.${each}`),
      ...pointStates.map((each) => `settled.${each}`),
      ...callOutcomes.map((each) => `call.${each}`),
      ...faultNames.flatMap((each) => [`fault.${each}`, `fault.${each} remedy`]),
    ]
    expect(keys.filter((key) => !Object.hasOwn(words.en, key))).toEqual([])
  })
})
