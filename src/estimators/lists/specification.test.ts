import { describe, expect, it } from 'vitest'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { allModels } from './all-models.ts'
import { bicEstimate, bicSelection, resampleChoices, topsUpTo } from './bic-bootstrap.ts'
import { existenceCode } from './existence.ts'
import { averagedModels, bestModel, ranked, scoreModels } from './information.ts'
import { fitModel } from './model-fit.ts'
import { printModel } from './notation.ts'
import { casesOf, overlapTable } from './overlap-table.ts'
import { dependenceMatrix, onePersonMoreOrLess } from './sensitivity.ts'
import { SPECIFICATIONS, specificationTable } from './specification.ts'

/** Four lists, found more or less independently; every table of overlaps drawn from a seed. */
function drawn(seed: number, persons = 500, chances = [0.2, 0.15, 0.1, 0.25]) {
  const chance = random(seed)
  const counts = new Float64Array(2 ** chances.length)
  for (let person = 0; person < persons; person++) {
    const history = chances.reduce((mask, p, k) => mask | ((chance.uniform() < p ? 1 : 0) << k), 0)
    counts[history] = (counts[history] as number) + 1
  }
  return overlapTable(
    chances.map((_, k) => 'ABCDEF'[k] as string),
    counts,
  )
}

const scored = (table: ReturnType<typeof drawn>, order: number) => {
  const all = finish(scoreModels(table, order))
  if ('code' in all) throw new Error(all.code)
  return all
}

describe('all hierarchical models', () => {
  it.each([
    [2, 2, 1],
    [3, 1, 1],
    [3, 2, 8],
    [3, 9, 8],
    [4, 2, 64],
    [4, 3, 113],
    [5, 2, 1024],
    [5, 3, 6212],
    [5, 4, 6893],
    [6, 2, 32_768],
  ])('of %d lists up to order %d are %d, each once', (lists, order, many) => {
    const steps = allModels(lists, order)
    if (!Array.isArray(steps)) throw new Error(steps.code)
    expect(steps).toHaveLength(many)
    if (many < 2000) expect(new Set(steps.map(({ model }) => printModel(model))).size).toBe(many)
    for (const { parent, model, added } of steps.slice(1, 200))
      expect([...(steps[parent]?.model ?? []), added]).toEqual(model)
  })

  it('are refused by number, not tried for ever', () => {
    expect(allModels(6, 3)).toMatchObject({ code: 'too-many', what: 'models' })
    expect(allModels(7, 2)).toMatchObject({ code: 'too-many', is: 2 ** 21 })
    expect(allModels(10, 1)).toHaveLength(1)
    const estimate = finish(bicEstimate(drawn(3, 300, [0.2, 0.2, 0.2, 0.2, 0.2, 0.2]), { order: 3 }))
    expect(estimate).toMatchObject({ status: 'no-estimate', reason: { code: 'too-many' } })
  })

  it('enter a choice or an average only where an estimate exists', () => {
    let refused = 0
    for (let seed = 1; seed <= 12; seed++) {
      const table = drawn(seed, 60, [0.1, 0.15, 0.05, 0.2])
      const all = scored(table, 3)
      const fitted = new Set(all.models.map(({ place }) => place))
      for (const [place, { model }] of all.steps.entries())
        expect(fitted.has(place)).toBe(existenceCode(model, table.counts) === 0)
      refused += all.steps.length - all.models.length
      for (const { total } of all.models) expect(Number.isFinite(total)).toBe(true)
    }
    expect(refused).toBeGreaterThan(100)
  })

  it('give the same fit from that of a smaller model as from nothing', () => {
    const table = drawn(5)
    for (const { model, total, bic } of scored(table, 3).models.filter((_, i) => i % 9 === 0)) {
      const fit = fitModel(table, model)
      if ('reason' in fit) throw new Error('an estimate exists')
      expect(total / fit.total).toBeCloseTo(1, 8)
      expect(bic).toBeCloseTo(fit.diagnostics.bic, 7)
    }
  })
})

describe('choosing and averaging', () => {
  it('averages with weights that sum to one, and with more doubt than within models', () => {
    const all = scored(drawn(8), 2)
    const average = averagedModels(all)
    const best = bestModel(all, 'bic')
    if (average.status !== 'ok' || best.status !== 'ok') throw new Error('estimates exist')
    const totals = all.models.map(({ total }) => total)
    expect(average.estimate).toBeGreaterThan(Math.min(...totals))
    expect(average.estimate).toBeLessThan(Math.max(...totals))
    expect(average.standardError).toBeGreaterThan(average.diagnostics.within)
    expect(best.warnings.map(({ code }) => code)).toContain('choice-not-repeated')
  })

  it('is the average itself when one model has all the weight', () => {
    const all = scored(drawn(8), 1)
    const average = averagedModels(all)
    if (average.status !== 'ok') throw new Error('an estimate exists')
    expect(average.estimate).toBeCloseTo(all.models[0]?.total ?? 0, 9)
    expect(average.standardError).toBeCloseTo(average.diagnostics.within, 9)
    expect(average.diagnostics.effectiveModels).toBe(1)
  })

  it('finds in every resample the model that fitting all of them would find', () => {
    const table = drawn(21, 260)
    const all = scored(table, 3)
    const order = ranked(all.models, 'bic')
    for (const nTop of [1, 7, order.length]) {
      const choose = bicSelection(all, nTop)
      for (let seed = 100; seed < 115; seed++) {
        const other = drawn(seed, 260)
        const among = new Set(order.slice(0, nTop).map(({ place }) => place))
        const [expected] = ranked(
          scored(other, 3).models.filter(({ place }) => among.has(place)),
          'bic',
        )
        const total = choose(other.counts)
        if (!expected) expect(total).toBeNull()
        else expect((total ?? 0) / expected.total).toBeCloseTo(1, 7)
      }
    }
  })

  it('does not depend on how resamples are shared out', () => {
    const all = scored(drawn(4), 3)
    const whole = finish(resampleChoices(all, { nTop: 20, resamples: 40, seed: 9 }))
    const part = finish(resampleChoices(all, { nTop: 20, resamples: 15, seed: 9, first: 25 }))
    expect(whole.tops).toEqual([1, 2, 5, 10, 20])
    for (const [k, totals] of part.totals.entries()) expect(whole.totals[k]?.slice(25)).toEqual(totals)
  })

  it('lists how many models are let in', () => {
    expect(topsUpTo(6)).toEqual([1, 2, 5, 6])
    expect(topsUpTo(1)).toEqual([1])
    expect(topsUpTo(0)).toEqual([])
    expect(topsUpTo(100)).toEqual([1, 2, 5, 10, 20, 50, 100])
  })
})

