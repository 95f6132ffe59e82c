import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { FEWEST_SHOWN } from '../../house/small-counts/suppression.ts'
import { transact } from '../../house/transact.ts'
import { consultationsOf, forgetInConsultations } from '../../people/own-data/consultations.ts'
import {
  anAnnouncedRound,
  anAnswer,
  asPerson,
  changeAt,
  groups,
  join,
  pointsFor,
  roundValues,
} from './consultation.test-data.ts'
import { ConsultationFault } from './faults.ts'
import { consultationStops, resultsOf, unansweredObjections } from './outcome.ts'
import type { RoundValues } from './schema.ts'
import {
  announceRound,
  answerObjection,
  answerOnPaper,
  answerRound,
  callOffRound,
  changeRound,
  joinRound,
  makeCodes,
  objectionsAfter,
  objectTo,
  ownAnswer,
  ownObjections,
  planRound,
  roundOf,
  takeBackObjection,
} from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const before = new Date('2025-07-01T12:00:00Z')
const during = new Date('2025-07-10T12:00:00Z')
const after = new Date('2025-07-20T18:00:00Z')
const at = (moment: Date, person: string | null = null) =>
  person === null ? changeAt(house, moment) : changeAt(house, moment, asPerson(person))
const faultOf = async (doing: Promise<unknown>) => {
  const error: unknown = await doing.then(
    () => null,
    (error: unknown) => error,
  )
  if (error instanceof ConsultationFault) return error.fault
  throw error ?? new Error('It was done')
}
const plan = (over: Partial<RoundValues> = {}) =>
  transact(house.db, (trx) => planRound(trx, at(before), roundValues(over)))
const results = async (id: string) => resultsOf(house.db, house.keys, await roundOf(house.db, id), after)

