import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { authOptions } from './auth.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

describe('The tables of the sign-in library', () => {
  it('are all there, as the library itself finds', async () => {
    const plan = await getMigrations({ ...authOptions(house), database: { db: house.db, type: 'postgres' } })

    expect(plan.toBeCreated).toEqual([])
    expect(plan.toBeAdded).toEqual([])
    expect((await plan.compileMigrations()).replace(/;/g, '').trim()).toBe('')
  })
})
