import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { sql } from 'kysely'
import Papa from 'papaparse'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import type { Agreement, Component } from '../../compacts/agreement.ts'
import { aCompactInForce as aSignedCompact } from '../../compacts/compacts.test-data.ts'
import { alone } from '../../compacts/effects.ts'
import { showMoney } from '../../compacts/forms/amounts.ts'
import { takeStep } from '../../compacts/life.ts'
import { agreementInForce } from '../../compacts/store.ts'
import { buildServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { activityDateType } from '../../iati/model.ts'
import { languages } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { aCompactInForce, written } from '../funding.test-data.ts'
import { columns, columnsOf, readTotals, worthInPlan } from '../totals.ts'
import { activitiesOf } from './iati/activities.ts'
import { publisherFrom } from './iati/publisher.ts'
import { PublicCompactPage } from './pages/public-compact-page.tsx'
import { readSnapshot } from './read.ts'
import { publicCompactRoutes } from './routes.tsx'
import type { Snapshot } from './snapshot.ts'
import { totalsOf } from './totals.ts'

/* What is published of compacts that were lived through in the database, beside what their own rooms say. */

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-06-01T12:00:00Z') })
})
afterAll(() => house.close())

const pageOf = (snapshot: Snapshot) =>
  renderPage(
    <PublicCompactPage
      context={{ language: 'en', path: `/compacts/${snapshot.compact.id}`, assets: { css: [], js: [] } }}
      snapshot={snapshot}
      today={snapshot.asOf}
    />,
  )

it('A term that is counted in years has an end on page and in IATI from entry into force on, and an early last day after it', async () => {
  const own = await aSignedCompact(house, { term: { years: 4, begins: null, ends: null } })
  const told = async (day: string) => {
    const snapshot = await readSnapshot(house.db, own.id, day)
    const [activity] = activitiesOf(snapshot, publisherFrom('XM-DAC-41127', snapshot), {
      origin: 'https://tip.example.org',
    })
    const planned = activity?.dates.filter(({ type }) => type === activityDateType.plannedEnd)
    return {
      ends: [snapshot.compact.ends, snapshot.compact.lastDay],
      planned: planned?.map(({ date }) => date),
      page: textOf(pageOf(snapshot)).replace(/\s+/g, ' '),
    }
  }
  expect((await readSnapshot(house.db, own.id, '2025-12-31')).compact.ends).toBeNull()
  const standing = await told('2026-05-31')
  expect([standing.ends, standing.planned]).toEqual([['2029-12-31', null], ['2029-12-31']])
  expect(standing.page).toContain('until 31 December 2029')
  expect(standing.page).not.toContain('no end agreed')

  for (const who of ['donor', 'partner'] as const)
    await transact(house.db, (trx) =>
      takeStep(trx, own.by(who), alone, {
        compact: own.id,
        to: 'closing',
        reason: 'Sooner than planned',
        lastDay: '2027-06-30',
      }),
    )
  const closing = await told('2026-06-01')
  expect([closing.ends, closing.planned]).toEqual([['2029-12-31', '2027-06-30'], ['2027-06-30']])
  expect(closing.page).toContain('30 June 2027')
  // What was agreed later is not told of an earlier day.
  expect(await told('2026-05-31')).toEqual(standing)
})

/** Three currencies: the plan’s, one with a rate in the plan, and one without. */
function inThreeCurrencies(agreement: Agreement): Agreement {
  const { plan } = agreement
  const [grant] = plan.contributions
  const [line] = plan.lines
  if (grant === undefined || line === undefined) return agreement
  const money = (minor: number, currency: string) => ({ minor, currency })
  return {
    ...agreement,
    plan: {
      ...plan,
      contributions: [...plan.contributions, { ...grant, key: 'francs', amount: money(9_999, 'XOF') }],
      lines: [
        ...plan.lines,
        { ...line, key: 'f1', contribution: 'francs', original: money(3_333, 'XOF') },
        { ...line, key: 's2', contribution: 'staff', year: 'y2', original: money(33_333, 'GHS') },
      ],
      rates: [{ from: 'GHS', to: 'USD', date: '2024-01-02', rate: '0.0831', source: 'Bank of Ghana' }],
    },
  }
}

const movement = fc.record({
  what: fc.constantFrom(
    ...(['pledge', 'commitment', 'disbursement', 'expenditure', 'refund', 'reversal'] as const),
  ),
  countsAs: fc.constantFrom(...(['pledge', 'commitment', 'disbursement', 'expenditure'] as const)),
  onward: fc.boolean(),
  minor: fc.integer({ min: 1, max: 999_999 }),
  // Each line with its contribution and currency; the last of each names no line.
  at: fc.constantFrom(
    ...([
      ['p1', 'grant', 'USD'],
      ['p2', 'grant', 'USD'],
      [null, 'grant', 'USD'],
      ['s1', 'staff', 'GHS'],
      ['s2', 'staff', 'GHS'],
      [null, 'staff', 'GHS'],
      ['f1', 'francs', 'XOF'],
    ] as const),
  ),
  date: fc.constantFrom('2024-02-01', '2024-12-31', '2025-01-01', '2027-01-01'),
})

