import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { englishLeft, faultsOf } from '../../../test/support/page-checks.ts'
import { builtAssets } from '../../house/assets.ts'
import type { Io } from '../../house/command.ts'
import { type HttpServer, listen } from '../../house/http.ts'
import { asking, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { selectCommand } from '../commands.ts'
import { aDecision, anAssessment, by, somebody, someContent, twoSigners } from './decisions.test-data.ts'
import { beginNextVersion, dissent, publishDecision, signDecision, submitDecision } from './life.ts'
import type { CompactsOf } from './pages/memo-page.tsx'
import { decisionRoutes } from './routes.tsx'
import type { Decision, Signer } from './schema.ts'
import { decisionOf } from './store.ts'
import { words } from './words/words.ts'

let house: TestHouse
let http: HttpServer
const folder = mkdtempSync(path.join(tmpdir(), 'tip-decisions-'))
const compact = { id: randomUUID(), name: 'Ghana, 2027 to 2031' }
let published: Awaited<ReturnType<typeof aDecision>>

beforeAll(async () => {
  house = await openTestHouse()
  // As the house hands it in: only what the reader may read.
  const compactsFor = async (): Promise<CompactsOf> => new Map([['GHA', [compact]]])
  http = await openDoor(house, {
    built: true,
    besides: [decisionRoutes(house, builtAssets(), { compactsFor })],
  })
  const content = someContent({
    chosen: [
      { unit: 'GHA', reason: '=HYPERLINK("https://evil.example")' },
      { unit: 'MLI', reason: '#panic() in $typst$, and <script>alert(1)</script>' },
      { unit: 'NER', reason: 'Its list is not known, and it asked.' },
      { unit: 'BEN', reason: 'It ranks second.' },
    ],
    justifications: [
      { unit: 'TGO', text: 'No partner is there.' },
      { unit: 'MLI', text: 'Tier 3 since June; talks are open.' },
      { unit: 'NER', text: 'What is not known is being asked for.' },
    ],
  })
  published = await aDecision(house, { state: 'published', content })
  await by(house, published.auditor, (trx, change) =>
    dissent(trx, change, { id: published.decision.id, by: 'a member', text: 'Mali is not ready.' }),
  )
})
afterAll(async () => {
  await http.close()
  await house.close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, person = '') => asking(http, person || null).get(url)
const post = (url: string, person: string, fields: Record<string, string | string[]>) =>
  asking(http, person || null).send(url, fields)
const tp = async (argv: string[]) => {
  const out: string[] = []
  const io: Io = { out: (text) => out.push(text), err: () => {}, language: 'en' }
  return { code: await selectCommand(house, argv, io), out: out.join('\n') }
}
const at = ({ id }: Decision, rest = '') => `/decisions/${id}${rest}`

function rowsOf(book: ExcelJS.Workbook, name: string): Record<string, unknown>[] {
  const [head, ...rows] = (book.getWorksheet(name)?.getSheetValues() ?? []).slice(1) as unknown[][]
  return rows.map((row) =>
    Object.fromEntries(
      (head ?? []).flatMap((column, place) => (place === 0 ? [] : [[String(column), row[place]]])),
    ),
  )
}

describe('The memo of a published decision', () => {
  it('tells everybody what was chosen and why, where it departs, who disagreed, who signed, what came of it', async () => {
    const { body, statusCode } = await get(at(published.decision))
    expect(statusCode).toBe(200)
    for (const told of [
      '4 countries are chosen: Ghana, Mali, Niger and Benin.',
      'Of the first 3 of the ranking 2 are taken; 3 departures from it are justified below.',
      'Mali: does not pass a gate and was taken in',
      'Niger: cannot be judged and was taken in',
      'Togo: ranks within and was left out',
      'No partner is there.',
      'A member, 1 July 2025',
      'Mali is not ready.',
      'Abla Auditor',
      'none declared',
      'Tier 2 or its Watch List',
      published.decision.hash ?? '',
      `/compacts/${compact.id}`,
      'There is no compact to be read with Mali, Niger and Benin.',
    ])
      expect(body).toContain(told)
    expect(body).not.toContain('<script>alert')
    expect(body).not.toContain(published.auditor)
  })

  it.each(languages)('is there in %s, and says in which language it was written', async (language) => {
    for (const page of ['/decisions', at(published.decision)]) {
      const { body, statusCode } = await get(pathIn(language, page))
      expect(statusCode).toBe(200)
      expect(body).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`))
      expect(body).toContain('lang="en"')
      expect(body).not.toMatch(/NaN|undefined|\[object Object\]/)
      expect(faultsOf(body)).toEqual([])
      if (language !== 'en') expect(englishLeft(body, words)).toEqual([])
    }
  })

  it('gives under each table a command that makes the very figures again', async () => {
    const { body } = await get(at(published.decision))
    const printed = [...body.matchAll(/<code>npx tp select ([^<]+)<\/code>/g)].map(([, line]) =>
      (line ?? '').split(' ').map((word) => (word.startsWith('decision-') ? path.join(folder, word) : word)),
    )
    expect(printed.map((words) => words.slice(0, 2).join(' '))).toEqual([
      'decision show',
      `assessment ${published.decision.assessment}`,
      'decision export',
      'decision export',
    ])
    const [shown, ranks, csv] = await Promise.all(printed.slice(0, 3).map(tp))
    const told = JSON.parse(shown?.out ?? '')
    expect(told).toEqual((await get(`/api/v1${at(published.decision)}`)).json())
    const assessed = JSON.parse(ranks?.out ?? '')
    expect(assessed.same).toBe(true)
    for (const row of told.countries) {
      const unit = assessed.units.find((each: { unit: string }) => each.unit === row.unit)
      for (const figure of ['rank', 'rankRange', 'score', 'scoreRange', 'inShortlist', 'standing'])
        expect(row[figure], `${row.unit} ${figure}`).toEqual(unit[figure])
    }
    const ghana = told.countries[0]
    const shownRow =
      body.match(/<tr[^>]*><th scope="row"><a [^>]*>Ghana<\/a><\/th>(<td class="number">.*?)<\/tr>/)?.[1] ??
      ''
    const cells = [...shownRow.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
    expect(cells.slice(0, 3)).toEqual(['1', ghana.rankRange.join('–'), ghana.score.toFixed(1)])
    expect(csv?.out).toBe((await get(at(published.decision, '.csv'))).body.trimEnd())
    // The file of the last one has the digest that the memo names and everybody signed.
    expect((await tp(printed[3] ?? [])).code).toBe(0)
    const file = readFileSync((printed[3] ?? []).at(-1) ?? '')
    expect(createHash('sha256').update(file).digest('hex')).toBe(published.decision.hash)
  })

  it('is the same as a table for spreadsheets, in which no cell runs', async () => {
    const { json, csv, book } = await everyForm()
    expect(csv.map(({ unit, rank, departure }) => [unit, rank, departure])).toEqual(
      json.countries.map((row) => [row.unit, row.rank === null ? '' : String(row.rank), row.departure ?? '']),
    )
    expect(csv[0]?.reason).toBe(`'=HYPERLINK("https://evil.example")`)
    const rows = rowsOf(book, 'countries')
    expect(
      rows.map(({ unit, rank, rank_low_5, score, reason }) => [unit, rank, rank_low_5, score, reason]),
    ).toEqual(
      json.countries.map((row) => [
        row.unit,
        row.rank ?? undefined,
        row.rankRange?.[0],
        row.score === null ? undefined : Number(row.score.toPrecision(12)),
        row.reason === '' ? undefined : row.reason,
      ]),
    )
    book.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula)),
      ),
    )
    expect(rowsOf(book, 'signatures').map(({ role, name }) => [role, name])).toEqual([
      ['auditor', 'Abla Auditor'],
      ['administrator', 'Ali Administrator'],
    ])
    expect(rowsOf(book, 'dissent')).toMatchObject([
      { by: 'a member', text: 'Mali is not ready.', day: '2025-07-01', 'earlier text': 'no' },
    ])
  })

  it('tells the day alone of who said what, in every form', async () => {
    const { json, book } = await everyForm()
    const { dissent, conflicts, signing } = json as Record<string, unknown>
    expect(JSON.stringify([dissent, conflicts, signing])).toContain('"2025-07-01"')
    const moment = /\d{2}:\d{2}/
    expect(JSON.stringify([dissent, conflicts, signing])).not.toMatch(moment)
    for (const sheet of ['dissent', 'conflicts', 'signatures'])
      expect(JSON.stringify(rowsOf(book, sheet))).not.toMatch(moment)
    const page = (await get(at(published.decision))).body
    expect(page.slice(page.indexOf('Who disagreed?'), page.indexOf('What came of it?'))).not.toMatch(moment)
  })

  it('is set on paper, tagged, whatever was typed', async () => {
    const answer = await get(pathIn('fr', at(published.decision, '.pdf')))
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(answer.headers['x-pdf-standard']).toBe('ua-1')
    if (process.env.TIP_LOOK) writeFileSync(`${process.env.TIP_LOOK}/memo.pdf`, answer.rawPayload)
    const raw = answer.rawPayload.toString('latin1')
    for (const mark of ['%PDF-', '/StructTreeRoot', '/MarkInfo', 'pdfuaid', published.decision.hash ?? ''])
      expect(raw).toContain(mark)
  })

  type Told = {
    countries: {
      unit: string
      rank: number | null
      rankRange: [number, number] | null
      score: number | null
      departure: string | null
      reason: string
    }[]
  }
  async function everyForm() {
    const json = (await get(`/api/v1${at(published.decision)}`)).json<Told>()
    const text = (await get(at(published.decision, '.csv'))).body
    const csv = Papa.parse<Record<string, string>>(text.trim(), { header: true }).data
    const book = new ExcelJS.Workbook()
    await book.xlsx.read(Readable.from((await get(at(published.decision, '.xlsx'))).rawPayload))
    return { json, csv, book }
  }
})

