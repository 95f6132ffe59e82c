import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  join,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { languages } from '../../ui/language.ts'
import { changeBy } from '../change.ts'
import { aCampaign, aConsentText, anAsk, anEndorser } from './coalition.test-data.ts'
import { moveCampaign } from './life.ts'
import { coalitionRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer
let coalition: string
let campaigner: string
let representative: string
let member: string
let stranger: string
const as = (person: string | null) => asking(http, person)

beforeAll(async () => {
  house = await openTestHouse()
  const somebody = async (name: string) => (await aPerson(house, { name })).id
  campaigner = await somebody('Cara Campaigner')
  representative = await somebody('Rita Representative')
  member = await somebody('Mo Member')
  stranger = await somebody('Stan Stranger')
  coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA', name: 'Alliance of the test' })
  await join(house, campaigner, coalition, 'campaigner')
  await join(house, representative, coalition, 'representative')
  await join(house, member, coalition)
  await join(house, stranger, await anOrganisation(house), 'campaigner')
  http = await openDoor(house, {
    besides: [
      coalitionRoutes(
        house,
        { css: [], js: [] },
        {
          ways: [
            ({ campaign }) => ({
              name: 'Sign',
              text: 'Put your name to it.',
              path: `/campaigns/${campaign.slug}/sign`,
            }),
          ],
          counts: [async () => null],
          figures: [async () => ({ counted: 3 })],
        },
      ),
    ],
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('A campaign as everybody reads it', () => {
  it('tells the story, what is asked, who stands behind it, and what one may agree to', async () => {
    const campaign = await aCampaign(house, { organisation: coalition })
    await anEndorser(house, campaign.id)
    await anEndorser(house, campaign.id, {
      name: 'Not yet for freedom',
      state: 'invited',
      proofAddress: null,
    })
    await aConsentText(house, campaign)
    const page = await as(null).get(`/campaigns/${campaign.slug}`)
    expect(page.statusCode).toBe(200)
    const text = textOf(page.body)
    for (const said of [
      'Ask your representative to cosponsor H.R. 2283',
      'Twenty million people are held in slavery.',
      'It speaks of 31 August 2014',
      'to cosponsor us-113-hr-2283',
      'Please cosponsor H.R. 2283, the Human Trafficking Prioritization Act.',
      'Alliance of the test',
      'Bakers for Freedom endorsed it on 1 August 2014',
      'You may write to me about this campaign.',
      'Live. It is live now.',
      'Put your name to it.',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('Not yet for freedom')
    expect(page.body).toContain('href="https://example.org/letter.pdf"')
  })

  it('says that a language is missing, and fills nothing in', async () => {
    const { slug } = await aCampaign(house)
    const [spanish, french] = await Promise.all(
      ['/es', '/fr'].map(async (prefix) => (await as(null).get(`${prefix}/campaigns/${slug}`)).body),
    )
    expect(textOf(spanish!)).toContain('Esta campaña no está escrita en español. Figura aquí en inglés')
    expect(textOf(spanish!)).toContain('dijeron que la escribirían')
    expect(textOf(french!)).toContain('n’est pas rédigée en français')
    expect(textOf(french!)).not.toContain('ont annoncé le français')
    expect(spanish).toContain('<span lang="en">Ask your representative')
  })

  it('answers in every language, in the list too', async () => {
    const { slug } = await aCampaign(house)
    for (const language of languages)
      for (const path of ['/campaigns', `/campaigns/${slug}`, `/campaigns/${slug}/embed`])
        expect((await as(null).get(language === 'en' ? path : `/${language}${path}`)).statusCode).toBe(200)
  })

  it('says why nobody can take part, and offers no way then', async () => {
    const paused = await aCampaign(house, { state: 'paused' })
    const page = textOf((await as(null).get(`/campaigns/${paused.slug}`)).body)
    expect(page).toContain('The campaign is paused; nobody can take part for now. It is paused now.')
    expect(page).not.toContain('Put your name to it.')
    const past = await aCampaign(house, { opens: '2025-06-01', closes: '2025-07-01' })
    const later = await aCampaign(house, { opens: '2025-08-01' })
    expect(textOf((await as(null).get(`/campaigns/${past.slug}`)).body)).toContain('Put your name to it.')
    expect(textOf((await as(null).get(`/campaigns/${later.slug}`)).body)).toContain(
      'The campaign opens on 1 August 2025.',
    )
  })

  it('is not there for others while it is a draft, nor in any list', async () => {
    const { slug } = await aCampaign(house, { organisation: coalition, state: 'draft' })
    for (const path of [
      `/campaigns/${slug}`,
      `/campaigns/${slug}/campaign.csv`,
      `/api/v1/campaigns/${slug}`,
    ]) {
      expect((await as(null).get(path)).statusCode).toBe(404)
      expect((await as(stranger).get(path)).statusCode).toBe(404)
      expect((await as(campaigner).get(path)).statusCode).toBe(200)
    }
    expect((await as(campaigner).get(`/campaigns/${slug}/embed`)).statusCode).toBe(404)
    expect((await as(null).get('/campaigns')).body).not.toContain(slug)
    expect((await as(campaigner).get('/campaigns')).body).toContain(slug)
    expect((await as(null).get('/campaigns/campaigns.csv')).body).not.toContain(slug)
  })

  it('stands in a frame anywhere, with nothing in it to press but links that lead here', async () => {
    const { slug } = await aCampaign(house)
    const frame = await as(campaigner).get(`/campaigns/${slug}/embed`)
    expect(frame.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(frame.headers['content-security-policy']).toContain("form-action 'none'")
    expect(frame.headers).not.toHaveProperty('x-frame-options')
    expect(frame.headers).not.toHaveProperty('set-cookie')
    expect(frame.body).not.toMatch(/<form|<button|<script|<input/)
    expect(frame.body).toContain(`href="/campaigns/${slug}" target="_blank" rel="noopener"`)
    expect(textOf(frame.body)).toContain('3 signatures counted')
    // Only there.
    const page = await as(null).get(`/campaigns/${slug}`)
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('is the same as data: JSON, and CSV that starts no formula', async () => {
    const { slug, id } = await aCampaign(house, {
      asks: [anAsk({ content: { words: { en: { title: '=1+1', text: 'Text.' } }, official: null } })],
    })
    await transact(house.db, (trx) =>
      moveCampaign(trx, changeBy(house, operator), {
        id,
        revision: 2,
        to: 'won',
        why: '-1 is "no" answer',
        language: 'en',
      }),
    )
    const told = (await as(null).get(`/api/v1/campaigns/${slug}`)).json()
    expect(told).toMatchObject({
      slug,
      state: 'won',
      open: false,
      asOf: '2014-08-31',
      figures: { counted: 3 },
      asks: [{ key: 'cosponsor-hr2283', version: 1 }],
      steps: [{ after: 'live' }, { after: 'won' }],
    })
    const csv = (await as(null).get(`/campaigns/${slug}/campaign.csv`)).body
    expect(csv).toContain("ask,cosponsor-hr2283,title,en,,'=1+1")
    expect(csv).toContain(`won,en,2025-07-01,"'-1 is ""no"" answer"`)
    expect((await as(null).get('/campaigns/campaigns.csv')).body).toContain(`${slug},`)
  })
})
