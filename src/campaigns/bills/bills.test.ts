import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { transact } from '../../house/transact.ts'
import { changeBy } from '../change.ts'
import { floridaBillStates, usBillStates } from '../legislatures/bill-states.ts'
import { shippedBills } from './bills.test-data.ts'
import { keyOf } from './keys.ts'
import { loadBills } from './load.ts'
import type { EntryContent } from './schema.ts'
import { cosponsorsOn, standingOn } from './standing.ts'
import { billOf, billsNaming, everyEntryOf, listBills, machineFor } from './store.ts'
import { correctFact, enterFact } from './write.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await shippedBills(house)
})
afterAll(() => house.close())

const standing = async (id: string, day: string) => {
  const bill = await billOf(house.db, id)
  return standingOn(bill, await machineFor(house.db, bill.legislature, bill.session.id), day)
}
const smith = 'bioguide-S000522'
const byrne = { person: 'bioguide-B001289', name: 'Bradley Byrne', party: 'R', state: 'AL', district: '1' }
const source = { name: 'Congressional Record of the test', address: null }
const cosponsor = (over: Partial<Extract<EntryContent, { kind: 'cosponsor' }>> = {}) => ({
  kind: 'cosponsor' as const,
  who: byrne,
  joined: '2014-02-01',
  original: false,
  withdrawn: null,
  ...over,
})
const enter = (bill: string, key: string, content: EntryContent) =>
  transact(house.db, (trx) => enterFact(trx, changeBy(house, operator), bill, { key, content, source }, null))

describe('The state of a shipped bill', () => {
  it('follows from its actions on the day that is asked', async () => {
    expect((await standing('us-113-hr-2283', '2013-06-05')).state).toBeNull()
    expect((await standing('us-113-hr-2283', '2013-06-06')).state).toBe('REFERRED')
    expect((await standing('us-113-hr-2283', '2014-07-22')).state).toBe('REPORTED')
    expect(await standing('us-113-hr-2283', '2014-08-31')).toMatchObject({
      state: 'PASS_OVER:HOUSE',
      end: null,
      gaps: [],
      faults: [],
    })
  })

  it('is dead after the last day of its session, with the bill that took it up', async () => {
    expect((await standing('us-113-hr-2283', '2015-01-02')).end).toBeNull()
    expect(await standing('us-113-hr-2283', '2015-01-03')).toMatchObject({
      state: 'PASS_OVER:HOUSE',
      end: 'dead',
      endedOn: '2015-01-02',
      successors: ['us-114-hr-514'],
    })
    expect((await standing('us-114-hr-514', '2020-01-01')).end).toBe('dead')
  })

  it('is law where an action ended it so, and the steps that are not known are told', async () => {
    expect(await standing('us-113-s-47', '2020-01-01')).toMatchObject({
      state: 'ENACTED:SIGNED',
      end: 'law',
      endedOn: '2013-03-07',
      gaps: [{ before: null, after: 'ENACTED:SIGNED', on: '2013-03-07' }],
    })
  })

  it('takes a step whose day is not known as taken by the day it is known by', async () => {
    expect((await standing('us-113-s-1249', '2014-08-05')).state).toBeNull()
    expect((await standing('us-113-s-1249', '2014-08-06')).state).toBe('REFERRED')
    expect((await standing('us-114-hr-514', '2015-01-27')).state).toBe('PASS_OVER:HOUSE')
  })
})

describe('A bill that both chambers passed', () => {
  const step = (on: string, status: string) => ({
    id: on,
    key: on,
    content: { kind: 'action' as const, on, by: null, chamber: 'house', text: status, status, note: null },
    source,
    origin: 'shipped' as const,
    organisation: null,
    why: null,
    at: '',
  })
  // H.R. 2200 of the 115th Congress, which ended on 3 January 2019 at noon; the President signed it five days later.
  const passed = {
    session: { id: '115', firstDay: '2017-01-03', lastDay: '2019-01-02' },
    entries: [
      step('2017-04-27', 'INTRODUCED'),
      step('2017-07-12', 'PASS_OVER:HOUSE'),
      step('2018-12-21', 'PASSED:BILL'),
    ],
  }
  const signed = { ...passed, entries: [...passed.entries, step('2019-01-08', 'ENACTED:SIGNED')] }

  it('is not dead with its session: the rule of its legislature says how long it may still be signed', () => {
    expect(standingOn(signed, usBillStates, '2019-01-05')).toMatchObject({
      end: null,
      // Ten days without Sundays, from the end of the session.
      awaits: { until: '2019-01-14', over: false, source: expect.stringContaining('article I, section 7') },
    })
    expect(standingOn(signed, usBillStates, '2019-01-09')).toMatchObject({ end: 'law', awaits: null })
    expect(standingOn(passed, usBillStates, '2018-12-31')).toMatchObject({ end: null, awaits: null })
    expect(standingOn(passed, usBillStates, '2019-02-01')).toMatchObject({
      end: null,
      awaits: { over: true },
    })
    expect(standingOn(passed, floridaBillStates, '2019-01-05').awaits?.until).toBe('2019-01-17')
  })

  it('may have been taken up without a report: a motion to suspend the rules fails, Florida passes it', () => {
    const of = (machine: typeof usBillStates, ...states: string[]) => {
      const entries = states.map((status, place) => step(`2017-05-0${place + 1}`, status))
      const { gaps, faults } = standingOn({ ...passed, entries }, machine, '2017-08-01')
      return [...gaps, ...faults]
    }
    expect(of(usBillStates, 'INTRODUCED', 'REFERRED', 'PROV_KILL:SUSPENSIONFAILED')).toEqual([])
    expect(of(floridaBillStates, 'INTRODUCED', 'REFERRED', 'PASS_OVER:SENATE')).toEqual([])
  })
})

