import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { HttpServer } from '../../house/http.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  join,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { aCampaign, aConsentText, anEndorser } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { countView } from '../signing/count-view.ts'
import { settle, talliesOf } from '../signing/settle.ts'
import { confirmed, signed } from '../signing/signing.test-data.ts'
import { osdiRoutes } from './osdi-routes.ts'

let house: TestHouse
let http: HttpServer
let coalition: string
let campaign: Campaign
let campaigner: string
let here: string
beforeAll(async () => {
  house = await openTestHouse()
  coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
  await join(house, campaigner, coalition, 'campaigner')
  http = await openDoor(house, { besides: [osdiRoutes(house)] })
})
beforeEach(async () => {
  campaign = await aCampaign(house, { organisation: coalition, legislature: null })
  here = `/api/v1/osdi/${campaign.slug}`
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const counted = async () => {
  await settle(house.db, campaign.id, { wait: true })
  return countView(await talliesOf(house.db, campaign.id), 'strict').counted.strict
}

describe('Supporters taken out', () => {
  it('come in pages of 25 at most, each once, confirmed ones alone', async () => {
    for (let n = 0; n < 27; n++) await confirmed(house, campaign.id)
    await signed(house, campaign.id)
    const as = asking(http, campaigner)
    const first = await as.get(`${here}/signatures?per_page=500`)
    expect(first.headers['content-type']).toContain('application/hal+json')
    const page = first.json()
    expect(page).toMatchObject({ total_records: 27, total_pages: 2, per_page: 25, page: 1 })
    const second = (await as.get(page._links.next.href)).json()
    expect(second._links.next).toBeUndefined()
    const all = [page, second].flatMap((each) => each._embedded['osdi:signatures'])
    expect(new Set(all.map(({ identifiers }) => identifiers[0])).size).toBe(27)
    expect((await as.get(all[0]._links.self.href)).json().identifiers).toEqual(all[0].identifiers)
    for (const wrong of ['page=0', 'page=x', 'per_page=-1'])
      expect((await as.get(`${here}/people?${wrong}`)).statusCode).toBe(422)
  })

  it('have their address of mail along only where they agreed to hear from the organisation', async () => {
    const text = await aConsentText(house, campaign)
    await confirmed(house, campaign.id, {
      signer: { name: 'Ama Mensah', email: 'ama@example.org' },
      consents: [text],
    })
    await confirmed(house, campaign.id, { signer: { name: 'Kofi Boateng', email: 'kofi@example.org' } })
    const { body } = await asking(http, campaigner).get(`${here}/people`)
    expect(body).toContain('ama@example.org')
    // Who agreed to nothing with the organisation is somebody of a state: no name, no street, no postal code.
    expect(body).not.toContain('Boateng')
    expect(body).not.toContain('kofi@example.org')
    const consents = body.match(/"tip:consents":\[\{[^\]]*\]/)?.[0]
    expect(consents).toContain('"purpose":"updates of this campaign","version":1')
    await house.db.updateTable('signature_consents').set({ withdrawn: house.now() }).execute()
    expect((await asking(http, campaigner).get(`${here}/people`)).body).not.toContain('ama@example.org')
  })

  it('are for who may see supporters, with the second factor, and their taking is on record', async () => {
    for (const person of [null, `${campaigner} password-only`]) {
      const { statusCode, body } = await asking(http, person).get(`${here}/people`)
      expect([401, 403]).toContain(statusCode)
      expect(body).not.toContain('osdi:people')
    }
    await asking(http, campaigner).get(`${here}/people?page=2`)
    const events = await house.db
      .selectFrom('events')
      .select('action')
      .where('record_id', '=', campaign.id)
      .where('action', '=', 'took supporters out')
      .execute()
    expect(events).toHaveLength(1)
  })

  it('of a partner are those who agreed to something with the partner, and are taken out by the partner alone', async () => {
    const partner = await anOrganisation(house, { kind: 'ngo', country: 'USA' })
    const theirs = (await aPerson(house, { name: 'Pia Partner' })).id
    await join(house, theirs, partner, 'campaigner')
    await anEndorser(house, campaign.id, { organisation: partner })
    const text = await aConsentText(house, campaign, { partner })
    await confirmed(house, campaign.id, { signer: { name: 'Ama Mensah' }, consents: [text] })
    await confirmed(house, campaign.id, { signer: { name: 'Kofi Boateng' } })
    const at = `${here}/partners/${partner}/people`
    const { body } = await asking(http, theirs).get(at)
    expect(JSON.parse(body)).toMatchObject({ total_records: 1 })
    expect(body).toContain('Mensah')
    expect((await asking(http, campaigner).get(at)).statusCode).toBe(403)
    expect((await asking(http, theirs).get(`${here}/people`)).statusCode).toBe(403)
    expect((await asking(http, campaigner).get(`${here}/people`)).body).not.toContain('Mensah')
  })

  it('stand beside petitions, campaigns, outreaches and events, which the door names', async () => {
    await confirmed(house, campaign.id)
    await counted()
    const as = asking(http, campaigner)
    const door = (await as.get(here)).json()
    expect(door).toMatchObject({ max_pagesize: 25, namespace: 'tip', osdi_version: '1.2.0' })
    for (const [name, link] of Object.entries<{ href: string }>(door._links))
      if (name.startsWith('osdi:')) expect((await as.get(link.href)).statusCode).toBe(200)
    const { _embedded } = (await as.get(`${here}/petitions`)).json()
    expect(_embedded['osdi:petitions'][0]).toMatchObject({ total_signatures: 1, name: 'cosponsor-hr2283' })
  })
})

const aSignature = (n: number, over: Record<string, unknown> = {}) => ({
  identifiers: [`other:${n}`],
  created_date: '2014-08-01T00:00:00Z',
  _embedded: {
    'osdi:person': {
      given_name: 'Esi',
      family_name: `Owusu ${'abcdefghij'[n]}`,
      honorific_prefix: 'Ms.',
      email_addresses: [{ primary: true, address: `esi${n}@example.org` }],
      postal_addresses: [
        {
          primary: true,
          address_lines: ['1 Bay St'],
          locality: 'Tampa',
          postal_code: '33602',
          country: 'US',
        },
      ],
      ...over,
    },
  },
})
const documentOf = (...all: unknown[]) => ({ _embedded: { 'osdi:signatures': all } })
const bring = (body: object) =>
  asking(http, campaigner).api('POST', `${here}/imports`, { petition: 'cosponsor-hr2283', ...body })
const elsewhere = 'Each address was confirmed by a mailed link in the other system.'

describe('Signatures brought in', () => {
  it('are previewed, and nothing is written before the digest of the preview comes along', async () => {
    const mails = async () => (await house.db.selectFrom('mails').select('id').execute()).length
    const before = await mails()
    const document = documentOf(
      aSignature(0),
      aSignature(0),
      { ...aSignature(1), identifiers: ['no system'] },
      aSignature(2, { given_name: '=cmd', family_name: '' }),
      aSignature(3, { email_addresses: [] }),
      { identifiers: ['other:9'] },
      null,
    )
    const seen = (await bring({ document, confirmed: elsewhere })).json()
    expect(seen).toMatchObject({ taken: false, new: 1, known: 0, come: 'confirmed elsewhere' })
    expect(seen.refused.map(({ at, fault }: { at: number; fault: string }) => [at, fault])).toEqual([
      [1, 'twice'],
      [2, 'no identifier'],
      [3, 'unusable'],
      [4, 'unusable'],
      [5, 'no person'],
      [6, 'no identifier'],
    ])
    expect(await counted()).toBe(0)
    expect((await bring({ document, confirmed: elsewhere, digest: 'x' })).statusCode).toBe(409)
    const other = documentOf(
      aSignature(0, { given_name: 'Mallory' }),
      ...document._embedded['osdi:signatures'].slice(1),
    )
    expect((await bring({ document: other, confirmed: elsewhere, digest: seen.digest })).statusCode).toBe(409)
    const taken = await bring({ document, confirmed: elsewhere, digest: seen.digest })
    expect(taken.json()).toMatchObject({ taken: true, new: 1 })
    expect(await counted()).toBe(1)
    expect(await mails()).toBe(before)
  })

  it('count nowhere without word of how they were confirmed, and once it comes they do, each once', async () => {
    const document = documentOf(aSignature(4), aSignature(5))
    const waiting = (await bring({ document })).json()
    expect(waiting.come).toBe('pending')
    await bring({ document, digest: waiting.digest })
    expect(await counted()).toBe(0)
    const again = (await bring({ document, confirmed: elsewhere })).json()
    expect(again).toMatchObject({ new: 0, known: 2, confirms: 2 })
    expect((await bring({ document, confirmed: elsewhere, digest: again.digest })).json()).toMatchObject({
      confirmed: 2,
    })
    expect(await counted()).toBe(2)
    const third = (await bring({ document, confirmed: elsewhere })).json()
    expect(third).toMatchObject({ new: 0, known: 2, confirms: 0 })
  })

  it('of somebody who signed here count once, and no consent comes along', async () => {
    await confirmed(house, campaign.id, { signer: { email: 'esi6@example.org' } })
    const document = documentOf(aSignature(6))
    const { digest } = (await bring({ document, confirmed: elsewhere })).json()
    await bring({ document, confirmed: elsewhere, digest })
    expect(await counted()).toBe(1)
    expect((await asking(http, campaigner).get(`${here}/people`)).body).not.toContain('esi6@example.org')
  })

  it('are refused of a petition there is not, and once nobody can sign', async () => {
    const document = documentOf(aSignature(7))
    expect((await bring({ petition: 'other', document })).statusCode).toBe(404)
    campaign = await aCampaign(house, { organisation: coalition, state: 'closed' })
    here = `/api/v1/osdi/${campaign.slug}`
    expect((await bring({ document })).statusCode).toBe(409)
    expect((await bring({ document: 'x' })).statusCode).toBe(422)
  })
})
