import { describe, expect, it } from 'vitest'
import { asem, type Golden } from '../../bench/asem.ts'
import { buildComposite, updateComposite, withoutNode } from './composite.ts'
import type { Columns, CompositeSpec } from './composite-spec.ts'
import { rankScores } from './ranks.ts'

const reference = asem()

/** Largest relative difference between two tables, null standing only beside null. */
function furthest(ours: Columns, theirs: Record<string, (number | null | string)[]>, ids: string[]): number {
  let worst = 0
  for (const id of ids) {
    theirs[id]?.forEach((expected, i) => {
      const actual = ours[id]?.[i] ?? null
      if (actual === null || expected === null) {
        if (actual !== expected) worst = Infinity
        return
      }
      const difference = Math.abs(actual - Number(expected))
      if (difference > 0) worst = Math.max(worst, difference / Math.max(Math.abs(Number(expected)), 1e-3))
    })
  }
  return worst
}

describe.skipIf(reference === null)(
  'The composite index, beside the reference package on the ASEM data',
  () => {
    const { golden, spec, data } = reference ?? ({} as NonNullable<typeof reference>)
    const build = () => buildComposite(spec, data)
    const indicators = () => spec.indicators.map(({ id }) => id)

    it('agrees at every stage within 1e-9', () => {
      const { stages, nodes } = build()
      expect(golden.stages.Raw.uCode).toEqual(data.units)
      expect(furthest(data.values, golden.stages.Raw, indicators())).toBeLessThan(1e-12)
      expect(furthest(stages.denominated, golden.stages.Denominated, indicators())).toBeLessThan(1e-9)
      expect(furthest(stages.imputed, golden.stages.Imputed, indicators())).toBeLessThan(1e-9)
      expect(furthest(stages.imputed, golden.stages.Screened, indicators())).toBeLessThan(1e-9)
      expect(furthest(stages.treated, golden.stages.Treated, indicators())).toBeLessThan(1e-9)
      expect(furthest(stages.normalised, golden.stages.Normalised, indicators())).toBeLessThan(1e-9)
      const aggregated = Object.keys(golden.stages.Aggregated).filter((id) => id !== 'uCode')
      expect(aggregated).toHaveLength(60)
      expect(furthest(nodes, golden.stages.Aggregated, aggregated)).toBeLessThan(1e-9)
    })

    it('gives the same ranks', () => {
      const { ranks, scores, units } = build()
      expect(units).toEqual(golden.index_ranks.uCode)
      expect(ranks).toEqual(golden.index_ranks.Rank)
      expect(furthest({ scores }, { scores: golden.index_ranks.Index }, ['scores'])).toBeLessThan(1e-9)
    })

    it('marks as imputed exactly what was missing', () => {
      const { imputedMask, imputed } = build()
      const gaps = indicators().flatMap((id) =>
        data.units
          .filter((_, i) => golden.stages.Denominated[id]?.[i] === null)
          .map((unit) => `${id} ${unit}`),
      )
      expect(gaps.length).toBeGreaterThan(0)
      expect(imputed.map(({ indicator, unit }) => `${indicator} ${unit}`)).toEqual(gaps)
      for (const id of indicators())
        expect(imputedMask[id]).toEqual(data.units.map((_, i) => golden.stages.Denominated[id]?.[i] === null))
    })

    it('tests and treats the same indicators, moving the same points', () => {
      const { treatment } = build()
      const table = golden.treatment
      treatment.forEach((entry, i) => {
        expect(entry.indicator).toBe(table.iCode[i])
        expect(entry.before.passes).toBe(table['check_SkewKurt0.Pass'][i])
        expect(entry.before.skewness).toBeCloseTo(table['check_SkewKurt0.Skew']?.[i] as number, 9)
        expect(entry.before.kurtosis).toBeCloseTo(table['check_SkewKurt0.Kurt']?.[i] as number, 9)
        const after = table['check_SkewKurt1.Pass'][i] ?? null
        expect(entry.winsorised?.passes ?? null).toBe(after)
        expect(entry.winsorised?.points ?? null).toBe(table['winsorise.nwin']?.[i] ?? null)
        if (after !== null) {
          expect(entry.after.skewness).toBeCloseTo(table['check_SkewKurt1.Skew']?.[i] as number, 9)
          expect(entry.after.kurtosis).toBeCloseTo(table['check_SkewKurt1.Kurt']?.[i] as number, 9)
        }
        const moved = new Map(
          entry.points.map(({ unit, side }) => [unit, side === 'high' ? 'winhi' : 'winlo']),
        )
        expect(data.units.map((unit) => moved.get(unit) ?? '')).toEqual(
          golden.treated_points[entry.indicator],
        )
      })
      expect(treatment).toHaveLength(49)
    })

    it('says that screening left nobody out, and refuses it when strict', () => {
      expect(build().outcomes).toContainEqual(expect.objectContaining({ kind: 'no-effect', stage: 'screen' }))
      expect(() => buildComposite({ ...spec, strict: true }, data)).toThrow(/screening left nobody out/)
    })

    it('screened before gaps are filled, leaves out the five with under nine tenths', () => {
      const { outcomes, ranks } = buildComposite({ ...spec, screening: { availability: 0.9 } }, data)
      expect(outcomes.find(({ kind }) => kind === 'unit-screened-out')?.units).toHaveLength(5)
      expect(ranks.filter((rank) => rank === null)).toHaveLength(5)
    })

    it('agrees on scores and places of one unit at every node', () => {
      const { nodes } = build()
      const { PHL } = golden.unit_summary
      const position = data.units.indexOf('PHL')
      PHL?.Code.forEach((id, i) => {
        expect(nodes[id]?.[position]).toBeCloseTo(PHL.Score[i] as number, 9)
        expect(rankScores(nodes[id] as number[])[position]).toBe(PHL.Rank[i])
      })
    })

    it('agrees when a geometric mean stands at every level', () => {
      const { scores, ranks } = buildComposite(geometric(spec), data)
      expect(ranks).toEqual(golden.geometric.index_ranks.Rank)
      expect(furthest({ scores }, { scores: golden.geometric.index_ranks.Index }, ['scores'])).toBeLessThan(
        1e-9,
      )
    })

    it('agrees on the places without each pillar in turn', () => {
      const nominal = build().ranks as number[]
      const { uCode, Nominal, ...pillars } = golden.remove_pillar.ranks
      expect(uCode).toEqual(data.units)
      expect(nominal).toEqual(Nominal)
      for (const [pillar, expected] of Object.entries(pillars)) {
        const ranks = buildComposite(withoutNode(spec, pillar), data).ranks as number[]
        expect([pillar, ranks]).toEqual([pillar, expected])
        const moved =
          ranks.reduce((sum, rank, i) => sum + Math.abs(rank - (nominal[i] as number)), 0) / ranks.length
        expect(moved).toBeCloseTo(golden.remove_pillar.mean_abs_rank_change[pillar] as number, 9)
      }
      expect(Object.keys(pillars)).toHaveLength(8)
    })

    it('replays all 300 recorded replications place for place', () => {
      const { ranks_by_rep, units } = golden.uncertainty
      expect(units).toEqual(data.units)
      const wrong = ranks_by_rep.flatMap((expected, replication) => {
        const { ranks } = buildComposite(replicate(spec, golden, replication), data)
        return ranks.every((rank, i) => rank === expected[i]) ? [] : [replication]
      })
      expect(ranks_by_rep).toHaveLength(300)
      expect(wrong).toEqual([])
    })

    it('gets to the same result by naming what changed', () => {
      const weights = { Physical: 1.2, Conn: 0.8 }
      const values = [{ indicator: 'LPI', unit: 'AUT', value: 3.5 }]
      const updated = updateComposite(updateComposite(build(), { weights }), { values })
      const tree = reweighted(spec.tree, weights)
      const changed = data.values.LPI?.map((value, i) => (data.units[i] === 'AUT' ? 3.5 : value)) ?? []
      expect(updated).toEqual(
        buildComposite({ ...spec, tree }, { ...data, values: { ...data.values, LPI: changed } }),
      )
    })
  },
)

