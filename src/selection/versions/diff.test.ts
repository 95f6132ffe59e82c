import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../house/settings.ts'
import { languages } from '../../ui/language.ts'
import { assess } from '../assess.ts'
import { readMethodology } from '../methodology.ts'
import type { Cell, Inputs, Methodology } from '../schema.ts'
import { changesBetween, type RuleChange } from './diff.ts'
import { kendallTau, listOf, movesBetween } from './diff-moves.ts'
import { sayChange, sayWhy } from './diff-say.ts'
import { linesBetween } from './diff-text.ts'
import { compareResults, daysBack } from './diff-years.ts'

const text = readFileSync(path.join(projectRoot(), 'methodologies/tipping-point.yaml'), 'utf8')
const shipped = readMethodology(text, 'tipping-point.yaml')
const changed = (edit: (copy: Methodology) => void): Methodology => {
  const copy = structuredClone(shipped)
  edit(copy)
  return copy
}
const rulesOf = (edit: (copy: Methodology) => void): RuleChange[] => {
  const to = changed(edit)
  return changesBetween(shipped, to).rules
}
const inWords = (edit: (copy: Methodology) => void, language: (typeof languages)[number] = 'en') => {
  const to = changed(edit)
  return changesBetween(shipped, to).rules.map((change) =>
    sayChange(language, change, { from: shipped, to }, new Map()),
  )
}
const will = (of: Methodology) => of.criteria!.children![0]!

