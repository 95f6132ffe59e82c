import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { gapsOf } from '../compacts/facts.ts'
import { scorecardOf } from './checks.ts'
import { aPeopledCompact, asking, openDoor } from './doors.test-data.ts'
import { resultsOf } from './results.ts'
import { openReportGaps, reportGaps } from './store.ts'

let house: TestHouse
let http: Awaited<ReturnType<typeof openDoor>>
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-08-05T12:00:00Z') })
  http = await openDoor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const fieldsFor = (values: Record<string, string>) => ({
  version: '1',
  'revision.identified': '0',
  'identified.evidence': 'https://example.org/register',
  ...Object.fromEntries(Object.entries(values).map(([cell, value]) => [`identified.${cell}.value`, value])),
})
const good = fieldsFor({ total: '40', 'sex=girls': '22', 'sex=boys': '18' })

describe('The period that runs on the last day of a compact that closes early', () => {
  it('ends on that day and is due: typed, verified, published, corrected and shown, and closing waits for it', async () => {
    const { id, reporter, verifier } = await aPeopledCompact(house)
    await closesOn(id, '2025-07-31')
    const mine = asking(http, reporter)
    const theirs = asking(http, verifier)
    const wiring = { effects: [], moreGaps: [openReportGaps] }
    const open = async () =>
      (await gapsOf(house.db, wiring, { compact: id, step: 'closed', today: '2025-08-01' }))
        .filter(({ code, values }) => code === 'report-open' && values.party === 'north')
        .map(({ values }) => values.period)
    expect(await open()).toEqual(['2025-06-30', '2025-07-31'])
    const day = '2025-07-31/north'
    const report = `/compacts/${id}/report/${day}`
    const verify = `/compacts/${id}/verify/${day}`
    expect((await mine.get(`/compacts/${id}/reports`)).body).toContain(`href="${report}"`)
    const listed = (await mine.api('GET', `/api/v1/compacts/${id}/reports`)).json().reports
    expect(listed.at(-1)).toMatchObject({ ends: '2025-07-31', due: '2025-08-30', standing: 'open' })
    expect((await mine.send(report, { ...good, act: 'send' })).statusCode).toBe(303)
    expect((await theirs.get(verify)).statusCode).toBe(200)
    expect((await theirs.send(verify, { act: 'verify' })).statusCode).toBe(303)
    expect((await theirs.send(verify, { act: 'publish' })).statusCode).toBe(303)
    expect(await open()).toEqual(['2025-06-30'])
    const asked = {
      ...fieldsFor({ total: '41', 'sex=girls': '23', 'sex=boys': '18' }),
      reason: 'A late form',
    }
    expect((await mine.send(`${report}/correct/identified`, asked)).statusCode).toBe(303)
    const correction = /corrections\/([0-9a-f-]{36})/.exec((await theirs.get(verify)).body)?.[1]
    expect((await theirs.send(`${verify}/corrections/${correction}`, { act: 'agree' })).statusCode).toBe(303)
    const shown = async () => (await resultsOf(house.db, id, house.now())).indicators[0]!
    const { periods, latest } = await shown()
    expect(periods.map(({ begins, ends }) => `${begins} ${ends}`)).toEqual([
      '2025-01-01 2025-06-30',
      '2025-07-01 2025-07-31',
    ])
    expect(periods[1]?.cells[0]?.reporters[0]?.shown).toMatchObject({ kind: 'shown', value: '41' })
    // A month is not held against the target of a year.
    expect(latest).toMatchObject({ ends: '2025-07-31', of: 'period', complete: false })
    expect((await shown()).reached).toBeNull()
    expect((await theirs.get(`/compacts/${id}/results/identified`)).body).toContain('41')
    // Where the closing is taken back it stays, and the whole period is asked for again.
    await goesOn(id)
    expect((await theirs.get(verify)).statusCode).toBe(200)
    expect((await mine.get(`/compacts/${id}/report/2025-12-31/north`)).statusCode).toBe(200)
    expect((await shown()).periods.map(({ ends }) => ends)).toContain('2025-12-31')
  })

  it('is not asked for where it has less than thirty days; once closed, the scorecard says no', async () => {
    const { id, verifier } = await aPeopledCompact(house)
    await closesOn(id, '2025-01-20')
    const theirs = asking(http, verifier)
    expect((await theirs.api('GET', `/api/v1/compacts/${id}/reports`)).json().reports).toEqual([])
    const data = async () =>
      (await scorecardOf(house.db, id, house.now())).find(({ question }) => question === 'data')
    expect((await data())?.answer).toBe('unknown')
    await house.owner
      .insertInto('compact_steps')
      .values({
        compact_id: id,
        seq: 1001,
        from_state: 'closing',
        to_state: 'closed',
        reason: null,
        details: '{}',
        at: house.now(),
        by: null,
      })
      .execute()
    expect(await data()).toMatchObject({
      answer: 'no',
      have: 0,
      of: 0,
      lacking: [{ note: 'never reported' }],
    })
    expect((await theirs.get(`/compacts/${id}/scorecard`)).body).toContain('nothing was ever reported')
    expect((await theirs.get(`/fr/compacts/${id}/scorecard`)).body).toContain('rien n’a jamais été rapporté')
  })

  it('is asked for, short as it is, where money was paid in it: by every door, until the books are closed', async () => {
    const { id, reporter, verifier } = await aPeopledCompact(house)
    await closesOn(id, '2025-07-20')
    let paid: string | null = null
    const lastPayment = async (_: unknown, compact: string, upTo: string) => {
      expect([compact, upTo]).toEqual([id, '2025-07-20'])
      return paid
    }
    const knowing = await openDoor(house, { wiring: { lastPayment } })
    const [mine, theirs] = [asking(knowing, reporter), asking(knowing, verifier)]
    const day = '2025-07-20/north'
    const report = `/compacts/${id}/report/${day}`
    const listed = async () =>
      ((await theirs.api('GET', `/api/v1/compacts/${id}/reports`)).json().reports as { ends: string }[]).some(
        ({ ends }) => ends === '2025-07-20',
      )
    const wiring = { effects: [], moreGaps: [reportGaps(lastPayment)] }
    const open = async () =>
      (await gapsOf(house.db, wiring, { compact: id, step: 'closed', today: '2025-08-01' })).filter(
        ({ values }) => values.period === '2025-07-20',
      ).length
    expect([await listed(), await open(), (await mine.get(report)).statusCode]).toEqual([false, 0, 404])
    paid = '2025-07-02'
    expect([await listed(), await open(), (await mine.get(report)).statusCode]).toEqual([true, 2, 200])
    const [asked] = (await theirs.api('GET', `/api/v1/compacts/${id}/results`)).json().indicators
    expect(asked.periods.at(-1)).toMatchObject({ begins: '2025-07-01', ends: '2025-07-20' })
    const api = `/api/v1/compacts/${id}/reports/${day}`
    expect((await mine.api('PUT', api, { parts: {} })).statusCode).toBe(200)
    expect((await mine.send(report, { ...good, act: 'send' })).statusCode).toBe(303)
    // What was sent is judged and stays, also where the payment is taken back meanwhile.
    paid = null
    const verify = `/compacts/${id}/verify/${day}`
    expect((await theirs.send(verify, { act: 'verify' })).statusCode).toBe(303)
    expect((await theirs.send(verify, { act: 'publish' })).statusCode).toBe(303)
    const [shown] = (await resultsOf(house.db, id, house.now())).indicators
    expect(shown?.periods.at(-1)).toMatchObject({ ends: '2025-07-20' })
    await knowing.close()
  })

  it('of one that is terminated is not asked for, nor anything after it', async () => {
    const { id, verifier, reporter } = await aPeopledCompact(house)
    const owed = async () =>
      (
        (await asking(http, verifier).api('GET', `/api/v1/compacts/${id}/reports`)).json().reports as {
          ends: string
          party: string
        }[]
      ).flatMap(({ ends, party }) => (party === 'north' ? [ends] : []))
    expect(await owed()).toEqual(['2025-06-30', '2025-12-31', '2026-06-30', '2026-12-31'])
    await house.owner.updateTable('compacts').set({ state: 'terminated' }).where('id', '=', id).execute()
    await house.owner
      .insertInto('compact_steps')
      .values({
        compact_id: id,
        seq: 1000,
        from_state: 'in force',
        to_state: 'terminated',
        reason: 'Responsibilities were not met',
        details: '{}',
        at: new Date('2025-12-05T12:00:00Z'),
        by: null,
      })
      .execute()
    // Eleven months of the second half are over, and nothing is reported any more.
    expect(await owed()).toEqual(['2025-06-30'])
    expect((await asking(http, verifier).get(`/compacts/${id}/reports`)).body).not.toContain(
      '31 December 2025',
    )
    const path = `/compacts/${id}/report/2025-12-31/north`
    expect((await asking(http, reporter).get(path)).statusCode).toBe(409)
    const [result] = (await resultsOf(house.db, id, new Date('2026-01-01'))).indicators
    expect(result?.periods.map(({ ends }) => ends)).toEqual(['2025-06-30'])
    // As it stood before, everything was still to come.
    const [before] = (await resultsOf(house.db, id, house.now())).indicators
    expect(before?.periods.length).toBe(4)
  })

  const goesOn = async (id: string) => {
    await house.owner
      .updateTable('compacts')
      .set({ state: 'in force', closes_on: null })
      .where('id', '=', id)
      .execute()
    await house.owner
      .insertInto('compact_steps')
      .values({
        compact_id: id,
        seq: 1001,
        from_state: 'closing',
        to_state: 'in force',
        reason: 'Not yet',
        details: '{}',
        at: house.now(),
        by: null,
      })
      .execute()
  }

  const closesOn = async (id: string, lastDay: string) => {
    await house.owner
      .updateTable('compacts')
      .set({ state: 'closing', closes_on: lastDay })
      .where('id', '=', id)
      .execute()
    await house.owner
      .insertInto('compact_steps')
      .values({
        compact_id: id,
        seq: 1000,
        from_state: 'in force',
        to_state: 'closing',
        reason: 'All is done',
        details: JSON.stringify({ closing: 'begun', lastDay }),
        at: house.now(),
        by: null,
      })
      .execute()
  }
})
