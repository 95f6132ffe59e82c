import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLegislatures } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import { asking, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { known } from '../legislatures/legislatures.test-data.ts'
import { campaignRoutes } from '../routes.tsx'
import { forgetOldDelegates } from './meetings.ts'

let house: TestHouse
let http: HttpServer
let campaign: Campaign
beforeAll(async () => {
  house = await openTestHouse({ furnished: withLegislatures })
  campaign = await aCampaign(house)
  http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const at = (rest = '') => `/campaigns/${campaign.slug}/reach${rest}`
const today = () => house.now().toISOString().slice(0, 10)
const ledger = async () => (await asking(http, null).get(`/legislators/${known.smith}/ledger.json`)).body
const castor = 'bioguide-C001066'
const anybody = () => asking(http, null)

describe('Calling without an account', () => {
  it('finds who represents a place on the day of the campaign, with a dated number and words to say', async () => {
    expect(textOf((await anybody().get(`/campaigns/${campaign.slug}`)).body)).toContain(
      'Call or write in public',
    )
    const found = await anybody().get(at(`?code=${known.certain}`))
    expect(textOf(found.body)).toContain('Reach Scott Garrett')
    expect(found.headers['cache-control']).toBe('no-store')
    const one = textOf((await anybody().get(at(`?legislator=${known.smith}`))).body)
    expect(one).toContain('202-225-3765, as known on 31 August 2014')
    expect(one).toContain('I am calling with a request: “Cosponsor H.R. 2283”')
  })

  it('is counted once for a form sent twice, by outcome, and the ledger tells no small number', async () => {
    const call = { legislator: known.smith, on: today(), outcome: 'contact', ask: 'cosponsor-hr2283' }
    const once = crypto.randomUUID()
    for (const _ of [1, 2])
      expect((await anybody().send(at('/calls'), { ...call, once })).headers.location).toContain('told=yes')
    expect(await ledger()).not.toContain('spoke to somebody')
    for (let n = 0; n < 11; n++) await anybody().send(at('/calls'), call)
    await anybody().send(at('/calls'), { ...call, outcome: 'skip' })
    const rows = await house.db.selectFrom('campaign_calls').selectAll().execute()
    expect(rows).toHaveLength(13)
    expect(rows.every(({ made_by, said_by }) => made_by === null && said_by === 'caller')).toBe(true)
    expect(await ledger()).toContain('spoke to somebody: at least 10.')
    expect(await ledger()).not.toContain('did not call')
  })

  it('is refused in words where another came with the key of one that was kept', async () => {
    const call = { legislator: castor, on: today(), outcome: 'contact', ask: '', once: crypto.randomUUID() }
    expect((await anybody().send(at('/calls'), call)).statusCode).toBe(303)
    expect((await anybody().send(at('/calls'), call)).statusCode).toBe(303)
    for (const other of [
      { outcome: 'voicemail' },
      { legislator: known.smith },
      { ask: 'cosponsor-hr2283' },
    ]) {
      const refused = await anybody().send(at('/calls'), { ...call, ...other })
      expect(refused.statusCode).toBe(422)
      expect(textOf(refused.body)).toContain('with something else in it')
    }
    await house.db.deleteFrom('campaign_calls').where('legislator', '=', castor).execute()
  })

  it('gives the form back where something is wrong, and refuses politely what never tires', async () => {
    const call = { legislator: known.smith, on: today(), outcome: 'contact', ask: '' }
    for (const wrong of [{ on: '2199-01-01' }, { outcome: 'shouted' }, { ask: 'none' }])
      expect((await anybody().send(at('/calls'), { ...call, ...wrong })).statusCode).toBe(422)
    let last = await anybody().send(at('/calls'), call)
    for (let n = 0; n < 60 && last.statusCode === 303; n++) last = await anybody().send(at('/calls'), call)
    expect(last.statusCode).toBe(429)
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect(textOf(last.body)).toContain('Too many came from your connection')
  })
})

describe('Writing in public', () => {
  // A server of its own: the one above has had enough.
  let other: HttpServer
  beforeAll(async () => {
    other = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
  })
  afterAll(() => other.close())

  it('opens a composer under the name known on the day, and is posted only when somebody says so', async () => {
    const as = asking(other, null)
    const opened = await as.send(at('/posts'), { legislator: known.smith })
    const path = String(opened.headers.location)
    const page = await as.get(path)
    expect(textOf(page.body)).toContain('@RepChrisSmith on X (Twitter), as known on 31 August 2014')
    expect(page.body).toContain('https://x.com/intent/post?text=.%40RepChrisSmith')
    expect(await ledger()).not.toContain('nobody said they were posted')

    expect((await as.send(path, { address: 'javascript:alert(1)' })).statusCode).toBe(422)
    expect((await as.send(path, { address: 'https://user:word@x.com/a/1' })).statusCode).toBe(422)
    expect((await as.send(path, { address: 'https://x.com/somebody/status/1' })).statusCode).toBe(303)
    await as.send(path, { address: 'https://x.com/another/status/2' })
    expect(textOf((await as.get(path)).body)).toContain('counted as posted, by your own word')
    const rows = await house.db.selectFrom('campaign_posts').select('address').execute()
    expect(rows).toEqual([{ address: 'https://x.com/somebody/status/1' }])
    const said = await ledger()
    expect(said).not.toContain('as people say who posted')
    expect(said).not.toContain('somebody/status')
  })

  it('is another with another legislator, whatever key the form has', async () => {
    const as = asking(other, null)
    const once = crypto.randomUUID()
    expect((await as.send(at('/posts'), { legislator: known.smith, once })).statusCode).toBe(303)
    expect((await as.send(at('/posts'), { legislator: known.smith, once })).statusCode).toBe(303)
    const refused = await as.send(at('/posts'), { legislator: castor, once })
    expect(refused.statusCode).toBe(422)
    expect(textOf(refused.body)).toContain('with something else in it')
  })

  it('is taken back on its own page, and its address is forgotten with the campaign', async () => {
    const as = asking(other, null)
    const begun = async () => {
      const path = String((await as.send(at('/posts'), { legislator: known.smith })).headers.location)
      await as.send(path, { address: 'https://x.com/jane_doe_tampa/status/9' })
      return { path, id: path.split('/').at(-1) ?? '' }
    }
    const kept = ({ id }: { id: string }) =>
      house.db
        .selectFrom('campaign_posts')
        .select(['address', 'ended_why', 'posted_on'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    const first = await begun()
    expect((await as.send(`${first.path}/back`, { what: 'nothing' })).statusCode).toBe(404)
    expect((await as.send(`${first.path}/back`, { what: 'address' })).statusCode).toBe(303)
    expect(await kept(first)).toEqual({ address: null, ended_why: null, posted_on: today() })
    expect((await as.get(first.path)).body).not.toContain('value="address"')
    const second = await begun()
    expect((await as.send(`${second.path}/back`, { what: 'all' })).statusCode).toBe(303)
    expect(await kept(second)).toMatchObject({ address: null, ended_why: 'taken back' })
    await as.send(second.path, { address: 'https://x.com/jane_doe_tampa/status/9' })
    expect(await kept(second)).toMatchObject({ address: null })
    expect(textOf((await as.get(second.path)).body)).toContain('This was taken back')

    const third = await begun()
    const over = new Date(house.now())
    over.setUTCMonth(over.getUTCMonth() - 7)
    await house.db.updateTable('campaigns').set({ ended: over }).where('id', '=', campaign.id).execute()
    await forgetOldDelegates(house)
    await house.db.updateTable('campaigns').set({ ended: null }).where('id', '=', campaign.id).execute()
    expect((await kept(third)).address).toBe(null)
  })

  it('is closed with the campaign, and is not there where no legislature is asked', async () => {
    const over = await aCampaign(house, { state: 'closed' })
    const none = await aCampaign(house, { legislature: null })
    const call = { legislator: known.smith, on: today(), outcome: 'contact', ask: '' }
    const sent = await asking(other, null).send(`/campaigns/${over.slug}/reach/calls`, call)
    expect(sent.statusCode).toBe(409)
    expect((await asking(other, null).get(`/campaigns/${none.slug}/reach`)).statusCode).toBe(404)
  })
})
