import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import type { Agreement } from '../compacts/agreement.ts'
import { CompactFault } from '../compacts/faults.ts'
import { endPart, partEndsOf } from '../compacts/part-ends.ts'
import { agreementInForce } from '../compacts/store.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import {
  aCompactInForce,
  awarded,
  bringIntoForce,
  changeOf,
  type Scene,
  written,
} from './funding.test-data.ts'
import { readSnapshot } from './publication/read.ts'
import { actOnCondition, askForRelease, decideOnRelease } from './tranches.ts'

let house: TestHouse
const on = (day: string): TestHouse => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

const usd = (minor: number) => ({ minor, currency: 'USD' })
const end = (
  scene: Scene,
  over: Partial<Parameters<typeof endPart>[2]> = {},
  by: [string, string] = [scene.officer, scene.donor],
) =>
  transact(house.db, (trx) =>
    endPart(trx, changeOf(house, ...by), {
      ...{ compact: scene.compact, what: 'initiative', key: 'schools', on: '2025-07-05' },
      reason: 'The district has a programme of its own',
      ...over,
    }),
  )
const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof MoneyFault || error instanceof CompactFault) return error
  throw error
}

describe('An initiative that is ended early', () => {
  it('gets no more money after its last day, from whichever door; what came before is still accounted for', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { line: 'p2', date: '2025-02-01', amount: usd(30_000_000) })
    await awarded(house, scene, { key: 'books', initiative: 'schools', ends: '2025-12-31' })
    await awarded(house, scene, { key: 'beds', ends: '2025-12-31' })
    const pay = { kind: 'disbursement', line: 'p2', tranche: null, amount: usd(1_000_000) } as const
    await written(house, scene, { ...pay, date: '2025-07-01' })
    await end(scene)
    const later = on('2025-07-10')
    // On its last day money is still paid.
    await written(later, scene, { ...pay, date: '2025-07-05' })
    for (const over of [
      { ...pay },
      { line: 'p2', amount: usd(1) },
      { ...pay, line: null, receiver: 'award:books', award: 'books' },
      { ...pay, kind: 'expenditure' as const },
      // Nor does naming a line of another initiative open an award of it.
      { ...pay, line: 'p1', receiver: 'award:books', award: 'books' },
      { ...pay, line: 'p1', receiver: 'award:books' },
      { line: 'p1', amount: usd(1), award: 'books' },
    ])
      expect(await faultOf(written(later, scene, { ...over, date: '2025-07-06' }))).toMatchObject({
        fault: 'part over',
        facts: { why: 'initiative', key: 'schools', ends: '2025-07-05' },
      })
    // What does not say what it is for could be for it.
    expect(await faultOf(written(later, scene, { date: '2025-07-06', amount: usd(1) }))).toMatchObject({
      fault: 'part over',
      facts: { why: 'line', place: 'line' },
    })
    // What is for one initiative is not paid to an award for another.
    expect(
      await faultOf(
        written(later, scene, { ...pay, line: 'p1', date: '2025-07-04', receiver: 'award:books' }),
      ),
    ).toMatchObject({ fault: 'other award', facts: { why: 'initiative', key: 'books' } })
    // The other initiative goes on; of this one, less is committed, money is spent by who holds it and comes back.
    await written(later, scene, { line: 'p1', date: '2025-07-06', amount: usd(5_000_000) })
    await written(later, scene, { line: 'p2', date: '2025-07-06', amount: usd(-1), note: 'Ended' })
    await written(later, scene, {
      ...{ kind: 'expenditure', line: 'p2', date: '2025-07-06', amount: usd(400_000) },
      ...{ provider: 'ngo', receiver: 'ngo' },
    })
    await written(later, scene, {
      ...{ kind: 'refund', line: 'p2', date: '2025-07-06', amount: usd(600_000) },
      ...{ provider: 'ngo', receiver: 'donor' },
    })
    expect(
      await faultOf(awarded(later, scene, { key: 'late', initiative: 'schools', ends: '2025-12-31' })),
    ).toMatchObject({ fault: 'part over', facts: { place: 'ends' } })

    const told = await readSnapshot(house.db, scene.compact, '2025-07-10')
    expect(told.money?.initiatives.find(({ key }) => key === 'schools')).toEqual({
      ...{ key: 'schools', state: 'ended', because: 'ended early', since: '2025-07-05' },
    })
    expect(told.partEnds).toEqual([
      {
        ...{ what: 'initiative', key: 'schools', on: '2025-07-05', side: 'donor', decided: '2025-07-01' },
        reason: 'The district has a programme of its own',
      },
    ])
    expect((await readSnapshot(house.db, scene.compact, '2025-06-30')).partEnds).toEqual([])
  })

  it('gets nothing back by a reversal of what it gave back before; what was written since can be put right', async () => {
    const scene = await aCompactInForce(house)
    const p2 = { line: 'p2', tranche: null } as const
    await written(house, scene, { ...p2, date: '2025-02-01', amount: usd(40_000_000) })
    await written(house, scene, {
      ...{ ...p2, kind: 'disbursement', date: '2025-03-01', amount: usd(5_000_000) },
    })
    const back = {
      ...p2,
      kind: 'refund',
      provider: 'ngo',
      receiver: 'donor',
      amount: usd(1_000_000),
    } as const
    const refund = await written(house, scene, { ...back, date: '2025-04-01' })
    const less = await written(house, scene, {
      ...{ ...p2, date: '2025-04-01', amount: usd(-10_000_000), note: 'Less' },
    })
    await end(scene)
    const later = on('2025-07-10')
    const since = await written(later, scene, { ...back, date: '2025-07-08' })
    const reverse = (reverses: string, date: string) =>
      written(later, scene, { kind: 'reversal', reverses, date, note: 'Wrong' })
    for (const entry of [refund, less])
      expect(await faultOf(reverse(entry, '2025-07-09'))).toMatchObject({
        fault: 'part over',
        facts: { why: 'initiative', key: 'schools' },
      })
    await reverse(since, '2025-07-09')
    // A mistake of before is put right on a day before.
    await reverse(refund, '2025-07-05')
  })

  it('leaves its contribution to be released, also one that will end on a day to come', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { line: 'p1', date: '2025-02-01', amount: usd(60_000_000) })
    await end(scene)
    await end(scene, { what: 'contribution', key: 'grant', on: '2025-08-31' })
    const waived = async (at: TestHouse, ...keys: string[]) => {
      for (const condition of keys)
        await transact(house.db, (trx) =>
          actOnCondition(trx, changeOf(at, scene.verifier, scene.donor), scene.compact, {
            ...{ tranche: 't1', condition, act: 'waived', reason: 'Floods', until: null },
            ...{ document: null, url: null, capacity: 'Ambassador' },
          }),
        )
    }
    const release = async (at: TestHouse) => {
      const request = await transact(house.db, (trx) =>
        askForRelease(trx, changeOf(at, scene.officer, scene.donor), scene.compact, {
          ...{ tranche: 't1', minor: 1_000_000, note: 'As planned', exception: null },
        }),
      )
      return transact(house.db, (trx) =>
        decideOnRelease(
          trx,
          changeOf(at, scene.approver, scene.donor),
          ...([scene.compact, request, 'released', null] as const),
        ),
      )
    }
    const later = on('2025-07-10')
    await waived(later, 'law', 'audit')
    await release(later)
    // All of its last day, as an entry of that day.
    const last = { ...house, now: () => new Date('2025-08-31T20:00:00Z') }
    await waived(last, 'audit')
    await release(last)
    const past = on('2025-09-02')
    await waived(past, 'audit')
    expect(await faultOf(release(past))).toMatchObject({
      fault: 'part over',
      facts: { why: 'contribution', key: 'grant' },
    })
  })

  it('is so once, by a government, for a day to come within the term, with a reason', async () => {
    const scene = await aCompactInForce(house)
    for (const [over, fault] of [
      [{ on: '2025-06-30' }, 'part day unusable'],
      [{ on: '2028-01-01' }, 'part day unusable'],
      [{ on: '2025-02-30' }, 'part day unusable'],
      [{ key: 'lake-fishing' }, 'no element'],
      [{ reason: ' ' }, 'reason needed'],
    ] as const)
      expect(await faultOf(end(scene, over))).toMatchObject({ fault })
    expect(await faultOf(end(scene, {}, [scene.accountant, scene.ngo]))).toMatchObject({ status: 403 })
    await end(scene, {}, [scene.minister, scene.ministry])
    expect(await faultOf(end(scene))).toMatchObject({ fault: 'part ended' })
    expect(await partEndsOf(house.db, scene.compact)).toMatchObject([{ side: 'partner', by: scene.minister }])
  })
})

