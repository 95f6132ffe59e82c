import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { lookAtRisk } from '../../compacts/risks.ts'
import { agreementInForce } from '../../compacts/store.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import { transact } from '../../house/transact.ts'
import type { Transaction } from '../../iati/model.ts'
import {
  aCompactInForce,
  awarded,
  bringIntoForce,
  changeOf,
  type Scene,
  written,
} from '../funding.test-data.ts'
import { sumOf } from '../ledger.ts'
import { atRatesOfTheDay, readTotals, together } from '../totals.ts'
import {
  actOnCondition,
  askForRelease,
  type ConditionActValues,
  decideOnRelease,
  decideOnTranche,
} from '../tranches.ts'
import { activitiesOf } from './iati/activities.ts'
import { publisherFrom } from './iati/publisher.ts'
import { readSnapshot } from './read.ts'
import { sheetOf } from './sheets.ts'
import { added } from './totals.ts'

let house: TestHouse
let scene: Scene
const usd = (minor: number) => ({ minor, currency: 'USD' })

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
  scene = await aCompactInForce(house)
  const award = (key: string, parent: string | null, begins: string) =>
    awarded(house, scene, { key, number: key, parent, minor: 10_000_000, begins, ends: '2026-12-31' })
  await award('later', null, '2025-03-01')
  await award('under', 'later', '2025-04-01')
  await award('unnamed', null, '2025-05-01')
  await written(house, scene, { amount: usd(20_000_000) })
  // Money is promised and paid before the period of performance begins, here to a sub-award alone.
  await written(house, scene, {
    kind: 'disbursement',
    date: '2024-12-20',
    amount: usd(5_000_000),
    award: 'under',
    receiver: 'award:under',
  })
})
afterAll(() => house.close())

it('Money for an award that begins later stands in every file of the days before, with the award and that above it', async () => {
  const snapshot = await readSnapshot(house.db, scene.compact, '2024-12-31')
  expect(snapshot.money?.entries).toHaveLength(2)
  expect(snapshot.money?.awards.map(({ key }) => key)).toEqual(['later', 'under'])
  const activities = activitiesOf(snapshot, publisherFrom('XM-DAC-41127', snapshot), {
    origin: 'https://tip.example.org',
  })
  const refs = activities.flatMap(({ transactions }) =>
    [...(transactions as Iterable<Transaction>)].map(({ ref }) => ref),
  )
  expect(refs.sort()).toEqual(['1', '2'])
})

it('Of awards that no money names, those are told that had begun', async () => {
  const told = async (day: string) =>
    (await readSnapshot(house.db, scene.compact, day)).money?.awards.map(({ key }) => key)
  expect(await told('2024-11-30')).toEqual([])
  expect(await told('2025-04-30')).toEqual(['later', 'under'])
  expect(await told('2025-06-30')).toEqual(['later', 'under', 'unnamed'])
})

it('Where an initiative stands is told for the day, from awards and entries up to it', async () => {
  const told = async (day: string) =>
    (await readSnapshot(house.db, scene.compact, day)).money?.initiatives.map(({ key, state, since }) => [
      key,
      state,
      since,
    ])
  expect(await told('2024-01-15')).toEqual([
    ['shelters', 'planned', null],
    ['schools', 'planned', null],
  ])
  // Committed without a line, it is said of no initiative; paid to an award, of that of the award.
  expect(await told('2024-11-30')).toEqual(await told('2024-01-15'))
  expect((await told('2024-12-31'))?.[0]).toEqual(['shelters', 'active', '2024-12-20'])
  expect((await told('2025-07-01'))?.[0]).toEqual(['shelters', 'active', '2024-12-20'])
})

it('A ledger in which somebody else wrote more than can be added up is still read on every page and in every file', async () => {
  const own = await aCompactInForce(house)
  const first = await written(house, own, { kind: 'pledge', amount: usd(1) })
  for (const number of [2, 3, 4]) {
    const draft = uuid()
    await sql`insert into money_drafts select (jsonb_populate_record(d, jsonb_build_object('id', ${draft}::text))).*
      from money_drafts d where entry_id = ${first} limit 1`.execute(house.owner)
    await sql`insert into ledger_entries select (jsonb_populate_record(e, jsonb_build_object('id', ${uuid()}::text,
      'draft_id', ${draft}::text, 'number', ${number}::integer, 'minor', ${Number.MAX_SAFE_INTEGER}::bigint))).*
      from ledger_entries e where id = ${first}`.execute(house.owner)
  }
  const snapshot = await readSnapshot(house.db, own.compact, '2025-07-01')
  expect(added(snapshot.money!.totals, 'pledged').amounts).toEqual([
    { minor: Number(3n * BigInt(Number.MAX_SAFE_INTEGER) + 1n), currency: 'USD' },
  ])
  expect(canonicalJson(snapshot.money?.totals)).toContain('"entries":4')
  const { agreement } = (await agreementInForce(house.db, own.compact))!
  const { lines } = await readTotals(house.db, own.compact, agreement, '2025-07-01')
  expect(together(lines, 'pledged', 'USD').total?.minor).toBeGreaterThan(Number.MAX_SAFE_INTEGER)
  expect(await sumOf(house.db, own.compact)).toMatchObject([{ entries: 4 }])
  expect((await atRatesOfTheDay(house.db, own.compact, [], 'USD', '2025-07-01')).pledged.total).toBeNull()
})

