import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLegislatures } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  join,
  linkTo,
  mailsOf,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { languages } from '../../ui/language.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { campaignRoutes } from '../routes.tsx'
import { progressOf } from './progress.ts'

let house: TestHouse
let http: HttpServer
let coalition: string
let campaign: Campaign
let campaigner: string
let member: string
let stranger: string
const castor = 'bioguide-C001066'

beforeAll(async () => {
  const opened = await openTestHouse({ furnished: withLegislatures })
  let seconds = 0
  house = { ...opened, now: () => new Date(opened.now().getTime() + 1000 * seconds++) }
  coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
  member = (await aPerson(house, { name: 'Mo Member' })).id
  stranger = (await aPerson(house, { name: 'Stan Stranger' })).id
  await join(house, campaigner, coalition, 'campaigner')
  await join(house, member, coalition)
  campaign = await aCampaign(house, { organisation: coalition })
  http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const visitor = () => asking(http, null)
const read = async (url: string, as: string | null = null) => textOf((await asking(http, as).get(url)).body)

/** Promises cards and presses the button; answers the page of the advocate. */
async function promised(of: Campaign, { cards = '100', email = `${randomUUID()}@example.org` } = {}) {
  const sent = await visitor().send(`/campaigns/${of.slug}/cards`, { cards, name: 'Ada Advocate', email })
  expect(sent.statusCode).toBe(303)
  const own = await linkTo(house, email)
  expect((await visitor().send(`${own}/confirm`)).statusCode).toBe(303)
  return { own, email }
}
const aBatch = (over: Record<string, string> = {}) => ({
  cards: '40',
  on: '2014-08-16',
  place: 'County fair, Tampa',
  countedBy: 'Cora Counter',
  ...over,
})
/** Enters a batch; answers its id. */
async function collected(own: string, over: Record<string, string> = {}) {
  const before = (await exported(own)).map(({ id }) => id)
  expect((await visitor().send(`${own}/batches`, aBatch(over))).statusCode).toBe(303)
  const fresh = (await exported(own)).find(({ id }) => !before.includes(id))
  if (fresh === undefined) throw new Error('no batch was kept')
  return fresh.id
}
const exported = async (own: string): Promise<{ id: string; claimed: number }[]> =>
  JSON.parse((await visitor().get(`${own}/export.json`)).body).batches
const counted = (of: Campaign, batch: string, values: Record<string, string>, as = member) =>
  asking(http, as).send(`/campaigns/${of.slug}/manage/cards/${batch}/check`, values)
const handedOver = (of: Campaign, values: Record<string, string>, as = member) =>
  asking(http, as).send(`/campaigns/${of.slug}/manage/cards/deliver`, values)

describe('A promise of cards', () => {
  it('stands once the mailed link was pressed, and not when a program opened it', async () => {
    const email = 'ada@example.org'
    await visitor().send(`/campaigns/${campaign.slug}/cards`, { cards: '100', name: 'Ada Advocate', email })
    const own = await linkTo(house, email)
    for (let scanner = 0; scanner < 3; scanner++) expect((await visitor().get(own)).body).toContain('<button')
    expect(await progressOf(house.db, campaign.id)).toMatchObject({ advocates: 0, promised: 0 })
    await visitor().send(`${own}/confirm`)
    await visitor().send(`${own}/confirm`)
    expect(await progressOf(house.db, campaign.id)).toMatchObject({ advocates: 1, promised: 100 })
  })

  it('says at the field that there were characters nobody sees, and keeps the form without them', async () => {
    const values = { cards: '30', name: 'Ada\u202E Unseen', email: 'unseen@example.org' }
    const sent = await visitor().send(`/campaigns/${campaign.slug}/cards`, values)
    expect(sent.statusCode).toBe(422)
    expect(textOf(sent.body)).toContain('They are taken out now')
    expect(sent.body).toContain('value="Ada Unseen"')
  })

  it('is one for an address: who promises again is mailed a link, and nothing is changed', async () => {
    const own = await aCampaign(house)
    const { email } = await promised(own, { cards: '100' })
    const before = (await mailsOf(house)).length
    await visitor().send(`/campaigns/${own.slug}/cards`, { cards: '7', name: 'Somebody Else', email })
    expect((await mailsOf(house)).length).toBe(before + 1)
    expect(await progressOf(house.db, own.id)).toMatchObject({ advocates: 1, promised: 100 })
    expect(textOf((await visitor().get(await linkTo(house, email))).body)).toContain('Ada Advocate')
  })

  it('is not told to who asks for a link with an address that promised nothing', async () => {
    const { email } = await promised(campaign)
    const [known, unknown] = await Promise.all(
      [email, 'nobody-here@example.org'].map((again) =>
        visitor().send(`/campaigns/${campaign.slug}/cards/link`, { again }),
      ),
    )
    expect(textOf(known?.body ?? '')).toBe(textOf(unknown?.body ?? ''))
    expect((await visitor().get(await linkTo(house, email))).statusCode).toBe(200)
    expect((await mailsOf(house)).some(({ to }) => to === 'nobody-here@example.org')).toBe(false)
  })

  it('sends back what cannot be used, and keeps what was typed', async () => {
    const sent = await visitor().send(`/campaigns/${campaign.slug}/cards`, {
      cards: 'many',
      name: '=SUM(A1)',
      email: 'nobody',
    })
    expect(sent.statusCode).toBe(422)
    expect(textOf(sent.body)).toContain('Type a number from 1 to 100,000')
    expect(textOf(sent.body)).toContain('This is no e-mail address')
    expect(sent.body).toContain('many')
  })

  it('keeps who promised sealed, and nowhere else', async () => {
    const { own } = await promised(campaign, { email: 'canary@nightingale.example' })
    await collected(own, { place: 'Canary Hall', countedBy: 'Canary Bird' })
    for (const table of ['postcard_pledges', 'postcard_batches', 'mails', 'events'])
      expect(
        (
          await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} as each
            where each::text ilike '%canary%'`.execute(house.owner)
        ).rows[0]?.n,
      ).toBe(0)
  })
})

describe('A batch of cards', () => {
  it('is refused in words where another came with the key of one that was kept', async () => {
    const { own } = await promised(await aCampaign(house))
    const once = randomUUID()
    const send = (over: Record<string, string>) => visitor().send(`${own}/batches`, { ...aBatch(over), once })
    expect((await send({})).statusCode).toBe(303)
    expect((await send({})).statusCode).toBe(303)
    const other = await send({ cards: '35' })
    expect(other.statusCode).toBe(422)
    expect(textOf(other.body)).toContain('with something else in it')
    expect((await exported(own)).map(({ claimed }) => claimed)).toEqual([40])
  })

  it('is a claim until somebody of the coalition counted it, and progress shows the count', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { own } = await promised(of)
    const batch = await collected(own)
    expect(await progressOf(house.db, of.id)).toMatchObject({
      claimed: 40,
      checked: 0,
      unchecked: { batches: 1, cards: 40 },
    })
    expect(await read(`/campaigns/${of.slug}`)).toContain('No card is counted yet')

    expect((await counted(of, batch, { cards: '37', seen: '0' })).statusCode).toBe(422)
    const kept = await counted(of, batch, {
      cards: '37',
      seen: '0',
      why: 'Three were empty.',
      legislator: castor,
    })
    expect(kept.statusCode).toBe(303)
    expect(await progressOf(house.db, of.id)).toMatchObject({
      claimed: 40,
      checked: 37,
      unchecked: { batches: 0, cards: 0 },
      states: [{ place: 'FL', atLeast: 30, atMost: 39 }],
      districts: [{ place: 'ocd-division/country:us/state:fl/cd:14', atLeast: 30, atMost: 39 }],
    })
    expect(await read(`/campaigns/${of.slug}`)).toContain('37 cards are counted')
    expect(await read(own)).toContain('37 of 100 cards are counted')
    expect(await read(`${own}/batches/${batch}`)).toContain('Three were empty.')
    const { figures } = JSON.parse((await visitor().get(`/api/v1/campaigns/${of.slug}`)).body)
    expect(figures.cards).toBe(37)
  })

  it('is counted by nobody outside of the coalition', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const batch = await collected((await promised(of)).own)
    expect((await counted(of, batch, { cards: '40', seen: '0' }, stranger)).statusCode).toBe(403)
    expect((await visitor().get(`/campaigns/${of.slug}/manage/cards`)).statusCode).toBe(303)
    const other = await aCampaign(house, { organisation: coalition })
    expect((await counted(other, batch, { cards: '40', seen: '0' })).statusCode).toBe(404)
  })

  it('keeps both of two counts, and refuses one made from an old page', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const batch = await collected((await promised(of)).own)
    await counted(of, batch, { cards: '40', seen: '0' })
    expect((await counted(of, batch, { cards: '39', seen: '0', why: 'One is twice.' })).statusCode).toBe(409)
    expect((await counted(of, batch, { cards: '39', seen: '1', why: 'One is twice.' })).statusCode).toBe(303)
    const rows = await house.db
      .selectFrom('postcard_checks')
      .select('cards')
      .where('batch_id', '=', batch)
      .orderBy('id')
      .execute()
    expect(rows.map(({ cards }) => cards)).toEqual([40, 39])
    await expect(sql`update postcard_checks set cards = 400`.execute(house.owner)).rejects.toThrow()
  })

  it('makes one of a form that is sent twice', async () => {
    const { own } = await promised(campaign)
    const once = randomUUID()
    await Promise.all([1, 2, 3].map(() => visitor().send(`${own}/batches`, { ...aBatch(), once })))
    expect(await exported(own)).toHaveLength(1)
  })

  it('is taken back by its advocate alone, and only before it was counted', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const [one, other] = [await promised(of), await promised(of)]
    const batch = await collected(one.own)
    expect((await visitor().get(`${other.own}/batches/${batch}`)).statusCode).toBe(404)
    await visitor().send(`${other.own}/batches/${batch}/withdraw`)
    expect(await progressOf(house.db, of.id)).toMatchObject({ claimed: 40 })
    await visitor().send(`${one.own}/batches/${batch}/withdraw`)
    expect(await progressOf(house.db, of.id)).toMatchObject({ claimed: 0 })
    expect((await counted(of, batch, { cards: '40', seen: '0' })).statusCode).toBe(409)
    const counting = await collected(one.own)
    await counted(of, counting, { cards: '40', seen: '0' })
    await visitor().send(`${one.own}/batches/${counting}/withdraw`)
    expect(await progressOf(house.db, of.id)).toMatchObject({ checked: 40 })
  })

  it('is not dated in the future', async () => {
    const { own } = await promised(campaign)
    for (const on of ['2999-01-01', '2014-02-31', 'soon'])
      expect((await visitor().send(`${own}/batches`, aBatch({ on }))).statusCode).toBe(422)
  })

  it('shows its place to who counts, and names only to who may see supporters', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const batch = await collected((await promised(of)).own)
    const here = `/campaigns/${of.slug}/manage/cards/${batch}`
    const forMember = await read(here, member)
    expect(forMember).toContain('County fair, Tampa')
    expect(forMember).not.toContain('Ada Advocate')
    expect(forMember).not.toContain('Cora Counter')
    const forCampaigner = await read(here, campaigner)
    expect(forCampaigner).toContain('Ada Advocate')
    expect(await read(here, `${campaigner} password-only`)).not.toContain('Ada Advocate')
  })
})

describe('A photograph of cards', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const sending = (url: string, bytes: Buffer, name: string) => {
    const edge = 'edge'
    const part = (head: string) => `--${edge}\r\nContent-Disposition: form-data; ${head}\r\n`
    return http.inject({
      method: 'POST',
      url,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
      payload: Buffer.concat([
        Buffer.from(`${part('name="once"')}\r\n${randomUUID()}\r\n`),
        Buffer.from(`${part(`name="photo"; filename="${name}"`)}Content-Type: image/png\r\n\r\n`),
        bytes,
        Buffer.from(`\r\n--${edge}--\r\n`),
      ]),
    })
  }

  it('is seen by who may see supporters, and forgotten with the count', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { own } = await promised(of)
    const batch = await collected(own)
    const here = `/campaigns/${of.slug}/manage/cards/${batch}`
    expect(
      (await sending(`${own}/batches/${batch}/photo`, Buffer.from('no picture'), 'a.png')).statusCode,
    ).toBe(422)
    expect((await sending(`${own}/batches/${batch}/photo`, png, 'cards.png')).statusCode).toBe(303)
    expect(await read(`${own}/batches/${batch}`)).toContain('A photograph waits')
    expect((await asking(http, member).get(`${here}/photo`)).statusCode).toBe(403)
    expect((await asking(http, member).get(here)).body).not.toContain('<img')
    const seen = await asking(http, campaigner).get(`${here}/photo`)
    expect(seen.headers['content-type']).toBe('image/png')
    expect(seen.rawPayload.equals(png)).toBe(true)
    await counted(of, batch, { cards: '40', seen: '0', how: 'photograph' }, campaigner)
    expect((await asking(http, campaigner).get(`${here}/photo`)).statusCode).toBe(404)
    expect((await sending(`${own}/batches/${batch}/photo`, png, 'cards.png')).statusCode).toBe(422)
  })
})

describe('Handing cards over', () => {
  it('takes only counted cards, says to which office and when, and can be taken back with a reason', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const batch = await collected((await promised(of)).own)
    const parcel = {
      legislator: castor,
      office: 'District office, Tampa',
      on: '2014-08-28',
      how: 'in person',
      receipt: 'Signed sheet, in our files',
    }
    expect((await handedOver(of, { ...parcel, [`cards-${batch}`]: '40' })).statusCode).toBe(422)
    await counted(of, batch, { cards: '40', seen: '0' })
    expect((await handedOver(of, { ...parcel, [`cards-${batch}`]: '41' })).statusCode).toBe(422)
    const tooEarly = await handedOver(of, { ...parcel, on: '2014-08-01', [`cards-${batch}`]: '25' })
    expect(tooEarly.statusCode).toBe(422)
    expect(textOf(tooEarly.body)).toContain('it cannot have been handed over before')
    expect((await handedOver(of, { ...parcel, [`cards-${batch}`]: '25' })).statusCode).toBe(303)
    expect((await handedOver(of, { ...parcel, [`cards-${batch}`]: '16' })).statusCode).toBe(422)
    expect((await handedOver(of, { ...parcel, [`cards-${batch}`]: '15' })).statusCode).toBe(303)
    expect(await progressOf(house.db, of.id)).toMatchObject({ delivered: { atLeast: 40, atMost: 49 } })
    expect(await read(`/campaigns/${of.slug}`)).toContain('Kathy Castor , District office, Tampa')
    expect(await read(`/legislators/${castor}`)).toContain(
      'At least 20 cards were handed over, District office, Tampa',
    )
    expect((await counted(of, batch, { cards: '39', seen: '1', why: 'One less.' })).statusCode).toBe(409)

    const { act_id: act } = await house.db
      .selectFrom('postcard_deliveries')
      .select('act_id')
      .where('campaign_id', '=', of.id)
      .where('cards', '=', 25)
      .executeTakeFirstOrThrow()
    const end = `/campaigns/${of.slug}/manage/cards/deliver/end`
    expect((await asking(http, member).send(end, { act })).statusCode).toBe(422)
    expect(
      (await asking(http, member).send(end, { act, [`why-${act}`]: 'It was another office.' })).statusCode,
    ).toBe(303)
    expect(await progressOf(house.db, of.id)).toMatchObject({ delivered: { atLeast: 10, atMost: 19 } })
    expect(await read(`/campaigns/${of.slug}/manage/cards`, member)).toContain('It was another office.')
  })

  it('tells no number of fewer than ten', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const batch = await collected((await promised(of)).own)
    await counted(of, batch, { cards: '9', seen: '0', why: 'Most are blank.', legislator: castor })
    await handedOver(of, { legislator: castor, office: 'Tampa', on: '2014-08-28', [`cards-${batch}`]: '9' })
    const told = await progressOf(house.db, of.id)
    expect(told).toMatchObject({ delivered: null, states: [], districts: [] })
    expect(await read(`/campaigns/${of.slug}`)).toContain('fewer than 10, or none')
  })
})

it('forgets an advocate who asks for it, and keeps the numbers', async () => {
  const of = await aCampaign(house, { organisation: coalition })
  const { own, email } = await promised(of)
  const batch = await collected(own)
  await counted(of, batch, { cards: '40', seen: '0' })
  expect((await visitor().get(own)).body).not.toContain(`action="${own}/erase"`)
  const look = (await visitor().get(`${own}/erase`)).body
  expect(textOf(look)).toContain('Ada Advocate')
  expect(textOf(look)).toContain('What stays')
  expect(look).toContain(`action="${own}/erase"`)
  expect((await visitor().get(own)).statusCode).toBe(200)
  expect(textOf((await visitor().send(`${own}/erase`)).body)).toContain('The numbers stay')
  expect((await visitor().get(own)).statusCode).toBe(404)
  expect(await progressOf(house.db, of.id)).toMatchObject({ advocates: 1, promised: 100, checked: 40 })
  const before = (await mailsOf(house)).length
  await visitor().send(`/campaigns/${of.slug}/cards/link`, { again: email })
  expect((await mailsOf(house)).length).toBe(before)
  expect(await read(`/campaigns/${of.slug}/manage/cards/${batch}`, campaigner)).not.toContain('Tampa,')
})

it('promises nothing to a campaign that is paused or over, and says so', async () => {
  for (const state of ['paused', 'closed'] as const) {
    const of = await aCampaign(house, { state })
    expect(await read(`/campaigns/${of.slug}/cards`)).toContain('Nobody can promise cards now')
    const sent = await visitor().send(`/campaigns/${of.slug}/cards`, {
      cards: '1',
      name: 'Ada',
      email: 'late@example.org',
    })
    expect(sent.statusCode).toBe(409)
  }
})

it.each(languages)('is read in %s without a script', async (language) => {
  const { own } = await promised(campaign)
  await collected(own)
  const prefix = language === 'en' ? '' : `/${language}`
  for (const path of [`/campaigns/${campaign.slug}/cards`, `/campaigns/${campaign.slug}/cards/sent`, own]) {
    const answer = await visitor().get(`${prefix}${path}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain(`<html lang="${language}"`)
    expect(answer.headers['cache-control']).toBe('no-store')
  }
})
