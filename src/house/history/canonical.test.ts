import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Unusable } from '../errors.ts'
import { canonicalJson, readCanonical } from './canonical.ts'

describe('The canonical text of a value', () => {
  it('is that of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('orders names by their UTF-16 code units, as RFC 8785, section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('writes minus zero as zero', () => expect(canonicalJson([-0, 0])).toBe('[0,0]'))

  it('is the same however the value was put together, and gives the value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!/\p{Surrogate}/u.test(JSON.stringify(value)))
        const written = canonicalJson(value)
        expect(canonicalJson(turned(JSON.parse(JSON.stringify(value))))).toBe(written)
        expect(canonicalJson(readCanonical(written))).toBe(written)
      }),
    )
  })

  it.each<[string, unknown, string]>([
    ['undefined', { a: undefined }, 'the value.a'],
    ['NaN', [1, Number.NaN], 'the value[1]'],
    ['an infinity', { a: { b: Number.POSITIVE_INFINITY } }, 'the value.a.b'],
    ['a date', { at: new Date(0) }, 'the value.at'],
    ['a bigint', 1n, 'the value'],
    ['a map', new Map(), 'the value'],
    ['a function', { f: () => 1 }, 'the value.f'],
    ['a hole in a list', Array(1), 'the value[0]'],
    ['half a surrogate pair', ['\ud83d'], 'the value[0]'],
    ['a name that is a symbol', { [Symbol('s')]: 1 }, 'the value'],
  ])('is refused for %s, naming the place', (_, value, place) => {
    try {
      canonicalJson(value)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Unusable)
      expect((error as Unusable).details[0]?.place).toBe(place)
    }
  })

  it.each([
    '{"b":1,"a":2}',
    '{ "a":1}',
    '{"a":1,"a":1}',
    '1.0',
    '"\\u0041"',
    'nothing',
    '',
  ])('is told from %s, which says it another way', (written) =>
    expect(readCanonical(written)).toBeUndefined())
})

/** The same value with the names of its objects in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  )
}
