import { expect, it } from 'vitest'
import { between, formatDay } from './language.ts'

it('The first of a month is an ordinal in French, and only there and then', () => {
  expect(formatDay('fr', '2024-02-01')).toBe('1er février 2024')
  expect(formatDay('fr', '2024-02-11')).toBe('11 février 2024')
  expect(formatDay('fr', '2024-02')).toBe('février 2024')
  expect(formatDay('en', '2024-02-01')).toBe('1 February 2024')
})

it('A mark in French stands behind a space that does not break', () => {
  expect(['a', 'b'].join(between('fr', ';'))).toBe('a\u202f; b')
  expect(`a${between('fr', ':')}b`).toBe('a\u00a0: b')
  expect(`a${between('pt', ':')}b`).toBe('a: b')
})