describe('Cosponsors', () => {
  it('whose names are not known stay a printed number beside the names', async () => {
    const bill = await billOf(house.db, 'us-113-hr-2283')
    const before = cosponsorsOn(bill, '2014-08-31')
    expect(before).toMatchObject({ count: 0, countIncludingWithdrawn: 0, difference: 111, unknown: false })
    expect(before.printed?.content).toMatchObject({ total: 111, parties: { D: 51, R: 60 } })
    expect(cosponsorsOn(await billOf(house.db, 'us-114-hr-514'), '2016-01-01').unknown).toBe(true)
  })

  it('are counted by name from the day they joined to the day they withdrew', async () => {
    const id = 'us-113-hr-898'
    await enter(id, byrne.person, cosponsor({ withdrawn: '2014-06-01' }))
    await enter(
      id,
      smith,
      cosponsor({ who: { ...byrne, person: smith, name: 'Christopher H. Smith' }, joined: null }),
    )
    const bill = await billOf(house.db, id)
    const on = (day: string) => {
      const { count, countIncludingWithdrawn } = cosponsorsOn(bill, day)
      return [count, countIncludingWithdrawn]
    }
    expect([on('2014-01-31'), on('2014-02-01'), on('2014-06-01')]).toEqual([
      [1, 1],
      [2, 2],
      [1, 2],
    ])
    expect((await billsNaming(house.db, byrne.person)).map((each) => each.id)).toEqual([id])
  })
})

describe('A printed number of cosponsors', () => {
  const printed = { kind: 'cosponsors printed' as const, total: 1, parties: null, on: '2014-03-01' }
  const nobody = { person: null, name: 'John Smith', party: null, state: 'NJ', district: '4' }
  const bill = (...contents: EntryContent[]) => ({
    entries: contents.map((content, place) => ({
      id: String(place),
      key: keyOf(content),
      content,
      source,
      origin: 'import' as const,
      organisation: null,
      why: null,
      at: '',
    })),
  })

  it('is compared with the names of its own day, not with those who came later', () => {
    const later = { ...byrne, person: 'bioguide-C001066', name: 'Kathy Castor' }
    const of = bill(printed, cosponsor(), cosponsor({ who: later, joined: '2014-04-01' }))
    expect(cosponsorsOn(of, '2014-05-01')).toMatchObject({ count: 2, difference: 0 })
  })

  it('counts two of one name whom no pack knows as two, where their seats differ', () => {
    const of = bill(
      cosponsor({ who: nobody }),
      cosponsor({ who: { ...nobody, state: 'FL' } }),
      cosponsor({ who: nobody, joined: '2014-03-01' }),
    )
    expect(cosponsorsOn(of, '2014-05-01').count).toBe(2)
    expect(new Set(of.entries.map(({ key }) => key)).size).toBe(2)
  })
})

describe('A fact of a bill', () => {
  it('is corrected by a further one, and what was told before can still be read', async () => {
    const id = 'us-113-s-1249'
    const entry = await enter(id, 'menendez', cosponsor())
    await transact(house.db, (trx) =>
      correctFact(
        trx,
        changeBy(house, operator),
        id,
        entry,
        { content: cosponsor({ joined: '2014-03-01' }), source, why: 'The Record says March.' },
        null,
      ),
    )
    expect(cosponsorsOn(await billOf(house.db, id), '2014-02-15').count).toBe(0)
    const told = (await everyEntryOf(house.db, id)).filter(({ key }) => key === 'menendez')
    expect(told.map(({ why }) => why)).toEqual([null, 'The Record says March.'])
  })

  it('is not corrected by two at once, nor entered twice', async () => {
    const id = 'us-114-hr-514'
    const entry = await enter(id, 'twice', cosponsor())
    await expect(enter(id, 'twice', cosponsor())).rejects.toThrow('stands there already')
    const take = () =>
      transact(house.db, (trx) =>
        correctFact(
          trx,
          changeBy(house, operator),
          id,
          entry,
          { content: null, source, why: 'It was a mistake.' },
          null,
        ),
      )
    const ended = await Promise.allSettled([take(), take()])
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await billOf(house.db, id)).entries.some(({ key }) => key === 'twice')).toBe(false)
  })

  it('is never changed or deleted in the database', async () => {
    await expect(house.owner.deleteFrom('bill_entries').execute()).rejects.toThrow()
    await expect(house.db.updateTable('bill_entries').set({ why: 'x' }).execute()).rejects.toThrow()
  })
})

describe('Loading the shipped bills', () => {
  it('finds every entry under the key by which other sources would tell it', async () => {
    for (const { entries } of await listBills(house.db))
      for (const { key, content, origin } of entries)
        if (origin === 'shipped') expect(key).toBe(keyOf(content))
  })

  it('changes nothing the second time', async () => {
    expect((await loadBills(house)).map(({ state }) => state)).toEqual(Array(5).fill('current'))
  })
})
