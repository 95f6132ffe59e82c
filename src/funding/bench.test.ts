import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { buildServer } from '../house/http.ts'
import { languages } from '../ui/language.ts'
import { benchLedger, fillLedger } from './bench.ts'
import { aCompactInForce } from './funding.test-data.ts'
import { fundingRoutes } from './routes.tsx'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

it('The ledger that is measured is a sound one', async () => {
  const scene = await aCompactInForce(house)
  const entries = Number(process.env.TIP_BENCH_ENTRIES ?? 400)
  await fillLedger(house.owner, scene.compact, entries)
  const http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: fundingRoutes(house, { css: [], js: [] }) }],
    personOf: async () => null,
    renderFault: (_request, fault) => fault.message,
    clientFolder: null,
  })
  const lines: string[] = []
  const page = async (url: string) => {
    const { statusCode, body } = await http.inject({ url })
    expect(statusCode, body.slice(0, 200)).toBe(200)
    return body
  }
  await benchLedger(house.db, house.owner, scene.compact, page, (line) => lines.push(line))
  await http.close()
  if (process.env.TIP_BENCH_ENTRIES !== undefined) process.stdout.write(`${lines.join('\n')}\n`)
  expect(lines.at(-1)).toBe('funding: the ledger agrees with itself')
  expect(lines[0]).toContain(`${entries} entries`)
}, 300_000)
