import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import { operator } from '../../house/actor.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { changeBy as organisationChange } from '../../people/organisations/change.ts'
import { giveRole } from '../../people/organisations/memberships.ts'
import { aPerson, asking } from '../../people/organisations/organisations.test-data.ts'
import { rolesOf } from '../../people/organisations/roles.ts'
import { languages } from '../../ui/language.ts'
import { codebookFields, sentFrom, sentFromCodebook, studyFields } from './forms.ts'
import { studyRoutes } from './routes.tsx'
import type { EnteredEstimate } from './schema.ts'
import { studyOf } from './store.ts'
import { aCodebook, aKeptCodebook, aStudy, someFacts } from './studies.test-data.ts'

let house: TestHouse
let http: HttpServer
let researcher: string
let other: string
let ghanaian: string
const entered = new Map<string, EnteredEstimate[]>()

beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [
      {
        at: '/',
        routes: studyRoutes(
          house,
          { css: [], js: [] },
          { estimatesOf: async (_db, id) => entered.get(id) ?? [] },
        ),
      },
    ],
    personOf: async ({ headers }) => {
      const [id, ...more] = String(headers['x-person'] ?? '').split(' ')
      if (!id) return null
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: !more.includes('password-only'),
        hasSecondFactor: true,
      }
    },
    renderFault: (_request, fault) =>
      `<!doctype html><h1>${fault.message}</h1>${fault.details.map(({ message }) => `<p>${message}</p>`).join('')}`,
    clientFolder: null,
  })
  const somebody = async (name: string, scope: { kind: 'country'; id: string } | null = null) => {
    const { id } = await aPerson(house, { name })
    await transact(house.db, (trx) =>
      giveRole(trx, organisationChange(house, operator), {
        person: id,
        role: 'researcher',
        organisation: null,
        scope,
      }),
    )
    return id
  }
  researcher = await somebody('Rita Researcher')
  other = await somebody('Otto Other')
  ghanaian = await somebody('Gifty Ghana', { kind: 'country', id: 'GHA' })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)