describe('A contribution that is ended early', () => {
  it('is ended by the side that brings it, and promises, commits, releases and pays nothing after its last day', async () => {
    const scene = await aCompactInForce(house)
    await written(house, scene, { date: '2025-02-01', amount: usd(30_000_000) })
    const grant = { what: 'contribution', key: 'grant', on: '2025-07-01' } as const
    expect(await faultOf(end(scene, grant, [scene.minister, scene.ministry]))).toMatchObject({ status: 403 })
    await end(scene, grant)
    const later = on('2025-07-10')
    for (const kind of ['pledge', 'commitment', 'disbursement', 'expenditure'] as const)
      expect(
        await faultOf(written(later, scene, { kind, line: 'p1', date: '2025-07-02', amount: usd(1) })),
      ).toMatchObject({ fault: 'part over', facts: { why: 'contribution', key: 'grant' } })
    await written(later, scene, {
      ...{
        date: '2025-07-02',
        contribution: 'staff',
        provider: 'ministry',
        receiver: 'ministry',
        line: 's1',
      },
      amount: { minor: 100, currency: 'GHS' },
    })
  })

  it('of a party on neither side is ended by that party, and by no government without it', async () => {
    const ofAnother = (agreement: Agreement): Agreement => ({
      ...agreement,
      parties: [
        ...agreement.parties,
        { ...agreement.parties[2]!, key: 'other', part: 'other-donor', side: null },
      ],
      plan: {
        ...agreement.plan,
        contributions: agreement.plan.contributions.map((each) =>
          each.key === 'grant' ? { ...each, party: 'other' } : each,
        ),
      },
    })
    const scene = await aCompactInForce(house, ofAnother)
    const grant = { what: 'contribution', key: 'grant', on: '2025-07-01' } as const
    const id = uuid()
    await house.owner
      .insertInto('organisations')
      .values({
        ...{ id, kind: 'ngo', name: `Other ${id}`, country: 'GHA', listed: true, version: 1 },
        made: house.now(),
      })
      .execute()
    await house.owner
      .insertInto('compact_parties')
      .values({
        ...{ id: uuid(), compact_id: scene.compact, organisation_id: id, side: null, part: 'other-donor' },
        began: house.now(),
      })
      .execute()
    const { agreement } = (await agreementInForce(house.db, scene.compact))!
    const parties = agreement.parties.map((each) =>
      each.key === 'other' ? { ...each, organisation: id } : each,
    )
    await bringIntoForce(house, scene.compact, { ...agreement, parties }, 2)
    for (const by of [
      [scene.officer, scene.donor],
      [scene.minister, scene.ministry],
    ] as [string, string][])
      expect(await faultOf(end(scene, grant, by))).toMatchObject({ fault: 'other contributor', status: 403 })
    const person = await aMember(house, id)
    await end(scene, grant, [person, id])
    expect(await partEndsOf(house.db, scene.compact)).toMatchObject([{ side: null, by: person }])
  })

  it('is not ended any more once the term is over, and that is what is said', async () => {
    const scene = await aCompactInForce(house)
    const late = on('2028-02-01')
    const error = await faultOf(
      transact(house.db, (trx) =>
        endPart(trx, changeOf(late, scene.officer, scene.donor), {
          ...{ compact: scene.compact, what: 'contribution', key: 'grant', on: '2028-02-01' },
          reason: 'Moved on',
        }),
      ),
    )
    expect(error.details[0]?.message).toBe('The term of the compact was over on 2027-12-31.')
  })
})
