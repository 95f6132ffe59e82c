import Papa from 'papaparse'
import { createElement } from 'react'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { Agreement } from '../../compacts/agreement.ts'
import { agreementInForce } from '../../compacts/store.ts'
import { writeActivities } from '../../iati/write.ts'
import { anIndicator } from '../../monitoring/agreements.test-data.ts'
import { aCompactInForce, part, putInForce } from '../../monitoring/monitoring.test-data.ts'
import { resultsOf } from '../../monitoring/results.ts'
import { type Language, languages } from '../../ui/language.ts'
import { renderPage } from '../../ui/page.tsx'
import { activitiesOf } from './iati/activities.ts'
import { csvPieces } from './outlets.ts'
import { PublicCompactPage } from './pages/public-compact-page.tsx'
import { readSnapshot } from './read.ts'
import { sheetOf } from './sheets.ts'
import type { Snapshot } from './snapshot.ts'
import { outcomes } from './story.ts'

const today = '2027-03-02'
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date(`${today}T12:00:00Z`) })
})
afterAll(() => house.close())

type Sheet = Agreement['indicators'][number]

/** A compact of two years, of baseline 40 and targets 80 and 120 for a year. */
async function aCompact() {
  const { id, version, report } = await aCompactInForce(house, {
    indicators: [anIndicator({ disaggregations: [], reporters: ['north'], level: 'outcome' })],
  })
  const tookEffect = async (number: number, on_day: string) => {
    await house.owner
      .insertInto('compact_version_ends')
      .values({ compact_id: id, number, what: 'took effect', on_day, at: house.now() })
      .execute()
  }
  await tookEffect(version, '2025-01-01')
  return {
    id,
    report,
    amend: async (on: string, change: (sheet: Sheet) => Partial<Sheet>) => {
      const before = await agreementInForce(house.db, id)
      if (before === null) throw new Error('Nothing is in force')
      const { agreement } = before
      const indicators = agreement.indicators.map((sheet) => ({ ...sheet, ...change(sheet) }))
      await tookEffect(await putInForce(house, id, { ...agreement, indicators }), on)
    },
  }
}
const lowered =
  (value: string, years: readonly string[] = ['y1', 'y2']) =>
  ({ targets }: Sheet) => ({
    targets: targets.map((each) => (years.includes(each.year) ? { ...each, value } : each)),
  })

/** What each outlet says of the targets. */
async function outlets(id: string) {
  const snapshot = await readSnapshot(house.db, id, today)
  const csv = [...csvPieces(sheetOf(snapshot, 'results'))].join('').trimEnd()
  let iati = ''
  const publisher = { ref: 'XI-IATI-TEST', name: 'Test', type: '10' }
  const activities = activitiesOf(snapshot, publisher, { origin: 'https://tip.example.org' })
  for await (const piece of writeActivities(activities, { generated: house.now() })) iati += piece
  return {
    snapshot,
    rows: Papa.parse<Record<string, string>>(csv, { header: true }).data.filter(
      ({ what }) => what === 'target',
    ),
    iati,
    room: (await resultsOf(house.db, id, house.now())).indicators[0],
  }
}

function pageOf(snapshot: Snapshot, language: Language): string {
  const context = { language, path: `/compacts/${snapshot.compact.id}`, assets: { css: [], js: [] } }
  return renderPage(createElement(PublicCompactPage, { context, snapshot, today }))
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u202f\u00a0]+/g, ' ')
}

