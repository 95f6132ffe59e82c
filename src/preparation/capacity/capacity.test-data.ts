import { randomUUID } from 'node:crypto'
import type { TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../../people/organisations/change.ts'
import type { InstitutionValues, Level, ReadingValues, Task } from './schema.ts'
import { addInstitution, beginRound, publishRound, type RoundValues, writeReadings } from './store.ts'

/** An institution; valid by default. */
export function anInstitution(over: Partial<InstitutionValues> = {}): InstitutionValues {
  return {
    name: `Police ${randomUUID().slice(0, 8)}`,
    kind: 'police',
    level: 'national',
    place: null,
    tasks: ['investigation', 'identification'],
    ...over,
  }
}

export function aReading(level: Level | null, over: Partial<ReadingValues> = {}): ReadingValues {
  return {
    level,
    evidence: 'Annual report, table 3',
    address: null,
    year: level === null ? null : 2024,
    ...over,
  }
}

export const added = (house: TestHouse, country: string, over: Partial<InstitutionValues> = {}) =>
  transact(house.db, (trx) => addInstitution(trx, changeBy(house, operator), country, anInstitution(over)))

export const begun = (house: TestHouse, country: string, over: Partial<RoundValues> = {}) =>
  transact(house.db, (trx) =>
    beginRound(trx, changeBy(house, operator), country, {
      side: 'outside',
      day: '2025-03-01',
      organisation: null,
      saidBy: 'Review mission 2025',
      note: null,
      ...over,
    }),
  )

/** A published round that says these levels of tasks of one institution. */
export async function published(
  house: TestHouse,
  country: string,
  institution: string,
  said: Partial<Record<Task, Level | null>>,
  over: Partial<RoundValues> = {},
): Promise<string> {
  const round = await begun(house, country, over)
  const written = Object.entries(said).map(([task, level]) => ({
    institution,
    task: task as Task,
    values: aReading(level),
  }))
  await transact(house.db, async (trx) => {
    const change = changeBy(house, operator)
    await writeReadings(trx, change, { country, round, revision: 0 }, written)
    await publishRound(trx, change, { country, round, revision: 1 })
  })
  return round
}
