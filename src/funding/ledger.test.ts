import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { operator } from '../house/actor.ts'
import { Fault } from '../house/errors.ts'
import { appendOnly, callable, throughFunctionsOnly } from '../house/grants.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import { assertForeseen } from './foreseen.ts'
import {
  aCompactInForce,
  anAgreement,
  anEntry,
  awarded,
  bringIntoForce,
  changeOf,
  type Scene,
  written,
} from './funding.test-data.ts'
import {
  approveMoney,
  balancesOn,
  type EntryValues,
  enterMoney,
  entriesOf,
  findEntry,
  ledgerFaults,
  refuseMoney,
} from './ledger.ts'
import { packageOf, sendPackage } from './packages.ts'
import { actOnCondition, askForRelease, decideOnRelease } from './tranches.ts'

let house: TestHouse
let scene: Scene

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
  scene = await aCompactInForce(house)
})
afterAll(() => house.close())

const usd = (minor: number) => ({ minor, currency: 'USD' })
const refusal = async (work: Promise<unknown>): Promise<MoneyFault> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof MoneyFault) return error
  throw error ?? new Error('it was not refused')
}
const enter = (over: Partial<EntryValues> = {}, at: Scene = scene) =>
  transact(house.db, (trx) =>
    enterMoney(trx, changeOf(house, at.officer, at.donor), at.compact, anEntry(over)),
  )
const approve = (draft: string, person = scene.approver, at: Scene = scene) =>
  transact(house.db, (trx) => approveMoney(trx, changeOf(house, person, at.donor), at.compact, draft, null))
/** Everything but the conditions of a tranche out of the way. */
const satisfy = async (at: Scene, tranche: string, condition: string) => {
  const about = { tranche, condition, reason: null, until: null, document: null, capacity: null }
  await transact(house.db, (trx) =>
    actOnCondition(trx, changeOf(house, at.minister, at.ministry), at.compact, {
      ...about,
      act: 'evidence',
      url: 'https://example.org/evidence',
    }),
  )
  await transact(house.db, (trx) =>
    actOnCondition(trx, changeOf(house, at.verifier, at.donor), at.compact, {
      ...about,
      act: 'satisfied',
      url: null,
    }),
  )
}
const release = async (at: Scene, tranche: string, minor: number, exception: string | null = null) => {
  const request = await transact(house.db, (trx) =>
    askForRelease(trx, changeOf(house, at.officer, at.donor), at.compact, {
      tranche,
      minor,
      note: 'As planned',
      exception,
    }),
  )
  return transact(house.db, (trx) =>
    decideOnRelease(trx, changeOf(house, at.approver, at.donor), at.compact, request, 'released', null),
  )
}

const sent = (at: Scene) =>
  transact(house.db, (trx) =>
    sendPackage(trx, changeOf(house, at.officer, at.donor), at.compact, {
      quarter: '2025-Q4',
      tranche: 't1',
      minor: 1,
      progress: 'The shelters were built and opened',
      forecast: [{ quarter: '2026-Q1', minor: 1 }],
      exception: null,
    }),
  )

