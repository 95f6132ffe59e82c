import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anAgreement, both } from './agreement.test-data.ts'
import type { Agreement } from './agreement.ts'
import { compareAgreements, piecesOf } from './diff.ts'

const whole = anAgreement({
  donor: '00000000-0000-7000-8000-000000000001',
  partner: '00000000-0000-7000-8000-000000000002',
  implementer: '00000000-0000-7000-8000-000000000003',
  survivors: '00000000-0000-7000-8000-000000000004',
})
function changed(change: (text: Agreement) => unknown) {
  const after = structuredClone(whole)
  change(after)
  return compareAgreements(whole, after)
}
const first = <Item>(list: Item[]): Item => list[0] as Item

describe('Two texts', () => {
  it('that say the same differ in nothing', () => {
    expect(compareAgreements(whole, structuredClone(whole))).toEqual([])
  })

  it('are compared word by word, in each language', () => {
    expect(
      changed((text) => {
        first(text.objectives).text.en = 'Fewer boys fishing'
      }),
    ).toEqual([
      {
        place: 'objectives/lake-fishing/text',
        section: 'A',
        what: 'text',
        language: 'en',
        pieces: [
          { text: 'Fewer ', in: 'both' },
          { text: 'children', in: 'before' },
          { text: 'boys', in: 'after' },
          { text: ' fishing', in: 'both' },
        ],
      },
    ])
  })

  it('have their elements found by key: changed, added, removed and moved are told apart', () => {
    const found = changed((text) => {
      const [y1, y2, y3, y4] = text.plan.years as [unknown, unknown, unknown, unknown] as [
        Agreement['plan']['years'][0],
        Agreement['plan']['years'][0],
        Agreement['plan']['years'][0],
        Agreement['plan']['years'][0],
      ]
      text.plan.years = [y2, y3, y1, { ...y4, ends: '2029-11-30' }]
      text.risks = [{ ...first(text.risks), key: 'drought', text: both('Drought') }]
      first(text.plan.contributions).amount.minor += 100
    })
    expect(found).toMatchObject([
      { place: 'plan/years/y1', what: 'moved', from: 1, to: 3 },
      { place: 'plan/years/y4/ends', what: 'value', before: '2029-12-31', after: '2029-11-30' },
      {
        place: 'plan/contributions/us-grant/amount',
        section: 'E',
        what: 'value',
        before: { minor: 400_000_00, currency: 'USD' },
        after: { minor: 400_001_00, currency: 'USD' },
      },
      { place: 'risks/flood', what: 'removed' },
      { place: 'risks/drought', what: 'added', after: { likelihood: 2 } },
    ])
  })

  it('have targets found by year and cell, and a baseline that takes the place of a reason', () => {
    const found = changed((text) => {
      const indicator = first(text.indicators)
      indicator.targets.reverse()
      const girls = indicator.targets.find(({ year, cell }) => year === 'y1' && cell.sex === 'girls')
      ;(girls as { value: string }).value = '790'
      text.chosenBy = { assessment: '12345678' }
      text.term.begins = null
    })
    expect(found).toMatchObject([
      { place: 'term/begins', what: 'value', before: '2026-01-01', after: null },
      { place: 'chosenBy/reason', what: 'removed' },
      { place: 'chosenBy/assessment', what: 'value', before: null, after: '12345678' },
      { place: 'indicators/children-fishing/targets/y1,sex=girls/value', before: '800', after: '790' },
    ])
  })

  it('put together again from their pieces, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: 'grapheme' }),
        fc.string({ maxLength: 60, unit: 'grapheme' }),
        (a, b) => {
          const pieces = piecesOf(a, b)
          const of = (side: 'before' | 'after') =>
            pieces
              .filter((piece) => piece.in !== side)
              .map(({ text }) => text)
              .join('')
          expect(of('after')).toBe(a)
          expect(of('before')).toBe(b)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('of great length are compared in no time to speak of', () => {
    const long = 'word '.repeat(4000)
    expect(piecesOf(long, `${long}more`)).toHaveLength(2)
  })
})
