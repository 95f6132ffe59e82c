import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { sha256 } from '../house/history/event.ts'
import { anIndicator } from './agreements.test-data.ts'
import { confirmPromise, recordPromise, recordQualityCheck, type Standard, scorecardOf } from './checks.ts'
import { askCorrection, decideCorrection } from './corrections.ts'
import {
  addAction,
  closeDialogue,
  findDialogue,
  finishAction,
  fixIndicators,
  freezeData,
  planDialogue,
  recordPoint,
} from './dialogues.ts'
import { aCompactInForce, part } from './monitoring.test-data.ts'
import { resultsOf } from './results.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
})
afterAll(() => house.close())

const good = part({ total: '40', 'sex=girls': '22', 'sex=boys': '18' })

describe('A dialogue', () => {
  it('names its indicators beforehand, freezes its figures and follows up what was decided', async () => {
    const { id: compact, people, write, report } = await aCompactInForce(house)
    await report('north', '2025-06-30', { identified: good })
    const by = people.verifier
    const dialogue = await write((trx) =>
      planDialogue(trx, by('2027-03-10'), { compact, heldOn: '2027-04-20' }),
    )
    const fix = (day: string, indicators = ['identified']) =>
      write((trx) => fixIndicators(trx, by(day), { compact, dialogue, indicators }))
    await expect(
      write((trx) => freezeData(trx, by('2027-03-11'), { compact, dialogue, threshold: 10 })),
    ).rejects.toMatchObject({
      fault: 'not fixed',
    })
    await expect(fix('2027-04-20')).rejects.toMatchObject({ fault: 'fixed too late' })
    await expect(fix('2027-03-11', ['nothing'])).rejects.toMatchObject({ fault: 'indicator unknown' })
    await fix('2027-03-11')
    await expect(fix('2027-03-12')).rejects.toMatchObject({ fault: 'fixed already' })
    const { hash } = await write((trx) =>
      freezeData(trx, by('2027-04-19'), { compact, dialogue, threshold: 10 }),
    )
    // A report that is published afterwards changes nothing of what was on the table.
    await report('south', '2025-06-30', { identified: good })
    const frozen = await findDialogue(house.db, compact, dialogue)
    expect(frozen.packHash).toBe(hash)
    const row = await house.db
      .selectFrom('dialogues')
      .select('pack')
      .where('id', '=', dialogue)
      .executeTakeFirstOrThrow()
    expect(sha256(row.pack ?? '')).toBe(hash)
    expect(frozen.pack?.results.indicators[0]?.periods[0]?.cells[0]?.shown).toMatchObject({ value: '40' })
    await expect(
      house.owner.updateTable('dialogues').set({ indicators: '[]' }).where('id', '=', dialogue).execute(),
    ).rejects.toThrow()

    const point = {
      compact,
      dialogue,
      indicator: 'identified',
      said: 'More girls than boys',
      decision: 'Ask why',
    }
    await expect(write((trx) => recordPoint(trx, by('2027-04-19'), point))).rejects.toMatchObject({
      fault: 'not held yet',
    })
    await write((trx) => recordPoint(trx, by('2027-04-20'), point))
    const action = await write((trx) =>
      addAction(trx, by('2027-04-20'), {
        compact,
        dialogue,
        text: 'Interview shelters',
        party: 'north',
        due: '2027-06-30',
      }),
    )
    await write((trx) => closeDialogue(trx, by('2027-04-21'), { compact, dialogue }))
    await expect(write((trx) => recordPoint(trx, by('2027-04-22'), point))).rejects.toMatchObject({
      fault: 'held already',
    })
    const finish = () =>
      write((trx) =>
        finishAction(trx, by('2027-07-01'), {
          compact,
          dialogue,
          action,
          doneOn: '2027-06-28',
          note: 'Minutes kept',
        }),
      )
    const both = await Promise.allSettled([finish(), finish()])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const score = await scorecardOf(house.db, compact, new Date('2027-07-02T12:00:00Z'))
    const answer = (question: string) => score.find((each) => each.question === question)?.answer
    expect([answer('named before'), answer('discussed')]).toEqual(['yes', 'yes'])
  })
})

