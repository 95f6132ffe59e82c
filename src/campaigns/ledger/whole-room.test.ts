import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { faultsOf, textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import { asking, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { shippedBills } from '../bills/bills.test-data.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { campaignRoutes } from '../routes.tsx'

const smith = 'bioguide-S000522'
let house: TestHouse
let http: HttpServer
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  await shippedBills(house)
  await aCampaign(house)
  http = await openDoor(house, { besides: [campaignRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

it('Every part of the room has its say in the ledger on the page of a legislator', async () => {
  for (const language of languages) {
    const { body, statusCode } = await asking(http, null).get(pathIn(language, `/legislators/${smith}`))
    expect(statusCode).toBe(200)
    expect(faultsOf(body)).toEqual([])
  }
  const text = textOf((await asking(http, null).get(`/legislators/${smith}`)).body)
  // The sponsor of the bill that the campaign asks for, from the shipped bills alone.
  for (const said of ['Where they stand: support', 'Sponsors H.R. 2283']) expect(text).toContain(said)
  // One of whom no source says whether they joined: that nothing stands there is no “no”.
  const castor = textOf((await asking(http, null).get('/legislators/bioguide-C001066')).body)
  expect(castor).toContain(
    'A source prints 111 cosponsors of H.R. 2283; none is known here by name. Whether they',
  )
  const { body } = await asking(http, null).get(`/legislators/${smith}/ledger.json`)
  expect(JSON.parse(body)).toMatchObject({
    campaigns: [{ asks: [{ bill: 'us-113-hr-2283', entries: [], notKnown: null }] }],
    acts: [{ kind: 'sponsor' }],
  })
})
