import { describe, expect, it } from 'vitest'
import { languages, speak } from '../../ui/language.ts'
import type { Agreement, PlanLine } from '../agreement.ts'
import { assertPart } from '../check.ts'
import { words } from '../words/words.ts'
import { aDraft } from './agreement.test-data.ts'
import type { FormContext, Typed } from './field.ts'
import { type LineRow, linesField, pastedInto, readPasted, rowOf, withLines } from './lines.ts'
import { conditionForms, elementForms, keysIn, partForms, planForms } from './parts.ts'

const draft = aDraft()
const formOf = (
  typed: Typed,
  agreement: Agreement = draft,
  language: 'en' | 'fr' | 'es' | 'pt' = 'en',
): FormContext => ({
  say: speak(words, language),
  language,
  agreement,
  typed,
})
const elements = (agreement: Agreement = draft) => [
  ...elementForms([]),
  ...agreement.tranches.flatMap(({ key }) => conditionForms(agreement, key) ?? []),
]
const objectives = elements().find(({ at }) => at === 'objectives')!
const indicators = elements().find(({ at }) => at === 'indicators')!

describe('Every form of the draft', () => {
  it.each(languages)('gives back in %s what stands in the document, to the last digit', (language) => {
    for (const each of [...partForms, ...planForms]) {
      const typed = each.typed(formOf({}, draft, language))
      const read = each.change(formOf(typed, draft, language))
      expect(read, each.at).toEqual({ agreement: draft })
    }
    for (const each of elements())
      for (const { key } of each.elements(draft)) {
        const typed = each.typed(formOf({}, draft, language), key)
        expect(each.change(formOf(typed, draft, language), key, keysIn(draft)), `${each.at} ${key}`).toEqual({
          agreement: draft,
          key,
        })
      }
  })

  it('saves what the document may hold, and nothing else', () => {
    for (const each of [...partForms, ...planForms])
      expect(() => assertPart(each.part, draft[each.part]), each.at).not.toThrow()
  })

  it('has each control once, and a label on every one that is seen', () => {
    for (const each of elements())
      for (const { key } of each.elements(draft)) {
        const names: string[] = []
        const walk = (controls: ReturnType<typeof each.controls>): void => {
          for (const control of controls) {
            names.push(control.name)
            if (control.kind !== 'hidden') expect(control.label, control.name).not.toBe('')
            if (control.kind === 'group') walk(control.controls)
            if (control.kind === 'rows') for (const row of control.rows) walk(row.controls)
          }
        }
        walk(each.controls(formOf(each.typed(formOf({}), key))))
        expect(new Set(names).size, `${each.at}: ${names}`).toBe(names.length)
      }
  })

  it('tells every field that is wrong, with what to do, and takes nothing in', () => {
    const read = indicators.change(
      formOf({
        objective: 'gone',
        'title.en': 'x'.repeat(20_001),
        'unit.en': 'bell \u0007',
        dueAfterDays: '400',
        'baseline.estimate.value': '4',
        'disaggregations.0.categories.en': 'Girls',
        'targets.year-2027..value': 'many',
      }),
      null,
      keysIn(draft),
    )
    expect('errors' in read && read.errors.map(({ field }) => field).sort()).toEqual([
      'aggregation',
      'baseline.is',
      'direction',
      'disaggregations.0.categories.en',
      'dueAfterDays',
      'frequency',
      'level',
      'measure',
      'objective',
      'targets.year-2027..value',
      'title.en',
      'unit.en',
    ])
  })
})

