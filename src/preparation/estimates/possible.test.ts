import { describe, expect, it } from 'vitest'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { readKept } from './check.ts'
import { fromLists, fromPublication, fromSurvey } from './estimates.test-data.ts'
import type { KeptComputed } from './kept.ts'

const codes = (sent: unknown) => {
  const read = readKept(sent)
  return 'kept' in read ? [] : read.faults.map(({ place, code }) => `${place}: ${code}`)
}

type Lists = Extract<KeptComputed['result'], { design: 'lists' }>

/** Three lists, changed somewhere before they are handed over. */
function changed(change: (result: Lists) => void, over: Partial<KeptComputed> = {}) {
  const kept = structuredClone(fromLists(over))
  if (kept.result.design !== 'lists') throw new Error('lists are wanted')
  change(kept.result)
  return codes(kept)
}

const row = ({ specification, chosen }: Lists, label: string = chosen) => {
  const found = specification.rows.find((each) => each.label === label)?.estimate
  if (found?.status !== 'ok') throw new Error('an estimate is wanted')
  return found
}
const rows = 'result/specification/rows'

describe('A figure there cannot be', () => {
  it('is refused where it stands: of lists, whichever row it is', () => {
    const [, , bic, chao] = [0, 1, 2, 3].map((at) => `${rows}/${at}`)
    expect(
      changed((result) => {
        row(result).intervals[0] = { ...first(result), low: 1, high: 2 }
      }),
    ).toContain(`${bic}/intervals/0: outside`)
    expect(
      changed((result) => {
        row(result).estimate = 50
      }),
    ).toContain(`${bic}/estimate: seen`)
    expect(
      changed((result) => {
        row(result, 'chao').estimate = -5000
      }),
    ).toContain(`${chao}/estimate: quantity`)
    expect(
      changed((result) => {
        row(result, 'chao').estimate = 1e300
      }),
    ).toContain(`${chao}/estimate: quantity`)
    expect(
      changed((result) => {
        for (const each of row(result).intervals) each.low = -500
      }),
    ).toContain(`${bic}/intervals/0: impossible`)
  })

  it('is an interval that contradicts another of its kind', () => {
    const twice = changed((result) => {
      const { intervals } = row(result)
      const last = intervals.at(-1)
      if (last) intervals.push({ ...last, low: last.low - 1 })
    })
    expect(twice).toEqual([expect.stringMatching(/: twice$/)])
    const wider = changed((result) => {
      for (const each of row(result).intervals) if (each.level === 0.8) each.low = 260
    })
    expect(wider.every((code) => /: nested$/.test(code)) && wider.length > 0).toBe(true)
  })

  it('is more than everybody among whom they are looked for', () => {
    const base = { words: 'adults', number: 20, unknownBecause: null, source: null }
    expect(codes(fromLists({ populationBase: base }))).toEqual(['populationBase/number: above base'])
    expect(codes(fromPublication({ populationBase: base }))).toEqual(['populationBase/number: above base'])
  })

  it('is a share below nobody or above everybody, and limits of one', () => {
    const survey = fromSurvey()
    const interval = (low: number, high: number) => {
      if (survey.result.design === 'lists') throw new Error('a survey is no lists')
      const [only] = survey.result.estimates
      const intervals = [{ level: 0.95, low, high, kind: 'logit' }]
      const estimates = [{ label: 'x', estimate: { ...only?.estimate, intervals } }]
      return codes({ ...survey, result: { ...survey.result, estimates } })
    }
    expect(interval(0.01, 0.05)).toEqual([])
    const place = 'result/estimates/0/intervals/0: impossible'
    expect([interval(-0.2, 0.05), interval(0.01, 3)]).toEqual([[place], [place]])
    expect(
      codes(
        fromPublication(
          { quantity: 'share' },
          { estimate: 0.5, intervals: [{ level: 0.9, low: -0.2, high: 3, kind: null }] },
        ),
      ),
    ).toEqual(['publication/intervals/0: impossible'])
  })

  it('is a sum that its own numbers, or the table kept with it, contradict', () => {
    expect(
      changed((result) => {
        row(result, 'chao').cases = 5
      }),
    ).toEqual([`${rows}/3: sums`])
    const at = 'result/specification'
    const pair = (result: Lists) => {
      const [one] = result.specification.dependence
      if (one) one.overlap = 5000
    }
    expect(changed(pair)).toContain(`${at}/dependence/0: sums`)
    expect(changed(pair, { overlapTable: undefined } as never)).toContain(`${at}/dependence/0: sums`)
    const size = (truth: number) => (result: Lists) => {
      const [one] = result.specification.consistency
      if (one) one.truth = truth
    }
    expect(changed(size(999_999))).toContain(`${at}/consistency/0: sums`)
    expect(changed(size(130))).toEqual([`${at}/consistency/0: table sums`])
    expect(
      changed(({ specification }) => {
        specification.range = { low: 1, high: 2 }
      }),
    ).toEqual([`${at}/range: sums`])
    expect(
      changed(({ specification }) => {
        specification.onePerson.high = 9
      }),
    ).toContain(`${at}/onePerson: sums`)
  })

  it('is none that our estimators give, on tables that are hard for them', () => {
    for (const counts of [
      [0, 130, 140, 3],
      [0, 12, 9, 2, 7, 1, 0, 0, 30, 4, 0, 0, 2, 0, 0, 1],
      [0, 5, 0, 2, 0, 0, 0, 0],
    ]) {
      const lists = ['A', 'B', 'C', 'D'].slice(0, Math.log2(counts.length))
      const specification = JSON.parse(
        JSON.stringify(finish(specificationTable(overlapTable(lists, counts), { resamples: 40, seed: 3 }))),
      )
      const kept = fromLists({ overlapTable: { lists, counts } })
      if (kept.result.design !== 'lists') throw new Error('lists are wanted')
      expect(
        codes({ ...kept, result: { ...kept.result, specification, chosen: 'independence' } }),
        String(counts),
      ).toEqual([])
    }
  }, 60_000)
})

