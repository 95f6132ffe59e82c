import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import {
  evaluateScorecard,
  peerMedians,
  type ScorecardData,
  type ScorecardIndicator,
  type ScorecardRule,
} from './scorecard.ts'

type Case = {
  countries: { code: string; group: string; values: Record<string, number | null> }[]
  medians: Record<string, Record<string, number>>
  results: Record<
    string,
    {
      passes: Record<string, boolean>
      passed: number
      control_of_corruption: boolean
      democratic_rights: boolean
      scorecard: boolean
      reasons_out: string[]
      half_in_each_basket: boolean
      basket_passes: Record<string, number>
      without_data: string[]
    }
  >
}
type GoldenFile = { rules: { baskets: Record<string, string[]> }; case_a: Case; edge: Case }

const path = sharedData('selection/mcc-scorecard-golden.json')
const golden: GoldenFile | null = path === null ? null : JSON.parse(readFileSync(path, 'utf8'))

function theRule({ baskets }: GoldenFile['rules']): ScorecardRule {
  const special: Record<string, Partial<ScorecardIndicator>> = {
    political_rights: { threshold: { kind: 'absolute', at: 17 } },
    civil_liberties: { threshold: { kind: 'absolute', at: 25 } },
    inflation: { direction: -1, threshold: { kind: 'absolute', at: 15 } },
    immunization: { threshold: { kind: 'lower-of-median-and', at: 90 } },
  }
  return {
    indicators: Object.values(baskets)
      .flat()
      .map((id) => ({ id, direction: 1, threshold: { kind: 'peer-median' }, ...special[id] })),
    atLeast: 10,
    hurdles: [
      { id: 'control of corruption', anyOf: ['control_of_corruption'] },
      { id: 'democratic rights', anyOf: ['political_rights', 'civil_liberties'] },
    ],
    missing: 'not passed',
  }
}

function tableOf({ countries }: Case, ids: string[]): ScorecardData {
  return {
    units: countries.map(({ code }) => code),
    peers: countries.map(({ group }) => group),
    values: Object.fromEntries(ids.map((id) => [id, countries.map(({ values }) => values[id] ?? null)])),
  }
}

describe.skipIf(golden === null)('The scorecard, beside the recorded cases', () => {
  const file = golden as GoldenFile

  it.each(['case_a', 'edge'] as const)('agrees on every line, hurdle, basket and verdict of %s', (name) => {
    const rule = theRule(file.rules)
    const data = tableOf(
      file[name],
      rule.indicators.map(({ id }) => id),
    )
    const medians = peerMedians(rule, data)
    for (const [group, expected] of Object.entries(file[name].medians))
      for (const [id, value] of Object.entries(expected)) expect(medians[group]?.[id]).toBeCloseTo(value, 12)

    const words = { 'too-few-passed': 'fewer than 10 passed', basket: '' }
    const ours = evaluateScorecard(rule, data)
    const byBaskets = evaluateScorecard(
      {
        indicators: rule.indicators,
        missing: 'not passed',
        baskets: Object.entries(file.rules.baskets).map(([id, indicators]) => ({
          id,
          indicators,
          atLeast: 'half',
        })),
      },
      data,
    )
    expect(ours.map(({ unit }) => unit).sort()).toEqual(Object.keys(file[name].results).sort())
    ours.forEach((result, i) => {
      expect({
        passes: Object.fromEntries(result.lines.map(({ indicator, passes }) => [indicator, passes])),
        passed: result.passed,
        control_of_corruption: result.hurdles['control of corruption'],
        democratic_rights: result.hurdles['democratic rights'],
        scorecard: result.verdict,
        reasons_out: result.reasons.map(({ kind, id }) => (kind === 'hurdle' ? `${id} hurdle` : words[kind])),
        half_in_each_basket: byBaskets[i]?.verdict,
        basket_passes: Object.fromEntries(
          Object.entries(byBaskets[i]?.baskets ?? {}).map(([id, { passed }]) => [id, passed]),
        ),
        without_data: result.withoutData,
      }).toEqual(file[name].results[result.unit])
    })
  })
})

