import { describe, expect, it } from 'vitest'
import { WrongData } from '../estimate.ts'
import { missedByOwnInterval } from '../numeric/resamples.ts'
import { finish, stream } from '../numeric/run.ts'
import { respondents } from './network.test-data.ts'
import { estimateRds, type RdsOptions } from './rds.ts'
import { type RdsBootstrap, resample } from './rds-bootstrap.ts'
import { type Respondent, readTree, type TreeOptions } from './rds-data.ts'
import { diagnoseRds } from './rds-diagnostics.ts'
import { stationaryShares } from './shares.ts'
import { inclusionProbabilities } from './successive-sampling.ts'
import { tallyOf } from './tally.ts'

/** Seed a (group x) recruits b and c; b recruits d and e; f is a seed alone. */
const small = respondents(`
  a 0 4 x
  b a 2 y
  c a 4 x
  d b 1 y
  e b 2 x
  f 0 5 y`)

/** Six samples like the small one, side by side: 36 respondents. */
const sixfold = Array.from({ length: 6 }, (_, copy) =>
  small.map((one) => ({
    ...one,
    id: `${one.id}${copy}`,
    recruiter: one.recruiter === '0' ? '0' : `${one.recruiter}${copy}`,
  })),
).flat()
const seedsAlone = (count: number): Respondent[] =>
  Array.from({ length: count }, (_, i) => ({ id: `alone ${i}`, recruiter: '', degree: 3, outcome: 'x' }))

const complaint = (rows: Respondent[], options?: TreeOptions) => {
  try {
    readTree(rows, options)
  } catch (error) {
    if (error instanceof WrongData) return error.finding
    throw error
  }
  return null
}
const estimate = (rows: Respondent[], options: Partial<RdsOptions> = {}) =>
  finish(estimateRds(readTree(rows), { method: 'rds-ii', group: 'y', resamples: 0, ...options }))
const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code)