/** The fields of the form of a study as they would be sent. */
async function fieldsOf(id: string): Promise<Record<string, string>> {
  const sent = sentFrom(await studyOf(house.db, id))
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

describe('The list of studies', () => {
  it('has a hundred on a page, narrowed by country and state with plain links, page and API alike', async () => {
    for (let number = 0; number < 104; number++)
      await aStudy(house, { country: 'LAO', facts: someFacts({ title: `Study ${number}` }) })
    await aStudy(house, { country: 'LAO', confidential: true, facts: someFacts({ title: 'Hidden one' }) })
    const rowsOf = (body: string) => body.match(/<a href="[^"]*\/studies\/[0-9a-f-]{36}"/g)?.length ?? 0
    const at = '/studies?country=LAO'
    const first = (await as(null).get(at)).body
    expect([rowsOf(first), textOf(first).includes('1–100 of 104')]).toEqual([100, true])
    expect(first).toContain('/studies?country=LAO&amp;page=2" rel="next"')
    const second = (await as(null).get(`${at}&page=2`)).body
    expect([rowsOf(second), textOf(second).includes('101–104 of 104')]).toEqual([4, true])
    expect(second).toContain('/studies?country=LAO" rel="prev"')
    expect(textOf(second)).not.toContain('Hidden one')
    expect(textOf((await as(ghanaian).get(at)).body)).toContain('of 104')
    expect(textOf((await as(researcher).get(at)).body)).toContain('of 105')
    for (const page of ['99', 'x', '-1', '0'])
      expect((await as(null).get(`${at}&page=${page}`)).statusCode, page).toBe(200)
    for (const language of languages) {
      const { body } = await as(null).get(`/${language}${at}&state=published`.replace(/^\/en/, ''))
      expect([rowsOf(body), body.includes('rel="next"')], language).toEqual([0, false])
    }
    const api = (more: string) => as(null).get(`/api/v1/studies?country=LAO${more}`)
    expect((await api('')).json()).toMatchObject({ all: 104, next: 2 })
    const rest = (await api('&page=2&state=planned')).json()
    expect([rest.studies.length, rest.next]).toEqual([4, null])
  })
})

describe('A study that is planned', () => {
  it('shows everybody its title and state, and nothing more', async () => {
    const id = await aStudy(house, { facts: someFacts({ title: 'The open one' }) })
    const page = await as(null).get(`/studies/${id}`)
    expect(page.statusCode).toBe(200)
    expect(textOf(page.body)).toContain('The open one')
    expect(textOf(page.body)).toContain('only the title and the state')
    expect(page.body).not.toContain('Sixty-two villages')
    expect(page.body).not.toContain('How many children')
    expect((await as(null).api('GET', `/api/v1/studies/${id}`)).json()).toMatchObject({
      title: 'The open one',
      state: 'planned',
      whole: null,
    })
    expect(textOf((await as(researcher).get(`/studies/${id}`)).body)).toContain('Sixty-two villages')
  })

  it('is not there at all for others when it is confidential', async () => {
    const id = await aStudy(house, { facts: someFacts({ title: 'The hidden one' }), confidential: true })
    for (const path of [`/studies/${id}`, `/api/v1/studies/${id}`])
      expect((await as(null).get(path)).statusCode).toBe(404)
    for (const path of ['/studies', '/studies?country=GHA', '/api/v1/studies'])
      expect((await as(null).get(path)).body).not.toContain('The hidden one')
    expect((await as(researcher).get('/studies')).body).toContain('The hidden one')
  })

  it('is run by who holds the role for its country, and by nobody from elsewhere', async () => {
    const there = await aStudy(house)
    const elsewhere = await aStudy(house, { country: 'PER' })
    expect((await as(ghanaian).get(`/studies/${there}/change`)).statusCode).toBe(200)
    expect((await as(ghanaian).get(`/studies/${elsewhere}/change`)).statusCode).toBe(403)
    // A visitor is led to the sign-in.
    expect((await as(null).get(`/studies/${there}/change`)).headers.location).toContain('/sign-in')
    expect((await as(ghanaian).send('/studies?country=PER')).statusCode).toBe(403)
    expect((await as(ghanaian).get('/studies/new?country=GHA')).statusCode).toBe(200)
    const choice = await as(ghanaian).get('/studies/new')
    expect(choice.body).toContain('value="GHA"')
    expect(choice.body).not.toContain('value="PER"')
  })
})

describe('The form of a study', () => {
  it('has every field, and keeps all that was sent when something is wrong', async () => {
    const page = await as(researcher).get('/studies/new?country=GHA')
    for (const field of studyFields) expect(page.body).toContain(`name="${field}"`)
    const answer = await as(researcher).send('/studies?country=GHA', {
      language: 'fr',
      title: 'Un titre',
      method: 'survey',
      design: 'Words that must not be lost',
      samplePlanned: '1,200',
      periodFrom: '2025-03-01',
      periodTo: '2025-02-30',
      fieldworkFrom: '2025-03-01',
      fieldworkTo: '2025-02-01',
      place: 'nowhere',
      exploitation: 'none',
      baseNumber: '12',
      baseUnknown: 'nobody counts them',
      codebook: 'mine',
      baselineOf: '/compacts/01890000-0000-7000-8000-000000000000',
    })
    expect(answer.statusCode).toBe(422)
    const links = [...answer.body.matchAll(/<li><a href="#([A-Za-z]+)">/g)].map(([, field]) => field)
    expect(links.sort()).toEqual(
      [
        'baseUnknown',
        'codebook',
        'exploitation',
        'fieldworkTo',
        'periodTo',
        'place',
        'question',
        'samplePlanned',
      ].sort(),
    )
    expect(answer.body).toContain('Words that must not be lost')
  })

  it('is told beside the field what points to a person, and keeps none of it', async () => {
    const id = await aStudy(house)
    const wrong = await as(researcher).send(`/studies/${id}/change`, {
      ...(await fieldsOf(id)),
      revision: '1',
      safety: 'Call Ama, phone +233 24 123 4567',
      responsible: 'ama@university.example.org',
      limits: 'The victim Kofi Mensah was found twice.',
    })
    expect(wrong.statusCode).toBe(422)
    for (const [field, told] of [
      ['safety', 'looks like a telephone number'],
      ['responsible', 'looks like an e-mail address'],
      ['limits', 'looks like the name of a victim'],
    ])
      expect(wrong.body).toMatch(new RegExp(`id="${field}-error"[^]{0,80}${told}`))
    expect((await studyOf(house.db, id)).facts.safety).not.toContain('233')
    const stopped = await as(researcher).send(`/studies/${id}/stop`, {
      revision: '1',
      reason: 'Kofi Mensah, born 12 March 1999, was named',
    })
    expect(stopped.body).toContain('somebody’s day of birth')
  })

  it('takes what a plan brings in the address, through the choice of the country', async () => {
    const plan = 'method=survey&samplePlanned=1240&design=Forty%20clusters'
    const choice = await as(researcher).get(`/studies/new?${plan}`)
    expect(choice.body).toContain('<input type="hidden" name="samplePlanned" value="1240"/>')
    const form = await as(researcher).get(`/studies/new?${plan}&country=GHA`)
    expect(form.body).toContain('Forty clusters')
    expect(form.body).toContain('value="1240"')
  })

  it('names no compact that is not of this country, or that one may not read', async () => {
    const answer = await as(researcher).send('/studies?country=GHA', {
      language: 'en',
      title: 'T',
      question: 'Q',
      method: 'survey',
      baselineOf: '01890000-0000-7000-8000-000000000000',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#baselineOf"')
  })

  it('makes one study of a form that is sent twice', async () => {
    const fields = {
      once: 'twice-the-same',
      language: 'en',
      title: 'Sent twice',
      question: 'Q',
      method: 'survey',
    }
    const [first, second] = [
      await as(researcher).send('/studies?country=GHA', fields),
      await as(researcher).send('/studies?country=GHA', fields),
    ]
    expect(first.statusCode).toBe(303)
    expect(second.headers.location).toBe(first.headers.location)
  })

  it('shows both texts when somebody else was quicker, and takes the second sending', async () => {
    const id = await aStudy(house)
    const fields = await fieldsOf(id)
    const save = (over: Record<string, string>) =>
      as(researcher).send(`/studies/${id}/change`, { ...fields, revision: '1', ...over })
    expect((await save({ title: 'Theirs' })).statusCode).toBe(303)
    const late = await save({ title: 'Mine' })
    expect(late.statusCode).toBe(409)
    expect(textOf(late.body)).toContain('Theirs')
    expect(late.body).toContain('value="Mine"')
    expect(late.body).toContain('name="revision" value="2"')
    expect((await save({ title: 'Mine', revision: '2' })).statusCode).toBe(303)
  })
})

describe('From plan to publication', () => {
  it('lists what is lacking in the reader’s language, and refuses the step', async () => {
    const id = await aStudy(house, {
      facts: someFacts({ ethics: { state: 'applied', body: null, reference: null, on: null } }),
    })
    const page = await as(researcher).get(`/es/studies/${id}`)
    expect(textOf(page.body)).toContain('Ningún comité de ética lo ha aprobado.')
    expect(page.body).toContain(`/es/studies/${id}/change#codebook`)
    const refused = await as(researcher).send(`/es/studies/${id}/step`, { to: 'approved', revision: '1' })
    expect(refused.statusCode).toBe(409)
    expect(textOf(refused.body)).toContain('Ningún libro de códigos dice quién se cuenta.')
  })

  it('needs the second factor and a second pair of eyes, and is then public whole', async () => {
    const { version } = await aKeptCodebook(house)
    const id = await aStudy(house, { codebook: version, facts: someFacts({ title: 'Told whole' }) })
    entered.set(id, [{ id: 'e1', enteredBy: researcher, public: true }])
    for (const [place, to] of ['approved', 'in the field', 'analysed'].entries()) {
      const step = await as(researcher).send(`/studies/${id}/step`, { to, revision: String(place + 1) })
      expect(step.statusCode).toBe(303)
    }
    const publish = (person: string) => as(person).send(`/studies/${id}/publish`, { revision: '4' })
    expect((await publish(researcher)).statusCode).toBe(403)
    expect((await publish(`${other} password-only`)).statusCode).toBe(403)
    expect((await as(null).get(`/api/v1/studies/${id}`)).json().whole).toBeNull()
    expect((await publish(other)).statusCode).toBe(303)
    const told = (await as(null).get(`/api/v1/studies/${id}`)).json()
    expect(told).toMatchObject({
      state: 'published',
      whole: { facts: someFacts({ title: 'Told whole' }), estimates: ['e1'] },
    })
    const page = await as(null).get(`/studies/${id}`)
    expect(textOf(page.body)).toContain('Sixty-two villages')
    // Who entered or published it is not for everybody.
    expect(page.body).not.toContain('Otto Other')
  })

  it('says why there is no estimate on the step itself', async () => {
    const { version } = await aKeptCodebook(house)
    const id = await aStudy(house, { codebook: version })
    await as(researcher).send(`/studies/${id}/step`, { to: 'approved', revision: '1' })
    await as(researcher).send(`/studies/${id}/step`, { to: 'in the field', revision: '2' })
    const silent = await as(researcher).send(`/studies/${id}/step`, { to: 'analysed', revision: '3' })
    expect(silent.statusCode).toBe(422)
    expect(silent.body).toContain('href="#noEstimate"')
    const said = { to: 'analysed', revision: '3', noEstimate: 'No two lists shared a person.' }
    expect((await as(researcher).send(`/studies/${id}/step`, said)).statusCode).toBe(303)
    expect(textOf((await as(researcher).get(`/studies/${id}`)).body)).toContain(
      'No two lists shared a person.',
    )
  })

  it('stops for a reason that must be given', async () => {
    const id = await aStudy(house)
    expect((await as(researcher).send(`/studies/${id}/stop`, { revision: '1' })).statusCode).toBe(422)
    const stopped = await as(researcher).send(`/studies/${id}/stop`, {
      revision: '1',
      reason: 'Funds ran out.',
    })
    expect(stopped.statusCode).toBe(303)
    expect((await as(null).get(`/studies/${id}`)).body).not.toContain('Funds ran out.')
  })
})

describe('A codebook', () => {
  const sent = (over: Record<string, string> = {}) => ({
    ...(sentFromCodebook(aCodebook()) as Record<string, string>),
    ...over,
  })

  it('is written, frozen and read by everybody, with a digest that anybody can make again', async () => {
    const begun = await as(ghanaian).send('/codebooks', sent())
    expect(begun.statusCode).toBe(303)
    const at = String(begun.headers.location)
    expect((await as(null).get(at)).statusCode).toBe(404)
    expect((await as(null).get(`/api/v1${at}`)).statusCode).toBe(404)
    expect((await as(null).get('/codebooks')).body).not.toContain(at)
    expect((await as(ghanaian).send(`${at}/freeze`, { revision: '1' })).statusCode).toBe(303)
    const told = (await as(null).get(`/api/v1${at}`)).json()
    expect(told.content).toEqual(aCodebook())
    expect(told.hash).toBe(createHash('sha256').update(canonicalJson(told.content)).digest('hex'))
    expect(textOf((await as(null).get(at)).body)).toContain(told.hash)
  })

  it('says what its rules make of some answers, and why, without a script', async () => {
    const { codebook } = await aKeptCodebook(house)
    const tried = async (query: string, language = '') =>
      textOf((await as(null).get(`${language}/codebooks/${codebook}/1?try=1&${query}`)).body)
    expect(await tried('yes-act=a1&yes-means=m1&yes-means=m2&yes-purpose=p1')).toContain(
      'The label is “trafficked”.',
    )
    const risk = await tried('yes-means=m1')
    expect(risk).toContain('The label is “at risk”.')
    expect(risk).toContain('Rule 2 holds: at least 1 of the domain “means”.')
    expect(await tried('yes-act=a1&yes-means=m1&yes-purpose=p1&missing=m2')).toContain(
      'it hangs on answers that are missing',
    )
    expect(await tried('', '/fr')).toContain('L’étiquette est « neither ».')
    expect(await tried('yes-act=nonsense&missing=nonsense')).toContain('The label is “neither”.')
  })

  it('takes no signs or rules that cannot be read, says where, and loses nothing', async () => {
    const faults = async (over: Record<string, string>) => {
      const answer = await as(researcher).send('/codebooks', sent(over))
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('Lake survey signs')
      return textOf(answer.body)
    }
    expect(await faults({ indicators: 'a1; act; Question?\nm1, means, Question?' })).toContain('line 2')
    expect(await faults({ 'rule0.code': '' })).toContain('Rule 1 needs a code')
    expect(await faults({ 'rule0.row1.least': 'two' })).toContain('Rule 1, row 2: write how many at least')
    expect(await faults({ 'rule0.row0.of': '' })).toContain('Rule 1, row 1: choose of what the signs are')
    expect(await faults({ 'rule2.code': 'x', 'rule2.name': 'x' })).toContain('Rule 3 has no row')
    const deep = `${'{"not":'.repeat(20_000)}{"indicator":"a1"}${'}'.repeat(20_000)}`
    for (const kept of ['[{', '5', deep])
      await faults({ 'rule2.code': 'x', 'rule2.name': 'x', 'rule2.kept': kept })
    expect(await faults({ otherwiseCode: '1 2' })).toContain('a letter first')
  })

  it('is written in rows of fields, of which there are more without a script, and no JSON is typed', async () => {
    const page = await as(researcher).get('/codebooks/new')
    for (const said of ['name="rule0.row2.of"', 'name="rule1.code"', 'value="trafficked"'])
      expect(page.body).toContain(said)
    expect(textOf(page.body)).not.toMatch(/JSON|\{/)
    const more = await as(researcher).send('/codebooks', sent({ more: '1', title: 'Half a title' }))
    expect(more.statusCode).toBe(200)
    expect(more.body).toContain('Half a title')
    expect(more.body).toContain('name="rule0.row11.of"')
    expect(more.body).toContain('name="rule3.code"')
    const begun = await as(researcher).send(
      '/codebooks',
      sent({
        'rule0.row4.holds': 'no',
        'rule0.row4.least': '2',
        'rule0.row4.of': 'signs',
        'rule0.row4.codes': 'm1, m3',
      }),
    )
    const at = String(begun.headers.location)
    expect(textOf((await as(researcher).get(at)).body)).toContain('not: at least 2 of m1 and m3')
    const again = (await as(researcher).get(`${at}/change`)).body
    expect(again).toContain('value="m1, m3"')
  })

  it('is kept as an unsound draft, whose page names what keeps it from being frozen', async () => {
    const begun = await as(researcher).send(
      '/codebooks',
      sent({ 'rule2.code': 'x', 'rule2.name': 'x', 'rule2.row0.of': 'signs', 'rule2.row0.codes': 'z9' }),
    )
    const at = String(begun.headers.location)
    expect(textOf((await as(researcher).get(at)).body)).toContain('z9 is no sign of this codebook')
    expect((await as(researcher).send(`${at}/freeze`, { revision: '1' })).statusCode).toBe(422)
  })

  it('that is not there is not found, whatever stands in the address', async () => {
    for (const path of [
      '/codebooks/none/1',
      '/codebooks/01890000-0000-7000-8000-000000000000/1',
      '/studies/none',
      '/codebooks/none/0x1',
    ])
      expect((await as(researcher).get(path)).statusCode).toBe(404)
  })
})

describe('Whatever is sent', () => {
  const ruleFields = ['code', 'name', 'kept', 'row0.letter', 'row0.least', 'row0.of', 'row0.codes'].map(
    (field) => `rule0.${field}`,
  )
  // Half a surrogate pair has no address of its own, so it stands first.
  const hostile = [
    '\ud800',
    '\u0000',
    '\u202e',
    '9'.repeat(40),
    '{"__proto__":1}',
    '<script>',
    '2025-02-30',
    'x'.repeat(70_000),
  ]

  it('gets an answer in words, and breaks nothing', async () => {
    const study = await aStudy(house)
    const { codebook } = await aKeptCodebook(house, aCodebook(), { frozen: false })
    const places: [string, readonly string[]][] = [
      ['/studies?country=GHA', studyFields],
      [`/studies/${study}/change`, [...studyFields, 'revision', 'reason']],
      [`/studies/${study}/step`, ['to', 'revision', 'noEstimate']],
      [`/studies/${study}/stop`, ['revision', 'reason']],
      [`/studies/${study}/publish`, ['revision']],
      ['/codebooks', [...codebookFields, ...ruleFields]],
      [`/codebooks/${codebook}/1/change`, [...codebookFields, ...ruleFields, 'revision']],
      [`/codebooks/${codebook}/1/freeze`, ['revision']],
    ]
    for (const [path, fields] of places)
      for (const value of hostile) {
        const sent = Object.fromEntries(fields.map((field) => [field, value]))
        const answer = await as(researcher).send(path, sent)
        expect(answer.statusCode, `${path} ${value.slice(0, 20)}`).toBeGreaterThanOrEqual(400)
        expect(answer.statusCode, `${path} ${value.slice(0, 20)}`).toBeLessThan(500)
        expect(answer.body).not.toContain('<script>')
      }
    for (const value of hostile.slice(1, 7).map(encodeURIComponent))
      for (const path of [
        `/studies?country=${value}`,
        `/studies/new?title=${value}&country=GHA`,
        `/codebooks/${codebook}/1?try=${value}&missing=${value}&yes-act=${value}`,
      ])
        expect((await as(researcher).get(path)).statusCode, path).toBeLessThan(500)
  })
})
