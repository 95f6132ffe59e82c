import { describe, expect, it } from 'vitest'
import { finish, steer, stream } from '../numeric/run.ts'
import type { Random } from '../random.ts'
import { jackknife, resampleTotals } from './bootstrap.ts'
import { stepwiseCoverage } from './coverage.ts'
import { existenceCode } from './existence.ts'
import { fitter } from './fit.ts'
import { independenceEstimate, modelEstimate, stepwiseEstimate, stepwiseSelection } from './log-linear.ts'
import { fitModel, modelCells } from './model-fit.ts'
import { closureOf, independence, readModel } from './notation.ts'
import { marginsOf, type OverlapTable, overlapTable, readOverlapTable } from './overlap-table.ts'

const table = (lists: number, cells: Record<number, number>): OverlapTable => {
  const counts = new Float64Array(2 ** lists)
  for (const [history, count] of Object.entries(cells)) counts[Number(history)] = count
  return overlapTable(
    Array.from({ length: lists }, (_, k) => 'ABCDEFGHIJ'[k] as string),
    counts,
  )
}
/** Farrell et al. (2019): sex trafficking, a site in the west of the United States. */
const western = () =>
  readOverlapTable(
    ['A', 'B', 'C', 'D', 'E', 'n'],
    [
      [1, 0, 0, 0, 0, 52],
      [0, 1, 0, 0, 0, 90],
      [0, 0, 1, 0, 0, 114],
      [0, 0, 0, 1, 0, 45],
      [0, 0, 0, 0, 1, 21],
      [1, 0, 1, 0, 0, 4],
      [1, 0, 0, 1, 0, 2],
      [1, 0, 0, 0, 1, 5],
      [0, 1, 1, 0, 0, 6],
      [0, 1, 0, 1, 0, 1],
      [0, 0, 0, 1, 1, 3],
      [1, 0, 1, 0, 1, 1],
      [0, 1, 1, 1, 0, 1],
    ],
  ).table

/** Where in a result a NaN or an infinite number stands. */
function notNumbers(value: unknown, at = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [at]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) => notNumbers(part, `${at}.${key}`))
}

describe('Limiting cases of a log-linear model', () => {
  it('gives Lincoln and Petersen’s number for two independent lists', () => {
    const estimate = finish(independenceEstimate(table(2, { 1: 30, 2: 20, 3: 10 })))
    if (estimate.status !== 'ok') throw new Error('no estimate')
    expect(estimate.estimate).toBeCloseTo((40 * 30) / 10, 9)
    expect(estimate.model).toEqual({ terms: [['A'], ['B']], minusInfinity: [] })
    expect(estimate.diagnostics.degreesOfFreedom).toBe(0)
    expect(estimate.warnings).toContainEqual({ code: 'nothing-left-to-test', model: '[A,B]' })
  })

  it('finds the truth again in a table without chance', () => {
    const truth = { 0: 400, 1: 100, 2: 80, 3: 60, 4: 40, 5: 10, 6: 8, 7: 6 }
    const estimate = finish(modelEstimate(table(3, truth), readModel('[12,3]', ['A', 'B', 'C'])))
    if (estimate.status !== 'ok') throw new Error('no estimate')
    expect(estimate.estimate).toBeCloseTo(704, 6)
    const both = estimate.diagnostics.coefficients.find(({ lists }) => lists.join() === 'A,B')
    expect(both?.timesAsLikely).toBeCloseTo((400 * 60) / (100 * 80), 6)
  })

  it('scales with the counts, up to a thousand million', () => {
    const small = finish(independenceEstimate(table(3, { 1: 40, 2: 30, 4: 20, 3: 6, 5: 2 })))
    const large = finish(independenceEstimate(table(3, { 1: 4e9, 2: 3e9, 4: 2e9, 3: 6e8, 5: 2e8 })))
    if (small.status !== 'ok' || large.status !== 'ok') throw new Error('no estimate')
    expect(large.estimate / small.estimate / 1e8).toBeCloseTo(1, 9)
    const stepwise = finish(
      stepwiseEstimate(table(3, { 1: 4e9, 2: 3e9, 4: 2e9, 3: 6e8, 5: 2e8 }), { resamples: 5 }),
    )
    expect(notNumbers(stepwise)).toEqual([])
  })

  it('leaves a list nobody is on without a say', () => {
    const with3 = finish(independenceEstimate(table(3, { 1: 30, 2: 20, 3: 10 })))
    if (with3.status !== 'ok') throw new Error('no estimate')
    expect(with3.estimate).toBeCloseTo(120, 9)
    expect(with3.model?.minusInfinity).toEqual([['C']])
    expect(with3.warnings).toContainEqual({ code: 'empty-list', list: 'C' })
  })
})

