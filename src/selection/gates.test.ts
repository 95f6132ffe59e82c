import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aStatusGate, someInputs } from './builders.test-data.ts'
import { addMonths, judgeGate } from './gates.ts'
import type { Gate, Inputs, ListIssue, StatusEvidence } from './schema.ts'

const tier: Gate = { id: 'tier', title: { en: 'Tier' }, series: 'tier', oneOf: ['2', '2WL'] }
const list: Gate = { id: 'children', title: { en: 'List' }, list: 'list', must: 'be absent' }

const withTier = (code: string | null, over = {}) =>
  someInputs({
    tier: { GHA: { value: null, code, missing: code === null ? 'not published' : null, ...over } },
  })

function withList(over: Partial<ListIssue> | null): Inputs {
  const issue: ListIssue = {
    dataset: 'list',
    year: 2013,
    completeness: 'complete',
    basis: 'yes (2)',
    published: '2013-06-19',
    until: '2014-06-19',
    source: 'lists',
    units: ['TCD'],
    ...over,
  }
  return someInputs({}, { units: ['GHA', 'TCD'], lists: { list: over === null ? null : issue } })
}

function withEvidence(...statements: Partial<StatusEvidence>[]): Inputs {
  const evidence = statements.map((statement) => ({
    status: 'mission',
    from: '2013-01-01',
    to: '2013-12-31',
    when: '2013',
    source: 'pages',
    evidence: 'a page',
    note: null,
    ...statement,
  }))
  return someInputs({}, { units: ['GHA'], statuses: { presence: { GHA: evidence } } })
}
const mission = (...statements: Partial<StatusEvidence>[]) =>
  judgeGate(aStatusGate, 'GHA', withEvidence(...statements))

describe('A gate on a value', () => {
  it('passes a code that is asked for and fails another, saying what was found', () => {
    expect(judgeGate(tier, 'GHA', withTier('2WL'))).toMatchObject({
      outcome: 'passed',
      found: '2WL',
      year: 2013,
      source: 'example-source',
    })
    expect(judgeGate(tier, 'GHA', withTier('1'))).toMatchObject({
      outcome: 'failed',
      found: '1',
      asked: '2 / 2WL',
    })
  })

  it('is unknown without a value: neither a pass nor a fail', () => {
    expect(judgeGate(tier, 'GHA', withTier(null))).toMatchObject({
      outcome: 'unknown',
      reason: 'no value',
      found: null,
    })
    expect(judgeGate(tier, 'FRA', withTier('2'))).toMatchObject({ outcome: 'unknown', reason: 'no value' })
  })

  it('is unknown when the value is older than the gate allows', () => {
    const gate = { ...tier, maxAgeYears: 2 }
    expect(judgeGate(gate, 'GHA', withTier('2', { year: 2012 }))).toMatchObject({ outcome: 'passed' })
    expect(judgeGate(gate, 'GHA', withTier('2', { year: 2011 }))).toMatchObject({
      outcome: 'unknown',
      reason: 'value too old',
    })
  })

  it('takes bounds as inclusive', () => {
    const gate: Gate = { id: 'n', title: { en: 'n' }, series: 'n', atLeast: 10, atMost: 20 }
    const of = (value: number) => judgeGate(gate, 'GHA', someInputs({ n: { GHA: value } })).outcome
    expect([9.99, 10, 20, 20.01].map(of)).toEqual(['failed', 'passed', 'passed', 'failed'])
  })

  it('hands on what the value rests on', () => {
    expect(judgeGate(tier, 'GHA', withTier('2', { basis: 'by elimination' })).weakness).toBe('by elimination')
  })
})

describe('A gate on a list', () => {
  it('fails who is listed and passes who is absent from a complete list', () => {
    expect(judgeGate(list, 'TCD', withList({}))).toMatchObject({
      outcome: 'failed',
      reason: 'listed',
      weakness: null,
    })
    expect(judgeGate(list, 'GHA', withList({}))).toMatchObject({ outcome: 'passed', reason: 'not listed' })
  })

  it('passes absence from a probably complete list, and says on what that rests', () => {
    expect(judgeGate(list, 'GHA', withList({ completeness: 'probably complete' }))).toMatchObject({
      outcome: 'passed',
      weakness: 'probably complete',
    })
  })

  it('cannot judge absence from a partial list, and still fails who is on it', () => {
    expect(judgeGate(list, 'GHA', withList({ completeness: 'partial' }))).toMatchObject({
      outcome: 'unknown',
      reason: 'list incomplete',
    })
    expect(judgeGate(list, 'TCD', withList({ completeness: 'partial' }))).toMatchObject({ outcome: 'failed' })
  })

  it('is unknown once a later list has come out that is not held, also for who was on the old one', () => {
    for (const unit of ['GHA', 'TCD'])
      expect(judgeGate(list, unit, withList({ until: '2014-02-27' }))).toMatchObject({
        outcome: 'unknown',
        reason: 'list superseded',
      })
    expect(judgeGate(list, 'GHA', withList({ until: '2014-02-28' })).outcome).toBe('passed')
  })

  it('is unknown when no list was out by the day', () => {
    expect(judgeGate(list, 'GHA', withList(null))).toMatchObject({ outcome: 'unknown', reason: 'no list' })
  })
})

