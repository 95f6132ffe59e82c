import Papa from 'papaparse'
import { createElement } from 'react'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { buildServer } from '../../house/http.ts'
import { writeActivities } from '../../iati/write.ts'
import { anIndicator } from '../../monitoring/agreements.test-data.ts'
import { aCompactInForce, part } from '../../monitoring/monitoring.test-data.ts'
import { resultsOf } from '../../monitoring/results.ts'
import { publishReport } from '../../monitoring/verifying.ts'
import { languages } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { activitiesOf } from './iati/activities.ts'
import { csvPieces } from './outlets.ts'
import { PublicCompactPage } from './pages/public-compact-page.tsx'
import { readSnapshot } from './read.ts'
import { publicCompactRoutes } from './routes.tsx'
import { sheetOf } from './sheets.ts'
import { canonicalPieces, type Snapshot } from './snapshot.ts'
import { outcomes } from './story.ts'

let house: TestHouse
let compact: string
let snapshot: Snapshot

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-06-01T12:00:00Z') })
  const { baseline } = anIndicator()
  const made = await aCompactInForce(house, {
    indicators: [
      anIndicator({ baseline: baseline && 'value' in baseline ? { ...baseline, value: '7' } : null }),
    ],
  })
  compact = made.id
  await house.owner
    .insertInto('compact_version_ends')
    .values({
      compact_id: compact,
      number: made.version,
      what: 'took effect',
      on_day: '2025-01-01',
      at: house.now(),
    })
    .execute()
  const typed = (total: string, girls: string, boys: string) => ({
    identified: part({ total, 'sex=girls': girls, 'sex=boys': boys }),
  })
  await made.report('north', '2025-06-30', typed('140', '137', '3'))
  await made.report('south', '2025-06-30', typed('160', '130', '30'))
  await made.report('north', '2026-06-30', typed('2', '2', '0'))
  await made.report('south', '2026-06-30', typed('4', '4', '0'), { publish: false })
  snapshot = await readSnapshot(house.db, compact, '2027-06-01')
})
afterAll(() => house.close())

describe('Reports that are overdue', () => {
  const owed = ({ overdue }: Snapshot) => overdue.map(({ party, ends, due }) => `${party} ${ends} ${due}`)

  it('stand in the snapshot, the oldest first; what was sent is owed no more', () => {
    expect(owed(snapshot)).toEqual([
      'north 2025-12-31 2026-01-30',
      'south 2025-12-31 2026-01-30',
      'north 2026-12-31 2027-01-30',
      'south 2026-12-31 2027-01-30',
    ])
  })

  it('are those of the day: what came later was overdue then, and nobody is late while it is their last day somewhere', async () => {
    expect(await on('2025-07-31')).toEqual([])
    expect(await on('2025-08-01')).toEqual(['north 2025-06-30 2025-07-30', 'south 2025-06-30 2025-07-30'])
  })

  const on = async (day: string) => owed(await readSnapshot(house.db, compact, day))
})