describe('Who recruited whom', () => {
  it('is read with seeds, waves and trees, in whatever order the rows stand', () => {
    for (const rows of [small, [...small].reverse()]) {
      const tree = readTree(rows)
      const at = (id: string) => tree.ids.indexOf(id)
      expect(Array.from('abcdef', (id) => tree.wave[at(id)])).toEqual([0, 1, 1, 2, 2, 0])
      expect(Array.from('abcdef', (id) => tree.ids[tree.root[at(id)]!])).toEqual([...'aaaaaf'])
      expect([...tree.seeds].map((seed) => tree.ids[seed]).sort()).toEqual(['a', 'f'])
      expect(tree.groups).toEqual(['x', 'y'])
    }
  })

  it('knows a seed by an empty recruiter, by the usual marks, and by the mark of the file', () => {
    for (const mark of ['', 'seed', 'SEED', 'NA', '0', '-1', 'none'])
      expect(readTree([{ id: '7', recruiter: mark, degree: 3, outcome: 1 }]).seeds).toHaveLength(1)
    expect(complaint([{ id: '7', recruiter: 'origine', degree: 3, outcome: 1 }])).not.toBeNull()
    expect(
      complaint([{ id: '7', recruiter: 'origine', degree: 3, outcome: 1 }], { seedMarks: ['Origine'] }),
    ).toBe(null)
  })

  it('takes 0 for a respondent where one has that number', () => {
    const tree = readTree(respondents('0 seed 3 x\n1 0 2 y'))
    expect([...tree.wave]).toEqual([0, 1])
  })

  it('cannot come from an unknown recruiter, from oneself, in a circle, or with a number twice or missing', () => {
    expect(complaint(respondents('a 0 3 x\nb z 3 x'))).toEqual({
      code: 'unknown-recruiter',
      row: 2,
      id: 'b',
      recruiter: 'z',
    })
    expect(complaint(respondents('a a 3 x'))).toEqual({ code: 'self-recruitment', row: 1, id: 'a' })
    expect(complaint(respondents('a 0 3 x\na 0 3 x'))).toEqual({
      code: 'id-twice',
      row: 2,
      earlier: 1,
      id: 'a',
    })
    expect(complaint([{ id: ' ', recruiter: '', degree: 1, outcome: 'x' }])).toEqual({
      code: 'id-missing',
      row: 1,
    })
    expect(complaint(respondents('s 0 3 x\nd b 1 x\na c 3 x\nb a 3 x\nc b 3 x'))).toEqual({
      code: 'recruitment-cycle',
      row: 4,
      ids: ['b', 'a', 'c'],
    })
  })

  it('counts those without degree or answer and leaves them out of the estimate, not out of the tree', () => {
    const tree = readTree(respondents('a 0 0 x\nb a NA y\nc b 3 y\nd c 2 NA\ne d 2 x'))
    expect(tree.findings).toEqual([
      { code: 'rows-left-out', why: 'degree-missing', count: 1, of: 5 },
      { code: 'rows-left-out', why: 'degree-zero', count: 1, of: 5 },
      { code: 'rows-left-out', why: 'outcome-missing', count: 1, of: 5 },
    ])
    expect([tree.usable, tree.wave[4]]).toEqual([2, 4])
    const asOne = readTree(respondents('a 0 0 x\nb a NA y\nc b 3 y'), { degreeZero: 'as-one' })
    expect([asOne.usable, asOne.degree[0]]).toEqual([2, 1])
  })

  it('keeps seeds as recruiters where their answers are to be left out', () => {
    const tree = readTree(small, { seeds: 'left-out' })
    expect(tree.usable).toBe(4)
    expect([...tallyOf(tree).transitions]).toEqual([1, 1, 1, 1])
    const answer = finish(estimateRds(tree, { method: 'rds-ii', group: 'y', resamples: 0 }))
    // y: 1/2 + 1 of 1/2 + 1/4 + 1 + 1/2
    if (answer.status === 'ok') expect(answer.estimate).toBeCloseTo(1.5 / 2.25, 12)
    expect(answer).toMatchObject({ status: 'ok', cases: 4 })
  })

  it('refuses a degree that is negative or no number', () => {
    for (const degree of ['-1', 'many', 'Infinity', -3])
      expect(complaint([{ id: 'a', recruiter: '', degree, outcome: 'x' }])).toEqual({
        code: 'not-a-number-from',
        row: 1,
        column: 'degree',
        text: String(degree),
        least: 0,
      })
  })

  it('refuses a degree of less than one person, which would weigh as much as many others', () => {
    for (const degree of ['0.01', 0.99])
      expect(complaint([{ id: 'a', recruiter: '', degree, outcome: 'x' }])).toEqual({
        code: 'not-a-number-from',
        row: 1,
        column: 'degree',
        text: String(degree),
        least: 1,
      })
    // Several answers may have been averaged.
    expect(complaint([{ id: 'a', recruiter: '', degree: 2.5, outcome: 'x' }])).toBeNull()
  })

  it('refuses a quantity where groups are asked for', () => {
    const rows = Array.from({ length: 51 }, (_, i) => ({
      id: `${i}`,
      recruiter: '',
      degree: 2,
      outcome: i / 7,
    }))
    expect(complaint(rows.slice(1))).toBeNull()
    expect(complaint(rows)).toEqual({ code: 'too-many', what: 'groups', is: 51, most: 50 })
  })

  it('says who has more recruits than coupons, and more ties than acquaintances', () => {
    const tree = readTree(respondents('a 0 2 x\nb a 1 y\nc a 4 x\nd a 4 y'), { coupons: 2 })
    expect(tree.findings).toEqual([
      { code: 'more-recruits-than-coupons', count: 1, coupons: 2, first: 'a', recruits: 3 },
      { code: 'degree-below-recruits', count: 1, of: 4 },
    ])
  })

  it('says when degrees are mostly multiples of five', () => {
    const rows = (degreeOf: (i: number) => number) =>
      Array.from({ length: 100 }, (_, i) => ({
        id: `p${i}`,
        recruiter: i === 0 ? '' : `p${i - 1}`,
        degree: degreeOf(i),
        outcome: i % 2,
      }))
    expect(codes(readTree(rows((i) => 5 + (i % 20))).findings)).toEqual([])
    expect(codes(readTree(rows((i) => (i % 3 === 0 ? 7 : 10 * ((i % 4) + 1)))).findings)).toEqual([
      'degrees-heaped',
    ])
  })
})

