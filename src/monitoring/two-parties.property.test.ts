import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { type Change, changeBy } from '../compacts/change.ts'
import { asPerson } from '../compacts/compacts.test-data.ts'
import { Fault } from '../house/errors.ts'
import { aPerson, join } from '../people/organisations/organisations.test-data.ts'
import { anIndicator } from './agreements.test-data.ts'
import { confirmDeduplication, countsWaiting, recordDeduplication } from './checks.ts'
import { askCorrection, correctionsOf, decideCorrection } from './corrections.ts'
import { aPeopledCompact } from './doors.test-data.ts'
import { fresh } from './monitoring.test-data.ts'
import type { TypedPart } from './reading.ts'
import { saveReport, submitReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import { findReport } from './store.ts'
import { publishReport, verifyReport } from './verifying.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
})
afterAll(() => house.close())

const ENDS = '2025-06-30'
const parties = ['north', 'south'] as const
const judges = ['donor', 'implementer', 'partner'] as const

const deed = fc.record({
  act: fc.constantFrom(
    'verify',
    'verify',
    'publish',
    'ask',
    'agree',
    'agree',
    'count',
    'count',
    'confirm',
    'confirm',
  ),
  party: fc.constantFrom(...parties),
  /** Whose verifier does it. */
  by: fc.constantFrom(...judges),
  /** Of two reporters with 40 to 60 each, 60 to 80 different people are always possible. */
  people: fc.integer({ min: 40, max: 60 }),
  /** In tenths of a per cent. */
  share: fc.nat({ max: 1000 }),
  of: fc.integer({ min: 100, max: 5000 }),
})

const typedBy = ({ people, share, of }: { people: number; share: number; of: number }) => {
  const cells = (cell: Record<string, string>): TypedPart => ({
    cells: { total: cell },
    evidence: 'https://example.org/evidence',
  })
  return {
    reached: cells({ value: String(people) }),
    trusting: cells({ value: (share / 10).toFixed(1), denominator: String(of) }),
  }
}

/** Σ value × weight ÷ Σ weight to nine digits, worked out apart from the program: in whole numbers, halves to the even one. */
function meanOf(parts: readonly { value: string; denominator: string }[]): number {
  const tenths = parts.reduce(
    (sum, { value, denominator }) => sum + Number(value) * 10 * Number(denominator),
    0,
  )
  return Math.round(tenths) / 10 / parts.reduce((sum, { denominator }) => sum + Number(denominator), 0)
}

