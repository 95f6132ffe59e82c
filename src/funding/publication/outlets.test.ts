import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared.ts'
import type { Indicator } from '../../compacts/agreement.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import { checkIati } from '../../iati/check.ts'
import { libxml2Says } from '../../iati/libxml2.test-data.ts'
import { minorUnits, type Transaction } from '../../iati/model.ts'
import { type ActivityToWrite, writeActivities, writeOrganisations } from '../../iati/write.ts'
import { activitiesOf } from './iati/activities.ts'
import { organisationOf } from './iati/organisation-file.ts'
import { PLACEHOLDER_PUBLISHER, publisherFrom } from './iati/publisher.ts'
import { csvPieces, workbook } from './outlets.ts'
import { anEntry, aSnapshot, example, exampleContents } from './publication.test-data.ts'
import { sheetNames, sheetOf } from './sheets.ts'
import { canonicalPieces, type PublicEntry, type Snapshot, type Stage, sealed } from './snapshot.ts'
import { added, totalsOf } from './totals.ts'

const snapshot = aSnapshot()
const addresses = { origin: 'https://tip.example.org' }
const publisher = publisherFrom(null, snapshot)
const activities = activitiesOf(snapshot, publisher, addresses)
const now = new Date('2023-10-01T12:00:00Z')