describe('A gate on dated evidence of a status', () => {
  it('counts evidence dated within the months of the day, on either side', () => {
    expect(mission({ from: '2012-02-28', to: '2012-02-28' }).outcome).toBe('passed')
    expect(mission({ from: '2012-02-27', to: '2012-02-27' })).toMatchObject({
      outcome: 'unknown',
      reason: 'evidence too far',
    })
    expect(mission({ from: '2016-02-28', to: '2016-02-28' }).outcome).toBe('passed')
    expect(mission({ from: '2016-02-29', to: '2016-02-29' }).outcome).toBe('unknown')
  })

  it('counts a period that covers the day, however long', () => {
    expect(mission({ status: 'not_listed', from: '2002-01-01', to: '2021-12-31' })).toMatchObject({
      outcome: 'failed',
    })
  })

  it('does not join two dates into a period of its own', () => {
    expect(
      mission({ from: '2009-02-26', to: '2009-02-26' }, { from: '2018-05-23', to: '2018-05-23' }),
    ).toMatchObject({
      outcome: 'unknown',
      reason: 'evidence too far',
    })
  })

  it('takes a closing after the day as no closing on the day', () => {
    const open = { from: '2013-12-14', to: '2013-12-14' }
    expect(mission(open, { status: 'closed', from: '2014-09-30', to: '2014-09-30' }).outcome).toBe('passed')
    expect(mission(open, { status: 'closed', from: '2014-02-28', to: '2014-02-28' }).outcome).toBe('failed')
  })

  it('lets the nearest evidence decide', () => {
    expect(
      mission(
        { from: '2012-06-01', to: '2012-06-01' },
        { status: 'closed', from: '2013-06-01', to: '2013-06-01' },
      ).outcome,
    ).toBe('failed')
  })

  it('learns nothing from a closing after the day alone', () => {
    expect(mission({ status: 'closed', from: '2014-09-30', to: '2014-09-30' })).toMatchObject({
      outcome: 'unknown',
      reason: 'closed later',
    })
  })

  it('decides nothing where statements on the day disagree, and names them all', () => {
    const span = { from: '2012-01-01', to: '2016-12-31', when: '2012-2016' }
    const closing = { status: 'closed', from: '2013-12-01', to: '2015-12-31', when: '2013-2015' }
    expect(mission(span, closing)).toMatchObject({
      outcome: 'unknown',
      reason: 'evidence disagrees',
      when: '2012-2016; 2013-2015',
    })
    expect(mission(span, { ...span, when: 'again' }).outcome).toBe('passed')
  })

  it('leaves an office or regional mission as an answer of its own', () => {
    expect(mission({ status: 'office' })).toMatchObject({
      outcome: 'unknown',
      reason: 'status undecided',
      found: 'office',
    })
  })

  it('is unknown without evidence', () => {
    expect(judgeGate(aStatusGate, 'FRA', withEvidence({}))).toMatchObject({
      outcome: 'unknown',
      reason: 'no evidence',
    })
  })

  it('never depends on the order in which evidence is kept', () => {
    const statement = fc.record({
      status: fc.constantFrom('mission', 'closed', 'not_listed', 'office'),
      from: fc.integer({ min: 2008, max: 2018 }).map((year) => `${year}-05-01`),
      years: fc.integer({ min: 0, max: 6 }),
    })
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
        const dated = statements.map(({ status, from, years }) => ({
          status,
          from,
          to: `${Number(from.slice(0, 4)) + years}${from.slice(4)}`,
        }))
        const { outcome, reason } = mission(...dated)
        expect(mission(...[...dated].reverse())).toMatchObject({ outcome, reason })
      }),
    )
  })
})

describe('Adding months', () => {
  it('keeps to the last day of a shorter month', () => {
    expect(addMonths('2014-01-31', 1)).toBe('2014-02-28')
    expect(addMonths('2014-02-28', -24)).toBe('2012-02-28')
    expect(addMonths('2012-02-29', 24)).toBe('2014-02-28')
  })
})