describe('The everyday role of the database', () => {
  it('reads the tables of money and changes none of them, and adds to three that triggers look at', async () => {
    // Found in the catalogue, so that none is missing from a list: all that hangs on the money of a compact, or is called so.
    const { rows } = await sql<{ table: string }>`
      select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relkind in ('r', 'p') and (
        c.relname ~ '^(money|fund|ledger|tranche|disbursement|condition|award|exchange)'
        or exists (select 1 from pg_constraint k join pg_class f on f.oid = k.confrelid
          where k.contype = 'f' and k.conrelid = c.oid and f.relname ~ '^(money|fund|ledger|tranche)'))
      order by 1`.execute(house.db)
    const tables = rows.map(({ table }) => table)
    expect(tables.filter((table) => !throughFunctionsOnly.includes(table))).toEqual([
      'disbursement_packages',
      'exchange_rate_answers',
      'exchange_rates',
    ])
    expect(throughFunctionsOnly.filter((table) => !tables.includes(table))).toEqual([])
    const own = await aCompactInForce(house)
    await sent(own)
    for (const table of tables) {
      await sql`select * from ${sql.table(table)}`.execute(house.db)
      for (const attempt of [
        sql`update ${sql.table(table)} set compact_id = compact_id`,
        sql`delete from ${sql.table(table)}`,
        sql`truncate ${sql.table(table)}`,
      ])
        await expect(attempt.execute(house.db), table).rejects.toMatchObject({
          code: expect.stringMatching(/^(42501|23001)$/),
        })
      const insert = sql`insert into ${sql.table(table)} default values`.execute(house.db)
      await expect(insert, table).rejects.toMatchObject({
        code: expect.stringMatching(throughFunctionsOnly.includes(table) ? /^42501$/ : /^(23001|TPF\d\d)$/),
      })
    }
  })

  it('keeps a package as it was sent, with the request it came with, and answers it with the decision on that', async () => {
    const own = await aCompactInForce(house)
    const id = await sent(own)
    const row = await packageOf(house.db, own.compact, id)
    const forged = (change: Record<string, unknown>) => {
      const { board, forecast, ...rest } = row
      return house.db
        .insertInto('disbursement_packages')
        .values({
          ...rest,
          id: uuid(),
          board: JSON.stringify(board),
          forecast: JSON.stringify(forecast),
          ...change,
        })
        .execute()
    }
    const restricted = { code: '23001' }
    for (const change of [
      { minor: 2 },
      { tranche: 't2' },
      { currency: 'EUR' },
      { sent_by: own.minister },
      { sent_at: new Date('2024-01-01') },
      { answer: 'released' as const },
    ])
      await expect(forged(change), Object.keys(change)[0]).rejects.toMatchObject(restricted)
    for (const db of [house.db, house.owner])
      for (const column of Object.keys(row))
        await expect(
          sql`update disbursement_packages set ${sql.ref(column)} = default where id = ${id}`.execute(db),
          column,
        ).rejects.toMatchObject(restricted)
    const answer = (db: typeof house.db) =>
      sql`update disbursement_packages set answer = 'released', answered_by = ${own.approver}, answered_for = ${own.donor},
        answered_at = now(), letter = 'Granted' where id = ${id}`.execute(db)
    for (const db of [house.db, house.owner]) await expect(answer(db)).rejects.toMatchObject(restricted)
    await transact(house.db, (trx) =>
      decideOnRelease(
        trx,
        changeOf(house, own.approver, own.donor),
        own.compact,
        row.request_id,
        'refused',
        'Too much at once',
      ),
    )
    expect(await packageOf(house.db, own.compact, id)).toEqual({
      ...row,
      answer: 'refused',
      answered_by: own.approver,
      answered_for: own.donor,
      answered_at: house.now(),
      letter: 'Too much at once',
    })
    await expect(answer(house.db)).rejects.toMatchObject(restricted)
    await expect(forged({})).rejects.toMatchObject(restricted)
  })

  it('calls the functions it is given, and none that stands behind them', async () => {
    const { rows } = await sql<{ name: string; may: boolean }>`
      select p.proname as name, has_function_privilege(current_user, p.oid, 'execute') as may
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = current_schema() and p.prosecdef and p.proname ~ '^(fund|money|tranche|condition|award|consultation)_'`.execute(
      house.db,
    )
    expect(
      rows
        .filter(({ may }) => may)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...callable].sort())
    expect(rows.length).toBeGreaterThan(callable.length)
  })

  it('only adds to rates', () => {
    expect(appendOnly).toEqual(expect.arrayContaining(['exchange_rates']))
  })

  it('is not led astray by a table of the same name before the real one', async () => {
    const { rows } = await sql<{ path: string[] | null }>`
      select p.proconfig as path from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = current_schema() and (p.proname ~ '^(fund|money|tranche|condition|award)_'
        or p.prosecdef and p.proname ~ '^consultation_')`.execute(house.db)
    for (const { path } of rows)
      expect(path?.find((each) => each.startsWith('search_path='))).toMatch(
        new RegExp(`search_path=.*${house.schema}.*pg_temp$`),
      )
  })
})

