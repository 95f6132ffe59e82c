import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { transact } from '../../house/transact.ts'
import { aCampaign, aConsentText, anAsk } from '../coalition/coalition.test-data.ts'
import { asksOf } from '../coalition/store.ts'
import { countedFor } from '../edges/store.ts'
import { confirmSignature, countedBefore, lookAtLink, waitingWith } from './confirm.ts'
import type { Policy } from './count.ts'
import { eraseOwner, linkFor, ownSignatures, withdrawConsent, withdrawSignature } from './own.ts'
import { recount, settle, talliesOf } from './settle.ts'
import { emailKey } from './signer-keys.ts'
import { aSubmission, confirmed, signed } from './signing.test-data.ts'
import { submitSignature } from './submit.ts'

let house: TestHouse
beforeAll(async () => {
  const opened = await openTestHouse()
  // Who confirmed first matters: the clock goes on by a second each time it is read.
  let seconds = 0
  house = { ...opened, now: () => new Date(opened.now().getTime() + 1000 * seconds++) }
})
afterAll(() => house.close())

async function count(campaign: string, policy: Policy): Promise<number> {
  const { tallies, waiting } = await talliesOf(house.db, campaign)
  expect(waiting).toBe(0)
  return tallies.filter((tally) => tally[policy] === 'counts').reduce((sum, { n }) => sum + n, 0)
}

async function begun(): Promise<string> {
  return (await aCampaign(house)).id
}

/** Campaigns to which much was done: the last test counts them again. */
const begunHere: string[] = []

describe('The count', () => {
  it('is told from its tallies and one index, also while statistics are from before a large batch was judged', async () => {
    const campaign = await begun()
    const { askVersion } = await aSubmission(house, campaign)
    await sql`
      insert into signatures (id, campaign_id, ask_version_id, state, channel, language, email_key, person_key,
        submitted_at, confirmed_at)
      select gen_random_uuid(), ${campaign}::uuid, ${askVersion}::uuid, 'validated', 'web', 'en', 'e' || i, 'p' || i,
        now(), now() + i * interval '1 microsecond'
      from generate_series(1, 3000) as i`.execute(house.db)
    await sql`analyze signatures`.execute(house.owner)
    const told = await house.db.transaction().execute(async (trx) => {
      const { waiting } = await talliesOf(trx, campaign)
      const { rows } = await sql<{ n: string }>`
        select seq_scan as n from pg_stat_xact_user_tables where relname = 'signatures'`.execute(trx)
      return { waiting, readWhole: rows.map(({ n }) => Number(n)) }
    })
    expect(told).toEqual({ waiting: 3000, readWhole: [0] })
    expect(await settle(house.db, campaign, { most: 5000 })).toBe(3000)
    expect(await count(campaign, 'strict')).toBe(3000)
  })
})

