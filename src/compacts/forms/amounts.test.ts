import { describe, expect, it } from 'vitest'
import { isMoney } from '../currency.ts'
import { readAmount, readNumber, showMoney, writeAmount } from './amounts.ts'

const nbsp = '\u00a0'
const narrow = '\u202f'

describe('An amount that is typed', () => {
  it.each([
    ['1 200 000,50', 'fr', 120_000_050],
    [`1${narrow}200${narrow}000,50`, 'fr', 120_000_050],
    [`1${nbsp}200,5`, 'fr', 120_050],
    ['1200.50', 'fr', 120_050],
    ['1,200,000.50', 'en', 120_000_050],
    ['1 200 000.50', 'en', 120_000_050],
    ['1.200.000,50', 'es', 120_000_050],
    ['1.200', 'es', 120_000],
    ['1.200.000,5', 'pt', 120_000_050],
    ['0', 'en', 0],
    ['−12', 'en', -1200],
    ['007', 'en', 700],
    ['1’000', 'fr', 100_000],
  ] as const)('“%s” in %s is %i cents', (text, language, minor) => {
    expect(readAmount(text, 'USD', language)).toEqual({ minor })
  })

  it.each([
    ['', 'en', 'not a number'],
    ['twelve', 'en', 'not a number'],
    ['1,20,000', 'en', 'not a number'],
    ['1.2.3', 'en', 'not a number'],
    ['1,200', 'fr', 'too many digits'],
    ['1.200', 'fr', 'ambiguous'],
    ['12.345', 'en', 'too many digits'],
    ['1e9', 'en', 'not a number'],
    ['99999999999999999', 'en', 'too large'],
    ['5-3', 'en', 'not a number'],
    ['=1+1', 'en', 'not a number'],
    ['24²', 'en', 'not a number'],
    ['2 4', 'en', 'not a number'],
    ['1 2000', 'fr', 'not a number'],
    ['1\n200', 'fr', 'not a number'],
  ] as const)('“%s” in %s is refused: %s', (text, language, fault) => {
    expect(readAmount(text, 'USD', language)).toEqual({ fault })
  })

  it('has as many digits as its currency', () => {
    expect(readAmount('1200', 'JPY', 'en')).toEqual({ minor: 1200 })
    expect(readAmount('12.5', 'JPY', 'en')).toEqual({ fault: 'too many digits' })
    expect(readAmount('1.234', 'KWD', 'en')).toEqual({ minor: 1234 })
    expect([isMoney('GHS'), isMoney('ZZZ'), isMoney('XAU')]).toEqual([true, false, false])
  })

  it('comes back as it was meant, in every language, up to the largest', () => {
    for (const minor of [0, 5, -5, 120_050, 99_999_999, Number.MAX_SAFE_INTEGER])
      for (const language of ['en', 'fr', 'es', 'pt'] as const)
        for (const currency of ['USD', 'JPY', 'KWD'])
          expect(readAmount(writeAmount({ minor, currency }, language), currency, language)).toEqual({
            minor,
          })
  })

  it('is shown with the code of its currency, every digit kept', () => {
    expect(showMoney({ minor: Number.MAX_SAFE_INTEGER, currency: 'USD' }, 'en')).toBe(
      `USD${nbsp}90,071,992,547,409.91`,
    )
    expect(showMoney({ minor: 120_050, currency: 'GHS' }, 'fr')).toBe(`GHS${nbsp}1${narrow}200,50`)
  })
})

describe('A number that is typed', () => {
  it('keeps the digits it was written with', () => {
    expect(readNumber('0,120', 'fr')).toEqual({ value: '0.120' })
    expect(readNumber('-0.0', 'en')).toEqual({ value: '0.0' })
    expect(readNumber('12.5', 'es')).toEqual({ value: '12.5' })
  })
})

describe('The digits behind the mark', () => {
  // Runtimes round dinars and afghanis to what is handed over a counter; money is agreed and kept in minor units.
  it.each([
    ['USD', 2],
    ['XOF', 0],
    ['IQD', 3],
    ['AFN', 2],
    ['MGA', 2],
    ['COP', 2],
    ['HUF', 2],
    ['KWD', 3],
  ] as const)('of %s are the %i of ISO 4217, typed and shown alike', (currency, places) => {
    const typed = places === 0 ? '1200' : `1200.${'5'.padEnd(places, '0')}`
    const minor = 1200 * 10 ** places + (places === 0 ? 0 : 5 * 10 ** (places - 1))
    expect(readAmount(typed, currency, 'en')).toEqual({ minor })
    expect(showMoney({ minor, currency }, 'en')).toBe(
      `${currency}${nbsp}1,200${places === 0 ? '' : `.${'5'.padEnd(places, '0')}`}`,
    )
    expect(readAmount(`0.${'1'.padEnd(places + 1, '1')}`, currency, 'en')).toEqual({
      fault: 'too many digits',
    })
  })
})
