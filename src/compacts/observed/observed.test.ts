import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { Io } from '../../house/command.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { packStatements } from '../../indicators/compact-statements.ts'
import { languages } from '../../ui/language.ts'
import { observedCommand } from './commands.ts'
import { factsOfPack, loadCompacts } from './observed.test-data.ts'
import { observedRoutes } from './routes.tsx'
import { differencesIn, observedFrom, type Statement } from './statements.ts'
import { observedCompact, observedCompacts } from './store.ts'

const facts = factsOfPack()
const all = observedFrom(
  facts.filter(({ dataset }) => dataset === 'compact'),
  facts.filter(({ dataset }) => dataset === 'compact_statement'),
)
const of = (iso3: string) => {
  const found = all.find(({ country }) => country === iso3)
  if (found === undefined) throw new Error(`no compact with ${iso3}`)
  return found
}

describe('The public record of compacts', () => {
  it('holds the seven known to January 2023, the oldest first', () => {
    expect(all.map(({ country }) => country)).toEqual(['GHA', 'PHL', 'PER', 'JAM', 'MNG', 'COL', 'CIV'])
    expect(all.flatMap(({ statements }) => statements)).toHaveLength(packStatements.length)
  })

  it('names a place for every statement, and whole minor units for every sum', () => {
    for (const { statements } of all)
      for (const { source, amount, value } of statements) {
        expect(source).not.toBe('')
        expect(value).not.toBe('')
        if (amount !== null) expect(Number.isSafeInteger(amount.minor)).toBe(true)
      }
  })

  it('keeps every sum that was published for Peru side by side, and says that a later one is lower', () => {
    const difference = of('PER').differences.find(({ topic }) => topic === 'donor-funding')
    expect(
      difference?.statements.map(({ amount, bound, asOf }) => [(amount?.minor ?? 0) / 100, bound, asOf]),
    ).toEqual([
      [7_200_000, 'exactly', '2021-05-18'],
      [10_000_000, 'more than', '2023-11-29'],
      [9_800_000, 'more than', '2024-10-21'],
      [11_000_000, 'more than', null],
    ])
    expect(difference?.laterIsLess).toBe(true)
  })

  it('keeps both days of signing of Jamaica', () => {
    const days = of('JAM').differences.find(({ topic }) => topic === 'signed')
    expect(days?.statements.map(({ value }) => value)).toEqual(['2018-05-30', '2018-05-31'])
  })

  it('does not compare sums of two currencies, nor sums that were added', () => {
    const philippines = of('PHL').differences.filter(({ topic }) => topic === 'partner-contribution')
    expect(philippines.map(({ currency, statements }) => [currency, statements.length])).toEqual([['USD', 2]])
    const added = (minor: number): Statement => ({
      key: String(minor),
      topic: 'donor-funding',
      part: 'added',
      value: '',
      amount: { minor, currency: 'USD' },
      stage: null,
      bound: null,
      asOf: null,
      source: '',
      url: null,
      note: null,
    })
    expect(differencesIn([added(1), added(2)])).toEqual([])
  })

  it('says what no source says: no contribution of Ghana, Colombia or Côte d’Ivoire is published', () => {
    const silent = all.filter(({ unknown }) => unknown.includes('partner-contribution'))
    expect(silent.map(({ country }) => country)).toEqual(['GHA', 'COL', 'CIV'])
    expect(of('MNG').unknown).toContain('status')
  })
})

describe('Observed compacts in the house', () => {
  let house: TestHouse
  let http: HttpServer
  const lines: string[] = []
  const io: Io = { out: (line) => lines.push(line), err: () => {}, language: 'en' }

  beforeAll(async () => {
    house = await openTestHouse()
    await loadCompacts(house.owner)
    http = await buildServer(house, {
      languages,
      doors: [{ at: '/', routes: observedRoutes(house, { css: [], js: [] }) }],
      renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
      clientFolder: null,
    })
  })
  afterAll(async () => {
    await http.close()
    await house.close()
  })

  it('are found all, by country and one by one', async () => {
    expect(await observedCompacts(house.db)).toEqual(
      // Ids of facts differ; what is said does not.
      all,
    )
    expect((await observedCompacts(house.db, 'PER')).map(({ id }) => id)).toEqual([
      'child-protection-compact-3',
    ])
    await expect(observedCompact(house.db, 'child-protection-compact-8')).rejects.toMatchObject({
      status: 404,
    })
  })

  it('have a page each, in four languages, with every source and what is not known', async () => {
    for (const prefix of ['', '/fr', '/es', '/pt']) {
      const list = await http.inject(`${prefix}/compacts/observed`)
      expect(list.statusCode).toBe(200)
      expect(list.body).toContain('2023')
      for (const { id } of all) {
        const page = await http.inject(`${prefix}/compacts/observed/${id}`)
        expect(page.statusCode).toBe(200)
        expect(page.body).not.toContain('undefined')
      }
    }
    const peru = await http.inject('/compacts/observed/child-protection-compact-3')
    for (const sum of ['more than US$11', 'more than US$9.8', 'US$7.2', 'PEN'])
      expect(peru.body.replaceAll('\u00a0', ' ')).toContain(sum)
    expect(peru.body).toContain('A later source gives less than an earlier one')
    const spanish = await http.inject('/es/compacts/observed/child-protection-compact-3')
    expect(spanish.body).toContain('más de')
    expect(spanish.body).toContain('junio de 2017')
  })

  it('say of a missing one that it is not there', async () => {
    expect((await http.inject('/compacts/observed/nothing')).statusCode).toBe(404)
    expect((await http.inject('/api/v1/compacts/observed/nothing')).statusCode).toBe(404)
  })

  it('answer as JSON with exact amounts and with what differs by key', async () => {
    const { compacts } = (await http.inject('/api/v1/compacts/observed')).json()
    expect(compacts).toHaveLength(7)
    const answer = (await http.inject('/api/v1/compacts/observed/child-protection-compact-4')).json()
    expect(answer).toEqual(compacts[3])
    const keys = answer.statements.map(({ key }: { key: string }) => key)
    for (const { statements } of answer.differences) for (const key of statements) expect(keys).toContain(key)
  })

  it('are told by command, for all and for one country, in words and as JSON', async () => {
    lines.length = 0
    expect(await observedCommand(house, ['Peru'], io)).toBe(0)
    expect(lines.join('\n').replaceAll('\u00a0', ' ')).toContain(
      'more than US$9.8m, invested (21 October 2024',
    )
    lines.length = 0
    expect(await observedCommand(house, ['--json'], io)).toBe(0)
    expect(JSON.parse(lines[0] ?? '').compacts).toHaveLength(7)
    lines.length = 0
    await observedCommand(house, [], io)
    expect(lines.at(-1)).toContain('January 2023')
    await expect(observedCommand(house, ['Atlantis'], io)).rejects.toMatchObject({ status: 404 })
    await expect(observedCommand(house, ['--all'], io)).rejects.toMatchObject({ status: 400 })
  })
})
