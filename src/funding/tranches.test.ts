import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { anOrganisation } from '../compacts/compacts.test-data.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import { aCompactInForce, anAgreement, changeOf, type Scene, written } from './funding.test-data.ts'
import { moneyGaps } from './money-of.ts'
import {
  actOnCondition,
  askForRelease,
  boardOf,
  type ConditionActValues,
  daysBetween,
  decideOnRelease,
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

/** A compact whose grant is committed whole. */
const aScene = async () => {
  const scene = await aCompactInForce(house)
  await written(house, scene, { amount: { minor: 100_000_000, currency: 'USD' } })
  return scene
}
const act = (
  scene: Scene,
  [tranche, condition]: readonly [string, string],
  over: Partial<ConditionActValues> & Pick<ConditionActValues, 'act'>,
  [person, organisation]: readonly [string, string] = [scene.verifier, scene.donor],
) =>
  transact(house.db, (trx) =>
    actOnCondition(trx, changeOf(house, person, organisation), scene.compact, {
      tranche,
      condition,
      reason: null,
      until: null,
      document: null,
      url: null,
      capacity: null,
      ...over,
    }),
  )
const bring = (scene: Scene, at: readonly [string, string]) =>
  act(scene, at, { act: 'evidence', url: 'https://example.org/act' }, [scene.minister, scene.ministry])
const satisfy = async (scene: Scene, ...at: (readonly [string, string])[]) => {
  for (const each of at) {
    await bring(scene, each)
    await act(scene, each, { act: 'satisfied' })
  }
}
const ask = (scene: Scene, tranche: string, minor: number, exception: string | null = null) =>
  transact(house.db, (trx) =>
    askForRelease(trx, changeOf(house, scene.officer, scene.donor), scene.compact, {
      tranche,
      minor,
      note: 'As planned',
      exception,
    }),
  )
const decide = (scene: Scene, request: string, person = scene.approver, organisation = scene.donor) =>
  transact(house.db, (trx) =>
    decideOnRelease(trx, changeOf(house, person, organisation), scene.compact, request, 'released', null),
  )
const release = async (scene: Scene, tranche: string, minor: number) =>
  decide(scene, await ask(scene, tranche, minor))
const board = (scene: Scene, tranche: string) => trancheOf(house.db, scene.compact, tranche, TODAY)

const law = ['t1', 'law'] as const
const audit = ['t1', 'audit'] as const
const inspectors = ['t2', 'inspectors'] as const

describe('A release', () => {
  it('is impossible while a condition is open that holds the whole, by the program and by raw SQL alike', async () => {
    const scene = await aScene()
    await satisfy(scene, audit)
    const request = await ask(scene, 't1', 1)
    expect(await refusal(decide(scene, request))).toMatchObject({
      fault: 'conditions open',
      facts: { conditions: ['t1/law'], minor: 0 },
    })
    await expect(
      sql`select tranche_decide(${request}, ${uuid()}, 'released', ${scene.approver}, ${scene.donor}, null, now())`.execute(
        house.db,
      ),
    ).rejects.toMatchObject({ code: 'TPF13' })
    await expect(
      sql`insert into tranche_releases select gen_random_uuid(), ${scene.compact}, 1, 't1', 1, 'USD', ${request}, 1,
        ${scene.officer}, ${scene.approver}, ${scene.donor}, now()`.execute(house.db),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      sql`update fund_conditions set ended_version = 1 where compact_id = ${scene.compact}`.execute(house.db),
    ).rejects.toMatchObject({ code: '42501' })
    expect((await board(scene, 't1')).releases).toEqual([])
  })

  it('is of what no open condition holds, and of the rest once it holds nothing', async () => {
    const scene = await aScene()
    await satisfy(scene, law)
    expect(await board(scene, 't1')).toMatchObject({
      state: 'can be released',
      releasable: { minor: 30_000_000 },
    })
    const request = await ask(scene, 't1', 30_000_001)
    expect(await refusal(decide(scene, request))).toMatchObject({ fault: 'conditions open' })
    const refused = await transact(house.db, (trx) =>
      decideOnRelease(
        trx,
        changeOf(house, scene.approver, scene.donor),
        scene.compact,
        request,
        'refused',
        'The audit holds a part of it',
      ),
    )
    expect(refused.release).toBeNull()
    await release(scene, 't1', 30_000_000)
    expect(await board(scene, 't1')).toMatchObject({
      state: 'partly released',
      releasable: { minor: 0 },
      released: { minor: 30_000_000 },
      unpaid: { minor: 30_000_000 },
    })
    await satisfy(scene, audit)
    expect((await board(scene, 't1')).releasable.minor).toBe(10_000_000)
    await release(scene, 't1', 10_000_000)
    expect((await board(scene, 't1')).state).toBe('released')
  })

  it('needs another person, of the donor’s side', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    const request = await ask(scene, 't1', 40_000_000)
    expect(await refusal(decide(scene, request, scene.officer))).toMatchObject({ fault: 'four eyes' })
    expect(await refusal(decide(scene, request, scene.minister, scene.ministry))).toMatchObject({
      fault: 'not a party',
    })
    await decide(scene, request)
  })

  it('of one tranche by two people at once happens once', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    const requests = await Promise.allSettled([ask(scene, 't1', 40_000_000), ask(scene, 't1', 40_000_000)])
    const open = requests.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(open).toHaveLength(1)
    const people = [scene.approver, await aMember(house, scene.donor), await aMember(house, scene.donor)]
    const ends = await Promise.allSettled(people.map((person) => decide(scene, open[0]!, person)))
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ fault: 'decided' })
    expect((await board(scene, 't1')).released.minor).toBe(40_000_000)
  })

  it('reaches no further than what is committed, or is flagged with a reason another agreed to', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { amount: { minor: 20_000_000, currency: 'USD' } })
    await satisfy(scene, law, audit)
    expect(await refusal(release(scene, 't1', 40_000_000))).toMatchObject({
      fault: 'over committed',
      facts: { minor: 20_000_000 },
    })
    const [open] = await house.db
      .selectFrom('tranche_requests')
      .select('id')
      .where('compact_id', '=', scene.compact)
      .where('state', '=', 'open')
      .execute()
    await transact(house.db, (trx) =>
      decideOnRelease(
        trx,
        changeOf(house, scene.approver, scene.donor),
        scene.compact,
        open!.id,
        'refused',
        'No commitment yet',
      ),
    )
    await decide(scene, await ask(scene, 't1', 40_000_000, 'The commitment is signed, its paper under way'))
    const flagged = await house.db
      .selectFrom('ledger_exceptions')
      .select(['rule', 'over_minor'])
      .where('compact_id', '=', scene.compact)
      .execute()
    expect(flagged).toEqual([{ rule: 'released over committed', over_minor: 20_000_000 }])
  })

  it.each([
    ['the term', { ends_on: '2025-06-30' }],
    ['the last day both agreed on', { state: 'closing', closes_on: '2025-06-30' }],
  ] as const)('after %s says why it is let go', async (_, over) => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    await house.owner.updateTable('compacts').set(over).where('id', '=', scene.compact).execute()
    const request = await ask(scene, 't1', 1)
    expect(await refusal(decide(scene, request))).toMatchObject({
      fault: 'reason missing',
      facts: { place: 'reason' },
    })
    await transact(house.db, (trx) =>
      decideOnRelease(
        trx,
        changeOf(house, scene.approver, scene.donor),
        scene.compact,
        request,
        'released',
        'The term is being extended',
      ),
    )
  })

  it('that nobody was paid is taken back by two people, and the rest can be closed', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    await release(scene, 't1', 40_000_000)
    const amount = { minor: 39_000_000, currency: 'USD' }
    await written(house, scene, { kind: 'disbursement', tranche: 't1', amount, date: TODAY })
    const asked = { compact: scene.compact, step: 'closed', agreement: anAgreement(), version: null } as const
    expect(await moneyGaps(house.db, asked)).toMatchObject([
      { code: 'release-unpaid', values: { tranche: 't1', amount: 1_000_000 } },
    ])
    expect(await refusal(ask(scene, 't1', -1_000_001))).toMatchObject({ fault: 'over tranche' })
    const request = await ask(scene, 't1', -1_000_000)
    expect(await moneyGaps(house.db, asked)).toMatchObject([
      { code: 'release-unpaid' },
      { code: 'money-undecided', values: { count: 1 } },
    ])
    expect(await refusal(decide(scene, request, scene.officer))).toMatchObject({ fault: 'four eyes' })
    await decide(scene, request)
    expect(await board(scene, 't1')).toMatchObject({
      released: { minor: 39_000_000 },
      unpaid: { minor: 0 },
      releasable: { minor: 0 },
    })
    expect(await moneyGaps(house.db, asked)).toEqual([])
    expect(await moneyGaps(house.db, { ...asked, step: 'closing' })).toEqual([])
  })

  it('that is not yet paid says so, until the payment is in the ledger', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    await release(scene, 't1', 40_000_000)
    expect((await board(scene, 't1')).unpaid.minor).toBe(40_000_000)
    const amount = { minor: 40_000_000, currency: 'USD' }
    await written(house, scene, { kind: 'disbursement', tranche: 't1', amount, date: TODAY })
    expect(await board(scene, 't1')).toMatchObject({ unpaid: { minor: 0 }, paid: { minor: 40_000_000 } })
  })
})