describe('A scorecard with missing values', () => {
  const rule = (more: Partial<ScorecardRule> = {}): ScorecardRule => ({
    indicators: ['a', 'b', 'c'].map((id) => ({ id, direction: 1, threshold: { kind: 'absolute', at: 0 } })),
    missing: 'unknown',
    ...more,
  })
  const one = (a: number | null, b: number | null, c: number | null): ScorecardData => ({
    units: ['X'],
    peers: ['p'],
    values: { a: [a], b: [b], c: [c] },
  })
  const verdict = (r: ScorecardRule, d: ScorecardData) => evaluateScorecard(r, d)[0]?.verdict

  it('is open while the missing value can decide, and says on what it hangs', () => {
    const [result] = evaluateScorecard(rule({ atLeast: 2 }), one(1, -1, null))
    expect(result?.verdict).toBeNull()
    expect(result?.reasons).toEqual([
      { kind: 'too-few-passed', id: null, verdict: null, passed: 1, unknown: 1, needed: 2, hangsOn: ['c'] },
    ])
  })

  it('is decided when the missing value cannot change it', () => {
    expect(verdict(rule({ atLeast: 2 }), one(1, 1, null))).toBe(true)
    expect(verdict(rule({ atLeast: 2 }), one(-1, -1, null))).toBe(false)
  })

  it('clears a hurdle with “or” by one known pass, and leaves it open otherwise', () => {
    const hurdle = rule({ hurdles: [{ id: 'h', anyOf: ['a', 'b'] }] })
    expect(verdict(hurdle, one(1, null, 0))).toBe(true)
    expect(verdict(hurdle, one(-1, null, 0))).toBeNull()
    expect(verdict(hurdle, one(-1, -1, 0))).toBe(false)
  })

  it('fails for good when one requirement fails, whatever else is open', () => {
    const both = rule({ atLeast: 2, hurdles: [{ id: 'h', anyOf: ['a'] }] })
    expect(verdict(both, one(-1, 1, null))).toBe(false)
  })

  it('counts them against the country only when told to', () => {
    expect(verdict(rule({ atLeast: 2, missing: 'not passed' }), one(1, -1, null))).toBe(false)
  })

  it('keeps them out of the median', () => {
    const medians = peerMedians(
      { ...rule(), indicators: [{ id: 'a', direction: 1, threshold: { kind: 'peer-median' } }] },
      { units: ['X', 'Y', 'Z'], peers: ['p', 'p', 'p'], values: { a: [1, null, 3] } },
    )
    expect(medians).toEqual({ p: { a: 2 } })
  })

  it('cannot compare a country that has no peer group', () => {
    const [result] = evaluateScorecard(
      {
        indicators: [{ id: 'a', direction: 1, threshold: { kind: 'peer-median' } }],
        atLeast: 1,
        missing: 'not passed',
      },
      { units: ['X'], peers: [null], values: { a: [5] } },
    )
    expect(result?.lines[0]).toMatchObject({ passes: null, why: 'no peer group' })
    expect(result?.verdict).toBeNull()
  })
})

describe('A scorecard line', () => {
  const passes = (value: number, indicator: Partial<ScorecardIndicator>) =>
    evaluateScorecard(
      {
        indicators: [{ id: 'a', direction: 1, threshold: { kind: 'absolute', at: 3.4 }, ...indicator }],
        missing: 'unknown',
      },
      { units: ['X'], peers: ['p'], values: { a: [value] } },
    )[0]?.lines[0]?.passes

  it('wants better than the threshold, unless equal is said to do', () => {
    expect(passes(3.4, {})).toBe(false)
    expect(passes(3.4, { orEqual: true })).toBe(true)
    expect(passes(3.41, {})).toBe(true)
    expect(passes(3.39, { direction: -1 })).toBe(true)
    expect(passes(3.41, { direction: -1 })).toBe(false)
  })

  it('is not decided by rounding noise', () => {
    expect(passes(3.4000000000000004, {})).toBe(false)
  })

  it('takes the lower or the higher of median and threshold', () => {
    // A country alone in its group is its own median, here 5.
    expect(passes(5, { threshold: { kind: 'lower-of-median-and', at: 4 } })).toBe(true)
    expect(passes(5, { threshold: { kind: 'lower-of-median-and', at: 6 } })).toBe(false)
    expect(passes(5, { threshold: { kind: 'higher-of-median-and', at: 4 } })).toBe(false)
  })
})

describe('A scorecard rule', () => {
  const data: ScorecardData = { units: ['X'], peers: ['p'], values: { a: [1] } }
  const indicators: ScorecardIndicator[] = [{ id: 'a', direction: 1, threshold: { kind: 'peer-median' } }]

  it('is refused when it names or asks for what is not there', () => {
    const refused = (rule: Partial<ScorecardRule>) => () =>
      evaluateScorecard({ indicators, missing: 'unknown', ...rule }, data)
    expect(refused({ hurdles: [{ id: 'h', anyOf: ['z'] }] })).toThrow(/hurdle h names z/)
    expect(refused({ atLeast: 2 })).toThrow(/asks for 2 of 1/)
    expect(refused({ indicators: [{ ...indicators[0], id: 'z' } as ScorecardIndicator] })).toThrow(
      /no values of indicator z/,
    )
  })
})