describe('A consultation', () => {
  it('is planned with shares that sum to 100, survivors among them, and at least two things to weigh', async () => {
    const [survivors, ministry, ngo] = groups
    expect(await faultOf(plan({ groups: [survivors!, ministry!] }))).toBe('shares wrong')
    expect(
      await faultOf(plan({ groups: [{ ...survivors!, share: 0 }, { ...ministry!, share: 70 }, ngo!] })),
    ).toBe('no survivors')
    expect(await faultOf(plan({ groups: [{ ...survivors!, share: 100 }] }))).toBe('too few groups')
    expect(await faultOf(plan({ fewest: 9 }))).toBe('too few')
    expect(await faultOf(plan({ methodology: 'mcc-scorecard' }))).toBe('nothing to weigh')
    expect(await faultOf(plan({ level: 'criteria', ways: ['pairwise'] }))).toBe('no way')
    expect(await faultOf(plan({ closes: new Date('2025-07-01T00:00:00Z') }))).toBe('closes too early')
    expect(await faultOf(plan({ question: ' ' }))).toBe('no question')
  })

  it('is announced before it opens, and from then on nothing of it changes, not even for its owner', async () => {
    const id = await plan()
    const late = at(new Date('2025-07-02T00:00:00Z'))
    expect(await faultOf(transact(house.db, (trx) => announceRound(trx, late, id, 1)))).toBe(
      'opens too early',
    )
    await transact(house.db, (trx) =>
      changeRound(trx, at(before), id, 1, roundValues({ question: 'Which?' })),
    )
    expect(await faultOf(transact(house.db, (trx) => announceRound(trx, at(before), id, 1)))).toBe(
      'overtaken',
    )
    await transact(house.db, (trx) => announceRound(trx, at(before), id, 2))
    expect(
      await faultOf(transact(house.db, (trx) => changeRound(trx, at(before), id, 3, roundValues()))),
    ).toBe('announced already')
    for (const change of [
      `groups = '[]'`,
      `closes = closes + interval '1 day'`,
      `fewest = 5`,
      `published = null`,
    ])
      for (const db of [house.db, house.owner])
        await expect(
          sql.raw(`update consultations set ${change} where id = '${id}'`).execute(db),
        ).rejects.toThrow('announced and stays')
    await expect(sql`delete from consultations where id = ${id}`.execute(house.owner)).rejects.toThrow(
      'stays',
    )
  })

  it('takes answers from its opening until its close, and then no more', async () => {
    const id = await anAnnouncedRound(house)
    const person = randomUUID()
    await transact(house.db, (trx) => joinRound(trx, at(before, person), id, { group: 'ngo' }))
    const answering = (moment: Date) =>
      transact(house.db, (trx) => answerRound(trx, at(moment, person), id, pointsFor(40, 30, 20, 10), null))
    expect(await faultOf(answering(new Date('2025-07-01T23:59:59.999Z')))).toBe('not open yet')
    await answering(new Date('2025-07-02T00:00:00Z'))
    await answering(new Date('2025-07-20T17:59:59.999Z'))
    expect(await faultOf(answering(after))).toBe('closed')
    expect((await ownAnswer(house.db, house.keys, id, person))?.times).toBe(2)
  })

  it('keeps each version of an answer for who gave it, and counts the last', async () => {
    const id = await anAnnouncedRound(house, { fewest: 10 })
    for (let n = 0; n < 9; n++) await anAnswer(house, id, 'ngo', pointsFor(100, 0, 0, 0), { at: during })
    const person = await anAnswer(house, id, 'ngo', pointsFor(0, 100, 0, 0), { at: during })
    await transact(house.db, (trx) =>
      answerRound(trx, at(during, person), id, pointsFor(100, 0, 0, 0), { text: 'I was wrong', shown: true }),
    )
    const ngo = (await results(id)).groups.find(({ key }) => key === 'ngo')
    expect(ngo).toMatchObject({ shown: true, answers: 10, onPaper: 0, comments: ['I was wrong'] })
    expect(ngo?.shown && ngo.spread.will?.mean).toBe(100)
    const own = await consultationsOf(house.db, house.keys, person)
    expect(own.filter(({ action }) => action === 'answered a consultation')).toHaveLength(2)
  })

  it('shows nobody an answer before its close: no page, no function, no statement of the everyday role', async () => {
    const id = await anAnnouncedRound(house)
    const person = await anAnswer(house, id, 'ngo', pointsFor(40, 30, 20, 10), { at: during })
    const round = await roundOf(house.db, id)
    expect(await faultOf(resultsOf(house.db, house.keys, round, new Date('2025-07-20T17:59:59.999Z')))).toBe(
      'not over',
    )
    for (const table of ['members', 'codes', 'answers', 'objections'].map((part) => `consultation_${part}`))
      for (const statement of [
        `select * from ${table}`,
        `select count(*) from ${table}`,
        `delete from ${table}`,
      ])
        await expect(sql.raw(statement).execute(house.db)).rejects.toThrow('permission denied')
    await expect(
      sql`select * from consultation_answers_after(${id}, ${during})`.execute(house.db),
    ).rejects.toThrow('not over')
    // The mark of a member opens no answer; nor does the id of the person.
    const { rows: members } = await sql<{ mark: string }>`
      select mark from consultation_members where consultation_id = ${id}`.execute(house.owner)
    for (const mark of [...members.map((row) => row.mark), person]) {
      const { rows } = await sql`select * from consultation_own_answers(${id}, ${mark})`.execute(house.db)
      expect(rows).toEqual([])
    }
    // What the owner of the tables reads is sealed, and names nobody.
    const { rows } = await sql<Record<string, unknown>>`select * from consultation_answers`.execute(
      house.owner,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`points|"will"|${person}`))
  })

  it('says of those who took part that they did, and leads to no answer, no group and no objection', async () => {
    const id = await anAnnouncedRound(house)
    const moment = new Date('2025-07-10T12:34:56.789Z')
    const person = await anAnswer(house, id, 'survivors', pointsFor(40, 30, 20, 10), { at: moment })
    for (const reason of ['It counts goods', 'And not people'])
      await transact(house.db, (trx) =>
        objectTo(trx, at(moment, person), id, { criterion: 'goods', reason, public: true }),
      )
    const [own] = await ownObjections(house.db, house.keys, id, person)
    await transact(house.db, (trx) => takeBackObjection(trx, at(moment, person), id, own!.id))
    const events = async () =>
      (
        await sql<{ action: string; record_id: string; after: string }>`
          select action, record_id, after from events where actor_person = ${person} order by at, record_id`.execute(
          house.db,
        )
      ).rows
    const rows = async () => {
      const found: string[] = []
      for (const part of ['members', 'codes', 'answers', 'objections'])
        found.push(
          ...(
            await sql<{ row: string }>`
              select to_jsonb(t)::text as row from ${sql.table(`consultation_${part}`)} t
              where consultation_id = ${id}`.execute(house.owner)
          ).rows.map(({ row }) => row),
        )
      return found.join('\n')
    }
    const told = await events()
    expect(told.map(({ action }) => action).sort()).toEqual([
      'joined a consultation',
      ...Array<string>(4).fill('took part in a consultation'),
    ])
    for (const { after } of told) expect(JSON.parse(after)).toEqual({ consultation: id })
    const leadsToNoRow = async () => {
      const kept = await rows()
      expect(kept).toContain(id)
      for (const { record_id } of told) expect(kept).not.toContain(record_id)
      // Nor is there a moment by which a row and an event are known to belong together: rows keep the day.
      const moments = kept.match(/"(at|joined|used|withdrawn)": "[^"]+"/g) ?? []
      expect(moments.length).toBeGreaterThan(0)
      for (const each of moments) expect(each).toContain('T00:00:00')
    }
    await leadsToNoRow()
    // What comes out after the close is known by what no event holds.
    const { rows: all } = await sql<{ record_id: string; after: string | null }>`
      select record_id, after from events`.execute(house.db)
    const written = JSON.stringify(all)
    for (const { id: objection } of await objectionsAfter(house.db, house.keys, id, after))
      expect(written).not.toContain(objection)
    const { rows: answers } = await sql<{ bound: string }>`
      select bound from consultation_answers_after(${id}, ${after})`.execute(house.db)
    for (const { bound } of answers) expect(written).not.toContain(bound)
    await transact(house.db, (trx) => forgetInConsultations(trx, house.keys, person, after))
    await leadsToNoRow()
  })

  it('by the clock of the database, where it is not that of a test', async () => {
    // The clock of the database is that of the day the test runs on.
    const today = new Date()
    const closes = new Date(today.getTime() + 300 * 86_400_000)
    const id = await anAnnouncedRound(house, { opens: today, closes })
    await sql`delete from test_clock`.execute(house.owner)
    try {
      await expect(
        sql`select * from consultation_answers_after(${id}, '3000-01-01')`.execute(house.db),
      ).rejects.toThrow('not over')
    } finally {
      await sql`insert into test_clock values ('a test house has a clock of its own')`.execute(house.owner)
    }
  })

  it('lets nobody say of themselves that they are a survivors’ adviser, open as it may be', async () => {
    const id = await anAnnouncedRound(house, { membership: 'open' })
    const person = randomUUID()
    const choose = (group: string) =>
      transact(house.db, (trx) => joinRound(trx, at(during, person), id, { group }))
    expect(await faultOf(choose('survivors'))).toBe('by code alone')
    expect(await choose('ngo')).toBe('ngo')
  })

  it('is refused by the database as well when fewer than the house shows would be told', async () => {
    const id = await plan()
    const set = (fewest: number) =>
      sql`update consultations set fewest = ${fewest} where id = ${id}`.execute(house.db)
    await set(FEWEST_SHOWN)
    await expect(set(FEWEST_SHOWN - 1)).rejects.toThrow('check constraint')
  })

  it('tells no comment of a group with too few answers, not to who holds it either', async () => {
    const id = await anAnnouncedRound(house)
    const say = async (group: string, text: string) => {
      const person = await anAnswer(house, id, group, pointsFor(25, 25, 25, 25), { at: during })
      const comment = { text, shown: false }
      await transact(house.db, (trx) =>
        answerRound(trx, at(during, person), id, pointsFor(25, 25, 25, 25), comment),
      )
    }
    for (let n = 0; n < 9; n++) await anAnswer(house, id, 'ngo', pointsFor(25, 25, 25, 25), { at: during })
    await say('ngo', 'We were ten')
    await say('ministry', 'I was alone')
    expect((await results(id)).kept).toEqual(['We were ten'])
  })

  it('lets each belong to one group, and by invitation alone to that of a code, once', async () => {
    const id = await anAnnouncedRound(house, { membership: 'invited' })
    const [person, other] = [randomUUID(), randomUUID()]
    const join = (who: string, by: { code: string } | { group: string }) =>
      transact(house.db, (trx) => joinRound(trx, at(during, who), id, by))
    expect(await faultOf(join(person, { group: 'ngo' }))).toBe('by code alone')
    expect(await faultOf(join(person, { code: 'NONESUCH22' }))).toBe('unknown code')
    const [code = ''] = await transact(house.db, (trx) => makeCodes(trx, at(during), id, 'survivors', 1))
    expect(await join(person, { code: ` ${code.toLowerCase()} ` })).toBe('survivors')
    expect(await faultOf(join(person, { code }))).toBe('a member already')
    expect(await faultOf(join(other, { code }))).toBe('code used')
    const answer = answerRound
    expect(
      await faultOf(
        transact(house.db, (trx) => answer(trx, at(during, other), id, pointsFor(25, 25, 25, 25), null)),
      ),
    ).toBe('not a member')
  })

  it('takes an answer on paper once for each code, and says how many came so', async () => {
    const id = await anAnnouncedRound(house)
    const codes = await transact(house.db, (trx) => makeCodes(trx, at(during), id, 'ngo', 10))
    const enter = (code: string) =>
      transact(house.db, (trx) => answerOnPaper(trx, at(during), id, code, pointsFor(10, 20, 30, 40), null))
    for (const code of codes) await enter(code)
    expect(await faultOf(enter(codes[0]!))).toBe('code used')
    for (let n = 0; n < 10; n++) await anAnswer(house, id, 'ngo', pointsFor(10, 20, 30, 40), { at: during })
    expect((await results(id)).groups.find(({ key }) => key === 'ngo')).toMatchObject({
      answers: 20,
      onPaper: 10,
    })
  })

  it('called off shows nothing of what was answered, ever', async () => {
    const id = await anAnnouncedRound(house)
    await anAnswer(house, id, 'ngo', pointsFor(10, 20, 30, 40), { at: during })
    await transact(house.db, (trx) => callOffRound(trx, at(during), id, 'The question was wrong'))
    expect(await faultOf(results(id))).toBe('called off')
    await expect(
      sql`select * from consultation_answers_after(${id}, ${after})`.execute(house.db),
    ).rejects.toThrow('not over')
  })

  it('is announced before a version is published or after, never while it is', async () => {
    const id = await plan()
    const order: string[] = []
    let announcing: Promise<unknown> = Promise.resolve()
    await transact(house.db, async (trx) => {
      // As saveVersion holds it.
      await sql`select version from data_version for update`.execute(trx)
      announcing = transact(house.db, (other) => announceRound(other, at(before), id, 1)).then(() =>
        order.push('announced'),
      )
      await sleep(200)
      order.push('published')
    })
    await announcing
    expect(order).toEqual(['published', 'announced'])
  })
})

