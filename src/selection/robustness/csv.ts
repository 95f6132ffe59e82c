import Papa from 'papaparse'
import type { Inputs, Methodology } from '../schema.ts'
import { unitName } from '../sentences.ts'
import { gateCounts, type WhyNot } from './model.ts'
import { byPlace, type Report } from './report.ts'

/**
 * One wide row for each unit: place, score and shares of runs, with sensitivity ranges; what is not known is empty.
 * Where no runs can be made, one row for each gate.
 */
export function robustnessCsv(
  methodology: Methodology,
  inputs: Inputs,
  answer: { report: Report } | { why: WhyNot },
): string {
  return written('why' in answer ? gateCounts(methodology, inputs) : rowsOf(answer.report))
}

function rowsOf(report: Report) {
  const last = Math.max(1, ...report.units.map(({ acceptability }) => acceptability.length))
  return [...report.units].sort(byPlace).map((unit) => ({
    unit: unit.unit,
    name: unitName('en', unit.unit),
    standing: unit.standing,
    rank: unit.rank,
    sensitivity_rank_low_5: unit.rankRange?.[0] ?? null,
    sensitivity_rank_high_95: unit.rankRange?.[1] ?? null,
    mean_rank: rounded(unit.expectedRank),
    score: rounded(unit.score),
    sensitivity_score_low_5: rounded(unit.scoreRange?.[0] ?? null),
    sensitivity_score_high_95: rounded(unit.scoreRange?.[1] ?? null),
    on_shortlist: unit.shortlisted ? 1 : 0,
    share_on_shortlist: rounded(unit.pShortlist),
    share_passes_all_gates: rounded(unit.pPasses),
    share_on_shortlist_if_unknown_passed: rounded(unit.ifUnknownPassed?.pShortlist ?? null),
    share_first_with_own_weights: rounded(unit.firstWithOwnWeights),
    ...Object.fromEntries(
      report.gates.map((gate, g) => [`share_passes_${gate}`, rounded(unit.pGates[g] ?? null)]),
    ),
    ...Object.fromEntries(
      Array.from({ length: last }, (_, place) => [
        `share_rank_${place + 1}`,
        rounded(unit.acceptability[place] ?? 0),
      ]),
    ),
    replications: report.replications,
    seed: report.seed,
  }))
}

function written(rows: object[]): string {
  return `${Papa.unparse(rows, { newline: '\n', escapeFormulae: true })}\n`
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(12))
}
