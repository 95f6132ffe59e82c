import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
it('shows the everyday role no answers', async () => {
  await expect(sql`select * from consultation_answers`.execute(house.db)).rejects.toThrow('permission denied')
  await sql`select * from consultation_own_answers('01988a00-0000-7000-8000-000000000001', 'x')`.execute(house.db)
})
