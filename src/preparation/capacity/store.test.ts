import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../../people/organisations/change.ts'
import { added, anInstitution, aReading, begun, published } from './capacity.test-data.ts'
import { cellsOf } from './standing.ts'
import {
  addInstitution,
  capacityGaps,
  changeInstitution,
  dropRound,
  endInstitution,
  findInstitution,
  mapOf,
  mapRecord,
  publishRound,
  readingsOf,
  writeReadings,
} from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
})
afterAll(() => house.close())

const change = () => changeBy(house, operator)

describe('A round of assessment', () => {
  it('is seen by nobody before it is published, and stays as it is afterwards', async () => {
    const police = await added(house, 'GHA')
    const round = await begun(house, 'GHA')
    const write = (revision: number, level: 0 | 2) =>
      transact(house.db, (trx) =>
        writeReadings(trx, change(), { country: 'GHA', round, revision }, [
          { institution: police, task: 'investigation', values: aReading(level) },
        ]),
      )
    expect(await write(0, 2)).toBe(1)
    expect((await mapOf(house.db, 'GHA')).rounds).toEqual([])

    await transact(house.db, (trx) => publishRound(trx, change(), { country: 'GHA', round, revision: 1 }))

    const [cell] = cellsOf(await mapOf(house.db, 'GHA'))
    expect(cell).toMatchObject({ task: 'investigation', outside: { level: 2, year: 2024 }, self: null })
    await expect(write(2, 0)).rejects.toMatchObject({ status: 409, fault: 'round closed' })
    await expect(
      sql`update capacity_readings set level = 4 where round_id = ${round}::uuid`.execute(house.owner),
    ).rejects.toThrow(/stays as it is/)
    await expect(
      sql`update capacity_rounds set state = 'draft', closed = null where id = ${round}::uuid`.execute(
        house.owner,
      ),
    ).rejects.toThrow(/written once/)
  })

  it('refuses what was written from an older reading of it, and writes nothing', async () => {
    const police = await added(house, 'TGO')
    const round = await begun(house, 'TGO')
    const write = () =>
      transact(house.db, (trx) =>
        writeReadings(trx, change(), { country: 'TGO', round, revision: 0 }, [
          { institution: police, task: 'investigation', values: aReading(1) },
          {
            institution: police,
            task: 'identification',
            values: aReading(1, { evidence: `Visit ${Math.sqrt(2)}` }),
          },
        ]),
      )
    const answers = await Promise.allSettled([write(), write()])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await readingsOf(house.db, round)).toHaveLength(2)
  })

  it('cannot be published empty, and a dropped one keeps its reason', async () => {
    await added(house, 'BEN')
    const round = await begun(house, 'BEN')
    const at = { country: 'BEN', round, revision: 0 }
    await expect(transact(house.db, (trx) => publishRound(trx, change(), at))).rejects.toMatchObject({
      fault: 'round empty',
    })
    await transact(house.db, (trx) => dropRound(trx, change(), at, 'begun by mistake'))
    const events = await historyOf(house.db, mapRecord('BEN'))
    expect(events[0]).toMatchObject({
      action: 'dropped a round of assessment',
      reason: 'begun by mistake',
    })
  })

  it('speaks only of institutions of its country and of their tasks', async () => {
    await added(house, 'NER')
    const elsewhere = await added(house, 'MLI')
    const round = await begun(house, 'NER')
    const write = (institution: string, task: 'investigation' | 'records') =>
      transact(house.db, (trx) =>
        writeReadings(trx, change(), { country: 'NER', round, revision: 0 }, [
          { institution, task, values: aReading(1) },
        ]),
      )
    await expect(write(elsewhere, 'investigation')).rejects.toMatchObject({ fault: 'no institution' })
    const own = (await mapOf(house.db, 'NER')).institutions[0]!
    await expect(write(own.id, 'records')).rejects.toMatchObject({ fault: 'not taken' })
    await expect(
      sql`insert into capacity_readings (round_id, institution_id, task, level, evidence, year)
        values (${round}::uuid, ${elsewhere}::uuid, 'investigation', 1, 'x', 2024)`.execute(house.owner),
    ).rejects.toThrow(/in its own country/)
  })
})

