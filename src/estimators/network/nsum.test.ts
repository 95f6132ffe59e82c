import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import { WrongData } from '../estimate.ts'
import { finish, stream } from '../numeric/run.ts'
import { referenceRows } from './network.test-data.ts'
import { estimateNsum, type NsumOptions } from './nsum.ts'
import { degreesOf, type NsumAnswers, type NsumQuestion, readNsum } from './nsum-data.ts'
import { estimateGeneralised, visibilityFromGroups } from './nsum-generalised.ts'

type Golden = {
  N: number
  known: string[]
  degreesFirst10: number[]
  meanDegree: number
  zeroDegrees: number
  killworthMLE: Record<string, number>
  killworthSE: Record<string, number>
  pimle: Record<string, number>
  bootstrapRespondents: { pop: string; se: number; q: Record<string, number> }[]
  backEstimates: { pop: string; true: number; est: number }[]
}

const path = sharedData('prevalence/golden.json')
const goldens = path === null ? null : (JSON.parse(readFileSync(path, 'utf8')).nsum as Record<string, Golden>)

const estimate = (answers: NsumAnswers, question: NsumQuestion, options: Partial<NsumOptions> = {}) =>
  finish(estimateNsum(readNsum(answers, question), { method: 'nsum-mle', resamples: 0, ...options }))
const found = (answers: NsumAnswers, question: NsumQuestion, options?: Partial<NsumOptions>) => {
  const answer = estimate(answers, question, options)
  if (answer.status !== 'ok') throw new Error(answer.reason.code)
  return answer
}
const within = (actual: number | null | undefined, expected: number, relative: number) =>
  expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThan(relative)

describe.skipIf(goldens === null).each([
  ['example', 'nsum_example_ard.csv', 'nsum_example_sizes.csv'],
  ['curitibaSim', 'nsum_curitiba_sim_transmission_ard.csv', 'nsum_curitiba_sizes.csv'],
])('The scale-up survey %s of the reference', (name, file, sizesFile) => {
  const golden = goldens?.[name] as Golden
  const rows = referenceRows(file) ?? []
  const groups = Object.keys(rows[0] ?? {})
  const answers = { groups, rows: rows.map((row) => groups.map((group) => row[group]!)) }
  const sizes = new Map((referenceRows(sizesFile) ?? []).map((row) => [row.subpop!, Number(row.size)]))
  const question = (hidden: string): NsumQuestion => ({
    hidden,
    known: golden.known.map((group) => ({ group, size: sizes.get(group)! })),
    population: golden.N,
  })

  it('gives degrees, MLE, its standard error by formula, and PIMLE', () => {
    for (const [hidden, mle] of Object.entries(golden.killworthMLE)) {
      const survey = readNsum(answers, question(hidden))
      const degrees = degreesOf(survey)
      golden.degreesFirst10.forEach((degree, i) => {
        if (degree === 0) expect(degrees[i]).toBe(0)
        else within(degrees[i], degree, 1e-9)
      })
      const answer = found(answers, question(hidden))
      within(answer.estimate, mle, 1e-9)
      within(answer.diagnostics.formulaError, golden.killworthSE[hidden]!, 1e-9)
      within(answer.diagnostics.meanDegree, golden.meanDegree, 1e-9)
      expect(answer.diagnostics.zeroDegrees).toBe(golden.zeroDegrees)
      const pimle = found(answers, question(hidden), { method: 'nsum-pimle' })
      within(pimle.estimate, golden.pimle[hidden]!, 1e-9)
      const dropped = pimle.warnings.filter(({ code }) => code === 'rows-left-out')
      expect(dropped.length > 0).toBe(golden.zeroDegrees > 0)
    }
  })

  it('gives each known group from the others', () => {
    const { backEstimates } = found(answers, question(Object.keys(golden.killworthMLE)[0]!)).diagnostics
    expect(backEstimates.map(({ group, known }) => [group, known])).toEqual(
      golden.backEstimates.map((each) => [each.pop, each.true]),
    )
    golden.backEstimates.forEach(({ est }, k) => {
      within(backEstimates[k]!.estimate, est, 1e-9)
    })
  })

  it('gives the bootstrap of respondents, within its chance', () => {
    for (const { pop, se, q } of golden.bootstrapRespondents) {
      const answer = found(answers, question(pop), { resamples: 4000, seed: 20240103, levels: [0.8, 0.95] })
      within(answer.standardError, se, 0.06)
      for (const { level, low, high, monteCarloError } of answer.intervals) {
        const [below, above] = level === 0.8 ? [q['0.1'], q['0.9']] : [q['0.025'], q['0.975']]
        // Theirs are of 2,000 resamples: their chance is about 1.4 times ours.
        expect(Math.abs(low - below!)).toBeLessThan(6 * monteCarloError!.low!)
        expect(Math.abs(high! - above!)).toBeLessThan(6 * monteCarloError!.high!)
      }
    }
  })
})

