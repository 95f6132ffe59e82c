import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withPack } from '../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { sharedData } from '../../test/support/shared.ts'
import { dataVersion } from '../house/data-version.ts'
import { connect } from '../house/open-database.ts'
import { projectRoot } from '../house/settings.ts'
import { dataCommand } from './commands.ts'
import { readCsv } from './csv-file.ts'
import { readPresets } from './definitions.ts'
import { type ImportOptions, importFile, readNumber } from './import-file.ts'
import { packFolder, reloadPack } from './pack.ts'
import { figureIn, findSeries, findSource, importRuns, observationsOf, vintage } from './store.ts'
import { usualLimits } from './table.ts'

let house: TestHouse
let folder: string
const presets = readPresets(projectRoot())

beforeAll(async () => {
  house = await openTestHouse()
})
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tip-import-'))
  await sql`truncate observations, facts, definitions, import_runs, staged_observations`.execute(house.owner)
})
afterAll(() => house?.close())

function fileOf(content: string | Buffer, name = 'figures.csv'): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const options = (more: Partial<ImportOptions> = {}): ImportOptions => ({
  apply: true,
  who: 'tester',
  presets,
  ...more,
})
const own = { newSource: { publisher: 'Ministry', title: 'Own count' } }
const bring = (content: string | Buffer, more: Partial<ImportOptions> = {}, name?: string) =>
  importFile(house.db, fileOf(content, name), options({ ...own, ...more }))

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await dataCommand(house, argv, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const long = 'iso3,year,indicator,value\nGHA,2013,cases,10\nUGA,2013,cases,12\n'
const nothingStored = async () => {
  expect(await sql`select 1 from observations`.execute(house.db)).toMatchObject({ rows: [] })
  expect(await sql`select 1 from staged_observations`.execute(house.db)).toMatchObject({ rows: [] })
  expect(await importRuns(house.db)).toEqual([])
}

describe('Importing figures', () => {
  it('shows the difference first and writes nothing until told', async () => {
    const report = await bring(long, { apply: false })
    expect(report).toMatchObject({ state: 'compared', counts: { added: 2, changed: 0, withdrawn: 0 } })
    await nothingStored()
  })

  it('keeps who brought which file when', async () => {
    const report = await bring(long)
    expect(report.state).toBe('applied')
    const [kept] = await importRuns(house.db)
    expect(kept).toMatchObject({
      fileName: 'figures.csv',
      who: 'tester',
      kind: 'file',
      sha256: report.sha256,
    })
    expect(report.sha256).toBe(execFileSync('sha256sum', [report.file]).toString().slice(0, 64))
  })

  it('changes nothing when the same file comes again', async () => {
    await bring(long)
    expect(await bring(long)).toMatchObject({
      state: 'unchanged',
      counts: { added: 0, changed: 0, unchanged: 2 },
    })
  })

  it('lets no page stand that lacks the run or a series it brought', async () => {
    const version = () => dataVersion(house.db)
    const first = await version()
    // A series whose cells are all blank is new, although no figure is.
    expect(await bring('iso3,year,indicator,value\nGHA,2013,cases,\n')).toMatchObject({
      state: 'applied',
      newSeries: ['cases'],
      counts: { added: 0 },
    })
    expect(await version()).toBe(first + 1)
    await bring(long)
    expect(await version()).toBe(first + 2)
    // The run is on the first page and in the list of imports, even if it changed no figure.
    expect(await bring(long)).toMatchObject({ state: 'unchanged' })
    expect((await importRuns(house.db)).map((run) => run.state)).toEqual(['unchanged', 'applied', 'applied'])
    expect(await version()).toBe(first + 3)
    await bring(long, { apply: false })
    expect(await version()).toBe(first + 3)
  })

  it('supersedes a changed figure and keeps the old one readable', async () => {
    await bring(long)
    const report = await bring(long.replace('cases,10', 'cases,11'))
    expect(report).toMatchObject({ counts: { added: 0, changed: 1, withdrawn: 0 } })
    expect(report.sample).toEqual([
      { change: 'changed', indicator: 'cases', iso3: 'GHA', year: 2013, before: '10', after: '11' },
    ])
    const versions = await house.db
      .selectFrom('observations')
      .selectAll()
      .where('iso3', '=', 'GHA')
      .orderBy('value')
      .execute()
    expect(versions.map((each) => [each.value, each.superseded_by === null])).toEqual([
      [10, false],
      [11, true],
    ])
  })

  it('withdraws what a complete file lacks, and otherwise says what stays', async () => {
    await bring(long)
    const shorter = 'iso3,year,indicator,value\nGHA,2013,cases,10\n'
    expect(await bring(shorter)).toMatchObject({ notInFile: 1, counts: { withdrawn: 0 } })
    expect(await bring(shorter, { complete: true })).toMatchObject({
      state: 'applied',
      counts: { withdrawn: 1 },
    })
    expect((await observationsOf(house.db, { indicator: 'cases' })).map((each) => each.iso3)).toEqual(['GHA'])
  })

  it('resolves names over time', async () => {
    await bring(
      'country,year,indicator,value\nBurma,2013,cases,1\nSwaziland,2013,cases,2\nIvory Coast,2013,cases,3\nKosovo,2013,cases,4\n"Korea, South",2013,cases,5\n',
    )
    expect((await observationsOf(house.db, { indicator: 'cases' })).map((each) => each.iso3)).toEqual([
      'CIV',
      'KOR',
      'MMR',
      'SWZ',
      'XKX',
    ])
  })

  it('reads standard error, note and release day, and a stated reason for a missing figure', async () => {
    await bring(
      'iso3,year,indicator,value,standard_error,note,published,missing\nGHA,2013,cases,10,2.5,small sample,2014-05-01,\nUGA,2013,cases,,,,,suppressed\n',
    )
    const [ghana, uganda] = await observationsOf(house.db, { indicator: 'cases' })
    expect(ghana).toMatchObject({
      value: 10,
      standardError: 2.5,
      note: 'small sample',
      published: '2014-05-01',
    })
    expect(uganda).toMatchObject({ value: null, missing: 'suppressed' })
  })

  it('takes an empty cell as no figure, never as zero', async () => {
    const report = await bring(
      'iso3,year,indicator,value\nGHA,2013,cases,\nUGA,2013,cases,..\nKEN,2013,cases,0\n',
    )
    expect(report.blank).toBe(2)
    expect(
      (await observationsOf(house.db, { indicator: 'cases' })).map((each) => [each.iso3, each.value]),
    ).toEqual([['KEN', 0]])
  })

  it('reads a wide table of series', async () => {
    await bring('country,year,cases,convictions\nGhana,2013,10,2\nUganda,2013,12,\n')
    expect((await observationsOf(house.db, { indicator: 'convictions' })).map((each) => each.iso3)).toEqual([
      'GHA',
    ])
    expect((await observationsOf(house.db, { indicator: 'cases' })).length).toBe(2)
  })

  it('reads a wide table of years with lines of title above it, as the World Bank writes them', async () => {
    await bring(
      '"Data Source","World Development Indicators"\n\n"Country Name","Country Code","Indicator Name","Indicator Code","2012","2013 [YR2013]"\n"Ghana","GHA","Cases","cases","1","2"\n',
    )
    expect(
      (await observationsOf(house.db, { indicator: 'cases' })).map((each) => [each.year, each.value]),
    ).toEqual([
      [2012, 1],
      [2013, 2],
    ])
    await bring('iso3,2012,2013\nUGA,3,4\n', { indicator: 'cases' })
    expect((await observationsOf(house.db, { indicator: 'cases', iso3: 'UGA' })).length).toBe(2)
  })

  it('reads a sheet of a workbook', async () => {
    const file = path.join(folder, 'figures.xlsx')
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('Figures')
    sheet.addRows([
      ['iso3', 'year', 'indicator', 'value'],
      ['GHA', 2013, 'cases', 10.5],
      ['Burma', 2013, 'cases', '12'],
    ])
    workbook.addWorksheet('Other').addRow(['nothing'])
    await workbook.xlsx.writeFile(file)
    expect(await importFile(house.db, file, options(own))).toMatchObject({ state: 'applied', figures: 2 })
    expect((await observationsOf(house.db, { indicator: 'cases' })).map((each) => each.value)).toEqual([
      10.5, 12,
    ])
    expect(await importFile(house.db, file, options({ ...own, sheet: 'Figures' }))).toMatchObject({
      state: 'unchanged',
    })
    await expect(importFile(house.db, file, options({ ...own, sheet: 'Other' }))).rejects.toThrow(
      'not a table',
    )
    await expect(importFile(house.db, file, options({ ...own, sheet: 'Third' }))).rejects.toThrow(
      'no sheet “Third”',
    )
  })

  it('leaves a user’s own figure in front when the pack is read again', async () => {
    const mine = await openTestHouse({ furnished: withPack })
    const file = fileOf('iso3,year,indicator,value,note\nGHA,2013,tip_tier,3,own reading\n')
    expect(await importFile(mine.db, file, options())).toMatchObject({
      state: 'applied',
      counts: { changed: 1 },
    })
    expect(await reloadPack(mine.db, packFolder(projectRoot()), { always: true })).toMatchObject({
      state: 'unchanged',
      keptOwn: 1,
      changed: 0,
    })
    const [tier] = await observationsOf(mine.db, { indicator: 'tip_tier', iso3: 'GHA', years: [2013, 2013] })
    // Marked wherever it is shown: the publisher of the series did not say this.
    expect(tier).toMatchObject({
      code: '3',
      note: 'own reading',
      published: '2013-06-19',
      basis: 'imported here',
    })
    const newer = fileOf('iso3,year,indicator,value\nGHA,2026,tip_tier,2\n')
    expect((await importFile(mine.db, newer, options())).firstRejected[0]?.reason).toMatch(
      /column “published”/,
    )
    const dated = fileOf('iso3,year,indicator,value,published\nGHA,2026,tip_tier,2,2026-06-30\n')
    expect(await importFile(mine.db, dated, options())).toMatchObject({
      state: 'applied',
      counts: { added: 1 },
    })
    await mine.close()
  })

  it('keeps a figure of the pack withdrawn when the pack is read again, and an earlier year in its place', async () => {
    const mine = await openTestHouse({ furnished: withPack })
    const all = await observationsOf(mine.db, { indicator: 'gini' })
    const ghana = all.filter((each) => each.iso3 === 'GHA')
    const [before, last] = ghana.slice(-2)
    const left = all.filter((each) => each !== last)
    const file = fileOf(
      `iso3,year,indicator,value\n${left.map((each) => `${each.iso3},${each.year},gini,${each.value}\n`).join('')}`,
    )
    const complete = options({ complete: true })
    expect(await importFile(mine.db, file, complete)).toMatchObject({
      state: 'applied',
      counts: { withdrawn: 1, unchanged: left.length },
    })
    const stands = async () => {
      const [row] = await observationsOf(mine.db, {
        indicator: 'gini',
        iso3: 'GHA',
        years: [last!.year, last!.year],
      })
      expect(row).toMatchObject({
        value: null,
        missing: 'not published',
        published: null,
        source: last!.source,
      })
      expect(row!.note).toMatch(
        /^Withdrawn: the complete file figures\.csv of \d{4}-\d{2}-\d{2} does not have it/,
      )
      const known = await vintage(mine.db, { indicators: ['gini'], asOf: '2025-01-01', iso3: ['GHA'] })
      expect(figureIn(known, 'gini', 'GHA').observation).toMatchObject({
        year: before!.year,
        value: before!.value,
      })
    }
    await stands()
    expect(await importFile(mine.db, file, complete)).toMatchObject({
      state: 'unchanged',
      notInFile: 0,
      counts: { withdrawn: 0 },
    })
    expect(await reloadPack(mine.db, packFolder(projectRoot()), { always: true })).toMatchObject({
      added: 0,
      changed: 0,
      keptOwn: 1,
    })
    await stands()
    // It comes back when a file has it.
    const again = fileOf(`iso3,year,indicator,value\nGHA,${last!.year},gini,${last!.value}\n`)
    expect(await importFile(mine.db, again, options())).toMatchObject({ counts: { changed: 1 } })
    await mine.close()
  }, 60_000)

  it('the values of the pack come back with its own file, as figures of the user’s own', async () => {
    const mine = await openTestHouse({ furnished: withPack })
    const pack = packFolder(projectRoot())
    const packFile = fileOf(readFileSync(path.join(pack, 'us-tip-report', 'observations.csv')), 'pack.csv')
    const ghana = () => observationsOf(mine.db, { indicator: 'tip_tier', iso3: 'GHA' })
    const before = await ghana()
    const file = fileOf(
      'iso3,year,indicator,value,published\nGHA,2013,tip_tier,3,\nGHA,2026,tip_tier,2,2026-06-30\n',
    )
    await importFile(mine.db, file, options())
    // By itself the changed figure comes back, and the added one stays; a complete file takes that too.
    expect(await importFile(mine.db, packFile, options({ apply: false }))).toMatchObject({
      counts: { changed: 1, withdrawn: 0 },
    })
    expect(await importFile(mine.db, packFile, options({ complete: true }))).toMatchObject({
      rejected: 0,
      counts: { added: 0, changed: 1, withdrawn: 1 },
    })
    const shown = (rows: typeof before) =>
      rows.map(({ year, code, published, note }) => [year, code, published, note])
    expect(shown(await ghana())).toEqual(shown(before))
    expect((await ghana()).filter((each) => each.basis === 'imported here').map((each) => each.year)).toEqual(
      [2013],
    )
    expect(await reloadPack(mine.db, pack, { always: true })).toMatchObject({ changed: 0, keptOwn: 1 })
    await mine.close()
  }, 60_000)

  it('may wait for a slow disk longer than a page may keep a transaction open', async () => {
    const hurried = connect(house.connection, house.log, { connections: 1, schema: house.schema })
    await sql`set idle_in_transaction_session_timeout = '1s'`.execute(hurried)
    const rows = Array.from(
      { length: 6000 },
      (_, n) => `GHA,${1900 + (n % 100)},c${Math.floor(n / 100)},${n}`,
    )
    const slow = importFile(
      hurried,
      fileOf(`iso3,year,indicator,value\n${rows.join('\n')}\n`),
      options({
        ...own,
        onProgress: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000),
      }),
    )
    expect(await slow).toMatchObject({ state: 'applied', figures: 6000 })
    await hurried.destroy()
  })

  it('of two at once, lets both finish and stores every figure once', async () => {
    const second = connect(house.connection, house.log, { connections: 2, schema: house.schema })
    const file = fileOf(long)
    const states = await Promise.all([
      importFile(house.db, file, options(own)),
      importFile(second, file, options(own)),
    ])
    expect(states.map((report) => report.state).sort()).toEqual(['applied', 'unchanged'])
    expect((await observationsOf(house.db, { indicator: 'cases' })).length).toBe(2)
    await second.destroy()
  })
})

