import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Agreement, Condition, Tranche } from '../compacts/agreement.ts'
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
import { moneyGaps } from './money-of.ts'
import { readSnapshot } from './publication/read.ts'
import { letGo as letGoIn } from './publication/story.ts'
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
const usd = (minor: number) => ({ minor, currency: 'USD' })
const gapsOf = (scene: Scene, agreement: Agreement) =>
  moneyGaps(house.db, { compact: scene.compact, step: 'frozen', agreement, version: null })
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
const ask = (scene: Scene, minor: number, exception: string | null = null, tranche = 't2') =>
  transact(house.db, (trx) =>
    askForRelease(trx, changeOf(house, scene.officer, scene.donor), scene.compact, {
      ...{ tranche, minor, note: 'As planned', exception },
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

  it('frees its money for an amendment that lowers it, down to nothing, and puts it under conditions of its own', async () => {
    const scene = await aScene()
    const { agreement } = (await agreementInForce(house.db, scene.compact))!
    const moved = {
      ...agreement,
      tranches: agreement.tranches.flatMap((tranche) =>
        tranche.key === 't2'
          ? [
              { ...tranche, amount: usd(0) },
              {
                ...tranche,
                key: 't3',
                conditions: [condition('schools-open', 'initial', '2025-12-01', null)],
              },
            ]
          : [tranche],
      ),
    }
    expect(await gapsOf(scene, moved)).toMatchObject([{ place: 'tranches/t2', values: { why: 'nothing' } }])
    await decide(scene, 'cancelled')
    expect(await gapsOf(scene, moved)).toEqual([])
    await bringIntoForce(house, scene.compact, moved, 2)
    const board = await boardOf(house.db, scene.compact, TODAY)
    expect(board.map(({ key, state }) => [key, state])).toEqual([
      ['t1', 'waits'],
      ['t2', 'cancelled'],
      ['t3', 'waits'],
    ])
  })

  it('stays in the text with its conditions, so that what was cancelled, waived and found stays public and holds', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { amount: usd(100_000_000) })
    const about = (what: string, act: 'waived' | 'not satisfied', reason: string) =>
      transact(house.db, (trx) =>
        actOnCondition(trx, changeOf(house, scene.verifier, scene.donor), scene.compact, {
          ...{ tranche: 't1', condition: what, act, reason, until: null, document: null, url: null },
          capacity: 'Ambassador',
        }),
      )
    await about('law', 'waived', 'Parliament was dissolved')
    await about('audit', 'waived', 'The auditor was ill')
    await letGo(scene, await ask(scene, 10_000_000, null, 't1'))
    await about('audit', 'not satisfied', 'Money missing')
    await decide(scene, 'cancelled', { tranche: 't1' })
    const { agreement } = (await agreementInForce(house.db, scene.compact))!
    const first = agreement.tranches[0]!
    const others = agreement.tranches.slice(1)
    const only = (...conditions: typeof first.conditions) => ({
      ...first,
      amount: usd(10_000_000),
      conditions,
    })
    const [law, audit] = first.conditions as [Condition, Condition]
    const refused: [Tranche[], string, string][] = [
      [others, 'tranches/t1', 'removed'],
      [[{ ...first, key: 't9' }, ...others], 'tranches/t1', 'removed'],
      [[only(law), ...others], 'tranches/t1/conditions/audit', 'removed'],
      [[only({ ...law, key: 'act' }, audit), ...others], 'tranches/t1/conditions/law', 'removed'],
      [[only(law, { ...audit, kind: 'initial' }), ...others], 'tranches/t1/conditions/audit', 'kind'],
      [[{ ...first, planned: '2026-01-01' }, ...others], 'tranches/t1', 'order'],
      [[{ ...first, contribution: 'staff' }, ...others], 'tranches/t1', 'source'],
      [[{ ...first, amount: usd(40_000_001) }, ...others], 'tranches/t1', 'cancelled'],
      [[{ ...first, amount: usd(9_999_999) }, ...others], 'tranches/t1', 'amount'],
    ]
    let version = 2
    for (const [tranches, place, why] of refused) {
      const text = { ...agreement, tranches }
      expect(await gapsOf(scene, text)).toMatchObject([{ place, code: 'in-use', values: { why } }])
      expect(await refusal(bringIntoForce(house, scene.compact, text, version++))).toMatchObject({
        fault: 'in use',
        facts: { place, why },
      })
    }
    await bringIntoForce(
      house,
      scene.compact,
      { ...agreement, tranches: [only(law, audit), ...others] },
      version,
    )
    expect((await t2(scene)).conditions.map(({ key, open, state }) => [key, open, state])).toEqual([
      ['audit', true, 'not satisfied'],
      ['inspectors', true, 'none'],
    ])
    const told = await readSnapshot(house.db, scene.compact, '2025-07-02')
    expect(letGoIn(told)).toEqual({ waived: 2, apart: 0 })
    expect(told.money?.tranches[0]).toMatchObject({ stopped: { act: 'cancelled', freed: usd(30_000_000) } })
    for (const reason of [
      'Parliament was dissolved',
      'The auditor was ill',
      'Money missing',
      'The programme moved',
    ])
      expect(JSON.stringify(told)).toContain(reason)
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
    const later = { ...house, now: () => new Date('2025-07-02T00:30:00Z') }
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
    expect((await t2(scene, '2025-07-02')).released.minor).toBe(10_000_000)
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