describe('A condition', () => {
  it('has the evidence a survivors’ group brings as that group’s, naming nobody of it', async () => {
    const scene = await aScene()
    const group = await anOrganisation(house, 'survivors-group')
    const adviser = await aMember(house, group)
    await house.db
      .insertInto('compact_parties')
      .values({
        id: uuid(),
        compact_id: scene.compact,
        organisation_id: group,
        side: null,
        part: 'survivors',
        began: house.now(),
        began_by: null,
        ended: null,
        ended_by: null,
        end_reason: null,
      })
      .execute()
    await act(scene, law, { act: 'evidence', url: 'https://example.org/heard' }, [adviser, group])
    const acts = (await boardOf(house.db, scene.compact, TODAY)).flatMap(({ conditions }) =>
      conditions.flatMap((each) => each.acts),
    )
    expect(acts).toMatchObject([{ act: 'evidence', by: null, organisation: group }])
    const events = await house.db
      .selectFrom('events')
      .selectAll()
      .where('action', '=', 'brought evidence')
      .where('record_id', '=', scene.compact)
      .execute()
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain(adviser)
  })

  it('is found satisfied on evidence, by the party that judges it, and not by who brought it', async () => {
    const scene = await aScene()
    expect(await refusal(act(scene, law, { act: 'satisfied' }))).toMatchObject({ fault: 'evidence missing' })
    await act(scene, law, { act: 'evidence', url: 'https://example.org/act' })
    expect(await refusal(act(scene, law, { act: 'satisfied' }))).toMatchObject({
      fault: 'four eyes',
      facts: { why: 'evidence' },
    })
    expect(
      await refusal(act(scene, law, { act: 'satisfied' }, [scene.minister, scene.ministry])),
    ).toMatchObject({ fault: 'not a party' })
    await bring(scene, law)
    await act(scene, law, { act: 'satisfied' }, [scene.approver, scene.donor])
    expect((await board(scene, 't1')).conditions[0]).toMatchObject({ key: 'audit', open: true })
  })

  it('is not found satisfied on what the organisation that judges it brought, nor anybody but the one named', async () => {
    const scene = await aScene()
    const member = await aMember(house, scene.donor, [])
    const evidence = { act: 'evidence', url: 'https://example.org/act' } as const
    await act(scene, law, evidence, [member, scene.donor])
    await act(scene, law, evidence, [scene.accountant, scene.ngo])
    const { name } = await house.db
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', scene.ministry)
      .executeTakeFirstOrThrow()
    const refused = await refusal(act(scene, law, { act: 'satisfied' }))
    expect(refused).toMatchObject({ fault: 'evidence missing', facts: { why: 'judged' } })
    expect(refused.message + refused.details[0]?.message).toContain(name)
    const at = async () => (await board(scene, 't1')).conditions.find(({ key }) => key === 'law')
    expect(await at()).toMatchObject({
      next: { party: 'ministry', what: 'bring evidence' },
      acts: [{ shows: false }, { shows: false }],
    })
    await bring(scene, law)
    expect(await at()).toMatchObject({ next: { what: 'judge' } })
    await act(scene, law, { act: 'satisfied' })
  })

  it('whose bringer is no party any more rests on what anybody else brings, but never on who judges', async () => {
    const scene = await aScene()
    await house.owner
      .updateTable('compact_parties')
      .set({ ended: house.now() })
      .where('organisation_id', '=', scene.ministry)
      .execute()
    const evidence = { act: 'evidence', url: 'https://example.org/act' } as const
    await act(scene, law, evidence, [await aMember(house, scene.donor, []), scene.donor])
    expect(await refusal(act(scene, law, { act: 'satisfied' }))).toMatchObject({ fault: 'evidence missing' })
    await act(scene, law, evidence, [scene.accountant, scene.ngo])
    await act(scene, law, { act: 'satisfied' })
  })

  it('says who must act next, and how many days are left', async () => {
    const scene = await aScene()
    const at = async () => (await board(scene, 't1')).conditions.find(({ key }) => key === 'law')
    expect(await at()).toMatchObject({
      state: 'none',
      next: { party: 'ministry', what: 'bring evidence' },
      due: '2024-05-01',
      daysLeft: daysBetween(TODAY, '2024-05-01'),
    })
    await bring(scene, law)
    expect(await at()).toMatchObject({ next: { party: 'donor', what: 'judge' } })
    await act(scene, law, { act: 'not satisfied', reason: 'The decree is not published' })
    expect(await at()).toMatchObject({
      state: 'not satisfied',
      open: true,
      next: { party: 'ministry', what: 'bring evidence' },
    })
  })

  it('that is deferred goes on holding the money, until a day that is public', async () => {
    const scene = await aScene()
    await satisfy(scene, audit)
    const deferral = { act: 'deferred', reason: 'Parliament sits in August' } as const
    expect(await refusal(act(scene, law, { ...deferral, until: TODAY }))).toMatchObject({
      fault: 'wrong day',
    })
    await act(scene, law, { ...deferral, until: '2025-08-31' })
    const { conditions, releasable } = await board(scene, 't1')
    expect(releasable.minor).toBe(0)
    expect(conditions.find(({ key }) => key === 'law')).toMatchObject({
      state: 'deferred',
      open: true,
      due: '2025-08-31',
      daysLeft: 61,
    })
    expect(await refusal(release(scene, 't1', 1))).toMatchObject({ fault: 'conditions open' })
  })

  it('is waived by the donor’s side alone, with a reason, and then holds nothing', async () => {
    const scene = await aScene()
    await satisfy(scene, audit)
    const waiver = { act: 'waived', reason: 'Floods closed two districts', capacity: 'Ambassador' } as const
    expect(await refusal(act(scene, law, waiver, [scene.minister, scene.ministry]))).toMatchObject({
      fault: 'not a party',
    })
    expect(await refusal(act(scene, law, { ...waiver, reason: ' ' }))).toMatchObject({
      fault: 'reason missing',
    })
    await act(scene, law, waiver)
    await release(scene, 't1', 40_000_000)
    const condition = (await board(scene, 't1')).conditions.find(({ key }) => key === 'law')
    expect(condition?.acts).toMatchObject([
      { act: 'waived', reason: waiver.reason, capacity: 'Ambassador', by: scene.verifier },
    ])
  })

  it('is said not to apply as it is waived: by a signatory of the donor alone, with a reason', async () => {
    const scene = await aScene()
    await satisfy(scene, audit)
    const verifier = await aMember(house, scene.donor, ['verifier'])
    const word = {
      act: 'not applicable',
      reason: 'The law was there before',
      capacity: 'Ambassador',
    } as const
    expect(await refusal(act(scene, law, word, [verifier, scene.donor]))).toMatchObject({
      fault: 'no role',
    })
    expect(await refusal(act(scene, law, word, [scene.minister, scene.ministry]))).toMatchObject({
      fault: 'not a party',
    })
    expect(await refusal(act(scene, law, { ...word, reason: 'no' }))).toMatchObject({
      fault: 'reason missing',
    })
    expect((await board(scene, 't1')).releasable.minor).toBe(0)
    await act(scene, law, word)
    await release(scene, 't1', 40_000_000)
    const condition = (await board(scene, 't1')).conditions.find(({ key }) => key === 'law')
    expect(condition?.acts).toMatchObject([
      { act: 'not applicable', reason: word.reason, capacity: 'Ambassador', by: scene.verifier },
    ])
  })

  it('that is found not satisfied, or deferred, keeps back what was released before and taken back', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    await release(scene, 't1', 40_000_000)
    await act(scene, law, { act: 'not satisfied', reason: 'The decree was withdrawn' })
    await release(scene, 't1', -40_000_000)
    await satisfy(scene, audit)
    expect((await board(scene, 't1')).conditions.find(({ key }) => key === 'law')).toMatchObject({
      state: 'not satisfied',
      open: true,
    })
    expect(await refusal(release(scene, 't1', 30_000_000))).toMatchObject({
      fault: 'conditions open',
      facts: { conditions: ['t1/law'] },
    })
  })

  it('that is found not satisfied keeps back the rest of a tranche', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit)
    await release(scene, 't1', 10_000_000)
    await satisfy(scene, audit)
    await act(scene, law, { act: 'deferred', reason: 'A court looks at it', until: '2026-01-01' })
    expect((await board(scene, 't1')).releasable.minor).toBe(0)
    expect(await refusal(release(scene, 't1', 1))).toMatchObject({ fault: 'conditions open' })
  })

  it.each([
    ['has no organisation here', null],
    ['is the organisation that brings the evidence', 'ministry'],
  ] as const)('whose verifier %s is judged by nobody', async (_, who) => {
    const scene = await aCompactInForce(house, (agreement) => ({
      ...agreement,
      parties: [
        ...agreement.parties,
        { ...agreement.parties[2]!, key: 'auditor', side: null, signs: false, organisation: null },
      ],
      tranches: agreement.tranches.map((tranche) => ({
        ...tranche,
        conditions: tranche.conditions.map((each) => ({ ...each, verifier: who ?? 'auditor' })),
      })),
    }))
    await bring(scene, law)
    const colleague = await aMember(house, scene.ministry)
    for (const values of [
      { act: 'satisfied' } as const,
      { act: 'not satisfied', reason: 'It is not there' } as const,
    ])
      for (const [person, organisation] of [
        [colleague, scene.ministry],
        [scene.verifier, scene.donor],
      ] as const)
        expect(await refusal(act(scene, law, values, [person, organisation]))).toMatchObject({
          fault: 'not a party',
        })
  })

  it('that is ongoing is judged anew before every release, of later tranches too', async () => {
    const scene = await aScene()
    await satisfy(scene, law, audit, inspectors)
    await release(scene, 't1', 10_000_000)
    const inFirst = (await board(scene, 't1')).conditions
    expect(inFirst.map(({ key, open }) => [key, open])).toEqual([
      ['audit', true],
      ['law', false],
    ])
    const inSecond = await board(scene, 't2')
    expect(inSecond.conditions.map(({ tranche, key, open }) => [tranche, key, open])).toEqual([
      ['t1', 'audit', true],
      ['t2', 'inspectors', false],
    ])
    expect(inSecond.releasable.minor).toBe(40_000_000)
    expect(await refusal(act(scene, audit, { act: 'satisfied' }))).toMatchObject({
      fault: 'evidence missing',
    })
    await satisfy(scene, audit)
    expect((await board(scene, 't2')).releasable.minor).toBe(50_000_000)
  })

  it('keeps every word that was written about it', async () => {
    const scene = await aScene()
    await bring(scene, law)
    for (const attempt of [
      sql`update condition_determinations set act = 'satisfied'`,
      sql`delete from condition_determinations`,
    ])
      await expect(attempt.execute(house.owner)).rejects.toThrow()
  })
})

it('The board stands in the order of the plan, and is empty for a compact without tranches', async () => {
  const scene = await aScene()
  expect((await boardOf(house.db, scene.compact, TODAY)).map(({ key }) => key)).toEqual(['t1', 't2'])
  const bare = await aCompactInForce(house, (agreement) => ({ ...agreement, tranches: [] }))
  expect(await boardOf(house.db, bare.compact, TODAY)).toEqual([])
})