it('Page and files add up as the room of money does: by component, year and stage, to the cent, in three currencies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(movement, { minLength: 20, maxLength: 40 }), async (movements) => {
      const { compact, ...scene } = await aCompactInForce(house, inThreeCurrencies)
      const first = await written(house, { compact, ...scene }, { kind: 'pledge' })
      for (const [place, { what, countsAs, onward, minor, at, date }] of movements.entries()) {
        const [line, contribution, currency] = at
        const counts = what === 'reversal' ? countsAs : what
        const entry = {
          kind: what,
          counts_as: counts,
          onward: onward && counts !== 'pledge' && counts !== 'commitment',
          minor: what === 'refund' || what === 'reversal' ? -minor : minor,
          ...{ line, contribution, currency, date, number: place + 2, id: uuid() },
        }
        const draft = uuid()
        await sql`insert into money_drafts select (jsonb_populate_record(d, jsonb_build_object('id', ${draft}::text))).*
          from money_drafts d where entry_id = ${first} limit 1`.execute(house.owner)
        await sql`insert into ledger_entries select (jsonb_populate_record(e,
          ${JSON.stringify({ ...entry, draft_id: draft })}::jsonb)).* from ledger_entries e where id = ${first}`.execute(
          house.owner,
        )
      }
      const agreement = (await agreementInForce(house.db, compact))?.agreement
      if (agreement === undefined) throw new Error('nothing is in force')
      for (const day of ['2024-12-31', '2026-06-01']) {
        const { lines } = await readTotals(house.db, compact, agreement, day)
        const totals = (await readSnapshot(house.db, compact, day)).money?.totals ?? []
        const cells = new Map<string, [Component | null, string | null]>()
        for (const { component, year } of [...lines, ...totals])
          cells.set(`${component} ${year}`, [component, year])
        expect(cells.size).toBeGreaterThan(3)
        for (const [component, year] of cells.values())
          for (const column of columns) {
            const own = lines.filter((each) => each.component === component && each.year === year)
            const byCurrency = new Map<string, number>()
            for (const { currency, amounts } of own)
              byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amounts[column])
            const there = totals.find((each) => each.component === component && each.year === year)?.[column]
            const told = new Map(there?.amounts.map(({ currency, minor }) => [currency, minor]))
            for (const currency of ['USD', 'GHS', 'XOF'])
              expect([component, year, column, currency, told.get(currency) ?? 0]).toEqual([
                ...[component, year, column, currency, byCurrency.get(currency) ?? 0],
              ])
            // Where the plan has no rate, neither says a total.
            if (there === undefined || there.total === null) {
              if (there !== undefined)
                expect(own.some(({ inPlan, currency }) => inPlan === null && told.has(currency))).toBe(true)
            } else
              expect(there.total.minor).toBe(
                own.reduce((sum, { inPlan }) => sum + (inPlan?.[column] ?? 0), 0),
              )
          }
      }
    }),
    { numRuns: 3, seed: 13 },
  )
})

