import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import { asking, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { aKeptCodebook, aStudy } from '../studies/studies.test-data.ts'
import {
  anEstimate,
  aResearcher,
  counts,
  fromLists,
  fromPublication,
  fromSurvey,
  published,
} from './estimates.test-data.ts'
import { typedFrom } from './forms.ts'
import { chosenEstimate } from './kept.ts'
import { estimateRoutes } from './routes.tsx'
import { enteredEstimates, estimatesOfStudy, findEstimate, publishedEstimates } from './store.ts'

let house: TestHouse
let http: HttpServer
let rita: string
let otto: string
let peruvian: string
let codebook: { codebook: string; version: string }

beforeAll(async () => {
  house = await openTestHouse()
  http = await openDoor(house, { besides: [estimateRoutes(house, { css: [], js: [] })] })
  rita = await aResearcher(house)
  otto = await aResearcher(house)
  peruvian = await aResearcher(house, { kind: 'country', id: 'PER' })
  codebook = await aKeptCodebook(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)
const aPublishedStudy = async () => {
  const study = await aStudy(house)
  return { study, publish: () => published(house, study, codebook.version) }
}

describe('An estimate kept with a study', () => {
  it('is kept through the API once, fitted again from its table, and read back', async () => {
    const study = await aStudy(house)
    const key = randomUUID()
    const post = () => as(rita).api('POST', `/api/v1/studies/${study}/estimates`, { kept: fromLists() }, key)
    const [first, again] = [await post(), await post()]
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({ computedAgain: { found: 'same' } })
    expect(again.json().id).toBe(first.json().id)
    expect(await enteredEstimates(house.db, study)).toEqual([
      { id: first.json().id, enteredBy: rita, public: false, differs: false },
    ])
    const read = await as(rita).api('GET', `/api/v1/estimates/${first.json().id}`)
    expect(read.json()).toMatchObject({ whole: fromLists(), computedAgain: { found: 'same' }, public: false })
  })

  it('says that it differs when the figure is not what the table gives', async () => {
    const study = await aStudy(house)
    const kept = fromLists()
    const chosen = chosenEstimate(kept.result)
    if (chosen?.status !== 'ok') throw new Error('an estimate is wanted')
    chosen.estimate += 100
    if (kept.result.design === 'lists' && kept.result.specification.range !== null) {
      const { rows, range } = kept.result.specification
      const totals = rows.flatMap(({ label, estimate }) =>
        estimate.status === 'ok' && label !== 'chao' ? [estimate.estimate] : [],
      )
      Object.assign(range, { low: Math.min(...totals), high: Math.max(...totals) })
    }
    const answer = await as(rita).api('POST', `/api/v1/studies/${study}/estimates`, { kept })
    expect(answer.json()).toMatchObject({ computedAgain: { found: 'differs' } })
    expect(textOf((await as(rita).get(`/estimates/${answer.json().id}`)).body)).toContain('it differs')
  })

  it('is not there for anybody else before the study is published', async () => {
    const study = await aStudy(house)
    const id = await anEstimate(house, study)
    for (const path of [
      `/estimates/${id}`,
      `/estimates/${id}/report.pdf`,
      `/api/v1/estimates/${id}`,
      `/estimates/compare?first=${id}`,
    ]) {
      expect((await as(null).get(path)).statusCode, path).toBe(404)
      expect((await as(peruvian).get(path)).statusCode, path).toBe(404)
    }
    expect((await as(rita).get(`/estimates/${id}`)).statusCode).toBe(200)
    expect((await as(null).get(`/api/v1/studies/${study}/estimates`)).json()).toEqual({ estimates: [] })
    expect(
      (await as(peruvian).api('POST', `/api/v1/studies/${study}/estimates`, { kept: fromSurvey() }))
        .statusCode,
    ).toBe(403)
    expect(
      (await as(null).api('POST', `/api/v1/studies/${study}/estimates`, { kept: fromSurvey() })).statusCode,
    ).toBe(401)
  })

  it('stands in a list that is narrowed by country and kind, page and API alike', async () => {
    for (const [country, measured] of [
      ['FJI', 'measured'],
      ['FJI', 'modelled'],
      ['TON', 'modelled'],
    ] as const) {
      const study = await aStudy(house, { country })
      await anEstimate(house, study, fromPublication({ measured }))
      await published(house, study, codebook.version)
    }
    const listed = async (query: string) =>
      (await as(null).get(`/estimates${query}`)).body.match(/href="\/countries\/(FJI|TON)"/g)?.length ?? 0
    expect(await listed('?country=FJI')).toBe(2)
    expect(await listed('?country=FJI&measured=modelled')).toBe(1)
    expect(await listed('?country=TON&measured=measured&page=7')).toBe(0)
    expect(textOf((await as(null).get('/fr/estimates?country=TON')).body)).toContain('Tous les pays')
    const { all, next, measured, modelled } = (
      await as(null).get('/api/v1/estimates?country=FJI&measured=modelled')
    ).json()
    expect({ all, next, measured }).toEqual({ all: 1, next: null, measured: [] })
    expect(modelled).toHaveLength(1)
  })

  it('that speaks of something else than its study asks for the reason at every door, which stands beside it', async () => {
    const study = await aStudy(house)
    const bare = fromPublication({ otherBecause: null })
    const at = `/api/v1/studies/${study}/estimates`
    const refused = await as(rita).api('POST', at, { kept: bare })
    expect(refused.statusCode).toBe(422)
    const [first] = refused.json().details
    expect(first).toMatchObject({ place: 'otherBecause' })
    for (const said of ['1 January 2021 to 31 December 2021', '1 January 2025 to 31 March 2025'])
      expect(first.message).toContain(said)
    const french = await as(rita).api('POST', `/fr${at}`, { kept: bare })
    expect(french.json().details[0].message).toContain('31 décembre 2021')

    const form = `/studies/${study}/estimates`
    const typed = { ...typedFrom(bare), intervals: '' }
    const again = await as(rita).send(form, typed)
    expect(again.statusCode).toBe(422)
    expect(textOf(again.body)).toContain('Where it is about something else than its study: why')
    expect(textOf(again.body)).toContain('“over the period (flow)”')
    expect(await estimatesOfStudy(house.db, study, { all: true })).toEqual([])

    const kept = await as(rita).send(form, { ...typed, otherBecause: 'The publication covers the country' })
    expect(kept.statusCode).toBe(303)
    const page = (kept.headers.location ?? '').replace(/^\/en/, '')
    expect(textOf((await as(rita).get(page)).body)).toContain('Why: The publication covers the country.')
    const id = page.split('/').at(-1)
    expect((await as(rita).get(`/api/v1/estimates/${id}`)).json()).toMatchObject({
      otherBecause: 'The publication covers the country',
      otherThanStudy: ['period', 'stockOrFlow', 'place', 'population'],
    })
    // A correction is asked as well.
    const correction = { ...typed, reason: 'the figure was misread', otherBecause: '' }
    expect((await as(rita).send(`${page}/correction`, correction)).statusCode).toBe(422)
  })

  it('is refused with the place when something is wrong, and nothing is kept', async () => {
    const study = await aStudy(house)
    const bad = [
      { kept: { source: 'computed' } },
      { kept: [] },
      { kept: { ...fromSurvey(), quantity: 'people', unit: '\u0000' } },
      { kept: fromPublication({ codebook: randomUUID(), codebookNotStated: null }) },
      { kept: fromSurvey(), replaces: randomUUID() },
      { kept: fromSurvey(), replaces: randomUUID(), reason: 'a slip' },
      { kept: fromSurvey(), replaces: 'x', reason: 'a slip' },
      {},
    ]
    for (const body of bad) {
      const answer = await as(rita).api('POST', `/api/v1/studies/${study}/estimates`, body)
      expect(answer.statusCode, JSON.stringify(body).slice(0, 80)).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode, JSON.stringify(body).slice(0, 80)).toBeLessThan(500)
    }
    expect(
      (await as(rita).api('POST', '/api/v1/studies/none/estimates', { kept: fromSurvey() })).statusCode,
    ).toBe(404)
    expect(await estimatesOfStudy(house.db, study, { all: true })).toEqual([])
  })

  it('is never changed or taken away, whoever asks the database', async () => {
    const id = await anEstimate(house, await aStudy(house))
    for (const db of [house.db, house.owner]) {
      await expect(
        db.updateTable('estimates').set({ text: '{}' }).where('id', '=', id).execute(),
      ).rejects.toThrow()
      await expect(db.deleteFrom('estimates').where('id', '=', id).execute()).rejects.toThrow()
    }
  })

  it('names a frozen version of a codebook, never a draft', async () => {
    const draft = await aKeptCodebook(house, undefined, { frozen: false })
    const study = await aStudy(house)
    const kept = (version: string) => fromPublication({ codebook: version, codebookNotStated: null })
    await expect(anEstimate(house, study, kept(draft.version))).rejects.toMatchObject({ status: 409 })
    const id = await anEstimate(house, study, kept(codebook.version))
    expect((await findEstimate(house.db, id)).codebook).toMatchObject({
      version: 1,
      title: 'Lake survey signs',
    })
  })
})

describe('A published estimate', () => {
  it('tells the public no small count, on page, paper and JSON; the whole to who may run studies', async () => {
    const { study, publish } = await aPublishedStudy()
    const id = await anEstimate(house, study, fromLists({}, { resamples: 30 }))
    await publish()
    const json = (await as(null).get(`/api/v1/estimates/${id}`)).json()
    expect(json.whole).toBeUndefined()
    expect(json.result).toMatchObject({ told: 'figure', overlaps: null, estimate: { cases: { low: 240 } } })
    const page = textOf((await as(null).get(`/estimates/${id}`)).body)
    expect(page).toContain('240 to 249 were seen')
    expect(page).toContain('below ten not at all')
    const whole = (await as(rita).get(`/api/v1/estimates/${id}`)).json()
    const paper = (await as(null).get(`/estimates/${id}/report.pdf`)).rawPayload.toString('latin1')
    for (const digest of [whole.hash, whole.provenance.inputDigest]) {
      expect(JSON.stringify(json)).not.toContain(digest)
      expect(page).not.toContain(digest)
      expect(paper).not.toContain(digest)
    }
    expect(textOf((await as(rita).get(`/estimates/${id}`)).body)).toContain('This is the whole table')
    expect((await as(rita).get(`/api/v1/estimates/${id}`)).json().whole.overlapTable.counts).toEqual(counts)
  })

  it('lets nobody reckon how few there are from everything that is public of its study', async () => {
    const { study, publish } = await aPublishedStudy()
    const keep = (kept: ReturnType<typeof fromLists>, correction: string | null = null) =>
      anEstimate(house, study, kept, {
        ...(correction === null
          ? {}
          : { correction: { replaces: correction, reason: 'One was read twice.' } }),
      })
    const withoutTable = ({ overlapTable: _, ...rest }: ReturnType<typeof fromLists>) => rest
    const women = [{ by: 'sex', group: 'women' }] as const
    const all = await keep(fromLists({}, { resamples: 40 }))
    const ids = [
      all,
      await keep(withoutTable(fromLists({ disaggregation: [...women] })), null),
      await keep(withoutTable(fromLists()), all),
      await keep(fromSurvey({ disaggregation: [...women] })),
    ]
    await publish()
    const addresses = [
      ...ids.flatMap((id) => [
        `/api/v1/estimates/${id}`,
        `/estimates/compare?first=${ids[0]}&second=${id}`,
        ...languages.map((language) => pathIn(language, `/estimates/${id}`)),
      ]),
      `/api/v1/studies/${study}/estimates`,
      '/api/v1/estimates?country=GHA',
      '/estimates',
    ]
    const { whole } = (await as(rita).api('GET', `/api/v1/estimates/${all}`)).json()
    const { dependence, consistency, rows } = whole.result.specification
    // What would give the four and the seven back: the number seen, sizes, pairs, what was expected, exact figures.
    const exact: number[] = [
      247,
      ...consistency.map(({ truth }: { truth: number }) => truth),
      ...dependence.flatMap(({ overlap, expected }: { overlap: number; expected: number }) => [
        overlap,
        expected,
      ]),
      ...rows.flatMap(({ estimate }: { estimate: { estimate: number } }) => [
        estimate.estimate,
        Math.round(estimate.estimate),
      ]),
    ].filter((number) => number % 10 !== 0 && number > 12)
    expect(exact.length).toBeGreaterThan(8)
    for (const address of addresses) {
      const answer = await as(null).get(address)
      expect(answer.statusCode, address).toBe(200)
      const text = address.startsWith('/api') ? answer.body : textOf(answer.body)
      // Ids and days hold digits of their own.
      const plain = text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d[T0-9:.Z]*/g, '')
      const numbers = new Set(plain.replace(/(\d)[,.\u00a0\u202f ](?=\d{3}\b)/g, '$1').match(/\d+(\.\d+)?/g))
      for (const number of exact) expect(numbers.has(String(number)), `${number} in ${address}`).toBe(false)
      expect(plain, address).not.toMatch(/\d\.\d{5}/)
    }
    for (const of of ['estimate', 'study'])
      expect(
        (await as(null).get(`/api/v1/history/${of}/${of === 'study' ? study : all}`)).statusCode,
      ).not.toBe(200)
  })

  it('says in words first what was found, with its definition, in four languages', async () => {
    const { study, publish } = await aPublishedStudy()
    const [lists, survey, report] = [
      await anEstimate(house, study, fromLists()),
      await anEstimate(house, study, fromSurvey()),
      await anEstimate(house, study, fromPublication()),
    ]
    await publish()
    for (const id of [lists, survey, report])
      for (const language of languages) {
        const page = await as(null).get(pathIn(language, `/estimates/${id}`))
        expect(page.statusCode).toBe(200)
        expect(page.body).not.toMatch(/undefined|NaN|\[object/)
        expect(page.body.indexOf('class="verdict"')).toBeLessThan(page.body.indexOf('<table'))
        expect(textOf(page.body)).toContain('Adults in forced labour')
      }
    const said = textOf((await as(null).get(`/estimates/${report}`)).body)
    expect(said).toContain('The estimate is 11,300 people. The 95% interval runs from 9,900 to 12,900.')
    expect(said).toContain('Taken from a publication')
    expect(said).toContain('p. 12, table 3')
    expect(textOf((await as(null).get(`/estimates/${survey}`)).body)).toContain('The estimate is 3%.')
  })

  it('is set on paper as it stands on the page, tagged', async () => {
    const { study, publish } = await aPublishedStudy()
    const id = await anEstimate(house, study, fromLists())
    await publish()
    const answer = await as(null).get(`/fr/estimates/${id}/report.pdf`)
    expect(answer.headers['content-type']).toBe('application/pdf')
    const raw = answer.rawPayload.toString('latin1')
    for (const mark of ['%PDF-', '/StructTreeRoot', '/MarkInfo', 'pdfuaid']) expect(raw).toContain(mark)
  })

  it('of a confidential study is not even told of', async () => {
    const study = await aStudy(house, { confidential: true })
    await anEstimate(house, study)
    expect((await as(null).get(`/api/v1/studies/${study}/estimates`)).statusCode).toBe(404)
    expect((await as(rita).get(`/api/v1/studies/${study}/estimates`)).json().estimates).toHaveLength(1)
  })

  it('that comes after its study waits for another person than the one who entered it', async () => {
    const { study, publish } = await aPublishedStudy()
    await publish()
    const id = await anEstimate(house, study, fromPublication(), { by: rita })
    expect((await as(null).get(`/estimates/${id}`)).statusCode).toBe(404)
    expect((await as(rita).send(`/estimates/${id}/publication`)).statusCode).toBe(409)
    expect((await as(peruvian).send(`/estimates/${id}/publication`)).statusCode).toBe(403)
    expect((await as(otto).send(`/estimates/${id}/publication`)).statusCode).toBe(303)
    expect((await as(null).get(`/estimates/${id}`)).statusCode).toBe(200)
    expect((await as(otto).send(`/estimates/${id}/publication`)).statusCode).toBe(409)
  })

  it('stands until its correction is public too, and both stay readable with the reason', async () => {
    const { study, publish } = await aPublishedStudy()
    const first = await anEstimate(house, study, fromPublication({}, { estimate: 11300 }))
    await publish()
    const listed = async () =>
      (await publishedEstimates(house.db)).filter((card) => card.study === study).map(({ id }) => id)
    const form = { ...typedFrom(fromPublication()), estimate: '12000', reason: 'Table 4 corrects table 3.' }
    const sent = await as(rita).send(`/estimates/${first}/correction`, form)
    expect(sent.statusCode).toBe(303)
    const second = String(sent.headers.location).split('/').at(-1) ?? ''
    expect(await listed()).toEqual([first])
    await as(otto).send(`/estimates/${second}/publication`)
    expect(await listed()).toEqual([second])
    const old = await as(null).get(`/estimates/${first}`)
    expect(textOf(old.body)).toContain('A correction stands in its place')
    expect(textOf((await as(null).get(`/estimates/${second}`)).body)).toContain('Table 4 corrects table 3.')
    expect(textOf((await as(otto).get(`/estimates/${second}`)).body)).toContain('corrected an estimate')
    expect(textOf((await as(null).get(`/estimates/${second}`)).body)).not.toContain('corrected an estimate')
    // A second correction of the same one is too late.
    expect((await as(rita).send(`/estimates/${first}/correction`, form)).statusCode).toBe(409)
  })

  it('gives way to the correction of a correction that nobody ever saw', async () => {
    const { study, publish } = await aPublishedStudy()
    const first = await anEstimate(house, study, fromPublication({}, { estimate: 11300 }))
    await publish()
    const listed = async () =>
      (await publishedEstimates(house.db, { country: 'GHA' }))
        .filter((card) => card.study === study)
        .map(({ id }) => id)
    const correct = (replaces: string, estimate: number) =>
      anEstimate(house, study, fromPublication({}, { estimate }), {
        by: rita,
        correction: { replaces, reason: 'Read in another row.' },
      })
    const slip = await correct(first, 12_000)
    const last = await correct(slip, 12_500)
    const [anybody, json] = [as(null), (id: string) => as(null).api('GET', `/api/v1/estimates/${id}`)]
    expect(await listed()).toEqual([first])
    expect((await json(first)).json().replacedBy).toBeNull()

    expect((await as(otto).send(`/estimates/${last}/publication`)).statusCode).toBe(303)
    expect(await listed()).toEqual([last])
    expect((await json(first)).json()).toMatchObject({ replacedBy: last })
    expect((await json(last)).json()).toMatchObject({ replaces: first, replacedBy: null })
    const [old, now] = [await anybody.get(`/estimates/${first}`), await anybody.get(`/estimates/${last}`)]
    expect(textOf(old.body)).toContain('A correction stands in its place')
    expect(old.body).toContain(`/estimates/${last}`)
    expect(now.body).toContain(`/estimates/${first}`)
    for (const { body } of [old, now]) expect(body).not.toContain(slip)
    const side = await anybody.get(`/estimates/compare?first=${first}&second=${last}`)
    expect(textOf(side.body)).toContain('These two cannot be compared')
    // Who may run studies is led from one to the next.
    expect((await as(rita).get(`/estimates/${first}`)).body).toContain(`/estimates/${slip}`)
  })
})

describe('The form for an estimate from a publication', () => {
  it('gives back what was typed with each fault at its field, and keeps nothing', async () => {
    const study = await aStudy(house)
    const form = {
      ...typedFrom(fromPublication()),
      estimate: '11.300',
      periodFrom: '2021-02-30',
      citation: '',
    }
    const answer = await as(rita).send(`/studies/${study}/estimates`, form)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="estimate-error"')
    expect(answer.body).toContain('id="citation-error"')
    expect(answer.body).toContain('value="11.300"')
    const late = await as(rita).send(`/studies/${study}/estimates`, {
      ...form,
      estimate: '11300',
      citation: 'A report',
    })
    expect(late.body).toContain('id="periodFrom-error"')
    expect(await estimatesOfStudy(house.db, study, { all: true })).toEqual([])
    for (const language of languages)
      expect((await as(rita).get(pathIn(language, `/studies/${study}/estimates/new`))).statusCode).toBe(200)
  })

  it('keeps what is typed as it is', async () => {
    const study = await aStudy(house)
    const answer = await as(rita).send(`/studies/${study}/estimates`, typedFrom(fromPublication()))
    expect(answer.statusCode).toBe(303)
    const id = String(answer.headers.location).split('/').at(-1) ?? ''
    expect((await findEstimate(house.db, id)).kept).toEqual(fromPublication())
  })
})

describe('Two estimates side by side', () => {
  const pair = async (one: Parameters<typeof fromPublication>, two: Parameters<typeof fromPublication>) => {
    const { study, publish } = await aPublishedStudy()
    const [first, second] = [
      await anEstimate(house, study, fromPublication(...one)),
      await anEstimate(house, study, fromPublication(...two)),
    ]
    await publish()
    return textOf((await as(null).get(`/estimates/compare?first=${first}&second=${second}`)).body)
  }
  const later = { estimate: 7000, intervals: [{ level: 0.95, low: 6100, high: 8000, kind: null }] }
  const book = () => ({ codebook: codebook.version, codebookNotStated: null })

  it('tell a change with its interval where both count the same', async () => {
    const page = await pair(
      [book()],
      [{ ...book(), periodFrom: '2023-01-01', periodTo: '2023-12-31' }, later],
    )
    expect(page).toContain('It fell by 4,300 people (95% interval: −6,200 to −2,500)')
    expect(page).not.toContain('Read the difference with this in mind')
  })

  it('bear names that tell them apart, in lists and where they are chosen', async () => {
    const { study, publish } = await aPublishedStudy()
    const ids = [
      await anEstimate(house, study, fromPublication({}, { estimate: 6013 })),
      await anEstimate(house, study, fromPublication({}, { estimate: 271 })),
      await anEstimate(house, study, fromPublication({}, { estimate: 271 })),
    ]
    await publish()
    const names = (html: string, tag: RegExp) =>
      ids.map((id) => textOf(new RegExp(`${tag.source}${id}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''))
    const compare = await as(null).get(`/estimates/compare?first=${ids[0]}&second=${ids[1]}`)
    const list = await as(null).get(`/estimates?country=GHA`)
    for (const found of [names(compare.body, /value="/), names(list.body, /href="\/estimates\//)]) {
      expect(new Set(found).size).toBe(3)
      for (const name of found) expect(name).toContain('overlapping lists')
    }
    expect(names(compare.body, /href="\/estimates\//).slice(0, 2)).toEqual([
      expect.stringContaining('6,000 people'),
      expect.stringContaining('300 people'),
    ])
  })

  it('show no number where one is of another place, unit, measure or kind', async () => {
    const elsewhere = { place: { wholeCountry: false, words: 'the lake' } }
    for (const other of [
      elsewhere,
      { unit: 'household' },
      { stockOrFlow: 'stock' as const },
      { measured: 'modelled' as const },
    ]) {
      const page = await pair([{}], [other, later])
      expect(page).toContain('These two cannot be compared')
      expect(page).not.toMatch(/It fell by|The difference is|It rose by/)
    }
  })

  it('warn before the number where the definition is another, or not stated', async () => {
    const page = await pair(
      [book()],
      [{ definition: 'Children in forced labour', periodFrom: '2023-01-01', periodTo: '2023-12-31' }, later],
    )
    expect(page.indexOf('Read the difference with this in mind')).toBeGreaterThan(-1)
    expect(page.indexOf('Read the difference with this in mind')).toBeLessThan(
      page.indexOf('The second figure is lower by 4,300 people'),
    )
    expect(page).not.toContain('It fell')
  })
})
