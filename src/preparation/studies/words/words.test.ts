import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../../ui/check-dictionary.ts'
import { codebookProblems, domains } from '../codebook.ts'
import { gapCodes } from '../gaps.ts'
import { ethicsStates, exploitations, methods, stocksAndFlows, studyStates, units } from '../schema.ts'
import { words as codebookWords } from './codebooks.ts'
import { faultWords } from './faults.ts'
import { words } from './studies.ts'

/** Words that are rightly the same in two languages. */
const alike = ['fr:one.version']

describe('The words of studies and codebooks', () => {
  it('say everything in four languages', () => {
    expect(checkDictionary(words, alike)).toEqual([])
    expect(checkDictionary(faultWords, [])).toEqual([])
    expect(checkDictionary(codebookWords, [])).toEqual([])
  })

  it('name every state, choice, gap and fault of a codebook', () => {
    const keys = [
      ...studyStates.map((each) => `state.${each}`),
      ...methods.map((each) => `method.${each}`),
      ...units.map((each) => `unit.${each}`),
      ...stocksAndFlows.map((each) => `stock.${each}`),
      ...exploitations.map((each) => `form.${each}`),
      ...ethicsStates.map((each) => `ethics.${each}`),
      ...gapCodes.map((each) => `gap.${each}`),
    ]
    expect(keys.filter((key) => !Object.hasOwn(words.en, key))).toEqual([])
    const ofCodebooks = [
      ...codebookProblems.map((each) => `problem.${each}`),
      ...domains.map((each) => `domain.${each}`),
    ]
    expect(ofCodebooks.filter((key) => !Object.hasOwn(codebookWords.en, key))).toEqual([])
  })
})
