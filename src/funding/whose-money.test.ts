import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import type { Change } from '../compacts/change.ts'
import { transact } from '../house/transact.ts'
import type { Role } from '../people/policy/actions.ts'
import { type AwardValues, answerAward, enterAward } from './awards.ts'
import type { MoneyFault } from './faults.ts'
import {
  aCompactInForce,
  anAward,
  anEntry,
  awarded,
  changeOf,
  type Scene,
  written,
} from './funding.test-data.ts'
import { approveMoney, type EntryValues, enterMoney, entriesOf, refuseMoney } from './ledger.ts'

/* Who writes about whose money: the table of docs/methods/ledger.md, line by line. */

let house: TestHouse
let scene: Scene
/** An officer and an approver of each party. */
let of: Record<'donor' | 'ministry' | 'ngo', { enters: Change; approves: Change }>
type Party = keyof typeof of

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
beforeEach(async () => {
  scene = await aCompactInForce(house)
  const somebody = async (organisation: string, role: Role) =>
    changeOf(house, await aMember(house, organisation, [role]), organisation)
  const both = async (organisation: string) => ({
    enters: await somebody(organisation, 'finance officer'),
    approves: await somebody(organisation, 'finance approver'),
  })
  of = {
    donor: await both(scene.donor),
    ministry: await both(scene.ministry),
    ngo: await both(scene.ngo),
  }
})
afterAll(() => house.close())

const usd = (minor: number) => ({ minor, currency: 'USD' })
const ghs = (minor: number) => ({ minor, currency: 'GHS' })
const stands = async (by: Party, and: Party, over: Partial<EntryValues>) => {
  const draft = await transact(house.db, (trx) =>
    enterMoney(trx, of[by].enters, scene.compact, anEntry(over)),
  )
  return transact(house.db, (trx) => approveMoney(trx, of[and].approves, scene.compact, draft, null))
}
const refusal = (work: Promise<unknown>): Promise<MoneyFault> =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: MoneyFault) => error,
  )
/** Nobody writes it but with the party named; with it, either way round. */
async function belongsTo(party: Party, others: Party[], over: Partial<EntryValues>, why: string) {
  for (const one of others)
    for (const other of others)
      expect(await refusal(stands(one, other, over)), `${one}, ${other}`).toMatchObject({
        fault: 'not a party',
        status: 403,
        facts: { place: 'organisation', why },
      })
  const other = others[0] ?? party
  await stands(party, other, over)
  await stands(other, party, over)
}

