import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPack } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { Fault } from '../../house/errors.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { languages } from '../../ui/language.ts'
import { assess } from '../assess.ts'
import { gatherYear } from '../backtest/gather.ts'
import { shippedMethodology } from '../catalogue.ts'
import { selectCommand } from '../commands.ts'
import { gatherInputs } from '../inputs.ts'
import { listOf } from './diff-moves.ts'
import { diffRoutes } from './diff-routes.tsx'
import { compareDocuments } from './diff-years.ts'
import { versionRoutes } from './routes.ts'
import { saveVersion } from './save.ts'

let house: TestHouse
let http: HttpServer
const folder = mkdtempSync(path.join(tmpdir(), 'tip-diff-'))
const shipped = shippedMethodology('tipping-point')
/** More of political will on what was done lately than on where a country stands. */
const reweighed = (text: string) => {
  const [before, after] = text.split('- id: tier-now')
  const second = after!.replace('weight: 40', 'weight: 20').replace('weight: 40', 'weight: 60')
  return `${before}- id: tier-now${second}`
}

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
  await transact(house.db, (trx) =>
    saveVersion(
      trx,
      { actor: operator, at: house.now() },
      {
        text: reweighed(shipped.text),
        reason: 'What a government did lately says more than where it stands.',
        base: { methodology: 'tipping-point', version: 1 },
      },
    ),
  )
  http = await buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: versionRoutes(house) },
      { at: '/', routes: diffRoutes(house, { css: [], js: [] }) },
    ],
    personOf: async () => null,
    renderFault: (_request, fault) => `<p>${fault.message} ${JSON.stringify(fault.details)}</p>`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  rmSync(folder, { recursive: true })
  await house.close()
})

const page = async (url: string) => {
  const { statusCode, body, headers } = await http.inject(url)
  return { status: statusCode, html: body, headers }
}
const tp = async (argv: string[], language: (typeof languages)[number] = 'en') => {
  const out: string[] = []
  const io = { out: (text: string) => out.push(text), err: () => {}, language }
  const code = await selectCommand(house, ['diff', ...argv], io)
  return { code, out: out.join('\n') }
}

describe('The page of two versions', () => {
  it.each(
    languages,
  )('is there in %s: rules, countries, at least five earlier years, text', async (language) => {
    const prefix = language === 'en' ? '' : `/${language}`
    const { status, html } = await page(`${prefix}/methodologies/tipping-point/versions/1..101`)
    expect(status).toBe(200)
    expect(html.match(/<h1/g)).toHaveLength(1)
    for (const year of [2025, 2024, 2023, 2022, 2021])
      expect(html).toMatch(new RegExp(`31 \\D{3,20} ${year}`))
    expect(html).toContain('<del>')
    expect(html).toContain('<ins>')
    expect(html).not.toMatch(/NaN|undefined|\[object Object\]|Infinity/)
  })

  it('names the weights, who moves and why', async () => {
    const { html } = await page('/methodologies/tipping-point/versions/1..101')
    expect(html).toContain('Weight of “Tier today”: 40 → 20 points of 100.')
    expect(html).toContain('Weight of “Change of tier in five years”: 40 → 60 points of 100.')
    expect(html).toMatch(/most of it from “(Tier today|Change of tier in five years)”/)
  })

  it('lays two methodologies side by side as well, and says when one cannot be judged', async () => {
    const { html } = await page('/methodologies/tipping-point/versions/1..atest-2014:1?years=0')
    expect(html).toContain('Gate added')
    const card = await page('/methodologies/tipping-point/versions/1..mcc-scorecard:1?years=0')
    expect(card.status).toBe(200)
    expect(card.html).toContain('cannot be judged')
  })

  it('says what an address must look like and which versions there are', async () => {
    for (const [address, said] of [
      ['1-101', 'does not name two versions'],
      ['1..9', 'Versions there are: 1, 101'],
      ['1..nobody:1', 'There is no methodology'],
    ] as const) {
      const { status, html } = await page(`/methodologies/tipping-point/versions/${address}`)
      expect(status).toBe(404)
      expect(html).toContain(said)
    }
    for (const [language, query, said] of [
      ['', 'as-of=2030-01-01', '2030-01-01 is still to come'],
      ['/fr', 'as-of=2024-02-30', 'Un jour s’écrit année-mois-jour'],
      ['/es', 'years=99', 'Hace falta un número entero de 0 a 15.'],
    ] as const) {
      const wrong = await page(`${language}/methodologies/tipping-point/versions/1..101?${query}`)
      expect(wrong.status).toBe(400)
      expect(wrong.html).toContain(said)
      expect(wrong.html).not.toContain('--as-of')
      expect(wrong.html).not.toContain('must be')
    }
  })
})

