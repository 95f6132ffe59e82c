import { describe, expect, it } from 'vitest'
import { codebookChanges, unusedSigns } from './codebook-changes.ts'
import { aCodebook } from './studies.test-data.ts'

describe('What changed between two versions of a codebook', () => {
  it('is nothing when only title, source or the account of the changes differ', () => {
    expect(codebookChanges(aCodebook(), aCodebook({ title: 'T', source: 'S', changes: 'None.' }))).toEqual([])
  })

  it('names every sign that came, went, was asked anew or belongs elsewhere', () => {
    const { indicators } = aCodebook()
    const after = [
      ...indicators
        .filter(({ code }) => code !== 'p2')
        .map((each) => {
          if (each.code === 'm1') return { ...each, question: 'Were you lied to?' }
          return each.code === 'c1' ? { ...each, domain: 'means' as const } : each
        }),
      { code: 'm4', domain: 'means' as const, question: 'Were you locked in?' },
    ]
    expect(codebookChanges(aCodebook(), aCodebook({ indicators: after }))).toEqual([
      { what: 'asked anew', code: 'm1' },
      { what: 'other domain', code: 'c1' },
      { what: 'sign added', code: 'm4' },
      { what: 'sign left out', code: 'p2' },
    ])
  })

  it('names another definition, unit, rule or last label', () => {
    const after = aCodebook({
      definition: 'Another.',
      unit: 'household',
      rules: aCodebook().rules.slice(0, 1),
      otherwise: { code: 'none', name: 'none' },
    })
    expect(codebookChanges(aCodebook(), after).map(({ what }) => what)).toEqual([
      'definition',
      'unit',
      'rules',
      'otherwise',
    ])
  })
})

it('Signs that no rule looks at are found, by name and by domain', () => {
  expect(unusedSigns(aCodebook())).toEqual([])
  const rules = [
    {
      label: { code: 'x', name: 'x' },
      when: { any: [{ atLeast: 1, of: 'means' as const }, { not: { indicator: 'a1' } }] },
    },
  ]
  expect(unusedSigns(aCodebook({ rules }))).toEqual(['p1', 'p2', 'c1'])
})