describe.skipIf(goldens === null)('Where members tell only some of those they know', () => {
  it('the interval misses the truth, says what it took for granted, and the table over tau spans it', () => {
    const rows = referenceRows('nsum_curitiba_sim_transmission_ard.csv') ?? []
    const sizes = referenceRows('nsum_curitiba_sizes.csv') ?? []
    const groups = Object.keys(rows[0] ?? {})
    const known = sizes
      .filter(({ known: is }) => is === '1')
      .map((row) => ({ group: row.subpop!, size: Number(row.size) }))
    const question = { hidden: 'heavy.drug.user', known, population: 1_817_434 }
    const answers = { groups, rows: rows.map((row) => groups.map((group) => row[group]!)) }
    const truth = 65_000
    const plain = found(answers, question, { resamples: 1000 })
    expect(plain.intervals[1]!.high).toBeLessThan(truth)
    expect(plain.warnings.map(({ code }) => code)).toContain('transmission-taken-as-complete')
    const supposed = plain.diagnostics.overTransmission
    expect(supposed.find(({ value }) => value === 0.6)!.high! > truth).toBe(false)
    expect(supposed.find(({ value }) => value === 0.5)!.low! > truth).toBe(true)
    const adjusted = found(answers, question, { resamples: 1000, factors: { transmission: 0.542 } })
    within(adjusted.estimate, truth, 0.06)
    expect(adjusted.diagnostics.basic).toBe(plain.estimate)
    expect(adjusted.warnings.map(({ code }) => code)).toContain('factors-taken-as-exact')
  })
})

/** Three respondents, two known groups of 100 and 300 in 10,000, and the hidden group. */
const small: NsumAnswers = {
  groups: ['a', 'b', 'h'],
  rows: [
    [1, 3, 2],
    [0, 2, 1],
    ['2', ' 4 ', '0'],
  ],
}
const question: NsumQuestion = {
  hidden: 'h',
  known: [
    { group: 'a', size: 100 },
    { group: 'b', size: 300 },
  ],
  population: 10_000,
}

