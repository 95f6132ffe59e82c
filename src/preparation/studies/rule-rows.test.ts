import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Codebook, Condition } from './codebook.ts'
import { readRuleRows, rulesIn, sentFromRules, type TypedRule, typedRules, withSpare } from './rule-rows.ts'
import { aCodebook } from './studies.test-data.ts'

const label = { code: 'x', name: 'x' }
const kept = (label: Codebook['rules'][number]['label'], text: string): Codebook['rules'] => [
  { label, when: JSON.parse(text) as Condition },
]
/** Rules out to the form and back, with the empty rows it offers besides. */
const backFrom = (rules: readonly TypedRule[]) => {
  const sent = sentFromRules(withSpare(rules, false))
  return readRuleRows(
    rulesIn((field) => sent[field] ?? ''),
    kept,
  )
}
const rowsOf = (when: Condition) => typedRules([{ label, when }])[0]!

describe('Rules as rows of a form', () => {
  it('come back as they were', () => {
    const { rules } = aCodebook()
    expect(backFrom(typedRules(rules))).toEqual({ rules, faults: [] })
    expect(typedRules(rules).every((rule) => rule.kept === '')).toBe(true)
    expect(rowsOf(rules[0]!.when).rows).toEqual([
      { letter: '', holds: 'yes', least: '1', of: 'act', codes: '' },
      { letter: 'A', holds: 'yes', least: '2', of: 'means', codes: '' },
      { letter: 'A', holds: 'yes', least: '', of: 'signs', codes: 'c1' },
      { letter: '', holds: 'yes', least: '1', of: 'signs', codes: 'p1, p2' },
    ])
  })

  it('say what no rows can as a condition that is kept, and lose nothing of whatever condition there is', () => {
    const deeper: Condition = {
      any: [{ all: [{ indicator: 'a1' }, { indicator: 'm1' }] }, { indicator: 'c1' }],
    }
    expect(rowsOf(deeper)).toMatchObject({ kept: JSON.stringify(deeper), rows: [] })
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.record({ indicator: fc.constantFrom('a1', 'm1', 'act') }),
        fc.record({
          atLeast: fc.integer({ min: 1, max: 3 }),
          of: fc.constantFrom('act' as const, 'means' as const),
        }),
        fc.record({
          atLeast: fc.integer({ min: 1, max: 3 }),
          of: fc.array(fc.constantFrom('a1', 'm1', 'act', 'with space'), { maxLength: 3 }),
        }),
        fc.record({ not: tie('condition') }),
        fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      ),
    }))
    fc.assert(
      fc.property(condition, (when) => {
        const rules = [{ label, when }]
        expect(backFrom(typedRules(rules)).rules).toEqual(rules)
      }),
      { numRuns: 300 },
    )
  })

  it('join rows of one letter by “or” wherever they stand, and name the row that cannot be read', () => {
    const row = (letter: string, codes: string) => ({ letter, holds: 'yes', least: '', of: 'signs', codes })
    const rule = (...rows: TypedRule['rows']): TypedRule => ({ ...label, kept: '', rows })
    expect(backFrom([rule(row('B', 'a1'), row('', 'm1'), row('B', 'c1'))]).rules[0]?.when).toEqual({
      all: [{ any: [{ indicator: 'a1' }, { indicator: 'c1' }] }, { indicator: 'm1' }],
    })
    const many = { ...row('', 'a1'), of: 'means', codes: '' }
    expect(backFrom([rule(row('', 'm1'), many)])).toEqual({
      rules: [],
      faults: [{ word: 'row.least', rule: 1, row: 2 }],
    })
    expect(backFrom([rule(row('', 'm1, m2'))]).faults).toEqual([{ word: 'row.least', rule: 1, row: 1 }])
    expect(backFrom([{ ...rule(), code: '' }]).faults.map(({ word }) => word)).toEqual([
      'row.no label',
      'row.none',
    ])
  })
})