describe('Sources that are not in the pack', () => {
  const copies = [
    ['civic_space.csv', 'freedom-house', 'fh_total', 33057],
    ['corruption_cpi.csv', 'transparency-cpi', 'cpi_score', 2275],
    ['slavery_gsi.csv', 'global-slavery-index', 'gsi_prevalence', 1478],
    ['policy_3p.csv', 'policy-3p', 'policy3p_total', 8275],
    ['trafficking_flows_hti.csv', 'hti-flows', 'hti_source_country', 6348],
    ['aid.csv', 'aiddata', 'aid_us_usd', 4433],
    ['criminalization.csv', 'trafficking-laws', 'trafficking_criminalization', 201],
  ] as const
  it.each(
    copies,
  )('%s comes in as a user’s own copy, with its card and a warning on its terms', async (name, source, series, rows) => {
    const file = sharedData(`reference/${name}`)
    if (file === null) return
    const report = await importFile(house.db, file, options())
    expect(report).toMatchObject({ state: 'applied', figures: rows, rejected: 0 })
    expect(report.warnings.length).toBeGreaterThan(0)
    expect(await findSeries(house.db, series)).toMatchObject({ source })
    expect((await findSource(house.db, source)).inPack).toBe(false)
  })

  it('are named by the list as something to bring', async () => {
    const { out, code } = await run('list')
    expect(code).toBe(0)
    expect(out).toMatch(/Not in the pack: bring your own copy[\s\S]*freedom-house/)
    const listed = JSON.parse((await run('list', '--json')).out)
    expect(listed.bringYourOwn.map((each: { source: { id: string } }) => each.source.id)).toContain(
      'global-slavery-index',
    )
  })
})