it('What was found by a day stays as it was told on it, when a later amendment changes the words', async () => {
  const own = await aCompactInForce(house)
  const condition = { tranche: 't1', condition: 'law' }
  const act = (
    over: Partial<ConditionActValues> & Pick<ConditionActValues, 'act'>,
    person: string,
    of: string,
  ) =>
    transact(house.db, (trx) =>
      actOnCondition(trx, changeOf(house, person, of), own.compact, {
        ...condition,
        ...{ reason: null, until: null, document: null, url: null, capacity: null },
        ...over,
      }),
    )
  await act({ act: 'evidence', url: 'https://example.org/act' }, own.minister, own.ministry)
  await act({ act: 'satisfied' }, own.verifier, own.donor)
  const told = async (day: string) =>
    (await readSnapshot(house.db, own.compact, day)).money?.conditions.find(({ key }) => key === 'law')
  const before = await told('2025-07-01')
  expect(before).toMatchObject({ state: 'satisfied', open: false })

  const { agreement } = (await agreementInForce(house.db, own.compact))!
  const amended = (change: (text: string) => string, due: string | null) => ({
    ...agreement,
    tranches: agreement.tranches.map((tranche) => ({
      ...tranche,
      conditions: tranche.conditions.map((each) =>
        each.key === 'law'
          ? { ...each, due: due ?? each.due, text: { ...each.text, en: change(each.text.en ?? '') } }
          : each,
      ),
    })),
  })
  const on = (day: string) => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })
  await bringIntoForce(
    on('2025-08-01'),
    own.compact,
    amended((text) => text, '2025-12-01'),
    2,
  )
  expect(await told('2025-08-01')).toMatchObject({ state: 'satisfied', open: false })
  await bringIntoForce(
    on('2025-09-01'),
    own.compact,
    amended((text) => `${text} And it is in force.`, null),
    3,
  )
  expect(await told('2025-07-01')).toEqual(before)
  expect(await told('2025-09-01')).toMatchObject({ state: 'none', open: true })
})

it('A tranche that was put off and then cancelled is told of as it stood on the day, and planned in IATI no more', async () => {
  const own = await aCompactInForce(house)
  const on = (day: string) => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })
  const decide = (day: string, act: 'cancelled' | 'deferred', until: string | null) =>
    transact(house.db, (trx) =>
      decideOnTranche(trx, changeOf(on(day), own.verifier, own.donor), own.compact, {
        ...{ tranche: 't2', act, until, reason: 'Elections', capacity: 'Ambassador' },
      }),
    )
  await decide('2025-07-02', 'deferred', '2025-10-01')
  await decide('2025-11-02', 'cancelled', null)
  const told = async (day: string) => {
    const snapshot = await readSnapshot(house.db, own.compact, day)
    const tranche = snapshot.money?.tranches.find(({ key }) => key === 't2')
    const activities = activitiesOf(snapshot, publisherFrom('XM-DAC-41127', snapshot), {
      origin: 'https://tip.example.org',
    })
    const planned = activities.flatMap(({ plannedDisbursements = [] }) =>
      plannedDisbursements.map(({ type, periodStart, value }) => [type, periodStart, value.amount]),
    )
    return [tranche?.stopped?.act ?? null, tranche?.waits.minor, planned]
  }
  const first = ['1', '2024-06-01', '400000.00']
  expect(await told('2025-07-01')).toEqual([null, 30_000_000, [first, ['1', '2025-03-01', '500000.00']]])
  expect(await told('2025-09-30')).toEqual([
    'deferred',
    30_000_000,
    [first, ['2', '2025-10-01', '500000.00']],
  ])
  expect((await told('2025-10-01'))[0]).toBeNull()
  expect(await told('2025-11-02')).toEqual(['cancelled', 0, [first]])
})