describe('What is written in the ledger', () => {
  it('stays: nobody changes or deletes it, the owner of the tables included', async () => {
    await written(house, scene, { kind: 'pledge', amount: usd(100) })
    for (const table of ['ledger_entries', 'ledger_postings'])
      for (const attempt of [
        sql`update ${sql.table(table)} set minor = 1`,
        sql`delete from ${sql.table(table)}`,
        sql`truncate ${sql.table(table)} cascade`,
      ])
        await expect(attempt.execute(house.owner)).rejects.toThrow()
  })

  it('sums to nothing, moves from one account to another, and is numbered without gaps', async () => {
    const own = await aCompactInForce(house)
    const commitment = await written(house, own)
    await written(house, own, {
      kind: 'disbursement',
      amount: usd(10_000_000),
      date: '2024-03-01',
      line: 'p1',
    })
    const { postings, number } = await findEntry(house.db, own.compact, commitment)
    expect(number).toBe(1)
    expect(postings.map(({ stage, minor }) => [stage, minor])).toEqual([
      ['plan', -50_000_000],
      ['committed', 50_000_000],
    ])
    expect(await balancesOn(house.db, own.compact, '2024-02-29')).toEqual([
      { contribution: 'grant', stage: 'committed', holder: '', minor: 50_000_000 },
      { contribution: 'grant', stage: 'plan', holder: '', minor: -50_000_000 },
    ])
    expect(await balancesOn(house.db, own.compact, '2024-03-01')).toEqual([
      { contribution: 'grant', stage: 'committed', holder: '', minor: 40_000_000 },
      { contribution: 'grant', stage: 'held', holder: 'ngo', minor: 10_000_000 },
      { contribution: 'grant', stage: 'plan', holder: '', minor: -50_000_000 },
    ])
    expect((await entriesOf(house.db, own.compact)).map(({ number }) => number)).toEqual([1, 2])
    expect(await ledgerFaults(house.db, own.compact)).toEqual([])
  })

  it('needs two people, also when the function is called past the program', async () => {
    const draft = await enter({ amount: usd(1) })
    expect(await refusal(approve(draft, scene.officer))).toMatchObject({ fault: 'four eyes', status: 403 })
    await expect(
      sql`select money_decide(${draft}, ${uuid()}, 'approved', ${scene.officer}, ${scene.donor}, null, now())`.execute(
        house.db,
      ),
    ).rejects.toMatchObject({ code: 'TPF01' })
    expect(await refusal(approve(draft, null as never))).toMatchObject({ fault: 'nobody' })
    const stranger = { ...changeOf(house, scene.approver, uuid()) }
    expect(
      await refusal(transact(house.db, (trx) => approveMoney(trx, stranger, scene.compact, draft, null))),
    ).toMatchObject({ fault: 'not a party' })
    expect(
      await refusal(
        transact(house.db, (trx) =>
          enterMoney(trx, { actor: operator, at: house.now(), standsFor: [] }, scene.compact, anEntry()),
        ),
      ),
    ).toMatchObject({ fault: 'nobody' })
  })

  it('is approved once, or refused once with a reason', async () => {
    const draft = await enter({ kind: 'pledge', amount: usd(1) })
    const both = await Promise.allSettled([approve(draft), approve(draft)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(approve(draft))).toMatchObject({ fault: 'decided' })
    const other = await enter({ kind: 'pledge', amount: usd(1) })
    const refuse = (reason: string) =>
      transact(house.db, (trx) =>
        refuseMoney(trx, changeOf(house, scene.approver, scene.donor), scene.compact, other, reason),
      )
    expect(await refusal(refuse(''))).toMatchObject({ fault: 'reason missing' })
    await refuse('The amount is that of another grant')
    expect(await refusal(approve(other))).toMatchObject({ fault: 'decided' })
  })

  it.each([
    ['a day that has come nowhere', { date: '2025-07-03' }, 'wrong day', 'date'],
    ['a pledge far older than the compact', { kind: 'pledge', date: '2013-12-31' }, 'wrong day', 'date'],
    ['a day before the compact', { date: '2023-12-31' }, 'outside term', 'date'],
    ['another currency', { amount: { minor: 1, currency: 'EUR' } }, 'other currency', 'currency'],
    ['a contribution that is not there', { contribution: 'other' }, 'unknown', 'contribution'],
    ['a line of another contribution', { line: 's1' }, 'unknown', 'line'],
    ['a receiver that is not there', { receiver: 'somebody' }, 'unknown', 'receiver'],
    ['an award that is not there', { award: 'a-1' }, 'unknown', 'award'],
    ['no amount', { amount: usd(0) }, 'no amount', 'amount'],
    [
      'a provider who does not contribute',
      { provider: 'ngo', receiver: 'donor' },
      'wrong provider',
      'provider',
    ],
  ] as const)('is refused for %s, and nothing of it stays', async (_, over, fault, place) => {
    const before = await entriesOf(house.db, scene.compact)
    const draft = await enter(over)
    const told = await refusal(approve(draft))
    expect(told).toMatchObject({ fault, details: [{ place }] })
    expect(told.details[0]?.remedy).toBeTruthy()
    expect(told.in('fr').message).not.toBe(told.message)
    expect(await entriesOf(house.db, scene.compact)).toEqual(before)
  })

  it.each([
    '2025-02-30',
    '9999-99-99',
    '0001-01-01',
    '1899-12-31',
  ])('is not even entered for %s, which is no day a page could show', async (date) => {
    expect(await refusal(enter({ date }))).toMatchObject({ fault: 'wrong day', details: [{ place: 'date' }] })
  })

  it('is of the day it is anywhere: a morning in Suva has come when it is still yesterday in Greenwich', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { kind: 'pledge', date: '2025-07-02', amount: usd(1) })
    expect((await entriesOf(house.db, own.compact)).map(({ date }) => date)).toEqual(['2025-07-02'])
  })

  it('takes a refund as what came back, and a smaller commitment with a reason', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { amount: usd(10_000_000) })
    await written(house, own, { kind: 'disbursement', amount: usd(9_000_000), date: '2024-03-01' })
    await written(house, own, {
      kind: 'refund',
      amount: usd(2_000_000),
      date: '2024-04-01',
      provider: 'ngo',
      receiver: 'donor',
    })
    const lower = await enter({ amount: usd(-4_000_000), date: '2024-05-01' }, own)
    expect(await refusal(approve(lower, own.approver, own))).toMatchObject({ fault: 'reason missing' })
    const tooLow = { amount: usd(-3_000_001), date: '2024-05-01', note: 'Fewer schools' }
    expect(await refusal(approve(await enter(tooLow, own), own.approver, own))).toMatchObject({
      fault: 'over committed',
      facts: { minor: 3_000_000 },
    })
    await written(house, own, { ...tooLow, amount: usd(-3_000_000) })
    const entries = await entriesOf(house.db, own.compact)
    expect(entries.map(({ minor }) => minor)).toEqual([10_000_000, 9_000_000, -2_000_000, -3_000_000])
    const held = (await balancesOn(house.db, own.compact, '2024-05-01')).find(({ stage }) => stage === 'held')
    expect(held?.minor).toBe(7_000_000)
  })

  it('does not count twice what is passed on to a sub-recipient', async () => {
    const own = await aCompactInForce(house)
    await awarded(house, own, {
      key: 'sub-1',
      number: 'SUB-1',
      title: 'Shelter in Ho',
      recipient: 'A shelter',
    })
    await written(house, own)
    await written(house, own, { kind: 'disbursement', amount: usd(5_000_000), date: '2024-03-01' })
    const onward = await written(house, own, {
      kind: 'disbursement',
      amount: usd(1_000_000),
      date: '2024-03-05',
      provider: 'ngo',
      receiver: 'award:sub-1',
      award: 'sub-1',
    })
    await written(house, own, {
      kind: 'expenditure',
      amount: usd(400_000),
      date: '2024-03-09',
      provider: 'award:sub-1',
      receiver: 'award:sub-1',
    })
    expect((await findEntry(house.db, own.compact, onward)).onward).toBe(true)
    const balances = await balancesOn(house.db, own.compact, '2024-12-31')
    expect(balances.filter(({ stage }) => stage === 'held')).toEqual([
      { contribution: 'grant', stage: 'held', holder: 'award:sub-1', minor: 600_000 },
      { contribution: 'grant', stage: 'held', holder: 'ngo', minor: 4_000_000 },
    ])
    expect(await ledgerFaults(house.db, own.compact)).toEqual([])
  })
})

