import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import type { Io } from '../../house/command.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../change.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { moveCampaign } from '../coalition/life.ts'
import { countCommand } from './commands.ts'
import { forgetOldSigners } from './jobs.ts'
import { eraseOwner } from './own.ts'
import { recount, settle } from './settle.ts'
import { emailKey } from './signer-keys.ts'
import { confirmed, signed } from './signing.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const at = (day: string) => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })
const kept = async (campaign: string) =>
  (
    await house.db
      .selectFrom('signatures')
      .select(['sealed', 'email_key', 'counts_strict'])
      .where('campaign_id', '=', campaign)
      .execute()
  ).map(({ sealed, email_key, counts_strict }) => ({
    person: sealed !== null || email_key !== null,
    counts: counts_strict,
  }))

it('forgets who signed six months after a campaign ended, and the count stays', async () => {
  const campaign = await aCampaign(house)
  // The same person by two addresses: whoever is forgotten last takes the place of the other.
  await confirmed(house, campaign.id, { signer: { name: 'Ama Mensah', email: 'a@example.org' } })
  await confirmed(house, campaign.id, { signer: { name: 'Ama Mensah', email: 'b@example.org' } })
  await confirmed(house, campaign.id)
  await transact(house.db, (trx) =>
    moveCampaign(trx, changeBy(house, operator), {
      id: campaign.id,
      revision: 2,
      to: 'won',
      why: 'The bill passed.',
      language: 'en',
    }),
  )
  await forgetOldSigners(at('2025-12-31'))
  expect((await kept(campaign.id)).every(({ person }) => person)).toBe(true)
  await forgetOldSigners(at('2026-01-02'))
  const after = await kept(campaign.id)
  expect(after.some(({ person }) => person)).toBe(false)
  expect(after.filter(({ counts }) => counts)).toHaveLength(2)
  await settle(house.db, campaign.id)
  expect((await recount(house.db, campaign.id)).differences).toEqual([])
})

it('destroys what it remembered of the erased a week after the end, and who was refused stays refused', async () => {
  const campaign = await aCampaign(house)
  const again = { name: 'Zed Nobody', email: 'zed@example.org' }
  await confirmed(house, campaign.id, { signer: again })
  await eraseOwner(house, emailKey(house.keys, again.email) ?? '')
  await confirmed(house, campaign.id, { signer: again })
  await transact(house.db, (trx) =>
    moveCampaign(trx, changeBy(house, operator), {
      id: campaign.id,
      revision: 2,
      to: 'closed',
      why: 'It is over.',
      language: 'en',
    }),
  )
  const left = async () => ({
    digests: (
      await house.db
        .selectFrom('signatures_remembered')
        .select('digest')
        .where('campaign_id', '=', campaign.id)
        .execute()
    ).length,
    secret: (
      await house.db
        .selectFrom('signature_secrets')
        .select('secret')
        .where('campaign_id', '=', campaign.id)
        .executeTakeFirstOrThrow()
    ).secret,
  })
  await forgetOldSigners(at('2025-07-07'))
  expect((await left()).digests).toBeGreaterThan(0)
  await forgetOldSigners(at('2025-07-09'))
  expect(await left()).toEqual({ digests: 0, secret: null })
  await forgetOldSigners(at('2026-01-02'))
  expect((await recount(house.db, campaign.id)).differences).toEqual([])
  expect((await kept(campaign.id)).filter(({ counts }) => counts)).toHaveLength(1)
})

it('forgets who never confirmed, a month after they signed', async () => {
  const campaign = await aCampaign(house)
  await signed(house, campaign.id)
  await settle(house.db, campaign.id)
  await forgetOldSigners(at('2025-07-30'))
  expect(await kept(campaign.id)).toEqual([{ person: true, counts: false }])
  await forgetOldSigners(at('2025-08-02'))
  expect(await kept(campaign.id)).toEqual([{ person: false, counts: false }])
})

it('tells the count by command, and whether a recount agrees', async () => {
  const campaign = await aCampaign(house)
  await confirmed(house, campaign.id)
  await signed(house, campaign.id)
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(line), err: () => {}, language: 'en' } as unknown as Io
  expect(await countCommand(house, [campaign.slug, '--check', '--json'], io)).toBe(0)
  expect(JSON.parse(lines.join('\n'))).toMatchObject({
    counted: { strict: 1, household: 1 },
    refused: { 'not-confirmed': 1 },
    checked: { differences: [], rows: 2 },
  })
  await expect(countCommand(house, [], io)).rejects.toThrow('One campaign is named')
})