describe('A decision that is not published', () => {
  it('is not there for a visitor, in whatever form, and is there for those it concerns', async () => {
    const { decision, author, auditor } = await aDecision(house, { state: 'in review' })
    const stranger = await somebody(house, 'Stranger')
    const forms = [
      at(decision),
      at(decision, '.csv'),
      at(decision, '.xlsx'),
      at(decision, '.pdf'),
      `/api/v1${at(decision)}`,
    ]
    for (const url of forms) {
      expect((await get(url)).statusCode, url).toBe(404)
      expect((await get(url, stranger)).statusCode, url).toBe(404)
    }
    expect((await get('/decisions')).body).not.toContain(decision.id)
    expect((await get('/api/v1/decisions')).body).not.toContain(decision.id)
    for (const person of [author, auditor]) {
      expect((await get(at(decision), person)).statusCode).toBe(200)
      expect((await get('/decisions', person)).body).toContain(decision.id)
    }
    // Who signs does not write, who writes does not sign, and a password alone signs nothing.
    expect((await get(at(decision, '/return'), auditor)).statusCode).toBe(403)
    expect((await get(at(decision, '/sign'), author)).statusCode).toBe(403)
    expect((await get(at(decision, '/sign'), `${auditor} password-only`)).statusCode).toBe(403)
  })

  it('is one of a list that is told page by page, none of it cut off in silence, and no page names what its reader may not know', async () => {
    const { decision, author } = await aDecision(house, { state: 'published' })
    const draft = await aDecision(house)
    const newest = (await get('/api/v1/decisions?limit=1')).json()
    expect(newest).toMatchObject({ decisions: [{ id: decision.id }], next: decision.id })
    const told: string[] = []
    for (let next: string | null = decision.id; next !== null; ) {
      const answer: { decisions: { id: string }[]; next: string | null } = (
        await get(`/api/v1/decisions?limit=1&before=${next}`)
      ).json()
      told.push(...answer.decisions.map(({ id }) => id))
      next = answer.next
    }
    expect(told.at(-1)).toBe(published.decision.id)
    const page = (await get('/decisions?limit=1')).body
    expect(page).toContain('This page names one decision; there are older ones.')
    expect(page).toContain(`href="/decisions?before=${decision.id}&amp;limit=1"`)
    expect(page).not.toContain(draft.decision.id)
    const next = (await get(`/decisions?before=${decision.id}&limit=1`)).body
    expect(next).not.toContain(at(decision))
    expect(next).toContain('The newest decisions')
    const { assessment } = decision
    const own = (await get(`/decisions?assessment=${assessment}`, author)).body
    expect(own).toContain(at(decision))
    expect((await get('/decisions?before=x')).statusCode).toBe(404)
    expect((await get('/api/v1/decisions')).json().next).toBeNull()
  })

  it('gives back what was typed where it cannot be used, each fault at its field', async () => {
    const { decision, author, auditor } = await aDecision(house)
    const sent = {
      revision: '1',
      language: 'en',
      title: 'x',
      size: 'many',
      take: ['GHA', 'BEN'],
      'reason.GHA': 'Kept words',
    }
    const wrong = await post(at(decision, '/edit'), author, sent)
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#title"')
    expect(wrong.body).toContain('href="#size"')
    expect(wrong.body).toContain('Kept words')
    // A declaration is never taken for granted.
    const silent = await post(at(decision, '/submit'), author, { revision: '1' })
    expect(silent.statusCode).toBe(422)
    expect(silent.body).toContain('href="#declared"')
    const both = await post(at(decision, '/submit'), author, {
      revision: '1',
      declared: 'none',
      conflict: 'My cousin works there.',
    })
    expect(both.statusCode).toBe(422)
    expect(both.body).toContain('Words are typed beside “No, none”')
    expect((await decisionOf(house.db, decision.id)).state).toBe('draft')
    expect((await post(at(decision, '/edit'), auditor, sent)).statusCode).toBe(403)
  })

  it('keeps what was typed when somebody else saved meanwhile, and shows both', async () => {
    const { decision, author } = await aDecision(house)
    const form = { revision: '1', language: 'en', size: '3', take: ['GHA'], 'reason.GHA': 'It leads.' }
    expect((await post(at(decision, '/edit'), author, { ...form, title: 'Theirs' })).statusCode).toBe(303)
    const late = await post(at(decision, '/edit'), author, { ...form, title: 'Mine' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toMatch(/<td>Theirs<\/td><td>Mine<\/td>/)
    expect(late.body).toContain('name="revision" value="2"')
    const again = await post(at(decision, '/edit'), author, { ...form, revision: '2', title: 'Mine' })
    expect(again.statusCode).toBe(303)
    expect((await decisionOf(house.db, decision.id)).content.title).toBe('Mine')
  })

  it('keeps every justification that was typed, though theirs departs nowhere', async () => {
    const { decision, author } = await aDecision(house)
    const form = { language: 'en', title: 'Which three', size: '3', 'reason.GHA': 'It leads.' }
    const theirs = { ...form, revision: '1', take: ['GHA', 'BEN', 'TGO'] }
    expect((await post(at(decision, '/edit'), author, theirs)).statusCode).toBe(303)
    const why = { 'why.SEN': 'It asked.', 'why.TGO': 'Nobody is there.', 'why.BEN': 'Not any more.' }
    const mine = { ...form, take: ['GHA', 'BEN', 'SEN'], ...why }
    const late = await post(at(decision, '/edit'), author, { ...mine, revision: '1' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Senegal: ranks outside and was taken in')
    expect(late.body).toContain('Togo: ranks within and was left out')
    expect(late.body).toContain('Justification for Benin')
    // Pressed again, as it stands on the page.
    const drawn = [...late.body.matchAll(/<textarea[^>]*name="(why\.[A-Z]{3})"[^>]*>([^<]*)<\/textarea>/g)]
    const again = { ...form, take: mine.take, revision: '2' }
    const sent = { ...again, ...Object.fromEntries(drawn.map(([, name, text]) => [name, text?.trim()])) }
    expect((await post(at(decision, '/edit'), author, sent)).statusCode).toBe(303)
    const { content } = await decisionOf(house.db, decision.id)
    expect(Object.fromEntries(content.justifications.map(({ unit, text }) => [`why.${unit}`, text]))).toEqual(
      why,
    )
    // Nor is one lost that was saved and is no departure, when the draft is opened and saved anew.
    expect((await get(at(decision, '/edit'), author)).body).toContain('Not any more.')
  })

  it('says at its field, in the reader’s language, where a character stands that cannot be seen, with all that was typed', async () => {
    const { decision: draft, author, auditor } = await aDecision(house)
    const { decision } = await aDecision(house, { state: 'in review' })
    const { decision: done, administrator } = await aDecision(house, { state: 'signed off' })
    const hidden = 'Kept \u202Ewords'
    const form = { revision: '1', language: 'en', title: 'Three', size: '3', take: ['GHA'] }
    const declared = { declared: 'conflict', conflict: hidden, hash: decision.hash ?? '' }
    const sent: [string, string, Record<string, string | string[]>, string][] = [
      [`/decisions?assessment=${draft.assessment}`, author, { ...form, title: hidden }, 'title'],
      [at(draft, '/edit'), author, { ...form, title: hidden }, 'title'],
      [at(draft, '/edit'), author, { ...form, 'reason.GHA': hidden, summary: 'Besides' }, 'reason.GHA'],
      [at(draft, '/edit'), author, { ...form, 'why.TGO': hidden }, 'why.TGO'],
      [at(draft, '/submit'), author, { ...declared, revision: '1' }, 'conflict'],
      [at(draft, '/aside'), author, { revision: '1', reason: hidden }, 'reason'],
      [at(decision, '/return'), author, { revision: '2', reason: hidden }, 'reason'],
      [at(decision, '/dissent'), auditor, { by: 'member', text: hidden }, 'text'],
      [at(decision, '/dissent'), auditor, { by: 'other', text: 'No, no', dissenter: hidden }, 'dissenter'],
      [at(decision, '/declare'), auditor, declared, 'conflict'],
      [at(decision, '/sign'), auditor, { ...declared, as: 'auditor@' }, 'conflict'],
      [at(done, '/keep'), administrator, { revision: '3', reason: hidden }, 'reason'],
      [at(done, '/next'), author, { reason: hidden }, 'reason'],
    ]
    for (const [url, person, fields, field] of sent) {
      const answer = await post(pathIn('fr', url), person, fields)
      expect(answer.statusCode, url).toBe(422)
      expect(answer.body, url).toContain(`href="#${field}"`)
      expect(answer.body, url).toContain('U+202E après')
      expect(answer.body, url).toContain(hidden)
    }
    // Elsewhere than in words it is nobody’s slip.
    expect((await post(at(draft, '/edit'), author, { ...form, size: '3\u202E' })).statusCode).toBe(422)
    expect((await decisionOf(house.db, draft.id)).revision).toBe(1)
  })

  it('gives back what was typed for a step that something came before', async () => {
    const { decision: draft, author, auditor } = await aDecision(house)
    const { decision } = await aDecision(house, { state: 'in review' })
    const { decision: done, administrator } = await aDecision(house, { state: 'signed off' })
    const told = 'These words were typed.'
    const old: [string, string, Record<string, string>][] = [
      [at(draft, '/submit'), author, { declared: 'conflict', conflict: told }],
      [at(draft, '/aside'), author, { reason: told }],
      [at(decision, '/return'), author, { reason: told }],
      [at(decision, '/aside'), author, { reason: told }],
      [at(done, '/keep'), administrator, { reason: told }],
    ]
    for (const [url, person, fields] of old) {
      const { statusCode, body } = await post(pathIn('es', url), person, { ...fields, revision: '77' })
      expect(statusCode, url).toBe(409)
      expect(body, url).toMatch(/Alguien más cambió esta decisión desde que usted la abrió\. [^.]+valer\./)
      expect(body, url).toMatch(new RegExp(`<textarea[^>]*>${told}</textarea>`))
      expect(body, url).toMatch(/name="revision" value="[123]"/)
    }
    const over: [string, string, Record<string, string>][] = [
      [at(draft, '/dissent'), auditor, { by: 'member', text: told, hash: decision.hash ?? '' }],
      [at(draft, '/dissent'), auditor, { by: 'name', text: told }],
      [at(draft, '/declare'), auditor, { declared: 'conflict', conflict: told }],
      [at(draft, '/sign'), auditor, { as: 'auditor@', declared: 'conflict', conflict: told }],
      [at(draft, '/return'), author, { revision: '1', reason: told }],
      [at(done, '/aside'), author, { revision: '3', reason: told }],
      [at(draft, '/keep'), administrator, { revision: '1', reason: told }],
      [at(draft, '/next'), author, { reason: told }],
      [
        at(decision, '/edit'),
        author,
        { revision: '1', language: 'en', title: 'X, Y', size: '3', summary: told },
      ],
    ]
    for (const [url, person, fields] of over) {
      const { statusCode, body } = await post(pathIn('fr', url), person, fields)
      expect(statusCode, url).toBe(409)
      expect(body, url).toContain('Ceci n’a pas été consigné')
      expect(body, url).toMatch(/est à l’état «\s(projet|en relecture|signée)\s»/)
      expect(body, url).toContain(told)
      expect(faultsOf(body), url).toEqual([])
    }
    // Nothing typed, nothing to give back: a step that is over is refused as it is.
    expect((await post(at(draft, '/declare'), auditor, { declared: 'none' })).body).not.toContain('copied')
    // Gaps that somebody else left meanwhile take the form away, not the words.
    const gone = await aDecision(house, { content: someContent({ summary: '' }) })
    const lacking = await post(at(gone.decision, '/submit'), author, {
      revision: '1',
      declared: 'conflict',
      conflict: told,
    })
    expect(lacking.statusCode).toBe(409)
    expect(lacking.body).toContain(told)
  })

  it('says at the choice of a name that an account has none to stand in a memo, with what was typed', async () => {
    const { decision } = await aDecision(house, { state: 'in review' })
    const nameless = await somebody(house, 'A', 'auditor')
    const sent = { by: 'name', text: 'Not with Senegal.', hash: decision.hash ?? '' }
    const answer = await post(at(decision, '/dissent'), nameless, sent)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#by"')
    expect(answer.body).toContain('Not with Senegal.')
    expect((await post(at(decision, '/dissent'), nameless, { ...sent, by: 'member' })).statusCode).toBe(303)
  })

  it('tells nobody that it is there who may not read it, at whatever step', async () => {
    const { decision, auditor } = await aDecision(house, { state: 'in review' })
    const stranger = await somebody(house, 'Stranger')
    for (const step of ['/edit', '/review', '/sign', '/submit', '/return', '/aside', '/publish', '/next'])
      for (const person of ['', stranger])
        expect((await get(at(decision, step), person)).statusCode, step).toBe(404)
    expect((await post(at(decision, '/dissent'), stranger, { by: 'member', text: 'No.' })).statusCode).toBe(
      404,
    )
    expect((await get(at(decision, '/edit'), auditor)).statusCode).toBe(403)
    expect((await get(at(published.decision, '/edit'), stranger)).statusCode).toBe(403)
  })

  it('that lacks something shows what instead of the form, in the reader’s language, with countries by name', async () => {
    const content = someContent({
      chosen: [
        { unit: 'GHA', reason: '' },
        { unit: 'BEN', reason: 'Second.' },
      ],
    })
    const { decision, author } = await aDecision(house, { content })
    const { body } = await get(pathIn('fr', at(decision, '/submit')), author)
    expect(body).toContain('Ghana n’a pas de motif.')
    expect(body).not.toContain('name="declared"')
    const sent = await post(pathIn('fr', at(decision, '/submit')), author, {
      revision: '1',
      declared: 'none',
    })
    expect(sent.statusCode).toBe(409)
    expect(sent.body).toContain('Ghana n’a pas de motif.')
    const long = await post(pathIn('fr', at(decision, '/edit')), author, {
      revision: '1',
      language: 'en',
      title: 'Long',
      size: '3',
      take: ['GHA'],
      'reason.GHA': 'x'.repeat(2001),
    })
    expect(long.body).toMatch(/Motif pour Ghana\s: 2000/)
  })

  it('takes nobody’s word under another’s name', async () => {
    const { decision, author, auditor } = await aDecision(house, { state: 'in review' })
    const other = 'Ali Administrator'
    const said = { text: 'I, Ali Administrator, now disagree.', hash: decision.hash ?? '' }
    const dissents = async () => (await get(`/api/v1${at(decision)}`, author)).json().dissent
    const refused = await post(at(decision, '/dissent'), auditor, { ...said, by: 'name', dissenter: other })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('href="#dissenter"')
    expect(await dissents()).toEqual([])
    await post(at(decision, '/dissent'), auditor, { ...said, by: 'name', name: other })
    await post(at(decision, '/dissent'), auditor, { ...said, by: 'other', dissenter: other })
    await post(at(decision, '/declare'), auditor, { name: other, declared: 'none', hash: said.hash })
    await post(at(decision, '/sign'), auditor, {
      name: other,
      as: 'auditor@',
      declared: 'none',
      hash: said.hash,
    })
    expect(
      (await dissents())
        .map(({ by, recordedBy }: { by: string; recordedBy: string | null }) => [by, recordedBy])
        .sort(),
    ).toEqual([
      ['Abla Auditor', null],
      [other, 'Abla Auditor'],
    ])
    const page = (await get(at(decision), author)).body
    expect(page).toContain(`${other}, recorded by Abla Auditor, 1 July 2025`)
    const shown = (await tp(['decision', 'show', decision.id])).out
    expect(shown).toContain(`${other}, recorded by Abla Auditor, 1 July 2025: I, Ali`)
    const told = (await get(`/api/v1${at(decision)}`, author)).json()
    expect(told.conflicts.map(({ name }: { name: string }) => name)).toEqual(['Ama Author', 'Abla Auditor'])
    expect(told.signing[0].name).toBe('Abla Auditor')
    const book = new ExcelJS.Workbook()
    await book.xlsx.read(Readable.from((await get(at(decision, '.xlsx'), author)).rawPayload))
    expect(rowsOf(book, 'dissent').map((row) => [row.by, row['recorded by']])).toContainEqual([
      other,
      'Abla Auditor',
    ])
  })

  it('remembers of a dissent as a member nobody who sent it, and the day alone', async () => {
    const { decision, auditor } = await aDecision(house, { state: 'in review' })
    const once = randomUUID()
    await post(at(decision, '/dissent'), auditor, { once, by: 'member', text: 'Not so fast' })
    const [row] = await house.db.selectFrom('answered_once').selectAll().where('key', '=', once).execute()
    expect(row).toMatchObject({ who: 'a member', status: 303 })
    expect(row?.at.toISOString()).toBe(`${house.now().toISOString().slice(0, 10)}T00:00:00.000Z`)
    expect(JSON.stringify(row)).not.toContain(auditor)
  })

  it('makes one record of a form that is sent twice', async () => {
    const { decision, auditor } = await aDecision(house, { state: 'in review' })
    const fields = { once: randomUUID(), by: 'member', text: 'Not so fast' }
    for (const _ of [1, 2])
      expect((await post(at(decision, '/dissent'), auditor, fields)).statusCode).toBe(303)
    const rows = await house.db
      .selectFrom('decision_dissents')
      .selectAll()
      .where('decision_id', '=', decision.id)
      .execute()
    expect(rows).toHaveLength(1)
  })
})

describe('A new version', () => {
  it('takes the place of the one before only once it is there to be read', async () => {
    const { decision, author } = await aDecision(house, { state: 'published' })
    const id = await by(house, author, (trx, change) =>
      beginNextVersion(trx, change, { id: decision.id, why: 'Senegal withdrew' }),
    )
    for (const person of ['', author]) {
      const { body } = await get(at(decision), person)
      expect(body).not.toContain('SUPERSEDED')
      expect(body.includes(id)).toBe(false)
    }
    const { auditor, administrator } = published
    const none = { none: true } as const
    await by(house, author, (trx, change) => submitDecision(trx, change, { id, revision: 1, declared: none }))
    const hash = (await decisionOf(house.db, id)).hash ?? ''
    for (const [person, as] of [
      [auditor, twoSigners[0]],
      [administrator, twoSigners[1]],
    ] as const)
      await by(house, person, (trx, change) =>
        signDecision(trx, change, { id, hash, as: as as Signer, declared: none }),
      )
    // Signed off and not yet published: told to those who may know, and to nobody else.
    expect((await get(at(decision), author)).body).toContain('SUPERSEDED')
    expect((await get(at(decision))).body).not.toContain('SUPERSEDED')
    await by(house, author, async (trx, change) =>
      publishDecision(trx, change, { id, revision: (await decisionOf(trx, id)).revision }),
    )
    const { body } = await get(at(decision))
    expect(body).toContain(
      `<a href="/decisions/${id}">Version 2</a> takes the place of this one: Senegal withdrew`,
    )
    expect((await get(`/decisions/${id}`)).body).toContain(
      `<a href="/decisions/${decision.id}">version 1</a>`,
    )
  })
})

describe('The list', () => {
  it('can be of one assessment, and says where there is none such', async () => {
    const { assessment } = published.decision
    expect((await get(`/decisions?assessment=${assessment}`)).body).toContain(published.decision.id)
    const nothing = await get('/fr/decisions?assessment=nothing')
    expect(nothing.statusCode).toBe(404)
    expect(nothing.body).toContain('Il n’y a pas d’évaluation conservée')
  })
})

describe('By command', () => {
  it('decisions are listed, shown and exported; a draft has no text that could be signed', async () => {
    const { decision } = await aDecision(house)
    const listed = await tp(['decision', 'list'])
    expect(listed.out).toContain(
      `${published.decision.id}  v1  published  Three focus countries for 2026  GHA MLI NER BEN`,
    )
    const { out } = await tp(['decision', 'show', published.decision.id])
    expect(out).toContain('Niger: cannot be judged and was taken in')
    expect(out).toContain(`SHA-256 ${published.decision.hash}`)
    await expect(tp(['decision', 'export', decision.id, '--format', 'text'])).rejects.toThrow('no text')
    await expect(tp(['decision', 'export', decision.id, '--format', 'docx'])).rejects.toThrow('as what')
    await expect(tp(['decision', 'show', 'nothing'])).rejects.toThrow('no such decision')
    await expect(tp(['assessment', 'nothing'])).rejects.toThrow('There is no assessment')
  })
})

describe.runIf(await hasBrowser())('In a browser, without JavaScript,', () => {
  let browser: Browser
  let page: Page
  let origin: string
  beforeAll(async () => {
    browser = await openBrowser()
    origin = await listen(http, { port: 0, host: '127.0.0.1' })
    page = await (
      await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 800 } })
    ).newPage()
  })
  afterAll(() => browser?.close())

  it('a decision is begun, reasoned, reviewed with a dissent, signed by two and published', async () => {
    const as = (person: string) => page.setExtraHTTPHeaders({ 'x-person': person })
    const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
    const follow = (name: string) => page.getByRole('link', { name, exact: true }).click()
    const fits = async () => expect(await overflow(page), page.url()).toEqual([])
    const sound = async () => {
      await fits()
      expect(await objections(page), page.url()).toEqual([])
    }
    const author = await somebody(house, 'Ama Author', 'analyst')
    const auditor = await somebody(house, 'Abla Auditor', 'auditor')
    const chief = await somebody(house, 'Ali Chief', 'administrator')
    const { id } = await anAssessment(house)

    await as(author)
    await page.goto(`${origin}/decisions?assessment=${id}`)
    await follow('Begin a decision from this assessment')
    await page.fill('#title', 'Three focus countries for 2027')
    await page.selectOption('#role1', 'auditor')
    await page.selectOption('#role2', 'administrator')
    await fits()
    await press('Begin this decision')
    await page.fill('#summary', 'We chose the two that lead, and Senegal.')
    await page.getByLabel('Togo is on the list').uncheck()
    await page.selectOption('#add', 'SEN')
    for (const unit of ['GHA', 'BEN']) await page.fill(`[id="reason.${unit}"]`, `Why ${unit}`)
    await sound()
    await press('Save the draft')
    expect(await page.getByText('3 things are lacking').count()).toBe(1)
    await follow('Senegal has no reason.')
    await page.fill('[id="reason.SEN"]', 'It asked.')
    await page.fill('[id="why.SEN"]', 'Ranks overlap.')
    await page.fill('[id="why.TGO"]', 'Nobody is there.')
    await press('Save the draft')
    await follow('Put it under review')
    await page.getByLabel('No, none').check()
    await press('Put it under review')

    await as(auditor)
    await page.reload()
    await follow('Disagree or declare a conflict')
    await page.fill('#text', 'Togo should have been asked.')
    await page.getByLabel('As “a member”').check()
    await fits()
    await press('Record this dissent')
    await follow('Read and sign')
    await page.getByLabel('Yes, this one:').check()
    await page.fill('#conflict', 'My sister works in Accra.')
    await press('Sign version 1')

    await as(chief)
    await page.reload()
    await follow('Read and sign')
    await sound()
    await page.getByLabel('No, none').check()
    await press('Sign version 1')
    await follow('Publish it or keep it')
    await press('Publish version 1')

    await as('')
    await page.reload()
    const text = await page.locator('main').innerText()
    for (const told of [
      '3 countries are chosen: Ghana, Benin and Senegal.',
      'Togo should have been asked.',
      'My sister works in Accra.',
      'Abla Auditor',
      'Ali Chief',
    ])
      expect(text).toContain(told)
    await sound()
    if (process.env.TIP_LOOK) {
      await page.screenshot({ path: `${process.env.TIP_LOOK}/memo-360.png`, fullPage: true })
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.screenshot({ path: `${process.env.TIP_LOOK}/memo-1280.png`, fullPage: true })
    }
  })
})
