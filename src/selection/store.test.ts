import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { system } from '../house/actor.ts'
import { Conflict, NotFound } from '../house/errors.ts'
import { assess } from './assess.ts'
import { aMethodology, aStatusGate, someInputs } from './builders.test-data.ts'
import type { Methodology } from './schema.ts'
import { findAssessment, keepAssessment, listAssessments, resultDigest } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const methodology = aMethodology()
const keep = (value: number, over: { text?: string; methodology?: Methodology } = {}) => {
  const inputs = someInputs({ a: { GHA: value, TGO: 20 }, b: { GHA: 70, TGO: 1 / 3 } })
  const document = over.methodology ?? methodology
  const result = assess(document, inputs, { seed: 1, replicates: 0, shortlistSize: 3 })
  return keepAssessment(house.db, {
    methodology: document,
    text: over.text ?? 'text',
    inputs,
    result,
    now: house.now(),
    actor: system,
  })
}

describe('A kept assessment', () => {
  it('comes back with all it looked at, and its result can be made again from it', async () => {
    const kept = await keep(50)
    const found = await findAssessment(house.db, kept.id)
    const again = assess(methodology, found.inputs, found.result)
    expect(resultDigest(again)).toBe(found.resultDigest)
    expect(found).toEqual(kept)
  })

  it('is one, however often the same run is made, and at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => keep(51)))
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1)
    const { id } = ids[0]!
    expect((await listAssessments(house.db)).filter((card) => card.id === id)).toHaveLength(1)
  })

  it('is another when a figure differs', async () => {
    expect((await keep(52)).id).not.toBe((await keep(53)).id)
  })

  it('cannot be changed or removed, by whomever', async () => {
    const { id } = await keep(54)
    await expect(sql`update assessments set seed = 9 where id = ${id}`.execute(house.owner)).rejects.toThrow(
      'written once',
    )
    await expect(sql`delete from assessments where id = ${id}`.execute(house.owner)).rejects.toThrow(
      'written once',
    )
    await expect(sql`update methodology_versions set text = ''`.execute(house.owner)).rejects.toThrow(
      'written once',
    )
  })

  it('is refused when its version was used before with other rules', async () => {
    await keep(55)
    const other = aMethodology({ gates: [aStatusGate] })
    await expect(keep(55, { methodology: other })).rejects.toThrow(Conflict)
    await expect(keep(55, { methodology: { ...other, version: 2 } })).resolves.toMatchObject({ version: 2 })
  })

  it('is the same when only its words were mended', async () => {
    const { id } = await keep(56)
    const mended = aMethodology({
      title: { en: 'Example', fr: 'Exemple' },
      choices: [{ en: 'One more word' }],
    })
    expect((await keep(56, { methodology: mended, text: 'mended' })).id).toBe(id)
  })

  it('that does not exist is said not to', async () => {
    await expect(findAssessment(house.db, 'nothing')).rejects.toThrow(NotFound)
  })
})