describe('The page of all versions', () => {
  it('names each with its reason, and leads from a choice to the comparison', async () => {
    const { status, html } = await page('/methodologies/tipping-point/versions')
    expect(status).toBe(200)
    expect(html).toContain('What a government did lately says more than where it stands.')
    expect(html).toContain('/methodologies/tipping-point/versions/1..101')
    expect(html).toContain('/methodologies/tipping-point/versions/101..atest-2014:1?years=0')
    const led = await page('/methodologies/tipping-point/versions?from=1&to=101&as-of=2024-12-31')
    expect(led.status).toBe(302)
    expect(led.headers.location).toBe('/methodologies/tipping-point/versions/1..101?as-of=2024-12-31')
  })
})

describe('A version that was run from a file', () => {
  it('is said to have been used here, and its rules can still be saved with a reason', async () => {
    const file = path.join(folder, 'run.yaml')
    const rules = shipped.text.replace(/size: \d+/, 'size: 9')
    writeFileSync(file, rules.replace(/^version: 1$/m, 'version: 177'))
    const io = { out() {}, err() {}, language: 'en' as const }
    await selectCommand(house, ['run', '-m', file, '--as-of', '2024-12-31'], io)
    const { html } = await page('/methodologies/tipping-point/versions')
    expect(html).toContain('first used here on 21 November 2026')
    expect(html).not.toContain('edition of this program')
    const saved = await transact(house.db, (trx) =>
      saveVersion(
        trx,
        { actor: operator, at: house.now() },
        { text: rules, reason: 'Nine are enough', base: { methodology: 'tipping-point', version: 1 } },
      ),
    )
    expect(saved.version).toBe(178)
  })
})

describe('tp select diff', () => {
  it('tells the same by command, of a file too, and as JSON', async () => {
    const file = path.join(folder, 'mine.yaml')
    writeFileSync(file, reweighed(shipped.text))
    const line = ['--methodology', 'tipping-point', '--from', '1', '--years', '0', '--to']
    const [kept, own] = [await tp([...line, '101']), await tp([...line, file])]
    expect(kept.out).toContain('Weight of “Tier today”: 40 → 20 points of 100.')
    // The file says version 1; all else is the same.
    expect(own.out.split('\n').slice(3, 12)).toEqual(kept.out.split('\n').slice(3, 12))
    expect(own.out).toMatch(/^ {2}- .*weight: 40$/m)
    const json = JSON.parse((await tp([...line, '101', '--json'])).out)
    expect(json.rules[0]).toMatchObject({ kind: 'weight', criterion: 'tier-now', from: 40, to: 20 })
    expect(json.years).toHaveLength(1)
    const api = JSON.parse((await page('/api/v1/methodologies/tipping-point/versions/1..101?years=0')).html)
    expect(api).toEqual(json)
  })

  it('refuses what cannot be compared, with place and remedy', async () => {
    const refused = [
      [[], '--methodology'],
      [['-m', 'tipping-point'], '--to'],
      [['-m', 'tipping-point', '--to', 'two'], 'whole number from 1'],
      [['-m', 'tipping-point', '--to', '101', '--years', '99'], '--years'],
      [['-m', 'tipping-point', '--to', '101', '--as-of', '2024-02-30'], 'is not a day'],
      [['-m', 'tipping-point', '--to', path.join(folder, 'nowhere.yaml')], 'no such file'],
    ] as const
    for (const [argv, said] of refused) {
      const fault = await tp([...argv]).catch((error: unknown) => error)
      expect(fault).toBeInstanceOf(Fault)
      const { message, details } = fault as Fault
      expect(JSON.stringify([message, details])).toContain(said)
    }
  })
})

describe('An earlier year', () => {
  it('knows nothing that was said later', async () => {
    const day = '2013-12-31'
    const inputs = await gatherInputs(house.db, shipped.methodology, day)
    const days = [
      ...Object.values(inputs.newest).flatMap((cells) => Object.values(cells).map((each) => each.published)),
      ...Object.values(inputs.counts).flatMap((cells) => Object.values(cells).map((each) => each.published)),
      ...Object.values(inputs.lists).map((list) => list?.published ?? null),
    ].filter((each) => each !== null)
    expect(days.length).toBeGreaterThan(500)
    expect(days.filter((each) => each > day)).toEqual([])
    expect(inputs.universeIssue!.year).toBe(2013)

    // The back-test makes the same list of that day, later statements on missions left out.
    const atest = shippedMethodology('atest-2014')
    const { years } = await compareDocuments(house.db, atest, atest, day, 0)
    const then = assess(atest.methodology, (await gatherYear(house.db, atest.methodology, 2013)).inputs, {
      seed: 1,
      replicates: 0,
      shortlistSize: atest.methodology.shortlist.size,
    })
    expect(years[0]!.from).toMatchObject({ counts: then.counts, shortlist: listOf(then) })
    expect(listOf(then).length).toBeGreaterThan(0)

    // Ratings that came out afterwards change nothing of it.
    const compare = () => compareDocuments(house.db, shipped, shipped, day, 0)
    const before = await compare()
    await house.owner
      .updateTable('observations')
      .set({ code: '3' })
      .where('published', '>', day)
      .where('code', 'is not', null)
      .execute()
    expect(await compare()).toEqual(before)
  })
})
