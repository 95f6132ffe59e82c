import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { actions } from './actions.ts'
import { allow } from './policy.ts'
import { explain, policyWords } from './words.ts'

describe('What the policy says', () => {
  it('is there in four languages', () => {
    expect(checkDictionary(policyWords)).toEqual([])
  })

  it('tells everybody of every action whether they may, why, and what to do about a no', () => {
    for (const language of languages)
      for (const action of actions) {
        const decision = allow(null, action, { kind: 'house' })
        const { sentence, because, remedy } = explain(action, decision, language)
        expect(sentence.length).toBeGreaterThan(10)
        expect(because.length).toBeGreaterThan(5)
        expect(remedy === null).toBe(decision.allowed)
      }
  })
})