describe('Objections of survivors’ advisers', () => {
  it('stop a methodology from being published until each is answered', async () => {
    const id = await anAnnouncedRound(house, { methodology: 'atest-2014', level: 'criteria' })
    const stops = (now: Date) =>
      consultationStops({ keys: house.keys, now: () => now })(house.db, 'atest-2014')
    const [adviser, official] = [randomUUID(), randomUUID()]
    const object = (
      person: string,
      criterion = 'control-of-corruption',
      reason = 'It measures something else',
    ) =>
      transact(house.db, (trx) => objectTo(trx, at(during, person), id, { criterion, reason, public: true }))
    await join(house, id, 'survivors', { at: during, person: adviser })
    await transact(house.db, (trx) => joinRound(trx, at(during, official), id, { group: 'ministry' }))
    expect(await faultOf(object(official))).toBe('not for survivors')
    expect(await faultOf(object(adviser, 'none-such'))).toBe('unknown criterion')
    expect(await faultOf(object(adviser, undefined, ' '))).toBe('no reason')
    await object(adviser)
    await object(adviser, undefined, 'Said twice')
    const own = await ownObjections(house.db, house.keys, id, adviser)
    await transact(house.db, (trx) => takeBackObjection(trx, at(during, adviser), id, own[1]!.id))
    expect(await faultOf(objectionsAfter(house.db, house.keys, id, during))).toBe('not over')
    expect((await stops(during)).map(({ path }) => path)).toEqual([`/consultations/${id}`])

    const waiting = await unansweredObjections(house.db, 'atest-2014', { keys: house.keys, now: () => after })
    expect(waiting.map(({ objections }) => objections)).toEqual([1])
    // It may have been read: whoever made it cannot make it vanish either, and nobody can make them.
    const late = transact(house.db, (trx) => takeBackObjection(trx, at(after, adviser), id, own[0]!.id))
    expect(await faultOf(late)).toBe('closed')
    expect((await stops(after)).map(({ path }) => path)).toEqual([`/consultations/${id}/results`])
    const [objection] = await objectionsAfter(house.db, house.keys, id, after)
    await transact(house.db, (trx) =>
      answerObjection(trx, at(after), id, {
        objection: objection!.id,
        outcome: 'partly',
        text: 'It weighs less in the next version.',
      }),
    )
    expect(await stops(after)).toEqual([])
  })
})

