import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, minorDigits, minorUnits, percentages, point } from './model.ts'

describe('Money written for the standard', () => {
  it('has the digits of the currency’s minor unit', () => {
    expect(decimal(123450, 'USD')).toBe('1234.50')
    expect(decimal(700, 'JPY')).toBe('700')
    expect(decimal(1234567, 'TND')).toBe('1234.567')
    expect(decimal(5n, 'CLF')).toBe('0.0005')
  })

  it('follows ISO 4217 where the printed form of a currency has fewer digits', () => {
    expect(minorDigits('AFN')).toBe(2)
    expect(minorDigits('IQD')).toBe(3)
    expect(decimal(100, 'COP')).toBe('1.00')
  })

  it('keeps the sign of a reversal, and has no negative nothing', () => {
    expect(decimal(-5, 'USD')).toBe('-0.05')
    expect(decimal(-0, 'USD')).toBe('0.00')
  })

  it('is exact beyond what a floating number holds', () => {
    expect(decimal(900719925474099301n, 'EUR')).toBe('9007199254740993.01')
    expect(() => decimal(2 ** 53, 'EUR')).toThrow(RangeError)
    expect(() => decimal(1.5, 'EUR')).toThrow(RangeError)
  })

  it('refuses what is no currency, or has no minor unit', () => {
    expect(() => decimal(1, 'usd')).toThrow('three capital letters')
    expect(() => decimal(1, 'XDR')).toThrow('no minor unit')
  })

  it('comes back to the same minor units', () => {
    const currencies = fc.constantFrom('USD', 'JPY', 'TND', 'CLF')
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), currencies, (minor, currency) => {
        expect(minorUnits(decimal(minor, currency), currency)).toBe(minor)
      }),
    )
  })

  it('is never rounded on the way back', () => {
    expect(minorUnits('162964.120000', 'USD')).toBe(16296412n)
    expect(() => minorUnits('0.005', 'USD')).toThrow('finer')
    expect(() => minorUnits('1,000', 'USD')).toThrow('not a decimal')
  })
})

describe('Shares in per cent', () => {
  it('come to exactly 100 whatever the amounts', () => {
    const amounts = fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        amounts.filter((list) => list.some((amount) => amount > 0)),
        (list) => {
          const sum = percentages(list).reduce((total, share) => total + minorUnits(share, 'USD'), 0n)
          expect(sum).toBe(10_000n)
        },
      ),
    )
  })

  it('give the lost hundredth to the largest remainder', () => {
    expect(percentages([1, 1, 1])).toEqual(['33.34', '33.33', '33.33'])
    expect(percentages([2n, 1n])).toEqual(['66.67', '33.33'])
  })

  it('are refused where nothing is shared', () => {
    expect(() => percentages([0, 0])).toThrow(RangeError)
    expect(() => percentages([])).toThrow(RangeError)
    expect(() => percentages([3, -1])).toThrow(RangeError)
  })
})

describe('A point', () => {
  it('is latitude and longitude in the standard’s reference system', () => {
    expect(point(9.0765, -7.3986).pos).toBe('9.0765 -7.3986')
    expect(point(-1e-9, 100).pos).toBe('0 100')
    expect(point(1e-7, -0.5).pos).toBe('0.0000001 -0.5')
  })

  it('is on the globe', () => {
    expect(() => point(91, 0)).toThrow(RangeError)
    expect(() => point(0, Number.NaN)).toThrow(RangeError)
  })
})
