import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../change.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { type BulkConditions, invalidateBulk, previewBulk, undoBulk } from './bulk.ts'
import { eraseOwner, withdrawSignature } from './own.ts'
import { recount, settle, talliesOf } from './settle.ts'
import { emailKey } from './signer-keys.ts'
import { confirmed, signed } from './signing.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  const opened = await openTestHouse()
  let seconds = 0
  house = { ...opened, now: () => new Date(opened.now().getTime() + 1000 * seconds++) }
})
afterAll(() => house.close())

async function counts(campaign: string): Promise<number> {
  await settle(house.db, campaign, { wait: true })
  expect((await recount(house.db, campaign)).differences).toEqual([])
  const { tallies } = await talliesOf(house.db, campaign)
  return tallies.filter(({ strict }) => strict === 'counts').reduce((sum, { n }) => sum + n, 0)
}

const take = (campaign: string, conditions: BulkConditions, expected: number) =>
  transact(house.db, (trx) =>
    invalidateBulk(trx, house.keys, changeBy(house, operator), {
      campaign,
      conditions,
      reason: 'bulk',
      why: 'One machine sent them all.',
      expected,
    }),
  )

/** Three of farm.example, one of them not confirmed yet, and two of elsewhere. */
async function attacked(): Promise<{ campaign: string; ids: string[] }> {
  const { id: campaign } = await aCampaign(house)
  const of = (n: number, domain: string) => ({
    signer: { name: `Signer ${n}`, email: `s${n}@${domain}` },
    network: domain.toLowerCase() === 'farm.example' ? '203.0.113.9' : `192.0.2.${n}`,
  })
  const ids = [
    await confirmed(house, campaign, of(1, 'farm.example')),
    await confirmed(house, campaign, of(2, 'Farm.Example')),
    (await signed(house, campaign, of(3, 'farm.example'))).id,
    await confirmed(house, campaign, of(4, 'example.org')),
    await confirmed(house, campaign, of(5, 'example.org')),
  ]
  return { campaign, ids }
}

describe('Taking many back', () => {
  it('shows how many before, reaches those not confirmed, and gives all back', async () => {
    const { campaign } = await attacked()
    expect(await previewBulk(house.db, house.keys, campaign, { domain: 'farm.example' })).toEqual({
      pending: 1,
      validated: 2,
      all: 3,
    })
    expect(await counts(campaign)).toBe(4)
    const act = await take(campaign, { domain: 'farm.example' }, 3)
    expect(await counts(campaign)).toBe(2)
    const back = await transact(house.db, (trx) =>
      undoBulk(trx, changeBy(house, operator), { act, why: 'It was a school.' }),
    )
    expect(back).toEqual({ campaign, restored: 3 })
    expect(await counts(campaign)).toBe(4)
  })

  it('finds those of one network, and of a span of time', async () => {
    const { campaign, ids } = await attacked()
    const [first = '', , , , last = ''] = ids
    expect((await previewBulk(house.db, house.keys, campaign, { sameNetworkAs: first })).all).toBe(3)
    const { submitted_at } = await house.db
      .selectFrom('signatures')
      .select('submitted_at')
      .where('id', '=', last)
      .executeTakeFirstOrThrow()
    expect(
      (await previewBulk(house.db, house.keys, campaign, { from: submitted_at.toISOString() })).all,
    ).toBe(1)
  })

  it('does nothing when others came since the preview', async () => {
    const { campaign } = await attacked()
    await expect(take(campaign, { domain: 'farm.example' }, 2)).rejects.toThrow(/since the preview/)
    expect(await counts(campaign)).toBe(4)
  })

  it('refuses to take all back for nothing said', async () => {
    const { campaign } = await attacked()
    await expect(previewBulk(house.db, house.keys, campaign, {})).rejects.toThrow('Say which')
    await expect(previewBulk(house.db, house.keys, campaign, { state: 'pending' })).rejects.toThrow(
      'Say which',
    )
  })

  it('touches no other campaign', async () => {
    const [one, other] = [await attacked(), await attacked()]
    await take(one.campaign, { domain: 'farm.example' }, 3)
    expect(await counts(other.campaign)).toBe(4)
  })

  it('gives back nobody who withdrew or was erased since', async () => {
    const { campaign, ids } = await attacked()
    const act = await take(campaign, { domain: 'farm.example' }, 3)
    const key = (email: string) => emailKey(house.keys, email) ?? ''
    await withdrawSignature(house, key('s1@farm.example'), ids[0] ?? '')
    await eraseOwner(house, key('s2@farm.example'))
    const { restored } = await transact(house.db, (trx) =>
      undoBulk(trx, changeBy(house, operator), { act, why: 'It was a school.' }),
    )
    expect(restored).toBe(1)
    expect(await counts(campaign)).toBe(2)
  })

  it('leaves those out who were erased, and says so by its preview', async () => {
    const { campaign } = await attacked()
    await eraseOwner(house, emailKey(house.keys, 's4@example.org') ?? '')
    await eraseOwner(house, emailKey(house.keys, 's5@example.org') ?? '')
    const all = { from: '2014-01-01T00:00:00Z' }
    expect((await previewBulk(house.db, house.keys, campaign, all)).all).toBe(3)
    const act = await take(campaign, all, 3)
    expect(await counts(campaign)).toBe(2)
    await transact(house.db, (trx) => undoBulk(trx, changeBy(house, operator), { act, why: 'A school.' }))
    expect(await counts(campaign)).toBe(4)
  })

  it('keeps no domain in clear: a family may have one of its name', async () => {
    const { campaign } = await attacked()
    await take(campaign, { domain: 'farm.example' }, 3)
    const kept = await house.db.selectFrom('signature_acts').select('conditions').execute()
    expect(JSON.stringify(kept)).not.toContain('farm.example')
  })

  it('is undone once', async () => {
    const { campaign } = await attacked()
    const act = await take(campaign, { domain: 'farm.example' }, 3)
    const undo = () =>
      transact(house.db, (trx) => undoBulk(trx, changeBy(house, operator), { act, why: 'A school.' }))
    await undo()
    await expect(undo()).rejects.toThrow('undone already')
  })
})
