import { anAgreement, anIndicator } from '../src/monitoring/agreements.test-data.ts'
import { editionsOf, type LoggedValue } from '../src/monitoring/figures.ts'
import { suppressing } from '../src/monitoring/suppression.ts'
import { yardstick } from './yardstick.ts'

/** How long an edition, which is one report published, may take when nobody asked before; in between others have a turn. */
const goalTurn = 100

/**
 * Keeping small counts back, at its worst: nearly every count is small, five years of quarters, one report after the
 * other. It is worked out once for a state of what is published and remembered afterwards.
 */
export async function benchSmallCounts(print: (line: string) => void): Promise<void> {
  const stick = yardstick()
  for (const [reporters, regions] of [
    [3, 4],
    [5, 6],
    [8, 14],
  ] as const)
    for (const most of [12, 400]) {
      const { asked, log } = manySmall(reporters, regions, most)
      const start = performance.now()
      let turn = start
      let longest = 0
      const work = suppressing(editionsOf(asked, log, []), 10)
      let next = work.next()
      while (next.done !== true) {
        longest = Math.max(longest, performance.now() - turn)
        turn = performance.now()
        next = work.next()
      }
      const time = performance.now() - start
      const shown = [...next.value.values()].filter(({ kind }) => kind === 'shown').length
      const verdict = longest < goalTurn ? 'reached' : 'NOT reached'
      print(
        `small counts: ${reporters} reporters, ${regions} regions, 20 quarters, counts to ${most}: ${time.toFixed(0)} ms once = ${(time / stick).toFixed(0)} yardsticks, at most ${longest.toFixed(0)} ms at a time, ${Math.round((100 * shown) / next.value.size)} % of figures shown; goal ${goalTurn} ms ${verdict}`,
      )
    }
}

function manySmall(reporters: number, regions: number, most: number) {
  const years = Array.from({ length: 5 }, (_, at) => ({
    key: `y${at}`,
    begins: `${2025 + at}-01-01`,
    ends: `${2025 + at}-12-31`,
  }))
  const names = Array.from({ length: reporters }, (_, at) => `r${at}`)
  const sheet = anIndicator({
    reporters: names,
    frequency: 'quarterly',
    disaggregations: [
      ...anIndicator().disaggregations,
      {
        key: 'region',
        name: { en: 'Region' },
        categories: Array.from({ length: regions }, (_, at) => ({ key: `g${at}`, name: { en: `${at}` } })),
        exclusive: true,
      },
    ],
  })
  const agreement = anAgreement({ indicators: [sheet], plan: { ...anAgreement().plan, years } })
  let seed = 7
  const count = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * below)
  }
  const log: LoggedValue[] = []
  for (let quarter = 0; quarter < 20; quarter += 1)
    for (const party of names) {
      const year = 2025 + Math.floor(quarter / 4)
      const [begins, ends] = [
        ['01-01', '03-31'],
        ['04-01', '06-30'],
        ['07-01', '09-30'],
        ['10-01', '12-31'],
      ][quarter % 4] as [string, string]
      const seen = new Date(Date.UTC(2025, 3 * quarter + 3, 1 + names.indexOf(party))).toISOString()
      const put = (cell: string, value: number) =>
        log.push({
          ...{ id: '', report: '', party, indicator: sheet.key, cell, version: 1, corrections: 0 },
          ...{ begins: `${year}-${begins}`, ends: `${year}-${ends}`, value: String(value) },
          ...{ low: null, high: null, level: null, numerator: null, denominator: null },
          ...{ missing: null, why: null, evidence: null, comment: null },
          ...{ at: seen, publishedAt: seen, seen, unseen: null, within: false },
        })
      const byRegion = Array.from({ length: regions }, () => count(most))
      const total = byRegion.reduce((sum, each) => sum + each, 0)
      const girls = count(total + 1)
      put('total', total)
      put('sex=girls', girls)
      put('sex=boys', total - girls)
      for (const [at, value] of byRegion.entries()) put(`region=g${at}`, value)
    }
  return { asked: { sheet, agreement, terms: [{ from: '', agreement }] }, log }
}
