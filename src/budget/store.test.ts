import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { operator } from '../house/actor.ts'
import { historyView } from '../house/history/history-view.ts'
import { transact } from '../house/transact.ts'
import { namesOf } from '../people/organisations/people.ts'
import { aFact } from './budget.test-data.ts'
import type { Fact } from './schema.ts'
import { allFacts, differences, stateBeside, takeFacts } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const take = async (sent: Fact[], seen?: string) => {
  const state = seen ?? stateBeside(await allFacts(house.db), sent)
  return transact(house.db, (trx) =>
    takeFacts(trx, { actor: operator, at: house.now(), organisation: null }, { sent, seen: state }),
  )
}
const enacted = async () =>
  (await allFacts(house.db)).find((fact) => fact.line === 'hhs-otip' && fact.stage === 'enacted')!
const own = (over: Partial<Fact> = {}) =>
  aFact({ fiscalYear: 2024, through: 2024, stage: 'enacted', ...over })

describe('Figures entered here', () => {
  it('take the place of what there was, which stays readable', async () => {
    const before = await enacted()
    expect(await take([own({ value: { is: 'amount', minor: 3_075_500_000 }, source: 'P.L. 118-47' })])).toBe(
      1,
    )
    const now = await enacted()
    expect(now.value).toEqual({ is: 'amount', minor: 3_075_500_000 })
    expect(now.earlier).toEqual([before])

    await take([own({ value: { is: 'amount', minor: 3_080_000_000 }, source: 'Corrected print' })])
    expect((await enacted()).earlier.map(({ source }) => source)).toEqual(['P.L. 118-47', 'acf-otip'])
  })

  it('are not written twice, and what says the same changes nothing', async () => {
    const fact = own({ stage: 'senate' })
    expect(await take([fact])).toBe(1)
    expect(await take([fact])).toBe(0)
    expect(differences(await allFacts(house.db), [fact])).toEqual({ changes: [], left: 1 })
  })

  it('are refused beside another state than was looked at, and nothing is written', async () => {
    const mine = own({ stage: 'conference' })
    const seen = stateBeside(await allFacts(house.db), [mine])
    await take([{ ...mine, source: 'Another print' }])
    await take([own({ line: 'another-line' })])
    const count = (await allFacts(house.db)).length
    await expect(take([mine], seen)).rejects.toThrow('changed since you looked')
    expect(await allFacts(house.db)).toHaveLength(count)
  })

  it('let only one of two who looked at the same state write', async () => {
    const [one, other] = [own({ fiscalYear: 2022, through: 2022 }), own({ fiscalYear: 2022, through: 2023 })]
    const seen = stateBeside(await allFacts(house.db), [one])
    const both = await Promise.allSettled([take([one], seen), take([other], seen)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('stand in the history of their line, and can be neither changed nor deleted', async () => {
    const events = await historyView(house.db, { kind: 'budget-line', id: 'hhs-otip' }, { limit: 5 }, namesOf)
    expect(JSON.stringify(events)).toContain('took over figures of a budget')
    await expect(sql`update budget_facts set source = 'x'`.execute(house.owner)).rejects.toThrow()
    await expect(sql`delete from budget_facts`.execute(house.db)).rejects.toThrow('permission denied')
  })
})
