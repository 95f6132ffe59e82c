import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { HttpServer } from '../../house/http.ts'
import { asking } from '../../monitoring/doors.test-data.ts'
import {
  anOrganisation,
  aPerson,
  give,
  join,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { languages } from '../../ui/language.ts'
import { added, begun, published } from './capacity.test-data.ts'
import { capacityRoutes } from './routes.tsx'
import { draftsOf, findRound, institutionsOf, readingsOf } from './store.ts'

let house: TestHouse
let http: HttpServer
let analyst: string
let colleague: string
let minister: string
let stranger: string
let ministry: string

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  http = await openDoor(house, { besides: [capacityRoutes(house, { css: [], js: [] })] })
  analyst = (await aPerson(house, { name: 'Ann Analyst' })).id
  await give(house, analyst, 'analyst')
  colleague = (await aPerson(house)).id
  await give(house, colleague, 'analyst')
  minister = (await aPerson(house, { name: 'Mina Minister' })).id
  ministry = await anOrganisation(house, {
    kind: 'partner-government',
    name: 'Ministry of Labour',
    country: 'GHA',
  })
  await join(house, minister, ministry, 'representative')
  stranger = (await aPerson(house)).id
  await join(house, stranger, await anOrganisation(house, { kind: 'ngo', country: 'GHA' }), 'representative')
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)
const police = { name: 'Anti-trafficking unit', kind: 'police', level: 'national', place: '' }