describe('Where there is no estimate', () => {
  it.each([
    ['no overlap at all', table(3, { 1: 5, 2: 6, 4: 7 }), 'no-mle'],
    ['everybody on one list', table(2, { 1: 5 }), 'not-identifiable'],
  ])('says so for %s, and gives no number', (_, given, code) => {
    for (const run of [independenceEstimate(given), stepwiseEstimate(given)]) {
      const estimate = finish<{ status: string }>(run)
      expect(estimate).toMatchObject({ status: 'no-estimate', reason: { code }, intervals: [] })
      expect(estimate).not.toHaveProperty('estimate')
    }
  })

  it('names the model that has none', () => {
    const artificial = table(3, { 1: 40, 2: 30, 4: 20, 3: 6 })
    const of = (text: string) => finish(modelEstimate(artificial, readModel(text, artificial.lists)))
    expect(of('[12,3]')).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'no-mle', model: '[A:B,C]' },
    })
    expect(of('[12,13,23]')).toMatchObject({ reason: { code: 'not-identifiable' } })
    expect(of('[13,23]')).toMatchObject({
      status: 'ok',
      model: {
        minusInfinity: [
          ['A', 'C'],
          ['B', 'C'],
        ],
      },
    })
  })

  it('everybody on every list leaves nobody to be missed, and the table says how weak that is', () => {
    const estimate = finish(independenceEstimate(table(3, { 7: 12 })))
    expect(estimate.warnings).toContainEqual({ code: 'all-overlap' })
    expect(estimate.status).toBe('no-estimate')
  })
})

/** A table with empty cells of its own making: few lists in common, few persons. */
function sparse(chance: Random, lists: number): OverlapTable {
  const counts = new Float64Array(2 ** lists)
  const filled = 0.1 + 0.5 * chance.uniform()
  for (let history = 1; history < counts.length; history++)
    if (chance.uniform() < filled) counts[history] = 1 + chance.below(30)
  return overlapTable(
    Array.from({ length: lists }, (_, k) => `L${k}`),
    counts,
  )
}

/**
 * A table and model with a proof that no estimate exists: a change z of the parameters under which no
 * cell's mean falls, those with persons stay, and one rises, among the cells the model keeps.
 */
function provedWithout(chance: Random, lists: number): { table: OverlapTable; terms: number[] } | null {
  const pairs = independence(lists).flatMap((a, i) =>
    independence(lists)
      .slice(i + 1)
      .map((b) => a | b),
  )
  const terms = [...independence(lists), ...pairs.filter(() => chance.uniform() < 0.4)]
  const change = [0, ...terms].map((term) => [term, chance.below(3) - 1] as const)
  const rise = (cell: number) =>
    change.reduce((sum, [term, z]) => ((cell & term) === term ? sum + z : sum), 0)
  const cells = Array.from({ length: 2 ** lists - 1 }, (_, k) => k + 1)
  if (cells.some((cell) => rise(cell) < 0)) return null
  const counts = new Float64Array(2 ** lists)
  for (const cell of cells)
    if (rise(cell) === 0 && chance.uniform() < 0.8) counts[cell] = 1 + chance.below(20)
  const made = overlapTable(
    Array.from({ length: lists }, (_, k) => `L${k}`),
    counts,
  )
  const margins = marginsOf(made)
  const kept = cells.filter((cell) => !terms.some((term) => margins[term] === 0 && (cell & term) === term))
  return kept.some((cell) => rise(cell) > 0) ? { table: made, terms } : null
}

