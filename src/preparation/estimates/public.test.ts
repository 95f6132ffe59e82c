import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import {
  type SpecificationLabel,
  specificationRow,
  specificationTable,
} from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import { languages, speak } from '../../ui/language.ts'
import { writtenValues } from '../say-finding-values.ts'
import { someFacts } from '../studies/studies.test-data.ts'
import { fromLists, fromSurvey } from './estimates.test-data.ts'
import { headOf } from './head.ts'
import { cardJson, estimateJson } from './json.ts'
import type { KeptComputed, KeptResult } from './kept.ts'
import { handyStep, toldCount, toldFinding } from './public.ts'
import { reportOf } from './report.ts'
import type { EstimateRow } from './store.ts'
import { viewOf } from './view.ts'
import { estimateWords } from './words.ts'

/** An estimate as it would stand in a published study; whatever could be told of it is read from here. */
function rowOf(kept: KeptComputed): EstimateRow {
  const facts = someFacts({ title: 'Lake study' })
  return {
    id: '01a203c5-0000-7000-8000-000000000001',
    study: '01a203c5-0000-7000-8000-000000000002',
    country: 'GHA',
    head: headOf(kept),
    codebook: null,
    public: true,
    replaces: null,
    replacedBy: null,
    replacedInPublic: null,
    replacesInPublic: null,
    differs: false,
    reason: null,
    made: '2026-11-22T10:00:00.000Z',
    enteredBy: null,
    published: '2026-11-22T11:00:00.000Z',
    kept,
    hash: 'f'.repeat(64),
    of: { id: 'y', country: 'GHA', state: 'published', facts, codebook: null },
    check: {
      found: 'same',
      kept: 373.99999999585475,
      here: 373.99999999585475,
      at: '2026-11-22T10:00:00.000Z',
    },
  }
}

/** All that everybody can read of an estimate: lists, JSON, and the report in every language, which is also the PDF. */
function everythingPublic(kept: KeptComputed): string {
  const row = rowOf(kept)
  return JSON.stringify({
    card: cardJson(row),
    head: row.head,
    json: estimateJson(row, { whole: false }),
    reports: languages.map((language) => reportOf(row, language, { whole: false })),
  })
}

/** An estimate from such a table; kept with it or without. */
function ofTable(
  names: string[],
  counts: number[],
  { withTable = true, chosen = 'independence' as SpecificationLabel, resamples = 0 } = {},
): KeptComputed {
  const specification = finish(
    specificationTable(overlapTable(names, counts), {
      resamples,
      seed: 7,
      only: [...new Set<SpecificationLabel>(['independence', 'chao', chosen])],
    }),
  )
  const { overlapTable: _, ...rest } = fromLists()
  return {
    ...rest,
    result: {
      design: 'lists',
      specification: JSON.parse(JSON.stringify(specification)),
      chosen,
      why: 'It holds.',
    },
    ...(withTable ? { overlapTable: { lists: names, counts } } : {}),
  }
}

const three = ['A', 'B', 'C']
/** A 40, B 50, AB 12, C 60, AC 11, BC 13, ABC 3. */
const T = [0, 40, 50, 12, 60, 11, 13, 3]

type Lists = Extract<KeptResult, { design: 'lists' }>
const listsOf = (kept: KeptComputed) => kept.result as Lists

describe('Of two lists on both of which fewer than ten people are', () => {
  it('the public reads the same whether there are one or nine of them, with the table kept or not', () => {
    for (const withTable of [true, false]) {
      const of = (both: number) => everythingPublic(ofTable(['A', 'B'], [0, 130, 141, both], { withTable }))
      const one = of(2)
      for (const both of [3, 4, 7, 8]) expect(of(both), `${both}, ${withTable}`).toBe(one)
    }
  })

  it('and the same of how few are on one of them alone', () => {
    for (const withTable of [true, false]) {
      const of = (a: number, b: number) =>
        everythingPublic(ofTable(['A', 'B'], [0, a, b, 98 - ((a + b) % 2)], { withTable }))
      expect(of(2, 7)).toBe(of(4, 3))
      expect(of(2, 7)).toBe(of(1, 8))
    }
  })
})

