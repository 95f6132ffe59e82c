import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { overlapTable } from '../../estimators/lists/overlap-table.ts'
import { specificationTable } from '../../estimators/lists/specification.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { HttpServer } from '../../house/http.ts'
import { asking, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { gaps } from '../studies/gaps.ts'
import { studyOf } from '../studies/store.ts'
import { aKeptCodebook, aStudy } from '../studies/studies.test-data.ts'
import { anEstimate, aResearcher, fromLists, fromPublication, published } from './estimates.test-data.ts'
import { chosenEstimate, type Kept, type KeptComputed } from './kept.ts'
import { estimateRoutes } from './routes.tsx'
import { enteredEstimates, findEstimate } from './store.ts'
import { viewOf } from './view.ts'

let house: TestHouse
let http: HttpServer
let rita: string
let otto: string
let codebook: { codebook: string; version: string }

beforeAll(async () => {
  house = await openTestHouse()
  http = await openDoor(house, { besides: [estimateRoutes(house, { css: [], js: [] })] })
  rita = await aResearcher(house)
  otto = await aResearcher(house)
  codebook = await aKeptCodebook(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)
const keep = async (study: string, kept: unknown, more: object = {}): Promise<string> => {
  const answer = await as(rita).api('POST', `/api/v1/studies/${study}/estimates`, { kept, ...more })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id
}

/** A sound estimate but for its figure, which its table does not give. */
function forged(): KeptComputed {
  const kept = fromLists()
  const chosen = chosenEstimate(kept.result)
  if (chosen?.status !== 'ok') throw new Error('an estimate is wanted')
  chosen.estimate += 10
  spreadAgain(kept)
  return kept
}

/** How far the methods are apart, after one of them was changed. */
function spreadAgain({ result }: KeptComputed): void {
  if (result.design !== 'lists') return
  const { specification } = result
  const totals = specification.rows.flatMap(({ label, estimate }) =>
    estimate.status === 'ok' && label !== 'chao' ? [estimate.estimate] : [],
  )
  specification.range = { low: Math.min(...totals), high: Math.max(...totals) }
}

describe('An estimate that is not what its table gives', () => {
  it('keeps its study from being published until it is corrected', async () => {
    const study = await aStudy(house)
    const id = await keep(study, forged())
    const lacking = async () =>
      gaps(
        { ...(await studyOf(house.db, study)), estimates: await enteredEstimates(house.db, study) },
        'published',
        otto,
      ).map(({ code }) => code)
    expect(await lacking()).toContain('estimate differs')
    await keep(study, fromLists(), { replaces: id, reason: 'The figure was of another table.' })
    expect(await lacking()).not.toContain('estimate differs')
  })

  it('is not published by itself either, and says so before its figure wherever it stands', async () => {
    const study = await aStudy(house)
    await published(house, study, codebook.version)
    const id = await keep(study, forged())
    expect((await as(otto).send(`/estimates/${id}/publication`)).statusCode).toBe(409)
    const page = textOf((await as(otto).get(`/estimates/${id}`)).body)
    expect(page.indexOf('Do not use it')).toBeGreaterThan(-1)
    expect(page.indexOf('Do not use it')).toBeLessThan(page.indexOf('The estimate is'))
    const beside = textOf((await as(otto).get(`/estimates/compare?first=${id}`)).body)
    expect(beside).not.toContain('These two')
    expect((await as(otto).api('GET', `/api/v1/estimates/${id}`)).json()).toMatchObject({ differs: true })
  })
})

describe('A study that somebody has open to publish it', () => {
  it('is another one once an estimate of it is kept or corrected: nobody publishes what they have not seen', async () => {
    const study = await aStudy(house)
    const id = await keep(study, fromPublication())
    const { revision } = await studyOf(house.db, study)
    await keep(study, fromPublication({}, { estimate: 12000 }), { replaces: id, reason: 'Read twice.' })
    expect((await studyOf(house.db, study)).revision).toBe(revision + 1)
    await published(house, study, codebook.version)
    await keep(study, fromPublication())
    expect((await studyOf(house.db, study)).revision).toBe(revision + 1)
  })
})

describe('A correction that waits for a second person', () => {
  it('is told of to nobody who may not read it', async () => {
    const study = await aStudy(house)
    const first = await anEstimate(house, study, fromPublication(), { by: rita })
    await published(house, study, codebook.version)
    const second = await keep(study, fromPublication({}, { estimate: 12000 }), {
      replaces: first,
      reason: 'A row was read twice.',
    })
    expect(await findEstimate(house.db, first)).toMatchObject({ replacedInPublic: null })
    const json = async (person: string | null) =>
      (await as(person).api('GET', `/api/v1/estimates/${first}`)).json().replacedBy
    expect(await json(null)).toBeNull()
    expect(await json(otto)).toBe(second)
    const page = async () => (await as(null).get(`/estimates/${first}`)).body
    expect(await page()).not.toContain(second)
    await as(otto).send(`/estimates/${second}/publication`)
    expect(await json(null)).toBe(second)
    expect(await page()).toContain(second)
  })
})

describe('Two estimates held beside each other', () => {
  const of2023 = { periodFrom: '2023-01-01', periodTo: '2023-12-31' }
  const book = () => ({ codebook: codebook.version, codebookNotStated: null })
  const lower = { estimate: 7000, intervals: [{ level: 0.95, low: 6100, high: 8000, kind: null }] }
  const beside = async (first: string, second: string) =>
    textOf((await as(null).get(`/estimates/compare?first=${first}&second=${second}`)).body)
  const pair = async (one: Kept, two: Kept) => {
    const study = await aStudy(house)
    const ids = [await anEstimate(house, study, one), await anEstimate(house, study, two)] as const
    await published(house, study, codebook.version)
    return ids
  }
  const refused = (page: string) => {
    expect(page).toContain('These two cannot be compared')
    expect(page).not.toMatch(/It fell by|It rose by|figure is (lower|higher)|The difference is/i)
  }

  it('are an estimate and its correction: never a change', async () => {
    const study = await aStudy(house)
    const first = await anEstimate(house, study, fromPublication(book()))
    const correction = { replaces: first, reason: 'A row was read twice.' }
    const second = await anEstimate(house, study, fromPublication({ ...book(), ...of2023 }, lower), {
      correction,
    })
    const other = await aStudy(house)
    const third = await anEstimate(house, other, fromPublication({ ...book(), ...of2023 }, lower))
    for (const each of [study, other]) await published(house, each, codebook.version)
    for (const ids of [
      [first, second],
      [second, first],
      [first, third],
    ] as const) {
      const page = await beside(...ids)
      refused(page)
      expect(page).toContain('a mistake that was mended')
    }
  })

  it('are of one time, or of times that overlap: never a change', async () => {
    for (const period of [{}, { periodFrom: '2021-07-01', periodTo: '2022-06-30' }]) {
      const page = await beside(
        ...(await pair(fromPublication(book()), fromPublication({ ...book(), ...period }, lower))),
      )
      refused(page)
      expect(page).toContain('two measurements of one time')
    }
  })

  it('stand in the order of time, whatever that of the address', async () => {
    const [earlier, later] = await pair(
      fromPublication(book()),
      fromPublication({ ...book(), ...of2023 }, lower),
    )
    const page = await beside(later, earlier)
    expect(page).toContain('It fell by 4,300 people')
    expect(page.lastIndexOf('1 January 2021')).toBeLessThan(page.lastIndexOf('1 January 2023'))
  })

  it('are told as figures that differ where no period is stated, or another method was used', async () => {
    const none = { periodFrom: null, periodTo: null }
    const page = await beside(
      ...(await pair(fromPublication(book()), fromPublication({ ...book(), ...none }, lower))),
    )
    expect(page).toContain('which came first is not known')
    expect(page).toContain('The second figure is lower by 4,300 people')
    const method = await beside(
      ...(await pair(
        fromPublication(book()),
        fromPublication({ ...book(), ...of2023 }, { ...lower, method: 'a survey' }),
      )),
    )
    expect(method).toContain('not by itself a fall')
    expect(page + method).not.toMatch(/It fell by|It rose by/)
  })

  it('warn of periods of other lengths, and refuse them of flows that do not say their own', async () => {
    const half = { periodFrom: '2023-01-01', periodTo: '2023-06-30' }
    expect(
      await beside(...(await pair(fromPublication(book()), fromPublication({ ...book(), ...half }, lower)))),
    ).toContain('periods of other lengths: 12 months, and 6 months')
    const unsaid = { ...book(), referenceMonths: null }
    refused(
      await beside(...(await pair(fromPublication(unsaid), fromPublication({ ...unsaid, ...half }, lower)))),
    )
  })

  it('are no lower bound, whose difference is no change', async () => {
    const chao = fromLists({ ...book(), ...of2023 }, { chosen: 'chao' })
    const page = await beside(...(await pair(fromLists(book(), { chosen: 'chao' }), chao)))
    refused(page)
    expect(page).toContain('A lower bound says “at least”')
  })
})

describe('The report of an estimate from lists', () => {
  const pageOf = async (kept: Kept) => {
    const study = await aStudy(house)
    const id = await anEstimate(house, study, kept)
    return textOf((await as(rita).get(`/estimates/${id}`)).body)
  }

  it('names the method that one person more or less moves, and never leaves its estimate out', async () => {
    const page = await pageOf(fromLists({}, { chosen: 'stepwise-0.02' }))
    expect(page).toMatch(
      /With one person more or less in one place of the table, the estimate by “[^”]*BIC[^”]*” lies between/,
    )
    for (const counts of [
      [0, 97, 61, 40, 42, 23, 13, 70],
      [0, 2000, 1500, 300, 1800, 260, 410, 90],
      [0, 130, 140, 64],
    ]) {
      const lists = ['A', 'B', 'C'].slice(0, Math.log2(counts.length))
      const only = ['bic-3', 'chao'] as const
      const specification = finish(specificationTable(overlapTable(lists, counts), { resamples: 0, only }))
      const like = fromLists({ overlapTable: { lists, counts } })
      if (like.result.design !== 'lists') throw new Error('lists are wanted')
      const kept = { ...like, result: { ...like.result, specification } }
      const own = specification.rows[0]?.estimate
      const exact = specification.onePerson
      if (own?.status !== 'ok' || exact.low === null || exact.high === null)
        throw new Error('limits are wanted')
      const told = viewOf(kept, { whole: false }).specification?.onePerson
      expect(told).toMatchObject({ method: 'bic-3', low: null, high: null })
      const { low, high, method, step } = viewOf(kept, { whole: true }).specification?.onePerson ?? {}
      expect(method).toBe('bic-3')
      expect(low).toBeLessThanOrEqual(Math.min(exact.low, own.estimate))
      expect(high).toBeGreaterThanOrEqual(Math.max(exact.high, own.estimate))
      expect((high ?? 0) - (low ?? 0)).toBeLessThanOrEqual(exact.high - exact.low + 3 * (step ?? 0))
    }
  })

  it('says which methods, changed tables and lists are not among what was kept', async () => {
    const whole = await pageOf(fromLists())
    expect(whole).toContain('Not among what was kept')
    expect(whole).not.toMatch(/Of \d+ (such changes|lists)/)
    const kept = fromLists()
    if (kept.result.design !== 'lists') throw new Error('lists are wanted')
    const { specification } = kept.result
    const bare = { ...specification, leftOut: [], merged: [], consistency: [] }
    const page = await pageOf({ ...kept, result: { ...kept.result, specification: bare } })
    expect(page).toContain(
      'Of 6 such changes, a list left out or two taken as one, 0 are among what was kept',
    )
    expect(page).toContain('Of 3 lists, 0 were held against the others')
  })
})