const textOf = (pieces: Iterable<string>) => [...pieces].join('')
async function gathered(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
const rowsOf = (of: Snapshot, name: (typeof sheetNames)[number]) =>
  Papa.parse<Record<string, string>>(textOf(csvPieces(sheetOf(of, name))).trimEnd(), { header: true }).data

const transactionsOf = (each: ActivityToWrite) => [...(each.transactions as Iterable<Transaction>)]

/** What entries of a kind come to in a currency, by their kind alone. */
const sumOf = (entries: readonly Pick<PublicEntry, 'minor' | 'currency'>[], currency: string) =>
  entries.filter((entry) => entry.currency === currency).reduce((sum, { minor }) => sum + minor, 0)

describe('A snapshot', () => {
  it('is told by the hash of its canonical JSON, which is what the JSON outlet gives', () => {
    const text = textOf(canonicalPieces(snapshot))
    expect(createHash('sha256').update(text).digest('hex')).toBe(snapshot.hash)
    const { hash: _, ...contents } = snapshot
    expect(text).toBe(canonicalJson(contents))
    expect(JSON.parse(text)).toEqual(contents)
  })

  it('is another one as soon as one cent is', () => {
    const contents = exampleContents()
    const entries = contents.money?.entries ?? []
    const [first, ...rest] = entries
    const other = sealed({
      ...contents,
      money: contents.money && {
        ...contents.money,
        entries: [{ ...first!, minor: first!.minor + 1 }, ...rest],
      },
    })
    expect(other.hash).not.toBe(snapshot.hash)
    expect(aSnapshot().hash).toBe(snapshot.hash)
  })

  it('keeps its canonical form with no money at all, with many entries, and with signs in their texts', () => {
    const entries = Array.from({ length: 1203 }, (_, at) =>
      anEntry(at + 1, { note: '"money":null,"entries":[] \u2028 \\ é 𐍈' }),
    )
    for (const money of [null, { ...snapshot.money!, entries }]) {
      const contents = { ...exampleContents(), money }
      expect(textOf(canonicalPieces(contents))).toBe(canonicalJson(contents))
    }
  })
})

/** What holders spent stands in no activity that has the payment they spent it from. */
const isTold = ({ onward, countsAs }: PublicEntry) => !(onward && countsAs === 'expenditure')

describe('Every outlet of one snapshot', () => {
  it('agrees to the cent with the ledger: CSV, workbook, JSON and IATI, entry by entry', async () => {
    const csv = new Map(rowsOf(snapshot, 'ledger').map((row) => [Number(row.number), row]))
    const book = new Map((await bookRows(snapshot, 'ledger')).map((row) => [row.number, row]))
    const iati = new Map<number, Transaction>()
    for (const activity of activities)
      for (const transaction of transactionsOf(activity)) {
        const number = Number(transaction.ref)
        expect(iati.has(number), 'an entry stands in one activity only').toBe(false)
        iati.set(number, transaction)
      }
    const json = JSON.parse(textOf(canonicalPieces(snapshot))) as Snapshot
    expect(json.money?.entries).toEqual(snapshot.money?.entries)
    const entries = snapshot.money!.entries
    expect(csv.size).toBe(entries.length)
    expect(book.size).toBe(entries.length)
    expect(iati.size).toBe(entries.filter(isTold).length)
    for (const entry of entries) {
      const { number, minor, currency, date } = entry
      const row = csv.get(number)!
      expect(Number(row.minor)).toBe(minor)
      expect(minorUnits(row.amount!, currency)).toBe(BigInt(minor))
      expect(book.get(number)).toMatchObject({ minor, currency, date, amount: minor / 100 })
      const transaction = iati.get(number)
      expect(transaction !== undefined).toBe(isTold(entry))
      if (transaction === undefined) continue
      expect(transaction).toMatchObject({ date, value: { currency, valueDate: date } })
      expect(minorUnits(transaction.value.amount, currency)).toBe(BigInt(minor))
    }
  })

  it('agrees to the cent on the plan, the totals and what was paid', async () => {
    const { totals, entries } = snapshot.money!
    const plan = rowsOf(snapshot, 'plan')
    for (const currency of ['USD', 'EUR']) {
      const total = (stage: Stage) =>
        added(totals, stage).amounts.find((each) => each.currency === currency)?.minor ?? 0
      const column = (name: string) =>
        plan.filter((row) => row.currency === currency).reduce((sum, row) => sum + Number(row[name]), 0)
      expect(total('original')).toBe(column('original_minor'))
      expect(total('planned')).toBe(column('current_minor'))
      const budgets = (type: string) =>
        activities
          .flatMap(({ budgets: all }) => all ?? [])
          .filter((each) => each.value.currency === currency && each.type === type)
      const sums = (type: string) =>
        budgets(type).reduce((sum, { value }) => sum + Number(minorUnits(value.amount, currency)), 0)
      expect(sums('1')).toBe(total('original'))
      // A revised budget takes the place of the original of the same activity and year.
      const revised = budgets('2')
      const replaced = activities.flatMap(({ budgets: all }) =>
        (all ?? []).filter(
          (each) =>
            each.type === '1' &&
            each.value.currency === currency &&
            all?.some((other) => revised.includes(other) && other.periodStart === each.periodStart),
        ),
      )
      const was = replaced.reduce((sum, { value }) => sum + Number(minorUnits(value.amount, currency)), 0)
      expect(sums('1') - was + sums('2')).toBe(total('planned'))

      const all = activities.flatMap(transactionsOf).filter(({ value }) => value.currency === currency)
      const iati = (...types: string[]) =>
        all
          .filter(({ type }) => types.includes(type))
          .reduce((sum, { value }) => sum + Number(minorUnits(value.amount, currency)), 0)
      expect(iati('2', '11')).toBe(total('committed'))
      expect(iati('4')).toBe(
        sumOf(
          entries.filter((each) => each.countsAs === 'expenditure' && isTold(each)),
          currency,
        ),
      )
      const onward = sumOf(
        entries.filter((each) => each.onward && each.countsAs !== 'expenditure'),
        currency,
      )
      const direct = sumOf(
        entries.filter((each) => !each.onward && each.countsAs === 'expenditure'),
        currency,
      )
      expect(iati('1', '3') - onward + direct).toBe(total('disbursed'))
    }
    expect(added(totals, 'planned').total).toEqual({ minor: 1_302_500_000, currency: 'USD' })
  })

  it('gives the same rows to the workbook and the CSV', async () => {
    for (const name of sheetNames) {
      const { columns, rows } = sheetOf(snapshot, name)
      const wide = [...rows()].filter((row) => row.length !== columns.length)
      expect(wide, name).toEqual([])
      expect(await bookRows(snapshot, name), name).toHaveLength(rowsOf(snapshot, name).length)
    }
  })

  it('shows no small count and none that gives one away', async () => {
    const inResults = rowsOf(snapshot, 'results').filter(
      (row) => row.indicator === 'children-served' && row.what === 'actual' && row.year === 'y1',
    )
    expect(inResults.map(({ value, instead }) => [value, instead])).toEqual([
      ['', 'fewer than 10'],
      ['', 'kept back'],
      ['', 'kept back'],
    ])
    const indicator = activities[0]?.results
      ?.flatMap(({ indicators }) => indicators)
      .find(({ references }) => references?.[0]?.code === 'children-served')
    const period = indicator?.periods?.find(({ start }) => start === '2021-02-01')
    expect(period?.actuals).toEqual([])
    const said = new Map(period?.targets?.[0]?.comment?.map(({ language, text }) => [language, text]))
    expect(said.get('en')).toMatch(/ Result: fewer than 10\.$/)
    expect(said.get('fr')).toMatch(/ Résultat\s: moins de 10\.$/)
  })

  it('says interval, full count and answer in the language that each comment is marked with', () => {
    const measures = activities.flatMap(({ results = [] }) =>
      results.flatMap(({ indicators }) =>
        indicators.flatMap(({ baselines = [], periods = [] }) => [
          ...baselines,
          ...periods.flatMap(({ targets = [], actuals = [] }) => [...targets, ...actuals]),
        ]),
      ),
    )
    const comments = measures.flatMap(({ comment = [] }) => comment)
    const inFrench = comments.filter(
      ({ language, text }) => language === 'fr' && text.startsWith('Intervalle'),
    )
    expect(inFrench.length).toBeGreaterThan(3)
    expect(inFrench.some(({ text }) => /: de \d+(,\d+)? à \d/.test(text))).toBe(true)
    for (const { text, language } of comments) {
      if (language !== 'en') expect(text).not.toMatch(/Interval: |full count|Result: |^(Yes|No)\. /)
      else expect(text).not.toMatch(/Intervalle|Résultat/)
    }
  })
})

describe('A table', () => {
  const noted = aSnapshot({
    money: {
      ...snapshot.money!,
      entries: ['=1+1', '+1', '-1', '@sum', 'a "quoted", text\nin two lines'].map((note, at) =>
        anEntry(at + 1, { note, minor: -5 }),
      ),
    },
  })

  it('lets no text become a formula, and leaves numbers below zero numbers', async () => {
    const rows = rowsOf(noted, 'ledger')
    expect(rows.map(({ note }) => note)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@sum",
      'a "quoted", text\nin two lines',
    ])
    expect(new Set(rows.map(({ amount }) => amount))).toEqual(new Set(['-0.05']))
    const book = await bookRows(noted, 'ledger')
    expect(book.map(({ note }) => note).slice(0, 4)).toEqual(['=1+1', '+1', '-1', '@sum'])
    expect(new Set(book.map(({ amount }) => amount))).toEqual(new Set([-0.05]))
  })
})

