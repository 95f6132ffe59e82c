import Papa from 'papaparse'
import type { Methodology, Result } from './schema.ts'
import { headline, unitName } from './sentences.ts'

/** A result as one wide CSV row per unit: standing, ranks, ranges, every gate and every criterion with its year and source. */
export function resultCsv(methodology: Methodology, result: Result): string {
  const rows = result.units.map((unit) => ({
    unit: unit.unit,
    name: unitName('en', unit.unit),
    standing: unit.standing,
    rank: unit.rank,
    would_rank: unit.wouldRank,
    score: rounded(unit.score),
    score_low_5: rounded(unit.scoreRange?.[0] ?? null),
    score_high_95: rounded(unit.scoreRange?.[1] ?? null),
    rank_low_5: unit.rankRange?.[0] ?? null,
    rank_high_95: unit.rankRange?.[1] ?? null,
    share_in_shortlist: rounded(unit.inShortlist),
    no_score: unit.noScore,
    ...Object.fromEntries(
      unit.gates.flatMap((gate) => [
        [`gate_${gate.gate}`, gate.outcome],
        [`gate_${gate.gate}_found`, gate.found],
        [`gate_${gate.gate}_when`, gate.when ?? gate.year],
        [`gate_${gate.gate}_source`, gate.source],
        [`gate_${gate.gate}_weakness`, gate.weakness],
      ]),
    ),
    ...Object.fromEntries(
      unit.criteria.flatMap((criterion) => [
        [criterion.id, rounded(criterion.value)],
        ...(criterion.cell
          ? [
              [`${criterion.id}_raw`, criterion.cell.code ?? criterion.cell.value],
              [`${criterion.id}_se`, criterion.cell.standardError],
              [`${criterion.id}_year`, criterion.cell.year],
              [`${criterion.id}_source`, criterion.cell.source],
            ]
          : []),
        [`${criterion.id}_missing`, criterion.why],
      ]),
    ),
    sentence: headline('en', methodology, result, unit),
  }))
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return `${Papa.unparse(rows, { columns, newline: '\n', escapeFormulae: true })}\n`
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(12))
}