describe('On random sparse tables', () => {
  it('a total is never given where the generator has proved that no estimate exists', () => {
    let proved = 0
    let fitted = 0
    for (let run = 0; proved < 150 || run < 300; run++) {
      const chance = stream(2026, run)
      const lists = 3 + chance.below(3)
      const without = provedWithout(chance, lists)
      const made = without?.table ?? sparse(chance, lists)
      const terms = without?.terms ?? independence(lists)
      const estimate = finish(modelEstimate(made, closureOf(terms)))
      if (without) {
        proved++
        expect(estimate.status, `run ${run}`).toBe('no-estimate')
        expect(existenceCode(closureOf(terms), made.counts) & 1).toBe(1)
        expect(estimate).not.toHaveProperty('estimate')
      } else if (estimate.status === 'ok') fitted++
      expect(notNumbers(estimate), `run ${run}`).toEqual([])
    }
    expect(fitted).toBeGreaterThan(50)
  })

  it('a total comes with a positive table of the same margins, which proves that its estimate exists', () => {
    let fitted = 0
    let refused = 0
    for (let run = 0; run < 300; run++) {
      const chance = stream(99, run)
      const lists = 3 + chance.below(3)
      const made = sparse(chance, lists)
      const pairs = closureOf(Array.from({ length: 3 }, () => 1 + chance.below(2 ** lists - 1)))
      const fit = fitModel(made, [...independence(lists), ...pairs])
      if ('reason' in fit) {
        refused++
        continue
      }
      fitted++
      const means = modelCells(fit, made)
      means[0] = 0
      const margins = marginsOf(made)
      const fittedMargins = marginsOf({ lists: made.lists, counts: means })
      for (const term of [0, ...fit.terms])
        expect(Math.abs((fittedMargins[term] as number) - (margins[term] as number))).toBeLessThan(
          1e-6 * (1 + (margins[term] as number)),
        )
      const dropped = fit.terms.filter((term) => margins[term] === 0)
      means.forEach((mean, cell) => {
        if (cell > 0) expect(mean > 0).toBe(!dropped.some((term) => (cell & term) === term))
      })
    }
    expect(fitted).toBeGreaterThan(30)
    expect(refused).toBeGreaterThan(50)
  })

  it('stepwise gives a number only where independence has one, and never an infinite one', () => {
    let none = 0
    for (let run = 0; run < 60; run++) {
      const chance = stream(31, run)
      const made = sparse(chance, 3 + chance.below(4))
      const estimate = finish(stepwiseEstimate(made, { resamples: 8, seed: run }))
      const start = finish(independenceEstimate(made))
      expect(estimate.status).toBe(start.status)
      if (estimate.status === 'no-estimate') none++
      expect(notNumbers(estimate), `run ${run}`).toEqual([])
    }
    expect(none).toBeGreaterThan(1)
  })
})

