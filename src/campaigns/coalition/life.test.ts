import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { anOrganisation } from '../../people/organisations/organisations.test-data.ts'
import { changeBy, type Trx } from '../change.ts'
import {
  aCampaign,
  aConsentText,
  anAsk,
  anEndorsement,
  anEndorser,
  campaignValues,
} from './coalition.test-data.ts'
import { closeOverdue } from './jobs.ts'
import {
  addAsk,
  beginCampaign,
  changeAsk,
  changeCampaign,
  endAsk,
  moveCampaign,
  nameEndorser,
  recordEndorsement,
  writeConsentText,
} from './life.ts'
import {
  askOf,
  asksOf,
  askVersionsOf,
  campaignBySlug,
  campaignOf,
  campaignSubject,
  campaignsThatAsk,
  consentHistoryOf,
  consentTextsOf,
  endorsersOf,
  listCampaigns,
  stepsOf,
} from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const change = () => changeBy(house, operator)
const run = <Result>(work: (trx: Trx) => Promise<Result>) => transact(house.db, work)
const move = (id: string, revision: number, to: Parameters<typeof moveCampaign>[2]['to']) =>
  run((trx) => moveCampaign(trx, change(), { id, revision, to, why: 'So it was decided.', language: 'en' }))

describe('A campaign', () => {
  it('is found by its address, and its rights are asked of the organisation that leads it', async () => {
    const campaign = await aCampaign(house)
    expect(await campaignBySlug(house.db, campaign.slug)).toEqual(campaign)
    expect(await campaignSubject(house.db, campaign.slug)).toEqual({
      kind: 'organisation',
      id: campaign.organisation.id,
    })
    await expect(campaignBySlug(house.db, 'none-such')).rejects.toMatchObject({ status: 404 })
  })

  it('has an address of its own', async () => {
    const { slug, organisation } = await aCampaign(house)
    await expect(
      run((trx) => beginCampaign(trx, change(), organisation.id, campaignValues({ slug }))),
    ).rejects.toMatchObject({ fault: 'slug taken' })
  })

  it('is read by everybody from the day it goes live, and by those who lead it before', async () => {
    const draft = await aCampaign(house, { state: 'draft' })
    const live = await aCampaign(house)
    const ids = (all: { id: string }[]) => all.map(({ id }) => id)
    const listed = ids(await listCampaigns(house.db))
    expect(listed).toContain(live.id)
    expect(listed).not.toContain(draft.id)
    expect(ids(await listCampaigns(house.db, { organisations: [draft.organisation.id] }))).toContain(draft.id)
  })

  it('goes live with words in its first language and something to take part in, and not before', async () => {
    const bare = await aCampaign(house, { state: 'draft', asks: [], words: {} })
    await expect(move(bare.id, 1, 'live')).rejects.toMatchObject({
      gaps: [
        { code: 'no words', ask: null },
        { code: 'no ask', ask: null },
      ],
    })
    const letter = anAsk({
      key: 'letter',
      target: { kind: 'letter', office: 'The President of the United States', address: null },
      content: { words: { en: { title: 'Sign', text: 'A letter.' } }, official: null },
    })
    const silent = await aCampaign(house, { state: 'draft', asks: [letter] })
    await expect(move(silent.id, 1, 'live')).rejects.toMatchObject({
      gaps: [{ code: 'no official text', ask: 'letter' }],
    })
  })

  it('goes from state to state by allowed steps only, each with its day and why', async () => {
    const { id } = await aCampaign(house)
    await expect(move(id, 2, 'draft')).rejects.toMatchObject({ fault: 'not now' })
    await expect(move(id, 2, 'archived')).rejects.toMatchObject({ fault: 'not now' })
    await move(id, 2, 'paused')
    await move(id, 3, 'live')
    const won = await move(id, 4, 'won')
    expect(won.ended).not.toBeNull()
    await expect(move(id, 5, 'live')).rejects.toMatchObject({ fault: 'not now' })
    await move(id, 5, 'archived')
    expect((await stepsOf(house.db, id)).map(({ after, why }) => `${after}: ${why}`)).toEqual([
      'live: It is live now.',
      'paused: So it was decided.',
      'live: So it was decided.',
      'won: So it was decided.',
      'archived: So it was decided.',
    ])
    expect((await campaignOf(house.db, id)).ended).toBe(won.ended)
  })

  it('is closed by itself a month after its last day, where nobody said how it ended; that can be said later', async () => {
    const over = await aCampaign(house, {
      opens: '2025-07-01',
      closes: '2025-07-01',
      languages: ['es', 'en'],
      words: { es: { title: 'T', story: 'S' } },
    })
    const later = await aCampaign(house, { closes: '2025-07-02' })
    const inAugust = { ...house, now: () => new Date('2025-08-01T12:00:00Z') }
    expect(await closeOverdue(inAugust)).toBe(1)
    expect(await closeOverdue(inAugust)).toBe(0)
    const closed = await campaignOf(house.db, over.id)
    expect(closed).toMatchObject({ state: 'closed', ended: '2025-08-01T12:00:00.000Z' })
    expect((await stepsOf(house.db, over.id)).at(-1)).toMatchObject({ language: 'es', on: '2025-08-01' })
    expect((await campaignOf(house.db, later.id)).state).toBe('live')
    const won = await move(over.id, closed.revision, 'won')
    expect(won).toMatchObject({ state: 'won', ended: closed.ended })
  })

  it('is closed by itself without a last day once nothing was written in its history for a year', async () => {
    const left = await aCampaign(house, {
      languages: ['fr', 'en'],
      words: { fr: { title: 'T', story: 'S' } },
    })
    const later = { ...house, now: () => new Date('2026-06-20T12:00:00Z') } as TestHouse
    const kept = await aCampaign(house)
    await transact(house.db, (trx) =>
      addAsk(trx, changeBy(later, operator), kept.id, anAsk({ key: 'another' })),
    )
    const nextYear = (day: string) => ({ ...house, now: () => new Date(`${day}T12:00:00Z`) })
    await closeOverdue(nextYear('2026-06-30'))
    expect((await campaignOf(house.db, left.id)).state).toBe('live')
    await closeOverdue(nextYear('2026-07-02'))
    expect((await campaignOf(house.db, left.id)).state).toBe('closed')
    expect((await stepsOf(house.db, left.id)).at(-1)?.why).toContain('pas de dernier jour')
    expect((await campaignOf(house.db, kept.id)).state).toBe('live')
  })

  it('takes one of two steps that are made at once', async () => {
    const { id } = await aCampaign(house)
    const both = await Promise.allSettled([move(id, 2, 'won'), move(id, 2, 'lost')])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [refused] = both.filter((each) => each.status === 'rejected')
    expect(refused?.reason).toMatchObject({ fault: 'overtaken' })
    expect(await stepsOf(house.db, id)).toHaveLength(2)
  })

  it('keeps its address, legislature, day and rule of counting once people could take part', async () => {
    const { id, slug } = await aCampaign(house)
    const save = (over: Parameters<typeof campaignValues>[0], reason: string | null = 'A slip.') =>
      run((trx) =>
        changeCampaign(trx, change(), { id, revision: 2, values: campaignValues({ slug, ...over }), reason }),
      )
    for (const over of [
      { slug: 'another-one' },
      { legislature: null },
      { asOf: null },
      { policy: 'household' as const },
    ])
      await expect(save(over)).rejects.toMatchObject({ fault: 'fixed since public' })
    await expect(save({ goal: 10 }, null)).rejects.toMatchObject({ fault: 'reason needed' })
    await expect(save({ words: {} })).rejects.toMatchObject({ fault: 'gaps remain' })
    expect((await save({ goal: 10 })).goal).toBe(10)
    await expect(save({ goal: 20 })).rejects.toMatchObject({ fault: 'overtaken' })
  })
})

