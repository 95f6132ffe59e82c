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
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { loadBills } from '../bills/load.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { known } from '../legislatures/legislatures.test-data.ts'
import { campaignRoutes } from '../routes.tsx'
import { forgetOldDelegates } from './meetings.ts'

let house: TestHouse
let http: HttpServer
let campaign: Campaign
let now: Campaign
let campaigner: string
let member: string
let stranger: string
beforeAll(async () => {
  house = await openTestHouse({ furnished: withLegislatures })
  await loadBills(house)
  const coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
  member = (await aPerson(house, { name: 'Mo Member' })).id
  stranger = (await aPerson(house, { name: 'Sam Stranger' })).id
  await join(house, campaigner, coalition, 'campaigner')
  await join(house, member, coalition)
  await join(house, stranger, await anOrganisation(house), 'campaigner')
  campaign = await aCampaign(house, { organisation: coalition })
  now = await aCampaign(house, { organisation: coalition, asOf: '2026-06-15' })
  http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const at = ({ slug }: Campaign, rest = '') => `/campaigns/${slug}/manage/meetings${rest}`
const agreed = {
  legislator: known.smith,
  office: 'elsewhere',
  place: 'The library of Hamilton',
  day: '2014-08-20',
  time: '14:30',
  zone: 'America/New_York',
  minutes: '30',
  asks: 'cosponsor-hr2283',
  country: 'GHA',
}
const book = async (of: Campaign, values: Record<string, string> = {}) => {
  const booked = await asking(http, member).send(at(of), { ...agreed, ...values })
  expect(booked.statusCode).toBe(303)
  return String(booked.headers.location)
}

describe('Booking a meeting', () => {
  it('finds whom to meet by place or name, and says that no office is known where none is', async () => {
    const as = asking(http, member)
    const found = textOf((await as.get(at(campaign, `/new?find=${known.certain}`))).body)
    expect(found).toContain('Meet Scott Garrett')
    expect(textOf((await as.get(at(campaign, '/new?find=chris+smith'))).body)).toContain('Smith')
    const form = textOf((await as.get(at(campaign, `/new?legislator=${known.smith}`))).body)
    expect(form).toContain('No district office is known of that day')
    expect(form).toContain('Telephone 202-225-3765')
    expect((await as.get(at(campaign, '/new?legislator=bioguide-X'))).statusCode).toBe(404)
  })

  it('offers the offices that are known, with their day', async () => {
    const form = textOf((await asking(http, member).get(at(now, `/new?legislator=${known.smith}`))).body)
    expect(form).toContain('1715 Highway 35 North')
    expect(form).toContain('District office')
    expect(form).toContain('Offices as known on')
    const one = await book(now, { office: 'S000522-toms_river', place: '' })
    const page = textOf((await asking(http, member).get(one)).body)
    expect(page).toContain('33 Washington Street')
    expect((await asking(http, member).get(`${one}/meeting.ics`)).body).toContain('LOCATION:P.O.')
  })

  it('gives a kit and a calendar file, with nobody’s name of the delegation in them', async () => {
    const one = await book(campaign)
    await asking(http, member).send(`${one}/delegates`, { role: 'leader', name: 'Lena Leader' })
    const kit = textOf((await asking(http, member).get(`${one}/kit`)).body)
    for (const part of [
      'Cosponsor H.R. 2283',
      'held in slavery',
      'In short: Ghana',
      // What the sources of the bill show of them.
      'Sponsors H.R. 2283',
      'The library of Hamilton',
    ])
      expect(kit).toContain(part)
    expect(kit).not.toContain('Lena')
    const file = await asking(http, member).get(`${one}/meeting.ics`)
    expect(file.headers['content-type']).toContain('text/calendar')
    expect(file.body).toContain('DTSTART:20140820T183000Z')
    expect(file.body).not.toContain('Lena')
  })

  it('gives the form back with what was typed where something is wrong', async () => {
    const as = asking(http, member)
    for (const wrong of [
      { day: '2014-02-31' },
      { time: '25:00' },
      { day: '2014-03-09', time: '02:30' },
      { zone: 'Nowhere/Town' },
      { minutes: '0' },
      { asks: 'none' },
      { office: 'S000522-toms_river' },
      { country: 'XXX' },
      { place: 'x'.repeat(301) },
    ]) {
      const answer = await as.send(at(campaign), { ...agreed, ...wrong })
      expect([wrong, answer.statusCode]).toEqual([wrong, 422])
      expect(answer.body).toContain('error-summary')
    }
  })

  it('books once what is sent twice, and takes a change only from the page as it stands', async () => {
    const before = (await house.db.selectFrom('campaign_meetings').select('id').execute()).length
    const once = crypto.randomUUID()
    const one = await book(campaign, { once })
    expect(await book(campaign, { once })).toBe(one)
    expect(await house.db.selectFrom('campaign_meetings').select('id').execute()).toHaveLength(before + 1)
    const as = asking(http, campaigner)
    const changed = { ...agreed, time: '16:00' }
    expect((await as.send(`${one}/change`, { ...changed, revision: '1' })).statusCode).toBe(303)
    expect((await as.send(`${one}/change`, { ...changed, revision: '1' })).statusCode).toBe(409)
    expect((await as.get(`${one}/meeting.ics`)).body).toContain('SEQUENCE:1')
    expect((await as.send(`${one}/call-off`, { off: '' })).statusCode).toBe(422)
    expect((await as.send(`${one}/call-off`, { off: 'A vote was called.' })).statusCode).toBe(303)
    expect((await as.get(`${one}/meeting.ics`)).body).toContain('STATUS:CANCELLED')
    expect((await as.get(`${one}/report`)).statusCode).toBe(409)
  })

  it('is for members of the organisation that leads alone, and a meeting is of its own campaign alone', async () => {
    const one = await book(campaign)
    for (const path of [at(campaign), at(campaign, '/new'), one, `${one}/kit`, `${one}/meeting.ics`]) {
      expect((await asking(http, stranger).get(path)).statusCode).toBe(403)
      expect((await asking(http, null).get(path)).headers.location).toContain('/account/sign-in')
    }
    expect((await asking(http, stranger).send(at(campaign), agreed)).statusCode).toBe(403)
    const id = one.split('/').at(-1) ?? ''
    expect((await asking(http, member).get(at(now, `/${id}`))).statusCode).toBe(404)
    expect((await asking(http, member).get(at(campaign, '/none'))).statusCode).toBe(404)
  })
})

describe('What came of a meeting', () => {
  const report = {
    version: '0',
    on: '2014-08-20',
    met: 'both',
    attended: '3',
    'stands-cosponsor-hr2283': 'lean',
  }
  let one: string
  beforeAll(async () => {
    one = await book(campaign)
    await asking(http, member).send(`${one}/delegates`, { role: 'story-teller', name: 'Stella Teller' })
  })

  it('waits until it was held', async () => {
    const later = await book(campaign, { day: '2199-01-05' })
    expect((await asking(http, member).send(`${later}/report`, report)).statusCode).toBe(409)
    const early = { kind: 'commitment', text: 'To cosponsor.', ask: '' }
    expect((await asking(http, member).send(`${later}/points`, early)).statusCode).toBe(409)
  })

  it('stands in the public ledger: position and promise, without anybody’s name', async () => {
    const as = asking(http, member)
    expect((await as.send(`${one}/report`, { ...report, 'stands-cosponsor-hr2283': 'yes' })).statusCode).toBe(
      422,
    )
    expect((await as.send(`${one}/report`, report)).statusCode).toBe(303)
    // Somebody else was faster: what was typed stays, and can be sent as a correction of theirs.
    const overtaken = await as.send(`${one}/report`, { ...report, attended: '7' })
    expect(overtaken.statusCode).toBe(409)
    for (const kept of ['name="attended" value="7"', 'name="version" value="1"', 'name="why"'])
      expect(overtaken.body.replace(/(name="attended")[^>]*?(value="7")/, '$1 $2')).toContain(kept)
    const promised = {
      kind: 'commitment',
      text: 'To cosponsor in September.',
      ask: 'cosponsor-hr2283',
      due: '2014-09-30',
    }
    expect((await as.send(`${one}/points`, promised)).statusCode).toBe(303)
    await as.send(`${one}/notes`, { note: 'The aide will leave in May.' })
    const ledger = (
      await asking(http, null).get(`/legislators/${known.smith}/ledger.json?on=2014-12-31`)
    ).json()
    const told = ledger.campaigns
      .find(({ slug }: { slug: string }) => slug === campaign.slug)
      .asks.find(({ key }: { key: string }) => key === 'cosponsor-hr2283')
    expect(told.positions).toContainEqual({ on: '2014-08-20', stands: 'lean', ground: 'report-back' })
    const said = JSON.stringify(ledger)
    expect(said).toContain('To cosponsor in September.')
    for (const secret of ['Stella', 'aide']) expect(said).not.toContain(secret)
  })

  it('is corrected with a reason, and both stay', async () => {
    const as = asking(http, member)
    const corrected = { ...report, version: '1', 'stands-cosponsor-hr2283': 'support' }
    expect((await as.send(`${one}/report`, corrected)).statusCode).toBe(422)
    expect((await as.send(`${one}/report`, { ...corrected, why: 'Misheard.' })).statusCode).toBe(303)
    expect(textOf((await as.get(one)).body)).toContain('Corrected (1): Misheard.')
    const id = one.split('/').at(-1) ?? ''
    const rows = house.db
      .selectFrom('campaign_meeting_reports')
      .select('version')
      .where('meeting_id', '=', id)
    expect(await rows.execute()).toHaveLength(2)
  })

  it('gives names and notes to campaigners alone, sealed in the database and in no history', async () => {
    const [mine, theirs] = await Promise.all([
      asking(http, campaigner).get(one),
      asking(http, member).get(one),
    ])
    for (const secret of ['Stella Teller', 'The aide will leave in May.']) {
      expect(mine.body).toContain(secret)
      expect(theirs.body).not.toContain(secret)
    }
    expect(textOf(theirs.body)).toContain('name not shown to you')
    const path = `/legislators/${known.smith}/ledger.json?on=2014-12-31`
    expect((await asking(http, campaigner).get(path)).body).toContain('The aide will leave')
    for (const person of [member, stranger])
      expect((await asking(http, person).get(path)).body).not.toContain('The aide will leave')
    for (const table of ['events', 'campaign_meeting_delegates', 'campaign_meeting_notes'] as const)
      for (const secret of ['Stella', 'aide will'])
        expect(JSON.stringify(await house.db.selectFrom(table).selectAll().execute())).not.toContain(secret)
  })

  it('says what became of a promise, and erases notes for campaigners and six months after the campaign', async () => {
    const id = one.split('/').at(-1) ?? ''
    const point = await house.db
      .selectFrom('campaign_meeting_points')
      .select('id')
      .where('meeting_id', '=', id)
      .executeTakeFirstOrThrow()
    await asking(http, member).send(`${one}/points/settle`, { point: point.id, state: 'done' })
    expect(textOf((await asking(http, member).get(one)).body)).toMatch(/done on/)
    const note = await house.db
      .selectFrom('campaign_meeting_notes')
      .select('id')
      .where('meeting_id', '=', id)
      .executeTakeFirstOrThrow()
    expect((await asking(http, member).send(`${one}/notes/erase`, { note: note.id })).statusCode).toBe(403)
    expect((await asking(http, campaigner).send(`${one}/notes/erase`, { note: note.id })).statusCode).toBe(
      303,
    )
    expect((await asking(http, campaigner).get(one)).body).not.toContain('aide will leave')

    const over = new Date(house.now())
    over.setUTCMonth(over.getUTCMonth() - 7)
    await house.db.updateTable('campaigns').set({ ended: over }).where('id', '=', campaign.id).execute()
    expect(await forgetOldDelegates(house)).toBeGreaterThan(0)
    await house.db.updateTable('campaigns').set({ ended: null }).where('id', '=', campaign.id).execute()
    expect(textOf((await asking(http, campaigner).get(one)).body)).toContain('name erased')
  })
})

describe('Calls of the organisation', () => {
  it('are recorded by outcome, counted in the ledger, and taken back with a reason', async () => {
    const as = asking(http, member)
    const call = { legislator: known.smith, on: '2014-08-12', outcome: 'voicemail', ask: 'cosponsor-hr2283' }
    expect((await as.send(at(campaign, '/calls'), { ...call, on: '2199-01-01' })).statusCode).toBe(422)
    expect((await as.send(at(campaign, '/calls'), { ...call, outcome: 'shouted' })).statusCode).toBe(422)
    expect((await as.send(at(campaign, '/calls'), call)).statusCode).toBe(303)
    const path = `/legislators/${known.smith}/ledger.json?on=2014-12-31`
    expect((await asking(http, null).get(path)).body).toContain(
      'Calls of the organisation, left a message: 1.',
    )
    const { id } = await house.db.selectFrom('campaign_calls').select('id').executeTakeFirstOrThrow()
    expect((await as.send(at(campaign, '/calls/back'), { call: id })).statusCode).toBe(422)
    await as.send(at(campaign, '/calls/back'), { call: id, [`back-${id}`]: 'Another office.' })
    expect((await asking(http, null).get(path)).body).not.toContain('left a message')
    expect(textOf((await as.get(at(campaign))).body)).toContain('Taken back: Another office.')
  })
})
