import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLegislatures } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { HttpServer } from '../../house/http.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  join,
  linkTo,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { campaignRoutes } from '../routes.tsx'
import { countView } from '../signing/count-view.ts'
import { recount, settle, talliesOf } from '../signing/settle.ts'
import { confirmed } from '../signing/signing.test-data.ts'
import { readLines } from './lists.ts'
import { progressOf } from './progress.ts'

describe('A typed list', () => {
  it('is read from what is typed and from what is pasted out of a table', () => {
    expect(readLines('Ama Mensah, 33602\r\n\nMensah, Kofi\t33602-1234\n"Eve Ode";7652\n', 'USA')).toEqual({
      lines: [
        { name: 'Ama Mensah', country: 'USA', postalCode: '33602' },
        { name: 'Mensah, Kofi', country: 'USA', postalCode: '33602-1234' },
        { name: 'Eve Ode', country: 'USA', postalCode: '7652' },
      ],
      faults: [],
    })
  })

  it('says which lines cannot be used, and why', () => {
    expect(readLines('Ama\nAma,\n=A1, 33602\nwww.shop.example, 33602\nAma, nowhere', 'USA').faults).toEqual([
      { line: 1, code: 'shape' },
      { line: 2, code: 'shape' },
      { line: 3, code: 'name' },
      { line: 4, code: 'name' },
      { line: 5, code: 'postal' },
    ])
    expect(readLines('Eve Ode, SW1A 1AA\nEve Ode, 00000', 'USA').faults).toEqual([
      { line: 1, code: 'postal' },
      { line: 2, code: 'postal' },
    ])
    expect(readLines('Eve Ode, SW1A 1AA', 'GBR').faults).toEqual([])
  })
})