describe('A share from a respondent-driven sample', () => {
  it('by RDS-II weighs each respondent by 1 over degree', () => {
    const answer = estimate(small)
    if (answer.status !== 'ok') throw new Error(answer.reason.code)
    // y: 1/2 + 1 + 1/5 of all 1/4 + 1/2 + 1/4 + 1 + 1/2 + 1/5
    expect(answer.estimate).toBeCloseTo(1.7 / 2.7, 12)
  })

  it('by RDS-I balances the ties between two groups', () => {
    const answer = estimate(small, { method: 'rds-i' })
    if (answer.status !== 'ok') throw new Error(answer.reason.code)
    // x recruits one x, one y; y recruits one x, one y; harmonic mean degrees 3 and 30/17.
    const [dx, dy] = [3 / (1 / 4 + 1 / 4 + 1 / 2), 3 / 1.7]
    expect(answer.estimate).toBeCloseTo((0.5 * dx) / (0.5 * dx + 0.5 * dy), 12)
  })

  it('by RDS-I with k groups has as many ties from each group to each other as back', () => {
    const transitions = Float64Array.from([5, 3, 2, 4, 9, 1, 2, 2, 8])
    const shares = stationaryShares(transitions, 3)!
    const once = [0, 1, 2].map((to) =>
      [0, 1, 2].reduce((sum, from) => {
        const made = transitions[3 * from]! + transitions[3 * from + 1]! + transitions[3 * from + 2]!
        return sum + (shares[from]! * transitions[3 * from + to]!) / made
      }, 0),
    )
    once.forEach((share, g) => {
      expect(share).toBeCloseTo(shares[g]!, 12)
    })
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('is the plain share where everybody knows equally many, by RDS-II and by SS', () => {
    const rows = small.map((row) => ({ ...row, degree: 7 }))
    for (const method of ['rds-ii', 'rds-ss'] as const) {
      const answer = estimate(rows, { method, population: 40 })
      expect(answer).toMatchObject({ status: 'ok' })
      if (answer.status === 'ok') expect(answer.estimate).toBeCloseTo(0.5, 12)
    }
  })

  it('by SS goes from the plain share of a census to RDS-II of an endless population', () => {
    const at = (population: number) => {
      const answer = estimate(small, { method: 'rds-ss', population })
      if (answer.status !== 'ok') throw new Error(answer.reason.code)
      return answer.estimate
    }
    expect(at(6)).toBeCloseTo(0.5, 12)
    expect(at(6.001)).toBeCloseTo(0.5, 2)
    expect(at(1e12)).toBeCloseTo(1.7 / 2.7, 9)
    expect(at(12)).toBeGreaterThan(at(7))
  })

  it('by SS is not moved by who gave no answer or no degree, since they were drawn all the same', () => {
    const options = { method: 'rds-ss', population: 60 } as const
    const shareOf = (rows: Respondent[]) => {
      const answer = estimate(rows, options)
      if (answer.status !== 'ok') throw new Error(answer.reason.code)
      return answer
    }
    const all = shareOf(sixfold)
    // Half of the copies keep silent: as many of each degree and group are left.
    for (const lacking of [{ outcome: '' }, { degree: '' }, { degree: 0 }]) {
      const half = shareOf(sixfold.map((one, i) => (i < 18 ? one : { ...one, ...lacking })))
      expect(half.cases).toBe(18)
      expect(half.estimate).toBeCloseTo(all.estimate, 12)
      half.diagnostics.overPopulation.forEach((over, i) => {
        expect(over.estimate ?? -1).toBeCloseTo(all.diagnostics.overPopulation[i]!.estimate ?? -1, 12)
      })
    }
    // RDS-II of the same is another figure: that is where it used to slide.
    expect(Math.abs(all.estimate - 1.7 / 2.7)).toBeGreaterThan(0.02)
  })

  it('by SS keeps its place in the middle of the sample drawn anew where answers are missing', () => {
    const tree = readTree(sixfold.map((one, i) => (i % 2 === 0 ? one : { ...one, outcome: '' })))
    for (const bootstrap of ['tree', 'population', 'chain'] as const) {
      const people: number[] = []
      let drawn = 0
      finish(
        resample(tree, { bootstrap, resamples: 100, seed: 3, population: 60 }, (tally) => {
          people.push(tally.people)
          drawn += tally.drawn.reduce((sum, count) => sum + count, 0)
        }),
      )
      const mean = people.reduce((sum, count) => sum + count, 0) / 100
      expect(Math.abs(mean / 36 - 1)).toBeLessThan(0.15)
      // The chain follows those who answered, and takes the others to be like them.
      expect(Math.abs(drawn / 100 / (bootstrap === 'chain' ? 18 : 36) - 1)).toBeLessThan(0.15)
    }
  })

  it('stands beside half and twice the population for SS, and leaves out what is smaller than the sample', () => {
    const answer = estimate(small, { method: 'rds-ss', population: 10 })
    if (answer.status !== 'ok') throw new Error(answer.reason.code)
    const [half, once, twice] = answer.diagnostics.overPopulation
    expect(half).toEqual({ population: 5, estimate: null })
    expect(once!.estimate).toBe(answer.estimate)
    expect(twice!.population).toBe(20)
    expect(twice!.estimate).toBeGreaterThan(answer.estimate)
  })

  it('is refused where there is none', () => {
    const reason = (rows: Respondent[], options?: Partial<RdsOptions>) => {
      const answer = estimate(rows, options)
      expect(answer).not.toHaveProperty('estimate')
      return answer.status === 'no-estimate' ? answer.reason : null
    }
    expect(reason(respondents('a 0 3 x\nb 0 2 y'))).toEqual({ code: 'seeds-only', cases: 2 })
    expect(reason(small, { method: 'rds-ss' })).toEqual({ code: 'population-missing', method: 'rds-ss' })
    expect(reason(respondents('a 0 3 x\nb a 2 x'))).toEqual({ code: 'one-outcome', group: 'x', cases: 2 })
    expect(reason(respondents('a 0 0 x\nb a 0 y'))).toMatchObject({ code: 'too-few', is: 0 })
    expect(reason([])).toMatchObject({ code: 'seeds-only' })
    expect(reason(respondents('a 0 3 x\nb a 2 y'), { method: 'rds-i' })).toEqual({
      code: 'group-never-recruits',
      group: 'y',
    })
    const apart = respondents('a 0 3 x\nb a 2 x\nc 0 3 y\nd c 2 y')
    expect(reason(apart, { method: 'rds-i' })).toEqual({ code: 'groups-apart', from: ['x'], to: ['y'] })
    // Only those without a degree gave the other answer.
    expect(reason(respondents('a 0 3 x\nb a 0 y\nc b 2 x'))).toMatchObject({ code: 'one-outcome' })
    expect(reason(respondents('a 0 3 x\nb a 0 y\nc b 2 z'))).toEqual({
      code: 'too-few',
      what: 'cases',
      is: 0,
      least: 1,
    })
  })

  it('is not asked for an answer nobody gave, nor for a population below the sample', () => {
    expect(() => estimate(small, { group: 'z' })).toThrow('group-unknown')
    expect(() => estimate(small, { population: 5 })).toThrow('population-below-sample')
    expect(() => estimate(small, { population: Number.NaN })).toThrow('population-below-sample')
  })

  it('warns of a large part of the population being in the sample, but for SS', () => {
    const has = (options: Partial<RdsOptions>) =>
      codes(estimate(small, options).warnings).includes('large-sampling-fraction')
    expect(has({ population: 100 })).toBe(true)
    expect(has({ population: 1000 })).toBe(false)
    expect(has({ population: 100, method: 'rds-ss' })).toBe(false)
  })
})

describe('Inclusion by successive sampling', () => {
  it('is what drawing without replacement gives, small populations too', () => {
    // 8 people of degree 1, 8 of degree 3, 4 of degree 9; 10 of the 20 are drawn, again and again.
    const people = [...Array(8).fill(1), ...Array(8).fill(3), ...Array(4).fill(9)] as number[]
    const drawn = new Map([1, 3, 9].map((degree) => [degree, 0]))
    const times = 20_000
    const chance = stream(11, 0)
    for (let time = 0; time < times; time++) {
      const left = people.slice()
      let sum = left.reduce((total, degree) => total + degree, 0)
      for (let turn = 0; turn < 10; turn++) {
        let target = chance.uniform() * sum
        let at = 0
        for (target -= left[at]!; target >= 0; target -= left[at]!) at++
        const degree = left[at]!
        drawn.set(degree, drawn.get(degree)! + 1)
        sum -= degree
        left.splice(at, 1)
      }
    }
    const truth = [drawn.get(1)! / 8, drawn.get(3)! / 8, drawn.get(9)! / 4].map((count) => count / times)
    // A sample of just the expected make-up must point back to the population it came from.
    const counts = Float64Array.from([8 * truth[0]!, 8 * truth[1]!, 4 * truth[2]!])
    const found = inclusionProbabilities(Float64Array.from([1, 3, 9]), counts, 20)
    found.forEach((share, i) => {
      expect(Math.abs(share / truth[i]! - 1)).toBeLessThan(0.02)
    })
  })

  it('adds up to the population, from just above the sample to a thousand million', () => {
    const degrees = Float64Array.from([1, 2, 5, 40])
    const counts = Float64Array.from([3, 10, 20, 7])
    for (const population of [40.0001, 41, 100, 1e5, 1e9]) {
      const probability = inclusionProbabilities(degrees, counts, population)
      const total = probability.reduce((sum, share, i) => sum + counts[i]! / share, 0)
      expect(Math.abs(total / population - 1)).toBeLessThan(1e-9)
    }
  })
})

describe('The sample drawn anew', () => {
  const kinds: RdsBootstrap[] = ['chain', 'population', 'tree']

  it('holds as many respondents as there are, on average at least, and never a group that was not met', () => {
    const tree = readTree(small)
    for (const bootstrap of kinds) {
      let size = 0
      finish(
        resample(tree, { bootstrap, resamples: 400, seed: 3, population: 30 }, (tally) => {
          size += tally.cells.reduce((sum, count) => sum + count, 0)
          expect(tally.cells.filter((_, cell) => tallyOf(tree).cells[cell] === 0).every((n) => n === 0)).toBe(
            true,
          )
        }),
      )
      if (bootstrap !== 'tree') expect(size).toBe(2400)
      else expect(Math.abs(size / 2400 - 1)).toBeLessThan(0.15)
    }
  })

  it('is the whole population where everybody was in the sample', () => {
    const tree = readTree(small)
    finish(
      resample(tree, { bootstrap: 'population', resamples: 20, seed: 3, population: 6 }, (tally) => {
        expect(tally.cells).toEqual(tallyOf(tree).cells)
      }),
    )
  })

  it('is the same for the same seed', () => {
    const options = { method: 'rds-ss', resamples: 200 } as const
    const first = estimate(sixfold, { ...options, population: 100, seed: 8 })
    expect(estimate(sixfold, { ...options, population: 100, seed: 8 })).toEqual(first)
    expect(estimate(sixfold, { ...options, population: 100, seed: 9 })).not.toEqual(first)
    expect(first).toMatchObject({ seed: '8', resamples: 200, generator: 'xoshiro256**' })
  })

  it('says how many resamples gave no estimate', () => {
    const sparse = [...small, ...seedsAlone(24)]
    const answer = estimate(sparse, { method: 'rds-i', resamples: 200, bootstrap: 'tree' })
    const failed = answer.warnings.find(({ code }) => code === 'resamples-failed')
    expect(failed).toMatchObject({ of: 200 })
    if (answer.status === 'ok') expect(answer.diagnostics.failedResamples).toBeGreaterThan(0)
  })
})

describe('What an interval may be made of', () => {
  it('is no handful of respondents: there is none, and it says so', () => {
    const answer = estimate(small, { resamples: 200 })
    if (answer.status !== 'ok') throw new Error(answer.reason.code)
    expect(answer).toMatchObject({ intervals: [], standardError: null })
    expect(answer.diagnostics).toMatchObject({ designEffect: null, effectiveSize: null, otherBootstraps: [] })
    expect(answer.warnings).toContainEqual({ code: 'few-respondents', is: 6, least: 30 })
  })

  it('is said to be missing where no resamples were asked for', () => {
    expect(estimate(sixfold).warnings).toContainEqual({
      code: 'interval-needs-resamples',
      level: 0.95,
      is: 0,
      least: 40,
    })
  })

  /** `seeds` chains of `length` each, everybody but the last recruiting one, in which answers come at random. */
  const chains = (seeds: number, length: number): Respondent[] => {
    const chance = stream(5, seeds)
    return Array.from({ length: seeds * length }, (_, i) => ({
      id: `p${i}`,
      recruiter: i < seeds ? '' : `p${i - seeds}`,
      degree: 5,
      outcome: chance.uniform() < 0.3 ? 'y' : 'x',
    }))
  }

  it('is no tree that does not branch: the chain stands first, and it says so', () => {
    for (const [seeds, length, places] of [
      [1, 60, 0],
      [3, 20, 3],
      [9, 9, 9],
    ] as const)
      for (const beside of [true, false]) {
        const answer = estimate(chains(seeds, length), { resamples: 100, beside })
        if (answer.status !== 'ok') throw new Error(answer.reason.code)
        expect(answer.diagnostics.bootstrap).toBe('chain')
        expect(answer.diagnostics.otherBootstraps).toEqual([])
        expect(answer.intervals.map(({ level }) => level)).toEqual([0.8, 0.95])
        for (const { low, high } of answer.intervals) expect(high! - low).toBeGreaterThan(0.05)
        const fixed = seeds === 1 ? 1 : 0
        expect(answer.warnings).toContainEqual({ code: 'too-little-branching', places, least: 10, fixed })
        // Which advises whole trees.
        expect(codes(answer.warnings)).not.toContain('interval-too-short')
      }
    const enough = estimate(chains(10, 9), { resamples: 100 })
    expect(codes(enough.warnings)).not.toContain('too-little-branching')
    if (enough.status === 'ok') expect(enough.diagnostics.bootstrap).toBe('tree')
  })

  it('is no tree that branches only after a long chain, which stands in every sample drawn anew', () => {
    // Sixty in a row; the last ten of them have two more recruits each, who recruit nobody.
    const row = chains(1, 60)
    const fans = Array.from({ length: 20 }, (_, i) => ({
      ...row[i]!,
      id: `fan ${i}`,
      recruiter: `p${50 + Math.floor(i / 2)}`,
    }))
    const late = estimate([...row, ...fans], { resamples: 100 })
    expect(late.warnings).toContainEqual({
      code: 'too-little-branching',
      places: 10,
      least: 10,
      fixed: 51 / 80,
    })
    // The same fans at the head leave all but the first to chance.
    const early = estimate(
      [...row, ...fans.map((one, i) => ({ ...one, recruiter: `p${Math.floor(i / 2)}` }))],
      { resamples: 100 },
    )
    expect(codes(early.warnings)).not.toContain('too-little-branching')
  })

  it('holds the truth where one coupon each leaves only the chain', () => {
    let held = 0
    for (let study = 0; study < 60; study++) {
      const chance = stream(77, study)
      const rows = chains(1, 100).map((one) => ({ ...one, outcome: chance.uniform() < 0.2 ? 'y' : 'x' }))
      const answer = estimate(rows, { resamples: 100, seed: study, levels: [0.95], beside: false })
      const [interval] = answer.intervals
      if (interval !== undefined && interval.low <= 0.2 && 0.2 <= interval.high!) held++
    }
    expect(held).toBeGreaterThanOrEqual(52)
  })

  it('is nothing without width: neither limits nor a standard error, and it says so', () => {
    // Of a whole population nothing is left to chance where recruitment is repeated in it.
    const answer = estimate(sixfold, {
      method: 'rds-ss',
      population: 36,
      bootstrap: 'population',
      resamples: 50,
      beside: false,
    })
    expect(answer).toMatchObject({ status: 'ok', standardError: null, intervals: [] })
    expect(answer.warnings).toContainEqual({ code: 'interval-without-width', kind: 'percentile' })
  })

  it('is whole trees first, whatever the method, since the others miss the truth too often', () => {
    for (const method of ['rds-ii', 'rds-ss'] as const) {
      const answer = estimate(sixfold, { method, population: 100, resamples: 50 })
      if (answer.status !== 'ok') throw new Error(answer.reason.code)
      expect(answer.diagnostics.bootstrap).toBe('tree')
      expect(codes(answer.warnings)).not.toContain('interval-too-short')
    }
  })

  it('never makes people who bring one another worth more than strangers', () => {
    for (const bootstrap of ['tree', 'population', 'chain'] as const) {
      const answer = estimate(sixfold, { method: 'rds-ss', population: 60, resamples: 100, bootstrap })
      if (answer.status !== 'ok') throw new Error(answer.reason.code)
      const { designEffect, effectiveSize } = answer.diagnostics
      expect(designEffect).toBeGreaterThan(0)
      expect(effectiveSize ?? 0).toBeLessThanOrEqual(36)
      if (bootstrap !== 'tree') expect(effectiveSize).toBeNull()
    }
  })

  it('says so when the figure lies outside it', () => {
    const interval = (level: number, low: number, high: number | null) =>
      ({ level, low, high, kind: 'percentile' }) as const
    expect(missedByOwnInterval(0.2, [interval(0.8, 0.1, 0.19), interval(0.95, 0.09, 0.21)])).toEqual([
      { code: 'outside-own-interval', levels: [0.8] },
    ])
    expect(missedByOwnInterval(0.2, [interval(0.8, 0.2, 0.2), interval(0.95, 0.1, null)])).toEqual([])
  })
})

describe('What a sceptic asks of the sample', () => {
  /** A chain of `length` respondents whose groups follow one another as given. */
  const chain = (groups: string, seeds = 1) =>
    Array.from(groups, (outcome, i) => ({
      id: `p${i}`,
      recruiter: i < seeds ? '' : `p${i - seeds}`,
      degree: 4,
      outcome,
    }))

  it('is told when all seeds are of one group, and when recruitment stopped before that was forgotten', () => {
    const sticky = diagnoseRds(readTree(chain('xxxxyyxxyyyyxxxx', 2)), 'y')
    expect(codes(sticky.findings)).toContain('seeds-of-one-group')
    const short = diagnoseRds(readTree(chain('xyxxxxyyyyyxxxxy', 8)), 'y')
    expect(short.waves).toBe(1)
    expect(short.findings).toContainEqual({
      code: 'seeds-not-forgotten',
      wavesNeeded: short.wavesToForgetSeeds,
      wavesReached: 1,
    })
  })

  it('is told when the estimate still moves at the end', () => {
    const moving = diagnoseRds(readTree(chain('x'.repeat(60) + 'y'.repeat(40))), 'y')
    expect(moving.findings).toContainEqual({ code: 'not-converged', last: 50, moved: 0.4, allowed: 0.02 })
    const still = diagnoseRds(readTree(chain('xxy'.repeat(100))), 'y')
    expect(codes(still.findings)).not.toContain('not-converged')
  })

  it('is told when trees say different things', () => {
    const rows = [...chain('xy'.repeat(2) + 'x'.repeat(36)), ...chain('yx'.repeat(2) + 'y'.repeat(36))]
    const twoTrees = rows.map((row, i) => ({
      ...row,
      id: `${i}`,
      recruiter: i === 0 || i === 40 ? '' : `${i - 1}`,
    }))
    const { findings, trees } = diagnoseRds(readTree(twoTrees), 'y')
    expect(trees.map(({ respondents, estimate }) => [respondents, estimate])).toEqual([
      [40, 0.05],
      [40, 0.95],
    ])
    expect(findings).toContainEqual({ code: 'trees-apart', trees: 2, low: 0.05, high: 0.95 })
    expect(codes(findings)).toContain('strong-homophily')
  })

  it('is told when one group recruits more, and when few respondents carry the weight', () => {
    // Every x recruits an x and a y, no y recruits anybody but the first.
    const rows: Respondent[] = [{ id: 'x0', recruiter: '', degree: 30, outcome: 'x' }]
    for (let i = 1; i < 25; i++)
      for (const outcome of ['x', 'y'])
        rows.push({ id: `${outcome}${i}`, recruiter: `x${i - 1}`, degree: i === 7 ? 1 : 30, outcome })
    rows.push({ id: 'last', recruiter: 'y1', degree: 30, outcome: 'x' })
    const { findings, effectiveness } = diagnoseRds(readTree(rows), 'y')
    expect(codes(findings)).toEqual(expect.arrayContaining(['uneven-recruitment', 'weights-concentrated']))
    expect(effectiveness[1]).toEqual({ group: 'y', respondents: 24, recruits: 1, shareWhoRecruited: 1 / 24 })
  })
})