describe('An element', () => {
  it('gets its key from its words, and never one that was given before', () => {
    const typed = { component: 'prevention', 'text.en': 'École du Lac!', 'text.fr': '' }
    const read = objectives.change(formOf(typed), null, new Set(['ecole-du-lac']))
    expect('key' in read && read.key).toBe('ecole-du-lac-2')
    expect('agreement' in read && read.agreement.objectives.at(-1)).toEqual({
      key: 'ecole-du-lac-2',
      component: 'prevention',
      text: { en: 'École du Lac!' },
      theoryOfChange: {},
    })
    const taken = objectives.change(formOf({ ...typed, key: 'lake' }), null, keysIn(draft))
    expect(taken).toMatchObject({ errors: [{ field: 'key' }] })
  })

  it('moves and goes without touching the others', () => {
    const keys = (agreement: Agreement) => objectives.elements(agreement).map(({ key }) => key)
    expect(keys(objectives.move(draft, 'courts', -1))).toEqual(['courts', 'lake'])
    expect(keys(objectives.move(draft, 'lake', -1))).toEqual(['lake', 'courts'])
    expect(keys(objectives.remove(draft, 'lake'))).toEqual(['courts'])
  })

  it('keeps its conditions when a payment is changed', () => {
    const tranches = elements().find(({ at }) => at === 'tranches')!
    const typed = { ...tranches.typed(formOf({}), 'first'), 'amount.amount': '1,000.00' }
    const read = tranches.change(formOf(typed), 'first', keysIn(draft))
    expect('agreement' in read && read.agreement.tranches[0]).toMatchObject({
      amount: { minor: 100_000, currency: 'USD' },
      conditions: [{ key: 'line' }],
    })
  })

  it('that is referred to and gone stays in sight and is asked about', () => {
    const without = objectives.remove(draft, 'lake')
    const typed = indicators.typed(formOf({}, without), 'share')
    const [first] = indicators.controls(formOf(typed, without))
    expect(first).toMatchObject({
      kind: 'select',
      options: expect.arrayContaining([{ value: 'lake', name: 'lake' }]),
    })
    expect(indicators.change(formOf(typed, without), 'share', keysIn(without))).toMatchObject({
      errors: [{ field: 'objective' }],
    })
  })
})

describe('A breakdown', () => {
  it('without words yet is not lost when the rest is saved', () => {
    const [share] = draft.indicators
    const bare = aDraft({
      indicators: [
        {
          ...share!,
          disaggregations: [
            {
              key: 'sex',
              name: {},
              categories: [
                { key: 'girls', name: {} },
                { key: 'boys', name: { fr: 'Garçons' } },
              ],
              exclusive: true,
            },
          ],
        },
      ],
    })
    const typed = indicators.typed(formOf({}, bare), 'share')
    expect(indicators.change(formOf(typed, bare), 'share', keysIn(bare))).toEqual({
      agreement: bare,
      key: 'share',
    })
  })
})

describe('The years of the plan', () => {
  it('get keys of their own, two of the same calendar year too, and keep them', () => {
    const years = planForms.find(({ at }) => at === 'years')!
    const read = years.change(
      formOf({
        'years.0.key': 'year-2027',
        'years.0.begins': '2027-02-01',
        'years.0.ends': '2027-12-31',
        'years.1.begins': '2029-01-01',
        'years.1.ends': '2029-06-30',
        'years.2.begins': '2029-07-01',
        'years.2.ends': '2029-12-31',
        'years.3.begins': '',
      }),
    )
    expect('agreement' in read && read.agreement.plan.years.map(({ key }) => key)).toEqual([
      'year-2027',
      'year-2029',
      'year-2029-2',
    ])
  })
})

