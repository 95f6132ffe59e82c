import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../test/support/page-checks.ts'
import { zipOf } from '../house/documents/zip.test-data.ts'
import { anIndicator } from './agreements.test-data.ts'
import { aPeopledCompact, asking, openDoor } from './doors.test-data.ts'
import { part, putInForce } from './monitoring.test-data.ts'
import { draftsOf, reportAt, reportsOf } from './store.ts'
import { words } from './words/pages.ts'

let house: TestHouse
let http: Awaited<ReturnType<typeof openDoor>>
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-10T12:00:00Z') })
  http = await openDoor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const fieldsFor = (values: Record<string, string>, revision = '0', version = '1') => ({
  version,
  'revision.identified': revision,
  'identified.evidence': 'https://example.org/register',
  ...Object.fromEntries(Object.entries(values).map(([cell, value]) => [`identified.${cell}.value`, value])),
})
const good = fieldsFor({ total: '40', 'sex=girls': '22', 'sex=boys': '18' })

describe('The screen of a reporter and a period', () => {
  it('goes from draft to published through its pages, by two people', async () => {
    const { id, reporter, verifier } = await aPeopledCompact(house)
    const report = `/compacts/${id}/report/2025-06-30/north`
    const verify = `/compacts/${id}/verify/2025-06-30/north`
    const [mine, theirs] = [asking(http, reporter), asking(http, verifier)]
    const page = await mine.get(report)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Children who were formally identified in the period.')
    expect(page.body).toContain('Target of the year: 80')
    const saved = await mine.send(report, { ...good, act: 'save' })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${report}?saved=yes`])
    expect((await mine.get(`${report}?saved=yes`)).body).toContain('All you typed is kept here.')
    const sent = await mine.send(report, { ...good, 'revision.identified': '1', act: 'send' })
    expect(sent.statusCode).toBe(303)
    const read = await mine.get(report)
    expect(read.body).not.toContain('<form class="form"')
    expect(textOf(read.body)).toMatch(/Field .*Reported .*Value 40 /)
    const side = await theirs.get(verify)
    expect(side.body).toContain('Verify and lock')
    expect((await theirs.send(verify, { act: 'return', reason: '' })).statusCode).toBe(422)
    expect((await mine.send(verify, { act: 'verify' })).statusCode).toBe(403)
    expect((await theirs.send(verify, { act: 'verify' })).statusCode).toBe(303)
    expect((await theirs.send(verify, { act: 'verify' })).statusCode).toBe(409)
    expect((await theirs.send(verify, { act: 'publish' })).statusCode).toBe(303)
    const results = await theirs.get(`/compacts/${id}/results`)
    expect(results.statusCode).toBe(200)
    expect(results.body).toContain('no change is told from it')
    const sheet = await theirs.get(`/fr/compacts/${id}/results/identified`)
    expect(sheet.body).toContain('somme de 1 sur 2')
    const asked = await mine.send(`${report}/correct/identified`, {
      ...fieldsFor({ total: '41', 'sex=girls': '23', 'sex=boys': '18' }),
      reason: 'A late form',
    })
    expect(asked.statusCode).toBe(303)
    const { body } = await theirs.get(verify)
    const correction = /corrections\/([0-9a-f-]{36})/.exec(body)?.[1]
    expect((await theirs.send(`${verify}/corrections/${correction}`, { act: 'agree' })).statusCode).toBe(303)
    expect((await theirs.get(verify)).body).toContain('corrected once')
  })

  it('names each fault at its field, in the reader’s language, and keeps what was typed', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const report = `/compacts/${id}/report/2025-06-30/north`
    const wrong = { ...fieldsFor({ total: 'environ 40', 'sex=girls': '22', 'sex=boys': '' }), act: 'send' }
    const answer = await asking(http, reporter).send(`/fr${report}`, wrong)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#identified.total.value"')
    expect(answer.body).toMatch(/«\senviron 40\s» n’est pas un nombre/)
    expect(answer.body).toContain('value="environ 40"')
    const kept = await reportAt(house.db, { compact: id, party: 'north', ends: '2025-06-30' })
    expect((await draftsOf(house.db, kept.id)).get('identified')?.typed.cells.total?.value).toBe('environ 40')
  })

  it('shows both texts after a conflict, and takes the second when it is sent again', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const report = `/compacts/${id}/report/2025-06-30/north`
    await mine.send(report, { ...good, act: 'save' })
    const other = { ...fieldsFor({ total: '50', 'sex=girls': '30', 'sex=boys': '20' }), act: 'save' }
    const conflict = await mine.send(report, other)
    expect(conflict.statusCode).toBe(409)
    expect(conflict.body).toContain('Saved elsewhere')
    expect(conflict.body).toContain('name="revision.identified" value="1"')
    const again = await mine.send(report, { ...other, 'revision.identified': '1' })
    expect(again.statusCode).toBe(303)
  })

  it('tells what an amendment changed, with all that was typed still there', async () => {
    const { id, reporter, agreement } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const report = `/compacts/${id}/report/2025-06-30/north`
    await mine.send(report, { ...good, act: 'save' })
    await putInForce(house, id, {
      ...agreement,
      indicators: [
        anIndicator({ definition: { en: 'Also children at risk.' } }),
        anIndicator({ key: 'trained', title: { en: 'Officials trained' }, disaggregations: [] }),
      ],
    })
    const page = await mine.get(report)
    expect(page.body).toContain('Version 2 took effect')
    expect(page.body).toContain('New: Officials trained.')
    expect(page.body).toContain('Changed: Children identified.')
    expect(page.body).toContain('value="22"')
    const stale = await mine.send(report, { ...good, 'revision.identified': '1', act: 'send' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Look at what changed')
  })

  it('is open to those who report for the party, and to nobody else', async () => {
    const { id, reporter, southern, verifier, manager, stranger } = await aPeopledCompact(house)
    const report = `/compacts/${id}/report/2025-06-30/north`
    expect((await asking(http, southern).get(report)).statusCode).toBe(403)
    expect((await asking(http, southern).send(report, { ...good, act: 'save' })).statusCode).toBe(403)
    expect((await asking(http, verifier).get(report)).statusCode).toBe(403)
    await asking(http, reporter).send(report, { ...good, act: 'save' })
    // What was typed is for who reports and who verifies; other parties see results as everybody does.
    const side = report.replace('/report/', '/verify/')
    expect((await asking(http, southern).get(side)).statusCode).toBe(403)
    expect((await asking(http, manager).get(side)).statusCode).toBe(403)
    expect((await asking(http, verifier).get(side)).statusCode).toBe(200)
    const raw = `/api/v1/compacts/${id}/reports/2025-06-30/north`
    expect((await asking(http, southern).api('GET', raw)).statusCode).toBe(403)
    expect((await asking(http, reporter).api('GET', raw)).json().parts.identified.revision).toBe(1)
    for (const path of ['results', 'scorecard', 'promises', 'reports', 'dialogues'])
      expect((await asking(http, stranger).get(`/compacts/${id}/${path}`)).statusCode).toBe(403)
    expect((await asking(http, null).get(`/compacts/${id}/results`)).statusCode).toBe(303)
  })

  it('answers bad addresses and forms with words', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    expect((await mine.get(`/compacts/${id}/report/2025-13-45/north`)).statusCode).toBe(404)
    expect((await mine.get(`/compacts/${id}/report/2025-06-30/nobody`)).statusCode).toBe(409)
    expect((await mine.get(`/compacts/${id}/results/nothing`)).statusCode).toBe(404)
    const odd = await mine.send(`/compacts/${id}/report/2025-06-30/north`, {
      'revision.identified': '99',
      act: 'save',
      'identified.total.value': '1',
    })
    expect(odd.statusCode).toBe(422)
  })
})

describe('A report that nobody asks for', () => {
  it('is refused in words while its period has begun nowhere, on page, in file and API', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const path = `/compacts/${id}/report/2026-06-30/north`
    for (const answer of [
      await mine.get(path),
      await mine.get(`${path}/workbook.xlsx`),
      await mine.send(path, { ...good, act: 'save' }),
    ]) {
      expect(answer.statusCode).toBe(409)
      expect(answer.body).toContain('The period begins on 2026-01-01')
    }
    expect((await mine.get(`/fr${path}`)).body).toContain('La période commence le 2026-01-01')
    expect(await reportsOf(house.db, id)).toEqual([])
    // The one that runs can be begun.
    expect((await mine.get(`/compacts/${id}/report/2025-12-31/north`)).statusCode).toBe(200)
  })

  it('is refused in words where it ends after the last day of a compact that closes early; what was typed stays', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const path = `/compacts/${id}/report/2025-12-31/north`
    expect((await mine.send(path, { ...good, act: 'save' })).statusCode).toBe(303)
    await closesOn(id, '2025-07-31')
    for (const answer of [await mine.get(path), await mine.send(path, { ...good, act: 'save' })]) {
      expect(answer.statusCode).toBe(409)
      expect(answer.body).toContain('its last day is 2025-07-31')
    }
    expect(await reportsOf(house.db, id)).toMatchObject([{ ends: '2025-12-31', state: 'draft' }])
    expect((await mine.get(`/compacts/${id}/report/2025-06-30/north`)).statusCode).toBe(200)
  })

  const closesOn = async (id: string, lastDay: string) => {
    await house.owner
      .updateTable('compacts')
      .set({ state: 'closing', closes_on: lastDay })
      .where('id', '=', id)
      .execute()
    await house.owner
      .insertInto('compact_steps')
      .values({
        compact_id: id,
        seq: 1000,
        from_state: 'in force',
        to_state: 'closing',
        reason: 'All is done',
        details: JSON.stringify({ closing: 'begun', lastDay }),
        at: house.now(),
        by: null,
      })
      .execute()
  }
})

describe('The list, the scorecard, promises and dialogues', () => {
  it('are drawn for a party in all languages', async () => {
    const { id, manager } = await aPeopledCompact(house, {
      sustainability: [
        { key: 'line', text: { en: 'A budget line' }, party: 'ministry', by: '2025-06-30', evidence: {} },
      ],
    })
    const theirs = asking(http, manager)
    for (const language of ['', '/fr', '/es', '/pt'])
      for (const path of ['results', 'results/identified', 'scorecard', 'promises', 'reports', 'dialogues']) {
        const page = await theirs.get(`${language}/compacts/${id}/${path}`)
        expect([path, page.statusCode]).toEqual([path, 200])
        expect(faultsOf(page.body), path).toEqual([])
        if (language !== '') expect(englishLeft(page.body, words), `${language} ${path}`).toEqual([])
      }
    const planned = await theirs.send(`/compacts/${id}/dialogues`, { day: '2025-09-01' })
    const dialogue = planned.headers.location ?? ''
    expect(planned.statusCode).toBe(303)
    expect((await theirs.send(`${dialogue}/fix`, {})).statusCode).toBe(422)
    expect((await theirs.send(`${dialogue}/fix`, { indicators: 'identified' })).statusCode).toBe(303)
    expect((await theirs.send(`${dialogue}/freeze`)).statusCode).toBe(303)
    expect((await theirs.get(dialogue)).body).toContain('SHA-256')
    expect((await theirs.send(`${dialogue}/points`, { text: 'Too early' })).statusCode).toBe(422)
  })
})

describe('The scorecard for everybody', () => {
  it('leads a visitor to no page that only the parties may open, and the parties to all', async () => {
    const { id, verifier } = await aPeopledCompact(house)
    const linked = async (person: string | null) => {
      const { body } = await asking(http, person).get(`/compacts/${id}/scorecard`)
      const paths = [...body.matchAll(/href="([^"#?]*)/g)].map(([, path]) => path)
      return [...new Set(paths.filter((path) => path?.startsWith(`/compacts/${id}/`)))]
    }
    const ofVisitor = await linked(null)
    for (const path of ofVisitor)
      if (/\/(results|promises|scorecard|reports|dialogues)$/.test(path!))
        expect((await asking(http, null).get(path!)).statusCode, path).toBe(200)
    const ofParty = await linked(verifier)
    for (const path of ['reports', 'dialogues']) {
      expect(ofVisitor).not.toContain(`/compacts/${id}/${path}`)
      expect(ofParty).toContain(`/compacts/${id}/${path}`)
    }
  })
})

describe('The workbook of a report', () => {
  const readBack = async (bytes: Buffer) => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
    const sheet = workbook.worksheets[0]
    if (sheet === undefined) throw new Error('the workbook has a sheet')
    return { workbook, sheet }
  }
  const bytesOf = async (workbook: ExcelJS.Workbook) => Buffer.from(await workbook.xlsx.writeBuffer())

  it('goes out and comes back with a diff, and writes nothing before it is confirmed', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const path = `/compacts/${id}/report/2025-06-30/north`
    await mine.send(path, { ...fieldsFor({ total: '40', 'sex=girls': '22' }), act: 'save' })
    const { workbook, sheet } = await readBack((await mine.get(`${path}/workbook.xlsx`)).rawPayload)
    expect(sheet.getColumn(1).hidden).toBe(true)
    expect(sheet.getCell('J3').value).toBe(40)
    sheet.getCell('J3').value = 45.0
    sheet.getCell('J4').value = null
    sheet.getCell('J5').value = 23
    const diff = await mine.file(`${path}/workbook`, 'report.xlsx', await bytesOf(workbook))
    expect(diff.statusCode).toBe(200)
    expect(diff.body).toContain('1 value to add, 1 to change, 0 left as they are.')
    const report = await reportAt(house.db, { compact: id, party: 'north', ends: '2025-06-30' })
    expect((await draftsOf(house.db, report.id)).get('identified')?.revision).toBe(1)
    const parts = /name="parts" value="([^"]*)"/.exec(diff.body)?.[1]?.replaceAll('&quot;', '"') ?? ''
    expect((await mine.send(`${path}/take`, { parts })).statusCode).toBe(303)
    const typed = (await draftsOf(house.db, report.id)).get('identified')?.typed
    expect(typed?.cells).toEqual({
      total: { value: '45' },
      'sex=girls': { value: '22' },
      'sex=boys': { value: '23' },
    })
    expect((await mine.send(`${path}/take`, { parts: '{"x":1}' })).statusCode).toBe(422)
  })

  it('refuses one that swells, before it is unpacked', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const path = `/compacts/${id}/report/2025-06-30/north/workbook`
    const bomb = zipOf({
      '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': Buffer.alloc(80 * 1024 ** 2, '<row/>'),
    })
    expect(bomb.length).toBeLessThan(1_000_000)
    const answer = await asking(http, reporter).file(path, 'report.xlsx', bomb)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('more data inside than can be taken')
  })

  it('lists formulas, texts and strange rows, and refuses what is no workbook of this report', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const path = `/compacts/${id}/report/2025-06-30/north`
    const out = (await mine.get(`${path}/workbook.xlsx`)).rawPayload
    const { workbook, sheet } = await readBack(out)
    sheet.getCell('J3').value = { formula: '1+1', result: 2 }
    sheet.getCell('J4').value = 'High'
    sheet.getCell('B5').value = 'sex=others'
    sheet.getCell('J5').value = 4
    const diff = await mine.file(`${path}/workbook`, 'report.xlsx', await bytesOf(workbook))
    expect(diff.body).toContain('It holds a formula.')
    expect(diff.body).toContain('“High” is not a number.')
    expect(diff.body).toContain('This row does not belong to the report.')
    expect(diff.body).toContain('nothing would change')

    sheet.getCell('J3').value = new Date('2025-04-03T00:00:00Z')
    sheet.getCell('J4').value = {
      richText: [{ text: '24' }, { font: { vertAlign: 'superscript' }, text: '2' }],
    }
    const misread = await mine.file(`${path}/workbook`, 'report.xlsx', await bytesOf(workbook))
    expect(misread.body).toContain('This is a day, not a number')
    expect(misread.body).toContain('“24²” is not a number.')
    expect(misread.body).toContain('nothing would change')

    sheet.getCell('B1').value = 'another compact'
    const other = await mine.file(`${path}/workbook`, 'report.xlsx', await bytesOf(workbook))
    expect([other.statusCode, other.body.includes('made for another report')]).toEqual([422, true])
    for (const bytes of [
      out.subarray(0, out.length - 200),
      Buffer.from('PK\u0003\u0004 no zip'),
      Buffer.alloc(0),
    ]) {
      const broken = await mine.file(`${path}/workbook`, 'report.xlsx', Buffer.from(bytes))
      expect(broken.statusCode).toBe(422)
    }
  })
})

describe('The API', () => {
  it('saves, sends, verifies and publishes, and tells small counts to nobody', async () => {
    const { id, reporter, verifier, version } = await aPeopledCompact(house)
    const [mine, theirs] = [asking(http, reporter), asking(http, verifier)]
    const report = `/api/v1/compacts/${id}/reports/2025-06-30/north`
    const typed = part({ total: '40', 'sex=girls': '37', 'sex=boys': '3' })
    const saved = await mine.api('PUT', report, { parts: { identified: { base: 0, typed } } })
    expect([saved.statusCode, saved.json().saved]).toEqual([200, { identified: 1 }])
    const conflict = await mine.api('PUT', report, {
      parts: { identified: { base: 0, typed: part({ total: '1' }) } },
    })
    expect([conflict.statusCode, conflict.json().conflicts[0].revision]).toEqual([409, 1])
    expect((await theirs.api('POST', `${report}/verification`, {})).statusCode).toBe(409)
    expect((await mine.api('POST', `${report}/submission`, { version })).statusCode).toBe(200)
    expect((await theirs.api('POST', `${report}/verification`, {})).statusCode).toBe(200)
    expect((await theirs.api('POST', `${report}/publication`, {})).statusCode).toBe(200)
    const { reports } = (await mine.api('GET', `/api/v1/compacts/${id}/reports`)).json()
    const standing = reports
      .filter(({ ends }: { ends: string }) => ends === '2025-06-30')
      .map((each: Record<string, string>) => `${each.party} ${each.state} ${each.standing}`)
    expect(standing).toContain('north published sent')
    expect(standing).toContain('south null open')
    await house.db.updateTable('compacts').set({ public_from: house.now() }).where('id', '=', id).execute()
    const everybody = await asking(http, null).api('GET', `/api/v1/compacts/${id}/results`)
    expect(everybody.statusCode).toBe(200)
    expect(everybody.body).not.toContain('"37"')
    expect(everybody.body).not.toContain('"value":"3"')
    expect((await asking(http, null).get(`/compacts/${id}/results/identified`)).body).toContain(
      'fewer than 10',
    )
    expect((await asking(http, null).api('GET', `/api/v1/compacts/${id}/reports`)).statusCode).toBe(401)
  })

  it('names every fault with its place', async () => {
    const { id, reporter, version } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const report = `/api/v1/compacts/${id}/reports/2025-06-30/north`
    await mine.api('PUT', report, { parts: { identified: { base: 0, typed: part({ total: 'N/A' }) } } })
    const answer = await mine.api('POST', `${report}/submission`, { version })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().details.map(({ place }: { place?: string }) => place)).toEqual([
      undefined,
      'identified.total.value',
      'identified.missing',
    ])
    expect(
      (await mine.api('PUT', report, { parts: { identified: { base: 0, typed: {} } } })).statusCode,
    ).toBe(422)
  })

  it('takes a data value set of DHIS2 by a mapping, adds up places, and lists what belongs nowhere', async () => {
    const { id, reporter } = await aPeopledCompact(house)
    const mine = asking(http, reporter)
    const value = (over: object) => ({
      dataElement: 'fbfJHSPpUQD',
      categoryOptionCombo: 'girls01',
      orgUnit: 'DiszpKrYNg8',
      period: '2025S1',
      value: '12',
      ...over,
    })
    const body = {
      confirm: false,
      mapping: {
        orgUnits: ['DiszpKrYNg8', 'g8upMTyEZGZ'],
        values: {
          'fbfJHSPpUQD.girls01': { indicator: 'identified', cell: 'sex=girls' },
          'fbfJHSPpUQD.boys001': { indicator: 'identified', cell: 'sex=boys' },
        },
      },
      dataValueSet: {
        dataSet: 'pBOMPrpg1QX',
        dataValues: [
          value({}),
          value({ orgUnit: 'g8upMTyEZGZ', value: '10' }),
          value({ categoryOptionCombo: 'boys001', value: 18 }),
          value({ orgUnit: 'elsewhere01' }),
          value({ period: '2024S2' }),
          value({ dataElement: 'unknown0001' }),
          value({ deleted: true }),
        ],
      },
    }
    const path = `/api/v1/compacts/${id}/reports/2025-06-30/north/dhis2`
    const shown = await mine.api('POST', path, body)
    expect(shown.statusCode).toBe(200)
    expect(shown.json()).toMatchObject({
      saved: null,
      changes: [{ cell: 'sex=girls', file: '22', act: 'add' }],
      refused: [
        { row: 3, text: 'g8upMTyEZGZ', fault: 'parts missing' },
        { row: 4, fault: 'other place' },
        { row: 5, fault: 'other period' },
        { row: 6, fault: 'unmapped' },
      ],
    })
    expect((await mine.api('POST', path, { ...body, confirm: true })).json().saved).toEqual({ identified: 1 })
    expect((await mine.api('POST', path, { ...body, dataValueSet: { dataValues: 'all' } })).statusCode).toBe(
      422,
    )
  })
})