/** The rows of the table of money on the page, by component and year as they are named there. */
function moneyOnPage(html: string): Map<string, string[]> {
  const table = html
    .split('<table')
    .find((each) => each.includes('<caption>Plan, commitments and payments by component and year'))
  const rows = [...(table ?? '').split('</table>')[0]!.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(
    ([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
        cell
          .replace(/<[^>]*>/g, '')
          .replace(/\u00a0|&nbsp;/g, ' ')
          .trim(),
      ),
  )
  return new Map(rows.map(([component = '', year = '', ...amounts]) => [`${component}/${year}`, amounts]))
}

it('Page, CSV, workbook, JSON and IATI of a ledger in the database say the same, to the cent, also while others write', async () => {
  const scene = await aCompactInForce(house, (agreement) => ({
    ...agreement,
    plan: {
      ...agreement.plan,
      rates: [{ from: 'GHS', to: 'USD', date: '2024-01-02', rate: '0.0831', source: 'Bank of Ghana' }],
    },
  }))
  const { compact } = scene
  await house.owner
    .updateTable('compacts')
    .set({ public_from: house.now() })
    .where('id', '=', compact)
    .execute()
  const http = await buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: publicCompactRoutes(house, { css: [], js: [] }, { publisher: 'XM-DAC-41127' }) },
    ],
    renderFault: (_request, fault) => fault.message,
    clientFolder: null,
  })
  const get = async (path: string) => {
    const answer = await http.inject({ url: `/compacts/${compact}${path}` })
    expect([path, answer.statusCode]).toEqual([path, 200])
    return answer
  }
  const usd = (minor: number) => ({ minor, currency: 'USD' })
  const cedis = { contribution: 'staff', provider: 'ministry', receiver: 'ministry' }
  await written(house, scene, { kind: 'pledge', amount: usd(100_000_000) })
  await written(house, scene, { line: 'p1', amount: usd(33_333_333) })
  await written(house, scene, { line: 'p2', amount: usd(20_000_001), date: '2025-02-01' })
  await written(house, scene, { ...cedis, line: 's1', amount: { minor: 1_234_567, currency: 'GHS' } })
  const writes = [
    { kind: 'disbursement', line: 'p1', amount: usd(3_000_003) },
    { kind: 'disbursement', line: 'p2', amount: usd(1_999_999), date: '2025-03-01' },
    {
      kind: 'refund',
      line: 'p1',
      amount: usd(1_003),
      date: '2025-04-01',
      provider: 'ngo',
      receiver: 'donor',
    },
    { ...cedis, kind: 'expenditure', line: 's1', amount: { minor: 77_777, currency: 'GHS' } },
    { ...cedis, kind: 'expenditure', line: 's1', amount: { minor: 33_331, currency: 'GHS' } },
    {
      kind: 'expenditure',
      line: 'p1',
      amount: usd(50_001),
      provider: 'ngo',
      receiver: 'ngo',
      date: '2025-05-01',
    },
  ] as const
  // Each answer is of one moment: what it adds up to is what it holds, whoever writes meanwhile.
  const whole = async () => {
    const { body } = await get('/data/compact.json')
    const { money, agreement } = JSON.parse(body) as Snapshot
    const entries = money?.entries ?? []
    expect(money?.totals).toEqual(totalsOf(agreement as Agreement, entries))
    expect(entries.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      entries.map((_, place) => place + 1),
    )
  }
  for (const one of writes) await Promise.all([written(house, scene, one), whole(), whole()])

  const [page, csv, json, iati, xlsx] = await Promise.all([
    get(''),
    get('/data/ledger.csv'),
    get('/data/compact.json'),
    get('/data/iati-activities.xml'),
    get('/data/compact.xlsx'),
  ])
  const { agreement, money } = JSON.parse(json.body) as Snapshot
  const rows = Papa.parse<Record<string, string>>(csv.body.trimEnd(), { header: true }).data
  expect(rows.length).toBe(4 + writes.length)
  const minors = (of: { number: unknown; minor: unknown; currency: unknown }[]) =>
    of.map(({ number, minor, currency }) => `${number} ${minor} ${currency}`).sort()
  expect(minors(money?.entries ?? [])).toEqual(minors(rows as never))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(xlsx.rawPayload as never)
  const sheet = book.getWorksheet('ledger')
  const heads = (sheet?.getRow(1).values ?? []) as string[]
  const at = (name: string) => heads.indexOf(name)
  const inBook = (sheet?.getRows(2, (sheet?.rowCount ?? 1) - 1) ?? []).map((row) => ({
    number: row.getCell(at('number')).value,
    minor: row.getCell(at('minor')).value,
    currency: row.getCell(at('currency')).value,
  }))
  expect(minors(inBook)).toEqual(minors(rows as never))
  const inIati = [
    ...iati.body.matchAll(
      /<transaction ref="(\d+)"[\s\S]*?<value currency="(\w+)"[^>]*>(-?[\d.]+)<\/value>/g,
    ),
  ].map(([, number, currency, value]) => ({ number, currency, minor: Math.round(Number(value) * 100) }))
  const isTold = (row: Record<string, string>) => row.passed_on === 'no' || row.counts_as !== 'expenditure'
  expect(minors(inIati)).toEqual(minors(rows.filter(isTold) as never))

  // The page beside the CSV, added up here anew.
  const plan = (agreement as Agreement).plan
  const sum = (column: (typeof columns)[number], component: string | null, year: string | null) =>
    rows
      .filter((row) => component === null || row.component === component)
      .filter((row) => year === null || row.year === year)
      .filter((row) =>
        columnsOf(row.counts_as ?? '', row.passed_on === 'yes').some((each) => each === column),
      )
      .reduce(
        (all, row) =>
          all + (worthInPlan(plan, { minor: Number(row.minor), currency: row.currency ?? '' }) ?? 0),
        0,
      )
  const shown = (minor: number) => showMoney(usd(minor), 'en').replace(/\u00a0/g, ' ')
  const cells = moneyOnPage(page.body)
  for (const [name, component, year] of [
    ['Protection/', 'protection', null],
    ['Protection/Year 1', 'protection', 'y1'],
    ['Prevention/', 'prevention', null],
    ['Prevention/Year 2', 'prevention', 'y2'],
    ['All components/', null, null],
  ] as const) {
    const [, , pledged, committed, disbursed, spent] = cells.get(name) ?? []
    expect([name, committed, disbursed, spent]).toEqual([
      name,
      ...(['committed', 'disbursed', 'spent'] as const).map((column) => shown(sum(column, component, year))),
    ])
    if (component === null) expect(pledged).toBe(shown(sum('pledged', null, null)))
  }
  await http.close()
})
