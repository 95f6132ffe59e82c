import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { agreementInForce } from '../compacts/store.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import {
  aCompactInForce,
  bringIntoForce,
  changeOf,
  condition,
  type Scene,
  written,
} from './funding.test-data.ts'
import { ledgerFaults, untold } from './ledger.ts'
import {
  actOnCondition,
  askForRelease,
  boardOf,
  decideOnRelease,
  decideOnTranche,
  trancheOf,
} from './tranches.ts'

let house: TestHouse
const TODAY = '2025-07-01'

beforeAll(async () => {
  house = await openTestHouse({ now: new Date(`${TODAY}T12:00:00Z`) })
})
afterAll(() => house.close())

const refusal = async (work: Promise<unknown>): Promise<MoneyFault> => {
  const error = await work.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof MoneyFault) return error
  throw error
}
/** A compact whose grant is committed whole, and the conditions of the second tranche satisfied. */
const aScene = async (): Promise<Scene> => {
  const scene = await aCompactInForce(house)
  await written(house, scene, { amount: { minor: 100_000_000, currency: 'USD' } })
  for (const [tranche, condition] of [
    ['t2', 'inspectors'],
    ['t1', 'audit'],
  ] as const) {
    const about = (act: 'evidence' | 'satisfied', person: string, of: string) =>
      transact(house.db, (trx) =>
        actOnCondition(trx, changeOf(house, person, of), scene.compact, {
          ...{ tranche, condition, act, reason: null, until: null, document: null, capacity: null },
          url: act === 'evidence' ? 'https://example.org/act' : null,
        }),
      )
    await about('evidence', scene.minister, scene.ministry)
    await about('satisfied', scene.verifier, scene.donor)
  }
  return scene
}
const decide = (
  scene: Scene,
  act: 'cancelled' | 'deferred',
  over: { tranche?: string; until?: string | null; reason?: string | null; by?: [string, string] } = {},
) =>
  transact(house.db, (trx) =>
    decideOnTranche(trx, changeOf(house, ...(over.by ?? [scene.verifier, scene.donor])), scene.compact, {
      tranche: over.tranche ?? 't2',
      act,
      until: over.until ?? null,
      reason: over.reason === undefined ? 'The programme moved' : over.reason,
      capacity: 'Ambassador',
    }),
  )
const ask = (scene: Scene, minor: number, exception: string | null = null) =>
  transact(house.db, (trx) =>
    askForRelease(trx, changeOf(house, scene.officer, scene.donor), scene.compact, {
      ...{ tranche: 't2', minor, note: 'As planned', exception },
    }),
  )
const letGo = (scene: Scene, request: string) =>
  transact(house.db, (trx) =>
    decideOnRelease(
      trx,
      changeOf(house, scene.approver, scene.donor),
      scene.compact,
      request,
      'released',
      null,
    ),
  )
const t2 = (scene: Scene, on = TODAY) => trancheOf(house.db, scene.compact, 't2', on)

