import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { asking, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { shippedBills } from '../bills/bills.test-data.ts'
import type { EntryContent } from '../bills/schema.ts'
import { enterFact } from '../bills/write.ts'
import { changeBy } from '../change.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { legislatureRoutes } from '../legislatures/routes.tsx'
import { legislatorOrNot } from '../legislatures/store.ts'
import type { LedgerEntry, LedgerPart } from './entry.ts'
import { fromBills } from './from-bills.ts'
import { fromSignatures } from './from-signatures.ts'
import { type Ledger, ledgerOf, positionsIn } from './ledger.ts'
import { ledgerPanel, ledgerRoutes } from './routes.tsx'
import { words } from './words.ts'

const smith = 'bioguide-S000522'
const byrne = 'bioguide-B001289'
const menendez = 'bioguide-M000639'
const bill = 'us-113-hr-2283'

let house: TestHouse
let http: HttpServer
let campaign: Campaign
/** What a part that is not there yet would know of Representative Byrne. */
const fromMeetings: LedgerPart = async ({ legislator, reader }) =>
  legislator.key !== byrne
    ? []
    : [
        met({ on: '2014-08-12', text: 'Met at home', position: { stands: 'lean', ground: 'report-back' } }),
        ...(reader === 'operator' ? [met({ on: '2014-08-12', text: 'A private note', private: true })] : []),
      ]
const met = (over: Partial<LedgerEntry>): LedgerEntry => ({
  kind: 'meeting',
  on: null,
  campaign: { slug: campaign.slug, title: 'Recess' },
  ask: 'cosponsor-hr2283',
  bill: null,
  text: '',
  count: null,
  position: null,
  source: null,
  private: false,
  ...over,
})
const parts: LedgerPart[] = [fromSignatures, fromBills, fromMeetings]

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  await shippedBills(house)
  campaign = await aCampaign(house, { languages: ['en', 'fr', 'es', 'pt'] })
  await enter(byrne, 'joined', {
    kind: 'cosponsor',
    who: { person: byrne, name: 'Bradley Byrne', party: 'R', state: 'AL', district: '1' },
    joined: '2014-02-01',
    original: false,
    withdrawn: '2014-06-01',
  })
  http = await openDoor(house, {
    besides: [
      legislatureRoutes(house, { css: [], js: [] }, { panels: [ledgerPanel(parts)] }),
      ledgerRoutes(house, parts),
    ],
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})
const enter = (person: string, key: string, content: EntryContent) =>
  transact(house.db, (trx) =>
    enterFact(
      trx,
      changeBy(house, operator),
      bill,
      { key: `${key} ${person}`, content, source: { name: 'Record of the test', address: null } },
      null,
    ),
  )
const ledger = async (key: string, { asOf = '2026-11-22', reader = null as null | 'operator' } = {}) =>
  ledgerOf(parts, {
    house,
    legislator: await legislatorOrNot(house.db, key),
    asOf,
    reader,
    language: 'en',
  })
/** So many signatures that count from a district of New Jersey. */
const tally = async (n: number, district: string) => {
  await house.db
    .insertInto('signature_tallies')
    .values({
      campaign_id: campaign.id,
      bucket: 'counts|counts|template|web',
      region: 'NJ',
      division: `ocd-division/country:us/state:nj/cd:${district}`,
      n: String(n),
    })
    .execute()
}

describe('The ledger of a legislator', () => {
  it('puts side by side what they heard and what they answered on each ask', async () => {
    const { campaigns } = await ledger(byrne)
    expect(campaigns).toHaveLength(1)
    const [ask] = campaigns[0]!.asks
    expect(ask?.entries.map(({ on, kind }) => [on, kind])).toEqual([
      ['2014-08-12', 'meeting'],
      ['2014-06-01', 'cosponsor'],
      ['2014-02-01', 'cosponsor'],
    ])
    expect(ask?.positions).toEqual([
      { on: '2014-02-01', stands: 'support', ground: 'cosponsorship' },
      { on: '2014-06-01', stands: 'unknown', ground: 'cosponsorship' },
      { on: '2014-08-12', stands: 'lean', ground: 'report-back' },
    ])
  })

  it('tells nothing that is later than the day asked for', async () => {
    const [first] = (await ledger(byrne, { asOf: '2014-03-01' })).campaigns
    expect(first?.asks[0]?.entries.map(({ on }) => on)).toEqual(['2014-02-01'])
  })

  it('names an ask of somebody of whom nothing is known, and not one they cannot do', async () => {
    const [asked] = (await ledger('bioguide-G000548')).campaigns
    expect(asked?.asks.map(({ key, positions }) => [key, positions])).toEqual([['cosponsor-hr2283', []]])
    // A senator cannot cosponsor a bill of the House.
    expect((await ledger(menendez)).campaigns).toEqual([])
  })

  it('tells nothing of a campaign that was never public, whatever a part hands in', async () => {
    const draft = await aCampaign(house, { state: 'draft' })
    const leaky: LedgerPart = async () => [
      met({ campaign: { slug: draft.slug, title: 'Draft' }, text: 'Secret' }),
    ]
    const told = await ledgerOf([leaky], {
      house,
      legislator: await legislatorOrNot(house.db, byrne),
      asOf: '2026-11-22',
      reader: 'operator',
      language: 'en',
    })
    expect(JSON.stringify(told)).not.toContain('Secret')
  })

  it('keeps from everybody what is private', async () => {
    const texts = async (reader: null | 'operator') =>
      (await ledger(byrne, { reader })).campaigns[0]!.asks[0]!.entries.map(({ text }) => text)
    expect(await texts(null)).not.toContain('A private note')
    expect(await texts('operator')).toContain('A private note')
  })

  it('tells how many people of the district signed as a band, and of a few not even that there are any', async () => {
    await tally(9, '4')
    await tally(27, '5')
    // The smallest that could be told is kept back: the sum of all less the others would leave the nine.
    await tally(12, '6')
    const told = async (key: string) =>
      (await ledger(key)).campaigns[0]?.entries.map(({ count, text }) => [count, text])
    expect(await told(smith)).toEqual([])
    expect(await told('bioguide-G000548')).toEqual([[20, expect.stringContaining('20 or more people')]])
    // Of the state: for its senators.
    expect(await told(menendez)).toEqual([[40, expect.stringContaining('40 or more people')]])
    expect(await told(byrne)).toEqual([])
  })
})

describe('A position', () => {
  it('on a bill is turned round for an ask to vote against it, and one of a campaign is not', () => {
    const vote = met({
      kind: 'vote',
      on: '2014-07-23',
      campaign: null,
      position: { stands: 'support', ground: 'vote' },
    })
    const said = met({ on: '2014-08-01', position: { stands: 'lean', ground: 'report-back' } })
    expect(positionsIn([said, vote], 'vote against').map(({ stands }) => stands)).toEqual(['against', 'lean'])
    expect(positionsIn([said, vote], 'vote for').map(({ stands }) => stands)).toEqual(['support', 'lean'])
  })

  it('is not taken from what has no day', () => {
    expect(
      positionsIn([met({ position: { stands: 'support', ground: 'cosponsorship' } })], 'cosponsor'),
    ).toEqual([])
  })
})

describe('The ledger on the page of a legislator', () => {
  it('is there in four languages, without a fault', async () => {
    for (const language of languages)
      for (const key of [byrne, smith]) {
        const { body, statusCode } = await asking(http, null).get(pathIn(language, `/legislators/${key}`))
        expect(statusCode).toBe(200)
        expect(faultsOf(body)).toEqual([])
        if (language !== 'en') expect(englishLeft(body, words)).toEqual([])
      }
    const { body } = await asking(http, null).get(`/legislators/${byrne}`)
    expect(textOf(body)).toContain('Where they stand: leans for , since 12 August 2014')
  })

  it('is there as a table and as data', async () => {
    const csv = await asking(http, null).get(`/legislators/${byrne}/ledger.csv`)
    expect(csv.body.split('\n')[0]).toContain('legislator,name,event,campaigns,asks')
    expect(csv.body).toContain('2014-02-01,,support,cosponsorship')
    const json = await asking(http, null).get(`/api/v1/legislators/${byrne}/ledger?on=2014-03-01`)
    expect(JSON.parse(json.body)).toMatchObject({
      legislator: { key: byrne },
      campaigns: [{ asks: [{ key: 'cosponsor-hr2283', positions: [{ stands: 'support' }] }] }],
    })
    expect((await asking(http, null).get('/legislators/nobody/ledger.csv')).statusCode).toBe(404)
  })

  it('tells in files what happened once, with every campaign that asks about it', async () => {
    const second = await aCampaign(house)
    const body = JSON.parse((await asking(http, null).get(`/legislators/${byrne}/ledger.json`)).body)
    const joined = body.acts.filter(({ on }: { on: string }) => on === '2014-02-01')
    expect(joined).toMatchObject([{ kind: 'cosponsor', asked: [{}, {}] }])
    expect(body.campaigns.map(({ asks }: Ledger['campaigns'][number]) => asks[0])).toMatchObject([
      { acts: expect.arrayContaining([joined[0].event]) },
      { acts: expect.arrayContaining([joined[0].event]) },
    ])
    const rows = (await asking(http, null).get(`/legislators/${byrne}/ledger.csv`)).body.split('\n')
    const [row, ...more] = rows.filter((each) => each.includes('2014-02-01'))
    expect(more).toEqual([])
    for (const slug of [campaign.slug, second.slug]) expect(row).toContain(`${slug}/cosponsor-hr2283`)
  })

  it('is told of no day that has not come, and of none that there is not', async () => {
    for (const [day, said] of [
      ['9999-12-31', 'Ce jour n’est pas encore venu'],
      ['2014-02-30', 'Ce n’est pas un jour du calendrier'],
    ]) {
      const { statusCode, body } = await asking(http, null).get(
        `/fr/legislators/${byrne}/ledger.json?on=${day}`,
      )
      expect([statusCode, body]).toEqual([422, expect.stringContaining(said!)])
    }
    expect((await asking(http, null).get(`/legislators/${byrne}/ledger.json?on=`)).statusCode).toBe(200)
  })
})