describe('what would change the answer', () => {
  it('sees a pair of lists that find the same people', () => {
    const table = drawn(2, 800, [0.3, 0.3, 0.3])
    const copied = table.counts.slice()
    copied[3] = (copied[3] as number) + 200
    const rows = dependenceMatrix(overlapTable(['A', 'B', 'C'], copied))
    expect(rows.map(({ lists }) => lists.join())).toEqual(['A,B', 'A,C', 'B,C'])
    const [ab, ac] = rows
    expect(ab?.overlap).toBeGreaterThan(ab?.expected ?? Infinity)
    expect(ab?.probability).toBeLessThan(0.001)
    // Among those on C nothing was changed: the odds ratio there still holds 1.
    expect(ac?.oddsRatio?.among).toBe(table.counts.reduce((n, c, h) => n + (h & 2 ? c : 0), 0) + 200)
  })

  it('takes one person away from every history, and adds one to every pair', () => {
    const table = overlapTable(['A', 'B'], [0, 10, 20, 5])
    const select = (counts: Float64Array) => {
      const [, a = 0, b = 0, both = 0] = counts
      return both === 0 ? null : ((a + both) * (b + both)) / both
    }
    const range = finish(onePersonMoreOrLess(table, select))
    expect(range.changes).toHaveLength(6)
    expect(range.low).toBe((16 * 26) / 6)
    expect(range.high).toBe((14 * 24) / 4)
    const single = finish(onePersonMoreOrLess(overlapTable(['A', 'B'], [0, 10, 20, 1]), select))
    expect(single).toMatchObject({ low: null, high: null })
  })
})

describe('the table of all methods', () => {
  const quick = SPECIFICATIONS.filter((label) => label !== 'latent-class' && label !== 'threshold')

  it('has every row asked for, each an estimate or the reason why not', () => {
    const table = drawn(11)
    const result = finish(specificationTable(table, { resamples: 0, only: quick }))
    expect(result.rows.map(({ label }) => label)).toEqual(quick)
    for (const { estimate } of result.rows)
      if (estimate.status === 'ok') expect(estimate.estimate).toBeGreaterThanOrEqual(estimate.cases)
      else expect(estimate.reason.code).toBeTruthy()
    expect(result.leftOut.map(({ lists }) => lists.join())).toEqual(['A', 'B', 'C', 'D'])
    expect(result.merged).toHaveLength(6)
    expect(result.consistency).toHaveLength(4)
    expect(result.dependence).toHaveLength(6)
    expect(result.range?.low).toBeGreaterThan(result.cases)
    expect(result.main).toBe('bic')
  })

  it('gives the same digits with the same seed', () => {
    const settings = { resamples: 30, seed: 5, only: ['stepwise-0.02', 'bic-2'] } as const
    const once = finish(specificationTable(drawn(12), settings))
    const again = finish(specificationTable(drawn(12), settings))
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
  })

  it.each([
    ['two lists', ['A', 'B'], [0, 30, 40, 12]],
    ['no overlap', ['A', 'B', 'C'], [0, 30, 40, 0, 20, 0, 0, 0]],
    ['all overlap', ['A', 'B', 'C'], [0, 0, 0, 0, 0, 0, 0, 9]],
    ['an empty list', ['A', 'B', 'C'], [0, 30, 40, 12, 0, 0, 0, 0]],
    ['one person', ['A', 'B'], [0, 1, 0, 0]],
    ['a list within a list', ['A', 'B', 'C'], [0, 40, 0, 20, 30, 6, 0, 3]],
    ['thousands of millions', ['A', 'B', 'C'], [0, 1e9, 1e9, 2e8, 1e9, 2e8, 2e8, 1e7]],
  ])('says what is the matter with %s, and never a number that is none', (_, lists, counts) => {
    const table = overlapTable(lists, counts)
    const classical = quick.filter((label) => label !== 'dga')
    const result = finish(specificationTable(table, { resamples: 20, only: classical }))
    for (const { estimate } of [...result.rows, ...result.leftOut, ...result.merged])
      if (estimate.status === 'ok') {
        expect(estimate.estimate).toBeGreaterThanOrEqual(estimate.cases)
        expect(estimate.estimate).toBeLessThan(1000 * Math.max(1, casesOf(table)))
        for (const { low, high } of estimate.intervals) {
          expect(Number.isFinite(low)).toBe(true)
          expect(high === null || high >= low).toBe(true)
        }
      }
  })
})
