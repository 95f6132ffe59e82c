import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answers, type Codebook, type Condition, checkCodebook, judge } from './codebook.ts'
import { aCodebook } from './studies.test-data.ts'

const ticked = (...codes: string[]): Answers => new Map(codes.map((code) => [code, true]))
const label = (answers: Answers, codebook = aCodebook()) => judge(codebook, answers).label?.code ?? null

describe('The rules of a codebook', () => {
  it('count signs of a domain, name single ones and join conditions', () => {
    expect(label(ticked('a1', 'm1', 'm2', 'p1'))).toBe('trafficked')
    expect(label(ticked('a1', 'm1', 'p1'))).toBe('at-risk')
    // A child needs no means.
    expect(label(ticked('a1', 'c1', 'p2'))).toBe('trafficked')
    expect(label(ticked('a1'))).toBe('neither')
  })

  it('let the first rule that holds decide, and say which ones were tried', () => {
    expect(judge(aCodebook(), ticked('a1', 'm1', 'm2', 'p1'))).toMatchObject({ rule: 0 })
    expect(judge(aCodebook(), ticked('m1')).tried).toEqual([
      { rule: 0, holds: false },
      { rule: 1, holds: true },
    ])
    expect(judge(aCodebook(), ticked('a1')).rule).toBeNull()
  })

  it('give no label that a missing answer could change', () => {
    const answers = new Map([...ticked('a1', 'm1', 'p1'), ['m2', null]] as const)
    expect(label(answers)).toBeNull()
    // With both other means answered, the missing one changes nothing.
    expect(label(new Map([...ticked('a1', 'm1', 'm3', 'p1'), ['m2', null]] as const))).toBe('trafficked')
  })

  it('never contradict the label that any answer in place of the missing ones would give', () => {
    const codes = aCodebook().indicators.map(({ code }) => code)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(true, false, null), { minLength: codes.length, maxLength: codes.length }),
        fc.array(fc.boolean(), { minLength: codes.length, maxLength: codes.length }),
        (given_, instead) => {
          const partly = new Map(codes.map((code, place) => [code, given_[place] ?? null]))
          const whole = new Map(codes.map((code, place) => [code, given_[place] ?? instead[place] ?? false]))
          const said = label(partly)
          expect(said === null || said === label(whole)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('A codebook is sound', () => {
  const when = (condition: unknown): Codebook =>
    aCodebook({ rules: [{ label: { code: 'x', name: 'x' }, when: condition as Condition }] })
  const codes = (codebook: Codebook, version = 1) => checkCodebook(codebook, version).map(({ code }) => code)

  it('when nothing in it can be misread', () => {
    expect(codes(aCodebook())).toEqual([])
  })

  it('only when its rules name signs that there are, and no more than there are', () => {
    expect(codes(when({ indicator: 'z9' }))).toEqual(['unknown indicator'])
    expect(codes(when({ atLeast: 1, of: ['m1', 'z9'] }))).toEqual(['unknown indicator'])
    expect(codes(when({ atLeast: 2, of: 'act' }))).toEqual(['more than there are'])
    expect(codes(when({ atLeast: 3, of: ['m1', 'm2'] }))).toEqual(['more than there are'])
    expect(codes(when({ atLeast: 2, of: ['m1', 'm1'] }))).toEqual(['named twice in one'])
  })

  it('only when every condition is one', () => {
    const none = [{ atLeast: 0, of: 'act' }, { atLeast: 1.5, of: 'act' }, { atLeast: 1 }, { of: 'act' }, {}]
    for (const condition of [...none, null, 'a1', [], { all: 'a1' }, { indicator: 'a1', not: null }])
      expect(codes(when(condition))).not.toEqual([])
    expect(codes(when({ all: [] }))).toEqual(['empty group'])
    let deep: unknown = { indicator: 'a1' }
    for (let level = 0; level < 8; level++) deep = { not: deep }
    expect(codes(when(deep))).toEqual(['too deep'])
  })

  it('only when no code stands twice, no rule repeats another and no label has two names', () => {
    const [first] = aCodebook().indicators
    expect(codes(aCodebook({ indicators: [...aCodebook().indicators, first!] }))).toContain('code twice')
    const [rule] = aCodebook().rules
    expect(codes(aCodebook({ rules: [rule!, rule!] }))).toContain('never decides')
    expect(codes(aCodebook({ otherwise: { code: 'trafficked', name: 'not' } }))).toContain(
      'label with two names',
    )
  })

  it('after the first version, only when it says what changed and why', () => {
    expect(codes(aCodebook(), 2)).toEqual(['no changes said'])
    expect(codes(aCodebook({ changes: 'm3 added: threats were missed.' }), 2)).toEqual([])
  })
})
