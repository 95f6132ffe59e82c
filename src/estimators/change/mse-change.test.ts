import { describe, expect, it } from 'vitest'
import type { Estimate } from '../estimate.ts'
import { finish } from '../numeric/run.ts'
import { random } from '../random.ts'
import { changeOfBootstraps, changeOfTotals, type TotalWithReplicates } from './mse-change.ts'

/** Totals of resamples, log-normal around a total. */
function around(total: number, { spread = 0.1, seed = 1, resamples = 1000 } = {}): number[] {
  const chance = random(seed)
  return Array.from({ length: resamples }, () => total * Math.exp(chance.normal(0, spread)))
}

function wave(estimate: number, seed = 1, more: Partial<TotalWithReplicates> = {}): TotalWithReplicates {
  const replicates = more.replicates ?? around(estimate, { seed })
  return { name: `wave ${seed}`, estimate, replicates, lists: ['police', 'shelter'], cases: 200, ...more }
}

function ok<T>(estimate: Estimate<T>) {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate.reason))
  return estimate
}

describe('A change between two totals from lists', () => {
  it('is the ratio of the totals, with quantiles of the ratios of resamples', () => {
    const change = ok(changeOfTotals(wave(2000), wave(1000, 2), { target: 0.4 }))

    expect(change.estimate).toBe(0.5)
    // Of independent log-normal errors of 0.1 each the ratio has one of 0.1 times the root of 2.
    const [interval] = change.intervals
    expect(Math.log(interval?.low ?? 0)).toBeCloseTo(Math.log(0.5) - 1.96 * 0.1414, 1)
    expect(Math.log(interval?.high ?? 0)).toBeCloseTo(Math.log(0.5) + 1.96 * 0.1414, 1)
    expect(change.diagnostics.verdict).toBe('fell')
    expect(change.diagnostics.target).toMatchObject({ fall: 0.4, verdict: 'undecided' })
    const [tenth, quarter, half] = change.diagnostics.falls
    expect(tenth?.probability).toBeCloseTo(1, 3)
    expect(quarter?.probability).toBeCloseTo(0.997, 2)
    expect(half?.probability).toBeCloseTo(0.5, 1)
  })

  it('takes every pair of resamples, as counting them one by one does', () => {
    const before = around(900, { spread: 0.4, resamples: 200 })
    const after = around(800, { spread: 0.2, resamples: 200, seed: 2 })
    const pairs = before.flatMap((a) => after.map((b) => Math.log(b / a))).sort((a, b) => a - b)

    const [first, second] = [wave(900, 1, { replicates: before }), wave(800, 2, { replicates: after })]
    const change = ok(changeOfTotals(first, second, { falls: [0.3] }))
    const [interval] = change.intervals

    expect(Math.log(interval?.low ?? 0)).toBeCloseTo(pairs[Math.round(0.025 * 4e4) - 1] as number, 8)
    expect(Math.log(interval?.high ?? 0)).toBeCloseTo(pairs[Math.round(0.975 * 4e4) - 1] as number, 8)
    const reached = pairs.filter((ratio) => ratio <= Math.log(0.7)).length / 4e4
    expect(change.diagnostics.falls[0]?.probability).toBeCloseTo(reached, 10)
  })

  it('is exactly one between a wave without doubt and itself', () => {
    const same = wave(500, 1, { replicates: Array.from({ length: 50 }, () => 500) })
    const change = ok(changeOfTotals(same, same))

    expect(change.intervals[0]).toMatchObject({ low: 1, high: 1 })
    expect(change.diagnostics.verdict).toBe('no change detectable')
  })

  it('tells a target reached or missed from one that is open', () => {
    const verdict = (second: number) =>
      ok(changeOfTotals(wave(1000), wave(second, 2), { target: 0.3 })).diagnostics.target?.verdict

    expect([verdict(400), verdict(1000), verdict(690)]).toEqual(['reached', 'missed', 'undecided'])
  })

  it('is refused where the lists differ, whatever their order, before anything is resampled', () => {
    const other = wave(1000, 1, { lists: ['shelter', 'hotline'] })
    expect(changeOfTotals(wave(1000), other)).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'not-comparable', what: 'lists', first: 'police, shelter', second: 'hotline, shelter' },
    })
    expect(changeOfTotals(wave(1000), wave(1000, 1, { lists: ['shelter', 'police'] })).status).toBe('ok')

    // biome-ignore lint/correctness/useYield: it must never be started
    function* never(): Generator<never, TotalWithReplicates, void> {
      throw new Error('resampled')
    }
    const refused = finish(
      changeOfBootstraps({ lists: ['a', 'b'], run: never() }, { lists: ['a', 'c'], run: never() }),
    )
    expect(refused.status).toBe('no-estimate')
  })

  it('has no upper limit where too many resamples of the second wave have no total', () => {
    const replicates = around(1000).map((total, b) => (b < 100 ? null : total))
    const some = wave(1000, 2, { replicates })
    const change = ok(changeOfTotals(wave(1000), some))

    expect(change.intervals[0]).toMatchObject({ high: null })
    expect(change.warnings).toContainEqual({
      code: 'resamples-without-estimate',
      wave: 'wave 2',
      failed: 100,
      of: 1000,
    })
    const first = ok(changeOfTotals(some, wave(1000)))
    expect(first.intervals[0]?.low).toBe(0)
    expect(first.diagnostics.difference.intervals.filter(({ level }) => level === 0.95)).toEqual([])
  })

  it('does not exist where a wave has no total, or hardly any resamples', () => {
    expect(changeOfTotals(wave(1000), wave(1, 2, { estimate: null, replicates: [] }))).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'wave-without-estimate', wave: 'wave 2' },
    })
    expect(changeOfTotals(wave(1000), wave(1000, 1, { replicates: [900, 1000, 1100] }))).toMatchObject({
      reason: { code: 'too-few', what: 'resamples', is: 3 },
    })
  })

  it('finds a change where there is none about once in twenty', () => {
    let wrong = 0
    for (let world = 0; world < 200; world++) {
      const chance = random(world + 1000)
      // Truth: no change; each wave errs by 15 %, and resamples err around what was found.
      const waves = [1, 2].map((place) => {
        const found = 1000 * Math.exp(chance.normal(0, 0.15))
        const replicates = around(found, { spread: 0.15, seed: 2 * world + place, resamples: 200 })
        return wave(found, 1, { replicates })
      })
      const change = ok(changeOfTotals(waves[0] as TotalWithReplicates, waves[1] as TotalWithReplicates))
      if (change.diagnostics.verdict !== 'no change detectable') wrong += 1
    }
    expect(wrong).toBeGreaterThan(2)
    expect(wrong).toBeLessThan(20)
  })
})