describe('What a campaign asks', () => {
  it('keeps every version of its words; what is handed over stays as people agreed to it', async () => {
    const { id } = await aCampaign(house)
    const ask = await askOf(house.db, id, 'cosponsor-hr2283')
    const { target, official } = ask
    const save = (over: object, version = 1, reason: string | null = 'Clearer.') =>
      run((trx) =>
        changeAsk(trx, change(), id, {
          key: ask.key,
          version,
          target,
          content: { words: ask.words, official },
          reason,
          ...over,
        }),
      )
    await expect(
      save({ content: { words: ask.words, official: { language: 'en', text: 'Something else.' } } }),
    ).rejects.toMatchObject({ fault: 'signed already' })
    await expect(
      save({ target: { kind: 'bill', bill: 'us-113-s-1249', wanted: 'cosponsor' } }),
    ).rejects.toMatchObject({ fault: 'signed already' })
    await expect(save({}, 1, null)).rejects.toMatchObject({ fault: 'reason needed' })
    const words = { ...ask.words, es: { title: 'Copatrocine', text: 'Pide un informe sin miedo.' } }
    const after = await save({ content: { words, official } })
    expect(after.version).toBe(2)
    expect(after.versionId).not.toBe(ask.versionId)
    await expect(save({ content: { words, official } })).rejects.toMatchObject({ fault: 'overtaken' })
    expect((await askVersionsOf(house.db, ask.id)).map(({ content }) => Object.keys(content.words))).toEqual([
      ['en'],
      ['en', 'es'],
    ])
  })

  it('is found from the bill or the line of the budget it is about, once it is public', async () => {
    const bill = `us-113-hr-${Math.floor(Math.random() * 1e9)}`
    const asking = (state: 'draft' | 'live') =>
      aCampaign(house, {
        state,
        asks: [
          anAsk({ target: { kind: 'bill', bill, wanted: 'cosponsor' } }),
          anAsk({
            key: 'line',
            target: { kind: 'budget line', line: bill, fiscalYear: 2015, usdMillions: null },
          }),
        ],
      })
    await asking('draft')
    const { id } = await asking('live')
    for (const [about, key] of [
      [{ bill }, 'cosponsor-hr2283'],
      [{ line: bill }, 'line'],
    ] as const)
      expect(
        (await campaignsThatAsk(house.db, about)).map((each) => [each.campaign.id, each.ask.key]),
      ).toEqual([[id, key]])
  })

  it('can be ended with a reason, but never the last one people can take part in', async () => {
    const { id } = await aCampaign(house)
    const end = (key: string) => run((trx) => endAsk(trx, change(), id, { key, why: 'The bill died.' }))
    await expect(end('cosponsor-hr2283')).rejects.toMatchObject({ fault: 'last ask' })
    const second = anAsk({
      key: 'cosponsor-s1249',
      target: { kind: 'bill', bill: 'us-113-s-1249', wanted: 'cosponsor' },
    })
    await run((trx) => addAsk(trx, change(), id, second))
    await expect(run((trx) => addAsk(trx, change(), id, second))).rejects.toMatchObject({
      fault: 'key taken',
    })
    await end('cosponsor-hr2283')
    expect((await asksOf(house.db, id)).map(({ key }) => key)).toEqual(['cosponsor-s1249'])
    expect((await asksOf(house.db, id, { ended: true })).map(({ endedWhy }) => endedWhy)).toEqual([
      'The bill died.',
      null,
    ])
  })
})

