import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Change } from '../compacts/change.ts'
import { Fault } from '../house/errors.ts'
import { anIndicator } from './agreements.test-data.ts'
import { askCorrection, correctionsOf, decideCorrection } from './corrections.ts'
import { compareDecimals, sumOf } from './decimal.ts'
import { aCompactInForce, fresh, part } from './monitoring.test-data.ts'
import { saveReport, submitReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import { findReport, reportsOf, stepsOf, valueHistoryOf, valuesOf } from './store.ts'
import { publishReport, returnReport, verifyReport, writersOf } from './verifying.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
})
afterAll(() => house.close())

const acts = ['save', 'submit', 'return', 'verify', 'publish', 'ask', 'agree', 'refuse'] as const
const deed = fc.record({
  act: fc.constantFrom(...acts),
  who: fc.constantFrom('north' as const, 'verifier' as const),
  ends: fc.constantFrom('2025-06-30', '2025-12-31'),
  girls: fc.nat({ max: 60 }),
  boys: fc.nat({ max: 60 }),
  slip: fc.nat({ max: 5 }),
})

describe('Whatever many do at once', () => {
  it('leaves values that add up and never fall, each verified or corrected by another than wrote it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 24, maxLength: 40 }), async (deeds) => {
        const compact = await aCompactInForce(house, {
          indicators: [anIndicator({ cumulative: true, reporters: ['north'] })],
        })
        const { id, version, people, key, write } = compact
        const now = '2027-03-01'
        const run = async ({ act, who, ends, girls, boys, slip }: (typeof deeds)[number]) => {
          const at = key('north', ends)
          const by: Change = people[who](now)
          const typed = part({
            total: String(girls + boys + (slip === 5 ? 1 : 0)),
            'sex=girls': String(girls),
            'sex=boys': String(boys),
          })
          const report = await findReport(house.db, at)
          const open =
            report === null
              ? undefined
              : (await correctionsOf(house.db, report.id)).find(({ decision }) => decision === null)
          const correction = open?.id ?? at.compact
          const does = {
            save: () => write((trx) => saveReport(trx, people.north(now), at, fresh({ identified: typed }))),
            submit: () => write((trx) => submitReport(trx, people.north(now), at, { version })),
            return: () => write((trx) => returnReport(trx, by, at, 'Look again')),
            verify: () => write((trx) => verifyReport(trx, by, at)),
            publish: () => write((trx) => publishReport(trx, by, at)),
            ask: () =>
              write((trx) =>
                askCorrection(trx, people.north(now), at, {
                  indicator: 'identified',
                  typed,
                  reason: 'Better known',
                }),
              ),
            agree: () =>
              write((trx) => decideCorrection(trx, by, at, { correction, agree: true, reason: '' })),
            refuse: () =>
              write((trx) => decideCorrection(trx, by, at, { correction, agree: false, reason: 'No' })),
          }
          try {
            await does[act]()
          } catch (error) {
            // What stands in the way is said; anything else is a fault of ours.
            if (!(error instanceof Fault) || error.status >= 500) throw error
          }
        }
        // The usual way first for each period, so that there is something to fight over; then four at a time.
        const usual = (['2025-06-30', '2025-12-31'] as const).flatMap((ends, place) =>
          (['save', 'submit', 'verify'] as const).map((act) => ({
            act,
            who: 'verifier' as const,
            ends,
            girls: 5 + 20 * place,
            boys: 3 + 20 * place,
            slip: 0,
          })),
        )
        for (const each of usual) await run(each)
        for (let at = 0; at < deeds.length; at += 4) await Promise.all(deeds.slice(at, at + 4).map(run))

        const held = await valuesOf(house.db, id)
        for (const ends of ['2025-06-30', '2025-12-31']) {
          const here = (cell: string) =>
            held.find((each) => each.ends === ends && each.cell === cell)?.value ?? null
          const [total, girls, boys] = [here('total'), here('sex=girls'), here('sex=boys')]
          if (total !== null && girls !== null && boys !== null) expect(sumOf([girls, boys])).toBe(total)
        }
        for (const cell of ['total', 'sex=girls', 'sex=boys']) {
          const values = held.filter((each) => each.cell === cell).flatMap(({ value }) => value ?? [])
          const [first, second] = values
          if (first !== undefined && second !== undefined)
            expect(compareDecimals(first, second)).toBeLessThanOrEqual(0)
        }
        for (const report of await reportsOf(house.db, id)) {
          const steps = await stepsOf(house.db, report.id)
          const writers = await writersOf(house.db, report.id)
          for (const { to, by } of steps) if (to === 'verified') expect(writers.has(by ?? '')).toBe(false)
          expect(steps.filter(({ to }) => to === 'verified').length).toBeLessThanOrEqual(1)
          for (const { decision, askedBy, decidedBy } of await correctionsOf(house.db, report.id))
            if (decision !== null) expect(decidedBy).not.toBe(askedBy)
          // Every corrected value still stands behind the one that took its place.
          const rows = await valueHistoryOf(house.db, report.id)
          const followed = rows.flatMap(({ corrects }) => corrects ?? [])
          expect(new Set(followed).size).toBe(followed.length)
          expect(followed.every((each) => rows.some((row) => row.id === each))).toBe(true)
        }
        const public_ = JSON.stringify(
          (await resultsOf(house.db, id, new Date('2028-01-01'))).indicators[0]?.periods,
        )
        expect(public_).not.toMatch(/"value":"[1-9]"/)
      }),
      { numRuns: 3 },
    )
  }, 60_000)
})
