import Papa from 'papaparse'
import { leftOutReasons } from './outcomes.ts'
import { censoredOf, leftOutOf } from './sentences.ts'
import { baselines, method, type TrackRecord } from './track-record.ts'

/**
 * One row for each year’s list: who was a case, who was none and why, the hits of every ranking, and how
 * many cases of the year each measure of the method rests on, alone and beside every simple rule.
 */
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
      ...Object.fromEntries(
        [method, ...baselines].flatMap((ranking) => {
          const of = hits?.casesOf[ranking]
          const beside = ranking === method ? method : `beside_${ranking}`
          return [
            [`cases_pairs_${beside}`, of?.concordance ?? null],
            [`cases_hits_${beside}`, of?.hitRate ?? null],
            [`cases_forecasts_${beside}`, of?.brier ?? null],
          ]
        }),
      ),
    }
  })
  return `${Papa.unparse(rows, { newline: '\n', escapeFormulae: true })}\n`
}
