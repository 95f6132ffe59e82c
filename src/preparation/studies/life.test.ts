import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { sha256 } from '../../house/history/event.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { transact } from '../../house/transact.ts'
import { anOrganisation } from '../../people/organisations/organisations.test-data.ts'
import { changeBy, codebookRecord, studyRecord } from './change.ts'
import { beginVersion, changeDraft, freezeCodebook } from './codebooks.ts'
import { changeStudy, moveStudy, publishStudy, stopStudy } from './life.ts'
import { codebookVersionOf, type EstimatesOf, noEstimates, studyOf, whoEntered } from './store.ts'
import { aCodebook, aKeptCodebook, aStudy, personActor, someFacts, valuesOf } from './studies.test-data.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const ana = randomUUID()
const ben = randomUUID()
const oneEstimate: EstimatesOf = async () => [{ id: 'e1', enteredBy: ana, public: false }]

const move = (
  id: string,
  to: 'approved' | 'in the field' | 'analysed',
  estimates = noEstimates,
  noEstimate: string | null = null,
) =>
  transact(house.db, async (trx) => {
    const { revision } = await studyOf(trx, id)
    return moveStudy(trx, changeBy(house, personActor(ana)), { id, revision, to, noEstimate }, estimates)
  })
const publish = (id: string, person: string, estimates = noEstimates) =>
  transact(house.db, async (trx) => {
    const { revision } = await studyOf(trx, id)
    return publishStudy(trx, changeBy(house, personActor(person)), { id, revision }, estimates)
  })
const analysed = async () => {
  const { version } = await aKeptCodebook(house)
  const id = await aStudy(house, { codebook: version })
  for (const to of ['approved', 'in the field', 'analysed'] as const) await move(id, to, oneEstimate)
  return id
}

