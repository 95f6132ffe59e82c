import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { historyOf } from '../house/history/record-event.ts'
import { anIndicator } from './agreements.test-data.ts'
import { askCorrection, correctionsOf, decideCorrection } from './corrections.ts'
import { aCompactInForce, fresh, part, putInForce } from './monitoring.test-data.ts'
import { FaultsRemain } from './readable.ts'
import { openReport, saveReport, submitReport } from './reporting.ts'
import { draftsOf, openReportGaps, reportAt, reportsOf, stepsOf, valueHistoryOf, valuesOf } from './store.ts'
import { publishReport, returnReport, verifyReport } from './verifying.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-10T12:00:00Z') })
})
afterAll(() => house.close())

const good = part({ total: '30', 'sex=girls': '18', 'sex=boys': '12' })

describe('A report', () => {
  it('goes from draft to sent, returned, sent again, verified and published, and keeps each step', async () => {
    const { people, key, write, version, id } = await aCompactInForce(house)
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: good })))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    await write((trx) => returnReport(trx, people.verifier(), key(), 'Which register?'))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    await write((trx) => verifyReport(trx, people.verifier(), key()))
    await write((trx) => publishReport(trx, people.verifier(), key()))
    const report = await reportAt(house.db, key())
    expect(report.state).toBe('published')
    expect((await stepsOf(house.db, report.id)).map(({ to, reason }) => [to, reason])).toEqual([
      ['draft', null],
      ['submitted', null],
      ['returned', 'Which register?'],
      ['submitted', null],
      ['verified', null],
      ['published', null],
    ])
    expect((await valuesOf(house.db, id)).map(({ cell, value }) => [cell, value])).toEqual([
      ['sex=boys', '12'],
      ['sex=girls', '18'],
      ['total', '30'],
    ])
    const told = await historyOf(house.db, { kind: 'compact', id }, {})
    expect(told.map(({ action }) => action)).toContain('verified a report')
  })

  it('is written only by people of the organisation that reports', async () => {
    const { people, key, write } = await aCompactInForce(house)
    await expect(write((trx) => saveReport(trx, people.south(), key(), {}))).rejects.toMatchObject({
      fault: 'not your report',
      status: 403,
    })
    await expect(
      write((trx) => openReport(trx, people.north(), key('north', '2025-05-31'))),
    ).rejects.toMatchObject({
      fault: 'nothing due',
    })
  })

  it('keeps whatever is typed in a draft, and is not sent with it', async () => {
    const { people, key, write, version } = await aCompactInForce(house)
    const typed = part({ total: 'about 30', 'sex=girls': '18' })
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: typed })))
    const report = await reportAt(house.db, key())
    expect((await draftsOf(house.db, report.id)).get('identified')?.typed.cells.total?.value).toBe('about 30')
    const sending = write((trx) => submitReport(trx, people.north(), key(), { version }))
    await expect(sending).rejects.toBeInstanceOf(FaultsRemain)
    await sending.catch((fault: FaultsRemain) =>
      expect(fault.parts.flatMap(({ faults }) => faults.map(({ cell, code }) => `${cell} ${code}`))).toEqual([
        'total text',
        'sex=boys neither',
      ]),
    )
    expect((await reportAt(house.db, key())).state).toBe('draft')
  })

  it('keeps no text that reads one way here and another there, be it out of a workbook', async () => {
    const { people, key, write } = await aCompactInForce(house)
    const typed = { ...part({ total: '30' }), comment: 'Thirty \u202Eneetfif' }
    await expect(
      write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: typed }))),
    ).rejects.toMatchObject({ status: 422, details: [{ place: 'identified.comment' }] })
  })

  it('is not sent before the period is over anywhere', async () => {
    const { people, key, write, version } = await aCompactInForce(house)
    const save = (day: string) =>
      write((trx) => saveReport(trx, people.north(day), key(), fresh({ identified: good })))
    await save('2025-06-29')
    await expect(
      write((trx) => submitReport(trx, people.north('2025-06-29'), key(), { version })),
    ).rejects.toMatchObject({ fault: 'not over yet' })
  })

  it('shows both texts when two devices changed the same part, and keeps what did not meet', async () => {
    const { people, key, write, version } = await aCompactInForce(house, {
      indicators: [anIndicator(), anIndicator({ key: 'trained', disaggregations: [] })],
    })
    await write((trx) =>
      saveReport(trx, people.north(), key(), fresh({ identified: good, trained: part({ total: '5' }) })),
    )
    const phone = {
      identified: { base: 1, typed: part({ total: '31', 'sex=girls': '19', 'sex=boys': '12' }) },
    }
    await write((trx) => saveReport(trx, people.north(), key(), phone))
    const laptop = await write((trx) =>
      saveReport(trx, people.north(), key(), {
        identified: { base: 1, typed: part({ total: '29', 'sex=girls': '17', 'sex=boys': '12' }) },
        trained: { base: 1, typed: part({ total: '6' }) },
      }),
    )
    expect(laptop.saved).toEqual({ trained: 2 })
    expect(laptop.conflicts).toMatchObject([
      {
        indicator: 'identified',
        revision: 2,
        now: { cells: { total: { value: '31' } } },
        sent: { cells: { total: { value: '29' } } },
      },
    ])
    // A form that was only looked at overwrites nothing.
    const untouched = await write((trx) =>
      saveReport(trx, people.north(), key(), { identified: { base: 1, typed: good } }),
    )
    expect(untouched).toMatchObject({ saved: {}, conflicts: [] })
    const report = await reportAt(house.db, key())
    expect((await draftsOf(house.db, report.id)).get('identified')?.typed.cells.total?.value).toBe('31')
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    await expect(write((trx) => saveReport(trx, people.north(), key(), phone))).rejects.toMatchObject({
      fault: 'locked',
    })
  })

  it('loses nothing when many write at once: each revision is one that was sent', async () => {
    const { people, key, write } = await aCompactInForce(house)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, place) =>
        write((trx) =>
          saveReport(trx, people.north(), key(), fresh({ identified: part({ total: String(place) }) })),
        ),
      ),
    )
    expect(answers.filter(({ saved }) => saved.identified === 1)).toHaveLength(1)
    expect(answers.filter(({ conflicts }) => conflicts.length === 1)).toHaveLength(5)
    expect((await reportsOf(house.db, key().compact)).length).toBe(1)
  })

  it('is verified by nobody who had a hand in it, and once only', async () => {
    const { people, key, write, version, id } = await aCompactInForce(house)
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: good })))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    await expect(write((trx) => verifyReport(trx, people.north(), key()))).rejects.toMatchObject({
      fault: 'own report',
    })
    const twice = await Promise.allSettled(
      [1, 2, 3].map(() => write((trx) => verifyReport(trx, people.verifier(), key()))),
    )
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await valuesOf(house.db, id)).toHaveLength(3)
  })

  it('stays locked after verification, even against the tables’ owner', async () => {
    const { key, report, id } = await aCompactInForce(house)
    await report('north', '2025-06-30', { identified: good }, { publish: false })
    const owner = house.owner
    await expect(
      owner.updateTable('result_reports').set({ state: 'draft' }).where('compact_id', '=', id).execute(),
    ).rejects.toThrow()
    await expect(
      owner.updateTable('result_values').set({ value: '99' }).where('compact_id', '=', id).execute(),
    ).rejects.toThrow()
    await expect(owner.deleteFrom('result_reports').where('compact_id', '=', id).execute()).rejects.toThrow()
    expect((await reportAt(house.db, key())).state).toBe('verified')
  })

  it('remembers the version it was made from when an amendment takes effect meanwhile, and loses nothing', async () => {
    const { people, key, write, version, id, agreement } = await aCompactInForce(house)
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: good })))
    const amended = {
      ...agreement,
      indicators: [
        anIndicator({ disaggregations: [] }),
        anIndicator({ key: 'trained', disaggregations: [] }),
      ],
    }
    const next = await putInForce(house, id, amended)
    await expect(write((trx) => submitReport(trx, people.north(), key(), { version }))).rejects.toMatchObject(
      { fault: 'terms changed', status: 409 },
    )
    const report = await reportAt(house.db, key())
    expect(report.version).toBe(version)
    expect((await draftsOf(house.db, report.id)).get('identified')?.typed).toEqual(good)
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ trained: part({ total: '12' }) })))
    await write((trx) => submitReport(trx, people.north(), key(), { version: next }))
    await write((trx) => verifyReport(trx, people.verifier(), key()))
    expect(
      (await valuesOf(house.db, id)).map(({ indicator, cell, version: of }) => [indicator, cell, of]),
    ).toEqual([
      ['identified', 'total', next],
      ['trained', 'total', next],
    ])
  })

  it('is judged by the version it was sent under, when an amendment comes before verification', async () => {
    const { people, key, write, version, id, agreement } = await aCompactInForce(house)
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: good })))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    await putInForce(house, id, { ...agreement, indicators: [] })
    await write((trx) => verifyReport(trx, people.verifier(), key()))
    expect((await valuesOf(house.db, id))[0]?.version).toBe(version)
  })

  it('cites only documents that the compact has', async () => {
    const { people, key, write, version } = await aCompactInForce(house)
    const cited = part({ total: '30', 'sex=girls': '18', 'sex=boys': '12' }, { evidence: 'a'.repeat(64) })
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: cited })))
    await expect(write((trx) => submitReport(trx, people.north(), key(), { version }))).rejects.toMatchObject(
      { fault: 'evidence unknown' },
    )
  })
})