describe('The IATI files of the example', () => {
  it('keep every rule of the standard: nothing critical, no error, no warning', async () => {
    const xml = await gathered(writeActivities(activities, { generated: now }))
    const checked = await checkIati(Buffer.from(xml), { now })
    expect(checked.errors).toEqual([])
    expect(checked.counts).toMatchObject({ critical: 0, error: 0, warning: 0 })
    expect(checked.records).toBe(6)
    const organisation = organisationOf([snapshot], publisher, addresses)
    const other = await gathered(writeOrganisations([organisation], { generated: now }))
    const judged = await checkIati(Buffer.from(other), { now })
    expect(judged.errors).toEqual([])
    const shared = sharedData('iati')
    if (shared === null) return
    expect(libxml2Says(xml, shared, '2.03', 'activities')).toEqual([])
    expect(libxml2Says(other, shared, '2.03', 'organisations')).toEqual([])
  })

  it('name a publisher that is plainly none, and ask for one where the compact is real', () => {
    expect(publisher.ref).toBe(PLACEHOLDER_PUBLISHER)
    const real = { agreement: example, compact: { ...snapshot.compact, example: false, country: 'GHA' } }
    expect(() => publisherFrom(null, real)).toThrow(/identifier of who publishes/)
    expect(() => publisherFrom('GB', real)).toThrow(/not the identifier/)
    expect(publisherFrom('XX-REG-123', real).ref).toBe('XX-REG-123')
  })

  it('place a country of the lists by its code, and the example in a region', () => {
    expect(activities[0]).toMatchObject({ recipientRegions: [{ code: '998' }] })
    const ghana = { ...snapshot, compact: { ...snapshot.compact, country: 'GHA' } }
    expect(activitiesOf(ghana, publisher, addresses)[0]).toMatchObject({
      recipientCountries: [{ code: 'GH' }],
    })
    expect(organisationOf([ghana], publisher, addresses).recipientCountryBudgets).toHaveLength(5)
  })

  it('say the two levels of the work and how they belong together', () => {
    expect(activities.map(({ hierarchy }) => hierarchy)).toEqual([1, 2, 2, 2, 2, 2])
    const [compact, ...children] = activities
    expect(compact?.relatedActivities?.map(({ ref }) => ref)).toEqual(
      children.map(({ identifier }) => identifier),
    )
    for (const child of children) expect(child.relatedActivities?.[0]?.ref).toBe(compact?.identifier)
  })

  it('say where the work is, in the words of the agreement: the compact’s regions and each initiative’s sites', () => {
    const names = activities.map(({ locations }) => locations?.map(({ name }) => name?.[0]?.text))
    expect(names.slice(0, 2)).toEqual([
      ['The four lake districts and both airports.'],
      ['Four lake districts'],
    ])
    expect(activities[1]?.locations?.[0]).toMatchObject({ reach: '1' })
    const without = { ...example, scope: { ...example.scope, regions: {} } }
    const [compact] = activitiesOf(aSnapshot({ agreement: without }), publisher, addresses)
    expect(compact?.locations).toEqual([])
  })

  it('say of a result that nobody verified it but who reported it, and of an indicator since when it is not asked for', () => {
    const { results } = snapshot
    const within = [example.parties[0]?.key ?? '']
    const retired = { from: '2024-01-01', reason: { en: 'Surveyed\u0001 no more', fr: 'Plus d’enquête' } }
    const told = (of: Snapshot) =>
      activitiesOf(of, publisher, addresses)
        .flatMap(({ results: all }) => all ?? [])
        .flatMap(({ indicators }) => indicators ?? [])
        .find(({ references }) => references?.[0]?.indicatorUri?.endsWith('#fee-share'))
    const now = told(
      aSnapshot({
        agreement: {
          ...example,
          indicators: example.indicators.map((each) =>
            each.key === 'fee-share' ? { ...each, retired } : each,
          ),
        },
        results: {
          ...results,
          actuals: results.actuals.map((each, place) =>
            each.indicator === 'fee-share' && each.ends === results.actuals[1]?.ends && place === 1
              ? { ...each, within }
              : each,
          ),
        },
      }),
    )
    const comments = (of: typeof now) =>
      (of?.periods ?? [])
        .flatMap(({ actuals }) => actuals ?? [])
        .map(({ comment }) => (comment ?? []).map(({ text }) => text))
    const [first, second] = comments(now)
    expect(first).toHaveLength(2)
    expect(first?.[0]).toMatch(
      /^Interval: 52 to 62 \(95%\)\. Verified within the organisation that reported it, .+\.$/,
    )
    expect(first?.[1]).toContain('Vérifié au sein de l’organisation')
    expect(second?.join()).not.toContain('Verified within')
    expect(comments(told(snapshot)).flat().join()).not.toContain('Verified within')
    expect(now?.description?.map(({ text }) => text)).toEqual([
      expect.stringMatching(/departure\. Not asked .+ on or after 1 January 2024: Surveyed\s+no more$/),
      expect.stringContaining('Plus d’enquête'),
    ])
  })

  it('say for what the partner spends of its own, in shares that come to a hundred', () => {
    const [compact, ...children] = activities
    const items = compact?.countryBudgetItems?.items ?? []
    expect(compact?.countryBudgetItems?.vocabulary).toBe('4')
    expect(items.map(({ code }) => code).sort()).toEqual(['data', 'prevention', 'prosecution', 'protection'])
    const hundredths = items.reduce((sum, { percentage }) => sum + Number(minorUnits(percentage!, 'USD')), 0)
    expect(hundredths).toBe(100_00)
    const ofPartner = ['partner-cash', 'partner-kind']
    const planned = rowsOf(snapshot, 'plan')
      .filter((row) => ofPartner.includes(row.contribution!) && row.component === 'protection')
      .reduce((sum, row) => sum + Number(row.current_minor), 0)
    const told = items.find(({ code }) => code === 'protection')?.description?.[0]?.text
    expect(told).toBe(`Planned of the partner’s own budget: EUR ${(planned / 100).toFixed(2)}.`)
    for (const child of children) expect(child.countryBudgetItems).toBeUndefined()
    const alone = {
      ...example,
      plan: {
        ...example.plan,
        lines: example.plan.lines.filter((each) => each.contribution === 'donor-cash'),
      },
    }
    expect(
      activitiesOf(aSnapshot({ agreement: alone }), publisher, addresses)[0]?.countryBudgetItems,
    ).toBeUndefined()
  })

  it('say when each payment was planned and of how much', () => {
    expect(activities[0]?.plannedDisbursements).toEqual(
      example.tranches.map(({ amount, planned }) => ({
        type: '1',
        periodStart: planned,
        value: { amount: (amount.minor / 100).toFixed(2), currency: amount.currency, valueDate: planned },
        providerOrg: {
          narratives: expect.arrayContaining([expect.objectContaining({ text: 'Donor Republic' })]),
        },
      })),
    )
  })

  it('lead from a baseline to the document it stands in', async () => {
    const [first, ...rest] = example.indicators
    const baseline = { ...first!.baseline, url: 'https://example.org/survey.pdf' } as Indicator['baseline']
    const cited = { ...example, indicators: [{ ...first!, baseline }, ...rest] }
    const [compact] = activitiesOf(aSnapshot({ agreement: cited }), publisher, addresses)
    const found = compact?.results
      ?.flatMap(({ indicators }) => indicators)
      .find(({ references }) => references?.[0]?.indicatorUri?.endsWith(`#${first!.key}`))
    expect(found?.baselines?.[0]?.documents).toMatchObject([
      { url: 'https://example.org/survey.pdf', format: 'application/pdf', categories: ['A08'] },
    ])
    const xml = await gathered(writeActivities([compact!], { generated: now }))
    expect((await checkIati(Buffer.from(xml), { now })).errors).toEqual([])
  })

  it('give the donor’s money and the partner’s the types of their direction', () => {
    const byRef = new Map(activities.flatMap(transactionsOf).map((each) => [each.ref, each]))
    for (const { number, countsAs, contribution, onward } of snapshot.money!.entries.filter(isTold)) {
      const ofDonor = contribution === 'donor-cash'
      const expected = {
        pledge: ofDonor ? '12' : '13',
        commitment: ofDonor ? '2' : '11',
        disbursement: ofDonor && !onward ? '3' : '1',
        expenditure: '4',
        refund: ofDonor && !onward ? '3' : '1',
      }[countsAs]
      expect(byRef.get(String(number))?.type).toBe(expected)
    }
  })

  describe('of money that is passed on', () => {
    const [lake] = snapshot.money!.awards
    const awards = [lake!, { ...lake!, key: 'sub', number: 'S-1', parent: 'lake-award', ends: '2022-12-31' }]
    const told = (entries: PublicEntry[], known = awards) => {
      const money = { ...snapshot.money!, awards: known, entries }
      const { hash: _, ...contents } = snapshot
      const all = activitiesOf(sealed({ ...contents, money }), publisher, addresses)
      return Object.fromEntries(
        all.flatMap((activity) =>
          transactionsOf(activity).map(({ ref, type }) => [
            ref,
            `${activity.identifier.split(`${snapshot.compact.id}`)[1]} ${type}`,
          ]),
        ),
      )
    }
    const paid = {
      countsAs: 'disbursement',
      kind: 'disbursement',
      line: 'lake-y1',
      award: 'lake-award',
    } as const
    const given = anEntry(1, { ...paid, receiver: 'award:lake-award' })
    const onward = { ...paid, onward: true, provider: 'award:lake-award' }

    it('tell it where it arrives, whatever award the entry names, and what came back there too', () => {
      expect(
        told([
          given,
          anEntry(2, { ...onward, receiver: 'award:sub' }),
          anEntry(3, {
            ...onward,
            countsAs: 'refund',
            kind: 'refund',
            minor: -100,
            provider: 'award:sub',
            receiver: 'award:lake-award',
          }),
        ]),
      ).toEqual({ 1: '-award-lake-award 3', 2: '-award-sub 1', 3: '-award-sub 1' })
    })

    it('leave out what came of a payment where the payment itself stands', () => {
      const spent = { ...onward, countsAs: 'expenditure', kind: 'expenditure' } as const
      expect(
        told([
          given,
          anEntry(2, spent),
          anEntry(3, { ...spent, provider: 'award:sub' }),
          anEntry(4, { ...onward, award: null, provider: 'republic', receiver: 'institute' }),
          anEntry(5, { ...paid, award: null }),
        ]),
      ).toEqual({ 1: '-award-lake-award 3', 3: '-award-sub 4', 5: '-initiative-lake-watch 3' })
    })

    it('stand with their line where the award is not told of, and point at no activity that is not there', () => {
      expect(told([given], [])).toEqual({ 1: '-initiative-lake-watch 3' })
    })

    it('call an award closed once its own last day is past, and an initiative once its years are', () => {
      const { hash: _, ...contents } = snapshot
      const status = (asOf: string) =>
        Object.fromEntries(
          activitiesOf(
            sealed({ ...contents, asOf, money: { ...snapshot.money!, awards } }),
            publisher,
            addresses,
          ).map(({ identifier, status }) => [identifier.split(`${snapshot.compact.id}`)[1], status]),
        )
      expect(status('2021-03-01')).toMatchObject({ '': '2', '-award-sub': '1' })
      expect(status('2023-09-30')).toMatchObject({ '': '2', '-award-sub': '4', '-award-lake-award': '2' })
      expect(status('2030-01-01')).toMatchObject({ '': '2', '-initiative-lake-watch': '4' })
    })
  })

  it('give what is planned by year to the organisation file, to the cent', () => {
    const organisation = organisationOf([snapshot], publisher, addresses)
    const sum = (list: { value: { amount: string } }[] = []) =>
      list.reduce((all, { value }) => all + Number(minorUnits(value.amount, 'USD')), 0)
    const donor = rowsOf(snapshot, 'plan')
      .filter(({ contribution }) => contribution === 'donor-cash')
      .reduce((all, row) => all + Number(row.current_minor), 0)
    expect(sum(organisation.totalBudgets)).toBe(donor)
    expect(sum(organisation.recipientRegionBudgets)).toBe(donor)
  })
})