describe('What differs between two documents', () => {
  it('is nothing where they are the same, whichever way round their keys stand', () => {
    const turned = changed((copy) => {
      copy.shortlist = {
        reason: copy.shortlist.reason,
        presets: copy.shortlist.presets,
        size: copy.shortlist.size,
      }
    })
    expect(changesBetween(shipped, turned)).toEqual({ rules: [], aside: [], texts: 0 })
  })

  it('is a weight in points of a hundred', () => {
    const edit = (copy: Methodology) => {
      will(copy).children![0]!.weight = 50
      will(copy).children![1]!.weight = 30
    }
    expect(rulesOf(edit)).toEqual([
      { kind: 'weight', criterion: 'tier-now', from: 40, to: 50 },
      { kind: 'weight', criterion: 'tier-change', from: 40, to: 30 },
    ])
    expect(inWords(edit)[0]).toBe('Weight of “Tier today”: 40 → 50 points of 100.')
  })

  it('is what equal weights become when a group grows', () => {
    const found = rulesOf((copy) => {
      copy.criteria!.children!.push({ ...structuredClone(will(copy)), id: 'fifth', children: [] })
    })
    expect(found).toContainEqual({
      kind: 'criterion added',
      criterion: 'fifth',
      under: 'tipping-point',
      share: 20,
    })
    expect(found.filter(({ kind }) => kind === 'weight')).toHaveLength(4)
  })

  it('is a gate that came, went, asks otherwise, or is asked earlier', () => {
    const added = (copy: Methodology) => {
      copy.gates.unshift({
        id: 'people',
        title: { en: 'Enough people' },
        series: 'population',
        atLeast: 1000000,
      })
    }
    expect(inWords(added)).toEqual(['Gate added: “Enough people” (population: ≥ 1000000).'])
    expect(inWords((copy) => copy.gates.pop())).toEqual([
      'Gate taken out: “Tier 2 or Tier 2 Watch List” (tip_tier: Tier 2, Tier 2 Watch List).',
    ])
    expect(
      inWords((copy) => {
        const gate = copy.gates[0]!
        if ('series' in gate) gate.oneOf = ['2WL']
      }),
    ).toEqual([
      'Gate “Tier 2 or Tier 2 Watch List”: tip_tier: Tier 2, Tier 2 Watch List → tip_tier: Tier 2 Watch List.',
    ])
    const two = changed(added)
    const turned = { ...two, gates: [...two.gates].reverse() }
    expect(changesBetween(two, turned).rules.map(({ kind }) => kind)).toEqual(['gates reordered'])
  })

  it('is a criterion that moved, reads, values or adds up otherwise, or is marked as a proxy', () => {
    const kinds = rulesOf((copy) => {
      const [first, second] = copy.criteria!.children!
      const moved = first!.children!.pop()!
      first!.children![0]!.weight = 60
      second!.children!.push({ ...moved, weight: 0 })
      first!.children![0]!.read = { series: 'tip_tier', maxAgeYears: 3 }
      first!.children![1]!.value = { goalposts: [-2, 2] }
      first!.children![1]!.proxy = true
      second!.aggregation = 'geometric'
      second!.missing = 'no total'
    }).map(({ kind }) => kind)
    expect([...new Set(kinds)].sort()).toEqual(
      ['aggregation', 'criterion moved', 'missing', 'proxy', 'reading', 'value', 'weight'].sort(),
    )
  })

  it('is any other setting, by its place, and never passed over', () => {
    expect(
      inWords((copy) => {
        copy.shortlist.size = 4
        copy.universe!.except!.push({ unit: 'GHA', reason: { en: 'a test' } })
        ;(copy as Record<string, unknown>).newPart = { x: 'on', list: [{ id: 'one', y: 2 }] }
      }),
    ).toEqual(
      expect.arrayContaining([
        `Length of the shortlist: ${shipped.shortlist.size} → 4.`,
        'Left out of those judged (Ghana): nothing → Ghana.',
        'Part added: newPart (2 settings).',
      ]),
    )
    const [two, three] = [2, 3].map((y) =>
      changed((copy) => Object.assign(copy, { newPart: { x: 'on', list: [{ id: 'one', y }] } })),
    )
    expect(changesBetween(two!, three!).rules).toEqual([
      { kind: 'setting', path: 'newPart.list[one].y', from: '2', to: '3' },
    ])
  })

  it('keeps apart what judges nobody, and tells a part as one where much of it changed', () => {
    const to = changed((copy) => {
      copy.status = 'draft'
      copy.doubt!.replicates = 500
      copy.shortlist.presets = [1, 2]
      copy.robustness = { ...copy.robustness!, alternatives: [] }
    })
    const { rules, aside } = changesBetween(shipped, to)
    expect(rules).toMatchObject([{ kind: 'setting', path: 'shortlist.presets', to: '1, 2' }])
    expect(
      aside.map((change) => ('path' in change ? change.path : 'part' in change ? change.part : '')),
    ).toEqual(expect.arrayContaining(['status', 'doubt.replicates', 'robustness']))
    const much = aside.find(({ kind }) => kind === 'part changed')!
    expect(much).toMatchObject({ part: 'robustness', settings: expect.any(Number) })
    expect(sayChange('en', much, { from: shipped, to }, new Map())).toMatch(/^Part changed: what is doubted/)
  })

  it('counts texts that changed, which judge nobody', () => {
    const to = changed((copy) => {
      copy.title.fr = 'Autrement'
      copy.gates[0]!.title.en = 'Otherwise'
    })
    expect(changesBetween(shipped, to)).toEqual({ rules: [], aside: [], texts: 2 })
  })

  it.each(languages)('is told in %s without a word left out', (language) => {
    const other = readMethodology(
      readFileSync(path.join(projectRoot(), 'methodologies/mcc-scorecard.yaml'), 'utf8'),
      'mcc-scorecard.yaml',
    )
    const said = [
      ...changesBetween(shipped, other).rules.map((change) =>
        sayChange(language, change, { from: shipped, to: other }, new Map()),
      ),
      ...changesBetween(other, shipped).rules.map((change) =>
        sayChange(language, change, { from: other, to: shipped }, new Map()),
      ),
    ]
    expect(said.length).toBeGreaterThan(20)
    expect(said.join('\n')).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
  })
})