it('Of a tranche of which a part was released before it was put off both parts are told, and who put it off', async () => {
  const own = await aCompactInForce(house)
  await written(house, own, { amount: { minor: 100_000_000, currency: 'USD' } })
  const by = (person: string) => changeOf(house, person, own.donor)
  for (const condition of ['law', 'audit'])
    await transact(house.db, (trx) =>
      actOnCondition(trx, by(own.verifier), own.compact, {
        ...{ tranche: 't1', condition, act: 'waived', reason: 'Floods', until: null, document: null },
        ...{ url: null, capacity: 'Ambassador' },
      }),
    )
  const request = await transact(house.db, (trx) =>
    askForRelease(trx, by(own.officer), own.compact, {
      ...{ tranche: 't1', minor: 30_000_000, note: 'As planned', exception: null },
    }),
  )
  await transact(house.db, (trx) =>
    decideOnRelease(trx, by(own.approver), own.compact, request, 'released', null),
  )
  await transact(house.db, (trx) =>
    decideOnTranche(trx, by(own.verifier), own.compact, {
      ...{ tranche: 't1', act: 'deferred', until: '2026-12-01', reason: 'Elections', capacity: 'Ambassador' },
    }),
  )
  const snapshot = await readSnapshot(house.db, own.compact, '2025-07-02')
  const activities = activitiesOf(snapshot, publisherFrom('XM-DAC-41127', snapshot), {
    origin: 'https://tip.example.org',
  })
  expect(
    activities
      .flatMap(({ plannedDisbursements = [] }) => plannedDisbursements)
      .map(({ type, periodStart, value }) => [type, periodStart, value.amount])
      .slice(0, 2),
  ).toEqual([
    ['1', '2024-06-01', '300000.00'],
    ['2', '2026-12-01', '100000.00'],
  ])
  const sheet = sheetOf(snapshot, 'conditions')
  const rows = [...sheet.rows()]
  expect(rows.every((row) => row.length === sheet.columns.length)).toBe(true)
  const cell = (row: readonly unknown[], column: string) => row[sheet.columns.indexOf(column)]
  const first = rows[0]!
  expect(
    ['tranche_stopped', 'tranche_decided_on', 'tranche_decided_as'].map((name) => cell(first, name)),
  ).toEqual(['deferred', '2025-07-01', 'Ambassador'])
  expect(cell(first, 'tranche_decided_by')).toBe(snapshot.money?.tranches[0]?.stopped?.name)
  expect(cell(first, 'tranche_decided_for')).toMatch(/^Donor/)
})

it('A cancelled tranche with its ongoing condition holds nothing once no payment comes after it', async () => {
  const own = await aCompactInForce(house)
  const audit = async () =>
    (await readSnapshot(house.db, own.compact, '2025-07-02')).money?.conditions.find(
      ({ key }) => key === 'audit',
    )
  for (const [tranche, open] of [
    ['t1', true],
    ['t2', false],
  ] as const) {
    await transact(house.db, (trx) =>
      decideOnTranche(trx, changeOf(house, own.verifier, own.donor), own.compact, {
        ...{ tranche, act: 'cancelled', until: null, reason: 'Elections', capacity: null },
      }),
    )
    expect(await audit()).toMatchObject({ open })
  }
})

it('A risk is told of as it was last seen by the day', async () => {
  const own = await aCompactInForce(house, (agreement) => ({
    ...agreement,
    risks: [
      {
        ...{ key: 'floods', text: { en: 'Floods' }, likelihood: 2, effect: 3 },
        ...{ owner: 'ministry', response: { en: 'Boats' } },
      },
    ],
  }))
  await transact(house.db, (trx) =>
    lookAtRisk(trx, changeOf(house, own.minister, own.ministry), {
      ...{ compact: own.compact, risk: 'floods', state: 'happening', likelihood: 5, effect: 4 },
      note: 'The river rose',
    }),
  )
  const told = async (day: string) => (await readSnapshot(house.db, own.compact, day)).risks
  const seen = { key: 'floods', state: 'watched', likelihood: 2, effect: 3, looked: null }
  expect(await told('2025-06-30')).toEqual([seen])
  expect(await told('2025-07-01')).toEqual([
    {
      ...{ key: 'floods', state: 'happening', likelihood: 5, effect: 4 },
      looked: { on: '2025-07-01', note: 'The river rose', organisation: expect.stringMatching(/^Ministry/) },
    },
  ])
})