describe('Of three lists with a small count', () => {
  it('no count, no pair, no list and no part is told, whether the table was kept or not', () => {
    for (const withTable of [true, false]) {
      const json = estimateJson(rowOf(ofTable(three, T, { withTable, resamples: 30 })), { whole: false })
      const { result } = json as unknown as {
        result: { overlaps: unknown; specification: Record<string, unknown>; estimate: { cases: unknown } }
      }
      expect(result.overlaps).toBeNull()
      expect(result.estimate.cases).toEqual({ kind: 'between', low: 180, high: 189 })
      const { dependence, consistency, changed, onePerson } = result.specification
      expect([dependence, consistency, changed]).toEqual([[], [], []])
      // A constant step, and no limits.
      expect(onePerson).toMatchObject({ step: 1, low: null, high: null })
    }
  })

  it('numbers stand where figures, tens, levels, settings and seeds do, and nowhere else', () => {
    const leaves = (value: unknown, place: string): string[] =>
      typeof value === 'number'
        ? [place]
        : typeof value !== 'object' || value === null
          ? []
          : Object.entries(value).flatMap(([name, member]) =>
              leaves(member, Array.isArray(value) ? `${place}[]` : `${place}.${name}`),
            )
    const json = estimateJson(rowOf(ofTable(three, T, { resamples: 30 })), { whole: false })
    expect(
      [...new Set(leaves(json, ''))].filter(
        (place) =>
          !/(figure|^\.figure)(\.(value|step|estimate)|\.intervals\[\]\.(level|low|high))$|\.cases\.(low|high)$|\.resamples$|^\.referenceMonths$|onePerson\.step$|findings\[\]\.(level|least)$|warnings\[\]\.level$/.test(
            place,
          ),
      ),
    ).toEqual([])
  })

  it('one figure is told, to whole tens, and of other methods that they differ, where they do by half or more', () => {
    const kept = ofTable(three, T)
    const json = estimateJson(rowOf(kept), { whole: false }) as unknown as {
      result: {
        specification: {
          rows: { chosen: boolean; estimate: { figure: { value: number } | null; keptBack: boolean } }[]
        }
      }
    }
    for (const { chosen, estimate } of json.result.specification.rows)
      if (chosen) expect(estimate.figure?.value).toBe(390)
      else expect(estimate).toMatchObject({ figure: null, keptBack: true })
    const { findings } = listsOf(kept).specification
    findings.push({ code: 'below-lower-bound', label: 'independence', estimate: 390, bound: 490 })
    const said = everythingPublic(kept)
    expect(said).toContain('The figure in use lies below the lower bound')
    expect(said).not.toMatch(/\b49[01]\b/)
    listsOf(kept).specification.findings.push({ code: 'methods-disagree', methods: 4, low: 394, high: 612 })
    expect(everythingPublic(kept)).toContain('The methods give totals that differ by half or more')
    expect(everythingPublic(kept)).not.toMatch(/\b61[02]\b/)
  })

  it('who fits models to all that is told still has to reckon with every number from one to nine', () => {
    const kept = ofTable(three, T)
    const told = everythingPublic(kept)
    const tables = new Map<number, number[]>()
    // Tables near the true one, each with what the public would be told of it.
    let state = 7
    const chance = (most: number) => {
      state = (state * 48271) % 2147483647
      return state % most
    }
    for (let inAll = 1; inAll <= 9; inAll++)
      for (let tries = 0; tries < 20_000 && !tables.has(inAll); tries++) {
        const counts = T.map((count, mask) => (mask === 0 ? 0 : Math.max(0, count - 14 + chance(25))))
        counts[7] = inAll
        const cases = counts.reduce((sum, count) => sum + count, 0)
        if (cases < 180 || cases > 189) continue
        const table = overlapTable(three, counts)
        const rows = listsOf(kept).specification.rows.map(({ label }) => ({
          label,
          estimate: JSON.parse(JSON.stringify(finish(specificationRow(label, table, 0, 7)))) as Estimate,
        }))
        const { result } = kept
        const other: KeptComputed = {
          ...kept,
          overlapTable: { lists: three, counts },
          result: { ...(result as Lists), specification: { ...listsOf(kept).specification, cases, rows } },
        }
        const [mine, here] = [headOf(other).figure, headOf(kept).figure]
        if (JSON.stringify(mine) === JSON.stringify(here) && everythingPublic(other) === told)
          tables.set(inAll, counts)
      }
    expect([...tables.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  }, 30_000)

  it('one interval of each level is told, and no model of a method whose figure is not', () => {
    const json = estimateJson(rowOf(ofTable(three, T, { chosen: 'bic-3', resamples: 60 })), { whole: false })
    const { figure, result } = json as unknown as {
      figure: { intervals: { level: number; kind: string }[] }
      result: { specification: { rows: { chosen: boolean; estimate: { model: unknown } }[] } }
    }
    expect(figure.intervals.map(({ level, kind }) => `${level} ${kind}`).sort()).toEqual([
      '0.8 bca',
      '0.95 bca',
    ])
    for (const { chosen, estimate } of result.specification.rows)
      if (!chosen) expect(estimate.model).toBeNull()
  })

  it('a lower bound that rests on fewer than ten people on exactly two lists is not told', () => {
    const kept = ofTable(three, [0, 80, 70, 3, 60, 2, 2, 30], { chosen: 'chao' })
    expect(headOf(kept).figure).toMatchObject({ value: null, keptBack: true, intervals: [] })
    expect(everythingPublic(kept)).toContain('There is a figure, but it is kept back')
  })
})

/** The same estimate, had its table been this one: its rows fitted anew. */
function hadItBeen(kept: KeptComputed, counts: number[]): KeptComputed {
  const { specification, chosen } = listsOf(kept)
  const { lists } = specification
  const cases = counts.reduce((sum, count) => sum + count, 0)
  const rows = specification.rows.flatMap(({ label }) =>
    label === chosen
      ? { label, estimate: finish(specificationRow(label, overlapTable(lists, counts), 0, 7)) }
      : [],
  )
  const result = { ...listsOf(kept), specification: { ...specification, cases, rows } }
  return { ...kept, overlapTable: { lists, counts }, result }
}

describe('Of a table without small counts', () => {
  const big = [0, 197, 161, 40, 142, 23, 33, 17]

  it('the public has one figure to no less than ten, and neither the tens of its cells nor another method', () => {
    const json = estimateJson(rowOf(ofTable(three, big)), { whole: false })
    expect(json).toMatchObject({ result: { told: 'figure', overlaps: null } })
    const { result } = json as unknown as {
      result: { specification: { rows: { chosen: boolean; estimate: object }[] } }
    }
    expect(result.specification.rows.length).toBeGreaterThan(1)
    for (const { chosen, estimate } of result.specification.rows)
      if (!chosen)
        expect(estimate).toMatchObject({
          figure: null,
          keptBack: true,
          reason: null,
          model: null,
          warnings: [],
        })
    expect(JSON.stringify(json)).not.toContain('"shown"')
  })

  it('who counts out the tables that fit everything told finds at least ten numbers for every cell', () => {
    const tables: [string[], number[], SpecificationLabel][] = [
      [three, big, 'independence'],
      [three, big, 'stepwise-0.02'],
      [three, [0, 17, 21, 60, 12, 73, 53, 117], 'independence'],
      [three, [0, 197, 161, 40, 142, 23, 33, 17], 'chao'],
      [['A', 'B'], [0, 130, 141, 100], 'independence'],
      [['A', 'B'], [0, 11, 10, 131], 'independence'],
      [['A', 'B'], [0, 11, 40, 101], 'independence'],
      [['A', 'B'], [0, 600, 710, 114], 'stepwise-0.02'],
      [['A', 'B'], [0, 1301, 1412, 388], 'independence'],
      [['A', 'B'], [0, 21301, 31412, 4388], 'independence'],
    ]
    for (const [names, counts, chosen] of tables) {
      const kept = ofTable(names, counts, { chosen })
      const told = headOf(kept).figure
      const { cases } = viewOf(kept, { whole: false }).chosen
      if (cases.kind !== 'between') throw new Error('a ten is wanted')
      expect(told.value, `${counts}`).not.toBeNull()
      const found = counts.map(() => new Set<number>())
      const last: number[][] = []
      let state = 7
      const chance = (most: number) => {
        state = (state * 48271) % 2147483647
        return state % most
      }
      const isEnough = () => found.slice(1).every(({ size }) => size >= 10)
      for (let tries = 0; tries < 200_000 && !isEnough(); tries++) {
        const reach = [4, 10, 25, 60][tries % 4] as number
        const other = counts.map((count, mask) =>
          mask === 0 ? 0 : Math.max(0, count - reach + chance(2 * reach + 1)),
        )
        const seen = other.reduce((sum, count) => sum + count, 0)
        if (seen < cases.low || seen > cases.high) continue
        if (JSON.stringify(headOf(hadItBeen(kept, other)).figure) !== JSON.stringify(told)) continue
        for (const [mask, count] of other.entries()) found[mask]?.add(count)
        last.push(other)
      }
      expect(
        Math.min(...found.slice(1).map(({ size }) => size)),
        `${counts} ${chosen}`,
      ).toBeGreaterThanOrEqual(10)
      // And all that is told of such a table is the same, in every language.
      const here = everythingPublic(hadItBeen(kept, counts))
      for (const other of last.slice(-2)) expect(everythingPublic(hadItBeen(kept, other))).toBe(here)
    }
  }, 60_000)

  it('two counts are never subtracted to fewer than ten', () => {
    for (let whole = 10; whole < 300; whole += 7)
      for (let few = 1; few < 10; few++) {
        const [one, other] = [toldCount(whole + few, false), toldCount(whole, false)]
        if (one.kind !== 'between' || other.kind !== 'between') throw new Error('tens are wanted')
        expect(one.high - other.low - Math.max(0, one.low - other.high) + 1).toBeGreaterThanOrEqual(10)
      }
  })
})

/** A sample with so many who had what was asked. */
function sample(
  diagnostics: Estimate['diagnostics'],
  estimate: number,
  over: Partial<KeptComputed> = {},
  cases = 250,
) {
  const of: Estimate = {
    method: 'survey-mean',
    cases,
    status: 'ok',
    estimate,
    standardError: 0.0079,
    intervals: [
      {
        level: 0.95,
        low: estimate < 0 ? estimate * 2 : estimate * 0.5,
        high: estimate < 0 ? estimate * 0.5 : Math.min(1, estimate * 2),
        kind: 'logit',
      },
    ],
    diagnostics,
    warnings: [],
  }
  return fromSurvey({
    result: {
      design: 'survey',
      settings: {},
      estimates: [{ label: 'all', estimate: of }],
      chosen: 0,
      why: 'It fits.',
    },
    ...over,
  })
}

describe('Of a sample', () => {
  it('in which fewer than ten had it, or had it not, the public reads the same whatever their number', () => {
    const of = (withOutcome: number) =>
      everythingPublic(
        sample(
          { respondents: 250, withOutcome, designEffect: 1, kish: 1, meanDegree: 3.3331 },
          withOutcome / 250,
        ),
      )
    for (const few of [2, 4, 9]) expect(of(few)).toBe(of(1))
    for (const few of [242, 249]) expect(of(few)).toBe(of(1))
  })

  it('nor where nobody says how many had it: a weighted share tells nothing of those who answered', () => {
    for (const share of [4 / 250, 0.3])
      expect(headOf(sample({}, share)).figure).toMatchObject({ value: null, keptBack: true })
    // Three respondents whose weights make a third of the sum.
    const heavy = (withOutcome: number) => headOf(sample({ respondents: 250, withOutcome }, 0.31)).figure
    expect(heavy(3)).toMatchObject({ value: null, keptBack: true, intervals: [] })
    expect(heavy(80).value).not.toBeNull()
  })

  it('in which everybody had it: that would be told of each of them', () => {
    const all = everythingPublic(sample({ respondents: 250, withOutcome: 250 }, 1))
    expect(all).toBe(everythingPublic(sample({ respondents: 250, withOutcome: 247 }, 1)))
    expect(headOf(sample({ respondents: 250, withOutcome: 250 }, 1)).figure).toMatchObject({
      value: null,
      keptBack: true,
    })
  })

  it('in which nobody was found: its upper limit is told, by three in as many, and never a bare nothing', () => {
    const none = (respondents: number) => sample({ respondents, withOutcome: 0 }, 0, {}, respondents)
    const { figure } = headOf(none(250))
    expect(figure).toMatchObject({
      value: null,
      intervals: [],
      atMost: { value: 0.012, step: 0.0005, level: 0.95 },
    })
    expect(figure.keptBack).toBeUndefined()
    const said = everythingPublic(none(250))
    expect(said).toContain('At most 1.2%, with 95% certainty')
    expect(said).toContain('"status":"at-most"')
    expect(said).not.toMatch(/"estimate":0[,}]|"value":0[,}]|\b0%/)
    // How many answered is told by their ten alone.
    for (const of of [33, 255, 1240])
      expect(everythingPublic(none(10 * Math.floor(of / 10) + 9))).toBe(everythingPublic(none(of)))
    // Uneven weights put the limit higher than three in as many.
    const uneven = none(250)
    if (uneven.result.design === 'lists') throw new Error('a sample is wanted')
    const [only] = uneven.result.estimates
    if (only?.estimate.status !== 'ok') throw new Error('a figure is wanted')
    only.estimate.intervals = [{ level: 0.95, low: 0, high: 0.0312, kind: 'exact' }]
    expect(headOf(uneven).figure.atMost?.value).toBeCloseTo(0.032)
    const people = none(250)
    Object.assign(people, {
      quantity: 'people',
      populationBase: { words: 'adults', number: 20_000, unknownBecause: null, source: null },
    })
    expect(headOf(people).figure.atMost).toEqual({ value: 240, step: 10, level: 0.95 })
  })

  it('a share is told in steps of ten respondents, so respondents times the share is never one number', () => {
    for (const [withOutcome, respondents] of [
      [39, 1240],
      [10, 250],
      [12, 1000],
      [126, 250],
    ] as const) {
      const { figure } = headOf(
        sample({ respondents, withOutcome }, withOutcome / respondents, {}, respondents),
      )
      expect((figure.step ?? 0) * respondents).toBeGreaterThanOrEqual(10 - 1e-9)
      expect(figure.value).toBeGreaterThan(0)
      const near = Array.from({ length: respondents }, (_, at) => at + 1).filter(
        (each) => Math.abs(each / respondents - (figure.value ?? 0)) <= (figure.step ?? 0) / 2 + 1e-12,
      )
      expect(near.length).toBeGreaterThanOrEqual(10)
    }
    expect([0.0071, 21, 0.3, 10, 26, 0.0000011].map(handyStep)).toEqual([0.01, 25, 0.5, 10, 50, 0.000002])
  })

  it('of acquaintances, fewer than ten reports give no figure and no doubt that counts them', () => {
    const of = (reports: number) => {
      const kept = sample({ reports, population: 1e6, meanDegree: 200.5 }, 400 * reports, {
        quantity: 'people',
        populationBase: { words: 'adults', number: 1e6, unknownBecause: null, source: null },
      })
      if (kept.result.design === 'lists') throw new Error('a sample is wanted')
      kept.result.estimates[0]?.estimate.warnings.push({
        code: 'few-reports',
        group: 'V',
        reports,
        least: 20,
      })
      return { ...kept, result: { ...kept.result, design: 'nsum' as const } }
    }
    expect(everythingPublic(of(3))).toBe(everythingPublic(of(8)))
    expect(headOf(of(3)).figure.value).toBeNull()
    expect(headOf(of(30)).figure.step).toBeGreaterThanOrEqual(4000)
  })

  it('of two waves, one in which fewer than ten had it gives no change, whatever their weights', () => {
    const of = (withOutcome: number, estimate = 0.31) => {
      const kept = sample(
        {
          first: { wave: '1', estimate: 0.41, respondents: 500, withOutcome: 200 },
          second: { wave: '2', estimate, respondents: 500, withOutcome },
        },
        -0.1,
        {},
        1000,
      )
      return { ...kept, result: { ...kept.result, design: 'two-waves' } as KeptResult }
    }
    for (const few of [0, 3, 9, 491, 500])
      expect(headOf(of(few)).figure).toMatchObject({ value: null, keptBack: true })
    expect(everythingPublic(of(3))).toBe(everythingPublic(of(9)))
    expect(headOf(of(155)).figure.value).toBeCloseTo(-0.1)
    // Ten respondents of a wave in which twenty make up a third weigh more than ten in five hundred.
    expect(headOf(of(20)).figure.step ?? 0).toBeGreaterThanOrEqual(0.155 - 1e-9)
    // Without counts of its waves, nobody can say how many stand behind a change.
    for (const change of [-0.03, 0.2]) {
      const kept = sample({}, change)
      const result = { ...kept.result, design: 'two-waves' } as KeptResult
      expect(headOf({ ...kept, result }).figure).toMatchObject({ value: null, keptBack: true })
    }
  })
})

