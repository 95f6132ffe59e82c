import { describe, expect, it } from 'vitest'
import { asem } from '../../bench/asem.ts'
import { audit, correlations, cronbachAlpha, denominatorCorrelations, effectiveWeights } from './audit.ts'
import { buildComposite } from './composite.ts'
import type { CompositeSpec } from './composite-spec.ts'
import { correlation, quantile, summary } from './statistics.ts'

const reference = asem()

describe.skipIf(reference === null)('The audit, beside the reference package', () => {
  const { golden, spec, data } = reference ?? ({} as NonNullable<typeof reference>)

  it('agrees on the statistics of the raw columns', () => {
    const table = golden.raw_stats
    table.iCode.forEach((id, i) => {
      const s = summary(data.values[id] ?? [])
      const expected = (name: string) => table[name]?.[i] as number
      const close = (actual: number | null, name: string) =>
        expect(Math.abs((actual as number) - expected(name))).toBeLessThanOrEqual(
          1e-9 * Math.abs(expected(name)),
        )
      close(s.minimum, 'Min')
      close(s.maximum, 'Max')
      close(s.mean, 'Mean')
      close(s.median, 'Median')
      close(s.standardDeviation, 'Std')
      close(s.skewness, 'Skew')
      close(s.kurtosis, 'Kurt')
      expect([id, s.known, s.notZero, s.unique, s.commonest]).toEqual([
        id,
        expected('N.Avail'),
        expected('N.NonZero'),
        expected('N.Unique'),
        expected('N.Same'),
      ])
    })
    expect(table.iCode).toHaveLength(49)
  })

  it('agrees on the effective weights of indicators, pillars and sub-indices', () => {
    const ours = effectiveWeights(spec.tree)
    golden.effective_weights.iCode.forEach((id, i) => {
      expect(ours[id]).toBeCloseTo(golden.effective_weights.EffWeight[i] as number, 12)
    })
  })

  it('agrees on the correlations of the pillars', () => {
    const { nodes } = buildComposite(spec, data)
    const { _row, ...table } = golden.corr_pillars_pearson
    const pairs = correlations(Object.fromEntries(_row.map((id) => [id, nodes[id] ?? []])))
    expect(pairs).toHaveLength(28)
    for (const { first, second, correlation: r } of pairs)
      expect(r).toBeCloseTo(table[first]?.[_row.indexOf(second)] as number, 9)
  })

  it('agrees on alpha, and says which pillar pulls against itself', () => {
    const result = buildComposite(spec, data)
    const { nodes, findings } = audit(spec, result)
    expect(nodes.Physical?.alpha).toBeCloseTo(golden.cronbach_pillar_Physical_normalised, 9)
    expect(nodes.SusEcFin?.alpha).toBeCloseTo(-0.38, 2)
    const against = findings.filter(({ kind }) => kind === 'pull-against-each-other').map(({ node }) => node)
    expect(against).toContain('SusEcFin')
    expect(against).not.toContain('Physical')
  })

  it('finds no redundant pair, as recorded, and the same indicators that follow a denominator', () => {
    const result = buildComposite(spec, data)
    const { findings } = audit(spec, result)
    const inPillars = findings.filter(({ kind, node }) => kind === 'redundant' && node !== 'Index')
    expect(inPillars).toHaveLength(golden.corr_flags_high.Ind1.length)

    const { Ind, Denom, Corr } = golden.denom_corr
    const ours = denominatorCorrelations(data.values, data.denominators ?? {}, 0.7)
    const key = (indicator: string, denominator: string) => `${indicator} ${denominator}`
    expect(ours.map((row) => key(row.indicator, row.denominator)).sort()).toEqual(
      Ind.map((indicator, i) => key(indicator, Denom[i] as string)).sort(),
    )
    for (const row of ours) {
      const i = Ind.findIndex((indicator, k) => indicator === row.indicator && Denom[k] === row.denominator)
      expect(row.correlation).toBeCloseTo(Corr[i] as number, 9)
    }
  })

  it('agrees on the spread of places over the recorded replications', () => {
    const { ranks_by_rep, rank_stats } = golden.uncertainty
    rank_stats.uCode.forEach((unit, i) => {
      const places = ranks_by_rep.map((ranks) => ranks[data.units.indexOf(unit)] as number)
      expect(quantile(places, 0.05)).toBeCloseTo(rank_stats.Q5?.[i] as number, 9)
      expect(quantile(places, 0.5)).toBeCloseTo(rank_stats.Median?.[i] as number, 9)
      expect(quantile(places, 0.95)).toBeCloseTo(rank_stats.Q95?.[i] as number, 9)
    })
  })
})

describe('Alpha', () => {
  it('is one when all say the same, zero when they have nothing in common, negative when they oppose', () => {
    expect(
      cronbachAlpha([
        [1, 2, 3],
        [1, 2, 3],
      ]),
    ).toBeCloseTo(1, 12)
    expect(
      cronbachAlpha([
        [1, -1, 1, -1],
        [1, 1, -1, -1],
      ]),
    ).toBeCloseTo(0, 12)
    expect(
      cronbachAlpha([
        [1, 2, 3],
        [2.9, 2, 1],
      ]),
    ).toBeLessThan(0)
  })

  it('does not exist for one column, columns that do not vary, or parts that cancel', () => {
    expect(cronbachAlpha([[1, 2, 3]])).toBeNull()
    expect(
      cronbachAlpha([
        [1, 1],
        [2, 2],
      ]),
    ).toBeNull()
    expect(
      cronbachAlpha([
        [1, 2, 3],
        [3, 2, 1],
      ]),
    ).toBeNull()
  })
})

describe('A correlation', () => {
  it('uses the units where both are known', () => {
    expect(correlation([1, 2, null, 4], [2, 4, 100, 8])).toBeCloseTo(1, 12)
    expect(correlation([1, 2, null], [2, 4, 6])).toBeNull()
  })

  it('by ranks follows any rising curve', () => {
    expect(correlation([1, 2, 3, 4], [1, 8, 27, 64], 'spearman')).toBeCloseTo(1, 12)
    expect(correlation([1, 2, 2, 4], [4, 2, 2, 1], 'spearman')).toBeCloseTo(-1, 12)
  })

  it('does not exist when one does not vary', () => {
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull()
  })
})

describe('The audit of an index', () => {
  const units = ['A', 'B', 'C', 'D']
  const spec = (ids: string[]): CompositeSpec => ({
    indicators: ids.map((id) => ({ id, direction: 1, normalisation: { method: 'none' } })),
    tree: { id: 'index', weight: 1, children: ids.map((id) => ({ id, weight: 1 })) },
  })
  const kinds = (values: Record<string, number[]>, denominators = {}) => {
    const s = spec(Object.keys(values))
    return audit(s, buildComposite(s, { units, values }), values, denominators).findings.map(
      ({ kind }) => kind,
    )
  }

  it('names siblings that double each other', () => {
    expect(kinds({ a: [1, 2, 3, 4], b: [1, 2, 3, 4.1] })).toEqual(['redundant'])
  })

  it('names siblings that undo each other, and the one that loses', () => {
    expect(kinds({ a: [1, 2, 3, 9], b: [4, 3, 2, 1] })).toEqual([
      'pull-against-each-other',
      'opposed',
      'against-its-parent',
    ])
  })

  it('names what follows the size of a country', () => {
    const found = kinds({ a: [1, 2, 3, 4], b: [2, 4, 1, 3] }, { people: [10, 20, 30, 41] })
    expect(found).toContain('follows-denominator')
  })
})
