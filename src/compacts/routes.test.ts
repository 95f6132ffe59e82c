import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { faultsOf, textOf } from '../../test/support/page-checks.ts'
import { EXAMPLE_COUNTRY } from '../countries/registry.ts'
import { documentRoutes } from '../house/documents/routes.tsx'
import { buildServer, type HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { personOf } from '../people/accounts/session.ts'
import { signInForTest, type TestSignIn } from '../people/accounts/sign-in.test-data.ts'
import { languages, speak } from '../ui/language.ts'
import { anAgreement, both } from './agreement.test-data.ts'
import { agreementParts } from './agreement.ts'
import { aCompact, anOrganisation, negotiated } from './compacts.test-data.ts'
import { alone } from './effects.ts'
import { gapsOf } from './facts.ts'
import { aDraft } from './forms/agreement.test-data.ts'
import { linesField, rowOf } from './forms/lines.ts'
import { addressOf } from './pages/places.ts'
import { risksOf } from './risks.ts'
import { compactsOfDocuments } from './routes/of-documents.tsx'
import { compactRoutes } from './routes.tsx'
import { agreementInForce, compactSubject, draftOf, findCompact, saveDraftPart, versionsOf } from './store.ts'
import { words } from './words/words.ts'

let house: TestHouse
let http: HttpServer
let donor: TestSignIn
let partner: TestSignIn
let minister: TestSignIn
let stranger: TestSignIn
let organisations: { donor: string; partner: string }
let id: string

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  http = await buildServer(house, {
    languages,
    personOf: (request) => personOf(house, request),
    doors: [
      { at: '/', routes: compactRoutes(house, { css: [], js: [] }, alone) },
      {
        at: '/',
        routes: documentRoutes(
          house,
          { css: [], js: [] },
          { subjectOf: compactSubject, ...compactsOfDocuments },
        ),
      },
    ],
    renderFault: (_request, fault) =>
      `<!doctype html><h1>${fault.message}</h1>${fault.details.map(({ message, remedy }) => `<p>${message} ${remedy ?? ''}</p>`).join('')}`,
    clientFolder: null,
  })
  organisations = {
    donor: await anOrganisation(house, 'donor-government', 'Department of State of the Donor'),
    partner: await anOrganisation(house, 'partner-government', 'Ministry of Gender of the Partner'),
  }
  const signIn = (
    name: string,
    organisation: string,
    roles: ('compact manager' | 'signatory' | 'member')[],
  ) =>
    signInForTest(house, {
      name,
      secondFactor: true,
      roles: roles.map((role) => ({ role, organisation })),
    })
  donor = await signIn('Dana Donor', organisations.donor, ['compact manager', 'member'])
  partner = await signIn('Paa Partner', organisations.partner, ['compact manager', 'member'])
  minister = await signIn('Mina Minister', organisations.partner, ['signatory', 'member'])
  stranger = await signInForTest(house, { name: 'Sol Stranger', secondFactor: true })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (who: TestSignIn | null) => ({
  get: (url: string) => http.inject({ url, headers: who === null ? {} : { cookie: who.cookie } }),
  send: (url: string, values: Record<string, string> | [string, string][] = {}, once = randomUUID()) =>
    http.inject({
      method: 'POST',
      url,
      headers: {
        ...(who === null ? {} : { cookie: who.cookie }),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams([
        ['once', once],
        ...(Array.isArray(values) ? values : Object.entries(values)),
      ]).toString(),
    }),
})
/** Every control of a form as a browser would send it, from the page. */
function formOn(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(
    ([, to]) => to === action,
  )?.[2]
  if (form === undefined) throw new Error(`no form to ${action}`)
  const sent: Record<string, string> = {}
  const put = (name: string, value: string) => {
    sent[name] = name in sent && sent[name] !== '' ? `${sent[name]} ${value}` : value
  }
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(tag)?.[1]
    if (name === undefined || name === 'once') continue
    if (/type="(checkbox|radio)"/.test(tag) && !/\schecked/.test(tag)) continue
    put(name, plain(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? ''))
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g,
  ))
    put(name, plain(text))
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    put(name, plain(/<option value="([^"]*)" selected=""/.exec(options)?.[1] ?? ''))
  return sent
}
const plain = (text: string) =>
  text
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const at = (rest = '') => `/compacts/${id}${rest}`
const draft = async () => (await draftOf(house.db, id))!
/** Opens a form as a reader would, changes something in it, and sends it. */
async function fillIn(who: TestSignIn, path: string, change: Record<string, string>) {
  const { body } = await as(who).get(path)
  return as(who).send(path, { ...formOn(body, path), ...change })
}