describe('Scale-up', () => {
  it('finds degrees and sizes by hand', () => {
    expect([...degreesOf(readNsum(small, question))]).toEqual([100, 50, 150])
    within(found(small, question).estimate, (10_000 * 3) / 300, 1e-12)
    within(
      found(small, question, { method: 'nsum-pimle' }).estimate,
      (10_000 * (2 / 100 + 1 / 50)) / 3,
      1e-12,
    )
  })

  it('weighs respondents in both sums', () => {
    const weighted = { ...small, weights: [1, '4', 2] }
    within(found(weighted, question).estimate, (10_000 * (2 + 4)) / (100 + 200 + 300), 1e-12)
    const alike = { ...small, weights: [3, 3, 3] }
    within(found(alike, question).estimate, found(small, question).estimate, 1e-12)
    within(
      found(alike, question).diagnostics.formulaError,
      found(small, question).diagnostics.formulaError!,
      1e-12,
    )
  })

  it('says when averaged shares are well above the ratio of sums', () => {
    const uneven = {
      ...small,
      rows: [
        [0, 1, 1],
        [5, 15, 2],
        [4, 12, 1],
      ],
    }
    const codes = (method: NsumOptions['method']) =>
      found(uneven, question, { method }).warnings.map(({ code }) => code)
    expect(codes('nsum-pimle')).toContain('averaged-shares-lean')
    expect(codes('nsum-mle')).not.toContain('averaged-shares-lean')
  })

  it('is divided by frame ratio, degree ratio and transmission, and multiplied by precision', () => {
    const factors = { frameRatio: 0.8, degreeRatio: 0.5, transmission: 0.5, precision: 0.9 }
    const answer = found(small, question, { factors })
    within(answer.estimate, (100 * 0.9) / (0.8 * 0.5 * 0.5), 1e-12)
    expect(answer.diagnostics.basic).toBe(100)
    const half = answer.diagnostics.overTransmission.find(({ value }) => value === 0.5)
    within(half?.estimate, answer.estimate, 1e-12)
  })

  it('says of nobody that there are more of a group than people: neither limits nor what factors would make of it', () => {
    // 56 respondents know a few of both known groups and one hidden person each; three know sixty hidden people.
    const rows = Array.from({ length: 59 }, (_, i) => [i % 4, (i * 3) % 5, i < 3 ? 60 : 1])
    const asked = {
      hidden: 'h',
      known: [
        { group: 'a', size: 2000 },
        { group: 'b', size: 3000 },
      ],
      population: 6000,
    }
    const answer = found({ groups: ['a', 'b', 'h'], rows }, asked, { resamples: 1000 })
    expect(answer.estimate).toBeLessThan(6000)
    const [narrow, wide] = answer.intervals
    expect(narrow).toMatchObject({ high: 6000, monteCarloError: { high: null } })
    expect(wide).toMatchObject({ level: 0.95, high: 6000 })
    const said = answer.warnings.find(({ code }) => code === 'limits-above-population')
    expect(said).toMatchObject({ levels: [0.8, 0.95], of: 1000, population: 6000 })
    expect(said?.code === 'limits-above-population' && said.beyond).toBeGreaterThan(100)
    const { overTransmission, overDegreeRatio } = answer.diagnostics
    expect(overTransmission.find(({ value }) => value === 0.3)).toEqual({
      value: 0.3,
      estimate: null,
      low: null,
      high: null,
    })
    for (const { estimate: size, high } of [...overTransmission, ...overDegreeRatio]) {
      expect(size ?? 0).toBeLessThanOrEqual(6000)
      expect(high ?? 0).toBeLessThanOrEqual(6000)
    }
    // Where nothing comes near the population, nothing is cut.
    expect(found(small, question, { resamples: 200 }).warnings.map(({ code }) => code)).not.toContain(
      'limits-above-population',
    )
  })

  it('has no limit above the population where nobody reports a member either', () => {
    const rows = small.rows.map((_, i) => [i === 0 ? 1 : 0, 0, 0])
    const answer = estimate({ ...small, rows }, { ...question, known: [{ group: 'a', size: 9000 }] })
    expect(answer.diagnostics.upperLimit).toBe(10_000)
  })

  it('has no interval where every stratum holds one unit, which is drawn as it is', () => {
    const answer = found(
      { ...small, strata: small.rows.map((_, i) => `s${i}`), clusters: small.rows.map((_, i) => `c${i}`) },
      question,
      { resamples: 100 },
    )
    expect(answer).toMatchObject({ standardError: null, intervals: [] })
    expect(answer.warnings.map(({ code }) => code)).toContain('interval-without-width')
  })

  it('refuses factors that cannot be', () => {
    for (const factors of [
      { transmission: 0 },
      { transmission: 1.2 },
      { precision: -1 },
      { degreeRatio: Number.NaN },
    ])
      expect(() => estimate(small, question, { factors })).toThrow('factor-out-of-range')
  })

  it('has no estimate where nobody reports a member, but an upper limit', () => {
    const none = { ...small, rows: small.rows.map(([a, b]) => [a!, b!, 0]) }
    const answer = estimate(none, question)
    expect(answer).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'none-reported', cases: 3, group: 'h' },
    })
    within(answer.diagnostics.upperLimit, (10_000 * 2.9957) / 300, 1e-4)
  })

  it('has none where nobody knows anybody, nor from a single respondent', () => {
    const nobody = { ...small, rows: small.rows.map(() => [0, 0, 1]) }
    expect(estimate(nobody, question)).toMatchObject({ reason: { code: 'no-degrees', cases: 3 } })
    const one = { ...small, rows: small.rows.slice(0, 1) }
    expect(estimate(one, question)).toMatchObject({ reason: { code: 'too-few', is: 1, least: 2 } })
    // Only somebody of degree 0 reports members: PIMLE does not hear it.
    const unheard = {
      ...small,
      rows: [
        [0, 0, 3],
        [1, 1, 0],
        [2, 1, 0],
      ],
    }
    const pimle = estimate(unheard, question, { method: 'nsum-pimle' })
    expect(pimle).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'reports-without-degrees', reports: 3, group: 'h' },
    })
    // Three people were reported: nothing bounds the group from above.
    expect(pimle.diagnostics).not.toHaveProperty('upperLimit')
    expect(estimate(unheard, question)).toMatchObject({ status: 'ok' })
  })

  it('leaves out, and counts, who did not answer a question or has no weight', () => {
    const gaps: NsumAnswers = {
      groups: small.groups,
      rows: [...small.rows, [1, null, 1], ['NA', 2, 1], [1, 1, ''], [1, 1, 1], [1, 1, 1]],
      weights: [1, 1, 1, 1, 1, 1, '', 0],
    }
    const answer = found(gaps, question)
    expect(answer.cases).toBe(3)
    expect(answer.estimate).toBe(found(small, question).estimate)
    expect(answer.warnings.slice(0, 2)).toEqual([
      { code: 'rows-left-out', why: 'answer-missing', count: 3, of: 8 },
      { code: 'rows-left-out', why: 'weight-missing', count: 2, of: 8 },
    ])
  })

  it('cuts answers where it is asked to, and says how many', () => {
    const survey = readNsum(small, { ...question, cutAt: 3 })
    expect(survey.findings).toEqual([{ code: 'answers-cut', at: 3, count: 1, of: 9 }])
    expect([...degreesOf(survey)]).toEqual([100, 50, 125])
  })

  it('refuses what is no answer, no size or no column, naming the place', () => {
    const wrong = (answers: NsumAnswers, asked: NsumQuestion = question) => {
      try {
        readNsum(answers, asked)
      } catch (error) {
        if (error instanceof WrongData) return error.finding
        throw error
      }
      return null
    }
    for (const text of ['-1', '1.5', 'two', '1,5'])
      expect(
        wrong({
          ...small,
          rows: [
            [1, 1, 1],
            [1, text, 1],
          ],
        }),
      ).toEqual({
        code: 'not-a-count',
        row: 2,
        column: 'b',
        text,
      })
    expect(wrong({ ...small, weights: [1, -2, 1] })).toMatchObject({ code: 'not-a-number-from', row: 2 })
    expect(wrong(small, { ...question, hidden: 'z' })).toEqual({ code: 'group-answers-missing', group: 'z' })
    const known = (size: number) => ({ ...question, known: [{ group: 'a', size }] })
    expect(wrong(small, known(0))).toMatchObject({ code: 'size-not-positive', what: 'a' })
    expect(wrong(small, known(10_000))).toMatchObject({ code: 'group-above-population', group: 'a' })
    expect(wrong(small, { ...question, population: -5 })).toMatchObject({ what: 'population' })
    expect(wrong(small, { ...question, hidden: 'a' })).toEqual({ code: 'hidden-group-known', group: 'a' })
    expect(wrong({ ...small, clusters: ['v', ' ', 'w'] })).toEqual({
      code: 'missing-design',
      column: 'clusters',
      row: 2,
    })
    expect(() => estimate(small, { ...question, known: [] })).toThrow('too-few')
  })

  it('estimates no known group from none, and the hidden one without each of several', () => {
    const alone = found(small, { ...question, known: question.known.slice(0, 1) })
    expect(alone.diagnostics.backEstimates).toEqual([{ group: 'a', known: 100, estimate: null, ratio: null }])
    // Without a: degrees 100, 200/3, 400/3; without b: 100, 0, 200.
    const { withoutEach } = found(small, question).diagnostics
    within(withoutEach[0]!.estimate, (10_000 * 3) / 300, 1e-12)
    within(withoutEach[1]!.estimate, (10_000 * 3) / 300, 1e-12)
  })

  it('draws villages, not their people, where people were drawn by village', () => {
    // 20 villages of 10: in each, everybody gives the same answers, so people tell no more than villages do.
    const rows = Array.from({ length: 200 }, (_, i) => [3, 7, Math.floor(i / 10) % 4])
    const clusters = rows.map((_, i) => `village ${Math.floor(i / 10)}`)
    const people = found({ ...small, rows }, question, { resamples: 1000 })
    const villages = found({ ...small, rows, clusters }, question, { resamples: 1000 })
    expect(villages.standardError! / people.standardError!).toBeGreaterThan(2.7)
    expect(villages.standardError! / people.standardError!).toBeLessThan(3.8)
    const lonely = clusters.map((_, i) => (i < 10 ? 'alone' : 'the others'))
    expect(found({ ...small, rows, clusters, strata: lonely }, question).warnings).toContainEqual({
      code: 'strata-of-one-unit',
      count: 1,
      of: 2,
    })
    const strata = clusters.map((_, i) => `kind ${Math.floor(i / 10) % 4}`)
    expect(
      found({ ...small, rows, clusters, strata }, question, { resamples: 100 }).standardError,
    ).toBeCloseTo(0, 9)
  })

  it('says when the formula promises too much, when answers are uneven, and when a known group comes out wrong', () => {
    // One respondent in twenty knows fifteen members, another five, the others none.
    const members = (i: number) => (i % 20 === 0 ? 15 : i % 20 === 10 ? 5 : 0)
    const rows = Array.from({ length: 200 }, (_, i) => [2, i % 2 === 0 ? 30 : 28, members(i)])
    const { warnings, diagnostics } = found({ ...small, rows }, question, { resamples: 500 })
    const codes = warnings.map(({ code }) => code)
    expect(codes).toEqual(
      expect.arrayContaining([
        'formula-error-too-small',
        'answers-overdispersed',
        'reports-concentrated',
        'back-estimate-off',
      ]),
    )
    expect(diagnostics.spreads[0]!.fromTheTwentieth).toBeCloseTo(0.75, 9)
    expect(diagnostics.withoutLargest[1]!.respondents).toBe(10)
  })
})

