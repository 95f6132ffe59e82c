import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { faultsOf, textOf } from '../../test/support/page-checks.ts'
import { openHouse } from '../app.ts'
import type { Io } from '../house/command.ts'
import { verifyHistoryCommand } from '../house/history/commands.ts'
import type { HttpServer } from '../house/http.ts'
import { personByEmail } from '../people/organisations/people.ts'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { demoCommand } from './commands.ts'
import { type Loaded, loadExample } from './load.ts'
import { words } from './words.ts'

let house: TestHouse
let http: HttpServer
let loaded: Loaded

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-01T12:00:00Z') })
  http = await openHouse(house)
  loaded = await loadExample(house, openHouse)
}, 60_000)
afterAll(async () => {
  await http.close()
  await house.close()
})

/** As a visitor who is not signed in. */
async function read(path: string) {
  const answer = await http.inject(path)
  expect(answer.statusCode, path).toBe(200)
  return answer.json()
}
const api = (rest = '') => `/api/v1/compacts/${loaded.compact}${rest}`

type Kept = { amounts: { minor: number; currency: string }[] }
const inDollars = (totals: Record<string, Kept>[], column: string) =>
  totals
    .flatMap((total) => total[column]?.amounts ?? [])
    .filter(({ currency }) => currency === 'USD')
    .reduce((sum, { minor }) => sum + minor, 0)

describe('The worked example', () => {
  it('ends closed, as an example of no country, on the days of the example', async () => {
    const compact = await read(api())
    expect(compact).toMatchObject({ state: 'closed', country: 'ZZE', example: true, inForceVersion: 2 })
    expect([compact.begins, compact.ends]).toEqual(['2021-02-01', '2026-01-31'])
    const { steps } = await read(api('/steps'))
    expect(steps.at(0).at).toMatch(/^2020-12-01/)
    expect(steps.at(-1).at).toMatch(/^2026-03-30/)
  })

  it('is published with totals that are those of its ledger', async () => {
    const { money, objections, results } = await read(`/compacts/${loaded.compact}/data/compact.json`)
    expect(inDollars(money.totals, 'planned')).toBe(1_000_000_000)
    expect(inDollars(money.totals, 'committed')).toBe(840_000_000)
    // 8.4 million were paid in four payments, and 40 thousand came back.
    expect(inDollars(money.totals, 'disbursed')).toBe(836_000_000)
    const reversal = money.entries.find(({ kind }: { kind: string }) => kind === 'reversal')
    expect(reversal).toMatchObject({ minor: -55_500_000, countsAs: 'expenditure' })
    expect(objections).toMatchObject([{ outcome: 'partly', organisation: 'Advisers of the Lake (example)' }])
    const lake = results.changes.find(({ indicator }: { indicator: string }) => indicator === 'lake-share')
    expect(lake).toMatchObject({ ends: '2026-01-31', verdict: 'no change detectable' })
  })

  it('holds back what two conditions of payment 3 hold, and says whose waiver freed payment 2', async () => {
    const { tranches } = await read(api('/conditions'))
    const [, second, third] = tranches
    expect(third).toMatchObject({
      key: 'p3',
      state: 'partly released',
      released: { minor: 160_000_000, currency: 'USD' },
      releasable: { minor: 0, currency: 'USD' },
    })
    const states = (tranche: { conditions: { key: string; state: string; open: boolean }[] }) =>
      tranche.conditions.map(({ key, state, open }) => [key, state, open])
    expect(states(third)).toEqual([
      ['c31', 'not satisfied', true],
      ['c32', 'not satisfied', true],
      ['c33', 'satisfied', false],
    ])
    expect(states(second)).toContainEqual(['c22', 'waived', false])
  })

  it('keeps a small count of children back, and with it the one it could be worked out from', async () => {
    const { indicators } = await read(api('/results'))
    const served = indicators.find(({ sheet }: { sheet: { key: string } }) => sheet.key === 'children-served')
    const shown = Object.fromEntries(
      served.periods[0].cells.map(({ cell, shown }: { cell: string; shown: object }) => [cell, shown]),
    )
    expect(shown).toMatchObject({
      total: { kind: 'shown', value: '34' },
      'sex=girls': { kind: 'small', below: 10 },
      'sex=boys': { kind: 'hidden' },
    })
  })

  it('can be read by a visitor, in every language', async () => {
    for (const language of ['', '/fr', '/es', '/pt']) {
      const page = await http.inject(`${language}/compacts/${loaded.compact}`)
      expect(page.statusCode, language).toBe(200)
      expect(faultsOf(page.body), language).toEqual([])
    }
    expect(textOf((await http.inject(`/compacts/${loaded.compact}`)).body)).toContain('Exampleland')
  })

  it('leaves a history that holds, and a way of sending that is gone', async () => {
    const { io, errors } = listening()
    expect(await verifyHistoryCommand(house, [], io), errors.join('\n')).toBe(0)
    const { id } = (await personByEmail(house.db, 'manager.donor@example.org')) ?? {}
    for (const header of ['x-person', 'x-example'])
      expect(
        (await http.inject({ url: api('/draft'), headers: { [header]: `${id}` } })).statusCode,
        header,
      ).toBe(401)
  })
})

const listening = () => {
  const [lines, errors]: [string[], string[]] = [[], []]
  const io: Io = { out: (line) => lines.push(line), err: (line) => errors.push(line), language: 'fr' }
  return { io, lines, errors }
}

describe('tp demo load', () => {
  it('does not load beside an example that is here, unless it is asked to', async () => {
    const { io, lines, errors } = listening()
    const load = (...argv: string[]) => demoCommand(house, ['load', ...argv], io, openHouse)
    await expect(load()).rejects.toMatchObject({ status: 409 })
    expect(await load('--again', '--until', 'draft')).toBe(0)
    expect(errors.at(-1)).toBe('Rédigé, discuté, avec réponses.')
    expect(lines.join('\n')).toContain('manager.donor.2@example.org  compact manager')
  })

  it('tells a chapter that there is none, and a word that is no command', async () => {
    const { io } = listening()
    for (const argv of [['load', '--until', 'doom'], ['load', '--now'], ['unload']])
      await expect(demoCommand(house, argv, io, openHouse)).rejects.toMatchObject({ status: 400 })
  })

  it('speaks four languages', () => {
    expect(checkDictionary(words)).toEqual([])
  })
})