describe('The stepwise estimate', () => {
  const settings = { resamples: 300, seed: 8 }

  it('gives limits that repeat the choice first, then the conditional ones, which are narrower', () => {
    const estimate = finish(stepwiseEstimate(western(), settings))
    if (estimate.status !== 'ok') throw new Error('no estimate')
    expect(estimate.intervals.map(({ kind, level }) => [kind, level])).toEqual([
      ['bca', 0.8],
      ['bca', 0.95],
      ['conditional', 0.8],
      ['conditional', 0.95],
    ])
    expect(estimate.diagnostics.steps.map(({ lists }) => lists)).toEqual([['A', 'E']])
    expect(estimate.diagnostics.bootstrap?.totals).toHaveLength(300)
    expect(estimate).toMatchObject({ seed: '8', generator: 'xoshiro256**', resamples: 300 })
  })

  it('is the same for the same seed, in one go, in slices and in parts', async () => {
    const whole = finish(stepwiseEstimate(western(), settings))
    const sliced = await steer(stepwiseEstimate(western(), settings), { slice: 1 })
    expect(sliced).toEqual(whole)
    const counts = western().counts
    const all = finish(resampleTotals(counts, stepwiseSelection(western()), { resamples: 20, seed: 8 }))
    const late = finish(
      resampleTotals(counts, stepwiseSelection(western()), { resamples: 8, seed: 8, first: 12 }),
    )
    expect([...late.totals]).toEqual([...all.totals.slice(12)])
  })

  it('can be stopped', async () => {
    const stop = new AbortController()
    const run = steer(stepwiseEstimate(western(), { resamples: 1e6 }), {
      signal: stop.signal,
      onProgress: ({ total }) => {
        expect(total).toBeGreaterThan(1)
        stop.abort(new Error('enough'))
      },
    })
    await expect(run).rejects.toThrow('enough')
  })

  it('without resamples warns that the choice was not repeated', () => {
    const estimate = finish(stepwiseEstimate(western(), { resamples: 0 }))
    expect(estimate.intervals.every(({ kind }) => kind === 'conditional')).toBe(true)
    expect(estimate.warnings).toContainEqual({ code: 'choice-not-repeated' })
  })

  it.each([
    [{ threshold: 1.2 }, 'threshold'],
    [{ resamples: 2.5 }, 'resamples'],
    [{ resamples: -1 }, 'resamples'],
    [{ levels: [95] }, 'level'],
  ])('refuses the setting %o', (wrong, setting) => {
    expect(() => finish(stepwiseEstimate(western(), wrong))).toThrow(`"setting":"${setting}"`)
  })

  it('counts resamples without an estimate as larger than any other', () => {
    const estimate = finish(
      stepwiseEstimate(table(3, { 1: 40, 2: 30, 4: 20, 3: 2 }), { resamples: 400, seed: 1 }),
    )
    if (estimate.status !== 'ok') throw new Error('no estimate')
    const failed = estimate.diagnostics.bootstrap?.failed ?? 0
    // Nobody of the two who overlap is drawn: about e^-2 of the resamples.
    expect(Math.abs(failed / 400 - Math.exp(-2))).toBeLessThan(0.06)
    expect(estimate.warnings).toContainEqual({ code: 'resamples-unbounded', failed, of: 400 })
    expect(estimate.intervals.find(({ kind, level }) => kind === 'bca' && level === 0.95)?.high).toBeNull()
  })

  it('says where one person less leaves no estimate', () => {
    const given = table(3, { 1: 40, 2: 30, 4: 20, 3: 1 })
    expect(finish(jackknife(given.counts, stepwiseSelection(given))).acceleration).toBeNull()
    const estimate = finish(stepwiseEstimate(given, { resamples: 50 }))
    expect(estimate.warnings).toContainEqual({ code: 'one-less-leaves-none', histories: [['A', 'B']] })
  })

  it('serves ten lists', () => {
    const chance = stream(10, 10)
    const counts = new Float64Array(1024)
    // 3,000 persons, each on each list with its own small chance: independent, so the truth is 3,000.
    for (let person = 0; person < 3000; person++) {
      let history = 0
      for (let k = 0; k < 10; k++) if (chance.uniform() < 0.03 + 0.005 * k) history |= 1 << k
      counts[history] = (counts[history] as number) + 1
    }
    const lists = Array.from({ length: 10 }, (_, k) => `L${k}`)
    const estimate = finish(
      stepwiseEstimate(overlapTable(lists, counts), { resamples: 10, threshold: 0.001 }),
    )
    if (estimate.status !== 'ok') throw new Error('no estimate')
    expect(Math.abs(estimate.estimate - 3000)).toBeLessThan(4 * (estimate.standardError ?? 0))
  })
})

describe('Coverage, with a fitted model of a real table as the truth', () => {
  it('with the choice repeated is near what it says', () => {
    const truth = fitModel(western(), readModel('[15,2,3,4]', western().lists))
    if ('reason' in truth) throw new Error('no fit')
    const { coverage, withoutEstimate } = finish(
      stepwiseCoverage(truth, western(), { simulations: 40, resamples: 100, seed: 2 }),
    )
    expect(withoutEstimate).toBe(0)
    const bca = coverage.find(({ kind, level }) => kind === 'bca' && level === 0.95)
    expect(bca?.of).toBe(40)
    expect(bca?.covered).toBeGreaterThan(0.85)
  })
})

describe('A fitter', () => {
  it('finds the same from wherever it begins', () => {
    const fit = fitter(5)
    fit.take(western().counts)
    const terms = readModel('[15,45,13,2]', western().lists)
    expect(fit.fit(terms)).toBe(true)
    const cold = fit.unseen
    const start = new Float64Array(32).fill(-1)
    expect(fit.fit(terms, start)).toBe(true)
    expect(Math.abs(fit.unseen / cold - 1)).toBeLessThan(1e-9)
  })
})