describe('Signing', () => {
  it('counts nobody before the link was used, and one afterwards, however often it is used', async () => {
    const campaign = await begun()
    const { token } = await signed(house, campaign)
    await settle(house.db, campaign)
    expect(await count(campaign, 'strict')).toBe(0)
    expect((await lookAtLink(house, token)).is).toBe('pending')
    expect(await confirmSignature(house, token)).toMatchObject({ is: 'confirmed', now: true })
    const again = await confirmSignature(house, token)
    expect(again).toMatchObject({ is: 'confirmed' })
    expect(again).not.toHaveProperty('now')
    expect(await count(campaign, 'strict')).toBe(1)
  })

  it('knows no link that was not mailed', async () => {
    expect(await confirmSignature(house, 'guess')).toEqual({ is: 'unknown' })
  })

  it('keeps a form once that is sent twice, and writes one letter', async () => {
    const campaign = await begun()
    const submission = await aSubmission(house, campaign)
    const letter = () => ({ subject: 'Confirm', text: 'A link' })
    const before = await mails()
    const answers = await Promise.all([
      submitSignature(house, submission, letter),
      submitSignature(house, submission, letter),
      submitSignature(house, submission, letter),
    ])
    expect(answers.filter((answer) => answer.new)).toHaveLength(1)
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect((await mails()) - before).toBe(1)
  })

  it('keeps who signed sealed, and nowhere else', async () => {
    const campaign = await begun()
    await signed(house, campaign, { signer: { name: 'Canary Nightingale', email: 'canary@example.org' } })
    for (const table of ['signatures', 'mails', 'signature_changes', 'events'])
      expect(
        (
          await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} as each
            where each::text ilike '%canary%' or each::text ilike '%nightingale%'`.execute(house.owner)
        ).rows[0]?.n,
      ).toBe(0)
  })
})

async function mails(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from mails`.execute(house.db)
  return rows[0]?.n ?? 0
}

describe('The count', () => {
  it('tells the two rules apart', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    await confirmed(house, campaign, { signer: { name: 'Ama Mensah', email: 'home@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'Kofi Mensah', email: 'home@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'Esi Mensah', email: 'home@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'ama mensah.', email: 'other@example.org' } })
    expect(await count(campaign, 'strict')).toBe(1)
    expect(await count(campaign, 'household')).toBe(2)
  })

  it('stays right when many confirm the same person at one instant', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    const links = await Promise.all(
      Array.from({ length: 12 }, () =>
        signed(house, campaign, { signer: { name: 'Ama Mensah', email: 'one@example.org' } }),
      ),
    )
    await Promise.all(links.map(({ token }) => confirmSignature(house, token)))
    await settle(house.db, campaign, { wait: true })
    expect(await count(campaign, 'strict')).toBe(1)
  })

  it('loses no confirmation that comes while it is judging', async () => {
    const campaign = await begun()
    const links = await Promise.all(Array.from({ length: 40 }, () => signed(house, campaign)))
    // Judged while they are confirmed: each of these changes a row that another may hold in hand.
    await Promise.all([
      ...links.map(({ token }) => confirmSignature(house, token)),
      ...Array.from({ length: 10 }, () => settle(house.db, campaign, { wait: true })),
    ])
    await settle(house.db, campaign, { wait: true })
    expect((await recount(house.db, campaign)).differences).toEqual([])
    expect(await count(campaign, 'strict')).toBe(40)
  })

  it('lets the next of a person count when the first is taken back', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    const first = await confirmed(house, campaign, { signer: { name: 'Ama Mensah', email: 'a@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'Ama Mensah', email: 'b@example.org' } })
    expect(await count(campaign, 'strict')).toBe(1)
    await house.db
      .updateTable('signatures')
      .set({ state: 'invalidated', reason: 'bounced' })
      .where('id', '=', first)
      .execute()
    await settle(house.db, campaign)
    expect(await count(campaign, 'strict')).toBe(1)
    const { tallies } = await talliesOf(house.db, campaign)
    expect(tallies.find(({ strict }) => strict === 'bounced')?.n).toBe(1)
  })

  it('finds a tally that does not agree with the rows, also while others have just come', async () => {
    const campaign = await begun()
    await confirmed(house, campaign)
    await sql`update signature_tallies set n = n + 1 where campaign_id = ${campaign}`.execute(house.owner)
    await signed(house, campaign)
    expect(await recount(house.db, campaign)).toMatchObject({ compared: true, differences: [{}], rows: 2 })
  })

  it('is not compared while a signature is being changed', async () => {
    const campaign = await begun()
    const { id } = await signed(house, campaign)
    await transact(house.owner, async (held) => {
      await held.selectFrom('signatures').select('id').where('id', '=', id).forUpdate().execute()
      expect(await recount(house.db, campaign)).toEqual({ compared: false, differences: [], rows: 1 })
    })
  })

  it('keeps every change of a signature on record', async () => {
    const campaign = await begun()
    const id = await confirmed(house, campaign)
    await house.db
      .updateTable('signatures')
      .set({ state: 'invalidated', reason: 'fraud' })
      .where('id', '=', id)
      .execute()
    await house.db
      .updateTable('signatures')
      .set({ state: 'validated', reason: null })
      .where('id', '=', id)
      .execute()
    const changes = await house.db
      .selectFrom('signature_changes')
      .select(['state', 'reason'])
      .where('signature_id', '=', id)
      .orderBy('id')
      .execute()
    expect(changes).toEqual([
      { state: 'validated', reason: null },
      { state: 'invalidated', reason: 'fraud' },
      { state: 'validated', reason: null },
    ])
    await expect(house.owner.deleteFrom('signatures').where('id', '=', id).execute()).rejects.toThrow()
  })
})

describe('The letters of a campaign', () => {
  it('are counted each for itself, and people once', async () => {
    const of = await aCampaign(house, {
      asks: [
        anAsk(),
        anAsk({ key: 'vote-hr2283', target: { kind: 'bill', bill: 'us-113-hr-2283', wanted: 'vote for' } }),
      ],
    })
    begunHere.push(of.id)
    const asks = await asksOf(house.db, of.id)
    for (const { versionId } of asks)
      await confirmed(house, of.id, {
        signer: { name: 'Ama Mensah', email: 'two-letters@example.org' },
        askVersion: versionId,
      })
    expect(await Promise.all(asks.map(({ id }) => countedFor(house.db, of, id)))).toEqual([1, 1])
    expect(await count(of.id, 'strict')).toBe(1)
    const { tallies } = await talliesOf(house.db, of.id)
    expect(tallies.find(({ strict }) => strict === 'other-letter')?.n).toBe(1)
  })
})

describe('What people have here', () => {
  const owner = (email: string) => emailKey(house.keys, email) ?? ''

  it('is listed across campaigns by one address, in any way of writing it', async () => {
    const [first, second] = [await begun(), await begun()]
    await confirmed(house, first, { signer: { email: 'list@example.org' } })
    await signed(house, second, { signer: { email: ' List@Example.ORG ' } })
    const own = await ownSignatures(house, owner('list@example.org'))
    expect(own.map(({ campaign, state }) => ({ campaign, state }))).toEqual([
      { campaign: first, state: 'validated' },
      { campaign: second, state: 'pending' },
    ])
    expect(own[0]?.signer?.email).toBe('list@example.org')
  })

  it('is withdrawn by them alone, and stays on record as withdrawn', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    const id = await confirmed(house, campaign, { signer: { email: 'back@example.org' } })
    expect(await withdrawSignature(house, owner('stranger@example.org'), id)).toBe(false)
    expect(await count(campaign, 'strict')).toBe(1)
    expect(await withdrawSignature(house, owner('back@example.org'), id)).toBe(true)
    expect(await count(campaign, 'strict')).toBe(0)
  })

  it('holds consents that can be taken back one by one', async () => {
    const campaign = await aCampaign(house)
    const text = await aConsentText(house, campaign)
    const id = await confirmed(house, campaign.id, {
      signer: { email: 'consents@example.org' },
      consents: [text],
    })
    expect(await withdrawConsent(house, owner('consents@example.org'), { signature: id, text })).toBe(true)
    expect(await withdrawConsent(house, owner('consents@example.org'), { signature: id, text })).toBe(false)
    const [own] = await ownSignatures(house, owner('consents@example.org'))
    expect(own?.consents[0]?.withdrawn).not.toBeNull()
  })

  it('is erased and goes on counting as nobody in particular', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    await confirmed(house, campaign, { signer: { email: 'gone@example.org' } })
    await confirmed(house, campaign)
    expect(await eraseOwner(house, owner('gone@example.org'))).toBe(1)
    expect(await count(campaign, 'strict')).toBe(2)
    expect(await ownSignatures(house, owner('gone@example.org'))).toEqual([])
    const { rows } = await sql<{ left: boolean }>`
      select bool_or(coalesce(sealed, email_key, person_key, postal_key, domain_key, network_key, token_digest) is not null)
        as left from signatures where erased_at is not null`.execute(house.db)
    expect(rows[0]?.left).toBe(false)
  })

  it('is not counted twice where a card of the same person is left', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    await confirmed(house, campaign, { signer: { name: 'Ama Mensah', email: 'web@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'Ama Mensah', email: 'again@example.org' } })
    await eraseOwner(house, owner('web@example.org'))
    expect(await count(campaign, 'strict')).toBe(1)
  })

  it('is counted once, however often it is erased and signed again', async () => {
    const campaign = await aCampaign(house, { policy: 'household' })
    begunHere.push(campaign.id)
    const again = { name: 'Zed Nobody', email: 'loop@example.org' }
    for (let round = 0; round < 3; round++) {
      const id = await confirmed(house, campaign.id, { signer: again })
      expect(await count(campaign.id, 'strict')).toBe(1)
      expect(await count(campaign.id, 'household')).toBe(1)
      // Told to whoever reads the mail of the address, and to nobody who only knows the name.
      expect(await countedBefore(house, campaign, id)).toBe(round > 0)
      await eraseOwner(house, owner(again.email))
    }
    const byName = await confirmed(house, campaign.id, { signer: { ...again, email: 'probe@example.org' } })
    expect(await count(campaign.id, 'strict')).toBe(1)
    expect(await countedBefore(house, campaign, byName)).toBe(false)
    // The other of the household has a place of their own; whoever withdraws before erasing has theirs again.
    await confirmed(house, campaign.id, { signer: { ...again, name: 'Ann Nobody' } })
    expect(await count(campaign.id, 'household')).toBe(2)
    const back = await confirmed(house, campaign.id, {
      signer: { name: 'Ben Back', email: 'ben@example.org' },
    })
    await withdrawSignature(house, owner('ben@example.org'), back)
    await eraseOwner(house, owner('ben@example.org'))
    await confirmed(house, campaign.id, { signer: { name: 'Ben Back', email: 'ben@example.org' } })
    expect(await count(campaign.id, 'household')).toBe(3)
  })

  it('leaves nothing that leads from what is remembered to a signature', async () => {
    const columns = await sql<{ column_name: string }>`
      select column_name from information_schema.columns
      where table_name = 'signatures_remembered' and table_schema = current_schema() order by 1`.execute(
      house.db,
    )
    expect(columns.rows.map(({ column_name }) => column_name)).toEqual([
      'campaign_id',
      'digest',
      'household',
      'strict',
    ])
  })

  it('lowers no count by an erasure, whoever else is refused for another reason', async () => {
    const campaign = await begun()
    begunHere.push(campaign)
    await confirmed(house, campaign, { signer: { name: 'Pat', email: 'pat@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'Pat', email: 'shared@example.org' } })
    await confirmed(house, campaign, { signer: { name: 'Quinn', email: 'shared@example.org' } })
    expect(await count(campaign, 'strict')).toBe(2)
    await eraseOwner(house, owner('pat@example.org'))
    expect(await count(campaign, 'strict')).toBe(2)
    expect(await count(campaign, 'household')).toBe(2)
  })

  it('has its link mailed to the address on record, of whoever confirmed with it', async () => {
    const campaign = await begun()
    await signed(house, campaign, { signer: { email: 'RECORD@example.org' } })
    await confirmed(house, campaign, { signer: { email: 'Record@example.org' } })
    expect((await linkFor(house, ' record@EXAMPLE.org'))?.to).toBe('Record@example.org')
    expect(await linkFor(house, 'ﬁona@example.org')).toBeNull()
  })
})

describe('Mail to an address', () => {
  it('is one an hour in a campaign, and its link shows and confirms what came later', async () => {
    const [campaign, other] = [await begun(), await begun()]
    const email = 'once-an-hour@example.org'
    const before = await mails()
    const first = await signed(house, campaign, { signer: { name: 'Ama', email } })
    const second = await signed(house, campaign, { signer: { name: 'Kofi', email } })
    const stranger = await signed(house, campaign, { signer: { name: 'Somebody Else' } })
    await signed(house, other, { signer: { name: 'Ama', email } })
    expect((await mails()) - before).toBe(3)
    expect((await waitingWith(house, first.id)).map(({ name }) => name)).toEqual(['Kofi'])
    await confirmSignature(house, first.token, stranger.id)
    await confirmSignature(house, first.token, second.id)
    const states = await house.db
      .selectFrom('signatures')
      .select(['id', 'state'])
      .where('campaign_id', '=', campaign)
      .execute()
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
      [first.id]: 'pending',
      [second.id]: 'validated',
      [stranger.id]: 'pending',
    })
    const later = { ...house, now: () => new Date(house.now().getTime() + 3_600_000) } as TestHouse
    await signed(later, campaign, { signer: { name: 'Ama', email } })
    expect((await mails()) - before).toBe(4)
  })
})

it('agrees with a recount from the rows, whatever was done to them', async () => {
  expect(begunHere.length).toBeGreaterThan(4)
  for (const campaign of begunHere) {
    await settle(house.db, campaign, { wait: true })
    expect((await recount(house.db, campaign)).differences).toEqual([])
  }
})