describe('A tranche that is cancelled', () => {
  it('holds nothing and lets nothing go any more, by any way; what was released stays', async () => {
    const scene = await aScene()
    await letGo(scene, await ask(scene, 10_000_000))
    await decide(scene, 'cancelled')
    expect(await t2(scene)).toMatchObject({
      state: 'cancelled',
      releasable: { minor: 0 },
      released: { minor: 10_000_000 },
      unpaid: { minor: 10_000_000 },
      decisions: [
        { act: 'cancelled', freed: { minor: 40_000_000 }, reason: 'The programme moved', by: scene.verifier },
      ],
    })
    expect((await t2(scene)).conditions.find(({ key }) => key === 'inspectors')).toMatchObject({
      open: false,
      next: null,
    })
    expect(await refusal(ask(scene, 1))).toMatchObject({ fault: 'stopped', facts: { why: 'cancelled' } })
    const payment = {
      kind: 'disbursement' as const,
      date: '2025-07-01',
      tranche: 't2',
      line: 'p2',
      amount: { minor: 6_000_001, currency: 'USD' },
    }
    await written(house, scene, { ...payment, amount: { minor: 4_000_000, currency: 'USD' } })
    expect(await refusal(written(house, scene, payment))).toMatchObject({ fault: 'over released' })
    expect(await refusal(written(house, scene, { ...payment, exception: 'Urgent' }))).toMatchObject({
      fault: 'over released',
    })
    // Nor past it: what it held does not become money without conditions.
    expect(
      await refusal(
        written(house, scene, { ...payment, tranche: null, amount: { minor: 10_000_001, currency: 'USD' } }),
      ),
    ).toMatchObject({ fault: 'tranche needed', facts: { minor: 10_000_000 } })
    // What is released and not paid can be taken back.
    await letGo(scene, await ask(scene, -6_000_000))
    expect(await t2(scene)).toMatchObject({ state: 'cancelled', unpaid: { minor: 0 } })
    expect(await untold(house.db, scene.compact)).toEqual(expect.not.arrayContaining([/tranche/]))
    expect((await ledgerFaults(house.db, scene.compact)).filter((each) => /tranche/.test(each))).toEqual([])
  })

  it('is so once, and not while a release is asked for, nor when nothing of it is left', async () => {
    const scene = await aScene()
    const request = await ask(scene, 50_000_000)
    expect(await refusal(decide(scene, 'cancelled'))).toMatchObject({
      fault: 'stopped',
      facts: { why: 'open' },
    })
    await letGo(scene, request)
    for (const act of ['cancelled', 'deferred'] as const)
      expect(await refusal(decide(scene, act, { until: '2025-09-01' }))).toMatchObject({
        facts: { why: 'whole' },
      })
    await decide(scene, 'cancelled', { tranche: 't1' })
    expect(await refusal(decide(scene, 'cancelled', { tranche: 't1' }))).toMatchObject({
      fault: 'stopped',
      facts: { why: 'cancelled' },
    })
  })

  it('frees its money for an amendment, which puts it under conditions of its own', async () => {
    const scene = await aScene()
    const { agreement } = (await agreementInForce(house.db, scene.compact))!
    const moved = {
      ...agreement,
      tranches: agreement.tranches.map((tranche) =>
        tranche.key === 't2'
          ? { ...tranche, key: 't3', conditions: [condition('schools-open', 'initial', '2025-12-01', null)] }
          : tranche,
      ),
    }
    // While it stands, what was found about its condition keeps it in the text.
    expect(await refusal(bringIntoForce(house, scene.compact, moved, 2))).toMatchObject({
      fault: 'in use',
      facts: { place: 'tranches/t2', why: 'removed' },
    })
    await decide(scene, 'cancelled')
    await bringIntoForce(house, scene.compact, moved, 3)
    const board = await boardOf(house.db, scene.compact, TODAY)
    expect(board.map(({ key, state }) => [key, state])).toEqual([
      ['t1', 'waits'],
      ['t3', 'waits'],
    ])
  })

  it('is so whether or not somebody lets it go at that moment: one of the two comes first', async () => {
    for (let round = 0; round < 4; round++) {
      const scene = await aScene()
      const both = await Promise.allSettled([decide(scene, 'cancelled'), ask(scene, 50_000_000)])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const [lost] = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      expect(lost).toMatchObject({ fault: 'stopped' })
    }
  })

  it('goes on asking of later ones what is asked before every release', async () => {
    const scene = await aCompactInForce(house)
    await decide(scene, 'cancelled', { tranche: 't1' })
    const { conditions } = await t2(scene)
    expect(conditions.map(({ tranche, key, open }) => [tranche, key, open])).toEqual([
      ['t1', 'audit', true],
      ['t2', 'inspectors', true],
    ])
  })
})

describe('A tranche that is deferred', () => {
  it('is let go from its day on and not before; the last word holds', async () => {
    const scene = await aScene()
    await decide(scene, 'deferred', { until: '2025-12-01' })
    expect(await t2(scene)).toMatchObject({ state: 'deferred', releasable: { minor: 0 } })
    expect(await t2(scene, '2025-12-01')).toMatchObject({ state: 'can be released' })
    const request = await ask(scene, 10_000_000)
    expect(await refusal(letGo(scene, request))).toMatchObject({
      fault: 'stopped',
      facts: { why: 'deferred', ends: '2025-12-01' },
    })
    await decide(scene, 'deferred', { until: '2025-07-02' })
    const later = { ...house, now: () => new Date('2025-07-03T13:00:00Z') }
    await transact(house.db, (trx) =>
      decideOnRelease(
        trx,
        changeOf(later, scene.approver, scene.donor),
        scene.compact,
        request,
        'released',
        null,
      ),
    )
    expect((await t2(scene, '2025-07-03')).released.minor).toBe(10_000_000)
  })

  it('is so until a day to come, within the term', async () => {
    const scene = await aScene()
    expect(await refusal(decide(scene, 'deferred', { until: '2025-06-30' }))).toMatchObject({
      fault: 'wrong day',
    })
    expect(await refusal(decide(scene, 'deferred', { until: '2025-02-30' }))).toMatchObject({
      fault: 'wrong day',
    })
    expect(await refusal(decide(scene, 'deferred', { until: '2028-01-01' }))).toMatchObject({
      fault: 'outside term',
    })
  })
})

it('Either is decided by a signatory of the donor’s side with a reason, and by nobody past the function', async () => {
  const scene = await aScene()
  expect(await refusal(decide(scene, 'cancelled', { reason: null }))).toMatchObject({
    fault: 'reason missing',
  })
  expect(await refusal(decide(scene, 'cancelled', { by: [scene.minister, scene.ministry] }))).toMatchObject({
    fault: 'not a party',
  })
  expect(await refusal(decide(scene, 'cancelled', { by: [uuid(), scene.donor] }))).toMatchObject({
    fault: 'no role',
  })
  await decide(scene, 'deferred', { until: '2025-12-01' })
  for (const attempt of [
    sql`insert into tranche_decisions select (jsonb_populate_record(d, jsonb_build_object('id', ${uuid()}::text))).*
      from tranche_decisions d`,
    sql`update tranche_decisions set until = '2025-07-01'`,
    sql`delete from tranche_decisions`,
  ])
    await expect(attempt.execute(house.db)).rejects.toMatchObject({ code: '42501' })
  await expect(sql`delete from tranche_decisions`.execute(house.owner)).rejects.toMatchObject({
    code: '23001',
  })
})