describe('An institution', () => {
  it('has one name in one place, whatever its letters', async () => {
    await added(house, 'SEN', { name: 'Labour Office' })
    await expect(added(house, 'SEN', { name: 'labour office' })).rejects.toMatchObject({
      fault: 'name taken',
    })
    await added(house, 'SEN', { name: 'Labour Office', level: 'subnational', place: 'Thiès' })
    await added(house, 'GMB', { name: 'Labour Office' })
  })

  it('is changed from the version that was read, and named in the history', async () => {
    const id = await added(house, 'SLE')
    const at = { country: 'SLE', id, version: 1 }
    const values = anInstitution({ name: 'Renamed' })
    await transact(house.db, (trx) => changeInstitution(trx, change(), at, values))
    await expect(
      transact(house.db, (trx) => changeInstitution(trx, change(), at, values)),
    ).rejects.toMatchObject({ fault: 'overtaken' })
    const other = await transact(house.db, (trx) => addInstitution(trx, change(), 'SLE', anInstitution()))
    await expect(
      transact(house.db, (trx) => changeInstitution(trx, change(), { ...at, id: other }, values)),
    ).rejects.toMatchObject({ fault: 'name taken' })
    expect((await findInstitution(house.db, 'SLE', id)).name).toBe('Renamed')
  })

  it('that ended stands in the map of earlier days, and later on only with what was published of it', async () => {
    const id = await added(house, 'LBR', { name: 'A' })
    const unspoken = await added(house, 'LBR', { name: 'B' })
    await published(house, 'LBR', id, { investigation: 3 }, { day: '2025-03-01' })
    for (const each of [id, unspoken])
      await transact(house.db, (trx) =>
        endInstitution(trx, change(), { country: 'LBR', id: each, version: 1 }, 'merged'),
      )
    const now = await mapOf(house.db, 'LBR')
    expect(now.institutions).toMatchObject([{ id, ended: '2026-11-22T12:00:00.000Z', endReason: 'merged' }])
    expect(cellsOf(now)).toMatchObject([{ task: 'investigation', outside: { level: 3 } }])
    expect((await mapOf(house.db, 'LBR', { on: '2025-06-01' })).institutions).toMatchObject([
      { ended: null },
      { ended: null },
    ])
    expect(cellsOf(await mapOf(house.db, 'LBR', { on: '2025-06-01' }))).toMatchObject([
      { outside: { level: 3 } },
      { outside: null },
      { outside: null },
      { outside: null },
    ])
  })

  it('cannot take what was said of it from outside along when it ends: a gap stays until another is judged', async () => {
    const labour = await added(house, 'GIN', { name: 'Labour Department', tasks: ['records'] })
    await published(house, 'GIN', labour, { records: 0 })
    await transact(house.db, (trx) =>
      endInstitution(trx, change(), { country: 'GIN', id: labour, version: 1 }, 'reorganised'),
    )
    const office = await added(house, 'GIN', { name: 'Labour Office', tasks: ['records'] })
    const records = async () =>
      (await capacityGaps(house.db, 'GIN')).gaps.data.filter(({ task }) => task === 'records')
    // The country's own word of its new office does not answer a word from outside.
    await published(house, 'GIN', office, { records: 4 }, { side: 'self', day: '2026-11-23' })
    expect(await records()).toMatchObject([
      { institution: { name: 'Labour Department', ended: '2026-11-22T12:00:00.000Z' }, why: ['low'] },
    ])
    // Nor does one from before it ended.
    await published(house, 'GIN', office, { records: 4 }, { day: '2026-01-01' })
    expect(await records()).toHaveLength(1)
    await published(house, 'GIN', office, { records: 3 }, { day: '2026-12-01' })
    expect(await records()).toEqual([])
    expect((await mapOf(house.db, 'GIN')).institutions.map(({ name }) => name)).toContain('Labour Department')
  })

  it('is called in the map of a day as it was then, and tells today what it was called', async () => {
    const id = await added(house, 'GNB', { name: 'Labour Department' })
    await published(house, 'GNB', id, { investigation: 0 })
    await transact(house.db, (trx) =>
      changeInstitution(
        trx,
        change(),
        { country: 'GNB', id, version: 1 },
        anInstitution({ name: 'Bureau of Work' }),
      ),
    )
    const called = async (on: string | null) => (await mapOf(house.db, 'GNB', { on })).institutions
    expect(await called('2026-01-01')).toMatchObject([{ name: 'Labour Department', former: [] }])
    expect(await called(null)).toMatchObject([
      {
        name: 'Bureau of Work',
        former: [{ name: 'Labour Department', until: '2026-11-22T12:00:00.000Z' }],
      },
    ])
    expect(cellsOf(await mapOf(house.db, 'GNB'))).toMatchObject([{ outside: { level: 0 } }, {}])
    await expect(sql`delete from capacity_institution_names`.execute(house.owner)).rejects.toThrow()
  })
})

describe('What a country lacks', () => {
  it('is told by component, with the task that nobody has', async () => {
    const police = await added(house, 'CIV', { name: 'Police' })
    await published(house, 'CIV', police, { investigation: 1, identification: 4 })
    await published(house, 'CIV', police, { identification: 2 }, { side: 'self', day: '2025-04-01' })
    const found = await capacityGaps(house.db, 'CIV')
    expect(found.mapped).toBe(true)
    const own = found.gaps.prosecution.filter(({ institution }) => institution !== null)
    expect(own).toMatchObject([{ task: 'investigation', why: ['low'], outside: 1, self: null }])
    expect(found.gaps.protection[0]).toMatchObject({
      task: 'identification',
      why: ['apart'],
      outside: 4,
      self: 2,
    })
    expect(found.gaps.data.map(({ why }) => why)).toEqual([['nobody'], ['nobody'], ['nobody']])
  })

  it('is not known of a country without a map', async () => {
    expect(await capacityGaps(house.db, 'ISL')).toMatchObject({ mapped: false, gaps: { data: [] } })
  })
})
