import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../test/support/house.ts'
import { anAgreement } from './compacts/agreement.test-data.ts'
import { aCompact, negotiated } from './compacts/compacts.test-data.ts'
import { gapsOf } from './compacts/facts.ts'
import { operator, system } from './house/actor.ts'
import { keepDocument, removeDocument } from './house/documents/store.ts'
import { transact } from './house/transact.ts'
import { anEstimate, fromSurvey, published } from './preparation/estimates/estimates.test-data.ts'
import { aKeptCodebook, aStudy } from './preparation/studies/studies.test-data.ts'
import { assess } from './selection/assess.ts'
import { aMethodology, someInputs } from './selection/builders.test-data.ts'
import { keepAssessment } from './selection/store.ts'
import { compactWiring } from './wiring.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

/** What other rooms find lacking before the text is frozen. */
const lacking = async (compact: string) =>
  (await gapsOf(house.db, compactWiring, { compact, step: 'frozen', today: '2025-07-01' })).map(
    ({ place, code, values }) => ({ place, code, values }),
  )

async function anAssessmentOf(country: string): Promise<string> {
  const methodology = aMethodology()
  const inputs = someInputs({ a: { [country]: 50, TGO: 20 }, b: { [country]: 70, TGO: 30 } })
  const result = assess(methodology, inputs, { seed: 1, replicates: 0, shortlistSize: 3 })
  const { id } = await keepAssessment(house.db, {
    methodology,
    text: 'text',
    inputs,
    result,
    now: house.now(),
    actor: system,
  })
  return id
}

describe('Before a text is frozen', () => {
  it('the assessment that chose the country was made here, and looked at that country', async () => {
    const chosenBy = async (assessment: string) => {
      const started = await aCompact(house)
      await negotiated(house, started, { chosenBy: { assessment } })
      return lacking(started.id)
    }
    expect(await chosenBy(await anAssessmentOf('GHA'))).toEqual([])
    for (const assessment of ['nonsense-id', await anAssessmentOf('PER')])
      expect(await chosenBy(assessment)).toEqual([
        { place: 'chosenBy/assessment', code: 'choice-unknown', values: { assessment, country: 'GHA' } },
      ])
  })

  it('a baseline that names an estimate kept here says what that estimate says', async () => {
    const { version } = await aKeptCodebook(house)
    const study = await aStudy(house)
    const estimate = await anEstimate(house, study, fromSurvey())
    const [first, ...others] = anAgreement(await aCompact(house)).indicators
    const baseline = first?.baseline ?? null
    if (first === undefined || baseline === null || !('value' in baseline)) throw new Error('no baseline')
    const url = `https://tip.example/fr/estimates/${estimate}`
    const lackingWith = async (over: Partial<typeof baseline>) => {
      const begun = await aCompact(house)
      const indicators = [{ ...first, baseline: { ...baseline, url, ...over } }, ...others]
      await negotiated(house, begun, { indicators })
      return (await lacking(begun.id)).map(({ place, code }) => `${place} ${code}`)
    }
    const at = `indicators/${first.key}/baseline`
    const same = { value: '3.1', low: '2.1', high: '4.6', level: 95 }
    expect(await lackingWith(same)).toContain(`${at} baseline-estimate-not-public`)
    await published(house, study, version)
    expect((await lackingWith(same)).filter((gap) => gap.includes('baseline-estimate'))).toEqual([])
    for (const other of [{ value: '4' }, { low: '1' }, { high: '9' }, { level: 90 }])
      expect(await lackingWith({ ...same, ...other }), JSON.stringify(other)).toContain(
        `${at} baseline-estimate-differs`,
      )
  })

  it('every file it names is kept at this compact', async () => {
    const started = await aCompact(house)
    const other = await aCompact(house)
    const file = { name: 'plan.txt', bytes: Buffer.from('What both governments plan\n') }
    const keep = (compact: string) =>
      transact(house.db, (trx) =>
        keepDocument(trx, { actor: operator, at: house.now() }, file, { compact, place: 'documents' }),
      )
    const { hash } = await keep(other.id)
    const title = { en: 'Plan', fr: 'Plan national' }
    await negotiated(house, started, {
      documents: [{ key: 'plan', kind: 'national-plan', title, date: null, url: null, file: hash }],
    })
    const gap = { place: 'documents/plan/file', code: 'document-unknown', values: { document: 'plan' } }
    expect(await lacking(started.id)).toEqual([gap])
    await keep(started.id)
    expect(await lacking(started.id)).toEqual([])
    await transact(house.db, (trx) =>
      removeDocument(trx, { actor: operator, at: house.now() }, hash, 'It names a child'),
    )
    expect(await lacking(started.id)).toEqual([gap])
  })
})
