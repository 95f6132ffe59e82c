import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Indicator } from '../compacts/agreement.ts'
import { anIndicator } from './agreements.test-data.ts'
import { readNumeral } from './numerals.ts'
import { hasFaults, isEmptyPart, readPart, type TypedPart, tidyPart } from './reading.ts'

const typed = (cells: Record<string, string>, over: Partial<TypedPart> = {}): TypedPart => ({
  cells: Object.fromEntries(Object.entries(cells).map(([cell, value]) => [cell, { value }])),
  evidence: 'https://example.org/report',
  ...over,
})
const codes = (...given: Parameters<typeof readPart>) =>
  readPart(...given).faults.map(({ cell, field, code, weight }) => `${weight} ${cell}.${field}: ${code}`)

describe('A number', () => {
  it.each([
    ['12', '12'],
    ['  007 ', '7'],
    ['1 234', '1234'],
    ['1 234,5', '1234.5'],
    ['1,234,567', '1234567'],
    ['1.234.567,25', '1234567.25'],
    ['1,234.5', '1234.5'],
    ["12'345", '12345'],
    ['12,5', '12.5'],
    ['0,125', '0.125'],
    ['0.125', '0.125'],
    ['1234,567', '1234.567'],
    ['−3', '-3'],
    ['-0', '0'],
    ['35 %', '35'],
    ['٣٥', '35'],
    ['۱۲٫۵', '12.5'],
    ['१२३', '123'],
    ['３４', '34'],
    ['𝟏𝟐', '12'],
    ['1\u202f234', '1234'],
    ['１，２３４．５', '1234.5'],
    ['3.40', '3.40'],
  ])('%s is read as %s', (written, decimal) => expect(readNumeral(written)).toEqual({ decimal }))

  it.each([
    ['1,234', 'ambiguous'],
    ['12.500', 'ambiguous'],
    ['N/A', 'missing in words'],
    ['n.d.', 'missing in words'],
    ['-', 'missing in words'],
    ['High', 'text'],
    ['about 30', 'text'],
    ['12 34', 'text'],
    ['1,23,456', 'text'],
    ['1.2.3', 'text'],
    ['1e5', 'text'],
    ['12..', 'text'],
    ['24²', 'text'],
    ['24₂', 'text'],
    ['24½', 'text'],
    ['2①', 'text'],
    ['⒈5', 'text'],
    ['24*', 'text'],
    ['1\n234', 'text'],
    ["1 234'567", 'text'],
    ['1 234.567.890', 'text'],
    ['1e3', 'text'],
    ['=1+1', 'text'],
    ['1234567890123456', 'too long'],
    ['0.1234567891', 'too long'],
  ])('%s is not taken: %s', (written, fault) => expect(readNumeral(written)).toEqual({ fault }))

  it('of a file is exact: what would be ambiguous by hand is a decimal there', () => {
    expect(readNumeral('1.234', { exact: true })).toEqual({ decimal: '1.234' })
  })

  it('is never anything but a decimal, a blank or a fault, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9., ']{0,12}$/)), (text) => {
        const read = readNumeral(text)
        if ('decimal' in read) expect(read.decimal).toMatch(/^-?\d{1,15}(\.\d{1,9})?$/)
      }),
      { numRuns: 400 },
    )
  })
})