describe('Doubts', () => {
  const sectionOf = (kept: KeptComputed, whole: boolean, language: (typeof languages)[number] = 'en') =>
    JSON.stringify(
      reportOf(rowOf(kept), language, { whole }).sections.find(({ id }) => id === 'doubts')?.blocks,
    )

  it('that are kept back are never told as none, and lists that contradict each other are told of', () => {
    const kept = fromSurvey()
    for (const language of languages) {
      const none = sectionOf({ ...kept, result: { ...kept.result } }, false, language)
      expect(none).not.toContain(JSON.stringify(speak(estimateWords, language)('d.none')))
    }
    expect(sectionOf(kept, false)).toContain('That does not mean that there is none')
    expect(sectionOf(kept, true)).toContain('There are few clusters')

    const lists = fromLists()
    const { specification } = listsOf(lists)
    specification.findings = specification.findings.filter(({ code }) => code !== 'inconsistent-list')
    expect(sectionOf(lists, false)).not.toContain('not independent')
    specification.findings.push({
      code: 'inconsistent-list',
      list: 'Police',
      truth: 131,
      estimate: 77,
    })
    expect(sectionOf(lists, true)).toContain('131 people')
    const told = sectionOf(lists, false)
    expect(told).toContain('The lists are not independent, and the total may be as far off')
    expect(told).not.toMatch(/Police|131|77/)
    expect(told).toContain('so is whether there are any')
  })

  it('are told to everybody only where they are on the list, and with the values of their sentence alone', () => {
    const codes = Object.keys(writtenValues) as Finding['code'][]
    const told = codes.filter((code) => toldFinding({ code } as Finding) !== null)
    expect(told.length).toBeLessThan(17)
    for (const code of [
      'few-reports',
      'missing-outcomes',
      'answers-cut',
      'overlap-small',
      'below-lower-bound',
      'methods-disagree',
      'good-models-disagree',
      'model-does-not-fit',
      'one-less-moves-total',
      'depends-on-models-tried',
      'more-recruits-than-coupons',
      'seeds-of-one-group',
      'no-degrees',
    ] as const)
      expect(told).not.toContain(code)
    const forged = { code: 'lower-bound', people: [{ name: 'X' }] } as unknown as Finding
    expect(toldFinding(forged)).toEqual({ code: 'lower-bound' })
  })
})

