import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { aggregate } from '../aggregate.ts'
import { rankScores } from '../ranks.ts'
import { ahp } from './ahp.ts'
import { electreOne, electreTwo } from './electre.ts'
import { promethee } from './promethee.ts'
import type { McdaTable } from './table.ts'
import { topsis } from './topsis.ts'

const path = sharedData('selection/mcda-golden.json')
const golden = path === null ? null : JSON.parse(readFileSync(path, 'utf8'))

type Textbook = { matrix: number[][]; types: (1 | -1)[]; weights: number[] }
function table(name: string): McdaTable {
  const { matrix, types, weights } = golden.tables[name] as Textbook
  return { columns: types.map((_, j) => matrix.map((row) => row[j]!)), weights, directions: types }
}
/** Each criterion divided by its sum, as both reference packages were fed. */
function bySums(name: string): McdaTable {
  const { columns, ...rest } = table(name)
  const sum = (column: readonly (number | null)[]) => column.reduce<number>((total, x) => total + x!, 0)
  return { ...rest, columns: columns.map((column) => column.map((x) => x! / sum(column))) }
}
function same(ours: readonly (number | null)[], theirs: readonly (number | null)[]) {
  expect(ours).toHaveLength(theirs.length)
  ours.forEach((x, i) => {
    const y = theirs[i]
    if (x === null || y === null || y === undefined) expect(x).toBe(y)
    else expect(Math.abs(x - y), `${x} beside ${y}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(y)))
  })
}

describe.skipIf(golden === null)('Beside the reference packages, on textbook tables', () => {
  it.each(['tzeng2011', 'opricovic2004'])('TOPSIS has the closeness, ideals and ranks of %s', (name) => {
    const ours = topsis(table(name), { scale: 'vector' })
    const theirs = golden.topsis[name]
    same(ours.closeness, theirs.similarity)
    same(ours.ideal, theirs.ideal)
    same(ours.antiIdeal, theirs.anti_ideal)
    expect(ours.ranks).toEqual(theirs.rank)
  })

  it('TOPSIS names both winners where the scale decides, which neither package does', () => {
    const ours = topsis(table('opricovic2004'), { scale: 'min-max' })
    same(ours.closeness, golden.topsis.opricovic2004_minmax_pymcdm.similarity)
    // The two others have the same closeness but for rounding; they share a place.
    expect(ours.ranks).toEqual([2, 1, 2])
    expect(ours.findings).toContainEqual({ code: 'normalisations-disagree', vector: [0], minMax: [1] })
    expect(topsis(table('tzeng2011'), { scale: 'vector' }).findings).toEqual([])
  })

  it.each(['zhao2013', 'tzeng2011'])('PROMETHEE II has the flows of %s', (name) => {
    const ours = promethee(table(name), { shape: 'usual' })
    const theirs = golden.promethee2[`${name}_usual`]
    same(ours.net, theirs.phi)
    same(ours.leaving, theirs.phi_plus)
    same(ours.entering, theirs.phi_minus)
    expect(ours.ranks).toEqual(theirs.rank_ties_shared_1e10)
  })

  it('ELECTRE I has the concordance, discordance and outranking of Cebrián and Porcar', () => {
    const theirs = golden.electre.cebrian2009
    const ours = electreOne(bySums('cebrian2009'), { concordance: 0.5, discordance: 0.3 })
    ours.concordance.forEach((row, i) => {
      same(row, theirs.concordance[i])
    })
    ours.discordance.forEach((row, i) => {
      same(row, theirs.discordance[i])
    })
    expect(ours.outranks).toEqual(theirs.electre1_p0_5_q0_3.outrank)
  })

  it('but not the package’s kernel: it calls so the units that nobody outranks', () => {
    const theirs = golden.electre.cebrian2009.electre1_p0_5_q0_3
    const ours = electreOne(bySums('cebrian2009'), { concordance: 0.5, discordance: 0.3 })
    expect(ours.unbeaten).toEqual(theirs.kernel)
    // The second is outranked by the third alone, which the fifth outranks: nobody of {fifth} outranks the second, so Roy’s
    // kernel, which leaves nobody outside who is not outranked from inside, holds both.
    expect(ours.kernel).toEqual([false, true, false, false, true, false])
  })

  it('ELECTRE II has both orders and their mean', () => {
    const theirs = golden.electre.cebrian2009.electre2_default
    const ours = electreTwo(bySums('cebrian2009'), {
      concordance: [0.65, 0.5, 0.35],
      discordance: [0.65, 0.35],
    })
    expect(ours.strong).toEqual(theirs.outrank_s)
    expect(ours.weak).toEqual(theirs.outrank_w)
    expect(ours.direct).toEqual(theirs.ranking_direct)
    expect(ours.inverse).toEqual(theirs.ranking_inverted)
    same(ours.place, theirs.score)
    expect(ours.ranks).toEqual(theirs.rank)
  })

  it('weighted sum and product are the means that composites use', () => {
    const { columns, weights } = bySums('tzeng2011')
    const rows = columns[0]!.map((_, i) => columns.map((column) => column[i]!))
    const of = (rule: 'arithmetic' | 'geometric') => rows.map((row) => aggregate(row, weights, rule).value)
    same(of('arithmetic'), golden.wsm.tzeng2011.score)
    expect(rankScores(of('arithmetic'))).toEqual(golden.wsm.tzeng2011.rank)
    same(
      of('geometric').map((value) => Math.log10(value!)),
      golden.wpm.tzeng2011.score,
    )
  })

  it('AHP has the eigenvector, the geometric means and the consistency ratio', () => {
    const theirs = golden.ahp.m3
    const ours = ahp(theirs.matrix)
    same(ours.weights, theirs.eigen_weights)
    same(ahp(theirs.matrix, 'geometric mean').weights, theirs.geometric_mean_weights)
    same([ours.lambda, ours.index, ours.ratio], [theirs.lambda_max, theirs.CI, theirs.CR])
  })
})
