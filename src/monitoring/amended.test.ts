import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Agreement } from '../compacts/agreement.ts'
import { agreementInForce } from '../compacts/store.ts'
import { anIndicator } from './agreements.test-data.ts'
import { scorecardOf } from './checks.ts'
import { aPeopledCompact, asking, openDoor } from './doors.test-data.ts'
import { part, putInForce } from './monitoring.test-data.ts'
import { saveReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import { openReportGaps } from './store.ts'

let house: TestHouse
let http: Awaited<ReturnType<typeof openDoor>>
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
  http = await openDoor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const tookEffect = async (id: string, number: number, on_day: string) => {
  await house.owner
    .insertInto('compact_version_ends')
    .values({ compact_id: id, number, what: 'took effect', on_day, at: house.now() })
    .execute()
}
const amend = async (id: string, on: string, change: (text: Agreement) => Agreement) => {
  const before = await agreementInForce(house.db, id)
  if (before === null) throw new Error('Nothing is in force')
  await tookEffect(id, await putInForce(house, id, change(before.agreement)), on)
}
const toFirst = (text: Agreement, over: Partial<Agreement['indicators'][number]>): Agreement => ({
  ...text,
  indicators: text.indicators.map((each, place) => (place === 0 ? { ...each, ...over } : each)),
})
const single = { indicators: [anIndicator({ disaggregations: [], reporters: ['north'] })] }

describe('An indicator that an amendment retires', () => {
  it('is not asked for after that day, and keeps its figures, with the day and the reason beside them', async () => {
    const { id, report, reporter, verifier, people, key, write } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    await report('north', '2025-06-30', { identified: part({ total: '30' }) })
    const theirs = asking(http, verifier)
    const owed = async () =>
      ((await theirs.api('GET', `/api/v1/compacts/${id}/reports`)).json().reports as { ends: string }[]).map(
        ({ ends }) => ends,
      )
    expect(await owed()).toEqual(['2025-06-30', '2025-12-31', '2026-06-30', '2026-12-31'])
    await amend(id, '2026-02-01', (text) =>
      toFirst(text, {
        retired: { from: '2026-06-30', reason: { en: 'The register was closed' } },
        targets: text.indicators[0]?.targets.filter(({ year }) => year === 'y1') ?? [],
      }),
    )
    expect(await owed()).toEqual(['2025-06-30', '2025-12-31'])
    await expect(
      write((trx) => saveReport(trx, people.north(), key('north', '2026-06-30'), {})),
    ).rejects.toMatchObject({ fault: 'nothing due' })
    expect((await asking(http, reporter).get(`/compacts/${id}/report/2026-12-31/north`)).statusCode).toBe(404)
    await report('north', '2025-12-31', { identified: part({ total: '60' }) }, { version: 2 })
    const [result] = (await resultsOf(house.db, id, house.now())).indicators
    expect(result?.periods.map(({ ends }) => ends)).toEqual(['2025-06-30', '2025-12-31'])
    // The target of the last year in which it was asked for as a whole.
    expect(result).toMatchObject({
      target: { year: 'y1', value: '80' },
      latest: { of: 'year' },
      reached: true,
    })
    for (const [language, said] of Object.entries({
      '': 'Not asked for any more for periods that end on or after 30 June 2026: The register was closed',
      '/fr': 'N’est plus demandé pour les périodes finissant à partir du 30 juin 2026',
      '/es': 'Ya no se pide para los períodos que terminan a partir del 30 de junio de 2026',
      '/pt': 'Já não se pede para os períodos que terminam a partir de 30 de junho de 2026',
    }))
      for (const page of ['results', 'results/identified'])
        expect((await theirs.get(`${language}/compacts/${id}/${page}`)).body).toContain(said)
    const score = await scorecardOf(house.db, id, house.now())
    for (const question of ['targets', 'data', 'in time'])
      expect(score.find((each) => each.question === question)?.answer, question).not.toBe('unknown')
    expect(score.find(({ question }) => question === 'targets')).toMatchObject({ answer: 'yes', of: 1 })
    expect(score.find(({ question }) => question === 'data')).toMatchObject({ answer: 'yes', of: 2 })
  })

  it('in the middle of a year says nothing of that year as a whole', async () => {
    const { id, report } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    await report('north', '2025-06-30', { identified: part({ total: '90' }) })
    await amend(id, '2025-07-15', (text) =>
      toFirst(text, { retired: { from: '2025-07-15', reason: { en: 'Closed' } } }),
    )
    const [result] = (await resultsOf(house.db, id, house.now())).indicators
    expect(result).toMatchObject({ target: null, reached: null, latest: { of: 'period', complete: false } })
  })

  it('keeps the target of a year that was over, and that it was missed, whatever day a text names that took effect before that was refused', async () => {
    const { id, report, reporter, verifier } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    for (const ends of ['2025-06-30', '2025-12-31'])
      await report('north', ends, { identified: part({ total: '15' }) })
    for (const from of ['2025-12-31', '1990-01-01']) {
      await amend(id, '2026-02-01', (text) =>
        toFirst(text, { retired: { from, reason: { en: 'Closed' } }, targets: [] }),
      )
      const [result] = (await resultsOf(house.db, id, house.now())).indicators
      expect(result).toMatchObject({
        target: { year: 'y1', ends: '2025-12-31', value: '80' },
        latest: { of: 'year', ends: '2025-12-31', shown: { value: '30' }, complete: true },
        reached: false,
      })
      expect(result?.years[0]?.targets).toMatchObject([{ value: '80' }])
      const score = await scorecardOf(house.db, id, house.now())
      const of = (question: string) => score.find((each) => each.question === question)
      expect(of('targets')).toMatchObject({ answer: 'yes', of: 1 })
      // What was due by the text of its day is due still, and can be reported.
      expect(of('data')).toMatchObject({ answer: 'yes', of: 2 })
    }
    const { body } = await asking(http, verifier).get(`/compacts/${id}/results`)
    expect(body).toContain('80, 31 December 2025')
    expect(body).not.toContain('No target this year')
    expect((await asking(http, reporter).get(`/compacts/${id}/report/2025-12-31/north`)).statusCode).toBe(200)
  })

  it('is still asked for periods that ended under the text before, by form and scorecard alike', async () => {
    const { id, report, reporter } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    await report('north', '2025-06-30', { identified: part({ total: '15' }) })
    await amend(id, '2026-02-01', (text) =>
      toFirst(text, { retired: { from: '2025-12-31', reason: { en: 'Closed' } } }),
    )
    const data = async () =>
      (await scorecardOf(house.db, id, house.now())).find(({ question }) => question === 'data')
    expect(await data()).toMatchObject({ answer: 'no', have: 1, of: 2 })
    const theirs = asking(http, reporter)
    expect((await theirs.get(`/compacts/${id}/report/2025-12-31/north`)).statusCode).toBe(200)
    await report('north', '2025-12-31', { identified: part({ total: '15' }) })
    expect(await data()).toMatchObject({ answer: 'yes', have: 2, of: 2 })
  })

  it('is asked for beside others up to the day on which the amendment takes effect, and by nobody from then on', async () => {
    const title = { en: 'Shelters open' }
    const other = anIndicator({ key: 'other', title, disaggregations: [], reporters: ['north'] })
    const { id, report, reporter } = await aPeopledCompact(house, {
      indicators: [...single.indicators, other],
    })
    await tookEffect(id, 1, '2025-01-01')
    const both = { identified: part({ total: '15' }), other: part({ total: '15' }) }
    await report('north', '2025-06-30', both)
    await amend(id, '2026-02-01', (text) =>
      toFirst(text, { retired: { from: '2026-02-01', reason: { en: 'Closed' } } }),
    )
    const theirs = asking(http, reporter)
    const form = async (day: string) => (await theirs.get(`/compacts/${id}/report/${day}/north`)).body
    expect(await form('2025-12-31')).toContain('Children identified')
    expect(await form('2026-06-30')).not.toContain('Children identified')
    await report('north', '2025-12-31', both, { version: 2 })
    const data = (await scorecardOf(house.db, id, house.now())).find(({ question }) => question === 'data')
    expect(data?.lacking.map(({ key, detail }) => [key, detail])).toEqual([
      ['other', '2026-06-30'],
      ['other', '2026-12-31'],
    ])
  })

  it('owes no endline where it was retired before', async () => {
    const { id } = await aPeopledCompact(house, {
      indicators: [anIndicator({ frequency: 'baseline-and-endline' })],
    })
    await tookEffect(id, 1, '2025-01-01')
    const gaps = async () => {
      const found = await agreementInForce(house.db, id)
      if (found === null) throw new Error('Nothing is in force')
      const asked = { compact: id, step: 'closed', agreement: found.agreement, version: null } as const
      return (await openReportGaps(house.db, asked)).map(({ code }) => code)
    }
    expect(await gaps()).toContain('endline-missing')
    await amend(id, '2026-02-01', (text) =>
      toFirst(text, { retired: { from: '2026-02-01', reason: { en: 'No survey' } } }),
    )
    expect(await gaps()).toEqual([])
  })
})

describe('What became of an indicator', () => {
  it('is said in a sentence under its title, not behind a colon', async () => {
    const { id, report, verifier } = await aPeopledCompact(house, single)
    const theirs = asking(http, verifier)
    const page = async (language = '') => (await theirs.get(`${language}/compacts/${id}/results`)).body
    expect(await page()).toContain('<strong>Nothing is published yet.</strong>')
    await report('north', '2025-06-30', { identified: part({ total: '30' }) })
    expect(await page()).toContain('<strong>Latest figure: 30, 30 June 2025.</strong>')
    await report('north', '2025-12-31', { identified: part({ total: '60' }) })
    for (const [language, said] of Object.entries({
      '': 'The figure has risen since the baseline.',
      '/fr': 'Le chiffre a augmenté depuis la référence.',
      '/es': 'La cifra ha subido desde la línea de base.',
      '/pt': 'O valor subiu desde a linha de base.',
    })) {
      const body = await page(language)
      expect(body).toContain(`<strong>${said}</strong>`)
      expect(body).toContain('<h2>Children identified</h2>')
    }
  })
})

describe('A target that an amendment revises', () => {
  it('is shown with what was promised before, and one that was given up stays readable', async () => {
    const { id, verifier } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    await amend(id, '2026-02-01', (text) => ({
      ...toFirst(text, {
        targets: [
          { year: 'y2', cell: {}, value: '100', rationale: { en: 'Three shelters' } },
          { year: 'y3', cell: {}, value: '130', rationale: { en: 'One year more' } },
        ],
        noTarget: [{ year: 'y1', reason: { en: 'The year is over' } }],
      }),
      plan: {
        ...text.plan,
        years: [...text.plan.years, { key: 'y3', begins: '2027-01-01', ends: '2027-12-31' }],
      },
    }))
    const [result] = (await resultsOf(house.db, id, house.now())).indicators
    const [first, second, third] = result?.years ?? []
    expect(second?.targets).toMatchObject([
      { value: '100', from: '2026-02-01', earlier: [{ value: '120', from: '2025-01-01' }] },
    ])
    // A year that came with the amendment had no target before.
    expect(third?.targets).toMatchObject([{ value: '130', from: '2026-02-01', earlier: [] }])
    // That of a year that was over stands, and what was said of it afterwards beside it.
    expect(first).toMatchObject({
      targets: [{ value: '80', earlier: [], after: [{ value: null, from: '2026-02-01' }] }],
      withdrawn: [],
      noTarget: null,
    })
    const theirs = asking(http, verifier)
    for (const [language, revised, given] of [
      [
        '',
        'Revised by the text in force since 1 February 2026; promised before: 120.',
        'when the year was over, says',
      ],
      ['/fr', 'Révisée par le texte en vigueur depuis le 1er février 2026', 'une fois l’année terminée, dit'],
      [
        '/es',
        'Revisada por el texto en vigor desde el 1 de febrero de 2026',
        'cuando el año ya había terminado, dice',
      ],
      ['/pt', 'Revista pelo texto em vigor desde 1 de fevereiro de 2026', 'já terminado o ano, diz'],
    ]) {
      const { body } = await theirs.get(`${language}/compacts/${id}/results/identified`)
      expect(body.replaceAll('\u202f', ' ')).toContain(revised)
      expect(body).toContain(given)
    }
    await amend(id, '2027-01-15', (text) =>
      toFirst(text, {
        targets: (text.indicators[0]?.targets ?? []).map((each) =>
          each.year === 'y3' ? { ...each, value: '90' } : each,
        ),
      }),
    )
    expect((await theirs.get(`/compacts/${id}/results`)).body).toContain(
      '90, 31 December 2027 (revised on 15 January 2027; before: 130)',
    )
  })

  it('stays readable with what it was where it is given up while its year runs', async () => {
    const { id, verifier } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    await amend(id, '2026-02-01', (text) =>
      toFirst(text, {
        targets: text.indicators[0]?.targets.filter(({ year }) => year === 'y1') ?? [],
        noTarget: [{ year: 'y2', reason: { en: 'No money for it' } }],
      }),
    )
    const [result] = (await resultsOf(house.db, id, house.now())).indicators
    expect(result?.years[1]).toMatchObject({
      targets: [],
      withdrawn: [{ cell: 'total', earlier: [{ value: '120' }, { value: null, from: '2026-02-01' }] }],
    })
    for (const [language, given] of [
      ['', 'given up'],
      ['/fr', 'abandonnée'],
      ['/es', 'abandonada'],
      ['/pt', 'abandonada'],
    ])
      expect(
        (await asking(http, verifier).get(`${language}/compacts/${id}/results/identified`)).body,
      ).toContain(given)
  })

  it('once its year is over is not reached by lowering it: the figure is held against what stood when the year ended', async () => {
    const { id, report, verifier } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    for (const ends of ['2025-06-30', '2025-12-31', '2026-06-30', '2026-12-31'])
      await report('north', ends, { identified: part({ total: '15' }) })
    const lower = (value: string) => (text: Agreement) =>
      toFirst(text, {
        targets: (text.indicators[0]?.targets ?? []).map((each) => ({ ...each, value })),
      })
    const standing = async () => {
      const [result] = (await resultsOf(house.db, id, house.now())).indicators
      return result
    }
    await amend(id, '2027-02-01', lower('20'))
    expect(await standing()).toMatchObject({
      target: {
        year: 'y2',
        value: '120',
        from: '2025-01-01',
        earlier: [],
        after: [{ value: '20', from: '2027-02-01' }],
      },
      latest: { shown: { value: '30' } },
      reached: false,
    })
    const theirs = asking(http, verifier)
    for (const [language, said] of [
      ['', '120, 31 December 2026 (changed on 1 February 2027, when its year was over, to: 20)'],
      ['/fr', 'modifiée le 1er février 2027, une fois l’année terminée ; désormais : 20'],
      ['/es', 'cambiada el 1 de febrero de 2027, cuando el año ya había terminado; ahora: 20'],
      ['/pt', 'alterada em 1 de fevereiro de 2027, já terminado o ano; agora: 20'],
    ] as const)
      expect(
        (await theirs.get(`${language}/compacts/${id}/results`)).body.replaceAll('\u202f', ' '),
      ).toContain(said)
    // Nor by a text that promises the other way, or leaves it as it was lowered, nor by one that gives it up.
    await amend(id, '2027-02-10', (text) => toFirst(text, { direction: 'down' }))
    expect((await standing())?.reached).toBe(false)
    await amend(id, '2027-02-20', lower('10'))
    expect((await standing())?.reached).toBe(false)
    await amend(id, '2027-02-25', (text) => toFirst(text, { targets: [] }))
    expect(await standing()).toMatchObject({ target: { value: '120' }, reached: false })
    const score = await scorecardOf(house.db, id, house.now())
    expect(score.find(({ question }) => question === 'targets')).toMatchObject({ answer: 'yes', of: 2 })
  })

  it('once its year is over is not what form, workbook and verifier are shown: they see the one the year is judged by', async () => {
    const { id, report, reporter, verifier } = await aPeopledCompact(house, single)
    await tookEffect(id, 1, '2025-01-01')
    await report('north', '2026-06-30', { identified: part({ total: '15' }) })
    const theirs = asking(http, reporter)
    const shown = async () => {
      const path = `/compacts/${id}/report/2026-12-31/north`
      const form = (await theirs.get(path)).body
      const book = new ExcelJS.Workbook()
      const { rawPayload } = await theirs.get(`${path}/workbook.xlsx`)
      await book.xlsx.load(rawPayload as unknown as ArrayBuffer)
      const verify = (await asking(http, verifier).get(`/compacts/${id}/verify/2026-06-30/north`)).body
      return {
        form: /Target of the year: (\d+)/.exec(form)?.[1],
        workbook: String(book.worksheets[0]?.getCell('I3').value),
        verify: /<td[^>]*>(120|100|20)<\/td>/.exec(verify)?.[1],
      }
    }
    const all = (value: string) => ({ form: value, workbook: value, verify: value })
    const toValue = (value: string) => (text: Agreement) =>
      toFirst(text, {
        targets: (text.indicators[0]?.targets ?? []).map((each) => ({ ...each, value })),
      })
    expect(await shown()).toEqual(all('120'))
    await amend(id, '2026-09-01', toValue('100'))
    expect(await shown()).toEqual(all('100'))
    await amend(id, '2027-02-01', toValue('20'))
    expect(await shown()).toEqual(all('100'))
    await amend(id, '2027-02-10', (text) => toFirst(text, { targets: [] }))
    expect(await shown()).toEqual(all('100'))
  })
})
