import { describe, expect, it } from 'vitest'
import { fromSurvey } from './estimates.test-data.ts'
import { headOf } from './head.ts'
import type { Quantity } from './kept.ts'
import { sayChance } from './say-chance.ts'

const head = (quantity: Quantity, method = 'rds-ii') => {
  const of = headOf(fromSurvey())
  return { ...of, quantity, figure: { ...of.figure, method } }
}

describe('The chance in a limit', () => {
  it('is said in the measure of the limit it stands beside', () => {
    expect(sayChance(0.0039, head('share'), 'en')).toBe('0.39%')
    expect(sayChance(0.0039, head('share'), 'fr')).toMatch(/^0,39\s%$/)
    expect(sayChance(0.0039, head('share', 'change-waves'), 'en')).toBe('0.39')
    expect(sayChance(1234.5, head('people'), 'en')).toBe('1,200')
    expect(sayChance(0.0312, head('per-1000'), 'en')).toBe('0.031')
  })

  it('is a dash where nothing is known of it', () => {
    expect(sayChance(null, head('share'), 'en')).toBe('–')
  })
})