describe('Disbursed is never more than released, than committed, than planned', () => {
  it('on any day, not only at the end', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { date: '2024-06-01' })
    const early = await enter({ kind: 'disbursement', amount: usd(1_000), date: '2024-05-31' }, own)
    expect(await refusal(approve(early, own.approver, own))).toMatchObject({ fault: 'over committed' })
  })

  it('unless somebody else agrees to a flagged and explained exception', async () => {
    const own = await aCompactInForce(house)
    const more = { amount: usd(100_000_001) }
    expect(await refusal(approve(await enter(more, own), own.approver, own))).toMatchObject({
      fault: 'over planned',
      facts: { minor: 100_000_000 },
    })
    const reason = 'The rate moved between signature and payment'
    const entry = await written(house, own, { ...more, exception: reason })
    expect((await findEntry(house.db, own.compact, entry)).exceptions).toMatchObject([
      { rule: 'over planned', over_minor: 1, reason, asked_by: own.officer, agreed_by: own.approver },
    ])
  })

  it('for a line of the plan: no more is committed or paid than is planned for it, nor paid than is committed to it', async () => {
    const own = await aCompactInForce(house)
    const commit = { date: '2024-02-01' }
    await written(house, own, { ...commit, line: 'p1', amount: usd(50_000_000) })
    const tries = async (values: Partial<EntryValues>) =>
      refusal(approve(await enter(values, own), own.approver, own))
    expect(await tries({ ...commit, line: 'p1', amount: usd(10_000_001) })).toMatchObject({
      fault: 'over line',
      facts: { why: 'committed', key: 'p1', minor: 10_000_000 },
    })
    // Outside the tranches 100,000.00 can be paid; nothing is committed to the second line.
    const pay = { kind: 'disbursement', date: '2025-02-01', amount: usd(6_000_000) } as const
    expect(await tries({ ...pay, line: 'p2' })).toMatchObject({
      fault: 'over line',
      facts: { why: 'uncovered', key: 'p2', minor: 0 },
    })
    const reason = 'Floods: the schools come first'
    const entry = await written(house, own, { ...pay, line: 'p2', exception: reason })
    expect((await findEntry(house.db, own.compact, entry)).exceptions).toMatchObject([
      { rule: 'paid over committed for line', over_minor: 6_000_000, reason, agreed_by: own.approver },
    ])
    // What names no line may stand for any: the next is covered.
    await written(house, own, { ...commit, amount: usd(10_000_000) })
    await written(house, own, { ...pay, line: 'p2', amount: usd(4_000_000) })
    expect(await tries({ ...commit, amount: usd(-1), note: 'Less' })).toMatchObject({
      fault: 'over line',
      facts: { why: 'whole', minor: 0 },
    })
    const rows = await entriesOf(house.db, own.compact)
    expect(rows.flatMap(({ passed }) => (passed === null ? [] : [passed]))).toEqual([
      'paid over committed for line',
    ])
    const over = await written(house, own, {
      ...commit,
      line: 'p1',
      amount: usd(10_000_001),
      exception: reason,
    })
    expect((await findEntry(house.db, own.compact, over)).exceptions).toMatchObject([
      { rule: 'over planned for line', over_minor: 1 },
    ])
    expect(await ledgerFaults(house.db, own.compact)).toEqual([])
  })

  it('nor paid than is planned for it, whatever is committed to the contribution as a whole', async () => {
    const own = await aCompactInForce(house, (agreement) => ({
      ...agreement,
      tranches: [],
    }))
    await written(house, own, { date: '2024-02-01', amount: usd(100_000_000) })
    const pay = { kind: 'disbursement', date: '2025-02-01', line: 'p2', amount: usd(40_000_001) } as const
    expect(await refusal(approve(await enter(pay, own), own.approver, own))).toMatchObject({
      fault: 'over line',
      facts: { why: 'paid', key: 'p2', minor: 40_000_000 },
    })
    const paid = await written(house, own, { ...pay, amount: usd(40_000_000) })
    const more = { ...pay, amount: usd(5), exception: 'Floods: the schools come first' }
    const entry = await written(house, own, more)
    expect((await findEntry(house.db, own.compact, entry)).exceptions).toMatchObject([
      { rule: 'paid over planned for line', over_minor: 5 },
    ])
    // What was taken back makes room again.
    await written(house, own, { kind: 'reversal', reverses: paid, date: '2025-03-01', note: 'Never left' })
    await written(house, own, { ...pay, amount: usd(39_999_995) })
  })

  it('and with a reason by no more than the contribution itself comes to', async () => {
    const own = await aCompactInForce(house)
    const far = await enter({ amount: usd(200_000_001), exception: 'The rate moved' }, own)
    expect(await refusal(approve(far, own.approver, own))).toMatchObject({
      fault: 'beyond bounds',
      facts: { why: 'exception', minor: 200_000_000 },
    })
    await written(house, own, { amount: usd(200_000_000), exception: 'The rate moved' })
  })

  it('so that nothing is too large to be added up: an entry, the pledges of a contribution, all of them together', async () => {
    const own = await aCompactInForce(house)
    expect(await refusal(enter({ kind: 'pledge', amount: usd(100_000_000_000_001) }, own))).toMatchObject({
      fault: 'beyond bounds',
      facts: { why: 'entry', minor: 100_000_000_000_000 },
    })
    const pledge = { kind: 'pledge', note: 'Of all of us' } as const
    await written(house, own, { ...pledge, amount: usd(999_999_999) })
    expect(
      await refusal(approve(await enter({ ...pledge, amount: usd(2) }, own), own.approver, own)),
    ).toMatchObject({ fault: 'beyond bounds', facts: { why: 'pledge', minor: 1 } })
    const MOST = Number.MAX_SAFE_INTEGER
    await house.owner
      .updateTable('fund_compacts')
      .set({ turnover: MOST - 1 })
      .where('compact_id', '=', own.compact)
      .execute()
    expect(
      await refusal(approve(await enter({ ...pledge, amount: usd(-2) }, own), own.approver, own)),
    ).toMatchObject({ fault: 'beyond bounds', facts: { why: 'ledger', minor: 1 } })
    await written(house, own, { ...pledge, amount: usd(-1) })
  })

  it('and what is spent ahead of payment by no more than is committed, as who spends it says itself', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { amount: usd(10_000_000) })
    const spent = {
      kind: 'expenditure',
      date: '2024-03-01',
      provider: 'ngo',
      receiver: 'ngo',
      exception: 'Paid for at the trust’s own risk',
    } as const
    const itself = own.accountant
    const entered = await enter({ ...spent, amount: usd(1) }, own)
    const told = await refusal(
      transact(house.db, (trx) =>
        approveMoney(trx, changeOf(house, itself, own.ngo), own.compact, entered, null),
      ),
    )
    expect(told.facts).toMatchObject({ place: 'provider', why: 'holder' })
    // Whoever enters it by the form is told at once.
    const foreseen = (by: string, minor: number) =>
      assertForeseen(house.db, own.compact, anEntry({ ...spent, amount: usd(minor) }), by)
    expect((await refusal(foreseen(own.donor, 1))).facts).toEqual(told.facts)
    await foreseen(own.ngo, 1)
    const enterItself = (minor: number) =>
      transact(house.db, (trx) =>
        enterMoney(
          trx,
          changeOf(house, itself, own.ngo),
          own.compact,
          anEntry({ ...spent, amount: usd(minor) }),
        ),
      )
    expect(await refusal(approve(await enterItself(10_000_001), own.approver, own))).toMatchObject({
      fault: 'beyond bounds',
      facts: { why: 'spent', minor: 10_000_000 },
    })
    await approve(await enterItself(10_000_000), own.approver, own)
  })

  it('and a payment of a tranche from the day of its release on, not before, with a reason or without', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { amount: usd(100_000_000) })
    for (const condition of ['law', 'audit']) await satisfy(own, 't1', condition)
    await release(own, 't1', 40_000_000)
    const payment = { kind: 'disbursement', tranche: 't1', amount: usd(1), date: '2025-06-30' } as const
    expect(await refusal(enter(payment, own))).toMatchObject({ fault: 'over released', facts: { minor: 0 } })
    const explained = await enter({ ...payment, exception: 'Paid the evening before' }, own)
    expect(await refusal(approve(explained, own.approver, own))).toMatchObject({ fault: 'over released' })
    await written(house, own, { ...payment, date: '2025-07-01' })
  })

  it('and out of a contribution paid in tranches no more goes another way than stands outside them', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { amount: usd(100_000_000) })
    const outside = { kind: 'disbursement', date: '2024-03-01' } as const
    expect(
      await refusal(approve(await enter({ ...outside, amount: usd(10_000_001) }, own), own.approver, own)),
    ).toMatchObject({ fault: 'tranche needed', facts: { minor: 10_000_000 } })
    await written(house, own, { ...outside, amount: usd(10_000_000) })
    const direct = { ...outside, kind: 'expenditure', amount: usd(1), receiver: 'donor' } as const
    expect(await refusal(approve(await enter(direct, own), own.approver, own))).toMatchObject({
      fault: 'tranche needed',
    })
  })

  it('nor with a reason, while a condition is open', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { amount: usd(100_000_000) })
    const payment = {
      kind: 'disbursement',
      date: '2024-06-03',
      tranche: 't1',
      amount: usd(1),
      exception: 'It is urgent',
    } as const
    const draft = await enter(payment, own)
    expect(await refusal(approve(draft, own.approver, own))).toMatchObject({ fault: 'over released' })
  })

  it('and a payment of a release is recorded once, however often it is sent', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { amount: usd(100_000_000) })
    await satisfy(own, 't1', 'law')
    await satisfy(own, 't1', 'audit')
    await release(own, 't1', 40_000_000)
    const payment = {
      kind: 'disbursement',
      date: '2025-07-01',
      tranche: 't1',
      amount: usd(40_000_000),
    } as const
    const drafts = await Promise.allSettled([enter(payment, own), enter(payment, own)])
    const entered = drafts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(entered).toHaveLength(1)
    await approve(entered[0]!, own.approver, own)
    expect(await refusal(enter(payment, own))).toMatchObject({ fault: 'over released', facts: { minor: 0 } })
  })
})

