import { describe, expect, it } from 'vitest'
import { isWrong, readTyped } from './typed.ts'

describe('A number typed into the workbench', () => {
  it.each([
    ['1000000', 1_000_000],
    ['1 000 000', 1_000_000],
    ['1\u202f000', 1000],
    ['1,000,000', 1_000_000],
    ['1.000', 1000],
  ])('is read as a whole number from %s', (text, value) => {
    expect(readTyped(text, { whole: true })).toEqual({ value })
  })

  it.each([
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['.25', 0.25],
    ['12', 12],
  ])('is read as a fraction from %s', (text, value) => {
    expect(readTyped(text, { most: 100 })).toEqual({ value })
  })

  it.each(['1,00', '12a', '-3', '1 00 000', '1,000.5'])('is not guessed at in %s', (text) => {
    expect(isWrong(text, { whole: true })).toBe(true)
  })

  it('is not wrong where nothing was typed, and is where it lies outside', () => {
    expect(isWrong('  ')).toBe(false)
    expect(isWrong('1.2', { most: 1 })).toBe(true)
  })
})