function geometric(spec: CompositeSpec): CompositeSpec {
  return {
    ...spec,
    indicators: spec.indicators.map((indicator) => ({
      ...indicator,
      normalisation: { method: 'min-max', to: [1, 100] },
    })),
    tree: ruled(spec.tree, 'geometric'),
  }
}

function replicate(spec: CompositeSpec, golden: Golden, replication: number): CompositeSpec {
  const { choices, weights } = golden.uncertainty
  // Weight sets are recorded once, and named by number in each replication.
  const row = weights.weightset?.indexOf(choices.weightset[replication] as number) as number
  const given = Object.fromEntries(
    Object.entries(weights)
      .filter(([id]) => id !== 'weightset')
      .map(([id, list]) => [id, list[row] as number]),
  )
  const rule = choices.aggr[replication]?.includes('gmean') ? 'geometric' : 'arithmetic'
  const normalisation = choices.norm[replication]?.includes('minmax')
    ? ({ method: 'min-max', to: [1, 100] } as const)
    : ({ method: 'z', mean: 10, deviation: 2 } as const)
  return {
    ...spec,
    indicators: spec.indicators.map((indicator) => ({
      ...indicator,
      outliers: { method: 'winsorise', limit: choices.winmax[replication] as number, otherwise: 'log' },
      normalisation,
    })),
    tree: ruled(reweighted(spec.tree, given), rule),
  }
}

type Tree = CompositeSpec['tree']

function ruled(node: Tree, aggregation: 'geometric' | 'arithmetic'): Tree {
  if (node.children === undefined) return node
  return { ...node, aggregation, children: node.children.map((child) => ruled(child, aggregation)) }
}

function reweighted(node: Tree, weights: Record<string, number>): Tree {
  return {
    ...node,
    weight: weights[node.id] ?? node.weight,
    ...(node.children === undefined
      ? {}
      : { children: node.children.map((child) => reweighted(child, weights)) }),
  }
}
