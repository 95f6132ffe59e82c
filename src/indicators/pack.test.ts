import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { sharedData } from '../../test/support/shared.ts'
import { allCountries } from '../countries/registry.ts'
import { dataVersion } from '../house/data-version.ts'
import { connect } from '../house/open-database.ts'
import { projectRoot } from '../house/settings.ts'
import { makePack, span, tierBasis } from './make-pack.ts'
import { packFolder, readPack, reloadPack } from './pack.ts'
import { isLaterRevision, releaseDay } from './release.ts'
import type { Fact } from './schema.ts'
import {
  coverage,
  factsOf,
  figureIn,
  findDataset,
  findSeries,
  importRuns,
  listSeries,
  listSources,
  observationsOf,
  packState,
  vintage,
} from './store.ts'

const folder = packFolder(projectRoot())
let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse()
  await reloadPack(house.db, folder)
})
afterAll(() => house?.close())

describe('The reference pack', () => {
  it('passes its own check', () => {
    expect(readPack(folder).faults).toEqual([])
  })

  const reference = sharedData('reference/tiers.csv')
  it.skipIf(reference === null)('is made from the reference tables to the byte', () => {
    const made = mkdtempSync(path.join(tmpdir(), 'tip-pack-'))
    makePack(path.dirname(reference!), made)
    const names = readdirSync(made, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    for (const entry of names) {
      const name = path.relative(made, path.join(entry.parentPath, entry.name))
      expect(
        readFileSync(path.join(made, name), 'utf8') === readFileSync(path.join(folder, name), 'utf8'),
        name,
      ).toBe(true)
    }
    expect(names.length).toBeGreaterThan(30)
    rmSync(made, { recursive: true })
  })

  it('has the 4,208 tiers of 191 countries that the collection states, by report', async () => {
    const tiers = await observationsOf(house.db, { indicator: 'tip_tier' })
    expect(tiers.length).toBe(4208)
    expect(new Set(tiers.map((tier) => tier.iso3)).size).toBe(191)
    const counts = (year: number) =>
      ['1', '2', '2WL', '3', 'SC'].map(
        (code) => tiers.filter((tier) => tier.year === year && tier.code === code).length,
      )
    expect(counts(2016)).toEqual([36, 78, 44, 27, 3])
    expect(counts(2017)).toEqual([36, 80, 45, 23, 3])
    expect(counts(2019)).toEqual([33, 92, 38, 21, 3])
    expect(counts(2022)).toEqual([30, 99, 34, 22, 0])
    expect(counts(2025)).toEqual([33, 106, 25, 20, 4])
  })

  it('has 132 of the 182 ratings of the 2013 report on Tier 2 or its Watch List, the donor aside', async () => {
    const report = (await observationsOf(house.db, { indicator: 'tip_tier', years: [2013, 2013] })).filter(
      (tier) => tier.iso3 !== 'USA',
    )
    expect(report.length).toBe(182)
    expect(report.filter((tier) => tier.code === '2' || tier.code === '2WL').length).toBe(132)
  })

  it('says which tiers rest on elimination, on one transcription or on conflicting copies', async () => {
    const tiers = await observationsOf(house.db, { indicator: 'tip_tier' })
    const of = (year: number, basis: string) =>
      tiers.filter((tier) => tier.year === year && tier.basis === basis)
    expect(of(2025, 'one transcription').length).toBe(139)
    expect(of(2024, 'by elimination').length).toBe(89)
    // 30 on Tier 1, and Hungary and Namibia.
    expect(of(2019, 'by elimination').length).toBe(32)
    expect(of(2011, 'conflicting copies').map((tier) => tier.iso3)).toEqual(['LUX'])
    expect(of(2008, 'conflicting copies').map((tier) => tier.iso3)).toEqual(['TZA'])
    expect(of(2016, 'conflicting copies').length).toBe(7)
  })

  it('carries governance with its standard error on the same row, and no percentile ranks', async () => {
    const [ghana] = await observationsOf(house.db, {
      indicator: 'wgi_rule_of_law',
      iso3: 'GHA',
      years: [2013, 2013],
    })
    expect(ghana?.standardError).toBeGreaterThan(0)
    expect(ghana).toMatchObject({ published: '2014-09-30', revised: '2024', source: 'world-bank-wgi' })
    expect((await listSeries(house.db)).filter((series) => /^wgi.*_(pct|se)$/.test(series.id))).toEqual([])
    expect((await coverage(house.db, 'wgi_control_of_corruption')).countries).toBe(214)
  })

  it('leaves out what may not be passed on', async () => {
    const ids = (await listSeries(house.db)).map((series) => series.id)
    expect(
      ids.filter((id) => /^(fh_|civicus|cpi|gsi_|policy3p|hti_|refugees|asylum|aid_|trafficking_)/.test(id)),
    ).toEqual([])
    // The list of what the pack may carry is closed: a source is added by decision, not by the way.
    expect((await listSources(house.db)).map((source) => source.id)).toEqual([
      'focus-country-proposals',
      'ratifications',
      'un-desa-migrants',
      'us-cpc',
      'us-cspa',
      'us-ilab-goods',
      'us-tip-grants',
      'us-tip-report',
      'usaid-presence',
      'world-bank-wdi',
      'world-bank-wgi',
    ])
    for (const source of await listSources(house.db)) expect(source.licence).not.toBe('')
  })

  it('dates every edition so that it can be compared, and says its doubt in each language', async () => {
    for (const { revised } of [...(await listSeries(house.db)), ...(await listSources(house.db))])
      expect(revised ?? '2000').toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    expect(await findSeries(house.db, 'gini')).toMatchObject({
      revised: '2022',
      note: { fr: expect.stringContaining('2022 ou d’une édition ultérieure') },
    })
    const [ghana] = await observationsOf(house.db, { indicator: 'gini', iso3: 'GHA' })
    expect(ghana?.revised).toBe('2022')
    await expect(
      house.db.updateTable('observations').set({ revised: '2022 or later' }).execute(),
    ).rejects.toThrow(/observations_revised_check/)
  })

  it('says in sentences how much of each child-soldier list was seen', async () => {
    const { editions } = await findDataset(house.db, 'cspa_list')
    const note = (key: string) => editions.find((edition) => edition.key === key)?.note
    expect(note('2024')).toBe('The whole list was seen: 17 governments. (In the collection: “yes (17)”.)')
    expect(note('2013')).toMatch(/^Probably the whole list was seen: 10 governments\. \(In/)
    expect(note('2010')).toMatch(/^Only a part of the list was seen; it has 6 governments\. \(In/)
    expect(note('2023')).toMatch(/it has 17 governments/)
    expect(note('2011')).toMatch(/^Only a part of the list was seen\. \(In/)
    for (const edition of editions)
      expect(edition.note).toMatch(/^[A-Z][^(]*\. \(In the collection: “.+”\.\)$/)
  })

  it('titles every series and dataset in four languages', async () => {
    for (const { title, unit } of await listSeries(house.db)) {
      expect(Object.keys(title).sort()).toEqual(['en', 'es', 'fr', 'pt'])
      expect(Object.keys(unit).sort()).toEqual(['en', 'es', 'fr', 'pt'])
    }
  })
})

describe('As of a day', () => {
  it('the 2013 report is the newest on 28 February 2014, the 2014 one from 20 June', async () => {
    const tier = async (asOf: string) => {
      const known = await vintage(house.db, { indicators: ['tip_tier'], asOf, iso3: ['GHA'] })
      return figureIn(known, 'tip_tier', 'GHA').observation?.year
    }
    expect(await tier('2014-02-28')).toBe(2013)
    expect(await tier('2014-06-19')).toBe(2013)
    expect(await tier('2014-06-20')).toBe(2014)
    expect(await tier('2025-09-28')).toBe(2024)
    expect(await tier('2025-09-29')).toBe(2025)
  })

  it('a report of which only the month is proved is known from the last day of that month', async () => {
    const { release } = await findSeries(house.db, 'tip_tier')
    expect(releaseDay(release, 2012)).toBe('2012-06-30')
    expect(releaseDay(release, 2020)).toBe('2020-06-30')
    expect(release.kind === 'table' && release.days['2017']?.certainty).toBe('general knowledge')
  })

  it('nothing that came out later is seen, and the reason says so', async () => {
    const known = await vintage(house.db, {
      indicators: ['tip_tier', 'wgi_rule_of_law', 'no_such_series'],
      asOf: '2014-02-28',
      iso3: ['GHA', 'VUT', 'SCG', 'ATA'],
    })
    expect(figureIn(known, 'wgi_rule_of_law', 'GHA').observation?.year).toBe(2012)
    expect(figureIn(known, 'tip_tier', 'VUT')).toEqual({ observation: null, missing: 'not yet released' })
    expect(figureIn(known, 'no_such_series', 'GHA')).toEqual({
      observation: null,
      missing: 'not yet imported',
    })
    expect(figureIn(known, 'tip_tier', 'ATA')).toEqual({ observation: null, missing: 'not published' })
  })

  it('a country that did not exist yet is not applicable', async () => {
    const known = await vintage(house.db, { indicators: ['tip_tier'], asOf: '2010-01-01', iso3: ['SSD'] })
    expect(figureIn(known, 'tip_tier', 'SSD')).toEqual({ observation: null, missing: 'not applicable' })
  })

  it('no entry of any vintage was published after its day, and the newest known one is taken', async () => {
    const indicators = ['tip_tier', 'wgi_rule_of_law', 'population', 'immigrant_stock']
    for (const asOf of ['2005-01-01', '2013-06-18', '2014-02-28', '2024-12-31']) {
      const known = await vintage(house.db, { indicators, asOf })
      for (const indicator of indicators) {
        const all = await observationsOf(house.db, { indicator })
        for (const [iso3, { observation }] of Object.entries(known.entries[indicator]!)) {
          const years = all
            .filter((each) => each.iso3 === iso3 && each.published! <= asOf)
            .map((each) => each.year)
          expect(observation?.year ?? null).toBe(years.length > 0 ? Math.max(...years) : null)
        }
      }
    }
  })

  it('an edition later than the day is told apart', () => {
    expect(isLaterRevision({ revised: '2024' }, '2014-02-28')).toBe(true)
    expect(isLaterRevision({ revised: '2020-12' }, '2020-12-31')).toBe(false)
    expect(isLaterRevision({ revised: '2014-03-01' }, '2014-02-28')).toBe(true)
    expect(isLaterRevision({ revised: null }, '2014-02-28')).toBe(false)
  })
})

describe('Facts', () => {
  it('hold child-soldier lists from the release of a report to the day before the next', async () => {
    const listed = await factsOf(house.db, { dataset: 'cspa_list', on: '2014-02-28' })
    expect(listed.map((fact) => fact.iso3)).toEqual([
      'CAF',
      'COD',
      'MMR',
      'RWA',
      'SDN',
      'SOM',
      'SSD',
      'SYR',
      'TCD',
      'YEM',
    ])
    const { editions } = await findDataset(house.db, 'cspa_list')
    const complete = (kind: string) =>
      editions.filter((edition) => edition.completeness === kind).map((edition) => edition.key)
    expect(complete('complete')).toEqual([
      '2012',
      '2014',
      '2015',
      '2016',
      '2017',
      '2018',
      '2020',
      '2021',
      '2022',
      '2024',
    ])
    expect(complete('probably complete')).toEqual(['2013'])
    expect(complete('partial')).toEqual(['2010', '2011', '2019', '2023'])
  })

  it('leave 129 countries through the tier and child-soldier gates, and the mission evidence splits them as collected', async () => {
    const asOf = '2014-02-28'
    const known = await vintage(house.db, { indicators: ['tip_tier'], asOf })
    const listed = new Set(
      (await factsOf(house.db, { dataset: 'cspa_list', on: asOf })).map((fact) => fact.iso3),
    )
    const passing = allCountries()
      .map(({ iso3 }) => iso3)
      .filter((iso3) => {
        const tier = figureIn(known, 'tip_tier', iso3).observation
        return tier?.year === 2013 && (tier.code === '2' || tier.code === '2WL') && !listed.has(iso3)
      })
    expect(passing.length).toBe(129)

    // Evidence within 24 months on either side, or a span that covers the day.
    const near = (fact: Fact) => fact.from <= '2016-02-28' && fact.to >= '2012-02-28'
    const presence = await factsOf(house.db, { dataset: 'usaid_presence' })
    const status = (iso3: string) => {
      const facts = presence.filter((fact) => fact.iso3 === iso3)
      const dated = facts.filter(
        (fact) => near(fact) && !(fact.fields.status === 'closed' && fact.from > asOf),
      )
      const found = dated.map((fact) => (fact.fields.bracketed ? 'bracketed' : String(fact.fields.status)))
      return (
        [
          'bilateral_mission',
          'regional_mission',
          'country_office',
          'closed',
          'not_listed',
          'program_without_mission',
          'bracketed',
        ].find((each) => found.includes(each)) ?? 'open'
      )
    }
    const split: Record<string, number> = {}
    for (const iso3 of passing) split[status(iso3)] = (split[status(iso3)] ?? 0) + 1
    expect(split).toEqual({
      bilateral_mission: 51,
      regional_mission: 2,
      country_office: 4,
      closed: 8,
      not_listed: 21,
      program_without_mission: 1,
      bracketed: 8,
      // 32 open, and Honduras and Barbados, which only earlier and later evidence brackets.
      open: 34,
    })
  })

  it('carry eight European countries as not listed from 2002 to 2021, and four for 2021 only', async () => {
    const absent = (await factsOf(house.db, { dataset: 'usaid_presence', on: '2014-02-28' })).filter(
      (fact) => fact.fields.bracketed,
    )
    expect(absent.map((fact) => fact.iso3)).toEqual(['CHE', 'EST', 'GRC', 'HUN', 'LTU', 'LVA', 'MLT', 'PRT'])
    for (const iso3 of ['BGR', 'CYP', 'HRV', 'ROU']) {
      expect(await factsOf(house.db, { dataset: 'usaid_presence', iso3, on: '2014-02-28' })).toEqual([])
      expect((await factsOf(house.db, { dataset: 'usaid_presence', iso3, on: '2021-06-01' })).length).toBe(1)
    }
  })

  it('number as their sources state', async () => {
    const count = async (dataset: string) => (await factsOf(house.db, { dataset })).length
    expect(await count('listed_good')).toBe(468)
    expect(await count('compact')).toBe(7)
    expect(
      new Set((await factsOf(house.db, { dataset: 'compact_statement' })).map(({ fields }) => fields.compact))
        .size,
    ).toBe(7)
    expect(await count('usaid_presence')).toBe(171)
    expect(
      (await factsOf(house.db, { dataset: 'proposal' })).filter((fact) => fact.key === 'ijm-focus').length,
    ).toBe(9)
    expect(
      (await factsOf(house.db, { dataset: 'ratification' })).filter((fact) => fact.key === 'palermo_protocol')
        .length,
    ).toBe(149)
  })
})

describe('Reading the pack again', () => {
  it('changes nothing when it is the same, even row by row', async () => {
    const before = await dataVersion(house.db)
    expect((await reloadPack(house.db, folder)).state).toBe('current')
    expect(await dataVersion(house.db)).toBe(before)
    expect(await reloadPack(house.db, folder, { always: true })).toMatchObject({
      state: 'unchanged',
      added: 0,
      changed: 0,
      withdrawn: 0,
    })
    // The pages say when the pack was last read.
    expect(await dataVersion(house.db)).toBe(before + 1)
  })

  it('takes a changed, a new and a withdrawn row, keeps the old ones readable, and raises the data version once', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'tip-pack-'))
    cpSync(folder, other, { recursive: true })
    const file = path.join(other, 'us-tip-report', 'observations.csv')
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(rows[1]).toMatch(/^ABW,2015,tip_tier,2,/)
    writeFileSync(
      file,
      `${[rows[0], rows[1]!.replace(',tip_tier,2,', ',tip_tier,1,'), ...rows.slice(3), 'ATA,2024,tip_tier,1,,,'].join('\n')}\n`,
    )
    const manifest = path.join(other, 'pack.json')
    const { createHash } = await import('node:crypto')
    const listed = JSON.parse(readFileSync(manifest, 'utf8'))
    listed.sources['us-tip-report']['observations.csv'].sha256 = createHash('sha256')
      .update(readFileSync(file))
      .digest('hex')
    writeFileSync(manifest, JSON.stringify(listed))

    const mine = await openTestHouse()
    await reloadPack(mine.db, folder)
    const before = await dataVersion(mine.db)
    const report = await reloadPack(mine.db, other)
    expect(report).toMatchObject({ state: 'applied', added: 1, changed: 1, withdrawn: 1, factsAdded: 0 })
    expect(await dataVersion(mine.db)).toBe(before + 1)
    const versions = await mine.db
      .selectFrom('observations')
      .selectAll()
      .where('iso3', '=', 'ABW')
      .where('year', '=', 2015)
      .where('indicator', '=', 'tip_tier')
      .execute()
    expect(versions.map((row) => [row.code, row.superseded_by !== null]).sort()).toEqual([
      ['1', false],
      ['2', true],
    ])
    expect((await importRuns(mine.db)).map((run) => run.kind)).toEqual(['pack', 'pack'])
    await mine.close()
    rmSync(other, { recursive: true })
  })

  it('is refused whole when a file is not the one the pack was made with', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'tip-pack-'))
    cpSync(folder, other, { recursive: true })
    writeFileSync(
      path.join(other, 'us-tip-report', 'observations.csv'),
      'iso3,year,indicator,value,standard_error,basis,note\nQQQ,2013,tip_tier,2,,,\n',
    )
    const mine = await openTestHouse()
    await expect(reloadPack(mine.db, other)).rejects.toMatchObject({ kind: 'unusable' })
    expect((await packState(mine.db)).loaded).toBeNull()
    await mine.close()
    rmSync(other, { recursive: true })
  })

  it('is done once when two processes do it together', async () => {
    const mine = await openTestHouse()
    const second = connect(mine.connection, mine.log, { connections: 2, schema: mine.schema })
    const states = await Promise.all([reloadPack(mine.db, folder), reloadPack(second, folder)])
    expect(states.map((report) => report.state).sort()).toEqual(['applied', 'current'])
    expect((await importRuns(mine.db)).length).toBe(1)
    await second.destroy()
    await mine.close()
  })
})

describe('Reading the reference tables', () => {
  it('turns every way of writing a time into two days', () => {
    expect(span('2013')).toEqual({ from: '2013-01-01', to: '2013-12-31' })
    expect(span('2012-02')).toEqual({ from: '2012-02-01', to: '2012-02-29' })
    expect(span('2013-09-20')).toEqual({ from: '2013-09-20', to: '2013-09-20' })
    expect(span('2014-2017')).toEqual({ from: '2014-01-01', to: '2017-12-31' })
    expect(() => span('about 2013')).toThrow('unknown way')
  })
  it('reads from a note on what a tier rests', () => {
    expect(tierBasis('by elimination: not 2WL/3/SC (Factbook)')).toBe('by elimination')
    expect(tierBasis('gvnet tier page; TIP narrative / embassy / press text')).toBeNull()
    expect(tierBasis('Kelley/Heiss tip_tiers_orig')).toBeNull()
  })
})
