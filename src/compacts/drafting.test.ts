import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { transact } from '../house/transact.ts'
import { emptyAgreement } from './agreement.ts'
import { aCompact } from './compacts.test-data.ts'
import { type CompactFault, PartOvertaken } from './faults.ts'
import { draftOf, findCompact, partAt, partiesOf, saveDraftPart, stepsOf } from './store.ts'

const tooMuch = {
  key: 'a',
  party: 'usa',
  kind: 'cash',
  what: {},
  valuation: {},
  amount: { minor: 2 ** 52, currency: 'USD' },
  before: null,
}

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

describe('A draft', () => {
  it('begins empty, as an idea of one party', async () => {
    const { id } = await aCompact(house)
    const draft = await draftOf(house.db, id)
    expect(draft).toMatchObject({ amendment: 0, revision: 0, baseVersion: null, state: 'open' })
    expect(draft?.agreement.languages).toEqual(['en', 'fr'])
    expect((await findCompact(house.db, id)).state).toBe('concept')
    expect((await partiesOf(house.db, id)).map(({ part }) => part)).toEqual([
      'government',
      'government',
      'implementer',
      'survivors',
    ])
    expect((await stepsOf(house.db, id)).map(({ from, to }) => [from, to])).toEqual([[null, 'concept']])
  })

  it('is saved by part: two people in different parts never wait for each other', async () => {
    const { id, by } = await aCompact(house)
    await Promise.all([
      transact(house.db, (trx) =>
        saveDraftPart(trx, by('donor'), { compact: id, part: 'title', base: 0, value: { en: 'Lake' } }),
      ),
      transact(house.db, (trx) =>
        saveDraftPart(trx, by('partner'), { compact: id, part: 'legalBasis', base: 0, value: { en: 'Law' } }),
      ),
    ])
    const draft = await draftOf(house.db, id)
    expect(draft?.revision).toBe(2)
    expect(draft?.agreement).toMatchObject({ title: { en: 'Lake' }, legalBasis: { en: 'Law' } })
  })

  it('of two who save the same part at once one is told what the other wrote, and nothing is lost', async () => {
    const { id, by } = await aCompact(house)
    const save = (who: 'donor' | 'partner') =>
      transact(house.db, (trx) =>
        saveDraftPart(trx, by(who), { compact: id, part: 'title', base: 0, value: { en: `By the ${who}` } }),
      )
    const answers = await Promise.allSettled([save('donor'), save('partner')])
    const refused = answers.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(1)
    const fault = refused[0]?.reason as PartOvertaken
    expect(fault).toBeInstanceOf(PartOvertaken)
    const kept = (await draftOf(house.db, id))?.agreement.title.en
    expect(fault.texts.base).toEqual({})
    expect(fault.texts.now).toEqual({ en: kept })
    expect([kept, (fault.texts.sent as { en: string }).en].sort()).toEqual(['By the donor', 'By the partner'])
    const at = { compact: id, amendment: 0, part: 'title' as const }
    expect(await partAt(house.db, { ...at, revision: 0 })).toEqual({})
    expect(await partAt(house.db, { ...at, revision: 1 })).toEqual({ en: kept })
  })

  it('that is saved again as it stands makes no new revision', async () => {
    const { id, by } = await aCompact(house)
    const save = () =>
      transact(house.db, (trx) =>
        saveDraftPart(trx, by('donor'), { compact: id, part: 'title', base: 0, value: { en: 'Lake' } }),
      )
    expect(await save()).toEqual({ revision: 1 })
    expect(await save()).toEqual({ revision: 1 })
  })

  it.each([
    ['a part of the wrong kind', 'term', { years: 'four', begins: null, ends: null }, 'term/years'],
    ['a name that is not there', 'title', { english: 'Lake' }, 'title/english'],
    ['a day that is no day', 'term', { years: 4, begins: '2025-7-1', ends: null }, 'term/begins'],
    ['half of a character', 'title', { en: 'a\ud800' }, 'title/en'],
    ['the character zero', 'title', { en: 'a\u0000' }, 'title/en'],
    [
      'an element by its key',
      'objectives',
      [{ key: 'lake', component: 'fishing', text: {}, theoryOfChange: {} }],
      'objectives/lake/component',
    ],
    [
      'amounts beyond exact numbers',
      'plan',
      { ...emptyAgreement('GHA', ['en'], 'USD').plan, contributions: [tooMuch, { ...tooMuch, key: 'b' }] },
      'plan',
    ],
    [
      'something missing in an element',
      'risks',
      [{ key: 'r', text: {}, likelihood: 2, effect: 9, owner: null }],
      'risks/r/response',
    ],
  ] as const)('refuses %s, by place, and writes nothing', async (_, part, value, place) => {
    const { id, by } = await aCompact(house)
    const fault = await transact(house.db, (trx) =>
      saveDraftPart(trx, by('donor'), { compact: id, part, base: 0, value }),
    ).catch((error: CompactFault) => error)
    expect(fault).toMatchObject({ status: 422, fault: 'part unusable' })
    expect((fault as CompactFault).details.map((each) => each.place)).toContain(place)
    expect((await draftOf(house.db, id))?.revision).toBe(0)
  })
})
