import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anAgreement, anIndicator, both } from '../compacts/agreement.test-data.ts'
import type { Agreement } from '../compacts/agreement.ts'
import { type GapFacts, gapsBefore } from '../compacts/gaps.ts'
import { cellKey } from './cells.ts'
import { resultsFrom } from './results.ts'
import { type Terms, termsOn } from './terms.ts'

const ids = {
  donor: '00000000-0000-7000-8000-000000000001',
  partner: '00000000-0000-7000-8000-000000000002',
  implementer: '00000000-0000-7000-8000-000000000003',
  survivors: '00000000-0000-7000-8000-000000000004',
}

/** Two objectives with two indicators each; no money but in the first year, so that none holds the others in place. */
function signed(): Agreement {
  const text = structuredClone(anAgreement(ids))
  const [only] = text.objectives
  if (only === undefined) throw new Error('The text has an objective')
  text.objectives.push({ ...only, key: 'more' })
  for (const initiative of text.initiatives) initiative.objectives.push('more')
  for (const line of text.plan.lines) line.year = 'y1'
  for (const benchmark of text.benchmarks) benchmark.measured = null
  const plain = anIndicator({ disaggregations: [] })
  const targets = plain.targets.filter(({ cell }) => Object.keys(cell).length === 0)
  text.indicators = ['a', 'b', 'c', 'd'].map((key, place) => ({
    ...structuredClone(plain),
    key,
    objective: place < 2 ? only.key : 'more',
    targets: structuredClone(targets),
  }))
  return text
}

const facts = (before: Agreement, day: string): GapFacts => ({
  today: day,
  on: day,
  state: 'in force',
  amendment: 1,
  frozen: true,
  parties: [
    { organisation: ids.donor, side: 'donor', part: 'government' },
    { organisation: ids.partner, side: 'partner', part: 'government' },
    { organisation: ids.implementer, side: null, part: 'implementer' },
    { organisation: ids.survivors, side: null, part: 'survivors' },
  ],
  before,
  ends: '2029-12-31',
  goneKeys: [],
  blocking: [],
  unsigned: [],
  unmet: [],
  uncorrected: null,
  lessons: 0,
})
/** What stands in the way of an amendment that is frozen, signed and brought into effect on one day. */
const inTheWay = (text: Agreement, before: Agreement, day: string) =>
  (['frozen', 'signed', 'takes effect'] as const).flatMap((step) =>
    gapsBefore(step, text, facts(before, day)),
  )

const indicator = fc.constantFrom('a', 'b', 'c', 'd')
const year = fc.constantFrom('y1', 'y2', 'y3', 'y4')
const day = fc.constantFrom('2026-06-01', '2027-01-01', '2027-02-01', '2028-03-01', '2029-06-01')
/** Ways to be rid of a target, or to make another of it. */
const change = fc.oneof(
  fc.record({ do: fc.constant('drop the objective' as const) }),
  fc.record({ do: fc.constant('drop the indicator' as const), indicator }),
  fc.record({ do: fc.constant('move the indicator' as const), indicator }),
  fc.record({ do: fc.constant('retire' as const), indicator, from: day }),
  fc.record({ do: fc.constant('end the objective' as const), from: day }),
  fc.record({ do: fc.constant('lower' as const), indicator, year }),
  fc.record({ do: fc.constant('give up' as const), indicator, year }),
  fc.record({ do: fc.constant('rename the year' as const), year }),
  fc.record({ do: fc.constant('move the days' as const), year }),
)
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never

function changed(before: Agreement, one: Change, nth: number): Agreement {
  const text = structuredClone(before)
  const sheet = 'indicator' in one ? text.indicators.find(({ key }) => key === one.indicator) : undefined
  const reason = both('No money was left for it')
  if (one.do === 'drop the objective') {
    text.objectives = text.objectives.filter(({ key }) => key !== 'more')
    text.indicators = text.indicators.filter(({ objective }) => objective !== 'more')
    for (const each of text.initiatives) each.objectives = each.objectives.filter((key) => key !== 'more')
  } else if (one.do === 'drop the indicator')
    text.indicators = text.indicators.filter(({ key }) => key !== one.indicator)
  else if (one.do === 'move the indicator' && sheet !== undefined) sheet.objective = 'lake-fishing'
  else if (one.do === 'retire' && sheet !== undefined) {
    sheet.retired = { from: one.from, reason }
    sheet.targets = []
  } else if (one.do === 'end the objective') {
    for (const each of text.indicators)
      if (each.objective === 'more') Object.assign(each, { retired: { from: one.from, reason } })
  } else if (one.do === 'lower')
    for (const target of sheet?.targets ?? []) {
      if (target.year === one.year) target.value = `${20 + nth}`
    }
  else if (one.do === 'give up' && sheet !== undefined) {
    const had = sheet.targets.length
    sheet.targets = sheet.targets.filter((target) => target.year !== one.year)
    if (sheet.targets.length < had) sheet.noTarget.push({ year: one.year, reason })
  } else if (one.do === 'rename the year') {
    const key = `${one.year}-again-${nth}`
    return JSON.parse(JSON.stringify(text).replaceAll(`"${one.year}"`, `"${key}"`)) as Agreement
  } else if (one.do === 'move the days') {
    const found = text.plan.years.find(({ key }) => key === one.year)
    if (found !== undefined) found.ends = '2029-12-30'
  }
  return text
}

const seen = { passed: 0, refused: 0, owed: 0 }

it('No amendment that passes the gaps makes a target of an ended year vanish from the results', () => {
  const amendment = fc.record({ on: day, changes: fc.array(change, { minLength: 1, maxLength: 2 }) })
  fc.assert(
    fc.property(fc.array(amendment, { minLength: 1, maxLength: 4 }), (amendments) => {
      const terms: Terms[] = [{ from: '2026-01-01', version: 1, agreement: signed() }]
      for (const { on, changes } of [...amendments].sort((a, b) => (a.on < b.on ? -1 : 1))) {
        const before = terms.at(-1)?.agreement ?? signed()
        const version = terms.length + 1
        const text = changes.reduce((each, one, nth) => changed(each, one, version * 10 + nth), before)
        if (inTheWay(text, before, on).length > 0) seen.refused += 1
        else {
          seen.passed += 1
          terms.push({ from: on, version, agreement: text })
        }
      }
      const last = terms.at(-1)
      if (last === undefined) return
      const { indicators } = resultsFrom('compact', { ...last, terms }, [], [], new Date('2030-02-01'))
      const found = indicators.flatMap(({ sheet, years }) =>
        years.flatMap(({ year: of, targets }) =>
          targets.map(({ cell, value }) => `${sheet.key} ${of} ${cell} ${value}`),
        ),
      )
      // Whatever was in force on the last day of a year says what was owed for it.
      const owed = terms.flatMap(({ agreement }, place) =>
        agreement.plan.years.flatMap(({ key, ends }) =>
          termsOn(terms, ends) !== terms[place]
            ? []
            : agreement.indicators.flatMap(({ key: of, targets, retired }) =>
                retired !== undefined && retired.from <= ends
                  ? []
                  : targets
                      .filter((target) => target.year === key)
                      .map(({ cell, value }) => `${of} ${key} ${cellKey(cell)} ${value}`),
              ),
        ),
      )
      seen.owed += owed.length
      expect(found).toEqual(expect.arrayContaining(owed))
    }),
    { numRuns: 150 },
  )
  expect(Math.min(seen.passed, seen.refused, seen.owed)).toBeGreaterThan(0)
})