describe('What is reported', () => {
  const sheet = anIndicator()

  it('is taken when the parts make the total', () => {
    const { values, faults } = readPart(sheet, typed({ total: '30', 'sex=girls': '18', 'sex=boys': '12' }))
    expect(faults).toEqual([])
    expect(values.map(({ cell, value }) => [cell, value])).toEqual([
      ['total', '30'],
      ['sex=girls', '18'],
      ['sex=boys', '12'],
    ])
  })

  it('says where the parts do not make the total, and never counts a blank as zero', () => {
    expect(codes(sheet, typed({ total: '30', 'sex=girls': '18', 'sex=boys': '11' }))).toEqual([
      'fault total.value: parts differ',
    ])
    expect(codes(sheet, typed({ total: '30', 'sex=girls': '30' }))).toEqual([
      'fault sex=boys.missing: neither',
    ])
    const blank = readPart(
      sheet,
      typed({ total: '30', 'sex=girls': '30' }, { missing: 'not collected', why: 'No field for it' }),
    )
    expect(blank.faults).toEqual([])
    expect(blank.values.at(-1)).toMatchObject({ cell: 'sex=boys', value: null, missing: 'not collected' })
  })

  it('lets parts overlap where they may, but none exceed the total', () => {
    const [dimension] = sheet.disaggregations
    if (dimension === undefined) throw new Error('the builder has a disaggregation')
    const overlapping = anIndicator({ disaggregations: [{ ...dimension, exclusive: false }] })
    expect(codes(overlapping, typed({ total: '30', 'sex=girls': '20', 'sex=boys': '20' }))).toEqual([])
    expect(codes(overlapping, typed({ total: '30', 'sex=girls': '31', 'sex=boys': '2' }))).toEqual([
      'fault sex=girls.value: part exceeds',
    ])
  })

  it('wants a value or a reason, and the reason in words', () => {
    expect(codes(sheet, { cells: {} })).toEqual(['fault total.missing: neither'])
    expect(codes(sheet, { cells: {}, missing: 'pending' })).toEqual(['fault total.why: why'])
    expect(codes(sheet, { cells: {}, missing: 'pending', why: 'Survey in May' })).toEqual([])
  })

  it.each([
    ['High', 'text'],
    ['N/A', 'missing in words'],
    ['1,200', 'ambiguous'],
    ['-3', 'negative'],
    ['2.5', 'part of a person'],
  ])('does not take %s for a count of people: %s', (value, code) => {
    const plain = anIndicator({ disaggregations: [] })
    expect(codes(plain, typed({ total: value }))[0]).toBe(`fault total.value: ${code}`)
  })

  it('does not let a cumulative value fall, and wonders at ten times as much', () => {
    const plain = anIndicator({ disaggregations: [], cumulative: true })
    const before = new Map([['total', { value: '40', ends: '2025-06-30' }]])
    expect(codes(plain, typed({ total: '39' }), { before })).toEqual(['fault total.value: fell'])
    expect(codes(plain, typed({ total: '40' }), { before })).toEqual([])
    expect(codes(plain, typed({ total: '400' }), { before })).toEqual(['doubt total.value: jump'])
  })

  it('keeps percentages within 0 and 100, and doubts a share written as one', () => {
    const of: Partial<Indicator> = { disaggregations: [], measure: 'percentage', aggregation: 'none' }
    const share = anIndicator({ ...of, countsPeople: false })
    expect(codes(share, typed({ total: '101' }))).toEqual(['fault total.value: over 100'])
    expect(codes(share, typed({ total: '0.35' }))).toEqual(['doubt total.value: below one per cent'])
    expect(codes(share, typed({ total: '35 %' }))).toEqual([])
    // Of people it can be sent, and is not shown.
    expect(codes(anIndicator(of), typed({ total: '35' }))).toEqual([
      'doubt total.denominator: share not shown',
    ])
  })

  it('holds a percentage against what it was made from', () => {
    const share = anIndicator({ disaggregations: [], measure: 'percentage', aggregation: 'weighted-mean' })
    const made = (value: string, numerator: string, denominator: string) =>
      codes(share, { cells: { total: { value, numerator, denominator } }, evidence: 'https://a.example' })
    expect(made('33.3', '1', '3')).toEqual([])
    expect(made('33', '1', '3')).toEqual([])
    expect(made('35', '1', '3')).toEqual(['fault total.value: share differs'])
    expect(made('33', '', '')).toEqual(['fault total.denominator: denominator missing'])
    expect(made('33', '1', '0')).toEqual(['fault total.denominator: denominator zero'])
    expect(made('100', '4', '3')).toEqual(['fault total.numerator: numerator over'])
  })

  it('wants the doubt of an estimate, around its value', () => {
    const survey = anIndicator({
      disaggregations: [],
      measure: 'percentage',
      estimated: true,
      aggregation: 'none',
      countsPeople: false,
    })
    const made = (value: string, low: string, high: string, level = '95') =>
      codes(survey, { cells: { total: { value, low, high, level } }, evidence: 'https://a.example' })
    expect(made('3,4', '2,2', '4,6')).toEqual([])
    expect(made('3.4', '', '')).toEqual(['fault total.low: interval missing'])
    expect(made('3.4', '2.2', '')).toEqual(['fault total.high: interval half'])
    expect(made('3.4', '3.5', '4.6')).toEqual(['fault total.low: interval not around'])
    expect(made('3.4', '2.2', '4.6', '100')).toEqual(['fault total.level: level'])
  })

  it('takes yes and no in the languages of the house', () => {
    const milestone = anIndicator({
      disaggregations: [],
      measure: 'yes-no',
      aggregation: 'latest',
      countsPeople: false,
    })
    expect(readPart(milestone, typed({ total: 'Oui' })).values[0]?.value).toBe('1')
    expect(codes(milestone, typed({ total: 'maybe' }))).toEqual(['fault total.value: yes or no'])
  })

  it('wonders where evidence is missing, and takes no address that is none', () => {
    const plain = anIndicator({ disaggregations: [] })
    expect(codes(plain, typed({ total: '5' }, { evidence: '' }))).toEqual([
      'doubt total.evidence: evidence missing',
    ])
    expect(codes(plain, typed({ total: '5' }, { evidence: 'javascript:alert(1)' }))).toEqual([
      'fault total.evidence: evidence',
    ])
    expect(codes(plain, typed({ total: '5' }, { evidence: 'a'.repeat(64) }))).toEqual([])
  })

  it('holds on entry whatever is typed: the values that pass add up, are whole and not negative', () => {
    const cell = fc.oneof(
      fc.nat({ max: 40 }).map(String),
      fc.constantFrom('', 'N/A', '1,000', '-2', '3.5', ' 7 '),
    )
    fc.assert(
      fc.property(cell, cell, cell, fc.boolean(), (total, girls, boys, reason) => {
        const { values, faults } = readPart(
          sheet,
          typed(
            { total, 'sex=girls': girls, 'sex=boys': boys },
            reason ? { missing: 'not collected', why: 'No field' } : {},
          ),
        )
        if (hasFaults(faults)) return
        const [all, g, b] = values.map(({ value }) => (value === null ? null : Number(value)))
        for (const each of values) expect(each.value === null).toBe(each.missing !== null)
        if (all != null && g != null && b != null) expect(g + b).toBe(all)
        if (all != null) expect(Math.max(g ?? 0, b ?? 0)).toBeLessThanOrEqual(all)
      }),
      { numRuns: 400 },
    )
  })

  it('is tidied to the same whatever blanks were sent', () => {
    const one = tidyPart({
      cells: { total: { value: ' 3 ', low: '' }, 'sex=girls': {} },
      why: ' ',
      missing: '',
    })
    expect(one).toEqual({ cells: { total: { value: '3' } } })
    expect(isEmptyPart({ cells: { total: { value: ' ' } }, why: '' })).toBe(true)
  })
})