describe('A cumulative value', () => {
  const cumulative = {
    indicators: [anIndicator({ cumulative: true, disaggregations: [], frequency: 'half-yearly' })],
  }

  it('does not fall from one verified report to the next, whichever is verified first', async () => {
    const { people, key, write, version, report } = await aCompactInForce(house, cumulative)
    await report('north', '2025-12-31', { identified: part({ total: '50' }) })
    const first = key('north', '2025-06-30')
    const day = '2027-03-01'
    await write((trx) =>
      saveReport(trx, people.north(day), first, fresh({ identified: part({ total: '60' }) })),
    )
    await write((trx) => submitReport(trx, people.north(day), first, { version }))
    await expect(write((trx) => verifyReport(trx, people.verifier(day), first))).rejects.toMatchObject({
      fault: 'later lower',
    })
  })
})

describe('A correction', () => {
  it('keeps both values and the reason, and is agreed to by another', async () => {
    const { people, key, write, report, persons } = await aCompactInForce(house)
    await report('north', '2025-06-30', { identified: good })
    const better = part({ total: '31', 'sex=girls': '19', 'sex=boys': '12' })
    const ask = () =>
      write((trx) =>
        askCorrection(trx, people.north(), key(), {
          indicator: 'identified',
          typed: better,
          reason: 'A late form',
        }),
      )
    const correction = await ask()
    await expect(ask()).rejects.toMatchObject({ fault: 'correction open' })
    const decide = (who: 'north' | 'verifier') =>
      write((trx) => decideCorrection(trx, people[who](), key(), { correction, agree: true, reason: '' }))
    await expect(decide('north')).rejects.toMatchObject({ fault: 'own correction' })
    const decided = await Promise.allSettled([decide('verifier'), decide('verifier')])
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)

    const { id } = await reportAt(house.db, key())
    const held = await valuesOf(house.db, key().compact)
    expect(held.map(({ cell, value, corrections }) => [cell, value, corrections])).toEqual([
      ['sex=boys', '12', 0],
      ['sex=girls', '19', 1],
      ['total', '31', 1],
    ])
    expect((await valueHistoryOf(house.db, id)).map(({ cell, value }) => `${cell} ${value}`)).toContain(
      'total 30',
    )
    expect(await correctionsOf(house.db, id)).toMatchObject([
      { reason: 'A late form', askedBy: persons.reporter, decidedBy: persons.verifier, decision: 'agreed' },
    ])
  })

  it('has to hold together, to change something, and to say why', async () => {
    const { people, key, write, report } = await aCompactInForce(house)
    const ask = (typed: typeof good, reason = 'Typing error') =>
      write((trx) => askCorrection(trx, people.north(), key(), { indicator: 'identified', typed, reason }))
    await expect(ask(good)).rejects.toMatchObject({ fault: 'no report' })
    await report('north', '2025-06-30', { identified: good })
    await expect(ask(good)).rejects.toMatchObject({ fault: 'nothing corrected' })
    await expect(ask(part({ total: '31', 'sex=girls': '18', 'sex=boys': '12' }))).rejects.toMatchObject({
      fault: 'faults remain',
    })
    await expect(ask(part({ total: '31', 'sex=girls': '19', 'sex=boys': '12' }), ' ')).rejects.toMatchObject({
      fault: 'reason needed',
    })
  })

  it('that is refused leaves the value and says why', async () => {
    const { people, key, write, report } = await aCompactInForce(house)
    await report('north', '2025-06-30', { identified: good })
    const correction = await write((trx) =>
      askCorrection(trx, people.north(), key(), {
        indicator: 'identified',
        typed: part({ total: '40', 'sex=girls': '28', 'sex=boys': '12' }),
        reason: 'More forms',
      }),
    )
    await write((trx) =>
      decideCorrection(trx, people.verifier(), key(), { correction, agree: false, reason: 'Forms of July' }),
    )
    expect((await valuesOf(house.db, key().compact)).find(({ cell }) => cell === 'total')?.value).toBe('30')
  })
})