describe('Two texts line by line', () => {
  it('show what changed with the lines around it and count the rest', () => {
    const from = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`).join('\n')
    const { pieces, after } = linesBetween(from, from.replace('line 10', 'line ten'), 1)
    expect(pieces).toEqual([
      {
        skipped: 8,
        lines: [
          { change: 'same', text: 'line 9', from: 9, to: 9 },
          { change: 'removed', text: 'line 10', from: 10, to: null },
          { change: 'added', text: 'line ten', from: null, to: 10 },
          { change: 'same', text: 'line 11', from: 11, to: 11 },
        ],
      },
    ])
    expect(after).toBe(9)
  })

  it('take line ends of other systems for the same', () => {
    expect(linesBetween('a\r\nb\r\n', 'a\nb').pieces).toEqual([])
  })
})

describe('Rank agreement', () => {
  it('is 1 for the same order, −1 for the reverse, null where there is nothing to compare', () => {
    expect(kendallTau([1, 2, 3, 4], [1, 2, 3, 4])).toBe(1)
    expect(kendallTau([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1)
    expect(kendallTau([1], [1])).toBeNull()
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeNull()
  })

  it('makes up for ties as τ-b does', () => {
    // By hand: of 6 pairs 4 agree, 1 disagrees, 1 is tied in the second list: 3 / √(6·5).
    expect(kendallTau([1, 2, 3, 4], [1, 3, 2, 3])).toBeCloseTo(3 / Math.sqrt(30), 12)
  })
})

/* Three countries, one gate and two criteria, reckoned by hand. */
const cell = (value: number | null, code: string | null = null): Cell => ({
  value,
  code,
  missing: null,
  year: 2020,
  published: '2020-06-01',
  revised: null,
  standardError: null,
  source: 'x',
  basis: null,
  note: null,
})
const inputs: Inputs = {
  asOf: '2020-12-31',
  units: ['AAA', 'BBB', 'CCC'],
  lacking: [],
  universeIssue: null,
  newest: {
    tier: { AAA: cell(null, '2'), BBB: cell(null, '2'), CCC: cell(null, '3') },
    one: { AAA: cell(80), BBB: cell(20), CCC: cell(90) },
    two: { AAA: cell(30), BBB: cell(60), CCC: cell(90) },
  },
  earlier: {},
  statuses: {},
  lists: {},
  counts: {},
  absentSeries: [],
  proposals: [],
}
const { beside: _, robustness: __, ...plain } = shipped
const small = (weights: [number, number], codes = ['2'], size = 1): Methodology =>
  ({
    ...plain,
    gates: [{ id: 'tier', title: { en: 'Tier' }, series: 'tier', oneOf: codes }],
    shortlist: { ...shipped.shortlist, size },
    criteria: {
      id: 'top',
      title: { en: 'Top' },
      children: (['one', 'two'] as const).map((id, i) => ({
        id,
        title: { en: id },
        weight: weights[i]!,
        read: { series: id },
        value: { goalposts: [0, 100] },
      })),
    },
  }) as Methodology
const run = (methodology: Methodology) => ({
  methodology,
  inputs,
  result: assess(methodology, inputs, {
    seed: 1,
    replicates: 0,
    shortlistSize: methodology.shortlist.size,
  }),
})

describe('Who moved', () => {
  // 75/25: AAA 67.5, BBB 30. 25/75: AAA 42.5, BBB 50. CCC would have 90 and fails the gate.
  const before = run(small([75, 25]))
  const after = run(small([25, 75]))

  it('is whoever takes another rank, with the part of the score that changed most', () => {
    expect(movesBetween(before, after)).toEqual([
      {
        unit: 'AAA',
        from: { standing: 'in', rank: 1, score: 67.5, listed: true },
        to: { standing: 'in', rank: 2, score: 42.5, listed: false },
        why: [{ kind: 'score', from: 67.5, to: 42.5, criterion: 'one' }],
      },
      expect.objectContaining({
        unit: 'BBB',
        why: [expect.objectContaining({ kind: 'score', criterion: 'two' })],
      }),
    ])
  })

  it('is whoever a gate lets in, and whoever falls behind without a change of his own', () => {
    const open = run(small([75, 25], ['2', '3']))
    const moves = movesBetween(before, open)
    expect(listOf(open.result)).toEqual(['CCC'])
    expect(moves.find(({ unit }) => unit === 'CCC')?.why).toEqual([
      { kind: 'gate', gate: 'tier', from: 'failed', to: 'passed' },
    ])
    expect(moves.find(({ unit }) => unit === 'BBB')?.why).toEqual([{ kind: 'others' }])
  })

  it('makes one year of two results: who is on both lists, and how far the orders agree', () => {
    const year = compareResults(before, after, '2020-12-31')
    expect(year).toMatchObject({ onBoth: 0, tau: -1, rankedByBoth: 2 })
    expect(year.from.shortlist).toEqual(['AAA'])
    expect(year.to.shortlist).toEqual(['BBB'])
    expect(compareResults(before, before, '2020-12-31')).toMatchObject({ onBoth: 1, tau: 1, moves: [] })
  })
})

it('Earlier years end on their last day, going back from the day asked about', () => {
  expect(daysBack('2026-11-22', 2)).toEqual(['2026-11-22', '2025-12-31', '2024-12-31'])
})

it('A score that changed by less than is shown is said so, without a part that most of it came from', () => {
  const move = {
    unit: 'SRB',
    from: null,
    to: null,
    why: [{ kind: 'score' as const, from: 65.61, to: 65.64, criterion: 'tier-now' }],
  }
  expect(sayWhy('en', move, { from: shipped, to: shipped })).toBe(
    'score 65.6 both times, moved by less than is shown',
  )
})