describe('Calling a consultation off', () => {
  it('leaves the objections that were made, and what is owed to them', async () => {
    const id = await anAnnouncedRound(house, { methodology: 'atest-2014', level: 'criteria' })
    const adviser = randomUUID()
    await join(house, id, 'survivors', { at: during, person: adviser })
    const criterion = 'control-of-corruption'
    await transact(house.db, (trx) =>
      objectTo(trx, at(during, adviser), id, {
        criterion,
        reason: 'It measures something else',
        public: true,
      }),
    )
    await transact(house.db, (trx) => callOffRound(trx, at(during), id, 'The question was wrong'))
    const stops = async () => {
      const all = await consultationStops({ keys: house.keys, now: () => during })(house.db, 'atest-2014')
      return all.filter(({ path }) => path?.includes(id))
    }
    expect((await stops()).map(({ path }) => path)).toEqual([`/consultations/${id}#objections`])
    const [objection] = await objectionsAfter(house.db, house.keys, id, during)
    await transact(house.db, (trx) =>
      answerObjection(trx, at(during), id, {
        objection: objection!.id,
        outcome: 'declined',
        text: 'It does not.',
      }),
    )
    expect(await stops()).toEqual([])
  })
})

describe('Somebody who is erased', () => {
  it('goes with their answer and their objection from a round that is open', async () => {
    const id = await anAnnouncedRound(house)
    const person = await anAnswer(house, id, 'survivors', pointsFor(40, 30, 20, 10), { at: during })
    const objection = { criterion: 'goods', reason: 'It counts goods', public: true }
    await transact(house.db, (trx) => objectTo(trx, at(during, person), id, objection))
    await transact(house.db, (trx) => forgetInConsultations(trx, house.keys, person, during))
    expect(await consultationsOf(house.db, house.keys, person)).toEqual([])
    const { rows } = await sql`select 1 from consultation_answers where consultation_id = ${id}`.execute(
      house.owner,
    )
    expect(rows).toEqual([])
    expect(await objectionsAfter(house.db, house.keys, id, after)).toEqual([])
  })

  it('leaves points that lead to nobody in one that is over, so that no two results differ by one answer', async () => {
    const id = await anAnnouncedRound(house)
    for (let n = 0; n < 9; n++)
      await anAnswer(house, id, 'ngo', pointsFor(10 * n, 100 - 10 * n, 0, 0), { at: during })
    const person = await anAnswer(house, id, 'ngo', pointsFor(0, 0, 0, 100), {
      at: during,
      comment: 'Ask me at home',
    })
    const was = await results(id)
    await transact(house.db, (trx) => forgetInConsultations(trx, house.keys, person, after))
    expect(await consultationsOf(house.db, house.keys, person)).toEqual([])
    const now = await results(id)
    const points = ({ groups: told }: typeof now) => told.map((each) => (each.shown ? each.spread : null))
    expect(points(now)).toEqual(points(was))
    expect(JSON.stringify(was)).toContain('Ask me at home')
    expect(JSON.stringify(now)).not.toContain('Ask me at home')
  })
})
