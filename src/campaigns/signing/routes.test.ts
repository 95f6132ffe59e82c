import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLegislatures } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { asking, linkTo, mailsOf, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { languages } from '../../ui/language.ts'
import { changeBy } from '../change.ts'
import { aCampaign, aConsentText, anAsk } from '../coalition/coalition.test-data.ts'
import { changeAsk, moveCampaign } from '../coalition/life.ts'
import type { Campaign } from '../coalition/schema.ts'
import { asksOf } from '../coalition/store.ts'
import { progressOf } from '../postcards/progress.ts'
import { campaignRoutes } from '../routes.tsx'
import { rates } from './rates.ts'

let house: TestHouse
let http: HttpServer
let campaign: Campaign
let consent: string

beforeAll(async () => {
  const opened = await openTestHouse({ furnished: withLegislatures })
  let seconds = 0
  house = { ...opened, now: () => new Date(opened.now().getTime() + 1000 * seconds++) }
  campaign = await aCampaign(house, { policy: 'household' })
  consent = await aConsentText(house, campaign)
  http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

/** The path of the last mail to an address that leads to such a page. */
const mailed = async (email: string, to: 'confirm' | 'mine') => {
  const paths = (await mailsOf(house)).flatMap((mail) =>
    mail.to === email ? (mail.text.match(/https?:\/\/\S+/)?.[0] ?? []) : [],
  )
  const path = paths.map((each) => new URL(each).pathname).findLast((each) => each.includes(`/${to}/`))
  if (path === undefined) throw new Error(`no mail with such a link went to ${email}`)
  return path
}
const visitor = () => asking(http, null)
const typed = (over: Record<string, string> = {}) => ({
  name: 'Ama Mensah',
  email: `${randomUUID().slice(0, 8)}@example.org`,
  postalCode: '33602',
  country: 'USA',
  ...over,
})
const sign = (over: Record<string, string> = {}, of = campaign) =>
  visitor().send(`/campaigns/${of.slug}/sign`, typed(over))
const page = async (url: string) => (await visitor().get(url)).body
const said = async () => textOf(await page(`/campaigns/${campaign.slug}`))

describe('Signing a letter', () => {
  it('counts once the mailed link was pressed, and not when a program opened it', async () => {
    const email = 'ama@example.org'
    const sent = await sign({ email })
    expect(sent.statusCode).toBe(303)
    expect(sent.headers.location).toBe(`/campaigns/${campaign.slug}/signed`)
    expect(await page(sent.headers.location ?? '')).toContain('Look into your mail')

    const link = await linkTo(house, email)
    for (let scanner = 0; scanner < 3; scanner++)
      expect((await visitor().get(link)).body).toContain('<button')
    expect(await said()).toContain('0 people have signed')

    const confirmed = await visitor().send(link)
    expect(confirmed.statusCode).toBe(200)
    expect(textOf(confirmed.body)).toContain('is confirmed')
    expect(textOf((await visitor().send(link)).body)).toContain('is confirmed')
    expect(textOf(await page(link))).toContain('is confirmed')
    expect(await said()).toContain('1 person has signed')
  })

  it('tells where signers are represented only by tens, and never of few', async () => {
    expect(await said()).not.toMatch(/\bFL\b/)
    const { rows } = {
      rows: await house.db.selectFrom('signatures').select(['region', 'division']).execute(),
    }
    expect(rows).toContainEqual({
      region: 'FL',
      division: 'ocd-division/country:us/state:fl/cd:14',
    })
  })

  it('sends back what is wrong with what was typed, and keeps it', async () => {
    const sent = await sign({ name: '=HYPERLINK("x")', email: 'nobody', words: 'My own story.' })
    expect(sent.statusCode).toBe(422)
    expect(textOf(sent.body)).toContain('does not begin with - = + or @')
    expect(textOf(sent.body)).toContain('This is no e-mail address')
    expect(sent.body).toContain('My own story.')
    expect((await sign({ name: 'See www.shop.example' })).statusCode).toBe(422)
  })

  it('says at the field that there were characters nobody sees, and keeps the form without them', async () => {
    for (const hidden of ['\u0000', '\u202E', '\u0007']) {
      const sent = await sign({ name: `Ama${hidden} Unseen`, words: 'My own story.' })
      expect(sent.statusCode).toBe(422)
      expect(textOf(sent.body)).toContain('They are taken out now')
      expect(sent.body).toContain('value="Ama Unseen"')
      expect(sent.body).toContain('My own story.')
    }
    expect((await sign({ letter: 'x\u202E' })).statusCode).toBe(422)
    const email = 'marked@example.org'
    expect((await sign({ name: '\u202BAma Marked\u200F', email: `${email}\uFEFF` })).statusCode).toBe(303)
    expect(textOf(await page(await linkTo(house, email)))).toContain('Ama Marked signed')
  })

  it('says at the postal code what it cannot be, and asks for none where there is none', async () => {
    const foreign = await sign({ postalCode: 'SW1A 1AA' })
    expect(foreign.statusCode).toBe(422)
    expect(textOf(foreign.body)).toContain('looks like a code of another country')
    expect(textOf((await sign({ postalCode: '00000' })).body)).toContain('code of nobody')
    expect((await sign({ postalCode: '' })).statusCode).toBe(422)
    expect((await sign({ postalCode: 'SW1A 1AA', country: 'GBR' })).statusCode).toBe(303)
    expect((await sign({ postalCode: '', country: 'GHA' })).statusCode).toBe(303)
  })

  it('says in the mail and on its page whose signature it is', async () => {
    const email = 'whose@example.org'
    await sign({ email, name: 'Kwame Whose' })
    expect((await mailsOf(house)).find(({ to }) => to === email)?.text).toContain('as Kwame Whose')
    const link = await linkTo(house, email)
    expect(textOf(await page(link))).toContain('Kwame Whose signed')
    expect(textOf((await visitor().send(link)).body)).toContain('The signature of Kwame Whose')
  })

  it('tells nobody who signs in the name of another whether that person had signed', async () => {
    const own = await aCampaign(house)
    await sign({ name: 'Ben Stone', email: 'ben@example.org' }, own)
    await visitor().send(await linkTo(house, 'ben@example.org'))
    const told = []
    for (const [name, email] of [
      ['Ben Stone', 'snoop@example.org'],
      ['Zed Nobody', 'snooq@example.org'],
    ] as const) {
      await sign({ name, email }, own)
      const confirmed = await visitor().send(await linkTo(house, email))
      await visitor().send('/campaigns/mine', { email })
      const link = await mailed(email, 'mine')
      const pages = [confirmed.body, await page(link), await page(`${link}/export.json`)].map(textOf)
      const said = pages.join(' ').replaceAll(name, 'NAME').replaceAll(email, 'EMAIL')
      told.push(said.replace(/[0-9a-f-]{36}|\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, ''))
    }
    expect(told[0]).toBe(told[1])
    expect(textOf(await page(`/campaigns/${own.slug}`))).not.toContain('same name in the same postal area ')
  })

  it('makes one of a form that is sent twice', async () => {
    const values = { ...typed(), once: randomUUID() }
    const before = (await mailsOf(house)).length
    await Promise.all([1, 2, 3].map(() => visitor().send(`/campaigns/${campaign.slug}/sign`, values)))
    expect((await mailsOf(house)).length - before).toBe(1)
  })

  it('refuses another form with the key of one that was kept, in words, with what was typed', async () => {
    const once = randomUUID()
    const [ann, ben] = [typed({ name: 'Ann Key' }), typed({ name: 'Ben Key' })]
    const send = (values: Record<string, string>) =>
      visitor().send(`/campaigns/${campaign.slug}/sign`, { ...values, once })
    expect((await send(ann)).statusCode).toBe(303)
    expect((await send(ann)).statusCode).toBe(303)
    const other = await send(ben)
    expect(other.statusCode).toBe(422)
    expect(textOf(other.body)).toContain('with something else in it')
    expect(other.body).toContain('Ben Key')
    expect(other.body).not.toContain(once)
  })

  it('is of the letter that was read, in the version that was read, or of none', async () => {
    const letters = [
      anAsk(),
      anAsk({ key: 'to-the-president', target: { kind: 'letter', office: 'The President', address: null } }),
    ]
    const of = await aCampaign(house, { asks: letters })
    const form = await page(`/campaigns/${of.slug}/sign`)
    const version = (key: string) =>
      new RegExp(`name="version-${key}" value="([^"]+)"`).exec(form)?.[1] ?? 'none'
    expect((await sign({}, of)).statusCode).toBe(422)
    const gone = await sign({ letter: 'ended-meanwhile', words: 'My own story.' }, of)
    expect(gone.statusCode).toBe(409)
    expect(textOf(gone.body)).toContain('can no longer be signed')
    expect(gone.body).toContain('My own story.')
    const foreign = { letter: 'to-the-president', 'version-to-the-president': version('cosponsor-hr2283') }
    expect((await sign(foreign, of)).statusCode).toBe(409)

    const [, president] = await asksOf(house.db, of.id)
    if (president === undefined) throw new Error('no such ask')
    await transact(house.db, (trx) =>
      changeAsk(trx, changeBy(house, operator), of.id, {
        key: president.key,
        version: president.version,
        target: president.target,
        content: {
          words: { en: { title: 'To the President', text: 'It is said better now.' } },
          official: president.official,
        },
        reason: 'A clearer word.',
      }),
    )
    const shown = { letter: 'to-the-president', 'version-to-the-president': version('to-the-president') }
    expect((await sign(shown, of)).statusCode).toBe(303)
    const rows = await house.db
      .selectFrom('signatures')
      .select('ask_version_id')
      .where('campaign_id', '=', of.id)
      .execute()
    expect(rows).toEqual([{ ask_version_id: version('to-the-president') }])
  })

  it('writes to an address once an hour, and says so to everybody alike', async () => {
    const email = 'victim@gmail.com'
    const answers = []
    for (const name of ['Ama', 'Kofi', 'Esi']) answers.push(await sign({ email, name: `${name} Hour` }))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
    expect((await mailsOf(house)).filter(({ to }) => to === email)).toHaveLength(1)
    expect(textOf(await page(`/campaigns/${campaign.slug}/signed`))).toContain('once an hour at most')
    const link = await linkTo(house, email)
    const shown = await page(link)
    expect(textOf(shown)).toContain('Kofi Hour')
    const [signature = ''] = [...shown.matchAll(/name="signature" value="([^"]+)"/g)].map(
      ([, id]) => id ?? '',
    )
    expect((await visitor().send(link, { signature })).statusCode).toBe(200)
    expect(textOf(await page(link))).toMatch(/(Kofi|Esi) Hour/)
    expect(await page(link)).not.toContain(signature)
  })

  it('knows no link that it did not send', async () => {
    for (const token of ['t1guess', 'x'.repeat(80)]) {
      expect((await visitor().get(`/campaigns/confirm/${token}`)).statusCode).toBe(404)
      expect((await visitor().send(`/campaigns/confirm/${token}`)).statusCode).toBe(404)
    }
  })

  it('is for nobody while a campaign is paused, and says so', async () => {
    const paused = await aCampaign(house, { state: 'paused' })
    expect(textOf(await page(`/campaigns/${paused.slug}/sign`))).toContain('Nobody can sign this now')
    expect((await sign({}, paused)).statusCode).toBe(409)
  })

  it('takes no confirmation a week after the campaign ended', async () => {
    const ending = await aCampaign(house)
    const email = 'late@example.org'
    await sign({ email }, ending)
    const link = await linkTo(house, email)
    await transact(house.db, (trx) =>
      moveCampaign(trx, changeBy(house, operator), {
        id: ending.id,
        revision: 2,
        to: 'closed',
        why: 'It is over.',
        language: 'en',
      }),
    )
    const later = { ...house, now: () => new Date('2025-07-10T12:00:00Z') }
    const door = await openDoor(later, { besides: [campaignRoutes(later, { css: [], js: [] })] })
    expect((await asking(door, null).send(link)).statusCode).toBe(409)
    expect(textOf((await asking(door, null).get(link)).body)).toContain('ended before this was confirmed')
    await door.close()
  })

  it('refuses a flood from one address in words, keeping what was typed', async () => {
    const door = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
    const answers = await Promise.all(
      Array.from({ length: rates.address[0].times + 5 }, () =>
        asking(door, null).send(`/campaigns/${campaign.slug}/sign`, typed({ words: 'My own story.' })),
      ),
    )
    const refused = answers.filter(({ statusCode }) => statusCode === 429)
    expect(refused).toHaveLength(5)
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(rates.address[0].times)
    expect(refused[0]?.headers['retry-after']).toMatch(/^\d+$/)
    expect(textOf(refused[0]?.body ?? '')).toContain('Nothing is lost')
    expect(refused[0]?.body).toContain('My own story.')
    await door.close()
  })

  it.each(languages)('is read in %s without a script', async (language) => {
    const prefix = language === 'en' ? '' : `/${language}`
    for (const path of [
      `/campaigns/${campaign.slug}/sign`,
      `/campaigns/${campaign.slug}/signed`,
      '/campaigns/mine',
    ]) {
      const answer = await visitor().get(`${prefix}${path}`)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain(`<html lang="${language}"`)
      expect(answer.headers['cache-control']).toBe('no-store')
    }
  })
})

describe('What somebody has here', () => {
  it('is shown, taken back and erased by one mailed link, and the count says what became of it', async () => {
    const own = await aCampaign(house)
    const text = await aConsentText(house, own)
    const email = 'own@example.org'
    await sign({ email, name: 'Owena Own', consents: text }, own)
    await visitor().send(await linkTo(house, email))
    const asked = await visitor().send('/campaigns/mine', { email })
    expect(textOf(asked.body)).toContain('a link is on its way')
    const link = await mailed(email, 'mine')
    const shown = textOf(await page(link))
    expect(shown).toContain('Owena Own')
    expect(shown).toContain('You may write to me about this campaign.')

    const exported = JSON.parse(await page(`${link}/export.json`))
    expect(exported.signatures[0].signer.name).toBe('Owena Own')
    const [{ id }] = exported.signatures
    await visitor().send(`${link}/consent`, { signature: id, text })
    expect(textOf(await page(link))).toContain('Taken back on')

    expect(shown).toContain('signing it again would not count')
    expect(await page(link)).not.toContain('/erase" method="post"')
    expect(await page(link)).not.toContain(`action="${link}/erase"`)
    const look = await page(`${link}/erase`)
    expect(textOf(look)).toContain('Erase all of this?')
    expect(textOf(look)).toContain('The signature of Owena Own')
    expect(look).toContain(`action="${link}/erase"`)
    expect(textOf(await page(link))).toContain('Owena Own')
    const erased = await visitor().send(`${link}/erase`)
    expect(textOf(erased.body)).toContain('was erased')
    expect((await visitor().get(link)).statusCode).toBe(404)
    expect(textOf(await page(`/campaigns/${own.slug}`))).toContain('1 person has signed')
  })

  it('says to who signs again after it that they have counted once', async () => {
    const own = await aCampaign(house)
    const [email, name] = ['again@example.org', 'Agnes Again']
    const both = []
    for (let round = 0; round < 2; round++) {
      await sign({ email, name }, own)
      both.push(textOf((await visitor().send(await linkTo(house, email))).body))
      await visitor().send('/campaigns/mine', { email })
      await visitor().send(`${await mailed(email, 'mine')}/erase`)
    }
    expect(both[0]).not.toContain('already counted once')
    expect(both[1]).toContain('already counted once')
    expect(textOf(await page(`/campaigns/${own.slug}`))).toContain('1 person has signed')
  })

  it('holds promises of cards too: shown, taken along, opened, taken back and erased', async () => {
    const own = await aCampaign(house)
    const email = 'cards-and-all@example.org'
    await visitor().send(`/campaigns/${own.slug}/cards`, { cards: '70', name: 'Ada Advocate', email })
    await visitor().send(`${await linkTo(house, email)}/confirm`)
    await visitor().send('/campaigns/mine', { email })
    const link = await mailed(email, 'mine')
    expect(textOf(await page(link))).toContain('Ada Advocate')
    const [{ id }] = JSON.parse(await page(`${link}/export.json`)).pledges
    const opened = await visitor().send(`${link}/cards`, { pledge: id })
    expect(textOf(await page(opened.headers.location ?? ''))).toContain('70')
    await visitor().send(`${link}/cards/withdraw`, { pledge: id })
    expect(await progressOf(house.db, own.id)).toMatchObject({ advocates: 0, promised: 0 })
    expect(textOf(await page(`${link}/erase`))).toContain('The promise of Ada Advocate of 70 cards')
    await visitor().send(`${link}/erase`)
    expect((await visitor().get(opened.headers.location ?? '')).statusCode).toBe(404)
    const pledge = house.db
      .selectFrom('postcard_pledges')
      .select(['sealed', 'email_key'])
      .where('id', '=', id)
    expect(await pledge.executeTakeFirst()).toEqual({ sealed: null, email_key: null })
  })

  it('says the same to an address that nobody signed with', async () => {
    const [known, unknown] = await Promise.all(
      ['own2@example.org', 'nobody-here@example.org'].map((email) =>
        visitor().send('/campaigns/mine', { email }),
      ),
    )
    expect(textOf(known?.body ?? '')).toBe(textOf(unknown?.body ?? ''))
    expect((await mailsOf(house)).some(({ to }) => to === 'nobody-here@example.org')).toBe(false)
  })

  it('is taken back by its owner alone', async () => {
    const mine = await aCampaign(house)
    for (const email of ['first@example.org', 'second@example.org']) {
      await sign({ email, name: `Signer ${email.split('@')[0]}` }, mine)
      await visitor().send(await linkTo(house, email))
      await visitor().send('/campaigns/mine', { email })
    }
    const [first, second] = [
      await linkTo(house, 'first@example.org'),
      await linkTo(house, 'second@example.org'),
    ]
    const { signatures } = JSON.parse(await page(`${first}/export.json`))
    await visitor().send(`${second}/withdraw`, { signature: signatures[0].id })
    expect(textOf(await page(`/campaigns/${mine.slug}`))).toContain('2 people have signed')
    await visitor().send(`${first}/withdraw`, { signature: signatures[0].id })
    expect(textOf(await page(`/campaigns/${mine.slug}`))).toContain('1 person has signed')
    expect(textOf(await page(first))).toContain('taken back by you')
  })
})

it('keeps a consent only where its box was ticked', async () => {
  await sign({ email: 'ticked@example.org', consents: consent })
  await sign({ email: 'unticked@example.org' })
  const rows = await house.db
    .selectFrom('signature_consents')
    .select('signature_id')
    .where('text_id', '=', consent)
    .execute()
  expect(rows).toHaveLength(1)
})
