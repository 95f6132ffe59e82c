import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { languages } from '../../../ui/language.ts'
import { roomDoors } from '../panels.ts'
import {
  askKinds,
  billWants,
  campaignStates,
  consentPurposes,
  countingPolicies,
  endorsementStates,
} from '../schema.ts'
import { gapCodes } from '../states.ts'
import { faultWords } from './faults.ts'
import { words } from './words.ts'

/** Words that are rightly the same in two languages. */
const alike = ['fr:consent.version']

describe('The words of campaigns', () => {
  it('say everything in four languages', () => {
    expect(checkDictionary(words, alike)).toEqual([])
    expect(checkDictionary(faultWords, [])).toEqual([])
  })

  it('name every state, kind, policy, purpose and gap', () => {
    const keys = [
      ...campaignStates.map((each) => `state.${each}`),
      ...campaignStates.filter((each) => each !== 'draft').map((each) => `step.${each}`),
      ...askKinds.map((each) => `kind.${each}`),
      ...billWants.flatMap((each) => [`wanted.${each}`, `ask.bill ${each}`]),
      ...countingPolicies.map((each) => `policy.${each}`),
      ...consentPurposes.map((each) => `purpose.${each}`),
      ...endorsementStates.flatMap((each) => [`endorser.${each}`, `endorsement.${each}`]),
      ...gapCodes.map((each) => `gap.${each}`),
      ...languages.map((each) => `language.${each}`),
      ...roomDoors.flatMap((each) => [`door.${each}`, `door.${each} text`]),
    ]
    expect(keys.filter((key) => !Object.hasOwn(words.en, key))).toEqual([])
  })
})
