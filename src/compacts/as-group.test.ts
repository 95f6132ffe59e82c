import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { documentsOf, keepDocument } from '../house/documents/store.ts'
import { transact } from '../house/transact.ts'
import { speaksAsGroup } from './as-group.ts'
import { changeBy } from './change.ts'
import { answerComment, closeComment, commentOn, commentsOf } from './comments.ts'
import { aCompact, asPerson } from './compacts.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

/** A compact, an adviser of its survivors’ group, and what the histories of both say. */
async function aScene() {
  const started = await aCompact(house)
  const adviser = await aMember(house, started.survivors)
  const change = changeBy(house, asPerson(adviser), [started.survivors])
  const told = async (kind: string, action: string) =>
    (
      await house.db
        .selectFrom('events')
        .selectAll()
        .where('record_kind', '=', kind)
        .where('action', '=', action)
        .execute()
    ).filter((event) => JSON.stringify(event).includes(started.id))
  return { ...started, adviser, change, told }
}

it('What an adviser of a survivors’ group says of a draft is the group’s, and names nobody', async () => {
  const { id, by, change, adviser, survivors, told } = await aScene()
  const { id: comment } = await transact(house.db, (trx) =>
    commentOn(trx, change, { compact: id, place: 'title', text: 'Not these words', blocking: true }),
  )
  const { id: other } = await transact(house.db, (trx) =>
    commentOn(trx, by('donor'), { compact: id, place: 'title', text: 'Is it clear?', blocking: false }),
  )
  await transact(house.db, (trx) =>
    answerComment(trx, change, { compact: id, comment: other, text: 'It is not' }),
  )
  await transact(house.db, (trx) =>
    closeComment(trx, change, { compact: id, comment, settled: 'The words are others now' }),
  )
  const said = await commentsOf(house.db, id)
  expect(said).toMatchObject([
    { by: null, organisation: survivors, blocking: true, closedBy: null },
    { by: expect.any(String), answers: [{ by: null, organisation: survivors }] },
  ])
  expect(JSON.stringify(said)).not.toContain(adviser)
  // The history of the compact, which all its parties read, is silent too; who audits finds who it was.
  for (const [action, ofOthers] of [
    ['commented on the draft', 1],
    ['answered a comment', 0],
    ['closed a comment', 0],
  ] as const) {
    const shown = await told('compact', action)
    expect(shown).toHaveLength(1 + ofOthers)
    expect(JSON.stringify(shown)).not.toContain(adviser)
    expect(JSON.stringify(shown)).toContain(survivors)
    expect(JSON.stringify(await told('survivor-review', action))).toContain(adviser)
  }
})

it('What an adviser brings is the group’s too, and what others bring stays theirs', async () => {
  const { id, by, change, adviser, survivors, donor, told } = await aScene()
  const keep = async (who: typeof change, organisation: string, name: string) => {
    const asGroup = await speaksAsGroup(house.db, who, id, organisation)
    const use = { compact: id, place: 'documents', organisation, asGroup }
    await transact(house.db, (trx) =>
      keepDocument(trx, who, { name, bytes: Buffer.from(`What ${name} says\n`) }, use),
    )
  }
  await keep(change, survivors, 'heard.txt')
  await keep(by('donor'), donor, 'letter.txt')
  const kept = await documentsOf(house.db, id)
  expect(kept).toMatchObject([
    { by: null, organisation: survivors },
    { by: expect.any(String), organisation: donor },
  ])
  expect(JSON.stringify(await told('compact', 'kept a document'))).not.toContain(adviser)
  expect(JSON.stringify(await told('survivor-review', 'kept a document'))).toContain(adviser)
})