describe('Before the books are closed', () => {
  it('every report is verified and every endline is there', async () => {
    const { id, agreement, report } = await aCompactInForce(house, {
      indicators: [
        anIndicator({ frequency: 'baseline-and-endline', reporters: ['north'], disaggregations: [] }),
      ],
    })
    const gaps = () => openReportGaps(house.db, { compact: id, step: 'closed', agreement, version: null })
    expect((await gaps()).map(({ code, values }) => [code, values])).toEqual([
      ['report-open', { party: 'north', period: '2026-12-31' }],
      ['endline-missing', { indicator: 'identified' }],
    ])
    await report('north', '2026-12-31', { identified: part({ total: '30' }) })
    expect(await gaps()).toEqual([])
  })
})

describe('What was due before an amendment', () => {
  it('is owed by who owed it, may still be sent by them, and is asked of nobody else at closing', async () => {
    const { id, agreement, version, people, key, write } = await aCompactInForce(house, {
      indicators: [anIndicator({ reporters: ['north'] })],
    })
    const next = await putInForce(house, id, {
      ...agreement,
      indicators: [anIndicator({ reporters: ['south'] })],
    })
    const day = [
      [version, '2025-01-01'],
      [next, '2025-07-05'],
    ] as const
    for (const [number, on_day] of day)
      await house.owner
        .insertInto('compact_version_ends')
        .values({ compact_id: id, number, what: 'took effect', on_day, at: house.now() })
        .execute()
    const open = async () =>
      (
        await openReportGaps(house.db, {
          compact: id,
          step: 'closed',
          agreement: { ...agreement, indicators: [anIndicator({ reporters: ['south'] })] },
          version: null,
        })
      ).flatMap(({ values: { party, period } }) => (period === '2025-06-30' ? [party] : []))
    expect(await open()).toEqual(['north'])
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: good })))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    await write((trx) => verifyReport(trx, people.verifier(), key()))
    expect(await open()).toEqual([])
  })
})