describe('The lines of a year', () => {
  const typedLines = linesField.write(
    draft.plan.lines.filter(({ year }) => year === 'year-2027').map(rowOf),
    'lines',
    formOf({}),
  )

  it('come back as they were, and an emptied row is gone', () => {
    const read = linesField.read('lines', formOf(typedLines))
    expect('value' in read && withLines(draft, 'year-2027', read.value, null, keysIn(draft))).toEqual(draft)
    const emptied = Object.fromEntries(
      Object.entries(typedLines).map(([name, value]) => [
        name,
        name.startsWith('lines.1.') && !name.endsWith('key') ? '' : value,
      ]),
    )
    const less = linesField.read('lines', formOf(emptied))
    expect('value' in less && less.value.map(({ key }) => key)).toEqual(['prevention-grant-27'])
  })

  it('stay where they stand among those of other years, and new ones come behind the last of theirs', () => {
    const [one, two, other] = draft.plan.lines as [PlanLine, PlanLine, PlanLine]
    const mixed = { ...draft, plan: { ...draft.plan, lines: [one, other, two] } }
    const rows = [one, two].map(rowOf)
    const keysOf = ({ plan }: Agreement) => plan.lines.map(({ key }) => key)
    expect(withLines(mixed, 'year-2027', rows, null, keysIn(mixed))).toEqual(mixed)
    const added = withLines(mixed, 'year-2027', [{ ...rowOf(one), key: 'new' }, ...rows], null, keysIn(mixed))
    expect(keysOf(added).slice(0, 3)).toEqual(keysOf(mixed))
    expect(added.plan.lines).toHaveLength(4)
  })

  it('keep what was signed beside what an amendment makes of it', () => {
    const read = linesField.read('lines', formOf({ ...typedLines, 'lines.0.amount.amount': '500,000.00' }))
    if ('errors' in read) throw new Error('it could not be read')
    const amended = withLines(draft, 'year-2027', read.value, draft, keysIn(draft))
    expect(amended.plan.lines[0]).toMatchObject({
      original: { minor: 60_000_050, currency: 'USD' },
      revised: { minor: 50_000_000, currency: 'USD' },
    })
    expect(amended.plan.lines[1]).toMatchObject({ original: { minor: 40_000_000 }, revised: null })
    // Before anything is signed the amount is simply another one.
    expect(withLines(draft, 'year-2027', read.value, null, keysIn(draft)).plan.lines[0]).toMatchObject({
      original: { minor: 50_000_000 },
      revised: null,
    })
  })

  it('of an amendment are new beside a first promise of nothing, and are set to nothing when emptied', () => {
    const read = linesField.read('lines', formOf(typedLines))
    if ('errors' in read) throw new Error('it could not be read')
    const [one, two] = read.value as [LineRow, LineRow]
    const amended = withLines(draft, 'year-2027', [one, { ...two, key: 'new' }], draft, keysIn(draft))
    const lines = amended.plan.lines.filter(({ year }) => year === 'year-2027')
    expect(lines).toHaveLength(3)
    const signed = draft.plan.lines.find(({ key }) => key === two.key)
    expect(lines.find(({ key }) => key === two.key)).toEqual({
      ...signed,
      revised: { minor: 0, currency: two.amount.currency },
    })
    expect(lines.find(({ key }) => key !== one.key && key !== two.key)).toMatchObject({
      original: { minor: 0, currency: two.amount.currency },
      revised: two.amount,
    })
  })

  it('are pasted from a spreadsheet, with what is added, changed and refused told beforehand', () => {
    const pasted = readPasted(
      [
        'Component\tInitiative\tContribution\tAmount\tNote',
        'Prévention\tLake schools\tgrant\t700 000,50\tMeals\tRepas',
        'prosecution\t\tDonor’s grant\t400 000,00',
        'data\t\tgrant\t1 200 000,50\t"Two\nlines"',
        'weather\tnone\tgrant\t12.3456',
        'data\t\tgrant\t1',
        '',
      ].join('\r\n'),
      'year-2027',
      formOf({}, draft, 'fr'),
    )
    expect(pasted.map(({ row, what }) => [row, what])).toEqual([
      [2, 'change'],
      [3, 'same'],
      [4, 'add'],
      [5, 'refused'],
      [6, 'refused'],
    ])
    expect(pasted[3]).toMatchObject({
      faults: [expect.stringContaining('weather'), expect.anything(), expect.anything()],
    })
    const rows = pastedInto(draft, 'year-2027', pasted)
    expect(rows.map(({ amount }) => amount.minor)).toEqual([70_000_050, 40_000_000, 120_000_050])
    const merged = withLines(draft, 'year-2027', rows, null, keysIn(draft))
    expect(merged.plan.lines.filter(({ year }) => year === 'year-2028')).toEqual([draft.plan.lines[2]])
    expect(new Set(merged.plan.lines.map(({ key }) => key)).size).toBe(4)
  })
})