describe('Who endorses', () => {
  it('is known from proof, and may withdraw; all of it stays', async () => {
    const { id, organisation } = await aCampaign(house)
    const partner = await anOrganisation(house, { name: 'Partner of the lake' })
    await anEndorser(house, id, { state: 'invited', proofAddress: null })
    const named = await run((trx) =>
      nameEndorser(
        trx,
        change(),
        id,
        { organisation: partner, name: null, website: null },
        anEndorsement({ proofAddress: null, proofLetter: 'Letter of 1 August 2014, signed by its board.' }),
      ),
    )
    await expect(
      run((trx) =>
        nameEndorser(
          trx,
          change(),
          id,
          { organisation: organisation.id, name: null, website: null },
          anEndorsement(),
        ),
      ),
    ).rejects.toMatchObject({ fault: 'endorser there' })
    await run((trx) =>
      recordEndorsement(trx, change(), id, {
        endorser: named,
        endorsement: anEndorsement({ state: 'withdrawn', on: '2014-09-01', why: 'Its board changed.' }),
      }),
    )
    expect(
      (await endorsersOf(house.db, id)).map(({ name, now, steps }) => [name, now.state, steps.length]),
    ).toEqual([
      ['Bakers for Freedom', 'invited', 1],
      ['Partner of the lake', 'withdrawn', 2],
    ])
  })
})

describe('What people are asked to agree to', () => {
  it('is each partner’s own, in versions that stay', async () => {
    const campaign = await aCampaign(house)
    const { id, organisation } = campaign
    const bakers = await anEndorser(house, id)
    await aConsentText(house, campaign)
    await aConsentText(house, campaign, { endorser: bakers, purpose: 'news of the organisation' })
    await aConsentText(house, campaign, { text: 'You may write to me, twice a year.' })
    expect(
      (await consentTextsOf(house.db, id)).map(({ party, purpose, version, words }) => [
        party.name === organisation.name,
        purpose,
        version,
        words?.en,
      ]),
    ).toEqual([
      [true, 'updates of this campaign', 2, 'You may write to me, twice a year.'],
      [false, 'news of the organisation', 1, 'You may write to me about this campaign.'],
    ])
    const stop = { organisation: organisation.id, endorser: null }
    await run((trx) =>
      writeConsentText(trx, change(), id, { party: stop, purpose: 'updates of this campaign', words: null }),
    )
    expect(await consentTextsOf(house.db, id)).toHaveLength(1)
    expect(await consentHistoryOf(house.db, id)).toHaveLength(4)
  })

  it('is asked no longer by a partner that has withdrawn', async () => {
    const campaign = await aCampaign(house)
    const bakers = await anEndorser(house, campaign.id)
    await aConsentText(house, campaign, { endorser: bakers })
    const say = (state: 'endorsed' | 'withdrawn') =>
      run((trx) =>
        recordEndorsement(trx, change(), campaign.id, {
          endorser: bakers,
          endorsement: anEndorsement({ state }),
        }),
      )
    await say('withdrawn')
    expect(await consentTextsOf(house.db, campaign.id)).toEqual([])
    await say('endorsed')
    expect(await consentTextsOf(house.db, campaign.id)).toHaveLength(1)
  })

  it('is asked by nobody who has not endorsed', async () => {
    const campaign = await aCampaign(house)
    const invited = await anEndorser(house, campaign.id, { state: 'invited', proofAddress: null })
    await expect(aConsentText(house, campaign, { endorser: invited })).rejects.toMatchObject({
      fault: 'nobody asks',
    })
  })
})
