import { describe, expect, it } from 'vitest'
import { anAgreement } from '../agreement.test-data.ts'
import type { Gap } from '../gap-codes.ts'
import { sayGap } from './gaps.tsx'

const agreement = anAgreement({ donor: 'd', partner: 'p', implementer: 'i', survivors: 's' })
const gap = (code: Gap['code'], values: Gap['values']): Gap => ({
  place: 'term',
  section: null,
  code,
  values,
})

describe('A gap is said by names that its readers know', () => {
  it('of a country, a condition and a line of the plan', () => {
    const [line] = agreement.plan.lines
    const said = [
      sayGap(gap('choice-unknown', { assessment: 'x', country: 'GHA' }), agreement, 'fr'),
      sayGap(gap('condition-judged-by-bringer', { condition: 'decree' }), agreement, 'en'),
      sayGap(gap('line-negative', { line: line!.key }), agreement, 'en'),
    ]
    expect(said[0]).toContain('Ghana')
    expect(said[0]).not.toContain('GHA')
    expect(said[1]).toContain('“The decree is published”')
    expect(said[2]).not.toContain(line!.key)
    expect(said[2]).toMatch(/“[^”]* · [^”]*”/)
  })

  it('and by its key where the text has it no more', () => {
    expect(sayGap(gap('line-negative', { line: 'gone-y1' }), agreement, 'en')).toContain('gone-y1')
  })
})