describe('Bad input', () => {
  it.each([
    ['an unknown country', 'Naimbia,2013,cases,1,', /unknown country “Naimbia”; did you mean Namibia/],
    ['a year like 20I4', 'Ghana,20I4,cases,1,', /year “20I4” is not four digits/],
    ['a year out of reason', 'Ghana,0213,cases,1,', /not between 1800 and 2100/],
    ['NaN', 'Ghana,2013,cases,NaN,', /is no number/],
    ['Infinity', 'Ghana,2013,cases,Infinity,', /is no number/],
    ['a number too large to keep', 'Ghana,2013,cases,1e999,', /too large/],
    ['a decimal comma', 'Ghana,2013,cases,"1,5",', /--decimal comma/],
    ['thousands marks', 'Ghana,2013,cases,"1,234,567",', /thousands marks/],
    ['a percent sign', 'Ghana,2013,cases,12%,', /percent sign/],
    ['a formula', 'Ghana,2013,cases,=1+1,', /is a formula/],
    ['a release day that is none', 'Ghana,2013,cases,1,2014-02-30', /is no day/],
    ['a cell too many', 'Ghana,2013,cases,1,2014-02-03,x', /the row has 6 cells, the head has 5/],
    ['a cell too few', 'Ghana,2013,cases,1', /the row has 4 cells, the head has 5/],
    ['a row cut short', 'Ghana,2013', /the row has 2 cells, the head has 5: .*cut short/],
    ['a row of one word', 'Ghana', /the row has 1 cell, the head has 5/],
    [
      'a day for a year',
      'Ghana,2013-05-01,cases,1,',
      /“2013-05-01” is not four digits: .*a date.*year alone/,
    ],
    ['a spreadsheet’s day for a year', 'Ghana,43831,cases,1,', /“43831” is not four digits: .*a date/],
  ])('%s is rejected with its line and reason, and nothing is written', async (_name, row, reason) => {
    const report = await bring(`country,year,indicator,value,published\nUganda,2013,cases,5,\n${row}\n`)
    expect(report).toMatchObject({ state: 'refused', rejected: 1 })
    expect(report.firstRejected[0]).toMatchObject({ line: 3, reason: expect.stringMatching(reason) })
    expect(readFileSync(report.rejectedFile!, 'utf8')).toMatch(/^line,reason,country,.*\n3,/)
    await nothingStored()
  })

  it('a row may end with an empty cell, and lack the ones that the head names nothing for', async () => {
    const report = await bring('iso3,year,indicator,value,note,,\nGHA,2013,cases,1,\nUGA,2013,cases,2,x,,\n')
    expect(report).toMatchObject({ state: 'applied', rejected: 0, figures: 2 })
  })

  it('a row of a workbook may end where its last cell stands', async () => {
    const report = await bringSheet([
      ['iso3', 'year', 'indicator', 'value', 'note'],
      ['GHA', 2013, 'cases', 1],
    ])
    expect(report).toMatchObject({ state: 'applied', rejected: 0, figures: 1 })
  })

  it('a day of a workbook in the column of years is said to look like one', async () => {
    const report = await bringSheet([
      ['iso3', 'year', 'indicator', 'value'],
      ['GHA', new Date('2020-01-01'), 'cases', 1],
      ['UGA', 99, 'cases', 1],
    ])
    expect(report.firstRejected).toEqual([
      {
        line: 2,
        reason: expect.stringMatching(/is not four digits: the cell looks like a date; .*year alone/),
      },
      { line: 3, reason: 'year “99” is not four digits' },
    ])
  })

  it('a row whose code and name are two countries is rejected, not settled', async () => {
    const report = await bring(
      'iso3,country,year,indicator,value\nALB,Ghana,2013,cases,1\nGHA,Ghana,2013,cases,2\nMMR,Burma,2013,cases,3\n',
    )
    expect(report).toMatchObject({ state: 'refused', rejected: 1, figures: 2 })
    expect(report.firstRejected).toEqual([
      { line: 2, reason: '“ALB” is Albania and “Ghana” is Ghana: correct the code or the name' },
    ])
  })

  it('a unit that is not that of the series is rejected; its own in any language, or none, is taken', async () => {
    const rows = (unit: string) =>
      `iso3,year,indicator,value,unit\nGHA,2013,gsi_estimated_number,26,${unit}\n`
    for (const unit of ['million people', 'thousands', '%']) {
      const report = await bring(rows(unit), { apply: false })
      expect(report.firstRejected[0]?.reason).toMatch(
        new RegExp(`^unit “${unit}” is not that of the series, “people”`),
      )
    }
    for (const unit of ['people', 'People', ' personnes', 'personas', 'pessoas', ''])
      expect(await bring(rows(unit), { apply: false })).toMatchObject({ rejected: 0, figures: 1 })
    const wide = await bring('iso3,unit,2013,2014\nGHA,million people,1,\n', {
      indicator: 'gsi_estimated_number',
    })
    expect(wide).toMatchObject({ state: 'refused', rejected: 1 })
  })

  it('a series of one’s own has the unit it first came with, in this file and the next', async () => {
    const head = 'iso3,year,indicator,value,unit\n'
    const mixed = await bring(`${head}GHA,2013,cases,1,people\nUGA,2013,cases,2,million people\n`)
    expect(mixed.firstRejected[0]).toMatchObject({ line: 3, reason: expect.stringMatching(/^unit “million/) })
    await bring(long)
    expect((await findSeries(house.db, 'cases')).unit.en).toBe('not stated')
    await bring(`${head}KEN,2013,cases,2,people\n`)
    expect((await findSeries(house.db, 'cases')).unit.en).toBe('people')
    expect(await bring(`${head}KEN,2014,cases,2,million people\n`)).toMatchObject({ rejected: 1 })
  })

  it.each([
    ['a column of a year that cannot be', 'iso3,2013,9999\nGHA,1,2\n', /“9999” is not between 1800 and 2100/],
    ['a column of a year long gone', 'iso3,2013,0213\nGHA,1,2\n', /“0213” is not between 1800 and 2100/],
    ['a column 20I4 beside years', 'iso3,2013,20I4\nGHA,1,2\n', /“20I4” is no year/],
  ])('%s is refused by its heading', async (_name, content, message) => {
    await expect(bring(content, { indicator: 'cases' })).rejects.toMatchObject({
      details: [expect.objectContaining({ message: expect.stringMatching(message) })],
    })
    expect(await bring(content, { indicator: 'cases', ignore: ['9999', '0213', '20I4'] })).toMatchObject({
      state: 'applied',
      figures: 1,
    })
  })

  it('a release day that is no day cannot be stored, whoever writes it', async () => {
    await bring(long)
    await expect(sql`update observations set published = '10000-07-01'`.execute(house.db)).rejects.toThrow(
      /observations_published_check/,
    )
  })

  it('a tier that does not exist is rejected', async () => {
    await bring(long)
    const definition = presets.find((preset) => preset.source.id === 'civicus-monitor')!
    expect(definition.series[0]!.codes).toContain('Open')
    const report = await bring('iso3,year,indicator,value\nGHA,2017,civicus_rating,Opened\n')
    expect(report.firstRejected[0]?.reason).toMatch(/“Opened” is none of Closed/)
  })

  it('a value outside the range of its series is rejected', async () => {
    const report = await bring('iso3,year,indicator,value\nGHA,2016,cpi_score,430\n')
    expect(report.firstRejected[0]?.reason).toMatch(/cannot be right: the series goes from 0 to 100/)
  })

  it('good rows are written beside rejected ones only when told so', async () => {
    const report = await bring('iso3,year,indicator,value\nGHA,2013,cases,1\nQQQ,2013,cases,2\n', {
      skipRejected: true,
    })
    expect(report).toMatchObject({ state: 'applied', rejected: 1, counts: { added: 1 } })
  })

  it('a file said to be complete must be read whole: what was rejected would count as withdrawn', async () => {
    await bring(long)
    const file = fileOf('iso3,year,indicator,value\nGHA,2013,cases,10\nUGA,2013,cases,"1,2"\n')
    expect(await run('import', file, '--complete', '--skip-rejected', '--yes')).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /Nothing was written. Correct the rejected rows: a file said to be complete/,
      ),
    })
    expect((await observationsOf(house.db, { indicator: 'cases' })).length).toBe(2)
  })

  it('names by the thousand that nobody knows are rejected one by one, with suggestions for the first ones', async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => `Naimbia ${n % 3000},2013,cases,${n}`)
    const report = await bring(`country,year,indicator,value\n${rows.join('\n')}\n`)
    expect(report.rejected).toBe(30_000)
    expect(report.firstRejected[0]?.reason).toMatch(/did you mean Namibia/)
    expect(readFileSync(report.rejectedFile!, 'utf8').trimEnd().split('\n').length).toBe(30_001)
  })

  it('a rejected row that would be a formula in a spreadsheet is written as text', async () => {
    const report = await bring('country,year,indicator,value\n=cmd|x,2013,cases,1\n')
    expect(readFileSync(report.rejectedFile!, 'utf8')).toContain(`'=cmd|x`)
  })

  it('figures given twice are an error that names both lines', async () => {
    await expect(bring(`${long}Ghana,2013,cases,11\n`)).rejects.toMatchObject({
      message: expect.stringContaining('more than once'),
      details: [expect.objectContaining({ place: expect.stringMatching(/:2, 4$/) })],
    })
    await nothingStored()
  })

  it('a decimal comma is read when it is declared, also behind semicolons', async () => {
    await bring('iso3;year;indicator;value\nGHA;2013;cases;1,5\n', { decimal: 'comma' })
    expect((await observationsOf(house.db, { indicator: 'cases' }))[0]?.value).toBe(1.5)
    expect(readNumber('1.234,5', 'comma')).toHaveProperty('reason')
  })

  it('a series nobody knows is an error that names near ones', async () => {
    const file = fileOf('iso3,year,indicator,value\nGHA,2013,fh_totl_freedom,1\n')
    await expect(importFile(house.db, file, options())).rejects.toMatchObject({
      details: [
        expect.objectContaining({
          message: expect.stringContaining('near it are'),
          remedy: expect.stringContaining('--new-source'),
        }),
      ],
    })
  })

  it.each([
    ['an empty file', '', /empty/],
    ['a head without rows', 'iso3,year,indicator,value\n', /no rows of figures/],
    ['a file that is no table', 'hello\nworld\n', /not a table/],
    [
      'a repeated column',
      'iso3,year,indicator,value,value\nGHA,2013,cases,1,2\n',
      /columns cannot be understood/,
    ],
    ['no year', 'iso3,indicator,value\nGHA,cases,1\n', /columns cannot be understood/],
    [
      'a quote that never closes',
      'iso3,year,indicator,value,note\nGHA,2013,cases,1,"open\nUGA,2013,cases,2,x\n',
      /never closed/,
    ],
    ['a binary file', 'iso3,year\u0000,indicator,value\n', /not text/],
  ])('%s is refused', async (_name, content, message) => {
    await expect(bring(content)).rejects.toSatisfy((error) =>
      message.test(`${error.message} ${JSON.stringify(error.details)}`),
    )
    await nothingStored()
  })

  it('a folder, a missing file and a file by a hostile name are refused with a remedy', async () => {
    mkdirSync(path.join(folder, 'folder.csv'))
    expect(await run('import', path.join(folder, 'folder.csv'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('It is a folder'),
    })
    expect(await run('import', path.join(folder, 'no.csv'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no such file'),
    })
    const hostile = await run('import', `${folder}/\u001b[2Jx\n\u202egnp.csv`)
    expect(hostile.code).toBe(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
    expect(hostile.err).not.toMatch(/[\u001b\u202e]/)
    expect((await run('import', 'a\u0000b.csv')).code).toBe(1)
  })

  it('a file whose name looks like an option or a path upwards is only a name', async () => {
    const file = fileOf(long, '--yes; rm -rf $(x).csv')
    expect(await importFile(house.db, file, options(own))).toMatchObject({ state: 'applied' })
    expect((await importRuns(house.db))[0]?.fileName).toBe('--yes; rm -rf $(x).csv')
  })

  it('UTF-8 with a byte order mark and UTF-16 are read', async () => {
    const text = 'country,year,indicator,value\nCôte d’Ivoire,2013,cases,1\n'
    await bring(`\ufeff${text}`)
    await bring(Buffer.from(`\ufeff${text.replace('2013', '2014')}`, 'utf16le'))
    expect(
      (await observationsOf(house.db, { indicator: 'cases' })).map((each) => [each.iso3, each.year]),
    ).toEqual([
      ['CIV', 2013],
      ['CIV', 2014],
    ])
  })

  it('bytes that are not UTF-8 are refused with their line, and read as Windows-1252 when told', async () => {
    const bytes = Buffer.from(
      'country,year,indicator,value\nGhana,2013,cases,1\nC\u00f4te d\u0027Ivoire,2013,cases,2\n',
      'latin1',
    )
    await expect(bring(bytes)).rejects.toMatchObject({
      details: [
        expect.objectContaining({
          place: expect.stringMatching(/:3$/),
          remedy: expect.stringContaining('windows-1252'),
        }),
      ],
    })
    expect(await bring(bytes, { encoding: 'windows-1252' })).toMatchObject({ state: 'applied', figures: 2 })
  })

  it('line numbers count the breaks inside quotes', async () => {
    const report = await bring(
      'iso3,year,indicator,value,note\r\nGHA,2013,cases,1,"two\r\nlines"\r\nQQQ,2013,cases,2,x\r\n',
    )
    expect(report.firstRejected[0]?.line).toBe(4)
  })

  it('too many rows, columns or characters are refused with the line', async () => {
    const wide = `iso3,year,${Array.from({ length: 30 }, (_, n) => `c${n}`).join(',')}\n`
    await expect(bring(wide, { limits: { maxColumns: 20 } })).rejects.toThrow('larger than can be taken')
    await expect(bring(`${long}KEN,2013,cases,1\n`, { limits: { maxRows: 3 } })).rejects.toMatchObject({
      details: [expect.objectContaining({ place: expect.stringMatching(/:4$/) })],
    })
    await expect(
      bring(`${long}KEN,2013,${'x'.repeat(200)},1\n`, { limits: { maxCellLength: 100 } }),
    ).rejects.toThrow('larger than can be taken')
    await expect(bring(long, { limits: { maxBytes: 10 } })).rejects.toMatchObject({
      details: [expect.objectContaining({ message: expect.stringContaining('larger than 10 bytes') })],
    })
    await nothingStored()
  })

  it.each([
    ['behind good rows', `${long}KEN,2013,cases,`],
    ['as all there is', ''],
    ['behind a quoted cell', `${long}"KEN",2013,`],
  ])('a cell of megabytes without a quote is called too long, not unclosed: %s', async (_name, before) => {
    await expect(bring(`${before}${'x'.repeat(3 << 20)}`)).rejects.toMatchObject({
      message: 'The file is larger than can be taken',
      details: [
        expect.objectContaining({
          place: expect.stringMatching(before === '' ? /:1$/ : /:4$/),
          message: expect.stringContaining('a cell of more than 32767 characters'),
        }),
      ],
    })
    await nothingStored()
  })

  it('a quote left open before megabytes is called unclosed, with its line', async () => {
    await expect(bring(`${long}KEN,2013,cases,"${'x'.repeat(3 << 20)}`)).rejects.toMatchObject({
      message: 'A quote is never closed',
      details: [expect.objectContaining({ place: expect.stringMatching(/:4$/) })],
    })
  })

  it('a row of megabytes in short cells is called too long', async () => {
    const row = `KEN${`,${'x'.repeat(1500)}`.repeat(1900)}`
    await expect(bring(`${long}${row}`)).rejects.toMatchObject({
      details: [
        expect.objectContaining({ message: expect.stringMatching(/a row of more than \d+ characters/) }),
      ],
    })
  })

  it.each([
    ['sheet', 'xl/worksheets/sheet1.xml', /sheet1.xml.*cannot be read to its end/],
    ['list of texts', 'xl/sharedStrings.xml', /sharedStrings.xml.*cannot be read to its end/],
  ])('a workbook whose %s ends too early is called damaged', async (_name, part, message) => {
    const parts = {
      'xl/workbook.xml': '<workbook><sheets><sheet name="A" sheetId="1"/></sheets></workbook>',
      'xl/worksheets/sheet1.xml':
        '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      'xl/sharedStrings.xml': '<sst><si><t>iso3</t></si></sst>',
    }
    const workbook = (cut: string) =>
      zipOf(
        Object.entries(parts).map(([name, xml]) => [
          name,
          Buffer.from(name === cut ? xml.slice(0, xml.length / 2) : `${xml}\n<!-- end -->\n`),
        ]),
      )
    await expect(bring(workbook(part), {}, 'cut.xlsx')).rejects.toMatchObject({
      message: 'The workbook is damaged',
      details: [expect.objectContaining({ message: expect.stringMatching(message) })],
    })
    await expect(bring(workbook(''), {}, 'whole.xlsx')).rejects.toThrow('not a table')
  })

  it('a formula in a workbook is rejected with its cell', async () => {
    const file = path.join(folder, 'formula.xlsx')
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('A')
    sheet.addRows([
      ['iso3', 'year', 'indicator', 'value'],
      ['GHA', 2013, 'cases', { formula: '1+1', result: 2 }],
    ])
    await workbook.xlsx.writeFile(file)
    const report = await importFile(house.db, file, options(own))
    expect(report).toMatchObject({
      state: 'refused',
      firstRejected: [{ line: 2, reason: expect.stringMatching(/cell D2 holds a formula/) }],
    })
  })

  it('a workbook that is none, and a ZIP that is no workbook, are refused', async () => {
    await expect(bring('not a zip', {}, 'a.xlsx')).rejects.toThrow('not a workbook')
    await expect(bring(zipOf([['readme.txt', Buffer.from('x')]]), {}, 'b.xlsx')).rejects.toThrow(
      'not a workbook',
    )
  })

  it('a ZIP bomb is refused by what it really unpacks to', async () => {
    const bomb = zipOf([
      ['xl/workbook.xml', Buffer.from('<workbook/>')],
      ['xl/worksheets/sheet1.xml', Buffer.alloc(8 << 20)],
    ])
    expect(bomb.length).toBeLessThan(20_000)
    await expect(bring(bomb, { limits: { maxUnpackedBytes: 4 << 20 } }, 'bomb.xlsx')).rejects.toMatchObject({
      details: [expect.objectContaining({ message: expect.stringContaining('more data inside') })],
    })
  })

  it('a workbook that states a smaller size than it unpacks to is refused', async () => {
    const liar = zipOf([['xl/workbook.xml', Buffer.alloc(100_000), 10]])
    await expect(bring(liar, {}, 'liar.xlsx')).rejects.toThrow(/workbook/)
  })

  it('a workbook with data that its list of contents does not name is refused', async () => {
    const hidden = zipOf([['xl/worksheets/hidden.xml', Buffer.alloc(30 << 20)]]).subarray(0, 30_000)
    const workbook = zipOf([['xl/workbook.xml', Buffer.from('<workbook/>')]], hidden)
    await expect(bring(workbook, {}, 'hidden.xlsx')).rejects.toMatchObject({
      details: [expect.objectContaining({ message: expect.stringContaining('does not name') })],
    })
  })

  it.each([
    ['itself', (file: string) => file],
    [
      'itself by another way',
      (file: string) => path.join(path.dirname(file), 'x', '..', path.basename(file)),
    ],
    ['a link to it', (file: string) => linked(file, (to) => symlinkSync(file, to))],
    ['a second name of it', (file: string) => linked(file, (to) => linkSync(file, to))],
  ])('a file of figures is not overwritten by its own rejected rows: %s', async (_name, nameOf) => {
    const content = 'iso3,year,indicator,value\nQQQ,2013,cases,1\n'
    const file = fileOf(content)
    mkdirSync(path.join(folder, 'x'))
    await expect(
      importFile(house.db, file, options({ ...own, rejectedFile: nameOf(file) })),
    ).rejects.toMatchObject({
      details: [expect.objectContaining({ message: expect.stringContaining('the file that is imported') })],
    })
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  it('not even when the usual place for rejected rows is another name of the file', async () => {
    const content = 'iso3,year,indicator,value\nQQQ,2013,cases,1\n'
    const file = fileOf(content)
    linkSync(file, `${file}.rejected.csv`)
    await expect(importFile(house.db, file, options(own))).rejects.toThrow('rejected rows')
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  it('a file that is already there is not overwritten by rejected rows when it is named', async () => {
    const letter = fileOf('dear all', 'letter.txt')
    const file = fileOf('iso3,year,indicator,value\nQQQ,2013,cases,1\n')
    expect(await run('import', file, '--new-source', 'A: B', '--rejected', letter)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/letter.txt: There is a file already.*--rejected/),
    })
    expect(readFileSync(letter, 'utf8')).toBe('dear all')
    // The usual place is ours: a second try replaces what the first left there.
    for (const _try of [1, 2])
      expect(await bring('iso3,year,indicator,value\nQQQ,2013,cases,1\n')).toMatchObject({ rejected: 1 })
  })

  it('a file that turns out to be unusable half-way is closed again', async () => {
    const rows = 'GHA,2013,cases,1\n'.repeat(10)
    const before = openFiles()
    await expect(bring(`iso3,year,indicator,value\n${rows}GHA,2013,No Series,1\n`)).rejects.toThrow(
      'nobody knows',
    )
    expect(openFiles().filter((name) => name.startsWith(folder))).toEqual([])
    expect(before.filter((name) => name.startsWith(folder))).toEqual([])
  })

  it.each([
    ['in no folder', 'no/such/folder/rejected.csv', 'There is no such folder.'],
    ['in a file', 'figures.csv/rejected.csv', 'A file stands where a folder is named.'],
    ['by a name too long', 'x'.repeat(300), 'The name is too long.'],
    ['on a folder', 'taken', 'There is a file already.'],
  ])('a place for rejected rows %s is refused in words', async (_name, place, message) => {
    mkdirSync(path.join(folder, 'taken'))
    await expect(
      bring('iso3,year,indicator,value\nQQQ,2013,cases,1\n', { rejectedFile: path.join(folder, place) }),
    ).rejects.toMatchObject({
      details: [expect.objectContaining({ message, remedy: expect.stringContaining('--rejected FILE') })],
    })
  })

  it('a full disk while rejected rows are written is said, and nothing is imported', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('no /dev/full: a full disk cannot be played here')
    symlinkSync('/dev/full', path.join(folder, 'figures.csv.rejected.csv'))
    await expect(
      bring('iso3,year,indicator,value\nGHA,2013,cases,1\nQQQ,2013,cases,1\n', { skipRejected: true }),
    ).rejects.toMatchObject({
      details: [expect.objectContaining({ message: 'The disk is full.' })],
    })
    await nothingStored()
  })

  it('a database connection lost in the middle leaves nothing half-written', async () => {
    const second = connect(house.connection, house.log, { connections: 1, schema: house.schema })
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(second)
    const lines = Array.from(
      { length: 12_000 },
      (_, n) => `GHA,${1900 + (n % 100)},c${Math.floor(n / 100)},${n}`,
    )
    const file = fileOf(`iso3,year,indicator,value\n${lines.join('\n')}\n`)
    let ended: Promise<unknown> | null = null
    const lost = importFile(
      second,
      file,
      options({
        ...own,
        onProgress: () => (ended ??= sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(house.owner)),
      }),
    )
    await expect(lost).rejects.toMatchObject({ status: 503 })
    await ended
    await nothingStored()
    expect(await importFile(house.db, file, options(own))).toMatchObject({
      state: 'applied',
      figures: 12_000,
    })
    await second.destroy()
  })
})

describe('The command', () => {
  it('answers 0 for a comparison and says how to write it', async () => {
    const answer = await run('import', fileOf(long), '--new-source', 'Ministry: Own count')
    expect(answer).toMatchObject({ code: 0, out: expect.stringContaining('nothing was written. Add --yes') })
    expect(await run('import', fileOf(long), '--new-source', 'Ministry: Own count', '--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Written.'),
    })
  })

  it('answers 1 for rejected rows and names file and line', async () => {
    const file = fileOf('iso3,year,indicator,value\nQQQ,2013,cpi_score,1\n')
    expect(await run('import', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${file}:2: unknown country`),
    })
  })

  it.each([
    [['import']],
    [['import', 'a', 'b']],
    [['import', 'a.csv', '--decimal', 'point-ish']],
    [['export']],
    [[]],
    [['list', '--nonsense']],
    [['make-pack', '/no/such/folder']],
  ])('answers 2 when wrongly used: %j', async (argv) => {
    expect((await run(...argv)).code).toBe(2)
  })

  it.each([
    [['check', 'extra'], /“extra”.*tp data check takes no words and no options but --json\./s],
    [['check', '--yes'], /--yes.*tp data check takes no words and no options but --json\./s],
    [['list', 'extra'], /“extra”.*tp data list takes no words/s],
    [['reload', '--to', 'x'], /--to.*tp data reload takes no words/s],
    [['import', 'a.csv', '--to', 'x'], /--to.*tp data import takes one file, --yes, .*--sheet and --json\./s],
    [['make-pack', 'a', '--complete'], /--complete.*tp data make-pack takes one folder, --to and --json\./s],
  ])('answers 2 to what a verb does not take, and names what it takes: %j', async (argv, words) => {
    expect(await run(...argv)).toMatchObject({ code: 2, err: expect.stringMatching(words) })
  })

  it('counts one as one', async () => {
    const row = 'iso3,year,indicator,value\nGHA,2013,cpi_score,'
    const { out } = await run('import', fileOf(`${row}1\nUGA,2013,cpi_score,\nQQQ,2013,cpi_score,1\n`))
    expect(out).toMatch(/^1 figure: 1 added/)
    expect(out).toContain('\n1 empty cell was left out: an empty cell is no figure.')
    expect(out).toMatch(/\n1 row was rejected; it is in .*rejected\.csv with line and reason\./)
    await run('import', fileOf(`${row}1\nUGA,2013,cpi_score,2\n`), '--yes')
    expect((await run('import', fileOf(`${row}1\n`))).out).toContain(
      '\n1 current figure of these series is not in the file; it stays (--complete withdraws it).',
    )
  })

  it('puts a stop between sentences', async () => {
    expect((await run('import')).err).toBe(
      'tp data import takes one file\n  Quote a name with spaces. Example: tp data import figures.csv',
    )
    const { err } = await run('import', fileOf('not a zip', 'a.xlsx'))
    expect(err).toMatch(/a\.xlsx: [A-Z].*[a-z]\. Open it in a spreadsheet program/)
  })

  it('prints a file name on one line, wherever it stands', async () => {
    const name = 'a\nb\u001b[2J\u2028.csv'
    const file = fileOf('iso3,year,indicator,value\nQQQ,2013,cpi_score,1\n', name)
    const { out, err } = await run('import', file)
    expect(out).toContain('a b�[2J .csv.rejected.csv with line and reason')
    expect(err).toContain('a b�[2J .csv:2: unknown')
    expect(await run('import', fileOf('', name))).toMatchObject({
      err: expect.stringContaining('a b�[2J .csv: It is empty.'),
    })
    await run('import', fileOf('iso3,year,indicator,value\nGHA,2013,cpi_score,1\n', name), '--yes')
    expect((await run('list')).out).toContain('  a b�[2J .csv  ')
  })

  it('says with what is written how it can be taken back', async () => {
    const { out } = await run('import', fileOf('iso3,year,indicator,value\nGHA,2013,cpi_score,1\n'), '--yes')
    expect(out).toMatch(/Written\. There is no undo: .*docs\/methods\/importing\.md/)
  })

  it('explains itself', async () => {
    expect(await run('help')).toMatchObject({ code: 0, out: expect.stringContaining('tp data import FILE') })
  })

  it('checks the pack and reloads it, as text and as JSON', async () => {
    expect(await run('check')).toMatchObject({ code: 0, out: expect.stringContaining('No faults found') })
    expect(JSON.parse((await run('check', '--json')).out)).toMatchObject({ faults: [], inDatabase: false })
    expect(JSON.parse((await run('reload', '--json')).out)).toMatchObject({
      state: 'applied',
      added: 56325,
      factsAdded: 3615,
    })
    expect(await run('reload')).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 added, 0 changed, 0 withdrawn'),
    })
  })

  it('says faults as JSON too', async () => {
    const { out } = await run('import', path.join(folder, 'no.csv'), '--json')
    expect(JSON.parse(out)).toMatchObject({
      fault: { kind: 'unusable', details: [expect.objectContaining({ message: 'There is no such file.' })] },
    })
  })
})

describe('Reading CSV', () => {
  it('never holds more than a chunk of rows, however long the file', async () => {
    const file = path.join(folder, 'long.csv')
    const row = 'GHA,2013,cases,12345\n'
    writeFileSync(file, `iso3,year,indicator,value\n${row.repeat(400_000)}`)
    let rows = 0
    let most = 0
    for await (const batch of readCsv(file, { limits: usualLimits })) {
      rows += batch.length
      most = Math.max(most, batch.length)
    }
    expect(rows).toBe(400_001)
    // One chunk is a mebibyte of 21-byte rows.
    expect(most).toBeLessThan((1 << 20) / row.length + 2)
    rmSync(folder, { recursive: true })
  })

  it('reads the same rows wherever the chunks happen to be cut', async () => {
    const filler = 'x'.repeat(997)
    const lines = Array.from(
      { length: 3000 },
      (_, n) => `${n},"a ""quoted"", cell\r\nof two lines ${filler}"`,
    )
    const file = fileOf(`n,text\r\n${lines.join('\r\n')}\r\n`)
    const seen: string[] = []
    for await (const batch of readCsv(file, { limits: usualLimits })) {
      for (const { line, cells, fault } of batch) {
        expect(fault).toBeUndefined()
        if (cells[0] === 'n') continue
        expect(line).toBe(2 + Number(cells[0]) * 2)
        expect(cells[1]).toBe(`a "quoted", cell\r\nof two lines ${filler}`)
        seen.push(String(cells[0]))
      }
    }
    expect(seen.length).toBe(3000)
  })
})

async function bringSheet(rows: (string | number | Date)[][]) {
  const file = path.join(folder, 'sheet.xlsx')
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('A').addRows(rows)
  await workbook.xlsx.writeFile(file)
  return await importFile(house.db, file, options(own))
}

function linked(file: string, link: (to: string) => void): string {
  const to = path.join(path.dirname(file), 'other.csv')
  link(to)
  return to
}

/** What this process holds open, where the system tells (Linux). */
function openFiles(): string[] {
  if (!existsSync('/proc/self/fd')) return []
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      return []
    }
  })
}

/** A ZIP file with these entries behind some bytes; the third part of one is the size it claims to have. */
function zipOf(
  entries: [name: string, content: Buffer, claimed?: number][],
  before: Buffer = Buffer.alloc(0),
): Buffer {
  const bodies: Buffer[] = [before]
  const list: Buffer[] = []
  let offset = before.length
  for (const [name, content, claimed = content.length] of entries) {
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(0, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claimed, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    list.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]),
    )
    bodies.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, directory, Buffer.from('PK\u0005\u0006'), end])
}