describe('Totals', () => {
  it('of cells come to the totals of the whole, whatever was named', () => {
    const entries = [
      anEntry(1, { line: null }),
      anEntry(2, { line: 'gone' }),
      anEntry(3, { line: 'lake-y1' }),
    ]
    const totals = totalsOf(example, entries)
    expect(added(totals, 'committed')).toEqual({
      amounts: [{ minor: 300_00, currency: 'USD' }],
      total: { minor: 300_00, currency: 'USD' },
      entries: 3,
    })
    expect(totals.find(({ component }) => component === null)?.committed.entries).toBe(2)
  })

  it('over currencies are given only where the plan holds the rate', () => {
    const entries = [anEntry(1, { currency: 'EUR', minor: 3 }), anEntry(2, { currency: 'GHS', minor: 3 })]
    expect(added(totalsOf(example, entries.slice(0, 1)), 'committed').total?.minor).toBe(3)
    const { total, amounts } = added(totalsOf(example, entries), 'committed')
    expect(total).toBeNull()
    expect(amounts).toHaveLength(2)
  })
})

async function bookRows(of: Snapshot, name: string): Promise<Record<string, unknown>[]> {
  const book = new ExcelJS.Workbook()
  const chunks: Buffer[] = []
  for await (const chunk of workbook(of)) chunks.push(chunk as Buffer)
  await book.xlsx.read(Readable.from(Buffer.concat(chunks)))
  const [head, ...rows] = (book.getWorksheet(name)?.getSheetValues() ?? []).slice(1) as unknown[][]
  return rows.map((row) =>
    Object.fromEntries((head ?? []).flatMap((column, at) => (at === 0 ? [] : [[String(column), row[at]]]))),
  )
}