describe('Different people', () => {
  it('are counted once somebody says how many they are together', async () => {
    const {
      id: compact,
      counted,
      report,
    } = await aCompactInForce(house, {
      indicators: [anIndicator({ aggregation: 'unique-persons', disaggregations: [] })],
    })
    await report('north', '2025-06-30', { identified: part({ total: '40' }) })
    await report('south', '2025-06-30', { identified: part({ total: '30' }) })
    const total = async () =>
      (await resultsOf(house.db, compact, new Date('2028-01-01'))).indicators[0]?.periods[0]?.cells[0]?.shown
    expect(await total()).toEqual({ kind: 'missing', reason: 'de-duplication needed' })
    const count = (typed: string) =>
      counted({
        compact,
        indicator: 'identified',
        ends: '2025-06-30',
        cell: 'total',
        typed,
        method: 'Case numbers matched',
      })
    await expect(count('71')).rejects.toMatchObject({ fault: 'deduplication impossible' })
    await expect(count('some')).rejects.toMatchObject({ fault: 'number unreadable' })
    await count('55')
    expect(await total()).toMatchObject({ value: '55' })
  })

  it('are not counted any more when another reports later, or a value is corrected', async () => {
    const {
      id: compact,
      people,
      key,
      write,
      counted,
      report,
    } = await aCompactInForce(house, {
      indicators: [anIndicator({ aggregation: 'unique-persons', disaggregations: [], frequency: 'yearly' })],
    })
    const ends = '2025-12-31'
    const stands = async () => {
      const [indicator] = (await resultsOf(house.db, compact, new Date('2028-01-01'))).indicators
      const shown = indicator?.periods[0]?.cells[0]?.shown
      return [
        shown?.kind === 'shown' ? shown.value : shown?.kind === 'missing' ? shown.reason : shown?.kind,
        indicator?.change?.change.verdict ?? null,
      ]
    }
    const count = (typed: string) =>
      counted({
        compact,
        indicator: 'identified',
        ends,
        cell: 'total',
        typed,
        method: 'Case numbers matched',
      })
    await report('north', ends, { identified: part({ total: '30' }) })
    await count('30')
    expect((await stands())[0]).toBe('30')
    // Of those whom another reached nobody has said how many were counted already.
    await report('south', ends, { identified: part({ total: '200' }) })
    expect(await stands()).toEqual(['de-duplication needed', null])
    await count('210')
    expect(await stands()).toEqual(['210', 'rose'])
    const correction = await write((trx) =>
      askCorrection(trx, people.south(), key('south', ends), {
        indicator: 'identified',
        typed: part({ total: '300' }),
        reason: 'A register was left out',
      }),
    )
    expect(await stands()).toEqual(['210', 'rose'])
    await write((trx) =>
      decideCorrection(trx, people.verifier(), key('south', ends), { correction, agree: true, reason: '' }),
    )
    expect(await stands()).toEqual(['de-duplication needed', null])
    await count('320')
    expect(await stands()).toEqual(['320', 'rose'])
  })

  it('are shown as counted only once all that was counted is published', async () => {
    const {
      id: compact,
      counted,
      report,
    } = await aCompactInForce(house, {
      indicators: [anIndicator({ aggregation: 'unique-persons', disaggregations: [] })],
    })
    const shown = async (unpublished: boolean) =>
      (await resultsOf(house.db, compact, new Date('2028-01-01'), { unpublished })).indicators[0]?.periods[0]
        ?.cells[0]?.shown
    await report('north', '2025-06-30', { identified: part({ total: '40' }) })
    await report('south', '2025-06-30', { identified: part({ total: '60' }) }, { publish: false })
    await counted({
      compact,
      indicator: 'identified',
      ends: '2025-06-30',
      cell: 'total',
      typed: '70',
      method: 'Case numbers matched',
    })
    expect(await shown(true)).toMatchObject({ value: '70' })
    expect(await shown(false)).toEqual({ kind: 'missing', reason: 'de-duplication needed' })
  })
})

describe('A check', () => {
  const all = (
    answer: 'yes' | 'no',
    comment = '',
  ): Record<Standard, { answer: 'yes' | 'no'; comment: string }> => ({
    validity: { answer: 'yes', comment: '' },
    integrity: { answer: 'yes', comment: '' },
    precision: { answer: 'yes', comment: '' },
    reliability: { answer, comment },
    timeliness: { answer: 'yes', comment: '' },
  })

  it('of data quality answers five standards, and explains a no', async () => {
    const { id: compact, people, write } = await aCompactInForce(house)
    const check = (standards: ReturnType<typeof all>) =>
      write((trx) =>
        recordQualityCheck(trx, people.verifier(), {
          compact,
          indicator: 'identified',
          party: 'north',
          on: '2027-03-01',
          standards,
          followUp: null,
        }),
      )
    await expect(check(all('no'))).rejects.toMatchObject({ fault: 'text needed' })
    await check(all('no', 'Two registers differ'))
  })

  it('of a promise wants evidence for a yes and words for a no', async () => {
    const {
      id: compact,
      people,
      write,
    } = await aCompactInForce(house, {
      sustainability: [
        { key: 'line', text: { en: 'Line' }, party: 'ministry', by: '2026-12-31', evidence: {} },
      ],
    })
    const say = (over: object) =>
      write((trx) =>
        recordPromise(trx, people.verifier(), {
          compact,
          kind: 'sustainability',
          key: 'line',
          outcome: 'met',
          on: '2026-12-01',
          evidence: 'https://example.org/budget',
          comment: null,
          ...over,
        }),
      )
    await expect(say({ evidence: null })).rejects.toMatchObject({ fault: 'evidence unknown' })
    await expect(say({ outcome: 'not met' })).rejects.toMatchObject({ fault: 'text needed' })
    await expect(say({ key: 'other' })).rejects.toMatchObject({ fault: 'promise unknown' })
    const check = await say({})
    const standing = async () =>
      (await scorecardOf(house.db, compact, house.now())).find(
        ({ question }) => question === 'sustainability',
      )?.answer
    // One party has said so, and no other.
    expect(await standing()).toBe('unknown')
    await write((trx) => confirmPromise(trx, people.confirmer(), { compact, check }))
    const score = await scorecardOf(house.db, compact, house.now())
    expect(score.find(({ question }) => question === 'sustainability')?.answer).toBe('yes')
  })
})