describe('Generalised scale-up', () => {
  it('is reports made over reports received, whatever the degrees', () => {
    const members = {
      groups: ['a', 'b'],
      rows: [
        [1, 1],
        [0, 2],
        [1, 3],
      ],
    }
    // 400 of a frame of 8,000 were asked about; members are known to 2, 2 and 4 of them.
    const visibility = visibilityFromGroups(members, question.known, 8000)
    expect([...visibility.values]).toEqual([40, 40, 80])
    const survey = readNsum(small, { ...question, known: [] })
    const answer = finish(estimateGeneralised(survey, { frame: 8000, visibility }, { resamples: 0 }))
    expect(answer.status).toBe('ok')
    if (answer.status === 'ok') within(answer.estimate, 8000 / (160 / 3), 1e-12)
  })

  it('is right where the basic estimate is not, and its interval covers', () => {
    // Members know half as many people as others and tell every other one: basic scale-up finds a quarter.
    const chance = stream(12, 0)
    const poisson = (mean: number) => {
      let count = -1
      for (let sum = 0; sum < mean; count++) sum -= Math.log(1 - chance.uniform())
      return count
    }
    const truth = 500
    let covered = 0
    const estimates: number[] = []
    for (let study = 0; study < 60; study++) {
      const rows = Array.from({ length: 300 }, () => [poisson(1), poisson(3), poisson(truth * 0.01 * 0.25)])
      const members = {
        groups: ['a', 'b'],
        rows: Array.from({ length: 60 }, () => [poisson(0.25), poisson(0.75)]),
      }
      const answers = { ...small, rows }
      const survey = readNsum(answers, question)
      const visibility = visibilityFromGroups(members, question.known, 10_000)
      const sample = { frame: 10_000, visibility }
      const answer = finish(
        estimateGeneralised(survey, sample, { resamples: 200, seed: study, levels: [0.95] }),
      )
      if (answer.status !== 'ok') throw new Error(answer.reason.code)
      const [interval] = answer.intervals
      if (interval!.low <= truth && truth <= interval!.high!) covered++
      estimates.push(answer.estimate)
      const basic = finish(estimateNsum(survey, { method: 'nsum-mle', resamples: 0 }))
      if (basic.status === 'ok') within(basic.estimate, truth / 4, 0.3)
    }
    within(estimates.reduce((sum, value) => sum + value, 0) / 60, truth, 0.05)
    expect(covered).toBeGreaterThanOrEqual(52)
  })

  it('is refused where nobody reports, or no member is known of', () => {
    const survey = readNsum(small, question)
    const unseen = visibilityFromGroups(
      {
        groups: ['a', 'b'],
        rows: [
          [0, 0],
          [0, 0],
        ],
      },
      question.known,
      8000,
    )
    const answer = finish(estimateGeneralised(survey, { frame: 8000, visibility: unseen }))
    expect(answer).toMatchObject({ status: 'no-estimate', reason: { code: 'no-visibility', cases: 2 } })
    expect(() => finish(estimateGeneralised(survey, { frame: 20_000, visibility: unseen }))).toThrow(
      'size-not-positive',
    )
  })
})

