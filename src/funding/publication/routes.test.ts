import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { aMember } from '../../../test/support/person.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { checkIati } from '../../iati/check.ts'
import { aPerson } from '../../people/organisations/organisations.test-data.ts'
import { languages } from '../../ui/language.ts'
import { aCompactInForce, changeOf, type Scene, written } from '../funding.test-data.ts'
import { letsGo } from '../tables.ts'
import { actOnCondition, askForRelease, boardOf, decideOnRelease } from '../tranches.ts'
import { outletNames } from './data-routes.ts'
import { readSnapshot } from './read.ts'
import { publicCompactRoutes } from './routes.tsx'
import { added } from './totals.ts'

let house: TestHouse
let http: HttpServer
let scene: Scene
const today = '2025-07-01'

beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: publicCompactRoutes(house, { css: [], js: [] }) }],
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
    clientFolder: null,
  })
  scene = await aCompactInForce(house)
  await written(house, scene, { kind: 'commitment', date: '2024-02-01', line: 'p1' })
  const act = (
    done: 'evidence' | 'satisfied' | 'waived' | 'not applicable',
    condition: string,
    person: string,
    org: string,
  ) =>
    transact(house.db, (trx) =>
      actOnCondition(trx, changeOf(house, person, org), scene.compact, {
        tranche: condition === 'inspectors' ? 't2' : 't1',
        condition,
        act: done,
        reason: letsGo(done) ? 'The auditor fell ill' : null,
        until: null,
        document: null,
        url: done === 'evidence' ? 'https://example.org/gazette' : null,
        capacity: letsGo(done) ? 'Ambassador' : null,
      }),
    )
  await act('evidence', 'law', scene.minister, scene.ministry)
  await act('satisfied', 'law', scene.verifier, scene.donor)
  const { id } = await aPerson(house, { name: 'Ada Example' })
  const signatory = await aMember(house, scene.donor, ['signatory'], id)
  await act('waived', 'audit', signatory, scene.donor)
  await act('not applicable', 'inspectors', signatory, scene.donor)
  const request = await transact(house.db, (trx) =>
    askForRelease(trx, changeOf(house, scene.minister, scene.ministry), scene.compact, {
      tranche: 't1',
      minor: 40_000_000,
      note: 'Shelters open',
      exception: null,
    }),
  )
  await transact(house.db, (trx) =>
    decideOnRelease(
      trx,
      changeOf(house, scene.approver, scene.donor),
      scene.compact,
      request,
      'released',
      null,
    ),
  )
  await written(house, scene, {
    kind: 'disbursement',
    date: '2025-07-01',
    tranche: 't1',
    line: 'p1',
    amount: { minor: 25_000_001, currency: 'USD' },
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const at = (file: string, query = '') => `/compacts/${scene.compact}/data/${file}${query}`
const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers })

describe('What is published of a compact in the database', () => {
  it('is read at one moment, with what was decided, by whom, and what was released', async () => {
    const snapshot = await readSnapshot(house.db, scene.compact, today)
    expect(snapshot.version).toBe(1)
    expect(added(snapshot.money!.totals, 'committed').total).toEqual({ minor: 50_000_000, currency: 'USD' })
    expect(added(snapshot.money!.totals, 'disbursed').total).toEqual({ minor: 25_000_001, currency: 'USD' })
    const [tranche] = snapshot.money!.tranches
    expect(tranche).toMatchObject({ key: 't1', released: { minor: 40_000_000 }, waits: { minor: 0 } })
    expect(snapshot.money!.conditions.map(({ key, state }) => [key, state])).toEqual([
      // An ongoing condition is looked at anew once money was released.
      ['law', 'satisfied'],
      ['audit', 'none'],
      ['inspectors', 'not applicable'],
    ])
    const waiver = snapshot.money!.conditions[1]?.acts[0]
    expect(waiver).toMatchObject({ act: 'waived', reason: 'The auditor fell ill', capacity: 'Ambassador' })
  })

  it('names who let a condition go, waived or said not to apply, in the snapshot and its files', async () => {
    const { money } = await readSnapshot(house.db, scene.compact, today)
    const [, waived, apart] = money!.conditions.map(({ acts }) => acts[0]!)
    const named = { name: 'Ada Example', reason: 'The auditor fell ill', capacity: 'Ambassador' }
    expect([waived, apart]).toMatchObject([
      { ...named, act: 'waived' },
      { ...named, act: 'not applicable' },
    ])
    const { body } = await get(at('conditions.csv'))
    const line = body.split('\n').find((each) => each.includes('not applicable'))
    for (const text of Object.values(named)) expect(line).toContain(text)
  })

  it('agrees with what the room of money says at the same moment', async () => {
    const snapshot = await readSnapshot(house.db, scene.compact, today)
    const board = await boardOf(house.db, scene.compact, today)
    for (const { key, amount, released, releasable, conditions } of board) {
      const own = snapshot.money!.tranches.find((each) => each.key === key)
      expect(own?.released).toEqual(released)
      expect(amount.minor - released.minor - (own?.waits.minor ?? 0), key).toBe(releasable.minor)
      for (const condition of conditions.filter(({ tranche }) => tranche === key)) {
        const found = snapshot.money!.conditions.find(
          (each) => each.tranche === key && each.key === condition.key,
        )
        expect([found?.state, found?.open], `${key}/${condition.key}`).toEqual([
          condition.state,
          condition.open,
        ])
      }
    }
  })

  it('tells an earlier day as it stood: entries by their date', async () => {
    const before = await readSnapshot(house.db, scene.compact, '2024-06-14')
    expect(before.money?.entries.map(({ kind }) => kind)).toEqual(['commitment'])
    const early = await readSnapshot(house.db, scene.compact, '2023-12-31')
    expect(early).toMatchObject({ version: null, agreement: null, money: null })
  })

  it('comes in every form, hashed alike, and is not sent twice', async () => {
    const json = await get(at('compact.json'))
    const hash = createHash('sha256').update(json.body).digest('hex')
    expect(json.headers.etag).toBe(`W/"${hash}"`)
    for (const file of outletNames) {
      const query = file.endsWith('.xml') ? '?publisher=XX-REG-123' : ''
      const answer = await get(at(file, query))
      expect(answer.statusCode, file).toBe(200)
      expect(String(answer.headers.etag), file).toContain(hash)
      expect(answer.headers['content-disposition']).toContain(`compact-GHA-${today}-${file}`)
      const again = await get(at(file, query), { 'if-none-match': String(answer.headers.etag) })
      expect([again.statusCode, again.body], file).toEqual([304, ''])
      const api = await get(`/api/v1/compacts/${scene.compact}/published/${file}${query}`)
      expect(api.rawPayload.equals(answer.rawPayload) || file === 'compact.xlsx', file).toBe(true)
    }
  })

  it('is sound IATI of a real country under the publisher that was asked for', async () => {
    for (const file of ['iati-activities.xml', 'iati-organisations.xml']) {
      const { rawPayload, body } = await get(at(file, '?publisher=XI-IATI-TEST'))
      const checked = await checkIati(rawPayload, { now: house.now() })
      expect(checked.errors, file).toEqual([])
      expect(body).toContain('code="GH"')
    }
  })

  it('answers what cannot be asked with what to ask instead', async () => {
    for (const [url, status, says] of [
      [at('iati-activities.xml'), 400, 'identifier of who publishes'],
      [at('iati-activities.xml', '?publisher=nobody'), 400, 'not the identifier'],
      [at('plan.csv', '?asOf=2025-02-30'), 400, 'told of that day'],
      [at('plan.csv', '?asOf=2999-01-01'), 400, 'told of that day'],
      [at('secrets.csv'), 404, ''],
      ['/compacts/none/data/plan.csv', 404, ''],
      ['/compacts/01234567-89ab-7cde-8f01-23456789abcd/data/plan.csv', 404, ''],
      [at('iati-activities.xml', '?asOf=2023-12-31&publisher=XX-REG-123'), 404, 'nothing to publish'],
    ] as const) {
      const answer = await get(url)
      expect([answer.statusCode, answer.body.includes(says)], url).toEqual([status, true])
    }
  })

  it('is a page in four languages, of any day, not sent twice', async () => {
    const path = `/compacts/${scene.compact}`
    for (const language of languages) {
      const prefix = language === 'en' ? '' : `/${language}`
      const page = await get(`${prefix}${path}`)
      expect(page.statusCode, language).toBe(200)
      expect(faultsOf(page.body), language).toEqual([])
      const again = await get(`${prefix}${path}`, { 'if-none-match': String(page.headers.etag) })
      expect(again.statusCode, language).toBe(304)
    }
    const earlier = await get(`${path}?asOf=2024-06-14`)
    expect(textOf(earlier.body)).toContain('This page tells of 14 June 2024')
    const first = await get(`${path}?asOf=2023-12-31`)
    expect(textOf(first.body)).toContain('No text of this compact is signed yet')
    expect((await get(`${path}?asOf=`)).statusCode).toBe(200)
    expect((await get(`${path}?asOf=yesterday`)).statusCode).toBe(400)
    expect((await get('/compacts/none')).statusCode).toBe(404)
  })

  it('is for nobody who may not read the compact', async () => {
    await house.owner
      .updateTable('compacts')
      .set({ public_from: null })
      .where('id', '=', scene.compact)
      .execute()
    const refused = await get(`/api/v1/compacts/${scene.compact}/published/plan.csv`)
    await house.owner
      .updateTable('compacts')
      .set({ public_from: house.now() })
      .where('id', '=', scene.compact)
      .execute()
    expect(refused.statusCode).toBe(401)
  })
})