describe('Who may run studies', () => {
  const said = (kept: KeptComputed) => JSON.stringify(reportOf(rowOf(kept), 'en', { whole: true }))

  it('reads what everybody is told, where that is coarser', () => {
    const kept = ofTable(['A', 'B'], [0, 1301, 1412, 388])
    const [mine, told] = [viewOf(kept, { whole: true }), headOf(kept)]
    expect(mine.chosen.figure?.value).not.toBe(told.figure.value)
    expect(said(kept)).toContain(`more coarsely: ${told.figure.value?.toLocaleString('en')}`)
    expect(JSON.stringify(reportOf(rowOf(kept), 'en', { whole: false }))).not.toContain('coarsely')
  })

  it('is told that dependence was not kept, and sees no empty table', () => {
    const kept = ofTable(three, T)
    expect(said(kept)).not.toContain('is not among what was kept.')
    listsOf(kept).specification.dependence = []
    expect(said(kept)).toContain('How lists depend on each other is not among what was kept.')
  })
})

describe('Digests and what was computed again', () => {
  it('are for who may run studies: by trying tables, one could be found that has them', () => {
    const kept = ofTable(three, T)
    const said = everythingPublic(kept)
    expect(said).not.toContain('f'.repeat(64))
    expect(said).not.toContain(kept.provenance.inputDigest)
    expect(said).not.toContain('373.99')
    const whole = JSON.stringify(estimateJson(rowOf(kept), { whole: true }))
    for (const each of ['f'.repeat(64), kept.provenance.inputDigest, '373.99']) expect(whole).toContain(each)
    expect(JSON.stringify(reportOf(rowOf(kept), 'en', { whole: true }))).toContain('f'.repeat(64))
  })
})

describe('What is reckoned from the table is for who may run studies alone', () => {
  it('where no cell is small as well: odds, other tables and lists taken for everybody tell two tables apart', () => {
    const kept = fromLists({
      overlapTable: { lists: ['A', 'B', 'C'], counts: [0, 142, 61, 40, 42, 23, 13, 70] },
    })
    const everybody = viewOf(kept, { whole: false }).specification
    expect(everybody).toMatchObject({ changed: [], consistency: [], dependence: [] })
    expect(viewOf(kept, { whole: true }).specification?.dependence.length).toBeGreaterThan(0)
  })

  it('and so are clusters and degrees of freedom, which count the respondents where nobody was drawn with others', () => {
    const [estimate] = viewOf(fromSurvey(), { whole: false }).estimates
    expect(estimate?.facts.map(([name]) => name)).not.toContain('clusters')
    expect(estimate?.facts.map(([name]) => name)).not.toContain('degreesOfFreedom')
    expect(toldFinding({ code: 'few-degrees-of-freedom', degreesOfFreedom: 2, least: 10 })).toBeNull()
  })
})