describe('A scale-up estimate that cannot be', () => {
  const answers = {
    groups: ['V1', 'V2', 'V3'],
    rows: [
      [1, 2, 5000],
      [0, 3, 9],
    ],
  }
  const question = {
    hidden: 'V3',
    known: [
      { group: 'V1', size: 10 },
      { group: 'V2', size: 20 },
    ],
    population: 1000,
  }

  it.each(['nsum-mle', 'nsum-pimle'] as const)('above the population is none: %s', (method) => {
    expect(estimate(answers, question, { method })).toMatchObject({
      status: 'no-estimate',
      reason: { code: 'estimate-above-population', population: 1000 },
      intervals: [],
    })
  })

  it('is none either where a factor takes it there', () => {
    const rows = answers.rows.map(([a = 0, b = 0]) => [a, b, 70])
    const below = estimate({ ...answers, rows }, question)
    expect(below.status).toBe('ok')
    const beyond = estimate({ ...answers, rows }, question, { factors: { transmission: 0.5 } })
    expect(beyond).toMatchObject({ status: 'no-estimate', reason: { code: 'estimate-above-population' } })
  })

  it('says that few respondents carry it', () => {
    const few = { code: 'too-few', what: 'cases', least: 30 }
    const rows = Array.from({ length: 30 }, (_, i) => [i % 2, i % 3, i % 5 === 0 ? 1 : 0])
    expect(estimate({ ...answers, rows }, question).warnings).not.toContainEqual({ ...few, is: 30 })
    expect(estimate({ ...answers, rows: rows.slice(1) }, question).warnings).toContainEqual({
      ...few,
      is: 29,
    })
  })
})