describe('Whatever verifiers of several parties do at once', () => {
  it('people are counted and means weighed from what stands, and nobody passes what their own organisation said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 24, maxLength: 40 }), async (deeds) => {
        const compact = await aPeopledCompact(house, {
          indicators: [
            anIndicator({ key: 'reached', aggregation: 'unique-persons', disaggregations: [] }),
            anIndicator({
              key: 'trusting',
              measure: 'percentage',
              aggregation: 'weighted-mean',
              disaggregations: [],
              countsPeople: false,
            }),
          ],
        })
        const { id, version, people, key, write } = compact
        const judging = new Map<string, Change>()
        for (const party of judges) {
          const person = (await aPerson(house)).id
          await join(house, person, compact[party], 'verifier')
          judging.set(party, changeBy(house, asPerson(person), [compact[party]]))
        }
        for (const [place, party] of parties.entries()) {
          const typed = typedBy({ people: 40 + place, share: 300, of: 1000 })
          await write((trx) => saveReport(trx, people[party](), key(party), fresh(typed)))
          await write((trx) => submitReport(trx, people[party](), key(party), { version }))
        }
        const counted = { compact: id, indicator: 'reached', ends: ENDS, cell: 'total' }
        const run = async ({ act, party, by, ...numbers }: (typeof deeds)[number]) => {
          const judge = judging.get(by)
          if (judge === undefined) throw new Error('Nobody judges')
          const at = key(party, ENDS)
          const report = await findReport(house.db, at)
          const open = (report === null ? [] : await correctionsOf(house.db, report.id)).find(
            ({ decision }) => decision === null,
          )
          const waiting = await countsWaiting(house.db, id)
          const does = {
            verify: () => write((trx) => verifyReport(trx, judge, at)),
            publish: () => write((trx) => publishReport(trx, judge, at)),
            ask: () =>
              write((trx) =>
                askCorrection(trx, people[party](), at, {
                  indicator: numbers.people % 2 === 0 ? 'reached' : 'trusting',
                  typed: typedBy(numbers)[numbers.people % 2 === 0 ? 'reached' : 'trusting'],
                  reason: 'Better known',
                }),
              ),
            agree: () =>
              write((trx) =>
                decideCorrection(trx, judge, at, { correction: open?.id ?? id, agree: true, reason: '' }),
              ),
            count: () =>
              write((trx) =>
                recordDeduplication(trx, judge, {
                  ...counted,
                  typed: String(20 + numbers.people),
                  method: 'Case numbers matched',
                }),
              ),
            confirm: () =>
              write((trx) => confirmDeduplication(trx, judge, { compact: id, count: waiting[0]?.id ?? id })),
          }
          try {
            await does[act]()
          } catch (error) {
            // What stands in the way is said; anything else is a fault of ours.
            if (!(error instanceof Fault) || error.status >= 500) throw error
          }
        }
        /** What holds at any moment, read past the program; answers whether different people are counted in it. */
        const holds = async () => {
          // Read past the program: every value, who passed it, and for whom.
          const rows = await house.db
            .selectFrom('result_values as value')
            .innerJoin('result_reports as report', 'report.id', 'value.report_id')
            .selectAll('value')
            .select(['report.organisation_id', 'report.published_at'])
            .where('value.compact_id', '=', id)
            .execute()
          for (const row of rows) {
            expect(row.within).toBe(false)
            expect(row.by_organisation).not.toBe(row.organisation_id)
          }
          const followed = new Set(rows.flatMap(({ corrects }) => corrects ?? []))
          const standing = rows.filter((row) => !followed.has(row.id))
          const counts = await house.db
            .selectFrom('result_deduplications as count')
            .innerJoin('deduplication_confirmations as word', 'word.deduplication_id', 'count.id')
            .select(['count.value', 'joined', 'count.by_person as one', 'word.by_person as other'])
            .select(['count.by_organisation as first', 'word.by_organisation as second'])
            .where('count.compact_id', '=', id)
            .execute()
          for (const { one, other, first, second } of counts) {
            expect(other).not.toBe(one)
            expect(second).not.toBe(first)
            // Not by the two that reported it.
            expect([first, second]).toContain(compact.donor)
          }
          let told = ''
          for (const unpublished of [true, false]) {
            const seen = standing.filter((row) => unpublished || row.published_at !== null)
            const of = (indicator: string) => seen.filter((row) => row.indicator === indicator)
            const results = await resultsOf(house.db, id, new Date('2028-01-01'), { unpublished })
            const shownOf = (indicator: string) =>
              results.indicators.find(({ sheet }) => sheet.key === indicator)?.periods[0]?.cells[0]?.shown
            const reached = shownOf('reached')
            const here = of('reached')
            if (reached !== undefined && reached.kind !== 'missing') {
              const ids = here.map((row) => row.id).sort()
              const fitting = counts.filter(
                ({ joined }) => (JSON.parse(joined) as string[]).sort().join() === ids.join(),
              )
              expect(fitting.length).toBeGreaterThan(0)
              const values = here.map(({ value }) => Number(value))
              const most = values.reduce((sum, value) => sum + value, 0)
              for (const { value } of fitting) {
                expect(Number(value)).toBeGreaterThanOrEqual(Math.max(...values))
                expect(Number(value)).toBeLessThanOrEqual(most)
              }
              if (reached.kind === 'shown') expect(fitting.map(({ value }) => value)).toContain(reached.value)
            }
            if (!unpublished) told = reached?.kind ?? ''
            const trusting = shownOf('trusting')
            const shares = of('trusting').map(({ value, denominator }) => ({
              value: value ?? '',
              denominator: denominator ?? '',
            }))
            if (shares.length === 0) expect(trusting?.kind).toBe('missing')
            else
              expect(trusting?.kind === 'shown' ? Number(trusting.value) : null).toBeCloseTo(
                meanOf(shares),
                8,
              )
          }
          return told
        }
        // The usual way first, so that there is something to fight over; then four at a time.
        const usual = { people: 45, share: 300, of: 1000 }
        for (const party of parties)
          for (const act of ['verify', 'publish'] as const) await run({ act, party, by: 'donor', ...usual })
        const countAnew = async () => {
          await run({ act: 'count', party: 'north', by: 'donor', ...usual })
          await run({ act: 'confirm', party: 'north', by: 'partner', ...usual })
          expect(await holds()).toBe('shown')
        }
        await countAnew()
        for (let at = 0; at < deeds.length; at += 4) {
          await Promise.all(deeds.slice(at, at + 4).map(run))
          await holds()
        }
        await countAnew()
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 60_000)
})