describe('Results in a snapshot', () => {
  it('are those that are published, put together by the declared rule', () => {
    const first = snapshot.results.actuals.filter(({ ends }) => ends === '2025-06-30')
    expect(first.map(({ cell, value, counted, of }) => [cell, value, counted, of])[0]).toEqual([
      {},
      '300',
      2,
      2,
    ])
    const second = snapshot.results.actuals.find(({ ends }) => ends === '2026-06-30')
    expect(second).toMatchObject({ shown: 'small', value: null, below: 10 })
  })

  it('are those of the day: before the reports were published there are none', async () => {
    const before = await readSnapshot(house.db, compact, '2027-02-28')
    expect(before.results.actuals).toEqual([])
  })

  it('hold no small count in any form, a baseline in the text included', async () => {
    let iati = ''
    const publisher = { ref: 'XI-IATI-TEST', name: 'Test', type: '10' }
    const activities = activitiesOf(snapshot, publisher, { origin: 'https://tip.example.org' })
    for await (const piece of writeActivities(activities, { generated: house.now() })) iati += piece
    const results = JSON.stringify(snapshot.results)
    const csv = [...csvPieces(sheetOf(snapshot, 'results'))].join('').trimEnd()
    const values = Papa.parse<{ value: string }>(csv, { header: true }).data.map(({ value }) => value)
    for (const small of ['2', '3', '7'])
      for (const text of [results, [...canonicalPieces(snapshot)].join('')])
        expect(text, small).not.toContain(`"value":"${small}"`)
    expect(values.filter((value) => ['2', '3', '4', '7'].includes(value))).toEqual([])
    expect(iati).not.toMatch(/value="(2|3|7)"/)
  })

  it('keep back all below the threshold of the house, on page and in every file alike', async () => {
    const raised = await readSnapshot(house.db, compact, '2027-06-01', 150)
    const first = raised.results.actuals.find(({ ends, cell }) => ends === '2025-06-30' && 'sex' in cell)
    expect(first?.value).toBeNull()
    await house.owner
      .updateTable('compacts')
      .set({ public_from: house.now() })
      .where('id', '=', compact)
      .execute()
    const files = ['/data/results.csv', '/data/iati-activities.xml', '/data/compact.json']
    const bodies = async (fewestShown: number) => {
      const of = { ...house, settings: { ...house.settings, fewestShown } }
      const routes = publicCompactRoutes(of, { css: [], js: [] }, { publisher: 'XI-IATI-TEST' })
      const http = await buildServer(of, {
        languages,
        doors: [{ at: '/', routes }],
        renderFault: (_request, fault) => fault.message,
        clientFolder: null,
      })
      const found = await Promise.all(
        [...files, ''].map(async (file) => (await http.inject({ url: `/compacts/${compact}${file}` })).body),
      )
      await http.close()
      return found
    }
    const [usual, higher] = [await bodies(10), await bodies(150)]
    files.forEach((file, at) => {
      expect(usual[at], file).toMatch(/\b267\b/)
    })
    for (const body of higher) expect(body).not.toMatch(/\b267\b/)
    expect(higher[2]).toBe([...canonicalPieces(raised)].join(''))
  })

  it('are told for a day as they were told on it: an earlier total gives nothing away', async () => {
    const made = await aCompactInForce(house, { indicators: [anIndicator({ disaggregations: [] })] })
    await house.owner
      .insertInto('compact_version_ends')
      .values({
        compact_id: made.id,
        number: made.version,
        what: 'took effect',
        on_day: '2025-01-01',
        at: house.now(),
      })
      .execute()
    const one = async (party: 'north' | 'south', value: string, day: string) => {
      await made.report(party, '2025-06-30', { identified: part({ total: value }) }, { publish: false })
      await made.write((trx) => publishReport(trx, made.people.verifier(day), made.key(party)))
    }
    await one('north', '30', '2027-03-05')
    await one('south', '4', '2027-03-10')
    const on = async (day: string) =>
      (await readSnapshot(house.db, made.id, day)).results.actuals.find(({ ends }) => ends === '2025-06-30')
    expect(await on('2027-03-06')).toMatchObject({ value: '30', counted: 1, of: 2 })
    expect(await on('2027-03-11')).toMatchObject({ shown: 'hidden', value: null, counted: 2, of: 2 })
  })

  it('hold against the target what the page of results does: never half a year against the target of a year', async () => {
    const target = { year: 'y1', cell: {}, value: '100', rationale: { en: 'Agreed' } }
    const sheet = anIndicator({ disaggregations: [], reporters: ['north'], targets: [target] })
    const made = await aCompactInForce(house, { indicators: [sheet] })
    await house.owner
      .insertInto('compact_version_ends')
      .values({
        compact_id: made.id,
        number: made.version,
        what: 'took effect',
        on_day: '2025-01-01',
        at: house.now(),
      })
      .execute()
    const both = async () => {
      const told = await readSnapshot(house.db, made.id, '2027-06-01')
      const [here] = outcomes(told)
      const [there] = (await resultsOf(house.db, made.id, house.now())).indicators
      expect(here?.target).toBe(there?.target?.value)
      expect(here?.reached).toBe(there?.reached)
      expect(here?.latest).toMatchObject({
        ends: there?.latest?.ends,
        of: there?.latest?.of,
        complete: there?.latest?.complete,
        value: there?.latest?.shown.kind === 'shown' ? there.latest.shown.value : null,
      })
      const context = { language: 'en' as const, path: `/compacts/${made.id}`, assets: { css: [], js: [] } }
      const page = renderPage(createElement(PublicCompactPage, { context, snapshot: told, today: told.asOf }))
      return { here, page }
    }
    await made.report('north', '2025-06-30', { identified: part({ total: '130' }) })
    const half = await both()
    expect(half.here).toMatchObject({ latest: { value: '130', complete: false }, reached: null })
    expect(half.page).toContain('it is not held against the target')
    await made.report('north', '2025-12-31', { identified: part({ total: '60' }) })
    const whole = await both()
    expect(whole.here).toMatchObject({ latest: { value: '190', of: 'year' }, reached: true })
    expect(whole.page).not.toContain('it is not held against the target')
  })
})

it('Promises are told of by the day: overdue once it is over, met or waived once another party confirmed it', async () => {
  const promised = (key: string, by: string) => ({
    ...{ key, text: { en: key }, party: 'ministry', by, evidence: { en: 'Budget' } },
  })
  const { id, version } = await aCompactInForce(house, {
    sustainability: [
      promised('line', '2026-12-31'),
      promised('law', '2026-01-31'),
      promised('later', '2028-12-31'),
    ],
  })
  await house.owner
    .insertInto('compact_version_ends')
    .values({ compact_id: id, number: version, what: 'took effect', on_day: '2025-01-01', at: house.now() })
    .execute()
  const [one, other] = await house.db.selectFrom('organisations').select(['id', 'name']).limit(2).execute()
  const check = uuid()
  await house.owner
    .insertInto('promise_checks')
    .values({
      ...{ id: check, compact_id: id, kind: 'sustainability', key: 'law', outcome: 'met' },
      ...{ on_day: '2026-01-15', evidence: 'https://example.org/law', comment: null, by_person: null },
      ...{ at: new Date('2026-03-01T12:00:00Z'), by_organisation: one!.id },
    })
    .execute()
  await house.owner
    .insertInto('promise_confirmations')
    .values({
      ...{ promise_id: check, compact_id: id, by_person: uuid(), by_organisation: other!.id },
      at: new Date('2026-04-01T12:00:00Z'),
    })
    .execute()
  const told = async (day: string) =>
    (await readSnapshot(house.db, id, day)).promises.map(({ key, state }) => `${key} ${state}`)
  expect(await told('2026-01-31')).toEqual(['line open', 'law open', 'later open'])
  expect(await told('2026-03-31')).toEqual(['line open', 'law overdue', 'later open'])
  expect(await told('2027-02-01')).toEqual(['line overdue', 'law met', 'later open'])
  expect((await readSnapshot(house.db, id, '2027-02-01')).promises[1]).toMatchObject({
    ...{ kind: 'sustainability', by: '2026-01-31', on: '2026-01-15' },
    organisations: [one!.name, other!.name],
  })
})
