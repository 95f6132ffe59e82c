import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import type { Agreement, Component } from '../../compacts/agreement.ts'
import { aCompactInForce as aSignedCompact } from '../../compacts/compacts.test-data.ts'
import { alone } from '../../compacts/effects.ts'
import { takeStep } from '../../compacts/life.ts'
import { agreementInForce } from '../../compacts/store.ts'
import { transact } from '../../house/transact.ts'
import { activityDateType } from '../../iati/model.ts'
import { renderPage } from '../../ui/page.tsx'
import { aCompactInForce, written } from '../funding.test-data.ts'
import { columns, readTotals } from '../totals.ts'
import { activitiesOf } from './iati/activities.ts'
import { publisherFrom } from './iati/publisher.ts'
import { PublicCompactPage } from './pages/public-compact-page.tsx'
import { readSnapshot } from './read.ts'
import type { Snapshot } from './snapshot.ts'

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