describe('A reversal', () => {
  it('takes back what it names, whole and once, and stands beside it', async () => {
    const own = await aCompactInForce(house)
    const wrong = await written(house, own, { kind: 'pledge', amount: usd(500) })
    const reversal = { kind: 'reversal', reverses: wrong, date: '2024-02-02' } as const
    expect(await refusal(enter(reversal, own))).toMatchObject({ fault: 'reason missing' })
    const note = 'Entered for the wrong compact'
    const drafts = await Promise.all([enter({ ...reversal, note }, own), enter({ ...reversal, note }, own)])
    const ends = await Promise.allSettled(drafts.map((draft) => approve(draft, own.approver, own)))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const entries = await entriesOf(house.db, own.compact)
    expect(entries.map(({ kind, counts_as, minor }) => [kind, counts_as, minor])).toEqual([
      ['pledge', 'pledge', 500],
      ['reversal', 'pledge', -500],
    ])
    expect((await findEntry(house.db, own.compact, wrong)).reversedBy?.number).toBe(2)
    const again = await enter({ ...reversal, reverses: entries[1]!.id, note }, own)
    expect(await refusal(approve(again, own.approver, own))).toMatchObject({ fault: 'reversed' })
    expect((await balancesOn(house.db, own.compact, '2024-12-31')).every(({ minor }) => minor === 0)).toBe(
      true,
    )
  })

  it('is refused while something later rests on what it would take back', async () => {
    const own = await aCompactInForce(house)
    const commitment = await written(house, own)
    await written(house, own, { kind: 'disbursement', amount: usd(1_000), date: '2024-03-01' })
    const back = { kind: 'reversal', reverses: commitment, note: 'Wrong', date: '2024-03-02' } as const
    expect(await refusal(approve(await enter(back, own), own.approver, own))).toMatchObject({
      fault: 'over committed',
      details: [{ place: 'reverses' }],
    })
  })
})