describe('People on a list', () => {
  let house: TestHouse
  let http: HttpServer
  let coalition: string
  let campaigner: string
  let member: string
  beforeAll(async () => {
    const opened = await openTestHouse({ furnished: withLegislatures })
    let seconds = 0
    house = { ...opened, now: () => new Date(opened.now().getTime() + 1000 * seconds++) }
    coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
    campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
    member = (await aPerson(house, { name: 'Mo Member' })).id
    await join(house, campaigner, coalition, 'campaigner')
    await join(house, member, coalition)
    http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
  })
  afterAll(async () => {
    await http.close()
    await house.close()
  })

  const visitor = () => asking(http, null)
  const counted = async (of: Campaign) => {
    await settle(house.db, of.id, { wait: true })
    return countView(await talliesOf(house.db, of.id), 'strict').counted.strict
  }
  /** A batch of so many cards with a list; answers where it is checked, and the page of the advocate. */
  async function listed(of: Campaign, list: string, cards = '4') {
    const email = `${randomUUID()}@example.org`
    await visitor().send(`/campaigns/${of.slug}/cards`, { cards: '100', name: 'Ada Advocate', email })
    const own = await linkTo(house, email)
    await visitor().send(`${own}/confirm`)
    const batch = { cards, on: '2014-08-16', place: 'Fair', countedBy: 'Ada' }
    await visitor().send(`${own}/batches`, batch)
    const [{ id }] = JSON.parse((await visitor().get(`${own}/export.json`)).body).batches
    const sent = await visitor().send(`${own}/batches/${id}/list`, { list, country: 'USA' })
    return { sent, own, id: id as string, here: `/campaigns/${of.slug}/manage/cards/${id}` }
  }
  /** Sends the list back as it was shown, with these names ticked. */
  async function compared(here: string, names: RegExp, over: Record<string, string> = {}, as = campaigner) {
    const shown = (await asking(http, campaigner).get(here)).body
    const lines = [...shown.matchAll(/name="stand"[^>]*value="([0-9a-f-]{36})"[^>]*\/?>([^<]*)</g)].map(
      ([, id = '', name = '']) => ({ id, name }),
    )
    const values = new URLSearchParams({ once: randomUUID(), ...over })
    for (const { id, name } of lines) {
      values.append('shown', id)
      if (names.test(name)) values.append('stand', id)
    }
    return http.inject({
      method: 'POST',
      url: `${here}/list`,
      headers: { 'x-person': as, 'content-type': 'application/x-www-form-urlencoded' },
      payload: values.toString(),
    })
  }

  it('are told as people once, even where a list names one of them twice', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { here } = await listed(of, 'Ama Mensah, 33602\nAMA MENSAH, 33602-1234\nEve Ode, 33602', '3')
    expect((await compared(here, /Mensah|MENSAH|Eve/)).statusCode).toBe(303)
    expect(await progressOf(house.db, of.id)).toMatchObject({ checked: 3, listed: 2 })
    expect(await counted(of)).toBe(2)
  })

  it('count once, whether they signed on paper, here, or both', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    await confirmed(house, of.id, { signer: { name: 'Ama Mensah', postalCode: '33602' } })
    expect(await counted(of)).toBe(1)
    const { here, sent } = await listed(
      of,
      'AMA  MENSAH, 33602-1234\nKofi Mensah, 33602\nEve Ode, 33602\nNobody Here, 33602',
    )
    expect(sent.statusCode).toBe(303)
    expect(await counted(of)).toBe(1)

    const why = { 'list-why': 'One is on no card.' }
    expect((await compared(here, /Mensah|MENSAH|Eve/)).statusCode).toBe(422)
    expect((await compared(here, /Mensah|MENSAH|Eve/, why)).statusCode).toBe(303)
    expect(await counted(of)).toBe(3)
    expect(await progressOf(house.db, of.id)).toMatchObject({ claimed: 4, checked: 3, listed: 3 })
    // Who signs here afterwards was counted on paper.
    await confirmed(house, of.id, { signer: { name: 'Kofi Mensah', postalCode: '33602' } })
    expect(await counted(of)).toBe(3)
    expect((await recount(house.db, of.id)).differences).toEqual([])
    const { rows } = await sql<{ region: string; division: string; n: number }>`
      select region, division, count(*)::int as n from signatures
      where campaign_id = ${of.id} and channel = 'paper' group by region, division`.execute(house.db)
    expect(rows).toEqual([{ region: 'FL', division: 'ocd-division/country:us/state:fl/cd:14', n: 3 }])
    expect(
      (await house.db.selectFrom('postcard_lines').select('id').execute()).length,
      'the list is forgotten once it was compared',
    ).toBe(0)
  })

  it('lie sealed until then, and are read by nobody without the second factor', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { here } = await listed(of, 'Canary Nightingale, 33602')
    for (const table of ['postcard_lines', 'answered_once', 'events'])
      expect(
        (
          await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} as each
            where each::text ilike '%canary%'`.execute(house.owner)
        ).rows[0]?.n,
      ).toBe(0)
    for (const reader of [member, `${campaigner} password-only`]) {
      expect((await asking(http, reader).get(here)).body).not.toContain('Canary')
      expect((await compared(here, /Canary/, {}, reader)).statusCode).toBe(403)
    }
    expect((await asking(http, campaigner).get(here)).body).toContain('Canary Nightingale')
  })

  it('are never more than the cards that were counted', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    expect((await listed(of, 'A One, 33602\nB Two, 33602', '1')).sent.statusCode).toBe(422)
    const { here } = await listed(of, 'A One, 33602\nB Two, 33602', '2')
    await asking(http, member).send(`${here}/check`, { cards: '1', seen: '0', why: 'One is blank.' })
    expect((await compared(here, /A One|B Two/)).statusCode).toBe(409)
    expect((await compared(here, /A One/)).statusCode).toBe(303)
    expect(await progressOf(house.db, of.id)).toMatchObject({ checked: 1, listed: 1 })
    const fewer = await asking(http, member).send(`${here}/check`, { cards: '0', seen: '1', why: 'Lost.' })
    expect(fewer.statusCode).toBe(409)
  })

  it('are not taken from a list that changed since it was shown', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { here, own, id } = await listed(of, 'A One, 33602')
    const old = { shown: randomUUID(), stand: randomUUID(), 'list-why': 'So it is.' }
    expect((await asking(http, campaigner).send(`${here}/list`, old)).statusCode).toBe(409)
    await visitor().send(`${own}/batches/${id}/list`, { list: 'B Two, 33602', country: 'USA' })
    const shown = (await asking(http, campaigner).get(here)).body
    expect(shown).toContain('B Two')
    expect(shown).not.toContain('A One')
  })

  it('are forgotten when they ask, and what counted goes on counting', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { here } = await listed(of, 'Ama Mensah, 33602\nKofi Mensah, 33602', '2')
    await compared(here, /./)
    const waiting = await listed(of, 'Ama Mensah, 33602\nEve Ode, 33602', '2')
    expect(await counted(of)).toBe(2)
    const ask = { name: 'ama mensah', postalCode: '33602', country: 'USA' }
    const at = `/campaigns/${of.slug}/manage/cards/forget`
    expect((await asking(http, member).send(at, ask)).statusCode).toBe(403)
    expect((await asking(http, campaigner).send(at, ask)).body).toContain('2 entries were forgotten')
    expect((await asking(http, campaigner).send(at, ask)).body).toContain('Nobody of this name')
    expect(await counted(of)).toBe(2)
    expect((await asking(http, campaigner).get(waiting.here)).body).not.toContain('Ama Mensah')
    expect((await recount(house.db, of.id)).differences).toEqual([])
  })

  it('stand on the sheet for their office, in print and as a PDF, for who may read names', async () => {
    const of = await aCampaign(house, { organisation: coalition })
    const { here } = await listed(of, 'Ama Mensah, 33602\nKofi Mensah, 33602', '2')
    await compared(here, /./)
    const sheet = (key: string, rest = '') => `/campaigns/${of.slug}/manage/cards/sheet${rest}?for=${key}`
    const castor = 'bioguide-C001066'
    const forMember = await asking(http, member).get(sheet(castor))
    expect(forMember.statusCode).toBe(200)
    expect(forMember.body).toContain('Kathy Castor')
    expect(forMember.body).toContain('2 counted cards are from here.')
    expect(forMember.body).toContain('No office is known for this day')
    expect(forMember.body).not.toContain('Ama Mensah')
    expect((await asking(http, member).get(`${sheet(castor)}&names=yes`)).statusCode).toBe(403)
    expect((await asking(http, campaigner).get(`${sheet(castor)}&names=yes`)).body).toContain('Ama Mensah')
    // A senator stands for the whole state.
    expect((await asking(http, member).get(sheet('bioguide-N000032'))).body).toContain('2 counted cards')
    expect((await asking(http, member).get(sheet('nobody'))).statusCode).toBe(404)
    const pdf = await asking(http, campaigner).get(`${sheet(castor, '.pdf')}&names=yes`)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(pdf.rawPayload.includes('/StructTreeRoot')).toBe(true)
  })
})