describe('The map of a country', () => {
  it.each(languages)('is there in %s before anything is known, and says so', async (language) => {
    for (const path of ['/capacity', '/capacity/TZA']) {
      const { statusCode, body } = await as(null).get(language === 'en' ? path : `/${language}${path}`)
      expect(statusCode, path).toBe(200)
      expect(body.match(/<h1/g)).toHaveLength(1)
      expect(body, path).not.toMatch(/NaN|undefined|\[object Object\]| style="/)
    }
  })

  it('shows both sides and their doubt to everybody, and who did it to nobody', async () => {
    const id = await added(house, 'UGA', { name: 'Police of Kampala' })
    await published(house, 'UGA', id, { investigation: 1, identification: null })
    await published(house, 'UGA', id, { investigation: 3 }, { side: 'self', day: '2025-05-01' })
    const { body } = await as(null).get('/capacity/UGA')
    expect(body).toContain('From outside: 1, On paper, 2024.')
    expect(body).toContain('By the country itself: 3, Working, 2024.')
    expect(body).toContain('two sides two levels or more apart')
    expect(body).not.toContain('id="history"')
    const answer = (await as(null).get('/api/v1/capacity/UGA')).json()
    expect(answer.cells[0]).toMatchObject({
      task: 'investigation',
      outside: { level: 1 },
      self: { level: 3 },
      apart: 2,
    })
    expect(answer.cells[1]).toMatchObject({ task: 'identification', outside: { level: null }, self: null })
    expect((await as(null).get('/api/v1/capacity/UGA?on=2025-04-01')).json().cells[0].self).toBeNull()
    expect((await as(null).get('/capacity/UGA/map.csv')).body).toContain('investigation,self,3')
  })

  it('of a day that is none is refused rather than shown for another', async () => {
    for (const path of [
      '/capacity/UGA?on=2025-02-30',
      '/capacity/UGA/map.csv?on=may',
      '/api/v1/capacity/UGA?on=2025-13-01',
    ])
      expect((await as(null).get(path)).statusCode, path).toBe(422)
  })

  it('answers 404 for what is no country, page and API alike', async () => {
    for (const path of [
      '/capacity/QQQ',
      '/capacity?country=//x',
      '/api/v1/capacity/QQQ',
      '/fr/capacity/toolong',
    ])
      expect((await as(null).get(path)).statusCode, path).toBe(404)
  })
})

describe('Who may', () => {
  it('is asked at every door that writes, before anything of it is read', async () => {
    const doors = http.routeTable.filter(
      ({ url, may }) => url.includes('/capacity/') && may === 'assess capacity',
    )
    expect(doors.length).toBeGreaterThan(10)
    const key = '01890000-0000-7000-8000-000000000000'
    for (const { method, url } of doors.filter((door) => door.method !== 'HEAD')) {
      const asked = url.replace(':iso3', 'GHA').replace(':round', key).replace(':institution', key)
      const answer = async (person: string | null) => {
        const headers = { accept: 'application/json', ...(person === null ? {} : { 'x-person': person }) }
        const { statusCode } = await http.inject({ method: method as 'GET', url: asked, headers })
        return statusCode
      }
      expect(await answer(null), asked).toBe(401)
      expect(await answer(stranger), asked).toBe(403)
      expect([401, 403, 500], asked).not.toContain(await answer(analyst))
      expect([401, 403, 500], asked).not.toContain(await answer(minister))
    }
  })

  it('adds institutions: analysts and the government, not another organisation of the country', async () => {
    expect((await as(null).send('/capacity/GHA/institutions', police)).statusCode).toBe(401)
    expect((await as(stranger).send('/capacity/GHA/institutions', police)).statusCode).toBe(403)
    expect((await as(minister).send('/capacity/NGA/institutions', police)).statusCode).toBe(403)
    const placed = { ...police, place: 'Tamale', tasks: 'law' }
    expect((await as(minister).send('/capacity/GHA/institutions', placed)).body).toContain(
      'choose “One place”',
    )
    const made = await as(minister).send('/capacity/GHA/institutions', { ...police, tasks: ['trial', 'law'] })
    expect([made.statusCode, made.headers.location]).toEqual([303, '/capacity/GHA'])
    expect(await institutionsOf(house.db, 'GHA')).toMatchObject([{ tasks: ['law', 'trial'] }])
    expect(
      (await as(analyst).send('/capacity/GHA/institutions', { ...police, tasks: 'law' })).body,
    ).toContain('stands here already')
  })

  it('ends and renames, but takes nothing away that was published: not the government, from rounds, map or gaps', async () => {
    const id = await added(house, 'GHA', { name: 'Labour Department', tasks: ['records'] })
    const round = await published(house, 'GHA', id, { records: 0 }, { day: '2025-02-01' })
    const at = `/capacity/GHA/institutions/${id}`
    const renamed = { ...police, name: 'Bureau of Work', tasks: 'records', version: '1' }
    expect((await as(minister).send(at, renamed)).statusCode).toBe(303)
    expect((await as(null).get(`/capacity/GHA/rounds/${round}`)).body).toContain('Labour Department')
    expect((await as(null).get('/capacity/GHA')).body).toContain('until 22 November 2026: Labour Department')

    expect((await as(minister).send(`${at}/end`, { version: '2', reason: 'reorganised' })).statusCode).toBe(
      303,
    )
    const { body } = await as(null).get('/capacity/GHA')
    for (const said of ['ended 22 November 2026: reorganised', 'and not yet assessed elsewhere'])
      expect(body).toContain(said)
    const map = (await as(null).get('/api/v1/capacity/GHA')).json()
    expect(map.gaps).toContainEqual(
      expect.objectContaining({ task: 'records', institution: id, why: ['low'], outside: 0 }),
    )
    expect(map.institutions.find((each: { id: string }) => each.id === id)).toMatchObject({
      endReason: 'reorganised',
      former: [{ name: 'Labour Department' }],
    })
    const days = await as(null).get('/api/v1/capacity/GHA?on=2025-06-01')
    expect(days.json().institutions.map(({ name }: { name: string }) => name)).toContain('Labour Department')
  })

  it('speaks: a government for itself, an analyst from outside, each in rounds of their own', async () => {
    await added(house, 'GHA')
    const begin = (person: string, by: string) =>
      as(person).send('/capacity/GHA/rounds', { by, saidBy: 'Country report 2025', day: '2025-06-01' })
    expect((await begin(minister, 'outside')).statusCode).toBe(422)
    expect((await begin(analyst, ministry)).statusCode).toBe(422)
    const own = (await begin(minister, ministry)).headers.location ?? ''
    const outside = (await begin(analyst, 'outside')).headers.location ?? ''
    expect((await as(minister).get(own)).statusCode).toBe(200)
    expect((await as(analyst).get(own)).statusCode).toBe(404)
    expect((await as(minister).get(outside)).statusCode).toBe(404)
    expect((await as(null).get(outside)).statusCode).toBe(404)
    expect((await as(analyst).send(`${own}/publish`, { version: '0' })).statusCode).toBe(404)
    const round = await findRound(house.db, 'GHA', own.split('/').at(-1)!)
    expect(round).toMatchObject({ side: 'self', organisation: { name: 'Ministry of Labour' }, saidBy: null })
  })
})

describe('Writing in a round', () => {
  it('keeps what was typed beside what is wrong, and writes nothing', async () => {
    const id = await added(house, 'KEN')
    const round = await begun(house, 'KEN')
    const at = `/capacity/KEN/rounds/${round}/${id}`
    const wrong = await as(analyst).send(at, {
      version: '0',
      'level.investigation': '2',
      'evidence.investigation': 'ask jane@police.example.org',
      'year.investigation': '2031',
      'level.identification': '?',
    })
    expect(wrong.statusCode).toBe(422)
    for (const said of ['looks like an e-mail address', 'four digits', 'why it is not known', 'jane@police'])
      expect(wrong.body).toContain(said)
    expect(await readingsOf(house.db, round)).toEqual([])

    const pointing = { reason: 'Kofi Mensah, born 12 March 1999, complained', version: '1' }
    expect((await as(analyst).send(`/capacity/KEN/institutions/${id}/end`, pointing)).body).toContain(
      'looks like somebody’s day of birth',
    )
    const named = { ...police, name: 'Desk of +233 24 123 4567', tasks: 'law' }
    expect((await as(analyst).send('/capacity/KEN/institutions', named)).body).toContain(
      'looks like a telephone number',
    )

    const good = { version: '0', 'level.identification': '?', 'evidence.identification': 'No list is kept' }
    expect((await as(analyst).send(at, good)).headers.location).toBe(`${at}?saved=yes`)
    expect(await readingsOf(house.db, round)).toMatchObject([{ level: null, year: null }])
    expect((await as(analyst).send(at, good)).body).toContain('Somebody wrote in this round in the meantime')

    expect(
      (await as(analyst).send(`/capacity/KEN/rounds/${round}/publish`, { version: '0' })).statusCode,
    ).toBe(422)
    expect(
      (await as(colleague).send(`/capacity/KEN/rounds/${round}/publish`, { version: '1' })).statusCode,
    ).toBe(303)
    expect((await as(null).get(`/capacity/KEN/rounds/${round}`)).body).toContain('No list is kept')
    expect((await as(analyst).send(at, { ...good, version: '1' })).statusCode).toBe(409)
    expect(await draftsOf(house.db, 'KEN')).toEqual([])
  })
})

describe('A round is published', () => {
  const said = (version: string, level: string) => ({
    version,
    'level.investigation': level,
    'evidence.investigation': 'Annual report, "round":"x"',
    'year.investigation': '2024',
  })

  it('by somebody who wrote nothing in it, even where nothing of theirs is left', async () => {
    const id = await added(house, 'MWI')
    const round = await begun(house, 'MWI')
    const at = `/capacity/MWI/rounds/${round}`
    await as(analyst).send(`${at}/${id}`, said('0', '2'))
    const publish = (person: string, version: string) => as(person).send(`${at}/publish`, { version })

    const own = await publish(analyst, '1')
    expect(own.statusCode).toBe(422)
    expect(own.body).toContain('Who wrote in a round does not publish it')
    for (const language of languages) {
      const page = language === 'en' ? at : `/${language}${at}`
      expect((await as(analyst).get(page)).body, language).not.toContain(`${at}/publish"`)
      expect((await as(colleague).get(page)).body, language).toContain(`${at}/publish"`)
    }
    // Whoever wrote over all of it is an assessor too, and who was written over remains one.
    await as(colleague).send(`${at}/${id}`, said('1', '3'))
    for (const person of [analyst, colleague]) expect((await publish(person, '2')).statusCode).toBe(422)
    expect((await findRound(house.db, 'MWI', round)).state).toBe('draft')

    const third = (await aPerson(house)).id
    await give(house, third, 'analyst')
    expect((await publish(third, '1')).body).toContain('Somebody wrote in this round in the meantime')
    expect((await publish(third, '2')).statusCode).toBe(303)
  })

  it('by another of the same government, not by who is nobody there', async () => {
    const id = await added(house, 'GHA', { tasks: ['investigation'] })
    const begin = { by: ministry, saidBy: '', day: '2025-07-01' }
    const at = (await as(minister).send('/capacity/GHA/rounds', begin)).headers.location ?? ''
    expect((await as(minister).send(`${at}/${id}`, said('0', '2'))).statusCode).toBe(303)
    const deputy = (await aPerson(house)).id
    await join(house, deputy, ministry, 'representative')
    const publish = (person: string | null) => as(person).send(`${at}/publish`, { version: '1' })
    expect((await publish(null)).statusCode).toBe(401)
    expect((await publish(stranger)).statusCode).toBe(403)
    expect((await publish(colleague)).statusCode).toBe(404)
    expect((await publish(minister)).statusCode).toBe(422)
    expect((await publish(deputy)).statusCode).toBe(303)
  })

  it('once it was written in by workbook, by somebody else as well', async () => {
    const id = await added(house, 'ZMB', { tasks: ['law'] })
    const at = `/capacity/ZMB/rounds/${await begun(house, 'ZMB')}`
    const reading = { level: '1', evidence: 'Act 12', address: '', year: '2019' }
    const readings = JSON.stringify([{ institution: id, task: 'law', ...reading }])
    expect((await as(analyst).send(`${at}/take`, { version: '0', readings })).statusCode).toBe(303)
    expect((await as(analyst).send(`${at}/publish`, { version: '1' })).statusCode).toBe(422)
    expect((await as(colleague).send(`${at}/publish`, { version: '1' })).statusCode).toBe(303)
  })
})

describe('The workbook of a round', () => {
  const open = async (bytes: Buffer) => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
    const sheet = workbook.worksheets[0]!
    const save = async () => Buffer.from(await workbook.xlsx.writeBuffer())
    return { sheet, save }
  }

  it('goes out, comes back with what it would change, and is taken', async () => {
    const id = await added(house, 'RWA', { tasks: ['law', 'investigation', 'trial', 'records'] })
    const round = await begun(house, 'RWA')
    const at = `/capacity/RWA/rounds/${round}`
    await as(analyst).send(`${at}/${id}`, {
      version: '0',
      'level.law': '1',
      'evidence.law': 'Act 12',
      'year.law': '2019',
    })
    const out = await as(analyst).get(`${at}/workbook.xlsx`)
    expect(out.statusCode).toBe(200)
    const { sheet, save } = await open(out.rawPayload)
    expect(sheet.getCell('G3').value).toBe(1)
    // Level, evidence and year of a new one; a changed level; a level without its year; an unknown one; a formula.
    sheet.getCell('G3').value = 2
    const row = (task: string) => sheet.getColumn(2).values.indexOf(task)
    for (const [column, value] of Object.entries({ G: 3, H: 'Court statistics', J: 2024 }))
      sheet.getCell(`${column}${row('trial')}`).value = value
    sheet.getCell(`G${row('investigation')}`).value = 9
    sheet.getCell(`G${row('records')}`).value = { formula: '1+1', result: 2 }
    const back = await as(analyst).file(`${at}/workbook`, 'round.xlsx', await save())
    expect(back.statusCode).toBe(200)
    expect(back.body).toContain('3 fields would be added, one changed; 2 already so')
    expect(back.body).toContain(`G${row('investigation')}`)
    expect(back.body).toContain('A formula is not taken')
    expect(await readingsOf(house.db, round)).toHaveLength(1)

    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(back.body)![1]!.replaceAll('&quot;', '"')
    const sent = { version: hidden('version'), readings: hidden('readings') }
    expect((await as(analyst).send(`${at}/take`, sent)).statusCode).toBe(303)
    expect(await readingsOf(house.db, round)).toMatchObject([{ level: 2 }, { level: 3, year: 2024 }])
    expect((await as(analyst).send(`${at}/take`, sent)).statusCode).toBe(422)
    expect(
      (await as(analyst).send(`${at}/take`, { version: '2', readings: '[{"task":"law"}]' })).statusCode,
    ).toBe(422)
  })

  it('says of a day in the place of a year, an error and a text no cell should hold what each of them is', async () => {
    const id = await added(house, 'SLE', { tasks: ['law', 'trial', 'records', 'investigation'] })
    const at = `/capacity/SLE/rounds/${await begun(house, 'SLE')}`
    const { sheet, save } = await open((await as(analyst).get(`${at}/workbook.xlsx`)).rawPayload)
    const fill = (task: string, cells: Record<string, ExcelJS.CellValue>) => {
      const row = sheet.getColumn(2).values.indexOf(task)
      for (const [column, value] of Object.entries({ G: 1, H: 'Act 12', J: 2019, ...cells }))
        sheet.getCell(`${column}${row}`).value = value
      return (column: string) => `${column}${row}`
    }
    const cells = [
      fill('law', { J: 45658 })('J'),
      fill('trial', { J: new Date('2025-01-01') })('J'),
      fill('records', { H: 'x'.repeat(30_001) })('H'),
      fill('investigation', { G: { error: '#N/A' } })('G'),
    ]
    // Cells of a row share their style: this one gets its own.
    const day = sheet.getCell(cells[1]!)
    day.style = { ...day.style, numFmt: 'yyyy-mm-dd' }
    const { body } = await as(analyst).file(`${at}/workbook`, 'round.xlsx', await save())
    for (const said of [
      ...cells,
      'This is a day as spreadsheets count them',
      'The spreadsheet made a day of it',
      'It is too long: 2000 characters at most',
      'The spreadsheet shows an error here',
    ])
      expect(body).toContain(said)
    expect(body).not.toContain('A formula is not taken')
    const typed = { version: '0', 'level.law': '1', 'evidence.law': 'Act 12', 'year.law': '45658' }
    expect((await as(analyst).send(`${at}/${id}`, typed)).body).toContain('as spreadsheets count them')
  })

  it('is refused where somebody put a list of people beside it, and says which column', async () => {
    await added(house, 'COD')
    const at = `/capacity/COD/rounds/${await begun(house, 'COD')}`
    const { sheet, save } = await open((await as(analyst).get(`${at}/workbook.xlsx`)).rawPayload)
    sheet.getCell('L2').value = 'Victim’s name'
    sheet.getCell('L3').value = 'Ama Mensah'
    const refused = await as(analyst).file(`${at}/workbook`, 'round.xlsx', await save())
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Column L looks like names')
    expect(refused.body).not.toContain('Mensah')
  })

  it('of another round, and what is no workbook, are told at the field', async () => {
    await added(house, 'BDI')
    const [one, other] = [await begun(house, 'BDI'), await begun(house, 'BDI', { day: '2025-04-01' })]
    const out = await as(analyst).get(`/capacity/BDI/rounds/${one}/workbook.xlsx`)
    const at = `/capacity/BDI/rounds/${other}/workbook`
    const wrong = await as(analyst).file(at, 'round.xlsx', out.rawPayload)
    expect([wrong.statusCode, wrong.body.includes('not of this round')]).toEqual([422, true])
    for (const [name, bytes] of [
      ['round.xlsx', Buffer.from('PK\u0003\u0004 not really')],
      ['round.pdf', Buffer.from('%PDF-1.7')],
      ['round.csv', Buffer.from('a,b\n1,2\n')],
    ] as const)
      expect((await as(analyst).file(at, name, bytes)).statusCode, name).toBe(422)
  })
})
