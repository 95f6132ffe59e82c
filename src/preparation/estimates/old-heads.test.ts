import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { sha256hex } from '../../estimators/digest.ts'
import { aKeptCodebook, aStudy } from '../studies/studies.test-data.ts'
import { anEstimate, fromSurvey, published } from './estimates.test-data.ts'
import { headOf } from './head.ts'
import { cardJson } from './json.ts'
import { estimatesOfStudy, findEstimate, publishedEstimates } from './store.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

/** Four of 250 had it: a figure that is told to nobody but who runs studies. */
const few = () => {
  const kept = fromSurvey()
  if (kept.result.design === 'lists') throw new Error('a sample is wanted')
  const [only] = kept.result.estimates
  if (only?.estimate.status !== 'ok') throw new Error('a figure is wanted')
  only.estimate.cases = 250
  only.estimate.estimate = 0.016
  only.estimate.intervals = [{ level: 0.95, low: 0.006, high: 0.042, kind: 'logit' }]
  only.estimate.diagnostics = { respondents: 250, withOutcome: 4 }
  return kept
}

describe('An estimate that an earlier build kept, its figure neither rounded nor kept back', () => {
  it('is read by the rule of today in every list, while nothing that was kept is changed', async () => {
    const { version } = await aKeptCodebook(house)
    const study = await aStudy(house, { country: 'TGO' })
    const kept = few()
    const text = JSON.stringify(kept)
    const today = headOf(kept)
    const head = { ...today, figure: { ...today.figure, value: 0.016, keptBack: false, cases: 250 } }
    const id = v7()
    for (const [rule, key] of [
      [undefined, id],
      [1, v7()],
    ] as const)
      await house.owner
        .insertInto('estimates')
        .values({
          id: key,
          study_id: study,
          source: 'computed',
          text,
          hash: sha256hex(text),
          head: JSON.stringify({ ...head, ...(rule === undefined ? {} : { rule }) }),
          codebook_version_id: null,
          came_after: false,
          replaces: null,
          reason: null,
          made: house.now(),
          made_by: null,
        })
        .execute()
    const now = await anEstimate(house, study, kept)
    await published(house, study, version)
    const cards = [
      ...(await publishedEstimates(house.db, { country: 'TGO' })),
      ...(await estimatesOfStudy(house.db, study, { all: false })),
      await findEstimate(house.db, id),
      await findEstimate(house.db, now),
    ]
    expect(cards).toHaveLength(8)
    for (const card of cards) {
      expect(card.head).toEqual(today)
      expect(JSON.stringify(cardJson(card))).not.toMatch(/0\.016|"rule"/)
    }
    const [row] = await house.owner.selectFrom('estimates').select('head').where('id', '=', id).execute()
    expect(row?.head.figure.value).toBe(0.016)
  })
})
