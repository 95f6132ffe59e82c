import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  join,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import type { Campaign } from '../coalition/schema.ts'
import { campaignRoutes } from '../routes.tsx'
import { countView } from './count-view.ts'
import { settle, talliesOf } from './settle.ts'
import { confirmed, signed } from './signing.test-data.ts'

let house: TestHouse
let http: HttpServer
let campaign: Campaign
let campaigner: string
let member: string
beforeAll(async () => {
  house = await openTestHouse()
  const coalition = await anOrganisation(house, { kind: 'coalition', country: 'USA' })
  campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
  member = (await aPerson(house, { name: 'Mo Member' })).id
  await join(house, campaigner, coalition, 'campaigner')
  await join(house, member, coalition)
  campaign = await aCampaign(house, { organisation: coalition })
  for (let n = 0; n < 3; n++)
    await confirmed(house, campaign.id, { signer: { name: `Bot ${n}`, email: `bot${n}@farm.example` } })
  await signed(house, campaign.id, { signer: { name: 'Bot 9', email: 'bot9@farm.example' } })
  await confirmed(house, campaign.id)
  http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const counted = async () => {
  await settle(house.db, campaign.id, { wait: true })
  return countView(await talliesOf(house.db, campaign.id), 'strict').counted.strict
}

it('shows how many, takes them back for a reason, and gives them back, without a name', async () => {
  const here = `/campaigns/${campaign.slug}/manage/signatures`
  const as = asking(http, campaigner)
  const seen = await as.get(`${here}?domain=farm.example`)
  expect(textOf(seen.body)).toContain('4 signatures: 3 confirmed, 1 not confirmed.')
  expect(seen.body).not.toContain('Bot')

  const values = { domain: 'farm.example', reason: 'bulk', expected: '4' }
  expect((await as.send(here, values)).statusCode).toBe(422)
  expect((await as.send(here, { ...values, why: 'One machine.', expected: '3' })).statusCode).toBe(409)
  expect(await counted()).toBe(4)
  expect((await as.send(here, { ...values, why: 'One machine.' })).statusCode).toBe(303)
  expect(await counted()).toBe(1)
  expect(textOf((await as.get(`/campaigns/${campaign.slug}/manage`)).body)).toContain('sent by a machine')

  const [act] = await house.db.selectFrom('signature_acts').select('id').execute()
  expect((await as.send(`${here}/undo`, { act: act?.id ?? '' })).statusCode).toBe(422)
  await as.send(`${here}/undo`, { act: act?.id ?? '', [`why-${act?.id}`]: 'It was a school.' })
  expect(await counted()).toBe(4)
})

it('is for who runs the campaign alone, and refuses what says nothing', async () => {
  const here = `/campaigns/${campaign.slug}/manage/signatures`
  for (const person of [member, null]) {
    const refused = await asking(http, person).get(here)
    if (person === null) expect(refused.headers.location).toContain('/account/sign-in')
    else expect(refused.statusCode).toBe(403)
    const values = { domain: 'farm.example', reason: 'bulk', expected: '4', why: 'No.' }
    await asking(http, person).send(here, values)
  }
  expect(await counted()).toBe(4)
  const as = asking(http, campaigner)
  expect((await as.send(here, { reason: 'bulk', expected: '5', why: 'All.' })).statusCode).toBe(422)
  for (const from of ['yesterday', '2014-02-31', "2014-01-01'; --"])
    expect(textOf((await as.get(`${here}?from=${encodeURIComponent(from)}`)).body)).toContain('Write it as')
})
