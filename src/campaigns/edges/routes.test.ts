import { join as pathOf } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import type { HttpServer } from '../../house/http.ts'
import { projectRoot } from '../../house/settings.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  join,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { openZip } from '../../preparation/workbench/zip.ts'
import { aCampaign, anAsk } from '../coalition/coalition.test-data.ts'
import { coalitionRoutes } from '../coalition/routes.tsx'
import type { Campaign } from '../coalition/schema.ts'
import { importLegislature } from '../legislatures/load.ts'
import { legislaturesFolder } from '../legislatures/pack-files.ts'
import { legislatorOrNot } from '../legislatures/store.ts'
import { confirmed } from '../signing/signing.test-data.ts'
import { deliveriesDoor, deliveryPanel, fromDeliveries } from './around.tsx'
import { forgetOldAgents } from './jobs.ts'
import { deliveryRoutes } from './routes.tsx'
import { deliveriesOf } from './store.ts'

let house: TestHouse
let http: HttpServer
let coalition: string
let campaign: Campaign
let campaigner: string
let member: string
let here: string
beforeAll(async () => {
  house = await openTestHouse()
  await importLegislature(
    house,
    pathOf(legislaturesFolder(projectRoot()), 'us-congress-2014-08-31'),
    operator,
  )
  coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
  member = (await aPerson(house, { name: 'Mo Member' })).id
  await join(house, campaigner, coalition, 'campaigner')
  await join(house, member, coalition)
  const assets = { css: [], js: [] }
  http = await openDoor(house, {
    besides: [
      coalitionRoutes(house, assets, { panels: [deliveryPanel], console: [deliveriesDoor] }),
      deliveryRoutes(house, assets),
    ],
  })
})
beforeEach(async () => {
  campaign = await aCampaign(house, { organisation: coalition })
  here = `/campaigns/${campaign.slug}/manage/deliveries`
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const tampa = 'us-congress/house/ocd-division/country:us/state:fl/cd:14'
const toTampa = { ask: 'cosponsor-hr2283', to: tampa }
const agent = { channel: 'cwc', name: 'Cara Campaigner', email: 'cara@example.org', phone: '202-555-0100' }
const signs = (signer: Record<string, string>) => confirmed(house, campaign.id, { signer })
const whole = { title: 'Ms.', name: 'Ama Mensah', street: '1 Bay St, Tampa, FL 33602' }

describe('Letters that wait', () => {
  it('are told by the office they go to, without a name', async () => {
    await signs(whole)
    await signs({ name: 'Kofi Boateng' })
    const { body } = await asking(http, campaigner).get(here)
    expect(textOf(body)).toMatch(/Kathy Castor.*HFL14 2 2/)
    expect(body).not.toContain('Kofi')
    const form = textOf((await asking(http, campaigner).get(`${here}?${new URLSearchParams(toTampa)}`)).body)
    expect(form).toContain('1 of them can go as messages')
    expect(form).toContain('1 without a form of address')
  })

  it('are for who may see supporters, with the second factor', async () => {
    for (const person of [member, `${campaigner} password-only`])
      expect((await asking(http, person).get(here)).statusCode).toBe(403)
    const refused = await asking(http, `${campaigner} password-only`).send(here, {
      ...toTampa,
      channel: 'post',
    })
    expect(refused.statusCode).toBe(403)
    expect(await deliveriesOf(house.db, { campaign: campaign.id })).toEqual([])
    expect((await asking(http, null).get(here)).headers.location).toContain('/account/sign-in')
  })
})

describe('A delivery of messages to the Congress', () => {
  it('holds the letters that are whole, one document each, and no letter twice', async () => {
    await confirmed(house, campaign.id, { signer: { ...whole, words: 'My sister was sold.' } })
    await signs({ name: 'Kofi Boateng' })
    const as = asking(http, campaigner)
    await as.get(here)
    expect((await as.send(here, { ...toTampa, ...agent, phone: '1' })).statusCode).toBe(422)
    const made = await as.send(here, { ...toTampa, ...agent })
    expect(made.statusCode).toBe(303)
    const [delivery] = await deliveriesOf(house.db, { campaign: campaign.id })
    expect(delivery).toMatchObject({ code: 'HFL14', legislator: 'bioguide-C001066', letters: 1, counted: 2 })
    expect(delivery?.now.state).toBe('queued')
    const packed = (await as.get(`${here}/${delivery?.id}/messages.zip`)).rawPayload
    const open = openZip(new Uint8Array(packed).buffer as ArrayBuffer)
    const pieces: Uint8Array[] = []
    for await (const piece of (await open('HFL14-00001.xml'))!) pieces.push(piece)
    const xml = Buffer.concat(pieces).toString('utf8')
    expect(xml).toContain('<ConstituentMessage>My sister was sold.</ConstituentMessage>')
    expect(xml).toContain('<OrganizationStatement>Please cosponsor H.R. 2283')
    expect(xml).not.toContain('Boateng')

    const again = await as.send(here, { ...toTampa, ...agent })
    expect(again.statusCode).toBe(422)
    expect(textOf(again.body)).toContain('choose another way')
    expect((await as.send(here, { ...toTampa, channel: 'post' })).statusCode).toBe(303)
    const third = await as.send(here, { ...toTampa, channel: 'post' })
    expect(third.statusCode).toBe(422)
    const events = await house.db
      .selectFrom('events')
      .select('action')
      .where('record_id', '=', campaign.id)
      .execute()
    expect(events.map(({ action }) => action)).toContain('took letters out')
  })

  it('that was refused says why, and its letters wait again', async () => {
    await signs(whole)
    const as = asking(http, campaigner)
    await as.get(here)
    await as.send(here, { ...toTampa, channel: 'post' })
    const [delivery] = await deliveriesOf(house.db, { campaign: campaign.id })
    const one = `${here}/${delivery?.id}`
    const on = house.now().toISOString().slice(0, 10)
    expect((await as.send(one, { was: 'queued', state: 'accepted', on })).statusCode).toBe(422)
    expect((await as.send(one, { was: 'queued', state: 'sent', on: '2999-01-01' })).statusCode).toBe(422)
    expect((await as.send(one, { was: 'queued', state: 'sent', on })).statusCode).toBe(303)
    expect((await as.send(one, { was: 'queued', state: 'unknown', on, why: 'Late' })).statusCode).toBe(422)
    expect((await as.send(one, { was: 'sent', state: 'refused', on })).statusCode).toBe(422)
    expect(textOf((await as.get(here)).body)).toContain('HFL14 0 1')
    expect((await as.send(one, { was: 'sent', state: 'refused', on, why: 'Came back.' })).statusCode).toBe(
      303,
    )
    expect(textOf((await as.get(here)).body)).toContain('HFL14 1 1')
    const shown = textOf((await as.get(one)).body)
    expect(shown).toContain('refused. Came back.')
    const open = textOf((await asking(http, null).get(`/campaigns/${campaign.slug}`)).body)
    expect(open).toContain('Fewer than 10 letters: refused.')
    await expect(house.db.updateTable('delivery_states').set({ why: 'No' }).execute()).rejects.toThrow()
  })

  it('goes to all offices with letters at once, each a delivery of its own, and all are said to be sent together', async () => {
    await signs(whole)
    const jersey = { region: 'NJ', division: 'ocd-division/country:us/state:nj/cd:9' }
    await confirmed(house, campaign.id, { signer: { name: 'Kofi Boateng' }, place: jersey })
    const as = asking(http, campaigner)
    expect(textOf((await as.get(here)).body)).toContain('Hand over to all 2 offices at once')
    const all = { ask: 'cosponsor-hr2283', to: 'all' }
    const form = textOf((await as.get(`${here}?${new URLSearchParams(all)}`)).body)
    expect(form).toContain('2 letters wait for 2 offices')
    expect((await as.send(here, { ...all, ...agent })).statusCode).toBe(303)
    expect((await as.send(here, { ...all, ...agent })).statusCode).toBe(422)
    expect((await as.send(here, { ...all, channel: 'post' })).statusCode).toBe(303)
    const made = await deliveriesOf(house.db, { campaign: campaign.id })
    expect(made.map(({ code, channel }) => [code, channel])).toEqual([
      ['HNJ09', 'post'],
      ['HFL14', 'cwc'],
    ])
    await signs({ name: 'Esi Owusu' })
    await as.get(here)
    await as.send(here, { ...toTampa, channel: 'post' })
    const on = house.now().toISOString().slice(0, 10)
    expect((await as.send(`${here}/sent`, { which: 'phone x', on })).statusCode).toBe(422)
    expect((await as.send(`${here}/sent`, { which: 'post cosponsor-hr2283', on: 'x' })).statusCode).toBe(422)
    expect((await as.send(`${here}/sent`, { which: 'post cosponsor-hr2283', on })).statusCode).toBe(303)
    const now = await deliveriesOf(house.db, { campaign: campaign.id })
    expect(now.map(({ channel, now: { state } }) => `${channel} ${state}`).sort()).toEqual([
      'cwc queued',
      'post sent',
      'post sent',
    ])
  })

  it('takes a letter once when two hand over at one moment', async () => {
    await signs(whole)
    const as = asking(http, campaigner)
    await as.get(here)
    const both = await Promise.all([1, 2].map(() => as.send(here, { ...toTampa, channel: 'post' })))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 422])
    expect(await deliveriesOf(house.db, { campaign: campaign.id })).toHaveLength(1)
  })

  it('forgets who answered for it six months after the campaign ended, and is told on', async () => {
    await signs(whole)
    const as = asking(http, campaigner)
    await as.get(here)
    await as.send(here, { ...toTampa, ...agent })
    const [delivery] = await deliveriesOf(house.db, { campaign: campaign.id })
    expect(await forgetOldAgents(house)).toBe(0)
    const ended = new Date('2014-12-31T00:00:00Z')
    await house.db.updateTable('campaigns').set({ ended }).where('id', '=', campaign.id).execute()
    expect(await forgetOldAgents(house)).toBe(1)
    expect((await as.get(`${here}/${delivery?.id}/messages.zip`)).statusCode).toBe(409)
    expect((await as.get(`${here}/${delivery?.id}`)).statusCode).toBe(200)
  })

  it('stands in the ledger of the legislator as tens, once it left', async () => {
    for (let n = 0; n < 12; n++) await signs({ name: `Ama ${'abcdefghijkl'[n]}` })
    const as = asking(http, campaigner)
    await as.get(here)
    await as.send(here, { ...toTampa, channel: 'post' })
    const [delivery] = await deliveriesOf(house.db, { campaign: campaign.id })
    const castor = await legislatorOrNot(house.db, 'bioguide-C001066')
    const today = house.now().toISOString().slice(0, 10)
    const told = async (asOf = today) =>
      (await fromDeliveries({ house, legislator: castor, asOf, reader: null, language: 'en' })).filter(
        (entry) => entry.campaign?.slug === campaign.slug,
      )
    expect(await told()).toEqual([])
    await as.send(`${here}/${delivery?.id}`, { was: 'queued', state: 'sent', on: today })
    expect(await told()).toMatchObject([{ kind: 'letters', count: 10, on: today, private: false }])
    expect(await told('2014-08-31')).toEqual([])
  })

  it('is told by what was in its files as it left, beside what was put up', async () => {
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await signs({ name: `Ama ${'abcdefghijkl'[n]}` }))
    const as = asking(http, campaigner)
    await as.get(here)
    await as.send(here, { ...toTampa, channel: 'post' })
    await house.db
      .updateTable('signatures')
      .set({ state: 'invalidated', reason: 'withdrawn', counts_strict: false, counts_household: false })
      .where('id', 'in', ids.slice(1))
      .execute()
    const [queued] = await deliveriesOf(house.db, { campaign: campaign.id })
    const on = house.now().toISOString().slice(0, 10)
    await as.send(`${here}/${queued?.id}`, { was: 'queued', state: 'sent', on })
    const [delivery] = await deliveriesOf(house.db, { campaign: campaign.id })
    expect(delivery).toMatchObject({ letters: 12, counted: 12, now: { held: { letters: 1, counted: 1 } } })
    const castor = await legislatorOrNot(house.db, 'bioguide-C001066')
    const entries = await fromDeliveries({
      house,
      legislator: castor,
      asOf: on,
      reader: null,
      language: 'en',
    })
    expect(entries.filter(({ campaign: of }) => of?.slug === campaign.slug)).toMatchObject([{ count: null }])
    const open = textOf((await asking(http, null).get(`/campaigns/${campaign.slug}`)).body)
    expect(open).toContain('Fewer than 10 letters: sent.')
    const shown = textOf((await as.get(`${here}/${delivery?.id}`)).body)
    expect(shown).toMatch(/Letters put up ?:? ?12/)
    expect(shown).toContain('1 letter in its files on')
  })

  it('goes to no office of another campaign, and to no seat that is vacant', async () => {
    const as = asking(http, campaigner)
    for (const to of ['us-congress/house/x', 'office'])
      expect((await as.send(here, { ask: 'cosponsor-hr2283', to, channel: 'post' })).statusCode).toBe(404)
    const vacant = 'us-congress/house/ocd-division/country:us/state:nj/cd:1'
    const refused = await as.send(here, { ask: 'cosponsor-hr2283', to: vacant, channel: 'post' })
    expect(refused.statusCode).toBe(409)
    expect((await as.get(`${here}/nothing`)).statusCode).toBe(404)
  })
})

