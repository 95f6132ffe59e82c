import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { added, published as publishedRound } from '../capacity/capacity.test-data.ts'
import { anEstimate, published } from '../estimates/estimates.test-data.ts'
import { preparationRoutes } from '../routes.tsx'
import { aKeptCodebook, aStudy } from '../studies/studies.test-data.ts'
import { overviewFacts } from './facts.ts'
import { overviewWords } from './words.ts'

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: preparationRoutes(house, { css: [], js: [] }) }],
    renderFault: (_request, fault) => `<h1>${fault.message}</h1>`,
    clientFolder: null,
  })
  const { version } = await aKeptCodebook(house)
  const study = await aStudy(house, { country: 'GHA' })
  await anEstimate(house, study)
  await published(house, study, version)
  await aStudy(house, { country: 'GHA', confidential: true })
  await aStudy(house, { country: 'PER', confidential: true })
  // An estimate of a study that is not published yet.
  await anEstimate(house, await aStudy(house, { country: 'TGO' }))
  const police = await added(house, 'KHM', { name: 'Police unit' })
  await publishedRound(house, 'KHM', police, { investigation: 2 })
  await added(house, 'LAO')
})
afterAll(async () => {
  await http.close()
  await house.close()
})

it('What everybody may know of is counted by country, and nothing else', async () => {
  const { countries, ...counts } = await overviewFacts(house.db)
  expect(counts).toEqual({ studies: 2, codebooks: 1, estimates: 1, mapped: 1 })
  expect(countries.sort((a, b) => (a.iso3 < b.iso3 ? -1 : 1))).toEqual([
    { iso3: 'GHA', studies: 1, estimates: 1, round: null },
    { iso3: 'KHM', studies: 0, estimates: 0, round: '2025-03-01' },
    { iso3: 'TGO', studies: 1, estimates: 0, round: null },
  ])
})

it.each(languages)('It reads in %s, and leads to what stands behind each door', async (language) => {
  const { body, statusCode } = await http.inject(pathIn(language, '/prepare'))
  expect(statusCode).toBe(200)
  expect(faultsOf(body)).toEqual([])
  if (language !== 'en') expect(englishLeft(body, overviewWords)).toEqual([])
  else expect(textOf(body)).toContain('2 studies on record')
  for (const door of ['plan-a-study', 'workbench', 'studies', 'codebooks', 'estimates', 'capacity'])
    expect((await http.inject(pathIn(language, `/${door}`))).statusCode, door).toBe(200)
  expect(body).toContain(`href="${pathIn(language, '/studies?country=GHA')}"`)
  expect(body).toContain(`href="${pathIn(language, '/capacity/KHM')}"`)
  expect(body).not.toContain('PER')
})