describe('The life of a study', () => {
  it('goes from planned to published, each step told in its history', async () => {
    const id = await analysed()
    await publish(id, ben, oneEstimate)
    expect(await studyOf(house.db, id)).toMatchObject({ state: 'published', publishedBy: ben })
    const told = await historyOf(house.db, studyRecord(id), { limit: 10 })
    expect(told.map(({ action }) => action)).toEqual([
      'published a study',
      'finished the analysis of a study',
      'began the fieldwork of a study',
      'approved a study',
      'planned a study',
    ])
  })

  it('waits for what is lacking, and writes nothing', async () => {
    const { version } = await aKeptCodebook(house, aCodebook(), { frozen: false })
    const id = await aStudy(house, { codebook: version })
    await expect(move(id, 'approved')).rejects.toMatchObject({
      status: 409,
      gaps: [{ code: 'codebook not frozen', field: 'codebook' }],
    })
    expect(await studyOf(house.db, id)).toMatchObject({ state: 'planned', revision: 1 })
  })

  it('ends its analysis without an estimate only with a reason', async () => {
    const { version } = await aKeptCodebook(house)
    const id = await aStudy(house, { codebook: version })
    await move(id, 'approved')
    await move(id, 'in the field')
    await expect(move(id, 'analysed')).rejects.toMatchObject({ gaps: [{ code: 'no estimate' }] })
    await move(id, 'analysed', noEstimates, 'No two lists shared a person.')
    expect(await studyOf(house.db, id)).toMatchObject({ noEstimate: 'No two lists shared a person.' })
    await expect(publish(id, ana)).rejects.toMatchObject({ status: 403 })
    await publish(id, ben)
  })

  it('is published by nobody who entered its estimate', async () => {
    const id = await analysed()
    expect(await whoEntered(house.db, id, oneEstimate)).toEqual([ana])
    await expect(publish(id, ana, oneEstimate)).rejects.toMatchObject({ status: 403, fault: 'own estimate' })
    expect((await studyOf(house.db, id)).state).toBe('analysed')
  })

  it('of two who take a step at once lets one through', async () => {
    const { version } = await aKeptCodebook(house)
    const id = await aStudy(house, { codebook: version })
    const step = () =>
      transact(house.db, (trx) =>
        moveStudy(trx, changeBy(house, operator), { id, revision: 1, to: 'approved' }, noEstimates),
      )
    const answers = await Promise.allSettled([step(), step()])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('may stop before it is published, with a reason, and then rests', async () => {
    const id = await aStudy(house)
    const stop = () =>
      transact(house.db, (trx) =>
        stopStudy(trx, changeBy(house, operator), { id, revision: 1, reason: 'the lake flooded' }),
      )
    await stop()
    expect(await studyOf(house.db, id)).toMatchObject({ state: 'stopped', stoppedWhy: 'the lake flooded' })
    await expect(stop()).rejects.toMatchObject({ status: 409 })
    await expect(change(id, someFacts({ title: 'Again' }))).rejects.toMatchObject({ status: 409 })
  })
})

const change = (id: string, facts = someFacts(), reason: string | null = null) =>
  transact(house.db, async (trx) => {
    const { revision, codebook } = await studyOf(trx, id)
    return changeStudy(trx, changeBy(house, operator), {
      id,
      revision,
      values: valuesOf(facts, { codebook: codebook?.id ?? null }),
      reason,
    })
  })

describe('What is said of a study', () => {
  it('is not overwritten by who has not read it', async () => {
    const id = await aStudy(house)
    await change(id, someFacts({ title: 'Second thoughts' }))
    const late = transact(house.db, (trx) =>
      changeStudy(trx, changeBy(house, operator), {
        id,
        revision: 1,
        values: valuesOf(someFacts()),
        reason: null,
      }),
    )
    await expect(late).rejects.toMatchObject({ status: 409, now: { facts: { title: 'Second thoughts' } } })
  })

  it('takes back nothing that a step rested on', async () => {
    const id = await analysed()
    const ethics = { state: 'refused' as const, body: null, reference: null, on: null }
    await expect(change(id, someFacts({ ethics }))).rejects.toMatchObject({
      gaps: [{ code: 'no ethics approval' }],
    })
  })

  it('keeps a frozen codebook once it is approved', async () => {
    const { version } = await aKeptCodebook(house)
    const id = await aStudy(house, { codebook: version })
    await move(id, 'approved')
    const draft = await aKeptCodebook(house, aCodebook(), { frozen: false })
    for (const [codebook, code] of [
      [null, 'no codebook'],
      [draft.version, 'codebook not frozen'],
    ] as const) {
      const values = valuesOf(someFacts(), { codebook })
      const changed = transact(house.db, (trx) =>
        changeStudy(trx, changeBy(house, operator), { id, revision: 2, values, reason: null }),
      )
      await expect(changed).rejects.toMatchObject({ gaps: [{ code }] })
    }
  })

  it('keeps the definition that people were asked by', async () => {
    const id = await analysed()
    const { version } = await aKeptCodebook(house)
    const other = transact(house.db, async (trx) => {
      const { revision } = await studyOf(trx, id)
      const values = valuesOf(someFacts(), { codebook: version })
      return changeStudy(trx, changeBy(house, operator), { id, revision, values, reason: null })
    })
    await expect(other).rejects.toMatchObject({ fault: 'definition is fixed' })
  })

  it('is corrected after publication with a reason, both told in the history', async () => {
    const id = await analysed()
    await publish(id, ben, oneEstimate)
    await expect(change(id, someFacts({ limits: 'More.' }))).rejects.toMatchObject({ fault: 'reason needed' })
    await change(id, someFacts({ limits: 'More.' }), 'a district was left out')
    const [last] = await historyOf(house.db, studyRecord(id), { limit: 1 })
    expect(last).toMatchObject({
      action: 'corrected a published study',
      reason: 'a district was left out',
      before: { facts: { limits: someFacts().limits } },
      after: { facts: { limits: 'More.' } },
    })
  })

  it('names no organisation that is not listed', async () => {
    const hidden = await anOrganisation(house, { listed: false })
    await expect(aStudy(house, { organisation: hidden })).rejects.toMatchObject({
      fault: 'unknown organisation',
    })
    const known = await anOrganisation(house)
    const id = await aStudy(house, { organisation: known })
    expect((await studyOf(house.db, id)).organisation?.id).toBe(known)
  })
})

describe('A frozen codebook', () => {
  it('carries the SHA-256 of its text and never changes, not by statement either', async () => {
    const { codebook, version } = await aKeptCodebook(house)
    const row = await house.db
      .selectFrom('codebook_versions')
      .selectAll()
      .where('id', '=', version)
      .executeTakeFirstOrThrow()
    expect(row.hash).toBe(sha256(row.text))
    await expect(
      transact(house.db, (trx) =>
        changeDraft(trx, changeBy(house, operator), {
          codebook,
          version: 1,
          revision: 1,
          content: aCodebook(),
        }),
      ),
    ).rejects.toMatchObject({ fault: 'frozen already' })
    for (const db of [house.db, house.owner])
      for (const statement of [
        sql`update codebook_versions set text = '{}' where id = ${version}::uuid`,
        sql`update codebook_versions set state = 'draft', hash = null, frozen = null where id = ${version}::uuid`,
        sql`delete from codebook_versions where id = ${version}::uuid`,
      ])
        await expect(statement.execute(db)).rejects.toMatchObject({ code: '23001' })
  })

  it('cannot be one with a digest of something else', async () => {
    const { version } = await aKeptCodebook(house, aCodebook(), { frozen: false })
    const forged = sql`update codebook_versions set state = 'frozen', frozen = now(),
      hash = ${sha256('something else')} where id = ${version}::uuid`
    await expect(forged.execute(house.db)).rejects.toMatchObject({ code: '23514' })
  })

  it('is followed by a version that says what changed and why, one draft at a time', async () => {
    const { codebook } = await aKeptCodebook(house)
    const begin = () => transact(house.db, (trx) => beginVersion(trx, changeBy(house, operator), codebook))
    const both = await Promise.allSettled([begin(), begin()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const freeze = (revision: number) =>
      transact(house.db, (trx) =>
        freezeCodebook(trx, changeBy(house, operator), { codebook, version: 2, revision }),
      )
    await expect(freeze(1)).rejects.toMatchObject({ problems: [{ code: 'no changes said' }] })
    const content = aCodebook({ changes: 'The question on papers was asked anew.' })
    await transact(house.db, (trx) =>
      changeDraft(trx, changeBy(house, operator), { codebook, version: 2, revision: 1, content }),
    )
    await freeze(2)
    expect(await codebookVersionOf(house.db, codebook, 2)).toMatchObject({ state: 'frozen', content })
    const told = await historyOf(house.db, codebookRecord(codebook), { limit: 10 })
    // The history is public while drafts are not.
    expect(
      JSON.stringify(told.filter(({ action }) => action === 'changed a draft of a codebook')),
    ).not.toContain('papers')
  })
})