describe('A letter to an executive', () => {
  it('is one deliverable with its count on the day, and who was erased since is not in it', async () => {
    const letter = { kind: 'letter', office: 'The President of the United States', address: null } as const
    campaign = await aCampaign(house, {
      organisation: coalition,
      asks: [anAsk({ key: 'president', target: letter })],
    })
    here = `/campaigns/${campaign.slug}/manage/deliveries`
    await confirmed(house, campaign.id, { signer: { name: 'Ama Mensah', street: '=1+1' } })
    const gone = await confirmed(house, campaign.id, { signer: { name: 'Esi Owusu' } })
    const as = asking(http, campaigner)
    await as.get(here)
    expect((await as.send(here, { ask: 'president', to: 'office', channel: 'post' })).statusCode).toBe(303)
    const [delivery] = await deliveriesOf(house.db, { campaign: campaign.id })
    expect(delivery).toMatchObject({ office: letter.office, letters: 2, counted: 2, code: null, seat: null })
    await house.db
      .updateTable('signatures')
      .set({
        sealed: null,
        email_key: null,
        person_key: null,
        postal_key: null,
        domain_key: null,
        network_key: null,
        token_digest: null,
        sent_digest: null,
        erased_at: house.now(),
      })
      .where('id', '=', gone)
      .execute()
    const sheet = textOf((await as.get(`${here}/${delivery?.id}/letter`)).body)
    expect(sheet).toContain('Please cosponsor H.R. 2283')
    expect(sheet).toMatch(/Counted on the day ?: ?2 on/)
    expect(sheet).toContain('Ama Mensah')
    expect(sheet).not.toContain('Esi')
    const { body: csv } = await as.get(`${here}/${delivery?.id}/names.csv`)
    expect(csv).toContain("'=1+1")
    expect(csv).not.toContain('Esi')
    expect(textOf((await as.get(`${here}/${delivery?.id}`)).body)).toContain(
      '1 signer was erased or withdrew since',
    )
  })
})