describe('While a compact is suspended', () => {
  const suspend = async (own: Scene, elements: string[]) => {
    await house.owner
      .insertInto('compact_suspensions')
      .values({
        id: uuid(),
        compact_id: own.compact,
        whole: elements.length === 0,
        elements: JSON.stringify(elements),
        ground: 'responsibilities',
        reason: 'Not met',
        began: new Date('2025-06-01T00:00:00Z'),
      })
      .execute()
  }
  const payment = { kind: 'disbursement', amount: usd(1_000), date: '2025-06-30' } as const

  it('nothing is committed or paid; what was paid is still accounted for and comes back', async () => {
    const own = await aCompactInForce(house)
    await written(house, own)
    await written(house, own, { ...payment, date: '2024-03-01' })
    await suspend(own, [])
    for (const over of [{}, payment, { ...payment, date: '2024-05-01' }])
      expect(await refusal(approve(await enter(over, own), own.approver, own))).toMatchObject({
        fault: 'suspended',
      })
    await written(house, own, { ...payment, kind: 'expenditure', amount: usd(10), provider: 'ngo' })
    await written(house, own, {
      ...payment,
      kind: 'refund',
      amount: usd(10),
      provider: 'ngo',
      receiver: 'donor',
    })
  })

  it('in part, only what is for another part moves, and it says what it is for', async () => {
    const own = await aCompactInForce(house)
    await written(house, own)
    await suspend(own, ['lake-fishing'])
    expect(await refusal(approve(await enter(payment, own), own.approver, own))).toMatchObject({
      fault: 'suspended',
      details: [{ place: 'line' }],
    })
    expect(
      await refusal(approve(await enter({ ...payment, line: 'p2' }, own), own.approver, own)),
    ).toMatchObject({ fault: 'suspended', details: [{ place: 'lines/p2' }] })
    await written(house, own, { ...payment, line: 'p1' })
    await satisfy(own, 't1', 'law')
    await satisfy(own, 't1', 'audit')
    expect(await refusal(release(own, 't1', 1_000))).toMatchObject({ fault: 'suspended' })
  })
})

