import Papa from 'papaparse'
import { leftOutReasons } from './outcomes.ts'
import { censoredOf, leftOutOf } from './sentences.ts'
import type { TrackRecord } from './track-record.ts'

/** One row for each year’s list: who was a case, who was none and why, and the hits of every ranking. */
export function trackCsv(record: TrackRecord): string {
  const hitsOf = new Map(record.result?.years.map((year) => [year.year, year]) ?? [])
  const rows = record.years.map((count) => {
    const hits = hitsOf.get(count.year)
    return {
      year: count.year,
      horizon: record.horizon,
      looked_at: count.judged,
      out: count.out,
      unknown: count.unknown,
      no_score: count.noScore,
      on_the_list: count.listed,
      excluded: leftOutOf(count).excluded,
      censored: censoredOf(count),
      cases: count.usable,
      happened: count.happened,
      stopped_by: count.stop === null ? '' : count.stop.kind,
      stopped_by_reports:
        count.stop === null ? '' : 'reports' in count.stop ? count.stop.reports.join(' ') : count.stop.since,
      ...Object.fromEntries(
        leftOutReasons.map((reason) => [
          `left_out_${reason.replaceAll(' ', '_')}`,
          count.leftOut[reason] ?? 0,
        ]),
      ),
      places: hits?.places ?? null,
      hits_method: hits?.hits.method ?? null,
      hits_random: hits?.hits.random ?? null,
      hits_tier: hits?.hits.tier ?? null,
      hits_income: hits?.hits.income ?? null,
    }
  })
  return `${Papa.unparse(rows, { newline: '\n', escapeFormulae: true })}\n`
}