describe('What is written about money', () => {
  it('promised, committed and paid stands on a person of who gives it: the receiver alone writes none of it', async () => {
    const { compact } = scene
    await belongsTo('donor', ['ngo', 'ministry'], { kind: 'pledge', amount: usd(1) }, 'given')
    await belongsTo('donor', ['ngo', 'ministry'], { amount: usd(10) }, 'given')
    await belongsTo(
      'donor',
      ['ngo', 'ministry'],
      { kind: 'disbursement', date: '2024-03-01', amount: usd(1) },
      'given',
    )
    expect((await entriesOf(house.db, compact)).map(({ kind }) => kind).sort()).toEqual([
      'commitment',
      'commitment',
      'disbursement',
      'disbursement',
      'pledge',
      'pledge',
    ])
  })

  it('a contributor spends itself stands on a person of the contributor', async () => {
    const staff = { contribution: 'staff', provider: 'ministry', receiver: 'ministry', amount: ghs(10) }
    await belongsTo('ministry', ['ngo', 'donor'], staff, 'given')
    await belongsTo(
      'ministry',
      ['ngo', 'donor'],
      { ...staff, kind: 'expenditure', date: '2024-03-01', amount: ghs(1) },
      'spent',
    )
  })

  it('and passed on or spent by who holds it, stands on a person of the holder', async () => {
    await written(house, scene, { amount: usd(1_000) })
    await written(house, scene, { kind: 'disbursement', date: '2024-03-01', amount: usd(900) })
    const held = { date: '2024-04-01', amount: usd(10), provider: 'ngo' }
    await belongsTo('ngo', ['donor', 'ministry'], { ...held, kind: 'expenditure', receiver: 'ngo' }, 'spent')
    await belongsTo(
      'ngo',
      ['donor', 'ministry'],
      { ...held, kind: 'disbursement', receiver: 'ministry' },
      'given',
    )
  })

  it('that came back stands on a person of who gave it back or who took it', async () => {
    await written(house, scene, { amount: usd(1_000) })
    await written(house, scene, { kind: 'disbursement', date: '2024-03-01', amount: usd(900) })
    const back = {
      kind: 'refund',
      date: '2024-04-01',
      amount: usd(10),
      provider: 'ngo',
      receiver: 'donor',
    } as const
    expect(await refusal(stands('ministry', 'ministry', back))).toMatchObject({ facts: { why: 'back' } })
    await stands('ngo', 'ngo', back)
    await stands('donor', 'donor', back)
    await stands('ministry', 'ngo', back)
  })

  it('and taken back stands on whoever stood behind what it takes back', async () => {
    const pledge = await written(house, scene, { kind: 'pledge', amount: usd(1) })
    const back = { kind: 'reversal', date: '2024-05-01', note: 'Wrong' } as const
    expect(await refusal(stands('ngo', 'ngo', { ...back, reverses: pledge }))).toMatchObject({
      facts: { why: 'given' },
    })
    await stands('ngo', 'donor', { ...back, reverses: pledge })
    const staff = { contribution: 'staff', provider: 'ministry', receiver: 'ministry', amount: ghs(10) }
    const commitment = await written(house, scene, staff)
    expect(await refusal(stands('donor', 'donor', { ...back, reverses: commitment }))).toMatchObject({
      facts: { why: 'given' },
    })
  })

  it('of an award stands on its recipient, and where that is no party here on who gave it', async () => {
    await written(house, scene, { amount: usd(1_000) })
    await awarded(house, scene, { organisation: scene.ngo, minor: 500 })
    await awarded(house, scene, { key: 'award-2', minor: 500 })
    for (const receiver of ['award:award-1', 'award:award-2'])
      await written(house, scene, { kind: 'disbursement', date: '2024-03-01', amount: usd(100), receiver })
    const spent = (award: string) => ({
      kind: 'expenditure' as const,
      date: '2024-04-01',
      amount: usd(10),
      provider: `award:${award}`,
      receiver: `award:${award}`,
    })
    await belongsTo('ngo', ['donor', 'ministry'], spent('award-1'), 'spent')
    await belongsTo('donor', ['ngo', 'ministry'], spent('award-2'), 'spent')
  })

  it('of a party that has left stands on a government of its side', async () => {
    await written(house, scene, { amount: usd(1_000) })
    await written(house, scene, { kind: 'disbursement', date: '2024-03-01', amount: usd(900) })
    await house.owner
      .updateTable('compact_parties')
      .set({ ended: house.now() })
      .where('organisation_id', '=', scene.ngo)
      .execute()
    const spent = {
      kind: 'expenditure',
      date: '2024-04-01',
      amount: usd(10),
      provider: 'ngo',
      receiver: 'ngo',
    } as const
    await belongsTo('ministry', ['donor'], spent, 'spent')
  })

  it('is refused by any party, and withdrawn by who entered it', async () => {
    const draft = await transact(house.db, (trx) =>
      enterMoney(trx, of.ngo.enters, scene.compact, anEntry({ amount: usd(1) })),
    )
    await transact(house.db, (trx) =>
      refuseMoney(trx, of.ngo.enters, scene.compact, draft, 'Not ours to write'),
    )
  })

  it('says whom to ask, in the four languages', async () => {
    const fault = await refusal(stands('ngo', 'ngo', { kind: 'pledge', amount: usd(1) }))
    const { name } = await house.db
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', scene.donor)
      .executeTakeFirstOrThrow()
    const said = (['en', 'fr', 'es', 'pt'] as const).map((language) => fault.in(language).details[0]?.message)
    for (const each of said) expect(each).toContain(name)
    expect(new Set(said).size).toBe(4)
  })
})

describe('An award', () => {
  const enter = (by: Change, over: Partial<AwardValues>) =>
    transact(house.db, (trx) => enterAward(trx, by, scene.compact, anAward(over)))
  const agree = (by: Change, key = 'award-1') =>
    transact(house.db, (trx) => answerAward(trx, by, scene.compact, key, 'agreed', null))

  it('is agreed to for who gives it, and never for its recipient', async () => {
    await enter(of.donor.enters, { organisation: scene.ngo })
    for (const party of ['ngo', 'ministry'] as const)
      expect(await refusal(agree(of[party].approves))).toMatchObject({
        fault: 'not a party',
        facts: { why: 'giver' },
      })
    await agree(of.donor.approves)
  })

  it('that somebody gives to itself is agreed to by nobody there', async () => {
    await enter(of.donor.enters, { organisation: scene.donor })
    expect(await refusal(agree(of.donor.approves))).toMatchObject({ facts: { why: 'recipient' } })
    await enter(of.donor.enters, { key: 'award-2', organisation: scene.ngo })
    await agree(of.donor.approves, 'award-2')
    await enter(of.ngo.enters, { key: 'sub-1', parent: 'award-2', minor: 1, organisation: scene.ngo })
    expect(await refusal(agree(of.ngo.approves, 'sub-1'))).toMatchObject({ facts: { why: 'recipient' } })
    // Who contributes gives it too.
    await agree(of.donor.approves, 'sub-1')
  })
})