describe('A compact', () => {
  it('is started by a compact manager for their own organisation, and by nobody else', async () => {
    const asked = {
      organisation: organisations.donor,
      side: 'donor',
      part: 'government',
      country: 'GHA',
      first: 'en',
      second: 'fr',
      currency: 'usd',
    }
    expect((await as(null).get('/compacts/start')).statusCode).toBe(303)
    expect((await as(stranger).send('/compacts/start', asked)).statusCode).toBe(403)
    expect((await as(partner).send('/compacts/start', asked)).statusCode).toBe(403)
    const wrong = await as(donor).send('/compacts/start', { ...asked, second: 'en', currency: 'money' })
    expect(wrong.statusCode).toBe(422)
    expect(textOf(wrong.body)).toContain('Choose another language than the first, or none.')
    expect(wrong.body).toContain('value="money"')
    const made = await as(donor).send('/compacts/start', asked)
    expect(made.statusCode).toBe(303)
    id = /\/compacts\/([0-9a-f-]{36})\/draft$/.exec(String(made.headers.location))?.[1] ?? ''
    expect((await draft()).agreement).toMatchObject({ country: 'GHA', languages: ['en', 'fr'] })
  })

  it('is invented in the country that does not exist, whatever else is chosen, and loses nothing typed', async () => {
    const asked = {
      organisation: organisations.donor,
      side: 'donor',
      part: 'government',
      first: 'en',
      second: '',
      currency: 'CHF',
      example: 'yes',
    }
    for (const country of ['GHA', '', EXAMPLE_COUNTRY]) {
      const made = await as(donor).send('/compacts/start', {
        ...asked,
        country,
        ...(country === EXAMPLE_COUNTRY ? { example: '' } : {}),
      })
      const [, trial = ''] = /\/compacts\/([0-9a-f-]{36})\/draft$/.exec(String(made.headers.location)) ?? []
      expect(await findCompact(house.db, trial)).toMatchObject({ country: EXAMPLE_COUNTRY, example: true })
    }
    // A donor’s government is none of the partner’s side: only the record sees that.
    const wrong = await as(donor).send('/compacts/start', { ...asked, side: 'partner' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('id="side-error"')
    expect(wrong.body).toContain('value="CHF"')
    expect(faultsOf(wrong.body)).toEqual([])
  })

  it('tells who cannot start one what it needs', async () => {
    const told = async (who: TestSignIn | null) => {
      const { body } = await as(who).get('/compacts')
      expect(faultsOf(body)).toEqual([])
      expect(body).not.toContain('href="/compacts/start"')
      return textOf(body)
    }
    const [name, role] = ['Una Unproved', 'compact manager'] as const
    const roles = [{ role, organisation: organisations.donor }]
    const unproved = await signInForTest(house, { name, secondFactor: false, roles })
    expect(await told(unproved)).toContain('Set up the second factor')
    for (const who of [null, stranger]) expect(await told(who)).toContain('What this needs')
    expect(textOf((await as(donor).get('/compacts')).body)).not.toContain('What this needs')
  })

  it('is not there for strangers, and its address gives nothing away', async () => {
    expect((await as(stranger).get(at())).statusCode).toBe(403)
    expect((await as(null).get(at('/draft'))).statusCode).toBe(303)
    for (const wrong of ['/compacts/nonsense/draft', `/compacts/${randomUUID()}/steps`])
      expect((await as(donor).get(wrong)).statusCode, wrong).toBe(404)
    expect((await as(donor).get(at('/draft/nonsense'))).statusCode).toBe(422)
    expect((await as(donor).get(at('/draft/objectives/none'))).statusCode).toBe(422)
  })

  it('lets another organisation take part, whose people then read and write', async () => {
    expect((await as(partner).get(at('/draft'))).statusCode).toBe(403)
    const lacking = await as(donor).send(at('/parties'), { form: 'admit', 'admit.part': 'ministry' })
    expect(lacking.statusCode).toBe(422)
    const admitted = await as(donor).send(at('/parties'), {
      form: 'admit',
      'admit.organisation': organisations.partner,
      'admit.part': 'ministry',
      'admit.side': 'partner',
    })
    expect(admitted.statusCode).toBe(303)
    expect((await as(partner).get(at('/draft'))).statusCode).toBe(200)
  })

  it('lets in an organisation that is in no list by its address or its exact name', async () => {
    const called = `Quiet Group ${randomUUID().slice(0, 8)}`
    const [one, other] = await Promise.all([
      anOrganisation(house, 'survivors-group', called),
      anOrganisation(house),
    ])
    await house.db
      .updateTable('organisations')
      .set({ listed: false })
      .where('id', 'in', [one, other])
      .execute()
    const page = await as(donor).get(at('/parties'))
    expect(page.body).not.toContain(called)
    expect(page.body).toContain(`href="${at('/parties')}" aria-current="page"`)
    const admitting = (typed: Record<string, string>) =>
      as(donor).send(at('/parties'), { form: 'admit', ...typed })
    const survivors = { 'admit.part': 'survivors' }
    const wrong = await admitting({ ...survivors, 'admit.other': called.slice(0, -1) })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('id="admit.other-error"')
    expect(wrong.body).toContain(called.slice(0, -1))
    const both = { ...survivors, 'admit.other': called, 'admit.organisation': other }
    expect((await admitting(both)).statusCode).toBe(422)
    expect((await admitting({ ...survivors, 'admit.other': called.toUpperCase() })).statusCode).toBe(303)
    const address = `https://tipping.example/fr/organisations/${other}`
    expect((await admitting({ 'admit.part': 'implementer', 'admit.other': address })).statusCode).toBe(303)
    const parties = (await compactSubject(house.db, id)).parties.map(({ organisation }) => organisation)
    expect(parties).toEqual(expect.arrayContaining([one, other]))
    for (const [who, organisation] of [
      [donor, other],
      [donor, one],
      [partner, one],
    ] as const)
      await as(who).send(at('/parties/end'), {
        form: 'end',
        'end.organisation': organisation,
        'end.reason': 'Only tried out',
      })
  })
})

describe('An organisation that was admitted by another', () => {
  it('has not accepted until somebody of its own speaks or signs for it', async () => {
    const { body } = await as(donor).get(at('/parties'))
    expect(faultsOf(body)).toEqual([])
    expect(textOf(body)).toContain('Began this compact on 22 November 2026')
    expect(textOf(body)).toContain('Not yet accepted')
    const said = await as(partner).send(at('/comments'), {
      form: 'comment',
      place: 'title',
      text: 'We take part.',
    })
    expect(said.statusCode).toBe(303)
    const after = textOf((await as(donor).get(at('/parties'))).body)
    expect(after).toContain('By speaking in it, on 22 November 2026')
    expect(after).not.toContain('Not yet accepted')
  })
})

describe('The files of a compact', () => {
  it('have a door on its pages for those who read the draft, and lead back to it', async () => {
    const { body } = await as(donor).get(at('/draft'))
    expect(body).toContain(`href="${at('/documents')}"`)
    const files = await as(donor).get(at('/documents'))
    expect(files.statusCode).toBe(200)
    expect(faultsOf(files.body)).toEqual([])
    expect(files.body).toContain(`href="${at('/documents')}" aria-current="page"`)
    expect(files.body).toContain(`href="${at('/draft')}"`)
    expect(textOf(files.body)).toContain('Compact with Ghana')
  })
})

describe('The draft', () => {
  it('is written by plain forms, both languages side by side, each named', async () => {
    const { body } = await as(donor).get(at('/draft/title'))
    expect(faultsOf(body)).toEqual([])
    expect(body).toMatch(/<textarea[^>]*id="title\.en"[^>]*lang="en"/)
    expect(body).toMatch(/<label for="title\.fr">French<\/label>/)
    const saved = await fillIn(donor, at('/draft/title'), {
      'title.en': 'Children out of lake fishing',
      'title.fr': 'Les enfants hors de la pêche',
    })
    expect(saved.headers.location).toBe(at('/draft'))
    expect((await draft()).agreement.title).toEqual({
      en: 'Children out of lake fishing',
      fr: 'Les enfants hors de la pêche',
    })
  })

  it('takes in every part as it is typed, element by element, in French', async () => {
    const text = aDraft({
      parties: aDraft().parties.map((party) => ({
        ...party,
        organisation:
          party.key === 'donor'
            ? organisations.donor
            : party.key === 'ministry'
              ? organisations.partner
              : null,
      })),
    })
    const form = (typed: Record<string, string>) => ({
      say: speak(words, 'fr'),
      language: 'fr' as const,
      agreement: text,
      typed,
    })
    const { conditionForms, elementForms, partForms, planForms } = await import('./forms/parts.ts')
    const options = Object.values(organisations).map((value) => ({ value, name: value }))
    const fr = (rest: string) => `/fr${at(`/draft/${rest}`)}`
    const send = async (path: string, typed: Record<string, string>) => {
      const answer = await as(partner).send(path, {
        ...typed,
        seen: formOn((await as(partner).get(path)).body, path).seen ?? '',
      })
      expect([answer.statusCode, textOf(answer.body)], path).toEqual([303, ''])
    }
    for (const each of [...partForms, ...planForms]) await send(fr(each.at), each.typed(form({})))
    const order = ['parties', 'objectives', 'initiatives', 'contributions', 'indicators', 'benchmarks']
    const lists = elementForms(options)
    for (const list of [
      ...order.map((name) => lists.find((each) => each.at === name)!),
      ...lists.filter((each) => !order.includes(each.at)),
    ])
      for (const { key } of list.elements(text))
        await send(fr(`${list.at}/new`), { ...list.typed(form({}), key), key })
    const conditions = conditionForms(text, 'first')!
    for (const { key } of conditions.elements(text))
      await send(fr(`${conditions.at}/new`), { ...conditions.typed(form({}), key), key })
    for (const { key } of text.plan.years)
      await send(
        fr(`lines/${key}`),
        linesField.write(text.plan.lines.filter(({ year }) => year === key).map(rowOf), 'lines', form({})),
      )
    const { agreement } = await draft()
    const unkeyed = (lines: typeof text.plan.lines) => lines.map((line) => ({ ...line, key: '' }))
    expect({ ...agreement, plan: { ...agreement.plan, lines: [] } }).toEqual({
      ...text,
      plan: { ...text.plan, lines: [] },
    })
    // New lines get their keys from what they are.
    expect(unkeyed(agreement.plan.lines)).toEqual(unkeyed(text.plan.lines))
  })

  it('says what is lacking before the next step, each with a link to where it is written', async () => {
    await as(donor).send(at('/steps'), { form: 'step-proposed', to: 'proposed' })
    await as(partner).send(at('/steps'), { form: 'step-negotiating', to: 'negotiating' })
    const { body } = await as(partner).get(at('/draft'))
    expect(faultsOf(body)).toEqual([])
    expect(textOf(body)).toContain('Before the text can be frozen for signature.')
    expect(textOf(body)).toContain(
      'Objectives: Cases reach a court · Theory of change It is not written in English and French.',
    )
    const linked = at('/draft/indicators/share#targets.year-2027.sex:girls.rationale')
    expect(body).toContain(`href="${linked}"`)
    const there = await as(partner).get(at('/draft/indicators/share'))
    expect(there.body).toContain('id="targets.year-2027.sex:girls.rationale"')
  })

  it('leads from every gap to a field that is there', async () => {
    const bare = await aCompact(house)
    const emptied = JSON.parse(
      JSON.stringify(aDraft(), (_name, value) =>
        typeof value === 'object' && value !== null && Object.keys(value).join() === 'en,fr' ? {} : value,
      ),
    ) as ReturnType<typeof aDraft>
    const [indicator, tranche] = [emptied.indicators[0]!, emptied.tranches[0]!]
    emptied.indicators.push({ ...indicator, key: 'second', baseline: null, targets: [], noTarget: [] })
    emptied.indicators.push({ ...indicator, key: 'third', baseline: { reason: {}, due: '2027-02-30' } })
    emptied.tranches.push({ ...tranche, key: 'empty', conditions: [], planned: '2035-01-01' })
    emptied.plan.rates = []
    await transact(house.db, async (trx) => {
      for (const part of agreementParts) {
        const { revision } = (await draftOf(trx, bare.id))!
        await saveDraftPart(trx, bare.by('donor'), {
          compact: bare.id,
          part,
          base: revision,
          value: emptied[part],
        })
      }
    })
    const manager = await signInForTest(house, {
      secondFactor: true,
      roles: [{ role: 'member', organisation: bare.donor }],
    })
    const gaps = await gapsOf(house.db, alone, { compact: bare.id, step: 'frozen', today: '2026-11-22' })
    expect(gaps.length).toBeGreaterThan(80)
    const pages = new Map<string, string>()
    const lost = new Set<string>()
    for (const { place } of gaps) {
      const [path = '', anchor] = addressOf(place, emptied).split('#')
      if (!pages.has(path)) {
        const { statusCode, body } = await as(manager).get(`/compacts/${bare.id}${path}`)
        pages.set(path, statusCode === 200 ? body : '')
      }
      const body = pages.get(path) ?? ''
      if (body === '' || (anchor !== undefined && !body.includes(` id="${anchor}"`))) lost.add(place)
    }
    expect([...lost]).toEqual([])
  })

  it('keeps everything that was typed when something is wrong with it', async () => {
    const path = at('/draft/contributions/grant')
    const wrong = await fillIn(donor, path, {
      'amount.amount': '1.2.3',
      'valuation.en': 'a <b>bold</b> & hostile “text”',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#amount.amount"')
    expect(formOn(wrong.body, path)).toMatchObject({
      'amount.amount': '1.2.3',
      'valuation.en': 'a <b>bold</b> & hostile “text”',
    })
    expect(faultsOf(wrong.body)).toEqual([])
    expect((await draft()).agreement.plan.contributions[0]?.amount.minor).toBe(100_000_050)
  })

  it('shows both versions when two write in the same place, and lets the second choose', async () => {
    const path = at('/draft/objectives/lake')
    const [mine, theirs] = [await as(donor).get(path), await as(partner).get(path)]
    const first = await as(partner).send(path, { ...formOn(theirs.body, path), 'text.en': 'No child fishes' })
    expect(first.statusCode).toBe(303)
    const second = await as(donor).send(path, { ...formOn(mine.body, path), 'text.en': 'Half as many fish' })
    expect(second.statusCode).toBe(409)
    const shown = textOf(second.body)
    expect(shown).toContain('No child fishes')
    expect(formOn(second.body, path)['text.en']).toBe('Half as many fish')
    expect(faultsOf(second.body)).toEqual([])
    expect((await draft()).agreement.objectives[0]?.text.en).toBe('No child fishes')
    const chosen = await as(donor).send(path, formOn(second.body, path))
    expect(chosen.statusCode).toBe(303)
    expect((await draft()).agreement.objectives[0]?.text.en).toBe('Half as many fish')
  })

  it('does not make those wait who write in different elements of one part', async () => {
    const [one, other] = [at('/draft/objectives/lake'), at('/draft/objectives/courts')]
    const [mine, theirs] = [await as(donor).get(one), await as(partner).get(other)]
    await as(partner).send(other, {
      ...formOn(theirs.body, other),
      'theoryOfChange.en': 'Judges are trained.',
    })
    const saved = await as(donor).send(one, { ...formOn(mine.body, one), 'text.en': 'A third fewer' })
    expect(saved.statusCode).toBe(303)
    const { objectives } = (await draft()).agreement
    expect(objectives.map(({ text }) => text.en)).toEqual(['A third fewer', 'Cases reach a court'])
    expect(objectives[1]?.theoryOfChange.en).toBe('Judges are trained.')
  })

  it('gives back what was typed when the element was removed meanwhile, and takes it again', async () => {
    const path = at('/draft/risks/floods')
    const mine = await as(donor).get(path)
    const theirs = await as(partner).get(path)
    expect((await as(partner).send(`${path}/remove`, formOn(theirs.body, `${path}/remove`))).statusCode).toBe(
      303,
    )
    const late = await as(donor).send(path, {
      ...formOn(mine.body, path),
      'response.en': 'Boats are tied up',
    })
    expect(late.statusCode).toBe(409)
    const again = await as(donor).send(path, formOn(late.body, path))
    expect(again.statusCode).toBe(303)
    expect((await draft()).agreement.risks[0]).toMatchObject({
      key: 'floods',
      response: { en: 'Boats are tied up' },
    })
  })

  it('gives more rows without saving, and keeps what stands in them', async () => {
    const path = at('/draft/years')
    const { revision } = await draft()
    const more = await fillIn(donor, path, { 'years.2.begins': '2029-01-01', more: 'years' })
    expect(more.statusCode).toBe(200)
    expect(formOn(more.body, path)).toMatchObject({ 'years.2.begins': '2029-01-01', 'years.4.begins': '' })
    expect((await draft()).revision).toBe(revision)
  })

  it('takes rows of a spreadsheet after they have been looked at, and not when a line changed since', async () => {
    const path = at('/draft/lines/year-2027')
    const pasted = 'Prevention\tschools\tgrant\t700,000.50\nweather\t\tgrant\t1'
    const look = await as(donor).send(`${path}/paste`, { pasted })
    expect(textOf(look.body)).toContain('0 added, 1 changed, 0 the same, 1 not usable.')
    expect(look.body).toContain('<del>USD\u00a0600,000.50</del> <ins>USD\u00a0700,000.50</ins>')
    expect(faultsOf(look.body)).toEqual([])
    const form = formOn(look.body, `${path}/paste`)
    await fillIn(partner, path, { 'lines.1.amount.amount': '399,999.00' })
    const stale = await as(donor).send(`${path}/paste`, { ...form, take: 'yes' })
    expect(stale.statusCode).toBe(409)
    const taken = await as(donor).send(`${path}/paste`, {
      ...formOn(stale.body, `${path}/paste`),
      take: 'yes',
    })
    expect(taken.statusCode).toBe(303)
    expect((await draft()).agreement.plan.lines.map(({ original }) => original.minor)).toEqual([
      70_000_050, 39_999_900, 400_000_00,
    ])
  })

  it('writes a year of many lines in several goes, and leaves those alone that are not in the form', async () => {
    const many = await aCompact(house)
    const plan = anAgreement(many).plan
    const [line] = plan.lines
    const lines = Array.from({ length: 230 }, (_, each) => ({ ...line!, year: 'y1', key: `line-${each}` }))
    const save = async (part: 'parties' | 'initiatives' | 'plan', value: unknown) =>
      transact(house.db, async (trx) => {
        const { revision } = (await draftOf(trx, many.id))!
        await saveDraftPart(trx, many.by('donor'), { compact: many.id, part, base: revision, value })
      })
    await save('initiatives', anAgreement(many).initiatives)
    await save('plan', { ...plan, lines })
    const manager = await signInForTest(house, {
      secondFactor: true,
      roles: [
        { role: 'compact manager', organisation: many.donor },
        { role: 'member', organisation: many.donor },
      ],
    })
    const path = `/compacts/${many.id}/draft/lines/y1`
    const { body } = await as(manager).get(`${path}?from=100`)
    expect(faultsOf(body)).toEqual([])
    const form = formOn(body, path)
    expect(Object.keys(form).length).toBeLessThan(900)
    const sent = await as(manager).send(path, { ...form, 'lines.0.amount.amount': '7.00' })
    expect(sent.statusCode).toBe(303)
    const after = (await draftOf(house.db, many.id))!.agreement.plan.lines
    expect(after.map(({ key }) => key)).toEqual(lines.map(({ key }) => key))
    expect(after.flatMap(({ original }, each) => (original.minor === 700 ? [each] : []))).toEqual([100])
  })

  it('shows in a list what each element promises and what is lacking in it, and its order apart', async () => {
    const { body } = await as(donor).get(at('/draft/indicators'))
    expect(faultsOf(body)).toEqual([])
    const [list, order] = body.split('<details')
    expect(textOf(list ?? '')).toMatch(/Outcome: from [\d.–]+ to [\d.,–]+/)
    expect(list).not.toContain('/move"')
    const moved = await as(donor).send(at('/draft/objectives/courts/move'), { by: 'down' })
    expect(moved.headers.location).toContain('?order')
    expect((await as(donor).get(at('/draft/objectives?order'))).body).toMatch(/<details[^>]* open/)
    expect(order === undefined || order.includes('Change the order')).toBe(true)
  })

  it('shows ahead of time all that signing will need', async () => {
    const { body } = await as(donor).get(at('/draft'))
    expect(body).toContain('/draft?before=signed#gaps')
    const ahead = textOf((await as(donor).get(at('/draft?before=signed'))).body)
    expect(ahead).toContain('Before it is signed by all.')
    expect(ahead).toContain('Show the next step only')
    expect(ahead).not.toContain('The text is not frozen')
  })

  it('moves an element without a script', async () => {
    expect((await as(donor).send(at('/draft/objectives/courts/move'), { by: 'up' })).statusCode).toBe(303)
    expect((await draft()).agreement.objectives.map(({ key }) => key)).toEqual(['courts', 'lake'])
  })

  it('is not written by those who only belong to a party', async () => {
    expect((await as(minister).get(at('/draft/title'))).statusCode).toBe(200)
    expect((await as(minister).send(at('/draft/title'), { 'title.en': 'Mine' })).statusCode).toBe(403)
  })
})

describe('Comments', () => {
  it('stand beside their clause, are answered, and closed with how they were settled', async () => {
    const path = at('/draft/objectives/lake')
    const empty = await as(minister).send(at('/comments'), {
      form: 'comment',
      'comment.place': 'objectives/lake/text',
      'comment.text': ' ',
    })
    expect(empty.statusCode).toBe(422)
    const sent = await as(minister).send(at('/comments'), {
      form: 'comment',
      back: path,
      'comment.place': 'objectives/lake/text',
      'comment.text': 'By when? <script>alert(1)</script>',
      'comment.blocking': 'yes',
    })
    expect(sent.headers.location).toBe(`${path}#comments`)
    const { body } = await as(donor).get(path)
    expect(faultsOf(body)).toEqual([])
    expect(body).not.toContain('<script>alert')
    expect(textOf(body)).toContain('Mina Minister, Ministry of Gender of the Partner')
    const comment = /id="comment-([0-9a-f-]{36})"/.exec(body)?.[1] ?? ''
    const answered = await as(donor).send(at(`/comments/${comment}/answer`), {
      form: `answer-${comment}`,
      [`answer-${comment}.text`]: 'By the end of 2029.',
      back: 'https://elsewhere.example',
    })
    expect(answered.headers.location).toBe(at(`/comments#comment-${comment}`))
    const theirs = { form: `close-${comment}`, [`close-${comment}.settled`]: 'It is said now.' }
    const refused = await as(donor).send(at(`/comments/${comment}/close`), theirs)
    expect(refused.statusCode).toBe(422)
    expect((await as(minister).send(at(`/comments/${comment}/close`), theirs)).statusCode).toBe(303)
    expect(textOf((await as(donor).get(at('/comments'))).body)).toContain('It is said now.')
  })
})

describe('The life of a compact', () => {
  let own: Awaited<ReturnType<typeof aCompact>>
  let manager: TestSignIn
  let minister: TestSignIn
  let signatory: { donor: TestSignIn; partner: TestSignIn }
  const path = (rest = '') => `/compacts/${own.id}${rest}`
  const stateOf = async () => (await findCompact(house.db, own.id)).state

  beforeAll(async () => {
    own = await aCompact(house)
    const { plan, indicators } = anAgreement(own)
    await negotiated(house, own, {
      term: { years: 4, begins: null, ends: null },
      // Four years from the day of entry into force end in a fifth year of the calendar.
      plan: { ...plan, years: [...plan.years, { key: 'y5', begins: '2030-01-01', ends: '2030-12-31' }] },
      indicators: indicators.map((each) => ({
        ...each,
        noTarget: [{ year: 'y5', reason: both('Counting ends before the term does') }],
      })),
    })
    const signIn = (role: 'compact manager' | 'signatory', organisation: string, name: string) =>
      signInForTest(house, {
        name,
        secondFactor: true,
        roles: [
          { role, organisation },
          { role: 'member', organisation },
        ],
      })
    manager = await signIn('compact manager', own.donor, 'Mo Manager')
    minister = await signIn('compact manager', own.partner, 'Paa Permanent')
    signatory = {
      donor: await signIn('signatory', own.donor, 'Sam Secretary'),
      partner: await signIn('signatory', own.partner, 'Mina Minister'),
    }
  })

  it('freezes the text that was read, and shows its hash and who must sign', async () => {
    const { body } = await as(manager).get(path('/signing'))
    const form = formOn(body, path('/signing/freeze'))
    const stale = await as(manager).send(path('/signing/freeze'), { ...form, revision: '1' })
    expect(stale.statusCode).toBe(409)
    expect((await as(manager).send(path('/signing/freeze'), form)).statusCode).toBe(303)
    const shown = await as(signatory.partner).get(path('/signing'))
    const [version] = await versionsOf(house.db, own.id)
    expect(faultsOf(shown.body)).toEqual([])
    expect(textOf(shown.body)).toContain(version!.hash)
    expect(textOf(shown.body)).toContain('Not signed yet')
    expect((await as(manager).send(path('/draft/title'), { 'title.en': 'Other' })).statusCode).toBe(409)
  })

  it('is signed by each signatory for their own party, on this text only', async () => {
    for (const [who, party] of [
      ['partner', 'ghana'],
      ['donor', 'usa'],
    ] as const) {
      const { body } = await as(signatory[who]).get(path('/signing'))
      const form = formOn(body, path('/signing'))
      expect(form.party).toBe(party)
      const other = await as(signatory[who]).send(path('/signing'), { ...form, hash: 'f'.repeat(64) })
      expect(other.statusCode).toBe(409)
      if (who === 'partner') {
        // What only the database finds is said at the form as well: here that the clocks differ.
        await sql`delete from test_clock`.execute(house.owner)
        const late = await as(signatory[who]).send(`/fr${path('/signing')}`, form)
        await sql`insert into test_clock values ('a test house has a clock of its own')`.execute(house.owner)
        expect(late.statusCode).toBe(409)
        expect(textOf(late.body)).toContain('les horloges de cette machine et de sa base diffèrent')
      }
      const sent = await as(signatory[who]).send(path('/signing'), {
        ...form,
        [`sign-${party}.capacity`]: 'Minister of Gender',
      })
      expect(sent.statusCode).toBe(303)
    }
    expect((await as(manager).send(path('/signing'), { form: 'sign-usa' })).statusCode).toBe(403)
    expect(await stateOf()).toBe('signed')
    const { body } = await as(manager).get(path('/versions/1'))
    expect(textOf(body)).toContain('Mina Minister, Minister of Gender')
  })

  it('takes effect on its day, and is then for everybody to read', async () => {
    expect((await as(null).get(path())).statusCode).toBe(303)
    const early = await as(manager).send(path('/steps/effect'), { form: 'effect', 'effect.on': '2026-01-01' })
    expect(early.statusCode).toBe(409)
    expect(early.body).toContain('value="2026-01-01"')
    const done = await as(manager).send(path('/steps/effect'), { form: 'effect', 'effect.on': '2026-11-22' })
    expect(done.statusCode).toBe(303)
    expect(await stateOf()).toBe('in force')
    const open = await as(null).get(path())
    expect(open.statusCode).toBe(200)
    expect(faultsOf(open.body)).toEqual([])
    expect(open.body).not.toContain(path('/draft'))
  })

  it('is printed as a tagged PDF under its hash, for everybody', async () => {
    const { statusCode, headers, rawPayload } = await as(null).get(path('/agreement.pdf'))
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(rawPayload.toString('latin1')).toContain('/StructTreeRoot')
    expect((await as(null).get(path('/agreement.pdf?version=7'))).statusCode).toBe(404)
  })

  it('changes by an amendment, whose changes can be read without colour', async () => {
    const none = await as(manager).send(path('/steps/amend'), { form: 'amend', 'amend.reason': ' ' })
    expect(none.statusCode).toBe(409)
    expect(textOf(none.body)).toContain('Say why, with 3 to 1,000 characters.')
    const opened = await as(manager).send(path('/steps/amend'), {
      form: 'amend',
      'amend.reason': 'The term is too short',
    })
    expect(opened.headers.location).toBe(path('/draft'))
    const title = path('/draft/title')
    await fillIn(manager, title, { 'title.en': 'A compact that is longer' })
    const { body } = await as(manager).get(path('/compare?from=1&to=draft'))
    expect(faultsOf(body)).toEqual([])
    expect(body).toMatch(/<ins>[^<]*longer/)
    expect(body).toMatch(/<del>[^<]+<\/del>/)
    // What is drafted is not for those who only read what is public.
    expect((await as(null).get(path('/compare?from=1&to=draft'))).statusCode).toBe(404)
    const withdrawn = await as(manager).send(path('/steps/withdraw'), {
      form: 'withdraw',
      'withdraw.reason': 'Not needed',
    })
    expect(withdrawn.statusCode).toBe(303)
  })

  it('shows the text that stands where nothing is drafted, and leads old links to the draft there', async () => {
    const { statusCode, body } = await as(manager).get(path('/draft'))
    expect(statusCode).toBe(200)
    expect(faultsOf(body)).toEqual([])
    expect(textOf(body)).toContain('Nothing is being drafted')
    expect(body).toContain(`href="${path('/versions/1')}"`)
    expect(body).not.toContain('<form method="post" class="form"')
    for (const [rest, part] of [
      ['/draft/objectives/lake', 'objectives'],
      ['/draft/title', 'title'],
      ['/draft/lines/year-2027', 'plan'],
      ['/draft/tranches/first/conditions', 'tranches'],
      ['/draft/text', ''],
    ] as const) {
      const led = await as(manager).get(path(rest))
      expect([rest, led.statusCode, led.headers.location]).toEqual([
        rest,
        303,
        `${path('/draft')}${part === '' ? '' : `#${part}`}`,
      ])
      if (part !== '') expect(body).toContain(`id="${part}"`)
    }
    expect((await as(stranger).get(path('/draft/objectives/lake'))).statusCode).toBe(403)
    const late = await as(manager).send(path('/draft/title'), { 'title.en': 'Too late' })
    expect(late.statusCode).toBe(409)
  })

  it('is suspended on a ground until each condition is corrected, and reinstated', async () => {
    const lacking = await as(manager).send(path('/steps/suspend'), { form: 'suspend' })
    expect(lacking.statusCode).toBe(409)
    // The other languages of a form that comes back are those of its page.
    expect(lacking.body).toContain(`href="/fr${path('/steps')}"`)
    const suspension = {
      form: 'suspend',
      'suspend.ground': 'responsibilities',
      'suspend.reason': 'Inspectors were not paid',
      'suspend.conditions': 'Pay what is owed\nPublish the payroll',
    }
    // The whole is suspended by saying so, never by leaving boxes empty or by ticking some as well.
    for (const said of [
      {},
      { 'suspend.scope': 'parts' },
      { 'suspend.scope': 'whole', 'suspend.elements': 'lake' },
    ]) {
      const back = await as(manager).send(path('/steps/suspend'), { ...suspension, ...said })
      expect(back.statusCode).toBe(409)
      expect(back.body).toContain('Inspectors were not paid')
    }
    expect(await stateOf()).toBe('in force')
    const sent = await as(manager).send(path('/steps/suspend'), { ...suspension, 'suspend.scope': 'whole' })
    expect(sent.statusCode).toBe(303)
    expect(await stateOf()).toBe('suspended')
    // Every page of the compact says so, to everybody.
    for (const page of ['/versions', '/versions/1', '/steps']) {
      const { body } = await as(null).get(path(page))
      expect(textOf(body), page).toContain('This compact is suspended since 22 November 2026.')
    }
    for (let left = 2; left > 0; left--) {
      const { body } = await as(minister).get(path('/steps'))
      const form = formOn(body, path('/steps/correct'))
      const done = await as(minister).send(path('/steps/correct'), {
        ...form,
        [`correct-${form.condition}.reason`]: 'The treasury has confirmed it',
      })
      expect(done.statusCode).toBe(303)
      // Who was suspended says that all is well; who suspended finds it so.
      const asked = await as(minister).get(path('/steps'))
      expect(asked.body).toContain('The treasury has confirmed it')
      expect(asked.body).not.toContain(path('/steps/confirm'))
      const confirm = formOn((await as(manager).get(path('/steps'))).body, path('/steps/confirm'))
      expect((await as(minister).send(path('/steps/confirm'), confirm)).statusCode).toBe(409)
      expect((await as(manager).send(path('/steps/confirm'), confirm)).statusCode).toBe(303)
    }
    expect((await as(minister).get(path('/steps'))).body).not.toContain(path('/steps/reinstate'))
    const { body } = await as(manager).get(path('/steps'))
    const form = formOn(body, path('/steps/reinstate'))
    const back = await as(manager).send(path('/steps/reinstate'), {
      ...form,
      [`reinstate-${form.suspension}.reason`]: 'All is paid',
    })
    expect(back.statusCode).toBe(303)
    expect(await stateOf()).toBe('in force')
    expect(textOf((await as(null).get(path('/versions'))).body)).not.toContain('is suspended')
  })

  it('has its risks looked at while it runs, with the day and the organisation in public', async () => {
    const { risks } = (await agreementInForce(house.db, own.id))!.agreement
    const { key, likelihood } = risks[0]!
    const before = await as(null).get(path('/risks'))
    expect(faultsOf(before.body)).toEqual([])
    expect(textOf(before.body)).toContain('Nobody has looked at it since the compact is in force.')
    expect(before.body).not.toContain('<form class="form"')
    const at = path(`/risks/${key}`)
    const look = (over: Record<string, string> = {}) => ({
      form: `look-${key}`,
      [`look-${key}.state`]: 'happening',
      [`look-${key}.likelihood`]: '5',
      [`look-${key}.effect`]: '4',
      [`look-${key}.note`]: 'Two boats were seized',
      ...over,
    })
    for (const [field, value] of [
      ['state', 'gone'],
      ['likelihood', '6'],
      ['effect', ''],
      ['note', ' '],
    ] as const) {
      const back = await as(manager).send(at, look({ [`look-${key}.${field}`]: value }))
      expect([field, back.statusCode]).toEqual([field, 422])
      expect(back.body).toContain(`href="#look-${key}.${field}"`)
    }
    expect((await as(stranger).send(at, look())).statusCode).toBe(403)
    expect((await as(manager).send(path('/risks/no-such'), look())).statusCode).toBe(422)
    expect((await as(manager).send(at, look())).statusCode).toBe(303)
    const { body } = await as(null).get(path('/risks'))
    expect(textOf(body)).toMatch(/Happening\s+Likelihood 5 of 5, effect 4 of 5/)
    expect(textOf(body)).toContain(`As signed: likelihood ${likelihood} of 5`)
    expect(textOf(body)).toMatch(/Last looked at on 22 November 2026, by (?!Mo Manager)/)
    expect(textOf((await as(manager).get(path('/risks'))).body)).toContain('by Mo Manager, ')
    await as(minister).send(
      at,
      look({ [`look-${key}.state`]: 'over', [`look-${key}.note`]: 'They were given back' }),
    )
    expect((await risksOf(house.db, own.id))[0]).toMatchObject({
      state: 'over',
      looks: [{ note: 'They were given back' }, { note: 'Two boats were seized', state: 'happening' }],
    })
  })

  it('ends a part of it early, for good, and everybody reads which and why', async () => {
    const { initiatives } = (await agreementInForce(house.db, own.id))!.agreement
    const key = initiatives[0]!.key
    const form = {
      form: 'part-end',
      'part-end.part': `initiative/${key}`,
      'part-end.on': '2027-06-30',
      'part-end.reason': 'The district has a programme of its own',
    }
    for (const [field, value] of [
      ['part-end.part', ''],
      ['part-end.on', '2026-11-01'],
      ['part-end.reason', ''],
    ] as const) {
      const back = await as(manager).send(path('/steps/part-end'), { ...form, [field]: value })
      expect([field, back.statusCode]).toEqual([field, 409])
      expect(back.body).toContain(`href="#${field}"`)
      expect(faultsOf(back.body)).toEqual([])
    }
    expect((await as(stranger).send(path('/steps/part-end'), form)).statusCode).toBe(403)
    expect((await as(manager).send(path('/steps/part-end'), form)).statusCode).toBe(303)
    const read = textOf((await as(null).get(path('/steps'))).body)
    expect(read).toContain('Last day 30 June 2027')
    expect(read).toContain('The district has a programme of its own')
    expect((await as(null).get(path('/steps'))).body).not.toContain(path('/steps/part-end'))
    const again = await as(manager).send(path('/steps/part-end'), form)
    expect(again.statusCode).toBe(409)
  })

  it('is closed down early by both, on pages that say what they do, and taken up again', async () => {
    const { body } = await as(manager).get(path('/steps'))
    expect(body).toContain(`href="${path('/steps/take/closing')}"`)
    expect(body).not.toContain('Take this step')
    const page = await as(manager).get(path('/steps/take/closing'))
    expect(textOf(page.body)).toContain('Ask the other side to close it down')
    const taking = (who: TestSignIn, step: string, typed: Record<string, string>) =>
      as(who).send(path(`/steps/take/${step}`), {
        form: step,
        ...Object.fromEntries(Object.entries(typed).map(([name, value]) => [`${step}.${name}`, value])),
      })
    const on = '2026-12-31'
    const back = await taking(manager, 'closing', { on })
    expect([back.statusCode, textOf(back.body).includes('Say why')]).toEqual([409, true])
    expect(back.body).toContain(`value="${on}"`)
    const past = await taking(manager, 'closing', { on: '2020-01-01', reason: 'All is done' })
    expect(past.body).toContain('id="closing.on-error"')
    expect((await taking(manager, 'closing', { on, reason: 'All is done' })).statusCode).toBe(303)
    expect(await stateOf()).toBe('in force')
    const asked = await as(minister).get(path('/steps'))
    expect(textOf(asked.body)).toContain('All is done')
    const answer = await as(minister).get(path('/steps/take/closing'))
    expect(textOf(answer.body)).toContain('Agree, and begin to close it down')
    expect(answer.body).toContain(`value="${on}"`)
    expect((await taking(minister, 'closing', { on, reason: 'So we think' })).statusCode).toBe(303)
    expect(await stateOf()).toBe('closing')
    const early = 'Its last day is 31 December 2026, before the end of its term.'
    for (const page of ['/versions', '/steps'])
      expect(textOf((await as(null).get(path(page))).body), page).toContain(early)
    expect((await taking(manager, 'resume', { reason: 'Not all is done' })).statusCode).toBe(303)
    expect(await stateOf()).toBe('in force')
    // What is linked when it cannot be taken any more leads to where the compact stands.
    expect((await as(manager).get(path('/steps/take/resume'))).headers.location).toBe(path('/steps'))
    expect((await as(stranger).get(path('/steps/take/terminated'))).statusCode).toBe(403)
    expect((await as(manager).get(path('/steps/take/anything'))).statusCode).toBe(404)
  })

  it('keeps what was learned, and every step with who took it and why', async () => {
    const sent = await as(manager).send(path('/steps/lessons'), {
      form: 'lesson',
      'lesson.about': '',
      'lesson.text.en': 'Begin with the payroll.',
    })
    expect(sent.statusCode).toBe(303)
    const { body } = await as(null).get(path('/steps'))
    expect(faultsOf(body)).toEqual([])
    const text = textOf(body)
    for (const words_ of ['Begin with the payroll.', 'Mo Manager', 'Inspectors were not paid', 'in force'])
      expect(text, words_).toContain(words_)
    expect(text).not.toContain('The term is too short')
  })
})

describe('Every page of a compact', () => {
  it('is whole, in English and in a language of its reader', async () => {
    const { conditionForms, elementForms, partForms, planForms } = await import('./forms/parts.ts')
    const { agreement } = await draft()
    const paths = [
      '/compacts',
      '/compacts?kind=managed&country=GHA',
      '/compacts/start',
      ...[
        '',
        '/draft',
        '/draft/text',
        '/draft/plan',
        ...[...partForms, ...planForms].map((each) => `/draft/${each.at}`),
        ...[...elementForms([]), conditionForms(agreement, 'first')!].flatMap((list) => [
          `/draft/${list.at}`,
          `/draft/${list.at}/new`,
          ...list.elements(agreement).map(({ key }) => `/draft/${list.at}/${key}`),
        ]),
        '/draft/lines/year-2027',
        '/parties',
        '/comments',
        '/comments?place=objectives/lake/text&open=yes',
        '/versions',
        '/signing',
        '/steps',
      ].map((rest) => at(rest)),
    ]
    for (const [place, asked] of paths.entries()) {
      const path = place % 2 === 0 ? asked : `/pt${asked}`
      const { statusCode, body } = await as(donor).get(path)
      expect([path, statusCode]).toEqual([path, 200])
      expect(faultsOf(body), path).toEqual([])
    }
  })
})
