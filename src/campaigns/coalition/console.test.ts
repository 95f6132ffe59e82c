import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { aCampaign, anEndorser } from './coalition.test-data.ts'
import { askFields, campaignFields, endorserFields } from './forms.ts'
import { coalitionRoutes } from './routes.tsx'
import { askKinds } from './schema.ts'
import { askOf, campaignBySlug, consentTextsOf, endorsersOf, stepsOf } from './store.ts'

let house: TestHouse
let http: HttpServer
let coalition: string
let partner: string
let campaigner: string
let representative: string
let member: string
let stranger: string
let ally: string
const as = (person: string | null) => asking(http, person)

beforeAll(async () => {
  house = await openTestHouse()
  const somebody = async (name: string) => (await aPerson(house, { name })).id
  campaigner = await somebody('Cara Campaigner')
  representative = await somebody('Rita Representative')
  member = await somebody('Mo Member')
  stranger = await somebody('Stan Stranger')
  ally = await somebody('Ally Partner')
  coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA', name: 'Alliance of the test' })
  partner = await anOrganisation(house, { name: 'Partner of the test' })
  await join(house, campaigner, coalition, 'campaigner')
  await join(house, representative, coalition, 'representative')
  await join(house, member, coalition)
  await join(house, ally, partner, 'campaigner')
  await join(house, stranger, await anOrganisation(house), 'campaigner')
  const show = (text: string) => async () => text
  http = await openDoor(house, {
    besides: [
      coalitionRoutes(
        house,
        { css: [], js: [] },
        {
          legislatures: async () => [{ value: 'us-congress', name: 'U.S. Congress' }],
          nameTarget: async (_house, target) =>
            target.kind === 'bill' && target.bill === 'us-113-hr-2283'
              ? { name: 'H.R. 2283 (113th)', path: '/bills/us-113-hr-2283' }
              : null,
          console: [
            { may: 'see supporters', show: show('THE SUPPORTERS') },
            { may: 'check cards', show: show('THE CARDS') },
            { may: 'read campaign notes', show: show('THE NOTES') },
          ],
        },
      ),
    ],
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const told = {
  languages: 'en',
  first: 'en',
  'title-en': 'Two cents of every dollar',
  'story-en': 'Traffickers make 150 billion.\n\nWe ask for two cents of each dollar.',
  legislature: 'us-congress',
  asOf: '2014-08-31',
  policy: 'household',
}
const anAskSent = {
  kind: 'bill',
  key: 'cosponsor-hr2283',
  bill: 'us-113-hr-2283',
  wanted: 'cosponsor',
  'askTitle-en': 'Cosponsor H.R. 2283',
  'askText-en': 'It asks for a bureau that reports without fear.',
  officialLanguage: 'en',
  official: 'Please cosponsor H.R. 2283.',
}

describe('A campaigner', () => {
  it('begins a campaign, says what it asks, and takes it live', async () => {
    const begun = await as(campaigner).send(`/campaigns?organisation=${coalition}`, {
      slug: 'two-cents',
      ...told,
    })
    expect(begun.headers.location).toBe('/campaigns/two-cents/manage')
    const bare = textOf((await as(campaigner).get('/campaigns/two-cents/manage')).body)
    expect(bare).toContain('One thing is missing before people can take part')
    expect(bare).toContain('something it asks')

    const added = await as(campaigner).send('/campaigns/two-cents/asks', anAskSent)
    expect(added.statusCode).toBe(303)
    const { id, policy, words, revision } = await campaignBySlug(house.db, 'two-cents')
    expect(policy).toBe('household')
    expect(words.en?.story).toBe('Traffickers make 150 billion.\n\nWe ask for two cents of each dollar.')
    expect((await askOf(house.db, id, 'cosponsor-hr2283')).target).toEqual({
      kind: 'bill',
      bill: 'us-113-hr-2283',
      wanted: 'cosponsor',
    })

    const step = { to: 'live', why: 'The summer begins.', revision: String(revision) }
    expect((await as(campaigner).send('/campaigns/two-cents/step', step)).statusCode).toBe(303)
    expect((await stepsOf(house.db, id)).map(({ after, why, on }) => [after, why, on])).toEqual([
      ['live', 'The summer begins.', '2025-07-01'],
    ])
    const page = await as(null).get('/campaigns/two-cents')
    expect(page.body).toContain('<a href="/bills/us-113-hr-2283">H.R. 2283 (113th)</a>')
  })

  it('asks without anything that is handed over', async () => {
    const { slug, id } = await aCampaign(house, {
      organisation: coalition,
      languages: ['en'],
      state: 'draft',
    })
    const added = await as(campaigner).send(`/campaigns/${slug}/asks`, {
      kind: 'country choice',
      key: 'choose',
      countries: 'gha, PHL',
      'askTitle-en': 'Choose Ghana and the Philippines',
      'askText-en': 'By a method that can be read.',
      officialLanguage: 'en',
      official: '',
    })
    expect(added.statusCode).toBe(303)
    expect(await askOf(house.db, id, 'choose')).toMatchObject({
      target: { kind: 'country choice', countries: ['GHA', 'PHL'] },
      official: null,
    })
  })

  it('is told beside each field what is wrong, and loses nothing', async () => {
    const answer = await as(campaigner).send(`/fr/campaigns?organisation=${coalition}`, {
      ...told,
      slug: 'Two Cents',
      'story-en': '',
      asOf: '2014-02-30',
      goal: '-5',
      closes: '2014-01-01',
      opens: '2014-02-01',
    })
    expect(answer.statusCode).toBe(422)
    for (const field of ['slug', 'story-en', 'asOf', 'goal', 'closes'])
      expect(answer.body).toContain(`href="#${field}"`)
    expect(answer.body).toContain('Two cents of every dollar')
    expect(textOf(answer.body)).toContain('minuscules, chiffres et traits d’union')
  })

  it('gets no address that the site itself has, or another campaign', async () => {
    const { slug } = await aCampaign(house)
    for (const [taken, said] of [
      ['new', 'an address of the site itself'],
      [slug, 'Another campaign has this address'],
    ]) {
      const answer = await as(campaigner).send(`/campaigns?organisation=${coalition}`, {
        ...told,
        slug: taken!,
      })
      expect(answer.statusCode).toBe(422)
      expect(textOf(answer.body)).toContain(said)
    }
  })

  it('asks no legislature, and about no bill, that is not known here', async () => {
    const begun = await as(campaigner).send(`/campaigns?organisation=${coalition}`, {
      ...told,
      slug: 'nowhere',
      legislature: 'xx-nowhere',
    })
    expect(begun.statusCode).toBe(422)
    expect(begun.body).toContain('href="#legislature"')
    const { slug } = await aCampaign(house, { organisation: coalition, state: 'draft' })
    const answer = await as(campaigner).send(`/campaigns/${slug}/asks`, {
      ...anAskSent,
      key: 'another',
      bill: 'us-113-hr-9999',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#bill"')
  })

  it('keeps what a campaign said of its terms once people could take part, and says why the rest changes', async () => {
    const { slug, id } = await aCampaign(house, { organisation: coalition, languages: ['en'] })
    const change = (over: Record<string, string>) =>
      as(campaigner).send(`/campaigns/${slug}/change`, { ...told, revision: '2', ...over })
    const form = (await as(campaigner).get(`/campaigns/${slug}/change`)).body
    expect(form).not.toContain('name="slug"')
    expect(textOf(form)).toContain('people take part on these terms')
    expect((await change({})).body).toContain('href="#reason"')
    const saved = await change({
      reason: 'A slip in the title.',
      slug: 'elsewhere',
      policy: 'household',
      asOf: '',
    })
    expect(saved.headers.location).toBe(`/campaigns/${slug}/manage`)
    expect(await campaignBySlug(house.db, slug)).toMatchObject({
      id,
      policy: 'strict',
      asOf: '2014-08-31',
      words: { en: { title: 'Two cents of every dollar' } },
    })
    expect(textOf((await as(null).get(`/campaigns/${slug}`)).body)).toContain(
      'What it says was changed. A slip in the title.',
    )
    const late = await change({ reason: 'Again.', 'title-en': 'My other title' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('My other title')
    expect(late.body).toContain('name="revision" value="3"')
  })

  it('corrects the words of an ask with a reason, and not what was handed over', async () => {
    const { slug, id } = await aCampaign(house, { organisation: coalition, languages: ['en'] })
    const at = `/campaigns/${slug}/asks/cosponsor-hr2283`
    const form = (await as(campaigner).get(at)).body
    expect(form).not.toContain('name="official"')
    const saved = await as(campaigner).send(at, {
      ...anAskSent,
      version: '1',
      official: 'Something else entirely.',
      'askText-en': 'Clearer words.',
      reason: 'Clearer.',
    })
    expect(saved.statusCode).toBe(303)
    expect(await askOf(house.db, id, 'cosponsor-hr2283')).toMatchObject({
      version: 2,
      words: { en: { text: 'Clearer words.' } },
      official: { text: 'Please cosponsor H.R. 2283, the Human Trafficking Prioritization Act.' },
    })
    const page = textOf((await as(null).get(`/campaigns/${slug}`)).body)
    expect(page).toContain('Its words were changed once')
    expect(page).toContain('version 2, since 1 July 2025: Clearer.')
    expect(page).toContain('It asks for a bureau that reports without fear.')
  })

  it('shows nobody what a draft said before', async () => {
    const { slug, revision } = await aCampaign(house, {
      organisation: coalition,
      languages: ['en'],
      state: 'draft',
    })
    const changed = await as(campaigner).send(`/campaigns/${slug}/asks/cosponsor-hr2283`, {
      ...anAskSent,
      version: '1',
    })
    expect(changed.statusCode).toBe(303)
    const step = { to: 'live', why: 'Now.', revision: String(revision) }
    expect((await as(campaigner).send(`/campaigns/${slug}/step`, step)).statusCode).toBe(303)
    expect((await as(null).get(`/campaigns/${slug}`)).body).not.toContain('Its words were changed')
  })

  it('names endorsers with what shows it', async () => {
    const { slug, id } = await aCampaign(house, { organisation: coalition })
    const send = (over: Record<string, string>) =>
      as(campaigner).send(`/campaigns/${slug}/endorsers`, { state: 'endorsed', on: '2014-07-01', ...over })
    expect((await send({ name: 'Bakers' })).body).toContain('href="#proofAddress"')
    expect((await send({ name: 'Bakers', organisation: partner })).body).toContain('href="#name"')
    expect((await send({ name: 'Bakers', proofAddress: 'javascript:alert(1)' })).statusCode).toBe(422)
    expect((await send({ name: 'Bakers', on: '2030-01-01', proofLetter: 'x' })).body).toContain('href="#on"')
    expect((await send({ name: 'Bakers', proofLetter: 'Letter of its board.' })).statusCode).toBe(303)
    const [bakers] = await endorsersOf(house.db, id)
    const at = `/campaigns/${slug}/endorsers/${bakers?.id}`
    expect((await as(campaigner).send(at, { state: 'withdrawn', why: 'It closed.' })).statusCode).toBe(303)
    expect(textOf((await as(null).get(`/campaigns/${slug}`)).body)).toContain(
      'Bakers withdrew on 1 July 2025 · It closed.',
    )
  })
})

describe('An organisation named as endorsing', () => {
  it('says so itself, withdraws itself, and nobody else speaks for it from then on', async () => {
    const { slug, id } = await aCampaign(house, { organisation: coalition })
    const invited = { organisation: partner, state: 'invited', on: '2014-07-01' }
    await as(campaigner).send(`/campaigns/${slug}/endorsers`, invited)
    const at = `/campaigns/${slug}/partner?organisation=${partner}`
    expect((await as(ally).get(`/campaigns/${slug}`)).body).toContain('What Partner of the test says')
    for (const who of [campaigner, stranger])
      expect((await as(who).send(at, { state: 'endorsed' })).statusCode).toBe(403)
    expect((await as(ally).send(at, { state: 'endorsed' })).statusCode).toBe(303)
    expect(textOf((await as(null).get(`/campaigns/${slug}`)).body)).toContain(
      'Partner of the test endorsed it on 1 July 2025 · its own word',
    )
    expect((await as(ally).send(at, { state: 'withdrawn', why: 'We disagree.' })).statusCode).toBe(303)
    const [endorser] = await endorsersOf(house.db, id)
    const claimed = await as(campaigner).send(`/campaigns/${slug}/endorsers/${endorser?.id}`, {
      state: 'endorsed',
      proofLetter: 'We have a letter.',
    })
    expect(claimed.statusCode).toBe(403)
    expect((await endorsersOf(house.db, id))[0]?.now).toMatchObject({ state: 'withdrawn', ownWord: true })
  })
})

describe('What people are asked to agree to', () => {
  it('is written by each partner itself, and by the leading organisation for one known by name', async () => {
    const { slug, id } = await aCampaign(house, {
      organisation: coalition,
      languages: ['en'],
      state: 'draft',
    })
    const bakers = await anEndorser(house, id)
    await as(campaigner).send(`/campaigns/${slug}/endorsers`, {
      organisation: partner,
      state: 'endorsed',
      on: '2014-07-01',
      proofLetter: 'Letter.',
    })
    const write = (person: string, party: string, text = 'You may write to me.') =>
      as(person).send(`/campaigns/${slug}/consent?party=${party}`, {
        purpose: 'news of the organisation',
        'consent-en': text,
      })
    expect((await write(campaigner, bakers)).statusCode).toBe(303)
    expect((await write(campaigner, partner)).statusCode).toBe(403)
    expect((await write(ally, coalition)).statusCode).toBe(403)
    expect((await write(ally, bakers)).statusCode).toBe(403)
    expect((await write(stranger, partner)).statusCode).toBe(403)
    // A partner finds and reads the draft it is asked to stand behind.
    expect((await as(ally).get('/campaigns')).body).toContain(`href="/campaigns/${slug}"`)
    expect((await as(campaigner).get('/campaigns')).body).toContain(`href="/campaigns/${slug}/manage"`)
    expect((await as(stranger).get('/campaigns')).body).not.toContain(slug)
    expect((await as(ally).get(`/campaigns/${slug}`)).statusCode).toBe(200)
    expect((await as(ally).get(`/campaigns/${slug}/consent`)).body).toContain('Partner of the test')
    expect((await write(ally, partner, 'Partner may write to me.')).headers.location).toBe(
      `/campaigns/${slug}`,
    )
    expect((await consentTextsOf(house.db, id)).map(({ party, words }) => [party.name, words?.en])).toEqual([
      ['Bakers for Freedom', 'You may write to me.'],
      ['Partner of the test', 'Partner may write to me.'],
    ])
    expect((await write(ally, partner, '')).statusCode).toBe(303)
    expect(await consentTextsOf(house.db, id)).toHaveLength(1)
  })
})

describe('The console', () => {
  it('shows each role what it needs, and nothing more', async () => {
    const { slug } = await aCampaign(house, { organisation: coalition })
    const see = async (who: string) => (await as(who).get(`/campaigns/${slug}/manage`)).body
    const parts = (body: string) =>
      ['THE SUPPORTERS', 'THE CARDS', 'THE NOTES', 'id="step"', 'id="history"'].filter((each) =>
        body.includes(each),
      )
    expect(parts(await see(campaigner))).toEqual([
      'THE SUPPORTERS',
      'THE CARDS',
      'THE NOTES',
      'id="step"',
      'id="history"',
    ])
    // Names and addresses of supporters: not with a password alone.
    expect(parts(await see(`${campaigner} password-only`))).not.toContain('THE SUPPORTERS')
    expect(parts(await see(representative))).toEqual(['THE CARDS', 'id="step"', 'id="history"'])
    expect(parts(await see(member))).toEqual(['THE CARDS'])
    expect((await as(stranger).get(`/campaigns/${slug}/manage`)).statusCode).toBe(403)
    expect((await as(null).get(`/campaigns/${slug}/manage`)).statusCode).toBe(303)
  })

  it('lets nobody else change anything', async () => {
    const { slug, id } = await aCampaign(house, { organisation: coalition })
    const bakers = await anEndorser(house, id)
    for (const path of [
      'change',
      'step',
      'asks',
      'asks/cosponsor-hr2283',
      'asks/cosponsor-hr2283/end',
      'endorsers',
      `endorsers/${bakers}`,
      'consent',
    ])
      for (const who of [member, stranger, null])
        expect([401, 403]).toContain((await as(who).send(`/campaigns/${slug}/${path}`)).statusCode)
    expect((await as(member).send(`/campaigns?organisation=${coalition}`, told)).statusCode).toBe(403)
    expect((await as(stranger).send(`/campaigns?organisation=${coalition}`, told)).statusCode).toBe(403)
  })

  it('asks for a new state again when somebody else was quicker', async () => {
    const { slug } = await aCampaign(house, { organisation: coalition })
    const move = (to: string) =>
      as(campaigner).send(`/campaigns/${slug}/step`, { to, why: 'So it is.', revision: '2' })
    expect((await move('paused')).statusCode).toBe(303)
    const late = await move('won')
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('So it is.')
    expect(late.body).toContain('name="revision" value="3"')
  })
})

describe('Whatever is sent', () => {
  const hostile = [
    '\ud800',
    '\u0000',
    '\u202e',
    '9'.repeat(40),
    '{"__proto__":1}',
    '<script>',
    'x'.repeat(30_000),
  ]

  it('gets an answer in words, and breaks nothing', async () => {
    const { slug, id } = await aCampaign(house, { organisation: coalition })
    const bakers = await anEndorser(house, id)
    const places: [string, readonly string[]][] = [
      [`/campaigns?organisation=${coalition}`, campaignFields],
      [`/campaigns/${slug}/change`, [...campaignFields, 'revision']],
      [`/campaigns/${slug}/step`, ['to', 'on', 'why', 'language', 'revision']],
      [`/campaigns/${slug}/asks`, [...askFields, 'kind']],
      [`/campaigns/${slug}/asks/cosponsor-hr2283`, [...askFields, 'version']],
      [`/campaigns/${slug}/endorsers`, endorserFields],
      [`/campaigns/${slug}/endorsers/${bakers}`, endorserFields],
      [`/campaigns/${slug}/consent?party=${coalition}`, ['purpose', 'consent-en']],
    ]
    for (const [path, fields] of places)
      for (const value of hostile) {
        const sent = Object.fromEntries(fields.map((field) => [field, value]))
        // As each kind of ask, where the form is one.
        const kinds = path.endsWith('/asks') ? ['', ...askKinds] : ['']
        for (const kind of kinds) {
          const answer = await as(campaigner).send(path, { ...sent, ...(kind === '' ? {} : { kind }) })
          expect(answer.statusCode, `${path} ${value.slice(0, 20)}`).toBeLessThan(500)
          expect(answer.body).not.toContain('<script>')
        }
      }
    for (const value of hostile.slice(1, 6).map(encodeURIComponent))
      for (const path of [
        `/campaigns/${value}`,
        `/campaigns/${slug}/asks/new?kind=${value}`,
        `/campaigns/new?organisation=${value}`,
        `/campaigns/${slug}/consent?party=${value}`,
        `/campaigns/${slug}/endorsers/${value}`,
      ])
        expect((await as(campaigner).get(path)).statusCode, path).toBeLessThan(500)
  })
})