const first = (result: Lists) => {
  const [interval] = row(result).intervals
  if (interval === undefined) throw new Error('an interval is wanted')
  return interval
}

describe('The period of a change', () => {
  const of = (design: 'survey' | 'two-waves', firstWave: NonNullable<KeptComputed['firstWave']> | null) => {
    const kept = fromSurvey({ firstWave })
    return codes({ ...kept, result: { ...kept.result, design } })
  }

  it('has that of the first wave beside it, which begins before the second', () => {
    expect(of('two-waves', { from: '2019-03-01', to: '2019-04-30' })).toEqual([])
    expect(of('two-waves', { from: null, to: null })).toEqual([])
    expect(of('two-waves', null)).toEqual([])
    expect(of('two-waves', { from: '2021-01-01', to: null })).toEqual(['firstWave/from: first wave'])
    expect(of('two-waves', { from: '2019-02-30', to: '2018-01-01' })).toEqual([
      'firstWave/from: day',
      'firstWave/to: period',
    ])
    expect(of('survey', { from: '2019-03-01', to: null })).toEqual(['firstWave: first wave'])
  })
})

describe('What a figure is measured in', () => {
  const of = (method: string, quantity: KeptComputed['quantity'], diagnostics = {}) => {
    const kept = fromSurvey({ quantity })
    if (kept.result.design === 'lists') throw new Error('a survey is no lists')
    const [one] = kept.result.estimates
    if (one !== undefined) Object.assign(one.estimate, { method, diagnostics })
    return codes(kept)
  }

  it('is held against the method that made it', () => {
    for (const method of [
      'survey-mean',
      'rds-ii',
      'rds-ss',
      'time-location',
      'change-two-waves',
      'change-did',
    ]) {
      expect(of(method, 'share'), method).toEqual([])
      for (const quantity of ['people', 'per-1000'] as const)
        expect(of(method, quantity), method).toContain('quantity: measure')
    }
    for (const method of ['nsum-mle', 'nsum-generalised', 'survey-total'])
      for (const quantity of ['share', 'per-1000'] as const)
        expect(of(method, quantity), method).toContain('quantity: measure')
    expect(of('some-later-method', 'per-1000')).toEqual([])
  })

  it('is no share where answers were other than yes and no', () => {
    expect(of('survey-mean', 'share', { withOutcome: null })).toEqual(['quantity: measure'])
    const waves = { first: { withOutcome: 12 }, second: { withOutcome: null } }
    expect(of('change-two-waves', 'share', waves)).toEqual(['quantity: measure'])
    expect(
      of('change-two-waves', 'share', { first: { withOutcome: 12 }, second: { withOutcome: 7 } }),
    ).toEqual([])
  })
})