describe('A target that was lowered once its year was over', () => {
  it('is shown as it stood when the year ended, with what became of it, and was not reached: in every outlet', async () => {
    const { id, report, amend } = await aCompact()
    for (const ends of ['2025-06-30', '2025-12-31', '2026-06-30', '2026-12-31'])
      await report('north', ends, { identified: part({ total: '22' }) })
    await amend('2027-02-01', lowered('20'))
    const { snapshot, rows, iati, room } = await outlets(id)
    expect([room?.target?.value, room?.reached]).toEqual(['120', false])
    expect(snapshot.results.latest).toMatchObject([{ value: '44', reached: false }])
    const after = [{ value: '20', from: '2027-02-01' }]
    expect(snapshot.results.targets).toMatchObject([
      { year: 'y1', value: '80', after, held: false },
      { year: 'y2', value: '120', after, held: true },
    ])
    expect(outcomes(snapshot)).toMatchObject([{ target: '120', reached: false }])
    expect(rows.map(({ year, value, changed_after_year: later }) => [year, value, later])).toEqual([
      ['y1', '80', '20 from 2027-02-01'],
      ['y2', '120', '20 from 2027-02-01'],
    ])
    expect(iati).toMatch(/<target value="120"/)
    expect(iati).not.toMatch(/<target value="20"/)
    expect(iati).toContain('(changed on 1 February 2027, when its year was over, to: 20)')
    const said = {
      en: '120 (changed on 1 February 2027, when its year was over, to: 20)',
      fr: '120 (modifiée le 1er février 2027, une fois l’année terminée ; désormais : 20)',
      es: '120 (cambiada el 1 de febrero de 2027, cuando el año ya había terminado; ahora: 20)',
      pt: '120 (alterada em 1 de fevereiro de 2027, já terminado o ano; agora: 20)',
    }
    for (const language of languages) expect(pageOf(snapshot, language)).toContain(said[language])
    // It rose as promised, and is said to be short of what was promised.
    expect(pageOf(snapshot, 'en')).toMatch(/One of one promised outcome moved .+; none reached its target/)
  })
})

describe('A target that was lowered while its year ran', () => {
  it('may be reached, and that it was lowered stands beside it: in every outlet', async () => {
    const { id, report, amend } = await aCompact()
    for (const ends of ['2025-06-30', '2025-12-31', '2026-06-30', '2026-12-31'])
      await report('north', ends, { identified: part({ total: '45' }) })
    await amend('2026-09-01', lowered('85', ['y2']))
    const { snapshot, rows, iati, room } = await outlets(id)
    expect([room?.target?.value, room?.reached]).toEqual(['85', true])
    expect(snapshot.results.latest).toMatchObject([{ value: '90', reached: true }])
    expect(rows.map(({ value, promised_before: before }) => [value, before])).toEqual([
      ['80', ''],
      ['85', '120 from 2025-01-01'],
    ])
    expect(iati).toContain('(revised on 1 September 2026; before: 120)')
    const said = {
      en: [
        '85 (revised on 1 September 2026; before: 120)',
        'One of these targets was revised while the year ran',
      ],
      fr: [
        '85 (révisée le 1er septembre 2026 ; avant : 120)',
        'Une de ces cibles a été révisée en cours d’année',
      ],
      es: [
        '85 (revisada el 1 de septiembre de 2026; antes: 120)',
        'Una de estas metas se revisó mientras corría el año',
      ],
      pt: [
        '85 (revista em 1 de setembro de 2026; antes: 120)',
        'Uma destas metas foi revista enquanto o ano corria',
      ],
    }
    for (const language of languages)
      for (const each of said[language]) expect(pageOf(snapshot, language)).toContain(each)
  })
})

describe('An indicator retired from a day that was past', () => {
  it('keeps the target that was missed, and that it was missed: in every outlet', async () => {
    const { id, report, amend } = await aCompact()
    for (const ends of ['2025-06-30', '2025-12-31'])
      await report('north', ends, { identified: part({ total: '15' }) })
    await amend('2026-02-01', () => ({ retired: { from: '2025-12-31', reason: { en: 'Closed' } } }))
    const { snapshot, rows, iati, room } = await outlets(id)
    expect([room?.target?.value, room?.reached]).toEqual(['80', false])
    expect(snapshot.results.latest).toMatchObject([{ value: '30', reached: false }])
    expect(outcomes(snapshot)).toMatchObject([{ target: '80', reached: false }])
    // Of the year in which it was retired nothing is owed.
    expect(rows.map(({ year, value }) => [year, value])).toEqual([['y1', '80']])
    expect(iati.match(/<target value="\d+"/g)).toEqual(['<target value="80"'])
    for (const [language, target] of Object.entries({
      en: 'target 80',
      fr: 'cible 80',
      es: 'meta 80',
      pt: 'meta 80',
    }))
      expect(pageOf(snapshot, language as Language)).toContain(target)
  })
})
