import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { budgetRoutes } from '../budget/routes.tsx'
import { asking, openDoor } from '../people/organisations/organisations.test-data.ts'
import { campaignsForLine } from './campaigns-for-line.ts'
import { aCampaign, anAsk } from './coalition/coalition.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

it('The page of a line of the budget names the public campaigns that ask for it, and what they ask', async () => {
  const ask = anAsk({
    key: 'otip',
    target: { kind: 'budget line', line: 'hhs-otip', fiscalYear: 2025, usdMillions: 45.5 },
  })
  const campaign = await aCampaign(house, { asks: [ask] })
  const draft = await aCampaign(house, { asks: [ask], state: 'draft' })
  const http = await openDoor(house, {
    besides: [budgetRoutes(house, { css: [], js: [] }, { campaignsFor: campaignsForLine(house) })],
  })
  const read = async (path: string) => (await asking(http, null).get(path)).body
  const page = await read('/budget/lines/hhs-otip')
  expect(page).toContain(`/campaigns/${campaign.slug}"`)
  expect(page).toContain('US$45.5 million asked for 2025')
  expect(page).not.toContain(draft.slug)
  // In Spanish it declares itself and has no words yet: those it has are shown, marked as English.
  expect(await read('/es/budget/lines/hhs-otip')).toContain('lang="en">Ask your representative')
  expect(await read('/budget/lines/state-cpc')).not.toContain('Who asks for it?')
  await http.close()
})
