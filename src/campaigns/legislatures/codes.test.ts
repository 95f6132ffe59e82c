import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCode } from './codes.ts'

const read = (typed: string) => {
  const said = readCode(typed)
  return 'fault' in said ? said.fault.kind : [said.code, ...said.repairs].join(' ')
}

/** Signs that people and machines put into codes. */
const odd = [
  '0',
  '7',
  '1',
  '-',
  '–',
  ' ',
  '\u00a0',
  '\u200b',
  '٣',
  '６',
  'O',
  'A',
  'é',
  '\0',
  '\ud800',
  '😀',
  '=',
]

describe('A ZIP code', () => {
  it.each([
    ['07601', '07601'],
    ['7601', '07601 leading-zero'],
    ['601', '00601 leading-zero'],
    ['07601-1234', '07601 plus-four'],
    ['076011234', '07601 plus-four'],
    ['07601 1234', '07601 plus-four'],
    ['7601-1234', '07601 plus-four leading-zero'],
    ['07601–1234', '07601 plus-four'],
    [' 07601 ', '07601 spaces'],
    ['0 7601', '07601 spaces'],
    ['07601\u00a0', '07601 spaces'],
    ['０７６０１', '07601 digits'],
    ['٠٧٦٠١', '07601 digits'],
    ['07601\u200b', '07601'],
  ])('typed as “%s” is read as %s', (typed, meant) => expect(read(typed)).toBe(meant))

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['SW1A 1AA', 'foreign'],
    ['K1A 0B1', 'foreign'],
    ['k1a0b1', 'foreign'],
    ['1012 AB', 'foreign'],
    ['01310-100', 'foreign'],
    ['1000-001', 'foreign'],
    ['D02 X285', 'foreign'],
    ['O7601', 'letter-o'],
    ['New Jersey', 'letters'],
    ['0760!', 'letters'],
    ['00000', 'never-given'],
    ['09012', 'military'],
    ['34001', 'military'],
    ['96201', 'military'],
    ['APO AE 09012', 'military'],
    ['12', 'length'],
    ['123456', 'length'],
    ['1234567890', 'length'],
    ['=1+1', 'letters'],
  ])('typed as “%s” is told apart: %s', (typed, kind) => expect(read(typed)).toBe(kind))

  it('is never made of anything but five digits, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...odd), maxLength: 12 }), (typed) => {
        const said = readCode(typed)
        if ('code' in said) expect(said.code).toMatch(/^\d{5}$/)
      }),
      { numRuns: 100 },
    )
  })

  it('read once reads the same again, with nothing left to repair', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 -]{3,11}$/), (typed) => {
        const said = readCode(typed)
        if ('code' in said) expect(readCode(said.code)).toEqual({ code: said.code, repairs: [] })
      }),
      { numRuns: 100 },
    )
  })
})
