import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../change.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { moveCampaign } from '../coalition/life.ts'
import { asksOf } from '../coalition/store.ts'
import { batchesWhere, enterBatch } from './batches.ts'
import { forgetOldAdvocates } from './jobs.ts'
import { typeList } from './lists.ts'
import { confirmPledge, pledge, pledgeOfLink } from './pledge.ts'
import { progressOf } from './progress.ts'
import { sealedPostcards } from './sealed.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const at = (day: string) => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })

async function promised(campaign: string, email: string, day: string): Promise<string> {
  let token = ''
  await pledge(
    at(day),
    { campaign, advocate: { name: 'Ada Advocate', email }, cards: 100, language: 'en' },
    (link) => {
      token = link.token
      return { subject: 'Cards', text: token }
    },
  )
  return token
}

it('forgets advocates six months after their campaign ended, and those who never confirmed after a month', async () => {
  const { id: campaign } = await aCampaign(at('2025-06-01') as TestHouse)
  const kept = await promised(campaign, 'kept@example.org', '2025-06-02')
  const never = await promised(campaign, 'never@example.org', '2025-06-02')
  const found = await pledgeOfLink(at('2025-06-02'), kept)
  if (found === null) throw new Error('no pledge')
  await confirmPledge(at('2025-06-02'), kept)
  const [ask] = await asksOf(house.db, campaign)
  await enterBatch(at('2025-06-03'), {
    onceKey: 'one',
    campaign,
    pledge: found.id,
    askVersion: ask?.versionId ?? '',
    collectedOn: '2025-06-03',
    cards: 20,
    notes: { place: 'Fair', countedBy: 'Ada' },
  })
  const [batch] = await batchesWhere(house.db, null, { pledge: found.id })
  const line = { name: 'Ama Mensah', country: 'USA', postalCode: '33602' }
  await typeList(house, { pledge: found.id, batch: batch?.id ?? '', lines: [line] })

  expect(await forgetOldAdvocates(at('2025-07-01') as TestHouse)).toBe(0)
  expect(await forgetOldAdvocates(at('2025-07-04') as TestHouse)).toBe(1)
  expect(await pledgeOfLink(at('2025-07-04'), never)).toBeNull()
  await transact(house.db, (trx) =>
    moveCampaign(trx, changeBy(at('2025-07-05'), operator), {
      id: campaign,
      revision: 2,
      to: 'closed',
      why: 'It is over.',
      language: 'en',
    }),
  )
  expect(await forgetOldAdvocates(at('2026-01-04') as TestHouse)).toBe(0)
  expect(await forgetOldAdvocates(at('2026-01-06') as TestHouse)).toBe(1)
  expect(await progressOf(house.db, campaign)).toMatchObject({ advocates: 1, promised: 100, claimed: 20 })
  for (const { table, column } of sealedPostcards) {
    const rows = await house.owner
      .selectFrom(table as 'postcard_lines')
      .selectAll()
      .execute()
    expect(rows.filter((row) => row[column as 'sealed'] !== null)).toEqual([])
  }
})

it('confirms by each link what was typed with it, and nothing a stranger typed since', async () => {
  const { id: campaign } = await aCampaign(at('2025-06-01') as TestHouse)
  const on = at('2025-06-02')
  const email = 'mine@example.org'
  const typing = async (name: string, cards: number) => {
    let token = ''
    await pledge(on, { campaign, advocate: { name, email }, cards, language: 'en' }, (link) => {
      token = link.token
      return { subject: 'Cards', text: token }
    })
    return token
  }
  const mine = await typing('Ada Advocate', 100)
  const strange = await typing('Somebody Else', 100_000)
  expect(await pledgeOfLink(on, mine)).toMatchObject({ cards: 100, advocate: { name: 'Ada Advocate' } })
  await confirmPledge(on, mine)
  expect(await pledgeOfLink(on, mine)).toMatchObject({ cards: 100, advocate: { name: 'Ada Advocate' } })
  expect(await pledgeOfLink(on, strange)).toBeNull()
  expect(await progressOf(house.db, campaign, 10)).toMatchObject({ advocates: 1, promised: 100 })
})
