import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { buildServer } from '../../house/http.ts'
import { languages } from '../../ui/language.ts'
import { fillLedger } from '../bench.ts'
import { aCompactInForce } from '../funding.test-data.ts'
import { outletNames } from './data-routes.ts'
import { entriesQuery, readSnapshot } from './read.ts'
import { publicCompactRoutes } from './routes.tsx'
import { added } from './totals.ts'

/*
 * Page and files of a long ledger, as ratios to the bare query for its entries in the same run:
 *   TIP_BENCH_ENTRIES=100000 npx vitest run src/funding/publication/bench.test.ts
 * Without the number a short one is laid down, and only whether it is whole is looked at.
 */

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

it('Page and files hold a long ledger whole', async () => {
  const scene = await aCompactInForce(house)
  const entries = Number(process.env.TIP_BENCH_ENTRIES ?? 400)
  await fillLedger(house.owner, scene.compact, entries)
  const http = await buildServer(house, {
    languages,
    doors: [
      { at: '/', routes: publicCompactRoutes(house, { css: [], js: [] }, { publisher: 'XI-IATI-BENCH' }) },
    ],
    renderFault: (_request, fault) => fault.message,
    clientFolder: null,
  })
  const day = '2025-07-01'
  const lines: string[] = []
  const times = async (work: () => Promise<unknown>) => {
    await work()
    const found: number[] = []
    for (let round = 0; round < (entries > 1000 ? 3 : 1); round += 1) {
      const start = performance.now()
      await work()
      found.push(performance.now() - start)
    }
    return Math.min(...found)
  }
  const bare = await times(() => entriesQuery(house.db, scene.compact, day).execute())
  lines.push(`publication: ${entries} entries; the bare query for them takes ${bare.toFixed(0)} ms`)
  const tell = async (name: string, work: () => Promise<unknown>) => {
    const time = await times(work)
    lines.push(`publication ${name}: ${time.toFixed(0)} ms = ${(time / bare).toFixed(1)} bare queries`)
  }
  const get = async (url: string) => {
    const answer = await http.inject({ url })
    expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
    return answer
  }
  await tell('snapshot', () => readSnapshot(house.db, scene.compact, day))
  await tell('page', () => get(`/compacts/${scene.compact}`))
  for (const file of outletNames) await tell(file, () => get(`/compacts/${scene.compact}/data/${file}`))

  const snapshot = await readSnapshot(house.db, scene.compact, day)
  const csv = await get(`/compacts/${scene.compact}/data/ledger.csv`)
  const rows = csv.body.trimEnd().split('\r\n').length - 1
  const iati = await get(`/compacts/${scene.compact}/data/iati-activities.xml`)
  await http.close()
  if (process.env.TIP_BENCH_ENTRIES !== undefined) process.stdout.write(`${lines.join('\n')}\n`)
  expect(snapshot.money?.entries).toHaveLength(rows)
  expect(iati.body.match(/<transaction /g)).toHaveLength(rows)
  const sums = await house.owner
    .selectFrom('ledger_entries')
    .select(({ fn }) => fn.sum<string>('minor').as('minor'))
    .where('compact_id', '=', scene.compact)
    .where('counts_as', '=', 'commitment')
    .where('currency', '=', 'USD')
    .execute()
  const committed = added(snapshot.money?.totals ?? [], 'committed').amounts
  expect(committed.find(({ currency }) => currency === 'USD')?.minor ?? 0).toBe(Number(sums[0]?.minor ?? 0))
}, 300_000)
