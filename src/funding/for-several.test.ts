import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import type { HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { asking } from '../people/organisations/organisations.test-data.ts'
import { knownAward } from './awards.ts'
import { openMoney } from './doors.test-data.ts'
import { aCompactInForce, anEntry, changeOf, type Scene } from './funding.test-data.ts'
import { enterMoney, entriesOf } from './ledger.ts'

/* Somebody who holds roles in several parties acts for the one whose money it is, in whatever order they came to them. */

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
  http = await openMoney(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const inBoth = async (first: string, second: string) =>
  aMember(house, second, undefined, await aMember(house, first))

it.each([
  ['the receiver', 'the giver', (scene: Scene) => [scene.ngo, scene.donor] as const],
  ['the giver', 'the receiver', (scene: Scene) => [scene.donor, scene.ngo] as const],
])('Who belongs to %s and %s enters, agrees and approves for who gives', async (_one, _other, order) => {
  const scene = await aCompactInForce(house)
  const { compact, donor, ngo } = scene
  const one = asking(http, await inBoth(...order(scene)))
  const other = asking(http, await inBoth(...order(scene)))
  const at = `/compacts/${compact}/awards`
  const award = {
    key: 'shelter-1',
    number: 'S-1',
    title: 'Shelter in Ho',
    recipient: 'Free Hands',
    contribution: 'grant',
    organisation: ngo,
    instrument: 'grant',
    amount: '10',
    begins: '2024-01-01',
    ends: '2024-12-31',
  }
  expect((await one.send(at, award)).statusCode).toBe(303)
  expect((await other.send(`${at}/shelter-1`, { verdict: 'agreed' })).statusCode).toBe(303)
  expect(await knownAward(house.db, compact, 'shelter-1')).toMatchObject({
    entered_for: donor,
    answered_for: donor,
  })
  expect(
    (await one.send(`${at}/shelter-1/end`, { ended: '2024-06-30', reason: 'The shelter closed' })).statusCode,
  ).toBe(303)

  const enter = () =>
    transact(house.db, (trx) =>
      enterMoney(trx, changeOf(house, scene.accountant, ngo), compact, anEntry({ kind: 'pledge' })),
    )
  const drafts = `/compacts/${compact}/ledger/waiting`
  expect((await one.send(`${drafts}/${await enter()}`, { verdict: 'approved' })).statusCode).toBe(303)
  const byApi = await other.api(
    'POST',
    `/api/v1/compacts/${compact}/ledger/drafts/${await enter()}/decision`,
    {
      verdict: 'approved',
    },
  )
  expect(byApi.statusCode, byApi.body).toBe(200)
  expect((await entriesOf(house.db, compact)).map((each) => each.approved_for)).toEqual([donor, donor])
})