describe('An amendment', () => {
  it('changes plan and tranches as its text says, and ends what the text no longer has', async () => {
    const own = await aCompactInForce(house)
    const less = anAgreement()
    await bringIntoForce(
      house,
      own.compact,
      { ...less, parties: await partiesNow(own), tranches: less.tranches.slice(0, 1) },
      2,
    )
    const rows = await house.db
      .selectFrom('fund_tranches')
      .select(['key', 'version', 'ended_version'])
      .where('compact_id', '=', own.compact)
      .orderBy('key')
      .execute()
    expect(rows).toEqual([
      { key: 't1', version: 2, ended_version: null },
      { key: 't2', version: 1, ended_version: 2 },
    ])
  })

  it('cannot take away what money or a determination stands on', async () => {
    const own = await aCompactInForce(house)
    await written(house, own, { line: 'p1', amount: usd(50_000_000) })
    await satisfy(own, 't1', 'law')
    const now = { ...anAgreement(), parties: await partiesNow(own) }
    const { lines, contributions } = now.plan
    for (const [text, place] of [
      [{ ...now, plan: { ...now.plan, lines: lines.slice(1) } }, 'plan/lines/p1'],
      [{ ...now, tranches: now.tranches.slice(1) }, 'tranches/t1'],
      [
        {
          ...now,
          plan: {
            ...now.plan,
            contributions: contributions.map((each) =>
              each.key === 'grant' ? { ...each, amount: usd(49_999_999) } : each,
            ),
          },
        },
        'plan/contributions/grant',
      ],
    ] as const)
      expect(await refusal(bringIntoForceOnce(own, text))).toMatchObject({
        fault: 'in use',
        facts: { place },
      })
  })

  it('makes what was found about other words be found anew', async () => {
    const own = await aCompactInForce(house)
    await satisfy(own, 't1', 'law')
    const now = { ...anAgreement(), parties: await partiesNow(own) }
    await bringIntoForce(
      house,
      own.compact,
      {
        ...now,
        tranches: now.tranches.map((tranche) => ({
          ...tranche,
          conditions: tranche.conditions.map((each) =>
            each.key === 'law' ? { ...each, text: { en: 'The law and its budget are passed' } } : each,
          ),
        })),
      },
      2,
    )
    const { rows } = await sql<{ open: boolean }>`
      select open from fund_conditions_of(${own.compact}, 't1') where condition = 'law'`.execute(house.db)
    expect(rows).toEqual([{ open: true }])
  })

  it('that is not in force moves no money', async () => {
    const own = await aCompactInForce(house)
    await house.owner
      .updateTable('compacts')
      .set({ in_force_version: 7 })
      .where('id', '=', own.compact)
      .execute()
    expect(await refusal(enter({}, own))).toMatchObject({ fault: 'not in force' })
  })

  const partiesNow = async (own: Scene) => {
    const rows = await house.db
      .selectFrom('fund_parties')
      .select('content')
      .where('compact_id', '=', own.compact)
      .execute()
    return rows.map(({ content }) => content)
  }
  let next = 2
  const bringIntoForceOnce = (own: Scene, text: Parameters<typeof bringIntoForce>[2]) =>
    bringIntoForce(house, own.compact, text, next++)
})

it('A refusal of the database that is none of ours passes as it is', async () => {
  await expect(sql`select 1/0`.execute(house.db)).rejects.not.toBeInstanceOf(Fault)
})
